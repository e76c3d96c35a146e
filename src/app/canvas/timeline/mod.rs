//! The timeline: the picture, activity under it, the overview with the brush, the tray, and what
//! the pointer does on them.

mod folds;
mod heads;
mod height;
mod overview;
mod periods;
mod pointer;
mod tray;

use super::nodes;
use crate::analysis::LaneBy;
use crate::app::memo::{self, Same};
use crate::app::{UiContext, chart, motion, paint, widgets};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Kind, Text};
use crate::editor::Action;
use crate::editor::derived::LaneSet;
use crate::editor::view::Active;
use crate::scene::{Emphasis, Rect, Weight, pos2, vec2};
use crate::timeline::metrics::{OVERVIEW, TRAY};
use crate::timeline::{self, Axis, Heights, Picture, Span};
use egui::{Align2, Id, Sense, Ui};
use heads::show_heads;
use height::remember_fit;
pub(super) use height::{fit_height, is_lasting, own_height};
use overview::show_overview;
use pointer::pointer;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tray::show_tray;

/// Least height of a timeline.
pub(super) const LEAST: f32 = 190.0;
const ACTIVITY: f32 = 40.0;
/// Under this width of the window the heads are narrower.
const WIDE: f32 = 1300.0;
/// Under this height the activity chart gives its room to the lanes.
const SHORT: f32 = 300.0;
const SLACK: f32 = 4.0;
/// Width of the strip that scrolls the lanes.
const BAR: f32 = 10.0;

/// What the timeline remembers from frame to frame.
#[derive(Default)]
pub(super) struct TimelineState {
    height: height::Height,
    /// How wide the lanes' heads wanted to be last, of which lanes, in which document.
    head: Option<(u64, LaneBy, f32)>,
    /// The end of the window that is not dragged, while the other is.
    still_end: Option<Instant>,
    /// What the drag on the overview does.
    brush: Option<overview::Brush>,
    /// Lanes on their way to be folded or unfolded.
    folds: Option<Folds>,
}

/// What was measured of some lanes.
#[derive(Clone)]
struct Measured {
    /// How wide their heads would be.
    head: f32,
    heights: Arc<Mutex<Heights>>,
}

