//! What is said of a tie in a few words: the labels of its relations, or their kinds, else the title of its
//! weightiest event.

use super::view::View;
use crate::analysis::{Index, Row, Sign, Tie};
use crate::dataset::{Actor, Dataset, Event, Role, Status};
use std::cmp::Reverse;

/// What is said of a tie, or of one of its sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words, without how many more there are.
    pub words: String,
    /// How many more events and relations there are that they do not say.
    pub more: u32,
    /// The event whose title they are.
    pub(super) event: Option<Row>,
}

impl Label {
    /// `pushes for a truce +2`
    pub(super) fn counted(&self) -> String {
        format!("{}{}", self.words, in_count(self.more))
    }
}

/// How it is written that there are more than the words say.
pub(super) fn in_count(more: u32) -> String {
    match more {
        0 => String::new(),
        more => format!(" +{more}"),
    }
}

/// The words of a tie, or of one of its sides. Of a whole tie they are those of parts with the sign that
/// it is drawn with, which stands before them; of any only where those say nothing. What is as firm as
/// the tie is drawn goes before what is less so, which says that it is.
pub fn label(dataset: &Dataset, index: &Index, tie: &Tie, side: Option<Sign>) -> Option<Label> {
    Naming::new((dataset, index), tie, side).label()
}

impl View<'_> {
    /// The words of a tie, or of one of its sides.
    pub(super) fn label(&self, tie: &Tie, side: Option<Sign>) -> Option<Label> {
        label(self.dataset, self.index, tie, side)
    }

    /// The labels of the relations of a tie.
    pub(super) fn relation_label(&self, tie: &Tie) -> Option<String> {
        let naming = Naming::new((self.dataset, self.index), tie, None);
        Some(naming.labels()?.in_words(naming.count).counted())
    }
}

/// What is looked at to name a tie, or one of its sides.
struct Naming<'a> {
    dataset: &'a Dataset,
    index: &'a Index,
    tie: &'a Tie,
    side: Option<Sign>,
    /// The sign before the words; none without a tone.
    drawn: Option<Sign>,
    /// How firm it is drawn.
    status: Status,
    /// Of how many parts it is.
    count: u32,
}

/// Two labels of together no more letters than this are both said.
const BOTH: usize = 30;

/// The different labels of a tie's relations, the weightiest first, and how many relations say each.
struct Labels {
    labels: Vec<(String, u32)>,
    /// Whether the first has the sign that the tie is drawn with, and is as firm.
    fit: bool,
}

impl Labels {
    /// Both labels of two that are short, else the weightiest.
    fn in_words(&self, count: u32) -> Label {
        let (words, said) = match self.labels.as_slice() {
            [(one, n), (other, m)] if one.chars().count() + other.chars().count() <= BOTH => {
                (format!("{one}; {other}"), n + m)
            }
            [(one, n), ..] => (one.clone(), *n),
            [] => (String::new(), 0),
        };
        Label {
            words,
            more: count.saturating_sub(said),
            event: None,
        }
    }
}

fn is_of(side: Option<Sign>, tone: Option<f32>) -> bool {
    side.is_none_or(|side| side == Sign::of(tone))
}

impl<'a> Naming<'a> {
    fn new((dataset, index): (&'a Dataset, &'a Index), tie: &'a Tie, side: Option<Sign>) -> Self {
        let own = side.and_then(|side| tie.sides().find(|(sign, _)| *sign == side));
        let (status, count) = own.map_or((tie.status, tie.weight), |(_, side)| {
            (side.status, side.count)
        });
        Self {
            dataset,
            index,
            tie,
            side,
            drawn: side.or(tie.tone.map(|tone| Sign::of(Some(tone)))),
            status,
            count: if count == 0 { tie.denied } else { count },
        }
    }

    fn label(&self) -> Option<Label> {
        let labels = self.labels();
        let in_words = |labels: &Labels| labels.in_words(self.count);
        let fitting = labels.as_ref().filter(|labels| labels.fit);
        fitting
            .map(in_words)
            .or_else(|| self.event_title(self.drawn))
            .or_else(|| labels.as_ref().map(in_words))
            .or_else(|| self.event_title(self.side))
    }

