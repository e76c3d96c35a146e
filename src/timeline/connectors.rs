//! One event in several lanes: a line from lane to lane, with a triangle at whom it concerns.

use super::View;
use super::frame::Frame;
use super::lane::Lane;
use super::metrics::crisp;
use super::placing::Placing;
use super::short;
use crate::dataset::Role;
use crate::scene::item::Stroke;
use crate::scene::marks::arrowhead;
use crate::scene::plates::State;
use crate::scene::{Key, Rect, Scene, pos2, vec2};
use std::ops::Range;

/// While there are no more events in several lanes than this, all have clear lines; else those that
/// matter or stand out.
const MOST: usize = 16;

struct Breaks {
    /// Texts, from the left.
    texts: Vec<Rect>,
    widest: f32,
    /// Strips: through one no line is seen anyway, and its titles stand all along it.
    strips: Vec<Range<f32>>,
}

impl Breaks {
    fn new(view: &View<'_>, frame: &Frame, lanes: &[Lane]) -> Self {
        let marks = lanes.iter().flat_map(|lane| &lane.marks);
        let off_screen = lanes.iter().flat_map(|lane| &lane.off_screen);
        let mut texts: Vec<Rect> = marks.flat_map(|mark| mark.texts(frame)).collect();
        texts.extend(off_screen.map(|there| there.rect(view)));
        let more = lanes.iter().map(|lane| short::more_rect(lane, view, frame));
        texts.extend(more.flatten());
        texts.sort_by(|a, b| a.left().total_cmp(&b.left()));
        let strips = lanes.iter().filter(|lane| lane.strip.is_some());
        let strips = strips.map(|lane| lane.rect.top() + 1.0..lane.rect.bottom() - 1.0);
        Self {
            widest: texts.iter().map(Rect::width).fold(0.0, f32::max),
            strips: strips.collect(),
            texts,
        }
    }

    /// Those that an upright line meets.
    fn at(&self, x: f32) -> impl Iterator<Item = Range<f32>> {
        let first = |rect: &Rect| rect.left() < x - self.widest;
        let from = self.texts.partition_point(first);
        let to = self.texts.partition_point(|rect| rect.left() <= x);
        let near = self.texts.get(from..to).unwrap_or_default().iter();
        let met = near.filter(move |rect| x <= rect.right());
        let met = met.map(|rect| rect.top()..rect.bottom());
        met.chain(self.strips.iter().cloned())
    }
}

/// Draws all lines; they go under the marks, and break where a title stands. Gives whether there are
/// any.
pub(super) fn draw(scene: &mut Scene, view: &View<'_>, frame: &Frame, lanes: &[Lane]) -> bool {
    let marks = lanes.iter().flat_map(|lane| &lane.marks);
    let mut stops: Vec<&Placing> = marks.filter(|mark| mark.stem.is_some()).collect();
    stops.sort_by_key(|stop| stop.row);
    let events = stops.chunk_by(|a, b| a.row == b.row);
    let events: Vec<&[&Placing]> = events.filter(|event| event.len() > 1).collect();
    if events.is_empty() {
        return false;
    }
    let breaks = Breaks::new(view, frame, lanes);
    let is_crowded = events.len() > MOST;
    for event in events {
        draw_event(scene, view, &breaks, event, is_crowded);
    }
    true
}

fn draw_event(
    scene: &mut Scene,
    view: &View<'_>,
    breaks: &Breaks,
    event: &[&Placing],
    is_crowded: bool,
) {
    let [first, .., last] = event else {
        return;
    };
    let Some(x) = first.stem.map(crisp) else {
        return;
    };
    let (key, theme) = (first.key, view.theme);
    let matters = view.index.importance.get(first.row as usize) == Some(&5);
    let stroke = match view.emphasis.state(key) {
        State::Selected => Stroke::new(1.5, theme.ink),
        State::Hover | State::Related => Stroke::new(1.0, theme.t1),
        State::Rest if view.emphasis.is_behind(key) => Stroke::new(1.0, theme.hair),
        // So many dark lines would say nothing.
        State::Rest if is_crowded && !matters => Stroke::new(1.0, theme.rule),
        State::Rest => Stroke::new(1.0, theme.t3),
    };
    // A line under what may be seen through would show in it.
    let own = event.iter().map(|stop| {
        let half = stop.half_height();
        stop.y - half..stop.y + half
    });
    let mut gaps: Vec<Range<f32>> = own.chain(breaks.at(x)).collect();
    gaps.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut from = first.y;
    for gap in gaps {
        let to = gap.start.min(last.y);
        if to > from + 3.0 {
            scene.vline(key, x, (from, to), stroke);
        }
        from = from.max(gap.end);
    }
    let leading = event.iter().position(|stop| stop.role == Role::From);
    for (n, stop) in event.iter().enumerate() {
        if stop.role == Role::To {
            let comes_down = leading.is_none_or(|from| from < n);
            draw_tip(scene, key, stop, x, comes_down, stroke);
        }
    }
}

/// The triangle just above whom it concerns; below, where the line comes from below.
fn draw_tip(scene: &mut Scene, key: Key, stop: &Placing, x: f32, comes_down: bool, stroke: Stroke) {
    let half = stop.half_height() + 0.5;
    let (tip, direction) = if comes_down {
        (pos2(x, stop.y - half), vec2(0.0, 1.0))
    } else {
        (pos2(x, stop.y + half), vec2(0.0, -1.0))
    };
    arrowhead(scene, key, tip, direction, (5.0, 3.0), stroke.colour);
}
