//! Many actors, up to a hundred thousand: stress against a few pivots (Ortmann, Klimenta, Brandes
//! 2016: “A Sparse Stress Model”), met by stochastic gradient descent, and then room for each, by
//! pushing neighbours apart on a grid.
//!
//! The descent is one thread's work in a fixed order; pushing is many threads', but each node reads
//! the places of the round before: the same on any number of cores.

use super::arrange::bounds;
use super::graph::Graph;
use super::lists::set;
use super::places::UNIT;
use super::push::push_apart;
use super::random::SplitMix64;
use super::region_layout::Regions;
use super::stress::{self, Term, steps_from};
use crate::analysis::Progress;
use crate::scene::{Pos2, Rect, Vec2, pos2, vec2};
use std::collections::VecDeque;

/// How much more ground than its boxes a region of many gets.
pub(super) const ROOMY: f32 = 1.8;
/// Pivots, while memory allows.
const PIVOTS: usize = 50;
/// Most terms for all pivots.
const MOST_TERMS: usize = 4_000_000;

/// Everyone in what there is of its region, on the side where those stand whom it is joined to.
pub(super) fn place_in_regions(
    graph: &Graph,
    regions: &Regions,
    insides: &[Rect],
    random: &mut SplitMix64,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let own = || regions.of_each(insides);
    let spot = |own: Rect| own.min + own.size() * vec2(random.share(), random.share());
    let mut at: Vec<Pos2> = own().map(spot).collect();
    let mut terms = pivot_terms(graph, &told(progress, 0.0, 0.2))?;
    // As long as fits into the whole.
    let unit = 0.4 * bounds(insides).size().length() / mean_distance(&terms).max(1.0);
    for term in &mut terms {
        term.distance *= unit;
    }
    anchor(&mut at, &mut terms, regions, insides);
    stress::descend(&mut at, &mut terms, &[], random, &told(progress, 0.2, 0.7))?;
    at.truncate(graph.nodes.len());
    for (members, inside) in regions.members.iter().zip(insides) {
        into_region(graph, &mut at, members, *inside);
    }
    let own = own().zip(&graph.nodes);
    let own = own.map(|(own, node)| {
        let off = (node.radius + 2.0).min(own.size().min_elem() / 2.0);
        own.shrink(off)
    });
    let own: Vec<Rect> = own.collect();
    push_apart(graph, &mut at, &own, &told(progress, 0.7, 1.0))?;
    Some(at)
}

/// Ties everyone to the middle of its region, which stays, about as firmly as to all others.
fn anchor(at: &mut Vec<Pos2>, terms: &mut Vec<Term>, regions: &Regions, insides: &[Rect]) {
    let sum: f32 = terms.iter().map(|t| t.weight).sum();
    let weight = (sum / at.len().max(1) as f32).max(1.0);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = at.len();
    at.extend(insides.iter().map(Rect::center));
    for (node, region) in regions.region_of.iter().enumerate() {
        terms.push(Term {
            a: number(first + region),
            b: number(node),
            distance: 0.0,
            weight,
            moves_both: false,
        });
    }
}

/// Brings members to their region in the shape that they have, half way to an even spread.
fn into_region(graph: &Graph, at: &mut [Pos2], members: &[usize], inside: Rect) {
    let own: Vec<Pos2> = members.iter().filter_map(|n| at.get(*n)).copied().collect();
    let count = own.len().max(1) as f32;
    let all = own.iter().map(|at| at.to_vec2());
    let mean = all.clone().fold(Vec2::ZERO, |a, b| a + b) / count;
    let off = all.map(|at| (at - mean) * (at - mean));
    let spans = off.fold(Vec2::ZERO, |a, b| a + b) / count;
    let scale = inside.size() * 0.25 / vec2(spans.x.sqrt().max(1.0), spans.y.sqrt().max(1.0));
    let shaped = |at: &Pos2| inside.clamp(inside.center() + (at.to_vec2() - mean) * scale);
    let shaped: Vec<Pos2> = own.iter().map(shaped).collect();
    for (node, shaped) in members.iter().zip(&shaped) {
        set(at, *node, *shaped);
    }
    spread(graph, at, &mut members.to_vec(), inside);
    for (node, shaped) in members.iter().zip(shaped) {
        if let Some(at) = at.get_mut(*node) {
            *at = shaped.lerp(*at, EVEN);
        }
    }
}

