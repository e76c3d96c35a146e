//! The command line.
fn main() {
    let options = eframe::NativeOptions::default();
    let start = detente::app::Start { sample: true, native_dialogs: true, ..Default::default() };
    let result = eframe::run_native("detente", options, Box::new(|cc| Ok(Box::new(detente::app::App::new(&cc.egui_ctx, start)))));
    if let Err(error) = result { log::error!("{error}"); }
}
