//! Where the actors stand on the map: after an edit as before it, as far as that can be.

use super::derived::Indexed;
use crate::analysis::place::NOWHERE;
use crate::analysis::{Place, Ties};
use crate::dataset::Handle;
use crate::dataset::Progress;
use crate::map::{self, Graph, Places, Slot};
use crate::scene::{Measure, Pos2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The seed of the map.
const SEED: u64 = 1;

/// Where the actors stand.
pub struct Placed {
    /// Of which dataset.
    pub indexed: Arc<Indexed>,
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
    pub fn nobody(indexed: Arc<Indexed>) -> Self {
        Self {
            indexed,
            graph: Graph::default(),
            places: Places::default(),
            all_ties: 0,
            gone: BTreeMap::new(),
        }
    }
}

/// Where everyone stands: as the dataset says, whoever it does not know near those to whom they are
/// joined; laid out from nothing where it says nothing. None if it was stopped.
pub fn placed(of: Arc<Indexed>, measure: &Measure, report: Progress<'_>) -> Option<Placed> {
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
        indexed: of,
    })
}

/// As [`placed`]; but whoever stood on the map before stays, and where neither actors nor pins nor
/// places have changed, only how much each takes part is new.
pub(crate) fn placed_after(
    before: &Placed,
    of: Arc<Indexed>,
    measure: &Measure,
    report: Progress<'_>,
) -> Option<Placed> {
    if before.indexed.shape == of.shape {
        let ties = Ties::of_all(&of.index, report)?;
        let graph = Graph::new(&of.dataset, &of.index, &ties, measure);
        return Some(Placed {
            graph,
            places: before.places.clone(),
            all_ties: ties.ties.len(),
            gone: before.gone.clone(),
            indexed: of,
        });
    }
    let is_anew = of.dataset.places.is_empty() && !before.indexed.dataset.places.is_empty();
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
    report: Progress<'_>,
) -> Option<Placed> {
    let (old, new) = (&before.indexed, of);
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
        indexed: of.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::derived::indexed;
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::edit::Edit;
    use crate::dataset::{Actor, Dataset, Event, Participant, Pin, Relation};
    use crate::files;
    use std::path::Path;

    fn sample() -> Dataset {
        let bytes = super::super::document::SAMPLE.as_bytes().to_vec();
        let opened = files::open(bytes, Path::new("a.detente"), TO_THE_END);
        opened.unwrap().dataset
    }

    fn read(dataset: &Dataset) -> Arc<Indexed> {
        let indexed = indexed((1, 0), dataset.clone(), None, TO_THE_END);
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
            .indexed
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
