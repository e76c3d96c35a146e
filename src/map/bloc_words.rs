//! The words of the arrows between blocs: what and how much, led by the sign, horizontal, beside their
//! arrow, else farther off with a leader line (greedy by rank over a raster of what is taken, after
//! Kittivorawong et al. 2020; leader lines after Bekos et al. 2007).

use super::bloc_ways::Run;
use super::block::{LINE, STYLE, WIDEST, in_two, is_cut, lead};
use super::blocs::Arrow;
use super::curve::Curve;
use super::labels::{self, Fitted};
use super::metrics::{LABEL, SIGN_RADIUS};
use super::occupancy::{HEAD, NODE, OccupancyGrid, SIGN, TEXT, TIE, Turned};
use crate::scene::{Color32, Measure, Pos2, Rect, Style, Theme, Vec2, Weight, pos2, vec2};
use std::sync::Arc;

/// Between words and how many events and relations they stand for.
const BEFORE_COUNT: f32 = 5.0;
/// The ground round the words.
const AROUND: Vec2 = vec2(3.0, 1.0);
/// Where along an arrow the middle of its words is looked for.
const MIDDLES: [f32; 9] = [0.5, 0.4, 0.6, 0.32, 0.68, 0.24, 0.76, 0.16, 0.84];
/// How far beside it.
const BESIDE: [f32; 4] = [5.0, 14.0, 26.0, 42.0];
/// What it counts that words stand on the side of their arrow where others run,
const INSIDE: f32 = 0.6;
/// that they cover arrows,
const OVER: f32 = 2.5;
/// that they stand on their own,
const ON_OWN: f32 = 1.6;
/// that they are cut,
const CUT: f32 = 0.6;
/// that they are in two lines,
const STACKED: f32 = 0.25;
/// and that a leader line is needed.
const LED: f32 = 1.8;
/// How far beside their arrow such words are looked for.
const FARTHER: [f32; 5] = [14.0, 26.0, 42.0, 60.0, 80.0];

/// The words of an arrow with their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    /// What it is: each line with the left end of its baseline.
    pub lines: Vec<(Arc<str>, Pos2)>,
    /// How many events and relations; none where there is only room for the sign.
    pub count: Option<(String, Pos2)>,
    /// The middle of the sign, and the step of its tone.
    pub sign: Option<(Pos2, usize)>,
    /// What they cover.
    pub rect: Rect,
    /// A thin line to the arrow, where they do not stand beside it.
    pub leader: Option<[Pos2; 2]>,
}

impl Words {
    /// The ground behind them.
    pub(super) fn plate(&self) -> Rect {
        self.rect.expand2(AROUND)
    }
}

/// How the count is written.
pub(super) const COUNT: Style = Style::new(LABEL, Weight::SemiBold, Color32::BLACK);

/// Words before they have a place.
struct Shape {
    lines: Vec<Fitted>,
    count: String,
    /// The step of the tone.
    sign: Option<usize>,
    size: Vec2,
    /// What it counts that they look so.
    cost: f32,
}

impl Shape {
    /// In one line or in two; none if that cannot be.
    fn new(arrow: &Arrow, is_stacked: bool, measure: &Measure) -> Option<Self> {
        let text = arrow.words.trim();
        let lines = match (text.is_empty(), is_stacked) {
            (true, false) => Vec::new(),
            (true, true) => return None,
            (false, false) => vec![measure.fit(text, STYLE, WIDEST)?],
            (false, true) => in_two(text, measure)?,
        };
        let is_cut = lines.iter().any(|(line, _)| is_cut(line, text));
        let count = arrow.strand.weight.to_string();
        let after = measure.width(&count, COUNT.size, COUNT.weight);
        let widths = lines.iter().map(|(_, width)| *width);
        let widest = widths.fold(before_count(&lines) + after, f32::max);
        let tone = arrow.strand.tone;
        let sign = tone.map(|tone| Theme::tone_step(f64::from(tone)));
        let height = LINE * lines.len().max(1) as f32;
        Some(Self {
            lines,
            count,
            sign,
            size: vec2(lead(sign) + widest, height),
            cost: CUT * f32::from(u8::from(is_cut)) + STACKED * f32::from(u8::from(is_stacked)),
        })
    }

    fn at(&self, rect: Rect, leader: Option<[Pos2; 2]>) -> Words {
        let left = rect.left() + lead(self.sign);
        let baseline = |n: usize| rect.top() + LINE * (n as f32 + 0.5) + LABEL * 0.36;
        let lines = self.lines.iter().enumerate();
        let lines = lines.map(|(n, (text, _))| (text.clone(), pos2(left, baseline(n))));
        let last = self.lines.len().saturating_sub(1);
        let after = before_count(&self.lines);
        let middle = pos2(rect.left() + SIGN_RADIUS, rect.top() + LINE / 2.0);
        Words {
            lines: lines.collect(),
            count: Some((self.count.clone(), pos2(left + after, baseline(last)))),
            sign: self.sign.map(|step| (middle, step)),
            rect,
            leader,
        }
    }
}

/// What stands in the last line before the count.
fn before_count(lines: &[Fitted]) -> f32 {
    lines.last().map_or(0.0, |(_, width)| width + BEFORE_COUNT)
}

