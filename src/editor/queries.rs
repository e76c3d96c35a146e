//! What the window asks of the open dataset, and what is known so far: every answer is computed in
//! the background from a snapshot and kept with what it was computed from.

use super::action::Dialog;
use super::derived::{
    Filtered, Indexed, LaneSet, TieSet, Version, Window, indexed, laned, passed, tied,
};
use super::document::{Document, SAMPLE};
use super::export_choices::ExportChoices;
use super::host::{Raster, SharedHost};
use super::job::Question;
use super::listing::Listing;
use super::look_alikes::{self, LookAlike};
use super::named::Named;
use super::placed::{Placed, placed, placed_after};
use super::planned::{PlanKey, Planned, planned};
use super::problems::{OfFile, Told, problems};
use super::selection::Selection;
use super::state::{Find, State};
use super::view::View;
use crate::analysis::search::{self, Match};
use crate::analysis::{LaneBy, Tie, TieKey};
use crate::dataset::Progress;
use crate::dataset::check::check;
use crate::dataset::count::plural;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Handle};
use crate::files;
use crate::scene::{Emphasis, Key, Measure};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Most matches of a search that are listed.
const MOST_MATCHES: usize = 1_000;

/// What a search found.
pub struct Found {
    /// The first of them.
    pub matches: Vec<Match>,
    /// How many there are in all.
    pub count: usize,
}

/// What the map depends on: the version. Only an edit of actors, groups or pins moves anybody on it,
/// and no panel of another shape does.
type PlacesKey = Version;
/// What the columns depend on: the version, and the zone of the axis, where days begin and end.
type IndexKey = (Version, Option<Zone>);
/// What problems depend on: the version, and how many were found in the file that was read.
type ProblemsKey = (Version, usize);
/// What ties depend on.
type TieSetKey = (IndexKey, Filter, Window);

/// What a preview depends on: what is drawn, how, and within how many pixels.
type PreviewKey = (
    Version,
    ExportChoices,
    View,
    Option<Selection>,
    bool,
    (u32, u32),
);

/// What each question is for, in words.
const WHAT: [&str; 11] = [
    "Reading the events",
    "Filtering",
    "Arranging the lanes",
    "Joining the actors",
    "Placing the actors",
    "Relating",
    "Relating",
    "Listing",
    "Searching",
    "Checking",
    "Comparing the names",
];

/// Asks the same of each question, in the order of [`WHAT`].
macro_rules! each {
    ($self:ident.$ask:ident()) => {
        [
            $self.indexed.$ask(),
            $self.passed.$ask(),
            $self.laned.$ask(),
            $self.tied.$ask(),
            $self.placed.$ask(),
            $self.related.$ask(),
            $self.near.$ask(),
            $self.listing.$ask(),
            $self.found.$ask(),
            $self.problems.$ask(),
            $self.look_alikes.$ask(),
        ]
    };
}

/// Every answer.
pub struct Queries {
    /// Who is told that one has come.
    host: SharedHost,
    document: u64,
    indexed: Question<IndexKey, Indexed>,
    passed: Question<(IndexKey, Filter), Filtered>,
    laned: Question<(IndexKey, Filter, LaneBy), LaneSet>,
    tied: Question<TieSetKey, TieSet>,
    placed: Question<PlacesKey, Placed>,
    mapped: Option<(Arc<Placed>, Arc<TieSet>)>,
    /// Asked while the panel is shown: only then its size is known.
    planned: RefCell<Question<PlanKey, Planned>>,
    /// Asked while the export dialog is open.
    preview: RefCell<Question<PreviewKey, Raster>>,
    related: Question<(TieSetKey, Option<Selection>), BTreeSet<Key>>,
    near: Question<(TieSetKey, Option<Selection>), BTreeSet<Key>>,
    listing: Question<(TieSetKey, Selection), Listing>,
    found: Question<(Version, String), Found>,
    problems: Question<ProblemsKey, Vec<Told>>,
    /// Asked while somebody looks at it.
    look_alikes: Question<Version, Vec<LookAlike>>,
    /// Asked while nothing is open.
    sample: Question<(), String>,
}

