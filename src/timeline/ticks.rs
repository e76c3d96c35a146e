//! The ticks of the axis: the finest step of the calendar whose labels, as measured, stand clear
//! of each other, and what each label says on its two levels.

mod stretches;

use super::axis::Axis;
use super::bars;
use super::calendar::{Step, is_weekend, month_in_words, rounded, weekday_in_words, year_in_words};
use super::span::Span;
use super::words::{days_in_words, is_same_day, years_in_words};
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;
use crate::scene::{Measure, Weight};

/// The text beside a tick.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// What stands first and quiet: `Wed`.
    pub quiet: String,
    /// What stands out: `6`.
    pub strong: String,
    /// Its width in points, with the gap between the two.
    width: f32,
}

/// A tick of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// When.
    pub time: Instant,
    /// Where.
    pub x: f32,
    /// What stands beside it; none where the next label would be too near.
    pub label: Option<Label>,
    /// Where that begins: after the tick, or over it in a stretch that ends too soon for that.
    pub label_x: f32,
    /// Whether a coarser unit begins here: a day among hours, a year among months.
    pub is_major: bool,
    /// Which of the stretches between folds it is in.
    stretch: usize,
}

/// The ticks of an axis in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Their step.
    pub step: Step,
    /// From left to right.
    pub ticks: Vec<Tick>,
    /// Between them, without labels.
    pub minor: Vec<f32>,
    /// What the labels leave out: `Aug 2025`, of most of the axis, or else `Aug–Sep 2025`.
    pub context: String,
    /// Saturdays and Sundays, where a day is wide enough to be seen: left and right.
    pub weekends: Vec<(f32, f32)>,
}

/// From the tick to its label.
pub const BESIDE: f32 = 5.0;
/// From a label to the next tick, at least.
const APART: f32 = 7.0;
/// Between the parts of a label.
pub const WORD: f32 = 3.5;
/// A tick is at least this far from the next.
const LEAST: f64 = 26.0;
/// Days narrower than this show no weekends.
const WEEKEND: f64 = 9.0;
/// No axis has more ticks: an 8K screen has fewer.
const MOST: usize = 400;

impl Ticks {
    /// The ticks of an axis, labelled in a size of text.
    ///
    /// Where nothing is dated there is no time to tell: use [`Ticks::none`].
    pub fn new(axis: &Axis, zone: &Zone, size: f32, measure: &Measure) -> Self {
        let scale = axis.scale();
        let fine = Step::all().filter(|s| s.seconds() / scale >= LEAST);
        let mut last = None;
        for step in fine {
            let mut ticks = labelled(axis, zone, step, size, measure);
            if stand_clear(&ticks) {
                if !axis.folds().is_empty() {
                    stretches::name(&mut ticks, (axis, step, zone), size, measure);
                }
                return Self::of(axis, zone, step, ticks);
            }
            last = Some((step, ticks));
        }
        // All years on a picture narrower than their labels: ticks without.
        let (step, mut ticks) = last.unwrap_or((Step::Years(100_000_000_000), Vec::new()));
        for tick in &mut ticks {
            tick.label = None;
        }
        Self::of(axis, zone, step, ticks)
    }

    /// Of an axis on which nothing stands.
    pub fn none() -> Self {
        Self {
            step: Step::Years(1),
            ticks: Vec::new(),
            minor: Vec::new(),
            context: String::new(),
            weekends: Vec::new(),
        }
    }

    fn of(axis: &Axis, zone: &Zone, step: Step, ticks: Vec<Tick>) -> Self {
        Self {
            minor: minor(axis, zone, step),
            context: context(&axis.span, zone, step),
            weekends: weekends(axis, zone, step),
            step,
            ticks,
        }
    }
}

/// The ticks of each stretch between folds, with its number.
fn of_stretches(axis: &Axis, zone: &Zone, step: Step) -> Vec<(usize, Instant)> {
    let ticks = |(from, to): (Instant, Instant)| step.ticks(from, to.plus(1), zone, MOST);
    let all = axis.span.stretches().into_iter().enumerate();
    all.flat_map(|(n, stretch)| ticks(stretch).into_iter().map(move |at| (n, at)))
        .collect()
}

fn labelled(axis: &Axis, zone: &Zone, step: Step, size: f32, measure: &Measure) -> Vec<Tick> {
    // A line at the very right would stand outside.
    let within = |x: f32| x >= axis.left - 0.01 && x < axis.right - 0.5;
    of_stretches(axis, zone, step)
        .into_iter()
        .map(|(stretch, time)| {
            let civil = zone.civil(time);
            let (label, is_major) = label(&civil, step);
            let label = Some(label.measured(size, measure));
            let x = axis.x_from_time(time);
            Tick {
                time,
                x,
                // What does not fit before the right end is left out, as the tick is still there.
                label: label.filter(|l| x + BESIDE + l.width <= axis.right),
                label_x: x + BESIDE,
                is_major,
                stretch,
            }
        })
        .filter(|tick| within(tick.x))
        .collect()
}

