//! Names in cells: how one is written, and where a cell holds several.
//!
//! Semicolons, bars and line breaks part names always, unless quotes stand around them. Commas, slashes and words such as “and” part
//! them where the cells of the column show it: most of the parts stand alone elsewhere, or again in
//! other company; commas also where the parts look like names of people. What stands in brackets behind
//! a name is apart from it where it holds numbers, or where the name stands without it too; so is a
//! title before it.

use super::super::several::pieces;
use super::affixes::{is_of_name, without_brackets, without_title};
use super::family_first::{are_inverted, turned};
use super::kinds;
use crate::dataset::ActorKind;
use crate::dataset::spelling::{clean, key};
use std::collections::{HashMap, HashSet};

/// Words between two names.
const ANDS: [&str; 15] = [
    " and ",
    " und ",
    " et ",
    " y ",
    " і ",
    " та ",
    " и ",
    " & ",
    " vs. ",
    " vs ",
    " v. ",
    " gegen ",
    " contre ",
    " против ",
    " проти ",
];

/// What says that there is nobody.
const NOBODY: [&str; 13] = [
    "#n/a", "#ref!", "#value!", "none", "n/a", "na", "-", "–", "—", "nobody", "null", "nan",
    "keine",
];

/// A name in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) name: String,
    /// As it is written, where that is more: with a title, or with what stands behind it in brackets.
    pub(super) written: Option<String>,
    /// Whether what it has more is a title.
    pub(super) has_title: bool,
}

/// How the names in the cells of a column are parted.
#[derive(Clone, Debug, Default)]
pub(super) struct Parting {
    commas: bool,
    slashes: bool,
    ands: bool,
    /// `Scholz, Olaf`
    is_inverted: bool,
    are_persons: bool,
    /// The keys of names that stand alone, or again.
    known: HashSet<String>,
    /// What stands in brackets behind a name, by its key: with other words it is another.
    brackets: HashMap<String, HashSet<String>>,
}

/// The pieces between semicolons in the cells of a column.
#[derive(Default)]
struct Pieces {
    /// How often those stand that nothing else may part, by their keys.
    alone: HashMap<String, usize>,
    /// Those in which something stands that may part names.
    joined: Vec<String>,
    /// What stands in brackets behind a name, by its key.
    brackets: HashMap<String, HashSet<String>>,
    /// How many with a family name first stand in one cell, at most.
    beside: usize,
}

impl Pieces {
    fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut all = Self::default();
        for cell in cells {
            let mut turned_here = 0;
            for piece in pieces(cell) {
                let is_whole = piece.is_whole;
                let piece = clean(&piece.text);
                let (base, inside) = without_brackets(&piece);
                if !inside.is_empty() {
                    let known = all.brackets.entry(key(base)).or_default();
                    known.insert(inside.to_owned());
                }
                if has_joint(base) && !is_whole {
                    turned_here += usize::from(turned(&piece).is_some());
                    all.joined.push(piece);
                } else {
                    *all.alone.entry(key(base)).or_default() += 1;
                }
            }
            all.beside = all.beside.max(turned_here);
        }
        all
    }
}

impl Parting {
    /// Where nothing but semicolons, bars and line breaks part names.
    pub(super) fn plain() -> Self {
        Self::default()
    }

