//! What the words of one date say, and the EDTF of it.

use super::super::words::weekday_name;
use super::super::{Date, Precision};
use super::calendar::{
    Range, calendar_text, day_text, days_from_julian, only_day, slice_of_part, slice_of_years,
    year_text, years_text,
};
use super::cause::{Cause, Unread};
use super::lexicon::Meaning;
use super::note::Note;
use super::reader::Reader;
use crate::dataset::instant::{days_from_civil, weekday};

/// Years that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// By its first year.
    Decade(i64),
    /// By its number.
    Century(i64),
    Millennium(i64),
}

impl Block {
    /// The first and the last year.
    fn years(self, is_before_era: bool) -> (i64, i64) {
        let (first, length) = match self {
            Self::Decade(year) if is_before_era => {
                return ((-8_i64).saturating_sub(year), 1_i64.saturating_sub(year));
            }
            Self::Decade(year) => (year, 10),
            Self::Century(number) => (number.saturating_sub(1).saturating_mul(100), 100),
            Self::Millennium(number) => (number.saturating_sub(1).saturating_mul(1000), 1000),
        };
        if is_before_era {
            (
                1_i64.saturating_sub(first.saturating_add(length)),
                first.saturating_neg(),
            )
        } else {
            (first, first.saturating_add(length - 1))
        }
    }
}

/// What the words of one date say, and nothing that they leave out.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// Where it starts in the text.
    pub(super) at: usize,
    /// In EDTF, if the date has letters or is computed.
    pub(super) raw: Option<String>,
    pub(super) year: Option<i64>,
    /// Before (true) or of the common era, if it is said.
    pub(super) before_era: Option<bool>,
    /// 1 to 12, or 21 to 41 for seasons and the like.
    pub(super) month: Option<u8>,
    /// A day, or a number of which it is not yet known what it counts.
    pub(super) day: Option<u8>,
    pub(super) block: Option<Block>,
    /// A decade of which the century is not said: its first year of the hundred.
    pub(super) short_decade: Option<i64>,
    /// Which of how many parts.
    pub(super) slice: Option<(i64, i64)>,
    /// The number of a week, and perhaps a day of it.
    pub(super) week: Option<i64>,
    pub(super) day_of_week: Option<i64>,
    /// The seven days from the one that is named.
    pub(super) is_week: bool,
    pub(super) weekday: Option<u8>,
    pub(super) time: Option<String>,
    pub(super) shift: Option<String>,
    pub(super) daypart: Option<Meaning>,
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
    pub(super) old_style: bool,
    pub(super) new_style: bool,
    /// What stands in brackets after it: the same day in the other calendar.
    pub(super) other: Option<Box<Fields>>,
}

/// A date in EDTF: one text, or from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) at: usize,
    pub(super) first: String,
    pub(super) last: Option<String>,
    pub(super) has_time: bool,
}

impl Extent {
    pub(super) fn last(&self) -> &str {
        self.last.as_deref().unwrap_or(&self.first)
    }

    /// With `joint` between the two texts, if there are two.
    pub(super) fn joined(&self, joint: &str) -> String {
        match &self.last {
            Some(last) => format!("{}{joint}{last}", self.first),
            None => self.first.clone(),
        }
    }
}

impl Fields {
    pub(super) fn set_date(&mut self, year: i64, month: i64, day: i64) {
        // What is no month or day stays one that there is not, and is told as such.
        self.year = Some(year);
        self.month = Some(u8::try_from(month).unwrap_or(u8::MAX).min(99));
        self.day = Some(u8::try_from(day).unwrap_or(u8::MAX).min(99));
    }

    /// Whether nothing of the calendar is said.
    pub(super) fn is_blank(&self) -> bool {
        !self.has_date() && self.month.is_none() && self.day.is_none() && self.time.is_none()
    }

    /// Whether the year or more is said.
    pub(super) fn has_date(&self) -> bool {
        self.raw.is_some()
            || self.year.is_some()
            || self.block.is_some()
            || self.short_decade.is_some()
            || self.week.is_some()
    }

    pub(super) fn is_dated(&self) -> bool {
        self.has_date() || self.month.is_some() || self.day.is_some()
    }

    /// Whether this is a season over New Year, as the start of `winter 2024–25`.
    pub(super) fn lasts_until(&self, end: i64) -> bool {
        let next = self.year.map(|year| year.saturating_add(1));
        let is_next = next.is_some_and(|next| next == end || next % 100 == end);
        matches!(self.month, Some(24 | 28 | 30)) && is_next
    }

    fn is_before_era(&self) -> bool {
        self.before_era == Some(true)
    }

