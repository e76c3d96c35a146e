//! What holds for the rows of a lane.

use super::*;
use proptest::prelude::*;

const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one =
        (0u32..4000, 0u32..200, 0u32..160, 0u8..11).prop_map(|(left, width, title, importance)| {
            Entry {
                ground: ANYWHERE,
                is_home: true,
                is_dot: false,
                left: f64::from(left) / 2.0,
                right: f64::from(left) / 2.0 + 7.0 + f64::from(width),
                title: f64::from(title),
                least: f64::from(title.min(45)),
                rank: (importance, 0, 0),
            }
        });
    prop::collection::vec(one, 0..150)
}

/// Where a mark and its title stand, and in which row.
fn covered(entry: &Entry, at: &Placed) -> (usize, f64, f64) {
    match at.side {
        Side::Right => (at.row, entry.left, entry.right + at.room),
        Side::Left => (at.row, entry.left - at.room, entry.right),
        Side::Nowhere => (at.row, entry.left, entry.right),
    }
}

fn marks(entries: &[Entry]) -> Vec<(f64, f64)> {
    entries.iter().map(|entry| entry.bare().range()).collect()
}

/// Of the boxes in a row none reaches into the next.
fn assert_apart(mut boxes: Vec<(usize, f64, f64)>) {
    boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for pair in boxes.windows(2) {
        let is_clear = pair[0].2 + AFTER_MARK <= pair[1].1 + 1e-6;
        assert!(pair[0].0 != pair[1].0 || is_clear, "{pair:?}");
    }
}

