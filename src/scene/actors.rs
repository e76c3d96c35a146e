//! The marks of actors, and the sign of a tie's tone (look.md, "Map marks").

use super::item::{Dash, Scene, Segment, Stroke};
use super::key::Key;
use super::marks::{HOLLOW, letter};
use super::plates::State;
use super::text::{Measure, Style, Weight};
use super::theme::{Hue, Theme, faded, mix};
use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, vec2};

/// An actor's kind, as its mark says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A person.
    #[default]
    Circle,
    /// A state.
    Square,
    /// An organisation.
    Hexagon,
    /// A collective: a circle with a second rim.
    Double,
    /// A place.
    Diamond,
}

/// An actor's mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node<'a> {
    /// What it stands for.
    pub key: Key,
    /// Its middle.
    pub centre: Pos2,
    /// 11 to 25 on the map; the shapes of one radius look equally large.
    pub radius: f32,
    /// Its kind.
    pub shape: Shape,
    /// Its colour.
    pub hue: Hue,
    /// Hollow and dashed, with a query.
    pub is_unnamed: bool,
    /// Its initials, or nothing.
    pub initials: &'a str,
    /// What a person does with it.
    pub state: State,
    /// Whether it stays where it was put.
    pub is_pinned: bool,
    /// From 0 (not seen) to 1.
    pub strength: f32,
}

/// The gap of a collective's second rim.
const GAP: f32 = 3.0;
/// How far a node's state shows round it.
const HALO: f32 = 5.5;

impl Node<'_> {
    /// Where names and ties have to keep off: the shape with its second rim.
    pub fn reach(&self) -> f32 {
        match self.shape {
            Shape::Circle | Shape::Square => self.radius,
            Shape::Hexagon => self.radius * HEXAGON,
            Shape::Diamond => self.radius * DIAMOND,
            Shape::Double => self.radius + GAP + 1.5,
        }
    }
}

/// Half the side of a square that looks as large as a disc of radius 1.
const SQUARE: f32 = 0.93;
/// From the middle to a corner.
const HEXAGON: f32 = 1.06;
/// From the middle to a corner.
const DIAMOND: f32 = 1.15;

impl Shape {
    /// How wide it is so far above its middle.
    fn width_at(self, radius: f32, up: f32) -> f32 {
        let half = match self {
            Self::Circle | Self::Double => (radius * radius - up * up).max(0.0).sqrt(),
            Self::Square => SQUARE * radius,
            Self::Hexagon => HEXAGON * radius - up * 0.577,
            Self::Diamond => DIAMOND * radius - up,
        };
        2.0 * half
    }
}

/// An actor.
pub fn node(scene: &mut Scene, node: &Node<'_>, theme: &Theme, measure: &Measure) {
    halo(scene, node, theme);
    let outlined = (node.shape, node.centre, node.radius);
    let (fill, on_fill) = theme.node(node.hue);
    let fill = mix(theme.ground, fill, node.strength.clamp(0.0, 1.0));
    if node.is_unnamed {
        let rim = Stroke::new(HOLLOW, fill).dashed(Dash::APPROXIMATE);
        outline(scene, node.key, outlined, theme.ground, rim);
    } else {
        outline(scene, node.key, outlined, fill, Stroke::NONE);
    }
    if node.shape == Shape::Double {
        let rim = Stroke::new(1.5, fill);
        let radius = node.radius + GAP + rim.width / 2.0;
        scene.disc(node.key, node.centre, radius, Color32::TRANSPARENT, rim);
    }
    let (text, colour) = if node.is_unnamed {
        ("?", fill)
    } else {
        (node.initials, on_fill)
    };
    let size = (node.radius * 0.66).clamp(10.0, 16.0);
    // No wider than the shape is at the height of its letters: smaller, or the first alone.
    let room = node.shape.width_at(node.radius, size * 0.36) - BESIDE_LETTERS;
    let first = text.chars().next().map_or(0, char::len_utf8);
    let fitting = [Some(text), text.get(..first)].into_iter().flatten();
    let fitting = fitting.filter(|text| !text.is_empty()).find_map(|text| {
        let width = measure.width(text, size, Weight::SemiBold);
        let size = size * (room / width.max(1.0)).min(1.0);
        (size >= LEAST_LETTER - 0.01).then_some((text, size))
    });
    if let Some((text, size)) = fitting {
        let style = Style::new(size, Weight::SemiBold, colour);
        letter(scene, node.key, node.centre, text, style, measure);
    }
    if node.is_pinned {
        let at = node.centre + vec2(0.92, -0.92) * node.radius;
        pin(scene, node.key, at, theme);
    }
}

