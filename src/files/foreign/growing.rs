//! A table while it is read: its columns come as they are met.

use crate::files::foreign::sheets::Sheet;
use crate::files::several::BETWEEN;
use crate::files::table::Rows;
use std::collections::{HashMap, HashSet};

/// A column.
pub(in crate::files) struct Column {
    /// What the file calls it.
    pub(in crate::files) name: String,
    /// What it means.
    pub(in crate::files) means: &'static str,
    /// Whether the format has it; else the file does.
    pub(in crate::files) is_own: bool,
    /// Whether values stand in it beside the times for which they hold, or else with marks of ours.
    pub(in crate::files) is_composed: bool,
}

/// Columns and rows.
pub(in crate::files) struct Table {
    name: &'static str,
    /// What its rows are.
    pub(in crate::files) kind: Rows,
    /// The columns in the order in which they were met, those of the format first.
    pub(in crate::files) columns: Vec<Column>,
    /// The places of the columns of the file, by name.
    places: HashMap<String, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// A table with the columns that its format has, each with what it means.
    pub(in crate::files) fn new(
        name: &'static str,
        kind: Rows,
        own: &[(&'static str, &'static str)],
    ) -> Self {
        let column = |(name, means): &(&'static str, &'static str)| Column {
            name: (*name).to_owned(),
            means,
            is_own: true,
            is_composed: false,
        };
        Self {
            name,
            kind,
            columns: own.iter().map(column).collect(),
            places: HashMap::new(),
            rows: Vec::new(),
        }
    }

    /// Begins a row.
    pub(in crate::files) fn begin(&mut self, line: usize) {
        self.rows.push((line, Vec::new()));
    }

    /// The place of a column of the file, which comes to be where there was none.
    pub(in crate::files) fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.columns.len();
        self.columns.push(Column {
            name: name.to_owned(),
            means: "keep",
            is_own: false,
            is_composed: false,
        });
        self.places.insert(name.to_owned(), place);
        place
    }

    /// Puts a text into a column of the format, in the last row.
    pub(in crate::files) fn put_own(&mut self, name: &str, text: &str) {
        let mut columns = self.columns.iter();
        let place = columns.position(|column| column.is_own && column.name == name);
        if let Some(place) = place {
            self.put(place, text);
        }
    }

    /// Puts a text into a column of the file, in the last row; there is none for an empty text.
    pub(in crate::files) fn put_named(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let place = self.place(name);
        self.put(place, text);
    }

    /// Puts a text into the last row, behind what stands there and is another.
    pub(in crate::files) fn put(&mut self, place: usize, text: &str) {
        let Some((_, cells)) = self.rows.last_mut() else {
            return;
        };
        if cells.len() <= place {
            cells.resize(place + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(place) {
            if cell.is_empty() {
                text.clone_into(cell);
            } else if !text.is_empty() && cell != text {
                cell.push_str(BETWEEN);
                cell.push_str(text);
            }
        }
    }

    /// Puts a text into the cells of a column that are empty.
    pub(in crate::files) fn fill(&mut self, place: usize, text: &str) {
        self.change(place, |_, cell| {
            if cell.is_empty() {
                text.clone_into(cell);
            }
        });
    }

    /// Changes the cells of a column, each of which is given with the other cells of its row before it
    /// was changed.
    pub(in crate::files) fn change(
        &mut self,
        place: usize,
        change: impl Fn(&[String], &mut String),
    ) {
        for (_, cells) in &mut self.rows {
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            let Some(mut cell) = cells.get_mut(place).map(std::mem::take) else {
                continue;
            };
            change(cells, &mut cell);
            if let Some(place) = cells.get_mut(place) {
                *place = cell;
            }
        }
    }

    /// Leaves out rows, by all their cells.
    pub(in crate::files) fn retain(&mut self, mut is_kept: impl FnMut(&[String]) -> bool) {
        let count = self.columns.len();
        for (_, cells) in &mut self.rows {
            cells.resize(count, String::new());
        }
        self.rows.retain(|(_, cells)| is_kept(cells));
    }

    /// The cells of a column with their lines.
    pub(in crate::files) fn cells(&self, place: usize) -> impl Iterator<Item = (usize, &str)> {
        let rows = self.rows.iter();
        rows.map(move |(line, cells)| (*line, cells.get(place).map_or("", String::as_str)))
    }

    /// Whether a cell of a column says something.
    pub(in crate::files) fn is_used(&self, place: usize) -> bool {
        self.cells(place).any(|(_, cell)| !cell.is_empty())
    }

    /// The places of the columns of a meaning in which something stands.
    pub(in crate::files) fn meaning(&self, means: &str) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let of = columns.filter(|(_, column)| column.means == means);
        of.map(|(place, _)| place)
            .filter(|place| self.is_used(*place))
            .collect()
    }

    /// Whether it has no rows.
    pub(in crate::files) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sheet: without columns that nothing stands in, and with no two columns of one name.
    pub(in crate::files) fn sheet(mut self) -> Sheet {
        let places = 0..self.columns.len();
        let is_kept: Vec<bool> = places.map(|place| self.is_used(place)).collect();
        let count = self.columns.len();
        for (_, cells) in &mut self.rows {
            cells.resize(count, String::new());
            let mut kept = is_kept.iter();
            cells.retain(|_| kept.next().copied().unwrap_or(true));
        }
        let mut taken: HashSet<String> = HashSet::new();
        let kept = self.columns.into_iter().zip(is_kept);
        let columns = kept.filter(|(_, is_kept)| *is_kept).map(|(column, _)| {
            let free = free_name(&taken, column.name);
            taken.insert(free.to_lowercase());
            (free, column.means)
        });
        Sheet {
            name: self.name.to_owned(),
            kind: self.kind,
            columns: columns.collect(),
            rows: self.rows,
        }
    }
}

/// A name that no column has so far.
fn free_name(taken: &HashSet<String>, name: String) -> String {
    if !taken.contains(&name.to_lowercase()) {
        return name;
    }
    let others = (2..).map(|n| format!("{name} (attribute {n})"));
    let mut all = std::iter::once(format!("{name} (attribute)")).chain(others);
    all.find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_told_apart_and_unused_ones_left_out() {
        let own = [("id", "id"), ("label", "name"), ("size", "keep")];
        let mut table = Table::new("Nodes", Rows::Actors, &own);
        table.begin(3);
        table.put_own("id", "a");
        table.put_named("ID", "1");
        table.put_named("id", "2");
        table.put_named("size", "3");
        table.put_named("size", "3");
        table.put_named("size", "4");
        table.begin(4);
        table.place("Size");
        let sheet = table.sheet();
        let names: Vec<&str> = sheet.columns.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["id", "ID (attribute)", "id (attribute 2)", "size"]);
        assert_eq!(
            sheet.rows[0],
            (3, ["a", "1", "2", "3; 4"].map(String::from).to_vec())
        );
        assert_eq!(sheet.rows[1], (4, vec![String::new(); 4]));
    }
}