fn measured(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> Measured {
    memo::made_of(ui.ctx(), "measured lanes", Same::of(laned), || Measured {
        head: timeline::wanted_head(&laned.lanes, cx.measure),
        heights: Arc::default(),
    })
}

/// The width of the lanes' heads: that of the longest name, within what the window has room for.
/// A filter, and lanes without names, leave the axis where it is.
fn head(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> f32 {
    let width = ui.ctx().content_rect().width();
    let least = if width < WIDE { 140.0 } else { 164.0 };
    let most = (176.0 + (width - 1280.0) * 0.2).clamp(176.0, 240.0);
    let (_, _, wanted) = wanted_head(cx, ui, laned);
    wanted.clamp(least, most)
}

/// The width that the heads want, of which lanes, in which document.
fn wanted_head(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> (u64, LaneBy, f32) {
    let wanted = measured(cx, ui, laned).head;
    let (document, by) = (laned.indexed().version.0, laned.lanes.by);
    let has_names = by != LaneBy::NONE && !laned.lanes.lanes.is_empty();
    let before = cx.window.views.timeline.head;
    match before.filter(|(of, ..)| *of == document) {
        Some(before) if !has_names => before,
        Some((_, of, before)) if of == by => (document, by, before.max(wanted)),
        _ => (document, by, wanted),
    }
}

/// Draws with what the person looks at.
fn with_view<R>(
    cx: &UiContext<'_>,
    ui: &Ui,
    laned: &Arc<LaneSet>,
    size: egui::Vec2,
    emphasis: &Emphasis,
    draw: impl FnOnce(&timeline::View<'_>) -> R,
) -> R {
    let indexed = laned.indexed();
    let view = &cx.state.view;
    let lanes = &laned.lanes.lanes;
    let folded: Vec<bool> = lanes
        .iter()
        .map(|lane| view.folded.contains(&lane.key))
        .collect();
    draw(&timeline::View {
        colour_by: view.colour_by,
        window: view.window,
        zone: zone(cx, laned),
        folded: &folded,
        scroll: view.scroll,
        head: head(cx, ui, laned),
        theme: cx.theme,
        emphasis,
        ..timeline::View::new(
            &indexed.dataset,
            &indexed.index,
            &laned.lanes,
            &indexed.hues,
            drawn_span(cx, ui, laned),
            size,
            cx.measure,
        )
    })
}

/// What the axis is to show.
fn span(cx: &UiContext<'_>, laned: &LaneSet) -> Span {
    cx.state.view.span_of(&laned.filtered.gaps)
}

/// What of it is drawn now.
fn drawn_span(cx: &UiContext<'_>, ui: &Ui, laned: &LaneSet) -> Span {
    let id = Id::unique(("drawn span", laned.indexed().version.0));
    let wanted = span(cx, laned);
    motion::eased(cx, ui.ctx(), id, wanted, motion::ZOOM, motion::spans)
}

fn zone<'a>(cx: &'a UiContext<'_>, laned: &'a LaneSet) -> &'a Zone {
    cx.state.view.zone_of(&laned.indexed().index)
}

/// How far what is wanted has come.
pub(super) fn show_progress(cx: &UiContext<'_>, ui: &Ui, all: Rect) {
    let text = match cx.queries.busy() {
        Some((what, share)) => format!("{what}, {:.0} %.", share * 100.0),
        None => "Reading the events.".to_owned(),
    };
    let (at, align) = (all.center(), Align2::CENTER_CENTER);
    widgets::text_at(ui, at, align, &text, 14.0, Weight::Regular, cx.theme.t2);
}

/// The timeline in a rectangle.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, all: Rect) {
    let Some(laned) = cx.queries.laned().cloned() else {
        show_progress(cx, ui, all);
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
    let axis = lanes_part(cx, ui, lanes, &laned);
    if activity.height() > 0.0 {
        chart::activity(cx, ui, activity, &laned, &axis);
    }
    show_overview(cx, ui, overview, &laned);
    if tray.height() > 0.0 {
        show_tray(cx, ui, tray, &laned);
    }
}

/// Axis, periods and lanes. Gives the axis in the window's points.
fn lanes_part(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, laned: &Arc<LaneSet>) -> Axis {
    let [id, _] = super::ids();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    super::keep_arrows(ui, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Timeline"));
    let emphasis = cx.emphasis();
    cx.window.views.timeline.head = Some(wanted_head(cx, ui, laned));
    let heights = measured(cx, ui, laned).heights;
    let mut heights = heights.lock().unwrap_or_else(PoisonError::into_inner);
    let folding = Folds::now(cx, ui, laned);
    heights.fold(&folding.before, folding.share);
    let picture = with_view(cx, ui, laned, rect.size(), &emphasis, |view| {
        timeline::next_picture(view, &mut heights)
    });
    drop(heights);
    cx.window.views.timeline.folds = Some(folding.drawn_as(&picture));
    paint::paint(&picture.scene, &ui.painter().with_clip_rect(rect), rect.min);
    let is_without_result = laned.lanes.lanes.is_empty() && !laned.indexed().rows.is_empty();
    // A filter that nothing passes leaves the views where they are, and so does what is on its way.
    let wanted = span(cx, laned);
    let is_moving = drawn_span(cx, ui, laned) != wanted || folding.share < 1.0;
    if !is_without_result && !is_moving {
        remember_fit(cx, ui, laned, &picture, !laned.lanes.undated.is_empty());
    }
    if cx.state.wants_sight && picture.is_settled && !is_moving {
        cx.act(Action::Scroll(picture.away.unwrap_or(picture.scroll)));
        cx.act(Action::InSight);
    } else if picture.scroll != cx.state.view.scroll {
        cx.act(Action::Scroll(picture.scroll));
    }
    if !picture.is_settled {
        ui.ctx().request_repaint();
    }
    if cx.state.shown_span != Some(wanted) {
        cx.act(Action::ShownNow(Some(wanted), None));
    }
    if laned.lanes.lanes.is_empty() {
        empty(cx, ui, rect, laned);
    }
    let body = picture.body.translate(rect.min.to_vec2());
    nodes::show(cx, ui, &picture.scene, rect.min, rect);
    folds::nodes(cx, ui, rect, &picture, laned);
    show_heads(cx, ui, rect, &picture, laned);
    if let Some((at, rest)) = &picture.more_periods {
        periods::show_more(cx, ui, at.translate(rect.min.to_vec2()), rest, laned);
    }
    scroll_bar(cx, ui, body, &picture);
    super::take_keys(cx, &response, Active::Timeline);
    if super::is_focused_by_key(cx, &response) {
        let ring = (2.0, cx.theme.focus);
        ui.painter()
            .rect_stroke(rect.shrink(2.0), 4.0, ring, egui::StrokeKind::Inside);
    }
    pointer(cx, ui, &response, rect, &picture, laned);
    let by = rect.left();
    Axis::new(
        picture.axis.span,
        picture.axis.left + by,
        picture.axis.right + by,
    )
}

/// Lanes on their way to be folded or unfolded.
#[derive(Clone)]
struct Folds {
    of: (Same<LaneSet>, BTreeSet<Text>),
    /// How high they were drawn when the first of them began.
    before: Arc<[f32]>,
    /// How high they were drawn last.
    drawn: Arc<[f32]>,
    share: f32,
}

impl Folds {
    fn now(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> Self {
        let folded = &cx.state.view.folded;
        let of = (Same::of(laned), folded.clone());
        let kept = cx.window.views.timeline.folds.clone();
        let kept = kept.filter(|kept| kept.of.0 == of.0);
        let (before, drawn) = match kept {
            Some(kept) if kept.of.1 == of.1 => (kept.before, kept.drawn),
            Some(kept) => (kept.drawn.clone(), kept.drawn),
            None => Default::default(),
        };
        let id = Id::unique(("folds", of.0.address()));
        let share = motion::share(cx, ui.ctx(), id, folded.clone(), motion::OPEN);
        Self {
            of,
            before,
            drawn,
            share,
        }
    }

    /// The same, once it is drawn.
    fn drawn_as(&self, picture: &Picture) -> Self {
        let heights = picture.lane_rects.iter().map(Rect::height);
        Self {
            drawn: heights.collect(),
            ..self.clone()
        }
    }
}

fn empty(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, laned: &LaneSet) {
    let has_events = !laned.indexed().index.is_empty();
    let is_filtered = has_events && laned.filtered.passing.count() == 0;
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
        cx.theme.t2,
    );
    let place = Rect::from_center_size(rect.center() + vec2(0.0, 26.0), vec2(110.0, 28.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let (label, action) = if is_filtered {
        ("Clear filter", Action::ClearFilter)
    } else {
        ("Add event", Action::Add(Kind::Event))
    };
    let kind = widgets::Kind::Primary;
    if widgets::button(&mut child, cx.theme, kind, None, label, label, true).clicked() {
        cx.act(action);
    }
}

fn scroll_bar(cx: &mut UiContext<'_>, ui: &mut Ui, body: Rect, picture: &Picture) {
    let hidden = picture.lanes_height - body.height();
    if hidden <= 0.5 {
        if cx.state.view.scroll > 0.0 {
            cx.act(Action::Scroll(0.0));
        }
        return;
    }
    if cx.state.view.scroll > hidden {
        cx.act(Action::Scroll(hidden));
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
    let at = (cx.state.view.scroll / hidden).clamp(0.0, 1.0);
    let top = track.top() + (track.height() - length) * at;
    let thumb = Rect::from_min_size(pos2(track.right() - 7.0, top), vec2(5.0, length));
    let colour = if response.hovered() || response.dragged() {
        cx.theme.axis
    } else {
        cx.theme.rule
    };
    ui.painter().rect_filled(thumb, 2.5, colour);
    if let Some(pointer) = response
        .interact_pointer_pos()
        .filter(|_| response.dragged() || response.clicked())
    {
        let share = (pointer.y - track.top() - length / 2.0) / (track.height() - length).max(1.0);
        cx.act(Action::Scroll(share.clamp(0.0, 1.0) * hidden));
    }
}
