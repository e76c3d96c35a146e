//! How firmly the citations carry a claim: nothing is claimed without a source.

use crate::dataset::{
    Certainty, Citation, Dataset, Event, Id, Relation, Reliability, Source, Stance,
};
use std::collections::{HashMap, HashSet};

/// Why a claim is as firm as it is. Sources are counted once, however often they are cited;
/// reliable ones are those of grade C or better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A person decided.
    Decided(Certainty),
    /// Accounts of it differ in substance.
    AccountsDiffer,
    /// A source disputes it.
    IsDisputed,
    /// No source is given.
    Uncited,
    /// Only unnamed actors say it, in some sources.
    Unnamed {
        /// All that are cited.
        sources: usize,
    },
    /// No source that says it is known to be reliable.
    Weak {
        /// All that are cited.
        sources: usize,
    },
    /// Reliable sources say it, of which no two are known to be independent.
    Reliable {
        /// The reliable ones.
        sources: usize,
        /// The others.
        weaker: usize,
    },
    /// Reliable sources say it, of which at least two are independent.
    Independent {
        /// The reliable ones.
        sources: usize,
        /// The others.
        weaker: usize,
    },
}

impl Reason {
    /// What it makes of the claim.
    pub const fn certainty(self) -> Certainty {
        match self {
            Self::Decided(certainty) => certainty,
            Self::AccountsDiffer | Self::IsDisputed => Certainty::Disputed,
            Self::Uncited => Certainty::Unsourced,
            Self::Unnamed { .. } | Self::Weak { .. } => Certainty::Claimed,
            Self::Reliable { .. } => Certainty::Single,
            Self::Independent { .. } => Certainty::Confirmed,
        }
    }
}

/// What is known of the sources and actors that certainty depends on.
pub struct SourceIndex<'a> {
    /// The first of each id.
    sources: HashMap<&'a Id, &'a Source>,
    /// Of each that copies another, the one at the end of the chain.
    origins: HashMap<&'a Id, &'a Id>,
    unnamed: HashSet<&'a Id>,
}

impl<'a> SourceIndex<'a> {
    /// Of a dataset.
    pub fn new(dataset: &'a Dataset) -> Self {
        let mut sources: HashMap<&Id, &Source> = HashMap::new();
        for source in dataset.sources.iter() {
            sources.entry(&source.id).or_insert(source);
        }
        Self {
            origins: origins(dataset, &sources),
            sources,
            unnamed: dataset
                .actors
                .iter()
                .filter(|a| a.unnamed)
                .map(|a| &a.id)
                .collect(),
        }
    }

    /// Of an event: what a person decided, else what its citations and accounts give.
    pub fn of_event(&self, event: &Event) -> Certainty {
        self.reason_of_event(event).certainty()
    }

    /// Of a relation.
    pub fn of_relation(&self, relation: &Relation) -> Certainty {
        self.reason_of_relation(relation).certainty()
    }

    /// Of an event. Accounts differ in substance where one gives another status, or other
    /// participants.
    pub fn reason_of_event(&self, event: &Event) -> Reason {
        let differs = || {
            event.by_hand.accounts.iter().any(|a| {
                a.status.is_some_and(|s| s != event.status)
                    || a.participants
                        .as_ref()
                        .is_some_and(|p| *p != event.participants)
            })
        };
        if let Some(decided) = event.by_hand.certainty {
            return Reason::Decided(decided);
        }
        if differs() {
            return Reason::AccountsDiffer;
        }
        let speakers = event
            .participants
            .iter()
            .filter(|p| p.role == crate::dataset::Role::From);
        let mut speakers = speakers.map(|p| &p.actor).peekable();
        let only_unnamed = speakers.peek().is_some() && speakers.all(|a| self.unnamed.contains(a));
        self.of_citations(&event.citations, only_unnamed)
    }

    /// Of a relation.
    pub fn reason_of_relation(&self, relation: &Relation) -> Reason {
        let only_unnamed = self.unnamed.contains(&relation.from);
        relation.certainty.map_or_else(
            || self.of_citations(&relation.citations, only_unnamed),
            Reason::Decided,
        )
    }

    fn of_citations(&self, citations: &[Citation], only_unnamed: bool) -> Reason {
        if citations.iter().any(|c| c.stance == Stance::Disputes) {
            return Reason::IsDisputed;
        }
        // A source that is cited twice is one source.
        let mut ids: Vec<&Id> = citations.iter().map(|c| &c.source).collect();
        ids.sort_unstable();
        ids.dedup();
        let known = ids.iter().filter_map(|id| self.sources.get(*id).copied());
        let good: Vec<&Source> = known.filter(|s| s.reliability <= Reliability::C).collect();
        let weaker = ids.len() - good.len();
        match (ids.len(), good.len()) {
            (0, _) => Reason::Uncited,
            (sources, _) if only_unnamed => Reason::Unnamed { sources },
            (_, 0) => Reason::Weak { sources: weaker },
            (_, sources) if self.has_independent(&good) => Reason::Independent { sources, weaker },
            (_, sources) => Reason::Reliable { sources, weaker },
        }
    }

    fn has_independent(&self, good: &[&Source]) -> bool {
        good.iter().enumerate().any(|(n, a)| {
            let rest = good.get(n + 1..).unwrap_or_default();
            rest.iter().any(|b| self.are_independent(a, b))
        })
    }

