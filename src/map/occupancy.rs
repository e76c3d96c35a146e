//! What is taken on the map: a raster of small cells, so that asking whether a text fits costs the
//! same however much is drawn (after Kittivorawong et al. 2020, “Fast and Flexible Overlap
//! Detection for Chart Labeling with Occupancy Bitmap”).

use super::curve::Curve;
use crate::scene::{Pos2, Rect, Vec2, vec2};
use std::ops::Range;

/// The side of a cell in points.
const CELL: f32 = 2.5;
/// In steps of this length a curve is followed.
const STEP: f32 = 4.0;

/// What lies on a cell.
pub(super) const NODE: u8 = 1;
pub(super) const TEXT: u8 = 2;
pub(super) const SIGN: u8 = 4;
pub(super) const TIE: u8 = 8;
pub(super) const RIM: u8 = 16;
/// A tie so wide that it does not break where a name stands.
pub(super) const BROAD: u8 = 32;
/// An arrowhead.
pub(super) const HEAD: u8 = 64;
/// Where an actor's ring stands while it is selected.
pub(super) const RING: u8 = 128;

/// A raster over the panel.
#[derive(Clone)]
pub(super) struct OccupancyGrid {
    bounds: Rect,
    columns: usize,
    rows: usize,
    cells: Vec<u8>,
}

/// A box that may be turned: its middle, its half size, and which way its length runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turned {
    pub centre: Pos2,
    pub half: Vec2,
    pub along: Vec2,
}

impl Turned {
    pub(super) fn upright(rect: Rect) -> Self {
        Self {
            centre: rect.center(),
            half: rect.size() / 2.0,
            along: vec2(1.0, 0.0),
        }
    }

    fn is_upright(&self) -> bool {
        self.along == vec2(1.0, 0.0)
    }

    pub(super) fn corners(&self) -> [Pos2; 4] {
        let (x, y) = (
            self.along * self.half.x,
            vec2(-self.along.y, self.along.x) * self.half.y,
        );
        [
            self.centre - x - y,
            self.centre + x - y,
            self.centre + x + y,
            self.centre - x + y,
        ]
    }
}

impl OccupancyGrid {
    pub(super) fn new(bounds: Rect) -> Self {
        let count = |length: f32| whole(length / CELL) + 1;
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        Self {
            bounds,
            columns,
            rows,
            cells: vec![0; columns.saturating_mul(rows)],
        }
    }

    /// Calls for each cell whose middle is in a box, or no further off it than the slack, as far as
    /// it is on the panel.
    fn each(&self, shape: &Turned, slack: f32, mut each: impl FnMut(usize)) {
        let [a, b, c, d] = shape.corners();
        let around = Rect::from_points(&[a, b, c, d]).intersect(self.bounds);
        if around.is_negative() {
            return;
        }
        let from = (around.min - self.bounds.min) / CELL;
        let to = (around.max - self.bounds.min) / CELL;
        let across = vec2(-shape.along.y, shape.along.x);
        for row in whole(from.y)..=whole(to.y).min(self.rows.saturating_sub(1)) {
            for column in whole(from.x)..=whole(to.x).min(self.columns.saturating_sub(1)) {
                let off = self.middle(column, row) - shape.centre;
                let (x, y) = (off.dot(shape.along).abs(), off.dot(across).abs());
                if x <= shape.half.x + slack && y <= shape.half.y + slack {
                    each(row * self.columns + column);
                }
            }
        }
    }

    /// The same cells of an upright box, row by row: where each row of them begins and ends.
    fn rows_under(&self, shape: &Turned, slack: f32) -> impl Iterator<Item = Range<usize>> + use<> {
        let from = (shape.centre - shape.half - self.bounds.min) / CELL;
        let to = (shape.centre + shape.half - self.bounds.min) / CELL;
        // The slack reaches no cell beyond those that the box itself touches.
        let aside = slack / CELL + 0.5;
        let first = |from: f32| whole((from - aside).ceil().max(from.floor()));
        let next =
            |to: f32, most: usize| whole((to + aside).floor().min(to.floor() + 1.0)).min(most);
        let columns = first(from.x)..next(to.x, self.columns);
        let rows = first(from.y)..next(to.y, self.rows);
        let width = self.columns;
        rows.map(move |row| row * width + columns.start..row * width + columns.end)
    }

