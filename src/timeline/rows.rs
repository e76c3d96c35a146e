//! The rows of a lane: interval partitioning of boxes, each a mark with its title.
//!
//! While few rows hold all titles at the right of their marks, they stand there. Else titles are
//! given out by rank: importance, citations, length of time, and equals spread over the time. Each
//! goes to the side where fewer boxes overlap; where more would overlap than there are rows, it is
//! cut, or left out. So the boxes find rows, as few as they overlap at most (Kleinberg and Tardos,
//! "Algorithm Design", 4.1), the earlier the higher where that costs none. Ground that a row then
//! leaves free beside a title that was cut or left out is given to it.
//!
//! A row is a matter of the boxes that hang together alone: past a gap packing begins anew, so what
//! comes into the picture elsewhere moves nothing.

mod dots;
mod few;

pub(super) use dots::Third;
pub(super) use few::pack_few;

use super::overlap::{Overlaps, first_free, overlap};
use std::cmp::Reverse;

/// What makes one title more wanted than another: importance, citations, length of time.
pub(super) type Rank = (u8, u32, i64);

/// What is packed. Places are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The title's width with its gap to the mark; 0 where it stands in the mark, or elsewhere.
    pub(super) title: f64,
    /// The same of a title that is cut, at least.
    pub(super) least: f64,
    /// The higher, the sooner it has a title.
    pub(super) rank: Rank,
    /// Whether it has its title in this lane, if it has one.
    pub(super) is_home: bool,
    /// Whether it is a dot that may stand over others in one row.
    pub(super) is_dot: bool,
    /// Where there is ground for titles: to the ends of a page, or of what there is to be seen.
    pub(super) ground: (f64, f64),
}

/// Where a title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// At the right of its mark, or in it.
    Right,
    /// At its left.
    Left,
    /// Nowhere: there is no room.
    Nowhere,
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
            Self::Nowhere => Self::Nowhere,
        }
    }
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// The row, from the top; [`FULL`] where there would have to be too many.
    pub(super) row: usize,
    pub(super) side: Side,
    /// What the title may take of the width, with its gap; less than it would where it is cut.
    pub(super) room: f64,
    /// Where in the row a dot stands.
    pub(super) third: Third,
}

/// No row: the lane has too many events here to tell them apart.
pub(super) const FULL: usize = usize::MAX;
/// While there are no more rows than this, every title stands at the right.
const COMFORTABLE: usize = 5;
/// Between a title and the next mark.
const AFTER_TITLE: f64 = 9.0;
/// Between two marks, whose rims may reach a little farther than they themselves.
const AFTER_MARK: f64 = 4.0;
/// Before a title at the left of its mark, besides what parts two marks.
const BEFORE_TITLE: f64 = AFTER_TITLE - AFTER_MARK;

const UNPLACED: Placed = Placed {
    row: FULL,
    side: Side::Nowhere,
    room: 0.0,
    third: Third::Middle,
};

/// A mark with its title, and the ground that parts it from the next.
#[derive(Clone, Copy, Debug)]
struct Boxed {
    from: f64,
    to: f64,
    side: Side,
    room: f64,
}

impl Boxed {
    fn range(&self) -> (f64, f64) {
        (self.from, self.to)
    }

    fn in_row(&self, row: usize) -> Placed {
        Placed {
            row,
            side: self.side,
            room: self.room,
            third: Third::Middle,
        }
    }
}

impl Entry {
    /// Where its title would begin at its left, with the ground before it.
    fn first(&self) -> f64 {
        if self.title > 0.0 {
            let first = self.whole_first().max(self.ground.0 - BEFORE_TITLE);
            first.min(self.left)
        } else {
            self.left
        }
    }

    fn whole_first(&self) -> f64 {
        self.left - self.title - BEFORE_TITLE
    }

    /// Where its mark ends, with the ground after it.
    fn mark_end(&self) -> f64 {
        self.right + AFTER_MARK
    }

