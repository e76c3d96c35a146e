//! Rows of JSON: lists of objects and JSON Lines, as programs and websites give them.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its text does not open"
)]

use detente::dataset::Event;
use detente::dataset::TO_THE_END;
use detente::files::table::{Import, Mapping};
use detente::files::{self, OpenError, Opened};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

fn open_by(name: &str, text: &str, mapping: &Mapping) -> Result<Opened, OpenError> {
    files::open_by(text.into(), Path::new(name), mapping, TO_THE_END)
}

fn open(name: &str, text: &str) -> Opened {
    let opened = open_by(name, text, &Mapping::default());
    opened.map_err(|error| error.to_string()).unwrap()
}

fn events(opened: &Opened) -> Vec<&Event> {
    opened.dataset.events.iter().collect()
}

fn dates(opened: &Opened) -> Vec<&str> {
    let all = opened.dataset.events.iter();
    all.map(|event| event.when.as_deref().unwrap_or("-"))
        .collect()
}

fn titles(opened: &Opened) -> Vec<&str> {
    let all = opened.dataset.events.iter();
    all.map(|event| &*event.title).collect()
}

fn people(opened: &Opened) -> Vec<&str> {
    let all = opened.dataset.actors.iter();
    all.map(|actor| &*actor.name).collect()
}

fn problems(opened: &Opened) -> Vec<String> {
    opened.problems.iter().map(ToString::to_string).collect()
}

fn import(opened: &Opened) -> &Import {
    opened.import.as_ref().unwrap()
}

#[test]
fn a_list_of_objects_is_a_table() {
    let text = r#"[
        {"date": "2019-03-04", "event": "Letter", "who": ["Mayor Holt", "Harbour board"], "tags": [], "note": null},
        {"date": "2019-03-05T10:00", "event": "Reply \u2013 late", "who": ["Harbour board"], "cost": 12.50}
    ]"#;
    for name in ["letters.json", "letters", "letters.ndjson"] {
        let opened = open(name, text);
        assert_eq!(dates(&opened), ["2019-03-04", "2019-03-05T10:00"], "{name}");
        assert_eq!(titles(&opened), ["Letter", "Reply – late"]);
        assert_eq!(people(&opened), ["Mayor Holt", "Harbour board"]);
        let kept = &events(&opened)[1].more.notes.kept;
        assert_eq!(kept.get("cost"), Some("\"12.50\""), "as it is written");
        assert!(problems(&opened).is_empty());
        assert!(import(&opened).is_sure());
        assert!(!opened.format.holds_all(), "it is not saved over");
        assert_eq!(&*opened.dataset.metadata.title, "letters");
    }
}

#[test]
fn a_line_that_is_no_json_is_told_and_the_others_are_read() {
    let text = "{\"when\":\"2020-01-01\",\"title\":\"A\"}\n\
                {\"when\":\"2020-01-02\",\"title\":\"B\n\
                \n\
                {\"when\":\"2020-01-03\",\"title\":\"C\",\"who\":\"Anna\"}\r\n";
    let opened = open("log.jsonl", text);
    assert_eq!(titles(&opened), ["A", "C"]);
    let told = problems(&opened);
    assert_eq!(told.len(), 1, "{told:?}");
    let parts = [
        "log.jsonl, line 2",
        "“{\"when\":\"2020-01-02\",\"title\":\"B”",
        "is not JSON",
    ];
    assert!(parts.iter().all(|part| told[0].contains(part)), "{told:?}");
}

#[test]
fn the_first_lines_may_be_damaged_too() {
    for first in ["// log of March", "{\"when\": \"2020", "7"] {
        let text = format!(
            "{first}\n{{\"when\":\"2020\",\"title\":\"A\"}}\n{{\"when\":\"2021\",\"title\":\"B\"}}\n"
        );
        for name in ["log.jsonl", "log.json"] {
            let opened = open(name, &text);
            assert_eq!(titles(&opened), ["A", "B"], "{first}");
            assert!(
                problems(&opened)[0].contains(first),
                "{:?}",
                problems(&opened)
            );
        }
    }
}

#[test]
fn a_mark_at_the_start_and_another_encoding_are_no_matter() {
    let text =
        r#"[{"when": "2020", "title": "Straße", "mood": "null", "odd": "a\ud83d b\ud83d\ude00"}]"#;
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for bytes in [format!("\u{feff}{text}").into_bytes(), utf16(text)] {
        let opened = files::open(bytes, Path::new("a.json"), TO_THE_END).unwrap();
        assert_eq!(titles(&opened), ["Straße"]);
        let kept = &events(&opened)[0].more.notes.kept;
        assert_eq!(
            kept.get("mood"),
            Some("\"null\""),
            "a word, and not nothing"
        );
        assert_eq!(kept.get("odd"), Some("\"a\u{fffd} b😀\""));
    }
}

