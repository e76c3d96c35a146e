//! The events of a folded lane: in one row, or small in low rows one over the other, so that none
//! hides another; below them what lasts longer than the picture.

use super::metrics::{ROW, to_float};
use super::placing::{Placing, row_count};
use crate::scene::marks::BAR;

/// Height of a low row, and of a bar in it.
const LOW: f32 = 6.0;
/// From one line of what lasts long to the next, and how thick it is.
const LINE: f32 = 3.0;
/// Where more rows or lines would be needed than these, the lane is a strip.
pub(super) const MOST: usize = 8;
const MOST_LINES: usize = 12;
/// The only row is as high as a bar at least.
const LEAST: f32 = BAR;

/// Puts events where their rows are, and what lasts long below them. None if that needs too many.
pub(super) fn in_low_rows(
    mut marks: Vec<Placing>,
    mut lasting: Vec<Placing>,
) -> Option<Vec<Placing>> {
    let rows = row_count(&marks);
    let lines = in_lines(&mut lasting);
    let foot = to_float(lines) * LINE;
    let is_low = rows > 1;
    let each = if is_low { LOW } else { (ROW - foot).max(LEAST) };
    let block = to_float(rows) * each;
    let whole = block + foot;
    if lines > MOST_LINES {
        return None;
    }
    // All of it stands in the middle of a row, or begins with it.
    let top = (ROW - whole).max(0.0) / 2.0 - ROW / 2.0;
    for mark in &mut marks {
        mark.drop = top + (to_float(mark.line) + 0.5) * each;
        mark.title_drop = top + block / 2.0;
        mark.line = 0;
        mark.is_low = is_low;
        if is_low {
            // No sign and no title is so low.
            (mark.sign, mark.sign_width, mark.holds_title) = (None, 0.0, false);
        }
    }
    for mark in &mut lasting {
        mark.drop = top + block + (to_float(mark.line) + 0.5) * LINE;
        mark.line = 0;
        mark.is_thin = true;
    }
    marks.extend(lasting);
    Some(marks)
}

/// The first line that is free for each. Gives how many there are.
fn in_lines(lasting: &mut [Placing]) -> usize {
    lasting.sort_by(|a, b| a.extent.0.total_cmp(&b.extent.0));
    let mut ends: Vec<f64> = Vec::new();
    for mark in lasting {
        let (from, to) = mark.extent;
        let free = ends.iter().position(|end| *end < from);
        mark.line = free.unwrap_or(ends.len());
        match ends.get_mut(mark.line) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
    }
    ends.len()
}

/// How high its rows are together.
pub(super) fn height(marks: &[Placing]) -> f32 {
    let bottom = |mark: &Placing| {
        let half = match (mark.is_thin, mark.is_low) {
            (true, _) => LINE / 2.0,
            (false, true) => LOW / 2.0,
            (false, false) => LEAST / 2.0,
        };
        ROW / 2.0 + mark.drop + half
    };
    marks.iter().map(bottom).fold(ROW, f32::max)
}
