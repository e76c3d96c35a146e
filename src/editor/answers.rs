//! The answers that follow from a dataset, each from those before it.
//!
//! ```text
//! dataset -> indexed -> passed (filter) -> laned (lanes)
//!                   \-> whole ties -> placed          \-> tied (window) -> listing (selection)
//!                                       placed, tied -> planned (camera, panel)
//! ```

use super::groups;
use super::job::Report;
use super::selection::Selection;
use crate::analysis::hues::Hues;
use crate::analysis::place::NOWHERE;
use crate::analysis::tone::Way;
use crate::analysis::{
    Bits, Criteria, Facets, Facts, Gaps, Index, LaneBy, Lanes, Place, Row, Rows, Tie, TieKey, Ties,
};
use crate::dataset::date::{Date, Margins};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Handle};
use crate::map::{self, Graph, Places, Slot};
use crate::scene::theme::HUES;
use crate::scene::{Measure, Pos2};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

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
    /// What an axis of them may fold.
    pub gaps: Gaps,
    /// What the filter asks for that is not there.
    pub criteria: Criteria,
}

/// The lanes of what passes.
pub struct LaneSet {
    /// What passes.
    pub of: Arc<Filtered>,
    /// The lanes.
    pub lanes: Lanes,
}

/// The ties of a window.
pub struct TieSet {
    /// What passes.
    pub of: Arc<Filtered>,
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
    /// The events that pass and that an actor takes part in.
    fn passing_of(&self, actor: Place) -> impl Iterator<Item = Row> {
        let index = &self.of.of.index;
        let rows = self.of.passing.iter();
        rows.filter_map(|row| Row::try_from(row).ok())
            .filter(move |row| index.participants(*row).any(|(place, _)| place == actor))
    }

    /// The events that pass and of which something is true.
    fn passing_where(&self, is_so: impl Fn(Row) -> bool) -> Vec<Row> {
        let rows = self.of.passing.iter();
        let rows = rows.filter_map(|row| Row::try_from(row).ok());
        rows.filter(|row| is_so(*row)).collect()
    }

    /// The events that pass and that somebody of a group takes part in.
    fn passing_of_group(&self, group: Handle) -> Vec<Row> {
        let members = groups::members(&self.of.of.dataset, &self.of.of.index, group);
        let index = &self.of.of.index;
        let rows = self.of.passing.iter();
        let rows = rows.filter_map(|row| Row::try_from(row).ok());
        let is_part = |row: &Row| {
            let mut actors = index.participants(*row);
            actors.any(|(actor, _)| groups::has(&members, actor))
        };
        rows.filter(is_part).collect()
    }

    /// The events that pass and cite a source.
    fn citing(&self, source: Handle) -> Vec<Row> {
        let dataset = &self.of.of.dataset;
        let Some(source) = dataset.sources.get(source) else {
            return Vec::new();
        };
        let events = (0..).zip(dataset.events.iter());
        let citing = events
            .filter(|(row, event)| self.of.passing.has(*row as usize) && event.cites(&source.id));
        citing.map(|(row, _)| row).collect()
    }

    /// The ties that a selected tie or pair stands for.
    pub fn joining(&self, selection: Selection) -> Vec<&Tie> {
        let index = &self.of.of.index;
        let ends = selection.ends();
        let ends = ends.and_then(|(a, b)| Some((index.actor(a)?, index.actor(b)?)));
        let Some((from, to)) = ends else {
            return Vec::new();
        };
        match selection {
            Selection::Tie(..) => self
                .ties
                .get(TieKey::new(from, to, false))
                .into_iter()
                .collect(),
            _ => self.ties.between(from, to).collect(),
        }
    }

