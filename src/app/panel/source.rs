//! A source: what it is, how reliable, and what cites it.

use super::super::UiContext;
use super::items;
use super::rows::{counted, hairline};
use super::{fields, form};
use crate::dataset::Handle;
use crate::editor::selection::Selection;
use egui::Ui;

/// The source.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some(source) = dataset.sources.get(handle) else {
        return;
    };
    let of = Some(Selection::Source(handle));
    let theme = cx.theme;
    fields::title(cx, ui, of, "title");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        form::open_address(cx, ui, source.url.as_deref(), "Open the address");
        let archived = source.archived_url.as_deref();
        form::open_address(cx, ui, archived, "Open the archived copy");
    });
    hairline(ui, theme);
    let facts = ["publisher", "author", "published", "url", "reliability"];
    form::all(cx, ui, of, &facts, &["title", "note"]);
    form::remark(cx, ui, of, "note");
    cited(cx, ui, handle);
}

/// What cites it.
fn cited(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let theme = cx.theme;
    let Some(listing) = cx.queries.listing(Selection::Source(handle)).cloned() else {
        return;
    };
    let version = &listing.tied.indexed();
    hairline(ui, theme);
    counted(ui, theme, "Events that cite it", listing.events.len());
    items::events(cx, ui, version, &listing);
    hairline(ui, theme);
    counted(ui, theme, "Relations that cite it", listing.relations.len());
    items::relations(cx, ui, version, &listing);
}
