//! How wide ties are: five bins over the weights of the whole dataset, so that a window makes no tie
//! wider (look.md, “Few things, the important ones”).

use super::metrics::{STRANDS_APART, WIDTHS};
use crate::analysis::Tie;
use crate::scene::{Vec2, vec2};

/// A panel of this size holds arrows of every width.
const ROOMY: Vec2 = vec2(560.0, 220.0);
const THINNEST: f32 = WIDTHS[0];

/// Five bins of weights, each as many times as heavy as the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    /// The heaviest of each bin, rising.
    upper: [u32; 5],
    /// How wide lines are, in quarters of what they are where there is room.
    quarters: u8,
}

impl Default for Widths {
    fn default() -> Self {
        Self::new(1, 12)
    }
}

impl Widths {
    /// Of weights between two.
    pub fn new(least: u32, most: u32) -> Self {
        let (least, most) = (least.max(1), most.max(1));
        if least >= most {
            // All alike: neither thin nor wide.
            return Self {
                upper: [0, 1, 2, 3, 4].map(|n| (least - 1).saturating_add(n)),
                quarters: 4,
            };
        }
        let ratio = f64::from(most) / f64::from(least);
        let mut last = least - 1;
        let upper = [0.2, 0.4, 0.6, 0.8, 1.0].map(|share| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two weights"
            )]
            let heaviest = (f64::from(least) * ratio.powf(share) + 1e-6) as u32;
            last = heaviest.max(last.saturating_add(1));
            last
        });
        Self { upper, quarters: 4 }
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
        let strands = ties.iter().flat_map(Tie::strands);
        let weights = strands.map(|strand| strand.weight);
        let weights: Vec<u32> = weights.filter(|weight| *weight > 0).collect();
        Self::of_weights(&weights)
    }

    /// Of all that is drawn.
    pub(super) fn of_weights(weights: &[u32]) -> Self {
        let (least, most) = (weights.iter().min(), weights.iter().max());
        Self::new(*least.unwrap_or(&1), *most.unwrap_or(&1))
    }

    /// Which bin a weight belongs to.
    pub fn bin(&self, weight: u32) -> usize {
        self.upper
            .partition_point(|heaviest| *heaviest < weight)
            .min(WIDTHS.len() - 1)
    }

    /// The width of a line of a weight.
    pub fn of(&self, weight: u32) -> f32 {
        self.of_bin(self.bin(weight))
    }

    /// That of a bin.
    pub fn of_bin(&self, bin: usize) -> f32 {
        let whole = WIDTHS.get(bin).copied().unwrap_or(THINNEST);
        (whole * f32::from(self.quarters) / 4.0).max(THINNEST)
    }

    /// The weights of a bin in words: `1`, `3–4`, `8+`.
    pub fn words(&self, bin: usize) -> String {
        let upper = self.upper.get(bin).copied().unwrap_or(0);
        let before = bin.checked_sub(1).and_then(|n| self.upper.get(n)).copied();
        let lower = before.unwrap_or(0).saturating_add(1);
        match (bin, lower) {
            (0, _) if upper > 1 => format!("1–{upper}"),
            (_, lower) if lower >= upper => upper.to_string(),
            (4, lower) => format!("{lower}+"),
            (_, lower) => format!("{lower}–{upper}"),
        }
    }

    /// How wide all of a tie is, its strands side by side.
    pub(super) fn of_tie(&self, tie: &Tie) -> f32 {
        let widths = tie.strands().map(|strand| self.of(strand.weight));
        let (sum, count) = widths.fold((0.0, 0), |(sum, n), width| (sum + width, n + 1));
        if count > 1 { sum + STRANDS_APART } else { sum }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_weights_that_there_are() {
        let bins = |widths: Widths| [1, 2, 3, 5, 8, 12, 60, 400].map(|weight| widths.bin(weight));
        assert_eq!(bins(Widths::new(1, 12)), [0, 1, 2, 3, 4, 4, 4, 4]);
        assert_eq!(bins(Widths::new(1, 3)), [0, 1, 2, 4, 4, 4, 4, 4]);
        assert_eq!(bins(Widths::new(1, 400)), [0, 0, 0, 1, 1, 2, 3, 4]);
        assert_eq!(Widths::new(7, 7).of(7), 2.5, "all alike");
        assert_eq!(Widths::new(0, 0), Widths::new(1, 1));
        assert_eq!(Widths::new(u32::MAX, u32::MAX).of(u32::MAX), 2.5);
    }

    #[test]
    fn a_bin_says_its_weights() {
        let widths = Widths::new(1, 12);
        let words = [0, 1, 2, 3, 4].map(|bin| widths.words(bin));
        assert_eq!(words, ["1", "2", "3–4", "5–7", "8+"]);
        assert_eq!(Widths::new(1, 400).words(0), "1–3");
    }
}
