//! The keys of every item, in the order of the format: read and written from one table.

use super::json::{Ids, Json, KeptMembers, Key, Read, Taken, number, take_member};
use super::out::Out;
use super::scan;
use crate::dataset::fields;
use crate::dataset::list::Item;
use crate::dataset::{
    Account, Action, Actor, Bookmark, Category, Citation, Dataset, Event, Filter, Group, Id, Kept,
    Link, List, Media, Metadata, Note, Participant, Period, Pin, Relation, Selection, Source, Spot,
    Stand, Text,
};
use serde::Deserialize as _;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::mem::take;

/// The place of a key in its table.
#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
const fn place(keys: &[&str], key: &str) -> u32 {
    let mut place = 0;
    while !fields::same(keys[place as usize], key) {
        place += 1;
    }
    place
}

/// Reads and writes what has fields: a row of the table for each key.
macro_rules! json {
    (
        $type:ident, $what:literal, $kept:ident $(. $kept_in:ident)*
        $(=> $mended:ident)?;
        $($(#[$if:meta])* $key:literal => $field:ident $(. $within:ident)* $(: $row:expr)?),+ $(,)?
    ) => {
        impl Json for $type {
            fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
                struct Members<'a, 'k>(&'a mut Ids<'k>);
                impl<'de> Visitor<'de> for Members<'_, '_> {
                    type Value = Taken<'de, $type>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                        Ok(Taken::Not("null"))
                    }

                    fn visit_map<A: MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<Self::Value, A::Error> {
                        <$type as Keys>::blank(|blank| {
                        let mut item = blank.clone();
                        let mut kept = KeptMembers::default();
                        let mut seen = 0u32;
                        while let Some(Key(key)) = map.next_key()? {
                            match &*key {
                                $($(#[$if])* $key => {
                                    const BIT: u32 = 1 << place(<$type as Keys>::KEYS, $key);
                                    if seen & BIT != 0 {
                                        return Err(A::Error::duplicate_field($key));
                                    }
                                    seen |= BIT;
                                    let default = &blank.$field $(.$within)*;
                                    let taken = take_member(&mut map, self.0, $key, default, &mut kept)?;
                                    if let Some(value) = taken {
                                        item.$field $(.make_mut().$within)* = value;
                                    }
                                })+
                                _ => kept.read(&mut map, key)?,
                            }
                        }
                        if !kept.is_empty() {
                            let kept = kept.settled(<$type as Keys>::KEYS, self.0);
                            item.$kept $(.make_mut().$kept_in)* = kept;
                        }
                        Ok(Taken::Value(item))
                        })
                    }
                }
                from.deserialize_any(Members(ids))
            }

            fn write(&self, out: &mut Out) {
                let kept: &Kept = &self.$kept $(.$kept_in)*;
                <Self as Keys>::blank(|blank| {
                    out.object(|out| {
                        $($(#[$if])* out.field($key, &self.$field $(.$within)*, &blank.$field $(.$within)*, kept);)+
                        out.kept(kept, <Self as Keys>::KEYS);
                    });
                });
            }
        }

        impl Keys for $type {
            const KEYS: &'static [&'static str] = &[$($(#[$if])* $key),+];

            fn blank<R>(ask: impl FnOnce(&Self) -> R) -> R {
                thread_local! {
                    static BLANK: $type = $type::default();
                }
                BLANK.with(ask)
            }
        }
    };
}

/// A value whose JSON is an object of known keys.
trait Keys: Sized + 'static {
    /// The known keys, in order.
    const KEYS: &'static [&'static str];
    /// What an empty object means. Each thread has its own: two that copy the same id would wait
    /// for each other.
    fn blank<R>(ask: impl FnOnce(&Self) -> R) -> R;
}

/// A dataset as it stands in a file.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Whole {
    format: Text,
    version: u8,
    /// All but what `map` has.
    pub(super) dataset: Dataset,
    map: Map,
}

#[derive(Clone, Default, PartialEq)]
struct Map {
    pins: OnMap<Pin>,
    places: OnMap<Stand>,
    kept: Kept,
}

/// Who is where on the map.
#[derive(Clone, Default, PartialEq)]
struct OnMap<T>(List<T>);

/// What `format` says in our files.
pub(super) const FORMAT: &str = "detente";
/// What `version` says in our files.
pub(super) const VERSION: u8 = 1;

impl Whole {
    pub(super) fn into_dataset(self) -> Dataset {
        let mut dataset = self.dataset;
        dataset.pins = self.map.pins.0;
        dataset.places = self.map.places.0;
        dataset.metadata.map_kept = self.map.kept;
        dataset
    }

    /// Whether a key is one of a file's own.
    pub(super) fn has(key: &str) -> bool {
        Self::KEYS.contains(&key)
    }

    /// The file of a dataset; the lists are shared with it.
    pub(super) fn of(dataset: &Dataset) -> Self {
        let mut dataset = dataset.clone();
        let map = Map {
            pins: OnMap(take(&mut dataset.pins)),
            places: OnMap(take(&mut dataset.places)),
            kept: take(&mut dataset.metadata.map_kept),
        };
        Self {
            format: FORMAT.into(),
            version: VERSION,
            dataset,
            map,
        }
    }

    /// A file without items.
    pub(super) fn of_metadata(metadata: &Metadata) -> Self {
        Self::of(&Dataset {
            metadata: metadata.clone(),
            ..Dataset::default()
        })
    }
}

/// A struct within another is changed like one that is [`Rare`](crate::dataset::Rare).
trait Plain {
    fn make_mut(&mut self) -> &mut Self {
        self
    }
}
impl Plain for Dataset {}
impl Plain for Metadata {}

json!(
    Whole, "a dataset", dataset.metadata.kept;
    "format" => format,
    "version" => version,
    "title" => dataset.metadata.title,
    "description" => dataset.metadata.description,
    "language" => dataset.metadata.language,
    "zone" => dataset.metadata.zone,
    "sources" => dataset.sources,
    "groups" => dataset.groups,
    "actors" => dataset.actors,
    "categories" => dataset.categories,
    "events" => dataset.events,
    "relations" => dataset.relations,
    "periods" => dataset.periods,
    "bookmarks" => dataset.bookmarks,
    "map" => map,
);
json!(
    Map, "an object with pins and places", kept;
    "pins" => pins,
    "places" => places,
);
fields::records!(json);

/// The JSON of an object or list, as `open` says; an error if it is something else.
fn bracketed<'de, D: Deserializer<'de>>(
    from: D,
    open: char,
    what: &str,
) -> Result<&'de str, D::Error> {
    let json = <&'de RawValue>::deserialize(from)?.get();
    if json.starts_with(open) || json == "null" {
        return Ok(json);
    }
    let found = match json.chars().next() {
        Some('{') => Unexpected::Map,
        Some('[') => Unexpected::Seq,
        Some('"') => Unexpected::Other("string"),
        Some('t' | 'f') => Unexpected::Other("boolean"),
        _ => Unexpected::Other("number"),
    };
    Err(D::Error::invalid_type(found, &what))
}

