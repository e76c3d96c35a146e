//! The edits since the last save, on disk, so that a crash does not lose them.
//!
//! A journal is a log that only grows. Each record is a line of UTF-8:
//!
//! ```text
//! <length> <checksum> <kind> <JSON>
//! ```
//!
//! The length is that of the JSON, in bytes and decimal digits. The checksum is the CRC-32 (IEEE 802.3)
//! of the kind, a space and the JSON, in eight hexadecimal digits. JSON has no line breaks, so reading
//! goes on behind a damaged line. The kinds are:
//!
//! * `journal`, the first record: `version` (2), what the edits are made to (`file`, an absolute path;
//!   `bytes`, the same in hexadecimal digits where it is not UTF-8; `sample`, where it is the bundled
//!   dataset; the `title` of one that is in no file yet), what its bytes were known by (`length`,
//!   `checksum`), the `mapping` by which a table was read, if a person said one (its JSON as a text), and
//!   the `process` that writes, with the time at which it `started` (in seconds since
//!   1970).
//! * `edit`: its `number` since the base, from 0, its `name` and `changes`, each of a `list` in the file's
//!   own JSON: `put` (at which place), `before`, `after`; `insert` or `remove` (at which place), `item`;
//!   `move` (from which place), `to`, `id`; what goes on being `typing`. `behind` is the id of the item
//!   before the place. Items are found again by what they were and by their id, places only tell which
//!   of several alike is meant.
//! * `typing`: what has been typed into a field and not yet become an edit: the `list` and `id` of the
//!   item, the `field`, the `text`; the `place` of the item, and the `checksum` (CRC-32) of its JSON.
//!   Without them, and after an `edit` that has none: nothing is being typed any more.
//! * `saving`: the dataset after the edits below this number (`edits`) is about to be a `file` whose bytes
//!   are known by `length` and `checksum`.

mod edits;
mod read;
mod replay;
mod typing;
mod writer;

pub use read::{Recovery, read};
pub use replay::{Replayed, Unfit};
pub use typing::Candidate;
pub use writer::{Message, Writer};

use super::out::Out;
use super::rights;
use super::save::FileSystem;
use super::stamp::Content;
use crate::dataset::edit::Edit;
use crate::dataset::{Dataset, Id, Kind, Text};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

const VERSION: u32 = 2;

/// What the edits of a journal are made to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A dataset that no file holds yet, and what it is called.
    New(String),
    /// The bundled dataset.
    Sample,
    /// The dataset of a file, by its absolute path.
    File(PathBuf),
}

impl Default for Origin {
    fn default() -> Self {
        Self::New(UNTITLED.to_owned())
    }
}

/// What a dataset is called that has no name yet.
pub const UNTITLED: &str = "Untitled";

/// What a journal starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Where it is.
    pub origin: Origin,
    /// What its bytes were known by.
    pub content: Option<Content>,
    /// How a person said that a table is to be read: the JSON of a mapping.
    pub mapping: Option<String>,
    /// The number of the process that writes.
    pub process: u32,
    /// When that was started, in seconds since 1970.
    pub started: u64,
}

/// What has been typed into a field and is not an edit yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    /// The list and id of the item; none: the dataset itself.
    pub of: Option<(Kind, Id)>,
    /// The key of the field.
    pub field: String,
    /// As typed.
    pub text: String,
    /// Where in its list the item stands: others may have its id.
    pub place: usize,
    /// What it was known by (the CRC-32 of its JSON), if that is known.
    pub checksum: Option<u32>,
}

/// The dataset after so many edits is about to be a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The file, by its absolute path.
    pub file: PathBuf,
    /// What its bytes are known by.
    pub content: Content,
    /// The edits below this number are in it.
    pub edits: usize,
}

/// What stays of a journal once most of it was recovered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// What it starts from.
    pub base: Base,
    /// The numbers of the edits that do not fit.
    pub edits: Vec<usize>,
    /// What was being typed, if that stays.
    pub typing: Option<Typing>,
}