    /// Which way each event of a selected pair goes: from the first to the second, back, or both.
    pub fn way(&self, selection: Selection, row: Row) -> Way {
        let Some((first, _)) = selection.ends() else {
            return Way::Both;
        };
        let first = self.of.of.index.actor(first);
        let has = |is_forth: bool| {
            let ties = self.joining(selection).into_iter();
            let mut ties =
                ties.filter(|t| !t.key.is_mutual && (Some(t.key.from) == first) == is_forth);
            ties.any(|t| t.events.binary_search(&row).is_ok())
        };
        match (has(true), has(false)) {
            (true, false) => Way::Forth,
            (false, true) => Way::Back,
            _ => Way::Both,
        }
    }

    /// The events of what is selected, in the order of the list: of an actor or a group those that
    /// pass, of a pair those that join them in the window, of a relation its evidence, of a source
    /// those that pass and cite it.
    pub fn rows(&self, selection: Selection) -> Vec<Row> {
        let Indexed { index, dataset, .. } = &*self.of.of;
        let mut rows: Vec<Row> = match selection {
            Selection::Event(handle) => index.row(handle).into_iter().collect(),
            Selection::Actor(handle) => {
                let actor = index.actor(handle).into_iter();
                actor.flat_map(|actor| self.passing_of(actor)).collect()
            }
            Selection::Tie(..) | Selection::Pair(..) => {
                let ties = self.joining(selection).into_iter();
                ties.flat_map(|tie| tie.events.iter().copied()).collect()
            }
            Selection::Relation(handle) => {
                let relation = index.relations.iter().find(|r| r.handle == handle);
                relation.map_or_else(Vec::new, |relation| relation.evidence.clone())
            }
            Selection::Source(handle) => self.citing(handle),
            Selection::Group(handle) => self.passing_of_group(handle),
            Selection::Category(handle) => self.passing_where(|row| {
                let place = index.category.get(row as usize).copied();
                place.is_some_and(|place| dataset.categories.place(handle) == Some(place as usize))
            }),
            Selection::Period(handle) => {
                let date = dataset
                    .periods
                    .get(handle)
                    .and_then(|period| period.when.as_deref());
                let date = date.and_then(|text| Date::parse(text).ok());
                let range = date.and_then(|date| index.range(&date, index.zones()));
                range.map_or_else(Vec::new, |range| {
                    self.passing_where(|row| {
                        index.anchor(row).is_some() && index.is_alive(row, Some(range))
                    })
                })
            }
            Selection::Bookmark(_) => Vec::new(),
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
    /// Where those stood who have gone since, or to another group: whoever comes back stands there
    /// again.
    gone: BTreeMap<(Handle, Option<Handle>), Pos2>,
}

impl Placed {
    /// Nobody is placed: for what draws no map.
    pub fn nobody(of: Arc<Indexed>) -> Self {
        Self {
            of,
            graph: Graph::default(),
            places: Places::default(),
            all_ties: 0,
            gone: BTreeMap::new(),
        }
    }
}

/// From, and up to; none: everything.
pub type Window = Option<(Instant, Instant)>;

/// A dataset as columns, for an axis in its own zone. None if it was stopped.
pub fn indexed(version: Version, dataset: Dataset, report: Report<'_>) -> Option<Indexed> {
    indexed_on(version, dataset, None, report)
}

/// The same for an axis in a zone; none: the dataset's.
pub fn indexed_on(
    version: Version,
    dataset: Dataset,
    axis: Option<Zone>,
    report: Report<'_>,
) -> Option<Indexed> {
    let axis = axis.unwrap_or_else(|| dataset.zone());
    let index = Index::on_axis(&dataset, axis, &Margins::default(), report)?;
    let rows = Arc::new(Rows::of(&index, &Bits::all(index.len())));
    Some(Indexed {
        version,
        facts: Facts::new(&dataset),
        gaps: Gaps::of(&index, &rows.rows),
        rows,
        hues: Hues::new(&dataset, &index, &HUES),
        shape: shape(&dataset, &index),
        index,
        dataset,
    })
}

/// What passes a filter. None if it was stopped.
pub fn passed(of: Arc<Indexed>, filter: &Filter, report: Report<'_>) -> Option<Filtered> {
    let reached = |share| report(share).is_continue().then_some(());
    let criteria = Criteria::new(filter, &of.dataset, &of.facts);
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
        of,
    })
}

