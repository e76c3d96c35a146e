//! What each column of a table means, from its name and from its cells.

use super::cells::Cells;
use super::meaning::{Meaning, Part, Rows, Side};
use super::not_dates::{counts, is_of_somebody};
use super::words::{Sense, folded, kind_named, senses};
use crate::dataset::check::Spellings;
use crate::dataset::date::text::Language;
use crate::dataset::fields::{Field, Shape};
use crate::dataset::{Role, Status};

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

/// Whence the meaning of a column is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Its name.
    Name,
    /// Its cells.
    Cells,
    /// A person.
    Chosen,
    /// Nothing: it is kept.
    #[default]
    Nothing,
}

/// A column that meanings are given to.
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) cells: &'t Cells,
    pub(super) chosen: Option<Meaning>,
}

/// What the columns mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Assigned {
    pub(super) columns: Vec<(Meaning, Ground)>,
    /// The language of their names, if it is one other than English.
    pub(super) language: Option<Language>,
    /// Whether the start is a day without a year beside a column of years.
    pub(super) joins_years: bool,
}

impl Assigned {
    pub(super) fn find(&self, is_it: impl Fn(Meaning) -> bool) -> Option<usize> {
        self.columns.iter().position(|(meaning, _)| is_it(*meaning))
    }

    pub(super) fn has(&self, is_it: impl Fn(Meaning) -> bool) -> bool {
        self.find(is_it).is_some()
    }

    fn of_start(&self, part: Part) -> Option<usize> {
        self.find(|meaning| meaning.when() == Some((Side::Start, part)))
    }

    pub(super) fn of_field(&self, key: &str) -> Option<usize> {
        self.find(|meaning| is_field(meaning, key))
    }

    fn put(&mut self, column: usize, meaning: Meaning, ground: Ground) {
        if let Some(place) = self.columns.get_mut(column) {
            *place = (meaning, ground);
        }
    }

    fn is_free(&self, column: usize) -> bool {
        let ground = self.columns.get(column).map(|(_, ground)| *ground);
        ground == Some(Ground::Nothing)
    }
}

pub(super) fn is_field(meaning: Meaning, key: &str) -> bool {
    matches!(meaning, Meaning::Field { field, inner: None, .. } if field.key == key)
}

/// A meaning that a column may have: the surest first.
struct Candidate {
    rank: u8,
    support: f64,
    column: usize,
    meaning: Meaning,
    language: Option<Language>,
}

