//! The map in the window: what the pointer and the keys do on it.

mod support;

use detente::editor::{Selection, Start};
use egui::{Event, Key, Modifiers, Pos2, Role, pos2, vec2};
use egui_kittest::kittest::Queryable;
use support::{Window, button_at, click, menu, open_in, press, sample, says, settle, with_file};

/// The middle of what is drawn of an actor.
fn stands(window: &Window, name: &str) -> Pos2 {
    let node = window.get_by_role_and_label(Role::Button, name);
    node.rect().center()
}

#[test]
fn a_dragged_actor_stays_where_it_is_dropped() {
    let mut window = sample();
    menu(&mut window, "View", "Map");
    let who = "Sam Greene";
    let from = stands(&window, who);
    let to = from + vec2(-30.0, -90.0);
    button_at(&mut window, from, true);
    for share in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from.lerp(to, share)));
        settle(&mut window);
    }
    button_at(&mut window, to, false);
    // In every frame until everybody has been placed with the pin.
    for frame in 0..200 {
        window.step();
        let at = stands(&window, who);
        assert!(at.distance(to) < 4.0, "frame {frame}: {at:?}, not {to:?}");
        if window.state().is_settled() && frame > 4 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
}

#[test]
fn blocs_show_few_actors_and_select_their_groups() {
    let mut window = sample();
    press(&mut window, Modifiers::ALT, Key::Num4);
    let is_on_map = |window: &Window, who: &str| window.query_all_by_label(who).next().is_some();
    assert!(!is_on_map(&window, "Viktor Orbán"), "he is one of many");
    let title = "Russia, a group";
    click(&mut window, title);
    let selection = window.state().state().selection;
    assert!(
        matches!(selection, Some(Selection::Group(_))),
        "{selection:?}"
    );
    assert!(says(&window, " within it and "), "the panel tells its ties");
    assert!(says(&window, "Vladimir Putin, "), "and its actors");
    press(&mut window, Modifiers::ALT, Key::Num5);
    assert!(is_on_map(&window, "Viktor Orbán") && is_on_map(&window, title));
    // Whoever is found has a disc on the plate of their bloc.
    press(&mut window, Modifiers::ALT, Key::Num4);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("Orbán");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let map = window.get_by_label("Relationship map").rect();
    let mut nodes = window.query_all_by_label("Viktor Orbán");
    assert!(nodes.any(|node| map.contains(node.rect().center())));
}

#[test]
fn an_arrow_between_blocs_selects_what_stands_between_them() {
    let act = |id: &str, tone: &str, status: &str, roles: [&str; 2]| {
        format!(
            r#"{{"id":"{id}","title":"Act {id}","tone":{tone},"status":"{status}","participants":[
                {{"actor":"k","role":"{}"}},{{"actor":"c","role":"{}"}}]}}"#,
            roles[0], roles[1]
        )
    };
    let (forth, together) = (["from", "to"], ["participant", "participant"]);
    let events = [
        act("1", "-3", "happened", forth),
        act("2", "-5", "planned", forth),
        act("3", "5", "happened", forth),
        act("4", "2", "happened", together),
        act("5", "-9", "denied", forth),
    ];
    let text = format!(
        r#"{{"format":"detente","version":1,
            "groups":[{{"id":"us","name":"States"}},{{"id":"cu","name":"Cuba"}}],
            "actors":[{{"id":"k","name":"Kennedy","group":"us"}},{{"id":"c","name":"Castro","group":"cu"}}],
            "events":[{}]}}"#,
        events.join(",")
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cuba.detente");
    detente::files::save::save(text.as_bytes(), &path, &detente::files::save::Disk).unwrap();
    let mut window = with_file(path);
    press(&mut window, Modifiers::ALT, Key::Num4);
    let arrow = window.query_all_by_label("States to Cuba").next().unwrap();
    let at = arrow.rect().center();
    for pressed in [true, false] {
        button_at(&mut window, at, pressed);
    }
    settle(&mut window);
    let selection = window.state().state().selection;
    assert!(
        matches!(selection, Some(Selection::Blocs(..))),
        "{selection:?}"
    );
    assert!(says(&window, "States and Cuba"));
    assert!(says(&window, "4 events join them, 1 more is denied."));
    // As the arrows count: what is done together goes both ways, and counts once.
    assert!(says(&window, "States → Cuba: 2 hostile, 2 friendly"));
    assert!(says(&window, "Cuba → States: 1 friendly"));
    assert!(says(&window, "Both ways, each once: 2 hostile, 2 friendly"));
    click(&mut window, "Act 3");
    assert!(matches!(
        window.state().state().selection,
        Some(Selection::Event(_))
    ));
}

