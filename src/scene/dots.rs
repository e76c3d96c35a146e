//! Small points: an event beside its mark in another lane, and events in low rows.

use super::item::{Scene, Stroke};
use super::key::Key;
use super::marks::{Pen, Standing};
use super::theme::faded;
use emath::{Pos2, vec2};

/// Radius of a small point.
pub const DOT: f32 = 2.5;
/// The rim of a hollow one.
const RIM: f32 = 1.25;
/// How much of its colour an uncertain one has.
const PALE: f32 = 0.45;

/// A small point: filled for what happened, hollow for what did not or not yet.
pub fn dot(scene: &mut Scene, key: Key, centre: Pos2, radius: f32, pen: Pen) {
    let rim = Stroke::new(RIM, pen.colour);
    match pen.standing {
        Standing::Happened if pen.is_uncertain => {
            let pale = faded(pen.colour, PALE);
            scene.disc(key, centre, radius, pale, Stroke::NONE);
        }
        Standing::Happened => scene.disc(key, centre, radius, pen.colour, Stroke::NONE),
        Standing::Planned | Standing::Possible | Standing::Denied | Standing::Absent => {
            scene.disc(key, centre, radius - RIM / 2.0, pen.ground, rim);
        }
    }
    if pen.standing == Standing::Denied {
        let reach = vec2(radius, -radius);
        scene.line(key, centre - reach, centre + reach, rim);
    }
}
