//! Which ties are the main ones: few enough to be read, the strongest (look.md, “Few things, the
//! important ones”). The others are hardly seen, or only counted.

use super::blocs;
use super::camera::fit;
use super::graph::Graph;
use super::level::Level;
use super::places::Places;
use crate::analysis::{Tie, Ties};
use crate::dataset::Detail;
use crate::scene::Vec2;
use std::cmp::Ordering;

/// Most main ties of a panel.
const MOST: f32 = 24.0;
/// Most main ties for each actor on the panel.
const OF_EACH: f32 = 1.5;
/// The ground that a main tie and its words need, in square points; but so many have room on any
/// panel.
const GROUND_OF_EACH: f32 = 15_000.0;
const FEWEST: f32 = 8.0;
/// With fewer ties than this all may be main,
const FEW: usize = 30;
/// if they cross each other less often than this each.
const FEW_CROSSINGS: usize = 2;
/// So little closer than where all is in view counts as all in view: a panel keeps room for buttons.
const NEARLY: f32 = 1.1;

/// With more ties or more actors alive than these
const MANY_TIES: usize = 60;
const MANY_ACTORS: usize = 20;
/// blocs are shown by themselves on a panel that is lower, with a header and a legend of this height
/// in all, or narrower.
const LOW: f32 = 460.0;
const HEADER_AND_LEGEND: f32 = 55.0;
const NARROW: f32 = 700.0;

/// What decides which ties are main.
pub(super) struct Of<'a> {
    pub ties: &'a Ties,
    pub graph: &'a Graph,
    pub places: &'a Places,
    pub size: Vec2,
    pub zoom: f32,
    pub level: Level,
    /// Which share of the actors stands on a page; none on a screen: there the zoom tells.
    pub seen: Option<f32>,
}

/// Whether blocs are shown, where so many groups have somebody alive: where a person wants them, or by
/// itself where ties could hardly be read.
pub(super) fn shows_blocs(of: &Of<'_>, groups: usize) -> bool {
    if groups < blocs::FEWEST {
        return false;
    }
    match of.level.detail {
        Some(detail) if detail != Detail::Blocs => false,
        Some(_) => true,
        // Whoever wants so many main ties wants main ties.
        None if of.level.main_ties.is_some() => false,
        None => {
            let is_low = of.size.y + HEADER_AND_LEGEND < LOW;
            let has_many = || {
                let ties = of.ties.ties.len();
                ties > MANY_TIES || of.ties.alive_actors().count() > MANY_ACTORS
            };
            (is_low || of.size.x < NARROW) && has_many() && is_all_in_view(of)
        }
    }
}

/// Whether the map is no closer than where everything is in view.
fn is_all_in_view(of: &Of<'_>) -> bool {
    fit(of.places, of.graph, of.size).zoom * NEARLY >= of.zoom
}

/// Whether each tie is a main one. On a screen it depends on how near the map is, not on which part is
/// seen, so that panning changes nothing.
pub(super) fn main_ties(of: &Of<'_>) -> Vec<bool> {
    let ties = &of.ties.ties;
    let budget = budget(of);
    if of.level.detail == Some(Detail::All) || budget >= ties.len() {
        return vec![true; ties.len()];
    }
    let is_strongest = strongest_of_an_end(ties);
    let rank = |n: &usize| {
        let tie = ties.get(*n);
        let is_strongest = is_strongest.get(*n).copied().unwrap_or(false);
        (tie, !is_strongest, *n)
    };
    let by_rank = |a: &usize, b: &usize| {
        let ((Some(one), strongest, first), (Some(other), strongest_too, second)) =
            (rank(a), rank(b))
        else {
            return Ordering::Equal;
        };
        (other.weight.cmp(&one.weight))
            .then(strongest.cmp(&strongest_too))
            .then(by_strength(one, other))
            .then(first.cmp(&second))
    };
    let mut order: Vec<usize> = (0..ties.len()).collect();
    if budget > 0 {
        order.select_nth_unstable_by(budget - 1, by_rank);
    }
    let mut is_main = vec![false; ties.len()];
    for n in order.into_iter().take(budget) {
        if let Some(is_main) = is_main.get_mut(n) {
            *is_main = true;
        }
    }
    is_main
}

