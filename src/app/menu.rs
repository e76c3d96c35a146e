//! The menu bar.

use super::Show;
use super::action::Action;
use super::command::{Command, Menu};
use super::style::font;
use super::widgets;
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::zone::Zone;
use crate::scene::Weight;
use egui::{Align2, Frame, Margin, Panel, Ui, pos2};

/// The zones that the menu offers besides the dataset's: those of the capitals in the news.
pub(super) const ZONES: [&str; 10] = [
    "UTC",
    "America/Anchorage",
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Kyiv",
    "Europe/Moscow",
    "Asia/Jerusalem",
    "Asia/Shanghai",
    "Asia/Tokyo",
];

/// The bar, with the file's name in its middle.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui) {
    let frame = Frame::new()
        .fill(show.theme.chrome)
        .inner_margin(Margin::symmetric(8, 0));
    let bar = Panel::top("menu")
        .exact_size(30.0)
        .frame(frame)
        .show(ui, |ui| {
            egui::MenuBar::new().ui(ui, |ui| {
                ui.add_space(6.0);
                let name = egui::RichText::new("Detente")
                    .font(font(12.5, Weight::SemiBold))
                    .color(show.theme.t1);
                ui.label(name);
                ui.add_space(4.0);
                ui.menu_button("File", |ui| file(show, ui));
                ui.menu_button("Edit", |ui| commands(show, ui, Menu::Edit));
                ui.menu_button("View", |ui| view(show, ui));
                ui.menu_button("Insert", |ui| commands(show, ui, Menu::Insert));
                ui.menu_button("Help", |ui| commands(show, ui, Menu::Help));
            });
            title(show, ui);
        });
    let edge = bar.response.rect.bottom() - 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, show.theme.rule));
}

fn title(show: &Show<'_>, ui: &Ui) {
    let centre = ui.max_rect().center();
    let Some(document) = &show.state.document else {
        return;
    };
    let name = document.name();
    let rect = widgets::text_at(
        ui,
        centre,
        Align2::CENTER_CENTER,
        &name,
        12.0,
        Weight::SemiBold,
        show.theme.t1,
    );
    let (colour, word) = if document.is_changed() {
        (show.theme.t1, "Edited")
    } else {
        (show.theme.axis, "Saved")
    };
    if document.is_changed() || document.path.is_some() {
        let dot = pos2(rect.right() + 12.0, centre.y);
        ui.painter().circle_filled(dot, 3.0, colour);
        let at = pos2(dot.x + 8.0, centre.y);
        widgets::text_at(
            ui,
            at,
            Align2::LEFT_CENTER,
            word,
            12.0,
            Weight::Regular,
            show.theme.t3,
        );
    }
}

/// One command as a menu row.
pub(super) fn item(show: &mut Show<'_>, ui: &mut Ui, command: Command, name: &str) {
    let action = command.action(show.state, show.answers);
    let mut button = egui::Button::new(name);
    if let Some(keys) = command.keys_text(ui.ctx()) {
        button = button.shortcut_text(keys);
    }
    if ui.add_enabled(action.is_some(), button).clicked()
        && let Some(action) = action
    {
        show.act(action);
        ui.close();
    }
}

fn commands(show: &mut Show<'_>, ui: &mut Ui, menu: Menu) {
    for command in Command::ALL.into_iter().filter(|c| c.entry().menu == menu) {
        let history = show.state.document.as_ref().map(|d| &d.history);
        let name = match command {
            Command::Undo => named("Undo", history.and_then(|h| h.to_undo())),
            Command::Redo => named("Redo", history.and_then(|h| h.to_redo())),
            _ => command.entry().name.to_owned(),
        };
        if matches!(command, Command::Find | Command::CopyImage | Command::About) {
            ui.separator();
        }
        item(show, ui, command, &name);
    }
}

/// `Undo move of “New START expires”`
fn named(verb: &str, edit: Option<&crate::dataset::edit::Edit>) -> String {
    edit.map_or_else(|| verb.to_owned(), |e| format!("{verb} {}", e.name))
}

fn file(show: &mut Show<'_>, ui: &mut Ui) {
    item(show, ui, Command::New, "New");
    item(show, ui, Command::Open, "Open…");
    ui.add_enabled_ui(!show.state.settings.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in show.state.settings.recent.clone() {
                let name = path
                    .file_name()
                    .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                let row = ui.button(name).on_hover_text(path.display().to_string());
                if row.clicked() {
                    show.act(Action::OpenPath(path));
                    ui.close();
                }
            }
        });
    });
    item(
        show,
        ui,
        Command::OpenSample,
        "Open sample: the Alaska summit",
    );
    ui.separator();
    item(show, ui, Command::Save, "Save");
    item(show, ui, Command::SaveAs, "Save as…");
    ui.separator();
    item(show, ui, Command::ExportImage, "Export image…");
    ui.separator();
    item(show, ui, Command::Close, "Close");
    item(show, ui, Command::Quit, "Quit");
}

