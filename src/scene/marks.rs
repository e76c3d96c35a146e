//! The marks of events (look.md, "Timeline marks"): what happened is solid, doubt fades or is
//! dashed, what is not real is hollow.

mod doubtful;

pub use doubtful::{bracket, faded_bar, unknown_end, unknown_start};

use super::item::{Dash, Scene, Segment, Stroke};
use super::key::Key;
use super::text::{Measure, Style, baseline_drop};
use super::theme::{Theme, faded};
use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// Radius of a point.
pub const POINT: f32 = 4.5;
/// Height of a bar.
pub const BAR: f32 = 12.0;
/// Least width of a bar.
pub const LEAST_BAR: f32 = 7.0;
/// Height of a span that holds its title.
pub const TITLED_BAR: f32 = 14.0;
/// Length of the arrow at an open end.
pub const ARROW: f32 = 7.0;
/// The rim of a hollow mark.
pub const HOLLOW: f32 = 1.75;

/// The rim of an uncertain point, and the line of a bracket or of a set.
const LINE: f32 = 1.5;
/// The rim of what was left out.
const THIN: f32 = 1.25;
/// Between the two lines of a hollow bracket.
const TUBE: f32 = 4.0;
/// A line shorter than this before a title is left out.
const STUB: f32 = 12.0;
/// Of a bar's corners.
const CORNER: f32 = 2.0;
/// What is uncertain, and what is possible about a fade, at this share of its colour.
const PALE: f32 = 0.45;

/// Whether it took place, as its mark says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Filled.
    #[default]
    Happened,
    /// Hollow.
    Planned,
    /// Hollow and dashed.
    Possible,
    /// Hollow and struck, bottom left to top right.
    Denied,
    /// Someone was left out: small, hollow, with a cross.
    Absent,
}

/// What every mark of an event needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// The hue, faded already if the mark is dimmed.
    pub colour: Color32,
    /// What a hollow mark is filled with.
    pub ground: Color32,
    /// Whether it took place.
    pub standing: Standing,
    /// Whether its date is doubted (`?`): pale with a dashed rim. A `?` follows it.
    pub is_uncertain: bool,
}

impl Pen {
    /// For something that happened at a date without doubt.
    pub const fn new(colour: Color32, ground: Color32) -> Self {
        Self {
            colour,
            ground,
            standing: Standing::Happened,
            is_uncertain: false,
        }
    }

    /// The same for another standing.
    #[must_use]
    pub const fn standing(self, standing: Standing) -> Self {
        Self { standing, ..self }
    }

    /// The same for a date in doubt.
    #[must_use]
    pub const fn uncertain(self) -> Self {
        Self {
            is_uncertain: true,
            ..self
        }
    }

    const fn stroke(self, width: f32) -> Stroke {
        Stroke::new(width, self.colour)
    }

    /// The rim of a hollow mark, and what is inside.
    fn rim(self, width: f32, possible: Dash, uncertain: Dash) -> (Color32, Stroke) {
        let rim = self.stroke(width);
        match (self.standing, self.is_uncertain) {
            (Standing::Happened, true) => (
                faded(self.colour, PALE),
                self.stroke(LINE).dashed(uncertain),
            ),
            (Standing::Happened, false) => (self.colour, Stroke::NONE),
            (Standing::Possible, _) => (self.ground, rim.dashed(possible)),
            (Standing::Planned | Standing::Denied, true) => (self.ground, rim.dashed(uncertain)),
            (Standing::Planned | Standing::Denied, false) => (self.ground, rim),
            (Standing::Absent, _) => (self.ground, self.stroke(THIN)),
        }
    }
}

