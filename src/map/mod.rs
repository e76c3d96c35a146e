//! Actors and ties to a scene.
//!
//! [`Graph`] says who is joined to whom in the whole dataset; [`place`] says, once, where everyone
//! stands, [`grow()`] where newcomers do; [`plan()`] finds room on a panel for those who are alive in a
//! window, their ties, names, signs and labels; [`draw`] draws it. [`picture`] does both.
//!
//! * Placement: `places`; `region_layout` and `arrange` (the groups' regions), `near` (up to 500 actors,
//!   with room for their names) with `columns` (many lines and boxes at once), `far` and `push` (more),
//!   `stress` (distances), `regions` (of those who stand), `random` (the seed).
//! * The plan: `view` (what it is made from), `level` (how much it shows), `plan` (what stands where),
//!   `planning`, `size` (of the marks), `main_ties` (which ties are read), `also` (whom a page only
//!   names), `edges` and `curve` (their ways), `words`, `wording`, `block` and `labels` (texts and
//!   signs), `occupancy` (what is taken), `repair` (what is mended at last).
//! * The drawing: `scene`, `drawing`, `ties`, [`widths`], and the [`legend`](legend()) of what was drawn.
//! * The level of blocs: `blocs` (who shares a plate, and what they do to whom), `bloc_planning` with
//!   `bloc_plates` (what is on them) and `bloc_places`, `bloc_ways` (the arrows) and `bloc_words`;
//!   `bloc_scene` draws it.
#![warn(clippy::indexing_slicing)]

mod also;
mod arrange;
mod bloc_places;
mod bloc_planning;
mod bloc_plates;
#[cfg(test)]
mod bloc_said_tests;
mod bloc_scene;
#[cfg(test)]
mod bloc_tests;
mod bloc_ways;
mod bloc_words;
mod block;
mod blocs;
pub mod camera;
mod columns;
mod curve;
mod drawing;
mod edges;
mod far;
pub mod graph;
mod grow;
mod labels;
pub mod legend;
mod level;
mod lists;
mod main_ties;
pub mod metrics;
mod near;
mod occupancy;
pub mod placement;
mod places;
pub mod plan;
mod planning;
mod push;
mod random;
#[cfg(test)]
mod reading_tests;
mod region_layout;
mod regions;
mod repair;
pub mod scene;
mod size;
mod stress;
#[cfg(test)]
mod tests;
mod ties;
mod view;
pub mod widths;
mod wording;
mod words;

pub use blocs::{Arrow, bloc_name, end_name};
pub use camera::{Camera, fit, fit_in, seen_from};
pub use graph::Graph;
pub use grow::{Slot, grow};
pub use legend::{Drawn, legend, legend_row};
pub use level::{Level, unfolded_by};
pub use placement::{are_few, place};
pub use places::{ASPECT, Places, UNIT, point};
pub use plan::{Counts, Plan};
pub use planning::{most_drawn, plan, shows_blocs};
pub use scene::{Picture, draw, picture};
pub use view::{View, tie_key};
pub use widths::Widths;
pub use wording::{Label, label, title_between};
