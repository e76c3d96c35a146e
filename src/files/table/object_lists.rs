//! The lists of objects in JSON.

use super::super::scan;
use super::at::FIRST;
use super::object_cells::{cells, is_edge, unescaped, within};
use super::words;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;

/// How deep a list of rows may lie.
const LISTS: usize = 4;

/// Whether rows of JSON stand in a text that does not say of which format it is.
pub(super) fn are_in(text: &str) -> bool {
    let start = scan::space(text, 0);
    let rest = text.get(start..).unwrap_or_default();
    if let Some(within) = rest.strip_prefix('[') {
        return within.trim_start().starts_with(['{', '[', ']']);
    }
    if !rest.starts_with('{') {
        return are_lines(text);
    }
    is_sequence(text, start) || are_lines(text) || !lists(text, start).is_empty()
}

/// Whether objects stand in lines, each in one, be some of the first damaged.
pub(super) fn are_lines(text: &str) -> bool {
    const LOOKED_AT: usize = 20;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut count, mut objects) = (0, 0);
    for line in lines.take(LOOKED_AT) {
        count += 1;
        let is_object = line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok();
        objects += usize::from(is_object);
    }
    count > 1 && objects * 2 >= count
}

/// Whether an object is followed by another.
pub(super) fn is_sequence(text: &str, start: usize) -> bool {
    let end = scan::value(text, start).map(|end| scan::space(text, end));
    let after = end.and_then(|end| text.get(end..));
    after.is_some_and(|after| after.starts_with('{'))
}

/// How the rows of a list stand in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Objects.
    Objects,
    /// Those of the objects that are nodes of Cytoscape.js, which lists them among edges.
    Nodes,
    /// Those that are edges.
    Edges,
    /// Lists of cells.
    Lists,
    /// Members of an object, each an object under a key of its own.
    Members,
}

/// A list of rows: its path, where it starts, and how many it has.
pub(super) struct Found {
    pub(super) path: String,
    pub(super) start: usize,
    pub(super) count: usize,
    pub(super) kind: Kind,
}

impl Found {
    /// How much of a table it is: how many of its keys are known as names of columns, then how many rows.
    pub(super) fn merit(&self, text: &str) -> (usize, usize) {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut left = FIRST;
        let _ = scan::each_element(text, self.start, |at| {
            left = left.checked_sub(1)?;
            cells(text, at, false, &mut |path, _, _| {
                if !keys.contains(path) {
                    keys.insert(path.to_owned());
                }
            });
            scan::value(text, at)
        });
        (words::known(keys.iter().map(String::as_str)), self.count)
    }
}

/// What an object is called that has nodes or edges of a network under their ids (JSON Graph Format 2,
/// Oligrapher).
const OF_NETWORK: [&str; 2] = ["nodes", "edges"];

/// Whether a list is of networks, each with nodes and edges of its own (JSON Graph Format 1 and 2).
fn are_networks(text: &str, at: usize) -> bool {
    let is_network = |at: usize| {
        let mut has = [false; 2];
        let end = scan::each_member(text, at, |key, at| {
            let key = unescaped(text.get(key)?);
            let place = OF_NETWORK.iter().position(|name| *name == key);
            let opens = text.get(at..)?.starts_with(['[', '{']);
            if let Some(has) = place.and_then(|place| has.get_mut(place)) {
                *has |= opens;
            }
            scan::value(text, at)
        })?;
        (has == [true; 2]).then_some(end)
    };
    let mut count = 0;
    let end = scan::each_element(text, at, |at| {
        count += 1;
        is_network(at)
    });
    count > 0 && end.is_some()
}

/// The lists of rows in an object, or the list that a text is: of objects; where there are none of lists, or
/// else objects that stand in an object of their own.
pub(super) fn lists(text: &str, start: usize) -> Vec<Found> {
    let of = |kind| {
        let mut looking = Looking {
            text,
            kind,
            found: Vec::new(),
        };
        looking.at(start, &mut String::new(), 0);
        looking.found
    };
    let mut found = of(Kind::Objects);
    if found.is_empty() {
        found = of(Kind::Lists);
    }
    let is_alone = found.is_empty();
    found.extend(of(Kind::Members).into_iter().filter(|list| {
        let name = list.path.rsplit('.').next().unwrap_or_default();
        is_alone || OF_NETWORK.contains(&name)
    }));
    found
}

