//! Headlines: titles of what matters most in a strip, in a row above it, each with a stem to its
//! column.

use super::View;
use super::density::{IMPORTANT, Strip};
use super::doubt;
use super::frame::{Frame, crisp};
use super::homes::Homes;
use super::labels;
use super::metrics::{PLATE, TITLE};
use crate::analysis::{Row, Rows};
use crate::dataset::Role;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Rect, Scene, Style, Weight, plates, pos2, vec2};

/// Of each stretch as wide as this, one event may have a title.
const STRETCH: f32 = 24.0;

impl Strip {
    /// Titles of what matters most, in a row above the strip, each with a stem to its column; clear
    /// of what is `taken` of the row.
    pub(super) fn draw_titles(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        frame: &Frame,
        rows: &Rows,
        mut taken: Vec<(f32, f32)>,
        homes: &Homes,
    ) {
        let Some(y) = self.titles else {
            return;
        };
        let may_name = |row: Row| homes.may_name(view, row, self.lane as usize);
        for at in candidates(view, frame, rows, &may_name) {
            let is_drawn = self.draw_title(scene, view, frame, rows, at, y, &mut taken);
            if let Some(row) = rows.rows.get(at).filter(|_| is_drawn) {
                homes.name(*row);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step of the above")]
    fn draw_title(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        frame: &Frame,
        rows: &Rows,
        at: usize,
        y: f32,
        taken: &mut Vec<(f32, f32)>,
    ) -> bool {
        let (Some(time), Some(key), Some(row)) = (
            rows.anchors.get(at),
            key_at(view, rows, at),
            rows.rows.get(at),
        ) else {
            return false;
        };
        let Some((_, event)) = view.dataset.events.at(*row as usize) else {
            return false;
        };
        let state = view.emphasis.state(key);
        let x = frame.axis.x_from_time(*time);
        // Stems end on the middle of a column.
        let x = self.column_at(x).map_or(x, |(_, column)| {
            crisp(f32::midpoint(column.x.0, column.x.1))
        });
        // As wide as when it is selected, so that selecting moves nothing.
        let bold = Weight::SemiBold;
        let title = view.measure.width(&event.title, TITLE, bold);
        let note = view.note(*row);
        let traits = view.index.traits(*row);
        let sign = traits.and_then(|t| doubt::sign(t.approximate, t.uncertain));
        let before = doubt::width(sign, view.measure);
        let width = before + title + view.note_room(*row, event);
        let shown = before + title + labels::note_width(note, view.measure);
        let (body, gap) = (frame.body, 5.0);
        // At the right of the stem, else at its left; never cut, never over another.
        let right = (x - 3.0, x + gap + width + 2.0);
        let left = (x - gap - width - 2.0, x + 3.0);
        let is_free = |(from, to): (f32, f32)| {
            from >= body.left()
                && to <= frame.titles_end
                && taken
                    .iter()
                    .all(|(a, b)| to + 6.0 <= *a || from >= *b + 6.0)
        };
        let Some(place) = [right, left].into_iter().find(|p| is_free(*p)) else {
            return false;
        };
        taken.push(place);
        let text_x = if place == right {
            x + gap
        } else {
            x - gap - shown
        };
        let is_alive = view.index.is_alive(*row, view.window);
        let colour = labels::colour(view.theme, state, is_alive, false);
        let stem = if is_alive {
            view.theme.t1
        } else {
            view.theme.t3
        };
        let foot = self.top_of(x);
        scene.line(key, pos2(x, y), pos2(x, foot), Stroke::new(1.0, stem));
        let plate = Rect::from_min_max(
            pos2(text_x - 3.0, y - PLATE / 2.0),
            pos2(text_x + shown + 3.0, y + PLATE / 2.0),
        );
        plates::plate(scene, key, plate, state, view.theme);
        scene.disc(key, pos2(x, y), 2.5, stem, Stroke::NONE);
        if let Some(sign) = sign {
            let hue = view.hues.event(view.index, *row, view.colour_by);
            let (at, colour) = (pos2(text_x, y), view.theme.hue_text(hue.into()));
            doubt::draw(scene, key, at, sign, colour, view.measure);
        }
        let style = Style::new(TITLE, state.weight(), colour);
        let at = pos2(text_x + before, y + baseline_drop(TITLE));
        let title = scene.text(key, at, &event.title, style, view.measure);
        labels::draw_note(scene, key, at + vec2(title, 0.0), note, view);
        true
    }
}

/// What may have a title above a strip: what is selected, then the most important of each stretch,
/// the most important first, and last what the pointer is on, where that moves no other.
fn candidates(
    view: &View<'_>,
    frame: &Frame,
    rows: &Rows,
    may_name: &dyn Fn(Row) -> bool,
) -> Vec<usize> {
    let axis = &frame.axis;
    let seen = rows.anchored_in(axis.span.from(), axis.span.to());
    let place = |row: Option<Row>| {
        let at = rows.position(view.index, row?)?;
        seen.contains(&at).then_some(at)
    };
    let (selected, hovered) = (place(frame.selected), place(frame.hovered));
    let mut candidates: Vec<usize> = selected.into_iter().collect();
    let stretch = |at: usize| {
        let x = rows.anchors.get(at).map(|time| axis.x_from_time(*time));
        x.map(|x| (x / STRETCH).floor())
    };
    let mut important = rows.important(view.index, seen.clone(), IMPORTANT);
    // Who was left out is no actor of it, and one title is enough.
    important.retain(|(_, at)| rows.roles.get(*at) != Some(&Role::Absent));
    important.retain(|(_, at)| rows.rows.get(*at).is_some_and(|row| may_name(*row)));
    // Two of a stretch: one may stand at either side of their stems.
    let mut best: Vec<_> = important
        .chunk_by(|a, b| stretch(a.1) == stretch(b.1))
        .flat_map(|together| {
            let mut together = together.to_vec();
            together.sort_by_key(|(weight, at)| (std::cmp::Reverse(*weight), *at));
            together.truncate(2);
            together
        })
        .collect();
    best.sort_by_key(|(weight, at)| (std::cmp::Reverse(*weight), *at));
    let best = best.into_iter().map(|(_, at)| at);
    candidates.extend(best.filter(|at| Some(*at) != selected));
    let is_new = |at: &usize| !candidates.contains(at);
    let hovered: Vec<usize> = hovered.into_iter().filter(is_new).collect();
    candidates.extend(hovered);
    candidates
}

fn key_at(view: &View<'_>, rows: &Rows, at: usize) -> Option<Key> {
    let row = *rows.rows.get(at)?;
    let handle = view.index.handle(row)?;
    Some(Key::Event(handle.0))
}
