//! When an event of markwhen is: ranges as EDTF, and dates told from other events computed.

use super::exact::Exact;
use super::ranges::Range;
use super::relative::{Edge, Relative, Unit};
use super::settings::Clock;
use super::sides::{Point, Side};
use crate::files::foreign::edtf;
use jiff::civil::{DateTime, Time, Weekday};
use jiff::{Span as Length, ToSpan};
use std::collections::HashMap;

/// More than this no amount is, so that counting days ends.
const MOST: i64 = 4_000_000;

/// From when to when an event is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) from: DateTime,
    /// The first moment that is no more of it.
    pub(super) past: DateTime,
    /// How exact the finer of its ends is.
    pub(super) exact: Exact,
    /// Seconds east of UTC, where it says them.
    pub(super) east: Option<i32>,
}

impl Span {
    /// As EDTF where its ends are times of two clocks, each with its offset.
    pub(super) fn with_clocks(&self, first: &Clock, last: &Clock) -> Option<String> {
        if self.exact < Exact::Minute {
            return None;
        }
        let text = |at, clock: &Clock| Some(edtf::time(at) + &edtf::offset(clock.offset(at)?));
        let (start, end) = (text(self.from, first)?, text(self.past, last)?);
        Some(edtf::interval(&start, &end))
    }
}

/// What is known of the events above.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// The last one; within it none where its date is not clear.
    pub(super) last: Option<Option<Span>>,
    pub(super) by_id: HashMap<String, Option<Span>>,
}

/// What a range says.
#[derive(Debug, PartialEq)]
pub(super) struct Dated {
    /// As EDTF.
    pub(super) text: String,
    /// None where its end is open.
    pub(super) span: Option<Span>,
    /// Whether it is computed from something that is not written here.
    pub(super) is_told_from: bool,
    /// What a person should know of how it was read.
    pub(super) note: Option<String>,
}

/// A moment that others are told from.
#[derive(Clone, Copy)]
struct Base {
    at: DateTime,
    exact: Exact,
    east: Option<i32>,
}

impl Above {
    /// Reads a range; an error says why it is not clear. `east`: the offset of times that say none.
    pub(super) fn read(&self, range: &Range, east: Option<i32>) -> Result<Dated, String> {
        match (&range.from, &range.to) {
            (Side::Now, _) => Err("“now” is the moment at which markwhen draws".to_owned()),
            (Side::Unclear(why), _) | (_, Some(Side::Unclear(why))) => Err((*why).to_owned()),
            (Side::FarYear(_), _) | (_, Some(Side::FarYear(_))) => far(range),
            (Side::Point(from), None) => {
                let text = pair(from, from, east);
                absolute(from, from.past(), from.exact, text)
            }
            (Side::Point(from), Some(Side::Point(to))) => {
                let text = pair(from, to, east);
                absolute(from, to.past(), from.exact.max(to.exact), text)
            }
            (Side::Point(from), Some(Side::Now)) => Ok(Dated {
                text: format!("{}/..", start_text(from, east)),
                span: None,
                is_told_from: true,
                note: Some("“now” is read as an end that is still open".to_owned()),
            }),
            (Side::Relative(told), to) if told.is_before => self.before(told, to.as_ref(), east),
            (from, to) => self.onwards(from, to.as_ref(), east),
        }
    }

    /// An event before another: `before !Christmas 1 week - 1 month` ends a week before it, and lasts a month.
    fn before(
        &self,
        told: &Relative,
        to: Option<&Side>,
        east: Option<i32>,
    ) -> Result<Dated, String> {
        let base = self.base(told, Edge::Start)?;
        let length = match to {
            None => told,
            Some(Side::Relative(length)) => length,
            Some(_) => {
                return Err(
                    "behind what is before another event stands a length, not a date".to_owned(),
                );
            }
        };
        let past = match to {
            None => base.at,
            Some(_) => moved(base.at, told, true)?,
        };
        let from = moved(past, length, true)?;
        let exact = base.exact.max(exact_of(told)).max(exact_of(length));
        let east = base.east.or(east);
        computed(from, past, exact, east)
    }

