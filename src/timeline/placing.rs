//! An event as it stands in a lane: its mark, its title, and where both are.

use super::background::Background;
use super::frame::Frame;
use super::labels::Label;
use super::metrics::{GAP, LOW_BAR, ROW, THIN, level_rect};
use super::rows::{Entry, Placed, Side, Third};
use super::shape::{Kind, Shape};
use crate::analysis::Row;
use crate::dataset::{Role, Status};
use crate::scene::dots::DOT;
use crate::scene::marks::{self, Standing};
use crate::scene::{Key, Rect};

/// From one dot of a row to the next under it.
const THIRD: f32 = 6.0;

/// An event in a lane.
pub(super) struct Placing {
    pub(super) row: Row,
    pub(super) key: Key,
    /// What the lane's actors did in it.
    pub(super) role: Role,
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
        let drop = match at.third {
            Third::Top => -THIRD,
            Third::Middle => self.drop,
            Third::Bottom => THIRD,
        };
        Self {
            drop,
            line: at.row,
            side: at.side,
            room: if at.room >= entry.title {
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

    /// Its sign, if it has one and that is on the picture, and what it covers.
    pub(super) fn sign(&self, frame: &Frame) -> Option<(&'static str, Rect)> {
        let (_, right) = self.shape.seen(&frame.axis);
        let rect = level_rect((right, right + self.sign_width), self.y, ROW);
        let is_seen = right >= frame.body.left() && rect.right() <= frame.body.right();
        Some((self.sign.filter(|_| is_seen)?, rect))
    }

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
}

/// How many rows marks stand in.
pub(super) fn row_count(marks: &[Placing]) -> usize {
    marks.iter().map(|mark| mark.line + 1).max().unwrap_or(0)
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
