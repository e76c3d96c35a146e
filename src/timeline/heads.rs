//! The heads of lanes, with their names and counts, and the lines between lanes.

use super::View;
use super::density::Strip;
use super::folds;
use super::frame::Frame;
use super::lane::Lane;
use super::metrics::{MAIN, OUTSET, ROW, SMALL, crisp, level_rect};
use super::placing::row_count;
use crate::analysis::{self, ColourBy, LaneBy, Lanes, Rows};
use crate::dataset::count::with_thousands;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::{
    Color32, Hue, Key, Measure, Rect, Scene, Segment, Style, Weight, breaks, pos2, vec2,
};
use emath::Align;
use std::sync::Arc;

/// To the middle of a lane's hue.
const HUE: f32 = 25.5;
/// To a lane's name.
const NAME: f32 = 33.0;
/// Between a lane's name and its count.
const BEFORE_COUNT: f32 = 8.0;
/// From one line of a lane's name to the next.
const NAME_LINE: f32 = 14.0;

impl Frame {
    pub(super) fn draw_lane_lines(&self, scene: &mut Scene, view: &View<'_>, lanes: &[Lane]) {
        let line = Stroke::new(1.0, view.theme.rule);
        for lane in lanes {
            let y = crisp(lane.rect.bottom() - 1.0);
            if self.body.y_range().contains(y) {
                let ends = (self.body.left(), self.body.right());
                scene.hline(Key::None, ends, y, line);
            }
        }
    }

    /// How many events each lane has in what is folded, in the first row with room for that.
    pub(super) fn draw_folded(&self, scene: &mut Scene, view: &View<'_>, lanes: &[Lane]) {
        for (of, lane) in view.lanes.lanes.iter().zip(lanes) {
            let middles = lane.middles();
            let is_free = |line: usize, ends: (f32, f32)| {
                let rect = level_rect(ends, middles(line), ROW);
                let mut here = lane.marks.iter().filter(|mark| mark.line == line);
                here.all(|mark| mark.is_clear(self, rect))
            };
            let place = |ends: (f32, f32)| {
                let line = (0..=row_count(&lane.marks)).find(|line| is_free(*line, ends))?;
                let middle = if line == 0 {
                    first_row(lane)
                } else {
                    middles(line)
                };
                let rows = self.body.y_range().intersection(lane.rect.y_range());
                rows.contains(middle).then_some(middle)
            };
            if lane.rect.intersects(self.body) {
                folds::draw_counts(scene, view, &self.axis, &of.rows, &place);
            }
        }
    }

    /// How many events a lane has; on a page those that are on it.
    fn count(&self, view: &View<'_>, rows: &Rows) -> usize {
        let span = &self.axis.span;
        if view.is_page() {
            rows.in_span(view.index, span.from(), span.to()).count()
        } else {
            rows.len()
        }
    }

    /// The name, hue and count of each lane.
    pub(super) fn draw_heads(&self, scene: &mut Scene, view: &View<'_>, lanes: &[Lane]) {
        let line = Stroke::new(1.0, view.theme.rule);
        let right = self.body.left();
        // They have one scale, which the first says.
        let strips = lanes.iter().filter_map(|lane| lane.strip.as_ref());
        let first = strips
            .filter(|strip| !strip.is_folded)
            .map(|strip| strip.lane);
        let first = first.min();
        for (head, lane) in view.lanes.lanes.iter().zip(lanes) {
            let rect = lane.rect.with_max_x(right);
            if rect.intersects(self.heads()) {
                // All of it can be pointed at.
                let key = Key::Lane(lane.place);
                scene.rect(key, rect, 0.0, view.theme.ground, Stroke::NONE);
                let y = crisp(rect.bottom() - 1.0);
                scene.hline(Key::None, (0.0, right), y, line);
                self.draw_head(scene, view, head, lane);
                if let Some(strip) = &lane.strip {
                    let is_first = first == Some(lane.place);
                    draw_strip_words(scene, view, strip, (right, first_row(lane)), is_first);
                }
            }
        }
        let ends = (0.0, self.body.bottom());
        scene.vline(Key::None, crisp(right - 1.0), ends, line);
    }

    fn draw_head(&self, scene: &mut Scene, view: &View<'_>, head: &analysis::Lane, lane: &Lane) {
        let (theme, measure, is_page) = (view.theme, view.measure, view.is_page());
        let (key, middle) = (Key::Lane(lane.place), first_row(lane));
        if !is_page {
            draw_chevron(scene, key, pos2(14.0, middle), lane.is_folded, theme.t2);
        }
        let to_name = to_name(view);
        if has_hues(view) {
            let hue = pos2(to_name - NAME + HUE, middle);
            let hue = Rect::from_center_size(hue, vec2(3.0, 11.0));
            scene.rect(key, hue, 1.0, theme.hue(head.hue.into()), Stroke::NONE);
        }
        let baseline = middle + baseline_drop(MAIN);
        let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
        let end = self.body.left() - OUTSET;
        let room = end - to_name;
        let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
        let may_wrap = lane.strip.is_none() && lane.rect.height() >= 2.0 * NAME_LINE;
        let name = name_lines(&head.name, strong, room, may_wrap, measure);
        let first = name.first().map_or(0.0, |(_, width)| *width);
        // On a page only what cannot be counted there is told as a number.
        if !is_page || lane.is_folded || lane.strip.is_some() || !lane.left_out.is_empty() {
            let count = with_thousands(self.count(view, &head.rows));
            let width = BEFORE_COUNT + measure.width(&count, MAIN, Weight::Regular);
            // The name goes before it.
            if first + width <= room {
                let at = pos2(end, baseline);
                scene.text_aligned(key, at, Align::Max, &count, quiet, measure);
            }
        }
        let mut at = pos2(to_name, baseline);
        for (line, _) in &name {
            scene.text(key, at, line, strong, measure);
            at.y += NAME_LINE;
        }
    }
}

