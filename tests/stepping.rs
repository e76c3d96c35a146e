//! Going about on the axis by keyboard: stepping from event to event, showing, zooming.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod support;

use detente::editor::{Selection, Start};
use detente::timeline::Span;
use egui::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::{Window, click, open_in, press, sample, settle};

fn span(window: &Window) -> Span {
    window.state().state().shown_span.unwrap()
}

/// Where on the axis the selected event is, from 0 to 1.
fn share(window: &Window) -> f64 {
    let state = window.state().state();
    let Some(Selection::Event(handle)) = state.selection else {
        panic!("no event is selected");
    };
    let event = state.dataset().unwrap().events.get(handle).unwrap();
    let zone = event.own_zone();
    let zone = zone.unwrap_or_else(|| state.dataset().unwrap().zone());
    let when = event.when.as_deref().unwrap();
    let (bounds, _) = detente::dataset::date::read(when, &zone, &Default::default()).unwrap();
    let middle = bounds.earliest_start.0.midpoint(bounds.latest_end.0);
    let span = span(window);
    span.after(detente::dataset::instant::Instant(middle)) / span.length()
}

#[test]
fn the_first_step_selects_what_is_on_screen() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::Escape);
    let before = span(&window);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(span(&window), before, "nothing moves");
    assert!((0.0..0.3).contains(&share(&window)), "{}", share(&window));
}

#[test]
fn keys_zoom_about_the_selected_event() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    let before = share(&window);
    for _ in 0..6 {
        press(&mut window, Modifiers::NONE, Key::Plus);
    }
    assert!((share(&window) - before).abs() < 1e-6);
}

#[test]
fn enter_shows_the_selection_and_then_goes_closer() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    press(&mut window, Modifiers::NONE, Key::Home);
    let far = span(&window).length();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let close = span(&window).length();
    assert!(close < far / 100.0, "{close} of {far}");
    assert!((0.0..1.0).contains(&share(&window)));
}

#[test]
fn an_event_that_passes_no_filter_is_shown_too() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    click(&mut window, "Filter");
    window.get_by_label("Words in events").focus();
    settle(&mut window);
    let field = window.get_by_label("Words in events");
    field.type_text("nothing is called so");
    settle(&mut window);
    click(&mut window, "View");
    click(&mut window, "Go");
    window
        .get_all_by_label_contains("Show the selection")
        .last()
        .unwrap()
        .click();
    settle(&mut window);
    assert!((0.0..1.0).contains(&share(&window)));
}

#[test]
fn a_step_scrolls_to_a_lane_that_is_out_of_sight() {
    let start = Start {
        sample: true,
        ..Start::default()
    };
    let mut window = open_in(start, [1280.0, 800.0]);
    let mut scrolls = Vec::new();
    for _ in 0..12 {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
        scrolls.push(window.state().state().view.scroll);
        let title = selected_title(&window);
        let lanes = window.get_by_role_and_label(Role::Canvas, "Timeline");
        let lanes = lanes.rect();
        let is_seen = |node: egui_kittest::Node<'_>| {
            // A row at the edge that only tells of it is as wide as the picture.
            let rect = node.rect();
            lanes.contains(rect.center()) && rect.width() < lanes.width() / 2.0
        };
        let mut marks = window.query_all_by_label_contains(&title);
        assert!(marks.any(is_seen), "“{title}” is out of sight");
    }
    scrolls.dedup();
    assert!(scrolls.len() > 1, "the lanes never moved: {scrolls:?}");
}

fn selected_title(window: &Window) -> String {
    let state = window.state().state();
    let Some(Selection::Event(handle)) = state.selection else {
        panic!("no event is selected");
    };
    let event = state.dataset().unwrap().events.get(handle).unwrap();
    event.title.to_string()
}
