//! How much of a page is blank.

use crate::measure::Seen;
use detente::scene::path::flatten;
use detente::scene::{Key, Mark, Rect, Vec2};

/// The side of a cell of the grid that is looked through.
const CELL: f32 = 16.0;

/// Which cells of a page have marks.
struct Grid {
    columns: usize,
    is_taken: Vec<bool>,
}

impl Grid {
    fn new(size: Vec2) -> Self {
        let cells = |length: f32| ((length / CELL).ceil() as usize).max(1);
        Self {
            columns: cells(size.x),
            is_taken: vec![false; cells(size.x) * cells(size.y)],
        }
    }

    fn take(&mut self, rect: Rect) {
        let cells = |from: f32, to: f32| {
            let first = (from / CELL) as usize;
            first..((to / CELL).ceil() as usize).max(first + 1)
        };
        for row in cells(rect.top(), rect.bottom()) {
            for column in cells(rect.left(), rect.right()).take_while(|n| *n < self.columns) {
                if let Some(taken) = self.is_taken.get_mut(row * self.columns + column) {
                    *taken = true;
                }
            }
        }
    }

    /// The cells of the largest rectangle without marks.
    fn largest(&self) -> usize {
        let mut heights = vec![0usize; self.columns];
        let mut largest = 0usize;
        for row in self.is_taken.chunks(self.columns) {
            for (height, is_taken) in heights.iter_mut().zip(row) {
                *height = if *is_taken { 0 } else { *height + 1 };
            }
            for (n, height) in heights.iter().enumerate() {
                let is_high = |other: &&usize| *other >= height;
                let left = heights[..n].iter().rev().take_while(is_high).count();
                let right = heights[n..].iter().take_while(is_high).count();
                largest = largest.max(*height * (left + right));
            }
        }
        largest
    }
}

/// Grounds, grids and rules are no marks.
fn is_ground(one: &Seen<'_>) -> bool {
    match one.key {
        Key::None | Key::Tick(_) | Key::Window(_) => !matches!(one.mark, Mark::Text { .. }),
        Key::Group(_) | Key::Lane(_) => matches!(one.mark, Mark::Rect { .. }),
        _ => false,
    }
}

/// The share of a page without marks, and the largest empty rectangle's.
pub(crate) fn blank(all: &[Seen<'_>], size: Vec2) -> (f32, f32) {
    let mut grid = Grid::new(size);
    for one in all.iter().filter(|one| !is_ground(one)) {
        match one.mark {
            Mark::Path { segments, fill, .. } if fill.a() == 0 => {
                for line in flatten(segments, 0.5) {
                    for (a, b) in line.iter().zip(line.iter().skip(1)) {
                        let count = (a.distance(*b) / 4.0).ceil().max(1.0) as usize;
                        let share = |n: usize| n as f32 / count as f32;
                        let points = (0..=count).map(|n| a.lerp(*b, share(n)));
                        let points = points.filter(|point| one.clip.contains(*point));
                        points.for_each(|point| grid.take(Rect::from_pos(point)));
                    }
                }
            }
            Mark::Columns(columns) => {
                let rects = columns.rects.iter();
                let rects = rects.map(|(rect, _)| rect.intersect(one.clip));
                let rects = rects.filter(|rect| !rect.is_negative());
                rects.for_each(|rect| grid.take(rect));
            }
            _ => grid.take(one.rect),
        }
    }
    let blank = grid.is_taken.iter().filter(|is_taken| !**is_taken).count();
    let share = |cells: usize| cells as f32 / grid.is_taken.len() as f32;
    (share(blank), share(grid.largest()))
}

#[test]
fn blank_ground_is_what_is_left() {
    let mut grid = Grid::new(Vec2::splat(160.0));
    grid.take(Rect::from_x_y_ranges(0.0..=160.0, 40.0..=47.0));
    assert_eq!(
        grid.is_taken.iter().filter(|is_taken| **is_taken).count(),
        10
    );
    assert_eq!(grid.largest(), 70);
}
