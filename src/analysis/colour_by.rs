//! What the hues of a picture mean.

use crate::dataset::{Dataset, Dimension, Event};

/// What the hues of both views mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColourBy {
    /// The group of who acts.
    #[default]
    Group,
    /// The event's category.
    Category,
    /// The event's class.
    Class,
}

impl ColourBy {
    /// The hues for a dataset where these were meant: where nobody is in a group, by category;
    /// without categories by class, if any is known.
    #[must_use]
    pub fn fitting(self, dataset: &Dataset) -> Self {
        // Who begins with nothing will have what they add.
        if dataset.events.is_empty() {
            return self;
        }
        let order = [Self::Group, Self::Category, Self::Class];
        let mut rest = order.into_iter().skip_while(|by| *by != self);
        rest.find(|by| by.tells(dataset)).unwrap_or(self)
    }

    /// Whether these hues tell anything of a dataset's events.
    pub fn tells(self, dataset: &Dataset) -> bool {
        let has_class = |event: &Event| event.more.action.is_some() || event.tone.get().is_some();
        match self {
            Self::Group => has_groups(dataset),
            Self::Category => has_categories(dataset),
            Self::Class => dataset.events.iter().take(LOOKED_AT).any(has_class),
        }
    }

    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::Group, Self::Category, Self::Class];

    /// The dimension that it tells apart.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Group => Dimension::Group,
            Self::Category => Dimension::Category,
            Self::Class => Dimension::Class,
        }
    }

    /// The word in a file and on the command line.
    pub const fn word(self) -> &'static str {
        self.dimension().word()
    }

    /// What a person reads for it.
    pub const fn label(self) -> &'static str {
        self.dimension().label()
    }

    /// The value of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.word() == word)
    }
}

/// Among so many events one has a class, if there are classes in a dataset.
const LOOKED_AT: usize = 1000;

/// Whether anybody is in a group.
pub(super) fn has_groups(dataset: &Dataset) -> bool {
    dataset.actors.iter().any(|actor| actor.group.is_some())
}

/// Whether events can be told apart by their categories.
pub(super) fn has_categories(dataset: &Dataset) -> bool {
    !dataset.categories.is_empty()
}
