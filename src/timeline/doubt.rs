//! Signs of doubt: what follows a mark that is too narrow to show it, before its title.

use super::metrics::TITLE;
use super::shape::Kind;
use crate::dataset::date::Traits;
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Measure, Pos2, Scene, Style, Weight, vec2};

/// From a mark to its sign.
const GAP: f32 = 2.0;

/// `~` for what was about then, `?` for what was perhaps then, both for both.
pub(super) fn sign(is_approximate: bool, is_uncertain: bool) -> Option<&'static str> {
    match (is_approximate, is_uncertain) {
        (true, true) => Some("~?"),
        (true, false) => Some("~"),
        (false, true) => Some("?"),
        (false, false) => None,
    }
}

/// The sign after a mark: what fades says itself that it was about then.
pub(super) fn sign_after(kind: Kind, traits: Traits) -> Option<&'static str> {
    let is_unknown = matches!(kind, Kind::UnknownEnd | Kind::UnknownStart);
    let is_approximate = traits.approximate && kind != Kind::Faded;
    sign(is_approximate, traits.uncertain || is_unknown)
}

/// What a sign takes, with the gap to its mark.
pub(super) fn width(sign: Option<&str>, measure: &Measure) -> f32 {
    let text = |sign| measure.width(sign, TITLE, Weight::SemiBold);
    sign.map_or(0.0, |sign| GAP + text(sign))
}

/// Draws a sign after the end of a mark, on its middle line.
pub fn draw(
    scene: &mut Scene,
    key: Key,
    end: Pos2,
    sign: &str,
    colour: Color32,
    measure: &Measure,
) {
    let style = Style::new(TITLE, Weight::SemiBold, colour);
    let at = end + vec2(GAP, baseline_drop(style.size));
    scene.text(key, at, sign, style, measure);
}
