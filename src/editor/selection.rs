//! What is selected, whichever view or list it was selected in.

use crate::dataset::{Dataset, Handle, Kind};
use crate::scene::{End, Key};

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
    /// All that stands between two blocs of the map, the smaller first.
    Blocs(End, End),
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
            Self::Tie(..) | Self::Pair(..) | Self::Blocs(..) => return None,
        })
    }

    /// All that stands between two blocs; of two actors that stand alone what joins these. None of a bloc
    /// of the smallest groups, which are others in another window.
    fn between(a: End, b: End) -> Option<Self> {
        let others = End::Bloc(Key::OTHERS);
        match (a, b) {
            (End::Actor(a), End::Actor(b)) => Some(Self::pair(Handle(a), Handle(b))),
            _ if a == others || b == others => None,
            _ => Some(Self::Blocs(a.min(b), a.max(b))),
        }
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
        let has = |end: End| match end {
            End::Actor(actor) => dataset.actors.get(Handle(actor)).is_some(),
            End::Bloc(Key::NO_GROUP) => true,
            End::Bloc(group) => dataset.groups.get(Handle(group)).is_some(),
        };
        match (self, self.item()) {
            (_, Some(item)) => dataset.record(item).is_some(),
            (Self::Blocs(a, b), None) => has(a) && has(b),
            (_, None) => self.ends().is_some_and(|(a, b)| {
                [a, b]
                    .iter()
                    .all(|actor| dataset.actors.get(*actor).is_some())
            }),
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
            Self::Blocs(a, b) => Some(Key::Bloc(a, b)),
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
            Key::Bloc(a, b) => Self::between(a, b),
            Key::GroupTitle(h) => Some(Self::Group(Handle(h))),
            Key::Period(h) => Some(Self::Period(Handle(h))),
            _ => None,
        }
    }
}
