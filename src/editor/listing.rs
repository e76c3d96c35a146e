//! Which events, relations and sources belong to what is selected: gathered in the background for
//! each answer and selection, since a long list must not be looked through in every frame.

use super::derived::TieSet;
use super::groups::{Parts, has, members};
use super::named::Named;
use super::selection::Selection;
use crate::analysis::certainty::{Reason, SourceIndex};
use crate::analysis::tone::{self, Point};
use crate::analysis::{Index, Place, Row, Tie};
use crate::dataset::instant::Instant;
use crate::dataset::{Citation, Dataset, Handle, Id, Stance, Text};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Most locators of one source that are written out.
const LOCATORS: usize = 4;

/// What belongs to a selection.
pub(crate) struct Listing {
    /// What it was gathered from: its rows are of that.
    pub(crate) tied: Arc<TieSet>,
    /// What is selected.
    pub(crate) selection: Selection,
    /// The events, in order of time; undated ones last.
    pub(crate) events: Vec<Row>,
    /// The relations, by their place in the index.
    pub(crate) relations: Vec<u32>,
    /// The sources that they cite, in the order in which they come up.
    pub(crate) sources: Vec<Cited>,
    /// Each source's number, from 1.
    numbers: HashMap<Id, usize>,
    /// The year of all events, if it is one: dates then leave it out.
    pub(crate) year: Option<i64>,
    /// Events that belong too, but are filtered out or outside the window.
    pub(crate) hidden: usize,
    /// Events that name the selected one as what they follow from.
    pub(crate) before: Vec<Handle>,
    /// Events that are a part of the selected one.
    pub(crate) parts: Vec<Handle>,
    /// The tones of the events, in order of time; for actors and ties.
    pub(crate) tones: Vec<Point>,
    /// Why an event or a relation is as firm as it is.
    pub(crate) reason: Option<Reason>,
    /// Where the ids stand that the selected one names.
    pub(crate) named: Arc<Named>,
    /// What is told of a selected group.
    pub(crate) of_group: Option<OfGroup>,
}

/// A source, and where it says it.
#[derive(Clone, Debug)]
pub(crate) struct Cited {
    /// Which.
    pub handle: Handle,
    /// Where in it; the first few.
    pub locators: Vec<Text>,
    /// The best that a citation gives it.
    pub credibility: u8,
    /// Whether it speaks against.
    pub disputes: bool,
}

impl Listing {
    /// Gathers what belongs to a selection.
    pub(crate) fn new(tied: Arc<TieSet>, selection: Selection) -> Self {
        let (dataset, index) = (&tied.indexed().dataset, &tied.indexed().index);
        let mut events = match selection {
            // The page of an event shows itself, that of a group its actors.
            Selection::Event(_) | Selection::Group(_) => Vec::new(),
            Selection::Category(_) | Selection::Period(_) => tied.passing_events_of(selection),
            _ => tied.events_of(selection),
        };
        let all = events.len();
        if matches!(selection, Selection::Actor(_)) {
            let passing = &tied.filtered.passing;
            events.retain(|row| passing.has(*row as usize) && index.is_alive(*row, tied.window));
        }
        let hidden = all - events.len();
        events.sort_by_key(|row| index.anchor(*row).unwrap_or(Instant::MAX));
        let tones = match selection.ends().is_some() || matches!(selection, Selection::Actor(_)) {
            true => tone::over_time(index, &events, |row| tied.way(selection, row)),
            false => Vec::new(),
        };
        let mut listing = Self {
            selection,
            year: year(index, &events),
            relations: tied.relations_of(selection),
            events,
            sources: Vec::new(),
            numbers: HashMap::new(),
            hidden,
            before: Vec::new(),
            parts: Vec::new(),
            tones,
            reason: None,
            named: Arc::default(),
            of_group: None,
            tied: tied.clone(),
        };
        match selection {
            Selection::Event(h) => listing.take_event(dataset, h),
            Selection::Relation(h) => listing.take_relation(dataset, h),
            Selection::Source(h) => {
                let source = dataset.sources.get(h);
                let named = source.map(|source| Named::by_source(dataset, source));
                listing.named = Arc::new(named.unwrap_or_default());
            }
            Selection::Group(h) => listing.of_group = Some(OfGroup::new(&tied, h)),
            _ => {}
        }
        listing.number(dataset);
        listing
    }

