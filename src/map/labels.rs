//! Where names, tone signs and tie labels stand: on free ground, else nowhere.

use super::curve::Curve;
use super::edges::Spot;
use super::metrics::{LABEL, NAME_LINE, TITLE_INSET};
use super::occupancy::{BROAD, HEAD, NODE, OccupancyGrid, RIM, RING, SIGN, TEXT, TIE, Turned};
use crate::scene::{Measure, Pos2, Rect, Vec2, Weight, pos2, vec2};
use std::cell::LazyCell;
use std::sync::Arc;

/// Between an actor and its name.
const OFF_NODE: f32 = 6.0;
/// A name may break this much of thin ties, if there is no better place.
const BEARABLE: f32 = 0.5;
/// How much farther off a name may be that must be read.
const FARTHER: [f32; 4] = [0.0, 9.0, 20.0, 34.0];
/// What it counts that a name is the short one.
const SHORTENED: f32 = 0.08;

/// What it counts that a name stands on the rim of a region, and that it leaves its own.
const ON_RIM: f32 = 0.4;
const ABROAD: f32 = 0.3;
/// A name is nearer to its own actor than to any other by this much, and better by more.
const NEARER: f32 = 1.0;
const MUCH_NEARER: f32 = 9.0;

/// What a name may stand on if it finds no free ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlap {
    /// It may break thin ties.
    Free,
    /// It may break wide ties too.
    OverTies,
    /// Anywhere but on an actor or another text.
    Anywhere,
    /// Anywhere, and only the beginning of it.
    Beginning,
}

impl Overlap {
    /// What may not be under a name, what not under its letters, how much of thin ties may be, and how
    /// much farther off it may stand.
    fn limits(self) -> (u8, u8, f32, &'static [f32]) {
        match self {
            Self::Free => (NODE | TEXT | BROAD, RING | HEAD, BEARABLE, &[0.0]),
            Self::OverTies => (NODE | TEXT, RING | HEAD, f32::INFINITY, &[0.0]),
            Self::Anywhere | Self::Beginning => (NODE | TEXT, 0, f32::INFINITY, &FARTHER),
        }
    }
}

/// A name or title with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub text: Arc<str>,
    /// What the text covers.
    pub rect: Rect,
    /// Whether ties or rims run under it.
    pub breaks_ties: bool,
}

/// A text, cut if it must be, and its width.
pub(super) type Fitted = (Arc<str>, f32);

/// The first of the names that finds a free side of a node: bottom, top, right, left, corners.
/// `home` is the region that it should not leave, `others` are the actors round about, who are only
/// looked for where there is free ground.
pub(super) fn name(
    own: Spot,
    texts: &[Fitted],
    home: Option<Rect>,
    others: impl FnOnce() -> Vec<Spot>,
    overlap: Overlap,
    grid: &mut OccupancyGrid,
) -> Option<Name> {
    let (taboo, close, bearable, offs) = overlap.limits();
    let is_last = matches!(overlap, Overlap::Anywhere | Overlap::Beginning);
    let others = LazyCell::new(others);
    let mut best: Option<(f32, Name)> = None;
    for (choice, (text, width)) in texts.iter().enumerate() {
        let size = vec2(*width, NAME_LINE);
        let all = offs.iter().flat_map(|off| {
            let own = Spot {
                reach: own.reach + off,
                ..own
            };
            sides(own, size)
        });
        for (rect, slid) in all {
            // A short name on free ground is better than a long one on a tie or a rim.
            let least_worse = slid + choice as f32 * SHORTENED;
            if best.as_ref().is_some_and(|(best, _)| least_worse >= *best) {
                continue;
            }
            // The letters leave some of their line free above and below.
            let shape = Turned::upright(rect.expand2(vec2(5.0, -1.5)));
            let letters = Turned::upright(rect.expand2(vec2(2.0, -1.5)));
            if !grid.is_free(&shape, taboo) || !grid.is_free(&letters, close) {
                continue;
            }
            let nearer = others.iter().map(|other| {
                // Where there is no other place: beside a large actor a name is not read as that of a dot.
                let larger = (own.reach - other.reach).max(0.0);
                nearer(rect, own, *other) + if is_last { larger } else { 0.0 }
            });
            let nearer = nearer.fold(f32::INFINITY, f32::min);
            let breaks = grid.share_taken(&shape, TIE);
            // A name that would be read as another's is worse than none.
            if breaks > bearable || nearer < NEARER {
                continue;
            }
            let is_on_rim = !grid.is_free(&shape, RIM);
            // There the ground behind it cannot part it from ties.
            if is_on_rim && breaks > BEARABLE / 2.0 && overlap == Overlap::OverTies {
                continue;
            }
            let leaves = home.is_some_and(|h| !h.contains(rect.center()));
            let ambiguous = (1.0 - nearer / MUCH_NEARER).clamp(0.0, 1.0);
            let worse = breaks
                + f32::from(u8::from(!grid.is_free(&letters, BROAD)))
                + grid.share_taken(&shape, SIGN)
                + ON_RIM * f32::from(u8::from(is_on_rim))
                + ABROAD * f32::from(u8::from(leaves))
                + 0.25 * ambiguous
                + least_worse;
            if best.as_ref().is_none_or(|(least, _)| worse < *least - 0.02) {
                let name = Name {
                    text: text.clone(),
                    rect,
                    // The ground behind a name must not break a rim.
                    breaks_ties: breaks > 0.0 && !is_on_rim,
                };
                best = Some((worse, name));
            }
            if worse == 0.0 {
                break;
            }
        }
    }
    let (_, name) = best?;
    grid.take(&Turned::upright(name.rect), TEXT);
    Some(name)
}

