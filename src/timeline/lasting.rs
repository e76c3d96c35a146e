//! What lasts longer than a column of a strip could tell: a line below the columns, over all of its
//! time.

use super::View;
use super::axis::Axis;
use super::metrics::{LOOKED_AT, to_float};
use super::overlap::first_free;
use crate::analysis::{Row, Rows};
use crate::scene::item::Stroke;
use crate::scene::theme::mix;
use crate::scene::{BEHIND, Key, Rect, Scene};

/// What may last longer than so many columns is no matter of one of them, but a line below them.
const LONG: f64 = 4.0;
/// From one such line to the next, how thick it is, and in how many rows they stand at most.
const LINE: f32 = 4.5;
const THICK: f32 = 2.0;
const MOST_LINES: usize = 3;

/// An event that lasts longer than a column could tell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Running {
    /// Its position in the lane.
    pub(super) at: usize,
    pub(super) rect: Rect,
}

/// The positions of what may last much longer than a column, rising. None of more events than can
/// be looked at: among so many a few at a wrong time do not show.
pub(super) fn long(view: &View<'_>, axis: &Axis, rows: &Rows, step: f64) -> Vec<usize> {
    let span = &axis.span;
    let near = rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT);
    let is_long = |at: &usize| {
        let reach = rows.rows.get(*at).and_then(|row| view.index.reach(*row));
        reach.is_some_and(|(from, to)| span.after(to) - span.after(from) > LONG * step)
    };
    let mut long = near.unwrap_or_default();
    long.retain(is_long);
    long
}

/// The lines of what lasts long, from the bottom of a rectangle, and how much of its height they
/// take. What finds no row of its own has no line: it is one of its column.
pub(super) fn running(
    view: &View<'_>,
    axis: &Axis,
    rows: &Rows,
    long: &[usize],
    rect: Rect,
    is_folded: bool,
) -> (Vec<Running>, f32) {
    let most = if is_folded { 1 } else { MOST_LINES };
    let mut ends: Vec<f32> = Vec::new();
    let lines = long.iter().filter_map(|at| {
        let (from, to) = view.index.reach(*rows.rows.get(*at)?)?;
        let x = |at| axis.x_from_time(at).clamp(axis.left, axis.right);
        Some((*at, x(from), x(to)))
    });
    let mut lines: Vec<(usize, f32, f32)> = lines.collect();
    lines.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.2.total_cmp(&a.2)));
    let running = lines.into_iter().filter_map(|(at, from, to)| {
        let line = first_free(&mut ends, from, to + THICK);
        let bottom = rect.bottom() - LINE * to_float(line);
        let rect = Rect::from_x_y_ranges(from..=to, bottom - THICK..=bottom);
        (line < most).then_some(Running { at, rect })
    });
    let running: Vec<Running> = running.collect();
    let below = LINE * to_float(ends.len().min(most));
    (running, if below > 0.0 { below + 1.0 } else { 0.0 })
}

pub(super) fn draw_line(scene: &mut Scene, view: &View<'_>, (key, row): (Key, Row), rect: Rect) {
    let is_alive = view.index.is_alive(row, view.window);
    let pale = match is_alive {
        _ if view.emphasis.is_behind(key) => BEHIND,
        true => 0.75,
        false => 0.4,
    };
    let colour = mix(view.theme.ground, view.theme.hue(view.hue(row)), pale);
    scene.rect(key, rect, 0.0, colour, Stroke::NONE);
}
