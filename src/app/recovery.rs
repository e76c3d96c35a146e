//! Edits kept on disk as they are made, so that a crash loses at most the last seconds.
//!
//! Each document has a journal in the state folder, written on a thread of its own. It is locked
//! while its program lives and removed when nothing in it is needed any more; what can be locked
//! at the next start was left by a crash.

use super::action::Action;
use super::document::{Document, Loaded, stamp};
use super::documents::{SAMPLE, file_name};
use super::job;
use super::state::Dialog;
use crate::dataset::Dataset;
use crate::dataset::edit::Edit;
use crate::files;
use crate::files::journal::{self, Journal};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// What a journal says of the bundled dataset, which is in no file.
const OF_SAMPLE: &str = "sample:alaska-summit";

/// What the writing thread is told.
enum Word {
    /// This is what a file holds; forget what was before.
    Start(Option<PathBuf>, Box<Dataset>),
    /// This was done.
    Done(Edit),
    /// It has become this, on a way that is not known any more.
    Become(Box<Dataset>),
    /// All that another journal held has been told: it is not needed once that is on the disk.
    Forget(PathBuf),
}

/// The journal of the open document.
pub(super) struct Keeper {
    /// Its number.
    pub(super) document: u64,
    /// The file and revision that the journal starts from, and the last revision in it.
    kept: Option<(Option<PathBuf>, u64, u64)>,
    send: Sender<Word>,
    /// Told when the writing thread has ended.
    ended: Receiver<()>,
}

/// The longest wait for the writing thread at the end.
const PATIENCE: Duration = Duration::from_secs(1);

impl Keeper {
    /// Begins a journal for a document; nothing is written before the first edit.
    pub(super) fn new(ctx: &egui::Context, folder: &Path, document: u64) -> Self {
        let folder = folder.join("recovery");
        let process = std::process::id();
        // A name may be taken by what a program of the same number left.
        let mut names = (0..).map(|n| folder.join(format!("{process}-{document}-{n}.journal")));
        let path = names.find(|path| !path.exists()).unwrap_or_default();
        let (send, receive) = mpsc::channel();
        let (_, ended) = job::start(ctx, move |_| {
            write(&path, &receive);
            Some(())
        });
        Self {
            document,
            kept: None,
            send,
            ended,
        }
    }

    /// Writes down what was done since it was last asked.
    pub(super) fn keep(&mut self, document: &Document) {
        let (held, dataset) = &document.held;
        let base = document.journal_base();
        let start = || Word::Start(base.clone(), Box::new(dataset.clone()));
        let kept = match &self.kept {
            Some((file, start, last)) if *file == base && start == held => *last,
            _ => {
                self.tell(start());
                *held
            }
        };
        let now = document.history.revision();
        match document.history.edits_since(kept) {
            Some(edits) => edits
                .into_iter()
                .for_each(|edit| self.tell(Word::Done(edit))),
            // What was written down or saved was undone, and something else done instead.
            None => {
                self.tell(start());
                self.tell(Word::Become(Box::new(document.history.dataset().clone())));
            }
        }
        self.kept = Some((base, *held, now));
    }

    /// Removes another journal, whose edits are now in this one.
    pub(super) fn forget(&self, path: PathBuf) {
        self.tell(Word::Forget(path));
    }

    /// The document was closed. The program ends: waits until the journal is removed, else what was
    /// discarded would be offered again.
    pub(super) fn finish(self) {
        drop(self.send);
        if self.ended.recv_timeout(PATIENCE).is_err() {
            log::warn!("the journal of the last edits may still be there");
        }
    }

    fn tell(&self, word: Word) {
        if self.send.send(word).is_err() {
            log::warn!("edits are not kept on disk");
        }
    }
}

/// Writes until nobody tells any more, which is when the document was closed or the program ends
/// in order: then the journal is not needed.
fn write(path: &Path, words: &Receiver<Word>) {
    let mut open: Option<Journal> = None;
    let mut base: Option<(Option<PathBuf>, Box<Dataset>)> = None;
    let mut is_kept = true;
    while let Ok(word) = words.recv() {
        let edit = match word {
            Word::Start(file, dataset) => {
                base = Some((file, dataset));
                open = None;
                remove(path);
                continue;
            }
            Word::Forget(other) => {
                if is_kept {
                    remove(&other);
                }
                continue;
            }
            Word::Done(edit) => edit,
            Word::Become(now) => match &base {
                Some((_, then)) => Edit::between("Edits since the last save", then, &now),
                None => continue,
            },
        };
        let written = begun(&mut open, base.take(), path).and_then(|()| match &mut open {
            Some(journal) => journal.append(&edit),
            None => Ok(()),
        });
        is_kept &= written.is_ok();
        if let Err(error) = written {
            log::warn!("edits are not kept in {}: {error}", path.display());
        }
    }
    remove(path);
}

/// Starts the journal at the first edit after a base.
fn begun(
    open: &mut Option<Journal>,
    base: Option<(Option<PathBuf>, Box<Dataset>)>,
    path: &Path,
) -> std::io::Result<()> {
    if let Some((file, dataset)) = base {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        *open = Some(Journal::start(path, file.as_deref(), &dataset)?);
    }
    Ok(())
}

fn remove(path: &Path) {
    match std::fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => log::warn!("{} was not removed: {error}", path.display()),
    }
}

