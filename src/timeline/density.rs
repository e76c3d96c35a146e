//! Where there are too many events to tell apart: how many, column by column, in the colours of
//! what they are (look.md, "Level of detail").

use super::View;
use super::axis::Axis;
use super::bars;
use super::calendar::Step;
use super::frame::Frame;
use super::lasting::{Running, draw_line, long, running};
use super::metrics::{
    BETWEEN_HALVES, IMPORTANT, LOW_STRIP, MOST_IMPORTANT, PADDING, ROW, UNBOUNDED, to_float,
};
use crate::analysis::hues::Hues;
use crate::analysis::largest::CLASSES;
use crate::analysis::largest::{PARTS, REST};
use crate::analysis::parts::Counts;
use crate::analysis::{ColourBy, Index, Row, Rows};
use crate::dataset::Handle;
use crate::dataset::count::with_thousands;
use crate::dataset::instant::Instant;
use crate::scene::theme::Theme;
use crate::scene::{Color32, Key, Rect, Scene};
use std::ops::Range;

/// Height of an open strip in two halves.
const HALVES: f32 = 84.0;
/// Height of one that stands on its bottom.
const STACKED: f32 = 48.0;
/// Height of a row of titles above a strip, and how many there are at most.
const TITLES: f32 = 18.0;
pub(super) const MOST_TITLES: usize = 3;
/// Width of a column between two folds, at least.
const LEAST: f32 = 3.0;
/// No more columns stand in a picture: an 8K screen has fewer points.
const MOST_COLUMNS: usize = 8_000;
/// So many dates are looked at, of each lane at least so many, and so many of these are no longer than a
/// column.
const LOOKED_AT: usize = 2_000;
const LEAST_LOOKED_AT: usize = 50;
const MOST_OF_THEM: (usize, usize) = (1, 2);

/// A lane's strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The lane's place from the top.
    pub lane: u32,
    /// What it covers of the picture.
    pub rect: Rect,
    /// From left to right, side by side.
    pub columns: Vec<Column>,
    /// What the parts of the counts are.
    pub by: ColourBy,
    /// How long a column is.
    pub step: Step,
    /// What lasts long, below the columns.
    pub(super) running: Vec<Running>,
    /// Whether it is low.
    pub is_folded: bool,
    pub(super) is_mirrored: bool,
    /// The highest count of a column, or of its side, rounded up so that panning seldom changes it.
    pub(super) highest: f32,
    /// Where rows of titles stand, from the top.
    pub(super) titles: Vec<f32>,
}

/// A column of a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its left and right edge.
    pub x: (f32, f32),
    /// Which positions of the lane it holds,
    pub range: Range<usize>,
    /// but for these, which are lines below the columns.
    pub long: Vec<usize>,
    /// How many events of each part.
    pub counts: Counts,
    /// From when.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
}

impl Column {
    /// How many events it holds.
    pub fn count(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The positions of those events in the lane.
    pub fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.range.clone().filter(|at| !self.long.contains(at))
    }
}

/// Whether cooperation stands above and conflict below: when the hues say which is which, and of
/// any event in the lane it is known.
fn is_mirrored(by: ColourBy, rows: &Rows) -> bool {
    let classes = || rows.counts(ColourBy::Class, 0..rows.len());
    by == ColourBy::Class && classes().iter().take(CLASSES.len()).any(|n| *n > 0)
}

/// Events of a class: for and against. Those of none count for half in both.
pub(super) fn sides(counts: &Counts) -> (f32, f32) {
    let counts = counts.map(|n| to_float(n as usize));
    let [material_against, against, with, material_with, ..] = counts;
    let none = counts[REST] / 2.0;
    let for_it = with + material_with + none;
    (for_it, material_against + against + none)
}

/// How high a lane is as a strip.
pub(super) fn height(view: &View<'_>, rows: &Rows, is_folded: bool) -> f32 {
    let inside = match (is_folded, is_mirrored(view.colour_by, rows)) {
        (true, true) => 2.0 * LOW_STRIP + BETWEEN_HALVES,
        // Nobody points at a page: as low as a row.
        (true, false) if view.is_page() => ROW - 2.0 * PADDING,
        (true, false) => LOW_STRIP + 7.0,
        (false, true) => HALVES + titles_height(view, rows),
        (false, false) => STACKED + titles_height(view, rows),
    };
    inside + 2.0 * PADDING
}

/// Room for titles, in lanes that have something to say there: a row for two of what matters most, on a
/// page that may grow for two of what matters.
fn titles_height(view: &View<'_>, rows: &Rows) -> f32 {
    let may_grow = view.size.y >= UNBOUNDED;
    let least = if may_grow { IMPORTANT } else { MOST_IMPORTANT };
    let wanted = rows.count_important(view.index, least, 2 * MOST_TITLES);
    let height = to_float(wanted.div_ceil(2)) * TITLES;
    to_float(title_rows(rows, height)) * TITLES
}

