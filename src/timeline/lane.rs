//! A lane as it is laid out: where it stands, and what is in it.

use super::density::Strip;
use super::metrics::{PADDING, ROW, to_float};
use super::off_screen::OffScreen;
use super::placing::Placing;
use crate::analysis::Row;
use crate::scene::Rect;

pub(super) struct Lane {
    /// Its place from the top.
    pub(super) place: u32,
    /// Where it stands, scrolled, with its head.
    pub(super) rect: Rect,
    pub(super) is_folded: bool,
    /// Above its first row and below its last.
    pub(super) padding: f32,
    /// How high each of its rows is.
    pub(super) row_height: f32,
    /// Whether it is on its way to be higher than it is drawn.
    pub(super) is_cut: bool,
    /// Whether its events are too many to be told apart.
    pub(super) is_strip: bool,
    /// Its events on the picture.
    pub(super) marks: Vec<Placing>,
    /// Or, where there are too many of them, how many.
    pub(super) strip: Option<Strip>,
    /// What belongs to the selection and is off the picture.
    pub(super) off_screen: Vec<OffScreen>,
    /// On a page, its events that no lane has room for.
    pub(super) left_out: Vec<Row>,
}

/// How high a lane is that shows each event.
pub(super) fn height_of(marks: &[Placing], off_screen: &[OffScreen]) -> f32 {
    let lines = marks.iter().map(|m| m.line);
    let lines = lines.chain(off_screen.iter().map(|b| b.line)).max();
    to_float(lines.unwrap_or(0) + 1) * ROW + 2.0 * PADDING
}

impl Lane {
    /// Where the middle of each row is.
    pub(super) fn middles(&self) -> impl Fn(usize) -> f32 + use<> {
        let row = self.row_height;
        // A lane may be lower than its only row.
        let top = (self.rect.top() + self.padding).min(self.rect.center().y - row / 2.0);
        move |line| top + (to_float(line) + 0.5) * row
    }
}
