//! Who is of a group, and what joins a group to others.

use crate::analysis::{Bits, Index, Place};
use crate::dataset::{Dataset, Handle, Id};
use std::collections::HashMap;

/// The groups of a dataset, each with what it is a part of.
pub(crate) struct Parts {
    /// The place of the group that each group is a part of.
    parents: Vec<Option<usize>>,
}

impl Parts {
    pub(crate) fn new(dataset: &Dataset) -> Self {
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
    pub(crate) fn lineage(&self, group: usize) -> impl Iterator<Item = usize> {
        let parent = |group: &usize| self.parents.get(*group).copied().flatten();
        std::iter::successors(Some(group), parent).take(self.parents.len())
    }
}

/// Who is of a group, or of one of its parts.
pub(crate) fn members(dataset: &Dataset, index: &Index, group: Handle) -> Bits {
    let wanted = dataset.groups.place(group);
    let parts = Parts::new(dataset);
    let is_of = |group: usize| parts.lineage(group).any(|part| Some(part) == wanted);
    let is_of: Vec<bool> = (0..parts.parents.len()).map(is_of).collect();
    let group_of = &index.group_of;
    Bits::of(index.actor_count(), |actor| {
        let group = group_of.get(actor).and_then(|g| is_of.get(*g as usize));
        group.copied().unwrap_or(false)
    })
}

/// Whether an actor is among some.
pub(crate) fn has(members: &Bits, actor: Place) -> bool {
    members.has(actor as usize)
}
