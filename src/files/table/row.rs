//! What a row of a table says.

use super::super::out::Out;
use super::at::At;
use super::found::Found;
use super::kept_cells::KeptCells;
use super::meaning::{Meaning, Part, Rows, Side};
use super::number::{coordinate, coordinates, number};
use super::plan::Column;
use super::when::When;
use super::words::{folded, kind_named, says_ditto, says_nothing, says_yes};
use crate::dataset::fields::{self, Field, Fields as _, New, Record, Shape, Value, Word};
use crate::dataset::zone::Zone;
use crate::dataset::{Actor, Event, Id, Kind, Relation, Role, Source, Text};

/// What a row becomes, and what of it belongs together.
#[derive(Default)]
pub(super) struct Row<'r> {
    pub(super) item: Item,
    pub(super) when: When<'r>,
    /// The cells of `when`, by column.
    pub(super) when_cells: Vec<(usize, Side, Part)>,
    /// Who takes part, how, and the name as it is written where that is more.
    pub(super) actors: Vec<(Id, Role, Option<String>)>,
    /// Parts of names, by column.
    pub(super) name_parts: Vec<(usize, Cell<'r>)>,
    pub(super) source: Cell<'r>,
    pub(super) locator: &'r str,
    pub(super) url: Cell<'r>,
    /// The fields that cells have said already, and words that several columns say.
    pub(super) given: Vec<(usize, Option<usize>)>,
    pub(super) words: Vec<(usize, Vec<String>)>,
    /// The first of those who take part, by name.
    pub(super) names: Vec<String>,
    pub(super) row_type: &'r str,
    /// Whether a relation goes from the second to the first, and whether a cell says how it goes.
    pub(super) is_reversed: bool,
    pub(super) says_direction: bool,
    pub(super) precision: &'r str,
    /// The field for a zone that is no name of one, and the column that it stands in.
    pub(super) zone: Option<(usize, Text)>,
    pub(super) kept: KeptCells,
    /// The row, and the cell of it that is being read.
    pub(super) at: At,
}

/// What each row is.
pub(super) enum Item {
    Event(Event),
    Relation(Relation),
    Actor(Actor),
    Source(Source),
}

impl Default for Item {
    fn default() -> Self {
        Self::Event(Event::default())
    }
}

impl Item {
    pub(super) fn record(&mut self) -> &mut dyn Record {
        match self {
            Self::Event(event) => event,
            Self::Relation(relation) => relation,
            Self::Actor(actor) => actor,
            Self::Source(source) => source,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Event(_) => Kind::Event,
            Self::Relation(_) => Kind::Relation,
            Self::Actor(_) => Kind::Actor,
            Self::Source(_) => Kind::Source,
        }
    }
}

/// What stands in a cell, and where; empty where there is none.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell<'r> {
    pub(super) text: &'r str,
    pub(super) at: At,
}

impl<'r> Row<'r> {
    /// A row of which nothing was read yet.
    pub(super) fn new(rows: Rows, at: At, kept: KeptCells) -> Self {
        Self {
            kept,
            item: match rows {
                Rows::Events => Item::Event(Event::default()),
                Rows::Relations => Item::Relation(Relation::default()),
                Rows::Actors => Item::Actor(Actor::default()),
                Rows::Sources => Item::Source(Source::default()),
            },
            at,
            ..Self::default()
        }
    }

