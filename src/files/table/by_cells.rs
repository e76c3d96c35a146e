//! What columns are by their cells, where names do not tell.

use super::assigned::{Assigned, Ground, Named};
use super::cells::Cells;
use super::meaning::{Meaning, Part, Rows};
use super::not_dates::{counts, is_of_somebody};
use super::words::{Sense, folded, senses};
use crate::dataset::Role;

/// Finds what names do not tell: dates, addresses, coordinates, a title, actors.
pub(super) fn by_cells(columns: &[Named<'_>], rows: Rows, found: &mut Assigned) {
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
    let is_else = |column: &Named<'_>| {
        let mut all = senses(column.name, Rows::Events).into_iter();
        all.any(|sense| sense.name == "place" || sense.name == "category")
    };
    let is_actors = |found: &Assigned, n: usize| {
        let meaning = found.columns.get(n).map(|(meaning, _)| *meaning);
        matches!(meaning, Some(Meaning::Actors(_)))
    };
    let named = columns.iter().enumerate().filter(|(n, column)| {
        let may_be = found.is_free(*n) || is_actors(found, *n);
        may_be && column.cells.are_like_names() && !is_else(column)
    });
    let named: Vec<(usize, &Named<'_>)> = named.collect();
    for (place, (n, column)) in named.iter().enumerate() {
        for (other, beside) in named.iter().skip(place + 1) {
            let is_new = found.is_free(*n) || found.is_free(*other);
            if !is_new || !column.cells.shares(beside.cells) {
                continue;
            }
            for at in [*n, *other] {
                if found.is_free(at) {
                    found.put(at, Meaning::Actors(Role::Participant), Ground::Cells);
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
    let best = best_title(columns, found).filter(|n| !is_kind_of_row(columns, found, *n));
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

/// Whether a column tells rows less apart than who takes part does: who met whom is said better than by which
/// referee.
fn is_kind_of_row(columns: &[Named<'_>], found: &Assigned, place: usize) -> bool {
    let distinct = |n: usize| columns.get(n).map_or(0.0, |column| column.cells.distinct());
    let actors = found.columns.iter().enumerate();
    let mut actors = actors.filter(|(_, (meaning, _))| matches!(meaning, Meaning::Actors(_)));
    distinct(place) <= 0.6 && actors.any(|(n, _)| distinct(n) > distinct(place))
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
        let is_kept = column.name.ends_with("(column)") || says_else(column.name);
        if merit > best.map_or(0.0, |(_, other)| other) && !is_kept {
            best = Some((n, merit));
        }
    }
    best.map(|(n, _)| n)
}

/// Whether a name is of what is no title: a second place, or another source.
fn says_else(name: &str) -> bool {
    let all = senses(name, Rows::Events);
    let is_else = |sense: &Sense| {
        let known = [
            "place", "source", "locator", "url", "lat", "lon", "zone", "tags",
        ];
        sense.rank < 4 && known.contains(&sense.name)
    };
    !all.is_empty() && all.iter().all(is_else)
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
