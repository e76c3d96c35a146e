//! Dates in figures: `2014-03-05`, `3/25/14`, `05.03.2014`, `20140305`, a spreadsheet's day numbers.

use super::super::words::month_name;
use super::super::{Precision, parse};
use super::calendar::{calendar_text, day_text, part_of};
use super::cause::{Cause, Unread};
use super::fields::Fields;
use super::lexicon::Meaning;
use super::note::Note;
use super::reader::Reader;
use super::{Epoch, Hints, Order};
use crate::dataset::instant::{days_from_civil, days_in_month, weekday as weekday_of};

/// Whether a text is EDTF, and `hints` say that it is meant otherwise.
pub(super) fn is_settled_otherwise(entry: &str, hints: &Hints) -> bool {
    let years = hints.hyphens_join_years && joined_years(entry).is_some();
    let bce = hints.negative_years_are_bce && negative_year(entry).is_some_and(|year| year > 999);
    let midnight = hints.midnights_are_days == Some(true) && entry.contains("T00:00");
    years || bce || midnight
}

/// What is worth telling of a text in EDTF.
pub(super) fn notes_on_edtf(entry: &str) -> Vec<Note> {
    match joined_years(entry) {
        Some((_, 21..)) => vec![Note::PartOfYear],
        _ => Vec::new(),
    }
}

/// The two numbers of `1821-24` or `1999-00`, if the second may be the end of years.
pub(super) fn joined_years(entry: &str) -> Option<(i64, i64)> {
    let (year, end) = entry.split_once('-')?;
    let are_digits = year.len() == 4 && end.len() == 2;
    let (year, end): (i64, i64) = (year.parse().ok()?, end.parse().ok()?);
    let is_end = end > year % 100 || end == (year + 1) % 100;
    (are_digits && is_end).then_some((year, end))
}

/// The size of a year below 0 alone: `-44`, `-1200`.
pub(super) fn negative_year(entry: &str) -> Option<i64> {
    let digits = entry.strip_prefix(['-', '−', '–'])?;
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| are_digits)
}

/// The days of a spreadsheet's number, from 1970-01-01, if its year is near enough to be one.
pub(super) fn spreadsheet_day(value: i64, epoch: Epoch) -> i64 {
    let start = match epoch {
        // The 29 February 1900 that there was not is behind every day of five digits.
        Epoch::From1900 => days_from_civil(1899, 12, 30),
        Epoch::From1904 => days_from_civil(1904, 1, 1),
    };
    start.saturating_add(value)
}

