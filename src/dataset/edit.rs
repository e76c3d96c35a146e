//! Edits: the only way in which a dataset changes, and what undo turns round.

use super::fields::Record;
use super::list::{Handle, Item, List};
use super::{
    Actor, Bookmark, Category, Dataset, Event, Group, Kind, Metadata, Period, Pin, Relation,
    Source, Stand,
};
use thiserror::Error;

/// A list of changes with a name that a person would use, such as “Move Press conference”.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What it does, as a menu shows it after “Undo”.
    pub name: String,
    /// Carried out in order.
    pub changes: Vec<Change>,
}

/// One change of one list, or of the heading.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Of the heading.
    Metadata {
        /// What stood there.
        before: Box<Metadata>,
        /// What stands there now.
        after: Box<Metadata>,
    },
    /// Of the sources.
    Source(ListChange<Source>),
    /// Of the groups.
    Group(ListChange<Group>),
    /// Of the actors.
    Actor(ListChange<Actor>),
    /// Of the categories.
    Category(ListChange<Category>),
    /// Of the events.
    Event(ListChange<Event>),
    /// Of the relations.
    Relation(ListChange<Relation>),
    /// Of the periods.
    Period(ListChange<Period>),
    /// Of the bookmarks.
    Bookmark(ListChange<Bookmark>),
    /// Of the pins.
    Pin(ListChange<Pin>),
    /// Of the places.
    Stand(ListChange<Stand>),
}

/// One change of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListChange<T> {
    /// An item has new values.
    Replace {
        /// Which item.
        handle: Handle,
        /// What stood there.
        before: Box<T>,
        /// What stands there now.
        after: Box<T>,
    },
    /// There is a new item.
    Insert {
        /// Its handle.
        handle: Handle,
        /// Before which place.
        at: usize,
        /// The item.
        item: Box<T>,
    },
    /// An item is gone.
    Remove {
        /// Its handle.
        handle: Handle,
        /// Where it stood.
        at: usize,
        /// What it was.
        item: Box<T>,
    },
    /// An item stands elsewhere.
    Move {
        /// Its handle.
        handle: Handle,
        /// Where it stood.
        from: usize,
        /// Where it stands now.
        to: usize,
    },
}