impl Queries {
    /// None yet.
    pub fn new(host: SharedHost) -> Self {
        Self {
            host,
            document: 0,
            indexed: Question::default(),
            passed: Question::default(),
            laned: Question::default(),
            tied: Question::default(),
            placed: Question::default(),
            mapped: None,
            planned: RefCell::default(),
            preview: RefCell::default(),
            related: Question::default(),
            near: Question::default(),
            listing: Question::default(),
            found: Question::default(),
            problems: Question::default(),
            look_alikes: Question::default(),
            sample: Question::default(),
        }
    }

    /// Asks for all that the window shows. What is there already costs nothing.
    pub(crate) fn ask(&mut self, state: &State, measure: &Arc<Measure>) {
        let Some(document) = &state.document else {
            let sample = std::mem::take(&mut self.sample);
            *self = Self {
                sample,
                ..Self::new(self.host.clone())
            };
            self.sample.ask(&self.host, &(), || sample_in_words);
            return;
        };
        if self.document != document.number {
            *self = Self {
                document: document.number,
                ..Self::new(self.host.clone())
            };
        }
        if !matches!(state.dialog, Some(Dialog::Export(_))) {
            // Nobody looks at it any more.
            self.preview = RefCell::default();
        }
        let version = (document.number, document.history.revision());
        let dataset = document.history.dataset();
        let key = (version, state.view.zone.clone());
        let indexed = self.indexed.ask(&self.host, &key, || {
            let (dataset, axis) = (dataset.clone(), key.1.clone());
            move |report| indexed(version, dataset, axis, report)
        });
        if let Some(indexed) = indexed.cloned() {
            let of = self.indexed.newest_key().cloned().unwrap_or(key);
            self.ask_views(of, &indexed, state, measure);
        }
        self.pair();
        self.ask_rest(version, document, &state.find);
        self.ask_look_alikes(version, document, state);
    }

    fn ask_views(
        &mut self,
        of: IndexKey,
        indexed: &Arc<Indexed>,
        state: &State,
        measure: &Arc<Measure>,
    ) {
        let view = &state.view;
        let selected = state.selection;
        let hovered = state.hovered.and_then(Selection::of_key);
        let key = (of, view.filter.clone());
        let passed = self.passed.ask(&self.host, &key, || {
            let (of, filter) = (indexed.clone(), view.filter.clone());
            move |report| passed(of, &filter, report)
        });
        if let Some(passed) = passed.cloned() {
            let (of, filter) = self.passed.newest_key().cloned().unwrap_or(key);
            let lanes_key = (of.clone(), filter.clone(), view.lanes);
            self.laned.ask(&self.host, &lanes_key, || {
                let (of, by) = (passed.clone(), view.lanes);
                move |report| laned(of, by, report)
            });
            let window = view.window;
            self.tied.ask(&self.host, &(of, filter, window), || {
                move |report| tied(passed, window, report)
            });
            let of = self.tied.newest_key().cloned();
            if let (Some(tied), Some(of)) = (self.tied.newest().cloned(), of) {
                for (question, key) in [
                    (&mut self.related, selected),
                    // What belongs to a selection is not lost among what the pointer passes.
                    (&mut self.near, hovered.filter(|_| selected.is_none())),
                ] {
                    question.ask(&self.host, &(of.clone(), key), || {
                        let tied = tied.clone();
                        move |_| Some(key.map_or_else(BTreeSet::new, |key| tied.related(key)))
                    });
                }
                self.ask_listing(of, &tied, state.selection);
            }
        }
        let before = self.placed.newest().cloned();
        self.placed.ask(&self.host, &indexed.version, || {
            let (of, measure) = (indexed.clone(), measure.clone());
            move |report| match before {
                Some(before) => placed_after(&before, of, &measure, report),
                None => placed(of, &measure, report),
            }
        });
    }

    fn ask_listing(&mut self, of: TieSetKey, tied: &Arc<TieSet>, selection: Option<Selection>) {
        let Some(selection) = selection else {
            // A version that nothing else needs is not kept.
            self.listing = Question::default();
            return;
        };
        self.listing.ask(&self.host, &(of, selection), || {
            let tied = tied.clone();
            move |_| Some(Listing::new(tied, selection))
        });
    }

