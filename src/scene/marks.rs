//! The marks of events (look.md, "Timeline marks"): what happened is solid, doubt fades or is
//! dashed, what is not real is hollow.

use super::item::{Dash, Fill, Scene, Segment, Stroke};
use super::key::Key;
use super::text::{Measure, Style, baseline_drop};
use super::theme::{Theme, faded};
use ecolor::Color32;
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use std::sync::Arc;

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
            scene.line(key, pos2(from, y), pos2(to, y), stroke);
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
    let middle = rect.center().y;
    let mut segments = Vec::with_capacity(7);
    match ends[0] {
        End::Closed => segments.push(Segment::Move(rect.left_top())),
        End::Open => segments.extend([
            Segment::Move(pos2(rect.left(), middle)),
            Segment::Line(pos2(rect.left() + arrow, rect.top())),
        ]),
    }
    match ends[1] {
        End::Closed => segments.extend([
            Segment::Line(rect.right_top()),
            Segment::Line(rect.right_bottom()),
        ]),
        End::Open => segments.extend([
            Segment::Line(pos2(rect.right() - arrow, rect.top())),
            Segment::Line(pos2(rect.right(), middle)),
            Segment::Line(pos2(rect.right() - arrow, rect.bottom())),
        ]),
    }
    match ends[0] {
        End::Closed => segments.push(Segment::Line(rect.left_bottom())),
        End::Open => segments.push(Segment::Line(pos2(rect.left() + arrow, rect.bottom()))),
    }
    segments.push(Segment::Close);
    segments
}

