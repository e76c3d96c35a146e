//! What is wrong with a field, in words.

use crate::dataset::Kind;
use std::fmt;

/// Something in a dataset that a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The list, and the place in it; none for the dataset as a whole.
    pub item: Option<(Kind, usize)>,
    /// Which field of the item, such as `participants[0].actor`.
    pub field: String,
    /// What a person calls the field, such as `participant`; may be empty.
    pub noun: String,
    /// What stands there, in quotes if it is text; may be empty.
    pub found: String,
    /// What is wrong with it, such as `is not an actor`.
    pub wrong: String,
    /// What was expected, such as `the id of an actor`.
    pub expected: String,
    /// What a person can do, as a sentence.
    pub help: Option<String>,
}

impl Fault {
    /// The field's place in the file, such as `events[3].participants[0].actor`.
    pub fn path(&self) -> String {
        let Some((kind, place)) = self.item else {
            return self.field.clone();
        };
        let list = match kind {
            Kind::Pin => "map.pins",
            _ => kind.key(),
        };
        let dot = if self.field.is_empty() { "" } else { "." };
        format!("{list}[{place}]{dot}{}", self.field)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.noun, &self.found, &self.wrong];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        for (n, part) in parts.enumerate() {
            write!(f, "{}{part}", if n == 0 { "" } else { " " })?;
        }
        f.write_str(".")?;
        match &self.help {
            Some(help) => write!(f, " {help}"),
            None => Ok(()),
        }
    }
}

/// Text in quotes, on one line, cut if it is long.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// The candidate that is spelt most like a word in whatever case, if one is near: at most one
/// letter in three is to be changed. The first of equals.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters_of = |text: &str| -> Vec<char> {
        let lower = text.chars().flat_map(char::to_lowercase);
        lower.take(100).collect()
    };
    let word = letters_of(word);
    let most = word.len() / 3;
    let mut best = None;
    for candidate in candidates.filter(|candidate| !candidate.is_empty()) {
        let letters = letters_of(candidate);
        if letters.len().abs_diff(word.len()) > most {
            continue;
        }
        let distance = distance(&word, &letters);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters are to be changed, put in, left out or swapped with their neighbour (optimal
/// string alignment: Damerau 1964, Wagner and Fischer 1974).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut least = (get(&last, j) + usize::from(x != y))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(get(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = last;
        last = row;
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_suggested() {
        let words = ["", "trump", "putin", "pushkin", "united-states", "g"];
        for (word, found) in [
            ("putn", Some("putin")),
            ("uptin", Some("putin")),
            ("PUTIN", Some("putin")),
            ("x", None),
            ("united-sttaes", Some("united-states")),
            ("macron", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words.into_iter()), found, "{word}");
        }
    }
}
