//! How the columns are read from a dataset.

use super::{
    BLOCK, ById, HIGHEST, Index, RelationRow, UNDATED, around, leading_actor, places, share,
};
use crate::analysis::Progress;
use crate::analysis::certainty::SourceIndex;
use crate::analysis::largest::{CLASSES, Largest};
use crate::analysis::place::{NOWHERE, Place, Row, as_row};
use crate::dataset::date::{self, Bounds, End, Form, Margins, Precision, Traits};
use crate::dataset::event::Participant;
use crate::dataset::fields::MOST_WEIGHT;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Certainty, Class, Dataset, Event, Id};
use rayon::prelude::*;
use std::collections::HashMap;

/// What is read of one event before the columns are put together.
struct Read {
    bounds: Option<(Bounds, Traits)>,
    named: Option<(Instant, Instant)>,
    category: Place,
    class: Option<Class>,
    /// Whether only its tone says so.
    is_by_tone: bool,
    certainty: Certainty,
}

const UNWRITTEN: Traits = Traits {
    form: Form::Single,
    precision: Precision::Beyond,
    start: End::Unknown,
    end: End::Unknown,
    approximate: false,
    uncertain: false,
};

impl Index {
    /// Reads a dataset, for an axis in its own zone. None if it was stopped.
    pub fn new(dataset: &Dataset, margins: &Margins, progress: Progress<'_>) -> Option<Self> {
        Self::on_axis(dataset, dataset.zone(), margins, progress)
    }

    /// The same for an axis in another.
    pub fn on_axis(
        dataset: &Dataset,
        axis: Zone,
        margins: &Margins,
        progress: Progress<'_>,
    ) -> Option<Self> {
        let actors = places(&dataset.actors);
        let categories = places(&dataset.categories);
        let groups = places(&dataset.groups);
        let grounds = SourceIndex::new(dataset);
        let mut index = Self {
            group_of: dataset
                .actors
                .iter()
                .map(|a| place(&groups, a.group.as_ref()))
                .collect(),
            kind_of: dataset.actors.iter().map(|a| a.kind).collect(),
            actor_handles: dataset.actors.entries().map(|(h, _)| h).collect(),
            events: dataset.events.clone(),
            zone: dataset.zone(),
            axis,
            ..Self::default()
        };
        index.reserve(dataset.events.len());
        // In blocks, so that it can be stopped, and so that what is read of all events never
        // stands in memory beside the columns.
        let runs = dataset.events.runs();
        for (n, block) in runs.chunks(64).enumerate() {
            progress(share(n * 64, runs.len()))
                .is_continue()
                .then_some(())?;
            let read: Vec<Vec<Read>> = block
                .par_iter()
                .map(|(_, events)| {
                    let read = |e: &Event| index.read(e, &categories, &grounds, margins);
                    events.iter().map(read).collect()
                })
                .collect();
            for ((_, events), read) in block.iter().zip(read) {
                for (event, read) in events.iter().zip(read) {
                    index.push(event, &read, &actors);
                }
            }
        }
        index.first.push(as_row(index.actors.len()));
        index.span = index.known_span();
        let rows = (0..index.len()).map(as_row);
        index.named_span = around(rows.filter_map(|row| index.named(row)));
        index.read_relations(dataset, &actors, &grounds, margins);
        let periods = dataset.periods.entries().filter_map(|(handle, period)| {
            let read = date::read(period.when.as_deref()?, index.zones(), margins).ok()?;
            Some((handle, read.0))
        });
        index.periods = periods.collect();
        index.rank_by_size(dataset);
        let main = index.importance.iter().filter(|own| **own == HIGHEST);
        index.has_main = main.count() * 3 <= index.len();
        Some(index)
    }

    /// Which groups and categories have hues. A group is as large as the events that it acts in are
    /// many, and where there are none as its actors are.
    fn rank_by_size(&mut self, dataset: &Dataset) {
        let mut of_groups = vec![0u64; dataset.groups.len()];
        let mut of_categories = vec![0u64; dataset.categories.len()];
        let add = |sizes: &mut [u64], place: Option<&Place>, by: u64| {
            if let Some(size) = place.and_then(|place| sizes.get_mut(*place as usize)) {
                *size += by;
            }
        };
        for row in (0..self.len()).map(as_row) {
            let actor = leading_actor(self, row);
            // Events come before actors.
            add(&mut of_groups, self.group_of.get(actor as usize), 1 << 32);
            add(&mut of_categories, self.category.get(row as usize), 1);
        }
        for group in &self.group_of {
            add(&mut of_groups, Some(group), 1);
        }
        let chosen = dataset.groups.iter().map(|g| g.colour.is_some());
        self.largest_groups = Largest::new(&of_groups, &chosen.collect::<Vec<_>>());
        let chosen = dataset.categories.iter().map(|c| c.colour.is_some());
        self.largest_categories = Largest::new(&of_categories, &chosen.collect::<Vec<_>>());
        let classes = CLASSES.map(|class| class as Place);
        self.largest_classes = Largest::told(classes.to_vec(), Class::ALL.len());
    }

