//! What a format reads, and what it makes of it.

use super::open_error::OpenError;
use super::problem::Problem;
use super::table::import::Import;
use super::table::mapping::Mapping;
use crate::dataset::Dataset;
use std::path::Path;

/// Has the text of a file again.
pub(super) type Again<'a> = &'a dyn Fn() -> Result<String, OpenError>;

pub(super) struct Input<'a> {
    pub(super) bytes: Vec<u8>,
    pub(super) file: &'a Path,
    /// Has the text again, so that a long one need not be held.
    pub(super) again: Option<Again<'a>>,
    /// How a table is to be read.
    pub(super) mapping: &'a Mapping,
}

pub(super) struct Read {
    pub(super) dataset: Dataset,
    /// What a person should look at, in the order of the file.
    pub(super) problems: Vec<Problem>,
    /// What was made of a table.
    pub(super) import: Option<Box<Import>>,
}
