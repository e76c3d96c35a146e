//! The words of a strong tie: horizontal lines on a plate that breaks it, one for each of its strands,
//! each led by the sign of its tone. They stand on the tie; where it is too short or too crowded
//! beside it, with a leader line (greedy by rank over a raster of what is taken, after Kittivorawong
//! et al. 2020; leader lines after Bekos et al. 2007).

use super::curve::Pieces;
use super::edges::{Way, is_broad};
use super::labels::Fitted;
use super::metrics::{LABEL, SIGN_RADIUS};
use super::occupancy::{HEAD, NODE, OccupancyGrid, RIM, SIGN, TEXT, TIE, Turned};
use super::wording::{Label, in_count};
use crate::scene::{Color32, Measure, Pos2, Rect, Style, Theme, Vec2, Weight, breaks, pos2, vec2};
use std::sync::Arc;

/// The height of a line.
pub(super) const LINE: f32 = 14.0;
/// Between a sign and the words that it leads.
const AFTER_SIGN: f32 = 4.0;
/// The widest line, about 30 letters, and the widest of two.
pub(super) const WIDEST: f32 = 184.0;
const WIDEST_OF_TWO: f32 = 124.0;
/// Where the ground holds them words that would be cut are written out in a line of up to this.
const WRITTEN_OUT: f32 = 280.0;
/// A line that is cut short.
const SHORT: f32 = 92.0;
/// The ground round the words.
const AROUND: Vec2 = vec2(4.0, 2.0);

/// A line of words, with the sign that leads it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: Arc<str>,
    /// The left end of its baseline.
    pub at: Pos2,
    /// The middle of its sign.
    pub sign: Option<Pos2>,
    /// The step of its tone; none if it has none.
    pub step: Option<usize>,
}

/// The words of a tie with their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub lines: Vec<Line>,
    /// What they cover.
    pub rect: Rect,
    /// From the words to the tie.
    pub leader: Option<[Pos2; 2]>,
    /// Whether they say that there are more than they say.
    pub has_more: bool,
}

/// What is to be said of one strand, and its tone.
pub(super) type Said = (Label, Option<f32>);

impl Block {
    /// Takes the ground under the words.
    pub(super) fn take(&self, grid: &mut OccupancyGrid) {
        grid.take(&Turned::upright(self.plate()), TEXT);
    }

    /// The ground behind the words.
    pub(super) fn plate(&self) -> Rect {
        self.rect.expand2(AROUND)
    }
}

/// Whether words find their place also beside the tie, and over other ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// They must be read.
    Must,
    /// Only where nothing else is.
    IfFree,
}

/// A line before it has a place.
struct Row {
    text: Arc<str>,
    width: f32,
    /// The step of its strand's tone.
    step: Option<usize>,
    /// What its sign takes before it; nothing where it has none.
    lead: f32,
}

/// Lines of words before they have a place.
struct Shape {
    rows: Vec<Row>,
    size: Vec2,
    /// What it counts that words are cut.
    cut: f32,
}

/// How the words of ties and arrows are written.
pub(super) const STYLE: Style = Style::new(LABEL, Weight::Medium, Color32::BLACK);

/// How the words of a strand stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// In one line.
    One,
    /// In two; of several strands only what is long.
    Two,
    /// In a long one, where they would be cut in one and in two.
    Long,
    /// In one, cut short: where there is hardly any room.
    Short,
}

impl Lines {
    /// What it counts that words stand so on a tie that is steep or not.
    fn counts(self, is_steep: bool) -> f32 {
        match self {
            // Only where no more of the words has room.
            Self::Short => CUT_SHORT,
            Self::Two if is_steep => 0.0,
            Self::One if !is_steep => 0.0,
            Self::One | Self::Two | Self::Long => 0.25,
        }
    }
}

