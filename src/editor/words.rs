//! What things are called, wherever they are told: on the screen, in the accessibility tree, in
//! exports and by undo.

use super::derived::Indexed;
use crate::analysis::{Sign, Tie};
use crate::dataset::count::with_thousands;
use crate::dataset::date::{self, Date};
use crate::dataset::edit::{Listed as _, of_kind};
use crate::dataset::fields::Held;
use crate::dataset::list::Item as _;
use crate::dataset::zone::Zone;
use crate::dataset::{Certainty, Dataset, Event, Handle, Id, Kind, Relation, Status};
use crate::map::{bloc_name, end_name};
use crate::scene::Key;

/// What a relation is called: by its words, or by whom it joins.
pub(crate) fn relation(dataset: &Dataset, relation: &Relation) -> String {
    let name = |id: &str| {
        let actor = dataset.actors.find(id);
        actor.map_or_else(|| id.to_owned(), |(_, a)| a.short_name().to_owned())
    };
    relation.words().map_or_else(
        || format!("{} and {}", name(&relation.from), name(&relation.to)),
        str::to_owned,
    )
}

/// What an item of a list is called: by its title or name; a relation by its words, or by whom it
/// joins.
pub(crate) fn item(dataset: &Dataset, (kind, handle): (Kind, Handle)) -> Option<String> {
    if kind == Kind::Relation {
        return dataset.relations.get(handle).map(|r| relation(dataset, r));
    }
    let record = dataset.record((kind, handle))?;
    let mut keys = ["title", "name"].into_iter();
    keys.find_map(|key| match record.get(key) {
        Held::Text(name) => Some(name.to_owned()),
        _ => None,
    })
}

/// The item of an id, and what it is called. Reads the list: for a single look-up.
pub(crate) fn find(dataset: &Dataset, kind: Kind, id: &str) -> Option<(Handle, String)> {
    let handle = of_kind!(kind, T => T::list(dataset).find(id).map(|(h, _)| h), else None)?;
    Some((handle, item(dataset, (kind, handle))?))
}

/// What the items of a list are called, with their ids; of so many at most, and none if there are
/// more.
pub(crate) fn items(dataset: &Dataset, kind: Kind, most: usize) -> Option<Vec<(Id, String)>> {
    of_kind!(kind, T => {
        let list = T::list(dataset);
        let names = |(handle, one): (Handle, &T)| {
            Some((one.id().clone(), item(dataset, (kind, handle))?))
        };
        (list.len() <= most).then(|| list.entries().filter_map(names).collect())
    }, else None)
}

/// What a person calls it: a title, a name, `Trump to Putin`, `Trump and Putin`, `Russia to Ukraine`.
pub(crate) fn name(indexed: &Indexed, key: Key) -> Option<String> {
    let dataset = &indexed.dataset;
    let actor = |h: u32| {
        dataset
            .actors
            .get(Handle(h))
            .map(|a| a.short_name().to_owned())
    };
    match key {
        Key::Event(h) => dataset.events.get(Handle(h)).map(|e| e.title.to_string()),
        Key::Actor(h) => dataset.actors.get(Handle(h)).map(|a| a.name.to_string()),
        Key::Tie(a, b) => Some(format!("{} to {}", actor(a)?, actor(b)?)),
        Key::Mutual(a, b) => Some(format!("{} and {}", actor(a)?, actor(b)?)),
        Key::Group(h) => bloc_name(dataset, h),
        // Not as an actor of the same name.
        Key::GroupTitle(h) => Some(format!("{}, a group", bloc_name(dataset, h)?)),
        Key::Bloc(a, b) => Some(format!(
            "{} to {}",
            end_name(dataset, a)?,
            end_name(dataset, b)?
        )),
        Key::Unfold(number, is_folded) => {
            let verb = if is_folded { "Unfold" } else { "Fold" };
            Some(format!("{verb} {}", bloc_name(dataset, number)?))
        }
        Key::Period(h) => dataset.periods.get(Handle(h)).map(|p| p.title.to_string()),
        _ => None,
    }
}

/// An event's date in words, in a zone.
pub(crate) fn when(event: &Event, own: &Zone, shown: &Zone) -> String {
    match event.when.as_deref().map(Date::parse) {
        None => "No date".to_owned(),
        Some(Ok(parsed)) => {
            let written = event.own_zone();
            date::in_words(&parsed, written.as_ref().unwrap_or(own), shown)
        }
        Some(Err(problem)) => problem.message,
    }
}

/// As a word in a sentence.
pub(crate) const fn status(status: Status) -> &'static str {
    status.label()
}

/// What a certainty rests on, in a sentence.
pub(crate) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "Confirmed: two or more independent sources say this.",
        Certainty::Single => "Only one independent source says this.",
        Certainty::Claimed => "Claimed: no source of grade A to C says this, or it is unnamed.",
        Certainty::Disputed => "Disputed: sources or accounts differ.",
        Certainty::Unsourced => "No source given.",
    }
}

/// The sides of a tie that has a tone: `4 hostile, 8 friendly, 2 neutral`.
pub(crate) fn sides(tie: &Tie) -> Option<String> {
    tie.tone?;
    Some(signs(
        tie.sides().map(|(sign, side)| (sign, side.count as usize)),
    ))
}

/// How many parts there are of each sign, those of none last.
pub(crate) fn signs(counts: impl IntoIterator<Item = (Sign, usize)>) -> String {
    let mut counts: Vec<(Sign, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(sign, _)| *sign == Sign::Neutral);
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let said = counts.map(|(sign, count)| format!("{} {}", with_thousands(*count), sign.word()));
    said.collect::<Vec<_>>().join(", ")
}

/// `+2.5`, `−4`, `0`, with a true minus.
pub(crate) fn signed(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let text = format!("{}", rounded.abs());
    match rounded {
        r if r > 0.0 => format!("+{text}"),
        r if r < 0.0 => format!("−{text}"),
        _ => "0".to_owned(),
    }
}
