//! What a file is known by, to see whether another program has changed it.

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What the bytes of a file are known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// How many there are.
    pub length: u64,
    /// Their CRC-32 (IEEE 802.3).
    pub checksum: u32,
}

impl Content {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut counter = Counter::default();
        counter.count(bytes);
        counter.content()
    }
}

/// What the bytes are known by that are written to it.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    length: u64,
    checksum: crc32fast::Hasher,
}

impl Counter {
    pub(super) fn count(&mut self, bytes: &[u8]) {
        self.checksum.update(bytes);
        self.length += u64::try_from(bytes.len()).unwrap_or_default();
    }

    /// What all of them are known by.
    pub fn content(self) -> Content {
        Content {
            length: self.length,
            checksum: self.checksum.finalize(),
        }
    }
}

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.count(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the file system tells of a file, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Device, number, and when anything about it was changed; nothing where the system has none.
    inode: Option<(u64, u64, i64, i64)>,
}

impl Stamp {
    fn of(path: &Path) -> io::Result<Self> {
        let known = std::fs::metadata(path)?;
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt as _;
            Some((known.dev(), known.ino(), known.ctime(), known.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let inode = None;
        Ok(Self {
            length: known.len(),
            modified: known.modified().ok(),
            inode,
        })
    }

    /// Whether a change right after this was taken might leave it as it is: the clock of a file
    /// system has ticks of some milliseconds, of two seconds where it counts whole ones.
    fn is_in_doubt(&self) -> bool {
        let Some(modified) = self.modified else {
            return true;
        };
        let since_epoch = modified.duration_since(SystemTime::UNIX_EPOCH);
        let is_whole = since_epoch.is_ok_and(|since| since.subsec_nanos() == 0);
        let tick = Duration::from_millis(if is_whole { 2000 } else { 20 });
        modified.elapsed().is_ok_and(|age| age < tick)
    }
}

/// A file as it was when it was last read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its bytes.
    pub content: Content,
    /// None where it could be told only by its bytes.
    stamp: Option<Stamp>,
}

impl Known {
    /// Of bytes that are in no file.
    pub fn unplaced(content: Content) -> Self {
        Self {
            content,
            stamp: None,
        }
    }

    /// A file and what it is known by.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &Path) -> io::Result<(Vec<u8>, Self)> {
        let before = Stamp::of(path).ok();
        let bytes = std::fs::read(path)?;
        let known = Self::new(path, Content::of(&bytes));
        let stamp = known.stamp.filter(|now| before == Some(*now));
        Ok((bytes, Self { stamp, ..known }))
    }

    /// Of a file that has just been written whole. What the file system tells is believed only
    /// if it fits the bytes and is no younger than they may be.
    pub fn new(path: &Path, content: Content) -> Self {
        let stamp = Stamp::of(path).ok();
        Self {
            content,
            stamp: stamp.filter(|stamp| stamp.length == content.length && !stamp.is_in_doubt()),
        }
    }

    /// Whether the file still is as it was. Its bytes are read only where the file system tells of
    /// something new.
    ///
    /// # Errors
    /// If it is there and cannot be read.
    pub fn is_still(&self, path: &Path) -> io::Result<bool> {
        if self.stamp.is_some() && Stamp::of(path).ok() == self.stamp {
            return Ok(true);
        }
        match std::fs::read(path) {
            Ok(bytes) => Ok(Content::of(&bytes) == self.content),
            // Nobody's work is lost by writing it anew.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::save::{Disk, save};

    #[test]
    fn a_file_is_known_again_by_its_bytes_and_a_changed_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        save(b"one", &path, &Disk).unwrap();
        let known = Known::new(&path, Content::of(b"one"));
        assert!(known.is_still(&path).unwrap());
        save(b"one", &path, &Disk).unwrap();
        assert!(known.is_still(&path).unwrap(), "written anew, the same");
        save(b"two", &path, &Disk).unwrap();
        assert!(!known.is_still(&path).unwrap(), "as long, at once");
        std::fs::remove_file(&path).unwrap();
        assert!(known.is_still(&path).unwrap(), "gone");
    }
}
