//! Reading a journal: whatever is whole is found, and what is not is counted.

use super::edits::Members;
use super::{Base, Line, Origin, Rest, Saving, Typing};
use crate::files::stamp::Content;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// What a journal says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovery {
    /// What the edits were made to; none: the first record is damaged.
    pub base: Option<Base>,
    /// The edits in order, each with its number, as JSON. A damaged one leaves a gap in the numbers.
    pub(super) edits: Vec<(usize, String)>,
    /// What was being typed at the end.
    pub typing: Option<Typing>,
    /// Saves that were begun.
    pub savings: Vec<Saving>,
    /// How many records are damaged.
    pub damaged: usize,
}

impl Recovery {
    /// Of the bytes of a journal.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut recovery = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            let taken = record(line).and_then(|(kind, json)| recovery.take(kind, json));
            if taken.is_none() && !line.is_empty() {
                recovery.damaged += 1;
            }
        }
        // Written twice, or in another order, each is still one.
        recovery.edits.sort_by_key(|(number, _)| *number);
        recovery.edits.dedup();
        // Each begins with what the edits are made to.
        if recovery.base.is_none() {
            recovery.damaged = recovery.damaged.max(1);
        }
        recovery
    }

    /// The names of its edits, in order, each with the name that it gave to something.
    pub fn names(&self) -> Vec<String> {
        let names = self.edits.iter().map(|(_, edit)| name(edit));
        names.map(Option::unwrap_or_default).collect()
    }

    /// Forgets the edits below a number: a file has them.
    pub fn forget_held(&mut self, held: usize) {
        self.edits.retain(|(number, _)| *number >= held);
    }

    /// Whether a person has something to lose with it.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.typing.is_none() && self.damaged == 0
    }

    /// The edits below this number are in a file of these bytes.
    pub(super) fn held_by(&self, content: Option<Content>) -> usize {
        let mut savings = self.savings.iter().rev();
        let last = savings.find(|saving| Some(saving.content) == content);
        last.map_or(0, |saving| saving.edits)
    }

    /// Takes in a record; none if it cannot be understood.
    fn take(&mut self, kind: &str, json: &str) -> Option<()> {
        let members = Members::of(json)?;
        match kind {
            "journal" => self.base = Some(base(&members)?),
            "edit" => {
                self.edits.push((members.value("number")?, json.to_owned()));
                self.typing = members.object("typing").as_ref().and_then(typing);
            }
            "typing" => self.typing = typing(&members),
            "saving" => self.savings.push(Saving {
                file: path(&members)?,
                content: content(&members)?,
                edits: members.value("edits")?,
            }),
            _ => return None,
        }
        Some(())
    }
}

fn name(edit: &str) -> Option<String> {
    let edit = Members::of(edit)?;
    let name: String = edit.value("name")?;
    let changes = edit.objects("changes");
    let last = changes.and_then(|mut changes| changes.pop());
    let after = last.and_then(|change| change.object("after"));
    let given = after.and_then(|item| item.value("title").or_else(|| item.value("name")));
    Some(match given.filter(|given: &String| !name.contains(given)) {
        Some(given) => format!("{name} to “{given}”"),
        None => name,
    })
}

/// Reads a journal.
///
/// # Errors
/// Only if the file cannot be read.
pub fn read(path: &Path) -> io::Result<Recovery> {
    Ok(Recovery::of_bytes(&std::fs::read(path)?))
}

/// The lines of what stays of a journal, with those that are damaged.
///
/// # Errors
/// If it cannot be read.
pub(super) fn lines_of_rest(path: &Path, rest: &Rest) -> io::Result<Vec<Line>> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    let is_kept = |line: &&str| match record(line.trim_end().as_bytes()) {
        Some(("edit", json)) => {
            let number = Members::of(json).and_then(|edit| edit.value("number"));
            number.is_none_or(|number| rest.edits.contains(&number))
        }
        Some(_) => false,
        None => true,
    };
    let lines = text.split_inclusive('\n').filter(is_kept);
    let lines = lines.map(|line| Line(line.to_owned()));
    let typing = rest.typing.iter().map(|typing| Line::typing(Some(typing)));
    Ok(lines.chain(typing).collect())
}

/// Kind and JSON of a line that is whole.
fn record(line: &[u8]) -> Option<(&str, &str)> {
    let line = std::str::from_utf8(line).ok()?;
    let (length, rest) = line.split_once(' ')?;
    let (checksum, body) = rest.split_once(' ')?;
    let is_whole = u32::from_str_radix(checksum, 16).ok()? == crc32fast::hash(body.as_bytes());
    let (kind, json) = body.split_once(' ')?;
    (is_whole && length.parse() == Ok(json.len())).then_some((kind, json))
}

fn base(members: &Members<'_>) -> Option<Base> {
    let origin = match (members.json("sample"), path(members)) {
        (Some(_), _) => Origin::Sample,
        (None, Some(path)) => Origin::File(path),
        (None, None) => members.value("title").map(Origin::New).unwrap_or_default(),
    };
    let is_ours = members.value("version") == Some(super::VERSION);
    is_ours.then(|| Base {
        origin,
        content: content(members),
        mapping: members.value("mapping"),
        process: members.value("process").unwrap_or_default(),
        started: members.value("started").unwrap_or_default(),
    })
}

fn path(members: &Members<'_>) -> Option<PathBuf> {
    let digits: Option<String> = members.value("bytes");
    let path = digits.and_then(|digits| os_string(&digits));
    path.map(PathBuf::from).or_else(|| members.value("file"))
}

fn content(members: &Members<'_>) -> Option<Content> {
    Some(Content {
        length: members.value("length")?,
        checksum: members.value("checksum")?,
    })
}

fn typing(members: &Members<'_>) -> Option<Typing> {
    let id: Option<String> = members.value("id");
    Some(Typing {
        of: members.kind().zip(id.map(|id| id.as_str().into())),
        field: members.value("field")?,
        text: members.value("text")?,
        place: members.value("place").unwrap_or_default(),
        checksum: members.value("checksum"),
    })
}

/// A path that is not UTF-8, of its bytes in hexadecimal digits.
fn os_string(digits: &str) -> Option<OsString> {
    let digits = digits.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Vec<u8> = digits.map(byte).collect::<Option<_>>()?;
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        Some(OsString::from_vec(bytes))
    }
    #[cfg(not(unix))]
    String::from_utf8(bytes).ok().map(OsString::from)
}
