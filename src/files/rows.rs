//! The columns of a table, and what a row says.

use super::json::number;
use super::out::Out;
use crate::dataset::check::{Fault, quoted};
use crate::dataset::date::from_entry;
use crate::dataset::fields::{self, Field, Fields as _, New, Record as _, Shape, Word};
use crate::dataset::fresh::FreshIds;
use crate::dataset::{
    Actor, Category, Citation, Dataset, Event, Id, Kept, Kind, Participant, Role, Source, Text,
};
use std::collections::HashMap;

#[derive(Clone, Debug)]
pub(super) enum Column {
    /// A field of the event.
    Field {
        field: &'static Field,
        /// Its place, and within a record that stands there.
        place: usize,
        inner: Option<usize>,
    },
    Start,
    End,
    Category,
    Actors(Role),
    Source,
    Locator,
    Url,
    /// None of ours: its cells are kept under this key.
    Extra(Text),
}

/// The columns that are known, by their names, in the order in which they are written.
pub(super) fn columns() -> Vec<(&'static str, Column)> {
    let mut all = Vec::new();
    for (place, outer) in Event::FIELDS.iter().enumerate() {
        let named = |field: &'static Field, inner| {
            let column = Column::Field {
                field,
                place,
                inner,
            };
            let names = field.columns.iter();
            names.map(move |name| (*name, column.clone()))
        };
        match outer.shape {
            Shape::Record(record) => {
                for (inner, field) in record.fields().iter().enumerate() {
                    all.extend(named(field, Some(inner)));
                }
            }
            Shape::One(_) => all.push(("category", Column::Category)),
            Shape::Records(_) if outer.key == "participants" => {
                all.extend([
                    ("actors", Column::Actors(Role::Participant)),
                    ("from", Column::Actors(Role::From)),
                    ("to", Column::Actors(Role::To)),
                ]);
            }
            _ => all.extend(named(outer, None)),
        }
    }
    all.extend([
        ("start", Column::Start),
        ("end", Column::End),
        ("source", Column::Source),
        ("locator", Column::Locator),
        ("url", Column::Url),
    ]);
    all
}

impl Column {
    /// Whether a field of an item is read from it.
    fn holds(&self, kind: Kind, path: &str) -> bool {
        let list = |name: &str| path.split('[').next() == Some(name);
        match (kind, self) {
            (
                Kind::Event,
                Self::Field {
                    field, inner: None, ..
                },
            ) => list(field.key),
            (Kind::Event, Self::Field { field, place, .. }) => {
                let outer = Event::FIELDS.get(*place).map_or("", |outer| outer.key);
                match path.split_once('.') {
                    Some((key, within)) => key == outer && within == field.key,
                    // What is said of a place as a whole is said of its first number.
                    None => path == outer && field.key != "name",
                }
            }
            (Kind::Event, Self::Start) => path == "when",
            (Kind::Event, Self::Category) => path == "category",
            (Kind::Event, Self::Actors(_)) => list("participants"),
            (Kind::Event, Self::Locator) => path.ends_with(".locator"),
            (Kind::Event, Self::Extra(key)) => path == &**key,
            (Kind::Source, Self::Url) => path == "url",
            _ => false,
        }
    }

    /// The columns of a header. One that stands twice counts once; the other is kept.
    pub(super) fn all(header: &csv::StringRecord) -> Vec<Self> {
        let known = columns();
        let mut met: Vec<&str> = Vec::new();
        let mut names = Vec::new();
        let of_name = |(n, name): (usize, &str)| {
            let wanted = name.trim().to_lowercase();
            let found = known.iter().find(|(name, _)| *name == wanted);
            if let Some((name, column)) = found.filter(|(name, _)| !met.contains(name)) {
                met.push(name);
                return column.clone();
            }
            let key = extra_key(name.trim(), n, &names);
            names.push(key.clone());
            Self::Extra(key)
        };
        header.iter().enumerate().map(of_name).collect()
    }

    /// Whether its cells say what an event is, or when: one of these a table must have.
    pub(super) fn tells(&self) -> bool {
        match self {
            Self::Field { field, .. } => matches!(field.key, "title" | "when"),
            Self::Start => true,
            _ => false,
        }
    }
}

