//! The labels on both sides of a fold: they name their year, and each stretch has one.

use super::{APART, BESIDE, Label, MOST, Tick, label};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::scene::Measure;
use crate::timeline::axis::Axis;
use crate::timeline::calendar::{Step, month_in_words, weekday_in_words, year_in_words};

/// What a tick says with its year, measured, the longest first; and how many of these tell all of its
/// time.
type Long<'a> = &'a dyn Fn(&Tick) -> (Vec<Label>, usize);

/// Names the year at the first and the last tick of each stretch, and lets go of the labels that
/// would stand in the way of that.
pub(super) fn name(
    ticks: &mut Vec<Tick>,
    (axis, step, zone): (&Axis, Step, &Zone),
    size: f32,
    measure: &Measure,
) {
    let mut all = std::mem::take(ticks).into_iter().peekable();
    let mut groups: Vec<Vec<Tick>> = Vec::new();
    for (n, stretch) in axis.span.stretches().into_iter().enumerate() {
        let mut group = Vec::new();
        while let Some(tick) = all.next_if(|tick| tick.stretch == n) {
            group.push(tick);
        }
        if group.is_empty() {
            group.extend(only_tick(stretch, n, axis, zone));
        }
        groups.push(group);
    }
    let long = |tick: &Tick| {
        let (labels, exact) = with_year(&zone.civil(tick.time), step);
        let labels = labels.into_iter();
        let labels = labels.map(|label| label.measured(size, measure));
        (labels.collect(), exact)
    };
    // In the axis' row the words of what follows may stand over a fold.
    let ends = axis.span.stretches().into_iter();
    let ends = ends.map(|(_, to)| axis.x_from_time(to));
    let starts: Vec<f32> = std::iter::once(axis.left).chain(ends).collect();
    let mut end = axis.right;
    for (n, (group, start)) in groups.iter_mut().zip(starts).enumerate().rev() {
        // After the last fold the axis goes on, and labels may go to its end.
        let is_before_fold = end < axis.right;
        let room = if is_before_fold { end - APART } else { end };
        settle(group, (start, room), is_before_fold, &long);
        let first = group.iter().map(|tick| tick.x.min(tick.label_x));
        end = first.reduce(f32::min).filter(|_| n > 0).unwrap_or(end);
    }
    *ticks = groups.into_iter().flatten().collect();
}

/// Names the ends of a stretch whose labels may reach from `start` to `room`.
fn settle(group: &mut Vec<Tick>, (start, room): (f32, f32), is_before_fold: bool, long: Long<'_>) {
    let fits = |tick: &Tick, label: &Label| tick.x + BESIDE + label.width <= room;
    let named = |tick: &Tick| long(tick).0.into_iter().find(|label| fits(tick, label));
    let last = group.len().saturating_sub(1);
    let (mut taken, mut is_named) = (f32::NEG_INFINITY, false);
    let mut covered = Vec::new();
    for (n, tick) in group.iter_mut().enumerate() {
        if tick.x < taken + APART {
            // A line through the words of another is none.
            covered.push(tick.x < taken);
            tick.label = None;
            continue;
        }
        covered.push(false);
        if !is_named {
            // Without its year it would be read as of the years before the fold.
            tick.label = named(tick);
            tick.is_major = true;
        } else if n == last && is_before_fold {
            // A month or a year alone would be read as its beginning.
            let (labels, exact) = long(tick);
            let mut labels = labels.into_iter().take(exact);
            let label = labels.find(|label| fits(tick, label));
            tick.label = label.or_else(|| tick.label.take());
        }
        tick.label = tick.label.take().filter(|label| fits(tick, label));
        if tick.label.is_some() {
            taken = tick.label_end();
            is_named = true;
        }
    }
    let mut covered = covered.into_iter();
    group.retain(|_| covered.next() != Some(true));
    if !is_named {
        name_over(group, (start, room), long);
    }
}

/// Names a stretch that has no room after any of its ticks: over the first of them, at its end.
fn name_over(group: &mut Vec<Tick>, (start, room): (f32, f32), long: Long<'_>) {
    let Some(first) = group.first_mut() else {
        return;
    };
    let mut labels = long(first).0.into_iter();
    let Some(label) = labels.find(|label| start + label.width <= room) else {
        return;
    };
    first.label_x = room - label.width;
    first.label = Some(label);
    let from = first.label_x;
    let mut n = 0;
    group.retain(|tick| {
        n += 1;
        n == 1 || tick.x < from
    });
}

/// Of a stretch that is shorter than a step: a tick of the coarsest step that has one in it.
fn only_tick((from, to): (Instant, Instant), n: usize, axis: &Axis, zone: &Zone) -> Option<Tick> {
    let steps: Vec<Step> = Step::all().collect();
    let mut from_coarsest = steps.into_iter().rev();
    let (step, time) = from_coarsest.find_map(|step| {
        let time = *step.ticks(from, to, zone, MOST).first()?;
        Some((step, time))
    })?;
    let x = axis.x_from_time(time);
    let is_seen = x >= axis.left && x < axis.right;
    is_seen.then(|| Tick {
        time,
        x,
        label: Some(label(&zone.civil(time), step).0),
        label_x: x + BESIDE,
        is_major: true,
        stretch: n,
    })
}

/// What a tick says with its year, the longest first; and how many of these tell all of its time.
fn with_year(civil: &Civil, step: Step) -> (Vec<Label>, usize) {
    let year = year_in_words(civil.year);
    let month = month_in_words(civil.month);
    let is_of_day = !matches!(step, Step::Years(_) | Step::Months(_));
    let mut labels = Vec::new();
    if is_of_day {
        let day = format!("{} {month} {year}", civil.day);
        labels.push(match (civil.hour, civil.minute) {
            (0, 0) => Label::new(weekday_in_words(civil), day.clone()),
            (hour, minute) => Label::new("", format!("{day}, {hour:02}:{minute:02}")),
        });
        labels.push(Label::new("", day));
    }
    if !matches!(step, Step::Years(_)) {
        labels.push(Label::new("", format!("{month} {year}")));
    }
    labels.push(Label::new("", year));
    let is_midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    (labels, if is_of_day && is_midnight { 2 } else { 1 })
}
