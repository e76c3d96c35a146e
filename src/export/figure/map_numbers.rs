//! The numbers of the notes on a map: each beside the tie or the actor that it is about.

use super::callouts::{Callout, DISC, Pen, square};
use super::room::{Room, covered, seen};
use crate::scene::path::Polyline;
use crate::scene::{Item, Key, Mark, Pos2, Rect, Scene, Stroke, Vec2};

/// Where along a tie the place beside it is looked for, and how far off it.
const ALONG: [f32; 11] = [
    0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86,
];
const OFF_TIE: [f32; 3] = [13.0, 20.0, 29.0];
/// The dot on a tie that a number is led to from.
const DOT: f32 = 1.75;

/// A place for a disc, and the point that it is led to from, if it is.
type Place = (Pos2, Option<Pos2>);

/// Puts the numbers on a map.
pub(super) fn on_map(scene: &mut Scene, callouts: &[Callout], pen: Pen<'_>) {
    let mut room = Room::new(Rect::from_min_size(Pos2::ZERO, scene.size));
    for (item, rect) in seen(scene) {
        let is_region = matches!(item.key, Key::Group(_)) && matches!(item.mark, Mark::Rect { .. });
        if !is_region && !is_line(item) {
            room.take(rect.expand(1.0));
        }
    }
    // Off other ties too, if that can be.
    let mut clear = room.clone();
    for item in scene.items.iter().filter(|item| is_line(item)) {
        if let Mark::Path {
            segments, stroke, ..
        } = &item.mark
        {
            clear.take_line(segments, stroke.width);
        }
    }
    for callout in callouts {
        let Some(key) = callout.on_map else { continue };
        let places = if matches!(key, Key::Actor(_)) {
            beside_actor(scene, key)
        } else {
            beside_tie(scene, key)
        };
        let first_free = |room: &mut Room| -> Option<Place> {
            let mut places = places.iter().copied();
            places.find(|(at, _)| room.is_free(square(*at).expand(1.0)))
        };
        let place = first_free(&mut clear).or_else(|| first_free(&mut room));
        let Some((at, on)) = place else { continue };
        if let Some(on) = on {
            let rim = at + (on - at).normalized() * DISC;
            pen.line(scene, &[rim, on]);
            scene.disc(Key::None, on, DOT, pen.theme.t2, Stroke::NONE);
        }
        pen.disc(scene, Key::None, at, callout.number);
        room.take(square(at));
        clear.take(square(at));
    }
}

/// Whether an item is the line of a tie.
fn is_line(item: &Item) -> bool {
    let is_of_tie = matches!(item.key, Key::Tie(..) | Key::Mutual(..));
    is_of_tie && matches!(&item.mark, Mark::Path { fill, .. } if fill.a() == 0)
}

/// Places beside a tie.
fn beside_tie(scene: &Scene, key: Key) -> Vec<Place> {
    let own = scene.items.iter().filter(|item| item.key == key);
    let ways = own.filter(|item| is_line(item)).filter_map(|item| {
        if let Mark::Path { segments, .. } = &item.mark {
            Some(Polyline::along(segments, 0.5))
        } else {
            None
        }
    });
    let longest = ways.max_by(|a, b| a.length().total_cmp(&b.length()));
    let Some(way) = longest else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for off in OFF_TIE {
        for share in ALONG {
            let (on, direction) = way.at(way.length() * share);
            for aside in [direction.rot90(), -direction.rot90()] {
                places.push((on + aside * off, Some(on)));
            }
        }
    }
    places
}

/// Places round an actor. Its mark is drawn before its name.
fn beside_actor(scene: &Scene, key: Key) -> Vec<Place> {
    let mut own = scene.items.iter().filter(|item| item.key == key);
    let Some(node) = own.find_map(|item| covered(&item.mark)) else {
        return Vec::new();
    };
    // A collective has a second rim.
    let reach = node.size().max_elem() / 2.0 + DISC + 5.0;
    let angles = [-45.0f32, -135.0, 45.0, 135.0, 0.0, 180.0, -90.0, 90.0];
    let places = angles.map(|angle| {
        let way = Vec2::angled(angle.to_radians());
        (node.center() + way * reach, None)
    });
    places.into()
}
