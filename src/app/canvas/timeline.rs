//! The timeline: the picture, activity under it, the overview with the brush, the tray, and what
//! the pointer does on them.

use super::nodes;
use crate::app::action::Action;
use crate::app::answers::Laned;
use crate::app::state::Selection;
use crate::app::status::plural;
use crate::app::{Show, chart, paint, widgets, words};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::scene::{Emphasis, Key, Rect, Weight, pos2, vec2};
use crate::timeline::{self, Axis, Picture, Span};
use egui::{Align2, CursorIcon, Id, Sense, Ui};

/// Least height of a timeline.
pub(super) const LEAST: f32 = 190.0;
/// Axis and period rows.
const TOP: f32 = 42.0;
const ACTIVITY: f32 = 40.0;
const OVERVIEW: f32 = 46.0;
const TRAY: f32 = 28.0;
/// Under this width of the window the heads are narrower and the tray folds.
const WIDE: f32 = 1300.0;
/// Under this height the activity chart gives its room to the lanes.
const SHORT: f32 = 300.0;
const SLACK: f32 = 4.0;
/// Width of the strip that scrolls the lanes.
const BAR: f32 = 10.0;

/// The width of the lanes' heads.
fn head(ui_width: f32) -> f32 {
    if ui_width < WIDE { 140.0 } else { 164.0 }
}

/// How high all lanes were when they were last drawn, and whether that was the same before; none
/// before the first time.
pub(super) fn lanes_height(ui: &Ui) -> Option<(f32, bool)> {
    ui.data(|d| d.get_temp(Id::unique("height of the lanes")))
}

fn remember_height(ui: &Ui, height: f32) {
    let is_same = lanes_height(ui).is_some_and(|(before, _)| before == height);
    ui.data_mut(|d| d.insert_temp(Id::unique("height of the lanes"), (height, is_same)));
    if !is_same {
        ui.ctx().request_repaint();
    }
}

/// How high the timeline must be to show all lanes.
pub(super) fn wanted_height(show: &Show<'_>, ui: &Ui) -> f32 {
    let (Some(laned), Some((lanes, _))) = (show.answers.laned(), lanes_height(ui)) else {
        return LEAST;
    };
    let has_tray = !laned.lanes.undated.is_empty();
    let tray = if has_tray { TRAY } else { 0.0 };
    (TOP + lanes + ACTIVITY + OVERVIEW + tray + 2.0).max(LEAST)
}

/// Draws with what the person looks at.
fn with_view<R>(
    show: &Show<'_>,
    ui: &Ui,
    laned: &Laned,
    size: egui::Vec2,
    emphasis: &Emphasis,
    draw: impl FnOnce(&timeline::View<'_>) -> R,
) -> R {
    let indexed = &laned.of.of;
    let view = &show.state.view;
    let count = u32::try_from(laned.lanes.lanes.len()).unwrap_or(u32::MAX);
    let folded: Vec<bool> = (0..count).map(|n| view.folded.contains(&n)).collect();
    draw(&timeline::View {
        dataset: &indexed.dataset,
        index: &indexed.index,
        lanes: &laned.lanes,
        hues: &indexed.hues,
        colour_by: view.colour_by,
        span: span(show, laned),
        window: view.window,
        zone: zone(show, laned),
        second_zone: None,
        folded: &folded,
        scroll: view.scroll,
        size,
        head: head(ui.ctx().content_rect().width()),
        theme: show.theme,
        measure: show.measure,
        emphasis,
        notes: None,
    })
}

fn span(show: &Show<'_>, laned: &Laned) -> Span {
    show.state
        .view
        .span
        .unwrap_or_else(|| timeline::fit_all(&laned.of.of.index))
}

fn zone<'a>(show: &'a Show<'_>, laned: &'a Laned) -> &'a Zone {
    show.state
        .view
        .zone
        .as_ref()
        .unwrap_or(&laned.of.of.index.zone)
}

