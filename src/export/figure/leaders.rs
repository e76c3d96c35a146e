//! The notes on a timeline: a number beside each event that they are about, and their words where
//! there is room near it, with a leader line.
//!
//! Greedy, in the order of the notes, over a raster of what is taken; a leader line bends once at
//! most (after Bekos et al. 2007, “Boundary labeling”).

use super::callouts::{Callout, DISC, INDENT, NotePlacement, Pen, square};
use super::occupancy::{OccupancyGrid, seen};
use super::words::{LINE, Words};
use crate::scene::{Item, Key, Mark, Measure, Pos2, Rect, Scene, Segment, Vec2, pos2, vec2};

/// Between a disc and what it stands beside.
const GAP: f32 = 4.0;
/// The ground round the words of a note.
const AROUND: f32 = 5.0;
/// Words are no farther from what they are about.
const FARTHEST: f32 = 400.0;
/// How wide words in so many lines may be, the narrower the better.
const SHAPES: [(usize, [f32; 4]); 2] = [
    (3, [190.0, 215.0, 240.0, 270.0]),
    (2, [290.0, 330.0, 370.0, 410.0]),
];
/// The steps in which places are tried.
const STEP: Vec2 = vec2(9.0, 6.0);
/// What it counts that a leader line bends, and that words are not level with what they are about.
const BEND: f32 = 40.0;
const ASIDE: f32 = 0.2;
/// No more places than this, the nearest, are looked at.
const MOST_PLACES: usize = 600;

/// Puts the notes on a timeline with such lanes, which are seen in `area`. Gives where each stands.
pub(super) fn on_timeline(
    scene: &mut Scene,
    (area, lanes): (Rect, &[Rect]),
    callouts: &[Callout],
    pen: Pen<'_>,
) -> Vec<NotePlacement> {
    if callouts.iter().all(|callout| callout.event.is_none()) {
        return vec![NotePlacement::Not; callouts.len()];
    }
    let marks = seen(scene);
    let mut room = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, scene.size));
    // In a low lane a disc may reach over the rules beside it.
    let mut for_discs = room.clone();
    for (item, rect) in &marks {
        let rect = rect.expand2(vec2(3.0, 1.0));
        if is_seen(item) {
            for_discs.take(rect);
            room.take(rect);
        } else if is_rule(rect, area) {
            room.take(rect);
        }
    }
    let mut discs: Vec<Result<Pos2, NotePlacement>> = Vec::new();
    for callout in callouts {
        let own = callout.event.and_then(|event| bounds(&marks, event));
        let Some(own) = own else {
            discs.push(Err(NotePlacement::Not));
            continue;
        };
        // A disc is round: its corners may be taken.
        let is_free = |at: &Pos2| for_discs.is_free(square(*at).shrink(1.5));
        let disc = beside(own, lanes).find(is_free);
        if let Some(at) = disc {
            room.take(square(at));
            for_discs.take(square(at).expand(1.5));
        }
        discs.push(disc.ok_or(NotePlacement::Unnumbered));
    }
    let mut told = Vec::new();
    for (callout, disc) in callouts.iter().zip(discs) {
        let disc = match disc {
            Ok(disc) => disc,
            Err(without) => {
                told.push(without);
                continue;
            }
        };
        let placed = Placed::near(disc, area, callout, &mut room, pen.measure);
        if let Some(placed) = &placed {
            placed.take(&mut room);
            pen.line(scene, &placed.leader);
            pen.note(scene, placed.rect.left_top(), callout.number, &placed.words);
        }
        pen.disc(scene, Key::None, disc, callout.number);
        told.push(if placed.is_some() {
            NotePlacement::Whole
        } else {
            NotePlacement::Number
        });
    }
    told
}

/// Whether nothing may stand on a mark: on a text, or an event. Grid and weekends lie under
/// everything.
fn is_seen(item: &Item) -> bool {
    let is_seen = matches!(
        item.mark,
        Mark::Text { .. } | Mark::Disc { .. } | Mark::Columns(_)
    );
    is_seen || matches!(item.key, Key::Event(_) | Key::Column(..))
}

fn is_rule(rect: Rect, area: Rect) -> bool {
    rect.height() < 4.5 && rect.width() > area.width() / 2.0
}

/// What an event's mark and title cover together: of several lanes in the first that shows the title.
fn bounds(marks: &[(&Item, Rect)], event: Key) -> Option<Rect> {
    let own: Vec<&(&Item, Rect)> = marks.iter().filter(|(item, _)| item.key == event).collect();
    let is_text = |item: &Item| matches!(item.mark, Mark::Text { .. });
    let title = own.iter().find(|(item, _)| is_text(item));
    let (_, line) = title.or(own.first())?;
    let is_near = |rect: Rect| {
        rect.height() < 3.0 * DISC && (rect.center().y - line.center().y).abs() < 1.2 * DISC
    };
    let near = own.iter().filter(|(_, rect)| is_near(*rect));
    Some(near.fold(*line, |all, (_, rect)| all.union(*rect)))
}

