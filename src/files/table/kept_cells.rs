//! What is kept of a row, while it is read: cells that no field takes, each as JSON under a key.

use super::super::out::Out;
use super::meaning::Rows;
use crate::dataset::fields;
use crate::dataset::kept::BETWEEN;
use crate::dataset::{Kept, Text};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Kept cells. Downloads have dozens in each row: these stand in one text, whose memory the next row takes
/// over.
#[derive(Default)]
pub(super) struct KeptCells {
    json: String,
    cells: Vec<(Key, Range<usize>)>,
}

/// Under what a cell is kept.
enum Key {
    /// The key of a column, which is no field's.
    Column(usize),
    Own(Text),
}

impl KeptCells {
    /// Keeps the cell of a column.
    pub(super) fn column(&mut self, place: usize, cell: &str) {
        self.keep(Key::Column(place), |json| push_string(json, cell));
    }

    /// Keeps a text under a key of its own.
    pub(super) fn own(&mut self, key: impl Into<Text>, text: &str) {
        self.keep(Key::Own(key.into()), |json| push_string(json, text));
    }

    /// Keeps what is JSON already.
    pub(super) fn json(&mut self, key: impl Into<Text>, value: &str) {
        self.keep(Key::Own(key.into()), |json| json.push_str(value));
    }

    fn keep(&mut self, key: Key, write: impl FnOnce(&mut String)) {
        let from = self.json.len();
        write(&mut self.json);
        self.cells.push((key, from..self.json.len()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Nothing, with the memory of what was there.
    pub(super) fn cleared(mut self) -> Self {
        self.json.clear();
        self.cells.clear();
        self
    }

    /// Keeps what others kept, too.
    pub(super) fn append(&mut self, others: &Self, columns: &[Text]) {
        for (key, json) in others.named(columns) {
            self.json(key, json);
        }
    }

    /// All of it with its keys, those of columns by their places.
    pub(super) fn named(&self, columns: &[Text]) -> Vec<(Text, &str)> {
        let all = self.cells.iter().filter_map(|(key, range)| {
            let key = match key {
                Key::Column(place) => columns.get(*place)?.clone(),
                Key::Own(key) => key.clone(),
            };
            Some((key, self.json.get(range.clone())?))
        });
        all.collect()
    }

    /// All of it in the order in which it will be written: known keys in their places, then others.
    pub(super) fn settled(&self, columns: &Arc<[Text]>, rows: Rows) -> Kept {
        if self.is_empty() {
            return Kept::default();
        }
        if let Some(json) = self.by_column() {
            return Kept::packed(columns, json);
        }
        let place = |key: &str| fields::place(rows.fields(), key).unwrap_or(usize::MAX);
        let mut all = self.named(columns);
        all.sort_by_key(|(key, _)| place(key));
        unique(all)
    }

    /// The cells by column, where they are of columns alone, each of one and in their order.
    fn by_column(&self) -> Option<String> {
        let (last, _) = self.cells.last()?;
        let Key::Column(last) = last else { return None };
        let mut json = String::with_capacity(self.json.len() + last);
        let mut next = 0;
        for (key, range) in &self.cells {
            let place = match key {
                Key::Column(place) if *place >= next => *place,
                _ => return None,
            };
            // Before the first there is none between.
            let between = place + 1 - next.max(1);
            for _ in 0..between {
                json.push(BETWEEN);
            }
            json.push_str(self.json.get(range.clone())?);
            next = place + 1;
        }
        Some(json)
    }
}

/// A text as JSON. Most cells have nothing to be escaped.
pub(super) fn push_string(json: &mut String, text: &str) {
    let is_plain = |b: u8| b >= b' ' && !matches!(b, b'"' | b'\\' | 0x7f);
    if text.bytes().all(is_plain) {
        json.push('"');
        json.push_str(text);
        json.push('"');
    } else {
        json.push_str(&Out::one_line(|out| out.string(text)));
    }
}

/// No key twice: a file cannot say two values of one.
pub(super) fn unique<T: AsRef<str>>(mut kept: Vec<(Text, T)>) -> Kept {
    let mut known: HashSet<Text> = HashSet::new();
    for (key, _) in &mut kept {
        let plain = key.clone();
        let mut n = 2;
        while !known.insert(key.clone()) {
            *key = format!("{plain} ({n})").into();
            n += 1;
        }
    }
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_columns_share_their_keys() {
        let columns: Arc<[Text]> = ["a", "b", "c", "d"].map(Text::from).into();
        let settled = |cells: &KeptCells| -> Vec<(String, String)> {
            let kept = cells.settled(&columns, Rows::Events);
            let all = kept.iter();
            all.map(|(key, json)| (key.to_string(), json.to_owned()))
                .collect()
        };
        let pair = |key: &str, json: &str| (key.to_owned(), json.to_owned());
        for (first, second) in [(0, 1), (1, 3), (0, 3), (2, 3)] {
            let mut cells = KeptCells::default();
            cells.column(first, "x");
            cells.column(second, "a \"y\"");
            let all = [
                pair(&columns[first], "\"x\""),
                pair(&columns[second], "\"a \\\"y\\\"\""),
            ];
            assert_eq!(settled(&cells), all, "in order: {first}, {second}");
            assert!(cells.by_column().is_some());
            cells.own("b", "z");
            assert!(cells.by_column().is_none());
            assert_eq!(settled(&cells).len(), 3, "no key twice");
        }
        let mut cells = KeptCells::default();
        cells.column(2, "late");
        cells.column(1, "early");
        assert_eq!(
            settled(&cells),
            [pair("c", "\"late\""), pair("b", "\"early\"")]
        );
        assert!(settled(&cells.cleared()).is_empty());
    }
}
