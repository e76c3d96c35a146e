//! What lies behind and round marks and labels: plates, rings, chips (look.md, "States").

use super::item::{Scene, Stroke};
use super::key::Key;
use super::marks::{POINT, Pen, point};
use super::text::{Measure, Style, Weight, baseline_drop};
use super::theme::{Theme, faded};
use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

/// What a person does with a mark or a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing.
    #[default]
    Rest,
    /// The pointer is on it.
    Hover,
    /// It belongs to what is selected.
    Related,
    /// It is selected.
    Selected,
}

impl State {
    /// The weight of a label.
    pub const fn weight(self) -> Weight {
        match self {
            Self::Rest | Self::Hover => Weight::Regular,
            Self::Related => Weight::Medium,
            Self::Selected => Weight::SemiBold,
        }
    }

    /// The colour of what lies behind it; nothing does at rest.
    pub const fn ground(self, theme: &Theme) -> Option<Color32> {
        match self {
            Self::Rest => None,
            Self::Hover => Some(theme.hover),
            Self::Related => Some(theme.mark2),
            Self::Selected => Some(theme.mark),
        }
    }
}

/// The plate behind a label: four points wider than the text on each side.
pub fn plate(scene: &mut Scene, key: Key, rect: Rect, state: State, theme: &Theme) {
    if let Some(fill) = state.ground(theme) {
        scene.rect(key, rect, 2.0, fill, Stroke::NONE);
    }
}

/// The ring of a selected bar.
pub fn bar_ring(scene: &mut Scene, key: Key, rect: Rect, theme: &Theme) {
    let ring = Stroke::new(1.75, theme.ink);
    let transparent = Color32::TRANSPARENT;
    scene.rect(key, rect.expand(0.4), 2.5, transparent, ring);
}

/// The ring of a selected point.
pub fn point_ring(scene: &mut Scene, key: Key, centre: Pos2, radius: f32, theme: &Theme) {
    let ring = Stroke::new(1.75, theme.ink);
    scene.disc(key, centre, radius + 0.4, Color32::TRANSPARENT, ring);
}

/// A rounded outline with a text, and a mark before it, as in the undated tray: 20 high. `at` is
/// its left end, on its middle line. Gives what it covers.
pub fn chip(
    scene: &mut Scene,
    key: Key,
    at: Pos2,
    text: &str,
    (mark, state): (Option<Pen>, State),
    theme: &Theme,
    measure: &Measure,
) -> Rect {
    let style = Style::new(11.5, state.weight(), theme.t1);
    let before = if mark.is_some() { 22.0 } else { 10.0 };
    // As wide in each state, so that pointing and selecting move nothing.
    let width = before + measure.width(text, style.size, Weight::SemiBold) + 10.0;
    let rect = Rect::from_min_size(at - vec2(0.0, 10.0), vec2(width, 20.0));
    let fill = state.ground(theme).unwrap_or(theme.ground);
    let rim = match state {
        State::Rest | State::Related => Stroke::new(1.0, theme.rule),
        State::Hover => Stroke::new(1.0, theme.t3),
        State::Selected => Stroke::new(2.0, theme.ink),
    };
    scene.rect(key, rect.shrink(0.5), 9.5, fill, rim);
    if let Some(pen) = mark {
        point(scene, key, at + vec2(13.0, 0.0), POINT - 0.75, pen);
    }
    let baseline = at + vec2(before, baseline_drop(style.size));
    scene.text(key, baseline, text, style, measure);
    rect
}

/// The colour of an Admiralty grade, such as `B2`: who is reliable and who is not, or that it is
/// improbable; neither if it cannot be judged.
pub fn grade_colour(grade: &str, theme: &Theme) -> Color32 {
    match grade.as_bytes() {
        [_, b'5'] => theme.error,
        [b'A' | b'B', ..] => theme.ok,
        [b'D' | b'E', ..] => theme.warn,
        _ => theme.t2,
    }
}

/// A source's grade or another short code in an outline, 16 high. `at` is its left end, on its
/// middle line. Gives what it covers.
pub fn badge(
    scene: &mut Scene,
    key: Key,
    at: Pos2,
    text: &str,
    colour: Color32,
    measure: &Measure,
) -> Rect {
    let style = Style::new(10.5, Weight::SemiBold, colour);
    let width = measure.width(text, style.size, style.weight) + 10.0;
    let rect = Rect::from_min_size(at - vec2(0.0, 8.0), vec2(width, 16.0));
    let rim = Stroke::new(1.0, faded(colour, 0.45));
    scene.rect(key, rect.shrink(0.5), 3.0, Color32::TRANSPARENT, rim);
    let baseline = pos2(at.x + 5.0, at.y + baseline_drop(style.size));
    scene.text(key, baseline, text, style, measure);
    rect
}