#[test]
fn the_list_that_looks_most_like_a_table_is_read() {
    let text = r#"{"labels": [{"id": 1, "colour": "red"}, {"id": 2, "colour": "blue"}, {"id": 3, "colour": "green"}],
        "cards": [{"name": "Call", "due": null, "date": "2020-02-03"}]}"#;
    let opened = open("board.json", text);
    assert_eq!(titles(&opened), ["Call"]);
    assert!(import(&opened).findings[0].contains("There are others: “labels”"));
    // Another word that is “Feature” is one, and what is nested in a date is read.
    let text = r#"[{"title": "Feature", "date": {"year": 2020, "hour": null, "minute": 5}, "at": {"date": {"b": "deep"}}}]"#;
    let opened = open("words.json", text);
    assert_eq!(titles(&opened), ["Feature"]);
    let kept = &events(&opened)[0].more.notes.kept;
    assert_eq!(kept.get("at.date.b"), Some("\"deep\""));
    assert!(
        kept.iter().any(|(key, _)| &**key == "date.minute"),
        "{kept:?}"
    );
    // A moment of a calendar is a day or a time.
    let text = r#"{"items": [{"summary": "Holiday", "start": {"date": "2025-01-01"}, "end": {"date": "2025-01-02"}},
        {"summary": "Call", "start": {"dateTime": "2025-01-03T10:00:00+01:00", "timeZone": "Europe/Berlin"}}]}"#;
    assert_eq!(
        dates(&open("calendar.json", text))[1],
        "2025-01-03T10:00:00+01:00"
    );
}

#[test]
fn objects_that_follow_each_other_need_no_lines() {
    let text = "{\n  \"when\": \"2020\",\n  \"title\": \"A\"\n}\n{\n  \"when\": \"soon\",\n  \"title\": \"B\"\n}";
    let opened = open("stream.json", text);
    assert_eq!(titles(&opened), ["A", "B"]);
    let told = problems(&opened);
    assert!(
        told[0].starts_with("stream.json, line 6, column 11: "),
        "{told:?}"
    );
}

#[test]
fn what_is_nested_is_a_column_of_its_own() {
    let text = json!({
        "meta": { "title": "Strikes", "count": 1 },
        "actors": [{ "name": "Anna" }],
        "items": [{
            "_source": {
                "date": "2021-05-06",
                "headline": "Strike",
                "venue": { "name": "Gate 3", "lat": 51.5, "lon": 3.25 },
                "participants": [
                    { "name": "Anna Berg", "age": 41 },
                    { "name": "Boris Lund", "age": 37 }
                ],
                "deep": { "a": { "b": { "c": { "d": { "e": { "f": [1] } } } } } }
            }
        }, { "_source": { "date": "2021-05-07", "headline": "Talks" } }]
    });
    let opened = open("strikes.json", &text.to_string());
    assert_eq!(titles(&opened), ["Strike", "Talks"]);
    assert_eq!(dates(&opened), ["2021-05-06", "2021-05-07"]);
    assert_eq!(people(&opened), ["Anna Berg", "Boris Lund"]);
    let event = events(&opened)[0];
    let place = event.more.place.as_ref().unwrap();
    assert_eq!(
        (place.name.as_deref(), place.lat.get(), place.lon.get()),
        (Some("Gate 3"), Some(51.5), Some(3.25))
    );
    let kept = &event.more.notes.kept;
    assert_eq!(kept.get("participants.age"), Some("\"41; 37\""));
    let metadata = &opened.dataset.metadata;
    assert_eq!(&*metadata.title, "Strikes");
    assert_eq!(metadata.kept.get("meta.count"), Some("\"1\""));
    // Another list can be chosen.
    assert!(import(&opened).findings[0].contains("Only the list “items” is read"));
    let origin = &import(&opened).origin;
    assert_eq!(origin.sheet.as_deref(), Some("items"));
    assert_eq!(origin.sheets, ["actors", "items"]);
    let by = |list: &str| {
        let mapping = Mapping {
            sheet: Some(list.to_owned()),
            ..Mapping::default()
        };
        open_by("strikes.json", &text.to_string(), &mapping)
    };
    assert_eq!(by("2").unwrap().dataset.events.len(), 2);
    let error = by("songs").unwrap_err().to_string();
    assert!(
        error.contains("there is no list “songs”; there are actors, items"),
        "{error}"
    );
}

