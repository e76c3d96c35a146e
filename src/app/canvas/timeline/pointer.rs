//! What the pointer does on the lanes: it points, selects, drags, zooms.

use super::{SLACK, folds, span, zone};
use crate::app::canvas::Wheel;
use crate::app::style::font;
use crate::app::{UiContext, motion, parts, tooltip};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::editor::Action;
use crate::editor::derived::LaneSet;
use crate::editor::selection::Selection;
use crate::scene::{Key, Rect, Weight};
use crate::timeline::{self, Axis, Column, Picture};
use egui::{CursorIcon, PointerButton, Ui};

/// Titles that a strip's tooltip lists.
const TITLES: usize = 3;

/// What the pointer does on the picture.
pub(super) fn pointer(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    response: &egui::Response,
    rect: Rect,
    picture: &Picture,
    laned: &LaneSet,
) {
    let axis = &picture.axis;
    let at = response.hover_pos().filter(|_| response.contains_pointer());
    let under = at.and_then(|at| picture.scene.hit((at - rect.min).to_pos2(), SLACK));
    // All of a column's height is its own, not only what is filled.
    let under = under.or_else(|| {
        let at = (at? - rect.min).to_pos2();
        let strip = picture.strips.iter().find(|s| s.rect.contains(at))?;
        strip.column_at(at.x).map(|(key, _)| key)
    });
    if let Some(key) = under.filter(|_| !response.dragged()) {
        match key {
            Key::Event(_) => {
                cx.act(Action::Hover(Some(key)));
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                tooltip::tooltip(cx, response, key);
            }
            Key::Column(lane, _) => {
                ui.ctx().set_cursor_icon(CursorIcon::ZoomIn);
                if let Some(at) = at {
                    column_tooltip(cx, response, at.x - rect.left(), lane, picture, laned);
                }
            }
            Key::Fold(place) => {
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                folds::tooltip(cx, response, (axis, place), laned);
            }
            Key::Window(_) => ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal),
            _ => {}
        }
    }
    drag(cx, ui, response, rect, picture, laned);
    let x = at.map(|at| at.x - rect.left());
    if response.double_clicked() {
        closer(cx, under, x, axis, laned);
    } else if response.clicked_by(PointerButton::Primary) {
        response.request_focus();
        match under {
            Some(Key::Column(..)) => closer(cx, under, x, axis, laned),
            Some(Key::Fold(place)) => folds::unfold(cx, axis, place),
            Some(Key::Window(_) | Key::Lane(_)) => {}
            other => select(cx, other, picture, laned),
        }
    }
    // Also over what folds a lane.
    let over = ui.ctx().pointer_hover_pos();
    let over = over.filter(|_| response.contains_pointer());
    wheel(cx, ui, over, rect, picture, laned);
}

/// A drag moves the axis and the lanes, or an end of the window.
fn drag(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    response: &egui::Response,
    rect: Rect,
    picture: &Picture,
    laned: &LaneSet,
) {
    let axis = &picture.axis;
    if response.drag_started()
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
    {
        // A handle of the window drags that end; anything else drags the axis.
        let key = picture.scene.hit((origin - rect.min).to_pos2(), SLACK);
        let still_end = match (key, cx.state.view.window) {
            (Some(Key::Window(1)), Some((_, to))) => Some(to),
            (Some(Key::Window(2)), Some((from, _))) => Some(from),
            _ => None,
        };
        cx.window.views.timeline.still_end = still_end;
    }
    if response.dragged() {
        match (
            cx.window.views.timeline.still_end,
            response.interact_pointer_pos(),
        ) {
            (Some(other), Some(at)) => {
                let time = axis.time_from_x(at.x - rect.left());
                let time = snapped(time, axis, zone(cx, laned));
                if time != other {
                    let window = (time.min(other), time.max(other));
                    cx.act(Action::Window(Some(window)));
                }
            }
            _ => {
                let delta = response.drag_delta();
                if delta.x != 0.0 {
                    cx.act(Action::Span(Some(axis.pan(delta.x))));
                }
                if delta.y != 0.0 && picture.lanes_height > picture.body.height() {
                    cx.act(Action::Scroll(cx.state.view.scroll - delta.y));
                }
            }
        }
    }
}