/// What passes, in lanes. None if it was stopped.
pub fn laned(of: Arc<Filtered>, by: LaneBy, report: Report<'_>) -> Option<LaneSet> {
    let Indexed {
        dataset,
        index,
        hues,
        ..
    } = &*of.of;
    let lanes = Lanes::new(dataset, index, hues, &of.passing, by, report)?;
    Some(LaneSet { lanes, of })
}

/// What joins whom in a window. None if it was stopped.
pub fn tied(of: Arc<Filtered>, window: Window, report: Report<'_>) -> Option<TieSet> {
    let index = &of.of.index;
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
        of,
    })
}

/// Where everyone stands: as the dataset says, whoever it does not know near those to whom they are
/// joined; laid out from nothing where it says nothing. None if it was stopped.
pub fn placed(of: Arc<Indexed>, measure: &Measure, report: Report<'_>) -> Option<Placed> {
    let ties = Ties::of_all(&of.index, report)?;
    let graph = Graph::new(&of.dataset, &of.index, &ties, measure);
    let pins = of.index.pins(&of.dataset);
    let mut seats = vec![Slot::None; of.index.actor_count()];
    for (actor, at) in of.index.stands(&of.dataset) {
        if let Some(seat) = seats.get_mut(actor as usize) {
            *seat = Slot::Taken(map::point(at));
        }
    }
    let places = match map::grow(&graph, &seats, &pins) {
        Some(places) => places,
        None => map::place(&graph, &pins, map::ASPECT, SEED, report)?,
    };
    Some(Placed {
        graph,
        places,
        all_ties: ties.ties.len(),
        gone: BTreeMap::new(),
        of,
    })
}

/// As [`placed`]; but whoever stood on the map before stays, and where neither actors nor pins nor
/// places have changed, only how much each takes part is new.
pub(crate) fn placed_after(
    before: &Placed,
    of: Arc<Indexed>,
    measure: &Measure,
    report: Report<'_>,
) -> Option<Placed> {
    if before.of.shape == of.shape {
        let ties = Ties::of_all(&of.index, report)?;
        let graph = Graph::new(&of.dataset, &of.index, &ties, measure);
        return Some(Placed {
            graph,
            places: before.places.clone(),
            all_ties: ties.ties.len(),
            gone: before.gone.clone(),
            of,
        });
    }
    let is_anew = of.dataset.places.is_empty() && !before.of.dataset.places.is_empty();
    let grown = if is_anew {
        None
    } else {
        grown(before, &of, measure, report)
    };
    grown.or_else(|| placed(of, measure, report))
}

