//! What is known of the open dataset so far: every derived answer, each computed in the
//! background from a snapshot and kept with what it was computed from.
//!
//! ```text
//! dataset -> indexed -> passed (filter) -> laned (lanes)
//!                   \-> whole ties -> placed          \-> tied (window)
//! ```

use super::job::Question;
use super::state::{Find, State, View};
use crate::analysis::hues::Hues;
use crate::analysis::search::{self, Match};
use crate::analysis::{Bits, Criteria, Facets, Facts, Index, LaneBy, Lanes, Ties};
use crate::dataset::check::{self, Fault};
use crate::dataset::date::Margins;
use crate::dataset::instant::Instant;
use crate::dataset::{Dataset, Filter};
use crate::map::{self, Graph, Places};
use crate::scene::Measure;
use crate::scene::theme::HUES;
use std::sync::Arc;

/// Most matches of a search that are listed.
pub const MOST_MATCHES: usize = 1_000;
/// The map's proportion that places are sought for.
const ASPECT: f32 = 2.4;
/// The seed of the map.
const SEED: u64 = 1;

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
    /// Its tags.
    pub facts: Facts,
    /// Its colours.
    pub hues: Hues,
}

/// What passes a filter.
pub struct Passed {
    /// Of which dataset.
    pub of: Arc<Indexed>,
    /// The events.
    pub passing: Bits,
    /// How many each choice would leave.
    pub facets: Facets,
    /// What the filter asks for that is not there.
    pub criteria: Criteria,
}

/// The lanes of what passes.
pub struct Laned {
    /// What passes.
    pub of: Arc<Passed>,
    /// The lanes.
    pub lanes: Lanes,
}

/// The ties of a window.
pub struct Tied {
    /// What passes.
    pub of: Arc<Passed>,
    /// The window.
    pub window: Option<(Instant, Instant)>,
    /// The ties.
    pub ties: Ties,
    /// Events that pass and may be alive in the window.
    pub alive: usize,
    /// Events that pass and have no date.
    pub undated: usize,
    /// Actors that take part or have a tie.
    pub actors: usize,
}

/// Where the actors stand.
pub struct Placed {
    /// Of which dataset.
    pub of: Arc<Indexed>,
    /// The ties of all time.
    pub ties: Ties,
    /// Where each stands.
    pub places: Places,
}

/// What a search found.
pub struct Found {
    /// The first of them.
    pub matches: Vec<Match>,
    /// How many there are in all.
    pub count: usize,
}

type Window = Option<(Instant, Instant)>;

/// Every answer.
#[derive(Default)]
pub struct Answers {
    document: u64,
    indexed: Question<Version, Indexed>,
    passed: Question<(Version, Filter), Passed>,
    laned: Question<(Version, Filter, LaneBy), Laned>,
    tied: Question<(Version, Filter, Window), Tied>,
    placed: Question<Version, Placed>,
    found: Question<(Version, String), Found>,
    faults: Question<Version, Vec<Fault>>,
}

impl Answers {
    /// Asks for all that the window shows. What is there already costs nothing.
    pub(super) fn ask(&mut self, state: &State, measure: &Arc<Measure>, ctx: &egui::Context) {
        let Some(document) = &state.document else {
            *self = Self::default();
            return;
        };
        if self.document != document.number {
            *self = Self {
                document: document.number,
                ..Self::default()
            };
        }
        let version = (document.number, document.history.revision());
        let dataset = document.history.dataset();
        let indexed = self.indexed.ask(ctx, &version, || {
            let dataset = dataset.clone();
            move |report| indexed(version, dataset, report)
        });
        if let Some(indexed) = indexed.cloned() {
            self.ask_views(&indexed, &state.view, measure, ctx);
        }
        self.ask_rest(version, dataset, &state.find, ctx);
    }

    fn ask_views(&mut self, indexed: &Arc<Indexed>, view: &View, measure: &Arc<Measure>, ctx: &egui::Context) {
        let key = (indexed.version, view.filter.clone());
        let passed = self.passed.ask(ctx, &key, || {
            let (of, filter) = (indexed.clone(), view.filter.clone());
            move |_| Some(passed(of, &filter))
        });
        if let Some(passed) = passed.cloned() {
            let (version, filter) = self.passed.newest_key().cloned().unwrap_or(key);
            let lanes_key = (version, filter.clone(), view.lanes);
            self.laned.ask(ctx, &lanes_key, || {
                let (of, by) = (passed.clone(), view.lanes);
                move |_| Some(laned(of, by))
            });
            let (of, window) = (passed, view.window);
            self.tied.ask(ctx, &(version, filter, window), || {
                move |report| tied(of, window, report)
            });
        }
        self.placed.ask(ctx, &indexed.version, || {
            let (of, measure) = (indexed.clone(), measure.clone());
            move |report| placed(of, &measure, report)
        });
    }

