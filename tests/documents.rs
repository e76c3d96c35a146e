//! Documents in the window: opened, saved, closed, exported, and what happens when that fails.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use detente::editor::Start;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use support::{Window, click, menu, open, press, retype, says, settle, with_file};

const SMALL: &str = r#"{
  "format": "detente",
  "version": 1,
  "title": "Talks",
  "actors": [{ "id": "a", "name": "Anna" }, { "id": "b", "name": "Boris" }],
  "events": [
    {
      "id": "talks",
      "title": "Talks in the hall",
      "when": "2025-08-15",
      "participants": [{ "actor": "a" }, { "actor": "b" }],
      "x-own": [1.10, "kept"]
    }
  ]
}
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn with(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        path
    }
}

fn title(window: &Window) -> String {
    window.state().state().window_title()
}

fn add_event(window: &mut Window) {
    menu(window, "Insert", "Event");
    press(window, Modifiers::NONE, Key::Escape);
}

fn type_path(window: &mut Window, path: &Path) {
    retype(window, "Path", &path.display().to_string());
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_file_is_opened_edited_and_saved_and_keeps_what_is_not_ours() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let mut window = with_file(&path);
    assert_eq!(title(&window), "small.detente — Detente");
    add_event(&mut window);
    assert_eq!(title(&window), "small.detente • Edited — Detente");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(title(&window), "small.detente — Detente");
    assert!(says(&window, "Saved."));
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains(r#""x-own": [1.10, "kept"]"#), "{saved}");
    assert!(saved.contains("New event"), "{saved}");
}

#[test]
fn save_as_asks_for_a_path_where_there_is_no_dialog() {
    let folder = Folder::new();
    let mut window = with_file(folder.with("small.detente", SMALL));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let other = folder.path("other");
    type_path(&mut window, &other);
    assert_eq!(title(&window), "other.detente — Detente");
    let saved = fs::read_to_string(folder.path("other.detente")).unwrap();
    // The file also says where everyone was seen to stand.
    let (before, places) = saved.split_once(",\n  \"map\": ").unwrap();
    assert_eq!(format!("{before}\n}}\n"), SMALL);
    assert!(places.starts_with(r#"{ "places": { "a": ["#), "{saved}");
}

#[test]
fn what_was_seen_on_the_map_is_what_opens() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let places = |window: &Window| {
        ["Anna", "Boris"].map(|name| {
            let node = window.get_by_role_and_label(Role::Button, name);
            node.rect().center()
        })
    };
    let mut window = with_file(&path);
    let seen = places(&window);
    assert_eq!(
        title(&window),
        "small.detente — Detente",
        "a first layout is no edit"
    );
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(places(&window), seen, "saving moves nobody");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 1);
    // Whoever is elsewhere in the file stands there.
    let saved = fs::read_to_string(&path).unwrap();
    let (start, _) = saved.split_once("\"map\": ").unwrap();
    let moved = r#""map": { "places": { "a": [2.5, -1], "b": [-0.5, 0.75] } }"#;
    let path = folder.with("small.detente", &format!("{start}{moved}\n}}\n"));
    let mut window = with_file(&path);
    let [a, b] = places(&window);
    assert!(a.x > b.x && a.y < b.y, "{a:?} {b:?}");
    menu(&mut window, "View", "Arrange the map anew");
    assert_eq!(title(&window), "small.detente • Edited — Detente");
    assert_eq!(places(&window), seen, "laid out from nothing");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(places(&window), [a, b]);
}

#[test]
fn the_last_letter_and_enter_may_come_together() {
    let folder = Folder::new();
    let mut window = with_file(folder.with("small.detente", SMALL));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.get_by_label("Path").focus();
    settle(&mut window);
    let path = folder.path("quick.detente");
    press(&mut window, Modifiers::COMMAND, Key::A);
    let typed = window.get_by_label("Path");
    typed.type_text(&path.display().to_string());
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(path.exists());
}

#[test]
fn a_save_that_fails_is_told_and_loses_nothing() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let mut window = with_file(&path);
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    type_path(&mut window, &folder.path("no such folder/x.detente"));
    assert!(says(&window, "There is no folder"), "the path stays");
    let too_long = "x".repeat(400);
    type_path(&mut window, &folder.path(&too_long));
    assert!(says(&window, "The dataset was not saved"));
    click(&mut window, "Close");
    assert_eq!(title(&window), "small.detente • Edited — Detente");
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 2);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        SMALL,
        "the file is as it was"
    );
}