    /// Words with how firm they are, where that is less than the tie is drawn.
    fn with_status(&self, words: &str, status: Status) -> String {
        if status == self.status {
            return words.to_owned();
        }
        format!("{words} ({})", status.label().to_lowercase())
    }

    /// What is denied is said only where all is.
    fn counts(&self, status: Status) -> bool {
        status != Status::Denied || self.tie.status == Status::Denied
    }

    /// None if no relation has one, nor a kind. They weigh by their sign, how firm they are, their
    /// evidence, then their tone.
    fn labels(&self) -> Option<Labels> {
        let relations = self.tie.relations.iter().filter_map(|n| {
            let row = self.index.relations.get(*n as usize)?;
            let (_, relation) = self.dataset.relations.at(*n as usize)?;
            let tone = (!row.tone.is_nan()).then_some(row.tone);
            let label = self.with_status(relation.words()?, row.status);
            let fits = (is_of(self.drawn, tone), row.status == self.status);
            let weight = (fits, row.evidence.len(), tone.map_or(0.0, f32::abs));
            (self.counts(row.status) && is_of(self.side, tone)).then_some((weight, label))
        });
        let mut weighed: Vec<_> = relations.collect();
        weighed.sort_by(|(one, _), (other, _)| {
            let by_evidence = (other.0, other.1).cmp(&(one.0, one.1));
            by_evidence.then(other.2.total_cmp(&one.2))
        });
        let fit = weighed.first()?.0.0 == (true, true);
        let mut labels: Vec<(String, u32)> = Vec::new();
        for (_, label) in weighed {
            match labels.iter_mut().find(|(known, _)| *known == label) {
                Some((_, count)) => *count += 1,
                None => labels.push((label, 1)),
            }
        }
        Some(Labels { labels, fit })
    }

    /// The title of the event that weighs most: by how firm it is, by importance, then by how far its
    /// tone is from zero.
    fn event_title(&self, side: Option<Sign>) -> Option<Label> {
        let tie = self.tie;
        let weighed = tie.events.iter().filter_map(|row| {
            let at = *row as usize;
            let tone = self
                .index
                .tone
                .get(at)
                .copied()
                .filter(|tone| !tone.is_nan());
            let status = self.index.status.get(at).copied().unwrap_or_default();
            let importance = self.index.importance.get(at).copied().unwrap_or(0);
            let weight = (
                status == self.status,
                importance,
                tone.map_or(0.0, f32::abs),
            );
            (self.counts(status) && is_of(side, tone)).then_some((weight, status, *row))
        });
        // Of equals the first.
        let best = weighed.rev().max_by(|(one, ..), (other, ..)| {
            let by_importance = (one.0, one.1).cmp(&(other.0, other.1));
            by_importance.then(one.2.total_cmp(&other.2))
        });
        let (_, status, row) = best?;
        let (_, event) = self.dataset.events.at(row as usize)?;
        let (_, from) = self.dataset.actors.at(tie.key.from as usize)?;
        let (_, to) = self.dataset.actors.at(tie.key.to as usize)?;
        let title = without_actors(event, [from, to], tie.key.is_mutual);
        (!title.is_empty()).then(|| Label {
            words: self.with_status(&title, status),
            more: self.count.saturating_sub(1),
            event: Some(row),
        })
    }
}

/// What joins two names in a title.
const AND: [&str; 8] = ["and", "&", "und", "et", "y", "e", "и", "та"];

/// What stands before a name that ends a title, and goes with it: words of several languages for whom
/// somebody does something to.
const BEFORE: [&str; 55] = [
    "the",
    "to",
    "with",
    "at",
    "by",
    "for",
    "from",
    "against",
    "of",
    "about",
    "over",
    "on",
    "in",
    "den",
    "dem",
    "der",
    "die",
    "das",
    "an",
    "mit",
    "bei",
    "für",
    "gegen",
    "von",
    "vor",
    "zu",
    "auf",
    "über",
    "à",
    "au",
    "avec",
    "pour",
    "contre",
    "de",
    "du",
    "le",
    "la",
    "a",
    "al",
    "con",
    "para",
    "por",
    "contra",
    "el",
    "к",
    "с",
    "у",
    "от",
    "до",
    "на",
    "з",
    "від",
    "для",
    "про",
    "против",
];

