//! The sheet of shortcuts, from the table of commands.

use crate::app::command::{Command, Menu, keys_text};
use crate::app::style::font;
use crate::app::{UiContext, widgets};
use crate::scene::Weight;
use egui::{Align2, RichText, Sense, StrokeKind, Ui, pos2, vec2};

/// Height of a row.
const ROW: f32 = 22.0;
/// Width of a column.
const COLUMN: f32 = 296.0;

/// Three columns, each command with its keys.
pub(super) fn show(cx: &UiContext<'_>, ui: &mut Ui) {
    let room = ui.ctx().content_rect().height() - 190.0;
    egui::ScrollArea::vertical()
        .max_height(room)
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 28.0;
                for menus in [
                    &[Menu::File, Menu::Go][..],
                    &[Menu::Edit, Menu::Insert, Menu::Keyboard],
                    &[Menu::View, Menu::Help],
                ] {
                    ui.vertical(|ui| {
                        ui.set_width(COLUMN.min((ui.ctx().content_rect().width() - 160.0) / 3.0));
                        ui.spacing_mut().item_spacing.y = 0.0;
                        for (n, menu) in menus.iter().enumerate() {
                            ui.add_space(if n == 0 { 6.0 } else { 18.0 });
                            section(cx, ui, *menu);
                        }
                    });
                }
            });
        });
}

fn section(cx: &UiContext<'_>, ui: &mut Ui, menu: Menu) {
    let theme = cx.theme;
    let title = match menu {
        Menu::File => "File",
        Menu::Edit => "Edit",
        Menu::View => "View",
        Menu::Go => "Go",
        Menu::Insert => "Insert",
        Menu::Help => "Help",
        Menu::Keyboard => "Moving about",
    };
    ui.label(
        RichText::new(title)
            .font(font(11.5, Weight::SemiBold))
            .color(theme.t3),
    );
    let all = Command::ALL.into_iter().map(Command::entry);
    for entry in all.filter(|e| e.menu == menu && !e.keys.is_empty()) {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let name = entry.name.trim_end_matches('…');
        let mut right = rect.right();
        let mut said = Vec::new();
        for (modifiers, key) in entry.keys.iter().rev() {
            let keys = keys_text(ui.ctx(), *modifiers, *key);
            let width = cx.measure.width(&keys, 10.5, Weight::Medium) + 12.0;
            let cap = egui::Rect::from_center_size(
                pos2(right - width / 2.0, rect.center().y),
                vec2(width, 17.0),
            );
            ui.painter().rect(
                cap,
                3.0,
                theme.raised,
                (1.0, theme.rule),
                StrokeKind::Inside,
            );
            widgets::text_at(
                ui,
                cap.center(),
                Align2::CENTER_CENTER,
                &keys,
                10.5,
                Weight::Medium,
                theme.t2,
            );
            right = cap.left() - 5.0;
            said.push(keys);
        }
        let style = crate::scene::Style::new(12.0, Weight::Regular, theme.t1);
        crate::app::panel::lines::elided(
            ui,
            rect.left_center(),
            name,
            style,
            right - rect.left() - 4.0,
        );
        said.reverse();
        let info = format!("{name}: {}", said.join(" or "));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &info));
    }
}
