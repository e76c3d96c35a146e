//! The journal of the open document: what is done is told to a thread of its own, which has it on
//! the disk soon. It goes when the document was closed in order, and stays when the program ends in
//! any other way.

use super::document::Document;
use super::host::SharedHost;
use super::job;
use crate::files::journal::{Base, Message, Origin, Rest, Typing, Writer};
use crate::files::save::Disk;
use crate::files::stamp::Content;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The longest wait for the writing thread.
const PATIENCE: Duration = Duration::from_secs(1);

/// Tells the writing thread.
pub(crate) struct JournalWriter {
    /// The number of the document.
    pub(crate) document: u64,
    /// What the journal starts from: where that is, and its revision; and the last revision in it.
    kept: Option<(Origin, u64, u64)>,
    /// Whether edits were told that the file does not have.
    has_edits: bool,
    /// What is being typed, as it was told last.
    typing: Option<Typing>,
    send: Sender<Message>,
    /// Told when the writing thread has ended.
    ended: Receiver<()>,
    trouble: Arc<Mutex<Option<String>>>,
}

impl JournalWriter {
    /// Begins a journal for a document; nothing is written before the first edit.
    pub(crate) fn new(host: &SharedHost, folder: &Path, document: u64) -> Self {
        let process = std::process::id();
        // A name may be taken by what a program of the same number left.
        let mut names = (0..).map(|n| folder.join(format!("{process}-{document}-{n}.journal")));
        let path = names.find(|path| !path.exists()).unwrap_or_default();
        let (send, receive) = mpsc::channel();
        let trouble = Arc::new(Mutex::new(None));
        let (told, wake) = (Arc::clone(&trouble), Arc::clone(host));
        let place = folder.display().to_string();
        let (_, ended) = job::start(host, move |_| {
            Writer::new(path, Disk).run(&receive, |why| {
                *told.lock().unwrap_or_else(PoisonError::into_inner) =
                    why.map(|why| format!("in {place}: {why}"));
                wake.wake();
            });
            Some(())
        });
        Self {
            document,
            kept: None,
            has_edits: false,
            typing: None,
            send,
            ended,
            trouble,
        }
    }

    /// Writes down what was done since it was last asked, and what is being typed.
    pub(crate) fn keep(&mut self, document: &Document, typing: Option<Typing>) {
        let (held, dataset) = &document.held;
        let origin = document.origin();
        let now = document.history.revision();
        let after = || Box::new(document.history.dataset().clone());
        let is_known = |(of, start, _): &&(Origin, u64, u64)| *of == origin && *start == *held;
        let kept = self.kept.as_ref().filter(is_known).map(|kept| kept.2);
        let edits = document.history.edits_since(kept.unwrap_or(*held));
        // What was done and undone is nothing that could be had again.
        let is_undone = self.has_edits && !document.history.is_changed();
        let (kept, edits) = match is_undone {
            true => (None, Some(Vec::new())),
            false => (kept, edits),
        };
        self.has_edits = !is_undone && (self.has_edits || document.history.is_changed());
        match (kept, edits) {
            (Some(_), Some(edits)) => {
                for edit in edits {
                    self.tell(Message::Edit(edit, after(), typing.clone()));
                    self.typing.clone_from(&typing);
                }
            }
            // Another file holds it now; or what was written down or saved was undone, and something
            // else done instead.
            (_, edits) => {
                self.tell(Message::Base {
                    base: base(origin.clone(), document),
                    held: Box::new(dataset.clone()),
                    edits: edits.filter(|_| kept.is_none()),
                    now: after(),
                    typing: typing.clone(),
                });
                self.typing.clone_from(&typing);
            }
        }
        self.kept = Some((origin, *held, now));
        if self.typing != typing {
            self.tell(Message::Typing(typing.clone()));
            self.typing = typing;
        }
    }

    /// What is open, and was kept, is being saved. Gives whom to tell of the file.
    pub(crate) fn snapshot(&self) -> Marker {
        self.tell(Message::Snapshot);
        Marker(self.send.clone())
    }

