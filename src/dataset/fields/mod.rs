//! What fields every kind of item has, said once.
//!
//! `table.rs` has a row for each field: its key in a file, what a person reads before it, what shape
//! its values have, and what else is true of it. Reading and writing, the check, the schema, columns,
//! search, the forms of the window, undo's names, deletion and renaming all read it.
//!
//! Start from [`Record`]: whatever has fields, seen without its type.

mod entry;
mod path;
mod references;
mod table;
mod values;

pub use entry::{Taking, date_of, give, shown, take};
pub use path::{change_at, field_at};
pub use references::{References, refers, release};
pub use table::{CREDIBILITIES, Fields};
pub(crate) use table::{MOST_WEIGHT, records, same};

use super::kept::Kept;
use super::value::{Id, Text};
use super::{Kind, Selection};

/// One field of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key in a file.
    pub key: &'static str,
    /// What a person reads before it.
    pub name: &'static str,
    /// What stands in it while it is empty.
    pub hint: &'static str,
    /// What it is about, where name and hint do not say it.
    pub about: &'static str,
    /// What its values look like.
    pub shape: Shape,
    /// What undo calls it, after “change of”; none: its name, in lower case.
    pub word: Option<&'static str>,
    /// What a problem calls it; none: its key, with spaces.
    pub noun: Option<&'static str>,
    /// Whether something must stand in it.
    pub need: Need,
    /// How many characters, or elements, it may have.
    pub most: usize,
    /// What a problem says of a word that is not among its own: “is” and this.
    pub otherwise: &'static str,
    /// Whether search reads it.
    pub is_searched: bool,
    /// Whether it is left out of what is published.
    pub is_private: bool,
    /// What a column of a table may be called that holds it.
    pub columns: &'static [&'static str],
}

/// Whether something must stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out, and it may be empty.
    No,
    /// It may be left out; but what is given may not be empty.
    IfGiven,
    /// It may not be left out.
    Yes,
}

/// A word of a file, and what a person reads for it.
pub type Word = (&'static str, &'static str);

/// What the values of a field look like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// The item's own id.
    Id,
    /// Text of one line.
    Line,
    /// Markdown, of as many lines as there are.
    Prose,
    /// A remark, of as many lines as there are.
    Remark,
    /// EDTF with the additions of the format.
    Date,
    /// A time zone of the IANA database.
    Zone,
    /// A language, by BCP 47.
    Language,
    /// An address of the web.
    Address,
    /// A file beside or below the dataset.
    Path,
    /// A name of the palette, or `#rrggbb`.
    Colour,
    /// A number from one to another.
    Number(f64, f64),
    /// A whole number from 1 to as many as there are words.
    Grade(&'static [Word]),
    /// A whole number of 1 or more.
    Count,
    /// Yes or no.
    Flag,
    /// One of some words.
    Choice(&'static [Word]),
    /// Several of some words.
    Choices(&'static [Word]),
    /// Free words.
    Words,
    /// Names, which may have commas in them.
    Names,
    /// The id of an item of a list.
    One(Kind),
    /// Ids of items of a list.
    Many(Kind),
    /// `a>b`, what an actor does to another, or `a~b`, all that joins them.
    Tie,
    /// One event, actor, relation or tie.
    Selection,
    /// One record of these fields.
    Record(Inner),
    /// Several records of these fields.
    Records(Inner),
}

/// What a record within another is.
#[derive(Clone, Copy, Debug)]
pub struct Inner {
    fields: fn() -> &'static [Field],
    blank: fn() -> Box<dyn Record>,
    /// What it is called, with its article.
    pub what: &'static str,
}

impl Inner {
    /// Its fields, in the order of a file.
    pub fn fields(&self) -> &'static [Field] {
        (self.fields)()
    }

    /// One in which nothing stands.
    pub fn blank(&self) -> Box<dyn Record> {
        (self.blank)()
    }
}

impl Field {
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            key: "",
            name,
            hint: "",
            about: "",
            shape,
            word: None,
            noun: None,
            need: Need::No,
            most: usize::MAX,
            otherwise: "none of its words",
            is_searched: false,
            is_private: false,
            columns: &[],
        }
    }

    const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    const fn word(self, word: &'static str) -> Self {
        Self {
            word: Some(word),
            ..self
        }
    }

    const fn noun(self, noun: &'static str) -> Self {
        Self {
            noun: Some(noun),
            ..self
        }
    }

    const fn need(self, need: Need) -> Self {
        Self { need, ..self }
    }

    const fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    const fn otherwise(self, otherwise: &'static str) -> Self {
        Self { otherwise, ..self }
    }

    const fn searched(self) -> Self {
        Self {
            is_searched: true,
            ..self
        }
    }

    const fn private(self) -> Self {
        Self {
            is_private: true,
            ..self
        }
    }

    const fn columns(self, columns: &'static [&'static str]) -> Self {
        Self { columns, ..self }
    }

    /// What undo calls it, after “change of”.
    pub fn in_words(&self) -> String {
        let name = || self.name.to_lowercase();
        self.word.map_or_else(name, str::to_owned)
    }
}

