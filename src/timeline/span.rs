//! The range of time that an axis shows, with the gaps in it that are folded.
//!
//! Times are whole seconds with a fraction of one beside them; only differences from the span's
//! start become floating-point numbers, so a second is a second in any year (`i64` seconds carry
//! 10¹¹ years, an `f64` of them would not).
//!
//! Lengths are seconds as they are drawn: a fold counts for the seconds that would take its width.
//! Which gaps are folded follows from the length alone, never from where the span is, so that
//! panning folds and unfolds nothing.

use crate::analysis::{Gap, Gaps};
use crate::dataset::instant::{DAY, FARTHEST_YEAR, Instant, days_from_civil};

/// The range that the axis shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins, to the second.
    from: Instant,
    /// What it begins after that: 0 up to, not including, 1 second.
    fraction: f64,
    /// In seconds as they are drawn.
    length: f64,
    /// What may be folded.
    gaps: Gaps,
    /// So many of the gaps, the longest first, are folded,
    folded: usize,
    /// but not these: a bit for each.
    open: u8,
    /// What a fold takes of the length.
    share: f64,
}

/// The shortest span: a second.
pub const SHORTEST: f64 = 1.0;

/// Width of a fold in points,
pub const FOLD: f32 = 24.0;
/// which is so much of an axis of usual width,
const USUAL: f64 = 0.02;
/// and at most this of a narrow one.
const MOST_OF_IT: f64 = 0.06;

/// A gap is folded that takes more of the axis than this,
const WIDE: f64 = 0.12;
/// where the span with it would be at least a month.
const MONTH: f64 = 30.0 * 86_400.0;

/// The first and the last second that a span may show.
fn limits() -> (i64, i64) {
    let first = days_from_civil(-FARTHEST_YEAR, 1, 1).saturating_mul(DAY);
    let last = days_from_civil(FARTHEST_YEAR, 12, 31).saturating_mul(DAY);
    (first, last)
}

/// The longest span: all years that the calendar reaches.
fn longest() -> f64 {
    let (first, last) = limits();
    seconds(last.saturating_sub(first))
}

/// A difference of instants as a number.
#[expect(
    clippy::cast_precision_loss,
    reason = "exact up to 2^53 s (285 million years); beyond, far finer than a pixel of what is shown"
)]
fn seconds(difference: i64) -> f64 {
    difference as f64
}

/// A number of whole seconds; what is too large is clamped.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast to an integer clamps, and the number is whole"
)]
fn whole(number: f64) -> i64 {
    number as i64
}

/// How much of a gap has passed at a time and a fraction of a second, in seconds. Within a fold a
/// fraction is many seconds of the drawing.
fn passed(gap: &Gap, (at, fraction): (Instant, f64)) -> f64 {
    let after = seconds(at.0.saturating_sub(gap.from.0)) + fraction;
    after.clamp(0.0, gap.length())
}

/// A bit for each gap that is meant.
fn bits(gaps: &Gaps, is_meant: impl Fn(&Gap) -> bool) -> u8 {
    let meant = gaps.iter().enumerate().filter(|(_, gap)| is_meant(gap));
    meant.fold(0, |bits, (n, _)| bits | 1 << n)
}

impl Span {
    /// From one instant to another, in either order; at least a second. Nothing is folded.
    pub fn new(from: Instant, to: Instant) -> Self {
        let (from, to) = (from.min(to), from.max(to));
        let plain = Self {
            from,
            fraction: 0.0,
            length: SHORTEST,
            gaps: Gaps::default(),
            folded: 0,
            open: 0,
            share: USUAL,
        };
        plain.placed(from.0, 0.0, seconds(to.0.saturating_sub(from.0)))
    }

    /// The span that begins `fraction` seconds after `from`, kept within the calendar.
    fn placed(self, from: i64, fraction: f64, length: f64) -> Self {
        let length = if length.is_finite() {
            length.clamp(SHORTEST, longest())
        } else {
            longest()
        };
        let fraction = if fraction.is_finite() { fraction } else { 0.0 };
        let carried = fraction.floor();
        let (first, last) = limits();
        let latest = last.saturating_sub(whole(length.ceil())).max(first);
        let from = from.saturating_add(whole(carried));
        let fraction = if from < first || from >= latest {
            0.0
        } else {
            fraction - carried
        };
        Self {
            from: Instant(from.clamp(first, latest)),
            fraction,
            length,
            ..self
        }
    }

