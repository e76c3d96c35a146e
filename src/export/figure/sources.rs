//! The sources of what is drawn: which of them are listed, numbered in the order in which they are
//! first cited after a title. Every one that is listed has its number after a title.

use crate::analysis::Row;
use crate::dataset::date::{Date, in_brief};
use crate::dataset::event::Citation;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle, Source, Text};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// No more sources than this are listed.
pub const MOST: usize = 12;
/// No more numbers than this stand after a title.
pub const MARKS: usize = 2;

/// A source in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// From 1, in the order of first citation.
    pub number: usize,
    /// The document's title.
    pub title: String,
    /// Who published it, and when: `TASS, 16 Aug 2025`.
    pub place: String,
    /// Its Admiralty grade with the best credibility of what is cited from it: `B2`.
    pub grade: String,
}

/// What stands after the title of an event, the numbers of its sources: `1 3`.
pub type Marks = BTreeMap<Row, String>;

/// The sources that are listed, and which of them each event has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// In the order of their numbers.
    pub listed: Vec<Listed>,
    /// What stands after titles.
    pub marks: Marks,
    /// How many more are cited.
    pub more: usize,
}

/// What is gathered of one source.
#[derive(Default)]
struct Cited {
    /// The best credibility of its statements.
    credibility: Option<u8>,
    /// How many events and relations cite it.
    count: usize,
}

/// What cites which source.
#[derive(Default)]
pub struct Citations {
    /// The sources in the order in which a reader meets them, by their places in the dataset.
    sources: Vec<(usize, Cited)>,
    /// What each event that may have a title cites, by positions in `sources`.
    of_events: Vec<(Row, Vec<usize>)>,
    /// The events whose sources are listed before all others.
    first: Vec<Row>,
}

impl Citations {
    /// Of events in the order in which a reader meets them, then of the events and relations
    /// behind the ties. Those of `first` are listed before the others.
    pub fn new(
        dataset: &Dataset,
        rows: &[Row],
        (behind, relations): (&[Row], &[Handle]),
        first: &[Row],
    ) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (n, source) in dataset.sources.iter().enumerate() {
            places.entry(source.id.as_str()).or_insert(n);
        }
        let mut met = Met {
            places,
            position_of: HashMap::new(),
            sources: Vec::new(),
        };
        let mut of_events = Vec::new();
        for (n, row) in rows.iter().chain(behind).enumerate() {
            let Some((_, event)) = dataset.events.at(*row as usize) else {
                continue;
            };
            let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
            let cites = met.take(event.citations.iter().chain(accounts));
            let is_drawn = n < rows.len();
            if is_drawn && !cites.is_empty() {
                of_events.push((*row, cites));
            }
        }
        for relation in relations.iter().filter_map(|h| dataset.relations.get(*h)) {
            met.take(relation.citations.iter());
        }
        Self {
            sources: met.sources,
            of_events,
            first: first.to_vec(),
        }
    }

    /// Only after the titles of these events numbers find a place. Whether that leaves any out.
    pub fn keep(&mut self, titled: &BTreeSet<Row>) -> bool {
        let before = self.of_events.len();
        self.of_events.retain(|(row, _)| titled.contains(row));
        self.of_events.len() < before
    }

    /// Lists no more than `most` sources. Times of publication are told in `zone`.
    pub fn sources(&self, most: usize, dataset: &Dataset, zone: &Zone) -> Sources {
        let chosen = self.chosen(most.min(MOST));
        let numbered: BTreeSet<usize> = chosen.iter().copied().collect();
        let number_of: BTreeMap<usize, usize> = numbered.iter().copied().zip(1..).collect();
        let listed = number_of.iter().filter_map(|(n, number)| {
            let (place, cited) = self.sources.get(*n)?;
            let (_, source) = dataset.sources.at(*place)?;
            Some(cited.listed(*number, source, zone))
        });
        let marks = self.of_events.iter().filter_map(|(row, cites)| {
            // Those that were chosen first.
            let told = chosen.iter().filter(|n| cites.contains(n)).take(MARKS);
            let mut numbers: Vec<usize> = told.filter_map(|n| number_of.get(n).copied()).collect();
            numbers.sort_unstable();
            let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            (!words.is_empty()).then(|| (*row, words.join(" ")))
        });
        Sources {
            listed: listed.collect(),
            marks: marks.collect(),
            more: self.sources.len() - numbered.len(),
        }
    }

    /// Which sources are listed: of each event that comes first the one that is cited most, then those
    /// that give most titles their first number, or else their second.
    fn chosen(&self, most: usize) -> Vec<usize> {
        let count = |n: usize| self.sources.get(n).map_or(0, |(_, cited)| cited.count);
        let mut chosen: Vec<usize> = Vec::new();
        for row in &self.first {
            let cites = self.of_events.iter().find(|(of, _)| of == row);
            let cites = cites.map_or(&[][..], |(_, cites)| cites);
            // The first of equals.
            let best = cites.iter().copied().rev().max_by_key(|n| count(*n));
            chosen.extend(best.filter(|n| chosen.len() < most && !chosen.contains(n)));
        }
        while chosen.len() < most {
            // For how many titles each would be the first number, and the second.
            let mut gains = vec![(0usize, 0usize); self.sources.len()];
            for (_, cites) in &self.of_events {
                let told = cites.iter().filter(|n| chosen.contains(n)).count();
                for n in cites.iter().filter(|n| !chosen.contains(n)) {
                    match gains.get_mut(*n) {
                        Some((first, _)) if told == 0 => *first += 1,
                        Some((_, second)) if told < MARKS => *second += 1,
                        _ => {}
                    }
                }
            }
            let gains = gains.into_iter().enumerate().rev();
            let gains = gains.filter(|(_, (first, second))| first + second > 0);
            let best = gains.max_by_key(|(n, gain)| (*gain, count(*n)));
            let Some((n, _)) = best else { break };
            chosen.push(n);
        }
        chosen
    }
}

