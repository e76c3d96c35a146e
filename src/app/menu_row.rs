//! The rows of menus: a mark where one of several holds, a name, keys or an arrow.

use super::keyboard;
use super::panel::lines::elided;
use super::style;
use super::widgets::{self, Icon};
use crate::scene::{Style, Weight};
use egui::containers::menu::{MenuState, SubMenu};
use egui::{Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 24.0;
/// Height of a line between rows.
const LINE: f32 = 9.0;
/// What stands at both sides of a row.
const PAD: f32 = 8.0;
/// Room for the mark.
const MARK: f32 = 16.0;
/// Least room between a name and its keys.
const GAP: f32 = 24.0;
/// Names are cut after this.
const MOST: f32 = 340.0;

/// What a row says.
#[derive(Clone, Copy, Default)]
pub(super) struct MenuRow<'a> {
    /// What it does.
    pub name: &'a str,
    /// The keys that do it too, or what else is quietly said.
    pub keys: &'a str,
    /// Whether it is the one of several that holds; none: it is not one of several.
    pub mark: Option<bool>,
    /// Whether it is on; none: it is nothing that is on or off.
    pub checked: Option<bool>,
    /// Whether it opens another menu.
    pub opens: bool,
    /// Whether it can be used.
    pub is_there: bool,
}

/// A row of a menu.
pub(super) fn row(ui: &mut Ui, told: MenuRow<'_>) -> Response {
    let theme = style::theme(ui);
    let text = Style::new(12.0, Weight::Regular, theme.t1);
    let name = super::panel::lines::width(ui, told.name, text).min(MOST);
    let keys = super::panel::lines::width(ui, told.keys, text);
    let tail = match (told.opens, told.keys.is_empty()) {
        (true, _) => GAP,
        (false, true) => 0.0,
        (false, false) => GAP + keys,
    };
    let wanted = vec2(2.0 * PAD + MARK + name + tail, ROW);
    let is_there = told.is_there && ui.is_enabled();
    let sense = if is_there {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_at_least(wanted, sense);
    let sub_menu = SubMenu::id_from_widget_id(response.id);
    let is_open =
        told.opens && MenuState::from_ui(ui, |state, _| state.open_item == Some(sub_menu));
    if told.opens && (response.has_focus() || is_open) {
        keyboard::at_sub_menu(ui.ctx());
    }
    if is_there && (response.hovered() || response.has_focus() || is_open) {
        ui.painter().rect_filled(rect, 3.0, theme.hover);
    }
    if is_there && keyboard::take_for_menu(ui.ctx()) {
        response.request_focus();
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter()
            .rect_stroke(rect, 4.0, ring, StrokeKind::Inside);
    }
    let y = rect.center().y;
    let (loud, quiet) = if is_there {
        (theme.t1, theme.t3)
    } else {
        (theme.disabled, theme.disabled)
    };
    let at = pos2(rect.left() + PAD + 3.0, y);
    if told.mark == Some(true) {
        ui.painter().circle_filled(at, 3.0, loud);
    }
    if told.checked == Some(true) {
        widgets::icon(ui, Icon::Check, at, loud);
    }
    let left = pos2(rect.left() + PAD + MARK, y);
    let text = Style {
        colour: loud,
        ..text
    };
    elided(ui, left, told.name, text, name + 1.0);
    let right = pos2(rect.right() - PAD, y);
    if told.opens {
        widgets::icon(ui, Icon::Right, right - vec2(2.0, 0.0), quiet);
    } else {
        let side = Align2::RIGHT_CENTER;
        widgets::text_at(ui, right, side, told.keys, 12.0, Weight::Regular, quiet);
    }
    response.widget_info(|| match (told.mark, told.checked) {
        (Some(is_now), _) => WidgetInfo::selected(Role::RadioButton, is_there, is_now, told.name),
        (None, Some(is_on)) => WidgetInfo::selected(Role::CheckBox, is_there, is_on, told.name),
        (None, None) => WidgetInfo::labeled(Role::Button, is_there, told.name),
    });
    response
}

/// A row that opens another menu.
pub(super) fn sub_menu(ui: &mut Ui, name: &str, is_there: bool, content: impl FnOnce(&mut Ui)) {
    let told = MenuRow {
        name,
        opens: true,
        is_there,
        ..MenuRow::default()
    };
    let response = row(ui, told);
    if is_there {
        SubMenu::new().show(ui, &response, |ui| scrolled(ui, content));
    }
}

/// What a menu holds, of which as much is seen as the window has room for.
pub(super) fn scrolled<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let most = (ui.ctx().content_rect().height() - 80.0).max(ROW * 4.0);
    egui::ScrollArea::vertical()
        .max_height(most)
        .min_scrolled_height(most)
        .show(ui, content)
        .inner
}

/// A line between groups of rows.
pub(super) fn line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_at_least(vec2(0.0, LINE), Sense::hover());
    let y = rect.center().y.floor() + 0.5;
    let stroke = (1.0, style::theme(ui).hair);
    ui.painter().hline(rect.x_range(), y, stroke);
}