    /// The same with these gaps folded where they are long enough. Its ends stay; a gap that holds
    /// all of it, which is what it is to show, stays open.
    #[must_use]
    pub fn folding(self, gaps: &Gaps) -> Self {
        if self.gaps == *gaps {
            return self;
        }
        let (from, to) = (self.from, self.to());
        let open = bits(gaps, |gap| gap.from <= from && to <= gap.to);
        let gaps = *gaps;
        Self { gaps, open, ..self }.between(to)
    }

    /// The same with whatever lies from one instant to another unfolded.
    #[must_use]
    pub fn unfolding(self, from: Instant, to: Instant) -> Self {
        let to = to.max(from.plus(1));
        let open = self.open | bits(&self.gaps, |gap| gap.from < to && gap.to > from);
        if open == self.open {
            return self;
        }
        // All of it stays all of it, with its margins.
        match self.gaps.seen.filter(|_| self.shows_all()) {
            Some(extent) => Self { open, ..self }.whole(extent),
            None => Self { open, ..self }.between(self.to()),
        }
    }

    /// The same on an axis of a width in points, on which a fold has its own width.
    #[must_use]
    pub(super) fn on(self, width: f32) -> Self {
        let share = (f64::from(FOLD) / f64::from(width.max(1.0))).min(MOST_OF_IT);
        if share == self.share {
            return self;
        }
        let (from, to) = (self.from, self.to());
        let wider = Self { share, ..self };
        // Where no fold is in sight there is nothing to do, and nothing to be rounded.
        let is_seen = |gap: &Gap| gap.from < to && gap.to > from;
        if self.folds().any(is_seen) {
            wider.between(to)
        } else {
            wider
        }
    }

    /// The same start, as long as it must be to end there, with what is then to be folded: the
    /// longest gap first, and the shares counted anew.
    fn between(self, to: Instant) -> Self {
        let real = seconds(to.0.saturating_sub(self.from.0)) - self.fraction;
        let length = |folded: usize| {
            let of = Self { folded, ..self };
            let (mut seen, mut folds) = (real, 0.0);
            for gap in of.folds() {
                let here = passed(gap, (to, 0.0)) - passed(gap, (self.from, self.fraction));
                seen -= here;
                folds += here / gap.length();
            }
            (seen / (1.0 - folds * self.share)).max(SHORTEST)
        };
        let (mut folded, mut is) = (0, real);
        loop {
            // Of a span that is shorter than a month nothing folds.
            let next = if real < MONTH { 0 } else { self.count_wide(is) };
            if next <= folded {
                break;
            }
            folded = next;
            is = length(folded);
        }
        Self { folded, ..self }.placed(self.from.0, self.fraction, is)
    }

    /// How many gaps, the longest first, are folded on a span so long.
    fn count_wide(&self, length: f64) -> usize {
        let is_wide = |gap: &&Gap| gap.length() > WIDE * length && length + gap.length() >= MONTH;
        self.gaps.iter().take_while(is_wide).count()
    }

    /// All of a time, folded as this one is, with some room on both sides.
    #[must_use]
    pub(super) fn whole(&self, (from, to): (Instant, Instant)) -> Self {
        let folded = |span: Span| {
            let to = span.to();
            let (gaps, open) = (self.gaps, self.open);
            Self { gaps, open, ..span }.between(to)
        };
        let tight = folded(Self::new(from, to));
        folded(around(from, to, tight.length))
    }

    /// The gaps that are folded on it, in sight or not; the longest first.
    pub fn folds(&self) -> impl Iterator<Item = &Gap> {
        let open = self.open;
        let all = self.gaps.iter().enumerate().take(self.folded);
        all.filter(move |(n, _)| open & (1 << n) == 0)
            .map(|(_, gap)| gap)
    }

    /// The fold that an event of this reach lies in.
    pub fn fold_of(&self, reach: (Instant, Instant)) -> Option<&Gap> {
        self.folds().find(|gap| gap.holds(reach))
    }

    /// Whether a fold takes a part of a time.
    pub fn is_cut(&self, from: Instant, to: Instant) -> bool {
        self.folds().any(|gap| gap.from < to && gap.to > from)
    }