    /// Whether their publishers differ and neither copies the other, also by way of others. Two
    /// sources without a publisher are not known to differ.
    fn are_independent(&self, a: &Source, b: &Source) -> bool {
        let publishers_differ = match (&a.publisher, &b.publisher) {
            (Some(x), Some(y)) => x != y,
            (None, None) => false,
            _ => true,
        };
        publishers_differ && a.id != b.id && self.origin(&a.id) != self.origin(&b.id)
    }

    fn origin<'b>(&'b self, id: &'b Id) -> &'b Id {
        self.origins.get(id).copied().unwrap_or(id)
    }
}

/// The source at the end of each chain of copies; of a loop its first in the dataset's order.
fn origins<'a>(
    dataset: &'a Dataset,
    sources: &HashMap<&'a Id, &'a Source>,
) -> HashMap<&'a Id, &'a Id> {
    let mut origins: HashMap<&Id, &Id> = HashMap::new();
    for source in dataset.sources.iter().filter(|s| s.copies.is_some()) {
        let mut chain: Vec<&Id> = Vec::new();
        let mut on_chain: HashSet<&Id> = HashSet::new();
        let mut at = &source.id;
        let origin = loop {
            if let Some(origin) = origins.get(at) {
                break *origin;
            }
            if !on_chain.insert(at) {
                break at;
            }
            chain.push(at);
            let next = sources.get(at).and_then(|s| s.copies.as_ref());
            match next.and_then(|id| sources.get(id)) {
                Some(next) => at = &next.id,
                None => break at,
            }
        };
        origins.extend(chain.into_iter().map(|id| (id, origin)));
    }
    origins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Account, Actor, Participant, Role, Status};

    fn source(id: &str, publisher: &str, reliability: Reliability, copies: Option<&str>) -> Source {
        Source {
            id: id.into(),
            publisher: Some(publisher.into()),
            reliability,
            copies: copies.map(Id::new),
            ..Source::default()
        }
    }

    fn cite(source: &str) -> Citation {
        Citation {
            source: source.into(),
            ..Citation::default()
        }
    }

    fn certainty(sources: &[&str], change: impl FnOnce(&mut Event)) -> Certainty {
        reason(sources, change).certainty()
    }

    fn reason(sources: &[&str], change: impl FnOnce(&mut Event)) -> Reason {
        use Reliability::{A, C, D};
        let dataset = Dataset {
            sources: [
                source("a", "Reuters", A, None),
                source("b", "AP", C, None),
                source("b2", "AP", A, None),
                source("copy", "Elsewhere", A, Some("a")),
                source("poor", "Nowhere", D, None),
            ]
            .into_iter()
            .collect(),
            actors: std::iter::once(Actor {
                id: "insider".into(),
                unnamed: true,
                ..Actor::default()
            })
            .collect(),
            ..Dataset::default()
        };
        let mut event = Event {
            citations: sources.iter().map(|s| cite(s)).collect(),
            ..Event::default()
        };
        change(&mut event);
        SourceIndex::new(&dataset).reason_of_event(&event)
    }

    #[test]
    fn follows_from_the_citations() {
        let none = |_: &mut Event| {};
        assert_eq!(certainty(&["a", "b"], none), Certainty::Confirmed);
        assert_eq!(certainty(&["a"], none), Certainty::Single);
        assert_eq!(
            certainty(&["b", "b2"], none),
            Certainty::Single,
            "one publisher"
        );
        assert_eq!(certainty(&["a", "copy"], none), Certainty::Single, "a copy");
        assert_eq!(certainty(&["a", "poor"], none), Certainty::Single);
        assert_eq!(certainty(&["poor"], none), Certainty::Claimed);
        assert_eq!(certainty(&["unknown"], none), Certainty::Claimed);
        assert_eq!(certainty(&[], none), Certainty::Unsourced);
    }

    #[test]
    fn a_dispute_an_unnamed_speaker_and_a_person_go_before() {
        let dispute = |e: &mut Event| e.citations[1].stance = Stance::Disputes;
        assert_eq!(certainty(&["a", "b"], dispute), Certainty::Disputed);
        let unnamed = |e: &mut Event| {
            e.participants.push(Participant {
                actor: "insider".into(),
                role: Role::From,
                ..Participant::default()
            });
        };
        assert_eq!(certainty(&["a", "b"], unnamed), Certainty::Claimed);
        let account = |e: &mut Event| {
            e.by_hand.make_mut().accounts.push(Account {
                status: Some(Status::Denied),
                ..Account::default()
            });
        };
        assert_eq!(certainty(&["a", "b"], account), Certainty::Disputed);
        let decided = |e: &mut Event| e.by_hand.make_mut().certainty = Some(Certainty::Confirmed);
        assert_eq!(certainty(&["poor"], decided), Certainty::Confirmed);
    }

    #[test]
    fn the_reason_counts_sources_not_citations() {
        let none = |_: &mut Event| {};
        let reliable = |sources, weaker| Reason::Reliable { sources, weaker };
        assert_eq!(reason(&["a", "a", "a"], none), reliable(1, 0));
        assert_eq!(reason(&["a", "poor", "unknown"], none), reliable(1, 2));
        assert_eq!(reason(&["b", "b2", "b"], none), reliable(2, 0));
        let both = Reason::Independent {
            sources: 2,
            weaker: 1,
        };
        assert_eq!(reason(&["a", "b", "a", "poor"], none), both);
        assert_eq!(reason(&["poor", "poor"], none), Reason::Weak { sources: 1 });
        assert_eq!(reason(&[], none), Reason::Uncited);
        let decided = |e: &mut Event| e.by_hand.make_mut().certainty = Some(Certainty::Single);
        assert_eq!(reason(&["a"], decided), Reason::Decided(Certainty::Single));
    }
}
