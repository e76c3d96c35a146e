//! The times at which an event of a calendar comes again (RFC 5545, 3.3.10), where its rule is simple:
//! so many days, weeks, months or years apart, on days of the week, until a day or so many times.

use super::moment::{Clock, Moment, read};
use super::zones::WEEKDAYS;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// So often an event is shown at most.
const MOST: usize = 500;

/// For so many years one is shown that never ends. What comes again every year is an anniversary and does
/// not happen anew: of that the first is shown.
const YEARS: i16 = 10;

/// So many days, weeks, months or years are looked at, of which not each has a time.
const LOOKED_AT: i32 = 10_000;

/// What lies between one time and the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Every {
    Day,
    Week,
    Month,
    Year,
}

/// A rule.
#[derive(Debug)]
struct Rule {
    every: Every,
    interval: i32,
    count: Option<usize>,
    until: Option<Moment>,
    /// Days of the week, each with which one of its month it is; 0 is any.
    days: Vec<(i8, Weekday)>,
    week_start: Weekday,
}

/// The times of an event.
#[derive(Debug, PartialEq)]
pub(super) struct Times {
    /// Its starts, with the first.
    pub(super) starts: Vec<Moment>,
    /// Whether it goes on behind them.
    pub(super) goes_on: bool,
}

/// The times of an event that starts at a moment and comes again by a rule; none where the rule is not
/// simple.
pub(super) fn times(start: &Moment, rule: &str) -> Option<Times> {
    let rule = Rule::read(rule, start.at.date())?;
    let first = start.at.date();
    let last_year = first.year().checked_add(YEARS).unwrap_or(i16::MAX);
    let has_end = rule.count.is_some() || rule.until.is_some();
    let mut starts = vec![start.clone()];
    if rule.every == Every::Year && !has_end {
        return Some(Times {
            starts,
            goes_on: true,
        });
    }
    for place in 0..LOOKED_AT {
        let Some(dates) = rule.dates(first, place) else {
            return Some(Times {
                starts,
                goes_on: false,
            });
        };
        for date in dates.into_iter().filter(|date| *date > first) {
            let next = Moment {
                at: date.to_datetime(start.at.time()),
                ..start.clone()
            };
            if rule.count.is_some_and(|count| starts.len() >= count) || rule.is_past(&next) {
                return Some(Times {
                    starts,
                    goes_on: false,
                });
            }
            let is_far = date.year() > last_year
                || date.year() == last_year && date.day_of_year() >= first.day_of_year();
            if starts.len() >= MOST || is_far && !has_end {
                return Some(Times {
                    starts,
                    goes_on: true,
                });
            }
            starts.push(next);
        }
    }
    Some(Times {
        starts,
        goes_on: true,
    })
}

/// Whether two moments are the same time.
pub(super) fn is_same(one: &Moment, other: &Moment) -> bool {
    if one.is_day || other.is_day {
        return one.at.date() == other.at.date();
    }
    one.in_utc().is_some_and(|at| other.in_utc() == Some(at))
}