/// How many rows of titles stand in a height.
fn title_rows(rows: &Rows, height: f32) -> usize {
    let fits = |count: &usize| to_float(*count) * TITLES <= height;
    let most = (1..=MOST_TITLES).rev().find(fits).unwrap_or(1);
    most * usize::from(rows.has_important(IMPORTANT))
}

/// How wide a column is at least: the more events, the finer.
fn column_width(count: usize, width: f32) -> f32 {
    let of_each = to_float(count) / width;
    match of_each {
        n if n >= 2.0 => 1.0,
        n if n >= 0.5 => 2.0,
        n if n >= 0.2 => 4.0,
        _ => 6.0,
    }
}

/// The columns of a picture: all lanes have the same, so that they can be compared.
pub(super) struct Grid {
    step: Step,
    edges: Vec<Instant>,
}

impl Grid {
    /// As fine as the events of one lane are many, and no finer than most of the dates of each can tell.
    pub(super) fn new<'a>(
        view: &View<'_>,
        axis: &Axis,
        lanes: impl Iterator<Item = &'a Rows>,
    ) -> Self {
        let lanes: Vec<&Rows> = lanes.collect();
        let (from, to) = (axis.span.from(), axis.span.to());
        let counts = lanes.iter().map(|rows| rows.anchored_in(from, to).len());
        let most = counts.max().unwrap_or(0);
        let least = axis.scale() * f64::from(column_width(most, axis.width()));
        let looked_at = (LOOKED_AT / lanes.len().max(1)).max(LEAST_LOOKED_AT);
        let steps = lanes.iter().map(|rows| {
            let apart = (rows.len() / looked_at).max(1);
            let some = rows.rows.iter().step_by(apart);
            let lengths = some.filter_map(|row| {
                let (from, to) = view.index.reach(*row)?;
                Some(axis.span.after(to) - axis.span.after(from))
            });
            let lengths = lengths.filter(|length| length.is_finite()).collect();
            bars::step(least, lengths, MOST_OF_THEM)
        });
        let coarsest = steps.max_by(|a, b| a.seconds().total_cmp(&b.seconds()));
        let step = coarsest.unwrap_or(Step::Years(1));
        let edges = bars::edges(step, &axis.span, view.zone, MOST_COLUMNS);
        Self { step, edges }
    }
}

/// Counts a lane's events, column by column. Columns are those of the calendar, so panning moves
/// them and does not change what they hold.
pub(super) fn strip(
    view: &View<'_>,
    frame: &Frame,
    (lane, rect, is_folded): (u32, Rect, bool),
    rows: &Rows,
    grid: &Grid,
) -> Strip {
    let axis = &frame.axis;
    let is_mirrored = is_mirrored(view.colour_by, rows);
    let long = long(view, axis, rows, grid.step.seconds());
    let inner = rect.shrink2(emath::vec2(0.0, PADDING));
    let columns_height = if is_mirrored { HALVES } else { STACKED };
    let titles = match is_folded {
        true => 0,
        false => title_rows(rows, inner.height() - columns_height),
    };
    let top = inner.top() + to_float(titles) * TITLES;
    let rect = inner.with_min_y(top).with_min_x(axis.left);
    let (running, below) = running(view, axis, rows, &long, rect, is_folded);
    let mut lines: Vec<usize> = running.iter().map(|line| line.at).collect();
    lines.sort_unstable();
    let columns = columns(view, axis, rows, &grid.edges, &lines);
    let most = |count: &dyn Fn(&Column) -> f32| columns.iter().map(count).fold(1.0, f32::max);
    let highest = if is_mirrored {
        most(&|c| sides(&c.counts).0.max(sides(&c.counts).1))
    } else {
        most(&|c| to_float(c.count() as usize))
    };
    let middle = |row: usize| inner.top() + (to_float(row) + 0.5) * TITLES;
    Strip {
        lane,
        rect: rect.with_max_y(rect.bottom() - below),
        running,
        columns,
        by: view.colour_by,
        is_folded,
        is_mirrored,
        step: grid.step,
        highest: highest.log2().ceil().exp2(),
        titles: (0..titles).map(middle).collect(),
    }
}

