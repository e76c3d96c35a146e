//! Where there are too many events to tell apart: how many, column by column, in the colours of
//! what they are (look.md, "Level of detail").

use super::View;
use super::axis::Axis;
use super::frame::Frame;
use super::lane::{Lane, PADDING, ROW, to_float};
use super::lasting::{Running, long, running};
use crate::analysis::hues::Hues;
use crate::analysis::parts::{CLASSES, Counts, PARTS, REST};
use crate::analysis::{ColourBy, EventHue, Row, Rows};
use crate::dataset::Handle;
use crate::dataset::instant::Instant;
use crate::scene::item::{Mark, Stroke};
use crate::scene::theme::{Theme, mix};
use crate::scene::{Color32, Columns, Hue, Key, Rect, Scene, pos2};
use std::ops::Range;
use std::sync::Arc;

/// Height of an open strip in two halves.
const HALVES: f32 = 84.0;
/// Height of one that stands on its bottom.
const STACKED: f32 = 48.0;
/// Where there is room, a lane with an open strip is as high as this.
pub(super) const HIGHEST: f32 = 125.0 + 2.0 * PADDING;
/// Height of a folded strip, or of each half of it.
const FOLDED: f32 = 11.0;
/// Between the halves.
const BETWEEN: f32 = 2.0;
/// Height of the row of titles above a strip.
const TITLES: f32 = 18.0;
/// Events of this importance may have a title there.
pub(super) const IMPORTANT: u8 = 4;
/// Depths of colour in a folded strip.
const DEPTHS: f32 = 12.0;

/// Of no more events than this a page tells which they are.
const MOST_TOLD: usize = 20_000;

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
    /// How long a column is, in seconds.
    pub seconds: f64,
    /// What lasts long, below the columns.
    pub(super) running: Vec<Running>,
    is_folded: bool,
    /// Whether cooperation stands above and conflict below.
    is_mirrored: bool,
    /// The highest count of a column, or of its side, rounded up so that panning seldom changes it.
    highest: f32,
    /// Where a row of titles stands, if there is one.
    pub(super) titles: Option<f32>,
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
fn sides(counts: &Counts) -> (f32, f32) {
    let [material_against, against, with, material_with, ..] = counts.map(|n| to_float(n as usize));
    let none = to_float(counts[REST] as usize) / 2.0;
    (
        with + material_with + none,
        material_against + against + none,
    )
}

/// How high a lane is as a strip.
pub(super) fn height(view: &View<'_>, rows: &Rows, is_folded: bool) -> f32 {
    let inside = match (is_folded, is_mirrored(view.colour_by, rows)) {
        (true, true) => 2.0 * FOLDED + BETWEEN,
        // Nobody points at a page: as low as a row.
        (true, false) if view.notes.is_some() => ROW - 2.0 * PADDING,
        (true, false) => FOLDED + 7.0,
        (false, true) => HALVES + titles_height(rows),
        (false, false) => STACKED + titles_height(rows),
    };
    inside + 2.0 * PADDING
}

/// Room for titles, in lanes that have something to say there.
fn titles_height(rows: &Rows) -> f32 {
    if rows.has_important(IMPORTANT) {
        TITLES
    } else {
        0.0
    }
}

/// How wide a column is: the more events, the finer.
fn column_width(count: usize, width: f32) -> f32 {
    let of_each = to_float(count) / width;
    match of_each {
        n if n >= 2.0 => 1.0,
        n if n >= 0.5 => 2.0,
        n if n >= 0.2 => 4.0,
        _ => 6.0,
    }
}

/// Counts a lane's events, column by column. Columns stand at fixed times, so panning moves them
/// and does not change what they hold.
pub(super) fn strip(view: &View<'_>, frame: &Frame, lane: &Lane, rows: &Rows) -> Strip {
    let axis = &frame.axis;
    let (rect, is_folded) = (lane.rect, lane.is_folded);
    let is_mirrored = is_mirrored(view.colour_by, rows);
    let seen = rows.anchored_in(axis.span.from(), axis.span.to());
    let width = column_width(seen.len(), axis.width());
    let step = axis.scale() * f64::from(width);
    let long = long(view, axis, rows, step);
    let columns = columns(view, axis, rows, seen, (step, &long));
    let most = |count: &dyn Fn(&Column) -> f32| columns.iter().map(count).fold(1.0, f32::max);
    let highest = if is_mirrored {
        most(&|c| sides(&c.counts).0.max(sides(&c.counts).1))
    } else {
        most(&|c| to_float(c.count() as usize))
    };
    let inner = rect.shrink2(emath::vec2(0.0, PADDING));
    let titles = if is_folded { 0.0 } else { titles_height(rows) };
    let rect = inner.with_min_y(inner.top() + titles).with_min_x(axis.left);
    let (running, below) = running(view, axis, rows, &long, rect, is_folded);
    Strip {
        lane: lane.place,
        rect: rect.with_max_y(rect.bottom() - below),
        running,
        columns,
        by: view.colour_by,
        is_folded,
        is_mirrored,
        seconds: step,
        highest: highest.log2().ceil().exp2(),
        titles: (titles > 0.0).then_some(inner.top() + TITLES / 2.0),
    }
}

