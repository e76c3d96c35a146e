//! One side of a range of markwhen: a date, a time, “now”, or a date that is told from another.

use super::exact::{Exact, number};
use super::relative::{Relative, relative};
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::{Span, ToSpan};

/// A date that is written out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    /// Its first moment.
    pub(super) at: DateTime,
    pub(super) exact: Exact,
    /// Seconds east of UTC, where it says them.
    pub(super) east: Option<i32>,
}

/// One side of a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Side {
    Now,
    Point(Point),
    /// A time of a day that is not said.
    Time(Time),
    Relative(Relative),
    /// A year that calendars with four digits do not reach.
    FarYear(i32),
    /// A date whose meaning is not clear, and why.
    Unclear(&'static str),
}

/// Names of months; three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What stands behind a year, and whether it is before Christ.
const ERAS: [(&str, bool); 4] = [("bce", true), ("bc", true), ("ce", false), ("ad", false)];

impl Point {
    /// A point without an offset.
    fn side(at: DateTime, exact: Exact) -> Side {
        let east = None;
        Side::Point(Self { at, exact, east })
    }

    /// The first moment that is no more of it; of a time, the time itself.
    pub(super) fn past(&self) -> Option<DateTime> {
        let span: Span = match self.exact {
            Exact::Year => 1.year(),
            Exact::Month => 1.month(),
            Exact::Week => 1.week(),
            Exact::Day => 1.day(),
            Exact::Minute | Exact::Second => return Some(self.at),
        };
        self.at.checked_add(span).ok()
    }
}

/// A side of a range of EDTF: a date with four digits of its year, “now”, or one told from another.
pub(super) fn edtf_side(text: &str) -> Option<Side> {
    now(text)
        .or_else(|| moment(text))
        .or_else(|| day_and_time(text))
        .or_else(|| week(text))
        .or_else(|| relative(text).map(Side::Relative))
}

/// A side of any range. `is_day_first`: in `1/2/2020` the day is the first.
pub(super) fn side(text: &str, is_day_first: bool) -> Option<Side> {
    edtf_side(text)
        .or_else(|| casual(text))
        .or_else(|| slashed(text, is_day_first))
        .or_else(|| year(text))
        .or_else(|| time(text).map(Side::Time))
}

/// The word “now”.
fn now(text: &str) -> Option<Side> {
    text.eq_ignore_ascii_case("now").then_some(Side::Now)
}

/// The first moment of a day.
fn date(year: i16, month: i8, day: i8) -> Option<DateTime> {
    Some(
        Date::new(year, month, day)
            .ok()?
            .to_datetime(Time::midnight()),
    )
}

/// `2031-11-19T01:35:10Z`, also without seconds, with parts of them, and with an offset.
fn moment(text: &str) -> Option<Side> {
    let (day, time) = text.split_once(['T', 't'])?;
    let Side::Point(day) = iso_day(day)? else {
        return None;
    };
    let signs = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at_checked(signs)?;
    let east = match zone {
        "" => None,
        "Z" | "z" => Some(0),
        _ => Some(offset(zone)?),
    };
    let mut parts = time.split('.').next()?.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next();
    let time = Time::new(
        number(hour, 2, 2)?,
        number(minute, 2, 2)?,
        number(second.unwrap_or("0"), 1, 2)?,
        0,
    );
    let exact = match second {
        Some("00") | None => Exact::Minute,
        Some(_) => Exact::Second,
    };
    let at = day.at.date().to_datetime(time.ok()?);
    let is_whole = day.exact == Exact::Day && parts.next().is_none();
    is_whole.then_some(Side::Point(Point { at, exact, east }))
}

/// Seconds east of UTC: `+5`, `-3`, `+05:30`, `+0530`.
pub(super) fn offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, digits) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(digits), _) => (-1, digits),
        (None, Some(digits)) => (1, digits),
        (None, None) => (1, text),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let (hours, minutes): (i32, i32) = (number(hours, 1, 2)?, number(minutes, 2, 2)?);
    let is_offset = hours <= 14 && minutes < 60;
    is_offset.then_some(sign * (hours * 3600 + minutes * 60))
}

/// `2012`, `2012-05`, `2012-05-11`.
fn iso_day(text: &str) -> Option<Side> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4, 4)?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    Some(match (month, day) {
        (None, _) => Point::side(date(year, 1, 1)?, Exact::Year),
        (Some(month), None) => Point::side(date(year, number(month, 2, 2)?, 1)?, Exact::Month),
        (Some(month), Some(day)) => {
            let at = date(year, number(month, 2, 2)?, number(day, 2, 2)?)?;
            Point::side(at, Exact::Day)
        }
    })
}

/// The same, a day also with a time behind it.
fn day_and_time(text: &str) -> Option<Side> {
    let Some((day, behind)) = text.split_once(char::is_whitespace) else {
        return iso_day(text);
    };
    match (iso_day(day)?, time(behind.trim())) {
        (Side::Point(day), Some(time)) if day.exact == Exact::Day => {
            Some(Point::side(day.at.date().to_datetime(time), Exact::Minute))
        }
        _ => None,
    }
}

/// A week or a day of one (ISO 8601): `2016-W21`, `2016W213`.
fn week(text: &str) -> Option<Side> {
    let plain = text.replace('-', "").to_ascii_uppercase();
    let (year, rest) = plain.split_once('W')?;
    let (week, weekday) = rest.split_at_checked(2)?;
    let exact = if weekday.is_empty() {
        Exact::Week
    } else {
        Exact::Day
    };
    let weekday: i8 = if weekday.is_empty() {
        1
    } else {
        number(weekday, 1, 1)?
    };
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let day = ISOWeekDate::new(number(year, 4, 4)?, number(week, 2, 2)?, weekday).ok()?;
    Some(Point::side(day.date().to_datetime(Time::midnight()), exact))
}

