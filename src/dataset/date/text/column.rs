//! What the texts of a column settle together, and what stays open.

use super::super::{Date, Precision};
use super::cause::Cause;
use super::digits::{joined_years, negative_year, spreadsheet_day};
use super::order::order_of_zone;
use super::settled::{Column, Finding, Ground, Question};
use super::{Epoch, Hints, Language, Order, from_text, words};
use crate::dataset::instant::{Instant, civil_from_days};
use crate::dataset::zone::Zone;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the texts of a column as a whole. What `given` says already stays; its language and its
/// zone settle the order of day and month where nothing else does.
#[must_use]
pub fn read_column<'t>(texts: impl IntoIterator<Item = &'t str>, given: &Hints) -> Column {
    let mut seen = Seen::default();
    for text in texts {
        seen.take(text.trim(), given);
    }
    let mut column = Column {
        hints: given.clone(),
        ..Column::default()
    };
    seen.settle_order(&mut column);
    seen.settle_serials(&mut column);
    seen.settle_timestamps(&mut column);
    seen.settle_centuries(&mut column);
    seen.settle_years(&mut column);
    seen.settle_midnights(&mut column);
    column
}

/// So many texts such as `2007-08` and `2008-09` are of two years each.
const IN_TURN: usize = 3;

/// Whether a text is no date in one order because it has the other: its weekday may say that too.
fn says_order(cause: &Cause) -> bool {
    matches!(cause, Cause::OrderOfColumn | Cause::OtherWeekday(_))
}

/// What was seen in the texts of a column: how often, or the first example.
#[derive(Debug, Default)]
struct Seen {
    day_first: Option<String>,
    month_first: Option<String>,
    /// The text and its two readings.
    ambiguous: Option<(String, String, String)>,
    /// The language of words, and whether there are several.
    language: Option<Language>,
    has_languages: bool,
    /// The years of whole days, and of all dates.
    years_of_days: Vec<i64>,
    years: Vec<i64>,
    short_year: Option<String>,
    short_years: usize,
    /// Numbers alone: years of three digits and more, shorter ones, days of a spreadsheet.
    long_numbers: usize,
    bare: Option<String>,
    serials: Vec<(i64, String)>,
    /// Counts of seconds since 1970.
    timestamps: usize,
    /// A year that nobody writes with two digits.
    early: Option<String>,
    joined: Option<String>,
    /// The same where EDTF has a part of a year: `1933-35`.
    seasons: Option<String>,
    /// Those of two years of which the second is the next, and how many may be months instead.
    in_turn: BTreeSet<String>,
    others_in_turn: usize,
    has_months: bool,
    short_negative: Option<String>,
    long_negatives: usize,
    has_year_zero: bool,
    /// By the shape of the text: how many midnights and how many other times.
    times: BTreeMap<String, (usize, usize)>,
}

impl Seen {
    fn take(&mut self, text: &str, given: &Hints) {
        self.take_shape(text);
        match from_text(text, given) {
            Ok(reading) => {
                if let Some(edtf) = reading.edtf {
                    self.take_year(text, &edtf);
                }
            }
            Err(unread) => match unread.cause {
                Cause::TwoDigitYear | Cause::YearFirstOrLast => {
                    self.short_years += 1;
                    self.short_year.get_or_insert_with(|| text.to_owned());
                }
                Cause::BareNumber => {
                    self.bare.get_or_insert_with(|| text.to_owned());
                }
                Cause::Timestamp => self.timestamps += 1,
                Cause::SpreadsheetDay => {
                    let whole = text.split(['.', ',']).next().unwrap_or_default();
                    if let Ok(value) = whole.parse() {
                        self.serials.push((value, text.to_owned()));
                    }
                }
                _ => {}
            },
        }
        if Date::parse(text).is_err() {
            self.take_order(text, given);
        }
    }

    fn take_order(&mut self, text: &str, given: &Hints) {
        let read = |order| {
            let hints = Hints {
                order: Some(order),
                two_digit_years: given.two_digit_years.or(Some(1950)),
                ..given.clone()
            };
            from_text(text, &hints)
        };
        match (read(Order::DayFirst), read(Order::MonthFirst)) {
            (Ok(day), Ok(month)) => {
                if day.edtf != month.edtf && self.ambiguous.is_none() {
                    let text_of = |edtf: Option<String>| edtf.unwrap_or_default();
                    self.ambiguous =
                        Some((text.to_owned(), text_of(day.edtf), text_of(month.edtf)));
                }
                if let Some(language) = words::only_language(text) {
                    self.has_languages |= self.language.is_some_and(|known| known != language);
                    self.language = Some(language);
                }
            }
            (Ok(_), Err(other)) if says_order(&other.cause) => {
                self.day_first.get_or_insert_with(|| text.to_owned());
            }
            (Err(other), Ok(_)) if says_order(&other.cause) => {
                self.month_first.get_or_insert_with(|| text.to_owned());
            }
            _ => {}
        }
    }

