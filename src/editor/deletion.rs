//! What goes with an item that is deleted: whatever would point nowhere without it, in one edit.

use super::words;
use crate::dataset::count::plural;
use crate::dataset::edit::{Change, Edit, ListChange, Listed, Touch, of_kind};
use crate::dataset::fields::{References, refers, release};
use crate::dataset::list::Item;
use crate::dataset::{Dataset, Handle, Id, Kind, Text};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A deletion, and what it does, in a sentence.
pub(crate) struct Deletion {
    /// The edit: what goes last is what is deleted.
    pub(crate) edit: Edit,
    /// `Deleted “Talks” and its part in 2 events.`
    pub(crate) told: String,
}

/// Deletes an item, and in the same edit its part in others: whatever refers to it lets it go, and
/// what cannot do without it goes too.
pub(crate) fn deletion(dataset: &Dataset, item: (Kind, Handle)) -> Option<Deletion> {
    let name = words::item(dataset, item)?;
    let mut gone = Gone::default();
    gone.take(dataset, item);
    let mut changes = Vec::new();
    // What goes may be referred to in its turn: until nothing more goes.
    loop {
        let before = gone.count();
        changes.clear();
        for kind in Kind::ALL {
            changes.extend(without(dataset, kind, &mut gone, item));
        }
        if gone.count() == before {
            break;
        }
    }
    for kind in Kind::ALL {
        changes.extend(removals(dataset, kind, &gone, item));
    }
    changes.extend(Edit::remove_item(dataset, item)?.changes);
    let told = in_words(&name, item.0, &changes);
    Some(Deletion {
        edit: Edit {
            name: format!("deletion of “{name}”"),
            changes,
        },
        told,
    })
}

/// Whether nothing in the dataset refers to an item, but the place of an actor on the map, which
/// goes along with its id.
pub(crate) fn is_alone(dataset: &Dataset, item: (Kind, Handle)) -> bool {
    let mut gone = Gone::default();
    gone.take(dataset, item);
    let is_pinned = dataset
        .pins
        .iter()
        .any(|pin| gone.has(Kind::Actor, &pin.actor));
    !is_pinned
        && Kind::ALL
            .into_iter()
            .all(|kind| gone.referring(dataset, kind, item).is_empty())
}

/// What is gone, or will be: the ids of items by their lists.
#[derive(Default)]
struct Gone {
    items: BTreeSet<(Kind, Handle)>,
    ids: BTreeMap<Kind, HashSet<Id>>,
}

impl Gone {
    fn take(&mut self, dataset: &Dataset, (kind, handle): (Kind, Handle)) {
        let id = of_kind!(kind, T => {
            T::list(dataset).get(handle).map(|item| item.id().clone())
        }, else None);
        self.items.insert((kind, handle));
        self.ids.entry(kind).or_default().extend(id);
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn has(&self, kind: Kind, id: &str) -> bool {
        self.ids.get(&kind).is_some_and(|ids| ids.contains(id))
    }

    /// Whether a tie is of an actor that is gone.
    fn has_tie(&self, dataset: &Dataset, tie: &str) -> bool {
        let ends = dataset.actors_of_tie(tie);
        ends.is_some_and(|(a, b, _)| {
            [a, b]
                .into_iter()
                .any(|end| self.items.contains(&(Kind::Actor, end)))
        })
    }

    /// The items of a list that refer to what is gone, but what is itself deleted.
    fn referring(&self, dataset: &Dataset, kind: Kind, but: (Kind, Handle)) -> Vec<Handle> {
        let is_it = |kind: Kind, id: &str| self.has(kind, id);
        let is_tie = |tie: &str| self.has_tie(dataset, tie);
        of_kind!(kind, T => {
            let entries = T::list(dataset).entries();
            let others = entries.filter(|(handle, _)| (kind, *handle) != but);
            let refer = others.filter(|(_, item)| refers(*item, &is_it, &is_tie));
            refer.map(|(handle, _)| handle).collect()
        }, else Vec::new())
    }
}

/// Lets go what is gone.
struct Release<'a> {
    gone: &'a Gone,
    dataset: &'a Dataset,
}

impl References for Release<'_> {
    fn id(&mut self, kind: Kind, id: &mut Id) -> bool {
        !self.gone.has(kind, id)
    }

    fn tie(&mut self, tie: &mut Text) -> bool {
        !self.gone.has_tie(self.dataset, tie)
    }
}

/// Changes of what refers to what is gone and can do without it; what cannot is gone too.
fn without(dataset: &Dataset, kind: Kind, gone: &mut Gone, but: (Kind, Handle)) -> Vec<Change> {
    let mut changes = Vec::new();
    for handle in gone.referring(dataset, kind, but) {
        if gone.items.contains(&(kind, handle)) {
            continue;
        }
        let mut stays = true;
        let edit = Edit::put_record("", dataset, (kind, handle), |record| {
            stays = release(record, &mut Release { gone, dataset });
        });
        if stays {
            changes.extend(edit.into_iter().flat_map(|edit| edit.changes));
        } else {
            gone.take(dataset, (kind, handle));
        }
    }
    changes
}