impl Label {
    fn new(quiet: &str, strong: impl Into<String>) -> Self {
        Self {
            quiet: quiet.to_owned(),
            strong: strong.into(),
            width: 0.0,
        }
    }

    fn measured(self, size: f32, measure: &Measure) -> Self {
        let quiet = measure.width(&self.quiet, size, Weight::Regular);
        let strong = measure.width(&self.strong, size, Weight::SemiBold);
        let is_one = self.quiet.is_empty() || self.strong.is_empty();
        let gap = if is_one { 0.0 } else { WORD };
        Self {
            width: (quiet + gap + strong).ceil(),
            ..self
        }
    }
}

/// Whether the labels of each stretch do.
fn stand_clear(ticks: &[Tick]) -> bool {
    let mut pairs = ticks.iter().zip(ticks.iter().skip(1));
    pairs.all(|(tick, next)| tick.stretch != next.stretch || tick.label_end() + APART <= next.x)
}

impl Tick {
    /// Whether its label would stand on its line.
    pub fn is_covered(&self) -> bool {
        self.label_x < self.x + BESIDE - 0.01
    }

    /// Where its label begins in a row under its line.
    pub fn label_under(&self) -> f32 {
        self.label_x - BESIDE
    }

    /// Where its label ends.
    pub fn label_end(&self) -> f32 {
        self.label_x + self.label.as_ref().map_or(0.0, |label| label.width)
    }
}

/// What a tick says, and whether a coarser unit begins there.
fn label(civil: &Civil, step: Step) -> (Label, bool) {
    let quiet = |text: &str| Label::new(text, "");
    let day = || Label::new(weekday_in_words(civil), day_in_words(civil));
    let is_midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
    let clock = format!("{:02}:{:02}", civil.hour, civil.minute);
    match step {
        Step::Seconds(_) | Step::Minutes(_) | Step::Hours(_) if is_midnight => (day(), true),
        Step::Seconds(_) if civil.second == 0 => (Label::new("", clock), true),
        Step::Seconds(_) => (quiet(&format!("{clock}:{:02}", civil.second)), false),
        Step::Minutes(_) if civil.minute == 0 => (Label::new("", clock), true),
        Step::Minutes(_) | Step::Hours(_) => (quiet(&clock), false),
        Step::Days(_) => (day(), civil.day == 1),
        Step::Weeks => {
            let month = month_in_words(civil.month);
            let day = civil.day.to_string();
            // The first Monday of a month names it, and of a year the year.
            match (civil.day, civil.month) {
                (..=7, 1) => {
                    let january = format!("{month} {}", year_in_words(civil.year));
                    (Label::new(&day, january), true)
                }
                (..=7, _) => (Label::new(&day, month), true),
                _ => (quiet(&day), false),
            }
        }
        Step::Months(_) if civil.month == 1 => (Label::new("", year_in_words(civil.year)), true),
        Step::Months(_) => (quiet(month_in_words(civil.month)), false),
        Step::Years(_) => (Label::new("", year_in_words(civil.year)), false),
    }
}

/// `6`; `1 Sep` on the first of a month, and `1 Jan 2026` on that of a year.
fn day_in_words(civil: &Civil) -> String {
    let (day, month) = (civil.day, month_in_words(civil.month));
    match (day, civil.month) {
        (1, 1) => format!("1 {month} {}", year_in_words(civil.year)),
        (1, _) => format!("1 {month}"),
        _ => day.to_string(),
    }
}

/// One day, month or year that fills so much of the axis names it; else its first and last do.
const MOST_OF_IT: f64 = 0.8;

