//! A map that stands already, and newcomers on it: everyone else stays where they are.

use super::graph::Graph;
use super::lists::set;
use super::places::{Places, UNIT, middle, point};
use super::region_layout::inside;
use super::regions::regions;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::scene::{Pos2, Rect, Vec2, vec2};
use std::collections::BTreeMap;

/// From one ring of slots that are tried to the next, in units.
const STEP: f32 = 0.06;
/// How many rings are tried.
const RINGS: u16 = 100;

/// Ground round a newcomer's box that is wanted, in units: the most there is of these.
const AROUND: [f32; 3] = [0.2, 0.1, 0.0];

/// Where somebody stands before newcomers are placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slot {
    /// Here, and stays.
    Taken(Pos2),
    /// Stood here, and comes back.
    Left(Pos2),
    /// Nowhere yet.
    None,
}

/// More newcomers than this are not looked at one by one.
const MOST: usize = 2_000;
/// The ground between all that stands and the region of a new group, in points.
const BESIDE: f32 = 64.0;

/// The places of those who were there `before`, in units, and slots for those who were not: where
/// they stood once, or near those to whom they are joined, in their region; beside it where it is
/// full; a new group stands at the right of all. Who is pinned stands there, and comes home when let
/// go; whoever stands where a new pin is moves as little as need be. Regions follow from homes. None
/// where nobody stood.
pub fn grow(graph: &Graph, before: &[Slot], pins: &[(Place, [f64; 2])]) -> Option<Places> {
    let pins = pins.iter().map(|(node, at)| (*node as usize, point(*at)));
    let pins: BTreeMap<usize, Pos2> = pins.collect();
    let was = |node: usize| match before.get(node) {
        Some(Slot::Taken(at)) => Some(*at),
        _ => None,
    };
    let wanted = |node: usize| match before.get(node) {
        Some(Slot::Taken(at) | Slot::Left(at)) => Some(*at),
        _ => None,
    };
    let count = graph.nodes.len();
    let stood: Vec<Option<Pos2>> = (0..count).map(was).collect();
    let newcomers = stood.iter().filter(|at| at.is_none()).count();
    if newcomers == count || newcomers > MOST {
        return None;
    }
    let mut standing = Standing {
        boxes: (0..count).map(|node| graph.box_of(node) / UNIT).collect(),
        left: pins.keys().filter_map(|node| was(*node)).collect(),
        regions: regions(graph, &stood),
        at: stood.clone(),
    };
    standing.found_regions(graph);
    let new_pins = pins.iter().filter(|(node, at)| was(**node) != Some(**at));
    let new_pins = new_pins.map(|(node, at)| standing.own(*node).translate(at.to_vec2()));
    let new_pins: Vec<Rect> = new_pins.collect();
    for (node, (at, own)) in standing.at.iter_mut().zip(&standing.boxes).enumerate() {
        let is_in_the_way = |at: &Pos2| {
            let own = own.translate(at.to_vec2());
            new_pins.iter().any(|pin| pin.intersects(own))
        };
        let pin = pins.get(&node).copied();
        *at = pin.or(at.filter(|at| !is_in_the_way(at)));
    }
    for node in 0..count {
        if standing.at.get(node) == Some(&None) {
            let slot = standing.slot(graph, node, wanted(node));
            set(&mut standing.at, node, Some(slot));
        }
    }
    // Whoever is pinned has a home still.
    let home = |(node, (at, stood)): (usize, (&Option<Pos2>, Option<Pos2>))| {
        stood.filter(|_| pins.contains_key(&node)).or(*at)
    };
    let homes = standing.at.iter().zip(stood).enumerate().map(home);
    let homes: Vec<Option<Pos2>> = homes.collect();
    let all = |at: &[Option<Pos2>]| at.iter().map(|at| at.unwrap_or_default()).collect();
    Some(Places {
        at: all(&standing.at),
        regions: regions(graph, &homes).into(),
        homes: all(&homes),
    })
}

