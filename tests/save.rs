//! Saving is all or nothing, and edits survive a crash.
#![expect(clippy::unwrap_used, reason = "a test fails where its files do")]

#[path = "support/dice.rs"]
mod dice;

use detente::dataset::edit::{Change, Edit, ListChange};
use detente::dataset::{Dataset, Event, Handle, Heading, Pin, Stand};
use detente::files;
use detente::files::journal::{self, Journal};
use detente::files::save::{Disk, FileSystem, save};
use dice::Dice;
use proptest::prelude::*;
use std::fs;
use std::io;
use std::ops::ControlFlow;
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

    fn permit(&self, file: &NamedTempFile, permissions: fs::Permissions) -> io::Result<()> {
        self.at("permit")?;
        Disk.permit(file, permissions)
    }

    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes a part.
        Disk.write(file, &bytes[..bytes.len() / 2])?;
        self.at("write")?;
        Disk.write(file, &bytes[bytes.len() / 2..])
    }

    fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        self.at("sync")?;
        Disk.sync(file)
    }

    fn rename(&self, file: NamedTempFile, path: &Path) -> io::Result<()> {
        self.at("rename")?;
        Disk.rename(file, path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.at("sync_folder")?;
        Disk.sync_folder(folder)
    }
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
        (
            "permit",
            io::ErrorKind::PermissionDenied,
            "you may not write there",
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
        assert_eq!(error.path, path);
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

/// Edits of every kind.
fn edits(dice: &mut Dice, dataset: &Dataset) -> Vec<Edit> {
    let mut now = dataset.clone();
    let mut edits = Vec::new();
    for _ in 0..6 {
        let events = &now.events;
        let last = events.len().saturating_sub(1);
        let handle = events.at(last).map_or(Handle(0), |(handle, _)| handle);
        let new = dice.event();
        let heading = Heading {
            title: "New".into(),
            ..now.heading.clone()
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
                changes: vec![Change::Heading {
                    before: Box::new(now.heading.clone()),
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
    let go_on = |_| ControlFlow::Continue(());
    let bytes = files::write(dataset).into_bytes();
    files::open(bytes, Path::new("a.detente"), &go_on)
        .unwrap()
        .dataset
}

proptest! {
    // Each waits for the disk some dozens of times.
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// What a journal gives back, carried out on the file as it is opened anew, is what was
    /// there when the machine went down, also when the file was saved in between.
    #[test]
    fn a_journal_gives_back_every_edit(seed: u64, torn in 0usize..200) {
        let mut dice = Dice::new(seed);
        let (_folder, path) = folder();
        let opened = reopened(&dice.dataset());
        let saved = all(&opened, &edits(&mut dice, &opened));
        for base in [opened, saved] {
            let mut journal = Journal::start(&path, Some(Path::new("/a.detente")), &base).unwrap();
            let made = edits(&mut dice, &base);
            for edit in &made {
                journal.append(edit).unwrap();
            }
            let recovered = journal::recover(&path).unwrap();
            prop_assert_eq!(recovered.file.as_deref(), Some(Path::new("/a.detente")));
            prop_assert_eq!(recovered.edits.len(), made.len());
            prop_assert_eq!(all(&reopened(&base), &recovered.edits), all(&base, &made));

            let bytes = fs::read(&path).unwrap();
            let first = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
            let left = bytes.len().saturating_sub(torn).max(first);
            fs::File::create(&path).unwrap();
            save(&bytes[..left], &path, &Disk).unwrap();
            let edits = journal::recover(&path).unwrap().edits;
            prop_assert_eq!(&edits[..], &recovered.edits[..edits.len()]);
            let lines = bytes[..left].iter().filter(|b| **b == b'\n').count();
            prop_assert_eq!(edits.len() + 1, lines);
        }
    }
}

#[test]
fn what_is_no_journal_is_an_error() {
    let (_folder, path) = folder();
    for bytes in [&b""[..], b"{", b"[]\n", b"\xff\n"] {
        save(bytes, &path, &Disk).unwrap();
        assert!(journal::recover(&path).is_err());
    }
}