    /// The stretches that are seen between its folds, from the earliest.
    pub fn stretches(&self) -> Vec<(Instant, Instant)> {
        let (from, to) = (self.from, self.to());
        let mut folds: Vec<&Gap> = self.folds().collect();
        folds.sort_by_key(|gap| gap.from);
        let mut starts = vec![Instant::MIN];
        starts.extend(folds.iter().map(|gap| gap.to));
        let ends = folds.iter().map(|gap| gap.from).chain([Instant::MAX]);
        let all = starts.into_iter().zip(ends);
        let seen = all.map(|(start, end)| (start.max(from), end.min(to)));
        seen.filter(|(start, end)| start <= end).collect()
    }

    /// Whether all that passes is on it.
    pub fn shows_all(&self) -> bool {
        let is_seen = |(from, to)| from >= self.from && to <= self.to();
        self.gaps.seen.is_none_or(is_seen)
    }

    /// What may be folded on it.
    pub fn gaps(&self) -> &Gaps {
        &self.gaps
    }

    /// The first instant that it shows, to the second.
    pub fn from(&self) -> Instant {
        self.from
    }

    /// The instant that it ends before, to the second.
    pub fn to(&self) -> Instant {
        self.at(self.length)
    }

    /// How long it is, in seconds as they are drawn.
    pub fn length(&self) -> f64 {
        self.length
    }

    /// The nearest whole second to a number of seconds after the start.
    pub fn at(&self, after: f64) -> Instant {
        let after = (self.real(after) + self.fraction).round();
        let after = if after.is_finite() { whole(after) } else { 0 };
        Instant::from_seconds(self.from.0.saturating_add(after))
    }

    /// How many seconds really lie between the start and what is drawn so many after it.
    fn real(&self, after: f64) -> f64 {
        let takes = self.share * self.length;
        let mut real = after;
        for gap in self.folds() {
            let start = passed(gap, (self.from, self.fraction)) / gap.length();
            // Where all of the fold lies between, its whole length counts, to the second.
            let end = if start > 0.0 && start < 1.0 {
                start + after / takes
            } else {
                (after - self.after(gap.from)) / takes
            };
            real += (end.clamp(0.0, 1.0) - start) * (gap.length() - takes);
        }
        real
    }

    /// How many seconds after the start an instant is drawn. An open end is infinitely far.
    pub fn after(&self, time: Instant) -> f64 {
        if time == Instant::MIN {
            return f64::NEG_INFINITY;
        } else if time == Instant::MAX {
            return f64::INFINITY;
        }
        // A difference of two instants of the calendar fits; others are clamped.
        seconds(time.0.saturating_sub(self.from.0)) - self.fraction
            + self.hidden((self.from, self.fraction))
            - self.hidden((time, 0.0))
    }

    /// How many seconds the folds up to a time leave out.
    fn hidden(&self, time: (Instant, f64)) -> f64 {
        let takes = self.share * self.length;
        let left_out = |gap: &Gap| passed(gap, time) * (1.0 - takes / gap.length());
        self.folds().map(left_out).sum()
    }

    /// How many seconds before the span's start the last multiple of a step is, counted from 1970
    /// as it is drawn.
    pub(super) fn since_multiple_of(&self, step: f64) -> f64 {
        let drawn = self.fraction - self.hidden((self.from, self.fraction));
        (seconds(self.from.0).rem_euclid(step) + drawn).rem_euclid(step)
    }

    /// The same length, `share` of it later (earlier if negative).
    #[must_use]
    pub fn panned(&self, share: f64) -> Self {
        self.moved(share * self.length)
    }

    /// `factor` times as long, with the instant at `share` of it staying where it is.
    #[must_use]
    pub fn zoomed(&self, share: f64, factor: f64) -> Self {
        let length = (self.length * factor).clamp(SHORTEST, self.longest_wanted());
        let folded = self.count_wide(length);
        if self.folded == 0 && folded == 0 {
            let by = share * (self.length - length);
            return self.placed(self.from.0, self.fraction + by, length);
        }
        // From what stays, as far back as it is drawn there.
        let under = self.moved(share * self.length);
        let same = Self { folded, ..*self }.placed(under.from.0, under.fraction, length);
        same.moved(-share * length)
    }

    /// Who zooms out from all there is sees nothing more: not much longer than that.
    fn longest_wanted(&self) -> f64 {
        const TIMES: f64 = 20.0;
        let extent = self.gaps.extent;
        let all = extent.map(|(from, to)| to.0.saturating_sub(from.0));
        let most = all.map(|all| TIMES * seconds(all).max(MONTH));
        most.map_or_else(longest, |most| most.clamp(self.length, longest()))
    }

