//! When an event is, for formats whose dates are days and times and nothing else.

use crate::dataset::date::{Date, Precision};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Event};

/// From when to when an event is, as far as it is known.
pub(super) struct Reach {
    pub(super) date: Date,
    /// In the zone of the event.
    pub(super) zone: Zone,
    /// When it starts; of one that nobody knows, when it ends.
    pub(super) start: Instant,
    /// When it is over: the start of what comes next. None where that is open.
    pub(super) end: Option<Instant>,
    /// The coarsest of what is written.
    pub(super) precision: Precision,
}

impl Reach {
    /// That of an event; none if it has no date that can be read.
    pub(super) fn of(dataset: &Dataset, event: &Event) -> Option<Self> {
        let own = event.by_hand.zone.as_deref().and_then(Zone::named);
        let whole = || dataset.metadata.zone.as_deref().and_then(Zone::named);
        let zone = own.or_else(whole).unwrap_or_else(Zone::utc);
        Self::of_date(event.when.as_deref()?, zone)
    }

    pub(super) fn of_date(when: &str, zone: Zone) -> Option<Self> {
        let date = Date::parse(when).ok()?;
        let precision = date.traits().precision;
        let (start, end) = date.core(&zone);
        let end = Some(end).filter(|end| !end.is_open());
        let start = match (start.is_open(), end) {
            (false, _) => start,
            (true, Some(end)) => end.plus(-1),
            (true, None) => return None,
        };
        Some(Self {
            date,
            zone,
            start,
            end,
            precision,
        })
    }

    /// Whether it has a time of the day.
    pub(super) fn is_timed(&self) -> bool {
        self.precision < Precision::Day
    }

    /// The day or the time at which it starts.
    pub(super) fn first(&self) -> Civil {
        self.zone.civil(self.start)
    }

    /// The last day of it, or the time at which it ends, where that is not the start itself.
    pub(super) fn last(&self) -> Option<Civil> {
        let end = self.end?;
        if !self.is_timed() {
            return Some(self.zone.civil(end.plus(-1)));
        }
        // A time alone ends where its minute does.
        (self.date.traits().form == crate::dataset::date::Form::Interval)
            .then(|| self.zone.civil(end))
    }

    /// Whether days and times say less than the date does.
    pub(super) fn is_more(&self) -> bool {
        let traits = self.date.traits();
        traits.approximate
            || traits.uncertain
            || traits.start != crate::dataset::date::End::Known
            || traits.end != crate::dataset::date::End::Known
            || matches!(
                self.precision,
                Precision::Season | Precision::Decade | Precision::Century | Precision::Beyond
            )
    }
}

/// The events that have a date, in the order of time.
pub(super) fn dated(dataset: &Dataset) -> Vec<(&Event, Reach)> {
    let events = dataset.events.iter();
    let all = events.filter_map(|event| Some((event, Reach::of(dataset, event)?)));
    let mut all: Vec<(&Event, Reach)> = all.collect();
    all.sort_by_key(|(_, reach)| reach.start);
    all
}
