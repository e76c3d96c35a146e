//! Mappings that stand in files beside their tables.

use super::super::open_error::OpenError;
use super::super::problem::Problem;
use super::mapping::Mapping;
use crate::dataset::check::Fault;
use std::path::{Path, PathBuf};

impl Mapping {
    /// The file in which the mapping of a table stands, beside it: `events.csv.mapping`.
    #[must_use]
    pub fn file_of(table: &Path) -> PathBuf {
        let mut name = table.as_os_str().to_owned();
        name.push(".mapping");
        name.into()
    }

    /// The mapping that stands beside a table, if there is one.
    ///
    /// # Errors
    ///
    /// If its file is there and is none.
    pub fn beside(table: &Path) -> Result<Option<Self>, OpenError> {
        let file = Self::file_of(table);
        if file.is_file() {
            let mapping = Self::read(&file)?;
            Ok(Some(Self {
                is_remembered: true,
                ..mapping
            }))
        } else {
            Ok(None)
        }
    }

    /// The mapping of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Self, OpenError> {
        let text = std::fs::read_to_string(file);
        let text = text.map_err(|error| OpenError::Reading(file.to_owned(), error))?;
        Self::from_json(&text).map_err(|wrong| {
            let wrong = wrong.trim_end_matches('.');
            let fault = Fault::new("this is no mapping of a table:", wrong);
            Problem::new(file, None, fault).into()
        })
    }
}
