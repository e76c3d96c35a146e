//! What is known of the open dataset so far: every derived answer, each computed in the
//! background from a snapshot and kept with what it was computed from.
//!
//! ```text
//! dataset -> indexed -> passed (filter) -> laned (lanes)
//!                   \-> whole ties -> placed          \-> tied (window) -> listing (selection)
//!                                       placed, tied -> planned (camera, panel)
//! ```

use super::job::{Question, Report};
use super::panel::listing::Listing;
use super::planned::{OfPlanned, Planned, planned};
use super::state::{Find, Selection, State};
use crate::analysis::hues::Hues;
use crate::analysis::search::{self, Match};
use crate::analysis::{
    Bits, Criteria, Facets, Facts, Index, LaneBy, Lanes, Place, Row, Rows, Ties,
};
use crate::dataset::check::{Fault, check};
use crate::dataset::date::Margins;
use crate::dataset::instant::Instant;
use crate::dataset::{Dataset, Filter, Handle};
use crate::map::{self, Graph, Places, tie_key};
use crate::scene::theme::HUES;
use crate::scene::{Key, Measure};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

/// Most matches of a search that are listed.
pub const MOST_MATCHES: usize = 1_000;
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
    /// Its dated events in order of time.
    pub rows: Arc<Rows>,
    /// Its actors, their groups and pins, as one number: while it is the same, the map stays.
    shape: u64,
}

/// What places on the map depend on besides the ties, as one number.
fn shape(dataset: &Dataset, index: &Index) -> u64 {
    let mut hasher = foldhash::fast::FixedState::default().build_hasher();
    index.actor_handles.hash(&mut hasher);
    index.group_of.hash(&mut hasher);
    for pin in dataset.pins.iter() {
        pin.actor.hash(&mut hasher);
        pin.at.map(f64::to_bits).hash(&mut hasher);
    }
    hasher.finish()
}

/// What passes a filter.
pub struct Passed {
    /// Of which dataset.
    pub of: Arc<Indexed>,
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

impl Tied {
    /// The events that pass and that an actor takes part in.
    fn passing_of(&self, actor: Place) -> impl Iterator<Item = Row> {
        let index = &self.of.of.index;
        let rows = self.of.passing.iter();
        rows.filter_map(|row| Row::try_from(row).ok())
            .filter(move |row| index.participants(*row).any(|(place, _)| place == actor))
    }

    /// The events of what is selected, in the order of the list: of an actor those that pass, of a
    /// pair those that join them in the window.
    pub fn rows(&self, selection: Selection) -> Vec<Row> {
        let index = &self.of.of.index;
        let mut rows: Vec<Row> = match selection {
            Selection::Event(handle) => index.row(handle).into_iter().collect(),
            Selection::Actor(handle) => {
                let actor = index.actor(handle).into_iter();
                actor.flat_map(|actor| self.passing_of(actor)).collect()
            }
            Selection::Tie(a, b) => match (index.actor(a), index.actor(b)) {
                (Some(a), Some(b)) => {
                    let ties = self.ties.between(a, b);
                    ties.flat_map(|tie| tie.events.iter().copied()).collect()
                }
                _ => Vec::new(),
            },
            Selection::Relation(_) | Selection::Source(_) => Vec::new(),
        };
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// Where the actors stand.
pub struct Placed {
    /// Of which dataset.
    pub of: Arc<Indexed>,
    /// Who is joined to whom.
    pub graph: Graph,
    /// Where each stands.
    pub places: Places,
    /// How many ties there are at all times, without a filter.
    pub all_ties: usize,
    /// Whether newcomers were added to places that stood already.
    pub is_grown: bool,
}

/// What a search found.
pub struct Found {
    /// The first of them.
    pub matches: Vec<Match>,
    /// How many there are in all.
    pub count: usize,
}

type Window = Option<(Instant, Instant)>;
/// What places depend on: the document, the actors with their groups and pins, as one number, and
/// the panel's proportion in tenths. An edit of anything else moves nobody on the map.
type OfPlaced = (u64, u64, i32);
/// What ties depend on.
type OfTied = (Version, Filter, Window);

/// Every answer.
#[derive(Default)]
pub struct Answers {
    document: u64,
    indexed: Question<Version, Indexed>,
    passed: Question<(Version, Filter), Passed>,
    laned: Question<(Version, Filter, LaneBy), Laned>,
    tied: Question<OfTied, Tied>,
    placed: Question<OfPlaced, Placed>,
    mapped: Option<(Arc<Placed>, Arc<Tied>)>,
    /// Asked while the panel is shown: only then its size is known.
    planned: RefCell<Question<OfPlanned, Planned>>,
    related: Question<(OfTied, Option<Key>), BTreeSet<Key>>,
    near: Question<(OfTied, Option<Key>), BTreeSet<Key>>,
    listing: Question<(OfTied, Selection), Listing>,
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
            self.ask_views(&indexed, state, measure, ctx);
        }
        self.pair();
        self.ask_rest(version, dataset, &state.find, ctx);
    }

