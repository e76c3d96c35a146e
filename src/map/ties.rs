//! How a tie is drawn: width by weight, colour by tone, dashes by certainty, hollow if it is not
//! (yet) real (look.md, “Map marks”).

use super::curve::Curve;
use super::ground::Turned;
use crate::analysis::Tie;
use crate::dataset::{Certainty, Status};
use crate::scene::plates::State;
use crate::scene::theme::{faded, mix};
use crate::scene::{Color32, Dash, Key, Pos2, Scene, Segment, Stroke, Theme, Vec2, vec2};

/// The width of a tie of so many events and relations.
pub(super) fn width(weight: u32) -> f32 {
    match weight {
        0 | 1 => 1.25,
        2 | 3 => 2.5,
        4..=6 => 4.0,
        7..=11 => 6.0,
        _ => 9.0,
    }
}

/// The length of an arrowhead, if its tie is long enough.
pub(super) fn head_length(width: f32) -> f32 {
    (5.0 + 1.3 * width).max(7.0)
}

/// How one tie looks here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub key: Key,
    pub state: State,
    /// From 0 (not seen) to 1.
    pub strength: f32,
    pub width: f32,
}

/// Draws a tie whose curve ends at the tip of its arrowhead.
pub(super) fn draw_tie(scene: &mut Scene, curve: &Curve, tie: &Tie, look: Look, theme: &Theme) {
    let tone = tie.tone.map_or(3, |t| Theme::tone_step(f64::from(t)));
    let colour = theme.tone.get(tone).copied().unwrap_or(theme.t3);
    let colour = mix(theme.ground, colour, look.strength.clamp(0.0, 1.0));
    let (key, width) = (look.key, look.width);
    let head = (!tie.key.is_mutual).then(|| Head::of(curve, width));
    underlay(scene, curve, head.as_ref(), look, theme);
    let mut line = *curve;
    if let Some(head) = &head {
        line = curve.part(0.0, head.starts);
    }
    let dash = match tie.certainty {
        Certainty::Confirmed | Certainty::Disputed => Dash::SOLID,
        Certainty::Single => Dash::SINGLE,
        Certainty::Claimed => Dash::claimed(width),
    };
    match (tie.status, tie.certainty) {
        (Status::Happened, Certainty::Disputed) => twins(scene, key, &line, width, colour),
        (Status::Happened, _) => {
            let stroke = Stroke::new(width, colour).dashed(dash);
            scene.path(key, line.segments(), Color32::TRANSPARENT, stroke);
        }
        (Status::Planned | Status::Possible | Status::Denied, _) => {
            // Hollow: what lies under it is seen.
            let wall = Stroke::new(WALL, colour).dashed(dash);
            let apart = (width.max(LEAST_TUBE) - WALL) / 2.0;
            for aside in [-apart, apart] {
                let beside = line.beside(aside).segments();
                scene.path(key, beside, Color32::TRANSPARENT, wall);
            }
        }
    }
    if let Some(head) = head {
        if tie.status == Status::Happened {
            scene.path(key, head.triangle(), colour, Stroke::NONE);
        } else {
            let rim = Stroke::new(WALL, colour);
            scene.path(key, head.triangle(), theme.ground, rim);
        }
    }
    if tie.status == Status::Denied {
        strike(scene, key, curve, width, colour);
    }
}

/// Draws one of very many ties: a thin line that many others shine through.
pub(super) fn draw_far(scene: &mut Scene, curve: &Curve, tie: &Tie, look: Look, theme: &Theme) {
    underlay(scene, curve, None, look, theme);
    let tone = tie.tone.map_or(3, |t| Theme::tone_step(f64::from(t)));
    let colour = theme.tone.get(tone).copied().unwrap_or(theme.t3);
    let stroke = Stroke::new(look.width, faded(colour, look.strength));
    scene.line(look.key, curve.from, curve.to, stroke);
}

/// Hovered, related or selected: one band under the line and its head.
fn underlay(scene: &mut Scene, curve: &Curve, head: Option<&Head>, look: Look, theme: &Theme) {
    let colour = match look.state {
        State::Rest => return,
        State::Hover => theme.hover,
        State::Related => theme.mark2,
        State::Selected => theme.mark,
    };
    let stroke = Stroke::new(look.width + 9.0, colour);
    scene.path(look.key, curve.segments(), Color32::TRANSPARENT, stroke);
    if let Some(head) = head {
        let round = Stroke::new(6.0, colour);
        scene.path(look.key, head.triangle(), colour, round);
    }
}

/// A solid and a dashed line: what one says and another disputes.
fn twins(scene: &mut Scene, key: Key, line: &Curve, width: f32, colour: Color32) {
    let each = (width * 0.42).max(1.25);
    let apart = width.max(3.5) / 2.0 - each / 2.0 + 0.4;
    for (aside, dash) in [(-apart, Dash::SOLID), (apart, Dash(4.0, 3.0))] {
        let stroke = Stroke::new(each, colour).dashed(dash);
        let beside = line.beside(aside).segments();
        scene.path(key, beside, Color32::TRANSPARENT, stroke);
    }
}

/// A short line across the middle.
fn strike(scene: &mut Scene, key: Key, curve: &Curve, width: f32, colour: Color32) {
    let (at, way) = (curve.at(0.5), curve.direction(0.5));
    let across = (way + vec2(-way.y, way.x)).normalized() * (width / 2.0 + 6.0);
    scene.line(key, at - across, at + across, Stroke::new(1.5, colour));
}

/// The lines of a hollow tie, and how wide it is at least.
const WALL: f32 = 1.25;
const LEAST_TUBE: f32 = 4.5;

/// An arrowhead at the end of a curve.
pub(super) struct Head {
    tip: Pos2,
    way: Vec2,
    length: f32,
    half: f32,
    /// Where the line stops, inside it.
    pub starts: f32,
}

impl Head {
    pub(super) fn of(curve: &Curve, width: f32) -> Self {
        let length = head_length(width).min(curve.length().max(1.0) * 0.6);
        let back = curve.turned_round();
        let before = |length: f32| 1.0 - back.leaves(curve.to, length);
        Self {
            tip: curve.to,
            way: (curve.to - curve.at(before(length))).normalized(),
            length,
            half: (0.95 * width + 1.4).max(3.4),
            starts: before(0.8 * length),
        }
    }

    /// What it covers.
    pub(super) fn shape(&self) -> Turned {
        Turned {
            centre: self.tip - self.way * (self.length / 2.0),
            half: vec2(self.length / 2.0, self.half),
            along: self.way,
        }
    }

    fn triangle(&self) -> [Segment; 4] {
        let base = self.tip - self.way * self.length;
        let aside = vec2(-self.way.y, self.way.x) * self.half;
        [
            Segment::Move(self.tip),
            Segment::Line(base + aside),
            Segment::Line(base - aside),
            Segment::Close,
        ]
    }
}