fn grown(
    before: &Placed,
    of: &Arc<Indexed>,
    measure: &Measure,
    report: Report<'_>,
) -> Option<Placed> {
    let (old, new) = (&before.of, of);
    let (was, is) = (&old.index, &new.index);
    let pins = is.pins(&new.dataset);
    let group = |of: &Indexed, place: Place| {
        let group = of.index.group_of.get(place as usize).copied();
        let group = group.filter(|group| *group != NOWHERE);
        group
            .and_then(|group| of.dataset.groups.at(group as usize))
            .map(|(handle, _)| handle)
    };
    let stands: BTreeMap<Place, [f64; 2]> = is.stands(&new.dataset).into_iter().collect();
    let stood: BTreeMap<Place, [f64; 2]> = was.stands(&old.dataset).into_iter().collect();
    let seats = (0u32..).zip(&is.actor_handles).map(|(place, handle)| {
        let own = group(new, place);
        let old_place = was.actor(*handle);
        let stand = stands.get(&place);
        // What an edit said of it, such as undoing a new arrangement.
        if let Some(stand) = stand.filter(|s| old_place.is_none_or(|o| stood.get(&o) != Some(*s))) {
            return Slot::Taken(map::point(*stand));
        }
        let Some(old_place) = old_place.filter(|old_place| group(old, *old_place) == own) else {
            let stood = before.gone.get(&(*handle, own));
            return stood.map_or(Slot::None, |at| Slot::Left(*at));
        };
        let at = before.places.homes.get(old_place as usize);
        at.map_or(Slot::None, |at| Slot::Taken(*at))
    });
    let seats: Vec<_> = seats.collect();
    let newcomers = seats.iter().filter(|seat| !matches!(seat, Slot::Taken(_)));
    if stands.is_empty() && !map::are_few(newcomers.count(), seats.len()) {
        // Hardly anybody has been seen where they stand.
        return None;
    }
    let mut gone = before.gone.clone();
    let stood = (0u32..).zip(&was.actor_handles);
    let stood = stood.zip(before.places.homes.iter());
    gone.extend(stood.map(|((place, handle), at)| ((*handle, group(old, place)), *at)));
    gone.retain(|(handle, own), _| is.actor(*handle).is_none_or(|now| group(new, now) != *own));
    let ties = Ties::of_all(is, report)?;
    let graph = Graph::new(&new.dataset, is, &ties, measure);
    Some(Placed {
        places: map::grow(&graph, &seats, &pins)?,
        graph,
        all_ties: ties.ties.len(),
        gone,
        of: of.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::edit::Edit;
    use crate::dataset::{Actor, Event, Participant, Pin, Relation};
    use crate::files;
    use std::path::Path;

    fn sample() -> Dataset {
        let bytes = super::super::document::SAMPLE.as_bytes().to_vec();
        let opened = files::open(bytes, Path::new("a.detente"), TO_THE_END);
        opened.unwrap().dataset
    }

    fn read(dataset: &Dataset) -> Arc<Indexed> {
        let indexed = indexed((1, 0), dataset.clone(), TO_THE_END);
        Arc::new(indexed.unwrap())
    }

    #[test]
    fn a_new_actor_moves_nobody_on_the_map() {
        let dataset = sample();
        let measure = Measure::new();
        let before = placed(read(&dataset), &measure, TO_THE_END).unwrap();
        let actor = Actor {
            id: "new".into(),
            name: "New actor".into(),
            ..Actor::default()
        };
        let edit = Edit::append("new actor", &dataset, actor);
        let with_actor = dataset.after(&edit).unwrap();
        let after = placed_after(&before, read(&with_actor), &measure, TO_THE_END).unwrap();
        let count = before.places.at.len();
        assert_eq!(after.places.at[..count], before.places.at[..]);
        let again = placed_after(&after, read(&dataset), &measure, TO_THE_END).unwrap();
        assert_eq!(
            again.places.at, before.places.at,
            "also when it is gone again"
        );
    }

    #[test]
    fn whoever_is_in_another_group_for_a_while_moves_nobody_and_comes_back() {
        let dataset = sample();
        let measure = Measure::new();
        let before = placed(read(&dataset), &measure, TO_THE_END).unwrap();
        let group = dataset.groups.iter().next().unwrap().id.clone();
        for (n, (handle, actor)) in dataset.actors.entries().enumerate().step_by(5) {
            if actor.group.as_ref() == Some(&group) {
                continue;
            }
            let change = |actor: &mut Actor| actor.group = Some(group.clone());
            let edit = Edit::put("group", &dataset, handle, change).unwrap();
            let elsewhere = dataset.after(&edit).unwrap();
            let away = placed_after(&before, read(&elsewhere), &measure, TO_THE_END).unwrap();
            let is_on_another = away.places.at.iter().enumerate().any(|(other, at)| {
                let radius = |n: usize| away.graph.nodes[n].radius / map::UNIT;
                other != n && at.distance(away.places.at[n]) < radius(n) + radius(other)
            });
            assert!(!is_on_another, "{}", actor.name);
            let back = placed_after(&away, read(&dataset), &measure, TO_THE_END).unwrap();
            for (is, was) in back.places.at.iter().zip(before.places.at.iter()) {
                assert!(is.distance(*was) < 1e-3, "{}", actor.name);
            }
        }
    }

    #[test]
    fn a_pin_after_a_new_tie_moves_nobody_else() {
        let mut dataset = Dataset::default();
        for id in ["a", "b", "c"] {
            let actor = Actor {
                id: id.into(),
                name: id.into(),
                ..Actor::default()
            };
            dataset = dataset
                .after(&Edit::append("actor", &dataset, actor))
                .unwrap();
        }
        let measure = Measure::new();
        let before = placed(read(&dataset), &measure, TO_THE_END).unwrap();
        let tie = Relation {
            id: "r".into(),
            from: "a".into(),
            to: "b".into(),
            ..Relation::default()
        };
        let with_tie = dataset
            .after(&Edit::append("relation", &dataset, tie))
            .unwrap();
        let tied = placed_after(&before, read(&with_tie), &measure, TO_THE_END).unwrap();
        assert_eq!(tied.places, before.places);
        let mut pinned = with_tie.clone();
        let pin = Pin {
            actor: "b".into(),
            at: [1.5, 1.5],
        };
        pinned.pins = std::iter::once(pin).collect();
        let after = placed_after(&tied, read(&pinned), &measure, TO_THE_END).unwrap();
        let others = |placed: &Placed| [placed.places.at[0], placed.places.at[2]];
        assert_eq!(others(&after), others(&before));
    }

    #[test]
    fn a_new_event_makes_its_actors_larger_and_moves_nobody() {
        let dataset = sample();
        let measure = Measure::new();
        let before = placed(read(&dataset), &measure, TO_THE_END).unwrap();
        let (handle, event) = dataset.events.entries().next().unwrap();
        let actor = dataset.actors.iter().find(|a| a.id.as_str() == "macron");
        let actor = actor.unwrap().id.clone();
        assert!(event.participants.iter().all(|p| p.actor != actor));
        let change = |event: &mut Event| {
            event.participants.push(Participant {
                actor: actor.clone(),
                ..Participant::default()
            });
        };
        let mut with = dataset.clone();
        for _ in 0..40 {
            let mut copy = dataset.events.get(handle).unwrap().clone();
            change(&mut copy);
            let edit = Edit::append("event", &with, copy);
            with = with.after(&edit).unwrap();
        }
        let after = placed_after(&before, read(&with), &measure, TO_THE_END).unwrap();
        assert_eq!(after.places, before.places);
        let place = after
            .of
            .index
            .actor(dataset.actors.find(actor.as_str()).unwrap().0);
        let radius = |placed: &Placed| placed.graph.nodes[place.unwrap() as usize].radius;
        assert!(radius(&after) > radius(&before) * 1.2);
    }

    #[test]
    fn whoever_comes_back_stands_where_they_stood() {
        let dataset = sample();
        let measure = Measure::new();
        let before = placed(read(&dataset), &measure, TO_THE_END).unwrap();
        for (handle, actor) in dataset.actors.entries().step_by(7) {
            let edit = Edit::remove::<Actor>("deletion", &dataset, handle).unwrap();
            let without = dataset.after(&edit).unwrap();
            let gone = placed_after(&before, read(&without), &measure, TO_THE_END).unwrap();
            assert_eq!(gone.places.at.len() + 1, before.places.at.len());
            let back = placed_after(&gone, read(&dataset), &measure, TO_THE_END).unwrap();
            for (is, was) in back.places.at.iter().zip(before.places.at.iter()) {
                let far = is.distance(*was);
                assert!(far < 1e-3, "{} is {far} off", actor.name);
            }
        }
    }
}
