//! Spellings of one name: what they share, whoever typed them and wherever they were copied from.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a sign takes no room: joiners, marks of direction, soft hyphens, the byte order mark.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A name without signs that are not seen and without needless spaces, in the form NFC (UAX #15).
pub(crate) fn clean(name: &str) -> String {
    let letters: String = name.chars().filter(|c| !is_unseen(*c)).nfc().collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two spellings of one name share: they differ in case, spaces, unseen signs or Unicode form.
pub(crate) fn key(name: &str) -> String {
    let small = clean(name).to_lowercase();
    small.nfkc().collect()
}
