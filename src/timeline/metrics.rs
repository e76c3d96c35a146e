//! The lengths that several parts of the timeline share, in points at size 1, and their limits.

use crate::scene::Rect;

/// Height of a row of a lane.
pub(super) const ROW: f32 = 18.0;
/// On a page that is short of height rows are lower, down to this: one title still clears the next.
pub(super) const LOW_ROW: f32 = 15.0;
/// No lane of a page is lower.
pub const LOWEST_LANE: f32 = LOW_ROW;
/// Above the first row of a lane and below its last.
pub(super) const PADDING: f32 = 3.0;
/// Between a mark and its title.
pub(super) const GAP: f32 = 5.0;
/// Beside a title that stands in its mark, on both sides together.
pub(super) const INSIDE: f32 = 16.0;

/// The size of a title, and the height of the plate behind it.
pub(super) const TITLE: f32 = 11.5;
pub(super) const PLATE: f32 = 16.0;

/// Height of the axis, and of a second zone's.
pub(super) const AXIS: f32 = 20.0;
/// The size of text beside the main ticks.
pub(super) const MAIN: f32 = 11.5;
/// That of text beside the ticks of a second zone, and of other small print.
pub(super) const SMALL: f32 = 10.5;
/// From the picture's left end to a text in a head, and from that to the lanes.
pub(super) const INSET: f32 = 12.0;
pub(super) const OUTSET: f32 = 8.0;

/// The height of a page that is as high as it must be: more than any timeline's.
pub const UNBOUNDED: f32 = 100_000.0;
/// Where there is room, a lane with an open strip is as high as this.
pub(super) const HIGHEST_STRIP: f32 = 125.0 + 2.0 * PADDING;
/// Height of a low strip, or of each half of it, and what is between the halves.
pub(super) const LOW_STRIP: f32 = 11.0;
pub(super) const BETWEEN_HALVES: f32 = 2.0;

/// Height of a bar in a low row, and of a line of what lasts long.
pub(super) const LOW_BAR: f32 = 5.0;
pub(super) const THIN: f32 = 2.0;

/// Height of a tray.
pub const TRAY: f32 = 28.0;
/// Height of an overview.
pub const OVERVIEW: f32 = 46.0;

/// No more events of a lane than this are looked at one by one.
pub(super) const LOOKED_AT: usize = 6000;
/// Events of this importance may have a title above a strip.
pub(super) const IMPORTANT: u8 = 4;
/// Those of this all should have one.
pub(super) const MOST_IMPORTANT: u8 = 5;
/// What is selected is more important than anything else.
pub(super) const SELECTED: u8 = 6;
/// What a title is worth on a page that is short of height, by its event's importance, that of what is
/// selected last.
pub const WORTH: [f32; SELECTED as usize + 1] = [1.0, 1.0, 2.0, 4.0, 12.0, 40.0, 1000.0];

/// A line through the middle of a row of pixels.
pub(super) fn crisp(at: f32) -> f32 {
    at.floor() + 0.5
}

/// What reaches from one place to another on a middle line, and is so high.
pub(super) fn level_rect((left, right): (f32, f32), middle: f32, height: f32) -> Rect {
    let half = height / 2.0;
    Rect::from_x_y_ranges(left..=right, middle - half..=middle + half)
}

/// A count as a number to measure with.
#[expect(clippy::cast_precision_loss, reason = "a few rows or columns")]
pub fn to_float(n: usize) -> f32 {
    n as f32
}
