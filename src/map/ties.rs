//! How a tie is drawn: width by weight, colour by tone, dashes by certainty, hollow if it is not
//! (yet) real (look.md, “Map marks”).

use super::curve::Curve;
use super::metrics::STRANDS_APART;
use super::occupancy::Turned;
use super::widths::Widths;
use crate::analysis::{Strand, Tie};
use crate::dataset::{Certainty, Status};
use crate::scene::plates::State;
use crate::scene::theme::{ThemeName, faded, mix};
use crate::scene::{Color32, Dash, Key, Pos2, Scene, Segment, Stroke, Theme, Vec2, vec2};
use smallvec::SmallVec;

/// A line that is drawn of a tie: all of it, or one of its two sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub strand: Strand,
    pub width: f32,
    /// How far it runs to the right of the tie's way, as one looks along.
    pub aside: f32,
}

/// The lines of a tie that is so wide in all: its hostile side on the left.
pub(super) fn lines(tie: &Tie, widths: &Widths, all: f32) -> SmallVec<[Line; 2]> {
    let scale = all / widths.of_tie(tie).max(f32::MIN_POSITIVE);
    let mut aside = -all / 2.0;
    let line = |strand: Strand| {
        let width = widths.width(strand.strength) * scale;
        let middle = aside + width / 2.0;
        aside += width + STRANDS_APART * scale;
        Line {
            strand,
            width,
            aside: middle,
        }
    };
    tie.strands().map(line).collect()
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
    /// Of all its lines.
    pub width: f32,
    /// Whether dashes say how firm it is: not where all ties are alike.
    pub has_dashes: bool,
}

impl Look {
    fn colour(self, tone: Option<f32>, theme: &Theme) -> Color32 {
        let strength = self.strength.clamp(0.0, 1.0);
        mix(theme.ground, tone_colour(theme, tone), strength)
    }
}

fn tone_colour(theme: &Theme, tone: Option<f32>) -> Color32 {
    let step = tone.map_or(3, |t| Theme::tone_step(f64::from(t)));
    theme.tone.get(step).copied().unwrap_or(theme.t3)
}

/// Draws a tie whose curve ends at the tip of its arrowhead.
pub(super) fn draw_tie(
    scene: &mut Scene,
    curve: &Curve,
    tie: &Tie,
    (look, widths): (Look, &Widths),
    theme: &Theme,
) {
    let lines = lines(tie, widths, look.width);
    let is_double = lines.len() > 1;
    let heads = lines.iter().map(|line| {
        let end = curve.beside(if is_double { inner_edge(line) } else { 0.0 });
        Head {
            side: if is_double { line.aside.signum() } else { 0.0 },
            ..Head::of(&end, line.width)
        }
    });
    let heads: SmallVec<[Head; 2]> = heads.filter(|_| !tie.key.is_mutual).collect();
    underlay(scene, curve, &heads, look, theme);
    for (n, line) in lines.iter().enumerate() {
        let width = line.width.max(least_width(theme));
        let line = &Line { width, ..*line };
        let colour = look.colour(line.strand.tone, theme);
        let own = curve.beside(line.aside);
        let head = heads.get(n);
        let own = head.map_or(own, |head| own.part(0.0, head.starts));
        draw_line(scene, &own, (line, is_double), (look, colour));
        if let Some(head) = head {
            head.draw(scene, line.strand.status, (look.key, colour), theme);
        }
        if line.strand.status == Status::Denied {
            strike(scene, look.key, &own, line.width, colour);
        }
    }
}

/// Draws an arrow whose curve ends at the tip of its head, and if it has two begins at that of the
/// other. `side` is where its barbs are, as a [`Head`] has it.
pub(super) fn draw_arrow(
    scene: &mut Scene,
    curve: &Curve,
    (strand, side, is_mutual): (Strand, f32, bool),
    look: Look,
    theme: &Theme,
) {
    let line = Line {
        strand,
        width: look.width,
        aside: 0.0,
    };
    let heads = if is_mutual { 2.0 } else { 1.0 };
    let head = |curve: &Curve, side: f32| Head {
        side,
        ..Head::one_of(heads, &curve.beside(-side * look.width / 2.0), look.width)
    };
    let mut heads: SmallVec<[Head; 2]> = SmallVec::new();
    heads.push(head(curve, side));
    if is_mutual {
        heads.push(head(&curve.turned_round(), -side));
    }
    underlay(scene, curve, &heads, look, theme);
    let colour = look.colour(strand.tone, theme);
    let end = heads.first().map_or(1.0, |head| head.starts);
    let start = heads.get(1).map_or(0.0, |head| 1.0 - head.starts);
    if start < end {
        let part = curve.part(start, end);
        draw_line(scene, &part, (&line, true), (look, colour));
    }
    for head in &heads {
        head.draw(scene, strand.status, (look.key, colour), theme);
    }
}

/// The edge of one of two lines that is nearer to the other.
fn inner_edge(line: &Line) -> f32 {
    line.aside - line.aside.signum() * line.width / 2.0
}

