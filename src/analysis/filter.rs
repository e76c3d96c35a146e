//! Which events pass, and how many would pass each choice.

use super::Progress;
use super::bits::Bits;
use super::dimension::{DimensionValue, Values};
use super::hues::{EventHue, Hues};
use super::index::{Index, RelationRow, share};
use super::people::People;
use super::place::{NOWHERE, Row, as_row};
use super::search::{Names, Words};
use crate::dataset::{Dataset, Dimension, Filter, Matching};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a filter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Categories.
    Category,
    /// Actors who take part.
    Actor,
    /// Groups of those actors.
    Group,
    /// Tags.
    Tag,
    /// Statuses.
    Status,
    /// Certainties.
    Certainty,
}

impl Facet {
    /// In the order of the panel.
    pub const ALL: [Self; 6] = [
        Self::Category,
        Self::Group,
        Self::Actor,
        Self::Tag,
        Self::Status,
        Self::Certainty,
    ];

    /// The facet that it is asked with: actors and groups are one question.
    const fn question(self) -> Self {
        match self {
            Self::Actor | Self::Group => Self::Actor,
            Self::Category | Self::Tag | Self::Status | Self::Certainty => self,
        }
    }

    /// The dimension that it asks about.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Category => Dimension::Category,
            Self::Actor => Dimension::Actor,
            Self::Group => Dimension::Group,
            Self::Tag => Dimension::Tag,
            Self::Status => Dimension::Status,
            Self::Certainty => Dimension::Certainty,
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        self.dimension().word()
    }

    /// What a filter asks of it.
    fn asked(self, filter: &Filter) -> Vec<&str> {
        fn words<T: std::ops::Deref<Target = str>>(asked: &[T]) -> Vec<&str> {
            asked.iter().map(|word| &**word).collect()
        }
        match self {
            Self::Category => words(&filter.categories),
            Self::Actor => words(&filter.actors),
            Self::Group => words(&filter.groups),
            Self::Tag => words(&filter.tags),
            Self::Status => words(&filter.statuses),
            Self::Certainty => words(&filter.certainties),
        }
    }

    /// A filter asks for a value too.
    pub fn ask(self, filter: &mut Filter, value: &str) {
        if !self.asked(filter).contains(&value) {
            self.toggle(filter, value);
        }
    }

    /// A filter asks for a value too, or does so no longer.
    pub fn toggle(self, filter: &mut Filter, value: &str) {
        fn toggle<T: PartialEq + for<'a> From<&'a str>>(list: &mut Vec<T>, value: &str) {
            let value = T::from(value);
            match list.iter().position(|one| *one == value) {
                Some(at) => {
                    list.remove(at);
                }
                None => list.push(value),
            }
        }
        match self {
            Self::Category => toggle(&mut filter.categories, value),
            Self::Actor => toggle(&mut filter.actors, value),
            Self::Group => toggle(&mut filter.groups, value),
            Self::Tag => toggle(&mut filter.tags, value),
            Self::Status => toggle(&mut filter.statuses, value),
            Self::Certainty => toggle(&mut filter.certainties, value),
        }
    }

    /// As a heading.    /// As a heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actor => "Actors",
            Self::Tag => "Tags",
            _ => self.dimension().label(),
        }
    }
}

/// A filter made ready for an index: places, not ids. An empty list lets all pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Criteria {
    chosen: BTreeMap<Facet, Vec<u32>>,
    matching: Matching,
    text: Option<Words>,
    /// What was asked for that the dataset does not have: nothing passes by it.
    pub unknown: Vec<(Facet, String)>,
}

/// The values of all facets in a dataset.
#[derive(Clone, Debug, Default)]
pub struct Facts([Values; Facet::ALL.len()]);

impl Facts {
    /// Of a dataset.
    pub fn new(dataset: &Dataset, index: &Index, hues: &Hues) -> Self {
        Self(Facet::ALL.map(|facet| Values::new(Some(facet.dimension()), dataset, index, hues)))
    }

    /// Those of one facet.
    fn of(&self, facet: Facet) -> &Values {
        let Self([category, group, actor, tag, status, certainty]) = self;
        match facet {
            Facet::Category => category,
            Facet::Group => group,
            Facet::Actor => actor,
            Facet::Tag => tag,
            Facet::Status => status,
            Facet::Certainty => certainty,
        }
    }
}

