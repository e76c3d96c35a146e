//! Drives the real window as a person would: by the names of what is on it.
#![allow(
    dead_code,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    reason = "each test file uses a part of it"
)]

use detente::app::App;
use detente::editor::Start;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use std::time::{Duration, Instant};

pub type Window = Harness<'static, App>;

/// A window with the bundled dataset as it opens, settled.
pub fn opened() -> Window {
    open(Start {
        sample: true,
        ..Start::default()
    })
}

/// The same at its first bookmark: Trump and Putin are selected.
pub fn sample() -> Window {
    let mut window = opened();
    click(&mut window, "Two weeks in August");
    window
}

/// A window with a file, settled.
pub fn with_file(path: impl Into<PathBuf>) -> Window {
    open(Start {
        file: Some(path.into()),
        ..Start::default()
    })
}

pub fn open(start: Start) -> Window {
    open_in(start, [1440.0, 900.0])
}

/// The same in a window of a size.
pub fn open_in(start: Start, size: [f32; 2]) -> Window {
    let mut window = begun_in(start, size);
    settle(&mut window);
    window
}

/// A window at its first frame.
pub fn begun(start: Start) -> Window {
    begun_in(start, [1440.0, 900.0])
}

fn begun_in(start: Start, size: [f32; 2]) -> Window {
    Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, start))
}

/// Runs frames until no background work is under way and nothing changes.
pub fn settle(window: &mut Window) {
    let start = Instant::now();
    let mut quiet = 0;
    while quiet < 4 {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "the window never settles"
        );
        window.step();
        if window.state().is_settled() {
            quiet += 1;
        } else {
            quiet = 0;
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Clicks what has a name, the first where several do.
pub fn click(window: &mut Window, name: &str) {
    let found = window.get_all_by_label(name).next();
    found
        .unwrap_or_else(|| panic!("nothing is called {name}"))
        .click();
    settle(window);
}

/// Opens a menu and clicks a row of it: a button whose name is the row's, with or without its keys.
pub fn menu(window: &mut Window, menu: &str, row: &str) {
    click(window, menu);
    let with_keys = format!("{row} ");
    let is_row = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        let role = node.role();
        matches!(
            role,
            egui::Role::Button | egui::Role::RadioButton | egui::Role::CheckBox
        ) && (name == row || name.starts_with(&with_keys))
    };
    let found = window.get_all_by_label_contains(row).rfind(is_row);
    found
        .unwrap_or_else(|| panic!("no {row} in {menu}"))
        .click();
    settle(window);
}

/// Presses a key with modifiers.
pub fn press(window: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// Presses or releases the pointer's first button somewhere.
pub fn button_at(window: &mut Window, pos: egui::Pos2, pressed: bool) {
    window.event(egui::Event::PointerMoved(pos));
    window.step();
    window.event(egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    });
    window.step();
}

/// Replaces the text of a field, and leaves it alone.
pub fn retype(window: &mut Window, field: &str, text: &str) {
    window.get_by_label(field).focus();
    settle(window);
    press(window, egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_label(field).type_text(text);
    settle(window);
}

/// All that the window says, for looking through.
pub fn says(window: &Window, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}
