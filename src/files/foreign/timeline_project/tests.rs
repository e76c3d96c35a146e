//! Files as programs write them, and what is read of them.

use super::*;
use crate::files::foreign::testing::told;
use crate::files::foreign::trial::{is_hostile, is_shown, missing};

const FIRST: &str = include_str!("../../../../tests/foreign/timeline-1x.timeline");
const SECOND: &str = include_str!("../../../../tests/foreign/timeline-2x.timeline");
const EARLY: &str = include_str!("../../../../tests/foreign/timeline-0x.timeline");
const NUMBERS: &str = include_str!("../../../../tests/foreign/timeline-numbers.timeline");

/// What becomes `when`; the tests below look at it.
const PASSED: &[(&str, &str)] = &[
    ("start", ""),
    ("end", ""),
    ("fuzzy", ""),
    ("fuzzy_start", ""),
    ("fuzzy_end", ""),
    ("ends_today", ""),
];

#[test]
fn version_1() {
    is_shown(
        &read(FIRST).unwrap(),
        "
Events (Events)
  row type = row type, text = title, when = when, end = keep, category = category, description = description, hyperlink = url, container = keep, part of = parent, progress = keep, locked = keep, alert = keep, default_color = keep, color = keep, icon = keep
  6 | row type: era | text: Age of the Salt Road | when: -0300-01-01/0000-02-29 | color: 205,238,241
  13 | row type: era | text: Open era | when: 1990-01-01/.. | end: 2019-06-30 14:02:11 | color: 238,219,240
  42 | text: Strike of the carters | when: 1987-05-01/1987-05-08 | category: Trade | container: 4 | progress: 0 | locked: False | default_color: 200,200,200
  53 | text: Carters meet | when: 1987-05-01 | category: Salt | description: In the yard,
before dawn & in rain. | part of: Strike of the carters | progress: 100 | locked: True | default_color: 200,200,200
  66 | text: Road closed | when: 1987-05-03T06:30~/1987-05-09T00:00~ | hyperlink: https://salt.example/road | part of: 9 | progress: 50 | locked: False | alert: 1987-05-02 08:00:00;Bring bread | default_color: 10,20,30 | icon: iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB
  79 | text: (so it is told) a murder | when: -0044-03-15T09:05:07 | locked: False
  87 | text: Toll is paid | when: 2001-02-03~/.. | end: 2019-06-30 14:02:11 | locked: False
  95 | text: Leap day fair | when: 2004-02-29~ | locked: False
  103 | text: (no number) ledger found | when: 2010-08-31 | locked: False
said version: 1.20.0 (ab12cd34ef56 2019-06-30)
said timetype: gregoriantime
said category Trade colour: 255,128,0
said category Trade progress colour: 255,153,51
said category Trade done colour: 255,170,60
said category Trade font colour: 0,0,0
said category Salt colour: 250,250,20
said category Salt progress colour: 252,252,138
said category Salt done colour: 252,252,139
said category Salt font colour: 1,2,3
said category Salt parent: Trade
said category: Unused
said displayed period: 1986-12-01 03:14:47 to 1988-01-31 09:46:38
said hidden category: Salt
told 6: 4 events end at midnights; the days before them are read as their last
told 66: an event is part of a container that is not there: 9
",
    );
}

#[test]
fn version_2() {
    is_shown(
        &read(SECOND).unwrap(),
        "
Events (Events)
  id = id, text = title, when = when, start = keep, end = keep, category = category, categories = tags, labels = tags, description = description, hyperlink = url, hyperlinks = keep, milestone = keep, progress = keep, fuzzy = keep, locked = keep, default_color = keep, future_field = keep
  29 | id: first-talks | text: First talks | when: 2021-11-02T18:34:37~/2021-11-12T22:47 | category: Talks | categories: Border; Press | labels: envoys; closed-doors | description: In <b>two</b> rooms | hyperlink: https://talks.example/1 | hyperlinks: https://talks.example/1;https://talks.example/2 | progress: 0 | locked: False | default_color: 240,193,92
  49 | text: Ceasefire | when: 2021-12-01/2021-12-23~ | category: Border | categories: Talks | progress: 0 | locked: False | default_color: 200,200,201
  66 | text: Hearing | when: 2022-01-10 | locked: False
  76 | text: Treaty | when: 2022-02-02 | end: 2022-02-05 00:00:00 | description: Signed | milestone: True | locked: False | default_color: 255,255,128 | future_field: kind x, kept; i too
  90 | text: Half-life | when: Y12025/Y12029 | start: 12025-01-01 00:00:00 | end: 12030-01-01 00:00:00 | fuzzy: perhaps | locked: False
said version: 2.11.0
said timetype: gregoriantime
said category Talks colour: 45,130,210
said category Talks progress colour: 131,131,251
said category Talks done colour: 131,131,252
said category Talks font colour: 250,250,21
said category Border colour: 40,154,40
said category Border progress colour: 48,195,48
said category Border done colour: 48,195,49
said category Border font colour: 0,0,1
said category Press colour: 1,1,1
said category Press progress colour: 2,2,2
said category Press done colour: 3,3,3
said category Press font colour: 4,4,4
said displayed period: 2021-10-28 19:42:22 to 2022-03-02 18:35:52
told 29: an event has several links; the first is its link, all are kept
told 49: 2 events end at midnights; the days before them are read as their last
told 90: a date is so far away that only its year is read; it is kept as text
",
    );
}