    /// Where its title would end at its right, with the ground after it.
    fn last(&self) -> f64 {
        if self.title > 0.0 {
            let last = self.whole_last().min(self.ground.1 + AFTER_TITLE);
            last.max(self.mark_end())
        } else {
            self.mark_end()
        }
    }

    fn whole_last(&self) -> f64 {
        self.right + self.title + AFTER_TITLE
    }

    /// Without a title beside it.
    fn bare(&self) -> Boxed {
        Boxed {
            from: self.left,
            to: self.mark_end(),
            side: if has_title(self) {
                Side::Nowhere
            } else {
                Side::Right
            },
            room: 0.0,
        }
    }

    /// With a title at its right that ends before a place: all of it, if that is far enough.
    fn with_right(&self, to: f64) -> Boxed {
        let to = to.min(self.last());
        let holds = to >= self.whole_last();
        Boxed {
            to,
            side: Side::Right,
            room: if holds {
                self.title
            } else {
                to - AFTER_TITLE - self.right
            },
            ..self.bare()
        }
    }

    /// With a title at its left that begins after a place.
    fn with_left(&self, from: f64) -> Boxed {
        let from = from.max(self.first());
        let holds = from <= self.whole_first();
        Boxed {
            from,
            side: Side::Left,
            room: if holds {
                self.title
            } else {
                self.left - BEFORE_TITLE - from
            },
            ..self.bare()
        }
    }

    /// With its title where all stand while there is room.
    fn as_usual(&self) -> Boxed {
        let right = self.with_right(self.last());
        let left = self.with_left(self.first());
        let better = self.better(right, left, false);
        let better = better.filter(|_| has_title(self));
        better.unwrap_or_else(|| self.bare())
    }

    /// The better of two places for its title: one that holds all of it, else the wider, if that
    /// holds so much that it is worth it.
    fn better(&self, right: Boxed, left: Boxed, prefers_left: bool) -> Option<Boxed> {
        let holds = |there: &Boxed| there.room >= self.title;
        let sides = if prefers_left {
            [left, right]
        } else {
            [right, left]
        };
        if let Some(whole) = sides.into_iter().find(holds) {
            return Some(whole);
        }
        let wider = if left.room > right.room { left } else { right };
        (wider.room >= self.least).then_some(wider)
    }
}

/// Packs entries into at most `most` rows. Those at the same place keep their order.
pub(super) fn pack(entries: &[Entry], most: usize) -> Vec<Placed> {
    let (places, marks) = dots::without(entries);
    let mut placed = vec![UNPLACED; entries.len()];
    put(&mut placed, places, packed(&marks, most));
    dots::add(entries, &mut placed, most);
    placed
}

/// Puts what was placed where it stands among all.
fn put(all: &mut [Placed], places: Vec<usize>, placed: Vec<Placed>) {
    for (n, at) in places.into_iter().zip(placed) {
        if let Some(place) = all.get_mut(n) {
            *place = at;
        }
    }
}

/// The same of entries that are no dots.
fn packed(entries: &[Entry], most: usize) -> Vec<Placed> {
    let mut order = fitting(entries, most);
    let first = |n: &usize| entries.get(*n).map_or(0.0, Entry::first);
    order.sort_by(|a, b| first(a).total_cmp(&first(b)));
    let mut placed = vec![UNPLACED; entries.len()];
    let mut rest = order.as_slice();
    while let Some(length) = hanging_together(entries, rest) {
        let (together, further) = rest.split_at(length);
        let together = together.iter().copied();
        let cluster = together.filter_map(|n| entries.get(n).map(|entry| (n, *entry)));
        let mut cluster: Vec<(usize, Entry)> = cluster.collect();
        cluster.sort_by(|(n, a), (m, b)| a.left.total_cmp(&b.left).then(n.cmp(m)));
        let (places, of): (Vec<usize>, Vec<Entry>) = cluster.into_iter().unzip();
        put(&mut placed, places, pack_cluster(&of, most));
        rest = further;
    }
    placed
}

