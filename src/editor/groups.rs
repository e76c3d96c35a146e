//! Who is of a group, and what joins a group to others.

use super::answers::{Indexed, Tied};
use crate::analysis::{Bits, Place, Tie};
use crate::dataset::{Dataset, Handle, Id};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// The groups of a dataset, each with what it is a part of.
struct Parts {
    /// The place of the group that each group is a part of.
    parents: Vec<Option<usize>>,
}

impl Parts {
    fn new(dataset: &Dataset) -> Self {
        let mut places: HashMap<&Id, usize> = HashMap::new();
        for (n, group) in dataset.groups.iter().enumerate() {
            places.entry(&group.id).or_insert(n);
        }
        let groups = dataset.groups.iter();
        let parents = groups.map(|group| places.get(group.parent.as_ref()?).copied());
        Self {
            parents: parents.collect(),
        }
    }

    /// A group and all that it is a part of, from the inside out; groups that are parts of each other
    /// come to an end too.
    fn lineage(&self, group: usize) -> impl Iterator<Item = usize> {
        let parent = |group: &usize| self.parents.get(*group).copied().flatten();
        std::iter::successors(Some(group), parent).take(self.parents.len())
    }
}

/// Who is of a group, or of one of its parts.
pub(crate) fn members(indexed: &Indexed, group: Handle) -> Bits {
    let wanted = indexed.dataset.groups.place(group);
    let parts = Parts::new(&indexed.dataset);
    let is_of = |group: usize| parts.lineage(group).any(|part| Some(part) == wanted);
    let is_of: Vec<bool> = (0..parts.parents.len()).map(is_of).collect();
    let group_of = &indexed.index.group_of;
    Bits::of(indexed.index.actor_count(), |actor| {
        let group = group_of.get(actor).and_then(|g| is_of.get(*g as usize));
        group.copied().unwrap_or(false)
    })
}

/// Whether an actor is among some.
pub(crate) fn has(members: &Bits, actor: Place) -> bool {
    members.has(actor as usize)
}

/// What is told of a group.
pub(crate) struct OfGroup {
    /// Its actors and those of its parts, whoever takes part most first.
    pub actors: Vec<Place>,
    /// How many ties join two of them.
    pub within: usize,
    /// How many join them to each other outermost group, the most first; none: to who is in no group.
    pub others: Vec<(Option<Handle>, usize)>,
}

impl OfGroup {
    /// In a window.
    pub(crate) fn new(tied: &Tied, group: Handle) -> Self {
        let indexed = &*tied.of.of;
        let members = members(indexed, group);
        let mut actors: Vec<Place> = members
            .iter()
            .filter_map(|actor| Place::try_from(actor).ok())
            .collect();
        let part = |actor: &Place| tied.ties.part.get(*actor as usize).copied();
        actors.sort_by_key(|actor| (Reverse(part(actor)), *actor));
        let parts = Parts::new(&indexed.dataset);
        let outermost = |actor: Place| {
            let group = *indexed.index.group_of.get(actor as usize)?;
            let last = parts.lineage(group as usize).last()?;
            let (handle, _) = indexed.dataset.groups.at(last)?;
            Some(handle)
        };
        let mut within = 0;
        let mut others: BTreeMap<Option<Handle>, usize> = BTreeMap::new();
        let counts = |tie: &&Tie| tie.weight > 0;
        for tie in tied.ties.ties.iter().filter(counts) {
            let (from, to) = (tie.key.from, tie.key.to);
            match (has(&members, from), has(&members, to)) {
                (true, true) => within += 1,
                (true, false) => *others.entry(outermost(to)).or_default() += 1,
                (false, true) => *others.entry(outermost(from)).or_default() += 1,
                (false, false) => {}
            }
        }
        let mut others: Vec<(Option<Handle>, usize)> = others.into_iter().collect();
        others.sort_by_key(|(group, count)| (Reverse(*count), *group));
        Self {
            actors,
            within,
            others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::answers::{indexed, passed, tied};
    use super::super::related::related;
    use super::super::state::Selection;
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::{Actor, Filter, Group, Relation};
    use crate::scene::Key;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    /// Two groups, the first with a part, and somebody in none.
    fn dataset() -> Dataset {
        let group = |id: &str, parent: Option<&str>| Group {
            id: id.into(),
            parent: parent.map(Id::new),
            ..Group::default()
        };
        let actor = |id: &str, group: Option<&str>| Actor {
            id: id.into(),
            group: group.map(Id::new),
            ..Actor::default()
        };
        let relation = |id: &str, from: &str, to: &str| Relation {
            id: id.into(),
            from: from.into(),
            to: to.into(),
            ..Relation::default()
        };
        let groups = [
            group("west", None),
            group("europe", Some("west")),
            group("east", None),
        ];
        let actors = [
            actor("us", Some("west")),
            actor("eu", Some("europe")),
            actor("ru", Some("east")),
            actor("icc", None),
        ];
        let relations = [
            relation("1", "us", "eu"),
            relation("2", "us", "ru"),
            relation("3", "ru", "eu"),
            relation("4", "icc", "ru"),
            relation("5", "icc", "eu"),
        ];
        Dataset {
            groups: groups.into_iter().collect(),
            actors: actors.into_iter().collect(),
            relations: relations.into_iter().collect(),
            ..Dataset::default()
        }
    }

    fn all_tied() -> Tied {
        let read = indexed((1, 0), dataset(), TO_THE_END).unwrap();
        let passed = passed(Arc::new(read), &Filter::default(), TO_THE_END).unwrap();
        tied(Arc::new(passed), None, TO_THE_END).unwrap()
    }

    #[test]
    fn a_group_has_the_actors_of_its_parts() {
        let tied = all_tied();
        let of = |group: u32| OfGroup::new(&tied, Handle(group));
        let west = of(0);
        assert_eq!((west.actors, west.within), (vec![0, 1], 1));
        assert_eq!(west.others, [(Some(Handle(2)), 2), (None, 1)]);
        let europe = of(1);
        assert_eq!((europe.actors, europe.within), (vec![1], 0));
        // Its own whole is another outermost group.
        let expected = [(None, 1), (Some(Handle(0)), 1), (Some(Handle(2)), 1)];
        assert_eq!(europe.others, expected);
        assert!(of(9).actors.is_empty(), "no such group");
    }

    #[test]
    fn to_a_group_belong_its_actors_all_their_ties_and_whom_they_join() {
        let keys = related(&all_tied(), Selection::Group(Handle(0)));
        let expected: BTreeSet<Key> = [
            Key::Actor(0),
            Key::Actor(1),
            Key::Actor(2),
            Key::Actor(3),
            Key::Tie(0, 1),
            Key::Tie(0, 2),
            Key::Tie(2, 1),
            Key::Tie(3, 1),
        ]
        .into();
        assert_eq!(keys, expected);
    }
}
