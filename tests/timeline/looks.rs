//! How a timeline looks at events that are many, long, coarse, or pointed at.

use super::datasets::{Shown, many};
use detente::analysis::{ColourBy, LaneBy};
use detente::dataset::date::Date;
use detente::dataset::zone::Zone;
use detente::dataset::{
    Actor, Category, Dataset, Event, Group, Id, Participant, Period, Role, Status,
};
use detente::scene::{Fill, Key, Mark, Medium, Rect, Scene, Segment, pos2, vec2};
use detente::timeline::{Heights, View, next_picture, picture, tray};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Title, date, status.
fn dataset(told: &[(&str, &str, Status)]) -> Dataset {
    let events = told.iter().enumerate().map(|(n, (title, when, status))| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), title);
        event.when = (!when.is_empty()).then(|| (*when).into());
        event.status = *status;
        event
    });
    Dataset {
        events: events.collect(),
        ..Dataset::default()
    }
}

/// What a text covers, and what it says.
fn texts(scene: &Scene, key: Key) -> Vec<(String, Rect)> {
    let of_key = scene.items.iter().filter(|item| item.key == key);
    of_key
        .filter_map(|item| match &item.mark {
            Mark::Text {
                at,
                text,
                style,
                width,
                ..
            } => {
                let top = pos2(at.x, at.y - style.size);
                let rect = Rect::from_min_max(top, pos2(at.x + width, at.y));
                Some((text.to_string(), rect))
            }
            _ => None,
        })
        .collect()
}

