//! Rows of JSON: the objects of a list or of an object, or one after the other ([JSON
//! Lines](https://jsonlines.org)). Each key names a column, and keys within keys are joined by dots:
//! `place.name`. Of lists within a list the first names the columns.
//!
//! Of TimelineJS the title and the eras are rows too, of a kind of their own, as in its spreadsheets.

use super::super::problem::Position;
use super::super::scan;
use super::at::{At, Met, ROWS};
use super::object_cells::{Tell, cells, is_edge, unescaped, within};
use super::object_lists::{Kind, Slides, are_lines, is_sequence, lists};
use crate::dataset::check::Fault;
use foldhash::HashMap;
use rayon::prelude::*;
use serde::de::IgnoredAny;
use std::ops::ControlFlow;

/// Beyond so many keys the others stand in one column.
const MOST: usize = 1_000;

/// What that is called.
const OTHERS: &str = "other keys";

/// Keys of objects that hold all of a row, which nobody would name in a table.
const WRAPPERS: [&str; 8] = [
    "properties",
    "fields",
    "attributes",
    "metadata",
    "_source",
    "node",
    "data",
    "display",
];

/// A text of JSON, and its rows.
pub(super) struct Objects<'t> {
    text: &'t str,
    columns: Columns,
    names: Vec<String>,
    rows: Vec<Object>,
    /// What is said beside the rows, of the whole: paths and texts.
    pub(super) said: Vec<(String, String)>,
    /// Lines that are no objects.
    pub(super) faults: Vec<(At, Fault)>,
    /// The paths of the lists of objects that there are; none where objects stand one after the other.
    pub(super) lists: Vec<String>,
    /// Which of these it is.
    pub(super) list: Option<String>,
    /// Whether its values are of SPARQL.
    is_query: bool,
    /// The names that columns have by their paths, where rows are lists.
    given: HashMap<String, String>,
}

/// The columns, by the paths of their keys.
#[derive(Default)]
struct Columns {
    paths: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    /// The place of a path; most follow the one that was told last.
    fn place(&self, path: &str, last: Option<usize>) -> Option<usize> {
        let next = last.map_or(0, |last| last + 1);
        if self.paths.get(next).is_some_and(|known| known == path) {
            return Some(next);
        }
        self.places.get(path).copied()
    }

    /// The place of a path that may be a new one, or where there are too many, that of all others.
    fn place_or_new(&mut self, path: &str, last: Option<usize>) -> usize {
        let known = self.place(path, last);
        known.unwrap_or_else(|| {
            let path = if self.paths.len() < MOST {
                path
            } else {
                OTHERS
            };
            *self.places.entry(path.to_owned()).or_insert_with(|| {
                self.paths.push(path.to_owned());
                self.paths.len() - 1
            })
        })
    }
}

/// Where an object starts.
#[derive(Clone, Copy)]
struct Object {
    line: usize,
    offset: usize,
    /// The kind of slide that it is in TimelineJS.
    slide: &'static str,
    /// The key under which it stands.
    key: Option<(usize, usize)>,
}

impl<'t> Objects<'t> {
    /// The rows of a text: of its lists the one that is wanted, by its path or its number from 1, or else
    /// the one that looks most like a table.
    ///
    /// # Errors
    ///
    /// Where it is no JSON, has no list of objects, or not the one that is wanted.
    pub(super) fn of(text: &'t str, wanted: Option<&str>) -> Result<Self, (Position, String)> {
        let start = scan::space(text, 0);
        let mut objects = Self {
            text,
            columns: Columns::default(),
            names: Vec::new(),
            rows: Vec::new(),
            said: Vec::new(),
            faults: Vec::new(),
            lists: Vec::new(),
            list: None,
            is_query: false,
            given: HashMap::default(),
        };
        let are_lines = are_lines(text);
        // A line alone is one of JSON Lines, if there is nothing else in it to be a row.
        let is_line = !text.trim_end().contains('\n')
            && text.get(start..).is_some_and(|text| text.starts_with('{'))
            && lists(text, start).is_empty();
        if are_lines || is_line || is_sequence(text, start) {
            objects.take_sequence(start, are_lines)?;
        } else {
            objects.take_list(start, wanted)?;
        }
        objects.find_columns();
        Ok(objects)
    }

