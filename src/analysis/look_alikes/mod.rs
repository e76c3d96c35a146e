//! Actors who are probably one and the same, for a person to say whether they are.
//!
//! Names meet by keys, as in OpenRefine's clustering (key collision: fingerprint, and n-gram fingerprint with
//! letters run together; <https://openrefine.org/docs/technical-reference/clustering-in-depth>), by a coarse
//! transliteration, and by parts of a word that is spelt wrongly; whatever meets is compared word by word.
//! What becomes what: see [`Likeness`].

mod fullness;
mod name;
mod name_words;
mod pieces;
mod short_names;
mod transliteration;
mod word_likeness;

pub use fullness::fullness;
use name::{Lexicon, Name, Word, may_be_alike, read};
use name_words::Same;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use word_likeness::{Place, is_same_text, word_likeness};

/// Two actors that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the one that is earlier.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// Why they look alike.
    pub likeness: Likeness,
    /// The names of each that are alike.
    pub names: (String, String),
}

/// Why two actors look alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words in another order, or with accents, signs, titles.
    Words,
    /// The same in other letters: Cyrillic, Greek.
    Letters,
    /// Letters differ.
    Spelling,
    /// One is short for the other: initials, an acronym, a last name that only one has.
    Short,
}

/// So many pairs are told.
const MOST_PAIRS: usize = 10_000;

/// Of so many names with one key, none are compared.
const MOST_IN_BLOCK: usize = 200;

/// A name with more words has none that are spelt wrongly.
const MOST_WORDS: usize = 8;

/// The pairs found so far, each by the places of its actors.
type Found = HashMap<(usize, usize), (Likeness, usize, usize)>;

/// Actors who are probably one and the same: of each its name, then its short name and aliases.
pub fn look_alikes(names: &[Vec<String>], is_person: &[bool]) -> Vec<Pair> {
    let mut lexicon = Lexicon::default();
    let mut all: Vec<Name<'_>> = Vec::new();
    for (actor, names) in names.iter().enumerate() {
        let is_person = is_person.get(actor).copied().unwrap_or(false);
        for name in names {
            all.push(read(actor, name, is_person, &mut lexicon));
        }
    }
    let names = Names { all, lexicon };
    let mut found = Found::new();
    for (_, block) in blocks(names.whole_keys()) {
        each_pair(&block, |pair| names.compare(&mut found, pair));
    }
    let (keys, parts) = names.part_keys();
    for (_, block) in blocks(keys) {
        each_pair(&block, |(one, other)| {
            if let (Some(one), Some(other)) = (parts.get(one), parts.get(other))
                && one.may_be(other)
            {
                names.compare(&mut found, (one.name, other.name));
            }
        });
    }
    short_names::find(&names, &mut found);
    names.told(found)
}

/// A word of a name that may be spelt wrongly: which coarse letters it has, and how many.
struct Part {
    name: usize,
    letters: u32,
    count: usize,
}

impl Part {
    fn of(name: usize, word: &Word) -> Self {
        let letters = word.coarse.0.chars();
        Self {
            name,
            letters: letters.fold(0, |all, c| all | 1_u32.rotate_left(u32::from(c))),
            count: word.coarse.0.chars().count(),
        }
    }

    /// Whether two words differ in no more letters than two wrong ones make, or a Latin ending.
    fn may_be(&self, other: &Self) -> bool {
        self.count.abs_diff(other.count) <= 3 && (self.letters ^ other.letters).count_ones() <= 4
    }
}

/// Tells every two of a block, in order.
fn each_pair(block: &[usize], mut tell: impl FnMut((usize, usize))) {
    for (n, one) in block.iter().enumerate() {
        for other in block.get(n + 1..).unwrap_or_default() {
            tell((*one, *other));
        }
    }
}

/// A hash of a key, the same whenever it is made.
fn hashed(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The names that share a key, in order; of none more than a few hundred.
fn blocks(mut keys: Vec<(u64, usize)>) -> Vec<(u64, Vec<usize>)> {
    keys.sort_unstable();
    keys.dedup();
    let blocks = keys.chunk_by(|one, other| one.0 == other.0);
    let blocks = blocks.filter(|block| (2..=MOST_IN_BLOCK).contains(&block.len()));
    blocks
        .filter_map(|block| {
            let (key, _) = block.first()?;
            Some((*key, block.iter().map(|(_, name)| *name).collect()))
        })
        .collect()
}

/// All names of all actors.
struct Names<'n> {
    /// The names, those of one actor together.
    all: Vec<Name<'n>>,
    /// Their words.
    lexicon: Lexicon,
}