impl Shape {
    /// The lines of all strands.
    fn new(said: &[Said], how: Lines, measure: &Measure) -> Option<Self> {
        let mut rows = Vec::new();
        let mut cut = 0.0f32;
        for (label, tone) in said {
            let whole = label.words.as_str();
            // How many more there are is never cut.
            let count = in_count(label.more);
            let counted = measure.width(&count, STYLE.size, STYLE.weight);
            let one = |most: f32| Some(vec![measure.fit(whole, STYLE, most - counted)?]);
            let mut lines = match how {
                Lines::One => one(WIDEST)?,
                Lines::Two => match one(WIDEST_OF_TWO)? {
                    // Beside words that need two, short ones stand in one.
                    line if said.len() > 1 && !are_cut(&line, whole) => line,
                    _ => in_two(whole, counted, measure)?,
                },
                Lines::Long => one(WRITTEN_OUT)?,
                Lines::Short => one(SHORT)?,
            };
            cut += f32::from(u8::from(are_cut(&lines, whole)));
            if let Some((last, width)) = lines.last_mut() {
                *last = format!("{last}{count}").into();
                *width += counted;
            }
            let step = tone.map(|tone| Theme::tone_step(f64::from(tone)));
            for (n, (text, width)) in lines.into_iter().enumerate() {
                rows.push(Row {
                    text,
                    width,
                    step,
                    lead: if n == 0 { lead(step) } else { 0.0 },
                });
            }
        }
        if how == Lines::Two && rows.len() == said.len() {
            return None;
        }
        let widths = rows.iter().map(|row| row.width + row.lead);
        let widest = widths.fold(0.0, f32::max);
        let height = rows.len() as f32 * LINE;
        Some(Self {
            rows,
            size: vec2(widest, height),
            cut,
        })
    }

    fn at(&self, rect: Rect) -> Vec<Line> {
        let mut top = rect.top();
        let lines = self.rows.iter().map(|row| {
            let left = rect.center().x - (row.width + row.lead) / 2.0;
            let middle = top + LINE / 2.0;
            top += LINE;
            Line {
                text: row.text.clone(),
                at: pos2(left + row.lead, middle + LABEL * 0.36),
                sign: (row.lead > 0.0).then(|| pos2(left + SIGN_RADIUS, middle)),
                step: row.step,
            }
        });
        lines.collect()
    }
}

/// What the sign of a tone takes before the words that it leads.
pub(super) fn lead(step: Option<usize>) -> f32 {
    step.map_or(0.0, |_| 2.0 * SIGN_RADIUS + AFTER_SIGN)
}

/// Whether lines hold only the beginning of words, or one of them only that of its own.
pub(super) fn are_cut(lines: &[Fitted], words: &str) -> bool {
    lines.iter().any(|(line, _)| line.ends_with('…')) && !words.ends_with('…')
}

/// A text in two lines of about the same length, the second cut if it must be, with room for what is
/// `counted` after it. None if it is one word or short.
pub(super) fn in_two(text: &str, counted: f32, measure: &Measure) -> Option<Vec<Fitted>> {
    let whole = measure.width(text, STYLE.size, STYLE.weight);
    let mut best: Option<(f32, (&str, &str))> = None;
    for halves in breaks::halves(text) {
        let width = measure.width(halves.0, STYLE.size, STYLE.weight);
        let longer = width.max(whole - width + counted);
        if width <= WIDEST_OF_TWO && best.is_none_or(|(least, _)| longer < least) {
            best = Some((longer, halves));
        }
    }
    let (_, (first, second)) = best?;
    let first = measure.fit(first, STYLE, WIDEST_OF_TWO)?;
    Some(vec![
        first,
        measure.fit(second, STYLE, WIDEST_OF_TWO - counted)?,
    ])
}

/// Where along a tie the middle of its words is looked for.
const MIDDLES: [f32; 13] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8,
];
/// How far beside a tie words with a leader line are looked for.
const BESIDE: [f32; 6] = [10.0, 26.0, 40.0, 56.0, 76.0, 100.0];
/// What it counts that a tie breaks for words at their end.
const AT_ITS_END: f32 = 0.4;
/// What it counts that words are cut short.
const CUT_SHORT: f32 = 2.4;
/// What it counts that a leader line is needed.
const LED: f32 = 3.0;
/// What it counts that another tie runs under the words, and that a wide one does.
const OVER_TIE: f32 = 1.8;
const OVER_WIDE: f32 = 4.0;
/// Words cover no more of their tie than this.
const MOST_COVERED: f32 = 0.7;

