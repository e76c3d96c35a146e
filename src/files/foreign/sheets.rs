//! What a foreign file says: tables, what is said of the whole, and what a person should know.

use super::super::table::Rows;
use crate::dataset::check::Fault;

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
    /// What a person should know. Nothing is dropped in silence.
    pub(in crate::files) told: Vec<Told>,
}

/// What a person should know of a file.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::files) struct Told {
    /// The line on which it stands.
    pub(in crate::files) line: usize,
    /// The line on which the row starts that it is about; none: the row that alone starts on its own line.
    pub(in crate::files) row: Option<usize>,
    /// What it is.
    pub(in crate::files) fault: Fault,
}

impl Told {
    /// What stands on a line.
    pub(in crate::files) fn on(line: usize, wrong: impl Into<String>) -> Self {
        Self {
            line,
            row: None,
            fault: Fault::new("", wrong),
        }
    }
}

impl Sheets {
    /// Says something of the whole once.
    pub(in crate::files) fn say(&mut self, of: &str, text: &str) {
        let text = text.trim();
        let known = |(key, said): &(String, String)| key == of && said == text;
        if !text.is_empty() && !self.said.iter().rev().take(100).any(known) {
            self.said.push((of.to_owned(), text.to_owned()));
        }
    }

    /// Says the title or the description; a further one is said under the file's own name of it.
    pub(in crate::files) fn say_first(&mut self, of: &str, own: &str, text: &str) {
        let known = self.said.iter().find(|(key, _)| key == of);
        match known.map(|(_, said)| said == text.trim()) {
            None => self.say(of, text),
            Some(true) => {}
            Some(false) => self.say(own, text),
        }
    }

    /// Tells something of a line.
    pub(in crate::files) fn tell(&mut self, line: usize, wrong: impl Into<String>) {
        self.told.push(Told::on(line, wrong));
    }
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
