//! Detente shows who did what to whom, when, and according to whom: one dataset of events as
//! a linked timeline and relationship map.
#![doc = include_str!("../ARCHITECTURE.md")]
#![warn(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

pub mod analysis;
pub mod app;
pub mod chart;
pub mod dataset;
pub mod editor;
pub mod export;
pub mod files;
pub mod map;
pub mod scene;
pub mod timeline;
