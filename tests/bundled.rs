//! The bundled dataset: it has enough in it and no faults, and is written as it stands.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its file does not open"
)]

use detente::dataset::TO_THE_END;
use detente::dataset::list::Item;
use detente::dataset::{Dataset, List};
use detente::files::{self, Opened};
use serde_json::Value;
use std::path::Path;

const TEXT: &str = include_str!("../assets/alaska-summit.detente");
const STATEMENTS: &str = include_str!("article-statements.json");

fn bundled() -> Opened {
    files::open(TEXT.into(), Path::new("alaska-summit.detente"), TO_THE_END).unwrap()
}

/// What the schema says of a text.
fn validated(text: &str) -> Result<(), String> {
    let schema: Value = serde_json::from_str(&files::schema()).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("detente.json", schema).unwrap();
    let schema = compiler.compile("detente.json", &mut schemas).unwrap();
    let dataset: Value = serde_json::from_str(text).unwrap();
    let validated = schemas.validate(&dataset, schema);
    validated.map_err(|error| format!("{error:#}"))
}

/// What is generated from the table of fields stands in the repository as it is generated. With
/// `DETENTE_UPDATE=1` it is written anew.
#[test]
fn the_schema_and_the_page_on_the_format_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, text) in [
        ("assets/detente.schema.json", files::schema()),
        ("docs/format.md", files::format_page()),
    ] {
        let path = folder.join(name);
        if std::env::var_os("DETENTE_UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes())
                .unwrap();
        }
        let stands = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stands == text,
            "{name} is old: run the tests with DETENTE_UPDATE=1 and look at what changes"
        );
    }
}

#[test]
fn it_validates_against_the_schema() {
    assert_eq!(validated(TEXT), Ok(()));
}

#[test]
fn the_schema_says_of_bookmarks_and_places_what_the_check_does() {
    let with = |members: &str, places: &str| {
        format!(
            r#"{{"format": "detente", "version": 1,
            "actors": [{{"id": "a", "name": "A"}}, {{"id": "b", "name": "B"}}],
            "bookmarks": [{{"id": "x", "title": "X", {members}}}],
            "map": {{"places": {{{places}}}}}}}"#
        )
    };
    let told = |text: &str| {
        let opened = files::open(text.into(), Path::new("a.detente"), TO_THE_END);
        opened.unwrap().problems.len()
    };
    let long = format!(r#""headline": "{}""#, "x".repeat(81));
    let note = r#"{"text": "A", "actor": "a"}"#;
    let notes = format!(r#""notes": [{}]"#, [note; 5].join(", "));
    for (members, places, faults) in [
        (r#""fold": true"#, r#""a": [0, -1.5]"#, 0),
        (
            r#""detail": "blocs", "main_ties": 24, "fold": false"#,
            "",
            0,
        ),
        (r#""headline": "A meets B", "notes": []"#, "", 0),
        (r#""notes": [{"text": "A", "tie": "a~b"}]"#, "", 0),
        (
            r#""filter": {"actors": ["a", "b"], "match": "between"}"#,
            "",
            0,
        ),
        (r#""fold": true"#, r#""a": [0]"#, 1),
        (&*long, "", 1),
        (&*notes, "", 1),
        (r#""notes": [{"text": "A"}]"#, "", 1),
        (
            r#""notes": [{"text": "A", "actor": "a", "tie": "a>b"}]"#,
            "",
            1,
        ),
        (r#""notes": [{"actor": "a"}]"#, "", 1),
        (r#""detail": "block""#, "", 1),
        (r#""main_ties": 0"#, "", 1),
        (r#""filter": {"match": "some"}"#, "", 1),
    ] {
        let text = with(members, places);
        assert_eq!(told(&text), faults, "{text}");
        assert_eq!(validated(&text).is_err(), faults > 0, "{text}");
    }
}

#[test]
fn the_check_finds_nothing() {
    let problems = bundled().problems;
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn it_is_written_as_it_stands() {
    let written = files::write(&bundled().dataset);
    for (n, (written, stands)) in written.lines().zip(TEXT.lines()).enumerate() {
        assert_eq!(written, stands, "line {}", n + 1);
    }
    assert_eq!(written, TEXT);
}

#[test]
fn it_has_as_much_as_it_should() {
    let Dataset {
        groups,
        actors,
        categories,
        events,
        relations,
        periods,
        bookmarks,
        ..
    } = bundled().dataset;
    assert!(events.len() >= 90, "{}", events.len());
    assert!(groups.len() >= 5 && categories.len() >= 8 && periods.len() >= 5);
    assert!(bookmarks.len() >= 4);
    assert!(actors.len() >= 35 && relations.len() >= 50);
    assert!(events.iter().all(|event| !event.citations.is_empty()));
    assert!(
        relations
            .iter()
            .all(|relation| !relation.citations.is_empty())
    );
}

#[test]
fn each_bookmark_claims_something_and_says_why() {
    let dataset = bundled().dataset;
    assert_eq!(dataset.bookmarks.len(), 6);
    for bookmark in dataset.bookmarks.iter() {
        let headline = bookmark.headline.as_deref().unwrap();
        assert_eq!(bookmark.says(), Some(headline));
        assert!(!headline.ends_with('.'), "{headline}");
        assert_eq!(bookmark.notes.len(), 4, "{}", bookmark.id);
    }
}

#[test]
fn every_sentence_of_the_article_is_in_it() {
    fn has<T: Item>(list: &List<T>, ids: &Value) -> usize {
        let ids = ids.as_array().unwrap();
        for id in ids {
            assert!(list.find(id.as_str().unwrap()).is_some(), "{id}");
        }
        ids.len()
    }
    let dataset = bundled().dataset;
    let sentences: Value = serde_json::from_str(STATEMENTS).unwrap();
    let sentences = sentences.as_array().unwrap();
    assert_eq!(sentences.len(), 16);
    for sentence in sentences {
        assert!(!sentence["sentence"].as_str().unwrap().is_empty());
        let statements = sentence["statements"].as_array().unwrap();
        assert!(!statements.is_empty(), "{sentence}");
        for statement in statements {
            let claims = has(&dataset.events, &statement["events"])
                + has(&dataset.relations, &statement["relations"]);
            assert!(claims > 0, "{statement}");
            has(&dataset.actors, &statement["actors"]);
        }
    }
}
