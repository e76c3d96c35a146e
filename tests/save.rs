//! Saving is all or nothing, and edits survive a crash.
#![expect(clippy::unwrap_used, reason = "a test fails where its files do")]

#[path = "support/dice.rs"]
mod dice;
#[path = "save/journal.rs"]
mod journal;

use detente::dataset::TO_THE_END;
use detente::dataset::edit::{Change, Edit, ListChange};
use detente::dataset::{Dataset, Event, Handle, Metadata, Pin, Stand};
use detente::files;
use detente::files::save::{Disk, FileSystem, SaveError, SaveOptions, save, write_over};
use detente::files::stamp::Known;
use dice::Dice;
use proptest::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempDir};

/// A disk on which one step fails.
struct Failing {
    step: &'static str,
    kind: io::ErrorKind,
}

impl Failing {
    fn at(&self, step: &str) -> io::Result<()> {
        if step == self.step {
            Err(self.kind.into())
        } else {
            Ok(())
        }
    }
}

impl FileSystem for Failing {
    fn create(&self, folder: &Path, public: bool) -> io::Result<NamedTempFile> {
        self.at("create")?;
        Disk.create(folder, public)
    }

    fn permit(&self, file: &NamedTempFile, path: &Path, old: &fs::Metadata) -> io::Result<()> {
        self.at("permit")?;
        Disk.permit(file, path, old)
    }

    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes a part.
        Disk.write(file, &bytes[..bytes.len() / 2])?;
        self.at("write")?;
        Disk.write(file, &bytes[bytes.len() / 2..])
    }

    fn sync(&self, file: &fs::File) -> io::Result<()> {
        self.at("sync")?;
        Disk.sync(file)
    }

    fn rename(&self, file: NamedTempFile, path: &Path) -> io::Result<fs::File> {
        self.at("rename")?;
        Disk.rename(file, path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.at("sync_folder")?;
        Disk.sync_folder(folder)
    }
}

fn save_over(
    bytes: &[u8],
    path: &Path,
    over: SaveOptions<'_>,
    disk: &impl FileSystem,
) -> Result<Known, SaveError> {
    write_over(&|out| out.write_all(bytes), path, over, &|_| (), disk)
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.detente");
    (folder, path)
}

fn names(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_step_that_fails_leaves_the_old_file_whole_and_says_what_to_do() {
    for (step, kind, told) in [
        (
            "create",
            io::ErrorKind::PermissionDenied,
            "you may not write there",
        ),
        (
            "create",
            io::ErrorKind::ReadOnlyFilesystem,
            "the disk is read-only",
        ),
        ("write", io::ErrorKind::StorageFull, "the disk is full"),
        ("sync", io::ErrorKind::StorageFull, "the disk is full"),
        (
            "rename",
            io::ErrorKind::PermissionDenied,
            "you may not write there",
        ),
    ] {
        let (folder, path) = folder();
        save(b"old", &path, &Disk).unwrap();
        let error = save(b"new text", &path, &Failing { step, kind }).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("Could not save: {told}. Your edits are still here. Save to another place.")
        );
        assert_eq!(fs::read(&path).unwrap(), b"old", "{step}");
        assert_eq!(names(&folder), ["a.detente"], "{step}");
    }
}

#[test]
fn a_folder_that_does_not_reach_the_disk_is_told() {
    let (_folder, path) = folder();
    let failing = Failing {
        step: "sync_folder",
        kind: io::ErrorKind::StorageFull,
    };
    assert!(save(b"new", &path, &failing).is_err());
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_save_replaces_and_leaves_nothing_else() {
    let (folder, path) = folder();
    save(b"old", &path, &Disk).unwrap();
    save(b"new", &path, &Disk).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(&folder), ["a.detente"]);
}

