//! Who writes a journal: told what happens, on a thread of its own, it has that on the disk soon.

use super::{Base, Journal, Line, Rest, Saving, Typing};
use crate::dataset::Dataset;
use crate::dataset::edit::Edit;
use crate::files::save::{FileSystem, told};
use crate::files::stamp::Content;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// What the writer is told.
pub enum Message {
    /// This is what a file holds, and how it became what is open; forget what was before.
    Base {
        /// What it is.
        base: Base,
        /// What was done to it.
        since: Since,
    },
    /// This was done, which made the dataset into that.
    Edit(Edit, Box<Dataset>),
    /// This is being typed; none: nothing any more.
    Typing(Option<Typing>),
    /// What is open now is what will be saved.
    Snapshot,
    /// A file is about to be written of that. An answer comes once this is on the disk.
    Saving(PathBuf, Content, Sender<()>),
    /// All that another journal held has been told, but for a rest: what is not needed of it goes once
    /// that is on the disk, without a rest all of it.
    Forget(PathBuf, Option<Rest>),
    /// Nothing is needed any more: the journal goes.
    End,
}

/// How what a file holds became what is open.
pub enum Since {
    /// By these edits.
    Edits(Vec<Edit>, Box<Dataset>),
    /// On a way that is not known any more: from the first to the second.
    Between(Box<Dataset>, Box<Dataset>),
}

/// What is typed is written at most so often.
const TYPING: Duration = Duration::from_millis(500);
/// After a failure it is tried again so often.
const AGAIN: Duration = Duration::from_secs(3);
/// A journal longer than this, most of it what was typed once, is written anew.
const LONG: u64 = 4 << 20;

/// Writes the journal of one document.
pub struct Writer<D> {
    path: PathBuf,
    disk: D,
    base: Base,
    journal: Option<Journal>,
    /// What is not on the disk yet.
    lines: Vec<Line>,
    /// How many edits there are since the base, and how many of them are being saved.
    edits: usize,
    in_snapshot: usize,
    /// What was typed last, and when it is to be written.
    typing: Option<(Option<Typing>, Instant)>,
    /// Whether something that was typed is in the journal.
    has_typing: bool,
    /// How long the journal was when it was written anew.
    short: u64,
    /// When what failed is tried again.
    again: Option<Instant>,
    /// Journals that are not needed once all is on the disk, with what stays of them.
    forgotten: Vec<(PathBuf, Option<Rest>)>,
}

impl<D: FileSystem> Writer<D> {
    /// A writer of a journal at a path; nothing is there before the first edit.
    pub fn new(path: PathBuf, disk: D) -> Self {
        Self {
            path,
            disk,
            base: Base::default(),
            journal: None,
            lines: Vec::new(),
            edits: 0,
            in_snapshot: 0,
            typing: None,
            has_typing: false,
            short: 0,
            again: None,
            forgotten: Vec::new(),
        }
    }

    /// Writes until nobody tells any more, or the end is told. `on_trouble` hears why edits are not on
    /// the disk, and `None` once they are.
    pub fn run(mut self, messages: &Receiver<Message>, on_trouble: impl Fn(Option<String>)) {
        let mut was_troubled = false;
        loop {
            let message = match self.wait() {
                None => messages.recv().map_err(RecvTimeoutError::from),
                Some(wait) => messages.recv_timeout(wait),
            };
            let (written, is_over) = match message {
                Ok(Message::End) => {
                    self.remove(&self.path);
                    return;
                }
                Ok(message) => (self.take(message), false),
                Err(RecvTimeoutError::Timeout) => (self.flush(), false),
                Err(RecvTimeoutError::Disconnected) => {
                    self.due_now();
                    (self.flush(), true)
                }
            };
            if let Err(error) = &written {
                log::warn!("edits are not kept in {}: {error}", self.path.display());
                on_trouble(Some(told(error)));
            } else if was_troubled && self.lines.is_empty() {
                on_trouble(None);
            }
            was_troubled = written.is_err() || (was_troubled && !self.lines.is_empty());
            if is_over {
                return;
            }
        }
    }

    /// Whether something is not on the disk yet.
    pub fn is_behind(&self) -> bool {
        !self.lines.is_empty()
    }

