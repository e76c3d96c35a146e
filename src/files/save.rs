//! A save either happens whole or not at all, and what it says happened is on the disk.

use super::stamp::{Content, Counter, Known};
use super::{lock, rights};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thiserror::Error;

/// What saving and the journal ask of the file system, step by step; each may fail, and a test makes it.
pub trait FileSystem {
    /// A new file beside the one that it is to replace, for the owner's eyes or, if `public`, for
    /// whoever may see new files. It is locked for as long as it is open.
    ///
    /// # Errors
    /// If the folder is gone or full or may not be written.
    fn create(&self, path: &Path, public: bool) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        let prefix = prefix(path);
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        if public {
            use std::os::unix::fs::PermissionsExt as _;
            // The system takes the umask away from it.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _: bool = public;
        let file = builder.tempfile_in(folder(path))?;
        // Where there are no locks nothing that was left behind is cleared.
        file.as_file().try_lock().ok();
        Ok(file)
    }

    /// Gives the new file the owner, the permissions and the attributes of the old one, as far as that
    /// may be done, and never more.
    ///
    /// # Errors
    /// If it cannot be made sure that nobody else may read it.
    fn permit(&self, file: &NamedTempFile, path: &Path, old: &Metadata) -> io::Result<()> {
        rights::keep(file.as_file(), path, old)
    }

    /// Writes at the place in a file that was reached last.
    ///
    /// # Errors
    /// If the disk is full or broken.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Cuts a file off, and goes on writing there.
    ///
    /// # Errors
    /// If the disk is broken.
    fn cut(&self, file: &mut File, length: u64) -> io::Result<()> {
        file.set_len(length)?;
        file.seek(io::SeekFrom::Start(length)).map(drop)
    }

    /// Waits until its bytes are on the disk.
    ///
    /// # Errors
    /// If they did not get there.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Puts it in the place of the old one.
    ///
    /// # Errors
    /// If the folder may not be changed.
    fn rename(&self, file: NamedTempFile, path: &Path) -> io::Result<File> {
        file.persist(path).map_err(|error| error.error)
    }

    /// Opens a file to be written over where it stands.
    ///
    /// # Errors
    /// If it may not be written.
    fn open(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).open(path)
    }

    /// Removes a file; that it is gone already is no error.
    ///
    /// # Errors
    /// If the folder may not be changed.
    fn remove(&self, path: &Path) -> io::Result<()> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
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

/// Why a file was not saved. The old file is as it was, unless `copy` says where it is.
#[derive(Debug, Error)]
pub enum SaveError {
    /// The system did not let us.
    #[error("Could not save: {}. Your edits are still here. Save to another place.", told(.0))]
    Failed(#[from] io::Error),
    /// The old file had to be written over where it stands, and was broken off.
    #[error(
        "Could not save: {}. Your edits are still here; what stood in the file before is in {}.",
        told(.source), copy.display()
    )]
    BrokenOff {
        /// What was in it.
        copy: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Somebody else has changed the file since it was read or saved last.
    #[error("{} was changed by another program or window.", .0.display())]
    Changed(PathBuf),
}

impl SaveError {
    /// What is in the way: `the disk is full`.
    pub fn why(&self) -> String {
        match self {
            Self::Failed(source) | Self::BrokenOff { source, .. } => told(source),
            Self::Changed(_) => "another program or window has changed it".to_owned(),
        }
    }
}

/// What is in the way, in words.
pub fn told(error: &io::Error) -> String {
    use io::ErrorKind as E;
    let why = match error.kind() {
        E::StorageFull | E::QuotaExceeded => "the disk is full",
        E::PermissionDenied => "you may not write there",
        E::ReadOnlyFilesystem => "the disk is read-only",
        E::NotFound => "there is no such folder",
        E::AlreadyExists | E::NotADirectory => "a file is in the way where a folder is to be",
        E::IsADirectory => "this is a folder",
        E::FileTooLarge => "the disk does not hold files of this size",
        _ => return error.to_string(),
    };
    why.to_owned()
}

/// How a file is saved.
#[derive(Clone, Copy, Debug, Default)]
pub struct SaveOptions<'a> {
    /// A file whose content this is: a new file is for nobody who may not read that one.
    pub like: Option<&'a Path>,
    /// What the file was when it was read or saved last, if it matters that it still is.
    pub known: Option<&'a Known>,
    /// A folder for a copy of the old file while it is written over, and for locks; none: the system's
    /// folder for such files, and no locks.
    pub folder: Option<&'a Path>,
}

/// What writes the bytes of a file. It may be asked more than once.
pub type Body<'a> = &'a dyn Fn(&mut dyn io::Write) -> io::Result<()>;

/// Writes a file in one step: whoever reads it, even after a crash, finds the old bytes or the new
/// ones, whole. Links are followed; owner, permissions and attributes stay. A file that stands in
/// several folders, or in one that may not be written, is written over where it stands, after a copy.
///
/// # Errors
/// If a step fails. Nothing of a new file is then left behind.
pub fn save(bytes: &[u8], path: &Path, disk: &impl FileSystem) -> Result<(), SaveError> {
    let body = |out: &mut dyn io::Write| out.write_all(bytes);
    write_over(&body, path, SaveOptions::default(), &|_| (), disk).map(drop)
}

