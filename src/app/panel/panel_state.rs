//! What the panel remembers from frame to frame: what is unfolded on it, and what is chosen or looked
//! for by name.

use super::Page;
use super::at::Named;
use super::picker::Looking;
use crate::dataset::{Id, Kind};
use crate::editor::derived::Version;
use crate::editor::selection::Of;
use std::collections::{BTreeSet, HashMap};

/// What the panel remembers.
#[derive(Default)]
pub(in crate::app) struct PanelState {
    /// The parts and lists that are shown whole.
    pub(super) unfolded: BTreeSet<(Of, String)>,
    /// How many more problems are shown than at first.
    pub(super) more_problems: usize,
    /// The field for which an item is looked for.
    pub(super) choosing: Option<(Of, String)>,
    /// What is looked for by name, in which field.
    pub(super) looking: HashMap<egui::Id, Looking>,
    /// The item whose description is edited.
    pub(super) described: Option<Of>,
    /// How high each page was with its lists.
    pub(super) heights: HashMap<Page, f32>,
    /// In a narrow window: whether the panel was closed for that.
    pub(super) was_closed: Option<bool>,
    /// What ids name in this version of the dataset, as far as it was asked.
    pub(super) names: (Option<Version>, HashMap<(Kind, Id), Named>),
}

impl PanelState {
    /// Whether a list or part of an item's page is shown whole.
    pub(super) fn is_unfolded(&self, of: Of, part: &str) -> bool {
        self.unfolded.contains(&(of, part.to_owned()))
    }

    pub(super) fn unfold(&mut self, of: Of, part: &str) {
        self.unfolded.insert((of, part.to_owned()));
    }
}
