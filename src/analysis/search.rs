//! Finding items by any text in any script, with or without accents.
//!
//! Text is compared after compatibility decomposition with its marks left off and in lower case
//! (Unicode Standard Annex 15, NFKD), so `ZELENSKIY` and `zélenskiy` read alike; quotation marks
//! and dashes of any shape are those of a keyboard.

use super::Progress;
use super::index::share;
use crate::dataset::fields::{self, Record};
use crate::dataset::{Actor, Dataset, Event, Handle, Id, Kind, List, Relation};
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
        .map(as_typed)
        .flat_map(char::to_lowercase)
        .collect()
}

/// The key that a person presses for a letter that few keyboards have.
const fn as_typed(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | 'ʼ' => '\'',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        'ı' => 'i',
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        _ => c,
    }
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

    /// Whether a line of a text is these words, in this order, and nothing else.
    pub fn are_all_of(&self, text: &str) -> bool {
        let text = folded(text);
        let mut lines = text.lines();
        lines.any(|line| {
            line.split_whitespace()
                .eq(self.0.iter().map(String::as_str))
        })
    }

    /// Whether all stand in what an event says of itself, its participants' names included.
    pub(super) fn are_in_event(&self, event: &Event, names: &Names<'_>) -> bool {
        let actors = event.participants.iter().map(|p| &p.actor);
        self.are_in_either(&text_of(event), actors, names)
    }

    /// Whether all stand in what a relation says of itself, its actors' names included.
    pub(super) fn are_in_relation(&self, relation: &Relation, names: &Names<'_>) -> bool {
        let actors = [&relation.from, &relation.to].into_iter();
        self.are_in_either(&text_of(relation), actors, names)
    }

    fn are_in_either<'a>(
        &self,
        text: &str,
        actors: impl Iterator<Item = &'a Id> + Clone,
        names: &Names<'_>,
    ) -> bool {
        let text = folded(text);
        let is_in_name = |word: &str| {
            actors.clone().any(|actor| match names.0.get(actor) {
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
            let name = names.entry(&actor.id);
            name.or_insert_with(|| folded(&names_of(actor)));
        }
        Self(names)
    }
}

/// What an actor is called, a line for each name.
fn names_of(actor: &Actor) -> String {
    let all = std::iter::once(&actor.name).chain(&actor.short);
    let all = all.chain(&actor.aliases).map(|name| &**name);
    all.collect::<Vec<_>>().join("\n")
}

/// What search reads of an item, a line for each text.
fn text_of(item: &dyn Record) -> String {
    let mut all = String::new();
    fields::searched(item, &mut |text| {
        all.push_str(text);
        all.push('\n');
    });
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

/// Everything that matches a query: first what is called just so, then what is called so among
/// other words, then what says so elsewhere; of each actors, then events, then sources, each in
/// the order of its list. At most `most` of them, and how many there are in all. None if it was
/// stopped.
pub fn find(
    dataset: &Dataset,
    query: &str,
    most: usize,
    progress: Progress<'_>,
) -> Option<(Vec<Match>, usize)> {
    let Some(words) = Words::new(query) else {
        return Some((Vec::new(), 0));
    };
    let actors = found(&dataset.actors, progress, |a| {
        words.place(&names_of(a), || words.are_in(&text_of(a)))
    })?;
    let names = Names::new(dataset);
    let events = found(&dataset.events, progress, |e| {
        words.place(&e.title, || words.are_in_event(e, &names))
    })?;
    let sources = found(&dataset.sources, progress, |s| {
        words.place(&s.title, || words.are_in(&text_of(s)))
    })?;
    let kinds = [Kind::Actor, Kind::Event, Kind::Source];
    let all = [actors, events, sources];
    let count = all.iter().map(Vec::len).sum();
    let of_place = |wanted| {
        kinds.iter().zip(&all).flat_map(move |(kind, list)| {
            let list = list.iter().filter(move |(place, _)| *place == wanted);
            list.map(|(_, handle)| Match {
                kind: *kind,
                handle: *handle,
            })
        })
    };
    let ranked = of_place(Found::IsName).chain(of_place(Found::InName));
    let ranked = ranked.chain(of_place(Found::Elsewhere));
    Some((ranked.take(most).collect(), count))
}

/// Where the words of a query were found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    IsName,
    InName,
    Elsewhere,
}

impl Words {
    fn place(&self, name: &str, is_elsewhere: impl FnOnce() -> bool) -> Option<Found> {
        if self.are_in(name) {
            Some(match self.are_all_of(name) {
                true => Found::IsName,
                false => Found::InName,
            })
        } else {
            is_elsewhere().then_some(Found::Elsewhere)
        }
    }
}

/// The items of a list that match, in its order, looked at on all cores.
fn found<T: Sync>(
    list: &List<T>,
    progress: Progress<'_>,
    place: impl Fn(&T) -> Option<Found> + Sync,
) -> Option<Vec<(Found, Handle)>> {
    let runs = list.runs();
    let mut all = Vec::new();
    for (n, block) in runs.chunks(64).enumerate() {
        progress(share(n * 64, runs.len()))
            .is_continue()
            .then_some(())?;
        let found: Vec<Vec<(Found, Handle)>> = block
            .par_iter()
            .map(|(handles, items)| {
                let both = handles.iter().zip(*items);
                both.filter_map(|(handle, item)| Some((place(item)?, handle)))
                    .collect()
            })
            .collect();
        all.extend(found.into_iter().flatten());
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
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
        let hits = |query| find(&dataset, query, 10, TO_THE_END).unwrap().1;
        assert_eq!(hits("emmanuel"), 1);
        assert_eq!(hits("ÉMMANUEL CALL"), 1);
        assert_eq!(hits("зеленськии"), 2, "the actor, and the event he is in");
        assert_eq!(hits("会談"), 1);
        assert_eq!(hits("call anchorage"), 0, "all words in one item");
        assert_eq!(hits("  "), 0);
    }

    #[test]
    fn what_is_called_so_comes_before_what_says_so() {
        let actor = |id: &str, name: &str, role: &str| Actor {
            id: id.into(),
            name: name.into(),
            role: Some(role.into()),
            ..Actor::default()
        };
        let dataset = Dataset {
            actors: [
                actor("t", "Donald Trump", "met Putin"),
                actor("p", "Vladimir Putin", "President"),
            ]
            .into_iter()
            .collect(),
            events: [
                ("a", "Talks with Zelenskiy"),
                ("b", "Putin’s “listening exercise”"),
            ]
            .into_iter()
            .map(|(id, title)| Event::titled(id.into(), title))
            .collect(),
            ..Dataset::default()
        };
        let found = |query| {
            let (found, _) = find(&dataset, query, 10, TO_THE_END).unwrap();
            let matches = found.iter().map(|m| (m.kind, m.handle.0));
            matches.collect::<Vec<_>>()
        };
        let named = [(Kind::Actor, 1), (Kind::Event, 1), (Kind::Actor, 0)];
        assert_eq!(found("putin"), named);
        assert_eq!(found("\"listening exercise\""), [(Kind::Event, 1)]);
        assert_eq!(found("putin's"), [(Kind::Event, 1)]);
        assert_eq!(folded("Çırağan Łódź"), "ciragan lodz");
    }

    #[test]
    fn matches_keep_the_order_of_their_lists() {
        let dataset = Dataset {
            events: (0..3000)
                .map(|n| Event::titled(n.to_string().as_str().into(), &format!("Call {n}")))
                .collect(),
            ..Dataset::default()
        };
        let (first, count) = find(&dataset, "call", 2500, TO_THE_END).unwrap();
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
            let (found, _) = find(&dataset, query, 10, TO_THE_END).unwrap();
            found.iter().filter(|m| m.kind == Kind::Event).count()
        };
        assert_eq!(events("ozil call gone"), 1);
        assert_eq!(events("call other"), 0);
    }
}
