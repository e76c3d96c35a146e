//! Pictures to files' bytes: SVG, PNG and PDF.
//!
//! One writer makes SVG; PNG and PDF come from the same tree that usvg makes of it, so all three
//! are the picture on the screen with the same text layout.
//!
//! * [`picture`]: what is written, and why it may not be; [`mod@svg`]: the writer; [`faces`]: which face each character has, here as on the screen.
//! * [`figure`](mod@figure): views as a page with headline, notes, legends and sources; [`size`]: how large;
//!   [`paragraph`]: lines of text.
//! * [`mod@png`]: pixels in bands; [`mod@pdf`]: a page with selectable text.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod faces;
pub mod figure;
pub mod paragraph;
pub mod pdf;
pub mod picture;
pub mod png;
pub mod size;
pub mod svg;

pub use self::figure::{
    ChartPage, Figure, Parts, Views, chart_page, figure, filter_words, names, names_with_ties,
    title,
};
pub use self::pdf::pdf;
pub use self::picture::{ExportError, Name, Picture};
pub use self::png::{png, raster};
pub use self::size::{PRESETS, Preset, Size};
pub use self::svg::svg;
