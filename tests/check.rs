//! What a check finds in a file, and where.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its file does not open"
)]

use detente::dataset::TO_THE_END;
use detente::files::{self, Opened};
use std::path::Path;

const FILE: &str = r##"{
  "format": "detente",
  "version": 1,
  "zone": "America/Ancorage",
  "sources": [
    { "id": "report", "title": "Report", "url": "ftp://x", "published": "15 Agust", "reliability": "G" },
    { "id": "copy", "title": "Copy", "copies": "copy" },
    { "id": "report", "title": "Again", "accessed": "2025-13" }
  ],
  "groups": [
    { "id": "west", "name": "West", "parent": "nato", "colour": "orage" },
    { "id": "nato", "name": "NATO", "parent": "west", "colour": "#12345" }
  ],
  "actors": [
    { "id": "putin", "name": "Putin", "group": "east", "kind": "president", "image": "../p.png" },
    { "name": "Trump", "part_of": "putin" }
  ],
  "categories": [{ "id": "talks", "name": "Talks", "parent": "talk" }],
  "events": [
    {
      "id": "summit",
      "title": "Summit",
      "when": "2025-08-16/2025-08-15",
      "status": "happend",
      "category": "talks",
      "action": { "type": "CONSULTS" },
      "tone": 11,
      "importance": 900,
      "participants": [{ "actor": "putin" }, { "actor": "putn", "role": "form" }],
      "place": { "lat": 91, "lon": -181 },
      "citations": [{ "source": "reprot", "credibility": 7, "stance": null }],
      "leads_to": [{ "event": "before" }, { "event": "sumit", "kind": "cause" }],
      "media": [{ "url": "https://a.example/b", "path": "/etc/passwd" }]
    },
    {
      "id": "before",
      "when": "2025-08-13",
      "zone": "UTC",
      "accounts": [{ "when": "yesterday", "importance": 6 }]
    }
  ],
  "relations": [
    {
      "id": "r",
      "from": "putin",
      "to": "putin",
      "tone": 1e400,
      "when": "2025/2024",
      "evidence": ["summit", "sumit"]
    }
  ],
  "periods": [{ "id": "p", "title": "P" }],
  "bookmarks": [
    {
      "id": "b",
      "title": "B",
      "span": "2025-08",
      "window": "August",
      "filter": { "actors": ["x"], "statuses": ["denied", "deneid"], "match": "betwen" },
      "lanes": "groups",
      "selection": { "tie": "putin>x" },
      "headline": "Who meets whom, who is left out, and what each of them said of it before and after they met",
      "notes": [
        { "text": "Both", "event": "summit", "actor": "putn" },
        { "tie": "putin~x" },
        { "text": "They met, they spoke, they parted; and what each said of it afterwards is told in three accounts, none of which agrees at all", "event": "sumit" },
        { "text": "Of what?", "event": null },
        { "text": "A fifth", "actor": "putin" }
      ],
      "detail": "man",
      "main_ties": 0,
      "fold": null
    }
  ],
  "map": {
    "pins": { "putin": [0, 1], "trump": [0, 1] },
    "places": { "putin": [0, 1], "trump": [0, 1], "putin": [0, 2] }
  }
}
"##;