impl Criteria {
    /// Makes a filter ready.
    pub fn new(filter: &Filter, facts: &Facts) -> Self {
        let mut criteria = Self {
            text: filter.text.as_deref().and_then(Words::new),
            matching: filter.matching,
            ..Self::default()
        };
        for facet in Facet::ALL {
            let values = &facts.of(facet).all;
            let mut places = Vec::new();
            for word in facet.asked(filter) {
                match values.iter().position(|value| value.key == *word) {
                    Some(place) => places.push(as_row(place)),
                    None => criteria.unknown.push((facet, word.to_owned())),
                }
            }
            if !facet.asked(filter).is_empty() {
                criteria.chosen.insert(facet, places);
            }
        }
        criteria
    }

    /// Whether every event passes.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.text.is_none()
    }

    /// The events that pass, of those whose text passes.
    pub fn passing(&self, text: &Bits, index: &Index, facts: &Facts) -> Bits {
        self.questions()
            .into_iter()
            .fold(text.clone(), |so_far, question| {
                so_far.and(&self.passing_one(question, index, facts))
            })
    }

    /// Who is inside, where only what stands between the chosen passes: then a tie passes if both
    /// its ends are. None: everybody is.
    pub fn inside(&self, index: &Index) -> Option<Bits> {
        let people = self.people();
        let is_inside = |actor| people.has(index, as_row(actor));
        (people.matching == Matching::Between).then(|| Bits::of(index.actor_count(), is_inside))
    }

    /// What is asked, each question once.
    fn questions(&self) -> Vec<Facet> {
        // Actors and groups stand next to each other.
        let mut questions: Vec<Facet> = self.chosen.keys().map(|f| f.question()).collect();
        questions.dedup();
        questions
    }

    /// The chosen actors and groups.
    fn people(&self) -> People<'_> {
        let of = |facet: Facet| self.chosen.get(&facet).map(Vec::as_slice);
        let (actors, groups) = (of(Facet::Actor), of(Facet::Group));
        let is_asked = actors.is_some() || groups.is_some();
        let mut unknown = self.unknown.iter().map(|(facet, _)| facet.question());
        People {
            actors: actors.unwrap_or_default(),
            groups: groups.unwrap_or_default(),
            // Where nobody is chosen there is nothing to match.
            matching: if is_asked {
                self.matching
            } else {
                Matching::Any
            },
            has_unknown: unknown.any(|question| question == Facet::Actor),
        }
    }

    /// The events whose text passes, whatever else is chosen. None if it was stopped.
    pub fn text_passing(&self, dataset: &Dataset, progress: Progress<'_>) -> Option<Bits> {
        let Some(words) = &self.text else {
            return Some(Bits::all(dataset.events.len()));
        };
        let names = Names::new(dataset);
        let runs = dataset.events.runs();
        let done = AtomicUsize::new(0);
        let found = runs.par_iter().map(|(_, events)| {
            let done = done.fetch_add(1, Ordering::Relaxed);
            progress(share(done, runs.len()))
                .is_continue()
                .then_some(())?;
            let found = events.iter().map(|e| words.are_in_event(e, &names));
            Some(found.collect::<Vec<bool>>())
        });
        let found: Vec<Vec<bool>> = found.collect::<Option<_>>()?;
        let mut found = found.into_iter().flatten();
        Some(Bits::of(dataset.events.len(), |_| {
            found.next().unwrap_or(false)
        }))
    }

    /// The relations that pass: by their own actors, groups, status and certainty, by the categories
    /// and tags of the events that show them, and by their text.
    pub fn passing_relations(&self, dataset: &Dataset, index: &Index, facts: &Facts) -> Bits {
        if self.is_empty() {
            return Bits::all(index.relations.len());
        }
        let text = self.text.as_ref().map(|words| (words, Names::new(dataset)));
        let people = self.people();
        let by_row = index.relations.iter().zip(dataset.relations.iter());
        let passes: Vec<bool> = by_row
            .map(|(row, relation)| {
                let mut chosen = self.chosen.iter();
                chosen.all(|(facet, chosen)| has_any(row, *facet, chosen, &people, index, facts))
                    && text
                        .as_ref()
                        .is_none_or(|(words, names)| words.are_in_relation(relation, names))
            })
            .collect();
        Bits::of(passes.len(), |n| passes.get(n).copied().unwrap_or(false))
    }

    fn passing_one(&self, question: Facet, index: &Index, facts: &Facts) -> Bits {
        let people = self.people();
        if question == Facet::Actor {
            return Bits::of(index.len(), |row| people.pass(index, as_row(row)));
        }
        let Some(chosen) = self.chosen.get(&question) else {
            return Bits::all(index.len());
        };
        Bits::of(index.len(), |row| {
            let mut passes = false;
            values(question, &people, index, facts, as_row(row), |value| {
                passes |= chosen.contains(&as_row(value))
            });
            passes
        })
    }
}

