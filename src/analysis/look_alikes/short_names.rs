//! Names that are short for others: acronyms, initials, last names alone.

use super::name::{Name, Word, may_be_alike};
use super::name_words::Same;
use super::word_likeness::{Place, word_likeness};
use super::{Found, Likeness, Names, blocks, canonical, hashed};
use std::collections::BTreeSet;

/// Actors that are taken for one so far: each points at an earlier one of its own.
struct Groups(Vec<usize>);

impl Groups {
    /// The first actor of the group that an actor is in.
    fn first(&self, actor: usize) -> usize {
        let mut at = actor;
        while let Some(before) = self.0.get(at).copied().filter(|before| *before < at) {
            at = before;
        }
        at
    }

    /// The groups that pairs make.
    fn of(names: &Names<'_>, found: &Found) -> Self {
        let count = names.all.last().map_or(0, |name| name.actor + 1);
        let mut groups = Self((0..count).collect());
        let pairs: BTreeSet<(usize, usize)> = found.keys().copied().collect();
        for (one, other) in pairs {
            let (one, other) = (groups.first(one), groups.first(other));
            if let Some(later) = groups.0.get_mut(one.max(other)) {
                *later = one.min(other);
            }
        }
        groups
    }
}

/// How names may be short for others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// `V. Zelensky`.
    Initials,
    /// `George W. Bush` without what is in the middle.
    Middle,
    /// `Zelensky`.
    LastName,
}

/// Finds the names that are short for those of exactly one other actor.
pub(super) fn find(names: &Names<'_>, found: &mut Found) {
    acronyms(names, found);
    let mut keys = Vec::new();
    for (n, name) in names
        .all
        .iter()
        .enumerate()
        .filter(|(_, name)| name.is_person)
    {
        let words = names.words(name);
        keys.extend(words.into_iter().map(|word| (canonical(word), n)));
    }
    let blocks = blocks(keys);
    for step in [Step::Initials, Step::Middle, Step::LastName] {
        let groups = Groups::of(names, found);
        for (key, block) in &blocks {
            for n in block {
                last_names(names, found, &groups, (*key, block, *n, step));
            }
        }
    }
}

/// Pairs acronyms with what they are the initials of.
fn acronyms(names: &Names<'_>, found: &mut Found) {
    let mut keys = Vec::new();
    for (n, name) in names
        .all
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_person)
    {
        let letters = name.acronym.iter().chain(name.capitals.iter().flatten());
        keys.extend(letters.map(|letters| (hashed(letters), n)));
    }
    let groups = Groups::of(names, found);
    for (_, block) in blocks(keys) {
        let (short, long): (Vec<usize>, Vec<usize>) = block.into_iter().partition(|n| {
            let name = names.all.get(*n);
            name.is_some_and(|name| name.acronym.is_some())
        });
        for n in short {
            let fits = |other: &Name<'_>| other.numbers.is_empty();
            if let Some(other) = only_one(names, &groups, (n, &long, &fits)) {
                names.keep(found, (n, other), Likeness::Short);
            }
        }
    }
}

/// The names that one may be short for, and what it is for.
type Search<'s> = (usize, &'s [usize], &'s dyn Fn(&Name<'_>) -> bool);

/// The first name of another group that fits a name, where all that fit are of one group.
fn only_one(names: &Names<'_>, groups: &Groups, search: Search<'_>) -> Option<usize> {
    let (n, others, fits) = search;
    let own = groups.first(names.all.get(n)?.actor);
    let mut only: Option<(usize, usize)> = None;
    for other in others {
        let name = names.all.get(*other)?;
        let group = groups.first(name.actor);
        if group == own || !fits(name) {
            continue;
        }
        match only {
            Some((_, first)) if first != group => return None,
            Some(_) => {}
            None => only = Some((*other, group)),
        }
    }
    let (other, _) = only?;
    may_be_alike(names.all.get(n)?, names.all.get(other)?).then_some(other)
}

