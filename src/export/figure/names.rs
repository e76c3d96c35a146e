//! What the parts of a picture are called: the ids and titles that an exported SVG carries.

use crate::dataset::date::{Date, in_brief};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle};
use crate::export::Name;
use crate::scene::Key;

/// Answers what an event, an actor or a tie is called. Times are told in `zone`.
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
            })
        }
        Key::Actor(handle) => {
            let actor = dataset.actors.get(Handle(handle))?;
            let role = actor.role.as_deref().map(|role| format!(", {role}"));
            Some(Name {
                id: actor.id.to_string(),
                title: format!("{}{}", actor.name, role.unwrap_or_default()),
            })
        }
        Key::Tie(from, to) => pair(dataset, from, to, ">", "to"),
        Key::Mutual(a, b) => pair(dataset, a, b, "~", "and"),
        Key::None
        | Key::Group(_)
        | Key::Period(_)
        | Key::Lane(_)
        | Key::Column(..)
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
    })
}