/// An approximate span (`~`): solid over its certain `core` (left and right), fading over the
/// margin to the edges of `rect`, with a dashed centre line. Without a certain core, the two ends
/// of `core` are equal.
pub fn faded_bar(
    scene: &mut Scene,
    key: Key,
    rect: Rect,
    core: (f32, f32),
    within: Option<Within<'_>>,
    pen: Pen,
) {
    let share = |x: f32| ((x - rect.left()) / rect.width().max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    let stops = |colour| {
        fade(
            &[
                (0.0, 0.0),
                (share(core.0), 1.0),
                (share(core.1), 1.0),
                (1.0, 0.0),
            ],
            colour,
        )
    };
    let mut dash = Dash::APPROXIMATE;
    match pen.standing {
        Standing::Happened => {
            let share = match within {
                // A little more than what does not fade has, since it does.
                Some(within) => under_title(within.theme) * 1.5,
                None if pen.is_uncertain => PALE,
                None => 1.0,
            };
            let colour = faded(pen.colour, share);
            scene.rect(key, rect, 0.0, stops(colour), Stroke::NONE);
        }
        Standing::Possible => {
            let share = within.map_or(PALE, |within| under_title(within.theme));
            let pale = stops(faded(pen.colour, share));
            scene.rect(key, rect, 0.0, pale, Stroke::NONE);
            dash = Dash::claimed(LINE);
        }
        // Hollow: two edges that fade.
        Standing::Planned | Standing::Denied | Standing::Absent => {
            let edge = vec2(rect.width(), LINE);
            let lower = rect.left_bottom() - vec2(0.0, LINE);
            for corner in [rect.left_top(), lower] {
                let line = Rect::from_min_size(corner, edge);
                scene.rect(key, line, 0.0, stops(pen.colour), Stroke::NONE);
            }
        }
    }
    let stroke = pen.stroke(LINE).dashed(dash);
    let (ends, y) = ((rect.left(), rect.right()), rect.center().y);
    level(scene, key, ends, y, stroke, within);
    strike_or_cross(scene, key, rect, rect.center(), pen);
}

/// A span whose end is not known: solid until `known`, then it fades. A `?` follows it.
pub fn unknown_end(
    scene: &mut Scene,
    key: Key,
    rect: Rect,
    known: f32,
    within: Option<Within<'_>>,
    pen: Pen,
) {
    let (solid, rest) = rect.split_left_right_at_x(known.clamp(rect.left(), rect.right()));
    let shares = [(0.0, 1.0), (1.0, 0.0)];
    half_known(scene, key, (solid, rest), shares, within, pen);
}

/// A span whose start is not known: it grows until `known`, then it is solid.
pub fn unknown_start(
    scene: &mut Scene,
    key: Key,
    rect: Rect,
    known: f32,
    within: Option<Within<'_>>,
    pen: Pen,
) {
    let (rest, solid) = rect.split_left_right_at_x(known.clamp(rect.left(), rect.right()));
    let shares = [(0.0, 0.0), (1.0, 1.0)];
    half_known(scene, key, (solid, rest), shares, within, pen);
}

fn half_known(
    scene: &mut Scene,
    key: Key,
    (solid, rest): (Rect, Rect),
    shares: [(f32, f32); 2],
    within: Option<Within<'_>>,
    pen: Pen,
) {
    let colour = match pen.standing {
        Standing::Happened if within.is_some() => {
            let share = within.map_or(1.0, |within| under_title(within.theme));
            let pale = faded(pen.colour, share);
            scene.rect(key, solid, 0.0, pale, Stroke::NONE);
            pale
        }
        Standing::Happened if !pen.is_uncertain => {
            scene.rect(key, solid, 0.0, pen.colour, Stroke::NONE);
            pen.colour
        }
        Standing::Happened
        | Standing::Planned
        | Standing::Possible
        | Standing::Denied
        | Standing::Absent => {
            bar(scene, key, solid, pen);
            faded(pen.colour, PALE)
        }
    };
    scene.rect(key, rest, 0.0, fade(&shares, colour), Stroke::NONE);
}

/// Places from 0 to 1 with the share of the colour there.
fn fade(shares: &[(f32, f32)], colour: Color32) -> Fill {
    let stops: Arc<[_]> = shares
        .iter()
        .map(|(place, share)| (*place, faded(colour, *share)))
        .collect();
    Fill::Fade(stops)
}

/// Somewhere in a span (unspecified digits, a season, a decade; a date coarser than the zoom): a
/// line with end ticks over all of it, 12 high. Its ends are the left and the right one. What
/// happened stands on a pale band; what is hollow is a tube.
pub fn bracket(
    scene: &mut Scene,
    key: Key,
    rect: Rect,
    ends: [End; 2],
    within: Option<Within<'_>>,
    pen: Pen,
) {
    let middle = rect.center().y;
    let dash = match pen.standing {
        Standing::Possible => Dash::POSSIBLE_BAR,
        Standing::Happened | Standing::Planned | Standing::Denied | Standing::Absent
            if pen.is_uncertain =>
        {
            Dash::APPROXIMATE
        }
        Standing::Happened | Standing::Planned | Standing::Denied | Standing::Absent => Dash::SOLID,
    };
    let across = (rect.left(), rect.right());
    let stroke = pen.stroke(LINE);
    match pen.standing {
        Standing::Happened => {
            let (share, height) = match within {
                Some(within) => (under_title(within.theme), rect.height()),
                None => (0.16, rect.height() * 2.0 / 3.0),
            };
            let band = Rect::from_center_size(rect.center(), vec2(rect.width(), height));
            scene.rect(key, band, 0.0, faded(pen.colour, share), Stroke::NONE);
            level(scene, key, across, middle, stroke.dashed(dash), within);
        }
        Standing::Possible => level(scene, key, across, middle, stroke.dashed(dash), within),
        Standing::Absent => {
            let thin = pen.stroke(THIN).dashed(dash);
            level(scene, key, across, middle, thin, within);
        }
        Standing::Planned | Standing::Denied => {
            let thin = pen.stroke(1.0).dashed(dash);
            for y in [middle - TUBE / 2.0, middle + TUBE / 2.0] {
                level(scene, key, across, y, thin, within);
            }
        }
    }
    for (end, x, outward) in [(ends[0], rect.left(), -1.0), (ends[1], rect.right(), 1.0)] {
        match end {
            End::Closed => {
                let (top, bottom) = (pos2(x, rect.top()), pos2(x, rect.bottom()));
                scene.line(key, top, bottom, stroke);
            }
            End::Open => {
                let tip = pos2(x, middle);
                arrowhead(scene, key, tip, vec2(outward, 0.0), (6.0, 5.0), pen.colour);
            }
        }
    }
    let inside = Rect::from_center_size(rect.center(), vec2(rect.height(), rect.height()));
    strike_or_cross(scene, key, inside, rect.center(), pen);
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
    let (pen, dash) = match pen.standing {
        Standing::Happened if is_one_of => (pen.standing(Standing::Planned), Dash::DOTTED),
        Standing::Happened
        | Standing::Planned
        | Standing::Possible
        | Standing::Denied
        | Standing::Absent => (pen, if is_one_of { Dash::DOTTED } else { Dash::SOLID }),
    };
    let apart = POINT + 2.0;
    for (left, right) in places.iter().zip(places.iter().skip(1)) {
        if right - left > 2.0 * apart {
            let (from, to) = (pos2(left + apart, y), pos2(right - apart, y));
            scene.line(key, from, to, pen.stroke(LINE).dashed(dash));
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
    let segments = [
        Segment::Move(tip),
        Segment::Line(base + aside),
        Segment::Line(base - aside),
        Segment::Close,
    ];
    scene.path(key, segments, colour, Stroke::NONE);
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
mod tests {
    use super::super::item::{Item, Mark};
    use super::*;
    use proptest::prelude::*;

    const ALL: [Standing; 5] = [
        Standing::Happened,
        Standing::Planned,
        Standing::Possible,
        Standing::Denied,
        Standing::Absent,
    ];

    fn pen(standing: Standing) -> Pen {
        Pen::new(Theme::LIGHT.hues[0], Theme::LIGHT.ground).standing(standing)
    }

    #[test]
    fn no_two_standings_look_alike() {
        let drawn = |draw: &dyn Fn(&mut Scene, Pen)| {
            let scenes = ALL.map(|standing| {
                let mut scene = Scene::new(vec2(100.0, 20.0));
                draw(&mut scene, pen(standing));
                scene
            });
            for (n, a) in scenes.iter().enumerate() {
                assert!(scenes.iter().skip(n + 1).all(|b| a != b), "{a:?}");
            }
        };
        let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(60.0, 14.0));
        let key = Key::Event(1);
        drawn(&|scene, pen| point(scene, key, pos2(9.0, 9.0), POINT, pen));
        drawn(&|scene, pen| bar(scene, key, rect, pen));
        drawn(&|scene, pen| titled_bar(scene, key, rect, [End::Open; 2], &Theme::LIGHT, pen));
        drawn(&|scene, pen| faded_bar(scene, key, rect, (20.0, 40.0), None, pen));
        drawn(&|scene, pen| bracket(scene, key, rect, [End::Closed; 2], None, pen));
    }

    /// What happened has a ground of its hue under its line, what is hollow has none.
    #[test]
    fn a_bracket_is_filled_where_it_happened() {
        let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(160.0, 14.0));
        for standing in ALL {
            let mut scene = Scene::new(vec2(200.0, 20.0));
            bracket(
                &mut scene,
                Key::Event(1),
                rect,
                [End::Closed; 2],
                None,
                pen(standing),
            );
            let is_filled = |item: &Item| matches!(item.mark, Mark::Rect { .. });
            let filled = scene.items.iter().any(is_filled);
            assert_eq!(filled, standing == Standing::Happened, "{standing:?}");
        }
    }

    /// The lines of a mark break where a title stands in it.
    #[test]
    fn no_line_goes_through_a_title() {
        let rect = Rect::from_min_size(pos2(0.0, 3.0), vec2(400.0, 14.0));
        let title = (40.0, 180.0);
        let within = Some(Within {
            title,
            theme: &Theme::LIGHT,
        });
        for standing in [Standing::Happened, Standing::Planned, Standing::Possible] {
            let (key, pen) = (Key::Event(1), pen(standing));
            let mut scene = Scene::new(vec2(500.0, 20.0));
            bracket(&mut scene, key, rect, [End::Closed; 2], within, pen);
            faded_bar(&mut scene, key, rect, (100.0, 300.0), within, pen);
            for item in &scene.items {
                let Mark::Path { segments, .. } = &item.mark else {
                    continue;
                };
                if let [Segment::Move(a), Segment::Line(b)] = segments.as_ref() {
                    assert!(b.x <= title.0 || a.x >= title.1 || a.x == b.x, "{a} {b}");
                }
            }
        }
    }

    proptest! {
        /// A bar's extremes are the earliest start and the latest end, exactly.
        #[test]
        fn a_bar_covers_its_rectangle(
            x in -100.0f32..100.0, w in 7.0f32..500.0, standing in 0usize..5, ends in any::<(bool, bool)>(),
        ) {
            let rect = Rect::from_min_size(pos2(x, 10.0), vec2(w, 14.0));
            let pen = pen(ALL[standing]);
            let end = |is_open| if is_open { End::Open } else { End::Closed };
            for is_titled in [false, true] {
                let mut scene = Scene::new(vec2(100.0, 100.0));
                if is_titled {
                    let ends = [end(ends.0), end(ends.1)];
                    titled_bar(&mut scene, Key::Event(1), rect, ends, &Theme::DARK, pen);
                } else {
                    bar(&mut scene, Key::Event(1), rect, pen);
                }
                let covered = scene.bounds_of(Key::Event(1)).unwrap();
                prop_assert!((covered.left() - rect.left()).abs() < 0.8, "{covered:?}");
                prop_assert!((covered.right() - rect.right()).abs() < 0.8, "{covered:?}");
            }
        }
    }

    #[test]
    fn a_bar_without_width_is_drawn_without_harm() {
        let rect = Rect::from_min_size(pos2(5.0, 3.0), vec2(0.0, 12.0));
        for standing in ALL {
            let mut scene = Scene::new(vec2(100.0, 20.0));
            let (key, pen) = (Key::Event(1), pen(standing));
            faded_bar(&mut scene, key, rect, (5.0, 5.0), None, pen);
            unknown_end(&mut scene, key, rect, 9.0, None, pen);
            let ends = [End::Open; 2];
            titled_bar(&mut scene, key, rect, ends, &Theme::LIGHT, pen);
            bracket(&mut scene, key, rect, ends, None, pen);
            set_of_points(&mut scene, key, &[], 9.0, true, pen);
            assert!(scene.bounds_of(key).is_some_and(|r| r.is_finite()));
        }
    }
}
