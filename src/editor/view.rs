//! How a dataset is looked at: nothing of it changes what is open.

use crate::analysis::{ColourBy, Gaps, Index, LaneBy};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Filter, Text};
use crate::map::{Camera, Level};
use crate::timeline::{self, Span};
use std::collections::BTreeSet;

/// How the dataset is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What the axis shows; none: everything.
    pub span: Option<Span>,
    /// Whether empty time stays as long as it is.
    pub is_unfolded: bool,
    /// What is brushed; none: everything.
    pub window: Option<(Instant, Instant)>,
    /// What passes.
    pub filter: Filter,
    /// What the lanes stand for.
    pub lanes: LaneBy,
    /// What the hues mean.
    pub colour_by: ColourBy,
    /// The zone of the axis; none: the dataset's.
    pub zone: Option<Zone>,
    /// Lanes that are folded, by what they stand for.
    pub folded: BTreeSet<Text>,
    /// How far the lanes are scrolled down, in points.
    pub scroll: f32,
    /// Where the map is looked at; none: all of it.
    pub camera: Option<Camera>,
    /// How much of the ties the map shows.
    pub level: Level,
    /// Which of its blocs are unfolded, by the handles of their groups: the last one last.
    pub unfolded: Vec<u32>,
    /// Which views stand in the window.
    pub shown: Shown,
    /// The timeline's share of the height, if a person chose it.
    pub split: Option<f32>,
    /// Which view has the keyboard.
    pub active: Active,
}

impl View {
    /// What may be folded of what passes.
    pub(crate) fn gaps(&self, of: &Gaps) -> Gaps {
        if self.is_unfolded { of.none() } else { *of }
    }

    /// What the axis shows of what passes.
    pub fn span_of(&self, gaps: &Gaps) -> Span {
        timeline::shown(self.span, gaps, !self.is_unfolded)
    }

    /// The zone of the axis.
    pub(crate) fn zone_of<'a>(&'a self, index: &'a Index) -> &'a Zone {
        self.zone.as_ref().unwrap_or(&index.zone)
    }

    /// Whether the same is asked for, however it is looked at.
    pub(crate) fn asks_the_same(&self, other: &Self) -> bool {
        self.span == other.span
            && self.is_unfolded == other.is_unfolded
            && self.window == other.window
            && self.filter == other.filter
            && self.lanes == other.lanes
            && self.colour_by == other.colour_by
            && self.level == other.level
            && self.unfolded == other.unfolded
    }
}

/// Which view has the keyboard: the one that was clicked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Active {
    /// The timeline.
    #[default]
    Timeline,
    /// The map.
    Map,
}

/// Which views stand in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Timeline over map.
    #[default]
    Both,
    /// The timeline alone.
    Timeline,
    /// The map alone.
    Map,
}

/// What the side panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What is selected, or the dataset.
    #[default]
    Selection,
    /// The filter.
    Filter,
    /// What a check found.
    Problems,
    /// Nothing: the panel is away.
    Hidden,
}