    fn moved(&self, by: f64) -> Self {
        let by = self.real(by);
        if !by.is_finite() {
            return *self;
        }
        let carried = by.floor();
        let from = self.from.0.saturating_add(whole(carried));
        self.placed(from, self.fraction + (by - carried), self.length)
    }

    /// From a start that panning does not move: the same wherever within 2⁴⁰ s, or 35,000 years,
    /// this one begins.
    pub(super) fn at_rest(&self) -> Self {
        Self {
            from: Instant(self.from.0 & !((1 << 40) - 1)),
            fraction: 0.0,
            ..*self
        }
    }
}

/// What is asked for of what passes, else all of it; empty time folds where it is to.
pub fn shown(asked: Option<Span>, gaps: &Gaps, folds: bool) -> Span {
    let gaps = if folds { *gaps } else { gaps.none() };
    asked.map_or_else(|| fit(&gaps), |span| span.folding(&gaps))
}

/// All that passes, with some room on both sides; the years from 2000 where nothing is dated.
pub fn fit(gaps: &Gaps) -> Span {
    match gaps.seen {
        Some((from, to)) => with_room_on(from, to, gaps),
        None => {
            let year = |y| Instant::from_seconds(days_from_civil(y, 1, 1) * DAY);
            Span::new(year(2000), year(2030))
        }
    }
}

/// From one instant to another, with folds, and a twenty-fifth of that on both sides.
pub fn with_room_on(from: Instant, to: Instant, gaps: &Gaps) -> Span {
    let tight = Span::new(from, to).folding(gaps);
    around(tight.from, tight.to(), tight.length).folding(gaps)
}

/// From one instant to another, and a twenty-fifth of that on both sides; at least two minutes.
pub fn with_room(from: Instant, to: Instant) -> Span {
    with_room_on(from, to, &Gaps::default())
}

