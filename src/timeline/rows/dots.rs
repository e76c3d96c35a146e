//! Dots of a page: events that have their mark and title in another lane. They stand three over
//! each other in a row, where its marks and titles leave room.

use super::{AFTER_MARK, AFTER_TITLE, BEFORE_TITLE, Entry, Placed, Side};

/// Where dots stand in a row: one alone in the middle.
const ORDER: [Third; 3] = [Third::Middle, Third::Top, Third::Bottom];

/// Where in its row a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Third {
    /// As a dot over others.
    Top,
    /// As every other mark.
    Middle,
    /// As a dot under others.
    Bottom,
}

/// What a row holds: from, to.
#[derive(Clone, Default)]
struct Row {
    /// Of marks and titles, which are as high as the row.
    whole: Vec<(f64, f64)>,
    /// Where the last dot of each third ends.
    ends: [Option<f64>; ORDER.len()],
}

/// Gives dots the first places that are free in at most `most` rows.
pub(super) fn add(entries: &[Entry], placed: &mut [Placed], most: usize) {
    let mut dots: Vec<usize> = (0..entries.len()).collect();
    dots.retain(|n| entries.get(*n).is_some_and(|entry| entry.is_dot));
    if dots.is_empty() {
        return;
    }
    let left = |n: &usize| entries.get(*n).map_or(0.0, |entry| entry.left);
    dots.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut rows: Vec<Row> = Vec::new();
    let marks = entries.iter().zip(placed.iter());
    for (entry, at) in marks.filter(|(entry, at)| !entry.is_dot && at.row < most) {
        if rows.len() <= at.row {
            rows.resize(at.row + 1, Row::default());
        }
        if let Some(row) = rows.get_mut(at.row) {
            row.whole.push(covered(entry, at));
        }
    }
    for n in dots {
        let (Some(entry), Some(at)) = (entries.get(n), placed.get_mut(n)) else {
            continue;
        };
        let (from, to) = entry.bare().range();
        let found = (0..most).find_map(|line| {
            if rows.len() == line {
                rows.push(Row::default());
            }
            let row = rows.get_mut(line)?;
            let mut held = row.whole.iter();
            if held.any(|(a, b)| *a < to && from < *b) {
                return None;
            }
            let mut thirds = row.ends.iter_mut().zip(ORDER);
            let (end, third) = thirds.find(|(end, _)| end.is_none_or(|end| end <= from))?;
            *end = Some(to);
            Some((line, third))
        });
        if let Some((row, third)) = found {
            at.row = row;
            at.third = third;
        }
    }
}

/// What a placed mark covers of its row, with the ground round it.
fn covered(entry: &Entry, at: &Placed) -> (f64, f64) {
    let mark_end = entry.right + AFTER_MARK;
    match at.side {
        Side::Left => (entry.left - at.room - BEFORE_TITLE, mark_end),
        Side::Right if at.room > 0.0 => (entry.left, entry.right + at.room + AFTER_TITLE),
        Side::Right | Side::Nowhere => (entry.left, mark_end),
    }
}

/// The entries that are no dots, and where each stands among all.
pub(super) fn without(entries: &[Entry]) -> (Vec<usize>, Vec<Entry>) {
    let marks = entries.iter().copied().enumerate();
    marks.filter(|(_, entry)| !entry.is_dot).unzip()
}