    /// What lies on them.
    fn under(&self, shape: &Turned) -> impl Iterator<Item = &[u8]> {
        let rows = self.rows_under(shape, 0.0);
        rows.filter_map(|row| self.cells.get(row))
    }

    fn middle(&self, column: usize, row: usize) -> Pos2 {
        self.bounds.min + vec2(column as f32 + 0.5, row as f32 + 0.5) * CELL
    }

    pub(super) fn take(&mut self, shape: &Turned, what: u8) {
        // So that nothing thin slips between the cells.
        let slack = CELL * 0.5;
        if shape.is_upright() {
            for row in self.rows_under(shape, slack) {
                for cell in self.cells.get_mut(row).into_iter().flatten() {
                    *cell |= what;
                }
            }
            return;
        }
        let mut cells = std::mem::take(&mut self.cells);
        self.each(shape, slack, |n| {
            if let Some(cell) = cells.get_mut(n) {
                *cell |= what;
            }
        });
        self.cells = cells;
    }

    pub(super) fn take_disc(&mut self, centre: Pos2, radius: f32, what: u8) {
        let square = Turned::upright(Rect::from_center_size(centre, Vec2::splat(2.0 * radius)));
        let mut cells = std::mem::take(&mut self.cells);
        let columns = self.columns.max(1);
        self.each(&square, CELL, |n| {
            if self.middle(n % columns, n / columns).distance(centre) <= radius + CELL * 0.25
                && let Some(cell) = cells.get_mut(n)
            {
                *cell |= what;
            }
        });
        self.cells = cells;
    }

    /// Takes the ground under a curve of a width.
    pub(super) fn take_curve(&mut self, curve: &Curve, width: f32, what: u8) {
        for (from, to) in curve.steps() {
            let way = to - from;
            let length = way.length();
            if length > 1e-3 {
                let piece = Turned {
                    centre: from.lerp(to, 0.5),
                    half: vec2(length / 2.0, width / 2.0),
                    along: way / length,
                };
                self.take(&piece, what);
            }
        }
    }

    /// How often a curve of half a width comes onto any of these, and how many points of its length lie
    /// on them.
    pub(super) fn along(&self, curve: &Curve, half: f32, what: u8) -> (u16, f32) {
        let (mut times, mut length, mut was_on) = (0u16, 0.0, false);
        for (from, to) in curve.steps() {
            let way = to - from;
            let far = way.length();
            let aside = vec2(-way.y, way.x) / far.max(1e-3) * half;
            let steps = whole(far / STEP).clamp(1, 64);
            for n in 0..steps {
                let at = from + way * ((n as f32 + 0.5) / steps as f32);
                let across = [at, at + aside, at - aside];
                let is_on = across.iter().any(|at| self.has(*at, what));
                times = times.saturating_add(u16::from(is_on && !was_on));
                length += if is_on { far / steps as f32 } else { 0.0 };
                was_on = is_on;
            }
        }
        (times, length)
    }

    /// Forgets all of a kind.
    pub(super) fn clear(&mut self, what: u8) {
        for cell in &mut self.cells {
            *cell &= !what;
        }
    }

    /// Which share of a box is taken by any of these; 1 where it reaches over the panel's edge.
    pub(super) fn share_taken(&self, shape: &Turned, what: u8) -> f32 {
        if !self.holds(shape) {
            return 1.0;
        }
        let (mut all, mut taken) = (0usize, 0usize);
        if shape.is_upright() {
            for row in self.under(shape) {
                all += row.len();
                taken += row.iter().filter(|cell| **cell & what != 0).count();
            }
        } else {
            self.each(shape, 0.0, |n| {
                all += 1;
                taken += usize::from(self.cells.get(n).is_some_and(|c| c & what != 0));
            });
        }
        taken as f32 / all.max(1) as f32
    }

