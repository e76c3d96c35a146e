//! What belongs to what is selected: which events, ties and actors stand out with it.

use super::answers::{Indexed, TieSet};
use super::groups;
use super::selection::Selection;
use crate::analysis::{Place, Row, Tie, TieKey};
use crate::map::tie_key;
use crate::scene::Key;
use std::collections::BTreeSet;

/// Most things that are shown as belonging to another.
const MOST_RELATED: usize = 5_000;

/// What belongs to what is selected in the views: its events, the ties that it gives or has, and
/// their actors.
pub fn related(tied: &TieSet, selection: Selection) -> BTreeSet<Key> {
    let index = &tied.of.of.index;
    let rows = tied.rows(selection);
    let events = rows.iter().filter_map(|row| index.handle(*row));
    let events = events.map(|handle| Key::Event(handle.0));
    let ties = tied.behind(selection, &rows);
    let mut actors: Vec<Place> = ties.iter().flat_map(|t| [t.key.from, t.key.to]).collect();
    match selection {
        Selection::Event(_) => {
            let its = rows.iter().flat_map(|row| index.participants(*row));
            actors.extend(its.map(|(actor, _)| actor));
        }
        Selection::Tie(a, b) | Selection::Pair(a, b) => {
            actors.extend([a, b].into_iter().filter_map(|h| index.actor(h)));
        }
        Selection::Relation(handle) => {
            let relation = index.relations.iter().filter(|r| r.handle == handle);
            actors.extend(relation.flat_map(|r| [r.from, r.to]));
        }
        Selection::Group(handle) => {
            let members = groups::members(&tied.of.of.dataset, &tied.of.of.index, handle);
            actors.extend(members.iter().filter_map(|n| Place::try_from(n).ok()));
        }
        Selection::Actor(_)
        | Selection::Source(_)
        | Selection::Category(_)
        | Selection::Period(_)
        | Selection::Bookmark(_) => {}
    }
    let actor = |place: Place| index.actor_handles.get(place as usize);
    let actors = actors.into_iter().filter_map(actor);
    let mut all: BTreeSet<Key> = events.take(MOST_RELATED).collect();
    all.extend(actors.map(|handle| Key::Actor(handle.0)));
    all.extend(ties.iter().filter_map(|tie| tie_key(index, tie.key)));
    if let Some(own) = selection.key() {
        all.remove(&own);
    }
    all
}

impl TieSet {
    /// The ties that what is selected gives or has; `rows` are its events, rising.
    fn behind(&self, selection: Selection, rows: &[Row]) -> Vec<&Tie> {
        let Indexed { index, dataset, .. } = &*self.of.of;
        let all = || self.ties.ties.iter();
        let has_event = |tie: &&Tie| {
            let mut events = tie.events.iter();
            events.any(|row| rows.binary_search(row).is_ok())
        };
        match selection {
            Selection::Event(_) | Selection::Category(_) | Selection::Period(_) => {
                all().filter(has_event).collect()
            }
            Selection::Bookmark(_) => Vec::new(),
            Selection::Actor(handle) => {
                let actor = index.actor(handle).into_iter();
                actor.flat_map(|actor| self.ties.of(actor)).collect()
            }
            Selection::Tie(..) | Selection::Pair(..) => self.joining(selection),
            Selection::Group(handle) => {
                let members = groups::members(&self.of.of.dataset, &self.of.of.index, handle);
                let ends = |tie: &&Tie| [tie.key.from, tie.key.to];
                let is_own = |tie: &&Tie| ends(tie).iter().any(|end| groups::has(&members, *end));
                all().filter(is_own).collect()
            }
            Selection::Relation(handle) => {
                let relation = index.relations.iter().filter(|r| r.handle == handle);
                let keys = relation.map(|r| TieKey::new(r.from, r.to, !r.directed));
                keys.filter_map(|key| self.ties.get(key)).collect()
            }
            Selection::Source(handle) => {
                let source = dataset.sources.get(handle).map(|source| &source.id);
                let cites = |n: &u32| {
                    let relation = dataset.relations.at(*n as usize);
                    let mut citations = relation.iter().flat_map(|(_, r)| &r.citations);
                    source.is_some_and(|source| citations.any(|c| c.source == *source))
                };
                let is_behind = |tie: &&Tie| has_event(tie) || tie.relations.iter().any(cites);
                all().filter(is_behind).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::answers::{indexed, passed, tied};
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
        let read = indexed((1, 0), dataset.clone(), TO_THE_END).unwrap();
        let passed = passed(Arc::new(read), &Filter::default(), TO_THE_END).unwrap();
        let tied = tied(Arc::new(passed), None, TO_THE_END).unwrap();
        let all = dataset.relations.entries();
        let (handle, relation) = all.max_by_key(|(_, r)| r.evidence.len()).unwrap();
        let keys = related(&tied, Selection::Relation(handle));
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
        let keys = related(&tied, Selection::Source(source));
        for kind in [
            |key: &Key| matches!(key, Key::Event(_)),
            |key: &Key| matches!(key, Key::Actor(_)),
            |key: &Key| matches!(key, Key::Tie(..) | Key::Mutual(..)),
        ] {
            assert!(keys.iter().any(kind), "{keys:?}");
        }
    }
}
