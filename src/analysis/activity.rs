//! How much happens when: counts of events by category over any span, at a cost that depends on
//! the number of bins, not of events.

use super::bits::Bits;
use super::index::{Index, NOWHERE, Place, as_row};
use crate::dataset::instant::Instant;

/// Events between two running totals.
const BLOCK: usize = 256;

/// Most series: colours that a chart can tell apart, and what its totals may take of memory.
const MOST: usize = 16;

/// What a series counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The events of a category.
    Category(Place),
    /// Those of all categories that have no series of their own.
    Others,
    /// Those without a category.
    Uncategorised,
}

/// The dated events that pass, by their anchors, with running totals by series.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// The categories that have events, in the order of their list; if there are very many, those
    /// with most events and then the others; last what has none.
    pub series: Vec<Series>,
    anchors: Vec<Instant>,
    /// The series of each event.
    of: Vec<u8>,
    /// After every block of [`BLOCK`] events, the count of each series so far.
    totals: Vec<u32>,
}

impl Activity {
    /// Of the events that pass, in a dataset of so many categories.
    pub fn new(index: &Index, passing: &Bits, categories: usize) -> Self {
        let mut counts = vec![0u32; categories];
        let mut dated: Vec<(Instant, Place)> = passing
            .iter()
            .filter_map(|row| {
                let at = index.anchor(as_row(row))?;
                let category = index.category.get(row).copied().unwrap_or(NOWHERE);
                if let Some(count) = counts.get_mut(category as usize) {
                    *count += 1;
                }
                Some((at, category))
            })
            .collect();
        dated.sort_unstable();
        let categorised: u32 = counts.iter().sum();
        let has_rest = dated.len() > categorised as usize;
        let list = series_of(&counts, has_rest);
        let place = |one: Series| list.iter().position(|s| *s == one).map(small);
        let uncategorised = place(Series::Uncategorised).unwrap_or(0);
        let others = place(Series::Others).unwrap_or(uncategorised);
        let mut own: Vec<u8> = vec![others; categories];
        for (n, one) in list.iter().enumerate() {
            if let Series::Category(category) = one
                && let Some(own) = own.get_mut(*category as usize)
            {
                *own = small(n);
            }
        }
        let of = |category: Place| own.get(category as usize).copied();
        let events: Vec<(Instant, u8)> = dated
            .into_iter()
            .map(|(at, category)| (at, of(category).unwrap_or(uncategorised)))
            .collect();
        let series = list.len();
        let mut so_far = vec![0u32; series];
        let mut totals = so_far.clone();
        for block in events.chunks(BLOCK) {
            for (_, one) in block {
                if let Some(count) = so_far.get_mut(usize::from(*one)) {
                    *count += 1;
                }
            }
            totals.extend(&so_far);
        }
        Self {
            series: list,
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
        let series = self.series.len();
        let start = block * series;
        let mut counts = self
            .totals
            .get(start..start + series)
            .map_or_else(|| vec![0; series], <[u32]>::to_vec);
        for one in self.of.get(block * BLOCK..end).unwrap_or_default() {
            if let Some(count) = counts.get_mut(usize::from(*one)) {
                *count += 1;
            }
        }
        counts
    }
}

/// Every category and what has none; of very many categories those with most events, in the order
/// of their list.
fn series_of(counts: &[u32], has_rest: bool) -> Vec<Series> {
    let has_events = |n: &usize| counts.get(*n).is_some_and(|count| *count > 0);
    let mut largest: Vec<usize> = (0..counts.len()).filter(has_events).collect();
    let has_all = largest.len() < MOST;
    if !has_all {
        largest.sort_by_key(|n| std::cmp::Reverse(counts.get(*n)));
        largest.truncate(MOST - 2);
        largest.sort_unstable();
    }
    let own = largest.into_iter().map(|n| Series::Category(as_row(n)));
    let others = (!has_all).then_some(Series::Others);
    own.chain(others)
        .chain(has_rest.then_some(Series::Uncategorised))
        .collect()
}

/// The number of a series: they are few.
fn small(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
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
                .map(|w| activity.series.iter().map(|series| {
                    let c = match series {
                        Series::Category(place) => *place as usize,
                        Series::Others | Series::Uncategorised => 2,
                    };
                    let inside = |(y, of): &&(u16, usize)| (w[0]..w[1]).contains(&i64::from(*y)) && *of == c;
                    u32::try_from(years.iter().filter(inside).count()).unwrap()
                }).collect())
                .collect();
            prop_assert_eq!(activity.bins(&edges), expected);
        }
    }

    #[test]
    fn very_many_categories_have_the_rest_in_one_series() {
        let id = |n: u32| crate::dataset::Id::new(&format!("c{n}"));
        // Category n has n events; one event has none.
        let event = |category: Option<u32>| Event {
            when: Some("2025".into()),
            category: category.map(id),
            ..Event::default()
        };
        let events = (0..20).flat_map(|n| (0..n).map(move |_| Some(n)));
        let dataset = Dataset {
            categories: (0..20)
                .map(|n| Category {
                    id: id(n),
                    ..Category::default()
                })
                .collect(),
            events: events.chain([None]).map(event).collect(),
            ..Dataset::default()
        };
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let activity = Activity::new(&index, &Bits::all(index.len()), 20);
        let own = (6..20).map(Series::Category);
        let expected: Vec<Series> = own.chain([Series::Others, Series::Uncategorised]).collect();
        assert_eq!(activity.series, expected);
        let counts = activity.bins(&[Instant(0), Instant(1 << 40)]).remove(0);
        let expected: Vec<u32> = (6..20).chain([1 + 2 + 3 + 4 + 5, 1]).collect();
        assert_eq!(counts, expected);
    }
}