fn columns(
    view: &View<'_>,
    axis: &Axis,
    rows: &Rows,
    edges: &[Instant],
    long: &[usize],
) -> Vec<Column> {
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
        return Vec::new();
    };
    let held = rows.anchored_in(*first, *last);
    let anchors = rows.anchors.get(..held.end).unwrap_or_default();
    let mut columns = Vec::new();
    let mut at = held.start;
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        let end = at + gallop(anchors.get(at..).unwrap_or_default(), *to);
        let before = |end: usize| long.partition_point(|l| *l < end);
        let long = long.get(before(at)..before(end)).unwrap_or_default();
        let folds = || axis.span.folds();
        let is_folded = folds().any(|gap| gap.from <= *from && *to <= gap.to);
        // A fold takes nothing of a column that begins or ends in it.
        let begun = folds().find(|gap| gap.from <= *from && *from < gap.to);
        let ended = folds().find(|gap| gap.from < *to && *to <= gap.to);
        let least = begun.or(ended).map_or(0.0, |_| LEAST);
        let left = axis.x_from_time(begun.map_or(*from, |gap| gap.to));
        let right = axis.x_from_time(ended.map_or(*to, |gap| gap.from));
        let x = (left.max(axis.left), right.max(left + least).min(axis.right));
        if end > at + long.len() && x.1 > x.0 && !is_folded {
            let mut counts = rows.counts(view.colour_by, at..end);
            for one in long {
                let own = rows.counts(view.colour_by, *one..*one + 1);
                for (count, own) in counts.iter_mut().zip(own) {
                    *count = count.saturating_sub(own);
                }
            }
            columns.push(Column {
                x,
                counts,
                range: at..end,
                long: long.to_vec(),
                from: *from,
                to: *to,
            });
        }
        at = end;
    }
    columns
}

/// How many rising instants come before one: by doubling steps, as the answer is mostly near.
pub(super) fn gallop(rising: &[Instant], to: Instant) -> usize {
    let mut reach = 1;
    while rising.get(reach - 1).is_some_and(|at| *at < to) {
        reach *= 2;
    }
    let known = reach / 2;
    let rest = rising.get(known..reach.min(rising.len()));
    let rest = rest.unwrap_or_default();
    known + rest.partition_point(|at| *at < to)
}

/// The highest count of the strips, and the height that open ones have for it: they share a scale, so that
/// lanes can be compared.
pub(super) fn share_scale(strips: &mut [&mut Strip]) {
    let highest = strips.iter().map(|s| s.highest).fold(1.0, f32::max);
    let open = strips.iter().filter(|s| !s.is_folded);
    let height = open.map(|s| s.rect.height()).fold(f32::MAX, f32::min);
    for strip in strips {
        strip.highest = highest;
        let top = strip.rect.bottom() - height;
        strip.rect.min.y = top.max(strip.rect.top());
    }
}

impl Strip {
    /// What a column stands for, and how many events a column or half of full height holds, each as long as
    /// there may be room for.
    pub(super) fn scale_in_words(&self) -> [[String; 2]; 2] {
        let step = self.step.in_words();
        let most = with_thousands(self.highest);
        [
            [format!("1 column = {step}"), format!("{step} each")],
            [
                format!("full height = {most} events"),
                format!("full = {most}"),
            ],
        ]
    }

    /// Where cooperation and conflict meet, in an open strip that shows them.
    pub(super) fn axis(&self) -> Option<f32> {
        let shows = !self.is_folded && self.is_mirrored;
        shows.then(|| self.rect.center().y.round())
    }

    /// The column at a place.
    pub fn column_at(&self, x: f32) -> Option<(Key, &Column)> {
        let n = self.columns.partition_point(|c| c.x.1 <= x);
        let column = self.columns.get(n).filter(|c| c.x.0 <= x)?;
        Some((Key::Column(self.lane, u32::try_from(n).ok()?), column))
    }

    /// What stands at a position of the lane.
    pub(super) fn event(&self, at: usize, view: &View<'_>) -> Option<(Row, Handle)> {
        let lane = view.lanes.lanes.get(self.lane as usize)?;
        let row = *lane.rows.rows.get(at)?;
        Some((row, view.index.handle(row)?))
    }

    /// The positions of those events in the lane that lines below the columns tell of, since they
    /// last longer.
    pub fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        self.running.iter().map(|line| line.at)
    }

    pub(super) fn draw_running(&self, scene: &mut Scene, view: &View<'_>) {
        for line in &self.running {
            if let Some((row, handle)) = self.event(line.at, view) {
                draw_line(scene, view, (Key::Event(handle.0), row), line.rect);
            }
        }
    }
}

/// The colour of each part.
pub fn part_colours(index: &Index, hues: &Hues, by: ColourBy, theme: &Theme) -> [Color32; PARTS] {
    std::array::from_fn(|part| theme.hue(hues.part(index, by, part).into()))
}
