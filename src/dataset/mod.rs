//! What a dataset is.
#![warn(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::indexing_slicing)]
