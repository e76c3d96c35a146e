//! Finding items by any text in any script, with or without accents.
//!
//! Text is compared after compatibility decomposition with its marks left off and in lower case
//! (Unicode Standard Annex 15, NFKD), so `Selenskyj`, `ZELENSKIY` and `zélenskiy` read alike.

use crate::dataset::{Dataset, Event, Handle, Kind, Text};
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
    pub fn are_in_event(&self, event: &Event, dataset: &Dataset) -> bool {
        self.are_in(&event_text(event, dataset))
    }
}

fn event_text(event: &Event, dataset: &Dataset) -> String {
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
        more.private_note.as_ref(),
        event.when.as_ref(),
        more.place.as_ref().and_then(|p| p.name.as_ref()),
    ];
    texts.into_iter().flatten().for_each(|t| say(t));
    more.tags.iter().for_each(|t| say(t));
    for citation in &event.citations {
        citation.more.quote.iter().for_each(|q| say(q));
    }
    for account in &more.accounts {
        account
            .title
            .iter()
            .chain(&account.description)
            .for_each(|t| say(t));
    }
    // A dataset of millions has many actors too: only those of a small one are looked up by name.
    if dataset.actors.len() <= 5_000 {
        for participant in &event.participants {
            match dataset.actors.iter().find(|a| a.id == participant.actor) {
                Some(actor) => {
                    say(&actor.name);
                    actor.aliases.iter().for_each(|a| say(a));
                }
                None => say(&participant.actor),
            }
        }
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
    let actors = dataset.actors.entries().filter(|(_, a)| {
        let names = std::iter::once(&a.name).chain(&a.short).chain(&a.aliases);
        let texts = names.chain(&a.role).chain(&a.description);
        words.are_in(
            &texts
                .map(|t| &**t)
                .chain(std::iter::once(&*a.id))
                .collect::<Vec<_>>()
                .join("\n"),
        )
    });
    let events = dataset
        .events
        .entries()
        .filter(|(_, e)| words.are_in_event(e, dataset));
    let sources = dataset.sources.entries().filter(|(_, s)| {
        let texts = std::iter::once(&s.title)
            .chain(&s.publisher)
            .chain(&s.author)
            .chain(&s.url);
        words.are_in(&texts.map(|t| &**t).collect::<Vec<_>>().join("\n"))
    });
    let found = |kind| move |handle| Match { kind, handle };
    let mut all = Vec::new();
    let mut count = 0;
    let mut take = |m: Match| {
        count += 1;
        if all.len() < most {
            all.push(m);
        }
    };
    actors
        .map(|(h, _)| h)
        .map(found(Kind::Actor))
        .for_each(&mut take);
    events
        .map(|(h, _)| h)
        .map(found(Kind::Event))
        .for_each(&mut take);
    sources
        .map(|(h, _)| h)
        .map(found(Kind::Source))
        .for_each(&mut take);
    (all, count)
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
}
