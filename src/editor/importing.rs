//! A table that is being opened, while a person says what its columns are.

use super::document::Loaded;
use crate::files::table::{Import, Mapping};
use std::path::PathBuf;
use std::sync::Arc;

/// A table, how it is to be read, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Importing {
    /// The file; of what was pasted only what it is called.
    pub path: PathBuf,
    /// What was pasted.
    pub pasted: Option<Arc<str>>,
    /// How a person wants it to be read.
    pub mapping: Mapping,
    /// What was made of it the last time that it was read.
    pub import: Box<Import>,
    /// The dataset of it; none while it is being read, or where nothing was found.
    pub loaded: Option<Box<Loaded>>,
    /// Why there is none.
    pub trouble: Option<String>,
    /// Whether the mapping is to be kept beside the file.
    pub remembers: bool,
}

impl Importing {
    /// What was made of a table at first.
    pub(super) fn new(path: PathBuf, import: Box<Import>, loaded: Option<Loaded>) -> Self {
        Self {
            path,
            pasted: None,
            mapping: import.mapping.clone(),
            import,
            loaded: loaded.map(Box::new),
            trouble: None,
            remembers: false,
        }
    }
}
