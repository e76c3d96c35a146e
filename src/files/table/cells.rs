//! What the cells of a column look like.

use super::not_dates::is_code;
use super::number::{coordinate, coordinates, number};
use crate::dataset::date::text::{Cause, Hints, Order, from_text};
use std::collections::HashMap;

/// What was seen in the cells of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// Those in which something stands.
    pub(super) filled: usize,
    /// Of which so many say a date, be it with two readings.
    dates: usize,
    /// Of these so many say a day.
    days: usize,
    /// Dates whose year is missing.
    yearless: usize,
    /// Whole numbers, numbers from 1000 to 2100, and numbers of any kind.
    whole: usize,
    recent: usize,
    numbers: usize,
    timestamps: usize,
    /// Days in eight figures (ISO 8601, basic format), and numbers that may be a spreadsheet's days.
    compact: usize,
    serials: usize,
    /// Numbers from −10 to 10, with a comma for a point, with one for thousands.
    small: usize,
    commas: usize,
    thousands: usize,
    degrees: usize,
    pairs: usize,
    /// Pairs that say more than tenths of a degree.
    exact_pairs: usize,
    times: usize,
    months: usize,
    addresses: usize,
    letters: usize,
    words: usize,
    /// Cells of several words that begin with capitals.
    names: usize,
    /// Cells of several words, or of letters alone.
    words_alone: usize,
    /// Cells with words of more than two letters.
    worded: usize,
    distinct: HashMap<String, usize>,
    /// The cells that differ, in the order in which they come.
    order: Vec<String>,
    /// How many cells were looked at.
    looked: usize,
}

/// How many cells that differ are looked at.
const LOOKED_AT: usize = 400;

impl Cells {
    pub(super) fn take(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        match self.distinct.get_mut(cell) {
            Some(count) => *count += 1,
            None => {
                self.distinct.insert(cell.to_owned(), 1);
                self.order.push(cell.to_owned());
            }
        }
    }

    /// Looks at the first of the cells that differ. What is the same is looked at once.
    pub(super) fn look(&mut self) {
        for cell in std::mem::take(&mut self.order).iter().take(LOOKED_AT) {
            let count = self.distinct.get(cell).copied().unwrap_or(1);
            self.looked += count;
            self.take_one(cell, count);
        }
    }

    fn take_one(&mut self, cell: &str, count: usize) {
        // An ideograph says as much as several letters.
        let wide = cell.chars().filter(|c| is_ideograph(*c)).count();
        self.letters += (cell.chars().count() + wide) * count;
        let words = cell.split_whitespace().count();
        self.words += words * count;
        let begins = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let capitals = cell.split_whitespace().filter(|word| begins(word));
        let capitals = capitals.count();
        let is_name = (2..=5).contains(&words) && capitals * 2 >= words && capitals > 1;
        let counted = |is_it: bool| if is_it { count } else { 0 };
        self.names += counted(is_name);
        self.words_alone += counted(words > 1 || cell.chars().all(char::is_alphabetic));
        self.addresses += counted(is_address(cell));
        let is_pair = coordinates(cell).is_some();
        self.pairs += counted(is_pair);
        self.exact_pairs += counted(is_pair && is_exact(cell));
        let letters = cell.split(|c: char| !c.is_alphabetic());
        let mut letters = letters.map(|word| word.chars().count());
        self.worded += counted(wide > 0 || letters.any(|count| count > 2));
        self.degrees += counted(coordinate(cell).is_some());
        self.take_number(cell, count);
        self.take_date(cell, count);
    }

    fn take_number(&mut self, cell: &str, count: usize) {
        let counted = |is_it: bool| if is_it { count } else { 0 };
        let comma = number(cell, true);
        let Some(value) = number(cell, false).or(comma) else {
            return;
        };
        self.numbers += count;
        let is_whole = !cell.contains(['.', ',']) || cell.ends_with(".0");
        if value.fract() == 0.0 && is_whole {
            self.whole += count;
            self.recent += counted((1000.0..=2100.0).contains(&value));
        }
        self.compact += counted(is_compact(cell));
        let is_serial = cell.split('.').next().map_or(0, str::len) == 5;
        self.serials += counted(is_serial && (10_000.0..80_000.0).contains(&value));
        let seconds = match cell.split('.').next().map_or(0, str::len) {
            13 => value / 1000.0,
            10 => value,
            _ => 0.0,
        };
        self.timestamps += counted((0.9e9..=4.2e9).contains(&seconds));
        self.small += counted(value.abs() <= 10.0);
        if let Some((before, after)) = cell.split_once(',') {
            let is_group = after.len() == 3 && before.trim_start_matches(['-', '−']) != "0";
            self.thousands += counted(is_group || after.contains([',', '.']));
            self.commas += counted(!is_group);
        }
    }

