//! What goes with an item that is deleted: whatever would point nowhere without it, in one edit.

use super::selection::Selection;
use super::words::{self, plural};
use crate::dataset::edit::{Change, Edit, ListChange, Listed};
use crate::dataset::{
    Account, Actor, Bookmark, Dataset, Event, Handle, Id, Matching, Note, Participant, Pin,
    Relation, Stand, item,
};
use std::collections::BTreeSet;

/// Deletes an item, and in the same edit its part in others: links and evidence, participants,
/// accounts, relations, pins and places, what bookmarks select, let pass and have notes about.
pub(crate) fn deletion(dataset: &Dataset, selection: Selection) -> Option<Edit> {
    let (name, gone, mut changes, last) = match selection {
        Selection::Event(h) => {
            let event = dataset.events.get(h)?;
            let changes = without_event(dataset, h, &event.id);
            let gone = Gone::Event(&event.id);
            let last = Edit::remove::<Event>("", dataset, h)?;
            (event.title.to_string(), gone, changes, last)
        }
        Selection::Actor(h) => {
            let actor = dataset.actors.get(h)?;
            let changes = without_actor(dataset, h, &actor.id);
            let gone = Gone::Actor(&actor.id);
            let last = Edit::remove::<Actor>("", dataset, h)?;
            (actor.name.to_string(), gone, changes, last)
        }
        Selection::Relation(h) => {
            let relation = dataset.relations.get(h)?;
            let label = words::relation(dataset, relation);
            let gone = Gone::Relation(&relation.id);
            let last = Edit::remove::<Relation>("", dataset, h)?;
            (label, gone, Vec::new(), last)
        }
        Selection::Tie(..) | Selection::Pair(..) | Selection::Source(_) | Selection::Group(_) => {
            return None;
        }
    };
    changes.extend(in_bookmarks(dataset, gone));
    changes.extend(last.changes);
    Some(Edit {
        name: format!("deletion of “{name}”"),
        changes,
    })
}

/// Whether nothing in the dataset refers to an item, but the place of an actor on the map, which
/// goes along with its id.
pub(crate) fn is_alone(dataset: &Dataset, selection: Selection) -> bool {
    let refers = |change: &&Change| !matches!(change, Change::Stand(_));
    deletion(dataset, selection).is_some_and(|edit| edit.changes.iter().filter(refers).count() == 1)
}

/// What a deletion did, in a sentence: what went beside the item itself is told.
pub(crate) fn in_words(edit: &Edit) -> String {
    let (mut relations, mut accounts, mut events) = (0, 0, 0);
    for change in &edit.changes {
        match change {
            Change::Relation(ListChange::Remove { .. }) => relations += 1,
            Change::Event(ListChange::Put { before, after, .. }) => {
                events += 1;
                accounts += before.by_hand.accounts.len() - after.by_hand.accounts.len();
            }
            _ => {}
        }
    }
    let last = edit.changes.last();
    // A relation that is itself deleted goes with nothing.
    relations -= usize::from(matches!(last, Some(Change::Relation(_))));
    let mut with = Vec::new();
    if relations > 0 {
        with.push(plural(relations, "relation", "relations"));
    }
    if accounts > 0 {
        with.push(plural(accounts, "account", "accounts"));
    }
    if events > 0 {
        let its = match last {
            Some(Change::Event(_)) => "links",
            _ => "part",
        };
        with.push(format!(
            "its {its} in {}",
            plural(events, "event", "events")
        ));
    }
    let what = edit.name.strip_prefix("deletion of ").unwrap_or(&edit.name);
    match with.as_slice() {
        [] => format!("Deleted {what}."),
        [one] => format!("Deleted {what} and {one}."),
        [first @ .., last] => format!("Deleted {what}, {} and {last}.", first.join(", ")),
    }
}