/// The timeline in a rectangle.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, all: Rect) {
    let Some(laned) = show.answers.laned().cloned() else {
        let text = match show.answers.busy() {
            Some((what, share)) => format!("{what}, {:.0} %.", share * 100.0),
            None => "Reading the events.".to_owned(),
        };
        widgets::text_at(
            ui,
            all.center(),
            Align2::CENTER_CENTER,
            &text,
            14.0,
            Weight::Regular,
            show.theme.t2,
        );
        return;
    };
    let tray = if laned.lanes.undated.is_empty() {
        0.0
    } else {
        TRAY
    };
    let activity = if all.height() < SHORT { 0.0 } else { ACTIVITY };
    let mut bottom = all.bottom();
    let mut part = |height: f32| {
        let rect = Rect::from_min_max(pos2(all.left(), bottom - height), pos2(all.right(), bottom));
        bottom -= height;
        rect
    };
    let (tray, overview, activity) = (part(tray), part(OVERVIEW), part(activity));
    let lanes = Rect::from_min_max(all.min, pos2(all.right(), bottom));
    let axis = lanes_part(show, ui, lanes, &laned);
    if activity.height() > 0.0 {
        chart::activity(show, ui, activity, &laned, &axis);
    }
    overview_part(show, ui, overview, &laned);
    if tray.height() > 0.0 {
        tray_part(show, ui, tray, &laned);
    }
}

