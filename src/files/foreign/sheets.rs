//! What a foreign file says: tables, what is said of the whole, and what a person should know.

use super::super::table::Rows;

/// A table of a foreign file.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::files) struct Sheet {
    /// What it is called, such as “Nodes”.
    pub(in crate::files) name: String,
    /// What its rows are.
    pub(in crate::files) kind: Rows,
    /// The columns: the name of each as the file calls it, and the name of what it means.
    pub(in crate::files) columns: Vec<(String, &'static str)>,
    /// The rows, each with the line of the file on which it starts, from 1; cells in the order of the
    /// columns, empty where there is none.
    pub(in crate::files) rows: Vec<(usize, Vec<String>)>,
}

/// What a foreign file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::files) struct Sheets {
    /// The tables.
    pub(in crate::files) all: Vec<Sheet>,
    /// What is said of the whole: `title`, `description`, or the file's own name of it, and the text.
    pub(in crate::files) said: Vec<(String, String)>,
    /// What a person should know: the line, and what it is. Nothing is dropped in silence.
    pub(in crate::files) told: Vec<(usize, String)>,
}

/// What is said of a category by name: its colour as three numbers, and the category that it is a part of.
pub(in crate::files) const COLOUR: &str = "colour";
pub(in crate::files) const PARENT: &str = "parent";

/// Under which something is said of a category.
pub(in crate::files) fn of_category(name: &str, what: &str) -> String {
    format!("category {name} {what}")
}

/// Says something of the whole, unless it is nothing.
pub(in crate::files) fn say(said: &mut Vec<(String, String)>, name: &str, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        said.push((name.to_owned(), text.to_owned()));
    }
}

/// What cannot be read: the line, and why.
pub(in crate::files) type Unreadable = (usize, String);
