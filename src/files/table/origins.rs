//! Where each item of a table comes from.

use super::at::At;
use super::meaning::{Meaning, Rows, Side};
use super::plan::Column;
use crate::dataset::check::Fault;
use crate::dataset::{Kind, Role};

/// Where each item of a table comes from.
pub(super) struct Origins<'p> {
    pub(super) rows: Rows,
    pub(super) columns: &'p [Column],
    pub(super) items: Vec<At>,
    pub(super) periods: Vec<At>,
    pub(super) sources: Vec<At>,
    pub(super) actors: Vec<At>,
    pub(super) categories: Vec<At>,
}

impl Origins<'_> {
    /// The first item that a row became.
    pub(super) fn item(&self, row: At) -> Option<usize> {
        let is_it = |at: &At| at.offset.cmp(&row.offset);
        // Rows stand in the order of the text.
        let found = self.items.binary_search_by(is_it).ok()?;
        let earlier = self.items.get(..found)?.iter().rev();
        Some(found - earlier.take_while(|at| at.offset == row.offset).count())
    }

    /// The cell that a fault is about, or else its row.
    pub(super) fn of(&self, fault: &Fault) -> Option<At> {
        let (kind, place) = fault.item?;
        let all = match kind {
            kind if kind == self.rows.kind() => &self.items,
            Kind::Period => &self.periods,
            Kind::Source => &self.sources,
            Kind::Actor => &self.actors,
            Kind::Category => &self.categories,
            _ => return None,
        };
        let at = *all.get(place)?;
        let mut columns = self.columns.iter();
        let column = columns.position(|column| self.holds(column, kind, &fault.field));
        Some(column.map_or(at, |column| at.cell(column)))
    }

    /// Whether a field of an item is read from a column.
    fn holds(&self, column: &Column, kind: Kind, path: &str) -> bool {
        let list = |name: &str| path.split('[').next() == Some(name);
        if kind == Kind::Source && self.rows != Rows::Sources {
            return column.meaning == Meaning::Url && path == "url";
        }
        if kind != self.rows.kind() {
            return false;
        }
        if column
            .meaning
            .when()
            .is_some_and(|(side, _)| side == Side::Start)
            && path == "when"
        {
            return true;
        }
        match column.meaning {
            Meaning::Field {
                field, inner: None, ..
            } => list(field.key),
            Meaning::Field { field, place, .. } => {
                let outer = self.rows.fields().get(place).map_or("", |outer| outer.key);
                match path.split_once('.') {
                    Some((key, within)) => key == outer && within == field.key,
                    // What is said of a place as a whole is said of its first number.
                    None => path == outer && field.key != "name",
                }
            }
            Meaning::Category => path == "category",
            Meaning::Group => path == "group",
            Meaning::Actors(role) => match role {
                Role::From if kind == Kind::Relation => path == "from",
                Role::To if kind == Kind::Relation => path == "to",
                _ => list("participants"),
            },
            Meaning::PartOfName(_) => path == "name" || list("participants"),
            Meaning::Locator => path.ends_with(".locator"),
            Meaning::Keep => path == &*column.key,
            _ => false,
        }
    }
}