/// What the labels leave out.
fn context(span: &Span, zone: &Zone, step: Step) -> String {
    // A little of another unit at an end does not count.
    let at = |share: f64| zone.civil(span.at(span.length() * share));
    // Of all, what its dates name, without the room that the axis leaves at its ends.
    let all = span.gaps().named.filter(|_| span.shows_all());
    let (from, to) = all.unwrap_or((span.from(), span.to()));
    let whole = [from, to.plus(-1).max(from)].map(|at| zone.civil(at));
    // Near an end that little may be a fold of a hundred years.
    let is_folded = span.folds().next().is_some();
    let [first, last] = match all.is_some() || is_folded {
        true => whole,
        false => [0.05, 0.95].map(at),
    };
    let middle = at(0.5);
    // What fills most of the axis holds its middle.
    let fills = |start: Civil, end: Civil| {
        let [start, end] = [start, end].map(|civil| span.after(zone.instant(&civil)));
        end.min(span.length()) - start.max(0.0) >= MOST_OF_IT * span.length()
    };
    match step {
        Step::Seconds(_) | Step::Minutes(_) | Step::Hours(_) => {
            let start = Civil::midnight(middle.year, middle.month, middle.day);
            let next = Civil::from_seconds(start.seconds().saturating_add(DAY));
            if fills(start, next) || is_same_day(&first, &last) {
                let (weekday, month) = (weekday_in_words(&middle), month_in_words(middle.month));
                let year = year_in_words(middle.year);
                format!("{weekday} {} {month} {year}", middle.day)
            } else {
                days_in_words(&first, &last)
            }
        }
        Step::Days(_) => {
            let start = Civil::midnight(middle.year, middle.month, 1);
            let month = |civil: &Civil| {
                let (month, year) = (month_in_words(civil.month), year_in_words(civil.year));
                format!("{month} {year}")
            };
            if fills(start, start.plus_months(1)) {
                month(&middle)
            } else if first.year != last.year {
                format!("{} – {}", month(&first), month(&last))
            } else if first.month != last.month {
                format!("{}–{}", month_in_words(first.month), month(&last))
            } else {
                month(&first)
            }
        }
        Step::Weeks | Step::Months(_) => {
            let start = Civil::midnight(middle.year, 1, 1);
            if fills(start, start.plus_months(12)) {
                year_in_words(middle.year)
            } else {
                years_in_words(first.year, last.year)
            }
        }
        Step::Years(_) => {
            let [first, last] = whole.map(|civil| civil.year);
            // Ends in deep time are no years that anybody could read off.
            match last.saturating_sub(first) {
                length @ 1_000_000.. => format!("{} years", rounded(length.unsigned_abs())),
                _ => years_in_words(first, last),
            }
        }
    }
}

/// Ticks of the next finer step that has room between the labels.
fn minor(axis: &Axis, zone: &Zone, step: Step) -> Vec<f32> {
    let finer = match step {
        Step::Years(1) => Step::Months(3),
        // Of 10 years one, of 20 or 50 years 10.
        Step::Years(n) => match 10i64.pow(n.max(1).ilog10()) {
            power if power == n => Step::Years((n / 10).max(1)),
            power => Step::Years(power),
        },
        Step::Months(3) => Step::Months(1),
        Step::Months(_) => Step::Weeks,
        Step::Weeks | Step::Days(2) => Step::Days(1),
        Step::Days(_) => Step::Hours(6),
        Step::Hours(12) => Step::Hours(6),
        Step::Hours(6) | Step::Hours(3) => Step::Hours(1),
        Step::Hours(_) => Step::Minutes(15),
        Step::Minutes(n) if n > 5 => Step::Minutes(5),
        Step::Minutes(5) => Step::Minutes(1),
        Step::Minutes(_) => Step::Seconds(15),
        Step::Seconds(n) if n > 5 => Step::Seconds(5),
        Step::Seconds(_) => Step::Seconds(1),
    };
    if finer == step || finer.seconds() / axis.scale() < 7.0 {
        return Vec::new();
    }
    let ticks = of_stretches(axis, zone, finer).into_iter();
    let places = ticks.map(|(_, time)| axis.x_from_time(time));
    let is_seen = |x: &f32| *x >= axis.left && *x < axis.right - 0.5;
    places.filter(is_seen).collect()
}