    fn reserve(&mut self, events: usize) {
        self.reach.reserve_exact(events);
        self.traits.reserve_exact(events);
        self.category.reserve_exact(events);
        self.class.reserve_exact(events);
        self.status.reserve_exact(events);
        self.certainty.reserve_exact(events);
        self.importance.reserve_exact(events);
        self.tone.reserve_exact(events);
        self.first.reserve_exact(events + 1);
    }

    fn read(
        &self,
        event: &Event,
        categories: &ById<'_>,
        grounds: &SourceIndex<'_>,
        margins: &Margins,
    ) -> Read {
        let own_zone = event.own_zone();
        let zones = self.zones_of(own_zone.as_ref());
        let by_action = event
            .more
            .action
            .as_ref()
            .and_then(|a| Class::of_action(&a.kind));
        let read = |margins| date::read(event.when.as_deref()?, zones, margins).ok();
        let bounds = read(margins);
        let is_approximate = bounds.is_some_and(|(_, traits)| traits.approximate);
        let named = is_approximate.then(|| read(&Margins::NONE)).flatten();
        Read {
            bounds,
            named: named.map(|(named, _)| (named.earliest_start, named.latest_end)),
            category: place(categories, event.category.as_ref()),
            class: by_action.or_else(|| class_of_tone(event.tone.get())),
            is_by_tone: by_action.is_none(),
            certainty: grounds.of_event(event),
        }
    }

    fn push(&mut self, event: &Event, read: &Read, actors: &ById<'_>) {
        if read.bounds.is_none() {
            self.undated.push(as_row(self.reach.len()));
        }
        let named = read.named.map(|named| (as_row(self.reach.len()), named));
        self.named.extend(named);
        self.push_bounds(read.bounds.map(|(bounds, _)| bounds));
        let traits = read.bounds.map_or(UNWRITTEN, |(_, t)| t);
        self.has_times |= read.bounds.is_some() && traits.precision < Precision::Day;
        self.traits.push(traits);
        self.category.push(read.category);
        self.class.push(read.class);
        if let Some(class) = read.class {
            if !self.classes.contains(&class) {
                self.classes.push(class);
            }
            self.has_acts |= !read.is_by_tone;
            self.has_tones_alone |= read.is_by_tone;
        }
        self.status.push(event.status);
        self.certainty.push(read.certainty);
        self.importance.push(event.importance.clamp(1, HIGHEST));
        self.tone.push(tone(event.tone.get()));
        self.first.push(as_row(self.actors.len()));
        for Participant { actor, role, .. } in &event.participants {
            if let Some(place) = actors.get(actor) {
                self.actors.push(*place);
                self.roles.push(*role);
            }
        }
    }

    fn push_bounds(&mut self, bounds: Option<Bounds>) {
        if self.reach.len().is_multiple_of(BLOCK) {
            self.inner_of.push(as_row(self.inner.len()));
        }
        let inner = bounds
            .filter(|b| (b.latest_start, b.earliest_end) != (b.latest_end, b.earliest_start))
            .map(|b| (as_row(self.reach.len()), (b.latest_start, b.earliest_end)));
        self.inner.extend(inner);
        self.reach
            .push(bounds.map_or(UNDATED, |b| (b.earliest_start, b.latest_end)));
    }

    fn read_relations(
        &mut self,
        dataset: &Dataset,
        actors: &ById<'_>,
        grounds: &SourceIndex<'_>,
        margins: &Margins,
    ) {
        let named: std::collections::HashSet<&Id> =
            dataset.relations.iter().flat_map(|r| &r.evidence).collect();
        let mut rows: HashMap<&Id, Row> = HashMap::new();
        if !named.is_empty() {
            for (n, event) in dataset.events.iter().enumerate() {
                if named.contains(&event.id) {
                    rows.entry(&event.id).or_insert(as_row(n));
                }
            }
        }
        self.relations = dataset
            .relations
            .entries()
            .map(|(handle, r)| RelationRow {
                handle,
                from: place(actors, Some(&r.from)),
                to: place(actors, Some(&r.to)),
                directed: r.directed,
                bounds: r
                    .when
                    .as_deref()
                    .and_then(|w| date::read(w, self.zones(), margins).ok())
                    .map(|(bounds, _)| bounds),
                tone: tone(r.tone),
                weight: weight(r.weight),
                status: r.status,
                certainty: grounds.of_relation(r),
                evidence: r
                    .evidence
                    .iter()
                    .filter_map(|id| rows.get(id).copied())
                    .collect(),
            })
            .collect();
    }
}

fn place(places: &ById<'_>, id: Option<&Id>) -> Place {
    id.and_then(|id| places.get(id)).copied().unwrap_or(NOWHERE)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a tone is between -10 and 10"
)]
fn tone(tone: Option<f64>) -> f32 {
    tone.map_or(f32::NAN, |t| t.clamp(-10.0, 10.0) as f32)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a width needs no more, and what is too much is cut off"
)]
fn weight(weight: Option<f64>) -> f32 {
    weight.map_or(1.0, |weight| weight.clamp(0.0, MOST_WEIGHT) as f32)
}

/// Where an event names no act, its tone's sign still says for or against: as words, not deeds.
fn class_of_tone(tone: Option<f64>) -> Option<Class> {
    match tone? {
        t if t > 0.0 => Some(Class::VerbalCooperation),
        t if t < 0.0 => Some(Class::VerbalConflict),
        _ => None,
    }
}
