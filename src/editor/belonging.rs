//! What belongs to a selection, for every kind of selection: its events, relations, ties and
//! actors. Lists, highlights, counts and exports all ask here.

use super::derived::TieSet;
use super::groups;
use super::selection::Selection;
use crate::analysis::index::RelationRow;
use crate::analysis::place::NOWHERE;
use crate::analysis::tone::Way;
use crate::analysis::{Bits, Place, Row, Sign, Tie, TieKey};
use crate::dataset::date::Date;
use crate::dataset::{Citation, Handle, Status};
use crate::map::tie_key;
use crate::scene::{End, Key};
use std::collections::BTreeSet;

/// Most things that are shown as belonging to another.
const MOST_RELATED: usize = 5_000;

impl TieSet {
    /// The rows of all its events, rising: of a tie or a pair those that join its actors in the
    /// window, of a relation its evidence, of anything else those of the whole dataset.
    pub(crate) fn events_of(&self, selection: Selection) -> Vec<Row> {
        let (dataset, index) = (&self.indexed().dataset, &self.indexed().index);
        let mut rows: Vec<Row> = match selection {
            Selection::Event(handle) => index.row(handle).into_iter().collect(),
            Selection::Actor(handle) => index
                .actor(handle)
                .map_or_else(Vec::new, |actor| self.where_actor(|place| place == actor)),
            Selection::Group(handle) => {
                let members = self.members(handle);
                self.where_actor(|place| groups::has(&members, place))
            }
            Selection::Tie(..) | Selection::Pair(..) | Selection::Blocs(..) => {
                let ties = self.joining(selection).into_iter();
                ties.flat_map(|tie| tie.events.iter().copied()).collect()
            }
            Selection::Relation(handle) => {
                let relation = self.relation(handle);
                relation.map_or_else(Vec::new, |relation| relation.evidence.clone())
            }
            Selection::Source(handle) => {
                let Some(source) = dataset.sources.get(handle) else {
                    return Vec::new();
                };
                let events = (0..).zip(dataset.events.iter());
                let citing = events.filter(|(_, event)| event.cites(&source.id));
                citing.map(|(row, _)| row).collect()
            }
            Selection::Category(handle) => {
                let own = dataset.categories.place(handle);
                self.where_event(|row| {
                    let place = index.category.get(row as usize).copied();
                    place.is_some_and(|place| own == Some(place as usize))
                })
            }
            Selection::Period(handle) => {
                let period = dataset.periods.get(handle);
                let date = period.and_then(|period| Date::parse(period.when.as_deref()?).ok());
                let range = date.and_then(|date| index.range(&date, index.zones()));
                self.where_event(|row| {
                    range.is_some() && index.anchor(row).is_some() && index.is_alive(row, range)
                })
            }
            Selection::Bookmark(_) => Vec::new(),
        };
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// Those of its events that pass the filter.
    pub(crate) fn passing_events_of(&self, selection: Selection) -> Vec<Row> {
        let mut rows = self.events_of(selection);
        if !matches!(selection, Selection::Event(_) | Selection::Relation(_)) {
            rows.retain(|row| self.filtered.passing.has(*row as usize));
        }
        rows
    }

    /// Its relations, by their place in the index, rising.
    pub(crate) fn relations_of(&self, selection: Selection) -> Vec<u32> {
        let dataset = &self.indexed().dataset;
        let mut all: Vec<u32> = match selection {
            Selection::Tie(..) | Selection::Pair(..) | Selection::Blocs(..) => {
                let ties = self.joining(selection).into_iter();
                ties.flat_map(|tie| tie.relations.iter().copied()).collect()
            }
            Selection::Source(handle) => {
                let Some(source) = dataset.sources.get(handle) else {
                    return Vec::new();
                };
                let cites =
                    |citations: &[Citation]| citations.iter().any(|c| c.source == source.id);
                let relations = (0..).zip(dataset.relations.iter());
                let citing = relations.filter(|(_, relation)| cites(&relation.citations));
                citing.map(|(n, _)| n).collect()
            }
            _ => Vec::new(),
        };
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The ties that it gives or has; `events` are its rows, rising.
    fn ties_of(&self, selection: Selection, events: &[Row]) -> Vec<&Tie> {
        let all = || self.ties.ties.iter();
        let has_event = |tie: &&Tie| {
            let mut rows = tie.events.iter();
            rows.any(|row| events.binary_search(row).is_ok())
        };
        match selection {
            Selection::Event(_) | Selection::Category(_) | Selection::Period(_) => {
                all().filter(has_event).collect()
            }
            Selection::Bookmark(_) => Vec::new(),
            Selection::Actor(handle) => {
                let actor = self.indexed().index.actor(handle).into_iter();
                actor.flat_map(|actor| self.ties.of(actor)).collect()
            }
            Selection::Tie(..) | Selection::Pair(..) | Selection::Blocs(..) => {
                self.joining(selection)
            }
            Selection::Group(handle) => {
                let members = self.members(handle);
                let ends = |tie: &&Tie| [tie.key.from, tie.key.to];
                let is_own = |tie: &&Tie| ends(tie).iter().any(|end| groups::has(&members, *end));
                all().filter(is_own).collect()
            }
            Selection::Relation(handle) => {
                let key = self
                    .relation(handle)
                    .map(|r| TieKey::new(r.from, r.to, !r.directed));
                key.and_then(|key| self.ties.get(key)).into_iter().collect()
            }
            Selection::Source(_) => {
                let relations = self.relations_of(selection);
                let cites = |n: &u32| relations.binary_search(n).is_ok();
                let is_behind = |tie: &&Tie| has_event(tie) || tie.relations.iter().any(cites);
                all().filter(is_behind).collect()
            }
        }
    }

    /// Its actors besides those that its ties join.
    fn actors_of(&self, selection: Selection) -> Vec<Place> {
        let index = &self.indexed().index;
        match selection {
            Selection::Event(handle) => {
                let row = index.row(handle).into_iter();
                let its = row.flat_map(|row| index.participants(row));
                its.map(|(actor, _)| actor).collect()
            }
            Selection::Tie(a, b) | Selection::Pair(a, b) => {
                [a, b].into_iter().filter_map(|h| index.actor(h)).collect()
            }
            Selection::Relation(handle) => self
                .relation(handle)
                .map_or_else(Vec::new, |r| vec![r.from, r.to]),
            Selection::Group(handle) => {
                let members = self.members(handle);
                members
                    .iter()
                    .filter_map(|n| Place::try_from(n).ok())
                    .collect()
            }
            Selection::Actor(_)
            | Selection::Blocs(..)
            | Selection::Source(_)
            | Selection::Category(_)
            | Selection::Period(_)
            | Selection::Bookmark(_) => Vec::new(),
        }
    }

    /// What stands out with it in the views: its events, its ties, and their actors.
    pub fn related(&self, selection: Selection) -> BTreeSet<Key> {
        let index = &self.indexed().index;
        let rows = self.passing_events_of(selection);
        let ties = self.ties_of(selection, &rows);
        let ends = ties.iter().flat_map(|tie| [tie.key.from, tie.key.to]);
        let actors = self.actors_of(selection).into_iter().chain(ends);
        let actors = actors.filter_map(|place| index.actor_handles.get(place as usize));
        let events = rows.iter().filter_map(|row| index.handle(*row));
        let mut all: BTreeSet<Key> = events
            .map(|event| Key::Event(event.0))
            .take(MOST_RELATED)
            .collect();
        all.extend(actors.map(|actor| Key::Actor(actor.0)));
        all.extend(ties.iter().filter_map(|tie| tie_key(index, tie.key)));
        if let Selection::Blocs(a, b) = selection {
            all.insert(Key::Bloc(b, a));
        }
        if let Some(own) = selection.key() {
            all.remove(&own);
        }
        all
    }

    /// The ties that a selected tie or pair stands for, or two blocs do.
    pub fn joining(&self, selection: Selection) -> Vec<&Tie> {
        let index = &self.indexed().index;
        if let Selection::Blocs(a, b) = selection {
            let [a, b] = [a, b].map(|end| self.of_end(end));
            let all = self.ties.ties.iter();
            return all
                .filter(|tie| goes(tie, &a, &b) || goes(tie, &b, &a))
                .collect();
        }
        let ends = selection.ends();
        let ends = ends.and_then(|(a, b)| Some((index.actor(a)?, index.actor(b)?)));
        let Some((from, to)) = ends else {
            return Vec::new();
        };
        match selection {
            Selection::Tie(..) => self
                .ties
                .get(TieKey::new(from, to, false))
                .into_iter()
                .collect(),
            _ => self.ties.between(from, to).collect(),
        }
    }

    /// How many hostile, neutral and friendly parts what one bloc does to another has, each counted once
    /// and none that is denied, as on the arrow; what they do together goes both ways. `is_back`: what the
    /// second does to the first too.
    pub(crate) fn sides_between(&self, [a, b]: [End; 2], is_back: bool) -> [(Sign, usize); 3] {
        let index = &self.indexed().index;
        let [from, to] = [a, b].map(|end| self.of_end(end));
        let is_own = |tie: &&Tie| {
            goes(tie, &from, &to) || (is_back || tie.key.is_mutual) && goes(tie, &to, &from)
        };
        let ties = self.ties.ties.iter().filter(is_own);
        let (mut rows, mut relations) = (BTreeSet::<Row>::new(), BTreeSet::<u32>::new());
        for tie in ties {
            rows.extend(tie.events.iter().copied());
            relations.extend(tie.relations.iter().copied());
        }
        let events = rows.into_iter().filter_map(|row| {
            let at = row as usize;
            Some((*index.status.get(at)?, *index.tone.get(at)?))
        });
        let relations = relations.into_iter().filter_map(|n| {
            let relation = index.relations.get(n as usize)?;
            Some((relation.status, relation.tone))
        });
        let parts = events.chain(relations);
        let parts = parts.filter(|(status, _)| *status != Status::Denied);
        let signs: Vec<Sign> = parts
            .map(|(_, tone)| Sign::of((!tone.is_nan()).then_some(tone)))
            .collect();
        [Sign::Hostile, Sign::Neutral, Sign::Friendly]
            .map(|sign| (sign, signs.iter().filter(|own| **own == sign).count()))
    }

    /// Who is at an end of an arrow between blocs.
    fn of_end(&self, end: End) -> Bits {
        let index = &self.indexed().index;
        match end {
            End::Actor(actor) => {
                let actor = index.actor(Handle(actor)).map(|place| place as usize);
                Bits::of(index.actor_count(), |n| Some(n) == actor)
            }
            End::Bloc(Key::NO_GROUP) => {
                let group_of = |n: usize| index.group_of.get(n).copied();
                Bits::of(index.actor_count(), |n| group_of(n) == Some(NOWHERE))
            }
            End::Bloc(group) => self.members(Handle(group)),
        }
    }

    /// Which way each event of a selected pair goes: from the first to the second, back, or both.
    pub fn way(&self, selection: Selection, row: Row) -> Way {
        let Some((first, _)) = selection.ends() else {
            return Way::Both;
        };
        let first = self.indexed().index.actor(first);
        let has = |is_forth: bool| {
            let ties = self.joining(selection).into_iter();
            let mut ties =
                ties.filter(|t| !t.key.is_mutual && (Some(t.key.from) == first) == is_forth);
            ties.any(|t| t.events.binary_search(&row).is_ok())
        };
        match (has(true), has(false)) {
            (true, false) => Way::Forth,
            (false, true) => Way::Back,
            _ => Way::Both,
        }
    }

    fn where_event(&self, is_so: impl Fn(Row) -> bool) -> Vec<Row> {
        let all = 0..Row::try_from(self.indexed().index.len()).unwrap_or(Row::MAX);
        all.filter(|row| is_so(*row)).collect()
    }

    fn where_actor(&self, is_so: impl Fn(Place) -> bool) -> Vec<Row> {
        let index = &self.indexed().index;
        self.where_event(|row| index.participants(row).any(|(place, _)| is_so(place)))
    }

    fn members(&self, group: Handle) -> Bits {
        groups::members(&self.indexed().dataset, &self.indexed().index, group)
    }

    fn relation(&self, handle: Handle) -> Option<&RelationRow> {
        let relations = &self.indexed().index.relations;
        relations.iter().find(|relation| relation.handle == handle)
    }
}

/// Whether a tie goes from one of some to one of others.
fn goes(tie: &Tie, from: &Bits, to: &Bits) -> bool {
    groups::has(from, tie.key.from) && groups::has(to, tie.key.to)
}

#[cfg(test)]
mod tests {
    use super::super::derived::{indexed, passed, tied};
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::{Filter, Id};
    use crate::files;
    use std::path::Path;
    use std::sync::Arc;

    #[test]
    fn a_relation_and_a_source_stand_out_in_both_views() {
        let bytes = super::super::document::SAMPLE.as_bytes().to_vec();
        let opened = files::open(bytes, Path::new("a.detente"), TO_THE_END);
        let dataset = opened.unwrap().dataset;
        let read = indexed((1, 0), dataset.clone(), None, TO_THE_END).unwrap();
        let passed = passed(Arc::new(read), &Filter::default(), TO_THE_END).unwrap();
        let tied = tied(Arc::new(passed), None, TO_THE_END).unwrap();
        let all = dataset.relations.entries();
        let (handle, relation) = all.max_by_key(|(_, r)| r.evidence.len()).unwrap();
        let keys = tied.related(Selection::Relation(handle));
        let actor = |id| dataset.actors.find(id).unwrap().0.0;
        let (from, to) = (actor(&relation.from), actor(&relation.to));
        let tie = match relation.directed {
            true => Key::Tie(from, to),
            false => Key::Mutual(from.min(to), from.max(to)),
        };
        let mut expected: BTreeSet<Key> = [Key::Actor(from), Key::Actor(to), tie].into();
        let event = |id: &Id| Key::Event(dataset.events.find(id).unwrap().0.0);
        expected.extend(relation.evidence.iter().map(event));
        assert_eq!(keys, expected);
        let (source, _) = dataset.sources.find(&relation.citations[0].source).unwrap();
        let keys = tied.related(Selection::Source(source));
        for kind in [
            |key: &Key| matches!(key, Key::Event(_)),
            |key: &Key| matches!(key, Key::Actor(_)),
            |key: &Key| matches!(key, Key::Tie(..) | Key::Mutual(..)),
        ] {
            assert!(keys.iter().any(kind), "{keys:?}");
        }
    }
}
