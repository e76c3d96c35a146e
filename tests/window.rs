//! The window as a whole: what is open, selected, found, and remembered.

mod support;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use support::{button_at, click, menu, opened, press, sample, says, settle};

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
        matches!(selection, Some(detente::editor::Selection::Event(_))),
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
        matches!(first, Some(detente::editor::Selection::Actor(_))),
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
    let start = detente::editor::Start {
        sample: true,
        ..detente::editor::Start::default()
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
    // So low a map shows blocs by itself.
    press(&mut window, Modifiers::ALT, Key::Num5);
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

fn find(window: &mut support::Window, query: &str) {
    press(window, Modifiers::COMMAND, Key::F);
    press(window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Find").type_text(query);
    settle(window);
}

#[test]
fn what_is_typed_in_the_frame_of_ctrl_f_is_searched() {
    let mut window = sample();
    let key = |pressed| egui::Event::Key {
        key: Key::F,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    let typed = egui::Event::Text("tru".to_owned());
    let events = [key(true), key(false), typed];
    window.input_mut().events.extend(events);
    settle(&mut window);
    assert_eq!(window.state().state().find.query, "tru");
    click(&mut window, "Edit");
    let is_row = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == egui::Role::Button;
    let row = window.get_all_by_label_contains("Find").find(is_row);
    row.unwrap().click();
    settle(&mut window);
    window
        .input_mut()
        .events
        .push(egui::Event::Text("ce".to_owned()));
    settle(&mut window);
    assert_eq!(window.state().state().find.query, "truce");
}

#[test]
fn search_says_where_matches_are_if_none_is_shown() {
    let mut window = sample();
    find(&mut window, "zzz");
    assert!(says(&window, "Nothing matches “zzz”."));
    find(&mut window, "talks");
    assert!(!says(&window, "No event matches"));
    find(&mut window, "New START is signed");
    assert!(says(&window, " in this window. 1 does outside it."));
}

#[test]
fn search_starts_at_the_nearest_event_from_the_view_onwards() {
    let mut window = sample();
    find(&mut window, "truce");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let state = window.state().state();
    let Some(detente::editor::Selection::Event(first)) = state.selection else {
        panic!("no event is selected");
    };
    let event = state.dataset().unwrap().events.get(first).unwrap();
    let when = event.when.as_deref().unwrap_or_default();
    assert!(when.starts_with("2025-08"), "{when} is in the window");
}

#[test]
fn nothing_is_counted_that_is_not_there() {
    let mut window = sample();
    menu(&mut window, "File", "New");
    assert!(says(&window, "0 events"));
    assert!(!says(&window, "0 are undated"));
}

/// What has the keyboard.
fn focused(window: &support::Window) -> String {
    let is_focused = |node: &egui_kittest::kittest::AccessKitNode<'_>| node.is_focused();
    let by = egui_kittest::kittest::By::new().predicate(is_focused);
    let found: Vec<String> = window
        .query_all(by)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    found.join(" / ")
}

#[test]
fn the_tab_key_reaches_every_control_of_the_first_screen() {
    let mut window = sample();
    let mut stops: Vec<String> = Vec::new();
    for _ in 0..200 {
        window.key_press(Key::Tab);
        window.step();
        window.step();
        let stop = focused(&window);
        if stops.first() == Some(&stop) {
            break;
        }
        stops.push(stop);
    }
    let mut rest = stops.iter();
    for wanted in [
        "File",
        "Edit",
        "View",
        "Insert",
        "Help",
        "Find",
        "Lanes: Category",
        "Colour: Group",
        "Zone: Anchorage",
        "Filter",
        "Export image",
        "Dark theme",
        "Both",
        "Timeline",
        "Map",
        "Close the panel",
        "Add event",
        "Add relation",
        "Donald Trump",
        "Vladimir Putin",
        "Show on the timeline",
        "Trump announces the summit",
        "15 more",
        "negotiate on Ukraine",
        "Trump Announces Meeting with Putin in Alaska",
        "Timeline",
        "Overview: drag to brush a window",
        "Relationship map",
        "Zoom in on the map",
        "Fit the map",
        "Divider of timeline and map",
    ] {
        assert!(rest.any(|stop| stop == wanted), "{wanted} in {stops:?}");
    }
}

#[test]
fn the_divider_moves_with_the_arrow_keys() {
    let mut window = sample();
    let height = |w: &support::Window| canvas(w, "Timeline").height();
    let before = height(&window);
    window.get_by_label("Divider of timeline and map").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert!(height(&window) < before);
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
    assert_eq!(selection, Some(detente::editor::Selection::Event(handle)));
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

#[test]
fn redo_past_the_end_does_nothing() {
    let mut window = sample();
    menu(&mut window, "Insert", "Event");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let count = |w: &support::Window| w.state().state().dataset().unwrap().events.len();
    let before = count(&window);
    for _ in 0..3 {
        let keys = Modifiers::COMMAND | Modifiers::SHIFT;
        press(&mut window, keys, Key::Z);
        assert_eq!(count(&window), before);
    }
}

fn drag(window: &mut support::Window, from: egui::Pos2, to: egui::Pos2) {
    for (at, pressed) in [(from, true), (to, false)] {
        button_at(window, at, pressed);
    }
    settle(window);
}

#[test]
fn a_window_keeps_its_midnights_and_turns_round_at_its_ends() {
    let mut window = sample();
    let rect = window
        .get_by_label("Overview: drag to brush a window")
        .rect();
    let at = |share: f32| {
        egui::pos2(
            rect.left() + 176.0 + share * (rect.width() - 176.0),
            rect.top() + 20.0,
        )
    };
    // Over the change of clocks of November.
    drag(&mut window, at(0.72), at(0.81));
    drag(&mut window, at(0.745), at(0.845));
    let (from, to) = window.state().state().view.window.unwrap();
    let zone = detente::dataset::zone::Zone::named("America/Anchorage").unwrap();
    assert_ne!(zone.offset_at(from), zone.offset_at(to), "{from:?} {to:?}");
    for end in [from, to] {
        let civil = zone.civil(end);
        assert_eq!((civil.hour, civil.minute, civil.second), (0, 0, 0));
    }
    // Its end is dragged over its start.
    drag(&mut window, at(0.91), at(0.20));
    let (start, end) = window.state().state().view.window.unwrap();
    assert_eq!(end, from);
    assert!(start < from);
}

#[test]
fn an_event_that_the_filter_leaves_out_says_so() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    let category = window.get_all_by_label_contains("War and truces").last();
    category.unwrap().click();
    settle(&mut window);
    find(&mut window, "Five hours in the Kremlin");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(says(&window, "The filter leaves this event out."));
    click(&mut window, "Clear filter");
    assert!(!says(&window, "The filter leaves this event out."));
}

#[test]
fn a_button_that_has_the_keyboard_leaves_zero_to_the_view() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::Minus);
    press(&mut window, Modifiers::NONE, Key::F10);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Num0);
    assert_eq!(window.state().state().view.span, None);
}