    /// From the cells of a column.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>, are_persons: bool) -> Self {
        let Pieces {
            alone,
            mut joined,
            brackets,
            beside,
        } = Pieces::of(cells);
        joined.sort_unstable();
        joined.dedup();
        let mut found = Self {
            is_inverted: are_persons && are_inverted(&joined, &alone, beside),
            are_persons,
            brackets,
            ..Self::default()
        };
        let is_name = |piece: &String| {
            let turned = turned(piece).filter(|_| found.is_inverted);
            turned.is_some_and(|name| alone.contains_key(&key(&name)))
        };
        joined.retain(|piece| !is_name(piece));
        // “A and B” that stands again is a name: its parts must be known from elsewhere.
        let lists = Self {
            commas: true,
            slashes: true,
            ..Self::default()
        };
        let mut again: HashMap<String, usize> = HashMap::new();
        for piece in &joined {
            for part in lists.cut(piece) {
                *again.entry(key(without_brackets(part).0)).or_default() += 1;
            }
        }
        found.known = alone.into_keys().collect();
        let again = again.into_iter().filter(|(_, count)| *count > 1);
        found.known.extend(again.map(|(part, _)| part));
        let every = Self {
            ands: true,
            ..lists.clone()
        };
        let shows = |by: &Self, has: &dyn Fn(&str) -> bool| {
            let (mut known, mut all) = (0, 0);
            for piece in joined.iter().filter(|piece| has(piece)) {
                for part in by.cut(piece) {
                    all += 1;
                    known += usize::from(found.is_known(part));
                }
            }
            all > 0 && known * 2 >= all
        };
        let commas = !found.is_inverted_alone(&joined)
            && (shows(&lists, &|piece| piece.contains(',')) || are_persons && are_lists(&joined));
        let slashes = shows(&lists, &|piece| piece.contains('/'));
        let ands = shows(&every, &|piece| ANDS.iter().any(|and| piece.contains(and)));
        Self {
            commas,
            slashes,
            ands,
            ..found
        }
    }

    /// Whether a comma is never more than that between family and given name.
    fn is_inverted_alone(&self, joined: &[String]) -> bool {
        let shaped = joined
            .iter()
            .filter(|piece| turned(piece).is_some())
            .count();
        let with_commas = joined.iter().filter(|piece| piece.contains(',')).count();
        self.is_inverted && shaped * 5 >= with_commas * 4
    }

    fn is_known(&self, part: &str) -> bool {
        let name = without_brackets(part).0;
        self.known.contains(&key(name)) || self.are_persons && is_state(name)
    }

    /// The same where a person says whether commas and “and” part names.
    pub(super) fn said(self, parts: bool) -> Self {
        Self {
            commas: parts,
            slashes: parts && self.slashes,
            ands: parts,
            is_inverted: false,
            known: if parts { HashSet::new() } else { self.known },
            ..self
        }
    }

    /// Whether commas part names.
    pub(super) fn has_commas(&self) -> bool {
        self.commas
    }

    /// Whether more than semicolons, bars and line breaks part names, in words.
    pub(super) fn in_words(&self) -> Option<&'static str> {
        match (self.commas, self.slashes || self.ands) {
            (true, true) => Some("commas, slashes and “and” part names"),
            (true, false) => Some("commas part names"),
            (false, true) => Some("slashes and “and” part names"),
            (false, false) if self.is_inverted => Some("the family name stands first"),
            (false, false) => None,
        }
    }

    /// The names in a cell.
    pub(super) fn names(&self, cell: &str) -> Vec<Name> {
        let mut all = Vec::new();
        for piece in pieces(cell) {
            let is_whole = piece.is_whole;
            let piece = clean(&piece.text);
            if is_whole {
                all.push(Name {
                    name: piece,
                    written: None,
                    has_title: false,
                });
                continue;
            }
            let (base, _) = without_brackets(&piece);
            if !has_joint(base) {
                all.extend(self.name(&piece));
                continue;
            }
            let turned = turned(base).filter(|name| {
                self.is_inverted && (!self.commas || self.known.contains(&key(name)))
            });
            match turned {
                Some(name) => {
                    all.push(Name {
                        name,
                        written: Some(piece.clone()),
                        has_title: false,
                    });
                }
                None => all.extend(
                    self.cut(&piece)
                        .into_iter()
                        .filter_map(|part| self.name(part)),
                ),
            }
        }
        all
    }

    /// One name; none where the text says that there is nobody.
    fn name(&self, part: &str) -> Option<Name> {
        let whole = clean(part);
        let is_nobody = self.are_persons && NOBODY.contains(&whole.to_lowercase().as_str());
        if whole.is_empty() || is_nobody {
            return None;
        }
        let (base, inside) = without_brackets(&whole);
        let base = if self.is_apart(base, inside) {
            base
        } else {
            &whole
        };
        // “Mr Smith” and “Mrs Smith” are two.
        let bare = without_title(base);
        let is_whole = bare.contains(' ') || self.is_known(bare);
        let bare = if self.are_persons && is_whole {
            bare
        } else {
            base
        };
        Some(Name {
            name: bare.to_owned(),
            written: (bare.len() < whole.len()).then(|| whole.clone()),
            has_title: bare.len() < base.len(),
        })
    }

    /// Whether what stands in brackets behind a name is apart from it: a number, as of a page, or what
    /// is always the same where the name stands without it too. Years of a life, and places, tell names
    /// apart.
    fn is_apart(&self, base: &str, inside: &str) -> bool {
        if !self.are_persons || base.is_empty() || inside.is_empty() {
            return false;
        }
        let is_life =
            |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | '?' | '/' | ')' | ']');
        let has_digits = inside.contains(|c: char| c.is_ascii_digit());
        if has_digits && !inside.chars().all(is_life) {
            return true;
        }
        let key = key(base);
        let is_one = self.brackets.get(&key).is_none_or(|all| all.len() < 2);
        is_one && (has_digits || self.known.contains(&key))
    }

    /// The parts of a piece. “And” and slashes stand within names too: they part only what is known.
    fn cut<'p>(&self, piece: &'p str) -> Vec<&'p str> {
        let by_commas: Vec<&str> = if self.commas {
            outside_brackets(piece)
        } else {
            vec![piece]
        };
        let mut parts = Vec::new();
        for part in by_commas {
            let mut cuts: Vec<(usize, usize)> = Vec::new();
            if self.slashes {
                cuts.extend(
                    part.match_indices('/')
                        .map(|(at, sign)| (at, at + sign.len())),
                );
            }
            if self.ands {
                for and in ANDS {
                    cuts.extend(
                        part.match_indices(and)
                            .map(|(at, and)| (at, at + and.len())),
                    );
                }
            }
            cuts.sort_unstable();
            self.cut_at(part, &cuts, &mut parts);
        }
        // `A, B, and C`
        let stripped = parts.into_iter().map(|part| {
            let part = part.trim();
            let without = ANDS
                .iter()
                .find_map(|and| part.strip_prefix(and.trim_start()));
            without.filter(|_| self.ands || self.commas).unwrap_or(part)
        });
        stripped.filter(|part| !part.trim().is_empty()).collect()
    }
}