    /// Takes what a cell says.
    pub(super) fn take(&mut self, found: &mut Found, place: usize, column: &Column, cell: &'r str) {
        let this = Cell {
            text: cell,
            at: self.at,
        };
        if let Some((side, part)) = column.meaning.when() {
            self.when.put(side, part, column.name_is_own(), cell);
            self.when_cells.push((place, side, part));
            return;
        }
        match column.meaning {
            Meaning::Field {
                field,
                place,
                inner,
            } => self.field(found, column, field, (place, inner), cell),
            Meaning::Coordinates => self.coordinates(found, column, cell),
            Meaning::Category => {
                let id = found.category(cell, self.at);
                if let Item::Event(event) = &mut self.item {
                    event.category = Some(id);
                }
            }
            Meaning::Group => {
                let id = found.group(cell, self.at);
                if let Item::Actor(actor) = &mut self.item {
                    actor.group = Some(id);
                }
            }
            Meaning::Actors(role) => {
                let cast = found.cast(place, &column.parting, cell, self.at);
                if !cast.is_whole {
                    self.kept.column(place, cell);
                }
                for (id, name) in &cast.all {
                    let is_known = |(of, as_role, _): &(Id, Role, _)| of == id && *as_role == role;
                    if !self.actors.iter().any(is_known) {
                        if self.names.len() < 3 {
                            self.names.push(name.name.clone());
                        }
                        self.actors.push((id.clone(), role, name.written.clone()));
                    }
                }
            }
            Meaning::PartOfName(_) => self.name_parts.push((place, this)),
            Meaning::Source => self.source = this,
            Meaning::Locator => self.locator = cell,
            Meaning::Url => self.url = this,
            Meaning::Media(_, inner) => media(self, column, inner, cell),
            Meaning::RowType => self.row_type = cell,
            Meaning::Precision => {
                self.precision = cell;
                self.kept.own(column.key.clone(), cell);
            }
            Meaning::Approximate(side) => {
                if says_yes(cell) {
                    self.when.put_approximate(side);
                }
            }
            Meaning::Directed => self.directed(found, column, cell),
            Meaning::Keep => self.kept.column(place, cell),
            Meaning::When(..) | Meaning::LeaveOut => {}
        }
    }

    /// Gives a field what a cell says; what it cannot take is kept beside it.
    fn field(
        &mut self,
        found: &mut Found,
        column: &Column,
        field: &'static Field,
        (place, inner): (usize, Option<usize>),
        cell: &'r str,
    ) {
        if field.key == "zone" && Zone::named(cell).is_none() {
            self.when.put_zone(cell);
            self.zone = Some((place, column.key.clone()));
            return;
        }
        let several = matches!(field.shape, Shape::Words | Shape::Names);
        if !several && self.given.contains(&(place, inner)) {
            // Another column has said it already.
            self.kept.own(column.key.clone(), cell);
            return;
        }
        self.given.push((place, inner));
        let new = match field.shape {
            Shape::Number(..) | Shape::Grade(_) => match self.number(found, column, field, cell) {
                Some(number) => New::Number(number),
                None => return,
            },
            Shape::Choice(words) if field.key == "kind" => {
                New::Text(kind_named(cell).map_or_else(|| choice(words, cell), Into::into))
            }
            Shape::Choice(words) => New::Text(choice(words, cell)),
            Shape::Words | Shape::Names => {
                let mut names = self.words_of(place);
                names.extend(column.parting.names(cell).into_iter().map(|name| name.name));
                self.words.retain(|(of, _)| *of != place);
                self.words.push((place, names.clone()));
                New::Texts(names.iter().map(|name| name.as_str().into()).collect())
            }
            _ => New::Text(cell.into()),
        };
        if self.give(place, inner, &new) {
            return;
        }
        match new {
            New::Number(number) => {
                let json = Out::one_line(|out| out.number(number));
                self.kept.json(field.key, &json);
            }
            _ => self.kept.own(field.key, cell),
        }
    }

    /// A number; a cell that is none is kept beside its field, as a string there would be of the
    /// wrong shape.
    fn number(
        &mut self,
        found: &mut Found,
        column: &Column,
        field: &Field,
        cell: &str,
    ) -> Option<f64> {
        let read = match field.key {
            "lat" | "lon" => coordinate(cell),
            _ => number(cell, column.has_commas),
        };
        if read.is_none() {
            self.kept.own(format!("{} (column)", field.key), cell);
            if says_nothing(cell) {
                return None;
            }
            found.cell(self.at, field.key, cell, "is not a number", "a number");
        }
        read
    }