    fn ask_rest(&mut self, version: Version, dataset: &Dataset, find: &Find, ctx: &egui::Context) {
        self.found.ask(ctx, &(version, find.query.clone()), || {
            let (dataset, query) = (dataset.clone(), find.query.clone());
            move |_| {
                let (matches, count) = search::find(&dataset, &query, MOST_MATCHES);
                Some(Found { matches, count })
            }
        });
        self.faults.ask(ctx, &version, || {
            let dataset = dataset.clone();
            move |report| check::check(&dataset, report)
        });
    }

    /// The newest index.
    pub fn indexed(&self) -> Option<&Arc<Indexed>> {
        self.indexed.newest()
    }

    /// What passes.
    pub fn passed(&self) -> Option<&Arc<Passed>> {
        self.passed.newest()
    }

    /// The lanes.
    pub fn laned(&self) -> Option<&Arc<Laned>> {
        self.laned.newest()
    }

    /// The ties of the window.
    pub fn tied(&self) -> Option<&Arc<Tied>> {
        self.tied.newest()
    }

    /// Where the actors stand.
    pub fn placed(&self) -> Option<&Arc<Placed>> {
        self.placed.newest()
    }

    /// What the search found, for the query that was asked.
    pub fn found(&self, query: &str) -> Option<&Arc<Found>> {
        let is_this = self.found.newest_key().is_some_and(|(_, q)| q == query);
        self.found.newest().filter(|_| is_this)
    }

    /// What a check finds in the open version.
    pub fn faults(&self) -> Option<&Arc<Vec<Fault>>> {
        self.faults.newest()
    }

    /// What is being computed, and how far it is.
    pub fn busy(&self) -> Option<(&'static str, f32)> {
        let all = [
            ("Reading the events", self.indexed.progress()),
            ("Filtering", self.passed.progress()),
            ("Arranging the lanes", self.laned.progress()),
            ("Joining the actors", self.tied.progress()),
            ("Placing the actors", self.placed.progress()),
            ("Searching", self.found.progress()),
            ("Checking", self.faults.progress()),
        ];
        all.into_iter().find_map(|(what, share)| share.map(|s| (what, s)))
    }

    /// Stops placing actors and checking; what is there stays.
    pub(super) fn stop(&mut self) {
        self.placed.stop();
        self.faults.stop();
        self.found.stop();
    }

    /// Whether nothing is being computed.
    pub fn is_settled(&self) -> bool {
        self.busy().is_none()
    }
}

use super::job::Report;

fn indexed(version: Version, dataset: Dataset, report: Report<'_>) -> Option<Indexed> {
    let index = Index::new(&dataset, &Margins::default(), report)?;
    Some(Indexed {
        version,
        facts: Facts::new(&dataset),
        hues: Hues::new(&dataset, &HUES),
        index,
        dataset,
    })
}

fn passed(of: Arc<Indexed>, filter: &Filter) -> Passed {
    let criteria = Criteria::new(filter, &of.dataset, &of.facts);
    Passed {
        passing: criteria.passing(&of.dataset, &of.index, &of.facts),
        facets: Facets::new(&criteria, &of.dataset, &of.index, &of.facts),
        criteria,
        of,
    }
}

fn laned(of: Arc<Passed>, by: LaneBy) -> Laned {
    let from = &of.of;
    let lanes = Lanes::new(&from.dataset, &from.index, &from.hues, &of.passing, by);
    Laned { lanes, of }
}

fn tied(of: Arc<Passed>, window: Window, report: Report<'_>) -> Option<Tied> {
    let index = &of.of.index;
    let ties = Ties::new(index, &of.passing, window, report)?;
    let (mut alive, mut undated) = (0, 0);
    for row in of.passing.iter().filter_map(|row| u32::try_from(row).ok()) {
        alive += usize::from(index.is_alive(row, window));
        undated += usize::from(index.bounds(row).is_none());
    }
    let actors = ties.alive_actors().count();
    Some(Tied {
        window,
        alive,
        undated,
        actors,
        ties,
        of,
    })
}

fn placed(of: Arc<Indexed>, measure: &Measure, report: Report<'_>) -> Option<Placed> {
    let everything = Bits::all(of.index.len());
    let ties = Ties::new(&of.index, &everything, None, report)?;
    let graph = Graph::new(&of.dataset, &of.index, &ties, measure);
    let pins = map::pins(&of.dataset);
    let places = map::place(&graph, &pins, ASPECT, SEED, report)?;
    Some(Placed { ties, places, of })
}
