//! What a column of a table can mean, and what its rows can be.

use crate::dataset::fields::{Field, Fields as _, Shape};
use crate::dataset::{Actor, Event, Kind, Media, Relation, Role, Source};
use std::sync::LazyLock;

/// What each row of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rows {
    /// An event.
    #[default]
    Events,
    /// A relation of two actors.
    Relations,
    /// An actor.
    Actors,
    /// A source.
    Sources,
}

impl Rows {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Events, Self::Relations, Self::Actors, Self::Sources];

    /// The list of a dataset that the rows go into.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Events => Kind::Event,
            Self::Relations => Kind::Relation,
            Self::Actors => Kind::Actor,
            Self::Sources => Kind::Source,
        }
    }

    /// The rows of a word of a file or the command line, such as `events`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rows| rows.kind().key() == word)
    }

    pub(in crate::files) fn fields(self) -> &'static [Field] {
        match self {
            Self::Events => Event::FIELDS,
            Self::Relations => Relation::FIELDS,
            Self::Actors => Actor::FIELDS,
            Self::Sources => Source::FIELDS,
        }
    }

    /// What its columns can mean, each with the name that a column of it has, in the order in which
    /// they are written. What every column can mean beside these: [`Meaning::Keep`] and
    /// [`Meaning::LeaveOut`].
    #[must_use]
    pub fn meanings(self) -> &'static [(&'static str, Meaning)] {
        static ALL: LazyLock<[Vec<(&'static str, Meaning)>; 4]> =
            LazyLock::new(|| [of_events(), of_relations(), of_actors(), of_sources()]);
        let [events, relations, actors, sources] = &*ALL;
        match self {
            Self::Events => events,
            Self::Relations => relations,
            Self::Actors => actors,
            Self::Sources => sources,
        }
    }
}

/// Which end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Its start, or the whole of it where nothing says an end.
    Start,
    /// Its end.
    End,
}

/// How much of a date a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it, or a day to which a time is given beside it.
    Whole,
    /// The year.
    Year,
    /// The month, as a number or a word.
    Month,
    /// The day of the month.
    Day,
    /// The time of the day.
    Time,
}

/// Which part of a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// The given name.
    Given,
    /// The family name.
    Family,
}

/// What a column means.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// A field.
    Field {
        /// Which.
        field: &'static Field,
        /// Its place, and within a record that stands there.
        place: usize,
        /// Its place in that record.
        inner: Option<usize>,
    },
    /// A start or an end, or a part of one.
    When(Side, Part),
    /// Latitude and longitude in one cell.
    Coordinates,
    /// The name of a category.
    Category,
    /// The name of an actor's group.
    Group,
    /// Names of actors, who take part so.
    Actors(Role),
    /// A part of the name of somebody who takes part, or of an actor: the rest stands in another column.
    PartOfName(NamePart),
    /// The title of a source.
    Source,
    /// Where in the source.
    Locator,
    /// The address of the source, or the source where it has no title.
    Url,
    /// The first picture or recording: which of its fields.
    Media(&'static Field, usize),
    /// Which kind of row it is: `title`, `era`, or an event.
    RowType,
    /// How exact the date is: 1 a day, 2 a week, 3 a month.
    Precision,
    /// Whether a start or an end is approximate: `yes`.
    Approximate(Side),
    /// Whether a relation goes one way: `directed`, `undirected`.
    Directed,
    /// None of ours: its cells are kept under its name.
    Keep,
    /// Nothing: its cells are left out.
    LeaveOut,
}

