//! Charts, drawn by egui_plot: activity over time under the lanes, tone over time in the side
//! panel; and the same as a scene, without a window, for exports.

use super::answers::{Indexed, Laned};
use super::style::{self, font};
use super::{Show, widgets, words};
use crate::analysis::tone::{self, Point};
use crate::analysis::{Activity, Row, Series};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::scene::theme::{Theme, faded};
use crate::scene::{Hue, Measure, Rect, Vec2, Weight, pos2, vec2};
use crate::timeline::calendar::with_thousands;
use crate::timeline::ticks::Ticks;
use crate::timeline::{Axis, Span};
use egui::{Align2, Color32, Ui};
use egui_plot::{Bar, BarChart, GridMark, HLine, Plot, PlotBounds, Points};

/// The size of text beside a chart.
const SMALL: f32 = 10.5;
/// Least width of a bar, in points.
const BIN: f32 = 6.0;

/// The colours of the series of an [`Activity`].
fn colours(indexed: &Indexed, activity: &Activity, theme: &Theme) -> Vec<Color32> {
    let colour = |series: &Series| match series {
        Series::Category(place) => {
            let hue = indexed.hues.categories.get(*place as usize);
            theme.hue(hue.map_or(Hue::Neutral, |h| Hue::from(*h)))
        }
        Series::Others => theme.t3,
        Series::Uncategorised => theme.axis,
    };
    activity.series.iter().map(colour).collect()
}

/// The names of the same.
fn names(indexed: &Indexed, activity: &Activity) -> Vec<String> {
    let name = |series: &Series| match series {
        Series::Category(place) => {
            let category = indexed.dataset.categories.at(*place as usize);
            category.map_or_else(String::new, |(_, c)| c.name.to_string())
        }
        Series::Others => "Other categories".to_owned(),
        Series::Uncategorised => "No category".to_owned(),
    };
    activity.series.iter().map(name).collect()
}

/// Bars of a span, stacked by series: where each begins and ends in seconds after its start, and
/// the counts.
struct Bars {
    edges: Vec<f64>,
    counts: Vec<Vec<u32>>,
    highest: u32,
}

impl Bars {
    fn new(activity: &Activity, span: &Span, width: f32) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width in bins"
        )]
        let bins = (width / BIN).clamp(1.0, 2_000.0) as u32;
        // Bins keep their places while the axis is panned: they begin at multiples of their size.
        let size = (span.length() / f64::from(bins)).max(1.0);
        let size = 2f64.powf(size.log2().ceil());
        #[expect(
            clippy::cast_precision_loss,
            reason = "only the rest of a division matters"
        )]
        let lead = (span.from().0 as f64).rem_euclid(size);
        let starts = (0..bins + 2).map(|n| f64::from(n) * size - lead);
        let edges: Vec<f64> = starts.take_while(|s| *s < span.length() + size).collect();
        let instants: Vec<Instant> = edges.iter().map(|s| span.at(*s)).collect();
        let counts = activity.bins(&instants);
        let highest = counts.iter().map(|c| c.iter().sum()).max().unwrap_or(0);
        Self {
            edges,
            counts,
            highest,
        }
    }

    fn charts(&self, colours: &[Color32], names: &[String]) -> Vec<BarChart> {
        let mut charts: Vec<BarChart> = Vec::new();
        // What stands in each bin already.
        let mut tops = vec![0u32; self.counts.len()];
        for (series, (colour, name)) in colours.iter().zip(names).enumerate() {
            let bars = self
                .edges
                .windows(2)
                .zip(&self.counts)
                .zip(&mut tops)
                .filter_map(|((edge, counts), top)| {
                    let [from, to] = *edge else { return None };
                    let count = *counts.get(series).filter(|c| **c > 0)?;
                    let below = *top;
                    *top += count;
                    let bar = Bar::new(from.midpoint(to), f64::from(count))
                        .width((to - from) * 0.86)
                        .base_offset(f64::from(below))
                        .fill(*colour)
                        .stroke(egui::Stroke::NONE);
                    Some(bar)
                });
            let bars: Vec<Bar> = bars.collect();
            if !bars.is_empty() {
                charts.push(
                    BarChart::new(name.clone(), bars)
                        .color(*colour)
                        .allow_hover(false),
                );
            }
        }
        charts
    }
}

