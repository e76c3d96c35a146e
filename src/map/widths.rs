//! How wide ties are: five bins over what the ties of the whole dataset count for, so that a window
//! makes no tie wider (look.md, “Few things, the important ones”).

use super::metrics::{STRANDS_APART, WIDTHS};
use crate::analysis::Tie;
use crate::scene::{Vec2, vec2};

/// A panel of this size holds arrows of every width.
const ROOMY: Vec2 = vec2(560.0, 220.0);
const THINNEST: f32 = WIDTHS[0];
/// How far each bin reaches of the way from the least to the greatest.
const SHARES: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];

/// From here on a bin's bounds are round numbers.
const LARGE: f32 = 100_000.0;

/// Five bins of what ties count for, each as many times as heavy as the one before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// The heaviest of each bin, rising.
    upper: [f32; 5],
    /// Whether all are whole numbers, so that a bin begins with the next.
    are_whole: bool,
    /// How wide lines are, in quarters of what they are where there is room.
    quarters: u8,
}

impl Default for Widths {
    fn default() -> Self {
        Self::of([1.0, 12.0].into_iter())
    }
}

impl Widths {
    /// Of all that is drawn.
    pub fn of(strengths: impl Iterator<Item = f32>) -> Self {
        let (mut least, mut most, mut are_whole) = (f32::INFINITY, 0.0_f32, true);
        for strength in strengths.filter(|strength| *strength > 0.0) {
            least = least.min(strength);
            most = most.max(strength);
            are_whole &= strength.fract() == 0.0;
        }
        let upper = match least < most {
            true if are_whole && most < LARGE => whole_bins(least, most),
            true => round_bins(least, most),
            // All alike: neither thin nor wide.
            false => {
                let alike = least.min(most.max(1.0));
                [0.0, alike, f32::MAX, f32::MAX, f32::MAX]
            }
        };
        Self {
            upper,
            are_whole: are_whole && most < LARGE,
            quarters: 4,
        }
    }

    /// The same on a panel: between plates that stand close wide arrows would be nothing but heads.
    #[must_use]
    pub fn on(self, panel: Vec2) -> Self {
        let quarters = match (panel / ROOMY).min_elem() {
            share if share < 0.6 => 2,
            share if share < 0.85 => 3,
            _ => 4,
        };
        Self { quarters, ..self }
    }

    /// Of what is drawn of some ties.
    pub(super) fn of_ties(ties: &[Tie]) -> Self {
        Self::of(
            ties.iter()
                .flat_map(Tie::strands)
                .map(|strand| strand.strength),
        )
    }

    /// Which bin something belongs to that counts for so much.
    pub fn bin(&self, strength: f32) -> usize {
        self.upper
            .partition_point(|heaviest| *heaviest < strength)
            .min(WIDTHS.len() - 1)
    }

    /// The width of its line.
    pub fn width(&self, strength: f32) -> f32 {
        self.of_bin(self.bin(strength))
    }

    /// That of a bin.
    pub fn of_bin(&self, bin: usize) -> f32 {
        let whole = WIDTHS.get(bin).copied().unwrap_or(THINNEST);
        (whole * f32::from(self.quarters) / 4.0).max(THINNEST)
    }

    /// A bin in words: `1`, `3–4`, `8+`; `≤ 0.2`, `0.2–0.5`.
    pub fn words(&self, bin: usize) -> String {
        let upper = self.upper.get(bin).copied().unwrap_or(0.0);
        let before = bin.checked_sub(1).and_then(|n| self.upper.get(n)).copied();
        let before = before.unwrap_or(0.0);
        let lower = if self.are_whole { before + 1.0 } else { before };
        let is_alone = lower >= upper || self.upper.last() == Some(&f32::MAX);
        match (bin, self.are_whole) {
            _ if is_alone => upper.to_string(),
            (0, true) => format!("1–{upper}"),
            (0, false) => format!("≤ {upper}"),
            (4, _) => format!("{lower}+"),
            _ => format!("{lower}–{upper}"),
        }
    }

