//! How many ranges overlap, and where.

use std::cmp::Ordering;
use std::ops::Range;

/// How many ranges overlap at most. Where one ends and another begins, they do not.
pub(super) fn overlap(ranges: &[(f64, f64)]) -> usize {
    overlap_by(ranges.iter().copied(), f64::total_cmp)
}

/// How many ranges overlap at most, of ends in an order of their own.
pub(super) fn overlap_by<At>(
    ranges: impl Iterator<Item = (At, At)>,
    order: impl Fn(&At, &At) -> Ordering,
) -> usize {
    let ends = ranges.flat_map(|(from, to)| [(from, true), (to, false)]);
    let mut ends: Vec<(At, bool)> = ends.collect();
    ends.sort_by(|a, b| order(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let (mut open, mut most) = (0usize, 0);
    for (_, begins) in ends {
        open = if begins {
            open + 1
        } else {
            open.saturating_sub(1)
        };
        most = most.max(open);
    }
    most
}

/// The first row that is free from a place on, where `ends` are the ends of what each holds; a new one
/// if none is.
pub(super) fn first_free<At: PartialOrd>(ends: &mut Vec<At>, from: At, to: At) -> usize {
    let free = ends.iter().position(|end| *end <= from);
    let row = free.unwrap_or(ends.len());
    match ends.get_mut(row) {
        Some(end) => *end = to,
        None => ends.push(to),
    }
    row
}

/// How many ranges overlap between each two of some edges; every range begins and ends at one.
pub(super) struct Overlaps {
    edges: Vec<f64>,
    /// From each edge to the next.
    counts: Vec<usize>,
}

impl Overlaps {
    pub(super) fn new(mut edges: Vec<f64>) -> Self {
        edges.sort_by(f64::total_cmp);
        edges.dedup();
        Self {
            counts: vec![0; edges.len()],
            edges,
        }
    }

    fn between(&self, from: f64, to: f64) -> Range<usize> {
        let place = |at: f64| self.edges.partition_point(|edge| *edge < at);
        place(from)..place(to).max(place(from))
    }

    pub(super) fn add(&mut self, from: f64, to: f64) {
        let between = self.between(from, to);
        for count in self.counts.get_mut(between).unwrap_or_default() {
            *count += 1;
        }
    }

    /// How many overlap at most between two edges.
    pub(super) fn most(&self, from: f64, to: f64) -> usize {
        let counts = self.counts.get(self.between(from, to));
        counts
            .unwrap_or_default()
            .iter()
            .copied()
            .max()
            .unwrap_or(0)
    }

    /// How far towards `to` a range from `from` would reach and overlap with fewer than `most`.
    pub(super) fn reach_right(&self, from: f64, to: f64, most: usize) -> f64 {
        let between = self.between(from, to);
        let counts = self.counts.get(between.clone()).unwrap_or_default();
        let full = counts.iter().position(|count| *count >= most);
        let edge = full.and_then(|n| self.edges.get(between.start + n));
        edge.copied().unwrap_or(to)
    }

    /// The same towards the left.
    pub(super) fn reach_left(&self, from: f64, to: f64, most: usize) -> f64 {
        let between = self.between(to, from);
        let counts = self.counts.get(between.clone()).unwrap_or_default();
        let full = counts.iter().rposition(|count| *count >= most);
        let edge = full.and_then(|n| self.edges.get(between.start + n + 1));
        edge.copied().unwrap_or(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_only_touch_do_not_overlap() {
        assert_eq!(overlap(&[]), 0);
        assert_eq!(overlap(&[(0.0, 5.0), (5.0, 9.0)]), 1);
        assert_eq!(overlap(&[(0.0, 5.0), (4.0, 9.0), (4.5, 6.0)]), 3);
    }

    #[test]
    fn a_range_reaches_until_it_would_overlap_too_many() {
        let mut overlaps = Overlaps::new(vec![0.0, 2.0, 4.0, 6.0, 8.0]);
        overlaps.add(0.0, 4.0);
        overlaps.add(2.0, 6.0);
        assert_eq!([overlaps.most(0.0, 2.0), overlaps.most(0.0, 8.0)], [1, 2]);
        assert_eq!(overlaps.reach_left(8.0, 0.0, 2), 4.0);
        assert_eq!(overlaps.reach_left(8.0, 0.0, 1), 6.0);
        assert_eq!(overlaps.reach_right(0.0, 8.0, 2), 2.0);
        assert_eq!(overlaps.reach_right(4.0, 8.0, 2), 8.0);
    }
}