/// What a column of a density strip holds: when, how many, of what, and the weightiest of them.
fn column_tooltip(
    cx: &UiContext<'_>,
    response: &egui::Response,
    x: f32,
    lane: u32,
    picture: &Picture,
    laned: &LaneSet,
) {
    let strip = picture.strips.iter().find(|strip| strip.lane == lane);
    if cx.state.dialog.is_some() {
        return;
    }
    let (Some((_, column)), Some(lane)) = (
        strip.and_then(|strip| strip.column_at(x)),
        laned.lanes.lanes.get(lane as usize),
    ) else {
        return;
    };
    let (indexed, theme) = (laned.indexed(), cx.theme);
    let zone = zone(cx, laned);
    let range = timeline::range_in_words(column.from, column.to, zone);
    let count = plural(column.count() as usize, "event", "events");
    let by = cx.state.view.colour_by;
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        let say = |ui: &mut Ui, text: &str, weight, colour| {
            let text = egui::RichText::new(text).font(font(11.5, weight));
            ui.label(text.color(colour));
        };
        say(ui, &range, Weight::SemiBold, theme.t1);
        let count = format!("{count}, {}", lane.name);
        say(ui, &count, Weight::Regular, theme.t2);
        parts::lines(ui, indexed, by, theme, &column.counts);
        let (titles, more) = weightiest(column, lane, laned);
        for title in titles {
            say(ui, &title, Weight::Medium, theme.t1);
        }
        if more > 0 {
            let more = format!("and {} more", with_thousands(more));
            say(ui, &more, Weight::Regular, theme.t2);
        }
        say(ui, "Click to zoom in.", Weight::Regular, theme.t3);
    });
}

/// The titles of what matters most in a column, and how many events there are more.
fn weightiest(
    column: &Column,
    lane: &crate::analysis::Lane,
    laned: &LaneSet,
) -> (Vec<String>, usize) {
    let indexed = laned.indexed();
    let range = column.range.clone();
    let mut found = lane.rows.important(&indexed.index, range, 0);
    found.sort_by_key(|(weight, at)| (std::cmp::Reverse(*weight), *at));
    found.retain(|(_, at)| !column.long.contains(at));
    let rows = found.into_iter().take(TITLES);
    let rows = rows.filter_map(|(_, at)| lane.rows.rows.get(at).copied());
    let events = rows.filter_map(|row| indexed.dataset.events.at(row as usize));
    let titles: Vec<String> = events.map(|(_, event)| event.title.to_string()).collect();
    let more = (column.count() as usize).saturating_sub(titles.len());
    (titles, more)
}

/// Selects what was clicked, and goes to an event that only a triangle at the edge stands for.
fn select(cx: &mut UiContext<'_>, under: Option<Key>, picture: &Picture, laned: &LaneSet) {
    let axis = &picture.axis;
    let selected = cx.state.selection.and_then(Selection::key);
    cx.act(Action::Select(under.and_then(Selection::of_key)));
    let index = &laned.indexed().index;
    let Some(Key::Event(handle)) = under else {
        return;
    };
    if let Some(scroll) = picture.away.filter(|_| under == selected) {
        cx.act(Action::Scroll(scroll));
    }
    let row = index.row(crate::dataset::Handle(handle));
    let (from, to) = (axis.span.from(), axis.span.to());
    if row
        .and_then(|row| index.bounds(row))
        .is_some_and(|b| !b.possibly_in(from, to))
    {
        cx.act(Action::Reveal);
    }
}

/// Closer to an event, or to what is under the pointer in a density strip.
fn closer(
    cx: &mut UiContext<'_>,
    under: Option<Key>,
    x: Option<f32>,
    axis: &Axis,
    laned: &LaneSet,
) {
    let index = &laned.indexed().index;
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
        cx.act(zoom(cx, axis, laned, x, 0.25));
    }
}

/// As much closer or further than the axis is to be as a factor says; what is drawn at a place stays
/// there.
fn zoom(cx: &UiContext<'_>, axis: &Axis, laned: &LaneSet, x: f32, factor: f64) -> Action {
    let wanted = span(cx, laned).length() * factor;
    Action::Span(Some(axis.zoom(x, wanted / axis.span.length())))
}

/// Over the lanes the wheel zooms about the pointer; over their heads, or with Alt, it scrolls.
fn wheel(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    at: Option<egui::Pos2>,
    rect: Rect,
    picture: &Picture,
    laned: &LaneSet,
) {
    let Some(at) = at else { return };
    let x = at.x - rect.left();
    let axis = &picture.axis;
    let (scroll, alt) = ui.input(|i| (i.smooth_scroll_delta(), i.modifiers.alt));
    if x < axis.left || alt {
        if scroll.y != 0.0 {
            cx.act(Action::Scroll(cx.state.view.scroll - scroll.y));
        }
        return;
    }
    let wheel = Wheel::turned(ui);
    if wheel.zooms() {
        cx.act(zoom(cx, axis, laned, x, 1.0 / f64::from(wheel.zoom)));
    } else if wheel.aside != 0.0 {
        motion::by_hand(ui.ctx());
        cx.act(Action::Span(Some(axis.pan(wheel.aside))));
    }
}

/// The nearest midnight within a few points of an instant, else the nearest hour, else itself: what
/// is brushed by hand is meant to be whole days or hours.
pub(super) fn snapped(time: Instant, axis: &Axis, zone: &Zone) -> Instant {
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
