//! The edits since the last save, on disk, so that a crash does not lose them.
//!
//! A journal is text: a line that says which file it belongs to, then a line for each edit, in
//! the file's own JSON. A torn last line, written when the machine went down, is ignored.

use super::json::{Ids, Json};
use super::native::parse;
use super::out::Out;
use super::record::Whole;
use super::scan;
use crate::dataset::edit::{Change, Edit, ListChange, Listed};
use crate::dataset::{
    Actor, Bookmark, Category, Dataset, Event, Group, Handle, Heading, Kind, List, Period, Pin,
    Relation, Source, Stand, Text,
};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    file: File,
}

/// What a journal says.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// The file that was open; none if it was never saved.
    pub file: Option<PathBuf>,
    /// What was done to it since it was opened or saved, in order, for the file as it is opened
    /// anew.
    pub edits: Vec<Edit>,
}

impl Journal {
    /// Starts a journal at `path`, for a dataset that `file` holds just as it is; none: no file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn start(path: &Path, file: Option<&Path>, dataset: &Dataset) -> io::Result<Self> {
        let mut journal = Self {
            file: File::create(path)?,
        };
        // Held until the program ends, however it ends: a journal that can be locked is left over.
        journal.file.try_lock().ok();
        let mut out = Out::one_line();
        out.object(|out| {
            let file = file.map(|file| Text::from(file.to_string_lossy()));
            out.member("file", &file);
            handles(out, &dataset.sources);
            handles(out, &dataset.groups);
            handles(out, &dataset.actors);
            handles(out, &dataset.categories);
            handles(out, &dataset.events);
            handles(out, &dataset.relations);
            handles(out, &dataset.periods);
            handles(out, &dataset.bookmarks);
            handles(out, &dataset.pins);
            handles(out, &dataset.places);
        });
        journal.line(out)?;
        Ok(journal)
    }

    /// Adds an edit, and waits until it is on the disk.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn append(&mut self, edit: &Edit) -> io::Result<()> {
        let mut out = Out::one_line();
        write_edit(&mut out, edit);
        self.line(out)
    }

    fn line(&mut self, out: Out) -> io::Result<()> {
        let mut line = out.into_text();
        line.push('\n');
        self.file.write_all(line.as_bytes())?;
        self.file.sync_data()
    }
}

/// Reads a journal.
///
/// # Errors
/// If it cannot be read or does not start as a journal.
pub fn recover(path: &Path) -> io::Result<Recovery> {
    let bytes = std::fs::read(path)?;
    let whole = bytes
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |at| at + 1);
    let text = std::str::from_utf8(bytes.get(..whole).unwrap_or_default())
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let mut lines = text.lines();
    let first = lines.next().and_then(Members::of);
    let Some(first) = first else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "this is no journal",
        ));
    };
    let mut handles = Handles::of(&first);
    let edits = lines.map_while(|line| read_edit(line, &mut handles));
    Ok(Recovery {
        file: first.text("file").map(PathBuf::from),
        edits: edits.collect(),
    })
}

/// A file that is opened anew gives its items the handles 0, 1, 2 and so on. Where a list has
/// others, because something was moved or removed before it was saved, the journal says which.
fn handles<T: Listed>(out: &mut Out, list: &List<T>) {
    let plain = list
        .entries()
        .zip(0..)
        .all(|((handle, _), n)| handle == Handle(n));
    if plain && usize::try_from(list.next_handle().0) == Ok(list.len()) {
        return;
    }
    let numbers: Vec<f64> = list
        .entries()
        .map(|(handle, _)| f64::from(handle.0))
        .collect();
    out.member(T::KIND.key(), &numbers);
}

