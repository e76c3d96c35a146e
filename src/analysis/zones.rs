//! The zones that an index was read in, and times in them.

use super::index::Index;
use crate::dataset::date::Date;
use crate::dataset::instant::Instant;
use crate::dataset::zone::{Zone, Zones};

impl Index {
    /// The zones of what has none of its own.
    pub fn zones(&self) -> Zones<'_> {
        self.zones_of(None)
    }

    /// The zones of what may have its own.
    pub fn zones_of<'a>(&'a self, own: Option<&'a Zone>) -> Zones<'a> {
        Zones {
            times: own.unwrap_or(&self.zone),
            days: &self.axis,
        }
    }

    /// The time of a date as it is written, its margins left out; where it is open, the events'
    /// first or last time. For a span or window.
    pub fn range<'a>(
        &self,
        date: &Date,
        zones: impl Into<Zones<'a>>,
    ) -> Option<(Instant, Instant)> {
        let (from, to) = date.core(zones);
        let (first, last) = self.span().unwrap_or((Instant(0), Instant(1)));
        let known = |time: Instant, or: Instant| if time.is_open() { or } else { time };
        let (from, to) = (known(from, first), known(to, last));
        (from < to).then_some((from, to))
    }
}