/// Removals of what goes too, but of what is itself deleted. They name places, so each must know of
/// those before it: from the last to the first.
fn removals(dataset: &Dataset, kind: Kind, gone: &Gone, but: (Kind, Handle)) -> Vec<Change> {
    fn of_list<T: Listed>(dataset: &Dataset, goes: impl Fn(Handle, &T) -> bool) -> Vec<Change> {
        let entries = T::list(dataset).entries();
        let going = entries.filter(|(handle, item)| goes(*handle, item));
        let mut going: Vec<Handle> = going.map(|(handle, _)| handle).collect();
        going.reverse();
        let edits = going
            .into_iter()
            .filter_map(|h| Edit::remove::<T>("", dataset, h));
        edits.flat_map(|edit| edit.changes).collect()
    }
    let is_gone_actor = |id: &Id| gone.has(Kind::Actor, id);
    match kind {
        Kind::Pin => of_list(dataset, |_, pin: &crate::dataset::Pin| {
            is_gone_actor(&pin.actor)
        }),
        Kind::Stand => of_list(dataset, |_, stand: &crate::dataset::Stand| {
            is_gone_actor(&stand.actor)
        }),
        _ => of_kind!(kind, T => of_list(dataset, |handle, _: &T| {
            (kind, handle) != but && gone.items.contains(&(kind, handle))
        }), else Vec::new()),
    }
}

/// What a deletion did, in a sentence: what went beside the item itself is told.
fn in_words(name: &str, kind: Kind, changes: &[Change]) -> String {
    let mut accounts = 0;
    let mut counts: BTreeMap<(bool, Kind), usize> = BTreeMap::new();
    for change in changes {
        if let Change::Event(ListChange::Replace { before, after, .. }) = change {
            let count = |event: &crate::dataset::Event| event.by_hand.accounts.len();
            accounts += count(before) - count(after);
        }
        let Some((touch, (of, _))) = change.item() else {
            continue;
        };
        let is_removed = touch == Touch::Removed;
        // Where it stood on the map, and what bookmarks show of it, is no part of what is told.
        if !matches!(of, Kind::Pin | Kind::Stand | Kind::Bookmark) || of == kind {
            *counts.entry((!is_removed, of)).or_default() += 1;
        }
    }
    // The item itself is told by its name.
    if let Some(own) = counts.get_mut(&(false, kind)) {
        *own -= 1;
    }
    let told = |is_changed: bool| {
        let counts = counts
            .iter()
            .filter(move |((of, _), n)| *of == is_changed && **n > 0);
        counts.map(|((_, of), n)| plural(*n, of.noun(), of.key()))
    };
    let mut with: Vec<String> = told(false).collect();
    if accounts > 0 {
        with.push(plural(accounts, "account", "accounts"));
    }
    let its = if kind == Kind::Event { "links" } else { "part" };
    let mut parts: Vec<String> = told(true).collect();
    if let Some(first) = parts.first_mut() {
        *first = format!("its {its} in {first}");
    }
    with.append(&mut parts);
    match with.as_slice() {
        [] => format!("Deleted “{name}”."),
        [one] => format!("Deleted “{name}” and {one}."),
        [first @ .., last] => format!("Deleted “{name}”, {} and {last}.", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::check::check;
    use crate::dataset::{
        Account, Actor, Bookmark, Event, Filter, Matching, Note, Participant, Pin, Relation, Stand,
    };
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
        for item in [(Kind::Event, Handle(0)), (Kind::Actor, Handle(1))] {
            let edit = deletion(&dataset, item).unwrap().edit;
            assert!(dataset.after(&edit).is_ok(), "{item:?}");
        }
    }

    #[test]
    fn deleting_leaves_nothing_that_points_nowhere_and_can_be_undone() {
        let before = dataset();
        let edit = deletion(&before, (Kind::Actor, Handle(0))).unwrap().edit;
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

        let edit = deletion(&before, (Kind::Event, Handle(0))).unwrap().edit;
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
        let items = Kind::ALL.into_iter().flat_map(|kind| {
            let handles: Vec<Handle> = of_kind!(kind, T => {
                T::list(&before).entries().map(|(handle, _)| handle).collect()
            }, else Vec::new());
            handles.into_iter().map(move |handle| (kind, handle))
        });
        for item in items.collect::<Vec<_>>() {
            let edit = deletion(&before, item).unwrap().edit;
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
        assert!(is_alone(&with, (Kind::Actor, handle)));
        let edit = deletion(&with, (Kind::Actor, handle)).unwrap().edit;
        assert_eq!(with.after(&edit).unwrap(), before);
        let pin = Pin {
            actor: "new".into(),
            at: [0.0, 0.0],
        };
        with = with.after(&Edit::append("", &with, pin)).unwrap();
        assert!(!is_alone(&with, (Kind::Actor, handle)));
    }

    /// An account that says nobody took part does not say that all of the event did.
    #[test]
    fn an_account_without_participants_stays_one() {
        let account = |participants: &[&str]| Account {
            by_actor: Some("c".into()),
            participants: Some(
                participants
                    .iter()
                    .map(|id| Participant {
                        actor: (*id).into(),
                        ..Participant::default()
                    })
                    .collect(),
            ),
            ..Account::default()
        };
        let before = dataset();
        let edit = Edit::put("", &before, Handle(0), |e: &mut Event| {
            e.by_hand.make_mut().accounts = vec![account(&[]), account(&["a"])];
        });
        let before = before.after(&edit.unwrap()).unwrap();
        let edit = deletion(&before, (Kind::Actor, Handle(0))).unwrap().edit;
        let after = before.after(&edit).unwrap();
        let event = after.events.iter().next().unwrap();
        for account in &event.by_hand.accounts {
            assert_eq!(account.participants.as_deref(), Some(&[][..]));
            assert_eq!((&account.place, &account.leads_to), (&None, &None));
        }
    }

    #[test]
    fn what_goes_too_is_told() {
        let before = dataset();
        let deleted = deletion(&before, (Kind::Actor, Handle(0))).unwrap();
        assert_eq!(
            deleted.told,
            "Deleted “a”, 2 relations and its part in 1 event."
        );
        let deleted = deletion(&before, (Kind::Relation, Handle(0))).unwrap();
        assert_eq!(deleted.told, "Deleted “a and b”.");
    }
}
