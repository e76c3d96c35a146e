//! Where everyone stands, whoever put them there.

use crate::analysis::Place;
use crate::scene::{Pos2, Rect, Vec2, pos2};
use std::sync::Arc;

/// The width by the height of the panel that places are made for. Panels of another proportion draw
/// the same map out.
pub const ASPECT: f32 = 1.6;

/// The ideal length of a tie in points, at zoom 1. Places are in units of it.
pub const UNIT: f32 = 110.0;

/// Where everyone stands, in units of the ideal length of a tie, right and down from the middle of
/// the map. A clone costs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Each actor's middle, by its place in the list.
    pub at: Arc<[Pos2]>,
    /// The same without pins: where each comes back to that is let go. Regions follow from these.
    pub homes: Arc<[Pos2]>,
    /// The region of each group that has actors.
    pub regions: Arc<[(Place, Rect)]>,
}

impl Places {
    /// The same with actors where a person puts them, and nobody else moved: while one is dragged,
    /// and until places are made with the pin.
    #[must_use]
    pub fn pinned(&self, pins: &[(Place, [f64; 2])]) -> Self {
        let stands = |(node, at): &(Place, [f64; 2])| {
            let own = self.at.get(*node as usize);
            own.is_none_or(|own| *own == point(*at))
        };
        if pins.iter().all(stands) {
            return self.clone();
        }
        let mut at = self.at.to_vec();
        for (node, place) in pins {
            if let Some(at) = at.get_mut(*node as usize) {
                *at = point(*place);
            }
        }
        Self {
            at: at.into(),
            ..self.clone()
        }
    }
}

/// The middle of some places; none of none.
pub(super) fn middle(places: &[Pos2]) -> Option<Pos2> {
    let sum = places.iter().fold(Vec2::ZERO, |sum, at| sum + at.to_vec2());
    (!places.is_empty()).then(|| (sum / places.len() as f32).to_pos2())
}

/// A place as a file tells it; what is no number is the middle.
#[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
pub fn point(at: [f64; 2]) -> Pos2 {
    let axis = |v: f64| {
        if v.is_finite() {
            v.clamp(-1e4, 1e4) as f32
        } else {
            0.0
        }
    };
    pos2(axis(at[0]), axis(at[1]))
}