#[test]
fn what_cannot_be_a_file_is_refused() {
    let (folder, path) = folder();
    let error = save(b"", folder.path(), &Disk).unwrap_err().to_string();
    assert!(error.contains("this is a folder"), "{error}");
    let gone = folder.path().join("gone").join("a.detente");
    let error = save(b"", &gone, &Disk).unwrap_err().to_string();
    assert!(error.contains("there is no such folder"), "{error}");
    save(b"old", &path, &Disk).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(save(b"new", &path, &Disk).is_err());
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, path) = folder();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let plain = folder.path().join("plain");
    fs::File::create(&plain).unwrap();
    save(b"old", &path, &Disk).unwrap();
    assert_eq!(mode(&path), mode(&plain), "as the umask has it");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let (link, far) = (folder.path().join("link"), folder.path().join("far"));
    symlink("a.detente", &link).unwrap();
    symlink("new.detente", &far).unwrap();
    save(b"new", &link, &Disk).unwrap();
    save(b"newer", &far, &Disk).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(mode(&path), 0o640);
    assert_eq!(
        fs::read(folder.path().join("new.detente")).unwrap(),
        b"newer"
    );
}

/// A disk with a folder in which nothing can be made, and that may take only so many bytes.
struct Closed<'a> {
    folder: &'a Path,
    most: usize,
}

impl FileSystem for Closed<'_> {
    fn create(&self, path: &Path, public: bool) -> io::Result<NamedTempFile> {
        if path.parent() == Some(self.folder) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Disk.create(path, public)
    }

    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        let most = bytes.len().min(self.most);
        Disk.write(file, &bytes[..most])?;
        if most < bytes.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

#[test]
fn a_file_in_a_folder_that_may_not_be_written_is_written_over_where_it_stands() {
    let (folder, path) = folder();
    let own = tempfile::tempdir().unwrap();
    let over = SaveOptions {
        folder: Some(own.path()),
        ..SaveOptions::default()
    };
    save(b"old text", &path, &Disk).unwrap();
    let closed = |most| Closed {
        folder: folder.path(),
        most,
    };
    save_over(b"new", &path, over, &closed(99)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    // One that does not fit leaves what was there.
    let error = save_over(b"newer text", &path, over, &closed(5)).unwrap_err();
    assert!(matches!(error, SaveError::Failed(_)), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(names(&folder), ["a.detente"]);
    let left = names(&own);
    assert!(left.iter().all(|name| name.ends_with(".lock")), "{left:?}");
    // A new file cannot be made there.
    let other = folder.path().join("b.detente");
    assert!(save_over(b"new", &other, over, &closed(99)).is_err());
}

#[test]
fn a_file_that_another_window_saved_is_not_replaced() {
    let (folder, path) = folder();
    let over = |known| SaveOptions {
        known: Some(known),
        folder: Some(folder.path()),
        ..SaveOptions::default()
    };
    save(b"opened", &path, &Disk).unwrap();
    let (_, opened) = Known::read(&path).unwrap();
    let first = save_over(b"first's", &path, over(&opened), &Disk).unwrap();
    let second = save_over(b"another", &path, over(&opened), &Disk);
    assert!(matches!(second, Err(SaveError::Changed(_))), "{second:?}");
    assert_eq!(fs::read(&path).unwrap(), b"first's");
    save_over(b"first's again", &path, over(&first), &Disk).unwrap();
}

#[cfg(unix)]
#[test]
fn a_copy_is_for_nobody_who_may_not_read_what_it_is_of() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = folder();
    save(b"secret", &path, &Disk).unwrap();
    for (mode, is) in [(0o600, 0o600), (0o640, 0o640), (0o400, 0o600)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let copy = folder.path().join(format!("{mode:o}"));
        let over = SaveOptions {
            like: Some(&path),
            ..SaveOptions::default()
        };
        save_over(b"secret too", &copy, over, &Disk).unwrap();
        let found = fs::metadata(&copy).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, is, "{found:o} of {mode:o}");
    }
}

#[test]
fn of_two_saves_at_once_one_is_told_that_the_other_was_first() {
    let (folder, path) = folder();
    save(b"opened", &path, &Disk).unwrap();
    let (_, opened) = Known::read(&path).unwrap();
    for _ in 0..20 {
        save(b"opened", &path, &Disk).unwrap();
        let told: Vec<bool> = std::thread::scope(|scope| {
            let saves = ["one", "two"].map(|text| {
                let (path, folder, opened) = (&path, folder.path(), &opened);
                scope.spawn(move || {
                    let over = SaveOptions {
                        known: Some(opened),
                        folder: Some(folder),
                        ..SaveOptions::default()
                    };
                    save_over(text.as_bytes(), path, over, &Disk).is_ok()
                })
            });
            saves.map(|save| save.join().unwrap()).into()
        });
        assert_eq!(told.iter().filter(|is_saved| **is_saved).count(), 1);
    }
}

