//! Where a picture has free room: a raster of what is taken, with its sums, so that asking whether a
//! box is free costs the same however large it is (summed-area tables: Crow 1984).

use crate::scene::path::flatten;
use crate::scene::{Item, Mark, Pos2, Rect, Scene, Segment, Vec2};
use crate::timeline::metrics::to_float;
use std::f32::consts::FRAC_PI_2;

/// The side of a cell in points.
const CELL: f32 = 3.0;
/// No picture has more cells in a row or column.
const MOST_CELLS: f32 = 16_000.0;
/// A slanting line is taken in pieces no longer than this.
const PIECE: f32 = 6.0;

/// What is taken of a picture.
#[derive(Clone)]
pub(super) struct OccupancyGrid {
    bounds: Rect,
    columns: usize,
    rows: usize,
    taken: Vec<bool>,
    /// How many cells above and at the left of each are taken.
    sums: Vec<u32>,
    is_summed: bool,
}

impl OccupancyGrid {
    pub(super) fn new(bounds: Rect) -> Self {
        let columns = whole(bounds.width() / CELL) + 1;
        let rows = whole(bounds.height() / CELL) + 1;
        Self {
            bounds,
            columns,
            rows,
            taken: vec![false; columns * rows],
            sums: Vec::new(),
            is_summed: false,
        }
    }

    /// The first and the last column and row of a box, as far as it is within.
    fn cells(&self, rect: Rect) -> Option<([usize; 2], [usize; 2])> {
        let rect = rect.intersect(self.bounds);
        if rect.is_negative() {
            return None;
        }
        let cell = |at: Pos2| {
            let at = (at - self.bounds.min) / CELL;
            [
                whole(at.x).min(self.columns - 1),
                whole(at.y).min(self.rows - 1),
            ]
        };
        Some((cell(rect.min), cell(rect.max)))
    }

    pub(super) fn take(&mut self, rect: Rect) {
        let Some(([left, top], [right, bottom])) = self.cells(rect) else {
            return;
        };
        for row in top..=bottom {
            let start = row * self.columns;
            if let Some(cells) = self.taken.get_mut(start + left..=start + right) {
                cells.fill(true);
            }
        }
        self.is_summed = false;
    }

    /// Takes what lies under a line of a width.
    pub(super) fn take_line(&mut self, segments: &[Segment], width: f32) {
        for line in flatten(segments, 0.5) {
            for (from, to) in line.iter().zip(line.iter().skip(1)) {
                let is_straight = from.x == to.x || from.y == to.y;
                let pieces = if is_straight {
                    1
                } else {
                    whole(from.distance(*to) / PIECE) + 1
                };
                let at = |n: usize| from.lerp(*to, to_float(n) / to_float(pieces));
                for n in 0..pieces {
                    self.take(Rect::from_two_pos(at(n), at(n + 1)).expand(width / 2.0));
                }
            }
        }
    }

    /// Whether a box lies within and nothing of it is taken.
    pub(super) fn is_free(&mut self, rect: Rect) -> bool {
        if !self.bounds.contains_rect(rect) {
            return false;
        }
        if !self.is_summed {
            self.sum();
        }
        let Some(([left, top], [right, bottom])) = self.cells(rect) else {
            return false;
        };
        let sum = |column: usize, row: usize| {
            let place = row * (self.columns + 1) + column;
            self.sums.get(place).copied().unwrap_or(0)
        };
        sum(right + 1, bottom + 1) + sum(left, top) == sum(left, bottom + 1) + sum(right + 1, top)
    }

    fn sum(&mut self) {
        let width = self.columns + 1;
        self.sums.clear();
        self.sums.resize(width * (self.rows + 1), 0);
        let mut before = vec![0u32; width];
        let rows = self.taken.chunks(self.columns);
        for (cells, sums) in rows.zip(self.sums.chunks_mut(width).skip(1)) {
            let mut row = 0;
            let above = before.iter().skip(1);
            for ((taken, above), sum) in cells.iter().zip(above).zip(sums.iter_mut().skip(1)) {
                row += u32::from(*taken);
                *sum = above + row;
            }
            before.copy_from_slice(sums);
        }
        self.is_summed = true;
    }
}

