//! The row under the menus: undo, search, what the lanes and hues stand for, the filter, the
//! views, export.

mod search;

use super::UiContext;
use super::command::Command;
use super::menu;
use super::panel::drawer;
use super::widgets::{self, Icon, Kind};
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::Filter;
use crate::dataset::count::with_thousands;
use crate::editor::Action;
use crate::editor::view::Panel as SidePanel;
use crate::editor::view::Shown;
use egui::{Align, Frame, Layout, Margin, Panel, Ui, vec2};

/// Under this width the lesser menus stand in View only.
const WIDE: f32 = 1300.0;

/// The row.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(12, 8));
    let bar = Panel::top("toolbar")
        .exact_size(44.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.horizontal_centered(|ui| {
                press(cx, ui, Kind::Plain, Icon::Undo, "", Command::Undo);
                press(cx, ui, Kind::Plain, Icon::Redo, "", Command::Redo);
                ui.add_space(6.0);
                search::show(cx, ui);
                if cx.state.document.is_none() {
                    return;
                }
                ui.add_space(6.0);
                let view = &cx.state.view;
                let (lanes, colour) = (view.lanes.label(), view.colour_by.label());
                // As wide as its widest value: what follows keeps its place.
                let all: Vec<&str> = LaneBy::all().map(LaneBy::label).collect();
                widgets::choice(ui, theme, ("Lanes", lanes), &all, |ui| menu::lanes(cx, ui));
                if ui.ctx().content_rect().width() >= WIDE {
                    let all = ColourBy::ALL.map(ColourBy::label);
                    let colour = ("Colour", colour);
                    widgets::choice(ui, theme, colour, &all, |ui| menu::colours(cx, ui));
                    let zone = zone_name(cx);
                    widgets::choice(ui, theme, ("Zone", &zone), &[], |ui| menu::zones(cx, ui));
                }
                filter(cx, ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| right(cx, ui));
            });
        });
    let edge = bar.response.rect.bottom() - 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, theme.rule));
}

fn press(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    kind: Kind,
    icon: Icon,
    label: &str,
    command: Command,
) {
    let action = command.action(cx.state, cx.queries);
    let name = command.entry().name.trim_end_matches('…');
    let is_there = action.is_some();
    let response = widgets::button(ui, cx.theme, kind, Some(icon), label, name, is_there);
    if let Some(action) = action.filter(|_| response.clicked()) {
        cx.act(action);
    }
}

fn zone_name(cx: &UiContext<'_>) -> String {
    match (&cx.state.view.zone, cx.queries.indexed()) {
        (Some(zone), _) => zone.place(),
        (None, Some(indexed)) => indexed.index.zone.place(),
        (None, None) => String::new(),
    }
}

fn filter(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let is_open = cx.state.panel == SidePanel::Filter;
    let label = match asked(&cx.state.view.filter) {
        0 => "Filter".to_owned(),
        n => format!("Filter {}", with_thousands(n)),
    };
    let kind = if is_open || label != "Filter" {
        Kind::Pressed
    } else {
        Kind::Plain
    };
    let icon = Some(Icon::Filter);
    let button = widgets::button(ui, cx.theme, kind, icon, &label, &label, true);
    if button.clicked() {
        let next = if is_open {
            SidePanel::Selection
        } else {
            SidePanel::Filter
        };
        cx.act(Action::Panel(next));
    }
}

/// How many things a filter asks for.
fn asked(filter: &Filter) -> usize {
    let ids = [&filter.categories, &filter.actors, &filter.groups];
    let words = [&filter.tags, &filter.statuses, &filter.certainties];
    let ids = ids.iter().map(|list| list.len());
    let words = words.iter().map(|list| list.len());
    ids.chain(words).sum::<usize>() + usize::from(filter.text.is_some())
}

/// From the right edge to the left.
fn right(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    press(
        cx,
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
        cx.act(Action::Dark(Some(!theme.is_dark())));
    }
    if drawer::is_narrow(ui.ctx()) || cx.state.panel == SidePanel::Hidden {
        let kind = if cx.state.panel == SidePanel::Hidden {
            Kind::Plain
        } else {
            Kind::Pressed
        };
        press(cx, ui, kind, Icon::Panel, "", Command::TogglePanel);
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
            if let Some(shown) = widgets::segments(ui, theme, cx.state.view.shown, &all) {
                cx.act(Action::Shown(shown));
            }
        },
    );
}
