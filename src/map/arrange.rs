//! Where groups' regions stand: rows or columns of rectangles, each as large as what it must hold,
//! chosen for short ties, few ties across a third region, and the panel's aspect.
//!
//! Few regions: every order and every break into rows is tried. Many: neighbours are swapped while
//! that helps.

use super::lists::set;
use super::random::SplitMix64;
use crate::scene::{Pos2, Rect, Vec2, vec2};

/// What a region must hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Need {
    /// In square points.
    pub area: f32,
    /// No narrower and no lower than this.
    pub least: Vec2,
}

/// The room between regions, where the ties run and are labelled.
const GAP: Vec2 = vec2(64.0, 34.0);
/// Every arrangement is tried up to this many regions.
const FEW: usize = 4;
/// How many arrangements are worth a closer look.
const BEST: usize = 4;
/// Two arrangements whose prices differ by less than this are taken for the same.
const ALIKE: f32 = 0.004;
/// Most pairs of regions that decide.
const MOST_PULLS: usize = 400;
/// Past this many regions nobody asks which ties cross a third one.
const MOST_THIRDS: usize = 30;
/// Steps of the search where there are more.
const STEPS: usize = 1_500;
/// What a tie's length counts beside the size of the whole.
const LENGTH: f32 = 0.9;
/// What a tie across a third region counts.
const ACROSS: f32 = 0.35;

/// An arrangement: regions in order, and after which ones a row ends.
#[derive(Clone, Debug)]
struct Rows {
    order: Vec<usize>,
    ends: Vec<bool>,
    /// Columns from the left instead of rows from the top.
    is_turned: bool,
}

/// The best few arrangements, each a rectangle for each need. `pulls` are the weights between
/// regions, by their places. Aspect is width by height.
pub(super) fn arrange(
    needs: &[Need],
    pulls: &[(usize, usize, f32)],
    aspect: f32,
    random: &mut SplitMix64,
) -> Vec<Vec<Rect>> {
    // The strongest decide; of very many the rest would only cost time.
    let mut pulls = pulls.to_vec();
    pulls.sort_by(|a, b| b.2.total_cmp(&a.2));
    pulls.truncate(MOST_PULLS);
    let pulls = &pulls[..];
    let mut best: Vec<(f32, Vec<Rect>)> = Vec::new();
    // What an arrangement costs, if it is not more than `most`.
    let mut consider = |rows: &Rows, most: f32| {
        let mut cost = f32::INFINITY;
        for stretch in [0.8, 1.0, 1.25] {
            let rects = rows.rects(needs, aspect, stretch);
            // While there are fewer than the best few, any is one of them.
            let worst = best
                .get(BEST - 1)
                .map_or(f32::INFINITY, |(worst, _)| *worst);
            let Some(this) = price(&rects, pulls, aspect, worst.max(most.min(cost))) else {
                continue;
            };
            cost = cost.min(this);
            let is_like = |other: &f32| (this - other).abs() < this * ALIKE;
            if this < worst {
                // Of mirror images and near relations one is enough.
                if let Some((price, like)) = best.iter_mut().find(|(p, _)| is_like(p)) {
                    if this < *price {
                        (*price, *like) = (this, rects);
                    }
                } else {
                    best.push((this, rects));
                }
                best.sort_by(|a, b| a.0.total_cmp(&b.0));
                best.truncate(BEST);
            }
        }
        cost
    };
    let n = needs.len();
    let first = Rows {
        order: (0..n).collect(),
        ends: vec![false; n],
        is_turned: false,
    };
    if n <= FEW {
        for_each_order(&first.order, &mut |order| {
            for breaks in 0..1u32 << n.saturating_sub(1) {
                for is_turned in [false, true] {
                    let rows = Rows {
                        order: order.to_vec(),
                        ends: (0..n).map(|i| breaks >> i & 1 == 1).collect(),
                        is_turned,
                    };
                    consider(&rows, 0.0);
                }
            }
        });
    } else {
        search(first, pulls.len(), &mut consider, random);
    }
    best.into_iter().map(|(_, rects)| rects).collect()
}

