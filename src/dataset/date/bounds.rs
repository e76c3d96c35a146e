//! The four instants of a date.

use super::{Date, Edge, Expression, Member, Moment, Part, Precision};
use crate::dataset::instant::{Instant, civil_from_days, days_from_civil, days_in_month};
use crate::dataset::zone::{Zone, Zones};

/// Start and end.
type Span = (Instant, Instant);

/// A range in a set is listed one by one up to this many members.
const LISTED: usize = 100;

/// When something starts and ends, at the earliest and at the latest. The ends are half-open: a
/// day's latest end is the start of the next day.
///
/// Always: `earliest_start <= latest_start`, `earliest_end <= latest_end`, `earliest_start <=
/// earliest_end` and `latest_start <= latest_end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// It has not started before this.
    pub earliest_start: Instant,
    /// It has started by this.
    pub latest_start: Instant,
    /// It has not ended before this.
    pub earliest_end: Instant,
    /// It has ended by this.
    pub latest_end: Instant,
}

impl Bounds {
    /// Whether some of it may lie from `from` up to, not including, `to`.
    #[must_use]
    pub fn possibly_in(&self, from: Instant, to: Instant) -> bool {
        self.earliest_start < to && self.latest_end > from
    }
}

/// How far `~` and `%` reach, on either side, for what is written to the minute, the hour, and so
/// on. Seconds take the minute's; what is coarser than a century takes the century's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Margins {
    /// In seconds.
    pub minute: u32,
    /// In seconds.
    pub hour: u32,
    /// In seconds.
    pub day: u32,
    /// In calendar months.
    pub month: u32,
    /// In calendar months.
    pub season: u32,
    /// In calendar months.
    pub year: u32,
    /// In calendar months.
    pub decade: u32,
    /// In calendar months.
    pub century: u32,
}

impl Default for Margins {
    fn default() -> Self {
        Self {
            minute: 15 * 60,
            hour: 2 * 3600,
            day: 2 * 86_400,
            month: 1,
            season: 3,
            year: 12,
            decade: 5 * 12,
            century: 25 * 12,
        }
    }
}

impl Margins {
    /// What is approximate reaches no further than what it names.
    pub const NONE: Self = Self {
        minute: 0,
        hour: 0,
        day: 0,
        month: 0,
        season: 0,
        year: 0,
        decade: 0,
        century: 0,
    };

    /// Moves an instant by the margin of a precision, times `sign`.
    fn moved(&self, instant: Instant, precision: Precision, sign: i64, zone: &Zone) -> Instant {
        let months = match precision {
            Precision::Second | Precision::Minute => {
                return instant.plus(sign * i64::from(self.minute));
            }
            Precision::Hour => return instant.plus(sign * i64::from(self.hour)),
            Precision::Day => return instant.plus(sign * i64::from(self.day)),
            Precision::Month => self.month,
            Precision::Season => self.season,
            Precision::Year => self.year,
            Precision::Decade => self.decade,
            Precision::Century | Precision::Beyond => self.century,
        };
        zone.instant(&zone.civil(instant).plus_months(sign * i64::from(months)))
    }

    /// The earliest start and the latest end of a moment with this span.
    fn around(&self, moment: &Moment, (start, end): Span, zones: Zones<'_>) -> Span {
        match moment.approximate() {
            None => (start, end),
            Some(precision) => (
                self.moved(start, precision, -1, zones.days).min(start),
                self.moved(end, precision, 1, zones.days).max(end),
            ),
        }
    }
}

pub(super) fn of(date: &Date, zones: Zones<'_>, margins: &Margins) -> Bounds {
    let bounds = match &date.expression {
        Expression::One(moment) => somewhere_in(margins.around(moment, moment.span(zones), zones)),
        Expression::Interval(start, end) => {
            let ((start, start_span), (end, end_span)) = in_order(start, end, zones);
            let (earliest_start, latest_start) = match start {
                Edge::At(moment) => margins.around(moment, start_span, zones),
                Edge::OrBeyond(moment) => {
                    (Instant::MIN, margins.around(moment, start_span, zones).1)
                }
                Edge::Open => (Instant::MIN, Instant::MIN),
                Edge::Unknown => (Instant::MIN, Instant::MAX),
            };
            let (earliest_end, latest_end) = match end {
                Edge::At(moment) => margins.around(moment, end_span, zones),
                Edge::OrBeyond(moment) => (margins.around(moment, end_span, zones).0, Instant::MAX),
                Edge::Open => (Instant::MAX, Instant::MAX),
                Edge::Unknown => (Instant::MIN, Instant::MAX),
            };
            Bounds {
                earliest_start,
                latest_start,
                earliest_end,
                latest_end,
            }
        }
        Expression::Set { all, members } => {
            let each = members
                .iter()
                .map(|member| member_bounds(member, *all, zones, margins));
            if *all {
                each.reduce(both)
            } else {
                each.reduce(either)
            }
            .unwrap_or(somewhere_in((Instant::MIN, Instant::MAX)))
        }
    };
    // Nothing ends before it starts, however coarsely its ends are written.
    Bounds {
        latest_start: bounds.latest_start.min(bounds.latest_end),
        earliest_end: bounds.earliest_end.max(bounds.earliest_start),
        ..bounds
    }
}

fn somewhere_in((first, last): Span) -> Bounds {
    Bounds {
        earliest_start: first,
        latest_start: last,
        earliest_end: first,
        latest_end: last,
    }
}

