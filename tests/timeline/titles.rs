//! As many titles as there is room for, and marks that never smear into one.

use super::datasets::Shown;
use detente::analysis::LaneBy;
use detente::dataset::{Dataset, Event, Id};
use detente::scene::path::flatten;
use detente::scene::{Key, Mark, Medium, Rect, Scene, Weight, vec2};
use detente::timeline::{Picture, View, page, picture, with_room};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Title and date.
fn dataset(told: impl IntoIterator<Item = (String, String)>) -> Dataset {
    let events = told.into_iter().enumerate().map(|(n, (title, when))| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), &title);
        event.when = Some(when.as_str().into());
        event
    });
    Dataset {
        events: events.collect(),
        ..Dataset::default()
    }
}

/// What is written of each event, but for signs, and where.
fn titles(drawn: &Picture) -> Vec<(u32, String, Rect)> {
    let titles = drawn
        .scene
        .items
        .iter()
        .filter_map(|item| match (item.key, &item.mark) {
            (
                Key::Event(n),
                Mark::Text {
                    at, text, width, ..
                },
            ) if text.chars().count() > 2 => {
                let rect = Rect::from_min_size(*at, vec2(*width, 1.0));
                Some((n, text.to_string(), rect))
            }
            _ => None,
        });
    titles.collect()
}

/// The marks of events, without their lines.
fn marks(scene: &Scene) -> Vec<(u32, Rect)> {
    let marks = scene
        .items
        .iter()
        .filter_map(|item| match (item.key, &item.mark) {
            (Key::Event(n), Mark::Rect { rect, stroke, .. }) => {
                Some((n, rect.expand(stroke.width / 2.0)))
            }
            (
                Key::Event(n),
                Mark::Disc {
                    centre,
                    radius,
                    stroke,
                    ..
                },
            ) => {
                let reach = vec2(1.0, 1.0) * (2.0 * radius + stroke.width);
                Some((n, Rect::from_center_size(*centre, reach)))
            }
            _ => None,
        });
    marks.collect()
}

/// No two events touch in one row.
fn stand_apart(scene: &Scene) {
    let marks = marks(scene);
    for (n, (event, a)) in marks.iter().enumerate() {
        for (other, b) in &marks[n + 1..] {
            let is_one_row = (a.center().y - b.center().y).abs() < 4.0;
            let is_near = a.left() < b.right() + 0.5 && b.left() < a.right() + 0.5;
            assert!(
                event == other || !is_one_row || !is_near,
                "{event} {a:?}, {other} {b:?}"
            );
        }
    }
}

/// Days, years and spans over 2,000 years, as a teacher writes them.
fn history() -> Dataset {
    dataset((0..95).map(|n| {
        let year = 43 + 21 * n;
        let when = match n % 9 {
            0 => format!("{year:04}/{:04}", year + 30),
            1 | 4 | 7 => format!("{year:04}-05-17"),
            _ => format!("{year:04}"),
        };
        (format!("They visit them, {n}"), when)
    }))
}

/// What is drawn of an event covers, but for titles: lines, points, bars.
fn lines(scene: &Scene) -> Vec<Rect> {
    let lines = scene
        .items
        .iter()
        .filter_map(|item| match (item.key, &item.mark) {
            (Key::Event(_), Mark::Path { segments, .. }) => {
                let points = flatten(segments, 0.5).into_iter().flatten();
                Some(Rect::from_points(&points.collect::<Vec<_>>()))
            }
            _ => None,
        });
    lines.collect()
}

