//! The time zones of a calendar: a name of IANA or of Windows, or else the rules that the file has (VTIMEZONE,
//! RFC 5545, 3.6.5).

use super::moment::{Clock, read, read_offset};
use super::parts::Part;
use super::windows::ZONES;
use crate::files::foreign::zone;
use jiff::civil::{Date, DateTime, Weekday};
use std::collections::HashMap;

/// Names of the one clock that all others are told from.
const UTC: [&str; 8] = [
    "UTC",
    "GMT",
    "Z",
    "Etc/UTC",
    "Etc/GMT",
    "Etc/UCT",
    "Etc/Zulu",
    "tzone://Microsoft/Utc",
];

/// Days of the week as rules name them.
pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// The zones that a file defines, by their names.
#[derive(Debug, Default)]
pub(super) struct Zones(HashMap<String, Defined>);

/// A zone that a file defines.
#[derive(Debug)]
struct Defined {
    /// The name of IANA that it gives beside its own.
    location: Option<String>,
    phases: Vec<Phase>,
}

/// From when on a clock is so many seconds east of UTC.
#[derive(Debug)]
struct Phase {
    onset: DateTime,
    /// Further days on which it begins.
    others: Vec<DateTime>,
    before: i32,
    east: i32,
    yearly: Option<Yearly>,
}

/// On which day of each year it begins.
#[derive(Debug)]
struct Yearly {
    month: i8,
    weekday: Option<(i8, Weekday)>,
    days: Vec<i8>,
    until: Option<DateTime>,
}

impl Zones {
    /// Learns the zones of a calendar.
    pub(super) fn learn(&mut self, calendar: &Part) {
        for part in calendar
            .parts
            .iter()
            .filter(|part| part.name == "VTIMEZONE")
        {
            let Some(name) = part.line("TZID") else {
                continue;
            };
            let location = part.line("X-LIC-LOCATION");
            let defined = Defined {
                location: location.map(|line| line.value.trim().to_owned()),
                phases: part.parts.iter().filter_map(phase).collect(),
            };
            self.0.insert(name.value.trim().to_owned(), defined);
        }
    }

    /// The clock of a name at a time; none where nothing says what it is.
    pub(super) fn clock(&self, name: &str, at: DateTime) -> Option<Clock> {
        if UTC.iter().any(|utc| utc.eq_ignore_ascii_case(name)) {
            return Some(Clock::East(0));
        }
        let windows = ZONES
            .iter()
            .find(|(windows, _)| windows.eq_ignore_ascii_case(name));
        let defined = self.0.get(name);
        let location = defined.and_then(|defined| defined.location.as_deref());
        let zone = zone::named(name)
            .or_else(|| of_path(name))
            .or_else(|| zone::named(windows?.1))
            .or_else(|| zone::named(location?));
        match zone {
            Some(zone) => Some(Clock::Named(zone)),
            None => defined?.east(at).map(Clock::East),
        }
    }
}

/// The zone of a name that ends as one of IANA does, such as `/mozilla.org/20050126_1/Europe/Berlin`.
fn of_path(name: &str) -> Option<jiff::tz::TimeZone> {
    let mut rest = name;
    while let Some((_, after)) = rest.split_once('/') {
        if after.contains('/')
            && let Some(zone) = zone::named(after)
        {
            return Some(zone);
        }
        rest = after;
    }
    None
}

impl Defined {
    /// Seconds east of UTC at a time: those of the phase that began last.
    fn east(&self, at: DateTime) -> Option<i32> {
        let begun = self.phases.iter();
        let begun = begun.filter_map(|phase| Some((phase.last_onset(at)?, phase.east)));
        if let Some((_, east)) = begun.max_by_key(|(onset, _)| *onset) {
            return Some(east);
        }
        let first = self.phases.iter().min_by_key(|phase| phase.onset);
        first.map(|phase| phase.before)
    }
}

impl Phase {
    /// When it began last before a time.
    fn last_onset(&self, at: DateTime) -> Option<DateTime> {
        let of_year = |year: i16| {
            let yearly = self.yearly.as_ref()?;
            let onset = yearly.day(year)?.to_datetime(self.onset.time());
            let is_over = yearly.until.is_some_and(|until| onset > until);
            (onset >= self.onset && !is_over).then_some(onset)
        };
        let last_year = at.year().checked_sub(1);
        let all = [Some(self.onset), of_year(at.year()), of_year(last_year?)];
        let all = all.into_iter().flatten().chain(self.others.iter().copied());
        all.filter(|onset| *onset <= at).max()
    }
}

impl Yearly {
    /// The day on which it begins in a year.
    fn day(&self, year: i16) -> Option<Date> {
        let first = Date::new(year, self.month, 1).ok()?;
        match (self.weekday, self.days.as_slice()) {
            (Some((nth, weekday)), []) => first.nth_weekday_of_month(nth, weekday).ok(),
            (Some((_, weekday)), days) => {
                let mut days = days
                    .iter()
                    .filter_map(|day| Date::new(year, self.month, *day).ok());
                days.find(|day| day.weekday() == weekday)
            }
            (None, [day, ..]) => Date::new(year, self.month, *day).ok(),
            (None, []) => None,
        }
    }
}

/// A phase of a zone: STANDARD or DAYLIGHT.
fn phase(part: &Part) -> Option<Phase> {
    let at = |name: &str| Some(read(&part.line(name)?.value)?.at);
    let east = |name: &str| read_offset(&part.line(name)?.value);
    let others = part.lines.iter().filter(|line| line.name == "RDATE");
    let others = others.flat_map(|line| line.value.split(','));
    let rule = part.line("RRULE");
    Some(Phase {
        onset: at("DTSTART")?,
        others: others.filter_map(|value| Some(read(value)?.at)).collect(),
        before: east("TZOFFSETFROM").or_else(|| east("TZOFFSETTO"))?,
        east: east("TZOFFSETTO")?,
        yearly: rule.and_then(|rule| yearly(&rule.value)),
    })
}

/// A rule such as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`.
fn yearly(rule: &str) -> Option<Yearly> {
    let rule = rule.to_ascii_uppercase();
    let parts: HashMap<&str, &str> = rule
        .split(';')
        .filter_map(|part| part.split_once('='))
        .collect();
    if parts.get("FREQ") != Some(&"YEARLY") {
        return None;
    }
    let weekday = parts.get("BYDAY").and_then(|text| {
        let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| text.ends_with(name))?;
        let nth = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        Some((nth.trim_start_matches('+').parse().unwrap_or(1), *weekday))
    });
    let days = parts.get("BYMONTHDAY").into_iter();
    let days = days.flat_map(|days| days.split(','));
    Some(Yearly {
        month: parts.get("BYMONTH")?.parse().ok()?,
        weekday,
        days: days.filter_map(|day| day.parse().ok()).collect(),
        until: parts.get("UNTIL").and_then(|text| Some(read(text)?.at)),
    })
}
