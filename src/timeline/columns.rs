//! How the columns of a strip are drawn: their heights or depths, and how many events they hold.

use super::View;
use super::density::{Column, Strip, part_colours, sides};
use super::frame::Frame;
use super::metrics::{BETWEEN_HALVES, LOW_STRIP, SMALL, to_float};
use crate::analysis::ColourBy;
use crate::analysis::largest::{PARTS, REST};
use crate::dataset::count::plural;
use crate::scene::item::{Mark, Stroke};
use crate::scene::text::baseline_drop;
use crate::scene::theme::mix;
use crate::scene::{Color32, Columns, Hue, Key, Rect, Scene, Style, Weight, pos2, vec2};
use std::sync::Arc;

/// Depths of colour in a folded strip.
const DEPTHS: f32 = 12.0;

/// A column as wide as this is parted from the next, and one as wide as that says how many events it
/// holds.
const WIDE: f32 = 6.0;
const LEAST_SAID: f32 = 48.0;
/// Beside those words on both sides together, and how high the ground under them is.
const ROUND: f32 = 8.0;
const PLATE: f32 = 14.0;

/// Of no more events than this a page tells which they are.
const MOST_TOLD: usize = 20_000;

impl Strip {
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        // A page tells of each column which events it counts, unless they are very many.
        let counted = self.columns.iter().map(|c| c.count() as usize);
        let tells = view.is_page() && counted.sum::<usize>() <= MOST_TOLD;
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
        self.draw_counts(scene, view);
        if let Some(axis) = self.axis() {
            let line = Stroke::new(1.0, view.theme.ground);
            let ends = (self.rect.left(), self.rect.right());
            scene.hline(Key::None, ends, axis + 0.5, line);
        }
    }

    /// How many events a column holds, in words, where it is wide enough to say so; not beside what
    /// is selected, which may stand there.
    fn draw_counts(&self, scene: &mut Scene, view: &View<'_>) {
        let style = Style::new(SMALL, Weight::Regular, view.theme.t2);
        let columns = self.columns.iter().filter(|c| c.x.1 - c.x.0 >= LEAST_SAID);
        for column in columns.filter(|_| view.emphasis.selected.is_none()) {
            let says = plural(column.count() as usize, "event", "events");
            let width = view.measure.width(&says, style.size, style.weight);
            if width + ROUND > column.x.1 - column.x.0 {
                continue;
            }
            let x = f32::midpoint(column.x.0, column.x.1);
            let y = if self.is_folded {
                self.rect.center().y
            } else {
                (self.top_of(x) - PLATE / 2.0).max(self.rect.top() + PLATE / 2.0)
            };
            let plate = Rect::from_center_size(pos2(x, y), vec2(width + ROUND, PLATE));
            scene.rect(Key::None, plate, 2.0, view.theme.ground, Stroke::NONE);
            let at = pos2(x - width / 2.0, y + baseline_drop(style.size));
            scene.text(Key::None, at, &says, style, view.measure);
        }
    }

    /// The handles of a column's events.
    fn events(&self, column: &Column, view: &View<'_>) -> Vec<u32> {
        let handles = column.positions().filter_map(|at| self.event(at, view));
        handles.map(|(_, handle)| handle.0).collect()
    }

    /// Height is the square root of the count, so that a crowd does not hide the rest.
    fn tall(&self, count: f32, whole: f32) -> f32 {
        (count / self.highest).min(1.0).sqrt() * whole
    }

    fn mirrored(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let axis = self.rect.center().y.round();
        let half = self.rect.height() / 2.0 - 1.0;
        let [material_conflict, conflict, cooperation, material, ..] =
            part_colours(view.index, view.hues, ColourBy::Class, view.theme);
        for column in columns {
            let (with, against) = sides(&column.counts);
            let counts = column.counts.map(|n| to_float(n as usize));
            let [
                material_against,
                verbal_against,
                verbal_with,
                material_with,
                ..,
            ] = counts;
            let none = (counts[REST] / 2.0, view.theme.hue(Hue::Neutral));
            for (up, total, classes) in [
                (
                    -1.0,
                    with,
                    [(verbal_with, cooperation), (material_with, material)],
                ),
                (
                    1.0,
                    against,
                    [
                        (verbal_against, conflict),
                        (material_against, material_conflict),
                    ],
                ),
            ] {
                if total <= 0.0 {
                    continue;
                }
                let tall = self.tall(total, half).max(1.0);
                let [inner, outer] = classes;
                stack(out, column, (axis, up), (tall, total), [none, inner, outer]);
            }
        }
    }

    fn stacked(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let bottom = self.rect.bottom();
        let colours = part_colours(view.index, view.hues, view.colour_by, view.theme);
        for column in columns {
            let total = to_float(column.count() as usize);
            let tall = self.tall(total, self.rect.height()).max(1.5);
            let counts = column.counts.map(|count| to_float(count as usize));
            let parts = counts.into_iter().zip(colours);
            stack(out, column, (bottom, -1.0), (tall, total), parts);
        }
    }

    fn folded_sides(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let top = self.rect.top();
        let lower = top + LOW_STRIP + BETWEEN_HALVES;
        let [with, against] = [3, 0].map(|class| view.theme.hue(Hue::Class(class)));
        for column in columns {
            self.push_depth(view, out, column, top, sides(&column.counts).0, with);
        }
        for column in columns {
            self.push_depth(view, out, column, lower, sides(&column.counts).1, against);
        }
    }

    fn folded(&self, columns: &[Column], view: &View<'_>, out: &mut Columns) {
        let tall = LOW_STRIP.min(self.rect.height());
        let top = (self.rect.center().y - tall / 2.0).round();
        let colours = part_colours(view.index, view.hues, view.colour_by, view.theme);
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
        let step = ((count / self.highest).powf(0.55) * DEPTHS).ceil();
        let depth = step.clamp(1.0, DEPTHS) / DEPTHS;
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
        push(out, column, top, top + LOW_STRIP, colour);
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

/// The parts of a column one on the other, from a foot on: `up` is -1 upwards and 1 downwards. All of
/// them are so `tall` together, as much as they are in `total`.
fn stack(
    out: &mut Columns,
    column: &Column,
    (foot, up): (f32, f32),
    (tall, total): (f32, f32),
    parts: impl IntoIterator<Item = (f32, Color32)>,
) {
    let mut done = 0.0;
    for (count, colour) in parts {
        let (from, to) = (tall * done / total, tall * (done + count) / total);
        done += count;
        push(out, column, foot + up * from, foot + up * to, colour);
    }
}

fn push(out: &mut Columns, column: &Column, a: f32, b: f32, colour: Color32) {
    if (a - b).abs() > 0.01 {
        let (left, right) = column.x;
        // Wide ones are told apart.
        let gap = if right - left >= WIDE { 1.0 } else { 0.0 };
        let rect = Rect::from_two_pos(pos2(left, a), pos2(right - gap, b));
        out.rects.push((rect, colour));
    }
}
