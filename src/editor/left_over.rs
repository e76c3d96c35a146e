//! What a program that did not end in order has left, and what is had again of it.

use super::document::Loaded;
use crate::dataset::edit::Edit;
use crate::files::journal::Rest;
use std::path::PathBuf;

/// Edits that no file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// Their journal.
    pub journal: PathBuf,
    /// What they were made to.
    pub name: String,
    /// The folder of its file.
    pub folder: Option<PathBuf>,
    /// Whether that file is no longer there, or nothing says which it is.
    pub is_missing: bool,
    /// Whether somebody has changed the file since.
    pub has_changed: bool,
    /// Whether the file was broken off while it was saved; what was in it before is there.
    pub is_broken_off: bool,
    /// How long ago the last was made.
    pub age: String,
    /// What was done, in order.
    pub edits: Vec<String>,
    /// What was being typed.
    pub typed: Option<String>,
    /// How many records cannot be read.
    pub damaged: usize,
}

/// What is to be had again of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The journal.
    pub journal: PathBuf,
    /// Where its file is now, if a person said so.
    pub file: Option<PathBuf>,
    /// A copy in no file, with all of it, whatever the file has become.
    pub is_copy: bool,
}

/// What was had again.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The journal.
    pub journal: PathBuf,
    /// The dataset that the edits are made to.
    pub loaded: Loaded,
    /// The edits.
    pub edits: Vec<Edit>,
    /// What could not be had, a line each.
    pub missing: Vec<String>,
    /// What stays in the journal.
    pub rest: Rest,
    /// What is said of it.
    pub said: String,
    /// Whether all of it stays in the journal too.
    pub stays: bool,
}
