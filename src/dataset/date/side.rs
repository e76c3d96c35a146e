//! One date of what a person typed: a whole entry, or one end of an interval.

use super::parse::Fault;
use super::tokens::{Placed, Token};
use super::words::weekday_name;
use super::{Date, Expression, Moment, Precision};
use crate::dataset::instant::civil_from_days;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What the words of one date say, and nothing that they leave out.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// Where it starts in the entry.
    offset: usize,
    /// In EDTF, if the date was written in digits or is more than a year, a month and a day.
    calendar: Option<String>,
    year: Option<i64>,
    /// Before (true) or of the common era, if it is said.
    before_era: Option<bool>,
    /// 1 to 12, or 21 to 41 for seasons and the like.
    month: Option<u8>,
    day: Option<u8>,
    weekday: Option<String>,
    time: Option<String>,
    pub(super) shift: Option<String>,
    approximate: bool,
    pub(super) uncertain: bool,
}

impl Side {
    pub(super) fn of(tokens: &[Placed]) -> Result<Self, Fault> {
        let Some((offset, _)) = tokens.first() else {
            return Err(Fault::unclear(0));
        };
        let mut side = Self {
            offset: *offset,
            ..Self::default()
        };
        let mut rest = tokens;
        while let Some(((at, token), after)) = rest.split_first() {
            let following = after.first().map(|(_, token)| token);
            let taken = match token {
                Token::Word(word) => side.take_word(word, following),
                Token::Number { value, digits } => {
                    side.take_number(*at, *value, *digits, following)?
                }
                Token::Time(time) => side.take_time(time, following),
                Token::Calendar(text) => set(&mut side.calendar, text.clone()),
                Token::Offset(text) => set(&mut side.shift, text.clone()),
                Token::Sign(sign) => side.take_sign(*sign, following),
            };
            match taken {
                Some(count) => rest = rest.get(count..).unwrap_or_default(),
                None => return Err(Fault::unclear(*at)),
            }
        }
        Ok(side)
    }

    /// Each `take_…` says how many tokens it used, or that it cannot use the first.
    fn take_word(&mut self, word: &str, next: Option<&Token>) -> Option<usize> {
        let number = match next {
            Some(Token::Number { value, .. }) => Some(*value),
            _ => None,
        };
        match word {
            "about" | "around" | "circa" | "c" | "ca" | "approx" | "approximately" | "roughly" => {
                self.approximate = true;
            }
            "perhaps" | "maybe" | "possibly" | "probably" | "uncertain" => self.uncertain = true,
            "some" if matches!(next, Some(Token::Word(word)) if word == "time") => return Some(2),
            "on" | "at" | "in" | "of" | "the" => {}
            "century" => {
                let century = self
                    .day
                    .take()?
                    .checked_sub(1)
                    .filter(|century| *century < 100)?;
                return set(&mut self.calendar, format!("{century:02}XX"));
            }
            "noon" => return set(&mut self.time, "12:00".to_owned()),
            "midnight" => return set(&mut self.time, "00:00".to_owned()),
            "utc" | "gmt" | "z" if self.time.is_some() => {
                if next == Some(&Token::Sign('+')) {
                    return Some(1);
                }
                return set(&mut self.shift, "Z".to_owned());
            }
            "ad" | "ce" => return set(&mut self.before_era, false),
            "bc" | "bce" => return set(&mut self.before_era, true),
            "spring" => return set(&mut self.month, 21),
            "summer" => return set(&mut self.month, 22),
            "autumn" | "fall" => return set(&mut self.month, 23),
            "winter" => return set(&mut self.month, 24),
            "first" | "second" | "third" | "fourth" | "last" | "northern" | "southern" => {
                let Some(Token::Word(piece)) = next else {
                    return None;
                };
                return set(&mut self.month, piece_of_year(word, piece)?).map(|_| 2);
            }
            "q" | "h" => {
                let code = match (word, number?) {
                    ("q", quarter @ 1..=4) => 32 + quarter,
                    ("h", half @ 1..=2) => 39 + half,
                    _ => return None,
                };
                return set(&mut self.month, u8::try_from(code).ok()?).map(|_| 2);
            }
            _ => return self.take_name(word),
        }
        Some(1)
    }

