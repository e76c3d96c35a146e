//! The menu bar.

use super::UiContext;
use super::command::{Command, Menu};
use super::keyboard;
use super::menu_row::{self, MenuRow};
use super::style::{self, font};
use super::{welcome, widgets};
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::Detail;
use crate::dataset::zone::Zone;
use crate::editor::Action;
use crate::editor::view::Shown;
use crate::scene::{Theme, Weight};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::os::OperatingSystem;
use egui::{Align2, Frame, Key, Margin, Modifiers, Panel, Popup, Sense, Ui, pos2, vec2};

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
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let frame = Frame::new()
        .fill(theme.chrome)
        .inner_margin(Margin::symmetric(14, 0));
    let bar = Panel::top("menu")
        .exact_size(HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            // As high as the bar: all words of it have one middle.
            ui.spacing_mut().interact_size.y = HEIGHT;
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let bar = egui::MenuBar::new()
                .style(move |style: &mut egui::Style| bar_style(style, theme))
                .config(MenuConfig::new().style(style::menu));
            bar.ui(ui, |ui| {
                name(ui, theme);
                let is_free = cx.state.dialog.is_none();
                let asked = is_free.then(|| asked(cx.window.open_menu, ui)).flatten();
                let mut open = None;
                for (name, content) in MENUS {
                    let button = MenuButton::new(name);
                    let (response, inside) = button.ui(ui, |ui| {
                        menu_row::scrolled(ui, |ui| content(cx, ui));
                    });
                    if inside.is_some() {
                        widgets::return_keys(&response);
                        open = Some(name);
                    }
                    if asked == Some(name) {
                        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
                        keyboard::give_to_menu(ui.ctx());
                    }
                    widgets::inner_focus_ring(ui, theme, &response);
                }
                cx.window.open_menu = open;
            });
            title(cx, ui);
        });
    let edge = bar.response.rect.bottom() - 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, theme.rule));
}

type Content = fn(&mut UiContext<'_>, &mut Ui);

/// The menus of the bar.
const MENUS: [(&str, Content); 5] = [
    ("File", file),
    ("Edit", |cx, ui| commands(cx, ui, Menu::Edit)),
    ("View", view),
    ("Insert", |cx, ui| commands(cx, ui, Menu::Insert)),
    ("Help", |cx, ui| commands(cx, ui, Menu::Help)),
];

/// The menu that is opened with the keyboard: Alt and its first letter, or F10 for the first; the
/// arrows go to the next from one that is open.
fn asked(open: Option<&'static str>, ui: &Ui) -> Option<&'static str> {
    let at = open.and_then(|open| MENUS.iter().position(|(name, _)| *name == open));
    if let Some(at) = at.filter(|_| !keyboard::is_at_sub_menu(ui.ctx())) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let next = if pressed(Key::ArrowRight) {
            Some(at + 1)
        } else if pressed(Key::ArrowLeft) {
            Some(at + MENUS.len() - 1)
        } else {
            None
        };
        if let Some(next) = next {
            return MENUS.get(next % MENUS.len()).map(|(name, _)| *name);
        }
    }
    // There Alt is for typing, and the system leads to the bar.
    if ui.ctx().os() == OperatingSystem::Mac {
        return None;
    }
    ui.input_mut(|i| {
        let mut names = MENUS.into_iter().map(|(name, _)| name);
        let by_letter = names.find(|name| {
            let key = name.get(..1).and_then(Key::from_name);
            key.is_some_and(|key| i.consume_key(Modifiers::ALT, key))
        });
        let [(first, _), ..] = MENUS;
        by_letter.or_else(|| i.consume_key(Modifiers::NONE, Key::F10).then_some(first))
    })
}

/// Height of the bar.
const HEIGHT: f32 = 30.0;

/// Words of the bar: quiet, and near enough to be one row.
fn bar_style(style: &mut egui::Style, theme: &Theme) {
    egui::containers::menu::menu_style(style);
    style.spacing.button_padding = vec2(9.0, 0.0);
    let font = font(12.0, Weight::Regular);
    style.text_styles.insert(egui::TextStyle::Button, font);
    style.visuals.widgets.inactive.fg_stroke.color = theme.t2;
}

/// What the program is called.
fn name(ui: &mut Ui, theme: &Theme) {
    let width = 48.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width + 9.0, HEIGHT), Sense::hover());
    widgets::text_at(
        ui,
        rect.left_center(),
        Align2::LEFT_CENTER,
        "Detente",
        12.5,
        Weight::SemiBold,
        theme.t1,
    );
}

