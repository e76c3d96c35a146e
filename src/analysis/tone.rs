//! How tone changes over time, for a tie or an actor.

use super::index::{Index, Row};
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
}

/// The tones of events that are dated, toned and not denied, in order of time; equal times keep
/// the order of the list.
pub fn over_time(index: &Index, rows: &[Row]) -> Vec<Point> {
    let mut points: Vec<Point> = rows
        .iter()
        .filter_map(|&row| {
            let at = row as usize;
            let tone = *index.tone.get(at)?;
            let denied = *index.status.get(at)? == Status::Denied;
            let at = index.anchor(row)?;
            (!tone.is_nan() && !denied).then_some(Point { at, tone, row })
        })
        .collect();
    points.sort_by_key(|p| p.at);
    points
}
