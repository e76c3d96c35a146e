//! What strips count, and how one steps through time.

use super::datasets::{Shown, many};
use detente::analysis::parts::{PARTS, REST, class_part};
use detente::analysis::{ColourBy, LaneBy};
use detente::scene::{Key, Mark, Rect, vec2};
use detente::timeline::{Direction, View, picture, step};

#[test]
fn columns_hold_every_event_once() {
    let shown = Shown::new(many(60_000), LaneBy::Group);
    for (span, colour_by) in [
        ("2014/2025", ColourBy::Class),
        ("2016/2018", ColourBy::Category),
        ("2021-12-10/2021-12-12", ColourBy::Group),
    ] {
        let view = View {
            colour_by,
            ..shown.view(span, vec2(1000.0, 2000.0))
        };
        let drawn = picture(&view);
        assert!(!drawn.strips.is_empty(), "{span}");
        for strip in &drawn.strips {
            let rows = &shown.lanes.lanes[strip.lane as usize].rows;
            // The last column may reach past the picture's end.
            let seen = rows.anchored_in(view.span.from(), view.span.to());
            let lines = strip.lines().filter(|at| seen.contains(at));
            let mut held: Vec<usize> = lines.collect();
            for column in &strip.columns {
                held.extend(column.positions());
                let mut counts = [0; PARTS];
                for position in column.positions() {
                    let anchor = rows.anchors[position];
                    assert!(anchor >= column.from.plus(-1) && anchor <= column.to.plus(1));
                    let row = rows.rows[position] as usize;
                    if colour_by == ColourBy::Class {
                        counts[shown.index.class[row].map_or(REST, class_part)] += 1;
                    }
                }
                if colour_by == ColourBy::Class {
                    assert_eq!(column.counts, counts);
                }
                let middle = f32::midpoint(column.x.0, column.x.1);
                let (key, found) = strip.column_at(middle).unwrap();
                assert_eq!(found, column);
                assert!(matches!(key, Key::Column(lane, _) if lane == strip.lane));
            }
            held.sort_unstable();
            assert_eq!(held, seen.collect::<Vec<_>>(), "{span}");
        }
    }
}

#[test]
fn steps_pass_every_dated_event_in_time() {
    let shown = Shown::new(many(500), LaneBy::Group);
    let (mut from, mut walked) = (Key::None, Vec::new());
    while let Some(row) = step(&shown.index, &shown.lanes, from, Direction::Next) {
        walked.push(row);
        from = Key::Event(shown.index.handle(row).unwrap().0);
    }
    let mut all: Vec<u32> = (0..500).collect();
    all.sort_by_key(|row| (shown.index.anchor(*row), *row));
    assert_eq!(walked, all);
    let mut back = vec![*walked.last().unwrap()];
    while let Some(row) = step(&shown.index, &shown.lanes, from, Direction::Previous) {
        back.push(row);
        from = Key::Event(shown.index.handle(row).unwrap().0);
    }
    back.reverse();
    assert_eq!(back, all);
}

/// Folded lanes of few events, though these overlap, and open ones of a quiet month between busy
/// ones: no event is told as a column at a time at which it was not.
#[test]
fn few_events_are_marks_at_their_own_times() {
    let shown = Shown::summit(LaneBy::Category);
    let folded = vec![true; shown.lanes.lanes.len()];
    let view = View {
        folded: &folded,
        ..shown.view("2025-08-15T08/2025-08-15T17", vec2(1100.0, 600.0))
    };
    let drawn = picture(&view);
    assert!(drawn.strips.is_empty());
    let talks = shown.dataset.events.find("three-on-three").unwrap().0;
    let key = Key::Event(talks.0);
    let bounds = shown.index.bounds(shown.index.row(talks).unwrap()).unwrap();
    let (from, to) = (bounds.earliest_start, bounds.latest_end);
    let [from, to] = [from, to].map(|at| drawn.axis.x_from_time(at));
    let mut marks = drawn.scene.anchors().into_iter();
    let (_, mark) = marks.find(|(other, _)| *other == key).unwrap();
    assert!((mark.left() - from).abs() < 12.0 && (mark.right() - to).abs() < 12.0);

    let shown = Shown::summit(LaneBy::None);
    let view = shown.view("2025-04-10/2025-05-10", vec2(1100.0, 500.0));
    let drawn = picture(&view);
    assert!(drawn.strips.is_empty(), "six events are seen");
}

#[test]
fn what_lasts_longer_than_columns_is_a_line_below_them() {
    let shown = Shown::summit(LaneBy::Group);
    let view = shown.view("2010/2026", vec2(1100.0, 900.0));
    let drawn = picture(&view);
    let war = shown.dataset.events.find("full-scale-invasion").unwrap().0;
    let row = shown.index.row(war).unwrap();
    let in_columns = drawn.strips.iter().any(|strip| {
        let rows = &shown.lanes.lanes[strip.lane as usize].rows;
        strip.columns.iter().any(|column| {
            assert_eq!(column.count() as usize, column.positions().count());
            column.positions().any(|at| rows.rows[at] == row)
        })
    });
    assert!(!drawn.strips.is_empty() && !in_columns);
    let from = drawn.axis.x_from_time(shown.when("2022-02-24").0);
    let lines = drawn
        .scene
        .items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Rect { rect, .. } if item.key == Key::Event(war.0) => Some(*rect),
            _ => None,
        });
    let lines: Vec<Rect> = lines.collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(
            (line.left() - from).abs() < 1.0,
            "{line:?} begins with the war"
        );
        assert!(
            line.right() >= drawn.body.right() - 1.0,
            "{line:?} has no end"
        );
        let strip = drawn
            .strips
            .iter()
            .find(|s| s.rect.bottom() < line.top() && line.top() - s.rect.bottom() < 12.0);
        assert!(
            strip.is_some_and(|strip| strip.lines().next().is_some()),
            "{line:?} is below a strip"
        );
    }
}

#[test]
fn outside_the_window_columns_are_pale() {
    let shown = Shown::summit(LaneBy::Group);
    let all = shown.view("2010/2026", vec2(1100.0, 900.0));
    let window = shown.when("2025-08");
    let [rest, brushed] = [None, Some(window)].map(|window| {
        let drawn = picture(&View { window, ..all });
        let columns = drawn
            .scene
            .items
            .iter()
            .filter_map(|item| match &item.mark {
                Mark::Columns(columns) => Some(columns.rects.clone()),
                _ => None,
            });
        columns.flatten().collect::<Vec<_>>()
    });
    let axis = picture(&all).axis;
    let (from, to) = (axis.x_from_time(window.0), axis.x_from_time(window.1));
    let is_outside = |rect: &Rect| rect.right() <= from || rect.left() >= to;
    assert_eq!(rest.len(), brushed.len());
    assert!(brushed.iter().any(|(rect, _)| !is_outside(rect)));
    for ((_, was), (rect, is)) in rest.iter().zip(&brushed) {
        assert_eq!(was != is, is_outside(rect), "{rect:?}");
    }
}