fn weekends(axis: &Axis, zone: &Zone, step: Step) -> Vec<(f32, f32)> {
    let is_fine = matches!(
        step,
        Step::Seconds(_) | Step::Minutes(_) | Step::Hours(_) | Step::Days(_) | Step::Weeks
    );
    if !is_fine || Step::Days(1).seconds() / axis.scale() < WEEKEND {
        return Vec::new();
    }
    // The days that began before the left end, and end past the right one.
    let days = bars::edges(Step::Days(1), &axis.span, zone, MOST);
    let mut weekends: Vec<(f32, f32)> = Vec::new();
    for (day, next) in days.iter().zip(days.iter().skip(1)) {
        let is_folded = axis.span.fold_of((*day, *next)).is_some();
        if is_folded || !is_weekend(&zone.civil(*day)) {
            continue;
        }
        let left = axis.x_from_time(*day).max(axis.left);
        let right = axis.x_from_time(*next).min(axis.right);
        if right <= left {
            continue;
        }
        match weekends.last_mut() {
            Some(last) if last.1 >= left - 0.01 => last.1 = right,
            _ => weekends.push((left, right)),
        }
    }
    weekends
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(year: i64, month: u8, day: u8) -> Instant {
        Instant::from_seconds(Civil::midnight(year, month, day).seconds())
    }

    fn ticks(from: Instant, to: Instant, width: f32) -> Ticks {
        let axis = Axis::new(Span::new(from, to), 0.0, width);
        Ticks::new(&axis, &Zone::utc(), 11.5, &Measure::new())
    }

    fn words(ticks: &Ticks) -> Vec<String> {
        let text = |l: &Label| format!("{} {}", l.quiet, l.strong).trim().to_owned();
        let labels = ticks.ticks.iter().filter_map(|t| t.label.as_ref());
        labels.map(text).collect()
    }

    #[test]
    fn labels_say_what_changes_and_the_context_the_rest() {
        let days = ticks(at(2025, 8, 28), at(2025, 9, 3), 500.0);
        assert_eq!(days.context, "Aug–Sep 2025");
        assert_eq!(
            words(&days),
            ["Thu 28", "Fri 29", "Sat 30", "Sun 31", "Mon 1 Sep", "Tue 2"]
        );
        assert_eq!(days.weekends.len(), 1);
        let hours = ticks(at(2025, 8, 15), at(2025, 8, 16), 500.0);
        assert_eq!(hours.context, "Fri 15 Aug 2025");
        assert_eq!(words(&hours)[..3], ["Fri 15", "03:00", "06:00"]);
        let months = ticks(at(2025, 10, 2), at(2026, 6, 1), 500.0);
        assert_eq!(months.context, "2025–2026");
        assert_eq!(words(&months)[..3], ["Nov", "Dec", "2026"]);
        let years = ticks(at(2014, 1, 1), at(2026, 1, 1), 900.0);
        assert_eq!(years.context, "2014–2025");
        assert_eq!(words(&years)[..2], ["2014", "2015"]);
        let ages = ticks(at(-700, 1, 1), at(1300, 1, 1), 500.0);
        assert_eq!(words(&ages)[..3], ["500 BCE", "1 CE", "500 CE"]);
        let ages = ticks(at(-65_999_999, 6, 1), at(2000, 2, 1), 900.0);
        assert_eq!(ages.context, "66 million years");
        let seconds = ticks(at(2025, 8, 15).plus(50), at(2025, 8, 15).plus(75), 500.0);
        assert_eq!(words(&seconds)[..3], ["00:00:50", "00:00:55", "00:01"]);
    }

    #[test]
    fn the_context_is_of_what_is_seen() {
        let context = |from: Instant, to: Instant| ticks(from, to, 1000.0).context;
        // A little of the month before does not name the axis.
        assert_eq!(context(at(2024, 2, 29), at(2024, 3, 11)), "Mar 2024");
        assert_eq!(context(at(2022, 12, 20), at(2024, 12, 30)), "2023–2024");
        assert_eq!(
            context(at(2024, 12, 27), at(2025, 1, 6)),
            "Dec 2024 – Jan 2025"
        );
        let noon = |y, m, d| at(y, m, d).plus(DAY / 2);
        assert_eq!(
            context(noon(2025, 8, 15), noon(2025, 8, 16)),
            "15–16 Aug 2025"
        );
        assert_eq!(
            context(noon(2025, 8, 31), noon(2025, 9, 1)),
            "31 Aug – 1 Sep 2025"
        );
        let late = at(2025, 8, 15).plus(-3600);
        assert_eq!(context(late, at(2025, 8, 16)), "Fri 15 Aug 2025");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// No two labels touch, and none leaves the axis, at any zoom and width.
        #[test]
        fn labels_stand_clear(from in -4_000_000_000i64..4_000_000_000, power in 0.0..18.5f64, width in 60.0..2000.0f32) {
            let span = Span::new(Instant(from), Instant(from)).zoomed(0.3, 10f64.powf(power));
            let axis = Axis::new(span, 140.0, 140.0 + width);
            let ticks = Ticks::new(&axis, &Zone::named("America/Anchorage").unwrap(), 11.5, &Measure::new());
            let mut end = axis.left;
            for tick in &ticks.ticks {
                prop_assert!(tick.x >= end - 0.01 && tick.x <= axis.right);
                end = tick.x;
                if tick.label.is_some() {
                    end = tick.label_end();
                }
                prop_assert!(end <= axis.right);
            }
            for (left, right) in &ticks.weekends {
                prop_assert!(axis.left <= *left && left < right && *right <= axis.right);
            }
        }
    }
}