/// Gives each column its meaning; what none is found for is kept.
pub(super) fn assigned(columns: &[Named<'_>], rows: Rows) -> Assigned {
    let mut found = Assigned {
        columns: vec![(Meaning::Keep, Ground::Nothing); columns.len()],
        ..Assigned::default()
    };
    for (n, column) in columns.iter().enumerate() {
        if let Some(meaning) = column.chosen {
            found.put(n, meaning, Ground::Chosen);
        }
    }
    by_names(columns, rows, &mut found);
    if rows == Rows::Events {
        whole_or_parts(columns, &mut found);
    }
    by_cells(columns, rows, &mut found);
    found
}

fn by_names(columns: &[Named<'_>], rows: Rows, found: &mut Assigned) {
    let mut candidates = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        for sense in contextual(columns, column.name, rows) {
            let Some(meaning) = Meaning::named(sense.name, rows) else {
                continue;
            };
            for instead in instead(meaning, column, columns, rows) {
                // What a name does not say itself stands back behind what says it.
                let rank = sense.rank + u8::from(instead != meaning);
                // Ids of nodes may be numbers.
                let is_end = rows == Rows::Relations && is_end_of_edge(columns, column.name);
                let support = support(instead, rank, column.cells)
                    .or_else(|| is_end.then_some(1.0))
                    .filter(|_| !is_end || matches!(instead, Meaning::Actors(_)));
                if let Some(support) = support {
                    candidates.push(Candidate {
                        rank,
                        support,
                        column: n,
                        meaning: instead,
                        language: sense.language,
                    });
                }
            }
        }
    }
    candidates.sort_by(|a, b| {
        let ranks = a.rank.cmp(&b.rank);
        let supports = b.support.total_cmp(&a.support);
        ranks.then(supports).then(a.column.cmp(&b.column))
    });
    let mut languages = Vec::new();
    for candidate in candidates {
        // A tie has two ends: a second column that may be one is something else.
        let is_end = rows == Rows::Relations && matches!(candidate.meaning, Meaning::Actors(_));
        let is_taken = (is_end || !candidate.meaning.may_be_several())
            && found.has(|meaning| meaning == candidate.meaning);
        // A whole start is a start, whatever it is called.
        let is_start = candidate.meaning.when() == Some((Side::Start, Part::Whole));
        let is_second = is_start && found.of_start(Part::Whole).is_some();
        if !found.is_free(candidate.column) || is_taken || is_second {
            continue;
        }
        found.put(candidate.column, candidate.meaning, Ground::Name);
        languages.extend(candidate.language);
    }
    let english = languages
        .iter()
        .filter(|language| **language == Language::English)
        .count();
    let other = languages
        .iter()
        .find(|language| **language != Language::English);
    let same = languages
        .iter()
        .filter(|language| Some(*language) == other)
        .count();
    found.language = other.copied().filter(|_| same > english);
    without_partner(rows, found);
}

/// Whether a column is the source or the target of edges, beside the other.
fn is_end_of_edge(columns: &[Named<'_>], name: &str) -> bool {
    let ends = ["source", "target"];
    let has = |wanted: &str| columns.iter().any(|column| folded(column.name) == wanted);
    ends.contains(&&*folded(name)) && ends.into_iter().all(has)
}

/// The senses of a name among the other names.
fn contextual(columns: &[Named<'_>], name: &str, rows: Rows) -> Vec<Sense> {
    let words = folded(name);
    let has = |wanted: &str| columns.iter().any(|column| folded(column.name) == wanted);
    if rows == Rows::Events {
        for (from, to) in PAIRS {
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

/// What a meaning stands for in view of the cells: a `Year` with days in it is a date, a `Type` of
/// titles and eras says what the row is.
fn instead(
    meaning: Meaning,
    column: &Named<'_>,
    columns: &[Named<'_>],
    rows: Rows,
) -> Vec<Meaning> {
    let cells = column.cells;
    let whole = || Meaning::named("when", rows);
    match meaning {
        Meaning::When(Side::Start, Part::Year)
            if has_months(columns) && cells.whole() < 0.9 && cells.days() < 0.2 =>
        {
            vec![meaning]
        }
        Meaning::When(side, Part::Year | Part::Day | Part::Time)
            if dates(cells) > 0.6 && cells.recent() < 0.5 =>
        {
            let end = Meaning::When(Side::End, Part::Whole);
            let meaning = if side == Side::End {
                Some(end)
            } else {
                whole()
            };
            meaning.into_iter().collect()
        }
        // `Start` and `End` beside `Date` may be times.
        Meaning::When(side, Part::Whole)
            if cells.times() > 0.6 && columns.iter().any(|other| other.cells.days() > 0.6) =>
        {
            vec![Meaning::When(side, Part::Time)]
        }
        meaning if cells.exact_pairs() > 0.6 && Meaning::named("place", rows) == Some(meaning) => {
            vec![Meaning::Coordinates]
        }
        Meaning::Category if cells.is_of(ROW_TYPES) && (cells.has("title") || cells.has("era")) => {
            vec![Meaning::RowType]
        }
        Meaning::Field { field, .. }
            if rows == Rows::Relations && field.key == "kind" && cells.is_of(DIRECTIONS) =>
        {
            vec![Meaning::Directed]
        }
        meaning => vec![meaning],
    }
}

/// Whether there is a column of months, so that years stand beside it.
fn has_months(columns: &[Named<'_>]) -> bool {
    let is_month = |column: &Named<'_>| {
        let all = senses(column.name, Rows::Events);
        all.iter().any(|sense| sense.name == "month")
    };
    columns.iter().any(is_month)
}

/// What TimelineJS calls its rows.
const ROW_TYPES: &[&str] = &["title", "era", "event", "slide"];

/// What Gephi calls its edges.
const DIRECTIONS: &[&str] = &["directed", "undirected", "mutual"];

/// How well the cells bear a meaning out; none where they cannot have it.
fn support(meaning: Meaning, rank: u8, cells: &Cells) -> Option<f64> {
    // An empty column, and the name itself, leave no choice.
    if cells.filled == 0 {
        return Some(0.0);
    }
    let is_named = rank == 0;
    let at_least = |share: f64, least: f64| (share >= least).then_some(share);
    let unless = |share: f64, most: f64| (share <= most).then_some(1.0 - share);
    match meaning {
        Meaning::When(_, Part::Whole) => at_least(dates(cells), 0.3),
        Meaning::When(_, Part::Year) => at_least(cells.whole().max(cells.dates()), 0.5),
        Meaning::When(_, Part::Month | Part::Day) => at_least(cells.months(), 0.4),
        Meaning::When(_, Part::Time) => at_least(cells.times().max(cells.whole()), 0.3),
        Meaning::Coordinates => at_least(cells.pairs(), 0.5),
        // What is seldom somebody's name has to look like one.
        Meaning::Actors(_) if rank > 2 && (cells.worded() < 0.5 || cells.length() > 60.0) => None,
        Meaning::Actors(_) => unless(cells.numbers().max(cells.dates()).max(cells.times()), 0.5),
        Meaning::Url if is_named => Some(1.0),
        Meaning::Media(field, _) if field.key == "url" => at_least(cells.addresses(), 0.3),
        Meaning::Url => at_least(cells.addresses(), 0.3),
        Meaning::Category if rank > 0 => unless(cells.length() / 80.0, 1.0),
        Meaning::Source if rank > 0 => unless(cells.numbers(), 0.5),
        Meaning::Field { field, inner, .. } => of_field(field, inner, rank, cells),
        _ => Some(1.0),
    }
}

fn dates(cells: &Cells) -> f64 {
    (cells.dates() + cells.yearless() + cells.serials()).max(cells.timestamps())
}

fn of_field(field: &Field, inner: Option<usize>, rank: u8, cells: &Cells) -> Option<f64> {
    let is_named = rank == 0;
    let at_least = |share: f64, least: f64| (share >= least).then_some(share);
    let unless = |share: f64, most: f64| (share <= most).then_some(1.0 - share);
    match (field.shape, field.key) {
        (Shape::Date, _) if is_named => Some(dates(cells)),
        (Shape::Date, _) => at_least(dates(cells), if rank == 1 { 0.3 } else { 0.6 }),
        (Shape::Number(..), "lat" | "lon") => {
            at_least(cells.degrees(), if is_named { 0.0 } else { 0.5 })
        }
        (Shape::Number(..), "weight") => at_least(cells.numbers(), 0.8),
        (Shape::Number(..) | Shape::Grade(_), _) if is_named => Some(1.0),
        (Shape::Number(..) | Shape::Grade(_), _) => at_least(cells.small(), 0.8),
        (Shape::Choice(_), "status") => {
            let words = Spellings::of(Status::WORDS.iter().map(|(word, _)| *word));
            at_least(cells.near(|cell| words.nearest(cell).is_some()), 0.5)
        }
        // What tells actors apart in words of its own is their group.
        (Shape::Choice(_), "kind") => at_least(cells.near(|cell| kind_named(cell).is_some()), 0.5),
        (Shape::Choice(words), "type") => {
            let words = Spellings::of(words.iter().map(|(word, _)| *word));
            at_least(cells.near(|cell| words.nearest(cell).is_some()), 0.5)
        }
        (Shape::Id, _) if !is_named => at_least(cells.distinct(), 1.0),
        (Shape::Line | Shape::Prose, _) if inner.is_none() && !is_named => {
            let share = cells.numbers().max(cells.dates());
            // Of two texts the one whose cells differ more tells the rows apart.
            unless(share, 0.6).map(|rest| rest * (0.5 + cells.distinct() / 2.0))
        }
        _ => Some(1.0),
    }
}

/// A doubtful one of a pair is none without the other.
fn without_partner(rows: Rows, found: &mut Assigned) {
    if rows != Rows::Events {
        return;
    }
    let of = |found: &Assigned, role| found.find(|meaning| meaning == Meaning::Actors(role));
    // `Who` and `To whom`: who stands alone beside it is the one who acts.
    let takes_part = Meaning::Actors(Role::Participant);
    let those = found
        .columns
        .iter()
        .filter(|(meaning, _)| *meaning == takes_part);
    if those.count() == 1
        && of(found, Role::From).is_none()
        && of(found, Role::To).is_some()
        && let Some(n) = of(found, Role::Participant)
        && found.columns.get(n).map(|(_, ground)| *ground) == Some(Ground::Name)
    {
        found.put(n, Meaning::Actors(Role::From), Ground::Name);
    }
    if let (None, Some(to)) = (of(found, Role::From), of(found, Role::To)) {
        let others = found.has(|meaning| matches!(meaning, Meaning::Actors(Role::Participant)));
        let is_named = found.columns.get(to).map(|(_, ground)| *ground) == Some(Ground::Name);
        if is_named && !others && found.of_field("title").is_none() {
            found.put(to, Meaning::Keep, Ground::Nothing);
        }
    }
}

/// A start stands in one column or in several, never in both, unless its days have no year.
fn whole_or_parts(columns: &[Named<'_>], found: &mut Assigned) {
    let whole = found.of_start(Part::Whole);
    let year = found.of_start(Part::Year);
    let keep = |found: &mut Assigned, side: Side, parts: &[Part]| {
        for n in 0..found.columns.len() {
            let Some((meaning, ground)) = found.columns.get(n).copied() else {
                continue;
            };
            let is_part =
                matches!(meaning, Meaning::When(of, part) if of == side && parts.contains(&part));
            if is_part && ground != Ground::Chosen {
                found.put(n, Meaning::Keep, Ground::Nothing);
            }
        }
    };
    const DAYS: &[Part] = &[Part::Year, Part::Month, Part::Day];
    match (whole, year) {
        (Some(whole), Some(_)) => {
            let cells = columns.get(whole).map(|column| column.cells);
            let yearless = cells.is_some_and(|cells| cells.yearless() > cells.dates());
            let has_parts = found.of_start(Part::Month).is_some();
            let is_doubtful = columns.get(whole).is_some_and(|column| {
                senses(column.name, Rows::Events)
                    .iter()
                    .all(|sense| sense.rank > 2)
            });
            if yearless && !has_parts {
                found.joins_years = true;
            } else if is_doubtful {
                found.put(whole, Meaning::Keep, Ground::Nothing);
            } else {
                keep(found, Side::Start, DAYS);
            }
        }
        (Some(_), None) => keep(found, Side::Start, DAYS),
        (None, None) => keep(found, Side::Start, &[Part::Month, Part::Day, Part::Time]),
        (None, Some(_)) => {}
    }
    let of_end =
        |found: &Assigned, part| found.has(|meaning| meaning.when() == Some((Side::End, part)));
    if of_end(found, Part::Whole) || !of_end(found, Part::Year) {
        // A time alone ends on the day on which it starts.
        keep(found, Side::End, DAYS);
    }
}

/// Finds what names do not tell: dates, addresses, coordinates, a title, actors.
fn by_cells(columns: &[Named<'_>], rows: Rows, found: &mut Assigned) {
    if rows != Rows::Events {
        return;
    }
    let has_start = found.of_start(Part::Whole).is_some() || found.of_start(Part::Year).is_some();
    if !has_start {
        take(columns, found, "when", &|Named { name, cells, .. }| {
            let words = folded(name);
            if counts(&words) || is_of_somebody(&words) {
                return 0.0;
            }
            // A column of numbers may count anything.
            let (least, part) = if cells.numbers() > 0.9 {
                (0.95, 0.5)
            } else {
                (0.6, 1.0)
            };
            // Days are surer than months and years.
            over(cells.dates(), least) * part * (0.5 + cells.days() / 2.0)
        });
        date_by_name(columns, found);
    }
    if !found.has(|meaning| meaning == Meaning::Url) {
        take(columns, found, "url", &|column| {
            over(column.cells.addresses(), 0.8)
        });
    }
    let has_place = found.has(|meaning| {
        meaning == Meaning::Coordinates
            || matches!(meaning, Meaning::Field { field, .. } if field.key == "lat")
    });
    if !has_place {
        take(columns, found, "coordinates", &|column| {
            over(column.cells.exact_pairs(), 0.8)
        });
    }
    actors_by_sharing(columns, found);
    title_by_cells(columns, found);
    if !found.has(|meaning| matches!(meaning, Meaning::Actors(_))) {
        take(columns, found, "actors", &|Named { cells, .. }| {
            let recurs = cells.filled >= 3 && cells.distinct() < 0.8 && cells.kinds() > 1;
            let is_short = cells.words() <= 4.0 && cells.numbers() < 0.1;
            if recurs && is_short {
                over(cells.names(), 0.5)
            } else {
                0.0
            }
        });
    }
}

/// Columns in which the same names stand are of those who meet: `Moved by` beside `Seconded by`, `Home` beside
/// `Away`.
fn actors_by_sharing(columns: &[Named<'_>], found: &mut Assigned) {
    let is_place = |column: &Named<'_>| {
        let mut all = senses(column.name, Rows::Events).into_iter();
        all.any(|sense| sense.name == "place" || sense.name == "category")
    };
    let is_actors = |found: &Assigned, n: usize| {
        let meaning = found.columns.get(n).map(|(meaning, _)| *meaning);
        matches!(meaning, Some(Meaning::Actors(_)))
    };
    let takes_part = Meaning::Actors(Role::Participant);
    for (n, column) in columns.iter().enumerate() {
        for (other, beside) in columns.iter().enumerate().skip(n + 1) {
            let may_be = |at: usize| found.is_free(at) || is_actors(found, at);
            let is_new = found.is_free(n) || found.is_free(other);
            let names = [column, beside];
            let are_short = names
                .iter()
                .all(|column| column.cells.words() <= 5.0 && !is_place(column));
            if may_be(n)
                && may_be(other)
                && is_new
                && are_short
                && column.cells.share_names(beside.cells)
            {
                for at in [n, other] {
                    if found.is_free(at) {
                        found.put(at, takes_part, Ground::Cells);
                    }
                }
            }
        }
    }
}

/// A column that is called as dates are has them, also where none can be read: each is told then.
fn date_by_name(columns: &[Named<'_>], found: &mut Assigned) {
    if found.of_start(Part::Whole).is_some() {
        return;
    }
    let is_it = |column: &Named<'_>| {
        let mut senses = senses(column.name, Rows::Events).into_iter();
        let is_named = senses.any(|sense| matches!(sense.name, "when" | "start") && sense.rank < 2);
        let cells = column.cells;
        is_named && cells.filled > 0 && cells.numbers() < 0.9 && cells.times() < 0.5
    };
    let mut all = columns.iter().enumerate();
    let column = all.find(|(n, column)| found.is_free(*n) && is_it(column));
    if let Some(((n, _), meaning)) = column.zip(Meaning::named("when", Rows::Events)) {
        found.put(n, meaning, Ground::Name);
    }
}

/// The text that stands first and tells the rows apart is what they are called; else a short description is.
fn title_by_cells(columns: &[Named<'_>], found: &mut Assigned) {
    if found.of_field("title").is_some() {
        return;
    }
    let Some(title) = Meaning::named("title", Rows::Events) else {
        return;
    };
    let best = best_title(columns, found);
    let Some(description) = found.of_field("description") else {
        if let Some(n) = best {
            found.put(n, title, Ground::Cells);
        }
        return;
    };
    let cells = |n: usize| columns.get(n).map(|column| column.cells);
    let tells_apart = |n: &usize| cells(*n).is_some_and(|cells| cells.distinct() > 0.5);
    if let Some(n) = best.filter(|n| *n < description).filter(tells_apart) {
        found.put(n, title, Ground::Cells);
        return;
    }
    let most = columns.iter().map(|column| column.cells.filled).max();
    let is_full = |cells: &Cells| cells.filled * 2 >= most.unwrap_or(0);
    let is_short = |cells: &Cells| cells.length() <= 90.0 && is_full(cells);
    let ground = found.columns.get(description).map(|(_, ground)| *ground);
    if ground == Some(Ground::Name) && cells(description).is_some_and(is_short) {
        found.put(description, title, Ground::Cells);
    }
}

/// The column that is likest to say what rows are called. What a thing is called stands before what is said of
/// it.
fn best_title(columns: &[Named<'_>], found: &Assigned) -> Option<usize> {
    let mut before = 0.0;
    let mut best: Option<(usize, f64)> = None;
    for (n, column) in columns
        .iter()
        .enumerate()
        .filter(|(n, _)| found.is_free(*n))
    {
        let merit = as_title(column.cells) / (1.0 + before);
        if merit > 0.0 {
            before += 1.0;
        }
        // Such a column holds what a field of that name could not take.
        let is_kept = column.name.ends_with("(column)");
        if merit > best.map_or(0.0, |(_, other)| other) && !is_kept {
            best = Some((n, merit));
        }
    }
    best.map(|(n, _)| n)
}

/// How well cells would do as titles.
fn as_title(cells: &Cells) -> f64 {
    let is_text = cells.numbers() < 0.5 && cells.addresses() < 0.5 && cells.dates() < 0.5;
    // A code is no title, nor is a number with spaces in it.
    let is_text = is_text && cells.words_alone() > 0.5 && cells.worded() > 0.5;
    let length = cells.length();
    if is_text && (3.0..=200.0).contains(&length) {
        cells.distinct() * length.min(60.0).sqrt()
    } else {
        0.0
    }
}

/// Gives a meaning to the column of the most merit among those that have none; one without merit has
/// it not.
fn take(
    columns: &[Named<'_>],
    found: &mut Assigned,
    name: &str,
    merit: &dyn Fn(&Named<'_>) -> f64,
) {
    let mut best: Option<(usize, f64)> = None;
    for (n, column) in columns.iter().enumerate() {
        let merit = merit(column);
        let is_better = best.is_none_or(|(_, other)| merit > other);
        // Such a column holds what a field of that name could not take.
        let is_kept = column.name.ends_with("(column)");
        if !is_kept && found.is_free(n) && column.cells.filled > 0 && merit > 0.0 && is_better {
            best = Some((n, merit));
        }
    }
    if let Some(((n, _), meaning)) = best.zip(Meaning::named(name, Rows::Events)) {
        found.put(n, meaning, Ground::Cells);
    }
}

/// A share, if it is at least so much.
fn over(share: f64, least: f64) -> f64 {
    if share >= least { share } else { 0.0 }
}
