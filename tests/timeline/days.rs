//! A date of a day is a column of the axis, wherever it was.

use super::datasets::Shown;
use detente::analysis::{Bits, Gaps, Index, LaneBy, Rows, TO_THE_END};
use detente::dataset::date::{Date, Margins};
use detente::dataset::zone::Zone;
use detente::dataset::{Dataset, Event, Id};
use detente::scene::{Key, Mark, vec2};
use detente::timeline::{Whole, overview, picture};

/// A dataset in Washington with a day and a time in Moscow.
fn dataset() -> Dataset {
    let told = [("A day", "2025-08-08"), ("A time", "2025-08-08T03:00")];
    let events = told.iter().enumerate().map(|(n, (title, when))| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), title);
        event.when = Some((*when).into());
        event.by_hand.make_mut().zone = Some("Europe/Moscow".into());
        event
    });
    let mut dataset = Dataset {
        events: events.collect(),
        ..Dataset::default()
    };
    dataset.metadata.zone = Some("America/New_York".into());
    dataset
}

#[test]
fn a_day_is_in_the_middle_of_its_column() {
    let shown = Shown::new(dataset(), LaneBy::NONE);
    let drawn = picture(&shown.view("2025-08-06/2025-08-11", vec2(1000.0, 300.0)));
    let (from, to) = shown.when("2025-08-08");
    let [from, to] = [from, to].map(|at| drawn.axis.x_from_time(at));
    let own = drawn
        .scene
        .items
        .iter()
        .filter(|item| item.key == Key::Event(0));
    let mut points = own.filter_map(|item| match &item.mark {
        Mark::Disc { centre, .. } => Some(centre.x),
        _ => None,
    });
    let x = points.next().unwrap();
    assert!(
        (x - f32::midpoint(from, to)).abs() < 0.1,
        "{x} in {from} to {to}"
    );
}

#[test]
fn days_are_those_of_the_axis_and_times_those_of_the_event() {
    let dataset = dataset();
    let zone = |name| Zone::named(name).unwrap();
    let (moscow, day) = (zone("Europe/Moscow"), Date::parse("2025-08-08").unwrap());
    for axis in ["America/New_York", "Asia/Tokyo", "Europe/Moscow"] {
        let axis = zone(axis);
        let margins = Margins::default();
        let index = Index::on_axis(&dataset, axis.clone(), &margins, TO_THE_END).unwrap();
        assert_eq!(index.reach(0), Some(day.core(&axis)));
        let time = Date::parse("2025-08-08T03:00").unwrap();
        assert_eq!(index.reach(1), Some(time.core(&moscow)));
        // What is brushed: the day itself, and no other.
        let days = ["2025-08-07", "2025-08-08", "2025-08-09"];
        let alive = days.map(|day| {
            let window = Date::parse(day).unwrap().core(&axis);
            index.is_alive(0, Some(window))
        });
        assert_eq!(alive, [false, true, false]);
    }
    let own = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
    assert_eq!(own.reach(0), Some(day.core(&zone("America/New_York"))));
}

#[test]
fn a_day_is_as_long_in_the_overview_as_nobody_knows_when_in_it() {
    let events = (0..24).map(|n| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), "A recount");
        event.when = Some("2024-11-05".into());
        event
    });
    let dataset = Dataset {
        events: events.collect(),
        ..Dataset::default()
    };
    let shown = Shown::new(dataset, LaneBy::NONE);
    let all = Rows::of(&shown.index, &Bits::all(shown.index.len()));
    let whole = Whole {
        all: &all,
        passing: &all,
        gaps: Gaps::of(&shown.index, &all.rows),
    };
    let view = shown.view("2024-11-05", vec2(1000.0, 300.0));
    let (scene, axis) = overview(&view, &whole, vec2(1000.0, 46.0));
    let (from, to) = shown.when("2024-11-05");
    let columns = scene.items.iter().filter_map(|item| match &item.mark {
        Mark::Columns(columns) => Some(columns),
        _ => None,
    });
    let bars: Vec<_> = columns.flat_map(|columns| &columns.rects).collect();
    assert_eq!(bars.len(), 2, "of all, and of those that pass");
    for (bar, _) in bars {
        assert!((bar.left() - axis.x_from_time(from)).abs() < 1.5, "{bar:?}");
        assert!((bar.right() - axis.x_from_time(to)).abs() < 1.5, "{bar:?}");
    }
}
