//! The ways of the ties: quadratic curves, those of a pair apart from each other, bent round whoever
//! stands between.

use super::curve::{Curve, Pieces};
use super::occupancy::{BROAD, OccupancyGrid, TEXT, TIE};
use crate::scene::path::to_line;
use crate::scene::{Pos2, Vec2};
use std::f32::consts::TAU;

/// An actor on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub centre: Pos2,
    /// What ties have to keep off.
    pub reach: f32,
}

/// What is to be routed: a tie by its number, and the spots that it joins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish {
    pub tie: usize,
    pub from: usize,
    pub to: usize,
    pub is_mutual: bool,
    /// Of the line, in points.
    pub width: f32,
}

/// A tie with its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    pub wish: Wish,
    /// From rim to rim; to the tip of the arrowhead.
    pub curve: Curve,
}

/// Between the rim and the start of a line, and the rim and the tip of an arrowhead.
const OFF_RIM: f32 = 2.0;

/// A tie that is wider does not break where a name stands.
const BROAD_FROM: f32 = 2.0;
/// Further than this a tie is not bent without need, in points.
const EASY_BEND: f32 = 40.0;

/// The ground between the ties of a pair is never less at the middle.
const LEAST_GAP: f32 = 14.0;
const MOST_GAP: f32 = 60.0;

/// How far the ties of a pair are apart at the middle.
fn spacing(length: f32) -> f32 {
    (length * 0.2).clamp(LEAST_GAP, MOST_GAP)
}

/// Bends to try, in shares of the length, the cheapest first.
const BENDS: [f32; 19] = [
    0.0, 0.06, -0.06, 0.10, -0.10, 0.14, -0.14, 0.18, -0.18, 0.22, -0.22, 0.27, -0.27, 0.33, -0.33,
    0.40, -0.40, 0.48, -0.48,
];
/// What it costs to stand closer to the others of the pair, and how close: they get through a gap.
const SQUEEZES: [(f32, f32); 3] = [(0.0, 1.0), (0.5, 0.75), (1.2, 0.5)];
/// The ground between a tie and an actor that it passes.
const CLEAR: f32 = 6.0;
/// What it costs that a tie runs through a foreign actor: more than any bend.
const THROUGH: f32 = 6.0;
/// What it costs to run under a text, of a wide tie and of one that breaks there, and each point of the
/// way under it.
const ON_TEXT: f32 = 2.5;
const ON_TEXT_THIN: f32 = 0.6;
const UNDER_TEXT: f32 = 0.02;
/// What each point of its way on another tie costs.
const ON_TIE: f32 = 0.05;
/// What it costs to leave the panel.
const OUT: f32 = 5.0;

/// Gives each tie its way, the widest first. `wishes` of one pair stand together. Takes the
/// ground under them.
pub(super) fn route(spots: &[Spot], wishes: &[Wish], grid: &mut OccupancyGrid) -> Vec<Way> {
    // Whoever is beyond the edge is in nobody's way.
    let seen = spots.iter().copied().enumerate();
    let seen = seen.filter(|(_, spot)| grid.is_on_panel(spot.centre));
    let seen: Vec<(usize, Spot)> = seen.collect();
    let mut pairs: Vec<&[Wish]> = wishes.chunk_by(|a, b| pair_of(a) == pair_of(b)).collect();
    let widest = |pair: &[Wish]| pair.iter().map(|w| w.width).fold(0.0, f32::max);
    pairs.sort_by(|a, b| widest(b).total_cmp(&widest(a)));
    let mut ways = Vec::with_capacity(wishes.len());
    for pair in pairs {
        let Some(best) = cheapest(spots, &seen, pair, grid) else {
            continue;
        };
        for way in best {
            take(&way, grid);
            ways.push(way);
        }
    }
    ways.sort_by_key(|way| way.wish.tie);
    ways
}

/// Whether no text may stand on it.
pub(super) fn is_broad(way: &Way) -> bool {
    way.wish.width > BROAD_FROM
}

/// Takes the ground under a tie.
pub(super) fn take(way: &Way, grid: &mut OccupancyGrid) {
    let what = if is_broad(way) { TIE | BROAD } else { TIE };
    grid.take_curve(&way.curve, way.wish.width + 1.0, what);
}

