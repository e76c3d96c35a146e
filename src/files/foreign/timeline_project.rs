//! The files of the desktop program Timeline (<https://thetimelineproj.sourceforge.net>), which end in
//! `.timeline`: XML since its version 0.10; read from its own `timelinelib/dataimport/timelinexml.py` and
//! `dataexport/timelinexml.py` of the versions 0.10 to 2.3, and from files up to 2.11.
//!
//! Events become rows, and eras too, marked as such. Start and end become `when`. A text that begins with
//! `[3]` is a container, one with `(3)` is a part of it; another that begins with a bracket is written with a
//! space before it. The first category is the category, all others and the labels are tags. Where the file
//! has another calendar than the Gregorian, start and end are kept as they are. Categories with their
//! colours, the view and the version are said of the whole.

mod span;

use crate::files::foreign::growing::Table;
use crate::files::foreign::sheets::{COLOUR, PARENT, Sheets, Unreadable, of_category, say};
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::{self, Lines, attributes, elements, flat, is, text};
use crate::files::table::Rows;
use roxmltree::{Document, Node};
use span::{Mark, Span};
use std::collections::{HashMap, HashSet};

/// What stands in the first bytes of such a file.
const SIGNS: [&str; 3] = ["<version>", "<timetype>", "<events"];

/// How many bytes these are.
const HEAD: usize = 4096;

/// The columns of events.
const EVENTS: &[(&str, &str)] = &[
    ("id", "id"),
    ("row type", "row type"),
    ("text", "title"),
    ("when", "when"),
    ("start", "keep"),
    ("end", "keep"),
    ("category", "category"),
    ("categories", "tags"),
    ("labels", "tags"),
    ("description", "description"),
    ("hyperlink", "url"),
    ("hyperlinks", "keep"),
    ("container", "keep"),
    ("part of", "parent"),
    ("milestone", "keep"),
    ("progress", "keep"),
    ("fuzzy", "keep"),
    ("fuzzy_start", "keep"),
    ("fuzzy_end", "keep"),
    ("locked", "keep"),
    ("ends_today", "keep"),
    ("alert", "keep"),
    ("default_color", "keep"),
    ("color", "keep"),
    ("icon", "keep"),
];

/// Elements that go into the column of their name.
const SAME: [&str; 8] = [
    "description",
    "milestone",
    "progress",
    "locked",
    "alert",
    "default_color",
    "color",
    "icon",
];

/// What `when` is made of.
const OF_WHEN: [&str; 6] = [
    "start",
    "end",
    "fuzzy",
    "fuzzy_start",
    "fuzzy_end",
    "ends_today",
];

/// What is said of a category.
const OF_CATEGORY: [(&str, &str); 5] = [
    ("color", COLOUR),
    ("progress_color", "progress colour"),
    ("done_color", "done colour"),
    ("font_color", "font colour"),
    ("parent", PARENT),
];

/// The calendars that count days as EDTF does; the last two were used before version 1.0.
const EXACT: [&str; 6] = [
    "",
    "gregoriantime",
    "gregorian",
    "datetime",
    "pytime",
    "wxtime",
];

static NUMBERS: Matter = Matter {
    one: "the time of an event is a number; it is kept as text",
    many: "the times of {} events are numbers; they are kept as text",
};

static OTHER_CALENDAR: Matter = Matter {
    one: "the date of an event is of a calendar that is not read here; it is kept as text",
    many: "the dates of {} events are of a calendar that is not read here; they are kept as text",
};

static MIDNIGHT: Matter = Matter {
    one: "an event ends at a midnight; the day before it is read as its last",
    many: "{} events end at midnights; the days before them are read as their last",
};

static FAR: Matter = Matter {
    one: "a date is so far away that only its year is read; it is kept as text",
    many: "{} dates are so far away that only their years are read; they are kept as text",
};

static LINKS: Matter = Matter {
    one: "an event has several links; the first is its link, all are kept",
    many: "{} events have several links; the first is the link of each, all are kept",
};

/// Whether a text is a file of Timeline, by its first element and the first ones in it.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let has_sign = SIGNS.iter().any(|sign| head.contains(sign));
    has_sign && xml::root_name(text) == Some("timeline")
}

