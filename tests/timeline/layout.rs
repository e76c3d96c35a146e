//! What holds for every timeline.

use super::datasets::Shown;
use super::scene_words::scene_words;
use detente::analysis::LaneBy;
use detente::dataset::{Actor, Dataset, Event, Group, Id, Participant, Role, Status};
use detente::scene::{Key, Mark, Rect, Scene, Segment, pos2, vec2};
use detente::timeline::{Picture, Span, View, picture};
use proptest::prelude::*;
use std::sync::Arc;

/// A text on the picture: what it stands for, what it says, what it covers.
type Written = (Key, String, Rect);

/// The texts that can be seen, by the height of their capitals.
fn texts(scene: &Scene) -> Result<Vec<Written>, TestCaseError> {
    let mut clip = None;
    let mut texts = Vec::new();
    for item in &scene.items {
        if let Mark::Clip(rect) = &item.mark {
            clip = *rect;
        }
        if let Mark::Text {
            at,
            text,
            style,
            width,
            ..
        } = &item.mark
        {
            let rect = Rect::from_min_max(
                pos2(at.x, at.y - style.size * 0.73),
                pos2(at.x + width, at.y),
            );
            if clip.is_none_or(|clip: Rect| clip.contains_rect(rect)) {
                texts.push((item.key, text.to_string(), rect));
            } else {
                // What is cut by the body's top or bottom is cut whole lines at a time.
                let clip = clip.unwrap();
                prop_assert!(
                    clip.left() - 0.01 <= rect.left() && rect.right() <= clip.right() + 0.01,
                    "“{text}” {rect:?} leaves {clip:?}"
                );
            }
        }
    }
    Ok(texts)
}

/// No two texts touch, and none leaves the picture.
fn check_texts(picture: &Picture) -> Result<(), TestCaseError> {
    let all = Rect::from_min_size(pos2(0.0, 0.0), picture.scene.size);
    let mut texts = texts(&picture.scene)?;
    texts.sort_by(|a, b| a.2.left().total_cmp(&b.2.left()));
    for (n, (key, text, rect)) in texts.iter().enumerate() {
        prop_assert!(
            all.contains_rect(*rect),
            "“{text}” {rect:?} leaves the picture"
        );
        if matches!(key, Key::Event(_)) {
            prop_assert!(
                rect.left() >= picture.body.left() && rect.right() <= picture.body.right()
            );
        }
        for (_, other, place) in &texts[n + 1..] {
            if place.left() > rect.right() {
                break;
            }
            let both = rect.intersect(*place);
            prop_assert!(
                !(both.width() > 0.05 && both.height() > 0.05),
                "“{text}” {rect:?} meets “{other}” {place:?}"
            );
        }
    }
    Ok(())
}

/// No title stands on another event's mark or line.
fn check_marks(picture: &Picture) -> Result<(), TestCaseError> {
    let titles: Vec<Written> = texts(&picture.scene)?
        .into_iter()
        .filter(|(key, ..)| matches!(key, Key::Event(_)))
        .collect();
    let mut clip = Rect::EVERYTHING;
    for item in &picture.scene.items {
        if let Mark::Clip(rect) = &item.mark {
            clip = rect.unwrap_or(Rect::EVERYTHING);
        }
        if !matches!(item.key, Key::Event(_)) {
            continue;
        }
        let covered = match &item.mark {
            Mark::Rect { rect, .. } => *rect,
            Mark::Disc { centre, radius, .. } => {
                Rect::from_center_size(*centre, vec2(2.0, 2.0) * *radius)
            }
            Mark::Path { segments, .. } => match segments.as_ref() {
                [Segment::Move(a), Segment::Line(b)] if a.x == b.x => Rect::from_two_pos(*a, *b),
                _ => continue,
            },
            _ => continue,
        };
        for (key, text, rect) in &titles {
            if *key == item.key {
                continue;
            }
            let both = covered.intersect(clip).intersect(*rect);
            prop_assert!(
                !(both.width() >= 0.0 && both.height() > 0.3),
                "“{text}” {rect:?} on {:?} {covered:?}",
                item.mark
            );
        }
    }
    Ok(())
}

const WHEN: [&str; 16] = [
    "2025-08-DD",
    "2025-08-DD~",
    "2025-08-DD?",
    "2025-08-DDTHH:15",
    "2025-08-DDTHH:15~",
    "2025-08-DD/2025-08-30",
    "2025-08-DD/..",
    "../2025-08-DD",
    "2025-08-DD/",
    "/2025-08-DD",
    "2025-08-XX",
    "2025",
    "[2025-08-DD,2025-08-30]",
    "{2025-08-DD,2025-08-31}",
    "2025-22",
    "2025-08-DDTHH:15/2025-08-DDTHH:45",
];