/// A title without the names that the tie's ends say: that of who acts, where it begins with it and
/// nobody acts beside them, or those of both; and that of whom it concerns, where it ends with it and
/// what is left says something.
fn without_actors(event: &Event, ends: [&Actor; 2], is_mutual: bool) -> String {
    let title = without_first(event, ends, is_mutual);
    if is_mutual {
        return title.to_owned();
    }
    without_target(title, ends[1]).unwrap_or_else(|| title.to_owned())
}

/// The title of an event in a list of what joins two actors, whom its heading names: without the names that
/// go without saying there. Where it is not only of what the first does to the second, who acts is said.
pub fn title_between(event: &Event, ends: [&Actor; 2], is_one_way: bool) -> String {
    if is_one_way {
        return without_actors(event, ends, false);
    }
    let does = |actor: &Actor, role| {
        let mut all = event.participants.iter();
        all.any(|part| part.role == role && part.actor == actor.id)
    };
    let ways = [(ends[0], ends[1]), (ends[1], ends[0])];
    let mut ways = ways
        .into_iter()
        .filter(|(from, to)| does(from, Role::From) && does(to, Role::To));
    let short = ways
        .next()
        .and_then(|(_, to)| without_target(event.title.trim(), to));
    short.unwrap_or_else(|| event.title.to_string())
}

/// A title without the name of whom it concerns, and what leads to that: at its end, or before what else is
/// told with a word of [`BEFORE`]. None where no phrase is left.
fn without_target(title: &str, actor: &Actor) -> Option<String> {
    let mut names: Vec<&str> = names(actor).collect();
    names.sort_by_key(|name| Reverse(name.len()));
    let parts = |name: &&str| {
        let (at, _) = title.rmatch_indices(*name).next()?;
        let before = title.get(..at)?.strip_suffix(' ')?;
        let after = title.get(at + name.len()..)?;
        (after.is_empty() || after.starts_with(' ')).then_some((before, after.trim()))
    };
    let (mut rest, after) = names.iter().find_map(parts)?;
    let mut is_led = false;
    while let Some((most, last)) = rest.trim_end().rsplit_once(' ')
        && BEFORE.contains(&last)
    {
        rest = most;
        is_led = true;
    }
    let rest = rest.trim_end();
    let last = rest.split(' ').next_back()?;
    // `meets Merz and Putin` is no phrase without the last, nor is `meets President Putin`.
    let is_phrase = last.ends_with(char::is_alphanumeric)
        && !AND.contains(&last)
        && !BEFORE.contains(&last)
        && (is_led || last.starts_with(char::is_lowercase));
    let goes_on = after
        .split(' ')
        .next()
        .is_some_and(|next| BEFORE.contains(&next));
    match after {
        _ if !is_phrase => None,
        "" => Some(rest.to_owned()),
        // `writes to Marta about a wedding`, but not `wants Marta to sell`.
        after => (is_led && goes_on).then(|| format!("{rest} {after}")),
    }
}

/// A title without the names that it begins with.
fn without_first<'a>(event: &'a Event, ends: [&Actor; 2], is_mutual: bool) -> &'a str {
    let title = event.title.trim();
    let acting = event
        .participants
        .iter()
        .filter(|p| p.role == Role::From)
        .count();
    // `Trump Tower` is not what Trump does; nor is `Trump (in Alaska)`.
    let is_deed = |rest: &&str| rest.starts_with(char::is_lowercase);
    let is_and = |rest: &&str| AND.iter().any(|and| after(rest, and).is_some());
    for (one, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
        let mut rests = names(one).filter_map(|name| after(title, name));
        let both = rests.clone().find_map(|rest| {
            let rest = AND.iter().find_map(|and| after(rest, and))?;
            let mut rests = names(other).filter_map(|name| after(rest, name));
            rests.find(is_deed)
        });
        let may_act_alone = !is_mutual && acting <= 1 && std::ptr::eq(one, ends[0]);
        let alone = || rests.find(|rest| is_deed(rest) && !is_and(rest));
        let rest = both.or_else(|| may_act_alone.then(alone).flatten());
        if let Some(rest) = rest {
            return rest;
        }
    }
    title
}

