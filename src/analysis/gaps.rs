//! Long stretches of time in which hardly anything happens: what an axis may fold.
//!
//! A gap lies between the ends of two events, holds none of few events and of very many under three
//! in a hundred, none that is important, and is far longer than what lies between two events
//! elsewhere. Where it begins and ends follows from the events alone, not from what is looked at.

use super::index::{Index, around};
use super::place::Row;
use crate::dataset::date::Bounds;
use crate::dataset::instant::Instant;

/// No axis has more folds.
pub const MOST: usize = 5;
/// Of no more events than this each is told by itself somewhere: none of them is folded.
const EACH_TOLD: usize = 1000;
/// Of more a gap holds fewer than so many in a hundred; as many may reach through it.
const HELD: usize = 3;
/// Events from this importance on are in no gap.
const IMPORTANT: u8 = 4;
/// What lies between two events of a gap is at least so many times as long as elsewhere: of five
/// events at even distances nothing is empty.
const LONGER: f64 = 4.0;
/// The dates of the events at its ends take no more of a gap than this, each, and add no more than this
/// to what is not folded.
const MOST_FREED: f64 = 0.1;
const MOST_ADDED: f64 = 0.2;
/// The ends of a gap are no denser than this, beside the average within it.
const SPARSE: f64 = 0.25;

/// A stretch of time that may be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where what comes before ends.
    pub from: Instant,
    /// Where what comes after begins.
    pub to: Instant,
    /// How many events lie within.
    pub events: usize,
}

impl Gap {
    /// How long it is, in seconds.
    pub fn length(&self) -> f64 {
        seconds(self.from, self.to)
    }

    /// Whether an event of this earliest start and latest end lies within.
    pub fn holds(&self, (first, last): (Instant, Instant)) -> bool {
        first >= self.from && last <= self.to && first < self.to && last > self.from
    }
}

/// The gaps between some events, the longest first, and what all of the events span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// From the earliest to the latest known instant; none if nothing is dated.
    pub extent: Option<(Instant, Instant)>,
    /// The same of what dates name: without the margin of what is approximate.
    pub named: Option<(Instant, Instant)>,
    /// What an axis of all is to show: of a first or last event that is dated to a year, and far from
    /// the others, its middle.
    pub seen: Option<(Instant, Instant)>,
    list: [Option<Gap>; MOST],
}

impl Gaps {
    /// The gaps between those events that are dated: quickest in the order of time.
    pub fn of(index: &Index, rows: &[Row]) -> Self {
        // What is seen of each, what is important of that, and the first and the last with the
        // middle of that event.
        let (mut all, mut important) = (Vec::with_capacity(rows.len()), Vec::new());
        let mut first: Option<(Instant, Instant)> = None;
        let mut last: Option<(Instant, Instant)> = None;
        for row in rows {
            let Some(bounds) = index.bounds(*row) else {
                continue;
            };
            let own = seen(bounds);
            all.push(own);
            if index.importance.get(*row as usize) >= Some(&IMPORTANT) {
                important.push(own);
            }
            for at in [bounds.earliest_start, bounds.latest_end] {
                if !at.is_open() && first.is_none_or(|(first, _)| at < first) {
                    first = Some((at, own.0));
                }
                if !at.is_open() && last.is_none_or(|(last, _)| at > last) {
                    last = Some((at, own.1));
                }
            }
        }
        let mut list = [None; MOST];
        let mut found = Search::new(&all, important).found();
        if let (Some((_, from)), Some((_, to))) = (first, last) {
            let folded: f64 = found.iter().map(Gap::length).sum();
            let dates = rows.iter().filter_map(|row| index.bounds(*row));
            free_dates(&mut found, seconds(from, to) - folded, dates);
        }
        for (place, gap) in list.iter_mut().zip(found) {
            let events = all.iter().filter(|reach| gap.holds(**reach)).count();
            *place = Some(Gap { events, ..gap });
        }
        let begins = |at: Instant| list.iter().flatten().any(|gap| gap.from == at);
        let ends = |at: Instant| list.iter().flatten().any(|gap| gap.to == at);
        let whole = first.zip(last);
        Self {
            extent: whole.map(|((from, _), (to, _))| (from, to)),
            named: around(rows.iter().filter_map(|row| index.named(*row))),
            seen: whole.map(|((from, middle), (to, other))| {
                let from = if begins(middle) { middle } else { from };
                (from, if ends(other) { other } else { to })
            }),
            list,
        }
    }