/// The entries but for those whose marks alone, as they hang together, would need too many rows.
fn fitting(entries: &[Entry], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let left = |n: &usize| entries.get(*n).map_or(0.0, |entry| entry.left);
    order.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut fitting = Vec::with_capacity(order.len());
    let mut rest = order.as_slice();
    while !rest.is_empty() {
        let mut reach = f64::NEG_INFINITY;
        let of = rest.iter().filter_map(|n| entries.get(*n));
        let hanging = of.take_while(|entry| {
            let hangs = reach == f64::NEG_INFINITY || entry.left < reach;
            reach = reach.max(entry.mark_end());
            hangs
        });
        let marks: Vec<(f64, f64)> = hanging.map(|entry| entry.bare().range()).collect();
        let (part, further) = rest.split_at(marks.len().max(1));
        if overlap(&marks) <= most {
            fitting.extend_from_slice(part);
        }
        rest = further;
    }
    fitting
}

/// How many entries, from the first on, may overlap one the next, with titles on either side.
fn hanging_together(entries: &[Entry], order: &[usize]) -> Option<usize> {
    let mut end = f64::NEG_INFINITY;
    for (count, entry) in order.iter().filter_map(|n| entries.get(*n)).enumerate() {
        if count > 0 && entry.first() >= end {
            return Some(count);
        }
        end = end.max(entry.last());
    }
    (!order.is_empty()).then_some(order.len())
}

/// Entries that hang together, in order of time.
fn pack_cluster(cluster: &[Entry], most: usize) -> Vec<Placed> {
    let ranges = |boxes: &[Boxed]| -> Vec<(f64, f64)> { boxes.iter().map(Boxed::range).collect() };
    let usual: Vec<Boxed> = cluster.iter().map(Entry::as_usual).collect();
    let is_easy = overlap(&ranges(&usual)) <= COMFORTABLE.min(most);
    let order = by_rank(cluster, has_title);
    let mut boxes = if is_easy {
        usual
    } else {
        titled(cluster, &order, most)
    };
    let rows = in_rows(&ranges(&boxes));
    if !is_easy {
        widen(cluster, &order, &rows, &mut boxes);
    }
    let placed = boxes.iter().zip(rows);
    placed.map(|(there, row)| there.in_row(row)).collect()
}

/// Whether an entry has a title beside its mark.
fn has_title(entry: &Entry) -> bool {
    entry.title > 0.0
}

/// Those that are meant, the most wanted first; of equals those far from each other.
fn by_rank(cluster: &[Entry], is_meant: impl Fn(&Entry) -> bool) -> Vec<usize> {
    let rank = |n: usize| cluster.get(n).map(|entry| entry.rank);
    let is_meant = |n: &usize| cluster.get(*n).is_some_and(&is_meant);
    let mut order: Vec<usize> = (0..cluster.len()).filter(is_meant).collect();
    order.sort_by_key(|n| Reverse(rank(*n)));
    for equals in order.chunk_by_mut(|a, b| rank(*a) == rank(*b)) {
        // Van der Corput's sequence: each next one halves the widest stretch.
        let keys = (0u32..).map(u32::reverse_bits);
        let mut spread: Vec<(u32, usize)> = keys.zip(equals.iter().copied()).collect();
        spread.sort_unstable();
        for (slot, (_, n)) in equals.iter_mut().zip(spread) {
            *slot = n;
        }
    }
    order
}

