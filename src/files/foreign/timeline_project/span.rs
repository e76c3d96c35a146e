//! When an event of Timeline was, and the marks before the texts of containers and their parts.
//!
//! The program writes `-44-03-15 09:30:00`: the year without leading zeros, counted so that 0 is 1 BC (its
//! `yearformatter.py` shows `1 - year` as BC). A period ends with its end: one without times from the 3rd to
//! the 6th is drawn to the midnight at which the 6th begins.

use super::is_true;
use crate::files::foreign::moment::{Day, number, small};

/// Seconds of a day, and those from which on an end is meant to be the end of the day.
const LAST_MINUTE: u32 = 24 * 3600 - 60;

/// A moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    day: Day,
    second: u32,
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        let (date, clock) = text.trim().split_once(' ')?;
        let (sign, date) = date.strip_prefix('-').map_or((1, date), |date| (-1, date));
        let mut parts = date.split('-');
        let year = number(parts.next()?)?.checked_mul(sign)?;
        let month = small(parts.next()?)?;
        let day = Day::new(year, month, small(parts.next()?)?)?;
        let mut clock = clock.trim().split(':');
        let hour = small(clock.next()?).filter(|hour| *hour < 24)?;
        let minute = small(clock.next()?).filter(|minute| *minute < 60)?;
        let second = small(clock.next()?).filter(|second| *second < 60)?;
        let [hour, minute, second] = [hour, minute, second].map(u32::from);
        let is_all = parts.next().is_none() && clock.next().is_none();
        is_all.then_some(Self {
            day,
            second: hour * 3600 + minute * 60 + second,
        })
    }

    fn edtf(self) -> String {
        let day = self.day.edtf();
        if self.day.is_far() {
            return day;
        }
        let (minutes, second) = (self.second / 60, self.second % 60);
        let (hour, minute) = (minutes / 60, minutes % 60);
        if second == 0 {
            format!("{day}T{hour:02}:{minute:02}")
        } else {
            format!("{day}T{hour:02}:{minute:02}:{second:02}")
        }
    }
}

/// The time of an event or an era.
pub(super) struct Span {
    start: Moment,
    end: Moment,
    is_about: (bool, bool),
    ends_today: bool,
    /// Whether the end that the file has is not that of a milestone.
    has_other_end: bool,
}

impl Span {
    /// Reads what elements say, each with its name, or says why it cannot be read.
    pub(super) fn read(all: &[(&str, String)], is_milestone: bool) -> Result<Self, String> {
        let of = |name: &str| {
            let part = all.iter().find(|(known, _)| *known == name);
            part.map_or("", |(_, text)| text.as_str())
        };
        let (start, end) = match (of("start"), of("end")) {
            ("", "") => return Err("an event has no date".into()),
            (start, "") => (start, start),
            ("", end) => (end, end),
            ends => ends,
        };
        let read = |text: &str| {
            Moment::read(text).ok_or_else(|| format!("the date of an event cannot be read: {text}"))
        };
        let (start, end) = (read(start)?, read(end)?);
        // The program draws a milestone at its start, whatever its end.
        let has_other_end = is_milestone && start != end;
        let end = if is_milestone { start } else { end };
        if end < start {
            return Err("an event ends before it starts".into());
        }
        let is = |name: &str| is_true(Some(of(name)));
        Ok(Self {
            start,
            end,
            is_about: (
                is("fuzzy") || is("fuzzy_start"),
                is("fuzzy") || is("fuzzy_end"),
            ),
            ends_today: is("ends_today"),
            has_other_end,
        })
    }

    /// Whether days are meant, and not times of them.
    const fn is_of_days(&self) -> bool {
        let ends_with_day = self.end.second == 0 || self.end.second >= LAST_MINUTE;
        self.start.second == 0 && (ends_with_day || self.ends_today)
    }

    /// Whether the end is a midnight and the day that begins with it is not meant.
    pub(super) fn ends_before_midnight(&self) -> bool {
        let is_later = self.end.second == 0 && self.end.day > self.start.day;
        is_later && self.is_of_days() && !self.ends_today
    }

    /// Whether EDTF has only years of it.
    pub(super) const fn is_far(&self) -> bool {
        self.start.day.is_far() || self.end.day.is_far()
    }

    /// Whether the end that the file has is not in the EDTF.
    pub(super) const fn leaves_end(&self) -> bool {
        self.ends_today || self.has_other_end
    }

    /// As EDTF.
    pub(super) fn edtf(&self) -> String {
        let last = if self.ends_before_midnight() {
            self.end.day.before()
        } else {
            self.end.day
        };
        let (first, last) = if self.is_of_days() {
            (self.start.day.edtf(), last.edtf())
        } else {
            (self.start.edtf(), self.end.edtf())
        };
        let about = |is_about: bool| if is_about { "~" } else { "" };
        let (is_first, is_last) = self.is_about;
        if self.ends_today {
            return format!("{first}{}/..", about(is_first));
        }
        if first == last {
            return format!("{first}{}", about(is_first || is_last));
        }
        format!("{first}{}/{last}{}", about(is_first), about(is_last))
    }
}

/// What stands before the text of an event.
pub(super) enum Mark {
    None,
    /// It is a container with this number.
    Container(String),
    /// It is part of the container with this number.
    PartOf(String),
}

/// The mark before a text, and the text without it.
pub(super) fn mark(text: &str) -> (Mark, String) {
    let plain = text.trim();
    // The program writes a space before a bracket that is no mark.
    if !text.starts_with(" (") && !text.starts_with(" [") {
        let of = |open: char, close: char| {
            let (digits, rest) = plain.strip_prefix(open)?.split_once(close)?;
            number(digits)?;
            Some((digits.to_owned(), rest.trim().to_owned()))
        };
        if let Some((digits, rest)) = of('[', ']') {
            return (Mark::Container(digits), rest);
        }
        if let Some((digits, rest)) = of('(', ')') {
            return (Mark::PartOf(digits), rest);
        }
    }
    (Mark::None, plain.to_owned())
}
