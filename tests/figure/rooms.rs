//! What gets the room of a page: what matters most, and nothing is said to be missing that is there.

use super::*;
use std::collections::BTreeSet;

/// A dataset of a table that a person might bring.
fn table(rows: &str) -> Dataset {
    let bytes = format!("title,when,actors,category\n{rows}").into_bytes();
    let opened = files::open(bytes, Path::new("a.csv"), TO_THE_END);
    opened.unwrap().dataset
}

#[test]
fn on_a_narrow_page_the_map_of_two_weeks_shows_blocs_and_the_notes_stay() {
    let mut made = Made::new(
        bundled(),
        Filter::default(),
        LaneBy::CATEGORY,
        Some(span("2025-08-06", "2025-08-20")),
    );
    let window = span("2025-08-08", "2025-08-18");
    made.window = Some((window.from(), window.to()));
    let notes = note_of(&made, "two-weeks-in-august");
    let scene = made.draw(|of| (of.notes, of.size) = (&notes[..], sized(660.0, 900.0)));
    let blocs = ink(&scene, |key| matches!(key, Key::Bloc(..)));
    assert!(blocs.is_positive(), "there are arrows between blocs");
    let told: BTreeSet<usize> = numbered_discs(&scene).into_iter().map(|(n, _)| n).collect();
    assert_eq!(told.len(), notes.len(), "{told:?}");
}

#[test]
fn strips_take_the_room_that_a_page_has_left() {
    let rows = (0..1400u16).map(|n| {
        let day = n % 28 + 1;
        format!(
            "Loan {n},2024-07-{day:02},Club {},League {}\n",
            n % 9,
            n % 2
        )
    });
    let made = Made::new(
        table(&rows.collect::<String>()),
        Filter::default(),
        LaneBy::CATEGORY,
        None,
    );
    let height = |size| {
        let scene = made.draw(|of| of.size = size);
        let lanes = ink(&scene, |key| matches!(key, Key::Lane(_)));
        lanes.height() / scene.size.x
    };
    let grown = height(Size {
        width: 660.0,
        height: None,
    });
    let fixed = height(sized(660.0, 900.0));
    assert!(fixed > 1.5 * grown, "{fixed} beside {grown}");
}

#[test]
fn what_is_drawn_in_another_lane_is_not_said_to_be_left_out() {
    // Two sides do everything together: what one lane has no room for may stand in the other.
    let rows = (0..120u16).flat_map(|n| {
        let when = format!("2024-07-{:02}", n % 28 + 1);
        ["Union", "Company"]
            .map(|actor| format!("A meeting of both sides no. {n},{when},{actor},Talks\n"))
    });
    let mut dataset = table(&rows.collect::<String>());
    // One event of both instead of one for each.
    let mut events: Vec<Event> = Vec::new();
    for event in dataset.events.iter() {
        match events.iter_mut().find(|e| e.title == event.title) {
            Some(first) => first
                .participants
                .extend(event.participants.iter().cloned()),
            None => events.push(event.clone()),
        }
    }
    assert_eq!(events.len(), 120);
    dataset.events = events.into_iter().collect();
    let made = Made::new(dataset, Filter::default(), LaneBy::ACTOR, None);
    let mut is_short = false;
    for size in [preset("hd"), sized(960.0, 640.0), sized(660.0, 900.0)] {
        let scene = made.draw(|of| of.size = size);
        let is_event = |key: Key| match key {
            Key::Event(event) => Some(event),
            _ => None,
        };
        let drawn: BTreeSet<u32> = scene.items.iter().filter_map(|i| is_event(i.key)).collect();
        let said = texts(&scene).into_iter().filter_map(|(text, ..)| {
            let more = text.strip_prefix('+')?.strip_suffix(" more")?;
            more.parse::<usize>().ok()
        });
        for more in said {
            is_short = true;
            assert!(
                more <= 120 - drawn.len(),
                "+{more} of {} on {size:?}",
                drawn.len()
            );
        }
    }
    assert!(is_short, "a page was short of room");
}

#[test]
fn a_long_name_of_a_lane_takes_two_lines_where_it_has_two_rows() {
    let rows = (0..6u16).map(|n| {
        let day = n + 10;
        format!("The bank lends and asks for it back {n},2024-07-{day},Bank,First Mercantile Bank of the Lower Rhine\n")
    });
    let made = Made::new(
        table(&rows.collect::<String>()),
        Filter::default(),
        LaneBy::CATEGORY,
        None,
    );
    let scene = made.draw(|of| of.size = sized(660.0, 900.0));
    let is_head = |key: Key| matches!(key, Key::Lane(_));
    let head = texts(&scene)
        .into_iter()
        .filter(|(_, key, _)| is_head(*key));
    let words: Vec<String> = head.map(|(text, ..)| text).collect();
    assert_eq!(words.join(" "), "First Mercantile Bank of the Lower Rhine");
}

/// One person and `others` whom they deal with, each once, the first of them more often.
fn dealings(others: u16) -> Dataset {
    let rows = (0..others).flat_map(|n| {
        let times = if n < 8 { 3 } else { 1 };
        (0..times).map(move |time| {
            let day = n % 28 + 1;
            format!(
                "Deal {n} {time},2024-0{}-{day:02},Hub;Man {n},Deals\n",
                time + 1
            )
        })
    });
    table(&rows.collect::<String>())
}

#[test]
fn whoever_of_no_group_has_no_main_tie_is_named_on_a_page() {
    let made = Made::new(dealings(60), Filter::default(), LaneBy::CATEGORY, None);
    let scene = made.draw(|of| (of.views, of.size) = (Views::Map, preset("hd")));
    let is_drawn: BTreeSet<u32> = scene
        .items
        .iter()
        .filter_map(|item| match item.key {
            Key::Actor(actor) => Some(actor),
            _ => None,
        })
        .collect();
    let words: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
    let words = words.join(" ");
    let (_, rest) = words.split_once("also ").expect("who is only named");
    let is_told = rest.contains(" more") || is_drawn.len() + rest.matches("Man ").count() >= 61;
    assert!(
        is_drawn.len() < 61 && is_told,
        "{} drawn; {words}",
        is_drawn.len()
    );
    assert!(words.contains("named only"), "{words}");
}

#[test]
fn an_event_that_joins_many_is_not_written_on_every_tie() {
    let mut rows = String::new();
    for n in 0..12u16 {
        rows.push_str(&format!(
            "Letter {n},2024-05-{:02},Court;Party {n},Case\n",
            n + 1
        ));
        rows.push_str(&format!(
            "Appeal {n},2024-06-{:02},Court;Party {n},Case\n",
            n + 1
        ));
    }
    let parties: Vec<String> = (0..12).map(|n| format!("Party {n}")).collect();
    rows.push_str(&format!(
        "The long hearing,2024-07-01,{},Case\n",
        parties.join(";")
    ));
    let made = Made::new(table(&rows), Filter::default(), LaneBy::CATEGORY, None);
    let level = Level::default().without_blocs();
    let size = sized(1600.0, 1200.0);
    let scene = made.draw(|of| (of.views, of.size, of.level) = (Views::Map, size, level));
    let times = texts(&scene).into_iter();
    let times = times
        .filter(|(text, ..)| text.starts_with("The long"))
        .count();
    assert_eq!(times, 1);
}