/// The ground between two ties at the rim of an actor.
const ENDS_APART: f32 = 4.0;
/// How often ends that stand too close push each other aside.
const PUSHES: usize = 12;

/// Ties into one actor end at separate points of its rim.
pub(super) fn spread_ends(spots: &[Spot], ways: &mut [Way]) {
    let mut ends: Vec<Vec<(usize, bool, f32)>> = vec![Vec::new(); spots.len()];
    for (n, way) in ways.iter().enumerate() {
        for (spot, is_start, at) in [
            (way.wish.from, true, way.curve.from),
            (way.wish.to, false, way.curve.to),
        ] {
            if let (Some(ends), Some(own)) = (ends.get_mut(spot), spots.get(spot)) {
                ends.push((n, is_start, (at - own.centre).angle()));
            }
        }
    }
    for (own, mut ends) in spots.iter().zip(ends) {
        if ends.len() < 2 {
            continue;
        }
        ends.sort_by(|a, b| a.2.total_cmp(&b.2));
        let radius = own.reach + OFF_RIM;
        let half = |(way, ..): &(usize, bool, f32)| {
            let width = ways.get(*way).map_or(0.0, |way| way.wish.width);
            (width + ENDS_APART) / 2.0 / radius
        };
        let halves: Vec<f32> = ends.iter().map(half).collect();
        let all: f32 = halves.iter().map(|half| 2.0 * half).sum();
        // Where there is not room enough round it, all come closer.
        let share = (0.9 * TAU / all).min(1.0);
        let mut angles: Vec<f32> = ends.iter().map(|(.., angle)| *angle).collect();
        for _ in 0..PUSHES {
            for n in 0..angles.len() {
                let next = (n + 1) % angles.len();
                let turn = if next == 0 { TAU } else { 0.0 };
                let (Some(a), Some(b)) = (angles.get(n).copied(), angles.get(next).copied()) else {
                    continue;
                };
                let both = [n, next].map(|n| halves.get(n).copied().unwrap_or(0.0));
                let missing = (both[0] + both[1]) * share - (b + turn - a);
                if missing > 0.0 {
                    for (at, by) in [(n, -missing / 2.0), (next, missing / 2.0)] {
                        if let Some(angle) = angles.get_mut(at) {
                            *angle += by;
                        }
                    }
                }
            }
        }
        for ((way, is_start, before), angle) in ends.into_iter().zip(angles) {
            if (angle - before).abs() < 1e-4 {
                continue;
            }
            let at = own.centre + Vec2::angled(angle) * radius;
            match ways.get_mut(way) {
                Some(way) if is_start => way.curve.from = at,
                Some(way) => way.curve.to = at,
                None => {}
            }
        }
    }
}

pub(super) fn pair_of(wish: &Wish) -> (usize, usize) {
    (wish.from.min(wish.to), wish.from.max(wish.to))
}

/// The cheapest of all bends. Bends are tried from the straightest on, until none can be cheaper.
fn cheapest(
    spots: &[Spot],
    seen: &[(usize, Spot)],
    pair: &[Wish],
    grid: &OccupancyGrid,
) -> Option<Vec<Way>> {
    let mut best: Option<(f32, Vec<Way>)> = None;
    let squeezes = SQUEEZES
        .iter()
        .take(if pair.len() > 1 { SQUEEZES.len() } else { 1 });
    let (a, b) = pair_of(pair.first()?);
    let length = spots.get(a)?.centre.distance(spots.get(b)?.centre);
    for bend in BENDS {
        for (squeezed, gap) in squeezes.clone() {
            let least = squeezed + of_bend(bend, length);
            let is_cheaper = |cost: f32| best.as_ref().is_none_or(|(b, _)| cost < b - 1e-4);
            if !is_cheaper(least) {
                continue;
            }
            let Some(bundle) = bundle(spots, pair, bend, *gap) else {
                continue;
            };
            let most = best.as_ref().map(|(best, _)| best - least);
            let most = most.unwrap_or(f32::INFINITY);
            if let Some(price) = price(seen, &bundle, grid, most)
                && is_cheaper(least + price)
            {
                best = Some((least + price, bundle));
            }
        }
    }
    best.map(|(_, bundle)| bundle)
}

