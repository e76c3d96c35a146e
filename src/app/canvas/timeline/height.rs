//! How high the timeline is by itself: what its lanes need, kept so that the map below stays.

use super::{ACTIVITY, LEAST, SHORT, span};
use crate::analysis::LaneBy;
use crate::app::UiContext;
use crate::app::memo::Same;
use crate::dataset::Text;
use crate::editor::derived::LaneSet;
use crate::timeline::Picture;
use crate::timeline::metrics::{OVERVIEW, TRAY};
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::Arc;

/// No timeline is higher by itself: rows further down are not looked at for where it may end.
const TALLEST: f32 = 4000.0;

/// What is kept of the timeline's height from frame to frame.
#[derive(Default)]
pub(super) struct Height {
    /// How the lanes fitted when they were last drawn.
    fit: Option<Fit>,
    /// The height by itself, and what it was chosen for.
    chosen: Option<(Chosen, f32)>,
}

/// How the lanes fitted when they were last drawn.
#[derive(Clone, PartialEq)]
struct Fit {
    /// How high all lanes are.
    lanes: f32,
    /// What stands above them.
    top: f32,
    /// What stands below them, activity included.
    feet: f32,
    /// Where the lanes may end without cutting a row, rising.
    ends: Arc<[f32]>,
    /// Whether that was the same before.
    is_lasting: bool,
    of: Occasion,
}

/// What the fit of the lanes was measured for.
#[derive(Clone, PartialEq)]
struct Occasion {
    lanes: Same<LaneSet>,
    folded: BTreeSet<Text>,
    /// How often the span is halved or doubled.
    zoom: i32,
    /// The size of the window.
    window: egui::Vec2,
}

fn occasion(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> Occasion {
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm")]
    let zoom = span(cx, laned).length().log2().round() as i32;
    Occasion {
        lanes: Same::of(laned),
        folded: cx.state.view.folded.clone(),
        zoom,
        window: ui.ctx().content_rect().size(),
    }
}

/// Whether the lanes are as high as they were before; false before the first time.
pub(in crate::app::canvas) fn is_lasting(cx: &UiContext<'_>) -> bool {
    let fit = cx.window.views.timeline.height.fit.as_ref();
    fit.is_some_and(|fit| fit.is_lasting)
}

pub(super) fn remember_fit(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    laned: &Arc<LaneSet>,
    picture: &Picture,
    has_tray: bool,
) {
    let tray = if has_tray { TRAY } else { 0.0 };
    let mut now = Fit {
        lanes: picture.least_height,
        top: picture.body.top(),
        feet: ACTIVITY + OVERVIEW + tray,
        ends: picture.whole_rows(TALLEST).into(),
        is_lasting: true,
        of: occasion(cx, ui, laned),
    };
    let last = cx.window.views.timeline.height.fit.take();
    // How high new lanes are is known once they are drawn: then the same frame is drawn again, so
    // that nobody sees the views move.
    let are_new = last
        .as_ref()
        .is_none_or(|last| last.of.lanes != now.of.lanes);
    if are_new {
        ui.ctx()
            .request_discard("how high the lanes are is known now");
    }
    let before = last.filter(|before| {
        (before.lanes, before.top, before.feet) == (now.lanes, now.top, now.feet)
            && before.of == now.of
    });
    now.is_lasting = before.is_some();
    // Scrolling does not move where the timeline ends.
    if let Some(before) = before.filter(|_| picture.scroll > 0.0) {
        now.ends = before.ends;
    }
    let is_lasting = now.is_lasting;
    cx.window.views.timeline.height.fit = Some(now);
    if !is_lasting {
        ui.ctx().request_repaint();
    }
}

/// The height of the timeline, and what it was chosen for: only another document, other lanes, a
/// fold and another window make it lower.
#[derive(Clone, Default, PartialEq)]
struct Chosen {
    document: u64,
    by: LaneBy,
    folded: BTreeSet<Text>,
    window: egui::Vec2,
    most: f32,
}

/// Lanes that need so little more are scrolled.
const LITTLE: f32 = 48.0;

/// How high the timeline is by itself: as its lanes need, or as many whole rows as there is room
/// for. Zooming, filtering and editing let it grow at most: the map below should stay.
pub(in crate::app::canvas) fn own_height(cx: &mut UiContext<'_>, ui: &Ui, most: f32) -> f32 {
    let height = &cx.window.views.timeline.height;
    let (Some(laned), Some(fit)) = (cx.queries.laned(), &height.fit) else {
        return LEAST;
    };
    let now = Chosen {
        document: laned.indexed().version.0,
        by: laned.lanes.by,
        folded: cx.state.view.folded.clone(),
        window: ui.ctx().content_rect().size(),
        most,
    };
    let is_same = |of: &Chosen| of.document == now.document && of.most == now.most;
    let has_settled = fit.is_lasting && fit.of == occasion(cx, ui, laned) && !cx.state.is_fresh;
    match &height.chosen {
        Some((of, height)) if !has_settled && is_same(of) => *height,
        Some((of, height)) if *of == now && fitting_height(fit, most) < height + LITTLE => *height,
        _ => {
            let height = fitting_height(fit, most);
            if has_settled {
                cx.window.views.timeline.height.chosen = Some((now, height));
            }
            height
        }
    }
}

/// The timeline gets the height that fits now.
pub(in crate::app::canvas) fn fit_height(cx: &mut UiContext<'_>) {
    cx.window.views.timeline.height.chosen = None;
}

fn fitting_height(fit: &Fit, most: f32) -> f32 {
    let wanted = fit.top + fit.lanes + fit.feet + 2.0;
    if wanted <= most {
        return wanted.max(LEAST);
    }
    let feet = if most < SHORT {
        fit.feet - ACTIVITY
    } else {
        fit.feet
    };
    let room = most - fit.top - feet;
    let whole = fit.ends.iter().rev().find(|end| **end <= room);
    whole.map_or(most, |end| fit.top + end + feet).max(LEAST)
}
