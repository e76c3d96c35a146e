//! Pictures to look at.

use super::datasets::{Shown, many};
use detente::analysis::{Bits, ColourBy, LaneBy, Rows};
use detente::dataset::TO_THE_END;
use detente::export::{Picture, png};
use detente::scene::{Key, Scene, Theme, pos2, vec2};
use detente::timeline::{View, Whole, overview, picture, tray};
use std::path::Path;

fn show(name: &str, scene: &Scene, view: &View<'_>) {
    let picture = Picture {
        scene,
        title: name,
        language: Some("en"),
        names: &|_| None,
        measure: view.measure,
    };
    let bytes = png(&picture, 2.0, TO_THE_END).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("timeline-{name}.png"));
    let mut file = std::fs::File::create(path).unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
}

#[test]
fn the_summit() {
    let mut shown = Shown::summit(LaneBy::GROUP);
    let moscow = detente::dataset::zone::Zone::named("Europe/Moscow").unwrap();
    let (handle, _) = shown.dataset.events.find("summit").unwrap();
    let rest = shown.view("2025-08-06/2025-08-20", vec2(1050.0, 350.0));
    show("rest", &picture(&rest).scene, &rest);
    shown.emphasis.selected = Some(Key::Event(handle.0));
    for (name, theme) in [
        ("light", &Theme::LIGHT),
        ("dark", &Theme::DARK),
        ("print", &Theme::PRINT),
    ] {
        let view = View {
            theme,
            window: Some(shown.when("2025-08-08/2025-08-18")),
            second_zone: Some(&moscow),
            ..shown.view("2025-08-06/2025-08-20", vec2(1400.0, 600.0))
        };
        show(name, &picture(&view).scene, &view);
    }
    let all = Rows::of(&shown.index, &Bits::all(shown.index.len()));
    let passing = Rows::of(
        &shown.index,
        &Bits::of(shown.index.len(), |row| row % 3 == 0),
    );
    let whole = Whole {
        all: &all,
        passing: &passing,
        gaps: detente::analysis::Gaps::of(&shown.index, &all.rows),
    };
    for (name, theme) in [
        ("overview-light", &Theme::LIGHT),
        ("overview-dark", &Theme::DARK),
    ] {
        let view = View {
            theme,
            window: Some(shown.when("2025-08-08/2025-08-18")),
            ..shown.view("2025-08-06/2025-08-20", vec2(1100.0, 350.0))
        };
        let mut both = Scene::new(vec2(1100.0, 74.0));
        both.inset(
            &overview(&view, &whole, vec2(1100.0, 46.0)).0,
            pos2(0.0, 0.0),
        );
        both.inset(
            &tray(&view, &[3, 40, 77, 91, 100, 110], vec2(1100.0, 28.0)).scene,
            pos2(0.0, 46.0),
        );
        show(name, &both, &view);
    }
    for (name, span) in [
        ("all", "2010/2026"),
        ("year", "2025"),
        ("day", "2025-08-15"),
    ] {
        let view = shown.view(span, vec2(1400.0, 600.0));
        show(name, &picture(&view).scene, &view);
    }
}

#[test]
fn a_hundred_thousand_events() {
    let shown = Shown::new(many(100_000), LaneBy::GROUP);
    let folded = [false, false, false, true, true, true, true];
    for (name, theme, colour_by) in [
        ("dense-light", &Theme::LIGHT, ColourBy::Class),
        ("dense-dark", &Theme::DARK, ColourBy::Class),
        ("dense-group", &Theme::LIGHT, ColourBy::Group),
    ] {
        let view = View {
            theme,
            colour_by,
            folded: &folded,
            ..shown.view("2014/2025", vec2(1400.0, 600.0))
        };
        show(name, &picture(&view).scene, &view);
    }
    let view = View {
        colour_by: ColourBy::Class,
        folded: &folded,
        ..shown.view("2022-03-05/2022-03-06", vec2(1400.0, 600.0))
    };
    show("dense-near", &picture(&view).scene, &view);
}
