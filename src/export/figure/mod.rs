//! Timeline, map, or both as one figure: headline, time range, notes, legends and numbered sources.
//!
//! The views are those of the window, drawn larger: a figure 1600 points wide has their labels at
//! 13 points (look.md, "Type"). Wider figures are larger in all their parts; narrower ones are not
//! much smaller, so that print stays legible.
//!
//! * [`Parts`]: what a figure has beside its views; `page`: where the parts stand; `body`: how they
//!   share a height; `lanes`, `undated`, `map_box`: the views; `chart`: the same page round a chart.
//! * `header` and `foot`: what is said first and last; `legend`: what the marks of the timeline mean;
//!   [`sources`]: which are listed, `source_list`: how; `names`: what an exported SVG calls its parts.
//! * `callouts`: what the notes are about; `leaders`: where they stand on a timeline; `map_numbers`: on
//!   a map; `words`: in lines; `occupancy`: where there is free room.

mod body;
mod callouts;
mod chart;
mod foot;
mod header;
mod input;
mod lanes;
mod leaders;
mod legend;
mod map_box;
mod map_numbers;
mod names;
mod occupancy;
mod page;
mod parts;
mod sharing;
mod source_list;
pub mod sources;
mod undated;
mod words;

pub use chart::chart_page;
pub use foot::filter_words;
pub use header::title;
pub use input::{ChartPage, Figure, Views};
pub use names::{names, names_with_ties};
pub use parts::Parts;

use self::input::{on_paper, size_scale};
use self::page::Page;
use crate::scene::Scene;

/// Draws a figure.
pub fn figure(of: &Figure<'_>) -> Scene {
    let scale = size_scale(of.size);
    let mut page = Page::new(of, of.size.width / scale, of.size.height.map(|h| h / scale));
    let mut scene = page.draw();
    // What has a title is known once the lanes are drawn. Fewer each time, so it comes to an end.
    while page.cited.keep(&of.titled(&scene)) {
        scene = page.draw();
    }
    on_paper(&scene, of.size, of.theme)
}
