//! Actions that change the dataset: each becomes one [`Edit`] with a name, so that it can be
//! undone. Names complete “Undo …”: `change of title of “New START expires”`.

use super::action::Action;
use super::state::{Notice, Panel, Selection, State};
use crate::dataset::date;
use crate::dataset::edit::{Change, Edit, Listed};
use crate::dataset::fresh::fresh_id;
use crate::dataset::instant::Instant;
use crate::dataset::list::Item;
use crate::dataset::{Actor, Dataset, Event, Handle, Id, Participant, Pin, Relation};

pub(super) fn apply(state: &mut State, action: Action) -> Vec<Action> {
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
            if edit.is_some() {
                state.selection = None;
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
}

/// Whether what is selected is there.
pub(super) fn exists(dataset: &Dataset, selection: Selection) -> bool {
    match selection {
        Selection::Event(h) => dataset.events.get(h).is_some(),
        Selection::Actor(h) => dataset.actors.get(h).is_some(),
        Selection::Relation(h) => dataset.relations.get(h).is_some(),
        Selection::Source(h) => dataset.sources.get(h).is_some(),
        Selection::Tie(a, b) => dataset.actors.get(a).and(dataset.actors.get(b)).is_some(),
    }
}

impl State {
    /// The open dataset.
    pub fn dataset(&self) -> Option<&Dataset> {
        self.document.as_ref().map(|d| d.history.dataset())
    }
}

fn taken<T: Listed + 'static>(dataset: &Dataset) -> impl Iterator<Item = &Id> {
    T::list(dataset).iter().map(Item::id)
}