#[test]
fn before_version_1() {
    is_shown(
        &read(EARLY).unwrap(),
        "
Events (Events)
  text = title, when = when, start = keep, end = keep, category = category, description = description, fuzzy = keep
  11 | text: Course in bookkeeping | when: 2009-07-13/2009-07-17 | category: Work
  17 | text: Dentist | when: 2009-07-10T14:30 | description: bring the card
  23 | text: A day that was not | start: 2009-02-30 00:00:00 | end: 2009-03-01 00:00:00
  28 | text: Backwards | start: 2009-08-02 00:00:00 | end: 2009-08-01 00:00:00 | fuzzy: True
  34 | text: Undated
said version: 0.13.0dev
said category Work colour: 173,216,230
told 11: an event ends at a midnight; the day before it is read as its last
told 23: the date of an event cannot be read: 2009-02-30 00:00:00
told 28: an event ends before it starts
told 34: an event has no date
",
    );
}

#[test]
fn numbers_for_times() {
    is_shown(
        &read(NUMBERS).unwrap(),
        "
Events (Events)
  text = title, start = keep, end = keep, progress = keep, fuzzy = keep, fuzzy_start = keep, fuzzy_end = keep, locked = keep, ends_today = keep, default_color = keep
  8 | text: Second phase | start: 1990 | end: 2005.5 | progress: 0 | fuzzy: False | fuzzy_start: True | fuzzy_end: False | locked: False | ends_today: False | default_color: 200,200,200
  20 | text: Third phase | start: -12 | end: 1e+20 | progress: 0 | fuzzy: False | locked: False | ends_today: False | default_color: 200,200,200
said version: 2.9.0
said timetype: numtime
said displayed period: 0 to 30
said now: 17
told 8: the times of 2 events are numbers; they are kept as text
",
    );
}

#[test]
fn nothing_of_a_file_is_left_out() {
    let of = |text: &str, passed| missing(text, &read(text).unwrap(), passed);
    // Marks of containers become columns, labels are parted.
    assert_eq!(
        of(FIRST, PASSED),
        [
            "text: [4]Strike of the carters",
            "text: (4)Carters meet",
            "text: (9)Road closed",
        ]
    );
    assert_eq!(of(SECOND, PASSED), ["labels: envoys closed-doors"]);
    assert!(of(EARLY, PASSED).is_empty(), "{:?}", of(EARLY, PASSED));
    assert!(of(NUMBERS, &[]).is_empty(), "{:?}", of(NUMBERS, &[]));
}

#[test]
fn no_file_makes_it_panic() {
    for text in [FIRST, SECOND, EARLY, NUMBERS] {
        is_hostile(text, read);
    }
}

#[test]
fn what_is_of_timeline_is_recognised() {
    for text in [FIRST, SECOND, EARLY, NUMBERS] {
        assert!(recognises(text));
    }
    for text in [
        "",
        "timeline,<version>\n1,2",
        "{\"timeline\": \"<version>\"}",
        "<timeline><event/></timeline>",
        "<timelines><version>1</version></timelines>",
        "# Written by Timeline 0.7.0 on 2009-11-15 9:46:38\nEVENT:2009-10-5 14:31:35;<version>",
    ] {
        assert!(!recognises(text), "{text}");
    }
}

