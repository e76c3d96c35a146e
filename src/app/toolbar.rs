//! The row under the menus: undo, search, what the lanes and hues stand for, the filter, the
//! views, export.

use super::Show;
use super::action::Action;
use super::command::Command;
use super::menu;
use super::state::{Panel as SidePanel, Shown};
use super::style::font;
use super::widgets::{self, Icon, Kind};
use crate::scene::Weight;
use crate::timeline::calendar::with_thousands;
use egui::{Align, Frame, Layout, Margin, Panel, Ui, vec2};

/// Under this width the lesser menus stand in View only.
const WIDE: f32 = 1300.0;

/// The row.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui) {
    let theme = show.theme;
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(12, 8));
    let bar = Panel::top("toolbar")
        .exact_size(44.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.horizontal_centered(|ui| {
                press(show, ui, Kind::Plain, Icon::Undo, "", Command::Undo);
                press(show, ui, Kind::Plain, Icon::Redo, "", Command::Redo);
                ui.add_space(6.0);
                search(show, ui);
                if show.state.document.is_none() {
                    return;
                }
                ui.add_space(6.0);
                let view = &show.state.view;
                let (lanes, colour) = (
                    menu::lane_name(view.lanes),
                    menu::colour_name(view.colour_by),
                );
                widgets::choice(ui, theme, "Lanes", lanes, |ui| menu::lanes(show, ui));
                if ui.ctx().content_rect().width() >= WIDE {
                    widgets::choice(ui, theme, "Colour", colour, |ui| menu::colours(show, ui));
                    let zone = zone_name(show);
                    widgets::choice(ui, theme, "Zone", &zone, |ui| menu::zones(show, ui));
                }
                filter(show, ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| right(show, ui));
            });
        });
    let edge = bar.response.rect.bottom() - 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, theme.rule));
}

fn press(show: &mut Show<'_>, ui: &mut Ui, kind: Kind, icon: Icon, label: &str, command: Command) {
    let action = command.action(show.state, show.answers);
    let name = command.entry().name.trim_end_matches('…');
    let is_there = action.is_some();
    let response = widgets::button(ui, show.theme, kind, Some(icon), label, name, is_there);
    if let Some(action) = action.filter(|_| response.clicked()) {
        show.act(action);
    }
}

fn zone_name(show: &Show<'_>) -> String {
    match (&show.state.view.zone, show.answers.indexed()) {
        (Some(zone), _) => zone.place(),
        (None, Some(indexed)) => indexed.index.zone.place(),
        (None, None) => String::new(),
    }
}

fn search(show: &mut Show<'_>, ui: &mut Ui) {
    let theme = show.theme;
    let is_open = show.state.document.is_some();
    let mut query = show.state.find.query.clone();
    let hint = if is_open {
        "Find events, actors, sources"
    } else {
        "Nothing to find yet"
    };
    let width = (ui.available_width() * 0.26).clamp(180.0, 248.0);
    let field = egui::TextEdit::singleline(&mut query)
        .hint_text(hint)
        .desired_width(width)
        .font(font(12.0, Weight::Regular))
        .margin(Margin {
            left: 28,
            right: 64,
            top: 6,
            bottom: 6,
        });
    let response = ui.add_enabled(is_open, field);
    let rect = response.rect;
    let centre = egui::pos2(rect.left() + 15.0, rect.center().y);
    widgets::icon(ui, Icon::Search, centre, theme.t3);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, is_open, "Find"));
    let right = egui::pos2(rect.right() - 8.0, rect.center().y);
    let side = egui::Align2::RIGHT_CENTER;
    match show.answers.found(&query).filter(|_| !query.is_empty()) {
        Some(found) => {
            let at = if found.count == 0 {
                0
            } else {
                show.state.find.at + 1
            };
            let text = format!("{} of {}", with_thousands(at), with_thousands(found.count));
            widgets::text_at(ui, right, side, &text, 10.5, Weight::Regular, theme.t3);
        }
        None if is_open && query.is_empty() => {
            if let Some(keys) = Command::Find.keys_text(ui.ctx()) {
                widgets::text_at(ui, right, side, &keys, 10.5, Weight::Regular, theme.t3);
            }
        }
        None => {}
    }
    if show.state.find.wants_focus {
        response.request_focus();
        show.act(Action::FindFocused);
    }
    if response.changed() {
        show.act(Action::Find(query));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        let by = if ui.input(|i| i.modifiers.shift) {
            -1
        } else {
            1
        };
        show.act(Action::FindStep(by));
        response.request_focus();
    }
}

fn filter(show: &mut Show<'_>, ui: &mut Ui) {
    let is_open = show.state.panel == SidePanel::Filter;
    let is_on = show.state.view.filter != crate::dataset::Filter::default();
    let label = if is_on { "Filter on" } else { "Filter" };
    let kind = if is_on { Kind::Primary } else { Kind::Plain };
    let button = widgets::button(
        ui,
        show.theme,
        kind,
        Some(Icon::Filter),
        label,
        "Filter",
        true,
    );
    if button.clicked() {
        let next = if is_open {
            SidePanel::Selection
        } else {
            SidePanel::Filter
        };
        show.act(Action::Panel(next));
    }
}

/// From the right edge to the left.
fn right(show: &mut Show<'_>, ui: &mut Ui) {
    let theme = show.theme;
    press(
        show,
        ui,
        Kind::Primary,
        Icon::Export,
        "Export",
        Command::ExportImage,
    );
    let (icon, name) = if theme.is_dark() {
        (Icon::Sun, "Light theme")
    } else {
        (Icon::Moon, "Dark theme")
    };
    if widgets::button(ui, theme, Kind::Plain, Some(icon), "", name, true).clicked() {
        show.act(Action::Dark(Some(!theme.is_dark())));
    }
    ui.allocate_ui_with_layout(
        vec2(190.0, 28.0),
        Layout::right_to_left(Align::Center),
        |ui| {
            let all = [
                (Shown::Both, "Both"),
                (Shown::Timeline, "Timeline"),
                (Shown::Map, "Map"),
            ];
            if let Some(shown) = widgets::segments(ui, theme, show.state.view.shown, &all) {
                show.act(Action::Shown(shown));
            }
        },
    );
}