/// The level lines of an event's mark.
fn levels(scene: &Scene, key: Key) -> Vec<(f32, f32)> {
    let of_key = scene.items.iter().filter(|item| item.key == key);
    of_key
        .filter_map(|item| match &item.mark {
            Mark::Path { segments, .. } => match segments.as_ref() {
                [Segment::Move(a), Segment::Line(b)] if a.y == b.y => Some((a.x, b.x)),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

#[test]
fn a_title_in_a_long_mark_covers_nothing_of_it() {
    let told = [
        ("The whole day", "2025-08-15", Status::Happened),
        ("About August", "2025-08-15~", Status::Happened),
        ("It may be", "2025-08-15", Status::Possible),
        ("It is planned", "2025-08-15", Status::Planned),
        ("Nobody knows until when", "2025-08/", Status::Happened),
        ("All week", "2025-08-11/2025-08-18", Status::Happened),
    ];
    let shown = Shown::new(dataset(&told), LaneBy::NONE);
    let view = shown.view("2025-08-15T10:00/2025-08-15T14:00", vec2(900.0, 400.0));
    let drawn = picture(&view);
    for (n, (title, ..)) in (0u32..).zip(told) {
        let key = Key::Event(n);
        let texts = texts(&drawn.scene, key);
        let title = texts.iter().find(|(text, _)| text == title);
        let (_, rect) = title.unwrap_or_else(|| panic!("event {n} has no title"));
        for (from, to) in levels(&drawn.scene, key) {
            let meets = from < rect.right() && to > rect.left();
            assert!(!meets, "a line goes through the title of event {n}");
        }
        let is_plate = |mark: &Mark| {
            let ground = Fill::Solid(view.theme.ground);
            matches!(mark, Mark::Rect { fill, stroke, .. } if *fill == ground && stroke.width == 0.0)
        };
        let mut own = drawn.scene.items.iter().filter(|item| item.key == key);
        assert!(!own.any(|item| is_plate(&item.mark)), "event {n}");
    }
}

#[test]
fn what_lasts_longer_than_the_picture_is_a_line_below_all_others() {
    let told = [
        ("Invasion", "2022-02-24/..", Status::Happened),
        ("A truce for the image", "2025/2025-08-15", Status::Happened),
        ("Talks", "2025-08-12/2025-08-14", Status::Happened),
        ("A call", "2025-08-13T10:00", Status::Happened),
        ("Some time this year", "2025", Status::Happened),
    ];
    let shown = Shown::new(dataset(&told), LaneBy::NONE);
    let view = shown.view("2025-08-06/2025-08-20", vec2(1200.0, 400.0));
    let drawn = picture(&view);
    let said = |n: u32| texts(&drawn.scene, Key::Event(n));
    for (n, dates) in [
        (0, "since 24 Feb 2022"),
        (1, "2025 to 15 Aug"),
        (4, "some time in 2025"),
    ] {
        let said = said(n);
        let title = said.iter().find(|(text, _)| text == told[n as usize].0);
        assert!(
            title.is_some() && said.iter().any(|(text, _)| text == dates),
            "{said:?}"
        );
        let below = [2, 3].iter().all(|other| {
            texts(&drawn.scene, Key::Event(*other))[0].1.bottom() < title.unwrap().1.top()
        });
        assert!(below, "event {n}");
        // The line breaks for what is written.
        for (from, to) in levels(&drawn.scene, Key::Event(n)) {
            assert!(
                said.iter()
                    .all(|(_, rect)| to <= rect.left() || from >= rect.right())
            );
        }
    }
    let end = drawn.axis.x_from_time(shown.when("2025-08-15").1);
    let ends = levels(&drawn.scene, Key::Event(1))
        .into_iter()
        .map(|(_, to)| to);
    assert!(
        (ends.fold(0.0, f32::max) - end).abs() < 0.1,
        "it ends when it ended"
    );
    let heads = |n: u32| {
        let own = drawn
            .scene
            .items
            .iter()
            .filter(|item| item.key == Key::Event(n));
        own.filter(|item| matches!(&item.mark, Mark::Path { segments, .. } if segments.len() == 4))
            .count()
    };
    assert_eq!((heads(0), heads(1)), (2, 1), "arrowheads where it goes on");
    // However far it is panned, it stays a line.
    let panned = picture(&View {
        span: view.span.panned(0.5),
        ..view
    });
    assert!(!levels(&panned.scene, Key::Event(1)).is_empty());
    let is_bar = |item: &detente::scene::Item| {
        item.key == Key::Event(1) && matches!(item.mark, Mark::Rect { .. })
    };
    assert!(!panned.scene.items.iter().any(is_bar));
}

#[test]
fn doubt_is_told_beside_marks_that_are_too_narrow_to_show_it() {
    let told = [
        ("About noon", "2025-08-15T12:00~", "~"),
        ("Perhaps that day", "2025-08-14?", "?"),
        ("Perhaps about nine", "2025-08-13T09:00%", "~?"),
        (
            "Talks at the base",
            "2025-08-12T10:00/2025-08-13T14:00~",
            "~",
        ),
        ("A day", "2025-08-11", ""),
        ("Some days about then", "2025-08-03~/2025-08-08~", ""),
        ("Since about January", "2025-01~/..", "~"),
    ];
    let all = told.map(|(title, when, _)| (title, when, Status::Happened));
    let shown = Shown::new(dataset(&all), LaneBy::NONE);
    let drawn = picture(&shown.view("2025-08", vec2(1400.0, 500.0)));
    for (n, (title, _, sign)) in (0u32..).zip(told) {
        let said = texts(&drawn.scene, Key::Event(n));
        let is_sign = |text: &str| ["~", "?", "~?"].contains(&text);
        let signs = said.iter().filter(|(text, _)| is_sign(text));
        let signs: Vec<&(String, Rect)> = signs.collect();
        assert_eq!(signs.len(), usize::from(!sign.is_empty()), "{title}");
        let (_, rect) = said.iter().find(|(text, _)| text == title).unwrap();
        if let [(text, before)] = signs.as_slice() {
            assert_eq!(text, sign, "{title}");
            assert!(before.right() <= rect.left(), "{title}");
        }
    }
}

#[test]
fn titles_stand_clear_of_the_scroll_bar() {
    let shown = Shown::summit(LaneBy::GROUP);
    let view = shown.view("2025-08-06/2025-08-20", vec2(1000.0, 400.0));
    let drawn = picture(&view);
    for item in &drawn.scene.items {
        if let (Key::Event(_), Mark::Text { at, width, .. }) = (item.key, &item.mark) {
            assert!(at.x + width <= drawn.body.right() - 12.0 + 0.01);
        }
    }
}

#[test]
fn pointing_moves_nothing() {
    for by in [LaneBy::GROUP, LaneBy::CATEGORY, LaneBy::NONE] {
        let mut shown = Shown::summit(by);
        let (handle, _) = shown.dataset.events.find("summit").unwrap();
        shown.emphasis.selected = Some(Key::Event(handle.0));
        shown.emphasis.related = Arc::new((0..8).map(|n| Key::Event(n * 7)).collect());
        let view = shown.view("2025-08-06/2025-08-20", vec2(900.0, 500.0));
        let before = picture(&view);
        let mut pointed = shown.emphasis.clone();
        pointed.hovered = Some(Key::Event(10));
        pointed.near = Arc::new((0..60).map(Key::Event).collect());
        let after = picture(&View {
            emphasis: &pointed,
            ..view
        });
        assert_eq!(before.lane_rects, after.lane_rects);
        let written = |scene: &Scene| -> Vec<(Key, String, i32)> {
            let texts = scene.items.iter().filter_map(|item| match &item.mark {
                Mark::Text { at, text, .. } => Some((item.key, text.to_string(), at.y as i32)),
                _ => None,
            });
            texts.collect()
        };
        assert_eq!(written(&before.scene), written(&after.scene), "{by:?}");
    }
}

#[test]
fn a_hollow_bracket_has_no_ground() {
    let told = [
        ("happened", "2025-02", Status::Happened),
        ("planned", "2025-05", Status::Planned),
        ("denied", "2025-08", Status::Denied),
        ("possible", "2025-11", Status::Possible),
    ];
    let shown = Shown::new(dataset(&told), LaneBy::NONE);
    let drawn = picture(&shown.view("2025", vec2(680.0, 400.0)));
    for (n, (title, _, status)) in (0u32..).zip(told) {
        let rects = drawn
            .scene
            .items
            .iter()
            .filter(|item| item.key == Key::Event(n) && matches!(item.mark, Mark::Rect { .. }));
        let count = if status == Status::Happened { 1 } else { 0 };
        assert_eq!(rects.count(), count, "{title}");
        let lines = levels(&drawn.scene, Key::Event(n)).len();
        let tube = matches!(status, Status::Planned | Status::Denied);
        assert_eq!(lines, if tube { 2 } else { 1 }, "{title}");
    }
}

/// Whether a picture says something in the heads of its lanes.
fn says(scene: &Scene, word: &str) -> bool {
    scene.items.iter().any(
        |item| matches!((item.key, &item.mark), (Key::Lane(_), Mark::Text { text, .. }) if **text == *word),
    )
}

#[test]
fn what_is_not_known_is_not_called_conflict() {
    let mut dataset = many(5_000);
    let known = Shown::new(dataset.clone(), LaneBy::CATEGORY);
    let size = vec2(1000.0, 900.0);
    let by_class = |shown: &Shown| {
        let view = View {
            colour_by: ColourBy::Class,
            ..shown.view("2014/2025", size)
        };
        picture(&view)
    };
    assert!(says(&by_class(&known).scene, "conflict"));
    let events = dataset.events.iter().cloned().map(|mut event| {
        event.more.make_mut().action = None;
        event
    });
    dataset.events = events.collect();
    let unknown = Shown::new(dataset, LaneBy::CATEGORY);
    let drawn = by_class(&unknown);
    assert!(!drawn.strips.is_empty());
    assert!(!says(&drawn.scene, "conflict") && !says(&drawn.scene, "cooperation"));
}

#[test]
fn stems_end_on_the_middle_of_a_column() {
    let shown = Shown::new(many(100_000), LaneBy::GROUP);
    let drawn = picture(&shown.view("2014/2025", vec2(1400.0, 900.0)));
    let mut stems = 0;
    for item in &drawn.scene.items {
        let Mark::Disc {
            centre,
            radius: 2.5,
            ..
        } = &item.mark
        else {
            continue;
        };
        let lane = drawn
            .lane_rects
            .iter()
            .position(|r| r.contains(*centre))
            .unwrap();
        let strip = drawn
            .strips
            .iter()
            .find(|s| s.lane as usize == lane)
            .unwrap();
        let (_, column) = strip.column_at(centre.x).unwrap();
        let middle = f32::midpoint(column.x.0, column.x.1);
        assert!((middle - centre.x).abs() <= 0.5, "{middle} {}", centre.x);
        stems += 1;
    }
    assert!(stems > 5);
}

#[test]
fn strips_take_the_room_that_is_left() {
    let shown = Shown::new(many(60_000), LaneBy::CATEGORY);
    let size = vec2(1000.0, 420.0);
    let drawn = picture(&shown.view("2014/2025", size));
    assert!(drawn.least_height < drawn.body.height());
    let heights = drawn.strips.iter().map(|s| s.rect.height());
    assert!(
        heights.clone().all(|h| (54.0..=125.0).contains(&h)),
        "{heights:?}"
    );
    let low = picture(&shown.view("2014/2025", vec2(1000.0, 150.0)));
    assert_eq!(low.least_height, low.lanes_height);
}

#[test]
fn a_pile_of_titles_is_a_strip() {
    let moments = (0..48).map(|n| format!("2025-08-15T{:02}:{:02}", n / 2, n % 2 * 30));
    let moments: Vec<String> = moments.collect();
    let told: Vec<(&str, &str, Status)> = moments
        .iter()
        .map(|when| ("Something that happened", &**when, Status::Happened))
        .collect();
    let shown = Shown::new(dataset(&told), LaneBy::NONE);
    let size = vec2(1000.0, 900.0);
    let years = picture(&shown.view("2014/2026", size));
    assert_eq!(
        years.strips.len(),
        1,
        "at years they are one column of titles"
    );
    let day = picture(&shown.view("2025-08-15", size));
    assert!(day.strips.is_empty(), "on their day they stand apart");
}

#[test]
fn there_is_a_row_of_periods_where_there_are_some() {
    let mut dataset = dataset(&[("one", "2025-08-15", Status::Happened)]);
    let size = vec2(900.0, 300.0);
    let top = |dataset: &Dataset| {
        let shown = Shown::new(dataset.clone(), LaneBy::NONE);
        picture(&shown.view("2025-08", size)).body.top()
    };
    assert_eq!(top(&dataset), 20.0);
    dataset.periods = [Period {
        title: "Summit".into(),
        when: Some("2025-08-15".into()),
        ..Period::default()
    }]
    .into_iter()
    .collect();
    assert_eq!(top(&dataset), 42.0);
}

/// A dataset with periods.
fn with_periods(periods: &[(&str, &str)]) -> Dataset {
    let mut dataset = dataset(&[("one", "2025-08-15", Status::Happened)]);
    let period = |(title, when): &(&str, &str)| Period {
        id: (*title).into(),
        title: (*title).into(),
        when: Some((*when).into()),
        ..Period::default()
    };
    dataset.periods = periods.iter().map(period).collect();
    dataset
}

/// Boxes, each with what it is of.
type Boxes<Of> = Vec<(Of, Rect)>;

/// The bands of periods, and what is said on them.
fn bands(scene: &Scene) -> (Boxes<Key>, Boxes<String>) {
    let (mut bands, mut keys) = (Vec::new(), BTreeSet::new());
    for item in &scene.items {
        let Key::Period(_) = item.key else { continue };
        keys.insert(item.key);
        if let Mark::Rect { rect, .. } = &item.mark {
            bands.push((item.key, *rect));
        }
    }
    let said = keys.into_iter().flat_map(|key| texts(scene, key));
    (bands, said.collect())
}

const PERIODS: [(&str, &str); 5] = [
    ("War", "2022/2026"),
    ("Second term", "2025-01/2026"),
    ("Ultimatum", "2025-08-01/2025-08-12"),
    ("Run-up", "2025-08-06/2025-08-24"),
    ("Summit", "2025-08-15/2025-08-19"),
];

#[test]
fn overlapping_periods_are_each_whole_in_a_row_and_named_beside_the_window() {
    let shown = Shown::new(with_periods(&PERIODS), LaneBy::NONE);
    // The window begins where the title of the ultimatum would stand.
    let at = |text: &str| Date::parse(text).unwrap().core(&Zone::utc());
    let view = View {
        window: Some((at("2025-08-02").0, at("2025-08-25").1)),
        ..shown.view("2025-08", vec2(1200.0, 300.0))
    };
    let drawn = picture(&view);
    assert_eq!(drawn.body.top(), 62.0, "three rows of 14 under the axis");
    let (bands, said) = bands(&drawn.scene);
    let edge = drawn.axis.x_from_time(at("2025-08-02").0);
    for title in ["Second term", "Ultimatum", "Run-up", "Summit"] {
        let found = said.iter().find(|(text, _)| text == title);
        assert!(found.is_some(), "{title} is not named: {said:?}");
        let (_, rect) = found.unwrap();
        let is_crossed = rect.x_range().contains(edge);
        assert!(!is_crossed, "the window runs through {title}");
    }
    // Those that begin or end on the picture are bands from start to end, none over another.
    assert_eq!(bands.len(), 3);
    for (n, (key, band)) in bands.iter().enumerate() {
        let Key::Period(handle) = key else { continue };
        let (from, to) = at(PERIODS[*handle as usize].1);
        let [from, to] = [from, to].map(|at| drawn.axis.x_from_time(at));
        assert!((band.left() - from).abs() < 0.1 && (band.right() - to).abs() < 0.1);
        for (_, other) in &bands[n + 1..] {
            let common = band.intersect(*other);
            assert!(common.width() <= 0.0 || common.height() <= 0.0);
        }
    }
    // There is no row left for the war: the head says so.
    let (at, rest) = drawn.more_periods.unwrap();
    assert_eq!(rest, [shown.index.periods[0].0]);
    let said = texts(&drawn.scene, Key::None);
    assert!(
        said.iter()
            .any(|(text, rect)| text == "+1" && at.contains(rect.center()))
    );
}

#[test]
fn a_page_has_a_row_for_every_period() {
    let shown = Shown::new(with_periods(&PERIODS), LaneBy::NONE);
    let notes = std::collections::BTreeMap::new();
    let view = View {
        medium: Medium::Page,
        notes: Some(&notes),
        ..shown.view("2025-08", vec2(1200.0, 300.0))
    };
    let drawn = picture(&view);
    assert_eq!(drawn.more_periods, None);
    let top = drawn.body.top();
    assert_eq!(top, 62.0, "three rows of 14 under the axis");
    let (_, said) = bands(&drawn.scene);
    for words in ["War", "2022 to 2026", "Second term", "Jan 2025 to 2026"] {
        assert!(
            said.iter().any(|(text, _)| text == words),
            "{words}: {said:?}"
        );
    }
    // Two that cover all of the page are told on one line, each with an arrow at both of its ends: no
    // one follows the other.
    let at = |words: &str| said.iter().find(|(text, _)| text == words).unwrap().1;
    assert_eq!(at("War").top(), at("Second term").top());
    for (handle, _) in &shown.index.periods[..2] {
        let own = drawn.scene.items.iter();
        let own = own.filter(|item| item.key == Key::Period(handle.0));
        let is_triangle =
            |mark: &Mark| matches!(mark, Mark::Path { segments, .. } if segments.len() == 4);
        let heads = own.filter(|item| is_triangle(&item.mark));
        assert_eq!(heads.count(), 2, "{handle:?}");
    }
}

#[test]
fn the_title_of_a_period_too_short_for_it_begins_in_it() {
    let periods = [
        ("Summit day in Alaska", "2025-08-15"),
        ("After", "2025-08-25/2025-08-30"),
    ];
    let shown = Shown::new(with_periods(&periods), LaneBy::NONE);
    let drawn = picture(&shown.view("2025-08", vec2(1200.0, 300.0)));
    let (bands, said) = bands(&drawn.scene);
    let (text, rect) = &said[0];
    assert_eq!(text, "Summit day in Alaska");
    assert!(bands[0].1.x_range().contains(rect.left()), "{rect:?}");
    assert!(rect.right() > bands[0].1.right() && rect.right() < bands[1].1.left());
}

#[test]
fn no_row_is_cut_where_lanes_may_end() {
    let shown = Shown::summit(LaneBy::CATEGORY);
    let view = shown.view("2025-08-06/2025-08-20", vec2(900.0, 2000.0));
    let drawn = picture(&view);
    let ends = drawn.whole_rows(900.0);
    assert!(ends.len() > 10 && ends.windows(2).all(|w| w[0] < w[1]));
    for item in &drawn.scene.items {
        let (Key::Event(_), Mark::Text { at, style, .. }) = (item.key, &item.mark) else {
            continue;
        };
        for end in &ends {
            let y = drawn.body.top() + end;
            assert!(
                y <= at.y - style.size * 0.75 || y >= at.y + 2.0,
                "{y} cuts {at}"
            );
        }
    }
}

#[test]
fn lanes_have_hues_where_hues_mean_them() {
    let shown = Shown::summit(LaneBy::CATEGORY);
    let swatches = |colour_by| {
        let view = View {
            colour_by,
            ..shown.view("2025-08-06/2025-08-20", vec2(900.0, 900.0))
        };
        let drawn = picture(&view);
        let heads = drawn.scene.items.iter().filter(|item| {
            matches!((item.key, &item.mark), (Key::Lane(_), Mark::Rect { rect, .. }) if rect.width() < 4.0)
        });
        heads.count()
    };
    assert_eq!(swatches(ColourBy::Group), 0);
    assert!(swatches(ColourBy::Category) > 2);
}

#[test]
fn what_has_no_chip_is_behind_the_last_one() {
    let told: Vec<(&str, &str, Status)> = (0..12)
        .map(|_| ("An event without a date", "", Status::Happened))
        .collect();
    let shown = Shown::new(dataset(&told), LaneBy::NONE);
    let view = shown.view("2025", vec2(900.0, 300.0));
    let undated = &shown.lanes.undated;
    let narrow = tray(&view, undated, vec2(700.0, 28.0));
    let (chip, first) = narrow.more.unwrap();
    let words = format!("{} more", undated.len() - first);
    let is_said = texts(&narrow.scene, Key::None);
    assert!(
        is_said
            .iter()
            .any(|(text, rect)| *text == words && chip.contains_rect(rect.shrink(1.0)))
    );
    assert!(first > 0 && chip.right() <= 700.0);
    assert!(tray(&view, undated, vec2(4000.0, 28.0)).more.is_none());
}

/// Many actors with some hundred events each.
fn many_lanes(actors: u32, each: u32) -> Dataset {
    let id = |n: u32| Id::new(&format!("a{n}"));
    let events = (0..actors * each).map(|n| {
        let second = 1_500_000_000 + i64::from(n % each) * 86_400 * 3 + i64::from(n / each) * 977;
        let civil = detente::dataset::instant::Civil::from_seconds(second);
        let mut event = Event::titled(Id::new(&format!("e{n}")), "Something happens");
        let day = format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
        event.when = Some(format!("{day}T{:02}:{:02}", civil.hour, civil.minute).into());
        event.participants.push(Participant {
            actor: id(n / each),
            role: Role::From,
            ..Participant::default()
        });
        event
    });
    Dataset {
        groups: std::iter::once(Group::default()).collect(),
        categories: std::iter::once(Category::default()).collect(),
        actors: (0..actors)
            .map(|n| Actor {
                id: id(n),
                name: format!("Actor {n}").into(),
                ..Actor::default()
            })
            .collect(),
        events: events.collect(),
        ..Dataset::default()
    }
}

#[test]
fn lanes_out_of_sight_are_laid_out_a_few_at_a_time() {
    let shown = Shown::new(many_lanes(120, 200), LaneBy::ACTOR);
    let size = vec2(1000.0, 400.0);
    let view = shown.view("2018-01/2018-03", size);
    let exact = picture(&view);
    let mut heights = Heights::default();
    let mut pictures = 0;
    let settled = loop {
        let drawn = next_picture(&view, &mut heights);
        pictures += 1;
        if drawn.is_settled {
            break drawn;
        }
        assert!(pictures < 20);
    };
    assert!(pictures > 3, "not all at once");
    assert_eq!(settled.lane_rects, exact.lane_rects);
    assert_eq!(settled.scene, exact.scene);

    // Farther down, what is seen stays where it is while those above turn out otherwise.
    let top_of = |picture: &detente::timeline::Picture| {
        let seen = picture
            .lane_rects
            .iter()
            .position(|r| r.bottom() > picture.body.top());
        let seen = seen.unwrap();
        (seen, picture.lane_rects[seen].top())
    };
    let mut scroll = settled.lanes_height / 2.0;
    let wider = View {
        scroll,
        span: view.span.zoomed(0.5, 0.5),
        ..view
    };
    let first = next_picture(&wider, &mut heights);
    scroll = first.scroll;
    let (lane, top) = top_of(&first);
    for _ in 0..20 {
        let next = next_picture(&View { scroll, ..wider }, &mut heights);
        scroll = next.scroll;
        assert!((next.lane_rects[lane].top() - top).abs() < 0.1);
    }
}

/// What does not belong to what is selected keeps its place and a fifth of its strength.
#[test]
fn what_is_not_selected_steps_back() {
    let told = [("One", "2025-08-05"), ("Other", "2025-08-20")];
    let told = told.map(|(title, when)| (title, when, Status::Happened));
    let mut shown = Shown::new(dataset(&told), LaneBy::NONE);
    let fill = |shown: &Shown, event: u32| {
        let drawn = picture(&shown.view("2025-08", vec2(900.0, 200.0)));
        let items = drawn.scene.items.iter();
        let discs = items.filter_map(|item| match item.mark {
            Mark::Disc { fill, .. } if item.key == Key::Event(event) => Some(fill),
            _ => None,
        });
        let mut filled = discs.filter(|fill| fill.a() == 255);
        filled.next().unwrap()
    };
    let before = [fill(&shown, 0), fill(&shown, 1)];
    shown.emphasis.selected = Some(Key::Event(0));
    assert_eq!(fill(&shown, 0), before[0]);
    let ground = detente::scene::Theme::LIGHT.ground;
    assert_eq!(
        fill(&shown, 1),
        detente::scene::theme::mix(ground, before[1], 0.2)
    );
}
