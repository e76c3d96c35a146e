//! Empty time is folded, and what the axis says of that.

use super::datasets::Shown;
use detente::analysis::{Bits, Gap, Gaps, LaneBy, Rows};
use detente::dataset::{Dataset, Event, Id};
use detente::scene::{Key, Mark, vec2};
use detente::timeline::ticks::Ticks;
use detente::timeline::{Axis, Picture, View, Whole, fold_in_words, overview, picture, shown};

const CLUSTER: [&str; 9] = [
    "2019-01-14",
    "2019-02-02",
    "2019-02-20",
    "2019-03-03",
    "2019-03-28",
    "2019-05-06",
    "2019-05-18",
    "2019-06-11",
    "2019-07-09",
];

fn dataset(before: &[(&str, u8)]) -> Dataset {
    let cluster = CLUSTER.map(|when| (when, 3));
    let told = before.iter().chain(&cluster).enumerate();
    let events = told.map(|(n, (when, importance))| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), &format!("Event {n}"));
        event.when = Some((*when).into());
        event.importance = *importance;
        event
    });
    Dataset {
        events: events.collect(),
        ..Dataset::default()
    }
}

fn gaps(of: &Shown) -> Gaps {
    Gaps::of(&of.index, &rows(of).rows)
}

fn rows(of: &Shown) -> Rows {
    Rows::of(&of.index, &Bits::all(of.index.len()))
}

/// One event each.
fn events_at(dates: &[&str]) -> Dataset {
    let events = dates.iter().zip(0..).map(|(when, n)| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), "It happens");
        event.when = Some((*when).into());
        event
    });
    Dataset {
        events: events.collect(),
        ..Dataset::default()
    }
}

fn drawn(of: &Shown, folds: bool) -> Picture {
    picture(&View {
        span: shown(None, &gaps(of), folds),
        ..of.view("2019", vec2(1100.0, 300.0))
    })
}

fn texts(picture: &Picture) -> Vec<String> {
    let items = picture.scene.items.iter();
    let texts = items.filter_map(|item| match &item.mark {
        Mark::Text { text, .. } => Some(text.to_string()),
        _ => None,
    });
    texts.collect()
}

/// Where the cluster of 2019 stands, as a share of the lanes.
fn cluster(of: &Shown, picture: &Picture) -> f32 {
    let (from, to) = of.when("2019-01-14/2019-07-09");
    let [from, to] = [from, to].map(|at| picture.axis.x_from_time(at));
    (to - from) / picture.axis.width()
}

#[test]
fn whatever_lies_far_before_leaves_the_cluster_readable() {
    for before in [
        vec![("1215", 3)],
        vec![("-1200", 3)],
        vec![("12XX", 3)],
        vec![
            ("-1200-04", 3),
            ("0801-05-06", 3),
            ("1215-06-15", 4),
            ("1700-01-02", 3),
        ],
    ] {
        let shown = Shown::new(dataset(&before), LaneBy::NONE);
        let folded = drawn(&shown, true);
        assert!(cluster(&shown, &folded) > 0.6, "{before:?}");
        assert!(cluster(&shown, &drawn(&shown, false)) < 0.01);
        // All of it is there, and told.
        let says = texts(&folded);
        for n in 0..before.len() + CLUSTER.len() {
            let title = format!("Event {n}");
            assert!(says.contains(&title), "{before:?}: {title} in {says:?}");
        }
        assert!(says.iter().any(|text| text.ends_with("2019")), "{says:?}");
        let bands = folded.scene.items.iter();
        assert!(bands.filter(|item| item.key == Key::Fold(0)).count() > 0);
        for (_, (left, right)) in folded.axis.folds() {
            assert!((right - left - 24.0).abs() < 0.5, "{left} to {right}");
        }
    }
}

#[test]
fn an_important_event_parts_a_gap_and_a_few_of_very_many_fold_with_it() {
    let mut before: Vec<(String, u8)> = vec![("1900-01-01".to_owned(), 3)];
    before.extend((0..1200).map(|n| {
        let day = (n / 12) % 20 + 1;
        (format!("19{:02}-{:02}-{day:02}", n / 240, n % 12 + 1), 3)
    }));
    before.push(("1950-02-03".to_owned(), 3));
    let told: Vec<(&str, u8)> = before.iter().map(|(when, n)| (&**when, *n)).collect();
    let quiet = Shown::new(dataset(&told), LaneBy::NONE);
    let found = gaps(&quiet);
    let years = |gaps: &Gaps| -> Vec<usize> { gaps.iter().map(|gap| gap.events).collect() };
    assert_eq!(years(&found)[0], 1, "one gap with the event of 1950 in it");
    assert!(!texts(&drawn(&quiet, true)).contains(&"Event 1201".to_owned()));
    let mut told = told.clone();
    told.last_mut().unwrap().1 = 4;
    let loud = Shown::new(dataset(&told), LaneBy::NONE);
    assert_eq!(years(&gaps(&loud))[..2], [0, 0]);
    assert!(texts(&drawn(&loud, true)).contains(&"Event 1201".to_owned()));
}

