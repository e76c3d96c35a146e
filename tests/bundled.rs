//! The bundled dataset: it has enough in it and no faults, and is written as it stands.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its file does not open"
)]

use detente::dataset::list::Item;
use detente::dataset::{Dataset, List};
use detente::files::{self, Opened};
use serde_json::Value;
use std::ops::ControlFlow;
use std::path::Path;

const TEXT: &str = include_str!("../assets/alaska-summit.detente");
const STATEMENTS: &str = include_str!("article-statements.json");

fn bundled() -> Opened {
    let go_on = |_| ControlFlow::Continue(());
    files::open(TEXT.into(), Path::new("alaska-summit.detente"), &go_on).unwrap()
}

#[test]
fn it_validates_against_the_schema() {
    let schema: Value = serde_json::from_str(files::schema()).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("detente.json", schema).unwrap();
    let schema = compiler.compile("detente.json", &mut schemas).unwrap();
    let dataset: Value = serde_json::from_str(TEXT).unwrap();
    if let Err(error) = schemas.validate(&dataset, schema) {
        panic!("{error:#}");
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
