//! What the name of a column means in view of the names that stand beside it.

use super::assigned::Named;
use super::meaning::Rows;
use super::words::{Sense, folded, senses};

/// Names of which the first is an actor only beside the second.
const PAIRS: [(&str, &str); 12] = [
    ("source", "target"),
    ("subject", "object"),
    ("source name", "target name"),
    ("author", "recipient"),
    ("author", "addressee"),
    ("creator", "addressee"),
    ("creator", "recipient"),
    ("auteur", "destinataire"),
    ("autor", "empfanger"),
    ("verfasser", "empfanger"),
    ("autor", "destinatario"),
    ("автор", "адресат"),
];

/// Names of the two ends of a life.
#[rustfmt::skip]
const ENDS_OF_LIVES: [&[&str]; 2] = [
    &["born", "birth", "birth date", "birthdate", "date of birth", "dob", "year of birth", "birth year", "geboren",
        "geburtsdatum", "geburt", "ne", "nee", "naissance", "date de naissance", "nacimiento", "fecha de nacimiento",
        "дата народження", "народження", "дата рождения", "рождение"],
    &["died", "death", "death date", "date of death", "dod", "year of death", "death year", "gestorben", "todesdatum",
        "tod", "mort", "deces", "date de deces", "fallecimiento", "muerte", "fecha de muerte", "дата смерті", "смерть",
        "дата смерти"],
];

/// Whether a column is the source or the target of edges, beside the other.
pub(super) fn is_end_of_edge(columns: &[Named<'_>], name: &str) -> bool {
    let ends = ["source", "target"];
    let has = |wanted: &str| columns.iter().any(|column| folded(column.name) == wanted);
    ends.contains(&&*folded(name)) && ends.into_iter().all(has)
}

/// The senses of a name among the other names.
pub(super) fn contextual(columns: &[Named<'_>], name: &str, rows: Rows) -> Vec<Sense> {
    let words = folded(name);
    let has = |wanted: &str| columns.iter().any(|column| folded(column.name) == wanted);
    if rows == Rows::Events {
        for (from, to) in PAIRS {
            if from == "subject" && !are_parties(columns) {
                continue;
            }
            if words == from && has(to) {
                return vec![Sense {
                    name: "from",
                    rank: 0,
                    language: None,
                }];
            }
            if words == to && has(from) {
                return vec![Sense {
                    name: "to",
                    rank: 0,
                    language: None,
                }];
            }
        }
    }
    if let Some(sense) = end_of_life(columns, &words, rows) {
        return vec![sense];
    }
    if let Some(sense) = beside_part_of_name(columns, &words, rows) {
        return vec![sense];
    }
    // Who begins is said elsewhere: this is a document.
    if rows == Rows::Relations && words == "source" && has("from") {
        return vec![Sense {
            name: "source",
            rank: 0,
            language: None,
        }];
    }
    senses(name, rows)
}

/// Whether subjects and objects are who acts and towards whom: names, and no things that a museum has.
fn are_parties(columns: &[Named<'_>]) -> bool {
    let of = |name: &str| {
        let mut all = columns.iter();
        all.find(|column| folded(column.name) == name)
            .map(|column| column.cells)
    };
    of("subject")
        .zip(of("object"))
        .is_some_and(|(subject, object)| {
            let are_names = subject.names() > 0.5 && object.names() > 0.5;
            are_names || subject.shares(object)
        })
}

/// What `Born` is beside `Died` where no other column says when: each row is a life.
fn end_of_life(columns: &[Named<'_>], words: &str, rows: Rows) -> Option<Sense> {
    if rows != Rows::Events {
        return None;
    }
    let place = ENDS_OF_LIVES.iter().position(|all| all.contains(&words))?;
    let is_in = |column: &Named<'_>, all: &[&str]| all.contains(&&*folded(column.name));
    let has_both = ENDS_OF_LIVES
        .iter()
        .all(|all| columns.iter().any(|column| is_in(column, all)));
    let is_dated = columns.iter().any(|column| {
        let mut all = senses(column.name, rows).into_iter();
        all.any(|sense| matches!(sense.name, "when" | "start" | "year") && sense.rank < 4)
    });
    (has_both && !is_dated).then_some(Sense {
        name: if place == 0 { "start" } else { "end" },
        rank: 1,
        language: None,
    })
}

/// What `Name` is beside `First name`, and `Nombre` beside `Apellidos`: the other part.
fn beside_part_of_name(columns: &[Named<'_>], words: &str, rows: Rows) -> Option<Sense> {
    const NAMES: [&str; 5] = ["name", "nom", "nombre", "імя", "имя"];
    if !NAMES.contains(&words) {
        return None;
    }
    let has = |name: &str| {
        let mut all = columns.iter().flat_map(|column| senses(column.name, rows));
        all.any(|sense| sense.name == name)
    };
    let name = match (has("given name"), has("family name")) {
        (true, false) => "family name",
        (false, true) => "given name",
        _ => return None,
    };
    Some(Sense {
        name,
        rank: 0,
        language: None,
    })
}