const FAULTS: &[&str] = &[
    "4:11 zone “America/Ancorage” is not a time zone. Zones are named as in Europe/Berlin.",
    "6:49 url “ftp://x” is not a web address.",
    "6:73 published “15 Agust” is not a date. Try 15 Aug 2025 or 2025-08-15.",
    "6:100 reliability “G” is none of its words. Expected one of A, B, C, D, E, F.",
    "7:48 copies “copy” is the source itself.",
    "8:13 id “report” stands twice among the sources. The first is source 1.",
    "8:53 accessed “2025-13” is not a date: months run from 01 to 12; 21 to 24 stand for spring to winter.",
    "11:47 parent “nato” leads back to itself by way of “nato”, “west”.",
    "11:65 colour “orage” is not a colour. Did you mean “orange”?",
    "12:65 colour “#12345” is not a colour. Expected one of blue, orange, purple, sky, slate, olive, green, vermillion, or a colour as #rrggbb.",
    "15:48 group “east” is not a group.",
    "15:64 kind “president” is none of its words. Expected one of person, state, organisation, collective, place, unknown.",
    "15:86 image “../p.png” is not a path inside the dataset's folder.",
    "16:5 id is missing.",
    "18:62 parent “talk” is not a category. Did you mean “talks”?",
    "23:15 when “2025-08-16/2025-08-15” ends before it starts.",
    "24:17 status “happend” is none of its words. Did you mean “happened”?",
    "26:27 type “CONSULTS” is not a type of PLOVER. Did you mean “CONSULT”?",
    "27:15 tone 11 is not in the range −10 to 10.",
    "28:21 importance 900 is not a whole number from 1 to 5.",
    "29:57 participant “putn” is not an actor. Did you mean “putin”?",
    "29:73 role “form” is none of its words. Did you mean “from”?",
    "30:25 lat 91 is not in the range −90 to 90.",
    "30:36 lon -181 is not in the range −180 to 180.",
    "31:33 source “reprot” is not a source. Did you mean “report”?",
    "31:58 credibility 7 is not a whole number from 1 to 6.",
    "31:71 stance null is no value.",
    "32:31 leads_to event “before” is over before this event starts.",
    "32:54 leads_to event “sumit” is not an event. Did you mean “summit”?",
    "32:71 kind “cause” is none of its words. Did you mean “causes”?",
    "33:17 media has both url and path.",
    "33:57 path “/etc/passwd” is not a path inside the dataset's folder.",
    "35:5 title is missing.",
    "39:20 account does not say whose it is.",
    "39:30 when “yesterday” is not a date. Try 15 Aug 2025 or 2025-08-15.",
    "39:57 importance 6 is not in the range 1 to 5.",
    "46:13 to “putin” is also where the relation starts.",
    "47:15 tone 1e400 is not a number from −10 to 10.",
    "48:15 when “2025/2024” ends before it starts.",
    "49:30 evidence “sumit” is not an event. Did you mean “summit”?",
    "52:15 when is missing.",
    "58:17 window “August” is not a date. Try 15 Aug 2025 or 2025-08-15.",
    "59:30 actor “x” is not an actor.",
    "59:59 statuses “deneid” is none of its words. Did you mean “denied”?",
    "59:79 match “betwen” is none of its words. Did you mean “between”?",
    "60:16 lanes “groups” is none of its words. Did you mean “group”?",
    "61:29 tie “putin>x” is not a tie between two actors.",
    "62:19 headline “Who meets whom, who is left out, and what each of them said …” has 91 characters, more than 80.",
    "63:16 notes are 5, more than 4.",
    "64:9 note is about several things.",
    "64:55 actor “putn” is not an actor. Did you mean “putin”?",
    "65:9 text is missing.",
    "65:18 tie “putin~x” is not a tie between two actors.",
    "66:19 text “They met, they spoke, they parted; and what each said of it …” has 125 characters, more than 120.",
    "66:157 event “sumit” is not an event. Did you mean “summit”?",
    "67:9 note is about nothing.",
    "67:40 event null is no value.",
    "70:17 detail “man” is none of its words. Did you mean “main”?",
    "71:20 main ties 0 is not a whole number of 1 or more.",
    "72:15 fold null is no value.",
    "76:41 pin “trump” is not an actor.",
    "77:43 place “trump” is not an actor.",
    "77:60 id “putin” stands twice among the places. The first is place 1.",
];

fn open(text: &str) -> Opened {
    files::open(text.into(), Path::new("test.detente"), TO_THE_END).unwrap()
}

