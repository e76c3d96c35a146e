//! Tone over time of what is selected, over the timeline's span.

use super::{Request, SMALL, still, text_at};
use crate::analysis::Row;
use crate::analysis::tone::{Point, Way};
use crate::dataset::zone::Zone;
use crate::scene::theme::{Theme, faded};
use crate::scene::{Measure, Rect, Weight, pos2};
use crate::timeline::ticks::Ticks;
use crate::timeline::{Axis, Span};
use egui::{Align2, Ui};
use egui_plot::{Bar, BarChart, GridMark, HLine, MarkerShape, PlotBounds, Points};

/// What the tone chart needs of the events: the points in order of time, and the axis' span.
pub(crate) struct Tones<'a> {
    pub(crate) points: &'a [Point],
    pub(crate) span: Span,
}

impl<'a> Tones<'a> {
    /// Those of the points that stand in the span.
    pub(crate) fn new(points: &'a [Point], span: Span) -> Self {
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

    /// The points of each way and each tone's step: no more than one in a column of a pixel, since
    /// they would hide each other.
    fn marks(&self, width: f32) -> Marks {
        let mut marks = Marks::default();
        let mut last = [[None; 7]; 3];
        for (column, _, point) in self.columns(width) {
            let tone = f64::from(point.tone);
            let (way, step) = (way_number(point.way), Theme::tone_step(tone));
            let marks = marks.get_mut(way).and_then(|marks| marks.get_mut(step));
            let last = last.get_mut(way).and_then(|last| last.get_mut(step));
            if let (Some(marks), Some(last)) = (marks, last)
                && *last != Some(column)
            {
                *last = Some(column);
                marks.push([self.span.after(point.at), tone]);
            }
        }
        marks
    }

    /// Whether what one of two does and what the other does stand side by side: a mean of both would
    /// be nobody's.
    fn has_both_ways(&self) -> bool {
        let has = |way| self.points.iter().any(|point| point.way == way);
        has(Way::Forth) && has(Way::Back)
    }

    /// The running mean of the last five tones, as steps that hold until the next: when each
    /// begins and ends, and the mean. Of several in a column of a pixel the last is seen.
    fn means(&self, width: f32) -> Vec<(f64, f64, f64)> {
        const LAST: usize = 5;
        if self.has_both_ways() {
            return Vec::new();
        }
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
    pub(crate) fn near(&self, after: f64) -> Option<&'a Point> {
        let is_before = |p: &Point| self.span.after(p.at) < after;
        let next = self.points.partition_point(is_before);
        let both = [next.checked_sub(1), Some(next)].into_iter().flatten();
        both.filter_map(|n| self.points.get(n)).min_by(|a, b| {
            let off = |p: &Point| (self.span.after(p.at) - after).abs();
            off(a).total_cmp(&off(b))
        })
    }
}

/// The points of each way, in each step of tone.
type Marks = [[Vec<[f64; 2]>; 7]; 3];

/// The mark of each way: it points where it goes.
const SHAPES: [MarkerShape; 3] = [MarkerShape::Right, MarkerShape::Left, MarkerShape::Circle];

const fn way_number(way: Way) -> usize {
    match way {
        Way::Forth => 0,
        Way::Back => 1,
        Way::Both => 2,
    }
}

/// What is drawn of the tones: no more than there are columns of pixels.
pub(crate) struct Binned {
    marks: Marks,
    means: Vec<(f64, f64, f64)>,
}

impl Binned {
    pub(crate) fn new(tones: &Tones<'_>, width: f32) -> Self {
        Self {
            marks: tones.marks(width),
            means: tones.means(width),
        }
    }
}

/// The tones of some events without a window.
pub(super) fn draw(ui: &mut Ui, rect: Rect, points: &[Point], request: &Request<'_>) {
    let (axis, theme) = (axis(rect, request.span), request.theme);
    let tones = Tones::new(points, axis.span);
    let frame = tone_frame(ui, rect, &axis, request.zone, theme, request.measure);
    let binned = Binned::new(&tones, frame.0.width());
    plot_tone(ui, frame, &tones, &binned, theme, None);
}

/// The axis of a tone chart beside its scale.
pub(crate) fn axis(rect: Rect, span: Span) -> Axis {
    Axis::new(span, rect.left() + 26.0, rect.right())
}

/// A tone chart's surroundings: the scale at the left and the ticks below. Gives the ground that
/// is left, and the axis' ticks.
pub(crate) fn tone_frame(
    ui: &Ui,
    rect: Rect,
    axis: &Axis,
    zone: &Zone,
    theme: &Theme,
    measure: &Measure,
) -> (Rect, Ticks) {
    let ticks = Ticks::new(axis, zone, SMALL, measure);
    let body = Rect::from_min_max(
        pos2(axis.left, rect.top() + 4.0),
        pos2(axis.right, rect.bottom() - 18.0),
    );
    let say = |at, align, text: &str| {
        text_at(ui, at, align, text, SMALL, theme.t3);
    };
    for (value, text) in [(10.0, "+10"), (0.0, "0"), (-10.0, "−10")] {
        let y = body.center().y - body.height() * value / 22.0;
        say(pos2(body.left() - 6.0, y), Align2::RIGHT_CENTER, text);
    }
    for tick in &ticks.ticks {
        let Some(label) = &tick.label else { continue };
        let text = format!("{} {}", label.quiet, label.strong);
        let width = measure.width(text.trim(), SMALL, Weight::Regular);
        let x = tick.label_under();
        if x + width <= body.right() {
            let at = pos2(x, body.bottom() + 10.0);
            say(at, Align2::LEFT_CENTER, text.trim());
        }
    }
    (body, ticks)
}

pub(crate) fn plot_tone(
    ui: &mut Ui,
    (body, ticks): (Rect, Ticks),
    tones: &Tones<'_>,
    binned: &Binned,
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
            let (areas, edges) = steps(&binned.means, theme);
            plot.bar_chart(BarChart::new("mean", areas).allow_hover(false));
            plot.bar_chart(BarChart::new("mean edge", edges).allow_hover(false));
            let of_selected = |row| tones.points.iter().find(|p| p.row == row);
            if let Some(point) = selected.and_then(of_selected) {
                let at = vec![[after(point.at), f64::from(point.tone)]];
                let halo = Points::new("selected", at).radius(6.0);
                plot.points(halo.color(theme.mark).allow_hover(false));
            }
            for (steps, shape) in binned.marks.iter().zip(SHAPES) {
                let is_circle = shape == MarkerShape::Circle;
                let radius = if is_circle { 3.0 } else { 4.0 };
                for (marks, colour) in steps.iter().zip(theme.tone) {
                    if !marks.is_empty() {
                        let marks = Points::new("tone", marks.clone()).shape(shape);
                        let marks = marks.radius(radius).color(colour);
                        plot.points(marks.allow_hover(false));
                    }
                }
            }
        });
}

/// The running mean as bars: the area to zero, and its edge.
fn steps(means: &[(f64, f64, f64)], theme: &Theme) -> (Vec<Bar>, Vec<Bar>) {
    let (mut areas, mut edges) = (Vec::new(), Vec::new());
    for (from, to, mean) in means.iter().copied() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::instant::Instant;

    /// Points at these seconds, of these tones.
    fn points(all: &[(i64, f32)]) -> Vec<Point> {
        let all = all.iter().zip(0..);
        all.map(|((at, tone), row)| Point {
            at: Instant(*at),
            tone: *tone,
            row,
            way: Way::Both,
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
        let [forth, back, both] = tones.marks(100.0).map(|steps| steps.map(|m| m.len()));
        assert_eq!((forth, back), ([0; 7], [0; 7]));
        assert_eq!(both, [100, 0, 0, 0, 0, 100, 0]);
        let means = tones.means(100.0);
        assert_eq!(means.len(), 100);
        assert_eq!(means.first(), Some(&(9.0, 19.0, -3.4)), "of the last five");
        assert_eq!(means.last().map(|(_, to, _)| *to), Some(1_000.0));
        assert_eq!(tones.means(100_000.0).len(), 1_000, "where there is room");
    }
}
