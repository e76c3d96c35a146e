//! Where actors stood on the map when a dataset was saved, so that it opens as it was seen.

use super::{Actor, Dataset, Id, List, Stand};
use std::collections::HashSet;

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
    /// first, second, third actor of the list stands, counted from 0. With more than
    /// [`MOST_PLACES`] actors everything stays as it is.
    #[must_use]
    pub fn with_places(&self, at: impl Fn(usize) -> Option<[f64; 2]>) -> Self {
        if self.actors.len() > MOST_PLACES {
            return self.clone();
        }
        let mut met: HashSet<&Id> = HashSet::new();
        let mut places: Vec<Stand> = Vec::new();
        for (n, Actor { id, .. }) in self.actors.iter().enumerate() {
            // Of two with one id the first counts; what has none cannot be named.
            let is_first = !id.is_empty() && met.insert(id);
            let place = at(n).filter(|_| is_first);
            places.extend(place.map(|place| Stand::new(id.clone(), place)));
        }
        let others = self.places.iter().filter(|s| !met.contains(&s.actor));
        places.extend(others.cloned());
        Self {
            places: places.into_iter().collect::<List<Stand>>(),
            ..self.clone()
        }
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
    fn many_actors_have_no_places() {
        let few = dataset(MOST_PLACES).with_places(|_| Some([0.0, 0.0]));
        assert_eq!(few.places.len(), MOST_PLACES + 1);
        let many = dataset(MOST_PLACES + 1);
        assert_eq!(many.with_places(|_| Some([0.0, 0.0])), many);
    }
}