    fn take_list(&mut self, start: usize, wanted: Option<&str>) -> Result<(), (Position, String)> {
        let text = self.text;
        checked(text, start, text.len()).map_err(|error| placed(text, start, &error))?;
        let found = lists(self.text, start);
        let place = match wanted {
            None => (0..found.len())
                .rev()
                .max_by_key(|n| found.get(*n).map(|list| list.merit(text))),
            Some(wanted) => {
                let by_path = found.iter().position(|list| list.path == wanted);
                let number = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                by_path.or(number.filter(|n| *n < found.len()))
            }
        };
        self.lists = found.iter().map(|list| list.path.clone()).collect();
        let Some(list) = place.and_then(|place| found.get(place)) else {
            let wrong = match wanted {
                Some(wanted) if !found.is_empty() => {
                    let all = self.lists.join(", ");
                    format!("there is no list “{wanted}”; there are {all}")
                }
                _ => "this JSON has no rows".to_owned(),
            };
            return Err((Position::line(1), wrong));
        };
        self.is_query = list.path == "results.bindings";
        self.list = Some(list.path.clone());
        self.lists.retain(|path| !path.is_empty());
        let slides = Slides::of(self.text, start).filter(|_| list.path == "events");
        let slides = slides.unwrap_or_default();
        if let Some(title) = slides.title {
            self.add(title, "title");
        }
        match list.kind {
            Kind::Objects => self.add_all(list.start, ""),
            Kind::Nodes => self.add_elements(list.start, false),
            Kind::Edges => self.add_elements(list.start, true),
            Kind::Lists => self.add_lists(list.start),
            Kind::Members => self.add_members(list.start),
        }
        if let Some(eras) = slides.eras {
            self.add_all(eras, "era");
            self.lists.retain(|path| path != "eras");
        }
        self.number_lines();
        let others: Vec<usize> = found.iter().map(|list| list.start).collect();
        self.hear(start, &mut String::new(), &others, slides.title);
        Ok(())
    }

    fn add(&mut self, offset: usize, slide: &'static str) {
        self.rows.push(Object {
            line: 0,
            offset,
            slide,
            key: None,
        });
    }

    fn add_all(&mut self, list: usize, slide: &'static str) {
        scan::each_element(self.text, list, |at| {
            self.add(at, slide);
            scan::value(self.text, at)
        });
    }

    /// The edges of a list of Cytoscape.js, or the others.
    fn add_elements(&mut self, list: usize, are_edges: bool) {
        scan::each_element(self.text, list, |at| {
            if is_edge(self.text, at) == Some(are_edges) {
                self.add(at, "");
            }
            scan::value(self.text, at)
        });
    }

    fn add_lists(&mut self, list: usize) {
        self.add_all(list, "");
        let Some(first) = self.rows.first() else {
            return;
        };
        let mut names = Vec::new();
        cells(self.text, first.offset, false, &mut |path, said, _| {
            names.push((path.to_owned(), said.to_owned()));
        });
        let are_names = names
            .iter()
            .all(|(_, said)| !said.starts_with(|c: char| c.is_ascii_digit()));
        if are_names {
            self.rows.remove(0);
            self.given = names.into_iter().collect();
        }
    }

    fn add_members(&mut self, object: usize) {
        scan::each_member(self.text, object, |key, at| {
            self.rows.push(Object {
                line: 0,
                offset: at,
                slide: "",
                key: Some((key.start, key.end)),
            });
            scan::value(self.text, at)
        });
    }