impl Reader<'_> {
    /// A date in EDTF that has letters in it: `198X`, `Y17E7`, `1950S2`.
    pub(super) fn lettered(&mut self, fields: &mut Fields) -> bool {
        let Some(token) = self.peek(0) else {
            return false;
        };
        let before = self.previous();
        let is_free = !token.is_glued
            || before.is_none_or(|sign| ['~', '/', '-', '('].iter().any(|c| sign.is_sign(*c)));
        let rest = self.text.get(token.at..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '?' | '~' | '%' | ')');
        let chunk = rest.split(ends).next().unwrap_or_default();
        if !is_free || !fields.is_blank() {
            return false;
        }
        for piece in [chunk, chunk.split('/').next().unwrap_or_default()] {
            let has_letters = piece.contains(['X', 'x', 'u', 'Y', 'y', 'S', 'E']);
            if has_letters && part_of(piece).is_some() {
                fields.raw = Some(piece.to_owned());
                let stop = token.at.saturating_add(piece.len());
                while self.peek(0).is_some_and(|token| token.at < stop) {
                    self.skip(1);
                }
                return true;
            }
        }
        false
    }

    /// Two or three numbers with the same sign between them.
    pub(super) fn numeric(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        if fields.has_date() {
            return Ok(false);
        }
        let Some(first) = self.number(0) else {
            return Ok(false);
        };
        let Some(mark) = ['-', '/', '.']
            .into_iter()
            .find(|mark| self.is_glued_sign(1, *mark))
        else {
            return Ok(false);
        };
        // `5. 3. 2014`
        let number = |reader: &Self, ahead: usize| match mark {
            '.' => reader.number(ahead),
            _ => reader.glued_number(ahead),
        };
        let Some(second) = number(self, 2) else {
            return Ok(false);
        };
        let third = if self.is_glued_sign(3, mark) && !self.is_glued_sign(4, '.') {
            number(self, 4)
        } else {
            None
        };
        match third {
            Some(third) => self.three(fields, mark, [first, second, third]),
            None => self.two(fields, mark, first, second),
        }
    }

    fn three(
        &mut self,
        fields: &mut Fields,
        mark: char,
        numbers: [(i64, usize); 3],
    ) -> Result<bool, Unread> {
        let at = self.offset();
        let [(a, first), (b, second), (c, third)] = numbers;
        // More numbers are an address or a version.
        if second > 2 || (self.is_glued_sign(5, mark) && self.glued_number(6).is_some()) {
            return Ok(false);
        }
        let (year, month, day) = match (first, third) {
            (4, 1 | 2) => (a, b, c),
            (1 | 2, 4) => {
                let (day, month) = self.ordered(at, mark, a, b, (c, fields.weekday))?;
                (c, month, day)
            }
            (1 | 2, 2) => {
                let is_year_first = mark == '-' && first == 2 && c <= 31 && b <= 12;
                if is_year_first
                    && a <= 31
                    && self.hints.two_digit_years.is_some()
                    && self.hints.order.is_none()
                {
                    return Err(Unread::at(at, Cause::YearFirstOrLast));
                }
                let year = self.century(at, c)?;
                let (day, month) = self.ordered(at, mark, a, b, (year, fields.weekday))?;
                (year, month, day)
            }
            _ => return Ok(false),
        };
        fields.set_date(year, month, day);
        self.skip(5);
        // `30.7.2014.`
        if mark == '.' && self.is_glued_sign(0, '.') && !self.is_glued_sign(1, '.') {
            self.skip(1);
        }
        Ok(true)
    }

    fn two(
        &mut self,
        fields: &mut Fields,
        mark: char,
        (a, first): (i64, usize),
        (b, second): (i64, usize),
    ) -> Result<bool, Unread> {
        match (first, second, mark) {
            (4, 2, '-')
                if fields.month.is_none() && ((1..=12).contains(&b) || (21..=41).contains(&b)) =>
            {
                if self.hints.hyphens_join_years && (b > a % 100 || b == (a + 1) % 100) {
                    return Ok(false);
                }
                fields.year = Some(a);
                fields.month = u8::try_from(b).ok();
            }
            // `2014.0`, as a column of numbers is written.
            (4, 1 | 2, '.') if b == 0 => {
                fields.year = Some(a);
            }
            // `03/2014`
            (1 | 2, 4, _) if (1..=12).contains(&a) && !self.is_glued_sign(3, mark) => {
                fields.year = Some(b);
                fields.month = u8::try_from(a).ok();
            }
            // `30.7.`, with the year in the other end of an interval
            (1 | 2, 1 | 2, '.')
                if self.is_glued_sign(3, '.') && (1..=31).contains(&a) && (1..=12).contains(&b) =>
            {
                fields.day = u8::try_from(a).ok();
                fields.month = u8::try_from(b).ok();
                self.skip(1);
            }
            _ => return Ok(false),
        }
        self.skip(3);
        Ok(true)
    }

    /// The weekday that stands behind a date: `3/4/2024 (Mon)`, `3/4/2024, Monday`.
    fn weekday_behind(&self, ahead: usize) -> Option<u8> {
        let is_sign = |place: &usize| {
            let token = self.peek(*place);
            token.is_some_and(|token| token.is_sign(',') || token.is_sign('('))
        };
        let place = ahead + (ahead..ahead + 2).take_while(is_sign).count();
        let senses = self.peek(place)?.senses().iter();
        let mut days = senses.filter_map(|(meaning, _)| match meaning {
            Meaning::Weekday(day) => Some(*day),
            _ => None,
        });
        days.next()
    }

    /// Which of two numbers is the day, and which the month. The weekday tells, where only one of the two
    /// days has it.
    fn ordered(
        &mut self,
        at: usize,
        mark: char,
        a: i64,
        b: i64,
        (year, weekday): (i64, Option<u8>),
    ) -> Result<(i64, i64), Unread> {
        let month = |month: i64| {
            u8::try_from(month)
                .ok()
                .filter(|month| (1..=12).contains(month))
        };
        let fits = |day: i64, of: i64| {
            month(of)
                .is_some_and(|month| (1..=i64::from(days_in_month(year, month))).contains(&day))
        };
        let (day_first, month_first) = (fits(a, b), fits(b, a));
        if a == b {
            return Ok((a, b));
        }
        // Dots stand in countries that write the day first.
        if mark == '.' && (day_first || !month_first) {
            return Ok((a, b));
        }
        let weekday = weekday.or_else(|| self.weekday_behind(5));
        let has_it = |day: i64, of: i64| {
            let day = u8::try_from(day).unwrap_or(0);
            let days = month(of).map(|month| days_from_civil(year, month, day));
            days.map(weekday_of) == weekday
        };
        if weekday.is_some() && self.hints.order.is_none() && day_first && month_first {
            match (has_it(a, b), has_it(b, a)) {
                (true, false) => return Ok((a, b)),
                (false, true) => return Ok((b, a)),
                _ => {}
            }
        }
        match (self.hints.order, day_first, month_first) {
            (_, false, false) => Ok((a, b)),
            (None, true, false) => Ok((a, b)),
            (None, false, true) => Ok((b, a)),
            (Some(Order::DayFirst), true, also) => {
                if also {
                    self.tell(Note::OrderAsSettled(Order::DayFirst));
                }
                Ok((a, b))
            }
            (Some(Order::MonthFirst), also, true) => {
                if also {
                    self.tell(Note::OrderAsSettled(Order::MonthFirst));
                }
                Ok((b, a))
            }
            (Some(_), ..) => Err(Unread::at(at, Cause::OrderOfColumn)),
            (None, true, true) => {
                let said = |day: i64, of: i64| {
                    let name = month(of).map_or("", |month| month_name(month, true));
                    format!("{day} {name} {year}")
                };
                Err(Unread::at(
                    at,
                    Cause::DayOrMonthFirst {
                        day_first: said(a, b),
                        month_first: said(b, a),
                    },
                ))
            }
        }
    }

    /// Five digits and more without a sign between them.
    pub(super) fn compact(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let Some((value, digits)) = self.number(0).filter(|(_, digits)| *digits > 4) else {
            return Ok(false);
        };
        let at = self.offset();
        if fields.has_date() {
            return Ok(false);
        }
        let (date, time) = match digits {
            8 => (value, None),
            12 => (value / 10_000, Some((value % 10_000) * 100)),
            14 => (value / 1_000_000, Some(value % 1_000_000)),
            5 => return self.serial(fields, at, value),
            10 | 13 => return self.timestamp(fields, at, value, digits == 13),
            _ => return Err(Unread::at(at, Cause::BareNumber)),
        };
        let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        let small = |value: i64| u8::try_from(value).unwrap_or(0);
        if parse::expression(&day_text(year, small(month), small(day))).is_err() {
            return Err(Unread::at(at, Cause::BareNumber));
        }
        fields.set_date(year, month, day);
        fields.time = time.map(|time| {
            let minutes = format!("{:02}:{:02}", time / 10_000, time / 100 % 100);
            if digits == 14 {
                format!("{minutes}:{:02}", time % 100)
            } else {
                minutes
            }
        });
        self.skip(1);
        // 20140305T1126
        if self.means(0, Meaning::TimeFollows) && self.glued_number(1).is_some() {
            self.skip(1);
            if !self.compact_time(fields) {
                return self.time(fields);
            }
        }
        Ok(true)
    }

    /// A count of seconds or of thousandths since 1970, of which fractions may stand behind a point.
    fn timestamp(
        &mut self,
        fields: &mut Fields,
        at: usize,
        value: i64,
        is_fine: bool,
    ) -> Result<bool, Unread> {
        if !self.hints.timestamps {
            return Err(Unread::at(at, Cause::Timestamp));
        }
        let (seconds, mut fraction) = match is_fine {
            true => (value / 1000, format!("{:03}", value % 1000)),
            false => (value, String::new()),
        };
        let mut used = 1;
        if self.is_glued_sign(1, '.')
            && let Some((part, digits)) = self.glued_number(2)
        {
            fraction.push_str(&format!("{part:0digits$}"));
            used = 3;
        }
        let (day, second) = (seconds / 86_400, seconds % 86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        fields.raw = Some(calendar_text(day, Precision::Day));
        let fraction = match fraction.trim_end_matches('0') {
            "" => String::new(),
            fraction => format!(".{fraction}"),
        };
        fields.time = Some(format!("{hour:02}:{minute:02}:{second:02}{fraction}"));
        fields.shift = Some("Z".to_owned());
        self.tell(Note::Timestamp);
        self.skip(used);
        Ok(true)
    }

    /// A spreadsheet's day, with the part of the day after a decimal point.
    fn serial(&mut self, fields: &mut Fields, at: usize, value: i64) -> Result<bool, Unread> {
        let Some(epoch) = self.hints.serials else {
            return Err(Unread::at(at, Cause::SpreadsheetDay));
        };
        let mut seconds = 0;
        let mut used = 1;
        let has_mark = self.is_glued_sign(1, '.') || self.is_glued_sign(1, ',');
        if has_mark && let Some((part, digits)) = self.glued_number(2) {
            used = 3;
            let scale = u32::try_from(digits)
                .ok()
                .and_then(|digits| 10_i64.checked_pow(digits));
            let scaled = scale.and_then(|scale| {
                let doubled = part.checked_mul(2 * 86_400)?.checked_add(scale)?;
                Some(doubled / (2 * scale))
            });
            let Some(scaled) = scaled else {
                return Err(Unread::at(at, Cause::SpreadsheetDay));
            };
            seconds = scaled;
        }
        let day = spreadsheet_day(value, epoch).saturating_add(seconds / 86_400);
        seconds %= 86_400;
        fields.raw = Some(calendar_text(day, Precision::Day));
        fields.time = match (seconds, seconds % 60) {
            (0, _) => None,
            (_, 0) => Some(format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)),
            (_, second) => Some(format!(
                "{:02}:{:02}:{second:02}",
                seconds / 3600,
                seconds / 60 % 60
            )),
        };
        self.tell(Note::SpreadsheetDay(epoch));
        self.skip(used);
        Ok(true)
    }
}
