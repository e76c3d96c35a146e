//! What is under a point, and where something stands.

use super::item::{Fill, Item, Mark, Scene, Segment, Stroke};
use super::key::Key;
use super::path::{Polyline, flatten, to_line};
use emath::{Pos2, Rect, Rot2, Vec2, pos2};
use std::collections::HashMap;

/// How closely curves are followed, in points.
const TOLERANCE: f32 = 0.25;

impl Scene {
    /// What stands at a point: the topmost mark that contains it. Where that is only a ground (a
    /// lane, a region, a period) or nothing, what can be selected and lies above it, nearest to
    /// the point, if it is within the slack (4 points: look.md); else the ground; else the nearest
    /// of the rest within the slack.
    pub fn hit(&self, at: Pos2, slack: f32) -> Option<Key> {
        // What can be selected, and the rest: the nearest of each within the slack.
        let mut near: [Option<(f32, Key)>; 2] = [None, None];
        let mut ground = None;
        for (item, clip) in self.clipped() {
            if item.key == Key::None || clip.is_some_and(|clip| !clip.contains(at)) {
                continue;
            }
            let Some(distance) = distance(&item.mark, at, slack) else {
                continue;
            };
            let is_selectable = item.key.is_selectable();
            if distance <= 0.0 && !is_selectable {
                ground = Some(item.key);
                near = [None, None];
                continue;
            }
            let [selectable, rest] = &mut near;
            let best = if is_selectable { selectable } else { rest };
            // Of two that contain it, the one above.
            if best.is_none_or(|(least, _)| distance <= least) {
                *best = Some((distance, item.key));
            }
        }
        let [selectable, rest] = near.map(|best| best.map(|(_, key)| key));
        selectable.or(ground).or(rest)
    }

    /// What something covers, as far as it is shown. None if nothing of it is.
    #[cfg(test)]
    pub(super) fn bounds_of(&self, key: Key) -> Option<Rect> {
        let mut whole: Option<Rect> = None;
        for (item, clip) in self.clipped() {
            if item.key != key {
                continue;
            }
            if let Some(shown) = bounds(&item.mark).and_then(|bounds| shown(bounds, clip)) {
                whole = Some(whole.map_or(shown, |whole| whole.union(shown)));
            }
        }
        whole
    }

    /// For everything that can be selected, where it is best pointed at, in drawing order: of an
    /// event its first title, or else its first mark; of an actor its node; of a tie
    /// and an arrow between blocs the middle of its line.
    pub fn anchors(&self) -> Vec<(Key, Rect)> {
        let mut places: HashMap<Key, usize> = HashMap::new();
        let mut anchors: Vec<(Key, Rect, bool)> = Vec::new();
        for (item, clip) in self.clipped().filter(|(item, _)| item.key.is_selectable()) {
            let is_title = matches!(item.mark, Mark::Text { .. });
            let known = places.get(&item.key).and_then(|n| anchors.get_mut(*n));
            let wants_title = is_title && matches!(item.key, Key::Event(_));
            if let Some((.., has_title)) = &known
                && (*has_title || !wants_title)
            {
                continue;
            }
            let is_tie = matches!(item.key, Key::Tie(..) | Key::Mutual(..) | Key::Bloc(..));
            let bounds = if let (Mark::Path { segments, .. }, true) = (&item.mark, is_tie) {
                let line = Polyline::along(segments, TOLERANCE);
                let (middle, _) = line.at(line.length() / 2.0);
                Some(Rect::from_center_size(middle, Vec2::splat(14.0)))
            } else {
                bounds(&item.mark)
            };
            let Some(shown) = bounds.and_then(|bounds| shown(bounds, clip)) else {
                continue;
            };
            match known {
                Some(anchor) => *anchor = (item.key, shown, is_title),
                None => {
                    places.insert(item.key, anchors.len());
                    anchors.push((item.key, shown, is_title));
                }
            }
        }
        let anchors = anchors.into_iter();
        anchors.map(|(key, rect, _)| (key, rect)).collect()
    }

    /// Every mark with the clip that holds for it.
    fn clipped(&self) -> impl Iterator<Item = (&Item, Option<Rect>)> {
        let mut clip = None;
        self.items.iter().filter_map(move |item| {
            if let Mark::Clip(rect) = &item.mark {
                clip = *rect;
                return None;
            }
            Some((item, clip))
        })
    }
}