/// Where one or the other happens.
fn either(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        earliest_start: a.earliest_start.min(b.earliest_start),
        latest_start: a.latest_start.max(b.latest_start),
        earliest_end: a.earliest_end.min(b.earliest_end),
        latest_end: a.latest_end.max(b.latest_end),
    }
}

/// Where both happen: from the first start to the last end.
fn both(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        earliest_start: a.earliest_start.min(b.earliest_start),
        latest_start: a.latest_start.min(b.latest_start),
        earliest_end: a.earliest_end.max(b.earliest_end),
        latest_end: a.latest_end.max(b.latest_end),
    }
}

fn member_bounds(member: &Member, all: bool, zones: Zones<'_>, margins: &Margins) -> Bounds {
    let wide = |part: &Part| margins.around(&Moment::Part(*part), part.span(zones.days), zones);
    match member {
        Member::One(part) => somewhere_in(wide(part)),
        Member::OrBefore(part) if all => {
            let (first, last) = wide(part);
            both(
                somewhere_in((Instant::MIN, Instant::MIN)),
                somewhere_in((first, last)),
            )
        }
        Member::OrAfter(part) if all => {
            let (first, last) = wide(part);
            both(
                somewhere_in((first, last)),
                somewhere_in((Instant::MAX, Instant::MAX)),
            )
        }
        Member::OrBefore(part) => somewhere_in((Instant::MIN, wide(part).1)),
        Member::OrAfter(part) => somewhere_in((wide(part).0, Instant::MAX)),
        Member::Range(first, last) => {
            let (first, last) = (somewhere_in(wide(first)), somewhere_in(wide(last)));
            if all {
                both(first, last)
            } else {
                either(first, last)
            }
        }
    }
}

pub(super) fn core(date: &Date, zones: Zones<'_>) -> Span {
    match &date.expression {
        Expression::One(moment) => moment.span(zones),
        Expression::Interval(start, end) => {
            let ((start, first), (end, last)) = in_order(start, end, zones);
            let from = if *start == Edge::Open {
                Instant::MIN
            } else {
                first.0
            };
            // Up to 14:11 is not up to 14:12, but through 15 August is up to the 16th.
            let stops = match end {
                Edge::At(Moment::Clock(_)) | Edge::OrBeyond(Moment::Clock(_)) => last.0,
                Edge::At(_) | Edge::OrBeyond(_) => last.1,
                Edge::Open | Edge::Unknown => Instant::MAX,
            };
            match (start, end) {
                (Edge::Unknown, _) => last,
                (_, Edge::Unknown) => first,
                _ if stops > from => (from, stops),
                _ if last.1 > from => (from, last.1),
                // `..2004/1984`: what is written of the start is no start.
                (Edge::OrBeyond(_), _) => last,
                _ => first,
            }
        }
        Expression::Set { members, .. } => members
            .iter()
            .map(|member| whole(member, zones))
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
            .unwrap_or((Instant::MIN, Instant::MAX)),
    }
}

fn whole(member: &Member, zones: Zones<'_>) -> Span {
    match member {
        Member::One(part) => part.span(zones.days),
        Member::OrBefore(part) => (Instant::MIN, part.span(zones.days).1),
        Member::OrAfter(part) => (part.span(zones.days).0, Instant::MAX),
        Member::Range(first, last) => (first.span(zones.days).0, last.span(zones.days).1),
    }
}

/// The spans that a member of a set stands for.
pub(super) fn listed(member: &Member, zones: Zones<'_>) -> Vec<Span> {
    let Member::Range(first, last) = member else {
        return vec![whole(member, zones)];
    };
    let mut spans = Vec::new();
    let mut day = first.first;
    while day <= last.first {
        if spans.len() >= LISTED {
            return vec![whole(member, zones)];
        }
        let (year, month, _) = civil_from_days(day);
        let length = match first.precision {
            Precision::Day => 1,
            Precision::Month => i64::from(days_in_month(year, month)),
            _ => days_from_civil(year, 12, 31)
                .saturating_sub(day)
                .saturating_add(1),
        };
        let span = Part {
            first: day,
            last: day.saturating_add(length - 1),
            ..*first
        }
        .span(zones.days);
        spans.push(span);
        day = day.saturating_add(length.max(1));
    }
    spans
}

pub(super) fn backwards(date: &Date, zones: Zones<'_>) -> bool {
    let Expression::Interval(start, end) = &date.expression else {
        return false;
    };
    turned(start, span(start, zones), end, span(end, zones))
}

/// Whether an end lies wholly before its start.
fn turned(start: &Edge, start_span: Span, end: &Edge, end_span: Span) -> bool {
    matches!((start, end), (Edge::At(_), Edge::At(_))) && start_span.0 >= end_span.1
}

/// The two ends of an interval with their spans, the earlier first.
fn in_order<'a>(
    start: &'a Edge,
    end: &'a Edge,
    zones: Zones<'_>,
) -> ((&'a Edge, Span), (&'a Edge, Span)) {
    let (start_span, end_span) = (span(start, zones), span(end, zones));
    if turned(start, start_span, end, end_span) {
        ((end, end_span), (start, start_span))
    } else {
        ((start, start_span), (end, end_span))
    }
}

/// As written; an end that is open or unknown may be anywhere.
fn span(edge: &Edge, zones: Zones<'_>) -> Span {
    match edge {
        Edge::At(moment) | Edge::OrBeyond(moment) => moment.span(zones),
        Edge::Open | Edge::Unknown => (Instant::MIN, Instant::MAX),
    }
}
