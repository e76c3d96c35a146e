//! What is selected, whichever view or list it was selected in.

use crate::dataset::{Dataset, Handle, Kind};
use crate::scene::Key;

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selection {
    /// An event.
    Event(Handle),
    /// An actor.
    Actor(Handle),
    /// What the first of two actors does to the second.
    Tie(Handle, Handle),
    /// All that joins two actors, the earlier made first.
    Pair(Handle, Handle),
    /// A relation.
    Relation(Handle),
    /// A source.
    Source(Handle),
    /// A group, with all that is a part of it.
    Group(Handle),
    /// A category.
    Category(Handle),
    /// A period.
    Period(Handle),
    /// A bookmark, as an item: what it shows is opened by itself.
    Bookmark(Handle),
}

/// What a text or a value is a part of: an item, or the dataset.
pub(crate) type Of = Option<Selection>;

impl Selection {
    /// All that joins two actors.
    pub fn pair(a: Handle, b: Handle) -> Self {
        Self::Pair(a.min(b), a.max(b))
    }

    /// The item of a list that it is; none of what is computed.
    pub const fn item(self) -> Option<(Kind, Handle)> {
        Some(match self {
            Self::Event(h) => (Kind::Event, h),
            Self::Actor(h) => (Kind::Actor, h),
            Self::Relation(h) => (Kind::Relation, h),
            Self::Source(h) => (Kind::Source, h),
            Self::Group(h) => (Kind::Group, h),
            Self::Category(h) => (Kind::Category, h),
            Self::Period(h) => (Kind::Period, h),
            Self::Bookmark(h) => (Kind::Bookmark, h),
            Self::Tie(..) | Self::Pair(..) => return None,
        })
    }

    /// What an item of a list is, selected.
    pub const fn of_item((kind, handle): (Kind, Handle)) -> Option<Self> {
        Some(match kind {
            Kind::Event => Self::Event(handle),
            Kind::Actor => Self::Actor(handle),
            Kind::Relation => Self::Relation(handle),
            Kind::Source => Self::Source(handle),
            Kind::Group => Self::Group(handle),
            Kind::Category => Self::Category(handle),
            Kind::Period => Self::Period(handle),
            Kind::Bookmark => Self::Bookmark(handle),
            Kind::Pin | Kind::Stand => return None,
        })
    }

    /// Whether it is there.
    pub(crate) fn is_in(self, dataset: &Dataset) -> bool {
        match (self.item(), self.ends()) {
            (Some(item), _) => dataset.record(item).is_some(),
            (None, Some((a, b))) => dataset.actors.get(a).and(dataset.actors.get(b)).is_some(),
            (None, None) => false,
        }
    }

    /// The two actors that a tie or a pair joins.
    pub const fn ends(self) -> Option<(Handle, Handle)> {
        match self {
            Self::Tie(a, b) | Self::Pair(a, b) => Some((a, b)),
            _ => None,
        }
    }

    /// What stands for it in a picture. Of a pair's three ties all are meant; the mutual one is named.
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Event(h) => Some(Key::Event(h.0)),
            Self::Actor(h) => Some(Key::Actor(h.0)),
            Self::Tie(a, b) => Some(Key::Tie(a.0, b.0)),
            Self::Pair(a, b) => Some(Key::Mutual(a.0, b.0)),
            Self::Group(h) => Some(Key::GroupTitle(h.0)),
            Self::Period(h) => Some(Key::Period(h.0)),
            Self::Relation(_) | Self::Source(_) | Self::Category(_) | Self::Bookmark(_) => None,
        }
    }

    /// What a mark in a picture selects.
    pub fn of_key(key: Key) -> Option<Self> {
        match key {
            Key::Event(h) => Some(Self::Event(Handle(h))),
            Key::Actor(h) => Some(Self::Actor(Handle(h))),
            Key::Tie(a, b) => Some(Self::Tie(Handle(a), Handle(b))),
            Key::Mutual(a, b) => Some(Self::pair(Handle(a), Handle(b))),
            Key::GroupTitle(h) => Some(Self::Group(Handle(h))),
            Key::Period(h) => Some(Self::Period(Handle(h))),
            _ => None,
        }
    }
}
