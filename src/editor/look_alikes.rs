//! Actors that may be one and the same, each pair for a person to say.

use crate::analysis::look_alikes::{Likeness, fullness, look_alikes};
use crate::dataset::count::plural;
use crate::dataset::edit::Edit;
use crate::dataset::{Actor, Dataset, Handle};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// What a person is asked about actors that may be one and the same, and has said so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewing {
    /// Two that a person has chosen, however their names look; none: all whose names look alike.
    pub chosen: Option<LookAlike>,
    /// Which actor is to stay beside which other, where that is not the suggested one.
    picked: BTreeSet<(Handle, Handle)>,
}

impl Reviewing {
    /// Two actors that a person has chosen.
    pub(super) fn of(pair: LookAlike) -> Self {
        Self {
            chosen: Some(pair),
            picked: BTreeSet::new(),
        }
    }

    /// Whether the other one of a pair is to stay.
    pub fn is_turned(&self, pair: &LookAlike) -> bool {
        self.picked.contains(&(pair.goes.actor, pair.stays.actor))
    }

    /// The same, with the other one of a pair staying.
    #[must_use]
    pub fn turned(mut self, pair: &LookAlike) -> Self {
        let other = (pair.goes.actor, pair.stays.actor);
        if !self.picked.remove(&other) {
            self.picked.insert(other);
        }
        self
    }
}

/// Two actors that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct LookAlike {
    /// The one that is suggested to stay: the one with the fuller name, else the one with more events.
    pub stays: Side,
    /// The other.
    pub goes: Side,
    /// Why they look alike, in words.
    pub why: &'static str,
}

/// One of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Who.
    pub actor: Handle,
    /// What it is called.
    pub name: String,
    /// In how many events it takes part, in words.
    pub part: String,
}

impl LookAlike {
    /// Whether nobody has decided it yet: in a newer version they may be one, or kept apart.
    pub fn is_open(&self, dataset: &Dataset) -> bool {
        let actor = |side: &Side| dataset.actors.get(side.actor);
        let both = actor(&self.stays).zip(actor(&self.goes));
        both.is_some_and(|(one, other)| !differ(one, other))
    }
}

/// Whether it is said of two actors that they are two.
fn differ(one: &Actor, other: &Actor) -> bool {
    one.differs_from.contains(&other.id) || other.differs_from.contains(&one.id)
}

/// In how many events each actor takes part, by its id.
struct Counts<'d>(HashMap<&'d str, usize>);

impl<'d> Counts<'d> {
    fn of(dataset: &'d Dataset) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for event in dataset.events.iter() {
            for participant in event.participants.iter() {
                *counts.entry(participant.actor.as_str()).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// Two actors as a pair, of which the one with the fuller name stays, else the one with more events.
    fn pair(&self, first: Named<'_>, second: Named<'_>, why: &'static str) -> LookAlike {
        let count = |(_, actor): Named<'_>| self.0.get(actor.id.as_str()).copied().unwrap_or(0);
        let is_person = [first, second].map(|(_, actor)| actor.kind.may_be_person());
        let fuller = fullness(&first.1.name, &second.1.name, is_person.contains(&true));
        let (stays, goes) = match fuller.then(count(first).cmp(&count(second))) {
            Ordering::Less => (second, first),
            Ordering::Equal | Ordering::Greater => (first, second),
        };
        let side = |named: Named<'_>| Side {
            actor: named.0,
            name: named.1.name.to_string(),
            part: plural(count(named), "event", "events"),
        };
        LookAlike {
            stays: side(stays),
            goes: side(goes),
            why,
        }
    }
}

/// An actor and its handle.
type Named<'d> = (Handle, &'d Actor);

/// A pair that a person has chosen to merge.
pub(super) fn chosen(dataset: &Dataset, first: Handle, second: Handle) -> Option<LookAlike> {
    let of = |handle: Handle| Some((handle, dataset.actors.get(handle)?));
    let (first, second) = (of(first)?, of(second)?);
    Some(Counts::of(dataset).pair(first, second, "These two were chosen"))
}

/// The edit by which a dataset says that two actors are two, however alike their names are.
pub(super) fn keeping_apart(dataset: &Dataset, first: Handle, second: Handle) -> Option<Edit> {
    let (one, other) = (dataset.actors.get(first)?, dataset.actors.get(second)?);
    let name = format!("keeping “{}” and “{}” apart", one.name, other.name);
    Edit::put(&name, dataset, first, |actor: &mut Actor| {
        if !actor.differs_from.contains(&other.id) {
            actor.differs_from.push(other.id.clone());
        }
    })
}

/// The pairs of a dataset that are left to be decided, the surest first.
pub(super) fn found(dataset: &Dataset) -> Vec<LookAlike> {
    let actors: Vec<(Handle, &Actor)> = dataset.actors.entries().collect();
    let names: Vec<Vec<String>> = actors
        .iter()
        .map(|(_, actor)| actor.names().map(str::to_owned).collect())
        .collect();
    let are_persons: Vec<bool> = actors
        .iter()
        .map(|(_, actor)| actor.kind.may_be_person())
        .collect();
    let counts = Counts::of(dataset);
    let pairs = look_alikes(&names, &are_persons).into_iter();
    let pairs = pairs.filter_map(|pair| {
        let first = *actors.get(pair.first)?;
        let second = *actors.get(pair.second)?;
        let why = in_words(pair.likeness);
        (!differ(first.1, second.1)).then(|| counts.pair(first, second, why))
    });
    pairs.collect()
}

/// Of so many actors it is not looked by itself which look alike.
pub(super) const MOST: usize = 50_000;

const fn in_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Words => "The same words",
        Likeness::Letters => "The same in other letters",
        Likeness::Spelling => "Spelled alike",
        Likeness::Short => "One may be short for the other",
    }
}
