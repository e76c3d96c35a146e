//! The labels on both sides of a fold: they name their year, and each stretch has one.

use super::{APART, BESIDE, Label, MOST, Tick, label};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::scene::Measure;
use crate::timeline::axis::Axis;
use crate::timeline::calendar::{Step, month_in_words, weekday_in_words, year_in_words};

/// What a tick may say, measured, the best first; and how many of these tell all of its time.
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
    let measured = |(labels, exact): (Vec<Label>, usize)| {
        let labels = labels.into_iter();
        let labels = labels.map(|label| label.measured(size, measure));
        (labels.collect(), exact)
    };
    let long = |tick: &Tick| measured(with_year(&zone.civil(tick.time), step));
    // In the axis' row the words of what follows may stand over a fold.
    let ends = axis.span.stretches().into_iter();
    let ends = ends.map(|(_, to)| axis.x_from_time(to));
    let starts: Vec<f32> = std::iter::once(axis.left).chain(ends).collect();
    let mut end = axis.right;
    let mut rooms = Vec::new();
    for (n, (group, start)) in groups.iter_mut().zip(starts).enumerate().rev() {
        // After the last fold the axis goes on, and labels may go to its end.
        let is_before_fold = end < axis.right;
        let room = if is_before_fold { end - APART } else { end };
        settle(group, (start, room), is_before_fold, &long);
        rooms.push((start, room));
        let first = group.iter().map(|tick| tick.x.min(tick.label_x));
        end = first.reduce(f32::min).filter(|_| n > 0).unwrap_or(end);
    }
    // Where that had no room, what tells a stretch from the last that is named is enough.
    let mut before: Option<Civil> = None;
    let mut taken = axis.left;
    for (n, (start, room)) in rooms.into_iter().rev().enumerate() {
        let (earlier, rest) = groups.split_at_mut(n);
        let Some(group) = rest.first_mut() else {
            continue;
        };
        let is_nameless = |group: &[Tick]| group.iter().all(|tick| tick.label.is_none());
        if let Some(before) = before.filter(|_| is_nameless(group)) {
            let beside = |tick: &Tick| {
                let labels = since(&before, &zone.civil(tick.time), step);
                measured((labels, 0))
            };
            // What the last one says may stand over the fold, unless nothing is named behind it then.
            settle(group, (start.max(taken + APART), room), false, &beside);
            if is_nameless(group) {
                settle(group, (start, room), false, &beside);
            }
            let named = group.iter().find(|tick| tick.label.is_some());
            let begins = named.map(|tick| tick.label_x - APART);
            let ticks = earlier.iter_mut().flatten();
            for tick in ticks.filter(|tick| begins.is_some_and(|begins| tick.label_end() > begins))
            {
                tick.label = None;
            }
        }
        let named = group.iter().filter(|tick| tick.label.is_some());
        let ends = named.map(Tick::label_end);
        taken = ends.fold(taken, f32::max);
        let named = group.iter().rfind(|tick| tick.label.is_some());
        before = named.map(|tick| zone.civil(tick.time)).or(before);
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

/// Whether a tick is of a day, and whether it is of a month: else it is the beginning of a year.
fn finest(civil: &Civil, step: Step) -> (bool, bool) {
    let is_midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    let is_of_day = !matches!(step, Step::Years(_) | Step::Months(_));
    let is_of_day = is_of_day || civil.day != 1 || !is_midnight;
    (is_of_day, is_of_day || civil.month != 1)
}

/// What a tick says with its year, the longest first; and how many of these tell all of its time. Never
/// less than its day or month: that would be read as the beginning of the year.
fn with_year(civil: &Civil, step: Step) -> (Vec<Label>, usize) {
    let year = year_in_words(civil.year);
    let month = month_in_words(civil.month);
    let (is_of_day, is_of_month) = finest(civil, step);
    if is_of_day {
        let day = format!("{} {month} {year}", civil.day);
        let (first, exact) = match (civil.hour, civil.minute, civil.second) {
            (0, 0, 0) => (Label::new(weekday_in_words(civil), day.clone()), 2),
            (hour, minute, _) => {
                let clock = format!("{day}, {hour:02}:{minute:02}");
                (Label::new("", clock), 1)
            }
        };
        return (vec![first, Label::new("", day)], exact);
    }
    let mut labels = Vec::new();
    if !matches!(step, Step::Years(_)) {
        labels.push(Label::new("", format!("{month} {year}")));
    }
    if !is_of_month {
        labels.push(Label::new("", year));
    }
    (labels, 1)
}

/// What is enough to tell a tick from an earlier one, the best first.
fn since(before: &Civil, civil: &Civil, step: Step) -> Vec<Label> {
    let (year, month) = (year_in_words(civil.year), month_in_words(civil.month));
    let (is_of_day, is_of_month) = finest(civil, step);
    let is_same_year = before.year == civil.year;
    let is_same_month = is_same_year && before.month == civil.month;
    let mut labels = Vec::new();
    if is_of_day && is_same_year {
        labels.push(format!("{} {month}", civil.day));
    }
    if is_of_day && is_same_month {
        labels.push(civil.day.to_string());
    } else if is_of_month {
        labels.push(format!("{month} {year}"));
        labels.push(if is_same_year { month.to_owned() } else { year });
    }
    labels
        .into_iter()
        .map(|label| Label::new("", label))
        .collect()
}
