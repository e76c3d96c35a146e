//! What a picture of the map is made from, and what stands for its parts there.

use super::camera::Camera;
use super::edges::Way;
use super::graph::Graph;
use super::level::Level;
use super::places::Places;
use crate::analysis::hues::Hues;
use crate::analysis::{ColourBy, Index, Place, Tie, TieKey, Ties};
use crate::dataset::{Dataset, Handle};
use crate::scene::{Emphasis, Hue, Key, Measure, Medium, Pos2, Rect, Theme, Vec2};

/// What a picture of the map is made from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Its columns.
    pub index: &'a Index,
    /// The whole dataset as a graph.
    pub graph: &'a Graph,
    /// The ties of the window and filter: only these are drawn.
    pub ties: &'a Ties,
    /// Its hues.
    pub hues: &'a Hues,
    /// What they mean.
    pub colour_by: ColourBy,
    /// Where everyone stands.
    pub places: &'a Places,
    /// Which part is shown.
    pub camera: Camera,
    /// The panel, in points.
    pub size: Vec2,
    /// What of it buttons cover: nothing is written there.
    pub covered: Option<Rect>,
    /// The colours.
    pub theme: &'a Theme,
    /// Measures text.
    pub measure: &'a Measure,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// Whoever stays though not alive in the window: pale, and named if selected.
    pub ghost: Option<Handle>,
    /// How much is shown.
    pub level: Level,
    /// Which blocs are unfolded, as [`Key::Group`] has them; where not all have room, the last.
    pub unfolded: &'a [u32],
    /// Where it is seen: a page leaves out the ties that are not main ones, and names whoever has none
    /// of those.
    pub medium: Medium,
}

/// What stands for a tie in a picture: the handles of its actors.
pub fn tie_key(index: &Index, key: TieKey) -> Option<Key> {
    let from = index.actor_handles.get(key.from as usize)?.0;
    let to = index.actor_handles.get(key.to as usize)?.0;
    Some(if key.is_mutual {
        Key::Mutual(from.min(to), from.max(to))
    } else {
        Key::Tie(from, to)
    })
}

impl<'a> View<'a> {
    /// The whole panel.
    pub(super) fn panel(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }

    /// The tie of a way.
    pub(super) fn tie(&self, way: &Way) -> Option<&'a Tie> {
        self.ties.ties.get(way.wish.tie)
    }

    pub(super) fn key_of(&self, tie: &Tie) -> Key {
        tie_key(self.index, tie.key).unwrap_or(Key::None)
    }

    pub(super) fn actor_hue(&self, actor: Place) -> Hue {
        match self.colour_by {
            ColourBy::Group => self.hues.actor(self.index, actor).into(),
            ColourBy::Category | ColourBy::Class => Hue::Neutral,
        }
    }

    pub(super) fn region_hue(&self, group: Place) -> Hue {
        let own = self.hues.groups.get(group as usize);
        match (self.colour_by, own) {
            (ColourBy::Group, Some(hue)) => (*hue).into(),
            (ColourBy::Group | ColourBy::Category | ColourBy::Class, _) => Hue::Neutral,
        }
    }
}
