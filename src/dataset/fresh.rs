//! Ids made from names.

use super::Id;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// How many characters of a name an id has.
const LONGEST: usize = 60;

/// Lower case letters and digits of any script, hyphens between.
fn plain_id(name: &str) -> String {
    let mut id = String::with_capacity(LONGEST);
    let mut length = 0;
    for c in name.chars().flat_map(char::to_lowercase).take(1000) {
        if length == LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            id.push(c);
            length += 1;
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
            length += 1;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() {
        id.push_str("item");
    }
    id
}

/// An id made from a name: lower case letters and digits of any script, hyphens between, and a
/// number where two would be the same.
pub fn fresh_id<'a>(name: &str, taken: impl Iterator<Item = &'a Id>) -> Id {
    let id = plain_id(name);
    let alike: HashSet<&str> = taken
        .map(Id::as_str)
        .filter(|t| t.starts_with(&id))
        .collect();
    if !alike.contains(&*id) {
        return Id::new(&id);
    }
    (2u64..)
        .map(|n| format!("{id}-{n}"))
        .find(|id| !alike.contains(&**id))
        .map_or_else(Id::default, |id| Id::new(&id))
}

/// Ids made from many names, as [`fresh_id`] makes one.
#[derive(Clone, Debug, Default)]
pub struct FreshIds {
    /// Ids in use, each with the number that the next one of its name may have.
    taken: HashMap<Id, u64, foldhash::fast::RandomState>,
}

impl FreshIds {
    /// Keeps an id for its owner; false if it is in use already.
    pub fn reserve(&mut self, id: &Id) -> bool {
        self.taken.insert(id.clone(), 2).is_none()
    }

    /// Makes room for the ids of so many more.
    pub fn make_room(&mut self, more: usize) {
        self.taken.reserve(more);
    }

    /// An id made from a name, now in use.
    pub fn make(&mut self, name: &str) -> Id {
        let plain = plain_id(name);
        let mut id = Id::new(&plain);
        loop {
            if let Entry::Vacant(free) = self.taken.entry(id.clone()) {
                free.insert(2);
                return id;
            }
            let Some(number) = self.taken.get_mut(&*plain) else {
                return id;
            };
            id = Id::new(&format!("{plain}-{number}"));
            *number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_made_from_names() {
        assert_eq!(
            &*fresh_id("Three-on-three talks!", [].iter()),
            "three-on-three-talks"
        );
        assert_eq!(&*fresh_id("Путин", [].iter()), "путин");
        assert_eq!(&*fresh_id("—", ["item".into()].iter()), "item-2");
    }

    proptest! {
        /// Many at once get what they would get one by one.
        #[test]
        fn many_ids_are_as_single_ones(names in prop::collection::vec("[ab2-]{0,4}", 0..40)) {
            let mut many = FreshIds::default();
            let mut taken: Vec<Id> = Vec::new();
            for name in names {
                let one = fresh_id(&name, taken.iter());
                prop_assert_eq!(many.make(&name), one.clone());
                taken.push(one);
            }
        }
    }
}
