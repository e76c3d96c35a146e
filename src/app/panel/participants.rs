//! Who takes part in an event, and how.

use super::super::{UiContext, widgets};
use super::fields;
use super::lines;
use super::picker;
use super::rows::{self, counted};
use crate::dataset::fields::New;
use crate::dataset::{Actor, Dataset, Event, Handle, Id, Kind, Participant, Role};
use crate::editor::derived::Indexed;
use crate::editor::named::Named;
use crate::editor::selection::Selection;
use crate::editor::{Action, entry};
use crate::scene::{Key, Style, Weight};
use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 26.0;
/// Width of the role's menu.
const ROLE: f32 = 104.0;

/// The participants, and a field to add one.
pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    dataset: &Dataset,
    handle: Handle,
    event: &Event,
) {
    let theme = cx.theme;
    let named = cx.queries.named(Selection::Event(handle));
    counted(ui, theme, "Participants", event.participants.len());
    let of = Some(Selection::Event(handle));
    let mut edit = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    rows::each(ui, event.participants.len(), ROW, |ui, n, rect| {
        let Some(participant) = event.participants.get(n) else {
            return;
        };
        let actor = named.actors.find(&dataset.actors, &participant.actor);
        match one(cx, ui, indexed, actor, (n, participant), rect) {
            Some(Asked::Role(role)) => {
                let path = format!("participants[{n}].role");
                edit = entry::given(dataset, of, &path, &New::Text(role.word().into()));
            }
            Some(Asked::Remove) => edit = entry::removed(dataset, of, "participants", n),
            None => {}
        }
    });
    let picker = egui::Id::unique(("add participant", handle));
    let known: Vec<Id> = event.participants.iter().map(|p| p.actor.clone()).collect();
    let picked = fields::flush(ui, |ui| {
        let name = "Add participant";
        picker::items(cx, ui, picker, name, dataset, Kind::Actor, &known)
    });
    if let Some(picked) = picked {
        edit = picker::with_new(dataset, Kind::Actor, picked, |dataset, id| {
            entry::added(dataset, of, "participants", Some(id))
        });
    }
    cx.actions.extend(edit.map(Action::Edit));
}

/// An actor's short name, or the id that nobody has.
pub(super) fn name_of(dataset: &Dataset, named: &Named, id: &Id) -> String {
    named
        .actors
        .find(&dataset.actors, id)
        .map_or_else(|| id.to_string(), |(_, a)| a.short_name().to_owned())
}

/// The same of a participant that was looked up.
fn short_name<'a>(found: Option<(Handle, &'a Actor)>, participant: &'a Participant) -> &'a str {
    found.map_or(&participant.actor, |(_, a)| a.short_name())
}

enum Asked {
    Role(Role),
    Remove,
}

fn one(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    found: Option<(Handle, &Actor)>,
    (n, participant): (usize, &Participant),
    rect: Rect,
) -> Option<Asked> {
    let theme = cx.theme;
    let name = short_name(found, participant);
    let full = found.map_or(name, |(_, a)| &*a.name);
    let split = rect.right() - ROLE - 24.0;
    let left = Rect::from_min_max(rect.min, pos2(split - 4.0, rect.bottom()));
    let mut text = left.left_center() + vec2(16.0, 0.0);
    if let Some((handle, _)) = found {
        let key = Key::Actor(handle.0);
        let is_lit = cx.state.hovered == Some(key);
        let response = rows::plate(ui, theme, left, ("participant", n), false, is_lit, full);
        rows::select(cx, response, Selection::Actor(handle), Some(key));
        let hue = rows::actor_hue(cx, indexed, handle);
        let square = Rect::from_center_size(left.left_center() + vec2(4.5, 0.0), vec2(9.0, 9.0));
        ui.painter().rect_filled(square, 2.0, theme.hue(hue.into()));
    } else {
        text.x = left.left();
    }
    let colour = if found.is_some() {
        theme.t1
    } else {
        theme.error
    };
    let room = left.right() - text.x;
    lines::elided(
        ui,
        text,
        full,
        Style::new(12.0, Weight::Regular, colour),
        room,
    );
    let mut asked = None;
    let role = Rect::from_min_max(
        pos2(split, rect.top()),
        pos2(rect.right() - 24.0, rect.bottom()),
    );
    ui.scope_builder(UiBuilder::new().max_rect(role), |ui| {
        let label = format!("Role of {name}");
        let picked = fields::menu_of(theme, ui, &label, participant.role.label(), ROLE, |ui| {
            let all = Role::ALL.iter();
            all.filter_map(|r| fields::choice(ui, *r == participant.role, r.label(), *r))
                .last()
        });
        asked = picked.map(Asked::Role);
    });
    let cross = Rect::from_center_size(pos2(rect.right() - 9.0, rect.center().y), vec2(24.0, 24.0));
    if cross_button(
        cx,
        ui,
        cross,
        ("remove participant", n),
        &format!("Remove {name}"),
    ) {
        asked = Some(Asked::Remove);
    }
    asked
}

/// A small cross that takes something out.
pub(super) fn cross_button(
    cx: &UiContext<'_>,
    ui: &Ui,
    rect: Rect,
    salt: impl egui::AsIdSalt,
    name: &str,
) -> bool {
    let theme = cx.theme;
    let response = ui.interact(rect, ui.unique_id().with(salt), Sense::click());
    let colour = if response.hovered() || response.has_focus() {
        theme.t1
    } else {
        theme.axis
    };
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.hover);
    }
    let arm = 3.25;
    let line = egui::Stroke::new(1.25, colour);
    for slope in [-1.0, 1.0] {
        let way = vec2(arm, arm * slope);
        ui.painter()
            .line_segment([rect.center() - way, rect.center() + way], line);
    }
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    widgets::tip(response, name).clicked()
}
