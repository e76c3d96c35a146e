//! What a program that did not end in order has left: journals, and what can be had again of them.

use super::action::Action;
use super::document::{Loaded, SAMPLE, file_name};
use super::draft::typed_edit;
use super::left_over::{LeftOver, Recovered, Wanted};
use crate::dataset::Dataset;
use crate::dataset::Progress;
use crate::dataset::count::plural;
use crate::dataset::edit::Edit;
use crate::files::journal::{self, Base, Origin, Recovery, Rest, UNTITLED};
use crate::files::stamp::Content;
use crate::files::table::Mapping;
use crate::files::{self, rights, save};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Where journals are, in the folder of what the program remembers.
pub(crate) fn folder(state: &Path) -> PathBuf {
    state.join("recovery")
}

/// All journals that nobody writes any more, with something in them; the newest first.
pub(crate) fn left_over(state: &Path) -> Vec<LeftOver> {
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
            // Killed before anything was written.
            if file.metadata().is_ok_and(|known| known.len() == 0) {
                forget(&path);
                return None;
            }
            let mut recovery = journal::read(&path).ok()?;
            // A program that was killed right after a save could not say any more that all was saved.
            let is_written = |saving: &&journal::Saving| has(&saving.file, Some(saving.content));
            let saved = recovery.savings.iter().rev().find(is_written);
            recovery.forget_held(saved.map_or(0, |saving| saving.edits));
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
    let has_changed = file.is_some_and(|file| file.exists() && !is_as_left(recovery, file));
    let copy = file.zip(journal.parent());
    let copy = copy.map(|(file, folder)| save::copy_of(file, folder));
    LeftOver {
        is_broken_off: has_changed && copy.is_some_and(|copy| copy.exists()),
        has_changed,
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

/// Whether a file is as the edits of a journal knew it, or as they were about to make it.
fn is_as_left(recovery: &Recovery, file: &Path) -> bool {
    let known = recovery.base.as_ref().map(|base| base.content);
    let saved = recovery.savings.iter().map(|saving| Some(saving.content));
    known.into_iter().chain(saved).any(|known| has(file, known))
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

/// What must be done to have again what a journal holds. The journal stays if that cannot be done.
pub(crate) fn actions(wanted: Wanted, report: Progress<'_>) -> Vec<Action> {
    let again = again(wanted, report);
    vec![again.map_or_else(
        |why| Action::NotDone("The edits were not recovered", why),
        |recovered| Action::Recovered(Box::new(recovered)),
    )]
}

fn again(wanted: Wanted, report: Progress<'_>) -> Result<Recovered, String> {
    let recovery = journal::read(&wanted.journal).map_err(|why| match why.kind() {
        ErrorKind::NotFound => "Another window has recovered them, or thrown them away.".to_owned(),
        _ => why.to_string(),
    })?;
    let start = start(&recovery, &wanted, report);
    // A copy is made of what there is; the journal waits for its file.
    let is_bare = start.is_err() && wanted.is_copy;
    let start = match start {
        Err(_) if wanted.is_copy => Start::of(bare(&recovery)),
        start => start.map_err(|why| format!("{why} The edits stay where they are."))?,
    };
    let made = made(&recovery, &start, wanted.is_copy);
    let said = match (wanted.is_copy, is_bare) {
        (true, true) => {
            "This copy has the edits alone. They stay until their file is back.".to_owned()
        }
        (true, false) => "This copy has all of it. Save to keep it.".to_owned(),
        (false, _) => said(&recovery, &start, made.edits.len(), made.missing.len()),
    };
    let (loaded, edits) = match wanted.is_copy {
        false => (start.loaded, made.edits),
        true => copy(&start.loaded, &after(&start.loaded.dataset, &made.edits)),
    };
    Ok(Recovered {
        journal: wanted.journal,
        loaded,
        edits,
        missing: made.missing,
        rest: made.rest,
        said,
        stays: is_bare,
    })
}

/// What can be made again of a journal.
struct Made {
    edits: Vec<Edit>,
    missing: Vec<String>,
    rest: Rest,
}

fn made(recovery: &Recovery, start: &Start, must: bool) -> Made {
    let replayed = recovery.replay(&start.loaded.dataset, start.content, must);
    let file = start.loaded.path.clone();
    let base = recovery.base.clone().unwrap_or_else(|| Base {
        // A person has said which file it is.
        origin: file.map_or_else(Origin::default, Origin::File),
        ..Base::default()
    });
    let mut rest = Rest {
        base,
        edits: replayed.unfit.iter().map(|unfit| unfit.number).collect(),
        typing: None,
    };
    let unfit = replayed.unfit.iter();
    let mut missing: Vec<String> = unfit
        .map(|unfit| format!("{}: {}.", capital(&unfit.name), unfit.why))
        .collect();
    let mut edits = replayed.edits;
    if let Some(typing) = &recovery.typing {
        match typed_edit(&after(&start.loaded.dataset, &edits), typing, must) {
            Ok(edit) => edits.extend(edit),
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
    Made {
        edits,
        missing,
        rest,
    }
}

fn said(recovery: &Recovery, start: &Start, edits: usize, missing: usize) -> String {
    let done = plural(edits, "edit was", "edits were");
    let known = recovery.base.as_ref().map(|base| base.content);
    let saved = recovery.savings.iter().map(|saving| Some(saving.content));
    let mut known = known.into_iter().chain(saved);
    match (edits, known.any(|known| known == start.content)) {
        (0, _) if missing == 0 => "The file has all that was done.".to_owned(),
        (0, _) => "Nothing was recovered.".to_owned(),
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
    const RECOVERED: &str = " (recovered)";
    let empty = Loaded::empty();
    let edit = Edit::between("recovered copy", &empty.dataset, dataset);
    // Under a name of its own, so that saving it replaces nothing.
    let stem = of.path.as_deref().map_or_else(|| of.title.clone(), stem);
    let stem = stem.strip_suffix(RECOVERED).unwrap_or(&stem);
    let loaded = Loaded {
        title: format!("{stem}{RECOVERED}"),
        ..empty
    };
    (loaded, vec![edit])
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy().into_owned()
}

/// What edits are made to.
struct Start {
    loaded: Loaded,
    /// What its bytes are known by.
    content: Option<Content>,
}

impl Start {
    fn of(loaded: Loaded) -> Self {
        Self {
            content: loaded.known.map(|known| known.content),
            loaded,
        }
    }
}

/// Nothing, under the name of a file that cannot be read.
fn bare(recovery: &Recovery) -> Loaded {
    let empty = Loaded::empty();
    let title = match recovery.base.as_ref().map(|base| &base.origin) {
        Some(Origin::File(file)) => stem(file),
        Some(Origin::New(title)) => title.clone(),
        Some(Origin::Sample) | None => empty.title,
    };
    Loaded { title, ..empty }
}

/// The dataset that the edits of a journal were made to: in the file that was saved last, or about
/// to be, or else in the one that was opened.
fn start(recovery: &Recovery, wanted: &Wanted, report: Progress<'_>) -> Result<Start, String> {
    let by = recovery.base.as_ref().and_then(mapping);
    let open = |path: &Path| {
        // A table is read as it was then, whatever has been remembered since.
        // Writing over the file where it stands may have been broken off.
        let opened = files::open_whole(path, wanted.journal.parent(), by.as_ref(), report);
        let opened = opened.map_err(|why| why.to_string())?;
        let content = opened.before;
        let start = Start::of(loaded(opened, Some(path.to_owned()), path));
        Ok(Start {
            content: content.or(start.content),
            ..start
        })
    };
    if let Some(file) = &wanted.file {
        return open(file);
    }
    let is_written = |saving: &&journal::Saving| has(&saving.file, Some(saving.content));
    if let Some(saving) = recovery.savings.iter().rev().find(is_written) {
        return open(&saving.file);
    }
    match recovery.base.as_ref().map(|base| &base.origin) {
        None => Err("The journal no longer says what the edits were made to.".to_owned()),
        Some(Origin::New(title)) => Ok(Start::of(Loaded {
            title: title.clone(),
            ..Loaded::empty()
        })),
        Some(Origin::File(file)) => open(file),
        Some(Origin::Sample) => {
            let name = Path::new("alaska-summit.detente");
            let opened = files::open(SAMPLE.as_bytes().to_vec(), name, report);
            let opened = opened.map_err(|why| why.to_string())?;
            Ok(Start::of(loaded(opened, None, name)))
        }
    }
}

/// How a person said that the table of a journal is to be read.
fn mapping(base: &Base) -> Option<Mapping> {
    Mapping::from_json(base.mapping.as_deref()?).ok()
}

/// Whether a file has these bytes.
fn has(path: &Path, content: Option<Content>) -> bool {
    let length = std::fs::metadata(path).map(|known| known.len()).ok();
    if length.is_none() || length != content.map(|content| content.length) {
        return false;
    }
    let bytes = std::fs::read(path);
    bytes.is_ok_and(|bytes| Some(Content::of(&bytes)) == content)
}

/// What was opened, as a document starts from it.
pub(crate) fn loaded(opened: files::Opened, path: Option<PathBuf>, name: &Path) -> Loaded {
    Loaded {
        known: Some(opened.known),
        path,
        title: file_name(name),
        is_native: opened.format.holds_all(),
        is_from_copy: opened.before.is_some(),
        dataset: opened.dataset,
        problems: opened.problems,
        import: opened.import,
    }
}

/// A journal is not wanted any more.
pub(crate) fn forget(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        log::warn!("{} was not removed: {error}", path.display());
    }
}

/// A text that starts a line.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
