//! Actions that change the dataset: each becomes one [`Edit`] with a name, so that it can be
//! undone. Names complete “Undo …”: `change of title of “New START expires”`.

use super::action::Action;
use super::deletion::{Deletion, deletion};
use super::selection::Selection;
use super::state::{Notice, State};
use super::view::Panel;
use super::{bookmarks, entry, words};
use crate::dataset::edit::{Change, Edit, ListChange, Listed, Touch, of_kind};
use crate::dataset::fresh::fresh_id;
use crate::dataset::list::Item;
use crate::dataset::{Bookmark, Dataset, Handle, Kind, Participant, Pin, Relation};

pub(crate) fn apply(state: &mut State, action: Action) -> Vec<Action> {
    match action {
        Action::Edit(edit) => edit_now(state, Some(edit), None),
        Action::Undo => again(state, false),
        Action::Redo => again(state, true),
        Action::Add(kind) => {
            let edit = state.dataset().and_then(|d| new_item(d, state, kind));
            let made = edit.as_ref().and_then(about);
            edit_now(state, edit, made);
        }
        Action::Move(by) => {
            let edit = state.dataset().and_then(|d| moved(d, state, by));
            edit_now(state, edit, None);
        }
        Action::KeepView => {
            let edit = state.dataset().and_then(|d| kept_view(d, state));
            edit_now(state, edit, None);
        }
        Action::AddRelation(from, to) => {
            let edit = state.dataset().and_then(|d| new_relation(d, from, to));
            let select = state
                .dataset()
                .map(|d| Selection::Relation(d.relations.next_handle()));
            edit_now(state, edit, select);
        }
        Action::Delete => {
            let item = state.selection.and_then(Selection::item);
            let deleted = state.dataset().zip(item).and_then(|(d, i)| deletion(d, i));
            if let Some(Deletion { edit, told }) = deleted {
                state.selection = None;
                state.say(told, false);
                edit_now(state, Some(edit), None);
            }
        }
        Action::Pin(actor, at) => {
            let edit = state.dataset().and_then(|d| pin(d, actor, at));
            edit_now(state, edit, None);
        }
        _ => {}
    }
    Vec::new()
}

fn edit_now(state: &mut State, edit: Option<Edit>, select: Option<Selection>) {
    let (Some(document), Some(edit)) = (&mut state.document, edit) else {
        return;
    };
    match document.history.apply(edit) {
        Ok(()) if select.is_some() => {
            state.select(select);
            state.panel = Panel::Selection;
            state.wants_title = true;
        }
        Ok(()) => {}
        Err(mismatch) => {
            state.notice = Some(Notice {
                text: format!("Nothing was changed: {mismatch}."),
                is_error: true,
            });
        }
    }
}

fn again(state: &mut State, is_redo: bool) {
    let Some(document) = &mut state.document else {
        return;
    };
    let history = &mut document.history;
    let (edit, word) = if is_redo {
        (history.redo(), "Redone")
    } else {
        (history.undo(), "Undone")
    };
    let Some(edit) = edit else { return };
    state.wants_title = false;
    let text = format!("{word}: {}.", edit.name);
    let back = brought_back(edit, is_redo);
    state.notice = Some(Notice {
        text,
        is_error: false,
    });
    // What is selected may be gone with the edit.
    let dataset = history.dataset();
    let is_there = state.selection.is_none_or(|s| s.is_in(dataset));
    if !is_there {
        state.selection = None;
    }
    if back.is_some_and(|back| back.is_in(dataset)) {
        state.select(back);
    }
}

/// What is there again after an edit was taken back or done again: a deletion names what goes last.
fn brought_back(edit: &Edit, is_redo: bool) -> Option<Selection> {
    last(edit, |touch| match touch {
        Touch::Removed => !is_redo,
        Touch::Inserted => is_redo,
        Touch::Changed => false,
    })
}

/// What an edit is about: what it made or changed last.
pub(crate) fn about(edit: &Edit) -> Option<Selection> {
    last(edit, |touch| touch != Touch::Removed)
}