    /// Why edits are not on the disk.
    pub(crate) fn trouble(&self) -> Option<String> {
        let trouble = self.trouble.lock();
        trouble.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Removes another journal, whose edits are now in this one.
    pub(crate) fn forget(&self, path: PathBuf) {
        self.tell(Message::Forget(path, None));
    }

    /// Leaves in another journal only what is not in this one.
    pub(crate) fn forget_but(&self, path: PathBuf, rest: Rest) {
        self.tell(Message::Forget(path, Some(rest)));
    }

    /// The document was closed, and a person has nothing to lose with it: the journal goes.
    pub(crate) fn end(&self) {
        self.tell(Message::End);
    }

    /// The program ends: waits until the journal has all, or is gone, else what was discarded would be
    /// offered again.
    pub(crate) fn leave(self) {
        drop(self.send);
        if self.ended.recv_timeout(PATIENCE).is_err() {
            log::warn!("the journal of the last edits may not be as it should");
        }
    }

    fn tell(&self, message: Message) {
        if self.send.send(message).is_err() {
            let why = "any more".to_owned();
            let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
            *trouble = Some(why);
        }
    }
}

fn base(origin: Origin, document: &Document) -> Base {
    #[expect(
        clippy::disallowed_methods,
        reason = "the time at which edits were made"
    )]
    let now = SystemTime::now();
    let started = now.duration_since(SystemTime::UNIX_EPOCH);
    Base {
        origin,
        content: document.known.map(|known| known.content),
        mapping: document.mapping(),
        process: std::process::id(),
        started: started.map_or(0, |since| since.as_secs()),
    }
}

/// Whoever saves tells it of the file that is about to be written.
pub(crate) struct Marker(Sender<Message>);

impl Marker {
    /// Returns once that is on the disk, or could not be.
    pub(crate) fn saving(&self, path: &Path, content: Content) {
        let (answer, done) = mpsc::channel();
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if self.0.send(Message::Saving(path, content, answer)).is_ok() {
            done.recv_timeout(PATIENCE).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Loaded;
    use super::super::host::Unseen;
    use super::*;
    use crate::dataset::edit::Edit;
    use crate::dataset::{Dataset, Event};
    use crate::files::journal;

    fn add(document: &mut Document, title: &str) {
        let event = Event::titled(title.into(), title);
        let edit = Edit::append("Add", document.history.dataset(), event);
        document.history.apply(edit).unwrap();
    }

    /// What the only journal of a folder makes of a start, once it is on the disk.
    fn titles(folder: &Path, writer: JournalWriter, start: &Dataset) -> Vec<String> {
        writer.leave();
        let entry = std::fs::read_dir(folder).unwrap().next().unwrap();
        let recovery = journal::read(&entry.unwrap().path()).unwrap();
        let replayed = recovery.replay(start, None, false);
        assert_eq!(replayed.unfit, []);
        let mut edits = replayed.edits.iter();
        let end = edits.try_fold(start.clone(), |dataset, edit| dataset.after(edit));
        let end = end.unwrap();
        end.events.iter().map(|e| e.title.to_string()).collect()
    }

    fn unseen() -> SharedHost {
        Arc::new(Unseen)
    }

    #[test]
    fn what_replaced_a_saved_edit_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(1, Loaded::empty());
        let mut writer = JournalWriter::new(&unseen(), folder.path(), 1);
        add(&mut document, "one");
        add(&mut document, "two");
        writer.keep(&document, None);
        // A save of this begins; before it ends the last edit is undone, and another done.
        let saved = document.history.dataset().clone();
        let revision = document.history.revision();
        document.history.undo();
        add(&mut document, "three");
        writer.keep(&document, None);
        document.history.mark_saved(revision);
        document.held = (revision, saved.clone());
        writer.keep(&document, None);
        add(&mut document, "four");
        writer.keep(&document, None);
        let kept = titles(folder.path(), writer, &saved);
        assert_eq!(kept, ["one", "three", "four"]);
    }

    #[test]
    fn a_writing_thread_that_is_gone_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(1, Loaded::empty());
        let mut writer = JournalWriter::new(&unseen(), folder.path(), 1);
        writer.send = mpsc::channel().0;
        add(&mut document, "one");
        assert_eq!(writer.trouble(), None);
        writer.keep(&document, None);
        assert!(writer.trouble().is_some());
    }

    #[test]
    fn an_undone_and_replaced_edit_is_kept_without_a_save() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(1, Loaded::empty());
        let mut writer = JournalWriter::new(&unseen(), folder.path(), 1);
        add(&mut document, "one");
        writer.keep(&document, None);
        // Both in one frame.
        document.history.undo();
        add(&mut document, "two");
        writer.keep(&document, None);
        let kept = titles(folder.path(), writer, &Dataset::default());
        assert_eq!(kept, ["two"]);
    }
}
