//! The map in the window: what the pointer and the keys do on it.

mod support;

use egui::{Event, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::kittest::Queryable;
use support::{Window, menu, sample, settle};

/// The middle of what is drawn of an actor.
fn stands(window: &Window, name: &str) -> Pos2 {
    let node = window.get_by_role_and_label(Role::Button, name);
    node.rect().center()
}

fn press_at(window: &mut Window, pos: Pos2, pressed: bool) {
    window.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    window.step();
}

#[test]
fn a_dragged_actor_stays_where_it_is_dropped() {
    let mut window = sample();
    menu(&mut window, "View", "Map");
    let who = "Sam Greene";
    let from = stands(&window, who);
    let to = from + vec2(-30.0, -90.0);
    window.event(Event::PointerMoved(from));
    window.step();
    press_at(&mut window, from, true);
    for share in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from.lerp(to, share)));
        settle(&mut window);
    }
    press_at(&mut window, to, false);
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
