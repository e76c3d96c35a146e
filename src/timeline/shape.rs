//! What an event's date looks like at a zoom: how far its mark reaches, and which mark it is
//! (look.md, "Timeline marks").

use super::axis::Axis;
use super::metrics::INSIDE;
use crate::dataset::date::{Bounds, End, Form, Precision, Traits};
use crate::dataset::instant::Instant;
use crate::scene::dots::DOT;
use crate::scene::marks::LEAST_BAR;

/// A date whose span is narrower than this is a point at its middle.
pub(super) const COARSE: f64 = 12.0;
/// While a day is no wider than this, the cells of the axis are 12 hours or more, and a date of a
/// day is a point in the middle of its own: labels of four cells of 6 hours would be as wide.
const WIDEST_DAY: f64 = 192.0;
/// A fade narrower than this is not seen.
const FAINT: f64 = 6.0;
/// How far a bar whose end nobody knows fades.
pub(super) const FADE: f64 = 36.0;
/// From the middle of a set's point to its rim.
const REACH: f64 = 4.5;
/// A line to what is no wider than this stands in its middle, else so far after its start.
const NARROW: f64 = 40.0;
const AFTER_START: f64 = 8.0;
/// Marks are drawn this far past the picture, so that what fades or is dashed looks the same
/// wherever it is cut.
pub(super) const PAST: f32 = 1500.0;

/// The mark of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A moment, a day, or a date that is narrower than twelve points.
    Point,
    /// From one instant to another.
    Bar,
    /// It goes on at one or both ends.
    OpenBar,
    /// `~`
    Faded,
    /// It has an end, and nobody knows when.
    UnknownEnd,
    /// It has a start, and nobody knows when.
    UnknownStart,
    /// A day, month or year, or somewhere in it.
    Bracket,
    /// One of several, or all of them.
    Set,
    /// A small point: the event has its mark in another lane.
    Dot,
}

