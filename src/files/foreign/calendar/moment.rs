//! The dates, times and durations of a calendar (RFC 5545, 3.3.4 to 3.3.6), and how EDTF writes them.

use crate::files::foreign::{edtf, zone};
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// The clock that a time is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Clock {
    /// That of whoever reads it.
    Local,
    /// That of a zone that has a name.
    Named(TimeZone),
    /// One that is so many seconds east of UTC.
    East(i32),
}

/// A day or a time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    pub(super) at: DateTime,
    pub(super) is_day: bool,
    pub(super) clock: Clock,
}

/// A duration: whole days, and seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Duration {
    pub(super) days: i64,
    pub(super) seconds: i64,
}

/// A day or a time as it is written, and its own clock: `20140312`, `20140312T103000`, `20140312T103000Z`,
/// also with the signs of ISO 8601 that iCalendar leaves out.
pub(super) fn read(value: &str) -> Option<Moment> {
    let value = value.trim();
    let (day, time) = match value.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let day = read_day(&day.replace('-', ""))?;
    let Some(time) = time else {
        return Some(Moment {
            at: day.to_datetime(Time::midnight()),
            is_day: true,
            clock: Clock::Local,
        });
    };
    let signs = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, clock) = time.split_at_checked(signs)?;
    let clock = match clock {
        "" => Clock::Local,
        "Z" | "z" => Clock::East(0),
        _ => Clock::East(read_offset(clock)?),
    };
    Some(Moment {
        at: day.to_datetime(read_time(&time.replace(':', ""))?),
        is_day: false,
        clock,
    })
}

/// The number that the digits from one place to another are.
fn number<T: std::str::FromStr>(text: &str, from: usize, to: usize) -> Option<T> {
    let digits = text.get(from..to)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

/// A day of eight digits.
fn read_day(digits: &str) -> Option<Date> {
    let day = Date::new(
        number(digits, 0, 4)?,
        number(digits, 4, 6)?,
        number(digits, 6, 8)?,
    );
    day.ok().filter(|_| digits.len() == 8)
}

/// A time of four or six digits.
fn read_time(digits: &str) -> Option<Time> {
    let digits = digits.split('.').next()?;
    let second: i8 = match digits.len() {
        4 => 0,
        6 => number(digits, 4, 6)?,
        _ => return None,
    };
    // A leap second is the last one of its minute.
    Time::new(
        number(digits, 0, 2)?,
        number(digits, 2, 4)?,
        second.min(59),
        0,
    )
    .ok()
}

/// Seconds east of UTC: `+0100`, `-053000`, `+01:00`.
pub(super) fn read_offset(text: &str) -> Option<i32> {
    let digits = text.trim().replace(':', "");
    let (sign, digits) = match (digits.strip_prefix('-'), digits.strip_prefix('+')) {
        (Some(digits), _) => (-1, digits),
        (None, Some(digits)) => (1, digits),
        (None, None) => (1, digits.as_str()),
    };
    let hours: i32 = number(digits, 0, 2)?;
    let minutes: i32 = number(digits, 2, 4)?;
    let seconds: i32 = number(digits, 4, 6).unwrap_or(0);
    let is_offset = hours < 24 && minutes < 60;
    is_offset.then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// A duration as it is written: `P15DT5H0M20S`, `-PT15M`, `P7W`.
pub(super) fn read_duration(value: &str) -> Option<Duration> {
    let value = value.trim().to_ascii_uppercase();
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, value.strip_prefix('+').unwrap_or(&value)),
    };
    let mut rest = rest.strip_prefix('P')?;
    let (mut days, mut seconds, mut is_time, mut is_empty) = (0_i64, 0_i64, false, true);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (is_time, rest) = (true, after);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (digits, after) = rest.split_at_checked(end)?;
        let many: i64 = digits.parse().ok()?;
        let mut after = after.chars();
        let (days_of, seconds_of) = match (after.next()?, is_time) {
            ('W', false) => (7, 0),
            ('D', false) => (1, 0),
            ('H', true) => (0, 3600),
            ('M', true) => (0, 60),
            ('S', true) => (0, 1),
            _ => return None,
        };
        days = days.checked_add(many.checked_mul(days_of)?)?;
        seconds = seconds.checked_add(many.checked_mul(seconds_of)?)?;
        (rest, is_empty) = (after.as_str(), false);
    }
    let days = days.checked_mul(sign)?;
    let seconds = seconds.checked_mul(sign)?;
    (!is_empty).then_some(Duration { days, seconds })
}

impl Moment {
    /// The moment a duration later: days by the calendar, hours by the clock (RFC 5545, 3.3.6).
    pub(super) fn after(&self, duration: Duration) -> Option<Self> {
        let days = Span::new().try_days(duration.days).ok()?;
        let seconds = Span::new().try_seconds(duration.seconds).ok()?;
        let mut later = self.clone();
        later.at = self.at.checked_add(days).ok()?;
        if self.is_day {
            // Twenty-four hours are a day; other hours make a time of it.
            later.at = later.at.checked_add(seconds).ok()?;
            later.is_day = later.at.time() == Time::midnight();
            return Some(later);
        }
        later.at = match &self.clock {
            Clock::Named(zone) => {
                let zoned = later.at.to_zoned_datetime(zone.clone()).ok()?;
                zoned.checked_add(seconds).ok()?.datetime()
            }
            _ => later.at.checked_add(seconds).ok()?,
        };
        Some(later)
    }

    /// As EDTF; a time of a zone without an offset, as the zone is said beside it.
    pub(super) fn edtf(&self) -> String {
        match &self.clock {
            _ if self.is_day => edtf::day(self.at.date()),
            Clock::East(seconds) => edtf::time(self.at) + &edtf::offset(*seconds),
            Clock::Local | Clock::Named(_) => edtf::time(self.at),
        }
    }

    /// As EDTF with the offset that its zone has then.
    pub(super) fn edtf_with_offset(&self) -> String {
        match &self.clock {
            Clock::Named(named) if !self.is_day => {
                let offset = zone::offset(named, self.at);
                edtf::time(self.at) + &offset.map(edtf::offset).unwrap_or_default()
            }
            _ => self.edtf(),
        }
    }

    /// What the clock in Greenwich shows then.
    pub(super) fn in_utc(&self) -> Option<DateTime> {
        let east = match &self.clock {
            _ if self.is_day => 0,
            Clock::Local => 0,
            Clock::East(seconds) => *seconds,
            Clock::Named(named) => zone::offset(named, self.at)?,
        };
        let east = Span::new().try_seconds(east).ok()?;
        self.at.checked_sub(east).ok()
    }

    /// The name of its zone.
    pub(super) fn zone(&self) -> Option<&str> {
        match &self.clock {
            Clock::Named(zone) if !self.is_day => Some(zone::name(zone)),
            _ => None,
        }
    }
}