/// The left end of the lanes' names.
fn to_name(view: &View<'_>) -> f32 {
    let at = if view.is_page() {
        NAME - HUE + 1.5
    } else {
        NAME
    };
    at - if has_hues(view) {
        0.0
    } else {
        NAME - HUE + 1.5
    }
}

/// What the halves of a strip are, and below its lane's name, whose middle line that is, the scale of all
/// strips, if it is the `first`; in a head that ends where that says.
fn draw_strip_words(
    scene: &mut Scene,
    view: &View<'_>,
    strip: &Strip,
    (head_end, middle): (f32, f32),
    is_first: bool,
) {
    let (theme, measure, key) = (view.theme, view.measure, Key::Lane(strip.lane));
    let (to_name, end) = (to_name(view), head_end - OUTSET);
    if let Some(axis) = strip.axis() {
        for (word, class, by) in [("cooperation", 3, -9.0), ("conflict", 0, 9.0)] {
            let colour = theme.hue_text(Hue::Class(class));
            let style = Style::new(SMALL, Weight::Regular, colour);
            let at = pos2(to_name, axis + by + baseline_drop(SMALL));
            scene.text(key, at, word, style, measure);
        }
    }
    if !is_first {
        return;
    }
    // Under the words of the halves, or else under the name.
    let mut y = strip.axis().map_or(middle + 16.0, |axis| axis + 22.0);
    let style = Style::new(SMALL, Weight::Regular, theme.t3);
    for says in strip.scale_in_words() {
        let measured = says.map(|says| (measure.width(&says, SMALL, Weight::Regular), says));
        // It is longer than many a name, and may begin further left.
        let room = end - view.inset();
        let fits = measured.into_iter().find(|(width, _)| *width <= room);
        if let Some((width, says)) = fits {
            let at = pos2(to_name.min(end - width), y + baseline_drop(SMALL));
            scene.text(key, at, &says, style, measure);
            y += 13.0;
        }
    }
}

/// How wide a head must be for the widest name of a lane.
pub fn wanted_head(lanes: &Lanes, measure: &Measure) -> f32 {
    let names = lanes.lanes.iter().map(|lane| {
        let name = measure.width(&lane.name, MAIN, Weight::SemiBold);
        let count = with_thousands(lane.rows.len() as u64);
        name + BEFORE_COUNT + measure.width(&count, MAIN, Weight::Regular)
    });
    NAME + names.fold(0.0, f32::max).ceil() + OUTSET
}

/// Whether the hues of lanes mean what those of events do.
fn has_hues(view: &View<'_>) -> bool {
    let by = view.lanes.by;
    by.tells(view.colour_by) || by == LaneBy::ACTOR && view.colour_by == ColourBy::Group
}

/// A corner that points down (open) or right (folded).
fn draw_chevron(scene: &mut Scene, key: Key, at: emath::Pos2, is_folded: bool, colour: Color32) {
    let corner = if is_folded {
        [vec2(-2.0, -4.0), vec2(2.0, 0.0), vec2(-2.0, 4.0)]
    } else {
        [vec2(-4.0, -2.0), vec2(0.0, 2.0), vec2(4.0, -2.0)]
    };
    let corner = corner.map(|by| at + by);
    let (way, line) = (Segment::polyline(corner), Stroke::new(1.25, colour));
    scene.path(key, way, Color32::TRANSPARENT, line);
}

/// The middle of the first row of a lane, or of one that is lower than a row.
fn first_row(lane: &Lane) -> f32 {
    let middle = lane.rect.top() + lane.padding + lane.row_height / 2.0;
    middle.min(lane.rect.center().y)
}

/// The name of a lane, whole in two lines where it may be and one cannot hold it; with their widths.
fn name_lines(
    name: &str,
    style: Style,
    room: f32,
    may_wrap: bool,
    measure: &Measure,
) -> Vec<(Arc<str>, f32)> {
    let fits = |text: &str| measure.width(text, style.size, style.weight) <= room;
    let broken = breaks::halves(name).rev().find(|(first, _)| fits(first));
    let lines = match broken.filter(|_| may_wrap && !fits(name)) {
        Some((first, second)) => vec![first, second],
        None => vec![name],
    };
    let fit = |line: &str| measure.fit(line, style, room);
    lines.into_iter().filter_map(fit).collect()
}
