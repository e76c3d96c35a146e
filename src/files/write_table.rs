//! Events as a table: a row for each, under the columns that a table is read by.
//!
//! A table holds less than a dataset: of each event the fields that have a column, who takes part by
//! name, and its first citation. What a file kept for an event stands in columns of its own.

use super::table::{BAR, Meaning, Rows, is_formula};
use crate::dataset::fields::{Field, Held, Record as _, Value, shown};
use crate::dataset::list::Item;
use crate::dataset::{Actor, Category, Dataset, Event, Id, List, Role, Source};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;

type ById<'a, T> = HashMap<&'a Id, &'a T, foldhash::fast::FixedState>;

/// What the cells of events name.
struct Names<'a> {
    actors: ById<'a, Actor>,
    categories: ById<'a, Category>,
    sources: ById<'a, Source>,
}

/// What an event says in a column.
enum Cell {
    Text(String),
    Number(f64),
    Several(Vec<String>),
}

/// The columns of a table of events: those that a field or a part of it fills, and those of what was kept.
struct Columns<'a> {
    names: Names<'a>,
    used: Vec<&'static (&'static str, Meaning)>,
    kept: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    fn of(dataset: &'a Dataset) -> Self {
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
        let used = known.iter().filter(is_used).collect();
        Self { names, used, kept }
    }

    fn header(&self) -> impl Iterator<Item = &str> {
        let names = self.used.iter().map(|(name, _)| *name);
        names.chain(self.kept.iter().copied())
    }

    fn row(&self, event: &Event) -> impl Iterator<Item = Cell> {
        let cells = self
            .used
            .iter()
            .map(|(_, column)| self.names.cell(column, event));
        let extra = |key: &&str| {
            let json = event.kept().get(key);
            Cell::Text(json.map_or_else(String::new, text_of))
        };
        cells.chain(self.kept.iter().map(extra))
    }
}

/// Writes the events of a dataset, with a separator between cells.
///
/// # Errors
/// If what it is written to does not take it.
pub(super) fn csv(dataset: &Dataset, separator: u8, to: &mut dyn io::Write) -> io::Result<()> {
    let columns = Columns::of(dataset);
    let mut table = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(to);
    table.write_record(columns.header().map(|name| defused(name).into_owned()))?;
    for event in dataset.events.iter() {
        let cells = columns.row(event).map(|cell| match cell {
            // A number below 0 is none of a formula.
            Cell::Number(number) => number.to_string(),
            cell => defused(&cell.text()).into_owned(),
        });
        table.write_record(cells)?;
    }
    table.flush()
}

/// Writes the events of a dataset as JSON Lines: an object for each, under the names of the columns.
///
/// # Errors
/// If what it is written to does not take it.
pub(super) fn json_lines(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let columns = Columns::of(dataset);
    for event in dataset.events.iter() {
        let cells = columns.header().zip(columns.row(event));
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        let members = cells.map(|(name, cell)| (name.to_owned(), serde_json::Value::from(cell)));
        let object: serde_json::Map<_, _> = members.collect();
        serde_json::to_writer(&mut *to, &object)?;
        to.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes the events of a dataset as a table of Markdown (GitHub's, section 4.10).
///
/// # Errors
/// If what it is written to does not take it.
pub(super) fn markdown(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let columns = Columns::of(dataset);
    let line = |cells: &mut dyn Iterator<Item = String>| {
        // A bar of its own is written so that it parts no cells for whoever reads it.
        let cells = cells.map(|cell| cell.replace('|', BAR).replace(['\n', '\r'], " "));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let header = line(&mut columns.header().map(str::to_owned));
    let rule = line(&mut columns.header().map(|_| "---".to_owned()));
    write!(to, "{header}{rule}")?;
    for event in dataset.events.iter() {
        to.write_all(line(&mut columns.row(event).map(Cell::text)).as_bytes())?;
    }
    Ok(())
}

/// A text as a spreadsheet shows it: what would be taken for a formula has an apostrophe before it, as a
/// person would type it (OWASP, CSV injection).
fn defused(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

impl Cell {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(_) => false,
            Self::Several(all) => all.is_empty(),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Several(all) => all.join("; "),
        }
    }
}

impl From<Cell> for serde_json::Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Text(text) => text.into(),
            Cell::Number(number) => number.into(),
            Cell::Several(all) => all.into(),
        }
    }
}

/// What of its events a dataset says and a table of them does not.
pub(super) fn left_out(dataset: &Dataset) -> impl Iterator<Item = &'static str> {
    let is_in_none = |role: Role| matches!(role, Role::Mentioned | Role::Absent);
    type Says<'a> = &'a dyn Fn(&Event) -> bool;
    let all: [(&str, Says<'_>); 7] = [
        ("who is mentioned or absent", &|event| {
            event.participants.iter().any(|p| is_in_none(p.role))
        }),
        ("all sources of an event but the first", &|event| {
            event.citations.len() > 1
        }),
        ("accounts", &|event| !event.by_hand.accounts.is_empty()),
        ("what leads to what", &|event| {
            !event.by_hand.leads_to.is_empty()
        }),
        ("what is a part of what", &|event| {
            event.by_hand.parent.is_some()
        }),
        ("judgements of certainty", &|event| {
            event.by_hand.certainty.is_some()
        }),
        ("pictures but the first", &|event| {
            event.by_hand.media.len() > 1
        }),
    ];
    let events = || dataset.events.iter();
    let there = all.map(|(what, is_there)| events().any(is_there).then_some(what));
    there.into_iter().flatten()
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
    fn cell(&self, column: &Meaning, event: &Event) -> Cell {
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
        Cell::Text(text.unwrap_or_default().to_owned())
    }

    fn actors(&self, event: &Event, role: Role) -> Cell {
        let all = event.participants.iter().filter(|p| p.role == role);
        let names = all.map(|p| {
            let known = self.actors.get(&p.actor);
            known
                .map_or(p.actor.as_str(), |actor| &*actor.name)
                .to_owned()
        });
        Cell::Several(names.collect())
    }
}

/// What an event says in a field, or in one of the record that stands there.
fn field_cell(event: &Event, field: &Field, place: usize, inner: Option<usize>) -> Cell {
    let value = event.value(place);
    let value = match inner {
        None => {
            if let Some(json) = event.kept().get(field.key) {
                return Cell::Text(text_of(json));
            }
            value
        }
        Some(inner) => value.and_then(|value| match value.held() {
            Held::Record(record) => record.value(inner),
            _ => None,
        }),
    };
    value.map_or(Cell::Text(String::new()), |value| {
        plain(field, value.held())
    })
}

/// What the first picture or recording of an event says.
fn media_cell(event: &Event, inner: usize) -> Cell {
    let media = event.by_hand.media.first();
    match media.and_then(|media| media.value(inner)).map(Value::held) {
        Some(Held::Text(text)) => Cell::Text(text.to_owned()),
        _ => Cell::Text(String::new()),
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

/// A value as a cell holds it.
fn plain(field: &Field, held: Held<'_>) -> Cell {
    match held {
        Held::Number(number) => Cell::Number(number),
        Held::Texts(texts) => Cell::Several(texts.iter().map(ToString::to_string).collect()),
        held => Cell::Text(shown(field, held)),
    }
}
