//! The numbers of the notes on a map: each beside the tie or the actor that it is about.

use super::callouts::{Callout, DISC, Pen, square};
use super::occupancy::{OccupancyGrid, covered, seen};
use crate::map::Arrow;
use crate::scene::path::Polyline;
use crate::scene::{Item, Key, Mark, Pos2, Rect, Scene, Segment, Stroke, Vec2};
use std::collections::{BTreeMap, BTreeSet};

/// Where along a tie the place beside it is looked for, and how far off it.
const ALONG: [f32; 11] = [
    0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86,
];
const OFF_TIE: [f32; 5] = [13.0, 20.0, 29.0, 40.0, 52.0];
/// So many of the ties of an event, the strongest, are tried.
const MOST_TRIED: usize = 16;
/// A line between a tie and its words is this wide.
const LEADER: f32 = 1.0;
/// The dot on a tie that a number is led to from.
const DOT: f32 = 1.75;

/// A place for a disc, and the point that it is led to from, if it is.
type Place = (Pos2, Option<Pos2>);

/// Puts the numbers on a map, where it shows blocs beside their `arrows`. Gives those of the notes that
/// are about something that is drawn, and whether each has a place.
pub(super) fn on_map(
    scene: &mut Scene,
    arrows: &[Arrow],
    callouts: &[Callout],
    pen: Pen<'_>,
) -> BTreeMap<usize, bool> {
    let mut room = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, scene.size));
    for (item, rect) in seen(scene) {
        if !is_region(item) && line(item).is_none() {
            room.take(rect.expand(1.0));
        }
    }
    // Off other ties and off the blocs too, if that can be.
    let mut clear = room.clone();
    let regions = seen(scene).into_iter();
    let regions = regions.filter(|(item, _)| !arrows.is_empty() && is_region(item));
    let blocs: Vec<Rect> = regions.map(|(_, rect)| rect).collect();
    for bloc in &blocs {
        clear.take(*bloc);
    }
    for (segments, width) in scene.items.iter().filter_map(line) {
        clear.take_line(segments, width);
    }
    let drawn = DrawnKeys::new(scene, arrows);
    let mut numbers = BTreeMap::new();
    let mut placed: Vec<(Key, Pos2)> = Vec::new();
    for callout in callouts {
        let all = drawn.for_keys(&callout.on_map);
        if !all.is_empty() {
            numbers.insert(callout.number, false);
        }
        let mut places = all.into_iter().take(MOST_TRIED).map(|key| {
            let mut places = if matches!(key, Key::Actor(_)) {
                beside_actor(scene, key)
            } else {
                beside_tie(scene, key)
            };
            places.extend(beside_numbers(&placed, key));
            (key, places)
        });
        let first_free = |room: &mut OccupancyGrid, places: &[Place]| -> Option<Place> {
            // What runs behind a bloc has no number on it.
            let is_seen = |on: Pos2| !blocs.iter().any(|bloc| bloc.contains(on));
            let mut places = places.iter().copied();
            places.find(|(at, on)| on.is_none_or(is_seen) && room.is_free(square(*at).expand(1.0)))
        };
        let place = places.find_map(|(key, places)| {
            let clear = first_free(&mut clear, &places);
            let place = clear.or_else(|| first_free(&mut room, &places))?;
            Some((key, place))
        });
        let Some((key, (at, on))) = place else {
            continue;
        };
        placed.push((key, at));
        numbers.insert(callout.number, true);
        if let Some(on) = on {
            let rim = at + (on - at).normalized() * DISC;
            pen.line(scene, &[rim, on]);
            scene.disc(Key::None, on, DOT, pen.theme.t2, Stroke::NONE);
        }
        pen.disc(scene, Key::None, at, callout.number);
        room.take(square(at));
        clear.take(square(at));
    }
    numbers
}

/// What is drawn, and which arrow between blocs stands for a tie that is not.
struct DrawnKeys {
    drawn: BTreeSet<Key>,
    arrow_of: BTreeMap<Key, Key>,
}

impl DrawnKeys {
    fn new(scene: &Scene, arrows: &[Arrow]) -> Self {
        let mut arrow_of = BTreeMap::new();
        for arrow in arrows {
            for tie in &arrow.ties {
                arrow_of.entry(*tie).or_insert(arrow.key);
            }
        }
        Self {
            drawn: scene.items.iter().map(|item| item.key).collect(),
            arrow_of,
        }
    }