fn columns(
    view: &View<'_>,
    axis: &Axis,
    rows: &Rows,
    seen: Range<usize>,
    (step, long): (f64, &[usize]),
) -> Vec<Column> {
    // Where the first column begins, in seconds after the span's start.
    let first = -axis.span.since_multiple_of(step);
    let anchors = rows.anchors.get(..seen.end).unwrap_or_default();
    let mut columns = Vec::new();
    let (mut x, mut at) = (axis.left + axis.x_after(first), seen.start);
    let mut n = 0.0;
    while x < axis.right {
        n += 1.0;
        let (from, to) = (
            axis.span.at(first + step * (n - 1.0)),
            axis.span.at(first + step * n),
        );
        let right = axis.left + axis.x_after(first + step * n);
        let end = at + gallop(anchors.get(at..).unwrap_or_default(), to);
        let long = {
            let before = |end: usize| long.partition_point(|l| *l < end);
            long.get(before(at)..before(end)).unwrap_or_default()
        };
        if end > at + long.len() {
            let mut counts = rows.counts(view.colour_by, at..end);
            for one in long {
                let own = rows.counts(view.colour_by, *one..*one + 1);
                for (count, own) in counts.iter_mut().zip(own) {
                    *count = count.saturating_sub(own);
                }
            }
            columns.push(Column {
                x: (x.max(axis.left), right.min(axis.right)),
                counts,
                range: at..end,
                long: long.to_vec(),
                from,
                to,
            });
        }
        (x, at) = (right, end);
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
    let rest = rising
        .get(known..reach.min(rising.len()))
        .unwrap_or_default();
    known + rest.partition_point(|at| *at < to)
}

/// The highest count of the open strips: they share a scale, so that lanes can be compared.
pub(super) fn share_scale(strips: &mut [&mut Strip]) {
    let open = strips.iter().filter(|s| !s.is_folded);
    let highest = open.map(|s| s.highest).fold(1.0, f32::max);
    for strip in strips.iter_mut().filter(|s| !s.is_folded) {
        strip.highest = highest;
    }
}

impl Strip {
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

    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        // A page tells of each column which events it counts, unless they are very many.
        let counted = self.columns.iter().map(|c| c.count() as usize);
        let tells = view.notes.is_some() && counted.sum::<usize>() <= MOST_TOLD;
        let at_once = if tells { 1 } else { self.columns.len().max(1) };
        for of in self.columns.chunks(at_once) {
            let mut columns = Columns::default();
            match (self.is_folded, self.is_mirrored) {
                (false, true) => self.mirrored(of, view, &mut columns),
                (false, false) => self.stacked(of, view, &mut columns),
                (true, true) => self.folded_sides(of, view, &mut columns),
                (true, false) => self.folded(of, view, &mut columns),
            }
            if tells {
                let events = of.iter().flat_map(|column| self.events(column, view));
                columns.events = events.collect();
            }
            dim_outside(view, frame, &mut columns);
            let key = Key::Column(self.lane, 0);
            scene.add(key, Mark::Columns(Arc::new(columns)));
        }
        self.draw_running(scene, view);
        if let Some(axis) = self.axis() {
            let line = Stroke::new(1.0, view.theme.ground);
            let (from, to) = (
                pos2(self.rect.left(), axis + 0.5),
                pos2(self.rect.right(), axis + 0.5),
            );
            scene.line(Key::None, from, to, line);
        }
    }

    /// The handles of a column's events.
    fn events(&self, column: &Column, view: &View<'_>) -> Vec<u32> {
        let handles = column.positions().filter_map(|at| self.event(at, view));
        handles.map(|(_, handle)| handle.0).collect()
    }

    /// What stands at a position of the lane.
    pub(super) fn event(&self, at: usize, view: &View<'_>) -> Option<(Row, Handle)> {
        let lane = view.lanes.lanes.get(self.lane as usize)?;
        let row = *lane.rows.rows.get(at)?;
        Some((row, view.index.handle(row)?))
    }

    /// Height is the square root of the count, so that a crowd does not hide the rest.
    fn tall(&self, count: f32, whole: f32) -> f32 {
        (count / self.highest).min(1.0).sqrt() * whole
    }

    fn mirrored(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let axis = self.rect.center().y.round();
        let half = self.rect.height() / 2.0 - 1.0;
        for column in columns {
            let (with, against) = sides(&column.counts);
            let [
                material_against,
                verbal_against,
                verbal_with,
                material_with,
                ..,
            ] = column.counts.map(|n| to_float(n as usize));
            let none = to_float(column.counts[REST] as usize) / 2.0;
            for (up, total, verbal, material, classes) in [
                (-1.0, with, verbal_with, material_with, [2, 3]),
                (1.0, against, verbal_against, material_against, [1, 0]),
            ] {
                if total <= 0.0 {
                    continue;
                }
                let tall = self.tall(total, half).max(1.0);
                let [inner, outer] = classes.map(|c| view.theme.hue(Hue::Class(c)));
                let mut done = 0.0;
                for (count, colour) in [
                    (none, view.theme.hue(Hue::Neutral)),
                    (verbal, inner),
                    (material, outer),
                ] {
                    let (from, to) = (tall * done / total, tall * (done + count) / total);
                    done += count;
                    push(out, column, axis + up * from, axis + up * to, colour);
                }
            }
        }
    }

    fn stacked(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let bottom = self.rect.bottom();
        let colours = part_colours(view.hues, view.colour_by, view.theme);
        for column in columns {
            let total = to_float(column.count() as usize);
            let tall = self.tall(total, self.rect.height()).max(1.5);
            let mut done = 0.0;
            for (count, colour) in column.counts.iter().zip(colours) {
                let count = to_float(*count as usize);
                let (from, to) = (tall * done / total, tall * (done + count) / total);
                done += count;
                push(out, column, bottom - from, bottom - to, colour);
            }
        }
    }

    fn folded_sides(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let top = self.rect.top();
        let lower = top + FOLDED + BETWEEN;
        let rows = [
            (top, view.theme.hue(Hue::Class(3)), true),
            (lower, view.theme.hue(Hue::Class(0)), false),
        ];
        for (top, colour, is_with) in rows {
            for column in columns {
                let (with, against) = sides(&column.counts);
                let count = if is_with { with } else { against };
                self.push_depth(view, out, column, top, count, colour);
            }
        }
    }

    fn folded(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let tall = FOLDED.min(self.rect.height());
        let top = (self.rect.center().y - tall / 2.0).round();
        let colours = part_colours(view.hues, view.colour_by, view.theme);
        for column in columns {
            // The first of the largest parts.
            let largest = (0..PARTS).rev().max_by_key(|part| column.counts.get(*part));
            let colour = largest.and_then(|part| colours.get(part));
            let colour = colour.copied().unwrap_or(view.theme.t3);
            let count = to_float(column.count() as usize);
            self.push_depth(view, out, column, top, count, colour);
        }
    }

    /// Depth of colour for the count, in twelve steps.
    fn push_depth(
        &self,
        view: &View<'_>,
        out: &mut Columns,
        column: &Column,
        top: f32,
        count: f32,
        colour: Color32,
    ) {
        if count <= 0.0 {
            return;
        }
        let depth = ((count / self.highest).powf(0.55) * DEPTHS)
            .ceil()
            .clamp(1.0, DEPTHS)
            / DEPTHS;
        let colour = mix(view.theme.ground, colour, 0.12 + 0.88 * depth);
        // What looks the same is one rectangle.
        if let Some((rect, known)) = out.rects.last_mut()
            && *known == colour
            && (rect.right() - column.x.0).abs() < 0.01
            && rect.top() == top
        {
            rect.max.x = column.x.1;
            return;
        }
        push(out, column, top, top + FOLDED, colour);
    }

    /// Where a column's top is.
    pub(super) fn top_of(&self, x: f32) -> f32 {
        let Some((_, column)) = self.column_at(x) else {
            return self.axis().unwrap_or(self.rect.bottom());
        };
        match self.axis() {
            Some(axis) => axis - self.tall(sides(&column.counts).0, self.rect.height() / 2.0 - 1.0),
            None => {
                let count = to_float(column.count() as usize);
                self.rect.bottom() - self.tall(count, self.rect.height())
            }
        }
    }
}

