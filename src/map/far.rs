//! Many actors, up to a hundred thousand: stress against a few pivots (Ortmann, Klimenta, Brandes
//! 2016: “A Sparse Stress Model”), met by stochastic gradient descent, and then room for each, by
//! pushing neighbours apart on a grid.
//!
//! The descent is one thread's work in a fixed order; pushing is many threads', but each node reads
//! the places of the round before: the same on any number of cores.

use super::dice::Dice;
use super::graph::Graph;
use super::placement::UNIT;
use super::stress::{self, Term, steps_from};
use crate::analysis::Progress;
use crate::scene::{Pos2, Rect, Vec2, pos2, vec2};
use rayon::prelude::*;
use std::collections::VecDeque;

/// How much more ground than its boxes a region of many gets.
pub(super) const ROOMY: f32 = 1.8;
/// Pivots, while memory allows.
const PIVOTS: usize = 50;
/// Most terms for all pivots.
const MOST_TERMS: usize = 4_000_000;
/// Rounds in which neighbours are pushed apart.
const PUSHES: usize = 60;

/// Everyone in the room of its number.
pub(super) fn place_in_rooms(
    graph: &Graph,
    rooms: &[Rect],
    room_of: &[usize],
    pins: &[(usize, Pos2)],
    dice: &mut Dice,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let own: Vec<Rect> = room_of
        .iter()
        .zip(&graph.nodes)
        .map(|(room, node)| {
            let room = rooms.get(*room).copied().unwrap_or(Rect::ZERO);
            let inset = (node.radius + 2.0)
                .min(room.width() / 2.0)
                .min(room.height() / 2.0);
            room.shrink(inset)
        })
        .collect();
    let mut at: Vec<Pos2> = own
        .iter()
        .map(|room| room.min + room.size() * vec2(dice.share(), dice.share()))
        .collect();
    let fixed = pin(&mut at, pins);
    let all = rooms.iter().fold(Rect::NOTHING, |all, r| all.union(*r));
    let mut terms = pivot_terms(graph, &told(progress, 0.0, 0.2))?;
    // As long as fits into the whole.
    let mean = mean_distance(&terms);
    let unit = 0.4 * all.size().length() / mean.max(1.0);
    for term in &mut terms {
        term.distance *= unit / UNIT;
    }
    stress::descend(
        &mut at,
        &mut terms,
        &own,
        &fixed,
        dice,
        &told(progress, 0.2, 0.7),
    )?;
    push_apart(
        graph,
        &mut at,
        Some(&own),
        &fixed,
        &told(progress, 0.7, 1.0),
    )?;
    Some(at)
}

/// Everyone where stress wants it, parts that no tie joins side by side.
pub(super) fn place_freely(
    graph: &Graph,
    pins: &[(usize, Pos2)],
    aspect: f32,
    dice: &mut Dice,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let mut at = vec![Pos2::ZERO; graph.nodes.len()];
    let parts = parts(graph);
    let count = graph.nodes.len().max(1);
    let mut boxes = Vec::with_capacity(parts.len());
    let mut numbers = vec![0; graph.nodes.len()];
    let mut done = 0;
    for part in &parts {
        let share = |n: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            let share = n as f32 / count as f32;
            0.75 * share
        };
        let told = told(progress, share(done), share(done + part.len()));
        done += part.len();
        let ground: f32 = part.iter().map(|n| ground_of(graph, *n)).sum();
        let side = ground.sqrt();
        let spot = |_| pos2(dice.signed(), dice.signed()) * side;
        let mut own: Vec<Pos2> = part.iter().map(spot).collect();
        if part.len() > 2 {
            let graph = graph.part(part, &mut numbers);
            let mut terms = pivot_terms(&graph, &told)?;
            stress::descend(&mut own, &mut terms, &[], &[], dice, &told)?;
        }
        boxes.push(fit_into(&mut own, ground));
        for (node, own) in part.iter().zip(own) {
            if let Some(at) = at.get_mut(*node) {
                *at = own;
            }
        }
    }
    pack(&mut at, &parts, &boxes, aspect);
    let fixed = pin(&mut at, pins);
    push_apart(graph, &mut at, None, &fixed, &told(progress, 0.75, 1.0))?;
    Some(at)
}

/// The ground that one actor needs.
fn ground_of(graph: &Graph, node: usize) -> f32 {
    let radius = graph.nodes.get(node).map_or(0.0, |n| n.radius);
    (2.0 * radius + 10.0).powi(2) * ROOMY
}

fn told<'a>(
    progress: Progress<'a>,
    from: f32,
    to: f32,
) -> impl Fn(f32) -> std::ops::ControlFlow<()> + Sync + 'a {
    move |share| progress(from + (to - from) * share)
}

