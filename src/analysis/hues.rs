//! Which colour an event, actor, category or group gets.
//!
//! A slot is what a person chose, or the next of the palette that nobody chose, in the order of
//! the list. One hue has one meaning in both views (look.md).

use super::colour_by::ColourBy;
use super::index::Index;
use super::largest::Largest;
use super::place::{Place, Row};
use crate::dataset::{Class, Dataset, Text};

/// A colour by meaning: the views turn it into one of the theme's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EventHue {
    /// Belongs to nothing that has a colour.
    #[default]
    Neutral,
    /// Of the palette.
    Slot(u8),
    /// `#rrggbb`
    Own([u8; 3]),
    /// Of a class.
    Class(Class),
}

/// Of each class where all are told by their tone, in the order of [`Class::ALL`].
const TONE_HUES: [EventHue; 4] = [
    EventHue::Class(Class::MaterialCooperation),
    EventHue::Class(Class::MaterialCooperation),
    EventHue::Class(Class::MaterialConflict),
    EventHue::Class(Class::MaterialConflict),
];

/// Each class's, in the order of [`Class::ALL`].
const CLASS_HUES: [EventHue; 4] = [
    EventHue::Class(Class::VerbalCooperation),
    EventHue::Class(Class::MaterialCooperation),
    EventHue::Class(Class::VerbalConflict),
    EventHue::Class(Class::MaterialConflict),
];

/// The hues of a dataset's groups and categories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hues {
    /// Each group's.
    pub groups: Vec<EventHue>,
    /// Each category's.
    pub categories: Vec<EventHue>,
}

impl Hues {
    /// Of a dataset. `palette` are the names of the palette's hues, in the order in which they
    /// are given out. Past eight groups or categories only the largest have one.
    pub fn new(dataset: &Dataset, index: &Index, palette: &[&str]) -> Self {
        let groups: Vec<_> = dataset.groups.iter().map(|g| g.colour.as_ref()).collect();
        let categories: Vec<_> = dataset
            .categories
            .iter()
            .map(|c| c.colour.as_ref())
            .collect();
        Self {
            groups: given(&groups, index.largest(ColourBy::Group), palette),
            categories: given(&categories, index.largest(ColourBy::Category), palette),
        }
    }

    /// Of what is told apart: the groups, categories or classes.
    fn of(&self, index: &Index, by: ColourBy) -> &[EventHue] {
        match by {
            // What is hostile or friendly by its tone alone has the hues of the tone's ends.
            ColourBy::Class if !index.has_acts => &TONE_HUES,
            ColourBy::Group => &self.groups,
            ColourBy::Category => &self.categories,
            ColourBy::Class => &CLASS_HUES,
        }
    }

    /// An event's.
    pub fn event(&self, index: &Index, row: Row, by: ColourBy) -> EventHue {
        hue(self.of(index, by), index.coloured_by(row, by))
    }

    /// That of a part of a count.
    pub fn part(&self, index: &Index, by: ColourBy, part: usize) -> EventHue {
        let place = index.largest(by).places().get(part);
        hue(self.of(index, by), place.copied())
    }

    /// An actor's: its group's.
    pub fn actor(&self, index: &Index, actor: Place) -> EventHue {
        hue(&self.groups, index.group_of.get(actor as usize).copied())
    }
}

fn hue(hues: &[EventHue], place: Option<Place>) -> EventHue {
    place
        .and_then(|p| hues.get(p as usize))
        .copied()
        .unwrap_or_default()
}