    /// An event whose start is told from another or is a time, or whose end is so.
    fn onwards(&self, from: &Side, to: Option<&Side>, east: Option<i32>) -> Result<Dated, String> {
        let (start, note) = self.start(from, to.is_none())?;
        let (past, exact) = match (from, to) {
            (Side::Relative(told), None) => (moved(start.at, told, false)?, exact_of(told)),
            (_, None) => (start.at, start.exact),
            (_, Some(Side::Relative(told))) => {
                let base = match (&told.id, told.edge) {
                    (None, None) => start,
                    _ => self.base(told, Edge::Start)?,
                };
                let past = moved(base.at, told, false)?;
                (past, base.exact.max(exact_of(told)))
            }
            (_, Some(Side::Time(time))) => (next(start.at, *time)?, Exact::Minute),
            (_, Some(Side::Point(point))) => {
                let past = point.past().ok_or("this date is out of reach")?;
                (past, point.exact)
            }
            (_, Some(_)) => {
                let text = moment_text(start.at, start.exact, start.east.or(east));
                return Ok(Dated {
                    text: format!("{text}/.."),
                    span: None,
                    is_told_from: true,
                    note: Some("“now” is read as an end that is still open".to_owned()),
                });
            }
        };
        let east = start.east.or(east);
        let mut dated = computed(start.at, past, start.exact.max(exact), east)?;
        let is_written = |side: &Side| matches!(side, Side::Point(_) | Side::Time(_));
        dated.is_told_from = !(matches!(from, Side::Point(_)) && to.is_none_or(is_written));
        dated.note = note;
        Ok(dated)
    }

    /// Where an event starts, and what is to be told of that. `is_alone`: amounts are how long it lasts, not how
    /// much later it starts.
    fn start(&self, from: &Side, is_alone: bool) -> Result<(Base, Option<String>), String> {
        match from {
            Side::Point(point) => {
                let base = Base {
                    at: point.at,
                    exact: point.exact,
                    east: point.east,
                };
                Ok((base, None))
            }
            Side::Relative(told) => {
                let mut base = self.base(told, Edge::End)?;
                if !is_alone {
                    base.at = moved(base.at, told, false)?;
                    base.exact = base.exact.max(exact_of(told));
                }
                Ok((base, None))
            }
            Side::Time(time) => {
                let last = self
                    .last
                    .ok_or("this time has no date, and no event is above it")?;
                let last =
                    last.ok_or("this time has no date, and the event above it has no exact one")?;
                let base = Base {
                    at: after(&last, *time)?,
                    exact: Exact::Minute,
                    east: last.east,
                };
                let day = edtf::day(base.at.date());
                Ok((
                    base,
                    Some(format!("this time has no date; it is read as of {day}")),
                ))
            }
            _ => Err("this date is not clear".to_owned()),
        }
    }

    /// The moment that a date is told from.
    fn base(&self, told: &Relative, edge: Edge) -> Result<Base, String> {
        let span = match &told.id {
            Some(id) => {
                let known = self.by_id.get(id);
                let known = known.ok_or_else(|| format!("no event above has the id “{id}”"))?;
                known.ok_or_else(|| format!("the event with the id “{id}” has no exact date"))?
            }
            None => {
                let last = self
                    .last
                    .ok_or("it is told from the event before, and there is none")?;
                last.ok_or("it is told from the event before, which has no exact date")?
            }
        };
        let at = match told.edge.unwrap_or(edge) {
            Edge::Start => span.from,
            Edge::End => span.past,
        };
        Ok(Base {
            at,
            exact: span.exact,
            east: span.east,
        })
    }
}

/// A range that is written out.
fn absolute(
    from: &Point,
    past: Option<DateTime>,
    exact: Exact,
    text: String,
) -> Result<Dated, String> {
    let past = past.ok_or("this date is out of reach")?;
    if past < from.at {
        return Err("the end is before the start".to_owned());
    }
    Ok(Dated {
        text,
        span: Some(Span {
            from: from.at,
            past,
            exact,
            east: from.east,
        }),
        is_told_from: false,
        note: None,
    })
}

/// A range that is computed.
fn computed(
    from: DateTime,
    past: DateTime,
    exact: Exact,
    east: Option<i32>,
) -> Result<Dated, String> {
    if past < from {
        return Err("the end is before the start".to_owned());
    }
    let span = Span {
        from,
        past,
        exact,
        east,
    };
    Ok(Dated {
        text: span_text(&span),
        span: Some(span),
        is_told_from: true,
        note: None,
    })
}

/// Years beyond four digits can only be said.
fn far(range: &Range) -> Result<Dated, String> {
    let text = |side: &Side| match side {
        Side::FarYear(year) => Ok(format!("Y{year}")),
        Side::Point(point) => Ok(start_text(point, None)),
        Side::Now => Ok("..".to_owned()),
        _ => Err("a year of five digits is not counted from".to_owned()),
    };
    let from = text(&range.from)?;
    Ok(Dated {
        text: match &range.to {
            Some(to) => edtf::interval(&from, &text(to)?),
            None => from,
        },
        span: None,
        is_told_from: false,
        note: None,
    })
}

/// How exact amounts are.
fn exact_of(told: &Relative) -> Exact {
    let all = told.amounts.iter().map(|(_, unit)| unit.exact());
    all.max().unwrap_or(Exact::Year)
}

/// A moment as many amounts later, or earlier.
fn moved(at: DateTime, told: &Relative, is_back: bool) -> Result<DateTime, String> {
    let sign = if is_back || told.is_minus { -1 } else { 1 };
    let mut at = at;
    for (many, unit) in &told.amounts {
        at = by(at, *many * sign, *unit).ok_or("this date is out of reach")?;
    }
    Ok(at)
}

