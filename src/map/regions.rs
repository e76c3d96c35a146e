//! The regions of groups that stand already: they follow from their members.

use super::graph::Graph;
use super::near::box_of;
use super::places::UNIT;
use super::region_layout::around;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::scene::{Pos2, Rect, vec2};
use std::collections::BTreeMap;

/// The region of each group that has somebody who stands, in units, the outermost before their
/// parts. `at` says where everyone stands without pins, in units.
pub(super) fn regions(graph: &Graph, at: &[Option<Pos2>]) -> Vec<(Place, Rect)> {
    let mut held: BTreeMap<Place, Rect> = BTreeMap::new();
    for (node, at) in at.iter().enumerate() {
        let group = graph.nodes.get(node).map_or(NOWHERE, |n| n.group);
        let Some(at) = at.filter(|_| group != NOWHERE) else {
            continue;
        };
        let own = box_of(graph, node).translate(at.to_vec2() * UNIT);
        let held = held.entry(group).or_insert(Rect::NOTHING);
        *held = held.union(own);
    }
    let own: Vec<Place> = held.keys().copied().collect();
    // From the parts to what they are parts of: each region holds those of its parts.
    let mut rects: BTreeMap<Place, Rect> = BTreeMap::new();
    let is_part = |group: Place| graph.outermost(group) != group;
    let mut order: Vec<Place> = own.iter().flat_map(|group| whole(graph, *group)).collect();
    order.sort_by_key(|group| (!is_part(*group), *group));
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