    fn ask_rest(&mut self, version: Version, document: &Document, find: &Find) {
        let dataset = document.history.dataset();
        self.found
            .ask(&self.host, &(version, find.query.clone()), || {
                let (dataset, query) = (dataset.clone(), find.query.clone());
                move |report| {
                    let (matches, count) = search::find(&dataset, &query, MOST_MATCHES, report)?;
                    Some(Found { matches, count })
                }
            });
        // They are forgotten once the file is another.
        let key = (version, document.problems.len());
        self.problems.ask(&self.host, &key, || {
            let (dataset, as_read) = (dataset.clone(), document.held.1.clone());
            let of_file = document.problems.clone();
            move |report| {
                let found = check(&dataset, report)?;
                let of_file = OfFile {
                    problems: &of_file,
                    dataset: &as_read,
                    is_as_read: version.1 == 0,
                };
                Some(problems(&of_file, &dataset, found))
            }
        });
    }

    /// Asks who looks alike while a person decides it, or is told how many pairs of a table are left.
    fn ask_look_alikes(&mut self, version: Version, document: &Document, state: &State) {
        let dataset = document.history.dataset();
        let is_told = state.tells_import && document.import.is_some();
        let is_few = dataset.actors.len() <= look_alikes::MOST;
        let is_decided =
            matches!(&state.dialog, Some(Dialog::LookAlikes(asked)) if asked.chosen.is_none());
        if !(is_decided || is_told && is_few) {
            self.look_alikes = Question::default();
            return;
        }
        self.look_alikes.ask(&self.host, &version, || {
            let dataset = dataset.clone();
            move |_| Some(look_alikes::found(&dataset))
        });
    }

    /// What the bundled dataset holds: `132 events, 49 actors, 170 sources`.
    pub(crate) fn sample(&self) -> Option<&str> {
        self.sample.newest().map(|words| words.as_str())
    }

    /// The newest index.
    pub fn indexed(&self) -> Option<&Arc<Indexed>> {
        self.indexed.newest()
    }

    /// What passes.
    pub fn passed(&self) -> Option<&Arc<Filtered>> {
        self.passed.newest()
    }

    /// The lanes.
    pub fn laned(&self) -> Option<&Arc<LaneSet>> {
        self.laned.newest()
    }

    /// The ties of the window.
    pub fn tied(&self) -> Option<&Arc<TieSet>> {
        self.tied.newest()
    }

    /// Where the actors stand, and the ties between them: the newest of both that speak of the same
    /// actors in the same order.
    pub fn mapped(&self) -> Option<&(Arc<Placed>, Arc<TieSet>)> {
        self.mapped.as_ref()
    }

    fn pair(&mut self) {
        let (Some(placed), Some(tied)) = (self.placed.newest(), self.tied.newest()) else {
            return;
        };
        let (a, b) = (&placed.indexed, tied.indexed());
        if a.version == b.version || a.index.actor_handles == b.index.actor_handles {
            self.mapped = Some((placed.clone(), tied.clone()));
        }
    }

    /// Asks for a plan of the map. Gives the newest there is, which may be of a while ago.
    pub(crate) fn planned(
        &self,
        of: &PlanKey,
        newest: &Dataset,
        measure: &Arc<Measure>,
    ) -> Option<Arc<Planned>> {
        let mut question = self.planned.try_borrow_mut().ok()?;
        let newest = question.ask(&self.host, of, || {
            let (of, newest, measure) = (of.clone(), newest.clone(), measure.clone());
            move |_| Some(planned(&of, &newest, &measure))
        });
        newest.cloned()
    }

