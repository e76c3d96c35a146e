//! Actors that may be one and the same, each pair for a person to say.

use super::words::plural;
use crate::analysis::look_alikes::{Likeness, look_alikes};
use crate::dataset::edit::Edit;
use crate::dataset::{Actor, ActorKind, Dataset, Handle};
use std::collections::HashMap;

/// Pairs of actors that look alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookAlikes {
    /// Those that are left to be decided, the surest first.
    pub pairs: Vec<LookAlike>,
    /// Whether a person has chosen the pair, however its names look.
    pub is_chosen: bool,
}

/// Two actors that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct LookAlike {
    /// The one that stays if they are merged: at first the one with more events.
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
    /// The same, with the other one staying.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            stays: self.goes,
            goes: self.stays,
            ..self
        }
    }
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

    /// Two actors as a pair, of which the one with more events stays.
    fn pair(&self, first: Named<'_>, second: Named<'_>, why: &'static str) -> LookAlike {
        let count = |(_, actor): Named<'_>| self.0.get(actor.id.as_str()).copied().unwrap_or(0);
        let (stays, goes) = match count(second) > count(first) {
            true => (second, first),
            false => (first, second),
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
pub(super) fn chosen(dataset: &Dataset, first: Handle, second: Handle) -> Option<LookAlikes> {
    let of = |handle: Handle| Some((handle, dataset.actors.get(handle)?));
    let pair = Counts::of(dataset).pair(of(first)?, of(second)?, "These two were chosen");
    Some(LookAlikes {
        pairs: vec![pair],
        is_chosen: true,
    })
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

/// The pairs of a dataset, but those of which it says that they are two.
pub(super) fn found(dataset: &Dataset) -> LookAlikes {
    let actors: Vec<(Handle, &Actor)> = dataset.actors.entries().collect();
    let names: Vec<Vec<String>> = actors
        .iter()
        .map(|(_, actor)| actor.names().map(str::to_owned).collect())
        .collect();
    let are_persons: Vec<bool> = actors
        .iter()
        .map(|(_, actor)| actor.kind == ActorKind::Person)
        .collect();
    let counts = Counts::of(dataset);
    let pairs = look_alikes(&names, &are_persons).into_iter();
    let pairs = pairs.filter_map(|pair| {
        let first = *actors.get(pair.first)?;
        let second = *actors.get(pair.second)?;
        let differ = |(_, one): Named<'_>, (_, other): Named<'_>| {
            one.differs_from.contains(&other.id) || other.differs_from.contains(&one.id)
        };
        let why = in_words(pair.likeness);
        (!differ(first, second)).then(|| counts.pair(first, second, why))
    });
    LookAlikes {
        pairs: pairs.collect(),
        is_chosen: false,
    }
}

/// Of so many actors it is not looked by itself which look alike.
const MOST: usize = 50_000;

/// How many pairs of names look alike.
pub(super) fn count(dataset: &Dataset) -> usize {
    if dataset.actors.len() > MOST {
        return 0;
    }
    found(dataset).pairs.len()
}

const fn in_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Words => "The same words",
        Likeness::Letters => "The same in other letters",
        Likeness::Spelling => "Spelled alike",
        Likeness::Short => "One may be short for the other",
    }
}
