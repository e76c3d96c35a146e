//! What a person types, to EDTF.
use super::{Date, DateProblem};

/// In progress.
pub fn from_entry(text: &str) -> Result<String, DateProblem> {
    Date::parse(text).map(|_| text.to_owned())
}
