//! Instants, and the calendar that names them: proleptic Gregorian, far beyond the years of any
//! time zone database.
//!
//! The day count is Howard Hinnant's ("chrono-Compatible Low-Level Date Algorithms",
//! <https://howardhinnant.github.io/date_algorithms.html>), in `i64`.

/// The years that the calendar reaches, before and after year 0. What lies further is clamped.
pub const FARTHEST_YEAR: i64 = 100_000_000_000;

/// Seconds in a day. Leap seconds are not counted.
pub const DAY: i64 = 86_400;

/// A point in time: seconds from 1970-01-01T00:00:00Z, proleptic Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// Open to the past: before everything.
    pub const MIN: Self = Self(i64::MIN);
    /// Open to the future: after everything.
    pub const MAX: Self = Self(i64::MAX);

    /// A finite instant from seconds; never [`Instant::MIN`] or [`Instant::MAX`].
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds.clamp(i64::MIN + 1, i64::MAX - 1))
    }

    /// Whether this is one of the two open ends.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == Self::MIN || self == Self::MAX
    }

    /// `seconds` later (earlier if negative). An open end stays where it is; nothing overflows.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        if self.is_open() {
            self
        } else {
            Self::from_seconds(self.0.saturating_add(seconds))
        }
    }
}

/// What a wall clock and a calendar show. Proleptic Gregorian; year 0 is 1 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// The astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Civil {
    /// Midnight at the start of a day.
    #[must_use]
    pub fn midnight(year: i64, month: u8, day: u8) -> Self {
        Self {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
        }
    }

    /// Seconds from 1970-01-01T00:00:00 on the same clock, as if days never changed length.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        days_from_civil(self.year, self.month, self.day) * DAY
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
    }

    /// The other way round than [`Civil::seconds`].
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
        let rest = seconds.rem_euclid(DAY);
        Self {
            year,
            month,
            day,
            hour: small(rest / 3600),
            minute: small(rest / 60 % 60),
            second: small(rest % 60),
        }
    }

    /// `months` later (earlier if negative), on the same day of the month or on its last one.
    #[must_use]
    pub fn plus_months(&self, months: i64) -> Self {
        let year = self.year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR);
        let count = (year * 12 + i64::from(self.month) - 1).saturating_add(months);
        let year = count.div_euclid(12).clamp(-FARTHEST_YEAR, FARTHEST_YEAR);
        let month = small(count.rem_euclid(12) + 1);
        Self {
            year,
            month,
            day: self.day.min(days_in_month(year, month)),
            ..*self
        }
    }
}

/// A number that arithmetic has already made small.
fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// Days from 1970-01-01 to a date. Years beyond ±10¹¹ are clamped.
#[must_use]
pub fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = year.clamp(-FARTHEST_YEAR, FARTHEST_YEAR);
    let month = i64::from(month);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a count of days from 1970-01-01.
#[must_use]
pub fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days.saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = small(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    let month = small((month_from_march + 2) % 12 + 1);
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// The day of the week of a count of days from 1970-01-01: 0 is Monday, 6 is Sunday.
#[must_use]
pub fn weekday(days: i64) -> u8 {
    small((days.rem_euclid(7) + 3) % 7)
}

/// Whether February has 29 days.
#[must_use]
pub fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// How many days a month has. `month` is 1 to 12.
#[must_use]
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(days_from_civil(1970, 1, 1), 0);
        assert_eq!(days_from_civil(2025, 8, 15), 20_315);
        assert_eq!(days_from_civil(0, 1, 1), -719_528);
        assert_eq!(civil_from_days(-719_529), (-1, 12, 31));
        assert_eq!(weekday(0), 3);
        assert_eq!(weekday(days_from_civil(2025, 8, 15)), 4);
        assert_eq!(weekday(-4), 6);
        assert_eq!((days_in_month(2000, 2), days_in_month(1900, 2)), (29, 28));
    }

    #[test]
    fn months_end_on_the_last_day() {
        let january = Civil::midnight(2025, 1, 31);
        assert_eq!(january.plus_months(1), Civil::midnight(2025, 2, 28));
        assert_eq!(january.plus_months(-11), Civil::midnight(2024, 2, 29));
        assert_eq!(january.plus_months(i64::MAX).year, FARTHEST_YEAR);
        assert_eq!(january.plus_months(i64::MIN).year, -FARTHEST_YEAR);
    }

    #[test]
    fn open_ends_stay_open() {
        assert_eq!(Instant::MAX.plus(-5), Instant::MAX);
        assert_eq!(Instant::MIN.plus(5), Instant::MIN);
        assert!(!Instant(i64::MAX - 2).plus(100).is_open());
        assert!(!Instant(i64::MIN + 2).plus(-100).is_open());
    }

    proptest! {
        #[test]
        fn days_round_trip(year in -FARTHEST_YEAR..=FARTHEST_YEAR, month in 1u8..=12, day in 1u8..=31) {
            let day = day.min(days_in_month(year, month));
            let days = days_from_civil(year, month, day);
            prop_assert_eq!(civil_from_days(days), (year, month, day));
            let (_, _, next) = civil_from_days(days + 1);
            prop_assert!(next == day + 1 || next == 1);
            prop_assert_eq!(weekday(days + 1), (weekday(days) + 1) % 7);
        }

        #[test]
        fn civil_round_trip(seconds in -3_155_695_200_000_000_000i64..=3_155_695_200_000_000_000) {
            prop_assert_eq!(Civil::from_seconds(seconds).seconds(), seconds);
        }

        #[test]
        fn nothing_overflows(year: i64, days: i64, seconds: i64, months: i64) {
            prop_assert_eq!(days_from_civil(year, 12, 31) >= 0, year >= 1969);
            prop_assert!(weekday(days) < 7);
            prop_assert!((1..=12).contains(&civil_from_days(days).1));
            let civil = Civil::from_seconds(seconds).plus_months(months);
            prop_assert!(civil.day <= days_in_month(civil.year, civil.month));
            let far = Civil { year, ..civil }.plus_months(months);
            prop_assert!(far.seconds().unsigned_abs() < 3_156_000_000_000_000_000);
        }
    }
}
