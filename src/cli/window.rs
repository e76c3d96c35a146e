//! `detente [FILE]`: the window.

use super::Failure;
use clap::ValueEnum;
use detente::app;
use detente::editor::{Start, StateFolder};
use std::path::PathBuf;

/// How the window is drawn.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Renderer {
    Wgpu,
    Glow,
}

/// Opens the window and waits until it is closed.
pub(super) fn show(
    file: Option<PathBuf>,
    renderer: Option<Renderer>,
    typed_paths: bool,
) -> Result<(), Failure> {
    let filter = env_logger::Env::default().default_filter_or("error,detente=warn");
    env_logger::Builder::from_env(filter).init();
    let sample = file.is_none();
    let start = Start {
        file,
        sample,
        folder: StateFolder::of_system(),
        native_dialogs: !typed_paths,
    };
    let renderer = renderer.map(|renderer| match renderer {
        Renderer::Wgpu => app::Renderer::Wgpu,
        Renderer::Glow => app::Renderer::Glow,
    });
    app::run(start, renderer).map_err(Failure::Failed)
}