/// What the last change of an edit is made to, if that is what is asked for.
fn last(edit: &Edit, is_wanted: impl Fn(Touch) -> bool) -> Option<Selection> {
    let (touch, item) = edit.changes.last()?.item()?;
    Selection::of_item(item).filter(|_| is_wanted(touch))
}

impl State {
    /// The open dataset.
    pub fn dataset(&self) -> Option<&Dataset> {
        self.document.as_ref().map(|d| d.history.dataset())
    }
}

/// A new item under a name that tells what it is, until a person gives it one. An event has no date:
/// it waits in the tray; a bookmark keeps what is shown.
fn new_item(dataset: &Dataset, state: &State, kind: Kind) -> Option<Edit> {
    let (_, mut edit) = entry::new_item(dataset, kind, &entry::new_name(kind))?;
    match edit.changes.first_mut()? {
        Change::Event(ListChange::Insert { item, .. }) => {
            let chosen = match state.selection {
                Some(Selection::Actor(actor)) => vec![actor],
                Some(selection) => selection.ends().map_or_else(Vec::new, |(a, b)| vec![a, b]),
                None => Vec::new(),
            };
            let actors = chosen.into_iter().filter_map(|h| dataset.actors.get(h));
            item.participants = actors
                .map(|a| Participant {
                    actor: a.id.clone(),
                    ..Participant::default()
                })
                .collect();
        }
        Change::Event(_) => {}
        Change::Bookmark(ListChange::Insert { item, .. }) => {
            **item = bookmarks::of_view(state, dataset, (**item).clone());
        }
        _ => {}
    }
    Some(edit)
}

/// What is selected, so much farther down in its list.
fn moved(dataset: &Dataset, state: &State, by: i32) -> Option<Edit> {
    let (kind, handle) = state.selection?.item()?;
    let place = of_kind!(kind, T => T::list(dataset).place(handle), else None)?;
    let to = place.checked_add_signed(isize::try_from(by).ok()?)?;
    let what = words::item(dataset, (kind, handle))?;
    Edit::move_item(format!("move of “{what}”"), dataset, (kind, handle), to)
}

/// The selected bookmark with what the window shows now.
fn kept_view(dataset: &Dataset, state: &State) -> Option<Edit> {
    let Some(Selection::Bookmark(handle)) = state.selection else {
        return None;
    };
    let before = dataset.bookmarks.get(handle)?;
    let after = Bookmark {
        // The bookmark is what is selected: what it selects stays.
        selection: before.selection.clone(),
        ..bookmarks::of_view(state, dataset, before.clone())
    };
    let name = format!("change of what “{}” shows", before.title);
    Edit::put(name, dataset, handle, |bookmark: &mut Bookmark| {
        *bookmark = after
    })
}

fn new_relation(dataset: &Dataset, from: Handle, to: Handle) -> Option<Edit> {
    let (from, to) = (dataset.actors.get(from)?, dataset.actors.get(to)?);
    let name = format!("{} {}", from.id, to.id);
    let relation = Relation {
        id: fresh_id(&name, dataset.relations.iter().map(Item::id)),
        from: from.id.clone(),
        to: to.id.clone(),
        ..Relation::default()
    };
    let name = format!(
        "new relation of “{}” to “{}”",
        from.short_name(),
        to.short_name()
    );
    Some(Edit::append(name, dataset, relation))
}

fn pin(dataset: &Dataset, actor: Handle, at: Option<[f64; 2]>) -> Option<Edit> {
    let actor = dataset.actors.get(actor)?;
    let known = dataset.pins.find(&actor.id).map(|(h, _)| h);
    match (known, at) {
        (Some(h), Some(at)) => Edit::put(
            format!("move of “{}”", actor.name),
            dataset,
            h,
            |p: &mut Pin| p.at = at,
        ),
        (Some(h), None) => {
            Edit::remove::<Pin>(format!("letting go of “{}”", actor.name), dataset, h)
        }
        (None, Some(at)) => {
            let pin = Pin {
                actor: actor.id.clone(),
                at,
            };
            Some(Edit::append(
                format!("move of “{}”", actor.name),
                dataset,
                pin,
            ))
        }
        (None, None) => None,
    }
}
