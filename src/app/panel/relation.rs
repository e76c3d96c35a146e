//! A relation: what stands between two actors beyond single events.

use super::super::{Show, widgets};
use super::draft;
use super::event::tone;
use super::fields::{self, Look, row, text_row};
use super::items;
use super::rows::{counted, hairline, quiet, say};
use super::{citations, markdown};
use crate::dataset::date::{self, Date};
use crate::dataset::edit::Edit;
use crate::dataset::{Dataset, Handle, Id, Relation, Status};
use crate::editor::answers::Indexed;
use crate::editor::entry::{self, change_of};
use crate::editor::field::{Field, Of};
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::Weight;
use egui::Ui;

/// The relation.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, _indexed: &Indexed, handle: Handle) {
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let Some(relation) = dataset.relations.get(handle) else {
        return;
    };
    let of = Some(Selection::Relation(handle));
    let theme = show.theme;
    let label = relation.label.as_deref().unwrap_or_default();
    fields::title(show, ui, of, Field::Label, "Label", label);
    ends(show, ui, dataset, handle, relation);
    hairline(ui, theme);
    facts(show, ui, dataset, handle, relation);
    hairline(ui, theme);
    markdown::field(show, ui, of, relation.description.as_deref());
    hairline(ui, theme);
    let listing = show.answers.listing(Selection::Relation(handle)).cloned();
    let reason = listing.as_ref().and_then(|l| l.reason);
    let decided = relation.certainty_reason.as_deref();
    citations::show(
        show,
        ui,
        dataset,
        Selection::Relation(handle),
        &relation.citations,
        reason.map(|reason| (reason, decided)),
    );
    let Some(listing) = listing else {
        return;
    };
    hairline(ui, theme);
    counted(ui, theme, "Events that show it", listing.events.len());
    items::events(show, ui, &listing.of.of.of, &listing);
}

/// `Trump → Putin`, each of which selects.
fn ends(show: &mut Show<'_>, ui: &mut Ui, dataset: &Dataset, handle: Handle, relation: &Relation) {
    let theme = show.theme;
    let named = show.answers.named(Selection::Relation(handle));
    ui.horizontal_wrapped(|ui| {
        let actor = |show: &mut Show<'_>, ui: &mut Ui, id: &Id| match named
            .actors
            .find(&dataset.actors, id)
        {
            Some((handle, actor)) => {
                if widgets::link(ui, theme, actor.short_name()).clicked() {
                    show.act(Action::Select(Some(Selection::Actor(handle))));
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
        actor(show, ui, &relation.from);
        let arrow = if relation.directed { "→" } else { "and" };
        ui.label(egui::RichText::new(arrow).color(theme.t3));
        actor(show, ui, &relation.to);
        if relation.directed && widgets::link(ui, theme, "Turn round").clicked() {
            let name = change_of("direction", &words::relation(dataset, relation));
            let edit = Edit::put(name, dataset, handle, |r: &mut Relation| {
                std::mem::swap(&mut r.from, &mut r.to);
            });
            show.actions.extend(edit.map(Action::Edit));
        }
    });
}

fn facts(show: &mut Show<'_>, ui: &mut Ui, dataset: &Dataset, handle: Handle, relation: &Relation) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let theme = show.theme;
    let of = Some(Selection::Relation(handle));
    let label = words::relation(dataset, relation);
    let put = |what: &str, change: &dyn Fn(&mut Relation)| {
        Edit::put(
            change_of(what, &label),
            dataset,
            handle,
            |r: &mut Relation| change(r),
        )
    };
    when(show, ui, dataset, of, relation);
    text_row(
        show,
        ui,
        of,
        Field::Kind,
        "Kind",
        relation.kind.as_deref().unwrap_or_default(),
    );
    tone(show, ui, of, relation.tone);
    let words = |status| words::status(status).to_owned();
    let status = fields::pick(show, ui, "Status", relation.status, Status::ALL, words);
    let status = status.and_then(|s| {
        put("status", &|r| {
            r.status = s;
            r.kept.forget("status");
        })
    });
    let turned = row(show, ui, "One way", |_, ui| {
        fields::tick(theme, ui, relation.directed, "One way")
    });
    let turned = turned.then(|| {
        put("direction", &|r| {
            r.directed = !r.directed;
            r.kept.forget("directed");
        })
    });
    show.actions.extend(
        [status, turned.flatten()]
            .into_iter()
            .flatten()
            .map(Action::Edit),
    );
}

fn when(show: &mut Show<'_>, ui: &mut Ui, dataset: &Dataset, of: Of, relation: &Relation) {
    let theme = show.theme;
    let zone = dataset.zone();
    row(show, ui, "When", |show, ui| {
        let now = relation.when.as_deref().unwrap_or_default();
        fields::text(show, ui, of, Field::When, "When", now, Look::VALUE);
        let typed =
            draft::of_field(show, ui.ctx(), of, Field::When).filter(|d| d.place.problem.is_none());
        let (text, is_typed) = match typed.map(|d| entry::date_of(&d.typed.text)) {
            Some(Ok(edtf)) => (edtf, true),
            Some(Err(problem)) => {
                fields::trouble(theme, ui, &problem);
                return;
            }
            None => (relation.when.clone(), false),
        };
        if let Some(date) = text.as_deref().and_then(|t| Date::parse(t).ok()) {
            let words = date::in_words(&date, &zone, &zone);
            if is_typed {
                say(
                    ui,
                    &format!("Understood as {words}"),
                    11.5,
                    Weight::Regular,
                    theme.ok,
                );
            } else {
                quiet(ui, theme, &words);
            }
        }
    });
}