    /// Objects one after the other, mostly each on a line of its own.
    fn take_sequence(&mut self, start: usize, are_lines: bool) -> Result<(), (Position, String)> {
        let text = self.text;
        let rest = |at: usize| text.as_bytes().get(at..).unwrap_or_default();
        let end_of_line =
            |at: usize| at + memchr::memchr(b'\n', rest(at)).unwrap_or(rest(at).len());
        let mut parts = Vec::new();
        let mut at = start;
        while at < text.len() {
            let end = if are_lines {
                end_of_line(at)
            } else {
                scan::value(text, at).unwrap_or(text.len())
            };
            parts.push((at, end));
            at = scan::space(text, end);
        }
        let checked: Vec<_> = parts
            .into_par_iter()
            .map(|(at, end)| (at, end, checked(text, at, end)))
            .collect();
        for (at, end, checked) in checked {
            match checked {
                Ok(()) if rest(at).first() == Some(&b'{') => self.add(at, ""),
                Ok(()) => self.faults.push(no_object(text.get(at..end), at)),
                Err(error) if are_lines => {
                    let (at, fault) = no_object(text.get(at..end), at);
                    let wrong = no_json(&error);
                    self.faults.push((at, Fault { wrong, ..fault }));
                }
                Err(error) => return Err(placed(text, at, &error)),
            }
        }
        self.number_lines();
        Ok(())
    }

    /// Counts the lines on which rows and faults stand.
    fn number_lines(&mut self) {
        let text = self.text.as_bytes();
        let counter = || {
            let (mut line, mut from) = (1, 0);
            move |offset: usize| {
                let between = text.get(from..offset).unwrap_or_default();
                line += memchr::memchr_iter(b'\n', between).count();
                from = from.max(offset);
                line
            }
        };
        self.rows.sort_by_key(|row| row.offset);
        let mut line = counter();
        for row in &mut self.rows {
            row.line = line(row.offset);
        }
        let mut line = counter();
        for (at, _) in &mut self.faults {
            *at = At::row(line(at.offset), 0);
        }
    }

    /// Finds what is said beside the lists.
    fn hear(
        &mut self,
        at: usize,
        path: &mut String,
        lists: &[usize],
        title: Option<usize>,
    ) -> Option<usize> {
        let text = self.text;
        let has_list = |at: usize| {
            let end = scan::value(text, at).unwrap_or(at);
            lists.iter().any(|list| (at..end).contains(list))
        };
        match text.as_bytes().get(at)? {
            _ if lists.contains(&at) || title == Some(at) => scan::value(text, at),
            b'{' => scan::each_member(text, at, |key, at| {
                within(path, &unescaped(text.get(key)?), |path| {
                    self.hear(at, path, lists, title)
                })
            }),
            b'[' if has_list(at) => {
                let mut number = 0;
                scan::each_element(text, at, |at| {
                    number += 1;
                    within(path, &number.to_string(), |path| {
                        self.hear(at, path, lists, title)
                    })
                })
            }
            _ => {
                let end = scan::value(text, at)?;
                let json = text.get(at..end)?;
                if !matches!(json, "null" | "[]" | "\"\"") {
                    self.said.push((path.clone(), unescaped(json).into_owned()));
                }
                Some(end)
            }
        }
    }

    fn find_columns(&mut self) {
        // In the order in which they come first, whatever is read at the same time.
        let of_rows: Vec<Columns> = self
            .rows
            .par_chunks(ROWS)
            .map(|rows| {
                let mut columns = Columns::default();
                for row in rows {
                    let mut last = None;
                    self.walk(*row, &mut |path, _, _| {
                        last = Some(columns.place_or_new(path, last));
                    });
                }
                columns
            })
            .collect();
        let mut columns = Columns::default();
        for path in of_rows.iter().flat_map(|columns| &columns.paths) {
            columns.place_or_new(path, None);
        }
        let paths = &columns.paths;
        let bare = |path: &String| {
            let (first, rest) = path.split_once('.')?;
            WRAPPERS.contains(&first).then(|| rest.to_owned())
        };
        for path in paths {
            let bare = bare(path).filter(|bare| !columns.places.contains_key(bare));
            let given = self.given.get(path).cloned();
            let name = given.or(bare).unwrap_or_else(|| path.clone());
            let is_new = !self.names.contains(&name);
            self.names.push(if is_new { name } else { path.clone() });
        }
        self.columns = columns;
    }

