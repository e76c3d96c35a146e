//! A save either happens whole or not at all, and what it says happened is on the disk.

use std::fs::{File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thiserror::Error;

/// What a save asks of the file system, step by step; each may fail, and a test makes it.
pub trait FileSystem {
    /// A new file in a folder, for the owner's eyes or, if `public`, for whoever may see new files.
    ///
    /// # Errors
    /// If the folder is gone or full or may not be written.
    fn create(&self, folder: &Path, public: bool) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".detente-").suffix(".part");
        #[cfg(unix)]
        if public {
            use std::os::unix::fs::PermissionsExt as _;
            // The system takes the umask away from it.
            builder.permissions(Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _: bool = public;
        builder.tempfile_in(folder)
    }

    /// Gives the new file the permissions of the old one.
    ///
    /// # Errors
    /// If they may not be given.
    fn permit(&self, file: &NamedTempFile, permissions: Permissions) -> io::Result<()> {
        file.as_file().set_permissions(permissions)
    }

    /// Writes it.
    ///
    /// # Errors
    /// If the disk is full or broken.
    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until it is on the disk.
    ///
    /// # Errors
    /// If it did not get there.
    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        file.as_file().sync_all()
    }

    /// Puts it in the place of the old one.
    ///
    /// # Errors
    /// If the folder may not be changed.
    fn rename(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Waits until the folder says so on the disk.
    ///
    /// # Errors
    /// If it did not get there.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder is no file that could be synced.
        if cfg!(unix) {
            match File::open(folder)?.sync_all() {
                Err(error) if unsupported(&error) => {}
                done => return done,
            }
        }
        Ok(())
    }
}

/// Some file systems do not sync folders, and need not.
fn unsupported(error: &io::Error) -> bool {
    let kind = error.kind();
    kind == io::ErrorKind::InvalidInput || kind == io::ErrorKind::Unsupported
}

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl FileSystem for Disk {}

/// Why a file was not saved. The old file is as it was.
#[derive(Debug, Error)]
#[error("Could not save: {}. Your edits are still here. Save to another place.", told(.source))]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl SaveError {
    /// What is in the way: `the disk is full`.
    pub fn why(&self) -> String {
        told(&self.source)
    }
}

fn told(error: &io::Error) -> String {
    use io::ErrorKind as E;
    let why = match error.kind() {
        E::StorageFull | E::QuotaExceeded => "the disk is full",
        E::PermissionDenied => "you may not write there",
        E::ReadOnlyFilesystem => "the disk is read-only",
        E::NotFound | E::NotADirectory => "there is no such folder",
        E::IsADirectory => "this is a folder",
        E::FileTooLarge => "the disk does not hold files of this size",
        _ => return error.to_string(),
    };
    why.to_owned()
}

/// Writes a file in one step: whoever reads it, even after a crash, finds the old bytes or the new
/// ones, whole. Links are followed; permissions stay.
///
/// # Errors
/// If a step fails. Nothing of a new file is then left behind.
pub fn save(bytes: &[u8], path: &Path, disk: &impl FileSystem) -> Result<(), SaveError> {
    in_place(bytes, path, disk).map_err(|source| SaveError {
        path: path.to_owned(),
        source,
    })
}

fn in_place(bytes: &[u8], path: &Path, disk: &impl FileSystem) -> io::Result<()> {
    let path = behind_links(path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let old = match std::fs::metadata(&path) {
        Ok(old) if old.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // The folder may allow what the file does not.
        Ok(old) if old.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut file = disk.create(folder, old.is_none())?;
    if let Some(permissions) = old {
        disk.permit(&file, permissions)?;
    }
    disk.write(&mut file, bytes)?;
    disk.sync(&file)?;
    disk.rename(file, &path)?;
    disk.sync_folder(folder)
}

/// The file that a path leads to, also where it does not exist yet.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    // As many as Linux follows.
    const MOST: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        match std::fs::read_link(&path) {
            // An absolute one replaces all that stands before it.
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the link leads back to itself"))
}
