//! The columns of a table, and what a row says.

use super::json::number;
use super::out::Out;
use crate::dataset::check::{Fault, quoted};
use crate::dataset::date::from_entry;
use crate::dataset::event::Notes;
use crate::dataset::fields::{self, Fields as _};
use crate::dataset::fresh::FreshIds;
use crate::dataset::{
    Action, Actor, Category, Citation, Class, Dataset, Event, Id, Kept, Kind, Participant, Role,
    Source, Spot, Status, Text,
};
use std::collections::HashMap;

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Title,
    When,
    Start,
    End,
    Zone,
    Category,
    Actors(Role),
    Description,
    Tags,
    Place,
    Lat,
    Lon,
    Status,
    Importance,
    Tone,
    Action,
    Source,
    Locator,
    Url,
    /// None of ours: its cells are kept under this key.
    Extra(Text),
}

impl Column {
    fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "id" => Self::Id,
            "title" => Self::Title,
            "when" => Self::When,
            "start" => Self::Start,
            "end" => Self::End,
            "zone" => Self::Zone,
            "category" => Self::Category,
            "actors" => Self::Actors(Role::Participant),
            "from" => Self::Actors(Role::From),
            "to" => Self::Actors(Role::To),
            "description" => Self::Description,
            "tags" => Self::Tags,
            "place" => Self::Place,
            "lat" => Self::Lat,
            "lon" => Self::Lon,
            "status" => Self::Status,
            "importance" => Self::Importance,
            "tone" => Self::Tone,
            "action" => Self::Action,
            "source" => Self::Source,
            "locator" => Self::Locator,
            "url" => Self::Url,
            _ => return None,
        })
    }

    /// Whether a field of an item is read from it.
    fn holds(&self, kind: Kind, field: &str) -> bool {
        let list = |name: &str| field.split('[').next() == Some(name);
        match (kind, self) {
            (Kind::Event, Self::Id) => field == "id",
            (Kind::Event, Self::Title) => field == "title",
            (Kind::Event, Self::When | Self::Start) => field == "when",
            (Kind::Event, Self::Zone) => field == "zone",
            (Kind::Event, Self::Category) => field == "category",
            (Kind::Event, Self::Actors(_)) => list("participants"),
            (Kind::Event, Self::Description) => field == "description",
            (Kind::Event, Self::Tags) => list("tags"),
            (Kind::Event, Self::Place) => field == "place.name",
            (Kind::Event, Self::Lat) => matches!(field, "place" | "place.lat"),
            (Kind::Event, Self::Lon) => matches!(field, "place" | "place.lon"),
            (Kind::Event, Self::Status) => field == "status",
            (Kind::Event, Self::Importance) => field == "importance",
            (Kind::Event, Self::Tone) => field == "tone",
            (Kind::Event, Self::Action) => field.starts_with("action"),
            (Kind::Event, Self::Locator) => field.ends_with(".locator"),
            (Kind::Event, Self::Extra(key)) => field == &**key,
            (Kind::Source, Self::Url) => field == "url",
            _ => false,
        }
    }

    /// The columns of a header. One that stands twice counts once; the other is kept.
    pub(super) fn all(header: &csv::StringRecord) -> Vec<Self> {
        let mut columns: Vec<Self> = Vec::new();
        let mut names = Vec::new();
        for (n, name) in header.iter().enumerate() {
            let column = Self::named(name).filter(|column| !columns.contains(column));
            columns.push(column.unwrap_or_else(|| {
                let key = extra_key(name.trim(), n, &names);
                names.push(key.clone());
                Self::Extra(key)
            }));
        }
        columns
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
        let column = self
            .columns
            .iter()
            .position(|c| c.holds(kind, &fault.field));
        Some(column.map_or(at, |column| at.cell(column)))
    }
}

