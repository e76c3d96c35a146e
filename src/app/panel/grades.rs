//! The Admiralty's grades: how reliable a source is, and how credible what it says.

use super::super::{UiContext, paint};
use crate::dataset::Reliability;
use crate::dataset::fields::CREDIBILITIES;
use crate::scene::{Key, Scene, Weight, plates};
use egui::{Pos2, Rect, Ui, Vec2, vec2};

/// What a grade means, in words.
pub(super) fn words(reliability: Reliability, credibility: u8) -> String {
    let after = |label: &'static str| label.split_once(", ").map_or(label, |(_, words)| words);
    let grade = credibility.to_string();
    let known = CREDIBILITIES.iter().find(|(word, _)| *word == grade);
    format!(
        "Source {}; what it says {}.",
        after(reliability.label()),
        known.map_or("cannot be judged", |(_, label)| after(label))
    )
}

/// A grade in its outline, ending at a place. Gives what it covers.
pub(super) fn grade(
    cx: &UiContext<'_>,
    ui: &Ui,
    right: Pos2,
    reliability: Reliability,
    credibility: u8,
) -> Rect {
    let text = format!("{}{credibility}", reliability.word());
    let colour = plates::grade_colour(&text, cx.theme);
    let mut scene = Scene::new(Vec2::ZERO);
    let width = cx.measure.width(&text, 10.5, Weight::SemiBold) + 10.0;
    let rect = plates::badge(
        &mut scene,
        Key::None,
        right - vec2(width, 0.0),
        &text,
        colour,
        cx.measure,
    );
    paint::paint(&scene, ui.painter(), Pos2::ZERO);
    rect
}
