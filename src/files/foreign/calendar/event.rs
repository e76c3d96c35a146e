//! The rows of an event, a thing to do or a note: the properties of RFC 5545, 3.8, and RFC 7986.

use super::lines::Line;
use super::parts::Part;
use super::reader::{Reader, keep};
use super::text::{list, name, plain};
use super::when::When;
use crate::files::foreign::gather::Row;
use std::collections::HashSet;

/// Properties whose text is a field.
const FIELDS: [(&str, &str); 4] = [
    ("SUMMARY", "title"),
    ("LOCATION", "place"),
    ("DESCRIPTION", "description"),
    ("URL", "url"),
];

/// What is read with the date of the event.
const OF_WHEN: [&str; 5] = ["DTSTART", "DTEND", "DUE", "DURATION", "RDATE"];

/// The date as Detente writes it where days and times say less.
const EXACT: &str = "X-EDTF";

/// Properties that are dates and are kept.
const DATES: [&str; 7] = [
    "CREATED",
    "DCREATED",
    "LAST-MODIFIED",
    "DTSTAMP",
    "COMPLETED",
    "RECURRENCE-ID",
    "EXDATE",
];

/// What a status says of an event.
const STATUS: [(&str, &str); 7] = [
    ("TENTATIVE", "possible"),
    ("CANCELLED", "denied"),
    ("CANCELED", "denied"),
    ("NEEDS-ACTION", "planned"),
    ("IN-PROCESS", "planned"),
    ("COMPLETED", "happened"),
    ("DECLINED", "denied"),
];

/// Kinds of those invited who are nobody.
const NOBODY: [&str; 2] = ["ROOM", "RESOURCE"];

impl Reader<'_> {
    /// The rows of an event: one, and one for each further date of it and each time that it comes again.
    pub(super) fn rows(&mut self, part: &Part) -> Vec<Row> {
        let mut row = Row::at(part.at);
        let when = When::read(part, self);
        when.put(part, &mut row, self);
        if part.name != "VEVENT" {
            row.put("component", "keep", &part.name);
        }
        let mut used: HashSet<&str> = HashSet::new();
        for line in &part.lines {
            let is_used = !used.insert(line.name.as_str());
            if OF_WHEN.contains(&line.name.as_str()) {
                if is_used && line.name != "RDATE" {
                    keep(&mut row, line);
                }
            } else if line.name == EXACT && !is_used {
                for column in ["DTSTART", "TZID"] {
                    row.take(column);
                }
                row.put(EXACT, "when", line.value.trim());
                row.put("TZID", "zone", line.parameter("TZID").unwrap_or_default());
            } else {
                self.property(&mut row, line);
            }
        }
        self.status(&mut row, part);
        for inner in &part.parts {
            let text = plain(&inner.text().replace('\n', ", "));
            row.put(&inner.name, "keep", &text);
        }
        let mut others = when.others(part, &mut row, self);
        // What Detente wrote has its dates itself.
        if part.line(EXACT).is_none() {
            let (mut again, is_first_out) = when.again(part, self);
            // A first time that is taken out leaves its place to the next.
            if is_first_out && !again.is_empty() {
                let next = again.remove(0);
                for column in ["DTSTART", "TZID"] {
                    row.take(column);
                }
                row.put("DTSTART", "when", &next.text);
                row.put("TZID", "zone", &next.zone);
            }
            others.extend(again);
        }
        let mut seen: HashSet<(String, String)> = HashSet::new();
        others.retain(|further| seen.insert((further.text.clone(), further.zone.clone())));
        let mut rows = vec![row];
        if let Some(first) = rows.first().cloned() {
            rows.extend(others.into_iter().map(|further| {
                let mut other = first.clone();
                other.line = further.line;
                for column in ["DTSTART", "TZID", "RRULE", "EXRULE", "EXDATE", "RDATE"] {
                    other.take(column);
                }
                other.put("DTSTART", "when", &further.text);
                other.put("TZID", "zone", &further.zone);
                put_zone(&mut other, "RDATE", &further.id);
                other
            }));
        }
        rows
    }

    /// Puts a property into its column.
    fn property(&mut self, row: &mut Row, line: &Line) {
        let field = FIELDS.iter().find(|(name, _)| *name == line.name);
        match (line.name.as_str(), field) {
            (_, Some((_, meaning))) => put_field(row, line, meaning),
            ("CATEGORIES", _) => categories(row, line),
            ("ATTENDEE" | "ORGANIZER", _) => person(row, line),
            ("GEO", _) => self.place(row, line),
            ("IMAGE", _) if line.parameter("VALUE") != Some("BINARY") => {
                row.put("IMAGE", "media", line.value.trim());
                put_parameters(row, line, &["VALUE"]);
            }
            ("X-APPLE-STRUCTURED-LOCATION", _) => {
                if let Some((lat, lon)) = of_apple(&line.value)
                    && row.cell("lat").is_none()
                {
                    row.put("latitude", "lat", lat);
                    row.put("longitude", "lon", lon);
                }
                keep(row, line);
            }
            (name, _) if DATES.contains(&name) => self.dates(row, line),
            _ => keep(row, line),
        }
    }

    /// Puts latitude and longitude into their columns.
    fn place(&mut self, row: &mut Row, line: &Line) {
        let parted = line
            .value
            .split_once(';')
            .or_else(|| line.value.split_once(','));
        let degrees = parted.map(|(lat, lon)| (lat.trim(), lon.trim()));
        match degrees {
            Some((lat, lon)) if is_degrees(lat, 90.0) && is_degrees(lon, 180.0) => {
                // What Apple says beside it is as exact or less.
                row.take("latitude");
                row.take("longitude");
                row.put("latitude", "lat", lat);
                row.put("longitude", "lon", lon);
                put_parameters(row, line, &[]);
            }
            _ => {
                let wrong = format!("“{}” is no latitude and longitude", line.value);
                self.sheets.tell(line.at, wrong);
                keep(row, line);
            }
        }
    }

    /// Keeps dates as EDTF, or as they stand.
    fn dates(&mut self, row: &mut Row, line: &Line) {
        for value in line.value.split(',') {
            let moment = self.moment(line, value);
            let text = moment.map(|moment| moment.edtf());
            row.put(&line.name, "keep", text.as_deref().unwrap_or(value.trim()));
        }
        put_zone(row, &line.name, line.parameter("TZID").unwrap_or_default());
        let other = line.other_parameters(&["VALUE", "TZID"]);
        row.put(&format!("{} (parameters)", line.name), "keep", &other);
    }

    /// What the status says, and what the kind of component does where it says nothing.
    fn status(&mut self, row: &mut Row, part: &Part) {
        let said = part.line("STATUS").map(|line| line.value.trim());
        let said = said.map(|said| said.to_ascii_uppercase().replace(' ', "-"));
        let known = STATUS
            .iter()
            .find(|(word, _)| said.as_deref() == Some(*word));
        let is_done = part.line("COMPLETED").is_some();
        let status = match known {
            Some((_, status)) => status,
            None if part.name != "VTODO" || said.is_some() => "",
            None if is_done => "happened",
            None => "planned",
        };
        row.put("status", "status", status);
    }
}

