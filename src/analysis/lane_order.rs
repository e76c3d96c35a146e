//! The order of actors' lanes: by group, and within each so that the lines are short which join the
//! lanes of one event.
//!
//! Barycentre passes (Sugiyama, Tagawa and Toda 1981, "Methods for Visual Understanding of
//! Hierarchical System Structures"): each event stands in the middle of its lanes, each lane moves
//! to the mean place of its events, several times, and the best order on the way is kept. Then each
//! lane is tried at every place of its group (sifting; Matuszewski, Schönfeld and Molitor 1999).
//! The list's own order stays where it is nearly as good. Filters do not change it.

use super::index::Index;
use super::place::{NOWHERE, Place, as_row};
use crate::dataset::Role;

/// Of more events or lanes than this the list's order is taken.
const MOST_EVENTS: usize = 20_000;
const MOST_LANES: usize = 200;
/// Who takes part in an event with more actors than this stands far from them anywhere.
const MOST_ACTORS: usize = 30;
/// After so many passes little changes, and after so many rounds of trying.
const PASSES: usize = 12;
const ROUNDS: usize = 4;
/// A round of trying looks at no more ends of lines than this.
const EFFORT: usize = 3_000_000;

/// All actors, by their places, in the order of their lanes.
pub(super) fn of_actors(index: &Index) -> Vec<usize> {
    let count = index.actor_count();
    let group = |actor: &usize| index.group_of.get(*actor).copied().unwrap_or(NOWHERE);
    let mut listed: Vec<usize> = (0..count).collect();
    // Who is in no group comes last.
    listed.sort_by_key(group);
    if index.len() > MOST_EVENTS {
        return listed;
    }
    let (is_active, events) = shared(index);
    let (active, idle): (Vec<usize>, Vec<usize>) = listed
        .into_iter()
        .partition(|actor| is_active.get(*actor) == Some(&true));
    let own = length(&places(&active, count), &events);
    let mut best = (own, active.clone());
    if active.len() <= MOST_LANES {
        let mut order = active.clone();
        for _ in 0..PASSES {
            order = after_a_pass(&order, &places(&order, count), &events, &group);
            let length = length(&places(&order, count), &events);
            if length < best.0 {
                best = (length, order.clone());
            }
        }
        let ends = events.iter().map(Vec::len).sum::<usize>() + count;
        if active.len() * active.len() * ends <= EFFORT {
            best = tried(best, count, &events, &group);
        }
    }
    let is_as_good = own * 10 <= best.0 * 11;
    let chosen = if is_as_good { active } else { best.1 };
    chosen.into_iter().chain(idle).collect()
}

/// Whether each actor has a lane, and the actors of each dated event that stands in several.
fn shared(index: &Index) -> (Vec<bool>, Vec<Vec<usize>>) {
    let mut is_active = vec![false; index.actor_count()];
    let mut events = Vec::new();
    for row in (0..index.len()).map(as_row) {
        if index.reach(row).is_none() {
            continue;
        }
        let acting = index.participants(row);
        let acting = acting.filter(|(_, role)| *role != Role::Mentioned);
        let mut actors: Vec<usize> = acting.map(|(actor, _)| actor as usize).collect();
        for actor in &actors {
            if let Some(is_active) = is_active.get_mut(*actor) {
                *is_active = true;
            }
        }
        actors.sort_unstable();
        actors.dedup();
        if (2..=MOST_ACTORS).contains(&actors.len()) {
            events.push(actors);
        }
    }
    (is_active, events)
}

/// The place of each actor in an order.
fn places(order: &[usize], count: usize) -> Vec<u32> {
    let mut places = vec![0; count];
    for (place, actor) in (0..).zip(order) {
        if let Some(known) = places.get_mut(*actor) {
            *known = place;
        }
    }
    places
}

/// How long the lines of all events are together, in lanes.
fn length(places: &[u32], events: &[Vec<usize>]) -> u64 {
    let of_event = |actors: &Vec<usize>| {
        let at = actors.iter().filter_map(|actor| places.get(*actor));
        let (first, last) = at.fold((u32::MAX, 0), |(first, last), place| {
            (first.min(*place), last.max(*place))
        });
        u64::from(last.saturating_sub(first))
    };
    events.iter().map(of_event).sum()
}

