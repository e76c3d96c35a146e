//! A name cut into its words as they are written, and what its capitals say.

use super::name_words::Words;
use super::transliteration::plain;

/// A word as it is written, and what stood around it.
pub(super) struct Piece {
    /// As it is written.
    pub(super) text: String,
    /// In small letters.
    pub(super) small: String,
    /// In small letters without accents.
    pub(super) plain: String,
    /// Whether a point follows.
    pub(super) has_point: bool,
}

/// Whether a sign ends a word.
fn is_between(c: char) -> bool {
    if c.is_alphanumeric() {
        return false;
    }
    c.is_ascii()
        || c.is_whitespace()
        || matches!(c, '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '،' | '؛' | '−')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' | '′')
}

/// The words of a text, with a number and the letters on it parted.
pub(super) fn pieces(text: &str, is_person: bool) -> Vec<Piece> {
    let mut all = Vec::new();
    for token in text.split(|c: char| is_between(c) && c != '.' && !is_apostrophe(c)) {
        let letters: String = token.chars().filter(|c| !is_apostrophe(*c)).collect();
        // `U.N.` is one word, but `J.R.` are two of a person's.
        let parts: Vec<&str> = letters.split('.').filter(|part| !part.is_empty()).collect();
        let is_short = parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1);
        if is_short && !is_person {
            all.push(piece(&parts.concat(), false));
            continue;
        }
        for (n, part) in parts.iter().enumerate() {
            let has_point = n + 1 < parts.len() || letters.ends_with('.');
            let mut run = String::new();
            let mut was_digit = false;
            for c in part.chars() {
                let is_digit = c.is_ascii_digit();
                if is_digit != was_digit && !run.is_empty() {
                    all.push(piece(&run, false));
                    run.clear();
                }
                was_digit = is_digit;
                run.push(c);
            }
            if !run.is_empty() {
                all.push(piece(&run, has_point));
            }
        }
    }
    all
}

/// A word as a piece.
pub(super) fn piece(text: &str, has_point: bool) -> Piece {
    let small = text.to_lowercase();
    Piece {
        plain: plain(&small),
        text: text.to_owned(),
        small,
        has_point,
    }
}

/// A person's `Last, First` as `First Last`, and `First, of Place, Saint` without its title.
pub(super) fn turned(clean: &str, is_person: bool) -> Option<String> {
    let (last, rest) = clean.split_once(',').filter(|_| is_person)?;
    let words = Words::get();
    let is_kept = |part: &&str| {
        let plain = plain(&part.to_lowercase().replace('.', ""));
        let mut all = plain.split_whitespace();
        !all.all(|word| words.is_title(word) || words.is_after(word))
    };
    let mut parts = rest.split(',').map(str::trim).filter(is_kept);
    let Some(first) = parts.next() else {
        return Some(last.to_owned());
    };
    let more: Vec<&str> = parts.collect();
    let more = more.join(" ");
    let is_junior = matches!(
        first.to_lowercase().trim_end_matches('.'),
        "jr" | "sr" | "père" | "fils"
    );
    let is_first = first.starts_with(char::is_uppercase) && !is_junior;
    Some(if is_first {
        format!("{first} {last} {more}")
    } else {
        format!("{last} {first} {more}")
    })
}

/// The one word in capitals that a name is.
pub(super) fn acronym(all: &[Piece]) -> Option<String> {
    let [only] = all else { return None };
    let count = only.text.chars().count();
    let are_capitals = only.text.chars().all(char::is_uppercase);
    ((2..=8).contains(&count) && are_capitals).then(|| only.plain.to_uppercase())
}

/// The first letters of the words in capitals, without those that may be left out.
pub(super) fn capitals(all: &[Piece]) -> Option<String> {
    let words = Words::get();
    let mut letters = String::new();
    for piece in all {
        let (Some(first), Some(letter)) = (piece.text.chars().next(), piece.plain.chars().next())
        else {
            continue;
        };
        if first.is_numeric() {
            return None;
        }
        let is_small = words.is_small(&piece.plain) || words.is_towards(&piece.plain);
        if first.is_uppercase() && !is_small {
            letters.extend(letter.to_uppercase());
        }
    }
    (letters.chars().count() >= 2).then_some(letters)
}

/// Leaves out the `(WHO)` that stands after what it is short for, and gives it.
pub(super) fn drop_acronym(all: &mut Vec<Piece>, clean: &str) -> Option<String> {
    let [rest @ .., last] = all.as_slice() else {
        return None;
    };
    let words = Words::get();
    let letters: String = rest
        .iter()
        .filter(|piece| !words.is_small(&piece.plain) && !words.is_towards(&piece.plain))
        .filter_map(|piece| piece.plain.chars().next())
        .collect();
    let is_short = letters.chars().count() >= 2 && letters == last.plain;
    if !is_short || !clean.trim_end().ends_with(')') {
        return None;
    }
    let acronym = last.plain.to_uppercase();
    all.pop();
    Some(acronym)
}
