//! Where actions are carried out: the one place that changes the [`State`].

use super::action::Action;
use super::answers::Version;
use super::document::{Document, Loaded, Opening, Stamp, Waiting, stamp};
use super::panel::draft;
use super::state::{Active, Dialog, Notice, Panel, Selection, State, View, Visited};
use super::{App, asked::Answers, canvas, edits, export, files_dialog, job, navigate, recovery};
use crate::files;
use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;

impl App {
    /// What background work has brought since the last frame, and what the system asks.
    pub(super) fn poll(&mut self, ctx: &egui::Context) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(opening) = &self.state.opening {
            match opening.result.try_recv() {
                Ok(action) => {
                    actions.push(action);
                    self.state.opening = None;
                }
                Err(TryRecvError::Disconnected) => self.state.opening = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        self.state
            .waiting
            .retain(|waiting| match waiting.result.try_recv() {
                Ok(brought) => {
                    actions.extend(brought);
                    false
                }
                Err(TryRecvError::Disconnected) => false,
                Err(TryRecvError::Empty) => true,
            });
        if self.state.is_fresh
            && let Some(first) = self.first_bookmark()
        {
            self.state.is_fresh = false;
            actions.extend(first.map(Action::Bookmark));
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.state.may_close {
            let is_typing = draft::is_typing(ctx, &self.state);
            if self.state.is_changed() || is_typing {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                // What is typed is handed in at the end of the frame, before this.
                self.state.asked = Some(Action::Quit);
            } else {
                self.state.may_close = true;
            }
        }
        if let Some(file) = ctx.input(|i| i.raw.dropped_files.last().cloned()) {
            self.state.asked = Some(dropped(&*file));
        }
        actions
    }

    /// Once a fresh dataset is read: its first bookmark, if it has one.
    fn first_bookmark(&self) -> Option<Option<crate::dataset::Handle>> {
        let document = self.state.document.as_ref()?;
        let indexed = self.answers.indexed()?;
        let is_this = indexed.version.0 == document.number;
        is_this.then(|| indexed.dataset.bookmarks.entries().next().map(|(h, _)| h))
    }

    /// Carries out actions in order, and those that follow from them.
    pub(super) fn apply(&mut self, ctx: &egui::Context, actions: Vec<Action>) {
        let before = self.state.settings.clone();
        let mut queue = std::collections::VecDeque::from(actions);
        while let Some(action) = queue.pop_front() {
            let follow = self.apply_one(ctx, action);
            for next in follow.into_iter().rev() {
                queue.push_front(next);
            }
        }
        if self.state.settings != before {
            self.folder.remember(self.state.settings.clone());
            let folder = self.folder.clone();
            job::start(ctx, move |_| {
                folder.store();
                Some(())
            });
        }
        self.keep(ctx);
    }

    /// Writes down what was done, for the case that the program does not end in order.
    fn keep(&mut self, ctx: &egui::Context) {
        let Some(document) = &self.state.document else {
            self.keeper = None;
            return;
        };
        let Some(folder) = self.folder.path() else {
            return;
        };
        if self
            .keeper
            .as_ref()
            .is_none_or(|k| k.document != document.number)
        {
            self.keeper = Some(recovery::Keeper::new(ctx, folder, document.number));
        }
        if let Some(keeper) = &mut self.keeper {
            keeper.keep(document);
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table of who carries out what")]
    fn apply_one(&mut self, ctx: &egui::Context, action: Action) -> Vec<Action> {
        let state = &mut self.state;
        if changes_what_is_said(&action) {
            state.notice = None;
        }
        if let Some(question) = state.asks_first(&action) {
            state.dialog = Some(question);
            return Vec::new();
        }
        match action {
            Action::New
            | Action::Open
            | Action::OpenPath(_)
            | Action::OpenSample
            | Action::StopOpening
            | Action::Save
            | Action::SaveAs
            | Action::SavePath(..)
            | Action::SaveOver(..)
            | Action::ChangedOutside(..)
            | Action::Close
            | Action::Quit
            | Action::Discard(_)
            | Action::SaveThen(_)
            | Action::PathTyped(..)
            | Action::Opened(_)
            | Action::Saved { .. }
            | Action::SaveFailed(_) => self.apply_file(ctx, action),
            Action::ExportDialog
            | Action::Export(_)
            | Action::ExportPath(..)
            | Action::CopyImage
            | Action::Exported(_) => export::apply(self, ctx, action),
            Action::Edit(_)
            | Action::Undo
            | Action::Redo
            | Action::AddEvent
            | Action::AddActor
            | Action::AddRelation(..)
            | Action::Delete
            | Action::Pin(..) => edits::apply(state, action),
            Action::StopWork => {
                self.answers.stop();
                state
                    .waiting
                    .iter()
                    .for_each(|waiting| waiting.reins.stop());
                Vec::new()
            }
            Action::GoOn => {
                self.answers.go_on();
                Vec::new()
            }
            Action::OpenLink(address) => open_link(&address),
            Action::NotDone(title, text) => {
                state.after_save = None;
                state.dialog = Some(Dialog::Message {
                    title: title.to_owned(),
                    text,
                });
                Vec::new()
            }
            Action::Say(text) => state.say(text, false),
            Action::Fail(text) => state.say(text, true),
            Action::Dialog(dialog) => {
                state.dialog = dialog;
                Vec::new()
            }
            Action::Dark(dark) => {
                state.settings.dark = dark;
                Vec::new()
            }
            Action::OtherView => {
                state.view.active = canvas::other_view(ctx, &state.view);
                Vec::new()
            }
            Action::ReduceMotion(reduces) => {
                state.settings.reduces_motion = reduces;
                Vec::new()
            }
            Action::NothingChosen => {
                state.after_save = None;
                Vec::new()
            }
            Action::Recover(path) => {
                state.dialog = None;
                let waiting = Waiting::start(ctx, "Recovering edits", move |report| {
                    recovery::actions(&path, report)
                });
                state.wait_for(Some(waiting));
                Vec::new()
            }
            Action::Recovered(loaded, edits, journal) => {
                state.open(*loaded);
                let edits = edits.into_iter().map(Action::Edit);
                edits.chain([Action::ForgetRecovery(journal)]).collect()
            }
            Action::ForgetRecovery(path) => {
                state.dialog = None;
                // What was in it goes into the new journal first.
                self.keep(ctx);
                match &self.keeper {
                    Some(keeper) => keeper.forget(path),
                    None => recovery::forget(&path),
                }
                Vec::new()
            }
            other => navigate::apply(state, &self.answers, other),
        }
    }

    fn apply_file(&mut self, ctx: &egui::Context, action: Action) -> Vec<Action> {
        let state = &mut self.state;
        match action {
            Action::New => state.open(Loaded::empty()),
            Action::OpenSample => {
                state.start_opening(ctx, "alaska-summit.detente".to_owned(), sample)
            }
            Action::Open => {
                let waiting = files_dialog::ask(ctx, state, files_dialog::Wanted::Open);
                state.wait_for(waiting);
            }
            Action::OpenPath(path) => {
                let name = file_name(&path);
                state.start_opening(ctx, name, move |report| read(&path, report));
            }
            Action::StopOpening => {
                if let Some(opening) = state.opening.take() {
                    opening.reins.stop();
                }
            }
            Action::Save => match state.document.as_ref().map(|d| (d.number, d.path.clone())) {
                Some((number, Some(path))) => return vec![Action::SavePath(number, path)],
                Some((_, None)) => return vec![Action::SaveAs],
                None => {}
            },
            Action::SaveAs => {
                if let Some(number) = state.document.as_ref().map(|d| d.number) {
                    let wanted = files_dialog::Wanted::Save(number);
                    let waiting = files_dialog::ask(ctx, state, wanted);
                    state.wait_for(waiting);
                }
            }
            Action::SavePath(of, path) => return state.start_saving(ctx, of, path, false),
            Action::SaveOver(of, path) => return state.start_saving(ctx, of, path, true),
            Action::ChangedOutside(of, path) => {
                state.saving = None;
                state.save_again = None;
                state.dialog = Some(Dialog::Changed(of, path));
            }
            Action::Saved {
                document,
                path,
                revision,
                stamp,
            } => return state.saved(document, path, revision, stamp),
            Action::SaveFailed(text) => state.save_failed(text),
            Action::Opened(loaded) => state.open(*loaded),
            Action::Close => state.close(),
            Action::Quit => {
                state.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Action::Discard(next) => {
                state.discarding = true;
                return vec![Action::Dialog(None), *next];
            }
            Action::SaveThen(next) => {
                state.after_save = Some(next);
                return vec![Action::Save];
            }
            Action::PathTyped(purpose, text) => return files_dialog::typed(state, purpose, &text),
            _ => {}
        }
        Vec::new()
    }
}

const NOT_SAVED: &str = "Nothing was saved there: another dataset was opened meanwhile.";

/// What a person does makes the last notice old; what the program does by itself does not.
fn changes_what_is_said(action: &Action) -> bool {
    !matches!(
        action,
        Action::Hover(_)
            | Action::Say(_)
            | Action::Fail(_)
            | Action::Saved { .. }
            | Action::Scroll(_)
            | Action::ShownNow(..)
            | Action::MapAspect(_)
            | Action::FindFocused
            | Action::Active(_)
            | Action::TitleFocused
    )
}

impl State {
    /// Whether there are changes that no file holds.
    pub fn is_changed(&self) -> bool {
        self.document.as_ref().is_some_and(Document::is_changed)
    }

    /// The question that must be answered before an action, if it would lose changes.
    fn asks_first(&mut self, action: &Action) -> Option<Dialog> {
        let loses = match action {
            Action::New
            | Action::OpenPath(_)
            | Action::OpenSample
            | Action::Close
            | Action::Quit => true,
            // What was edited while the file was being read was not asked about yet.
            Action::Opened(_) | Action::Recovered(..) => self.version() != self.opened_over,
            _ => false,
        };
        if !loses || std::mem::take(&mut self.discarding) || !self.is_changed() {
            return None;
        }
        Some(Dialog::Unsaved(Box::new(action.clone())))
    }

    /// The open document and its revision.
    pub(super) fn version(&self) -> Option<Version> {
        let document = self.document.as_ref()?;
        Some((document.number, document.history.revision()))
    }

    fn say(&mut self, text: String, is_error: bool) -> Vec<Action> {
        if is_error {
            // What was to follow a save must not follow a failed one.
            self.after_save = None;
        }
        self.notice = Some(Notice { text, is_error });
        Vec::new()
    }

    pub(super) fn wait_for(&mut self, waiting: Option<Waiting>) {
        self.waiting.extend(waiting);
    }

    fn start_opening(
        &mut self,
        ctx: &egui::Context,
        name: String,
        work: impl FnOnce(job::Report<'_>) -> Action + Send + 'static,
    ) {
        if let Some(opening) = self.opening.take() {
            opening.reins.stop();
        }
        self.opened_over = self.version();
        let (reins, result) = job::start(ctx, move |report| Some(work(report)));
        self.opening = Some(Opening {
            name,
            reins,
            result,
        });
    }

    fn open(&mut self, loaded: Loaded) {
        if let Some(path) = &loaded.path {
            self.settings.remember(path);
        }
        self.opened += 1;
        self.view = self.settings.first_view();
        self.view.lanes = self.view.lanes.fitting(&loaded.dataset);
        self.view.colour_by = self.view.colour_by.fitting(&loaded.dataset);
        self.selection = None;
        self.visited = Visited::default();
        self.hovered = None;
        self.find = super::state::Find::default();
        self.panel = Panel::Selection;
        let rows = loaded.skipped;
        self.document = Some(Document::new(self.opened, loaded));
        self.is_fresh = true;
        self.map_aspect = None;
        if rows > 0 {
            self.dialog = Some(Dialog::Rows(rows));
        }
    }

    fn close(&mut self) {
        self.document = None;
        self.selection = None;
        self.hovered = None;
        self.view = View::default();
    }

    /// Writes the present version. One save runs at a time: a further one follows it, so that the
    /// file holds the newest version in the end.
    fn start_saving(
        &mut self,
        ctx: &egui::Context,
        of: u64,
        path: PathBuf,
        is_agreed: bool,
    ) -> Vec<Action> {
        let Some(document) = self.document.as_ref().filter(|d| d.number == of) else {
            // Another was opened while a place for the first was chosen.
            return vec![Action::Fail(NOT_SAVED.to_owned())];
        };
        if self.saving.is_some() {
            self.save_again = Some((of, path));
            return Vec::new();
        }
        let is_own = document.path.as_ref() == Some(&path);
        let known = document.stamp.filter(|_| is_own && !is_agreed);
        let dataset = document.history.dataset().clone();
        let (document, revision) = (document.number, document.history.revision());
        self.saving = Some((revision, dataset.clone()));
        let waiting = Waiting::start(ctx, "Saving", move |_| {
            let now = stamp(&path);
            if known.is_some() && now.is_some() && now != known {
                return vec![Action::ChangedOutside(document, path)];
            }
            let bytes = files::write(&dataset).into_bytes();
            match files::save::save(&bytes, &path, &files::save::Disk) {
                Ok(()) => vec![Action::Saved {
                    document,
                    stamp: stamp(&path),
                    path,
                    revision,
                }],
                Err(error) => vec![Action::SaveFailed(error.to_string())],
            }
        });
        self.waiting.push(waiting);
        Vec::new()
    }

    fn saved(&mut self, number: u64, path: PathBuf, revision: u64, stamp: Stamp) -> Vec<Action> {
        self.settings.remember(&path);
        let held = self.saving.take();
        let again = self.save_again.take();
        // Another document may have been opened since.
        let document = self.document.as_mut().filter(|d| d.number == number);
        if let Some(document) = document {
            document.path = Some(path);
            // What was found in the file that was read is not in the one that was written.
            document.problems.clear();
            document.stamp = stamp;
            document.history.mark_saved(revision);
            document.held = held.unwrap_or_else(|| document.held.clone());
        }
        self.say("Saved.".to_owned(), false);
        let open = self.document.as_ref().map(|d| d.number);
        if let Some((number, path)) = again.filter(|(number, _)| Some(*number) == open) {
            return vec![Action::SavePath(number, path)];
        }
        match self.after_save.take() {
            Some(next) => vec![Action::Dialog(None), *next],
            None => Vec::new(),
        }
    }

    fn save_failed(&mut self, text: String) {
        self.saving = None;
        self.save_again = None;
        self.after_save = None;
        self.dialog = Some(Dialog::Message {
            title: "The dataset was not saved".to_owned(),
            text,
        });
    }

    /// Selects, and remembers where the person has been.
    pub(super) fn select(&mut self, selection: Option<Selection>) {
        self.selection = selection;
        let Some(selection) = selection else { return };
        let visited = &mut self.visited;
        if visited.all.get(visited.at) != Some(&selection) {
            visited.all.truncate(visited.at + 1);
            visited.all.push(selection);
            visited.at = visited.all.len() - 1;
        }
        if self.panel == Panel::Problems || self.panel == Panel::Filter {
            self.panel = Panel::Selection;
        }
        match selection {
            Selection::Event(_) => self.view.active = Active::Timeline,
            Selection::Actor(_) | Selection::Tie(..) => self.view.active = Active::Map,
            Selection::Relation(_) | Selection::Source(_) => {}
        }
    }
}

impl Loaded {
    /// A dataset with nothing in it.
    pub(super) fn empty() -> Self {
        Self {
            path: None,
            title: "Untitled".to_owned(),
            dataset: crate::dataset::Dataset::default(),
            problems: Vec::new(),
            skipped: 0,
            is_native: false,
            stamp: None,
        }
    }
}

/// The bundled dataset.
pub(super) const SAMPLE: &str = include_str!("../../assets/alaska-summit.detente");

fn sample(report: job::Report<'_>) -> Action {
    let path = Path::new("alaska-summit.detente");
    let opened = files::open(SAMPLE.as_bytes().to_vec(), path, report);
    opened_action(opened, None, path)
}

fn read(path: &Path, report: job::Report<'_>) -> Action {
    opened_action(files::open_path(path, report), Some(path), path)
}

fn opened_action(
    opened: Result<files::Opened, files::OpenError>,
    path: Option<&Path>,
    name: &Path,
) -> Action {
    match opened {
        Ok(opened) => {
            let loaded = recovery::loaded(opened, path.map(Path::to_owned), name);
            Action::Opened(Box::new(loaded))
        }
        Err(error) => Action::Dialog(Some(Dialog::Message {
            title: format!("{} could not be opened", file_name(name)),
            text: error.to_string(),
        })),
    }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

fn dropped(file: &dyn egui::DroppedFile) -> Action {
    Action::OpenPath(file.path().to_owned())
}

/// Only http and https, and only when a person asked.
fn open_link(address: &str) -> Vec<Action> {
    let lower = address.to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return vec![Action::Fail(format!("“{address}” is not a web address."))];
    }
    match open::that_detached(address) {
        Ok(()) => Vec::new(),
        Err(error) => vec![Action::Fail(format!(
            "The browser could not be opened: {error}"
        ))],
    }
}

impl App {
    /// For parts of this room that start work on answers.
    pub(super) fn parts(
        &mut self,
    ) -> (&mut State, &Answers, &std::sync::Arc<crate::scene::Measure>) {
        (&mut self.state, &self.answers, &self.measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_wrong_in_the_file_that_was_read_is_not_said_of_the_one_that_was_saved() {
        let mut loaded = Loaded::empty();
        let fault = crate::dataset::check::Fault::default();
        loaded.problems.push(files::Problem {
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
        let mut state = State {
            document: Some(Document::new(2, Loaded::empty())),
            save_again: Some((1, path.clone())),
            ..State::default()
        };
        assert_eq!(state.saved(1, path.clone(), 0, None), []);
        state.save_again = Some((2, path.clone()));
        let again = Action::SavePath(2, path.clone());
        assert_eq!(state.saved(2, path, 0, None), [again]);
    }
}