/// Axis, periods and lanes. Gives the axis in the window's points.
fn lanes_part(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, laned: &Laned) -> Axis {
    let [id, _] = super::ids();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    super::keep_arrows(ui, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Timeline"));
    let emphasis = words::emphasis(show);
    let picture = with_view(show, ui, laned, rect.size(), &emphasis, timeline::picture);
    paint::paint(&picture.scene, &ui.painter().with_clip_rect(rect), rect.min);
    remember_height(ui, picture.lanes_height);
    if show.state.shown_span != Some(picture.axis.span) {
        show.act(Action::ShownNow(Some(picture.axis.span), None));
    }
    if laned.lanes.lanes.is_empty() {
        empty(show, ui, rect, laned);
    }
    let body = picture.body.translate(rect.min.to_vec2());
    nodes::show(show, ui, &picture.scene, rect.min, rect);
    scroll_bar(show, ui, body, &picture);
    if super::is_focused_by_key(ui, &response) {
        let ring = (2.0, show.theme.focus);
        ui.painter()
            .rect_stroke(rect.shrink(2.0), 4.0, ring, egui::StrokeKind::Inside);
    }
    pointer(show, ui, &response, rect, &picture, laned);
    let by = rect.left();
    Axis::new(
        picture.axis.span,
        picture.axis.left + by,
        picture.axis.right + by,
    )
}

fn empty(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, laned: &Laned) {
    let has_events = !laned.of.of.index.is_empty();
    let is_filtered = has_events && laned.of.count == 0;
    let text = match (has_events, is_filtered) {
        (false, _) => "Events will stand here. Add the first one.",
        (true, true) => "No event passes the filter.",
        (true, false) => "No event has a date yet. Those without one wait in the tray.",
    };
    let at = rect.center() - vec2(0.0, 10.0);
    widgets::text_at(
        ui,
        at,
        Align2::CENTER_CENTER,
        text,
        14.0,
        Weight::Regular,
        show.theme.t2,
    );
    let place = Rect::from_center_size(rect.center() + vec2(0.0, 26.0), vec2(110.0, 28.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let (label, action) = if is_filtered {
        ("Clear filter", Action::ClearFilter)
    } else {
        ("Add event", Action::AddEvent)
    };
    let kind = widgets::Kind::Primary;
    if widgets::button(&mut child, show.theme, kind, None, label, label, true).clicked() {
        show.act(action);
    }
}

fn scroll_bar(show: &mut Show<'_>, ui: &mut Ui, body: Rect, picture: &Picture) {
    let hidden = picture.lanes_height - body.height();
    if hidden <= 0.5 {
        if show.state.view.scroll > 0.0 {
            show.act(Action::Scroll(0.0));
        }
        return;
    }
    if show.state.view.scroll > hidden {
        show.act(Action::Scroll(hidden));
    }
    let track = Rect::from_min_max(pos2(body.right() - BAR, body.top()), body.max);
    let response = ui.interact(
        track.expand2(vec2(4.0, 0.0)),
        ui.unique_id().with("lanes bar"),
        Sense::click_and_drag(),
    );
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll the lanes"));
    let share = body.height() / picture.lanes_height;
    let length = (track.height() * share).max(24.0);
    let at = (show.state.view.scroll / hidden).clamp(0.0, 1.0);
    let top = track.top() + (track.height() - length) * at;
    let thumb = Rect::from_min_size(pos2(track.right() - 7.0, top), vec2(5.0, length));
    let colour = if response.hovered() || response.dragged() {
        show.theme.axis
    } else {
        show.theme.rule
    };
    ui.painter().rect_filled(thumb, 2.5, colour);
    if let Some(pointer) = response
        .interact_pointer_pos()
        .filter(|_| response.dragged() || response.clicked())
    {
        let share = (pointer.y - track.top() - length / 2.0) / (track.height() - length).max(1.0);
        show.act(Action::Scroll(share.clamp(0.0, 1.0) * hidden));
    }
}

fn pointer(
    show: &mut Show<'_>,
    ui: &Ui,
    response: &egui::Response,
    rect: Rect,
    picture: &Picture,
    laned: &Laned,
) {
    let axis = &picture.axis;
    let at = response.hover_pos().filter(|_| response.contains_pointer());
    let under = at.and_then(|at| picture.scene.hit((at - rect.min).to_pos2(), SLACK));
    if let Some(key) = under.filter(|_| !response.dragged()) {
        match key {
            Key::Event(_) => {
                show.act(Action::Hover(Some(key)));
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                words::tooltip(show, response, key);
            }
            Key::Lane(_) => ui.ctx().set_cursor_icon(CursorIcon::PointingHand),
            Key::Column(lane, _) => {
                ui.ctx().set_cursor_icon(CursorIcon::ZoomIn);
                if let Some(at) = at {
                    column_tooltip(show, response, at.x - rect.left(), lane, picture, laned);
                }
            }
            Key::Window(_) => ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal),
            _ => {}
        }
    }
    let id = response.id;
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
    {
        // A handle of the window drags that end; anything else drags the axis.
        let key = picture.scene.hit((origin - rect.min).to_pos2(), SLACK);
        let handle = key.filter(|k| matches!(k, Key::Window(1 | 2)));
        ui.data_mut(|d| d.insert_temp(id, handle));
    }
    if response.dragged() {
        let handle: Option<Key> = ui.data(|d| d.get_temp::<Option<Key>>(id)).flatten();
        match (
            handle,
            show.state.view.window,
            response.interact_pointer_pos(),
        ) {
            (Some(Key::Window(end)), Some((from, to)), Some(at)) => {
                let time = axis.time_from_x(at.x - rect.left());
                let time = snapped(time, axis, zone(show, laned));
                let window = if end == 1 {
                    (time.min(to.plus(-1)), to)
                } else {
                    (from, time.max(from.plus(1)))
                };
                show.act(Action::Window(Some(window)));
            }
            _ => {
                let delta = response.drag_delta();
                if delta.x != 0.0 {
                    show.act(Action::Span(Some(axis.pan(delta.x))));
                }
                if delta.y != 0.0 && picture.lanes_height > picture.body.height() {
                    show.act(Action::Scroll(show.state.view.scroll - delta.y));
                }
            }
        }
    }
    let x = at.map(|at| at.x - rect.left());
    if response.double_clicked() {
        closer(show, under, x, axis, laned);
    } else if response.clicked() {
        response.request_focus();
        match under {
            Some(Key::Lane(lane)) => show.act(Action::Fold(lane)),
            Some(Key::Column(..)) => closer(show, under, x, axis, laned),
            Some(Key::Window(_)) => {}
            other => select(show, other, axis, laned),
        }
    }
    wheel(show, ui, at, rect, picture);
}

/// What a column of a density strip holds: when, and how many.
fn column_tooltip(
    show: &Show<'_>,
    response: &egui::Response,
    x: f32,
    lane: u32,
    picture: &Picture,
    laned: &Laned,
) {
    let strip = picture.strips.iter().find(|strip| strip.lane == lane);
    let Some((_, column)) = strip.and_then(|strip| strip.column_at(x)) else {
        return;
    };
    let range = timeline::range_in_words(column.from, column.to, zone(show, laned));
    let count = plural(column.range.len(), "event", "events");
    response
        .clone()
        .on_hover_text_at_pointer(format!("{range}: {count}. Click to zoom in."));
}

/// Selects what was clicked, and goes to an event that only a triangle at the edge stands for.
fn select(show: &mut Show<'_>, under: Option<Key>, axis: &Axis, laned: &Laned) {
    show.act(Action::Select(under.and_then(Selection::of_key)));
    let index = &laned.of.of.index;
    let Some(Key::Event(handle)) = under else {
        return;
    };
    let row = index.row(crate::dataset::Handle(handle));
    let (from, to) = (axis.span.from(), axis.span.to());
    if row
        .and_then(|row| index.bounds(row))
        .is_some_and(|b| !b.possibly_in(from, to))
    {
        show.act(Action::Reveal);
    }
}

/// Closer to an event, or to what is under the pointer in a density strip.
fn closer(show: &mut Show<'_>, under: Option<Key>, x: Option<f32>, axis: &Axis, laned: &Laned) {
    let index = &laned.of.of.index;
    let x = match under {
        Some(Key::Event(handle)) => {
            let row = index.row(crate::dataset::Handle(handle));
            row.and_then(|row| index.anchor(row))
                .map(|at| axis.x_from_time(at))
        }
        Some(Key::Column(..)) => x,
        _ => None,
    };
    if let Some(x) = x {
        show.act(Action::Span(Some(axis.zoom(x, 0.25))));
    }
}

/// Over the lanes the wheel zooms about the pointer; over their heads, or with Alt, it scrolls.
fn wheel(show: &mut Show<'_>, ui: &Ui, at: Option<egui::Pos2>, rect: Rect, picture: &Picture) {
    let Some(at) = at else { return };
    let (scroll, pinch, alt) =
        ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta(), i.modifiers.alt));
    let x = at.x - rect.left();
    let axis = &picture.axis;
    if x < axis.left || alt {
        if scroll.y != 0.0 {
            show.act(Action::Scroll(show.state.view.scroll - scroll.y));
        }
        return;
    }
    let factor = f64::from((-scroll.y / 300.0).exp() / pinch);
    if (factor - 1.0).abs() > 1e-4 {
        show.act(Action::Span(Some(axis.zoom(x, factor))));
    } else if scroll.x != 0.0 {
        show.act(Action::Span(Some(axis.pan(scroll.x))));
    }
}

