//! Which groups and categories are told apart by hue: all of a few, of many the largest. More hues
//! than eight cannot be told apart, and two of one hue would be read as one. The others
//! share what is neutral.

use super::place::Place;
use crate::dataset::Class;

/// How many parts are told apart; what has no part is in the last.
pub const PARTS: usize = 16;
/// The last part: what belongs to none.
pub const REST: usize = PARTS - 1;
/// The part before it: what belongs to one that has no hue of its own.
pub const OTHERS: usize = PARTS - 2;
/// So many have a hue each; of more than these so many have, and the others share none.
const FEW: usize = 8;
const OF_MANY: usize = 7;

/// The classes, in the order in which they are told.
pub const CLASSES: [Class; 4] = [
    Class::MaterialConflict,
    Class::VerbalConflict,
    Class::VerbalCooperation,
    Class::MaterialCooperation,
];

/// The groups, categories or classes of a dataset that have a hue of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Largest {
    /// In the order in which they are told: of a few as they are listed, of many the largest first.
    places: Vec<Place>,
    /// The part of each in a count.
    part_of: Vec<u8>,
    /// Whether there are others.
    has_others: bool,
}

impl Largest {
    /// Of these sizes; who has a colour that a person chose keeps it, as far as counts have parts.
    pub(super) fn new(sizes: &[u64], is_chosen: &[bool]) -> Self {
        let mut places: Vec<Place> = (0..).zip(sizes).map(|(place, _)| place).collect();
        let size = |place: &Place| sizes.get(*place as usize).copied().unwrap_or(0);
        let is_chosen = |place: &Place| is_chosen.get(*place as usize) == Some(&true);
        if places.len() > FEW {
            // Of equal size as they are listed.
            places.sort_by_key(|place| std::cmp::Reverse(size(place)));
            let mut rank = 0;
            places.retain(|place| {
                rank += 1;
                rank <= OF_MANY || is_chosen(place)
            });
            places.truncate(OTHERS);
        }
        Self::told(places, sizes.len())
    }

    /// These of so many, told in this order.
    pub(super) fn told(places: Vec<Place>, count: usize) -> Self {
        let mut part_of = vec![narrow(OTHERS); count];
        for (part, place) in places.iter().enumerate() {
            if let Some(of) = part_of.get_mut(*place as usize) {
                *of = narrow(part);
            }
        }
        Self {
            has_others: places.len() < count,
            places,
            part_of,
        }
    }

    /// Those with a hue, in the order in which they are told.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Whether there are others, without a hue.
    pub fn has_others(&self) -> bool {
        self.has_others
    }

    /// The part of a count that one stands in; what belongs to none is in the last.
    pub(super) fn part(&self, place: Option<Place>) -> u8 {
        let part = place.and_then(|place| self.part_of.get(place as usize));
        part.copied().unwrap_or(narrow(REST))
    }
}

fn narrow(part: usize) -> u8 {
    u8::try_from(part).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_more_than_eight_the_seven_largest_have_hues() {
        let few = Largest::new(&[1, 9, 2, 8, 3, 7, 4, 6], &[]);
        assert_eq!(few.places(), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(!few.has_others());
        let many = Largest::new(&[1, 9, 2, 8, 3, 7, 4, 6, 6, 0], &[]);
        assert_eq!(many.places(), [1, 3, 5, 7, 8, 6, 4]);
        assert!(many.has_others());
        assert_eq!(many.part(Some(3)), 1);
        assert_eq!(usize::from(many.part(Some(2))), OTHERS);
        assert_eq!(usize::from(many.part(None)), REST);
        let mut chosen = [false; 10];
        chosen[9] = true;
        let chosen = Largest::new(&[1, 9, 2, 8, 3, 7, 4, 6, 6, 0], &chosen);
        assert_eq!(chosen.places(), [1, 3, 5, 7, 8, 6, 4, 9]);
    }
}