/// A key that no field of an event has, and no other column.
fn extra_key(name: &str, place: usize, names: &[Text]) -> Text {
    let numbered = || format!("column {}", place + 1);
    let ours = fields::place(Event::FIELDS, name).is_some();
    let mut key: Text = match name {
        "" => numbered().into(),
        name if ours => format!("{name} (column)").into(),
        name => name.into(),
    };
    if names.contains(&key) {
        key = format!("{key} ({})", numbered()).into();
    }
    key
}

/// A row of the text, or a cell of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// The line on which the row starts.
    pub(super) line: usize,
    /// The byte at which it starts.
    pub(super) offset: usize,
    /// Which of its cells.
    pub(super) cell: Option<usize>,
}

impl At {
    fn cell(self, cell: usize) -> Self {
        Self {
            cell: Some(cell),
            ..self
        }
    }
}

/// Where each item of a table comes from.
pub(super) struct Origins {
    columns: Vec<Column>,
    events: Vec<At>,
    sources: Vec<At>,
    actors: Vec<At>,
    categories: Vec<At>,
}

impl Origins {
    /// The cell that a fault is about, or else its row.
    pub(super) fn of(&self, fault: &Fault) -> Option<At> {
        let (kind, place) = fault.item?;
        let all = match kind {
            Kind::Event => &self.events,
            Kind::Source => &self.sources,
            Kind::Actor => &self.actors,
            Kind::Category => &self.categories,
            _ => return None,
        };
        let at = *all.get(place)?;
        let mut columns = self.columns.iter();
        let column = columns.position(|column| column.holds(kind, &fault.field));
        Some(column.map_or(at, |column| at.cell(column)))
    }
}

/// A table that is being read.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    /// Whether a comma may be a decimal point.
    comma: bool,
    events: Vec<Event>,
    rows: Vec<At>,
    ids: FreshIds,
    actors: Named<Actor>,
    categories: Named<Category>,
    sources: Named<Source>,
    skipped: usize,
    faults: Vec<(At, Fault)>,
}

/// Items that come into being by name.
#[derive(Default)]
struct Named<T> {
    items: Vec<T>,
    /// Where each is named first.
    origins: Vec<At>,
    by_name: HashMap<String, Id>,
    ids: FreshIds,
}

impl<T> Named<T> {
    /// The id of the item of a name; `key` tells items of one name apart.
    fn id(&mut self, name: &str, key: String, at: At, make: impl FnOnce(Id) -> T) -> Id {
        if let Some(id) = self.by_name.get(&key) {
            return id.clone();
        }
        let id = self.ids.make(name);
        self.items.push(make(id.clone()));
        self.origins.push(at);
        self.by_name.insert(key, id.clone());
        id
    }
}

/// The event that a row becomes, and what of it belongs together.
#[derive(Default)]
struct Row<'r> {
    event: Event,
    when: Cell<'r>,
    start: Cell<'r>,
    end: Cell<'r>,
    source: Cell<'r>,
    locator: &'r str,
    url: Cell<'r>,
    kept: Kept,
    /// The row, and the cell of it that is being read.
    at: At,
}

/// What stands in a cell, and where; empty where there is none.
#[derive(Clone, Copy, Default)]
struct Cell<'r> {
    text: &'r str,
    at: At,
}

impl Table {
    pub(super) fn new(columns: Vec<Column>, comma: bool) -> Self {
        Self {
            columns,
            comma,
            ..Self::default()
        }
    }

    /// Tells of a place.
    pub(super) fn fault(&mut self, at: At, wrong: &str) {
        let fault = Fault {
            wrong: wrong.into(),
            ..Fault::default()
        };
        self.faults.push((at, fault));
    }

    /// Tells of a cell of the row that is being read.
    fn cell(&mut self, at: At, field: &str, cell: &str, wrong: &str, expected: &str) {
        let fault = Fault {
            item: Some((Kind::Event, self.events.len())),
            field: field.into(),
            noun: field.into(),
            found: quoted(cell),
            wrong: wrong.into(),
            expected: expected.into(),
            help: None,
        };
        self.faults.push((at, fault));
    }