/// Letters in a node are no smaller: its name tells them too, where it has one.
const LEAST_LETTER: f32 = 10.0;
/// On both sides of them together.
const BESIDE_LETTERS: f32 = 2.5;
/// A node grows by this much at most for its letters.
const GROWN: [f32; 6] = [1.0, 1.05, 1.1, 1.15, 1.2, 1.25];

/// How large a node is so that its letters can be read in it; as large as it was where they cannot.
pub fn radius_for(initials: &str, shape: Shape, radius: f32, measure: &Measure) -> f32 {
    let room = measure.width(initials, LEAST_LETTER, Weight::SemiBold) + BESIDE_LETTERS;
    let mut grown = GROWN.iter().map(|by| radius * by);
    let fitting = grown.find(|radius| shape.width_at(*radius, LEAST_LETTER * 0.36) >= room);
    fitting.unwrap_or(radius)
}

/// Hovered, related or selected: a plate and a ring round the node.
fn halo(scene: &mut Scene, node: &Node<'_>, theme: &Theme) {
    let (key, centre, reach) = (node.key, node.centre, node.reach());
    let mut plate = |fill, stroke| scene.disc(key, centre, reach + HALO, fill, stroke);
    match node.state {
        State::Rest => return,
        State::Hover => plate(theme.hover, Stroke::new(1.0, theme.t3)),
        State::Related => plate(theme.mark2, Stroke::new(1.0, theme.mark_line)),
        State::Selected => {
            scene.disc(key, centre, reach + 9.0, theme.mark, Stroke::NONE);
            let ring = Stroke::new(2.0, theme.ink);
            scene.disc(key, centre, reach + 5.0, theme.ground, ring);
            return;
        }
    }
    // A breath of ground between the plate and the shape.
    let outlined = (node.shape, centre, node.radius);
    let rim = Stroke::new(2.5, theme.ground);
    outline(scene, key, outlined, theme.ground, rim);
}

fn outline(
    scene: &mut Scene,
    key: Key,
    (shape, centre, radius): (Shape, Pos2, f32),
    fill: Color32,
    stroke: Stroke,
) {
    match shape {
        Shape::Circle | Shape::Double => scene.disc(key, centre, radius, fill, stroke),
        Shape::Square => {
            let square = Rect::from_center_size(centre, Vec2::splat(2.0 * SQUARE * radius));
            scene.rect(key, square, 3.0, fill, stroke);
        }
        Shape::Hexagon => {
            let corner = HEXAGON * radius;
            let (x, y) = (corner * 0.5, corner * 0.866 + 0.3);
            let corners = [
                (corner, 0.0),
                (x, y),
                (-x, y),
                (-corner, 0.0),
                (-x, -y),
                (x, -y),
            ];
            scene.path(key, around(centre, corners), fill, stroke);
        }
        Shape::Diamond => {
            let corner = DIAMOND * radius;
            let corners = [(corner, 0.0), (0.0, corner), (-corner, 0.0), (0.0, -corner)];
            scene.path(key, around(centre, corners), fill, stroke);
        }
    }
}

fn around<const N: usize>(centre: Pos2, corners: [(f32, f32); N]) -> Vec<Segment> {
    Segment::polygon(corners.map(|(x, y)| centre + vec2(x, y)))
}

/// The badge of a pinned node, r 6.5.
fn pin(scene: &mut Scene, key: Key, centre: Pos2, theme: &Theme) {
    scene.disc(key, centre, 6.5, theme.ground, Stroke::new(1.0, theme.t2));
    let head = Rect::from_min_max(centre + vec2(-1.5, -3.5), centre + vec2(1.5, 0.5));
    scene.rect(key, head, 0.5, theme.t2, Stroke::NONE);
    let line = Stroke::new(1.25, theme.t2);
    let Pos2 { x, y } = centre;
    scene.hline(key, (x - 2.75, x + 2.75), y + 0.5, line);
    scene.vline(key, x, (y + 0.5, y + 4.0), line);
}

