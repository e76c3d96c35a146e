//! The formats of datasets: what opens them, what writes them, how they are told apart.

use super::input::{Input, Read};
use super::open_error::OpenError;
use super::{native, table, write_csv};
use crate::dataset::{Dataset, Kind};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

type Reader = fn(Input<'_>, &dyn Fn(f32) -> ControlFlow<()>) -> Result<Read, OpenError>;

/// Writes a dataset.
pub type Writer = fn(&Dataset, &mut dyn io::Write) -> io::Result<()>;

/// How a file says what it says.
#[derive(Debug)]
pub struct Format {
    /// As a dialog names files of it.
    pub name: &'static str,
    /// The endings of its files, the usual one first.
    pub extensions: &'static [&'static str],
    /// The lists of a dataset that it has no place for; none: what was opened from it is saved to it.
    pub leaves_out: &'static [Kind],
    /// Whether bytes look like it that no ending tells of.
    recognises: fn(&[u8]) -> bool,
    pub(super) read: Reader,
    /// Writes a dataset, or as much of it as the format holds; none: it is only read.
    pub write: Option<Writer>,
}

/// What a table of events has no place for. Who takes part, categories and sources stand in its rows.
const EVENTS_ALONE: &[Kind] = &[Kind::Relation, Kind::Group, Kind::Period, Kind::Bookmark];

/// All of them. What no ending tells is of the first that recognises it.
pub static FORMATS: [Format; 4] = [
    Format {
        name: "Detente dataset",
        extensions: &["detente", "json"],
        leaves_out: &[],
        recognises: |bytes| {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
        },
        read: native::open,
        write: Some(native::write),
    },
    Format {
        name: "Spreadsheet",
        extensions: &["xlsx", "xls", "ods", "xlsb", "xlsm"],
        leaves_out: EVENTS_ALONE,
        recognises: |bytes| {
            // Zip, and Microsoft's compound files.
            bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
        },
        read: table::open_workbook,
        write: None,
    },
    Format {
        name: "Table of events",
        extensions: &["csv"],
        leaves_out: EVENTS_ALONE,
        recognises: |_| true,
        read: table::open,
        write: Some(|dataset, to| write_csv::write(dataset, b',', to)),
    },
    Format {
        name: "Table with tabs",
        extensions: &["tsv", "tab"],
        leaves_out: EVENTS_ALONE,
        recognises: |_| false,
        read: table::open,
        write: Some(|dataset, to| write_csv::write(dataset, b'\t', to)),
    },
];

impl Format {
    /// Whether it holds all of a dataset.
    pub const fn holds_all(&self) -> bool {
        self.leaves_out.is_empty()
    }

    /// The native format.
    pub fn native() -> &'static Self {
        let [native, ..] = &FORMATS;
        native
    }

    /// The format that the ending of a name says.
    pub fn of_name(name: &Path) -> Option<&'static Self> {
        let ending = name.extension()?.to_str()?;
        let has = |format: &&Self| {
            let mut all = format.extensions.iter();
            all.any(|known| known.eq_ignore_ascii_case(ending))
        };
        FORMATS.iter().find(has)
    }

    /// The format that a name says, or else the bytes.
    pub(super) fn of(bytes: &[u8], name: &Path) -> &'static Self {
        let recognised = || FORMATS.iter().find(|format| (format.recognises)(bytes));
        let known = Self::of_name(name).or_else(recognised);
        known.unwrap_or_else(Self::native)
    }

    /// The endings of all formats.
    pub fn all_extensions() -> Vec<&'static str> {
        let all = FORMATS.iter().flat_map(|format| format.extensions);
        all.copied().collect()
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
