//! Text to expression.

use super::{Clock, DateProblem, Edge, Expression, Member, Moment, Part, Precision, Shape};
use crate::dataset::instant::{FARTHEST_YEAR, days_from_civil, days_in_month};
use edtf_core::{Bound, Edtf, ParseError, SetElement, SetKind, YearKind};
use std::borrow::Cow;

/// Where and why a text stops being a date. Without a reason, examples help more.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) offset: usize,
    pub(super) reason: Option<Cow<'static, str>>,
}

impl Fault {
    pub(super) fn because(offset: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            offset,
            reason: Some(reason.into()),
        }
    }

    pub(super) fn unclear(offset: usize) -> Self {
        Self {
            offset,
            reason: None,
        }
    }

    fn shifted(self, by: usize) -> Self {
        Self {
            offset: self.offset + by,
            ..self
        }
    }

    /// The fault with the text that it is in.
    pub(super) fn told(self, text: &str) -> DateProblem {
        let mut offset = self.offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let message = match self.reason {
            _ if text.trim().is_empty() => {
                "No date is written. Try 15 Aug 2025 or 2025-08-15.".to_owned()
            }
            Some(reason) => format!("“{}” is not a date: {reason}.", cut(text)),
            None => format!(
                "“{}” is not a date. Try 15 Aug 2025 or 2025-08-15.",
                cut(text)
            ),
        };
        DateProblem { offset, message }
    }
}

/// A text short enough for a sentence, on one line.
fn cut(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}

pub(super) fn expression(text: &str) -> Result<Expression, Fault> {
    if text.starts_with(['[', '{']) {
        return set(text);
    }
    match text.split_once('/') {
        None => moment(text).map(Expression::One),
        Some((start, end)) => {
            let second = start.len() + 1;
            if let Some(more) = end.find('/') {
                return Err(Fault::because(second + more, "an interval has one slash"));
            }
            let start = edge(start, true)?;
            let end = edge(end, false).map_err(|fault| fault.shifted(second))?;
            let undated = |edge: &Edge| matches!(edge, Edge::Open | Edge::Unknown);
            if undated(&start) && undated(&end) {
                return Err(Fault::because(0, "one end of an interval must be dated"));
            }
            Ok(Expression::Interval(start, end))
        }
    }
}

fn edge(text: &str, is_start: bool) -> Result<Edge, Fault> {
    match text {
        "" | "unknown" => return Ok(Edge::Unknown),
        ".." | "open" => return Ok(Edge::Open),
        _ => {}
    }
    if is_start && let Some(rest) = text.strip_prefix("..") {
        return moment(rest)
            .map(Edge::OrBeyond)
            .map_err(|fault| fault.shifted(2));
    }
    if !is_start && let Some(rest) = text.strip_suffix("..") {
        return moment(rest).map(Edge::OrBeyond);
    }
    moment(text).map(Edge::At)
}

fn moment(text: &str) -> Result<Moment, Fault> {
    if let Some(day) = plain_day(text) {
        return day_part(day).map(Moment::Part).ok_or_else(no_such_day);
    }
    if let Some((day, time)) = text.split_once('T') {
        let after = day.len() + 1;
        let day = match plain_day(day) {
            Some(day) => day_part(day).ok_or_else(no_such_day)?,
            None => part(day)?,
        };
        let plain = day.precision == Precision::Day
            && day.shape == Shape::Plain
            && day.approximate.is_none()
            && !day.uncertain;
        if !plain {
            return Err(Fault::because(0, "a time needs a whole day before it"));
        }
        return clock(day.first, time)
            .map(Moment::Clock)
            .map_err(|fault| fault.shifted(after));
    }
    part(text).map(Moment::Part)
}

fn no_such_day() -> Fault {
    Fault::because(8, "the month has no such day")
}

/// Year, month and day of `YYYY-MM-DD` with a month from 1 to 12: the way of most rows.
fn plain_day(text: &str) -> Option<(i64, u8, u8)> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else {
        return None;
    };
    let year = i64::from(two(a, b)?) * 100 + i64::from(two(c, d)?);
    let month = two(e, f).filter(|month| (1..=12).contains(month))?;
    Some((year, month, two(g, h)?))
}

fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

fn day_part((year, month, day): (i64, u8, u8)) -> Option<Part> {
    (1..=days_in_month(year, month)).contains(&day).then(|| {
        let first = days_from_civil(year, month, day);
        Part {
            first,
            last: first,
            precision: Precision::Day,
            shape: Shape::Plain,
            approximate: None,
            uncertain: false,
        }
    })
}

