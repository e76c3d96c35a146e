//! Titles of events: beside their marks or in them, never past the picture's edge.

use super::View;
use super::metrics::{GAP, INSIDE, PLATE, TITLE, level_rect};
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::theme::Theme;
use crate::scene::{Color32, Key, Measure, Pos2, Rect, Scene, Style, Weight, pos2, vec2};
use std::sync::Arc;

/// The plate reaches this far past the text on both sides.
const MARGIN: f32 = 4.0;
/// A title that is cut is at least this wide.
const LEAST: f32 = 28.0;
/// Of the numbers after a title: on paper at least 7 points of print.
const NOTE: f32 = 10.0;
/// Between a title and the numbers after it.
const TO_NOTE: f32 = 3.0;
/// How far the numbers stand above the title's baseline.
const RAISED: f32 = 4.0;

/// A title on the picture.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// As far as there is room for it.
    pub(super) text: Arc<str>,
    /// What stands after it, small and raised.
    note: Arc<str>,
    /// With what stands after it.
    width: f32,
    /// Its left end.
    pub(super) x: f32,
    /// Its middle line.
    pub(super) y: f32,
    weight: Weight,
    /// Whether it ends in an ellipsis.
    pub(super) is_cut: bool,
}

/// A title that looks for its place.
pub(super) struct Beside<'a> {
    /// In full.
    pub(super) title: &'a str,
    /// What stands after it, small and raised.
    pub(super) note: &'a str,
    /// The most that both may take.
    pub(super) room: f32,
    /// How bold.
    pub(super) weight: Weight,
    /// The left and the right edge of its mark.
    pub(super) mark: (f32, f32),
    /// Those of the picture.
    pub(super) body: (f32, f32),
    /// The middle line.
    pub(super) y: f32,
}

impl<'a> Beside<'a> {
    /// A title without anything after it, as wide as it is.
    pub(super) fn new(
        title: &'a str,
        weight: Weight,
        mark: (f32, f32),
        body: (f32, f32),
        y: f32,
    ) -> Self {
        Self {
            title,
            note: "",
            room: f32::INFINITY,
            weight,
            mark,
            body,
            y,
        }
    }

    fn fit(&self, room: f32, measure: &Measure) -> Option<(Arc<str>, f32)> {
        // Cut so that it fits at rest and selected: pointing and selecting move nothing. Letters that
        // the typeface lacks may be wider at rest.
        let style = |weight| Style::new(TITLE, weight, Color32::TRANSPARENT);
        let room = room.min(self.room) - note_width(self.note, measure);
        let (mut text, mut width) = measure.fit(self.title, style(Weight::SemiBold), room)?;
        if measure.width(&text, TITLE, Weight::Regular) > room {
            (text, width) = measure.fit(self.title, style(Weight::Regular), room)?;
        }
        let is_whole = *text == *self.title;
        if !is_whole && width < LEAST {
            return None;
        }
        let width = measure.width(&text, TITLE, self.weight);
        Some((text, width + note_width(self.note, measure)))
    }

    fn at(&self, x: f32, text: Arc<str>, width: f32) -> Label {
        Label {
            is_cut: *text != *self.title,
            text,
            note: self.note.into(),
            width,
            x,
            y: self.y,
            weight: self.weight,
        }
    }

    /// At the right of the mark.
    pub(super) fn right(&self, measure: &Measure) -> Option<Label> {
        let x = self.mark.1 + GAP;
        if x < self.body.0 {
            return None;
        }
        let (text, width) = self.fit(self.body.1 - 1.0 - x, measure)?;
        Some(self.at(x, text, width))
    }

    /// At its left.
    pub(super) fn left(&self, measure: &Measure) -> Option<Label> {
        let end = self.mark.0 - GAP;
        if end > self.body.1 {
            return None;
        }
        let (text, width) = self.fit(end - self.body.0 - 1.0, measure)?;
        Some(self.at(end - width, text, width))
    }

    /// In it: at the start of what is seen of it.
    pub(super) fn within(&self, measure: &Measure) -> Option<Label> {
        let inset = INSIDE / 2.0;
        let x = self.mark.0.max(self.body.0) + inset;
        let end = self.mark.1.min(self.body.1) - inset;
        let (text, width) = self.fit(end - x, measure)?;
        Some(self.at(x, text, width))
    }
}

impl Label {
    /// A text that stands beside a title: whole, at a place, of a width.
    pub(super) fn plain(text: &str, x: f32, width: f32) -> Self {
        Self {
            text: text.into(),
            note: "".into(),
            width,
            x,
            y: 0.0,
            weight: Weight::Regular,
            is_cut: false,
        }
    }

    /// What it covers with its plate.
    pub(super) fn rect(&self) -> Rect {
        let ends = (self.x - MARGIN, self.x + self.width + MARGIN);
        level_rect(ends, self.y, PLATE)
    }

    /// Draws it, with the plate of its state.
    pub(super) fn draw(
        &self,
        scene: &mut Scene,
        key: Key,
        state: State,
        colour: Color32,
        view: &View<'_>,
    ) {
        plates::plate(scene, key, self.rect(), state, view.theme);
        let style = Style::new(TITLE, self.weight, colour);
        let at = pos2(self.x, self.y + baseline_drop(TITLE));
        scene.text(key, at, &self.text, style, view.measure);
        let end = self.x + self.width - note_width(&self.note, view.measure);
        draw_note(scene, key, pos2(end, at.y), &self.note, view);
    }
}

/// Draws what stands after a title, from its end on the baseline.
pub(super) fn draw_note(scene: &mut Scene, key: Key, end: Pos2, note: &str, view: &View<'_>) {
    if !note.is_empty() {
        let style = Style::new(NOTE, Weight::Regular, view.theme.t2);
        let at = end + vec2(TO_NOTE, -RAISED);
        scene.text(key, at, note, style, view.measure);
    }
}

/// The width of so many numbers after a title, and of what says that there are more.
pub fn room_for_notes(count: usize, measure: &Measure) -> f32 {
    let numbers = vec!["88"; count].join(" ");
    note_width(&format!("{numbers} …"), measure)
}

/// The width of what stands after a title, with the gap before it.
pub(super) fn note_width(note: &str, measure: &Measure) -> f32 {
    if note.is_empty() {
        return 0.0;
    }
    TO_NOTE + measure.width(note, NOTE, Weight::Regular)
}

/// The colour of a title: what is outside the window is quiet, and what does not belong to a
/// selection steps back.
pub(super) fn colour(theme: &Theme, state: State, is_alive: bool, is_quiet: bool) -> Color32 {
    match state {
        State::Selected | State::Related => theme.t1,
        State::Hover if is_alive => theme.t1,
        State::Rest if is_alive && is_quiet => theme.t2,
        State::Rest if is_alive => theme.t1,
        State::Hover | State::Rest => theme.t3,
    }
}
