//! What the name of a column may mean, and what cells say that is no data: totals, notes, nothing.

use super::meaning::Rows;
use super::not_dates::is_of_somebody;
use super::vocabulary::{ACTORS, EVENTS, LANGUAGES, Line, OTHERS, RELATIONS, SOURCES};
use crate::dataset::date::text::Language;
use crate::dataset::spelling::is_unseen;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// What people call a sheet of sources.
const OF_SOURCES: &str = "sources, source list, list of sources, bibliography, references, documents, quellen, \
    quellenverzeichnis, literatur, bibliographie, fuentes, bibliografía, джерела, література, источники, литература";

/// Whether a sheet is called as one of sources is.
pub(super) fn is_called_sources(name: &str) -> bool {
    let name = folded(name);
    OF_SOURCES.split(',').any(|word| folded(word) == name)
}

/// What people call the kinds of actors.
#[rustfmt::skip]
const KINDS: &[(&str, &str)] = &[
    ("person", "person, people, persons, individual, individuals, human, man, woman, politician,         mensch, personne, individu, persona, особа, людина, лицо, человек, персона"),
    ("state", "state, states, country, countries, nation, government, staat, land, état, pays, estado, país,         держава, країна, государство, страна"),
    ("organisation", "organisation, organisations, organization, organizations, org, company, companies,         corporation, business, firm, institution, agency, ngo, association, foundation, bank, university,         firma, unternehmen, behörde, entreprise, société, institución, organización, empresa,         організація, компанія, установа, организация, компания, учреждение"),
    ("collective", "collective, group, groups, community, movement, crowd, gruppe, groupe, collectif, grupo,         colectivo, група, группа"),
    ("place", "place, places, location, locations, city, town, region, site, ort, stadt, lieu, ville, lugar,         ciudad, місце, місто, место, город"),
    ("unknown", "unknown, not said, unbekannt, inconnu, desconocido, невідомо, неизвестно"),
];

/// The kind of actor that a cell says, in whatever language.
pub(in crate::files) fn kind_named(cell: &str) -> Option<&'static str> {
    let said = folded(cell);
    let mut kinds = KINDS.iter();
    let has = |(_, words): &&(&str, &str)| words.split(',').any(|word| folded(word) == said);
    kinds.find(has).map(|(kind, _)| *kind)
}

/// First cells of rows that sum up what is above them.
#[rustfmt::skip]
const TOTALS: &str = "total, totals, sum, grand total, subtotal, sub total, average, mean, count, \
    summe, gesamt, insgesamt, zwischensumme, durchschnitt, total général, somme, sous total, moyenne, \
    suma, total general, promedio, разом, всього, усього, сума, підсумок, середнє, итого, всего, \
    сумма, среднее";

/// A word of a header that a meaning has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::files) struct Sense {
    /// The name of the meaning.
    pub(in crate::files) name: &'static str,
    /// 0 where it is the name itself; then the further from it, the less sure.
    pub(in crate::files) rank: u8,
    /// The language, where no other has the word for the same.
    pub(in crate::files) language: Option<Language>,
}

type Senses = HashMap<String, Vec<Sense>>;

static SENSES: LazyLock<[Senses; 4]> = LazyLock::new(|| {
    let mut all = [EVENTS, RELATIONS, ACTORS, SOURCES].map(senses_of);
    let [events, ..] = &mut all;
    let mut others = Senses::new();
    for (name, words) in OTHERS {
        add(&mut others, (name, 2, None), words);
    }
    // A word of one of the six languages is that first.
    others.retain(|word, _| !events.contains_key(word));
    events.extend(others);
    all
});

fn senses_of(lines: &[Line]) -> Senses {
    let mut all = Senses::new();
    for (name, languages) in lines {
        for (words, language) in languages.iter().zip(LANGUAGES) {
            for (part, rank) in words.split(';').zip(1..) {
                add(&mut all, (name, rank, Some(language)), part);
            }
        }
    }
    all
}