    /// In EDTF. `keeps_midnight` says that a midnight is the time that it says.
    pub(super) fn extent(
        &self,
        reader: &mut Reader<'_>,
        keeps_midnight: bool,
    ) -> Result<Extent, Unread> {
        let fields = self.with_bare_number(reader)?;
        let base = fields.sliced(reader)?;
        let mut day = base.as_deref().ok().and_then(only_day);
        fields.check_weekday(base.as_deref().ok(), day)?;
        let mut base = base;
        if fields.old_style && !fields.new_style {
            base = fields.converted(reader, base);
            day = base.as_deref().ok().and_then(only_day);
        }
        if let Some(named) = day.filter(|_| fields.is_week) {
            let last = calendar_text(named.saturating_add(6), Precision::Day);
            base = base.and_then(|first| Err((first, last)));
            reader.tell(Note::Interval);
        }
        if let Some(part) = fields.daypart {
            base = fields.part_of_day(reader, part, day, base)?;
        }
        let is_midnight = fields.is_midnight(reader) && !keeps_midnight;
        if is_midnight {
            reader.tell(Note::MidnightAsDay);
        }
        let time = fields
            .time
            .as_deref()
            .filter(|_| fields.daypart.is_none() && !is_midnight);
        let (first, last) = match (base, time) {
            (Ok(text), Some(time)) => {
                let shift = fields.shift.as_deref().unwrap_or_default();
                (format!("{text}T{time}{shift}"), None)
            }
            (Err(_), Some(_)) => return Err(Unread::at(self.at, Cause::Unclear)),
            (Ok(text), None) => (text, None),
            (Err((first, last)), None) => (first, Some(last)),
        };
        if fields.time.is_none() && fields.shift.is_some() && fields.daypart.is_none() {
            return Err(Unread::at(self.at, Cause::Unclear));
        }
        let doubt = match (fields.approximate, fields.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        let doubted = |text: String| match doubt {
            "" => text,
            doubt => text.trim_end_matches('~').to_owned() + doubt,
        };
        Ok(Extent {
            at: self.at,
            first: doubted(first),
            last: last.map(doubted),
            has_time: time.is_some() || fields.daypart.is_some(),
        })
    }

    /// Whether its time is a midnight that stands for the whole day.
    pub(super) fn is_midnight(&self, reader: &Reader<'_>) -> bool {
        let time = self.time.as_deref();
        match reader.hints.midnights_are_days {
            Some(true) => matches!(time, Some("00:00:00" | "00:00")),
            Some(false) => false,
            None => time == Some("00:00:00") && self.shift.is_none(),
        }
    }

    /// A number of which nothing says what it counts is a year where that is settled.
    fn with_bare_number(&self, reader: &Reader<'_>) -> Result<Self, Unread> {
        let mut fields = self.clone();
        let is_alone = !self.has_date() && self.month.is_none();
        let Some(number) = self.day.filter(|_| is_alone) else {
            return Ok(fields);
        };
        if self.before_era.is_some() || (reader.hints.bare_years && self.time.is_none()) {
            fields.year = Some(i64::from(number));
            fields.day = None;
            return Ok(fields);
        }
        let cause = if self.time.is_some() || self.weekday.is_some() {
            Cause::NoYear
        } else {
            Cause::BareNumber
        };
        Err(Unread::at(self.at, cause))
    }

    /// The year, month or day, or the years of a decade and the like.
    fn whole(&self) -> Result<Result<String, Range>, Unread> {
        let unclear = || Unread::at(self.at, Cause::Unclear);
        let has_more = self.year.is_some() || self.month.is_some() || self.day.is_some();
        if let Some(text) = &self.raw {
            let is_only = !has_more && self.before_era.is_none();
            return if is_only {
                Ok(Ok(text.clone()))
            } else {
                Err(unclear())
            };
        }
        if let Some(block) = self.block {
            let (first, last) = block.years(self.is_before_era());
            return if has_more {
                Err(unclear())
            } else {
                Ok(years_text(first, last))
            };
        }
        let Some(year) = self.year else {
            let is_part = self.month.is_some() || self.time.is_some() || self.week.is_some();
            return Err(if is_part {
                Unread::at(self.at, Cause::NoYear)
            } else {
                unclear()
            });
        };
        if year == 0 && self.before_era.is_some() {
            return Err(Unread::at(self.at, Cause::NoYearZero));
        }
        let year = match self.before_era {
            Some(true) => 1_i64.saturating_sub(year),
            Some(false) | None => year,
        };
        if let Some(week) = self.week {
            return self.week_of(year, week).ok_or_else(unclear);
        }
        match (self.month, self.day) {
            (None, None) => Ok(Ok(year_text(year))),
            (Some(month), None) => Ok(Ok(format!("{}-{month:02}", year_text(year)))),
            (Some(month), Some(day)) => Ok(Ok(day_text(year, month, day))),
            (None, Some(_)) => Err(unclear()),
        }
    }

    /// The days of a week as ISO 8601 counts them: the first holds 4 January.
    fn week_of(&self, year: i64, week: i64) -> Option<Result<String, Range>> {
        let first = |year: i64| {
            let fourth = days_from_civil(year, 1, 4);
            fourth.saturating_sub(i64::from(weekday(fourth)))
        };
        let monday = first(year).saturating_add(week.saturating_sub(1).saturating_mul(7));
        let is_there = week >= 1 && monday < first(year.saturating_add(1));
        if !is_there || self.month.is_some() || self.day.is_some() {
            return None;
        }
        let day = |offset: i64| calendar_text(monday.saturating_add(offset), Precision::Day);
        Some(match self.day_of_week {
            Some(number @ 1..=7) => Ok(day(number - 1)),
            Some(_) => return None,
            None => Err((day(0), day(6))),
        })
    }

    /// The part that `early`, `first half` and the like leave of the whole.
    fn sliced(&self, reader: &mut Reader<'_>) -> Result<Result<String, Range>, Unread> {
        if let Some((short, block)) = self.short_decade.map(|short| (short, self.block)) {
            let mut fields = self.clone();
            fields.short_decade = None;
            fields.block = Some(Block::Decade(match block {
                Some(Block::Century(century)) => century
                    .saturating_sub(1)
                    .saturating_mul(100)
                    .saturating_add(short),
                _ => reader.century(self.at, short)?,
            }));
            return fields.sliced(reader);
        }
        let whole = self.whole()?;
        let Some((index, count)) = self.slice else {
            if whole.is_err() {
                reader.tell(Note::Interval);
            }
            return Ok(whole);
        };
        let unclear = || Unread::at(self.at, Cause::Unclear);
        let sliced = match (self.block, &whole) {
            (Some(block), _) => {
                let (first, last) = block.years(self.is_before_era());
                let (first, last) = slice_of_years(first, last, index, count);
                Err((year_text(first), year_text(last)))
            }
            // A month or a day that there is not is told when the text is read.
            (None, Ok(text)) if Date::parse(text).is_err() => whole,
            (None, Ok(text)) => slice_of_part(text, index, count).ok_or_else(unclear)?,
            (None, Err(_)) => return Err(unclear()),
        };
        if sliced.is_err() {
            reader.tell(Note::Interval);
        }
        Ok(sliced)
    }

    fn check_weekday(&self, text: Option<&str>, day: Option<i64>) -> Result<(), Unread> {
        let Some(said) = self.weekday else {
            return Ok(());
        };
        let cause = match (day, text) {
            // Before 1583 nobody used this calendar, and its weekdays were not theirs.
            (Some(day), _) if weekday(day) == said || self.old_style => return Ok(()),
            (Some(day), _) => Cause::OtherWeekday(weekday_name(day)),
            // A day that does not exist is told better by whoever reads the text.
            (None, Some(text)) if Date::parse(text).is_err() => return Ok(()),
            _ => Cause::WeekdayAlone,
        };
        Err(Unread::at(self.at, cause))
    }

    /// A day of the old calendar in the new one.
    fn converted(
        &self,
        reader: &mut Reader<'_>,
        base: Result<String, Range>,
    ) -> Result<String, Range> {
        let (Some(year), Some(month @ 1..=12), Some(day)) = (self.year, self.month, self.day)
        else {
            return base;
        };
        let year_may_differ = (month, day) < (3, 25);
        reader.tell(Note::OldStyle { year_may_differ });
        let is_leap_only_there = (month, day) == (2, 29) && year.rem_euclid(4) == 0;
        if base.as_deref().ok().and_then(only_day).is_none() && !is_leap_only_there {
            return base;
        }
        let days = days_from_julian(year, month, day);
        Ok(calendar_text(days, Precision::Day))
    }

    /// Morning, evening or night as hours.
    fn part_of_day(
        &self,
        reader: &mut Reader<'_>,
        part: Meaning,
        day: Option<i64>,
        base: Result<String, Range>,
    ) -> Result<Result<String, Range>, Unread> {
        let Some(day) = day else {
            // A day that does not exist is told when the text is read.
            return match base {
                Ok(text) if Date::parse(&text).is_err() => Ok(Ok(text)),
                _ => Err(Unread::at(self.at, Cause::Unclear)),
            };
        };
        let shift = self.shift.as_deref().unwrap_or_default();
        let at = |offset: i64, time: &str| {
            let day = calendar_text(day.saturating_add(offset), Precision::Day);
            format!("{day}T{time}{shift}")
        };
        if let Some(time) = &self.time {
            let hour = time
                .get(..2)
                .and_then(|hour| hour.parse::<i64>().ok())
                .unwrap_or(0);
            let minutes = time.get(2..).unwrap_or_default();
            let is_late = matches!(part, Meaning::Afternoon | Meaning::Evening)
                || (part == Meaning::Night && hour >= 6);
            let hour = if is_late && hour < 12 {
                hour + 12
            } else {
                hour
            };
            return Ok(Ok(at(0, &format!("{hour:02}{minutes}"))));
        }
        reader.tell(Note::Interval);
        Ok(Err(match part {
            Meaning::Morning => (at(0, "06~"), at(0, "11~")),
            Meaning::Afternoon => (at(0, "12~"), at(0, "17~")),
            Meaning::Evening => (at(0, "18~"), at(0, "22~")),
            Meaning::NightBefore => (at(-1, "21~"), at(0, "05~")),
            _ => (at(0, "21~"), at(1, "05~")),
        }))
    }
}
