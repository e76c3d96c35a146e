//! Random numbers from a seed: the same on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `count`; 0 where that is 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let count = count.max(1) as u64;
        // Exact for the counts of a dataset, to one part in 2³².
        let high = ((self.next() >> 32) * count) >> 32;
        usize::try_from(high).unwrap_or(0)
    }

    /// From 0 to below 1.
    pub(super) fn share(&mut self) -> f32 {
        // 24 bits fit.
        (self.next() >> 40) as f32 / (1u32 << 24) as f32
    }

    /// From −1 to below 1.
    pub(super) fn signed(&mut self) -> f32 {
        self.share() * 2.0 - 1.0
    }
}
