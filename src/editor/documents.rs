//! What becomes of documents: made, opened, saved, closed.

use super::action::{Action, Dialog, WantedFile};
use super::document::{Document, Loaded, SAMPLE, file_name};
use super::host::SharedHost;
use super::journal_writer::{JournalWriter, Marker};
use super::paths;
use super::saving::{Effect, Event, Leaving, Version};
use super::state::{State, Visited};
use super::view::{Panel, Shown, View};
use super::waiting::{Opening, Waiting};
use super::{Editor, job, recovery, tables};
use crate::dataset::Progress;
use crate::dataset::edit::Edit;
use crate::dataset::{Dataset, List};
use crate::files;
use crate::files::journal::UNTITLED;
use crate::files::lock::{self, Other};
use crate::files::save::{self, SaveError, SaveOptions};
use crate::files::stamp::Known;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Editor {
    pub(crate) fn apply_file(&mut self, action: Action) -> Vec<Action> {
        // What is seen is what opens.
        if matches!(
            action,
            Action::SavePath(..) | Action::SaveOver(..) | Action::ArrangeAnew
        ) {
            self.settle_places();
        }
        let state = &mut self.state;
        match action {
            Action::ArrangeAnew => state.arrange_anew(),
            Action::New => return state.open(Loaded::empty()),
            Action::OpenSample => {
                state.start_opening(&self.host, "alaska-summit.detente".to_owned(), sample);
            }
            Action::Open => {
                paths::ask(state, WantedFile::Open);
            }
            Action::OpenPath(path) => {
                let name = file_name(&path);
                let folder = self.folder.path().map(recovery::folder);
                let work = move |report: Progress<'_>| read(&path, folder.as_deref(), report);
                state.start_opening(&self.host, name, work);
            }
            Action::StopOpening => {
                if let Some(opening) = state.opening.take() {
                    opening.handle.stop();
                }
            }
            Action::Save => return state.save(),
            Action::SaveAs => {
                if let Some(number) = state.number() {
                    paths::ask(state, WantedFile::Save(number));
                }
            }
            Action::SavePath(of, path) => return self.start_saving(of, path, false),
            Action::SaveOver(of, path) => return self.start_saving(of, path, true),
            Action::ChangedOutside(of, path) => {
                state.saving.take(Event::Changed);
                state.dialog = Some(Dialog::Changed(of, path));
            }
            Action::ReadOnly => state.of_others(|document| document.others.clear()),
            Action::TakeOver => state.of_others(Document::take_over),
            Action::Saved {
                document,
                path,
                revision,
                known,
            } => return state.saved(document, path, revision, known),
            Action::SaveFailed(text) => state.save_failed(text),
            Action::Opened(loaded) | Action::OpenedOver(loaded) => return state.open(*loaded),
            Action::Close => state.close(),
            Action::Quit => state.leaving = Leaving::MayClose,
            Action::Discard(next) => {
                state.leaving = Leaving::MayLose;
                return vec![Action::Dialog(None), *next];
            }
            Action::SaveThen(next) => {
                state.saving.take(Event::Then(next));
                return vec![Action::Save];
            }
            Action::PathTyped(wanted, text) => return paths::typed(state, wanted, &text),
            _ => {}
        }
        Vec::new()
    }
}

/// What is waited for while a file is written.
pub(crate) const SAVING: &str = "Saving";

const NOT_SAVED: &str = "Nothing was saved there: another dataset was opened meanwhile.";

impl Editor {
    /// The open dataset knows where its actors are seen to stand.
    fn settle_places(&mut self) {
        let (Some(document), Some((placed, _))) = (&mut self.state.document, self.queries.mapped())
        else {
            return;
        };
        let dataset = document.history.dataset();
        let at = |n: usize| {
            let (handle, _) = dataset.actors.at(n)?;
            let place = placed.indexed.index.actor(handle)?;
            let at = placed.places.homes.get(place as usize)?;
            Some([f64::from(at.x), f64::from(at.y)])
        };
        let settled = dataset.with_places(at);
        document.history.settle(settled);
    }
}

impl Editor {
    /// Writes the present version, once its journal has all that led to it.
    fn start_saving(&mut self, of: u64, path: PathBuf, is_agreed: bool) -> Vec<Action> {
        if let Some(document) = &mut self.state.document {
            document.look_again();
        }
        self.keep();
        let marker = self.journal.as_ref().map(JournalWriter::snapshot);
        let folder = self.folder.path().map(recovery::folder);
        let own = Own { marker, folder };
        self.state
            .start_saving(&self.host, (of, path), is_agreed, own)
    }
}

