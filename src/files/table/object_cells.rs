//! The cells of a row of JSON: a path of keys, and what stands there.
//!
//! What a format writes as an object of its own is told as a table would have it: dates of TimelineJS,
//! points of GeoJSON (RFC 7946), and the values of the results of SPARQL (W3C, SPARQL 1.1 Query Results
//! JSON Format).

use super::super::scan;
use super::super::several::{BETWEEN, quoted};
use std::borrow::Cow;
use std::collections::HashMap;

/// Objects nest so deep in a row; what is deeper stands in one cell.
const DEEPEST: usize = 6;

/// The parts of a date that is an object.
const OF_DATE: [&str; 9] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "display_date",
    "format",
];

/// Those of a moment in a calendar of Google or Microsoft.
const OF_MOMENT: [&str; 3] = ["date", "dateTime", "timeZone"];

/// So long is a word or a name at most.
const WORD: usize = 100;

/// The heads of the arrows of vis.js.
const OF_ARROWS: [&str; 3] = ["to", "from", "middle"];

/// Told the path of a cell, what it says and where it starts.
pub(super) type Tell<'a> = &'a mut dyn FnMut(&str, &str, usize);

/// A key of an object, what it says and where that starts.
type Part<'t> = (Cow<'t, str>, Cow<'t, str>, usize);

/// Tells the cells of the object or list that starts at `at`. `is_query`: its values are of SPARQL.
pub(super) fn cells(text: &str, at: usize, is_query: bool, tell: Tell<'_>) {
    let row = Row { text, is_query };
    let mut path = String::new();
    if text.as_bytes().get(at) == Some(&b'[') {
        // A row that is a list has its cells by their places.
        let mut place = 0;
        scan::each_element(text, at, |at| {
            place += 1;
            within(&mut path, &place.to_string(), |path| {
                row.value(at, path, 1, tell)
            })
        });
        return;
    }
    row.value(at, &mut path, 0, tell);
}

#[derive(Clone, Copy)]
struct Row<'t> {
    text: &'t str,
    is_query: bool,
}

impl Row<'_> {
    /// Tells the cells of a value, and gives its end.
    fn value(self, at: usize, path: &mut String, depth: usize, tell: Tell<'_>) -> Option<usize> {
        let text = self.text;
        match text.as_bytes().get(at)? {
            b'{' if depth < DEEPEST => {
                let start = at;
                if depth > 0
                    && let Some(end) = self.of_its_own(at, path, tell)
                {
                    return Some(end);
                }
                scan::each_member(text, at, |key, at| {
                    if depth == 0 && self.is_of_format(start, text.get(key.clone())?, at) {
                        return scan::value(text, at);
                    }
                    within(path, &unescaped(text.get(key)?), |path| {
                        self.value(at, path, depth + 1, tell)
                    })
                })
            }
            b'[' if depth < DEEPEST => self.list(at, path, depth, tell),
            _ => {
                let end = scan::value(text, at)?;
                let json = text.get(at..end)?;
                let said = unescaped(json);
                if !said.is_empty() && json != "null" {
                    tell(path, &said, at);
                }
                Some(end)
            }
        }
    }

    /// Whether a key of a row and its value say the format and not the row: that it is a feature, or an
    /// element of Cytoscape.js.
    fn is_of_format(self, row: usize, key: &str, value: usize) -> bool {
        let text = self.text;
        let says = |words: &[&str]| {
            let value = text.get(value..).unwrap_or_default();
            words.iter().any(|word| value.starts_with(word))
        };
        match key {
            "\"type\"" => says(&["\"Feature\""]),
            "\"group\"" => says(&["\"nodes\"", "\"edges\""]) && is_edge(text, row).is_some(),
            _ => false,
        }
    }

    /// The parts of a list are told together, column by column.
    fn list(self, at: usize, path: &mut String, depth: usize, tell: Tell<'_>) -> Option<usize> {
        let mut all: Vec<(String, String, usize)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let end = scan::each_element(self.text, at, |at| {
            let own = path.len();
            self.value(at, path, depth + 1, &mut |path, said, at| {
                // A short text of the list itself is a name or a word.
                let is_word = path.len() == own && said.len() <= WORD;
                let said = if is_word {
                    quoted(said)
                } else {
                    Cow::Borrowed(said)
                };
                let place = places.get(path).copied();
                match place.and_then(|place| all.get_mut(place)) {
                    Some((_, text, _)) => {
                        text.push_str(BETWEEN);
                        text.push_str(&said);
                    }
                    None => {
                        places.insert(path.to_owned(), all.len());
                        all.push((path.to_owned(), said.into_owned(), at));
                    }
                }
            })
        })?;
        for (path, said, at) in &all {
            tell(path, said, *at);
        }
        Some(end)
    }

    /// Tells which heads an edge of vis.js has, as `to, from`, and what else is said of them.
    fn arrows(self, path: &mut String, parts: &[Part<'_>], tell: Tell<'_>) {
        let is_head = |json: &str| match json.get(..1) {
            Some("{") => scan::members(json, 0).is_some_and(|(members, _)| {
                let mut members = members.into_iter();
                !members.any(|(key, value)| {
                    json.get(key) == Some("\"enabled\"") && json.get(value) == Some("false")
                })
            }),
            _ => json == "true",
        };
        let heads = parts
            .iter()
            .filter(|(key, said, _)| key != "middle" && is_head(said));
        let heads: Vec<&str> = heads.map(|(key, ..)| &**key).collect();
        if let Some((.., start)) = parts.first() {
            let said = if heads.is_empty() {
                "none".to_owned()
            } else {
                heads.join(", ")
            };
            tell(path, &said, *start);
        }
        let objects = parts.iter().filter(|(_, said, _)| said.starts_with('{'));
        for (key, _, start) in objects {
            within(path, key, |path| {
                let is_more = |path: &str| key == "middle" || !path.ends_with(".enabled");
                self.value(*start, path, 1, &mut |path, said, at| {
                    if is_more(path) {
                        tell(path, said, at);
                    }
                })
            });
        }
    }

    /// Tells an object that a format has for what a table says in other columns, and gives its end.
    fn of_its_own(self, at: usize, path: &mut String, tell: Tell<'_>) -> Option<usize> {
        let text = self.text;
        let (members, end) = scan::members(text, at)?;
        let parts: Vec<Part<'_>> = members
            .into_iter()
            .filter_map(|(key, value)| {
                let start = value.start;
                let key = unescaped(text.get(key)?);
                Some((key, unescaped(text.get(value)?), start))
            })
            .collect();
        let of = |name: &str| {
            let mut parts = parts.iter();
            parts.find(|(key, said, _)| key == name && !said.is_empty() && said != "null")
        };
        if self.is_query
            && let (Some(_), Some((_, said, start))) = (of("type"), of("value"))
        {
            tell(path, said, *start);
            return Some(end);
        }
        let last = path.rsplit('.').next();
        if last == Some("arrows") && parts.iter().all(|(key, ..)| OF_ARROWS.contains(&&**key)) {
            self.arrows(path, &parts, tell);
            return Some(end);
        }
        let mut tell =
            |key: &str, said: &str, at: usize| within(path, key, |path| tell(path, said, at));
        if of("year").is_some() && parts.iter().all(|(key, ..)| OF_DATE.contains(&&**key)) {
            let padded = |name: &str| of(name).map(|(_, said, _)| format!("{said:0>2}"));
            for (key, said, start) in &parts {
                match &**key {
                    _ if said.is_empty() || said == "null" => {}
                    "hour" => {
                        let minute = padded("minute").unwrap_or_else(|| "00".into());
                        let second = padded("second").map_or(String::new(), |s| format!(":{s}"));
                        tell("time", &format!("{said:0>2}:{minute}{second}"), *start);
                    }
                    "minute" | "second" if of("hour").is_some() => {}
                    key => tell(key, said, *start),
                }
            }
            return Some(end);
        }
        // A moment of a calendar, which has a date alone where it is a day.
        let is_moment = parts.iter().all(|(key, ..)| OF_MOMENT.contains(&&**key));
        if is_moment
            && of("date").is_none()
            && let Some((_, said, start)) = of("dateTime")
        {
            tell("date", said, *start);
            if let Some((_, zone, start)) = of("timeZone") {
                tell("timeZone", zone, *start);
            }
            return Some(end);
        }
        if parts.len() == 2
            && of("type").is_some_and(|(_, said, _)| said == "Point")
            && let Some((_, json, start)) = of("coordinates")
            && let Some((numbers, _)) = scan::elements(json, 0)
            && matches!(numbers.len(), 2 | 3)
        {
            for (key, number) in ["longitude", "latitude", "altitude"].iter().zip(numbers) {
                tell(key, json.get(number)?, *start);
            }
            return Some(end);
        }
        None
    }
}

