//! The span that the axis shows, and where each instant stands on it.
//!
//! Times are whole seconds with a fraction of one beside them; only differences from the span's
//! start become floating-point numbers, so a second is a second in any year (`i64` seconds carry
//! 10¹¹ years, an `f64` of them would not).

use crate::analysis::Index;
use crate::dataset::instant::{DAY, FARTHEST_YEAR, Instant, days_from_civil};

/// The range that the axis shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins, to the second.
    from: Instant,
    /// What it begins after that: 0 up to, not including, 1 second.
    fraction: f64,
    /// In seconds.
    length: f64,
}

/// The shortest span: a second.
pub const SHORTEST: f64 = 1.0;

/// The first and the last second that a span may show.
fn limits() -> (i64, i64) {
    let first = days_from_civil(-FARTHEST_YEAR, 1, 1).saturating_mul(DAY);
    let last = days_from_civil(FARTHEST_YEAR, 12, 31).saturating_mul(DAY);
    (first, last)
}

/// The longest span: all years that the calendar reaches.
fn longest() -> f64 {
    let (first, last) = limits();
    seconds(last.saturating_sub(first))
}

/// A difference of instants as a number.
#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to 2^53 s (285 million years); beyond, far finer than a pixel of what is shown"
)]
fn seconds(difference: i64) -> f64 {
    difference as f64
}

/// A number of whole seconds; what is too large is clamped.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast to an integer clamps, and the number is whole"
)]
fn whole(number: f64) -> i64 {
    number as i64
}

impl Span {
    /// From one instant to another, in either order; at least a second.
    pub fn new(from: Instant, to: Instant) -> Self {
        let (from, to) = (from.min(to), from.max(to));
        Self::of(from.0, 0.0, seconds(to.0.saturating_sub(from.0)))
    }

    /// The span that begins `fraction` seconds after `from`, kept within the calendar.
    fn of(from: i64, fraction: f64, length: f64) -> Self {
        let length = if length.is_finite() {
            length.clamp(SHORTEST, longest())
        } else {
            longest()
        };
        let fraction = if fraction.is_finite() { fraction } else { 0.0 };
        let carried = fraction.floor();
        let (first, last) = limits();
        let latest = last.saturating_sub(whole(length.ceil())).max(first);
        let from = from.saturating_add(whole(carried));
        let fraction = if from < first || from >= latest {
            0.0
        } else {
            fraction - carried
        };
        Self {
            from: Instant(from.clamp(first, latest)),
            fraction,
            length,
        }
    }

    /// The first instant that it shows, to the second.
    pub fn from(&self) -> Instant {
        self.from
    }

    /// The instant that it ends before, to the second.
    pub fn to(&self) -> Instant {
        self.at(self.length)
    }

    /// How long it is, in seconds.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// The nearest whole second to a number of seconds after the start.
    pub fn at(&self, after: f64) -> Instant {
        let after = (after + self.fraction).round();
        let after = if after.is_finite() { whole(after) } else { 0 };
        Instant::from_seconds(self.from.0.saturating_add(after))
    }

    /// How many seconds after the start an instant is. An open end is infinitely far.
    pub fn after(&self, time: Instant) -> f64 {
        if time == Instant::MIN {
            f64::NEG_INFINITY
        } else if time == Instant::MAX {
            f64::INFINITY
        } else {
            // A difference of two instants of the calendar fits; others are clamped.
            seconds(time.0.saturating_sub(self.from.0)) - self.fraction
        }
    }

    /// How many seconds before the span's start the last multiple of a step is, counted from 1970.
    pub(super) fn since_multiple_of(&self, step: f64) -> f64 {
        (seconds(self.from.0).rem_euclid(step) + self.fraction).rem_euclid(step)
    }

    /// The same length, `share` of it later (earlier if negative).
    #[must_use]
    pub fn panned(&self, share: f64) -> Self {
        self.moved(share * self.length, self.length)
    }

    /// `factor` times as long, with the instant at `share` of it staying where it is.
    #[must_use]
    pub fn zoomed(&self, share: f64, factor: f64) -> Self {
        let length = (self.length * factor).clamp(SHORTEST, longest());
        self.moved(share * (self.length - length), length)
    }

