//! What a program that did not end in order has left: journals, and what can be had again of them.

use super::action::Action;
use super::document::Loaded;
use super::documents::{SAMPLE, file_name};
use super::job;
use super::panel::draft::typed_edit;
use super::status::plural;
use crate::dataset::Dataset;
use crate::dataset::edit::Edit;
use crate::files::journal::{self, Base, Origin, Recovery, Rest, UNTITLED};
use crate::files::stamp::Content;
use crate::files::{self, rights, save};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Edits that no file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// Their journal.
    pub journal: PathBuf,
    /// What they were made to.
    pub name: String,
    /// The folder of its file.
    pub folder: Option<PathBuf>,
    /// Whether that file is no longer there, or nothing says which it is.
    pub is_missing: bool,
    /// How long ago the last was made.
    pub age: String,
    /// What was done, in order.
    pub edits: Vec<String>,
    /// What was being typed.
    pub typed: Option<String>,
    /// How many records cannot be read.
    pub damaged: usize,
}

/// Where journals are, in the folder of what the program remembers.
pub(super) fn folder(state: &Path) -> PathBuf {
    state.join("recovery")
}

/// All journals that nobody writes any more, with something in them; the newest first.
pub(super) fn left_over(state: &Path) -> Vec<LeftOver> {
    let folder = folder(state);
    if let Err(error) = rights::private_folder(&folder) {
        log::warn!("{}: {error}", folder.display());
    }
    save::clear_own(&folder, &save::Disk);
    let entries = std::fs::read_dir(&folder).into_iter().flatten();
    let mut found: Vec<(SystemTime, LeftOver)> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "journal"))
        .filter_map(|path| {
            let file = File::open(&path).ok()?;
            if !is_left(&file) {
                return None;
            }
            let written = file.metadata().and_then(|known| known.modified());
            let written = written.unwrap_or(SystemTime::UNIX_EPOCH);
            let recovery = journal::read(&path).ok()?;
            if recovery.is_empty() {
                forget(&path);
                return None;
            }
            Some((written, of(path, &recovery, written)))
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found.into_iter().map(|(_, found)| found).collect()
}

/// Whether nobody writes a journal any more. A program that was killed right now may need a moment until
/// its lock is gone.
fn is_left(journal: &File) -> bool {
    const TRIES: usize = 5;
    (0..TRIES).any(|n| {
        std::thread::sleep(Duration::from_millis(if n == 0 { 0 } else { 60 }));
        journal.try_lock().is_ok()
    })
}

fn of(journal: PathBuf, recovery: &Recovery, written: SystemTime) -> LeftOver {
    let origin = recovery.base.as_ref().map(|base| &base.origin);
    let file = match origin {
        Some(Origin::File(file)) => Some(file.as_path()),
        Some(Origin::New(_) | Origin::Sample) | None => None,
    };
    let name = match origin {
        Some(Origin::File(file)) => file_name(file),
        Some(Origin::Sample) => "the Alaska summit".to_owned(),
        Some(Origin::New(title)) if title == UNTITLED => "an untitled dataset".to_owned(),
        Some(Origin::New(title)) => title.clone(),
        None => "a dataset that is not known any more".to_owned(),
    };
    LeftOver {
        journal,
        name,
        folder: file.and_then(Path::parent).map(Path::to_owned),
        is_missing: origin.is_none() || file.is_some_and(|file| !file.exists()),
        age: age(written.elapsed().unwrap_or_default()),
        edits: recovery.names(),
        typed: recovery.typing.as_ref().map(|typing| typing.text.clone()),
        damaged: recovery.damaged,
    }
}

/// How long ago something was.
fn age(since: Duration) -> String {
    let minutes = usize::try_from(since.as_secs() / 60).unwrap_or(usize::MAX);
    let ago = |count: usize, one: &str, many: &str| format!("{} ago", plural(count, one, many));
    match minutes {
        0 => "less than a minute ago".to_owned(),
        1..60 => ago(minutes, "minute", "minutes"),
        60..2880 => ago(minutes / 60, "hour", "hours"),
        _ => ago(minutes / 1440, "day", "days"),
    }
}

/// What is to be had again of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The journal.
    pub journal: PathBuf,
    /// Where its file is now, if a person said so.
    pub file: Option<PathBuf>,
    /// A copy in no file, with all of it, whatever the file has become.
    pub is_copy: bool,
}

/// What was had again.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The journal.
    pub journal: PathBuf,
    /// The dataset that the edits are made to.
    pub loaded: Loaded,
    /// The edits.
    pub edits: Vec<Edit>,
    /// What could not be had, a line each.
    pub missing: Vec<String>,
    /// What stays in the journal.
    pub rest: Rest,
    /// What is said of it.
    pub said: String,
}

/// What must be done to have again what a journal holds. The journal stays if that cannot be done.
pub(super) fn actions(wanted: Wanted, report: job::Report<'_>) -> Vec<Action> {
    let again = again(wanted, report);
    vec![again.map_or_else(
        |why| Action::NotDone("The edits were not recovered", why),
        |recovered| Action::Recovered(Box::new(recovered)),
    )]
}

