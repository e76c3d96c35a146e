//! Lists of items as persistent values: chunks behind `Arc`, copied when written.

use super::Kind;
use super::value::Id;
use std::ops::Range;
use std::sync::Arc;

/// Items per chunk when a list is built; an edit of one item copies one chunk.
const CHUNK: usize = 1024;

/// What stands in a dataset's lists.
pub trait Item: Clone + PartialEq {
    /// Its list.
    const KIND: Kind;
    /// What others refer to it by.
    fn id(&self) -> &Id;
}

/// Names one item of a list for as long as the list lives, whatever becomes of its id or place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u32);

#[derive(Clone, Debug)]
struct Chunk<T> {
    handles: Handles,
    items: Vec<T>,
}

/// The handles of items in a row.
#[derive(Clone, Debug)]
pub struct Handles {
    /// While each is one more than the one before, as in a list that was only read.
    rising: Range<u32>,
    /// Afterwards.
    each: Option<Vec<Handle>>,
}

impl Handles {
    fn rising(from: u32, count: usize) -> Self {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            rising: from..from.saturating_add(count),
            each: None,
        }
    }

    fn of(each: Vec<Handle>) -> Self {
        Self {
            rising: 0..0,
            each: Some(each),
        }
    }

    /// In the order of the items.
    pub fn iter(&self) -> impl Iterator<Item = Handle> {
        let each = self.each.as_deref().unwrap_or_default();
        self.rising.clone().map(Handle).chain(each.iter().copied())
    }

    fn get(&self, within: usize) -> Option<Handle> {
        match &self.each {
            Some(each) => each.get(within).copied(),
            None => self.rising.clone().nth(within).map(Handle),
        }
    }

    /// Where a handle stands, if all rise; else it may not be found.
    fn sorted_position(&self, handle: Handle) -> Option<usize> {
        match &self.each {
            Some(each) => each.binary_search(&handle).ok(),
            None => usize::try_from(handle.0.checked_sub(self.rising.start)?)
                .ok()
                .filter(|within| *within < self.rising.len()),
        }
    }

    /// To be changed one by one.
    fn make_mut(&mut self) -> &mut Vec<Handle> {
        let rising = std::mem::take(&mut self.rising);
        self.each
            .get_or_insert_with(|| rising.map(Handle).collect())
    }
}

/// A list of items in the user's order, each with a [`Handle`].
#[derive(Clone, Debug)]
pub struct List<T> {
    chunks: Arc<Vec<Arc<Chunk<T>>>>,
    /// The place of each chunk's first item, then the length.
    starts: Arc<Vec<usize>>,
    next: u32,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::of_chunks(Vec::new(), 0)
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter().peekable();
        let mut runs = Vec::new();
        while items.peek().is_some() {
            runs.push(items.by_ref().take(CHUNK).collect());
        }
        Self::of_runs(runs)
    }
}

