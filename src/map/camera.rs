//! Which part of the map a panel shows.

use super::graph::Graph;
use super::places::{Places, UNIT};
use crate::scene::{Mark, Pos2, Rect, Scene, Vec2, vec2};

/// Which part of the map the panel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What stands in the middle of the panel, in units of the ideal length of a tie.
    pub centre: Pos2,
    /// 1: a unit is [`UNIT`] points long.
    pub zoom: f32,
    /// How much longer than that it is across and down: places are for one proportion, and a panel of
    /// another has the same map drawn out. It changes no order, from left to right or from top to
    /// bottom.
    pub stretch: Vec2,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            centre: Pos2::ZERO,
            zoom: 1.0,
            stretch: Vec2::splat(1.0),
        }
    }
}

impl Camera {
    /// Where a place of the map stands on a panel.
    pub fn to_panel(&self, size: Vec2, at: Pos2) -> Pos2 {
        (size / 2.0).to_pos2() + (at - self.centre) * self.stretch * (UNIT * self.zoom)
    }

    /// Which place of the map stands at a point of a panel.
    pub fn to_map(&self, size: Vec2, at: Pos2) -> Pos2 {
        self.centre + self.of_panel((at - size / 2.0).to_vec2())
    }

    /// How far on the map a way on a panel leads.
    pub fn of_panel(&self, way: Vec2) -> Vec2 {
        way / (self.stretch * (UNIT * self.zoom.max(1e-6)))
    }
}

/// The camera that shows everyone on a panel.
pub fn fit(places: &Places, graph: &Graph, size: Vec2) -> Camera {
    fit_in(places, graph, size, Rect::from_min_size(Pos2::ZERO, size))
}

/// The camera that shows everyone in a part of a panel.
pub fn fit_in(places: &Places, graph: &Graph, size: Vec2, part: Rect) -> Camera {
    let all = extent(places, graph);
    if !all.is_positive() {
        return Camera::default();
    }
    let room = (part.size() - Vec2::splat(2.0 * EDGE)).max(Vec2::splat(20.0));
    let zooms = room / (all.size() * UNIT);
    let zoom = zooms.min_elem().clamp(0.001, MOST_ZOOM);
    let stretch = (zooms / zoom).clamp(Vec2::splat(1.0), Vec2::splat(MOST_STRETCH));
    let camera = Camera {
        centre: all.center(),
        zoom,
        stretch,
    };
    let aside = size / 2.0 - part.center().to_vec2();
    Camera {
        centre: all.center() + camera.of_panel(aside),
        ..camera
    }
}

/// Few actors are no farther apart than this.
const MOST_ZOOM: f32 = 8.0;

/// A map is drawn out so much at most: more would tear apart what belongs together.
const MOST_STRETCH: f32 = 2.2;

/// What everyone and all regions take, in units.
fn extent(places: &Places, graph: &Graph) -> Rect {
    let regions = places.regions.iter().map(|(_, rect)| *rect);
    let actors = places.at.iter().zip(&graph.nodes).map(|(at, node)| {
        let (aside, below) = (
            node.radius.max(node.name.x / 2.0),
            node.radius + node.name.y,
        );
        let half = vec2(aside, below) / UNIT;
        Rect::from_center_size(*at, 2.0 * half)
    });
    regions.chain(actors).fold(Rect::NOTHING, Rect::union)
}

/// A picture that was drawn for one camera and panel, as another sees it until there is a picture
/// for that: everything moves, and texts keep their size.
pub fn seen_from(scene: &Scene, drawn: (Camera, Vec2), seen: (Camera, Vec2)) -> Scene {
    let ((before, old), (now, new)) = (drawn, seen);
    let scale = now.zoom / before.zoom.max(1e-6);
    let by = now.to_panel(new, before.to_map(old, Pos2::ZERO)).to_vec2();
    let mut moved = Scene::new(new);
    moved.items.extend(scene.items.iter().map(|item| {
        let mut moved = item.scaled(scale, by);
        if let (
            Mark::Text {
                at, style, width, ..
            },
            Mark::Text {
                at: middle,
                angle,
                style: own_style,
                width: own,
                ..
            },
        ) = (&mut moved.mark, &item.mark)
        {
            // Its middle stays over what it names.
            let half = Vec2::angled(*angle) * (own / 2.0);
            *at = ((*middle + half).to_vec2() * scale + by - half).to_pos2();
            (*style, *width) = (*own_style, *own);
        }
        moved
    }));
    moved
}

/// The ground at the panel's edge.
const EDGE: f32 = 10.0;
