//! The words that people write in dates, each with what it means there. The rows of a language are
//! in a file of its own; a word may stand in several and mean several things.

mod english;
mod french;
mod german;
mod others;
mod russian;
mod spanish;
mod ukrainian;

use super::Language;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// 1 to 12.
    Month(u8),
    /// 0 is Monday.
    Weekday(u8),
    /// 21 to 24, as in EDTF.
    Season(u8),
    Northern,
    Southern,
    /// It adds nothing: `of`, `the`, `year`.
    Filler,
    About,
    Perhaps,
    Start,
    End,
    Before,
    After,
    NotAfter,
    NotBefore,
    Since,
    Until,
    From,
    To,
    Between,
    And,
    Or,
    OneOf,
    AllOf,
    Onwards,
    Earlier,
    Later,
    Present,
    BeforeEra,
    CommonEra,
    /// It stands after the years that have passed, or before them.
    Ago,
    AgoBefore,
    BeforePresent,
    Years,
    /// A thousand is 3, a million 6.
    Power(u32),
    /// The same, with `years ago`: `Ma` is 6.
    PowerAgo(u32),
    /// A third of what follows, from 0.
    Third(i64),
    /// `first` is 1, `last` 0.
    Nth(u8),
    Halves,
    Quarters,
    Thirds,
    /// A letter before the number of a quarter or of a half: `Q3`.
    QuarterLetter,
    HalfLetter,
    Century,
    Millennium,
    /// It stands before a decade: `années 1850`.
    Decade,
    /// It ends a number that names a decade: `1850s`, `1850er`.
    DecadeEnding,
    OrdinalEnding,
    Week,
    Morning,
    Afternoon,
    Evening,
    Night,
    /// The night before the day that follows.
    NightBefore,
    Noon,
    Midnight,
    Am,
    Pm,
    /// Between hours and minutes, or after them.
    Hour,
    /// It stands between a day and its time: `T`.
    TimeFollows,
    Utc,
    /// Minutes east of UTC.
    Zone(i32),
    /// A zone's abbreviation that several parts of the world use.
    SharedZone,
    OldStyle,
    NewStyle,
    Floruit,
    /// `b.`, `died`: which end of a life it was.
    Life,
    Undated,
    /// It depends on the day on which it was written: `yesterday`.
    Relative,
}

/// A row of a language: the text, and what it means.
pub(super) type Row = (&'static str, Meaning);

/// A word's meaning in a language.
pub(super) type Sense = (Meaning, Language);

const TABLES: [(Language, &[&[Row]]); 6] = [
    (Language::English, english::ROWS),
    (Language::German, german::ROWS),
    (Language::French, french::ROWS),
    (Language::Spanish, spanish::ROWS),
    (Language::Ukrainian, ukrainian::ROWS),
    (Language::Russian, russian::ROWS),
];

static LEXICON: LazyLock<BTreeMap<String, Vec<Sense>>> = LazyLock::new(|| {
    let mut lexicon: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    for (language, tables) in TABLES {
        for (text, meaning) in tables.iter().copied().flatten() {
            lexicon
                .entry(key(text))
                .or_default()
                .push((*meaning, language));
        }
    }
    for (names, month) in others::MONTHS.iter().zip(1..) {
        for name in names.split_whitespace() {
            let senses = lexicon.entry(key(name)).or_default();
            let month = Meaning::Month(month);
            // A word of one of the six is that.
            if senses.iter().all(|(known, _)| *known != month) {
                senses.push((month, Language::Other));
            }
        }
    }
    lexicon
});

/// The most words that a row has.
pub(super) const LONGEST: usize = 5;

/// The meanings of words, each folded, with a space between them; none for what no row has.
pub(super) fn senses(words: &str) -> &'static [Sense] {
    LEXICON.get(words).map_or(&[], Vec::as_slice)
}

/// A row's text as the words of it are looked up.
pub(super) fn key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(folded).collect();
    words.join(" ")
}

/// A word without the differences that people do not write: capitals and accents.
pub(super) fn folded(word: &str) -> String {
    let plain = word.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        for (words, meaning) in [
            ("marz", Meaning::Month(3)),
            ("марта", Meaning::Month(3)),
            ("fevrier", Meaning::Month(2)),
            ("b c", Meaning::BeforeEra),
            ("до н э", Meaning::BeforeEra),
            ("av j c", Meaning::BeforeEra),
        ] {
            let found = senses(words).iter().any(|(found, _)| *found == meaning);
            assert!(found, "{words}");
        }
        assert_eq!(folded("MÄRZ"), "marz");
    }

    #[test]
    fn no_row_is_longer_than_what_is_looked_up() {
        for (words, senses) in &*LEXICON {
            assert!(words.split(' ').count() <= LONGEST, "{words}");
            assert!(!words.is_empty(), "{senses:?}");
        }
    }
}