/// What a drag on the overview does.
#[derive(Clone, Copy, PartialEq)]
enum Brush {
    /// Draws a window from here.
    New(Instant),
    /// Moves the start.
    Start,
    /// Moves the end.
    End,
    /// Moves the whole by the difference from here.
    Whole(Instant, (Instant, Instant)),
}

/// The nearest midnight within a few points of an instant, else the nearest hour, else itself: what
/// is brushed by hand is meant to be whole days or hours.
fn snapped(time: Instant, axis: &Axis, zone: &Zone) -> Instant {
    const NEAR: f64 = 6.0;
    let civil = zone.civil(time);
    let midnight = |at: Instant| {
        let c = zone.civil(at);
        zone.instant(&Civil::midnight(c.year, c.month, c.day))
    };
    let today = midnight(time);
    let tomorrow = midnight(today.plus(26 * 3600));
    let hour = zone.instant(&Civil {
        minute: 0,
        second: 0,
        ..civil
    });
    let candidates = [today, tomorrow, hour, hour.plus(3600)];
    let off = |at: &Instant| (axis.span.after(*at) - axis.span.after(time)).abs();
    let is_near = |at: &&Instant| off(at) <= NEAR * axis.scale();
    let days = candidates.iter().take(2).filter(is_near);
    let hours = candidates.iter().skip(2).filter(is_near);
    let nearest = |a: &&Instant, b: &&Instant| off(a).total_cmp(&off(b));
    days.min_by(nearest)
        .or_else(|| hours.min_by(nearest))
        .copied()
        .unwrap_or(time)
}

