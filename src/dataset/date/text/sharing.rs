//! The start and the end of an interval, each with what only the other says.

use super::super::Precision;
use super::calendar::{calendar_text, only_day};
use super::cause::{Cause, Unread};
use super::fields::{Block, Fields};
use super::note::Note;
use super::reader::Reader;

impl Fields {
    /// The day alone, in EDTF.
    fn day_alone(&self, reader: &mut Reader<'_>) -> Result<String, Unread> {
        let date = Self {
            time: None,
            shift: None,
            approximate: false,
            uncertain: false,
            ..self.clone()
        };
        Ok(date.extent(reader, true)?.first)
    }

    fn with_date_of(self, other: &Self) -> Self {
        Self {
            time: self.time,
            shift: self.shift,
            approximate: self.approximate,
            uncertain: self.uncertain,
            at: self.at,
            daypart: self.daypart,
            ..other.clone()
        }
    }

    /// `12 to 14 Aug 2025` shares the month, `15 Aug 2025 11:30 to 14:15` the day.
    pub(super) fn shared_with(
        self,
        end: Self,
        reader: &mut Reader<'_>,
    ) -> Result<(Self, Self), Unread> {
        let (mut start, mut end) = (self, end);
        if start.shift.is_none() && start.time.is_some() {
            start.shift.clone_from(&end.shift);
        }
        if !end.is_dated() && end.time.is_some() {
            end = end.with_date_of(&start);
            end.shift = end.shift.or_else(|| start.shift.clone());
            if end.time < start.time
                && let Some(day) = only_day(&start.day_alone(reader)?)
            {
                // Past midnight.
                end.raw = Some(calendar_text(day.saturating_add(1), Precision::Day));
                (end.year, end.month, end.day, end.before_era) = (None, None, None, None);
                end.weekday = None;
                reader.tell(Note::NextDay);
            }
        } else if !start.is_dated() && start.time.is_some() {
            start = start.with_date_of(&end);
        } else if start.raw.is_none() && end.raw.is_none() {
            start.share_blocks(&mut end);
            start.share_numbers(&mut end, reader)?;
        }
        Ok((start, end))
    }

    fn is_only_number(&self) -> bool {
        self.day.is_some() && !self.has_date() && self.month.is_none() && self.time.is_none()
    }

    /// `18th to 19th century`, `1850s–60s`
    fn share_blocks(&mut self, end: &mut Self) {
        let number = self.day.filter(|_| self.is_only_number()).map(i64::from);
        match (number, end.block) {
            (Some(number), Some(Block::Century(_))) => {
                (self.day, self.block) = (None, Some(Block::Century(number)));
            }
            (Some(number), Some(Block::Millennium(_))) => {
                (self.day, self.block) = (None, Some(Block::Millennium(number)));
            }
            _ => {}
        }
        let is_part = self.slice.is_some() && !self.is_dated();
        if is_part {
            // `early to mid 19th century`
            (self.block, self.year, self.month) = (end.block, end.year, end.month);
        }
        match (self.block, end.short_decade, end.block) {
            (Some(Block::Decade(decade)), Some(short), None) => {
                end.short_decade = None;
                end.block = Some(Block::Decade((decade - decade % 100).saturating_add(short)));
            }
            // `20-е–30-е годы XX века`
            (None, Some(_), Some(Block::Century(_))) if self.short_decade.is_some() => {
                self.block = end.block;
            }
            _ => {}
        }
        if self.block.is_some() {
            self.before_era = self.before_era.or(end.before_era);
        }
    }

    fn share_numbers(&mut self, end: &mut Self, reader: &Reader<'_>) -> Result<(), Unread> {
        match (self.year, end.year) {
            // 44 to 31 BC
            (None, Some(_))
                if self.is_only_number() && end.before_era.is_some() && end.day.is_none() =>
            {
                self.year = self.day.take().map(i64::from);
            }
            // 1914-18, but 2008/09 may be a month.
            (Some(year), None) if end.is_only_number() && self.month.is_none() => {
                let two = end.day.take().map_or(0, i64::from);
                if self.before_era == Some(true) {
                    return Err(Unread::at(end.at, Cause::MonthOrYear));
                }
                if (1..=12).contains(&two) && !reader.hints.hyphens_join_years {
                    return Err(Unread::at(end.at, Cause::MonthOrYear));
                }
                let same = (year - year % 100).saturating_add(two);
                // `1999/00`
                let is_next = two == 0 && year % 100 == 99;
                end.year = Some(if is_next {
                    same.saturating_add(100)
                } else {
                    same
                });
            }
            _ => {}
        }
        if self.before_era.is_none() {
            self.before_era = end.before_era.filter(|_| self.year.is_some());
        }
        if self.day.is_some() && !self.is_only_year(end) {
            self.month = self.month.or(end.month);
        }
        if end.day.is_some() && !end.is_only_year(self) {
            end.month = end.month.or(self.month);
        }
        let turned = (self.month, self.day) > (end.month, end.day);
        match (self.year, end.year) {
            (None, Some(year)) if self.month.is_some() => {
                // 30 December to 2 January 2025
                let before = if end.before_era == Some(true) { -1 } else { 1 };
                self.year = Some(if turned {
                    year.saturating_sub(before)
                } else {
                    year
                });
                self.before_era = end.before_era;
            }
            (Some(year), None) if end.month.is_some() => {
                let after = if self.before_era == Some(true) { -1 } else { 1 };
                end.year = Some(if turned {
                    year.saturating_add(after)
                } else {
                    year
                });
                end.before_era = self.before_era;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether this number of two digits is a year as its other end is one.
    fn is_only_year(&self, other: &Self) -> bool {
        self.is_only_number() && other.month.is_none()
    }
}
