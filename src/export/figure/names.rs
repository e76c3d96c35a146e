//! What the parts of a picture are called: the ids and titles that an exported SVG carries.

use crate::analysis::{Index, Side, Sign, Tie, TieKey, Ties};
use crate::dataset::date::{Date, in_brief};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle};
use crate::export::picture::Name;
use crate::map::end_name;
use crate::scene::{End, Key};

/// Answers what an event, an actor, a tie or an arrow between blocs is called. Times are told in
/// `zone`.
pub fn names<'a>(dataset: &'a Dataset, zone: &'a Zone) -> impl Fn(Key) -> Option<Name> + 'a {
    let own = dataset.zone();
    move |key| match key {
        Key::Event(handle) => {
            let event = dataset.events.get(Handle(handle))?;
            let written_in = event.own_zone();
            let written_in = written_in.as_ref().unwrap_or(&own);
            let date = event.when.as_deref().and_then(|w| Date::parse(w).ok());
            let when = date.map(|d| format!(", {}", in_brief(&d, written_in, zone)));
            Some(Name {
                id: event.id.to_string(),
                title: format!("{}{}", event.title, when.unwrap_or_default()),
                ..Name::default()
            })
        }
        Key::Actor(handle) => {
            let actor = dataset.actors.get(Handle(handle))?;
            let role = actor.role.as_deref().map(|role| format!(", {role}"));
            Some(Name {
                id: actor.id.to_string(),
                title: format!("{}{}", actor.name, role.unwrap_or_default()),
                ..Name::default()
            })
        }
        Key::Tie(from, to) => pair(dataset, from, to, ">", "to"),
        Key::Mutual(a, b) => pair(dataset, a, b, "~", "and"),
        Key::Bloc(from, to) => Some(Name {
            id: format!("{}>{}", end_id(dataset, from)?, end_id(dataset, to)?),
            title: format!("{} to {}", end_name(dataset, from)?, end_name(dataset, to)?),
            ..Name::default()
        }),
        Key::None
        | Key::Group(_)
        | Key::GroupTitle(_)
        | Key::Unfold(..)
        | Key::Period(_)
        | Key::Lane(_)
        | Key::Column(..)
        | Key::Fold(_)
        | Key::Tick(_)
        | Key::Window(_)
        | Key::Legend(_) => None,
    }
}

fn pair(dataset: &Dataset, from: u32, to: u32, sign: &str, word: &str) -> Option<Name> {
    let from = dataset.actors.get(Handle(from))?;
    let to = dataset.actors.get(Handle(to))?;
    Some(Name {
        id: format!("{}{sign}{}", from.id, to.id),
        title: format!("{} {word} {}", from.name, to.name),
        ..Name::default()
    })
}

/// The id of a bloc's group, or of an actor; in brackets what is no id.
fn end_id(dataset: &Dataset, end: End) -> Option<String> {
    match end {
        End::Bloc(Key::NO_GROUP) => Some("(no group)".to_owned()),
        End::Bloc(Key::OTHERS) => Some("(others)".to_owned()),
        End::Bloc(handle) => Some(dataset.groups.get(Handle(handle))?.id.to_string()),
        End::Actor(handle) => Some(dataset.actors.get(Handle(handle))?.id.to_string()),
    }
}

/// The same, where each tie tells its sides too: how many parts are hostile, neutral and friendly, the
/// mean of their tones, and the strongest, such as `4 -3.2 -5.8`. A side without parts is left out.
pub fn names_with_ties<'a>(
    dataset: &'a Dataset,
    zone: &'a Zone,
    index: &'a Index,
    ties: &'a Ties,
) -> impl Fn(Key) -> Option<Name> + 'a {
    let names = names(dataset, zone);
    move |key| {
        let sides = tie(index, ties, key).map(Tie::sides).into_iter().flatten();
        Some(Name {
            data: sides.map(|(sign, side)| told(sign, side)).collect(),
            ..names(key)?
        })
    }
}

/// The tie that a key stands for.
pub(super) fn tie<'a>(index: &Index, ties: &'a Ties, key: Key) -> Option<&'a Tie> {
    let (Key::Tie(from, to) | Key::Mutual(from, to)) = key else {
        return None;
    };
    let (from, to) = (index.actor(Handle(from))?, index.actor(Handle(to))?);
    ties.get(TieKey::new(from, to, matches!(key, Key::Mutual(..))))
}

fn told(sign: Sign, side: Side) -> (&'static str, String) {
    let name = match sign {
        Sign::Hostile => "hostile",
        Sign::Neutral => "neutral",
        Sign::Friendly => "friendly",
    };
    // Not a minus before nothing.
    let tone = |tone: f32| format!("{tone:.1}").replace("-0.0", "0.0");
    let (mean, strongest) = (tone(side.mean), tone(side.strongest));
    (name, format!("{} {mean} {strongest}", side.count))
}