    /// How long there is nothing to do by itself.
    fn wait(&self) -> Option<Duration> {
        let due = self.typing.as_ref().map(|(_, due)| *due);
        let next = due.into_iter().chain(self.again).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    fn due_now(&mut self) {
        if let Some((_, due)) = &mut self.typing {
            *due = Instant::now();
        }
        self.again = None;
    }

    /// Does what one message says.
    ///
    /// # Errors
    /// If it is not on the disk afterwards; it will be tried again.
    pub fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Base { base, since } => return self.start(base, since),
            Message::Edit(edit, after) => {
                // What was typed has become this, or is told anew.
                self.typing = None;
                self.lines.push(Line::edit(self.edits, &edit, &after));
                self.edits += 1;
            }
            Message::Typing(typing) => {
                let due = self.typing.take().map(|(_, due)| due);
                let due = due.unwrap_or_else(|| Instant::now() + TYPING);
                if typing.is_some() || self.has_typing {
                    self.typing = Some((typing, due));
                }
            }
            Message::Snapshot => self.in_snapshot = self.edits,
            Message::Saving(file, content, answer) => {
                let edits = self.in_snapshot;
                if self.journal.is_some() || !self.lines.is_empty() {
                    let saving = Saving {
                        file,
                        content,
                        edits,
                    };
                    self.lines.push(Line::saving(&saving));
                }
                let written = self.flush();
                // Whoever saves does not wait for a disk that is full.
                answer.send(()).ok();
                return written;
            }
            Message::Forget(other, rest) => self.forgotten.push((other, rest)),
            Message::End => {}
        }
        self.flush()
    }

    fn start(&mut self, base: Base, since: Since) -> io::Result<()> {
        self.base = base;
        let (edits, after) = match since {
            Since::Edits(edits, after) => (edits, after),
            Since::Between(then, now) => {
                let edit = Edit::between("Edits since the last save", &then, &now);
                (vec![edit], now)
            }
        };
        self.edits = edits.len();
        self.in_snapshot = 0;
        self.has_typing = false;
        let edits = edits.iter().enumerate();
        self.lines = edits.map(|(n, edit)| Line::edit(n, edit, &after)).collect();
        // The old one stays until the new one is in its place.
        self.journal = None;
        if self.lines.is_empty() {
            self.remove(&self.path);
        }
        self.flush()
    }

    /// Brings to the disk what is due.
    fn flush(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if let Some((typing, due)) = self.typing.take() {
            if due > now {
                self.typing = Some((typing, due));
            } else {
                self.has_typing = typing.is_some();
                self.lines.push(Line::typing(typing.as_ref()));
            }
        }
        let written = match self.lines.is_empty() {
            true => Ok(()),
            false => self.write(),
        };
        self.again = written.is_err().then(|| now + AGAIN);
        if written.is_ok() {
            self.forget();
        }
        written
    }

    /// What other journals held is on the disk, in this one or in the file.
    fn forget(&mut self) {
        for (path, rest) in std::mem::take(&mut self.forgotten) {
            let kept = rest.map(|rest| {
                let lines = super::read::lines_of_rest(&path, &rest)?;
                Journal::start(&path, &rest.base, &lines, &self.disk)
            });
            match kept {
                None => self.remove(&path),
                Some(Ok(_)) => {}
                Some(Err(error)) => log::warn!("{}: {error}", path.display()),
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        match &mut self.journal {
            Some(journal) => journal.append(&self.lines, &self.disk)?,
            None => {
                let journal = Journal::start(&self.path, &self.base, &self.lines, &self.disk)?;
                self.short = journal.length();
                self.journal = Some(journal);
            }
        }
        self.lines.clear();
        let length = self.journal.as_ref().map_or(0, Journal::length);
        if length > LONG && length / 2 > self.short {
            self.write_anew()?;
        }
        Ok(())
    }

    /// Leaves out what was typed and has been typed over since.
    fn write_anew(&mut self) -> io::Result<()> {
        let lines = super::read::lines_worth_keeping(&self.path)?;
        let journal = Journal::start(&self.path, &self.base, &lines, &self.disk)?;
        self.short = journal.length();
        self.journal = Some(journal);
        Ok(())
    }

    fn remove(&self, path: &std::path::Path) {
        if let Err(error) = self.disk.remove(path) {
            log::warn!("{} was not removed: {error}", path.display());
        }
    }
}