proptest! {
    #[test]
    fn nothing_overlaps(entries in entries(), most in 1usize..14) {
        let placed = pack(&entries, most);
        if overlap(&marks(&entries)) <= most {
            prop_assert!(placed.iter().all(|at| at.row != FULL));
        }
        let both = entries.iter().zip(&placed).filter(|(_, at)| at.row != FULL);
        let mut boxes = Vec::new();
        for (entry, at) in both {
            let is_cut = at.side != Side::Nowhere && at.room < entry.title;
            prop_assert!(!is_cut || at.room >= entry.least, "{entry:?} {at:?}");
            boxes.push(covered(entry, at));
        }
        prop_assert!(boxes.iter().all(|(row, ..)| *row < most));
        assert_apart(boxes);
    }

    #[test]
    fn dots_stand_three_in_a_row_and_on_nothing(entries in entries(), are_dots in prop::collection::vec(any::<bool>(), 150)) {
        let entries: Vec<Entry> = entries.iter().zip(are_dots).map(|(entry, is_dot)| {
            if !is_dot {
                return *entry;
            }
            Entry { right: entry.left + 5.0, title: 0.0, least: 0.0, is_home: false, is_dot, ..*entry }
        }).collect();
        let placed = pack(&entries, 300);
        let marks: Vec<Entry> = entries.iter().filter(|entry| !entry.is_dot).copied().collect();
        let alone = pack(&marks, 300);
        let of_marks = entries.iter().zip(&placed).filter(|(entry, _)| !entry.is_dot);
        prop_assert!(of_marks.map(|(_, at)| at).eq(&alone), "dots move no mark");
        let dots = entries.iter().zip(&placed).filter(|(entry, _)| entry.is_dot);
        for (dot, at) in dots.clone() {
            prop_assert!(at.row != FULL);
            for (other, there) in entries.iter().zip(&placed).filter(|(_, there)| there.row == at.row) {
                let (_, from, to) = covered(other, there);
                let is_clear = dot.right <= from || to <= dot.left;
                let is_beside = other.is_dot && (there.third != at.third || std::ptr::eq(other, dot));
                prop_assert!(is_clear || is_beside, "{dot:?} {other:?}");
            }
        }
        let rows: std::collections::BTreeSet<usize> = dots.map(|(_, at)| at.row).collect();
        let marks: Vec<(f64, f64)> = entries.iter().filter(|e| e.is_dot).map(|e| e.bare().range()).collect();
        let with_marks = alone.iter().map(|at| at.row + 1).max().unwrap_or(0);
        prop_assert!(rows.iter().all(|row| *row < with_marks + overlap(&marks).div_ceil(3)));
    }

    #[test]
    fn few_rows_hold_the_most_important(entries in entries(), rows in 1usize..6) {
        let placed = pack_few(&entries, rows, 60.0);
        let both = entries.iter().zip(&placed).filter(|(_, at)| at.row != FULL);
        let boxes: Vec<_> = both.map(|(entry, at)| covered(entry, at)).collect();
        prop_assert!(boxes.iter().all(|(row, ..)| *row < rows));
        assert_apart(boxes);
        let first = by_rank(&entries, |_| true).into_iter().next();
        if let Some(first) = first {
            prop_assert!(placed[first].row != FULL && placed[first].room >= entries[first].title);
        }
    }

    /// With room enough there are as many rows as boxes overlap at most, and all have titles.
    #[test]
    fn rows_are_as_few_as_can_be(entries in entries()) {
        let entries: Vec<Entry> = entries
            .iter()
            .map(|e| Entry { left: e.left * 30.0, right: e.left * 30.0 + 9.0, title: e.title.max(1.0), ..*e })
            .collect();
        let usual: Vec<(f64, f64)> = entries.iter().map(|e| e.as_usual().range()).collect();
        let overlap = overlap(&usual);
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

/// A point with a title.
fn point(left: f64, title: f64) -> Entry {
    Entry {
        left,
        right: left + 9.0,
        title,
        least: 45.0,
        rank: (3, 0, 0),
        ground: ANYWHERE,
        is_home: true,
        is_dot: false,
    }
}

/// Where some are left out, words about them find room at an end of a row.
#[test]
fn few_rows_keep_room_to_say_what_is_left_out() {
    let within = |n: u32| Entry {
        ground: (0.0, 400.0),
        ..point(f64::from(n) * 7.0, 120.0)
    };
    let entries: Vec<Entry> = (0..58).map(within).collect();
    for rows in 1..5 {
        let placed = pack_few(&entries, rows, 60.0);
        let both = || entries.iter().zip(&placed).filter(|(_, at)| at.row != FULL);
        assert!(both().count() < entries.len());
        let is_free = |row: usize| {
            let here = both().filter(|(_, at)| at.row == row);
            let boxes = here.map(|(entry, at)| covered(entry, at));
            let (from, to) = boxes.fold((400.0f64, 0.0f64), |(from, to), (_, left, right)| {
                (from.min(left), to.max(right))
            });
            from >= 60.0 || to <= 340.0
        };
        let all: Vec<_> = both().map(|(entry, at)| covered(entry, at)).collect();
        assert!((0..rows).any(is_free), "{rows}: {all:?}");
    }
}

#[test]
fn equal_places_keep_their_order() {
    let rows: Vec<usize> = pack(&[point(5.0, 80.0); 4], 12)
        .iter()
        .map(|p| p.row)
        .collect();
    assert_eq!(rows, [0, 1, 2, 3]);
}

#[test]
fn on_a_dense_day_titles_stand_on_both_sides_and_the_earlier_higher() {
    for (apart, rows) in [
        (3.0, [0, 1, 2, 3, 4, 0, 1, 2, 3]),
        (20.0, [0, 1, 1, 2, 2, 3, 3, 4, 4]),
    ] {
        let day = (0..9).map(|n| point(200.0 + apart * f64::from(n), 150.0));
        let placed = pack(&day.collect::<Vec<Entry>>(), 12);
        let found: Vec<usize> = placed.iter().map(|at| at.row).collect();
        assert_eq!(found, rows);
        let has = |side| placed.iter().any(|at| at.side == side);
        assert!(has(Side::Left) && has(Side::Right));
        assert!(placed.iter().all(|at| at.room == 150.0));
    }
}

#[test]
fn the_important_have_titles_first_and_equals_are_spread() {
    let mut entries: Vec<Entry> = (0..64).map(|n| point(20.0 * f64::from(n), 160.0)).collect();
    entries[30].rank = (5, 0, 0);
    entries[31].rank = (3, 2, 0);
    entries[32].rank = (3, 0, 86_400);
    let placed = pack(&entries, 3);
    for at in &placed[30..33] {
        assert!(at.room == 160.0, "{at:?}");
    }
    for quarter in placed.chunks(16) {
        let whole = quarter.iter().filter(|at| at.room == 160.0);
        assert!(whole.count() >= 2, "{quarter:?}");
    }
    assert!(placed.iter().all(|at| at.row < 3));
}

#[test]
fn a_title_is_cut_rather_than_left_out() {
    let entries = [-130.0, 0.0, 150.0, 290.0].map(|left| point(left, 300.0));
    let placed = pack(&entries, 1);
    let titled = placed.iter().filter(|at| at.room >= 45.0);
    assert_eq!(titled.count(), 4, "{placed:?}");
    assert!(placed.iter().any(|at| at.room < 300.0));
}

#[test]
fn titles_stay_on_the_ground() {
    let on = |left: f64, title: f64| Entry {
        ground: (0.0, 400.0),
        ..point(left, title)
    };
    let placed = pack(&[on(20.0, 150.0), on(200.0, 150.0), on(380.0, 150.0)], 4);
    let sides: Vec<Side> = placed.iter().map(|at| at.side).collect();
    assert_eq!(sides, [Side::Right, Side::Right, Side::Left]);
    // Where no side holds all of a title, it is cut on the wider one.
    let placed = pack(&[on(250.0, 300.0)], 4);
    assert_eq!((placed[0].side, placed[0].room), (Side::Left, 250.0));
    // On a dense day too.
    let day: Vec<Entry> = (0..12)
        .map(|n| on(20.0 + 2.0 * f64::from(n), 120.0))
        .collect();
    assert!(pack(&day, 12).iter().all(|at| at.side == Side::Right));
}

#[test]
fn too_many_marks_find_no_row() {
    let entries: Vec<Entry> = (0..8).map(|n| point(500.0 + f64::from(n), 80.0)).collect();
    assert!(
        pack(&entries, 8)
            .iter()
            .all(|p| p.row < 8 && p.side != Side::Nowhere)
    );
    assert!(pack(&entries, 7).iter().all(|p| p.row == FULL));
}