    /// Asks for a preview of an export. Gives the newest there is, which may be of other choices.
    pub(crate) fn preview<W>(
        &self,
        of: &PreviewKey,
        work: impl FnOnce() -> W,
    ) -> Option<Arc<Raster>>
    where
        W: FnOnce(Progress<'_>) -> Option<Raster> + Send + 'static,
    {
        let mut question = self.preview.try_borrow_mut().ok()?;
        question.ask(&self.host, of, work).cloned()
    }

    /// Whether a preview is being drawn.
    pub(crate) fn is_previewing(&self) -> bool {
        let question = self.preview.try_borrow();
        question.is_ok_and(|question| question.progress().is_some())
    }

    /// The newest plan of the map.
    pub(crate) fn planned_now(&self) -> Option<Arc<Planned>> {
        let question = self.planned.try_borrow().ok()?;
        question.newest().cloned()
    }

    /// What belongs to what is selected.
    pub fn related(&self) -> Option<&Arc<BTreeSet<Key>>> {
        self.related.newest()
    }

    /// What belongs to what the pointer is on, once that is known; while nothing is selected.
    pub fn near(&self, hovered: Option<Key>) -> Option<Arc<BTreeSet<Key>>> {
        let hovered = hovered.and_then(Selection::of_key);
        let is_this = self.near.newest_key().is_some_and(|(_, k)| *k == hovered);
        self.near.newest().filter(|_| is_this).cloned()
    }

    /// What the selected item names, as far as it is known.
    pub(crate) fn named(&self, selection: Selection) -> Arc<Named> {
        let listing = self.listing(selection);
        listing.map(|l| l.named.clone()).unwrap_or_default()
    }

    /// What stands out in both views.
    pub(crate) fn emphasis(&self, state: &State) -> Emphasis {
        Emphasis {
            selected: state.selection.and_then(Selection::key),
            hovered: state.hovered,
            related: self.related().cloned().unwrap_or_default(),
            near: self.near(state.hovered).unwrap_or_default(),
            ..Emphasis::default()
        }
    }

    /// The tie that a key stands for.
    pub(crate) fn tie(&self, key: Key) -> Option<&Tie> {
        let tied = self.tied()?;
        let index = &tied.indexed().index;
        let (a, b, is_mutual) = match key {
            Key::Tie(a, b) => (a, b, false),
            Key::Mutual(a, b) => (a, b, true),
            _ => return None,
        };
        let (a, b) = (index.actor(Handle(a))?, index.actor(Handle(b))?);
        tied.ties.get(TieKey::new(a, b, is_mutual))
    }

    /// What belongs to a selection; while it changes, what belonged to it.
    pub(crate) fn listing(&self, selection: Selection) -> Option<&Arc<Listing>> {
        let newest = self.listing.newest();
        newest.filter(|listing| listing.selection == selection)
    }

    /// What the search found, for the query that was asked.
    pub fn found(&self, query: &str) -> Option<&Arc<Found>> {
        let is_this = self.found.newest_key().is_some_and(|(_, q)| q == query);
        self.found.newest().filter(|_| is_this)
    }

    /// What is wrong with the open version.
    pub fn problems(&self) -> Option<&Arc<Vec<Told>>> {
        self.problems.newest()
    }

    /// The pairs of actors whose names look alike, in the newest version that was looked through; while nobody
    /// looks at them none.
    pub fn look_alikes(&self) -> Option<&Arc<Vec<LookAlike>>> {
        self.look_alikes.newest()
    }

    /// What is being computed, and how far it is.
    pub fn busy(&self) -> Option<(&'static str, f32)> {
        let shares = each!(self.progress());
        let mut busy = WHAT.into_iter().zip(shares);
        busy.find_map(|(what, share)| share.map(|share| (what, share)))
    }

    /// Stops what is being computed; what is there stays.
    pub(crate) fn stop(&mut self) {
        each!(self.stop());
    }

    /// Whether a person stopped something that is still wanted.
    pub fn is_stopped(&self) -> bool {
        each!(self.is_stopped()).contains(&true)
    }

    /// What was stopped is computed after all.
    pub(crate) fn go_on(&mut self) {
        each!(self.go_on());
    }

    /// Whether nothing is being computed.
    pub fn is_settled(&self) -> bool {
        let is_planning = self.planned.borrow().progress().is_some();
        self.busy().is_none() && !is_planning && !self.is_previewing()
    }
}

fn sample_in_words(report: Progress<'_>) -> Option<String> {
    let name = Path::new("alaska-summit.detente");
    let opened = files::open(SAMPLE.as_bytes().to_vec(), name, report);
    let dataset = opened.ok()?.dataset;
    Some(format!(
        "{}, {}, {}",
        plural(dataset.events.len(), "event", "events"),
        plural(dataset.actors.len(), "actor", "actors"),
        plural(dataset.sources.len(), "source", "sources"),
    ))
}
