//! Folded time: what it holds, told by the pointer and to assistive tools, and how it unfolds.

use super::zone;
use crate::analysis::Gap;
use crate::app::UiContext;
use crate::app::style::font;
use crate::editor::Action;
use crate::editor::derived::LaneSet;
use crate::scene::{Rect, Weight};
use crate::timeline::{self, Axis, Picture};
use egui::accesskit::Action as Request;
use egui::{Role, Sense, Ui, WidgetInfo};

/// The gap of a fold that is drawn.
fn gap(axis: &Axis, place: u32) -> Option<&Gap> {
    axis.span.gaps().iter().nth(place as usize)
}

/// As long as it is.
pub(super) fn unfold(cx: &mut UiContext<'_>, axis: &Axis, place: u32) {
    if let Some(gap) = gap(axis, place) {
        cx.act(Action::Span(Some(axis.span.unfolding(gap.from, gap.to))));
    }
}

/// What a fold holds.
pub(super) fn tooltip(
    cx: &UiContext<'_>,
    response: &egui::Response,
    (axis, place): (&Axis, u32),
    laned: &LaneSet,
) {
    let Some(gap) = gap(axis, place).filter(|_| cx.state.dialog.is_none()) else {
        return;
    };
    let says = timeline::fold_in_words(gap, zone(cx, laned));
    response.clone().on_hover_ui_at_pointer(|ui| {
        let mut say = |text: &str, weight, colour| {
            let text = egui::RichText::new(text).font(font(11.5, weight));
            ui.label(text.color(colour));
        };
        say(&says, Weight::SemiBold, cx.theme.t1);
        say("Click to unfold.", Weight::Regular, cx.theme.t3);
    });
}

/// A named node for each fold in sight. The pointer is left to the lanes below.
pub(super) fn nodes(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    rect: Rect,
    picture: &Picture,
    laned: &LaneSet,
) {
    for (gap, (left, right)) in picture.axis.folds() {
        let bounds = rect.left() + left..=rect.left() + right;
        let band = Rect::from_x_y_ranges(bounds, rect.y_range()).intersect(rect);
        let id = ui.unique_id().with(("fold", gap.from.0));
        let response = ui.interact(band, id, Sense::hover());
        let name = timeline::fold_in_words(gap, zone(cx, laned));
        let name = format!("Unfold {name}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.ctx()
            .accesskit_node_builder(id, |node| node.add_action(Request::Click));
        if ui.input(|i| i.has_accesskit_action_request(id, Request::Click)) {
            let open = picture.axis.span.unfolding(gap.from, gap.to);
            cx.act(Action::Span(Some(open)));
        }
    }
}
