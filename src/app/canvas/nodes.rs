//! What is drawn, for those who do not see it: a named node in the accessibility tree for each
//! event, actor and tie in view.
//!
//! The nodes leave the pointer to the view below them, which knows what lies under it; an assistive
//! tool presses them by name. They are no stops of the Tab key: in a view the arrow keys step from
//! one event to the next.

use crate::app::UiContext;
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::{Key, Pos2, Rect, Scene};
use egui::accesskit::Action as Request;
use egui::{Role, Sense, Ui, WidgetInfo};

/// Most nodes in a view; past that the panel's lists have the rest.
pub(super) const MOST: usize = 300;

/// Makes a node for each thing in a scene that can be selected or pressed. `at` is where the scene stands.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, scene: &Scene, at: Pos2, clip: Rect) {
    show_all(cx, ui, &scene.anchors(), at, clip);
}

/// The same where it is known what can be selected and where it stands.
pub(super) fn show_all(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    anchors: &[(Key, Rect)],
    at: Pos2,
    clip: Rect,
) {
    let Some(indexed) = cx.queries.indexed() else {
        return;
    };
    for (key, rect) in anchors.iter().copied().take(MOST) {
        let rect = rect.translate(at.to_vec2()).intersect(clip);
        let name = words::name(indexed, key).filter(|_| rect.is_positive());
        let Some(name) = name else { continue };
        if cx.state.hovered == Some(key) {
            cx.window.pointed = Some((key, rect));
        }
        let is_selected = Selection::of_key(key) == cx.state.selection;
        let response = ui.interact(rect, ui.unique_id().with(key), Sense::hover());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
        let id = response.id;
        ui.ctx()
            .accesskit_node_builder(id, |node| node.add_action(Request::Click));
        if ui.input(|i| i.has_accesskit_action_request(id, Request::Click)) {
            cx.act(match key {
                Key::Unfold(bloc, is_folded) => Action::Unfold(bloc, is_folded),
                key => Action::Select(Selection::of_key(key)),
            });
        }
    }
}
