//! Legends: rows of samples, each with its word.

use super::item::{Scene, Stroke};
use super::key::Key;
use super::text::{Measure, Style, Weight, baseline_drop};
use super::theme::Theme;
use ecolor::Color32;
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a row.
pub const ROW: f32 = 19.0;
const SIZE: f32 = 10.5;
/// From a sample to its word, and from a heading to its first sample.
const TO_WORD: f32 = 5.0;
const AFTER_HEADING: f32 = 9.0;
/// Between two entries.
const APART: f32 = 15.0;
/// Between two groups of entries.
const GROUPS_APART: f32 = 26.0;

/// Rows of samples, each with its word.
pub struct Rows<'a> {
    /// What is drawn so far.
    pub scene: Scene,
    /// Where the next entry begins, on its middle line.
    at: Pos2,
    next: u32,
    /// Whether there is one row only: a group that does not fit is left out whole.
    is_one: bool,
    /// Whether some group was.
    pub is_cut: bool,
    theme: &'a Theme,
    measure: &'a Measure,
}

impl<'a> Rows<'a> {
    /// As many rows of a width as are needed.
    pub fn new(width: f32, theme: &'a Theme, measure: &'a Measure) -> Self {
        Self {
            scene: Scene::new(vec2(width, ROW)),
            at: pos2(0.0, ROW / 2.0),
            next: 0,
            is_one: false,
            is_cut: false,
            theme,
            measure,
        }
    }

    /// One row.
    pub fn one(width: f32, theme: &'a Theme, measure: &'a Measure) -> Self {
        Self {
            is_one: true,
            ..Self::new(width, theme, measure)
        }
    }

    /// A group of entries with a heading, kept together if a row can hold them.
    pub fn group(&mut self, heading: &str, entries: &[Entry<'_>]) {
        if entries.is_empty() {
            return;
        }
        let bold = Style::new(SIZE, Weight::SemiBold, self.theme.t1);
        let mut head = 0.0;
        if !heading.is_empty() {
            head = self.measure.width(heading, SIZE, Weight::SemiBold) + AFTER_HEADING;
        }
        let widths = entries.iter().map(|e| e.width(self.measure) + APART);
        let all = head + widths.sum::<f32>() - APART;
        let apart = if self.at.x > 0.0 {
            GROUPS_APART - APART
        } else {
            0.0
        };
        if self.is_one && self.at.x + apart + all > self.scene.size.x {
            self.is_cut = true;
            return;
        }
        self.at.x += apart;
        self.wrap(all);
        if head > 0.0 {
            let key = Key::Legend(self.next);
            let baseline = self.at + vec2(0.0, baseline_drop(SIZE));
            self.scene.text(key, baseline, heading, bold, self.measure);
            self.at.x += head;
        }
        for entry in entries {
            self.entry(entry);
        }
    }

    /// Begins a new row if the rest of this one is narrower.
    fn wrap(&mut self, width: f32) {
        if self.at.x > 0.0 && self.at.x + width > self.scene.size.x {
            self.at = pos2(0.0, self.at.y + ROW);
            self.scene.size.y += ROW;
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        self.wrap(entry.width(self.measure));
        let key = Key::Legend(self.next);
        self.next += 1;
        let mut at = self.at;
        let style = Style::new(SIZE, Weight::Regular, self.theme.t2);
        let drop = vec2(0.0, baseline_drop(SIZE));
        if let Some(before) = entry.before {
            at.x += self.scene.text(key, at + drop, before, style, self.measure) + TO_WORD;
        }
        (entry.draw)(&mut self.scene, key, at);
        at.x += entry.sample + if entry.sample > 0.0 { TO_WORD } else { 0.0 };
        let room = self.scene.size.x - at.x;
        if let Some((word, _)) = self.measure.fit(&entry.word, style, room) {
            self.scene.text(key, at + drop, &word, style, self.measure);
        }
        self.at.x += entry.width(self.measure) + APART;
    }
}

/// Draws a sample: its left end, on its middle line.
pub type Sample<'a> = Box<dyn Fn(&mut Scene, Key, Pos2) + 'a>;

/// A sample with its word.
pub struct Entry<'a> {
    before: Option<&'a str>,
    sample: f32,
    word: String,
    draw: Sample<'a>,
}

impl<'a> Entry<'a> {
    /// A sample of a width, and its word.
    pub fn new(sample: f32, word: &str, draw: impl Fn(&mut Scene, Key, Pos2) + 'a) -> Self {
        Self {
            before: None,
            sample,
            word: word.to_owned(),
            draw: Box::new(draw),
        }
    }

    /// A square of a colour, and what it means.
    pub fn colour(word: &str, colour: Color32) -> Self {
        Self::new(9.0, word, move |scene: &mut Scene, key, at| {
            let rect = Rect::from_min_size(at - vec2(0.0, 5.0), vec2(9.0, 10.0));
            scene.rect(key, rect, 2.0, colour, Stroke::NONE);
        })
    }

    /// A sentence without a sample.
    pub fn sentence(word: &str) -> Self {
        Self::new(0.0, word, |_, _, _| {})
    }

    /// The same with a word before the sample.
    #[must_use]
    pub fn after(self, before: &'a str) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    fn width(&self, measure: &Measure) -> f32 {
        let word = |text: &str| measure.width(text, SIZE, Weight::Regular);
        let before = self.before.map_or(0.0, |before| word(before) + TO_WORD);
        let to_word = if self.sample > 0.0 { TO_WORD } else { 0.0 };
        before + self.sample + to_word + word(&self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_leaves_out_whole_groups_and_several_wrap() {
        let measure = Measure::new();
        let theme = &Theme::LIGHT;
        let entries = ["happened", "planned", "possible"].map(Entry::sentence);
        let mut one = Rows::one(320.0, theme, &measure);
        let mut several = Rows::new(320.0, theme, &measure);
        for rows in [&mut one, &mut several] {
            rows.group("Status", &entries);
            rows.group("Again", &entries);
            rows.group("", &entries[..1]);
        }
        assert_eq!(one.scene.size.y, ROW);
        assert_eq!(one.scene.items.len(), 5, "what fits of them");
        assert!(one.is_cut && !several.is_cut);
        assert_eq!(several.scene.size.y, 2.0 * ROW);
        assert_eq!(several.scene.items.len(), 9);
    }
}
