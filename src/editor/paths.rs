//! Which file is meant: what is suggested, and what becomes of what is chosen or typed.

use super::action::{Action, Asked, Dialog, WantedFile};
use super::left_over;
use super::state::State;
use crate::dataset::Kind;
use crate::files::Format;
use std::path::{Path, PathBuf};

/// What is waited for while a file is chosen.
pub(crate) const CHOOSING: &str = "Choosing a file";

/// A file is asked for: by the system, else as a path that is typed; none beside another.
pub(crate) fn ask(state: &mut State, wanted: WantedFile) {
    let is_choosing = state.waiting.iter().any(|waiting| waiting.what == CHOOSING);
    if is_choosing || state.asked.is_some() {
        return;
    }
    let suggestion = suggested(state, &wanted);
    let typed = Dialog::Path {
        wanted: wanted.clone(),
        text: suggestion.display().to_string(),
        trouble: None,
    };
    if let WantedFile::Export(choices) = &wanted {
        state.export = choices.clone();
    }
    if state.has_native_dialogs {
        state.asked = Some(Asked {
            wanted,
            suggestion,
            typed,
        });
    } else {
        state.dialog = Some(typed);
    }
}

fn suggested(state: &State, wanted: &WantedFile) -> PathBuf {
    let document = state.document.as_ref();
    let file = document.and_then(|d| d.path.clone());
    let stem = document.map_or_else(
        || "untitled".to_owned(),
        |d| {
            let name = PathBuf::from(d.name());
            name.file_stem()
                .map_or_else(|| d.name(), |s| s.to_string_lossy().into_owned())
        },
    );
    let recent = state
        .settings
        .recent
        .first()
        .and_then(|p| p.parent())
        .map(Path::to_owned);
    let folder = file
        .as_deref()
        .and_then(Path::parent)
        .map(Path::to_owned)
        .or(recent)
        .unwrap_or_default();
    match wanted {
        // Or the nearest that is still there.
        WantedFile::Recover(_, Some(was)) => {
            let there = was.ancestors().find(|folder| folder.is_dir());
            there.unwrap_or(&folder).join("")
        }
        WantedFile::Open | WantedFile::Recover(_, None) => folder.join(""),
        WantedFile::Save(_) if document.is_some_and(|d| d.is_read_only) => {
            folder.join(format!("{stem} (copy).detente"))
        }
        WantedFile::Save(_) => file.unwrap_or_else(|| folder.join(format!("{stem}.detente"))),
        WantedFile::Export(choices) => {
            let folder = state.settings.export_folder.clone().unwrap_or(folder);
            folder.join(format!("{stem}.{}", choices.format.extension()))
        }
        WantedFile::ExportData(choice) => {
            let folder = state.settings.export_folder.clone().unwrap_or(folder);
            let ending = choice.format.extension();
            match choice.kind {
                Kind::Event => folder.join(format!("{stem}.{ending}")),
                kind => folder.join(format!("{stem} {}.{ending}", kind.key())),
            }
        }
    }
}

/// What follows once a file is chosen.
pub(crate) fn chosen(wanted: WantedFile, path: PathBuf) -> Vec<Action> {
    match wanted {
        WantedFile::Open => vec![Action::OpenPath(path)],
        WantedFile::Recover(journal, _) => vec![Action::Recover(left_over::Wanted {
            journal,
            file: Some(path),
            is_copy: false,
        })],
        WantedFile::Save(document) => vec![Action::SavePath(document, as_dataset(path))],
        WantedFile::Export(choices) => {
            let path = with_extension(path, choices.format.extension());
            vec![Action::ExportPath(choices, path)]
        }
        WantedFile::ExportData(choice) => {
            let path = with_extension(path, choice.format.extension());
            vec![Action::ExportDataPath(choice, path)]
        }
    }
}

/// A dataset under another ending would be read as what the ending says.
fn as_dataset(mut path: PathBuf) -> PathBuf {
    let is_ours = Format::of_name(&path).is_some_and(Format::holds_all);
    // A device is told to be one, whatever it is called.
    let is_device = path.exists() && !path.is_file();
    if !is_device && !is_ours {
        path.as_mut_os_string().push(".detente");
    }
    path
}

/// A name typed without an ending gets the right one.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(extension)
    }
}

/// Why nothing can be opened at a path, or written to it.
fn trouble(wanted: &WantedFile, path: &Path) -> Option<String> {
    let name = super::document::file_name(path);
    if path.is_dir() {
        return Some(format!("{name} is a folder. Add the name of a file in it."));
    }
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|f| !f.is_dir()) {
        return Some(format!("There is no folder {}.", folder.display()));
    }
    let is_read = matches!(wanted, WantedFile::Open | WantedFile::Recover(..));
    let is_missing = is_read && !path.exists();
    is_missing.then(|| format!("There is no file {name} in this folder."))
}

/// A path was typed.
pub(crate) fn typed(state: &mut State, wanted: WantedFile, text: &str) -> Vec<Action> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let path = match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    };
    if let Some(trouble) = trouble(&wanted, &path) {
        state.dialog = Some(Dialog::Path {
            wanted,
            text: text.to_owned(),
            trouble: Some(trouble),
        });
        return Vec::new();
    }
    state.dialog = None;
    let actions = chosen(wanted, path);
    // The system's dialogs ask this themselves.
    if let [
        action @ (Action::SavePath(_, path)
        | Action::ExportPath(_, path)
        | Action::ExportDataPath(_, path)),
    ] = &*actions
    {
        let own = state.document.as_ref().and_then(|d| d.path.as_ref());
        // What is no file is told to be none.
        if path.is_file() && own != Some(path) {
            state.dialog = Some(Dialog::Replace(Box::new(action.clone()), path.clone()));
            return Vec::new();
        }
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_one_file_is_chosen_no_other_is_asked_for() {
        let mut state = State {
            has_native_dialogs: true,
            ..State::default()
        };
        let journal = |name: &str| WantedFile::Recover(name.into(), None);
        ask(&mut state, journal("first"));
        ask(&mut state, journal("second"));
        let asked = state.asked.map(|asked| asked.wanted);
        assert_eq!(asked, Some(journal("first")));
    }
}