    /// How wide all of a tie is, its strands side by side.
    pub(super) fn of_tie(&self, tie: &Tie) -> f32 {
        let widths = tie.strands().map(|strand| self.width(strand.strength));
        let (sum, count) = widths.fold((0.0, 0), |(sum, n), width| (sum + width, n + 1));
        if count > 1 { sum + STRANDS_APART } else { sum }
    }
}

/// The heaviest of each bin in whole numbers, no two alike.
fn whole_bins(least: f32, most: f32) -> [f32; 5] {
    let ratio = f64::from(most) / f64::from(least);
    let mut last = least - 1.0;
    SHARES.map(|share| {
        #[expect(clippy::cast_possible_truncation, reason = "between two of them")]
        let heaviest = (f64::from(least) * ratio.powf(share) + 1e-6).floor() as f32;
        last = heaviest.max(last + 1.0);
        last
    })
}

/// The same in numbers that are as short as tells them apart.
fn round_bins(least: f32, most: f32) -> [f32; 5] {
    let ratio = f64::from(most) / f64::from(least);
    let exact = SHARES.map(|share| f64::from(least) * ratio.powf(share));
    let rising = (2..8).map(|digits| exact.map(|bound| rounded(bound, digits)));
    let mut rising = rising.filter(|bounds| {
        let is_above = bounds.first().is_some_and(|first| *first >= least);
        is_above && bounds.is_sorted_by(|a, b| a < b)
    });
    #[expect(clippy::cast_possible_truncation, reason = "between two of them")]
    rising.next().unwrap_or(exact.map(|bound| bound as f32))
}

/// A number with so many digits that tell something.
fn rounded(number: f64, digits: usize) -> f32 {
    let text = format!("{number:.*e}", digits.saturating_sub(1));
    text.parse().unwrap_or(f32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(least: f32, most: f32) -> Widths {
        Widths::of([least, most].into_iter())
    }

    #[test]
    fn widths_follow_the_weights_that_there_are() {
        let all = [1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 60.0, 400.0];
        let bins = |widths: Widths| all.map(|strength| widths.bin(strength));
        assert_eq!(bins(between(1.0, 12.0)), [0, 1, 2, 3, 4, 4, 4, 4]);
        assert_eq!(bins(between(1.0, 3.0)), [0, 1, 2, 4, 4, 4, 4, 4]);
        assert_eq!(bins(between(1.0, 400.0)), [0, 0, 0, 1, 1, 2, 3, 4]);
        assert_eq!(between(7.0, 7.0).width(7.0), 2.5, "all alike");
        assert_eq!(between(0.0, 0.0), between(1.0, 1.0));
        assert_eq!(between(0.3, 0.3).width(0.3), 2.5);
        assert_eq!(between(f32::MAX, f32::MAX).width(f32::MAX), 2.5);
        // Whatever the numbers are, the least is thin and the greatest wide.
        for (least, most) in [(0.001, 0.9), (2.5, 1e9), (0.5, 0.5001), (1e-9, 1e15)] {
            let widths = between(least, most);
            assert_eq!([widths.bin(least), widths.bin(most)], [0, 4], "{widths:?}");
        }
    }

    #[test]
    fn a_bin_says_its_weights() {
        let words = |widths: Widths| [0, 1, 2, 3, 4].map(|bin| widths.words(bin));
        assert_eq!(words(between(1.0, 12.0)), ["1", "2", "3–4", "5–7", "8+"]);
        assert_eq!(between(1.0, 400.0).words(0), "1–3");
        assert_eq!(between(7.0, 7.0).words(1), "7");
        assert_eq!(between(0.4, 0.4).words(1), "0.4");
        let fractions = ["≤ 0.02", "0.02–0.052", "0.052–0.13", "0.13–0.33", "0.33+"];
        assert_eq!(words(between(0.008, 0.85)), fractions);
        assert_eq!(between(2.5, 3e6).words(4), "180000+");
    }
}