/// A small filled shape without a name, for a legend.
pub fn shape(scene: &mut Scene, key: Key, centre: Pos2, radius: f32, shape: Shape, theme: &Theme) {
    if shape == Shape::Double {
        let rim = Stroke::new(1.0, theme.t2);
        scene.disc(key, centre, radius + 2.0, Color32::TRANSPARENT, rim);
    }
    outline(scene, key, (shape, centre, radius), theme.t2, Stroke::NONE);
}

/// The sign of a tie's tone in a ring: minus, dot or plus. `step` is from 0 (−3) to 6 (+3), as
/// [`Theme::tone_step`] gives it; `radius` 6.5, or 5.5 on a thin tie.
pub fn tone_sign(
    scene: &mut Scene,
    key: Key,
    centre: Pos2,
    radius: f32,
    step: usize,
    theme: &Theme,
    strength: f32,
) {
    let tone = theme.tone.get(step).copied().unwrap_or(theme.tone[3]);
    let colour = mix(theme.ground, tone, strength.clamp(0.0, 1.0));
    scene.disc(key, centre, radius, theme.ground, Stroke::new(1.5, colour));
    let arm = radius * 0.46;
    let line = Stroke::new(1.5, colour);
    if step == 3 {
        scene.disc(key, centre, radius * 0.25, colour, Stroke::NONE);
        return;
    }
    scene.line(key, centre - vec2(arm, 0.0), centre + vec2(arm, 0.0), line);
    if step > 3 {
        scene.line(key, centre - vec2(0.0, arm), centre + vec2(0.0, arm), line);
    }
}

/// The radius of the corners of a region.
pub const ROUNDED: f32 = 14.0;

/// A group's region: pale, with a rim.
pub fn region(scene: &mut Scene, key: Key, rect: Rect, hue: Hue, strength: f32, theme: &Theme) {
    let (fill, rim) = if theme.is_dark() {
        (0.11, 0.45)
    } else {
        (0.07, 0.35)
    };
    let colour = theme.hue(hue);
    let stroke = Stroke::new(1.0, faded(colour, rim * strength));
    scene.rect(key, rect, ROUNDED, faded(colour, fill * strength), stroke);
}

/// The ring of a region whose group is selected.
pub fn region_ring(scene: &mut Scene, key: Key, rect: Rect, theme: &Theme) {
    let ring = Stroke::new(2.0, theme.ink);
    scene.rect(key, rect, ROUNDED, Color32::TRANSPARENT, ring);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Mark;

    #[test]
    fn initials_stay_within_their_shape() {
        let measure = Measure::new();
        let shapes = [
            Shape::Circle,
            Shape::Square,
            Shape::Hexagon,
            Shape::Double,
            Shape::Diamond,
        ];
        for (shape, radius) in shapes.into_iter().flat_map(|s| [(s, 11.0), (s, 25.0)]) {
            let mut scene = Scene::new(Vec2::splat(60.0));
            let wide = Node {
                key: Key::Actor(1),
                centre: Pos2::ZERO,
                radius,
                shape,
                hue: Hue::Slot(0),
                is_unnamed: false,
                initials: "WM",
                state: State::Rest,
                is_pinned: false,
                strength: 1.0,
            };
            node(&mut scene, &wide, &Theme::LIGHT, &measure);
            let text = scene.items.iter().find_map(|item| {
                let Mark::Text { width, style, .. } = &item.mark else {
                    return None;
                };
                Some((*width, style.size))
            });
            let (width, size) = text.unwrap();
            let room = shape.width_at(radius, size * 0.36);
            assert!(
                width < room - 2.0,
                "{width} in {room} of {shape:?}, {radius}"
            );
            assert!(size >= LEAST_LETTER - 0.01, "{size} in {shape:?}, {radius}");
        }
    }
}