    /// Whether nothing of these is under a box that is wholly on the panel.
    pub(super) fn is_free(&self, shape: &Turned, what: u8) -> bool {
        if shape.is_upright() {
            let is_clear = |row: &[u8]| row.iter().all(|cell| *cell & what == 0);
            return self.holds(shape) && self.under(shape).all(is_clear);
        }
        self.share_taken(shape, what) == 0.0
    }

    /// Whether a box is wholly on the panel.
    fn holds(&self, shape: &Turned) -> bool {
        shape.corners().iter().all(|c| self.bounds.contains(*c))
    }

    pub(super) fn is_on_panel(&self, at: Pos2) -> bool {
        self.bounds.contains(at)
    }

    /// Whether something that reaches so far round a point is wholly on the panel.
    pub(super) fn is_within(&self, at: Pos2, reach: f32) -> bool {
        self.bounds.shrink(reach).contains(at)
    }

    /// Whether any of these is on the ground at a point.
    pub(super) fn has(&self, at: Pos2, what: u8) -> bool {
        if !self.bounds.contains(at) {
            return false;
        }
        let cell = (at - self.bounds.min) / CELL;
        let n = whole(cell.y) * self.columns + whole(cell.x);
        self.cells.get(n).is_some_and(|c| c & what != 0)
    }
}

/// A length in whole cells. Panels have at most some thousand.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped"
)]
fn whole(cells: f32) -> usize {
    cells.clamp(0.0, 8192.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::pos2;

    #[test]
    fn a_box_is_free_until_something_lies_on_it() {
        let mut grid = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0)));
        let slanted = Turned {
            centre: pos2(100.0, 50.0),
            half: vec2(40.0, 6.0),
            along: vec2(1.0, 1.0).normalized(),
        };
        assert!(grid.is_free(&slanted, NODE | TIE));
        grid.take_disc(pos2(125.0, 25.0), 10.0, NODE);
        assert!(grid.is_free(&slanted, NODE), "beside it");
        grid.take_disc(pos2(120.0, 70.0), 5.0, NODE);
        assert!(!grid.is_free(&slanted, NODE));
        assert!(grid.is_free(&slanted, TIE), "of another kind");
        grid.clear(NODE);
        assert!(grid.is_free(&slanted, NODE));
        let over_the_edge = Turned {
            centre: pos2(10.0, 50.0),
            ..slanted
        };
        assert!(!grid.is_free(&over_the_edge, NODE));
    }

    #[test]
    fn an_upright_box_covers_the_cells_that_a_turned_one_does() {
        let empty = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0)));
        let mut disc = empty.clone();
        disc.take_disc(pos2(90.0, 40.0), 17.0, NODE);
        for n in 0u8..120 {
            // Many an edge lies on the edge or the middle of a cell.
            let by = f32::from(n) * 1.25;
            let upright = Turned {
                centre: pos2(30.0 + by, 20.0 + by / 2.0),
                half: vec2(12.5 + by / 5.0, 3.75 + f32::from(n % 7)),
                along: vec2(1.0, 0.0),
            };
            // Turned half round it is the same box.
            let turned = Turned {
                along: vec2(-1.0, 0.0),
                ..upright
            };
            let [a, b] = [upright, turned].map(|shape| {
                let mut grid = empty.clone();
                grid.take(&shape, TEXT);
                let share = disc.share_taken(&shape, NODE);
                (grid.cells, share, disc.is_free(&shape, NODE))
            });
            assert!(a == b, "{n}: {} and {}", a.1, b.1);
        }
    }

    #[test]
    fn a_curve_takes_its_width() {
        let mut grid = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0)));
        let curve = Curve::bent(pos2(10.0, 50.0), pos2(190.0, 50.0), 20.0);
        grid.take_curve(&curve, 6.0, TIE);
        assert!(grid.has(pos2(100.0, 30.0), TIE));
        assert!(!grid.has(pos2(100.0, 50.0), TIE));
    }
}
