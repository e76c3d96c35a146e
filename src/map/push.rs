//! Room for each of many actors: neighbours on a grid push each other apart.

use super::graph::Graph;
use super::lists::Buckets;
use crate::analysis::Progress;
use crate::scene::{Pos2, Rect, Vec2};
use rayon::prelude::*;

/// Rounds of pushing, and of pushing where few stand: they have time until all have room.
const PUSHES: usize = 80;
const MOST_PUSHES: usize = 400;
const MOST_PUSHED: usize = 200_000;
/// Nobody needs a push that is shorter than this.
const STILL: f32 = 0.05;

/// Pushes neighbours apart until each has about the ground that it needs, each in what there is
/// of its region; without regions anywhere.
pub(super) fn push_apart(
    graph: &Graph,
    at: &mut Vec<Pos2>,
    insides: &[Rect],
    progress: Progress<'_>,
) -> Option<()> {
    let largest = graph.nodes.iter().map(|n| n.radius).fold(1.0, f32::max);
    let cell = 2.0 * largest + 8.0;
    let pushes = (MOST_PUSHED / at.len().max(1)).clamp(PUSHES, MOST_PUSHES);
    for push in 0..pushes {
        let share = push as f32 / pushes as f32;
        progress(share).is_continue().then_some(())?;
        let grid = Grid::new(at, cell);
        let moved: Vec<Pos2> = (0..at.len())
            .into_par_iter()
            .map(|n| {
                let own = at.get(n).copied().unwrap_or(Pos2::ZERO);
                let radius = graph.node(n).radius;
                let mut by = Vec2::ZERO;
                grid.near(own, |other| {
                    let Some(place) = at.get(other as usize) else {
                        return;
                    };
                    let needs = radius + graph.node(other as usize).radius + 6.0;
                    let mut away = own - *place;
                    let far = away.length();
                    if other as usize == n || far >= needs {
                        return;
                    }
                    if far < 1e-3 {
                        // Two on one place part in a direction that is their own.
                        let angle = n.min(other as usize) as f32 * 2.4;
                        let sign = if n < other as usize { 1.0 } else { -1.0 };
                        away = Vec2::angled(angle) * sign;
                    }
                    by += away.normalized() * ((needs - far) * 0.35);
                });
                let most = Vec2::splat(cell * 0.5);
                let moved = own + by.clamp(-most, most);
                insides.get(n).map_or(moved, |inside| inside.clamp(moved))
            })
            .collect();
        let is_still = at.iter().zip(&moved).all(|(a, b)| a.distance(*b) < STILL);
        *at = moved;
        if is_still {
            break;
        }
    }
    Some(())
}

/// Who stands in which cell.
pub(super) struct Grid {
    min: Pos2,
    cell: f32,
    columns: usize,
    rows: usize,
    nodes: Buckets<u32>,
}

impl Grid {
    pub(super) fn new(at: &[Pos2], cell: f32) -> Self {
        let all = Rect::from_points(at);
        // A few stray pins must not make a grid of nothing.
        let most = 4.0 * (at.len().max(16)) as f32;
        let area = (all.width() / cell + 1.0) * (all.height() / cell + 1.0);
        let cell = cell * (area / most).sqrt().max(1.0);
        let count = |length: f32| whole(length / cell) + 1;
        let mut grid = Self {
            min: all.min,
            cell,
            columns: count(all.width()),
            rows: count(all.height()),
            nodes: Buckets::default(),
        };
        let cell = |at: &Pos2| {
            let (column, row) = grid.cell_of(*at);
            row * grid.columns + column
        };
        let nodes = at.iter().map(cell).zip(0u32..);
        grid.nodes = Buckets::new(grid.columns * grid.rows, nodes);
        grid
    }

    fn cell_of(&self, at: Pos2) -> (usize, usize) {
        let cell = (at - self.min) / self.cell;
        (
            whole(cell.x).min(self.columns - 1),
            whole(cell.y).min(self.rows - 1),
        )
    }

    /// Calls for each node of the nine cells round a place, in order.
    pub(super) fn near(&self, at: Pos2, mut each: impl FnMut(u32)) {
        let (column, row) = self.cell_of(at);
        for row in row.saturating_sub(1)..=(row + 1).min(self.rows - 1) {
            let from = row * self.columns + column.saturating_sub(1);
            let to = row * self.columns + (column + 1).min(self.columns - 1);
            self.nodes.of(from..to + 1).iter().for_each(|n| each(*n));
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped"
)]
fn whole(cells: f32) -> usize {
    cells.clamp(0.0, 1.0e6) as usize
}