/// A plot that only shows: it neither pans nor zooms by itself, since the axis is the timeline's.
fn still(id: &str) -> Plot<'static> {
    Plot::new(id.to_owned())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(Vec2::ZERO)
}

fn plot_activity(
    ui: &mut Ui,
    rect: Rect,
    bars: &Bars,
    length: f64,
    colours: &[Color32],
    names: &[String],
) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    still("activity")
        .width(rect.width())
        .height(rect.height())
        .show(&mut child, |plot| {
            let top = f64::from(bars.highest.max(1)) * 1.1;
            plot.set_plot_bounds(PlotBounds::from_min_max([0.0, 0.0], [length, top]));
            for chart in bars.charts(colours, names) {
                plot.bar_chart(chart);
            }
        });
}

/// Activity over time under the lanes, on the timeline's own axis.
pub(super) fn activity(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, laned: &Laned, axis: &Axis) {
    let theme = show.theme;
    let indexed = &laned.of.of;
    ui.painter().rect_filled(rect, 0.0, theme.ground);
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.rule));
    let left = pos2(rect.left() + 12.0, rect.center().y);
    widgets::text_at(
        ui,
        left,
        Align2::LEFT_CENTER,
        "Activity",
        11.5,
        Weight::SemiBold,
        theme.t1,
    );
    let body = Rect::from_min_max(
        pos2(axis.left, rect.top() + 3.0),
        pos2(axis.right, rect.bottom() - 1.0),
    );
    ui.painter()
        .vline(body.left() - 0.5, rect.y_range(), (1.0, theme.rule));
    let bars = Bars::new(&laned.of.activity, &axis.span, body.width());
    let activity = &laned.of.activity;
    let colours = colours(indexed, activity, theme);
    let names = names(indexed, activity);
    plot_activity(ui, body, &bars, axis.span.length(), &colours, &names);
    let most = format!("most {}", with_thousands(bars.highest as usize));
    let at = pos2(body.left() - 8.0, rect.center().y);
    widgets::text_at(
        ui,
        at,
        Align2::RIGHT_CENTER,
        &most,
        10.5,
        Weight::Regular,
        theme.t3,
    );
    hover_bar(show, ui, body, &bars, axis, &names);
}

fn hover_bar(show: &Show<'_>, ui: &mut Ui, body: Rect, bars: &Bars, axis: &Axis, names: &[String]) {
    let response = ui.interact(
        body,
        ui.unique_id().with("activity hover"),
        egui::Sense::hover(),
    );
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Image,
            true,
            "Activity over time, stacked by category",
        )
    });
    let Some(at) = response.hover_pos() else {
        return;
    };
    let seconds = axis.seconds_from_x(at.x);
    let Some(n) = bars
        .edges
        .windows(2)
        .position(|e| matches!(e, [a, b] if (*a..*b).contains(&seconds)))
    else {
        return;
    };
    let Some(counts) = bars.counts.get(n).filter(|c| c.iter().any(|n| *n > 0)) else {
        return;
    };
    let edge = |n: usize| bars.edges.get(n).map_or(Instant(0), |s| axis.span.at(*s));
    let zone = show
        .state
        .view
        .zone
        .clone()
        .or_else(|| Some(show.answers.indexed()?.index.zone.clone()));
    let range = crate::timeline::range_in_words(edge(n), edge(n + 1), &zone.unwrap_or_default());
    let lines: Vec<String> = names
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(egui::RichText::new(range).font(font(12.0, Weight::SemiBold)));
        for line in lines {
            ui.label(line);
        }
    });
}