/// The sources that were met so far.
struct Met<'a> {
    /// The place of each source, by its id.
    places: HashMap<&'a str, usize>,
    /// The position of each place in `sources`.
    position_of: HashMap<usize, usize>,
    sources: Vec<(usize, Cited)>,
}

impl Met<'_> {
    /// Takes in what one event or relation cites; gives the positions of those sources that the
    /// dataset has, each once.
    fn take<'c>(&mut self, citations: impl Iterator<Item = &'c Citation>) -> Vec<usize> {
        let mut all = Vec::new();
        for citation in citations {
            let Some(place) = self.places.get(citation.source.as_str()) else {
                continue;
            };
            let position = *self.position_of.entry(*place).or_insert_with(|| {
                self.sources.push((*place, Cited::default()));
                self.sources.len() - 1
            });
            if let Some((_, cited)) = self.sources.get_mut(position) {
                let credibility = citation.credibility.clamp(1, 6);
                let best = cited.credibility.unwrap_or(credibility);
                cited.credibility = Some(best.min(credibility));
                if !all.contains(&position) {
                    cited.count += 1;
                    all.push(position);
                }
            }
        }
        all
    }
}

impl Cited {
    fn listed(&self, number: usize, source: &Source, zone: &Zone) -> Listed {
        let published = source.published.as_deref().map(|text| in_words(text, zone));
        let publisher = source.publisher.iter().map(Text::to_string);
        let credibility = self.credibility.unwrap_or(6);
        Listed {
            number,
            title: source.title.to_string(),
            place: publisher.chain(published).collect::<Vec<_>>().join(", "),
            grade: format!("{}{credibility}", source.reliability.word()),
        }
    }
}

fn in_words(text: &str, zone: &Zone) -> String {
    Date::parse(text).map_or_else(|_| text.to_owned(), |date| in_brief(&date, zone, zone))
}