impl<T> List<T> {
    /// A list of items that were made in runs, on several threads: the runs are taken as they
    /// are, so they should be of about a thousand items.
    pub fn of_runs(runs: Vec<Vec<T>>) -> Self {
        let mut next = 0u32;
        let chunks = runs
            .into_iter()
            .filter(|items| !items.is_empty())
            .map(|items| {
                let handles = Handles::rising(next, items.len());
                next = next.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX));
                Arc::new(Chunk { handles, items })
            });
        let chunks = chunks.collect();
        Self::of_chunks(chunks, next)
    }

    fn of_chunks(chunks: Vec<Arc<Chunk<T>>>, next: u32) -> Self {
        let starts = starts(&chunks);
        Self {
            chunks: Arc::new(chunks),
            starts: Arc::new(starts),
            next,
        }
    }

    /// Whether both are one version of one list: told without reading them.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|c| c.items.iter())
    }

    /// The items in order, with their handles.
    pub fn entries(&self) -> impl Iterator<Item = (Handle, &T)> {
        self.chunks
            .iter()
            .flat_map(|c| c.handles.iter().zip(&c.items))
    }

    /// The items in runs, with their handles, for work on several threads.
    pub fn runs(&self) -> Vec<(&Handles, &[T])> {
        self.chunks
            .iter()
            .map(|c| (&c.handles, c.items.as_slice()))
            .collect()
    }

    /// The handle that the next new item gets.
    pub fn next_handle(&self) -> Handle {
        Handle(self.next)
    }

    /// The item at a place in the list.
    pub fn at(&self, place: usize) -> Option<(Handle, &T)> {
        let (chunk, within) = self.locate(place)?;
        let chunk = self.chunks.get(chunk)?;
        Some((chunk.handles.get(within)?, chunk.items.get(within)?))
    }

    /// The place of a handle in the list.
    pub fn place(&self, handle: Handle) -> Option<usize> {
        // A list that was only read has each handle at its own place.
        let guess = usize::try_from(handle.0).ok()?;
        if self.at(guess).is_some_and(|(h, _)| h == handle) {
            return Some(guess);
        }
        self.sorted_place(handle).or_else(|| {
            self.chunks
                .iter()
                .zip(self.starts.iter())
                .find_map(|(chunk, start)| {
                    let within = chunk.handles.iter().position(|h| h == handle)?;
                    Some(start + within)
                })
        })
    }

    /// The place of a handle if they all rise, as they do until something is moved; else it may
    /// not be found.
    fn sorted_place(&self, handle: Handle) -> Option<usize> {
        let after = |c: &Arc<Chunk<T>>| c.handles.get(0).is_some_and(|first| first <= handle);
        let chunk = self.chunks.partition_point(after).checked_sub(1)?;
        let within = self.chunks.get(chunk)?.handles.sorted_position(handle)?;
        Some(self.starts.get(chunk)? + within)
    }

    /// The item of a handle.
    pub fn get(&self, handle: Handle) -> Option<&T> {
        self.at(self.place(handle)?).map(|(_, item)| item)
    }

    /// Chunk, and place within it.
    fn locate(&self, place: usize) -> Option<(usize, usize)> {
        // A list that was only read has chunks of about one size.
        let guess = place * self.chunks.len() / self.len().max(1);
        let is_in = |chunk: &usize| {
            let ends = (self.starts.get(*chunk), self.starts.get(*chunk + 1));
            matches!(ends, (Some(start), Some(end)) if (start..end).contains(&&place))
        };
        let guesses = [Some(guess), guess.checked_sub(1)];
        let chunk = guesses.into_iter().flatten().find(is_in);
        let chunk = chunk.or_else(|| {
            let after = self.starts.partition_point(|&start| start <= place);
            after.checked_sub(1)
        })?;
        (place < self.len()).then(|| (chunk, place - self.starts.get(chunk).unwrap_or(&0)))
    }
}

/// The place of each chunk's first item, then the length.
fn starts<T>(chunks: &[Arc<Chunk<T>>]) -> Vec<usize> {
    let mut next = 0;
    let mut starts = vec![0];
    starts.extend(chunks.iter().map(|c| {
        next += c.items.len();
        next
    }));
    starts
}

impl<T: Item> List<T> {
    /// The item of an id, its place found by reading the list: for a single look-up. Where many
    /// are asked for, `analysis` has an index.
    pub fn find(&self, id: &str) -> Option<(Handle, &T)> {
        self.entries().find(|(_, item)| &**item.id() == id)
    }

    /// Replaces an item; gives the one that stood there.
    pub(super) fn put(&mut self, handle: Handle, item: T) -> Option<T> {
        let (chunk, within) = self.locate(self.place(handle)?)?;
        let chunk = Arc::make_mut(Arc::make_mut(&mut self.chunks).get_mut(chunk)?);
        Some(std::mem::replace(chunk.items.get_mut(within)?, item))
    }

