//! The whole time at a glance: how many events, where the axis is, what is brushed.

use super::View;
use super::axis::Axis;
use super::bars;
use super::density::gallop;
use super::folds;
use super::frame::{draw_handle, draw_label};
use super::metrics::{INSET, MAIN, SMALL, crisp, level_rect, to_float};
use super::span::fit;
use super::ticks::Ticks;
use super::words::{length_in_words, range_in_words, years_in_words};
use crate::analysis::{Gaps, Rows};
use crate::dataset::count::plural;
use crate::dataset::instant::Instant;
use crate::scene::item::{Dash, Mark, Stroke};
use crate::scene::marks::arrowhead;
use crate::scene::text::baseline_drop;
use crate::scene::theme::faded;
use crate::scene::{Color32, Columns, Key, Rect, Scene, Style, Vec2, Weight, pos2, vec2};
use std::sync::Arc;

/// The ticks stand in this much at the bottom.
const FOOT: f32 = 14.0;
/// Width of a bar with the gap after it, where there are few events.
const BAR: f32 = 6.0;

/// The window's frame is at least this wide.
const NARROWEST: f32 = 16.0;

/// What an overview shows.
pub struct Whole<'a> {
    /// All dated events.
    pub all: &'a Rows,
    /// Those that pass the filter.
    pub passing: &'a Rows,
    /// What may be folded of all.
    pub gaps: Gaps,
}

/// Draws the overview: bars of all events behind those that pass, the span as a dotted frame, the
/// window as a frame of ink with its handles.
pub fn overview(view: &View<'_>, whole: &Whole<'_>, size: Vec2) -> (Scene, Axis) {
    let mut scene = Scene::new(size);
    let theme = view.theme;
    // What a person unfolded on the axis is unfolded here too.
    let span = match whole.gaps.seen {
        Some(extent) if *view.span.gaps() == whole.gaps => view.span.whole(extent),
        Some(_) => fit(&whole.gaps),
        None => view.span,
    };
    let axis = Axis::new(span, view.head, size.x);
    let all = Rect::from_min_size(pos2(0.0, 0.0), size);
    scene.rect(Key::None, all, 0.0, theme.panel, Stroke::NONE);
    draw_head(&mut scene, view, whole);
    let body = all.with_min_x(axis.left);
    super::clip(&mut scene, Some(body));
    let foot = body.bottom() - if size.y > 30.0 { FOOT } else { 0.0 };
    draw_bars(&mut scene, view, whole, &axis, foot);
    if foot < body.bottom() && view.index.span().is_some() {
        draw_ticks(&mut scene, view, &axis, foot);
    }
    let frame = body.with_min_y(1.0).with_max_y(foot);
    folds::draw(&mut scene, view, &axis, frame);
    draw_seen(&mut scene, view, &axis, frame);
    if let Some(window) = view.window {
        draw_window(&mut scene, view, &axis, frame, window);
    }
    super::clip(&mut scene, None);
    let line = Stroke::new(1.0, theme.rule);
    scene.vline(Key::None, crisp(axis.left - 1.0), (0.0, size.y), line);
    scene.hline(Key::None, (0.0, size.x), 0.5, line);
    (scene, axis)
}

/// The span as a dotted frame; where it is off the overview, a triangle that points to it.
fn draw_seen(scene: &mut Scene, view: &View<'_>, axis: &Axis, frame: Rect) {
    let (theme, span) = (view.theme, &view.span);
    let (from, to) = edges(axis, span.from(), span.to());
    let off = if to <= axis.left {
        Some((axis.left + 3.0, -1.0))
    } else {
        (from >= axis.right).then_some((axis.right - 3.0, 1.0))
    };
    if let Some((x, way)) = off {
        let (tip, size) = (pos2(x, frame.bottom() - 7.0), (7.0, 5.0));
        arrowhead(scene, Key::None, tip, vec2(way, 0.0), size, theme.t1);
        return;
    }
    let dotted = Stroke::new(1.0, theme.t2).dashed(Dash(2.0, 2.0));
    let rect = frame.shrink2(vec2(0.0, 0.5)).with_min_x(crisp(from));
    let rect = rect.with_max_x(crisp(to.max(from + 3.0)));
    scene.rect(Key::None, rect, 0.0, Color32::TRANSPARENT, dotted);
}

/// A range on the overview, kept within it.
fn edges(axis: &Axis, from: Instant, to: Instant) -> (f32, f32) {
    let x = |time| axis.x_from_time(time).clamp(axis.left, axis.right);
    (x(from), x(to))
}

fn draw_head(scene: &mut Scene, view: &View<'_>, whole: &Whole<'_>) {
    let (theme, measure) = (view.theme, view.measure);
    let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
    let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
    scene.text(Key::None, pos2(INSET, 19.0), "Overview", strong, measure);
    let events = plural(whole.all.len(), "event", "events");
    let years = view.index.named_span().map(|(first, last)| {
        // What ends with a year ends before the next.
        let years = [first, last.plus(-1)].map(|time| view.zone.civil(time).year);
        years_in_words(years[0], years[1])
    });
    let both = years.as_ref().map(|years| format!("{events}, {years}"));
    // Half a year is none.
    let room = view.head - INSET - 8.0;
    let mut says = both.into_iter().chain(years).chain([events]);
    let says = says.find(|says| measure.width(says, SMALL, Weight::Regular) <= room);
    if let Some(says) = says {
        scene.text(Key::None, pos2(INSET, 35.0), &says, quiet, measure);
    }
}