    /// The name of a month or of a day of the week, whole or cut to three letters or more.
    fn take_name(&mut self, word: &str) -> Option<usize> {
        if word.len() < 3 {
            return None;
        }
        for (number, short) in (1..).zip(MONTHS) {
            let whole = super::words::month_name(number, false).to_lowercase();
            if word == short || word == whole || (word == "sept" && number == 9) {
                return set(&mut self.month, number);
            }
        }
        let day = (0..7).map(weekday_name).find(|name| {
            let name = name.to_lowercase();
            name.starts_with(word) && (word.len() <= 5 || word == name)
        })?;
        set(&mut self.weekday, day.to_owned())
    }

    fn take_number(
        &mut self,
        at: usize,
        value: i64,
        digits: usize,
        next: Option<&Token>,
    ) -> Result<Option<usize>, Fault> {
        let word = match next {
            Some(Token::Word(word)) => word.as_str(),
            _ => "",
        };
        Ok(match word {
            "am" | "pm" | "h" => match hour(&format!("{value:02}:00"), word) {
                Some(time) if word == "h" => {
                    set(&mut self.time, time.trim_end_matches(":00").to_owned()).map(|_| 2)
                }
                Some(time) => set(&mut self.time, time).map(|_| 2),
                None => None,
            },
            "bc" | "bce" | "ad" | "ce" => set(&mut self.year, value),
            "s" if digits == 4 && value % 100 == 0 => {
                let tens = value / 10;
                let reason = format!("it may mean {tens}X or {}XX, so write which", value / 100);
                return Err(Fault::because(at, reason));
            }
            "s" if digits == 4 && value % 10 == 0 => {
                set(&mut self.calendar, format!("{:03}X", value / 10)).map(|_| 2)
            }
            "st" | "nd" | "rd" | "th" => u8::try_from(value)
                .ok()
                .and_then(|day| set(&mut self.day, day))
                .map(|_| 2),
            _ if self.before_era == Some(false) && self.year.is_none() => {
                set(&mut self.year, value)
            }
            // Longer numbers are serials and stamps of other programs.
            _ if digits > 4 => None,
            _ if digits >= 3 => set(&mut self.year, value),
            _ if self.day.is_some() && self.month.is_some() => {
                return Err(Fault::because(at, "the year must have four digits"));
            }
            // Perhaps a year: the other end of the interval may say so.
            _ => u8::try_from(value)
                .ok()
                .and_then(|day| set(&mut self.day, day)),
        })
    }

    fn take_time(&mut self, time: &str, next: Option<&Token>) -> Option<usize> {
        match next {
            Some(Token::Word(half)) if half == "am" || half == "pm" => {
                set(&mut self.time, hour(time, half)?).map(|_| 2)
            }
            _ => set(&mut self.time, time.to_owned()),
        }
    }

    fn take_sign(&mut self, sign: char, next: Option<&Token>) -> Option<usize> {
        match (sign, next) {
            (',', _) => {}
            ('~', _) => self.approximate = true,
            ('?', _) => self.uncertain = true,
            ('%', _) => {
                self.approximate = true;
                self.uncertain = true;
            }
            ('+', Some(Token::Time(shift))) if self.time.is_some() => {
                return set(&mut self.shift, format!("+{shift}")).map(|_| 2);
            }
            ('+', Some(number)) if self.time.is_some() => {
                return set(&mut self.shift, format!("+{}", shift_in_digits(number)?)).map(|_| 2);
            }
            _ => return None,
        }
        Some(1)
    }
}

impl Side {
    /// The same, if it stops at the day.
    pub(super) fn without_time(self) -> Result<Self, Fault> {
        match self.time {
            Some(_) => Err(Fault::because(
                self.offset,
                "here it must be a day without a time",
            )),
            None => Ok(self),
        }
    }