/// What a save needs of the program's own.
struct Own {
    /// Whom to tell of the file.
    marker: Option<Marker>,
    /// Where copies and locks are.
    folder: Option<PathBuf>,
}

impl State {
    pub(crate) fn wait_for(&mut self, waiting: Option<Waiting>) {
        self.waiting.extend(waiting);
    }

    pub(super) fn start_opening(
        &mut self,
        host: &SharedHost,
        name: String,
        work: impl FnOnce(Progress<'_>) -> Action + Send + 'static,
    ) {
        if let Some(opening) = self.opening.take() {
            opening.handle.stop();
        }
        let over = self.version();
        let (handle, result) = job::start(host, move |report| Some(work(report)));
        self.opening = Some(Opening {
            name,
            over,
            handle,
            result,
        });
    }

    pub(crate) fn open(&mut self, loaded: Loaded) -> Vec<Action> {
        let broken = loaded.path.as_deref().filter(|_| loaded.is_from_copy);
        let broken = broken.map(|path| Dialog::Message {
            title: format!("{} was broken off while it was saved", file_name(path)),
            text: "This is what was in it before. Save to mend it.".to_owned(),
        });
        if let Some(path) = &loaded.path {
            self.settings.remember(path);
        }
        self.opened += 1;
        self.view = self.settings.first_view();
        self.view.lanes = self.view.lanes.fitting(&loaded.dataset);
        self.view.colour_by = self.view.colour_by.fitting(&loaded.dataset);
        // A network has nothing to be shown in time.
        let is_network = loaded.dataset.events.is_empty() && !loaded.dataset.relations.is_empty();
        if is_network {
            self.view.shown = Shown::Map;
        }
        self.selection = None;
        self.visited = Visited::default();
        self.hovered = None;
        self.find = super::state::Find::default();
        self.panel = Panel::Selection;
        self.document = Some(Document::new(self.opened, loaded));
        self.is_fresh = true;
        self.tells_import = self
            .document
            .as_ref()
            .is_some_and(|document| document.import.is_some());
        broken.into_iter().map(Action::Ask).collect()
    }

    /// Where the document is saved to: its file, unless that is another window's.
    fn save(&self) -> Vec<Action> {
        let Some(document) = &self.document else {
            return Vec::new();
        };
        let path = document.path.clone().filter(|_| !document.is_read_only);
        let number = document.number;
        vec![path.map_or(Action::SaveAs, |path| Action::SavePath(number, path))]
    }

    /// The person has said what is to become of other windows with its file.
    fn of_others(&mut self, answer: impl FnOnce(&mut Document)) {
        self.dialog = None;
        if let Some(document) = &mut self.document {
            answer(document);
        }
    }

    fn close(&mut self) {
        self.document = None;
        self.selection = None;
        self.hovered = None;
        self.view = View::default();
    }

    /// Forgets where everyone stands, so that the map is laid out from nothing.
    fn arrange_anew(&mut self) {
        let Some(document) = &mut self.document else {
            return;
        };
        let before = document.history.dataset();
        let after = Dataset {
            places: List::default(),
            ..before.clone()
        };
        let edit = Edit::between("new arrangement of the map", before, &after);
        if !edit.changes.is_empty() && document.history.apply(edit).is_ok() {
            self.view.camera = None;
        }
    }

    /// Writes the present version. One save runs at a time: a further one follows it, so that the
    /// file holds the newest version in the end.
    fn start_saving(
        &mut self,
        host: &SharedHost,
        (of, path): (u64, PathBuf),
        is_agreed: bool,
        own: Own,
    ) -> Vec<Action> {
        let Some(document) = self.document.as_ref().filter(|d| d.number == of) else {
            // Another was opened while a place for the first was chosen.
            return vec![Action::Fail(NOT_SAVED.to_owned())];
        };
        let is_own = document.path.as_ref() == Some(&path);
        if is_own && document.is_read_only && !is_agreed {
            self.dialog = Some(Dialog::Changed(of, path));
            return Vec::new();
        }
        let folder = own.folder.as_deref().filter(|_| !is_own);
        let others = folder.map(|folder| lock::elsewhere(&path, folder));
        let others = others.unwrap_or_default();
        if !others.is_empty() && !is_agreed {
            self.dialog = Some(Dialog::Changed(of, path));
            return Vec::new();
        }
        others.iter().for_each(Other::take_over);
        let known = document.known.filter(|_| is_own && !is_agreed);
        let like = document.path.as_ref().or(document.table.as_ref()).cloned();
        let dataset = document.history.dataset().clone();
        let revision = document.history.revision();
        let document = of;
        let version = Version {
            document,
            revision,
            dataset: dataset.clone(),
        };
        let begin = Event::Begin(Box::new(version), path.clone());
        if self.saving.take(begin) != Effect::Write {
            return Vec::new();
        }
        let waiting = Waiting::start(host, SAVING, move |_| {
            let body = |out: &mut dyn io::Write| files::write_to(&dataset, out);
            let told = |content| {
                if let Some(marker) = &own.marker {
                    marker.saving(&path, content);
                }
            };
            let over = SaveOptions {
                like: like.as_deref(),
                known: known.as_ref(),
                folder: own.folder.as_deref(),
            };
            match save::write_over(&body, &path, over, &told, &save::Disk) {
                Ok(known) => vec![Action::Saved {
                    document,
                    known: Some(known),
                    path,
                    revision,
                }],
                Err(SaveError::Changed(_)) => vec![Action::ChangedOutside(document, path)],
                Err(error) => vec![Action::SaveFailed(error.to_string())],
            }
        });
        self.waiting.push(waiting);
        Vec::new()
    }

    fn saved(
        &mut self,
        number: u64,
        path: PathBuf,
        revision: u64,
        known: Option<Known>,
    ) -> Vec<Action> {
        self.settings.remember(&path);
        let held = self.saving.version();
        let held = held.map(|version| (version.revision, version.dataset.clone()));
        // Another document may have been opened since.
        let document = self.document.as_mut().filter(|d| d.number == number);
        if let Some(document) = document {
            document.is_read_only &= document.path.as_ref() == Some(&path);
            document.path = Some(path);
            // What was found in the file that was read is not in the one that was written.
            document.problems = Arc::default();
            document.known = known;
            document.history.mark_saved(revision);
            document.held = held.unwrap_or_else(|| document.held.clone());
        }
        self.say("Saved.".to_owned(), false);
        let open = self.number();
        match self.saving.take(Event::Written) {
            Effect::Again(number, path) if Some(number) == open => {
                vec![Action::SavePath(number, path)]
            }
            Effect::Do(next) => vec![Action::Dialog(None), *next],
            Effect::Again(..) | Effect::Write | Effect::None => Vec::new(),
        }
    }

    fn save_failed(&mut self, text: String) {
        self.saving.take(Event::Failed);
        self.dialog = Some(Dialog::NotSaved(text));
    }
}

impl Loaded {
    /// A dataset with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            path: None,
            title: UNTITLED.to_owned(),
            dataset: Dataset::default(),
            problems: Vec::new(),
            import: None,
            is_native: false,
            known: None,
            is_from_copy: false,
        }
    }
}

