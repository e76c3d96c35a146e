//! Edits as JSON: what their items were and what they became, by value.

use super::super::json::{Ids, Json};
use super::super::native::parse;
use super::super::out::Out;
use super::super::record::Whole;
use super::super::scan;
use crate::dataset::edit::{Change, Edit, ListChange, Listed};
use crate::dataset::{Dataset, List, Metadata, Text};
use serde_json::value::RawValue;

/// Writes the members of an edit of a number that made a dataset into `after`.
pub(super) fn write(out: &mut Out, number: usize, edit: &Edit, after: &Dataset) {
    out.member("number", &count(number));
    out.member("name", &Text::from(edit.name.as_str()));
    out.list_member("changes", |out| {
        for change in &edit.changes {
            out.object_element(|out| match change {
                Change::Metadata {
                    before,
                    after: metadata,
                } => {
                    out.member("before", &Whole::of_metadata(before));
                    out.member("after", &Whole::of_metadata(metadata));
                }
                Change::Source(change) => write_change(out, change, after),
                Change::Group(change) => write_change(out, change, after),
                Change::Actor(change) => write_change(out, change, after),
                Change::Category(change) => write_change(out, change, after),
                Change::Event(change) => write_change(out, change, after),
                Change::Relation(change) => write_change(out, change, after),
                Change::Period(change) => write_change(out, change, after),
                Change::Bookmark(change) => write_change(out, change, after),
                Change::Pin(change) => write_change(out, change, after),
                Change::Stand(change) => write_change(out, change, after),
            });
        }
    });
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2⁵³ items")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

fn write_change<T: Listed + Json>(out: &mut Out, change: &ListChange<T>, after: &Dataset) {
    let list = T::list(after);
    out.member("list", &Text::from(T::KIND.key()));
    match change {
        ListChange::Replace {
            handle,
            before,
            after,
        } => {
            out.member("put", &count(list.place(*handle).unwrap_or_default()));
            out.member("before", &**before);
            out.member("after", &**after);
        }
        ListChange::Insert { handle, at, item } => {
            out.member("insert", &count(*at));
            write_behind(out, list.place(*handle), list);
            out.member("item", &**item);
        }
        ListChange::Remove { at, item, .. } => {
            out.member("remove", &count(*at));
            out.member("item", &**item);
        }
        ListChange::Move { handle, from, to } => {
            out.member("move", &count(*from));
            out.member("to", &count(*to));
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
        let named = |k: &str| k.trim_matches('"') == key;
        let (_, value) = self
            .found
            .iter()
            .find(|(k, _)| self.text.get(k.clone()).is_some_and(named))?;
        self.text.get(value.clone())
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.json(key)?).ok()
    }

    pub(super) fn number<N: serde::de::DeserializeOwned>(&self, key: &str) -> Option<N> {
        serde_json::from_str(self.json(key)?).ok()
    }

    pub(super) fn item<T: Json>(&self, key: &str) -> Option<T> {
        read_item(self.json(key)?)
    }

    pub(super) fn metadata(&self, key: &str) -> Option<Metadata> {
        Some(self.item::<Whole>(key)?.into_dataset().metadata)
    }

    /// The members of an object within.
    pub(super) fn object(&self, key: &str) -> Option<Members<'a>> {
        Members::of(self.json(key)?)
    }

    /// The objects of a list.
    pub(super) fn objects(&self, key: &str) -> Option<Vec<Self>> {
        let list = self.json(key)?;
        let (elements, _) = scan::elements(list, 0)?;
        let objects = elements.into_iter().map(|at| Members::of(list.get(at)?));
        objects.collect()
    }
}