/// [`save`] of bytes that need not be in memory at once, if the file still is what it was. What they are
/// known by is `told` before the file is touched. Gives what it is now.
///
/// # Errors
/// As [`save`], and if another program has changed the file.
pub fn write_over(
    body: Body<'_>,
    path: &Path,
    over: SaveOptions<'_>,
    told: &dyn Fn(Content),
    disk: &impl FileSystem,
) -> Result<Known, SaveError> {
    let target = behind_links(path)?;
    let old = old(&target)?;
    clear(&target, disk);
    let like = over.like.filter(|_| old.is_none());
    let like = like.and_then(|like| Some((like, std::fs::metadata(like).ok()?)));
    let model = match &like {
        Some((like, known)) => Some((*like, known)),
        None => old.as_ref().map(|old| (target.as_path(), old)),
    };
    let has_links = old.as_ref().is_some_and(rights::has_other_names);
    let new = if has_links {
        None
    } else {
        match written(body, &target, model, disk) {
            Ok(new) => Some(new),
            // The folder may not be written; the file may.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && old.is_some() => None,
            Err(error) => return Err(error.into()),
        }
    };
    let content = match &new {
        Some((_, content)) => *content,
        None => counted(body)?,
    };
    told(content);
    // Nobody else of this program's saves between the look and the rename.
    let _turn = over.folder.and_then(|folder| lock::turn(&target, folder));
    if let Some(known) = over.known
        && !known.is_still(&target)?
    {
        return Err(SaveError::Changed(path.to_owned()));
    }
    match new {
        Some((new, _)) => {
            disk.rename(new, &target)?;
            disk.sync_folder(folder(&target))?;
        }
        None => in_place(body, &target, over.folder, disk)?,
    }
    Ok(Known::new(&target, content))
}

/// What the bytes are known by, without writing them anywhere.
fn counted(body: Body<'_>) -> io::Result<Content> {
    let mut counter = Counter::default();
    body(&mut counter)?;
    Ok(counter.content())
}

/// A file that is being written, and what is known of its bytes so far.
struct CountedFile<'a, D> {
    file: &'a mut File,
    disk: &'a D,
    counter: Counter,
}

impl<D: FileSystem> io::Write for CountedFile<'_, D> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.write(self.file, bytes)?;
        self.counter.count(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_all(body: Body<'_>, file: &mut File, disk: &impl FileSystem) -> io::Result<Content> {
    let mut counted = CountedFile {
        file,
        disk,
        counter: Counter::default(),
    };
    body(&mut counted)?;
    Ok(counted.counter.content())
}

/// The file that is to be replaced, if there is one; an error if it is none that could be.
fn old(path: &Path) -> io::Result<Option<Metadata>> {
    match std::fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) if !old.is_file() => Err(io::Error::other("this is a device, not a file")),
        // The folder may allow what the file does not.
        Ok(old) if old.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Ok(old) => Ok(Some(old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A new file with these bytes and the rights of a model, on the disk, beside the one that it is to replace.
fn written(
    body: Body<'_>,
    path: &Path,
    model: Option<(&Path, &Metadata)>,
    disk: &impl FileSystem,
) -> io::Result<(NamedTempFile, Content)> {
    let mut file = disk.create(path, model.is_none())?;
    if let Some((of, known)) = model {
        disk.permit(&file, of, known)?;
    }
    let content = write_all(body, file.as_file_mut(), disk)?;
    disk.sync(file.as_file())?;
    Ok((file, content))
}

/// Writes a file over where it stands. A copy is there until that is done.
fn in_place(
    body: Body<'_>,
    path: &Path,
    spare: Option<&Path>,
    disk: &impl FileSystem,
) -> Result<(), SaveError> {
    let temporary = std::env::temp_dir();
    let copy = copy_of(path, spare.unwrap_or(&temporary));
    // What may not be written needs no copy.
    let mut file = disk.open(path)?;
    let before = std::fs::read(path)?;
    // One that is there already is of the last that was whole: what stands here was broken off.
    let has_copy = copy.exists();
    if !has_copy {
        let mut kept = disk.create(&copy, false)?;
        disk.write(kept.as_file_mut(), &before)?;
        disk.sync(kept.as_file())?;
        disk.rename(kept, &copy)?;
        disk.sync_folder(folder(&copy))?;
    }
    let mut write = |body: Body<'_>| {
        disk.cut(&mut file, 0)?;
        write_all(body, &mut file, disk)?;
        disk.sync(&file)
    };
    if let Err(source) = write(body) {
        // What stood there fits again, unless the disk is broken.
        if write(&|out| out.write_all(&before)).is_ok() {
            if !has_copy {
                disk.remove(&copy).ok();
            }
            return Err(source.into());
        }
        return Err(SaveError::BrokenOff { copy, source });
    }
    if let Err(error) = disk.remove(&copy) {
        log::warn!("{} was not removed: {error}", copy.display());
    }
    Ok(())
}

/// Where a copy of a file is while that is written over where it stands.
pub fn copy_of(path: &Path, spare: &Path) -> PathBuf {
    spare.join(format!("{:08x}.copy", lock::canonical_checksum(path)))
}

/// Removes what killed saves of a file have left beside it.
pub fn clear(path: &Path, disk: &impl FileSystem) {
    clear_folder(folder(path), &prefix(path), disk);
}

/// Removes what killed programs have left in a folder of our own.
pub fn clear_own(folder: &Path, disk: &impl FileSystem) {
    clear_folder(folder, PREFIX, disk);
}

fn clear_folder(folder: &Path, prefix: &str, disk: &impl FileSystem) {
    // One that is being written is locked.
    for path in lock::named(folder, prefix, SUFFIX).filter(|path| lock::is_free(path)) {
        if let Err(error) = disk.remove(&path) {
            log::warn!("{} was not removed: {error}", path.display());
        }
    }
}

const PREFIX: &str = ".detente-";
const SUFFIX: &str = ".part";

/// What the names of new files begin with that are to replace a file.
fn prefix(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    let checksum = crc32fast::hash(name.as_encoded_bytes());
    format!("{PREFIX}{checksum:08x}-")
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
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