/// Adds words of a meaning, with their rank and their language.
fn add(
    all: &mut Senses,
    (name, rank, language): (&'static str, u8, Option<Language>),
    words: &str,
) {
    for word in words.split(',').map(folded).filter(|word| !word.is_empty()) {
        let rank = if word == name { 0 } else { rank };
        let known = all.entry(word).or_default();
        match known.iter_mut().find(|sense| sense.name == name) {
            Some(sense) => {
                sense.rank = sense.rank.min(rank);
                sense.language = None;
            }
            None => known.push(Sense {
                name,
                rank,
                language,
            }),
        }
    }
}

/// Words that ask for a date.
const WHEN: [&str; 6] = ["when", "wann", "quand", "cuando", "коли", "когда"];

/// What the name of a column says of its cells.
const OF_CELLS: [&str; 12] = [
    " utc",
    " gmt",
    " bc",
    " bce",
    " b c",
    " v chr",
    " av j c",
    " до н е",
    " до н э",
    " ma",
    " mya",
    " bp",
];

/// What a name in a header may mean, apart from a number behind it (`Actor 2`) and the word `event`
/// before it.
pub(in crate::files) fn senses(header: &str, rows: Rows) -> Vec<Sense> {
    let [events, relations, actors, sources] = &*SENSES;
    let all = match rows {
        Rows::Events => events,
        Rows::Relations => relations,
        Rows::Actors => actors,
        Rows::Sources => sources,
    };
    let words = folded(header);
    // `Ort/Wahlkreis`: the first of two.
    let first = header
        .split_once('/')
        .map_or(String::new(), |(first, _)| folded(first));
    let without_number = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let without_event = words.strip_prefix("event ").unwrap_or_default();
    // `placeLabel`, as queries of Wikidata name what has an address too.
    let without_label = words.strip_suffix(" label").unwrap_or_default();
    // `Year BC`, `timestamp_utc`: what is said of each cell is no part of the name.
    let without_unit = OF_CELLS.iter().find_map(|unit| words.strip_suffix(unit));
    let without_unit = without_unit.map_or("", str::trim_end);
    for (key, more) in [
        (&*words, 0),
        (without_number, 0),
        (without_event, 1),
        (without_label, 0),
        (without_unit, 1),
        (&*first, 1),
        (part_of_name(&words), 1),
    ] {
        if let Some(found) = all.get(key).filter(|_| !key.is_empty()) {
            let sense = |sense: &Sense| Sense {
                rank: sense.rank + more,
                ..*sense
            };
            return found.iter().map(sense).collect();
        }
    }
    let dates = ["date", "dt", "datum", "fecha", "дата"];
    let has_date = words
        .split(' ')
        .any(|word| dates.contains(&word) || word.ends_with("datum"));
    if let Some((outer, inner)) = header.rsplit_once('.').filter(|_| !has_date) {
        return nested(outer, inner, rows);
    }
    if let Some(found) = by_first_word(header, &words, all) {
        return found;
    }
    dated(&words, has_date, rows)
}

/// The words in the name of a column that say which part of a name it holds, and not whose: `Groom first name`,
/// `Vorname der Braut`.
fn part_of_name(words: &str) -> &str {
    const PARTS: [&str; 14] = [
        "first name",
        "last name",
        "given name",
        "family name",
        "surname",
        "forename",
        "vorname",
        "nachname",
        "familienname",
        "prenom",
        "nom de famille",
        "apellido",
        "apellidos",
        "фамилия",
    ];
    let is_it = |part: &&&str| {
        let rest = words
            .strip_prefix(**part)
            .or_else(|| words.strip_suffix(**part));
        rest.is_some_and(|rest| rest.starts_with(' ') || rest.ends_with(' '))
    };
    PARTS.iter().find(is_it).map_or("", |part| part)
}

/// What the first word of a name says where it is what the others are about: `Type d'incident`, `Auteur présumé`.
fn by_first_word(header: &str, words: &str, all: &Senses) -> Option<Vec<Sense>> {
    let first = header
        .split_whitespace()
        .next()
        .map_or(String::new(), folded);
    let about = [
        "category",
        "place",
        "from",
        "to",
        "actors",
        "description",
        "source",
    ];
    let is_general = [
        "event", "actor", "from", "to", "de", "a", "an", "von", "до", "от",
    ]
    .contains(&&*first);
    if !is_general
        && words.contains(' ')
        && let Some(found) = all.get(&first)
    {
        let found = found
            .iter()
            .filter(|sense| sense.rank < 2 && about.contains(&sense.name));
        let sense = |sense: &Sense| Sense { rank: 3, ..*sense };
        let found: Vec<Sense> = found.map(sense).collect();
        return Some(found).filter(|found| !found.is_empty());
    }
    None
}

/// What a name means in which a word says that it is a date, among others: `Reporting date`, `Дата
/// публикации`, `When did it happen`.
fn dated(words: &str, has_date: bool, rows: Rows) -> Vec<Sense> {
    let first = words.split(' ').next();
    let asks_when = first.is_some_and(|word| WHEN.contains(&word));
    let sense = Sense {
        name: "when",
        rank: match (asks_when, is_of_somebody(words)) {
            (true, _) => 1,
            (false, false) => 3,
            // When somebody was born is of a person and not of what happened.
            (false, true) => 9,
        },
        language: None,
    };
    let is_dated = (has_date || asks_when) && !matches!(rows, Rows::Actors | Rows::Sources);
    is_dated.then_some(sense).into_iter().collect()
}

/// What a key within another may mean: `venue.name` is what the outer one is, `venue.lat` what the inner is,
/// unless every object has one of its own.
fn nested(outer: &str, inner: &str, rows: Rows) -> Vec<Sense> {
    let inner_words = folded(inner);
    // A letter may be anything.
    if inner_words.chars().count() < 2 {
        return Vec::new();
    }
    let (name, more) = match &*inner_words {
        "name" | "label" | "title" | "value" | "text" | "full name" | "display name" | "main"
        | "original" | "default" | "en" | "content" | "login" => (outer, 1),
        "id" | "type" | "kind" | "url" | "description" | "role" => return Vec::new(),
        _ => (inner, 2),
    };
    let found = senses(name, rows).into_iter();
    let found = found.map(|sense| Sense {
        rank: sense.rank + more,
        ..sense
    });
    found.collect()
}

/// How many meanings the names of a row have: many cells of one kind are data.
pub(in crate::files) fn known<'c>(row: impl Iterator<Item = &'c str>) -> usize {
    let mut names: Vec<&str> = Vec::new();
    // Nobody's column has a longer name.
    for cell in row.filter(|cell| cell.len() <= 100) {
        let senses = Rows::ALL.iter().flat_map(|rows| senses(cell, *rows));
        let new = senses
            .filter(|sense| sense.rank < 3)
            .map(|sense| sense.name);
        let new: Vec<&str> = new.filter(|name| !names.contains(name)).collect();
        names.extend(new.first());
    }
    names.len()
}

