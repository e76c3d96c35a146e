//! The tray of undated events: its chips, and the list behind the last of them.

use super::with_view;
use crate::app::style::font;
use crate::app::{UiContext, paint, tooltip, widgets};
use crate::dataset::count::plural;
use crate::editor::derived::LaneSet;
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::{Key, Rect, Weight};
use crate::timeline;
use egui::{CursorIcon, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// Height of a row in the list.
const ROW: f32 = 24.0;

/// The tray in a rectangle.
pub(super) fn show_tray(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, laned: &Arc<LaneSet>) {
    let emphasis = cx.emphasis();
    let undated = &laned.lanes.undated;
    let tray = with_view(cx, ui, laned, rect.size(), &emphasis, |view| {
        timeline::tray(view, undated, rect.size())
    });
    let scene = &tray.scene;
    paint::paint(scene, &ui.painter().with_clip_rect(rect), rect.min);
    let response = ui.interact(rect, ui.unique_id().with("tray"), Sense::hover());
    response.widget_info(|| {
        let name = plural(undated.len(), "undated event", "undated events");
        WidgetInfo::labeled(egui::Role::Group, true, name)
    });
    for (key, chip) in tray.chips {
        event(cx, ui, key, chip.translate(rect.min.to_vec2()), laned);
    }
    if let Some((chip, first)) = tray.more {
        let rest = undated.get(first..).unwrap_or_default();
        more(cx, ui, chip.translate(rect.min.to_vec2()), rest, laned);
    }
}

/// The chip of an event.
fn event(cx: &mut UiContext<'_>, ui: &Ui, key: Key, chip: Rect, laned: &LaneSet) {
    let Some(name) = words::name(laned.indexed(), key) else {
        return;
    };
    let target = chip.expand2(vec2(0.0, 2.0));
    let response = ui.interact(target, ui.unique_id().with(key), Sense::click());
    let is_selected = Selection::of_key(key) == cx.state.selection;
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_selected, &name));
    if response.hovered() {
        cx.window.pointed = Some((key, chip));
        cx.act(Action::Hover(Some(key)));
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        tooltip::tooltip(cx, &response, key);
    }
    widgets::focus_ring(ui, cx.theme, &response);
    if response.clicked() {
        cx.act(Action::Select(Selection::of_key(key)));
    }
}

/// The chip that opens the list of those that have none.
fn more(cx: &mut UiContext<'_>, ui: &mut Ui, chip: Rect, rest: &[u32], laned: &LaneSet) {
    let theme = cx.theme;
    let target = chip.expand2(vec2(0.0, 2.0));
    let response = ui.interact(target, ui.unique_id().with("more undated"), Sense::click());
    let name = plural(rest.len(), "more undated event", "more undated events");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.hovered() {
        let rim = (1.0, theme.t3);
        ui.painter()
            .rect_stroke(chip.shrink(0.5), 9.5, rim, egui::StrokeKind::Middle);
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    widgets::focus_ring(ui, theme, &response);
    let indexed = laned.indexed();
    widgets::drop_down(&response, |ui| {
        ui.set_width(320.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = egui::ScrollArea::vertical().max_height(320.0);
        scroll.show_rows(ui, ROW, rest.len(), |ui, shown| {
            for row in rest.get(shown).unwrap_or_default() {
                let Some((handle, event)) = indexed.dataset.events.at(*row as usize) else {
                    continue;
                };
                let text = egui::RichText::new(event.title.as_str());
                let text = text.font(font(11.5, Weight::Regular)).color(theme.t1);
                let button = egui::Button::new(text)
                    .truncate()
                    .frame_when_inactive(false)
                    .min_size(vec2(ui.available_width(), ROW));
                let left = egui::Layout::top_down_justified(egui::Align::LEFT);
                let response = ui.with_layout(left, |ui| ui.add(button)).inner;
                if response.hovered() {
                    cx.act(Action::Hover(Some(Key::Event(handle.0))));
                }
                if response.clicked() {
                    cx.act(Action::Select(Some(Selection::Event(handle))));
                    ui.close();
                }
            }
        });
    });
}
