//! The formats of datasets: what opens them, what writes them, how they are told apart.

use super::input::{Input, Read};
use super::open_error::OpenError;
use super::problem::Problem;
use super::{native, table, write_table, zipped};
use crate::dataset::check::Fault;
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
pub static FORMATS: [Format; 8] = [
    Format {
        name: "Detente dataset",
        extensions: &["detente", "json"],
        leaves_out: &[],
        recognises: |bytes| {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let opens = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
            opens && (native::says_so(bytes) || !table::are_objects(bytes))
        },
        read: native::open,
        write: Some(native::write),
    },
    Format {
        name: "JSON with rows",
        extensions: &["json", "geojson"],
        leaves_out: EVENTS_ALONE,
        recognises: table::are_objects,
        read: table::open_objects,
        write: None,
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson"],
        leaves_out: EVENTS_ALONE,
        recognises: |_| false,
        read: table::open_objects,
        write: Some(|dataset, to| write_table::json_lines(dataset, to)),
    },
    Format {
        name: "Zip with one of these",
        extensions: &["zip"],
        leaves_out: EVENTS_ALONE,
        recognises: zipped::is_zip,
        read: open_zipped,
        write: None,
    },
    Format {
        name: "Spreadsheet",
        extensions: &["xlsx", "xls", "ods", "xlsb", "xlsm"],
        leaves_out: EVENTS_ALONE,
        recognises: |bytes| {
            // A zip of its own kind, and Microsoft's compound files.
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
        write: Some(|dataset, to| write_table::csv(dataset, b',', to)),
    },
    Format {
        name: "Table with tabs",
        extensions: &["tsv", "tab"],
        leaves_out: EVENTS_ALONE,
        recognises: |_| false,
        read: table::open,
        write: Some(|dataset, to| write_table::csv(dataset, b'\t', to)),
    },
    Format {
        name: "Markdown table",
        extensions: &["md"],
        leaves_out: EVENTS_ALONE,
        recognises: |_| false,
        read: table::open,
        write: Some(|dataset, to| write_table::markdown(dataset, to)),
    },
];

/// Opens the file that is in a zip.
fn open_zipped(
    input: Input<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    let is_known = |name: &Path| Format::of_name(name).is_some();
    let unpacked = zipped::unpacked(&input.bytes, is_known);
    let (bytes, name) = unpacked.map_err(|wrong| {
        let fault = Fault {
            noun: "the zip".into(),
            wrong,
            expected: "one dataset or one table".into(),
            help: Some("Unpack it, and open the file that you want.".into()),
            ..Fault::default()
        };
        Problem::new(input.file, None, fault)
    })?;
    let format = Format::of(&bytes, &name);
    let unpacked = Input {
        bytes,
        file: &name,
        // The file has the zip.
        again: None,
        mapping: input.mapping,
    };
    (format.read)(unpacked, progress)
}

impl Format {
    /// Whether it holds all of a dataset.
    pub const fn holds_all(&self) -> bool {
        self.leaves_out.is_empty()
    }

    /// Those in which a person may have events for other programs, the usual one first.
    pub fn of_events() -> impl Iterator<Item = &'static Self> {
        let all = FORMATS.iter();
        let mut all: Vec<&Self> = all
            .filter(|format| format.write.is_some() && !format.holds_all())
            .collect();
        all.sort_by_key(|format| format.extension());
        all.into_iter()
    }

    /// The usual ending of its files.
    pub fn extension(&self) -> &'static str {
        self.extensions.first().copied().unwrap_or_default()
    }

    /// What of a dataset it has no place for, in a sentence without its capital.
    pub fn left_out(&self, dataset: &Dataset) -> Option<String> {
        let is_there = |kind: &&Kind| dataset.count(**kind) > 0;
        let lists = self.leaves_out.iter().filter(is_there);
        let mut there: Vec<&str> = lists.map(|kind| kind.key()).collect();
        if !self.holds_all() {
            there.extend(write_table::left_out(dataset));
        }
        let (last, others) = there.split_last()?;
        let all = match others {
            [] => (*last).to_owned(),
            others => format!("{} and {last}", others.join(", ")),
        };
        Some(format!("this leaves out {all}."))
    }

    /// The native format.
    pub fn native() -> &'static Self {
        let [native, ..] = &FORMATS;
        native
    }

    /// The format that the ending of a name says; of several the first.
    pub fn of_name(name: &Path) -> Option<&'static Self> {
        Self::all_of_name(name).next()
    }

    fn all_of_name(name: &Path) -> impl Iterator<Item = &'static Self> {
        let ending = name.extension().and_then(|ending| ending.to_str());
        FORMATS.iter().filter(move |format| {
            let mut all = format.extensions.iter();
            ending.is_some_and(|ending| all.any(|known| known.eq_ignore_ascii_case(ending)))
        })
    }

    /// The format that a name says, or else the bytes. Where several have the ending, the bytes say which.
    pub(super) fn of(bytes: &[u8], name: &Path) -> &'static Self {
        let is_it = |format: &&Self| (format.recognises)(bytes);
        let mut named = Self::all_of_name(name);
        match (named.next(), named.next()) {
            (Some(only), None) => only,
            (Some(first), Some(_)) => Self::all_of_name(name).find(is_it).unwrap_or(first),
            (None, _) => FORMATS.iter().find(is_it).unwrap_or(Self::native()),
        }
    }

    /// The endings of all formats.
    pub fn all_extensions() -> Vec<&'static str> {
        let mut all: Vec<&str> = Vec::new();
        for ending in FORMATS.iter().flat_map(|format| format.extensions) {
            if !all.contains(ending) {
                all.push(ending);
            }
        }
        all
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