/// Whether a cell says that its row sums up others: `Total`, or before numbers `Subtotal week 3`.
pub(super) fn says_total(cell: &str, is_alone: bool) -> bool {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| TOTALS.split(',').map(folded).collect());
    let words = folded(cell);
    let is_short = words.split(' ').count() <= 5;
    let is_one = |total: &String| {
        let is_part =
            || words.starts_with(&format!("{total} ")) || words.ends_with(&format!(" {total}"));
        words == *total || is_short && !is_alone && is_part()
    };
    ALL.iter().any(is_one)
}

/// What stands in a cell in which there is nothing to say.
const NOTHING: [&str; 16] = [
    "-", "–", "—", "--", "n/a", "na", "n.a.", "s/d", "k. a.", "k.a.", "unk", "none", "null", "nan",
    "tbd", "?",
];

pub(super) fn says_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.trim().to_lowercase().as_str())
}

/// What stands for a name where nobody knows it, or where there are too many.
#[rustfmt::skip]
const NOBODY: &str = "unknown, et al, and others, u a, et alii, tbc, to be confirmed, not known, unk, anonymous, anon, unidentified, not recorded, not stated, not given, \
    undisclosed, tba, various, several, multiple, others, misc, miscellaneous, unbekannt, anonym, diverse, verschiedene, \
    nn, n n, inconnu, inconnue, anonyme, divers, plusieurs, desconocido, desconocida, anónimo, varios, невідомо, невідомий, \
    анонім, різні, неизвестно, неизвестный, неизвестен, аноним, разные";