/// Lanes in order of the mean places of their events; groups stay.
fn after_a_pass(
    order: &[usize],
    places: &[u32],
    events: &[Vec<usize>],
    group: &dyn Fn(&usize) -> Place,
) -> Vec<usize> {
    let place = |actor: &usize| places.get(*actor).copied().map_or(0.0, f64::from);
    // The sum of the middles of each lane's events, and how many they are.
    let mut asked = vec![(0.0, 0u32); places.len()];
    for actors in events {
        let sum: f64 = actors.iter().map(place).sum();
        let middle = sum / f64::from(as_row(actors.len()));
        for actor in actors {
            if let Some((total, count)) = asked.get_mut(*actor) {
                *total += middle;
                *count += 1;
            }
        }
    }
    let wanted = |actor: &usize| match asked.get(*actor) {
        Some((total, count)) if *count > 0 => total / f64::from(*count),
        _ => place(actor),
    };
    let mut next = order.to_vec();
    next.sort_by(|a, b| {
        let groups = group(a).cmp(&group(b));
        groups.then(wanted(a).total_cmp(&wanted(b)))
    });
    next
}

/// Puts each lane where the lines are shortest, within its group, while that helps.
fn tried(
    mut best: (u64, Vec<usize>),
    count: usize,
    events: &[Vec<usize>],
    group: &dyn Fn(&usize) -> Place,
) -> (u64, Vec<usize>) {
    for _ in 0..ROUNDS {
        let before = best.0;
        for actor in best.1.clone() {
            let mut rest = best.1.clone();
            rest.retain(|other| *other != actor);
            let is_own = |other: &usize| group(other) == group(&actor);
            let (first, last) = (rest.iter().position(is_own), rest.iter().rposition(is_own));
            let (Some(first), Some(last)) = (first, last) else {
                continue;
            };
            for at in first..=last + 1 {
                let mut order = rest.clone();
                order.insert(at, actor);
                let length = length(&places(&order, count), events);
                if length < best.0 {
                    best = (length, order);
                }
            }
        }
        if best.0 == before {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::TO_THE_END;
    use crate::dataset::date::Margins;
    use crate::dataset::{Actor, Dataset, Event, Group, Id, Participant};

    /// The ids of the actors in the order of their lanes. Each event joins some of them.
    fn ordered(actors: &[(&str, Option<&str>)], events: &[&str]) -> String {
        let actor = |(id, group): &(&str, Option<&str>)| Actor {
            id: (*id).into(),
            name: (*id).into(),
            group: group.map(Id::new),
            ..Actor::default()
        };
        let event = |(n, who): (usize, &&str)| {
            let mut event = Event::titled(Id::new(&format!("e{n}")), "Event");
            event.when = Some("2025-08-15".into());
            let with = who.chars().map(|id| Participant {
                actor: Id::new(&id.to_string()),
                ..Participant::default()
            });
            event.participants.extend(with);
            event
        };
        let group = |id: &str| Group {
            id: id.into(),
            name: id.into(),
            ..Group::default()
        };
        let dataset = Dataset {
            groups: ["x", "y"].map(group).into_iter().collect(),
            actors: actors.iter().map(actor).collect(),
            events: events.iter().enumerate().map(event).collect(),
            ..Dataset::default()
        };
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let order = of_actors(&index).into_iter();
        order.map(|actor| actors[actor].0).collect()
    }

    const ALONE: [(&str, Option<&str>); 6] = [
        ("a", None),
        ("b", None),
        ("c", None),
        ("d", None),
        ("e", None),
        ("f", None),
    ];

    #[test]
    fn who_shares_events_stands_together() {
        let order = ordered(&ALONE, &["af", "af", "af", "be", "be", "be", "cd"]);
        let place = |id: &str| order.find(id).unwrap();
        for (one, other) in [("a", "f"), ("b", "e"), ("c", "d")] {
            assert_eq!(place(one).abs_diff(place(other)), 1, "{order}");
        }
    }

    #[test]
    fn the_order_of_the_list_stays_where_it_is_as_good() {
        assert_eq!(ordered(&ALONE, &["ab", "bc", "cd", "de", "ef"]), "abcdef");
        assert_eq!(ordered(&ALONE, &[]), "abcdef");
    }

    #[test]
    fn groups_stay_together_in_their_order() {
        let actors = [
            ("a", Some("y")),
            ("b", Some("x")),
            ("c", None),
            ("d", Some("y")),
            ("e", Some("x")),
        ];
        // Whose events are with the next group stands beside it.
        assert_eq!(ordered(&actors, &["ab", "cd", "e"]), "ebadc");
        let order = ordered(&actors, &["ae", "ae", "ae", "bd", "c"]);
        assert_eq!(order, "beadc", "as in the list, group by group");
    }
}