/// The handles of the file as it is opened anew, by those of the journal, for each list that needs
/// it; and the next one that is free.
struct Handles(HashMap<&'static str, (HashMap<u32, u32>, u32)>);

impl Handles {
    fn of(first: &Members<'_>) -> Self {
        let lists = KINDS.iter().filter_map(|kind| {
            let old: Vec<u32> = serde_json::from_str(first.json(kind.key())?).ok()?;
            let next = u32::try_from(old.len()).ok()?;
            Some((kind.key(), (old.into_iter().zip(0..).collect(), next)))
        });
        Self(lists.collect())
    }

    fn anew(&mut self, kind: Kind, old: u32) -> Handle {
        let Some((known, next)) = self.0.get_mut(kind.key()) else {
            return Handle(old);
        };
        Handle(*known.entry(old).or_insert_with(|| {
            *next += 1;
            *next - 1
        }))
    }
}

const KINDS: [Kind; 10] = [
    Kind::Source,
    Kind::Group,
    Kind::Actor,
    Kind::Category,
    Kind::Event,
    Kind::Relation,
    Kind::Period,
    Kind::Bookmark,
    Kind::Pin,
    Kind::Stand,
];

fn write_edit(out: &mut Out, edit: &Edit) {
    out.object(|out| {
        out.member("name", &Text::from(edit.name.as_str()));
        out.list_member("changes", |out| {
            for change in &edit.changes {
                out.object_element(|out| match change {
                    Change::Heading { before, after } => {
                        out.member("heading", &of_heading(before));
                        out.member("after", &of_heading(after));
                    }
                    Change::Source(change) => write_change(out, change),
                    Change::Group(change) => write_change(out, change),
                    Change::Actor(change) => write_change(out, change),
                    Change::Category(change) => write_change(out, change),
                    Change::Event(change) => write_change(out, change),
                    Change::Relation(change) => write_change(out, change),
                    Change::Period(change) => write_change(out, change),
                    Change::Bookmark(change) => write_change(out, change),
                    Change::Pin(change) => write_change(out, change),
                    Change::Stand(change) => write_change(out, change),
                });
            }
        });
    });
}

/// A heading as a file without items.
fn of_heading(heading: &Heading) -> Whole {
    Whole::of(&Dataset {
        heading: heading.clone(),
        ..Dataset::default()
    })
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2⁵³ items")]
fn count(number: usize) -> f64 {
    number as f64
}

fn write_change<T: Listed + Json>(out: &mut Out, change: &ListChange<T>) {
    out.member("list", &Text::from(T::KIND.key()));
    match change {
        ListChange::Put {
            handle,
            before,
            after,
        } => {
            out.member("put", &f64::from(handle.0));
            out.member("before", &**before);
            out.member("after", &**after);
        }
        ListChange::Insert { handle, at, item } => {
            out.member("insert", &f64::from(handle.0));
            out.member("at", &count(*at));
            out.member("item", &**item);
        }
        ListChange::Remove { handle, at, item } => {
            out.member("remove", &f64::from(handle.0));
            out.member("at", &count(*at));
            out.member("item", &**item);
        }
        ListChange::Move { handle, from, to } => {
            out.member("move", &f64::from(handle.0));
            out.member("from", &count(*from));
            out.member("to", &count(*to));
        }
    }
}

/// The members of an object, as they stand.
struct Members<'a> {
    text: &'a str,
    found: Vec<scan::Member>,
}

impl<'a> Members<'a> {
    fn of(json: &'a str) -> Option<Self> {
        let text = serde_json::from_str::<&RawValue>(json).ok()?.get();
        let (found, _) = scan::members(text, 0)?;
        Some(Self { text, found })
    }

    fn json(&self, key: &str) -> Option<&'a str> {
        let named = |k: &str| k.trim_matches('"') == key;
        let (_, value) = self
            .found
            .iter()
            .find(|(k, _)| self.text.get(k.clone()).is_some_and(named))?;
        self.text.get(value.clone())
    }

    fn text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.json(key)?).ok()
    }

    fn number<N: serde::de::DeserializeOwned>(&self, key: &str) -> Option<N> {
        serde_json::from_str(self.json(key)?).ok()
    }

    fn item<T: Json>(&self, key: &str) -> Option<Box<T>> {
        parse(self.json(key)?, &mut Ids::default()).map(Box::new)
    }
}

fn read_edit(line: &str, handles: &mut Handles) -> Option<Edit> {
    let edit = Members::of(line)?;
    let changes = edit.json("changes")?;
    let (elements, _) = scan::elements(changes, 0)?;
    let changes = elements.into_iter().map(|at| {
        let change = Members::of(changes.get(at)?)?;
        let Some(list) = change.text("list") else {
            let heading = |key| Some(Box::new(change.item::<Whole>(key)?.into_dataset().heading));
            return Some(Change::Heading {
                before: heading("heading")?,
                after: heading("after")?,
            });
        };
        match KINDS.into_iter().find(|kind| kind.key() == list)? {
            Kind::Source => read_change::<Source>(&change, handles),
            Kind::Group => read_change::<Group>(&change, handles),
            Kind::Actor => read_change::<Actor>(&change, handles),
            Kind::Category => read_change::<Category>(&change, handles),
            Kind::Event => read_change::<Event>(&change, handles),
            Kind::Relation => read_change::<Relation>(&change, handles),
            Kind::Period => read_change::<Period>(&change, handles),
            Kind::Bookmark => read_change::<Bookmark>(&change, handles),
            Kind::Pin => read_change::<Pin>(&change, handles),
            Kind::Stand => read_change::<Stand>(&change, handles),
        }
    });
    Some(Edit {
        changes: changes.collect::<Option<_>>()?,
        name: edit.text("name")?,
    })
}

fn read_change<T: Listed + Json>(change: &Members<'_>, handles: &mut Handles) -> Option<Change> {
    let mut handle = |key| Some(handles.anew(T::KIND, change.number(key)?));
    let read = if let Some(handle) = handle("put") {
        ListChange::Put {
            handle,
            before: change.item("before")?,
            after: change.item("after")?,
        }
    } else if let Some(handle) = handle("insert") {
        ListChange::Insert {
            handle,
            at: change.number("at")?,
            item: change.item("item")?,
        }
    } else if let Some(handle) = handle("remove") {
        ListChange::Remove {
            handle,
            at: change.number("at")?,
            item: change.item("item")?,
        }
    } else {
        ListChange::Move {
            handle: handle("move")?,
            from: change.number("from")?,
            to: change.number("to")?,
        }
    };
    Some(T::change(read))
}