fn pin(at: &mut [Pos2], pins: &[(usize, Pos2)]) -> Vec<bool> {
    let mut fixed = vec![false; at.len()];
    for (node, place) in pins {
        if let (Some(fixed), Some(at)) = (fixed.get_mut(*node), at.get_mut(*node)) {
            (*fixed, *at) = (true, *place);
        }
    }
    fixed
}

/// The connected parts, the largest first.
fn parts(graph: &Graph) -> Vec<Vec<usize>> {
    let mut seen = vec![false; graph.nodes.len()];
    let mut parts = Vec::new();
    for start in 0..graph.nodes.len() {
        let mut part = Vec::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if let Some(seen) = seen.get_mut(node)
                && !std::mem::replace(seen, true)
            {
                part.push(node);
                queue.extend(graph.neighbours(node).iter().map(|(n, _)| *n as usize));
            }
        }
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts.sort_by_key(|p| std::cmp::Reverse(p.len()));
    parts
}

/// Each node with every pivot, and both ends of each edge. A pivot stands for the nodes nearest to
/// it, so it counts as many as are closer to it than half way.
fn pivot_terms(graph: &Graph, progress: Progress<'_>) -> Option<Vec<Term>> {
    let mut terms: Vec<Term> = graph
        .edges
        .iter()
        .map(|edge| Term {
            a: edge.a,
            b: edge.b,
            distance: UNIT,
            weight: 1.0,
            moves_both: true,
        })
        .collect();
    let (pivots, nearest) = pivots(graph, progress)?;
    for (n, (pivot, steps)) in pivots.iter().enumerate() {
        // How far those are for whom this pivot stands.
        let mut region: Vec<u32> = nearest
            .iter()
            .zip(steps)
            .filter(|(nearest, _)| **nearest == n)
            .map(|(_, steps)| *steps)
            .collect();
        region.sort_unstable();
        for (node, far) in (0u32..).zip(steps) {
            // An end of an edge has its term already.
            if *far == u32::MAX || *far < 2 {
                continue;
            }
            let stands_for = region.partition_point(|d| *d <= far / 2).max(1);
            #[expect(clippy::cast_precision_loss, reason = "steps and counts of a drawing")]
            let (steps, stands_for) = (*far as f32, stands_for as f32);
            terms.push(Term {
                a: *pivot,
                b: node,
                distance: steps * UNIT,
                weight: stands_for / (steps * steps),
                moves_both: false,
            });
        }
    }
    Some(terms)
}

/// A pivot and everyone's distance from it.
type Pivot = (u32, Vec<u32>);

/// Pivots as far from each other as can be; and for everyone the nearest.
fn pivots(graph: &Graph, progress: Progress<'_>) -> Option<(Vec<Pivot>, Vec<usize>)> {
    let n = graph.nodes.len();
    let count = PIVOTS.min(MOST_TERMS / n.max(1)).min(n);
    let mut nearest = vec![usize::MAX; n];
    let mut least = vec![u32::MAX; n];
    let mut pivots: Vec<Pivot> = Vec::with_capacity(count);
    let mut next = 0u32;
    while pivots.len() < count {
        progress(0.0).is_continue().then_some(())?;
        let mut steps = Vec::new();
        steps_from(graph, next as usize, &mut steps);
        for ((far, least), nearest) in steps.iter().zip(&mut least).zip(&mut nearest) {
            if far < least {
                (*least, *nearest) = (*far, pivots.len());
            }
        }
        pivots.push((next, steps));
        // The first of the farthest.
        let farthest = (0u32..)
            .zip(&least)
            .reduce(|a, b| if b.1 > a.1 { b } else { a });
        match farthest {
            Some((node, far)) if *far > 0 => next = node,
            _ => break,
        }
    }
    Some((pivots, nearest))
}

#[expect(clippy::cast_precision_loss, reason = "a mean")]
fn mean_distance(terms: &[Term]) -> f32 {
    let sum: f64 = terms.iter().map(|t| f64::from(t.distance)).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a mean")]
    let mean = (sum / terms.len().max(1) as f64) as f32;
    mean / UNIT
}

/// Scales a part to the ground that it needs, round the origin. Gives its size.
fn fit_into(at: &mut [Pos2], ground: f32) -> Vec2 {
    let mut all = Rect::NOTHING;
    for at in at.iter() {
        all.extend_with(*at);
    }
    let own = all.size().max(Vec2::splat(1.0));
    let scale = (ground / (own.x * own.y)).sqrt();
    let scale = scale.min(4.0 * ground.sqrt() / own.max_elem());
    for at in at.iter_mut() {
        *at = ((*at - all.center()) * scale).to_pos2();
    }
    (own * scale).max(Vec2::splat(ground.sqrt().min(40.0)))
}

