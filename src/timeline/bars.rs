//! Steps of the calendar in which events are counted: the columns of strips and the bars of charts.

use super::calendar::Step;
use super::span::Span;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;

/// A month is no longer than a bar of a month, whichever, nor a day on which clocks go back.
pub const SLACK: f64 = 1.05;

/// The finest step that is at least so long, and no shorter than a share of the dates, of which
/// these are the lengths. All in seconds.
pub fn step(least: f64, mut lengths: Vec<f64>, (some, of): (usize, usize)) -> Step {
    lengths.sort_by(f64::total_cmp);
    let length = lengths.get(lengths.len() * some / of.max(1));
    let least = least.max(length.map_or(0.0, |length| length / SLACK));
    let finest = Step::all().find(|step| step.seconds() >= least);
    finest.unwrap_or(Step::Years(1_000_000_000))
}

/// This share of the events should be no longer than a bar.
const MOST_OF_THEM: (usize, usize) = (3, 4);
/// A chart has at least so many bars,
const FEWEST: f64 = 8.0;
/// unless more than this share of its dates are longer than such a bar.
const LONGER: f64 = 0.75;

/// The finest step of a chart over a span that is at least so long, and no shorter than most of the
/// dates. What is longer than a few bars can be has no say, where there is something else.
pub fn step_of_chart(least: f64, lengths: &[f64], span: f64) -> Step {
    let has_say = |length: &&f64| **length / SLACK <= span / FEWEST;
    let short: Vec<f64> = lengths.iter().filter(has_say).copied().collect();
    let longer = lengths.len() - short.len();
    #[expect(clippy::cast_precision_loss, reason = "counts, to compare them")]
    let are_most = longer as f64 > LONGER * lengths.len() as f64;
    let lengths = if are_most { lengths.to_vec() } else { short };
    step(least, lengths, MOST_OF_THEM)
}

/// Where each bar over a span begins, and where the last ends: the first has begun before the span,
/// and the last reaches over its end. What is folded is one bar, with what its neighbours leave.
pub fn edges(step: Step, span: &Span, zone: &Zone, most: usize) -> Vec<Instant> {
    let mut edges: Vec<Instant> = Vec::new();
    for (start, end) in span.stretches() {
        let reach = step.length().saturating_mul(2);
        let ticks = step.ticks(start.plus(-reach), end.plus(reach), zone, most);
        let first = ticks.partition_point(|at| *at <= start);
        let ticks = ticks.get(first.saturating_sub(1)..).unwrap_or_default();
        let last = ticks.partition_point(|at| *at < end);
        let ticks = ticks.get(..=last).unwrap_or(ticks);
        let known = edges.last().copied().unwrap_or(Instant::MIN);
        edges.extend(ticks.iter().filter(|at| **at > known));
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::shape::bounds_of;

    const DAY: f64 = 86_400.0;

    #[test]
    fn a_step_is_no_finer_than_most_of_the_dates() {
        assert_eq!(step(100.0, vec![DAY; 9], (1, 2)), Step::Days(1));
        assert_eq!(step(5.0 * DAY, vec![DAY; 9], (1, 2)), Step::Weeks);
        assert_eq!(step(100.0, vec![30.4 * DAY; 3], (1, 2)), Step::Months(1));
        assert_eq!(step(100.0, vec![365.0 * DAY; 3], (1, 2)), Step::Years(1));
        assert_eq!(step(3600.0, vec![60.0, 60.0, DAY], (1, 2)), Step::Hours(1));
        assert_eq!(step(3600.0, Vec::new(), (1, 2)), Step::Hours(1));
    }

    #[test]
    fn bars_cover_a_span_on_days_of_its_zone() {
        let zone = Zone::named("America/New_York").unwrap();
        let at = |text| bounds_of(text, &zone).unwrap().earliest_start;
        let span = Span::new(at("2025-08-08T10:00"), at("2025-08-10T10:00"));
        let days = ["2025-08-08", "2025-08-09", "2025-08-10", "2025-08-11"];
        assert_eq!(edges(Step::Days(1), &span, &zone, 100), days.map(at));
        // A span within one day.
        let span = Span::new(at("2025-08-08T10:00"), at("2025-08-08T11:00"));
        assert_eq!(
            edges(Step::Days(1), &span, &zone, 100),
            [at(days[0]), at(days[1])]
        );
    }
}