    /// What stands for such parts, in their order, each once.
    fn for_keys(&self, keys: &[Key]) -> Vec<Key> {
        let mut known = BTreeSet::new();
        let all = keys.iter().filter_map(|key| {
            let drawn = |key: &&Key| self.drawn.contains(*key);
            let stands = Some(key).filter(drawn);
            let stands = stands.or_else(|| self.arrow_of.get(key).filter(drawn))?;
            known.insert(*stands).then_some(*stands)
        });
        all.collect()
    }
}

fn is_region(item: &Item) -> bool {
    matches!(item.key, Key::Group(_)) && matches!(item.mark, Mark::Rect { .. })
}

/// The line of a tie and its width, if an item is one.
fn line(item: &Item) -> Option<(&[Segment], f32)> {
    let Mark::Path {
        segments,
        fill,
        stroke,
    } = &item.mark
    else {
        return None;
    };
    let is_of_tie = matches!(item.key, Key::Tie(..) | Key::Mutual(..) | Key::Bloc(..));
    (is_of_tie && fill.a() == 0).then_some((&**segments, stroke.width))
}

fn beside_tie(scene: &Scene, key: Key) -> Vec<Place> {
    let own = scene.items.iter().filter(|item| item.key == key);
    let lines = own.filter_map(line);
    let ways = lines.map(|(segments, width)| (width, Polyline::along(segments, 0.5)));
    let mut ways: Vec<(f32, Polyline)> = ways.collect();
    // A thin line leads to the words of another that is the tie itself.
    if ways.iter().any(|(width, _)| *width > LEADER) {
        ways.retain(|(width, _)| *width > LEADER);
    }
    // Nor are the strokes of its sign.
    let lengths = ways.iter().map(|(_, way)| way.length());
    let longest = lengths.fold(0.0, f32::max);
    ways.retain(|(_, way)| way.length() >= longest / 2.0);
    ways.sort_by(|(width, way), (other, others)| {
        let by_width = other.total_cmp(width);
        by_width.then(others.length().total_cmp(&way.length()))
    });
    let mut places = Vec::new();
    for (_, way) in &ways {
        for off in OFF_TIE {
            for share in ALONG {
                let (on, direction) = way.at(way.length() * share);
                for aside in [direction.rot90(), -direction.rot90()] {
                    places.push((on + aside * off, Some(on)));
                }
            }
        }
    }
    // Where there is no room beside it, on the line.
    for (_, way) in &ways {
        let on_line = ALONG.map(|share| way.at(way.length() * share).0);
        places.extend(on_line.map(|on| (on, Some(on))));
    }
    places
}

/// Places beside the numbers that stand at the same already.
fn beside_numbers(placed: &[(Key, Pos2)], key: Key) -> Vec<Place> {
    const APART: f32 = 2.0 * DISC + 3.0;
    let own = placed.iter().filter(|(of, _)| *of == key);
    let places = own.flat_map(|(_, at)| {
        let ways = [Vec2::RIGHT, Vec2::LEFT, Vec2::UP, Vec2::DOWN];
        ways.map(|way| (*at + way * APART, None))
    });
    places.collect()
}

/// Places round an actor. Its mark is drawn before its name.
fn beside_actor(scene: &Scene, key: Key) -> Vec<Place> {
    let mut own = scene.items.iter().filter(|item| item.key == key);
    let Some(node) = own.find_map(|item| covered(&item.mark)) else {
        return Vec::new();
    };
    // A collective has a second rim; where there are blocs a name may stand alone.
    let reach = node.size() / 2.0 + Vec2::splat(DISC + 5.0);
    let angles = [-45.0f32, -135.0, 45.0, 135.0, 0.0, 180.0, -90.0, 90.0];
    let places = angles.map(|angle| {
        let way = Vec2::angled(angle.to_radians());
        (node.center() + way * reach, None)
    });
    places.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color32, End, pos2, vec2};

    #[test]
    fn a_number_stands_at_its_arrow_and_at_no_leader_line_or_sign() {
        let mut scene = Scene::new(vec2(400.0, 300.0));
        let key = Key::Bloc(End::Bloc(0), End::Bloc(1));
        let mut line = |from: Pos2, to: Pos2, width: f32| {
            scene.line(key, from, to, Stroke::new(width, Color32::BLACK));
        };
        line(pos2(100.0, 100.0), pos2(100.0, 160.0), 6.0);
        line(pos2(100.0, 130.0), pos2(300.0, 110.0), LEADER);
        line(pos2(308.0, 110.0), pos2(314.0, 110.0), 1.5);
        let places = beside_tie(&scene, key);
        assert!(!places.is_empty());
        for (_, on) in places {
            assert_eq!(on.map(|on| on.x), Some(100.0));
        }
    }
}
