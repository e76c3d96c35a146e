//! What ids stand for, where many are asked for.

use crate::dataset::list::Item;
use crate::dataset::{Actor, Category, Dataset, Event, Group, Id, List, Source};
use std::collections::HashMap;

type ById<'a, T> = HashMap<&'a Id, &'a T, foldhash::fast::FixedState>;

/// The items of a dataset by their ids.
pub(super) struct Names<'a> {
    actors: ById<'a, Actor>,
    categories: ById<'a, Category>,
    groups: ById<'a, Group>,
    sources: ById<'a, Source>,
}

impl<'a> Names<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        Self {
            actors: by_id(&dataset.actors),
            categories: by_id(&dataset.categories),
            groups: by_id(&dataset.groups),
            sources: by_id(&dataset.sources),
        }
    }

    /// The name of an actor; of one that is not there, its id.
    pub(super) fn actor<'s>(&'s self, id: &'s Id) -> &'s str {
        let known = self.actors.get(id);
        known.map_or(id.as_str(), |actor| &*actor.name)
    }

    /// The name of the category of an event.
    pub(super) fn category<'s>(&'s self, event: &'s Event) -> Option<&'s str> {
        let id = event.category.as_ref()?;
        let known = self.categories.get(id);
        Some(known.map_or(id.as_str(), |category| &*category.name))
    }

    /// The name of the group of an actor.
    pub(super) fn group<'s>(&'s self, actor: &'s Actor) -> Option<&'s str> {
        let id = actor.group.as_ref()?;
        let known = self.groups.get(id);
        Some(known.map_or(id.as_str(), |group| &*group.name))
    }

    pub(super) fn source(&self, id: &Id) -> Option<&'a Source> {
        self.sources.get(id).copied()
    }

    /// The address of the first source of an event that has one.
    pub(super) fn address(&self, event: &Event) -> Option<&'a str> {
        let mut cited = event.citations.iter();
        cited.find_map(|citation| self.source(&citation.source)?.url.as_deref())
    }
}

fn by_id<T: Item>(list: &List<T>) -> ById<'_, T> {
    let mut all = ById::default();
    for item in list.iter() {
        all.entry(item.id()).or_insert(item);
    }
    all
}
