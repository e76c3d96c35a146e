//! Why two words look alike: the same sound in other letters, or a letter that is wrong.

use super::Likeness;
use super::name::Word;
use super::name_words::Same;
use super::transliteration::Script;

/// A word that so many names have is real.
const OFTEN: usize = 3;

/// Whether two words are one but for accents.
pub(super) fn is_same_text(one: &Word, other: &Word) -> bool {
    one.text == other.text
        || one.wide.as_deref() == Some(&other.text)
        || other.wide.as_deref() == Some(&one.text)
}

/// Whether two words are one in other letters.
fn is_same_sound(one: &Word, other: &Word) -> bool {
    let (a, b) = (&one.coarse, &other.coarse);
    a.0 == b.0
        || a.0 == b.1
        || a.1 == b.0
        || a.1 == b.1
        || one.serbian.as_deref() == Some(&other.text)
        || other.serbian.as_deref() == Some(&one.text)
}

/// Where a word stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the only one.
    Only,
    /// It is a first name.
    First,
    /// It is a last name.
    Last,
    /// It is one of several of what is no person.
    Other,
}

/// Why two words look alike, and whether letters are taken for wrong.
pub(super) fn word_likeness(one: &Word, other: &Word, place: Place) -> Option<(Likeness, bool)> {
    if is_same_text(one, other) {
        return Some((Likeness::Words, false));
    }
    let is_cross = one.script != other.script;
    if one.script == Script::Other || other.script == Script::Other {
        return None;
    }
    let is_sound = is_same_sound(one, other);
    if is_cross && is_sound {
        return Some((Likeness::Letters, false));
    }
    if one.same.is_some() && one.same == other.same {
        // `Henri IV` is another than `Henry IV`.
        let is_name = matches!(one.same, Some(Same::First(_))) && place == Place::Only;
        return (!is_name).then_some((Likeness::Spelling, false));
    }
    let shorter = one.length.min(other.length);
    if is_cross || one.is_apart || other.is_apart || shorter < 4 {
        return None;
    }
    if !is_end_fit(&one.text, &other.text, place) || !is_start_fit(&one.text, &other.text) {
        return None;
    }
    let is_long = shorter >= 5 || one.text.chars().next() == other.text.chars().next();
    if is_sound && is_long {
        return Some((Likeness::Spelling, false));
    }
    if is_latinised(&one.text, &other.text) || is_latinised(&other.text, &one.text) {
        return Some((Likeness::Spelling, false));
    }
    let are_real = (one.is_real || one.uses >= OFTEN) && (other.is_real || other.uses >= OFTEN);
    // `Council of Refugee` and `of Refugees`, but `Robert` and `Roberts` are two.
    let is_plural = |long: &Word, short: &Word| long.text.strip_suffix('s') == Some(&short.text);
    if place == Place::Other && shorter >= 5 && (is_plural(one, other) || is_plural(other, one)) {
        return Some((Likeness::Spelling, true));
    }
    let are_vowels = shorter >= 5 && vowels(&one.coarse.0) == vowels(&other.coarse.0);
    (!are_real && (are_vowels || is_edit(one, other, place))).then_some((Likeness::Spelling, true))
}

/// `Einhard` and `Einhardus`, `Bingen` and `Bingensis`.
fn is_latinised(long: &str, short: &str) -> bool {
    let mut ends = ["us", "sis", "ensis"].iter();
    short.len() >= 5 && ends.any(|end| long.strip_suffix(end) == Some(short))
}

/// Whether the first letters of two words that sound alike are spellings of one sound.
fn is_start_fit(one: &str, other: &str) -> bool {
    let is_other_sound = |one: &str, other: &str| {
        let is_before_vowel = one.chars().nth(2).is_some_and(is_vowel);
        one.starts_with("ch") && other.starts_with(['h', 'g']) && is_before_vowel
            || one.starts_with('j') && other.starts_with("sh")
    };
    !is_other_sound(one, other) && !is_other_sound(other, one)
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'і' | 'о' | 'у' | 'я' | 'ю'
    )
}

/// Whether the ends of two words do not make them two people or a place and its people.
fn is_end_fit(one: &str, other: &str, place: Place) -> bool {
    let is_one = |one: &str, other: &str| {
        let is_mute = one.strip_suffix('e') == Some(other) && other.len() >= 5;
        let is_french = ["in", "yn"].iter().any(|end| {
            one.strip_suffix('e').is_some_and(|one| one.ends_with(end)) && other.ends_with('n')
        });
        (is_mute || is_french) && matches!(place, Place::Last | Place::Other)
            || one.ends_with("enka") && other.ends_with("enko")
    };
    if is_one(one, other) || is_one(other, one) {
        return true;
    }
    let end = |text: &str| {
        let last = text.chars().next_back();
        match last {
            Some('y' | 'j' | 'i' | 'й' | 'и' | 'і') => Some('i'),
            Some('я') => Some('a'),
            Some('а') => Some('a'),
            Some(c) if is_vowel(c) => Some(c),
            _ => None,
        }
    };
    end(one) == end(other)
}

/// Whether two words differ as one that is spelt wrongly does.
fn is_edit(one: &Word, other: &Word, place: Place) -> bool {
    let shorter = one.length.min(other.length);
    // First names of five letters are many, and alike.
    let least = if place == Place::First { 6 } else { 5 };
    let most = if shorter >= 8 && matches!(place, Place::Last | Place::Other) {
        2
    } else {
        1
    };
    if one.length.abs_diff(other.length) > most || shorter < least {
        return false;
    }
    let start = |word: &Word| word.coarse.0.chars().next();
    if start(one) != start(other) {
        return false;
    }
    // `Austria` and `Austrian`, `Petrov` and `Petrova`; but an `s` is easily lost, and a mute `e`.
    for (longer, shorter) in [(&one.text, &other.text), (&other.text, &one.text)] {
        if let Some(end) = longer.strip_prefix(shorter.as_str())
            && (!matches!(end, "s" | "e") || place == Place::First)
        {
            return false;
        }
    }
    strsim::osa_distance(&one.text, &other.text) <= most
}

/// A coarse spelling with vowels as Arabic names have them: `Husni` and `Hosni`, `Yasir` and `Yaser`.
fn vowels(coarse: &str) -> String {
    let parts = coarse.chars().map(|c| match c {
        'o' => 'u',
        'e' => 'i',
        c => c,
    });
    parts.collect()
}
