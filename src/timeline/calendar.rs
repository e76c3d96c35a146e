//! The steps of an axis over a real calendar: d3-time's table (Bostock, d3-time 3, "Ticks"),
//! from a second to a thousand million years, on a zone's wall clock.

use crate::dataset::count::with_thousands;
use crate::dataset::instant::{
    Civil, DAY, FARTHEST_YEAR, Instant, civil_from_days, days_from_civil, weekday,
};
use crate::dataset::zone::Zone;

/// A step from one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 1, 5, 15 or 30
    Seconds(i64),
    /// 1, 5, 15 or 30
    Minutes(i64),
    /// 1, 3, 6 or 12
    Hours(i64),
    /// 1 or 2; twos begin anew on the first of a month.
    Days(i64),
    /// Mondays.
    Weeks,
    /// 1 or 3
    Months(i64),
    /// 1, 2, 5 and their tenfolds.
    Years(i64),
}

/// Seconds in a mean year.
pub const YEAR: i64 = 31_556_952;

impl Step {
    /// All steps, from the finest.
    pub fn all() -> impl Iterator<Item = Self> {
        let clock = [1, 5, 15, 30].map(Self::Seconds).into_iter();
        let clock = clock.chain([1, 5, 15, 30].map(Self::Minutes));
        let clock = clock.chain([1, 3, 6, 12].map(Self::Hours));
        let days = [Self::Days(1), Self::Days(2), Self::Weeks];
        let months = [1, 3].map(Self::Months);
        let powers = (0..=11u32).map(|power| 10i64.pow(power));
        let years = powers.flat_map(|power| [1, 2, 5].map(|n| Self::Years(power * n)));
        clock.chain(days).chain(months).chain(years)
    }

    /// About how long it is, in seconds.
    pub fn length(self) -> i64 {
        match self {
            Self::Seconds(n) => n,
            Self::Minutes(n) => n * 60,
            Self::Hours(n) => n * 3600,
            Self::Days(n) => n * DAY,
            Self::Weeks => 7 * DAY,
            Self::Months(n) => n * YEAR / 12,
            Self::Years(n) => n.saturating_mul(YEAR),
        }
    }

    /// The same as a number.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the length of a step, to compare it with pixels"
    )]
    pub fn seconds(self) -> f64 {
        self.length() as f64
    }

    /// How long it is: `15 min`, `1 week`, `5 years`, `2 million years`.
    pub fn in_words(self) -> String {
        let (count, one, many) = match self {
            Self::Seconds(n) => (n, "s", "s"),
            Self::Minutes(n) => (n, "min", "min"),
            Self::Hours(n) => (n, "h", "h"),
            Self::Days(n) => (n, "day", "days"),
            Self::Weeks => (1, "week", "weeks"),
            Self::Months(n) => (n, "month", "months"),
            Self::Years(n) => (n, "year", "years"),
        };
        let unit = if count == 1 { one } else { many };
        format!("{} {unit}", rounded(count.unsigned_abs()))
    }

    /// The ticks from one instant to another, rising, on a zone's wall clock; at most `most`.
    /// The hours of a day on which clocks change are those that they show.
    pub fn ticks(self, from: Instant, to: Instant, zone: &Zone, most: usize) -> Vec<Instant> {
        let first = zone.civil(from);
        let mut ticks: Vec<Instant> = Vec::new();
        // Adds a tick if it is within and new; gives whether there may be more.
        let mut keep = |tick: Instant| {
            if tick >= to || ticks.len() >= most {
                return false;
            }
            if tick >= from && ticks.last().is_none_or(|last| *last < tick) {
                ticks.push(tick);
            }
            true
        };
        match self {
            Self::Seconds(_) | Self::Minutes(_) | Self::Hours(1) => {
                self.clock_ticks(from, zone, keep);
            }
            Self::Hours(n) => each_day(&first, most, |day| {
                let (year, month, day) = civil_from_days(day);
                let midnight = Civil::midnight(year, month, day);
                (0..24 / n).all(|k| {
                    let hour = u8::try_from(k * n).unwrap_or(0);
                    keep(zone.instant(&Civil { hour, ..midnight }))
                })
            }),
            Self::Days(_) | Self::Weeks => each_day(&first, most, |day| {
                let (year, month, of_month) = civil_from_days(day);
                let counts = match self {
                    Self::Weeks => weekday(day) == 0,
                    // The 31st would stand too close to the 1st.
                    Self::Days(2) => of_month % 2 == 1 && of_month < 31,
                    _ => true,
                };
                !counts || keep(zone.instant(&Civil::midnight(year, month, of_month)))
            }),
            Self::Months(n) => {
                let month = i64::from(first.month) - 1;
                let mut civil = Civil::midnight(first.year, 1, 1).plus_months(month / n * n);
                // Bounded, since the calendar's last year has no next.
                for _ in 0..most + 24 {
                    if !keep(zone.instant(&civil)) {
                        break;
                    }
                    civil = civil.plus_months(n);
                }
            }
            Self::Years(n) => {
                for year in (nth_year(first.year, n)..).map(|k| year_of(k, n)) {
                    let is_kept = keep(zone.instant(&Civil::midnight(year, 1, 1)));
                    if !is_kept || year >= FARTHEST_YEAR {
                        break;
                    }
                }
            }
        }
        ticks
    }

    /// Walks the instants themselves, so that an hour that clocks show twice has both its ticks.
    fn clock_ticks(self, from: Instant, zone: &Zone, mut keep: impl FnMut(Instant) -> bool) {
        let step = self.length();
        let past = |at: i64| {
            let offset = i64::from(zone.offset_at(Instant::from_seconds(at)));
            at.saturating_add(offset).rem_euclid(step)
        };
        let mut at = from.0 - past(from.0);
        while keep(Instant::from_seconds(at)) {
            at += step;
            // After a change by less than a step the ticks stand elsewhere.
            let off = past(at);
            if off != 0 {
                at += step - off;
            }
        }
    }
}

