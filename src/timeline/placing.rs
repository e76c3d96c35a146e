//! An event as it stands in a lane: its mark, its title, and how both are drawn.

use super::View;
use super::background::{self, Background};
use super::doubt;
use super::frame::Frame;
use super::labels::{self, Label};
use super::lasting::draw_line;
use super::metrics::{GAP, LOW_BAR, ROW, THIN};
use super::rows::{Entry, Placed, Side, Third};
use super::shape::{Drawn, Kind, Shape};
use crate::analysis::Row;
use crate::dataset::date::Traits;
use crate::dataset::{Event, Role, Status};
use crate::scene::dots::DOT;
use crate::scene::marks::{self, Pen, Standing};
use crate::scene::plates::{self, State};
use crate::scene::theme::mix;
use crate::scene::{BEHIND, Color32, Key, Rect, Scene, pos2};

/// From one dot of a row to the next under it.
const THIRD: f32 = 6.0;

/// An event in a lane.
pub(super) struct Placing {
    /// The event.
    pub(super) row: Row,
    /// What it stands for.
    pub(super) key: Key,
    /// What the lane's actors did in it.
    pub(super) role: Role,
    /// Its mark.
    pub(super) shape: Shape,
    /// From where to where it would reach with a mark of its own, in points from the axis' left end.
    pub(super) extent: (f64, f64),
    /// Where a line to it stands, if that is on the picture.
    pub(super) stem: Option<f32>,
    /// Whether it has its mark and its title in this lane.
    pub(super) is_home: bool,
    /// Its middle line on the picture.
    pub(super) y: f32,
    /// Its title on the picture, if there is room for it.
    pub(super) label: Option<Label>,
    /// Whether the title stands in the mark.
    pub(super) holds_title: bool,
    /// What follows the mark: a sign of doubt.
    pub(super) sign: Option<&'static str>,
    /// What that takes of the width.
    pub(super) sign_width: f32,
    /// Which row of the lane, from the top.
    pub(super) line: usize,
    /// How far below the middle of that it stands, and its title.
    pub(super) drop: f32,
    pub(super) title_drop: f32,
    /// If it lasts longer than the picture shows: its line.
    pub(super) background: Option<Background>,
    /// In a folded lane: whether it is a thin line below the others, or a small mark in a low row.
    pub(super) is_thin: bool,
    pub(super) is_low: bool,
    /// At which side of its mark its title stands, and how wide that may be.
    pub(super) side: Side,
    pub(super) room: f32,
}

impl Placing {
    /// The same where it was packed.
    pub(super) fn at(self, entry: &Entry, at: Placed) -> Self {
        let is_whole = at.room >= entry.title;
        let drop = match at.third {
            Third::Top => -THIRD,
            Third::Middle => self.drop,
            Third::Bottom => THIRD,
        };
        Self {
            drop,
            line: at.row,
            side: at.side,
            room: if is_whole {
                f32::INFINITY
            } else {
                narrow(at.room) - GAP
            },
            ..self
        }
    }

    /// Puts it in a row with that middle line, with what is written of it.
    pub(super) fn move_to(&mut self, middle: f32) {
        self.y = middle + self.drop;
        let y = middle + self.title_drop;
        let background = self.background.as_mut();
        let beside = background.map(|b| b.sign.iter_mut().chain(&mut b.dates));
        for label in self.label.iter_mut().chain(beside.into_iter().flatten()) {
            label.y = y;
        }
    }

    /// Whether neither the mark nor its title, placed or still to be placed, reaches into the
    /// width of a rectangle.
    pub(super) fn is_clear(&self, frame: &Frame, rect: Rect) -> bool {
        let (mut from, mut to) = self.shape.seen(&frame.axis);
        to += self.sign_width;
        for text in self.texts(frame) {
            from = from.min(text.left());
            to = to.max(text.right());
        }
        to + 2.0 <= rect.left() || from - 2.0 >= rect.right()
    }

    /// Where the last of it ends on the picture.
    pub(super) fn end(&self, frame: &Frame) -> f32 {
        let (_, right) = self.shape.seen(&frame.axis);
        let texts = self.texts(frame).map(|text| text.right());
        texts.fold(right, f32::max)
    }

    /// Where the first of it begins.
    pub(super) fn begin(&self, frame: &Frame) -> f32 {
        let (left, _) = self.shape.seen(&frame.axis);
        let texts = self.texts(frame).map(|text| text.left());
        texts.fold(left, f32::min)
    }