/// The words of each arrow, the heaviest first. Where there is no room for words the sign stands alone
/// on the arrow, if it can.
pub(super) fn placed(
    arrows: &[Arrow],
    runs: &[Option<Run>],
    grid: &mut OccupancyGrid,
    measure: &Measure,
) -> Vec<Option<Words>> {
    let each = arrows.iter().zip(runs);
    let words = each.map(|(arrow, run)| {
        let run = run.as_ref()?;
        // Arrows that join the same two blocs are no others.
        let (from, to) = arrow.ends;
        let is_other = |other: &Arrow| ![(from, to), (to, from)].contains(&other.ends);
        let others = arrows.iter().zip(runs).filter(|(other, _)| is_other(other));
        let others = others.filter_map(|(_, run)| Some(run.as_ref()?.curve));
        let others: Vec<Curve> = others.collect();
        place(arrow, run, &others, grid, measure).or_else(|| lone_sign(arrow, run, grid))
    });
    words.collect()
}

/// How far a curve runs from a box.
fn distance(curve: &Curve, rect: Rect) -> f32 {
    let each = curve.points().map(|at| rect.distance_to_pos(at));
    each.fold(f32::INFINITY, f32::min)
}

/// Words beside their arrow; with a leader line where they would stand nearer to one of `others`, and
/// say of it what is not so.
fn place(
    arrow: &Arrow,
    run: &Run,
    others: &[Curve],
    grid: &mut OccupancyGrid,
    measure: &Measure,
) -> Option<Words> {
    let mut best: Option<(f32, Words)> = None;
    for is_stacked in [false, true] {
        let Some(shape) = Shape::new(arrow, is_stacked, measure) else {
            continue;
        };
        let mut consider = |middle: Pos2, cost: f32, on: Option<Pos2>| {
            let cost = shape.cost + cost;
            let is_dear = |cost: f32| best.as_ref().is_some_and(|(least, _)| cost >= least - 1e-4);
            // What runs under it makes it no cheaper.
            if is_dear(cost) {
                return;
            }
            let rect = Rect::from_center_size(middle, shape.size);
            let plate = Turned::upright(rect.expand2(AROUND));
            if !grid.is_free(&plate, NODE | TEXT | SIGN | HEAD) {
                return;
            }
            let cost = cost + OVER * grid.share_taken(&plate, TIE);
            if is_dear(cost) {
                return;
            }
            let leader = on.map(|on| [rect.expand2(AROUND).clamp(on), on]);
            let is_clear = match leader {
                Some(leader) => grid.is_free(&plate, TIE) && is_clear(grid, leader, others),
                None => {
                    let own = distance(&run.curve, rect);
                    others.iter().all(|other| distance(other, rect) > own + 1.0)
                }
            };
            if is_clear {
                best = Some((cost, shape.at(rect, leader)));
            }
        };
        for t in MIDDLES {
            let (on, way) = (run.curve.at(t), run.curve.direction(t));
            let far = (t - 0.5).abs();
            for (aside, side) in [(vec2(way.y, -way.x), -1.0), (vec2(-way.y, way.x), 1.0)] {
                let inside = if side * run.side < 0.0 { INSIDE } else { 0.0 };
                let reach = (aside * (shape.size / 2.0 + AROUND)).abs();
                for off in BESIDE {
                    let off_line = off + run.width / 2.0 + reach.x + reach.y;
                    consider(on + aside * off_line, far + inside + off / 40.0, None);
                }
                for off in FARTHER {
                    let off_line = off + run.width / 2.0 + reach.x + reach.y;
                    consider(on + aside * off_line, far + LED + off / 40.0, Some(on));
                }
            }
            consider(on, far + ON_OWN, None);
        }
    }
    let (_, words) = best?;
    grid.take(&Turned::upright(words.plate()), TEXT);
    if let Some(leader) = words.leader {
        grid.take(&thin(leader), TEXT);
    }
    Some(words)
}

/// What a leader line covers.
fn thin([from, to]: [Pos2; 2]) -> Turned {
    let along = to - from;
    Turned {
        centre: from.lerp(to, 0.5),
        half: vec2(along.length() / 2.0, 1.0),
        along: along.normalized(),
    }
}

/// Whether a leader line crosses no words, no plate and no arrow between other blocs.
fn is_clear(grid: &OccupancyGrid, [from, to]: [Pos2; 2], others: &[Curve]) -> bool {
    let along = to - from;
    let rect = Rect::from_two_pos(from, to);
    let is_crossed = |other: &Curve| {
        let near = other.points().filter(|at| rect.distance_to_pos(*at) < 8.0);
        near.into_iter().any(|at| {
            let t = ((at - from).dot(along) / along.length_sq().max(1.0)).clamp(0.0, 1.0);
            from.lerp(to, t).distance(at) < 6.0
        })
    };
    grid.is_free(&thin([from, to]), NODE | TEXT | SIGN | HEAD) && !others.iter().any(is_crossed)
}

fn lone_sign(arrow: &Arrow, run: &Run, grid: &mut OccupancyGrid) -> Option<Words> {
    let step = Theme::tone_step(f64::from(arrow.strand.tone?));
    let at = labels::sign(&run.curve, run.width, SIGN_RADIUS, false, grid)?;
    Some(Words {
        lines: Vec::new(),
        count: None,
        sign: Some((at, step)),
        rect: Rect::from_center_size(at, Vec2::splat(2.0 * SIGN_RADIUS)),
        leader: None,
    })
}
