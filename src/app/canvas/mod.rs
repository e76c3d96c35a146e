//! The two views in the window's middle: where each stands, and what the pointer does on it.

mod map;
mod map_header;
mod nodes;
mod timeline;
mod travel;

use super::panel::drawer;
use super::{UiContext, motion};
use crate::editor::Action;
use crate::editor::view::{Active, Shown, View};
use egui::{
    CentralPanel, Context, CursorIcon, Event, EventFilter, Id, Key, MouseWheelUnit, Rect, Response,
    Sense, Ui, Vec2, pos2, vec2,
};
use std::fmt::Debug;
use std::hash::Hash;

/// Least height of the map while both are shown.
const LEAST_MAP: f32 = 160.0;
/// How far an arrow key moves the divider.
const STEP: f32 = 24.0;
/// The map has so much where the window is as high as this, else a share of the views' height (look.md,
/// “The window and its sizes”).
const MAP: f32 = 460.0;
const HIGH: f32 = 900.0;
const MAP_SHARE: f32 = 0.45;

/// The widgets of the views, which leave plain keys to the commands.
pub(super) fn ids() -> [Id; 2] {
    [Id::unique("timeline canvas"), Id::unique("map canvas")]
}

/// What the views remember from frame to frame.
#[derive(Default)]
pub(super) struct ViewsState {
    timeline: timeline::TimelineState,
    map: map::MapState,
    /// The view that got the keyboard by a click.
    clicked: Option<Id>,
}

/// What a view's widget does with the keyboard: the arrows are commands there, and do not move the
/// focus.
fn keep_arrows(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    }
}

/// Whether a view got the keyboard by a key: a click needs no ring to say where it was.
fn is_focused_by_key(cx: &mut UiContext<'_>, response: &Response) -> bool {
    let clicked = &mut cx.window.views.clicked;
    if response.clicked() {
        *clicked = Some(response.id);
    } else if !response.has_focus() && *clicked == Some(response.id) {
        *clicked = None;
    }
    response.has_focus() && *clicked != Some(response.id)
}

/// What the wheel and a pinch ask for in a frame.
struct Wheel {
    /// How many times closer.
    zoom: f32,
    /// How many points to the right.
    aside: f32,
}

impl Wheel {
    /// All that was turned in this frame, at once: the views ease by themselves to where it leads.
    /// What comes from a finger follows it.
    fn turned(ui: &Ui) -> Self {
        let mut turned = Self {
            zoom: 1.0,
            aside: 0.0,
        };
        let mut is_by_hand = false;
        ui.input(|i| {
            for event in &i.raw.events {
                let (delta, modifiers) = match event {
                    Event::MouseWheel {
                        unit,
                        delta,
                        modifiers,
                        ..
                    } => {
                        is_by_hand |= *unit == MouseWheelUnit::Point;
                        (points(*unit, *delta), modifiers)
                    }
                    Event::Zoom(factor) => {
                        is_by_hand = true;
                        turned.zoom *= factor;
                        continue;
                    }
                    _ => continue,
                };
                if modifiers.shift {
                    turned.aside += delta.x + delta.y;
                } else {
                    turned.aside += delta.x;
                    turned.zoom *= (delta.y / 300.0).exp();
                }
            }
            if let Some(touch) = i.multi_touch() {
                is_by_hand = true;
                turned.zoom *= touch.zoom_delta;
            }
        });
        if is_by_hand {
            motion::by_hand(ui.ctx());
        }
        turned
    }

    fn zooms(&self) -> bool {
        (self.zoom - 1.0).abs() > 1e-4
    }
}

/// How far a wheel was turned, in points.
fn points(unit: MouseWheelUnit, delta: Vec2) -> Vec2 {
    match unit {
        MouseWheelUnit::Point => delta,
        MouseWheelUnit::Line => delta * NOTCH,
        MouseWheelUnit::Page => delta * PAGE,
    }
}

/// A notch of the wheel, in points.
const NOTCH: f32 = 40.0;
/// A page of it.
const PAGE: f32 = 400.0;

/// The keys zoom and pan the view that the keyboard has come to.
fn take_keys(cx: &mut UiContext<'_>, response: &Response, view: Active) {
    if response.gained_focus() && cx.state.view.active != view {
        cx.act(Action::Active(view));
    }
}

/// The keyboard goes to a view: to the other one, if one of them has it.
pub(super) fn other_view(ctx: &Context, view: &View) -> Active {
    let [timeline, map] = ids();
    let focused = ctx.memory(egui::Memory::focused);
    let next = match (view.shown, view.active) {
        (Shown::Timeline, _) => Active::Timeline,
        (Shown::Map, _) => Active::Map,
        (Shown::Both, Active::Timeline) if focused == Some(timeline) => Active::Map,
        (Shown::Both, Active::Map) if focused == Some(map) => Active::Timeline,
        (Shown::Both, active) => active,
    };
    let id = match next {
        Active::Timeline => timeline,
        Active::Map => map,
    };
    ctx.memory_mut(|m| m.request_focus(id));
    next
}

