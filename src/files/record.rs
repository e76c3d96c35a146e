//! The keys of every item, in the order of the format: read and written from one table.

use super::json::{Ids, Json, Key, Taken, keep, number, take};
use super::out::Out;
use super::scan;
use crate::dataset::event::{CREDIBILITY, IMPORTANCE};
use crate::dataset::list::Item;
use crate::dataset::{
    Account, Action, Actor, Bookmark, Category, Citation, Dataset, Event, Filter, Group, Heading,
    Id, Kept, Link, List, Media, Note, Participant, Period, Pin, Relation, Selection, Source, Spot,
    Stand, Text,
};
use serde::Deserialize as _;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::ops::Range;

/// The place of a key in its table.
#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
const fn place(keys: &[&str], key: &str) -> u32 {
    let mut place = 0;
    while !same(keys[place as usize].as_bytes(), key.as_bytes()) {
        place += 1;
    }
    place
}

#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// What an item is called, where its unknown keys go, what an empty object means where that is not
/// the type's default, and which key is which field.
macro_rules! record {
    (
        $type:ident, $what:literal, $kept:ident $(. $kept_in:ident)* $(, $start:ident = $value:expr)?;
        $($key:literal => $field:ident $(. $within:ident)*),+ $(,)?
    ) => {
        impl Json for $type {
            fn read<'de, D: Deserializer<'de>>(
                ids: &mut Ids<'_>,
                from: D,
            ) -> Result<Taken<'de, Self>, D::Error> {
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
                        <$type as Record>::blank(|blank| {
                        let mut item = blank.clone();
                        let mut kept = Kept::default();
                        let mut seen = 0u32;
                        while let Some(Key(key)) = map.next_key()? {
                            match &*key {
                                $($key => {
                                    const BIT: u32 = 1 << place(<$type as Record>::KEYS, $key);
                                    if seen & BIT != 0 {
                                        return Err(A::Error::duplicate_field($key));
                                    }
                                    seen |= BIT;
                                    let default = &blank.$field $(.$within)*;
                                    let taken = take(&mut map, self.0, $key, default, &mut kept)?;
                                    if let Some(value) = taken {
                                        item.$field $(.make_mut().$within)* = value;
                                    }
                                })+
                                key => keep(&mut map, key, &mut kept)?,
                            }
                        }
                        if !kept.is_empty() {
                            // As they are written: known ones in their places, then the others.
                            let keys = <$type as Record>::KEYS;
                            kept.0.sort_by_key(|(key, _)| {
                                keys.iter().position(|known| *known == &**key).unwrap_or(keys.len())
                            });
                            kept.0.shrink_to_fit();
                            item.$kept $(.make_mut().$kept_in)* = kept.into();
                        }
                        Ok(Taken::Value(item))
                        })
                    }
                }
                from.deserialize_any(Members(ids))
            }

            fn write(&self, out: &mut Out) {
                let kept: &Kept = &self.$kept $(.$kept_in)*;
                <Self as Record>::blank(|blank| {
                    out.object(|out| {
                        $(out.field($key, &self.$field $(.$within)*, &blank.$field $(.$within)*, kept);)+
                        out.kept(kept, <Self as Record>::KEYS);
                    });
                });
            }
        }

        impl Record for $type {
            const KEYS: &'static [&'static str] = &[$($key),+];

            fn blank<R>(ask: impl FnOnce(&Self) -> R) -> R {
                thread_local! {
                    static BLANK: $type = $type {
                        $($start: $value,)?
                        ..$type::default()
                    };
                }
                BLANK.with(ask)
            }
        }
    };
}

