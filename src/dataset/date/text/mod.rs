//! Dates as people write them, to EDTF: in English, German, French, Spanish, Ukrainian and Russian.
//!
//! [`from_text`] reads one text. What a text alone leaves open, such as whether the day or the month
//! comes first, [`Hints`] say: a person, or [`read_column`], which reads the texts of a column as a
//! whole. [`from_ends`] makes one date of a start and an end that stand in two columns. Nothing that
//! is open is guessed: a text that cannot be read has a [`Cause`], and what was not plain is told by
//! the [`Note`]s of a reading.
//!
//! The words stand in the tables of `lexicon`. `tokens` cuts a text into words, numbers and signs;
//! `expression` is the grammar of intervals and sets, `moment` that of one date, with `digits` for
//! what is written in figures and `clock` for times. `fields` holds what one date says, and makes
//! EDTF of it.

mod calendar;
mod cause;
mod clock;
mod column;
mod digits;
mod ends;
mod expression;
mod fields;
mod figure;
mod lexicon;
mod moment;
mod note;
mod order;
mod reader;
mod set;
mod settled;
mod sharing;
mod tokens;
mod words;

pub use cause::{Cause, Unread};
pub use column::read_column;
pub use ends::{Ends, from_ends};
pub use note::Note;
pub use settled::{Column, Finding, Ground, Question};
pub use words::says_undated;

use super::{Date, parse};
use crate::dataset::spelling::is_unseen;
use crate::dataset::zone::Zone;
use reader::Reader;

/// Which of two numbers comes first in `03/04/2014`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// 3 April
    DayFirst,
    /// 4 March
    MonthFirst,
}

/// The day from which a spreadsheet counts its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Epoch {
    /// Day 1 is 1 January 1900, and 1900 is taken for a leap year: the default of Excel and others.
    From1900,
    /// Day 0 is 1 January 1904: Excel's choice on older Macs.
    From1904,
}

/// The languages whose words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// `en`
    English,
    /// `de`
    German,
    /// `fr`
    French,
    /// `es`
    Spanish,
    /// `uk`
    Ukrainian,
    /// `ru`
    Russian,
    /// Another, of which the names of months are known.
    Other,
}

/// What a text alone does not say, and a column or a person may settle. `None` is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Whether the day or the month comes first. With it a date that has the other order is none.
    pub order: Option<Order>,
    /// The first of the hundred years in which a year of two digits lies: 1965 makes `14` 2014 and
    /// `87` 1987.
    pub two_digit_years: Option<i64>,
    /// Whether a number of one or two digits alone is a year: `43`.
    pub bare_years: bool,
    /// Whether numbers of five digits are a spreadsheet's days, and from when they count.
    pub serials: Option<Epoch>,
    /// Whether numbers of 10 digits are seconds since 1970 in UTC (POSIX), those of 13 milliseconds.
    pub timestamps: bool,
    /// Whether `00:00:00` stands for the whole day. Open, it does where seconds are written and no
    /// offset.
    pub midnights_are_days: Option<bool>,
    /// Whether `1821-24` is from 1821 to 1824, and `2007/08` from 2007 to 2008. Open, the one is EDTF, the
    /// winter of 1821, and the other may mean a month.
    pub hyphens_join_years: bool,
    /// Whether `-1200` is 1200 BCE, as `-44` is 44 BCE. Open, four digits are EDTF: 1201 BCE.
    pub negative_years_are_bce: bool,
    /// Whether what may be EDTF is meant so, as in files of ours: `1821-24` is a winter.
    pub is_edtf: bool,
    /// The language of the dataset.
    pub language: Option<Language>,
    /// The zone of the dataset.
    pub zone: Option<Zone>,
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The date in EDTF; none where the text says that there is none (`n.d.`, `unknown`).
    pub edtf: Option<String>,
    /// What is worth telling of it.
    pub notes: Vec<Note>,
}

/// No date that a person types is longer, in bytes.
const LONGEST: usize = 200;

/// Reads what a person typed, or a cell of a table holds.
///
/// Takes what [`Date::parse`] takes as it is, and beside it days, months, seasons, quarters, weeks,
/// years, decades and centuries in words and figures, times, intervals and doubt.
///
/// # Errors
///
/// If the text is not a date, or has two readings and `hints` settle neither.
pub fn from_text(text: &str, hints: &Hints) -> Result<Reading, Unread> {
    let entry = text.trim_matches(is_blank);
    let before = text.len() - text.trim_start_matches(is_blank).len();
    read_trimmed(entry, hints).map_err(|unread| Unread {
        offset: unread.offset + before,
        ..unread
    })
}

/// Whether a sign is white space, or not seen at all.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

