//! Read-only answers about a dataset.
//!
//! Start from [`Index`], the dataset as columns: every other answer reads it. Each takes values and
//! gives values: no clock, no files, no random source. What may take long reports its progress
//! and can be stopped through a [`Progress`].

pub mod bits;
pub mod certainty;
pub mod colour_by;
pub mod dimension;
pub mod filter;
pub mod gaps;
pub mod hues;
pub mod index;
mod lane_order;
pub mod lanes;
pub mod largest;
pub mod look_alikes;
pub mod parts;
mod people;
pub mod place;
pub mod search;
pub mod ties;
pub mod tone;
mod zones;

pub use bits::Bits;
pub use colour_by::ColourBy;
pub use filter::{Criteria, Facet, Facets, Facts};
pub use gaps::{Gap, Gaps};
pub use hues::EventHue;
pub use index::Index;
pub use lanes::{Lane, LaneBy, Lanes, Rows};
pub use place::{Place, Row};
pub use ties::{Side, Sign, Strand, Tie, TieKey, Ties};

pub use crate::dataset::{Progress, TO_THE_END};

#[cfg(test)]
mod tests;
