//! Where actions are carried out: the one place that changes the [`State`].

use super::action::{Action, Dialog, WantedFile};
use super::derived::Version;
use super::document::Document;
use super::documents::SAVING;
use super::journal_writer::JournalWriter;
use super::left_over::Recovered;
use super::paths;
use super::saving::{Event, Leaving};
use super::selection::Selection;
use super::state::{Notice, State};
use super::view::{Active, Panel};
use super::waiting::Waiting;
use super::{Editor, deciding, edits, export, job, navigate, recovery, tables};
use crate::dataset::check::is_web_address;
use crate::files::Format;
use std::sync::mpsc::TryRecvError;

impl Editor {
    /// What background work has brought since it was last asked.
    pub fn poll(&mut self) -> Vec<Action> {
        let mut actions = Vec::new();
        if let Some(opening) = &self.state.opening {
            match opening.result.try_recv() {
                Ok(Action::Opened(loaded)) if opening.over != self.state.version() => {
                    self.state.opening = None;
                    actions.push(Action::OpenedOver(loaded));
                }
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
                Err(TryRecvError::Disconnected) => {
                    // It ended without a word.
                    actions.extend((waiting.what == SAVING).then(no_answer));
                    false
                }
                Err(TryRecvError::Empty) => true,
            });
        if self.state.is_fresh
            && let Some(first) = self.first_bookmark()
        {
            self.state.is_fresh = false;
            actions.extend(first.map(Action::FirstBookmark));
        }
        let is_found = self.queries.found(&self.state.find.query).is_some();
        if let Some(by) = self.state.find.waiting.filter(|_| is_found) {
            actions.push(Action::FindStep(by));
        }
        actions
    }

    /// Whether the window may close at once: nothing would be lost. Else the person is asked.
    pub fn may_close(&mut self) -> bool {
        let loses = self.state.has_to_lose() || self.state.is_typing();
        if self.state.leaving != Leaving::MayClose && !loses {
            self.state.leaving = Leaving::MayClose;
        }
        self.state.leaving == Leaving::MayClose
    }

    /// Once a fresh dataset is read: its first bookmark, if it has one.
    fn first_bookmark(&self) -> Option<Option<crate::dataset::Handle>> {
        let document = self.state.document.as_ref()?;
        let indexed = self.queries.indexed()?;
        let is_this = indexed.version.0 == document.number;
        is_this.then(|| indexed.dataset.bookmarks.entries().next().map(|(h, _)| h))
    }

    /// Carries out actions in order, and those that follow from them.
    pub fn apply(&mut self, actions: Vec<Action>) {
        let before = self.state.settings.clone();
        let mut queue = std::collections::VecDeque::from(actions);
        while let Some(action) = queue.pop_front() {
            let follow = self.apply_one(action);
            for next in follow.into_iter().rev() {
                queue.push_front(next);
            }
        }
        if self.state.settings != before {
            self.folder.remember(self.state.settings.clone());
            let folder = self.folder.clone();
            job::start(&self.host, move |_| {
                folder.store();
                Some(())
            });
        }
        self.keep();
        self.state.ask_next();
    }

    /// Writes down what was done, for the case that the program does not end in order.
    pub(crate) fn keep(&mut self) {
        let number = self.state.number();
        // A person has closed it, or agreed to what follows.
        if let Some(journal) = self.journal.take_if(|j| Some(j.document) != number) {
            journal.end();
        }
        let (Some(document), Some(folder)) = (&mut self.state.document, self.folder.path()) else {
            self.state.trouble = None;
            return;
        };
        let folder = recovery::folder(folder);
        document.hold(&folder);
        let is_taken = document.is_taken();
        let journal = self
            .journal
            .get_or_insert_with(|| JournalWriter::new(&self.host, &folder, document.number));
        if let Some(document) = &self.state.document {
            journal.keep(document, self.state.typing());
        }
        if is_taken {
            self.state.say(TAKEN_OVER.to_owned(), true);
        }
        self.state.trouble = journal.trouble();
    }

