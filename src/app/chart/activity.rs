//! Activity over time: how many events stand in each step of the timeline's axis, stacked by what
//! the hues mean.

use super::{SMALL, still};
use crate::analysis::parts::Counts;
use crate::analysis::{ColourBy, Rows};
use crate::app::answers::{Indexed, Laned};
use crate::app::style::font;
use crate::app::{Show, parts, widgets};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::scene::{Rect, Weight, pos2};
use crate::timeline::calendar::{Step, with_thousands};
use crate::timeline::{Axis, Span};
use egui::{Align2, Color32, Ui};
use egui_plot::{Bar, BarChart, PlotBounds};

/// Least width of a bar, in points.
const BIN: f32 = 6.0;
/// No chart has more bars: an 8K screen has fewer.
const MOST_BARS: usize = 2_000;
/// A chart of few events is as high as one of so many: one event does not fill it.
const LEAST_TOP: u32 = 4;

/// Bars of a span, stacked by part, on the steps of the calendar: where each begins and ends in
/// seconds after its start, and the counts.
pub(super) struct Bars {
    edges: Vec<f64>,
    counts: Vec<Counts>,
    pub(super) highest: u32,
    /// How long a bar is.
    pub(super) step: Step,
}

impl Bars {
    pub(super) fn new(rows: &Rows, by: ColourBy, span: &Span, zone: &Zone, width: f32) -> Self {
        let least = span.length() * f64::from(BIN / width.max(BIN));
        let is_wide = |step: &Step| step.seconds() >= least;
        let step = Step::all().find(is_wide).unwrap_or(Step::Years(1));
        // From the bar that has begun before the span to the end of the one that reaches over it.
        let reach = step.length().saturating_mul(2);
        let (from, to) = (span.from().plus(-reach), span.to().plus(reach));
        let ticks = step.ticks(from, to, zone, MOST_BARS);
        let first = ticks.partition_point(|at| *at <= span.from());
        let ticks = ticks.get(first.saturating_sub(1)..).unwrap_or_default();
        let last = ticks.partition_point(|at| *at < span.to());
        let ticks = ticks.get(..=last).unwrap_or(ticks);
        let edges = ticks.iter().map(|at| span.after(*at)).collect();
        let before = |edge: &Instant| rows.anchors.partition_point(|at| at < edge);
        let positions: Vec<usize> = ticks.iter().map(before).collect();
        let pairs = positions.iter().zip(positions.iter().skip(1));
        let counts: Vec<Counts> = pairs.map(|(a, b)| rows.counts(by, *a..*b)).collect();
        let highest = counts
            .iter()
            .map(|c: &Counts| c.iter().sum())
            .max()
            .unwrap_or(0);
        Self {
            edges,
            counts,
            highest,
            step,
        }
    }

    /// How high the chart is, in events.
    pub(super) fn top(&self) -> f64 {
        f64::from(self.highest.max(LEAST_TOP)) * 1.1
    }

    /// Draws them over a length of seconds.
    pub(super) fn plot(&self, ui: &mut Ui, rect: Rect, length: f64, colours: &[Color32]) {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        still("activity")
            .width(rect.width())
            .height(rect.height())
            .show(&mut child, |plot| {
                let bounds = PlotBounds::from_min_max([0.0, 0.0], [length, self.top()]);
                plot.set_plot_bounds(bounds);
                for chart in self.charts(colours) {
                    plot.bar_chart(chart);
                }
            });
    }

    fn charts(&self, colours: &[Color32]) -> Vec<BarChart> {
        let mut charts: Vec<BarChart> = Vec::new();
        // What stands in each bin already.
        let mut tops = vec![0u32; self.counts.len()];
        for (part, colour) in colours.iter().enumerate() {
            let bars = self
                .edges
                .windows(2)
                .zip(&self.counts)
                .zip(&mut tops)
                .filter_map(|((edge, counts), top)| {
                    let [from, to] = *edge else { return None };
                    let count = *counts.get(part).filter(|c| **c > 0)?;
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
                let chart = BarChart::new(part.to_string(), bars);
                charts.push(chart.color(*colour).allow_hover(false));
            }
        }
        charts
    }
}

/// `1 bar = 6 h`
pub(super) fn bar_in_words(step: Step) -> String {
    format!("1 bar = {}", step.in_words())
}

/// Activity over time under the lanes, on the timeline's own axis.
pub(in crate::app) fn activity(
    show: &mut Show<'_>,
    ui: &mut Ui,
    rect: Rect,
    laned: &Laned,
    axis: &Axis,
) {
    let theme = show.theme;
    let indexed = &laned.of.of;
    ui.painter().rect_filled(rect, 0.0, theme.ground);
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.rule));
    let body = Rect::from_min_max(
        pos2(axis.left, rect.top() + 3.0),
        pos2(axis.right, rect.bottom() - 1.0),
    );
    ui.painter()
        .vline(body.left() - 0.5, rect.y_range(), (1.0, theme.rule));
    let by = show.state.view.colour_by;
    let zone = show.state.view.zone.as_ref().unwrap_or(&indexed.index.zone);
    let bars = Bars::new(&laned.of.rows, by, &axis.span, zone, body.width());
    let colours = parts::colours(indexed, by, theme);
    bars.plot(ui, body, axis.span.length(), &colours);
    let line = (1.0, theme.axis);
    ui.painter()
        .hline(body.x_range(), body.bottom() - 0.5, line);
    let most = format!("most {}", with_thousands(bars.highest as usize));
    let (left, right) = (rect.left() + 12.0, body.left() - 8.0);
    let (upper, lower) = (rect.center().y - 7.0, rect.center().y + 8.0);
    let said = |at, align, text: &str, (size, weight, colour)| {
        widgets::text_at(ui, at, align, text, size, weight, colour);
    };
    let name = (11.5, Weight::SemiBold, theme.t1);
    let quiet = (SMALL, Weight::Regular, theme.t3);
    said(pos2(left, upper), Align2::LEFT_CENTER, "Activity", name);
    said(pos2(right, upper), Align2::RIGHT_CENTER, &most, quiet);
    let step = bar_in_words(bars.step);
    said(pos2(left, lower), Align2::LEFT_CENTER, &step, quiet);
    hover_bar(show, ui, body, &bars, axis, indexed);
}

fn hover_bar(
    show: &Show<'_>,
    ui: &mut Ui,
    body: Rect,
    bars: &Bars,
    axis: &Axis,
    indexed: &Indexed,
) {
    let id = ui.unique_id().with("activity hover");
    let response = ui.interact(body, id, egui::Sense::hover());
    let by = show.state.view.colour_by;
    response.widget_info(|| {
        let name = format!("Activity over time, stacked by {}", by.word());
        egui::WidgetInfo::labeled(egui::Role::Image, true, name)
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
    let zone = show.state.view.zone.as_ref().unwrap_or(&indexed.index.zone);
    let range = crate::timeline::range_in_words(edge(n), edge(n + 1), zone);
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(egui::RichText::new(range).font(font(12.0, Weight::SemiBold)));
        parts::lines(ui, indexed, by, show.theme, counts);
    });
}
