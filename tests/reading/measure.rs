//! What a scene says, measured from its items. Lengths are in points of the scene.

use crate::ground::blank;
use crate::ties::{crossings, is_of_map, on_ties, ties, words};
use detente::scene::path::flatten;
use detente::scene::{Key, Mark, Measure, Pos2, Rect, Scene, Vec2, Weight};
use std::collections::{BTreeMap, BTreeSet};

/// The height of capitals, as a share of a text's size.
pub(crate) const CAPITALS: f32 = 0.73;
/// Bars of one row have their middles closer together, and touch if no more ground parts them.
const ONE_ROW: f32 = 4.0;
const TOUCH: f32 = 0.5;
/// In the window: the size of a title, and from a mark to its title.
const TITLE: f32 = 11.5;
const GAP: f32 = 5.0;
/// A row is 18 high and has a title on either side of a mark: so much height for each of them.
const SIDE: f32 = 9.0;
/// Of more events nobody expects a title for each.
pub(crate) const MANY: usize = 300;
/// Blocs stand one after the other if this share of the map parts their middles.
const CLEAR: f32 = 0.05;

/// A dated event within the span.
pub(crate) struct Dated {
    pub(crate) handle: u32,
    pub(crate) title: String,
    pub(crate) importance: u8,
    /// Where in the span its middle is.
    pub(crate) share: f32,
}

/// What was measured of a picture.
#[derive(Clone)]
pub(crate) struct Measures {
    /// Each with its name; none where there is nothing to be measured.
    pub(crate) all: Vec<(&'static str, Option<f32>)>,
    /// The middles of the groups' regions as shares of the map's ink.
    pub(crate) blocs: BTreeMap<u32, Pos2>,
}

impl Measures {
    /// Measures a picture of these events; `strongest`: its ties with their weights, from above.
    pub(crate) fn of(
        scene: &Scene,
        dated: &[Dated],
        strongest: &[(Key, u32)],
        measure: &Measure,
    ) -> Self {
        let seen = seen(scene);
        let has_axis = seen.iter().any(|one| matches!(one.key, Key::Tick(_)));
        let dated = if has_axis { dated } else { &[] };
        let ties = ties(&seen);
        let (crossings, on_ties) = (crossings(&ties), on_ties(&seen, &ties));
        let titles = titles(&seen, dated);
        let named = |is_wanted: &dyn Fn(u8) -> bool| {
            let of = dated.iter().filter(|event| is_wanted(event.importance));
            let of: Vec<&Dated> = of.collect();
            let named = of.iter().filter(|event| titles.contains_key(&event.handle));
            share(named.count(), of.len())
        };
        let fitting = fitting(&seen, dated, measure);
        let not_all = fitting.filter(|fitting| *fitting < dated.len());
        let touching = touching(&bars(&seen, dated));
        let sizes = seen.iter().filter_map(|one| match one.mark {
            Mark::Text { style, .. } => Some(style.size),
            _ => None,
        });
        let (blank, ink) = (blank(&seen, scene.size), ink(&seen));
        let inked = ink.map(|(ink, map)| ink.size() / map.size());
        let count = |n: usize| Some(n as f32);
        let all = vec![
            ("ties", count(ties.len())),
            ("crossings", count(crossings)),
            ("crossings a tie", share(crossings, ties.len())),
            ("names on ties", count(on_ties.0)),
            ("not broken", count(on_ties.1)),
            ("with words", words(strongest, &ties)),
            ("named of 5", named(&|importance| importance == 5)),
            ("named of 4", named(&|importance| importance == 4)),
            ("named of 3", named(&|importance| importance == 3)),
            ("named below", named(&|importance| importance < 3)),
            ("named", named(&|_| true)),
            (
                "where all fit",
                fitting.filter(|_| not_all.is_none()).and(named(&|_| true)),
            ),
            (
                "of what fits",
                not_all.and_then(|fitting| share(titles.len(), fitting)),
            ),
            ("titles", share(titles.values().sum(), titles.len())),
            (
                "most titles",
                titles.values().max().and_then(|most| count(*most)),
            ),
            ("bars touch", count(touching.0)),
            ("in rows", count(touching.1)),
            ("blank", Some(blank.0)),
            ("largest blank", Some(blank.1)),
            ("ink's width", inked.map(|ink| ink.x)),
            ("ink's height", inked.map(|ink| ink.y)),
            ("ink", inked.map(Vec2::max_elem)),
            ("least text", sizes.reduce(f32::min)),
            ("sources", sources(&seen, scene.size)),
        ];
        Self {
            all,
            blocs: ink.map_or_else(BTreeMap::new, |(ink, _)| blocs(&seen, ink)),
        }
    }

    /// A measure by its name.
    pub(crate) fn get(&self, name: &str) -> Option<f32> {
        let found = self.all.iter().find(|(measure, _)| *measure == name);
        found.unwrap().1
    }
}

/// A share of a number, unless that is 0.
pub(crate) fn share(some: usize, all: usize) -> Option<f32> {
    (all > 0).then(|| some as f32 / all as f32)
}

/// A mark or text that shows.
pub(crate) struct Seen<'a> {
    /// Its place in the order of drawing.
    pub(crate) n: usize,
    pub(crate) key: Key,
    pub(crate) mark: &'a Mark,
    /// What it can be seen in.
    pub(crate) clip: Rect,
    /// What it covers of that.
    pub(crate) rect: Rect,
}