#[test]
fn what_a_killed_save_left_is_cleared_and_what_is_being_written_is_not() {
    let (folder, path) = folder();
    let killed = Disk.create(&path, false).unwrap().into_temp_path();
    let killed = killed.keep().unwrap();
    let other = Disk
        .create(&folder.path().join("b.detente"), false)
        .unwrap();
    let busy = Disk.create(&path, false).unwrap();
    save(b"new", &path, &Disk).unwrap();
    assert!(!killed.exists());
    assert!(other.path().exists(), "of another file");
    assert!(busy.path().exists(), "being written");
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_keeps_both_and_a_device_is_no_file() {
    let (folder, path) = folder();
    let twin = folder.path().join("twin");
    save(b"old", &path, &Disk).unwrap();
    fs::hard_link(&path, &twin).unwrap();
    save(b"new", &path, &Disk).unwrap();
    assert_eq!(fs::read(&twin).unwrap(), b"new");
    let error = save(b"new", Path::new("/dev/null"), &Disk).unwrap_err();
    assert!(error.to_string().contains("this is a device"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_of_a_file_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let (_folder, path) = folder();
    save(b"old", &path, &Disk).unwrap();
    // Not every file system has them.
    if setxattr(&path, "user.origin", b"archive", XattrFlags::empty()).is_err() {
        return;
    }
    save(b"new", &path, &Disk).unwrap();
    let mut value = [0; 16];
    let length = getxattr(&path, "user.origin", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"archive");
}

/// Edits of every kind.
fn edits(dice: &mut Dice, dataset: &Dataset) -> Vec<Edit> {
    let mut now = dataset.clone();
    let mut edits = Vec::new();
    for _ in 0..6 {
        let events = &now.events;
        let last = events.len().saturating_sub(1);
        let handle = events.at(last).map_or(Handle(0), |(handle, _)| handle);
        let new = dice.event();
        let heading = Metadata {
            title: "New".into(),
            ..now.metadata.clone()
        };
        let pin = Pin {
            actor: "putin".into(),
            at: [0.5, -1.0],
        };
        let first = now.places.at(0).map_or(Handle(0), |(handle, _)| handle);
        let possible = [
            Some(Edit::append("Add event", &now, dice.event())),
            Some(Edit::append("Pin", &now, pin)),
            Some(Edit::append("Arrange", &now, dice.stand())),
            Edit::put("Move", &now, first, |stand: &mut Stand| {
                stand.at = [0.13, -2.0];
            }),
            Edit::remove::<Stand>("Delete", &now, first),
            Some(Edit::append("Add bookmark", &now, dice.bookmark())),
            Edit::put("Change", &now, handle, |event: &mut Event| *event = new),
            Edit::remove::<Event>("Delete", &now, Handle(0)),
            (last > 0).then(|| Edit {
                name: "Move".into(),
                changes: vec![Change::Event(ListChange::Move {
                    handle,
                    from: last,
                    to: 0,
                })],
            }),
            Some(Edit {
                name: "Rename “it”".into(),
                changes: vec![Change::Metadata {
                    before: Box::new(now.metadata.clone()),
                    after: Box::new(heading),
                }],
            }),
        ];
        for edit in possible.into_iter().flatten() {
            if let Ok(next) = now.after(&edit) {
                now = next;
                edits.push(edit);
            }
        }
    }
    edits
}

fn all(dataset: &Dataset, edits: &[Edit]) -> Dataset {
    edits
        .iter()
        .fold(dataset.clone(), |now, edit| now.after(edit).unwrap())
}

fn reopened(dataset: &Dataset) -> Dataset {
    let bytes = files::write(dataset).into_bytes();
    files::open(bytes, Path::new("a.detente"), TO_THE_END)
        .unwrap()
        .dataset
}
