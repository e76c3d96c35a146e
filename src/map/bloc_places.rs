//! Where the plates of blocs stand on a panel: a pure function of where their groups stand on the map,
//! so that whoever is left of or above another is so at every size.
//!
//! Two plates are kept apart in one direction, that in which their groups are farther apart; along
//! each axis that leaves an order with least distances, which one pass from each end meets (as in
//! Dwyer, Marriott and Stuckey 2005, “Fast Node Overlap Removal”, without their solver).

use super::lists::set;
use crate::scene::{Pos2, Rect, Vec2, pos2};
use std::cmp::Ordering;

/// Groups so near to each other, as a share of how far all reach, stand in one row or column.
const ALIKE: f32 = 0.2;
/// All are in one row or column where they reach no farther across than this share of how far they
/// reach along it.
const FLAT: f32 = 0.05;
/// How much more being side by side counts than being one over the other: the first that fits.
const LEANS: [f32; 5] = [1.0, 2.0, 0.5, 4.0, 0.25];

/// The middles of plates of these sizes in an area, at least so far apart; none if they do not fit.
pub(super) fn arranged(
    anchors: &[Pos2],
    sizes: &[Vec2],
    area: Rect,
    gap: Vec2,
) -> Option<Vec<Pos2>> {
    let reach = Rect::from_points(anchors);
    let across = Axis::new(anchors, |p| p.x, FLAT * reach.height());
    let down = Axis::new(anchors, |p| p.y, FLAT * reach.width());
    LEANS.iter().find_map(|lean| {
        let is_beside = |a: usize, b: usize| {
            let (x, y) = (far(&across.even, a, b) * lean, far(&down.even, a, b));
            // In one row and one column they are told apart by where they really are.
            match x.total_cmp(&y) {
                Ordering::Equal => far(&across.real, a, b) * lean >= far(&down.real, a, b),
                order => order.is_gt(),
            }
        };
        let is_over = |a: usize, b: usize| !is_beside(a, b);
        let widths: Vec<f32> = sizes.iter().map(|size| size.x).collect();
        let heights: Vec<f32> = sizes.iter().map(|size| size.y).collect();
        let xs = across.spread(&widths, gap.x, (area.left(), area.right()), &is_beside)?;
        let ys = down.spread(&heights, gap.y, (area.top(), area.bottom()), &is_over)?;
        Some(xs.into_iter().zip(ys).map(|(x, y)| pos2(x, y)).collect())
    })
}

/// Where everything is along one axis of the map.
struct Axis {
    /// As it is, from 0 to 1.
    real: Vec<f32>,
    /// With those that are alike made equal.
    even: Vec<f32>,
    /// From the first to the last.
    order: Vec<usize>,
}

impl Axis {
    /// Where all reach no farther than `flat` they are in one row or column.
    fn new(anchors: &[Pos2], along: impl Fn(&Pos2) -> f32, flat: f32) -> Self {
        let values: Vec<f32> = anchors.iter().map(along).collect();
        let (least, most) = ends(&values);
        let length = most - least;
        let share = |value: &f32| {
            if length > 1e-6 {
                (value - least) / length
            } else {
                0.5
            }
        };
        let real: Vec<f32> = values.iter().map(share).collect();
        let mut order: Vec<usize> = (0..real.len()).collect();
        let at = |n: usize| real.get(n).copied().unwrap_or(0.5);
        order.sort_by(|a, b| at(*a).total_cmp(&at(*b)).then(a.cmp(b)));
        let mut even = vec![0.5; real.len()];
        let mut rest = if length > flat { order.as_slice() } else { &[] };
        while let Some(first) = rest.first() {
            let end = at(*first) + ALIKE;
            let (same, others) = rest.split_at(rest.partition_point(|n| at(*n) <= end));
            let mean = mean(same.iter().map(|n| at(*n)));
            for n in same {
                set(&mut even, *n, mean);
            }
            rest = others;
        }
        // Those at both ends stand there.
        let (low, high) = ends(&even);
        if high - low > 1e-6 {
            for even in &mut even {
                *even = (*even - low) / (high - low);
            }
        }
        Self { real, even, order }
    }

