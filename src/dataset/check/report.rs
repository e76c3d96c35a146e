//! The questions that are asked of every field, and the faults that they find.

use super::Known;
use super::fault::{Fault, Spellings, quoted};
use crate::dataset::Kind;
use crate::dataset::date::Date;
use crate::dataset::zone::Zone;
use std::fmt::Write as _;

/// A fault, and the id that may be a misspelling of another.
pub(super) struct Found {
    pub(super) fault: Fault,
    pub(super) sought: Option<(Kind, String)>,
}

impl From<Fault> for Found {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            sought: None,
        }
    }
}

/// The way to a field, kept on the stack: most fields have no fault, and then no text is made.
#[derive(Clone, Copy)]
pub(super) enum At<'p> {
    /// The item itself.
    Item,
    /// A member of an object.
    Key(&'p At<'p>, &'p str),
    /// An element of a list.
    Place(&'p At<'p>, usize),
}

impl<'p> At<'p> {
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    pub(super) fn place(&'p self, place: usize) -> Self {
        Self::Place(self, place)
    }

    fn text(&self) -> String {
        match self {
            Self::Item => String::new(),
            Self::Key(Self::Item, key) => (*key).to_owned(),
            Self::Key(of, key) => format!("{}.{key}", of.text()),
            Self::Place(of, place) => format!("{}[{place}]", of.text()),
        }
    }

    /// The last key, with spaces: what a person calls the field.
    fn noun(&self) -> String {
        match self {
            Self::Item => String::new(),
            Self::Key(_, key) => key.replace('_', " "),
            Self::Place(of, _) => of.noun(),
        }
    }
}

/// What was found in one item after another.
pub(super) struct Report<'k, 'a> {
    pub(super) known: &'k Known<'a>,
    item: Option<(Kind, usize)>,
    pub(super) found: Vec<Found>,
    /// The zone that was asked for last.
    zone: Option<(&'a str, Option<Zone>)>,
}

impl<'k, 'a> Report<'k, 'a> {
    pub(super) fn of_heading(known: &'k Known<'a>) -> Self {
        Self {
            known,
            item: None,
            found: Vec::new(),
            zone: None,
        }
    }

    pub(super) fn of_list(known: &'k Known<'a>, kind: Kind) -> Self {
        Self {
            item: Some((kind, 0)),
            ..Self::of_heading(known)
        }
    }

    /// The next item.
    pub(super) fn start(&mut self, place: usize) {
        if let Some((_, at)) = &mut self.item {
            *at = place;
        }
    }