/// A table that is being read.
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
struct Named<T> {
    items: Vec<T>,
    /// Where each is named first.
    origins: Vec<At>,
    by_name: HashMap<String, Id>,
    ids: FreshIds,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            origins: Vec::new(),
            by_name: HashMap::new(),
            ids: FreshIds::default(),
        }
    }
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
    place: Spot,
    source: Cell<'r>,
    locator: &'r str,
    url: Cell<'r>,
    notes: Notes,
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
            events: Vec::new(),
            rows: Vec::new(),
            ids: FreshIds::default(),
            actors: Named::default(),
            categories: Named::default(),
            sources: Named::default(),
            skipped: 0,
            faults: Vec::new(),
        }
    }

    /// Tells of a place.
    pub(super) fn fault(&mut self, at: At, wrong: &str) {
        let wrong = wrong.to_owned();
        self.faults.push((
            at,
            Fault {
                wrong,
                ..Fault::default()
            },
        ));
    }

    /// Tells of a cell of the row that is being read.
    fn cell(&mut self, at: At, field: &str, cell: &str, wrong: &str, expected: &str) {
        self.faults.push((
            at,
            Fault {
                item: Some((Kind::Event, self.events.len())),
                field: field.into(),
                noun: field.into(),
                found: quoted(cell),
                wrong: wrong.into(),
                expected: expected.into(),
                help: None,
            },
        ));
    }

    /// Reads a row.
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
                    keep(&mut row.notes.kept, &format!("column {}", n + 1), cell);
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
            Column::Id => row.event.id = Id::new(cell),
            Column::Title => row.event.title = cell.into(),
            Column::When => row.when = this,
            Column::Start => row.start = this,
            Column::End => row.end = this,
            Column::Zone => row.event.by_hand.make_mut().zone = Some(cell.into()),
            Column::Category => {
                let key = cell.to_lowercase();
                row.event.category = Some(self.categories.id(cell, key, row.at, |id| Category {
                    id,
                    name: cell.into(),
                    ..Category::default()
                }));
            }
            Column::Actors(role) => self.participants(row, *role, cell),
            Column::Description => row.event.description = Some(cell.into()),
            Column::Tags => row.notes.tags = parts(cell).map(Text::from).collect(),
            Column::Place => row.place.name = Some(cell.into()),
            Column::Lat => row.place.lat = self.number(row, "lat", cell).into(),
            Column::Lon => row.place.lon = self.number(row, "lon", cell).into(),
            Column::Tone => row.event.tone = self.number(row, "tone", cell).into(),
            Column::Status => match Status::of_word(&cell.to_lowercase()) {
                Some(status) => row.event.status = status,
                None => keep(&mut row.notes.kept, "status", cell),
            },
            Column::Importance => {
                if let Some(found) = self.number(row, "importance", cell) {
                    let grade = (1..=6).find(|&grade| f64::from(grade) == found);
                    match grade {
                        Some(grade) => row.event.importance = grade,
                        None => row.notes.kept.0.push(("importance".into(), plain(found))),
                    }
                }
            }
            Column::Action => {
                let upper = cell.to_uppercase();
                let kind = if Class::of_action(&upper).is_some() {
                    &upper
                } else {
                    cell
                };
                row.event.more.make_mut().action = Some(Action {
                    kind: kind.into(),
                    ..Action::default()
                });
            }
            Column::Source => row.source = this,
            Column::Locator => row.locator = cell,
            Column::Url => row.url = this,
            Column::Extra(key) => keep(&mut row.notes.kept, key, cell),
        }
    }

    fn participants(&mut self, row: &mut Row<'_>, role: Role, cell: &str) {
        for name in parts(cell) {
            let actor = self
                .actors
                .id(name, name.to_lowercase(), row.at, |id| Actor {
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
            keep(&mut row.notes.kept, &format!("{field} (column)"), cell);
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
            self.fault(
                row.at,
                "the row has no title and no date, so it is no event",
            );
            return;
        }
        let mut event = row.event;
        if row.place != Spot::default() {
            event.more.make_mut().place = Some(row.place);
        }
        let named = if row.source.text.is_empty() {
            row.url
        } else {
            row.source
        };
        let (title, url) = (named.text, row.url.text);
        if !title.is_empty() {
            let key = format!("{}\n{url}", title.to_lowercase());
            let source = self.sources.id(title, key, named.at, |id| Source {
                id,
                title: title.into(),
                url: Some(url).filter(|url| !url.is_empty()).map(Text::from),
                ..Source::default()
            });
            // A later row may name it without its address.
            let without = format!("{}\n", title.to_lowercase());
            let known = self.sources.by_name.entry(without);
            known.or_insert_with(|| source.clone());
            event.citations.push(Citation {
                source,
                locator: Some(row.locator)
                    .filter(|at| !at.is_empty())
                    .map(Text::from),
                ..Citation::default()
            });
        } else if !row.locator.is_empty() {
            keep(&mut row.notes.kept, "locator", row.locator);
        }
        if !row.notes.kept.is_empty() {
            // As they will be written: known ones in their places, then the others.
            row.notes
                .kept
                .0
                .sort_by_key(|(key, _)| fields::place(Event::FIELDS, key).unwrap_or(usize::MAX));
        }
        if row.notes != Notes::default() {
            event.more.make_mut().notes = row.notes.into();
        }
        self.events.push(event);
        self.rows.push(row.at);
    }

    /// The date of `when`, or of `start` and `end`. What is none stays as it was written.
    fn date(&mut self, row: &mut Row<'_>) {
        let (from, to) = if row.when.text.is_empty() {
            (row.start, row.end)
        } else {
            for (key, cell) in [("start", row.start), ("end", row.end)] {
                if !cell.text.is_empty() {
                    keep(&mut row.notes.kept, key, cell.text);
                }
            }
            (row.when, Cell::default())
        };
        let mut read = |Cell { text: cell, at }: Cell<'_>| {
            if cell.is_empty() {
                return String::new();
            }
            from_entry(cell).unwrap_or_else(|problem| {
                let message = problem.message;
                let wrong = message
                    .split_once("” ")
                    .map_or(&*message, |(_, wrong)| wrong);
                let wrong = wrong.trim_end_matches('.');
                self.cell(at, "when", cell, wrong, "a date");
                cell.to_owned()
            })
        };
        let (from, to) = (read(from), read(to));
        row.event.when = if to.is_empty() || from == to {
            Some(from).filter(|from| !from.is_empty()).map(Text::from)
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
            let name = if event.title.is_empty() {
                "event"
            } else {
                &*event.title
            };
            event.id = self.ids.make(name);
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

fn keep(kept: &mut Kept, key: &str, cell: &str) {
    let mut out = Out::one_line();
    out.string(cell);
    kept.0.push((key.into(), out.into_text().into()));
}

/// A number as JSON.
fn plain(number: f64) -> Text {
    let mut out = Out::one_line();
    out.number(number);
    out.into_text().into()
}
