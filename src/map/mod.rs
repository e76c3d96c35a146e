//! Actors and ties to a scene.
//!
//! [`Graph`] says who is joined to whom in the whole dataset; [`place`] says, once, where everyone
//! stands; [`picture`] draws those who are alive in a window.
#![warn(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing
)]

mod arrange;
pub mod camera;
mod curve;
mod dice;
mod edges;
mod far;
pub mod graph;
mod ground;
mod labels;
pub mod legend;
mod near;
pub mod placement;
pub mod plan;
mod push;
mod rooms;
pub mod scene;
mod stress;
#[cfg(test)]
mod tests;
mod ties;
mod words;

pub use camera::{Camera, fit};
pub use graph::Graph;
pub use legend::legend;
pub use placement::{Places, UNIT, place};
pub use plan::{Plan, View, plan};
pub use scene::{Picture, draw, picture};
