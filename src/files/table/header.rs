//! Which row of a table names its columns.

use super::at::At;
use super::cells::{dated, is_address};
use super::number::number;
use super::words;

/// How many rows may stand above the header.
const ABOVE: usize = 20;

/// The place of the header among the first rows: the one with the most names that are known, or else
/// the first that looks like one.
pub(super) fn found(head: &[(Vec<String>, At)]) -> Option<usize> {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut widths: Vec<usize> = head.iter().map(|(row, _)| filled(row)).collect();
    widths.retain(|width| *width > 0);
    widths.sort_unstable();
    let middle = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let mut best: Option<(usize, usize)> = None;
    let mut is_above = true;
    for (n, (row, _)) in head.iter().enumerate().take(ABOVE) {
        let filled = filled(row);
        // A title above a table stands in one cell.
        if filled == 0 || filled * 2 < middle {
            continue;
        }
        let known = words::known(row.iter().map(String::as_str));
        let data = row.iter().filter(|cell| is_data(cell)).count();
        // A row of words that nobody knows names columns only where no row of the table stands above it.
        let is_first = std::mem::replace(&mut is_above, false);
        if known == 0 && !is_first {
            continue;
        }
        let score = (known * 2 + usize::from(data == 0)).saturating_sub(data * 2);
        if score > 0 && best.is_none_or(|(_, other)| score > other) {
            best = Some((n, score));
        }
    }
    best.map(|(n, _)| n)
}

/// How many names that are known the best row has.
pub(super) fn known(head: &[(Vec<String>, At)]) -> usize {
    let rows = head.iter().take(ABOVE);
    let known = rows.map(|(row, _)| words::known(row.iter().map(String::as_str)));
    known.max().unwrap_or(0)
}

/// Whether a cell is what stands below a header.
fn is_data(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && (number(cell, true).is_some() || is_address(cell) || dated(cell).0)
}

/// The line of a row, or that it has none.
pub(super) fn at_line(head: &[(Vec<String>, At)], line: usize) -> Option<usize> {
    head.iter().position(|(_, at)| at.line == line)
}