    /// Tells each cell of a row: the path of its column, what it says and where it starts.
    fn walk(&self, row: Object, tell: Tell<'_>) {
        if let Some((start, end)) = row.key {
            let key = unescaped(self.text.get(start..end).unwrap_or_default());
            tell("key", &key, start);
        }
        if !row.slide.is_empty() {
            tell("type", row.slide, row.offset);
        }
        cells(self.text, row.offset, self.is_query, tell);
    }

    /// How many bytes of text there are.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    /// How many rows there are, with that of the names.
    pub(super) fn len(&self) -> usize {
        self.rows.len() + 1
    }

    /// Tells the names, then every row, until it is told to stop.
    pub(super) fn each(&self, tell: &mut dyn FnMut(Met<'_>, At) -> ControlFlow<()>) {
        let mut names = csv::StringRecord::from(self.names.as_slice());
        if tell(Met::Row(&mut names), At::row(1, 0)).is_break() {
            return;
        }
        let mut cells = vec![String::new(); self.names.len()];
        let mut record = csv::StringRecord::new();
        for (n, row) in self.rows.iter().enumerate() {
            cells.iter_mut().for_each(String::clear);
            let mut last = None;
            self.walk(*row, &mut |path, said, _| {
                let own = self.columns.place(path, last);
                last = own.or(last);
                let column = own.or_else(|| self.columns.place(OTHERS, None));
                let Some(cell) = column.and_then(|column| cells.get_mut(column)) else {
                    return;
                };
                // A key may stand twice.
                if !cell.is_empty() {
                    cell.push_str("; ");
                }
                if own.is_none() {
                    cell.push_str(path);
                    cell.push_str(": ");
                }
                cell.push_str(said);
            });
            record.clear();
            cells.iter().for_each(|cell| record.push_field(cell));
            if tell(Met::Row(&mut record), At::row(row.line, n + 1)).is_break() {
                return;
            }
        }
    }

    /// Where a row or its cell stands.
    pub(super) fn position(&self, at: At) -> Position {
        let Some(row) = at.offset.checked_sub(1).and_then(|n| self.rows.get(n)) else {
            return Position::line(at.line);
        };
        let mut offset = row.offset;
        if let Some(cell) = at.cell {
            self.walk(*row, &mut |path, _, start| {
                if self.columns.place(path, None) == Some(cell) {
                    offset = start;
                }
            });
        }
        Position::after(self.text, (row.offset, row.line), offset)
    }
}

/// A line that is no object.
fn no_object(line: Option<&str>, offset: usize) -> (At, Fault) {
    let fault = Fault {
        noun: "the line".into(),
        // Whole: it stands nowhere else.
        found: format!("“{}”", line.unwrap_or_default().trim()),
        wrong: "is no object".into(),
        ..Fault::default()
    };
    (At::row(0, offset), fault)
}

/// What is wrong with a part of a text that is no JSON.
fn checked(text: &str, start: usize, end: usize) -> Result<(), serde_json::Error> {
    serde_json::from_str::<IgnoredAny>(text.get(start..end).unwrap_or_default()).map(drop)
}

fn no_json(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    format!("is not JSON: {words}")
}

/// Where a part of a text is no JSON, which starts at a place.
fn placed(text: &str, start: usize, error: &serde_json::Error) -> (Position, String) {
    let from = Position::of(text, start);
    let line = error.line().saturating_sub(1);
    let before = if line == 0 { from.column - 1 } else { 0 };
    let position = Position {
        line: from.line + line,
        column: before + error.column().max(1),
        is_cell: false,
    };
    (position, format!("the file {}", no_json(error)))
}
