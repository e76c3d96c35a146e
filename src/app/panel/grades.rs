//! The Admiralty's grades: how reliable a source is, and how credible what it says.

use super::super::{Show, paint};
use crate::dataset::Reliability;
use crate::scene::{Key, Scene, Weight, plates};
use egui::{Pos2, Rect, Ui, Vec2, vec2};

/// What a grade means, in words.
pub(super) fn words(reliability: Reliability, credibility: u8) -> String {
    format!(
        "Source {}; what it says {}.",
        reliability_words(reliability),
        credibility_words(credibility)
    )
}

/// The Admiralty's words for the grade of a source.
pub(super) const fn reliability_words(reliability: Reliability) -> &'static str {
    match reliability {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "cannot be judged",
    }
}

/// The Admiralty's words for the grade of what is said.
pub(super) const fn credibility_words(credibility: u8) -> &'static str {
    match credibility {
        1 => "confirmed",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "cannot be judged",
    }
}

/// A grade in its outline, ending at a place. Gives what it covers.
pub(super) fn grade(
    show: &Show<'_>,
    ui: &Ui,
    right: Pos2,
    reliability: Reliability,
    credibility: u8,
) -> Rect {
    let text = format!("{}{credibility}", reliability.word());
    let colour = plates::grade_colour(&text, show.theme);
    let mut scene = Scene::new(Vec2::ZERO);
    let width = show.measure.width(&text, 10.5, Weight::SemiBold) + 10.0;
    let rect = plates::badge(
        &mut scene,
        Key::None,
        right - vec2(width, 0.0),
        &text,
        colour,
        show.measure,
    );
    paint::paint(&scene, ui.painter(), Pos2::ZERO);
    rect
}
