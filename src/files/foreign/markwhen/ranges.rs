//! The range with which an event of markwhen begins: one side, or two, and what says that it repeats.

use super::sides::{Side, edtf_side, is_month, side, year_like};

/// How much of a line is looked at for the colon behind a range.
const LONGEST: usize = 160;

/// Words and signs between the parts of a date.
const OF_DATES: [&str; 8] = ["-", "–", "/", "to", "of", "BC", "BCE", "AD"];

/// A range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) from: Side,
    pub(super) to: Option<Side>,
    /// As it is written, without the rule.
    pub(super) text: String,
    /// What says that it repeats: `every 2 weeks for 10 times`.
    pub(super) rule: String,
}

/// The range at the start of a line, and what stands behind its colon; none where the line begins no event.
pub(super) fn event_start(line: &str, is_day_first: bool) -> Option<(Range, &str)> {
    let line = line.trim_start();
    let mut found = None;
    for (at, _) in line.match_indices(':').take_while(|(at, _)| *at < LONGEST) {
        let (before, behind) = line.split_at_checked(at)?;
        if let Some(range) = range(before.trim_end(), is_day_first) {
            found = Some((range, before, behind.strip_prefix(':').unwrap_or_default()));
        }
    }
    let (range, before, behind) = found?;
    // `10:30 lunch` is no event at ten.
    let last = before.rsplit(|c: char| !c.is_ascii_digit()).next();
    let is_hour = last.is_some_and(|digits| matches!(digits.len(), 1 | 2));
    let is_clock = is_hour && behind.starts_with(|c: char| c.is_ascii_digit());
    (!is_clock).then_some((range, behind))
}

/// What stands before the colon of a line where only a date can be meant, be it one that is not read:
/// `31.12.2024: Party`, `2024-13-01: Party`.
pub(super) fn meant_as_date(line: &str) -> Option<&str> {
    let (before, _) = line.trim_start().split_once(':')?;
    let before = before.trim_end();
    let is_numeric = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "-/.,–".contains(c))
    };
    let mut words = before.split_whitespace();
    let are_of_date = words.all(|word| {
        is_numeric(word) || is_month(word.trim_end_matches(',')) || OF_DATES.contains(&word)
    });
    let numbers = before.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<&str> = numbers.filter(|digits| !digits.is_empty()).collect();
    let has_month = before
        .split_whitespace()
        .any(|word| is_month(word.trim_end_matches(',')));
    let has_year = numbers.iter().any(|digits| digits.len() >= 3);
    let is_whole =
        numbers.len() > 1 && has_year || numbers.len() > 2 || has_month && !numbers.is_empty();
    (before.len() < LONGEST && are_of_date && is_whole).then_some(before)
}

/// A range that is all of a text.
pub(super) fn range(text: &str, is_day_first: bool) -> Option<Range> {
    let (dates, rule) = match rule_at(text) {
        Some(at) => text.split_at_checked(at)?,
        None => (text, ""),
    };
    let dates = dates.trim();
    let (from, to) = sides(dates, is_day_first)?;
    Some(Range {
        from,
        to,
        text: dates.to_owned(),
        rule: rule.trim().to_owned(),
    })
}

/// Where the word “every” stands.
fn rule_at(text: &str) -> Option<usize> {
    let small = text.to_ascii_lowercase();
    small.find(" every ").map(|at| at + 1)
}

/// The sides of a range: one, or two that a stroke, a dash or “to” parts.
fn sides(text: &str, is_day_first: bool) -> Option<(Side, Option<Side>)> {
    if let Some((from, to)) = text.split_once('/')
        && let (Some(from), Some(to)) = (edtf_side(from.trim()), edtf_side(to.trim()))
    {
        return Some((from, Some(to)));
    }
    // A small number alone is more often the number of a point than an hour.
    let is_small = text.len() < 3 && text.bytes().all(|digit| digit.is_ascii_digit());
    if !is_small && let Some(only) = side(text, is_day_first) {
        return Some((only, None));
    }
    for dash in ["-", "–", " to ", " TO ", " To "] {
        for (at, dash) in text.match_indices(dash) {
            let (from, to) = text.split_at_checked(at)?;
            let (from, to) = (from.trim(), to.strip_prefix(dash).unwrap_or(to).trim());
            let first = year_like(from, to).or_else(|| side(from, is_day_first));
            if let (Some(first), Some(last)) = (first, side(to, is_day_first)) {
                return Some((first, Some(last)));
            }
        }
    }
    None
}
