//! Days, and the moments that files of XML write (W3C, XML Schema Part 2: `date`, `dateTime`,
//! `gYear`), as EDTF has them.
//!
//! Years are counted as ISO 8601 counts them: year 0 is 1 BCE.

use crate::dataset::instant::{civil_from_days, days_from_civil, days_in_month};

/// The furthest year that is read.
const FURTHEST: i64 = 999_999_999;

/// Numbers that are read as years where a file writes times as numbers.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2999;

/// A day of the Gregorian calendar, also before it was in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::files) struct Day {
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    /// A day, if the month has it.
    pub(in crate::files) fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let is_month = year.abs() <= FURTHEST && (1..=12).contains(&month);
        let is_day = is_month && (1..=days_in_month(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// The day before.
    pub(in crate::files) fn before(self) -> Self {
        self.later(-1)
    }

    /// The day after.
    pub(in crate::files) fn after(self) -> Self {
        self.later(1)
    }

    fn later(self, days: i64) -> Self {
        let from = days_from_civil(self.year, self.month, self.day);
        let (year, month, day) = civil_from_days(from.saturating_add(days));
        Self { year, month, day }
    }

    /// Whether EDTF has only the year of it: past the year 9999, on either side.
    pub(in crate::files) const fn is_far(self) -> bool {
        self.year.abs() > 9999
    }

    /// As EDTF.
    pub(in crate::files) fn edtf(self) -> String {
        let year = year(self.year);
        if self.is_far() {
            year
        } else {
            format!("{year}-{:02}-{:02}", self.month, self.day)
        }
    }
}

/// A year as EDTF.
fn year(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    let number = year.abs();
    if number > 9999 {
        format!("Y{sign}{number}")
    } else {
        format!("{sign}{number:04}")
    }
}

/// How finely a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Year,
    Month,
    Day,
    Time,
}

/// A year, a month, a day or a time that a file writes exactly.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::files) struct Moment {
    /// As EDTF.
    pub(in crate::files) edtf: String,
    /// Whether it is a time of the day without an offset.
    pub(in crate::files) is_local: bool,
    /// Where it begins: the day, and the seconds from its midnight in UTC.
    pub(in crate::files) begins: (Day, i64),
    grain: Grain,
}

impl Moment {
    /// Reads `2014`, `2014.0`, `2014-03`, `2014-03-12`, `2014-03-12T10:30:05.000+02:00`.
    pub(in crate::files) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(year) = whole_year(text) {
            return Some(Self::of_day(Day::new(year, 1, 1)?, Grain::Year));
        }
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time.trim())),
            None => (without_zone(text), None),
        };
        let (before_christ, date) = date.strip_prefix('-').map_or((1, date), |date| (-1, date));
        let mut parts = date.split('-');
        let year = parts.next().filter(|year| year.len() >= 4)?;
        let year = number(year)?.checked_mul(before_christ)?;
        let month = small(parts.next()?)?;
        let Some(day) = parts.next() else {
            let first = Day::new(year, month, 1).filter(|day| !day.is_far())?;
            return time.is_none().then(|| Self::of_day(first, Grain::Month));
        };
        let day = Day::new(year, month, small(day)?).filter(|day| !day.is_far())?;
        match (parts.next(), time) {
            (Some(_), _) => None,
            (None, None) => Some(Self::of_day(day, Grain::Day)),
            (None, Some(time)) => Self::of_time(day, time),
        }
    }

    fn of_day(day: Day, grain: Grain) -> Self {
        let edtf = match grain {
            Grain::Year => year(day.year),
            Grain::Month => format!("{}-{:02}", year(day.year), day.month),
            Grain::Day | Grain::Time => day.edtf(),
        };
        Self {
            edtf,
            is_local: false,
            begins: (day, 0),
            grain,
        }
    }

    /// `10:30`, `10:30:05`, `10:30:05.250`, each with `Z` or an offset or without.
    fn of_time(day: Day, text: &str) -> Option<Self> {
        let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
        let (clock, zone) = text.split_at_checked(at)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut parts = clock.split(':');
        let hour = small(parts.next()?).filter(|hour| *hour < 24)?;
        let minute = small(parts.next()?).filter(|minute| *minute < 60)?;
        let second = match parts.next() {
            Some(second) => Some(small(second).filter(|second| *second < 60)?),
            None => None,
        };
        let is_whole = parts.next().is_none() && fraction.bytes().all(|b| b.is_ascii_digit());
        let (zone, east) = offset(zone).filter(|_| is_whole)?;
        let mut edtf = format!("{}T{hour:02}:{minute:02}", day.edtf());
        if let Some(second) = second {
            edtf.push_str(&format!(":{second:02}"));
            if !fraction.is_empty() {
                edtf.push_str(&format!(".{fraction}"));
            }
        }
        edtf.push_str(&zone);
        let [hour, minute, second] = [hour, minute, second.unwrap_or(0)].map(i64::from);
        let seconds = hour * 3600 + minute * 60 + second;
        Some(Self {
            edtf,
            is_local: zone.is_empty(),
            begins: (day, seconds - east),
            grain: Grain::Time,
        })
    }

    /// The year or the day before or after, for an end that is not meant with the rest; what is finer
    /// or coarser stays as it is.
    pub(in crate::files) fn beside(&self, is_later: bool) -> Self {
        let (day, _) = self.begins;
        let step = if is_later { 1 } else { -1 };
        let beside = match self.grain {
            Grain::Year => Day::new(day.year + step, 1, 1),
            Grain::Day if is_later => Some(day.after()),
            Grain::Day => Some(day.before()),
            Grain::Month | Grain::Time => None,
        };
        beside.map_or_else(|| self.clone(), |day| Self::of_day(day, self.grain))
    }
}