/// What the tone chart needs of the events: the points in order of time, and the axis' span.
struct Tones<'a> {
    points: &'a [Point],
    span: Span,
}

impl<'a> Tones<'a> {
    /// Those of the points that stand in the span.
    fn new(points: &'a [Point], span: Span) -> Self {
        let from = points.partition_point(|p| span.after(p.at) < 0.0);
        let to = points.partition_point(|p| span.after(p.at) <= span.length());
        Self {
            points: points.get(from..to).unwrap_or_default(),
            span,
        }
    }

    /// In which of so many columns each point stands, with its place.
    fn columns(&self, width: f32) -> impl Iterator<Item = (i64, usize, &'a Point)> {
        let (span, per_second) = (self.span, f64::from(width.max(1.0)) / self.span.length());
        let points = self.points.iter().enumerate();
        points.map(move |(n, point)| {
            #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
            let column = (span.after(point.at) * per_second) as i64;
            (column, n, point)
        })
    }

    /// The points of each tone's step: no more than one in a column of a pixel, since they would
    /// hide each other.
    fn marks(&self, width: f32) -> [Vec<[f64; 2]>; 7] {
        let mut marks: [Vec<[f64; 2]>; 7] = Default::default();
        let mut last = [None; 7];
        for (column, _, point) in self.columns(width) {
            let tone = f64::from(point.tone);
            let step = Theme::tone_step(tone);
            if let (Some(marks), Some(last)) = (marks.get_mut(step), last.get_mut(step))
                && *last != Some(column)
            {
                *last = Some(column);
                marks.push([self.span.after(point.at), tone]);
            }
        }
        marks
    }

    /// The running mean of the last five tones, as steps that hold until the next: when each
    /// begins and ends, and the mean. Of several in a column of a pixel the last is seen.
    fn means(&self, width: f32) -> Vec<(f64, f64, f64)> {
        const LAST: usize = 5;
        let mut all = self.columns(width).peekable();
        let mut means: Vec<(f64, f64, f64)> = Vec::new();
        while let Some((column, n, point)) = all.next() {
            if all.peek().is_some_and(|(next, ..)| *next == column) {
                continue;
            }
            let first = (n + 1).saturating_sub(LAST);
            let recent = self.points.get(first..=n).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "a mean of at most five")]
            let mean =
                recent.iter().map(|p| f64::from(p.tone)).sum::<f64>() / recent.len().max(1) as f64;
            let from = self.span.after(point.at);
            if let Some((_, until, _)) = means.last_mut() {
                *until = from;
            }
            means.push((from, self.span.length(), mean));
        }
        means
    }

    /// The point nearest to a time, in seconds after the start.
    fn near(&self, after: f64) -> Option<&'a Point> {
        let next = self
            .points
            .partition_point(|p| self.span.after(p.at) < after);
        let both = [next.checked_sub(1), Some(next)].into_iter().flatten();
        both.filter_map(|n| self.points.get(n)).min_by(|a, b| {
            let off = |p: &Point| (self.span.after(p.at) - after).abs();
            off(a).total_cmp(&off(b))
        })
    }
}

/// A tone chart's surroundings: the scale at the left and the ticks below. Gives the ground that
/// is left, and the axis' ticks.
fn tone_frame(
    ui: &Ui,
    rect: Rect,
    span: Span,
    zone: &Zone,
    theme: &Theme,
    measure: &Measure,
) -> (Rect, Ticks) {
    let axis = Axis::new(span, rect.left() + 26.0, rect.right());
    let ticks = Ticks::new(&axis, zone, SMALL, measure);
    let body = Rect::from_min_max(
        pos2(axis.left, rect.top() + 4.0),
        pos2(axis.right, rect.bottom() - 18.0),
    );
    let say = |at, align, text: &str| {
        widgets::text_at(ui, at, align, text, SMALL, Weight::Regular, theme.t3);
    };
    for (value, text) in [(10.0, "+10"), (0.0, "0"), (-10.0, "−10")] {
        let y = body.center().y - body.height() * value / 22.0;
        say(pos2(body.left() - 6.0, y), Align2::RIGHT_CENTER, text);
    }
    for tick in &ticks.ticks {
        let Some(label) = &tick.label else { continue };
        let text = format!("{} {}", label.quiet, label.strong);
        let width = measure.width(text.trim(), SMALL, Weight::Regular);
        if tick.x + width <= body.right() {
            let at = pos2(tick.x, body.bottom() + 10.0);
            say(at, Align2::LEFT_CENTER, text.trim());
        }
    }
    (body, ticks)
}