#[test]
fn a_bloc_unfolds_by_its_corner_or_a_double_click_and_folds_again() {
    let mut window = sample();
    window.set_size(vec2(1440.0, 900.0));
    menu(&mut window, "View", "Map");
    press(&mut window, Modifiers::ALT, Key::Num4);
    let is_on_map = |window: &Window, who: &str| window.query_all_by_label(who).next().is_some();
    assert!(!is_on_map(&window, "Dmitry Peskov"), "he is one of many");
    click(&mut window, "Unfold Russia");
    assert!(is_on_map(&window, "Dmitry Peskov"));
    assert!(is_on_map(&window, "Unfold Ukraine"), "the others stay");
    click(&mut window, "Fold Russia");
    assert!(!is_on_map(&window, "Dmitry Peskov"));
    // With the keyboard: whoever is selected has a bloc.
    click(&mut window, "Vladimir Putin");
    window.get_by_label("Relationship map").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_on_map(&window, "Fold Russia"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_on_map(&window, "Unfold Russia"));
    // Beside its name, where nothing else is.
    let title = window.get_by_label("Ukraine, a group").rect();
    let beside = pos2(title.right() + 24.0, title.center().y);
    assert!(!is_on_map(&window, "Fold Ukraine"));
    for pressed in [true, false, true, false] {
        button_at(&mut window, beside, pressed);
    }
    settle(&mut window);
    assert!(is_on_map(&window, "Fold Ukraine"));
}

#[test]
fn a_bookmark_keeps_which_blocs_are_unfolded() {
    let mut window = sample();
    window.set_size(vec2(1440.0, 900.0));
    menu(&mut window, "View", "Map");
    press(&mut window, Modifiers::ALT, Key::Num4);
    click(&mut window, "Unfold Russia");
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "Add bookmark");
    window.event(Event::Text("All of Russia".to_owned()));
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let is_kept = |window: &Window| {
        let dataset = window.state().state().dataset().unwrap();
        let kept = dataset.bookmarks.iter().find(|b| !b.unfolded.is_empty());
        kept.is_some_and(|bookmark| *bookmark.unfolded[0] == *"russia")
    };
    assert!(is_kept(&window));
    let is_unfolded = |window: &Window| window.query_by_label("Fold Russia").is_some();
    click(&mut window, "Fold Russia");
    assert!(!is_unfolded(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "All of Russia");
    assert!(is_unfolded(&window));
}

