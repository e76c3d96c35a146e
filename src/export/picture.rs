//! What is written as a file: a scene, and what its parts are called.

use crate::scene::{Key, Measure, Scene};

/// A picture to be written, and what its parts are called.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// What it is called, for those who do not see it.
    pub title: &'a str,
    /// The language of its texts (BCP 47), if it is known.
    pub language: Option<&'a str>,
    /// What events, actors, ties and arrows between blocs are called.
    pub names: &'a dyn Fn(Key) -> Option<Name>,
    /// What the scene was measured with.
    pub measure: &'a Measure,
}

/// What an event, an actor, a tie or an arrow between blocs is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Its id; of a tie `a>b` or `a~b`, of an arrow between blocs `a>b` with the ids of groups.
    pub id: String,
    /// What a reader calls it.
    pub title: String,
    /// What else a web page may want to know: `hostile` and a value become `data-hostile`.
    pub data: Vec<(&'static str, String)>,
}

/// Why a picture was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No width or no height.
    #[error("The picture is empty.")]
    Empty,
    /// More pixels, or more paper, than is sensible.
    #[error("The picture would be {0} × {1} {2}; at most {3} × {4} can be written.")]
    TooLarge(u64, u64, &'static str, u32, u32),
    /// Someone stopped it.
    #[error("The export was cancelled.")]
    Cancelled,
    /// A library refused it.
    #[error("The picture could not be written: {0}")]
    Failed(String),
}
