//! What a figure and a chart are made from. Nothing of it is a clock or a file.

use super::parts::Parts;
use crate::analysis::{Bits, ColourBy, Index, Lanes, Row, Ties, hues::Hues};
use crate::dataset::instant::Instant;
use crate::dataset::item::Note;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Handle};
use crate::export::size::Size;
use crate::map::{Camera, Graph, Level, Places};
use crate::scene::{Emphasis, Item, Key, Mark, Measure, Pos2, Rect, Scene, Stroke, Theme, vec2};
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
    /// Whether all lanes are drawn, however many; else the 200 whose events matter most.
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
pub(super) const NORM: f32 = 1600.0;
/// A lower figure has smaller texts, so that both views find room.
pub(super) const NORM_HEIGHT: f32 = 1250.0;
/// Narrower figures than this share of [`NORM`] keep its sizes: their least text is then 7 points
/// of print (1/72 inch) high.
pub(super) const LEAST_SCALE: f32 = 0.8;
/// A page lower than this, at full size, cannot hold a figure: its parts become smaller.
pub(super) const LEAST_HEIGHT: f32 = 400.0;
/// How much larger the views are than in the window: labels of 13 points instead of 11.5.
pub(super) const VIEW: f32 = 13.0 / 11.5;
/// How much larger than at the norm the parts of a figure are.
pub(super) fn size_scale(size: Size) -> f32 {
    let height = size.height.unwrap_or(f32::INFINITY);
    let least = LEAST_SCALE.min(height / LEAST_HEIGHT);
    (size.width / NORM).min(height / NORM_HEIGHT).max(least)
}

/// A page that was drawn at the norm, at its own size and on its ground.
pub(super) fn on_paper(page: &Scene, size: Size, theme: &Theme) -> Scene {
    let page = page.scaled(size_scale(size));
    let height = size.height.unwrap_or_else(|| page.size.y.ceil());
    let mut whole = Scene::new(vec2(size.width, height));
    let paper = Rect::from_min_size(Pos2::ZERO, whole.size);
    whole.rect(Key::None, paper, 0.0, theme.ground, Stroke::NONE);
    whole.items.extend(page.items);
    whole
}

/// What stands round a chart.
#[derive(Clone, Copy)]
pub struct ChartPage<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Its columns.
    pub index: &'a Index,
    /// What is asked for.
    pub filter: &'a Filter,
    /// The events that pass it.
    pub passing: &'a Bits,
    /// What the axis shows.
    pub span: Span,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// What the colours of the activity mean.
    pub colour_by: ColourBy,
    /// Whose tone is drawn below the activity; none: nobody's.
    pub tone_of: Option<&'a str>,
    /// Another headline than the dataset's title.
    pub headline: Option<&'a str>,
    /// Whether headline and range stand over it, and counts and filter at the foot.
    pub is_framed: bool,
    /// The name of the dataset's file, if it has one.
    pub file: Option<&'a str>,
    /// How large it is.
    pub size: Size,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
}

impl Figure<'_> {
    /// The events whose titles are drawn: only after a title a number finds a place.
    pub(super) fn titled(&self, scene: &Scene) -> BTreeSet<Row> {
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
    pub(super) fn drawn(&self) -> Vec<Row> {
        let (from, to) = (self.span.from(), self.span.to());
        let lanes = self.lanes.lanes.iter();
        let rows = lanes.flat_map(|lane| {
            let here = lane.rows.in_span(self.index, from, to);
            here.filter_map(|at| Some((*lane.rows.anchors.get(at)?, *lane.rows.rows.get(at)?)))
        });
        let mut rows: Vec<(Instant, Row)> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().map(|(_, row)| row).collect()
    }
}