    fn take_year(&mut self, text: &str, edtf: &str) {
        let Ok(date) = Date::parse(edtf) else {
            return;
        };
        let (first, _) = date.core(&Zone::utc());
        if first == Instant::MIN {
            return;
        }
        let (year, ..) = civil_from_days(first.0.div_euclid(86_400));
        self.years.push(year);
        let traits = date.traits();
        if traits.precision <= Precision::Day {
            self.years_of_days.push(year);
        } else if year < 1000 {
            self.early.get_or_insert_with(|| text.to_owned());
        }
    }

    /// What the letters of a text say before it is read.
    fn take_shape(&mut self, text: &str) {
        let are_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if are_digits && text.len() <= 4 {
            self.long_numbers += 1;
            self.has_year_zero |= text.bytes().all(|byte| byte == b'0');
        }
        if let Some(size) = negative_year(text) {
            self.long_numbers += 1;
            let is_edtf = text.trim_start_matches(['-', '−', '–']).len() == 4;
            if !is_edtf {
                self.short_negative.get_or_insert_with(|| text.to_owned());
            } else if size > 999 {
                self.long_negatives += 1;
            }
        }
        let hyphen = text.replace(['–', '—'], "-");
        self.take_years_in_turn(&hyphen);
        match joined_years(&hyphen) {
            Some((_, 1..=12)) => {}
            Some((_, 21..=41)) => {
                self.seasons.get_or_insert_with(|| text.to_owned());
            }
            Some(_) => {
                self.joined.get_or_insert_with(|| text.to_owned());
            }
            None => {
                let is_month = hyphen.len() == 7 && hyphen.as_bytes().get(4) == Some(&b'-');
                self.has_months |= is_month && Date::parse(&hyphen).is_ok();
            }
        }
        if text.contains(':') {
            let shape: String = text
                .chars()
                .map(|c| if c.is_ascii_digit() { '9' } else { c })
                .collect();
            let (midnights, others) = self.times.entry(shape).or_default();
            let (_, time) = text.split_once([' ', 'T']).unwrap_or_default();
            let is_midnight = ["00:00:00", "00:00"].iter().any(|midnight| {
                time.trim_start()
                    .strip_prefix(midnight)
                    .is_some_and(|rest| {
                        !rest.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
                    })
            });
            if is_midnight {
                *midnights += 1;
            } else {
                *others += 1;
            }
        }
    }

    /// Two years of which the second follows the first: `2007-08`, `1999/00`.
    fn take_years_in_turn(&mut self, text: &str) {
        let plain = text.replace('/', "-");
        let Some((year, end)) = joined_years(&plain) else {
            return;
        };
        if end == (year + 1) % 100 {
            self.in_turn.insert(text.to_owned());
            // There is no such month.
            if end == 0 || end > 12 && text.contains('/') {
                self.joined.get_or_insert_with(|| text.to_owned());
            }
        } else {
            self.others_in_turn += usize::from(end <= 12);
        }
    }

    fn settle_order(&self, column: &mut Column) {
        if column.hints.order.is_some() {
            return;
        }
        let settled = match (&self.day_first, &self.month_first) {
            (Some(day_first), Some(month_first)) => {
                column.questions.push(Question::Mixed {
                    day_first: day_first.clone(),
                    month_first: month_first.clone(),
                });
                return;
            }
            (Some(cell), None) => Some((Order::DayFirst, Ground::Cell(cell.clone()))),
            (None, Some(cell)) => Some((Order::MonthFirst, Ground::Cell(cell.clone()))),
            (None, None) => self.order_of_place(&column.hints),
        };
        match (settled, &self.ambiguous) {
            (Some((order, ground)), ambiguous) => {
                let is_needed =
                    ambiguous.is_some() || !matches!(ground, Ground::Language(_) | Ground::Zone(_));
                if is_needed {
                    column.hints.order = Some(order);
                    column.findings.push(Finding::Order(order, ground));
                }
            }
            (None, Some((text, day_first, month_first))) => {
                column.questions.push(Question::DayOrMonthFirst {
                    text: text.clone(),
                    day_first: day_first.clone(),
                    month_first: month_first.clone(),
                });
            }
            (None, None) => {}
        }
    }

    /// The order of the language, or else of the zone, where they have one.
    fn order_of_place(&self, hints: &Hints) -> Option<(Order, Ground)> {
        let of_words = self.language.filter(|_| !self.has_languages);
        let languages = [hints.language, of_words].into_iter().flatten();
        let mut others = languages.filter(|language| *language != Language::English);
        if let Some(language) = others.next() {
            return Some((Order::DayFirst, Ground::Language(language)));
        }
        let name = hints.zone.as_ref()?.name();
        Some((order_of_zone(name)?, Ground::Zone(name.to_owned())))
    }

