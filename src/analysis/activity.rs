//! How much happens when: counts of events by category over any span, at a cost that depends on
//! the number of bins, not of events.

use super::bits::Bits;
use super::index::{Index, NOWHERE, as_row};
use crate::dataset::instant::Instant;

/// Events between two running totals.
const BLOCK: usize = 256;

/// The dated events that pass, by their anchors, with running totals by category.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// How many series there are: the categories, then what has none.
    pub series: usize,
    anchors: Vec<Instant>,
    /// The series of each event.
    of: Vec<u32>,
    /// After every block of [`BLOCK`] events, the count of each series so far.
    totals: Vec<u32>,
}

impl Activity {
    /// Of the events that pass.
    pub fn new(index: &Index, passing: &Bits, categories: usize) -> Self {
        let mut events: Vec<(Instant, u32)> = passing
            .iter()
            .filter_map(|row| {
                let at = index.anchor(as_row(row))?;
                let category = index.category.get(row).copied().unwrap_or(NOWHERE);
                Some((at, category.min(as_row(categories))))
            })
            .collect();
        events.sort_unstable();
        let series = categories + 1;
        let mut so_far = vec![0u32; series];
        let mut totals = so_far.clone();
        for block in events.chunks(BLOCK) {
            for (_, one) in block {
                if let Some(count) = so_far.get_mut(*one as usize) {
                    *count += 1;
                }
            }
            totals.extend(&so_far);
        }
        Self {
            series,
            anchors: events.iter().map(|(at, _)| *at).collect(),
            of: events.iter().map(|(_, one)| *one).collect(),
            totals,
        }
    }

    /// The counts of each series in each bin. Bins lie between neighbours of `edges`, which rise:
    /// the first of a pair belongs to it, the second to the next.
    pub fn bins(&self, edges: &[Instant]) -> Vec<Vec<u32>> {
        let at: Vec<Vec<u32>> = edges.iter().map(|edge| self.before(*edge)).collect();
        at.windows(2)
            .map(|pair| match pair {
                [from, to] => to
                    .iter()
                    .zip(from)
                    .map(|(to, from)| to.saturating_sub(*from))
                    .collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    /// How many of each series stand before an instant.
    fn before(&self, edge: Instant) -> Vec<u32> {
        let end = self.anchors.partition_point(|a| *a < edge);
        let block = end / BLOCK;
        let start = block * self.series;
        let mut counts = self
            .totals
            .get(start..start + self.series)
            .map_or_else(|| vec![0; self.series], <[u32]>::to_vec);
        for one in self.of.get(block * BLOCK..end).unwrap_or_default() {
            if let Some(count) = counts.get_mut(*one as usize) {
                *count += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::date::Margins;
    use crate::dataset::{Category, Dataset, Event};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_what_a_scan_counts(years in prop::collection::vec((1900u16..2000, 0usize..3), 0..900), cuts in prop::collection::btree_set(1890i64..2010, 2..9)) {
            let categories = ["a", "b"].map(|id| Category { id: id.into(), ..Category::default() });
            let event = |(year, category): &(u16, usize)| Event {
                when: Some(format!("{year}-07-02T12:00").into()),
                category: ["a", "b"].get(*category).map(|id| (*id).into()),
                ..Event::default()
            };
            let dataset = Dataset {
                categories: categories.into_iter().collect(),
                events: years.iter().map(event).collect(),
                ..Dataset::default()
            };
            let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
            let activity = Activity::new(&index, &Bits::all(index.len()), 2);
            let cuts: Vec<i64> = cuts.into_iter().collect();
            let new_year = |y: i64| Instant(crate::dataset::instant::days_from_civil(y, 1, 1) * 86_400);
            let edges: Vec<Instant> = cuts.iter().map(|y| new_year(*y)).collect();
            let expected: Vec<Vec<u32>> = cuts
                .windows(2)
                .map(|w| (0..3).map(|c| {
                    let inside = |(y, of): &&(u16, usize)| (w[0]..w[1]).contains(&i64::from(*y)) && *of == c;
                    u32::try_from(years.iter().filter(inside).count()).unwrap()
                }).collect())
                .collect();
            prop_assert_eq!(activity.bins(&edges), expected);
        }
    }
}
