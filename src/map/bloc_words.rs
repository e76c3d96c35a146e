//! The words of the arrows between blocs: what and how much, led by the sign, horizontal, beside their
//! arrow, else farther off with a leader line (greedy by rank over a raster of what is taken, after
//! Kittivorawong et al. 2020; leader lines after Bekos et al. 2007).

use super::arrange::crosses;
use super::bloc_ways::Run;
use super::block::{LINE, STYLE, WIDEST, are_cut, in_two, lead};
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

/// In how many directions, and how far off, words are looked for that find no place there.
const WAYS: u8 = 24;
const ROUND: [f32; 8] = [16.0, 26.0, 38.0, 52.0, 68.0, 88.0, 112.0, 140.0];
/// So many arrows, the heaviest, have words at any price.
const STRONGEST: usize = 4;
/// The most of their own arrow that words may cover.
const MOST_COVERED: f32 = 0.4;

/// The words of an arrow with their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    /// What it is: each line with the left end of its baseline.
    pub lines: Vec<(Arc<str>, Pos2)>,
    /// How many events and relations, without words also of which side; none where there is only room
    /// for the sign.
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
            // Only the count, where there is no room for the side.
            (true, true) => Vec::new(),
            (false, false) => vec![measure.fit(text, STYLE, WIDEST)?],
            (false, true) => in_two(text, 0.0, measure)?,
        };
        let is_cut = are_cut(&lines, text);
        // Without words it is said of which side they are.
        let side = arrow
            .strand
            .side
            .filter(|_| text.is_empty() && !is_stacked && arrow.strand.tone.is_some());
        let side = side.map_or(String::new(), |side| format!(" {}", side.word()));
        let count = format!("{}{side}", arrow.strand.weight);
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
    let each = arrows.iter().zip(runs).enumerate();
    let words = each.map(|(n, (arrow, run))| {
        let run = run.as_ref()?;
        let others = arrows.iter().zip(runs).enumerate();
        let others = others.filter(|(other, _)| *other != n);
        let others = others.filter_map(|(_, (other, run))| {
            let run = run.as_ref()?;
            let (from, to) = arrow.ends;
            Some(Other {
                curve: run.curve,
                width: run.width,
                is_beside: [(from, to), (to, from)].contains(&other.ends),
            })
        });
        let others: Vec<Other> = others.collect();
        place(arrow, (run, &others), n < STRONGEST, grid, measure)
            .or_else(|| lone_sign(arrow, run, grid))
    });
    words.collect()
}

/// Another arrow.
struct Other {
    curve: Curve,
    width: f32,
    /// Whether it joins the same two blocs.
    is_beside: bool,
}

/// How far a curve runs from a box.
fn distance(curve: &Curve, rect: Rect) -> f32 {
    let each = curve.points().map(|at| rect.distance_to_pos(at));
    each.fold(f32::INFINITY, f32::min)
}

/// Words beside their arrow; with a leader line where they would stand nearer to another, and say of it
/// what is not so. Where there is no such place, farther round it; then on what joins the same two. The
/// strongest have words at any price: their leader line may cross other arrows, and they may stand on them.
fn place(
    arrow: &Arrow,
    (run, others): (&Run, &[Other]),
    is_strongest: bool,
    grid: &mut OccupancyGrid,
    measure: &Measure,
) -> Option<Words> {
    let shapes = [false, true].map(|is_stacked| Shape::new(arrow, is_stacked, measure));
    let shapes: Vec<Shape> = shapes.into_iter().flatten().collect();
    let mut search = Search {
        run,
        others,
        grid: &*grid,
        over: Over::Nothing,
        best: None,
    };
    for (is_round, over, is_dear) in [
        (false, Over::Nothing, false),
        (true, Over::Nothing, false),
        (true, Over::Led, true),
        (false, Over::Beside, false),
        (false, Over::Arrows, true),
    ] {
        if search.best.is_some() || is_dear && !is_strongest {
            continue;
        }
        search.over = over;
        for shape in &shapes {
            if is_round {
                search.round(shape);
            } else {
                search.beside(shape);
            }
        }
    }
    let (_, words) = search.best?;
    grid.take(&Turned::upright(words.plate()), TEXT);
    if let Some([from, to]) = words.leader {
        grid.take_curve(&Curve::bent(from, to, 0.0), 2.0, TEXT);
    }
    Some(words)
}

/// What of other arrows words may cover.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    /// Their leader line may cross them.
    Led,
    /// They may stand on those that join the same two.
    Beside,
    /// They may stand on any.
    Arrows,
}

/// The best place for words that has been found.
struct Search<'a> {
    run: &'a Run,
    others: &'a [Other],
    grid: &'a OccupancyGrid,
    over: Over,
    best: Option<(f32, Words)>,
}

