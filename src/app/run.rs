//! Opening the window on this system.
//!
//! wgpu needs a working graphics driver; where it finds only a processor's software renderer, glow
//! is several times faster (measured: 8 to 50 ms a frame against 35 to 105). So the adapter is
//! asked first.

use super::App;
use crate::editor::Start;
use eframe::{CreationContext, NativeOptions};
use egui::ViewportBuilder;
use std::cell::Cell;
use std::rc::Rc;

/// How the window is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// Vulkan, Metal or Direct3D.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// What is needed to show a window, where there is none.
#[cfg(target_os = "linux")]
const NEEDED: &str = "A window needs a display (X11 or Wayland) and a graphics driver. \
On Debian and Ubuntu: apt install libxkbcommon-x11-0 libegl1 libgl1-mesa-dri mesa-vulkan-drivers. \
Without a display, “detente export” draws pictures all the same.";
#[cfg(not(target_os = "linux"))]
const NEEDED: &str = "A window needs a working graphics driver. \
Without one, “detente export” draws pictures all the same.";

/// What became of what was done, where the display goes away.
const KEPT: &str = "Edits that were not saved are kept, and asked about at the next start.";

/// Opens the window and waits until it is closed.
///
/// # Errors
/// If there is no display or no driver: why, and what to install.
pub fn run(start: Start, renderer: Option<Renderer>) -> Result<(), String> {
    let renderer = renderer.unwrap_or_else(best_renderer);
    log::info!("drawing with {renderer:?}");
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Detente")
            .with_app_id("detente")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([960.0, 640.0])
            .with_drag_and_drop(true),
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        centered: true,
        ..NativeOptions::default()
    };
    let is_open = Rc::new(Cell::new(false));
    let opened = is_open.clone();
    let app = Box::new(
        move |cc: &CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
            opened.set(true);
            Ok(Box::new(App::new(&cc.egui_ctx, start)))
        },
    );
    eframe::run_native("detente", options, app).map_err(|why| {
        let why = why.to_string();
        match is_open.get() {
            true => format!("The window was ended: {}.\n{KEPT}", plain(&why)),
            false => format!("The window could not be opened: {}.\n{NEEDED}", plain(&why)),
        }
    })
}

/// Why, without the place in the source that winit tells: `os error at mod.rs:765: why`.
fn plain(why: &str) -> &str {
    let after = why.split_once("os error at ").map(|(_, rest)| rest);
    let after = after
        .and_then(|rest| rest.split_once(".rs:"))
        .map(|(_, rest)| rest);
    let after = after
        .and_then(|rest| rest.split_once(": "))
        .map(|(_, rest)| rest);
    after.unwrap_or(why).trim_end_matches('.')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_in_a_source_is_told() {
        let told = "winit EventLoopError: os error at /a/b/mod.rs:765: no DISPLAY is set.";
        assert_eq!(plain(told), "no DISPLAY is set");
        assert_eq!(plain("no driver: none"), "no driver: none");
    }
}
