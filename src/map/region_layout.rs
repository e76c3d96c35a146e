//! Who shares a region, and where the regions stand: those of the outermost groups beside each
//! other, those of their parts inside them.

use super::arrange::{self, Need};
use super::graph::Graph;
use super::near::box_of;
use super::random::SplitMix64;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::scene::{Rect, Vec2, vec2};
use std::collections::BTreeMap;

/// The ground between a region's rim and what it holds, in points.
const INSET: f32 = 8.0;
/// The height of a region's title.
const TITLE: f32 = 20.0;
/// How much more ground than its parts a region of several takes.
const NEST: f32 = 1.3;

/// Who shares a region.
pub(super) struct Regions {
    /// The group of each; [`NOWHERE`] for those who have none.
    groups: Vec<Place>,
    /// The room of each actor.
    pub room_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// The weight of the ties between two rooms.
    pulls: Vec<(usize, usize, f32)>,
    /// The outermost groups, each with its rooms.
    nests: Vec<(Place, Vec<usize>)>,
}

/// Where the regions stand, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// What each room holds.
    pub insides: Vec<Rect>,
    /// Each group's, the outermost before their parts.
    pub regions: Vec<(Place, Rect)>,
    /// How large a panel it takes.
    pub extent: f32,
}

impl Regions {
    /// Of all actors.
    pub(super) fn new(graph: &Graph) -> Self {
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
        let groups: Vec<Place> = by_group.keys().copied().collect();
        let mut nests: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (room, group) in groups.iter().enumerate() {
            nests.entry(graph.outermost(*group)).or_default().push(room);
        }
        Self {
            groups,
            nests: nests.into_iter().collect(),
            room_of,
            members: by_group.into_values().collect(),
            pulls: pulls.into_iter().map(|((a, b), w)| (a, b, w)).collect(),
        }
    }

    /// Whether nobody has a group.
    pub(super) fn are_open(&self) -> bool {
        self.groups == [NOWHERE]
    }

    /// The best few layouts. Everyone's boxes take `roomy` times their ground.
    pub(super) fn layouts(
        &self,
        graph: &Graph,
        roomy: f32,
        aspect: f32,
        random: &mut SplitMix64,
    ) -> Vec<Layout> {
        let needs = self.needs(graph, roomy);
        let mut nest_of = vec![0; self.groups.len()];
        for (n, (_, rooms)) in self.nests.iter().enumerate() {
            for room in rooms {
                if let Some(nest) = nest_of.get_mut(*room) {
                    *nest = n;
                }
            }
        }
        let outer: Vec<Need> = self
            .nests
            .iter()
            .map(|(group, rooms)| self.nest_need(*group, rooms, &needs))
            .collect();
        let pulls = joined(&self.pulls, |room| nest_of.get(room).copied());
        arrange::arrange(&outer, &pulls, aspect, random)
            .iter()
            .map(|rects| {
                let rects = arrange::filled(rects, aspect);
                let mut layout = Layout {
                    insides: vec![Rect::ZERO; self.groups.len()],
                    regions: Vec::new(),
                    extent: arrange::extent(&rects, aspect),
                };
                for ((group, rooms), rect) in self.nests.iter().zip(&rects) {
                    self.lay_out(*group, rooms, *rect, &needs, random, &mut layout);
                }
                layout
            })
            .collect()
    }

    /// Whether an outermost group has parts with regions of their own.
    fn is_nest(&self, group: Place, rooms: &[usize]) -> bool {
        !matches!(rooms, [only] if self.groups.get(*only) == Some(&group))
    }

    fn nest_need(&self, group: Place, rooms: &[usize], needs: &[Need]) -> Need {
        let own = || rooms.iter().filter_map(|room| needs.get(*room));
        let least = own().map(|n| n.least).fold(Vec2::ZERO, Vec2::max);
        let area: f32 = own().map(|n| n.area).sum();
        if self.is_nest(group, rooms) {
            let frame = frame(group);
            let side = area.sqrt();
            Need {
                area: area * NEST + (frame.x + frame.y) * side,
                least: least + frame,
            }
        } else {
            Need { area, least }
        }
    }

