//! Curves as short straight lines: how long they are, where a place on them is, which way it goes.

use super::item::Segment;
use emath::{Pos2, Vec2};

/// A path as polylines, one for each time that the pen is put down; none of them leaves the path
/// by more than the tolerance, in points.
pub fn flatten(segments: &[Segment], tolerance: f32) -> Vec<Vec<Pos2>> {
    let mut lines: Vec<Vec<Pos2>> = Vec::new();
    let mut pen = Pos2::ZERO;
    let mut start = Pos2::ZERO;
    let mut line: Vec<Pos2> = Vec::new();
    for segment in segments {
        if line.is_empty() && !matches!(segment, Segment::Move(_)) {
            line.push(pen);
        }
        match *segment {
            Segment::Move(to) => {
                keep(&mut lines, &mut line);
                line.push(to);
                (pen, start) = (to, to);
            }
            Segment::Line(to) => {
                line.push(to);
                pen = to;
            }
            Segment::Quad(control, to) => {
                let bend = (pen.to_vec2() - 2.0 * control.to_vec2() + to.to_vec2()).length();
                let from = pen;
                line.extend(steps(bend / 4.0, tolerance).map(|t| quad(from, control, to, t)));
                pen = to;
            }
            Segment::Cubic(first, second, to) => {
                let bend = |a: Pos2, b: Pos2, c: Pos2| {
                    (a.to_vec2() - 2.0 * b.to_vec2() + c.to_vec2()).length()
                };
                let most = bend(pen, first, second).max(bend(first, second, to));
                let from = pen;
                line.extend(steps(most * 0.75, tolerance).map(|t| {
                    let (a, b) = (quad(from, first, second, t), quad(first, second, to, t));
                    a.lerp(b, t)
                }));
                pen = to;
            }
            Segment::Close => {
                line.push(start);
                keep(&mut lines, &mut line);
                pen = start;
            }
        }
    }
    keep(&mut lines, &mut line);
    lines
}

fn keep(lines: &mut Vec<Vec<Pos2>>, line: &mut Vec<Pos2>) {
    if line.len() > 1 {
        lines.push(std::mem::take(line));
    }
    line.clear();
}

/// Places from 0 (left out) to 1 at which to cut a curve: a chord over 1/n of it is off by at
/// most `bend` / n².
fn steps(bend: f32, tolerance: f32) -> impl Iterator<Item = f32> {
    let count = (bend / tolerance.max(1e-3)).sqrt().ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 256"
    )]
    let count = if count.is_finite() {
        count.clamp(1.0, 256.0) as u16
    } else {
        1
    };
    (1..=count).map(move |n| f32::from(n) / f32::from(count))
}

fn quad(from: Pos2, control: Pos2, to: Pos2, t: f32) -> Pos2 {
    from.lerp(control, t).lerp(control.lerp(to, t), t)
}

/// A way along straight lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polyline {
    /// Its corners.
    points: Vec<Pos2>,
    /// How long it is up to each corner.
    lengths: Vec<f32>,
}

impl Polyline {
    /// Through these corners.
    pub fn new(points: Vec<Pos2>) -> Self {
        let mut length = 0.0;
        let mut before = points.first().copied();
        let lengths = points
            .iter()
            .map(|point| {
                length += before.map_or(0.0, |before| before.distance(*point));
                before = Some(*point);
                length
            })
            .collect();
        Self { points, lengths }
    }

    /// Along a path, up to where it lifts the pen.
    pub fn along(segments: &[Segment], tolerance: f32) -> Self {
        let first = flatten(segments, tolerance).into_iter().next();
        Self::new(first.unwrap_or_default())
    }

    /// Its corners.
    pub fn points(&self) -> &[Pos2] {
        &self.points
    }

