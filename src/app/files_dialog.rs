//! Asking for a file by the system's dialog.

use crate::editor::action::{Asked, Wanted};
use crate::editor::paths::chosen;
use crate::editor::{Action, SharedWindow, State, Waiting, file_name};
use std::path::Path;
use std::time::{Duration, Instant};

type Choice = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

const CHOOSING: &str = "Choosing a file";

/// No person cancels a dialog this fast: it never came.
const AT_ONCE: Duration = Duration::from_millis(400);

/// Shows the system's dialog without holding up the window, if a file is asked for. Where it does not
/// come, a path is asked for in the window.
pub(super) fn show(window: &SharedWindow, state: &mut State) {
    let is_choosing = state.waiting.iter().any(|waiting| waiting.what == CHOOSING);
    let Some(asked) = state.asked.take().filter(|_| !is_choosing) else {
        return;
    };
    let Asked {
        wanted,
        suggestion,
        typed,
    } = asked;
    let dialog = native(&wanted, &suggestion);
    // On macOS a dialog must be made on the window's thread; it is waited for on another.
    let choice: Choice = match &wanted {
        Wanted::Open | Wanted::Recover(..) => Box::pin(dialog.pick_file()),
        Wanted::Save(_) | Wanted::Export(_) => Box::pin(dialog.save_file()),
    };
    let asked = Instant::now();
    let waiting = Waiting::start(window, CHOOSING, move |_| {
        match pollster::block_on(choice) {
            Some(file) => chosen(wanted, file.path().to_owned()),
            None if asked.elapsed() < AT_ONCE => vec![Action::Dialog(Some(typed))],
            None => vec![Action::NothingChosen],
        }
    });
    state.wait_for(Some(waiting));
}

fn native(wanted: &Wanted, suggestion: &Path) -> rfd::AsyncFileDialog {
    let mut dialog = rfd::AsyncFileDialog::new();
    if let Some(folder) = suggestion.parent().filter(|f| f.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let name = file_name(suggestion);
    match wanted {
        Wanted::Open | Wanted::Recover(..) => dialog
            .set_title("Open a dataset")
            .add_filter("Datasets and tables", &["detente", "json", "csv", "tsv"])
            .add_filter("All files", &["*"]),
        Wanted::Save(_) => dialog
            .set_title("Save the dataset")
            .set_file_name(name)
            .add_filter("Detente dataset", &["detente", "json"]),
        Wanted::Export(choices) => dialog
            .set_title("Export an image")
            .set_file_name(name)
            .add_filter(choices.format.name(), &[choices.format.extension()]),
    }
}