    pub(super) fn row(&mut self, record: &csv::StringRecord, at: At) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let mut row = Row {
            event: Event::titled(Id::default(), ""),
            at,
            ..Row::default()
        };
        let columns = std::mem::take(&mut self.columns);
        let mut extra = None;
        for (n, cell) in record.iter().enumerate() {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            row.at = at.cell(n);
            match columns.get(n) {
                Some(column) => self.take(&mut row, column, cell),
                None => {
                    keep(&mut row.kept, &format!("column {}", n + 1), cell);
                    extra.get_or_insert(n);
                }
            }
        }
        row.at = at;
        if let Some(first) = extra {
            let wrong = format!("the row has more cells than the header, {}", record.len());
            self.fault(at.cell(first), &wrong);
        }
        self.columns = columns;
        self.finish_row(row);
    }

    fn take<'r>(&mut self, row: &mut Row<'r>, column: &Column, cell: &'r str) {
        let this = Cell {
            text: cell,
            at: row.at,
        };
        match column {
            Column::Field { field, .. } if field.key == "when" => row.when = this,
            Column::Field {
                field,
                place,
                inner,
            } => self.field(row, field, (*place, *inner), cell),
            Column::Start => row.start = this,
            Column::End => row.end = this,
            Column::Category => {
                let key = cell.to_lowercase();
                row.event.category = Some(self.categories.id(cell, key, row.at, |id| Category {
                    id,
                    name: cell.into(),
                    ..Category::default()
                }));
            }
            Column::Actors(role) => self.participants(row, *role, cell),
            Column::Source => row.source = this,
            Column::Locator => row.locator = cell,
            Column::Url => row.url = this,
            Column::Extra(key) => keep(&mut row.kept, key, cell),
        }
    }

    /// Gives a field what a cell says; what it cannot take is kept beside it.
    fn field(
        &mut self,
        row: &mut Row<'_>,
        field: &'static Field,
        (place, inner): (usize, Option<usize>),
        cell: &str,
    ) {
        let new = match field.shape {
            Shape::Number(..) | Shape::Grade(_) => match self.number(row, field.key, cell) {
                Some(number) => New::Number(number),
                None => return,
            },
            Shape::Choice(words) => {
                let is_it = |(word, _): &&Word| word.to_lowercase() == cell.to_lowercase();
                let known = words.iter().find(is_it);
                New::Text(known.map_or(cell, |(word, _)| word).into())
            }
            Shape::Words | Shape::Names => New::Texts(parts(cell).map(Text::from).collect()),
            _ => New::Text(cell.into()),
        };
        let mut give = |new: &New| {
            let value = row.event.value_mut(place)?;
            match inner {
                None => Some(value.put(new)),
                Some(inner) => {
                    let record = value.records_mut()?.at_mut(0)?;
                    Some(record.value_mut(inner)?.put(new))
                }
            }
        };
        if give(&new) == Some(true) {
            return;
        }
        match new {
            New::Number(number) => {
                let json = Out::one_line(|out| out.number(number));
                row.kept.0.push((field.key.into(), json.into()));
            }
            _ => keep(&mut row.kept, field.key, cell),
        }
    }

    fn participants(&mut self, row: &mut Row<'_>, role: Role, cell: &str) {
        for name in parts(cell) {
            let key = name.to_lowercase();
            let actor = self.actors.id(name, key, row.at, |id| Actor {
                id,
                name: name.into(),
                ..Actor::default()
            });
            let participant = Participant {
                actor,
                role,
                ..Participant::default()
            };
            if !row.event.participants.contains(&participant) {
                row.event.participants.push(participant);
            }
        }
    }

    /// A number; a cell that is none is kept beside its field, as a string there would be of the
    /// wrong shape.
    fn number(&mut self, row: &mut Row<'_>, field: &str, cell: &str) -> Option<f64> {
        let plain = cell.replace('−', "-");
        let found = match number(&plain) {
            None if self.comma => number(&plain.replacen(',', ".", 1)),
            found => found,
        };
        if found.is_none() {
            keep(&mut row.kept, &format!("{field} (column)"), cell);
            self.cell(row.at, field, cell, "is not a number", "a number");
        }
        found
    }

    fn finish_row(&mut self, mut row: Row<'_>) {
        self.date(&mut row);
        if row.event.title.is_empty() && row.event.when.is_none() {
            self.skipped += 1;
            // What was told of its cells is of no event.
            let of_row = self.faults.iter_mut().rev();
            let of_row = of_row.take_while(|(at, _)| at.offset == row.at.offset);
            of_row.for_each(|(_, fault)| fault.item = None);
            let wrong = "the row has no title and no date, so it is no event";
            self.fault(row.at, wrong);
            return;
        }
        self.citation(&mut row);
        if !row.kept.is_empty() {
            // As they will be written: known ones in their places, then the others.
            let place = |key: &str| fields::place(Event::FIELDS, key).unwrap_or(usize::MAX);
            row.kept.0.sort_by_key(|(key, _)| place(key));
            *row.event.kept_mut() = row.kept;
        }
        self.events.push(row.event);
        self.rows.push(row.at);
    }

    /// The citation of a row's source; one that has an address alone is called by that.
    fn citation(&mut self, row: &mut Row<'_>) {
        let url = row.url.text;
        let named = if row.source.text.is_empty() {
            row.url
        } else {
            row.source
        };
        let title = named.text;
        if title.is_empty() {
            if !row.locator.is_empty() {
                keep(&mut row.kept, "locator", row.locator);
            }
            return;
        }
        let key = format!("{}\n{url}", title.to_lowercase());
        let source = self.sources.id(title, key, named.at, |id| Source {
            id,
            title: title.into(),
            url: some_text(url),
            ..Source::default()
        });
        // A later row may name it without its address.
        let without = format!("{}\n", title.to_lowercase());
        let known = self.sources.by_name.entry(without);
        known.or_insert_with(|| source.clone());
        row.event.citations.push(Citation {
            source,
            locator: some_text(row.locator),
            ..Citation::default()
        });
    }

    /// The date of `when`, or of `start` and `end`. What is none stays as it was written.
    fn date(&mut self, row: &mut Row<'_>) {
        let (from, to) = if row.when.text.is_empty() {
            (row.start, row.end)
        } else {
            for (key, cell) in [("start", row.start), ("end", row.end)] {
                if !cell.text.is_empty() {
                    keep(&mut row.kept, key, cell.text);
                }
            }
            (row.when, Cell::default())
        };
        let mut read = |Cell { text: cell, at }: Cell<'_>| {
            if cell.is_empty() {
                return String::new();
            }
            from_entry(cell).unwrap_or_else(|problem| {
                let message = problem.message.trim_end_matches('.');
                let wrong = message.split_once("” ").map_or(message, |(_, wrong)| wrong);
                self.cell(at, "when", cell, wrong, "a date");
                cell.to_owned()
            })
        };
        let (from, to) = (read(from), read(to));
        row.event.when = if to.is_empty() || from == to {
            some_text(&from)
        } else {
            Some(format!("{from}/{to}").into())
        };
    }

    /// The dataset, how many rows are no events, what was found, and where everything stands.
    pub(super) fn finish(mut self) -> (Dataset, usize, Vec<(At, Fault)>, Origins) {
        for event in &self.events {
            self.ids.reserve(&event.id);
        }
        for event in self.events.iter_mut().filter(|event| event.id.is_empty()) {
            let title = Some(&*event.title).filter(|title| !title.is_empty());
            event.id = self.ids.make(title.unwrap_or("event"));
        }
        let dataset = Dataset {
            sources: self.sources.items.into_iter().collect(),
            actors: self.actors.items.into_iter().collect(),
            categories: self.categories.items.into_iter().collect(),
            events: self.events.into_iter().collect(),
            ..Dataset::default()
        };
        let origins = Origins {
            columns: self.columns,
            events: self.rows,
            sources: self.sources.origins,
            actors: self.actors.origins,
            categories: self.categories.origins,
        };
        (dataset, self.skipped, self.faults, origins)
    }
}

/// The parts of a cell that holds several.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// A text, unless it is empty.
fn some_text(text: &str) -> Option<Text> {
    (!text.is_empty()).then(|| text.into())
}

fn keep(kept: &mut Kept, key: &str, cell: &str) {
    let json = Out::one_line(|out| out.string(cell));
    kept.0.push((key.into(), json.into()));
}