impl Names<'_> {
    /// The words of a name.
    fn words(&self, name: &Name<'_>) -> Vec<&Word> {
        self.lexicon.words(name)
    }

    /// The keys of whole names: words sorted, and run together, in plain and in coarse letters.
    fn whole_keys(&self) -> Vec<(u64, usize)> {
        let mut keys = Vec::new();
        for (n, name) in self.all.iter().enumerate() {
            let words = self.words(name);
            if words.is_empty() {
                continue;
            }
            let mut add = |texts: Vec<&str>| {
                keys.push((hashed((texts.concat(), &name.numbers)), n));
                let mut texts = texts;
                texts.sort_unstable();
                keys.push((hashed((texts.concat(), &name.numbers)), n));
            };
            add(words.iter().map(|word| &*word.text).collect());
            if words.iter().any(|word| word.wide.is_some()) {
                let wide = words
                    .iter()
                    .map(|word| word.wide.as_deref().unwrap_or(&word.text));
                add(wide.collect());
            }
            if words.iter().any(|word| word.serbian.is_some()) {
                let serbian = words
                    .iter()
                    .map(|word| word.serbian.as_deref().unwrap_or(&word.text));
                add(serbian.collect());
            }
            add(words.iter().map(|word| &*word.coarse.0).collect());
            add(words.iter().map(|word| &*word.coarse.1).collect());
            if words.iter().any(|word| word.same.is_some()) {
                for of in [canonical, canonical_second] {
                    let mut all: Vec<u64> = words.iter().map(|word| of(word)).collect();
                    all.sort_unstable();
                    keys.push((hashed(all), n));
                }
            }
        }
        keys
    }

    /// The keys of names without one word, and with the first or the last letters of it.
    fn part_keys(&self) -> (Vec<(u64, usize)>, Vec<Part>) {
        let (mut keys, mut parts) = (Vec::new(), Vec::new());
        for (n, name) in self.all.iter().enumerate() {
            let words = self.words(name);
            if words.len() > MOST_WORDS {
                continue;
            }
            let all: Vec<u64> = words.iter().map(|word| canonical(word)).collect();
            let total = all.iter().fold(0_u64, |sum, word| sum.wrapping_add(*word));
            for (word, own) in words.iter().zip(&all) {
                if word.length < 5 || word.is_apart {
                    continue;
                }
                let rest = total.wrapping_sub(*own);
                let letters: Vec<char> = word.coarse.0.chars().collect();
                // Words of 7 letters meet shorter ones and longer ones.
                let counts = match word.length {
                    _ if words.len() == 1 => 3..=3,
                    0..=6 => 2..=2,
                    7 => 2..=3,
                    _ if word.text.ends_with("sis") => 2..=3,
                    _ => 3..=3,
                };
                for count in counts {
                    let start = letters.get(..count.min(letters.len()));
                    let end = letters.get(letters.len().saturating_sub(count)..);
                    keys.push((hashed((rest, 0, start, &name.numbers)), parts.len()));
                    keys.push((hashed((rest, 1, end, &name.numbers)), parts.len()));
                }
                parts.push(Part::of(n, word));
            }
        }
        (keys, parts)
    }

    /// Compares two names, and keeps them where they are alike.
    fn compare(&self, found: &mut Found, (one, other): (usize, usize)) {
        let (Some(first), Some(second)) = (self.all.get(one), self.all.get(other)) else {
            return;
        };
        let actors = (first.actor, second.actor);
        let is_sure = || {
            found
                .get(&actors)
                .is_some_and(|found| found.0 == Likeness::Words)
        };
        if actors.0 == actors.1 || is_sure() {
            return;
        }
        if let Some(likeness) = self.likeness(first, second) {
            self.keep(found, (one, other), likeness);
        }
    }

    /// Keeps a pair of names, where their actors are not yet found to be more alike, and may be one.
    fn keep(&self, found: &mut Found, pair: (usize, usize), likeness: Likeness) {
        let (one, other) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let (Some(first), Some(second)) = (self.all.get(one), self.all.get(other)) else {
            return;
        };
        let actors = (first.actor, second.actor);
        let new = (likeness, one, other);
        if found.get(&actors).is_none_or(|old| new < *old) && self.may_be_one(actors) {
            found.insert(actors, new);
        }
    }

    /// Whether nothing in the names of two actors says that they are two.
    fn may_be_one(&self, actors: (usize, usize)) -> bool {
        let name = |actor: usize| {
            let place = self.all.partition_point(|name| name.actor < actor);
            self.all.get(place)
        };
        let (Some(one), Some(other)) = (name(actors.0), name(actors.1)) else {
            return false;
        };
        // `Louis XIV` and `Louis XV` may both be called `Louis`.
        let both = !one.numbers.is_empty() && !other.numbers.is_empty();
        if both && one.numbers != other.numbers {
            return false;
        }
        let apart = |name: &Name<'_>| -> Vec<String> {
            let words = self.words(name).into_iter();
            let mut apart: Vec<String> = words
                .filter(|word| word.is_apart)
                .map(|word| word.text.clone())
                .collect();
            apart.sort();
            apart
        };
        let (one, other) = (apart(one), apart(other));
        one.is_empty() || other.is_empty() || one == other
    }

    /// Why two names look alike, if they do.
    fn likeness(&self, one: &Name<'_>, other: &Name<'_>) -> Option<Likeness> {
        if !may_be_alike(one, other) {
            return None;
        }
        let (left, mut right) = (self.words(one), self.words(other));
        if left.len() != right.len() {
            return self.run_together(one, other);
        }
        let is_person = one.is_person || other.is_person;
        let last = left.len().saturating_sub(1);
        let mut rest: Vec<(&Word, Place)> = Vec::new();
        for (n, word) in left.iter().enumerate() {
            match right.iter().position(|other| is_same_text(word, other)) {
                Some(place) => {
                    right.remove(place);
                }
                None if left.len() == 1 => rest.push((word, Place::Only)),
                None if is_person && n < last => rest.push((word, Place::First)),
                None if is_person => rest.push((word, Place::Last)),
                None => rest.push((word, Place::Other)),
            }
        }
        // `UNHCR` and `UNHRC` are codes.
        if !rest.is_empty() && one.acronym.is_some() && other.acronym.is_some() {
            return None;
        }
        let likeness = self.rest(&rest, right)?;
        if !self.is_order_right(one, other) {
            return None;
        }
        let is_short = one.is_shortened != other.is_shortened;
        Some(if is_short {
            likeness.max(Likeness::Short)
        } else {
            likeness
        })
    }

    /// Why words that are not the same look alike.
    fn rest(&self, left: &[(&Word, Place)], mut right: Vec<&Word>) -> Option<Likeness> {
        let mut worst = Likeness::Words;
        let mut edited = 0;
        for (word, place) in left {
            let mut all = right.iter().enumerate();
            let (at, (likeness, is_edit)) =
                all.find_map(|(at, other)| Some((at, word_likeness(word, other, *place)?)))?;
            right.remove(at);
            edited += usize::from(is_edit);
            worst = worst.max(likeness);
        }
        (edited <= 1).then_some(worst)
    }

    /// Why two names look alike whose words are parted differently: `Al-Qaeda`, `Alqaeda`.
    fn run_together(&self, one: &Name<'_>, other: &Name<'_>) -> Option<Likeness> {
        let text = |name: &Name<'_>, of: fn(&Word) -> &str| -> String {
            self.words(name).into_iter().map(of).collect()
        };
        let is_same =
            |of: fn(&Word) -> &str| text(one, of) == text(other, of) && text(one, of).len() >= 5;
        if is_same(|word| &word.text) {
            return Some(Likeness::Words);
        }
        let script = |name: &Name<'_>| self.words(name).first().map(|word| word.script);
        let is_coarse = is_same(|word| &word.coarse.0) || is_same(|word| &word.coarse.1);
        (is_coarse && script(one) != script(other)).then_some(Likeness::Letters)
    }

    /// Whether the order of words that are the same says that two names are of one.
    fn is_order_right(&self, one: &Name<'_>, other: &Name<'_>) -> bool {
        if one.towards != other.towards {
            let is_cross = self.words(one).first().map(|word| word.script)
                != self.words(other).first().map(|word| word.script);
            return is_cross;
        }
        let (left, right) = (self.words(one), self.words(other));
        let is_same_order = left
            .iter()
            .zip(&right)
            .all(|(one, other)| canonical(one) == canonical(other) || is_same_text(one, other));
        if is_same_order || one.has_comma || other.has_comma {
            return true;
        }
        if one.is_person || other.is_person {
            // `Paul John` is another than `John Paul`, but `Orbán Viktor` is not.
            let firsts = left
                .iter()
                .filter(|word| matches!(word.same, Some(Same::First(_))));
            return left.len() > 2 || firsts.count() < left.len();
        }
        let is_placed = left.iter().any(|word| PLACED.contains(&&*word.text));
        left.len() > 2 || !is_placed
    }

    /// The pairs in order, no more than are told.
    fn told(&self, found: Found) -> Vec<Pair> {
        let mut all: Vec<_> = found.into_iter().collect();
        all.sort_unstable_by_key(|(actors, (likeness, ..))| (*likeness, *actors));
        all.truncate(MOST_PAIRS);
        let name = |n: usize| {
            self.all
                .get(n)
                .map_or_else(String::new, |name| name.written.to_owned())
        };
        let pairs = all.into_iter();
        pairs
            .map(|((first, second), (likeness, one, other))| Pair {
                first,
                second,
                likeness,
                names: (name(one), name(other)),
            })
            .collect()
    }
}

/// What is another before the name of a place than after it.
const PLACED: [&str; 10] = [
    "university",
    "college",
    "bank",
    "state",
    "city",
    "institute",
    "school",
    "museum",
    "county",
    "lake",
];

/// What a word is one with, as a number.
fn canonical(word: &Word) -> u64 {
    match word.same {
        Some(same) => hashed(same),
        None => hashed(&word.coarse.0),
    }
}

/// The same, where `ch` and `j` are as in French.
fn canonical_second(word: &Word) -> u64 {
    match word.same {
        Some(same) => hashed(same),
        None => hashed(&word.coarse.1),
    }
}

#[cfg(test)]
mod tests;