fn title(cx: &UiContext<'_>, ui: &Ui) {
    let centre = ui.max_rect().center();
    let Some(document) = &cx.state.document else {
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
        cx.theme.t1,
    );
    let (quiet, loud) = (cx.theme.axis, cx.theme.t2);
    let told = match (document.is_changed(), document.is_read_only) {
        (true, _) if document.is_only_read() && document.is_from_copy => {
            Some((quiet, "Save to mend the file"))
        }
        (true, _) if document.is_only_read() => Some((quiet, "Not saved as .detente")),
        (true, true) => Some((loud, "Read only, edited")),
        (true, false) => Some((loud, "Edited")),
        (false, true) => Some((quiet, "Read only")),
        // What was only opened was not saved.
        (false, false) => document.was_saved().then_some((quiet, "Saved")),
    };
    if let Some((colour, word)) = told {
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
            cx.theme.t3,
        );
    }
}

/// One command as a menu row.
fn item(cx: &mut UiContext<'_>, ui: &mut Ui, command: Command, name: &str) {
    let action = command.action(cx.state, cx.queries);
    let keys = command.keys_text(ui.ctx()).unwrap_or_default();
    let told = MenuRow {
        name,
        keys: &keys,
        mark: is_now(cx, command),
        is_there: action.is_some(),
        ..MenuRow::default()
    };
    if menu_row::row(ui, told).clicked()
        && let Some(action) = action
    {
        cx.act(action);
        ui.close();
    }
}

/// Whether it is what holds, of commands of which one does.
fn is_now(cx: &UiContext<'_>, command: Command) -> Option<bool> {
    let shown = match command {
        Command::ShowBoth => Shown::Both,
        Command::ShowTimeline => Shown::Timeline,
        Command::ShowMap => Shown::Map,
        Command::Blocs | Command::MainTies | Command::AllTies => {
            let detail = match command {
                Command::Blocs => Detail::Blocs,
                Command::MainTies => Detail::Main,
                _ => Detail::All,
            };
            return Some(cx.state.view.level.detail == Some(detail));
        }
        Command::FoldTime => return Some(!cx.state.view.is_unfolded),
        _ => return None,
    };
    Some(cx.state.document.is_some() && cx.state.view.shown == shown)
}

fn items<const N: usize>(cx: &mut UiContext<'_>, ui: &mut Ui, commands: [Command; N]) {
    for command in commands {
        item(cx, ui, command, command.entry().name);
    }
}

fn commands(cx: &mut UiContext<'_>, ui: &mut Ui, menu: Menu) {
    for command in Command::ALL.into_iter().filter(|c| c.entry().menu == menu) {
        let history = cx.state.document.as_ref().map(|d| &d.history);
        let name = match command {
            Command::Undo => named("Undo", history.and_then(|h| h.to_undo())),
            Command::Redo => named("Redo", history.and_then(|h| h.to_redo())),
            _ => command.entry().name.to_owned(),
        };
        if matches!(command, Command::Find | Command::CopyImage | Command::About) {
            menu_row::line(ui);
        }
        item(cx, ui, command, &name);
    }
}

/// `Undo move of “New START expires”`
fn named(verb: &str, edit: Option<&crate::dataset::edit::Edit>) -> String {
    edit.map_or_else(|| verb.to_owned(), |e| format!("{verb} {}", e.name))
}

fn file(cx: &mut UiContext<'_>, ui: &mut Ui) {
    items(cx, ui, [Command::New, Command::Open]);
    let recent = cx.state.settings.recent.clone();
    menu_row::sub_menu(ui, "Open recent", !recent.is_empty(), |ui| {
        for path in recent {
            let name = crate::editor::file_name(&path);
            let folder = path.parent().map(welcome::short_folder);
            let told = MenuRow {
                keys: &folder.map(ending).unwrap_or_default(),
                ..plain(&name)
            };
            let row = menu_row::row(ui, told).on_hover_text(path.display().to_string());
            if row.clicked() {
                cx.act(Action::OpenPath(path));
                ui.close();
            }
        }
    });
    let name = "Open sample: the Alaska summit";
    item(cx, ui, Command::OpenSample, name);
    items(cx, ui, [Command::RecoverEdits, Command::ChangeImport]);
    menu_row::line(ui);
    items(cx, ui, [Command::Save, Command::SaveAs]);
    menu_row::line(ui);
    items(cx, ui, [Command::ExportImage, Command::ExportData]);
    menu_row::line(ui);
    items(cx, ui, [Command::Close, Command::Quit]);
}

/// The end of a long path.
fn ending(path: String) -> String {
    const MOST: usize = 36;
    let count = path.chars().count();
    if count <= MOST {
        return path;
    }
    let end: String = path.chars().skip(count + 1 - MOST).collect();
    format!("…{end}")
}

fn plain(name: &str) -> MenuRow<'_> {
    MenuRow {
        name,
        is_there: true,
        ..MenuRow::default()
    }
}

