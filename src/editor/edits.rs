//! Actions that change the dataset: each becomes one [`Edit`] with a name, so that it can be
//! undone. Names complete “Undo …”: `change of title of “New START expires”`.

use super::action::Action;
use super::deletion::{deletion, in_words};
use super::entry::{NEW_ACTOR, NEW_EVENT, taken};
use super::selection::Selection;
use super::state::{Notice, State};
use super::view::Panel;
use crate::dataset::edit::{Change, Edit, ListChange};
use crate::dataset::fresh::fresh_id;
use crate::dataset::{Actor, Dataset, Event, Handle, Participant, Pin, Relation};

pub(crate) fn apply(state: &mut State, action: Action) -> Vec<Action> {
    match action {
        Action::Edit(edit) => edit_now(state, Some(edit), None),
        Action::Undo => again(state, false),
        Action::Redo => again(state, true),
        Action::AddEvent => {
            let edit = state.dataset().map(|d| new_event(d, state));
            let select = state
                .dataset()
                .map(|d| Selection::Event(d.events.next_handle()));
            edit_now(state, edit, select);
        }
        Action::AddActor => {
            let edit = state.dataset().map(new_actor);
            let select = state
                .dataset()
                .map(|d| Selection::Actor(d.actors.next_handle()));
            edit_now(state, edit, select);
        }
        Action::AddRelation(from, to) => {
            let edit = state.dataset().and_then(|d| new_relation(d, from, to));
            let select = state
                .dataset()
                .map(|d| Selection::Relation(d.relations.next_handle()));
            edit_now(state, edit, select);
        }
        Action::Delete => {
            let edit = state
                .dataset()
                .zip(state.selection)
                .and_then(|(d, s)| deletion(d, s));
            if let Some(edit) = &edit {
                state.selection = None;
                state.say(in_words(edit), false);
            }
            edit_now(state, edit, None);
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
        (history.redo(), "Did again")
    } else {
        (history.undo(), "Took back")
    };
    let Some(edit) = edit else { return };
    state.wants_title = false;
    let text = format!("{word} the {}.", edit.name);
    let back = brought_back(edit, is_redo);
    state.notice = Some(Notice {
        text,
        is_error: false,
    });
    // What is selected may be gone with the edit.
    let dataset = history.dataset();
    let is_there = state.selection.is_none_or(|s| exists(dataset, s));
    if !is_there {
        state.selection = None;
    }
    if back.is_some_and(|back| exists(dataset, back)) {
        state.select(back);
    }
}

/// What is there again after an edit was taken back or done again: a deletion names what goes last.
fn brought_back(edit: &Edit, is_redo: bool) -> Option<Selection> {
    last(edit, |change| match change {
        Touch::Removed => !is_redo,
        Touch::Inserted => is_redo,
        Touch::Changed => false,
    })
}

/// What an edit is about: what it made or changed last.
pub(crate) fn about(edit: &Edit) -> Option<Selection> {
    last(edit, |change| change != Touch::Removed)
}

/// What an edit does to an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touch {
    Inserted,
    Removed,
    Changed,
}

/// What the last change of an edit is made to, if that is what is asked for.
fn last(edit: &Edit, is_wanted: impl Fn(Touch) -> bool) -> Option<Selection> {
    fn item<T>(change: &ListChange<T>) -> (Touch, Handle) {
        match change {
            ListChange::Insert { handle, .. } => (Touch::Inserted, *handle),
            ListChange::Remove { handle, .. } => (Touch::Removed, *handle),
            ListChange::Put { handle, .. } | ListChange::Move { handle, .. } => {
                (Touch::Changed, *handle)
            }
        }
    }
    let ((touch, handle), select): (_, fn(Handle) -> Selection) = match edit.changes.last()? {
        Change::Event(change) => (item(change), Selection::Event),
        Change::Actor(change) => (item(change), Selection::Actor),
        Change::Relation(change) => (item(change), Selection::Relation),
        _ => return None,
    };
    is_wanted(touch).then(|| select(handle))
}

/// Whether what is selected is there.
pub(crate) fn exists(dataset: &Dataset, selection: Selection) -> bool {
    match selection {
        Selection::Event(h) => dataset.events.get(h).is_some(),
        Selection::Actor(h) => dataset.actors.get(h).is_some(),
        Selection::Relation(h) => dataset.relations.get(h).is_some(),
        Selection::Source(h) => dataset.sources.get(h).is_some(),
        Selection::Group(h) => dataset.groups.get(h).is_some(),
        Selection::Tie(a, b) | Selection::Pair(a, b) => {
            dataset.actors.get(a).and(dataset.actors.get(b)).is_some()
        }
    }
}

impl State {
    /// The open dataset.
    pub fn dataset(&self) -> Option<&Dataset> {
        self.document.as_ref().map(|d| d.history.dataset())
    }
}

/// What a new event or actor is called until a person names it.
/// An event without a date: it waits in the tray until a person says when it was.
fn new_event(dataset: &Dataset, state: &State) -> Edit {
    let id = fresh_id(NEW_EVENT, taken::<Event>(dataset));
    let mut event = Event::titled(id, NEW_EVENT);
    let chosen = match state.selection {
        Some(Selection::Actor(a)) => vec![a],
        Some(Selection::Tie(a, b) | Selection::Pair(a, b)) => vec![a, b],
        _ => Vec::new(),
    };
    let actors = chosen.into_iter().filter_map(|h| dataset.actors.get(h));
    event.participants = actors
        .map(|a| Participant {
            actor: a.id.clone(),
            ..Participant::default()
        })
        .collect();
    Edit::append("new event", dataset, event)
}

fn new_actor(dataset: &Dataset) -> Edit {
    let actor = Actor {
        id: fresh_id(NEW_ACTOR, taken::<Actor>(dataset)),
        name: NEW_ACTOR.into(),
        ..Actor::default()
    };
    Edit::append("new actor", dataset, actor)
}

fn new_relation(dataset: &Dataset, from: Handle, to: Handle) -> Option<Edit> {
    let (from, to) = (dataset.actors.get(from)?, dataset.actors.get(to)?);
    let name = format!("{} {}", from.id, to.id);
    let relation = Relation {
        id: fresh_id(&name, taken::<Relation>(dataset)),
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
