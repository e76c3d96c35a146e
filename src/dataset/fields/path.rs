//! The way to a field within an item, as text: `title`, `place.lat`, `citations[2].locator`. A fault
//! of the check names its field in the same way.

use super::{Field, Held, Record, Shape, place};

/// The key of a step, and which of its records.
fn step(step: &str) -> (&str, Option<usize>) {
    match step.split_once('[') {
        Some((key, at)) => (key, at.strip_suffix(']').and_then(|at| at.parse().ok())),
        None => (step, None),
    }
}

/// The field that a way leads to, and what stands in it.
pub fn field_at<'r>(record: &'r dyn Record, path: &str) -> Option<(&'static Field, Held<'r>)> {
    let mut fields = record.fields();
    let mut record = Some(record);
    let mut steps = path.split('.').map(step).peekable();
    while let Some((key, at)) = steps.next() {
        let place = place(fields, key)?;
        let field = fields.get(place)?;
        let value = record.and_then(|record| record.value(place));
        let held = value.map_or(Held::Nothing, |value| value.held());
        if steps.peek().is_none() {
            return Some((field, held));
        }
        (fields, record) = match (field.shape, held) {
            (Shape::Record(inner), Held::Record(record)) => (inner.fields(), Some(record)),
            // What is left out has fields too.
            (Shape::Record(inner), _) => (inner.fields(), None),
            (Shape::Records(inner), Held::Records(all)) => (inner.fields(), Some(all.at(at?)?)),
            _ => return None,
        };
    }
    None
}

/// Changes the field that a way leads to: it is given its record and its place there. False if there
/// is none.
pub fn change_at(
    record: &mut dyn Record,
    path: &str,
    change: &mut dyn FnMut(&mut dyn Record, usize),
) -> bool {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let (key, at) = step(first);
    let Some(place) = place(record.fields(), key) else {
        return false;
    };
    let is_changed = match rest {
        None => {
            change(record, place);
            true
        }
        Some(rest) => record.value_mut(place).is_some_and(|value| {
            let inner = value.records_mut();
            let inner = inner.and_then(|all| all.at_mut(at.unwrap_or(0)));
            let is_changed = inner.is_some_and(|inner| change_at(inner, rest, change));
            value.tidy();
            is_changed
        }),
    };
    // A known key whose value could not be taken stands among the kept ones: it has a value now.
    if is_changed && rest.is_some() {
        forget(record, key);
    }
    is_changed
}

/// Forgets what a file said for a field and could not be taken.
pub(super) fn forget(record: &mut dyn Record, key: &str) {
    if record.kept().get(key).is_some() {
        record.kept_mut().forget(key);
    }
}
