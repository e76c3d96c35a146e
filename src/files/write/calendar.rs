//! Events as a calendar: iCalendar (RFC 5545).
//!
//! A calendar has days and times of the years 1 to 9999. A date that says less or more than these is
//! written beside them as `X-EDTF` (Extended Date/Time Format, Library of Congress), which is read first when
//! the calendar is opened here.

use super::names::Names;
use super::reach::{Reach, dated};
use crate::dataset::date::of_civil_day;
use crate::dataset::instant::Civil;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Event, Role, Status};
use std::io;

/// A line is no longer than so many bytes (section 3.1).
const WIDTH: usize = 75;

/// Writes the events of a dataset as a calendar.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn calendar(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let mut lines = Lines(to);
    lines.put("BEGIN", "VCALENDAR")?;
    lines.put("VERSION", "2.0")?;
    lines.put("PRODID", "-//Detente//Detente//EN")?;
    lines.text("X-WR-CALNAME", &dataset.metadata.title)?;
    if let Some(description) = &dataset.metadata.description {
        lines.text("X-WR-CALDESC", description)?;
    }
    let names = Names::of(dataset);
    for (event, reach) in dated(dataset) {
        let years = 1..=9999;
        let ends = [Some(reach.first()), reach.last()];
        let is_there = |civil: &Civil| years.contains(&civil.year);
        if ends.iter().flatten().all(is_there) {
            lines.event(&names, event, &reach)?;
        }
    }
    lines.put("END", "VCALENDAR")
}

/// The lines of a calendar.
struct Lines<'a>(&'a mut dyn io::Write);

impl Lines<'_> {
    /// A property, folded where it is long.
    fn put(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > WIDTH {
                self.0.write_all(b"\r\n ")?;
                length = 1;
            }
            length += letter.len_utf8();
            let mut bytes = [0; 4];
            self.0
                .write_all(letter.encode_utf8(&mut bytes).as_bytes())?;
        }
        self.0.write_all(b"\r\n")
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.put(name, &escaped(text))
    }

    fn event(&mut self, names: &Names<'_>, event: &Event, reach: &Reach) -> io::Result<()> {
        self.put("BEGIN", "VEVENT")?;
        self.text("UID", &format!("{}@detente", event.id))?;
        // When it was written says nothing of the event, and the same dataset is the same calendar.
        self.put("DTSTAMP", "19700101T000000Z")?;
        self.moments(reach)?;
        if reach.is_more() {
            let zone = reach.zone.name();
            let name = format!("X-EDTF;TZID={zone}");
            self.put(&name, event.when.as_deref().unwrap_or_default())?;
        }
        self.text("SUMMARY", &event.title)?;
        if let Some(description) = &event.description {
            self.text("DESCRIPTION", description)?;
        }
        let tags = event.more.notes.tags.iter().map(|tag| &**tag);
        let words = names.category(event).into_iter().chain(tags);
        let words: Vec<String> = words.map(escaped).collect();
        if !words.is_empty() {
            self.put("CATEGORIES", &words.join(","))?;
        }
        if let Some(place) = &event.more.place {
            if let Some(name) = &place.name {
                self.text("LOCATION", name)?;
            }
            if let (Some(lat), Some(lon)) = (place.lat.get(), place.lon.get()) {
                self.put("GEO", &format!("{lat};{lon}"))?;
            }
        }
        if let Some(url) = names.address(event) {
            self.put("URL", url)?;
        }
        let is_there = |role: Role| !matches!(role, Role::Mentioned | Role::Absent);
        for participant in event.participants.iter().filter(|p| is_there(p.role)) {
            let name = quoted(names.actor(&participant.actor));
            self.put(&format!("ATTENDEE;CN={name}"), "invalid:nomail")?;
        }
        match event.status {
            Status::Happened | Status::Planned => {}
            Status::Possible => self.put("STATUS", "TENTATIVE")?,
            Status::Denied => self.put("STATUS", "CANCELLED")?,
        }
        self.put("END", "VEVENT")
    }

    fn moments(&mut self, reach: &Reach) -> io::Result<()> {
        let day = |civil: &Civil| of_civil_day(civil).replace('-', "");
        if !reach.is_timed() {
            self.put("DTSTART;VALUE=DATE", &day(&reach.first()))?;
            // The end is the first day that is no part of it.
            let after = reach.end.map(|end| reach.zone.civil(end));
            return match after.filter(|after| after.year <= 9999) {
                Some(after) => self.put("DTEND;VALUE=DATE", &day(&after)),
                None => Ok(()),
            };
        }
        let utc = |instant| {
            let civil = Zone::utc().civil(instant);
            let Civil {
                hour,
                minute,
                second,
                ..
            } = civil;
            format!("{}T{hour:02}{minute:02}{second:02}Z", day(&civil))
        };
        self.put("DTSTART", &utc(reach.start))?;
        match reach.end.filter(|_| reach.last().is_some()) {
            Some(end) => self.put("DTEND", &utc(end)),
            None => Ok(()),
        }
    }
}

/// A text as a property has it (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut all = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => all.extend(['\\', letter]),
            '\n' => all.push_str("\\n"),
            letter if letter.is_control() && letter != '\t' => {}
            letter => all.push(letter),
        }
    }
    all
}

/// The value of a parameter in quotes (RFC 6868).
fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
    format!("\"{}\"", plain.replace('^', "^^").replace('"', "^'"))
}