/// Reads a file.
///
/// # Errors
/// The line and what is wrong with it, where the XML is not well formed.
pub(in crate::files) fn read(text: &str) -> Result<Sheets, Unreadable> {
    xml::with_document(text, |document, lines, telling| {
        let reading = Reading {
            lines,
            telling,
            said: Vec::new(),
            events: Table::new("Events", Rows::Events, EVENTS),
            calendar: String::new(),
            containers: HashMap::new(),
        };
        reading.all(document)
    })
}

/// A file that is being read.
struct Reading<'l> {
    lines: &'l Lines,
    telling: Telling,
    said: Vec<(String, String)>,
    events: Table,
    calendar: String,
    /// The texts of containers, by their numbers.
    containers: HashMap<String, String>,
}

impl Reading<'_> {
    fn all(mut self, document: &Document<'_>) -> Sheets {
        let root = document.root_element();
        xml::say_comments(document, &mut self.said);
        attributes(root).for_each(|(name, text)| self.say(name, text));
        let calendar = elements(root).find(|part| is(*part, "timetype"));
        self.calendar = calendar.map(xml::words).unwrap_or_default();
        let events = elements(root).filter(|part| is(*part, "events"));
        for title in events.flat_map(elements).filter_map(title_of) {
            if let (Mark::Container(number), name) = span::mark(&title) {
                self.containers.entry(number).or_insert(name);
            }
        }
        for part in elements(root) {
            self.part(part);
        }
        let line = self.lines.of_node(root);
        xml::tell_stray(root, line, &mut self.telling);
        let all = Some(self.events).filter(|events| !events.is_empty());
        Sheets {
            all: all.into_iter().map(Table::sheet).collect(),
            said: self.said,
            told: self.telling.all(),
        }
    }

    fn say(&mut self, name: &str, text: &str) {
        say(&mut self.said, name, text);
    }

    /// Reads a part of the file.
    fn part(&mut self, part: Node<'_, '_>) {
        let name = part.tag_name().name();
        let groups = ["eras", "events", "categories", "view"];
        if groups.contains(&name) {
            xml::tell_stray(part, self.lines.of_node(part), &mut self.telling);
            attributes(part).for_each(|(attribute, text)| {
                self.say(&format!("{name} {attribute}"), text);
            });
        }
        match name {
            "eras" | "events" => {
                for item in elements(part) {
                    self.item(item);
                }
            }
            "categories" => elements(part).for_each(|category| self.category(category)),
            "view" => elements(part).for_each(|view| self.view(view)),
            name => self.say(name, &flat(part)),
        }
    }

    fn category(&mut self, category: Node<'_, '_>) {
        let name = elements(category).find(|part| is(*part, "name"));
        let name = name.map(flat).unwrap_or_default();
        let before = self.said.len();
        for part in elements(category).filter(|part| !is(*part, "name")) {
            let tag = part.tag_name().name();
            let known = OF_CATEGORY.iter().find(|(known, _)| *known == tag);
            let what = known.map_or(tag, |(_, what)| what);
            self.say(&of_category(&name, what), &flat(part));
        }
        attributes(category).for_each(|(attribute, text)| {
            self.say(&of_category(&name, attribute), text);
        });
        xml::tell_stray(category, self.lines.of_node(category), &mut self.telling);
        if self.said.len() == before {
            self.say("category", &name);
        }
    }

    /// What the program shows: a period, and categories that it hides.
    fn view(&mut self, view: Node<'_, '_>) {
        match view.tag_name().name() {
            "displayed_period" => {
                let ends = elements(view).map(flat).collect::<Vec<_>>();
                self.say("displayed period", &ends.join(" to "));
            }
            "hidden_categories" => {
                for hidden in elements(view) {
                    self.say("hidden category", &flat(hidden));
                }
            }
            name => self.say(name, &flat(view)),
        }
    }

    /// Reads an event or an era.
    fn item(&mut self, item: Node<'_, '_>) {
        let line = self.lines.of_node(item);
        let name = item.tag_name().name();
        if name != "event" && name != "era" {
            self.say(name, &flat(item));
            return;
        }
        self.events.begin(line);
        if name == "era" {
            self.events.put_own("row type", "era");
        }
        xml::tell_stray(item, line, &mut self.telling);
        for (attribute, text) in attributes(item) {
            match attribute {
                "id" => self.events.put_own("id", text),
                attribute => self.events.put_named(attribute, text),
            }
        }
        let mut categories: Vec<String> = Vec::new();
        for part in elements(item) {
            let name = part.tag_name().name();
            match name {
                "text" if is(item, "event") => self.title(&text(part), line),
                "name" if is(item, "era") => self.events.put_own("text", text(part).trim()),
                "category" => categories.push(text(part).trim().to_owned()),
                "categories" => {
                    let inner = elements(part).map(|inner| text(inner).trim().to_owned());
                    categories.extend(inner);
                }
                "labels" => {
                    // Labels are words.
                    let labels = text(part);
                    let labels: Vec<&str> = labels.split_whitespace().collect();
                    self.events.put_own("labels", &labels.join("; "));
                }
                "hyperlink" => self.links(text(part).trim(), line),
                name if SAME.contains(&name) => self.events.put_own(name, text(part).trim()),
                name if OF_WHEN.contains(&name) => {}
                name => self.events.put_named(name, &flat(part)),
            }
            let is_known = SAME.contains(&name) || OF_WHEN.contains(&name);
            for (attribute, text) in attributes(part).filter(|_| is_known) {
                self.events.put_named(&format!("{name} {attribute}"), text);
            }
        }
        self.categories(categories);
        self.when(item, line);
    }

    /// The first category is that of the event.
    fn categories(&mut self, mut all: Vec<String>) {
        let mut seen = HashSet::new();
        all.retain(|name| !name.is_empty() && seen.insert(name.clone()));
        if let Some((first, others)) = all.split_first() {
            self.events.put_own("category", first);
            self.events.put_own("categories", &others.join("; "));
        }
    }

    fn title(&mut self, text: &str, line: usize) {
        let (mark, title) = span::mark(text);
        self.events.put_own("text", &title);
        match mark {
            Mark::None => {}
            Mark::Container(number) => self.events.put_own("container", &number),
            Mark::PartOf(number) => {
                let container = self.containers.get(&number);
                match container.filter(|name| !name.is_empty()) {
                    Some(name) => self.events.put_own("part of", name),
                    None => {
                        self.events.put_own("part of", &number);
                        let words = "an event is part of a container that is not there";
                        self.telling.tell(line, format!("{words}: {number}"));
                    }
                }
            }
        }
    }

    /// The program lets several links stand in one text.
    fn links(&mut self, text: &str, line: usize) {
        let all = text.split(';').map(str::trim);
        let all: Vec<&str> = all.filter(|link| !link.is_empty()).collect();
        match all.as_slice() {
            [first, _, ..] => {
                self.events.put_own("hyperlink", first);
                self.events.put_own("hyperlinks", text);
                self.telling.count(line, &LINKS);
            }
            [link] => self.events.put_own("hyperlink", link),
            [] => {}
        }
    }

    fn when(&mut self, item: Node<'_, '_>, line: usize) {
        let of = |name: &str| {
            let part = elements(item).find(|part| is(*part, name));
            part.map(|part| text(part).trim().to_owned())
        };
        let all = OF_WHEN.map(|name| (name, of(name).unwrap_or_default()));
        let calendar = self.calendar.to_ascii_lowercase();
        let is_exact = EXACT.contains(&&*calendar);
        if !is_exact {
            let is_number = calendar.starts_with("num");
            let matter = if is_number { &NUMBERS } else { &OTHER_CALENDAR };
            self.telling.count(line, matter);
        }
        let read = is_exact.then(|| Span::read(&all, is_true(of("milestone").as_deref())));
        let span = match read {
            Some(Ok(span)) => Some(span),
            Some(Err(words)) => {
                self.telling.tell(line, words);
                None
            }
            None => None,
        };
        let Some(span) = span else {
            all.iter()
                .for_each(|(name, text)| self.events.put_own(name, text));
            return;
        };
        self.events.put_own("when", &span.edtf());
        if span.ends_before_midnight() {
            self.telling.count(line, &MIDNIGHT);
        }
        if span.is_far() {
            self.telling.count(line, &FAR);
        }
        for (name, text) in &all {
            let is_said = match *name {
                "start" => !span.is_far(),
                "end" => !span.is_far() && !span.leaves_end(),
                _ => text.is_empty() || is_true(Some(text)) || text.eq_ignore_ascii_case("false"),
            };
            if !is_said {
                self.events.put_own(name, text);
            }
        }
    }
}

/// The text of an event.
fn title_of(event: Node<'_, '_>) -> Option<String> {
    elements(event).find(|part| is(*part, "text")).map(text)
}

/// How the program writes that something is so.
fn is_true(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.trim().eq_ignore_ascii_case("true"))
}

#[cfg(test)]
mod tests;