/// `hh`, `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`, then an offset, then a qualifier.
fn clock(day: i64, text: &str) -> Result<Clock, Fault> {
    let (text, approximate, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let place = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(place);
    let (time, fraction) = match time.get(8..9) {
        Some("." | ",") => (
            time.get(..8).unwrap_or(time),
            time.get(9..).unwrap_or_default(),
        ),
        _ => (time, "0"),
    };
    let Some(billionths) = billionths(fraction) else {
        return Err(Fault::because(
            9,
            "a fraction of a second is written in digits",
        ));
    };
    let (hour, minute, second, precision) = match *time.as_bytes() {
        [a, b] => (two(a, b), Some(0), Some(0), Precision::Hour),
        [a, b, b':', c, d] => (two(a, b), two(c, d), Some(0), Precision::Minute),
        [a, b, b':', c, d, b':', e, f] => (two(a, b), two(c, d), two(e, f), Precision::Second),
        _ => return Err(Fault::because(0, "a time is written as 14:11")),
    };
    let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) else {
        return Err(Fault::because(0, "a time is written as 14:11"));
    };
    // ISO 8601 lets a day end at 24:00.
    if hour > 24 || (hour == 24 && (minute, second) != (0, 0)) {
        return Err(Fault::because(0, "hours run from 00 to 23"));
    }
    if minute > 59 {
        return Err(Fault::because(3, "minutes run from 00 to 59"));
    }
    if second > 60 {
        return Err(Fault::because(6, "seconds run from 00 to 59"));
    }
    // A leap second is the second before it: days are counted as if they had none.
    let second = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second.min(59));
    let east = shift(offset).map_err(|fault| fault.shifted(place))?;
    Ok(Clock {
        day,
        second,
        billionths,
        precision,
        east,
        approximate,
        uncertain,
    })
}

/// The digits of a fraction of a second, in billionths; more are not told apart.
fn billionths(digits: &str) -> Option<u32> {
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let first: String = digits.chars().chain("000000000".chars()).take(9).collect();
    first.parse().ok().filter(|_| are_digits)
}

/// `Z`, `+hh` or `+hh:mm`, as seconds east of UTC.
fn shift(text: &str) -> Result<Option<i32>, Fault> {
    let (sign, hours, minutes) = match *text.as_bytes() {
        [] => return Ok(None),
        [b'Z'] => return Ok(Some(0)),
        [sign @ (b'+' | b'-'), a, b] => (sign, two(a, b), Some(0)),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] => (sign, two(a, b), two(c, d)),
        _ => return Err(Fault::because(0, "an offset is written as Z or +03:00")),
    };
    let (Some(hours), Some(minutes)) = (hours, minutes) else {
        return Err(Fault::because(0, "an offset is written as Z or +03:00"));
    };
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    if minutes > 59 || seconds > 14 * 3600 {
        return Err(Fault::because(0, "offsets run from -14:00 to +14:00"));
    }
    match (sign, seconds) {
        (b'-', 0) => Err(Fault::because(
            0,
            "the offset of UTC is written as Z or +00:00",
        )),
        (b'-', _) => Ok(Some(-seconds)),
        _ => Ok(Some(seconds)),
    }
}

/// The letters of the draft of 2012 as those of the standard.
fn modern(text: &str) -> Cow<'_, str> {
    let old = |c: char| matches!(c, 'u' | 'x' | 'y' | 'e' | 'p');
    let text = match text.strip_suffix("?~").or_else(|| text.strip_suffix("~?")) {
        Some(rest) => Cow::Owned(format!("{rest}%")),
        None => Cow::Borrowed(text),
    };
    if !text.contains(old) {
        return text;
    }
    let letter = |c| match c {
        'u' | 'x' => 'X',
        'y' => 'Y',
        'e' => 'E',
        'p' => 'S',
        other => other,
    };
    Cow::Owned(text.chars().map(letter).collect())
}

fn part(text: &str) -> Result<Part, Fault> {
    let text = modern(text);
    // A set's brackets or a time would be another expression, and neither is a part.
    if text.starts_with(['[', '{']) {
        return Err(Fault::unclear(0));
    }
    match Edtf::parse(&text).map_err(|error| explained(&error))? {
        Edtf::Date(date) => Ok(calendar(&date)),
        Edtf::DateTime(_) | Edtf::Interval(_) | Edtf::Set(_) => Err(Fault::unclear(0)),
    }
}

fn set(text: &str) -> Result<Expression, Fault> {
    let text = modern(text);
    match Edtf::parse(&text).map_err(|error| explained(&error))? {
        Edtf::Set(set) => Ok(Expression::Set {
            all: set.kind == SetKind::AllMembers,
            members: set
                .elements
                .iter()
                .map(|element| match element {
                    SetElement::Date(date) => Member::One(calendar(date)),
                    SetElement::OnOrBefore(date) => Member::OrBefore(calendar(date)),
                    SetElement::OnOrAfter(date) => Member::OrAfter(calendar(date)),
                    SetElement::Range(from, to) => Member::Range(calendar(from), calendar(to)),
                })
                .collect(),
        }),
        Edtf::Date(_) | Edtf::DateTime(_) | Edtf::Interval(_) => Err(Fault::unclear(0)),
    }
}

