//! The regions of groups that stand already: they follow from their members.

use super::graph::Graph;
use super::near::box_of;
use super::placement::UNIT;
use super::rooms::around;
use crate::analysis::Place;
use crate::analysis::index::NOWHERE;
use crate::scene::{Pos2, Rect, vec2};
use std::collections::BTreeMap;

/// A member that a person has put farther than this from the others is not held, in points: a thin
/// line joins it to its region.
const NEAR: f32 = 40.0;

/// The region of each group that has somebody who stands, in units, the outermost before their
/// parts. `at` says where everyone stands, in units; `is_pinned` whom a person has put there.
pub(super) fn regions(
    graph: &Graph,
    at: &[Option<Pos2>],
    is_pinned: impl Fn(usize) -> bool,
) -> Vec<(Place, Rect)> {
    let mut free: BTreeMap<Place, Rect> = BTreeMap::new();
    let mut pinned: BTreeMap<Place, Vec<Rect>> = BTreeMap::new();
    for (node, at) in at.iter().enumerate() {
        let group = graph.nodes.get(node).map_or(NOWHERE, |n| n.group);
        let Some(at) = at.filter(|_| group != NOWHERE) else {
            continue;
        };
        let own = box_of(graph, node).translate(at.to_vec2() * UNIT);
        if is_pinned(node) {
            pinned.entry(group).or_default().push(own);
        } else {
            let held = free.entry(group).or_insert(Rect::NOTHING);
            *held = held.union(own);
        }
    }
    let mut held = free;
    for (group, boxes) in pinned {
        let is_alone = !held.contains_key(&group);
        let all = held.entry(group).or_insert(Rect::NOTHING);
        let near = all.expand(NEAR);
        for own in boxes
            .into_iter()
            .filter(|own| is_alone || near.intersects(*own))
        {
            *all = all.union(own);
        }
    }
    let own: Vec<Place> = held.keys().copied().collect();
    // From the parts to what they are parts of: each region holds those of its parts.
    let mut rects: BTreeMap<Place, Rect> = BTreeMap::new();
    let depth = |group: Place| graph.lineage(group).count();
    let mut order: Vec<Place> = own.iter().flat_map(|group| whole(graph, *group)).collect();
    order.sort_by_key(|group| (std::cmp::Reverse(depth(*group)), *group));
    order.dedup();
    for group in order {
        let parts = rects
            .iter()
            .filter(|(part, _)| **part != group && graph.outermost(**part) == group);
        let parts = parts.fold(Rect::NOTHING, |all, (_, rect)| all.union(*rect));
        let all = held
            .get(&group)
            .copied()
            .unwrap_or(Rect::NOTHING)
            .union(parts);
        let title = graph.titles.get(group as usize).copied().unwrap_or(0.0);
        if all.is_positive() {
            rects.insert(group, around(all, vec2(title + 28.0, 0.0)));
        }
    }
    let mut regions: Vec<(Place, Rect)> = rects.into_iter().collect();
    let is_part = |group: Place| graph.outermost(group) != group;
    regions.sort_by_key(|(group, _)| (is_part(*group), *group));
    regions
        .into_iter()
        .map(|(group, rect)| (group, rect / UNIT))
        .collect()
}

/// A group, and the outermost that it is a part of: those between have no regions.
fn whole(graph: &Graph, group: Place) -> [Place; 2] {
    [group, graph.outermost(group)]
}