/// Where a disc may stand: after the title, before the mark, under or over its start or its end in the
/// same lane, or a little farther along its row.
fn beside(own: Rect, lanes: &[Rect]) -> impl Iterator<Item = Pos2> {
    let off = DISC + GAP;
    let y = own.center().y;
    let lane = lanes.iter().find(|lane| lane.y_range().contains(y));
    let lane = lane.map_or(own, |lane| *lane).y_range().expand(1.0);
    let along = move |by: f32| {
        [
            pos2(own.right() + off + by, y),
            pos2(own.left() - off - by, y),
        ]
    };
    let aside = [own.left() + DISC, own.right() - DISC].into_iter();
    let aside = aside.flat_map(move |x| [pos2(x, own.bottom() + off), pos2(x, own.top() - off)]);
    let aside = aside.filter(move |at| {
        let disc = square(*at).y_range();
        lane.contains(disc.min) && lane.contains(disc.max)
    });
    let near = [0.0, 3.0, 6.0, 12.0].into_iter().flat_map(along);
    let farther = [20.0, 30.0, 44.0].into_iter().flat_map(along);
    near.chain(aside).chain(farther)
}

/// The words of a note with their place, and the line that leads to them.
struct Placed {
    words: Words,
    rect: Rect,
    leader: Vec<Pos2>,
}

impl Placed {
    /// The free place that is nearest to a disc.
    fn near(
        disc: Pos2,
        area: Rect,
        callout: &Callout,
        room: &mut OccupancyGrid,
        measure: &Measure,
    ) -> Option<Self> {
        let shapes = shapes(callout, measure).into_iter();
        let placed = shapes.filter_map(|words| {
            let size = words.size + vec2(INDENT, 0.0);
            let place = nearest(disc, area, size, room)?;
            Some((words, place))
        });
        let (words, (_, rect, leader)) =
            placed.min_by(|(_, (a, ..)), (_, (b, ..))| a.total_cmp(b))?;
        Some(Self {
            words,
            rect,
            leader,
        })
    }

    fn take(&self, room: &mut OccupancyGrid) {
        room.take(self.rect.expand(AROUND));
        for (from, to) in self.leader.iter().zip(self.leader.iter().skip(1)) {
            room.take_line(&[Segment::Move(*from), Segment::Line(*to)], 3.0);
        }
    }
}

/// The words of a note in three lines, and in two: each as narrow as lets them be whole.
fn shapes(callout: &Callout, measure: &Measure) -> Vec<Words> {
    let shapes = SHAPES.iter().filter_map(|(lines, widths)| {
        let mut tries = widths
            .iter()
            .map(|width| Words::new(callout.said(), *width, *lines, measure));
        tries.find(|words| !words.is_cut)
    });
    shapes.collect()
}

/// A place: what it costs, where it is, and the line that leads to it.
type Place = (f32, Rect, Vec<Pos2>);

/// The free place of a size that is nearest to a disc and can be led to from it.
fn nearest(disc: Pos2, area: Rect, size: Vec2, room: &mut OccupancyGrid) -> Option<Place> {
    let least = (disc - size - Vec2::splat(FARTHEST)).max(area.min);
    let most = (disc + Vec2::splat(FARTHEST)).min(area.max - size);
    let mut rows: Vec<f32> = steps(least.y + AROUND, most.y, STEP.y).collect();
    // Level with the disc, if that can be.
    rows.push(disc.y - LINE / 2.0);
    let mut places: Vec<(f32, Rect)> = Vec::new();
    for y in rows {
        for x in steps(least.x + AROUND, most.x, STEP.x) {
            let rect = Rect::from_min_size(pos2(x, y), size);
            let far = rect.distance_to_pos(disc);
            let is_near = far > DISC + AROUND && far < FARTHEST;
            let is_within = area.contains_rect(rect.expand(AROUND - 1.0));
            if is_near && is_within && room.is_free(rect.expand(AROUND)) {
                let aside = (rect.center().y - disc.y).abs();
                places.push((far + ASIDE * aside, rect));
            }
        }
    }
    places.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut best: Option<Place> = None;
    for (cost, rect) in places.into_iter().take(MOST_PLACES) {
        if best.as_ref().is_some_and(|(least, ..)| cost >= *least) {
            break;
        }
        for (bend, leader) in leaders(disc, rect) {
            let cost = cost + bend;
            let is_better = best.as_ref().is_none_or(|(least, ..)| cost < *least);
            if is_better && is_clear(&leader, room) {
                best = Some((cost, rect, leader));
            }
        }
    }
    best
}

fn steps(from: f32, to: f32, step: f32) -> impl Iterator<Item = f32> {
    let all = std::iter::successors(Some(from), move |at| Some(at + step));
    all.take_while(move |at| *at <= to)
}

/// The lines from a disc to a box: straight where that can be, else with one bend. Each with what it
/// counts.
fn leaders(disc: Pos2, rect: Rect) -> Vec<(f32, Vec<Pos2>)> {
    let end = rect.clamp(disc);
    let off = end - disc;
    // It begins at the rim.
    let begin = |to: Pos2| disc + (to - disc).normalized() * DISC;
    if off.x.abs() < 0.5 || off.y.abs() < 0.5 {
        return vec![(0.0, vec![begin(end), end])];
    }
    let corners = [pos2(end.x, disc.y), pos2(disc.x, end.y)];
    let bent = corners.map(|corner| (BEND, vec![begin(corner), corner, end]));
    bent.into()
}

fn is_clear(leader: &[Pos2], room: &mut OccupancyGrid) -> bool {
    let mut pieces = leader.iter().zip(leader.iter().skip(1)).enumerate();
    pieces.all(|(n, (from, to))| {
        let way = *to - *from;
        // Beside the disc its own ground is taken.
        let skipped = if n == 0 { 5.0 } else { 0.0 };
        if way.length() <= skipped {
            return true;
        }
        let from = *from + way.normalized() * skipped;
        room.is_free(Rect::from_two_pos(from, *to).expand(1.0))
    })
}