    /// In EDTF.
    pub(super) fn text(&self) -> Result<String, Fault> {
        let mut text = self.calendar()?;
        if let Some(said) = &self.weekday {
            // A day that does not exist is told better by whoever reads the text.
            let reason = match only_day(&text).map(weekday_name) {
                Some(name) if name != said => Some(format!("that day is a {name}")),
                None if Date::parse(&text).is_ok() => {
                    Some("a weekday needs its day and month".to_owned())
                }
                _ => None,
            };
            if let Some(reason) = reason {
                return Err(Fault::because(self.offset, reason));
            }
        }
        match (&self.time, &self.shift) {
            (Some(time), shift) => {
                text = format!("{text}T{time}{}", shift.as_deref().unwrap_or_default());
            }
            (None, Some(_)) => return Err(Fault::unclear(self.offset)),
            (None, None) => {}
        }
        text.push_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        });
        Ok(text)
    }

    fn calendar(&self) -> Result<String, Fault> {
        if let Some(text) = &self.calendar {
            let numbers = [
                self.year,
                self.month.map(i64::from),
                self.day.map(i64::from),
            ];
            let more = self.before_era.is_some() || numbers.iter().any(Option::is_some);
            return if more {
                Err(Fault::unclear(self.offset))
            } else {
                Ok(text.clone())
            };
        }
        let Some(year) = self.year else {
            return Err(if self.month.is_some() || self.time.is_some() {
                let reason = "the year is missing, as in 15 Aug 2025";
                Fault::because(self.offset, reason)
            } else {
                Fault::unclear(self.offset)
            });
        };
        if year == 0 && self.before_era.is_some() {
            return Err(Fault::because(self.offset, "there was no year 0"));
        }
        let year = match self.before_era {
            Some(true) => 1_i64.saturating_sub(year),
            Some(false) | None => year,
        };
        let year = year_text(year);
        match (self.month, self.day) {
            (None, None) => Ok(year),
            (Some(month), None) => Ok(format!("{year}-{month:02}")),
            (Some(month), Some(day)) => Ok(format!("{year}-{month:02}-{day:02}")),
            (None, Some(_)) => Err(Fault::unclear(self.offset)),
        }
    }

    /// Whether this is a season over New Year, as the start of `winter 2024–25`.
    pub(super) fn lasts_until(&self, two_digits: i64) -> bool {
        let next = self.year.unwrap_or_default().saturating_add(1) % 100;
        matches!(self.month, Some(24 | 28 | 30)) && self.year.is_some() && next == two_digits
    }

    fn is_dated(&self) -> bool {
        self.calendar.is_some() || self.year.is_some() || self.month.is_some() || self.day.is_some()
    }

    fn with_date_of(self, other: &Self) -> Self {
        Self {
            calendar: other.calendar.clone(),
            year: other.year,
            before_era: other.before_era,
            month: other.month,
            day: other.day,
            ..self
        }
    }

    /// Start and end of an interval, each with what only the other says.
    pub(super) fn shared_with(self, end: Self) -> Result<(Self, Self), Fault> {
        let (mut start, mut end) = (self, end);
        if start.shift.is_none() && start.time.is_some() {
            start.shift.clone_from(&end.shift);
        }
        if !end.is_dated() && end.time.is_some() {
            end = end.with_date_of(&start);
            end.shift = end.shift.or_else(|| start.shift.clone());
            if end.time < start.time
                && let Some(day) = only_day(&start.calendar()?)
            {
                // Past midnight.
                let next = calendar_text(day.saturating_add(1), Precision::Day);
                end = end.with_date_of(&Self {
                    calendar: Some(next),
                    ..Self::default()
                });
            }
        } else if !start.is_dated() && start.time.is_some() {
            start = start.with_date_of(&end);
        } else if start.calendar.is_none() && end.calendar.is_none() {
            start.share_numbers(&mut end)?;
        }
        Ok((start, end))
    }

    fn share_numbers(&mut self, end: &mut Self) -> Result<(), Fault> {
        let only_number = |side: &Self| side.year.is_none() && side.month.is_none();
        match (self.year, end.year) {
            // 44 to 31 BC
            (None, Some(_))
                if only_number(self) && end.before_era.is_some() && end.day.is_none() =>
            {
                self.year = self.day.take().map(i64::from);
            }
            // 1914-18, but 2008/09 may be a month.
            (Some(year), None) if only_number(end) && self.month.is_none() => {
                let Some(two) = end.day.take().map(i64::from) else {
                    return Err(Fault::unclear(end.offset));
                };
                if two <= 12 {
                    let reason = "it may mean a month or a year, so write which";
                    return Err(Fault::because(end.offset, reason));
                }
                end.year = Some((year - year % 100).saturating_add(two));
            }
            _ => {}
        }
        if self.before_era.is_none() {
            self.before_era = end.before_era.filter(|_| self.year.is_some());
        }
        if self.day.is_some() {
            self.month = self.month.or(end.month);
        }
        if end.day.is_some() {
            end.month = end.month.or(self.month);
        }
        let turned = (self.month, self.day) > (end.month, end.day);
        match (self.year, end.year) {
            (None, Some(year)) => {
                // 30 December to 2 January 2025
                self.year = Some(if turned { year.saturating_sub(1) } else { year });
                self.before_era = end.before_era;
            }
            (Some(year), None) => {
                end.year = Some(if turned { year.saturating_add(1) } else { year });
                end.before_era = self.before_era;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The day that a text in EDTF means, if it is one.
fn only_day(text: &str) -> Option<i64> {
    match Date::parse(text) {
        Ok(Date {
            expression: Expression::One(Moment::Part(part)),
        }) => (part.precision == Precision::Day && part.first == part.last).then_some(part.first),
        _ => None,
    }
}

/// The day, month or year that holds a day, in EDTF.
pub(super) fn calendar_text(day: i64, precision: Precision) -> String {
    let (year, month, day) = civil_from_days(day);
    let year = year_text(year);
    match precision {
        Precision::Day => format!("{year}-{month:02}-{day:02}"),
        Precision::Month => format!("{year}-{month:02}"),
        _ => year,
    }
}

fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    }
}

/// The offset of `3`, `03` and `0300`, without its sign.
pub(super) fn shift_in_digits(number: &Token) -> Option<String> {
    match number {
        Token::Number {
            value,
            digits: 1 | 2,
        } => Some(format!("{value:02}")),
        Token::Number { value, digits: 4 } => {
            Some(format!("{:02}:{:02}", value / 100, value % 100))
        }
        _ => None,
    }
}

/// The code of `first quarter` and `southern summer`.
fn piece_of_year(which: &str, piece: &str) -> Option<u8> {
    Some(match (which, piece) {
        ("northern", "spring") => 25,
        ("northern", "summer") => 26,
        ("northern", "autumn" | "fall") => 27,
        ("northern", "winter") => 28,
        ("southern", "spring") => 29,
        ("southern", "summer") => 30,
        ("southern", "autumn" | "fall") => 31,
        ("southern", "winter") => 32,
        ("first", "quarter") => 33,
        ("second", "quarter") => 34,
        ("third", "quarter") => 35,
        ("fourth" | "last", "quarter") => 36,
        ("first", "third") => 37,
        ("second", "third") => 38,
        ("last", "third") => 39,
        ("first", "half") => 40,
        ("second" | "last", "half") => 41,
        _ => return None,
    })
}

/// Puts a value where none was, and says that one token was used.
fn set<T>(place: &mut Option<T>, value: T) -> Option<usize> {
    place.replace(value).is_none().then_some(1)
}

/// A time on the clock of 24 hours.
fn hour(time: &str, half: &str) -> Option<String> {
    let (hour, rest) = time.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let hour = match (half, hour) {
        ("am", 12) => 0,
        ("am", 1..=11) => hour,
        ("pm", 12) => 12,
        ("pm", 1..=11) => hour + 12,
        ("h", 0..=24) => hour,
        _ => return None,
    };
    Some(format!("{hour:02}:{rest}"))
}