/// What a bend costs by itself.
fn of_bend(bend: f32, length: f32) -> f32 {
    bend.abs() * 2.0 + ((bend.abs() * length - EASY_BEND) / EASY_BEND).max(0.0) * 0.8
}

/// The ties of a pair side by side, all bent by a share of their length: the one from the first
/// to the second on the left, as one looks along, then the mutual one, then the other.
fn bundle(spots: &[Spot], pair: &[Wish], bend: f32, gap: f32) -> Option<Vec<Way>> {
    let (first, second) = pair_of(pair.first()?);
    let (a, b) = (spots.get(first)?, spots.get(second)?);
    let length = a.centre.distance(b.centre);
    let widest = pair.iter().map(|w| w.width).fold(0.0, f32::max);
    let gap = (spacing(length) * gap).max(widest + LEAST_GAP);
    let mut pair = pair.to_vec();
    pair.sort_by_key(|w| match (w.is_mutual, w.from == first) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    });
    let middle = (pair.len() - 1) as f32 / 2.0;
    let mut ways = Vec::with_capacity(pair.len());
    for (n, wish) in pair.iter().enumerate() {
        let aside = bend * length + (middle - n as f32) * gap;
        let whole = Curve::bent(a.centre, b.centre, aside);
        let start = whole.leaves(a.centre, a.reach + OFF_RIM);
        let end = 1.0 - whole.turned_round().leaves(b.centre, b.reach + OFF_RIM);
        if start >= end {
            continue;
        }
        let curve = whole.part(start, end);
        let is_back = wish.from != first;
        ways.push(Way {
            wish: *wish,
            curve: if is_back { curve.turned_round() } else { curve },
        });
    }
    Some(ways)
}

/// What it costs what lies under a bundle; none if it is more than `most`.
fn price(spots: &[(usize, Spot)], bundle: &[Way], grid: &OccupancyGrid, most: f32) -> Option<f32> {
    let all = bundle.len().max(1) as f32;
    let mut cost = 0.0;
    for way in bundle {
        let curve = way.curve;
        let Pieces { points, bounds } = curve.pieces();
        for (n, spot) in spots {
            let keep_off = spot.reach + way.wish.width / 2.0 + CLEAR;
            if *n == way.wish.from
                || *n == way.wish.to
                || !bounds.expand(keep_off).contains(spot.centre)
            {
                continue;
            }
            let pieces = points.iter().zip(points.iter().skip(1));
            let off = pieces.map(|(from, to)| to_line(*from, *to, spot.centre).0);
            let nearest = off.fold(f32::INFINITY, f32::min);
            if nearest < keep_off {
                cost += THROUGH * (1.0 - 0.5 * nearest / keep_off);
            }
        }
        if cost / all > most {
            return None;
        }
        let hits = points.iter().filter(|p| grid.has(**p, TIE)).count();
        cost += hits as f32 * ON_TIE;
        let (texts, under) = grid.along(&curve, way.wish.width / 2.0, TEXT);
        let of_each = if is_broad(way) { ON_TEXT } else { ON_TEXT_THIN };
        cost += f32::from(texts) * of_each + under * UNDER_TEXT;
        if !way.wish.is_mutual {
            // Nobody sees an arrowhead under a name.
            let head = super::ties::head_length(way.wish.width);
            let under = [0.3, 0.7, 1.0].map(|share| {
                let back = (curve.from - curve.to).normalized() * (head * share);
                grid.has(curve.to + back, TEXT)
            });
            if under.contains(&true) {
                cost += 0.8;
            }
        }
        let ends_are_seen = grid.is_on_panel(curve.from) && grid.is_on_panel(curve.to);
        let half = way.wish.width / 2.0 + 1.0;
        let is_off = |p: &&Pos2| !grid.is_within(**p, half);
        let off = points.iter().filter(is_off).count();
        if ends_are_seen && off > 0 {
            cost += OUT + off as f32 * 0.4;
        }
    }
    Some(cost / all)
}
