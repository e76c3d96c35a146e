//! What events can be told apart by: the values of each dimension in a dataset, and which of them an
//! event has. Lanes, facets, hues and counts read them here.
//!
//! The words of the dimensions, for menus, files and the command line, are those of [`Dimension`].

use super::hues::{EventHue, Hues};
use super::index::Index;
use super::place::{NOWHERE, Place, Row, as_row};
use crate::dataset::date::{Precision, Traits};
use crate::dataset::instant::DAY;
use crate::dataset::list::{Item, List};
use crate::dataset::{
    ActorKind, Certainty, Class, Dataset, Dimension, Event, Handle, Role, Status, Text,
};
use std::collections::{BTreeSet, HashMap};

/// A value of a dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DimensionValue {
    /// As files and the command line write it: an id, a tag, a word.
    pub key: Text,
    /// As a person reads it.
    pub name: String,
    /// The category, actor, group or source, if it is one.
    pub item: Option<Handle>,
    /// Its colour.
    pub hue: EventHue,
}

/// The values of a dimension in a dataset, in their order.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// What events are told apart by; none: they are not.
    pub of: Option<Dimension>,
    /// What they are called.
    pub all: Vec<DimensionValue>,
    /// Which of them an event has, where the index does not say so.
    of_event: HashMap<Row, Vec<u32>, foldhash::fast::FixedState>,
}

impl Dimension {
    /// Whether an event may have several values of it.
    pub const fn has_several(self) -> bool {
        matches!(
            self,
            Self::Group | Self::Actor | Self::Tag | Self::Source | Self::Kind
        )
    }

    /// What those events are called that have no value of it.
    pub fn without(self) -> String {
        format!("No {}", self.label().to_lowercase())
    }
}

fn word(key: &str, name: &str) -> DimensionValue {
    DimensionValue {
        key: key.into(),
        name: name.to_owned(),
        ..DimensionValue::default()
    }
}

fn items<T: Item>(list: &List<T>, name: impl Fn(&T) -> &str) -> Vec<DimensionValue> {
    let value = |(handle, item): (Handle, &T)| DimensionValue {
        item: Some(handle),
        ..word(item.id(), name(item))
    };
    list.entries().map(value).collect()
}

fn words(all: &[(&str, &str)]) -> Vec<DimensionValue> {
    all.iter().map(|(key, name)| word(key, name)).collect()
}

