//! Which events pass, and how many would pass each choice.

use super::Progress;
use super::bits::Bits;
use super::index::{Index, RelationRow, share};
use super::people::People;
use super::place::{NOWHERE, Place, Row, as_row};
use super::search::{Names, Words};
use crate::dataset::{Certainty, Dataset, Dimension, Filter, Handle, Id, Matching, Status, Text};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
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

    /// As a heading.
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

/// What a filter needs to know of the events beyond the index: their tags and text.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Every tag, sorted.
    pub tags: Vec<Text>,
    /// Each event's tags, by their place in `tags`.
    of_event: HashMap<Row, Vec<u32>, foldhash::fast::FixedState>,
}

impl Facts {
    /// Of a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        let mut tags: Vec<Text> = dataset
            .events
            .iter()
            .flat_map(|e| e.more.notes.tags.iter().cloned())
            .collect();
        tags.sort_unstable();
        tags.dedup();
        let mut of_event: HashMap<Row, Vec<u32>, _> = HashMap::default();
        for (row, event) in dataset.events.iter().enumerate() {
            if !event.more.notes.tags.is_empty() {
                let places = event
                    .more
                    .notes
                    .tags
                    .iter()
                    .filter_map(|t| tags.binary_search(t).ok());
                of_event.insert(as_row(row), places.map(as_row).collect());
            }
        }
        Self { tags, of_event }
    }

    fn tags(&self, row: Row) -> &[u32] {
        self.of_event.get(&row).map_or(&[], Vec::as_slice)
    }
}

impl Criteria {
    /// Makes a filter ready.
    pub fn new(filter: &Filter, dataset: &Dataset, facts: &Facts) -> Self {
        let mut criteria = Self {
            text: filter.text.as_deref().and_then(Words::new),
            matching: filter.matching,
            ..Self::default()
        };
        let ids = |place: Option<usize>| place.map(as_row);
        let actor = |id: &Id| ids(dataset.actors.iter().position(|a| a.id == *id));
        let group = |id: &Id| ids(dataset.groups.iter().position(|g| g.id == *id));
        let category = |id: &Id| ids(dataset.categories.iter().position(|c| c.id == *id));
        criteria.choose(Facet::Actor, &filter.actors, actor);
        criteria.choose(Facet::Group, &filter.groups, group);
        criteria.choose(Facet::Category, &filter.categories, category);
        criteria.choose(Facet::Tag, &filter.tags, |tag| {
            ids(facts.tags.binary_search(tag).ok())
        });
        criteria.choose(Facet::Status, &filter.statuses, |w| {
            Status::of_word(w).map(|s| s as u32)
        });
        criteria.choose(Facet::Certainty, &filter.certainties, |w| {
            Certainty::of_word(w).map(|c| c as u32)
        });
        criteria
    }

    fn choose<T: std::ops::Deref<Target = str>>(
        &mut self,
        facet: Facet,
        asked: &[T],
        place: impl Fn(&T) -> Option<u32>,
    ) {
        if asked.is_empty() {
            return;
        }
        let mut places = Vec::new();
        for word in asked {
            match place(word) {
                Some(place) => places.push(place),
                None => self.unknown.push((facet, word.to_string())),
            }
        }
        self.chosen.insert(facet, places);
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
                passes |= chosen.contains(&value)
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
                has |= chosen.contains(&value);
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
    mut each: impl FnMut(u32),
) {
    let at = row as usize;
    let mut known = |place: Option<Place>| {
        if let Some(place) = place.filter(|p| *p != NOWHERE) {
            each(place);
        }
    };
    match facet {
        Facet::Category => known(index.category.get(at).copied()),
        Facet::Status => known(index.status.get(at).map(|s| *s as u32)),
        Facet::Certainty => known(index.certainty.get(at).map(|c| *c as u32)),
        Facet::Tag => facts.tags(row).iter().for_each(|t| known(Some(*t))),
        Facet::Actor | Facet::Group => {
            people.values(facet == Facet::Group, index, row, |place| {
                known(Some(place))
            });
        }
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
    /// The category, actor or group, if it is one.
    pub item: Option<Handle>,
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
                    let value = value as usize;
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
    let choice = |value: &str, name: &str, item| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
        item,
        count: 0,
        is_chosen: false,
    };
    let sentence = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
    };
    match facet {
        Facet::Category => dataset
            .categories
            .entries()
            .map(|(h, c)| choice(&c.id, &c.name, Some(h)))
            .collect(),
        Facet::Group => {
            let groups = dataset.groups.entries();
            groups
                .map(|(h, g)| choice(&g.id, &g.name, Some(h)))
                .collect()
        }
        Facet::Actor => {
            let actors = dataset.actors.entries();
            actors
                .map(|(h, a)| choice(&a.id, &a.name, Some(h)))
                .collect()
        }
        Facet::Tag => facts.tags.iter().map(|t| choice(t, t, None)).collect(),
        Facet::Status => Status::ALL
            .iter()
            .map(|s| choice(s.word(), &sentence(s.word()), None))
            .collect(),
        Facet::Certainty => Certainty::ALL
            .iter()
            .map(|c| choice(c.word(), &sentence(c.name()), None))
            .collect(),
    }
}
