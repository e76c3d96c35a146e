//! Names whose parts stand in columns of their own: `First name` beside `Last name`.

use super::items::Table;
use super::meaning::{Meaning, NamePart};
use super::names::Name;
use super::plan::Column;
use super::row::{Item, Row};
use super::words::says_nobody;
use crate::dataset::Role;

/// The places of columns that hold parts of the same person's name, in the order in which the persons stand.
fn persons(columns: &[Column]) -> Vec<Vec<(usize, NamePart)>> {
    let mut all: Vec<Vec<(usize, NamePart)>> = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let Meaning::PartOfName(part) = column.meaning else {
            continue;
        };
        // A second part of the same kind is of the next.
        let has_it = |parts: &&mut Vec<(usize, NamePart)>| parts.iter().all(|(_, of)| *of != part);
        match all.last_mut().filter(has_it) {
            Some(parts) => parts.push((place, part)),
            None => all.push(vec![(place, part)]),
        }
    }
    for parts in &mut all {
        parts.sort_by_key(|(_, part)| *part == NamePart::Family);
    }
    all
}

impl Table<'_> {
    /// Puts the parts of names in a row together: who takes part, or what the actor is called.
    pub(super) fn join_names(&mut self, row: &mut Row<'_>) {
        let parts = std::mem::take(&mut row.name_parts);
        for person in persons(&self.plan.columns) {
            let cells = person.iter().filter_map(|(place, _)| {
                let (_, cell) = parts.iter().find(|(of, _)| of == place)?;
                Some(*cell).filter(|cell| !says_nobody(cell.text))
            });
            let cells: Vec<_> = cells.collect();
            let Some(first) = cells.first() else {
                continue;
            };
            let texts: Vec<&str> = cells.iter().map(|cell| cell.text).collect();
            let name = texts.join(" ");
            match &mut row.item {
                Item::Actor(actor) if actor.name.is_empty() => actor.name = name.into(),
                Item::Actor(_) => {
                    for (place, cell) in &parts {
                        row.kept.column(*place, cell.text);
                    }
                }
                _ => {
                    let named = Name {
                        name,
                        written: None,
                        has_title: false,
                    };
                    let id = self.found.actor(&named, first.at);
                    if row.names.len() < 3 {
                        row.names.push(named.name);
                    }
                    if !row.actors.iter().any(|(of, ..)| *of == id) {
                        row.actors.push((id, Role::Participant, None));
                    }
                }
            }
        }
    }
}
