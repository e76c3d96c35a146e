//! How exactly dates of markwhen are written.

/// How exactly a date is written, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exact {
    Year,
    Month,
    Week,
    Day,
    Minute,
    Second,
}

/// Digits only, of which there are from so many to so many.
pub(super) fn number<T: std::str::FromStr>(text: &str, least: usize, most: usize) -> Option<T> {
    let is_number = (least..=most).contains(&text.len());
    let is_number = is_number && text.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
