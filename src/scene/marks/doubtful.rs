//! The marks of dates in doubt: they fade, or are a bracket over what they may be.

use super::{
    End, LINE, PALE, Pen, Standing, THIN, TUBE, Within, arrowhead, bar, level, strike_or_cross,
    under_title,
};
use crate::scene::item::{Dash, Fill, Scene, Stroke};
use crate::scene::key::Key;
use crate::scene::theme::faded;
use ecolor::Color32;
use emath::{Rect, Vec2, pos2, vec2};

/// An approximate span (`~`): solid over its certain `core` (left and right), fading over the
/// margin to the edges of `rect`, with a dashed centre line. Without a certain core, the two ends
/// of `core` are equal.
pub fn faded_bar(scene: &mut Scene, key: Key, rect: Rect, core: (f32, f32), pen: Pen) {
    let share = |x: f32| ((x - rect.left()) / rect.width().max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    let shares = [
        (0.0, 0.0),
        (share(core.0), 1.0),
        (share(core.1), 1.0),
        (1.0, 0.0),
    ];
    let mut dash = Dash::APPROXIMATE;
    match pen.standing {
        Standing::Happened => {
            let share = if pen.is_uncertain { PALE } else { 1.0 };
            let fill = fade(&shares, faded(pen.colour, share));
            scene.rect(key, rect, 0.0, fill, Stroke::NONE);
        }
        Standing::Possible => {
            let pale = fade(&shares, faded(pen.colour, PALE));
            scene.rect(key, rect, 0.0, pale, Stroke::NONE);
            dash = Dash::claimed(LINE);
        }
        // Hollow: two edges that fade.
        Standing::Planned | Standing::Denied | Standing::Absent => {
            let edge = vec2(rect.width(), LINE);
            let lower = rect.left_bottom() - vec2(0.0, LINE);
            for corner in [rect.left_top(), lower] {
                let line = Rect::from_min_size(corner, edge);
                scene.rect(key, line, 0.0, fade(&shares, pen.colour), Stroke::NONE);
            }
        }
    }
    let stroke = pen.stroke(LINE).dashed(dash);
    let ends = (rect.left(), rect.right());
    level(scene, key, ends, rect.center().y, stroke, None);
    strike_or_cross(scene, key, rect, rect.center(), pen);
}

/// A span whose end is not known: solid until `known`, then it fades. A `?` follows it.
pub fn unknown_end(scene: &mut Scene, key: Key, rect: Rect, known: f32, pen: Pen) {
    let (solid, rest) = rect.split_left_right_at_x(known.clamp(rect.left(), rect.right()));
    let shares = [(0.0, 1.0), (1.0, 0.0)];
    half_known(scene, key, (solid, rest), shares, pen);
}

/// A span whose start is not known: it grows until `known`, then it is solid.
pub fn unknown_start(scene: &mut Scene, key: Key, rect: Rect, known: f32, pen: Pen) {
    let (rest, solid) = rect.split_left_right_at_x(known.clamp(rect.left(), rect.right()));
    let shares = [(0.0, 0.0), (1.0, 1.0)];
    half_known(scene, key, (solid, rest), shares, pen);
}

fn half_known(
    scene: &mut Scene,
    key: Key,
    (solid, rest): (Rect, Rect),
    shares: [(f32, f32); 2],
    pen: Pen,
) {
    let is_solid = pen.standing == Standing::Happened && !pen.is_uncertain;
    let colour = if is_solid {
        scene.rect(key, solid, 0.0, pen.colour, Stroke::NONE);
        pen.colour
    } else {
        bar(scene, key, solid, pen);
        faded(pen.colour, PALE)
    };
    scene.rect(key, rest, 0.0, fade(&shares, colour), Stroke::NONE);
}

/// Places from 0 to 1 with the share of the colour there.
fn fade(shares: &[(f32, f32)], colour: Color32) -> Fill {
    let stops = shares.iter();
    let stops = stops.map(|(place, share)| (*place, faded(colour, *share)));
    Fill::Fade(stops.collect())
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
    let dash = match pen.is_uncertain {
        _ if pen.standing == Standing::Possible => Dash::POSSIBLE_BAR,
        true => Dash::APPROXIMATE,
        false => Dash::SOLID,
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
            End::Closed => scene.vline(key, x, (rect.top(), rect.bottom()), stroke),
            End::Open => {
                let tip = pos2(x, middle);
                arrowhead(scene, key, tip, vec2(outward, 0.0), (6.0, 5.0), pen.colour);
            }
        }
    }
    let inside = Rect::from_center_size(rect.center(), Vec2::splat(rect.height()));
    strike_or_cross(scene, key, inside, rect.center(), pen);
}
