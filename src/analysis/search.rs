//! Finding items by any text in any script, with or without accents.
//!
//! Text is compared after compatibility decomposition with its marks left off and in lower case
//! (Unicode Standard Annex 15, NFKD), so `Selenskyj`, `ZELENSKIY` and `zélenskiy` read alike.

use crate::dataset::{Dataset, Event, Handle, Id, Kind, List, Text};
use rayon::prelude::*;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that must all be found, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<String>);

/// A text as it is compared.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

impl Words {
    /// The words of a query; none if it has none.
    pub fn new(query: &str) -> Option<Self> {
        let words: Vec<String> = folded(query)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether all stand in a text.
    pub fn are_in(&self, text: &str) -> bool {
        let text = folded(text);
        self.0.iter().all(|word| text.contains(word.as_str()))
    }

    /// Whether all stand in what an event says of itself, its participants' names included.
    pub(super) fn are_in_event(&self, event: &Event, names: &Names<'_>) -> bool {
        let text = folded(&event_text(event));
        let is_in_name = |word: &str| {
            let mut actors = event.participants.iter().map(|p| &p.actor);
            actors.any(|actor| match names.0.get(actor) {
                Some(name) => name.contains(word),
                None => folded(actor).contains(word),
            })
        };
        let mut words = self.0.iter();
        words.all(|word| text.contains(word.as_str()) || is_in_name(word))
    }
}

/// What every actor is called, as it is compared: made once for a search.
pub(super) struct Names<'a>(HashMap<&'a Id, String, foldhash::fast::FixedState>);

impl<'a> Names<'a> {
    pub(super) fn new(dataset: &'a Dataset) -> Self {
        let mut names = HashMap::default();
        for actor in dataset.actors.iter() {
            let all = std::iter::once(&actor.name).chain(&actor.aliases);
            let all: Vec<&str> = all.map(|t| &**t).collect();
            names
                .entry(&actor.id)
                .or_insert_with(|| folded(&all.join("\n")));
        }
        Self(names)
    }
}

fn event_text(event: &Event) -> String {
    let mut all = String::new();
    let mut say = |text: &str| {
        all.push_str(text);
        all.push('\n');
    };
    say(&event.title);
    say(&event.id);
    let more = &event.more;
    let texts: [Option<&Text>; 4] = [
        more.description.as_ref(),
        event.by_hand.private_note.as_ref(),
        event.when.as_ref(),
        more.place.as_ref().and_then(|p| p.name.as_ref()),
    ];
    texts.into_iter().flatten().for_each(|t| say(t));
    more.tags.iter().for_each(|t| say(t));
    for citation in &event.citations {
        citation.more.quote.iter().for_each(|q| say(q));
    }
    for account in &event.by_hand.accounts {
        account
            .title
            .iter()
            .chain(&account.description)
            .for_each(|t| say(t));
    }
    all
}

/// An item that matches a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which list.
    pub kind: Kind,
    /// Which item.
    pub handle: Handle,
}

/// Everything that matches a query: actors, then events, then sources, each in the order of its
/// list. At most `most` of them, and how many there are in all.
pub fn find(dataset: &Dataset, query: &str, most: usize) -> (Vec<Match>, usize) {
    let Some(words) = Words::new(query) else {
        return (Vec::new(), 0);
    };
    let actors = found(&dataset.actors, |a| {
        let names = std::iter::once(&a.name).chain(&a.short).chain(&a.aliases);
        let texts = names.chain(&a.role).chain(&a.description).map(|t| &**t);
        let texts: Vec<&str> = texts.chain(std::iter::once(&*a.id)).collect();
        words.are_in(&texts.join("\n"))
    });
    let names = Names::new(dataset);
    let events = found(&dataset.events, |e| words.are_in_event(e, &names));
    let sources = found(&dataset.sources, |s| {
        let texts = std::iter::once(&s.title)
            .chain(&s.publisher)
            .chain(&s.author)
            .chain(&s.url);
        words.are_in(&texts.map(|t| &**t).collect::<Vec<_>>().join("\n"))
    });
    let count = actors.len() + events.len() + sources.len();
    let lists = [
        (Kind::Actor, actors),
        (Kind::Event, events),
        (Kind::Source, sources),
    ];
    let all = lists.into_iter().flat_map(|(kind, handles)| {
        let handles = handles.into_iter();
        handles.map(move |handle| Match { kind, handle })
    });
    (all.take(most).collect(), count)
}

/// The items of a list that match, in its order, looked at on all cores.
fn found<T: Sync>(list: &List<T>, matches: impl Fn(&T) -> bool + Sync) -> Vec<Handle> {
    let runs: Vec<Vec<Handle>> = list
        .runs()
        .par_iter()
        .map(|(handles, items)| {
            let both = handles.iter().zip(*items);
            both.filter(|(_, item)| matches(item))
                .map(|(handle, _)| *handle)
                .collect()
        })
        .collect();
    runs.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Actor, Participant};

    #[test]
    fn finds_any_script_with_or_without_accents() {
        let dataset = Dataset {
            actors: std::iter::once(Actor {
                id: "z".into(),
                name: "Volodymyr Zelenskiy".into(),
                aliases: vec!["Володимир Зеленський".into(), "Wołodymyr Zełenski".into()],
                ..Actor::default()
            })
            .collect(),
            events: [("Émmanuel’s call", None), ("会談 in Anchorage", Some("z"))]
                .into_iter()
                .map(|(title, actor)| {
                    let mut event = Event::titled(title.into(), title);
                    event.participants.extend(actor.map(|a| Participant {
                        actor: a.into(),
                        ..Participant::default()
                    }));
                    event
                })
                .collect(),
            ..Dataset::default()
        };
        let hits = |query| find(&dataset, query, 10).1;
        assert_eq!(hits("emmanuel"), 1);
        assert_eq!(hits("ÉMMANUEL CALL"), 1);
        assert_eq!(hits("зеленськии"), 2, "the actor, and the event he is in");
        assert_eq!(hits("会談"), 1);
        assert_eq!(hits("call anchorage"), 0, "all words in one item");
        assert_eq!(hits("  "), 0);
    }

    #[test]
    fn matches_keep_the_order_of_their_lists() {
        let dataset = Dataset {
            events: (0..3000)
                .map(|n| Event::titled(n.to_string().as_str().into(), &format!("Call {n}")))
                .collect(),
            ..Dataset::default()
        };
        let (first, count) = find(&dataset, "call", 2500);
        assert_eq!(count, 3000);
        let handles: Vec<u32> = first.iter().map(|m| m.handle.0).collect();
        assert_eq!(handles, (0..2500).collect::<Vec<u32>>());
    }

    #[test]
    fn words_may_stand_in_title_and_names() {
        let actor = |id: &str, name: &str| Actor {
            id: id.into(),
            name: name.into(),
            ..Actor::default()
        };
        let mut event = Event::titled("e".into(), "Call");
        event
            .participants
            .extend(["a", "gone"].map(|id| Participant {
                actor: id.into(),
                ..Participant::default()
            }));
        let dataset = Dataset {
            actors: [actor("a", "Özil"), actor("b", "Other")]
                .into_iter()
                .collect(),
            events: std::iter::once(event).collect(),
            ..Dataset::default()
        };
        let events = |query| {
            let (found, _) = find(&dataset, query, 10);
            found.iter().filter(|m| m.kind == Kind::Event).count()
        };
        assert_eq!(events("ozil call gone"), 1);
        assert_eq!(events("call other"), 0);
    }
}