/// Both views, or the one that is wanted.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    CentralPanel::no_frame().show(ui, |ui| {
        let all = opening(cx, ui, "beside", ui.max_rect());
        ui.painter().rect_filled(all, 0.0, cx.theme.ground);
        if is_coming(cx) {
            timeline::show_progress(cx, ui, all);
            return;
        }
        match cx.state.view.shown {
            Shown::Timeline => timeline::show(cx, ui, all),
            Shown::Map => {
                let left = drawer::show(cx, ui, all);
                let left = opening(cx, ui, "drawer", left);
                map::show(cx, ui, left);
            }
            Shown::Both => {
                let most = all.height() - LEAST_MAP;
                let height = match cx.state.view.split {
                    Some(share) => (all.height() * share).min(most),
                    None => own_height(cx, ui, most.min(all.height() - map_height(ui, all))),
                };
                let height = height.max(timeline::LEAST);
                let edge = (all.top() + height).round();
                let above = Rect::from_min_max(all.min, pos2(all.right(), edge));
                let below = Rect::from_min_max(pos2(all.left(), edge), all.max);
                timeline::show(cx, ui, above);
                let left = drawer::show(cx, ui, below);
                let left = opening(cx, ui, "drawer", left);
                map::show(cx, ui, left);
                divider(cx, ui, all, edge);
            }
        }
    });
}

/// Datasets of no more events and actors than these are seen when both views are there: nothing of
/// what is shown moves any more. Of larger ones the lanes are worth the time that the map takes.
const FEW_EVENTS: usize = 5_000;
const FEW_ACTORS: usize = 300;

/// Whether a dataset that was opened is not all there yet, and will be in a moment.
fn is_coming(cx: &UiContext<'_>) -> bool {
    let Some(indexed) = cx.queries.indexed() else {
        return cx.state.document.is_some();
    };
    let index = &indexed.index;
    let is_small = index.len() <= FEW_EVENTS && index.actor_count() <= FEW_ACTORS;
    let is_there = cx.queries.laned().is_some() && cx.queries.mapped().is_some();
    is_small && !is_there && !cx.queries.is_stopped()
}

/// The least height of the map where nobody chose another.
fn map_height(ui: &Ui, all: Rect) -> f32 {
    if ui.ctx().content_rect().height() >= HIGH {
        MAP
    } else {
        all.height() * MAP_SHARE
    }
}

/// The height of the timeline by itself, as drawn now.
fn own_height(cx: &mut UiContext<'_>, ui: &Ui, most: f32) -> f32 {
    let wanted = timeline::own_height(cx, ui, most);
    if !timeline::is_lasting(cx) {
        return wanted;
    }
    let id = eases(cx, ui, ("height of the timeline", most.to_bits()));
    motion::eased(cx, ui.ctx(), id, wanted, motion::OPEN, motion::lengths)
}

/// What the views have of the window while a panel comes or goes: it is shown at once, and the
/// views give way to it.
fn opening(cx: &UiContext<'_>, ui: &Ui, panel: &str, views: Rect) -> Rect {
    let id = eases(cx, ui, panel);
    let edge = views.right();
    let edge = motion::eased(cx, ui.ctx(), id, edge, motion::OPEN, motion::lengths);
    views.with_max_x(edge.round())
}

/// What eases in this window and document: from another size or document to it nothing does.
fn eases(cx: &UiContext<'_>, ui: &Ui, what: impl Hash + Debug) -> Id {
    let document = cx.state.number();
    let window = ui.ctx().content_rect().size();
    Id::unique((
        "eases",
        what,
        document,
        window.x.to_bits(),
        window.y.to_bits(),
    ))
}

/// The line between them: it drags, and a double click gives back the height that fits.
fn divider(cx: &mut UiContext<'_>, ui: &mut Ui, all: Rect, y: f32) {
    ui.painter()
        .hline(all.x_range(), y + 0.5, (1.0, cx.theme.rule));
    let grip = Rect::from_center_size(pos2(all.center().x, y), vec2(all.width(), 7.0));
    let response = ui.interact(
        grip,
        ui.unique_id().with("divider"),
        Sense::click_and_drag(),
    );
    let response = response.on_hover_cursor(CursorIcon::ResizeVertical);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Splitter, true, "Divider of timeline and map")
    });
    let mut by_key = 0.0;
    if response.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let ring = (2.0, cx.theme.focus);
        let line = grip.shrink2(vec2(2.0, 1.0));
        ui.painter()
            .rect_stroke(line, 3.0, ring, egui::StrokeKind::Middle);
        for (key, way) in [(Key::ArrowUp, -1.0), (Key::ArrowDown, 1.0)] {
            if ui.input(|i| i.key_pressed(key)) {
                by_key += way * STEP;
            }
        }
    }
    let share = |y: f32| Some(((y - all.top()) / all.height()).clamp(0.15, 0.9));
    if response.double_clicked() {
        timeline::fit_height(cx);
        cx.act(Action::Split(None));
    } else if by_key != 0.0 {
        cx.act(Action::Split(share(y + by_key)));
    } else if let Some(at) = response
        .interact_pointer_pos()
        .filter(|_| response.dragged())
    {
        cx.act(Action::Split(share(at.y)));
    }
}