/// Whether a text stands where a name would, and names nobody.
pub(super) fn says_nobody(text: &str) -> bool {
    static ALL: LazyLock<HashSet<String>> =
        LazyLock::new(|| NOBODY.split(',').map(folded).collect());
    let is_count = || {
        let rest = text
            .trim_start_matches('+')
            .trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < text.len() && rest.starts_with(' ');
        is_number && rest.split_whitespace().count() <= 2 && rest.chars().all(|c| !c.is_uppercase())
    };
    let is_mark = text
        .chars()
        .all(|c| matches!(c, '?' | '-' | '–' | '—' | '.' | ' '));
    is_mark || is_count() || says_nothing(text) || text.len() < 40 && ALL.contains(&folded(text))
}

/// Whether a cell says that something is so.
pub(super) fn says_yes(cell: &str) -> bool {
    ["yes", "true", "y", "1", "x"].contains(&cell.trim().to_lowercase().as_str())
}

/// What says that a cell is as the one above.
const DITTO: [&str; 24] = [
    "\"",
    "\"\"",
    "''",
    "〃",
    "″",
    "do",
    "do.",
    "ditto",
    "same",
    "same day",
    "same date",
    "idem",
    "ídem",
    "id.",
    "ibid",
    "ibid.",
    "dto",
    "dto.",
    "desgl.",
    "ebd.",
    "mismo día",
    "même jour",
    "там же",
    "там само",
];

pub(super) fn says_ditto(cell: &str) -> bool {
    DITTO.contains(&cell.trim().to_lowercase().as_str())
}

/// What begins a note below a table.
#[rustfmt::skip]
const NOTES: &str = "source, sources, note, notes, nb, remark, remarks, quelle, quellen, anmerkung, \
    anmerkungen, hinweis, remarque, remarques, nota, notas, fuente, fuentes, джерело, джерела, \
    примітка, примітки, источник, источники, примечание, примечания, last updated, stand";

/// Whether a cell that stands alone in its row is a note below the table.
pub(super) fn says_note(cell: &str) -> bool {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| NOTES.split(',').map(folded).collect());
    let is_marked = cell.starts_with(['*', '†', '©']);
    let word = cell.split_once(':').map(|(word, _)| folded(word));
    is_marked || word.is_some_and(|word| ALL.contains(&word))
}

/// A name as names are compared: small letters without accents, words parted by single spaces, and
/// nothing in brackets, which are units. `StartDate`, `start_date` and `Start Date (UTC)` are one.
pub(in crate::files) fn folded(name: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    let mut last = ' ';
    for c in name.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // Quotes stand within words: l'événement, ім'я.
            '\'' | '’' | 'ʼ' => {}
            c if c.is_alphanumeric() => {
                let starts = (c.is_uppercase() && last.is_lowercase())
                    || (last.is_alphabetic() && c.is_numeric());
                if starts {
                    plain.push(' ');
                }
                plain.push(c);
            }
            _ => plain.push(' '),
        }
        last = c;
    }
    if plain.trim().is_empty() && name.contains(['(', '[', '{']) {
        return folded(&name.replace(['(', ')', '[', ']', '{', '}'], " "));
    }
    let letters = plain.nfkd().filter(|c| !is_mark(*c));
    let small: String = letters.flat_map(char::to_lowercase).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sign is an accent, or not seen at all.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || is_unseen(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for (name, means) in [
            ("Start Date (UTC)", "start"),
            ("start_date", "start"),
            ("StartDate", "start"),
            ("  DATE OF EVENT ", "when"),
            ("Lat.", "lat"),
            ("Actor2", "actors"),
            ("actor_1", "actors"),
            ("Événement", "title"),
            ("Дата події", "when"),
            ("Fatalities [persons]", ""),
            ("Date reported", "when"),
            ("Event location", "place"),
            ("End\u{a0}Year", "end year"),
        ] {
            let found = senses(name, Rows::Events);
            assert_eq!(
                found.first().map_or("", |sense| sense.name),
                means,
                "{name}"
            );
        }
        let datum = senses("Datum", Rows::Events);
        assert_eq!(datum[0].language, Some(Language::German));
    }

    #[test]
    fn every_line_names_a_meaning() {
        for (rows, lines) in [
            (Rows::Events, EVENTS),
            (Rows::Relations, RELATIONS),
            (Rows::Actors, ACTORS),
            (Rows::Sources, SOURCES),
        ] {
            for (name, _) in lines {
                let known = super::super::meaning::Meaning::named(name, rows);
                assert!(known.is_some(), "{name}");
            }
        }
    }
}