fn letters(json: Option<&str>) -> Option<String> {
    serde_json::from_str(json?).ok()
}

/// An object with one key; one with another key, or with several, is kept whole.
impl Json for Selection {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        let json = bracketed(from, '{', "a selection")?;
        let members = scan::members(json, 0).map(|(members, _)| members);
        let selection = match members.as_deref() {
            Some([(key, value)]) => {
                let key = letters(json.get(key.clone()));
                let name = letters(json.get(value.clone()));
                name.zip(key).and_then(|(name, key)| match &*key {
                    "event" => Some(Self::Event(ids.id(&name))),
                    "actor" => Some(Self::Actor(ids.id(&name))),
                    "relation" => Some(Self::Relation(ids.id(&name))),
                    "tie" => Some(Self::Tie(name.into())),
                    _ => None,
                })
            }
            _ => None,
        };
        Ok(selection.map_or(Taken::Not(json), Taken::Value))
    }

    fn write(&self, out: &mut Out) {
        out.object(|out| match self {
            Self::Event(id) => out.member("event", id),
            Self::Actor(id) => out.member("actor", id),
            Self::Relation(id) => out.member("relation", id),
            Self::Tie(tie) => out.member("tie", tie),
        });
    }
}

/// What says where an actor is on the map: a member of `pins` or of `places`.
trait Standing: Item {
    fn of(actor: Id, at: [f64; 2]) -> Self;
    fn at(&self) -> [f64; 2];
}

/// An object of actors' ids with a place each; if one of them is not two numbers, all of it is
/// kept.
impl<T: Standing> Json for OnMap<T> {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        let json = bracketed(from, '{', "an object of places")?;
        let mut one = |(key, value): scan::Member| {
            let actor = ids.id(&letters(json.get(key))?);
            Some(T::of(actor, position(json.get(value)?)?))
        };
        let members = scan::members(json, 0);
        let all = members.and_then(|(members, _)| members.into_iter().map(&mut one).collect());
        Ok(all.map_or(Taken::Not(json), |all| Taken::Value(Self(all))))
    }

    fn write(&self, out: &mut Out) {
        out.object(|out| {
            for one in self.0.iter() {
                out.member(one.id(), &one.at());
            }
        });
    }
}

/// Each alone is written as an object of one.
macro_rules! standing {
    ($($name:ident),+ $(,)?) => {$(
        impl Standing for $name {
            fn of(actor: Id, at: [f64; 2]) -> Self {
                Self { actor, at }
            }

            fn at(&self) -> [f64; 2] {
                self.at
            }
        }

        impl Json for $name {
            fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
                match OnMap::<Self>::read(ids, from)? {
                    Taken::Value(OnMap(all)) => match all.iter().next() {
                        Some(one) => Ok(Taken::Value(one.clone())),
                        None => Err(D::Error::custom("no place, expected one")),
                    },
                    Taken::Not(json) => Ok(Taken::Not(json)),
                }
            }

            fn write(&self, out: &mut Out) {
                out.object(|out| out.member(&self.actor, &self.at));
            }
        }
    )+};
}
standing!(Pin, Stand);

/// Two numbers.
fn position(json: &str) -> Option<[f64; 2]> {
    let (elements, _) = scan::elements(json, 0)?;
    let [x, y] = elements.as_slice() else {
        return None;
    };
    Some([number(json.get(x.clone())?)?, number(json.get(y.clone())?)?])
}

impl Json for [f64; 2] {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        let json = bracketed(from, '[', "two numbers")?;
        Ok(position(json).map_or(Taken::Not(json), Taken::Value))
    }

    fn write(&self, out: &mut Out) {
        out.list(|out| self.iter().for_each(|number| out.element(number)));
    }
}