/// An event in the middle of what is shown, so that it is seen at once.
fn new_event(dataset: &Dataset, state: &State) -> Edit {
    let mut event = Event::titled(fresh_id("New event", taken::<Event>(dataset)), "New event");
    let zone = dataset.zone();
    let window = state
        .view
        .window
        .or_else(|| state.shown_span.map(|s| (s.from(), s.to())));
    event.when = window.map(|(from, to)| {
        let day = zone.civil(Instant(from.0.midpoint(to.0)));
        date::of_civil_day(&day).into()
    });
    let chosen = match state.selection {
        Some(Selection::Actor(a)) => vec![a],
        Some(Selection::Tie(a, b)) => vec![a, b],
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
        id: fresh_id("New actor", taken::<Actor>(dataset)),
        name: "New actor".into(),
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

/// Deletes an item, and in the same edit its part in others: links and evidence, participants,
/// relations, pins. Accounts and bookmarks keep its id, and a check lists them.
fn deletion(dataset: &Dataset, selection: Selection) -> Option<Edit> {
    match selection {
        Selection::Event(h) => {
            let event = dataset.events.get(h)?;
            let mut edit = without_event(dataset, h, &event.id);
            edit.name = format!("deletion of “{}”", event.title);
            edit.changes
                .extend(Edit::remove::<Event>("", dataset, h)?.changes);
            Some(edit)
        }
        Selection::Actor(h) => {
            let actor = dataset.actors.get(h)?;
            let mut edit = without_actor(dataset, h, &actor.id);
            edit.name = format!("deletion of “{}”", actor.name);
            edit.changes
                .extend(Edit::remove::<Actor>("", dataset, h)?.changes);
            Some(edit)
        }
        Selection::Relation(h) => {
            let relation = dataset.relations.get(h)?;
            let label = relation.label.as_deref().unwrap_or(&relation.id);
            Edit::remove::<Relation>(format!("deletion of “{label}”"), dataset, h)
        }
        Selection::Tie(..) | Selection::Source(_) => None,
    }
}

/// Changes of every item of a list that a question picks, but one: that which is deleted.
fn each<T: Listed>(
    except: Option<Handle>,
    dataset: &Dataset,
    refers: impl Fn(&T) -> bool,
    change: impl Fn(&mut T),
) -> Vec<Change> {
    let entries = T::list(dataset).entries();
    let others = entries.filter(|(handle, item)| Some(*handle) != except && refers(item));
    others
        .filter_map(|(h, _)| Edit::put("", dataset, h, &change))
        .flat_map(|edit| edit.changes)
        .collect()
}

fn without_event(dataset: &Dataset, event: Handle, id: &Id) -> Edit {
    let mut changes = each(
        Some(event),
        dataset,
        |e: &Event| {
            e.by_hand.parent.as_ref() == Some(id)
                || e.by_hand.leads_to.iter().any(|l| l.event == *id)
        },
        |e| {
            let by_hand = e.by_hand.make_mut();
            by_hand.leads_to.retain(|l| l.event != *id);
            by_hand.parent.take_if(|parent| parent == id);
        },
    );
    changes.extend(each(
        None,
        dataset,
        |r: &Relation| r.evidence.contains(id),
        |r| r.evidence.retain(|e| e != id),
    ));
    Edit {
        name: String::new(),
        changes,
    }
}

fn without_actor(dataset: &Dataset, actor: Handle, id: &Id) -> Edit {
    let is_in = |participants: &[Participant]| participants.iter().any(|p| p.actor == *id);
    let mut changes = each(
        None,
        dataset,
        |e: &Event| {
            is_in(&e.participants)
                || e.by_hand
                    .accounts
                    .iter()
                    .any(|a| a.participants.as_deref().is_some_and(is_in))
        },
        |e| {
            e.participants.retain(|p| p.actor != *id);
            if e.by_hand
                .accounts
                .iter()
                .any(|a| a.participants.as_deref().is_some_and(is_in))
            {
                for account in &mut e.by_hand.make_mut().accounts {
                    account
                        .participants
                        .iter_mut()
                        .for_each(|p| p.retain(|p| p.actor != *id));
                }
            }
        },
    );
    changes.extend(each(
        Some(actor),
        dataset,
        |a: &Actor| a.part_of.as_ref() == Some(id),
        |a| a.part_of = None,
    ));
    // Removals name places, so each must know of those before it: from the last to the first.
    let joined = |r: &Relation| r.from == *id || r.to == *id;
    changes.extend(removals(dataset, joined));
    changes.extend(removals(dataset, |p: &Pin| p.actor == *id));
    Edit {
        name: String::new(),
        changes,
    }
}

fn removals<T: Listed>(dataset: &Dataset, goes: impl Fn(&T) -> bool) -> Vec<Change> {
    let going: Vec<Handle> = T::list(dataset)
        .entries()
        .filter(|(_, t)| goes(t))
        .map(|(h, _)| h)
        .collect();
    let edits = going
        .into_iter()
        .rev()
        .filter_map(|h| Edit::remove::<T>("", dataset, h));
    edits.flat_map(|edit| edit.changes).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset() -> Dataset {
        let actor = |id: &str| Actor {
            id: id.into(),
            name: id.into(),
            ..Actor::default()
        };
        let mut event = Event::titled("talks".into(), "Talks");
        event.participants = ["a", "b"]
            .map(|id| Participant {
                actor: id.into(),
                ..Participant::default()
            })
            .into();
        let relation = |id: &str, from: &str, to: &str| Relation {
            id: id.into(),
            from: from.into(),
            to: to.into(),
            evidence: vec!["talks".into()],
            ..Relation::default()
        };
        Dataset {
            actors: ["a", "b", "c"].map(actor).into_iter().collect(),
            events: std::iter::once(event).collect(),
            relations: [
                relation("1", "a", "b"),
                relation("2", "b", "c"),
                relation("3", "c", "a"),
            ]
            .into_iter()
            .collect(),
            pins: std::iter::once(Pin {
                actor: "a".into(),
                at: [0.0, 1.0],
            })
            .collect(),
            ..Dataset::default()
        }
    }

    #[test]
    fn what_refers_to_itself_can_be_deleted() {
        let mut dataset = dataset();
        let edit = Edit::put("", &dataset, Handle(0), |e: &mut Event| {
            e.by_hand.make_mut().parent = Some("talks".into());
        });
        dataset = dataset.after(&edit.unwrap()).unwrap();
        let edit = Edit::put("", &dataset, Handle(1), |a: &mut Actor| {
            a.part_of = Some("b".into())
        });
        dataset = dataset.after(&edit.unwrap()).unwrap();
        for selection in [Selection::Event(Handle(0)), Selection::Actor(Handle(1))] {
            let edit = deletion(&dataset, selection).unwrap();
            assert!(dataset.after(&edit).is_ok(), "{selection:?}");
        }
    }

    #[test]
    fn deleting_leaves_nothing_that_points_nowhere_and_can_be_undone() {
        let before = dataset();
        let edit = deletion(&before, Selection::Actor(Handle(0))).unwrap();
        let after = before.after(&edit).unwrap();
        assert_eq!(after.actors.len(), 2);
        assert_eq!(
            after.relations.iter().map(|r| &*r.id).collect::<Vec<_>>(),
            ["2"]
        );
        assert!(after.pins.is_empty());
        assert_eq!(after.events.iter().next().unwrap().participants.len(), 1);
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);

        let edit = deletion(&before, Selection::Event(Handle(0))).unwrap();
        let after = before.after(&edit).unwrap();
        assert!(after.relations.iter().all(|r| r.evidence.is_empty()));
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);
    }
}