fn plot_tone(
    ui: &mut Ui,
    (body, ticks): (Rect, Ticks),
    tones: &Tones<'_>,
    theme: &Theme,
    selected: Option<Row>,
) {
    let after = |time| tones.span.after(time);
    let marks: Vec<f64> = ticks.ticks.iter().map(|t| after(t.time)).collect();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body));
    let length = tones.span.length();
    let grid = move |value: &f64| GridMark {
        value: *value,
        step_size: length,
    };
    still("tone")
        .width(body.width())
        .height(body.height())
        .show_grid([true, false])
        .grid_color(theme.hair)
        .x_grid_spacer(move |_| marks.iter().map(grid).collect())
        .show(&mut child, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([0.0, -11.0], [length, 11.0]));
            let zero = HLine::new("none", 0.0).color(theme.axis).width(1.0);
            plot.hline(zero.allow_hover(false));
            let (areas, edges) = steps(tones, body.width(), theme);
            plot.bar_chart(BarChart::new("mean", areas).allow_hover(false));
            plot.bar_chart(BarChart::new("mean edge", edges).allow_hover(false));
            if let Some(point) = tones.points.iter().find(|p| selected == Some(p.row)) {
                let at = vec![[after(point.at), f64::from(point.tone)]];
                let halo = Points::new("selected", at).radius(6.0);
                plot.points(halo.color(theme.mark).allow_hover(false));
            }
            for (marks, colour) in tones.marks(body.width()).into_iter().zip(theme.tone) {
                if !marks.is_empty() {
                    let marks = Points::new("tone", marks).radius(3.0).color(colour);
                    plot.points(marks.allow_hover(false));
                }
            }
        });
}

/// The running mean as bars: the area to zero, and its edge.
fn steps(tones: &Tones<'_>, width: f32, theme: &Theme) -> (Vec<Bar>, Vec<Bar>) {
    let (mut areas, mut edges) = (Vec::new(), Vec::new());
    for (from, to, mean) in tones.means(width) {
        let step = Theme::tone_step(mean);
        let colour = theme.tone.get(step).copied().unwrap_or(theme.t3);
        let bar = |height: f64| {
            Bar::new(from.midpoint(to), height)
                .width(to - from)
                .stroke(egui::Stroke::NONE)
        };
        areas.push(bar(mean).fill(faded(colour, 0.22)));
        edges.push(bar(0.3).base_offset(mean - 0.15).fill(theme.axis));
    }
    (areas, edges)
}

/// Tone over time of some events, in order of time, over the timeline's span.
pub(super) fn tone(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, points: &[Point]) {
    let index = &indexed.index;
    let span = show
        .state
        .shown_span
        .unwrap_or_else(|| crate::timeline::fit_all(index));
    let tones = Tones::new(points, span);
    let zone = show.state.view.zone.as_ref().unwrap_or(&index.zone);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 84.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Tone over time"));
    if tones.points.is_empty() {
        let text = "No event with a tone in what the axis shows.";
        widgets::text_at(
            ui,
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            11.5,
            Weight::Regular,
            show.theme.t3,
        );
        return;
    }
    let selected = match show.state.selection {
        Some(super::Selection::Event(h)) => index.row(h),
        _ => None,
    };
    let frame = tone_frame(ui, rect, span, zone, show.theme, show.measure);
    plot_tone(ui, frame, &tones, show.theme, selected);
    let Some(at) = response.hover_pos() else {
        return;
    };
    let axis = Axis::new(span, rect.left() + 26.0, rect.right());
    let near = tones.near(axis.seconds_from_x(at.x));
    let title = near.and_then(|p| {
        let handle = index.handles.get(p.row as usize)?;
        let event = indexed.dataset.events.get(*handle)?;
        Some(format!(
            "{}  {}",
            words::signed(f64::from(p.tone)),
            event.title
        ))
    });
    if let Some(title) = title {
        response.on_hover_text_at_pointer(title);
    }
}

