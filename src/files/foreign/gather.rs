//! Rows whose columns are known only when all of them have been read.

use crate::files::foreign::sheets::Sheet;
use crate::files::several::BETWEEN;
use crate::files::table::Rows;
use std::collections::{HashMap, HashSet};

/// The meanings whose columns stand first, in this order; columns that are kept follow as they appear.
const FIRST: [&str; 16] = [
    "id",
    "title",
    "when",
    "zone",
    "status",
    "category",
    "tags",
    "place",
    "lat",
    "lon",
    "actors",
    "description",
    "url",
    "media",
    "source",
    "importance",
];

/// So many columns has a table at most; what would stand in more of them is kept in one.
const MOST: usize = 400;

/// The column of what would stand in more columns than a table has.
const OTHERS: &str = "other properties";

/// The name and the meaning of a column.
type Column = (String, &'static str);

/// The cells of a row, each with its column.
#[derive(Clone, Debug, Default)]
pub(in crate::files) struct Row {
    /// The line of the file on which it starts.
    pub(in crate::files) line: usize,
    cells: Vec<(Column, String)>,
    places: HashMap<Column, usize>,
}

impl Row {
    /// A row without cells.
    pub(in crate::files) fn at(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Puts a text into a column; what a column cannot take beside what it has is kept.
    pub(in crate::files) fn put(&mut self, column: &str, meaning: &'static str, text: &str) {
        if text.is_empty() {
            return;
        }
        let key = (column.to_owned(), meaning);
        let place = self.places.get(&key);
        let Some((_, cell)) = place.and_then(|place| self.cells.get_mut(*place)) else {
            self.places.insert(key.clone(), self.cells.len());
            self.cells.push((key, text.to_owned()));
            return;
        };
        match meaning {
            "keep" => join(cell, BETWEEN, text),
            "tags" | "actors" => {
                if !cell.split(BETWEEN).any(|known| known == text) {
                    join(cell, BETWEEN, text);
                }
            }
            "description" => join(cell, "\n\n", text),
            _ if cell == text => {}
            _ => self.put(&format!("{column} (again)"), "keep", text),
        }
    }

    /// Empties a column of the row.
    pub(in crate::files) fn take(&mut self, column: &str) {
        for ((name, _), text) in &mut self.cells {
            if name == column {
                text.clear();
            }
        }
        self.places.retain(|(name, _), _| name != column);
    }

    /// What is kept under a name.
    pub(in crate::files) fn kept(&self, column: &str) -> Option<&str> {
        let place = self.places.get(&(column.to_owned(), "keep"))?;
        self.cells.get(*place).map(|(_, text)| text.as_str())
    }

    /// What a column of a meaning holds.
    pub(in crate::files) fn cell(&self, meaning: &str) -> Option<&str> {
        let mut cells = self.cells.iter();
        let cell = cells.find(|((_, of), text)| *of == meaning && !text.is_empty());
        cell.map(|(_, text)| text.as_str())
    }
}

/// Adds a text to a cell.
fn join(cell: &mut String, by: &str, text: &str) {
    cell.push_str(by);
    cell.push_str(text);
}

/// The table of rows: its columns are all that any row has.
pub(in crate::files) fn sheet(name: &str, rows: Vec<Row>) -> Sheet {
    let mut columns: Vec<Column> = Vec::new();
    let mut known: HashSet<&Column> = HashSet::new();
    for (column, text) in rows.iter().flat_map(|row| &row.cells) {
        let has_room = columns.len() < MOST || column.1 != "keep";
        if !text.is_empty() && has_room && known.insert(column) {
            columns.push(column.clone());
        }
    }
    let rank = |meaning: &str| FIRST.iter().position(|first| *first == meaning);
    columns.sort_by_key(|(_, meaning)| rank(meaning).unwrap_or(FIRST.len()));
    if columns.len() >= MOST {
        columns.push((OTHERS.to_owned(), "keep"));
    }
    let places: HashMap<&Column, usize> =
        (0..).zip(&columns).map(|(n, column)| (column, n)).collect();
    let cells = |row: &Row| {
        let mut cells = vec![String::new(); columns.len()];
        for (column, text) in row.cells.iter().filter(|(_, text)| !text.is_empty()) {
            match places.get(column) {
                Some(place) => {
                    if let Some(cell) = cells.get_mut(*place) {
                        cell.clone_from(text);
                    }
                }
                None => {
                    if let Some(cell) = cells.last_mut() {
                        let by = if cell.is_empty() { "" } else { BETWEEN };
                        join(cell, by, &format!("{}: {text}", column.0));
                    }
                }
            }
        }
        (row.line, cells)
    };
    let rows = rows.iter().map(cells).collect();
    Sheet {
        name: name.to_owned(),
        kind: Rows::Events,
        columns,
        rows,
    }
}
