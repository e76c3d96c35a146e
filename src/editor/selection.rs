//! What is selected, whichever view or list it was selected in.

use crate::dataset::Handle;
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
}

impl Selection {
    /// All that joins two actors.
    pub fn pair(a: Handle, b: Handle) -> Self {
        Self::Pair(a.min(b), a.max(b))
    }

    /// The two actors that a tie or a pair joins.
    pub const fn ends(self) -> Option<(Handle, Handle)> {
        match self {
            Self::Tie(a, b) | Self::Pair(a, b) => Some((a, b)),
            Self::Event(_)
            | Self::Actor(_)
            | Self::Relation(_)
            | Self::Source(_)
            | Self::Group(_) => None,
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
            Self::Relation(_) | Self::Source(_) => None,
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
            _ => None,
        }
    }
}
