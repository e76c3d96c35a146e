//! When a row happened, from the cells that say it: one, a start and an end, or years, months, days and
//! times in columns of their own.

use super::cells::dated;
use super::meaning::{Part, Side};
use super::words::says_ditto;
use crate::dataset::date::Date;
use crate::dataset::date::text::{Ends, Hints, Note, Unread, from_ends, from_text};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use std::borrow::Cow;

/// The cells of one end of a date.
#[derive(Clone, Debug, Default)]
struct Cells<'r> {
    whole: &'r str,
    /// Whether `whole` holds all there is to say, so that nothing is joined to it.
    is_all: bool,
    /// Whether it is approximate.
    is_approximate: bool,
    year: &'r str,
    month: &'r str,
    day: &'r str,
    time: &'r str,
}

/// The cells of a row that say when.
#[derive(Clone, Debug, Default)]
pub(super) struct When<'r> {
    start: Cells<'r>,
    end: Cells<'r>,
    /// An offset or an abbreviation in a column of its own.
    zone: &'r str,
    /// What says that the start is as the one above.
    pub(super) ditto: &'r str,
    /// The day, or else the year, that holds for a start without one.
    above: String,
    above_year: String,
}

/// What they say.
pub(super) struct Dated {
    pub(super) edtf: Option<String>,
    /// The text of an end that cannot be read, and why.
    pub(super) start_problem: Option<(String, Unread)>,
    pub(super) end_problem: Option<(String, Unread)>,
    /// A time that stands beside the date and is none.
    pub(super) has_odd_time: bool,
    /// Whether the zone was joined to a time.
    pub(super) has_zone: bool,
    pub(super) notes: Vec<Note>,
}

impl Dated {
    /// The day or the days, where nothing is to be told of them and they have no time.
    pub(super) fn is_plain(&self) -> Option<&str> {
        let is_told = self.start_problem.is_some()
            || self.end_problem.is_some()
            || !self.notes.is_empty()
            || self.has_odd_time;
        let edtf = self.edtf.as_deref()?;
        (!is_told && !edtf.contains('T')).then_some(edtf)
    }
}

impl<'r> When<'r> {
    pub(super) fn put(&mut self, side: Side, part: Part, is_all: bool, cell: &'r str) {
        let cells = match side {
            Side::Start => &mut self.start,
            Side::End => &mut self.end,
        };
        if part != Part::Time && says_ditto(cell) {
            if side == Side::Start {
                self.ditto = cell;
            }
            return;
        }
        match part {
            Part::Whole => (cells.whole, cells.is_all) = (cell, is_all),
            Part::Year => cells.year = cell,
            Part::Month => cells.month = cell,
            Part::Day => cells.day = cell,
            Part::Time => cells.time = cell,
        }
    }

    pub(super) fn put_approximate(&mut self, side: Side) {
        let cells = match side {
            Side::Start => &mut self.start,
            Side::End => &mut self.end,
        };
        cells.is_approximate = true;
    }

