//! What lasts longer than the picture: a thin line, with an arrowhead where it goes on (look.md,
//! "Background spans").

use super::item::{Dash, Scene, Stroke};
use super::key::Key;
use super::marks::{Pen, Standing, arrowhead};
use emath::{pos2, vec2};

/// How thick the line is.
pub const LASTING: f32 = 2.0;
/// The arrowhead: its length and half its width.
const HEAD: (f32, f32) = (6.0, 3.0);
/// The rim of a hollow line, and between its two sides.
const RIM: f32 = 1.0;
const TUBE: f32 = 4.0;
/// From the middle of a denied line to the ends of its strike.
const STRIKE: f32 = 5.0;

/// The line of what lasts longer than the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lasting {
    /// From where to where it is seen.
    pub ends: (f32, f32),
    /// Whether it goes on at its left, and at its right.
    pub goes_on: [bool; 2],
    /// Its middle line.
    pub y: f32,
    /// From where to where it breaks for its title; equal where that stands elsewhere.
    pub title: (f32, f32),
    /// How thick it is.
    pub width: f32,
    /// Its pattern: what is not known for sure is no solid line.
    pub dash: Dash,
}

/// Draws the line. What is not real is hollow, as bars are.
pub fn lasting(scene: &mut Scene, key: Key, line: &Lasting, pen: Pen) {
    let (mut from, mut to) = line.ends;
    let y = line.y;
    for (goes_on, x, outward) in [(line.goes_on[0], from, -1.0), (line.goes_on[1], to, 1.0)] {
        if goes_on {
            let direction = vec2(outward, 0.0);
            arrowhead(scene, key, pos2(x, y), direction, HEAD, pen.colour);
        }
    }
    // The line ends inside its heads.
    from += if line.goes_on[0] { HEAD.0 - 1.0 } else { 0.0 };
    to -= if line.goes_on[1] { HEAD.0 - 1.0 } else { 0.0 };
    let (is_hollow, width, dash) = match pen.standing {
        Standing::Happened => (false, line.width, line.dash),
        Standing::Absent => (false, RIM, line.dash),
        Standing::Planned | Standing::Denied => (true, RIM, line.dash),
        Standing::Possible => (true, RIM, Dash::POSSIBLE_BAR),
    };
    let stroke = Stroke::new(width, pen.colour).dashed(dash);
    let (title, end) = line.title;
    let pieces = if end > title {
        [(from, title), (end, to)]
    } else {
        [(from, to), (to, to)]
    };
    let sides = if is_hollow {
        vec![-TUBE / 2.0, TUBE / 2.0]
    } else {
        vec![0.0]
    };
    for (from, to) in pieces.into_iter().filter(|(from, to)| to > from) {
        for side in &sides {
            let y = y + side;
            scene.line(key, pos2(from, y), pos2(to, y), stroke);
        }
    }
    if pen.standing == Standing::Denied {
        // Beside the title, where it is seen.
        let x = end.max(from) + 2.0 * STRIKE;
        let (low, high) = (pos2(x - STRIKE, y + STRIKE), pos2(x + STRIKE, y - STRIKE));
        scene.line(key, low, high, Stroke::new(RIM + 0.5, pen.colour));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Theme;

    /// The scene of a line over a picture of 400 points.
    fn drawn(goes_on: [bool; 2], title: (f32, f32), standing: Standing) -> Scene {
        let mut scene = Scene::new(vec2(400.0, 20.0));
        let line = Lasting {
            ends: (0.0, 400.0),
            goes_on,
            y: 10.0,
            title,
            width: LASTING,
            dash: Dash::SOLID,
        };
        let pen = Pen::new(Theme::LIGHT.hues[0], Theme::LIGHT.ground).standing(standing);
        lasting(&mut scene, Key::Event(1), &line, pen);
        scene
    }

    #[test]
    fn it_breaks_for_its_title_and_ends_in_its_heads() {
        let plain = drawn([false; 2], (0.0, 0.0), Standing::Happened);
        assert_eq!(plain.items.len(), 1);
        let titled = drawn([true; 2], (15.0, 90.0), Standing::Happened);
        // Two heads, a stub before the title and the line after it.
        assert_eq!(titled.items.len(), 4);
        let covered = titled.bounds_of(Key::Event(1));
        assert!(covered.is_some_and(|rect| rect.left() < 0.1 && rect.right() > 399.9));
    }

    #[test]
    fn no_two_standings_look_alike() {
        let all = [
            Standing::Happened,
            Standing::Planned,
            Standing::Possible,
            Standing::Denied,
            Standing::Absent,
        ];
        let scenes = all.map(|standing| drawn([true, false], (15.0, 90.0), standing));
        for (n, a) in scenes.iter().enumerate() {
            assert!(scenes.iter().skip(n + 1).all(|b| a != b), "{a:?}");
        }
    }
}
