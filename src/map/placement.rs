//! Where everyone stands: laid out once for the whole dataset, so that brushing a window moves
//! nobody.

use super::far;
use super::graph::{Graph, MOST_NAMED};
use super::grow::{Slot, grow};
use super::lists::set;
use super::near::Slots;
use super::places::{ASPECT, Places, UNIT};
use super::random::SplitMix64;
use super::region_layout::{Layout, Regions};
use crate::analysis::{Place, Progress};
use crate::scene::{Pos2, pos2};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// How much more ground than its boxes a region gets.
const ROOMY: f32 = 1.5;
/// The share of the work that a first look at an arrangement is worth.
const FIRST_LOOK: f32 = 0.15;

/// One arrangement with everyone in it.
struct Try<'a> {
    cost: f32,
    slots: Slots<'a>,
    random: SplitMix64,
}

/// Places everyone. `pins` are places that stay, in units: a pin moves nobody but whoever is in its
/// way. A few whom nothing joins to anybody are placed after all others, whom they do not move.
/// `aspect` is the panel's width by its height. None if it was stopped.
pub fn place(
    graph: &Graph,
    pins: &[(Place, [f64; 2])],
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Places> {
    let count = graph.nodes.len();
    let mut joined: Vec<usize> = (0..count).filter(|node| !graph.is_alone(*node)).collect();
    if joined.is_empty() || count > MOST_NAMED || !are_few(count - joined.len(), count) {
        joined = (0..count).collect();
    }
    let at = if joined.len() == count {
        place_all(graph, aspect, seed, progress)?
    } else {
        let part = graph.part(&joined, &mut vec![0; count]);
        place_all(&part, aspect, seed, progress)?
    };
    let mut slots = vec![Slot::None; count];
    for (node, at) in joined.into_iter().zip(at) {
        set(&mut slots, node, Slot::Taken(at));
    }
    // Nobody finds no place but where there is nobody.
    Some(grow(graph, &slots, pins).unwrap_or_default())
}

/// Whether so many of all are a few, whom a map that stands has slots for: a tenth, or three.
pub fn are_few(some: usize, all: usize) -> bool {
    some <= (all / 10).max(3)
}

/// Where everyone stands, in units.
fn place_all(graph: &Graph, aspect: f32, seed: u64, progress: Progress<'_>) -> Option<Vec<Pos2>> {
    progress(0.0).is_continue().then_some(())?;
    let aspect = if aspect.is_finite() {
        aspect.clamp(0.2, 5.0)
    } else {
        ASPECT
    };
    let regions = Regions::new(graph);
    // Several arrangements are tried at once: the one that is ahead is told of.
    let ahead = AtomicU32::new(0);
    let told = |share: f32| {
        let before = ahead.fetch_max(share.max(0.0).to_bits(), Ordering::Relaxed);
        progress(share.max(f32::from_bits(before)))
    };
    let progress: Progress<'_> = &told;
    let at = if graph.nodes.len() <= MOST_NAMED {
        place_near(graph, &regions, aspect, seed, progress)?
    } else {
        place_far(graph, &regions, aspect, seed, progress)?
    };
    // As fine as a file tells places, so that what opens is what was seen.
    let rounded = |length: f32| (length / UNIT * 100.0).round() / 100.0;
    let at = at.into_iter().map(|at| pos2(rounded(at.x), rounded(at.y)));
    Some(at.collect())
}

/// Many: one arrangement, and everyone in it at once. In points.
fn place_far(
    graph: &Graph,
    regions: &Regions,
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let mut random = SplitMix64::new(seed);
    if regions.are_open() {
        return far::place_freely(graph, aspect, &mut random, progress);
    }
    let layouts = regions.layouts(graph, far::ROOMY, aspect, &mut random);
    let layout = layouts.into_iter().next().unwrap_or_default();
    far::place_in_regions(graph, regions, &layout.insides, &mut random, progress)
}

/// In points.
fn place_near(
    graph: &Graph,
    regions: &Regions,
    aspect: f32,
    seed: u64,
    progress: Progress<'_>,
) -> Option<Vec<Pos2>> {
    let thin = graph.thinned();
    let mut roomy = ROOMY;
    // Each time with more room: rows of boxes always fit in the end.
    for _ in 0..24 {
        progress(0.05).is_continue().then_some(())?;
        let mut random = SplitMix64::new(seed);
        let layouts = regions.layouts(graph, roomy, aspect, &mut random);
        let layouts: Vec<(u64, Layout)> = (0..).zip(layouts).collect();
        // Of the layouts the one whose actors are joined best after a first look is worked out.
        let tries = layouts.into_par_iter().map(|(n, layout)| {
            let mut random = SplitMix64::new(seed.wrapping_add(n.wrapping_mul(0x5DEE_CE66)));
            let mut slots = Slots::new(&thin, regions, &layout.insides);
            let told = |share: f32| progress(0.05 + 0.15 * share);
            if !slots.fill(&mut random, &told)? {
                return Some(None);
            }
            let told = |share: f32| progress(0.2 + 0.2 * share);
            let cost = slots.improve(FIRST_LOOK, &mut random, &told)?;
            Some(Some(Try {
                cost: cost * layout.extent.sqrt(),
                slots,
                random,
            }))
        });
        let tries: Vec<Option<Try<'_>>> = tries.collect::<Option<_>>()?;
        let best = tries.into_iter().flatten();
        if let Some(mut best) = best.min_by(|a, b| a.cost.total_cmp(&b.cost)) {
            let told = |share: f32| progress(0.4 + 0.6 * share);
            best.slots.improve(1.0, &mut best.random, &told)?;
            return Some(best.slots.into_places());
        }
        roomy *= 1.2;
    }
    // Not to be reached: rows of boxes fit into room enough.
    Some(vec![Pos2::ZERO; graph.nodes.len()])
}