    fn coordinates(&mut self, found: &mut Found, column: &Column, cell: &str) {
        let Some((lat, lon)) = coordinates(cell) else {
            self.kept.own(column.key.clone(), cell);
            if says_nothing(cell) || says_ditto(cell) {
                return;
            }
            found.cell(
                self.at,
                "place",
                cell,
                "is no latitude and longitude",
                "two numbers",
            );
            return;
        };
        for (key, degrees) in [("lat", lat), ("lon", lon)] {
            let meaning = Meaning::named(key, found.rows);
            if let Some(Meaning::Field { place, inner, .. }) = meaning {
                self.give(place, inner, &New::Number(degrees));
            }
        }
    }

    fn directed(&mut self, found: &mut Found, column: &Column, cell: &str) {
        let Item::Relation(relation) = &mut self.item else {
            return;
        };
        let said = cell.to_lowercase();
        // Graphology says it the other way round.
        let said = match (folded(&column.name).as_str(), said.as_str()) {
            ("undirected", "true") => "false".to_owned(),
            ("undirected", "false") => "true".to_owned(),
            _ => said,
        };
        let known = DIRECTIONS
            .iter()
            .find(|(words, ..)| words.contains(&&*said));
        match known {
            Some((_, is_directed, is_reversed)) => {
                relation.directed = *is_directed;
                self.is_reversed = *is_reversed;
                self.says_direction = true;
            }
            None => {
                self.kept.own(column.key.clone(), cell);
                let expected = "directed or undirected";
                found.cell(self.at, "directed", cell, "says no direction", expected);
            }
        }
    }
}

/// Words of a direction: whether a relation goes one way, and whether that is from the second to the first.
/// Those of Gephi, Kumu, Oligrapher and vis.js.
#[rustfmt::skip]
const DIRECTIONS: [(&[&str], bool, bool); 3] = [
    (&["directed", "yes", "true", "1", "1->2", "->", "to", "right"], true, false),
    (&["2->1", "<-", "from", "left", "reversed"], true, true),
    (&["undirected", "mutual", "no", "false", "0", "both", "none", "to, from", "from, to", "<->"], false, false),
];

impl Row<'_> {
    fn words_of(&self, place: usize) -> Vec<String> {
        let known = self.words.iter().find(|(of, _)| *of == place);
        known.map_or_else(Vec::new, |(_, words)| words.clone())
    }

    /// The zone that the row itself names.
    pub(super) fn zone_name(&self) -> Option<Text> {
        match &self.item {
            Item::Event(event) => event.by_hand.zone.clone(),
            Item::Relation(_) | Item::Actor(_) | Item::Source(_) => None,
        }
    }

    /// Gives a field, or one of the record that stands there, what is new.
    pub(super) fn give(&mut self, place: usize, inner: Option<usize>, new: &New) -> bool {
        let Some(value) = self.item.record().value_mut(place) else {
            return false;
        };
        let Some(inner) = inner else {
            return value.put(new);
        };
        let record = value.records_mut().and_then(|all| all.at_mut(0));
        let value = record.and_then(|record| record.value_mut(inner));
        value.is_some_and(|value| value.put(new))
    }
}

/// The first picture or recording of an event.
fn media(row: &mut Row<'_>, column: &Column, inner: usize, cell: &str) {
    let place = fields::place(Event::FIELDS, "media");
    let value = place.and_then(|place| row.item.record().value_mut(place));
    let mut taken = false;
    if let Some(all) = value.and_then(Value::records_mut) {
        if all.count() == 0 {
            all.push();
        }
        let media = all.at_mut(0).and_then(|media| media.value_mut(inner));
        taken = media.is_some_and(|value| value.put(&New::Text(cell.into())));
    }
    if !taken {
        row.kept.own(column.key.clone(), cell);
    }
}

/// The word of a field that a cell says, in whatever case, or the cell as it is.
fn choice(words: &[Word], cell: &str) -> Text {
    let exact = words.iter().find(|(word, _)| *word == cell);
    let known = exact.or_else(|| {
        let cell = cell.to_lowercase();
        words.iter().find(|(word, _)| word.to_lowercase() == cell)
    });
    known.map_or(cell, |(word, _)| word).into()
}

/// A text, unless it is empty.
pub(super) fn some_text(text: &str) -> Option<Text> {
    (!text.is_empty()).then(|| text.into())
}
