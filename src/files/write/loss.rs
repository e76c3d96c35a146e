//! What a dataset says and a format has no place for.

use crate::dataset::date::Date;
use crate::dataset::instant::Civil;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Event, Role};

/// Something that a format has no place for.
#[derive(Debug)]
pub(crate) struct Loss {
    /// In words that follow “This leaves out”.
    pub(in crate::files) what: &'static str,
    /// Whether a dataset has it.
    pub(in crate::files) is_there: fn(&Dataset) -> bool,
}

/// A loss that any event may have.
macro_rules! of_events {
    ($what:expr, $is_there:expr) => {
        Loss {
            what: $what,
            is_there: |dataset| dataset.events.iter().any($is_there),
        }
    };
}

const MENTIONED: Loss = of_events!("who is mentioned or absent", |event| {
    let is_in_none = |role: Role| matches!(role, Role::Mentioned | Role::Absent);
    event.participants.iter().any(|p| is_in_none(p.role))
});
const FURTHER_SOURCES: Loss = of_events!("all sources of an event but the first", |event| event
    .citations
    .len()
    > 1);
const SOURCES: Loss = of_events!("sources of events", |event| !event.citations.is_empty());
const ACCOUNTS: Loss = of_events!("accounts", |event| !event.by_hand.accounts.is_empty());
const LINKS: Loss = of_events!("what leads to what", |event| !event
    .by_hand
    .leads_to
    .is_empty());
const PARENTS: Loss = of_events!("what is a part of what", |event| event
    .by_hand
    .parent
    .is_some());
const JUDGEMENTS: Loss = of_events!("judgements of certainty", |event| event
    .by_hand
    .certainty
    .is_some());
const FURTHER_MEDIA: Loss = of_events!("pictures but the first", |event| event.by_hand.media.len()
    > 1);
const MEDIA: Loss = of_events!("pictures", |event| !event.by_hand.media.is_empty());
const UNDATED: Loss = of_events!("events without a date", |event| date(event).is_none());
const TONES: Loss = of_events!("tones", |event| event.tone.get().is_some());
const DESCRIPTIONS: Loss = of_events!("descriptions", |event| event.description.is_some());
const ROLES: Loss = of_events!("who acts towards whom", |event| {
    let is_way = |role: Role| matches!(role, Role::From | Role::To);
    event.participants.iter().any(|p| is_way(p.role))
});
const ACTORS_OF_EVENTS: Loss = of_events!("who takes part", |event| !event.participants.is_empty());
const PLACES: Loss = of_events!("places", |event| event.more.place.is_some());
const TOO_EARLY: Loss = of_events!("events before the year 1", |event| {
    let start = date(event).map(|date| date.core(&Zone::utc()).0);
    start.is_some_and(|start| start.0 < Civil::midnight(1, 1, 1).seconds())
});
const DOUBT: Loss = of_events!("how exact and how sure dates are", |event| {
    date(event).is_some_and(|date| {
        let traits = date.traits();
        traits.uncertain || traits.approximate
    })
});

/// The date of an event that has one which can be read.
fn date(event: &Event) -> Option<Date> {
    Date::parse(event.when.as_deref()?).ok()
}

/// What a table of events has no place for.
pub(in crate::files) const OF_TABLE: &[Loss] = &[
    MENTIONED,
    FURTHER_SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    FURTHER_MEDIA,
];

/// What the slides of TimelineJS have no place for.
pub(in crate::files) const OF_SLIDES: &[Loss] = &[
    UNDATED,
    ACTORS_OF_EVENTS,
    SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    FURTHER_MEDIA,
    TONES,
];

/// What iCalendar (RFC 5545) has no place for.
pub(in crate::files) const OF_CALENDAR: &[Loss] = &[
    UNDATED,
    TOO_EARLY,
    MENTIONED,
    ROLES,
    FURTHER_SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    MEDIA,
    TONES,
];

/// What a timeline of Mermaid has no place for.
pub(in crate::files) const OF_MERMAID: &[Loss] = &[
    UNDATED,
    ACTORS_OF_EVENTS,
    DESCRIPTIONS,
    PLACES,
    SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    MEDIA,
    TONES,
    DOUBT,
];

/// What a network of actors has no place for.
pub(in crate::files) const OF_NETWORK: &[Loss] = &[
    MENTIONED,
    DESCRIPTIONS,
    PLACES,
    SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    MEDIA,
    DOUBT,
];
