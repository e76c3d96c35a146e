//! The dataset that the rows of a table make.

use super::super::record::Whole;
use super::assigned::is_field;
use super::at::At;
use super::items::{Counts, Table};
use super::kept_cells::unique;
use super::kinds;
use super::meaning::Rows;
use super::origins::Origins;
use crate::dataset::check::Fault;
use crate::dataset::date::text::Note;
use crate::dataset::fields::{self, New, Record};
use crate::dataset::fresh::FreshIds;
use crate::dataset::list::Item;
use crate::dataset::{Actor, ActorKind, Dataset};
use std::borrow::Cow;

/// What was made of the rows.
pub(super) struct Finished<'p> {
    pub(super) dataset: Dataset,
    pub(super) counts: Counts,
    pub(super) faults: Vec<(At, Fault)>,
    pub(super) notes: Vec<(Note, usize, At)>,
    pub(super) origins: Origins<'p>,
}

/// Keeps the ids that items have, and makes those that they have not, from what they are called.
fn give_ids<T: Item + Record>(
    ids: &mut FreshIds,
    items: &mut [T],
    name: impl Fn(&T) -> Cow<'_, str>,
) {
    ids.make_room(items.len());
    for item in items.iter().filter(|item| !item.id().is_empty()) {
        ids.reserve(item.id());
    }
    let place = items
        .first()
        .and_then(|item| fields::place(item.fields(), "id"));
    for item in items.iter_mut().filter(|item| item.id().is_empty()) {
        let id = ids.make(&name(item));
        if let Some(value) = place.and_then(|place| item.value_mut(place)) {
            value.put(&New::Text(id.as_str().into()));
        }
    }
}

impl<'p> Table<'p> {
    /// The dataset, what was found, and where everything stands.
    pub(super) fn finish(mut self) -> Finished<'p> {
        let mut kept = self.kept.named(&self.keys);
        for (key, _) in &mut kept {
            // A key of the dataset's would be read as that.
            if Whole::has(key) {
                *key = format!("{key} (column)").into();
            }
        }
        self.dataset.metadata.kept = unique(kept);
        let are_actors = self.plan.rows == Rows::Actors;
        let are_sources = self.plan.rows == Rows::Sources;
        let ids = &mut self.ids;
        give_ids(ids, &mut self.events, |event| match &*event.title {
            "" => "event".into(),
            title => title.into(),
        });
        give_ids(ids, &mut self.relations, |relation| {
            let kind = relation.kind.as_deref().unwrap_or_default();
            format!("{} {kind} {}", relation.from, relation.to).into()
        });
        give_ids(ids, &mut self.listed, |actor| (&*actor.name).into());
        give_ids(ids, &mut self.listed_sources, |source| {
            (&*source.title).into()
        });
        self.settle();
        let mut actors = if are_actors {
            self.listed
        } else {
            self.found.actors.items
        };
        let mut columns = self.plan.columns.iter();
        let says_kinds = columns.any(|column| is_field(column.meaning, "kind"));
        if !are_actors || !says_kinds {
            actors.iter_mut().for_each(guess_kind);
        }
        let sources = if are_sources {
            self.listed_sources
        } else {
            self.found.sources.items
        };
        let dataset = Dataset {
            sources: sources.into_iter().collect(),
            groups: self.found.groups.items.into_iter().collect(),
            actors: actors.into_iter().collect(),
            categories: self.found.categories.items.into_iter().collect(),
            events: self.events.into_iter().collect(),
            relations: self.relations.into_iter().collect(),
            periods: self.periods.into_iter().collect(),
            ..self.dataset
        };
        let origins = Origins {
            rows: self.plan.rows,
            columns: &self.plan.columns,
            items: self.rows,
            periods: self.eras,
            sources: self.found.sources.origins,
            actors: self.found.actors.origins,
            categories: self.found.categories.origins,
        };
        Finished {
            dataset,
            counts: self.counts,
            faults: self.found.faults,
            notes: self.found.notes,
            origins,
        }
    }
}

/// Guesses what an actor is, where its name tells; else that is not known.
fn guess_kind(actor: &mut Actor) {
    let guessed = kinds::guessed(&actor.name);
    actor.kind_guessed = guessed.is_some();
    actor.kind = guessed.unwrap_or(ActorKind::Unknown);
}