    /// The gaps between events of which only these reaches are known.
    #[cfg(test)]
    pub(crate) fn between(reaches: &[(Instant, Instant)]) -> Self {
        let mut list = [None; MOST];
        for (place, gap) in list
            .iter_mut()
            .zip(Search::new(reaches, Vec::new()).found())
        {
            *place = Some(gap);
        }
        let extent = reaches.iter().map(|reach| reach.0).min();
        let extent = extent.zip(reaches.iter().map(|reach| reach.1).max());
        Self {
            extent,
            named: extent,
            seen: extent,
            list,
        }
    }

    /// The same for an axis on which nothing is to be folded.
    #[must_use]
    pub fn none(self) -> Self {
        Self {
            list: [None; MOST],
            ..self
        }
    }

    /// The gaps, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = &Gap> {
        self.list.iter().flatten()
    }
}

/// When an event is something to see: while it lasts. One that is dated to a month or a year was no
/// longer than others: its middle stands for it, as the point does by which it is drawn there.
fn seen(bounds: Bounds) -> (Instant, Instant) {
    let (first, last) = (bounds.earliest_start, bounds.latest_end);
    let is_long = last.0.saturating_sub(first.0) > 25 * 3600;
    if is_long && bounds.latest_start >= bounds.earliest_end && !first.is_open() && !last.is_open()
    {
        let middle = Instant(first.0.midpoint(last.0));
        (middle, middle)
    } else {
        (first, last)
    }
}

