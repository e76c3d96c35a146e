//! `detente [FILE]`: the window.
//!
//! wgpu needs a working graphics driver; where it finds only a processor's software renderer, glow
//! is several times faster (measured: 8 to 50 ms a frame against 35 to 105). So the adapter is
//! asked first, and what wgpu cannot start, glow may.

use super::Failure;
use detente::app::{App, Start, StateFolder};
use eframe::egui::ViewportBuilder;
use eframe::{NativeOptions, Renderer};
use std::path::PathBuf;

/// What is needed to show a window, where there is none.
#[cfg(target_os = "linux")]
const NEEDED: &str = "A window needs a display (X11 or Wayland) and a graphics driver. \
On Debian and Ubuntu: apt install libxkbcommon-x11-0 libegl1 libgl1-mesa-dri mesa-vulkan-drivers. \
Without a display, “detente export” draws pictures all the same.";
#[cfg(not(target_os = "linux"))]
const NEEDED: &str = "A window needs a working graphics driver. \
Without one, “detente export” draws pictures all the same.";

/// Opens the window and waits until it is closed.
pub(super) fn show(
    file: Option<PathBuf>,
    renderer: Option<Renderer>,
    typed_paths: bool,
) -> Result<(), Failure> {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    let sample = file.is_none();
    let start = Start {
        file,
        sample,
        folder: StateFolder::of_system(),
        native_dialogs: !typed_paths,
    };
    let renderer = renderer.unwrap_or_else(best_renderer);
    log::info!("drawing with {renderer:?}");
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Detente")
            .with_app_id("detente")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([960.0, 640.0])
            .with_drag_and_drop(true),
        renderer,
        centered: true,
        ..NativeOptions::default()
    };
    let app = Box::new(
        |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
            Ok(Box::new(App::new(&cc.egui_ctx, start)))
        },
    );
    eframe::run_native("detente", options, app)
        .map_err(|why| Failure::Failed(format!("The window could not be opened: {why}\n{NEEDED}")))
}

/// wgpu where a graphics processor is found, else glow.
fn best_renderer() -> Renderer {
    use eframe::wgpu;
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let asked = instance.request_adapter(&wgpu::RequestAdapterOptions::default());
    match pollster::block_on(asked) {
        Ok(adapter) if adapter.get_info().device_type != wgpu::DeviceType::Cpu => Renderer::Wgpu,
        Ok(_) | Err(_) => Renderer::Glow,
    }
}