#[test]
fn points_of_a_map_are_places() {
    let text = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [30.5, 50.45, 7]},
         "properties": {"name": "Shelling", "date": "2022-03-01"}},
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
         "properties": {"name": "Convoy", "date": "2022-03-02"}}]}"#;
    let opened = open("shelling.geojson", text);
    assert_eq!(titles(&opened), ["Shelling", "Convoy"]);
    assert_eq!(dates(&opened), ["2022-03-01", "2022-03-02"]);
    let place = events(&opened)[0].more.place.as_ref().unwrap();
    assert_eq!(
        (place.lat.get(), place.lon.get()),
        (Some(50.45), Some(30.5))
    );
    assert!(
        opened.dataset.categories.is_empty(),
        "that it is a feature says its format"
    );
    assert!(problems(&opened).is_empty(), "{:?}", problems(&opened));
}

#[test]
fn a_timeline_of_timelinejs_is_read_with_its_title_and_eras() {
    let text = json!({
        "scale": "human",
        "title": { "text": { "headline": "The harbour dispute", "text": "How it began" } },
        "events": [
            {
                "start_date": { "year": "2019", "month": "3", "day": "4", "hour": "9", "minute": "05" },
                "text": { "headline": "Letter", "text": "The mayor writes." },
                "media": { "url": "https://example.org/1.jpg", "caption": "The letter" },
                "group": "Letters"
            },
            {
                "start_date": { "year": 2019, "month": 5, "display_date": "Spring" },
                "end_date": { "year": 2019, "month": 8 },
                "text": { "headline": "Talks" }
            }
        ],
        "eras": [{
            "start_date": { "year": "2018" }, "end_date": { "year": "2020" },
            "text": { "headline": "Old council" }
        }]
    });
    let opened = open("timeline.json", &text.to_string());
    assert_eq!(dates(&opened), ["2019-03-04T09:05", "2019-05/2019-08"]);
    assert_eq!(titles(&opened), ["Letter", "Talks"]);
    let metadata = &opened.dataset.metadata;
    assert_eq!(&*metadata.title, "The harbour dispute");
    assert_eq!(metadata.description.as_deref(), Some("How it began"));
    let period = opened.dataset.periods.at(0).unwrap().1;
    assert_eq!(
        (&*period.title, period.when.as_deref()),
        ("Old council", Some("2018/2020"))
    );
    let findings = &import(&opened).findings;
    assert!(
        !findings.iter().any(|said| said.contains("Only the list")),
        "eras are read too"
    );
    let event = events(&opened)[0];
    assert_eq!(event.description.as_deref(), Some("The mayor writes."));
    assert_eq!(event.by_hand.media.len(), 1);
    let category = opened.dataset.categories.at(0).unwrap().1;
    assert_eq!(&*category.name, "Letters");
    assert!(problems(&opened).is_empty(), "{:?}", problems(&opened));
}

#[test]
fn results_of_a_query_are_their_values() {
    let of = |kind: &str, value: &str| json!({ "type": kind, "value": value });
    let text = json!({
        "head": { "vars": ["event", "eventLabel", "date", "coord"] },
        "results": { "bindings": [{
            "event": of("uri", "http://www.wikidata.org/entity/Q1"),
            "eventLabel": { "xml:lang": "en", "type": "literal", "value": "Treaty of Paris" },
            "date": of("literal", "1856-03-30T00:00:00Z"),
            "coord": of("literal", "Point(2.35 48.85)")
        }] }
    });
    let opened = open("query.json", &text.to_string());
    assert_eq!(titles(&opened), ["Treaty of Paris"]);
    assert_eq!(dates(&opened), ["1856-03-30"]);
    let place = events(&opened)[0].more.place.as_ref().unwrap();
    assert_eq!(
        (place.lat.get(), place.lon.get()),
        (Some(48.85), Some(2.35))
    );
}

#[test]
fn lists_of_lists_and_objects_under_keys_are_rows_too() {
    let lists = r#"{"range": "A1:B3", "values": [["Date", "Event"], ["4 March 2019", "Letter"], ["2020", "Reply", "late"]]}"#;
    let opened = open("values.json", lists);
    assert_eq!(dates(&opened), ["2019-03-04", "2020"]);
    assert_eq!(titles(&opened), ["Letter", "Reply"]);
    let kept = &events(&opened)[1].more.notes.kept;
    assert!(kept.iter().any(|(_, json)| json == "\"late\""), "{kept:?}");
    let opened = open(
        "bare.json",
        "[[1066, \"Hastings\"], [1215, \"Magna Carta\"]]",
    );
    assert_eq!(titles(&opened), ["Hastings", "Magna Carta"]);
    assert_eq!(dates(&opened), ["1066", "1215"]);
    let members = r#"{"x1": {"date": "2021-03-02", "title": "A"}, "x2": {"date": "2021-03-03", "title": "B"}}"#;
    let opened = open("members.json", members);
    assert_eq!(titles(&opened), ["A", "B"]);
    assert_eq!(
        events(&opened)[0].more.notes.kept.get("key"),
        Some("\"x1\"")
    );
}

