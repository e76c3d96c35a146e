//! How much of the ties a map shows, if a person chose it.

use crate::dataset::{Bookmark, Dataset, Detail};
use std::num::NonZeroU32;

/// How much of the ties a map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// What a person chose; none: by itself.
    pub detail: Option<Detail>,
    /// How many main ties a person wants; none: as many as can be read.
    pub main_ties: Option<u32>,
}

/// How many main ties a person steps through.
const STEPS: [u32; 13] = [1, 4, 8, 12, 16, 24, 36, 48, 64, 96, 128, 192, 256];

impl Level {
    /// What a bookmark asks for.
    pub fn of_bookmark(bookmark: &Bookmark) -> Self {
        Self {
            detail: bookmark.detail.as_deref().and_then(Detail::of_word),
            main_ties: bookmark.main_ties.map(NonZeroU32::get),
        }
    }

    /// What a person chooses; what is chosen already is let go.
    #[must_use]
    pub fn choosing(self, detail: Detail) -> Self {
        Self {
            detail: Some(detail).filter(|_| self.detail != Some(detail)),
            main_ties: None,
        }
    }

    /// The same for who cannot show blocs: main ties, or all if a person wants them.
    #[must_use]
    pub fn without_blocs(self) -> Self {
        let all = self.detail.filter(|detail| *detail == Detail::All);
        Self {
            detail: all.or(Some(Detail::Main)),
            ..self
        }
    }

    /// The next number of main ties after `now`, more (1) or fewer (−1); none if all are, or none
    /// would be.
    pub fn next(now: usize, ties: usize, by: i32) -> Option<u32> {
        let now = u32::try_from(now).ok()?;
        let next = if by > 0 {
            STEPS.iter().find(|step| **step > now)
        } else {
            STEPS.iter().rev().find(|step| **step < now)
        };
        next.copied().filter(|_| by < 0 || (now as usize) < ties)
    }
}

/// The handles of the groups whose blocs a bookmark unfolds; an id of no group is passed over.
pub fn unfolded_by(bookmark: &Bookmark, dataset: &Dataset) -> Vec<u32> {
    let ids = bookmark.unfolded.iter();
    let groups = ids.filter_map(|id| dataset.groups.find(id));
    groups.map(|(handle, _)| handle.0).collect()
}