#[test]
fn the_overview_folds_as_the_axis_does() {
    let of = Shown::new(dataset(&[("1215", 3)]), LaneBy::NONE);
    let all = rows(&of);
    let near = shown(None, &gaps(&of), true).zoomed(0.9, 0.1);
    let view = View {
        span: near,
        ..of.view("2019", vec2(1100.0, 300.0))
    };
    let whole = Whole {
        all: &all,
        passing: &all,
        gaps: gaps(&of),
    };
    let (_, axis) = overview(&view, &whole, vec2(1100.0, 46.0));
    assert!(axis.span.shows_all());
    assert!(axis.span.folds().eq(near.folds()));
    assert_eq!(axis.folds().len(), 1, "the years between");
}

#[test]
fn a_span_of_less_than_a_month_stays_as_long_as_it_is() {
    let days = |last: u32| -> Vec<String> {
        let first = (1..9).map(|n| format!("2026-03-01T0{n}:00"));
        let then = (1..9).map(|n| format!("2026-{:02}-0{n}T10:00", last));
        first.chain(then).collect()
    };
    let of = |told: Vec<String>| {
        let events = told.iter().enumerate().map(|(n, when)| {
            let mut event = Event::titled(Id::new(&format!("e{n}")), &format!("Event {n}"));
            event.when = Some((&**when).into());
            event
        });
        let dataset = Dataset {
            events: events.collect(),
            ..Dataset::default()
        };
        let shown_of = Shown::new(dataset, LaneBy::NONE);
        shown(None, &gaps(&shown_of), true).folds().count()
    };
    let mut near = days(3);
    near.truncate(8);
    near.push("2026-03-24T10:00".to_owned());
    near.push("2026-03-24T12:00".to_owned());
    assert_eq!(of(near), 0);
    assert_eq!(of(days(9)), 1);
}

/// A year of letters and suits, and what is to come of them.
const NEAR_THE_END: [&str; 18] = [
    "2024-03-01",
    "2024-03-08",
    "2024-04-15",
    "2024-04-22",
    "2024-05-02",
    "2024-05-09",
    "2024-06-16",
    "2024-06-23",
    "2024-07-03",
    "2024-07-10",
    "2024-08-17",
    "2024-08-24",
    "2024-09-04",
    "2024-09-11",
    "2024-10-18",
    "2024-10-25",
    "2024-11-05",
    "2025-01-15",
];

#[test]
fn both_sides_of_a_fold_near_the_end_name_their_year() {
    let of = Shown::new(events_at(&NEAR_THE_END), LaneBy::NONE);
    let mut folded = 0;
    for width in (500u16..1600).step_by(37) {
        let picture = picture(&View {
            span: shown(None, &gaps(&of), true),
            ..of.view("2024", vec2(f32::from(width), 300.0))
        });
        let [(_, (left, _))] = picture.axis.folds()[..] else {
            continue;
        };
        folded += 1;
        let labels = picture
            .scene
            .items
            .iter()
            .filter_map(|item| match &item.mark {
                Mark::Text {
                    at, text, width, ..
                } if matches!(item.key, Key::Tick(_)) => Some((at.x, at.x + width, &**text)),
                _ => None,
            });
        let labels: Vec<(f32, f32, &str)> = labels.collect();
        assert!(
            labels.windows(2).all(|pair| pair[0].1 <= pair[1].0),
            "{width}: {labels:?}"
        );
        let right = picture.axis.right;
        assert!(labels.iter().all(|(_, end, _)| *end <= right), "{labels:?}");
        let (before, after): (Vec<_>, Vec<_>) = labels.iter().partition(|(x, ..)| *x < left);
        let says =
            |of: &[(f32, f32, &str)], year: &str| of.iter().any(|(.., text)| text.contains(year));
        assert!(says(&after, "2025"), "{width}: {before:?} / {after:?}");
        assert!(!says(&before, "2025"), "{width}: {before:?} / {after:?}");
        // A year without its month is where that year begins.
        let alone = before.iter().filter(|(.., text)| *text == "2024").count();
        assert_eq!(alone, 0, "{width}: {before:?} / {after:?}");
    }
    assert!(folded > 10, "{folded}");
}