/// Tells each day from the one before a date on, until it is told to stop or `most` months of days
/// are through: the calendar's last year has no next.
fn each_day(from: &Civil, most: usize, mut told: impl FnMut(i64) -> bool) {
    let first = days_from_civil(from.year, from.month, from.day).saturating_sub(1);
    let days = i64::try_from(most).unwrap_or(i64::MAX).saturating_mul(31);
    for day in first..first.saturating_add(days) {
        if !told(day) {
            break;
        }
    }
}

/// The number of the last tick up to a year. Years before the era are counted from 1 BCE, so that
/// with steps of a hundred the ticks are 200 BCE, 100 BCE, 1, 100, 200.
fn nth_year(year: i64, step: i64) -> i64 {
    match (step, year) {
        (1, _) => year,
        (_, ..1) => (year - 1).div_euclid(step),
        _ => year.div_euclid(step),
    }
}

/// The year of a tick.
fn year_of(k: i64, step: i64) -> i64 {
    let year = match (step, k) {
        (1, _) => k,
        (_, 1..) => k.saturating_mul(step),
        _ => k.saturating_mul(step).saturating_add(1),
    };
    year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR)
}

/// A year as it is written: `2025`, `476 CE`, `44 BCE`, `12,000`, `65 million BCE`, `13.8 billion BCE`.
pub fn year_in_words(year: i64) -> String {
    if year <= 0 {
        return format!("{} BCE", rounded(year.unsigned_abs() + 1));
    }
    // A number below a thousand alone would not look like a year.
    let era = if year < 1000 { " CE" } else { "" };
    format!("{}{era}", rounded(year.unsigned_abs()))
}

/// A count of years as it is written: `2025`, `12,000`, `65 million`, `13.8 billion`.
pub(super) fn rounded(count: u64) -> String {
    let round = |unit: u64, word: &str| {
        let tenths = (count + unit / 20) / (unit / 10);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        if tenth == 0 {
            format!("{} {word}", with_thousands(whole))
        } else {
            format!("{}.{tenth} {word}", with_thousands(whole))
        }
    };
    match count {
        1_000_000_000.. => round(1_000_000_000, "billion"),
        1_000_000.. => round(1_000_000, "million"),
        10_000.. => with_thousands(count),
        _ => count.to_string(),
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `Aug`
pub fn month_in_words(month: u8) -> &'static str {
    let month = MONTHS.get(usize::from(month).wrapping_sub(1));
    month.copied().unwrap_or("")
}

/// `Fri`
pub fn weekday_in_words(civil: &Civil) -> &'static str {
    let day = weekday(days_from_civil(civil.year, civil.month, civil.day));
    WEEKDAYS.get(usize::from(day)).copied().unwrap_or("")
}

