//! What stands round the lanes: the axis, the periods and the window above them, the ground below.

use super::View;
use super::axis::Axis;
use super::calendar::Step;
use super::folds;
use super::metrics::{AXIS, INSET, MAIN, OUTSET, SMALL, crisp};
use super::periods::Periods;
use super::ticks::{Label, Ticks, WORD};
use crate::analysis::Row;
use crate::scene::item::{Dash, Stroke};
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Measure, Pos2, Rect, Scene, Style, Weight, pos2, vec2};

/// Where things stand.
pub(super) struct Frame {
    /// The body's width as time.
    pub(super) axis: Axis,
    /// The same where rows are packed.
    pub(super) at_rest: (Axis, f64),
    /// Where the lanes are.
    pub(super) body: Rect,
    /// The ticks of the main zone.
    pub(super) ticks: Ticks,
    /// Those of the second.
    second: Option<Ticks>,
    /// The top of the rows of periods.
    top: f32,
    /// What stands in them.
    pub(super) periods: Periods,
    /// Where titles end: the lanes' scroll bar, which is a screen's, stands clear of them.
    pub(super) titles_end: f32,
    /// Where the lanes' right edge is for what says that there is more.
    pub(super) edge: f32,
    /// What is selected, if it is an event.
    pub(super) selected: Option<Row>,
    /// The events that the notes of a page are about.
    pub(super) noted: Vec<Row>,
    /// What the pointer is on.
    pub(super) hovered: Option<Row>,
}

/// What the scroll bar takes at the right.
const BAR: f32 = 10.0;

impl Frame {
    /// Measures what stands above and beside the lanes.
    pub(super) fn new(view: &View<'_>) -> Self {
        let axis = Axis::new(view.span, view.head, view.size.x);
        // Periods alone give an axis too.
        let is_undated = view.span.gaps().extent.is_none() && view.lanes.lanes.is_empty();
        let has_dates = view.index.span().is_some() && !(is_undated && view.is_page());
        let is_empty = !has_dates && view.index.periods.is_empty();
        let ticks_of = |zone, size| match is_empty {
            true => Ticks::none(),
            false => Ticks::new(&axis, zone, size, view.measure),
        };
        let ticks = ticks_of(view.zone, MAIN);
        let second = view.second_zone.map(|zone| ticks_of(zone, SMALL));
        let top = AXIS + if second.is_some() { AXIS } else { 0.0 };
        let periods = Periods::new(view, &axis, top);
        let bottom = view.size.y.max(periods.bottom());
        let body = Rect::from_min_max(pos2(axis.left, periods.bottom()), pos2(view.size.x, bottom));
        let row_of = |key| view.row_of(key);
        let noted = view.emphasis.noted.iter();
        let (edge, titles_end) = if view.is_page() {
            (body.right(), body.right())
        } else {
            (body.right() - BAR, body.right() - BAR - 1.0)
        };
        Self {
            titles_end,
            edge,
            selected: view.emphasis.selected.and_then(row_of),
            noted: noted.copied().filter_map(row_of).collect(),
            hovered: view.emphasis.hovered.and_then(row_of),
            at_rest: axis.at_rest(),
            axis,
            body,
            ticks,
            second,
            top,
            periods,
        }
    }

    pub(super) fn heads(&self) -> Rect {
        Rect::from_min_max(pos2(0.0, self.body.top()), self.body.left_bottom())
    }