/// Keeps the name of a zone beside a date, where it is not that of the event.
fn put_zone(row: &mut Row, of: &str, id: &str) {
    let written = row.kept("TZID (as written)").unwrap_or_default();
    if row.cell("zone") != Some(id) && !written.contains(id) {
        row.put(&format!("{of};TZID"), "keep", id);
    }
}

/// Puts a text into the column of a field, and its parameters beside it.
fn put_field(row: &mut Row, line: &Line, meaning: &'static str) {
    let text = match meaning {
        "url" => line.value.trim().to_owned(),
        "place" => name(&plain(&line.value)),
        _ => plain(&line.value),
    };
    row.put(&line.name, meaning, &text);
    put_parameters(row, line, &["VALUE"]);
}

/// Keeps the parameters of a field, each in a column of its own.
fn put_parameters(row: &mut Row, line: &Line, used: &[&str]) {
    for (key, text) in &line.parameters {
        if !used.contains(&key.as_str()) {
            row.put(&format!("{};{key}", line.name), "keep", text);
        }
    }
}

/// The first category is the category; all are tags.
fn categories(row: &mut Row, line: &Line) {
    for category in list(&line.value, &[',', ';']) {
        let category = name(&category);
        if row.cell("category").is_none() {
            row.put("CATEGORIES", "category", &category);
        }
        row.put("CATEGORIES, all", "tags", &category);
    }
    put_parameters(row, line, &[]);
}

/// Puts someone among the actors by name or else address, and keeps what else is said of them.
fn person(row: &mut Row, line: &Line) {
    let value = line.value.trim();
    let start = value
        .get(..7)
        .filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let address = start.and_then(|_| value.get(7..)).unwrap_or(value).trim();
    let called = line
        .parameter("CN")
        .map(plain)
        .filter(|called| !called.is_empty());
    let who = called.clone().unwrap_or_else(|| address.to_owned());
    let kind = line.parameter("CUTYPE").unwrap_or_default();
    let is_nobody = NOBODY
        .iter()
        .any(|nobody| nobody.eq_ignore_ascii_case(kind));
    if !is_nobody {
        row.put("ATTENDEE, ORGANIZER", "actors", &name(&who));
    }
    let other = line.other_parameters(&["CN"]);
    let mut detail = who.clone();
    if called.is_some_and(|called| called != address) && !address.is_empty() {
        detail.push_str(&format!(" <{address}>"));
    }
    if !other.is_empty() {
        detail.push_str(&format!(" ({other})"));
    }
    if is_nobody || detail != name(&who) || line.name == "ORGANIZER" {
        row.put(&line.name, "keep", &detail);
    }
}

/// Whether a text is a number of degrees of at most so many.
fn is_degrees(text: &str, most: f64) -> bool {
    text.parse::<f64>()
        .is_ok_and(|degrees| degrees.abs() <= most)
}

/// The place of Apple's own property: `geo:52.38,7.52`.
fn of_apple(value: &str) -> Option<(&str, &str)> {
    let (lat, lon) = value.trim().strip_prefix("geo:")?.split_once(',')?;
    (is_degrees(lat, 90.0) && is_degrees(lon, 180.0)).then_some((lat, lon))
}
