//! The window as a whole: what is open, selected, found, and remembered.

mod support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
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

/// The smallest window, with the bundled dataset.
fn smallest() -> support::Window {
    let start = detente::app::Start {
        sample: true,
        ..detente::app::Start::default()
    };
    support::open_in(start, [960.0, 640.0])
}

/// Where a view stands.
fn canvas(window: &support::Window, name: &str) -> egui::Rect {
    let found = window.get_by_role_and_label(egui::Role::Canvas, name);
    found.rect()
}

#[test]
fn in_a_small_window_the_panel_is_a_drawer_beside_the_map() {
    let mut window = smallest();
    assert!(window.query_by_label("Close the panel").is_none(), "closed");
    let timeline = canvas(&window, "Timeline");
    click(&mut window, "Vladimir Putin");
    let close = window.get_by_label("Close the panel").rect();
    let map = canvas(&window, "Relationship map");
    assert!(close.top() > map.top() - 30.0, "under the map's header");
    assert!(
        close.left() > map.right(),
        "the map keeps all that is on it"
    );
    assert_eq!(canvas(&window, "Timeline"), timeline);
    for button in ["Zoom in on the map", "Zoom out of the map", "Fit the map"] {
        let button = window.get_by_label(button).rect();
        assert!(map.contains_rect(button), "{button:?} in {map:?}");
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Close the panel").is_none());
    press(&mut window, Modifiers::COMMAND, Key::B);
    assert!(window.query_by_label("Close the panel").is_some());
    click(&mut window, "Side panel");
    assert!(window.query_by_label("Close the panel").is_none());
}

#[test]
fn the_view_menu_fits_the_smallest_window_below_the_bar() {
    let mut window = smallest();
    click(&mut window, "View");
    let top = |name: &str| window.get_all_by_label(name).last().unwrap().rect();
    let (first, last) = (top("Timeline and map"), top("Theme"));
    assert!(first.top() >= 30.0 && last.bottom() <= 640.0);
    assert_eq!(top("Zoom out").top() - top("Zoom in").top(), 24.0);
    let now = top_row(&window, "Timeline and map");
    assert_eq!(now, Some(true), "the view that is shown is marked");
    assert_eq!(top_row(&window, "Map"), Some(false));
    click(&mut window, "Fit all");
    assert!(window.query_by_label("Theme").is_none(), "it closes");
}

/// Whether a row of a menu is marked as what holds.
fn top_row(window: &support::Window, name: &str) -> Option<bool> {
    let row = window.get_all_by_role_and_label(egui::Role::RadioButton, name);
    let toggled = row.last()?.accesskit_node().toggled();
    toggled.map(|t| t == egui::accesskit::Toggled::True)
}