/// At the smallest size and with a long message.
#[test]
fn texts_of_the_status_bar_keep_off_each_other() {
    let start = detente::editor::Start {
        sample: true,
        ..detente::editor::Start::default()
    };
    let mut window = support::open_in(start, [900.0, 600.0]);
    let apart = |window: &support::Window| {
        let right = window.get_by_label_contains("All times").rect();
        let left = window
            .get_all_by_label_contains("are undated")
            .last()
            .unwrap()
            .rect();
        assert!(left.right() <= right.left(), "{left:?} {right:?}");
        left
    };
    apart(&window);
    menu(&mut window, "Insert", "Actor");
    let name = "A very long name that goes on and on to see what is cut";
    window.get_by_label("Name").type_text(name);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    apart(&window);
}

#[test]
fn the_overview_of_one_event_shows_its_day() {
    for (when, is_brushed) in [("2025-08-15", true), ("", false)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.csv");
        let text = format!("title,when\nOne event,{when}\n");
        detente::files::save::save(text.as_bytes(), &path, &detente::files::save::Disk).unwrap();
        let mut window = support::with_file(path);
        let overview = window.get_by_label("Overview: drag to brush a window");
        let rect = overview.rect();
        let left = rect.left_center() + egui::vec2(180.0, 0.0);
        drag(&mut window, left, rect.right_center());
        let brushed = window.state().state().view.window;
        // Without a date there is no time to brush.
        let length = brushed.map_or(0, |(from, to)| to.0 - from.0);
        assert_eq!(length >= 23 * 3600, is_brushed, "{when}: {brushed:?}");
    }
}