/// Swaps and breaks at random while that helps.
fn search(
    first: Rows,
    pulls: usize,
    consider: &mut impl FnMut(&Rows, f32) -> f32,
    random: &mut SplitMix64,
) {
    let n = first.order.len();
    let in_a_row = (1..n).find(|k| k * k >= n).unwrap_or(1);
    let steps = (STEPS * 40 / (pulls + n)).clamp(200, STEPS);
    for is_turned in [false, true] {
        let mut rows = Rows {
            ends: (1..=n).map(|i| i % in_a_row == 0).collect(),
            is_turned,
            ..first.clone()
        };
        let mut cost = consider(&rows, f32::INFINITY);
        for _ in 0..steps {
            let mut other = rows.clone();
            if random.below(4) == 0 {
                let at = random.below(n);
                if let Some(end) = other.ends.get_mut(at) {
                    *end = !*end;
                }
            } else {
                other.order.swap(random.below(n), random.below(n));
            }
            let this = consider(&other, cost);
            if this <= cost {
                (rows, cost) = (other, this);
            }
        }
    }
}

/// Every order of a list (Heap's algorithm).
fn for_each_order(list: &[usize], each: &mut impl FnMut(&[usize])) {
    let mut order = list.to_vec();
    let mut counts = vec![0; order.len()];
    each(&order);
    let mut i = 0;
    while i < order.len() {
        let count = counts.get(i).copied().unwrap_or(0);
        if count < i {
            order.swap(if i % 2 == 0 { 0 } else { count }, i);
            each(&order);
            set(&mut counts, i, count + 1);
            i = 0;
        } else {
            set(&mut counts, i, 0);
            i += 1;
        }
    }
}

impl Rows {
    /// Justified rows whose width is about `stretch` times what the aspect asks for.
    fn rects(&self, needs: &[Need], aspect: f32, stretch: f32) -> Vec<Rect> {
        let turn = |v: Vec2| if self.is_turned { vec2(v.y, v.x) } else { v };
        let gap = turn(GAP);
        let aspect = if self.is_turned { 1.0 / aspect } else { aspect };
        let area: f32 = needs.iter().map(|n| n.area).sum();
        let ideal = (area * aspect).sqrt() * stretch;
        let mut rects = vec![Rect::ZERO; needs.len()];
        let regions: Vec<(&usize, &bool)> = self.order.iter().zip(&self.ends).collect();
        let lines = regions.split_inclusive(|(_, ends)| **ends);
        let lines = lines.map(|line| line.iter().map(|(region, _)| **region).collect());
        let lines: Vec<Vec<usize>> = lines.collect();
        let need = |region: &usize| {
            let need = needs.get(*region).copied();
            need.map_or((0.0, Vec2::ZERO), |n| (n.area, turn(n.least)))
        };
        // Height and widths of each row, before it is justified.
        let sized = lines.iter().map(|line| {
            let area: f32 = line.iter().map(|r| need(r).0).sum();
            let lowest = line.iter().map(|r| need(r).1.y).fold(0.0, f32::max);
            let height = (area / ideal.max(1.0)).max(lowest);
            let widths = line.iter().map(|r| {
                let (area, least) = need(r);
                (area / height.max(1.0)).max(least.x)
            });
            (height, widths.collect())
        });
        let sized: Vec<(f32, Vec<f32>)> = sized.collect();
        let gaps = |count: usize| gap.x * count.saturating_sub(1) as f32;
        let full = |widths: &Vec<f32>| widths.iter().sum::<f32>() + gaps(widths.len());
        let widths = sized.iter().map(|(_, widths)| full(widths));
        let width = widths.fold(0.0, f32::max);
        let height: f32 =
            sized.iter().map(|(h, _)| h).sum::<f32>() + gap.y * (sized.len().max(1) - 1) as f32;
        let mut y = -height / 2.0;
        for (line, (height, widths)) in lines.iter().zip(&sized) {
            let full: f32 = widths.iter().sum();
            // A short row is not stretched beyond measure: its gaps grow too.
            let rest = width - gaps(widths.len()) - full;
            let grown = rest.min(full * 0.35);
            let spread = (rest - grown) / (widths.len() as f32 + 1.0);
            let mut x = -width / 2.0 + spread;
            for (region, w) in line.iter().zip(widths) {
                let w = w * (1.0 + grown / full.max(1.0));
                let (at, size) = (turn(vec2(x, y)), turn(vec2(w, *height)));
                set(&mut rects, *region, Rect::from_min_size(at.to_pos2(), size));
                x += w + gap.x + spread;
            }
            y += height + gap.y;
        }
        rects
    }
}

