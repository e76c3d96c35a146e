//! Actors that may be one and the same, each pair for a person to say.

use super::words::plural;
use crate::analysis::look_alikes::{Likeness, look_alikes};
use crate::dataset::{Actor, ActorKind, Dataset, Handle};
use std::collections::HashMap;

/// Pairs of actors that look alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookAlikes {
    /// Those that are left to be decided, the surest first.
    pub pairs: Vec<LookAlike>,
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

/// The pairs of a dataset, but those that are to be kept apart.
pub(super) fn found(dataset: &Dataset, apart: &[(Handle, Handle)]) -> LookAlikes {
    let actors: Vec<(Handle, &Actor)> = dataset.actors.entries().collect();
    let names: Vec<Vec<String>> = actors
        .iter()
        .map(|(_, actor)| actor.names().map(str::to_owned).collect())
        .collect();
    let are_persons: Vec<bool> = actors
        .iter()
        .map(|(_, actor)| actor.kind == ActorKind::Person)
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for event in dataset.events.iter() {
        for participant in event.participants.iter() {
            *counts.entry(participant.actor.as_str()).or_default() += 1;
        }
    }
    let count = |actor: &Actor| counts.get(actor.id.as_str()).copied().unwrap_or(0);
    let pairs = look_alikes(&names, &are_persons).into_iter();
    let pairs = pairs.filter_map(|pair| {
        let first = *actors.get(pair.first)?;
        let second = *actors.get(pair.second)?;
        let is_apart = |(a, b): &(Handle, Handle)| {
            (*a, *b) == (first.0, second.0) || (*b, *a) == (first.0, second.0)
        };
        if apart.iter().any(is_apart) {
            return None;
        }
        let (stays, goes) = match count(second.1) > count(first.1) {
            true => (second, first),
            false => (first, second),
        };
        let side = |(actor, named): (Handle, &Actor)| Side {
            actor,
            name: named.name.to_string(),
            part: plural(count(named), "event", "events"),
        };
        Some(LookAlike {
            stays: side(stays),
            goes: side(goes),
            why: in_words(pair.likeness),
        })
    });
    LookAlikes {
        pairs: pairs.collect(),
    }
}

/// Of so many actors it is not looked by itself which look alike.
const MOST: usize = 50_000;

/// How many pairs of names look alike.
pub(super) fn count(dataset: &Dataset) -> usize {
    if dataset.actors.len() > MOST {
        return 0;
    }
    found(dataset, &[]).pairs.len()
}

const fn in_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Words => "The same words",
        Likeness::Letters => "The same in other letters",
        Likeness::Spelling => "Spelled alike",
        Likeness::Short => "One may be short for the other",
    }
}
