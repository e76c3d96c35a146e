//! Which events, relations and sources belong to what is selected: gathered once for each answer
//! and selection, since a long list must not be looked through in every frame.

use super::super::Show;
use super::super::answers::Tied;
use super::super::state::Selection;
use crate::analysis::{Index, Row};
use crate::dataset::{Citation, Dataset, Event, Handle, Id, Stance, Text};
use egui::Context;
use std::collections::HashMap;
use std::sync::Arc;

/// Most locators of one source that are written out.
const LOCATORS: usize = 4;

/// What belongs to a selection.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    /// The events, in order of time; undated ones last.
    pub events: Vec<Row>,
    /// The relations, by their place in the index.
    pub relations: Vec<u32>,
    /// The sources that they cite, in the order in which they come up.
    pub sources: Vec<Cited>,
    /// Each source's number, from 1.
    numbers: HashMap<Id, usize>,
    /// The year of all events, if it is one: dates then leave it out.
    pub year: Option<i64>,
    /// Events that belong too, but are filtered out or outside the window.
    pub hidden: usize,
    /// Events that name the selected one as what they follow from.
    pub before: Vec<Handle>,
    /// Events that are a part of the selected one.
    pub parts: Vec<Handle>,
}

/// A source, and where it says it.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    /// Which.
    pub handle: Handle,
    /// Where in it; the first few.
    pub locators: Vec<Text>,
    /// The best that a citation gives it.
    pub credibility: u8,
    /// Whether it speaks against.
    pub disputes: bool,
}

type Kept = (Arc<Tied>, Selection, Arc<Listing>);

/// The listing of a selection. None until the ties are known.
pub(super) fn listing(show: &Show<'_>, ctx: &Context, of: Selection) -> Option<Arc<Listing>> {
    let tied = show.answers.tied()?;
    let key = egui::Id::unique("listing of the panel");
    let known: Option<Kept> = ctx.data(|d| d.get_temp(key));
    if let Some((from, selection, listing)) = known
        && Arc::ptr_eq(&from, tied)
        && selection == of
    {
        return Some(listing);
    }
    let listing = Arc::new(Listing::new(tied, of));
    let kept: Kept = (tied.clone(), of, listing.clone());
    ctx.data_mut(|d| d.insert_temp(key, kept));
    Some(listing)
}

impl Listing {
    fn new(tied: &Tied, of: Selection) -> Self {
        let indexed = &tied.of.of;
        let (dataset, index) = (&indexed.dataset, &indexed.index);
        let mut listing = Self::default();
        match of {
            Selection::Event(h) => listing.take_event(dataset, h),
            Selection::Relation(h) => {
                let evidence = index.relations.iter().find(|r| r.handle == h);
                listing.events = evidence.map(|r| r.evidence.clone()).unwrap_or_default();
            }
            Selection::Actor(h) => listing.take_actor(tied, h),
            Selection::Tie(a, b) => listing.take_tie(tied, a, b),
            Selection::Source(h) => listing.take_source(dataset, h),
        }
        let undated = crate::dataset::instant::Instant::MAX;
        listing
            .events
            .sort_by_key(|row| index.anchor(*row).unwrap_or(undated));
        listing.year = year(index, &listing.events);
        listing.number(dataset);
        listing
    }

    fn take_event(&mut self, dataset: &Dataset, handle: Handle) {
        let Some(id) = dataset.events.get(handle).map(|e| &e.id) else {
            return;
        };
        for (h, event) in dataset
            .events
            .entries()
            .filter(|(_, e)| !e.more.is_default())
        {
            if event.more.leads_to.iter().any(|l| l.event == *id) {
                self.before.push(h);
            }
            if event.more.parent.as_ref() == Some(id) {
                self.parts.push(h);
            }
        }
    }

    fn take_actor(&mut self, tied: &Tied, handle: Handle) {
        let index = &tied.of.of.index;
        let Some(actor) = index.actor(handle) else {
            return;
        };
        let all = 0..Row::try_from(index.len()).unwrap_or(Row::MAX);
        for row in all.filter(|row| index.participants(*row).any(|(a, _)| a == actor)) {
            if tied.of.passing.has(row as usize) && index.is_alive(row, tied.window) {
                self.events.push(row);
            } else {
                self.hidden += 1;
            }
        }
    }

    fn take_tie(&mut self, tied: &Tied, a: Handle, b: Handle) {
        let index = &tied.of.of.index;
        let (Some(a), Some(b)) = (index.actor(a), index.actor(b)) else {
            return;
        };
        for tie in tied.ties.between(a, b) {
            self.events.extend(&tie.events);
            self.relations.extend(&tie.relations);
        }
        for list in [&mut self.events, &mut self.relations] {
            list.sort_unstable();
            list.dedup();
        }
    }

    fn take_source(&mut self, dataset: &Dataset, handle: Handle) {
        let Some(id) = dataset.sources.get(handle).map(|s| &s.id) else {
            return;
        };
        let cites = |citations: &[Citation]| citations.iter().any(|c| c.source == *id);
        let by_event =
            |e: &Event| cites(&e.citations) || e.more.accounts.iter().any(|a| cites(&a.citations));
        let rows = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let events = dataset
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| by_event(e));
        self.events = events.map(|(at, _)| rows(at)).collect();
        let relations = dataset
            .relations
            .iter()
            .enumerate()
            .filter(|(_, r)| cites(&r.citations));
        self.relations = relations.map(|(at, _)| rows(at)).collect();
    }

    fn number(&mut self, dataset: &Dataset) {
        let handles: HashMap<&Id, Handle> =
            dataset.sources.entries().map(|(h, s)| (&s.id, h)).collect();
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

    /// `1 2 4`: the numbers of what is cited, the first few.
    pub(super) fn numbers(&self, citations: &[Citation], most: usize) -> String {
        let mut all: Vec<usize> = citations
            .iter()
            .filter_map(|c| self.numbers.get(&c.source).copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        let shown: Vec<String> = all.iter().take(most).map(ToString::to_string).collect();
        let more = if all.len() > most { "…" } else { "" };
        shown.join(" ") + more
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