    fn settle_serials(&mut self, column: &mut Column) {
        let epoch = Epoch::From1900;
        let Some((value, text)) = self.serials.first().cloned() else {
            return;
        };
        let year_of = |value: i64| civil_from_days(spreadsheet_day(value, epoch)).0;
        let days = self.years_of_days.len() + self.short_years + self.serials.len();
        let mut near = self.years_of_days.clone();
        near.sort_unstable();
        let is_near = |year: i64| match near.get(near.len() / 2) {
            Some(middle) => (year - middle).abs() <= 100,
            None => (1950..2060).contains(&year),
        };
        let fits = self
            .serials
            .iter()
            .all(|(value, _)| is_near(year_of(*value)));
        if fits && days > self.long_numbers {
            let years: Vec<i64> = self
                .serials
                .iter()
                .map(|(value, _)| year_of(*value))
                .collect();
            self.years_of_days.extend(years);
            column.hints.serials = Some(epoch);
            column
                .findings
                .push(Finding::Serials(epoch, Ground::Custom));
        } else {
            let day = spreadsheet_day(value, epoch);
            let day = super::calendar::calendar_text(day, Precision::Day);
            column
                .questions
                .push(Question::SpreadsheetDay { text, day });
        }
    }

    /// A column of dates has no other numbers so long; other numbers in it would leave doubt.
    fn settle_timestamps(&self, column: &mut Column) {
        let others = self.long_numbers + self.serials.len();
        if self.timestamps > 0 && others == 0 && self.bare.is_none() {
            column.hints.timestamps = true;
            column.findings.push(Finding::Timestamps(Ground::Custom));
        }
    }

    fn settle_centuries(&self, column: &mut Column) {
        let Some(text) = &self.short_year else {
            return;
        };
        let mut years = if self.years_of_days.is_empty() {
            self.years.clone()
        } else {
            self.years_of_days.clone()
        };
        years.sort_unstable();
        if let Some(middle) = years.get(years.len() / 2) {
            let first = middle.saturating_sub(50);
            let hundred = first..first.saturating_add(100);
            let inside = years.iter().filter(|year| hundred.contains(year)).count();
            if inside * 2 > years.len() {
                column.hints.two_digit_years = Some(first);
                let ground = Ground::Majority(inside);
                column.findings.push(Finding::TwoDigitYears(first, ground));
                return;
            }
        }
        column
            .questions
            .push(Question::TwoDigitYear { text: text.clone() });
    }

    fn settle_years(&self, column: &mut Column) {
        match (&self.bare, &self.early) {
            (Some(_), Some(early)) => {
                column.hints.bare_years = true;
                let ground = Ground::Cell(early.clone());
                column.findings.push(Finding::BareYears(ground));
            }
            (Some(text), None) => {
                column
                    .questions
                    .push(Question::BareNumber { text: text.clone() });
            }
            (None, _) => {}
        }
        // No months come in such turns.
        let are_in_turn = self.in_turn.len() >= IN_TURN && self.others_in_turn == 0;
        let in_turn = self.in_turn.first().filter(|_| are_in_turn);
        // People write no codes for the parts of a year, but years from one to another.
        let seasons = self.seasons.as_ref().filter(|_| !column.hints.is_edtf);
        let joined = self.joined.as_ref().or(in_turn).or(seasons);
        if let Some(joined) = joined.filter(|_| !self.has_months) {
            column.hints.hyphens_join_years = true;
            let ground = Ground::Cell(joined.clone());
            column.findings.push(Finding::HyphensJoinYears(ground));
        }
        let counts_bce = self.long_negatives > 0 && !self.has_year_zero;
        if let Some(short) = self.short_negative.as_ref().filter(|_| counts_bce) {
            column.hints.negative_years_are_bce = true;
            let ground = Ground::Cell(short.clone());
            column.findings.push(Finding::NegativeYearsAreBce(ground));
        }
    }

    fn settle_midnights(&self, column: &mut Column) {
        let midnights: usize = self.times.values().map(|(midnights, _)| midnights).sum();
        let others: usize = self.times.values().map(|(_, others)| others).sum();
        if column.hints.midnights_are_days.is_some() || midnights == 0 {
            return;
        }
        let are_mixed = self
            .times
            .values()
            .any(|(midnights, others)| *midnights > 0 && *others > 0);
        let are_days = match (others, are_mixed) {
            (0, _) => true,
            (_, true) => false,
            (_, false) => return,
        };
        column.hints.midnights_are_days = Some(are_days);
        let ground = Ground::Majority(if are_days { midnights } else { others });
        column.findings.push(Finding::Midnights(are_days, ground));
    }
}