/// What a chart without a window is drawn from.
pub struct Request<'a> {
    /// The dataset.
    pub indexed: &'a Indexed,
    /// The events that pass.
    pub activity: &'a Activity,
    /// What the axis shows.
    pub span: Span,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// The events whose tone is drawn; none: only activity.
    pub tones: Option<&'a [Row]>,
    /// Width and height.
    pub size: Vec2,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
}

/// The charts as a scene: egui lays them out without a window, and its shapes are translated.
pub fn scene(request: &Request<'_>) -> crate::scene::Scene {
    let ctx = egui::Context::default();
    ctx.set_fonts(crate::scene::text::definitions());
    style::apply(&ctx, request.theme);
    let input = || egui::RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, request.size)),
        ..egui::RawInput::default()
    };
    let mut shapes = Vec::new();
    // egui knows the fonts from the second pass on.
    for _ in 0..2 {
        let mut output = ctx.run_ui(input(), |ui| draw(ui, request));
        // There is no painter to hand the letters' texture to.
        output.textures_delta.clear();
        shapes = output.shapes;
    }
    super::shapes::scene(&shapes, request.size, request.measure)
}

fn draw(ui: &mut Ui, request: &Request<'_>) {
    let theme = request.theme;
    let all = Rect::from_min_size(egui::Pos2::ZERO, request.size);
    ui.painter().rect_filled(all, 0.0, theme.ground);
    let inside = all.shrink2(vec2(16.0, 12.0));
    let (above, below) = match request.tones {
        Some(_) => inside.split_top_bottom_at_fraction(0.6),
        None => (inside, Rect::NOTHING),
    };
    let axis = Axis::new(request.span, above.left() + 44.0, above.right());
    let ticks = Ticks::new(&axis, request.zone, SMALL, request.measure);
    let legend = legend(ui, request, above);
    let body = Rect::from_min_max(
        pos2(axis.left, above.top() + legend),
        pos2(axis.right, above.bottom() - 24.0),
    );
    let bars = Bars::new(request.activity, &request.span, body.width());
    let top = f64::from(bars.highest.max(1)) * 1.1;
    for value in nice_steps(bars.highest) {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let y = body.bottom() - body.height() * (f64::from(value) / top) as f32;
        ui.painter()
            .hline(body.x_range(), y.round() + 0.5, (1.0, theme.hair));
        let at = pos2(body.left() - 6.0, y);
        widgets::text_at(
            ui,
            at,
            Align2::RIGHT_CENTER,
            &value.to_string(),
            10.5,
            Weight::Regular,
            theme.t3,
        );
    }
    let colours = colours(request.indexed, request.activity, theme);
    let names = names(request.indexed, request.activity);
    plot_activity(ui, body, &bars, request.span.length(), &colours, &names);
    ui.painter()
        .hline(body.x_range(), body.bottom() + 0.5, (1.0, theme.axis));
    time_axis(ui, body, &ticks, theme);
    if let Some(rows) = request.tones {
        let points = tone::over_time(&request.indexed.index, rows);
        let tones = Tones::new(&points, request.span);
        let frame = tone_frame(
            ui,
            below,
            request.span,
            request.zone,
            theme,
            request.measure,
        );
        plot_tone(ui, frame, &tones, theme, None);
    }
}

