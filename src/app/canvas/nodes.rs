//! What is drawn, for those who do not see it and for the keyboard: a named node in the
//! accessibility tree for each event, actor and tie in view.

use crate::app::Show;
use crate::app::action::Action;
use crate::app::state::Selection;
use crate::app::words;
use crate::scene::{Key, Pos2, Rect, Scene};
use egui::{Role, Sense, Ui, WidgetInfo};

/// Most nodes in a view; past that the panels' lists have the rest.
const MOST: usize = 300;

/// Makes a node for each thing in a scene that can be selected. `at` is where the scene stands.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, scene: &Scene, at: Pos2, clip: Rect) {
    let Some(indexed) = show.answers.indexed() else {
        return;
    };
    let keys = scene.keys();
    for key in keys.into_iter().filter(|k| k.is_selectable()).take(MOST) {
        let Some(rect) = scene.anchor_of(key).map(|r| r.translate(at.to_vec2())) else {
            continue;
        };
        let rect = rect.intersect(clip);
        if !rect.is_positive() {
            continue;
        }
        let Some(name) = words::name(indexed, key) else {
            continue;
        };
        let is_selected = Selection::of_key(key) == show.state.selection;
        // Not a stop of the Tab key each: the arrow keys step from one to the next.
        let response = ui.interact(rect, ui.unique_id().with(key), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
        if response.clicked() {
            show.act(Action::Select(Selection::of_key(key)));
        }
    }
}

impl Scene {
    /// Where a thing is best pointed at: of a tie the middle of its line, else all of its first
    /// mark.
    fn anchor_of(&self, key: Key) -> Option<Rect> {
        use crate::scene::Mark;
        use crate::scene::path::Polyline;
        let mut marks = self.items.iter().filter(|item| item.key == key);
        if matches!(key, Key::Tie(..) | Key::Mutual(..)) {
            let line = marks.find_map(|item| match &item.mark {
                Mark::Path { segments, .. } => Some(Polyline::along(segments, 0.5)),
                _ => None,
            })?;
            let (middle, _) = line.at(line.length() / 2.0);
            return Some(Rect::from_center_size(middle, egui::Vec2::splat(14.0)));
        }
        self.bounds_of(key)
    }
}
