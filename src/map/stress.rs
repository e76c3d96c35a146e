//! Places whose distances are those of the graph: stochastic gradient descent on stress, SGD²
//! (Zheng, Pawar, Goodman 2018: “Graph Drawing by Stochastic Gradient Descent”).

use super::graph::Graph;
use super::random::SplitMix64;
use crate::analysis::Progress;
use crate::scene::{Pos2, Rect, vec2};
use std::collections::VecDeque;

/// How many steps away each node is from one; `u32::MAX` where there is no way.
pub(super) fn steps_from(graph: &Graph, from: usize, steps: &mut Vec<u32>) {
    steps.clear();
    steps.resize(graph.nodes.len(), u32::MAX);
    let Some(start) = steps.get_mut(from) else {
        return;
    };
    *start = 0;
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        let next = steps.get(node).copied().unwrap_or(0).saturating_add(1);
        for (other, _) in graph.neighbours(node) {
            if let Some(far) = steps.get_mut(*other as usize)
                && *far == u32::MAX
            {
                *far = next;
                queue.push_back(*other as usize);
            }
        }
    }
}

/// Two nodes, the distance that they should have, and how much that counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub a: u32,
    pub b: u32,
    pub distance: f32,
    pub weight: f32,
    /// Whether `a` moves too.
    pub moves_both: bool,
}

/// Rounds of descent.
const ROUNDS: i32 = 24;

/// All pairs of a small graph, one step being `unit` long. Pairs without a way between them are
/// kept a little apart.
pub(super) fn all_pairs(graph: &Graph, unit: f32) -> Vec<Term> {
    let n = graph.nodes.len();
    let mut terms = Vec::with_capacity(n * n / 2);
    let mut steps = Vec::new();
    for a in 0..n {
        steps_from(graph, a, &mut steps);
        for (b, far) in steps.iter().enumerate().skip(a + 1) {
            let (hops, counts) = match *far {
                u32::MAX => (3.0, 0.1),
                far => (far as f32, 1.0),
            };
            terms.push(Term {
                a: u32::try_from(a).unwrap_or(u32::MAX),
                b: u32::try_from(b).unwrap_or(u32::MAX),
                distance: hops * unit,
                weight: counts / (hops * hops),
                moves_both: true,
            });
        }
    }
    terms
}

/// Moves nodes until the terms are met as well as they can be; each stays in its range, if it has one.
/// None if it was stopped.
pub(super) fn descend(
    at: &mut [Pos2],
    terms: &mut [Term],
    ranges: &[Rect],
    random: &mut SplitMix64,
    progress: Progress<'_>,
) -> Option<()> {
    // The step falls from the inverse of the least weight to a tenth of that of the greatest.
    let weights = || terms.iter().map(|term| term.weight);
    let (least, greatest) = (
        weights().fold(f32::INFINITY, f32::min),
        weights().fold(0.0, f32::max),
    );
    if terms.is_empty() || least <= 0.0 {
        return Some(());
    }
    let (first, last) = (1.0 / least, 0.1 / greatest);
    let decay = (last / first).powf(1.0 / (ROUNDS - 1) as f32);
    let mut step = first;
    for round in 0..ROUNDS {
        let share = round as f32 / ROUNDS as f32;
        progress(share).is_continue().then_some(())?;
        for n in (1..terms.len()).rev() {
            terms.swap(n, random.below(n + 1));
        }
        for term in terms.iter() {
            relax(at, term, step, ranges, random);
        }
        step *= decay;
    }
    Some(())
}

/// Moves the two nodes of a term towards its distance.
fn relax(at: &mut [Pos2], term: &Term, step: f32, ranges: &[Rect], random: &mut SplitMix64) {
    let (a, b) = (term.a as usize, term.b as usize);
    let (Some(&from), Some(&to)) = (at.get(a), at.get(b)) else {
        return;
    };
    let mut apart = from - to;
    // Of products and a root, which are the same on every machine.
    if apart.length_sq() < 1e-6 {
        apart = vec2(random.signed(), random.signed()) * 0.5;
    }
    let length = apart.length_sq().sqrt().max(1e-3);
    let share = (step * term.weight).min(1.0);
    let by = apart * (share * (length - term.distance) / (2.0 * length));
    for (n, by) in [(a, -by), (b, by)] {
        if n == a && !term.moves_both {
            continue;
        }
        if let Some(place) = at.get_mut(n) {
            *place += by;
            if let Some(range) = ranges.get(n) {
                *place = range.clamp(*place);
            }
        }
    }
}
