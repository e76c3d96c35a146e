//! Every field of every kind: typed, shown, undone, saved, opened, searched, and written as a table.

use crate::analysis::TO_THE_END;
use crate::analysis::search::find;
use crate::dataset::edit::Edit;
use crate::dataset::fields::{
    Field, Held, Need, Record, Shape, Taking, change_at, field_at, shown, take,
};
use crate::dataset::list::Item as _;
use crate::dataset::{Dataset, Handle, Kind};
use crate::files::{self, Format};
use std::path::Path;

/// One item of each kind with one record in each of its lists, and another that can be referred to.
const DATASET: &str = r##"{
  "format": "detente", "version": 1, "title": "Fields", "zone": "Europe/Berlin",
  "sources": [{"id": "one", "title": "One"}, {"id": "other", "title": "Other"}],
  "groups": [{"id": "one", "name": "One"}, {"id": "other", "name": "Other"}],
  "actors": [{"id": "one", "name": "One"}, {"id": "other", "name": "Other"}],
  "categories": [{"id": "one", "name": "One"}, {"id": "other", "name": "Other"}],
  "events": [
    {"id": "one", "title": "One", "participants": [{"actor": "one"}], "citations": [{"source": "one"}],
     "accounts": [{"by_actor": "one", "participants": [{"actor": "one"}], "citations": [{"source": "one"}],
                   "leads_to": [{"event": "one"}], "media": [{"path": "a.png"}]}],
     "leads_to": [{"event": "one"}], "media": [{"path": "a.png"}]},
    {"id": "other", "title": "Other"}
  ],
  "relations": [{"id": "one", "from": "one", "to": "other", "citations": [{"source": "one"}]},
                {"id": "other", "from": "other", "to": "one"}],
  "periods": [{"id": "one", "title": "One", "when": "2020"}, {"id": "other", "title": "Other", "when": "2021"}],
  "bookmarks": [{"id": "one", "title": "One", "notes": [{"text": "Note", "event": "one"}]},
                {"id": "other", "title": "Other"}]
}"##;

fn open(text: &str) -> Dataset {
    let opened = files::open(text.into(), Path::new("a.detente"), TO_THE_END);
    opened.unwrap().dataset
}

/// The ways to all fields below a record.
fn ways(record: &dyn Record, before: &str, all: &mut Vec<String>) {
    for (field, held) in record.each() {
        let way = format!("{before}{}", field.key);
        match (field.shape, held) {
            (Shape::Record(inner), _) => {
                all.extend(
                    inner
                        .fields()
                        .iter()
                        .map(|field| format!("{way}.{}", field.key)),
                );
            }
            (Shape::Records(_), Held::Records(records)) => {
                let first = records.at(0).unwrap();
                ways(first, &format!("{way}[0]."), all);
            }
            _ => all.push(way),
        }
    }
}

/// What a person may type into a field, other than what stands there.
fn sample(field: &Field) -> Option<&'static str> {
    Some(match field.shape {
        Shape::Id => "another-id",
        Shape::Line | Shape::Prose | Shape::Remark => "Quixotic words",
        Shape::Date => "3 Feb 2024",
        Shape::Zone => "Europe/Kyiv",
        Shape::Language => "uk",
        Shape::Address => "https://example.org/quixotic",
        Shape::Path => "pictures/quixotic.png",
        Shape::Colour => "#123456",
        Shape::Number(from, _) if from >= 0.0 => "3,5",
        Shape::Number(..) => "−3,5",
        Shape::Grade(_) => "2",
        Shape::Count => "7",
        Shape::Flag if matches!(field.key, "directed" | "fold") => "no",
        Shape::Flag => "yes",
        Shape::Choice(words) => words.get(1).unwrap().1,
        Shape::Choices(words) => words.get(1).unwrap().0,
        Shape::Words => "quixotic, windmills",
        Shape::Names => "Quixotic; Alonso, of La Mancha",
        Shape::One(_) | Shape::Many(_) => "other",
        Shape::Tie => "one~other",
        Shape::Selection | Shape::Record(_) | Shape::Records(_) => return None,
    })
}

