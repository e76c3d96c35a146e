//! Opening a table: at once where the guess is sure, else once a person has said what its columns are.

use super::action::{Action, Dialog};
use super::document::{Loaded, file_name};
use super::host::SharedHost;
use super::importing::Importing;
use super::state::State;
use super::waiting::Waiting;
use super::{Editor, recovery};
use crate::dataset::Progress;
use crate::dataset::adding::adding;
use crate::files::table::{Import, Mapping};
use crate::files::{self, OpenError, save};
use std::path::{Path, PathBuf};

/// What a table is called that was pasted.
const PASTED: &str = "a pasted table";

/// What opening a file comes to: a dataset, a table to be asked about, or why there is none.
pub(super) fn opened(
    opened: Result<files::Opened, OpenError>,
    path: Option<&Path>,
    name: &Path,
) -> Action {
    match opened {
        Ok(opened) => {
            let loaded = recovery::loaded(opened, path.map(Path::to_owned), name);
            let unsure = loaded.import.clone().filter(|import| !import.is_sure());
            match unsure.zip(loaded.path.clone()) {
                Some((import, path)) => asked(Importing::new(path, import, Some(loaded))),
                // What is open and was changed may be added to.
                None if loaded.import.is_some() => Action::OpenedOver(Box::new(loaded)),
                None => Action::Opened(Box::new(loaded)),
            }
        }
        Err(OpenError::Unclear(problem, import)) if path.is_some() => {
            let path = path.map(Path::to_owned).unwrap_or_default();
            asked(Importing {
                trouble: Some(problem.fault.to_string()),
                ..Importing::new(path, import, None)
            })
        }
        Err(error) => Action::Ask(Dialog::Message {
            title: format!("{} could not be opened", file_name(name)),
            text: error.to_string(),
        }),
    }
}

/// What a pasted table comes to. It is asked about, since anything may be on the clipboard.
fn pasted(text: String, report: Progress<'_>) -> Action {
    let name = PathBuf::from(PASTED);
    let opened = files::open_by(text.clone().into(), &name, &Mapping::default(), report);
    if matches!(opened, Err(OpenError::Cancelled)) {
        return Action::Dialog(None);
    }
    let (import, loaded, trouble) = made(opened, None, &name);
    // A word or a sentence is none, whatever could be made of it.
    let text = text.trim();
    let has_rows = text.contains('\n') || text.starts_with(['[', '{']);
    match import.filter(|_| has_rows) {
        Some(import) => asked(Importing {
            pasted: Some(text.into()),
            trouble,
            ..Importing::new(name, import, loaded)
        }),
        None => Action::NotDone(
            "Nothing was pasted.",
            "What is on the clipboard is no table with a header and rows.".to_owned(),
        ),
    }
}

fn asked(importing: Importing) -> Action {
    Action::Ask(Dialog::Import(Box::new(importing)))
}

/// What a table that was read may be: opened in place of what is open, or added to it.
pub(super) fn question(loaded: &Loaded) -> Option<Dialog> {
    let (import, path) = loaded.import.clone().zip(loaded.path.clone())?;
    let importing = Importing::new(path, import, Some(loaded.clone()));
    Some(Dialog::Import(Box::new(importing)))
}

/// What was made of a table: how it was read, the dataset, or why there is none.
fn made(
    opened: Result<files::Opened, OpenError>,
    file: Option<PathBuf>,
    name: &Path,
) -> (Option<Box<Import>>, Option<Loaded>, Option<String>) {
    match opened {
        Ok(opened) => {
            let loaded = recovery::loaded(opened, file, name);
            (loaded.import.clone(), Some(loaded), None)
        }
        Err(OpenError::Unclear(problem, import)) => {
            (Some(import), None, Some(problem.fault.to_string()))
        }
        Err(OpenError::Text(problem)) => (None, None, Some(problem.fault.to_string())),
        Err(error) => (None, None, Some(error.to_string())),
    }
}

/// Reads the table of a dialog again, by its mapping.
pub(super) fn read_again(importing: Importing, report: Progress<'_>) -> Action {
    let Importing {
        path,
        pasted,
        mapping,
        ..
    } = &importing;
    let opened = match pasted {
        Some(text) => files::open_by(text.as_bytes().to_vec(), path, mapping, report),
        None => files::open_path_by(path, mapping, report),
    };
    let file = pasted.is_none().then(|| path.clone());
    let (import, loaded, trouble) = made(opened, file, path);
    let loaded = loaded.map(Box::new);
    let import = import.unwrap_or_else(|| importing.import.clone());
    Action::Imported(Box::new(Importing {
        import,
        loaded,
        trouble,
        ..importing
    }))
}