/// Who stands where.
struct Standing {
    /// Each node's box round its place.
    boxes: Vec<Rect>,
    at: Vec<Option<Pos2>>,
    /// Slots that somebody may have left.
    left: Vec<Pos2>,
    regions: Vec<(Place, Rect)>,
}

impl Standing {
    fn own(&self, node: usize) -> Rect {
        self.boxes.get(node).copied().unwrap_or(Rect::ZERO)
    }

    /// Makes regions at the right of all for groups that nobody stood in, as large as their members.
    fn found_regions(&mut self, graph: &Graph) {
        let mut area: BTreeMap<Place, (f32, Vec2)> = BTreeMap::new();
        for (node, own) in graph.nodes.iter().zip(&self.boxes) {
            let has_region = self.regions.iter().any(|(group, _)| *group == node.group);
            if node.group != NOWHERE && !has_region {
                let (area, least) = area.entry(node.group).or_default();
                *area += own.area();
                *least = least.max(own.size());
            }
        }
        for (group, (area, least)) in area {
            // Rows of boxes of different widths need more than their ground.
            let side = (area * 2.0).sqrt();
            let size = vec2(side * 1.3, side / 1.3).max(least * 1.2);
            let frame = Vec2::splat(BESIDE / UNIT);
            let corner = self.beside_all() + vec2(BESIDE / UNIT, -size.y / 2.0);
            let region = Rect::from_min_size(corner, size + frame);
            self.regions.push((group, region));
        }
    }

    /// The free slot that is nearest to where a node was, or else to the middle of those to whom it
    /// is joined; where nothing is free, that itself.
    fn slot(&self, graph: &Graph, node: usize, was: Option<Pos2>) -> Pos2 {
        let lineage: Vec<Place> = graph.lineage(graph.node(node).group).collect();
        let region = |group: &Place| {
            let found = self.regions.iter().find(|(g, _)| g == group);
            found.map(|(_, rect)| *rect)
        };
        let home = lineage.iter().find_map(region);
        let home = home.map(|rect| inside(rect * UNIT) / UNIT);
        let regions = self.regions.iter();
        let foreign = regions.filter(|(group, _)| !lineage.contains(group));
        let foreign: Vec<Rect> = foreign.map(|(_, rect)| *rect).collect();
        let own = self.own(node);
        let range = home.map(|home| {
            Rect::from_min_max(home.min - own.min.to_vec2(), home.max - own.max.to_vec2())
        });
        let range = range.filter(|range| !range.is_negative());
        let wanted = was.or_else(|| self.middle_of_neighbours(graph, node));
        let wanted = wanted.unwrap_or_else(|| home.map_or(self.beside_all(), |h| h.center()));
        let wanted = range.map_or(wanted, |range| range.clamp(wanted));
        let is_free = |at: &Pos2, around: f32| {
            let own = own.translate(at.to_vec2()).expand(around);
            let is_in_the_way = |(there, theirs): (&Option<Pos2>, &Rect)| {
                there.is_some_and(|there| theirs.translate(there.to_vec2()).intersects(own))
            };
            !foreign.iter().any(|region| region.intersects(own))
                && !self.at.iter().zip(&self.boxes).any(is_in_the_way)
        };
        // Where they stood there is room for them; else with as much ground around as there is,
        // since on a small panel marks are larger than their distances.
        let around = if was.is_some() { &[0.0][..] } else { &AROUND };
        // Whoever comes back stands where they stood, also where the region was smaller since, and as
        // close to others as before, unless somebody stands there now.
        let radius = |node: usize| graph.nodes.get(node).map_or(0.0, |node| node.radius) / UNIT;
        let is_taken = |was: &Pos2| {
            if foreign.iter().any(|region| region.contains(*was)) {
                return true;
            }
            let there = self.at.iter().enumerate();
            let mut there = there.filter_map(|(other, at)| Some((other, (*at)?)));
            there.any(|(other, at)| at.distance(*was) < radius(other) + radius(node))
        };
        if let Some(was) = was.filter(|was| !is_taken(was)) {
            return was;
        }
        let is_home = |at: &Pos2| range.is_none_or(|range| range.contains(*at));
        let slot = |around: &f32| rings(wanted).find(|at| is_home(at) && is_free(at, *around));
        let slot = around.iter().find_map(slot);
        // A full region grows.
        let slot = slot.or_else(|| rings(wanted).find(|at| is_free(at, 0.0)));
        let left = self.left.iter().copied();
        let slots = slot.into_iter().chain(left.filter(|at| is_free(at, 0.0)));
        let nearest = slots.min_by(|a, b| a.distance(wanted).total_cmp(&b.distance(wanted)));
        nearest.unwrap_or(wanted)
    }