    /// The middles of all between two ends, near to where they are on the map, in its order; those
    /// that are to be apart are so by a gap. None if they are too long for it.
    fn spread(
        &self,
        lengths: &[f32],
        gap: f32,
        (from, to): (f32, f32),
        is_apart: &dyn Fn(usize, usize) -> bool,
    ) -> Option<Vec<f32>> {
        let even = |n: usize| self.even.get(n).copied().unwrap_or(0.5);
        let length = |n: usize| lengths.get(n).copied().unwrap_or(0.0);
        let half_at = |end: f32| {
            let there = (0..lengths.len()).filter(|n| (even(*n) - end).abs() < 1e-6);
            there.map(|n| length(n) / 2.0).fold(0.0, f32::max)
        };
        let (first, last) = (from + half_at(0.0), to - half_at(1.0));
        let item = |n: &usize| Item {
            wanted: first + (last - first) * even(*n),
            length: length(*n),
        };
        let items: Vec<Item> = self.order.iter().map(item).collect();
        let apart = |a: usize, b: usize| match (self.order.get(a), self.order.get(b)) {
            (Some(a), Some(b)) => is_apart(*a, *b),
            _ => false,
        };
        let placed = in_order(&items, gap, (from, to), &apart)?;
        let mut middles = vec![0.0; lengths.len()];
        for (n, middle) in self.order.iter().zip(placed) {
            set(&mut middles, *n, middle);
        }
        Some(middles)
    }
}

/// The least and the most.
fn ends(values: &[f32]) -> (f32, f32) {
    let values = || values.iter().copied();
    let least = values().fold(f32::INFINITY, f32::min);
    (least, values().fold(f32::NEG_INFINITY, f32::max))
}

/// How far two are from each other.
fn far(values: &[f32], a: usize, b: usize) -> f32 {
    match (values.get(a), values.get(b)) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => 0.0,
    }
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0.0f32), |(sum, count), v| (sum + v, count + 1.0));
    sum / count.max(1.0)
}

/// Something that is to stand on a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Where its middle would best be.
    pub wanted: f32,
    pub length: f32,
}

