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
    let mut kept: Vec<(Place, Rect)> = Vec::new();
    for group in order {
        let parts = regions.iter();
        let parts = parts.filter(|(part, _)| graph.outermost(*part) == group);
        let own = held.get(&group).copied().unwrap_or(Rect::NOTHING);
        let all = parts.map(|(_, rect)| *rect).fold(own, Rect::union);
        let title = graph.titles.get(group as usize).copied().unwrap_or(0.0);
        if all.is_positive() {
            regions.push((group, around(all, vec2(title + 28.0, 0.0))));
            if !is_part(group) {
                // Not to the last hair: lengths are rounded.
                kept.push((group, all.expand(1.0)));
            }
        }
    }
    regions.sort_by_key(|(group, _)| (is_part(*group), *group));
    // The outermost stand first, as what is kept of them does.
    part(&mut regions, &kept);
    for (_, rect) in &mut regions {
        *rect = *rect / UNIT;
    }
    regions
}

/// The ground between two regions, in points at zoom 1.
const APART: f32 = 14.0;

/// Parts regions that came to overlap by the room round their members: each gives way as far as what is
/// `kept` of it, which its members need.
fn part(regions: &mut [(Place, Rect)], kept: &[(Place, Rect)]) {
    for n in 0..kept.len() {
        for m in n + 1..kept.len() {
            let (Some((_, one)), Some((_, other))) = (regions.get(n), regions.get(m)) else {
                continue;
            };
            let (Some((_, needs)), Some((_, others))) = (kept.get(n), kept.get(m)) else {
                continue;
            };
            let [one, other] = parted([*one, *other], [*needs, *others]);
            for (place, rect) in [(n, one), (m, other)] {
                if let Some((_, region)) = regions.get_mut(place) {
                    *region = rect;
                }
            }
        }
    }
}

/// Two regions, parted along the way on which less is missing.
fn parted(both: [Rect; 2], needs: [Rect; 2]) -> [Rect; 2] {
    let [one, other] = both;
    // How much is missing between them, if the first stands before the other.
    let missing =
        |before: Rect, after: Rect, axis: usize| before.max[axis] + APART - after.min[axis];
    let ways = [0, 1].into_iter().flat_map(|axis| {
        [
            (missing(one, other, axis), axis, false),
            (missing(other, one, axis), axis, true),
        ]
    });
    let Some((lacks, axis, is_turned)) = ways.min_by(|a, b| a.0.total_cmp(&b.0)) else {
        return both;
    };
    if lacks <= 0.0 {
        return both;
    }
    let turn = |[a, b]: [Rect; 2]| if is_turned { [b, a] } else { [a, b] };
    let ([mut before, mut after], [first, last]) = (turn(both), turn(needs));
    let spare = [
        before.max[axis] - first.max[axis],
        last.min[axis] - after.min[axis],
    ];
    let all = (spare[0] + spare[1]).max(f32::MIN_POSITIVE);
    let share = (lacks / all).min(1.0);
    before.max[axis] = (before.max[axis] - spare[0] * share).max(first.max[axis]);
    after.min[axis] = (after.min[axis] + spare[1] * share).min(last.min[axis]);
    turn([before, after])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::pos2;

    #[test]
    fn regions_that_would_touch_give_way_as_far_as_their_members_let_them() {
        let of = |left: f32, right: f32| Rect::from_min_max(pos2(left, 0.0), pos2(right, 100.0));
        let mut regions = vec![(0, of(0.0, 110.0)), (1, of(100.0, 220.0))];
        let kept = [(0, of(20.0, 80.0)), (1, of(125.0, 200.0))];
        part(&mut regions, &kept);
        let gap = regions[1].1.left() - regions[0].1.right();
        assert!((gap - APART).abs() < 1e-3, "{regions:?}");
        // Members that stand close are not cut off.
        let kept = [(0, of(20.0, 104.0)), (1, of(106.0, 200.0))];
        let mut regions = vec![(0, of(0.0, 110.0)), (1, of(100.0, 220.0))];
        part(&mut regions, &kept);
        assert_eq!(regions, [(0, of(0.0, 104.0)), (1, of(106.0, 220.0))]);
        // What stands well apart stays.
        let mut regions = vec![(0, of(0.0, 110.0)), (1, of(130.0, 220.0))];
        part(&mut regions, &kept);
        assert_eq!(regions, [(0, of(0.0, 110.0)), (1, of(130.0, 220.0))]);
    }
}