/// How far a mark reaches, in points from the axis' left end. As `f64`, since a picture of hours
/// may hold what began an age ago.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// Its left edge; negative infinity if it is open.
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Shape {
    /// The mark of a date on an axis.
    pub(super) fn new(bounds: &Bounds, traits: Traits, axis: &Axis) -> Self {
        let scale = axis.scale();
        let x = |time: Instant| axis.span.after(time) / scale;
        let (left, right) = (x(bounds.earliest_start), x(bounds.latest_end));
        let of = |kind, left, right| Self { kind, left, right };
        match (traits.start, traits.end) {
            (End::Known, End::Known) => {}
            (End::Known, End::Unknown) => {
                let known = x(bounds.latest_start).max(left + f64::from(LEAST_BAR));
                return of(Kind::UnknownEnd, left, known + FADE);
            }
            (End::Unknown, End::Known) => {
                let known = x(bounds.earliest_end).min(right - f64::from(LEAST_BAR));
                return of(Kind::UnknownStart, known - FADE, right);
            }
            _ => return of(Kind::OpenBar, left, right),
        }
        let width = right - left;
        let middle = left + width / 2.0;
        let point = |at: f64| of(Kind::Point, at - REACH, at + REACH);
        // What is dated to a year that a fold cuts stands beside the fold.
        let is_cut = axis.span.is_cut(bounds.earliest_start, bounds.latest_end);
        if traits.form == Form::Single && is_cut {
            let (first, last) = (bounds.earliest_start, bounds.latest_end);
            return point(x(Instant(first.0.midpoint(last.0))));
        }
        let point = point(middle);
        let fade = (x(bounds.latest_start) - left).max(right - x(bounds.earliest_end));
        let fades = traits.approximate && width >= COARSE && fade >= FAINT;
        match traits.form {
            Form::Interval if fades => of(Kind::Faded, left, right),
            Form::Interval => of(Kind::Bar, left, right.max(left + f64::from(LEAST_BAR))),
            _ if width < COARSE => point,
            Form::Single if is_day(traits) && width <= WIDEST_DAY => point,
            Form::Single if traits.approximate => of(Kind::Faded, left, right),
            Form::Single | Form::Span => of(Kind::Bracket, left, right),
            Form::OneOf | Form::AllOf => of(Kind::Set, left, right),
        }
    }

    /// The same mark elsewhere.
    pub(super) fn shifted(&self, by: f64) -> Self {
        Self {
            left: self.left + by,
            right: self.right + by,
            ..*self
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Whether a title of a width is read in it: the mark is pale then.
    pub(super) fn holds(&self, title: f64) -> bool {
        let may = matches!(self.kind, Kind::Bar | Kind::OpenBar | Kind::Bracket);
        may && self.width() >= title + f64::from(INSIDE)
    }

    /// Its edges on the picture, no farther than a little past it.
    pub(super) fn seen(&self, axis: &Axis) -> (f32, f32) {
        let is_plain = matches!(self.kind, Kind::Bar | Kind::OpenBar);
        let past = if is_plain { 20.0 } else { PAST };
        let (first, last) = (f64::from(-past), f64::from(axis.width() + past));
        (
            axis.left + single(self.left.clamp(first, last)),
            axis.left + single(self.right.clamp(first, last)),
        )
    }

    /// Where a line to it stands: in the middle of what is narrow, else near its start, or near the
    /// start of what is seen of it.
    fn stem(&self) -> f64 {
        if self.width() <= NARROW {
            return f64::midpoint(self.left, self.right);
        }
        let seen = AFTER_START.min(self.right - AFTER_START);
        (self.left + AFTER_START).max(seen)
    }

    /// The same on the picture, if it is there.
    pub(super) fn seen_stem(&self, axis: &Axis) -> Option<f32> {
        let at = self.stem();
        let is_seen = at >= 0.0 && at <= f64::from(axis.width());
        is_seen.then(|| axis.left + single(at))
    }

    /// What stands for it in a lane where it has no mark: a small point, or where someone was left
    /// out a point, where a line to it stands.
    pub(super) fn elsewhere(&self, is_left_out: bool) -> Self {
        let (kind, reach) = if is_left_out {
            (Kind::Point, REACH)
        } else {
            (Kind::Dot, f64::from(DOT))
        };
        let at = self.stem();
        Self {
            kind,
            left: at - reach,
            right: at + reach,
        }
    }
}

/// Whether it is one day, whose margins are not wider than itself.
fn is_day(traits: Traits) -> bool {
    traits.precision == Precision::Day && !traits.approximate
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the picture")]
pub(super) fn single(x: f64) -> f32 {
    x as f32
}

/// The bounds of a date.
#[cfg(test)]
pub(super) fn bounds_of(text: &str, zone: &crate::dataset::zone::Zone) -> Option<Bounds> {
    let margins = crate::dataset::date::Margins::default();
    let (bounds, _) = crate::dataset::date::read(text, zone, &margins).ok()?;
    Some(bounds)
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole points, or an open end"
)]
mod tests {
    use super::*;
    use crate::dataset::date::{Margins, read};
    use crate::dataset::zone::Zone;
    use crate::timeline::Span;

    /// On an axis of August 2025 with 20 points a day.
    fn shape(text: &str) -> (Kind, i32, i32) {
        shape_at(text, 20.0)
    }

    /// With so many points a day.
    fn shape_at(text: &str, points: f32) -> (Kind, i32, i32) {
        let zone = Zone::utc();
        let day = |text| bounds_of(text, &zone).unwrap().earliest_start;
        let span = Span::new(day("2025-08-01"), day("2025-09-01"));
        let axis = Axis::new(span, 100.0, 100.0 + 31.0 * points);
        let (bounds, traits) = read(text, &zone, &Margins::default()).unwrap();
        let shape = Shape::new(&bounds, traits, &axis);
        (
            shape.kind,
            shape.left.round() as i32,
            shape.right.round() as i32,
        )
    }

    #[test]
    fn a_date_looks_as_it_is_known() {
        assert_eq!(shape("2025-08-11T12:00"), (Kind::Point, 206, 215));
        assert_eq!(shape("2025-08-11"), (Kind::Point, 206, 215));
        assert_eq!(shape("2025-08-12/2025-08-18"), (Kind::Bar, 220, 360));
        assert_eq!(
            shape("2025-08-12T10:00/2025-08-12T11:00"),
            (Kind::Bar, 228, 235)
        );
        assert_eq!(shape("2025-08-12~/2025-08-18~"), (Kind::Faded, 180, 400));
        // Half an hour about its end is not seen.
        let talks = "2025-08-12T10:00/2025-08-13T10:00~";
        assert_eq!(shape(talks), (Kind::Bar, 228, 249));
        assert_eq!(shape("2025-08-XX"), (Kind::Bracket, 0, 620));
        assert_eq!(shape("[2025-08-08,2025-08-15]"), (Kind::Set, 140, 300));
        assert_eq!(shape("2025-08-12/"), (Kind::UnknownEnd, 220, 276));
        assert_eq!(shape("/2025-08-12"), (Kind::UnknownStart, 184, 240));
        assert_eq!(shape("2025-08-12/.."), (Kind::OpenBar, 220, i32::MAX));
        assert_eq!(shape("../2025-08-12"), (Kind::OpenBar, i32::MIN, 240));
        assert_eq!(shape("2025-08-12T10:00~").0, Kind::Point);
    }

    #[test]
    fn a_day_is_a_point_until_its_hours_are_seen() {
        for points in [4.0, 20.0, 100.0, 192.0] {
            let (kind, left, right) = shape_at("2025-08-11", points);
            assert_eq!((kind, right - left), (Kind::Point, 9), "{points}");
            assert_eq!(shape_at("2025-08-11?", points).0, Kind::Point);
        }
        assert_eq!(shape_at("2025-08-11", 300.0), (Kind::Bracket, 3000, 3300));
        // Doubt that is wider than a day is seen as such, and several days are a bar over them.
        assert_eq!(shape("2025-08-11~").0, Kind::Faded);
        assert_eq!(shape("2025-08").0, Kind::Bracket);
        let days = shape_at("2025-08-11/2025-08-12", 100.0);
        assert_eq!(days, (Kind::Bar, 1000, 1200));
    }
}