    /// What its title, its dates and its sign cover.
    pub(super) fn texts(&self, frame: &Frame) -> impl Iterator<Item = Rect> {
        let background = self.background.as_ref();
        let beside = background.map(|b| b.sign.iter().chain(&b.dates));
        let labels = self.label.iter().chain(beside.into_iter().flatten());
        let labels = labels.map(Label::rect);
        labels.chain(self.sign(frame).map(|(_, rect)| rect))
    }

    /// From where to where its title stands in it; nothing where it is not seen.
    fn title_within(&self) -> (f32, f32) {
        let rect = self.label.as_ref().map(Label::rect);
        rect.map_or((0.0, 0.0), |rect| (rect.left(), rect.right()))
    }

    /// Its sign, if it has one and that is on the picture, and what it covers.
    fn sign(&self, frame: &Frame) -> Option<(&'static str, Rect)> {
        let (_, right) = self.shape.seen(&frame.axis);
        let rect = Rect::from_min_max(
            pos2(right, self.y - ROW / 2.0),
            pos2(right + self.sign_width, self.y + ROW / 2.0),
        );
        let is_seen = right >= frame.body.left() && rect.right() <= frame.body.right();
        Some((self.sign.filter(|_| is_seen)?, rect))
    }

    /// Half the height of its mark.
    pub(super) fn half_height(&self) -> f32 {
        match self.shape.kind {
            _ if self.background.is_some() => 3.0,
            _ if self.is_thin => THIN / 2.0,
            _ if self.is_low => LOW_BAR / 2.0,
            Kind::Point => marks::POINT,
            Kind::Dot => DOT,
            _ if self.holds_title => marks::TITLED_BAR / 2.0,
            _ => marks::BAR / 2.0,
        }
    }

    /// Draws mark and title.
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
        let mark = match &self.background {
            Some(background) => {
                let of = background::Mark {
                    key: self.key,
                    y: self.y,
                    is_bracket: self.shape.kind == Kind::Bracket,
                    sign_colour: self.sign_colour(view),
                };
                background.draw(scene, view, &of, traits, pen);
                None
            }
            None => Some(self.draw_mark(scene, view, frame, event, traits, pen)),
        };
        if let Some((sign, rect)) = self.sign(frame) {
            let at = pos2(rect.left(), self.y);
            let colour = self.sign_colour(view);
            doubt::draw(scene, self.key, at, sign, colour, view.measure);
        }
        if let Some(covered) = mark.filter(|_| state == State::Selected) {
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
        frame: &Frame,
        event: &Event,
        traits: Traits,
        pen: Pen,
    ) -> Rect {
        let own_zone = event.own_zone();
        let zones = view.index.zones_of(own_zone.as_ref());
        let drawn = Drawn {
            key: self.key,
            shape: self.shape,
            y: self.y,
            within: self.holds_title.then(|| self.title_within()),
            pen,
            when: event.when.as_deref().map(|when| (when, zones)),
            traits,
            is_low: self.is_low,
        };
        drawn.draw(scene, &frame.axis, view.theme)
    }

    fn draw_thin(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let (left, right) = self.shape.seen(&frame.axis);
        let half = self.half_height();
        let rect = Rect::from_min_max(pos2(left, self.y - half), pos2(right, self.y + half));
        draw_line(scene, view, (self.key, self.row), rect);
        if view.emphasis.state(self.key) == State::Selected {
            plates::bar_ring(scene, self.key, rect, view.theme);
        }
    }

    /// The colour of a sign of doubt.
    pub(super) fn sign_colour(&self, view: &View<'_>) -> Color32 {
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
        let pen = Pen::new(colour, theme.ground)
            .standing(standing(status.copied().unwrap_or_default(), self.role));
        if is_uncertain { pen.uncertain() } else { pen }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "less than a title's width")]
fn narrow(width: f64) -> f32 {
    width as f32
}

/// What a mark says of whether it took place; who was left out goes before.
pub fn standing(status: Status, role: Role) -> Standing {
    match (role, status) {
        (Role::Absent, _) => Standing::Absent,
        (_, Status::Happened) => Standing::Happened,
        (_, Status::Planned) => Standing::Planned,
        (_, Status::Possible) => Standing::Possible,
        (_, Status::Denied) => Standing::Denied,
    }
}
