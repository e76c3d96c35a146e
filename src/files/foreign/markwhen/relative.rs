//! Dates of markwhen that are told from others: `before !Christmas 2 weeks`, `.end -1 day`, `5 days`.

use super::exact::{Exact, number};

/// Of an event that another is told from, its start or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// What amounts are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekday,
    Week,
    Month,
    Year,
}

/// A date told from another: `before !Christmas 2 weeks`, `.end -1 day`, `5 days`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Relative {
    pub(super) is_before: bool,
    pub(super) id: Option<String>,
    pub(super) edge: Option<Edge>,
    pub(super) is_minus: bool,
    pub(super) amounts: Vec<(i64, Unit)>,
}

/// Names of units.
const UNITS: [(&str, Unit); 28] = [
    ("seconds", Unit::Second),
    ("second", Unit::Second),
    ("secs", Unit::Second),
    ("sec", Unit::Second),
    ("s", Unit::Second),
    ("minutes", Unit::Minute),
    ("minute", Unit::Minute),
    ("mins", Unit::Minute),
    ("min", Unit::Minute),
    ("hours", Unit::Hour),
    ("hour", Unit::Hour),
    ("h", Unit::Hour),
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("d", Unit::Day),
    ("weekdays", Unit::Weekday),
    ("weekday", Unit::Weekday),
    ("workdays", Unit::Weekday),
    ("workday", Unit::Weekday),
    ("businessdays", Unit::Weekday),
    ("businessday", Unit::Weekday),
    ("weeks", Unit::Week),
    ("week", Unit::Week),
    ("w", Unit::Week),
    ("months", Unit::Month),
    ("month", Unit::Month),
    ("years", Unit::Year),
    ("year", Unit::Year),
];

impl Unit {
    /// How exact a date is that is told by it.
    pub(super) fn exact(self) -> Exact {
        match self {
            Self::Second => Exact::Second,
            Self::Minute | Self::Hour => Exact::Minute,
            Self::Day | Self::Weekday | Self::Week => Exact::Day,
            Self::Month => Exact::Month,
            Self::Year => Exact::Year,
        }
    }
}

/// A date told from another.
pub(super) fn relative(text: &str) -> Option<Relative> {
    let mut told = Relative::default();
    let (first, behind) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_word = |words: &[&str]| words.iter().any(|word| first.eq_ignore_ascii_case(word));
    let mut rest = text;
    if is_word(&["before", "by", "after"]) {
        told.is_before = !is_word(&["after"]);
        rest = behind.trim_start();
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (mark, after) = rest.split_at_checked(end)?;
    if mark.starts_with(['!', '.']) {
        let edges = [(".start", Edge::Start), (".end", Edge::End)];
        let edge = edges
            .into_iter()
            .find_map(|(word, edge)| Some((mark.strip_suffix(word)?, edge)));
        told.edge = edge.map(|(_, edge)| edge);
        let id = edge.map_or(mark, |(id, _)| id);
        told.id = match id.strip_prefix('!') {
            Some(id) if !id.is_empty() && id.chars().all(is_of_word) => Some(id.to_owned()),
            None if id.is_empty() => None,
            _ => return None,
        };
        rest = after.trim_start();
    }
    let plus = rest
        .strip_prefix("plus ")
        .or_else(|| rest.strip_prefix('+'));
    rest = plus.unwrap_or(rest).trim_start();
    if let Some(minus) = rest.strip_prefix('-') {
        told.is_minus = true;
        rest = minus;
    }
    while !rest.is_empty() {
        let (amount, after) = amount(rest)?;
        told.amounts.push(amount);
        rest = after.trim_start_matches([' ', ',', '\t']);
    }
    let is_told = told.id.is_some() || told.edge.is_some() || !told.amounts.is_empty();
    is_told.then_some(told)
}

/// A letter, a digit or “_”.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A number and its unit at the start of a text, and what follows.
fn amount(text: &str) -> Option<((i64, Unit), &str)> {
    let (digits, rest) = text.split_at_checked(text.find(|c: char| !c.is_ascii_digit())?)?;
    let (word, rest) = first_word(rest.trim_start())?;
    let (next, behind) = first_word(rest.trim_start()).unwrap_or(("", rest));
    let word = word.to_ascii_lowercase();
    let joined = word.clone() + &next.to_ascii_lowercase();
    let unit = |word: &str| {
        let word = if word == "y" { "year" } else { word };
        UNITS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, unit)| *unit)
    };
    let many = number(digits, 1, 9)?;
    match unit(&joined) {
        // “5 week days”
        Some(Unit::Weekday) if !next.is_empty() => Some(((many, Unit::Weekday), behind)),
        _ => Some(((many, unit(&word)?), rest)),
    }
}

/// The letters at the start of a text, and what follows.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    text.split_at_checked(end)
        .filter(|(word, _)| !word.is_empty())
}
