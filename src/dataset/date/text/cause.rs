//! Why a text cannot be read as a date, and what to write instead.

use super::super::DateProblem;
use super::super::parse::Fault;

/// Where and why a text stops being a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Unread {
    /// Where in the text, in bytes.
    pub offset: usize,
    /// Why.
    pub cause: Cause,
}

/// Why a text is not a date. Its `Display` is a whole sentence that says what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing is written.
    Empty,
    /// No date is found in it.
    Unclear,
    /// It says that there is no date.
    Undated,
    /// Two readings, in words: `3 Apr 2014`, `4 Mar 2014`.
    DayOrMonthFirst {
        /// With the day first.
        day_first: String,
        /// With the month first.
        month_first: String,
    },
    /// The rest of the column has the other order.
    OrderOfColumn,
    /// `3/25/14`
    TwoDigitYear,
    /// `14-03-05`
    YearFirstOrLast,
    /// `41866`
    SpreadsheetDay,
    /// `1755285960`
    Timestamp,
    /// A number that is no year: `43`.
    BareNumber,
    /// `2008/09`
    MonthOrYear,
    /// `1900s`: the decade and the century, in EDTF.
    DecadeOrCentury {
        /// `190X`
        decade: String,
        /// `19XX`
        century: String,
    },
    /// `15 Aug`
    NoYear,
    /// Its weekday is another: the one that it is.
    OtherWeekday(&'static str),
    /// A weekday without its day.
    WeekdayAlone,
    /// `0 BC`
    NoYearZero,
    /// The end is before the start.
    EndsBeforeStart,
    /// `22:00-02:00`
    EndOrOffset,
    /// A time where only a day can stand.
    TimeInSet,
    /// `CST`: an abbreviation that several zones share.
    SharedZone(String),
    /// `yesterday`
    Relative,
    /// What the calendar or the clock does not have, in words.
    Other(String),
}

impl Cause {
    /// What it is, for a list of causes: `a two-digit year`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Empty => "nothing is written",
            Self::Unclear => "no date",
            Self::Undated => "no date is known",
            Self::DayOrMonthFirst { .. } => "the day or the month may come first",
            Self::OrderOfColumn => "day and month the other way round than in the rest",
            Self::TwoDigitYear => "a two-digit year",
            Self::YearFirstOrLast => "the year may come first or last",
            Self::SpreadsheetDay => "a spreadsheet's day number",
            Self::Timestamp => "a computer's count of seconds",
            Self::BareNumber => "a number that may be no year",
            Self::MonthOrYear => "a month or a year",
            Self::DecadeOrCentury { .. } => "a decade or a century",
            Self::NoYear => "no year",
            Self::OtherWeekday(_) => "another weekday",
            Self::WeekdayAlone => "a weekday without its day",
            Self::NoYearZero => "a year 0",
            Self::EndsBeforeStart => "an end before the start",
            Self::EndOrOffset => "an end or an offset",
            Self::TimeInSet => "a time where a day belongs",
            Self::SharedZone(_) => "a zone's abbreviation that several share",
            Self::Relative => "a day that depends on when it was written",
            Self::Other(_) => "what the calendar does not have",
        }
    }

    /// Why, and what to write, to stand after `“…” is not a date: `. None where examples help more.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let fixed = match self {
            Self::Empty | Self::Unclear => return None,
            Self::DayOrMonthFirst {
                day_first,
                month_first,
            } => {
                return Some(format!(
                    "it may mean {day_first} or {month_first}, so write which"
                ));
            }
            Self::DecadeOrCentury { decade, century } => {
                return Some(format!("it may mean {decade} or {century}, so write which"));
            }
            Self::OtherWeekday(name) => return Some(format!("that day is a {name}")),
            Self::SharedZone(said) => {
                return Some(format!(
                    "several zones are called {said}, so write the offset from UTC, as in +03:00"
                ));
            }
            Self::Other(reason) => return Some(reason.clone()),
            Self::Undated => "it says that there is none, so leave the field empty",
            Self::OrderOfColumn => {
                "the rest of the column has day and month the other way round, so write the month \
                 as a word"
            }
            Self::TwoDigitYear => "the year must have four digits",
            Self::YearFirstOrLast => {
                "the year may come first or last, so write it with four digits"
            }
            Self::SpreadsheetDay => {
                "it may be a spreadsheet's day number, so format the column as dates, as in \
                 2025-08-15"
            }
            Self::Timestamp => {
                "it may be a computer's count of seconds since 1970, so write the day and the time"
            }
            Self::BareNumber => {
                "a number alone may be a day or a year, so write a year with four digits, as in 0043"
            }
            Self::MonthOrYear => "it may mean a month or a year, so write which",
            Self::NoYear => "the year is missing, as in 15 Aug 2025",
            Self::WeekdayAlone => "a weekday needs its day and month",
            Self::NoYearZero => "there was no year 0",
            Self::EndsBeforeStart => "it ends before it starts",
            Self::EndOrOffset => {
                "what follows the dash may be an end or an offset from UTC, so write “to”"
            }
            Self::TimeInSet => "here it must be a day without a time",
            Self::Relative => "it depends on the day on which it was written, so write that out",
        };
        Some(fixed.to_owned())
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self, self.reason()) {
            (Self::Empty, _) => out.write_str("No date is written. Try 15 Aug 2025 or 2025-08-15."),
            (_, Some(reason)) => write!(out, "This is not a date: {reason}."),
            (_, None) => out.write_str("This is not a date. Try 15 Aug 2025 or 2025-08-15."),
        }
    }
}

impl Unread {
    pub(super) fn at(offset: usize, cause: Cause) -> Self {
        Self { offset, cause }
    }

    /// The same with the text that it is in, as a sentence.
    #[must_use]
    pub fn told(self, text: &str) -> DateProblem {
        let fault = match self.cause.reason() {
            Some(reason) => Fault::because(self.offset, reason),
            None => Fault::unclear(self.offset),
        };
        fault.told(text)
    }
}
