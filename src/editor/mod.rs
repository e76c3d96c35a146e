//! What is open and what a person is doing with it, without a window.
//!
//! An [`Editor`] holds the [`State`] and the newest [`Queries`]. Whoever shows it reads both, and hands
//! in [`Action`]s, which [`Editor::apply`] carries out in order, in one place. What may take long runs
//! as a `job` on a snapshot; what it brings comes out of [`Editor::poll`].
//!
//! * `state`: what a person sees and has done; `action`: what may be done; `apply`, `documents`,
//!   `edits`, `navigate`, `export`: how that is carried out.
//! * `answers`: what is asked of a dataset; `queries`: which answers there are; `belonging`,
//!   `listing`, `named`, `groups`: what belongs to a selection; `placed`, `planned`: the map's
//!   places and its plan.
//! * `draft` and `entry`: text that is being typed, and the edit that it becomes.
//! * `document`, `saving`, `paths`, `recovery`, `journal_writer`: files.
//! * `host`: what the editor needs of whoever shows it.

pub mod action;
mod apply;
mod belonging;
mod bookmarks;
mod deciding;
mod deletion;
pub mod derived;
pub(crate) mod document;
mod documents;
pub(crate) mod draft;
mod edits;
pub(crate) mod entry;
pub mod export;
pub mod export_choices;
#[cfg(test)]
mod fields_tests;
pub(crate) mod groups;
pub mod host;
pub mod importing;
mod job;
mod journal_writer;
pub mod left_over;
pub(crate) mod listing;
pub mod look_alikes;
mod merging;
pub(crate) mod named;
pub(crate) mod navigate;
pub(crate) mod paths;
pub mod placed;
pub(crate) mod planned;
pub mod problems;
mod queries;
pub mod recovery;
pub(crate) mod saving;
pub mod selection;
mod settings;
pub mod state;
mod tables;
pub mod view;
mod waiting;
pub(crate) mod words;

pub use action::Action;
pub use document::Document;
pub(crate) use document::file_name;
pub use host::{Host, Raster, SharedHost, Unseen};
pub use queries::{Found, Queries};
pub use selection::Selection;
pub use settings::{Settings, StateFolder};
pub use state::State;
pub use waiting::{Opening, Waiting};

use crate::scene::Measure;
use journal_writer::JournalWriter;
use saving::Leaving;
use std::path::PathBuf;
use std::sync::Arc;

/// What an editor starts with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// A file to open; none: what `sample` says.
    pub file: Option<PathBuf>,
    /// Open the bundled dataset when there is no file.
    pub sample: bool,
    /// Where settings and recovery files are kept; none: nowhere.
    pub folder: Option<PathBuf>,
    /// Use the system's file dialogs; without them a path is typed.
    pub native_dialogs: bool,
}

/// What is open and what a person is doing with it.
pub struct Editor {
    /// What the person sees and has done.
    pub state: State,
    /// What is known of it so far.
    pub queries: Queries,
    /// Text widths.
    pub measure: Arc<Measure>,
    host: SharedHost,
    folder: StateFolder,
    journal: Option<JournalWriter>,
}

impl Editor {
    /// Reads the settings, and starts opening what the person asked for.
    pub fn new(host: SharedHost, start: Start) -> Self {
        let folder = StateFolder::new(start.folder);
        let mut state = State::new(folder.load());
        state.has_native_dialogs = start.native_dialogs;
        let mut editor = Self {
            state,
            queries: Queries::new(host.clone()),
            measure: Arc::new(Measure::new()),
            host,
            folder,
            journal: None,
        };
        editor.look_for_edits(false);
        if let Some(path) = start.file {
            editor.apply(vec![Action::OpenPath(path)]);
        } else if start.sample {
            editor.apply(vec![Action::OpenSample]);
        }
        editor
    }

    /// Asks for all answers to what is shown. What is there already costs nothing.
    pub fn ask(&mut self) {
        self.queries.ask(&self.state, &self.measure);
    }

    /// Whether work is under way.
    pub fn is_working(&self) -> bool {
        let has_answers = self.queries.is_settled();
        !has_answers || self.state.opening.is_some() || self.state.is_waiting()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // Only where the person has closed the window, or has nothing to lose, it is not needed any more.
        if let Some(journal) = self.journal.take() {
            if self.state.leaving == Leaving::MayClose {
                journal.end();
            }
            journal.leave();
        }
        self.folder.store();
    }
}
