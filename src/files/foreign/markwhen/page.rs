//! A page of markwhen: what it says of itself, its sections, and its events.

use super::entry::{Found, Title, title};
use super::event::{Event, ZONES, put_found, put_settings, setting_of, unindented};
use super::kinds::{comment, group, heading, is_end};
use super::ranges::{event_start, meant_as_date};
use super::resolve::{Above, Span};
use super::settings::{Clock, Setting, add, clock, parted};
use crate::files::foreign::gather::Row;
use crate::files::foreign::sheets::Sheets;
use crate::files::several::BETWEEN;
use std::collections::hash_map::Entry;

/// Sections nest so deep.
const DEEPEST: usize = 32;

/// A section that is open.
struct Section {
    title: String,
    tags: Vec<String>,
    /// How many signs its heading has; none of one that ends with a word.
    level: Option<usize>,
    clock: Option<Clock>,
    has_events: bool,
}

/// A page that is being read.
pub(super) struct Page<'s> {
    number: usize,
    has_several: bool,
    is_old: bool,
    sheets: &'s mut Sheets,
    name: String,
    is_day_first: bool,
    clock: Option<Clock>,
    sections: Vec<Section>,
    event: Option<Event>,
    above: Above,
    rows: Vec<Row>,
}

impl<'s> Page<'s> {
    /// A page of which nothing is read yet.
    pub(super) fn new(
        number: usize,
        has_several: bool,
        is_old: bool,
        sheets: &'s mut Sheets,
    ) -> Self {
        Self {
            number,
            has_several,
            is_old,
            sheets,
            name: "Events".to_owned(),
            is_day_first: false,
            clock: None,
            sections: Vec::new(),
            event: None,
            above: Above::default(),
            rows: Vec::new(),
        }
    }

    /// Its name and its rows.
    pub(super) fn done(self) -> (String, Vec<Row>) {
        (self.name, self.rows)
    }

    /// Reads its lines.
    pub(super) fn read(&mut self, lines: &[(usize, &str)]) {
        let end = self.header(lines);
        let mut is_fenced = false;
        for (place, (at, line)) in lines.iter().enumerate().skip(end) {
            let is_fence = line.trim() == "---";
            if is_fence && is_fenced {
                is_fenced = false;
            } else if is_fence && self.is_at_settings() && self.is_closed(lines, place) {
                is_fenced = true;
            } else if !is_fenced {
                self.line(*at, line);
            } else if !self.fenced(*at, line) {
                self.text(line);
            }
        }
        self.finish();
        self.end_sections(|_| true);
    }

    /// Reads a line between fences, where lists stand too; whether it is a key, a value or a part of one.
    fn fenced(&mut self, at: usize, line: &str) -> bool {
        match &mut self.event {
            Some(event) => add(&mut event.settings, at, line),
            None => self.setting(at, line),
        }
    }

    /// Whether a fence is closed before the next event.
    fn is_closed(&self, lines: &[(usize, &str)], place: usize) -> bool {
        let mut below = lines.iter().skip(place + 1).map(|(_, line)| line.trim());
        below.find(|line| *line == "---" || self.starts(line)) == Some("---")
    }

    /// Reads what the page says of itself, and gives the number of its lines.
    fn header(&mut self, lines: &[(usize, &str)]) -> usize {
        let mut all: Vec<Setting> = Vec::new();
        let mut end = 0;
        let is_fence = |line: &str| line.trim_end() == "---";
        let mut solid = lines.iter().filter(|(_, line)| !line.trim().is_empty());
        let has_start = solid.next().is_some_and(|(_, line)| is_fence(line));
        let has_fence = has_start && solid.any(|(_, line)| is_fence(line));
        let mut fences = 0;
        for (at, line) in lines {
            let is_inside = has_fence && fences < 2;
            if has_fence && fences == 2 || !is_inside && self.starts(line) {
                break;
            }
            end += 1;
            if is_fence(line) {
                fences += 1;
            } else if let Some(text) = comment(line) {
                self.sheets.say("comment", text);
            } else {
                self.tell_date(*at, line);
                if add(&mut all, *at, line) {
                    continue;
                }
                self.sheets.say("text before the first event", line);
            }
        }
        for setting in all {
            self.said(&setting);
        }
        end
    }

    /// Whether a line begins an event or a section.
    fn starts(&self, line: &str) -> bool {
        heading(line).is_some()
            || group(line, self.is_old).is_some()
            || event_start(line, self.is_day_first).is_some()
    }