/// How far the letters of a line are from an actor.
fn off(line: Rect, from: Spot) -> f32 {
    let letters = line.shrink2(vec2(0.0, 2.5));
    letters.distance_to_pos(from.centre) - from.reach
}

/// By how much a line is nearer to one actor than to another, also where who stands at its middle counts
/// as nearer than who stands at an end.
fn nearer(line: Rect, own: Spot, other: Spot) -> f32 {
    const ASIDE: f32 = 0.1;
    let aside = |spot: Spot| ASIDE * (line.center().x - spot.centre.x).abs();
    let plain = off(line, other) - off(line, own);
    plain.min(plain + aside(other) - aside(own))
}

/// How far along its side of a node a name slides, in shares of what it may (van Kreveld, Strijk and
/// Wolff 1999, “Point labeling with sliding labels”).
const SLIDES: [f32; 5] = [0.0, -0.5, 0.5, -1.0, 1.0];
/// What it counts that it does.
const SLID: f32 = 0.06;

/// The sides of a node in the order in which they are tried, with what each counts: the eight usual
/// ones, then those between.
fn sides(of: Spot, size: Vec2) -> impl Iterator<Item = (Rect, f32)> {
    let away = of.reach + OFF_NODE;
    let slant = away * 0.75 + 1.5;
    let (x, y) = (away + size.x / 2.0 + 2.0, away + size.y / 2.0 - 1.0);
    let corner = vec2(slant + size.x / 2.0, slant + size.y / 2.0 - 2.0);
    SLIDES.into_iter().flat_map(move |slide| {
        let (across, up) = (slide * (size.x / 2.0 + 2.0), slide * of.reach);
        let corners = [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)];
        let corners = corners.map(|(x, y)| corner * vec2(x, y));
        let sides = [vec2(across, y), vec2(across, -y), vec2(x, up), vec2(-x, up)];
        let corners = corners.into_iter().take(if slide == 0.0 { 4 } else { 0 });
        let all = sides.into_iter().chain(corners);
        all.map(move |off| {
            let rect = Rect::from_center_size(of.centre + off, size);
            (rect, SLID * slide.abs())
        })
    })
}

/// How many places along an edge a title is tried at.
const TITLE_STEPS: u8 = 8;

/// What it counts that a region's title stands outside of it: less than that it is cut.
const OUTSIDE: f32 = 0.35;

