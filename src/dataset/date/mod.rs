//! Dates as they are written, with the precision and the doubt they are written with.
//!
//! The text is EDTF (Library of Congress 2019-02-04, ISO 8601-2:2019 Annex A, levels 0 to 2) with
//! three additions: the ends of an interval may be date-times, a time may stop at the minute or
//! the hour, and a date-time may carry `?`, `~` or `%`. A time without offset is wall clock in
//! a zone that the caller gives; a day, month or year has the bounds of another, the axis' one.
//! `edtf-core` parses each calendar part; days are counted in [`instant`](super::instant), zones
//! are kept in [`zone`](super::zone).
//!
//! Start with [`read`] for a row, with [`Date::parse`] for one date, with [`from_entry`] for what
//! a person typed, with [`text`] for what stands in tables, and with [`in_words`], [`in_brief`], [`in_short`] or [`lasting_in_short`] to say
//! it back.

mod bounds;
mod entry;
mod parse;
mod short;
pub mod text;
mod words;

#[cfg(test)]
mod tests;

pub use bounds::{Bounds, Margins};
pub use entry::from_entry;
pub use short::{in_short, lasting_in_short};
pub use words::{in_brief, in_words};

use super::instant::{Civil, DAY, Instant};
use super::zone::{Zone, Zones};

/// A day in EDTF, as it is stored. Past the year 9999, and before the year −9999, EDTF has only
/// years (`Y12025`).
#[must_use]
pub fn of_civil_day(day: &Civil) -> String {
    let sign = if day.year < 0 { "-" } else { "" };
    let year = day.year.unsigned_abs();
    if year > 9999 {
        format!("Y{sign}{year}")
    } else {
        format!("{sign}{year:04}-{:02}-{:02}", day.month, day.day)
    }
}

/// How finely a date is written: the coarsest of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Precision {
    /// `2025-08-15T14:11:30`
    Second,
    /// `2025-08-15T14:11`
    Minute,
    /// `2025-08-15T14`
    Hour,
    /// `2025-08-15`
    Day,
    /// `2025-08`, `2025-08-XX`
    Month,
    /// `2025-22`; also quarters, thirds and halves of a year.
    Season,
    /// `2025`, `2025-XX`
    Year,
    /// `202X`
    Decade,
    /// `20XX`
    Century,
    /// `2XXX` and coarser.
    Beyond,
}

/// What is known of one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum End {
    /// It is written.
    Known,
    /// `..`: there is none.
    Open,
    /// Left empty: there is one, and nobody says when.
    Unknown,
}

/// The kind of expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Form {
    /// One day, month, year or time.
    Single,
    /// From one to another.
    Interval,
    /// Somewhere in it: unspecified digits, seasons, decades, significant digits.
    Span,
    /// `[…]`: one of several.
    OneOf,
    /// `{…}`: all of several.
    AllOf,
}

/// What a view needs to know of a date besides its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Traits {
    /// The kind of expression.
    pub form: Form,
    /// The coarsest of what is written.
    pub precision: Precision,
    /// What is known of the start.
    pub start: End,
    /// What is known of the end.
    pub end: End,
    /// `~` or `%` stands somewhere.
    pub approximate: bool,
    /// `?` or `%` stands somewhere.
    pub uncertain: bool,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateProblem {
    /// Where in the text, in bytes.
    pub offset: usize,
    /// What to tell a person.
    pub message: String,
}

/// A date as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    expression: Expression,
}

impl Date {
    /// Whether it is a season, whose edges are nobody's, and not a quarter, third or half of a year.
    pub fn is_season(&self) -> bool {
        let Expression::One(Moment::Part(part)) = &self.expression else {
            return false;
        };
        matches!(part.shape, Shape::Season(21..=32))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expression {
    One(Moment),
    Interval(Edge, Edge),
    Set { all: bool, members: Vec<Member> },
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    At(Moment),
    Open,
    Unknown,
    /// `..1984` as a start, `2004..` as an end: then, or farther out.
    OrBeyond(Moment),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    One(Part),
    OrBefore(Part),
    OrAfter(Part),
    Range(Part, Part),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Part(Part),
    Clock(Clock),
}

/// A day or more of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    /// The first and the last day that it may mean, in days from 1970-01-01.
    first: i64,
    last: i64,
    precision: Precision,
    shape: Shape,
    /// The finest component that `~` qualifies: its margin applies.
    approximate: Option<Precision>,
    uncertain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A day, a month or a year.
    Plain,
    /// A code from 21 to 41.
    Season(u8),
    /// Unspecified digits.
    Masked,
    /// Significant digits, and the year that is written.
    Significant(i64),
}

/// A day with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    /// Days from 1970-01-01.
    day: i64,
    /// Seconds on the wall clock, 0 to 86,400 (`T24:00`).
    second: i64,
    /// What is written behind the whole seconds, in billionths: it is shown, and orders nothing.
    billionths: u32,
    /// Second, minute or hour.
    precision: Precision,
    /// Seconds east of UTC, if written.
    east: Option<i32>,
    approximate: bool,
    uncertain: bool,
}

/// Bounds and traits of one text. This is [`Date::parse`] and two of its answers, without an
/// allocation for days, times and intervals of them: the way to read many rows.
///
/// # Errors
///
/// If the text is not a date.
pub fn read<'a>(
    text: &str,
    zones: impl Into<Zones<'a>>,
    margins: &Margins,
) -> Result<(Bounds, Traits), DateProblem> {
    let date = Date::parse(text)?;
    Ok((date.bounds(zones, margins), date.traits()))
}