/// A count of cells.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped"
)]
fn whole(cells: f32) -> usize {
    cells.clamp(0.0, MOST_CELLS) as usize
}

/// What a mark covers; none if it only clips others.
pub(super) fn covered(mark: &Mark) -> Option<Rect> {
    match mark {
        Mark::Rect { rect, stroke, .. } => Some(rect.expand(stroke.width / 2.0)),
        Mark::Disc {
            centre,
            radius,
            stroke,
            ..
        } => {
            let side = 2.0 * radius + stroke.width;
            Some(Rect::from_center_size(*centre, Vec2::splat(side)))
        }
        Mark::Path {
            segments, stroke, ..
        } => {
            let points: Vec<Pos2> = flatten(segments, 0.2).into_iter().flatten().collect();
            let rect = Rect::from_points(&points);
            (!points.is_empty()).then(|| rect.expand(stroke.width / 2.0))
        }
        Mark::Text {
            at,
            angle,
            style,
            width,
            ..
        } => {
            // From the feet of the letters to the tops of the tallest.
            let (along, up) = (Vec2::angled(*angle), Vec2::angled(angle - FRAC_PI_2));
            let ends = [0.0, *width].map(|x| *at + along * x);
            let (feet, tops) = (up * (0.24 * style.size), up * (0.78 * style.size));
            let corners = ends.map(|at| [at - feet, at + tops]);
            Some(Rect::from_points(&corners.concat()))
        }
        Mark::Columns(columns) => {
            let rects = columns.rects.iter().map(|(rect, _)| *rect);
            rects.reduce(|all, rect| all.union(rect))
        }
        Mark::Clip(_) => None,
    }
}

/// Each mark with what is seen of it.
pub(super) fn seen(scene: &Scene) -> Vec<(&Item, Rect)> {
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    let mut clip = whole;
    let mut all = Vec::new();
    for item in &scene.items {
        if let Mark::Clip(to) = &item.mark {
            clip = to.map_or(whole, |to| to.intersect(whole));
        } else if let Some(rect) = covered(&item.mark) {
            let rect = rect.intersect(clip);
            if !rect.is_negative() {
                all.push((item, rect));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{pos2, vec2};
    use proptest::prelude::*;

    #[test]
    fn a_box_is_free_until_something_lies_in_it() {
        let mut room = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(300.0, 100.0)));
        let rect = Rect::from_min_size(pos2(100.0, 40.0), vec2(90.0, 30.0));
        assert!(room.is_free(rect));
        room.take(Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 20.0)));
        assert!(room.is_free(rect), "beside it");
        let line = [
            Segment::Move(pos2(95.0, 30.0)),
            Segment::Line(pos2(200.0, 90.0)),
        ];
        room.take_line(&line, 1.0);
        assert!(!room.is_free(rect));
        let under = Rect::from_min_size(pos2(100.0, 75.0), vec2(40.0, 20.0));
        assert!(room.is_free(under), "a slanting line takes no box");
        assert!(
            !room.is_free(rect.translate(vec2(150.0, 0.0))),
            "over the edge"
        );
    }

    proptest! {
        #[test]
        fn sums_say_what_cells_say(
            taken in prop::collection::vec((0f32..290.0, 0f32..90.0), 0..6),
            at in (0f32..200.0, 0f32..70.0),
        ) {
            let rect = |(x, y): (f32, f32), side: f32| {
                Rect::from_min_size(pos2(x, y), Vec2::splat(side))
            };
            let mut room = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(300.0, 100.0)));
            for at in &taken {
                room.take(rect(*at, 8.0));
            }
            let asked = rect(at, 25.0);
            let is_near = taken.iter().any(|at| rect(*at, 8.0).expand(2.0 * CELL).intersects(asked));
            let is_in = taken.iter().any(|at| rect(*at, 8.0).intersects(asked));
            let is_free = room.is_free(asked);
            prop_assert!(!is_free || !is_in);
            prop_assert!(is_free || is_near);
        }
    }
}
