//! Where actors stood on the map when a dataset was saved, so that it opens as it was seen.

use super::{Actor, Dataset, Handle, Id, Stand};
use std::collections::{HashMap, HashSet};

/// Most actors whose places a file holds: a map of more is laid out anew when it is opened.
pub const MOST_PLACES: usize = 2_000;

impl Stand {
    /// Where an actor stands, to two decimals: as fine as anyone can see.
    pub fn new(actor: Id, at: [f64; 2]) -> Self {
        // Adding nothing makes a plain zero of a negative one.
        let at = at.map(|number| (number * 100.0).round() / 100.0 + 0.0);
        Self { actor, at }
    }
}

impl Dataset {
    /// This dataset with the places of a map, as a save writes them: one for each actor that stands
    /// somewhere, in the order of the actors, then those of what is no actor. `at` says where the
    /// first, second, third actor of the list stands, counted from 0. A place that is known already
    /// keeps its handle, so that edits made before can be undone. With more than [`MOST_PLACES`]
    /// actors everything stays as it is.
    #[must_use]
    pub fn with_places(&self, at: impl Fn(usize) -> Option<[f64; 2]>) -> Self {
        let mut all = self.clone();
        if self.actors.len() > MOST_PLACES {
            return all;
        }
        let known = self
            .places
            .entries()
            .map(|(handle, stand)| (&stand.actor, handle));
        let mut known: HashMap<&Id, Handle> = known.collect();
        let mut met: HashSet<&Id> = HashSet::new();
        let mut next = 0;
        for (n, Actor { id, .. }) in self.actors.iter().enumerate() {
            // Of two with one id the first counts; what has none cannot be named.
            let is_first = !id.is_empty() && met.insert(id);
            let Some(stand) = at(n)
                .filter(|_| is_first)
                .map(|at| Stand::new(id.clone(), at))
            else {
                continue;
            };
            let handle = known
                .remove(id)
                .filter(|handle| all.places.get(*handle).is_some());
            if let Some(handle) = handle {
                all.places.put(handle, stand);
                next = all.places.place(handle).map_or(next, |place| place + 1);
            } else {
                let handle = all.places.next_handle();
                all.places.insert(next, handle, stand);
                next += 1;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::edit::Edit;

    fn dataset(count: usize) -> Dataset {
        let actor = |n: usize| Actor {
            id: Id::new(&format!("a{n}")),
            ..Actor::default()
        };
        let kept = Stand::new("nobody".into(), [1.0, 2.0]);
        Dataset {
            actors: (0..count).map(actor).collect(),
            places: std::iter::once(kept).collect(),
            ..Dataset::default()
        }
    }

    #[test]
    fn places_stand_in_the_order_of_the_actors_to_two_decimals() {
        let before = dataset(3);
        let at = |n: usize| (n != 1).then_some([f64::from(u8::from(n > 1)) + 0.126, -0.001]);
        let after = before.with_places(at);
        let told: Vec<(&str, [f64; 2])> = after.places.iter().map(|s| (&*s.actor, s.at)).collect();
        let expected = [
            ("a0", [0.13, 0.0]),
            ("a2", [1.13, 0.0]),
            ("nobody", [1.0, 2.0]),
        ];
        assert_eq!(told, expected, "who stands nowhere has no place");
        assert!(told.iter().all(|(_, at)| at[1].is_sign_positive()));
        // It is an edit like any other.
        let edit = Edit::between("arranging anew", &before, &after);
        assert_eq!(before.after(&edit).unwrap(), after);
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);
        assert_eq!(after.with_places(at), after);
    }

    #[test]
    fn what_was_done_before_places_were_written_can_be_undone() {
        let before = dataset(3).with_places(|_| Some([0.0, 0.0]));
        let handle = before.places.find("a1").unwrap().0;
        let edit = Edit::remove::<Stand>("deletion", &before, handle).unwrap();
        let without = before.after(&edit).unwrap();
        let saved = without.with_places(|n| (n != 1).then_some([1.0, 1.0]));
        let back = saved.after(&edit.inverse()).unwrap();
        assert_eq!(back.places.find("a1").unwrap().0, handle);
        assert_eq!(back.places.len(), 4);
    }

    #[test]
    fn many_actors_have_no_places() {
        let few = dataset(MOST_PLACES).with_places(|_| Some([0.0, 0.0]));
        assert_eq!(few.places.len(), MOST_PLACES + 1);
        let many = dataset(MOST_PLACES + 1);
        assert_eq!(many.with_places(|_| Some([0.0, 0.0])), many);
    }
}
