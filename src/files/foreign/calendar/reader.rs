//! Reading the events of a calendar: what is known from one to the next, and what is kept of their lines.

use super::lines::Line;
use super::moment::Moment;
use super::text::plain;
use super::zones::Zones;
use crate::files::foreign::gather::Row;
use crate::files::foreign::sheets::{Sheets, Told};
use std::collections::{HashMap, HashSet};

/// Properties whose values have no escapes.
const BARE: [&str; 4] = ["RRULE", "EXRULE", "RDATE", "ATTACH"];

/// Reads events one after the other.
pub(super) struct Reader<'s> {
    pub(super) zones: Zones,
    pub(super) sheets: &'s mut Sheets,
    /// The names of zones of which it is told that nothing is known of them.
    pub(super) unknown: HashSet<String>,
    /// What is told of no one event.
    pub(super) of_all: Vec<Told>,
    /// Times of events that repeat, by the ids of these, which are events of their own.
    pub(super) moved: HashMap<String, Vec<Moment>>,
}

/// Keeps a property under its name, with its parameters behind it.
pub(super) fn keep(row: &mut Row, line: &Line) {
    let is_bare = BARE.contains(&line.name.as_str()) || line.parameter("VALUE") == Some("URI");
    let text = if is_bare {
        line.value.trim().to_owned()
    } else {
        plain(&line.value)
    };
    let other = line.other_parameters(&[]);
    let text = match other.as_str() {
        "" => text,
        _ => format!("{text} ({other})"),
    };
    row.put(&line.name, "keep", text.trim());
}