    /// Says what a key of the page says.
    fn said(&mut self, setting: &Setting) {
        let value = setting.value.as_str();
        match setting.key.as_str() {
            "title" => {
                self.name = value.to_owned();
                self.sheets
                    .say_first("title", &format!("title of page {}", self.number), value);
            }
            "description" => {
                let own = format!("description of page {}", self.number);
                self.sheets.say_first("description", &own, value);
            }
            key => self.sheets.say(key, value),
        }
        if setting.key == "dateFormat" {
            self.is_day_first = value.starts_with('d');
            if !value.is_empty() && !value.starts_with(['d', 'M']) {
                self.rules_are_told(setting.line);
            }
        } else if setting.key.starts_with("dateFormat.") {
            self.rules_are_told(setting.line);
        } else if ZONES.contains(&setting.key.as_str()) {
            self.clock = self.clock_of(setting);
        }
    }

    /// Tells once that rules for dates are not read.
    fn rules_are_told(&mut self, line: usize) {
        let wrong = "rules of dateFormat are kept, but dates are read as markwhen's own";
        if !self
            .sheets
            .told
            .iter()
            .any(|told| told.fault.wrong == wrong)
        {
            self.sheets.tell(line, wrong);
        }
    }

    /// The clock that a setting names; one that is not known is told.
    fn clock_of(&mut self, setting: &Setting) -> Option<Clock> {
        let found = clock(&setting.value);
        if found.is_none() && !setting.value.is_empty() {
            let wrong = format!("the time zone “{}” is not known", setting.value);
            self.sheets.tell(setting.line, wrong);
        }
        found
    }

    /// Reads a line behind what the page says of itself.
    fn line(&mut self, at: usize, line: &str) {
        if let Some(text) = comment(line) {
            match &mut self.event {
                Some(event) => event.comments.push(text.to_owned()),
                None => self.sheets.say("comment", text),
            }
        } else if let Some((level, text)) = heading(line) {
            self.finish();
            self.end_sections(|section| section.level.is_some_and(|open| open >= level));
            self.section(at, text, Some(level));
        } else if let Some(text) = group(line, self.is_old) {
            self.finish();
            self.section(at, text, None);
        } else if is_end(line) && self.sections.iter().any(|section| section.level.is_none()) {
            self.finish();
            let mut is_over = false;
            self.end_sections(|section| {
                let is_in = !is_over;
                is_over |= section.level.is_none();
                is_in
            });
        } else if let Some((range, rest)) = event_start(line, self.is_day_first) {
            self.finish();
            self.event = Some(Event {
                line: at,
                range,
                first: rest.trim().to_owned(),
                settings: Vec::new(),
                below: Vec::new(),
                comments: Vec::new(),
            });
        } else {
            self.tell_date(at, line);
            if !self.setting(at, line) {
                self.text(line);
            }
        }
    }

    /// Tells that a line which begins as an event does has no date that is read.
    fn tell_date(&mut self, at: usize, line: &str) {
        if let Some(date) = meant_as_date(line) {
            let wrong = format!("“{date}” is no date of markwhen; the line is read as text");
            self.sheets.tell(at, wrong);
        }
    }

    /// Begins a section.
    fn section(&mut self, at: usize, text: &str, level: Option<usize>) {
        if self.sections.len() >= DEEPEST {
            let wrong = format!("“{text}” is too deep within other sections to be one");
            self.sheets.tell(at, wrong);
            return;
        }
        let mut found = Found::default();
        found.look(text);
        self.sections.push(Section {
            title: title(text).text,
            tags: found.tags,
            level,
            clock: None,
            has_events: false,
        });
    }

    /// Ends the innermost sections as long as they are to end.
    fn end_sections(&mut self, mut is_over: impl FnMut(&Section) -> bool) {
        while let Some(section) = self.sections.pop() {
            if !is_over(&section) {
                self.sections.push(section);
                break;
            }
            if !section.has_events {
                self.sheets.say("section without events", &section.title);
                let tags = section.tags.join(BETWEEN);
                self.sheets
                    .say(&format!("tags of {}", section.title), &tags);
            }
        }
    }

    /// Whether a line could be a key and its value beneath what stands above.
    fn is_at_settings(&self) -> bool {
        match (&self.event, self.sections.last()) {
            (Some(event), _) => event.below.is_empty(),
            (None, Some(section)) => !section.has_events,
            (None, None) => false,
        }
    }

    /// Reads a line as a key and its value beneath an event or a section; whether it is one.
    fn setting(&mut self, at: usize, line: &str) -> bool {
        let key = parted(line.trim()).map(|(key, _)| key);
        let is_key = |key: &str| !key.starts_with('-') && !key.contains(char::is_whitespace);
        if !self.is_at_settings() || !key.is_some_and(is_key) {
            return false;
        }
        if let Some(event) = &mut self.event {
            return add(&mut event.settings, at, line);
        }
        let mut one = Vec::new();
        let is_read = add(&mut one, at, line);
        for setting in one {
            let is_zone = ZONES.contains(&setting.key.as_str());
            let found = if is_zone {
                self.clock_of(&setting)
            } else {
                None
            };
            let Some(section) = self.sections.last_mut() else {
                break;
            };
            section.clock = found.or(section.clock.take());
            let key = format!("{}: {}", section.title, setting.key);
            self.sheets.say(&key, &setting.value);
        }
        is_read
    }

