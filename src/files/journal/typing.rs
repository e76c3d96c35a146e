//! What is being typed, and the item that it is typed for: found again by its place, its id, and what it
//! was before.

use super::super::json::Json;
use super::super::out::Out;
use super::super::record::Whole;
use super::Typing;
use crate::dataset::edit::{Listed, of_kind};
use crate::dataset::{Dataset, Handle, Id};

/// An item that a text may have been typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its handle; none: the dataset itself.
    pub handle: Option<Handle>,
    /// Whether it has the id that it had then.
    pub has_id: bool,
    /// Whether it is as it was then.
    pub is_as_before: bool,
    /// What it is known by now.
    checksum: u32,
}

impl Typing {
    /// The same, with what its item is known by in a dataset.
    #[must_use]
    pub fn known(self, dataset: &Dataset) -> Self {
        let mut candidates = self.candidates(dataset).into_iter();
        let own = candidates.find(|candidate| candidate.has_id);
        Self {
            checksum: own.map(|own| own.checksum),
            ..self
        }
    }

    /// What it may have been typed for, the likeliest first: what stands where that stood, what has its
    /// id.
    pub fn candidates(&self, dataset: &Dataset) -> Vec<Candidate> {
        match &self.of {
            None => vec![self.candidate(None, true, &Whole::of_metadata(&dataset.metadata))],
            Some((kind, id)) => {
                of_kind!(*kind, T => self.in_list::<T>(dataset, id), else Vec::new())
            }
        }
    }

    fn in_list<T: Listed + Json>(&self, dataset: &Dataset, id: &Id) -> Vec<Candidate> {
        let list = T::list(dataset);
        let there = list.at(self.place);
        let named = list
            .find(id)
            .filter(|named| Some(named.0) != there.map(|there| there.0));
        let all = there.into_iter().chain(named);
        all.map(|(handle, item)| self.candidate(Some(handle), item.id() == id, item))
            .collect()
    }

    fn candidate(&self, handle: Option<Handle>, has_id: bool, item: &impl Json) -> Candidate {
        // In place of all that it says.
        let json = Out::one_line(|out| item.write(out));
        let checksum = crc32fast::hash(json.as_bytes());
        Candidate {
            handle,
            has_id,
            is_as_before: self.checksum.is_none_or(|before| before == checksum),
            checksum,
        }
    }
}
