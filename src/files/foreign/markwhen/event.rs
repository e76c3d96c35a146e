//! An event of markwhen: what stands in it, and the columns that it goes into.

use super::entry::Found;
use super::ranges::Range;
use super::settings::Setting;
use crate::files::foreign::gather::Row;

/// Keys beneath an event whose values are fields.
const FIELDS: [(&str, &str); 6] = [
    ("location", "place"),
    ("url", "url"),
    ("link", "url"),
    ("image", "media"),
    ("lat", "lat"),
    ("lon", "lon"),
];

/// Keys that name a zone.
pub(super) const ZONES: [&str; 2] = ["timezone", "tz"];

/// An event that is being read.
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) range: Range,
    pub(super) first: String,
    pub(super) settings: Vec<Setting>,
    pub(super) below: Vec<String>,
    pub(super) comments: Vec<String>,
}

/// Lines as a text without what all of them begin with, and without empty ones at its ends.
pub(super) fn unindented(lines: &[String]) -> String {
    let spaces = |line: &String| line.len() - line.trim_start().len();
    let solid = lines.iter().filter(|line| !line.is_empty());
    let least = solid.map(spaces).min().unwrap_or_default();
    let lines = lines.iter().map(|line| line.get(least..).unwrap_or(line));
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches('\n')
        .to_owned()
}

/// The first setting of an event that has one of the keys and says something.
pub(super) fn setting_of<'e>(event: &'e Event, keys: &[&str]) -> Option<&'e Setting> {
    let mut all = event.settings.iter();
    all.find(|setting| keys.contains(&setting.key.as_str()) && !setting.value.is_empty())
}

/// Puts what stands in the text of an event into its columns.
pub(super) fn put_found(found: &Found, row: &mut Row) {
    for person in &found.people {
        row.put("people", "actors", person);
    }
    for (column, meaning, all) in [
        ("location", "place", &found.places),
        ("image", "media", &found.pictures),
        ("link", "url", &found.links),
    ] {
        // The others stand in the text, which is kept as it is.
        row.put(column, meaning, all.first().map_or("", String::as_str));
    }
    row.put(
        "percent",
        "keep",
        found.percent.as_deref().unwrap_or_default(),
    );
}

/// Puts keys and values beneath an event into its columns.
pub(super) fn put_settings(event: &Event, row: &mut Row) {
    for setting in &event.settings {
        let (key, value) = (setting.key.as_str(), setting.value.as_str());
        let field = FIELDS.iter().find(|(name, _)| *name == key);
        match field {
            _ if key == "id" => {}
            _ if ZONES.contains(&key) && row.cell("zone") == Some(value) => {}
            Some((_, meaning)) if row.cell(meaning).is_none() => row.put(key, meaning, value),
            _ => row.put(key, "keep", value),
        }
    }
}