    fn middle_of_neighbours(&self, graph: &Graph, node: usize) -> Option<Pos2> {
        let neighbours = graph.neighbours(node).iter();
        let there = neighbours.filter_map(|(other, _)| *self.at.get(*other as usize)?);
        middle(&there.collect::<Vec<Pos2>>())
    }

    /// At the right of everything that is there: most panels have more room there than below.
    fn beside_all(&self) -> Pos2 {
        let there: Vec<Pos2> = self.at.iter().flatten().copied().collect();
        let regions = self.regions.iter().map(|(_, rect)| *rect);
        let all = regions.fold(Rect::from_points(&there), Rect::union);
        if all.is_positive() {
            all.right_center() + vec2(0.5, 0.0)
        } else {
            Pos2::ZERO
        }
    }
}

/// Slots round a place, from the nearest.
fn rings(middle: Pos2) -> impl Iterator<Item = Pos2> {
    (0..RINGS).flat_map(move |ring| {
        let count = (ring * 6).max(1);
        (0..count).map(move |n| {
            let angle = std::f32::consts::TAU * f32::from(n) / f32::from(count);
            middle + Vec2::angled(angle) * (STEP * f32::from(ring))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::map::graph::{Edge, Node};
    use crate::map::place;
    use proptest::prelude::*;

    /// Actors in two groups, each joined to some before it.
    fn graph(groups: &[u8], last: Option<u8>) -> Graph {
        let all = groups.iter().copied().chain(last);
        let nodes = all.map(|group| Node {
            radius: 11.0,
            name: vec2(60.0, 15.0),
            group: Place::from(group % 2),
        });
        let nodes: Vec<Node> = nodes.collect();
        let edges = (1u32..).zip(nodes.iter().skip(1)).map(|(n, _)| Edge {
            a: n / 3,
            b: n,
            weight: 1.0,
        });
        Graph::of(nodes.clone(), edges.collect(), vec![40.0, 40.0])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whoever was there stays, and nobody stands on anybody else or outside of its region.
        #[test]
        fn a_newcomer_moves_nobody(groups in prop::collection::vec(0u8..2, 2..30), new in 0u8..2) {
            let old = place(&graph(&groups, None), &[], 1.6, 1, TO_THE_END).unwrap();
            let taken = old.at.iter().copied().map(Slot::Taken);
            let before: Vec<Slot> = taken.chain([Slot::None]).collect();
            let graph = graph(&groups, Some(new));
            // Without a slot everything is placed anew.
            if let Some(grown) = grow(&graph, &before, &[]) {
                prop_assert_eq!(&grown.at[..groups.len()], &old.at[..]);
                let box_at = |n: usize| (graph.box_of(n) / UNIT).translate(grown.at[n].to_vec2());
                let own = box_at(groups.len());
                for other in 0..groups.len() {
                    prop_assert!(!box_at(other).intersects(own));
                }
                let region = grown.regions.iter().find(|(g, _)| *g == Place::from(new)).unwrap().1;
                prop_assert!(region.contains_rect(own));
            }
        }
    }
}