/// One line: dashed as it is firm, hollow if it is not (yet) real.
fn draw_line(
    scene: &mut Scene,
    curve: &Curve,
    (line, is_double): (&Line, bool),
    (look, colour): (Look, Color32),
) {
    let (key, width, certainty) = (look.key, line.width, line.strand.certainty);
    let dash = match certainty {
        _ if !look.has_dashes => Dash::SOLID,
        Certainty::Confirmed => Dash::SOLID,
        Certainty::Single => Dash::SINGLE,
        Certainty::Claimed | Certainty::Unsourced => Dash::claimed(width),
        // In a strand there is no room for twin lines.
        Certainty::Disputed if is_double => DISPUTED,
        Certainty::Disputed => Dash::SOLID,
    };
    match line.strand.status {
        Status::Happened if certainty == Certainty::Disputed && !is_double && look.has_dashes => {
            twins(scene, key, curve, width, colour);
        }
        Status::Happened => {
            let stroke = Stroke::new(width, colour).dashed(dash);
            scene.path(key, curve.segments(), Color32::TRANSPARENT, stroke);
        }
        Status::Planned | Status::Possible | Status::Denied => {
            // Hollow: what lies under it is seen.
            let wall = Stroke::new(WALL, colour).dashed(dash);
            let apart = (width.max(LEAST_TUBE) - WALL) / 2.0;
            for aside in [-apart, apart] {
                let beside = curve.beside(aside).segments();
                scene.path(key, beside, Color32::TRANSPARENT, wall);
            }
        }
    }
}

/// A tie that is not a main one: there, and hardly seen.
pub(super) fn draw_faint(scene: &mut Scene, curve: &Curve, tie: &Tie, key: Key, theme: &Theme) {
    let colour = faded(tone_colour(theme, tie.tone), FAINT);
    scene.line(key, curve.from, curve.to, Stroke::new(THIN, colour));
}

/// How strong and how wide ties are that are not main ones.
const FAINT: f32 = 0.15;
const THIN: f32 = 0.75;

/// Thinner lines than this are lost in print.
const LEAST_PRINTED: f32 = 1.25;

/// No line of a tie is thinner.
fn least_width(theme: &Theme) -> f32 {
    match theme.name {
        ThemeName::Print => LEAST_PRINTED,
        ThemeName::Light | ThemeName::Dark => 0.0,
    }
}

/// The dashes of what is disputed, as one line and as the second of two.
pub(super) const DISPUTED: Dash = Dash(4.0, 3.0);

/// Draws one of very many ties: a thin line that many others shine through.
pub(super) fn draw_far(scene: &mut Scene, curve: &Curve, tie: &Tie, look: Look, theme: &Theme) {
    underlay(scene, curve, &[], look, theme);
    let stroke = Stroke::new(
        look.width.max(least_width(theme)),
        faded(tone_colour(theme, tie.tone), look.strength),
    );
    scene.line(look.key, curve.from, curve.to, stroke);
}

/// Hovered, related or selected: one band under the line and its head.
fn underlay(scene: &mut Scene, curve: &Curve, heads: &[Head], look: Look, theme: &Theme) {
    let Some(colour) = look.state.ground(theme) else {
        return;
    };
    let stroke = Stroke::new(look.width + 9.0, colour);
    scene.path(look.key, curve.segments(), Color32::TRANSPARENT, stroke);
    for head in heads {
        let round = Stroke::new(6.0, colour);
        scene.path(look.key, head.triangle(), colour, round);
    }
}

/// A solid and a dashed line: what one says and another disputes.
fn twins(scene: &mut Scene, key: Key, line: &Curve, width: f32, colour: Color32) {
    let each = (width * 0.42).max(1.25);
    let apart = width.max(3.5) / 2.0 - each / 2.0 + 0.4;
    for (aside, dash) in [(-apart, Dash::SOLID), (apart, DISPUTED)] {
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
    /// 0: both barbs; else only that on the left (−1) or on the right (1).
    side: f32,
    /// Where the line stops, inside it.
    pub starts: f32,
}

impl Head {
    pub(super) fn of(curve: &Curve, width: f32) -> Self {
        Self::one_of(1.0, curve, width)
    }

    /// One of so many on a curve, short enough to leave some of it between them.
    fn one_of(heads: f32, curve: &Curve, width: f32) -> Self {
        let length = head_length(width).min(curve.length().max(1.0) * 0.6 / heads);
        let back = curve.turned_round();
        let before = |length: f32| 1.0 - back.leaves(curve.to, length);
        Self {
            tip: curve.to,
            way: (curve.to - curve.at(before(length))).normalized(),
            length,
            half: (0.95 * width + 1.4).max(3.4),
            side: 0.0,
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

    /// Filled, or hollow if it is not (yet) real.
    fn draw(
        &self,
        scene: &mut Scene,
        status: Status,
        (key, colour): (Key, Color32),
        theme: &Theme,
    ) {
        let (fill, rim) = if status == Status::Happened {
            (colour, Stroke::NONE)
        } else {
            (theme.ground, Stroke::new(WALL, colour))
        };
        scene.path(key, self.triangle(), fill, rim);
    }

    fn triangle(&self) -> [Segment; 4] {
        let base = self.tip - self.way * self.length;
        let right = vec2(-self.way.y, self.way.x);
        let (one, other) = match self.side {
            0.0 => (right * self.half, -right * self.half),
            // Half a head is as wide as its line and a barb.
            side => (right * (side * 1.6 * self.half), Vec2::ZERO),
        };
        [
            Segment::Move(self.tip),
            Segment::Line(base + one),
            Segment::Line(base + other),
            Segment::Close,
        ]
    }
}
