//! Datasets to draw, and the answers that a timeline asks of them.

use detente::analysis::hues::Hues;
use detente::analysis::{Bits, ColourBy, Index, LaneBy, Lanes, TO_THE_END};
use detente::dataset::date::Margins;
use detente::dataset::instant::Instant;
use detente::dataset::zone::Zone;
use detente::dataset::{Dataset, date};
use detente::scene::{Emphasis, Measure, Theme, Vec2, theme::HUES};
use detente::timeline::{Span, View};

/// A dataset with everything that a view of it needs.
pub struct Shown {
    pub dataset: Dataset,
    pub index: Index,
    pub lanes: Lanes,
    pub hues: Hues,
    pub zone: Zone,
    pub emphasis: Emphasis,
    pub measure: Measure,
}

impl Shown {
    pub fn new(dataset: Dataset, by: LaneBy) -> Self {
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let hues = Hues::new(&dataset, &HUES);
        let all = Bits::all(index.len());
        let lanes = Lanes::new(&dataset, &index, &hues, &all, by);
        Self {
            zone: index.zone.clone(),
            dataset,
            index,
            lanes,
            hues,
            emphasis: Emphasis::default(),
            measure: Measure::new(),
        }
    }

    pub fn summit(by: LaneBy) -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
        let opened =
            detente::files::open_path(path.as_ref(), &|_| std::ops::ControlFlow::Continue(()));
        Self::new(opened.unwrap().dataset, by)
    }

    pub fn when(&self, text: &str) -> (Instant, Instant) {
        let (bounds, _) = date::read(text, &self.zone, &Margins::default()).unwrap();
        (bounds.earliest_start, bounds.latest_end)
    }

    pub fn view(&self, span: &str, size: Vec2) -> View<'_> {
        let (from, to) = self.when(span);
        View {
            dataset: &self.dataset,
            index: &self.index,
            lanes: &self.lanes,
            hues: &self.hues,
            colour_by: ColourBy::Group,
            span: Span::new(from, to),
            window: None,
            zone: &self.zone,
            second_zone: None,
            folded: &[],
            scroll: 0.0,
            size,
            head: 164.0,
            theme: &Theme::LIGHT,
            measure: &self.measure,
            emphasis: &self.emphasis,
        }
    }
}
