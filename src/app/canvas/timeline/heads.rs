//! The heads of the lanes: the triangle and the name fold a lane and unfold it.

use crate::app::{UiContext, widgets};
use crate::editor::Action;
use crate::editor::derived::LaneSet;
use crate::scene::{Rect, Weight, pos2};
use crate::timeline::Picture;
use egui::{CursorIcon, Role, Sense, Ui, WidgetInfo};

/// From the picture's left end to where a name begins at most.
const NAME: f32 = 33.0;
/// The target of a triangle.
const TARGET: f32 = 24.0;

/// What folds each lane in sight. `at` is where the picture stands.
pub(super) fn show_heads(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    at: Rect,
    picture: &Picture,
    laned: &LaneSet,
) {
    let body = picture.body.y_range();
    let lanes = laned.lanes.lanes.iter().zip(&picture.lane_rects);
    for (place, (lane, rect)) in (0u32..).zip(lanes) {
        let name = cx.measure.width(&lane.name, 11.5, Weight::SemiBold);
        let end = (NAME + name + 4.0).min(picture.axis.left - 2.0);
        let (top, bottom) = (rect.top(), (rect.top() + TARGET).min(rect.bottom()));
        let target = Rect::from_min_max(
            pos2(2.0, top.max(body.min)),
            pos2(end, bottom.min(body.max)),
        );
        if target.height() < TARGET / 2.0 {
            continue;
        }
        let id = ui.unique_id().with(("fold", place));
        let target = target.translate(at.min.to_vec2());
        let response = ui.interact(target, id, Sense::click());
        let is_folded = cx.state.view.folded.contains(&lane.key);
        let verb = if is_folded { "Unfold" } else { "Fold" };
        let said = format!("{verb} {}", lane.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
            let rim = (1.0, cx.theme.t3);
            let inside = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(target, 4.0, rim, inside);
        }
        widgets::inner_focus_ring(ui, cx.theme, &response);
        if response.clicked() {
            cx.act(Action::Fold(lane.key.clone()));
        }
    }
}
