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
//!   a map; `words`: in lines; `room`: where there is free room.

mod body;
mod callouts;
mod chart;
mod foot;
mod header;
mod lanes;
mod leaders;
mod legend;
mod map_box;
mod map_numbers;
mod names;
mod page;
mod parts;
mod room;
mod source_list;
pub mod sources;
mod undated;
mod words;

pub use chart::{ChartPage, chart_page};
pub use foot::filter_words;
pub use header::title;
pub use names::{names, names_with_ties};
pub use parts::Parts;

use self::page::Page;
use super::size::Size;
use crate::analysis::{Bits, ColourBy, Index, Lanes, Row, Ties, hues::Hues};
use crate::dataset::instant::Instant;
use crate::dataset::item::Note;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Handle};
use crate::map::{Camera, Graph, Level, Places};
use crate::scene::{Emphasis, Item, Key, Mark, Measure, Rect, Scene, Stroke, Theme, pos2};
use crate::timeline::Span;
use std::collections::BTreeSet;

/// Which views a figure holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Views {
    /// Timeline over map.
    #[default]
    Both,
    /// The timeline alone.
    Timeline,
    /// The map alone.
    Map,
}

/// What a figure is made from. Nothing of it is a clock or a file.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Its columns.
    pub index: &'a Index,
    /// Its hues.
    pub hues: &'a Hues,
    /// What they mean.
    pub colour_by: ColourBy,
    /// What is asked for.
    pub filter: &'a Filter,
    /// The events that pass it.
    pub passing: &'a Bits,
    /// The same in lanes.
    pub lanes: &'a Lanes,
    /// Whether all lanes are drawn, however many; else the first 200.
    pub has_all_lanes: bool,
    /// What the axis shows.
    pub span: Span,
    /// What is brushed; none: everything.
    pub window: Option<(Instant, Instant)>,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// The ties of the filter and the window.
    pub ties: &'a Ties,
    /// How many ties there are at all times without a filter.
    pub all_ties: usize,
    /// The whole dataset as a graph.
    pub graph: &'a Graph,
    /// Where everyone stands on the map.
    pub places: &'a Places,
    /// Which part of the map is shown; none: all of it.
    pub camera: Option<Camera>,
    /// How much of the ties the map shows.
    pub level: Level,
    /// Which of its blocs are unfolded, by the handles of their groups; where not all have room, the
    /// last.
    pub unfolded: &'a [u32],
    /// What stands out: on a page only what somebody asks for.
    pub emphasis: &'a Emphasis,
    /// Which views it holds.
    pub views: Views,
    /// What it has beside them.
    pub parts: Parts,
    /// Another headline than the dataset's title.
    pub headline: Option<&'a str>,
    /// Another caption than the first paragraph of the dataset's description.
    pub caption: Option<&'a str>,
    /// Words beside what they are about.
    pub notes: &'a [Note],
    /// What the headline is about: its sources come first, with those of the notes.
    pub about: Option<Key>,
    /// The name of the dataset's file, if it has one.
    pub file: Option<&'a str>,
    /// How large it is.
    pub size: Size,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
}

/// The width at which look.md gives the sizes of a figure's texts.
const NORM: f32 = 1600.0;
/// A lower figure has smaller texts, so that both views find room.
const NORM_HEIGHT: f32 = 1250.0;
/// Narrower figures than this share of [`NORM`] keep its sizes: their least text is then 7 points
/// of print (1/72 inch) high.
const LEAST_SCALE: f32 = 0.8;
/// A page lower than this, at full size, cannot hold a figure: its parts become smaller.
const LEAST_HEIGHT: f32 = 400.0;
/// How much larger the views are than in the window: labels of 13 points instead of 11.5.
const VIEW: f32 = 13.0 / 11.5;
/// How much larger than at the norm the parts of a figure are.
fn size_scale(size: Size) -> f32 {
    let by_height = size.height.map_or(f32::INFINITY, |h| h / NORM_HEIGHT);
    let least = size
        .height
        .map_or(LEAST_SCALE, |h| LEAST_SCALE.min(h / LEAST_HEIGHT));
    (size.width / NORM).min(by_height).max(least)
}

/// Draws a figure.
pub fn figure(of: &Figure<'_>) -> Scene {
    let scale = size_scale(of.size);
    let mut page = Page::new(of, of.size.width / scale, of.size.height.map(|h| h / scale));
    let mut scene = page.draw();
    // What has a title is known once the lanes are drawn. Fewer each time, so it comes to an end.
    while page.cited.keep(&of.titled(&scene)) {
        scene = page.draw();
    }
    let mut scene = scene.scaled(scale);
    scene.size.x = of.size.width;
    if let Some(height) = of.size.height {
        scene.size.y = height;
    } else {
        scene.size.y = scene.size.y.ceil();
    }
    let mut whole = Scene::new(scene.size);
    let paper = Rect::from_min_size(pos2(0.0, 0.0), scene.size);
    whole.rect(Key::None, paper, 0.0, of.theme.ground, Stroke::NONE);
    whole.items.extend(scene.items);
    whole
}

impl Figure<'_> {
    /// The events whose titles are drawn: only after a title a number finds a place.
    fn titled(&self, scene: &Scene) -> BTreeSet<Row> {
        let is_number = |text: &str| {
            let is_digit = |c: char| c.is_ascii_digit() || c == ' ';
            text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_digit)
        };
        let title_of = |item: &Item| match (item.key, &item.mark) {
            (Key::Event(handle), Mark::Text { text, .. }) => {
                let row = self.index.row(Handle(handle))?;
                let (_, event) = self.dataset.events.at(row as usize)?;
                (*event.title == **text || !is_number(text)).then_some(row)
            }
            _ => None,
        };
        scene.items.iter().filter_map(title_of).collect()
    }

    /// The dated events that pass and may be in the span, in order of time.
    fn drawn(&self) -> Vec<Row> {
        let (from, to) = (self.span.from(), self.span.to());
        let mut rows: Vec<(Instant, Row)> = self
            .lanes
            .lanes
            .iter()
            .flat_map(|lane| {
                let here = lane.rows.in_span(self.index, from, to);
                here.filter_map(|at| Some((*lane.rows.anchors.get(at)?, *lane.rows.rows.get(at)?)))
            })
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|(_, row)| row).collect()
    }
}
