//! One event in several lanes: a line from lane to lane, with a triangle at whom it concerns.

use super::View;
use super::frame::{Frame, crisp};
use super::lane::Lane;
use super::placing::Placing;
use crate::analysis::Row;
use crate::dataset::Role;
use crate::scene::item::Stroke;
use crate::scene::marks::arrowhead;
use crate::scene::plates::State;
use crate::scene::{Key, Scene, pos2, vec2};
use std::ops::Range;

/// While there are no more events in several lanes than this, all have their lines.
const MOST: usize = 16;

/// An event's mark in a lane.
struct Stop<'a> {
    row: Row,
    x: f32,
    mark: &'a Placing,
}

/// Draws all lines; they go under the marks, and break where a title stands.
pub(super) fn draw(scene: &mut Scene, view: &View<'_>, frame: &Frame, lanes: &[Lane]) {
    let mut stops: Vec<Stop<'_>> = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .filter_map(|mark| {
            let x = mark.shape.stem(&frame.axis)?;
            Some(Stop {
                row: mark.row,
                x: crisp(x),
                mark,
            })
        })
        .collect();
    stops.sort_by_key(|stop| stop.row);
    let events: Vec<&[Stop<'_>]> = stops
        .chunk_by(|a, b| a.row == b.row)
        .filter(|event| event.len() > 1)
        .collect();
    // So many lines would say nothing: then only those of what matters, or stands out.
    let is_crowded = events.len() > MOST;
    for event in events {
        let Some(first) = event.first() else {
            continue;
        };
        let matters = view.index.importance.get(first.row as usize) == Some(&5);
        let stands_out = view.emphasis.state(first.mark.key) != State::Rest;
        if !is_crowded || matters || stands_out {
            draw_event(scene, view, frame, lanes, event);
        }
    }
}

fn draw_event(
    scene: &mut Scene,
    view: &View<'_>,
    frame: &Frame,
    lanes: &[Lane],
    event: &[Stop<'_>],
) {
    let (Some(first), Some(last)) = (event.first(), event.last()) else {
        return;
    };
    let (x, key) = (first.x, first.mark.key);
    let theme = view.theme;
    let stroke = match view.emphasis.state(key) {
        State::Selected => Stroke::new(1.5, theme.ink),
        State::Hover | State::Related => Stroke::new(1.0, theme.t1),
        State::Rest => Stroke::new(1.0, theme.t3),
    };
    // A line under what may be seen through would show in it.
    let own: Vec<Range<f32>> = event
        .iter()
        .map(|stop| {
            let half = stop.mark.half_height();
            stop.mark.y - half..stop.mark.y + half
        })
        .collect();
    let titles = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .filter_map(|mark| {
            let mut texts = mark.texts(frame);
            let rect = texts.find(|rect| rect.left() <= x && x <= rect.right())?;
            Some(rect.top()..rect.bottom())
        });
    let others = lanes.iter().flat_map(|lane| {
        // Through a strip no line is seen anyway, and its titles stand all along it.
        let strip = lane.strip.is_some().then(|| lane.rect.shrink(1.0));
        let beyond = lane.beyond.iter().map(|there| there.rect(view));
        strip.into_iter().chain(beyond)
    });
    let others = others
        .filter(|rect| rect.left() <= x && x <= rect.right())
        .map(|rect| rect.top()..rect.bottom());
    let mut gaps: Vec<Range<f32>> = own.iter().cloned().chain(titles).chain(others).collect();
    gaps.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut from = first.mark.y;
    for gap in gaps {
        let to = gap.start.min(last.mark.y);
        if to > from + 3.0 {
            scene.line(key, pos2(x, from), pos2(x, to), stroke);
        }
        from = from.max(gap.end);
    }
    let leading = event.iter().position(|stop| stop.mark.role == Role::From);
    for (n, stop) in event.iter().enumerate() {
        if stop.mark.role != Role::To {
            continue;
        }
        draw_tip(
            scene,
            key,
            stop,
            x,
            leading.is_none_or(|from| from < n),
            stroke,
        );
    }
}

/// The triangle just above whom it concerns; below, where the line comes from below.
fn draw_tip(
    scene: &mut Scene,
    key: Key,
    stop: &Stop<'_>,
    x: f32,
    comes_down: bool,
    stroke: Stroke,
) {
    let half = stop.mark.half_height() + 0.5;
    let (tip, direction) = if comes_down {
        (pos2(x, stop.mark.y - half), vec2(0.0, 1.0))
    } else {
        (pos2(x, stop.mark.y + half), vec2(0.0, -1.0))
    };
    arrowhead(scene, key, tip, direction, (5.0, 3.0), stroke.colour);
}