    pub(super) fn cell(&self, side: Side, part: Part) -> &'r str {
        let cells = match side {
            Side::Start => &self.start,
            Side::End => &self.end,
        };
        match part {
            Part::Whole => cells.whole,
            Part::Year => cells.year,
            Part::Month => cells.month,
            Part::Day => cells.day,
            Part::Time => cells.time,
        }
    }

    pub(super) fn put_zone(&mut self, cell: &'r str) {
        self.zone = cell;
    }

    /// The zone that was put.
    pub(super) fn zone(&self) -> &'r str {
        self.zone
    }

    /// Start and end as a person would write them in one cell each.
    pub(super) fn texts(&self, joins_years: bool) -> (Cow<'_, str>, Cow<'_, str>) {
        let start = self.whole_start();
        let start = if start.is_dateless() {
            Cow::default()
        } else {
            start.text(joins_years)
        };
        (start, self.whole_end().text(joins_years))
    }

    /// The start without its time.
    pub(super) fn day(&self, joins_years: bool) -> Cow<'_, str> {
        let start = Cells {
            time: "",
            ..self.whole_start()
        };
        start.text(joins_years)
    }

    /// Whether neither end says a day: a time alone is of a day that stands elsewhere.
    pub(super) fn is_dateless(&self) -> bool {
        self.whole_start().is_dateless() && self.end.is_dateless()
    }

    /// Whether the date is made of a part of one end.
    pub(super) fn is_used(&self, side: Side, part: Part, joins_years: bool) -> bool {
        match side {
            // A time without a day is of no date.
            Side::Start => {
                let start = self.whole_start();
                !start.is_dateless() && start.is_used(part, joins_years)
            }
            Side::End => self.whole_end().is_used(part, joins_years),
        }
    }

    /// Whether the start has neither a day nor a year.
    pub(super) fn starts_dateless(&self) -> bool {
        self.whole_start().is_dateless()
    }

    /// The year of a start whose parts stand in columns of their own.
    pub(super) fn year(&self) -> &str {
        if self.start.year.is_empty() {
            &self.above_year
        } else {
            self.start.year
        }
    }

    /// Gives the start the day of the row above; one that says a month or a day itself, only the year.
    pub(super) fn fill(&mut self, day: &str, year: &str) {
        let has_parts = !self.start.month.is_empty() || !self.start.day.is_empty();
        if has_parts {
            year.clone_into(&mut self.above_year);
        } else {
            day.clone_into(&mut self.above);
        }
    }

    fn whole_start(&self) -> Cells<'_> {
        let start: Cells<'_> = self.start.clone();
        if start.is_dateless() {
            Cells {
                whole: &self.above,
                year: &self.above_year,
                is_all: false,
                ..start
            }
        } else {
            start
        }
    }

    /// An end with a month or a day and no year is in the year of the start.
    fn whole_end(&self) -> Cells<'r> {
        let needs_year = self.end.whole.is_empty() && self.end.year.is_empty();
        let has_day = !self.end.month.is_empty() || !self.end.day.is_empty();
        let year = if needs_year && has_day {
            self.start.year
        } else {
            self.end.year
        };
        Cells {
            year,
            ..self.end.clone()
        }
    }

    /// The date.
    pub(super) fn read<'s>(
        &'s self,
        joins_years: bool,
        start_hints: &Hints,
        end_hints: &Hints,
    ) -> Dated {
        let (mut has_odd_time, mut has_zone) = (false, false);
        let mut text_of = |cells: &Cells<'s>, hints: &Hints| -> Cow<'s, str> {
            let text = cells.text(joins_years);
            if !self.zone.is_empty() && text.contains(':') {
                let with_zone = format!("{text} {}", self.zone);
                if from_text(&with_zone, hints).is_ok() {
                    has_zone = true;
                    return with_zone.into();
                }
            }
            if cells.time.is_empty() || text == cells.time || from_text(&text, hints).is_ok() {
                return text;
            }
            let without = Cells {
                time: "",
                ..cells.clone()
            };
            let without = without.text(joins_years);
            if from_text(&without, hints).is_err() {
                return text;
            }
            has_odd_time = true;
            without
        };
        let start = match self.whole_start() {
            start if start.is_dateless() => Cow::default(),
            start => text_of(&start, start_hints),
        };
        let end = text_of(&self.whole_end(), end_hints);
        let Ends {
            edtf,
            notes,
            start_problem,
            end_problem,
        } = from_ends(&start, &end, start_hints, end_hints);
        Dated {
            edtf,
            start_problem: start_problem.map(|unread| (start.into_owned(), unread)),
            end_problem: end_problem.map(|unread| (end.into_owned(), unread)),
            has_odd_time,
            has_zone,
            notes,
        }
    }
}

impl<'r> Cells<'r> {
    fn is_dateless(&self) -> bool {
        self.whole.is_empty() && self.year.is_empty()
    }