impl Meaning {
    /// The name that stands for it in a mapping and on the command line.
    #[must_use]
    pub fn name(self, rows: Rows) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::LeaveOut => "leave out",
            _ => {
                let mut all = rows.meanings().iter();
                all.find(|(_, meaning)| *meaning == self)
                    .map_or("", |(name, _)| name)
            }
        }
    }

    /// What a name stands for.
    #[must_use]
    pub fn named(name: &str, rows: Rows) -> Option<Self> {
        match name {
            "keep" => Some(Self::Keep),
            "leave out" => Some(Self::LeaveOut),
            _ => {
                let mut all = rows.meanings().iter();
                all.find(|(known, _)| *known == name)
                    .map(|(_, meaning)| *meaning)
            }
        }
    }

    /// What a person reads for it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Field { field, .. } => field.name,
            Self::When(Side::Start, part) => match part {
                Part::Whole => "Start",
                Part::Year => "Year",
                Part::Month => "Month",
                Part::Day => "Day",
                Part::Time => "Time",
            },
            Self::When(Side::End, part) => match part {
                Part::Whole => "End",
                Part::Year => "End: year",
                Part::Month => "End: month",
                Part::Day => "End: day",
                Part::Time => "End: time",
            },
            Self::Coordinates => "Latitude and longitude",
            Self::Category => "Category",
            Self::Group => "Group",
            Self::Actors(Role::From) => "Who acts",
            Self::Actors(Role::To) => "Towards whom",
            Self::Actors(_) => "Who",
            Self::PartOfName(NamePart::Given) => "Given name",
            Self::PartOfName(NamePart::Family) => "Family name",
            Self::Source => "Source",
            Self::Locator => "Where in the source",
            Self::Url => "Address of the source",
            Self::Media(field, _) if field.key == "url" => "Picture or recording",
            Self::Media(field, _) => field.name,
            Self::RowType => "Kind of row",
            Self::Precision => "How exact the date is",
            Self::Approximate(Side::Start) => "Whether the start is approximate",
            Self::Approximate(Side::End) => "Whether the end is approximate",
            Self::Directed => "One way or mutual",
            Self::Keep => "Keep as it is",
            Self::LeaveOut => "Leave out",
        }
    }

    /// The end and the part of a date that it is, if it is one of when something happens.
    #[must_use]
    pub fn when(self) -> Option<(Side, Part)> {
        match self {
            Self::When(side, part) => Some((side, part)),
            Self::Field { field, .. } if field.key == "when" => Some((Side::Start, Part::Whole)),
            _ => None,
        }
    }

    /// Whether several columns may mean it.
    pub(super) fn may_be_several(self) -> bool {
        match self {
            Self::Actors(_) | Self::PartOfName(_) | Self::Keep | Self::LeaveOut => true,
            Self::Field { field, .. } => matches!(field.shape, Shape::Words | Shape::Names),
            _ => false,
        }
    }

    /// Whether a cell may hold several names.
    pub(super) fn is_of_several(self) -> bool {
        match self {
            Self::Actors(_) => true,
            Self::Field { field, .. } => matches!(field.shape, Shape::Words | Shape::Names),
            _ => false,
        }
    }

    /// Whether it says what the row is or when: one of these a table must have.
    pub(super) fn tells(self) -> bool {
        match self {
            Self::Field {
                field, inner: None, ..
            } => field.key == "title" || self.says_when(),
            _ => self.says_when(),
        }
    }

    /// Whether it says when by itself: a month needs a year beside it.
    pub(super) fn says_when(self) -> bool {
        matches!(
            self.when(),
            Some((Side::Start, Part::Whole | Part::Year) | (Side::End, Part::Whole))
        )
    }
}

impl PartialEq for Meaning {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Field {
                    field,
                    place,
                    inner,
                },
                Self::Field {
                    field: other,
                    place: other_place,
                    inner: other_inner,
                },
            ) => field.key == other.key && (place, inner) == (other_place, other_inner),
            (Self::When(side, part), Self::When(other, other_part)) => {
                (side, part) == (other, other_part)
            }
            (Self::Actors(role), Self::Actors(other)) => role == other,
            (Self::PartOfName(part), Self::PartOfName(other)) => part == other,
            (Self::Approximate(side), Self::Approximate(other)) => side == other,
            (Self::Media(_, place), Self::Media(_, other)) => place == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// The fields that hold a single value, each by the names that it has in a table.