fn read_trimmed(entry: &str, hints: &Hints) -> Result<Reading, Unread> {
    if entry.is_empty() {
        return Err(Unread::at(0, Cause::Empty));
    }
    if entry.len() > LONGEST {
        return Err(Unread::at(0, Cause::Unclear));
    }
    let plain = match parse::expression(entry) {
        Ok(_) if !digits::is_settled_otherwise(entry, hints) => {
            return Ok(Reading {
                edtf: Some(without_zeros(entry)),
                notes: digits::notes_on_edtf(entry),
            });
        }
        Ok(_) => None,
        Err(fault) => fault.reason.map(|reason| (fault.offset, reason)),
    };
    if says_undated(entry) {
        return Ok(Reading::default());
    }
    if words::is_relative(entry) {
        return Err(Unread::at(0, Cause::Relative));
    }
    let other = as_catalogued(entry)
        .or_else(|| as_logged(entry))
        .or_else(|| without_mark(entry))
        .or_else(|| without_sign(entry))
        .or_else(|| in_ideographs(entry))
        .or_else(|| in_ascii_digits(entry));
    if let Some(other) = other {
        return read_trimmed(&other, hints);
    }
    let plain = plain.map(|(offset, reason)| Unread::at(offset, Cause::Other(reason.into_owned())));
    let tokens = tokens::tokens(entry)?;
    let mut reader = Reader::new(entry, &tokens, hints);
    let edtf = match (reader.entry(), plain) {
        (Ok(edtf), plain) => checked(entry, edtf, plain)?,
        // What has spaces in it is not meant as EDTF.
        (Err(unread), Some(plain))
            if unread.cause == Cause::Unclear && !entry.contains(char::is_whitespace) =>
        {
            return Err(plain);
        }
        (Err(unread), _) => return Err(unread),
    };
    Ok(Reading {
        edtf: Some(edtf),
        notes: reader.into_notes(),
    })
}

/// What catalogues write: a date that they add in brackets (`[before 1863]`), a hyphen for each digit that
/// is not known (`18--`, `189-?`); and what lawyers write: `o/a 2/13/2012`, on or about.
fn as_catalogued(entry: &str) -> Option<String> {
    let inside = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(inside) = inside.filter(|inside| !inside.contains(['[', ']'])) {
        return Some(inside.trim().to_owned());
    }
    if let Some(rest) = entry
        .strip_prefix("o/a ")
        .or_else(|| entry.strip_prefix("O/a "))
    {
        return Some(format!("about {rest}"));
    }
    let sure = entry.strip_suffix("??").filter(|digits| digits.len() == 2);
    let entry = sure.map_or(entry.to_owned(), |digits| format!("{digits}--"));
    let (year, doubt) = match entry.strip_suffix('?') {
        Some(year) => (year, "?"),
        None => (entry.as_str(), ""),
    };
    let digits = year.trim_end_matches(['-', '–', '—']);
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_recent = digits.starts_with('1') || digits.starts_with("20");
    let blanks = match (digits.len(), year.chars().count()) {
        (2, 4) => "XX",
        (3, 4) => "X",
        _ => return None,
    };
    (are_digits && is_recent).then(|| format!("{digits}{blanks}{doubt}"))
}

/// A date without the mark of a footnote behind it: `4 March 1994[12]`, `1918 [a]`, `1862[note 3]`; or without the
/// dates of which most of a collection is: `1901-1950 (bulk 1914-1918)`.
fn without_mark(entry: &str) -> Option<String> {
    if let Some((rest, _)) = entry
        .strip_suffix(')')
        .and_then(|rest| rest.split_once(" (bulk "))
    {
        return Some(rest.trim_end().to_owned());
    }
    let (rest, mark) = entry.strip_suffix(']')?.rsplit_once('[')?;
    let rest = rest.trim_end();
    // `18 May [1921]`: somebody has added the year.
    if mark.len() == 4 && mark.bytes().all(|byte| byte.is_ascii_digit()) && !rest.is_empty() {
        return Some(format!("{rest} {mark}"));
    }
    let is_number = mark.len() <= 3 && mark.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = mark.to_lowercase();
    let is_note = words.starts_with("note ") || words == "citation needed";
    // The last figure of `186[3]` is one that somebody has added.
    let figures = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_whole = !(1..4).contains(&figures) || !is_number;
    (!rest.is_empty() && !mark.is_empty() && is_whole && (is_number || is_letter || is_note))
        .then(|| rest.to_owned())
}