/// Where an event is drawn now.
fn drawn(window: &support::Window, name: &str) -> egui::Pos2 {
    let node = window.get_by_role_and_label(egui::Role::Button, name);
    node.rect().left_center()
}

#[test]
fn a_zoom_eases_to_what_is_wanted_and_then_rests() {
    let mut window = sample();
    let name = "Three-on-three talks";
    let before = drawn(&window, name);
    let span = window.state().state().shown_span;
    window.key_press_modifiers(Modifiers::NONE, Key::Minus);
    window.step();
    window.step();
    let wanted = window.state().state().shown_span;
    assert_ne!(wanted, span, "what is wanted holds at once");
    let between = drawn(&window, name);
    settle(&mut window);
    assert_eq!(window.state().state().shown_span, wanted);
    let after = drawn(&window, name);
    let (near, far) = (before.x.min(after.x), before.x.max(after.x));
    assert!(
        near + 1.0 < between.x && between.x + 1.0 < far,
        "{before} {between} {after}"
    );
    window.step();
    assert!(
        !window.ctx.has_requested_repaint(),
        "nothing moves any more"
    );
}

#[test]
fn with_reduced_motion_a_zoom_is_there_at_once() {
    let mut window = sample();
    menu(&mut window, "View", "Reduce motion");
    assert!(window.state().state().settings.reduces_motion);
    let name = "Three-on-three talks";
    window.key_press_modifiers(Modifiers::NONE, Key::Minus);
    window.step();
    window.step();
    let at_once = drawn(&window, name);
    settle(&mut window);
    assert_eq!(drawn(&window, name), at_once);
}

#[test]
fn what_is_under_the_pointer_stays_while_the_wheel_zooms() {
    let mut window = sample();
    let name = "Three-on-three talks";
    let at = drawn(&window, name) + egui::vec2(0.5, 0.0);
    window.event(egui::Event::PointerMoved(at));
    window.step();
    let before = drawn(&window, name);
    for notch in 0..3 {
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        for frame in 0..4 {
            window.step();
            let now = drawn(&window, name);
            assert!(
                (now.x - before.x).abs() < 3.0,
                "{notch} {frame}: {before} {now}"
            );
        }
    }
    let span = window.state().state().shown_span;
    settle(&mut window);
    assert_eq!(window.state().state().shown_span, span);
}

#[test]
fn a_lane_folds_in_steps() {
    let mut window = sample();
    let heads = |w: &support::Window| w.get_by_label("Fold Statements").rect().top();
    let before = heads(&window);
    let head = window.get_by_label("Fold Talks and visits").rect();
    let at = head.left_center() + egui::vec2(6.0, 0.0);
    for pressed in [true, false] {
        button_at(&mut window, at, pressed);
    }
    assert_eq!(window.state().state().view.folded.len(), 1);
    let mut between = Vec::new();
    for _ in 0..40 {
        window.step();
        between.push(heads(&window));
    }
    let after = heads(&window);
    assert!(after < before - 10.0, "{before} {after}");
    assert!(
        between
            .iter()
            .any(|y| *y > after + 2.0 && *y < before - 2.0),
        "{between:?}"
    );
}

#[test]
fn the_key_that_switches_views_shows_where_it_went() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::F6);
    assert_eq!(focused(&window), "Timeline");
    press(&mut window, Modifiers::NONE, Key::F6);
    assert_eq!(focused(&window), "Relationship map");
    let camera = |w: &support::Window| w.state().state().shown_map.unwrap().0.zoom;
    let before = camera(&window);
    press(&mut window, Modifiers::NONE, Key::Plus);
    assert!(camera(&window) > before, "the keys are the map’s");
}