fn seen(scene: &Scene) -> Vec<Seen<'_>> {
    let page = Rect::from_min_size(Pos2::ZERO, scene.size);
    let mut clip = page;
    let mut all = Vec::new();
    for (n, item) in scene.items.iter().enumerate() {
        let (key, mark) = (item.key, &item.mark);
        let rect = bounds(mark).intersect(clip);
        if let Mark::Clip(to) = mark {
            clip = to.map_or(page, |to| to.intersect(page));
        } else if !rect.is_negative() {
            all.push(Seen {
                n,
                key,
                mark,
                clip,
                rect,
            });
        }
    }
    all
}

fn bounds(mark: &Mark) -> Rect {
    let (points, reach) = match mark {
        Mark::Rect { rect, stroke, .. } => (vec![rect.min, rect.max], stroke.width / 2.0),
        Mark::Disc {
            centre,
            radius,
            stroke,
            ..
        } => (vec![*centre], radius + stroke.width / 2.0),
        Mark::Path {
            segments, stroke, ..
        } => (flatten(segments, 0.5).concat(), stroke.width / 2.0),
        Mark::Text {
            at,
            angle,
            style,
            width,
            ..
        } => {
            let along = Vec2::angled(*angle);
            let up = along.rot90() * (CAPITALS * style.size);
            let end = *at + along * *width;
            (vec![*at, end, *at + up, end + up], 0.0)
        }
        Mark::Columns(columns) => {
            let rects = columns.rects.iter();
            (
                rects.flat_map(|(rect, _)| [rect.min, rect.max]).collect(),
                0.0,
            )
        }
        Mark::Clip(_) => (Vec::new(), 0.0),
    };
    Rect::from_points(&points).expand(reach)
}

