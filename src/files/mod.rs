//! Datasets to and from bytes: the native format, CSV, safe save, recovery.
//!
//! Start from [`open()`] or [`open_path`], and from [`write()`] and [`save()`](save::save). A file with
//! faults opens all the same and says what is wrong with it in [`Opened::problems`]; only one of
//! the wrong shape is an [`OpenError`]. Edits that no file holds yet are in a [`journal`].
#![warn(clippy::indexing_slicing)]

mod foreign;
mod format;
mod input;
pub mod journal;
mod json;
mod locate;
pub mod lock;
mod native;
mod open_error;
mod out;
mod problem;
mod record;
pub mod rights;
pub mod save;
mod scan;
mod schema;
mod several;
pub mod stamp;
pub mod table;
mod write;
mod zipped;

pub use format::{FORMATS, Format, Writer};
pub use open_error::OpenError;
pub use problem::{Position, Problem};

use crate::dataset::Dataset;
use crate::dataset::Progress;
use crate::dataset::check::Fault;
use input::{Input, Read};
use stamp::{Content, Known};
use std::io;
use std::path::{Path, PathBuf};
use table::{Import, Mapping};

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it says.
    pub dataset: Dataset,
    /// What a person should look at, in the order of the file.
    pub problems: Vec<Problem>,
    /// What was made of a table; none of other formats.
    pub import: Option<Box<Import>>,
    /// How it says so.
    pub format: &'static Format,
    /// What its bytes are known by.
    pub known: Known,
    /// If this is what was in the file before a save that was broken off: what that is known by.
    pub before: Option<Content>,
}

/// How much of opening is reading; the rest is checking.
const READING: f32 = 0.7;

/// Opens the bytes of a file.
///
/// # Errors
/// If they are not UTF-8, or of the wrong shape; or if `progress` breaks off.
pub fn open(bytes: Vec<u8>, name: &Path, progress: Progress<'_>) -> Result<Opened, OpenError> {
    opened(bytes, name, None, &Mapping::default(), progress)
}

/// Opens the bytes of a file, a table by a mapping.
///
/// # Errors
/// As [`open()`], and if the mapping does not fit the table.
pub fn open_by(
    bytes: Vec<u8>,
    name: &Path,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Opened, OpenError> {
    opened(bytes, name, None, mapping, progress)
}

fn opened(
    bytes: Vec<u8>,
    name: &Path,
    again: Option<input::Again<'_>>,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Opened, OpenError> {
    let known = Known::unplaced(Content::of(&bytes));
    let format = Format::of(&bytes, name);
    let input = Input {
        bytes,
        file: name,
        again,
        mapping,
    };
    let Read {
        dataset,
        problems,
        import,
    } = match format.read {
        Some(read) => read(input, progress)?,
        None => return Err(format::unread(format, name).into()),
    };
    Ok(Opened {
        dataset,
        problems,
        import,
        format,
        known,
        before: None,
    })
}

/// Opens a file; a table by the mapping that stands beside it, if there is one.
///
/// # Errors
/// As [`open()`], and if the file or the mapping cannot be read.
pub fn open_path(path: &Path, progress: Progress<'_>) -> Result<Opened, OpenError> {
    let mapping = Mapping::beside(path)?.unwrap_or_default();
    open_path_by(path, &mapping, progress)
}

/// Opens a file, a table by a mapping.
///
/// # Errors
/// As [`open_by`], and if the file cannot be read.
pub fn open_path_by(
    path: &Path,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Opened, OpenError> {
    let read = || Known::read(path).map_err(|e| OpenError::Reading(PathBuf::from(path), e));
    let (bytes, known) = read()?;
    let again = || utf8(read()?.0, path);
    let opened = opened(bytes, path, Some(&again), mapping, progress)?;
    Ok(Opened { known, ..opened })
}

/// Opens a file; one that cannot be, since writing over it was broken off, from the copy of what was
/// in it before, which stands in this folder. A table is read by the mapping, or else by that beside it.
///
/// # Errors
/// As [`open_path`], of the file.
pub fn open_whole(
    path: &Path,
    folder: Option<&Path>,
    mapping: Option<&Mapping>,
    progress: Progress<'_>,
) -> Result<Opened, OpenError> {
    let open = |path: &Path| match mapping {
        Some(mapping) => open_path_by(path, mapping, progress),
        None => open_path(path, progress),
    };
    let opened = open(path);
    let copy = folder.map(|folder| (folder, save::copy_of(path, folder)));
    let Some((folder, copy)) = copy.filter(|(_, copy)| copy.exists()) else {
        return opened;
    };
    // Whoever is writing it right now comes to an end first.
    let _turn = lock::turn(path, folder);
    let error = match open(path) {
        Ok(opened) => {
            // It is whole: what was in it before is needed no more.
            std::fs::remove_file(&copy).ok();
            return Ok(opened);
        }
        Err(error) => error,
    };
    let Ok(before) = open(&copy) else {
        return Err(error);
    };
    Ok(Opened {
        // What is to be replaced is what was broken off.
        known: Known::read(path).map_or(before.known, |(_, known)| known),
        before: Some(before.known.content),
        ..before
    })
}

/// The text of the native format.
pub fn write(dataset: &Dataset) -> String {
    let mut text = Vec::new();
    // Memory takes all, and all of it is text.
    native::write(dataset, &mut text).unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the native format piece by piece, so that no more than a piece is in memory.
///
/// # Errors
/// If what it is written to does not take it.
pub fn write_to(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    native::write(dataset, to)
}

/// The JSON Schema of the native format (draft 2020-12).
pub fn schema() -> String {
    schema::schema()
}

/// The page on the native format, in Markdown.
pub fn format_page() -> String {
    schema::page()
}

/// The text of a file, without a byte order mark.
fn utf8(bytes: Vec<u8>, file: &Path) -> Result<String, OpenError> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
        let byte = bytes.get(valid).copied().unwrap_or_default();
        let fault = Fault {
            found: format!("byte {byte:#04x}"),
            wrong: "is not text in UTF-8".into(),
            expected: "text in UTF-8".into(),
            help: Some("Save the file as UTF-8 in the program that wrote it.".into()),
            ..Fault::default()
        };
        Problem::new(file, Some(Position::of(&before, before.len())), fault)
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
