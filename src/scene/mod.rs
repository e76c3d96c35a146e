//! Pictures as values: a display list of shapes and text that carry meaning.
//!
//! A view builds a [`Scene`]; the window paints it, hit-tests it, reads it out; the exports write
//! it. None of them knows more about a view than stands here, so the screen and the file are the
//! same picture.
//!
//! * [`item`]: what a scene is made of; [`key`]: what each part stands for.
//! * [`hit`]: what is under a point; [`path`]: curves as straight lines.
//! * [`theme`]: the colours, by meaning, in three themes.
//! * [`marks`]: events; [`dots`]: small ones; [`lasting`]: what lasts longer than the picture;
//!   [`actors`]: actors and tones; [`plates`]: what lies behind and round them.
//! * [`legend`]: rows of samples with their words; [`emphasis`]: what is selected and hovered.
//! * [`text`]: how wide a text is, and which face each character has, without a window; [`breaks`]: where
//!   its lines end.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod actors;
pub mod breaks;
pub mod dots;
pub mod emphasis;
pub mod hit;
pub mod item;
pub mod key;
pub mod lasting;
pub mod legend;
pub mod marks;
pub mod path;
pub mod plates;
pub mod text;
pub mod theme;

pub use emphasis::{BEHIND, Emphasis};
pub use item::{Columns, Dash, Fill, Item, Mark, Scene, Segment, Stroke};
pub use key::{End, Key};
pub use text::{Measure, Style, Weight};
pub use theme::{Hue, Theme};

/// Where a picture is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// On a screen, where what is weak may be faint and things can be pointed at.
    #[default]
    Screen,
    /// On a page.
    Page,
}

pub use ecolor::Color32;
pub use emath::{Pos2, Rect, Vec2, pos2, vec2};
