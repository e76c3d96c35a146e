//! The regions of groups that stand already: they follow from their members.

use super::graph::Graph;
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
        let group = graph.node(node).group;
        if let Some(at) = at.filter(|_| group != NOWHERE) {
            let own = graph.box_of(node).translate(at.to_vec2() * UNIT);
            *held.entry(group).or_insert(Rect::NOTHING) |= own;
        }
    }
    // From the parts to what they are parts of: each region holds those of its parts. Groups between
    // have none.
    let is_part = |group: Place| graph.outermost(group) != group;
    let groups = held.keys();
    let groups = groups.flat_map(|group| [*group, graph.outermost(*group)]);
    let mut order: Vec<Place> = groups.collect();
    order.sort_by_key(|group| (!is_part(*group), *group));
    order.dedup();
    let mut regions: Vec<(Place, Rect)> = Vec::new();
    for group in order {
        let parts = regions.iter();
        let parts = parts.filter(|(part, _)| graph.outermost(*part) == group);
        let own = held.get(&group).copied().unwrap_or(Rect::NOTHING);
        let all = parts.map(|(_, rect)| *rect).fold(own, Rect::union);
        let title = graph.titles.get(group as usize).copied().unwrap_or(0.0);
        if all.is_positive() {
            regions.push((group, around(all, vec2(title + 28.0, 0.0))));
        }
    }
    regions.sort_by_key(|(group, _)| (is_part(*group), *group));
    for (_, rect) in &mut regions {
        *rect = *rect / UNIT;
    }
    regions
}