/// An edit was made for another version of the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the edit was made for another version of this {0}")]
pub struct Mismatch(pub &'static str);

/// A list of a dataset, by the type of its items.
pub trait Listed: Item {
    /// The list.
    fn list(dataset: &Dataset) -> &List<Self>;
    /// A change of this list.
    fn change(change: ListChange<Self>) -> Change;
}

macro_rules! listed {
    ($($name:ident . $list:ident),+ $(,)?) => {
        $(impl Listed for $name {
            fn list(dataset: &Dataset) -> &List<Self> { &dataset.$list }
            fn change(change: ListChange<Self>) -> Change { Change::$name(change) }
        })+

        impl Change {
            /// The change that undoes this one.
            fn inverse(&self) -> Self {
                match self {
                    Self::Metadata { before, after } => {
                        Self::Metadata { before: after.clone(), after: before.clone() }
                    }
                    $(Self::$name(change) => Self::$name(change.inverse()),)+
                }
            }

            /// What it does, as an edit is called.
            fn name(&self) -> String {
                match self {
                    Self::Metadata { .. } => "change of the dataset".to_owned(),
                    $(Self::$name(change) => change.name(),)+
                }
            }

            /// The item that it is made to, and what becomes of it; none of the heading.
            pub fn item(&self) -> Option<(Touch, (Kind, Handle))> {
                match self {
                    Self::Metadata { .. } => None,
                    $(Self::$name(change) => {
                        let (touch, handle) = change.touched();
                        Some((touch, (Kind::$name, handle)))
                    })+
                }
            }

            fn apply(&self, dataset: &mut Dataset) -> Result<(), Mismatch> {
                match self {
                    Self::Metadata { before, .. } if dataset.metadata != **before => {
                        Err(Mismatch("dataset"))
                    }
                    Self::Metadata { after, .. } => {
                        dataset.metadata = (**after).clone();
                        Ok(())
                    }
                    $(Self::$name(change) => change.apply(&mut dataset.$list),)+
                }
            }
        }
    };
}
listed!(
    Source.sources,
    Group.groups,
    Actor.actors,
    Category.categories,
    Event.events,
    Relation.relations,
    Period.periods,
    Bookmark.bookmarks,
    Pin.pins,
    Stand.places,
);

/// Does the same for the type of each kind of item that has fields.
macro_rules! of_kind {
    ($kind:expr, $type:ident => $does:expr, else $other:expr $(,)?) => {
        of_kind!(@ $kind, $type, $does, $other; Source, Group, Actor, Category, Event, Relation, Period, Bookmark)
    };
    (@ $kind:expr, $type:ident, $does:expr, $other:expr; $($name:ident),+) => {
        match $kind {
            $($crate::dataset::Kind::$name => {
                type $type = $crate::dataset::$name;
                $does
            })+
            $crate::dataset::Kind::Pin | $crate::dataset::Kind::Stand => $other,
        }
    };
}
pub(crate) use of_kind;

impl<T: Item> ListChange<T> {
    fn inverse(&self) -> Self {
        match self.clone() {
            Self::Replace {
                handle,
                before,
                after,
            } => Self::Replace {
                handle,
                before: after,
                after: before,
            },
            Self::Insert { handle, at, item } => Self::Remove { handle, at, item },
            Self::Remove { handle, at, item } => Self::Insert { handle, at, item },
            Self::Move { handle, from, to } => Self::Move {
                handle,
                from: to,
                to: from,
            },
        }
    }

    fn touched(&self) -> (Touch, Handle) {
        match self {
            Self::Insert { handle, .. } => (Touch::Inserted, *handle),
            Self::Remove { handle, .. } => (Touch::Removed, *handle),
            Self::Replace { handle, .. } | Self::Move { handle, .. } => (Touch::Changed, *handle),
        }
    }

    fn name(&self) -> String {
        let noun = T::KIND.noun();
        match self {
            // Where everyone stands is one thing.
            _ if T::KIND == Kind::Stand => "new arrangement of the map".to_owned(),
            Self::Replace { before, .. } => format!("change of {noun} “{}”", before.id()),
            Self::Insert { item, .. } => format!("new {noun} “{}”", item.id()),
            Self::Remove { item, .. } => format!("deletion of {noun} “{}”", item.id()),
            Self::Move { .. } => format!("move of {noun}"),
        }
    }

    fn apply(&self, list: &mut List<T>) -> Result<(), Mismatch> {
        let mismatch = Mismatch(T::KIND.noun());
        match self {
            Self::Replace {
                handle,
                before,
                after,
            } => {
                if list.get(*handle) != Some(before) {
                    return Err(mismatch);
                }
                list.put(*handle, (**after).clone());
            }
            Self::Insert { handle, at, item } => {
                if list.get(*handle).is_some() || *at > list.len() {
                    return Err(mismatch);
                }
                list.insert(*at, *handle, (**item).clone());
            }
            Self::Remove { handle, at, item } => {
                if list.at(*at) != Some((*handle, &**item)) {
                    return Err(mismatch);
                }
                list.remove(*handle);
            }
            Self::Move { handle, from, to } => {
                if list.at(*from).map(|(h, _)| h) != Some(*handle) || *to >= list.len() {
                    return Err(mismatch);
                }
                if let Some((_, item)) = list.remove(*handle) {
                    list.insert(*to, *handle, item);
                }
            }
        }
        Ok(())
    }
}

impl Edit {
    /// The edit that undoes this one, under the same name.
    pub fn inverse(&self) -> Self {
        Self {
            name: self.name.clone(),
            changes: self.changes.iter().rev().map(Change::inverse).collect(),
        }
    }

    /// An edit for each of its changes, with a name of its own. What is called alike and follows each other
    /// is one.
    pub fn into_single(self) -> Vec<Self> {
        let mut edits: Vec<Self> = Vec::new();
        for change in self.changes {
            let name = change.name();
            match edits.last_mut().filter(|edit| edit.name == name) {
                Some(edit) => edit.changes.push(change),
                None => edits.push(Self {
                    name,
                    changes: vec![change],
                }),
            }
        }
        edits
    }

    /// Gives an item new values.
    pub fn put<T: Listed>(
        name: impl Into<String>,
        dataset: &Dataset,
        handle: Handle,
        change: impl FnOnce(&mut T),
    ) -> Option<Self> {
        let before = T::list(dataset).get(handle)?;
        let mut after = before.clone();
        change(&mut after);
        (after != *before).then(|| Self {
            name: name.into(),
            changes: vec![T::change(ListChange::Replace {
                handle,
                before: Box::new(before.clone()),
                after: Box::new(after),
            })],
        })
    }

    /// Appends an item to its list.
    pub fn append<T: Listed>(name: impl Into<String>, dataset: &Dataset, item: T) -> Self {
        let list = T::list(dataset);
        Self {
            name: name.into(),
            changes: vec![T::change(ListChange::Insert {
                handle: list.next_handle(),
                at: list.len(),
                item: Box::new(item),
            })],
        }
    }

    /// Removes an item from its list. What refers to it keeps its id, and `check` lists it.
    pub fn remove<T: Listed>(
        name: impl Into<String>,
        dataset: &Dataset,
        handle: Handle,
    ) -> Option<Self> {
        let list = T::list(dataset);
        let at = list.place(handle)?;
        let item = Box::new(list.get(handle)?.clone());
        Some(Self {
            name: name.into(),
            changes: vec![T::change(ListChange::Remove { handle, at, item })],
        })
    }
}

/// What an edit does to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It has new values, or stands elsewhere.
    Changed,
}