impl Parting {
    /// Cuts where it parts what is known; what is known as a whole stays one, unless all its parts are
    /// known too.
    fn cut_at<'p>(&self, part: &'p str, cuts: &[(usize, usize)], parts: &mut Vec<&'p str>) {
        let starts = std::iter::once(0).chain(cuts.iter().map(|(_, end)| *end));
        let ends = cuts.iter().map(|(start, _)| *start).chain([part.len()]);
        let pieces: Vec<(usize, usize)> = starts.zip(ends).collect();
        let text = |from: usize, to: usize| part.get(from..to).unwrap_or_default();
        let known = |(from, to): &(usize, usize)| self.is_known(text(*from, *to));
        if self.are_persons && pieces.len() > 1 && is_state(part) {
            parts.push(part);
            return;
        }
        if self.known.is_empty() || pieces.iter().all(known) {
            parts.extend(pieces.iter().map(|(from, to)| text(*from, *to)));
            return;
        }
        // The longest that are known, from the left, but not the whole.
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((from, to)) = pieces.get(at).copied() {
            let longer = (at + 1..pieces.len()).rev().find_map(|last| {
                let (_, end) = pieces.get(last)?;
                let is_whole = from == 0 && *end == part.len();
                (!is_whole && self.is_known(text(from, *end))).then_some((last, *end))
            });
            let (last, end) = longer.unwrap_or((at, to));
            found.push(text(from, end));
            at = last + 1;
        }
        let are_known = || found.iter().all(|part| self.is_known(part));
        let has_known = || found.iter().any(|part| self.is_known(part));
        if are_known() || has_known() && !self.is_known(part) {
            parts.append(&mut found);
        } else {
            parts.push(part);
        }
    }
}

/// Whether a name is that of a state, which stands for itself wherever it is.
fn is_state(name: &str) -> bool {
    kinds::guessed(name.trim()) == Some(ActorKind::State)
}

/// Whether commas stand between what looks like names of people: three or more, or two of several words
/// each.
fn are_lists(joined: &[String]) -> bool {
    let with_commas = joined.iter().filter(|piece| piece.contains(','));
    let (mut lists, mut all) = (0, 0);
    for piece in with_commas {
        all += 1;
        let parts = outside_brackets(piece);
        let is_name = |part: &&str| {
            let words: Vec<&str> = part.split_whitespace().collect();
            let begins = words.first().and_then(|word| word.chars().next());
            (1..=5).contains(&words.len()) && begins.is_some_and(|c| !c.is_lowercase())
        };
        let are_long = parts.iter().all(|part| part.split_whitespace().count() > 1);
        lists += usize::from(parts.iter().all(is_name) && (parts.len() > 2 || are_long));
    }
    lists > 0 && lists * 2 >= all
}

/// The parts between commas that stand in no brackets.
fn outside_brackets(piece: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in piece.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let rest = piece.get(at + 1..).unwrap_or_default();
                if is_of_name(rest.split(',').next().unwrap_or_default()) {
                    continue;
                }
                parts.extend(piece.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(piece.get(start..));
    parts
}

fn has_joint(piece: &str) -> bool {
    piece.contains([',', '/']) || ANDS.iter().any(|and| piece.contains(and))
}
