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
            Kind::Stand => "map.places",
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

/// Words that another may be a misspelling of.
pub struct Spellings<'a>(Vec<(&'a str, Vec<char>)>);

impl<'a> Spellings<'a> {
    /// Of these words; empty ones are none.
    pub fn of(words: impl Iterator<Item = &'a str>) -> Self {
        let words = words.filter(|word| !word.is_empty());
        Self(words.map(|word| (word, letters(word))).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The one that is spelt most like a word, in whatever case, if one is near: at most one
    /// letter in three is to be changed. The first of equals.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let word = letters(word);
        let mut most = word.len() / 3;
        let mut best = None;
        for (candidate, letters) in &self.0 {
            if letters.len().abs_diff(word.len()) > most {
                continue;
            }
            if let Some(distance) = distance(&word, letters, most) {
                best = Some(*candidate);
                // The next has to be nearer.
                match distance.checked_sub(1) {
                    Some(less) => most = less,
                    None => break,
                }
            }
        }
        best
    }
}

fn letters(word: &str) -> Vec<char> {
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.take(100).collect()
}

/// How many letters are to be changed, put in, left out or swapped with their neighbour, if that
/// is not more than `most` (optimal string alignment: Damerau 1964, Wagner and Fischer 1974).
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = Vec::with_capacity(b.len() + 1);
    for (i, x) in a.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut least = (get(&last, j) + usize::from(x != y))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(get(&before, j - 1) + 1);
            }
            row.push(least);
        }
        // A swap may come from the row before.
        if row.iter().chain(&last).all(|distance| *distance > most) {
            return None;
        }
        before = std::mem::replace(&mut last, std::mem::replace(&mut row, before));
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    #[test]
    fn the_nearest_word_is_suggested() {
        let words = ["", "trump", "putin", "pushkin", "united-states", "g"];
        for (word, found) in [
            ("putn", Some("putin")),
            ("uptin", Some("putin")),
            ("PUTIN", Some("putin")),
            ("x", None),
            ("united-sttaes", Some("united-states")),
            ("ptuni", None),
            ("macron", None),
            ("", None),
        ] {
            let spellings = Spellings::of(words.into_iter());
            assert_eq!(spellings.nearest(word), found, "{word}");
        }
    }
}
