//! How windows of this program, also of several processes, tell each other what they have open and what
//! they save. What tells it is a file in a folder of our own that is locked as long as it is true: a
//! crash frees it. Where there are no locks, and between users, nobody is told; the look at a file right
//! before it is replaced has to do.

use super::rights;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Waits until no other window saves this file, and keeps it so while it lives.
pub(super) fn turn(path: &Path, folder: &Path) -> Option<File> {
    locked(folder, &format!("{:08x}.lock", canonical_checksum(path)))
}

fn locked(folder: &Path, name: &str) -> Option<File> {
    rights::private_folder(folder).ok()?;
    let mut options = OpenOptions::new();
    let options = options.create(true).append(true);
    let file = options.open(folder.join(name)).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Says that a file is open here, as long as it lives.
#[derive(Debug)]
pub struct Hold(NamedTempFile);

/// Another window that has a file open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other(PathBuf);

const OPEN: &str = ".open";

impl Hold {
    /// Tells other windows that a file is open here. Gives those whose it is. None where there
    /// are no locks.
    pub fn new(path: &Path, folder: &Path) -> Option<(Self, Vec<Other>)> {
        // One at a time: what is made is not locked in the same step.
        let _turn = locked(folder, "open.lock")?;
        let prefix = prefix(path);
        let others = others(&prefix, folder);
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix(&prefix).suffix(OPEN);
        let file = builder.tempfile_in(folder).ok()?;
        file.as_file().try_lock().ok()?;
        Some((Self(file), others))
    }

    /// Whether another window has taken the file over.
    pub fn is_taken(&self) -> bool {
        taken(self.0.path()).exists()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        std::fs::remove_file(taken(self.0.path())).ok();
    }
}

impl Other {
    /// Tells it that the file is no longer its own.
    pub fn take_over(&self) {
        if let Err(error) = File::create(taken(&self.0)) {
            log::warn!("{}: {error}", self.0.display());
        }
    }
}

/// The other windows that have a file open which is not open here.
pub fn elsewhere(path: &Path, folder: &Path) -> Vec<Other> {
    let turn = locked(folder, "open.lock");
    turn.map_or_else(Vec::new, |_turn| others(&prefix(path), folder))
}

fn prefix(path: &Path) -> String {
    format!("{:08x}-", canonical_checksum(path))
}

/// What stands beside what says that a file is open, once another window has taken it over.
fn taken(open: &Path) -> PathBuf {
    open.with_extension("taken")
}

/// Those that have a file open. What killed programs have left is removed.
fn others(prefix: &str, folder: &Path) -> Vec<Other> {
    let (left, held): (Vec<_>, Vec<_>) =
        named(folder, prefix, OPEN).partition(|path| is_free(path));
    for path in left {
        std::fs::remove_file(&path).ok();
        std::fs::remove_file(taken(&path)).ok();
    }
    let own = held.into_iter().filter(|path| !taken(path).exists());
    own.map(Other).collect()
}

/// The files of a folder whose names begin and end so.
pub(super) fn named(folder: &Path, begin: &str, end: &str) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(move |entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        (name.starts_with(begin) && name.ends_with(end)).then(|| entry.path())
    })
}

/// Whether no program that is running has locked a file.
pub(super) fn is_free(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Tells one file from others, by whatever path it is called.
pub(super) fn canonical_checksum(path: &Path) -> u32 {
    if let Some((device, number)) = rights::of_all_names(path) {
        return crc32fast::hash(&[device.to_le_bytes(), number.to_le_bytes()].concat());
    }
    let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    crc32fast::hash(canonical.as_os_str().as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_of_two_names_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["talks.detente", "link.detente"].map(|name| folder.path().join(name));
        File::create(&path).unwrap();
        std::fs::hard_link(&path, &other).unwrap();
        let (_first, _) = Hold::new(&path, folder.path()).unwrap();
        assert_eq!(elsewhere(&other, folder.path()).len(), 1);
    }

    #[test]
    fn windows_know_of_each_other_until_one_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talks.detente");
        File::create(&path).unwrap();
        let (first, others) = Hold::new(&path, folder.path()).unwrap();
        assert_eq!(others, []);
        let (second, others) = Hold::new(&path, folder.path()).unwrap();
        assert_eq!(others.len(), 1);
        let other = folder.path().join("other.detente");
        assert_eq!(Hold::new(&other, folder.path()).unwrap().1, []);
        others.iter().for_each(Other::take_over);
        assert!(first.is_taken() && !second.is_taken());
        drop(first);
        drop(second);
        let (third, others) = Hold::new(&path, folder.path()).unwrap();
        assert_eq!(others, []);
        // A killed one leaves its file behind, which nobody has locked.
        let left = folder
            .path()
            .join(format!("{:08x}-x{OPEN}", canonical_checksum(&path)));
        File::create(&left).unwrap();
        drop(third);
        assert_eq!(Hold::new(&path, folder.path()).unwrap().1, []);
        assert!(!left.exists());
    }
}