    fn take_date(&mut self, cell: &str, count: usize) {
        let counted = |is_it: bool| if is_it { count } else { 0 };
        if is_time(cell) {
            self.times += count;
            return;
        }
        let (is_date, is_yearless) = dated(cell);
        let is_date = is_date && !is_code(cell);
        self.dates += counted(is_date);
        let numbers = cell
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty());
        self.days += counted(is_date && numbers.count() > 1 && cell.len() > 7);
        self.yearless += counted(is_yearless);
        if !is_date && cell.len() <= 24 && is_clock(cell) {
            self.times += count;
            return;
        }
        let is_month = !is_date && from_text(&format!("{cell} 2000"), &Hints::default()).is_ok();
        self.months += counted(is_month);
    }

    fn share(&self, count: usize) -> f64 {
        wide(count) / wide(self.looked.max(1))
    }

    /// How many of 1 say a date that is more than a number alone.
    pub(super) fn dates(&self) -> f64 {
        let plain = self.whole.saturating_sub(self.recent + self.compact);
        self.share(self.dates.saturating_sub(plain))
    }

    /// How many may be a computer's count of seconds, of our time.
    pub(super) fn timestamps(&self) -> f64 {
        self.share(self.timestamps)
    }

    /// How many may be days as a spreadsheet counts them.
    pub(super) fn serials(&self) -> f64 {
        self.share(self.serials)
    }

    /// How many say a day, or more than one number.
    pub(super) fn days(&self) -> f64 {
        self.share(self.days)
    }

    /// How many say a day without a year, such as `15 Aug`.
    pub(super) fn yearless(&self) -> f64 {
        self.share(self.yearless)
    }

    pub(super) fn whole(&self) -> f64 {
        self.share(self.whole)
    }

    /// How many are numbers that may be years of our time.
    pub(super) fn recent(&self) -> f64 {
        self.share(self.recent)
    }

    pub(super) fn numbers(&self) -> f64 {
        self.share(self.numbers)
    }

    pub(super) fn small(&self) -> f64 {
        self.share(self.small)
    }

    pub(super) fn degrees(&self) -> f64 {
        self.share(self.degrees)
    }

    pub(super) fn pairs(&self) -> f64 {
        self.share(self.pairs)
    }

    /// Pairs that are places beyond doubt.
    pub(super) fn exact_pairs(&self) -> f64 {
        self.share(self.exact_pairs)
    }

    /// How many have words in them.
    pub(super) fn worded(&self) -> f64 {
        self.share(self.worded)
    }

    pub(super) fn times(&self) -> f64 {
        self.share(self.times)
    }

    /// How many are months or days of a month, as words or numbers.
    pub(super) fn months(&self) -> f64 {
        self.share(self.months + self.whole)
    }

    pub(super) fn addresses(&self) -> f64 {
        self.share(self.addresses)
    }

    /// How many look like names of people: several words with capitals.
    pub(super) fn names(&self) -> f64 {
        self.share(self.names)
    }

    /// How many are words, and no codes.
    pub(super) fn words_alone(&self) -> f64 {
        self.share(self.words_alone)
    }

    /// Letters of a cell.
    pub(super) fn length(&self) -> f64 {
        self.share(self.letters)
    }

    /// Words of a cell.
    pub(super) fn words(&self) -> f64 {
        self.share(self.words)
    }

    /// How many cells differ, of 1.
    pub(super) fn distinct(&self) -> f64 {
        wide(self.distinct.len()) / wide(self.filled.max(1))
    }

    pub(super) fn kinds(&self) -> usize {
        self.distinct.len()
    }

    /// Whether a comma is the decimal point of its numbers.
    pub(super) fn has_decimal_commas(&self) -> bool {
        self.commas > 0 && self.thousands == 0
    }

    /// Whether there is something in it, and all of it is among these words.
    pub(super) fn is_of(&self, words: &[&str]) -> bool {
        let is_one = |cell: &String| words.contains(&cell.to_lowercase().as_str());
        !self.distinct.is_empty() && self.distinct.keys().all(is_one)
    }

    /// Whether a cell has this text.
    pub(super) fn has(&self, word: &str) -> bool {
        self.distinct
            .keys()
            .any(|cell| cell.eq_ignore_ascii_case(word))
    }

    /// Whether all of what stands here begins as names do, and there are several of them.
    pub(super) fn are_like_names(&self) -> bool {
        let is_text = self.numbers() < 0.1 && self.dates() < 0.1 && self.times() < 0.1;
        let begins = |cell: &String| cell.chars().next().is_some_and(|c| !c.is_lowercase());
        let are_short = self.words() <= 5.0 && self.worded() > 0.8;
        is_text && are_short && self.kinds() > 2 && self.distinct.keys().all(begins)
    }

    /// Whether most of what stands here stands there too, or the other way round.
    pub(super) fn shares(&self, other: &Self) -> bool {
        let shared = self.distinct.keys();
        let shared = shared
            .filter(|cell| other.distinct.contains_key(*cell))
            .count();
        shared > 1 && shared * 2 >= self.kinds().min(other.kinds())
    }

    /// How many have a near word.
    pub(super) fn near(&self, is_near: impl Fn(&str) -> bool) -> f64 {
        let near = self.distinct.iter().filter(|(cell, _)| is_near(cell));
        let count: usize = near.map(|(_, count)| count).sum();
        wide(count) / wide(self.filled.max(1))
    }
}

