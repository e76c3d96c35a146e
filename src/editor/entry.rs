//! What a text does that was typed into a field: the edit of its item, if it can be taken.

use super::deletion::is_alone;
use super::selection::Of;
use super::words;
use crate::dataset::check::is_web_address;
use crate::dataset::edit::{Change, Edit, Listed, of_kind};
use crate::dataset::fields::{
    self, Field, New, Record, References, Shape, Taking, change_at, field_at, give, refers,
    release, take,
};
use crate::dataset::fresh::fresh_id;
use crate::dataset::list::Item;
use crate::dataset::{Dataset, Handle, Id, Kind, Stand, Text};

/// The edit that gives a field a text; none if it has it already. `path` is the way to the field.
///
/// # Errors
/// In words, if the field cannot take the text.
pub(crate) fn edit(
    dataset: &Dataset,
    of: Of,
    path: &str,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let Some((item, field)) = field(dataset, of, path) else {
        return Ok(None);
    };
    if let (Some(item), Shape::Id) = (item, field.shape) {
        return renamed(dataset, item, text);
    }
    let edit = written(dataset, item, (path, field), text, taking)?;
    Ok(edit.map(|edit| with_first_id(dataset, item, field, text, edit)))
}

/// Whether a text is another than what a field has, or none that it can take. This looks at the item
/// alone, however large the dataset is.
pub(crate) fn is_another(dataset: &Dataset, of: Of, path: &str, text: &str) -> bool {
    let Some((item, field)) = field(dataset, of, path) else {
        return false;
    };
    if let (Some((kind, handle)), Shape::Id) = (item, field.shape) {
        return of_kind!(kind, T => {
            let own = T::list(dataset).get(handle);
            own.is_some_and(|item| **item.id() != *text.trim())
        }, else false);
    }
    let written = written(dataset, item, (path, field), text, Taking::Understood);
    !matches!(written, Ok(None))
}

/// The edit that gives a field other than an id a text.
fn written(
    dataset: &Dataset,
    item: Option<(Kind, Handle)>,
    (path, field): (&str, &Field),
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let mut taken = Ok(());
    let edit = put(dataset, item, path, &field.in_words(), |record, place| {
        taken = take(record, place, text, taking);
    });
    taken.map(|()| edit)
}

/// An edit that changes the field that a way leads to, as undo names it.
pub(crate) fn put(
    dataset: &Dataset,
    item: Option<(Kind, Handle)>,
    path: &str,
    what: &str,
    mut change: impl FnMut(&mut dyn Record, usize),
) -> Option<Edit> {
    let name = change_of(dataset, item, what);
    match item {
        Some(item) => Edit::put_record(name, dataset, item, |record| {
            change_at(record, path, &mut change);
            confirm(record, path);
        }),
        None => Edit::put_metadata(name, dataset, |record| {
            change_at(record, path, &mut change);
        }),
    }
}

/// What a person says is no guess any more.
fn confirm(record: &mut dyn Record, path: &str) {
    let guess = fields::place(record.fields(), &format!("{path}_guessed"));
    if let Some(value) = guess.and_then(|place| record.value_mut(place)) {
        value.put(&New::Flag(false));
    }
}

/// The edit that gives a field a value that was chosen; none if it has it already.
pub(crate) fn given(dataset: &Dataset, of: Of, path: &str, new: &New) -> Option<Edit> {
    let (item, field) = field(dataset, of, path)?;
    put(dataset, item, path, &field.in_words(), |record, place| {
        give(record, place, new);
    })
}

/// The edit that appends a record to a list of records; the first reference in it is the item of an
/// id.
pub(crate) fn added(dataset: &Dataset, of: Of, path: &str, id: Option<&Id>) -> Option<Edit> {
    let (item, field) = field(dataset, of, path)?;
    put(dataset, item, path, &field.in_words(), |record, place| {
        let all = record
            .value_mut(place)
            .and_then(|value| value.records_mut());
        let Some(all) = all else { return };
        all.push();
        let Some((last, id)) = all.count().checked_sub(1).zip(id) else {
            return;
        };
        if let Some(new) = all.at_mut(last) {
            let fields = new.fields().iter();
            let mut refer = fields.map(|field| matches!(field.shape, Shape::One(_)));
            let refers = refer.position(|refers| refers);
            refers.map(|place| give(new, place, &New::Text(id.as_str().into())));
        }
    })
}