/// A region's title along its upper or else lower edge, in a corner if it can be: where it covers
/// no actor, and the least of ties. One that is wider than its region stands over or under it. It
/// is written unless actors leave no room even for its first letters, or hardly anything is seen of
/// the region; `texts` are the whole title, then ever shorter ones.
pub(super) fn title(region: Rect, texts: &[Fitted], grid: &mut OccupancyGrid) -> Option<Name> {
    if region.height() < NAME_LINE + 2.0 {
        return None;
    }
    let down = TITLE_INSET.y.min((region.height() - NAME_LINE) / 2.0);
    let edges = [region.top() + down, region.bottom() - down - NAME_LINE];
    let inside = region.width() - 2.0 * TITLE_INSET.x;
    let mut best: Option<(f32, Name)> = None;
    let has_room = |(_, (_, width)): &(usize, &Fitted)| *width <= inside;
    for (choice, (text, width)) in texts.iter().enumerate().filter(has_room) {
        let size = vec2(*width, NAME_LINE);
        let from = region.left() + TITLE_INSET.x;
        let to = region.right() - TITLE_INSET.x - width;
        for (edge, top) in (0u8..).zip(edges) {
            for step in 0..=TITLE_STEPS {
                let share = f32::from(step) / f32::from(TITLE_STEPS);
                let rect = Rect::from_min_size(pos2(from + (to - from) * share, top), size);
                let shape = Turned::upright(rect);
                let breaks = grid.share_taken(&shape, TIE);
                let is_corner = step == 0 || step == TITLE_STEPS;
                let worse = choice as f32 * 0.5
                    + breaks
                    + 0.02 * f32::from(edge)
                    + if is_corner { 0.01 * share } else { 0.3 };
                // At this share of its letters it would only be in the way of who stands there.
                let is_better = best.as_ref().is_none_or(|(least, _)| worse < *least);
                if is_better && grid.is_free(&shape, NODE | TEXT) {
                    let name = Name {
                        text: text.clone(),
                        rect,
                        breaks_ties: breaks > 0.0,
                    };
                    best = Some((worse, name));
                }
            }
        }
    }
    // Where all of it has room inside, it stands there.
    let whole = texts.first();
    let is_whole = |(_, name): &(f32, Name)| whole.is_some_and(|(text, _)| name.text == *text);
    if let Some((text, width)) = whole.filter(|_| !best.as_ref().is_some_and(is_whole)) {
        let size = vec2(*width, NAME_LINE);
        let tops = [region.top() - NAME_LINE - 2.0, region.bottom() + 2.0];
        let lefts = [region.left(), region.right() - width];
        for (top, left) in tops.iter().flat_map(|top| lefts.map(|left| (*top, left))) {
            let rect = Rect::from_min_size(pos2(left, top), size);
            let shape = Turned::upright(rect);
            let breaks = grid.share_taken(&shape, TIE);
            let is_free = grid.is_free(&shape, NODE | TEXT | RIM);
            let worse = OUTSIDE + breaks;
            if is_free && best.as_ref().is_none_or(|(least, _)| worse < *least) {
                let name = Name {
                    text: text.clone(),
                    rect,
                    breaks_ties: breaks > 0.0,
                };
                best = Some((worse, name));
            }
        }
    }
    // In a crowd it stands between the rows of its own actors, rather than cut.
    let cut = whole.filter(|_| !best.as_ref().is_some_and(is_whole));
    let between = cut.and_then(|whole| between_rows(region, whole, grid));
    let name = between.or(best.map(|(_, name)| name))?;
    take_title(name.rect, grid);
    Some(name)
}

/// Under its upper edge, as near to it as there is ground for all of it.
fn between_rows(region: Rect, (text, width): &Fitted, grid: &OccupancyGrid) -> Option<Name> {
    const STEP: f32 = 3.0;
    let room = region.shrink2(TITLE_INSET);
    let across = room.width() - width;
    if across < 0.0 {
        return None;
    }
    let tops = std::iter::successors(Some(room.top()), |top| Some(top + STEP));
    let tops = tops.take_while(|top| top + NAME_LINE <= room.bottom());
    let mut places = tops.flat_map(|top| {
        (0..=TITLE_STEPS).map(move |step| {
            let share = f32::from(step) / f32::from(TITLE_STEPS);
            let at = pos2(room.left() + across * share, top);
            Rect::from_min_size(at, vec2(*width, NAME_LINE))
        })
    });
    let rect = places.find(|rect| grid.is_free(&Turned::upright(*rect), NODE | TEXT))?;
    Some(Name {
        text: text.clone(),
        rect,
        breaks_ties: grid.share_taken(&Turned::upright(rect), TIE) > 0.0,
    })
}

/// Takes the ground of a region's title.
pub(super) fn take_title(rect: Rect, grid: &mut OccupancyGrid) {
    grid.take(&Turned::upright(rect.expand(2.0)), TEXT);
}

/// Where along a tie its sign is looked for.
const SIGNS: [f32; 11] = [
    0.32, 0.68, 0.5, 0.4, 0.6, 0.25, 0.75, 0.18, 0.82, 0.45, 0.55,
];
/// On a tie that has no label.
const LONE_SIGNS: [f32; 9] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/// A tie shorter than this has its sign beside it.
const SHORT: f32 = 46.0;