/// Gives back to the events at the ends of gaps all of the time to which they are dated, where that is
/// little beside the `rest`, which is not folded, in seconds: half a month under a fold would be no month.
fn free_dates(gaps: &mut [Gap], rest: f64, dates: impl Iterator<Item = Bounds>) {
    if gaps.is_empty() {
        return;
    }
    let whole: Vec<Gap> = gaps.to_vec();
    for bounds in dates {
        let (from, to) = seen(bounds);
        for (gap, whole) in gaps.iter_mut().zip(&whole) {
            let most = (whole.length() * MOST_FREED).min(rest * MOST_ADDED);
            let (first, last) = (bounds.earliest_start, bounds.latest_end);
            if to == whole.from && seconds(to, last) <= most {
                gap.from = gap.from.max(last);
            }
            if from == whole.to && seconds(first, from) <= most {
                gap.to = gap.to.min(first);
            }
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a length of time, to compare it with others"
)]
fn seconds(from: Instant, to: Instant) -> f64 {
    to.0.saturating_sub(from.0) as f64
}

#[expect(clippy::cast_precision_loss, reason = "a count, to divide by it")]
fn number(n: usize) -> f64 {
    n as f64
}

/// What gaps are looked for in.
struct Search {
    /// All known starts and ends, rising, each once.
    times: Vec<Instant>,
    starts: Vec<Instant>,
    ends: Vec<Instant>,
    /// What important events cover, rising, apart.
    barred: Vec<(Instant, Instant)>,
    /// The events, rising, where none of them may lie in a gap.
    told: Vec<(Instant, Instant)>,
}

/// A gap from one of the times to another, in a part of them.
#[derive(Clone, Copy)]
struct Between {
    from: usize,
    to: usize,
    length: f64,
    part: (usize, usize),
}

impl Search {
    fn new(reaches: &[(Instant, Instant)], mut important: Vec<(Instant, Instant)>) -> Self {
        // Events come in the order of time, and dates are of a kind: these are sorted but for a few.
        let (mut starts, mut ends): (Vec<Instant>, Vec<Instant>) = reaches.iter().copied().unzip();
        starts.sort();
        ends.sort();
        let mut times: Vec<Instant> = starts.iter().chain(&ends).copied().collect();
        times.retain(|at| !at.is_open());
        // Two runs.
        times.sort();
        times.dedup();
        important.sort_unstable();
        let mut told = Vec::new();
        if reaches.len() <= EACH_TOLD {
            told.extend_from_slice(reaches);
            told.sort_unstable();
        }
        let mut barred: Vec<(Instant, Instant)> = Vec::new();
        for (from, to) in important {
            match barred.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => barred.push((from, to)),
            }
        }
        Self {
            times,
            starts,
            ends,
            barred,
            told,
        }
    }

    fn at(&self, time: usize) -> Instant {
        self.times.get(time).copied().unwrap_or(Instant::MAX)
    }

    fn length(&self, from: usize, to: usize) -> f64 {
        seconds(self.at(from), self.at(to))
    }

    /// The longest gaps that are exceptional, the longest first.
    fn found(&self) -> Vec<Gap> {
        let last = self.times.len().saturating_sub(1);
        let mut rest = self.length(0, last);
        let mut intervals = number(self.starts.len().saturating_sub(1));
        let mut open: Vec<Between> = self.longest((0, last)).into_iter().collect();
        let mut found = Vec::new();
        while found.len() < MOST
            && let Some(next) = longest_of(&open)
        {
            let gap = open.swap_remove(next);
            let (from, to) = (self.at(gap.from), self.at(gap.to));
            let within = 1.0 + number(self.touching(from, to));
            rest -= gap.length;
            intervals -= within;
            let is_empty = gap.length / within >= LONGER * rest / intervals;
            if rest <= 0.0 || intervals <= 0.0 || !is_empty {
                break;
            }
            found.push(Gap {
                from,
                to,
                events: 0,
            });
            open.extend(self.longest((gap.part.0, gap.from)));
            open.extend(self.longest((gap.to, gap.part.1)));
        }
        found
    }

    /// How many events are in a stretch, at least in part.
    fn touching(&self, from: Instant, to: Instant) -> usize {
        let begun = self.starts.partition_point(|at| *at < to);
        begun.saturating_sub(self.ends.partition_point(|at| *at <= from))
    }

    /// Whether an event that must be told lies in a stretch.
    fn holds_told(&self, from: Instant, to: Instant) -> bool {
        let gap = Gap {
            from,
            to,
            events: 0,
        };
        let first = self.told.partition_point(|reach| reach.0 < from);
        let begun = self.told.iter().skip(first);
        let mut begun = begun.take_while(|reach| reach.0 < to);
        begun.any(|reach| gap.holds(*reach))
    }

    /// The longest stretch of a part that may be a gap, without what is dense at its ends.
    fn longest(&self, part: (usize, usize)) -> Option<Between> {
        let allowed = (HELD * self.starts.len()).div_ceil(100).saturating_sub(1);
        let mut best: Option<(usize, usize, f64)> = None;
        // Each of these only rises: how many have begun before the right end, how many have
        // ended by the left one, and which important events those are.
        let (mut begun, mut ended, mut barred) = (0, 0, 0);
        let rise = |count: &mut usize, list: &[Instant], is_before: &dyn Fn(Instant) -> bool| {
            while list.get(*count).is_some_and(|at| is_before(*at)) {
                *count += 1;
            }
            *count
        };
        let mut to = part.0;
        for from in part.0..part.1 {
            let start = self.at(from);
            let ended = rise(&mut ended, &self.ends, &|at| at <= start);
            while self
                .barred
                .get(barred)
                .is_some_and(|(_, end)| *end <= start)
            {
                barred += 1;
            }
            let limit = self.barred.get(barred).map_or(Instant::MAX, |(at, _)| *at);
            if limit < start {
                continue;
            }
            to = to.max(from);
            while to < part.1 {
                let end = self.at(to + 1);
                let begun = rise(&mut begun, &self.starts, &|at| at < end);
                let is_full = begun.saturating_sub(ended) > allowed;
                if end > limit || is_full || self.holds_told(start, end) {
                    break;
                }
                to += 1;
            }
            let length = self.length(from, to);
            if length > best.map_or(0.0, |(.., length)| length) {
                best = Some((from, to, length));
            }
        }
        let (from, to, _) = best?;
        let (from, to) = self.trimmed(from, to);
        Some(Between {
            from,
            to,
            length: self.length(from, to),
            part,
        })
    }

    /// A stretch without the times at its ends that stand closer than those within it.
    fn trimmed(&self, mut from: usize, mut to: usize) -> (usize, usize) {
        while to > from + 1 {
            let least = SPARSE * self.length(from, to) / number(to - from);
            if self.length(from, from + 1) < least {
                from += 1;
            } else if self.length(to - 1, to) < least {
                to -= 1;
            } else {
                break;
            }
        }
        (from, to)
    }
}

