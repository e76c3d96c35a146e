//! How tone changes over time, for a tie or an actor.

use super::index::Index;
use super::place::Row;
use crate::dataset::Status;
use crate::dataset::instant::Instant;

/// One event's tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When: its anchor.
    pub at: Instant,
    /// −10 to +10.
    pub tone: f32,
    /// The event.
    pub row: Row,
    /// Which way it goes between the two whose tone is shown.
    pub way: Way,
}

/// Between two actors: from the first to the second, back, or both together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// From the first to the second.
    Forth,
    /// From the second to the first.
    Back,
    /// Both together; also where there are no two.
    #[default]
    Both,
}

/// The tones of events that are dated, toned and not denied, in order of time; equal times keep
/// the order of the list.
pub fn over_time(index: &Index, rows: &[Row], way: impl Fn(Row) -> Way) -> Vec<Point> {
    let mut points: Vec<Point> = rows
        .iter()
        .filter_map(|&row| {
            let at = row as usize;
            let tone = *index.tone.get(at)?;
            let denied = *index.status.get(at)? == Status::Denied;
            let at = index.anchor(row)?;
            let way = way(row);
            (!tone.is_nan() && !denied).then_some(Point { at, tone, row, way })
        })
        .collect();
    points.sort_by_key(|p| p.at);
    points
}
