//! What belongs to the selection and is off the picture: a triangle at the lane's edge, the title
//! and a quiet date. A click on it goes there.

use super::View;
use super::frame::Frame;
use super::labels::{self, Beside, Label};
use super::metrics::{GAP, TITLE};
use super::placing::{Placing, row_count};
use crate::analysis::{Row, Rows};
use crate::dataset::date;
use crate::scene::marks::arrowhead;
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Rect, Scene, Style, Weight, pos2, vec2};
use std::sync::Arc;

/// From the picture's edge to the title.
const INDENT: f32 = 12.0;
/// Between title and date.
const APART: f32 = 9.0;
/// No more related events than this are looked for: lines and plates show the rest.
const LOOKED_FOR: usize = 200;
/// A title is cut to this width.
const LONGEST: f32 = 220.0;

/// An event off the picture.
pub(super) struct OffScreen {
    row: Row,
    key: Key,
    is_left: bool,
    pub(super) line: usize,
    pub(super) label: Label,
    date: Arc<str>,
}

/// What belongs to the selection and is off the picture: found once, for all lanes.
pub(super) struct OffScreenEvents {
    /// The selected one comes first, and is not pushed out by a nearer one; then the nearest.
    events: Vec<FarEvent>,
}

struct FarEvent {
    row: Row,
    is_selected: bool,
    distance: f64,
    is_left: bool,
}

impl OffScreenEvents {
    pub(super) fn new(view: &View<'_>, frame: &Frame) -> Self {
        let related = view.emphasis.related.iter().take(LOOKED_FOR);
        let related = related.filter_map(|key| view.row_of(*key));
        let selected = frame.selected.into_iter().map(|row| (row, true));
        let rows = selected.chain(related.map(|row| (row, false)));
        let mut events: Vec<FarEvent> = rows
            .filter_map(|(row, is_selected)| {
                let (distance, is_left) = distance(view, frame, row)?;
                Some(FarEvent {
                    row,
                    is_selected,
                    distance,
                    is_left,
                })
            })
            .collect();
        events.sort_by(|a, b| {
            let selected = b.is_selected.cmp(&a.is_selected);
            selected.then(a.distance.total_cmp(&b.distance))
        });
        Self { events }
    }

    /// What is selected itself, if a lane holds it: for lanes that show no event by itself.
    pub(super) fn selected(&self, view: &View<'_>, rows: &Rows) -> [Option<Row>; 2] {
        let selected = self.events.first().filter(|event| event.is_selected);
        let held = selected.filter(|event| rows.position(view.index, event.row).is_some());
        let of = |is_left| held.filter(|event| event.is_left == is_left);
        [of(true), of(false)].map(|event| event.map(|e| e.row))
    }

    /// Those nearest at the left and at the right that a lane holds.
    pub(super) fn nearest(&self, view: &View<'_>, rows: &Rows) -> [Option<Row>; 2] {
        let of = |is_left: bool| {
            let mut there = self.events.iter().filter(|e| e.is_left == is_left);
            there.find(|e| rows.position(view.index, e.row).is_some())
        };
        [of(true), of(false)].map(|event| event.map(|e| e.row))
    }
}

/// Those events, each in a row that is free there.
pub(super) fn in_free_rows(
    view: &View<'_>,
    frame: &Frame,
    [left, right]: [Option<Row>; 2],
    marks: &[Placing],
) -> Vec<OffScreen> {
    let sides = [(left, true), (right, false)].into_iter();
    let placed = sides.filter_map(|(row, is_left)| placed(view, frame, row?, is_left, marks));
    let mut found: Vec<OffScreen> = placed.collect();
    // The two of one lane may meet in the middle of a narrow picture.
    if let [left, right] = found.as_mut_slice()
        && left.line == right.line
        && left.end(view) + APART > right.label.rect().left()
    {
        right.line = row_count(marks).max(left.line + 1);
    }
    found
}

/// How far off an event is, and whether at the left.
fn distance(view: &View<'_>, frame: &Frame, row: Row) -> Option<(f64, bool)> {
    let (bounds, traits) = (view.index.bounds(row)?, view.index.traits(row)?);
    let shape = super::shape::Shape::new(&bounds, traits, &frame.axis);
    let width = f64::from(frame.axis.width());
    match shape {
        _ if shape.right <= 0.0 => Some((-shape.right, true)),
        _ if shape.left >= width => Some((shape.left - width, false)),
        _ => None,
    }
}

fn placed(
    view: &View<'_>,
    frame: &Frame,
    row: Row,
    is_left: bool,
    marks: &[Placing],
) -> Option<OffScreen> {
    let (handle, event) = view.dataset.events.at(row as usize)?;
    let key = Key::Event(handle.0);
    let own_zone = event.own_zone();
    let zone = own_zone.as_ref().unwrap_or(&view.index.zone);
    let when = date::Date::parse(event.when.as_deref()?).ok()?;
    let date: Arc<str> = date::in_short(&when, zone, view.zone, None).into();
    let width = view.measure.width(&date, TITLE, Weight::Regular);
    let body = (frame.body.left() + 1.0, frame.edge - 1.0);
    let weight = view.emphasis.state(key).weight();
    let mark = (body.1, body.0 + INDENT - GAP);
    let within = (body.0, body.0 + INDENT + LONGEST);
    let beside = Beside::new(&event.title, weight, mark, within, 0.0);
    let mut label = beside.right(view.measure)?;
    let all = label.rect().width() + APART + width;
    if INDENT + all > frame.body.width() {
        return None;
    }
    if !is_left {
        label.x += body.1 - INDENT - all + 4.0 - label.rect().left();
    }
    let taken = if is_left {
        body.0..=body.0 + INDENT + all
    } else {
        body.1 - INDENT - all..=body.1
    };
    let taken = Rect::from_x_y_ranges(taken, 0.0..=1.0);
    let lines = row_count(marks);
    let is_free = |line: &usize| {
        let mut there = marks.iter().filter(|mark| mark.line == *line);
        there.all(|mark| mark.is_clear(frame, taken))
    };
    Some(OffScreen {
        row,
        key,
        is_left,
        line: (0..lines).find(is_free).unwrap_or(lines),
        label,
        date,
    })
}

impl OffScreen {
    /// What title and date cover.
    pub(super) fn rect(&self, view: &View<'_>) -> Rect {
        self.label.rect().with_max_x(self.end(view))
    }

    fn end(&self, view: &View<'_>) -> f32 {
        let date = view.measure.width(&self.date, TITLE, Weight::Regular);
        self.label.rect().right() + APART + date
    }

    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let theme = view.theme;
        let state = view.emphasis.state(self.key);
        let is_alive = view.index.is_alive(self.row, view.window);
        let (x, way) = if self.is_left {
            (frame.body.left() + 3.0, -1.0)
        } else {
            (frame.edge - 3.0, 1.0)
        };
        let (tip, direction) = (pos2(x, self.label.y), vec2(way, 0.0));
        let colour = theme.hue(view.hue(self.row));
        arrowhead(scene, self.key, tip, direction, (6.0, 4.0), colour);
        let colour = labels::colour(theme, state, is_alive, true);
        self.label.draw(scene, self.key, state, colour, view);
        let quiet = Style::new(TITLE, Weight::Regular, theme.t3);
        let x = self.label.rect().right() + APART - 4.0;
        let at = pos2(x, self.label.y + baseline_drop(TITLE));
        scene.text(self.key, at, &self.date, quiet, view.measure);
    }
}
