//! A date in words.
use super::Date;
use crate::dataset::zone::Zone;

/// In progress.
#[must_use]
pub fn in_words(_date: &Date, _written_in: &Zone, _shown_in: &Zone) -> String {
    String::new()
}

/// In progress.
#[must_use]
pub fn in_short(_date: &Date, _written_in: &Zone, _shown_in: &Zone, _year: Option<i64>) -> String {
    String::new()
}
