//! Calendars: iCalendar (RFC 5545 of 2009, with RFC 7986 and RFC 6868), `.ics`, and its forerunner vCalendar 1.0
//! (versit 1996), `.vcs`, as far as they agree.
//!
//! Events (VEVENT), things to do (VTODO) and notes (VJOURNAL) become events: the summary their title,
//! start and end or duration their date, the location their place, categories their category and tags, who is invited
//! and who invites their actors. A day after the last, at which iCalendar ends whole days, becomes the last day. All
//! other properties are kept under their names, with their parameters. Each time of an event that repeats by a simple rule is
//! an event, for ten years where it has no end, but of what comes every year without end the first alone; another
//! rule is kept and told. Further dates (RDATE) and changed
//! ones (RECURRENCE-ID) are events of their own. What the file says of
//! itself, its time zones (VTIMEZONE) and what is no event (VFREEBUSY and others) is said of the whole.

mod event;
mod lines;
mod moment;
mod parts;
mod reader;
mod repeat;
mod text;
mod when;
mod windows;
mod zones;

#[cfg(test)]
mod tests;

pub(in crate::files) use lines::mended;

use crate::dataset::check::quoted;
use crate::files::foreign::gather::{Row, sheet};
use crate::files::foreign::sheets::{Sheets, Unreadable};
use parts::Part;
use reader::Reader;
use std::collections::{HashMap, HashSet};
use zones::Zones;

/// Components that become events.
const EVENTS: [&str; 3] = ["VEVENT", "VTODO", "VJOURNAL"];

/// What a calendar says of itself, and what that is of the whole.
const SAID: [(&str, &str); 4] = [
    ("NAME", "title"),
    ("X-WR-CALNAME", "title"),
    ("DESCRIPTION", "description"),
    ("X-WR-CALDESC", "description"),
];

/// Whether a text is a calendar.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    first.trim_end().eq_ignore_ascii_case("BEGIN:VCALENDAR")
}

/// Reads a calendar, or several in one file.
///
/// # Errors
///
/// Where nothing of it is a calendar.
pub(in crate::files) fn read(text: &str) -> Result<Sheets, Unreadable> {
    let mut sheets = Sheets::default();
    let mut all = parts::parts(text, &mut sheets);
    let is_event = |part: &Part| EVENTS.contains(&part.name.as_str());
    if !all
        .iter()
        .any(|part| part.name == "VCALENDAR" || is_event(part))
    {
        return Err((
            1,
            "this is no calendar: nothing begins with BEGIN:VCALENDAR".to_owned(),
        ));
    }
    let (calendars, alone): (Vec<Part>, Vec<Part>) =
        all.drain(..).partition(|part| part.name == "VCALENDAR");
    let mut zones = Zones::default();
    for calendar in &calendars {
        zones.learn(calendar);
    }
    let has_names = names(&calendars) > 1;
    let mut rows = Vec::new();
    let mut reader = Reader {
        zones,
        sheets: &mut sheets,
        unknown: HashSet::new(),
        of_all: Vec::new(),
        moved: HashMap::new(),
    };
    let of_calendars = calendars.iter().flat_map(|calendar| &calendar.parts);
    of_calendars
        .chain(&alone)
        .for_each(|part| reader.learn_moved(part));
    for calendar in &calendars {
        if !calendar.is_whole {
            let wrong = "the file ends before this calendar does";
            reader.sheets.tell(calendar.at, wrong);
        }
        let name = said(calendar, reader.sheets);
        let of = name.filter(|_| has_names).unwrap_or_default();
        read_parts(&calendar.parts, &of, &mut reader, &mut rows);
    }
    read_parts(&alone, "", &mut reader, &mut rows);
    let of_all = std::mem::take(&mut reader.of_all);
    sheets.told.extend(of_all);
    if rows.is_empty() {
        sheets.tell(1, "there are no events in this calendar");
    } else {
        sheets.all.push(sheet("Events", rows));
    }
    sheets.told.sort_by_key(|told| told.line);
    Ok(sheets)
}

/// How many different names calendars have.
fn names(calendars: &[Part]) -> usize {
    let mut all: Vec<String> = calendars.iter().filter_map(name).collect();
    all.sort();
    all.dedup();
    all.len()
}

/// What a calendar is called.
fn name(calendar: &Part) -> Option<String> {
    let line = calendar
        .line("NAME")
        .or_else(|| calendar.line("X-WR-CALNAME"))?;
    Some(text::plain(&line.value)).filter(|name| !name.is_empty())
}

/// Says what a calendar says of itself, and gives its name.
fn said(calendar: &Part, sheets: &mut Sheets) -> Option<String> {
    for line in &calendar.lines {
        let text = text::plain(&line.value);
        let other = line.other_parameters(&[]);
        let of = SAID.iter().find(|(name, _)| *name == line.name);
        match of {
            Some((_, of)) => {
                sheets.say_first(of, &line.name, &text);
                sheets.say(&format!("{} (parameters)", line.name), &other);
            }
            None if other.is_empty() => sheets.say(&line.name, &text),
            None => sheets.say(&line.name, &format!("{text} ({other})")),
        }
    }
    name(calendar)
}

/// Says of which event it is what was told since so many things were.
fn name_event(event: &Row, sheets: &mut Sheets, before: usize) {
    for told in sheets.told.iter_mut().skip(before) {
        told.row = Some(event.line);
        if let Some(title) = event.cell("title") {
            told.fault.noun = format!("{}:", quoted(title));
        }
    }
}

/// Reads the components of a calendar.
fn read_parts(parts: &[Part], of: &str, reader: &mut Reader<'_>, rows: &mut Vec<Row>) {
    for part in parts {
        let name = part.name.as_str();
        if !part.is_whole {
            let title = part.line("SUMMARY").map_or("", |line| &line.value);
            let wrong = format!("the file ends within this {name}, which is not read: {title}");
            reader
                .sheets
                .tell(part.at, wrong.trim_end_matches([' ', ':']));
            reader
                .sheets
                .say(&format!("{name} (cut off)"), &part.text());
        } else if EVENTS.contains(&name) {
            let before = reader.sheets.told.len();
            let own = reader.rows(part);
            if let Some(event) = own.first() {
                name_event(event, reader.sheets, before);
            }
            rows.extend(own.into_iter().map(|mut row| {
                row.put("calendar", "keep", of);
                row
            }));
        } else if name == "VTIMEZONE" {
            let id = part.line("TZID").map_or("", |line| line.value.trim());
            reader
                .sheets
                .say(format!("{name} {id}").trim_end(), &part.text());
        } else {
            reader.sheets.tell(
                part.at,
                format!("{name} is no event; it is kept as text with the file"),
            );
            reader.sheets.say(name, &part.text());
        }
    }
}