/// A time: `10am`, `9:15 pm`, `14:00`, `noon`; an hour alone too.
pub(super) fn time(text: &str) -> Option<Time> {
    let text = text.trim().to_ascii_lowercase();
    let words = [("noon", 12), ("midnight", 0)];
    if let Some((_, hour)) = words.iter().find(|(word, _)| *word == text) {
        return Time::new(*hour, 0, 0, 0).ok();
    }
    let half = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(word, hours)| Some((text.strip_suffix(word)?.trim_end(), hours)));
    let (clock, hours) = half.unwrap_or((text.as_str(), 0));
    let (hour, minute) = clock.split_once(':').unwrap_or((clock, "00"));
    let hour: i8 = number(hour, 1, 2)?;
    let hour = match half {
        Some(_) if (1..=12).contains(&hour) => hour % 12 + hours,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, number(minute, 2, 2)?, 0, 0).ok()
}

/// The number of a month that a word names.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let mut names = (1..).zip(MONTHS);
    let found = names.find(|(_, name)| *name == word || name.get(..3) == Some(&word));
    found.map(|(number, _)| number)
}

/// Whether a word names a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// `Dec 1 2012`, `1 Dec 2012 10am`, `Dec 2012`; without a year too, but that is not clear.
fn casual(text: &str) -> Option<Side> {
    let plain = text.replace(',', " ");
    let mut words = plain.split_whitespace().peekable();
    let first = words.next()?;
    let (month, mut day) = match month(first) {
        Some(month) => (month, None),
        None => {
            let day: i8 = number(first, 1, 2)?;
            (month(words.next()?)?, Some(day))
        }
    };
    if day.is_none()
        && let Some(found) = words.peek().and_then(|word| number(word, 1, 2))
    {
        day = Some(found);
        words.next();
    }
    let digits = if day.is_some() { 4 } else { 3 };
    let year: Option<i16> = words.peek().and_then(|word| number(word, digits, 4));
    if year.is_some() {
        words.next();
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    let time = match rest.as_str() {
        "" => None,
        _ => Some(time(&rest)?),
    };
    let Some(year) = year else {
        return Some(Side::Unclear("this date has no year"));
    };
    let at = date(year, month, day.unwrap_or(1))?;
    match (day, time) {
        (Some(_), Some(time)) => Some(Point::side(at.date().to_datetime(time), Exact::Minute)),
        (Some(_), None) => Some(Point::side(at, Exact::Day)),
        (None, None) => Some(Point::side(at, Exact::Month)),
        (None, Some(_)) => None,
    }
}

/// `12/2012`, `12/25/1901`, also with a time behind it.
fn slashed(text: &str, is_day_first: bool) -> Option<Side> {
    let (day, behind) = match text.find([' ', ',']) {
        Some(end) => text.split_at_checked(end)?,
        None => (text, ""),
    };
    let behind = behind.trim_start_matches([' ', ',']);
    let parts: Vec<i16> = day
        .split('/')
        .map(|part| number(part, 1, 4))
        .collect::<Option<_>>()?;
    let has_short_year = day.rsplit('/').next().is_some_and(|year| year.len() < 3);
    let part = |number: i16| i8::try_from(number).ok();
    let odd = Some(Side::Unclear(
        "this is no date of a calendar in the order that the file has",
    ));
    let (year, month, day) = match parts.as_slice() {
        [month, year] => (*year, part(*month), None),
        [first, second, year] => {
            let (month, day) = if is_day_first {
                (second, first)
            } else {
                (first, second)
            };
            (*year, part(*month), Some(part(*day)))
        }
        _ => return None,
    };
    if has_short_year {
        return Some(Side::Unclear("the year of this date has two digits"));
    }
    let Some(month) = month else {
        return odd;
    };
    let Some(at) = date(year, month, day.map_or(Some(1), |day| day).unwrap_or(0)) else {
        return odd;
    };
    match (day, behind) {
        (None, "") => Some(Point::side(at, Exact::Month)),
        (Some(_), "") => Some(Point::side(at, Exact::Day)),
        (Some(_), behind) => {
            let at = at.date().to_datetime(time(behind)?);
            Some(Point::side(at, Exact::Minute))
        }
        (None, _) => None,
    }
}

/// A year with what says whether it is before Christ: `44 BC`, `1066`, `300 CE`.
fn year(text: &str) -> Option<Side> {
    let small = text.to_ascii_lowercase();
    let era = ERAS
        .into_iter()
        .find_map(|(word, is_before)| Some((small.strip_suffix(word)?.trim_end(), is_before)));
    let least = if era.is_some() { 1 } else { 3 };
    let (digits, is_before) = era.unwrap_or((&small, false));
    let number: i32 = number(digits, least, 5)?;
    if number == 0 {
        return None;
    }
    let year = if is_before { 1 - number } else { number };
    match i16::try_from(year) {
        Ok(year) if year.unsigned_abs() <= 9999 => {
            Some(Point::side(date(year, 1, 1)?, Exact::Year))
        }
        _ => Some(Side::FarYear(year)),
    }
}

/// A number that takes what stands behind the year after it: of `300–200 BC` the first.
pub(super) fn year_like(text: &str, other: &str) -> Option<Side> {
    let small = other.to_ascii_lowercase();
    let era = ERAS.iter().find(|(word, _)| small.ends_with(word))?.0;
    number::<i32>(text, 1, 5)?;
    year(&format!("{text} {era}"))
}
