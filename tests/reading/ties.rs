//! The ties of a scene: which cross, which run under names, which have words.

use crate::measure::{CAPITALS, Seen, share};
use detente::scene::path::{Polyline, to_line};
use detente::scene::{Fill, Key, Mark, Pos2, Rect, Vec2, pos2};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// No name stands on a tie that is wider.
const WIDE: f32 = 2.0;

/// The actors of a tie, the smaller handle first.
fn pair(key: Key) -> Option<(u32, u32)> {
    match key {
        Key::Tie(a, b) | Key::Mutual(a, b) => Some((a.min(b), a.max(b))),
        _ => None,
    }
}

pub(crate) fn is_of_map(key: Key) -> bool {
    matches!(key, Key::Actor(_) | Key::Group(_)) || pair(key).is_some()
}

/// A tie that has a line.
pub(crate) struct Tie {
    key: Key,
    pair: (u32, u32),
    lines: Vec<Polyline>,
    rect: Rect,
    /// Over all its lines.
    width: f32,
    /// The place of its last line in the order of drawing.
    last: usize,
    has_words: bool,
    /// Thin ties without head, sign and words are not.
    is_main: bool,
}

pub(crate) fn ties(all: &[Seen<'_>]) -> Vec<Tie> {
    let mut parts: BTreeMap<Key, Vec<&Seen<'_>>> = BTreeMap::new();
    for one in all.iter().filter(|one| pair(one.key).is_some()) {
        parts.entry(one.key).or_default().push(one);
    }
    let ties = parts.into_iter();
    ties.filter_map(|(key, parts)| tie(key, &parts)).collect()
}

fn tie(key: Key, parts: &[&Seen<'_>]) -> Option<Tie> {
    // The line; of a hollow or a disputed tie both. Strikes and the lines of signs are shorter.
    let lines = parts.iter().filter_map(|part| match part.mark {
        Mark::Path {
            segments,
            fill,
            stroke,
        } if fill.a() == 0 && stroke.is_visible() => {
            Some((part.n, stroke.width, Polyline::along(segments, 0.5)))
        }
        _ => None,
    });
    let mut lines: Vec<(usize, f32, Polyline)> = lines.collect();
    let lengths = lines.iter().map(|(.., line)| line.length());
    let longest = lengths.fold(0.0, f32::max);
    lines.retain(|(.., line)| line.length() > 0.6 * longest);
    let (_, own, first) = lines.first()?;
    let (middle, _) = first.at(first.length() / 2.0);
    let reach = lines.iter().map(|(_, other, line)| {
        let steps = line.points().windows(2);
        let far = steps.map(|step| to_line(step[0], step[1], middle).0);
        let far = far.reduce(f32::min).unwrap_or_default();
        far + (own + other) / 2.0
    });
    let width = reach.fold(0.0, f32::max);
    let has_words = parts.iter().any(|part| match part.mark {
        Mark::Text { text, .. } => text.chars().filter(|c| c.is_alphabetic()).count() > 1,
        _ => false,
    });
    let has_head_or_sign = parts.iter().any(|part| match part.mark {
        Mark::Path { fill, .. } => fill.a() > 0,
        Mark::Disc { .. } => true,
        _ => false,
    });
    let points = lines.iter().flat_map(|(.., line)| line.points());
    Some(Tie {
        key,
        pair: pair(key)?,
        rect: Rect::from_points(&points.copied().collect::<Vec<_>>()),
        width,
        last: lines.iter().map(|(n, ..)| *n).max()?,
        has_words,
        is_main: width > 1.0 || has_words || has_head_or_sign,
        lines: lines.into_iter().map(|(.., line)| line).collect(),
    })
}

/// The straight steps of some lines.
fn steps(lines: &[Polyline]) -> impl Iterator<Item = (Pos2, Pos2)> {
    let pairs = lines.iter().flat_map(|line| line.points().windows(2));
    pairs.map(|pair| (pair[0], pair[1]))
}

/// Pairs of main ties of different pairs of actors that cross, each once.
pub(crate) fn crossings(ties: &[Tie]) -> usize {
    let mut count = 0;
    for (n, a) in ties.iter().enumerate() {
        for b in &ties[n + 1..] {
            let may = a.is_main && b.is_main && a.pair != b.pair && a.rect.intersects(b.rect);
            let mut own = steps(&a.lines);
            let crosses = may && own.any(|a| steps(&b.lines).any(|b| cross(a, b)));
            count += usize::from(crosses);
        }
    }
    count
}

fn cross((a, b): (Pos2, Pos2), (c, d): (Pos2, Pos2)) -> bool {
    let side = |from: Pos2, to: Pos2, at: Pos2| (to - from).rot90().dot(at - from);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// The names of actors, titles of regions and labels of ties.
fn names<'b, 'a>(all: &'b [Seen<'a>]) -> Vec<&'b Seen<'a>> {
    let mut marks: BTreeMap<Key, Rect> = BTreeMap::new();
    let mut names = Vec::new();
    for one in all.iter().filter(|one| is_of_map(one.key)) {
        if !matches!(one.mark, Mark::Text { .. }) {
            marks.entry(one.key).or_insert(one.rect);
            continue;
        }
        // Letters in an actor's mark are a part of it.
        let mark = marks
            .get(&one.key)
            .filter(|_| matches!(one.key, Key::Actor(_)));
        if mark.is_none_or(|mark| !mark.contains(one.rect.center())) {
            names.push(one);
        }
    }
    names
}

/// How many names stand on a wide main tie other than their own; and on one that they do not break
/// by a plate of ground between it and their letters.
pub(crate) fn on_ties(all: &[Seen<'_>], ties: &[Tie]) -> (usize, usize) {
    let plates = all.iter().filter(|one| match one.mark {
        Mark::Rect { fill, .. } => matches!(fill, Fill::Solid(colour) if colour.a() == 255),
        Mark::Path { fill, .. } => fill.a() == 255,
        _ => false,
    });
    let plates: Vec<(usize, Rect)> = plates.map(|one| (one.n, one.rect)).collect();
    let (mut under, mut unbroken) = (0, 0);
    for name in names(all) {
        let is_on = |tie: &&Tie| {
            tie.is_main && tie.width > WIDE && tie.key != name.key && tie.runs_under(name)
        };
        let is_broken = |tie: &Tie| {
            plates.iter().any(|(n, plate)| {
                (tie.last..name.n).contains(n) && plate.expand(1.0).contains_rect(name.rect)
            })
        };
        let on: Vec<&Tie> = ties.iter().filter(is_on).collect();
        under += usize::from(!on.is_empty());
        unbroken += usize::from(on.iter().any(|tie| !is_broken(tie)));
    }
    (under, unbroken)
}

impl Tie {
    /// Whether it runs through the letters of a text. One that only comes near does not.
    fn runs_under(&self, text: &Seen<'_>) -> bool {
        let Mark::Text {
            at,
            angle,
            style,
            width,
            ..
        } = text.mark
        else {
            return false;
        };
        let half = self.width / (2.0 * self.lines.len() as f32) - 0.5;
        let letters = Rect::from_min_max(pos2(0.0, -CAPITALS * style.size), pos2(*width, 0.0));
        let letters = letters.expand(half.max(0.0));
        // As the text sees it: along and across its line.
        let along = Vec2::angled(*angle);
        let own = |point: Pos2| {
            let off = point - *at;
            pos2(off.dot(along), -off.dot(along.rot90()))
        };
        steps(&self.lines).any(|(a, b)| enters(own(a), own(b), letters))
    }
}

/// Whether a straight line has a part in a rectangle (Liang and Barsky 1984).
fn enters(a: Pos2, b: Pos2, rect: Rect) -> bool {
    let (mut from, mut to) = (0.0f32, 1.0f32);
    for (start, way, least, most) in [
        (a.x, b.x - a.x, rect.left(), rect.right()),
        (a.y, b.y - a.y, rect.top(), rect.bottom()),
    ] {
        if way.abs() > 1e-6 {
            let (first, last) = ((least - start) / way, (most - start) / way);
            from = from.max(first.min(last));
            to = to.min(first.max(last));
        } else if start < least || start > most {
            return false;
        }
    }
    from <= to
}

/// The share of the eight strongest drawn ties that have words.
pub(crate) fn words(strongest: &[(Key, u32)], ties: &[Tie]) -> Option<f32> {
    let has_words: BTreeMap<Key, bool> = ties.iter().map(|tie| (tie.key, tie.has_words)).collect();
    let drawn = strongest.iter();
    let drawn = drawn.filter_map(|(key, weight)| Some((*weight, *has_words.get(key)?)));
    let mut drawn: Vec<(u32, bool)> = drawn.collect();
    // Of the same weight those with words come first: it does not matter which they are.
    drawn.sort_by_key(|drawn| Reverse(*drawn));
    drawn.truncate(8);
    let with = drawn.iter().filter(|(_, has_words)| *has_words);
    share(with.count(), drawn.len())
}

#[test]
fn crossings_and_names_on_ties_are_found() {
    use crate::measure::Measures;
    use detente::scene::{Color32, Measure, Scene, Stroke, Style, Weight, vec2};
    let mut scene = Scene::new(vec2(160.0, 160.0));
    let mut tie = |key, from, to| scene.line(key, from, to, Stroke::new(3.0, Color32::BLACK));
    tie(Key::Tie(1, 2), pos2(0.0, 0.0), pos2(100.0, 100.0));
    tie(Key::Tie(2, 1), pos2(0.0, 10.0), pos2(100.0, 90.0));
    tie(Key::Tie(3, 4), pos2(0.0, 100.0), pos2(100.0, 0.0));
    let style = Style::new(11.5, Weight::Medium, Color32::BLACK);
    let named = [
        (1, 52.0, 0.0),
        (2, 54.0, 0.0),
        (3, 150.0, 0.0),
        (4, 20.0, 1.57),
    ];
    for (actor, y, angle) in named {
        let (key, at) = (Key::Actor(actor), pos2(40.0, y));
        scene.disc(key, pos2(150.0, 9.0), 4.0, Color32::BLACK, Stroke::NONE);
        if actor == 2 {
            let plate = Rect::from_min_max(pos2(38.0, 42.0), pos2(72.0, 58.0));
            scene.rect(key, plate, 3.0, Color32::WHITE, Stroke::NONE);
        }
        let (text, width) = ("Name".into(), 30.0);
        scene.add(
            key,
            Mark::Text {
                at,
                angle,
                text,
                style,
                width,
            },
        );
    }
    let is = Measures::of(&scene, &[], &[(Key::Tie(1, 2), 3)], &Measure::new());
    let found = [
        "ties",
        "crossings",
        "names on ties",
        "not broken",
        "with words",
    ];
    let found = found.map(|name| is.get(name).unwrap());
    assert_eq!(found, [3.0, 2.0, 3.0, 2.0, 0.0]);
}