/// What is deleted, by its id.
#[derive(Clone, Copy)]
enum Gone<'a> {
    Event(&'a Id),
    Actor(&'a Id),
    Relation(&'a Id),
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

fn without_event(dataset: &Dataset, event: Handle, id: &Id) -> Vec<Change> {
    let is_told = |a: &Account| {
        let links = a.leads_to.iter().flatten();
        a.parent.as_ref() == Some(id) || links.into_iter().any(|l| l.event == *id)
    };
    let mut changes = each(
        Some(event),
        dataset,
        |e: &Event| {
            e.by_hand.parent.as_ref() == Some(id)
                || e.by_hand.leads_to.iter().any(|l| l.event == *id)
                || e.by_hand.accounts.iter().any(is_told)
        },
        |e| {
            let by_hand = e.by_hand.make_mut();
            by_hand.leads_to.retain(|l| l.event != *id);
            by_hand.parent.take_if(|parent| parent == id);
            for account in by_hand.accounts.iter_mut().filter(|a| is_told(a)) {
                account.parent.take_if(|parent| parent == id);
                let links = account.leads_to.iter_mut();
                links.for_each(|links| links.retain(|l| l.event != *id));
            }
        },
    );
    changes.extend(each(
        None,
        dataset,
        |r: &Relation| r.evidence.contains(id),
        |r| r.evidence.retain(|e| e != id),
    ));
    changes
}

fn without_actor(dataset: &Dataset, actor: Handle, id: &Id) -> Vec<Change> {
    let is_in = |participants: &[Participant]| participants.iter().any(|p| p.actor == *id);
    let is_told = |a: &Account| {
        a.by_actor.as_ref() == Some(id) || a.participants.as_deref().is_some_and(is_in)
    };
    let mut changes = each(
        None,
        dataset,
        |e: &Event| is_in(&e.participants) || e.by_hand.accounts.iter().any(is_told),
        |e| {
            e.participants.retain(|p| p.actor != *id);
            if e.by_hand.accounts.iter().any(is_told) {
                let accounts = &mut e.by_hand.make_mut().accounts;
                accounts.retain_mut(|account| without_teller(account, id));
                for participants in accounts.iter_mut().filter_map(|a| a.participants.as_mut()) {
                    participants.retain(|p| p.actor != *id);
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
    changes.extend(removals(dataset, |s: &Stand| s.actor == *id));
    changes
}

/// An account without the actor who gave it is its first source's, if it cites one; else it goes.
fn without_teller(account: &mut Account, id: &Id) -> bool {
    if account.by_actor.take_if(|by| by == id).is_some() && account.by_source.is_none() {
        account.by_source = account.citations.first().map(|c| c.source.clone());
        return account.by_source.is_some();
    }
    true
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

fn in_bookmarks(dataset: &Dataset, gone: Gone<'_>) -> Vec<Change> {
    // With an actor go its relations.
    let relations: BTreeSet<&Id> = match gone {
        Gone::Actor(id) => {
            let all = dataset.relations.iter();
            let joined = all.filter(|r| r.from == *id || r.to == *id);
            joined.map(|r| &r.id).collect()
        }
        Gone::Relation(id) => [id].into(),
        Gone::Event(_) => BTreeSet::new(),
    };
    let actor = match gone {
        Gone::Actor(id) => Some(id),
        _ => None,
    };
    let joins = |pair: &str, gone: &Id| {
        let is_gone = |handle| dataset.actors.get(handle).is_some_and(|a| a.id == *gone);
        let ends = dataset.actors_of_tie(pair);
        ends.is_some_and(|(a, b, _)| is_gone(a) || is_gone(b))
    };
    let selects = |selection: &item::Selection| match (selection, gone) {
        (item::Selection::Event(id), Gone::Event(gone))
        | (item::Selection::Actor(id), Gone::Actor(gone)) => id == gone,
        (item::Selection::Relation(id), _) => relations.contains(id),
        (item::Selection::Tie(pair), Gone::Actor(gone)) => joins(pair, gone),
        _ => false,
    };
    let is_about = |note: &Note| match gone {
        Gone::Event(gone) => note.event.as_ref() == Some(gone),
        Gone::Actor(gone) => {
            let tie = note.tie.as_deref();
            note.actor.as_ref() == Some(gone) || tie.is_some_and(|pair| joins(pair, gone))
        }
        Gone::Relation(_) => false,
    };
    let lets_pass = |b: &Bookmark| {
        let filter = b.filter.as_ref();
        actor.is_some_and(|actor| filter.is_some_and(|f| f.actors.contains(actor)))
    };
    each(
        None,
        dataset,
        |b: &Bookmark| {
            let is_selected = b.selection.as_ref().is_some_and(selects);
            is_selected || lets_pass(b) || b.notes.iter().any(is_about)
        },
        |b| {
            b.selection.take_if(|selection| selects(selection));
            b.notes.retain(|note| !is_about(note));
            let passes = lets_pass(b);
            if let Some(filter) = b.filter.as_mut().filter(|_| passes) {
                filter.actors.retain(|a| Some(a) != actor);
                if !filter.chooses_several() {
                    filter.matching = Matching::default();
                }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::Filter;
    use crate::dataset::check::check;
    use crate::files;
    use std::path::Path;

    /// Only what is between a and b, with a note about each kind of thing.
    fn bookmark() -> Bookmark {
        let note = Note::default;
        Bookmark {
            id: "between".into(),
            notes: vec![
                Note {
                    event: Some("talks".into()),
                    ..note()
                },
                Note {
                    tie: Some("b~a".into()),
                    ..note()
                },
                Note {
                    actor: Some("a".into()),
                    ..note()
                },
                Note {
                    actor: Some("c".into()),
                    ..note()
                },
            ],
            filter: Some(Filter {
                actors: ["a", "b"].map(Id::new).into(),
                matching: Matching::Between,
                ..Filter::default()
            }),
            ..Bookmark::default()
        }
    }

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
            places: ["a", "b"]
                .map(|id| Stand::new(id.into(), [1.0, 0.0]))
                .into_iter()
                .collect(),
            bookmarks: std::iter::once(bookmark()).collect(),
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
        let standing: Vec<&str> = after.places.iter().map(|s| &*s.actor).collect();
        assert_eq!(standing, ["b"]);
        let bookmark = after.bookmarks.iter().next().unwrap();
        let notes = bookmark.notes.iter();
        let about: Vec<_> = notes.map(|n| n.event.as_deref()).collect();
        assert_eq!(about, [Some("talks"), None], "the event, and c");
        let filter = bookmark.filter.as_ref().unwrap();
        let chosen: Vec<&str> = filter.actors.iter().map(|a| &**a).collect();
        assert_eq!(chosen, ["b"]);
        assert_eq!(filter.matching, Matching::Any, "one alone has no between");
        assert_eq!(after.events.iter().next().unwrap().participants.len(), 1);
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);

        let edit = deletion(&before, Selection::Event(Handle(0))).unwrap();
        let after = before.after(&edit).unwrap();
        assert!(after.relations.iter().all(|r| r.evidence.is_empty()));
        let bookmark = after.bookmarks.iter().next().unwrap();
        assert!(bookmark.notes.iter().all(|n| n.event.is_none()));
        assert_eq!(bookmark.notes.len(), 3);
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);
    }

    #[test]
    fn whatever_goes_leaves_no_problem_in_the_bundled_dataset() {
        let bytes = super::super::document::SAMPLE.as_bytes().to_vec();
        let opened = files::open(bytes, Path::new("a.detente"), TO_THE_END).unwrap();
        let before = opened.dataset;
        let actors = before.actors.entries().map(|(h, _)| Selection::Actor(h));
        let events = before.events.entries().map(|(h, _)| Selection::Event(h));
        let relations = before
            .relations
            .entries()
            .map(|(h, _)| Selection::Relation(h));
        for selection in actors.chain(events).chain(relations) {
            let edit = deletion(&before, selection).unwrap();
            let after = before.after(&edit).unwrap();
            let faults = check(&after, TO_THE_END).unwrap();
            assert!(faults.is_empty(), "{}: {faults:?}", edit.name);
        }
    }

    #[test]
    fn an_actor_who_only_stands_on_the_map_is_alone() {
        let before = dataset();
        let actor = Actor {
            id: "new".into(),
            ..Actor::default()
        };
        let handle = before.actors.next_handle();
        let edit = Edit::append("", &before, actor);
        let mut with = before.after(&edit).unwrap();
        let stand = Stand::new("new".into(), [0.0, 0.0]);
        with = with.after(&Edit::append("", &with, stand)).unwrap();
        assert!(is_alone(&with, Selection::Actor(handle)));
        let edit = deletion(&with, Selection::Actor(handle)).unwrap();
        assert_eq!(with.after(&edit).unwrap(), before);
        let pin = Pin {
            actor: "new".into(),
            at: [0.0, 0.0],
        };
        with = with.after(&Edit::append("", &with, pin)).unwrap();
        assert!(!is_alone(&with, Selection::Actor(handle)));
    }

    #[test]
    fn what_goes_too_is_told() {
        let before = dataset();
        let edit = deletion(&before, Selection::Actor(Handle(0))).unwrap();
        assert_eq!(
            in_words(&edit),
            "Deleted “a”, 2 relations and its part in 1 event."
        );
        let edit = deletion(&before, Selection::Relation(Handle(0))).unwrap();
        assert_eq!(in_words(&edit), "Deleted “a and b”.");
    }
}