fn again(wanted: Wanted, report: job::Report<'_>) -> Result<Recovered, String> {
    let recovery = journal::read(&wanted.journal).map_err(|why| why.to_string())?;
    let loaded = base(&recovery, &wanted, report);
    let loaded = match loaded {
        // A copy is made of what there is.
        Err(_) if wanted.is_copy => Loaded::empty(),
        loaded => loaded.map_err(|why| format!("{why} The edits stay where they are."))?,
    };
    let content = loaded.known.map(|known| known.content);
    let replayed = recovery.replay(&loaded.dataset, content, wanted.is_copy);
    let base = recovery.base.clone().unwrap_or_else(|| Base {
        // A person has said which file it is.
        origin: loaded
            .path
            .clone()
            .map_or_else(Origin::default, Origin::File),
        ..Base::default()
    });
    let mut rest = Rest {
        base,
        edits: replayed.unfit.iter().map(|unfit| unfit.number).collect(),
        typing: None,
    };
    let said = said(&recovery, content, replayed.edits.len());
    let unfit = replayed.unfit.iter();
    let mut missing: Vec<String> = unfit
        .map(|unfit| format!("{}: {}.", capital(&unfit.name), unfit.why))
        .collect();
    let mut edits = replayed.edits;
    let mut after = after(&loaded.dataset, &edits);
    if let Some(typing) = &recovery.typing {
        match typed_edit(&after, typing) {
            Ok(edit) => {
                after = edit
                    .iter()
                    .fold(after, |d, edit| d.after(edit).unwrap_or(d));
                edits.extend(edit);
            }
            Err(why) => {
                rest.typing = Some(typing.clone());
                missing.push(format!("“{}” was being typed. {why}", typing.text));
            }
        }
    }
    if recovery.damaged > 0 {
        let records = plural(recovery.damaged, "record", "records");
        missing.push(format!("{records} of the journal cannot be read."));
    }
    let (loaded, edits) = match wanted.is_copy {
        false => (loaded, edits),
        true => copy(&loaded, &after),
    };
    Ok(Recovered {
        journal: wanted.journal,
        loaded,
        edits,
        missing,
        rest,
        said,
    })
}

fn said(recovery: &Recovery, content: Option<Content>, edits: usize) -> String {
    let done = plural(edits, "edit was", "edits were");
    let known = recovery.base.as_ref().map(|base| base.content);
    let saved = recovery.savings.iter().map(|saving| Some(saving.content));
    match (
        edits,
        known.into_iter().chain(saved).any(|known| known == content),
    ) {
        (0, _) => "The file has all that was done.".to_owned(),
        (_, true) => format!("{done} recovered. Save to keep them."),
        (_, false) => format!(
            "{done} recovered into a file that has changed since. Look at it before you save."
        ),
    }
}

fn after(dataset: &Dataset, edits: &[Edit]) -> Dataset {
    edits
        .iter()
        .fold(dataset.clone(), |d, edit| d.after(edit).unwrap_or(d))
}

/// A dataset that is in no file, so that all of it is to be saved.
fn copy(of: &Loaded, dataset: &Dataset) -> (Loaded, Vec<Edit>) {
    let empty = Loaded::empty();
    let edit = Edit::between("recovered copy", &empty.dataset, dataset);
    let loaded = Loaded {
        title: format!("{} (recovered)", of.name()),
        ..empty
    };
    (loaded, vec![edit])
}

/// The dataset that the edits of a journal were made to: in the file that was saved last, or about
/// to be, or else in the one that was opened.
fn base(recovery: &Recovery, wanted: &Wanted, report: job::Report<'_>) -> Result<Loaded, String> {
    let open_from = |bytes: &Path, path: &Path| {
        let opened = files::open_path(bytes, report).map_err(|why| why.to_string())?;
        Ok(loaded(opened, Some(path.to_owned()), path))
    };
    let open = |path: &Path| open_from(path, path);
    if let Some(file) = &wanted.file {
        return open(file);
    }
    let holds = |path: &Path, content: Option<Content>| {
        let bytes = std::fs::read(path);
        bytes.is_ok_and(|bytes| Some(Content::of(&bytes)) == content)
    };
    let is_written = |saving: &&journal::Saving| holds(&saving.file, Some(saving.content));
    if let Some(saving) = recovery.savings.iter().rev().find(is_written) {
        return open(&saving.file);
    }
    match recovery.base.as_ref().map(|base| &base.origin) {
        None => Err("The journal no longer says what the edits were made to.".to_owned()),
        Some(Origin::New(title)) => Ok(Loaded {
            title: title.clone(),
            ..Loaded::empty()
        }),
        Some(Origin::File(file)) => {
            // A save that wrote over the file where it stands may have been broken off.
            let folder = wanted.journal.parent().unwrap_or(Path::new(""));
            let copy = save::copy_of(file, folder);
            let content = recovery.base.as_ref().and_then(|base| base.content);
            match holds(&copy, content) {
                true => open_from(&copy, file),
                false => open(file),
            }
        }
        Some(Origin::Sample) => {
            let name = Path::new("alaska-summit.detente");
            let opened = files::open(SAMPLE.as_bytes().to_vec(), name, report);
            Ok(loaded(opened.map_err(|why| why.to_string())?, None, name))
        }
    }
}

/// What was opened, as a document starts from it.
pub(super) fn loaded(opened: files::Opened, path: Option<PathBuf>, name: &Path) -> Loaded {
    Loaded {
        known: Some(opened.known),
        path,
        title: file_name(name),
        is_native: opened.format == files::Format::Native,
        dataset: opened.dataset,
        problems: opened.problems,
        skipped: opened.skipped,
    }
}

/// A journal is not wanted any more.
pub(super) fn forget(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        log::warn!("{} was not removed: {error}", path.display());
    }
}

/// A text that starts a line.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