/// An event at a moment. `radius` is that of the filled mark: [`POINT`].
pub fn point(scene: &mut Scene, key: Key, centre: Pos2, radius: f32, pen: Pen) {
    let (fill, rim) = pen.rim(HOLLOW, Dash::POSSIBLE_POINT, Dash::POSSIBLE_POINT);
    // The eye sees a ring as smaller than a disc.
    let to_rim = match pen.standing {
        Standing::Happened if pen.is_uncertain => radius + 0.3,
        Standing::Happened => radius,
        Standing::Absent => radius + 0.1,
        Standing::Planned | Standing::Denied => radius + 0.6,
        // As long as so many whole dashes are.
        Standing::Possible => whole_dashes(radius, Dash::POSSIBLE_POINT),
    };
    scene.disc(key, centre, to_rim, fill, rim);
    match pen.standing {
        Standing::Denied => {
            let reach = Vec2::splat(to_rim * 0.98);
            let (from, to) = (vec2(-reach.x, reach.y), vec2(reach.x, -reach.y));
            scene.line(key, centre + from, centre + to, pen.stroke(LINE));
        }
        Standing::Absent => cross(scene, key, centre, to_rim * 0.42, pen),
        Standing::Happened | Standing::Planned | Standing::Possible => {}
    }
}

/// The radius nearest to another of a ring that whole dashes and gaps go round.
fn whole_dashes(radius: f32, Dash(dash, gap): Dash) -> f32 {
    let round = std::f32::consts::TAU / (dash + gap);
    (radius * round).round().max(1.0) / round
}

/// An event with a duration: 12 high, and at least 7 wide.
pub fn bar(scene: &mut Scene, key: Key, rect: Rect, pen: Pen) {
    let (fill, rim) = pen.rim(HOLLOW, Dash::POSSIBLE_BAR, Dash::APPROXIMATE);
    let inside = rect.shrink(rim.width / 2.0);
    scene.rect(key, inside, CORNER, fill, rim);
    strike_or_cross(scene, key, inside, rect.center(), pen);
}

/// What tells a denied bar or one that left someone out: a strike, or a cross at a place.
fn strike_or_cross(scene: &mut Scene, key: Key, rect: Rect, at: Pos2, pen: Pen) {
    match pen.standing {
        Standing::Denied => {
            let stroke = pen.stroke(LINE);
            scene.line(key, rect.left_bottom(), rect.right_top(), stroke);
        }
        Standing::Absent => cross(scene, key, at, (rect.height() / 2.0 - 2.0).min(3.0), pen),
        Standing::Happened | Standing::Planned | Standing::Possible => {}
    }
}

fn cross(scene: &mut Scene, key: Key, centre: Pos2, reach: f32, pen: Pen) {
    let segments = [
        Segment::Move(centre + Vec2::splat(-reach)),
        Segment::Line(centre + Vec2::splat(reach)),
        Segment::Move(centre + vec2(-reach, reach)),
        Segment::Line(centre + vec2(reach, -reach)),
    ];
    scene.path(key, segments, Color32::TRANSPARENT, pen.stroke(LINE));
}

/// How a bar or bracket ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum End {
    /// At its edge.
    #[default]
    Closed,
    /// It goes on: an arrow whose tip is at the edge.
    Open,
}

/// How much of its hue a mark has that a title is read on.
fn under_title(theme: &Theme) -> f32 {
    if theme.is_dark() { 0.30 } else { 0.16 }
}

/// A title that stands in a mark: the mark is pale, and its lines break from one end of the title
/// to the other.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    /// The left and the right end of the title; equal where it is not seen.
    pub title: (f32, f32),
    /// The theme that the mark is pale in.
    pub theme: &'a Theme,
}

/// A level line in a mark that breaks where a title stands in it.
fn level(
    scene: &mut Scene,
    key: Key,
    (from, to): (f32, f32),
    y: f32,
    stroke: Stroke,
    within: Option<Within<'_>>,
) {
    let mut piece = |from: f32, to: f32| {
        if to > from {
            scene.hline(key, (from, to), y, stroke);
        }
    };
    match within.map(|w| w.title).filter(|(a, b)| b > a) {
        // A stub before the title would say nothing.
        Some((a, b)) if a - from > STUB => {
            piece(from, a);
            piece(b, to);
        }
        Some((_, b)) => piece(b.max(from), to),
        None => piece(from, to),
    }
}

