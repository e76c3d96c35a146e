//! The heads of lanes, with their names and counts, and the lines between lanes.

use super::View;
use super::density::Strip;
use super::folds;
use super::frame::Frame;
use super::lane::Lane;
use super::metrics::{INSET, MAIN, OUTSET, SMALL, crisp};
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

    /// How many events a lane has in what is folded, where it has no others.
    pub(super) fn draw_folded(&self, scene: &mut Scene, view: &View<'_>, lanes: &[Lane]) {
        for (of, lane) in view.lanes.lanes.iter().zip(lanes) {
            let middle = first_row(lane);
            let is_empty = lane.marks.is_empty() && lane.strip.is_none();
            if is_empty && self.body.y_range().contains(middle) {
                folds::draw_counts(scene, view, &self.axis, (&of.rows, middle));
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
        for (head, lane) in view.lanes.lanes.iter().zip(lanes) {
            let rect = lane.rect.with_max_x(right);
            if rect.intersects(self.heads()) {
                // All of it can be pointed at.
                let key = Key::Lane(lane.place);
                scene.rect(key, rect, 0.0, view.theme.ground, Stroke::NONE);
                let y = crisp(rect.bottom() - 1.0);
                scene.hline(Key::None, (0.0, right), y, line);
                self.draw_head(scene, view, head, lane);
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
        let mut to_name = if is_page { NAME - HUE + 1.5 } else { NAME };
        if has_hues(view) {
            let hue = pos2(to_name - NAME + HUE, middle);
            let hue = Rect::from_center_size(hue, vec2(3.0, 11.0));
            scene.rect(key, hue, 1.0, theme.hue(head.hue.into()), Stroke::NONE);
        } else {
            to_name -= NAME - HUE + 1.5;
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
        if let Some(strip) = &lane.strip {
            draw_strip_words(scene, view, strip, (to_name, end), middle);
        }
    }
}

/// What the halves of a strip are, and how long a column is: between the left end of the lane's name
/// and where heads end, below the name, whose middle line that is.
fn draw_strip_words(
    scene: &mut Scene,
    view: &View<'_>,
    strip: &Strip,
    (to_name, end): (f32, f32),
    middle: f32,
) {
    let (theme, measure, key) = (view.theme, view.measure, Key::Lane(strip.lane));
    if let Some(axis) = strip.axis() {
        for (word, class, by) in [("cooperation", 3, -9.0), ("conflict", 0, 9.0)] {
            let colour = theme.hue_text(Hue::Class(class));
            let style = Style::new(SMALL, Weight::Regular, colour);
            let at = pos2(to_name, axis + by + baseline_drop(SMALL));
            scene.text(key, at, word, style, measure);
        }
    }
    if strip.is_folded {
        return;
    }
    // Under the words of the halves, or else under the name.
    let y = strip.axis().map_or(middle + 16.0, |axis| axis + 25.0);
    let style = Style::new(SMALL, Weight::Regular, theme.t3);
    // It is longer than many a name, and may begin further left.
    if let Some((says, width)) = column_in_words(strip, measure, end - INSET) {
        let at = pos2(to_name.min(end - width), y + baseline_drop(SMALL));
        scene.text(key, at, &says, style, measure);
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

/// What a column of a strip stands for, `1 column = 1 day` or in a narrow head `1 day each`, and how
/// wide that is; none where neither has room.
fn column_in_words(strip: &Strip, measure: &Measure, room: f32) -> Option<(String, f32)> {
    let step = strip.step.in_words();
    let mut says = [format!("1 column = {step}"), format!("{step} each")].into_iter();
    says.find_map(|says| {
        let width = measure.width(&says, SMALL, Weight::Regular);
        (width <= room).then_some((says, width))
    })
}
