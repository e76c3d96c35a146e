//! A date in words.
//!
//! A day is a day of the place where it was written; a time is shown in the zone that the reader
//! chose.

use super::{Clock, Date, Edge, Expression, Member, Moment, Part, Precision, Shape};
use crate::dataset::count::with_thousands;
use crate::dataset::instant::{DAY, civil_from_days, days_from_civil, days_in_month, weekday};
use crate::dataset::zone::Zone;

/// So many members of a set are said; the others are counted.
const SAID: usize = 8;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The whole truth: `Friday 15 August 2025, 11:26 to about 14:11 in Anchorage`.
#[must_use]
pub fn in_words(date: &Date, written_in: &Zone, shown_in: &Zone) -> String {
    let words = Words {
        short: false,
        written_in,
        shown_in,
    };
    let mut text = words.expression(&date.expression);
    if has_clock(&date.expression) {
        text.push(' ');
        text.push_str(&shown_in.after_a_time());
    }
    text.push_str(doubt(&date.expression));
    text
}

/// The same for a column of a table: `15 Aug 2025, 11:26 to about 14:11`, without weekday, place
/// and whole names of months.
#[must_use]
pub fn in_brief(date: &Date, written_in: &Zone, shown_in: &Zone) -> String {
    let words = Words {
        short: true,
        written_in,
        shown_in,
    };
    words.expression(&date.expression) + doubt(&date.expression)
}

fn has_clock(expression: &Expression) -> bool {
    let is_clock = |edge: &Edge| {
        matches!(
            edge,
            Edge::At(Moment::Clock(_)) | Edge::OrBeyond(Moment::Clock(_))
        )
    };
    match expression {
        Expression::One(moment) => matches!(moment, Moment::Clock(_)),
        Expression::Interval(start, end) => is_clock(start) || is_clock(end),
        Expression::Set { .. } => false,
    }
}

/// What `?` adds at the end.
fn doubt(expression: &Expression) -> &'static str {
    let of = |edge: &Edge| match edge {
        Edge::At(moment) | Edge::OrBeyond(moment) => Some(moment.uncertain()),
        Edge::Open | Edge::Unknown => None,
    };
    match expression {
        Expression::One(moment) if moment.uncertain() => ", uncertain",
        Expression::Interval(start, end) => match (of(start), of(end)) {
            (Some(true), Some(true) | None) | (None, Some(true)) => ", uncertain",
            (Some(true), Some(false)) => ", start uncertain",
            (Some(false), Some(true)) => ", end uncertain",
            _ => "",
        },
        Expression::One(_) | Expression::Set { .. } => "",
    }
}

pub(super) fn month_name(month: u8, short: bool) -> &'static str {
    let name = MONTHS
        .get(usize::from(month.saturating_sub(1)))
        .copied()
        .unwrap_or_default();
    if short {
        name.get(..3).unwrap_or(name)
    } else {
        name
    }
}

pub(super) fn weekday_name(day: i64) -> &'static str {
    WEEKDAYS
        .get(usize::from(weekday(day)))
        .copied()
        .unwrap_or_default()
}

/// `2025`, `476 CE`, `44 BCE`, `170,000,002`.
pub(super) fn year_name(year: i64) -> String {
    let grouped = |year: i64| {
        let digits = year.to_string();
        if digits.len() <= 4 {
            return digits;
        }
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    };
    match year {
        ..=0 => format!("{} BCE", grouped(1_i64.saturating_sub(year))),
        1..1000 => format!("{year} CE"),
        _ => grouped(year),
    }
}

/// `summer 2025`, `winter 2025–26`, `southern summer 2025–26`, `first quarter of 2025`.
pub(super) fn season_name(code: u8, year: i64) -> String {
    let season = match code {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        25 => "northern spring",
        26 => "northern summer",
        27 => "northern autumn",
        28 => "northern winter",
        29 => "southern spring",
        30 => "southern summer",
        31 => "southern autumn",
        32 => "southern winter",
        _ => {
            let piece = match code {
                33 => "first quarter",
                34 => "second quarter",
                35 => "third quarter",
                36 => "fourth quarter",
                37 => "first third",
                38 => "second third",
                39 => "last third",
                40 => "first half",
                _ => "second half",
            };
            return format!("{piece} of {}", year_name(year));
        }
    };
    let over_new_year = matches!(code, 24 | 28 | 30) && (1000..9999).contains(&year);
    if over_new_year {
        format!("{season} {year}–{:02}", (year + 1) % 100)
    } else {
        format!("{season} {}", year_name(year))
    }
}

/// The decade of which these are the first and the last day, by its first year.
pub(super) fn decade(first: i64, last: i64) -> Option<i64> {
    let (from, to) = whole_years(first, last)?;
    (from >= 100 && from % 10 == 0 && to == from + 9).then_some(from)
}