fn overview_part(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, laned: &Laned) {
    let id = ui.unique_id().with("overview");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = "Overview: drag to brush a window";
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, name));
    let indexed = &laned.of.of;
    let (rows, passing) = (&indexed.rows, &laned.of.rows);
    let fallback = || timeline::fit_all(&indexed.index);
    let whole = timeline::Whole {
        all: rows,
        passing,
        span: timeline::Whole::span(rows).unwrap_or_else(fallback),
    };
    let emphasis = words::emphasis(show);
    let (scene, axis) = with_view(show, ui, laned, rect.size(), &emphasis, |view| {
        timeline::overview(view, &whole, rect.size())
    });
    paint::paint(&scene, &ui.painter().with_clip_rect(rect), rect.min);
    let own_zone = zone(show, laned).clone();
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
    brush_by_pointer(show, ui, &response, &time, &hit);
    if response.double_clicked() {
        show.act(Action::Window(None));
    } else if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        response.request_focus();
        if let Some(key @ Key::Event(_)) = hit(at) {
            // What is off the overview: the nearest such event.
            show.act(Action::Select(Selection::of_key(key)));
            show.act(Action::Reveal);
            return;
        }
        // A click brings what is there onto the axis.
        let span = span(show, laned);
        let off = span.after(time(at.x)) / span.length() - 0.5;
        show.act(Action::Span(Some(span.panned(off))));
    }
    brush_by_key(show, ui, &response, laned);
}

/// A drag on the overview draws the window, moves it, or moves one of its ends.
fn brush_by_pointer(
    show: &mut Show<'_>,
    ui: &Ui,
    response: &egui::Response,
    time: &dyn Fn(f32) -> Instant,
    hit: &dyn Fn(egui::Pos2) -> Option<Key>,
) {
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
    {
        let brush = match (hit(origin), show.state.view.window) {
            (Some(Key::Window(1)), Some(_)) => Brush::Start,
            (Some(Key::Window(2)), Some(_)) => Brush::End,
            (Some(Key::Window(_)), Some(window)) => Brush::Whole(time(origin.x), window),
            _ => Brush::New(time(origin.x)),
        };
        ui.data_mut(|d| d.insert_temp(response.id, brush));
    }
    let brush: Option<Brush> = ui.data(|d| d.get_temp(response.id));
    if let (true, Some(brush), Some(at)) =
        (response.dragged(), brush, response.interact_pointer_pos())
    {
        let now = time(at.x);
        let (from, to) = show.state.view.window.unwrap_or((now, now));
        let window = match brush {
            Brush::New(start) => (start.min(now), start.max(now)),
            Brush::Start => (now.min(to.plus(-1)), to),
            Brush::End => (from, now.max(from.plus(1))),
            Brush::Whole(start, (from, to)) => {
                let by = now.0.saturating_sub(start.0);
                (from.plus(by), to.plus(by))
            }
        };
        show.act(Action::Window(Some(window)));
    }
}

/// With the keyboard the arrows move the window, with Shift its end.
fn brush_by_key(show: &mut Show<'_>, ui: &Ui, response: &egui::Response, laned: &Laned) {
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
    let span = span(show, laned);
    let (from, to) = show.state.view.window.unwrap_or((span.from(), span.to()));
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
        show.act(Action::Window(window));
    }
}

fn tray_part(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, laned: &Laned) {
    let emphasis = words::emphasis(show);
    let scene = with_view(show, ui, laned, rect.size(), &emphasis, |view| {
        timeline::tray(view, &laned.lanes.undated, rect.size())
    });
    paint::paint(&scene, &ui.painter().with_clip_rect(rect), rect.min);
    nodes::show(show, ui, &scene, rect.min, rect);
    let response = ui.interact(rect, ui.unique_id().with("tray"), Sense::click());
    response.widget_info(|| {
        let name = plural(laned.lanes.undated.len(), "undated event", "undated events");
        egui::WidgetInfo::labeled(egui::Role::Group, true, name)
    });
    let at = response.hover_pos().filter(|_| response.contains_pointer());
    let under = at.and_then(|at| scene.hit((at - rect.min).to_pos2(), SLACK));
    if let Some(key) = under.filter(|k| k.is_selectable()) {
        show.act(Action::Hover(Some(key)));
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        words::tooltip(show, &response, key);
        if response.clicked() {
            show.act(Action::Select(Selection::of_key(key)));
        }
    }
}