/// Pairs a name with the one that it is short for.
fn last_names(
    names: &Names<'_>,
    found: &mut Found,
    groups: &Groups,
    (key, block, n, step): (u64, &[usize], usize, Step),
) {
    let fitting = |n: usize| {
        let name = names.all.get(n)?;
        let words = names.words(name);
        let fits = |other: &Name<'_>| {
            let others = names.words(other);
            let is_middle = words.len() != others.len();
            (!is_middle || step != Step::Initials)
                && may_be_alike(name, other)
                && may_be_short(&words, &others, step == Step::LastName)
        };
        only_one(names, groups, (n, block, &fits))
    };
    let is_last = |n: &usize| {
        let words = names.all.get(*n).map(|name| names.words(name));
        words.is_some_and(|words| words.last().is_some_and(|last| canonical(last) == key))
    };
    let words = names.all.get(n).map(|name| names.words(name));
    let Some([firsts @ .., last]) = words.as_deref() else {
        return;
    };
    if last.length < 3 || canonical(last) != key {
        return;
    }
    let other = match step {
        // Each must be the only one that the other may be.
        Step::Initials | Step::Middle if !firsts.is_empty() => {
            let other = fitting(n);
            let back = other.and_then(fitting).and_then(|back| names.all.get(back));
            let group = |name: &Name<'_>| groups.first(name.actor);
            let own = names.all.get(n).map(group);
            other.filter(|_| back.map(group) == own)
        }
        // Whoever has the name in any place makes it unsure, and only its last place is a last name.
        Step::LastName if firsts.is_empty() && !matches!(last.same, Some(Same::First(_))) => {
            let is_sure = block.iter().all(is_last);
            let any = |_: &Name<'_>| true;
            is_sure
                .then(|| only_one(names, groups, (n, block, &any)))
                .flatten()
        }
        // `Robert Mugabe` and `Robert Gabriel Mugabe`, where nobody else is called so.
        Step::LastName if !firsts.is_empty() && block.iter().all(is_last) => {
            let any = |_: &Name<'_>| true;
            let only = only_one(names, groups, (n, block, &any));
            only.and_then(|_| fitting(n))
        }
        Step::Initials | Step::Middle | Step::LastName => None,
    };
    if let Some(other) = other {
        names.keep(found, (n, other), Likeness::Short);
    }
}

/// Whether of two names of several words one is the other with initials, or without them in the middle.
fn may_be_short(short: &[&Word], long: &[&Word], is_any: bool) -> bool {
    let ([firsts @ .., last], [others @ .., other]) = (short, long) else {
        return false;
    };
    if firsts.is_empty() || others.is_empty() || !is_one(last, other) {
        return false;
    }
    let fit = |(one, other): (&&Word, &&Word)| {
        is_one(one, other) || is_initial(one, other) || is_initial(other, one)
    };
    let common = firsts.len().min(others.len());
    let mut more = firsts.iter().chain(others);
    let middle = firsts.get(common..).into_iter().chain(others.get(common..));
    let mut middle = middle.flatten();
    let is_letter_in = more.any(|word| is_letter(word));
    let is_shorter = firsts.len() != others.len();
    (is_letter_in || is_shorter)
        && firsts.iter().zip(others).all(fit)
        && middle.all(|word| is_letter(word) || is_of_father(word) || is_any && !word.is_apart)
}

/// Whether a word is the name of a father in the middle: `Oleksandrovych`, `Ивановна`.
fn is_of_father(word: &Word) -> bool {
    let mut ends = ["oviS", "eviS", "iviS", "iliS", "ovna", "evna", "ivna"].iter();
    ends.any(|end| word.coarse.0.ends_with(end) || word.coarse.1.ends_with(end))
}

/// Whether two words of names of persons are one.
fn is_one(one: &Word, other: &Word) -> bool {
    word_likeness(one, other, Place::First).is_some_and(|(_, is_edit)| !is_edit)
}

/// Whether a word is an initial.
pub(super) fn is_letter(word: &Word) -> bool {
    let digraphs = [
        "yu", "ya", "ye", "yo", "zh", "kh", "ch", "sh", "ts", "iu", "ia",
    ];
    word.length == 1 || digraphs.contains(&&*word.text)
}

/// Whether a word is the initial of another.
pub(super) fn is_initial(one: &Word, other: &Word) -> bool {
    if !is_letter(one) || is_letter(other) {
        return false;
    }
    other.text.starts_with(&one.text)
        || other.coarse.0.starts_with(&one.coarse.0)
        || other.coarse.1.starts_with(&one.coarse.0)
}
