//! The rows of a lane: interval partitioning of boxes, each a mark with its title.
//!
//! Each box takes the lowest row that is free where it begins, so that rows are as few as the
//! boxes overlap at most (Kleinberg and Tardos, "Algorithm Design", 4.1). A row is a matter of the
//! boxes that hang together alone: past a gap packing begins anew, so what comes into the picture
//! elsewhere moves nothing.
//!
//! Where titles would need too many rows, they stand also at the left, then only the more
//! important have one, then none; those left out get theirs back where there is room.

/// What is packed. Places are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    /// Where the mark begins.
    pub(super) left: f64,
    /// Where it ends.
    pub(super) right: f64,
    /// The title's width with its gap to the mark; 0 where it stands in the mark.
    pub(super) title: f64,
    /// The higher, the sooner it has a title.
    pub(super) priority: u8,
    /// Whether its title can stand at its left alone: at its right the page ends.
    pub(super) at_left: bool,
}

impl Entry {
    /// Where it begins with its title.
    fn begin(&self) -> f64 {
        self.left - if self.at_left { self.title } else { 0.0 }
    }

    /// Where it ends with its title and the ground after it.
    fn end(&self) -> f64 {
        let title = if self.at_left { 0.0 } else { self.title };
        self.right + title + AFTER_TITLE
    }
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
    /// The opposite one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Right => Self::Left,
            Self::Left => Self::Right,
            Self::Nowhere => Self::Nowhere,
        }
    }
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The row, from the top; [`FULL`] where there would have to be too many.
    pub(super) row: usize,
    /// Where its title stands.
    pub(super) side: Side,
}

/// No row: the lane has too many events here to tell them apart.
pub(super) const FULL: usize = usize::MAX;
/// While there are no more rows than this, every title stands at the right.
const COMFORTABLE: usize = 5;
/// Between a title and the next mark.
const AFTER_TITLE: f64 = 9.0;
/// Between two marks.
const AFTER_MARK: f64 = 2.0;

const UNPLACED: Placed = Placed {
    row: FULL,
    side: Side::Nowhere,
};

/// Packs entries into at most `most` rows. Those that begin at the same place keep their order.
pub(super) fn pack(entries: &[Entry], most: usize) -> Vec<Placed> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let begin = |n: &usize| entries.get(*n).map_or(0.0, Entry::begin);
    order.sort_by(|a, b| begin(a).total_cmp(&begin(b)));
    let mut placed = vec![UNPLACED; entries.len()];
    let mut rest = order.as_slice();
    while let Some(length) = hanging_together(entries, rest) {
        let (cluster, further) = rest.split_at(length);
        let cluster: Vec<(usize, Entry)> = cluster
            .iter()
            .filter_map(|n| entries.get(*n).map(|e| (*n, *e)))
            .collect();
        for ((n, _), at) in cluster.iter().zip(pack_cluster(&cluster, most)) {
            if let Some(place) = placed.get_mut(*n) {
                *place = at;
            }
        }
        rest = further;
    }
    placed
}

/// How many entries, from the first on, overlap one the next, with their titles at the right.
fn hanging_together(entries: &[Entry], order: &[usize]) -> Option<usize> {
    let mut end = f64::NEG_INFINITY;
    for (count, entry) in order.iter().filter_map(|n| entries.get(*n)).enumerate() {
        if count > 0 && entry.begin() >= end {
            return Some(count);
        }
        end = end.max(entry.end());
    }
    (!order.is_empty()).then_some(order.len())
}

fn pack_cluster(cluster: &[(usize, Entry)], most: usize) -> Vec<Placed> {
    let comfortable = COMFORTABLE.min(most);
    let mut priorities: Vec<u8> = cluster.iter().map(|(_, e)| e.priority).collect();
    priorities.sort_unstable();
    priorities.dedup();
    let all = priorities.first().copied().unwrap_or(0);
    let attempts = std::iter::once((all, false, comfortable))
        .chain(std::iter::once((all, true, comfortable.max(most * 2 / 3))))
        .chain(priorities.into_iter().map(|p| (p, true, most)));
    let end = cluster
        .iter()
        .map(|(_, e)| e.right + e.title)
        .fold(f64::NEG_INFINITY, f64::max);
    for (least, both_sides, most) in attempts {
        if let Some(mut placed) = attempt(cluster, least, both_sides, most) {
            if least > all {
                give_back(cluster, &mut placed, end);
            }
            return placed;
        }
    }
    pack_marks(cluster, most, end)
}