/// `edtf-core`'s reason in our words, where there are better ones than examples.
fn explained(error: &ParseError) -> Fault {
    let reason = match error.message {
        "day is out of range for the month" => "the month has no such day",
        "month must be 01-12 or a sub-year code 21-41" => {
            "months run from 01 to 12; 21 to 24 stand for spring to winter"
        }
        "no calendar month matches the unspecified digits" => "no month has such digits",
        "sub-year groupings cannot carry a day" => "a season has no days",
        "-0000 is not a valid year" => "the year before 1 is written 0000",
        "number out of supported range" | "exponent out of supported range" => {
            "the year is too far away"
        }
        "Y-prefixed years require |year| > 9999" => "a year with Y has more than four digits",
        "set range end precedes range start" => "a range in a set ends before it starts",
        "set must contain at least one element" | "empty set element" => {
            "a set lists its dates between commas"
        }
        "unterminated set" => "the bracket of a set is not closed",
        "sets cannot nest" => "a set cannot hold another",
        _ => return Fault::unclear(error.offset),
    };
    Fault::because(error.offset, reason)
}

/// Days, precision and doubt of what `edtf-core` read.
fn calendar(date: &edtf_core::Date) -> Part {
    let significant =
        date.year.significant_digits.is_some() && year_precision(&date.year) > Precision::Year;
    let season = date
        .month
        .and_then(edtf_core::DateField::value)
        .filter(|code| *code > 12);
    let shape = if date.has_unspecified() {
        Shape::Masked
    } else if let Some(code) = season {
        Shape::Season(code)
    } else if significant {
        Shape::Significant(year(&date.year))
    } else {
        Shape::Plain
    };
    let (first, last) = match Edtf::Date(*date).bounds() {
        edtf_core::Bounds {
            earliest: Bound::Date(first),
            latest: Bound::Date(last),
        } => (
            days_from_civil(first.year, first.month, first.day),
            days_from_civil(last.year, last.month, last.day),
        ),
        // A year beyond `i64`.
        _ => {
            let year = year(&date.year);
            (days_from_civil(year, 1, 1), days_from_civil(year, 12, 31))
        }
    };
    let precision = precision(date);
    let field = |field: Option<edtf_core::DateField>, precision| {
        let field = field.filter(|field| !field.has_unspecified())?;
        field.qualifier.approximate.then_some(precision)
    };
    let month = if season.is_some() {
        Precision::Season
    } else {
        Precision::Month
    };
    // The finest written component that `~` stands at; where only digits that are not written
    // carry it, the whole.
    let approximate = field(date.day, Precision::Day)
        .or_else(|| field(date.month, month))
        .or_else(|| {
            date.year
                .qualifier
                .approximate
                .then(|| year_precision(&date.year))
        })
        .or_else(|| date.is_approximate().then_some(precision));
    Part {
        first,
        last,
        precision,
        shape,
        approximate,
        uncertain: date.is_uncertain(),
    }
}

/// The year that is written, clamped to the calendar's.
fn year(year: &edtf_core::Year) -> i64 {
    let beyond = match year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    };
    let beyond = if beyond {
        -FARTHEST_YEAR
    } else {
        FARTHEST_YEAR
    };
    year.value()
        .unwrap_or(beyond)
        .clamp(-FARTHEST_YEAR, FARTHEST_YEAR)
}

/// The coarsest of what is written: an unspecified digit is as coarse as what holds it.
fn precision(date: &edtf_core::Date) -> Precision {
    let masked = year_precision(&date.year);
    if masked > Precision::Year {
        return masked;
    }
    match (&date.month, &date.day) {
        (None, _) => Precision::Year,
        (Some(month), _) if month.has_unspecified() => Precision::Year,
        (Some(month), None) => match month.value() {
            Some(code) if code > 12 => Precision::Season,
            _ => Precision::Month,
        },
        (Some(_), Some(day)) if day.has_unspecified() => Precision::Month,
        (Some(_), Some(_)) => Precision::Day,
    }
}

fn year_precision(year: &edtf_core::Year) -> Precision {
    let free = match (year.kind, year.significant_digits) {
        (YearKind::Standard { digits, .. }, None) => {
            let leading = digits.iter().take_while(|digit| digit.is_some()).count();
            4 - leading.min(4)
        }
        (_, None) => 0,
        (kind, Some(significant)) => {
            let width = match kind {
                YearKind::Standard { .. } => 4,
                YearKind::Big { value } => decimal_digits(value),
                YearKind::Exponential {
                    significand,
                    exponent,
                } => {
                    decimal_digits(significand)
                        + usize::try_from(exponent).unwrap_or(usize::MAX / 2)
                }
            };
            width.saturating_sub(usize::try_from(significant).unwrap_or(usize::MAX))
        }
    };
    match free {
        0 => Precision::Year,
        1 => Precision::Decade,
        2 => Precision::Century,
        _ => Precision::Beyond,
    }
}

fn decimal_digits(value: i64) -> usize {
    value
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |log| usize::try_from(log).unwrap_or(0) + 1)
}
