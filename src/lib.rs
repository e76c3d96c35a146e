//! Detente shows who did what to whom, when, and according to whom: one dataset of events as
//! a linked timeline and relationship map.
//!
//! # The house
//!
//! A folder is a room. Data runs one way through them:
//!
//! ```text
//! bytes -> files -> dataset -> analysis -> timeline, map -> scene -> app (the screen)
//!                                                                \-> export -> files (a file)
//! a person's action -> app -> editor: an Action, applied after the frame -> Edit -> dataset (undoable)
//! ```
//!
//! | room | what lives there | may import |
//! |---|---|---|
//! | [`dataset`] | what a dataset is: items, dates, edits, checks | nothing of ours |
//! | [`scene`] | the display list, the theme, text measuring, marks that views share | nothing of ours |
//! | [`files`] | datasets to and from bytes, safe save, recovery | `dataset` |
//! | [`analysis`] | read-only answers: index, filter, facets, density, ties, tone | `dataset` |
//! | [`timeline`] | events to a scene | `analysis`, `dataset`, `scene` |
//! | [`map`] | actors and ties to a scene | `analysis`, `dataset`, `scene` |
//! | [`export`] | scenes to SVG, PNG, PDF, as bytes | `scene`; its `figure` also the views |
//! | [`chart`] | what egui_plot draws, without a window | `analysis`, `dataset`, `scene`, `timeline` |
//! | [`editor`] | what is open and what a person does with it, without a window | all of these |
//! | `app` | the window | all |
//! | `cli`, `main.rs` | the command line, of the binary alone | all |
//!
//! `tests/house.rs` keeps this true.

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