/// The year that a number is where it is whole and may be one: `2014`, `2014.0`.
pub(in crate::files) fn whole_year(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_whole = !fraction.is_empty() && fraction.bytes().all(|b| b == b'0');
    number(whole).filter(|year| is_whole && YEARS.contains(year))
}

/// `Z`, `+02:00`, `+0200` or `+02`, as EDTF has it, and the seconds east of UTC.
fn offset(text: &str) -> Option<(String, i64)> {
    if text.is_empty() || text == "Z" {
        return Some((text.to_owned(), 0));
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("+", text.strip_prefix('+')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None => digits.split_at_checked(2)?,
    };
    let hours = i64::from(small(hours).filter(|hours| *hours <= 14)?);
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let minutes = i64::from(small(minutes).filter(|minutes| *minutes < 60)?);
    let east = hours * 3600 + minutes * 60;
    if east == 0 {
        return Some(("Z".into(), 0));
    }
    let east = if sign == "-" { -east } else { east };
    Some((format!("{sign}{hours:02}:{minutes:02}"), east))
}

/// A date of XML Schema without its zone: `2014-03-12Z`, `2014-03-12+02:00`.
fn without_zone(text: &str) -> &str {
    let plain = text.strip_suffix('Z').unwrap_or(text);
    match plain.rsplit_once(':') {
        Some((before, minutes)) if minutes.len() == 2 => {
            let cut = before.len().saturating_sub(3);
            let (date, zone) = before.split_at_checked(cut).unwrap_or((plain, ""));
            if zone.starts_with(['+', '-']) {
                date
            } else {
                plain
            }
        }
        _ => plain,
    }
}

/// A number that is written in digits alone.
pub(in crate::files) fn number(digits: &str) -> Option<i64> {
    let are_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| are_digits)
}

/// A number of one or two digits.
pub(in crate::files) fn small(digits: &str) -> Option<u8> {
    let number = number(digits).filter(|_| digits.len() <= 2)?;
    u8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_edtf() {
        for (text, edtf) in [
            ("2014", "2014"),
            ("2014.0", "2014"),
            ("2014-03", "2014-03"),
            (" 2014-03-12 ", "2014-03-12"),
            ("2014-03-12Z", "2014-03-12"),
            ("2014-03-12+02:00", "2014-03-12"),
            ("2014-03-12-11:30", "2014-03-12"),
            ("-0044-03-15", "-0044-03-15"),
            ("2014-03-12T10:30", "2014-03-12T10:30"),
            ("2014-03-12 10:30:05", "2014-03-12T10:30:05"),
            ("2014-03-12T10:30:05.000Z", "2014-03-12T10:30:05Z"),
            (
                "2014-03-12T10:30:05.250+0200",
                "2014-03-12T10:30:05.25+02:00",
            ),
            ("2014-03-12T10:30:05-03:30", "2014-03-12T10:30:05-03:30"),
            ("2014-03-12T10:30:05-00:00", "2014-03-12T10:30:05Z"),
            ("2000-02-29", "2000-02-29"),
        ] {
            let read = Moment::read(text).map(|moment| moment.edtf);
            assert_eq!(read.as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "999",
            "3000",
            "2014.5",
            "2014.",
            "1e3",
            "2014-15-04",
            "1900-02-29",
            "2014-3-12-1",
            "14-03-12",
            "2014-03-12T25:00",
            "2014-03-12T10:30:05+15:00",
            "2014-03T10:30",
            "1335090239",
            "INF",
            "-",
            "2014-03-12T",
            "12345-01-01",
            "99999999999999999999-01-01",
            "2014-03-12T10",
        ] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_beside_an_open_end() {
        for (text, before, after) in [
            ("2014-03-01", "2014-02-28", "2014-03-02"),
            ("2013-12-31", "2013-12-30", "2014-01-01"),
            ("2016-03-01", "2016-02-29", "2016-03-02"),
            ("2014-01-01", "2013-12-31", "2014-01-02"),
            ("2014.0", "2013", "2015"),
            ("2014-03", "2014-03", "2014-03"),
            (
                "2014-03-12T00:00:00",
                "2014-03-12T00:00:00",
                "2014-03-12T00:00:00",
            ),
        ] {
            let moment = Moment::read(text).unwrap();
            assert_eq!(moment.beside(false).edtf, before, "{text}");
            assert_eq!(moment.beside(true).edtf, after, "{text}");
        }
    }

    #[test]
    fn offsets_count_when_moments_are_compared() {
        let of = |text: &str| Moment::read(text).unwrap().begins;
        assert!(of("2014-03-12T10:30+02:00") < of("2014-03-12T09:00Z"));
        assert!(of("2013") < of("2013-06-01"));
    }

    #[test]
    fn far_years_are_years_alone() {
        assert_eq!(Day::new(-10_000, 5, 6).unwrap().edtf(), "Y-10000");
        assert_eq!(Day::new(-44, 3, 15).unwrap().edtf(), "-0044-03-15");
        assert_eq!(Day::new(0, 3, 1).unwrap().before().edtf(), "0000-02-29");
        assert_eq!(Day::new(2_000_000_000, 1, 1), None);
    }
}