const MONTHS: [(&str, &str); 12] = [
    ("1", "January"),
    ("2", "February"),
    ("3", "March"),
    ("4", "April"),
    ("5", "May"),
    ("6", "June"),
    ("7", "July"),
    ("8", "August"),
    ("9", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
];

impl Values {
    /// Of a dataset, with the colours that they have.
    pub fn new(of: Option<Dimension>, dataset: &Dataset, index: &Index, hues: &Hues) -> Self {
        let mut values = of.map_or_else(Self::default, |of| Self::of(of, dataset));
        for (place, value) in values.all.iter_mut().enumerate() {
            let hue = match of {
                Some(Dimension::Category) => hues.categories.get(place).copied(),
                Some(Dimension::Group) => hues.groups.get(place).copied(),
                Some(Dimension::Actor) => Some(hues.actor(index, as_row(place))),
                Some(Dimension::Class) => Class::ALL.get(place).copied().map(EventHue::Class),
                _ => None,
            };
            value.hue = hue.unwrap_or_default();
        }
        values
    }

    /// Of a dataset, without colours.
    pub fn of(of: Dimension, dataset: &Dataset) -> Self {
        let all = match of {
            Dimension::Category => items(&dataset.categories, |category| &category.name),
            Dimension::Group => items(&dataset.groups, |group| &group.name),
            Dimension::Actor => items(&dataset.actors, |actor| actor.short_name()),
            Dimension::Source => items(&dataset.sources, |source| &source.title),
            Dimension::Status => words(Status::WORDS),
            Dimension::Certainty => words(Certainty::WORDS),
            Dimension::Class => words(Class::WORDS),
            Dimension::Kind => words(ActorKind::WORDS),
            Dimension::Month => words(&MONTHS),
            Dimension::Weekday => words(&WEEKDAYS),
            Dimension::Place | Dimension::Tag => free(of, dataset),
        };
        let mut values = Self {
            of: Some(of),
            all,
            ..Self::default()
        };
        if matches!(of, Dimension::Place | Dimension::Tag | Dimension::Source) {
            values.read(dataset);
        }
        values
    }

    /// Reads of each event what the index does not say.
    fn read(&mut self, dataset: &Dataset) {
        let keys = self.all.iter().zip(0u32..);
        let mut places: HashMap<&str, u32, foldhash::fast::FixedState> = HashMap::default();
        for (value, place) in keys {
            places.entry(&value.key).or_insert(place);
        }
        let mut found = Vec::new();
        for (row, event) in dataset.events.iter().enumerate() {
            let mut tell = |key: &str| found.extend(places.get(key).copied());
            if let Some(of) = self.of {
                tell_texts(of, event, &mut tell);
            }
            if !found.is_empty() {
                self.of_event
                    .insert(as_row(row), std::mem::take(&mut found));
            }
        }
    }

    /// Tells each value that an event has, with what it did there; the same may come twice. Who is
    /// only mentioned gives none.
    pub fn of_event(&self, index: &Index, row: Row, mut tell: impl FnMut(usize, Role)) {
        let at = row as usize;
        let mut known = |place: Option<Place>| {
            if let Some(place) = place.filter(|place| *place != NOWHERE) {
                tell(place as usize, Role::Participant);
            }
        };
        let Some(of) = self.of else { return };
        match of {
            Dimension::Category => known(index.category.get(at).copied()),
            Dimension::Status => known(index.status.get(at).map(|status| *status as u32)),
            Dimension::Certainty => known(index.certainty.get(at).map(|c| *c as u32)),
            Dimension::Class => known(index.class.get(at).copied().flatten().map(|c| c as u32)),
            Dimension::Place | Dimension::Tag | Dimension::Source => {
                let all = self.of_event.get(&row).into_iter().flatten();
                all.for_each(|place| known(Some(*place)));
            }
            Dimension::Month | Dimension::Weekday => {
                // Of a year no month is known, and of a month no day of the week.
                let coarsest = match of {
                    Dimension::Month => Precision::Month,
                    _ => Precision::Day,
                };
                let is_known = |traits: Traits| traits.precision <= coarsest;
                let Some(anchor) = index
                    .anchor(row)
                    .filter(|_| index.traits(row).is_some_and(is_known))
                else {
                    return;
                };
                let civil = index.axis.civil(anchor);
                known(Some(match of {
                    Dimension::Month => u32::from(civil.month) - 1,
                    _ => weekday(civil.seconds().div_euclid(DAY)),
                }));
            }
            Dimension::Group | Dimension::Actor | Dimension::Kind => {
                let all = index.participants(row);
                for (actor, role) in all.filter(|(_, role)| *role != Role::Mentioned) {
                    let place = match of {
                        Dimension::Group => index.group_of.get(actor as usize).copied(),
                        Dimension::Kind => index.kind_of.get(actor as usize).map(|k| *k as u32),
                        _ => Some(actor),
                    };
                    if let Some(place) = place.filter(|place| *place != NOWHERE) {
                        tell(place as usize, role);
                    }
                }
            }
        }
    }
}

/// Monday is 0.
fn weekday(days: i64) -> u32 {
    u32::from(crate::dataset::instant::weekday(days))
}

/// Tells the texts by which an event has values that the index does not know.
fn tell_texts(of: Dimension, event: &Event, tell: &mut dyn FnMut(&str)) {
    match of {
        Dimension::Place => {
            let name = event
                .more
                .place
                .as_ref()
                .and_then(|place| place.name.as_deref());
            name.into_iter().for_each(tell);
        }
        Dimension::Tag => event.more.notes.tags.iter().for_each(|tag| tell(tag)),
        Dimension::Source => event
            .citations
            .iter()
            .for_each(|citation| tell(&citation.source)),
        Dimension::Group
        | Dimension::Actor
        | Dimension::Category
        | Dimension::Status
        | Dimension::Certainty
        | Dimension::Class
        | Dimension::Kind
        | Dimension::Month
        | Dimension::Weekday => {}
    }
}

/// Every text of the events, once, in order.
fn free(of: Dimension, dataset: &Dataset) -> Vec<DimensionValue> {
    let mut all: BTreeSet<Text> = BTreeSet::new();
    for event in dataset.events.iter() {
        tell_texts(of, event, &mut |text| {
            if !all.contains(text) {
                all.insert(text.into());
            }
        });
    }
    all.iter().map(|text| word(text, text)).collect()
}
