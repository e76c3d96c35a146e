//! Where the window has no room for a panel beside the views, it is a drawer that takes the right
//! side of the map. It starts closed, and comes with what is picked.

use super::super::UiContext;
use super::content;
use crate::editor::Action;
use crate::editor::view::{Panel, Shown};
use egui::{Context, Rect, Ui, UiBuilder, pos2};

/// Under this width of the window the panel is a drawer.
const NARROW: f32 = 1100.0;
/// Width of the drawer.
const WIDTH: f32 = 320.0;
/// What the map keeps.
const LEAST_MAP: f32 = 320.0;

/// Whether the panel is a drawer: never over axis, lanes and overview.
pub(super) fn is_drawer(cx: &UiContext<'_>, ctx: &Context) -> bool {
    is_narrow(ctx) && cx.state.view.shown != Shown::Timeline
}

/// Whether the window has no room for a panel beside the views.
pub(in crate::app) fn is_narrow(ctx: &Context) -> bool {
    ctx.content_rect().width() < NARROW
}

/// Shows the drawer, if it is open, in the room that the map has. Gives what is left of it.
pub(in crate::app) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, room: Rect) -> Rect {
    if cx.state.panel == Panel::Hidden || !is_drawer(cx, ui.ctx()) {
        return room;
    }
    let edge = room.right() - WIDTH.min(room.width() - LEAST_MAP).max(0.0);
    let rect = Rect::from_min_max(pos2(edge, room.top()), room.max);
    let theme = cx.theme;
    ui.painter().rect_filled(rect, 0.0, theme.panel);
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.set_clip_rect(rect);
        content(cx, ui);
    });
    ui.painter()
        .vline(edge + 0.5, rect.y_range(), (1.0, theme.rule));
    Rect::from_min_max(room.min, pos2(edge, room.bottom()))
}

/// A drawer starts closed, opens with what a person picks, and closes when nothing is selected; in
/// a window that became wide again the panel is back.
pub(super) fn follow(cx: &mut UiContext<'_>, ctx: &Context) {
    let before = cx.window.panel.was_closed;
    let panel = cx.state.panel;
    if !is_narrow(ctx) {
        cx.window.panel.was_closed = None;
        if before == Some(true) && panel == Panel::Hidden {
            cx.act(Action::Panel(Panel::Selection));
        }
        return;
    }
    if before.is_none() || cx.state.is_fresh {
        let closes = panel == Panel::Selection;
        cx.window.panel.was_closed = Some(closes || before == Some(true));
        if closes {
            cx.act(Action::Panel(Panel::Hidden));
        }
        return;
    }
    let picked = cx.actions.iter().rev().find_map(|action| match action {
        Action::Select(selection) => Some(selection.is_some()),
        _ => None,
    });
    match (picked, panel) {
        (Some(true), Panel::Hidden) => cx.act(Action::Panel(Panel::Selection)),
        (Some(false), Panel::Selection) => cx.act(Action::Panel(Panel::Hidden)),
        _ => {}
    }
}
