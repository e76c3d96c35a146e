//! What stands in fewer rows than a lane would need: marks with their titles by rank, whole rather
//! than cut, then marks alone. The rest is left out.

use super::{
    AFTER_MARK, AFTER_TITLE, Boxed, Entry, FULL, Placed, Side, UNPLACED, by_rank, has_title,
    in_rows, widen,
};

/// What is held of a row: from, to.
type Row = Vec<(f64, f64)>;

/// The free stretch of a row round a mark; none if the mark has no room.
fn around(row: &[(f64, f64)], mark: (f64, f64)) -> Option<(f64, f64)> {
    let mut free = (f64::NEG_INFINITY, f64::INFINITY);
    for (from, to) in row {
        if *to <= mark.0 {
            free.0 = free.0.max(*to);
        } else if *from >= mark.1 {
            free.1 = free.1.min(*from);
        } else {
            return None;
        }
    }
    Some(free)
}

/// Packs what finds room into `rows` rows; the others have the row [`FULL`]. Where some are left out,
/// so much of a row's end stays free to say how many they are.
pub(in super::super) fn pack_few(entries: &[Entry], rows: usize, to_say: f64) -> Vec<Placed> {
    let all = packed(entries, rows, None);
    let (from, to) = entries.first().map_or((0.0, 0.0), |entry| entry.ground);
    // The free ground at both ends of each row.
    let mut free = vec![(to, from); rows];
    for (entry, at) in entries.iter().zip(&all) {
        let (left, right) = match at.side {
            Side::Left => (entry.left - at.room, entry.right),
            Side::Right | Side::Nowhere => (entry.left, entry.right + at.room),
        };
        if let Some(free) = free.get_mut(at.row) {
            *free = (free.0.min(left), free.1.max(right));
        }
    }
    let has_room = |(left, right): &(f64, f64)| left - from >= to_say || to - right >= to_say;
    if free.iter().any(has_room) || all.iter().all(|at| at.row != FULL) {
        return all;
    }
    let kept = (to - to_say + AFTER_MARK, to + AFTER_TITLE);
    packed(entries, rows, Some(kept))
}

fn packed(entries: &[Entry], rows: usize, kept: Option<(f64, f64)>) -> Vec<Placed> {
    let mut held = vec![Row::new(); rows];
    if let (Some(kept), Some(last)) = (kept, held.last_mut()) {
        last.push(kept);
    }
    let mut boxes: Vec<(usize, Boxed)> = Vec::new();
    let mut bare = Vec::new();
    for n in &by_rank(entries, |entry| entry.is_home) {
        let Some(entry) = entries.get(*n) else {
            continue;
        };
        match best(entry, &held) {
            Some((row, there)) => {
                take(&mut held, row, there);
                boxes.push((*n, there));
            }
            None => bare.push(*n),
        }
    }
    // What has its title in another lane comes last.
    let is_elsewhere = |n: &usize| entries.get(*n).is_some_and(|entry| !entry.is_home);
    let elsewhere = (0..entries.len()).filter(is_elsewhere);
    for n in bare.into_iter().chain(elsewhere) {
        let Some(there) = entries.get(n).map(Entry::bare) else {
            continue;
        };
        let is_free = |row: &Row| around(row, there.range()).is_some();
        if let Some(row) = held.iter().position(is_free) {
            take(&mut held, row, there);
            boxes.push((n, there));
        }
    }
    in_time(entries, boxes, kept)
}

fn take(held: &mut [Row], row: usize, there: Boxed) {
    if let Some(row) = held.get_mut(row) {
        row.push(there.range());
    }
}

/// The first row that holds a mark with all of its title, else the one that holds most of it; none
/// if that is too little.
fn best(entry: &Entry, held: &[Row]) -> Option<(usize, Boxed)> {
    let mut widest: Option<(usize, Boxed)> = None;
    for (n, row) in held.iter().enumerate() {
        let Some((from, to)) = around(row, entry.bare().range()) else {
            continue;
        };
        if entry.title <= 0.0 {
            return Some((n, entry.bare()));
        }
        let better = entry.better(entry.with_right(to), entry.with_left(from), false);
        match better {
            Some(there) if there.room >= entry.title => return Some((n, there)),
            Some(there) if widest.is_none_or(|(_, widest)| there.room > widest.room) => {
                widest = Some((n, there));
            }
            _ => {}
        }
    }
    widest
}

/// Gives boxes their rows anew, the earlier the higher, and those that were cut what their rows leave
/// free.
fn in_time(
    entries: &[Entry],
    mut boxes: Vec<(usize, Boxed)>,
    kept: Option<(f64, f64)>,
) -> Vec<Placed> {
    let left = |n: &usize| entries.get(*n).map_or(0.0, |entry| entry.left);
    boxes.sort_by(|(n, _), (m, _)| left(n).total_cmp(&left(m)).then(n.cmp(m)));
    let of = boxes.iter().filter_map(|(n, _)| entries.get(*n));
    let mut cluster: Vec<Entry> = of.copied().collect();
    let mut places: Vec<Boxed> = boxes.iter().map(|(_, there)| *there).collect();
    if let Some((from, to)) = kept {
        places.push(Boxed {
            from,
            to,
            side: Side::Nowhere,
            room: 0.0,
        });
        cluster.push(Entry {
            left: from,
            right: to,
            title: 0.0,
            least: 0.0,
            rank: (0, 0, 0),
            ground: (from, to),
            is_home: false,
            is_dot: false,
        });
    }
    let ranges: Vec<(f64, f64)> = places.iter().map(Boxed::range).collect();
    let rows = in_rows(&ranges);
    widen(&cluster, &by_rank(&cluster, has_title), &rows, &mut places);
    let mut placed = vec![UNPLACED; entries.len()];
    for (((n, _), there), row) in boxes.iter().zip(places).zip(rows) {
        if let Some(placed) = placed.get_mut(*n) {
            *placed = there.in_row(row);
        }
    }
    placed
}
