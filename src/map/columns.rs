//! Straight lines and boxes in columns of numbers: a line or a box is held against sixteen of them at
//! once, for which a compiler knows instructions of the processor.

use crate::scene::{Pos2, Rect};

/// How many are tested at once.
const LANES: usize = 16;

type Column = [f32; LANES];

/// Six numbers of each of many things. What is not there has none, and no test of it holds.
struct Columns(Vec<[Column; 6]>);

impl Columns {
    fn new(count: usize) -> Self {
        Self(vec![[[f32::NAN; LANES]; 6]; count.div_ceil(LANES)])
    }

    /// The numbers of one, from the first of those given.
    fn set<const N: usize>(&mut self, n: usize, first: usize, values: [f32; N]) {
        let block = self.0.get_mut(n / LANES).into_iter().flatten();
        for (column, value) in block.skip(first).zip(values) {
            if let Some(own) = column.get_mut(n % LANES) {
                *own = value;
            }
        }
    }

    /// What a test makes of each, in blocks.
    fn tested<T: Copy + Default>(
        &self,
        test: impl Fn([f32; 6]) -> T,
    ) -> impl Iterator<Item = [T; LANES]> {
        self.0.iter().map(move |[a, b, c, d, e, f]| {
            let mut made = [T::default(); LANES];
            let lanes = a.iter().zip(b).zip(c.iter().zip(d)).zip(e.iter().zip(f));
            for (made, (((a, b), (c, d)), (e, f))) in made.iter_mut().zip(lanes) {
                *made = test([*a, *b, *c, *d, *e, *f]);
            }
            made
        })
    }

    /// Calls, in order, for each for which a test holds.
    fn each(&self, test: impl Fn([f32; 6]) -> bool, mut each: impl FnMut(usize)) {
        for (block, holds) in self.tested(test).enumerate() {
            if holds.iter().fold(false, |any, holds| any | holds) {
                for (lane, _) in holds.iter().enumerate().filter(|(_, holds)| **holds) {
                    each(block * LANES + lane);
                }
            }
        }
    }
}

/// Straight lines, by their numbers: their ends, how much each weighs, and how far it reaches aside.
pub(super) struct Lines(Columns);

impl Lines {
    /// As many as there are weights.
    pub(super) fn new(weights: &[f32], aside: &[f32]) -> Self {
        let mut columns = Columns::new(weights.len());
        for (n, (weight, aside)) in weights.iter().zip(aside).enumerate() {
            columns.set(n, 4, [*weight, *aside]);
        }
        Self(columns)
    }

    pub(super) fn set_from(&mut self, n: usize, at: Pos2) {
        self.0.set(n, 0, [at.x, at.y]);
    }

    pub(super) fn set_to(&mut self, n: usize, at: Pos2) {
        self.0.set(n, 2, [at.x, at.y]);
    }

    /// The weight of all that a line crosses; not of those with which it shares an end.
    pub(super) fn crossed(&self, p: Pos2, q: Pos2) -> f32 {
        let d = q - p;
        let weights = self.0.tested(|[ax, ay, bx, by, weight, _]| {
            // On which side of the other line each end is: none, of a shared one.
            let of_a = d.x * (ay - p.y) - d.y * (ax - p.x);
            let of_b = d.x * (by - p.y) - d.y * (bx - p.x);
            let (ex, ey) = (bx - ax, by - ay);
            let of_p = ex * (p.y - ay) - ey * (p.x - ax);
            let of_q = ex * (q.y - by) - ey * (q.x - bx);
            // Without a branch, which could not be done for sixteen at once.
            if (of_a * of_b < 0.0) & (of_p * of_q < 0.0) {
                weight
            } else {
                0.0
            }
        });
        let mut sums = [0.0f32; LANES];
        for weights in weights {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        sums.iter().sum()
    }

    /// Calls, in order, for each that runs through a box, or past it as near as it reaches.
    pub(super) fn each_through(&self, rect: Rect, each: impl FnMut(usize)) {
        let (middle, half) = (rect.center(), rect.size() / 2.0);
        let through = |[ax, ay, bx, by, _, aside]: [f32; 6]| {
            let own = [middle.x, middle.y, half.x + aside, half.y + aside];
            meet([ax, ay, bx, by], own)
        };
        self.0.each(through, each);
    }
}

/// Upright boxes, by their numbers.
pub(super) struct Boxes(Columns);

impl Boxes {
    pub(super) fn new(count: usize) -> Self {
        Self(Columns::new(count))
    }