    fn ask_views(
        &mut self,
        indexed: &Arc<Indexed>,
        state: &State,
        measure: &Arc<Measure>,
        ctx: &egui::Context,
    ) {
        let view = &state.view;
        let selected = state.selection.and_then(Selection::key);
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
            let of = self.tied.newest_key().cloned();
            if let (Some(tied), Some(of)) = (self.tied.newest().cloned(), of) {
                for (question, key) in [
                    (&mut self.related, selected),
                    // What belongs to a selection is not lost among what the pointer passes.
                    (&mut self.near, state.hovered.filter(|_| selected.is_none())),
                ] {
                    question.ask(ctx, &(of.clone(), key), || {
                        let tied = tied.clone();
                        move |_| Some(key.map(|key| related(&tied, key)).unwrap_or_default())
                    });
                }
                self.ask_listing(of, &tied, state.selection, ctx);
            }
        }
        if let Some(aspect) = state.map_aspect {
            // In tenths, as a key must compare.
            #[expect(clippy::cast_possible_truncation, reason = "a proportion")]
            let tenths = (aspect.clamp(0.3, 6.0) * 10.0) as i32;
            let key = (indexed.version.0, indexed.shape, tenths);
            // Places for another proportion of the panel are no start.
            let is_like = self.placed.newest_key().is_some_and(|of| of.2 == tenths);
            let before = self.placed.newest().filter(|_| is_like).cloned();
            self.placed.ask(ctx, &key, || {
                let (of, measure) = (indexed.clone(), measure.clone());
                move |report| match before {
                    Some(before) => placed_after(&before, of, &measure, aspect, report),
                    None => placed(of, &measure, aspect, report),
                }
            });
        }
    }

    fn ask_listing(
        &mut self,
        of: OfTied,
        tied: &Arc<Tied>,
        selection: Option<Selection>,
        ctx: &egui::Context,
    ) {
        let Some(selection) = selection else {
            // A version that nothing else needs is not kept.
            self.listing = Question::default();
            return;
        };
        self.listing.ask(ctx, &(of, selection), || {
            let tied = tied.clone();
            move |_| Some(Listing::new(tied, selection))
        });
    }

