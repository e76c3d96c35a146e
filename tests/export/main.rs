//! What the exports write.

#[cfg(test)]
mod sheet;

use detente::export::{Name, Picture, pdf, png, svg};
use detente::scene::{Key, Measure, Scene};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Names as a dataset would give them.
fn names(key: Key) -> Option<Name> {
    let (id, title) = match key {
        Key::Event(n) => (format!("event-{n}"), format!("Event {n}")),
        Key::Actor(n) => (format!("actor-{n}"), format!("Actor {n}")),
        Key::Tie(a, b) => (format!("{a}>{b}"), format!("{a} to {b}")),
        Key::Mutual(a, b) => (format!("{a}~{b}"), format!("{a} and {b}")),
        _ => return None,
    };
    Some(Name { id, title })
}

fn picture<'a>(scene: &'a Scene, measure: &'a Measure) -> Picture<'a> {
    Picture {
        scene,
        title: "Every mark & <state>",
        language: Some("en"),
        names: &names,
        measure,
    }
}

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Where pictures that are to be looked at go.
fn shown(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn show(name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(shown(name))?;
    std::io::Write::write_all(&mut file, bytes)
}

#[test]
fn the_sheet_is_written_in_all_three_formats() {
    let measure = Measure::new();
    let scene = sheet::sheet(&measure);
    let picture = picture(&scene, &measure);
    show("grammar.svg", svg(&picture).as_bytes()).unwrap();
    show("grammar.png", &png(&picture, 1.0, &go_on).unwrap()).unwrap();
    show("grammar.pdf", &pdf(&picture, None).unwrap()).unwrap();
}
