//! A date in as few letters as a list has room for.

use super::words::{decade, granularity, month_name, season_name, shown_clock, year_name};
use super::{Date, Edge, Expression, Member, Moment, Part, Precision, Shape};
use crate::dataset::instant::civil_from_days;
use crate::dataset::zone::Zone;

/// `15 Aug 2025`, `~14 Aug`, `16 Aug →`, `12–14 Aug`, `Jun 2024`: to the day, without times. The
/// year is left out when it is `year`.
#[must_use]
pub fn in_short(date: &Date, written_in: &Zone, shown_in: &Zone, year: Option<i64>) -> String {
    let short = Short {
        written_in,
        shown_in,
        year,
    };
    match &date.expression {
        Expression::One(moment) => short.moment(moment).text(&short),
        Expression::Interval(start, end) => short.interval(start, end),
        Expression::Set { all, members } => short.set(*all, members),
    }
}

/// What lasts, beside its title: `since 24 Feb 2022`, `2025 to 15 Aug`, `until 9 Dec 2025`. An end
/// that nobody knows is left out as an open one is. What is no interval is told as by
/// [`in_short`].
#[must_use]
pub fn lasting_in_short(date: &Date, written_in: &Zone, shown_in: &Zone) -> String {
    let short = Short {
        written_in,
        shown_in,
        year: None,
    };
    let Expression::Interval(start, end) = &date.expression else {
        return in_short(date, written_in, shown_in, None);
    };
    match (start, end) {
        (Edge::At(start), Edge::At(end)) => {
            let (start, end) = (short.moment(start), short.moment(end));
            if (start.first, start.last) == (end.first, end.last) {
                return in_short(date, written_in, shown_in, None);
            }
            // The year that both are in is said once.
            let (year, ..) = civil_from_days(start.first);
            let after = Short {
                year: Some(year),
                ..short
            };
            format!("{} to {}", start.text(&short), end.text(&after))
        }
        (Edge::At(start), Edge::Open | Edge::Unknown) => {
            format!("since {}", short.moment(start).text(&short))
        }
        (Edge::Open | Edge::Unknown, Edge::At(end)) => {
            format!("until {}", short.moment(end).text(&short))
        }
        _ => in_short(date, written_in, shown_in, None),
    }
}

struct Short<'a> {
    written_in: &'a Zone,
    shown_in: &'a Zone,
    year: Option<i64>,
}

/// The days that are shown, or a season's name, and the signs round them.
struct Shown {
    first: i64,
    last: i64,
    precision: Precision,
    season: Option<u8>,
    approximate: bool,
    uncertain: bool,
}

impl Shown {
    fn text(&self, short: &Short<'_>) -> String {
        let about = if self.approximate { "~" } else { "" };
        let query = if self.uncertain { "?" } else { "" };
        format!("{about}{}{query}", self.name(short))
    }

    fn name(&self, short: &Short<'_>) -> String {
        let (year, ..) = civil_from_days(self.first);
        if let Some(code) = self.season {
            return season_name(code, year);
        }
        match decade(self.first, self.last) {
            Some(year) => format!("{year}s"),
            None => short.range(self.first, self.last, self.precision),
        }
    }

    fn is_plain(&self) -> bool {
        self.season.is_none() && !self.approximate && !self.uncertain
    }
}

