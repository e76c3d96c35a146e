//! How many events of each colour stand in a stretch of a lane: prefix counts, so that a stretch
//! costs the same however many events it holds.

use super::colour_by::ColourBy;
use super::index::Index;
use super::largest::{CLASSES, OTHERS, PARTS};
use super::place::{BLOCK, Row};
use crate::dataset::{Class, Dataset};
use std::ops::Range;

/// A count for each part, in the order of [`Largest::places`](super::largest::Largest::places).
pub type Counts = [u32; PARTS];

/// The part of each event, and how many of each there are before each block.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    part: Vec<u8>,
    before: Vec<Counts>,
}

impl Parts {
    pub(super) fn new(index: &Index, rows: &[Row], by: ColourBy) -> Self {
        let part: Vec<u8> = rows.iter().map(|row| part(index, *row, by)).collect();
        let mut sum = [0; PARTS];
        let mut before = Vec::with_capacity(part.len() / BLOCK + 1);
        for block in part.chunks(BLOCK) {
            before.push(sum);
            add(&mut sum, block);
        }
        Self { part, before }
    }

    /// How many of each part stand before a position.
    fn before(&self, at: usize) -> Counts {
        let at = at.min(self.part.len());
        let block = (at / BLOCK).min(self.before.len().saturating_sub(1));
        let mut sum = self.before.get(block).copied().unwrap_or_default();
        add(
            &mut sum,
            self.part.get(block * BLOCK..at).unwrap_or_default(),
        );
        sum
    }

    /// How many of each part stand in a range of positions.
    pub(super) fn within(&self, range: Range<usize>) -> Counts {
        if range.len() <= BLOCK {
            let mut sum = [0; PARTS];
            add(&mut sum, self.part.get(range).unwrap_or_default());
            return sum;
        }
        let (mut counts, before) = (self.before(range.end), self.before(range.start));
        for (count, before) in counts.iter_mut().zip(before) {
            *count = count.saturating_sub(before);
        }
        counts
    }
}

fn add(sum: &mut Counts, parts: &[u8]) {
    for part in parts {
        if let Some(count) = sum.get_mut(usize::from(*part)) {
            *count += 1;
        }
    }
}

/// What a part is called; none for what belongs to none.
pub fn name(dataset: &Dataset, index: &Index, by: ColourBy, part: usize) -> Option<String> {
    let place = index
        .largest(by)
        .places()
        .get(part)
        .map(|place| *place as usize);
    let named = place.and_then(|place| match by {
        ColourBy::Group => {
            let group = dataset.groups.at(place);
            group.map(|(_, group)| group.name.to_string())
        }
        ColourBy::Category => {
            let category = dataset.categories.at(place);
            category.map(|(_, category)| category.name.to_string())
        }
        ColourBy::Class => CLASSES.get(part).map(|class| class_in_words(*class, index)),
    });
    named.or_else(|| (part == OTHERS).then(|| "Others".to_owned()))
}

/// A class, where some events have only a tone: no words were spoken when the plague came.
fn class_in_words(class: Class, index: &Index) -> String {
    let tone = match class {
        Class::VerbalConflict => "hostile",
        Class::VerbalCooperation => "friendly",
        Class::MaterialConflict | Class::MaterialCooperation => return class.word().to_owned(),
    };
    match (index.has_acts, index.has_tones_alone) {
        (_, false) => class.word().to_owned(),
        (true, true) => format!("{} or {tone}", class.word()),
        (false, true) => tone.to_owned(),
    }
}

/// What each part that has a hue is called.
pub fn names(dataset: &Dataset, index: &Index, by: ColourBy) -> Vec<(usize, String)> {
    let largest = index.largest(by);
    let is_there = |part: &usize| match (by, CLASSES.get(*part)) {
        (ColourBy::Class, Some(class)) => index.classes.contains(class),
        _ => true,
    };
    let parts = (0..largest.places().len()).chain(largest.has_others().then_some(OTHERS));
    let parts = parts.filter(is_there);
    let named = parts.filter_map(|part| Some((part, name(dataset, index, by, part)?)));
    named.collect()
}

/// The part that an event stands in.
pub fn part(index: &Index, row: Row, by: ColourBy) -> u8 {
    index.largest(by).part(index.coloured_by(row, by))
}