/// Outside the window columns are pale, as marks are.
fn dim_outside(view: &View<'_>, frame: &Frame, columns: &mut Columns) {
    let Some((from, to)) = view.window else {
        return;
    };
    let [from, to] = [from, to].map(|at| frame.axis.x_from_time(at));
    for (rect, colour) in &mut columns.rects {
        if rect.right() <= from || rect.left() >= to {
            *colour = mix(view.theme.ground, *colour, 0.5);
        }
    }
}

/// The colour of each part.
pub fn part_colours(hues: &Hues, by: ColourBy, theme: &Theme) -> [Color32; PARTS] {
    let classes = CLASSES.map(EventHue::Class);
    let hues: &[EventHue] = match by {
        ColourBy::Group => &hues.groups,
        ColourBy::Category => &hues.categories,
        ColourBy::Class => &classes,
    };
    let mut colours = [theme.hue(Hue::Neutral); PARTS];
    for (colour, hue) in colours.iter_mut().take(REST).zip(hues) {
        *colour = theme.hue((*hue).into());
    }
    colours
}

fn push(out: &mut Columns, column: &Column, a: f32, b: f32, colour: Color32) {
    if (a - b).abs() > 0.01 {
        let rect = Rect::from_two_pos(pos2(column.x.0, a), pos2(column.x.1, b));
        out.rects.push((rect, colour));
    }
}
