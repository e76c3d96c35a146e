//! What the columns of a table were found to mean, and whence that is known.

use super::cells::Cells;
use super::meaning::{Meaning, Part, Side};
use crate::dataset::date::text::Language;

/// Whence the meaning of a column is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Its name.
    Name,
    /// Its cells.
    Cells,
    /// A person.
    Chosen,
    /// Nothing: it is kept.
    #[default]
    Nothing,
}

/// A column that meanings are given to.
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) cells: &'t Cells,
    pub(super) chosen: Option<Meaning>,
}

/// What the columns mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Assigned {
    pub(super) columns: Vec<(Meaning, Ground)>,
    /// The language of their names, if it is one other than English.
    pub(super) language: Option<Language>,
    /// Whether the start is a day without a year beside a column of years.
    pub(super) joins_years: bool,
}

impl Assigned {
    pub(super) fn find(&self, is_it: impl Fn(Meaning) -> bool) -> Option<usize> {
        self.columns.iter().position(|(meaning, _)| is_it(*meaning))
    }

    pub(super) fn has(&self, is_it: impl Fn(Meaning) -> bool) -> bool {
        self.find(is_it).is_some()
    }

    pub(super) fn of_start(&self, part: Part) -> Option<usize> {
        self.find(|meaning| meaning.when() == Some((Side::Start, part)))
    }

    pub(super) fn of_field(&self, key: &str) -> Option<usize> {
        self.find(|meaning| is_field(meaning, key))
    }

    pub(super) fn put(&mut self, column: usize, meaning: Meaning, ground: Ground) {
        if let Some(place) = self.columns.get_mut(column) {
            *place = (meaning, ground);
        }
    }

    pub(super) fn is_free(&self, column: usize) -> bool {
        let ground = self.columns.get(column).map(|(_, ground)| *ground);
        ground == Some(Ground::Nothing)
    }
}

pub(super) fn is_field(meaning: Meaning, key: &str) -> bool {
    matches!(meaning, Meaning::Field { field, inner: None, .. } if field.key == key)
}