impl Date {
    /// Reads EDTF with our additions, and the letters of the draft of 2012 (`u`, `unknown`,
    /// `open`, `y`, `e`, `p`).
    ///
    /// # Errors
    ///
    /// If the text is not a date. An interval that ends before it starts is one: see
    /// [`Date::backwards`].
    pub fn parse(text: &str) -> Result<Self, DateProblem> {
        parse::expression(text)
            .map(|expression| Self { expression })
            .map_err(|fault| fault.told(text))
    }

    /// The earliest and latest start and end, with the margins of what is approximate.
    #[must_use]
    pub fn bounds<'a>(&self, zones: impl Into<Zones<'a>>, margins: &Margins) -> Bounds {
        bounds::of(self, zones.into(), margins)
    }

    /// Start and end as written, without margins: what is drawn solid. A day ends where the next
    /// starts; an interval that ends at 14:11 ends at 14:11. Of an end that nobody knows only the
    /// other end is here; an open one is [`Instant::MIN`] or [`Instant::MAX`].
    #[must_use]
    pub fn core<'a>(&self, zones: impl Into<Zones<'a>>) -> (Instant, Instant) {
        bounds::core(self, zones.into())
    }

    /// The parts of a set in written order, each with start and end as written; else one.
    /// Years, months and days from `a..b` are listed one by one while there are not too many.
    #[must_use]
    pub fn members<'a>(&self, zones: impl Into<Zones<'a>>) -> Vec<(Instant, Instant)> {
        let zones = zones.into();
        match &self.expression {
            Expression::Set { members, .. } => members
                .iter()
                .flat_map(|member| bounds::listed(member, zones))
                .collect(),
            Expression::One(_) | Expression::Interval(..) => vec![self.core(zones)],
        }
    }

    /// Whether this is an interval that ends before it starts. Its bounds are those of the
    /// interval turned round.
    #[must_use]
    pub fn backwards<'a>(&self, zones: impl Into<Zones<'a>>) -> bool {
        bounds::backwards(self, zones.into())
    }

    /// Form, precision and doubt.
    #[must_use]
    pub fn traits(&self) -> Traits {
        let mut traits = Traits {
            form: Form::Single,
            precision: Precision::Second,
            start: End::Known,
            end: End::Known,
            approximate: false,
            uncertain: false,
        };
        match &self.expression {
            Expression::One(moment) => {
                traits.take(moment);
                if let Moment::Part(part) = moment
                    && part.shape != Shape::Plain
                {
                    traits.form = Form::Span;
                }
            }
            Expression::Interval(start, end) => {
                traits.form = Form::Interval;
                traits.start = traits.take_edge(start);
                traits.end = traits.take_edge(end);
            }
            Expression::Set { all, members } => {
                traits.form = if *all { Form::AllOf } else { Form::OneOf };
                for member in members {
                    traits.take_member(member);
                }
            }
        }
        traits
    }
}

impl Traits {
    fn take(&mut self, moment: &Moment) {
        self.precision = self.precision.max(moment.precision());
        self.approximate |= moment.approximate().is_some();
        self.uncertain |= moment.uncertain();
    }

    fn take_edge(&mut self, edge: &Edge) -> End {
        match edge {
            Edge::At(moment) => {
                self.take(moment);
                End::Known
            }
            Edge::OrBeyond(moment) => {
                self.take(moment);
                End::Open
            }
            Edge::Open => End::Open,
            Edge::Unknown => End::Unknown,
        }
    }

    fn take_member(&mut self, member: &Member) {
        match member {
            Member::One(part) => self.take(&Moment::Part(*part)),
            Member::OrBefore(part) => {
                self.take(&Moment::Part(*part));
                self.start = End::Open;
            }
            Member::OrAfter(part) => {
                self.take(&Moment::Part(*part));
                self.end = End::Open;
            }
            Member::Range(first, last) => {
                self.take(&Moment::Part(*first));
                self.take(&Moment::Part(*last));
            }
        }
    }
}

impl Moment {
    fn precision(&self) -> Precision {
        match self {
            Self::Part(part) => part.precision,
            Self::Clock(clock) => clock.precision,
        }
    }

    /// The precision whose margin `~` asks for.
    fn approximate(&self) -> Option<Precision> {
        match self {
            Self::Part(part) => part.approximate,
            Self::Clock(clock) => clock.approximate.then_some(clock.precision),
        }
    }

    fn uncertain(&self) -> bool {
        match self {
            Self::Part(part) => part.uncertain,
            Self::Clock(clock) => clock.uncertain,
        }
    }

    /// Start and end as written; the end is where the next of the same size starts.
    fn span(&self, zones: Zones<'_>) -> (Instant, Instant) {
        match self {
            Self::Part(part) => part.span(zones.days),
            Self::Clock(clock) => {
                let start = clock.start(zones.times);
                (start, start.plus(clock.length()))
            }
        }
    }
}

impl Part {
    fn span(&self, zone: &Zone) -> (Instant, Instant) {
        let start = zone.at_wall_clock(self.first.saturating_mul(DAY));
        let end = zone.at_wall_clock(self.last.saturating_add(1).saturating_mul(DAY));
        // A zone that crossed the date line skipped a day whole; it must not be empty.
        (start, end.max(start.plus(1)))
    }
}

impl Clock {
    fn start(&self, zone: &Zone) -> Instant {
        let wall = self.day.saturating_mul(DAY).saturating_add(self.second);
        match self.east {
            Some(east) => Instant::from_seconds(wall.saturating_sub(i64::from(east))),
            None => zone.at_wall_clock(wall),
        }
    }

    fn length(&self) -> i64 {
        match self.precision {
            Precision::Hour => 3600,
            Precision::Minute => 60,
            _ => 1,
        }
    }
}