#[test]
fn a_lane_is_folded_with_the_keyboard_and_not_by_its_whole_head() {
    let mut window = sample();
    let fold = window.get_all_by_label_contains("Fold ").next().unwrap();
    let name = fold.accesskit_node().label().unwrap();
    let name = name.trim_start_matches("Fold ").to_owned();
    fold.focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().state().view.folded.len(), 1);
    let unfold = format!("Unfold {name}");
    assert!(says(&window, &unfold));
    let fold = window.get_by_label(&unfold).rect();
    assert!(fold.height() >= 24.0 && fold.width() >= 24.0);
    let canvas = canvas(&window, "Timeline");
    let count = egui::pos2(canvas.left() + 150.0, fold.center().y);
    assert!(!fold.contains(count));
    click_at(&mut window, count);
    assert_eq!(window.state().state().view.folded.len(), 1);
}

fn click_at(window: &mut support::Window, pos: egui::Pos2) {
    for pressed in [true, false] {
        button_at(window, pos, pressed);
    }
    settle(window);
}

#[test]
fn an_undated_event_is_selected_with_the_keyboard() {
    let mut window = sample();
    let dataset = window.state().state().dataset().unwrap();
    let undated = dataset.events.entries().find(|(_, e)| e.when.is_none());
    let (handle, title) = undated.map(|(h, e)| (h, e.title.to_string())).unwrap();
    window.get_by_label(&title).focus();
    settle(&mut window);
    assert_eq!(focused(&window), title);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let selection = window.state().state().selection;
    assert_eq!(selection, Some(detente::editor::Selection::Event(handle)));
}

#[test]
fn escape_leaves_the_search_first_and_then_what_was_found() {
    let mut window = sample();
    find(&mut window, "truce");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let found = window.state().state().selection;
    assert!(found.is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().state().selection, found);
    assert_eq!(window.state().state().find.query, "truce");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().state().selection, None);
}

#[test]
fn another_size_of_an_image_is_typed_at_once() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::E);
    let size = window.get_all_by_label_contains("Size").last().unwrap();
    size.click();
    settle(&mut window);
    click(&mut window, "Another");
    assert_eq!(focused(&window), "Width and height");
}

#[test]
fn no_tooltip_stands_over_a_dialog() {
    let mut window = sample();
    let event = drawn(&window, "Three-on-three talks") + egui::vec2(1.0, 0.0);
    let button = window.get_by_label("Dark theme").rect().center();
    for (at, words) in [
        (event, "Disputed: sources or accounts differ."),
        (button, "Dark theme"),
    ] {
        // A button has its words as its name already.
        let count = |w: &support::Window| w.query_all_by_label_contains(words).count();
        let before = count(&window);
        window.event(egui::Event::PointerMoved(at));
        for _ in 0..90 {
            window.step();
        }
        assert!(count(&window) > before, "the tooltip {words}");
        window.key_press_modifiers(Modifiers::COMMAND, Key::E);
        for _ in 0..30 {
            window.step();
        }
        assert!(says(&window, "Export an image"));
        assert_eq!(count(&window), before, "{words}");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn an_empty_map_offers_its_first_actor() {
    let mut window = sample();
    menu(&mut window, "File", "New");
    let map = canvas(&window, "Relationship map");
    let buttons: Vec<_> = window.get_all_by_label("Add actor").collect();
    let on_map = buttons.into_iter().find(|b| map.contains_rect(b.rect()));
    on_map.unwrap().click();
    settle(&mut window);
    assert_eq!(window.state().state().dataset().unwrap().actors.len(), 1);
}

#[test]
fn a_path_that_leads_nowhere_stays_to_be_mended() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::O);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Path").type_text("/nowhere/a.detente");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(says(&window, "There is no folder /nowhere."));
    assert_eq!(focused(&window), "Path");
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Path").type_text("/tmp");
    settle(&mut window);
    assert!(!says(&window, "There is no folder"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().state().dialog.is_none());
}

#[test]
fn a_menu_that_is_left_gives_the_keyboard_back() {
    let mut window = sample();
    for button in ["View", "Lanes: Category"] {
        window.get_by_label(button).focus();
        settle(&mut window);
        press(&mut window, Modifiers::NONE, Key::Enter);
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        assert_ne!(focused(&window), button);
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert_eq!(focused(&window), button);
    }
}

#[test]
fn what_is_selected_in_a_lane_scrolled_away_is_gone_to() {
    let mut window = smallest();
    let dataset = window.state().state().dataset().unwrap().clone();
    let (_, category) = dataset.categories.entries().last().unwrap();
    let mut events = dataset.events.entries();
    let of_last = events.find(|(_, e)| e.category.as_ref() == Some(&category.id));
    let title = of_last.map(|(_, e)| e.title.to_string()).unwrap();
    find(&mut window, &title);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().state().selection.is_some());
    assert!(window.state().state().view.scroll > 0.0);
    // Scrolled back it is told at the edge.
    let heads = canvas(&window, "Timeline").left_center() + egui::vec2(20.0, 0.0);
    window.event(egui::Event::PointerMoved(heads));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 20.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    settle(&mut window);
    assert_eq!(window.state().state().view.scroll, 0.0);
    let timeline = canvas(&window, "Timeline");
    let is_told = window
        .get_all_by_label(&title)
        .any(|node| timeline.contains_rect(node.rect()));
    assert!(is_told);
    press(&mut window, Modifiers::NONE, Key::F6);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let timeline = canvas(&window, "Timeline");
    let mut marks = window.get_all_by_label(&title).map(|node| node.rect());
    // A row at the edge is as wide as the picture.
    let is_mark =
        |rect: egui::Rect| timeline.contains_rect(rect) && rect.width() < timeline.width() / 2.0;
    assert!(marks.any(is_mark));
}

