//! Asking for a file by the system's dialog.

use crate::editor::action::{Asked, WantedFile};
use crate::editor::paths::CHOOSING;
use crate::editor::paths::chosen;
use crate::editor::{Action, SharedHost, State, Waiting, file_name};
use crate::files::Format;
use std::path::Path;
use std::time::{Duration, Instant};

type Choice = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// No person cancels a dialog this fast: it never came.
const AT_ONCE: Duration = Duration::from_millis(400);

/// Shows the system's dialog without holding up the window, if a file is asked for. Where it does not
/// come, a path is asked for in the window.
pub(super) fn show(host: &SharedHost, state: &mut State) {
    let Some(asked) = state.asked.take() else {
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
        WantedFile::Open | WantedFile::Recover(..) => Box::pin(dialog.pick_file()),
        WantedFile::Save(_) | WantedFile::Export(_) | WantedFile::ExportData(_) => {
            Box::pin(dialog.save_file())
        }
    };
    let asked = Instant::now();
    let waiting = Waiting::start(host, CHOOSING, move |_| match pollster::block_on(choice) {
        Some(file) => chosen(wanted, file.path().to_owned()),
        None if asked.elapsed() < AT_ONCE => vec![Action::Dialog(Some(typed))],
        None => vec![Action::NothingChosen],
    });
    state.wait_for(Some(waiting));
}

fn native(wanted: &WantedFile, suggestion: &Path) -> rfd::AsyncFileDialog {
    let mut dialog = rfd::AsyncFileDialog::new();
    if let Some(folder) = suggestion.parent().filter(|f| f.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let name = file_name(suggestion);
    match wanted {
        WantedFile::Open | WantedFile::Recover(..) => dialog
            .set_title("Open a dataset")
            .add_filter("Datasets and tables", &Format::all_extensions())
            .add_filter("All files", &["*"]),
        WantedFile::Save(_) => dialog
            .set_title("Save the dataset")
            .set_file_name(name)
            .add_filter(Format::native().name, Format::native().extensions),
        WantedFile::Export(choices) => dialog
            .set_title("Export an image")
            .set_file_name(name)
            .add_filter(choices.format.name(), &[choices.format.extension()]),
        WantedFile::ExportData(choice) => dialog
            .set_title("Export data")
            .set_file_name(name)
            .add_filter(choice.format.name, choice.format.extensions),
    }
}