#[test]
fn changes_are_asked_about_before_they_are_lost() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let mut window = with_file(&path);
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert!(says(&window, "Save changes to small.detente?"));
    click(&mut window, "Cancel");
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 2);
    press(&mut window, Modifiers::COMMAND, Key::N);
    click(&mut window, "Save");
    assert!(fs::read_to_string(&path).unwrap().contains("New event"));
    assert!(title(&window).starts_with("Untitled"), "{}", title(&window));
    press(&mut window, Modifiers::COMMAND, Key::O);
    type_path(&mut window, &path);
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Discard");
    assert!(window.state().state().document.is_none());
    assert!(says(&window, "No dataset is open."));
}

#[test]
fn a_file_that_cannot_be_read_leaves_open_what_was_open() {
    let folder = Folder::new();
    let mut window = with_file(folder.with("small.detente", SMALL));
    let torn = folder.with("torn.detente", &SMALL[..SMALL.len() / 2]);
    press(&mut window, Modifiers::COMMAND, Key::O);
    type_path(&mut window, &torn);
    assert!(says(&window, "torn.detente could not be opened"));
    assert!(says(&window, "line "), "where in the file");
    click(&mut window, "Close");
    assert_eq!(title(&window), "small.detente — Detente");
}

#[test]
fn a_table_without_groups_is_shown_by_category() {
    let folder = Folder::new();
    let table = "title,when,category\nTalks,2025-08-15,Diplomacy\nStrike,2025-08-16,War\n";
    let window = with_file(folder.with("events.csv", table));
    let view = &window.state().state().view;
    assert_eq!(view.lanes.word(), "category");
    assert_eq!(view.colour_by.word(), "category");
}

#[test]
fn a_table_opens_as_a_dataset_that_is_to_be_saved() {
    let folder = Folder::new();
    let table =
        "title;when;actors\nFirst talks;15 Aug 2025;Anna|Boris\nSecond talks;2025-08-16;Anna\n";
    let mut window = with_file(folder.with("events.csv", table));
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 2);
    press(&mut window, Modifiers::COMMAND, Key::S);
    type_path(&mut window, &folder.path("events.detente"));
    assert_eq!(title(&window), "events.detente — Detente");
    assert_eq!(
        fs::read_to_string(folder.path("events.csv")).unwrap(),
        table
    );
}

#[test]
fn an_image_is_exported_by_the_keyboard() {
    let folder = Folder::new();
    let mut window = with_file(folder.with("small.detente", SMALL));
    press(&mut window, Modifiers::COMMAND, Key::E);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let path = folder.path("picture.png");
    type_path(&mut window, &path);
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"), "an image");
    assert!(says(&window, "Exported to"));
}

#[test]
fn settings_are_remembered() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let start = |file: Option<PathBuf>| Start {
        file,
        folder: Some(folder.path("state")),
        ..Start::default()
    };
    {
        let mut window = open(start(Some(path.clone())));
        click(&mut window, "Dark theme");
    }
    let window = open(start(None));
    assert_eq!(window.state().state().settings.recent, [path]);
    assert_eq!(window.state().state().settings.dark, Some(true));
}

#[test]
fn a_file_that_another_program_changed_is_not_saved_over_unasked() {
    let folder = Folder::new();
    let path = folder.with("small.detente", SMALL);
    let mut window = with_file(&path);
    add_event(&mut window);
    let outside = SMALL.replace("Talks in the hall", "Talks in the garden");
    folder.with("small.detente", &outside);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "was changed by another program"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(fs::read_to_string(&path).unwrap(), outside);
    assert_eq!(title(&window), "small.detente • Edited — Detente");
    press(&mut window, Modifiers::COMMAND, Key::S);
    click(&mut window, "Save over it");
    assert_eq!(title(&window), "small.detente — Detente");
    assert!(fs::read_to_string(&path).unwrap().contains("in the hall"));
    // What was saved here is known.
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(title(&window), "small.detente — Detente");
}

#[test]
fn menus_of_a_dialog_open_in_front_of_it_each_time() {
    let mut window = support::sample();
    for size in ["HD, 1280 × 720", "Square, 1080 × 1080"] {
        press(&mut window, Modifiers::COMMAND, Key::E);
        window.get_by_role_and_label(Role::ComboBox, "Size").click();
        settle(&mut window);
        click(&mut window, size);
        assert!(
            says(&window, "Export an image"),
            "{size}: the dialog is there"
        );
        let picked = window.get_by_role_and_label(Role::ComboBox, "Size");
        assert_eq!(picked.value().as_deref(), Some(size));
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn a_table_that_was_only_read_asks_nothing_when_it_is_left() {
    let folder = Folder::new();
    let table = "title,when\nTalks,2025-08-15\n";
    let mut window = with_file(folder.with("events.csv", table));
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert!(window.state().state().dialog.is_none());
    assert!(window.state().state().document.is_none());
    let mut window = with_file(folder.path("events.csv"));
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert!(says(&window, "Save changes to events.csv?"));
}
