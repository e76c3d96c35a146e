//! What stands out in a strip, where no event has a mark of its own: the column of what is
//! selected, with a ring and the title, and the columns of what belongs to it.

use super::View;
use super::density::Strip;
use super::frame::Frame;
use super::labels::{Beside, Label};
use super::metrics::PLATE;
use super::off_screen::OffScreen;
use crate::analysis::{Row, Rows};
use crate::scene::item::Stroke;
use crate::scene::plates::State;
use crate::scene::{Color32, Key, Rect, Scene};

/// No more of what belongs to the selection than this is looked for in a strip.
const LOOKED_FOR: usize = 1000;
/// A column under what belongs to the selection is at least this wide.
const LEAST: f32 = 5.0;
/// From the column of what is selected to its ring.
const ROUND: f32 = 3.0;

impl Strip {
    /// What lies under the columns.
    pub(super) fn draw_under(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        frame: &Frame,
        rows: &Rows,
    ) {
        let related = view.emphasis.related.iter().take(LOOKED_FOR);
        let related = related.filter_map(|key| view.row_of(*key));
        let mut last = None;
        for column in related.filter_map(|row| self.column_of(view, frame, rows, row)) {
            // Many of them stand in the same column.
            if last.replace(column) != Some(column) {
                let more = (LEAST - column.width()).max(0.0) / 2.0;
                let under = column.expand2(emath::vec2(more, 0.0));
                scene.rect(Key::None, under, 0.0, view.theme.mark2, Stroke::NONE);
            }
        }
        if let Some(ring) = self.ring(view, frame, rows) {
            scene.rect(Key::None, ring, 3.0, view.theme.mark, Stroke::NONE);
        }
    }

    /// The ring of what is selected, and its title where no row of titles says it.
    pub(super) fn draw_selected(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        frame: &Frame,
        rows: &Rows,
    ) {
        let (Some(ring), Some(key)) = (self.ring(view, frame, rows), view.emphasis.selected) else {
            return;
        };
        let ink = Stroke::new(2.0, view.theme.ink);
        scene.rect(key, ring, 3.0, Color32::TRANSPARENT, ink);
        let label = self.title_of_selected(view, frame, ring);
        if let Some(label) = label.filter(|_| self.titles.is_empty()) {
            label.draw(scene, key, State::Selected, view.theme.t1, view);
        }
    }

    fn title_of_selected(&self, view: &View<'_>, frame: &Frame, ring: Rect) -> Option<Label> {
        let (_, event) = view.dataset.events.at(frame.selected? as usize)?;
        let weight = State::Selected.weight();
        let mark = (ring.left() - 2.0, ring.right() + 2.0);
        let body = (frame.body.left(), frame.titles_end);
        let y = self.rect.top() + (self.rect.height() / 2.0).min(PLATE / 2.0 + 1.0);
        let beside = Beside::new(&event.title, weight, mark, body, y);
        let right = beside.right(view.measure);
        if right.as_ref().is_some_and(|label| !label.is_cut) {
            return right;
        }
        let left = beside.left(view.measure);
        left.filter(|label| !label.is_cut).or(right)
    }

    fn ring(&self, view: &View<'_>, frame: &Frame, rows: &Rows) -> Option<Rect> {
        let column = self.column_of(view, frame, rows, frame.selected?)?;
        Some(column.expand2(emath::vec2(ROUND, 1.0)))
    }

    /// The column that holds an event, over the strip's height; of what lasts longer its line.
    fn column_of(&self, view: &View<'_>, frame: &Frame, rows: &Rows, row: Row) -> Option<Rect> {
        let at = rows.position(view.index, row)?;
        if let Some(line) = self.running.iter().find(|line| line.at == at) {
            return Some(line.rect);
        }
        let x = frame.axis.x_from_time(*rows.anchors.get(at)?);
        let n = self
            .columns
            .partition_point(|column| column.range.end <= at);
        let column = self.columns.get(n).filter(|c| c.range.contains(&at));
        let (left, right) = column.filter(|_| frame.body.x_range().contains(x))?.x;
        Some(self.rect.with_min_x(left).with_max_x(right))
    }
}

/// What a row of titles keeps off: what is off the picture at both sides of it.
pub(super) fn taken(view: &View<'_>, off_screen: &[OffScreen]) -> Vec<(f32, f32)> {
    let rects = off_screen.iter().map(|there| there.rect(view));
    rects.map(|rect| (rect.left(), rect.right())).collect()
}