    /// Inserts an item before a place, at the end if the place is past it.
    pub(super) fn insert(&mut self, place: usize, handle: Handle, item: T) {
        let place = place.min(self.len());
        let (chunk, within) = match self.locate(place) {
            Some(found) => found,
            // At the end: into the last chunk while it has room.
            None => match self.chunks.last() {
                Some(last) if last.items.len() < CHUNK => (self.chunks.len() - 1, last.items.len()),
                _ => (self.chunks.len(), 0),
            },
        };
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunk == chunks.len() {
            chunks.push(Arc::new(Chunk {
                handles: Handles::rising(0, 0),
                items: Vec::new(),
            }));
        }
        if let Some(found) = chunks.get_mut(chunk) {
            let found = Arc::make_mut(found);
            found.handles.make_mut().insert(within, handle);
            found.items.insert(within, item);
            if found.items.len() > 2 * CHUNK {
                let rest = Chunk {
                    handles: Handles::of(found.handles.make_mut().split_off(CHUNK)),
                    items: found.items.split_off(CHUNK),
                };
                chunks.insert(chunk + 1, Arc::new(rest));
            }
        }
        self.starts = Arc::new(starts(&self.chunks));
        self.next = self.next.max(handle.0.saturating_add(1));
    }

    /// Removes an item.
    pub(super) fn remove(&mut self, handle: Handle) -> Option<(usize, T)> {
        let place = self.place(handle)?;
        let (chunk, within) = self.locate(place)?;
        let chunks = Arc::make_mut(&mut self.chunks);
        let found = Arc::make_mut(chunks.get_mut(chunk)?);
        found.handles.make_mut().remove(within);
        let item = found.items.remove(within);
        if found.items.is_empty() {
            chunks.remove(chunk);
        }
        self.starts = Arc::new(starts(&self.chunks));
        Some((place, item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Period;
    use proptest::prelude::*;

    fn period(n: usize) -> Period {
        Period {
            id: Id::new(&n.to_string()),
            ..Period::default()
        }
    }

    proptest! {
        /// A list does what a plain vector does, whatever is done to it, and a snapshot taken
        /// before stays as it was.
        #[test]
        fn behaves_as_a_vector(start in 0usize..4000, steps in prop::collection::vec((0u8..3, any::<prop::sample::Index>()), 0..60)) {
            let mut list: List<Period> = (0..start).map(period).collect();
            let snapshot = list.clone();
            let mut plain: Vec<(Handle, Period)> = list.entries().map(|(h, p)| (h, p.clone())).collect();
            let before = plain.clone();
            for (n, (step, at)) in steps.into_iter().enumerate() {
                let fresh = period(100_000 + n);
                if step == 0 || plain.is_empty() {
                    let at = at.index(plain.len() + 1);
                    let handle = list.next_handle();
                    list.insert(at, handle, fresh.clone());
                    plain.insert(at, (handle, fresh));
                } else {
                    let at = at.index(plain.len());
                    let handle = plain[at].0;
                    if step == 1 {
                        list.put(handle, fresh.clone());
                        plain[at].1 = fresh;
                    } else {
                        prop_assert_eq!(list.remove(handle), Some((at, plain.remove(at).1)));
                    }
                }
                prop_assert_eq!(list.len(), plain.len());
            }
            prop_assert!(list.entries().map(|(h, p)| (h, p.clone())).eq(plain.iter().cloned()));
            for (at, (handle, _)) in plain.iter().enumerate().step_by(97) {
                prop_assert_eq!(list.place(*handle), Some(at));
            }
            prop_assert_eq!(list.place(list.next_handle()), None);
            prop_assert!(snapshot.entries().map(|(h, p)| (h, p.clone())).eq(before));
        }

        #[test]
        fn finds_rising_handles_without_a_scan(gone in prop::collection::btree_set(0u32..4000, 0..60), tried in prop::collection::vec(0u32..4100, 30)) {
            let mut list: List<Period> = (0..4000).map(period).collect();
            for handle in &gone {
                list.remove(Handle(*handle));
            }
            for n in tried {
                let at = list.entries().position(|(h, _)| h == Handle(n));
                prop_assert_eq!(list.sorted_place(Handle(n)), at);
                prop_assert_eq!(list.place(Handle(n)), at);
            }
        }
    }
}