fn wide(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whether a text says a date, be it one of two readings; and whether it lacks a year.
pub(in crate::files) fn dated(cell: &str) -> (bool, bool) {
    // Nobody's date is longer; prose is not worth reading.
    if cell.len() > 60 {
        return (false, false);
    }
    let read = |order| {
        let hints = Hints {
            order: Some(order),
            two_digit_years: Some(1950),
            ..Hints::default()
        };
        from_text(cell, &hints)
    };
    let day_first = read(Order::DayFirst);
    let is_turned = |cause: &Cause| matches!(cause, Cause::OrderOfColumn | Cause::OtherWeekday(_));
    let read = match &day_first {
        Err(unread) if is_turned(&unread.cause) => read(Order::MonthFirst),
        _ => day_first,
    };
    match read {
        Ok(reading) => (reading.edtf.is_some(), false),
        Err(unread) => match unread.cause {
            Cause::NoYear => (false, true),
            Cause::OrderOfColumn
            | Cause::EndsBeforeStart
            | Cause::OtherWeekday(_)
            | Cause::DecadeOrCentury { .. }
            | Cause::MonthOrYear
            | Cause::SharedZone(_) => (true, false),
            Cause::Other(_) => (cell.contains(|c: char| c.is_ascii_digit()), false),
            _ => (false, false),
        },
    }
}

/// Whether a sign is one of Chinese, Japanese or Korean writing.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// A day in eight figures: `20240304`.
fn is_compact(cell: &str) -> bool {
    let part =
        |from: usize, to: usize| cell.get(from..to).and_then(|part| part.parse::<u16>().ok());
    let are_digits = cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let year = part(0, 4).is_some_and(|year| (1000..=2999).contains(&year));
    let month = part(4, 6).is_some_and(|month| (1..=12).contains(&month));
    let day = part(6, 8).is_some_and(|day| (1..=31).contains(&day));
    are_digits && year && month && day
}

/// Whether both of a pair have two decimals, or degrees.
fn is_exact(cell: &str) -> bool {
    let decimals = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit);
        digits.count() >= 2
    };
    cell.contains('°')
        || cell
            .split(['.', ','])
            .skip(1)
            .filter(|part| decimals(part))
            .count()
            >= 2
}

/// Whether a text is a time of the day: hours and minutes in figures.
fn is_time(cell: &str) -> bool {
    let plain = cell.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '.'));
    let mut parts = plain.split(':');
    let is_two = |part: Option<&str>| {
        part.is_some_and(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    is_two(parts.next()) && is_two(parts.next())
}

/// `9 am`, `10 Uhr`
fn is_clock(cell: &str) -> bool {
    let text = format!("2000-01-01 {cell}");
    from_text(&text, &Hints::default())
        .is_ok_and(|reading| reading.edtf.is_some_and(|edtf| edtf.contains('T')))
}

pub(super) fn is_address(cell: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| {
        let start = cell.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
