//! Activity over time: how many events stand in each step of the timeline's axis, stacked by what
//! the hues mean.

use super::{SMALL, still, text_at};
use crate::analysis::parts::Counts;
use crate::analysis::{ColourBy, Index, Rows};
use crate::dataset::count::with_thousands;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::scene::{Rect, Theme, pos2, vec2};
use crate::timeline::bars::{self, SLACK};
use crate::timeline::calendar::Step;
use crate::timeline::{Axis, Span, fold_fill};
use egui::{Align2, Color32, Ui};
use egui_plot::{Bar, BarChart, PlotBounds};

/// Least width of a bar, in points.
const BIN: f32 = 6.0;
/// No chart has more bars: an 8K screen has fewer.
const MOST_BARS: usize = 2_000;
/// A chart of few events is as high as one of so many: one event does not fill it.
const LEAST_TOP: u32 = 4;

/// Bars of a span, stacked by part, on the steps of the calendar: where each begins and ends in
/// seconds after its start, and the counts. What may have been at any time of more than a bar
/// stands in none: nobody knows in which.
pub(crate) struct Bars {
    edges: Vec<f64>,
    counts: Vec<Counts>,
    pub(crate) highest: u32,
    step: Step,
    /// How many events of the span are longer than that, and in no bar.
    longer: usize,
}

impl Bars {
    pub(crate) fn new(
        (rows, index): (&Rows, &Index),
        by: ColourBy,
        span: &Span,
        zone: &Zone,
        width: f32,
    ) -> Self {
        let lengths = lengths(rows, index, span);
        let step = step(&lengths, span.length(), width);
        let ticks = bars::edges(step, span, zone, MOST_BARS);
        let edges = ticks.iter().map(|at| span.after(*at)).collect();
        let before = |edge: &Instant| rows.anchors.partition_point(|at| at < edge);
        let positions: Vec<usize> = ticks.iter().map(before).collect();
        let pairs = positions.iter().zip(positions.iter().skip(1));
        let mut counts: Vec<Counts> = pairs.map(|(a, b)| rows.counts(by, *a..*b)).collect();
        let is_longer = |(_, length): &&(usize, f64)| *length > step.seconds() * SLACK;
        // What reaches into the span from outside of all bars is in none either.
        let reaching = rows.few_in_span(index, span.from(), span.to(), LOOKED_AT);
        let reaching = reaching.filter(|_| !lengths.is_empty()).unwrap_or_default();
        let (first, last) = (positions.first().copied(), positions.last().copied());
        let is_beyond = |at: &&usize| Some(**at) < first || Some(**at) >= last;
        let mut longer = reaching.iter().filter(is_beyond).count();
        for (at, _) in lengths.iter().filter(is_longer) {
            let bar = positions.partition_point(|first| first <= at);
            if let Some(bar) = bar.checked_sub(1).and_then(|bar| counts.get_mut(bar)) {
                for (n, own) in bar.iter_mut().zip(rows.counts(by, *at..*at + 1)) {
                    *n = n.saturating_sub(own);
                }
                longer += 1;
            }
        }
        // What is folded is told by the fold, and is no bar.
        let pairs = ticks.iter().zip(ticks.iter().skip(1));
        for ((from, to), counts) in pairs.zip(&mut counts) {
            if span.folds().any(|gap| gap.from <= *from && *to <= gap.to) {
                *counts = Counts::default();
            }
        }
        let totals = counts.iter().map(|counts| counts.iter().sum());
        Self {
            highest: totals.max().unwrap_or(0),
            edges,
            counts,
            step,
            longer,
        }
    }

    /// The bar at some seconds after the span's start: from when to when, and how many events of each
    /// part stand in it; none where there are none.
    pub(crate) fn at(&self, seconds: f64, span: &Span) -> Option<((Instant, Instant), &Counts)> {
        let holds = |e: &[f64]| matches!(e, [a, b] if (*a..*b).contains(&seconds));
        let n = self.edges.windows(2).position(holds)?;
        let counts = self.counts.get(n).filter(|c| c.iter().any(|n| *n > 0))?;
        let edge = |n: usize| self.edges.get(n).map_or(Instant(0), |s| span.at(*s));
        Some(((edge(n), edge(n + 1)), counts))
    }

    /// `1 bar = 6 h`, or where there is little room `6 h each`.
    pub(crate) fn step_in_words(&self) -> [String; 2] {
        let step = self.step.in_words();
        [format!("1 bar = {step}"), format!("{step} each")]
    }

    /// `5 longer`; nothing if there are none.
    pub(crate) fn longer_in_words(&self) -> String {
        match self.longer {
            0 => String::new(),
            longer => format!("{} longer", with_thousands(longer)),
        }
    }

    /// How high the chart is, in events.
    pub(crate) fn top(&self) -> f64 {
        f64::from(self.highest.max(LEAST_TOP)) * 1.1
    }

