//! A set of rows as bits: what is asked of one is little, and none of it changes a set, so that no
//! crate would say it shorter.

/// A set of rows, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Rows `0..len`, each in the set if the question says so.
    pub fn of(len: usize, mut is_in: impl FnMut(usize) -> bool) -> Self {
        let mut words = vec![0; len.div_ceil(64)];
        for (n, word) in words.iter_mut().enumerate() {
            let first = n * 64;
            for bit in 0..64.min(len - first) {
                *word |= u64::from(is_in(first + bit)) << bit;
            }
        }
        Self { words, len }
    }

    /// All rows.
    pub fn all(len: usize) -> Self {
        Self::of(len, |_| true)
    }

    /// Whether a row is in the set.
    pub fn has(&self, row: usize) -> bool {
        self.words
            .get(row / 64)
            .is_some_and(|w| w >> (row % 64) & 1 == 1)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// How many rows there are, in the set or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let words = self
            .words
            .iter()
            .zip(&other.words)
            .map(|(a, b)| a & b)
            .collect();
        Self {
            words,
            len: self.len.min(other.len),
        }
    }

    /// The rows of the set, rising.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(n, &word)| {
            std::iter::successors((word != 0).then_some(word), |w| {
                let rest = w & (w - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |w| n * 64 + w.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_a_set_of_rows(a in prop::collection::vec(any::<bool>(), 0..300), b in prop::collection::vec(any::<bool>(), 300)) {
            let (x, y) = (Bits::of(a.len(), |n| a[n]), Bits::of(a.len(), |n| b[n]));
            let both: Vec<usize> = (0..a.len()).filter(|&n| a[n] && b[n]).collect();
            prop_assert_eq!(x.and(&y).iter().collect::<Vec<_>>(), both.clone());
            prop_assert_eq!(x.and(&y).count(), both.len());
            prop_assert!((0..400).all(|n| x.has(n) == (n < a.len() && a[n])));
        }
    }
}
