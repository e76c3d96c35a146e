//! How high the timeline is by itself: what its lanes need, kept so that the map below stays.

use super::{ACTIVITY, LEAST, SHORT, span};
use crate::analysis::LaneBy;
use crate::app::UiContext;
use crate::dataset::Text;
use crate::editor::derived::LaneSet;
use crate::timeline::Picture;
use crate::timeline::metrics::{OVERVIEW, TRAY};
use egui::{Id, Ui};
use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

/// No timeline is higher by itself: rows further down are not looked at for where it may end.
const TALLEST: f32 = 4000.0;

/// How the lanes fitted when they were last drawn.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug)]
struct Occasion {
    lanes: Weak<LaneSet>,
    folded: BTreeSet<Text>,
    /// How often the span is halved or doubled.
    zoom: i32,
    /// The size of the window.
    window: egui::Vec2,
}

impl PartialEq for Occasion {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.lanes, &other.lanes)
            && (&self.folded, self.zoom, self.window) == (&other.folded, other.zoom, other.window)
    }
}

fn occasion(cx: &UiContext<'_>, ui: &Ui, laned: &Arc<LaneSet>) -> Occasion {
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm")]
    let zoom = span(cx, laned).length().log2().round() as i32;
    Occasion {
        lanes: Arc::downgrade(laned),
        folded: cx.state.view.folded.clone(),
        zoom,
        window: ui.ctx().content_rect().size(),
    }
}

fn fit(ui: &Ui) -> Option<Fit> {
    ui.data(|d| d.get_temp(Id::unique("fit of the lanes")))
}

/// Whether the lanes are as high as they were before; false before the first time.
pub(in crate::app::canvas) fn is_lasting(ui: &Ui) -> bool {
    fit(ui).is_some_and(|fit| fit.is_lasting)
}

pub(super) fn remember_fit(
    cx: &UiContext<'_>,
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
    let last = fit(ui);
    // How high new lanes are is known once they are drawn: then the same frame is drawn again, so
    // that nobody sees the views move.
    let are_new = last
        .as_ref()
        .is_none_or(|last| !Weak::ptr_eq(&last.of.lanes, &now.of.lanes));
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
    ui.data_mut(|d| d.insert_temp(Id::unique("fit of the lanes"), now));
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
pub(in crate::app::canvas) fn own_height(cx: &UiContext<'_>, ui: &Ui, most: f32) -> f32 {
    let (Some(laned), Some(fit)) = (cx.queries.laned(), fit(ui)) else {
        return LEAST;
    };
    let id = height_id();
    let kept: Option<(Chosen, f32)> = ui.data(|d| d.get_temp(id));
    let now = Chosen {
        document: laned.indexed().version.0,
        by: laned.lanes.by,
        folded: cx.state.view.folded.clone(),
        window: ui.ctx().content_rect().size(),
        most,
    };
    let is_same = |of: &Chosen| of.document == now.document && of.most == now.most;
    let has_settled = fit.is_lasting && fit.of == occasion(cx, ui, laned) && !cx.state.is_fresh;
    match kept {
        Some((of, height)) if !has_settled && is_same(&of) => height,
        Some((of, height)) if of == now && fitting_height(&fit, most) < height + LITTLE => height,
        _ => {
            let height = fitting_height(&fit, most);
            if has_settled {
                ui.data_mut(|d| d.insert_temp(id, (now, height)));
            }
            height
        }
    }
}

/// The timeline gets the height that fits now.
pub(in crate::app::canvas) fn fit_height(ui: &Ui) {
    ui.data_mut(|d| d.remove_temp::<(Chosen, f32)>(height_id()));
}

fn height_id() -> Id {
    Id::unique("height of the timeline")
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