/// The question about a journal that a crash left, with at least one edit.
pub(super) fn left_over(folder: &Path) -> Option<Dialog> {
    let entries = std::fs::read_dir(folder.join("recovery")).ok()?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "journal"));
    paths.sort();
    paths.into_iter().find_map(|path| {
        let is_free = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        let recovery = is_free.then(|| journal::recover(&path).ok()).flatten()?;
        let name = match recovery.file.as_deref() {
            None => "an untitled dataset".to_owned(),
            Some(file) if file == Path::new(OF_SAMPLE) => "the Alaska summit".to_owned(),
            Some(file) => file_name(file),
        };
        let edits = recovery.edits.len();
        (edits > 0).then_some(Dialog::Recover {
            journal: path,
            name,
            edits,
        })
    })
}

/// What must be done to have again what a journal holds. The journal stays if that cannot be done.
pub(super) fn actions(path: &Path, report: job::Report<'_>) -> Vec<Action> {
    vec![
        again(path, report)
            .unwrap_or_else(|why| Action::NotDone("The edits were not recovered", why)),
    ]
}

fn again(path: &Path, report: job::Report<'_>) -> Result<Action, String> {
    let recovery = journal::recover(path).map_err(|why| why.to_string())?;
    let loaded = match recovery.file {
        None => Loaded::empty(),
        Some(file) if file == Path::new(OF_SAMPLE) => {
            let name = Path::new("alaska-summit.detente");
            let opened = files::open(SAMPLE.as_bytes().to_vec(), name, report);
            loaded(opened.map_err(|why| why.to_string())?, None, name)
        }
        Some(file) => {
            let opened = files::open_path(&file, report).map_err(|why| why.to_string())?;
            loaded(opened, Some(file.clone()), &file)
        }
    };
    let mut edits = recovery.edits.iter();
    let fits = edits.try_fold(loaded.dataset.clone(), |dataset, edit| dataset.after(edit));
    fits.map_err(|why| {
        format!(
            "{} is not as it was then: {why}. The edits stay where they are.",
            loaded.title
        )
    })?;
    Ok(Action::Recovered(
        Box::new(loaded),
        recovery.edits,
        path.to_owned(),
    ))
}

/// What was opened, as a document starts from it.
pub(super) fn loaded(opened: files::Opened, path: Option<PathBuf>, name: &Path) -> Loaded {
    Loaded {
        stamp: path.as_deref().and_then(stamp),
        path,
        title: file_name(name),
        is_native: opened.format == files::Format::Native,
        dataset: opened.dataset,
        problems: opened.problems,
        skipped: opened.skipped,
    }
}

/// A journal is not wanted any more.
pub(super) fn forget(path: &Path) {
    remove(path);
}

impl Document {
    /// What a journal says that it starts from.
    fn journal_base(&self) -> Option<PathBuf> {
        let sample = self.is_sample.then(|| PathBuf::from(OF_SAMPLE));
        self.path.clone().or_else(|| self.origin.clone()).or(sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Event;

    fn add(document: &mut Document, title: &str) {
        let event = Event::titled(title.into(), title);
        let edit = Edit::append("Add", document.history.dataset(), event);
        document.history.apply(edit).unwrap();
    }

    fn titles(dataset: &Dataset) -> Vec<&str> {
        dataset.events.iter().map(|e| &*e.title).collect()
    }

    /// Waits until the only journal of a folder leads from a start to events of these titles.
    fn leads_to(folder: &Path, start: &Dataset, wanted: &[&str]) -> bool {
        (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            let entry = std::fs::read_dir(folder.join("recovery"));
            let entry = entry.ok().and_then(|mut all| all.next()?.ok());
            let recovery = entry.and_then(|entry| journal::recover(&entry.path()).ok());
            let edits = recovery.map_or_else(Vec::new, |recovery| recovery.edits);
            let mut edits = edits.iter();
            let end = edits.try_fold(start.clone(), |dataset, edit| dataset.after(edit));
            end.is_ok_and(|end| titles(&end) == wanted)
        })
    }

    #[test]
    fn what_replaced_a_saved_edit_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(1, Loaded::empty());
        let mut keeper = Keeper::new(&egui::Context::default(), folder.path(), 1);
        add(&mut document, "one");
        add(&mut document, "two");
        keeper.keep(&document);
        // A save of this begins; before it ends the last edit is undone, and another done.
        let saved = document.history.dataset().clone();
        let revision = document.history.revision();
        document.history.undo();
        add(&mut document, "three");
        keeper.keep(&document);
        document.history.mark_saved(revision);
        document.held = (revision, saved.clone());
        keeper.keep(&document);
        add(&mut document, "four");
        keeper.keep(&document);
        assert!(leads_to(folder.path(), &saved, &["one", "three", "four"]));
        keeper.finish();
    }

    #[test]
    fn an_undone_and_replaced_edit_is_kept_without_a_save() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(1, Loaded::empty());
        let mut keeper = Keeper::new(&egui::Context::default(), folder.path(), 1);
        add(&mut document, "one");
        keeper.keep(&document);
        // Both in one frame.
        document.history.undo();
        add(&mut document, "two");
        keeper.keep(&document);
        assert!(leads_to(folder.path(), &Dataset::default(), &["two"]));
        keeper.finish();
    }
}