/// A value whose JSON is an object of known keys.
trait Record: Sized + 'static {
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
    title: Text,
    description: Option<Text>,
    language: Option<Text>,
    zone: Option<Text>,
    pub(super) sources: List<Source>,
    pub(super) groups: List<Group>,
    pub(super) actors: List<Actor>,
    pub(super) categories: List<Category>,
    pub(super) events: List<Event>,
    relations: List<Relation>,
    periods: List<Period>,
    bookmarks: List<Bookmark>,
    map: Map,
    kept: Kept,
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
    /// The dataset of a file.
    pub(super) fn into_dataset(self) -> Dataset {
        Dataset {
            heading: Heading {
                title: self.title,
                description: self.description,
                language: self.language,
                zone: self.zone,
                kept: self.kept,
                map_kept: self.map.kept,
            },
            sources: self.sources,
            groups: self.groups,
            actors: self.actors,
            categories: self.categories,
            events: self.events,
            relations: self.relations,
            periods: self.periods,
            bookmarks: self.bookmarks,
            pins: self.map.pins.0,
            places: self.map.places.0,
        }
    }

    /// The file of a dataset; the lists are shared with it.
    pub(super) fn of(dataset: &Dataset) -> Self {
        let dataset = dataset.clone();
        let heading = dataset.heading;
        Self {
            format: FORMAT.into(),
            version: VERSION,
            title: heading.title,
            description: heading.description,
            language: heading.language,
            zone: heading.zone,
            sources: dataset.sources,
            groups: dataset.groups,
            actors: dataset.actors,
            categories: dataset.categories,
            events: dataset.events,
            relations: dataset.relations,
            periods: dataset.periods,
            bookmarks: dataset.bookmarks,
            map: Map {
                pins: OnMap(dataset.pins),
                places: OnMap(dataset.places),
                kept: heading.map_kept,
            },
            kept: heading.kept,
        }
    }
}