    /// Ground, weekends, the grid, the edges of periods, and the shade outside the window.
    pub(super) fn draw_ground(&self, scene: &mut Scene, view: &View<'_>) {
        let theme = view.theme;
        let all = Rect::from_min_size(pos2(0.0, 0.0), view.size);
        scene.rect(Key::None, all, 0.0, theme.ground, Stroke::NONE);
        for (left, right) in &self.ticks.weekends {
            let rect = self.body.with_min_x(*left).with_max_x(*right);
            scene.rect(Key::None, rect, 0.0, theme.weekend, Stroke::NONE);
        }
        folds::draw(scene, view, &self.axis, self.body);
        let is_of_day = matches!(
            self.ticks.step,
            Step::Seconds(_) | Step::Minutes(_) | Step::Hours(_)
        );
        for tick in &self.ticks.ticks {
            let is_strong = is_of_day && tick.is_major;
            let colour = if is_strong { theme.rule } else { theme.hair };
            self.draw_vertical(scene, tick.x, Stroke::new(1.0, colour));
        }
        let stroke = Stroke::new(1.0, theme.axis).dashed(Dash::PERIOD);
        for x in self.periods.edges() {
            self.draw_vertical(scene, x, stroke);
        }
        if let Some((from, to)) = self.window(view) {
            let (left, right) = (self.body.left(), self.body.right());
            let shades = [
                (left, from.clamp(left, right)),
                (to.clamp(left, right), right),
            ];
            for (from, to) in shades.into_iter().filter(|(from, to)| to > from) {
                let rect = self.body.with_min_x(from).with_max_x(to);
                scene.rect(Key::None, rect, 0.0, theme.outside, Stroke::NONE);
            }
        }
    }

    fn draw_vertical(&self, scene: &mut Scene, x: f32, stroke: Stroke) {
        let ends = (self.body.top(), self.body.bottom());
        scene.vline(Key::None, crisp(x), ends, stroke);
    }

