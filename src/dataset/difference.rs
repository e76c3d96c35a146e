//! What makes one dataset another, as an edit.

use super::edit::{Change, Edit, ListChange, Listed};
use super::list::Handle;
use super::{
    Actor, Bookmark, Category, Dataset, Event, Group, Period, Pin, Relation, Source, Stand,
};
use std::collections::HashSet;

impl Edit {
    /// The edit that makes `before` into `after`. Items are the same where their handles are: both
    /// must come from one opened dataset.
    pub fn between(name: impl Into<String>, before: &Dataset, after: &Dataset) -> Self {
        let heading = (before.metadata != after.metadata).then(|| Change::Metadata {
            before: Box::new(before.metadata.clone()),
            after: Box::new(after.metadata.clone()),
        });
        let mut changes: Vec<Change> = heading.into_iter().collect();
        list::<Source>(before, after, &mut changes);
        list::<Group>(before, after, &mut changes);
        list::<Actor>(before, after, &mut changes);
        list::<Category>(before, after, &mut changes);
        list::<Event>(before, after, &mut changes);
        list::<Relation>(before, after, &mut changes);
        list::<Period>(before, after, &mut changes);
        list::<Bookmark>(before, after, &mut changes);
        list::<Pin>(before, after, &mut changes);
        list::<Stand>(before, after, &mut changes);
        Self {
            name: name.into(),
            changes,
        }
    }
}

/// What is gone, from the end; what has new values; then from the start what is new or stands
/// elsewhere.
fn list<T: Listed>(before: &Dataset, after: &Dataset, changes: &mut Vec<Change>) {
    let (old, new) = (T::list(before), T::list(after));
    if old.is_same(new) {
        return;
    }
    let stays: HashSet<Handle> = new.entries().map(|(handle, _)| handle).collect();
    let mut order: Vec<Handle> = old.entries().map(|(handle, _)| handle).collect();
    for at in (0..order.len()).rev() {
        if let Some((handle, item)) = old.at(at)
            && !stays.contains(&handle)
        {
            order.remove(at);
            let item = Box::new(item.clone());
            changes.push(T::change(ListChange::Remove { handle, at, item }));
        }
    }
    for (handle, item) in new.entries() {
        if let Some(was) = old.get(handle)
            && was != item
        {
            changes.push(T::change(ListChange::Replace {
                handle,
                before: Box::new(was.clone()),
                after: Box::new(item.clone()),
            }));
        }
    }
    for (to, (handle, item)) in new.entries().enumerate() {
        if order.get(to) == Some(&handle) {
            continue;
        }
        let rest = order.iter().skip(to);
        let from = rest.clone().position(|h| *h == handle).map(|n| to + n);
        let change = match from {
            Some(from) => {
                order.remove(from);
                ListChange::Move { handle, from, to }
            }
            None => ListChange::Insert {
                handle,
                at: to,
                item: Box::new(item.clone()),
            },
        };
        order.insert(to, handle);
        changes.push(T::change(change));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Id;
    use proptest::prelude::*;

    fn step(dataset: &Dataset, kind: u8, at: usize, n: usize) -> Option<Edit> {
        let len = dataset.events.len();
        let handle = dataset.events.at(at % len.max(1)).map(|(handle, _)| handle);
        match kind {
            0 => Edit::put("Rename", dataset, handle?, |e: &mut Event| {
                e.title = format!("renamed {n}").into();
            }),
            1 => Edit::remove::<Event>("Delete", dataset, handle?),
            2 => Some(Edit {
                name: "Move".into(),
                changes: vec![Change::Event(ListChange::Move {
                    handle: handle?,
                    from: at % len,
                    to: n % len,
                })],
            }),
            _ => {
                let event = Event::titled(Id::new(&n.to_string()), "new");
                Some(Edit::append("Add", dataset, event))
            }
        }
    }

    proptest! {
        #[test]
        fn leads_from_one_to_the_other(steps in prop::collection::vec((0u8..4, 0usize..50), 0..40), cut in 0usize..40) {
            let event = |n: usize| Event::titled(Id::new(&n.to_string()), "old");
            let mut seen = vec![Dataset {
                events: (0..10).map(event).collect(),
                ..Dataset::default()
            }];
            for (n, (kind, at)) in steps.into_iter().enumerate() {
                let last = seen.last().unwrap();
                if let Some(edit) = step(last, kind, at, n) {
                    seen.push(last.after(&edit).unwrap());
                }
            }
            let (before, after) = (&seen[cut.min(seen.len() - 1)], seen.last().unwrap());
            let edit = Edit::between("All", before, after);
            let reached = before.after(&edit).unwrap();
            prop_assert!(reached.events.entries().eq(after.events.entries()));
            prop_assert_eq!(&reached.after(&edit.inverse()).unwrap(), before);
        }
    }

    #[test]
    fn nothing_between_a_dataset_and_itself() {
        let mut dataset = Dataset::default();
        assert_eq!(Edit::between("None", &dataset, &dataset).changes, []);
        let before = dataset.clone();
        dataset.metadata.title = "Talks".into();
        assert_eq!(Edit::between("Title", &before, &dataset).changes.len(), 1);
    }
}
