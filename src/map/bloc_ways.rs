//! The ways of the arrows between blocs: straight between the nearest sides of two plates, those of
//! two blocs side by side, and bent round the plate of a third.

use super::arrange::crosses;
use super::bloc_places::{Item, in_order};
use super::blocs::Arrow;
use super::curve::Curve;
use super::widths::Widths;
use crate::analysis::Sign;
use crate::scene::{Pos2, Rect, Vec2, pos2};
use std::collections::BTreeMap;

/// The ground between two arrows side by side.
const APART: f32 = 4.0;
/// The ground between a plate and the ends of its arrows.
const OFF: f32 = 4.0;
/// The ground between two bundles at one side of a plate.
const BUNDLES_APART: f32 = 10.0;
/// No arrow ends so near to the corner of a plate.
const CORNER: f32 = 10.0;
/// A shorter arrow could not be seen.
const SHORTEST: f32 = 6.0;
/// The ground between an arrow and a plate that it passes.
const CLEAR: f32 = 5.0;
/// How far the middle of a way is bent aside, the least first.
const BENDS: [f32; 17] = [
    0.0, 20.0, -20.0, 40.0, -40.0, 64.0, -64.0, 92.0, -92.0, 124.0, -124.0, 160.0, -160.0, 200.0,
    -200.0, 250.0, -250.0,
];

/// An arrow on the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    /// From its start, or the tip of the head there, to the tip of its head.
    pub curve: Curve,
    pub width: f32,
    /// Where the barbs of its heads are: on both sides (0), or only on the left (−1) or the right (1),
    /// as one looks along.
    pub side: f32,
}

/// All arrows between two blocs.
struct Bundle {
    /// Their plates, the earlier first.
    plates: (usize, usize),
    /// From left to right, as one looks from the first to the second.
    arrows: Vec<usize>,
    /// Of all, with the ground between them.
    width: f32,
    from: End,
    to: End,
}

/// Where a bundle leaves a plate.
#[derive(Clone, Copy)]
struct End {
    at: Pos2,
    side: Side,
}