impl Short<'_> {
    fn moment(&self, moment: &Moment) -> Shown {
        let (first, last, precision, season) = match moment {
            Moment::Part(part) => {
                let season = match part.shape {
                    Shape::Season(code) => Some(code),
                    Shape::Plain | Shape::Masked | Shape::Significant(_) => None,
                };
                (
                    part.first,
                    part.last,
                    granularity(part.first, part.last),
                    season,
                )
            }
            Moment::Clock(clock) => {
                let (day, _) = shown_clock(clock, self.written_in, self.shown_in);
                (day, day, Precision::Day, None)
            }
        };
        Shown {
            first,
            last,
            precision,
            season,
            approximate: moment.approximate().is_some(),
            uncertain: moment.uncertain(),
        }
    }

    fn interval(&self, start: &Edge, end: &Edge) -> String {
        if let (Edge::At(start), Edge::At(end)) = (start, end) {
            let (start, end) = (self.moment(start), self.moment(end));
            let together = start.is_plain() && end.is_plain() && start.precision == end.precision;
            return if (start.first, start.last) == (end.first, end.last) {
                let approximate = start.approximate || end.approximate;
                let uncertain = start.uncertain || end.uncertain;
                Shown {
                    approximate,
                    uncertain,
                    ..start
                }
                .text(self)
            } else if together {
                self.range(start.first, end.last, start.precision)
            } else {
                format!("{} – {}", start.text(self), end.text(self))
            };
        }
        let start = match start {
            Edge::At(moment) => format!("{} ", self.moment(moment).text(self)),
            Edge::OrBeyond(moment) => format!("← {} ", self.moment(moment).text(self)),
            Edge::Open => String::new(),
            Edge::Unknown => "? ".to_owned(),
        };
        let end = match end {
            Edge::At(moment) => format!(" {}", self.moment(moment).text(self)),
            Edge::OrBeyond(moment) => format!(" {} →", self.moment(moment).text(self)),
            Edge::Open => String::new(),
            Edge::Unknown => " ?".to_owned(),
        };
        format!("{}→{}", start, end)
    }

    fn set(&self, all: bool, members: &[Member]) -> String {
        let member = |member: &Member| match member {
            Member::One(part) => self.moment(&Moment::Part(*part)).text(self),
            Member::Range(first, last) => {
                let [start, end] = [first, last].map(|part| self.moment(&Moment::Part(*part)));
                if start.is_plain() && end.is_plain() {
                    self.range(first.first, last.last, first.precision)
                } else {
                    format!("{} – {}", start.text(self), end.text(self))
                }
            }
            Member::OrBefore(part) => self.beyond(part, "before", "≤"),
            Member::OrAfter(part) => self.beyond(part, "after", "≥"),
        };
        let joint = if all { " and " } else { " or " };
        match members {
            [first, middle @ .., last] if !middle.is_empty() => {
                format!("{} … {}", member(first), member(last))
            }
            _ => members.iter().map(member).collect::<Vec<_>>().join(joint),
        }
    }

    /// `before 15 Aug` for what may be as late as the 14th.
    fn beyond(&self, part: &Part, word: &str, sign: &str) -> String {
        let shown = self.moment(&Moment::Part(*part));
        if part.shape != Shape::Plain || !shown.is_plain() {
            return format!("{sign} {}", shown.text(self));
        }
        let next = if word == "before" {
            part.last.saturating_add(1)
        } else {
            part.first.saturating_sub(1)
        };
        format!("{word} {}", self.day(next, shown.precision, true))
    }

    /// One day, month or year, or from one to another with what they share said once.
    fn range(&self, first: i64, last: i64, precision: Precision) -> String {
        let (from, to) = (civil_from_days(first), civil_from_days(last));
        let end = self.day(last, precision, true);
        let same = match precision {
            Precision::Day => from == to,
            Precision::Month => (from.0, from.1) == (to.0, to.1),
            _ => from.0 == to.0,
        };
        if same {
            return end;
        }
        match precision {
            Precision::Day if (from.0, from.1) == (to.0, to.1) => format!("{}–{end}", from.2),
            Precision::Month if from.0 == to.0 => format!("{}–{end}", month_name(from.1, true)),
            Precision::Day | Precision::Month => {
                format!("{} – {end}", self.day(first, precision, from.0 != to.0))
            }
            _ if from.0 <= 0 && to.0 <= 0 => {
                format!("{}–{end}", year_name(from.0).trim_end_matches(" BCE"))
            }
            _ => format!("{}–{end}", year_name(from.0)),
        }
    }

    fn day(&self, day: i64, precision: Precision, with_year: bool) -> String {
        let (year, month, number) = civil_from_days(day);
        let year = (with_year && self.year != Some(year)).then(|| format!(" {}", year_name(year)));
        let year = year.unwrap_or_default();
        let month = month_name(month, true);
        match precision {
            Precision::Day => format!("{number} {month}{year}"),
            Precision::Month => format!("{month}{year}"),
            _ => year_name(civil_from_days(day).0),
        }
    }
}