/// A record, ready to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    fn new(kind: &str, members: impl Fn(&mut Out<'_>)) -> Self {
        let json = Out::one_line(|out| out.object(members));
        let body = format!("{kind} {json}");
        let checksum = crc32fast::hash(body.as_bytes());
        Self(format!("{} {checksum:08x} {body}\n", json.len()))
    }

    fn base(base: &Base) -> Self {
        Self::new("journal", |out| {
            out.count("version", VERSION);
            match &base.origin {
                Origin::New(title) => out.member("title", &Text::from(title.as_str())),
                Origin::Sample => out.member("sample", &Text::from("alaska-summit")),
                Origin::File(path) => write_path(out, path),
            }
            if let Some(content) = base.content {
                write_content(out, content);
            }
            if let Some(mapping) = &base.mapping {
                out.member("mapping", &Text::from(mapping.as_str()));
            }
            out.count("process", base.process);
            out.count("started", base.started);
        })
    }

    /// An edit of a number since the base that made a dataset into `after`, while something else went on
    /// being typed.
    pub fn edit(number: usize, edit: &Edit, after: &Dataset, typing: Option<&Typing>) -> Self {
        Self::new("edit", |out| {
            edits::write(out, number, edit, after);
            if typing.is_some() && out.key("typing") {
                out.object(|out| write_typing(out, typing));
            }
        })
    }

    /// What is being typed; none: nothing any more.
    pub fn typing(typing: Option<&Typing>) -> Self {
        Self::new("typing", |out| write_typing(out, typing))
    }

    /// A file is about to be written.
    pub fn saving(saving: &Saving) -> Self {
        Self::new("saving", |out| {
            write_path(out, &saving.file);
            write_content(out, saving.content);
            out.count("edits", saving.edits);
        })
    }
}

fn write_typing(out: &mut Out, typing: Option<&Typing>) {
    let Some(typing) = typing else {
        return;
    };
    if let Some((list, id)) = &typing.of {
        out.member("list", &Text::from(list.key()));
        out.member("id", id);
    }
    out.member("field", &Text::from(typing.field.as_str()));
    out.member("text", &Text::from(typing.text.as_str()));
    out.count("place", typing.place);
    if let Some(checksum) = typing.checksum {
        out.count("checksum", checksum);
    }
}

fn write_path(out: &mut Out, path: &Path) {
    out.member("file", &Text::from(path.to_string_lossy()));
    if path.to_str().is_none() {
        let bytes = path.as_os_str().as_encoded_bytes();
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        out.member("bytes", &Text::from(digits.collect::<String>()));
    }
}

fn write_content(out: &mut Out, content: Content) {
    out.count("length", content.length);
    out.count("checksum", content.checksum);
}

/// A journal that is being written. It is locked until the program ends, however it ends: one that can be
/// locked is left over.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// How long it is without a record that was broken off.
    length: u64,
    /// Whether something may stand behind that.
    is_torn: bool,
}

impl Journal {
    /// Starts a journal with some records, in place of one that may be there. It can be read by its
    /// owner only.
    ///
    /// # Errors
    /// If it cannot be written. What was there stays.
    pub fn start(
        path: &Path,
        base: &Base,
        lines: &[Line],
        disk: &impl FileSystem,
    ) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        rights::private_folder(folder)?;
        let mut file = disk.create(path, false)?;
        let first = Line::base(base);
        let mut text = first.0;
        text.extend(lines.iter().map(|line| line.0.as_str()));
        disk.write(file.as_file_mut(), text.as_bytes())?;
        disk.sync(file.as_file())?;
        let file = disk.rename(file, path)?;
        disk.sync_folder(folder)?;
        Ok(Self {
            file,
            length: u64::try_from(text.len()).unwrap_or(u64::MAX),
            is_torn: false,
        })
    }

    /// Adds records, and waits until they are on the disk.
    ///
    /// # Errors
    /// If they cannot be written: none of them is then there.
    pub fn append(&mut self, lines: &[Line], disk: &impl FileSystem) -> io::Result<()> {
        if self.is_torn {
            disk.cut(&mut self.file, self.length)?;
            self.is_torn = false;
        }
        let text: String = lines.iter().map(|line| line.0.as_str()).collect();
        let written = disk
            .write(&mut self.file, text.as_bytes())
            .and_then(|()| disk.sync(&self.file));
        if let Err(error) = written {
            self.is_torn = disk.cut(&mut self.file, self.length).is_err();
            return Err(error);
        }
        self.length += u64::try_from(text.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    /// How long it is, in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }
}
