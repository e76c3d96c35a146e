//! Who writes a journal: told what happens, on a thread of its own, it has that on the disk soon.

use super::read::lines_of_rest;
use super::{Base, Journal, Line, Rest, Saving, Typing};
use crate::dataset::Dataset;
use crate::dataset::edit::Edit;
use crate::files::save::{FileSystem, told};
use crate::files::stamp::Content;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// What the writer is told.
pub enum Message {
    /// This is what a file holds, and how it became what is open; forget what was before.
    Base {
        /// Where it is.
        base: Base,
        /// What it is.
        held: Box<Dataset>,
        /// What was done to it; none: that is not known any more.
        edits: Option<Vec<Edit>>,
        /// What is open.
        now: Box<Dataset>,
        /// What is being typed.
        typing: Option<Typing>,
    },
    /// This was done, which made the dataset into that, and this is being typed.
    Edit(Edit, Box<Dataset>, Option<Typing>),
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

/// What is typed is written at most so often.
const TYPING: Duration = Duration::from_millis(500);
/// After a failure it is tried again so often.
const AGAIN: Duration = Duration::from_secs(3);
/// A journal longer than this is written anew, as what makes what the file holds into what is open, if it
/// has doubled since that was last done.
const LONG: u64 = 4 << 20;

/// Writes the journal of one document.
pub struct Writer<D> {
    path: PathBuf,
    disk: D,
    base: Base,
    /// What the file holds, and what is open.
    held: Dataset,
    now: Dataset,
    journal: Option<Journal>,
    /// What is not on the disk yet.
    lines: Vec<Line>,
    /// How many edits there are since the base.
    edits: usize,
    /// How many of them are being saved, or were to be: their numbers stay.
    in_snapshot: Option<usize>,
    /// What was typed last, and when it is to be written.
    typing: Option<(Option<Typing>, Instant)>,
    /// What was typed, in the journal.
    written: Option<Typing>,
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
            held: Dataset::default(),
            now: Dataset::default(),
            journal: None,
            lines: Vec::new(),
            edits: 0,
            in_snapshot: None,
            typing: None,
            written: None,
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
                Err(RecvTimeoutError::Disconnected) => (self.hurry(), true),
            };
            if let Err(error) = &written {
                if !was_troubled {
                    log::warn!("edits are not kept in {}: {error}", self.path.display());
                }
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

    /// Whether an edit or a save is not on the disk yet.
    pub fn is_behind(&self) -> bool {
        !self.lines.is_empty()
    }

    /// How long there is nothing to do by itself.
    fn wait(&self) -> Option<Duration> {
        let due = self.typing.as_ref().map(|(_, due)| *due);
        let next = due.into_iter().chain(self.again).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    /// Brings all to the disk that waits for its time.
    ///
    /// # Errors
    /// If it is not there afterwards.
    pub fn hurry(&mut self) -> io::Result<()> {
        if let Some((_, due)) = &mut self.typing {
            *due = Instant::now();
        }
        self.again = None;
        self.flush()
    }

    /// Does what one message says.
    ///
    /// # Errors
    /// If it is not on the disk afterwards; it will be tried again.
    pub fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Base {
                base,
                held,
                edits,
                now,
                typing,
            } => {
                (self.base, self.held, self.now) = (base, *held, *now);
                let typing = typing.map(|typing| typing.known(&self.now));
                (self.typing, self.written) = (None, typing);
                return self.start(edits);
            }
            Message::Edit(edit, after, typing) => {
                let typing = typing.map(|typing| typing.known(&after));
                let line = Line::edit(self.edits, &edit, &after, typing.as_ref());
                self.lines.push(line);
                self.edits += 1;
                self.now = *after;
                (self.typing, self.written) = (None, typing);
            }
            Message::Typing(typing) => {
                let due = self.typing.take().map(|(_, due)| due);
                let due = due.unwrap_or_else(|| Instant::now() + TYPING);
                if typing.is_some() || self.written.is_some() {
                    self.typing = Some((typing, due));
                }
            }
            Message::Snapshot => self.in_snapshot = Some(self.edits),
            Message::Saving(file, content, answer) => {
                if self.journal.is_some() || !self.lines.is_empty() {
                    self.lines.push(Line::saving(&Saving {
                        file,
                        content,
                        edits: self.in_snapshot.unwrap_or_default(),
                    }));
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

    fn start(&mut self, edits: Option<Vec<Edit>>) -> io::Result<()> {
        self.in_snapshot = None;
        self.lines = match edits {
            Some(edits) => self.lines_of(&edits),
            None => self.lines_between(),
        };
        self.edits = self.lines.len();
        self.lines.extend(self.line_of_typing());
        // The old one stays until the new one is in its place.
        self.journal = None;
        if self.lines.is_empty() {
            self.remove(&self.path);
        }
        self.flush()
    }

    fn lines_of(&self, edits: &[Edit]) -> Vec<Line> {
        let line = |(n, edit)| Line::edit(n, edit, &self.now, None);
        edits.iter().enumerate().map(line).collect()
    }

    fn line_of_typing(&self) -> Option<Line> {
        let typing = self.written.as_ref();
        typing.map(|typing| Line::typing(Some(typing)))
    }

    /// What makes what the file holds into what is open, on whatever way that came about.
    fn lines_between(&self) -> Vec<Line> {
        let edit = Edit::between("", &self.held, &self.now);
        self.lines_of(&edit.into_single())
    }

    /// Brings to the disk what is due.
    fn flush(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if let Some((typing, _)) = self.typing.take_if(|(_, due)| *due <= now) {
            let typing = typing.map(|typing| typing.known(&self.now));
            self.lines.push(Line::typing(typing.as_ref()));
            self.written = typing;
        }
        self.again = Some(now + AGAIN);
        if !self.lines.is_empty() {
            self.write()?;
        }
        self.again = None;
        self.forget();
        Ok(())
    }

    /// What other journals held is on the disk, in this one or in the file.
    fn forget(&mut self) {
        for (path, rest) in std::mem::take(&mut self.forgotten) {
            let Some(rest) = rest else {
                self.remove(&path);
                continue;
            };
            let kept = lines_of_rest(&path, &rest)
                .and_then(|lines| Journal::start(&path, &rest.base, &lines, &self.disk));
            if let Err(error) = kept {
                log::warn!("{}: {error}", path.display());
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        // Somebody has removed it: what it held is written with the rest.
        if self.journal.is_some() && !self.path.exists() {
            self.write_anew()?;
            self.lines.clear();
            // The edits that are being saved have other numbers now: what the file has is seen by itself.
            self.in_snapshot = self.in_snapshot.map(|_| 0);
            return Ok(());
        }
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
        // A file that was saved is known by the numbers of its edits.
        if length > LONG && length / 2 > self.short && self.in_snapshot.is_none() {
            self.write_anew()?;
        }
        Ok(())
    }

    fn write_anew(&mut self) -> io::Result<()> {
        let mut lines = self.lines_between();
        let edits = lines.len();
        lines.extend(self.line_of_typing());
        let journal = Journal::start(&self.path, &self.base, &lines, &self.disk)?;
        self.edits = edits;
        self.short = journal.length();
        self.journal = Some(journal);
        Ok(())
    }

    fn remove(&self, path: &Path) {
        if let Err(error) = self.disk.remove(path) {
            log::warn!("{} was not removed: {error}", path.display());
        }
    }
}