fn view(show: &mut Show<'_>, ui: &mut Ui) {
    for command in [Command::ShowBoth, Command::ShowTimeline, Command::ShowMap] {
        item(show, ui, command, command.entry().name);
    }
    ui.separator();
    ui.add_enabled_ui(show.state.document.is_some(), |ui| {
        ui.menu_button("Lanes", |ui| lanes(show, ui));
        ui.menu_button("Colour", |ui| colours(show, ui));
        ui.menu_button("Zone", |ui| zones(show, ui));
        ui.menu_button("Bookmarks", |ui| bookmarks(show, ui));
    });
    ui.separator();
    for command in [
        Command::FitAll,
        Command::ZoomIn,
        Command::ZoomOut,
        Command::StepBack,
        Command::StepForward,
        Command::Reveal,
        Command::Back,
        Command::Forward,
    ] {
        item(show, ui, command, command.entry().name);
    }
    ui.separator();
    for command in [Command::ClearWindow, Command::ClearFilter] {
        item(show, ui, command, command.entry().name);
    }
    ui.separator();
    for command in [
        Command::TogglePanel,
        Command::ShowFilter,
        Command::ShowProblems,
    ] {
        item(show, ui, command, command.entry().name);
    }
    ui.separator();
    ui.menu_button("Theme", |ui| {
        let now = show.state.settings.dark;
        for (value, name) in [
            (None, "As the system"),
            (Some(false), "Light"),
            (Some(true), "Dark"),
        ] {
            pick(show, ui, now == value, name, Action::Dark(value));
        }
    });
}

/// A row of a menu of which one holds.
fn pick(show: &mut Show<'_>, ui: &mut Ui, is_now: bool, name: &str, action: Action) {
    if ui.radio(is_now, name).clicked() {
        show.act(action);
        ui.close();
    }
}

/// What lanes can stand for.
pub(super) fn lanes(show: &mut Show<'_>, ui: &mut Ui) {
    for by in LaneBy::ALL {
        pick(
            show,
            ui,
            show.state.view.lanes == by,
            lane_name(by),
            Action::Lanes(by),
        );
    }
}

/// As the toolbar says it.
pub(super) const fn lane_name(by: LaneBy) -> &'static str {
    match by {
        LaneBy::None => "None",
        LaneBy::Category => "Category",
        LaneBy::Actor => "Actor",
        LaneBy::Group => "Group",
    }
}

/// What hues can mean.
pub(super) fn colours(show: &mut Show<'_>, ui: &mut Ui) {
    for by in ColourBy::ALL {
        pick(
            show,
            ui,
            show.state.view.colour_by == by,
            colour_name(by),
            Action::ColourBy(by),
        );
    }
}

/// As the toolbar says it.
pub(super) const fn colour_name(by: ColourBy) -> &'static str {
    match by {
        ColourBy::Group => "Group",
        ColourBy::Category => "Category",
        ColourBy::Class => "Class",
    }
}

/// The zones that the axis can have.
pub(super) fn zones(show: &mut Show<'_>, ui: &mut Ui) {
    let own = show
        .state
        .document
        .as_ref()
        .map(|d| d.history.dataset().zone_name().to_owned());
    let own = own.and_then(|z| Zone::named(&z)).unwrap_or_default();
    let now = show.state.view.zone.clone();
    let name = format!("{}, the dataset’s", own.place());
    pick(show, ui, now.is_none(), &name, Action::Zone(None));
    for zone in ZONES
        .iter()
        .filter_map(|z| Zone::named(z))
        .filter(|z| *z != own)
    {
        let is_now = now.as_ref() == Some(&zone);
        pick(show, ui, is_now, &zone.place(), Action::Zone(Some(zone)));
    }
}

fn bookmarks(show: &mut Show<'_>, ui: &mut Ui) {
    let Some(document) = &show.state.document else {
        return;
    };
    let all: Vec<_> = document.history.dataset().bookmarks.entries().collect();
    if all.is_empty() {
        ui.label("No bookmarks in this dataset.");
    }
    for (handle, bookmark) in all {
        let row = ui.button(&*bookmark.title);
        let row = match &bookmark.caption {
            Some(caption) => row.on_hover_text(&**caption),
            None => row,
        };
        if row.clicked() {
            show.actions.push(Action::Bookmark(handle));
            ui.close();
        }
    }
}
