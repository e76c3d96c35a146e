//! The labels on both sides of a fold: they name their year, and each stretch has one.

use super::{APART, BESIDE, Label, MOST, Tick, label};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::scene::Measure;
use crate::timeline::axis::Axis;
use crate::timeline::calendar::{Step, month_in_words, weekday_in_words, year_in_words};

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
    let long = |tick: &Tick| with_year(&zone.civil(tick.time), step).measured(size, measure);
    let mut end = axis.right;
    for (n, group) in groups.iter_mut().enumerate().rev() {
        // After the last fold the axis goes on, and labels may go to its end.
        let is_before_fold = end < axis.right;
        let room = if is_before_fold { end - APART } else { end };
        settle(group, room, is_before_fold, &long);
        let first = group.first().map(|tick| tick.x);
        end = first.filter(|_| n > 0).unwrap_or(end);
    }
    *ticks = groups.into_iter().flatten().collect();
}

/// Names the ends of a stretch whose labels may reach so far.
fn settle(group: &mut [Tick], room: f32, is_before_fold: bool, long: &dyn Fn(&Tick) -> Label) {
    let fits = |tick: &Tick, label: &Label| tick.x + BESIDE + label.width() <= room;
    let Some((first, rest)) = group.split_first_mut() else {
        return;
    };
    let named = long(first);
    if fits(first, &named) {
        first.label = Some(named);
    } else if first
        .label
        .as_ref()
        .is_some_and(|label| !fits(first, label))
    {
        first.label = None;
    }
    first.is_major = true;
    let mut taken = end_of(first);
    let last = rest.len().saturating_sub(1);
    for (n, tick) in rest.iter_mut().enumerate() {
        if n == last && is_before_fold {
            let named = long(tick);
            if fits(tick, &named) {
                tick.label = Some(named);
            }
        }
        let stands = tick.x >= taken + APART && tick.label.as_ref().is_some_and(|l| fits(tick, l));
        if stands {
            taken = end_of(tick);
        } else {
            tick.label = None;
        }
    }
}

/// Where a tick's label ends.
fn end_of(tick: &Tick) -> f32 {
    let width = tick.label.as_ref().map_or(0.0, Label::width);
    tick.x + BESIDE + width
}

/// Of a stretch that is shorter than a step: a tick of the coarsest step that has one in it.
fn only_tick((from, to): (Instant, Instant), n: usize, axis: &Axis, zone: &Zone) -> Option<Tick> {
    let steps: Vec<Step> = Step::all().collect();
    let found = steps.into_iter().rev().find_map(|step| {
        let time = *step.ticks(from, to, zone, MOST).first()?;
        Some((step, time))
    });
    let (step, time) = found?;
    let x = axis.x_from_time(time);
    let is_seen = x >= axis.left && x < axis.right;
    is_seen.then(|| Tick {
        time,
        x,
        label: Some(label(&zone.civil(time), step).0),
        is_major: true,
        stretch: n,
    })
}

/// What a tick says with its year.
fn with_year(civil: &Civil, step: Step) -> Label {
    let year = year_in_words(civil.year);
    let month = month_in_words(civil.month);
    let (quiet, strong) = match step {
        Step::Years(_) => (String::new(), year),
        Step::Months(_) => (String::new(), format!("{month} {year}")),
        _ => {
            let clock = match (civil.hour, civil.minute) {
                (0, 0) => String::new(),
                (hour, minute) => format!(", {hour:02}:{minute:02}"),
            };
            let quiet = weekday_in_words(civil).to_owned();
            (quiet, format!("{} {month} {year}{clock}", civil.day))
        }
    };
    Label {
        quiet,
        strong,
        width: 0,
    }
}