    #[expect(clippy::too_many_lines, reason = "a table of who carries out what")]
    fn apply_one(&mut self, action: Action) -> Vec<Action> {
        let state = &mut self.state;
        if changes_what_is_said(&action) {
            state.notice = None;
        }
        if state.waits_for_save(&action) {
            return Vec::new();
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
            | Action::ArrangeAnew
            | Action::SaveOver(..)
            | Action::ReadOnly
            | Action::TakeOver
            | Action::ChangedOutside(..)
            | Action::Close
            | Action::Quit
            | Action::Discard(_)
            | Action::SaveThen(_)
            | Action::PathTyped(..)
            | Action::Opened(_)
            | Action::OpenedOver(_)
            | Action::Saved { .. }
            | Action::SaveFailed(_) => self.apply_file(action),
            Action::ReadTable(_)
            | Action::Imported(_)
            | Action::ChangeImport
            | Action::ReadPasted(_)
            | Action::OpenTable
            | Action::OpenPasted(_)
            | Action::AddTable
            | Action::Added(..)
            | Action::LeaveImport => self.apply_table(action),
            Action::ExportDialog
            | Action::Export(_)
            | Action::ExportPath(..)
            | Action::DataDialog(_)
            | Action::LeftOut(..)
            | Action::ExportData(_)
            | Action::ExportDataPath(..)
            | Action::CopyImage
            | Action::Exported(_) => export::apply(self, action),
            Action::Edit(_)
            | Action::Undo
            | Action::Redo
            | Action::Add(_)
            | Action::Move(_)
            | Action::KeepView
            | Action::AddRelation(..)
            | Action::Delete
            | Action::Pin(..) => edits::apply(state, action),
            Action::AskMerge(..)
            | Action::Merge(..)
            | Action::Merged(..)
            | Action::KeepApart(..) => deciding::apply(state, &self.host, action),
            Action::StopWork => {
                self.queries.stop();
                state
                    .waiting
                    .iter()
                    .for_each(|waiting| waiting.handle.stop());
                Vec::new()
            }
            Action::GoOn => {
                self.queries.go_on();
                Vec::new()
            }
            Action::OpenLink(address) => open_link(&address),
            Action::NotDone(title, text) => {
                state.saving.take(Event::GivenUp);
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
            Action::Ask(dialog) => {
                state.questions.push_back(dialog);
                Vec::new()
            }
            Action::Dark(dark) => {
                state.settings.dark = dark;
                Vec::new()
            }
            Action::ReduceMotion(reduces) => {
                state.settings.reduces_motion = reduces;
                Vec::new()
            }
            Action::NothingChosen => {
                state.saving.take(Event::GivenUp);
                Vec::new()
            }
            Action::LookForEdits
            | Action::Recover(_)
            | Action::FindFile(..)
            | Action::Recovered(_)
            | Action::KeepRest(..)
            | Action::ForgetRecovery(_) => self.apply_recovery(action),
            other => navigate::apply(state, &self.queries, other),
        }
    }
}

impl Editor {
    /// Shows what a program that did not end in order has left. If it was asked for, also that there is
    /// nothing.
    pub(crate) fn look_for_edits(&mut self, is_asked: bool) {
        let Some(folder) = self.folder.path().map(std::path::Path::to_owned) else {
            return;
        };
        let looking = Waiting::start(&self.host, "Looking for edits", move |_| {
            let left = recovery::left_over(&folder);
            if left.is_empty() {
                let nothing = "There are no edits that were not saved.".to_owned();
                return is_asked
                    .then_some(Action::Say(nothing))
                    .into_iter()
                    .collect();
            }
            vec![Action::Ask(Dialog::Recover { left, at: 0 })]
        });
        self.state.wait_for(Some(looking));
    }

    fn apply_recovery(&mut self, action: Action) -> Vec<Action> {
        let state = &mut self.state;
        match action {
            Action::LookForEdits => self.look_for_edits(true),
            Action::Recover(wanted) => {
                state.dialog = None;
                let waiting = Waiting::start(&self.host, "Recovering edits", move |report| {
                    recovery::actions(wanted, report)
                });
                state.wait_for(Some(waiting));
            }
            Action::FindFile(journal, folder) => {
                paths::ask(state, WantedFile::Recover(journal, folder));
            }
            Action::Recovered(recovered) => {
                let Recovered {
                    journal,
                    loaded,
                    edits,
                    missing,
                    rest,
                    said,
                    stays,
                } = *recovered;
                let opened = state.open(loaded);
                let last = edits.last().and_then(edits::about);
                let edits = edits.into_iter().map(Action::Edit);
                let then = if stays {
                    vec![Action::Say(said)]
                } else if missing.is_empty() {
                    vec![Action::ForgetRecovery(journal), Action::Say(said)]
                } else {
                    let dialog = Dialog::NotRecovered {
                        journal,
                        missing,
                        rest,
                    };
                    vec![Action::Dialog(Some(dialog)), Action::Say(said)]
                };
                let select = last.map(|last| Action::Select(Some(last)));
                return edits.chain(select).chain(then).chain(opened).collect();
            }
            Action::KeepRest(path, rest) => {
                self.keep();
                if let Some(journal) = &self.journal {
                    journal.forget_but(path, rest);
                }
            }
            Action::ForgetRecovery(path) => {
                state.dialog = None;
                // What was in it goes into the new journal first.
                self.keep();
                match &self.journal {
                    Some(journal) => journal.forget(path),
                    None => recovery::forget(&path),
                }
            }
            _ => {}
        }
        Vec::new()
    }
}

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
            | Action::Active(_)
            | Action::InSight
            | Action::TitleFocused
    )
}

