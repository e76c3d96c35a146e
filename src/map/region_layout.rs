//! Who shares a region, and where the regions stand: those of the outermost groups beside each
//! other, those of their parts inside them.

use super::arrange::{self, Need};
use super::graph::Graph;
use super::lists::set;
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
    /// The region of each actor.
    pub region_of: Vec<usize>,
    /// The actors of each region.
    pub members: Vec<Vec<usize>>,
    /// The weight of the ties between two regions.
    pulls: Vec<(usize, usize, f32)>,
    /// The outermost groups, each with its regions.
    nests: Vec<(Place, Vec<usize>)>,
}

/// Where the regions stand, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The part of each region that its actors stand in.
    pub insides: Vec<Rect>,
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
        let mut region_of = vec![0; graph.nodes.len()];
        for (region, members) in by_group.values().enumerate() {
            for node in members {
                set(&mut region_of, *node, region);
            }
        }
        let mut pulls: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for edge in &graph.edges {
            let region = |n: u32| region_of.get(n as usize).copied().unwrap_or(0);
            let (a, b) = (region(edge.a), region(edge.b));
            if a != b {
                // Many events are one strong tie, not many.
                *pulls.entry((a.min(b), a.max(b))).or_default() += edge.weight.sqrt();
            }
        }
        let groups: Vec<Place> = by_group.keys().copied().collect();
        let mut nests: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (region, group) in groups.iter().enumerate() {
            let nest = nests.entry(graph.outermost(*group)).or_default();
            nest.push(region);
        }
        Self {
            groups,
            nests: nests.into_iter().collect(),
            region_of,
            members: by_group.into_values().collect(),
            pulls: pulls.into_iter().map(|((a, b), w)| (a, b, w)).collect(),
        }
    }

    /// Everyone who shares an actor's region, itself too.
    pub(super) fn mates(&self, node: usize) -> &[usize] {
        let region = self.region_of.get(node);
        let members = region.and_then(|region| self.members.get(*region));
        members.map_or(&[], Vec::as_slice)
    }

    /// What there is of each region, for each actor.
    pub(super) fn of_each<'a>(&'a self, regions: &'a [Rect]) -> impl Iterator<Item = Rect> + 'a {
        let region = |n: &usize| regions.get(*n).copied().unwrap_or(Rect::ZERO);
        self.region_of.iter().map(region)
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
        for (n, (_, regions)) in self.nests.iter().enumerate() {
            for region in regions {
                set(&mut nest_of, *region, n);
            }
        }
        let outer = self.nests.iter();
        let outer = outer.map(|(group, regions)| self.nest_need(*group, regions, &needs));
        let outer: Vec<Need> = outer.collect();
        let pulls = joined(&self.pulls, |region| nest_of.get(region).copied());
        let best = arrange::arrange(&outer, &pulls, aspect, random);
        let layouts = best.iter().map(|rects| {
            let rects = arrange::filled(rects, aspect);
            let mut insides = vec![Rect::ZERO; self.groups.len()];
            for ((group, regions), rect) in self.nests.iter().zip(&rects) {
                self.lay_out(*group, regions, *rect, &needs, random, &mut insides);
            }
            Layout {
                insides,
                extent: arrange::extent(&rects, aspect),
            }
        });
        layouts.collect()
    }

    /// Whether an outermost group has parts with regions of their own.
    fn is_nest(&self, group: Place, regions: &[usize]) -> bool {
        !matches!(regions, [only] if self.groups.get(*only) == Some(&group))
    }

    fn nest_need(&self, group: Place, regions: &[usize], needs: &[Need]) -> Need {
        let own = || regions.iter().filter_map(|region| needs.get(*region));
        let least = own().map(|n| n.least).fold(Vec2::ZERO, Vec2::max);
        let area: f32 = own().map(|n| n.area).sum();
        if self.is_nest(group, regions) {
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

    /// The insides of the regions of an outermost group, which has this ground.
    fn lay_out(
        &self,
        group: Place,
        regions: &[usize],
        rect: Rect,
        needs: &[Need],
        random: &mut SplitMix64,
        insides: &mut [Rect],
    ) {
        if !self.is_nest(group, regions) {
            let own = if group == NOWHERE { rect } else { inside(rect) };
            regions.iter().for_each(|only| set(insides, *only, own));
            return;
        }
        let inner = inside(rect);
        let own = regions.iter().filter_map(|region| needs.get(*region));
        let own: Vec<Need> = own.copied().collect();
        let place = |region: usize| regions.iter().position(|own| *own == region);
        let pulls = joined(&self.pulls, place);
        let aspect = (inner.width() / inner.height().max(1.0)).clamp(0.1, 10.0);
        let rects = arrange::arrange(&own, &pulls, aspect, random);
        let rects = rects.first().map_or(&[][..], Vec::as_slice);
        for (part, rect) in regions.iter().zip(arrange::stretched(rects, inner)) {
            // Those who are in the outermost group itself have no region but its own.
            let is_whole = self.groups.get(*part) == Some(&group);
            set(insides, *part, if is_whole { rect } else { inside(rect) });
        }
    }

    /// What each region must hold, everyone's boxes taking `roomy` times their ground.
    fn needs(&self, graph: &Graph, roomy: f32) -> Vec<Need> {
        let regions = self.groups.iter().zip(&self.members);
        let needs = regions.map(|(group, members)| {
            let frame = frame(*group);
            let (mut area, mut least) = (0.0f32, Vec2::ZERO);
            for node in members {
                let own = graph.box_of(*node);
                area += own.area() * roomy;
                least = least.max(own.size());
            }
            let title = graph.titles.get(*group as usize).copied().unwrap_or(0.0);
            // What the frame takes of a region of this area.
            let side = area.sqrt();
            Need {
                area: area + frame.x * side * 0.8 + frame.y * side * 1.2,
                least: (least + frame).max(vec2(title * 1.4 + 28.0, 0.0)),
            }
        });
        needs.collect()
    }
}

/// Ties between regions as ties between what `place` makes of them.
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