/// A span that holds its title: pale, so that the title is read on it; 14 high. Its ends are the
/// left and the right one.
pub fn titled_bar(
    scene: &mut Scene,
    key: Key,
    rect: Rect,
    ends: [End; 2],
    theme: &Theme,
    pen: Pen,
) {
    let (fill, rim) = match pen.standing {
        Standing::Happened => {
            let rim = Stroke::new(1.0, faded(pen.colour, 0.55));
            let fill = faded(pen.colour, under_title(theme));
            let dash = if pen.is_uncertain {
                Dash::APPROXIMATE
            } else {
                Dash::SOLID
            };
            (fill, rim.dashed(dash))
        }
        Standing::Planned | Standing::Possible | Standing::Denied | Standing::Absent => {
            pen.rim(LINE, Dash::POSSIBLE_BAR, Dash::APPROXIMATE)
        }
    };
    let inside = rect.shrink(rim.width / 2.0);
    if ends == [End::Closed; 2] {
        scene.rect(key, inside, CORNER, fill, rim);
    } else {
        scene.path(key, arrowed(inside, ends), fill, rim);
    }
    // Out of the title's way.
    let x = (rect.right() - ARROW - 6.0).max(rect.center().x);
    let at = pos2(x, rect.center().y);
    strike_or_cross(scene, key, inside, at, pen);
}

/// The outline of a bar with arrows at its open ends. In a bar too short for them they meet.
fn arrowed(rect: Rect, ends: [End; 2]) -> Vec<Segment> {
    let arrow = ARROW.min(rect.width() / 2.0);
    let (left, right) = (rect.left() + arrow, rect.right() - arrow);
    let (start, end) = match ends[0] {
        End::Closed => (vec![rect.left_top()], rect.left_bottom()),
        End::Open => {
            let start = vec![rect.left_center(), pos2(left, rect.top())];
            (start, pos2(left, rect.bottom()))
        }
    };
    let across = match ends[1] {
        End::Closed => vec![rect.right_top(), rect.right_bottom()],
        End::Open => vec![
            pos2(right, rect.top()),
            rect.right_center(),
            pos2(right, rect.bottom()),
        ],
    };
    Segment::polygon(start.into_iter().chain(across).chain([end]))
}

/// Several dates: one of them (hollow, on a dotted line), or all of them (filled, on a solid one).
/// `places` are the points' x, rising.
pub fn set_of_points(
    scene: &mut Scene,
    key: Key,
    places: &[f32],
    y: f32,
    is_one_of: bool,
    pen: Pen,
) {
    let dash = if is_one_of { Dash::DOTTED } else { Dash::SOLID };
    let is_hollow = is_one_of && pen.standing == Standing::Happened;
    let pen = if is_hollow {
        pen.standing(Standing::Planned)
    } else {
        pen
    };
    let apart = POINT + 2.0;
    for (left, right) in places.iter().zip(places.iter().skip(1)) {
        if right - left > 2.0 * apart {
            let ends = (left + apart, right - apart);
            scene.hline(key, ends, y, pen.stroke(LINE).dashed(dash));
        }
    }
    for x in places {
        point(scene, key, pos2(*x, y), POINT, pen);
    }
}

/// A filled triangle: its tip, where it points, and its length and half width. At a lane's edge it
/// says that an event is further on; on a connector, whom it concerns (6 long, 2.5 half wide).
pub fn arrowhead(
    scene: &mut Scene,
    key: Key,
    tip: Pos2,
    direction: Vec2,
    (length, half_width): (f32, f32),
    colour: Color32,
) {
    let ahead = direction.normalized();
    let base = tip - ahead * length;
    let aside = ahead.rot90() * half_width;
    let triangle = Segment::polygon([tip, base + aside, base - aside]);
    scene.path(key, triangle, colour, Stroke::NONE);
}

/// The letter that tells categories of near hues apart, in the middle of a mark.
pub fn letter(
    scene: &mut Scene,
    key: Key,
    centre: Pos2,
    letter: &str,
    style: Style,
    measure: &Measure,
) {
    let at = centre + vec2(0.0, baseline_drop(style.size));
    scene.text_aligned(key, at, emath::Align::Center, letter, style, measure);
}

#[cfg(test)]
mod tests;