    pub(super) fn set(&mut self, n: usize, rect: Rect) {
        let (middle, half) = (rect.center(), rect.size() / 2.0);
        self.0.set(n, 0, [middle.x, middle.y, half.x, half.y]);
    }

    /// Calls, in order, for each through which a line runs, or past which it runs no farther off than
    /// `aside`.
    pub(super) fn each_met(&self, p: Pos2, q: Pos2, aside: f32, each: impl FnMut(usize)) {
        let met = |[x, y, half_x, half_y, ..]: [f32; 6]| {
            meet([p.x, p.y, q.x, q.y], [x, y, half_x + aside, half_y + aside])
        };
        self.0.each(met, each);
    }
}

/// Whether a line, by its ends, meets a box, by its middle and half size: unless an axis parts them, one
/// of the box's or the one across the line (Gottschalk, Lin, Manocha 1996, “OBBTree”).
fn meet([ax, ay, bx, by]: [f32; 4], [x, y, half_x, half_y]: [f32; 4]) -> bool {
    let (dx, dy) = (bx - ax, by - ay);
    // From the middle of the box to that of the line, both twice as far.
    let (off_x, off_y) = (ax + bx - 2.0 * x, ay + by - 2.0 * y);
    (off_x.abs() <= dx.abs() + 2.0 * half_x)
        & (off_y.abs() <= dy.abs() + 2.0 * half_y)
        & ((off_x * dy - off_y * dx).abs() <= 2.0 * (half_x * dy.abs() + half_y * dx.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::arrange::crosses;
    use crate::map::random::SplitMix64;
    use crate::scene::{pos2, vec2};

    /// A fan of lines from a point, more than one block of them.
    fn fan() -> Lines {
        let mut fan = Lines::new(&[1.0; 20], &[0.0; 20]);
        for n in 0u8..20 {
            fan.set_from(usize::from(n), Pos2::ZERO);
            fan.set_to(usize::from(n), pos2(f32::from(n) * 10.0, 100.0));
        }
        fan
    }

    #[test]
    fn a_line_crosses_those_that_run_across_it() {
        assert_eq!(fan().crossed(pos2(-5.0, 50.0), pos2(87.0, 50.0)), 18.0);
        assert_eq!(fan().crossed(pos2(-5.0, -1.0), pos2(87.0, -1.0)), 0.0);
        // It shares an end with all, or with one.
        assert_eq!(fan().crossed(Pos2::ZERO, pos2(87.3, 50.7)), 0.0);
        assert_eq!(fan().crossed(pos2(30.0, 100.0), pos2(-3.0, 31.0)), 3.0);
    }

    #[test]
    fn a_line_meets_the_boxes_that_it_runs_through() {
        let mut random = SplitMix64::new(7);
        let mut point = || pos2(random.signed() * 100.0, random.signed() * 100.0);
        let size = |at: Pos2| vec2(at.x.abs(), at.y.abs()) * 0.5;
        let rects: Vec<Rect> = (0..50)
            .map(|_| Rect::from_min_size(point(), size(point())))
            .collect();
        let mut boxes = Boxes::new(rects.len());
        for (n, rect) in rects.iter().enumerate() {
            boxes.set(n, *rect);
        }
        for _ in 0..200 {
            let (p, q) = (point(), point());
            let mut met = Vec::new();
            boxes.each_met(p, q, 3.0, |n| met.push(n));
            let through = rects.iter().map(|rect| crosses(rect.expand(3.0), p, q));
            let expected: Vec<usize> = (0..)
                .zip(through)
                .filter(|(_, is)| *is)
                .map(|(n, _)| n)
                .collect();
            assert_eq!(met, expected);
            // And the other way round: one box against lines.
            let mut lines = Lines::new(&[1.0], &[3.0]);
            lines.set_from(0, p);
            lines.set_to(0, q);
            for (n, rect) in rects.iter().enumerate() {
                let mut is_met = false;
                lines.each_through(*rect, |_| is_met = true);
                assert_eq!(is_met, expected.contains(&n));
            }
        }
    }
}