/// Whether it is a Saturday or a Sunday.
pub fn is_weekend(civil: &Civil) -> bool {
    weekday(days_from_civil(civil.year, civil.month, civil.day)) >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_and_the_first_year_have_ticks_that_end() {
        for year in [FARTHEST_YEAR, -FARTHEST_YEAR] {
            let at =
                |day| Instant::from_seconds(days_from_civil(year, 12, day).saturating_mul(DAY));
            for step in Step::all() {
                let ticks = step.ticks(at(1), at(31), &Zone::utc(), 400);
                assert!(ticks.len() <= 400, "{step:?}");
            }
        }
    }

    use proptest::prelude::*;

    fn at(zone: &Zone, year: i64, month: u8, day: u8, hour: u8) -> Instant {
        zone.instant(&Civil {
            hour,
            ..Civil::midnight(year, month, day)
        })
    }

    fn hours(zone: &Zone, step: Step, day: (i64, u8, u8)) -> Vec<u8> {
        let from = at(zone, day.0, day.1, day.2, 0);
        let to = at(zone, day.0, day.1, day.2 + 1, 0);
        let ticks = step.ticks(from, to, zone, 100);
        ticks.iter().map(|t| zone.civil(*t).hour).collect()
    }

    #[test]
    fn days_with_23_and_25_hours_have_their_own_ticks() {
        let zone = Zone::named("America/Anchorage").unwrap();
        let spring = hours(&zone, Step::Hours(1), (2025, 3, 9));
        assert_eq!(spring.len(), 23);
        assert_eq!(&spring[..4], [0, 1, 3, 4]);
        let autumn = hours(&zone, Step::Hours(1), (2025, 11, 2));
        assert_eq!(autumn.len(), 25);
        assert_eq!(&autumn[..4], [0, 1, 1, 2]);
        assert_eq!(hours(&zone, Step::Hours(6), (2025, 11, 2)), [0, 6, 12, 18]);
        let from = at(&zone, 2025, 11, 1, 0);
        let days = Step::Days(1).ticks(from, at(&zone, 2025, 11, 5, 0), &zone, 100);
        let between: Vec<i64> = days.windows(2).map(|w| (w[1].0 - w[0].0) / 3600).collect();
        assert_eq!(between, [24, 25, 24]);
    }

    #[test]
    fn a_clock_that_moves_by_half_an_hour_keeps_whole_hours() {
        let zone = Zone::named("Australia/Lord_Howe").unwrap();
        let from = at(&zone, 2025, 4, 5, 22);
        for tick in Step::Hours(1).ticks(from, from.plus(DAY), &zone, 100) {
            assert_eq!(zone.civil(tick).minute, 0);
        }
    }

    #[test]
    fn centuries_are_counted_from_the_era() {
        let zone = Zone::utc();
        let (from, to) = (at(&zone, -250, 1, 1, 0), at(&zone, 250, 1, 1, 0));
        let ticks = Step::Years(100).ticks(from, to, &zone, 100);
        let years: Vec<String> = ticks
            .iter()
            .map(|t| year_in_words(zone.civil(*t).year))
            .collect();
        assert_eq!(years, ["200 BCE", "100 BCE", "1 CE", "100 CE", "200 CE"]);
    }

    #[test]
    fn years_in_words() {
        let words = [
            (2025, "2025"),
            (0, "1 BCE"),
            (-43, "44 BCE"),
            (476, "476 CE"),
            (9_999, "9999"),
            (12_000, "12,000"),
            (-65_999_999, "66 million BCE"),
            (-13_799_999_999, "13.8 billion BCE"),
            (100_000_000_000, "100 billion"),
        ];
        for (year, text) in words {
            assert_eq!(year_in_words(year), text);
        }
    }

    proptest! {
        /// Wherever and however finely one looks, ticks rise, stay within, and are no farther
        /// apart than their step (and a change of clocks) says.
        #[test]
        fn ticks_are_regular(from in -3_000_000_000_000_000_000i64..3_000_000_000_000_000_000, step in 0usize..53, zone in 0usize..3) {
            let zone = [Zone::utc(), Zone::named("Europe/Kyiv").unwrap(), Zone::named("America/St_Johns").unwrap()][zone].clone();
            let step = Step::all().nth(step).unwrap();
            let from = Instant(from);
            let to = from.plus(step.length().saturating_mul(40));
            let ticks = step.ticks(from, to, &zone, 500);
            prop_assert!(ticks.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(ticks.iter().all(|t| *t >= from && *t < to));
            let near = from.0.saturating_add(step.length().saturating_mul(40)) < 3_100_000_000_000_000_000;
            if near {
                prop_assert!(ticks.len() >= 35, "{} for {step:?}", ticks.len());
                for pair in ticks.windows(2) {
                    prop_assert!(pair[1].0 - pair[0].0 <= step.length() / 2 * 3 + 7200 + 5 * DAY);
                }
            }
        }
    }
}
