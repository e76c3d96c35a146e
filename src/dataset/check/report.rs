//! The questions that are asked of every field, and the faults that they find.

use super::Known;
use super::fault::{Fault, Spellings, quoted};
use super::keys;
use crate::dataset::date::Date;
use crate::dataset::zone::Zone;
use crate::dataset::{
    ActorKind, Certainty, Id, Kept, Kind, LinkKind, Matching, Reliability, Role, Stance, Status,
};
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
    pub(super) fn needed(&mut self, at: &At<'_>, text: &str) -> bool {
        if text.is_empty() {
            self.fault(at, String::new(), "is missing", "a text");
        }
        !text.is_empty()
    }

    /// A text that may be left out, and how many characters it may have.
    pub(super) fn length(&mut self, at: &At<'_>, text: Option<&str>, most: usize) {
        let Some(text) = text else { return };
        let count = text.chars().count();
        if count > most {
            let wrong = format!("has {count} characters, more than {most}");
            let expected = format!("at most {most} characters");
            self.fault(at, quoted(text), &wrong, &expected);
        }
    }

    /// An id that names an item of a list.
    pub(super) fn id(&mut self, at: &At<'_>, noun: &str, kind: Kind, id: &str) {
        if self.known.has(kind, id) {
            return;
        }
        if id.is_empty() {
            self.fault(at, String::new(), "is missing", "an id");
            return;
        }
        let name = with_article(kind.noun());
        let wrong = format!("is not {name}");
        let fault = self.fault(at, quoted(id), &wrong, &format!("the id of {name}"));
        noun.clone_into(&mut fault.noun);
        if let Some(found) = self.found.last_mut() {
            found.sought = Some((kind, id.to_owned()));
        }
    }

    /// An id that may be left out.
    pub(super) fn maybe_id(&mut self, at: &At<'_>, noun: &str, kind: Kind, id: Option<&Id>) {
        if let Some(id) = id {
            self.id(at, noun, kind, id);
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
    pub(super) fn zone_name(&mut self, at: &At<'_>, name: Option<&str>) {
        if let Some(name) = name.filter(|name| Zone::named(name).is_none()) {
            let expected = "a zone of the IANA database";
            let fault = self.fault(at, quoted(name), "is not a time zone", expected);
            fault.help = Some("Zones are named as in Europe/Berlin.".into());
        }
    }

    /// A date that may be left out.
    pub(super) fn date(&mut self, at: &At<'_>, text: Option<&str>, zone: &Zone) -> Option<Date> {
        let text = text?;
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
                Some(date)
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
                None
            }
        }
    }

    /// An address that may be left out.
    pub(super) fn url(&mut self, at: &At<'_>, text: Option<&str>) {
        let Some(text) = text else { return };
        if !is_web_address(text) {
            let expected = "an address that starts with http:// or https://";
            self.fault(at, quoted(text), "is not a web address", expected);
        }
    }

    /// A path beside or below the dataset, which may be left out.
    pub(super) fn path(&mut self, at: &At<'_>, text: Option<&str>) {
        let Some(text) = text else { return };
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

    /// A colour that may be left out.
    pub(super) fn colour(&mut self, at: &At<'_>, text: Option<&str>) {
        const NAMES: [&str; 8] = [
            "blue",
            "orange",
            "purple",
            "sky",
            "slate",
            "olive",
            "green",
            "vermillion",
        ];
        let Some(text) = text else { return };
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6);
        let own = digits.is_some_and(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        if !own && !NAMES.contains(&text) {
            self.word(
                at,
                text,
                "is not a colour",
                &NAMES,
                ", or a colour as #rrggbb",
            );
        }
    }

    /// A word that is none of those that are allowed.
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
        self.fault(at, quoted(text), wrong, &expected).help = Some(help);
    }

    /// A number that may be left out, and its range.
    pub(super) fn range(&mut self, at: &At<'_>, number: Option<f64>, from: f64, to: f64) {
        if let Some(number) = number.filter(|n| !(from..=to).contains(n)) {
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

    /// Known keys whose values could not be taken. `known` are the keys of the object, in order.
    pub(super) fn kept(&mut self, at: &At<'_>, kept: &Kept, known: &str) {
        for (key, json) in &kept.0 {
            if !known.split(' ').any(|known| known == &**key) {
                continue;
            }
            let at = at.key(key);
            if &**json == "null" {
                let expected = "a value, or the key left out";
                self.fault(&at, "null".into(), "is no value", expected);
            } else if let Some(words) = words(known, key) {
                let text = json.trim_matches('"');
                self.word(&at, text, "is none of its words", &words, "");
            } else {
                let expected = match &**key {
                    "importance" => "a whole number from 1 to 5",
                    "credibility" => "a whole number from 1 to 6",
                    "tone" => "a number from -10 to 10",
                    "lat" => "a number from -90 to 90",
                    "lon" => "a number from -180 to 180",
                    "pins" | "places" => "a list of two numbers for each actor",
                    "main_ties" => "a whole number of 1 or more",
                    "selection" => "one event, actor, relation or tie",
                    _ => "another value",
                };
                let found: String = json.chars().take(60).collect();
                let wrong = format!("is not {}", expected.replace('-', "−"));
                self.fault(&at, found, &wrong, expected);
            }
        }
    }
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

/// The words of a key.
fn words(known: &str, key: &str) -> Option<Vec<&'static str>> {
    fn all<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Option<Vec<&'static str>> {
        Some(values.iter().map(|value| word(*value)).collect())
    }
    match key {
        "status" => all(Status::ALL, Status::word),
        "certainty" => all(Certainty::ALL, Certainty::word),
        "reliability" => all(Reliability::ALL, Reliability::word),
        "stance" => all(Stance::ALL, Stance::word),
        "role" => all(Role::ALL, Role::word),
        "match" => all(Matching::ALL, Matching::word),
        "kind" if known == keys::ACTOR => all(ActorKind::ALL, ActorKind::word),
        "kind" => all(LinkKind::ALL, LinkKind::word),
        _ => None,
    }
}