/// What a clip leaves of a rectangle. None if that is nothing.
fn shown(bounds: Rect, clip: Option<Rect>) -> Option<Rect> {
    let shown = clip.map_or(bounds, |clip| bounds.intersect(clip));
    (!shown.is_negative() && shown.is_finite()).then_some(shown)
}

/// How far a point is from a mark, 0 inside. None if it is further than the slack.
fn distance(mark: &Mark, at: Pos2, slack: f32) -> Option<f32> {
    let distance = match mark {
        Mark::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => {
            let is_filled = *fill != Fill::None;
            rim(to_rect(*rect, *radius, at), is_filled, *stroke)?
        }
        Mark::Disc {
            centre,
            radius,
            fill,
            stroke,
        } => rim(centre.distance(at) - radius, fill.a() > 0, *stroke)?,
        Mark::Path {
            segments,
            fill,
            stroke,
        } => {
            let reach = reach(*stroke) + slack;
            if !hull(segments).expand(reach).contains(at) {
                return None;
            }
            to_path(segments, fill.a() > 0, *stroke, at)?
        }
        Mark::Text {
            at: start,
            angle,
            style,
            width,
            ..
        } => {
            let turned = Rot2::from_angle(-angle) * (at - *start);
            to_rect(line_box(style.size, *width), 0.0, turned.to_pos2())
        }
        Mark::Columns(columns) => columns
            .rects
            .iter()
            .map(|(rect, _)| to_rect(*rect, 0.0, at))
            .min_by(f32::total_cmp)?,
        Mark::Clip(_) => return None,
    };
    (distance <= slack).then_some(distance.max(0.0))
}

/// The distance from a shape that may be hollow, from the signed distance to its edge. None if
/// nothing of it is drawn.
fn rim(to_edge: f32, is_filled: bool, stroke: Stroke) -> Option<f32> {
    match (is_filled, stroke.is_visible()) {
        (true, _) => Some(to_edge - reach(stroke)),
        (false, true) => Some(to_edge.abs() - reach(stroke)),
        (false, false) => None,
    }
}

fn reach(stroke: Stroke) -> f32 {
    if stroke.is_visible() {
        stroke.width / 2.0
    } else {
        0.0
    }
}

/// The signed distance to a rectangle with round corners: negative inside.
fn to_rect(rect: Rect, radius: f32, at: Pos2) -> f32 {
    let half = rect.size() / 2.0;
    let radius = radius.clamp(0.0, half.min_elem().max(0.0));
    let from_middle = (at - rect.center()).abs() - half + Vec2::splat(radius);
    from_middle.max(Vec2::ZERO).length() + from_middle.max_elem().min(0.0) - radius
}

/// The box round a path's points, which holds its curves.
fn hull(segments: &[Segment]) -> Rect {
    let mut hull = Rect::NOTHING;
    for segment in segments {
        match *segment {
            Segment::Move(to) | Segment::Line(to) => hull.extend_with(to),
            Segment::Quad(c, to) => {
                hull.extend_with(c);
                hull.extend_with(to);
            }
            Segment::Cubic(c, d, to) => {
                hull.extend_with(c);
                hull.extend_with(d);
                hull.extend_with(to);
            }
            Segment::Close => {}
        }
    }
    hull
}

fn to_path(segments: &[Segment], is_filled: bool, stroke: Stroke, at: Pos2) -> Option<f32> {
    let lines = flatten(segments, TOLERANCE);
    if is_filled && winding(&lines, at) != 0 {
        return Some(0.0);
    }
    if !is_filled && !stroke.is_visible() {
        return None;
    }
    let pairs = lines.iter().flat_map(|line| line.windows(2));
    let distances = pairs.filter_map(|pair| match *pair {
        [a, b] => Some(to_line(a, b, at).0),
        _ => None,
    });
    let nearest = distances.min_by(f32::total_cmp)?;
    Some(nearest - reach(stroke))
}

/// How often lines go round a point; they are closed for it.
fn winding(lines: &[Vec<Pos2>], at: Pos2) -> i32 {
    let mut winding = 0;
    for line in lines {
        let ends = line.iter().zip(line.iter().cycle().skip(1));
        for (a, b) in ends {
            let side = (*b - *a).rot90().dot(at - *a);
            if a.y <= at.y && b.y > at.y && side < 0.0 {
                winding += 1;
            } else if a.y > at.y && b.y <= at.y && side > 0.0 {
                winding -= 1;
            }
        }
    }
    winding
}