/// Boxes of which no more overlap than there may be rows, with as many titles as that allows.
fn titled(cluster: &[Entry], order: &[usize], most: usize) -> Vec<Boxed> {
    let mut boxes: Vec<Boxed> = cluster.iter().map(Entry::bare).collect();
    let edges = cluster.iter().flat_map(|entry| {
        let (first, last) = (entry.first(), entry.last());
        [first, entry.left, entry.mark_end(), last]
    });
    let mut overlaps = Overlaps::new(edges.collect());
    for there in &boxes {
        overlaps.add(there.from, there.to);
    }
    for n in order {
        let (Some(entry), Some(own)) = (cluster.get(*n), boxes.get_mut(*n)) else {
            continue;
        };
        let (first, last) = (entry.first(), entry.last());
        let right = overlaps.reach_right(entry.mark_end(), last, most);
        let left = overlaps.reach_left(entry.left, first, most);
        let peak = |from, to| overlaps.most(from, to);
        let (high, low) = (peak(entry.mark_end(), last), peak(first, entry.left));
        let prefers_left = high >= COMFORTABLE && low < high;
        let (right, left) = (entry.with_right(right), entry.with_left(left));
        if let Some(better) = entry.better(right, left, prefers_left) {
            overlaps.add(better.from, entry.left);
            overlaps.add(entry.mark_end(), better.to);
            *own = better;
        }
    }
    boxes
}

/// The first row that is free for each box: in the order of their marks, if that needs no more rows
/// than in the order in which they begin.
fn in_rows(boxes: &[(f64, f64)]) -> Vec<usize> {
    let order: Vec<usize> = (0..boxes.len()).collect();
    let in_time = in_order(boxes, &order);
    let count = |rows: &[usize]| rows.iter().max().map_or(0, |row| row + 1);
    if count(&in_time) <= overlap(boxes) {
        return in_time;
    }
    let mut order = order;
    let from = |n: &usize| boxes.get(*n).map_or(0.0, |(from, _)| *from);
    order.sort_by(|a, b| from(a).total_cmp(&from(b)));
    in_order(boxes, &order)
}

fn in_order(boxes: &[(f64, f64)], order: &[usize]) -> Vec<usize> {
    let mut rows = vec![0; boxes.len()];
    let mut ends: Vec<f64> = Vec::new();
    for n in order {
        let (Some((from, to)), Some(row)) = (boxes.get(*n), rows.get_mut(*n)) else {
            continue;
        };
        *row = first_free(&mut ends, *from, *to);
    }
    rows
}

/// Gives titles that were cut or left out what their rows leave free beside them.
fn widen(cluster: &[Entry], order: &[usize], rows: &[usize], boxes: &mut [Boxed]) {
    let firsts = cluster.iter().map(Entry::first);
    let begin = firsts.fold(f64::INFINITY, f64::min);
    let lasts = cluster.iter().map(Entry::last);
    let end = lasts.fold(f64::NEG_INFINITY, f64::max);
    // Who stands in each row, in order.
    let count = rows.iter().max().map_or(0, |row| row + 1);
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut all: Vec<(usize, f64)> = boxes.iter().map(|there| there.from).enumerate().collect();
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (n, _) in all {
        if let Some(row) = rows.get(n).and_then(|row| held.get_mut(*row)) {
            row.push(n);
        }
    }
    for n in order {
        let (Some(entry), Some(own)) = (cluster.get(*n), boxes.get(*n)) else {
            continue;
        };
        if own.room >= entry.title {
            continue;
        }
        let row = rows.get(*n).and_then(|row| held.get(*row));
        let Some(at) = row.and_then(|row| row.iter().position(|m| m == n)) else {
            continue;
        };
        let beside = |at: Option<usize>| boxes.get(*row?.get(at?)?);
        let before = beside(at.checked_sub(1)).map_or(begin, |there| there.to);
        let after = beside(Some(at + 1)).map_or(end, |there| there.from);
        let (right, left) = (entry.with_right(after), entry.with_left(before));
        let better = entry.better(right, left, false);
        let better = better.filter(|there| there.room > own.room);
        if let (Some(better), Some(own)) = (better, boxes.get_mut(*n)) {
            *own = better;
        }
    }
}

#[cfg(test)]
mod tests;
