//! Events as a table: a row for each, under the columns that a table is read by.
//!
//! A table holds less than a dataset: of each event the fields that have a column, who takes part by
//! name, and its first citation. What a file kept for an event stands in columns of its own.

use super::table::{Meaning, Rows};
use crate::dataset::fields::{Field, Held, Record as _, Value, shown};
use crate::dataset::list::Item;
use crate::dataset::{Actor, Category, Dataset, Event, Id, List, Role, Source};
use std::collections::{HashMap, HashSet};
use std::io;

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
    let known = Rows::Events.meanings();
    let all = dataset.events.iter();
    let all = all.flat_map(|event| event.kept().0.iter().map(|(key, _)| &**key));
    // What a field could not take stands in the column of that field.
    let all = all.filter(|key| !known.iter().any(|(_, column)| is_of(column, key)));
    // In the order in which they come first.
    let mut seen: HashSet<&str> = HashSet::new();
    let kept: Vec<&str> = all.filter(|key| seen.insert(key)).collect();
    let is_used = |(_, column): &&(&'static str, Meaning)| {
        let mut events = dataset.events.iter();
        events.any(|event| !names.cell(column, event).is_empty())
    };
    let used: Vec<&(&'static str, Meaning)> = known.iter().filter(is_used).collect();
    let mut table = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(to);
    let header = used.iter().map(|(name, _)| *name);
    table.write_record(header.chain(kept.iter().copied()))?;
    for event in dataset.events.iter() {
        let cells = used.iter().map(|(_, column)| names.cell(column, event));
        let extra = |key: &&str| event.kept().get(key).map_or_else(String::new, text_of);
        table.write_record(cells.chain(kept.iter().map(extra)))?;
    }
    table.flush()
}

fn by_id<T: Item>(list: &List<T>) -> ById<'_, T> {
    let mut all = ById::default();
    for item in list.iter() {
        all.entry(item.id()).or_insert(item);
    }
    all
}

impl Names<'_> {
    /// What an event says in a column.
    fn cell(&self, column: &Meaning, event: &Event) -> String {
        let citation = event.citations.first();
        let source = || self.sources.get(&citation?.source).copied();
        let text = match column {
            Meaning::Field {
                field,
                place,
                inner,
            } => return field_cell(event, field, *place, *inner),
            Meaning::Actors(role) => return self.actors(event, *role),
            Meaning::Category => event.category.as_ref().map(|id| {
                let known = self.categories.get(id);
                known.map_or(id.as_str(), |category| &*category.name)
            }),
            Meaning::Source => citation
                .map(|citation| source().map_or(citation.source.as_str(), |source| &*source.title)),
            Meaning::Locator => citation.and_then(|citation| citation.locator.as_deref()),
            Meaning::Url => source().and_then(|source| source.url.as_deref()),
            Meaning::Media(_, inner) => return media_cell(event, *inner),
            Meaning::When(..)
            | Meaning::Coordinates
            | Meaning::Group
            | Meaning::RowType
            | Meaning::Precision
            | Meaning::Directed
            | Meaning::Keep
            | Meaning::LeaveOut => None,
        };
        text.unwrap_or_default().to_owned()
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

/// What an event says in a field, or in one of the record that stands there.
fn field_cell(event: &Event, field: &Field, place: usize, inner: Option<usize>) -> String {
    let value = event.value(place);
    let value = match inner {
        None => {
            if let Some(json) = event.kept().get(field.key) {
                return text_of(json);
            }
            value
        }
        Some(inner) => value.and_then(|value| match value.held() {
            Held::Record(record) => record.value(inner),
            _ => None,
        }),
    };
    value.map_or_else(String::new, |value| plain(field, value.held()))
}

/// What the first picture or recording of an event says.
fn media_cell(event: &Event, inner: usize) -> String {
    let media = event.by_hand.media.first();
    match media.and_then(|media| media.value(inner)).map(Value::held) {
        Some(Held::Text(text)) => text.to_owned(),
        _ => String::new(),
    }
}

/// Whether what was kept under a key is of the field of a column.
fn is_of(column: &Meaning, key: &str) -> bool {
    matches!(column, Meaning::Field { field, inner: None, .. } if field.key == key)
}

/// What was kept as JSON, as a cell holds it: a text without its marks.
fn text_of(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

/// A value as a cell holds it: a number with a plain minus, several words with semicolons.
fn plain(field: &Field, held: Held<'_>) -> String {
    match held {
        Held::Number(number) => number.to_string(),
        Held::Texts(texts) => texts.join("; "),
        held => shown(field, held),
    }
}
