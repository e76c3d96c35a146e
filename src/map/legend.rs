//! The row under the map that explains its marks, 25 high.

use super::widths::{WIDTHS, Widths};
use crate::scene::actors::{self, Shape};
use crate::scene::text::baseline_drop;
use crate::scene::{
    Color32, Dash, Key, Measure, Rect, Scene, Segment, Stroke, Style, Theme, Weight, pos2, vec2,
};

/// Its height in points.
pub const HEIGHT: f32 = 25.0;
/// The size of its text.
const SIZE: f32 = 10.5;
/// Between two parts.
const PART: f32 = 20.0;

/// Writes from the left.
struct Pen<'a> {
    scene: Scene,
    x: f32,
    theme: &'a Theme,
    measure: &'a Measure,
    widths: &'a Widths,
}

/// Tone, weight, certainty and kinds of actors, as far as the width goes; a part that does not fit
/// is left out whole.
pub fn legend(theme: &Theme, measure: &Measure, widths: &Widths, width: f32) -> Scene {
    let mut pen = Pen {
        scene: Scene::new(vec2(width, HEIGHT)),
        x: 12.0,
        theme,
        measure,
        widths,
    };
    let parts: [fn(&mut Pen<'_>); 6] = [tone, weight, certainty, actor, doubt, status];
    for part in parts {
        let (items, x) = (pen.scene.items.len(), pen.x);
        part(&mut pen);
        if pen.x > width - 8.0 {
            pen.scene.items.truncate(items);
            pen.x = x;
            break;
        }
        pen.x += PART;
    }
    pen.scene
}

const MIDDLE: f32 = HEIGHT / 2.0;

impl Pen<'_> {
    fn write(&mut self, text: &str, weight: Weight, colour: Color32) {
        let style = Style::new(SIZE, weight, colour);
        let at = pos2(self.x, MIDDLE + baseline_drop(SIZE));
        self.x += self.scene.text(Key::None, at, text, style, self.measure);
    }

    fn head(&mut self, text: &str) {
        self.write(text, Weight::SemiBold, self.theme.t1);
        self.x += 8.0;
    }

    fn word(&mut self, text: &str) {
        self.write(text, Weight::Regular, self.theme.t2);
    }

    fn sign(&mut self, step: usize) {
        let at = pos2(self.x + 5.5, MIDDLE);
        actors::tone_sign(&mut self.scene, Key::None, at, 5.5, step, self.theme, 1.0);
        self.x += 11.0;
    }

    fn line(&mut self, width: f32, dash: Dash) {
        let stroke = Stroke::new(width, self.theme.t3).dashed(dash);
        let (from, to) = (pos2(self.x, MIDDLE), pos2(self.x + 18.0, MIDDLE));
        self.scene.line(Key::None, from, to, stroke);
        self.x += 18.0 + 6.0;
    }

    fn between(&mut self) {
        self.x += 10.0;
    }
}

fn tone(pen: &mut Pen<'_>) {
    pen.head("Tone");
    pen.word("hostile");
    pen.x += 6.0;
    pen.sign(0);
    pen.x += 1.0;
    for colour in pen.theme.tone {
        let step = Rect::from_min_size(pos2(pen.x, MIDDLE - 4.0), vec2(11.0, 8.0));
        pen.scene.rect(Key::None, step, 0.0, colour, Stroke::NONE);
        pen.x += 11.0;
    }
    pen.x += 1.0;
    pen.sign(6);
    pen.x += 6.0;
    pen.word("friendly");
}

fn weight(pen: &mut Pen<'_>) {
    pen.head("Weight");
    for (n, bin) in [0, 2, 4].into_iter().enumerate() {
        if n > 0 {
            pen.between();
        }
        pen.line(WIDTHS.get(bin).copied().unwrap_or(1.0), Dash::SOLID);
        let words = pen.widths.words(bin);
        pen.word(&words);
    }
}

fn certainty(pen: &mut Pen<'_>) {
    pen.head("Certainty");
    let rows = [
        ("two sources", Dash::SOLID),
        ("one", Dash::SINGLE),
        ("claimed", Dash::claimed(1.5)),
    ];
    for (n, (word, dash)) in rows.into_iter().enumerate() {
        if n > 0 {
            pen.between();
        }
        pen.line(1.5, dash);
        pen.word(word);
    }
}

fn actor(pen: &mut Pen<'_>) {
    pen.head("Actor");
    let rows = [
        ("person", Shape::Circle),
        ("state", Shape::Square),
        ("organisation", Shape::Hexagon),
        ("collective", Shape::Double),
    ];
    for (n, (word, shape)) in rows.into_iter().enumerate() {
        if n > 0 {
            pen.between();
        }
        let at = pos2(pen.x + 5.0, MIDDLE);
        actors::shape(&mut pen.scene, Key::None, at, 4.5, shape, pen.theme);
        pen.x += 16.0;
        pen.word(word);
    }
}

fn doubt(pen: &mut Pen<'_>) {
    let (left, right) = (pen.x, pen.x + 18.0);
    let line = |y: f32| [Segment::Move(pos2(left, y)), Segment::Line(pos2(right, y))];
    let stroke = Stroke::new(1.25, pen.theme.t3);
    let none = Color32::TRANSPARENT;
    pen.scene.path(Key::None, line(MIDDLE - 1.75), none, stroke);
    let dashed = stroke.dashed(Dash(4.0, 3.0));
    pen.scene.path(Key::None, line(MIDDLE + 1.75), none, dashed);
    pen.x = right + 6.0;
    pen.word("disputed");
}

fn status(pen: &mut Pen<'_>) {
    let (left, right) = (pen.x, pen.x + 18.0);
    let stroke = Stroke::new(1.0, pen.theme.t3);
    let tube = Rect::from_min_max(pos2(left, MIDDLE - 2.0), pos2(right, MIDDLE + 2.0));
    pen.scene
        .rect(Key::None, tube, 0.0, pen.theme.ground, stroke);
    pen.x = right + 6.0;
    pen.word("planned or possible");
}
