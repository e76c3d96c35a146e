//! What the name of a column of dates says of all its cells: `Year (BC)`, `Time (UTC+2)`, `Date (Old Style)`.

use super::cells::Cells;
use super::words::folded;
use crate::dataset::date::text::Order;
use std::borrow::Cow;

/// The words of an era, in a column of their own.
const IN_COLUMN: [&str; 10] = [
    "bc", "bce", "b.c.", "b.c.e.", "ad", "ce", "a.d.", "c.e.", "v. chr.", "n. chr.",
];

/// What such a column is called.
const OF_ERAS: [&str; 12] = [
    "era",
    "epoch",
    "year era",
    "bc ad",
    "ad bc",
    "bce ce",
    "ce bce",
    "zeitrechnung",
    "ere",
    "epoca",
    "эра",
    "ера",
];

/// What is said of every date of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Numbers are years of an era, or before now.
    Era(&'static str),
    /// Times are of a zone: its abbreviation, or its distance from UTC.
    Zone(String),
    /// Days are of the old calendar.
    OldStyle,
}

/// How headers name eras, in small letters with nothing but spaces between, and what a date says for it.
#[rustfmt::skip]
const ERAS: [(&[&str], &str); 3] = [
    (&["bc", "bce", "b c", "b c e", "v chr", "vor chr", "av j c", "avant j c", "до н е", "до н э"], "BC"),
    (&["ma", "mya"], "Ma"),
    (&["bp", "years ago", "ybp"], "years ago"),
];

/// How they name the old calendar.
const OLD_STYLE: [&str; 9] = [
    "old style",
    "o s",
    "julian",
    "ст ст",
    "старого стилю",
    "старого стиля",
    "alter stil",
    "alten stils",
    "vieux style",
];

/// Abbreviations of zones, in capitals.
const ZONES: [&str; 14] = [
    "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "EET", "EEST", "MSK",
    "WET",
];

impl Unit {
    /// What a name says.
    pub(super) fn of(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let words = plain.to_lowercase();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let has = |wanted: &str| format!(" {words} ").contains(&format!(" {wanted} "));
        // A name that is nothing else is no date's.
        let is_more = |wanted: &&&str| has(wanted) && words != **wanted;
        for (all, era) in ERAS {
            if all.iter().any(|wanted| is_more(&wanted)) {
                return Some(Self::Era(era));
            }
        }
        if OLD_STYLE.iter().any(|wanted| is_more(&wanted)) {
            return Some(Self::OldStyle);
        }
        let parts = name.split(|c: char| c.is_whitespace() || "()[]_,/".contains(c));
        parts.filter_map(zone).next().map(Self::Zone)
    }

    /// Whether all of a column says the era of what stands beside it: `BC` alone is a province of Canada too.
    pub(super) fn are_eras(name: &str, cells: &Cells) -> bool {
        let name = folded(name);
        cells.is_of(&IN_COLUMN) && OF_ERAS.iter().any(|word| name == *word)
    }

    /// A cell with what is said of it.
    pub(super) fn on<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        let has_digit = cell.contains(|c: char| c.is_ascii_digit());
        let has_letter = cell.contains(char::is_alphabetic);
        match self {
            Self::Era(era) if has_digit && !has_letter => format!("{cell} {era}").into(),
            Self::OldStyle if has_digit => format!("{cell} O.S.").into(),
            Self::Zone(zone) if is_local(cell) => format!("{cell} {zone}").into(),
            _ => cell.into(),
        }
    }
}

/// The order of day and month that a name says: `Date (dd/mm/yyyy)`, `DATE MM-DD-YY`.
pub(super) fn order_of(name: &str) -> Option<Order> {
    let words = name.to_lowercase();
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let is = |word: &str, letters: &[char]| {
        (1..=2).contains(&word.chars().count()) && word.chars().all(|c| letters.contains(&c))
    };
    // In German, French and Spanish a day is a Tag, a jour or a día.
    let is_day = |word: &str| is(word, &['d', 't', 'j', 'д']);
    let is_month = |word: &str| is(word, &['m', 'м']);
    let is_year = |word: &str| {
        matches!(word.chars().count(), 2 | 4)
            && word.chars().all(|c| matches!(c, 'y' | 'a' | 'г' | 'р'))
            || matches!(word, "jjjj" | "jj")
    };
    let mut triples = words.windows(3);
    triples.find_map(|triple| match triple {
        [a, b, c] if is_day(a) && is_month(b) && is_year(c) => Some(Order::DayFirst),
        [a, b, c] if is_month(a) && is_day(b) && is_year(c) => Some(Order::MonthFirst),
        _ => None,
    })
}

/// Whether a name is of years that begin in one year and end in the next.
pub(super) fn are_seasons(name: &str) -> bool {
    const WORDS: [&str; 12] = [
        "season",
        "saison",
        "temporada",
        "stagione",
        "sezon",
        "сезон",
        "school year",
        "academic year",
        "fiscal year",
        "financial year",
        "schuljahr",
        "annee scolaire",
    ];
    let name = folded(name);
    WORDS
        .iter()
        .any(|word| format!(" {name} ").contains(&format!(" {word} ")))
}

/// A zone that a word of a name is.
fn zone(word: &str) -> Option<String> {
    let capitals = word.to_uppercase();
    let is_offset = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(['+', '-', '−'])
                && rest.len() > 1
                && rest.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':')
    };
    let universal = ["UTC", "GMT"];
    let rest = universal
        .iter()
        .find_map(|name| capitals.strip_prefix(name));
    if rest.is_some_and(is_offset) {
        return Some(capitals);
    }
    // In small letters these are words.
    ZONES.contains(&word).then(|| word.to_owned())
}

/// Whether a cell has a time, and no zone behind it.
fn is_local(cell: &str) -> bool {
    cell.split_once(':').is_some_and(|(_, rest)| {
        !rest.contains(['+', '-', '−'])
            && rest
                .chars()
                .all(|c| !c.is_alphabetic() || matches!(c, 'a' | 'p' | 'm' | 'A' | 'P' | 'M'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_holds_for_their_cells() {
        for (name, cell, expected) in [
            ("Year (BC)", "753", "753 BC"),
            ("Jahr v. Chr.", "44", "44 BC"),
            ("Age (Ma)", "66", "66 Ma"),
            ("Time (UTC+2)", "10:30", "10:30 UTC+2"),
            ("timestamp_utc", "2024-03-04 10:30", "2024-03-04 10:30 UTC"),
            (
                "Date/Time (EST)",
                "3/4/2024 9:05 PM",
                "3/4/2024 9:05 PM EST",
            ),
            ("Date (O.S.)", "25 October 1917", "25 October 1917 O.S."),
            ("Дата (ст. ст.)", "25.10.1917", "25.10.1917 O.S."),
            // What says it itself, or has no time, stays.
            ("Year (BC)", "14 AD", "14 AD"),
            (
                "Start (UTC)",
                "2024-03-04T10:30+02:00",
                "2024-03-04T10:30+02:00",
            ),
            ("Start (UTC)", "2024-03-04", "2024-03-04"),
        ] {
            assert_eq!(Unit::of(name).unwrap().on(cell), expected, "{name}");
        }
        for name in ["Date", "BC", "Est. date", "Company", "Utcome", "Ma"] {
            assert_eq!(Unit::of(name), None, "{name}");
        }
    }
}
