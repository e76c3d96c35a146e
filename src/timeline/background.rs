//! Background: an event that lasts longer than most of the picture is a thin line with its title
//! and its dates.

use super::View;
use super::frame::Frame;
use super::labels::Label;
use super::metrics::crisp;
use super::shape::{Kind, Shape};
use crate::dataset::date::Traits;
use crate::scene::item::{Dash, Stroke};
use crate::scene::lasting::{LASTING, Lasting, lasting};
use crate::scene::marks::Pen;
use crate::scene::plates::State;
use crate::scene::{Color32, Key, Rect, Scene, pos2};

/// What is longer than this share of the picture is background, wherever it stands: so panning
/// makes nothing of another kind.
const LONG: f64 = 0.6;
/// What lies under a selected line, and under one that belongs to it, is so high.
const UNDER: f32 = 5.0;

/// The line of an event.
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

/// What its line is drawn for.
pub(super) struct Mark {
    pub(super) key: Key,
    /// Its middle line.
    pub(super) y: f32,
    /// Whether it was some time in it.
    pub(super) is_bracket: bool,
    /// The colour of a sign of doubt.
    pub(super) sign_colour: Color32,
}

/// Whether an event with such a mark is background.
pub(super) fn is_background(shape: &Shape, frame: &Frame) -> bool {
    shape.kind != Kind::Set && shape.width() > LONG * f64::from(frame.axis.width())
}

impl Background {
    /// Whether it lasts longer than the picture.
    pub(super) fn goes_on(&self) -> bool {
        self.goes_on.contains(&true)
    }

    /// Draws the line and its dates.
    pub(super) fn draw(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        mark: &Mark,
        traits: Traits,
        pen: Pen,
    ) {
        let state = view.emphasis.state(mark.key);
        let under = match state {
            State::Selected => Some(view.theme.mark),
            State::Related => Some(view.theme.mark2),
            State::Hover | State::Rest => None,
        };
        if let Some(colour) = under {
            let ((from, to), (stop, go)) = (self.ends, self.broken);
            // Not behind what is written.
            for (from, to) in [(from, stop), (go, to)] {
                let rect = Rect::from_min_max(
                    pos2(from, mark.y - UNDER / 2.0),
                    pos2(to, mark.y + UNDER / 2.0),
                );
                scene.rect(mark.key, rect, 2.0, colour, Stroke::NONE);
            }
        }
        let line = Lasting {
            ends: self.ends,
            goes_on: self.goes_on,
            y: crisp(mark.y) - 0.5,
            title: self.broken,
            width: LASTING,
            dash: self.dash(mark, traits),
        };
        lasting(scene, mark.key, &line, pen);
        if let Some(sign) = &self.sign {
            let colour = mark.sign_colour;
            sign.draw(scene, mark.key, State::Rest, colour, view);
        }
        if let Some(dates) = &self.dates {
            let colour = view.theme.t3;
            dates.draw(scene, mark.key, State::Rest, colour, view);
        }
    }

    /// What is known of the dates is solid.
    fn dash(&self, mark: &Mark, traits: Traits) -> Dash {
        if mark.is_bracket {
            Dash::DOTTED
        } else if traits.approximate || traits.uncertain {
            Dash::APPROXIMATE
        } else {
            Dash::SOLID
        }
    }
}
