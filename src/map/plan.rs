//! What stands where on a panel.

use super::bloc_plates::{Plate, Text};
use super::bloc_ways::Run;
use super::bloc_words::Words;
use super::block::Block;
use super::blocs::{Arrow, Blocs};
use super::edges::{Spot, Way};
use super::labels::{Along, Name};
use super::occupancy::OccupancyGrid;
use super::view::View;
use super::widths::Widths;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::scene::actors::Shape;
use crate::scene::{Key, Pos2, Rect, pos2};
use smallvec::SmallVec;
use std::sync::Arc;

/// Past this many ties on the panel they are straight lines without signs and labels.
pub(super) const MOST_CURVES: usize = 600;
/// Past this many ties weak ones are lighter, and without a sign where others cross them.
pub(super) const CROWD: usize = 36;
/// Under this radius an actor is a dot without initials.
pub(super) const LEAST_WITH_INITIALS: f32 = 7.0;

/// What stands where on a panel: good for as long as only the emphasis or the theme changes.
pub struct Plan {
    pub(super) figures: Vec<Figure>,
    pub(super) regions: Vec<Region>,
    /// Of the main ties, in the order of the list.
    pub(super) ways: Vec<Way>,
    /// The others, straight and hardly seen; none on a page.
    pub(super) faint: Vec<Way>,
    /// Of each way; none on a map with very many ties.
    pub(super) words: Vec<Word>,
    pub(super) grid: OccupancyGrid,
    /// In place of all that, the level of blocs.
    pub(super) blocs: Option<BlocPlan>,
    /// What it shows, and what it had no room for.
    pub counts: Counts,
}

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

/// How much a picture of the map shows, and what it had no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Actors alive in the window, also those beyond the panel's edge.
    pub actors: usize,
    /// Ties alive in the window, likewise.
    pub ties: usize,
    /// How many of them are main ties: those that can be read. None at the level of blocs.
    pub main: usize,
    /// Outermost groups with somebody alive: from two on they can be shown as blocs.
    pub groups: usize,
    /// The blocs that are shown; none at another level.
    pub blocs: usize,
    /// The arrows that are drawn between them.
    pub arrows: usize,
    /// Arrows between blocs that are lighter than those, or found no room.
    pub arrows_left_out: usize,
    /// Names that found no room, of actors on the panel.
    pub names_left_out: usize,
    /// Labels of ties that found no room.
    pub labels_left_out: usize,
    /// Signs of ties that found no room.
    pub signs_left_out: usize,
}

/// An actor on the panel.
#[derive(Clone)]
pub(super) struct Figure {
    pub place: Place,
    pub key: Key,
    pub spot: Spot,
    pub radius: f32,
    pub shape: Shape,
    pub is_unnamed: bool,
    pub is_pinned: bool,
    pub is_ghost: bool,
    /// Letters that nobody else on the map has.
    pub initials: String,
    pub name: Option<Name>,
}

/// A group's region on the panel.
#[derive(Clone)]
pub(super) struct Region {
    pub group: Place,
    pub key: Key,
    pub rect: Rect,
    pub title: Option<Name>,
    /// On a page the line of those who are only named.
    pub also: Vec<Name>,
}

impl Region {
    /// Without what is written in it.
    pub(super) fn new(group: Place, key: Key, rect: Rect) -> Self {
        Self {
            group,
            key,
            rect,
            title: None,
            also: Vec::new(),
        }
    }
    /// Whether it is a group's; else it is the page, where those of no group are named.
    pub(super) fn is_of_group(&self) -> bool {
        self.group != NOWHERE
    }
}

/// What is written and signed on one tie.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// The sign of each strand by its number, and where it stands.
    pub signs: SmallVec<[(usize, Pos2); 2]>,
    /// Words along the line.
    pub label: Option<(Arc<str>, Along)>,
    /// Horizontal words that break the line, led by the signs.
    pub block: Option<Block>,
}

impl Plan {
    /// Of nothing yet.
    pub(super) fn new(view: &View<'_>, grid: OccupancyGrid) -> Self {
        Self {
            figures: Vec::new(),
            regions: Vec::new(),
            ways: Vec::new(),
            faint: Vec::new(),
            words: Vec::new(),
            grid,
            blocs: None,
            counts: Counts {
                actors: view.ties.alive_actors().count(),
                ties: view.ties.ties.len(),
                ..Counts::default()
            },
        }
    }

    /// The blocs that are unfolded, by the handles of their groups.
    pub fn unfolded(&self) -> Vec<u32> {
        let blocs = self.blocs.iter().flat_map(|of| &of.blocs.unfolded);
        blocs.map(|of| of.number).collect()
    }

    /// The bloc that an actor stands in, by the handle of its group.
    pub fn bloc_of(&self, actor: Place) -> Option<u32> {
        let blocs = &self.blocs.as_ref()?.blocs;
        let bloc = blocs.blocs.get(blocs.place_of(actor)?)?;
        Some(bloc.number)
    }

    /// The arrows between blocs; none at another level.
    pub fn arrows(&self) -> &[Arrow] {
        let arrows = self.blocs.as_ref().map(|of| of.blocs.arrows.as_slice());
        arrows.unwrap_or_default()
    }
}

/// To the half pixel, as every upright line is.
pub(super) fn snapped(rect: Rect) -> Rect {
    let snap = |p: Pos2| pos2(p.x.round() + 0.5, p.y.round() + 0.5);
    Rect::from_min_max(snap(rect.min), snap(rect.max))
}
