//! What is said of a tie in a few words: the labels of its relations, or their kinds, else the title of its
//! weightiest event.

use crate::analysis::{Index, Sign, Tie};
use crate::dataset::{Actor, ActorKind, Dataset, Event, Role, Status};

/// The words of a tie, or of one of its sides. Of a whole tie they are those of parts with the sign that
/// it is drawn with, which stands before them; of any only where those say nothing.
pub fn label(dataset: &Dataset, index: &Index, tie: &Tie, side: Option<Sign>) -> Option<String> {
    let drawn = drawn_as(tie, side);
    labels(dataset, index, tie, side)
        .filter(|labels| labels.are_of_sign)
        .map(Labels::in_words)
        .or_else(|| event_title(dataset, index, tie, drawn))
        .or_else(|| labels(dataset, index, tie, side).map(Labels::in_words))
        .or_else(|| event_title(dataset, index, tie, side))
}

/// The sign before the words of a tie, or of one of its sides; none if it has no tone.
fn drawn_as(tie: &Tie, side: Option<Sign>) -> Option<Sign> {
    side.or(tie.tone.map(|tone| Sign::of(Some(tone))))
}

fn is_of(side: Option<Sign>, tone: Option<f32>) -> bool {
    side.is_none_or(|side| side == Sign::of(tone))
}

/// Two labels of together no more letters than this are both said.
const BOTH: usize = 30;

/// The labels of its relations: of two that differ both if they are short, else that of the weightiest
/// (by its sign, its evidence, then its tone) and how many more there are: `pushes for a truce +2`. What
/// is denied is said only where all is.
pub(super) fn relation_label(dataset: &Dataset, index: &Index, tie: &Tie) -> Option<String> {
    labels(dataset, index, tie, None).map(Labels::in_words)
}

/// The different labels of a tie's relations, the weightiest first.
struct Labels<'a> {
    labels: Vec<&'a str>,
    /// Whether the first has the sign that the tie is drawn with.
    are_of_sign: bool,
}

impl Labels<'_> {
    fn in_words(self) -> String {
        match self.labels.as_slice() {
            [one, other] if one.chars().count() + other.chars().count() <= BOTH => {
                format!("{one}; {other}")
            }
            [one, more @ ..] if !more.is_empty() => format!("{one} +{}", more.len()),
            labels => labels.concat(),
        }
    }
}

/// None if no relation has one, nor a kind.
fn labels<'a>(
    dataset: &'a Dataset,
    index: &Index,
    tie: &Tie,
    side: Option<Sign>,
) -> Option<Labels<'a>> {
    let drawn = drawn_as(tie, side);
    let relations = tie.relations.iter().filter_map(|n| {
        let row = index.relations.get(*n as usize)?;
        let (_, relation) = dataset.relations.at(*n as usize)?;
        let tone = (!row.tone.is_nan()).then_some(row.tone);
        let counts = row.status != Status::Denied || tie.status == Status::Denied;
        let label = relation.words()?;
        let far = tone.map_or(0.0, f32::abs);
        let weight = (is_of(drawn, tone), row.evidence.len(), far);
        (counts && is_of(side, tone)).then_some((weight, label))
    });
    let mut weighed: Vec<((bool, usize, f32), &str)> = relations.collect();
    weighed.sort_by(|(one, _), (other, _)| {
        let by_evidence = (other.0, other.1).cmp(&(one.0, one.1));
        by_evidence.then(other.2.total_cmp(&one.2))
    });
    let are_of_sign = weighed.first()?.0.0;
    let mut labels: Vec<&str> = Vec::new();
    for (_, label) in weighed {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    Some(Labels {
        labels,
        are_of_sign,
    })
}

/// The title of the event that weighs most: by importance, then by how far its tone is from zero.
fn event_title(dataset: &Dataset, index: &Index, tie: &Tie, side: Option<Sign>) -> Option<String> {
    let weighed = tie.events.iter().filter_map(|row| {
        let at = *row as usize;
        let tone = index.tone.get(at).copied().filter(|tone| !tone.is_nan());
        let status = index.status.get(at).copied().unwrap_or_default();
        let counts = status != Status::Denied || tie.status == Status::Denied;
        let importance = index.importance.get(at).copied().unwrap_or(0);
        (counts && is_of(side, tone)).then_some((importance, tone.map_or(0.0, f32::abs), at))
    });
    // Of equals the first.
    let best = weighed.rev().max_by(|one, other| {
        let by_importance = one.0.cmp(&other.0);
        by_importance.then(one.1.total_cmp(&other.1))
    });
    let (_, event) = dataset.events.at(best?.2)?;
    let (_, from) = dataset.actors.at(tie.key.from as usize)?;
    let (_, to) = dataset.actors.at(tie.key.to as usize)?;
    let title = without_actors(event, [from, to], tie.key.is_mutual);
    (!title.is_empty()).then(|| title.to_owned())
}

/// What joins two names in a title.
const AND: [&str; 8] = ["and", "&", "und", "et", "y", "e", "и", "та"];

/// A title without the names that the tie's ends say: that of who acts, where it begins with it and
/// nobody acts beside them, or those of both.
fn without_actors<'a>(event: &'a Event, ends: [&Actor; 2], is_mutual: bool) -> &'a str {
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
    let is_person = actor.kind == ActorKind::Person;
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
            without_actors(&event, [&trump, &putin], is_mutual).to_owned()
        };
        assert_eq!(said("Trump warns Putin", 1, false), "warns Putin");
        assert_eq!(said("Donald Trump warns Putin", 1, false), "warns Putin");
        assert_eq!(
            said("Trump and Merz warn Putin", 2, false),
            "Trump and Merz warn Putin"
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