/// What stands in a field, seen without its type.
#[derive(Clone, Copy)]
pub enum Held<'a> {
    /// It is left out.
    Nothing,
    /// A text, a word or an id.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    Texts(&'a [Text]),
    /// Several ids.
    Ids(&'a [Id]),
    /// What a bookmark selects.
    Selection(&'a Selection),
    /// A record.
    Record(&'a dyn Record),
    /// Several records.
    Records(&'a dyn Records),
}

/// What a field is given.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// It is left out.
    Nothing,
    /// A text, a word or an id.
    Text(Text),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Several texts, words or ids.
    Texts(Vec<Text>),
}

/// The value of a field, seen without its type.
pub trait Value {
    /// What stands in it.
    fn held(&self) -> Held<'_>;

    /// Takes what is new; false if it is none of its values.
    fn put(&mut self, new: &New) -> bool;

    /// Its records, to be changed; none if it is no list of records and no record.
    fn records_mut(&mut self) -> Option<&mut dyn Records> {
        None
    }

    /// A record in which nothing stands any more is left out.
    fn tidy(&mut self) {}

    /// Asks of each id that stands in it whether it stays; false if the field cannot do without one
    /// that goes.
    fn retain_ids(&mut self, _kind: Kind, _keep: &mut dyn FnMut(Kind, &mut Id) -> bool) -> bool {
        true
    }

    /// Asks of a tie that stands in it whether it stays; false if it goes.
    fn retain_tie(&mut self, _keep: &mut dyn FnMut(&mut Text) -> bool) -> bool {
        true
    }
}

/// Whatever has fields, seen without its type.
pub trait Record {
    /// Its fields, in the order of a file.
    fn fields(&self) -> &'static [Field];

    /// What stands in a field, by its place.
    fn value(&self, place: usize) -> Option<&dyn Value>;

    /// The same, to be changed.
    fn value_mut(&mut self, place: usize) -> Option<&mut dyn Value>;

    /// What a file says that is none of ours.
    fn kept(&self) -> &Kept;

    /// The same, to be changed.
    fn kept_mut(&mut self) -> &mut Kept;

    /// Whether nothing stands in it.
    fn is_blank(&self) -> bool;

    /// Mends what follows where something that it referred to is gone; false if it goes too.
    fn mend(&mut self) -> bool {
        true
    }
}

impl dyn Record + '_ {
    /// What stands in each field.
    pub fn each(&self) -> impl Iterator<Item = (&'static Field, Held<'_>)> {
        let fields = self.fields().iter().enumerate();
        fields.filter_map(|(place, field)| Some((field, self.value(place)?.held())))
    }

    /// What stands in the field of a key.
    pub fn get(&self, key: &str) -> Held<'_> {
        let place = place(self.fields(), key);
        let value = place.and_then(|place| self.value(place));
        value.map_or(Held::Nothing, Value::held)
    }
}

/// Several records, or one, seen without their type.
pub trait Records {
    /// How many there are.
    fn count(&self) -> usize;
    /// The one at a place.
    fn at(&self, place: usize) -> Option<&dyn Record>;
    /// The same, to be changed.
    fn at_mut(&mut self, place: usize) -> Option<&mut dyn Record>;
    /// Asks of each whether it stays.
    fn retain(&mut self, keep: &mut dyn FnMut(&mut dyn Record) -> bool);
    /// Appends one in which nothing stands.
    fn push(&mut self);
    /// Takes one away.
    fn remove(&mut self, place: usize);
}

/// Tells every text of a record that search reads, and of the records within it.
pub fn searched(record: &dyn Record, tell: &mut dyn FnMut(&str)) {
    for (field, held) in record.each() {
        match held {
            Held::Text(text) if field.is_searched => tell(text),
            Held::Texts(texts) if field.is_searched => texts.iter().for_each(|text| tell(text)),
            Held::Record(inner) => searched(inner, tell),
            Held::Records(all) => {
                let all = (0..all.count()).filter_map(|n| all.at(n));
                all.for_each(|inner| searched(inner, tell));
            }
            _ => {}
        }
    }
}

/// The place of a key among fields.
pub fn place(fields: &[Field], key: &str) -> Option<usize> {
    fields.iter().position(|field| field.key == key)
}
