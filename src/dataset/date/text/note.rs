//! What is worth telling of a text that was read.

use super::{Epoch, Order};
use std::fmt;

/// What a reading rests on beside the text. Its `Display` is a whole sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// `11/22 February 1732`: the same day in the old and the new calendar, both kept.
    DualDate,
    /// `11 February 1731/32`: the year by its old and its new beginning.
    DualYear,
    /// A day of the Julian calendar, which the date has in the Gregorian; whether the year may have
    /// begun in March.
    OldStyle {
        /// From 1 January to 24 March.
        year_may_differ: bool,
    },
    /// Day and month are as in the rest of the column.
    OrderAsSettled(Order),
    /// A year of two digits is in the hundred years of the rest of the column.
    CenturyAsSettled(i64),
    /// A spreadsheet's day number, with the day from which it counts.
    SpreadsheetDay(Epoch),
    /// A computer's count of seconds since 1970.
    Timestamp,
    /// A midnight stands for the whole day.
    MidnightAsDay,
    /// The offset that a zone's name stands for: `EST`, `-05:00`.
    Zone {
        /// As it was written.
        said: String,
        /// In EDTF.
        offset: String,
    },
    /// EDTF has no word for it, so that it is as narrow an interval as is honest.
    Interval,
    /// `between … and …` is read as from the one to the other.
    Between,
    /// Counted back from about today, or from 1950.
    CountedBack,
    /// `-44` is read as 44 BCE.
    NegativeYear,
    /// `2001-24` is read as a season or a part of the year, as EDTF has it.
    PartOfYear,
    /// The end has no day of its own and is before the start, so that it is on the next day.
    NextDay,
    /// The start or the end is a range of its own, and the outer ends are kept.
    OuterEnds,
    /// `fl.`: the years around it in which somebody was active.
    Floruit,
    /// `b.`, `died`: which end of a life it is.
    Life,
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixed = match self {
            Self::OrderAsSettled(Order::DayFirst) => "The day is first, as in the rest.",
            Self::OrderAsSettled(Order::MonthFirst) => "The month is first, as in the rest.",
            Self::CenturyAsSettled(year) => {
                return write!(out, "The year of two digits is {year}, as in the rest.");
            }
            Self::Zone { said, offset } => {
                return write!(out, "{said} is read as {offset} from UTC.");
            }
            Self::DualDate => "A dual date: both its days are kept.",
            Self::DualYear => "A dual year: the later is that of today's calendar.",
            Self::OldStyle {
                year_may_differ: false,
            } => "A day of the old calendar, told in the new one.",
            Self::OldStyle {
                year_may_differ: true,
            } => {
                "A day of the old calendar, told in the new one; where the year began in March, it \
                 is a year later."
            }
            Self::SpreadsheetDay(Epoch::From1900) => "A spreadsheet's day, counted from 1900.",
            Self::SpreadsheetDay(Epoch::From1904) => "A spreadsheet's day, counted from 1904.",
            Self::Timestamp => "Seconds counted from 1970, told in UTC.",
            Self::MidnightAsDay => "Midnight is read as the whole day.",
            Self::Interval => {
                "It is kept as the time from the first day that it may mean to the last."
            }
            Self::Between => "It is read as lasting from the one to the other.",
            Self::CountedBack => "The year is counted back.",
            Self::NegativeYear => "A year below 0 is read as so many years BCE.",
            Self::PartOfYear => "It is read as a part of the year, as EDTF has it, not as years.",
            Self::NextDay => "The end is on the next day.",
            Self::OuterEnds => "Start or end is a range of its own: the outer ends are kept.",
            Self::Floruit => "The years in which somebody was active.",
            Self::Life => "A birth or a death.",
        };
        out.write_str(fixed)
    }
}