#[test]
fn a_menu_is_opened_with_its_letter_and_used_with_the_arrows() {
    let mut window = sample();
    press(&mut window, Modifiers::ALT, Key::F);
    assert_eq!(focused(&window), "New");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(focused(&window), "Open…");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Open sample").is_none());
    press(&mut window, Modifiers::NONE, Key::F10);
    assert_eq!(focused(&window), "New");
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert!(says(&window, "Keyboard shortcuts"), "the last menu");
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(focused(&window), "New");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::ALT, Key::V);
    assert!(window.query_by_label("Open sample").is_none());
    assert!(window.query_by_label("Reduce motion").is_some());
}

#[test]
fn enter_right_after_typing_waits_for_what_is_found() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window
        .get_by_label("Find")
        .type_text("Strike on central Sumy");
    window.key_press(Key::Enter);
    settle(&mut window);
    let state = window.state().state();
    let Some(detente::editor::Selection::Event(found)) = state.selection else {
        panic!("no event is selected");
    };
    let event = state.dataset().unwrap().events.get(found).unwrap();
    assert_eq!(&*event.title, "Strike on central Sumy");
}

#[test]
fn whoever_is_found_outside_the_window_stands_on_the_map() {
    let mut window = sample();
    let on_map = |window: &support::Window| {
        let map = canvas(window, "Relationship map");
        let mut nodes = window.query_all_by_label("Lukoil");
        nodes.any(|node| map.contains(node.rect().center()))
    };
    assert!(!on_map(&window), "it is alive in the window");
    find(&mut window, "Lukoil");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(on_map(&window));
}

#[test]
fn zooming_and_filtering_leave_the_map_where_it_is() {
    let mut window = sample();
    let before = canvas(&window, "Relationship map");
    for key in [Key::Plus, Key::Plus, Key::Plus, Key::Plus, Key::Minus] {
        press(&mut window, Modifiers::NONE, key);
        assert_eq!(canvas(&window, "Relationship map"), before);
    }
    click(&mut window, "Filter");
    window.get_by_label("Words in events").focus();
    settle(&mut window);
    window.get_by_label("Words in events").type_text("bomber");
    settle(&mut window);
    assert_eq!(canvas(&window, "Relationship map"), before);
}

