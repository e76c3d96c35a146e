//! The answers that follow from a dataset, each from those before it.
//!
//! ```text
//! dataset -> indexed -> passed (filter) -> laned (lanes)
//!                   \-> whole ties -> placed          \-> tied (window) -> listing (selection)
//!                                       placed, tied -> planned (camera, panel)
//! ```

use crate::analysis::hues::Hues;
use crate::analysis::{Bits, Criteria, Facets, Facts, Gaps, Index, LaneBy, Lanes, Rows, Ties};
use crate::dataset::Progress;
use crate::dataset::date::Margins;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter};
use crate::scene::theme::HUES;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

/// Names one version of one document.
pub type Version = (u64, u64);

/// A dataset as columns, with what depends on nothing else.
pub struct Indexed {
    /// The version that it was made from.
    pub version: Version,
    /// The dataset.
    pub dataset: Dataset,
    /// Its columns.
    pub index: Index,
    /// What can be asked of its events.
    pub facts: Facts,
    /// Its colours.
    pub hues: Hues,
    /// What an axis of all events may fold.
    pub gaps: Gaps,
    /// Its dated events in order of time.
    pub rows: Arc<Rows>,
    /// Its actors, their groups and pins, as one number: while it is the same, the map stays.
    pub(crate) shape: u64,
}

/// What places on the map depend on besides the ties, as one number.
fn shape(dataset: &Dataset, index: &Index) -> u64 {
    let mut hasher = foldhash::fast::FixedState::default().build_hasher();
    index.actor_handles.hash(&mut hasher);
    index.group_of.hash(&mut hasher);
    let pins = dataset.pins.iter().map(|pin| (&pin.actor, pin.at));
    for (actor, at) in pins.chain(dataset.places.iter().map(|stand| (&stand.actor, stand.at))) {
        actor.hash(&mut hasher);
        at.map(f64::to_bits).hash(&mut hasher);
    }
    // Groups by what they are called by, since their places are those of a list.
    dataset
        .groups
        .entries()
        .for_each(|(handle, _)| handle.hash(&mut hasher));
    hasher.finish()
}

/// What passes a filter.
pub struct Filtered {
    /// Of which dataset.
    pub indexed: Arc<Indexed>,
    /// The events.
    pub passing: Bits,
    /// How many they are.
    pub count: usize,
    /// The relations.
    pub relations: Bits,
    /// How many each choice would leave.
    pub facets: Facets,
    /// The dated ones of them in order of time.
    pub rows: Arc<Rows>,
    /// What an axis of them may fold.
    pub gaps: Gaps,
    /// What the filter asks for that is not there.
    pub criteria: Criteria,
}

/// The lanes of what passes.
pub struct LaneSet {
    /// What passes.
    pub filtered: Arc<Filtered>,
    /// The lanes.
    pub lanes: Lanes,
}

impl LaneSet {
    /// The dataset that they are of.
    pub fn indexed(&self) -> &Arc<Indexed> {
        &self.filtered.indexed
    }
}

/// The ties of a window.
pub struct TieSet {
    /// What passes.
    pub filtered: Arc<Filtered>,
    /// The window.
    pub window: Option<(Instant, Instant)>,
    /// The ties.
    pub ties: Ties,
    /// Events that pass and may be alive in the window.
    pub alive: usize,
    /// Events that pass and have no date.
    pub undated: usize,
    /// Actors that take part or have a tie, by their places.
    pub alive_actors: Bits,
    /// How many they are.
    pub actors: usize,
}

impl TieSet {
    /// The dataset that they are of.
    pub fn indexed(&self) -> &Arc<Indexed> {
        &self.filtered.indexed
    }
}

/// From, and up to; none: everything.
pub type Window = Option<(Instant, Instant)>;

/// A dataset as columns, for an axis in a zone; none: the dataset's own. None if it was stopped.
pub fn indexed(
    version: Version,
    dataset: Dataset,
    axis: Option<Zone>,
    report: Progress<'_>,
) -> Option<Indexed> {
    let axis = axis.unwrap_or_else(|| dataset.zone());
    let index = Index::on_axis(&dataset, axis, &Margins::default(), report)?;
    let rows = Arc::new(Rows::of(&index, &Bits::all(index.len())));
    let hues = Hues::new(&dataset, &index, &HUES);
    Some(Indexed {
        version,
        facts: Facts::new(&dataset, &index, &hues),
        gaps: Gaps::of(&index, &rows.rows),
        rows,
        hues,
        shape: shape(&dataset, &index),
        index,
        dataset,
    })
}

/// What passes a filter. None if it was stopped.
pub fn passed(of: Arc<Indexed>, filter: &Filter, report: Progress<'_>) -> Option<Filtered> {
    let reached = |share| report(share).is_continue().then_some(());
    let criteria = Criteria::new(filter, &of.facts);
    let text = criteria.text_passing(&of.dataset, &|share| report(0.6 * share))?;
    let passing = criteria.passing(&text, &of.index, &of.facts);
    reached(0.7)?;
    let facets = Facets::new(&criteria, &text, &of.dataset, &of.index, &of.facts);
    reached(0.9)?;
    let (rows, gaps) = if criteria.is_empty() {
        (of.rows.clone(), of.gaps)
    } else {
        let rows = Arc::new(Rows::of(&of.index, &passing));
        let gaps = Gaps::of(&of.index, &rows.rows);
        (rows, gaps)
    };
    Some(Filtered {
        gaps,
        rows,
        relations: criteria.passing_relations(&of.dataset, &of.index, &of.facts),
        count: passing.count(),
        passing,
        facets,
        criteria,
        indexed: of,
    })
}

/// What passes, in lanes. None if it was stopped.
pub fn laned(of: Arc<Filtered>, by: LaneBy, report: Progress<'_>) -> Option<LaneSet> {
    let Indexed {
        dataset,
        index,
        hues,
        ..
    } = &*of.indexed;
    let lanes = Lanes::new(dataset, index, hues, &of.passing, by, report)?;
    Some(LaneSet {
        lanes,
        filtered: of,
    })
}

/// What joins whom in a window. None if it was stopped.
pub fn tied(of: Arc<Filtered>, window: Window, report: Progress<'_>) -> Option<TieSet> {
    let index = &of.indexed.index;
    let mut ties = Ties::new(index, &of.passing, &of.relations, window, report)?;
    if let Some(inside) = of.criteria.inside(index) {
        ties = ties.within(&inside);
    }
    let (mut alive, mut undated) = (0, 0);
    for row in of.passing.iter().filter_map(|row| u32::try_from(row).ok()) {
        alive += usize::from(index.is_alive(row, window));
        undated += usize::from(index.reach(row).is_none());
    }
    let mut alive_places = ties.alive_actors().peekable();
    let alive_actors = Bits::of(index.actor_count(), |actor| {
        alive_places
            .next_if(|place| *place as usize == actor)
            .is_some()
    });
    let actors = alive_actors.count();
    drop(alive_places);
    Some(TieSet {
        alive_actors,
        window,
        alive,
        undated,
        actors,
        ties,
        filtered: of,
    })
}
