//! The curve of a tie: a quadratic Bézier.

use super::arrange::crosses;
use crate::scene::{Pos2, Rect, Segment, Vec2};

/// From `from` to `to`, drawn towards `by`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curve {
    pub from: Pos2,
    pub by: Pos2,
    pub to: Pos2,
}

/// Steps in which a curve is measured.
const STEPS: u8 = 24;

impl Curve {
    /// Between two points, its middle `bend` to the left of the straight line, as one looks along.
    pub(super) fn bent(from: Pos2, to: Pos2, bend: f32) -> Self {
        let way = (to - from).normalized();
        let left = Vec2::new(way.y, -way.x);
        Self {
            from,
            by: from.lerp(to, 0.5) + left * (2.0 * bend),
            to,
        }
    }

    pub(super) fn at(&self, t: f32) -> Pos2 {
        self.from.lerp(self.by, t).lerp(self.by.lerp(self.to, t), t)
    }

    /// Which way it runs at a point; of length 1.
    pub(super) fn direction(&self, t: f32) -> Vec2 {
        let way = (self.by - self.from) * (1.0 - t) + (self.to - self.by) * t;
        if way.length_sq() > 1e-9 {
            way.normalized()
        } else {
            (self.to - self.from).normalized()
        }
    }

    /// The part between two shares of it.
    pub(super) fn part(&self, start: f32, end: f32) -> Self {
        let blossom = |s: f32, t: f32| self.from.lerp(self.by, s).lerp(self.by.lerp(self.to, s), t);
        Self {
            from: blossom(start, start),
            by: blossom(start, end),
            to: blossom(end, end),
        }
    }

    /// A curve beside it, so far to the right.
    pub(super) fn beside(&self, right: f32) -> Self {
        let aside = |t: f32| {
            let way = self.direction(t);
            Vec2::new(-way.y, way.x) * right
        };
        Self {
            from: self.from + aside(0.0),
            by: self.by + aside(0.5),
            to: self.to + aside(1.0),
        }
    }

    /// Points along it, both ends with them.
    pub(super) fn points(&self) -> impl Iterator<Item = Pos2> + '_ {
        (0..=STEPS).map(|n| self.at(f32::from(n) / f32::from(STEPS)))
    }

    /// The ends of each straight piece that it is followed in.
    pub(super) fn steps(&self) -> impl Iterator<Item = (Pos2, Pos2)> + '_ {
        self.points().zip(self.points().skip(1))
    }

    /// The straight pieces that it is measured by.
    pub(super) fn pieces(&self) -> Pieces {
        let mut points = [Pos2::ZERO; STEPS as usize + 1];
        for (at, point) in points.iter_mut().zip(self.points()) {
            *at = point;
        }
        let bounds = Rect::from_points(&points);
        Pieces { points, bounds }
    }

    pub(super) fn length(&self) -> f32 {
        self.steps().map(|(from, to)| to.distance(from)).sum()
    }

    /// Where it leaves a disc round its start: the last share within it, up to the middle.
    pub(super) fn leaves(&self, centre: Pos2, radius: f32) -> f32 {
        let (mut inside, mut outside) = (0.0f32, 1.0f32);
        for _ in 0..24 {
            let t = f32::midpoint(inside, outside);
            if self.at(t).distance_sq(centre) < radius * radius {
                inside = t;
            } else {
                outside = t;
            }
        }
        inside
    }

    pub(super) fn turned_round(&self) -> Self {
        Self {
            from: self.to,
            by: self.by,
            to: self.from,
        }
    }

    pub(super) fn segments(&self) -> [Segment; 2] {
        [Segment::Move(self.from), Segment::Quad(self.by, self.to)]
    }
}

/// A curve in straight pieces: worked out once where many boxes are held against it.
pub(super) struct Pieces {
    /// From end to end.
    pub points: [Pos2; STEPS as usize + 1],
    pub bounds: Rect,
}

impl Pieces {
    /// Whether a line of half a width along it runs through a box.
    pub(super) fn cross(&self, rect: Rect, half: f32) -> bool {
        let rect = rect.expand(half);
        let mut pieces = self.points.iter().zip(self.points.iter().skip(1));
        self.bounds.intersects(rect) && pieces.any(|(from, to)| crosses(rect, *from, *to))
    }

    /// Which share of it lies in a box.
    pub(super) fn share_in(&self, rect: Rect) -> f32 {
        let inside = self.points.iter().filter(|point| rect.contains(**point));
        inside.count() as f32 / self.points.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::pos2;

    #[test]
    fn bends_to_the_left() {
        let curve = Curve::bent(pos2(0.0, 0.0), pos2(100.0, 0.0), 20.0);
        assert!(curve.at(0.5).distance(pos2(50.0, -20.0)) < 1e-3);
        let back = Curve::bent(pos2(100.0, 0.0), pos2(0.0, 0.0), 20.0);
        assert!(back.at(0.5).distance(pos2(50.0, 20.0)) < 1e-3);
    }

    #[test]
    fn a_part_lies_on_the_whole() {
        let curve = Curve::bent(pos2(0.0, 0.0), pos2(100.0, 30.0), 40.0);
        let part = curve.part(0.2, 0.7);
        assert!(part.from.distance(curve.at(0.2)) < 1e-3);
        assert!(part.at(0.5).distance(curve.at(0.45)) < 1e-3);
        let leaves = curve.leaves(curve.from, 25.0);
        assert!((curve.at(leaves).distance(curve.from) - 25.0).abs() < 0.01);
    }

    #[test]
    fn a_curve_beside_keeps_its_distance() {
        let curve = Curve::bent(pos2(0.0, 0.0), pos2(200.0, 0.0), 10.0);
        let beside = curve.beside(5.0);
        assert!((beside.at(0.5).y - curve.at(0.5).y - 5.0).abs() < 0.1);
    }
}