fn view(cx: &mut UiContext<'_>, ui: &mut Ui) {
    items(
        cx,
        ui,
        [Command::ShowBoth, Command::ShowTimeline, Command::ShowMap],
    );
    menu_row::line(ui);
    items(
        cx,
        ui,
        [
            Command::Blocs,
            Command::MainTies,
            Command::AllTies,
            Command::ArrangeAnew,
        ],
    );
    menu_row::line(ui);
    let is_open = cx.state.document.is_some();
    menu_row::sub_menu(ui, "Lanes", is_open, |ui| lanes(cx, ui));
    menu_row::sub_menu(ui, "Colour", is_open, |ui| colours(cx, ui));
    menu_row::sub_menu(ui, "Zone", is_open, |ui| zones(cx, ui));
    menu_row::sub_menu(ui, "Bookmarks", is_open, |ui| bookmarks(cx, ui));
    menu_row::sub_menu(ui, "Go", is_open, |ui| commands(cx, ui, Menu::Go));
    menu_row::line(ui);
    items(
        cx,
        ui,
        [
            Command::FitAll,
            Command::ZoomIn,
            Command::ZoomOut,
            Command::FoldTime,
        ],
    );
    menu_row::line(ui);
    items(cx, ui, [Command::ClearWindow, Command::ClearFilter]);
    menu_row::line(ui);
    items(
        cx,
        ui,
        [
            Command::TogglePanel,
            Command::ShowFilter,
            Command::ShowProblems,
        ],
    );
    menu_row::line(ui);
    menu_row::sub_menu(ui, "Theme", true, |ui| {
        let now = cx.state.settings.dark;
        for (value, name) in [
            (None, "As the system"),
            (Some(false), "Light"),
            (Some(true), "Dark"),
        ] {
            pick(cx, ui, now == value, name, Action::Dark(value));
        }
    });
    let reduces = cx.state.settings.reduces_motion;
    let told = MenuRow {
        checked: Some(reduces),
        ..plain("Reduce motion")
    };
    if menu_row::row(ui, told).clicked() {
        cx.act(Action::ReduceMotion(!reduces));
        ui.close();
    }
}

/// A row of a menu of which one holds.
fn pick(cx: &mut UiContext<'_>, ui: &mut Ui, is_now: bool, name: &str, action: Action) {
    let told = MenuRow {
        mark: Some(is_now),
        ..plain(name)
    };
    if menu_row::row(ui, told).clicked() {
        cx.act(action);
        ui.close();
    }
}

/// What lanes can stand for.
pub(super) fn lanes(cx: &mut UiContext<'_>, ui: &mut Ui) {
    for by in LaneBy::all() {
        pick(
            cx,
            ui,
            cx.state.view.lanes == by,
            by.label(),
            Action::Lanes(by),
        );
    }
}

/// What hues can mean.
pub(super) fn colours(cx: &mut UiContext<'_>, ui: &mut Ui) {
    for by in ColourBy::ALL {
        pick(
            cx,
            ui,
            cx.state.view.colour_by == by,
            by.label(),
            Action::ColourBy(by),
        );
    }
}

/// The zones that the axis can have.
pub(super) fn zones(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let own = cx
        .state
        .document
        .as_ref()
        .map(|d| d.history.dataset().zone_name().to_owned());
    let own = own.and_then(|z| Zone::named(&z)).unwrap_or_default();
    let now = cx.state.view.zone.clone();
    let name = format!("{}, the dataset’s", own.place());
    pick(cx, ui, now.is_none(), &name, Action::Zone(None));
    for zone in ZONES
        .iter()
        .filter_map(|z| Zone::named(z))
        .filter(|z| *z != own)
    {
        let is_now = now.as_ref() == Some(&zone);
        pick(cx, ui, is_now, &zone.place(), Action::Zone(Some(zone)));
    }
}

fn bookmarks(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let Some(document) = &cx.state.document else {
        return;
    };
    let all: Vec<_> = document.history.dataset().bookmarks.entries().collect();
    if all.is_empty() {
        let told = MenuRow {
            is_there: false,
            ..plain("No bookmarks in this dataset")
        };
        menu_row::row(ui, told);
    }
    for (handle, bookmark) in all {
        let row = menu_row::row(ui, plain(&bookmark.title));
        let row = match &bookmark.caption {
            Some(caption) => row.on_hover_text(&**caption),
            None => row,
        };
        if row.clicked() {
            cx.actions.push(Action::Bookmark(handle));
            ui.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_path_the_end_is_said() {
        assert_eq!(ending("~/Datasets".to_owned()), "~/Datasets");
        let long = ending(format!("/home/{}/summit", "long/".repeat(20)));
        assert!(long.starts_with('…') && long.ends_with("/summit"));
        assert_eq!(long.chars().count(), 36);
    }
}