/// The cells of the one event of a file, with their columns, and what is told.
fn event(calendar: &str, parts: &str) -> (String, Vec<String>) {
    let text = format!(
        "<timeline><version>2.0.0</version><timetype>{calendar}</timetype>\
         <events><event>{parts}</event></events></timeline>"
    );
    let sheets = read(&text).unwrap();
    let sheet = &sheets.all[0];
    let cells = sheet.columns.iter().zip(&sheet.rows[0].1);
    let cells: Vec<String> = cells
        .map(|((name, _), cell)| format!("{name}: {cell}"))
        .collect();
    let told = told(&sheets).into_iter().map(|(_, words)| words).collect();
    (cells.join(" | "), told)
}

fn dated(start: &str, end: &str, more: &str) -> String {
    let parts = format!("<start>{start}</start><end>{end}</end>{more}");
    event("gregoriantime", &parts).0
}

#[test]
fn ends_of_events() {
    for (start, end, when) in [
        ("2010-03-03 00:00:00", "2010-03-03 00:00:00", "2010-03-03"),
        ("2010-03-03 00:00:00", "2010-03-04 00:00:00", "2010-03-03"),
        (
            "2010-03-03 00:00:00",
            "2010-03-05 00:00:00",
            "2010-03-03/2010-03-04",
        ),
        (
            "2010-12-31 00:00:00",
            "2011-01-02 00:00:00",
            "2010-12-31/2011-01-01",
        ),
        ("2010-03-03 00:00:00", "2010-03-03 23:59:00", "2010-03-03"),
        (
            "2010-03-03 00:00:00",
            "2010-03-03 12:00:00",
            "2010-03-03T00:00/2010-03-03T12:00",
        ),
        (
            "2010-03-03 18:00:00",
            "2010-03-04 00:00:00",
            "2010-03-03T18:00/2010-03-04T00:00",
        ),
        (
            "2010-03-03 18:00:05",
            "2010-03-03 18:00:05",
            "2010-03-03T18:00:05",
        ),
        (
            "0-01-01 00:00:00",
            "1-01-01 00:00:00",
            "0000-01-01/0000-12-31",
        ),
        (
            "-4713-11-24 00:00:00",
            "-44-03-15 00:00:00",
            "-4713-11-24/-0044-03-14",
        ),
    ] {
        assert_eq!(
            dated(start, end, ""),
            format!("when: {when}"),
            "{start} {end}"
        );
    }
}

#[test]
fn doubts_and_open_ends() {
    let of = |more: &str| dated("2010-03-03 00:00:00", "2010-03-06 00:00:00", more);
    assert_eq!(of("<fuzzy>True</fuzzy>"), "when: 2010-03-03~/2010-03-05~");
    assert_eq!(
        of("<fuzzy_end>True</fuzzy_end>"),
        "when: 2010-03-03/2010-03-05~"
    );
    assert_eq!(
        of("<fuzzy_start>True</fuzzy_start>"),
        "when: 2010-03-03~/2010-03-05"
    );
    assert_eq!(
        of("<fuzzy>False</fuzzy><ends_today>True</ends_today>"),
        "when: 2010-03-03/.. | end: 2010-03-06 00:00:00"
    );
}

#[test]
fn other_calendars_are_kept_as_text() {
    for calendar in ["coptic", "pharaonic", "bosparaniantime", "lunar"] {
        let (cells, told) = event(
            calendar,
            "<start>1738-05-06 00:00:00</start><end>1738-05-06 00:00:00</end><fuzzy>True</fuzzy>",
        );
        assert_eq!(
            cells,
            "start: 1738-05-06 00:00:00 | end: 1738-05-06 00:00:00 | fuzzy: True"
        );
        assert_eq!(
            told,
            ["the date of an event is of a calendar that is not read here; it is kept as text"]
        );
    }
    for calendar in ["pytime", "wxtime", ""] {
        let parts = "<start>1738-5-6 0:0:0</start><end>1738-5-6 0:0:0</end>";
        assert_eq!(
            event(calendar, parts),
            ("when: 1738-05-06".into(), Vec::new())
        );
    }
}

#[test]
fn marks_before_texts() {
    for (text, before, after) in [
        ("[2]Box", "text: Box", "container: 2"),
        ("\n      [2]Box\n    ", "text: Box", "container: 2"),
        (" [2]Box", "text: [2]Box", ""),
        ("[two]Box", "text: [two]Box", ""),
        ("(2)Lid", "text: Lid", "part of: 2"),
        ("(2", "text: (2", ""),
        ("[]", "text: []", ""),
    ] {
        let parts = format!("<text>{text}</text><start>2010-03-03 00:00:00</start>");
        let cells = [before, "when: 2010-03-03", after];
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        assert_eq!(event("", &parts).0, cells.join(" | "), "{text}");
    }
}
