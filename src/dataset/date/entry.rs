//! What a person types into a field, to EDTF.

use super::DateProblem;
use super::text::{Cause, Hints, Unread, from_text};

/// `15 Aug 2025 11:30 to 14:15` to `2025-08-15T11:30/2025-08-15T14:15`.
///
/// The same as [`from_text`] without hints. That a text says that there is no date (`n.d.`) is a
/// problem here.
///
/// # Errors
///
/// If the text is not a date or has two readings (`03/04/2025`).
pub fn from_entry(text: &str) -> Result<String, DateProblem> {
    let unread = match from_text(text, &Hints::default()) {
        Ok(reading) => match reading.edtf {
            Some(edtf) => return Ok(edtf),
            None => Unread {
                offset: text.len() - text.trim_start().len(),
                cause: Cause::Undated,
            },
        },
        Err(unread) => unread,
    };
    let before = text.len() - text.trim_start().len();
    let problem = Unread {
        offset: unread.offset.saturating_sub(before),
        ..unread
    }
    .told(text.trim());
    Err(DateProblem {
        offset: problem.offset + before,
        ..problem
    })
}