/// Parts in rows, the largest first, about as wide as the aspect asks for.
fn pack(at: &mut [Pos2], parts: &[Vec<usize>], boxes: &[Vec2], aspect: f32) {
    let gap = 30.0;
    let area: f32 = boxes.iter().map(|b| (b.x + gap) * (b.y + gap)).sum();
    let widest = boxes.iter().map(|b| b.x).fold(0.0, f32::max);
    let width = (area * aspect).sqrt().max(widest);
    let (mut x, mut y, mut height) = (0.0f32, 0.0f32, 0.0f32);
    for (part, size) in parts.iter().zip(boxes) {
        if x > 0.0 && x + size.x > width {
            (x, y, height) = (0.0, y + height + gap, 0.0);
        }
        let centre = vec2(x + size.x / 2.0 - width / 2.0, y + size.y / 2.0);
        for node in part {
            if let Some(at) = at.get_mut(*node) {
                *at += centre;
            }
        }
        x += size.x + gap;
        height = height.max(size.y);
    }
    for at in at.iter_mut() {
        at.y -= (y + height) / 2.0;
    }
}

/// Pushes neighbours apart until each has about the ground that it needs.
fn push_apart(
    graph: &Graph,
    at: &mut Vec<Pos2>,
    rooms: Option<&[Rect]>,
    fixed: &[bool],
    progress: Progress<'_>,
) -> Option<()> {
    let largest = graph.nodes.iter().map(|n| n.radius).fold(1.0, f32::max);
    let cell = 2.0 * largest + 8.0;
    for push in 0..PUSHES {
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = push as f32 / PUSHES as f32;
        progress(share).is_continue().then_some(())?;
        let grid = Grid::new(at, cell);
        let moved: Vec<Pos2> = (0..at.len())
            .into_par_iter()
            .map(|n| {
                let own = at.get(n).copied().unwrap_or(Pos2::ZERO);
                if fixed.get(n).copied().unwrap_or(false) {
                    return own;
                }
                let radius = graph.nodes.get(n).map_or(0.0, |n| n.radius);
                let mut by = Vec2::ZERO;
                grid.near(own, |other| {
                    let (Some(place), Some(node)) =
                        (at.get(other as usize), graph.nodes.get(other as usize))
                    else {
                        return;
                    };
                    let needs = radius + node.radius + 6.0;
                    let mut away = own - *place;
                    let far = away.length();
                    if other as usize == n || far >= needs {
                        return;
                    }
                    if far < 1e-3 {
                        // Two on one place part in a direction that is their own.
                        #[expect(clippy::cast_precision_loss, reason = "any direction does")]
                        let angle = (n.min(other as usize) as f32) * 2.4;
                        let sign = if n < other as usize { 1.0 } else { -1.0 };
                        away = Vec2::angled(angle) * sign;
                    }
                    by += away.normalized() * ((needs - far) * 0.35);
                });
                let moved = own + by.clamp(Vec2::splat(-cell * 0.5), Vec2::splat(cell * 0.5));
                match rooms.and_then(|r| r.get(n)) {
                    Some(room) => room.clamp(moved),
                    None => moved,
                }
            })
            .collect();
        *at = moved;
    }
    Some(())
}

/// Who stands in which cell.
struct Grid {
    min: Pos2,
    cell: f32,
    columns: usize,
    rows: usize,
    first: Vec<u32>,
    nodes: Vec<u32>,
}

impl Grid {
    fn new(at: &[Pos2], cell: f32) -> Self {
        let mut all = Rect::NOTHING;
        for at in at {
            all.extend_with(*at);
        }
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
            first: Vec::new(),
            nodes: vec![0; at.len()],
        };
        let cells: Vec<usize> = at
            .iter()
            .map(|at| {
                let (column, row) = grid.cell_of(*at);
                row * grid.columns + column
            })
            .collect();
        let mut first = vec![0u32; grid.columns * grid.rows + 1];
        for cell in &cells {
            if let Some(count) = first.get_mut(cell + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        grid.first = first.clone();
        for (node, cell) in (0u32..).zip(&cells) {
            if let Some(next) = first.get_mut(*cell) {
                if let Some(place) = grid.nodes.get_mut(*next as usize) {
                    *place = node;
                }
                *next += 1;
            }
        }
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
    fn near(&self, at: Pos2, mut each: impl FnMut(u32)) {
        let (column, row) = self.cell_of(at);
        for row in row.saturating_sub(1)..=(row + 1).min(self.rows - 1) {
            let from = row * self.columns + column.saturating_sub(1);
            let to = row * self.columns + (column + 1).min(self.columns - 1);
            if let (Some(from), Some(to)) = (self.first.get(from), self.first.get(to + 1)) {
                let nodes = self.nodes.get(*from as usize..*to as usize);
                nodes.unwrap_or_default().iter().for_each(|n| each(*n));
            }
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