/// How many titles each dated event has, if it has any.
fn titles(all: &[Seen<'_>], dated: &[Dated]) -> BTreeMap<u32, usize> {
    let of: BTreeMap<u32, &Dated> = dated.iter().map(|event| (event.handle, event)).collect();
    let mut titles = BTreeMap::new();
    for one in all {
        if let (Key::Event(handle), Mark::Text { text, .. }) = (one.key, one.mark)
            && of
                .get(&handle)
                .is_some_and(|event| is_title(text, &event.title))
        {
            *titles.entry(handle).or_insert(0) += 1;
        }
    }
    titles
}

/// Whether a text is a title, whole or cut, and not the numbers of sources or a query.
fn is_title(text: &str, title: &str) -> bool {
    let start = text.trim_end_matches('…');
    text == title || (start.chars().count() > 2 && title.starts_with(start))
}

/// The bars and points of dated events, with whose they are. Lanes stand one under the other, so
/// that what has one height is in one lane.
fn bars(all: &[Seen<'_>], dated: &[Dated]) -> Vec<(u32, Rect)> {
    let handles: BTreeSet<u32> = dated.iter().map(|event| event.handle).collect();
    let bars = all.iter().filter_map(|one| match (one.key, one.mark) {
        (Key::Event(handle), Mark::Rect { .. } | Mark::Disc { .. }) => Some((handle, one.rect)),
        // Not stems, strikes and the tips of connectors.
        (Key::Event(handle), Mark::Path { .. }) if one.rect.width() > 8.0 => {
            Some((handle, one.rect))
        }
        _ => None,
    });
    bars.filter(|(handle, _)| handles.contains(handle))
        .collect()
}

/// How many bars touch one of another event in their row, and in how many rows.
fn touching(bars: &[(u32, Rect)]) -> (usize, usize) {
    let in_one_row = |a: Rect, b: Rect| (a.center().y - b.center().y).abs() < ONE_ROW;
    let touches = |(event, a): (u32, Rect), (other, b): (u32, Rect)| {
        let is_near = a.left() < b.right() + TOUCH && b.left() < a.right() + TOUCH;
        event != other && in_one_row(a, b) && is_near
    };
    let touched = bars
        .iter()
        .filter(|a| bars.iter().any(|b| touches(**a, *b)));
    let mut touched: Vec<Rect> = touched.map(|(_, rect)| *rect).collect();
    let count = touched.len();
    touched.sort_by(|a, b| a.center().y.total_cmp(&b.center().y));
    touched.dedup_by(|b, a| in_one_row(*a, *b));
    (count, touched.len())
}

/// How many titles have room in the height that the lanes have, if each stands at the right of its
/// mark and costs the height of a side.
fn fitting(all: &[Seen<'_>], dated: &[Dated], measure: &Measure) -> Option<usize> {
    if dated.len() > MANY {
        return None;
    }
    let handles: BTreeSet<u32> = dated.iter().map(|event| event.handle).collect();
    let clips = all.iter().filter_map(|one| match one.key {
        Key::Event(handle) => handles.contains(&handle).then_some(one.clip),
        Key::Column(..) => Some(one.clip),
        _ => None,
    });
    // What is clipped elsewhere, such as on the map, is in no lane.
    let clips: Vec<Rect> = clips.collect();
    let left = clips.first()?.left();
    let lanes = clips.iter().filter(|clip| (clip.left() - left).abs() < 1.0);
    let lanes = lanes.fold(Rect::NOTHING, |all, clip| all.union(*clip));
    let ticks = all.iter().filter_map(|one| match (one.key, one.mark) {
        (Key::Tick(_), Mark::Text { style, .. }) => Some(style.size / TITLE),
        _ => None,
    });
    let scale = ticks.reduce(f32::max).unwrap_or(1.0);
    let titles = dated.iter().map(|event| {
        let x = lanes.left() + event.share * lanes.width();
        let width = measure.width(&event.title, TITLE * scale, Weight::Regular);
        (x, x + GAP * scale + width)
    });
    let sides = (lanes.height() / (SIDE * scale)) as usize;
    Some(most_apart(titles.collect(), sides))
}

/// How many of some ranges find room on so many tracks: the first to end goes after the one that
/// ended last before it.
fn most_apart(mut ranges: Vec<(f32, f32)>, tracks: usize) -> usize {
    ranges.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ends = vec![f32::NEG_INFINITY; tracks];
    let mut count = 0;
    for (from, to) in ranges {
        let free = ends.iter_mut().filter(|end| **end <= from);
        if let Some(end) = free.max_by(|a, b| a.total_cmp(b)) {
            *end = to;
            count += 1;
        }
    }
    count
}

/// What the map's marks cover, and the box that it is in.
fn ink(all: &[Seen<'_>]) -> Option<(Rect, Rect)> {
    let marks = all.iter().filter(|one| is_of_map(one.key));
    let marks: Vec<&Seen<'_>> = marks.collect();
    let rects = marks.iter().map(|one| one.rect);
    Some((rects.reduce(Rect::union)?, marks.first()?.clip))
}

/// The middles of the groups' regions, as shares of the map's ink.
fn blocs(all: &[Seen<'_>], ink: Rect) -> BTreeMap<u32, Pos2> {
    let mut blocs = BTreeMap::new();
    for one in all {
        if let (Key::Group(handle), Mark::Rect { rect, .. }) = (one.key, one.mark) {
            let middle = (rect.center() - ink.min) / ink.size();
            blocs.entry(handle).or_insert(middle.to_pos2());
        }
    }
    blocs
}

/// How often two blocs that stand side by side, or one over the other, at one size stand the other
/// way round at another.
pub(crate) fn reversed(sizes: &[BTreeMap<u32, Pos2>]) -> usize {
    let mut orders: BTreeMap<(u32, u32, bool), BTreeSet<bool>> = BTreeMap::new();
    for blocs in sizes {
        for (a, at) in blocs {
            for (b, other) in blocs.range(a + 1..) {
                let way = *other - *at;
                for (by, is_upright) in [(way.x, false), (way.y, true)] {
                    if by.abs() > CLEAR {
                        let order = orders.entry((*a, *b, is_upright)).or_default();
                        order.insert(by > 0.0);
                    }
                }
            }
        }
    }
    orders.values().filter(|order| order.len() > 1).count()
}

/// The height of the list of sources as a share of the page's; where it is a column, of the area.
fn sources(all: &[Seen<'_>], size: Vec2) -> Option<f32> {
    let is_heading = |text: &str| text == "Sources" || text.ends_with("the most cited");
    let heading = all.iter().find(|one| match one.mark {
        Mark::Text { text, .. } => one.key == Key::None && is_heading(text),
        _ => false,
    });
    // The list is a picture in the picture: what clips it is its box.
    let list = heading?.clip.size() / size;
    Some(list.y * if list.x > 0.5 { 1.0 } else { list.x })
}

#[test]
fn titles_and_bars_that_touch_are_counted() {
    use detente::scene::{pos2, vec2};
    let bar = |left| Rect::from_min_size(pos2(left, 4.0), vec2(20.0, 12.0));
    assert_eq!(
        touching(&[(1, bar(0.0)), (2, bar(20.2)), (3, bar(41.0))]),
        (2, 1)
    );
    assert_eq!(touching(&[(1, bar(0.0)), (1, bar(5.0))]), (0, 0));
    assert!(is_title("Signs the p…", "Signs the paper") && is_title("1", "1"));
    assert!(!is_title("2 7", "Leaves") && !is_title("?", "?!?"));
}

#[test]
fn ranges_share_tracks_and_blocs_change_places() {
    let ranges = vec![(0.0, 10.0), (5.0, 15.0), (8.0, 20.0), (10.0, 30.0)];
    let most = [1, 2, 3].map(|tracks| most_apart(ranges.clone(), tracks));
    assert_eq!(most, [2, 3, 4]);
    let at = |x| BTreeMap::from([(1, Pos2::new(0.5, 0.5)), (2, Pos2::new(x, 0.52))]);
    assert_eq!(reversed(&[at(0.9), at(0.7), at(0.52)]), 0);
    assert_eq!(reversed(&[at(0.9), at(0.1)]), 1);
}