impl Rule {
    /// Reads a rule for an event that starts on a day.
    fn read(text: &str, start: Date) -> Option<Self> {
        let mut every = None;
        let mut rule = Self {
            every: Every::Day,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut has_month = false;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, said) = part.split_once('=')?;
            let said = said.trim().to_ascii_uppercase();
            // A month or a day of it that is that of the start says no more than the start does.
            let is_of_start = |part: i8| said.parse() == Ok(part);
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => every = Some(Every::named(&said)?),
                "INTERVAL" => rule.interval = said.parse().ok().filter(|n| *n > 0)?,
                "COUNT" => rule.count = Some(said.parse().ok()?),
                "UNTIL" => rule.until = Some(read(&said)?),
                "BYDAY" => rule.days = said.split(',').map(day).collect::<Option<_>>()?,
                "WKST" => (_, rule.week_start) = day(&said)?,
                "BYMONTH" if is_of_start(start.month()) => has_month = true,
                "BYMONTHDAY" if is_of_start(start.day()) => {}
                _ => return None,
            }
        }
        rule.every = every?;
        let names_one = |(which, _): &(i8, Weekday)| *which != 0;
        let has_days = !rule.days.is_empty();
        let is_whole_day = text.to_ascii_uppercase().contains("BYMONTHDAY") && has_days;
        let is_simple = match rule.every {
            Every::Day | Every::Week => !has_month && !rule.days.iter().any(names_one),
            Every::Month => !has_month,
            // On days of a month, or the day of the start.
            Every::Year => has_month || !has_days,
        };
        (is_simple && !is_whole_day).then_some(rule)
    }

    /// The days on which it may be in one of the days, weeks, months or years that it names, in their
    /// order; none past the end of calendars.
    fn dates(&self, first: Date, place: i32) -> Option<Vec<Date>> {
        let step = self.interval.checked_mul(place)?;
        let of_month = |month: Date| match self.days.is_empty() {
            true => Date::new(month.year(), month.month(), first.day())
                .into_iter()
                .collect(),
            false => days_of_month(month, &self.days),
        };
        let later = |from: Date, span: Span| from.checked_add(span).ok();
        Some(match self.every {
            Every::Day => {
                let date = later(first, Span::new().try_days(step).ok()?)?;
                let is_meant = |(_, day): &(i8, Weekday)| *day == date.weekday();
                let is_on = self.days.is_empty() || self.days.iter().any(is_meant);
                Vec::from_iter(is_on.then_some(date))
            }
            Every::Week => {
                let start = i32::from(first.weekday().since(self.week_start));
                let week = first.checked_sub(start.days()).ok()?;
                let week = later(week, Span::new().try_weeks(step).ok()?)?;
                let mut days: Vec<Weekday> = self.days.iter().map(|(_, day)| *day).collect();
                if days.is_empty() {
                    days.push(first.weekday());
                }
                let all = days.iter().map(|day| day.since(self.week_start));
                let all = all.map(|days| later(week, i32::from(days).days()));
                let mut all: Vec<Date> = all.collect::<Option<_>>()?;
                all.sort();
                all.dedup();
                all
            }
            Every::Month => {
                let month = later(first.first_of_month(), Span::new().try_months(step).ok()?)?;
                of_month(month)
            }
            Every::Year => {
                let month = later(first.first_of_month(), Span::new().try_years(step).ok()?)?;
                of_month(month)
            }
        })
    }

    /// Whether a time is behind its end.
    fn is_past(&self, next: &Moment) -> bool {
        self.until.as_ref().is_some_and(|until| {
            if until.is_day || next.is_day {
                next.at.date() > until.at.date()
            } else if until.clock == Clock::Local {
                // An end without a clock is of that of the event.
                next.at > until.at
            } else {
                next.in_utc() > until.in_utc()
            }
        })
    }
}

impl Every {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "DAILY" => Self::Day,
            "WEEKLY" => Self::Week,
            "MONTHLY" => Self::Month,
            "YEARLY" => Self::Year,
            _ => return None,
        })
    }
}