    fn ask_rest(&mut self, version: Version, dataset: &Dataset, find: &Find, ctx: &egui::Context) {
        self.found.ask(ctx, &(version, find.query.clone()), || {
            let (dataset, query) = (dataset.clone(), find.query.clone());
            move |report| {
                let (matches, count) = search::find(&dataset, &query, MOST_MATCHES, report)?;
                Some(Found { matches, count })
            }
        });
        self.faults.ask(ctx, &version, || {
            let dataset = dataset.clone();
            move |report| check(&dataset, report)
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

    /// Where the actors stand, and the ties between them: the newest of both that speak of the same
    /// actors in the same order.
    pub fn mapped(&self) -> Option<&(Arc<Placed>, Arc<Tied>)> {
        self.mapped.as_ref()
    }

    fn pair(&mut self) {
        let (Some(placed), Some(tied)) = (self.placed.newest(), self.tied.newest()) else {
            return;
        };
        let (a, b) = (&placed.of, &tied.of.of);
        if a.version == b.version || a.index.actor_handles == b.index.actor_handles {
            self.mapped = Some((placed.clone(), tied.clone()));
        }
    }

    /// Asks for a plan of the map. Gives the newest there is, which may be of a while ago.
    pub(super) fn planned(
        &self,
        ctx: &egui::Context,
        of: &OfPlanned,
        newest: &Dataset,
        measure: &Arc<Measure>,
    ) -> Option<Arc<Planned>> {
        let mut question = self.planned.try_borrow_mut().ok()?;
        let newest = question.ask(ctx, of, || {
            let (of, newest, measure) = (of.clone(), newest.clone(), measure.clone());
            move |_| Some(planned(&of, &newest, &measure))
        });
        newest.cloned()
    }

    /// What belongs to what is selected.
    pub fn related(&self) -> Option<&Arc<BTreeSet<Key>>> {
        self.related.newest()
    }

    /// What belongs to what the pointer is on, once that is known; while nothing is selected.
    pub fn near(&self, hovered: Option<Key>) -> Option<Arc<BTreeSet<Key>>> {
        let is_this = self.near.newest_key().is_some_and(|(_, k)| *k == hovered);
        self.near.newest().filter(|_| is_this).cloned()
    }

    /// What belongs to a selection; while it changes, what belonged to it.
    pub(super) fn listing(&self, selection: Selection) -> Option<&Arc<Listing>> {
        let newest = self.listing.newest();
        newest.filter(|listing| listing.selection == selection)
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
            ("Relating", self.related.progress()),
            ("Relating", self.near.progress()),
            ("Listing", self.listing.progress()),
            ("Searching", self.found.progress()),
            ("Checking", self.faults.progress()),
        ];
        all.into_iter()
            .find_map(|(what, share)| share.map(|s| (what, s)))
    }

    /// Stops what is being computed; what is there stays.
    pub(super) fn stop(&mut self) {
        self.indexed.stop();
        self.passed.stop();
        self.laned.stop();
        self.tied.stop();
        self.placed.stop();
        self.related.stop();
        self.near.stop();
        self.listing.stop();
        self.found.stop();
        self.faults.stop();
    }

    /// Whether a person stopped something that is still wanted.
    pub fn is_stopped(&self) -> bool {
        self.indexed.is_stopped()
            || self.passed.is_stopped()
            || self.laned.is_stopped()
            || self.tied.is_stopped()
            || self.placed.is_stopped()
            || self.related.is_stopped()
            || self.near.is_stopped()
            || self.listing.is_stopped()
            || self.found.is_stopped()
            || self.faults.is_stopped()
    }

    /// What was stopped is computed after all.
    pub(super) fn go_on(&mut self) {
        self.indexed.go_on();
        self.passed.go_on();
        self.laned.go_on();
        self.tied.go_on();
        self.placed.go_on();
        self.related.go_on();
        self.near.go_on();
        self.listing.go_on();
        self.found.go_on();
        self.faults.go_on();
    }

    /// Whether nothing is being computed.
    pub fn is_settled(&self) -> bool {
        let is_planning = self.planned.borrow().progress().is_some();
        self.busy().is_none() && !is_planning
    }
}

/// A dataset as columns. None if it was stopped.
pub fn indexed(version: Version, dataset: Dataset, report: Report<'_>) -> Option<Indexed> {
    let index = Index::new(&dataset, &Margins::default(), report)?;
    Some(Indexed {
        version,
        facts: Facts::new(&dataset),
        hues: Hues::new(&dataset, &HUES),
        rows: Arc::new(Rows::of(&index, &Bits::all(index.len()))),
        shape: shape(&dataset, &index),
        index,
        dataset,
    })
}

/// What passes a filter.
pub fn passed(of: Arc<Indexed>, filter: &Filter) -> Passed {
    let criteria = Criteria::new(filter, &of.dataset, &of.facts);
    let text = criteria.text_passing(&of.dataset);
    let passing = criteria.passing(&text, &of.index, &of.facts);
    Passed {
        rows: if criteria.is_empty() {
            of.rows.clone()
        } else {
            Arc::new(Rows::of(&of.index, &passing))
        },
        relations: criteria.passing_relations(&of.dataset, &of.index, &of.facts),
        count: passing.count(),
        passing,
        facets: Facets::new(&criteria, &text, &of.dataset, &of.index, &of.facts),
        criteria,
        of,
    }
}

/// What passes, in lanes.
pub fn laned(of: Arc<Passed>, by: LaneBy) -> Laned {
    let from = &of.of;
    let lanes = Lanes::new(&from.dataset, &from.index, &from.hues, &of.passing, by);
    Laned { lanes, of }
}

/// What joins whom in a window. None if it was stopped.
pub fn tied(of: Arc<Passed>, window: Window, report: Report<'_>) -> Option<Tied> {
    let index = &of.of.index;
    let ties = Ties::new(index, &of.passing, &of.relations, window, report)?;
    let (mut alive, mut undated) = (0, 0);
    for row in of.passing.iter().filter_map(|row| u32::try_from(row).ok()) {
        alive += usize::from(index.is_alive(row, window));
        undated += usize::from(index.reach(row).is_none());
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

/// Where everyone stands on a map `aspect` times as wide as high. None if it was stopped.
pub fn placed(
    of: Arc<Indexed>,
    measure: &Measure,
    aspect: f32,
    report: Report<'_>,
) -> Option<Placed> {
    let ties = Ties::of_all(&of.index, report)?;
    let graph = Graph::new(&of.dataset, &of.index, &ties, measure);
    let pins = of.index.pins(&of.dataset);
    let places = map::place(&graph, &pins, aspect, SEED, report)?;
    let all_ties = ties.ties.len();
    Some(Placed {
        graph,
        places,
        all_ties,
        is_grown: false,
        of,
    })
}

/// As [`placed`]; but where a few actors have come or gone since `before`, everyone else stays.
fn placed_after(
    before: &Placed,
    of: Arc<Indexed>,
    measure: &Measure,
    aspect: f32,
    report: Report<'_>,
) -> Option<Placed> {
    let grown = grown(before, &of, measure, report);
    grown.or_else(|| placed(of, measure, aspect, report))
}

fn grown(
    before: &Placed,
    of: &Arc<Indexed>,
    measure: &Measure,
    report: Report<'_>,
) -> Option<Placed> {
    let (old, new) = (&before.of, of);
    let (was, is) = (&old.index, &new.index);
    let has_same = was.actor_handles == is.actor_handles && was.group_of == is.group_of;
    if has_same && !before.is_grown {
        // Only pins differ: they move nobody.
        return None;
    }
    let groups = |of: &Indexed| -> Vec<Handle> {
        let groups = of.dataset.groups.entries();
        groups.map(|(handle, _)| handle).collect()
    };
    if groups(old) != groups(new) {
        return None;
    }
    let (old_pins, pins) = (was.pins(&old.dataset), is.pins(&new.dataset));
    let is_pinned = |pins: &[(Place, _)], place| pins.iter().any(|(p, _)| *p == place);
    let seats = (0u32..).zip(&is.actor_handles).map(|(place, handle)| {
        let old_place = was.actor(*handle)?;
        let is_let_go = is_pinned(&old_pins, old_place) && !is_pinned(&pins, place);
        let group = |index: &Index, place: Place| index.group_of.get(place as usize).copied();
        let stays = !is_let_go && group(was, old_place) == group(is, place);
        let at = before.places.at.get(old_place as usize);
        at.copied().filter(|_| stays)
    });
    let seats: Vec<_> = seats.collect();
    let newcomers = seats.iter().filter(|seat| seat.is_none()).count();
    if newcomers > (seats.len() / 10).max(3) || newcomers == seats.len() {
        return None;
    }
    let ties = Ties::of_all(is, report)?;
    let graph = Graph::new(&new.dataset, is, &ties, measure);
    Some(Placed {
        places: map::grow(&graph, &seats, &before.places.regions, &pins)?,
        graph,
        all_ties: ties.ties.len(),
        is_grown: true,
        of: of.clone(),
    })
}

/// Most things that are shown as belonging to another.
const MOST_RELATED: usize = 5_000;

/// What belongs to an event, actor or pair of actors in the views.
pub fn related(tied: &Tied, key: Key) -> BTreeSet<Key> {
    let index = &tied.of.of.index;
    let event_key = |row: u32| index.handles.get(row as usize).map(|h| Key::Event(h.0));
    let actor_key = |place: u32| {
        index
            .actor_handles
            .get(place as usize)
            .map(|h| Key::Actor(h.0))
    };
    let mut all = BTreeSet::new();
    match key {
        Key::Event(handle) => {
            let Some(row) = index.row(Handle(handle)) else {
                return all;
            };
            all.extend(
                index
                    .participants(row)
                    .filter_map(|(actor, _)| actor_key(actor)),
            );
            let its = tied
                .ties
                .ties
                .iter()
                .filter(|t| t.events.binary_search(&row).is_ok());
            all.extend(its.filter_map(|t| tie_key(index, t.key)));
        }
        Key::Actor(handle) => {
            let Some(actor) = index.actor(Handle(handle)) else {
                return all;
            };
            for tie in tied.ties.of(actor) {
                all.extend(tie_key(index, tie.key));
                all.extend(actor_key(tie.key.other(actor)));
            }
            let its = tied.passing_of(actor);
            all.extend(its.filter_map(event_key).take(MOST_RELATED));
        }
        Key::Tie(a, b) | Key::Mutual(a, b) => {
            let (Some(a), Some(b)) = (index.actor(Handle(a)), index.actor(Handle(b))) else {
                return all;
            };
            all.extend([actor_key(a), actor_key(b)].into_iter().flatten());
            for tie in tied.ties.between(a, b) {
                all.extend(tie_key(index, tie.key));
                all.extend(
                    tie.events
                        .iter()
                        .filter_map(|r| event_key(*r))
                        .take(MOST_RELATED),
                );
            }
        }
        _ => {}
    }
    all.remove(&key);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::Actor;
    use crate::dataset::edit::Edit;
    use crate::files;
    use std::path::Path;

    #[test]
    fn a_new_actor_moves_nobody_on_the_map() {
        let bytes = super::super::apply::SAMPLE.as_bytes().to_vec();
        let opened = files::open(bytes, Path::new("a.detente"), TO_THE_END).unwrap();
        let dataset = opened.dataset;
        let measure = Measure::new();
        let indexed = |dataset: &Dataset| {
            let indexed = indexed((1, 0), dataset.clone(), TO_THE_END);
            Arc::new(indexed.unwrap())
        };
        let before = placed(indexed(&dataset), &measure, 2.0, TO_THE_END).unwrap();
        let actor = Actor {
            id: "new".into(),
            name: "New actor".into(),
            ..Actor::default()
        };
        let edit = Edit::append("new actor", &dataset, actor);
        let with_actor = dataset.after(&edit).unwrap();
        let after = placed_after(&before, indexed(&with_actor), &measure, 2.0, TO_THE_END).unwrap();
        let count = before.places.at.len();
        assert_eq!(after.places.at[..count], before.places.at[..]);
        assert_eq!(after.places.regions, before.places.regions);
        let again = placed_after(&after, indexed(&dataset), &measure, 2.0, TO_THE_END).unwrap();
        assert_eq!(
            again.places.at, before.places.at,
            "also when it is gone again"
        );
    }
}
