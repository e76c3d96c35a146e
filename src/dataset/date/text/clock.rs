//! Times of day and what follows them: half days and offsets from UTC.

use super::Language;
use super::cause::{Cause, Unread};
use super::fields::Fields;
use super::lexicon::{Meaning, Sense};
use super::note::Note;
use super::reader::Reader;
use super::tokens::Kind;

impl Reader<'_> {
    /// Whether a time of day stands `ahead`.
    pub(super) fn is_time(&self, ahead: usize) -> bool {
        let Some((hour, 1 | 2)) = self.number(ahead) else {
            return false;
        };
        let is_clock = self.is_glued_sign(ahead + 1, ':') && self.glued_number(ahead + 2).is_some();
        let is_half = |ahead| self.means(ahead, Meaning::Am) || self.means(ahead, Meaning::Pm);
        let with_half = (1..=12).contains(&hour) && is_half(ahead + 1);
        is_clock
            || self.is_dotted_time(ahead)
            || (with_half && !self.is_filler_before_date(ahead + 1))
            || (hour <= 24 && self.means(ahead + 1, Meaning::Hour))
    }

    /// `14.30 Uhr`, `3.15pm`
    fn is_dotted_time(&self, ahead: usize) -> bool {
        let minutes = self.glued_number(ahead + 2);
        let after = [Meaning::Am, Meaning::Pm, Meaning::Hour];
        self.is_glued_sign(ahead + 1, '.')
            && minutes.is_some_and(|(_, digits)| digits == 2)
            && after.iter().any(|half| self.means(ahead + 3, *half))
    }

    /// Whether `am` is German: `14:30 am 5. März`.
    fn is_filler_before_date(&self, ahead: usize) -> bool {
        self.means(ahead, Meaning::Filler)
            && self.number(ahead + 1).is_some()
            && (self.is_glued_sign(ahead + 2, '.') || self.is_month(ahead + 2))
            && !self.is_english(ahead + 2)
    }

    /// Whether a month is named as in English.
    fn is_english(&self, ahead: usize) -> bool {
        let is_english = |(meaning, language): &Sense| {
            matches!(meaning, Meaning::Month(_)) && *language == Language::English
        };
        let token = self.peek(ahead);
        token.is_some_and(|token| token.senses().iter().any(is_english))
    }

    /// A time of day at the place: `14:11`, `2:11:03.5 pm`, `3 p.m.`, `11h30`, `14.30 Uhr`.
    pub(super) fn time(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let Some((hour, digits)) = self.number(0) else {
            return Ok(false);
        };
        let at = self.offset();
        if (self.is_glued_sign(1, ':') && self.glued_number(2).is_some()) || self.is_dotted_time(0)
        {
            return self.clock(fields, at, hour, digits);
        }
        if fields.time.is_some() || digits > 2 || !self.is_time(0) {
            return Ok(false);
        }
        if self.means(1, Meaning::Hour) {
            let minutes = self
                .glued_number(2)
                .filter(|_| self.peek(1).is_some_and(|word| word.is_glued));
            let spaced = self.number(2).filter(|_| !self.is_month(3));
            let minutes = minutes
                .or(spaced)
                .filter(|(minute, digits)| *digits == 2 && *minute < 60);
            fields.time = Some(match minutes {
                Some((minute, _)) => format!("{hour:02}:{minute:02}"),
                None => format!("{hour:02}"),
            });
            self.skip(if minutes.is_some() { 3 } else { 2 });
        } else {
            let is_afternoon = self.means(1, Meaning::Pm);
            fields.time = Some(format!(
                "{:02}:00",
                hour % 12 + if is_afternoon { 12 } else { 0 }
            ));
            self.skip(2);
        }
        Ok(true)
    }

    /// Hours, minutes and perhaps seconds with a sign between them.
    fn clock(
        &mut self,
        fields: &mut Fields,
        at: usize,
        hour: i64,
        digits: usize,
    ) -> Result<bool, Unread> {
        let wrong = || Unread::at(at, Cause::Other("a time is written as 14:11".to_owned()));
        let Some((minute, 2)) = self.glued_number(2) else {
            return Err(wrong());
        };
        if digits > 2 {
            return Err(wrong());
        }
        let mut used = 3;
        let mut rest = format!(":{minute:02}");
        if self.is_glued_sign(3, ':') {
            let Some((second, 2)) = self.glued_number(4) else {
                return Err(wrong());
            };
            rest.push_str(&format!(":{second:02}"));
            used = 5;
            let has_mark = self.is_glued_sign(5, '.') || self.is_glued_sign(5, ',');
            if has_mark && let Some((fraction, width)) = self.glued_number(6) {
                used = 7;
                if fraction != 0 {
                    rest.push_str(&format!(".{fraction:0width$}"));
                }
            }
        }
        if fields.time.is_some() {
            return Ok(false);
        }
        let half = [Meaning::Am, Meaning::Pm].map(|half| self.means(used, half));
        let hour = match (half, hour) {
            ([true, _], _) if self.is_filler_before_date(used) => hour,
            ([true, _], 1..=12) => {
                used += 1;
                hour % 12
            }
            ([_, true], 1..=12) => {
                used += 1;
                hour % 12 + 12
            }
            ([true, _] | [_, true], _) => return Ok(false),
            _ => hour,
        };
        if self.means(used, Meaning::Hour) {
            used += 1;
        }
        fields.time = Some(format!("{hour:02}{rest}"));
        self.skip(used);
        Ok(true)
    }

    /// An offset after a time, at a `+` or a dash: `+03`, `-0400`, `+05:30`. A dash may also start
    /// the end of an interval; where both may be meant, that is told.
    pub(super) fn offset_in_digits(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let (Some(sign), Some(time)) = (self.peek(0), fields.time.clone()) else {
            return Ok(false);
        };
        let Some((offset, used)) = self.shift(1) else {
            return Ok(false);
        };
        if fields.shift.is_some() {
            return Ok(false);
        }
        if sign.is_sign('-') {
            let is_spaced = self.peek(1).is_none_or(|number| !number.is_glued);
            let is_end = self.means(used + 1, Meaning::Am)
                || self.means(used + 1, Meaning::Pm)
                || self.is_glued_sign(used + 1, ':')
                || self.is_month(used + 1);
            if is_end || is_spaced {
                return Ok(false);
            }
            let without_colon = self.number(1).is_some_and(|(_, digits)| digits == 4);
            if time.len() < "11:26:03".len() && !without_colon {
                // A shorter end, or an earlier one, may be an offset.
                if offset <= time || offset.len() < time.len() {
                    return Err(Unread::at(sign.at, Cause::EndOrOffset));
                }
                return Ok(false);
            }
        }
        let mark = if sign.is_sign('-') && !is_zero(&offset) {
            '-'
        } else {
            '+'
        };
        fields.shift = Some(format!("{mark}{offset}"));
        self.skip(used + 1);
        Ok(true)
    }

    /// Hours and minutes of an offset from `ahead` on, in EDTF without the sign, and how many tokens
    /// they take.
    fn shift(&self, ahead: usize) -> Option<(String, usize)> {
        let (value, digits) = self.number(ahead)?;
        match digits {
            1 | 2 if self.is_glued_sign(ahead + 1, ':') => match self.glued_number(ahead + 2)? {
                (minutes, 2) => Some((format!("{value:02}:{minutes:02}"), 3)),
                _ => None,
            },
            1 | 2 => Some((format!("{value:02}"), 1)),
            3 | 4 => Some((format!("{:02}:{:02}", value / 100, value % 100), 1)),
            _ => None,
        }
    }

    /// A zone's name at the place: `UTC`, `Z`, `GMT+3`, `EST`.
    pub(super) fn zone(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let Some(token) = self.peek(0) else {
            return Ok(false);
        };
        if fields.shift.is_some() {
            return Ok(false);
        }
        let said = self.text.get(token.at..token.stop).unwrap_or_default();
        let zone = token
            .senses()
            .iter()
            .find_map(|(meaning, _)| match meaning {
                Meaning::Utc => Some(None),
                Meaning::Zone(minutes) => Some(Some(*minutes)),
                _ => None,
            });
        match zone {
            Some(None) => {
                let sign = ['+', '-']
                    .into_iter()
                    .find(|sign| self.is_glued_sign(1, *sign));
                let shift = self.shift(2).filter(|_| self.glued_number(2).is_some());
                match (sign, shift) {
                    (Some(sign), Some((offset, used))) => {
                        let sign = if is_zero(&offset) { '+' } else { sign };
                        fields.shift = Some(format!("{sign}{offset}"));
                        self.skip(used + 2);
                    }
                    (None, _) if self.peek(1).is_some_and(|token| token.is_sign('+')) => {
                        self.skip(1)
                    }
                    _ => {
                        fields.shift = Some("Z".to_owned());
                        self.skip(1);
                    }
                }
                Ok(true)
            }
            Some(Some(minutes)) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let size = minutes.unsigned_abs();
                let offset = format!("{sign}{:02}:{:02}", size / 60, size % 60);
                self.tell(Note::Zone {
                    said: said.to_owned(),
                    offset: offset.clone(),
                });
                fields.shift = Some(offset);
                self.skip(1);
                Ok(true)
            }
            None if token.means(Meaning::SharedZone) => {
                Err(Unread::at(token.at, Cause::SharedZone(said.to_owned())))
            }
            None => Ok(false),
        }
    }

    /// The time that follows `T` without signs: `112603`, `1126`.
    pub(super) fn compact_time(&mut self, fields: &mut Fields) -> bool {
        let Some(Kind::Number { value, digits }) = self.peek(0).map(|token| &token.kind) else {
            return false;
        };
        let (value, digits) = (*value, *digits);
        fields.time = match digits {
            6 => Some(format!(
                "{:02}:{:02}:{:02}",
                value / 10_000,
                value / 100 % 100,
                value % 100
            )),
            4 => Some(format!("{:02}:{:02}", value / 100, value % 100)),
            _ => return false,
        };
        self.skip(1);
        true
    }
}

fn is_zero(offset: &str) -> bool {
    offset.chars().all(|c| matches!(c, '0' | ':'))
}
