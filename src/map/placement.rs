//! Where everyone stands: laid out once for the whole dataset, so that brushing a window moves
//! nobody.

use super::arrange::{self, Need};
use super::dice::Dice;
use super::far;
use super::graph::{Graph, MOST_NAMED};
use super::near::{Seats, box_of};
use crate::analysis::index::NOWHERE;
use crate::analysis::{Place, Progress};
use crate::scene::{Pos2, Rect, Vec2, pos2, vec2};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The ideal length of a tie in points, at zoom 1. Places are in units of it.
pub const UNIT: f32 = 110.0;

/// Where everyone stands, in units of the ideal length of a tie, right and down from the middle of
/// the map. A clone costs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Each actor's middle, by its place in the list.
    pub at: Arc<[Pos2]>,
    /// The region of each group that has actors.
    pub regions: Arc<[(Place, Rect)]>,
}

impl Places {
    /// The same with actors where a person puts them, and nobody else moved: while one is dragged.
    #[must_use]
    pub fn pinned(&self, pins: &[(Place, [f64; 2])]) -> Self {
        let mut at = self.at.to_vec();
        for (node, place) in pins {
            if let Some(at) = at.get_mut(*node as usize) {
                *at = point(*place);
            }
        }
        Self {
            at: at.into(),
            regions: self.regions.clone(),
        }
    }
}

/// The ground between a region's rim and what it holds, in points.
const INSET: f32 = 8.0;
/// The height of a region's title.
const TITLE: f32 = 20.0;
/// How much more ground than its boxes a region gets.
const ROOMY: f32 = 1.5;
/// One arrangement with everyone in it.
struct Try {
    cost: f32,
    at: Vec<Pos2>,
    rects: Vec<Rect>,
}