    /// Reads a line that is text.
    fn text(&mut self, line: &str) {
        if let Some(event) = &mut self.event {
            event.below.push(line.trim_end().to_owned());
        } else {
            let of = self
                .sections
                .last()
                .map(|section| format!("text of {}", section.title));
            self.sheets.say(of.as_deref().unwrap_or("text"), line);
        }
    }

    /// Puts the event that is being read into a row.
    fn finish(&mut self) {
        let Some(event) = self.event.take() else {
            return;
        };
        let read = title(&event.first);
        let mut found = Found::default();
        found.look(&event.first);
        event.below.iter().for_each(|line| found.look(line));
        let mut row = Row::at(event.line);
        let clock = self.clock_at(&event);
        self.when(&event, clock.as_ref(), &read, &mut row);
        row.put("title", "title", &read.text);
        let status = read
            .is_done
            .map(|is_done| if is_done { "happened" } else { "planned" });
        row.put("completed", "status", status.unwrap_or_default());
        for section in &mut self.sections {
            section.has_events = true;
        }
        let path: Vec<&str> = self
            .sections
            .iter()
            .map(|section| section.title.as_str())
            .collect();
        if let Some(inner) = path.last() {
            row.put("category", "category", inner);
        }
        if path.len() > 1 {
            row.put("section", "keep", &path.join(" > "));
        }
        let tags = self.sections.iter().flat_map(|section| &section.tags);
        for tag in found.tags.iter().chain(tags) {
            row.put("tags", "tags", tag);
        }
        put_found(&found, &mut row);
        row.put("description", "description", &unindented(&event.below));
        put_settings(&event, &mut row);
        row.put("comment", "keep", &event.comments.join("\n"));
        if self.has_several {
            row.put("page", "keep", &self.number.to_string());
        }
        self.rows.push(row);
    }

    /// The clock of the times of an event: its own, that of the section around it, or that of the page.
    fn clock_at(&mut self, event: &Event) -> Option<Clock> {
        let own = setting_of(event, &["timezone", "tz", "timezone.from", "tz.from"]);
        let own = own.and_then(|setting| self.clock_of(setting));
        let around = self
            .sections
            .iter()
            .rev()
            .find_map(|section| section.clock.clone());
        own.or(around).or_else(|| self.clock.clone())
    }

    /// Puts the date of an event into its columns, and knows it for those below.
    fn when(&mut self, event: &Event, clock: Option<&Clock>, read: &Title, row: &mut Row) {
        let range = &event.range;
        let dated = self.above.read(range, clock.and_then(Clock::east));
        let mut span: Option<Span> = None;
        match dated {
            Ok(dated) => {
                let ends = setting_of(event, &["timezone.to", "tz.to"]);
                let last = ends.and_then(|setting| self.clock_of(setting));
                let apart = dated.span.zip(clock).zip(last);
                let text = apart.and_then(|((span, first), last)| span.with_clocks(first, &last));
                row.put("date", "when", text.as_ref().unwrap_or(&dated.text));
                if dated.is_told_from {
                    row.put("date as written", "keep", &range.text);
                }
                if let Some(note) = dated.note {
                    self.sheets.tell(event.line, note);
                }
                if dated.text.contains('T') {
                    row.put("timezone", "zone", clock.map_or("", Clock::name));
                }
                span = dated.span;
            }
            Err(why) => {
                row.put("date", "when", &range.text);
                let wrong = format!("“{}” stands as it is written: {why}", range.text);
                self.sheets.tell(event.line, wrong);
            }
        }
        if !range.rule.is_empty() {
            row.put("recurrence", "keep", &range.rule);
            let told = "this event repeats; its first time is shown, the rule is kept";
            self.sheets.tell(event.line, told);
        }
        self.above.last = Some(span);
        self.identify(event, span, read, row);
    }

    /// Puts the id of an event into its column, and knows it for those below.
    fn identify(&mut self, event: &Event, span: Option<Span>, read: &Title, row: &mut Row) {
        let own = setting_of(event, &["id"]).map(|setting| setting.value.as_str());
        let Some(id) = own.or(read.id.as_deref()) else {
            return;
        };
        match self.above.by_id.entry(id.to_owned()) {
            Entry::Vacant(place) => {
                place.insert(span);
                row.put("id", "id", id);
            }
            Entry::Occupied(_) => {
                let wrong = format!("the id “{id}” is that of an event above, too");
                self.sheets.tell(event.line, wrong);
                row.put("id (again)", "keep", id);
            }
        }
        // A key beneath the event rules over what stands in its line.
        if let Some(other) = read.id.as_deref().filter(|other| *other != id) {
            row.put("id (again)", "keep", other);
        }
    }
}
