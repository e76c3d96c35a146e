//! What a dataset says and a format has no place for.

use crate::dataset::date::{Date, End};
use crate::dataset::instant::Civil;
use crate::dataset::zone::Zone;
use crate::dataset::{Actor, Citation, Dataset, Event, Role, Status};

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

const KEPT: Loss = of_events!("columns that are kept", |event| !event
    .more
    .notes
    .kept
    .is_empty());
const OPEN_PERIODS: Loss = Loss {
    what: "that a period has no end or no start",
    is_there: |dataset| {
        let mut periods = dataset.periods.iter();
        periods.any(|period| {
            let date = period
                .when
                .as_deref()
                .and_then(|when| Date::parse(when).ok());
            let traits = date.map(|date| date.traits());
            traits.is_some_and(|traits| traits.start != End::Known || traits.end != End::Known)
        })
    },
};

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
const DESCRIPTIONS: Loss = of_events!("descriptions of events", |event| event
    .description
    .is_some());
const ROLES: Loss = of_events!("who acts towards whom", |event| {
    let is_way = |role: Role| matches!(role, Role::From | Role::To);
    event.participants.iter().any(|p| is_way(p.role))
});
const ACTORS_OF_EVENTS: Loss = of_events!("who takes part", |event| !event.participants.is_empty());
const PLACES: Loss = of_events!("places", |event| event.more.place.is_some());
const OUT_OF_REACH: Loss = of_events!("events before the year 1 or after 9999", |event| {
    let start = date(event).map(|date| date.core(&Zone::utc()).0);
    let (first, last) = (Civil::midnight(1, 1, 1), Civil::midnight(10_000, 1, 1));
    let years = first.seconds()..last.seconds();
    start.is_some_and(|start| !start.is_open() && !years.contains(&start.0))
});

const STATUS: Loss = of_events!(
    "whether things happened, or are planned, possible or denied",
    |event| event.status != Status::Happened
);
const PLANNED: Loss = of_events!("what is planned", |event| event.status == Status::Planned);
const GRADES: Loss = of_events!("quotes, stances and grades of sources", |event| {
    let is_more = |citation: &Citation| {
        Citation {
            source: citation.source.clone(),
            locator: citation.locator.clone(),
            ..Citation::default()
        } != *citation
    };
    event.citations.iter().any(is_more)
});
const MODES: Loss = of_events!("how acts were done", |event| {
    let action = event.more.action.as_ref();
    action.is_some_and(|action| action.mode.is_some())
});
const ACTS: Loss = of_events!("acts and importance", |event| event.more.action.is_some());
const TAGS: Loss = of_events!("tags", |event| !event.more.notes.tags.is_empty());
const CATEGORIES: Loss = of_events!("categories", |event| event.category.is_some());
const LONG_TEXTS: Loss = of_events!("the end of texts longer than 32,767 letters", |event| {
    let description = event.description.as_deref().unwrap_or_default();
    description.len() > 32_767
});
const ACTORS: Loss = Loss {
    what: "what actors are",
    is_there: |dataset| {
        dataset.actors.iter().any(|actor| {
            Actor {
                id: actor.id.clone(),
                name: actor.name.clone(),
                ..Actor::default()
            } != *actor
        })
    },
};
const WHOLES: Loss = Loss {
    what: "what actors are a part of",
    is_there: |dataset| dataset.actors.iter().any(|actor| actor.part_of.is_some()),
};
const EVIDENCE: Loss = Loss {
    what: "what relations rest on",
    is_there: |dataset| {
        let mut all = dataset.relations.iter();
        all.any(|relation| !relation.evidence.is_empty() || relation.citations.len() > 1)
    },
};
const PUBLISHERS: Loss = Loss {
    what: "who published sources",
    is_there: |dataset| {
        let mut all = dataset.sources.iter();
        all.any(|source| source.publisher.is_some())
    },
};
const COLOURS: Loss = Loss {
    what: "colours",
    is_there: |dataset| {
        let mut groups = dataset.groups.iter();
        let mut categories = dataset.categories.iter();
        groups.any(|group| group.colour.is_some())
            || categories.any(|category| category.colour.is_some())
    },
};
const EVENTS: Loss = of_events!("the events themselves, but how many there are", |_| true);
const DENIED: Loss = Loss {
    what: "what is denied",
    is_there: |dataset| {
        let mut events = dataset.events.iter();
        let mut relations = dataset.relations.iter();
        events.any(|event| event.status == Status::Denied)
            || relations.any(|relation| relation.status == Status::Denied)
    },
};

/// The date of an event that has one which can be read.
fn date(event: &Event) -> Option<Date> {
    Date::parse(event.when.as_deref()?).ok()
}

/// What a table of events has no place for.
pub(in crate::files) const OF_TABLE: &[Loss] = &[
    MENTIONED,
    FURTHER_SOURCES,
    GRADES,
    ACCOUNTS,
    LINKS,
    JUDGEMENTS,
    FURTHER_MEDIA,
    MODES,
    ACTORS,
    PUBLISHERS,
    COLOURS,
];

/// What a workbook has no place for.
pub(in crate::files) const OF_WORKBOOK: &[Loss] = &[
    MENTIONED,
    FURTHER_SOURCES,
    GRADES,
    ACCOUNTS,
    LINKS,
    JUDGEMENTS,
    FURTHER_MEDIA,
    MODES,
    WHOLES,
    EVIDENCE,
    COLOURS,
    LONG_TEXTS,
];

/// What the slides of TimelineJS have no place for.
pub(in crate::files) const OF_SLIDES: &[Loss] = &[
    UNDATED,
    STATUS,
    ACTORS_OF_EVENTS,
    PLACES,
    TAGS,
    SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    FURTHER_MEDIA,
    TONES,
    ACTS,
    OPEN_PERIODS,
    KEPT,
];

/// What iCalendar (RFC 5545) has no place for.
pub(in crate::files) const OF_CALENDAR: &[Loss] = &[
    UNDATED,
    OUT_OF_REACH,
    PLANNED,
    MENTIONED,
    ROLES,
    FURTHER_SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    MEDIA,
    TONES,
    ACTS,
    KEPT,
];

/// What a timeline of Mermaid has no place for.
pub(in crate::files) const OF_MERMAID: &[Loss] = &[
    UNDATED,
    ACTORS_OF_EVENTS,
    CATEGORIES,
    TAGS,
    DESCRIPTIONS,
    PLACES,
    SOURCES,
    ACCOUNTS,
    LINKS,
    PARENTS,
    JUDGEMENTS,
    MEDIA,
    TONES,
    ACTS,
    KEPT,
];

/// What a network of actors has no place for.
pub(in crate::files) const OF_NETWORK: &[Loss] = &[EVENTS, DENIED, STATUS, WHOLES, COLOURS, KEPT];
