//! What events can be told apart by, as lanes.

use detente::analysis::hues::Hues;
use detente::analysis::{Bits, Index, LaneBy, Lanes, TO_THE_END};
use detente::dataset::date::Margins;
use detente::files;
use std::path::Path;

#[test]
fn lanes_tell_events_apart_by_every_dimension() {
    let text = r#"{"format": "detente", "version": 1,
        "sources": [{"id": "s", "title": "Gazette"}],
        "actors": [{"id": "a", "name": "Anna"}, {"id": "u", "name": "Union", "kind": "organisation"}],
        "events": [
        {"id": "1", "title": "A", "when": "2025-08-15", "status": "planned", "tags": ["air", "sea"],
         "place": {"name": "Anchorage"}, "citations": [{"source": "s"}], "tone": -3,
         "participants": [{"actor": "a"}, {"actor": "u", "role": "mentioned"}]},
        {"id": "2", "title": "B", "when": "2025", "tags": ["air"]}]}"#;
    let opened = files::open(text.into(), Path::new("a.detente"), TO_THE_END);
    let dataset = opened.unwrap().dataset;
    let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
    let hues = Hues::new(&dataset, &index, &["blue"]);
    let lanes = |by: &str| {
        let by = LaneBy::of_word(by).unwrap();
        let all = Bits::all(2);
        let lanes = Lanes::new(&dataset, &index, &hues, &all, by, TO_THE_END).unwrap();
        let lanes = lanes.lanes.iter();
        let told = lanes.map(|lane| format!("{} {}", lane.name, lane.rows.len()));
        told.collect::<Vec<_>>().join(", ")
    };
    for (by, told) in [
        ("none", "All events 2"),
        ("group", "All events 2"),
        ("actor", "Anna 1, No actor 1"),
        ("category", "All events 2"),
        ("place", "Anchorage 1, No place 1"),
        ("tag", "air 2, sea 1"),
        ("source", "Gazette 1, No source 1"),
        ("status", "Happened 1, Planned 1"),
        ("certainty", "Claimed 1, No source given 1"),
        ("class", "Verbal conflict 1, No class 1"),
        ("kind", "Person 1, No kind of actor 1"),
        // Of a year no month is known.
        ("month", "August 1, No month 1"),
        ("weekday", "Friday 1, No weekday 1"),
    ] {
        assert_eq!(lanes(by), told, "{by}");
    }
    let words: Vec<&str> = LaneBy::all().map(LaneBy::word).collect();
    assert_eq!(words.len(), 13);
    assert!(
        words
            .iter()
            .all(|word| LaneBy::of_word(word).map(LaneBy::word) == Some(word))
    );
}
