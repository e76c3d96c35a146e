//! Which ties are the main ones: few enough to be read, the strongest (look.md, “Few things, the
//! important ones”). The others are hardly seen, or only counted.

use super::also::share_seen;
use super::blocs;
use super::camera::fit;
use super::lists::are_among;
use super::near::do_cross;
use super::view::View;
use crate::analysis::Tie;
use crate::dataset::Detail;
use crate::scene::Pos2;
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

/// Whether blocs are shown, where so many groups have somebody alive: where a person wants them, or by
/// itself where ties could hardly be read.
pub(super) fn shows_blocs(view: &View<'_>, groups: usize) -> bool {
    if groups < blocs::FEWEST {
        return false;
    }
    match view.level.detail {
        Some(detail) if detail != Detail::Blocs => false,
        Some(_) => true,
        // Whoever wants so many main ties wants main ties.
        None if view.level.main_ties.is_some() => false,
        None => {
            let is_low = view.size.y + HEADER_AND_LEGEND < LOW;
            let has_many = || {
                let ties = view.ties.ties.len();
                ties > MANY_TIES || view.ties.alive_actors().count() > MANY_ACTORS
            };
            (is_low || view.size.x < NARROW) && has_many() && is_all_in_view(view)
        }
    }
}

/// Whether the map is no closer than where everything is in view.
fn is_all_in_view(view: &View<'_>) -> bool {
    fit(view.places, view.graph, view.size).zoom * NEARLY >= view.camera.zoom
}

/// Whether each tie is a main one. On a screen it depends on how near the map is, not on which part is
/// seen, so that panning changes nothing.
pub(super) fn main_ties(view: &View<'_>) -> Vec<bool> {
    let ties = &view.ties.ties;
    let budget = budget(view);
    if view.level.detail == Some(Detail::All) || budget >= ties.len() {
        return vec![true; ties.len()];
    }
    type Ranked<'a> = (usize, (&'a Tie, bool));
    let order = ties.iter().zip(strongest_of_an_end(ties));
    let mut order: Vec<Ranked<'_>> = order.enumerate().collect();
    let by_rank = |one: &Ranked<'_>, other: &Ranked<'_>| {
        let ((first, (one, is_strongest)), (second, (other, is_too))) = (one, other);
        (other.strength.total_cmp(&one.strength))
            .then(is_too.cmp(is_strongest))
            .then(by_strength(one, other))
            .then(first.cmp(second))
    };
    if budget > 0 {
        order.select_nth_unstable_by(budget - 1, by_rank);
    }
    are_among(ties.len(), order.into_iter().take(budget).map(|(n, _)| n))
}

/// How many of all ties are main.
fn budget(view: &View<'_>) -> usize {
    let ties = view.ties.ties.len();
    if view.level.main_ties.is_none() && ties < FEW && are_clear(view) {
        return ties;
    }
    let share = share(view);
    let (most, by_actors) = match view.level.main_ties {
        Some(wanted) => (wanted as f32, f32::INFINITY),
        None => {
            let by_ground = view.size.x * view.size.y / GROUND_OF_EACH;
            let actors = view.ties.alive_actors().count() as f32;
            (by_ground.clamp(FEWEST, MOST), OF_EACH * actors)
        }
    };
    let budget = (most / share.max(1e-6)).min(by_actors);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a budget"
    )]
    let budget = budget.round().min(1e9) as usize;
    budget.min(ties)
}

/// The share of the map that is shown.
pub(super) fn share(view: &View<'_>) -> f32 {
    let by_zoom = || {
        let whole = fit(view.places, view.graph, view.size).zoom;
        match whole / view.camera.zoom.max(f32::MIN_POSITIVE) {
            ratio if ratio * NEARLY >= 1.0 => 1.0,
            ratio => ratio * ratio,
        }
    };
    share_seen(view).unwrap_or_else(by_zoom)
}

/// Whether few ties, drawn straight, hardly cross.
fn are_clear(view: &View<'_>) -> bool {
    let ends = |tie: &Tie| {
        let at = |place: u32| view.places.at.get(place as usize).copied();
        Some((at(tie.key.from)?, at(tie.key.to)?))
    };
    let lines: Vec<(Pos2, Pos2)> = view.ties.ties.iter().filter_map(ends).collect();
    let crossed = |(n, (a, b)): (usize, &(Pos2, Pos2))| {
        let others = lines.iter().skip(n + 1);
        others.filter(|(c, d)| do_cross(*a, *b, *c, *d)).count()
    };
    let crossings: usize = lines.iter().enumerate().map(crossed).sum();
    crossings < FEW_CROSSINGS * lines.len().max(1)
}

/// The stronger tie first: of parts that count for more, then of a tone farther from zero.
pub(super) fn by_strength(one: &Tie, other: &Tie) -> Ordering {
    let by_strength = other.strength.total_cmp(&one.strength);
    by_strength.then(farthest(other).total_cmp(&farthest(one)))
}

/// How far a tie's tone is from zero; of two sides the farther.
fn farthest(tie: &Tie) -> f32 {
    let tones = tie.strands().filter_map(|strand| strand.tone);
    tones.map(f32::abs).fold(0.0, f32::max)
}

/// Whether each tie is the strongest of one of the two that it joins.
fn strongest_of_an_end(ties: &[Tie]) -> Vec<bool> {
    let ends = |tie: &Tie| [tie.key.from as usize, tie.key.to as usize];
    let actors = ties.iter().flat_map(ends).max().map_or(0, |last| last + 1);
    let mut best: Vec<Option<(usize, &Tie)>> = vec![None; actors];
    for (n, tie) in ties.iter().enumerate() {
        for end in ends(tie) {
            if let Some(best) = best.get_mut(end)
                && best.is_none_or(|(_, other)| by_strength(tie, other).is_lt())
            {
                *best = Some((n, tie));
            }
        }
    }
    let strongest = best.into_iter().flatten().map(|(n, _)| n);
    are_among(ties.len(), strongest)
}