/// Title, date, importance, status; who took part and how.
type Told = (String, String, u8, usize, Vec<(usize, usize)>);

fn told(most: usize) -> impl Strategy<Value = Vec<Told>> {
    let when = (0..WHEN.len(), 1u32..29, 0u32..24).prop_map(|(when, day, hour)| {
        WHEN[when]
            .replace("DD", &format!("{day:02}"))
            .replace("HH", &format!("{hour:02}"))
    });
    let parts = prop::collection::vec((0usize..4, 0usize..3), 0..4);
    prop::collection::vec(("[A-Za-z ]{0,40}", when, 1u8..6, 0usize..4, parts), 0..most)
}

fn dataset(told: &[Told]) -> Dataset {
    let events = told
        .iter()
        .enumerate()
        .map(|(n, (title, when, importance, status, parts))| {
            let mut event = Event::titled(Id::new(&format!("e{n}")), title.trim());
            event.when = Some(when.as_str().into());
            event.importance = *importance;
            event.status = Status::ALL[*status];
            for (actor, role) in parts {
                event.participants.push(Participant {
                    actor: Id::new(&format!("a{actor}")),
                    role: [Role::From, Role::To, Role::Absent][*role],
                    ..Participant::default()
                });
            }
            event
        });
    let id = |word: &str, n: u32| Id::new(&format!("{word}{n}"));
    Dataset {
        groups: (0..4)
            .map(|n| Group {
                id: id("g", n),
                name: format!("Group {n}").into(),
                ..Group::default()
            })
            .collect(),
        actors: (0..4)
            .map(|n| Actor {
                id: id("a", n),
                name: format!("Actor {n}").into(),
                group: Some(id("g", n)),
                ..Actor::default()
            })
            .collect(),
        events: events.collect(),
        ..Dataset::default()
    }
}

