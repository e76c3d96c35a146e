//! The overview under the lanes: what the pointer and the keyboard do with its brush.

use super::pointer::snapped;
use super::{SLACK, span, with_view, zone};
use crate::app::{UiContext, paint};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::editor::Action;
use crate::editor::derived::LaneSet;
use crate::scene::{Key, Rect};
use crate::timeline;
use egui::{CursorIcon, PointerButton, Sense, Ui};
use std::sync::Arc;

/// What a drag on the overview does.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Brush {
    /// Draws a window from here, or moves the end that is opposite.
    From(Instant),
    /// Moves the whole by the difference from here.
    Whole(Instant, (Instant, Instant)),
}

/// The overview in a rectangle.
pub(super) fn show_overview(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, laned: &Arc<LaneSet>) {
    let id = ui.unique_id().with("overview");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = "Overview: drag to brush a window";
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, name));
    let indexed = laned.indexed();
    let (rows, passing) = (&indexed.rows, &laned.filtered.rows);
    let gaps = cx.state.view.gaps(&indexed.gaps);
    let whole = timeline::Whole {
        all: rows,
        passing,
        gaps,
    };
    let emphasis = cx.emphasis();
    let (scene, axis) = with_view(cx, ui, laned, rect.size(), &emphasis, |view| {
        timeline::overview(view, &whole, rect.size())
    });
    paint::paint(&scene, &ui.painter().with_clip_rect(rect), rect.min);
    let own_zone = zone(cx, laned).clone();
    let time = |x: f32| {
        let x = (x - rect.left()).clamp(axis.left, axis.right);
        snapped(axis.time_from_x(x), &axis, &own_zone)
    };
    let hit = |at: egui::Pos2| scene.hit((at - rect.min).to_pos2(), SLACK);
    if let Some(at) = response.hover_pos() {
        let icon = match hit(at) {
            Some(Key::Window(1 | 2)) => CursorIcon::ResizeHorizontal,
            Some(Key::Window(_)) => CursorIcon::Grab,
            _ => CursorIcon::Crosshair,
        };
        ui.ctx().set_cursor_icon(icon);
    }
    let least = rect.left() + axis.left;
    brush_by_pointer(cx, ui, &response, (&own_zone, least), &time, &hit);
    let clicked = response.interact_pointer_pos();
    let clicked = clicked.filter(|at| at.x - rect.left() >= axis.left);
    if response.double_clicked() {
        let is_window = clicked
            .and_then(hit)
            .is_some_and(|key| matches!(key, Key::Window(_)));
        match cx.state.view.window.filter(|_| is_window) {
            Some((from, to)) => {
                let gaps = cx.state.view.gaps(&laned.filtered.gaps);
                let span = timeline::with_room_on(from, to, &gaps);
                cx.act(Action::Span(Some(span)));
            }
            None if clicked.is_some() => cx.act(Action::Window(None)),
            None => {}
        }
    } else if response.clicked_by(PointerButton::Primary)
        && let Some(at) = clicked
    {
        response.request_focus();
        // A click brings what is there onto the axis.
        let span = span(cx, laned);
        let off = span.after(time(at.x)) / span.length() - 0.5;
        cx.act(Action::Span(Some(span.panned(off))));
    }
    brush_by_key(cx, ui, &response, laned);
}

/// A drag on the overview draws the window, moves it, or moves one of its ends.
fn brush_by_pointer(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    response: &egui::Response,
    (zone, least): (&Zone, f32),
    time: &dyn Fn(f32) -> Instant,
    hit: &dyn Fn(egui::Pos2) -> Option<Key>,
) {
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
        && origin.x >= least
        && cx
            .queries
            .indexed()
            .is_some_and(|of| of.index.span().is_some())
    {
        let brush = match (hit(origin), cx.state.view.window) {
            (Some(Key::Window(1)), Some((_, to))) => Brush::From(to),
            (Some(Key::Window(2)), Some((from, _))) => Brush::From(from),
            (Some(Key::Window(_)), Some(window)) => Brush::Whole(time(origin.x), window),
            _ => Brush::From(time(origin.x)),
        };
        cx.window.views.timeline.brush = Some(brush);
    }
    let brush = cx.window.views.timeline.brush;
    if let (true, Some(brush), Some(at)) =
        (response.dragged(), brush, response.interact_pointer_pos())
    {
        let now = time(at.x);
        let window = match brush {
            Brush::From(start) => (start.min(now), start.max(now)),
            Brush::Whole(start, (from, to)) => {
                // Midnights stay midnights where clocks change in between.
                let wall = |at: Instant| at.plus(i64::from(zone.offset_at(at))).0;
                let by = wall(now).saturating_sub(wall(start));
                let moved = |at| zone.at_wall_clock(wall(at).saturating_add(by));
                (moved(from), moved(to))
            }
        };
        if window.0 < window.1 {
            cx.act(Action::Window(Some(window)));
        }
    }
}

/// With the keyboard the arrows move the window, with Shift its end.
fn brush_by_key(cx: &mut UiContext<'_>, ui: &Ui, response: &egui::Response, laned: &LaneSet) {
    if !response.has_focus() {
        return;
    }
    ui.memory_mut(|m| {
        let keep = egui::EventFilter {
            horizontal_arrows: true,
            ..egui::EventFilter::default()
        };
        m.set_focus_lock_filter(response.id, keep);
    });
    let span = span(cx, laned);
    let (from, to) = cx.state.view.window.unwrap_or((span.from(), span.to()));
    let step = (to.0.saturating_sub(from.0) / 20).max(60);
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let shift = egui::Modifiers::SHIFT;
    let window = if pressed(shift, egui::Key::ArrowRight) {
        Some((from, to.plus(step)))
    } else if pressed(shift, egui::Key::ArrowLeft) {
        Some((from, to.plus(-step).max(from.plus(60))))
    } else if pressed(egui::Modifiers::NONE, egui::Key::ArrowRight) {
        Some((from.plus(step), to.plus(step)))
    } else if pressed(egui::Modifiers::NONE, egui::Key::ArrowLeft) {
        Some((from.plus(-step), to.plus(-step)))
    } else {
        None
    };
    if window.is_some() {
        cx.act(Action::Window(window));
    }
}
