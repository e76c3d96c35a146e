//! Numbers by which the parts of a page share its height, and putting them one below the other.

use super::input::VIEW;
use super::lanes::Part;
use crate::scene::{Scene, pos2};

/// On a narrow page a map is higher than its aspect says, so that words have room; at most so high by
/// its width.
const LEAST_HIGH: f32 = 420.0;
const HIGHEST: f32 = 1.2;
/// The timeline gets this much of the height of both views, more where it would not name what matters,
/// and still more only where lanes would be left out. The map gets the rest.
pub(super) const TIMELINE: [f32; 10] = [0.44, 0.47, 0.5, 0.53, 0.57, 0.6, 0.64, 0.71, 0.78, 0.85];
pub(super) const LEAST_VIEWS: f32 = 120.0;
/// Between a view and its legend.
pub(super) const OVER_LEGEND: f32 = 10.0;

/// How high a map may be on a page that grows; `aspect` is its width by its height on a wide one.
pub(super) fn highest_map(width: f32, aspect: f32) -> f32 {
    (width / aspect).max((width * HIGHEST).min(LEAST_HIGH))
}

/// Adds a view, in points of the window, below what is there.
pub(super) fn put(body: &mut Scene, view: &Scene) {
    body.inset_scaled(view, pos2(0.0, body.size.y), VIEW);
    body.size.y += view.size.y * VIEW;
}

pub(super) fn put_legend(body: &mut Scene, legend: &Scene) {
    if !legend.items.is_empty() {
        body.size.y += OVER_LEGEND;
        put(body, legend);
    }
}

/// How high a timeline is with its legend.
pub(super) fn under(part: &Part) -> f32 {
    let legend = if part.legend.items.is_empty() {
        0.0
    } else {
        OVER_LEGEND + part.legend.size.y * VIEW
    };
    part.scene.size.y * VIEW + legend
}