/// Where a tie's sign stands: on it, beside it if it is short. None if there is no free place.
pub(super) fn sign(
    curve: &Curve,
    width: f32,
    radius: f32,
    has_label: bool,
    grid: &mut OccupancyGrid,
) -> Option<Pos2> {
    let reach = Vec2::splat(2.0 * radius + 2.0);
    let length = curve.length();
    let around = |at: Pos2| Turned::upright(Rect::from_center_size(at, reach));
    let place = if length < SHORT {
        let aside = radius + width / 2.0 + 3.0;
        let both = [aside, -aside].map(|aside| curve.beside(aside).at(0.5));
        both.into_iter()
            .find(|at| grid.is_free(&around(*at), NODE | TEXT | SIGN | TIE))?
    } else {
        // Ties that cross it make a sign ambiguous: the place with the fewest.
        let along: &[f32] = if has_label { &SIGNS } else { &LONE_SIGNS };
        let own = width / (2.0 * radius);
        let mut best: Option<(f32, Pos2)> = None;
        for t in along {
            let at = curve.at(*t);
            let shape = around(at);
            if !grid.is_free(&shape, NODE | TEXT | SIGN) {
                continue;
            }
            let others = (grid.share_taken(&shape, TIE) - own).max(0.0);
            if best.is_none_or(|(least, _)| others < least - 0.12) {
                best = Some((others, at));
            }
        }
        best?.1
    };
    grid.take_disc(place, radius + 0.5, SIGN);
    Some(place)
}

/// Where a tie's label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Along {
    /// The left end of its baseline.
    pub at: Pos2,
    /// Clockwise, in radians.
    pub angle: f32,
}

/// How far the middle of a label is off its tie's rim; the second clears a sign.
const OFF_TIE: [f32; 2] = [10.5, 13.5];
/// Where along a tie the middle of its label is looked for.
const MIDDLES: [f32; 9] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74];

/// Where a tie's label stands along it: the first free place from the middle out, on the outer side
/// of its bow before the inner, and nearer to it than to any other tie. None if there is none.
pub(super) fn along(
    curve: &Curve,
    tie_width: f32,
    text: &str,
    grid: &mut OccupancyGrid,
    measure: &Measure,
) -> Option<Along> {
    let bow = curve.at(0.5) - curve.from.lerp(curve.to, 0.5);
    let width = measure.width(text, LABEL, Weight::Medium);
    let length = curve.length();
    if width + 16.0 > length {
        return None;
    }
    let share = width / length;
    let tries = OFF_TIE.map(|off| MIDDLES.map(|middle| (off + tie_width / 2.0, middle)));
    for (off, middle) in tries.into_iter().flatten() {
        let (start, end) = (middle - share / 2.0, middle + share / 2.0);
        if start < 0.03 || end > 0.97 {
            continue;
        }
        let way = curve.at(end) - curve.at(start);
        let reads = if way.x < 0.0 { -way } else { way }.normalized();
        let up = vec2(reads.y, -reads.x);
        let outer = if bow.length() > 3.0 && bow.dot(up) < 0.0 {
            -up
        } else {
            up
        };
        // The chord of a curve lies inside it: the label is off what lies furthest out.
        let points = [0.0, 0.25, 0.5, 0.75, 1.0].map(|s| curve.at(start + (end - start) * s));
        for up in [outer, -outer] {
            let chord = curve.at(start).lerp(curve.at(end), 0.5);
            let rises = points.map(|p| (p - chord).dot(up));
            let rise = rises.into_iter().fold(f32::MIN, f32::max);
            let sag = rises.into_iter().fold(f32::MAX, f32::min);
            if rise - sag > 7.0 {
                continue;
            }
            let centre = chord + up * (rise.max(0.0) * 0.6 + off);
            let shape = Turned {
                centre,
                half: vec2(width / 2.0 + 3.0, 5.5),
                along: reads,
            };
            let beyond = Turned {
                centre: centre + up * 3.0,
                half: shape.half + vec2(0.0, 3.0),
                ..shape
            };
            if grid.is_free(&shape, NODE | TEXT | SIGN | RIM) && grid.is_free(&beyond, TIE) {
                grid.take(&shape, TEXT);
                let down = vec2(-reads.y, reads.x);
                return Some(Along {
                    at: centre - reads * (width / 2.0) + down * (LABEL * 0.36),
                    angle: reads.y.atan2(reads.x),
                });
            }
        }
    }
    None
}