    /// Reports a fault of a field.
    pub(super) fn fault(
        &mut self,
        at: &At<'_>,
        found: String,
        wrong: &str,
        expected: &str,
    ) -> &mut Fault {
        let fault = Fault {
            item: self.item,
            field: at.text(),
            noun: at.noun(),
            found,
            wrong: wrong.to_owned(),
            expected: expected.to_owned(),
            help: None,
        };
        self.found.push(fault.into());
        let last = self.found.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "it was pushed just now")]
        &mut self.found[last].fault
    }

    /// A text that may not be left out or empty.
    pub(super) fn needed(&mut self, at: &At<'_>, text: &str) {
        if text.is_empty() {
            self.fault(at, String::new(), "is missing", "a text");
        }
    }

    /// How many characters a text may have.
    pub(super) fn length(&mut self, at: &At<'_>, text: &str, most: usize) {
        let count = text.chars().count();
        if count > most {
            let wrong = format!("has {count} characters, more than {most}");
            let expected = format!("at most {most} characters");
            self.fault(at, quoted(text), &wrong, &expected);
        }
    }

    /// An id that names an item of a list.
    pub(super) fn id(&mut self, at: &At<'_>, kind: Kind, id: &str) {
        if self.known.has(kind, id) {
            return;
        }
        if id.is_empty() {
            self.fault(at, String::new(), "is missing", "an id");
            return;
        }
        let name = with_article(kind.noun());
        let wrong = format!("is not {name}");
        self.fault(at, quoted(id), &wrong, &format!("the id of {name}"));
        if let Some(found) = self.found.last_mut() {
            found.sought = Some((kind, id.to_owned()));
        }
    }

    /// The zone of a name; the dataset's if there is none or if it is no zone.
    pub(super) fn zone(&mut self, name: Option<&'a str>) -> Zone {
        let usual = self.known.dataset.zone_name();
        let name = name.unwrap_or(usual);
        if self.zone.as_ref().is_none_or(|(last, _)| *last != name) {
            self.zone = Some((name, Zone::named(name)));
        }
        let zone = self.zone.as_ref().and_then(|(_, zone)| zone.clone());
        zone.unwrap_or_else(|| self.known.dataset.zone())
    }

    /// The name of a zone.
    pub(super) fn zone_name(&mut self, at: &At<'_>, name: &str) {
        if Zone::named(name).is_none() {
            let expected = "a zone of the IANA database";
            let fault = self.fault(at, quoted(name), "is not a time zone", expected);
            fault.help = Some("Zones are named as in Europe/Berlin.".into());
        }
    }

    /// A date.
    pub(super) fn date(&mut self, at: &At<'_>, text: &str, zone: &Zone) {
        match Date::parse(text) {
            Ok(date) => {
                if date.backwards(zone) {
                    self.fault(
                        at,
                        quoted(text),
                        "ends before it starts",
                        "the earlier end first",
                    );
                }
            }
            Err(problem) => {
                // The message quotes the text itself.
                let message = problem.message;
                let wrong = message
                    .split_once("” ")
                    .map_or(&*message, |(_, wrong)| wrong);
                let (wrong, help) = match wrong.split_once(". ") {
                    Some((wrong, help)) => (wrong, Some(help.to_owned())),
                    None => (wrong.trim_end_matches('.'), None),
                };
                let found = if text.trim().is_empty() {
                    String::new()
                } else {
                    quoted(text)
                };
                self.fault(at, found, wrong, "a date in EDTF").help = help;
            }
        }
    }

    /// An address of the web.
    pub(super) fn url(&mut self, at: &At<'_>, text: &str) {
        if !is_web_address(text) {
            let expected = "an address that starts with http:// or https://";
            self.fault(at, quoted(text), "is not a web address", expected);
        }
    }

    /// A path beside or below the dataset.
    pub(super) fn path(&mut self, at: &At<'_>, text: &str) {
        let mut chars = text.chars();
        let drive =
            chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':');
        let up = text.split(['/', '\\']).any(|step| step == "..");
        if text.is_empty() || text.starts_with(['/', '\\']) || drive || up {
            let wrong = "is not a path inside the dataset's folder";
            self.fault(
                at,
                quoted(text),
                wrong,
                "a path beside or below the dataset",
            );
        }
    }

    /// A colour.
    pub(super) fn colour(&mut self, at: &At<'_>, text: &str) {
        if !is_colour(text) {
            let or_own = ", or a colour as #rrggbb";
            self.word(at, text, "not a colour", &COLOURS, or_own);
        }
    }

    /// A word that is none of those that are allowed; `wrong` completes “is”.
    pub(super) fn word(
        &mut self,
        at: &At<'_>,
        text: &str,
        wrong: &str,
        words: &[&str],
        more: &str,
    ) {
        let near = Spellings::of(words.iter().copied()).nearest(text);
        let mut expected = "one of".to_owned();
        for (n, word) in words.iter().enumerate() {
            let comma = if n == 0 { "" } else { "," };
            write!(expected, "{comma} {word}").unwrap_or_default();
        }
        expected.push_str(more);
        let help = match near {
            Some(near) => format!("Did you mean {}?", quoted(near)),
            None => format!("Expected {expected}."),
        };
        let wrong = format!("is {wrong}");
        self.fault(at, quoted(text), &wrong, &expected).help = Some(help);
    }

    /// A number, and its range.
    pub(super) fn range(&mut self, at: &At<'_>, number: f64, from: f64, to: f64) {
        if !(from..=to).contains(&number) {
            let expected = format!("{from} to {to}");
            let wrong = format!("is not in the range {}", expected.replace('-', "−"));
            // Of a huge one a few digits are enough.
            let found = match number.abs() {
                ..1e15 => number.to_string(),
                _ => format!("{number:e}"),
            };
            self.fault(at, found, &wrong, &expected);
        }
    }

    /// A known key whose value could not be taken.
    pub(super) fn not_taken(&mut self, at: &At<'_>, json: &str, expected: &str) {
        if json == "null" {
            let expected = "a value, or the key left out";
            self.fault(at, "null".into(), "is no value", expected);
            return;
        }
        let found: String = json.chars().take(60).collect();
        let wrong = format!("is not {}", expected.replace('-', "−"));
        self.fault(at, found, &wrong, expected);
    }

    /// A tie between two actors.
    pub(super) fn tie(&mut self, at: &At<'_>, tie: &str) {
        if self.known.dataset.actors_of_tie(tie).is_none() {
            let wrong = "is not a tie between two actors";
            let expected = "two actors' ids as a>b or a~b";
            self.fault(at, quoted(tie), wrong, expected);
        }
    }

    /// Calls what the faults are about that were found after the first so many.
    pub(super) fn call_since(&mut self, first: usize, noun: &str) {
        for found in self.found.iter_mut().skip(first) {
            noun.clone_into(&mut found.fault.noun);
        }
    }
}

/// The names of the palette.
pub const COLOURS: [&str; 8] = [
    "blue",
    "orange",
    "purple",
    "sky",
    "slate",
    "olive",
    "green",
    "vermillion",
];

/// Whether it is a name of the palette, or `#rrggbb`.
pub fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6);
    let is_own = digits.is_some_and(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
    is_own || COLOURS.contains(&text)
}

/// Whether a browser can be sent to it: http or https, and more than that.
pub fn is_web_address(text: &str) -> bool {
    let has = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|s| s.eq_ignore_ascii_case(scheme)) && text.len() > scheme.len()
    };
    (has("http://") || has("https://")) && !text.contains(char::is_whitespace)
}

/// `an actor`, `a source`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}
