//! What is wrong with a file, and where.

use super::locate;
use crate::dataset::check::Fault;
use std::fmt;
use std::path::{Path, PathBuf};

/// A place in a text, as editors count: lines and characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
    /// Whether it is a cell of a sheet: its row and its column.
    pub is_cell: bool,
}

impl Position {
    /// The start of a line.
    pub(super) const fn line(line: usize) -> Self {
        Self {
            line,
            column: 1,
            is_cell: false,
        }
    }

    /// A cell of a sheet, by its row and its column.
    pub(super) const fn cell(row: usize, column: usize) -> Self {
        Self {
            line: row,
            column,
            is_cell: true,
        }
    }

    /// The place of a byte.
    pub fn of(text: &str, offset: usize) -> Self {
        Self::after(text, (0, 1), offset)
    }

    /// The place of a byte after one whose line is known.
    pub(super) fn after(text: &str, (known, line): (usize, usize), offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let between = before.get(known..).unwrap_or_default();
        Self {
            line: line + memchr::memchr_iter(b'\n', between).count(),
            column: characters(before.get(start..).unwrap_or_default()) + 1,
            is_cell: false,
        }
    }
}

impl fmt::Display for Position {
    /// `line 3, column 5`, or of a sheet `cell E3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, .. } = self;
        if !self.is_cell {
            return write!(f, "line {line}, column {column}");
        }
        let mut letters = Vec::new();
        let mut left = *column;
        while left > 0 {
            let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
            letters.push(char::from(b'A' + letter));
            left = (left - 1) / 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(f, "cell {letters}{line}")
    }
}

/// How many characters start in these bytes of UTF-8.
pub(super) fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
}

/// Something in a file that a person should look at. The file opens all the same, unless it is an
/// [`OpenError`](super::OpenError).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The sheet or list of it, where several are read.
    pub part: Option<String>,
    /// Where in it.
    pub at: Option<Position>,
    /// Field, what was found there, what was expected, and what helps.
    pub fault: Fault,
}

impl Problem {
    pub(super) fn new(file: &Path, at: Option<Position>, fault: Fault) -> Self {
        Self {
            file: file.to_owned(),
            part: None,
            at,
            fault,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.file.file_name().unwrap_or(self.file.as_os_str());
        f.write_str(&name.to_string_lossy())?;
        if let Some(part) = &self.part {
            write!(f, ", {part}")?;
        }
        if let Some(at) = self.at {
            write!(f, ", {at}")?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// The faults of a dataset that was read from a text, with their places in it, in the order of the
/// text.
pub(super) fn located(faults: Vec<Fault>, text: &str, file: &Path) -> Vec<Problem> {
    if faults.is_empty() {
        return Vec::new();
    }
    let paths: Vec<String> = faults.iter().map(Fault::path).collect();
    let offsets = locate::offsets(text, &paths);
    let mut placed: Vec<(Option<usize>, Fault)> = offsets.into_iter().zip(faults).collect();
    placed.sort_by_key(|(offset, _)| *offset);
    let mut known = (0, 1);
    let located = placed.into_iter().map(|(offset, fault)| {
        let at = offset.map(|offset| {
            let at = Position::after(text, known, offset);
            known = (offset, at.line);
            at
        });
        Problem::new(file, at, fault)
    });
    located.collect()
}