fn longest_of(open: &[Between]) -> Option<usize> {
    let all = open.iter().enumerate();
    let longest = all.max_by(|(_, a), (_, b)| a.length.total_cmp(&b.length));
    longest.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const YEAR: i64 = 31_556_952;

    fn gaps(events: &[(i64, i64)], important: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let of = |(from, to): &(i64, i64)| (Instant(*from), Instant(*to));
        let important = important.iter().map(of).collect();
        let events: Vec<_> = events.iter().map(of).collect();
        let found = Search::new(&events, important).found();
        found.iter().map(|gap| (gap.from.0, gap.to.0)).collect()
    }

    fn days(range: impl Iterator<Item = i64>) -> Vec<(i64, i64)> {
        range
            .map(|day| (day * 86_400, (day + 1) * 86_400))
            .collect()
    }

    #[test]
    fn what_is_far_before_all_others_has_a_gap_after_it() {
        let mut events = days((0..20).map(|n| n * 40));
        events.push((-800 * YEAR, -799 * YEAR));
        assert_eq!(gaps(&events, &[]), [(-799 * YEAR, 0)]);
    }

    #[test]
    fn between_events_at_even_distances_nothing_is_empty() {
        for count in 2..60 {
            let events = days((0..count).map(|n| n * 400));
            assert_eq!(gaps(&events, &[]), [], "{count}");
        }
    }

    #[test]
    fn a_few_of_very_many_may_lie_in_a_gap_and_an_important_one_parts_it() {
        let mut events = days(0..600);
        events.extend(days(4000..4600));
        events.extend(days([2000, 2010].into_iter()));
        let day = |n: i64| n * 86_400;
        assert_eq!(gaps(&events, &[]), [(day(600), day(4000))]);
        let parted = gaps(&events, &days([2000].into_iter()));
        // What stands close to it is not in the gap.
        let rest = [(day(2011), day(4000)), (day(600), day(2000))];
        assert_eq!(parted, rest);
        // What lasts through all of it is one of the few.
        events.push((day(50), day(4050)));
        assert_eq!(gaps(&events, &[]), [(day(600), day(4000))]);
        events.extend([(day(50), day(4050)); 40]);
        assert_eq!(gaps(&events, &[]), []);
    }

    #[test]
    fn of_few_events_none_is_folded() {
        let day = |n: i64| n * 86_400;
        let mut events = days(0..100);
        events.extend(days(4000..4100));
        events.extend(days([1000, 2000].into_iter()));
        let parted = [(2001, 4000), (1001, 2000), (100, 1000)];
        assert_eq!(gaps(&events, &[]), parted.map(|(a, b)| (day(a), day(b))));
        // What only reaches through is seen on both sides.
        events.push((day(50), day(4050)));
        assert_eq!(gaps(&events, &[]), parted.map(|(a, b)| (day(a), day(b))));
        // What fills a gap is none that is empty.
        events.push((day(2001), day(4000)));
        let rest = [(1001, 2000), (100, 1000)];
        assert_eq!(gaps(&events, &[]), rest.map(|(a, b)| (day(a), day(b))));
    }

    #[test]
    fn the_dense_ends_of_a_stretch_are_none_of_the_gap() {
        let mut events = days((0..2000).map(|n| n / 20));
        events.extend(days((0..2000).map(|n| 5000 + n / 20)));
        let day = |n: i64| n * 86_400;
        assert_eq!(gaps(&events, &[]), [(day(100), day(5000))]);
    }

    proptest! {
        #[test]
        fn gaps_are_apart_hold_few_and_nothing_important(
            mut events in prop::collection::vec((0..1_000_000i64, 0..2_000i64), 0..150),
            important in prop::collection::vec(any::<bool>(), 150),
        ) {
            for event in &mut events {
                *event = (event.0 * event.0, event.0 * event.0 + event.1);
            }
            let barred = events.iter().zip(&important).filter(|(_, is)| **is);
            let barred: Vec<_> = barred.map(|(event, _)| *event).collect();
            let found = gaps(&events, &barred);
            for (from, to) in &found {
                let inside = |e: &&(i64, i64)| e.0 < *to && e.1 > *from;
                prop_assert!(events.iter().filter(inside).count() * 100 < 3 * events.len().max(1));
                prop_assert_eq!(barred.iter().filter(inside).count(), 0);
                let held = events.iter().filter(inside);
                let held = held.filter(|e| e.0 >= *from && e.1 <= *to);
                prop_assert_eq!(held.count(), 0);
                let others = found.iter().filter(|other| **other != (*from, *to));
                prop_assert!(others.into_iter().all(|o| o.1 <= *from || o.0 >= *to));
            }
            events.reverse();
            prop_assert_eq!(gaps(&events, &barred), found);
        }
    }
}
