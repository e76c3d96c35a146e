//! What holds for the marks of events.

use super::*;
use crate::scene::item::{Item, Mark};
use proptest::prelude::*;

const ALL: [Standing; 5] = [
    Standing::Happened,
    Standing::Planned,
    Standing::Possible,
    Standing::Denied,
    Standing::Absent,
];

fn pen(standing: Standing) -> Pen {
    Pen::new(Theme::LIGHT.hues[0], Theme::LIGHT.ground).standing(standing)
}

#[test]
fn no_two_standings_look_alike() {
    let drawn = |draw: &dyn Fn(&mut Scene, Pen)| {
        let scenes = ALL.map(|standing| {
            let mut scene = Scene::new(vec2(100.0, 20.0));
            draw(&mut scene, pen(standing));
            scene
        });
        for (n, a) in scenes.iter().enumerate() {
            assert!(scenes.iter().skip(n + 1).all(|b| a != b), "{a:?}");
        }
    };
    let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(60.0, 14.0));
    let key = Key::Event(1);
    drawn(&|scene, pen| point(scene, key, pos2(9.0, 9.0), POINT, pen));
    drawn(&|scene, pen| bar(scene, key, rect, pen));
    drawn(&|scene, pen| titled_bar(scene, key, rect, [End::Open; 2], &Theme::LIGHT, pen));
    drawn(&|scene, pen| faded_bar(scene, key, rect, (20.0, 40.0), pen));
    drawn(&|scene, pen| bracket(scene, key, rect, [End::Closed; 2], None, pen));
}

/// What happened has a ground of its hue under its line, what is hollow has none.
#[test]
fn a_bracket_is_filled_where_it_happened() {
    let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(160.0, 14.0));
    for standing in ALL {
        let mut scene = Scene::new(vec2(200.0, 20.0));
        let (ends, pen) = ([End::Closed; 2], pen(standing));
        bracket(&mut scene, Key::Event(1), rect, ends, None, pen);
        let is_filled = |item: &Item| matches!(item.mark, Mark::Rect { .. });
        let filled = scene.items.iter().any(is_filled);
        assert_eq!(filled, standing == Standing::Happened, "{standing:?}");
    }
}

/// The lines of a mark break where a title stands in it.
#[test]
fn no_line_goes_through_a_title() {
    let rect = Rect::from_min_size(pos2(0.0, 3.0), vec2(400.0, 14.0));
    let title = (40.0, 180.0);
    let within = Some(Within {
        title,
        theme: &Theme::LIGHT,
    });
    for standing in [Standing::Happened, Standing::Planned, Standing::Possible] {
        let (key, pen) = (Key::Event(1), pen(standing));
        let mut scene = Scene::new(vec2(500.0, 20.0));
        bracket(&mut scene, key, rect, [End::Closed; 2], within, pen);
        for item in &scene.items {
            let Mark::Path { segments, .. } = &item.mark else {
                continue;
            };
            if let [Segment::Move(a), Segment::Line(b)] = segments.as_ref() {
                assert!(b.x <= title.0 || a.x >= title.1 || a.x == b.x, "{a} {b}");
            }
        }
    }
}

proptest! {
    /// A bar's extremes are the earliest start and the latest end, exactly.
    #[test]
    fn a_bar_covers_its_rectangle(
        x in -100.0f32..100.0, w in 7.0f32..500.0, standing in 0usize..5, ends in any::<(bool, bool)>(),
    ) {
        let rect = Rect::from_min_size(pos2(x, 10.0), vec2(w, 14.0));
        let pen = pen(ALL[standing]);
        let end = |is_open| if is_open { End::Open } else { End::Closed };
        for is_titled in [false, true] {
            let mut scene = Scene::new(vec2(100.0, 100.0));
            if is_titled {
                let ends = [end(ends.0), end(ends.1)];
                titled_bar(&mut scene, Key::Event(1), rect, ends, &Theme::DARK, pen);
            } else {
                bar(&mut scene, Key::Event(1), rect, pen);
            }
            let covered = scene.bounds_of(Key::Event(1)).unwrap();
            prop_assert!((covered.left() - rect.left()).abs() < 0.8, "{covered:?}");
            prop_assert!((covered.right() - rect.right()).abs() < 0.8, "{covered:?}");
        }
    }
}

#[test]
fn a_bar_without_width_is_drawn_without_harm() {
    let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(0.0, 12.0));
    for standing in ALL {
        let mut scene = Scene::new(vec2(100.0, 20.0));
        let (key, pen) = (Key::Event(1), pen(standing));
        faded_bar(&mut scene, key, rect, (5.0, 5.0), pen);
        unknown_end(&mut scene, key, rect, 9.0, pen);
        let ends = [End::Open; 2];
        titled_bar(&mut scene, key, rect, ends, &Theme::LIGHT, pen);
        bracket(&mut scene, key, rect, ends, None, pen);
        set_of_points(&mut scene, key, &[], 9.0, true, pen);
        assert!(scene.bounds_of(key).is_some_and(|r| r.is_finite()));
    }
}