#[test]
fn a_tick_after_a_fold_says_no_less_than_it_is() {
    // Days of two months round folds, then months of one year.
    let crisis = [
        "1962-05-21",
        "1962-09-04",
        "1962-09-11",
        "1962-10-14",
        "1962-10-15",
        "1962-10-16",
        "1962-10-17",
        "1962-10-18",
        "1962-10-20",
        "1962-10-22",
        "1962-10-24",
        "1962-10-25",
        "1962-10-26",
        "1962-10-27",
        "1962-10-28",
        "1962-11-20",
        "1963-04-24",
    ];
    let mut epidemic: Vec<String> = (0..120)
        .map(|n| format!("2014-{:02}-{:02}", n % 10 + 3, n % 28 + 1))
        .collect();
    epidemic.extend(["2015-10-05", "2015-10-20", "2016-03-29"].map(String::from));
    let epidemic: Vec<&str> = epidemic.iter().map(|when| &**when).collect();
    let mut folded = 0;
    for dates in [&crisis[..], &NEAR_THE_END, &epidemic] {
        let of = Shown::new(events_at(dates), LaneBy::NONE);
        for width in (300u16..2600).step_by(53) {
            let span = shown(None, &gaps(&of), true);
            let axis = Axis::new(span, 0.0, f32::from(width));
            folded += axis.folds().len();
            let ticks = Ticks::new(&axis, &of.zone, 11.5, &of.measure);
            let mut end = f32::MIN;
            for tick in &ticks.ticks {
                let Some(label) = &tick.label else { continue };
                assert!(tick.label_x >= end, "{width}: {label:?}");
                end = tick.label_end();
                let civil = of.zone.civil(tick.time);
                let is_year = label.strong.len() == 4 && label.strong.parse::<i64>().is_ok();
                // At the beginning of the year, or where nothing else of it stands on the axis before.
                let earlier = ticks
                    .ticks
                    .iter()
                    .take_while(|other| other.time < tick.time);
                let mut earlier = earlier.map(|other| of.zone.civil(other.time).year);
                let begins_year = (civil.month, civil.day) == (1, 1);
                let is_first = begins_year || earlier.all(|year| year != civil.year);
                assert!(is_first || !is_year, "{width}: {label:?} is {civil:?}");
            }
            // Of those that name a month or a year no two are the same.
            let strong = ticks.ticks.iter().filter_map(|tick| tick.label.as_ref());
            let strong = strong.map(|label| &label.strong).filter(|of| of.len() > 2);
            let mut strong: Vec<&String> = strong.collect();
            strong.sort();
            assert!(strong.windows(2).all(|two| two[0] != two[1]), "{strong:?}");
        }
    }
    assert!(folded > 100, "{folded}");
}

#[test]
fn of_few_events_each_is_drawn_though_time_folds() {
    let mut dates: Vec<String> = (0..60).map(|n| format!("14{}", 53 + n / 3)).collect();
    dates.extend(["1478", "1485", "1520"].map(String::from));
    let dates: Vec<&str> = dates.iter().map(|when| &**when).collect();
    let of = Shown::new(events_at(&dates), LaneBy::NONE);
    assert!(gaps(&of).iter().count() > 0);
    assert!(gaps(&of).iter().all(|gap| gap.events == 0));
    let picture = drawn(&of, true);
    for (handle, event) in of.dataset.events.entries() {
        let key = Key::Event(handle.0);
        let mut items = picture.scene.items.iter();
        assert!(items.any(|item| item.key == key), "{:?}", event.when);
    }
}

#[test]
fn a_fold_tells_no_time_that_it_does_not_hold() {
    let zone = detente::dataset::zone::Zone::default();
    let at = |day: &str| {
        let date = detente::dataset::date::Date::parse(day).unwrap();
        date.core(&zone).0
    };
    for (from, to, events, words) in [
        // Where events are only outside, the months without any.
        ("2015-02-03", "2018-01-10", 0, "Mar 2015 – Dec 2017"),
        ("2015-02-03", "2018-01-10", 3, "Feb 2015 – Jan 2018"),
        ("2024-11-20", "2025-01-15", 0, "Dec 2024"),
        ("2021-03-01", "2021-10-01", 0, "Mar–Sep 2021"),
        ("2021-03-02", "2021-03-20", 0, "2–19 Mar 2021"),
        ("2015-01-01", "2018-01-01", 0, "2015–17"),
        ("2020-01-01", "2021-01-01", 0, "2020"),
        // Of so many years the first and the last matter little.
        ("2009-06-01", "2022-03-01", 0, "2010–21"),
    ] {
        let gap = Gap {
            from: at(from),
            to: at(to),
            events,
        };
        let told = fold_in_words(&gap, &zone);
        let count = if events == 0 { "no" } else { "3" };
        assert_eq!(told, format!("{words} · {count} events"), "{from} to {to}");
    }
}

#[test]
fn the_axis_tells_what_dates_name_and_not_the_margin_of_what_is_approximate() {
    let of = Shown::new(dataset(&[("1040~", 3)]), LaneBy::NONE);
    let picture = drawn(&of, false);
    let said = texts(&picture);
    assert!(said.contains(&"1040–2019".to_owned()), "{said:?}");
}

#[test]
fn zooming_out_ends_where_all_there_is_would_be_nothing() {
    let of = Shown::new(dataset(&[]), LaneBy::NONE);
    let all = shown(None, &gaps(&of), true);
    let far = all.zoomed(0.5, 1e9);
    assert!(far.length() > all.length() && far.length() < 25.0 * all.length());
    let back = far.zoomed(0.5, 1e-9);
    assert!(back.length() < all.length(), "nearer there is no such end");
}

#[test]
fn a_month_beside_a_fold_is_not_folded_with_it() {
    let of = Shown::new(dataset(&[("2016-10", 3)]), LaneBy::NONE);
    let gaps = gaps(&of);
    let gap = gaps.iter().next().unwrap();
    let zone = &of.index.zone;
    let from = zone.civil(gap.from);
    assert_eq!((from.year, from.month, from.day), (2016, 11, 1));
    assert_eq!(gap.events, 0);
}