fn sample(report: Progress<'_>) -> Action {
    let path = Path::new("alaska-summit.detente");
    let opened = files::open(SAMPLE.as_bytes().to_vec(), path, report);
    tables::opened(opened, None, path)
}

fn read(path: &Path, folder: Option<&Path>, report: Progress<'_>) -> Action {
    tables::opened(
        files::open_whole(path, folder, None, report),
        Some(path),
        path,
    )
}

#[cfg(test)]
mod tests {
    use super::super::saving::Saving;
    use super::*;

    #[test]
    fn what_was_wrong_in_the_file_that_was_read_is_not_said_of_the_one_that_was_saved() {
        let mut loaded = Loaded::empty();
        let fault = crate::dataset::check::Fault::default();
        loaded.problems.push(files::Problem {
            part: None,
            file: PathBuf::from("read.csv"),
            at: None,
            fault,
        });
        let mut state = State {
            document: Some(Document::new(1, loaded)),
            ..State::default()
        };
        state.saved(1, PathBuf::from("saved.detente"), 0, None);
        let problems = state.document.map(|d| d.problems.len());
        assert_eq!(problems, Some(0));
    }

    #[test]
    fn a_save_that_waits_is_not_of_another_document() {
        let path = PathBuf::from("first.detente");
        let saving = |document| {
            let mut saving = Saving::default();
            for revision in 0..2 {
                let version = Version {
                    document,
                    revision,
                    dataset: Dataset::default(),
                };
                saving.take(Event::Begin(Box::new(version), path.clone()));
            }
            saving
        };
        let mut state = State {
            document: Some(Document::new(2, Loaded::empty())),
            saving: saving(1),
            ..State::default()
        };
        assert_eq!(state.saved(1, path.clone(), 0, None), []);
        state.saving = saving(2);
        let again = Action::SavePath(2, path.clone());
        assert_eq!(state.saved(2, path.clone(), 0, None), [again]);
    }
}
