//! Ids made from names.

use super::Id;
use std::collections::{HashMap, HashSet};

/// Lower case letters and digits of any script, hyphens between.
fn plain_id(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase).take(1000) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id: String = id.chars().take(60).collect();
    match id.trim_end_matches('-') {
        "" => "item".to_owned(),
        id => id.to_owned(),
    }
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

    /// An id made from a name, now in use.
    pub fn make(&mut self, name: &str) -> Id {
        let plain = plain_id(name);
        let mut id = Id::new(&plain);
        while self.taken.contains_key(&id) {
            let Some(number) = self.taken.get_mut(&*plain) else {
                break;
            };
            id = Id::new(&format!("{plain}-{number}"));
            *number += 1;
        }
        self.taken.insert(id.clone(), 2);
        id
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
