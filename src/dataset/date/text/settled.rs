//! What a column of dates settles, and what it leaves open.

use super::{Epoch, Hints, Language, Order};
use std::fmt;

/// What a column says of its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// With these each of its texts is read.
    pub hints: Hints,
    /// What was settled, and by what.
    pub findings: Vec<Finding>,
    /// What is open: a person should be asked. Meanwhile a text that has two readings is told.
    pub questions: Vec<Question>,
}

/// What was settled for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Whether day or month come first.
    Order(Order, Ground),
    /// The first of the hundred years in which years of two digits lie.
    TwoDigitYears(i64, Ground),
    /// Numbers of one and two digits are years.
    BareYears(Ground),
    /// Numbers of five digits are a spreadsheet's days.
    Serials(Epoch, Ground),
    /// Numbers of 10 or 13 digits are seconds or milliseconds since 1970.
    Timestamps(Ground),
    /// Whether midnights stand for days.
    Midnights(bool, Ground),
    /// `1821-24` is from 1821 to 1824.
    HyphensJoinYears(Ground),
    /// `-1200` is 1200 BCE.
    NegativeYearsAreBce(Ground),
}

/// What settled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A text of the column.
    Cell(String),
    /// So many of its texts.
    Majority(usize),
    /// The language of the dataset or of the column's words.
    Language(Language),
    /// The zone of the dataset.
    Zone(String),
    /// The custom of most programs, for want of anything else.
    Custom,
}

/// What a column leaves open, with an example from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Nothing says whether the day or the month comes first.
    DayOrMonthFirst {
        /// A text of which both readings are dates.
        text: String,
        /// It with the day first, in EDTF.
        day_first: String,
        /// It with the month first, in EDTF.
        month_first: String,
    },
    /// Some texts have the day first and some the month.
    Mixed {
        /// One with the day first.
        day_first: String,
        /// One with the month first.
        month_first: String,
    },
    /// The century of a year of two digits.
    TwoDigitYear {
        /// A text that has one.
        text: String,
    },
    /// Whether a number is a year.
    BareNumber {
        /// The number.
        text: String,
    },
    /// Whether a number is a spreadsheet's day.
    SpreadsheetDay {
        /// The number.
        text: String,
        /// It as a day counted from 1900, in EDTF.
        day: String,
    },
}

impl fmt::Display for Question {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DayOrMonthFirst {
                text,
                day_first,
                month_first,
            } => write!(
                out,
                "Is “{text}” {day_first}, with the day first, or {month_first}, with the month first?"
            ),
            Self::Mixed {
                day_first,
                month_first,
            } => write!(
                out,
                "“{day_first}” has the day first and “{month_first}” the month: which comes first \
                 where both are possible?"
            ),
            Self::TwoDigitYear { text } => write!(out, "In which century is “{text}”?"),
            Self::BareNumber { text } => write!(out, "Is “{text}” a year?"),
            Self::SpreadsheetDay { text, day } => {
                write!(out, "Is “{text}” a spreadsheet's day number, {day}?")
            }
        }
    }
}