    /// How long it is, in points.
    pub fn length(&self) -> f32 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// The place so far along it, and its direction there (length 1; to the right, where there is
    /// none). Before its start is its start, after its end its end.
    pub fn at(&self, length: f32) -> (Pos2, Vec2) {
        let corner = self.lengths.partition_point(|l| *l < length).max(1);
        let corner = corner.min(self.points.len().saturating_sub(1));
        let (Some(to), Some(from)) = (
            self.points.get(corner),
            corner.checked_sub(1).and_then(|n| self.points.get(n)),
        ) else {
            let only = self.points.first().copied().unwrap_or_default();
            return (only, Vec2::RIGHT);
        };
        let end = self.lengths.get(corner).copied().unwrap_or(0.0);
        let way = *to - *from;
        let whole = way.length();
        if whole <= 0.0 {
            return (*to, Vec2::RIGHT);
        }
        let share = (1.0 - (end - length) / whole).clamp(0.0, 1.0);
        (*from + way * share, way / whole)
    }
}

/// How far a place is from a straight line, and at which share of the line it is nearest.
pub fn to_line(a: Pos2, b: Pos2, place: Pos2) -> (f32, f32) {
    let way = b - a;
    let square = way.length_sq();
    let share = if square > 0.0 {
        ((place - a).dot(way) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    // Not `distance`, which guards against lengths past 10¹⁹ and takes three times as long.
    let off = a + way * share - place;
    (off.length_sq().sqrt(), share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use emath::pos2;
    use proptest::prelude::*;

    #[test]
    fn a_straight_way_is_as_long_as_it_is() {
        let way = [Segment::Move(pos2(0.0, 0.0)), Segment::Line(pos2(3.0, 4.0))];
        let way = Polyline::along(&way, 0.1);
        assert_eq!(way.length(), 5.0);
        let (middle, direction) = way.at(2.5);
        assert_eq!(middle, pos2(1.5, 2.0));
        assert!((direction - Vec2::new(0.6, 0.8)).length() < 1e-6);
        assert_eq!(way.at(-1.0).0, pos2(0.0, 0.0));
        assert_eq!(way.at(99.0).0, pos2(3.0, 4.0));
    }

    #[test]
    fn a_quarter_of_a_circle_has_its_length() {
        let k = 55.228_47;
        let (c, d) = (pos2(100.0, k), pos2(k, 100.0));
        let arc = [
            Segment::Move(pos2(100.0, 0.0)),
            Segment::Cubic(c, d, pos2(0.0, 100.0)),
        ];
        let way = Polyline::along(&arc, 0.01);
        assert!((way.length() - 157.08).abs() < 0.1, "{}", way.length());
        let (middle, direction) = way.at(way.length() / 2.0);
        let half = std::f32::consts::FRAC_1_SQRT_2;
        assert!(middle.distance(pos2(70.71, 70.71)) < 0.1);
        assert!((direction - Vec2::new(-half, half)).length() < 0.05);
    }

    #[test]
    fn nothing_has_no_length() {
        for points in [vec![], vec![pos2(1.0, 1.0)], vec![pos2(1.0, 1.0); 2]] {
            let way = Polyline::new(points);
            assert_eq!(way.length(), 0.0);
            assert!(way.at(1.0).0.is_finite());
        }
        let away = [
            Segment::Move(pos2(f32::NAN, 0.0)),
            Segment::Quad(Pos2::ZERO, Pos2::ZERO),
        ];
        assert_eq!(flatten(&away, 0.1).len(), 1);
    }

    fn place() -> impl Strategy<Value = Pos2> {
        (-200.0f32..200.0, -200.0f32..200.0).prop_map(|(x, y)| pos2(x, y))
    }

    proptest! {
        #[test]
        fn a_curve_stays_within_the_tolerance(a in place(), b in place(), c in place(), t in 0.0f32..1.0) {
            let way = Polyline::along(&[Segment::Move(a), Segment::Quad(b, c)], 0.25);
            let place = quad(a, b, c, t);
            let lines = way.points.windows(2);
            let distances = lines.map(|line| to_line(line[0], line[1], place).0);
            let distance = distances.fold(f32::INFINITY, f32::min);
            prop_assert!(distance <= 0.27, "{distance}");
        }
    }
}
