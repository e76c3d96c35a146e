//! A list of a dataset as rows: a cell for each field under the columns that a table is read by.
//!
//! A row holds less than an item: of each event the fields that have a column, who takes part by name,
//! and its first citation. What a file kept for an item stands in columns of its own.

use super::super::several::{joined, quoted};
use super::super::table::{Meaning, Rows};
use super::names::Names;
use crate::dataset::fields::{Field, Held, Record, Value, shown};
use crate::dataset::{Actor, Citation, Dataset, Event, Kind, Relation, Role, Source};
use std::collections::HashSet;

/// What an item says in a column.
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Several(Vec<String>),
}

/// An item that is a row.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    Event(&'a Event),
    Relation(&'a Relation),
    Actor(&'a Actor),
    Source(&'a Source),
}

/// The columns of a list: those that a field or a part of it fills, and those of what was kept.
pub(super) struct Columns<'a> {
    names: Names<'a>,
    /// The zone of the dataset.
    zone: Option<&'a str>,
    rows: Vec<Row<'a>>,
    used: Vec<(&'static str, Meaning)>,
    kept: Vec<&'a str>,
}

impl<'a> Columns<'a> {
    /// Those of a list; none where it has no rows to be written.
    pub(super) fn of(dataset: &'a Dataset, kind: Kind) -> Self {
        let (rows, known): (Vec<Row<'_>>, _) = match kind {
            Kind::Relation => (
                dataset.relations.iter().map(Row::Relation).collect(),
                Rows::Relations.meanings().to_vec(),
            ),
            Kind::Actor => (
                dataset.actors.iter().map(Row::Actor).collect(),
                Rows::Actors.meanings().to_vec(),
            ),
            Kind::Source => (
                dataset.sources.iter().map(Row::Source).collect(),
                Rows::Sources.meanings().to_vec(),
            ),
            _ => (
                dataset.events.iter().map(Row::Event).collect(),
                Rows::Events.meanings().to_vec(),
            ),
        };
        let all = rows.iter().flat_map(|row| row.record().kept().iter());
        let all = all.map(|(key, _)| &**key);
        // What a field could not take stands in the column of that field.
        let all = all.filter(|key| !known.iter().any(|(_, column)| is_of(column, key)));
        // In the order in which they come first.
        let mut seen: HashSet<&str> = HashSet::new();
        let kept: Vec<&str> = all.filter(|key| seen.insert(key)).collect();
        let mut all = Self {
            names: Names::of(dataset),
            zone: dataset.metadata.zone.as_deref(),
            rows,
            used: Vec::new(),
            kept,
        };
        let is_used = |(_, column): &(&'static str, Meaning)| {
            let mut rows = all.rows.iter();
            rows.any(|row| !all.cell(column, *row).is_empty())
        };
        all.used = known.into_iter().filter(is_used).collect();
        all
    }

    pub(super) fn header(&self) -> impl Iterator<Item = &str> {
        let names = self.used.iter().map(|(name, _)| *name);
        names.chain(self.kept.iter().copied())
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.rows.iter().copied()
    }

    pub(super) fn row(&self, row: Row<'_>) -> impl Iterator<Item = Cell> {
        let cells = self
            .used
            .iter()
            .map(move |(_, column)| self.cell(column, row));
        let extra = move |key: &&str| {
            let json = row.record().kept().get(key);
            Cell::Text(json.map_or_else(String::new, text_of))
        };
        cells.chain(self.kept.iter().map(extra))
    }
}

impl<'a> Row<'a> {
    fn record(self) -> &'a dyn Record {
        match self {
            Self::Event(event) => event,
            Self::Relation(relation) => relation,
            Self::Actor(actor) => actor,
            Self::Source(source) => source,
        }
    }

    fn citation(self) -> Option<&'a Citation> {
        match self {
            Self::Event(event) => event.citations.first(),
            Self::Relation(relation) => relation.citations.first(),
            Self::Actor(_) | Self::Source(_) => None,
        }
    }
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(_) => false,
            Self::Several(all) => all.is_empty(),
        }
    }

    pub(super) fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Several(all) => joined(all.iter().map(String::as_str)),
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

impl Columns<'_> {
    /// What an item says in a column.
    fn cell(&self, column: &Meaning, row: Row<'_>) -> Cell {
        let citation = row.citation();
        let source = || self.names.source(&citation?.source);
        let text = match column {
            Meaning::Field {
                field,
                place,
                inner,
            } => match field_cell(row.record(), field, *place, *inner) {
                cell if cell.is_empty() && field.key == "zone" => self.zone_of(row),
                cell => return cell,
            },
            Meaning::Actors(role) => return self.actors(row, *role),
            Meaning::Category => match row {
                Row::Event(event) => self.names.category(event),
                _ => None,
            },
            Meaning::Group => match row {
                Row::Actor(actor) => self.names.group(actor),
                _ => None,
            },
            Meaning::Directed => match row {
                Row::Relation(relation) if relation.directed => Some("directed"),
                Row::Relation(_) => Some("undirected"),
                _ => None,
            },
            Meaning::Source => citation
                .map(|citation| source().map_or(citation.source.as_str(), |source| &*source.title)),
            Meaning::Locator => citation.and_then(|citation| citation.locator.as_deref()),
            Meaning::Url => source().and_then(|source| source.url.as_deref()),
            Meaning::Media(_, inner) => match row {
                Row::Event(event) => return media_cell(event, *inner),
                _ => None,
            },
            Meaning::When(..)
            | Meaning::PartOfName(_)
            | Meaning::Coordinates
            | Meaning::RowType
            | Meaning::Precision
            | Meaning::Approximate(_)
            | Meaning::Keep
            | Meaning::LeaveOut => None,
        };
        Cell::Text(text.unwrap_or_default().to_owned())
    }

    /// The zone of the dataset, where a time is in it.
    fn zone_of(&self, row: Row<'_>) -> Option<&str> {
        let Row::Event(event) = row else {
            return None;
        };
        let is_timed = event.when.as_deref().is_some_and(|when| when.contains('T'));
        self.zone.filter(|_| is_timed)
    }

    fn actors(&self, row: Row<'_>, role: Role) -> Cell {
        let event = match row {
            Row::Event(event) => event,
            Row::Relation(relation) => {
                let end = match role {
                    Role::From => &relation.from,
                    _ => &relation.to,
                };
                return Cell::Text(quoted(self.names.actor(end)).into_owned());
            }
            Row::Actor(_) | Row::Source(_) => return Cell::Several(Vec::new()),
        };
        let all = event.participants.iter().filter(|p| p.role == role);
        Cell::Several(all.map(|p| self.names.actor(&p.actor).to_owned()).collect())
    }
}

/// What an item says in a field, or in one of the record that stands there.
fn field_cell(record: &dyn Record, field: &Field, place: usize, inner: Option<usize>) -> Cell {
    let value = record.value(place);
    let value = match inner {
        None => {
            if let Some(json) = record.kept().get(field.key) {
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