/// Edits of items that are seen without their type.
impl Edit {
    /// Changes an item of a kind.
    pub fn put_record(
        name: impl Into<String>,
        dataset: &Dataset,
        (kind, handle): (Kind, Handle),
        change: impl FnOnce(&mut dyn Record),
    ) -> Option<Self> {
        of_kind!(kind, T => Self::put(name, dataset, handle, |item: &mut T| change(item)), else None)
    }

    /// Changes what is said of the dataset as a whole.
    pub fn put_metadata(
        name: impl Into<String>,
        dataset: &Dataset,
        change: impl FnOnce(&mut dyn Record),
    ) -> Option<Self> {
        let before = &dataset.metadata;
        let mut after = before.clone();
        change(&mut after);
        (after != *before).then(|| Self {
            name: name.into(),
            changes: vec![Change::Metadata {
                before: Box::new(before.clone()),
                after: Box::new(after),
            }],
        })
    }

    /// Removes an item of a kind.
    pub fn remove_item(dataset: &Dataset, (kind, handle): (Kind, Handle)) -> Option<Self> {
        of_kind!(kind, T => Self::remove::<T>("", dataset, handle), else None)
    }

    /// Moves an item to another place of its list.
    pub fn move_item(
        name: impl Into<String>,
        dataset: &Dataset,
        (kind, handle): (Kind, Handle),
        to: usize,
    ) -> Option<Self> {
        of_kind!(kind, T => {
            let list = T::list(dataset);
            let from = list.place(handle)?;
            (from != to && to < list.len()).then(|| Self {
                name: name.into(),
                changes: vec![T::change(ListChange::Move { handle, from, to })],
            })
        }, else None)
    }
}

impl Dataset {
    /// An item, seen without its type.
    pub fn record(&self, (kind, handle): (Kind, Handle)) -> Option<&dyn Record> {
        of_kind!(kind, T => T::list(self).get(handle).map(|item| item as &dyn Record), else None)
    }

    /// The handle of the item at a place of a list.
    pub fn handle(&self, (kind, place): (Kind, usize)) -> Option<Handle> {
        of_kind!(kind, T => T::list(self).at(place).map(|(handle, _)| handle), else None)
    }

    /// The place of an item in its list.
    pub fn place(&self, (kind, handle): (Kind, Handle)) -> Option<usize> {
        of_kind!(kind, T => T::list(self).place(handle), else None)
    }

    /// How many items a list has.
    pub fn count(&self, kind: Kind) -> usize {
        of_kind!(kind, T => T::list(self).len(), else 0)
    }

    /// The dataset after an edit; this version stays as it is.
    ///
    /// # Errors
    /// If the edit was made for another version: nothing of it is then carried out.
    pub fn after(&self, edit: &Edit) -> Result<Self, Mismatch> {
        let mut next = self.clone();
        for change in &edit.changes {
            change.apply(&mut next)?;
        }
        Ok(next)
    }
}
