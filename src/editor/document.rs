//! The open dataset: where it lives, what was done to it, and how it gets to and from a file.

use crate::dataset::Dataset;
use crate::dataset::history::History;
use crate::files::Problem;
use crate::files::journal::Origin;
use crate::files::lock::{Hold, Other};
use crate::files::stamp::Known;
use crate::files::table::Import;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The bundled dataset.
pub(crate) const SAMPLE: &str = include_str!("../../assets/alaska-summit.detente");

/// The open dataset.
pub struct Document {
    /// Tells this document from all that were open before.
    pub number: u64,
    /// Where it lives; none: nowhere yet.
    pub path: Option<PathBuf>,
    /// The file that it was read from, if that is not one that Save writes.
    pub(crate) table: Option<PathBuf>,
    /// What it is called where it has no file.
    pub title: String,
    /// The dataset, and what was done to it.
    pub history: History,
    /// What could not be read, or was wrong, when it was opened.
    pub problems: Arc<[Problem]>,
    /// What was made of the table that it came from.
    pub import: Option<Box<Import>>,
    /// What the file holds, and at which revision: the journal starts from it.
    pub(crate) held: (u64, Dataset),
    /// What its bytes were known by when it was last read or written.
    pub(crate) known: Option<Known>,
    /// The file that other windows are told is open here, and what tells them.
    hold: Option<(PathBuf, Option<Hold>)>,
    /// When it was last looked at whether another window has taken that over.
    looked: Option<Instant>,
    /// Whether its file is another window's: what is done here is saved elsewhere.
    pub is_read_only: bool,
    /// Other windows with its file, until the person has said what is to become of that.
    pub(crate) others: Vec<Other>,
    /// Whether this was in the file before a save that was broken off, and still is in a copy.
    pub(crate) is_from_copy: bool,
    /// Whether it is the bundled dataset, in no file of a person's.
    pub(crate) is_sample: bool,
}

/// What was read, before it becomes a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The file; none for the sample and for what was dropped without a path.
    pub path: Option<PathBuf>,
    /// What it is called where it has no file.
    pub title: String,
    /// The dataset.
    pub dataset: Dataset,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// What was made of a table.
    pub import: Option<Box<Import>>,
    /// Whether Save writes to `path`: not for other formats.
    pub is_native: bool,
    /// What its bytes were known by.
    pub(crate) known: Option<Known>,
    /// Whether this was in the file before a save that was broken off.
    pub(crate) is_from_copy: bool,
}

impl Document {
    /// A document of what was read.
    pub fn new(number: u64, loaded: Loaded) -> Self {
        let is_sample = loaded.is_native && loaded.path.is_none();
        let is_table = !loaded.is_native && loaded.path.is_some();
        Self {
            number,
            table: loaded.path.clone().filter(|_| !loaded.is_native),
            path: loaded.path.filter(|_| loaded.is_native),
            title: loaded.title,
            known: loaded.known,
            held: (0, loaded.dataset.clone()),
            hold: None,
            looked: None,
            is_read_only: false,
            others: Vec::new(),
            is_from_copy: loaded.is_from_copy,
            is_sample,
            // A table is not what Save writes, so it is to be saved, and so is what was broken off; an
            // empty dataset is not.
            history: if is_table || loaded.is_from_copy {
                History::unsaved(loaded.dataset)
            } else {
                History::opened(loaded.dataset)
            },
            problems: loaded.problems.into(),
            import: loaded.import,
        }
    }

    /// Tells other windows that its file is open here, by a folder that all know. Where one of them has
    /// it, it is only read here until the person takes it over.
    pub(crate) fn hold(&mut self, folder: &Path) {
        let held = self.hold.as_ref().map(|(path, _)| path);
        let Some(path) = self.path.as_ref().filter(|path| Some(*path) != held) else {
            return;
        };
        let (hold, others) = Hold::new(path, folder).unzip();
        self.others = others.unwrap_or_default();
        self.is_read_only = !self.others.is_empty();
        self.hold = Some((path.clone(), hold));
    }

    /// Whether another window has just taken its file over. Not looked at in every frame.
    pub(crate) fn is_taken(&mut self) -> bool {
        const OFTEN: Duration = Duration::from_millis(300);
        if self.looked.is_some_and(|looked| looked.elapsed() < OFTEN) {
            return false;
        }
        self.looked = Some(Instant::now());
        let hold = self
            .hold
            .as_mut()
            .and_then(|(_, hold)| hold.take_if(|hold| hold.is_taken()));
        self.is_read_only |= hold.is_some();
        hold.is_some()
    }

    /// What was seen last is not enough: a save begins.
    pub(crate) fn look_again(&mut self) {
        self.looked = None;
    }

    /// The file is no longer other windows'; whether yet another has come meanwhile is looked at anew.
    pub(crate) fn take_over(&mut self) {
        self.others.drain(..).for_each(|other| other.take_over());
        self.hold = None;
    }

    /// What a journal says that it starts from.
    pub(crate) fn origin(&self) -> Origin {
        match self.path.as_ref().or(self.table.as_ref()) {
            Some(path) => Origin::File(std::path::absolute(path).unwrap_or_else(|_| path.clone())),
            None if self.is_sample => Origin::Sample,
            None => Origin::New(self.title.clone()),
        }
    }

    /// Whether it was read from a file, or lives in it.
    pub fn is_of(&self, file: &Path) -> bool {
        [&self.path, &self.table]
            .into_iter()
            .flatten()
            .any(|path| path == file)
    }

    /// How its table was read.
    pub(crate) fn mapping(&self) -> Option<String> {
        // Once it is saved, the table is not what the edits are made to.
        let import = self.import.as_ref().filter(|_| self.path.is_none())?;
        Some(import.mapping.to_json())
    }

    /// The file's name, or the title.
    pub fn name(&self) -> String {
        let file = self.path.as_deref().and_then(Path::file_name);
        file.map_or_else(|| self.title.clone(), |n| n.to_string_lossy().into_owned())
    }

    /// Whether nothing was done yet to what was read from what Save does not write: a table, or a copy.
    pub fn is_only_read(&self) -> bool {
        let history = &self.history;
        let is_untouched = history.to_undo().is_none() && history.to_redo().is_none();
        let is_elsewhere = self.table.is_some() || self.is_from_copy;
        is_untouched && is_elsewhere && self.is_changed()
    }

    /// Whether something would be lost without it: what was only read has all of it.
    pub fn has_to_lose(&self) -> bool {
        self.is_changed() && !self.is_only_read()
    }

    /// Whether what was done here is in its file.
    pub(crate) fn was_saved(&self) -> bool {
        self.held.0 > 0 && !self.is_changed()
    }

    /// Whether there are changes that no file holds.
    pub fn is_changed(&self) -> bool {
        self.history.is_changed()
    }
}

/// The name of a file, as people say it.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}
