//! How large actors are drawn: smaller as the map gets farther away, but more slowly, and never so
//! large that they touch or fill the ground.

use super::camera::Camera;
use super::graph::Graph;
use super::metrics::{LARGEST, SMALLEST};
use super::places::{Places, UNIT};
use super::push::Grid;
use crate::scene::{Pos2, Rect, Vec2};

/// Most of the map's ground that its actors cover.
const MOST_GROUND: f32 = 0.25;
/// The ground between two actors; between those that stand closest.
const APART: f32 = 6.0;
const LEAST_APART: f32 = 2.0;
/// Where many crowd the smallest are still as large, unless the map is far away.
const LEAST: f32 = 5.0;
/// How many of a hundred actors may stand closer than those that decide for all,
const CLOSEST: usize = 5;
/// and how many at least, of no more than a third: one who is dragged over others makes only them
/// smaller.
const FEWEST: usize = 5;

/// How much faster than actors the ground between them shrinks, before they do.
const SHRINKS_LATER: f32 = 1.6;

/// How a line's width shrinks with the zoom.
pub(super) fn mark_scale(zoom: f32) -> f32 {
    zoom.sqrt().min(zoom * 1.5).clamp(0.06, 1.0)
}

/// The radius of each actor on a panel.
pub(super) fn radii(places: &Places, graph: &Graph, camera: &Camera) -> Vec<f32> {
    let (zoom, stretch) = (camera.zoom, camera.stretch);
    // Large enough for initials as long as there is ground between them.
    let scale = (zoom * SHRINKS_LATER).clamp(0.06, 1.0);
    let least = (LEAST / SMALLEST).min(scale);
    // By how much each would have to shrink to stand off its neighbours.
    let (mut fits, mut touches) = nearest(places, graph, (zoom, stretch), scale);
    let covered: f32 = graph.nodes.iter().map(|n| n.radius * n.radius).sum();
    let covered = covered * std::f32::consts::PI;
    let ground = ground(places) * stretch.x * stretch.y;
    let share = (MOST_GROUND * ground / covered.max(1.0)).sqrt() * zoom;
    let all = {
        let n = fits.len();
        let decides = (n * CLOSEST / 100).max(FEWEST.min(n / 3));
        let fit = if fits.is_empty() {
            scale
        } else {
            *fits.select_nth_unstable_by(decides, f32::total_cmp).1
        };
        // Where even so they would cover the ground, they are smaller still.
        scale.min(fit).max(least).min(share.max(LEAST / LARGEST))
    };
    touches.resize(graph.nodes.len(), scale);
    let radius =
        |(node, touches): (&super::graph::Node, f32)| node.radius * all.min(touches.max(least));
    graph.nodes.iter().zip(touches).map(radius).collect()
}

/// The ground that the map takes, in square points at zoom 1.
fn ground(places: &Places) -> f32 {
    let regions = places.regions.iter().map(|(_, region)| *region);
    let all = regions.fold(Rect::from_points(&places.at), Rect::union);
    if all.is_positive() {
        // An actor alone has ground round it.
        (all.width() + 1.0) * (all.height() + 1.0) * UNIT * UNIT
    } else {
        UNIT * UNIT
    }
}

/// At which scale each stands well off its nearest neighbour, and at which it nearly touches it.
fn nearest(
    places: &Places,
    graph: &Graph,
    (zoom, stretch): (f32, Vec2),
    scale: f32,
) -> (Vec<f32>, Vec<f32>) {
    let scaled = |at: &Pos2| (at.to_vec2() * stretch * UNIT).to_pos2();
    let at: Vec<Pos2> = places.at.iter().map(scaled).collect();
    let largest = graph.nodes.iter().map(|n| n.radius).fold(1.0, f32::max);
    let grid = Grid::new(&at, 2.0 * largest + APART);
    let (mut fits, mut touches) = (Vec::new(), Vec::new());
    for ((n, own), node) in (0u32..).zip(&at).zip(&graph.nodes) {
        let (mut fit, mut touch) = (scale, scale);
        grid.near(*own, |other| {
            let Some(at) = at.get(other as usize) else {
                return;
            };
            let far = own.distance(*at) * zoom;
            // Two pinned to one place cannot be told apart at any size.
            if other != n && far > 0.5 {
                let both = node.radius + graph.node(other as usize).radius;
                fit = fit.min((far - APART) / both);
                touch = touch.min((far - LEAST_APART) / both);
            }
        });
        fits.push(fit);
        touches.push(touch);
    }
    (fits, touches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::graph::Node;

    #[test]
    fn who_is_dragged_over_another_makes_no_one_far_away_smaller() {
        let node = Node {
            radius: 20.0,
            ..Node::default()
        };
        let graph = Graph::of(vec![node; 20], Vec::new(), Vec::new());
        let radius = |dragged: Pos2| {
            let mut at: Vec<Pos2> = (0u8..20)
                .map(|n| Pos2::new(f32::from(n % 5), f32::from(n / 5)))
                .collect();
            at[0] = dragged;
            let places = Places {
                at: at.into(),
                ..Places::default()
            };
            let radii = radii(&places, &graph, &Camera::default());
            (radii[19], radii[7])
        };
        let (far, near) = radius(Pos2::ZERO);
        let (still, smaller) = radius(Pos2::new(2.15, 1.0));
        assert_eq!(still, far);
        assert!(smaller < near, "who is dragged over is seen beside");
    }
}