pub(super) fn whole_years(first: i64, last: i64) -> Option<(i64, i64)> {
    let ((from, m, d), (to, n, e)) = (civil_from_days(first), civil_from_days(last));
    ((m, d) == (1, 1) && (n, e) == (12, 31)).then_some((from, to))
}

/// How a range of days is named best: by its years, its months or its days.
pub(super) fn granularity(first: i64, last: i64) -> Precision {
    let ((_, _, day), (year, month, end)) = (civil_from_days(first), civil_from_days(last));
    if whole_years(first, last).is_some() {
        Precision::Year
    } else if day == 1 && end == days_in_month(year, month) {
        Precision::Month
    } else {
        Precision::Day
    }
}

/// What a clock shows to the reader: the day, counted from 1970-01-01, and the time.
pub(super) fn shown_clock(clock: &Clock, written_in: &Zone, shown_in: &Zone) -> (i64, String) {
    let civil = shown_in.civil(clock.start(written_in));
    let day = days_from_civil(civil.year, civil.month, civil.day);
    let (hour, minute, second) = (civil.hour, civil.minute, civil.second);
    let ends_day = clock.second == DAY && (hour, minute, second) == (0, 0, 0);
    let (day, hour) = if ends_day { (day - 1, 24) } else { (day, hour) };
    let time = match clock.precision {
        Precision::Second => {
            let fraction = match clock.billionths {
                0 => String::new(),
                billionths => format!(".{billionths:09}").trim_end_matches('0').to_owned(),
            };
            format!("{hour:02}:{minute:02}:{second:02}{fraction}")
        }
        Precision::Hour if minute == 0 => format!("{hour}h"),
        _ => format!("{hour:02}:{minute:02}"),
    };
    (day, time)
}

struct Words<'a> {
    short: bool,
    written_in: &'a Zone,
    shown_in: &'a Zone,
}