/// Whether an element of a list of Cytoscape.js is an edge; none where it is no element of such a list.
pub(super) fn is_edge(text: &str, at: usize) -> Option<bool> {
    let (members, _) = scan::members(text, at)?;
    let mut members = members.into_iter();
    let (_, data) = members.find(|(key, _)| text.get(key.clone()) == Some("\"data\""))?;
    let (inner, _) = scan::members(text, data.start)?;
    let has = |name: &str| {
        let mut inner = inner.iter();
        inner.any(|(key, _)| text.get(key.clone()) == Some(name))
    };
    let is_edge = has("\"source\"") && has("\"target\"");
    (is_edge || has("\"id\"")).then_some(is_edge)
}

/// Does something with a key behind a path.
pub(super) fn within<T>(path: &mut String, key: &str, act: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
    let done = act(path);
    path.truncate(length);
    done
}

/// What a string of JSON, with its quotes, says.
pub(super) fn unescaped(json: &str) -> Cow<'_, str> {
    let plain = json
        .strip_prefix('"')
        .and_then(|json| json.strip_suffix('"'));
    match plain {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        _ => {
            let read = |json: &str| serde_json::from_str::<String>(json).ok();
            let read = read(json).or_else(|| read(&with_marks(json)));
            read.map_or(Cow::Borrowed(json), Cow::Owned)
        }
    }
}

/// The same with “�” for what is no letter: half of a pair of UTF-16, such as `\ud83d` alone.
fn with_marks(json: &str) -> String {
    let is_half = |at: &str| {
        let code = at
            .get(2..6)
            .and_then(|hex| u16::from_str_radix(hex, 16).ok());
        code.filter(|code| at.starts_with("\\u") && (0xd800..0xe000).contains(code))
    };
    let mut plain = String::new();
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let pair = escape
            .get(6..)
            .and_then(is_half)
            .filter(|second| *second >= 0xdc00);
        let length = match (is_half(escape), pair) {
            (Some(first), Some(_)) if first < 0xdc00 => 12,
            (Some(_), _) => {
                plain.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            (None, _) => 2,
        };
        let (escape, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        plain.push_str(escape);
        rest = after;
    }
    plain + rest
}
