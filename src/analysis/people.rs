//! Which actors and groups a filter is about, and how many of them have to act.

use super::index::{Index, RelationRow};
use super::place::{NOWHERE, Place, Row};
use crate::dataset::{Matching, Role};

/// The chosen actors and groups, and how many of them have to act.
pub(super) struct People<'a> {
    pub(super) actors: &'a [Place],
    pub(super) groups: &'a [Place],
    pub(super) matching: Matching,
    /// Whether somebody was asked for who is not there.
    pub(super) has_unknown: bool,
}

impl People<'_> {
    /// Whether an actor is chosen, or somebody of a chosen group.
    pub(super) fn has(&self, index: &Index, actor: Place) -> bool {
        self.actors.contains(&actor) || self.groups.contains(&group(index, actor))
    }

    /// Whether an event passes.
    pub(super) fn pass(&self, index: &Index, row: Row) -> bool {
        let all = || index.participants(row);
        match self.matching {
            Matching::Any => all().any(|(actor, role)| {
                is_part(role) && self.actors.contains(&actor)
                    || acts(role) && self.groups.contains(&group(index, actor))
            }),
            Matching::All => {
                let is_in = |chosen: &Place| all().any(|(a, r)| a == *chosen && is_part(r));
                let has_acting =
                    |chosen: &Place| all().any(|(a, r)| group(index, a) == *chosen && acts(r));
                !self.has_unknown
                    && self.actors.iter().all(is_in)
                    && self.groups.iter().all(has_acting)
            }
            Matching::Between => {
                let [first, second] = self.two_inside(index, row);
                first.and(second).is_some()
            }
        }
    }

    /// Two different ones of the chosen who act in an event, as far as there are.
    fn two_inside(&self, index: &Index, row: Row) -> [Option<Place>; 2] {
        let mut acting = acting(index, row).filter(|actor| self.has(index, *actor));
        let first = acting.next();
        [first, acting.find(|actor| Some(*actor) != first)]
    }

    /// Calls for each actor, or each group, that an event has and with which, were it chosen too,
    /// the event would pass. The same may come twice.
    pub(super) fn values(
        &self,
        is_of_groups: bool,
        index: &Index,
        row: Row,
        mut each: impl FnMut(Place),
    ) {
        let value = |actor| {
            if is_of_groups {
                group(index, actor)
            } else {
                actor
            }
        };
        match self.matching {
            Matching::All if !self.pass(index, row) => {}
            Matching::Any | Matching::All => {
                let roles: fn(Role) -> bool = if is_of_groups { acts } else { is_part };
                let all = index.participants(row).filter(|(_, role)| roles(*role));
                all.for_each(|(actor, _)| each(value(actor)));
            }
            Matching::Between => {
                let inside = self.two_inside(index, row);
                for actor in acting(index, row) {
                    let is_other = |other: &Place| *other != actor;
                    let is_same = |other| group(index, other) == group(index, actor);
                    let has_other = inside.iter().flatten().any(is_other)
                        || is_of_groups
                            && acting(index, row).any(|other| is_other(&other) && is_same(other));
                    if has_other {
                        each(value(actor));
                    }
                }
            }
        }
    }

    /// Whether a relation passes.
    pub(super) fn join(&self, index: &Index, relation: &RelationRow) -> bool {
        let ends = [relation.from, relation.to];
        match self.matching {
            Matching::Any => ends.iter().any(|end| self.has(index, *end)),
            Matching::All => {
                let has = |chosen: &Place| ends.iter().any(|end| group(index, *end) == *chosen);
                !self.has_unknown
                    && self.actors.iter().all(|actor| ends.contains(actor))
                    && self.groups.iter().all(has)
            }
            Matching::Between => ends.iter().all(|end| self.has(index, *end)),
        }
    }
}

/// An actor's group.
fn group(index: &Index, actor: Place) -> Place {
    let group = index.group_of.get(actor as usize);
    group.copied().unwrap_or(NOWHERE)
}

/// Whoever acts in an event, is acted on or takes part.
fn acting(index: &Index, row: Row) -> impl Iterator<Item = Place> {
    let all = index.participants(row).filter(|(_, role)| acts(*role));
    all.map(|(actor, _)| actor)
}

const fn acts(role: Role) -> bool {
    match role {
        Role::From | Role::To | Role::Participant => true,
        Role::Mentioned | Role::Absent => false,
    }
}

/// Being left out is a part of one's own story, though not of one's group's.
const fn is_part(role: Role) -> bool {
    match role {
        Role::From | Role::To | Role::Participant | Role::Absent => true,
        Role::Mentioned => false,
    }
}