impl State {
    /// Whether there are changes that no file holds.
    pub fn is_changed(&self) -> bool {
        self.document.as_ref().is_some_and(Document::is_changed)
    }

    /// Whether something would be lost with what is open.
    pub(super) fn has_to_lose(&self) -> bool {
        self.document.as_ref().is_some_and(Document::has_to_lose)
    }

    /// Whether an action that leaves what is open has only to wait until the file is written that has
    /// all of it: then it follows.
    fn waits_for_save(&mut self, action: &Action) -> bool {
        let version = self.version();
        let written = self.saving.version();
        let has_all = written.is_some_and(|w| Some((w.document, w.revision)) == version);
        if action.leaves() && has_all && self.leaving == Leaving::Stays {
            self.saving.take(Event::Then(Box::new(action.clone())));
            return true;
        }
        false
    }

    /// The question that must be answered before an action, if it would lose changes.
    fn asks_first(&mut self, action: &Action) -> Option<Dialog> {
        // What was edited while a file was being read was not asked about yet.
        let is_read = matches!(action, Action::OpenedOver(_) | Action::Recovered(_));
        if !is_read && !action.leaves() {
            return None;
        }
        // A table may be added to what is open: it is asked about once it is read.
        if let Action::OpenPath(path) = action
            && Format::of_name(path).is_some_and(|format| !format.holds_all())
        {
            return None;
        }
        let may_lose = self.leaving == Leaving::MayLose;
        if may_lose {
            self.leaving = Leaving::Stays;
        }
        if may_lose || !self.has_to_lose() {
            return None;
        }
        if let Action::OpenedOver(loaded) = action
            && let Some(question) = tables::question(loaded)
        {
            return Some(question);
        }
        Some(Dialog::Unsaved(Box::new(action.clone())))
    }

    /// Once no question is asked: the next.
    fn ask_next(&mut self) {
        if self.dialog.is_some() {
            return;
        }
        let document = self.document.as_ref();
        let is_elsewhere = document.is_some_and(|document| !document.others.is_empty());
        let elsewhere = is_elsewhere.then_some(Dialog::OpenElsewhere);
        self.dialog = elsewhere.or_else(|| self.questions.pop_front());
    }

    /// The open document and its revision.
    pub(crate) fn version(&self) -> Option<Version> {
        let document = self.document.as_ref()?;
        Some((document.number, document.history.revision()))
    }

    pub(crate) fn say(&mut self, text: String, is_error: bool) -> Vec<Action> {
        if is_error {
            // What was to follow a save must not follow a failed one.
            self.saving.take(Event::GivenUp);
        }
        self.notice = Some(Notice { text, is_error });
        Vec::new()
    }

    /// Selects, and remembers where the person has been.
    pub(crate) fn select(&mut self, selection: Option<Selection>) {
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
            Selection::Actor(_)
            | Selection::Tie(..)
            | Selection::Pair(..)
            | Selection::Blocs(..)
            | Selection::Group(_) => {
                self.view.active = Active::Map;
            }
            Selection::Period(_) => self.view.active = Active::Timeline,
            Selection::Relation(_)
            | Selection::Source(_)
            | Selection::Category(_)
            | Selection::Bookmark(_) => {}
        }
    }
}

const TAKEN_OVER: &str =
    "Another window has taken this file over. Your edits are still here: save them as a copy.";

/// A save of which nobody knows how it ended is one that failed.
fn no_answer() -> Action {
    let text = "The save did not end. Your edits are still here. Save again, or to another place.";
    Action::SaveFailed(text.to_owned())
}

/// Only http and https, and only when a person asked.
fn open_link(address: &str) -> Vec<Action> {
    if !is_web_address(address) {
        return vec![Action::Fail(format!("“{address}” is not a web address."))];
    }
    match open::that_detached(address) {
        Ok(()) => Vec::new(),
        Err(error) => vec![Action::Fail(format!(
            "The browser could not be opened: {error}"
        ))],
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Start, Unseen};
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_save_whose_job_is_gone_is_one_that_failed() {
        let mut app = Editor::new(Arc::new(Unseen), Start::default());
        app.state = State::new(Settings::default());
        let gone = Waiting::start(&app.host, SAVING, |_| panic!("as a fault would"));
        app.state.waiting.push(gone);
        let told = (0..500).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            let actions = app.poll();
            actions.into_iter().next()
        });
        assert!(matches!(told, Some(Action::SaveFailed(_))), "{told:?}");
    }
}