/// What follows a word at the start of a text.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?.strip_prefix(' ')?;
    Some(rest.trim_start())
}

/// What an actor is called: by its names, and a person by the last words of them too.
fn names(actor: &Actor) -> impl Iterator<Item = &str> + Clone {
    let names = [Some(&*actor.name), actor.short.as_deref()];
    let names = names.into_iter().flatten();
    let names = names.chain(actor.aliases.iter().map(|alias| &**alias));
    let is_person = actor.kind.may_be_person();
    names.flat_map(move |name| {
        let name = name.trim();
        let starts = name.match_indices(' ').map(|(at, _)| at + 1);
        let surnames = starts.filter_map(move |at| name.get(at..).filter(|_| is_person));
        let all = std::iter::once(name).chain(surnames);
        all.filter(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Participant, Relation};

    #[test]
    fn the_name_of_who_acts_is_left_out() {
        let trump = Actor {
            name: "Donald Trump".into(),
            short: Some("Trump".into()),
            ..Actor::default()
        };
        let putin = Actor {
            name: "Vladimir Vladimirovich Putin".into(),
            ..Actor::default()
        };
        let participant = |role| Participant {
            role,
            ..Participant::default()
        };
        let said = |title: &str, acting: usize, is_mutual: bool| {
            let mut event = Event::titled("e".into(), title);
            event
                .participants
                .extend((0..acting).map(|_| participant(Role::From)));
            without_actors(&event, [&trump, &putin], is_mutual)
        };
        assert_eq!(said("Trump warns Putin", 1, false), "warns");
        assert_eq!(said("Donald Trump warns Putin", 1, false), "warns");
        assert_eq!(
            said("Trump and Merz warn Putin", 2, false),
            "Trump and Merz warn"
        );
        assert_eq!(said("Trump Tower is sold", 1, false), "Trump Tower is sold");
        for title in ["Trump and Putin talk", "Putin and Trump talk"] {
            assert_eq!(
                [said(title, 0, true), said(title, 1, false)],
                ["talk", "talk"]
            );
        }
        let merz = "Trump and Merz talk";
        assert_eq!([said(merz, 0, true), said(merz, 1, false)], [merz, merz]);
        assert_eq!(
            said("Vladimirovich Putin, Trump", 0, true),
            "Vladimirovich Putin, Trump"
        );
        assert_eq!(said("Trump", 1, false), "Trump");
        // Whom it concerns stands beside the tie, where a phrase is left without it.
        for (title, left) in [
            ("Trump writes to Vladimir Vladimirovich Putin", "writes"),
            ("Trump writes to Vladimirovich Putin", "writes"),
            ("Trump says no to Putin", "says no"),
            (
                "Trump writes to Putin about a summit",
                "writes about a summit",
            ),
            (
                "Trump wants Putin to meet Zelenskyy",
                "wants Putin to meet Zelenskyy",
            ),
            ("Letter to Putin", "Letter"),
            ("Trump meets Merz and Putin", "meets Merz and Putin"),
            ("Trump meets President Putin", "meets President Putin"),
            ("Trump sues Rasputin", "sues Rasputin"),
            ("To Putin", "To Putin"),
            ("Putin", "Putin"),
        ] {
            assert_eq!(said(title, 1, false), left);
        }
        assert_eq!(
            said("Merz talks with Putin", 0, true),
            "Merz talks with Putin"
        );
    }

    #[test]
    fn a_relation_without_a_label_says_its_kind() {
        let relation = |label: &str, kind: &str| Relation {
            label: Some(label.into()),
            kind: Some(kind.into()),
            ..Relation::default()
        };
        assert_eq!(
            relation("sells cloth", "sells to").words(),
            Some("sells cloth")
        );
        assert_eq!(relation(" ", "sells to").words(), Some("sells to"));
        assert_eq!(relation("", " ").words(), None);
    }
}