/// Finds a place for the words of a tie, and takes it. None if there is none.
pub(super) fn place<'a>(
    way: &Way,
    others: impl Iterator<Item = &'a Way>,
    said: &[Said],
    need: Need,
    grid: &mut OccupancyGrid,
    measure: &Measure,
) -> Option<Block> {
    let shapes: &[Lines] = match need {
        Need::Must => &[Lines::One, Lines::Two, Lines::Long, Lines::Short],
        Need::IfFree => &[Lines::One, Lines::Two],
    };
    let own = way.curve.pieces();
    let others: Vec<(&Way, Pieces)> = others.map(|other| (other, other.curve.pieces())).collect();
    let along = way.curve.to - way.curve.from;
    let is_steep = along.y.abs() > along.x.abs();
    let mut best: Option<(f32, Block)> = None;
    let mut least_cut = f32::INFINITY;
    for how in shapes {
        let Some(shape) = Shape::new(said, *how, measure) else {
            continue;
        };
        if *how == Lines::Long && shape.cut >= least_cut {
            continue;
        }
        least_cut = least_cut.min(shape.cut);
        let turned = how.counts(is_steep);
        'middles: for (middle, leader, far) in middles(way, need, shape.size) {
            let mut cost = turned + far + 0.6 * shape.cut;
            let led = if leader.is_some() { LED } else { 0.0 };
            // Nothing makes it cheaper than this.
            if best.as_ref().is_some_and(|(least, _)| cost + led >= *least) {
                continue;
            }
            let rect = Rect::from_center_size(middle, shape.size);
            let plate = Turned::upright(rect.expand2(AROUND));
            if !grid.is_free(&plate, NODE | TEXT | SIGN | HEAD) {
                continue;
            }
            let under =
                |(other, pieces): &&(&Way, Pieces)| pieces.cross(rect, other.wish.width / 2.0);
            for (other, _) in others.iter().filter(under) {
                cost += if is_broad(other) { OVER_WIDE } else { OVER_TIE };
                let is_dear = best.as_ref().is_some_and(|(least, _)| cost + led >= *least);
                if need == Need::IfFree || is_dear {
                    continue 'middles;
                }
            }
            cost += 0.3 * grid.share_taken(&plate, RIM).min(1.0);
            if leader.is_none() {
                let covered = own.share_in(rect);
                if covered > MOST_COVERED {
                    continue;
                }
                cost += 0.5 * covered;
            } else {
                cost += led + f32::from(u8::from(!grid.is_free(&plate, TIE)));
            }
            if best.as_ref().is_none_or(|(least, _)| cost < least - 1e-4) {
                let block = Block {
                    lines: shape.at(rect),
                    rect,
                    leader,
                    has_more: said.iter().any(|(label, _)| label.more > 0),
                };
                best = Some((cost, block));
            }
        }
    }
    let (_, block) = best?;
    block.take(grid);
    Some(block)
}

/// Where the middle of words may stand: on their tie, and beside it with a leader line if they must
/// stand somewhere. With what the distance counts.
fn middles(way: &Way, need: Need, size: Vec2) -> Vec<(Pos2, Option<[Pos2; 2]>, f32)> {
    let mut all = Vec::new();
    for t in MIDDLES {
        let (on, far) = (way.curve.at(t), (t - 0.5).abs());
        all.push((on, None, far));
        // At one end of the words, which so stand clear of what runs along at the other side.
        let aside = vec2(size.x / 2.0 - SIGN_RADIUS, 0.0);
        for middle in [on + aside, on - aside] {
            all.push((middle, None, far + AT_ITS_END));
        }
    }
    if need == Need::IfFree {
        return all;
    }
    for (n, off) in (0u8..).zip(BESIDE) {
        for t in [0.5, 0.38, 0.62, 0.28, 0.72] {
            let (on, along) = (way.curve.at(t), way.curve.direction(t));
            for aside in [vec2(along.y, -along.x), vec2(-along.y, along.x)] {
                let half = size / 2.0 + AROUND;
                let reach = (aside * half).abs();
                let middle = on + aside * (off + reach.x + reach.y);
                let rect = Rect::from_center_size(middle, size + 2.0 * AROUND);
                let leader = [rect.clamp(on), on];
                all.push((middle, Some(leader), 0.25 * f32::from(n)));
            }
        }
    }
    all
}
