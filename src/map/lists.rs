//! Lists by number: of an actor, a tie or a region.

use std::ops::Range;

/// Puts a value in a place of a list, if it has that.
pub(super) fn set<T>(list: &mut [T], place: usize, value: T) {
    if let Some(own) = list.get_mut(place) {
        *own = value;
    }
}

/// For each of so many whether it is among some.
pub(super) fn are_among(count: usize, some: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut are = vec![false; count];
    for n in some {
        set(&mut are, n, true);
    }
    are
}

/// What belongs to each of some numbers, in one column: the neighbours of each node, the nodes of each
/// cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Buckets<T> {
    /// Where what belongs to each number begins in the other column, and where the last one's ends.
    first: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Buckets<T> {
    /// Of so many numbers, each thing with the number that it belongs to. The things of a number keep
    /// their order.
    pub(super) fn new(count: usize, things: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut first = vec![0u32; count + 1];
        for (number, _) in things.clone() {
            if let Some(count) = first.get_mut(number + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let mut next = first.clone();
        let mut all = vec![T::default(); sum as usize];
        for (number, thing) in things {
            if let Some(next) = next.get_mut(number) {
                set(&mut all, *next as usize, thing);
                *next += 1;
            }
        }
        Self { first, all }
    }

    /// What belongs to the numbers of a range.
    pub(super) fn of(&self, numbers: Range<usize>) -> &[T] {
        let ends = (self.first.get(numbers.start), self.first.get(numbers.end));
        let (Some(from), Some(to)) = ends else {
            return &[];
        };
        let all = self.all.get(*from as usize..*to as usize);
        all.unwrap_or_default()
    }
}