#[test]
fn arrows_go_from_actor_to_actor_on_the_map() {
    let mut window = sample();
    menu(&mut window, "View", "Map");
    let selected = |window: &Window| match window.state().state().selection {
        Some(Selection::Actor(handle)) => {
            let dataset = window.state().state().dataset().unwrap();
            dataset.actors.get(handle).unwrap().name.to_string()
        }
        other => panic!("{other:?}"),
    };
    let start = stands(&window, "Volodymyr Zelenskiy");
    button_at(&mut window, start, true);
    button_at(&mut window, start, false);
    settle(&mut window);
    assert_eq!(selected(&window), "Volodymyr Zelenskiy");
    window.event(Event::PointerGone);
    settle(&mut window);
    for (key, way) in [
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
    ] {
        let before = selected(&window);
        let from = stands(&window, &before);
        press(&mut window, Modifiers::NONE, key);
        let after = selected(&window);
        assert_ne!(after, before);
        let moved = stands(&window, &after) - from;
        assert!(moved.dot(way) > 0.0, "{before} to {after}: {moved:?}");
    }
    let who = selected(&window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let middle = window.get_by_label("Relationship map").rect().center();
    assert!(stands(&window, &who).distance(middle) < 2.0);
}

#[test]
fn actors_travel_to_new_places() {
    let mut window = sample();
    menu(&mut window, "View", "Map");
    let who = "Sam Greene";
    let from = stands(&window, who);
    button_at(&mut window, from, true);
    let to = from + vec2(-30.0, -90.0);
    for share in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from.lerp(to, share)));
        settle(&mut window);
    }
    button_at(&mut window, to, false);
    settle(&mut window);
    let pinned = stands(&window, who);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    let mut between = Vec::new();
    for _ in 0..4000 {
        window.step();
        between.push(stands(&window, who).y);
        if between.len() > 4 && window.state().is_settled() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    settle(&mut window);
    let back = stands(&window, who);
    assert!(back.y > pinned.y + 40.0, "{pinned} {back}");
    let is_between = |y: &f32| *y > pinned.y + 5.0 && *y < back.y - 5.0;
    assert!(between.iter().any(is_between), "{between:?}");
}

#[test]
fn a_small_map_fills_a_large_window() {
    let mut window = open_in(Start::default(), [2560.0, 1440.0]);
    menu(&mut window, "File", "New");
    for _ in 0..3 {
        menu(&mut window, "Insert", "Actor");
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    let zoom = window.state().state().shown_map.unwrap().0.zoom;
    assert!(zoom > 2.0, "{zoom}");
}

#[test]
fn a_search_brings_an_actor_who_is_off_the_map_onto_it() {
    let mut window = sample();
    press(&mut window, Modifiers::ALT, Key::Num5);
    press(&mut window, Modifiers::NONE, Key::F6);
    press(&mut window, Modifiers::NONE, Key::F6);
    for _ in 0..12 {
        press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    }
    let map = window.get_by_label("Relationship map").rect();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("Macron");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let panel = window.state().state().shown_map.unwrap();
    assert!(
        map.shrink(10.0)
            .contains(stands(&window, "Emmanuel Macron")),
        "{panel:?}"
    );
}

#[test]
fn what_comes_up_on_the_map_does_so_by_and_by() {
    // Frames that follow the one with the new plan.
    let frames_after = |window: &mut Window| {
        let has_blocs = |window: &Window| window.query_by_label("Unfold Ukraine").is_some();
        menu(window, "View", "Map");
        press(window, Modifiers::ALT, Key::Num4);
        assert!(has_blocs(window));
        window.get_by_label("All ties").click();
        let mut after = 0;
        for _ in 0..400 {
            window.step();
            after += usize::from(!has_blocs(window) && !window.state().is_settled());
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        after
    };
    let mut window = sample();
    let frames = frames_after(&mut window);
    assert!((5..=20).contains(&frames), "{frames}");
    let mut window = sample();
    menu(&mut window, "View", "Reduce motion");
    assert_eq!(frames_after(&mut window), 0);
}

#[test]
fn what_the_key_has_no_room_for_is_opened() {
    let start = || Start {
        sample: true,
        ..Start::default()
    };
    let wide = open_in(start(), [2560.0, 1200.0]);
    assert_eq!(wide.query_all_by_label("More…").count(), 0);
    let mut narrow = open_in(start(), [960.0, 800.0]);
    menu(&mut narrow, "View", "Map");
    click(&mut narrow, "More…");
    assert!(egui::Popup::is_any_open(&narrow.ctx));
}
