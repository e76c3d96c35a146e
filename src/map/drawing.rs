//! What is drawn alike whether the map shows actors or blocs.

use super::metrics::TITLE;
use super::view::View;
use crate::scene::actors;
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::{BEHIND, Color32, Hue, Key, Rect, Scene, Style, Theme, Weight, pos2, vec2};

/// What stands out is drawn over the rest.
pub(super) const fn height(state: State) -> u8 {
    match state {
        State::Rest => 0,
        State::Related => 1,
        State::Hover => 2,
        State::Selected => 3,
    }
}

/// The colour of words whose tone has this step.
pub(super) fn tone_text(step: Option<usize>, theme: &Theme) -> Color32 {
    let toned = step.and_then(|step| theme.tone_text.get(step));
    toned.copied().unwrap_or(theme.t2)
}

/// The ground of a group, whose name is another key: it stands out with that.
pub(super) fn draw_group(
    view: &View<'_>,
    (key, title): (Key, Key),
    (rect, hue): (Rect, Hue),
    is_behind: bool,
    scene: &mut Scene,
) {
    let strength = if is_behind { BEHIND } else { 1.0 };
    actors::region(scene, key, rect, hue, strength, view.theme);
    if view.emphasis.state(title) == State::Selected {
        actors::region_ring(scene, key, rect, view.theme);
    }
}

/// The name of a group.
pub(super) fn draw_title(
    view: &View<'_>,
    key: Key,
    hue: Hue,
    (text, rect): (&str, Rect),
    scene: &mut Scene,
) {
    let (theme, state) = (view.theme, view.emphasis.state(key));
    plates::plate(scene, key, rect.expand2(vec2(4.0, 0.0)), state, theme);
    let colour = match state {
        State::Rest if view.emphasis.selected.is_some() => theme.t3,
        State::Rest | State::Hover => theme.hue_text(hue),
        State::Related | State::Selected => theme.t1,
    };
    let style = Style::new(TITLE, Weight::SemiBold, colour);
    let at = pos2(rect.left(), rect.center().y + baseline_drop(TITLE));
    scene.text(key, at, text, style, view.measure);
}
