//! What a timeline shows.

mod datasets;
mod pictures;

use datasets::Shown;