/// What a line of text covers if it begins at the origin: Inter's capitals and descenders.
fn line_box(size: f32, width: f32) -> Rect {
    Rect::from_min_max(pos2(0.0, -0.76 * size), pos2(width.max(0.0), 0.24 * size))
}

fn bounds(mark: &Mark) -> Option<Rect> {
    match mark {
        Mark::Rect { rect, stroke, .. } => Some(rect.expand(reach(*stroke))),
        Mark::Disc {
            centre,
            radius,
            stroke,
            ..
        } => {
            let side = 2.0 * (radius + reach(*stroke));
            Some(Rect::from_center_size(*centre, Vec2::splat(side)))
        }
        Mark::Path {
            segments, stroke, ..
        } => {
            let points = flatten(segments, TOLERANCE).concat();
            Some(Rect::from_points(&points).expand(reach(*stroke)))
        }
        Mark::Text {
            at,
            angle,
            style,
            width,
            ..
        } => {
            let turned = line_box(style.size, *width).rotate_bb(Rot2::from_angle(*angle));
            Some(turned.translate(at.to_vec2()))
        }
        Mark::Columns(columns) => {
            let rects = columns.rects.iter().map(|(rect, _)| *rect);
            rects.reduce(Rect::union)
        }
        Mark::Clip(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color32, Dash, Measure, Style, Weight, vec2};
    use proptest::prelude::*;

    const INK: Color32 = Color32::BLACK;
    const CLEAR: Color32 = Color32::TRANSPARENT;

    fn scene() -> Scene {
        Scene::new(vec2(200.0, 200.0))
    }

    #[test]
    fn the_one_above_is_hit_and_the_nearest_within_the_slack() {
        let mut scene = scene();
        scene.disc(Key::Event(1), pos2(50.0, 50.0), 10.0, INK, Stroke::NONE);
        scene.disc(Key::Event(2), pos2(55.0, 50.0), 10.0, INK, Stroke::NONE);
        scene.disc(Key::Event(3), pos2(90.0, 50.0), 20.0, INK, Stroke::NONE);
        assert_eq!(scene.hit(pos2(52.0, 50.0), 4.0), Some(Key::Event(2)));
        assert_eq!(scene.hit(pos2(42.0, 50.0), 4.0), Some(Key::Event(1)));
        // 1 from the second, 4 from the third.
        assert_eq!(scene.hit(pos2(66.0, 50.0), 4.0), Some(Key::Event(2)));
        assert_eq!(scene.hit(pos2(69.0, 50.0), 4.0), Some(Key::Event(3)));
        assert_eq!(scene.hit(pos2(50.0, 66.0), 4.0), None);
    }

    #[test]
    fn the_slack_wins_over_a_ground_below_but_not_over_one_above() {
        let ground = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let mut scene = scene();
        scene.rect(Key::Group(0), ground, 14.0, INK, Stroke::NONE);
        scene.disc(Key::Actor(1), pos2(50.0, 50.0), 10.0, INK, Stroke::NONE);
        assert_eq!(scene.hit(pos2(63.0, 50.0), 4.0), Some(Key::Actor(1)));
        assert_eq!(scene.hit(pos2(80.0, 50.0), 4.0), Some(Key::Group(0)));
        scene.rect(Key::Legend(0), ground, 0.0, INK, Stroke::NONE);
        assert_eq!(scene.hit(pos2(50.0, 50.0), 4.0), Some(Key::Legend(0)));
    }

    #[test]
    fn what_is_clipped_away_is_not_hit() {
        let mut scene = scene();
        let clip = Rect::from_min_size(Pos2::ZERO, vec2(50.0, 200.0));
        let bar = Rect::from_min_size(pos2(10.0, 10.0), vec2(100.0, 12.0));
        scene.add(Key::None, Mark::Clip(Some(clip)));
        scene.rect(Key::Event(1), bar, 2.0, INK, Stroke::NONE);
        scene.add(Key::None, Mark::Clip(None));
        assert_eq!(scene.hit(pos2(40.0, 15.0), 4.0), Some(Key::Event(1)));
        assert_eq!(scene.hit(pos2(60.0, 15.0), 4.0), None);
        assert_eq!(scene.bounds_of(Key::Event(1)), Some(bar.intersect(clip)));
        assert_eq!(scene.bounds_of(Key::Event(2)), None);
    }

    #[test]
    fn a_curve_is_hit_on_its_line_and_not_in_its_bow() {
        let mut scene = scene();
        let way = [
            Segment::Move(pos2(0.0, 100.0)),
            Segment::Quad(pos2(100.0, 0.0), pos2(200.0, 100.0)),
        ];
        let line = Stroke::new(4.0, INK).dashed(Dash::SINGLE);
        scene.path(Key::Tie(1, 2), way, CLEAR, line);
        assert_eq!(scene.hit(pos2(100.0, 50.0), 4.0), Some(Key::Tie(1, 2)));
        assert_eq!(scene.hit(pos2(100.0, 44.5), 4.0), Some(Key::Tie(1, 2)));
        assert_eq!(scene.hit(pos2(100.0, 90.0), 4.0), None);
        let bounds = scene.bounds_of(Key::Tie(1, 2)).unwrap();
        assert!((bounds.top() - 48.0).abs() < 0.3, "{bounds:?}");
    }

    #[test]
    fn a_hollow_ring_is_hit_on_its_rim_and_a_filled_shape_inside() {
        let mut scene = scene();
        let rim = Stroke::new(2.0, INK);
        scene.disc(Key::Actor(1), pos2(50.0, 50.0), 20.0, CLEAR, rim);
        assert_eq!(scene.hit(pos2(50.0, 50.0), 4.0), None);
        assert_eq!(scene.hit(pos2(50.0, 31.0), 4.0), Some(Key::Actor(1)));
        let corners = [pos2(100.0, 100.0), pos2(160.0, 100.0), pos2(100.0, 160.0)];
        scene.path(Key::Actor(2), Segment::polygon(corners), INK, Stroke::NONE);
        assert_eq!(scene.hit(pos2(115.0, 115.0), 0.0), Some(Key::Actor(2)));
        assert_eq!(scene.hit(pos2(150.0, 150.0), 4.0), None);
    }

    #[test]
    fn turned_text_is_hit_where_it_stands() {
        let mut scene = scene();
        let style = Style::new(12.0, Weight::Regular, INK);
        let (at, says) = (pos2(50.0, 50.0), "Talks at the base");
        scene.text(Key::Event(1), at, says, style, &Measure::new());
        let Mark::Text { angle, .. } = &mut scene.items[0].mark else {
            panic!("no text");
        };
        *angle = std::f32::consts::FRAC_PI_2;
        assert_eq!(scene.hit(pos2(52.0, 100.0), 0.0), Some(Key::Event(1)));
        assert_eq!(scene.hit(pos2(100.0, 48.0), 4.0), None);
        let bounds = scene.bounds_of(Key::Event(1)).unwrap();
        assert!(
            bounds.height() > 80.0 && bounds.width() < 13.0,
            "{bounds:?}"
        );
    }

    proptest! {
        #[test]
        fn a_lone_rectangle_is_hit_where_it_is(
            x in -500.0f32..500.0, y in -500.0f32..500.0,
            w in 0.5f32..300.0, h in 0.5f32..300.0,
            across in 0.0f32..=1.0, down in 0.0f32..=1.0,
        ) {
            let rect = Rect::from_min_size(pos2(x, y), vec2(w, h));
            let mut scene = scene();
            scene.rect(Key::Event(7), rect, 0.0, INK, Stroke::NONE);
            let at = rect.min + vec2(w * across, h * down);
            prop_assert_eq!(scene.hit(at, 0.01), Some(Key::Event(7)));
            prop_assert_eq!(scene.hit(rect.max + vec2(3.0, 3.0), 4.0), None);
        }

        #[test]
        fn a_lone_disc_is_hit_where_it_is(
            x in -500.0f32..500.0, y in -500.0f32..500.0, r in 0.5f32..100.0,
            turn in 0.0f32..6.3, share in 0.0f32..1.0,
        ) {
            let mut scene = scene();
            scene.disc(Key::Actor(7), pos2(x, y), r, INK, Stroke::NONE);
            let along = |d: f32| pos2(x, y) + Vec2::angled(turn) * d;
            prop_assert_eq!(scene.hit(along(r * share), 0.01), Some(Key::Actor(7)));
            prop_assert_eq!(scene.hit(along(r + 3.9), 4.0), Some(Key::Actor(7)));
            prop_assert_eq!(scene.hit(along(r + 4.1), 4.0), None);
        }
    }
}
