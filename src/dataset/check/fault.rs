//! What is wrong with a field, in words.

use crate::dataset::Kind;
use std::fmt;
use strsim::osa_distance;

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
    /// Of the dataset as a whole, or of what holds it; what is wrong may be all that is said.
    pub(crate) fn new(noun: &str, wrong: impl Into<String>) -> Self {
        Self {
            noun: noun.into(),
            wrong: wrong.into(),
            ..Self::default()
        }
    }

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

/// Words that another may be a misspelling of, each in small letters, and how many these are.
pub struct Spellings<'a>(Vec<(&'a str, String, usize)>);

impl<'a> Spellings<'a> {
    /// Of these words; empty ones are none.
    pub fn of(words: impl Iterator<Item = &'a str>) -> Self {
        let words = words.filter(|word| !word.is_empty());
        let spelt = words.map(|word| {
            let letters = letters(word);
            let count = letters.chars().count();
            (word, letters, count)
        });
        Self(spelt.collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The one that is spelt most like a word, in whatever case, if one is near: at most one
    /// letter in three is to be changed, put in, left out or swapped with its neighbour (optimal
    /// string alignment: Damerau 1964, Wagner and Fischer 1974). The first of equals.
    pub fn nearest(&self, word: &str) -> Option<&'a str> {
        let word = letters(word);
        let length = word.chars().count();
        let most = length / 3;
        let near = self.0.iter().filter_map(|(candidate, letters, count)| {
            let may_be = count.abs_diff(length) <= most;
            let distance = may_be.then(|| osa_distance(&word, letters))?;
            (distance <= most).then_some((distance, *candidate))
        });
        near.min_by_key(|(distance, _)| *distance)
            .map(|(_, candidate)| candidate)
    }
}

fn letters(word: &str) -> String {
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.take(100).collect()
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
