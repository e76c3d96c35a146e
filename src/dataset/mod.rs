//! What a dataset is.
#![warn(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing
)]

pub mod date;
pub mod instant;
pub mod zone;