    /// The region of an outermost group, and those of its parts in it.
    fn lay_out(
        &self,
        group: Place,
        rooms: &[usize],
        rect: Rect,
        needs: &[Need],
        random: &mut SplitMix64,
        layout: &mut Layout,
    ) {
        let room = |room: usize, region: Rect, has_frame: bool, layout: &mut Layout| {
            let own = self.groups.get(room).copied().unwrap_or(NOWHERE);
            let has_frame = has_frame && own != NOWHERE;
            if has_frame {
                layout.regions.push((own, region));
            }
            if let Some(place) = layout.insides.get_mut(room) {
                *place = if has_frame { inside(region) } else { region };
            }
        };
        if !self.is_nest(group, rooms) {
            for only in rooms {
                room(*only, rect, true, layout);
            }
            return;
        }
        layout.regions.push((group, rect));
        let inner = inside(rect);
        let own: Vec<Need> = rooms
            .iter()
            .filter_map(|r| needs.get(*r))
            .copied()
            .collect();
        let place = |room: usize| rooms.iter().position(|r| *r == room);
        let pulls = joined(&self.pulls, place);
        let aspect = (inner.width() / inner.height().max(1.0)).clamp(0.1, 10.0);
        let rects = arrange::arrange(&own, &pulls, aspect, random);
        let rects = rects.first().map_or(&[][..], Vec::as_slice);
        for (part, rect) in rooms.iter().zip(arrange::stretched(rects, inner)) {
            // Those who are in the outermost group itself have no region but its own.
            let has_frame = self.groups.get(*part) != Some(&group);
            room(*part, rect, has_frame, layout);
        }
    }

    /// What each region must hold, everyone's boxes taking `roomy` times their ground.
    fn needs(&self, graph: &Graph, roomy: f32) -> Vec<Need> {
        let pairs = self.groups.iter().zip(&self.members);
        pairs
            .map(|(group, members)| {
                let frame = frame(*group);
                let (mut area, mut least) = (0.0, Vec2::ZERO);
                for node in members {
                    let own = box_of(graph, *node);
                    area += own.area() * roomy;
                    least = least.max(own.size());
                }
                let title = graph.titles.get(*group as usize).copied().unwrap_or(0.0);
                let least = (least + frame).max(vec2(title * 1.4 + 28.0, 0.0));
                // What the frame takes of a region of this area.
                let side = area.sqrt();
                Need {
                    area: area + frame.x * side * 0.8 + frame.y * side * 1.2,
                    least,
                }
            })
            .collect()
    }
}

/// Ties between rooms as ties between what `place` makes of them.
fn joined(
    pulls: &[(usize, usize, f32)],
    place: impl Fn(usize) -> Option<usize>,
) -> Vec<(usize, usize, f32)> {
    let mut sums: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (a, b, weight) in pulls {
        if let (Some(a), Some(b)) = (place(*a), place(*b))
            && a != b
        {
            *sums.entry((a.min(b), a.max(b))).or_default() += weight;
        }
    }
    sums.into_iter().map(|((a, b), w)| (a, b, w)).collect()
}

/// What a region's rim and title take.
fn frame(group: Place) -> Vec2 {
    if group == NOWHERE {
        Vec2::ZERO
    } else {
        vec2(2.0 * INSET, 2.0 * INSET + TITLE - 6.0)
    }
}

/// No region is smaller.
const LEAST: Vec2 = vec2(96.0, 64.0);

/// A region round what it holds, in points, at least of a size.
pub(super) fn around(held: Rect, least: Vec2) -> Rect {
    let least = LEAST.max(least);
    let region = Rect::from_min_max(
        held.min - vec2(INSET, INSET + TITLE - 6.0),
        held.max + Vec2::splat(INSET),
    );
    region.expand2(((least - region.size()) / 2.0).max(Vec2::ZERO))
}

/// A region without its rim and title.
pub(super) fn inside(rect: Rect) -> Rect {
    Rect::from_min_max(
        rect.min + vec2(INSET, INSET + TITLE - 6.0),
        rect.max - Vec2::splat(INSET),
    )
}
