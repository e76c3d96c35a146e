//! What is selected is seen wherever it is: in a strip, in a folded lane, in one that is scrolled
//! away, and off the picture.

use super::datasets::{Shown, many};
use detente::analysis::LaneBy;
use detente::scene::{Fill, Key, Mark, Rect, Scene, pos2, vec2};
use detente::timeline::{View, picture};
use std::sync::Arc;

/// The ring of what is selected.
fn ring(scene: &Scene, key: Key, view: &View<'_>) -> Option<Rect> {
    let own = scene.items.iter().filter(|item| item.key == key);
    let mut rings = own.filter_map(|item| match &item.mark {
        Mark::Rect { rect, stroke, .. } if stroke.colour == view.theme.ink => Some(*rect),
        _ => None,
    });
    rings.next_back()
}

/// The titles of an event.
fn titles(scene: &Scene, key: Key) -> Vec<String> {
    let own = scene.items.iter().filter(|item| item.key == key);
    own.filter_map(|item| match &item.mark {
        Mark::Text { text, .. } => Some(text.to_string()),
        _ => None,
    })
    .collect()
}

/// An event of no importance in the middle of a year, and its key.
fn ordinary(shown: &Shown, year: &str) -> (usize, Key) {
    let (from, to) = shown.when(year);
    let lanes = &shown.lanes.lanes[0].rows;
    let seen = lanes.anchored_in(from, to);
    let at = (seen.start + seen.end) / 2;
    let mut rows = lanes.rows[at..].iter();
    let row = rows.find(|row| {
        let (_, event) = shown.dataset.events.at(**row as usize).unwrap();
        event.importance < 4
    });
    let row = *row.unwrap() as usize;
    (row, Key::Event(shown.index.handle(row as u32).unwrap().0))
}

#[test]
fn a_column_of_a_strip_is_ringed_for_what_is_selected_in_it() {
    let mut shown = Shown::new(many(60_000), LaneBy::GROUP);
    let (row, key) = ordinary(&shown, "2017");
    shown.emphasis.selected = Some(key);
    let title = shown.dataset.events.at(row).unwrap().1.title.to_string();
    let x = |view: &View<'_>| {
        let drawn = picture(view);
        drawn
            .axis
            .x_from_time(shown.index.anchor(row as u32).unwrap())
    };
    for folded in [false, true] {
        let all = vec![folded; shown.lanes.lanes.len()];
        let view = View {
            folded: &all,
            ..shown.view("2016/2018", vec2(1000.0, 2000.0))
        };
        let drawn = picture(&view);
        let ring = ring(&drawn.scene, key, &view).expect("a ring");
        assert!(ring.contains(pos2(x(&view), ring.center().y)), "{folded}");
        let mut strips = drawn.strips.iter();
        assert!(strips.any(|s| ring.intersects(s.rect)), "{folded}");
        assert!(titles(&drawn.scene, key).contains(&title), "{folded}");
        let hit = drawn.scene.hit(ring.left_center(), 2.0);
        assert_eq!(hit, Some(key), "the ring can be pressed");
    }
}

#[test]
fn columns_of_what_belongs_to_the_selection_are_underlaid() {
    let mut shown = Shown::new(many(60_000), LaneBy::GROUP);
    let (row, key) = ordinary(&shown, "2017");
    shown.emphasis.related = Arc::new([key].into());
    let view = shown.view("2016/2018", vec2(1000.0, 2000.0));
    let drawn = picture(&view);
    let x = drawn
        .axis
        .x_from_time(shown.index.anchor(row as u32).unwrap());
    let under = drawn.scene.items.iter().any(|item| match &item.mark {
        Mark::Rect { rect, fill, .. } => {
            *fill == Fill::Solid(view.theme.mark2) && rect.x_range().contains(x)
        }
        _ => false,
    });
    assert!(under);
}

#[test]
fn what_is_selected_and_off_a_strip_is_told_at_its_edge() {
    let mut shown = Shown::new(many(60_000), LaneBy::GROUP);
    for (year, is_left) in [("2014", true), ("2024", false)] {
        let (row, key) = ordinary(&shown, year);
        shown.emphasis.selected = Some(key);
        let title = shown.dataset.events.at(row).unwrap().1.title.to_string();
        let view = shown.view("2016/2018", vec2(1000.0, 2000.0));
        let drawn = picture(&view);
        assert!(titles(&drawn.scene, key).contains(&title), "{year}");
        let x = if is_left { 164.0 + 6.0 } else { 1000.0 - 16.0 };
        // In the highest row of titles.
        let y = drawn.lane_rects[0].top() + 12.0;
        assert_eq!(drawn.scene.hit(pos2(x, y), 4.0), Some(key), "{year}");
    }
}

#[test]
fn what_is_selected_in_a_lane_scrolled_away_is_told_at_the_edge_of_the_lanes() {
    let mut shown = Shown::summit(LaneBy::GROUP);
    let last = shown.lanes.lanes.last().unwrap();
    let own = last.rows.rows.iter().find(|row| {
        let others = &shown.lanes.lanes[..shown.lanes.lanes.len() - 1];
        let mut others = others.iter();
        others.all(|lane| lane.rows.position(&shown.index, **row).is_none())
    });
    let row = *own.unwrap() as usize;
    let key = Key::Event(shown.index.handle(row as u32).unwrap().0);
    shown.emphasis.selected = Some(key);
    let title = shown.dataset.events.at(row).unwrap().1.title.to_string();
    let view = shown.view("2010/2026", vec2(1200.0, 200.0));
    let drawn = picture(&view);
    let scroll = drawn.away.expect("it is scrolled away");
    assert!(titles(&drawn.scene, key).contains(&title));
    let anchors = drawn.scene.anchors();
    let (_, at) = anchors.iter().find(|(of, _)| *of == key).unwrap();
    assert!(at.bottom() > drawn.body.bottom() - 30.0, "{at:?}");
    let there = picture(&View { scroll, ..view });
    assert_eq!(there.away, None);
}