/// Small is good; so are short ties, and ties that cross no third region. None if it is more than
/// `most`.
fn price(rects: &[Rect], pulls: &[(usize, usize, f32)], aspect: f32, most: f32) -> Option<f32> {
    let extent = extent(rects, aspect);
    let ends = |a: usize, b: usize| Some((rects.get(a)?.center(), rects.get(b)?.center()));
    let joined = |(a, b, w): &(usize, usize, f32)| Some((*a, *b, *w, ends(*a, *b)?));
    let joined = || pulls.iter().filter_map(joined);
    let (mut sum, mut length) = (0.0f32, 0.0);
    for (_, _, weight, (from, to)) in joined() {
        sum += weight;
        length += weight * from.distance_sq(to).sqrt();
    }
    let sum = sum.max(f32::MIN_POSITIVE);
    // Slim regions hold their actors badly.
    let slim = rects.iter().map(|rect| {
        let slim = rect.width() / rect.height().max(1.0);
        (slim.max(1.0 / slim.max(0.01)) - 2.6).max(0.0)
    });
    let slim: f32 = slim.sum();
    let price =
        |across: f32| extent * (1.0 + ACROSS * across / sum + 0.04 * slim) + LENGTH * length / sum;
    if price(0.0) > most {
        return None;
    }
    let mut across = 0.0;
    if rects.len() <= MOST_THIRDS {
        let inner = rects.iter().map(|third| third.shrink2(third.size() * 0.15));
        let inner: Vec<Rect> = inner.collect();
        for (a, b, weight, (from, to)) in joined() {
            for (n, third) in inner.iter().enumerate() {
                if n != a && n != b && crosses(*third, from, to) {
                    across += weight;
                }
            }
        }
    }
    Some(price(across))
}

/// Whether a straight line meets a rectangle.
pub(super) fn crosses(rect: Rect, from: Pos2, to: Pos2) -> bool {
    let d = to - from;
    let (mut enter, mut leave) = (0.0f32, 1.0f32);
    for (from, d, low, high) in [
        (from.x, d.x, rect.left(), rect.right()),
        (from.y, d.y, rect.top(), rect.bottom()),
    ] {
        if d.abs() < 1e-6 {
            if from < low || from > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - from) / d, (high - from) / d);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    enter <= leave
}

/// What rectangles take in all.
pub(super) fn bounds(rects: &[Rect]) -> Rect {
    rects.iter().copied().fold(Rect::NOTHING, Rect::union)
}

/// How large a panel of an aspect has to be to show all.
pub(super) fn extent(rects: &[Rect], aspect: f32) -> f32 {
    let all = bounds(rects);
    (all.width() / aspect.sqrt()).max(all.height() * aspect.sqrt())
}

/// The same round the origin, higher or wider until it fills the aspect; by not more than a third,
/// since regions should not be emptier than they are full.
pub(super) fn filled(rects: &[Rect], aspect: f32) -> Vec<Rect> {
    let all = bounds(rects);
    if !all.is_positive() {
        return rects.to_vec();
    }
    let now = all.width() / all.height();
    let by = vec2(
        (aspect / now).clamp(1.0, 1.33),
        (now / aspect).clamp(1.0, 1.33),
    );
    let place = |p: Pos2| ((p - all.center()) * by).to_pos2();
    let fill = |r: &Rect| Rect::from_min_max(place(r.min), place(r.max));
    rects.iter().map(fill).collect()
}

/// The same in a rectangle, filling it.
pub(super) fn stretched(rects: &[Rect], into: Rect) -> Vec<Rect> {
    let all = bounds(rects);
    if !all.is_positive() {
        return vec![into; rects.len()];
    }
    let by = into.size() / all.size();
    let place = |p: Pos2| into.min + (p - all.min) * by;
    let fit = |r: &Rect| Rect::from_min_max(place(r.min), place(r.max));
    rects.iter().map(fit).collect()
}
