//! A source: what it is, how reliable, and what cites it.

use super::super::Show;
use super::items;
use super::rows::{counted, hairline};
use super::{fields, form};
use crate::dataset::Handle;
use crate::editor::answers::Indexed;
use crate::editor::selection::Selection;
use egui::Ui;

/// The source.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, _indexed: &Indexed, handle: Handle) {
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let Some(source) = dataset.sources.get(handle) else {
        return;
    };
    let of = Some(Selection::Source(handle));
    let theme = show.theme;
    fields::title(show, ui, of, "title");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        form::open_address(show, ui, source.url.as_deref(), "Open the address");
        let archived = source.archived_url.as_deref();
        form::open_address(show, ui, archived, "Open the archived copy");
    });
    hairline(ui, theme);
    let facts = ["publisher", "author", "published", "url", "reliability"];
    form::rows(show, ui, of, &facts);
    form::others(
        show,
        ui,
        of,
        &[&facts[..], &["title", "note"]].concat(),
        &[],
    );
    form::remark(show, ui, of, "note");
    cited(show, ui, handle);
}

/// What cites it.
fn cited(show: &mut Show<'_>, ui: &mut Ui, handle: Handle) {
    let theme = show.theme;
    let Some(listing) = show.answers.listing(Selection::Source(handle)).cloned() else {
        return;
    };
    let version = &listing.tied.indexed();
    hairline(ui, theme);
    counted(ui, theme, "Events that cite it", listing.events.len());
    items::events(show, ui, version, &listing);
    hairline(ui, theme);
    counted(ui, theme, "Relations that cite it", listing.relations.len());
    items::relations(show, ui, version, &listing);
}