/// How many of all ties are main.
fn budget(of: &Of<'_>) -> usize {
    let ties = &of.ties.ties;
    let actors = of.ties.alive_actors().count();
    // The share of the map that a panel shows.
    let by_zoom = || {
        let whole = fit(of.places, of.graph, of.size).zoom;
        match whole / of.zoom.max(f32::MIN_POSITIVE) {
            ratio if ratio * NEARLY >= 1.0 => 1.0,
            ratio => ratio * ratio,
        }
    };
    let share = of.seen.unwrap_or_else(by_zoom);
    #[expect(clippy::cast_precision_loss, reason = "a budget")]
    let (actors, most) = {
        let by_ground = (of.size.x * of.size.y / GROUND_OF_EACH).clamp(FEWEST, MOST);
        let wanted = of.level.main_ties.map(|n| n as f32);
        (actors as f32, wanted.unwrap_or(by_ground))
    };
    let by_actors = if of.level.main_ties.is_some() {
        f32::INFINITY
    } else {
        OF_EACH * actors
    };
    let budget = (most / share.max(1e-6)).min(by_actors);
    if of.level.main_ties.is_none() && ties.len() < FEW && are_clear(of) {
        return ties.len();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a budget"
    )]
    let budget = budget.round().min(1e9) as usize;
    budget.min(ties.len())
}

/// Whether few ties, drawn straight, hardly cross.
fn are_clear(of: &Of<'_>) -> bool {
    let ends = |tie: &Tie| {
        let at = |place: u32| of.places.at.get(place as usize).copied();
        Some((at(tie.key.from)?, at(tie.key.to)?))
    };
    let lines: Vec<_> = of.ties.ties.iter().filter_map(ends).collect();
    let mut crossings = 0;
    for (n, (a, b)) in lines.iter().enumerate() {
        let others = lines.iter().skip(n + 1);
        crossings += others
            .filter(|(c, d)| super::near::do_cross(*a, *b, *c, *d))
            .count();
    }
    crossings < FEW_CROSSINGS * lines.len().max(1)
}

/// The stronger tie first: of more parts, then of a tone farther from zero.
pub(super) fn by_strength(one: &Tie, other: &Tie) -> Ordering {
    let by_weight = other.weight.cmp(&one.weight);
    by_weight.then(farthest(other).total_cmp(&farthest(one)))
}

/// How far a tie's tone is from zero; of two sides the farther.
fn farthest(tie: &Tie) -> f32 {
    tie.strands()
        .filter_map(|strand| strand.tone)
        .map(f32::abs)
        .fold(0.0, f32::max)
}

/// Whether each tie is the strongest of one of the two that it joins.
fn strongest_of_an_end(ties: &[Tie]) -> Vec<bool> {
    let actors = ties
        .iter()
        .map(|tie| tie.key.from.max(tie.key.to) as usize + 1)
        .max();
    let mut best: Vec<Option<usize>> = vec![None; actors.unwrap_or(0)];
    let stronger = |a: &Tie, b: &Tie| by_strength(a, b) == Ordering::Less;
    for (n, tie) in ties.iter().enumerate() {
        for end in [tie.key.from, tie.key.to] {
            if let Some(best) = best.get_mut(end as usize)
                && best
                    .and_then(|b| ties.get(b))
                    .is_none_or(|b| stronger(tie, b))
            {
                *best = Some(n);
            }
        }
    }
    let mut is_strongest = vec![false; ties.len()];
    for n in best.into_iter().flatten() {
        if let Some(is_strongest) = is_strongest.get_mut(n) {
            *is_strongest = true;
        }
    }
    is_strongest
}