/// Packs the marks alone. Where even they are too many, only those that hang together are left
/// out.
fn pack_marks(cluster: &[(usize, Entry)], most: usize, end: f64) -> Vec<Placed> {
    let mut packed = Vec::with_capacity(cluster.len());
    let mut rest = cluster;
    while let Some((_, first)) = rest.first() {
        let mut reach = first.right + AFTER_MARK;
        let hanging = rest.iter().take_while(|(_, e)| {
            let hangs = e.begin() < reach || e.begin() <= first.begin();
            reach = reach.max(e.right + AFTER_MARK);
            hangs
        });
        let (part, further) = rest.split_at(hanging.count());
        let end = further
            .first()
            .map_or(end, |(_, next)| next.begin() - AFTER_TITLE);
        match attempt(part, u8::MAX, false, most) {
            Some(mut placed) => {
                give_back(part, &mut placed, end);
                packed.append(&mut placed);
            }
            None => packed.extend(std::iter::repeat_n(UNPLACED, part.len())),
        }
        rest = further;
    }
    packed
}

/// Packs with titles for those that are important enough.
fn attempt(
    cluster: &[(usize, Entry)],
    least: u8,
    both_sides: bool,
    most: usize,
) -> Option<Vec<Placed>> {
    let begin = cluster.first()?.1.begin();
    let mut ends: Vec<f64> = Vec::with_capacity(most);
    let mut placed = Vec::with_capacity(cluster.len());
    for (_, entry) in cluster {
        let titled = entry.title > 0.0 && entry.priority >= least;
        let lowest = |from: f64| {
            ends.iter()
                .position(|end| *end <= from)
                .unwrap_or(ends.len())
        };
        let row = lowest(entry.left);
        let left_of = entry.left - entry.title;
        let left_row = (both_sides && titled && left_of >= begin).then(|| lowest(left_of));
        let (row, side, end) = match left_row {
            _ if titled && entry.at_left => (lowest(left_of), Side::Left, entry.right + AFTER_MARK),
            Some(better) if better < row => (better, Side::Left, entry.right + AFTER_MARK),
            _ if titled => (row, Side::Right, entry.right + entry.title + AFTER_TITLE),
            _ if entry.title > 0.0 => (row, Side::Nowhere, entry.right + AFTER_MARK),
            _ => (row, Side::Right, entry.right + AFTER_MARK),
        };
        if row >= most {
            return None;
        }
        match ends.get_mut(row) {
            Some(known) => *known = end,
            None => ends.push(end),
        }
        placed.push(Placed { row, side });
    }
    Some(placed)
}

/// Gives titles back where there is room for them before `end`, to the more important first.
fn give_back(cluster: &[(usize, Entry)], placed: &mut [Placed], end: f64) {
    let begin = cluster.first().map_or(0.0, |(_, e)| e.begin());
    // What each row holds: from, to, and who.
    let rows = placed.iter().map(|p| p.row + 1).max().unwrap_or(0);
    let mut held: Vec<Vec<(f64, f64, usize)>> = vec![Vec::new(); rows];
    for (n, ((_, entry), at)) in cluster.iter().zip(placed.iter()).enumerate() {
        if let Some(row) = held.get_mut(at.row) {
            row.push(covered(entry, at.side, n));
        }
    }
    let mut untitled: Vec<(usize, &Entry, usize)> = cluster
        .iter()
        .zip(placed.iter())
        .enumerate()
        .filter(|(_, (_, at))| at.side == Side::Nowhere)
        .map(|(n, ((_, entry), at))| (n, entry, at.row))
        .collect();
    untitled.sort_by_key(|(_, entry, _)| std::cmp::Reverse(entry.priority));
    for (n, entry, row) in untitled {
        let Some(row) = held.get_mut(row) else {
            continue;
        };
        let Some(at) = row.iter().position(|(_, _, who)| *who == n) else {
            continue;
        };
        let next = row.get(at + 1).map_or(end + AFTER_TITLE, |held| held.0);
        let before = at.checked_sub(1).and_then(|p| row.get(p));
        let before = before.map_or(begin, |held| held.1 + AFTER_TITLE);
        let side = if !entry.at_left && entry.right + entry.title + AFTER_TITLE <= next {
            Side::Right
        } else if before <= entry.left - entry.title {
            Side::Left
        } else {
            continue;
        };
        if let (Some(held), Some(at)) = (row.get_mut(at), placed.get_mut(n)) {
            *held = covered(entry, side, n);
            at.side = side;
        }
    }
}

