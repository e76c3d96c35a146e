//! From one event to the next in time.

use crate::analysis::{Index, Lanes, Row};
use crate::dataset::Handle;
use crate::dataset::instant::Instant;
use crate::scene::Key;

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Later; of those at the same time, further down the list.
    Next,
    /// Earlier.
    Previous,
}

/// The next or previous event that passes, in time and then in the list. From anything but a
/// dated event: the first or the last.
pub fn step(index: &Index, lanes: &Lanes, from: Key, direction: Direction) -> Option<Row> {
    let here = match from {
        Key::Event(handle) => index
            .row(Handle(handle))
            .and_then(|row| Some((index.anchor(row)?, row))),
        _ => None,
    };
    let found = lanes.lanes.iter().filter_map(|lane| {
        let rows = &lane.rows;
        let place = |at: usize| Some((*rows.anchors.get(at)?, *rows.rows.get(at)?));
        let first = |is_past: &dyn Fn((Instant, Row)) -> bool| {
            let (mut low, mut high) = (0, rows.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                if place(middle).is_some_and(is_past) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            low
        };
        match (direction, here) {
            (Direction::Next, None) => place(0),
            (Direction::Next, Some(here)) => place(first(&|there| there > here)),
            (Direction::Previous, None) => place(rows.len().checked_sub(1)?),
            (Direction::Previous, Some(here)) => {
                place(first(&|there| there >= here).checked_sub(1)?)
            }
        }
    });
    let nearest = match direction {
        Direction::Next => found.min(),
        Direction::Previous => found.max(),
    };
    nearest.map(|(_, row)| row)
}
