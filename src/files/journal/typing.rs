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
}

/// The same with what it is known by now.
struct Found {
    handle: Option<Handle>,
    has_id: bool,
    checksum: u32,
}

impl Typing {
    /// The same, with what its item is known by in a dataset.
    #[must_use]
    pub fn known(self, dataset: &Dataset) -> Self {
        let found = self.found(dataset).into_iter().find(|found| found.has_id);
        Self {
            checksum: found.map(|found| found.checksum),
            ..self
        }
    }

    /// What it may have been typed for, the likeliest first: what stands where that stood, what has its
    /// id.
    pub fn candidates(&self, dataset: &Dataset) -> Vec<Candidate> {
        let is_as_before = |now: u32| self.checksum.is_none_or(|before| before == now);
        let found = self.found(dataset).into_iter();
        let candidates = found.map(|found| Candidate {
            handle: found.handle,
            has_id: found.has_id,
            is_as_before: is_as_before(found.checksum),
        });
        candidates.collect()
    }

    fn found(&self, dataset: &Dataset) -> Vec<Found> {
        match &self.of {
            None => vec![Found {
                handle: None,
                has_id: true,
                checksum: of_item(&Whole::of_metadata(&dataset.metadata)),
            }],
            Some((kind, id)) => {
                of_kind!(*kind, T => self.in_list::<T>(dataset, id), else Vec::new())
            }
        }
    }

    fn in_list<T: Listed + Json>(&self, dataset: &Dataset, id: &Id) -> Vec<Found> {
        let list = T::list(dataset);
        let mut all: Vec<Found> = Vec::new();
        for (handle, item) in list.at(self.place).into_iter().chain(list.find(id)) {
            let handle = Some(handle);
            if all.iter().all(|known| known.handle != handle) {
                all.push(Found {
                    handle,
                    has_id: item.id() == id,
                    checksum: of_item(item),
                });
            }
        }
        all
    }
}

/// What an item is known by, in place of all it says.
fn of_item(item: &impl Json) -> u32 {
    let mut out = Out::one_line();
    item.write(&mut out);
    crc32fast::hash(out.into_text().as_bytes())
}