record!(
    Whole, "a dataset", kept;
    "format" => format,
    "version" => version,
    "title" => title,
    "description" => description,
    "language" => language,
    "zone" => zone,
    "sources" => sources,
    "groups" => groups,
    "actors" => actors,
    "categories" => categories,
    "events" => events,
    "relations" => relations,
    "periods" => periods,
    "bookmarks" => bookmarks,
    "map" => map,
);
record!(
    Map, "an object with pins and places", kept;
    "pins" => pins,
    "places" => places,
);
record!(
    Source, "a source", kept;
    "id" => id,
    "title" => title,
    "publisher" => publisher,
    "author" => author,
    "url" => url,
    "archived_url" => archived_url,
    "published" => published,
    "accessed" => accessed,
    "language" => language,
    "reliability" => reliability,
    "copies" => copies,
    "note" => note,
);
record!(
    Group, "a group", kept;
    "id" => id,
    "name" => name,
    "colour" => colour,
    "parent" => parent,
);
record!(
    Category, "a category", kept;
    "id" => id,
    "name" => name,
    "colour" => colour,
    "parent" => parent,
);
record!(
    Actor, "an actor", kept;
    "id" => id,
    "name" => name,
    "short" => short,
    "kind" => kind,
    "unnamed" => unnamed,
    "role" => role,
    "group" => group,
    "part_of" => part_of,
    "aliases" => aliases,
    "description" => description,
    "image" => image,
    "url" => url,
    "private_note" => private_note,
);
record!(
    Event, "an event", more.notes.kept, importance = IMPORTANCE;
    "id" => id,
    "title" => title,
    "when" => when,
    "zone" => by_hand.zone,
    "status" => status,
    "category" => category,
    "action" => more.action,
    "tone" => tone,
    "importance" => importance,
    "participants" => participants,
    "place" => more.place,
    "description" => description,
    "tags" => more.notes.tags,
    "citations" => citations,
    "accounts" => by_hand.accounts,
    "certainty" => by_hand.certainty,
    "certainty_reason" => by_hand.certainty_reason,
    "parent" => by_hand.parent,
    "leads_to" => by_hand.leads_to,
    "media" => by_hand.media,
    "private_note" => by_hand.private_note,
);
record!(
    Account, "an account", kept;
    "by_actor" => by_actor,
    "by_source" => by_source,
    "title" => title,
    "when" => when,
    "zone" => zone,
    "status" => status,
    "category" => category,
    "action" => action,
    "tone" => tone,
    "importance" => importance,
    "participants" => participants,
    "place" => place,
    "description" => description,
    "tags" => tags,
    "citations" => citations,
    "certainty" => certainty,
    "certainty_reason" => certainty_reason,
    "parent" => parent,
    "leads_to" => leads_to,
    "media" => media,
    "private_note" => private_note,
);
record!(
    Participant, "a participant", kept;
    "actor" => actor,
    "role" => role,
);
record!(
    Citation, "a citation", more.kept, credibility = CREDIBILITY;
    "source" => source,
    "locator" => locator,
    "quote" => more.quote,
    "stance" => stance,
    "credibility" => credibility,
    "note" => more.note,
);
record!(
    Action, "an action", kept;
    "type" => kind,
    "mode" => mode,
);
record!(
    Spot, "a place", kept;
    "name" => name,
    "lat" => lat,
    "lon" => lon,
);
record!(
    Link, "a link", kept;
    "event" => event,
    "kind" => kind,
);
record!(
    Media, "a picture or recording", kept;
    "url" => url,
    "path" => path,
    "caption" => caption,
    "credit" => credit,
    "alt" => alt,
);
record!(
    Relation, "a relation", kept;
    "id" => id,
    "from" => from,
    "to" => to,
    "directed" => directed,
    "kind" => kind,
    "label" => label,
    "tone" => tone,
    "when" => when,
    "status" => status,
    "description" => description,
    "citations" => citations,
    "evidence" => evidence,
    "certainty" => certainty,
    "certainty_reason" => certainty_reason,
    "private_note" => private_note,
);
record!(
    Period, "a period", kept;
    "id" => id,
    "title" => title,
    "when" => when,
    "colour" => colour,
);
record!(
    Bookmark, "a bookmark", kept;
    "id" => id,
    "title" => title,
    "headline" => headline,
    "caption" => caption,
    "notes" => notes,
    "span" => span,
    "window" => window,
    "filter" => filter,
    "lanes" => lanes,
    "colour_by" => colour_by,
    "detail" => detail,
    "main_ties" => main_ties,
    "fold" => fold,
    "selection" => selection,
);
record!(
    Note, "a note", kept;
    "text" => text,
    "event" => event,
    "tie" => tie,
    "actor" => actor,
);
record!(
    Filter, "a filter", kept;
    "categories" => categories,
    "actors" => actors,
    "groups" => groups,
    "match" => matching,
    "tags" => tags,
    "statuses" => statuses,
    "certainties" => certainties,
    "text" => text,
);

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
    fn read<'de, D: Deserializer<'de>>(
        ids: &mut Ids<'_>,
        from: D,
    ) -> Result<Taken<'de, Self>, D::Error> {
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
    fn read<'de, D: Deserializer<'de>>(
        ids: &mut Ids<'_>,
        from: D,
    ) -> Result<Taken<'de, Self>, D::Error> {
        let json = bracketed(from, '{', "an object of places")?;
        let mut one = |key: &Range<usize>, value: &Range<usize>| {
            let actor = ids.id(&letters(json.get(key.clone()))?);
            let at = position(json.get(value.clone())?)?;
            Some(T::of(actor, at))
        };
        let all = scan::members(json, 0)
            .and_then(|(members, _)| members.iter().map(|(key, value)| one(key, value)).collect());
        Ok(all.map_or(Taken::Not(json), |all| Taken::Value(Self(all))))
    }

    fn write(&self, out: &mut Out) {
        out.object(|out| {
            self.0
                .iter()
                .for_each(|one| out.member(one.id(), &one.at()))
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
            fn read<'de, D: Deserializer<'de>>(
                ids: &mut Ids<'_>,
                from: D,
            ) -> Result<Taken<'de, Self>, D::Error> {
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
    fn read<'de, D: Deserializer<'de>>(
        _: &mut Ids<'_>,
        from: D,
    ) -> Result<Taken<'de, Self>, D::Error> {
        let json = bracketed(from, '[', "two numbers")?;
        Ok(position(json).map_or(Taken::Not(json), Taken::Value))
    }

    fn write(&self, out: &mut Out) {
        out.list(|out| self.iter().for_each(|number| out.element(number)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::check::keys;

    /// The check knows the same keys as the file, in the same order.
    #[test]
    fn the_check_knows_the_keys() {
        for (file, check) in [
            (Whole::KEYS, keys::DATASET),
            (Map::KEYS, keys::MAP),
            (Source::KEYS, keys::SOURCE),
            (Group::KEYS, keys::GROUP),
            (Actor::KEYS, keys::ACTOR),
            (Category::KEYS, keys::GROUP),
            (Event::KEYS, keys::EVENT),
            (Account::KEYS, keys::ACCOUNT),
            (Participant::KEYS, keys::PARTICIPANT),
            (Citation::KEYS, keys::CITATION),
            (Action::KEYS, keys::ACTION),
            (Spot::KEYS, keys::PLACE),
            (Link::KEYS, keys::LINK),
            (Media::KEYS, keys::MEDIA),
            (Relation::KEYS, keys::RELATION),
            (Period::KEYS, keys::PERIOD),
            (Bookmark::KEYS, keys::BOOKMARK),
            (Note::KEYS, keys::NOTE),
            (Filter::KEYS, keys::FILTER),
        ] {
            assert_eq!(file.join(" "), check);
        }
    }
}