fn around(from: Instant, to: Instant, length: f64) -> Span {
    let room = whole((length / 25.0).max(60.0).round());
    Span::new(from.plus(-room), to.plus(room))
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "numbers of a test, all small"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use crate::timeline::Axis;

    const YEAR: f64 = 31_556_952.0;

    fn plain() -> Span {
        Span::new(Instant(0), Instant(1))
    }

    /// Starts from the age of the universe to the last second of the calendar, lengths from a
    /// second to all of it.
    fn spans() -> impl Strategy<Value = Span> {
        let (first, last) = limits();
        let from = prop_oneof![
            -2_000_000_000i64..3_000_000_000i64,
            -700_000_000_000_000_000i64..700_000_000_000_000_000i64,
            first..last,
        ];
        (from, 0.0..1.0f64, 0.0..18.9f64)
            .prop_map(|(from, fraction, power)| plain().placed(from, fraction, 10f64.powf(power)))
    }

    /// Each place on an axis, so far apart, leads to a time that stands there, and times rise.
    fn leads_back(axis: &Axis, apart: f32, slack: f64) {
        // As a time is told to the second, it is found again to half a second.
        let slack = slack + 0.51 / axis.scale();
        let (mut x, mut before) = (axis.left, Instant::MIN);
        while x <= axis.right {
            let time = axis.time_from_x(x);
            assert!(time >= before);
            before = time;
            let back = f64::from(axis.x_from_time(time) - x);
            assert!(back.abs() <= slack, "{back} at {x} with {:?}", axis.span);
            x += apart;
        }
    }

    proptest! {
        #[test]
        fn every_pixel_there_and_back(span in spans(), width in 300.0..4000.0f32) {
            let axis = Axis::new(span, 140.0, 140.0 + width);
            leads_back(&axis, 1.0, 0.01);
        }

        #[test]
        fn whole_seconds_are_told_exactly(from in limits().0..limits().1 - 4000, after in 0i64..1000) {
            let axis = Axis::new(plain().placed(from, 0.25, 1000.0), 0.0, 1400.0);
            let time = Instant(from + after);
            prop_assert_eq!(axis.time_from_x(axis.x_from_time(time)), time);
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(span in spans(), share in 0.0..1.0f64, power in -2.0..2.0f64) {
            let zoomed = span.zoomed(share, 10f64.powf(power));
            let (first, last) = limits();
            prop_assert!(zoomed.length >= SHORTEST && zoomed.from.0 >= first && zoomed.to().0 <= last + 2000);
            let clamped = zoomed.from.0 <= first + 2000 || zoomed.to().0 >= last - 2000;
            if !clamped {
                let under = span.after(zoomed.from) + zoomed.fraction + share * zoomed.length;
                let error = (under - share * span.length).abs() / zoomed.length.max(span.length);
                prop_assert!(error < 1e-6, "{error}");
            }
        }

        #[test]
        fn panning_there_and_back_ends_where_it_began(span in spans(), share in -1.0..1.0f64) {
            let (first, last) = limits();
            let room = (span.length * 1.1) as i64;
            prop_assume!(span.from.0.saturating_sub(room) > first && span.to().0.saturating_add(room) < last);
            let back = span.panned(share).panned(-share);
            prop_assert!((back.after(span.from) - span.after(span.from)).abs() < 1e-6 * span.length + 1e-6);
        }
    }

    #[test]
    fn a_span_reaches_from_a_second_to_all_years() {
        let all = Span::new(Instant::MIN, Instant::MAX);
        assert!(all.length() > 1.99e11 * YEAR);
        let second = Span::new(Instant(5), Instant(5));
        assert!((second.length() - 1.0).abs() < f64::EPSILON);
        let far = Axis::new(second, 0.0, 100.0);
        assert!(far.x_from_time(Instant::MAX) >= 1e6);
        assert!(far.x_from_time(Instant::MIN) <= -1e6);
    }

    /// Gaps of years between days, and a span somewhere over them.
    fn folded() -> impl Strategy<Value = (Gaps, Span)> {
        let days = prop::collection::vec((1..40i64, 1..20i64), 3..12);
        (days, -0.5..1.0f64, -2.5..0.5f64).prop_map(|(days, pan, zoom)| {
            let (mut at, mut reaches) = (0, Vec::new());
            for (years, length) in days {
                for n in 0..=length {
                    reaches.push((Instant(at + n * DAY), Instant(at + (n + 1) * DAY)));
                }
                at += years * years * whole(YEAR);
            }
            let gaps = Gaps::between(&reaches);
            (gaps, fit(&gaps).zoomed(0.4, 10f64.powf(zoom)).panned(pan))
        })
    }

    proptest! {
        #[test]
        fn a_folded_axis_leads_there_and_back_and_rises((_, span) in folded(), width in 300.0..3000.0f32) {
            let axis = Axis::new(span, 0.0, width);
            leads_back(&axis, 1.7, 0.1);
            for (_, (left, right)) in axis.folds() {
                prop_assert!(right - left <= FOLD + 0.5, "{left} to {right}");
            }
        }

        #[test]
        fn panning_folds_and_unfolds_nothing((_, span) in folded(), share in -2.0..2.0f64) {
            let panned = span.panned(share);
            prop_assert!(span.folds().eq(panned.folds()));
            prop_assert!((span.length() - panned.length()).abs() < 1e-6);
            let back = panned.panned(-share);
            prop_assert!(back.after(span.from()).abs() <= 2.0 + 1e-5 * span.length());
            // What both show is as far apart on both.
            let (a, b) = (span.at(0.3 * span.length()), span.at(0.7 * span.length()));
            let apart = |span: &Span| span.after(b) - span.after(a);
            prop_assert!((apart(&span) - apart(&panned)).abs() <= 1e-6 * span.length());
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer_whatever_folds(
            (_, span) in folded(), share in 0.0..1.0f64, power in -1.5..1.5f64,
        ) {
            let under = span.at(share * span.length());
            let zoomed = span.zoomed(share, 10f64.powf(power));
            let off = (zoomed.after(under) - share * zoomed.length()).abs();
            // A second within a fold may be many drawn ones when it opens.
            prop_assert!(off <= 2.0 + 1e-5 * zoomed.length(), "{off}");
        }

        #[test]
        fn all_of_it_is_seen_with_its_gaps_folded((gaps, _) in folded()) {
            let span = fit(&gaps);
            prop_assert!(span.shows_all());
            let (from, to) = gaps.seen.unwrap();
            for axis in [300.0, 900.0, 2400.0].map(|width| Axis::new(span, 0.0, width)) {
                let (left, right) = (axis.x_from_time(from), axis.x_from_time(to));
                prop_assert!(left >= 0.0 && right <= axis.right, "{left} {right}");
                prop_assert!(right - left > 0.85 * axis.width(), "{left} {right}");
            }
            prop_assert_eq!(span.folding(&gaps.none()).folds().count(), 0);
            for gap in span.folds() {
                let open = span.unfolding(gap.from, gap.to);
                prop_assert!(open.folds().all(|other| other != gap));
                prop_assert!(open.shows_all());
            }
        }
    }
}
