//! Names in cells: how one is written, and where a cell holds several.
//!
//! Semicolons, bars and line breaks part names always. Commas, slashes and words such as “and” part
//! them where the cells of the column show it: most of the parts stand alone elsewhere, or again.

use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// Words between the last two names.
const ANDS: [&str; 8] = [" and ", " und ", " et ", " y ", " і ", " та ", " и ", " & "];

/// A name without signs that are not seen and without needless spaces.
pub(super) fn clean(name: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let letters: String = name.chars().filter(seen).nfc().collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two spellings of one name share: they differ in case, spaces, unseen signs or Unicode form.
pub(super) fn key(name: &str) -> String {
    let small = clean(name).to_lowercase();
    small.nfkc().collect()
}

/// How the names in the cells of a column are parted.
#[derive(Clone, Debug, Default)]
pub(super) struct Parting {
    commas: bool,
    slashes: bool,
    ands: bool,
    /// `Scholz, Olaf`
    is_inverted: bool,
    known: HashSet<String>,
}

impl Parting {
    /// Where nothing but semicolons, bars and line breaks part names.
    pub(super) fn plain() -> Self {
        Self::default()
    }

    /// From the cells of a column.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>, are_persons: bool) -> Self {
        let mut alone: HashMap<String, usize> = HashMap::new();
        let mut joined: Vec<String> = Vec::new();
        for piece in cells.flat_map(pieces) {
            if has_joint(piece) {
                joined.push(clean(piece));
            } else {
                *alone.entry(key(piece)).or_default() += 1;
            }
        }
        joined.sort_unstable();
        joined.dedup();
        let mut found = Self {
            is_inverted: are_persons && are_inverted(&joined, &alone),
            ..Self::default()
        };
        let is_name = |piece: &String| {
            let turned = turned(piece).filter(|_| found.is_inverted);
            turned.is_some_and(|name| alone.contains_key(&key(&name))) || piece.is_empty()
        };
        joined.retain(|piece| !is_name(piece));
        let every = Self {
            commas: true,
            slashes: true,
            ands: true,
            ..Self::default()
        };
        let mut again: HashMap<String, usize> = HashMap::new();
        for piece in &joined {
            for part in every.cut(piece) {
                *again.entry(key(part)).or_default() += 1;
            }
        }
        let is_known = |part: &str| {
            let key = key(part);
            alone.contains_key(&key) || again.get(&key).is_some_and(|count| *count > 1)
        };
        let shows = |has: &dyn Fn(&str) -> bool| {
            let (mut known, mut all) = (0, 0);
            for piece in joined.iter().filter(|piece| has(piece)) {
                for part in every.cut(piece) {
                    all += 1;
                    known += usize::from(is_known(part));
                }
            }
            all > 0 && known * 2 >= all
        };
        found.commas = shows(&|piece| piece.contains(','));
        found.slashes = shows(&|piece| piece.contains('/'));
        found.ands = shows(&|piece| ANDS.iter().any(|and| piece.contains(and)));
        if found.commas || found.slashes || found.ands || found.is_inverted {
            found.known = alone.into_keys().collect();
            let again = again.into_iter().filter(|(_, count)| *count > 1);
            found.known.extend(again.map(|(part, _)| part));
        }
        found
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

    /// The names in a cell, cleaned.
    pub(super) fn names(&self, cell: &str) -> Vec<String> {
        let mut all = Vec::new();
        for piece in pieces(cell) {
            if !has_joint(piece) {
                all.push(clean(piece));
                continue;
            }
            let piece = clean(piece);
            let turned = turned(&piece).filter(|name| {
                self.is_inverted && (!self.commas || self.known.contains(&key(name)))
            });
            match turned {
                Some(name) => all.push(name),
                None => all.extend(self.cut(&piece).into_iter().map(clean)),
            }
        }
        all.retain(|name| !name.is_empty());
        all
    }

    /// The parts of a piece. “And” and slashes stand within names too: they part only what is known.
    fn cut<'p>(&self, piece: &'p str) -> Vec<&'p str> {
        let by_commas: Vec<&str> = if self.commas {
            piece.split(',').collect()
        } else {
            vec![piece]
        };
        let is_list = by_commas.len() > 1;
        let mut parts = Vec::new();
        for part in by_commas {
            let mut finer = vec![part];
            if self.slashes {
                finer = finer.into_iter().flat_map(|part| part.split('/')).collect();
            }
            if self.ands {
                for and in ANDS {
                    finer = finer.into_iter().flat_map(|part| part.split(and)).collect();
                }
            }
            let is_known = |part: &&str| self.known.contains(&key(part));
            if finer.len() == 1 || is_list || self.known.is_empty() || finer.iter().any(is_known) {
                parts.append(&mut finer);
            } else {
                parts.push(part);
            }
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

/// Whether pieces with a comma are single names with the family name first: the same stand the other way
/// round elsewhere, or most pieces look like it and none is two names.
fn are_inverted(joined: &[String], alone: &HashMap<String, usize>) -> bool {
    let is_turned = |piece: &&String| {
        let name = turned(piece);
        name.is_some_and(|name| alone.contains_key(&key(&name)))
    };
    if joined.iter().any(|piece| is_turned(&piece)) {
        return true;
    }
    let shaped = joined
        .iter()
        .filter(|piece| turned(piece).is_some())
        .count();
    let firsts = joined.iter().filter_map(|piece| piece.split_once(','));
    let firsts: HashSet<&str> = firsts.map(|(first, _)| first.trim()).collect();
    let are_two = |piece: &String| {
        let second = piece
            .split_once(',')
            .map_or("", |(_, second)| second.trim());
        firsts.contains(second) || alone.contains_key(&key(second))
    };
    let most = shaped >= 3 && shaped * 5 >= (joined.len() + alone.len()) * 3;
    most && !joined.iter().any(are_two)
}

/// What semicolons, bars and line breaks part.
pub(super) fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '|', '\n', '\r']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn has_joint(piece: &str) -> bool {
    piece.contains([',', '/']) || ANDS.iter().any(|and| piece.contains(and))
}

/// `Scholz, Olaf` as `Olaf Scholz`, if it has that shape.
fn turned(piece: &str) -> Option<String> {
    let (family, given) = piece.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let words = |text: &str| text.split_whitespace().count();
    let is_name = |text: &str| {
        text.chars().next().is_some_and(char::is_alphabetic)
            && !text.contains([',', '/'])
            && !text.chars().any(char::is_numeric)
    };
    let is_it = is_name(family) && is_name(given) && words(family) <= 3 && words(given) <= 3;
    is_it.then(|| format!("{given} {family}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(cells: &[&str]) -> Vec<Vec<String>> {
        let parting = Parting::of(cells.iter().copied(), true);
        cells.iter().map(|cell| parting.names(cell)).collect()
    }

    #[test]
    fn what_stands_alone_elsewhere_is_a_name() {
        let found = names(&[
            "Mayor Holt, Lena Barker and Tom Reed",
            "Holt, Mayor",
            "Mayor Holt / Lena Barker",
            "Mayor Holt\nLena Barker",
            "Mayor Holt & Lena Barker",
            "Lena Barker, Tom Reed, and Mayor Holt",
        ]);
        let three = ["Mayor Holt", "Lena Barker", "Tom Reed"];
        assert_eq!(found[0], three);
        assert_eq!(found[1], ["Mayor Holt"]);
        for two in &found[2..5] {
            assert_eq!(*two, ["Mayor Holt", "Lena Barker"]);
        }
        assert_eq!(found[5], ["Lena Barker", "Tom Reed", "Mayor Holt"]);
    }

    #[test]
    fn a_name_with_a_joint_in_it_is_one() {
        let cells = [
            "Ministry of Health and Social Care",
            "Smith, Jones and Partners",
            "Port Authority",
            "AC/DC",
        ];
        for (cell, found) in cells.iter().zip(names(&cells)) {
            assert_eq!(found, [*cell]);
        }
    }

    #[test]
    fn family_names_first_are_turned_where_all_are() {
        let found = names(&[
            "Scholz, Olaf",
            "Macron, Emmanuel",
            "Sánchez, Pedro",
            "Meloni, Giorgia",
        ]);
        assert_eq!(
            found.concat(),
            [
                "Olaf Scholz",
                "Emmanuel Macron",
                "Pedro Sánchez",
                "Giorgia Meloni"
            ]
        );
        let found = names(&["Scholz, Olaf", "Olaf Scholz"]);
        assert_eq!(found.concat(), ["Olaf Scholz", "Olaf Scholz"]);
        // Two people, not one: each stands before the other somewhere.
        let found = names(&["Trump, Putin", "Putin, Trump", "Putin, Macron", "Macron"]);
        assert_eq!(found[0], ["Trump", "Putin"]);
    }

    #[test]
    fn unseen_signs_and_spaces_do_not_tell_names_apart() {
        for name in [
            "Olaf  Scholz",
            "Olaf\u{a0}Scholz",
            "olaf\u{200b} SCHOLZ",
            " Olaf Scholz ",
        ] {
            assert_eq!(key(name), "olaf scholz", "{name:?}");
        }
        assert_eq!(key("Mira Nova\u{301}k"), key("Mira Novák"));
    }
}