/// What stands before a date and says no more, or joins a word to it: `post-1945`, `r. 1509–1547`, `dat. 1919`;
/// the day or the month that a database does not know: `1984-12-00`; and the dot of `1.º de mayo`.
fn without_sign(entry: &str) -> Option<String> {
    const SIGNS: [(&str, &str); 8] = [
        ("post-", "after "),
        ("pre-", "before "),
        ("ante-", "before "),
        ("r. ", ""),
        ("reigned ", ""),
        ("dat. ", ""),
        ("dated ", ""),
        ("datiert ", ""),
    ];
    for (sign, word) in SIGNS {
        let start = entry.get(..sign.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(sign)) {
            return Some(format!("{word}{}", entry.get(sign.len()..)?));
        }
    }
    for (end, length) in [("-00-00", 4), ("-00", 7)] {
        if let Some(known) = entry
            .strip_suffix(end)
            .filter(|known| known.len() == length)
        {
            return Some(known.to_owned());
        }
    }
    let plain = entry.replace(".º", "º").replace(".ª", "ª");
    (plain != entry).then_some(plain)
}

/// `2024年3月4日`, `1868年`, `2024년 3월 4일`, with a time behind it.
fn in_ideographs(entry: &str) -> Option<String> {
    let (year, mut rest) = entry.split_once(['年', '년'])?;
    let digits = |text: &str| {
        let text = text.trim();
        let are_all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        are_all.then(|| text.to_owned())
    };
    let year = digits(year).filter(|year| year.len() == 4)?;
    let mut parts = vec![year];
    for signs in [&['月', '월'][..], &['日', '일', '号']] {
        let Some((before, after)) = rest.split_once(signs) else {
            break;
        };
        parts.push(format!("{:0>2}", digits(before)?));
        rest = after;
    }
    let rest = rest.trim();
    let date = parts.join("-");
    Some(if rest.is_empty() {
        date
    } else {
        format!("{date} {rest}")
    })
}

/// The same with ASCII digits, where others stand in it: those of Arabic, Persian and Devanagari, and wide
/// ones.
fn in_ascii_digits(entry: &str) -> Option<String> {
    let ascii = |c: char| {
        let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
        let values = zeros
            .into_iter()
            .filter_map(|zero| u32::from(c).checked_sub(u32::from(zero)));
        let mut values = values.filter(|value| *value < 10);
        values.find_map(|value| char::from_digit(value, 10))
    };
    entry.chars().any(|c| ascii(c).is_some()).then(|| {
        let plain = entry.chars().map(|c| ascii(c).unwrap_or(c));
        plain.collect()
    })
}

/// A fraction of a second that is none says nothing: `11:30:00.000Z`.
fn without_zeros(entry: &str) -> String {
    if !entry.contains('T') || !entry.contains(".0") {
        return entry.to_owned();
    }
    let mut left = String::with_capacity(entry.len());
    let mut parts = entry.split('.');
    left.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let zeros = part.trim_start_matches('0');
        let is_nothing =
            zeros.len() < part.len() && !zeros.starts_with(|c: char| c.is_ascii_digit());
        if is_nothing {
            left.push_str(zeros);
        } else {
            left.push('.');
            left.push_str(part);
        }
    }
    left
}

/// What programs write into logs: a comma before the fraction of a second (`06:30:58,718Z`), and the basic
/// format of ISO 8601 (`20240329T073113Z`), in its extended one.
fn as_logged(entry: &str) -> Option<String> {
    let digits = |from: usize, to: usize| {
        let part = entry.get(from..to)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(part)
    };
    if let (Some(second), Some(",")) = (digits(17, 19), entry.get(19..20)) {
        digits(20, 21)?;
        let (before, after) = (entry.get(..17)?, entry.get(20..)?);
        let is_time = before.get(13..14) == Some(":") && before.get(16..17) == Some(":");
        return is_time.then(|| format!("{before}{second}.{after}"));
    }
    let (year, month, day) = (digits(0, 4)?, digits(4, 6)?, digits(6, 8)?);
    let (hour, minute, second) = (digits(9, 11)?, digits(11, 13)?, digits(13, 15)?);
    let rest = entry.get(15..)?;
    let is_basic = entry.get(8..9) == Some("T");
    is_basic.then(|| format!("{year}-{month}-{day}T{hour}:{minute}:{second}{rest}"))
}

/// The EDTF of an entry, if the calendar has it and it does not end before it starts.
fn checked(entry: &str, edtf: String, plain: Option<Unread>) -> Result<String, Unread> {
    match Date::parse(&edtf) {
        // `2025-13` is a month that there is not, and no interval.
        Ok(date) if date.backwards(&Zone::utc()) => {
            Err(plain.unwrap_or_else(|| Unread::at(0, Cause::EndsBeforeStart)))
        }
        Ok(_) => Ok(edtf),
        Err(_) => {
            // The words are clear, the calendar has no such day.
            let reason = parse::expression(&edtf).err();
            let offset = reason.as_ref().map_or(0, |fault| fault.offset);
            let cause = match reason.and_then(|fault| fault.reason) {
                Some(reason) => Cause::Other(reason.into_owned()),
                None => Cause::Unclear,
            };
            Err(Unread::at(if edtf == entry { offset } else { 0 }, cause))
        }
    }
}
