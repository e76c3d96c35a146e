//! Events as a table: a row for each, under the columns that a table is read by.
//!
//! A table holds less than a dataset: of each event the fields that have a column, who takes part by
//! name, and its first citation. What a file kept for an event stands in columns of its own.

use super::rows::{Column, columns};
use crate::dataset::fields::{Held, Record, shown};
use crate::dataset::{Actor, Category, Dataset, Event, Id, List, Role, Source};
use std::collections::{BTreeSet, HashMap};
use std::io;

/// Items by their ids.
type ById<'a, T> = HashMap<&'a Id, &'a T, foldhash::fast::FixedState>;

/// What the cells of events name.
struct Names<'a> {
    actors: ById<'a, Actor>,
    categories: ById<'a, Category>,
    sources: ById<'a, Source>,
}

/// Writes the events of a dataset, with a separator between cells.
///
/// # Errors
/// If what it is written to does not take it.
pub(super) fn write(dataset: &Dataset, separator: u8, to: &mut dyn io::Write) -> io::Result<()> {
    let names = Names {
        actors: by_id(&dataset.actors),
        categories: by_id(&dataset.categories),
        sources: by_id(&dataset.sources),
    };
    let known = columns();
    let kept: BTreeSet<&str> = dataset
        .events
        .iter()
        .flat_map(|event| event.more.notes.kept.0.iter().map(|(key, _)| &**key))
        // What a field could not take stands in the column of that field.
        .filter(|key| !known.iter().any(|(_, column)| is_of(column, key)))
        .collect();
    let is_used = |(_, column): &&(&str, Column)| {
        let mut events = dataset.events.iter();
        events.any(|event| !names.cell(column, event).is_empty())
    };
    let used: Vec<&(&str, Column)> = known.iter().filter(is_used).collect();
    let mut table = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(to);
    let header = used
        .iter()
        .map(|(name, _)| *name)
        .chain(kept.iter().copied());
    table.write_record(header)?;
    for event in dataset.events.iter() {
        let cells = used.iter().map(|(_, column)| names.cell(column, event));
        let extra = kept.iter().map(|key| {
            event
                .more
                .notes
                .kept
                .get(key)
                .map_or_else(String::new, text_of)
        });
        table.write_record(cells.chain(extra))?;
    }
    table.flush()
}

fn by_id<T: crate::dataset::list::Item>(list: &List<T>) -> ById<'_, T> {
    let mut all = ById::default();
    for item in list.iter() {
        all.entry(item.id()).or_insert(item);
    }
    all
}

impl Names<'_> {
    /// What an event says in a column.
    fn cell(&self, column: &Column, event: &Event) -> String {
        let source = || {
            let first = event.citations.first()?;
            Some((first, self.sources.get(&first.source).copied()))
        };
        match column {
            Column::Field {
                field,
                place,
                inner,
            } => {
                let kept = event.kept().get(field.key).filter(|_| inner.is_none());
                if let Some(json) = kept {
                    return text_of(json);
                }
                let Some(value) = event.value(*place) else {
                    return String::new();
                };
                match (value.held(), inner) {
                    (Held::Record(record), Some(inner)) => {
                        let value = record.value(*inner);
                        value.map_or_else(String::new, |value| plain(field, value.held()))
                    }
                    (held, None) => plain(field, held),
                    _ => String::new(),
                }
            }
            Column::Category => {
                let category = event.category.as_ref();
                category.map_or_else(String::new, |id| {
                    let known = self.categories.get(id);
                    known.map_or_else(|| id.to_string(), |category| category.name.to_string())
                })
            }
            Column::Actors(role) => self.actors(event, *role),
            Column::Source => source().map_or_else(String::new, |(citation, source)| {
                source.map_or_else(|| citation.source.to_string(), |s| s.title.to_string())
            }),
            Column::Locator => {
                let locator = source().and_then(|(citation, _)| citation.locator.as_deref());
                locator.unwrap_or_default().to_owned()
            }
            Column::Url => {
                let url = source().and_then(|(_, source)| source?.url.as_deref());
                url.unwrap_or_default().to_owned()
            }
            Column::Start | Column::End | Column::Extra(_) => String::new(),
        }
    }

    fn actors(&self, event: &Event, role: Role) -> String {
        let all = event.participants.iter().filter(|p| p.role == role);
        let names = all.map(|p| {
            let known = self.actors.get(&p.actor);
            known.map_or(p.actor.as_str(), |actor| &*actor.name)
        });
        names.collect::<Vec<_>>().join("; ")
    }
}

/// Whether what was kept under a key is of the field of a column.
fn is_of(column: &Column, key: &str) -> bool {
    matches!(column, Column::Field { field, inner: None, .. } if field.key == key)
}

/// What was kept as JSON, as a cell holds it: a text without its marks.
fn text_of(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

/// A value as a cell holds it: a number with a plain minus, several words with semicolons.
fn plain(field: &crate::dataset::fields::Field, held: Held<'_>) -> String {
    match held {
        Held::Number(number) => number.to_string(),
        Held::Texts(texts) => texts.join("; "),
        held => shown(field, held),
    }
}
