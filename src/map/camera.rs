//! Which part of the map a panel shows.

use super::graph::Graph;
use super::placement::{Places, UNIT};
use crate::scene::{Pos2, Rect, Vec2, vec2};

/// Which part of the map the panel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What stands in the middle of the panel, in units of the ideal length of a tie.
    pub centre: Pos2,
    /// 1: a unit is [`UNIT`] points long.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            centre: Pos2::ZERO,
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// Where a place of the map stands on a panel.
    pub fn to_panel(&self, size: Vec2, at: Pos2) -> Pos2 {
        (size / 2.0).to_pos2() + (at - self.centre) * (UNIT * self.zoom)
    }

    /// Which place of the map stands at a point of a panel.
    pub fn to_map(&self, size: Vec2, at: Pos2) -> Pos2 {
        self.centre + (at - size / 2.0).to_vec2() / (UNIT * self.zoom.max(1e-6))
    }
}

/// The camera that shows everyone.
pub fn fit(places: &Places, graph: &Graph, size: Vec2) -> Camera {
    let mut all = Rect::NOTHING;
    for (_, rect) in places.regions.iter() {
        all = all.union(*rect);
    }
    for (at, node) in places.at.iter().zip(&graph.nodes) {
        let half = vec2(
            node.radius.max(node.name.x / 2.0),
            node.radius + node.name.y,
        ) / UNIT;
        all = all.union(Rect::from_center_size(*at, 2.0 * half));
    }
    if !all.is_positive() {
        return Camera::default();
    }
    let room = (size - Vec2::splat(2.0 * EDGE)).max(Vec2::splat(20.0));
    let zoom = (room.x / all.width()).min(room.y / all.height()) / UNIT;
    Camera {
        centre: all.center(),
        zoom: zoom.clamp(0.001, 2.0),
    }
}

/// The ground at the panel's edge.
const EDGE: f32 = 14.0;

/// How a length on the map shrinks or grows with the zoom, where it is a mark's: marks shrink more
/// slowly than distances, until they would touch.
pub(super) fn mark_scale(zoom: f32) -> f32 {
    if zoom >= 1.0 {
        zoom.sqrt().min(1.2)
    } else {
        zoom.sqrt().min(zoom * 1.5).max(0.06)
    }
}
