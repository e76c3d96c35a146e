//! Edits as JSON: what their items were and what they became, by value.

use super::super::json::{Ids, Json};
use super::super::native::parse;
use super::super::out::Out;
use super::super::record::Whole;
use super::super::scan;
use crate::dataset::edit::{Change, Edit, ListChange, Listed};
use crate::dataset::{Dataset, Kind, List, Metadata, Text};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::ops::Range;

/// Writes the members of an edit of a number that made a dataset into `after`.
pub(super) fn write(out: &mut Out, number: usize, edit: &Edit, after: &Dataset) {
    out.count("number", number);
    out.member("name", &Text::from(edit.name.as_str()));
    if out.key("changes") {
        out.list(|out| {
            for change in &edit.changes {
                if out.separate() {
                    out.object(|out| write_change(out, change, after));
                }
            }
        });
    }
}

fn write_change(out: &mut Out, change: &Change, dataset: &Dataset) {
    match change {
        Change::Metadata { before, after } => {
            out.member("before", &Whole::of_metadata(before));
            out.member("after", &Whole::of_metadata(after));
        }
        Change::Source(change) => write_list_change(out, change, dataset),
        Change::Group(change) => write_list_change(out, change, dataset),
        Change::Actor(change) => write_list_change(out, change, dataset),
        Change::Category(change) => write_list_change(out, change, dataset),
        Change::Event(change) => write_list_change(out, change, dataset),
        Change::Relation(change) => write_list_change(out, change, dataset),
        Change::Period(change) => write_list_change(out, change, dataset),
        Change::Bookmark(change) => write_list_change(out, change, dataset),
        Change::Pin(change) => write_list_change(out, change, dataset),
        Change::Stand(change) => write_list_change(out, change, dataset),
    }
}

fn write_list_change<T: Listed + Json>(out: &mut Out, change: &ListChange<T>, after: &Dataset) {
    let list = T::list(after);
    out.member("list", &Text::from(T::KIND.key()));
    match change {
        ListChange::Replace {
            handle,
            before,
            after,
        } => {
            out.count("put", list.place(*handle).unwrap_or_default());
            out.member("before", &**before);
            out.member("after", &**after);
        }
        ListChange::Insert { handle, at, item } => {
            out.count("insert", at);
            write_behind(out, list.place(*handle), list);
            out.member("item", &**item);
        }
        ListChange::Remove { at, item, .. } => {
            out.count("remove", at);
            out.member("item", &**item);
        }
        ListChange::Move { handle, from, to } => {
            out.count("move", from);
            out.count("to", to);
            if let Some(item) = list.get(*handle) {
                out.member("id", item.id());
            }
            write_behind(out, list.place(*handle), list);
        }
    }
}

/// The id of the item before a place.
fn write_behind<T: Listed>(out: &mut Out, place: Option<usize>, list: &List<T>) {
    let before = place.and_then(|place| list.at(place.checked_sub(1)?));
    if let Some((_, item)) = before {
        out.member("behind", item.id());
    }
}

/// An item as it stands in a journal.
pub(super) fn read_item<T: Json>(json: &str) -> Option<T> {
    parse(json, &mut Ids::default())
}

/// The members of an object, as they stand.
pub(super) struct Members<'a> {
    text: &'a str,
    found: Vec<scan::Member>,
}

impl<'a> Members<'a> {
    pub(super) fn of(json: &'a str) -> Option<Self> {
        let text = serde_json::from_str::<&RawValue>(json).ok()?.get();
        let (found, _) = scan::members(text, 0)?;
        Some(Self { text, found })
    }

    pub(super) fn json(&self, key: &str) -> Option<&'a str> {
        let part = |at: &Range<usize>| self.text.get(at.clone());
        let is_it = |at: &Range<usize>| part(at).is_some_and(|k| k.trim_matches('"') == key);
        let (_, value) = self.found.iter().find(|(key, _)| is_it(key))?;
        part(value)
    }

    /// A text or a number.
    pub(super) fn value<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_str(self.json(key)?).ok()
    }

    /// The kind of item that it is about.
    pub(super) fn kind(&self) -> Option<Kind> {
        let list: String = self.value("list")?;
        Kind::ALL.into_iter().find(|kind| kind.key() == list)
    }

    pub(super) fn item<T: Json>(&self, key: &str) -> Option<T> {
        read_item(self.json(key)?)
    }

    pub(super) fn metadata(&self, key: &str) -> Option<Metadata> {
        Some(self.item::<Whole>(key)?.into_dataset().metadata)
    }

    pub(super) fn object(&self, key: &str) -> Option<Members<'a>> {
        Members::of(self.json(key)?)
    }

    pub(super) fn objects(&self, key: &str) -> Option<Vec<Self>> {
        let list = self.json(key)?;
        let (elements, _) = scan::elements(list, 0)?;
        let objects = elements.into_iter().map(|at| Members::of(list.get(at)?));
        objects.collect()
    }
}
