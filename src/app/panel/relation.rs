//! A relation: what stands between two actors beyond single events.

use super::super::{UiContext, widgets};
use super::items;
use super::rows::{counted, hairline, say};
use super::{citations, markdown};
use super::{fields, form};
use crate::dataset::edit::Edit;
use crate::dataset::{Dataset, Handle, Id, Kind, Relation};
use crate::editor::Action;
use crate::editor::entry::change_of;
use crate::editor::selection::Selection;
use crate::scene::Weight;
use egui::Ui;

/// The relation.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some(relation) = dataset.relations.get(handle) else {
        return;
    };
    let of = Some(Selection::Relation(handle));
    let theme = cx.theme;
    fields::title(cx, ui, of, "label");
    ends(cx, ui, dataset, handle, relation);
    hairline(ui, theme);
    let facts = ["when", "kind", "tone", "status", "directed"];
    form::rows(cx, ui, of, &facts);
    let own = ["label", "description", "citations", "private_note"];
    form::others(
        cx,
        ui,
        of,
        &[&facts[..], &own].concat(),
        &["from", "to", "evidence"],
    );
    hairline(ui, theme);
    markdown::field(cx, ui, of, relation.description.as_deref());
    hairline(ui, theme);
    let listing = cx.queries.listing(Selection::Relation(handle)).cloned();
    let reason = listing.as_ref().and_then(|l| l.reason);
    let decided = relation.certainty_reason.as_deref();
    citations::show(
        cx,
        ui,
        dataset,
        Selection::Relation(handle),
        &relation.citations,
        reason.map(|reason| (reason, decided)),
    );
    form::remark(cx, ui, of, "private_note");
    let Some(listing) = listing else {
        return;
    };
    hairline(ui, theme);
    counted(ui, theme, "Events that show it", listing.events.len());
    items::events(cx, ui, listing.tied.indexed(), &listing);
}

/// `Trump → Putin`, each of which selects.
fn ends(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    dataset: &Dataset,
    handle: Handle,
    relation: &Relation,
) {
    let theme = cx.theme;
    let named = cx.queries.named(Selection::Relation(handle));
    ui.horizontal_wrapped(|ui| {
        let actor = |cx: &mut UiContext<'_>, ui: &mut Ui, id: &Id| match named
            .actors
            .find(&dataset.actors, id)
        {
            Some((handle, actor)) => {
                if widgets::link(ui, theme, actor.short_name()).clicked() {
                    cx.act(Action::Select(Some(Selection::Actor(handle))));
                }
            }
            None => {
                say(
                    ui,
                    &format!("{id}, who is not an actor"),
                    12.0,
                    Weight::Regular,
                    theme.error,
                );
            }
        };
        actor(cx, ui, &relation.from);
        let arrow = if relation.directed { "→" } else { "and" };
        ui.label(egui::RichText::new(arrow).color(theme.t3));
        actor(cx, ui, &relation.to);
        if relation.directed && widgets::link(ui, theme, "Turn round").clicked() {
            let item = (Kind::Relation, handle);
            let name = change_of(dataset, Some(item), "direction");
            let edit = Edit::put(name, dataset, handle, |r: &mut Relation| {
                std::mem::swap(&mut r.from, &mut r.to);
            });
            cx.actions.extend(edit.map(Action::Edit));
        }
    });
}
