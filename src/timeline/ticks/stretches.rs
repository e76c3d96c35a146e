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
    let long = |tick: &Tick| {
        let labels = with_year(&zone.civil(tick.time), step).into_iter();
        labels.map(|label| label.measured(size, measure)).collect()
    };
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
fn settle(
    group: &mut Vec<Tick>,
    room: f32,
    is_before_fold: bool,
    long: &dyn Fn(&Tick) -> Vec<Label>,
) {
    let fits = |tick: &Tick, label: &Label| tick.x + BESIDE + label.width() <= room;
    let named = |tick: &Tick| long(tick).into_iter().find(|label| fits(tick, label));
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
        if !is_named || n == last && is_before_fold {
            // Without its year the first would be read as of the years before the fold.
            tick.label = named(tick).or_else(|| tick.label.take().filter(|_| is_named));
            tick.is_major |= !is_named;
        }
        tick.label = tick.label.take().filter(|label| fits(tick, label));
        if tick.label.is_some() {
            taken = end_of(tick);
            is_named = true;
        }
    }
    let mut covered = covered.into_iter();
    group.retain(|_| covered.next() != Some(true));
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

/// What a tick says with its year, the longest first.
fn with_year(civil: &Civil, step: Step) -> Vec<Label> {
    let year = year_in_words(civil.year);
    let month = month_in_words(civil.month);
    let of = |quiet: &str, strong: String| Label {
        quiet: quiet.to_owned(),
        strong,
        width: 0,
    };
    let mut labels = Vec::new();
    if !matches!(step, Step::Years(_) | Step::Months(_)) {
        let day = format!("{} {month} {year}", civil.day);
        labels.push(match (civil.hour, civil.minute) {
            (0, 0) => of(weekday_in_words(civil), day.clone()),
            (hour, minute) => of("", format!("{day}, {hour:02}:{minute:02}")),
        });
        labels.push(of("", day));
    }
    if !matches!(step, Step::Years(_)) {
        labels.push(of("", format!("{month} {year}")));
    }
    labels.push(of("", year));
    labels
}
