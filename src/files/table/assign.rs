//! What each column of a table means, from its name and from its cells.

use super::assigned::{Assigned, Ground, Named};
use super::beside::{contextual, is_end_of_edge};
use super::by_cells::by_cells;
use super::cells::Cells;
use super::meaning::{Meaning, Part, Rows, Side};
use super::words::{kind_named, senses};
use crate::dataset::check::Spellings;
use crate::dataset::date::text::Language;
use crate::dataset::fields::{Field, Shape};
use crate::dataset::{Role, Status};

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
