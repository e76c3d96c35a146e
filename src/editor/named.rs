//! Where the ids stand that an item names: looked up once in the background, since to find an id
//! the whole list is read.

use crate::dataset::list::Item;
use crate::dataset::{Dataset, Event, Handle, Id, List, Relation, Source};
use std::collections::HashMap;

/// The ids of one list, each with its item's handle; none for an id that nothing has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids(HashMap<Id, Option<Handle>>);

impl Ids {
    fn of<'a, T: Item>(list: &List<T>, ids: impl Iterator<Item = &'a Id>) -> Self {
        let mut found: HashMap<Id, Option<Handle>> = ids.map(|id| (id.clone(), None)).collect();
        if !found.is_empty() {
            for (handle, item) in list.entries() {
                if let Some(place) = found.get_mut(item.id()) {
                    // As everywhere, the first that has an id is meant.
                    place.get_or_insert(handle);
                }
            }
        }
        Self(found)
    }

    /// The item with an id. One that was not looked up yet, since it was just added, is looked for.
    pub(crate) fn find<'l, T: Item>(&self, list: &'l List<T>, id: &Id) -> Option<(Handle, &'l T)> {
        match self.0.get(id) {
            Some(handle) => handle.and_then(|h| Some((h, list.get(h)?))),
            None => list.find(id),
        }
    }
}

/// What an item names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Who takes part, and who says so.
    pub(crate) actors: Ids,
    /// What is cited.
    pub(crate) sources: Ids,
    /// What it is joined to.
    pub(crate) events: Ids,
}

impl Named {
    /// By an event.
    pub(crate) fn by_event(dataset: &Dataset, event: &Event) -> Self {
        let accounts = &event.by_hand.accounts;
        let others = accounts
            .iter()
            .flat_map(|a| a.participants.iter().flatten());
        let actors = event.participants.iter().chain(others).map(|p| &p.actor);
        let cited = accounts.iter().flat_map(|a| &a.citations);
        let cited = event.citations.iter().chain(cited).map(|c| &c.source);
        let after = event.by_hand.leads_to.iter().map(|l| &l.event);
        Self {
            actors: Ids::of(
                &dataset.actors,
                actors.chain(accounts.iter().filter_map(|a| a.by_actor.as_ref())),
            ),
            sources: Ids::of(
                &dataset.sources,
                cited.chain(accounts.iter().filter_map(|a| a.by_source.as_ref())),
            ),
            events: Ids::of(&dataset.events, after.chain(&event.by_hand.parent)),
        }
    }

    /// By a relation.
    pub(crate) fn by_relation(dataset: &Dataset, relation: &Relation) -> Self {
        let cited = relation.citations.iter().map(|c| &c.source);
        Self {
            actors: Ids::of(&dataset.actors, [&relation.from, &relation.to].into_iter()),
            sources: Ids::of(&dataset.sources, cited),
            events: Ids::default(),
        }
    }

    /// By a source.
    pub(crate) fn by_source(dataset: &Dataset, source: &Source) -> Self {
        Self {
            sources: Ids::of(&dataset.sources, source.copies.iter()),
            ..Self::default()
        }
    }
}
