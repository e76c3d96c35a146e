//! What has no date, in rows under the lanes: as the tray of the window, without its chips.

use super::callouts::{Callout, DISC};
use super::input::Figure;
use super::sources::Marks;
use crate::analysis::Row;
use crate::dataset::Role;
use crate::dataset::count::with_thousands;
use crate::scene::marks::{self, POINT, Pen};
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Scene, Stroke, Style, Weight, pos2, vec2};
use crate::timeline;
use crate::timeline::metrics::to_float;

/// As in a lane.
const ROW: f32 = 18.0;
const PADDING: f32 = 3.0;
const SIZE: f32 = 11.5;
/// The numbers of a title's sources.
const NOTE: f32 = 10.0;
const RAISED: f32 = 4.0;
/// From a mark to its title, from a title to its numbers, and to the next mark.
const GAP: f32 = 5.0;
const TO_NOTE: f32 = 3.0;
const APART: f32 = 18.0;
/// A longer title is cut.
const LONGEST: f32 = 320.0;
/// What is kept after a title for the number of a note.
const FOR_CALLOUT: f32 = 2.0 * DISC + GAP;

/// Draws the undated events in as many rows as they need, but no more than `most`; then the last
/// says how many there are more. After the titles stand the numbers of their sources and notes. `head`
/// is the width of the lanes' heads.
pub(super) fn draw(
    of: &Figure<'_>,
    undated: &[Row],
    (numbers, callouts): (&Marks, &[Callout]),
    (width, head): (f32, f32),
    most: usize,
) -> Scene {
    let (theme, measure) = (of.theme, of.measure);
    let mut scene = Scene::new(vec2(width, 0.0));
    if undated.is_empty() || most == 0 {
        return scene;
    }
    let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
    let style = Style::new(SIZE, Weight::Regular, theme.t1);
    let note_style = Style::new(NOTE, Weight::Regular, theme.t2);
    let before = 2.0 * POINT + GAP;
    let drop = baseline_drop(SIZE);
    let middle = |row: usize| PADDING + ROW * (to_float(row) + 0.5);
    draw_head(&mut scene, of, undated.len(), (head, middle(0) + drop));
    let more = |n: usize| format!("and {} more", with_thousands(n));
    let for_more = measure.width(&more(undated.len()), SIZE, Weight::Regular) + APART;
    let left = head + 8.0;
    let (mut x, mut row) = (left, 0);
    for (n, place) in undated.iter().enumerate() {
        let Some((handle, event)) = of.dataset.events.at(*place as usize) else {
            continue;
        };
        let key = Key::Event(handle.0);
        let note = numbers.get(place).map_or("", String::as_str);
        let mut for_note = 0.0;
        if !note.is_empty() {
            for_note += TO_NOTE + measure.width(note, NOTE, Weight::Regular);
        }
        if callouts.iter().any(|c| c.event == Some(key)) {
            for_note += FOR_CALLOUT;
        }
        // Beside it there may be no more than the count of the rest.
        let longest = LONGEST.min(width - left - before - for_note - for_more.max(40.0));
        let Some((title, wide)) = measure.fit(&event.title, style, longest) else {
            continue;
        };
        let all = before + wide + for_note;
        let is_last = n + 1 == undated.len();
        let kept = if row + 1 == most && !is_last {
            for_more
        } else {
            0.0
        };
        if x > left && x + all + kept > width {
            if row + 1 == most {
                let at = pos2(x, middle(row) + drop);
                scene.text(Key::None, at, &more(undated.len() - n), quiet, measure);
                break;
            }
            row += 1;
            x = left;
        }
        let hue = theme.hue(of.hues.event(of.index, *place, of.colour_by).into());
        let standing = timeline::standing(event.status, Role::Participant);
        let pen = Pen::new(hue, theme.ground).standing(standing);
        marks::point(&mut scene, key, pos2(x + POINT, middle(row)), POINT, pen);
        let at = pos2(x + before, middle(row) + drop);
        scene.text(key, at, &title, style, measure);
        if !note.is_empty() {
            let at = at + vec2(wide + TO_NOTE, -RAISED);
            scene.text(key, at, note, note_style, measure);
        }
        x += all + APART;
    }
    scene.size.y = PADDING * 2.0 + ROW * to_float(row + 1);
    let rule = Stroke::new(1.0, theme.rule);
    let y = scene.size.y - 0.5;
    scene.line(Key::None, pos2(0.0, y), pos2(width, y), rule);
    scene
}

/// What the rows are, and how many events stand in them, on a baseline.
fn draw_head(scene: &mut Scene, of: &Figure<'_>, count: usize, (head, baseline): (f32, f32)) {
    let strong = Style::new(SIZE, Weight::SemiBold, of.theme.t1);
    let at = pos2(0.0, baseline);
    scene.text(Key::None, at, "Undated", strong, of.measure);
    let quiet = Style::new(SIZE, Weight::Regular, of.theme.t3);
    let (at, count) = (pos2(head - 8.0, baseline), with_thousands(count));
    scene.text_aligned(Key::None, at, emath::Align::Max, &count, quiet, of.measure);
}
