//! An event that stands in several lanes has one title.

use super::datasets::Shown;
use detente::analysis::LaneBy;
use detente::dataset::{Actor, Dataset, Event, Group, Id, Participant, Role, Status};
use detente::scene::{Key, Mark, Medium, Pos2, Segment, vec2};
use detente::timeline::{Picture, View, page, picture};

/// Title, date, status; who took part and how.
type Told<'a> = (&'a str, &'a str, Status, &'a [(&'a str, Role)]);

/// Actors a, b and c, each in a group of its own.
fn dataset(told: &[Told<'_>]) -> Dataset {
    let events = told
        .iter()
        .enumerate()
        .map(|(n, (title, when, status, who))| {
            let mut event = Event::titled(Id::new(&format!("e{n}")), title);
            event.when = Some((*when).into());
            event.status = *status;
            event
                .participants
                .extend(who.iter().map(|(actor, role)| Participant {
                    actor: Id::new(actor),
                    role: *role,
                    ..Participant::default()
                }));
            event
        });
    let all = ["a", "b", "c"];
    let group = |id: &str| Group {
        id: id.into(),
        name: format!("Group {id}").into(),
        ..Group::default()
    };
    let actor = |id: &str| Actor {
        id: id.into(),
        name: format!("Actor {id}").into(),
        group: Some(id.into()),
        ..Actor::default()
    };
    Dataset {
        groups: all.map(group).into_iter().collect(),
        actors: all.map(actor).into_iter().collect(),
        events: events.collect(),
        ..Dataset::default()
    }
}

/// In which lanes an event has a title.
fn titled(drawn: &Picture, n: u32, title: &str) -> Vec<usize> {
    let own = drawn
        .scene
        .items
        .iter()
        .filter(|item| item.key == Key::Event(n));
    let titles = own.filter_map(|item| match &item.mark {
        Mark::Text { at, text, .. } if **text == *title => Some(*at),
        _ => None,
    });
    titles.map(|at| lane(drawn, at)).collect()
}

/// Where an event has small points, and of which radius: lane, place, whether it is filled.
fn dots(drawn: &Picture, view: &View<'_>, n: u32) -> Vec<(usize, Pos2, bool)> {
    let own = drawn
        .scene
        .items
        .iter()
        .filter(|item| item.key == Key::Event(n));
    let discs = own.filter_map(|item| match &item.mark {
        Mark::Disc {
            centre,
            radius,
            fill,
            ..
        } if *radius < 3.0 => Some((*centre, *fill)),
        _ => None,
    });
    discs
        .map(|(centre, fill)| (lane(drawn, centre), centre, fill != view.theme.ground))
        .collect()
}

fn lane(drawn: &Picture, at: Pos2) -> usize {
    let mut rects = drawn.lane_rects.iter();
    rects
        .position(|rect| rect.y_range().contains(at.y))
        .unwrap_or(usize::MAX)
}

const TOLD: [Told<'static>; 4] = [
    (
        "Presses for talks",
        "2025-08-12",
        Status::Happened,
        &[("b", Role::From), ("a", Role::To), ("c", Role::To)],
    ),
    (
        "They are to meet",
        "2025-08-15",
        Status::Planned,
        &[("a", Role::Participant), ("c", Role::Participant)],
    ),
    (
        "Warned by nobody",
        "2025-08-18T10:00",
        Status::Happened,
        &[("b", Role::To), ("c", Role::Absent)],
    ),
    ("Of nobody", "2025-08-20", Status::Happened, &[]),
];

#[test]
fn an_event_has_its_title_where_its_actor_acts() {
    for by in [LaneBy::ACTOR, LaneBy::GROUP] {
        let shown = Shown::new(dataset(&TOLD), by);
        let view = shown.view("2025-08", vec2(1200.0, 500.0));
        let drawn = picture(&view);
        let lanes = [1, 0, 1, 3];
        for (n, (title, ..)) in (0u32..).zip(TOLD) {
            assert_eq!(titled(&drawn, n, title), [lanes[n as usize]], "{title}");
        }
        // Elsewhere it is a small point, filled if it happened, one above the other.
        let first = dots(&drawn, &view, 0);
        let places: Vec<(usize, bool)> = first.iter().map(|dot| (dot.0, dot.2)).collect();
        assert_eq!(places, [(0, true), (2, true)]);
        assert_eq!(first[0].1.x, first[1].1.x);
        let planned = dots(&drawn, &view, 1);
        assert_eq!((planned[0].0, planned[0].2, planned.len()), (2, false, 1));
        assert!(
            dots(&drawn, &view, 2).is_empty(),
            "who was left out has a ring with a cross"
        );
    }
}

#[test]
fn a_meeting_has_its_title_where_whoever_calls_it_stands() {
    let who = [
        ("a", Role::Participant),
        ("c", Role::From),
        ("b", Role::Participant),
    ];
    let told = [("Council meets", "2025-08-12", Status::Happened, &who[..])];
    for by in [LaneBy::ACTOR, LaneBy::GROUP] {
        let shown = Shown::new(dataset(&told), by);
        let view = shown.view("2025-08", vec2(1200.0, 500.0));
        let drawn = picture(&view);
        let lane = titled(&drawn, 0, "Council meets");
        let mut lanes = shown.lanes.lanes.iter();
        let of_host = lanes.position(|lane| lane.name.ends_with('c'));
        assert_eq!(lane, Vec::from_iter(of_host));
    }
}

#[test]
fn lines_join_an_event_and_point_at_whom_it_concerns() {
    let shown = Shown::new(dataset(&TOLD), LaneBy::ACTOR);
    let view = shown.view("2025-08", vec2(1200.0, 500.0));
    let drawn = picture(&view);
    let own = drawn
        .scene
        .items
        .iter()
        .filter(|item| item.key == Key::Event(0));
    let paths = own.filter_map(|item| match &item.mark {
        Mark::Path { segments, .. } => Some(segments.to_vec()),
        _ => None,
    });
    let paths: Vec<Vec<Segment>> = paths.collect();
    let lines = paths.iter().filter(
        |path| matches!(path.as_slice(), [Segment::Move(a), Segment::Line(b)] if a.x == b.x),
    );
    assert_eq!(
        lines.count(),
        2,
        "from the lane above and to the lane below"
    );
    let tips = paths.iter().filter_map(|path| match path.as_slice() {
        [Segment::Move(tip), Segment::Line(base), ..] if path.len() == 4 => Some((*tip, *base)),
        _ => None,
    });
    let tips: Vec<_> = tips.collect();
    assert_eq!(tips.len(), 2);
    // The upper one points up at the lane above, the lower one down.
    for (tip, base) in tips {
        let is_up = lane(&drawn, tip) == 0;
        assert_eq!(tip.y < base.y, is_up, "{tip}");
    }
}

#[test]
fn no_event_is_at_home_in_a_folded_lane() {
    let shown = Shown::new(dataset(&TOLD), LaneBy::ACTOR);
    let folded = [false, true, false, false];
    let view = View {
        folded: &folded,
        ..shown.view("2025-08", vec2(1200.0, 500.0))
    };
    let drawn = picture(&view);
    assert_eq!(titled(&drawn, 0, TOLD[0].0), [0]);
    assert_eq!(titled(&drawn, 2, TOLD[2].0), [2]);
}

/// Where the first lane has too many events to tell them apart, the next shows their titles.
#[test]
fn no_event_is_at_home_in_a_strip() {
    let whens: Vec<String> = (0..60)
        .map(|n| format!("2025-08-15T{:02}:{:02}", n / 3, n % 3 * 20))
        .collect();
    let many = whens
        .iter()
        .map(|when| -> Told<'_> { ("One of many", when, Status::Happened, &[("a", Role::From)]) });
    let mut told: Vec<Told<'_>> = many.collect();
    told.push((
        "Together with b",
        "2025-08-15T12:00",
        Status::Happened,
        &[("a", Role::From), ("b", Role::Participant)],
    ));
    let shown = Shown::new(dataset(&told), LaneBy::ACTOR);
    let drawn = picture(&shown.view("2025", vec2(1000.0, 900.0)));
    assert_eq!(drawn.strips.len(), 1);
    assert_eq!(titled(&drawn, 60, "Together with b"), [1]);
}

#[test]
fn what_lasts_long_has_its_title_once_too() {
    let told: [Told<'_>; 1] = [(
        "War",
        "2022-02/..",
        Status::Happened,
        &[("a", Role::From), ("b", Role::To), ("c", Role::To)],
    )];
    let shown = Shown::new(dataset(&told), LaneBy::ACTOR);
    let drawn = picture(&shown.view("2025-08", vec2(1200.0, 500.0)));
    assert_eq!(titled(&drawn, 0, "War"), [0]);
    let own = drawn
        .scene
        .items
        .iter()
        .filter(|item| item.key == Key::Event(0));
    let lines = own.filter_map(|item| match &item.mark {
        Mark::Path { segments, .. } => match segments.as_ref() {
            [Segment::Move(a), Segment::Line(b)] if a.y == b.y => Some(*b),
            _ => None,
        },
        _ => None,
    });
    let mut lanes: Vec<usize> = lines.map(|at| lane(&drawn, at)).collect();
    lanes.dedup();
    assert_eq!(lanes, [0, 1, 2], "and its line in each of its lanes");
}

#[test]
fn a_lone_lane_is_no_rest() {
    let alone: [Told<'_>; 1] = [("Of nobody", "2025-08-20", Status::Happened, &[])];
    for by in LaneBy::all() {
        let shown = Shown::new(dataset(&alone), by);
        let names = shown.lanes.lanes.iter().map(|lane| lane.name.as_str());
        // Every event has these.
        let name = match by.word() {
            "status" => "Happened",
            "certainty" => "No source given",
            "month" => "August",
            "weekday" => "Wednesday",
            _ => "All events",
        };
        assert_eq!(names.collect::<Vec<_>>(), [name], "{by:?}");
    }
}

#[test]
fn what_a_crowded_lane_of_a_page_has_no_room_for_is_titled_where_its_actors_act_or_nowhere() {
    let days: Vec<String> = (1..25).map(|n| format!("2025-08-{n:02}")).collect();
    let above = [("b", Role::From), ("a", Role::Participant)];
    let below = [("b", Role::From), ("c", Role::To)];
    let told: Vec<Told<'_>> = days
        .iter()
        .zip(0..)
        .map(|(day, n)| {
            let who: &[(&str, Role)] = if n % 2 == 0 { &above } else { &below };
            ("A title of some length", &**day, Status::Happened, who)
        })
        .collect();
    let shown = Shown::new(dataset(&told), LaneBy::ACTOR);
    let view = View {
        medium: Medium::Page,
        ..shown.view("2025-08", vec2(900.0, 84.0))
    };
    let drawn = page(&view);
    let mut lanes = [0; 3];
    for n in 0..24 {
        let own = titled(&drawn, n, "A title of some length");
        assert!(own.len() <= 1, "{own:?}");
        let items = drawn.scene.items.iter();
        let marks = items.filter(|item| {
            let is_full = matches!(item.mark, Mark::Disc { radius, .. } if radius > 3.0);
            is_full && item.key == Key::Event(n)
        });
        assert!(marks.count() <= 1, "event {n}");
        for lane in own {
            lanes[lane] += 1;
        }
    }
    assert!(lanes[0] >= 2 && lanes[1] >= 2, "{lanes:?}");
    assert_eq!(lanes[2], 0, "to whom it is done has no title of it");
}