/// A day of the week, and which one of its month it is: `WE`, `2TU`, `-1SU`.
fn day(text: &str) -> Option<(i8, Weekday)> {
    let text = text.trim();
    let (which, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let which = match which {
        "" => 0,
        which => which
            .parse()
            .ok()
            .filter(|n: &i8| (1..=5).contains(&n.abs()))?,
    };
    let (_, day) = WEEKDAYS.iter().find(|(known, _)| *known == name)?;
    Some((which, *day))
}

/// Days of the week in a month.
fn days_of_month(month: Date, days: &[(i8, Weekday)]) -> Vec<Date> {
    let nth = |which: i8, day| month.nth_weekday_of_month(which, day).ok();
    let mut all: Vec<Date> = days
        .iter()
        .flat_map(|(which, day)| match which {
            0 => (1..=5)
                .filter_map(|which| nth(which, *day))
                .collect::<Vec<_>>(),
            which => Vec::from_iter(nth(*which, *day)),
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days of an event, and whether it goes on.
    fn days(start: &str, rule: &str) -> Option<(Vec<String>, bool)> {
        let times = times(&read(start)?, rule)?;
        let days = times.starts.iter().map(|start| start.at.date().to_string());
        Some((days.collect(), times.goes_on))
    }

    #[test]
    fn simple_rules_have_their_days() {
        for (start, rule, expected) in [
            (
                "20240130",
                "FREQ=DAILY;COUNT=3",
                "2024-01-30 2024-01-31 2024-02-01",
            ),
            (
                "20240130",
                "FREQ=DAILY;INTERVAL=10;UNTIL=20240220",
                "2024-01-30 2024-02-09 2024-02-19",
            ),
            (
                "20240105",
                "FREQ=DAILY;BYDAY=MO,FR;COUNT=3",
                "2024-01-05 2024-01-08 2024-01-12",
            ),
            (
                "20240103T100000",
                "FREQ=WEEKLY;COUNT=2",
                "2024-01-03 2024-01-10",
            ),
            (
                "20240103",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4",
                "2024-01-03 2024-01-15 2024-01-17 2024-01-29",
            ),
            // RFC 5545, 3.8.5.3: the start of the week changes the days.
            (
                "19970805T090000",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
            ),
            (
                "19970805T090000",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
            ),
            // A month without the day has no time of it.
            (
                "20240131",
                "FREQ=MONTHLY;COUNT=3",
                "2024-01-31 2024-03-31 2024-05-31",
            ),
            (
                "20240131",
                "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2",
                "2024-01-31 2024-03-31",
            ),
            (
                "19970905",
                "FREQ=MONTHLY;COUNT=3;BYDAY=1FR",
                "1997-09-05 1997-10-03 1997-11-07",
            ),
            (
                "19970922",
                "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO",
                "1997-09-22 1997-10-20 1997-11-17",
            ),
            ("20200229", "FREQ=YEARLY;COUNT=2", "2020-02-29 2024-02-29"),
            (
                "20240331",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20260401",
                "2024-03-31 2025-03-30 2026-03-29",
            ),
        ] {
            let (found, goes_on) = days(start, rule).unwrap();
            assert_eq!(found.join(" "), expected, "{rule}");
            assert!(!goes_on, "{rule}");
        }
    }

    #[test]
    fn what_never_ends_is_shown_for_ten_years() {
        let (found, goes_on) = days("18150101", "FREQ=YEARLY").unwrap();
        assert_eq!((found.len(), goes_on), (1, true), "an anniversary");
        let (found, goes_on) = days("20240115", "FREQ=MONTHLY").unwrap();
        assert_eq!((found.len(), goes_on), (120, true));
        let (found, goes_on) = days("20240101", "FREQ=DAILY").unwrap();
        assert_eq!((found.len(), goes_on), (MOST, true));
        let (found, goes_on) = days("20240101", "FREQ=DAILY;COUNT=500").unwrap();
        assert_eq!((found.len(), goes_on), (500, false));
        let (found, goes_on) = days("20240101", "FREQ=DAILY;COUNT=501").unwrap();
        assert_eq!((found.len(), goes_on), (MOST, true));
        let (found, goes_on) = days("19900101", "FREQ=YEARLY;COUNT=30").unwrap();
        assert_eq!(
            (found.len(), goes_on),
            (30, false),
            "one that ends is whole"
        );
        let (found, _) = days("99991201", "FREQ=MONTHLY").unwrap();
        assert_eq!(found.len(), 1, "calendars end");
    }

    #[test]
    fn other_rules_have_none() {
        for rule in [
            "",
            "D1 #5",
            "FREQ=HOURLY",
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=YEARLY;BYDAY=MO",
            "FREQ=YEARLY;BYMONTH=2",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;UNTIL=soon",
            "INTERVAL=2",
        ] {
            assert_eq!(days("20240101", rule), None, "{rule}");
        }
    }
}