fn covered(entry: &Entry, side: Side, who: usize) -> (f64, f64, usize) {
    match side {
        Side::Right => (entry.left, entry.right + entry.title, who),
        Side::Left => (entry.left - entry.title, entry.right, who),
        Side::Nowhere => (entry.left, entry.right, who),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let one = (0u32..4000, 0u32..200, 0u32..160, 0u8..11, any::<bool>()).prop_map(
            |(left, width, title, priority, at_left)| Entry {
                at_left,
                left: f64::from(left) / 2.0,
                right: f64::from(left) / 2.0 + 7.0 + f64::from(width),
                title: f64::from(title),
                priority,
            },
        );
        prop::collection::vec(one, 0..150)
    }

    proptest! {
        #[test]
        fn nothing_overlaps(entries in entries(), most in 1usize..14) {
            let placed = pack(&entries, most);
            let mut boxes: Vec<(usize, f64, f64)> = entries
                .iter()
                .zip(&placed)
                .filter(|(_, at)| at.row != FULL)
                .map(|(entry, at)| {
                    let (from, to, _) = covered(entry, at.side, 0);
                    (at.row, from, to)
                })
                .collect();
            prop_assert!(boxes.iter().all(|(row, ..)| *row < most));
            boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            for pair in boxes.windows(2) {
                prop_assert!(pair[0].0 != pair[1].0 || pair[0].2 < pair[1].1, "{pair:?}");
            }
        }

        /// With room enough there are as many rows as boxes overlap at most, and all have titles.
        #[test]
        fn rows_are_as_few_as_can_be(entries in entries()) {
            let entries: Vec<Entry> = entries
                .iter()
                .map(|e| Entry { left: e.left * 30.0, right: e.left * 30.0 + 9.0, title: e.title.max(1.0), at_left: false, ..*e })
                .collect();
            let full = |e: &Entry| e.right + e.title + AFTER_TITLE;
            let overlap = entries
                .iter()
                .map(|a| entries.iter().filter(|b| b.left <= a.left && a.left < full(b)).count())
                .max()
                .unwrap_or(0);
            prop_assume!(overlap <= COMFORTABLE);
            let placed = pack(&entries, 12);
            prop_assert_eq!(placed.iter().map(|p| p.row + 1).max().unwrap_or(0), overlap);
            prop_assert!(placed.iter().all(|p| p.side == Side::Right));
        }

        /// What lies past a gap has no say.
        #[test]
        fn what_is_far_off_moves_nothing(near in entries(), far in entries()) {
            let alone = pack(&near, 12);
            let moved = far.iter().map(|e| Entry { left: e.left + 5000.0, right: e.right + 5000.0, ..*e });
            let both: Vec<Entry> = near.iter().copied().chain(moved).collect();
            prop_assert_eq!(&alone[..], &pack(&both, 12)[..near.len()]);
        }
    }

    #[test]
    fn equal_places_keep_their_order() {
        let entry = Entry {
            left: 5.0,
            right: 14.0,
            title: 80.0,
            priority: 3,
            at_left: false,
        };
        let rows: Vec<usize> = pack(&[entry; 4], 12).iter().map(|p| p.row).collect();
        assert_eq!(rows, [0, 1, 2, 3]);
    }

    #[test]
    fn the_important_keep_their_titles_longest() {
        let entry = |n: u8| Entry {
            left: 500.0 + f64::from(n),
            right: 509.0 + f64::from(n),
            title: 80.0,
            priority: n % 3,
            at_left: false,
        };
        let entries: Vec<Entry> = (0..8).map(entry).collect();
        let placed = pack(&entries, 8);
        for (entry, at) in entries.iter().zip(&placed) {
            assert!(at.row < 8);
            assert!(at.side == Side::Right || entry.priority < 2, "{placed:?}");
        }
        assert!(pack(&entries, 7).iter().all(|p| p.row == FULL));
    }
}