fn text_at(record: &dyn Record, way: &str) -> String {
    let (field, held) = field_at(record, way).unwrap();
    shown(field, held)
}

fn typed(dataset: &Dataset, item: (Kind, Handle), way: &str, text: &str) -> Option<Edit> {
    Edit::put_record("test", dataset, item, |record| {
        let is_found = change_at(record, way, &mut |record, place| {
            take(record, place, text, Taking::Understood).unwrap();
        });
        assert!(is_found, "{item:?} {way}");
    })
}

/// Whether a search for what was typed finds the item.
fn is_found(dataset: &Dataset, (kind, handle): (Kind, Handle), text: &str) -> bool {
    let (found, _) = find(dataset, text, 100, TO_THE_END).unwrap();
    found.iter().any(|m| (m.kind, m.handle) == (kind, handle))
}

#[test]
fn every_field_is_typed_shown_undone_saved_opened_searched_and_tabled() {
    let before = open(DATASET);
    let mut walked = 0;
    for kind in Kind::ALL {
        let item = (kind, Handle(0));
        let Some(record) = before.record(item) else {
            assert!(matches!(kind, Kind::Pin | Kind::Stand));
            continue;
        };
        let mut all = Vec::new();
        ways(record, "", &mut all);
        for way in all {
            let (field, _) = field_at(record, &way).unwrap();
            let told = format!("{} {way}", kind.noun());
            assert!(!field.name.is_empty(), "{told}");
            let Some(text) = sample(field) else { continue };
            let is_there = text_at(record, &way) == text;
            let text = if is_there { "one" } else { text };
            let edit = typed(&before, item, &way, text).expect(&told);
            let after = before.after(&edit).unwrap();
            let text = text_at(after.record(item).unwrap(), &way);
            assert!(!text.is_empty(), "{told} is shown");
            let again = typed(&after, item, &way, &text);
            assert_eq!(again, None, "{told}: what is shown is what stands there");
            assert!(
                after.after(&edit.inverse()).unwrap() == before,
                "{told} is undone"
            );
            let opened = open(&files::write(&after));
            assert!(opened == after, "{told} is saved and opened");
            if field.is_searched && matches!(kind, Kind::Actor | Kind::Event | Kind::Source) {
                let words = text.split([',', ';']).next().unwrap_or_default();
                assert!(
                    is_found(&after, item, words),
                    "{told} is found by {words:?}"
                );
                assert!(!is_found(&before, item, words), "{told} is found for it");
            }
            let is_column = !field.columns.is_empty() && !way.starts_with("accounts");
            if kind == Kind::Event && is_column {
                let table = Format::of_name(Path::new("a.csv")).unwrap();
                let mut bytes = Vec::new();
                table.write.unwrap()(&after, Kind::Event, &mut bytes).unwrap();
                let read = files::open(bytes, Path::new("a.csv"), TO_THE_END).unwrap();
                let (_, event) = read.dataset.events.at(0).unwrap();
                assert_eq!(text_at(event, &way), text, "{told} is a column");
                assert!(!event.id().is_empty());
            }
            walked += 1;
        }
    }
    assert!(walked >= 150, "{walked}");
}

/// The last row of periods is there in tests alone: everything follows from it.
#[test]
fn a_field_is_one_row() {
    let before = open(DATASET);
    let item = (Kind::Period, Handle(0));
    let edit = typed(&before, item, "mood", "Tense").unwrap();
    let after = before.after(&edit).unwrap();
    let text = files::write(&after);
    assert!(text.contains(r#""mood": "Tense""#), "{text}");
    assert!(open(&text) == after);
    let (field, _) = field_at(after.record(item).unwrap(), "mood").unwrap();
    assert_eq!(
        (field.in_words(), field.need),
        ("mood".to_owned(), Need::No)
    );
}
