//! What is wrong with the open dataset: what a check finds in it, and what was told of the file that it came from.

use crate::dataset::check::Fault;
use crate::dataset::fields::{field_at, shown};
use crate::dataset::{Dataset, Handle, Kind};
use crate::files::{Position, Problem};
use std::collections::HashSet;

/// A problem, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whose it is in the present version, and what is wrong.
    pub fault: Fault,
    /// Where it stands in the file that was read.
    pub at: Option<Position>,
}

/// What was told of a file when it was opened, and what was read from it.
pub(super) struct OfFile<'a> {
    pub(super) problems: &'a [Problem],
    pub(super) dataset: &'a Dataset,
    /// Whether the dataset is still as it was read.
    pub(super) is_as_read: bool,
}

/// Each problem once: those of the file first, then what a check finds beyond them. What the file's reader said
/// keeps its words and its place in the file for as long as its field is as it was read and a check finds it
/// still, whatever else is changed. What no check can find, such as a row that was lost, stays.
pub(super) fn problems(of: &OfFile<'_>, now: &Dataset, found: Vec<Fault>) -> Vec<Told> {
    let key = |fault: &Fault| (fault.item, fault.field.clone());
    let all: HashSet<_> = found.iter().map(key).collect();
    let mut told: Vec<Told> = Vec::new();
    for Problem { fault, at, .. } in of.problems {
        // A check names the field, but of places on the map.
        let is_on_map = |(kind, _)| matches!(kind, Kind::Pin | Kind::Stand);
        let is_of_reader = fault.field.is_empty() && !fault.item.is_some_and(is_on_map);
        let fault = match fault.item {
            Some(item) if !of.is_as_read => match unchanged(of.dataset, now, item, &fault.field) {
                Some(place) => Fault {
                    item: Some((item.0, place)),
                    ..fault.clone()
                },
                None => continue,
            },
            _ => fault.clone(),
        };
        if of.is_as_read || is_of_reader || all.contains(&key(&fault)) {
            told.push(Told { fault, at: *at });
        }
    }
    let known: HashSet<_> = told.iter().map(|told| key(&told.fault)).collect();
    let others = found
        .into_iter()
        .filter(|fault| !known.contains(&key(fault)));
    told.extend(others.map(|fault| Told { fault, at: None }));
    told
}

/// The present place of an item that was read at a place, if a field of it holds what it held then.
fn unchanged(
    read: &Dataset,
    now: &Dataset,
    (kind, place): (Kind, usize),
    field: &str,
) -> Option<usize> {
    let handle = read.handle((kind, place))?;
    let held = |dataset: &Dataset| held(dataset, (kind, handle), field);
    (held(read) == held(now)).then(|| now.place((kind, handle)))?
}

/// What stands in a field of an item, as a person reads it.
fn held(dataset: &Dataset, item: (Kind, Handle), field: &str) -> Option<String> {
    let (field, held) = field_at(dataset.record(item)?, field)?;
    Some(shown(field, held))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::Event;
    use crate::dataset::check::check;
    use crate::dataset::edit::Edit;
    use std::path::PathBuf;

    /// Events with dates that cannot be read, and what the reader of their file said of them.
    fn read() -> (Dataset, Vec<Problem>) {
        let events = ["soon", "later"].map(|when| {
            let mut event = Event::titled(when.into(), when);
            event.when = Some(when.into());
            event
        });
        let dataset = Dataset {
            events: events.into_iter().collect(),
            ..Dataset::default()
        };
        let problem = |fault| Problem {
            file: PathBuf::from("read.csv"),
            part: None,
            at: None,
            fault,
        };
        let of = |place: usize| Fault {
            item: Some((Kind::Event, place)),
            field: "when".into(),
            wrong: "is what the reader says".into(),
            ..Fault::default()
        };
        let lost = Fault {
            wrong: "a row was lost".into(),
            ..Fault::default()
        };
        (dataset, vec![problem(lost), problem(of(0)), problem(of(1))])
    }

    fn told(of_file: &[Problem], read: &Dataset, now: &Dataset, is_as_read: bool) -> Vec<String> {
        let of = OfFile {
            problems: of_file,
            dataset: read,
            is_as_read,
        };
        let all = problems(&of, now, check(now, TO_THE_END).unwrap());
        let words = all.iter().map(|told| {
            let place = told
                .fault
                .item
                .map_or_else(String::new, |(_, place)| place.to_string());
            format!("{place} {}", told.fault)
        });
        words.collect()
    }

    #[test]
    fn what_the_reader_said_is_told_while_the_field_is_as_it_was_read() {
        let (read, of_file) = read();
        let (lost, reader) = (" a row was lost.", "is what the reader says.");
        let first = told(&of_file, &read, &read, true);
        assert_eq!(
            first,
            [lost, &format!("0 {reader}"), &format!("1 {reader}")]
        );
        let put = |dataset: &Dataset, place: u32, when: &str| {
            let edit = Edit::put("", dataset, Handle(place), |event: &mut Event| {
                event.when = Some(when.into());
            });
            dataset.after(&edit.unwrap()).unwrap()
        };
        // One is mended: the other stays as it was told.
        let mended = put(&read, 0, "2020");
        assert_eq!(
            told(&of_file, &read, &mended, false),
            [lost, &format!("1 {reader}")]
        );
        // One is wrong otherwise: it is another problem.
        let other = told(&of_file, &read, &put(&read, 0, "whenever"), false);
        assert_eq!(other[..2], [lost.to_owned(), format!("1 {reader}")]);
        assert!(other[2].contains("“whenever” is not a date"), "{other:?}");
        // It is still the same one where an item before it is gone.
        let edit = Edit::remove::<Event>("", &read, Handle(0)).unwrap();
        let fewer = read.after(&edit).unwrap();
        assert_eq!(
            told(&of_file, &read, &fewer, false),
            [lost, &format!("0 {reader}")]
        );
    }
}