/// A moment so many of a unit later.
fn by(at: DateTime, many: i64, unit: Unit) -> Option<DateTime> {
    if many.abs() > MOST && unit != Unit::Second {
        return None;
    }
    let length = Length::new();
    let length = match unit {
        Unit::Second => length.try_seconds(many),
        Unit::Minute => length.try_minutes(many),
        Unit::Hour => length.try_hours(many),
        Unit::Day => length.try_days(many),
        Unit::Week => length.try_weeks(many),
        Unit::Month => length.try_months(many),
        Unit::Year => length.try_years(many),
        Unit::Weekday => return by_weekdays(at, many),
    };
    at.checked_add(length.ok()?).ok()
}

/// So many days later, of which Saturdays and Sundays are not counted.
fn by_weekdays(at: DateTime, many: i64) -> Option<DateTime> {
    let step = if many < 0 { -1 } else { 1 };
    // Whole weeks at once, but for the last day, as what ends on a Friday does not end on a Sunday.
    let weeks = (many.abs() - 1).max(0) / 5;
    let whole = Length::new().try_weeks(weeks * step).ok()?;
    let mut at = at.checked_add(whole).ok()?;
    let mut left = many.abs() - weeks * 5;
    while left > 0 {
        let next = at.checked_add(Length::new().try_days(step).ok()?).ok()?;
        // Forwards the day that begins is counted, backwards the one that ends.
        let day = if step > 0 { at } else { next };
        let is_free = matches!(day.date().weekday(), Weekday::Saturday | Weekday::Sunday);
        left -= if is_free { 0 } else { 1 };
        at = next;
    }
    Some(at)
}

/// The first moment after an event at which it is so late; on its own last day where it has no times.
fn after(span: &Span, time: Time) -> Result<DateTime, String> {
    if span.exact <= Exact::Day && span.past > span.from {
        let last = span
            .past
            .date()
            .yesterday()
            .map_err(|_error| "this date is out of reach")?;
        return Ok(last.to_datetime(time));
    }
    next(span.past, time)
}

/// A time on the day of a moment, or on the next day where it is over by then.
fn next(at: DateTime, time: Time) -> Result<DateTime, String> {
    let same = at.date().to_datetime(time);
    if same >= at {
        return Ok(same);
    }
    let next = same.checked_add(1.day());
    next.map_err(|_error| "this date is out of reach".to_owned())
}

/// The text of a date as the start of a range.
fn start_text(point: &Point, east: Option<i32>) -> String {
    moment_text(point.at, point.exact, point.east.or(east))
}

/// The text of a range whose sides are written out: the end as exact as it is written.
fn pair(from: &Point, to: &Point, east: Option<i32>) -> String {
    let last = match (to.exact, to.at.checked_add(6.days())) {
        (Exact::Week, Ok(sunday)) => edtf::day(sunday.date()),
        _ => start_text(to, east),
    };
    edtf::interval(&start_text(from, east), &last)
}

/// The text of a moment.
fn moment_text(at: DateTime, exact: Exact, east: Option<i32>) -> String {
    let date = at.date();
    match exact {
        Exact::Year => edtf::year(date.year()),
        Exact::Month => edtf::month(date),
        Exact::Week | Exact::Day => edtf::day(date),
        Exact::Minute | Exact::Second => {
            edtf::time(at) + &east.map(edtf::offset).unwrap_or_default()
        }
    }
}

/// The text of a range that is computed: as coarse as it was told where both ends fit.
fn span_text(span: &Span) -> String {
    let fits = |exact: Exact| {
        [span.from, span.past].iter().all(|at| {
            let is_day = at.time() == Time::midnight();
            match exact {
                Exact::Year => is_day && at.day() == 1 && at.month() == 1,
                Exact::Month => is_day && at.day() == 1,
                Exact::Week | Exact::Day => is_day,
                Exact::Minute | Exact::Second => true,
            }
        })
    };
    let all = [Exact::Year, Exact::Month, Exact::Day, Exact::Minute];
    let exact = all
        .into_iter()
        .find(|exact| *exact >= span.exact.min(Exact::Minute) && fits(*exact));
    let exact = exact.unwrap_or(Exact::Minute);
    let unit: Length = match exact {
        _ if span.past == span.from => 0.days(),
        Exact::Year => 1.year(),
        Exact::Month => 1.month(),
        Exact::Week | Exact::Day => 1.day(),
        Exact::Minute | Exact::Second => 0.days(),
    };
    let last = span.past.checked_sub(unit).unwrap_or(span.past);
    let text = |at: DateTime| moment_text(at, exact, span.east);
    edtf::interval(&text(span.from), &text(last))
}
