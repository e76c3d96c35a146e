//! The native format: what is written reads back the same, and nothing of a file is lost.

#[path = "support/dice.rs"]
mod dice;
#[path = "../benches/support/generate.rs"]
mod generate;

use detente::dataset::TO_THE_END;
use detente::dataset::{Dataset, Event, Id, Status};
use detente::files::save::{Disk, save};
use detente::files::{self, OpenError};
use dice::Dice;
use proptest::prelude::*;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// The example of the format's description, as a save writes it: without defaults.
const EXAMPLE: &str = include_str!("support/example.detente");

fn open(text: &str) -> Result<Dataset, OpenError> {
    let name = Path::new("/somewhere/test.detente");
    files::open(text.as_bytes().to_vec(), name, TO_THE_END).map(|opened| opened.dataset)
}

/// A dataset of one event with these members.
fn with_event(members: &str) -> String {
    format!(r#"{{"format": "detente", "version": 1, "events": [{{{members}}}]}}"#)
}

fn refusal(text: &str) -> String {
    open(text).map_or_else(|error| error.to_string(), |_| "it opens".into())
}

proptest! {
    #[test]
    fn what_is_written_reads_back(seed: u64) {
        let dataset = Dice::new(seed).dataset();
        let text = files::write(&dataset);
        let again = open(&text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(&again, &dataset, "{}", text);
        prop_assert_eq!(files::write(&again), text);
    }
}

#[test]
fn the_example_of_the_format_is_written_as_it_stands() {
    let dataset = open(EXAMPLE).unwrap();
    assert_eq!(dataset.events.len(), 1);
    assert_eq!(files::write(&dataset), EXAMPLE);
}

/// All that a bookmark can say, and where actors stood: a line for each where they are many.
const BOOKMARK: &str = r#"{
  "format": "detente",
  "version": 1,
  "bookmarks": [
    {
      "id": "b",
      "title": "B",
      "headline": "A meets B",
      "caption": "In the end.",
      "notes": [{ "text": "Here", "event": "e" }, { "text": "Both", "tie": "a~b" }],
      "span": "2025",
      "window": "2025-08",
      "filter": { "actors": ["a", "b"], "match": "between", "text": "x" },
      "lanes": "group",
      "colour_by": "class",
      "detail": "main",
      "main_ties": 12,
      "fold": false,
      "selection": { "actor": "a" }
    }
  ],
  "map": {
    "pins": { "a": [0, 1] },
    "places": {
      "a-rather-long-id-of-an-actor": [0.31, -1.5],
      "another-rather-long-id-of-an-actor": [12.5, 0.44],
      "one-more-rather-long-id": [-3, 4]
    }
  }
}
"#;

#[test]
fn bookmarks_and_places_are_written_in_the_order_of_the_format() {
    let dataset = open(BOOKMARK).unwrap();
    assert_eq!(dataset.places.len(), 3);
    assert_eq!(files::write(&dataset), BOOKMARK);
    let usual = BOOKMARK
        .replace("\"fold\": false", "\"fold\": true")
        .replace("\"match\": \"between\"", "\"match\": \"any\"")
        .replace("\"main_ties\": 12", "\"main_ties\": 12.0");
    let text = files::write(&open(&usual).unwrap());
    assert!(
        !text.contains("fold") && !text.contains("match"),
        "defaults are left out: {text}"
    );
    assert!(text.contains("\"main_ties\": 12,"), "{text}");
}

#[test]
fn unknown_fields_stay_token_by_token_at_every_level() {
    let unknown = r#""x": [1.10, 1e400, "\u00e9", {"deep": 12345678901234567890}],"#;
    let marked = EXAMPLE.replace('{', &format!("{{{unknown}"));
    // A pin is named by its key, so pins have no unknown ones; the marks inside marks go too.
    let marked = marked.replace(&format!("\"pins\": {{{unknown}"), "\"pins\": {");
    let text = files::write(&open(&marked).unwrap());
    let kept = r#""x": [1.10, 1e400, "\u00e9", { "deep": 12345678901234567890 }]"#;
    let objects = EXAMPLE.matches('{').count() - 1;
    assert_eq!(text.matches(kept).count(), objects, "{text}");
    assert_eq!(files::write(&open(&text).unwrap()), text);
}

#[test]
fn what_cannot_be_taken_is_written_back() {
    for member in [
        r#""status": "happend""#,
        r#""importance": 3.5"#,
        r#""importance": 900"#,
        r#""tone": 1e400"#,
        r#""when": null"#,
        r#""participants": null"#,
    ] {
        let dataset = open(&with_event(member)).unwrap();
        let event = dataset.events.iter().next().unwrap();
        assert_eq!((event.status, event.importance), (Status::Happened, 3));
        assert_eq!((event.tone.get(), &event.when), (None, &None));
        let text = files::write(&dataset);
        assert!(text.contains(member), "{text}");
    }
}

/// A journal compares what it reads with what is there.
#[test]
fn what_is_kept_has_one_order() {
    let known = r#""tone": 1e400, "status": "happend""#;
    let dataset = open(&with_event(&format!(r#""x": 1, {known}, "a": 2"#))).unwrap();
    assert_eq!(open(&files::write(&dataset)).unwrap(), dataset);
}

#[test]
fn a_field_with_a_new_value_is_written_once() {
    let mut dataset = open(&with_event(r#""status": "happend""#)).unwrap();
    dataset.events = dataset
        .events
        .iter()
        .cloned()
        .map(|mut event| {
            event.status = Status::Denied;
            event
        })
        .collect();
    let text = files::write(&dataset);
    assert_eq!(text.matches("status").count(), 1);
    assert!(text.contains(r#""status": "denied""#), "{text}");
}

#[test]
fn numbers_are_as_short_as_they_read_back() {
    for (from, to) in [
        ("5.0", "5"),
        ("2.50", "2.5"),
        ("-0.0", "-0"),
        ("1e2", "100"),
        ("1e-7", "1e-7"),
    ] {
        let text = files::write(&open(&with_event(&format!(r#""tone": {from}"#))).unwrap());
        assert!(text.contains(&format!(r#""tone": {to} }}"#)), "{text}");
    }
}

#[test]
fn equal_ids_share_their_letters() {
    // A shorter one has no letters of its own anywhere.
    let part = r#"{"actor": "president-of-russia"}"#;
    let event = format!(r#"{{"id": "e", "participants": [{part}, {part}]}}"#);
    let text = with_event("").replace("{}", &event);
    let actors = r#""actors": [{"id": "president-of-russia"}], "events""#;
    let text = text.replace("\"events\"", actors);
    let dataset = open(&text).unwrap();
    let event = dataset.events.iter().next().unwrap();
    let letters: Vec<_> = event
        .participants
        .iter()
        .map(|p| p.actor.as_str().as_ptr())
        .collect();
    assert_eq!(letters[0], letters[1]);
}

#[test]
fn a_wrong_shape_is_refused_with_its_place() {
    for (text, told) in [
        (
            "{\n  \"format\": \"detente\",\n  \"version\": 1,\n  \"events\": [\n    { \"id\": \"ä\", \"tags\": \"x\" }\n  ]\n}",
            "test.detente, line 5, column 26: in “events[0].tags”: string \"x\" stands where a list belongs.",
        ),
        (
            "{\n  \"format\": \"detente\",\n  \"version\": 1,\n  \"title\": \"a\"\n  \"zone\": \"UTC\"\n}",
            "test.detente, line 5, column 3: “\"” breaks the JSON: expected `,` or `}`.",
        ),
        (
            "{ \"format\": \"detente\", \"version\": 1, \"title\": \"a\", \"title\": \"b\" }",
            "test.detente, line 1, column 52: key “title” stands twice.",
        ),
        (
            "{\"format\": \"detente\", \"version\": 2, \"events\": 7}",
            "test.detente, line 1, column 34: version 2 is newer than this program, which reads version 1. Open it with a version of Detente that reads version 2 of the format.",
        ),
        (
            "{\"format\": \"geojson\", \"version\": 1}",
            "test.detente, line 1, column 12: \"geojson\" is not the format of a Detente dataset. A dataset starts with \"format\": \"detente\".",
        ),
        (
            "{\"name\": \"a\"}",
            "test.detente, line 1, column 1: this is not a Detente dataset. A dataset starts with \"format\": \"detente\".",
        ),
    ] {
        assert_eq!(refusal(text), told);
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_line() {
    let bytes = b"{\n \"title\": \"\xff\"}".to_vec();
    let error = files::open(bytes, Path::new("a.detente"), TO_THE_END).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.detente, line 2, column 12: byte 0xff is not text in UTF-8. Save the file as UTF-8 in the program that wrote it."
    );
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n"));
    assert_eq!(files::write(&open(&text).unwrap()), EXAMPLE);
}

#[test]
fn opening_can_be_stopped() {
    let stop = |_| ControlFlow::Break(());
    let error = files::open(EXAMPLE.into(), Path::new("a.detente"), &stop).unwrap_err();
    assert!(matches!(error, OpenError::Cancelled));
}

#[test]
fn the_datasets_that_we_measure_with_have_no_faults() {
    let dataset = generate::dataset(5_000);
    let text = files::write(&dataset);
    let opened = files::open(text.into(), Path::new("a.detente"), TO_THE_END).unwrap();
    assert_eq!(opened.problems, []);
    assert_eq!(opened.dataset, dataset);
}

#[test]
fn a_long_file_says_where_its_faults_are_and_how_it_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.detente");
    let words = "Somebody wrote a sentence here. ".repeat(60);
    let open = |end: &str| {
        let mut text = String::from("{ \"format\": \"detente\", \"version\": 1, \"events\": [\n");
        for n in 0..35_000 {
            let comma = if n > 0 { ",\n" } else { "" };
            text.push_str(&format!(
                "{comma}{{ \"id\": \"e{n}\", \"title\": \"E\", \"description\": \"{words}\" }}"
            ));
        }
        text.push_str(end);
        assert!(text.len() > 64 << 20, "{}", text.len());
        save(text.as_bytes(), &path, &Disk).unwrap();
        files::open_path(&path, TO_THE_END)
    };
    let fault = ",\n{ \"id\": \"last\", \"title\": \"Last\", \"when\": \"never\" }\n] }";
    let opened = open(fault).unwrap();
    assert_eq!(opened.dataset.events.len(), 35_001);
    let [problem] = &opened.problems[..] else {
        panic!("{:?}", opened.problems);
    };
    assert_eq!(problem.at.map(|at| at.line), Some(35_002));
    let broken = open(",\n{ \"id\": \"last\", \"title\": [1] }\n] }").unwrap_err();
    assert!(broken.to_string().contains("line 35002"), "{broken}");
}

/// Takes so many pieces.
struct Pieces {
    most: usize,
    taken: Vec<usize>,
    text: Vec<u8>,
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.taken.len() == self.most {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.taken.push(bytes.len());
        self.text.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_text_is_written_piece_by_piece() {
    let event = |n: usize| {
        let title = "A title that is not short. ".repeat(n % 40 + 1);
        Event::titled(Id::new(&format!("e{n}")), title.trim())
    };
    let dataset = Dataset {
        events: (0..10_000).map(event).collect(),
        ..Dataset::default()
    };
    let write = |most| {
        let mut pieces = Pieces {
            most,
            taken: Vec::new(),
            text: Vec::new(),
        };
        let written = files::write_to(&dataset, &mut pieces);
        (written, pieces)
    };
    let (written, pieces) = write(usize::MAX);
    written.unwrap();
    let longest = pieces.taken.iter().max().unwrap();
    assert!(
        pieces.taken.len() > 2 && *longest < 2 << 20,
        "{:?}",
        pieces.taken
    );
    let text = String::from_utf8(pieces.text).unwrap();
    assert!(open(&text).unwrap() == dataset);
    let (written, pieces) = write(1);
    assert_eq!(written.unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(pieces.taken.len(), 1);
}