/// Gives each member a cell of the rectangle, as large as its share of the ground: halves the
/// members along the longer side, and the rectangle with them. Keeps who is left of whom.
fn spread(graph: &Graph, at: &mut [Pos2], members: &mut [usize], rect: Rect) {
    if let [only] = members {
        set(at, *only, rect.center());
        return;
    }
    if members.is_empty() {
        return;
    }
    let is_wide = rect.width() >= rect.height();
    let place = |n: &usize| {
        let at = at.get(*n).copied().unwrap_or(Pos2::ZERO);
        if is_wide { at.x } else { at.y }
    };
    members.sort_by(|a, b| place(a).total_cmp(&place(b)).then(a.cmp(b)));
    let (first, second) = members.split_at_mut(members.len() / 2);
    let ground = |part: &[usize]| part.iter().map(|n| ground_of(graph, *n)).sum::<f32>();
    let (left, right) = (ground(first), ground(second));
    let share = left / (left + right).max(1.0);
    let (low, high) = if is_wide {
        rect.split_left_right_at_fraction(share)
    } else {
        rect.split_top_bottom_at_fraction(share)
    };
    spread(graph, at, first, low);
    spread(graph, at, second, high);
}

/// Everyone where stress wants it, parts that no tie joins side by side.
pub(super) fn place_freely(
    graph: &Graph,
    aspect: f32,
    random: &mut SplitMix64,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let mut at = vec![Pos2::ZERO; graph.nodes.len()];
    let parts = parts(graph);
    let count = graph.nodes.len().max(1);
    let mut boxes = Vec::with_capacity(parts.len());
    let mut numbers = vec![0; graph.nodes.len()];
    let mut done = 0;
    for part in &parts {
        let share = |n: usize| 0.75 * (n as f32 / count as f32);
        let told = told(progress, share(done), share(done + part.len()));
        done += part.len();
        let ground: f32 = part.iter().map(|n| ground_of(graph, *n)).sum();
        let side = ground.sqrt();
        let spot = |_| pos2(random.signed(), random.signed()) * side;
        let mut own: Vec<Pos2> = part.iter().map(spot).collect();
        if part.len() > 2 {
            let graph = graph.part(part, &mut numbers);
            let mut terms = pivot_terms(&graph, &told)?;
            stress::descend(&mut own, &mut terms, &[], random, &told)?;
        }
        boxes.push(fit_into(&mut own, ground));
        for (node, own) in part.iter().zip(own) {
            set(&mut at, *node, own);
        }
    }
    pack(&mut at, &parts, &boxes, aspect);
    equalise(graph, &mut at);
    push_apart(graph, &mut at, &[], &told(progress, 0.75, 1.0))?;
    Some(at)
}

/// Where many crowd they get more ground, at the cost of where few stand.
fn equalise(graph: &Graph, at: &mut [Pos2]) {
    let all = Rect::from_points(at);
    let mut even = at.to_vec();
    let mut everyone: Vec<usize> = (0..at.len()).collect();
    spread(graph, &mut even, &mut everyone, all);
    for (at, even) in at.iter_mut().zip(even) {
        *at = at.lerp(even, EVEN);
    }
}

/// How far everyone goes towards an even spread.
const EVEN: f32 = 0.55;

/// The ground that one actor needs.
fn ground_of(graph: &Graph, node: usize) -> f32 {
    (2.0 * graph.node(node).radius + 10.0).powi(2) * ROOMY
}

fn told<'a>(
    progress: Progress<'a>,
    from: f32,
    to: f32,
) -> impl Fn(f32) -> std::ops::ControlFlow<()> + Sync + 'a {
    move |share| progress(from + (to - from) * share)
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
    let edges = graph.edges.iter().map(|edge| Term {
        a: edge.a,
        b: edge.b,
        distance: UNIT,
        weight: 1.0,
        moves_both: true,
    });
    let mut terms: Vec<Term> = edges.collect();
    let (pivots, nearest) = pivots(graph, progress)?;
    for (n, (pivot, steps)) in pivots.iter().enumerate() {
        // How far those are for whom this pivot stands.
        let region = nearest.iter().zip(steps);
        let region = region.filter(|(nearest, _)| **nearest == n);
        let mut region: Vec<u32> = region.map(|(_, steps)| *steps).collect();
        region.sort_unstable();
        for (node, far) in (0u32..).zip(steps) {
            // An end of an edge has its term already.
            if *far == u32::MAX || *far < 2 {
                continue;
            }
            let stands_for = region.partition_point(|d| *d <= far / 2).max(1);
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
        let each = (0u32..).zip(&least);
        match each.reduce(|a, b| if b.1 > a.1 { b } else { a }) {
            Some((node, far)) if *far > 0 => next = node,
            _ => break,
        }
    }
    Some((pivots, nearest))
}

fn mean_distance(terms: &[Term]) -> f32 {
    let sum: f64 = terms.iter().map(|t| f64::from(t.distance)).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a mean")]
    let mean = (sum / terms.len().max(1) as f64) as f32;
    mean / UNIT
}

/// Scales a part to the ground that it needs, round the origin. Gives its size.
fn fit_into(at: &mut [Pos2], ground: f32) -> Vec2 {
    let all = Rect::from_points(at);
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