    /// Draws them over a length of seconds.
    pub(crate) fn plot(&self, ui: &mut Ui, rect: Rect, length: f64, colours: &[Color32]) {
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
            let bins = self.edges.windows(2).zip(&self.counts).zip(&mut tops);
            let bars = bins.filter_map(|((edge, counts), top)| {
                let [from, to] = *edge else { return None };
                let count = *counts.get(part).filter(|c| **c > 0)?;
                let bar = Bar::new(from.midpoint(to), f64::from(count))
                    .width((to - from) * 0.86)
                    .base_offset(f64::from(*top))
                    .fill(*colour)
                    .stroke(egui::Stroke::NONE);
                *top += count;
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

/// No more events of a span than this are looked at one by one.
const LOOKED_AT: usize = 5_000;
/// So many bars are never too many.
const FEW_BARS: f64 = 24.0;

/// The events that stand in a span, by their places, each with how long it may have been, in
/// seconds; of very many none.
fn lengths(rows: &Rows, index: &Index, span: &Span) -> Vec<(usize, f64)> {
    let range = rows.anchored_in(span.from(), span.to());
    if range.len() > LOOKED_AT {
        return Vec::new();
    }
    let length = |at: usize| {
        let (first, last) = index.reach(*rows.rows.get(at)?)?;
        Some((at, span.after(last) - span.after(first)))
    };
    range.filter_map(length).collect()
}

/// The finest step whose bars can be told apart, are no shorter than most of the events, and of few
/// events no more than there are events: a row of ones says nothing.
fn step(lengths: &[(usize, f64)], span: f64, width: f32) -> Step {
    #[expect(clippy::cast_precision_loss, reason = "a count, to divide by it")]
    let most = match lengths.len() {
        0 => f64::INFINITY,
        count => (count as f64).max(FEW_BARS),
    };
    let least = (span * f64::from(BIN / width.max(BIN))).max(span / most);
    let lengths: Vec<f64> = lengths.iter().map(|(_, length)| *length).collect();
    bars::step_of_chart(least, &lengths, span)
}

/// Where the axis is folded: a band, with how many events it holds.
pub(crate) fn draw_folds(ui: &Ui, axis: &Axis, body: Rect, theme: &Theme) {
    for (gap, (left, right)) in axis.folds() {
        let band = Rect::from_x_y_ranges(left..=right, body.y_range()).intersect(body);
        ui.painter().rect_filled(band, 0.0, fold_fill(theme));
        for x in [band.left(), band.right()] {
            let ends = [pos2(x, body.top()), pos2(x, body.bottom())];
            let dashes = egui::Shape::dashed_line(&ends, (1.0, theme.axis), 3.0, 3.0);
            ui.painter().extend(dashes);
        }
        if gap.events > 0 {
            let at = band.center_top() + vec2(0.0, 3.0);
            let says = with_thousands(gap.events);
            text_at(ui, at, Align2::CENTER_TOP, &says, SMALL, theme.t3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Bits, TO_THE_END};
    use crate::dataset::date::{Date, Margins};
    use crate::dataset::{Dataset, Event};

    const HOUR: f64 = 3600.0;
    const DAY: f64 = 24.0 * HOUR;

    /// Some events of a length.
    fn some(count: usize, length: f64) -> Vec<(usize, f64)> {
        (0..count).map(|at| (at, length)).collect()
    }

    #[test]
    fn bars_are_no_finer_than_most_of_the_dates() {
        let weeks = 14.0 * DAY;
        assert_eq!(step(&some(20, DAY), weeks, 1200.0), Step::Days(1));
        assert_eq!(step(&some(200, 0.0), weeks, 1200.0), Step::Hours(3));
        // Nor are there more bars than events.
        assert_eq!(step(&some(20, 0.0), weeks, 1200.0), Step::Days(1));
        // What is as long as all of it has no say.
        let mut mixed = some(50, 0.0);
        mixed.extend(some(100, 400.0 * DAY));
        assert_eq!(step(&mixed, weeks, 1200.0), Step::Hours(3));
        // Of one day with nothing but days the day is the bar.
        assert_eq!(step(&some(24, DAY), 1.1 * DAY, 1200.0), Step::Days(1));
    }

    #[test]
    fn what_may_have_been_at_any_time_of_a_day_is_at_no_hour_of_it() {
        let event = |when: &str| {
            let mut event = Event::titled(when.into(), when);
            event.when = Some(when.into());
            event
        };
        let dates = ["2025-08-15", "2025-08-15T09:00", "2025-08-15T16:00"];
        let dataset = Dataset {
            events: dates.map(event).into_iter().collect(),
            ..Dataset::default()
        };
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let rows = Rows::of(&index, &Bits::all(index.len()));
        let at = |text| {
            index
                .range(&Date::parse(text).unwrap(), &index.zone)
                .unwrap()
        };
        let (from, to) = at("2025-08-15");
        let span = Span::new(from, to);
        let bars = Bars::new((&rows, &index), ColourBy::Group, &span, &index.zone, 1200.0);
        let counts = bars.counts.iter().map(|bar| bar.iter().sum::<u32>());
        assert_eq!(counts.sum::<u32>(), 2);
        assert_eq!(bars.longer_in_words(), "1 longer");
    }

    #[test]
    fn a_day_of_25_hours_is_no_longer_than_a_day() {
        let days = 14.0 * DAY;
        assert_eq!(step(&some(20, 25.0 * HOUR), days, 1200.0), Step::Days(1));
    }
}
