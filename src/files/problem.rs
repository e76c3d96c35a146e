//! What is wrong with a file, and where.

use std::fmt;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A place in a text, as editors count: lines and characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in it.
    pub column: usize,
}

impl Position {
    /// The place of a byte.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let line = before.get(start..).unwrap_or_default();
        Self {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
            column: characters(line) + 1,
        }
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
}

/// Something in a file that a person should look at. The file opens all the same, unless it is an
/// [`OpenError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Where in it.
    pub at: Option<Position>,
    /// Which field, such as `events[3].participants[0].actor`; empty for the whole file.
    pub field: String,
    /// What a person calls the field, such as `participant`; may be empty.
    pub noun: String,
    /// What stands there, in quotes if it is text; may be empty.
    pub found: String,
    /// What is wrong with it, such as `is not an actor`.
    pub fault: String,
    /// What was expected, such as `the id of an actor`; empty if `fault` says so.
    pub expected: String,
    /// What a person can do, as a sentence.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of a whole file.
    pub(super) fn of_file(file: &Path, fault: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            at: None,
            field: String::new(),
            noun: String::new(),
            found: String::new(),
            fault: fault.into(),
            expected: String::new(),
            help: None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.file.file_name().unwrap_or(self.file.as_os_str());
        f.write_str(&name.to_string_lossy())?;
        if let Some(Position { line, column }) = self.at {
            write!(f, ", line {line}, column {column}")?;
        }
        f.write_str(":")?;
        for part in [&self.noun, &self.found, &self.fault] {
            if !part.is_empty() {
                write!(f, " {part}")?;
            }
        }
        f.write_str(".")?;
        match &self.help {
            Some(help) => write!(f, " {help}"),
            None => Ok(()),
        }
    }
}

/// Why a file did not open. What was open before stays as it is.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Its text is not what it should be.
    #[error("{0}")]
    Text(Box<Problem>),
    /// It could not be read.
    #[error("{}: {}", .0.display(), reading(.1))]
    Reading(PathBuf, #[source] std::io::Error),
    /// Somebody stopped it.
    #[error("opening was cancelled")]
    Cancelled,
}

impl From<Problem> for OpenError {
    fn from(problem: Problem) -> Self {
        Self::Text(Box::new(problem))
    }
}

fn reading(error: &std::io::Error) -> String {
    use std::io::ErrorKind as E;
    match error.kind() {
        E::NotFound => "there is no such file. It may have been moved or renamed.".into(),
        E::PermissionDenied => "you may not read this file. Ask its owner for access.".into(),
        E::IsADirectory => "this is a folder. Choose a file in it.".into(),
        _ => format!("the file could not be read ({error})."),
    }
}

/// Text in quotes, cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}
