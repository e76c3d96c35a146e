//! What stands where at the level of blocs.

use super::bloc_plates::{Plate, Text};
use super::bloc_ways::Run;
use super::bloc_words::Words;
use super::blocs::Blocs;
use super::widths::Widths;
use crate::scene::Rect;

/// The level of blocs on a panel.
pub(super) struct BlocPlan {
    pub blocs: Blocs,
    /// Of each bloc.
    pub plates: Vec<Plate>,
    /// Of each unfolded bloc: what it covers, its title, and its corner.
    pub frames: Vec<Frame>,
    pub widths: Widths,
    /// Of each arrow.
    pub runs: Vec<Option<Run>>,
    pub words: Vec<Option<Words>>,
}

/// What lies under the actors of an unfolded bloc.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub rect: Rect,
    pub title: Text,
    pub corner: Option<Rect>,
}
