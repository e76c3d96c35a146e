//! What is selected in a lane that is scrolled away: a triangle at the edge of the lanes, with the
//! title, and how far to scroll for it.

use super::View;
use super::frame::Frame;
use super::labels::Beside;
use super::lane::Lane;
use super::metrics::{ROW, TITLE};
use crate::analysis::Row;
use crate::scene::item::Stroke;
use crate::scene::marks::arrowhead;
use crate::scene::plates::State;
use crate::scene::{Key, Rect, Scene, pos2, vec2};

/// Height of the row at the edge of the lanes where it is told.
const BAND: f32 = 22.0;
/// What the triangle takes before the title.
const TRIANGLE: f32 = 14.0;

/// Where the selected event stands that no lane in sight shows.
pub(super) struct ScrolledAway {
    key: Key,
    row: Row,
    /// Its middle line on the picture.
    y: f32,
}

impl ScrolledAway {
    /// The nearest place of the selected event, if all are scrolled away.
    pub(super) fn new(view: &View<'_>, frame: &Frame, lanes: &[Lane]) -> Option<Self> {
        let (row, key) = (frame.selected?, view.emphasis.selected?);
        let body = frame.body.y_range();
        let places = lanes.iter().filter_map(|lane| {
            let rows = &view.lanes.lanes.get(lane.place as usize)?.rows;
            rows.position(view.index, row)?;
            let mark = lane.marks.iter().find(|mark| mark.row == row);
            Some(mark.map_or(lane.rect.center().y, |mark| mark.y))
        });
        let is_seen = |y: f32| y > body.min + ROW / 3.0 && y < body.max - ROW / 3.0;
        let places: Vec<f32> = places.collect();
        if places.iter().any(|y| is_seen(*y)) {
            return None;
        }
        let off = |y: &f32| (y - body.center()).abs();
        let nearest = places.into_iter().min_by(|a, b| off(a).total_cmp(&off(b)));
        nearest.map(|y| Self { key, row, y })
    }

    /// How far the lanes are to be scrolled for it.
    pub(super) fn scroll(&self, frame: &Frame, scroll: f32, lanes_height: f32) -> f32 {
        let most = (lanes_height - frame.body.height()).max(0.0);
        (scroll + self.y - frame.body.center().y).clamp(0.0, most)
    }

    fn is_above(&self, frame: &Frame) -> bool {
        self.y < frame.body.center().y
    }

    /// What the lanes keep beside the row that tells it.
    pub(super) fn rest(&self, frame: &Frame) -> Rect {
        let body = frame.body;
        if self.is_above(frame) {
            body.with_min_y(body.top() + BAND)
        } else {
            body.with_max_y(body.bottom() - BAND)
        }
    }

    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let Some((_, event)) = view.dataset.events.at(self.row as usize) else {
            return;
        };
        let (theme, body, rest) = (view.theme, frame.body, self.rest(frame));
        let (y, way, edge) = if self.is_above(frame) {
            (body.top() + BAND / 2.0, -1.0, rest.top() - 1.0)
        } else {
            (body.bottom() - BAND / 2.0, 1.0, rest.bottom())
        };
        let ends = (body.left(), body.right());
        scene.hline(Key::None, ends, edge + 0.5, Stroke::new(1.0, theme.rule));
        // Over where it stands, and within the picture.
        let at = view.index.anchor(self.row);
        let x = at.map_or(body.left(), |at| frame.axis.x_from_time(at));
        let weight = State::Selected.weight();
        let width = view.measure.width(&event.title, TITLE, weight);
        let most = (frame.titles_end - width - 12.0).max(body.left() + TRIANGLE);
        let x = x.clamp(body.left() + TRIANGLE, most);
        let within = (body.left(), frame.titles_end);
        let beside = Beside::new(&event.title, weight, (x, x + 1.0), within, y);
        let Some(label) = beside.right(view.measure) else {
            return;
        };
        let plate = label.rect();
        let plate = plate.with_min_x(plate.left() - TRIANGLE);
        scene.rect(self.key, plate, 2.0, theme.mark, Stroke::NONE);
        let tip = pos2(plate.left() + 9.0, y + way * 3.0);
        let colour = theme.hue(view.hue(self.row));
        arrowhead(scene, self.key, tip, vec2(0.0, way), (6.0, 4.0), colour);
        label.draw(scene, self.key, State::Selected, theme.t1, view);
    }
}