/// The ticks under a chart.
fn time_axis(ui: &Ui, body: Rect, ticks: &Ticks, theme: &Theme) {
    for tick in &ticks.ticks {
        ui.painter().vline(
            tick.x,
            body.bottom()..=body.bottom() + 4.0,
            (1.0, theme.axis),
        );
        if let Some(label) = &tick.label {
            let text = format!("{} {}", label.quiet, label.strong);
            let at = pos2(tick.x, body.bottom() + 12.0);
            widgets::text_at(
                ui,
                at,
                Align2::LEFT_CENTER,
                text.trim(),
                10.5,
                Weight::Regular,
                theme.t2,
            );
        }
    }
}

/// The series in a row; gives the height that it takes.
fn legend(ui: &Ui, request: &Request<'_>, above: Rect) -> f32 {
    let theme = request.theme;
    let mut at = pos2(above.left() + 44.0, above.top() + 8.0);
    for (colour, name) in colours(request.indexed, request.activity, theme)
        .iter()
        .zip(names(request.indexed, request.activity))
    {
        let width = request.measure.width(&name, 10.5, Weight::Regular) + 30.0;
        if at.x + width > above.right() {
            at = pos2(above.left() + 44.0, at.y + 16.0);
        }
        ui.painter().rect_filled(
            Rect::from_center_size(pos2(at.x + 5.0, at.y), vec2(10.0, 10.0)),
            2.0,
            *colour,
        );
        widgets::text_at(
            ui,
            pos2(at.x + 15.0, at.y),
            Align2::LEFT_CENTER,
            &name,
            10.5,
            Weight::Regular,
            theme.t2,
        );
        at.x += width;
    }
    at.y - above.top() + 20.0
}

/// Up to five whole numbers from 0 to the highest, evenly apart.
fn nice_steps(highest: u32) -> Vec<u32> {
    let rough = (highest / 4).max(1);
    let tens = 10u32.pow(rough.ilog10());
    let step = [1, 2, 5, 10]
        .into_iter()
        .map(|n| n * tens)
        .find(|s| *s >= rough)
        .unwrap_or(rough);
    (0..=highest / step).map(|n| n * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points at these seconds, of these tones.
    fn points(all: &[(i64, f32)]) -> Vec<Point> {
        let all = all.iter().zip(0..);
        all.map(|((at, tone), row)| Point {
            at: Instant(*at),
            tone: *tone,
            row,
        })
        .collect()
    }

    #[test]
    fn tones_are_cut_to_the_span() {
        let span = Span::new(Instant(10), Instant(20));
        let points = points(&[(9, 1.0), (10, 2.0), (15, 3.0), (20, 4.0), (21, 5.0)]);
        let tones = Tones::new(&points, span);
        let shown: Vec<Row> = tones.points.iter().map(|p| p.row).collect();
        assert_eq!(shown, [1, 2, 3]);
        assert_eq!(tones.near(4.0).map(|p| p.row), Some(2));
        assert_eq!(tones.near(99.0).map(|p| p.row), Some(3));
    }

    #[test]
    fn a_column_has_one_point_of_a_step_and_one_mean() {
        let span = Span::new(Instant(0), Instant(1_000));
        let many: Vec<(i64, f32)> = (0..1_000)
            .map(|n| (n, if n % 2 == 0 { 5.0 } else { -9.0 }))
            .collect();
        let points = points(&many);
        let tones = Tones::new(&points, span);
        let marks = tones.marks(100.0).map(|m| m.len());
        assert_eq!(marks, [100, 0, 0, 0, 0, 100, 0]);
        let means = tones.means(100.0);
        assert_eq!(means.len(), 100);
        assert_eq!(means.first(), Some(&(9.0, 19.0, -3.4)), "of the last five");
        assert_eq!(means.last().map(|(_, to, _)| *to), Some(1_000.0));
        assert_eq!(tones.means(100_000.0).len(), 1_000, "where there is room");
    }
}