/// A window with a table of one event far before the others.
fn outlier(folder: &std::path::Path) -> std::io::Result<support::Window> {
    let mut text = "when,title\n1215,Town charter\n".to_owned();
    for day in 10..28 {
        text += &format!("2019-03-{day},Day {day}\n");
    }
    let path = folder.join("outlier.csv");
    let mut file = std::fs::File::create(&path)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    Ok(support::with_file(path))
}

const YEARS: &str = "Unfold 1216–2018 · no events";

#[test]
fn empty_time_is_folded_until_somebody_unfolds_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = outlier(folder.path()).unwrap();
    let is_folded = |window: &support::Window| window.query_by_label(YEARS).is_some();
    assert!(is_folded(&window));
    let apart = |window: &support::Window| {
        let [first, last] = ["Day 10", "Day 27"].map(|name| drawn(window, name).x);
        last - first
    };
    let near = apart(&window);
    assert!(near > 300.0, "{near}");
    click(&mut window, YEARS);
    settle(&mut window);
    assert!(!is_folded(&window), "this one is unfolded");
    assert!(
        window.query_by_label("Day 27").is_none(),
        "all in one column"
    );
    // All of it again, folded as before.
    press(&mut window, Modifiers::NONE, Key::Num0);
    settle(&mut window);
    assert!(is_folded(&window));
    menu(&mut window, "View", "Fold empty time");
    settle(&mut window);
    assert!(!is_folded(&window));
    menu(&mut window, "View", "Fold empty time");
    settle(&mut window);
    assert!(is_folded(&window));
    assert!((apart(&window) - near).abs() < 1.0);
}

#[test]
fn panning_over_a_fold_keeps_it_and_what_is_under_the_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = outlier(folder.path()).unwrap();
    let fold = window.get_by_label(YEARS).rect();
    let from = drawn(&window, "Day 15");
    let grip = egui::pos2(fold.right() + 40.0, fold.bottom() - 4.0);
    drag(&mut window, grip, grip + egui::vec2(60.0, 0.0));
    let moved = drawn(&window, "Day 15").x - from.x;
    assert!((moved - 60.0).abs() < 2.0, "{moved}");
    let after = window.get_by_label(YEARS).rect();
    assert!((after.left() - fold.left() - 60.0).abs() < 2.0, "{after}");
    assert!((after.width() - fold.width()).abs() < 0.5);
}

#[test]
fn a_double_click_on_the_window_zooms_to_it_and_the_head_does_nothing() {
    let mut window = opened();
    let rect = window
        .get_by_label("Overview: drag to brush a window")
        .rect();
    let at = |share: f32| rect.left_center() + egui::vec2(share * rect.width(), 0.0);
    let of = |window: &support::Window| {
        let view = &window.state().state().view;
        (view.span, view.window)
    };
    let (head, before) = (at(0.02), of(&window));
    drag(&mut window, head, head);
    drag(&mut window, head, at(0.3));
    assert_eq!(of(&window), before);
    drag(&mut window, at(0.6), at(0.9));
    let brushed = window.state().state().view.window.unwrap();
    for _ in 0..2 {
        drag(&mut window, at(0.75), at(0.75));
    }
    let span = window.state().state().shown_span.unwrap();
    assert!(span.from() <= brushed.0 && span.to() >= brushed.1);
    assert!(span.to().0 - span.from().0 < (brushed.1.0 - brushed.0.0) * 6 / 5);
    assert_eq!(window.state().state().view.window, Some(brushed));
}

#[test]
fn nothing_moves_after_the_first_frame_that_shows_data() {
    let mut window = support::begun(detente::editor::Start {
        sample: true,
        ..detente::editor::Start::default()
    });
    let mut seen = None;
    for _ in 0..400 {
        window.step();
        let header = window.query_by_label("Relationship map");
        let event = window.query_all_by_label("Three-on-three talks").next();
        let places = header
            .map(|node| node.rect())
            .zip(event.map(|node| node.rect()));
        if let Some(first) = &seen {
            assert_eq!(
                places.as_ref(),
                Some(first),
                "after the first frame with data"
            );
        }
        seen = seen.or(places);
        if window.state().is_settled() && seen.is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("the window never settles");
}