/// Places everyone. `pins` are places that stay, in units; `aspect` is the panel's width by its
/// height. None if it was stopped.
pub fn place(
    graph: &Graph,
    pins: &[(Place, [f64; 2])],
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Places> {
    progress(0.0).is_continue().then_some(())?;
    let aspect = if aspect.is_finite() {
        aspect.clamp(0.2, 5.0)
    } else {
        1.5
    };
    let wanted = pins;
    let pins: Vec<(usize, Pos2)> = pins
        .iter()
        .filter(|(node, _)| (*node as usize) < graph.nodes.len())
        .map(|(node, at)| (*node as usize, (point(*at).to_vec2() * UNIT).to_pos2()))
        .collect();
    let rooms = Rooms::new(graph);
    let places = if graph.nodes.len() <= MOST_NAMED {
        place_near(graph, &rooms, &pins, aspect, seed, progress)?
    } else {
        place_far(graph, &rooms, &pins, aspect, seed, progress)?
    };
    // Exactly, whatever points and units made of them.
    Some(places.pinned(wanted))
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
fn point(at: [f64; 2]) -> Pos2 {
    let axis = |v: f64| {
        if v.is_finite() {
            v.clamp(-1e4, 1e4) as f32
        } else {
            0.0
        }
    };
    pos2(axis(at[0]), axis(at[1]))
}

/// Who shares a region.
struct Rooms {
    /// The group of each; [`NOWHERE`] for those who have none.
    groups: Vec<Place>,
    room_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// The weight of the ties between two rooms.
    pulls: Vec<(usize, usize, f32)>,
}

impl Rooms {
    fn new(graph: &Graph) -> Self {
        let mut by_group: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (n, node) in graph.nodes.iter().enumerate() {
            by_group.entry(node.group).or_default().push(n);
        }
        let mut room_of = vec![0; graph.nodes.len()];
        for (room, members) in by_group.values().enumerate() {
            for node in members {
                if let Some(at) = room_of.get_mut(*node) {
                    *at = room;
                }
            }
        }
        let mut pulls: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for edge in &graph.edges {
            let room = |n: u32| room_of.get(n as usize).copied().unwrap_or(0);
            let (a, b) = (room(edge.a), room(edge.b));
            if a != b {
                // Many events are one strong tie, not many.
                *pulls.entry((a.min(b), a.max(b))).or_default() += edge.weight.sqrt();
            }
        }
        Self {
            groups: by_group.keys().copied().collect(),
            room_of,
            members: by_group.into_values().collect(),
            pulls: pulls.into_iter().map(|((a, b), w)| (a, b, w)).collect(),
        }
    }

    /// What each region must hold, everyone's boxes taking `roomy` times their ground.
    fn needs(&self, graph: &Graph, roomy: f32) -> Vec<Need> {
        let pairs = self.groups.iter().zip(&self.members);
        pairs
            .map(|(group, members)| {
                let frame = self.frame(*group);
                let (mut area, mut least) = (0.0, Vec2::ZERO);
                for node in members {
                    let own = box_of(graph, *node);
                    area += own.area() * roomy;
                    least = least.max(own.size());
                }
                let title = graph.titles.get(*group as usize).copied().unwrap_or(0.0);
                let least = (least + frame).max(vec2(title * 1.25 + 28.0, 0.0));
                // What the frame takes of a region of this area.
                let side = area.sqrt();
                Need {
                    area: area + frame.x * side * 0.8 + frame.y * side * 1.2,
                    least,
                }
            })
            .collect()
    }

    fn frame(&self, group: Place) -> Vec2 {
        if group == NOWHERE {
            Vec2::ZERO
        } else {
            vec2(2.0 * INSET, 2.0 * INSET + TITLE - 6.0)
        }
    }

    /// What a region holds: its rectangle without the frame.
    fn inside(&self, room: usize, rect: Rect) -> Rect {
        if self.groups.get(room) == Some(&NOWHERE) {
            return rect;
        }
        Rect::from_min_max(
            rect.min + vec2(INSET, INSET + TITLE - 6.0),
            rect.max - Vec2::splat(INSET),
        )
    }

    fn places(&self, at: &[Pos2], rects: &[Rect]) -> Places {
        let regions = self.groups.iter().zip(rects);
        Places {
            at: at.iter().map(|p| (p.to_vec2() / UNIT).to_pos2()).collect(),
            regions: regions
                .filter(|(group, _)| **group != NOWHERE)
                .map(|(group, rect)| (*group, *rect / UNIT))
                .collect(),
        }
    }
}

/// Many: one arrangement, and everyone in it at once.
fn place_far(
    graph: &Graph,
    rooms: &Rooms,
    pins: &[(usize, Pos2)],
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Places> {
    let mut dice = Dice::new(seed);
    if rooms.groups == [NOWHERE] {
        let at = far::place_freely(graph, pins, aspect, &mut dice, progress)?;
        return Some(rooms.places(&at, &[Rect::ZERO]));
    }
    let needs = rooms.needs(graph, far::ROOMY);
    let arrangements = arrange::arrange(&needs, &rooms.pulls, aspect, &mut dice);
    let rects = arrange::filled(arrangements.first().map_or(&[], Vec::as_slice), aspect);
    let inside = |(n, rect): (usize, &Rect)| rooms.inside(n, *rect);
    let insides: Vec<Rect> = rects.iter().enumerate().map(inside).collect();
    let at = far::place_in_rooms(graph, &insides, &rooms.room_of, pins, &mut dice, progress)?;
    Some(rooms.places(&at, &rects))
}

fn place_near(
    graph: &Graph,
    rooms: &Rooms,
    pins: &[(usize, Pos2)],
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Places> {
    let mut roomy = ROOMY;
    // Each time with more room: rows of boxes always fit in the end.
    for _ in 0..24 {
        progress(0.05).is_continue().then_some(())?;
        let mut dice = Dice::new(seed);
        let needs = rooms.needs(graph, roomy);
        let arrangements = arrange::arrange(&needs, &rooms.pulls, aspect, &mut dice);
        // The arrangement whose actors are joined best, seen on a panel of one size.
        let tries: Vec<Option<Option<Try>>> = (0u64..)
            .zip(&arrangements)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(n, rects)| {
                let rects = arrange::filled(rects, aspect);
                let insides = rects.iter().enumerate().map(|(n, r)| rooms.inside(n, *r));
                let insides: Vec<Rect> = insides.collect();
                let mut dice = Dice::new(seed.wrapping_add(n.wrapping_mul(0x5DEE_CE66)));
                let mut seats = Seats::new(graph, &insides, &rooms.room_of, pins);
                let told = |share: f32| progress(0.05 + 0.15 * share);
                if !seats.seat(&mut dice, &told)? {
                    return Some(None);
                }
                let told = |share: f32| progress(0.2 + 0.8 * share);
                let cost = seats.improve(&mut dice, &told)?;
                let cost = cost * arrange::extent(&rects, aspect).sqrt();
                let at = seats.at;
                Some(Some(Try { cost, at, rects }))
            })
            .collect();
        let mut best: Option<Try> = None;
        for this in tries {
            if let Some(this) = this?
                && best.as_ref().is_none_or(|b| this.cost < b.cost)
            {
                best = Some(this);
            }
        }
        if let Some(best) = best {
            return Some(rooms.places(&best.at, &best.rects));
        }
        roomy *= 1.2;
    }
    // Only pins that cover everything come here.
    let at: Vec<Pos2> = {
        let mut at = vec![Pos2::ZERO; graph.nodes.len()];
        for (node, pin) in pins {
            if let Some(at) = at.get_mut(*node) {
                *at = *pin;
            }
        }
        at
    };
    Some(rooms.places(&at, &[]))
}