/// Whether a relation has one of the chosen values of a facet.
fn has_any(
    relation: &RelationRow,
    facet: Facet,
    chosen: &[u32],
    people: &People<'_>,
    index: &Index,
    facts: &Facts,
) -> bool {
    match facet {
        Facet::Actor | Facet::Group => people.join(index, relation),
        Facet::Status => chosen.contains(&(relation.status as u32)),
        Facet::Certainty => chosen.contains(&(relation.certainty as u32)),
        Facet::Category | Facet::Tag => relation.evidence.iter().any(|row| {
            let mut has = false;
            values(facet, people, index, facts, *row, |value| {
                has |= chosen.contains(&as_row(value));
            });
            has
        }),
    }
}

/// Calls for each value that an event has of a facet; the same may come twice.
fn values(
    facet: Facet,
    people: &People<'_>,
    index: &Index,
    facts: &Facts,
    row: Row,
    mut each: impl FnMut(usize),
) {
    match facet {
        // Who is counted depends on who is chosen.
        Facet::Actor | Facet::Group => {
            people.values(facet == Facet::Group, index, row, |place| {
                if place != NOWHERE {
                    each(place as usize);
                }
            });
        }
        _ => facts.of(facet).of_event(index, row, |value, _| each(value)),
    }
}

/// How many events each choice of each facet would leave, with the other facets as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// For each facet the choices, in the order of their lists.
    pub facets: Vec<(Facet, Vec<Choice>)>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// As the filter writes it: an id, a tag, a word.
    pub value: String,
    /// As a person reads it.
    pub name: String,
    /// Its colour.
    pub hue: EventHue,
    /// How many events.
    pub count: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Facets {
    /// Counts every choice, of the events whose text passes.
    pub fn new(
        criteria: &Criteria,
        text: &Bits,
        dataset: &Dataset,
        index: &Index,
        facts: &Facts,
    ) -> Self {
        let people = criteria.people();
        let passing: Vec<(Facet, Bits)> = criteria
            .questions()
            .into_iter()
            .map(|question| (question, criteria.passing_one(question, index, facts)))
            .collect();
        let facets = Facet::ALL.map(|facet| {
            let others = passing
                .iter()
                .filter(|(question, _)| *question != facet.question());
            let left = others.fold(text.clone(), |bits, (_, b)| bits.and(b));
            let mut choices = choices(facet, dataset, facts);
            let mut last = vec![None; choices.len()];
            for row in left.iter().map(as_row) {
                values(facet, &people, index, facts, row, |value| {
                    // Two actors of one group are one event of that group.
                    if let (Some(choice), Some(seen)) =
                        (choices.get_mut(value), last.get_mut(value))
                        && *seen != Some(row)
                    {
                        *seen = Some(row);
                        choice.count += 1;
                    }
                });
            }
            let chosen = criteria.chosen.get(&facet);
            for (n, choice) in choices.iter_mut().enumerate() {
                choice.is_chosen = chosen.is_some_and(|c| c.contains(&as_row(n)));
            }
            (facet, choices)
        });
        Self {
            facets: facets.into(),
        }
    }
}

fn choices(facet: Facet, dataset: &Dataset, facts: &Facts) -> Vec<Choice> {
    let choice = |value: &DimensionValue| Choice {
        value: value.key.to_string(),
        // In a list there is room for the whole name of an actor.
        name: match value.item.filter(|_| facet == Facet::Actor) {
            Some(actor) => dataset
                .actors
                .get(actor)
                .map_or_else(String::new, |actor| actor.name.to_string()),
            None => value.name.clone(),
        },
        hue: value.hue,
        count: 0,
        is_chosen: false,
    };
    facts.of(facet).all.iter().map(choice).collect()
}