fn given(chosen: &[Option<&Text>], largest: &Largest, palette: &[&str]) -> Vec<EventHue> {
    let chosen: Vec<Option<EventHue>> = chosen
        .iter()
        .map(|c| c.and_then(|c| named(c, palette)))
        .collect();
    let slots = u8::try_from(palette.len()).unwrap_or(u8::MAX).max(1);
    let free: Vec<u8> = (0..slots)
        .filter(|s| !chosen.contains(&Some(EventHue::Slot(*s))))
        // What is neutral is that of the others.
        .filter(|s| !largest.has_others() || palette.get(usize::from(*s)) != Some(&"slate"))
        .collect();
    let mut free = free.into_iter();
    let mut hues = vec![EventHue::Neutral; chosen.len()];
    for place in largest.places() {
        let own = chosen.get(*place as usize).copied().flatten();
        // Where all hues are chosen, what nobody chose for has none.
        let hue = own.or_else(|| free.next().map(EventHue::Slot));
        if let (Some(of), Some(hue)) = (hues.get_mut(*place as usize), hue) {
            *of = hue;
        }
    }
    // A colour that a person chose stays, however small what has it is.
    for (of, own) in hues.iter_mut().zip(chosen) {
        *of = own.unwrap_or(*of);
    }
    hues
}

/// The hue that a person chose: a name of the palette, or `#rrggbb`.
pub fn named(colour: &str, palette: &[&str]) -> Option<EventHue> {
    if let Some(slot) = palette.iter().position(|name| *name == colour) {
        return u8::try_from(slot).ok().map(EventHue::Slot);
    }
    let hex = colour
        .strip_prefix('#')
        .filter(|h| h.len() == 6 && h.is_ascii())?;
    let [_, r, g, b] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
    Some(EventHue::Own([r, g, b]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Event;

    #[test]
    fn chosen_hues_stay_and_the_rest_is_given_out_in_order() {
        let palette = ["blue", "orange", "purple"];
        let colours: Vec<Option<Text>> = [None, Some("blue"), None, Some("#102030"), None]
            .map(|c| c.map(Text::from))
            .to_vec();
        let colours: Vec<Option<&Text>> = colours.iter().map(Option::as_ref).collect();
        assert_eq!(
            given(&colours, &Largest::new(&[1; 5], &[]), &palette),
            [
                EventHue::Slot(1),
                EventHue::Slot(0),
                EventHue::Slot(2),
                EventHue::Own([16, 32, 48]),
                EventHue::Neutral,
            ]
        );
    }

    #[test]
    fn lanes_and_hues_fall_back_to_what_there_is() {
        use crate::analysis::LaneBy;
        use crate::dataset::{Actor, Category, Group, Id};
        let titled = |n: usize| Event::titled(Id::new(&format!("e{n}")), "Event");
        let mut dataset = Dataset::default();
        let fitting = |dataset: &Dataset| {
            let lanes = LaneBy::GROUP.fitting(dataset);
            (lanes, ColourBy::Group.fitting(dataset))
        };
        // Nothing yet: what was meant.
        assert_eq!(fitting(&dataset), (LaneBy::GROUP, ColourBy::Group));
        dataset.events = (0..3).map(titled).collect();
        assert_eq!(fitting(&dataset), (LaneBy::NONE, ColourBy::Group));
        let actor = |n: usize| Actor {
            id: Id::new(&format!("a{n}")),
            ..Actor::default()
        };
        dataset.actors = (0..13).map(actor).collect();
        assert_eq!(fitting(&dataset), (LaneBy::NONE, ColourBy::Group));
        // Who asks for them has lanes of many actors.
        assert_eq!(LaneBy::ACTOR.fitting(&dataset), LaneBy::ACTOR);
        dataset.actors = (0..12).map(actor).collect();
        assert_eq!(fitting(&dataset), (LaneBy::ACTOR, ColourBy::Group));
        dataset.events = (0..3)
            .map(|n| {
                let mut event = titled(n);
                event.tone = Some(3.0).into();
                event
            })
            .collect();
        assert_eq!(fitting(&dataset), (LaneBy::ACTOR, ColourBy::Class));
        dataset.categories = std::iter::once(Category::default()).collect();
        assert_eq!(fitting(&dataset), (LaneBy::CATEGORY, ColourBy::Category));
        let in_group = |n: usize| Actor {
            group: Some(Id::new("g")),
            ..actor(n)
        };
        dataset.groups = std::iter::once(Group::default()).collect();
        dataset.actors = (0..12).map(in_group).collect();
        assert_eq!(fitting(&dataset), (LaneBy::GROUP, ColourBy::Group));
    }
}