/// A part of August 2025, or much more than it.
fn a_span() -> impl Strategy<Value = Span> {
    (1_754_006_400i64..1_756_684_800, 2.0..9.5f64).prop_map(|(from, power)| {
        let length = 10f64.powf(power) as i64;
        let from = detente::dataset::instant::Instant(from);
        Span::new(from, from.plus(length))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_touches(
        told in told(60),
        span in a_span(),
        (width, height) in (500.0..1800.0f32, 200.0..900.0f32),
        selected in 0u32..60,
        folded in prop::collection::vec(any::<bool>(), 5),
        scroll in 0.0..200.0f32,
        is_zoned: bool,
    ) {
        let mut shown = Shown::new(dataset(&told), LaneBy::GROUP);
        shown.emphasis.selected = Some(Key::Event(selected));
        shown.emphasis.related = Arc::new((0..6).map(|n| Key::Event(selected + n * 3)).collect());
        let moscow = detente::dataset::zone::Zone::named("Europe/Moscow").unwrap();
        let view = View {
            span,
            folded: &folded,
            scroll,
            head: 140.0,
            second_zone: is_zoned.then_some(&moscow),
            window: Some(shown.when("2025-08-10/2025-08-20")),
            ..shown.view("2025-08", vec2(width, height))
        };
        let drawn = picture(&view);
        check_texts(&drawn)?;
        check_marks(&drawn)?;
    }

    /// A lane off the picture is as high as on it, and what stays on it keeps its title.
    #[test]
    fn scrolling_only_scrolls(
        told in told(60),
        span in a_span(),
        selected in 0u32..60,
        scroll in 0.0..400.0f32,
    ) {
        let mut shown = Shown::new(dataset(&told), LaneBy::ACTOR);
        shown.emphasis.selected = Some(Key::Event(selected));
        let view = View { span, ..shown.view("2025-08", vec2(1000.0, 300.0)) };
        let top = picture(&view);
        let scrolled = picture(&View { scroll, ..view });
        let heights = |p: &Picture| -> Vec<f32> { p.lane_rects.iter().map(Rect::height).collect() };
        for (a, b) in heights(&top).into_iter().zip(heights(&scrolled)) {
            prop_assert!((a - b).abs() < 0.01, "{a} {b}");
        }
        // A row at the edge tells of what is selected and scrolled away.
        let body = |p: &Picture| p.body.shrink2(vec2(0.0, if p.away.is_some() { 22.0 } else { 0.0 }));
        let is_away = top.away.or(scrolled.away).is_some();
        let both = [(&top, &scrolled, -scroll), (&scrolled, &top, scroll)];
        for (one, other, by) in both {
            let there: Vec<(Key, String)> = texts(&other.scene)?.into_iter().map(|(k, t, _)| (k, t)).collect();
            for (key, text, rect) in texts(&one.scene)? {
                let is_seen = body(one).contains_rect(rect) && body(other).contains_rect(rect.translate(vec2(0.0, by)));
                let is_told = is_away && key == Key::Event(selected);
                if is_seen && !is_told && matches!(key, Key::Event(_)) {
                    prop_assert!(there.contains(&(key, text.clone())), "{text}");
                }
            }
        }
    }

    /// A moment on the picture has one point in each of its lanes, and a pan moves no event to
    /// another row.
    #[test]
    fn every_moment_has_its_point(
        told in told(60),
        span in a_span(),
        width in 500.0..1800.0f32,
        pan in -0.4..0.4f64,
    ) {
        let shown = Shown::new(dataset(&told), LaneBy::GROUP);
        let view = View { span, ..shown.view("2025-08", vec2(width, 4000.0)) };
        let drawn = picture(&view);
        let rows = places(&drawn);
        for row in (0u32..).take(shown.index.len()) {
            let Some((bounds, traits)) = shown.index.bounds(row).zip(shown.index.traits(row)) else {
                continue;
            };
            let is_moment = bounds.earliest_start.plus(60) == bounds.latest_end && !traits.approximate;
            let x = drawn.axis.x_from_time(bounds.earliest_start.plus(30));
            let is_seen = x > drawn.body.left() + 6.0 && x < drawn.body.right() - 6.0;
            if !is_moment || !is_seen || drawn.axis.scale() < 10.0 {
                continue;
            }
            let lanes = shown.lanes.lanes.iter().enumerate();
            let lanes = lanes.filter(|(n, lane)| {
                lane.rows.position(&shown.index, row).is_some() && drawn.strips.iter().all(|s| s.lane as usize != *n)
            });
            let points = rows.iter().filter(|(key, ..)| *key == Key::Event(shown.index.handle(row).unwrap().0));
            prop_assert_eq!(points.count(), lanes.count());
        }
        let panned = View { span: span.panned(pan), ..view };
        let panned = picture(&panned);
        if drawn.strips.is_empty() && panned.strips.is_empty() {
            let after = places(&panned);
            for (key, lane, line) in &rows {
                let there = after.iter().find(|(k, l, _)| k == key && l == lane);
                prop_assert!(there.is_none_or(|(_, _, after)| after == line), "{key:?}");
            }
        }
    }
}

/// The points of events, large and small: which, in which lane that is no strip, and how far below
/// its top, in rows.
fn places(picture: &Picture) -> Vec<(Key, usize, i32)> {
    let mut places = Vec::new();
    for item in &picture.scene.items {
        if let (Key::Event(_), Mark::Disc { centre, radius, .. }) = (item.key, &item.mark)
            && (1.5..6.0).contains(radius)
        {
            let lane = picture
                .lane_rects
                .iter()
                .position(|r| r.y_range().contains(centre.y))
                .unwrap();
            if picture.strips.iter().any(|s| s.lane as usize == lane) {
                continue;
            }
            let line = ((centre.y - picture.lane_rects[lane].top()) / 18.0) as i32;
            places.push((item.key, lane, line));
        }
    }
    places
}

/// A small picture as words: what is drawn where, to the half point.
#[test]
fn a_small_picture() {
    let told = [
        (
            "Talks at the base",
            "2025-08-15T11:26/2025-08-15T14:11~",
            5,
            0,
            vec![(0, 0), (1, 1)],
        ),
        ("Seeks relief", "2025-08-02/..", 3, 0, vec![(1, 0)]),
        (
            "Limited air truce",
            "2025-08-16/2025-08-19",
            3,
            2,
            vec![(1, 0)],
        ),
        ("Left out", "2025-08-15T12:00", 3, 0, vec![(2, 2)]),
        ("Strict terms", "2024-06-14", 3, 0, vec![(1, 0)]),
    ];
    let told: Vec<Told> = told
        .into_iter()
        .map(|(title, when, importance, status, parts)| {
            (title.to_owned(), when.to_owned(), importance, status, parts)
        })
        .collect();
    let mut shown = Shown::new(dataset(&told), LaneBy::GROUP);
    shown.emphasis.selected = Some(Key::Event(0));
    shown.emphasis.related = Arc::new([Key::Event(4)].into());
    let view = View {
        window: Some(shown.when("2025-08-14/2025-08-16")),
        ..shown.view("2025-08-13/2025-08-18", vec2(760.0, 200.0))
    };
    let words = scene_words(&picture(&view).scene);
    insta::assert_snapshot!(words);
}