    fn moved(&self, by: f64, length: f64) -> Self {
        if !by.is_finite() {
            return *self;
        }
        let carried = by.floor();
        let from = self.from.0.saturating_add(whole(carried));
        Self::of(from, self.fraction + (by - carried), length)
    }
}

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
        Self { span, left, right }
    }

    /// Its width in points.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Seconds in a point.
    pub fn scale(&self) -> f64 {
        self.span.length / f64::from(self.width())
    }

    /// Where an instant stands. What is far off stands a million points off.
    pub fn x_from_time(&self, time: Instant) -> f32 {
        let x = self.span.after(time) / self.scale();
        self.left + near(x)
    }

    /// The same scale from a start that panning does not move, so that what is computed on it is
    /// the same to the last digit; and how far its start is from this one's, in points.
    pub(super) fn at_rest(&self) -> (Self, f64) {
        // Within 2^40 s, or 35,000 years, a hundredth of a point is told at any zoom.
        let from = Instant(self.span.from.0 & !((1 << 40) - 1));
        let shift = self.span.after(from) / self.scale();
        let span = Span {
            from,
            fraction: 0.0,
            ..self.span
        };
        (Self { span, ..*self }, shift)
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

/// The span of all dated events, with some room on both sides; the years from 2000 where there
/// is none.
pub fn fit_all(index: &Index) -> Span {
    match index.span() {
        Some((from, to)) => with_room(from, to),
        None => {
            let year = |y| Instant::from_seconds(days_from_civil(y, 1, 1) * DAY);
            Span::new(year(2000), year(2030))
        }
    }
}

/// From one instant to another, and a twenty-fifth of that on both sides; at least two minutes.
pub fn with_room(from: Instant, to: Instant) -> Span {
    let tight = Span::new(from, to);
    let room = (tight.length / 25.0).max(60.0);
    tight.moved(-room, tight.length + 2.0 * room)
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of a test, all small"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const YEAR: f64 = 31_556_952.0;

    /// Starts from the age of the universe to the last second of the calendar, lengths from a
    /// second to all of it.
    fn spans() -> impl Strategy<Value = Span> {
        let (first, last) = limits();
        let from = prop_oneof![
            -2_000_000_000i64..3_000_000_000i64,
            -700_000_000_000_000_000i64..700_000_000_000_000_000i64,
            first..last,
        ];
        (from, 0.0..1.0f64, 0.0..18.9f64)
            .prop_map(|(from, fraction, power)| Span::of(from, fraction, 10f64.powf(power)))
    }

    proptest! {
        #[test]
        fn every_pixel_there_and_back(span in spans(), width in 300.0..4000.0f32) {
            let axis = Axis::new(span, 140.0, 140.0 + width);
            // As a time is told to the second, it is found again to half a second.
            let slack = 0.01 + 0.51 / axis.scale();
            let mut before = Instant::MIN;
            for pixel in 0..=width as u32 {
                let x = 140.0 + pixel as f32;
                let time = axis.time_from_x(x);
                prop_assert!(time >= before);
                before = time;
                let back = f64::from(axis.x_from_time(time) - x);
                prop_assert!(back.abs() <= slack, "{back} at {x} with {span:?}");
            }
        }

        #[test]
        fn whole_seconds_are_told_exactly(from in limits().0..limits().1 - 4000, after in 0i64..1000) {
            let axis = Axis::new(Span::of(from, 0.25, 1000.0), 0.0, 1400.0);
            let time = Instant(from + after);
            prop_assert_eq!(axis.time_from_x(axis.x_from_time(time)), time);
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(span in spans(), share in 0.0..1.0f64, power in -2.0..2.0f64) {
            let zoomed = span.zoomed(share, 10f64.powf(power));
            let (first, last) = limits();
            prop_assert!(zoomed.length >= SHORTEST && zoomed.from.0 >= first && zoomed.to().0 <= last + 2000);
            let clamped = zoomed.from.0 <= first + 2000 || zoomed.to().0 >= last - 2000;
            if !clamped {
                let under = span.after(zoomed.from) + zoomed.fraction + share * zoomed.length;
                let error = (under - share * span.length).abs() / zoomed.length.max(span.length);
                prop_assert!(error < 1e-6, "{error}");
            }
        }

        #[test]
        fn panning_there_and_back_ends_where_it_began(span in spans(), share in -1.0..1.0f64) {
            let (first, last) = limits();
            let room = (span.length * 1.1) as i64;
            prop_assume!(span.from.0.saturating_sub(room) > first && span.to().0.saturating_add(room) < last);
            let back = span.panned(share).panned(-share);
            prop_assert!((back.after(span.from) - span.after(span.from)).abs() < 1e-6 * span.length + 1e-6);
        }
    }

    #[test]
    fn a_span_reaches_from_a_second_to_all_years() {
        let all = Span::new(Instant::MIN, Instant::MAX);
        assert!(all.length() > 1.99e11 * YEAR);
        let second = Span::new(Instant(5), Instant(5));
        assert!((second.length() - 1.0).abs() < f64::EPSILON);
        let far = Axis::new(second, 0.0, 100.0);
        assert!(far.x_from_time(Instant::MAX) >= 1e6);
        assert!(far.x_from_time(Instant::MIN) <= -1e6);
    }
}
