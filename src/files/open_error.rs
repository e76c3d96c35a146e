//! Why a file did not open.

use super::problem::Problem;
use super::table::import::Import;
use std::path::PathBuf;
use thiserror::Error;

/// Why a file did not open. What was open before stays as it is.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Its text is not what it should be.
    #[error("{0}")]
    Text(Box<Problem>),
    /// It is a table in which nothing says what happened or when; what was made of it.
    #[error("{0}")]
    Unclear(Box<Problem>, Box<Import>),
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