#[test]
fn every_kind_of_fault_is_found_at_its_place() {
    let opened = open(FILE);
    let told: Vec<String> = opened
        .problems
        .iter()
        .map(|problem| {
            let at = problem.at.unwrap();
            format!("{}:{} {}", at.line, at.column, problem.fault)
        })
        .collect();
    assert_eq!(told, FAULTS, "{told:#?}");
}

#[test]
fn a_problem_says_file_line_column_field_and_what_helps() {
    let opened = open(FILE);
    let problem = opened
        .problems
        .iter()
        .find(|p| p.fault.found == "“putn”")
        .unwrap();
    assert_eq!(
        problem.to_string(),
        "test.detente, line 29, column 57: participant “putn” is not an actor. Did you mean “putin”?"
    );
    assert_eq!(problem.fault.path(), "events[0].participants[1].actor");
    assert_eq!(problem.fault.expected, "the id of an actor");
}

#[test]
fn what_is_at_fault_is_written_as_it_was() {
    let again = files::write(&open(FILE).dataset);
    assert_eq!(open(&again).problems.len(), FAULTS.len());
    for part in [
        "\"status\": \"happend\"",
        "\"tone\": 1e400",
        "\"when\": \"2025/2024\"",
        "\"stance\": null",
    ] {
        assert!(again.contains(part), "{part}\n{again}");
    }
}

#[test]
fn what_is_no_place_of_an_actor_is_kept() {
    for places in [
        r#"{ "putin": [0, 1, 2] }"#,
        r#"{ "putin": [0, 1e400] }"#,
        r#"{ "putin": [0, null] }"#,
    ] {
        let text = format!(
            r#"{{"format": "detente", "version": 1, "actors": [{{"id": "putin", "name": "Putin"}}],
            "map": {{"places": {places}}}}}"#
        );
        let opened = open(&text);
        let [problem] = opened.problems.as_slice() else {
            panic!("{:?}", opened.problems);
        };
        assert_eq!(problem.fault.path(), "map.places");
        let expected = "a list of two numbers for each actor";
        assert_eq!(problem.fault.expected, expected);
        assert!(opened.dataset.places.is_empty());
        assert!(files::write(&opened.dataset).contains(places), "{places}");
    }
}

#[test]
fn a_ring_is_told_once_and_what_hangs_on_it_is_none() {
    let text = r#"{"format": "detente", "version": 1, "groups": [
        {"id": "a", "name": "A", "parent": "c"}, {"id": "b", "name": "B", "parent": "a"},
        {"id": "c", "name": "C", "parent": "b"}, {"id": "d", "name": "D", "parent": "c"}]}"#;
    let problems = open(text).problems;
    let told: Vec<String> = problems.iter().map(|p| p.fault.to_string()).collect();
    assert_eq!(
        told,
        ["parent “c” leads back to itself by way of “c”, “b”, “a”."]
    );
}

#[test]
fn a_link_that_may_run_forwards_is_no_fault() {
    let with = |first: &str, then: &str| {
        let text = format!(
            r#"{{"format": "detente", "version": 1, "events": [
            {{"id": "a", "title": "A", "when": "{first}", "leads_to": [{{"event": "b"}}]}},
            {{"id": "b", "title": "B", "when": "{then}"}}]}}"#
        );
        open(&text).problems.len()
    };
    assert_eq!(with("2025-08-15", "2025-08-15"), 0);
    assert_eq!(with("2025-08-15", "2025-08"), 0);
    assert_eq!(with("2025-08-16", "2025-08-15~"), 0);
    assert_eq!(with("2025-08-16", "2025-08-14"), 1);
}

/// The palette is written in two rooms that do not know each other.
#[test]
fn every_hue_of_the_palette_is_a_colour() {
    for hue in detente::scene::theme::HUES {
        let text = format!(
            r#"{{"format": "detente", "version": 1,
            "groups": [{{"id": "a", "name": "A", "colour": "{hue}"}}]}}"#
        );
        assert_eq!(open(&text).problems, []);
    }
}
