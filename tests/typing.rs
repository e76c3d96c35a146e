//! What is typed is never lost: what cannot be read, what is given up, what comes too early.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::io::Write;
use support::{Window, button_at, click, press, retype, says, settle, with_file};

const TWO: &str = r#"{
  "format": "detente",
  "version": 1,
  "title": "Talks",
  "actors": [{ "id": "a", "name": "Anna" }],
  "events": [
    { "id": "one", "title": "The first talks", "when": "2025-08-15", "tone": 2 },
    { "id": "two", "title": "The second talks", "when": "2025-09-15", "participants": [{ "actor": "a" }] }
  ]
}
"#;

/// A window with a file of this text, in a folder of its own.
fn window_with(text: &str) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.detente");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    (folder, with_file(path))
}

/// A window with two events; the first is selected.
fn window() -> (tempfile::TempDir, Window) {
    let (folder, mut window) = window_with(TWO);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    (folder, window)
}

fn event(window: &Window, at: usize) -> detente::dataset::Event {
    let dataset = window.state().state().dataset().unwrap();
    dataset.events.at(at).unwrap().1.clone()
}

fn value(window: &Window, field: &str) -> String {
    let field = window.get_by_label(field);
    field.accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_date_that_cannot_be_read_stays_with_its_event_and_is_listed() {
    let (_folder, mut window) = window();
    retype(&mut window, "When", "when the war was over");
    click(&mut window, "The second talks");
    assert_eq!(
        event(&window, 0).when.as_deref(),
        Some("when the war was over")
    );
    assert!(says(&window, "It is kept as it is written"));
    assert!(says(&window, "1 problem"));
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(value(&window, "When"), "when the war was over");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(event(&window, 0).when.as_deref(), Some("2025-08-15"));
}

#[test]
fn a_tone_that_is_no_number_is_kept_and_listed() {
    let (_folder, mut window) = window();
    retype(&mut window, "Tone", "hostile");
    click(&mut window, "The second talks");
    assert!(event(&window, 0).tone.get().is_none());
    let first = event(&window, 0);
    assert_eq!(first.more.notes.kept.get("tone"), Some("\"hostile\""));
    assert!(says(&window, "1 problem"));
}

#[test]
fn what_escape_gives_up_in_a_description_can_be_undone() {
    let (_folder, mut window) = window();
    window.get_all_by_label("Edit").last().unwrap().click();
    settle(&mut window);
    let field = window.get_all_by_label("Description").last().unwrap();
    field.type_text("An hour of work.");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(event(&window, 0).description, None);
    assert!(says(&window, "Undo brings it back"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let described = event(&window, 0).description.clone();
    assert_eq!(described.as_deref(), Some("An hour of work."));
}

#[test]
fn letters_after_a_new_event_are_its_title() {
    let (_folder, mut window) = window();
    // All before the next frame.
    window.key_press_modifiers(Modifiers::COMMAND, Key::I);
    window.event(egui::Event::Text("Dinner".to_owned()));
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let dataset = window.state().state().dataset().unwrap();
    assert_eq!(&*dataset.events.iter().last().unwrap().title, "Dinner");
}

/// Keys and letters that all come before the next frame; a letter has a key of its own.
fn in_one_frame(window: &mut Window, done: &[Result<(Modifiers, Key), &str>]) {
    let key = |(modifiers, key): (Modifiers, Key), pressed| egui::Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    };
    let mut events = Vec::new();
    for one in done {
        match one {
            Ok(pressed) => events.extend([key(*pressed, true), key(*pressed, false)]),
            Err(letters) => {
                for letter in letters.chars() {
                    let letter_key = Key::from_name(&letter.to_ascii_uppercase().to_string());
                    let pressed = (Modifiers::NONE, letter_key.unwrap_or(Key::Space));
                    events.push(key(pressed, true));
                    events.push(egui::Event::Text(letter.to_string()));
                    events.push(key(pressed, false));
                }
            }
        }
    }
    window.input_mut().events.extend(events);
    settle(window);
}

const ADD: Result<(Modifiers, Key), &str> = Ok((Modifiers::COMMAND, Key::I));
const SAVE: Result<(Modifiers, Key), &str> = Ok((Modifiers::COMMAND, Key::S));
const TAB: Result<(Modifiers, Key), &str> = Ok((Modifiers::NONE, Key::Tab));

#[test]
fn what_is_done_in_a_slow_frame_is_done_in_its_order() {
    let (folder, mut window) = window();
    in_one_frame(&mut window, &[ADD, Err("slow title"), SAVE]);
    let saved = std::fs::read_to_string(folder.path().join("talks.detente")).unwrap();
    assert!(saved.contains("\"slow title\""), "{saved}");
    in_one_frame(&mut window, &[ADD, Err("alpha"), ADD, Err("beta")]);
    in_one_frame(
        &mut window,
        &[ADD, Err("frozen"), TAB, Err("1980"), TAB, SAVE],
    );
    let dataset = window.state().state().dataset().unwrap();
    let titles: Vec<&str> = dataset.events.iter().map(|event| &*event.title).collect();
    assert_eq!(&titles[2..], ["slow title", "alpha", "beta", "frozen"]);
    let (_, last) = dataset.events.at(5).unwrap();
    assert_eq!(last.when.as_deref(), Some("1980"));
    let saved = std::fs::read_to_string(folder.path().join("talks.detente")).unwrap();
    assert!(saved.contains("\"1980\""), "{saved}");
}

#[test]
fn what_is_typed_after_a_shortcut_arrives_in_the_dialog_that_it_opens() {
    let (_folder, mut window) = window();
    window.get_by_label("When").focus();
    settle(&mut window);
    let save_as = Ok((Modifiers::COMMAND | Modifiers::SHIFT, Key::S));
    in_one_frame(&mut window, &[save_as, Err("/quay/q")]);
    assert_eq!(value(&window, "Path"), "/quay/q");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(value(&window, "When"), "2025-08-15");
    // What is asked instead is no title.
    retype(&mut window, "Title", "Dinner");
    in_one_frame(
        &mut window,
        &[Ok((Modifiers::COMMAND, Key::N)), Err("lost")],
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(value(&window, "Title"), "Dinner");
}

#[test]
fn what_is_typed_between_two_clicks_arrives_where_the_first_was() {
    let (_folder, mut window) = window();
    let mut events = Vec::new();
    for (field, letters) in [("Tags", "quay"), ("Place", "Geneva")] {
        let pos = window.get_by_label(field).rect().center();
        events.push(egui::Event::PointerMoved(pos));
        events.extend([true, false].map(|pressed| egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }));
        events.push(egui::Event::Text(letters.to_owned()));
    }
    window.input_mut().events.extend(events);
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let event = event(&window, 0);
    assert_eq!(event.more.notes.tags.len(), 1);
    let place = event.more.place.as_ref().unwrap();
    assert_eq!(place.name.as_deref(), Some("Geneva"));
}

#[test]
fn each_press_of_a_key_counts_in_a_slow_frame() {
    let (_folder, mut window) = window();
    for _ in 0..10 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::I);
    }
    settle(&mut window);
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 12);
}

