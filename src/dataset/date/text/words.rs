//! What single words and whole texts mean, apart from the grammar.

use super::Language;
use super::lexicon::{self, Meaning};

/// Whether a text says that no date is known: `n.d.`, `unknown`, `?`.
#[must_use]
pub fn says_undated(text: &str) -> bool {
    let words = lexicon::key(text);
    if words.is_empty() {
        let is_mark = |c: char| matches!(c, '?' | '-' | '–' | '—' | '.' | '…' | '/');
        return !text.is_empty() && text.chars().all(is_mark) && !text.contains("..");
    }
    let is_undated = |(meaning, _): &lexicon::Sense| *meaning == Meaning::Undated;
    !text.chars().any(|c| c.is_ascii_digit()) && lexicon::senses(&words).iter().any(is_undated)
}

/// The number that letters stand for as a Roman numeral up to 39, also in Cyrillic look-alikes.
pub(super) fn roman(text: &str) -> Option<u8> {
    let mut total = 0_u8;
    let mut last = 0;
    for c in text.chars().rev() {
        let value = match c {
            'i' | 'і' => 1,
            'v' => 5,
            'x' | 'х' => 10,
            _ => return None,
        };
        total = if value < last {
            total.checked_sub(value)?
        } else {
            total.checked_add(value)?
        };
        last = value;
    }
    (1..=39).contains(&total).then_some(total)
}

/// The only language that has all the words of a text, if it has words and there is one.
pub(super) fn only_language(text: &str) -> Option<Language> {
    let words = super::tokens::tokens(text).ok()?;
    let mut languages: Option<Vec<Language>> = None;
    for word in words.iter().filter(|word| !word.senses().is_empty()) {
        let of = |language: &Language| word.senses().iter().any(|(_, found)| found == language);
        let mut left = languages.unwrap_or_else(|| word.senses().iter().map(|(_, l)| *l).collect());
        left.retain(of);
        languages = Some(left);
    }
    let languages = languages?;
    let (first, rest) = languages.split_first()?;
    rest.iter().all(|other| other == first).then_some(*first)
}

/// Whether a text says that something still lasts: `present`, `ongoing`, `to date`.
pub(super) fn says_present(text: &str) -> bool {
    let words = lexicon::key(text);
    let says = |words: &str, meaning: Meaning| {
        lexicon::senses(words)
            .iter()
            .any(|(found, _)| *found == meaning)
    };
    let after_joint = words
        .match_indices(' ')
        .filter_map(|(cut, _)| Some((words.get(..cut)?, words.get(cut + 1..)?)))
        .any(|(joint, rest)| {
            (says(joint, Meaning::To) || says(joint, Meaning::Until))
                && says(rest, Meaning::Present)
        });
    !text.chars().any(|c| c.is_ascii_digit()) && (says(&words, Meaning::Present) || after_joint)
}

/// Whether a text says a day by that on which it was written: `yesterday`.
pub(super) fn is_relative(text: &str) -> bool {
    let words = lexicon::key(text);
    let senses = lexicon::senses(&words);
    senses
        .iter()
        .any(|(meaning, _)| *meaning == Meaning::Relative)
}