/// The edit that takes a record out of a list of records.
pub(crate) fn removed(dataset: &Dataset, of: Of, path: &str, at: usize) -> Option<Edit> {
    let (item, field) = field(dataset, of, path)?;
    put(dataset, item, path, &field.in_words(), |record, place| {
        let all = record
            .value_mut(place)
            .and_then(|value| value.records_mut());
        all.into_iter().for_each(|all| all.remove(at));
    })
}

/// A new item of a list, under a name of its own, and the edit that makes it.
pub(crate) fn new_item(dataset: &Dataset, kind: Kind, name: &str) -> Option<(Id, Edit)> {
    let text = |text: &str| New::Text(text.into());
    let change = |record: &mut dyn Record, key: &str, new: &New| {
        change_at(record, key, &mut |record, place| {
            give(record, place, new);
        });
    };
    of_kind!(kind, T => {
        let id = fresh_id(name, T::list(dataset).iter().map(Item::id));
        let mut item = T::default();
        change(&mut item, "id", &text(&id));
        change(&mut item, "title", &text(name));
        change(&mut item, "name", &text(name));
        // An address that was typed for a source is where it stands.
        if kind == Kind::Source && is_web_address(name) {
            change(&mut item, "url", &text(name));
        }
        Some((id, Edit::append(format!("new {}", kind.noun()), dataset, item)))
    }, else None)
}

/// The field that a way leads to, and the item that it is of; none: the dataset.
pub(crate) fn field(
    dataset: &Dataset,
    of: Of,
    path: &str,
) -> Option<(Option<(Kind, Handle)>, &'static Field)> {
    let item = match of {
        Some(selection) => Some(selection.item()?),
        None => None,
    };
    let (field, _) = match item {
        Some(item) => field_at(dataset.record(item)?, path)?,
        None => field_at(&dataset.metadata, path)?,
    };
    Some((item, field))
}

/// `change of title of “New START expires”`
pub(crate) fn change_of(dataset: &Dataset, item: Option<(Kind, Handle)>, what: &str) -> String {
    match item {
        Some(item) => {
            let whose = words::item(dataset, item).unwrap_or_default();
            let whose = crate::scene::text::one_line(&whose);
            format!("change of {what} of “{whose}”")
        }
        None => format!("change of {what} of the dataset"),
    }
}

/// What a new item is called until it has a name.
pub(crate) fn new_name(kind: Kind) -> String {
    format!("New {}", kind.noun())
}

/// With its first name an item gets an id that is made of it. One that others refer to keeps the id
/// that it has; the place of an actor on the map goes along.
fn with_first_id(
    dataset: &Dataset,
    item: Option<(Kind, Handle)>,
    field: &Field,
    text: &str,
    mut edit: Edit,
) -> Edit {
    let Some((kind, handle)) = item.filter(|_| matches!(field.key, "title" | "name")) else {
        return edit;
    };
    let is_first = words::item(dataset, (kind, handle)) == Some(new_name(kind));
    if !is_first || !is_alone(dataset, (kind, handle)) {
        return edit;
    }
    let id = of_kind!(kind, T => {
        let list = T::list(dataset);
        let own = list.get(handle).map(Item::id);
        let id = fresh_id(text, list.iter().map(Item::id).filter(|id| Some(*id) != own));
        own.map(|own| (own.clone(), id))
    }, else None);
    let Some((own, id)) = id else { return edit };
    let Ok(named) = dataset.after(&edit) else {
        return edit;
    };
    if let Some(with_id) = set_id(&named, (kind, handle), &id) {
        edit.changes.extend(with_id.changes);
    }
    if kind == Kind::Actor {
        edit.changes.extend(place_of(dataset, &own, &id));
    }
    edit
}

fn set_id(dataset: &Dataset, item: (Kind, Handle), id: &Id) -> Option<Edit> {
    let new = New::Text(id.as_str().into());
    Edit::put_record("", dataset, item, |record| {
        change_at(record, "id", &mut |record, place| {
            give(record, place, &new);
        });
    })
}

/// The place of an actor on the map goes along with a new id.
fn place_of(dataset: &Dataset, actor: &Id, id: &Id) -> Vec<Change> {
    let stand = dataset.places.find(actor).map(|(handle, _)| handle);
    let edit = stand.and_then(|handle| {
        Edit::put("", dataset, handle, |stand: &mut Stand| {
            stand.actor = id.clone()
        })
    });
    edit.map_or_else(Vec::new, |edit| edit.changes)
}

