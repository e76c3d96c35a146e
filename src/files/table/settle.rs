//! What rows say of each other and of what they name, which is known only when all of them are read.

use super::super::foreign::{COLOUR, PARENT, of_category};
use super::assigned::is_field;
use super::items::Table;
use super::kept_cells::push_string;
use crate::dataset::fields::Record as _;
use crate::dataset::spelling::key;
use crate::dataset::{Id, Text};
use std::collections::{HashMap, HashSet};

impl Table<'_> {
    /// Gives events and categories what was said of them by name.
    pub(super) fn settle(&mut self) {
        self.settle_parents();
        self.settle_categories();
    }

    /// The events that others are a part of, by their ids or else by titles that no two have. What is
    /// none of these is kept as it stands.
    fn settle_parents(&mut self) {
        let mut columns = self.plan.columns.iter();
        let column = columns.find(|column| is_field(column.meaning, "parent"));
        let Some(kept_as) = column.map(|column| column.key.clone()) else {
            return;
        };
        let mut by_title: HashMap<String, Option<Id>> = HashMap::new();
        let mut ids: HashSet<Id> = HashSet::new();
        for event in &self.events {
            let id = Some(event.id.clone());
            by_title
                .entry(key(&event.title))
                .and_modify(|known| *known = None)
                .or_insert(id);
            ids.insert(event.id.clone());
        }
        let of = |said: &Id| match ids.contains(said) {
            true => Some(said.clone()),
            false => by_title.get(&key(said.as_str())).cloned().flatten(),
        };
        for event in &mut self.events {
            let Some(said) = event.by_hand.parent.clone() else {
                continue;
            };
            let found = of(&said).filter(|found| *found != event.id);
            if found.is_none() {
                let mut json = String::new();
                push_string(&mut json, said.as_str());
                event.kept_mut().push(kept_as.clone(), &json);
            }
            event.by_hand.change(|more| more.parent = found);
        }
    }

    /// The colours of categories and what they are a part of, which a file says beside its rows.
    fn settle_categories(&mut self) {
        let said = &mut self.dataset.metadata.kept;
        let categories = &mut self.found.categories.items;
        let ids: HashMap<Text, Id> = categories
            .iter()
            .map(|category| (category.name.clone(), category.id.clone()))
            .collect();
        for category in categories {
            let mut take = |what: &str, give: &mut dyn FnMut(&str) -> bool| {
                let key = of_category(&category.name, what);
                let text = said
                    .get(&key)
                    .and_then(|json| serde_json::from_str::<String>(json).ok());
                if text.is_some_and(|text| give(&text)) {
                    said.forget(&key);
                }
            };
            take(COLOUR, &mut |text| {
                category.colour = colour(text);
                category.colour.is_some()
            });
            take(PARENT, &mut |text| {
                category.parent = ids.get(text).filter(|id| **id != category.id).cloned();
                category.parent.is_some()
            });
        }
    }
}

/// A colour of three numbers, `255,128,0`, as a dataset has it.
fn colour(text: &str) -> Option<Text> {
    let parts: Option<Vec<u8>> = text
        .split(',')
        .map(|part| part.trim().parse().ok())
        .collect();
    match parts?.as_slice() {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}").into()),
        _ => None,
    }
}