impl End {
    /// Where along its side it is.
    fn along(&mut self) -> &mut f32 {
        if self.side.is_upright() {
            &mut self.at.y
        } else {
            &mut self.at.x
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    fn is_upright(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// The way of each arrow; none where two plates stand too close.
pub(super) fn runs(
    arrows: &[Arrow],
    widths: &Widths,
    plates: &[Rect],
    panel: Rect,
) -> Vec<Option<Run>> {
    let mut bundles = bundles(arrows, widths, plates);
    spread(&mut bundles, plates);
    let mut runs = vec![None; arrows.len()];
    for bundle in &bundles {
        let way = way(bundle, plates, panel);
        if way.length() < SHORTEST {
            continue;
        }
        let mut aside = -bundle.width / 2.0;
        let last = bundle.arrows.len() - 1;
        for (place, n) in bundle.arrows.iter().enumerate() {
            let (Some(arrow), Some(run)) = (arrows.get(*n), runs.get_mut(*n)) else {
                continue;
            };
            let width = widths.width(arrow.strand.strength);
            let own = meeting(way.beside(aside + width / 2.0), bundle, plates);
            aside += width + APART;
            // Barbs point outward, where several run side by side.
            let outward = match place {
                _ if last == 0 => 0.0,
                0 => -1.0,
                place if place == last => 1.0,
                _ => 0.0,
            };
            let is_back = arrow.ends.0 != bundle.plates.0;
            *run = Some(Run {
                curve: if is_back { own.turned_round() } else { own },
                width,
                side: if is_back { -outward } else { outward },
            });
        }
    }
    runs
}

fn bundles(arrows: &[Arrow], widths: &Widths, plates: &[Rect]) -> Vec<Bundle> {
    let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (n, arrow) in arrows.iter().enumerate() {
        let (from, to) = arrow.ends;
        let pair = pairs.entry((from.min(to), from.max(to)));
        pair.or_default().push(n);
    }
    let bundle = |((a, b), mut own): ((usize, usize), Vec<usize>)| {
        own.sort_by_key(|n| arrows.get(*n).map(|arrow| rank(arrow, a)));
        let each = own.iter().filter_map(|n| arrows.get(*n));
        let each = each.map(|arrow| widths.width(arrow.strand.strength) + APART);
        let width = each.sum::<f32>() - APART;
        let (from, to) = ends(*plates.get(a)?, *plates.get(b)?, width);
        Some(Bundle {
            plates: (a, b),
            arrows: own,
            width,
            from,
            to,
        })
    };
    pairs.into_iter().filter_map(bundle).collect()
}

/// Where an arrow runs beside the others from `first`: what is hostile on the outer sides.
fn rank(arrow: &Arrow, first: usize) -> (u8, u8) {
    let sign = match arrow.strand.side {
        Some(Sign::Hostile) | None => 0,
        Some(Sign::Neutral) => 1,
        Some(Sign::Friendly) => 2,
    };
    match (arrow.is_mutual, arrow.ends.0 == first) {
        (true, _) => (1, sign),
        (false, true) => (0, sign),
        (false, false) => (2, 2 - sign),
    }
}

/// Where a bundle of a width leaves two plates: straight across where they face each other, else on
/// the line between their middles.
fn ends(a: Rect, b: Rect, width: f32) -> (End, End) {
    let common = a.intersect(b);
    let Pos2 { x, y } = common.center();
    let end = |x: f32, y: f32, side: Side| End {
        at: pos2(x, y),
        side,
    };
    // Where the first stands over the other, or before it.
    let facing = |a: Rect, b: Rect| {
        if common.width() >= width + 2.0 * CORNER && a.bottom() <= b.top() {
            let low = end(x, a.bottom() + OFF, Side::Bottom);
            Some((low, end(x, b.top() - OFF, Side::Top)))
        } else if common.height() >= width + 2.0 * CORNER && a.right() <= b.left() {
            let right = end(a.right() + OFF, y, Side::Right);
            Some((right, end(b.left() - OFF, y, Side::Left)))
        } else {
            None
        }
    };
    let turned = || facing(b, a).map(|(of_b, of_a)| (of_a, of_b));
    let straight = facing(a, b).or_else(turned);
    straight.unwrap_or_else(|| (leaving(a, b.center()), leaving(b, a.center())))
}

/// Where the line from the middle of a plate to a point leaves it.
fn leaving(plate: Rect, to: Pos2) -> End {
    let half = plate.size() / 2.0 + Vec2::splat(OFF);
    let way = to - plate.center();
    let x = half.x / way.x.abs().max(1e-6);
    let y = half.y / way.y.abs().max(1e-6);
    let side = match (x < y, way.x < 0.0, way.y < 0.0) {
        (true, true, _) => Side::Left,
        (true, false, _) => Side::Right,
        (false, _, true) => Side::Top,
        (false, _, false) => Side::Bottom,
    };
    End {
        at: plate.center() + way * x.min(y),
        side,
    }
}

/// Bundles that leave a plate at one side do so at places of their own.
fn spread(bundles: &mut [Bundle], plates: &[Rect]) {
    /// Where along the side an end stands, the bundle, and whether it is its first end.
    type Ends = Vec<(f32, usize, bool)>;
    let mut all: BTreeMap<(usize, Side), Ends> = BTreeMap::new();
    for (n, bundle) in bundles.iter().enumerate() {
        for (plate, mut end, is_first) in [
            (bundle.plates.0, bundle.from, true),
            (bundle.plates.1, bundle.to, false),
        ] {
            let ends = all.entry((plate, end.side)).or_default();
            ends.push((*end.along(), n, is_first));
        }
    }
    for ((plate, side), mut ends) in all {
        let Some(plate) = plates.get(plate).map(|plate| plate.shrink(CORNER)) else {
            continue;
        };
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let width = |n: usize| bundles.get(n).map_or(0.0, |bundle| bundle.width);
        let items = ends.iter().map(|(along, n, _)| Item {
            wanted: *along,
            length: width(*n),
        });
        let items: Vec<Item> = items.collect();
        let range = if side.is_upright() {
            (plate.top(), plate.bottom())
        } else {
            (plate.left(), plate.right())
        };
        let Some(placed) = in_order(&items, BUNDLES_APART, range, &|_, _| true) else {
            continue;
        };
        for ((_, n, is_first), along) in ends.into_iter().zip(placed) {
            match bundles.get_mut(n) {
                Some(bundle) if is_first => *bundle.from.along() = along,
                Some(bundle) => *bundle.to.along() = along,
                None => {}
            }
        }
    }
}

/// The middle of a bundle: as straight as the plates of others let it be.
fn way(bundle: &Bundle, plates: &[Rect], panel: Rect) -> Curve {
    let (from, to) = (bundle.from.at, bundle.to.at);
    let mut best = Curve::bent(from, to, 0.0);
    let mut least = f32::INFINITY;
    for bend in BENDS {
        let curve = Curve::bent(from, to, bend);
        let cost = bend.abs() + price(&curve, bundle, plates, panel);
        if cost < least {
            (best, least) = (curve, cost);
        }
    }
    best
}

/// Beside the middle of a slanting bundle an arrow would end before the side of a plate, or behind it: it is
/// drawn out, or cut off, to where it meets that.
fn meeting(curve: Curve, bundle: &Bundle, plates: &[Rect]) -> Curve {
    /// A way that is nearer to the direction of a side meets it nowhere near.
    const LEVEL: f32 = 0.2;
    let onto = |at: Pos2, way: Vec2, end: End, plate: usize| {
        let is_upright = end.side.is_upright();
        let off = end.at - at;
        let (off, across) = if is_upright {
            (off.x, way.x)
        } else {
            (off.y, way.y)
        };
        if across.abs() < LEVEL {
            return at;
        }
        let met = at + way * (off / across);
        let Some(plate) = plates.get(plate).map(|plate| plate.shrink(CORNER / 2.0)) else {
            return met;
        };
        // Past a corner it would point at nothing.
        if is_upright {
            pos2(met.x, met.y.clamp(plate.top(), plate.bottom()))
        } else {
            pos2(met.x.clamp(plate.left(), plate.right()), met.y)
        }
    };
    let (first, last) = (curve.direction(0.0), curve.direction(1.0));
    Curve {
        from: onto(curve.from, first, bundle.from, bundle.plates.0),
        to: onto(curve.to, last, bundle.to, bundle.plates.1),
        ..curve
    }
}

/// What it costs that a way runs over plates, or off the panel: more than any bend.
fn price(curve: &Curve, bundle: &Bundle, plates: &[Rect], panel: Rect) -> f32 {
    let half = bundle.width / 2.0 + CLEAR;
    let mut cost = 0.0;
    for (n, plate) in plates.iter().enumerate() {
        let is_own = n == bundle.plates.0 || n == bundle.plates.1;
        let (part, ground, price) = if is_own {
            (curve.part(0.06, 0.94), plate.expand(1.0), 40.0)
        } else {
            (*curve, plate.expand(half), 60.0)
        };
        let over = part.steps();
        let over = over.filter(|(from, to)| crosses(ground, *from, *to));
        match over.count() {
            0 => {}
            over => cost += 400.0 + price * over as f32,
        }
    }
    let inside = panel.shrink(half);
    let off = curve.points().filter(|point| !inside.contains(*point));
    // What runs off the panel cannot be followed.
    match off.count() {
        0 => cost,
        off => cost + (5000.0 + 30.0 * off as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Strand;
    use crate::dataset::{Certainty, Status};
    use crate::scene::{self, Key, vec2};

    fn arrow(ends: (usize, usize), side: Sign, is_mutual: bool) -> Arrow {
        Arrow {
            key: Key::Bloc(scene::End::Bloc(0), scene::End::Bloc(1)),
            is_mutual,
            strand: Strand {
                side: Some(side),
                weight: 3,
                strength: 3.0,
                tone: Some(-3.0),
                status: Status::Happened,
                certainty: Certainty::Single,
            },
            words: String::new(),
            ends,
            ties: Vec::new(),
        }
    }

    fn drawn(arrows: &[Arrow], plates: &[Rect]) -> Vec<Run> {
        let panel = Rect::from_min_size(Pos2::ZERO, vec2(900.0, 400.0));
        let runs = runs(arrows, &Widths::default(), plates, panel);
        runs.into_iter().map(Option::unwrap).collect()
    }

    fn plate(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(160.0, 90.0))
    }

    #[test]
    fn arrows_of_two_blocs_run_side_by_side_with_their_barbs_outward() {
        let plates = [plate(20.0, 20.0), plate(600.0, 40.0)];
        let arrows = [
            arrow((0, 1), Sign::Hostile, false),
            arrow((0, 1), Sign::Friendly, true),
            arrow((1, 0), Sign::Hostile, false),
        ];
        let runs = drawn(&arrows, &plates);
        for (run, (from, to)) in runs
            .iter()
            .zip([(184.0, 596.0), (184.0, 596.0), (596.0, 184.0)])
        {
            assert_eq!((run.curve.from.x, run.curve.to.x), (from, to));
            assert_eq!(run.curve.from.y, run.curve.to.y, "straight across");
        }
        // The first is uppermost, so on the left of who goes right; the last goes left.
        assert!(runs[0].curve.from.y < runs[1].curve.from.y);
        assert!(runs[1].curve.from.y < runs[2].curve.from.y);
        assert_eq!(
            runs.iter().map(|r| r.side).collect::<Vec<_>>(),
            [-1.0, 0.0, -1.0]
        );
        let gap = runs[1].curve.from.y - runs[0].curve.from.y - runs[0].width;
        assert!((gap - APART).abs() < 0.01, "{gap}");
    }

    #[test]
    fn each_of_a_slanting_bundle_ends_at_the_sides_of_its_plates() {
        let plates = [plate(20.0, 20.0), plate(700.0, 290.0)];
        let arrows = [
            arrow((0, 1), Sign::Hostile, false),
            arrow((0, 1), Sign::Neutral, false),
            arrow((0, 1), Sign::Friendly, true),
            arrow((1, 0), Sign::Hostile, false),
        ];
        for run in drawn(&arrows, &plates) {
            for end in [run.curve.from, run.curve.to] {
                let off = plates.map(|plate| plate.distance_to_pos(end));
                let nearest = off[0].min(off[1]);
                assert!((nearest - OFF).abs() < 0.1, "{end} is {nearest} off");
            }
        }
    }

    #[test]
    fn an_arrow_is_bent_round_a_third_plate() {
        let plates = [plate(20.0, 150.0), plate(700.0, 150.0), plate(350.0, 160.0)];
        let runs = drawn(&[arrow((0, 1), Sign::Hostile, false)], &plates);
        let points: Vec<Pos2> = runs[0].curve.points().collect();
        for pair in points.windows(2) {
            assert!(
                !crosses(plates[2].expand(2.0), pair[0], pair[1]),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn bundles_at_one_side_of_a_plate_keep_apart() {
        let plates = [plate(20.0, 150.0), plate(700.0, 20.0), plate(700.0, 290.0)];
        let arrows = [
            arrow((0, 1), Sign::Hostile, false),
            arrow((0, 2), Sign::Hostile, false),
        ];
        let runs = drawn(&arrows, &plates);
        let apart = runs[1].curve.from.distance(runs[0].curve.from);
        assert!(apart >= BUNDLES_APART + runs[0].width - 0.1, "{apart}");
    }
}