#[test]
fn a_double_click_on_a_button_that_adds_deletes_nothing() {
    let (_folder, mut window) = window();
    press(&mut window, Modifiers::NONE, Key::Escape);
    let at = window.get_by_label("Add event").rect().center();
    for pressed in [true, false, true, false] {
        button_at(&mut window, at, pressed);
    }
    settle(&mut window);
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 3);
}

#[test]
fn two_slow_clicks_on_a_button_that_adds_delete_nothing_and_what_is_typed_is_the_title() {
    let (_folder, mut window) = window();
    press(&mut window, Modifiers::NONE, Key::Escape);
    let at = window.get_by_label("Add event").rect().center();
    for _ in 0..2 {
        button_at(&mut window, at, true);
        button_at(&mut window, at, false);
        // 0.4 seconds.
        window.run_steps(24);
    }
    window.event(egui::Event::Text("Dinner".to_owned()));
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let dataset = window.state().state().dataset().unwrap();
    assert_eq!(dataset.events.len(), 3);
    assert_eq!(&*dataset.events.iter().last().unwrap().title, "Dinner");
}

#[test]
fn what_is_looked_for_next_replaces_what_was_looked_for() {
    let (_folder, mut window) = window();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("first");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.event(egui::Event::Text("second".to_owned()));
    settle(&mut window);
    assert_eq!(window.state().state().find.query, "second");
}

#[test]
fn tab_goes_on_from_the_field_that_enter_left() {
    let (_folder, mut window) = window();
    retype(&mut window, "When", "2025-08-20");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(event(&window, 0).when.as_deref(), Some("2025-08-20"));
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    let field = window.get_by_label("When");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn tab_goes_on_from_the_list_that_something_was_chosen_from() {
    let (_folder, mut window) = window();
    for is_by_keys in [true, false] {
        let list = window.get_by_role_and_label(egui::Role::ComboBox, "Status");
        if is_by_keys {
            list.focus();
            settle(&mut window);
            press(&mut window, Modifiers::NONE, Key::Enter);
            for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
                press(&mut window, Modifiers::NONE, key);
            }
        } else {
            list.click();
            settle(&mut window);
            click(&mut window, "Possible");
        }
        press(&mut window, Modifiers::NONE, Key::Tab);
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        let list = window.get_by_role_and_label(egui::Role::ComboBox, "Status");
        assert!(list.accesskit_node().is_focused(), "{is_by_keys}");
    }
    assert_eq!(event(&window, 0).status.word(), "possible");
}

#[test]
fn tab_goes_on_where_a_link_above_has_gone() {
    let sourced = TWO.replace(
        "\"events\"",
        r#""sources": [{ "id": "s", "title": "A report", "url": "https://example.org" }], "events""#,
    );
    let (_folder, mut window) = window_with(&sourced);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("report");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(says(&window, "Open the address"));
    window.get_by_label("Address").focus();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(!says(&window, "Open the address"));
    let next = window.get_by_role_and_label(egui::Role::ComboBox, "Reliability");
    assert!(next.accesskit_node().is_focused());
}
