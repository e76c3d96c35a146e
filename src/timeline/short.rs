//! Lanes of a page that is short of height: each shows its most important rows, and ends with how
//! many events it leaves out.

use super::View;
use super::calendar::with_thousands;
use super::frame::Frame;
use super::labels;
use super::lane::{Lane, PADDING, ROW, to_float};
use super::placing::Placing;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Rect, Scene, Style, Weight, pos2, vec2};
use std::cmp::Reverse;

/// Before the words that say how many there are more.
const APART: f32 = 12.0;

/// Round them where they stand at an end.
const EDGE: f32 = 4.0;

/// Leaves rows out until the lanes are no higher than the picture, of the highest lanes first. Each
/// keeps one row at least; strips and folded lanes stay as they are.
pub(super) fn shorten(view: &View<'_>, frame: &Frame, lanes: &mut [Lane]) {
    let height: f32 = lanes.iter().map(|lane| lane.rect.height()).sum();
    let mut over = height - frame.body.height();
    let mut kept: Vec<usize> = lanes.iter().map(rows).collect();
    // What rounding makes of equal heights is no lack.
    while over > 0.1 {
        // The lowest of the highest.
        let highest = kept.iter_mut().filter(|rows| **rows > 1);
        let Some(rows) = highest.max_by_key(|rows| **rows) else {
            break;
        };
        *rows -= 1;
        over -= ROW;
    }
    let mut by = 0.0;
    for (lane, kept) in lanes.iter_mut().zip(kept) {
        let left_out = to_float(rows(lane) - kept) * ROW;
        if left_out > 0.0 {
            cut(view, lane, kept);
        }
        lane.rect = lane.rect.translate(vec2(0.0, -by));
        lane.rect.max.y -= left_out;
        by += left_out;
    }
}

/// How many rows a lane has; none that could be left out.
fn rows(lane: &Lane) -> usize {
    let lines = lane.marks.iter().filter(|_| !lane.is_folded);
    lines.map(|mark| mark.line + 1).max().unwrap_or(0)
}

/// Keeps the most important rows of a lane, in their order.
fn cut(view: &View<'_>, lane: &mut Lane, most: usize) {
    let importance = |mark: &&Placing| {
        let importance = view.index.importance.get(mark.row as usize);
        importance.copied().filter(|_| mark.is_home).unwrap_or(0)
    };
    let worth = |line: &usize| {
        let marks = lane.marks.iter().filter(|mark| mark.line == *line);
        let here: Vec<&Placing> = marks.collect();
        let best = here.iter().map(&importance).max();
        Reverse((best, here.len()))
    };
    let mut lines: Vec<usize> = (0..rows(lane)).collect();
    lines.sort_by_cached_key(worth);
    lines.truncate(most);
    lines.sort_unstable();
    let before = lane.marks.len();
    lane.marks.retain_mut(|mark| {
        let line = lines.binary_search(&mark.line).ok();
        mark.line = line.unwrap_or(mark.line);
        line.is_some()
    });
    lane.beyond.retain_mut(|there| {
        let line = lines.binary_search(&there.line).ok();
        there.line = line.unwrap_or(there.line);
        line.is_some()
    });
    lane.more = before - lane.marks.len();
}

/// Says how many events a lane leaves out, at the end of the last row that has room for it.
pub(super) fn draw_more(lane: &Lane, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
    if lane.more == 0 {
        return;
    }
    let says = format!("+{} more", with_thousands(lane.more));
    let style = Style::new(labels::SIZE, Weight::Regular, view.theme.t3);
    let width = view.measure.width(&says, style.size, style.weight);
    let (left, right) = (frame.body.left() + EDGE, frame.titles_end);
    let place = |line: usize| {
        let here = || lane.marks.iter().filter(|mark| mark.line == line);
        let end = here().map(|mark| mark.end(frame));
        let after = end.fold(left, f32::max) + APART;
        let begin = here().map(|mark| mark.begin(frame)).fold(right, f32::min);
        let before = begin - APART - width;
        let free = [(after, after + width <= right), (before, before >= left)];
        let found = free.into_iter().find(|(_, is_free)| *is_free);
        found.map(|(x, _)| (line, x))
    };
    let found = (0..rows(lane)).rev().find_map(place);
    // Where no row has room it stands over the end of the last.
    let last = rows(lane).saturating_sub(1);
    let (line, x) = found.unwrap_or((last, right - width));
    let middle = lane.rect.top() + PADDING + (to_float(line) + 0.5) * ROW;
    if found.is_none() {
        let plate = Rect::from_min_max(
            pos2(x - EDGE, middle - ROW / 2.0),
            pos2(right, middle + ROW / 2.0),
        );
        scene.rect(Key::None, plate, 0.0, view.theme.ground, Stroke::NONE);
    }
    let at = pos2(x, middle + baseline_drop(style.size));
    scene.text(Key::None, at, &says, style, view.measure);
}