/// The edit that gives an item another id, and whatever refers to it.
fn renamed(dataset: &Dataset, item: (Kind, Handle), text: &str) -> Result<Option<Edit>, String> {
    let (kind, handle) = item;
    let new = text.trim();
    let (own, is_taken) = of_kind!(kind, T => {
        let list = T::list(dataset);
        let own = list.get(handle).map(|item| item.id().clone());
        let other = list.find(new).is_some_and(|(other, _)| other != handle);
        (own, other)
    }, else (None, false));
    let Some(own) = own.filter(|own| **own != *new) else {
        return Ok(None);
    };
    let noun = kind.noun();
    if new.is_empty() {
        return Err(format!("Without an id no other item can name this {noun}."));
    }
    if is_taken {
        return Err(format!("“{new}” is the id of another {noun}."));
    }
    let id = Id::new(new);
    let mut edit = Edit {
        name: change_of(dataset, Some(item), "id"),
        changes: Vec::new(),
    };
    edit.changes.extend(
        set_id(dataset, item, &id)
            .into_iter()
            .flat_map(|e| e.changes),
    );
    let Ok(mut with) = dataset.after(&edit) else {
        return Ok(None);
    };
    for other in Kind::ALL {
        let changes = referring(&with, other, kind, &own, &id);
        let part = Edit {
            name: String::new(),
            changes,
        };
        with = with.after(&part).unwrap_or(with);
        edit.changes.extend(part.changes);
    }
    Ok(Some(edit))
}

/// Changes of the items of a list that refer to an id, so that they refer to another.
pub(super) fn referring(dataset: &Dataset, of: Kind, kind: Kind, own: &Id, id: &Id) -> Vec<Change> {
    let is_own = |of: Kind, id: &str| of == kind && id == &**own;
    let tie = |tie: &str| retied(dataset, kind, tie, own, id);
    let changed = |handle| {
        Edit::put_record("", dataset, (of, handle), |record| {
            let mut renaming = Renaming {
                kind,
                own,
                id,
                tie: &tie,
            };
            release(record, &mut renaming);
        })
    };
    match of {
        Kind::Pin | Kind::Stand if kind != Kind::Actor => Vec::new(),
        Kind::Pin => dataset.pins.find(own).map_or_else(Vec::new, |(handle, _)| {
            let edit = Edit::put("", dataset, handle, |pin: &mut crate::dataset::Pin| {
                pin.actor = id.clone();
            });
            edit.map_or_else(Vec::new, |edit| edit.changes)
        }),
        Kind::Stand => place_of(dataset, own, id),
        _ => {
            let found: Vec<Handle> = of_kind!(of, T => {
                let entries = T::list(dataset).entries();
                let refer = entries.filter(|(_, item)| {
                    refers(*item, &is_own, &|text| tie(text).is_some())
                });
                refer.map(|(handle, _)| handle).collect()
            }, else Vec::new());
            let edits = found.into_iter().filter_map(changed);
            edits.flat_map(|edit| edit.changes).collect()
        }
    }
}

/// A tie with the new id of an actor, if it names the old one.
fn retied(dataset: &Dataset, kind: Kind, tie: &str, own: &Id, id: &Id) -> Option<Text> {
    if kind != Kind::Actor {
        return None;
    }
    tie.match_indices(['>', '~']).find_map(|(cut, sign)| {
        let (from, to) = (tie.get(..cut)?, tie.get(cut + sign.len()..)?);
        let is_known = |end: &str| end == &**own || dataset.actors.find(end).is_some();
        let is_it = (from == &**own || to == &**own) && is_known(from) && is_known(to);
        let end = |end: &str| {
            if end == &**own {
                id.to_string()
            } else {
                end.to_owned()
            }
        };
        is_it.then(|| format!("{}{sign}{}", end(from), end(to)).into())
    })
}

/// Gives references another id.
struct Renaming<'a> {
    kind: Kind,
    own: &'a Id,
    id: &'a Id,
    tie: &'a dyn Fn(&str) -> Option<Text>,
}

impl References for Renaming<'_> {
    fn id(&mut self, kind: Kind, id: &mut Id) -> bool {
        if kind == self.kind && *id == *self.own {
            id.clone_from(self.id);
        }
        true
    }

    fn tie(&mut self, tie: &mut Text) -> bool {
        if let Some(new) = (self.tie)(tie) {
            *tie = new;
        }
        true
    }
}