#[test]
fn counts_of_seconds_are_times_where_the_name_says_so() {
    let text = r#"[{"ts": 1693526400, "msg": "Disk full", "phone": 1693526400},
        {"ts": 1693526460.25, "msg": "Retry", "phone": 1593526460}]"#;
    let opened = open("log.json", text);
    assert_eq!(
        dates(&opened),
        ["2023-09-01T00:00:00Z", "2023-09-01T00:01:00.25Z"]
    );
    assert!(
        import(&opened)
            .findings
            .iter()
            .any(|said| said.contains("counted from 1970"))
    );
    // Thousandths, of earthquakes.
    let text =
        r#"[{"time": 1693526400123, "title": "M 6.1"}, {"time": 1693526460000, "title": "M 5"}]"#;
    let opened = open("quakes.json", text);
    assert_eq!(
        dates(&opened),
        ["2023-09-01T00:00:00.123Z", "2023-09-01T00:01:00Z"]
    );
    // A number alone says nothing.
    let opened = open("calls.json", r#"[{"title": "Call", "phone": 1693526400}]"#);
    assert_eq!(dates(&opened), ["-"]);
}

#[test]
fn what_is_no_json_says_where() {
    let error = |name: &str, text: &str| {
        let opened = open_by(name, text, &Mapping::default());
        opened.map(|_| ()).unwrap_err().to_string()
    };
    let told = error(
        "a.json",
        "[\n  {\"when\": \"2020\"},\n  {\"when\" \"2021\"}\n]",
    );
    assert!(
        told.contains("a.json, line 3, column 11: the file is not JSON: expected `:`"),
        "{told}"
    );
    let told = error("a.ndjson", "{\"a\": {\n\"b\": 1}}");
    assert!(told.contains("has no rows"), "{told}");
    for bare in [
        "[]",
        r#"{"date": {"0": "2019", "1": "2020"}, "title": {"0": "A", "1": "B"}}"#,
    ] {
        let told = error("a.json", bare);
        assert!(
            told.contains("has no rows") || told.contains("not a Detente dataset"),
            "{told}"
        );
    }
    // A dataset that is damaged stays one.
    let told = error(
        "a.json",
        "{\"format\": \"detente\", \"version\": 1, \"events\": [{]}",
    );
    assert!(
        told.contains("line 1, column 49") && told.contains("breaks the JSON"),
        "{told}"
    );
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        // Longer ones may be dates, which are written in another way.
        (0..100_u8).prop_map(Value::from),
        // Figures may be read as a place, which is written as numbers.
        "[a-zà :,;\"\\\\\n-]{0,12}".prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}|year|type|value|coordinates", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// What a value says, piece by piece.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(all) => all.iter().for_each(|value| leaves(value, found)),
        Value::Object(all) => all.values().for_each(|value| leaves(value, found)),
        // Signs between words may part names.
        Value::String(text) => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            found.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        }
        // As words are, without the sign before a number.
        other => found.push(other.to_string().trim_start_matches('-').to_owned()),
    }
}

proptest! {
    /// Nothing that a row says is lost: it is in the dataset or in the list of problems.
    #[test]
    fn no_text_is_lost(rows in prop::collection::vec(value(), 1..5)) {
        let rows: Vec<Value> = rows
            .into_iter()
            .enumerate()
            .map(|(n, more)| json!({ "when": format!("20{n:02}"), "title": format!("Event {n}"), "more": more }))
            .collect();
        let text = Value::from(rows.clone()).to_string();
        let opened = open("any.json", &text);
        let told = problems(&opened).join("\n");
        // As it is read again, without the escapes of JSON.
        let written: Value = serde_json::from_str(&files::write(&opened.dataset)).unwrap();
        let mut all = Vec::new();
        leaves(&written, &mut all);
        let all = all.join(" ");
        let mut said = Vec::new();
        rows.iter().for_each(|row| leaves(row, &mut said));
        for piece in said {
            prop_assert!(
                all.contains(&piece) || told.contains(&piece),
                "“{piece}” of {text} is lost:\n{all}\n{told}"
            );
        }
    }
}

#[test]
fn a_line_alone_is_a_row() {
    let opened = open_by(
        "a.jsonl",
        "{\"title\": \"Talks\", \"when\": \"2020\"}\n",
        &Mapping::default(),
    );
    let dataset = opened.unwrap().dataset;
    let all: Vec<(&str, Option<&str>)> = dataset
        .events
        .iter()
        .map(|event| (&*event.title, event.when.as_deref()))
        .collect();
    assert_eq!(all, [("Talks", Some("2020"))]);
}
