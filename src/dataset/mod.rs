//! What a dataset is: its items, their dates, the edits that change it and the faults that a check
//! finds in it.
//!
//! A [`Dataset`] is a persistent value: cloning it costs nothing, so views, background jobs, save
//! and undo each hold the version they started from. Only an [`Edit`](edit::Edit) changes one.
//!
//! Start from [`Dataset`]; its lists are [`List`]s of the types in [`item`] and [`event`].
#![warn(clippy::indexing_slicing)]

pub(crate) mod adding;
pub mod check;
pub mod count;
pub mod date;
pub mod difference;
pub mod edit;
pub mod event;
pub mod fields;
pub mod fresh;
pub mod history;
pub mod instant;
pub mod item;
pub mod kept;
pub mod list;
mod places;
pub(crate) mod spelling;
pub mod value;
pub mod zone;

pub use event::{
    Account, Action, Citation, Citations, Event, Link, Media, Participant, Participants, Spot,
};
pub use item::{
    Actor, Bookmark, Category, Filter, Group, Metadata, Note, Period, Pin, Relation, Selection,
    Source, Stand,
};
pub use kept::Kept;
pub use list::{Handle, List};
pub use places::MOST_PLACES;
use std::ops::ControlFlow;
pub use value::{
    ActorKind, Certainty, Class, Detail, Dimension, Id, LinkKind, Matching, Number, Rare,
    Reliability, Role, Stance, Status, Text,
};
use zone::Zone;

/// Told how far a long answer is, from 0 to 1; answers whether to go on.
pub type Progress<'a> = &'a (dyn Fn(f32) -> ControlFlow<()> + Sync);

/// Goes on to the end, and tells nobody.
pub const TO_THE_END: Progress<'static> = &|_| ControlFlow::Continue(());

/// A set of events, the actors in them, and what is said of both, by whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// Title, description, language, zone.
    pub metadata: Metadata,
    /// The documents that citations name.
    pub sources: List<Source>,
    /// Sides or blocs of actors.
    pub groups: List<Group>,
    /// People, states, organisations, collectives and places.
    pub actors: List<Actor>,
    /// Kinds of events.
    pub categories: List<Category>,
    /// What happened, is planned, is possible or is denied.
    pub events: List<Event>,
    /// What stands between two actors beyond single events.
    pub relations: List<Relation>,
    /// Background bands of the timeline.
    pub periods: List<Period>,
    /// Saved spans, windows, filters and selections.
    pub bookmarks: List<Bookmark>,
    /// Where a person has put actors on the map.
    pub pins: List<Pin>,
    /// Where actors stood on the map when it was saved.
    pub places: List<Stand>,
}

/// The lists of a dataset, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `sources`
    Source,
    /// `groups`
    Group,
    /// `actors`
    Actor,
    /// `categories`
    Category,
    /// `events`
    Event,
    /// `relations`
    Relation,
    /// `periods`
    Period,
    /// `bookmarks`
    Bookmark,
    /// `map.pins`
    Pin,
    /// `map.places`
    Stand,
}

impl Kind {
    /// All of them, in the order of a file.
    pub const ALL: [Self; 10] = [
        Self::Source,
        Self::Group,
        Self::Actor,
        Self::Category,
        Self::Event,
        Self::Relation,
        Self::Period,
        Self::Bookmark,
        Self::Pin,
        Self::Stand,
    ];

    /// The list's key in a file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Group => "groups",
            Self::Actor => "actors",
            Self::Category => "categories",
            Self::Event => "events",
            Self::Relation => "relations",
            Self::Period => "periods",
            Self::Bookmark => "bookmarks",
            Self::Pin => "pins",
            Self::Stand => "places",
        }
    }

    /// One item of the list, as a person calls it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Group => "group",
            Self::Actor => "actor",
            Self::Category => "category",
            Self::Event => "event",
            Self::Relation => "relation",
            Self::Period => "period",
            Self::Bookmark => "bookmark",
            Self::Pin => "pin",
            Self::Stand => "place",
        }
    }
}

impl Dataset {
    /// The zone of times without an offset, as written: `UTC` where the file names none.
    pub fn zone_name(&self) -> &str {
        self.metadata.zone.as_deref().unwrap_or("UTC")
    }

    /// The actors of `a>b` or `a~b`, and whether it is mutual. An id may itself hold one of the two
    /// signs.
    pub fn actors_of_tie(&self, tie: &str) -> Option<(Handle, Handle, bool)> {
        let actor = |id: Option<&str>| self.actors.find(id?).map(|(handle, _)| handle);
        tie.match_indices(['>', '~']).find_map(|(cut, sign)| {
            let from = actor(tie.get(..cut))?;
            let to = actor(tie.get(cut + sign.len()..))?;
            Some((from, to, sign == "~"))
        })
    }

    /// The zone of times without an offset; UTC if the file names none that there is.
    pub fn zone(&self) -> Zone {
        Zone::named(self.zone_name()).unwrap_or_default()
    }
}