fn fields(
    all: &'static [Field],
    names: impl Fn(&'static Field) -> &'static [&'static str],
) -> Vec<(&'static str, Meaning)> {
    let mut found = Vec::new();
    for (place, outer) in all.iter().enumerate() {
        let named = |field: &'static Field, inner| {
            let meaning = Meaning::Field {
                field,
                place,
                inner,
            };
            names(field).iter().map(move |name| (*name, meaning))
        };
        match outer.shape {
            Shape::Record(record) => {
                for (inner, field) in record.fields().iter().enumerate() {
                    found.extend(named(field, Some(inner)));
                }
            }
            Shape::One(Kind::Category) => found.push(("category", Meaning::Category)),
            Shape::One(Kind::Group) => found.push(("group", Meaning::Group)),
            Shape::Records(_) if outer.key == "participants" => found.extend([
                ("actors", Meaning::Actors(Role::Participant)),
                ("from", Meaning::Actors(Role::From)),
                ("to", Meaning::Actors(Role::To)),
            ]),
            _ => found.extend(named(outer, None)),
        }
    }
    found
}

const ENDS: [(&str, Meaning); 2] = [
    ("start", Meaning::When(Side::Start, Part::Whole)),
    ("end", Meaning::When(Side::End, Part::Whole)),
];

const PARTS_OF_NAMES: [(&str, Meaning); 2] = [
    ("given name", Meaning::PartOfName(NamePart::Given)),
    ("family name", Meaning::PartOfName(NamePart::Family)),
];

const CITED: [(&str, Meaning); 3] = [
    ("source", Meaning::Source),
    ("locator", Meaning::Locator),
    ("url", Meaning::Url),
];

fn of_events() -> Vec<(&'static str, Meaning)> {
    use Part::{Day, Month, Time, Year};
    use Side::{End, Start};
    let mut all = fields(Event::FIELDS, |field| field.columns);
    all.extend(ENDS);
    all.extend(CITED);
    all.extend(PARTS_OF_NAMES);
    let names = [
        ("media", "url"),
        ("media caption", "caption"),
        ("media credit", "credit"),
        ("alt text", "alt"),
    ];
    for (name, key) in names {
        let mut fields = Media::FIELDS.iter().enumerate();
        let found = fields.find(|(_, field)| field.key == key);
        all.extend(found.map(|(place, field)| (name, Meaning::Media(field, place))));
    }
    all.extend([
        ("year", Meaning::When(Start, Year)),
        ("month", Meaning::When(Start, Month)),
        ("day", Meaning::When(Start, Day)),
        ("time", Meaning::When(Start, Time)),
        ("end year", Meaning::When(End, Year)),
        ("end month", Meaning::When(End, Month)),
        ("end day", Meaning::When(End, Day)),
        ("end time", Meaning::When(End, Time)),
        ("coordinates", Meaning::Coordinates),
        ("precision", Meaning::Precision),
        ("start approximate", Meaning::Approximate(Start)),
        ("end approximate", Meaning::Approximate(End)),
        ("row type", Meaning::RowType),
    ]);
    all
}

/// The keys of fields that a cell can hold.
fn keys(field: &'static Field) -> &'static [&'static str] {
    match field.shape {
        Shape::One(_) | Shape::Many(_) | Shape::Records(_) | Shape::Record(_) | Shape::Flag => &[],
        _ if field.is_private => &[],
        _ => std::slice::from_ref(&field.key),
    }
}

fn of_relations() -> Vec<(&'static str, Meaning)> {
    let mut all = vec![
        ("from", Meaning::Actors(Role::From)),
        ("to", Meaning::Actors(Role::To)),
        ("directed", Meaning::Directed),
    ];
    all.extend(fields(Relation::FIELDS, keys));
    all.extend(ENDS);
    all.extend(CITED);
    all
}

fn of_actors() -> Vec<(&'static str, Meaning)> {
    let mut all = fields(Actor::FIELDS, keys);
    all.extend(PARTS_OF_NAMES);
    all
}

fn of_sources() -> Vec<(&'static str, Meaning)> {
    // The id of the one that it copies is a text, too.
    fields(Source::FIELDS, |field| match field.shape {
        Shape::One(_) => std::slice::from_ref(&field.key),
        _ => keys(field),
    })
}
