//! Background: an event that lasts longer than most of the picture is a thin line with its title
//! and its dates.

use super::frame::Frame;
use super::labels::Label;
use super::shape::{Kind, Shape};

/// What is longer than this share of the picture is background, wherever it stands: so panning
/// makes nothing of another kind.
const LONG: f64 = 0.6;

pub(super) struct Background {
    /// From where to where it is seen.
    pub(super) ends: (f32, f32),
    /// Whether it goes on at its left, and at its right.
    pub(super) goes_on: [bool; 2],
    /// From where to where it breaks for what is written; equal where that stands elsewhere.
    pub(super) broken: (f32, f32),
    /// The sign of doubt before its title.
    pub(super) sign: Option<Label>,
    /// Its dates, after its title.
    pub(super) dates: Option<Label>,
}

pub(super) fn is_background(shape: &Shape, frame: &Frame) -> bool {
    shape.kind != Kind::Set && shape.width() > LONG * f64::from(frame.axis.width())
}