struct Looking<'t> {
    text: &'t str,
    kind: Kind,
    found: Vec<Found>,
}

impl Looking<'_> {
    fn at(&mut self, at: usize, path: &mut String, depth: usize) -> Option<usize> {
        let text = self.text;
        let byte = text.as_bytes().get(at)?;
        match (byte, self.kind) {
            (b'[', _) if depth < LISTS && are_networks(text, at) => {
                let mut number = 0;
                scan::each_element(text, at, |at| {
                    number += 1;
                    within(path, &number.to_string(), |path| {
                        self.at(at, path, depth + 1)
                    })
                })
            }
            (b'[', Kind::Objects) => self.list(at, path, b'{'),
            (b'[', Kind::Lists) => self.list(at, path, b'['),
            (b'{', _) if depth < LISTS => {
                let (mut count, mut all) = (0, 0);
                let mut keys: Vec<String> = Vec::new();
                let end = scan::each_member(text, at, |key, at| {
                    all += 1;
                    if keys.len() < FIRST {
                        keys.push(unescaped(text.get(key.clone())?).into_owned());
                    }
                    count += usize::from(text.as_bytes().get(at) == Some(&b'{'));
                    within(path, &unescaped(text.get(key)?), |path| {
                        self.at(at, path, depth + 1)
                    })
                })?;
                // Names of columns are no keys of rows: it is a table that stands column by column.
                let are_columns = || words::known(keys.iter().map(String::as_str)) > 1;
                let name = path.rsplit('.').next().unwrap_or_default();
                let is_list = count > 1 || count > 0 && OF_NETWORK.contains(&name);
                let are_members = self.kind == Kind::Members && is_list && count == all;
                if are_members && !are_columns() {
                    self.take(self.kind, at, path, count);
                }
                Some(end)
            }
            _ => scan::value(text, at),
        }
    }

    /// A list that has rows which open with a bracket.
    fn list(&mut self, at: usize, path: &mut String, opens: u8) -> Option<usize> {
        let text = self.text;
        let (mut count, mut edges, mut are_elements) = (0, 0, true);
        let end = scan::each_element(text, at, |at| {
            count += usize::from(text.as_bytes().get(at) == Some(&opens));
            if are_elements {
                let found = is_edge(text, at);
                edges += usize::from(found == Some(true));
                are_elements = found.is_some();
            }
            scan::value(text, at)
        })?;
        if are_elements && edges > 0 && edges < count {
            let nodes = (Kind::Nodes, "nodes", count - edges);
            for (kind, name, count) in [nodes, (Kind::Edges, "edges", edges)] {
                within(path, name, |path| self.take(kind, at, path, count));
            }
        } else if count > 0 {
            self.take(self.kind, at, path, count);
        }
        Some(end)
    }

    fn take(&mut self, kind: Kind, start: usize, path: &str, count: usize) {
        self.found.push(Found {
            path: path.to_owned(),
            start,
            count,
            kind,
        });
    }
}

/// What of TimelineJS stands beside its events.
#[derive(Clone, Copy, Default)]
pub(super) struct Slides {
    pub(super) title: Option<usize>,
    pub(super) eras: Option<usize>,
}

impl Slides {
    pub(super) fn of(text: &str, start: usize) -> Option<Self> {
        let mut slides = Self::default();
        scan::each_member(text, start, |key, at| {
            let opens = |byte: u8| text.as_bytes().get(at) == Some(&byte);
            match text.get(key)? {
                "\"title\"" if opens(b'{') => slides.title = Some(at),
                "\"eras\"" if opens(b'[') => slides.eras = Some(at),
                _ => {}
            }
            scan::value(text, at)
        })?;
        Some(slides)
    }
}