/// The middles of items between two ends, in their order, each pair that is to be apart by at least a
/// gap, near to where they are wanted. None if they do not fit.
pub(super) fn in_order(
    items: &[Item],
    gap: f32,
    (from, to): (f32, f32),
    is_apart: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<f32>> {
    let forth = one_way(items, gap, (from, to), is_apart)?;
    // The same from the other end; what lies between two ways that both hold holds too.
    let turned = items.iter().rev().map(|item| Item {
        wanted: -item.wanted,
        ..*item
    });
    let turned: Vec<Item> = turned.collect();
    let last = items.len().saturating_sub(1);
    let mirrored = |a: usize, b: usize| is_apart(last.saturating_sub(b), last.saturating_sub(a));
    let back = one_way(&turned, gap, (-to, -from), &mirrored)?;
    let both = forth.into_iter().zip(back.into_iter().rev());
    Some(both.map(|(a, b)| f32::midpoint(a, -b)).collect())
}

/// The same, each pushed only onwards by those before it.
fn one_way(
    items: &[Item],
    gap: f32,
    (from, to): (f32, f32),
    is_apart: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<f32>> {
    let step = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(one), Some(other)) if is_apart(a, b) => (one.length + other.length) / 2.0 + gap,
        _ => 0.0,
    };
    // How far each may be, so that there is room for all after it.
    let mut latest: Vec<f32> = items.iter().map(|item| to - item.length / 2.0).collect();
    for n in (0..items.len()).rev() {
        let after = latest.iter().enumerate().skip(n + 1);
        let bound = after.map(|(later, at)| at - step(n, later));
        let bound = bound.fold(f32::INFINITY, f32::min);
        if let Some(own) = latest.get_mut(n) {
            *own = own.min(bound);
        }
    }
    let mut placed: Vec<f32> = Vec::with_capacity(items.len());
    for (n, (item, latest)) in items.iter().zip(&latest).enumerate() {
        let before = placed.iter().enumerate();
        let least = before.map(|(earlier, at)| at + step(earlier, n));
        let least = least.fold(from + item.length / 2.0, f32::max);
        let at = item.wanted.min(*latest).max(least);
        if at > latest + 0.01 {
            return None;
        }
        placed.push(at);
    }
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::arrange::bounds;
    use crate::scene::vec2;
    use proptest::prelude::*;

    fn rects(middles: &[Pos2], sizes: &[Vec2]) -> Vec<Rect> {
        let rects = middles.iter().zip(sizes);
        let rects = rects.map(|(middle, size)| Rect::from_center_size(*middle, *size));
        rects.collect()
    }

    #[test]
    fn plates_stand_as_their_groups_do_and_fill_the_panel() {
        // As on the bundled map: three columns, of two each.
        let anchors = [
            pos2(330.0, 200.0),
            pos2(420.0, 490.0),
            pos2(935.0, 450.0),
            pos2(900.0, 125.0),
            pos2(78.0, 513.0),
            pos2(78.0, 402.0),
        ];
        let sizes = [vec2(200.0, 92.0); 6];
        for area in [vec2(1050.0, 310.0), vec2(700.0, 500.0), vec2(1400.0, 845.0)] {
            let area = Rect::from_min_size(Pos2::ZERO, area);
            let middles = arranged(&anchors, &sizes, area, vec2(20.0, 20.0)).unwrap();
            let all = bounds(&rects(&middles, &sizes));
            assert!(all.width() > area.width() - 1.0, "{all:?} in {area:?}");
            assert!(all.height() > area.height() - 1.0, "{all:?} in {area:?}");
            if area.width() > 1000.0 {
                assert_eq!(middles[0].x, middles[1].x, "one column");
            }
            assert!(middles[5].y < middles[4].y && middles[3].x > middles[1].x);
        }
    }

    #[test]
    fn where_there_is_no_room_there_is_no_place() {
        let anchors = [pos2(0.0, 0.0), pos2(1.0, 0.0), pos2(0.0, 1.0)];
        let sizes = [vec2(100.0, 50.0); 3];
        let area = |x: f32, y: f32| Rect::from_min_size(Pos2::ZERO, vec2(x, y));
        assert!(arranged(&anchors, &sizes, area(150.0, 60.0), Vec2::ZERO).is_none());
        assert!(arranged(&anchors, &sizes, area(210.0, 110.0), Vec2::ZERO).is_some());
        // All in one place, one beside the other.
        let same = [Pos2::ZERO; 3];
        let middles = arranged(&same, &sizes, area(310.0, 60.0), Vec2::ZERO).unwrap();
        assert!(middles.is_sorted_by_key(|at| at.x));
    }

    proptest! {
        #[test]
        fn plates_keep_apart_and_in_order(
            plates in prop::collection::vec((-9.0f32..9.0, -4.0f32..4.0, 60.0f32..260.0, 24.0f32..92.0), 1..13),
            width in 600.0f32..2000.0, height in 300.0f32..1200.0,
        ) {
            let anchors: Vec<Pos2> = plates.iter().map(|(x, y, ..)| pos2(*x, *y)).collect();
            let sizes: Vec<Vec2> = plates.iter().map(|(.., w, h)| vec2(*w, *h)).collect();
            let area = Rect::from_min_size(pos2(8.0, 8.0), vec2(width, height));
            let Some(middles) = arranged(&anchors, &sizes, area, vec2(10.0, 8.0)) else {
                return Ok(());
            };
            let rects = rects(&middles, &sizes);
            for (n, own) in rects.iter().enumerate() {
                prop_assert!(area.expand(0.1).contains_rect(*own), "{own:?} in {area:?}");
                for (m, other) in rects.iter().enumerate().skip(n + 1) {
                    prop_assert!(!own.shrink(0.1).intersects(other.shrink(0.1)), "{own:?} on {other:?}");
                    for (at, before) in [
                        (middles[n].x - middles[m].x, anchors[n].x - anchors[m].x),
                        (middles[n].y - middles[m].y, anchors[n].y - anchors[m].y),
                    ] {
                        prop_assert!(at.abs() < 0.1 || at.signum() == before.signum(), "{at} for {before}");
                    }
                }
            }
        }
    }
}