    fn text(&self, joins_years: bool) -> Cow<'r, str> {
        let mut text: Cow<'r, str> = if !self.whole.is_empty() {
            let needs_year = joins_years && !self.year.is_empty() && dated(self.whole).1;
            if needs_year {
                format!("{} {}", self.whole, self.year).into()
            } else {
                self.whole.into()
            }
        } else if self.year.is_empty() {
            Cow::default()
        } else {
            self.of_parts().into()
        };
        if self.takes_time(&text) {
            if !text.is_empty() {
                text += " ";
            }
            text += self.time;
        }
        if self.is_approximate && !text.is_empty() {
            text.to_mut().insert_str(0, "about ");
        }
        text
    }

    fn takes_time(&self, text: &str) -> bool {
        !self.time.is_empty() && !self.is_all && !text.contains(':')
    }

    /// Whether the text is made of a part.
    fn is_used(&self, part: Part, joins_years: bool) -> bool {
        let has_whole = !self.whole.is_empty();
        match part {
            Part::Whole => true,
            Part::Year => !has_whole || joins_years && dated(self.whole).1,
            Part::Month | Part::Day => !has_whole && !self.year.is_empty(),
            Part::Time => {
                let without = Cells {
                    time: "",
                    ..self.clone()
                };
                self.takes_time(&without.text(joins_years))
            }
        }
    }

    fn of_parts(&self) -> String {
        // Programs write whole numbers as `5.0`.
        let number = |cell: &str| cell.strip_suffix(".0").unwrap_or(cell).to_owned();
        let Ok(year) = number(&self.year.replace('−', "-")).parse::<i64>() else {
            return joined([self.day, self.month, self.year]);
        };
        let month = number(self.month).parse::<u8>().ok();
        // `12?`
        let (day, doubt) = match self.day.strip_suffix('?') {
            Some(day) => (day.trim().parse::<u8>().ok(), "?"),
            None => (number(self.day).parse::<u8>().ok(), ""),
        };
        // 44 BCE is −43 in EDTF, which has a year 0.
        let edtf_year = if year < 0 {
            year.saturating_add(1)
        } else {
            year
        };
        let sign = if edtf_year < 0 { "-" } else { "" };
        // Of a year of more than four digits EDTF says no month.
        let is_far = edtf_year.unsigned_abs() > 9999;
        let mark = if is_far { "Y" } else { "" };
        let edtf_year = format!("{mark}{sign}{:04}", edtf_year.unsigned_abs());
        match (month, day) {
            _ if self.month.is_empty() && self.day.is_empty() => edtf_year,
            (Some(month), None) if !is_far && self.day.is_empty() => {
                format!("{edtf_year}-{month:02}")
            }
            (Some(month), Some(day)) if !is_far => {
                format!("{edtf_year}-{month:02}-{day:02}{doubt}")
            }
            _ => {
                let year = if year < 0 {
                    format!("{} BC", year.unsigned_abs())
                } else {
                    year.to_string()
                };
                joined([self.day, self.month, &year])
            }
        }
    }
}

fn joined(parts: [&str; 3]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// What is odd about the clock of a start in a zone: an hour that the zone does not have, or has twice.
pub(super) fn clock_doubt(edtf: &str, zone: &Zone) -> Option<&'static str> {
    let start = edtf.split('/').next()?;
    let (_, time) = start.split_once('T')?;
    if time.contains(['Z', '+', '-']) {
        return None;
    }
    let date = Date::parse(start).ok()?;
    let (written, _) = date.core(&Zone::utc());
    let civil = Zone::utc().civil(written);
    let there = zone.instant(&civil);
    if zone.civil(there) != civil {
        return Some("the clocks went forward over this time, so that there is none");
    }
    let comes_again = [30, 60].into_iter().any(|minutes: i64| {
        let later = Instant(there.0.saturating_add(minutes * 60));
        zone.civil(later) == civil
    });
    comes_again.then_some("the clocks went back, so that this time came twice")
}
