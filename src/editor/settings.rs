//! What is remembered between sessions, and the folder that it is kept in.

use super::view::View;
use crate::files;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is remembered between sessions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Files opened last, the newest first.
    pub recent: Vec<PathBuf>,
    /// Dark, light, or as the system.
    pub dark: Option<bool>,
    /// Whether nothing moves: what changes is drawn as it will be, at once.
    pub reduces_motion: bool,
    /// Where the last image was written.
    pub export_folder: Option<PathBuf>,
    /// The lanes chosen last.
    pub lanes: Option<String>,
    /// The hues chosen last.
    pub colour_by: Option<String>,
}

/// Most recent files to remember.
const RECENT: usize = 10;

impl Settings {
    /// A file was opened or saved.
    pub(crate) fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // JSON has no words for other names.
        if path.to_str().is_none() {
            return;
        }
        self.recent.retain(|p| *p != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// The view that a dataset starts with.
    pub(crate) fn first_view(&self) -> View {
        use crate::analysis::{ColourBy, LaneBy};
        View {
            lanes: self
                .lanes
                .as_deref()
                .and_then(LaneBy::of_word)
                .unwrap_or_default(),
            colour_by: self
                .colour_by
                .as_deref()
                .and_then(ColourBy::of_word)
                .unwrap_or_default(),
            ..View::default()
        }
    }
}

/// Where settings are kept.
#[derive(Clone, Debug, Default)]
pub struct StateFolder {
    path: Option<PathBuf>,
    /// What is still to be stored: the newest wins, whoever writes it.
    waiting: Arc<Mutex<Option<Settings>>>,
    /// Held while somebody writes.
    turn: Arc<Mutex<()>>,
}

impl StateFolder {
    /// A folder, or nowhere.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self {
            path: folder,
            ..Self::default()
        }
    }

    /// The folder that the system gives programs for this.
    pub fn of_system() -> Option<PathBuf> {
        use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
        let strategy = choose_app_strategy(AppStrategyArgs {
            top_level_domain: "org".to_owned(),
            author: "Detente".to_owned(),
            app_name: "Detente".to_owned(),
        });
        let strategy = strategy.ok()?;
        Some(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()))
    }

    /// The folder.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What was remembered; the defaults where nothing can be read.
    pub(crate) fn load(&self) -> Settings {
        let Some(folder) = &self.path else {
            return Settings::default();
        };
        let text = std::fs::read_to_string(folder.join(NAME)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// These are to be stored.
    pub(crate) fn remember(&self, settings: Settings) {
        *held(&self.waiting) = Some(settings);
    }

    /// Stores what is to be stored. A failure costs nothing but the memory, and is logged.
    pub(crate) fn store(&self) {
        let _turn = held(&self.turn);
        let waiting = held(&self.waiting).take();
        let (Some(folder), Some(settings)) = (&self.path, waiting) else {
            return;
        };
        let stored = serde_json::to_vec_pretty(&settings)
            .map_err(std::io::Error::from)
            .and_then(|bytes| {
                std::fs::create_dir_all(folder)?;
                files::save::save(&bytes, &folder.join(NAME), &files::save::Disk)
                    .map_err(std::io::Error::other)
            });
        if let Err(error) = stored {
            log::warn!(
                "settings could not be stored in {}: {error}",
                folder.display()
            );
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

const NAME: &str = "settings.json";
