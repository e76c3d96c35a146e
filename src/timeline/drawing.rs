//! How an event in a lane is drawn: its mark, or the line of what lasts long, and its title.

use super::View;
use super::axis::Axis;
use super::background::Background;
use super::doubt;
use super::frame::Frame;
use super::labels::{self, Label};
use super::lasting::draw_line;
use super::metrics::{LOW_BAR, crisp, level_rect};
use super::placing::{Placing, standing};
use super::shape::{FADE, Kind, PAST, single};
use crate::dataset::Event;
use crate::dataset::date::{Date, Form, Precision, Traits};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zones;
use crate::scene::dots::{DOT, dot};
use crate::scene::item::{Dash, Stroke};
use crate::scene::lasting::{LASTING, Lasting, lasting};
use crate::scene::marks::{self, BAR, End, POINT, Pen, TITLED_BAR, Within};
use crate::scene::plates::{self, State};
use crate::scene::theme::mix;
use crate::scene::{BEHIND, Color32, Rect, Scene, pos2};

/// What lies under a selected line, and under one that belongs to it, is so high.
const UNDER: f32 = 5.0;

impl Placing {
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let Some(traits) = view.index.traits(self.row) else {
            return;
        };
        let Some((_, event)) = view.dataset.events.at(self.row as usize) else {
            return;
        };
        if self.is_thin {
            self.draw_thin(scene, view, frame);
            return;
        }
        let state = view.emphasis.state(self.key);
        let is_alive = view.index.is_alive(self.row, view.window);
        // A mark that is too low to have a sign is pale.
        let is_doubted = traits.uncertain || (self.is_low && traits.approximate);
        let pen = self.pen(view, is_alive, is_doubted);
        let covered = match &self.background {
            Some(background) => {
                self.draw_background(scene, view, background, traits, pen);
                None
            }
            None => Some(self.draw_mark(scene, view, &frame.axis, (event, traits), pen)),
        };
        if let Some((sign, rect)) = self.sign(frame) {
            let at = pos2(rect.left(), self.y);
            let colour = self.sign_colour(view);
            doubt::draw(scene, self.key, at, sign, colour, view.measure);
        }
        if let Some(covered) = covered.filter(|_| state == State::Selected) {
            match self.shape.kind {
                Kind::Point | Kind::Dot => {
                    let (centre, radius) = (covered.center(), self.half_height());
                    plates::point_ring(scene, self.key, centre, radius, view.theme);
                }
                _ => plates::bar_ring(scene, self.key, covered, view.theme),
            }
        }
        if let Some(label) = &self.label {
            let is_near = is_alive && !view.emphasis.is_behind(self.key);
            let is_quiet = self.background.is_some();
            let colour = labels::colour(view.theme, state, is_near, is_quiet);
            label.draw(scene, self.key, state, colour, view);
        }
    }

    /// Draws the mark. Gives what it covers of the picture.
    fn draw_mark(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        axis: &Axis,
        (event, traits): (&Event, Traits),
        pen: Pen,
    ) -> Rect {
        let (key, kind, theme) = (self.key, self.shape.kind, view.theme);
        let (left, right) = self.shape.seen(axis);
        let own_zone = event.own_zone();
        let zones = view.index.zones_of(own_zone.as_ref());
        let date = || Date::parse(event.when.as_deref()?).ok();
        // Nothing of the title where it is not seen.
        let title = self.label.as_ref().map(Label::rect);
        let title = title.map_or((0.0, 0.0), |rect| (rect.left(), rect.right()));
        let within = self.holds_title.then_some(Within { title, theme });
        let height = match kind {
            _ if within.is_some() => TITLED_BAR,
            Kind::Dot => 2.0 * DOT,
            _ if self.is_low => LOW_BAR,
            _ => BAR,
        };
        let bar = level_rect((left, right), self.y, height);
        let middle = pos2(f32::midpoint(left, right), self.y);
        match kind {
            Kind::Point if self.is_low => dot(scene, key, middle, LOW_BAR / 2.0, pen),
            Kind::Point => marks::point(scene, key, middle, POINT, pen),
            Kind::Dot => dot(scene, key, middle, DOT, pen),
            Kind::Bar | Kind::OpenBar if within.is_some() => {
                let seen = bar.with_min_x(left.max(axis.left));
                let seen = seen.with_max_x(right.min(axis.right));
                let ends = [end(left < axis.left), end(right > axis.right)];
                marks::titled_bar(scene, key, seen, ends, theme, pen);
                return seen;
            }
            Kind::Bar | Kind::OpenBar => marks::bar(scene, key, bar, pen),
            Kind::Faded => {
                let middle = axis.left + single(f64::midpoint(self.shape.left, self.shape.right));
                // What is certain is what the margins would not take away.
                let core = date().map(|date| date.core(zones));
                let core = core.map(|(from, to)| (axis.x_from_time(from), axis.x_from_time(to)));
                marks::faded_bar(scene, key, bar, core.unwrap_or((middle, middle)), pen);
            }
            Kind::UnknownEnd => marks::unknown_end(scene, key, bar, right - single(FADE), pen),
            Kind::UnknownStart => marks::unknown_start(scene, key, bar, left + single(FADE), pen),
            Kind::Bracket => {
                let may = traits.precision == Precision::Season;
                let end = end(may && date().is_some_and(|date| date.is_season()));
                marks::bracket(scene, key, bar, [end, end], within, pen);
            }
            Kind::Set => {
                let places = date().map_or_else(Vec::new, |date| members(&date, zones, axis));
                if self.is_low {
                    for x in places {
                        dot(scene, key, pos2(x, self.y), LOW_BAR / 2.0, pen);
                    }
                } else {
                    let is_one_of = traits.form == Form::OneOf;
                    marks::set_of_points(scene, key, &places, self.y, is_one_of, pen);
                }
            }
        }
        bar
    }

    /// Draws the line of what lasts long, and its dates.
    fn draw_background(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        background: &Background,
        traits: Traits,
        pen: Pen,
    ) {
        let Background {
            ends,
            goes_on,
            broken,
            ..
        } = *background;
        let under = match view.emphasis.state(self.key) {
            State::Selected => Some(view.theme.mark),
            State::Related => Some(view.theme.mark2),
            State::Hover | State::Rest => None,
        };
        if let Some(colour) = under {
            // Not behind what is written.
            for piece in [(ends.0, broken.0), (broken.1, ends.1)] {
                let rect = level_rect(piece, self.y, UNDER);
                scene.rect(self.key, rect, 2.0, colour, Stroke::NONE);
            }
        }
        // What is known of the dates is solid.
        let dash = match self.shape.kind {
            Kind::Bracket => Dash::DOTTED,
            _ if traits.approximate || traits.uncertain => Dash::APPROXIMATE,
            _ => Dash::SOLID,
        };
        let line = Lasting {
            ends,
            goes_on,
            y: crisp(self.y) - 0.5,
            title: broken,
            width: LASTING,
            dash,
        };
        lasting(scene, self.key, &line, pen);
        let quiet = view.theme.t3;
        for (label, colour) in [
            (&background.sign, self.sign_colour(view)),
            (&background.dates, quiet),
        ] {
            if let Some(label) = label {
                label.draw(scene, self.key, State::Rest, colour, view);
            }
        }
    }

    fn draw_thin(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let ends = self.shape.seen(&frame.axis);
        let rect = level_rect(ends, self.y, 2.0 * self.half_height());
        draw_line(scene, view, (self.key, self.row), rect);
        if view.emphasis.state(self.key) == State::Selected {
            plates::bar_ring(scene, self.key, rect, view.theme);
        }
    }

    fn sign_colour(&self, view: &View<'_>) -> Color32 {
        let colour = view.theme.hue_text(view.hue(self.row));
        if view.emphasis.is_behind(self.key) {
            mix(view.theme.ground, colour, BEHIND)
        } else {
            colour
        }
    }

    /// How the event is drawn in this lane.
    fn pen(&self, view: &View<'_>, is_alive: bool, is_uncertain: bool) -> Pen {
        let theme = view.theme;
        let colour = theme.hue(view.hue(self.row));
        let colour = match is_alive {
            _ if view.emphasis.is_behind(self.key) => mix(theme.ground, colour, BEHIND),
            true => colour,
            false => mix(theme.ground, colour, 0.5),
        };
        let status = view.index.status.get(self.row as usize);
        let standing = standing(status.copied().unwrap_or_default(), self.role);
        let pen = Pen::new(colour, theme.ground).standing(standing);
        if is_uncertain { pen.uncertain() } else { pen }
    }
}

fn end(is_open: bool) -> End {
    if is_open { End::Open } else { End::Closed }
}

/// The middles of a set's parts; those off the picture stand a little past it.
fn members(date: &Date, zones: Zones<'_>, axis: &Axis) -> Vec<f32> {
    let middle = |(from, to): (Instant, Instant)| {
        let x = f64::midpoint(axis.span.after(from), axis.span.after(to)) / axis.scale();
        axis.left + single(x.clamp(f64::from(-PAST), f64::from(axis.width() + PAST)))
    };
    let mut places: Vec<f32> = date.members(zones).into_iter().map(middle).collect();
    places.sort_by(f32::total_cmp);
    places.dedup();
    places
}