fn draw_bars(scene: &mut Scene, view: &View<'_>, whole: &Whole<'_>, axis: &Axis, foot: f32) {
    let is_fine = to_float(whole.all.len()) > axis.width() * 4.0;
    let edges = edges_of_bars(view, whole.all, axis, if is_fine { 1.0 } else { BAR });
    let counts = [whole.all, whole.passing].map(|rows| counts(&edges, rows));
    let highest = counts[0].iter().copied().max().unwrap_or(1).max(1);
    let tall = |count: usize| {
        let share = (to_float(count) / to_float(highest)).sqrt();
        // Not all of the height: frames and words stand above.
        (share * (foot - 4.0) * 0.75).max(1.5)
    };
    let mut columns = Columns::default();
    let gap = if is_fine { 0.0 } else { 1.0 };
    for (counts, colour) in counts.iter().zip([view.theme.bars_all, view.theme.bars]) {
        let bars = edges.iter().zip(edges.iter().skip(1)).zip(counts);
        for ((from, to), count) in bars.filter(|(_, count)| **count > 0) {
            let (left, right) = self::edges(axis, *from, *to);
            let right = (right - gap).max(left + 1.0);
            let rect = Rect::from_x_y_ranges(left..=right, foot - tall(*count)..=foot);
            columns.rects.push((rect, colour));
        }
    }
    scene.add(Key::None, Mark::Columns(Arc::new(columns)));
}

/// Where bars begin, and the last ends: as wide as this, or as long as most dates are, of which nobody
/// knows where in that they were.
fn edges_of_bars(view: &View<'_>, rows: &Rows, axis: &Axis, width: f32) -> Vec<Instant> {
    /// So many dates are looked at, and so many bars are drawn.
    const LOOKED_AT: usize = 500;
    const MOST: usize = 8_000;
    let (least, length) = (f64::from(width) * axis.scale(), axis.span.length());
    let some = rows.rows.iter().step_by((rows.len() / LOOKED_AT).max(1));
    let lengths = some.filter_map(|row| {
        let (from, to) = view.index.reach(*row)?;
        Some(axis.span.after(to) - axis.span.after(from))
    });
    let lengths: Vec<f64> = lengths.filter(|length| length.is_finite()).collect();
    let step = bars::step_of_chart(0.0, &lengths, length);
    if step.seconds() > least {
        return bars::edges(step, &axis.span, view.zone, MOST);
    }
    let count = (axis.width() / width).ceil();
    let places = (0..=MOST).map(to_float).take_while(|n| *n <= count);
    places.map(|n| axis.span.at(f64::from(n) * least)).collect()
}

/// How many events stand between each two edges.
fn counts(edges: &[Instant], rows: &Rows) -> Vec<usize> {
    let first = edges.first().copied().unwrap_or(Instant::MAX);
    let mut at = rows.anchors.partition_point(|anchor| *anchor < first);
    let counts = edges.iter().skip(1).map(|to| {
        let count = gallop(rows.anchors.get(at..).unwrap_or_default(), *to);
        at += count;
        count
    });
    counts.collect()
}

fn draw_ticks(scene: &mut Scene, view: &View<'_>, axis: &Axis, foot: f32) {
    let (theme, measure) = (view.theme, view.measure);
    let ticks = Ticks::new(axis, view.zone, SMALL, measure);
    let line = Stroke::new(1.0, theme.rule);
    scene.hline(Key::None, (axis.left, axis.right), crisp(foot), line);
    let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
    let strong = Style::new(SMALL, Weight::SemiBold, theme.t1);
    for tick in &ticks.ticks {
        if !tick.is_covered() {
            let line = Stroke::new(1.0, theme.axis);
            scene.vline(Key::None, crisp(tick.x), (foot, foot + 4.0), line);
        }
        let Some(label) = &tick.label else {
            continue;
        };
        let at = pos2(tick.label_x, foot + FOOT / 2.0 + baseline_drop(SMALL));
        draw_label(scene, Key::None, at, label, [quiet, strong], measure);
    }
}

/// The window's frame, its handles, and what it says.
fn draw_window(
    scene: &mut Scene,
    view: &View<'_>,
    axis: &Axis,
    frame: Rect,
    (from, to): (Instant, Instant),
) {
    let (theme, measure) = (view.theme, view.measure);
    let (a, b) = edges(axis, from, to);
    // Wide enough to be taken hold of at either end.
    let wider = ((NARROWEST - (b - a)) / 2.0).max(0.0);
    let (a, b) = (a - wider, b + wider);
    let rect = frame.shrink2(vec2(0.0, 2.0)).with_min_x(a).with_max_x(b);
    let ink = Stroke::new(1.5, theme.ink);
    let pale = faded(theme.ink, 0.08);
    scene.rect(Key::Window(0), rect, 2.0, pale, ink);
    for (key, x) in [(Key::Window(1), a), (Key::Window(2), b)] {
        let ends = (rect.top() + 4.0, rect.bottom() - 4.0);
        draw_handle(scene, key, x, ends, theme.ink);
    }
    let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
    let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
    let says = format!("Window {}", range_in_words(from, to, view.zone));
    let length = length_in_words(from, to);
    let first = measure.width(&says, MAIN, Weight::SemiBold);
    let width = first + 8.0 + measure.width(&length, MAIN, Weight::Regular);
    let x = if b + 12.0 + width <= axis.right - 8.0 {
        b + 12.0
    } else if a - 12.0 - width >= axis.left + 8.0 {
        a - 12.0 - width
    } else {
        return;
    };
    let middle = frame.top() + 11.0;
    let plate = level_rect((x - 4.0, x + width + 4.0), middle, 16.0);
    scene.rect(Key::None, plate, 2.0, theme.panel, Stroke::NONE);
    let baseline = middle + baseline_drop(MAIN);
    scene.text(Key::None, pos2(x, baseline), &says, strong, measure);
    let at = pos2(x + first + 8.0, baseline);
    scene.text(Key::None, at, &length, quiet, measure);
}
