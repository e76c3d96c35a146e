//! What somebody may have meant.

use detente::dataset::check::Spellings;

/// The nearest of some words to a word, if it is near enough to be meant.
pub(super) fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    Spellings::of(all).nearest(word)
}

/// `Did you mean “putin”?`, with a space before it, or nothing.
pub(super) fn hint<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> String {
    nearest(word, all).map_or_else(String::new, |near| format!(" Did you mean “{near}”?"))
}
