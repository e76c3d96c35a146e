//! How high the lanes are that are not seen: of very many lanes only those on the picture are laid
//! out anew in each, and a few of the others, until the height of each is known.

use super::View;
use super::frame::Frame;
use super::metrics::{PADDING, ROW};
use crate::analysis::ColourBy;
use crate::dataset::instant::Instant;
use crate::scene::Key;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The heights of the lanes of one `Lanes`; for others it begins anew.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    of: Option<Of>,
    lanes: Vec<Height>,
    is_all_at_once: bool,
    /// How high lanes that are being folded or unfolded were drawn, and how far they have come.
    folding: Option<(Arc<[f32]>, f32)>,
}

/// So many lanes out of sight are laid out for one picture.
const UNSEEN: usize = 16;

/// What the height of a lane depends on, besides its events.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    page: Instant,
    length: f64,
    size: (f32, usize),
    folded: Vec<bool>,
    colour_by: ColourBy,
    selected: Option<Key>,
    related: Arc<BTreeSet<Key>>,
}

#[derive(Clone, Copy, Debug)]
struct Height {
    points: f32,
    is_strip: bool,
    /// Else it is the one of another page or zoom.
    is_known: bool,
}

impl Heights {
    /// For a single picture, in which the height of every lane is known.
    pub fn all_at_once() -> Self {
        Self {
            is_all_at_once: true,
            ..Self::default()
        }
    }

    /// Lanes that are folded or unfolded are on their way from the heights that they had: so far.
    pub fn fold(&mut self, before: &Arc<[f32]>, share: f32) {
        self.folding = (share < 1.0).then(|| (before.clone(), share));
    }

    /// How high a lane is drawn that will be as high as this.
    pub(super) fn drawn(&self, place: usize, height: f32) -> f32 {
        let folding = self.folding.as_ref();
        let before = folding.and_then(|(before, share)| Some((*before.get(place)?, *share)));
        before.map_or(height, |(before, share)| {
            (before + (height - before) * share).round()
        })
    }

    /// How many lanes out of sight may be laid out for a picture.
    pub(super) fn unseen(&self) -> usize {
        if self.is_all_at_once {
            usize::MAX
        } else {
            UNSEEN
        }
    }

    /// Where another page, zoom, width or selection is shown, what was known is only a guess.
    pub(super) fn turn_to(&mut self, view: &View<'_>, frame: &Frame, most: usize) {
        let span = &frame.axis.span;
        let of = Of {
            page: span.at(-span.since_multiple_of(span.length())),
            length: span.length(),
            size: (frame.axis.width(), most),
            folded: view.folded.to_vec(),
            colour_by: view.colour_by,
            selected: view.emphasis.selected,
            related: view.emphasis.related.clone(),
        };
        let count = view.lanes.lanes.len();
        if self.of.as_ref() != Some(&of) || self.lanes.len() != count {
            self.of = Some(of);
            let guess = Height {
                points: ROW + 2.0 * PADDING,
                is_strip: false,
                is_known: false,
            };
            self.lanes.resize(count, guess);
            for lane in &mut self.lanes {
                lane.is_known = false;
            }
        }
    }

    /// How high a lane is, and whether that is more than a guess.
    pub(super) fn of(&self, place: usize) -> (f32, bool) {
        let height = self.lanes.get(place);
        height.map_or((0.0, false), |h| (h.points, h.is_known))
    }

    /// Whether a lane was a strip when it was laid out last.
    pub(super) fn is_strip(&self, place: usize) -> bool {
        self.lanes.get(place).is_some_and(|height| height.is_strip)
    }

    /// A lane was laid out.
    pub(super) fn set(&mut self, place: usize, points: f32, is_strip: bool) {
        if let Some(height) = self.lanes.get_mut(place) {
            *height = Height {
                points,
                is_strip,
                is_known: true,
            };
        }
    }
}