impl Editor {
    /// Carries out what is done with a table.
    pub(super) fn apply_table(&mut self, action: Action) -> Vec<Action> {
        let state = &mut self.state;
        match action {
            Action::ReadTable(importing) => {
                let name = file_name(&importing.path);
                state.dialog = Some(Dialog::Import(importing.clone()));
                let work = move |report: Progress<'_>| read_again(*importing, report);
                state.start_opening(&self.host, name, work);
            }
            Action::ReadPasted(text) => {
                let work = move |report: Progress<'_>| pasted(text, report);
                state.start_opening(&self.host, PASTED.to_owned(), work);
            }
            Action::Imported(importing) => state.imported(importing),
            Action::ChangeImport => return state.change_import(),
            Action::OpenTable => return state.open_table(&self.host),
            Action::OpenPasted(importing) => return state.open_pasted(&self.host, *importing),
            Action::AddTable => {
                if let Some(importing) = state.take_import(&self.host) {
                    state.add_table(&self.host, importing);
                }
            }
            Action::Added(of, ..) if Some(of) != state.version() => {
                let why = "The dataset was changed meanwhile: add the table again.";
                return vec![Action::Fail(why.to_owned())];
            }
            Action::Added(_, edit, said) => return vec![Action::Edit(edit), Action::Say(said)],
            Action::LeaveImport => state.tells_import = false,
            _ => {}
        }
        Vec::new()
    }
}

impl State {
    /// The table was read again. If another question is asked by now, or the mapping is another,
    /// nobody waits for it.
    pub(super) fn imported(&mut self, importing: Box<Importing>) {
        if let Some(Dialog::Import(asked)) = &mut self.dialog
            && asked.path == importing.path
            && asked.mapping == importing.mapping
        {
            let remembers = asked.remembers;
            **asked = Importing {
                remembers,
                ..*importing
            };
        }
    }

    /// Asks how the table is to be read that the open dataset came from.
    pub(super) fn change_import(&self) -> Vec<Action> {
        let from = self.document.as_ref().and_then(|document| {
            let path = document.table.clone().or_else(|| document.path.clone());
            document.import.clone().zip(path)
        });
        let read = from
            .map(|(import, path)| Action::ReadTable(Box::new(Importing::new(path, import, None))));
        read.into_iter().collect()
    }

    /// The table of the dialog, which is answered.
    fn take_import(&mut self, host: &SharedHost) -> Option<Importing> {
        let answered = self
            .dialog
            .take_if(|dialog| matches!(dialog, Dialog::Import(_)))?;
        let Dialog::Import(importing) = answered else {
            return None;
        };
        self.keep_mapping(host, &importing);
        Some(*importing)
    }

    /// Opens what was made of a table.
    fn open_table(&mut self, host: &SharedHost) -> Vec<Action> {
        let Some(importing) = self.take_import(host) else {
            return Vec::new();
        };
        if importing.pasted.is_some() {
            return vec![Action::OpenPasted(Box::new(importing))];
        }
        match importing.loaded {
            // What becomes of changes was not asked yet.
            Some(loaded) if self.has_to_lose() => {
                self.dialog = Some(Dialog::Unsaved(Box::new(Action::Opened(loaded))));
                Vec::new()
            }
            Some(loaded) => vec![Action::Opened(loaded)],
            None => Vec::new(),
        }
    }

    /// Opens what was pasted. No file has it: it is the first edit of a new dataset.
    fn open_pasted(&mut self, host: &SharedHost, importing: Importing) -> Vec<Action> {
        let next = self.open(Loaded::empty());
        if let Some(loaded) = &importing.loaded {
            self.view.lanes = self.view.lanes.fitting(&loaded.dataset);
            self.view.colour_by = self.view.colour_by.fitting(&loaded.dataset);
        }
        self.add_table(host, importing);
        next
    }

    /// Adds what was made of a table to the open dataset, as one step to undo. Long ones take a while.
    fn add_table(&mut self, host: &SharedHost, importing: Importing) {
        let Some((version, before)) = self.version().zip(self.dataset().cloned()) else {
            return;
        };
        let waiting = Waiting::start(host, "Adding the table", move |_| {
            let Some(loaded) = &importing.loaded else {
                return Vec::new();
            };
            let name = format!("adding of {}", file_name(&importing.path));
            let edit = adding(&name, &before, &loaded.dataset);
            if edit.changes.is_empty() {
                return vec![Action::Say("Everything in it was here already.".to_owned())];
            }
            let said = format!("Added: {}", importing.import.counted());
            vec![Action::Added(version, edit, said)]
        });
        self.wait_for(Some(waiting));
    }

    /// Keeps the mapping beside the table, so that it is found again.
    fn keep_mapping(&mut self, host: &SharedHost, importing: &Importing) {
        if !importing.remembers {
            return;
        }
        let file = Mapping::file_of(&importing.path);
        let text = importing.mapping.to_json();
        let waiting = Waiting::start(host, "Saving the mapping", move |_| {
            match save::save(text.as_bytes(), &file, &save::Disk) {
                Ok(()) => Vec::new(),
                Err(error) => vec![Action::Fail(error.to_string())],
            }
        });
        self.wait_for(Some(waiting));
    }
}
