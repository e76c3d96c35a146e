//! Where each instant stands on a picture.

use super::span::Span;
use crate::analysis::Gap;
use crate::dataset::instant::Instant;

/// A span over a range of the picture, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// What it shows.
    pub span: Span,
    /// Where the span begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
}

/// Nothing is placed farther off the picture than this, in points: painters need not go on.
const FAR: f64 = 1e6;

impl Axis {
    /// A span over a range; at least one point wide.
    pub fn new(span: Span, left: f32, right: f32) -> Self {
        let right = right.max(left + 1.0);
        let span = span.on(right - left);
        Self { span, left, right }
    }

    /// Its width in points.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Seconds in a point.
    pub fn scale(&self) -> f64 {
        self.span.length() / f64::from(self.width())
    }

    /// Where an instant stands. What is far off stands a million points off.
    pub fn x_from_time(&self, time: Instant) -> f32 {
        let x = self.span.after(time) / self.scale();
        self.left + near(x)
    }

    /// The same scale from a start that panning does not move, so that what is computed on it is
    /// the same to the last digit; and how far its start is from this one's, in points.
    pub(super) fn at_rest(&self) -> (Self, f64) {
        // Within 2^40 s a hundredth of a point is told at any zoom.
        let span = self.span.at_rest();
        let shift = self.span.after(span.from()) / self.scale();
        (Self { span, ..*self }, shift)
    }

    /// The folds in sight, from the left: each with its left and right end.
    pub fn folds(&self) -> Vec<(&Gap, (f32, f32))> {
        let mut folds: Vec<(&Gap, (f32, f32))> = self
            .span
            .folds()
            .map(|gap| (gap, (self.x_from_time(gap.from), self.x_from_time(gap.to))))
            .collect();
        folds.retain(|(_, (left, right))| *left < self.right && *right > self.left);
        folds.sort_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
        folds
    }

    /// The instant at a place, to the nearest second.
    pub fn time_from_x(&self, x: f32) -> Instant {
        self.span.at(self.seconds_from_x(x))
    }

    /// How many seconds after the span's start a place is.
    pub fn seconds_from_x(&self, x: f32) -> f64 {
        f64::from(x - self.left) * self.scale()
    }

    /// The span after what is under one place was dragged `by` points to the right.
    pub fn pan(&self, by: f32) -> Span {
        self.span.panned(-f64::from(by) / f64::from(self.width()))
    }

    /// The span that is `factor` times as long, with what is at `x` staying there.
    pub fn zoom(&self, x: f32, factor: f64) -> Span {
        let share = f64::from(x - self.left) / f64::from(self.width());
        self.span.zoomed(share, factor)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to what an f32 holds"
)]
fn near(x: f64) -> f32 {
    x.clamp(-FAR, FAR) as f32
}
