//! What an event's date looks like at a zoom: how far its mark reaches, and which mark it is
//! (look.md, "Timeline marks").

use super::axis::Axis;
use super::metrics::{INSIDE, LOW_BAR};
use crate::dataset::date::{Bounds, Date, End as Edge, Form, Precision, Traits};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zones;
use crate::scene::dots::{DOT, dot};
use crate::scene::marks::{self, End, LEAST_BAR, POINT, Pen};
use crate::scene::{Key, Rect, Scene, pos2};

/// A date whose span is narrower than this is a point at its middle.
pub(super) const COARSE: f64 = 12.0;
/// While a day is no wider than this, the cells of the axis are 12 hours or more, and a date of a
/// day is a point in the middle of its own: labels of four cells of 6 hours would be as wide.
const WIDEST_DAY: f64 = 192.0;
/// A fade narrower than this is not seen.
const FAINT: f64 = 6.0;
/// How far a bar whose end nobody knows fades.
const FADE: f64 = 36.0;
/// From the middle of a set's point to its rim.
const REACH: f64 = 4.5;
/// A line to what is no wider than this stands in its middle, else so far after its start.
const NARROW: f64 = 40.0;
const AFTER_START: f64 = 8.0;
/// Marks are drawn this far past the picture, so that what fades or is dashed looks the same
/// wherever it is cut.
const PAST: f32 = 1500.0;

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
    /// Which mark.
    pub(super) kind: Kind,
    /// Its left edge; negative infinity if it is open.
    pub(super) left: f64,
    /// Its right edge.
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
            (Edge::Known, Edge::Known) => {}
            (Edge::Known, Edge::Unknown) => {
                let known = x(bounds.latest_start).max(left + f64::from(LEAST_BAR));
                return of(Kind::UnknownEnd, left, known + FADE);
            }
            (Edge::Unknown, Edge::Known) => {
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

    /// Its width in points.
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
fn single(x: f64) -> f32 {
    x as f32
}

/// What is needed to draw a mark.
pub(super) struct Drawn<'a> {
    /// What it stands for.
    pub(super) key: Key,
    /// Its mark.
    pub(super) shape: Shape,
    /// Its middle line.
    pub(super) y: f32,
    /// Whether its title stands in it, and from where to where; nothing where it is not seen.
    pub(super) within: Option<(f32, f32)>,
    /// How it is drawn.
    pub(super) pen: Pen,
    /// Its date as written, and the zones that it is read in.
    pub(super) when: Option<(&'a str, Zones<'a>)>,
    /// How its date is written.
    pub(super) traits: Traits,
    /// Whether it stands in a low row, and is small.
    pub(super) is_low: bool,
}

impl Drawn<'_> {
    /// Draws the mark. Gives what it covers of the picture.
    pub(super) fn draw(&self, scene: &mut Scene, axis: &Axis, theme: &crate::scene::Theme) -> Rect {
        let (left, right) = self.shape.seen(axis);
        let tall = |height: f32| {
            Rect::from_min_max(
                pos2(left, self.y - height / 2.0),
                pos2(right, self.y + height / 2.0),
            )
        };
        let (key, pen) = (self.key, self.pen);
        let within = self.within.map(|title| marks::Within { title, theme });
        let bar = tall(match within {
            Some(_) => marks::TITLED_BAR,
            None if self.shape.kind == Kind::Dot => 2.0 * DOT,
            None if self.is_low => LOW_BAR,
            None => marks::BAR,
        });
        match self.shape.kind {
            Kind::Point if self.is_low => {
                let centre = pos2(f32::midpoint(left, right), self.y);
                dot(scene, key, centre, LOW_BAR / 2.0, pen);
            }
            Kind::Set if self.is_low => {
                for x in self.members(axis) {
                    dot(scene, key, pos2(x, self.y), LOW_BAR / 2.0, pen);
                }
            }
            Kind::Point => {
                let centre = pos2(f32::midpoint(left, right), self.y);
                marks::point(scene, key, centre, POINT, pen);
            }
            Kind::Dot => {
                let centre = pos2(f32::midpoint(left, right), self.y);
                dot(scene, key, centre, DOT, pen);
            }
            Kind::Bar | Kind::OpenBar if within.is_some() => {
                let rect = tall(marks::TITLED_BAR);
                let within = rect.with_min_x(rect.left().max(axis.left));
                let within = within.with_max_x(within.right().min(axis.right));
                let ends = [
                    self.end(rect.left() < axis.left),
                    self.end(rect.right() > axis.right),
                ];
                marks::titled_bar(scene, key, within, ends, theme, pen);
                return within;
            }
            Kind::Bar | Kind::OpenBar => marks::bar(scene, key, bar, pen),
            Kind::Faded => marks::faded_bar(scene, key, bar, self.core(axis), pen),
            Kind::UnknownEnd => {
                let known = right - single(FADE);
                marks::unknown_end(scene, key, bar, known, pen);
            }
            Kind::UnknownStart => {
                let known = left + single(FADE);
                marks::unknown_start(scene, key, bar, known, pen);
            }
            Kind::Bracket => {
                let may = self.traits.precision == Precision::Season;
                let is_season = may && self.date().is_some_and(|(date, _)| date.is_season());
                let end = self.end(is_season);
                marks::bracket(scene, key, bar, [end, end], within, pen);
            }
            Kind::Set => {
                let is_one_of = self.traits.form == Form::OneOf;
                let places = self.members(axis);
                marks::set_of_points(scene, key, &places, self.y, is_one_of, pen);
            }
        }
        bar
    }

    fn end(&self, is_open: bool) -> End {
        if is_open { End::Open } else { End::Closed }
    }

    fn date(&self) -> Option<(Date, Zones<'_>)> {
        let (text, zones) = self.when?;
        Some((Date::parse(text).ok()?, zones))
    }

    /// What is certain of an approximate date: what its margins would not take away.
    fn core(&self, axis: &Axis) -> (f32, f32) {
        let Some((date, zones)) = self.date() else {
            let middle = f64::midpoint(self.shape.left, self.shape.right);
            let x = axis.left + single(middle);
            return (x, x);
        };
        let (from, to) = date.core(zones);
        (axis.x_from_time(from), axis.x_from_time(to))
    }

    /// The middles of a set's parts that are on the picture.
    fn members(&self, axis: &Axis) -> Vec<f32> {
        let Some((date, zones)) = self.date() else {
            return Vec::new();
        };
        let middle = |(from, to): (Instant, Instant)| {
            let x = f64::midpoint(axis.span.after(from), axis.span.after(to)) / axis.scale();
            axis.left + single(x.clamp(f64::from(-PAST), f64::from(axis.width() + PAST)))
        };
        let mut places: Vec<f32> = date.members(zones).into_iter().map(middle).collect();
        places.sort_by(f32::total_cmp);
        places.dedup();
        places
    }
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