    /// The row of ticks, and the second zone's.
    pub(super) fn draw_axis(&self, scene: &mut Scene, view: &View<'_>) {
        let (theme, measure) = (view.theme, view.measure);
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(view.size.x, self.top));
        scene.rect(Key::None, all, 0.0, theme.ground, Stroke::NONE);
        let baseline = AXIS / 2.0 + 1.0 + baseline_drop(MAIN);
        let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
        let quiet = Style::new(MAIN, Weight::Regular, theme.t2);
        let axis = Stroke::new(1.0, theme.axis);
        let rule = Stroke::new(1.0, theme.rule);
        for x in &self.ticks.minor {
            scene.vline(Key::None, crisp(*x), (AXIS - 4.0, AXIS), rule);
        }
        for (n, tick) in (0u32..).zip(&self.ticks.ticks) {
            let (key, x) = (Key::Tick(n), crisp(tick.x));
            let top = if tick.is_covered() { AXIS - 4.0 } else { 5.0 };
            scene.vline(key, x, (top, AXIS), axis);
            let Some(label) = &tick.label else {
                continue;
            };
            let at = pos2(tick.label_x, baseline);
            draw_label(scene, key, at, label, [quiet, strong], measure);
        }
        folds::draw_words(scene, view, &self.axis, &self.ticks);
        self.draw_axis_head(scene, view, baseline);
        if let (Some(second), Some(zone)) = (&self.second, view.second_zone) {
            self.draw_second(scene, view, second, &zone.place());
        }
        let hair = Stroke::new(1.0, theme.hair);
        for y in [AXIS, self.top] {
            scene.hline(Key::None, (0.0, view.size.x), crisp(y - 1.0), hair);
        }
    }

    /// What the ticks leave out, and the zone.
    fn draw_axis_head(&self, scene: &mut Scene, view: &View<'_>, baseline: f32) {
        let (theme, measure) = (view.theme, view.measure);
        let right = self.body.left() - OUTSET;
        let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
        let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
        let mut end = view.inset();
        if let Some((text, width)) = measure.fit(&self.ticks.context, strong, right - end) {
            scene.text(Key::None, pos2(end, baseline), &text, strong, measure);
            end += width + 8.0;
        }
        let is_of_day = matches!(
            self.ticks.step,
            Step::Seconds(_) | Step::Minutes(_) | Step::Hours(_)
        );
        if !view.index.has_times && !is_of_day {
            return;
        }
        // Without its zone an hour says little: where the place is too long, in short.
        let span = self.axis.span;
        let short = view.zone.abbreviations(span.from(), span.to()).join(", ");
        for (zone, size) in [
            (view.zone.place(), MAIN),
            (short.clone(), MAIN),
            (short, SMALL),
        ] {
            let style = Style { size, ..quiet };
            let width = measure.width(&zone, size, style.weight);
            if end + width <= right {
                let at = pos2(right - width, baseline);
                scene.text(Key::None, at, &zone, style, measure);
                break;
            }
        }
    }

    fn draw_second(&self, scene: &mut Scene, view: &View<'_>, ticks: &Ticks, zone: &str) {
        let (theme, measure) = (view.theme, view.measure);
        let middle = AXIS * 1.5;
        let baseline = middle + baseline_drop(SMALL);
        let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
        let line = Stroke::new(1.0, theme.t3);
        for tick in &ticks.ticks {
            if !tick.is_covered() {
                let ends = (middle - 4.5, middle + 4.5);
                scene.vline(Key::None, crisp(tick.x), ends, line);
            }
            let Some(label) = &tick.label else {
                continue;
            };
            let at = pos2(tick.label_x, baseline);
            draw_label(scene, Key::None, at, label, [quiet; 2], measure);
        }
        let right = self.body.left() - OUTSET;
        let style = Style::new(MAIN, Weight::Regular, theme.t3);
        if let Some((text, width)) = measure.fit(zone, style, right - INSET) {
            let at = pos2(right - width, middle + baseline_drop(MAIN));
            scene.text(Key::None, at, &text, style, measure);
        }
    }

    /// The window's edges on the picture, unclamped.
    fn window(&self, view: &View<'_>) -> Option<(f32, f32)> {
        let (from, to) = view.window?;
        Some((self.axis.x_from_time(from), self.axis.x_from_time(to)))
    }

    /// The bracket of the window, with its handles.
    pub(super) fn draw_window(&self, scene: &mut Scene, view: &View<'_>) {
        let Some((from, to)) = self.window(view) else {
            return;
        };
        let ink = Stroke::new(1.5, view.theme.ink);
        let (left, right) = (self.body.left(), self.body.right());
        // Where there is no row of periods, the bracket hangs into that of the axis.
        let has_row = self.body.top() > self.top;
        let bottom = self.body.top() - 1.0;
        let top = if has_row {
            crisp(self.top - 1.0)
        } else {
            bottom - 13.0
        };
        let line = if has_row { top } else { crisp(bottom) };
        let (a, b) = (from.clamp(left, right), to.clamp(left, right));
        if b > a {
            scene.hline(Key::Window(0), (a, b), line, ink);
        }
        for (key, x) in [(Key::Window(1), from), (Key::Window(2), to)] {
            if (left..=right).contains(&x) {
                draw_handle(scene, key, x, (top, bottom), view.theme.ink);
            }
        }
    }
}

/// The two parts of a tick's label.
pub(super) fn draw_label(
    scene: &mut Scene,
    key: Key,
    mut at: Pos2,
    label: &Label,
    styles: [Style; 2],
    measure: &Measure,
) {
    for (text, style) in [&label.quiet, &label.strong].into_iter().zip(styles) {
        if !text.is_empty() {
            at.x += scene.text(key, at, text, style, measure) + WORD;
        }
    }
}

/// A handle of the window, 5 by 12, on a line.
pub(super) fn draw_handle(
    scene: &mut Scene,
    key: Key,
    x: f32,
    (top, bottom): (f32, f32),
    ink: Color32,
) {
    scene.vline(key, x, (top, bottom), Stroke::new(1.5, ink));
    let middle = pos2(x, f32::midpoint(top, bottom));
    let handle = Rect::from_center_size(middle, vec2(5.0, 12.0));
    scene.rect(key, handle, 2.0, ink, Stroke::NONE);
}