    fn take_relation(&mut self, dataset: &Dataset, handle: Handle) {
        if let Some(relation) = dataset.relations.get(handle) {
            self.reason = Some(SourceIndex::new(dataset).reason_of_relation(relation));
            self.named = Arc::new(Named::by_relation(dataset, relation));
        }
    }

    fn take_event(&mut self, dataset: &Dataset, handle: Handle) {
        let Some(event) = dataset.events.get(handle) else {
            return;
        };
        self.reason = Some(SourceIndex::new(dataset).reason_of_event(event));
        self.named = Arc::new(Named::by_event(dataset, event));
        let id = &event.id;
        for (h, event) in dataset.events.entries() {
            if event.by_hand.leads_to.iter().any(|l| l.event == *id) {
                self.before.push(h);
            }
            if event.by_hand.parent.as_ref() == Some(id) {
                self.parts.push(h);
            }
        }
    }

    fn number(&mut self, dataset: &Dataset) {
        let mut handles: HashMap<&Id, Handle> = HashMap::new();
        for (handle, source) in dataset.sources.entries() {
            handles.entry(&source.id).or_insert(handle);
        }
        let events = self
            .events
            .iter()
            .filter_map(|row| dataset.events.at(*row as usize));
        let of_events = events.flat_map(|(_, e)| &e.citations);
        let relations = self
            .relations
            .iter()
            .filter_map(|row| dataset.relations.at(*row as usize));
        let of_relations = relations.flat_map(|(_, r)| &r.citations);
        let mut sources: Vec<Cited> = Vec::new();
        let mut numbers: HashMap<Id, usize> = HashMap::new();
        for citation in of_events.chain(of_relations) {
            let Some(handle) = handles.get(&citation.source) else {
                continue;
            };
            let number = *numbers.entry(citation.source.clone()).or_insert_with(|| {
                sources.push(Cited {
                    handle: *handle,
                    locators: Vec::new(),
                    credibility: citation.credibility,
                    disputes: false,
                });
                sources.len()
            });
            if let Some(cited) = sources.get_mut(number - 1) {
                cited.credibility = cited.credibility.min(citation.credibility);
                cited.disputes |= citation.stance == Stance::Disputes;
                let locator = citation
                    .locator
                    .iter()
                    .filter(|l| !cited.locators.contains(l));
                let locator: Vec<Text> = locator.cloned().collect();
                if cited.locators.len() < LOCATORS {
                    cited.locators.extend(locator);
                }
            }
        }
        self.sources = sources;
        self.numbers = numbers;
    }

    /// The numbers of what is cited, in order.
    pub(crate) fn numbers(&self, citations: &[Citation]) -> Vec<usize> {
        let mut all: Vec<usize> = citations
            .iter()
            .filter_map(|c| self.numbers.get(&c.source).copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The year in which all of these stand.
fn year(index: &Index, events: &[Row]) -> Option<i64> {
    let mut years = events
        .iter()
        .filter_map(|row| index.anchor(*row))
        .map(|at| index.zone.civil(at).year);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
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
    pub(crate) fn new(tied: &TieSet, group: Handle) -> Self {
        let indexed = &**tied.indexed();
        let members = members(&indexed.dataset, &indexed.index, group);
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
    use super::super::derived::{indexed, passed, tied};
    use super::super::selection::Selection;
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

    fn all_tied() -> TieSet {
        let read = indexed((1, 0), dataset(), None, TO_THE_END).unwrap();
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
        let keys = all_tied().related(Selection::Group(Handle(0)));
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
