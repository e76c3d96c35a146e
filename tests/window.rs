//! The window as a whole: what is open, selected, found, and remembered.

mod support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::{click, menu, press, sample, says, settle};

#[test]
fn the_sample_opens_at_its_first_bookmark() {
    let window = sample();
    let state = window.state().state();
    assert_eq!(state.window_title(), "alaska-summit.detente — Detente");
    assert!(state.view.window.is_some());
    assert!(says(&window, "events"), "the status bar");
    assert!(window.query_all_by_label("Timeline").next().is_some());
    assert!(
        window
            .query_all_by_label("Relationship map")
            .next()
            .is_some()
    );
}

#[test]
fn an_event_is_selected_on_the_timeline_by_its_name() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    let selection = window.state().state().selection;
    assert!(
        matches!(selection, Some(detente::app::Selection::Event(_))),
        "{selection:?}"
    );
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    let next = window.state().state().selection;
    assert_ne!(next, selection, "the arrow steps to the next event");
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(
        window.state().state().selection,
        selection,
        "back to where one was"
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().state().selection, None);
}

#[test]
fn search_steps_through_matches_in_any_script() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("Путин");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let first = window.state().state().selection;
    assert!(
        matches!(first, Some(detente::app::Selection::Actor(_))),
        "{first:?}"
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_ne!(window.state().state().selection, first);
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().state().selection, first);
}

#[test]
fn adding_an_event_can_be_undone_with_the_key() {
    let mut window = sample();
    let count = |w: &support::Window| w.state().state().dataset().unwrap().events.len();
    let before = count(&window);
    menu(&mut window, "Insert", "Event");
    assert_eq!(count(&window), before + 1);
    assert!(window.state().state().window_title().contains("Edited"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window), before);
    assert!(!window.state().state().window_title().contains("Edited"));
    let document = window.state().state().document.as_ref().unwrap();
    assert_eq!(
        document.history.to_redo().map(|e| &*e.name),
        Some("new event")
    );
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(count(&window), before + 1);
}

#[test]
fn fitting_all_and_zooming_change_the_span() {
    let mut window = sample();
    let length = |w: &support::Window| w.state().state().shown_span.unwrap().length();
    let weeks = length(&window);
    menu(&mut window, "View", "Fit all");
    assert!(length(&window) > weeks * 50.0, "from 2010 to 2026");
    press(&mut window, Modifiers::NONE, Key::Plus);
    let closer = length(&window);
    assert!(closer < weeks * 400.0);
    press(&mut window, Modifiers::NONE, Key::Minus);
    assert!(length(&window) > closer);
}

#[test]
fn undated_events_without_a_chip_are_behind_a_button() {
    let mut window = sample();
    let more = "more undated events";
    let button = window.get_all_by_label_contains(more).next().unwrap();
    button.focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let dataset = window.state().state().dataset().unwrap();
    let undated = dataset.events.entries().filter(|(_, e)| e.when.is_none());
    let (handle, title) = undated
        .map(|(h, e)| (h, e.title.to_string()))
        .last()
        .unwrap();
    click(&mut window, &title);
    let selection = window.state().state().selection;
    assert_eq!(selection, Some(detente::app::Selection::Event(handle)));
}

#[test]
fn a_filter_without_results_leaves_the_map_where_it_is() {
    let mut window = sample();
    let top = |w: &support::Window| {
        let divider = w.get_by_label("Divider of timeline and map");
        divider.rect().center().y
    };
    let before = top(&window);
    click(&mut window, "Filter");
    window.get_by_label("Words in events").focus();
    settle(&mut window);
    let field = window.get_by_label("Words in events");
    field.type_text("nothing is called so");
    settle(&mut window);
    assert!(says(&window, "Clear filter"));
    assert_eq!(top(&window), before);
}