impl Words<'_> {
    fn expression(&self, expression: &Expression) -> String {
        match expression {
            Expression::One(moment) => {
                let plain = moment.approximate().is_none() && !moment.uncertain();
                self.moment(moment, matches!(moment, Moment::Clock(_)) || plain)
            }
            Expression::Interval(start, end) => self.interval(start, end),
            Expression::Set { all, members } => self.set(*all, members),
        }
    }

    fn interval(&self, start: &Edge, end: &Edge) -> String {
        match (start, end) {
            (Edge::At(start), Edge::At(end)) => self.both_ends(start, end),
            (Edge::At(start), Edge::Open) => format!("since {}", self.moment(start, false)),
            (Edge::At(start), Edge::Unknown) => {
                format!("from {}, end unknown", self.moment(start, false))
            }
            (Edge::Open, Edge::At(end)) => format!("until {}", self.moment(end, false)),
            (Edge::Unknown, Edge::At(end)) => {
                format!("until {}, start unknown", self.moment(end, false))
            }
            _ => format!(
                "from {} to {}",
                self.edge(start, "earlier"),
                self.edge(end, "later")
            ),
        }
    }

    fn edge(&self, edge: &Edge, beyond: &str) -> String {
        match edge {
            Edge::At(moment) => self.moment(moment, false),
            Edge::OrBeyond(moment) => format!("{} or {beyond}", self.moment(moment, false)),
            Edge::Open => "no end".to_owned(),
            Edge::Unknown => "an unknown time".to_owned(),
        }
    }

    fn both_ends(&self, start: &Moment, end: &Moment) -> String {
        match (start, end) {
            (Moment::Clock(first), Moment::Clock(last)) => {
                let (day, time) = shown_clock(first, self.written_in, self.shown_in);
                let (last_day, last_time) = shown_clock(last, self.written_in, self.shown_in);
                let (about, last_about) = (about(first.approximate), about(last.approximate));
                if day == last_day {
                    let day = self.day(day, true);
                    return format!("{day}, {about}{time} to {last_about}{last_time}");
                }
            }
            (Moment::Part(first), Moment::Part(last))
                if first.shape == Shape::Plain
                    && last.shape == Shape::Plain
                    && first.precision == last.precision
                    && first.approximate.is_none() =>
            {
                let about = about(last.approximate.is_some());
                return self.range(first.first, last.last, first.precision, about);
            }
            _ => {}
        }
        format!(
            "{} to {}",
            self.moment(start, false),
            self.moment(end, false)
        )
    }

    /// From one day to another, saying only once what they share. `about` belongs to the end.
    fn range(&self, first: i64, last: i64, precision: Precision, about: &str) -> String {
        let ((from_year, from_month, from_day), (year, month, _)) =
            (civil_from_days(first), civil_from_days(last));
        let end = self.days(last, precision);
        let name = month_name(from_month, self.short);
        let start = match precision {
            Precision::Year if from_year == year => return format!("{about}{end}"),
            Precision::Month if (from_year, from_month) == (year, month) => {
                return format!("{about}{end}");
            }
            Precision::Day if first == last => return format!("{about}{end}"),
            // 44 to 31 BCE.
            Precision::Year if from_year <= 0 && year <= 0 => {
                year_name(from_year).trim_end_matches(" BCE").to_owned()
            }
            Precision::Month if from_year == year => name.to_owned(),
            Precision::Day if (from_year, from_month) == (year, month) => from_day.to_string(),
            Precision::Day if from_year == year => format!("{from_day} {name}"),
            _ => self.days(first, precision),
        };
        format!("{start} to {about}{end}")
    }

    fn set(&self, all: bool, members: &[Member]) -> String {
        let mut said: Vec<String> = members
            .iter()
            .take(SAID)
            .map(|member| self.member(member))
            .collect();
        if members.len() > SAID {
            said.push(format!("{} others", with_thousands(members.len() - SAID)));
        }
        let (quantity, joint) = if all {
            ("all of ", " and ")
        } else {
            ("one of ", " or ")
        };
        match (said.as_slice(), members) {
            ([one], [Member::Range(..)]) => format!("{quantity}{one}"),
            ([one], _) => one.clone(),
            ([first @ .., last], _) => format!("{quantity}{}{joint}{last}", first.join(", ")),
            ([], _) => String::new(),
        }
    }

    fn member(&self, member: &Member) -> String {
        match member {
            Member::One(part) => self.perhaps(part),
            Member::Range(first, last) => self.range(first.first, last.last, first.precision, ""),
            Member::OrBefore(part) => match next(part, 1) {
                Some(day) => format!("before {}", self.days(day, part.precision)),
                None => format!("{} or before", self.perhaps(part)),
            },
            Member::OrAfter(part) => match next(part, -1) {
                Some(day) => format!("after {}", self.days(day, part.precision)),
                None => format!("{} or later", self.perhaps(part)),
            },
        }
    }

    fn perhaps(&self, part: &Part) -> String {
        let perhaps = if part.uncertain { "perhaps " } else { "" };
        format!("{perhaps}{}", self.part(part, false))
    }

    fn moment(&self, moment: &Moment, weekday: bool) -> String {
        match moment {
            Moment::Part(part) => self.part(part, weekday),
            Moment::Clock(clock) => {
                let (day, time) = shown_clock(clock, self.written_in, self.shown_in);
                format!(
                    "{}, {}{time}",
                    self.day(day, weekday),
                    about(clock.approximate)
                )
            }
        }
    }

    fn part(&self, part: &Part, weekday: bool) -> String {
        let about = about(part.approximate.is_some());
        let (year, ..) = civil_from_days(part.first);
        match part.shape {
            Shape::Plain if part.precision == Precision::Day => {
                format!("{about}{}", self.day(part.first, weekday))
            }
            Shape::Plain => format!("{about}{}", self.days(part.first, part.precision)),
            Shape::Season(code) => format!("{about}{}", season_name(code, year)),
            Shape::Significant(year) => {
                let range = self.somewhere(part);
                format!("{range}, perhaps {}", year_name(year))
            }
            Shape::Masked => self.somewhere(part),
        }
    }

    fn somewhere(&self, part: &Part) -> String {
        let approximate = part.approximate.is_some();
        let precision = granularity(part.first, part.last);
        let range = match decade(part.first, part.last) {
            Some(year) => format!("the {year}s"),
            None => self.range(part.first, part.last, precision, ""),
        };
        if range.contains(" to ") {
            format!("some time from {}{range}", about(approximate))
        } else if approximate {
            format!("some time in or about {range}")
        } else {
            format!("some time in {range}")
        }
    }

    /// The day, month or year that holds a day.
    fn days(&self, day: i64, precision: Precision) -> String {
        let (year, month, _) = civil_from_days(day);
        match precision {
            Precision::Day => self.day(day, false),
            Precision::Month => format!("{} {}", month_name(month, self.short), year_name(year)),
            _ => year_name(year),
        }
    }

    fn day(&self, day: i64, weekday: bool) -> String {
        let (year, month, number) = civil_from_days(day);
        let date = format!(
            "{number} {} {}",
            month_name(month, self.short),
            year_name(year)
        );
        // Before 1583 nobody used this calendar, and its weekdays were not theirs.
        if weekday && !self.short && year >= 1583 {
            format!("{} {date}", weekday_name(day))
        } else {
            date
        }
    }
}

fn about(approximate: bool) -> &'static str {
    if approximate { "about " } else { "" }
}

/// A day of the day, month or year after (1) or before (−1) a plain one.
fn next(part: &Part, step: i64) -> Option<i64> {
    let plain = part.shape == Shape::Plain && part.approximate.is_none() && !part.uncertain;
    plain.then(|| {
        if step > 0 {
            part.last.saturating_add(1)
        } else {
            part.first.saturating_sub(1)
        }
    })
}