impl Search<'_> {
    fn is_dear(&self, cost: f32) -> bool {
        let best = self.best.as_ref();
        best.is_some_and(|(least, _)| cost >= least - 1e-4)
    }

    /// Words round a point, with a leader line to another.
    fn consider(&mut self, shape: &Shape, middle: Pos2, cost: f32, on: Option<Pos2>) {
        let cost = shape.cost + cost;
        // What runs under it makes it no cheaper.
        if self.is_dear(cost) {
            return;
        }
        let rect = Rect::from_center_size(middle, shape.size);
        let around = rect.expand2(AROUND);
        let plate = Turned::upright(around);
        if !self.grid.is_free(&plate, NODE | TEXT | SIGN | HEAD) {
            return;
        }
        let cost = cost + OVER * self.grid.share_taken(&plate, TIE);
        if self.is_dear(cost) || self.hides(around) {
            return;
        }
        let leader = on.map(|on| [around.clamp(on), on]);
        let is_clear = match leader {
            Some(leader) => self.grid.is_free(&plate, TIE) && self.is_clear(leader),
            None => {
                let own = distance(&self.run.curve, rect);
                let mut others = self.others.iter().filter(|other| !other.is_beside);
                others.all(|other| distance(&other.curve, rect) > own + 1.0)
            }
        };
        if is_clear {
            self.best = Some((cost, shape.at(rect, leader)));
        }
    }

    /// Whether another arrow runs under a plate, or so much of their own that nobody sees where it goes.
    fn hides(&self, plate: Rect) -> bool {
        if self.over == Over::Arrows {
            return false;
        }
        let others = self.others.iter();
        let mut others = others.filter(|other| self.over != Over::Beside || !other.is_beside);
        let under = self.run.curve.points().map(|at| plate.contains(at));
        let (covered, all) = under.fold((0.0, 0.0), |(covered, all), is_under| {
            (covered + f32::from(u8::from(is_under)), all + 1.0)
        });
        let is_under = |other: &Other| {
            let ground = plate.expand(other.width / 2.0);
            let mut steps = other.curve.steps();
            steps.any(|(from, to)| crosses(ground, from, to))
        };
        covered > MOST_COVERED * all || others.any(is_under)
    }

    /// Whether a leader line crosses no words, no plate and no arrow between other blocs.
    fn is_clear(&self, [from, to]: [Pos2; 2]) -> bool {
        let along = to - from;
        let rect = Rect::from_two_pos(from, to);
        let is_crossed = |other: &Other| {
            let near = other.curve.points();
            let mut near = near.filter(|at| rect.distance_to_pos(*at) < 8.0);
            near.any(|at| {
                let t = ((at - from).dot(along) / along.length_sq().max(1.0)).clamp(0.0, 1.0);
                from.lerp(to, t).distance(at) < 6.0
            })
        };
        let mut others = self.others.iter().filter(|other| !other.is_beside);
        let is_free = |at: Pos2| !self.grid.has(at, NODE | TEXT | SIGN | HEAD);
        points_of([from, to]).all(is_free)
            && (self.over != Over::Nothing || !others.any(is_crossed))
    }

    /// Places beside an arrow and on it.
    fn beside(&mut self, shape: &Shape) {
        let (curve, half) = (self.run.curve, self.run.width / 2.0);
        for t in MIDDLES {
            let (on, way) = (curve.at(t), curve.direction(t));
            let far = (t - 0.5).abs();
            for (aside, side) in [(vec2(way.y, -way.x), -1.0), (vec2(-way.y, way.x), 1.0)] {
                let inside = if side * self.run.side < 0.0 {
                    INSIDE
                } else {
                    0.0
                };
                let reach = (aside * (shape.size / 2.0 + AROUND)).abs();
                for off in BESIDE {
                    let off_line = off + half + reach.x + reach.y;
                    let cost = far + inside + off / 40.0;
                    self.consider(shape, on + aside * off_line, cost, None);
                }
                for off in FARTHER {
                    let off_line = off + half + reach.x + reach.y;
                    let cost = far + LED + off / 40.0;
                    self.consider(shape, on + aside * off_line, cost, Some(on));
                }
            }
            self.consider(shape, on, far + ON_OWN, None);
        }
    }

    /// Places all round an arrow.
    fn round(&mut self, shape: &Shape) {
        let reach = shape.size / 2.0 + AROUND;
        for t in MIDDLES {
            let on = self.run.curve.at(t);
            let far = (t - 0.5).abs();
            for n in 0..WAYS {
                let way = Vec2::angled(std::f32::consts::TAU * f32::from(n) / f32::from(WAYS));
                for off in ROUND {
                    let middle = on + way * off + way * reach;
                    self.consider(shape, middle, far + off / 40.0, Some(on));
                }
            }
        }
    }
}

/// Points along a leader line, closer than the grid tells apart.
fn points_of([from, to]: [Pos2; 2]) -> impl Iterator<Item = Pos2> {
    const STEP: f32 = 2.0;
    let steps = (from.distance(to) / STEP).clamp(1.0, 200.0).ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "few"
    )]
    let steps = steps as u8;
    (0..=steps).map(move |n| from.lerp(to, f32::from(n) / f32::from(steps)))
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