#[test]
fn what_lasts_longer_than_a_low_page_shares_a_line() {
    let wars = ["War", "Siege", "Blockade", "Truce talks", "Famine"];
    let told = wars.map(|title| (title.to_owned(), "2020/2030".to_owned()));
    let shown = Shown::new(dataset(told), LaneBy::NONE);
    let notes = BTreeMap::new();
    for (height, expected) in [(2000.0, 5), (60.0, 1)] {
        let view = View {
            medium: Medium::Page,
            notes: Some(&notes),
            ..shown.view("2024", vec2(1000.0, height))
        };
        let drawn = page(&view);
        let said: BTreeSet<String> = titles(&drawn).into_iter().map(|(_, t, _)| t).collect();
        assert!(wars.iter().all(|title| said.contains(*title)), "{said:?}");
        let lines = lines(&drawn.scene);
        let rows = lines
            .iter()
            .map(|line| (line.center().y / 6.0).round() as i32);
        assert_eq!(rows.collect::<BTreeSet<i32>>().len(), expected, "{height}");
        // Together they cover all of it, and say since when.
        let all = lines.into_iter().fold(Rect::NOTHING, Rect::union);
        assert!(all.left() <= drawn.body.left() + 1.0 && all.right() >= drawn.body.right() - 1.0);
        assert!(said.contains("2020 to 2030"), "{said:?}");
    }
}

#[test]
fn what_matters_most_is_bold_unless_everything_does() {
    let is_bold = |of_five: usize, noted: bool| {
        let told = dataset((0..9).map(|n| (format!("Event {n}"), format!("2024-0{}", n + 1))));
        let mut events: Vec<Event> = told.events.iter().cloned().collect();
        for event in events.iter_mut().take(of_five) {
            event.importance = 5;
        }
        let told = Dataset {
            events: events.into_iter().collect(),
            ..told
        };
        let mut shown = Shown::new(told, LaneBy::NONE);
        if noted {
            let last = shown.dataset.events.at(8).unwrap();
            let last = Key::Event(last.0.0);
            shown.emphasis.noted = Arc::new([last].into());
        }
        let drawn = picture(&shown.view("2024", vec2(1400.0, 400.0)));
        let bold = drawn.scene.items.iter().filter(|item| {
            let is_event = matches!(item.key, Key::Event(_));
            let is_bold =
                matches!(&item.mark, Mark::Text { style, .. } if style.weight == Weight::SemiBold);
            is_event && is_bold
        });
        bold.count()
    };
    assert_eq!([is_bold(0, false), is_bold(2, false)], [0, 2]);
    assert_eq!(is_bold(9, false), 0, "where all matter, none stands out");
    assert_eq!(is_bold(2, true), 3, "what a note is about");
}

#[test]
fn all_titles_are_whole_where_there_is_room_for_all() {
    let shown = Shown::new(history(), LaneBy::NONE);
    let notes = BTreeMap::new();
    // The last ones stand at the edge of the picture.
    for (size, notes, least) in [
        (vec2(1200.0, 500.0), None, 85),
        (vec2(1000.0, 2000.0), Some(&notes), 95),
    ] {
        let (from, to) = shown.index.span().unwrap();
        let whole = with_room(from, to);
        let view = View {
            notes,
            span: whole,
            ..shown.view("2000", size)
        };
        let drawn = picture(&view);
        let titles = titles(&drawn);
        let whole = titles.iter().filter(|(_, text, _)| !text.ends_with('…'));
        assert!(whole.count() >= least, "{size}");
        let titled: BTreeSet<u32> = titles.iter().map(|(n, ..)| *n).collect();
        assert_eq!(titled.len(), 95, "{size}");
        stand_apart(&drawn.scene);
    }
}

#[test]
fn where_not_all_titles_fit_some_do_all_over_the_picture() {
    let told = (0..300).map(|n| {
        let (month, day) = (1 + n / 28 % 12, 1 + n % 28);
        (
            format!("Incident {n:03}, as it was reported"),
            format!("2024-{month:02}-{day:02}"),
        )
    });
    let shown = Shown::new(dataset(told), LaneBy::NONE);
    let drawn = picture(&shown.view("2024", vec2(1200.0, 300.0)));
    assert!(drawn.strips.is_empty());
    let titles = titles(&drawn);
    assert!(titles.len() > 90, "{}", titles.len());
    let width = drawn.body.width() / 8.0;
    for n in 0..6 {
        let from = drawn.body.left() + width * n as f32;
        let here = titles
            .iter()
            .filter(|(_, _, rect)| (from..from + width).contains(&rect.left()));
        assert!(here.count() > 4, "in the eighth {n}");
    }
    stand_apart(&drawn.scene);
}

