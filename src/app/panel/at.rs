//! A field of an item where a form shows it.

use super::super::UiContext;
use super::fields::name_of;
use crate::dataset::fields::{Field, Held, New, Record};
use crate::dataset::{Dataset, Handle, Id, Kind};
use crate::editor::selection::Of;
use crate::editor::{Action, entry, words};
use std::collections::HashMap;

/// The item of an id, and what it is called.
pub(super) type Named = Option<(Handle, String)>;

/// The item of an id: its list is read once for each version of the dataset.
pub(super) fn named(cx: &mut UiContext<'_>, dataset: &Dataset, kind: Kind, id: &str) -> Named {
    let version = cx.state.version();
    let (of, names) = &mut cx.window.panel.names;
    if *of != version {
        (*of, *names) = (version, HashMap::new());
    }
    let name = names.entry((kind, Id::new(id)));
    name.or_insert_with(|| words::find(dataset, kind, id))
        .clone()
}

/// The record that fields are of: an item, or what is said of the dataset.
pub(super) fn record(dataset: &Dataset, of: Of) -> Option<&dyn Record> {
    match of {
        Some(selection) => dataset.record(selection.item()?),
        None => Some(&dataset.metadata),
    }
}

pub(super) fn text_of(held: Held<'_>) -> &str {
    match held {
        Held::Text(text) => text,
        _ => "",
    }
}

/// A field of an item, where it is shown.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) of: Of,
    pub(super) path: &'a str,
    pub(super) field: &'static Field,
    pub(super) dataset: &'a Dataset,
}

impl At<'_> {
    /// What a screen reader says.
    pub(super) fn name(&self) -> String {
        name_of(self.path, self.field.name)
    }

    pub(super) fn give(&self, cx: &mut UiContext<'_>, new: &New) {
        let edit = entry::given(self.dataset, self.of, self.path, new);
        cx.actions.extend(edit.map(Action::Edit));
    }

    /// The list and the id of the item that it is a field of.
    pub(super) fn own_id(&self) -> Option<(Kind, &str)> {
        let item = self.of?.item()?;
        match self.dataset.record(item)?.get("id") {
            Held::Text(id) => Some((item.0, id)),
            _ => None,
        }
    }

    pub(super) fn key(&self) -> (Of, String) {
        (self.of, self.path.to_owned())
    }
}