#[test]
fn long_titles_are_cut_rather_than_left_out() {
    let told = (0..80).map(|n| {
        let title = format!(
            "Event {n} has a title that says in one breath all that came of it and what did not"
        );
        (
            title,
            format!("2025-08-{:02}T{:02}:00", 8 + n / 10, 2 * (n % 10)),
        )
    });
    let shown = Shown::new(dataset(told), LaneBy::NONE);
    let drawn = picture(&shown.view("2025-08", vec2(900.0, 300.0)));
    let titles = titles(&drawn);
    assert!(titles.iter().any(|(_, text, _)| text.ends_with('…')));
    assert!(titles.len() >= 36, "{}", titles.len());
    stand_apart(&drawn.scene);
}

#[test]
fn events_of_a_folded_lane_stand_apart() {
    let told = (0..6).map(|n| {
        let when = match n % 3 {
            0 => format!("2025-08-{:02}/2025-08-{:02}", 4 + n, 9 + n),
            1 => format!("2025-08-{:02}", 5 + n),
            _ => format!("2025-08-{:02}~/2025-08-{:02}~", 5 + n, 8 + n),
        };
        (format!("Event {n}"), when)
    });
    let shown = Shown::new(dataset(told), LaneBy::NONE);
    let view = View {
        folded: &[true],
        ..shown.view("2025-08", vec2(1000.0, 300.0))
    };
    let drawn = picture(&view);
    assert!(drawn.strips.is_empty());
    stand_apart(&drawn.scene);
    let lane = drawn.lane_rects[0];
    let marks = marks(&drawn.scene);
    assert!(marks.iter().all(|(_, rect)| lane.contains_rect(*rect)));
    let all: BTreeSet<u32> = marks.iter().map(|(n, _)| *n).collect();
    assert_eq!(all.len(), 6);
    assert!(lane.height() < 48.0, "{}", lane.height());
}

#[test]
fn a_page_short_of_height_shows_the_important_and_says_what_it_leaves_out() {
    let told = (0..40).map(|n| {
        (
            format!("Event number {n:02}"),
            format!("2025-08-{:02}", 10 + n % 4),
        )
    });
    let mut dataset = dataset(told);
    let important = |(n, mut event): (usize, Event)| {
        event.importance = if n == 7 || n == 21 { 5 } else { 3 };
        event
    };
    let events = dataset.events.iter().cloned().enumerate();
    dataset.events = events.map(important).collect();
    let shown = Shown::new(dataset, LaneBy::NONE);
    let notes = BTreeMap::new();
    let view = View {
        medium: Medium::Page,
        notes: Some(&notes),
        ..shown.view("2025-08", vec2(1000.0, 120.0))
    };
    assert!(picture(&view).lanes_height > 120.0);
    let drawn = page(&view);
    assert!(drawn.lanes_height <= drawn.body.height());
    let all: BTreeSet<u32> = marks(&drawn.scene).iter().map(|(n, _)| *n).collect();
    assert!(all.contains(&7) && all.contains(&21));
    let more = format!("+{} more", 40 - all.len());
    let says = |item: &detente::scene::Item| matches!(&item.mark, Mark::Text { text, .. } if **text == *more);
    assert!(drawn.scene.items.iter().any(says), "{more}");
    // What is selected is always among them.
    let mut chosen = shown.emphasis.clone();
    chosen.selected = Some(Key::Event(13));
    let marked = page(&View {
        emphasis: &chosen,
        ..view
    });
    assert!(marks(&marked.scene).iter().any(|(n, _)| *n == 13));
    // Where there is height enough it is the same picture.
    let high = View {
        size: vec2(1000.0, 900.0),
        ..view
    };
    assert_eq!(page(&high).scene, picture(&high).scene);
}
