//! The dataset as columns, which every other answer reads.

mod build;

use crate::analysis::colour_by::ColourBy;
use crate::analysis::largest::Largest;
use crate::analysis::place::{NOWHERE, Place, Row, as_row};
use crate::dataset::date::{Bounds, Traits};
use crate::dataset::instant::Instant;
use crate::dataset::list::Item;
use crate::dataset::zone::Zone;
use crate::dataset::{ActorKind, Certainty, Class, Dataset, Event, Handle, Id, List, Role, Status};
use std::collections::HashMap;

type ById<'a> = HashMap<&'a Id, Place, foldhash::fast::FixedState>;

/// A dataset as columns. Its rows are the places of the events in their list.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The zone of times without an offset.
    pub zone: Zone,
    /// That of the axis: days, months and years begin and end there.
    pub axis: Zone,
    /// The events themselves, as they were read.
    events: List<Event>,
    /// Each event's earliest start and latest end; undated ones are in [`Index::undated`].
    reach: Vec<(Instant, Instant)>,
    /// The latest start and the earliest end, in order, of those that are not just somewhere in
    /// their reach, as nearly all are in a download of points in time.
    inner: Vec<(Row, (Instant, Instant))>,
    /// Where in `inner` each block of rows begins.
    inner_of: Vec<u32>,
    /// How each date is written.
    traits: Vec<Traits>,
    /// Of approximate dates what they name, without the margin round it, in order.
    named: Vec<(Row, (Instant, Instant))>,
    /// The earliest and the latest known instant of all dates.
    span: Option<(Instant, Instant)>,
    /// The same of what they name.
    named_span: Option<(Instant, Instant)>,
    /// Rows without a date, or with one that cannot be read, in order.
    pub undated: Vec<Row>,
    /// Each event's category.
    pub category: Vec<Place>,
    /// Each event's class, from its action, else from its tone's sign; none where neither is known.
    pub class: Vec<Option<Class>>,
    /// Each event's status.
    pub status: Vec<Status>,
    /// Each event's certainty.
    pub certainty: Vec<Certainty>,
    /// 1 to 5.
    pub importance: Vec<u8>,
    /// −10 to +10; NaN where none is given.
    pub tone: Vec<f32>,
    /// Where each event's participants begin in the next two columns.
    first: Vec<u32>,
    actors: Vec<Place>,
    roles: Vec<Role>,
    /// Each actor's group.
    pub group_of: Vec<Place>,
    /// What each actor is.
    pub kind_of: Vec<ActorKind>,
    /// The classes that events have.
    pub classes: Vec<Class>,
    /// Whether some classes are told by what was done, and some by the tone alone.
    pub has_acts: bool,
    /// See [`Index::has_acts`].
    pub has_tones_alone: bool,
    /// Whether some date tells a time of the day: else it is the same in every zone.
    pub has_times: bool,
    /// Whether the highest importance tells some events from the others: no more than a third have
    /// it.
    has_main: bool,
    /// Which groups have a hue each.
    largest_groups: Largest,
    /// Which categories have one.
    largest_categories: Largest,
    /// All classes have one.
    largest_classes: Largest,
    /// Each actor's handle.
    pub actor_handles: Vec<Handle>,
    /// Each relation.
    pub relations: Vec<RelationRow>,
    /// Each period that has a date.
    pub periods: Vec<(Handle, Bounds)>,
}

/// What the answers need of a relation.
#[derive(Clone, Debug)]
pub struct RelationRow {
    /// Its handle.
    pub handle: Handle,
    /// Who; [`NOWHERE`] if nobody has that id.
    pub from: Place,
    /// To whom.
    pub to: Place,
    /// One way only.
    pub directed: bool,
    /// When; none: at all times.
    pub bounds: Option<Bounds>,
    /// NaN where none is given.
    pub tone: f32,
    /// How much it counts for; an event counts for 1.
    pub weight: f32,
    /// Whether it is a fact.
    pub status: Status,
    /// How firm it is.
    pub certainty: Certainty,
    /// The events that show it.
    pub evidence: Vec<Row>,
}

/// Rows that are looked for together.
const BLOCK: usize = 64;

const UNDATED: (Instant, Instant) = (Instant::MAX, Instant::MIN);

/// The highest importance of an event.
const HIGHEST: u8 = 5;

impl Index {
    /// What has a hue of its own, and is a part of its own in counts.
    pub fn largest(&self, by: ColourBy) -> &Largest {
        match by {
            ColourBy::Group => &self.largest_groups,
            ColourBy::Category => &self.largest_categories,
            ColourBy::Class => &self.largest_classes,
        }
    }

    /// What an event is coloured by: the place of a group, category or class.
    pub fn coloured_by(&self, row: Row, by: ColourBy) -> Option<Place> {
        let at = row as usize;
        let place = match by {
            ColourBy::Group => self
                .group_of
                .get(leading_actor(self, row) as usize)
                .copied(),
            ColourBy::Category => self.category.get(at).copied(),
            ColourBy::Class => self
                .class
                .get(at)
                .copied()
                .flatten()
                .map(|class| class as Place),
        };
        place.filter(|place| *place != NOWHERE)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.reach.len()
    }

    /// Whether an event is one of the few of the highest importance.
    pub fn is_main(&self, row: Row) -> bool {
        self.has_main && self.importance.get(row as usize) == Some(&HIGHEST)
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.reach.is_empty()
    }

    /// When an event is, if it is dated.
    pub fn bounds(&self, row: Row) -> Option<Bounds> {
        let (first, last) = self.reach(row)?;
        let inner = self.inner(row);
        let (latest_start, earliest_end) = inner.unwrap_or((last, first));
        Some(Bounds {
            earliest_start: first,
            latest_start,
            earliest_end,
            latest_end: last,
        })
    }

    /// From when to when what its date names is, without the margin of what is approximate. A minute is
    /// told by its beginning.
    pub fn named(&self, row: Row) -> Option<(Instant, Instant)> {
        let at = self.named.binary_search_by_key(&row, |(row, _)| *row);
        let (from, to) = match at.ok().and_then(|at| self.named.get(at)) {
            Some((_, named)) => *named,
            None => self.reach(row)?,
        };
        let is_minute = to.0.saturating_sub(from.0) <= 60;
        Some((from, if is_minute { to.min(from.plus(1)) } else { to }))
    }

    fn inner(&self, row: Row) -> Option<(Instant, Instant)> {
        let block = row as usize / BLOCK;
        let from = *self.inner_of.get(block)? as usize;
        let next = self.inner_of.get(block + 1);
        let to = next.map_or(self.inner.len(), |to| *to as usize);
        let here = self.inner.get(from..to)?;
        let at = here.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        here.get(at).map(|(_, inner)| *inner)
    }

    /// Its earliest start and its latest end alone.
    pub fn reach(&self, row: Row) -> Option<(Instant, Instant)> {
        let reach = self.reach.get(row as usize).copied();
        reach.filter(|reach| *reach != UNDATED)
    }

    /// How an event's date is written, if it is dated.
    pub fn traits(&self, row: Row) -> Option<Traits> {
        self.reach(row)
            .and_then(|_| self.traits.get(row as usize))
            .copied()
    }

    /// Whether an event may be alive in a window; an undated one always is, as none is.
    pub fn is_alive(&self, row: Row, window: Option<(Instant, Instant)>) -> bool {
        match (self.reach(row), window) {
            (Some((first, last)), Some((from, to))) => first < to && last > from,
            _ => true,
        }
    }

    /// Where an event stands when it is only a point: the middle of its possible time, or its known
    /// end where the other is open.
    pub fn anchor(&self, row: Row) -> Option<Instant> {
        let (first, last) = self.reach(row)?;
        Some(match (first.is_open(), last.is_open()) {
            (false, false) => Instant(first.0.midpoint(last.0)),
            (false, true) => first,
            _ => last,
        })
    }

    /// Who takes part in an event, and how.
    pub fn participants(&self, row: Row) -> impl Iterator<Item = (Place, Role)> {
        let row = row as usize;
        let range = match (self.first.get(row), self.first.get(row + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        let actors = self.actors.get(range.clone()).unwrap_or_default();
        let roles = self.roles.get(range).unwrap_or_default();
        actors.iter().copied().zip(roles.iter().copied())
    }

    /// The actors that are in no event, whatever their role, and in no relation.
    pub fn idle_actors(&self) -> Vec<Place> {
        let mut is_idle = vec![true; self.actor_count()];
        let related = self.relations.iter().flat_map(|r| [r.from, r.to]);
        for actor in self.actors.iter().copied().chain(related) {
            if let Some(is_idle) = is_idle.get_mut(actor as usize) {
                *is_idle = false;
            }
        }
        let places = is_idle.into_iter().enumerate();
        places
            .filter(|(_, idle)| *idle)
            .map(|(n, _)| as_row(n))
            .collect()
    }

    /// How many actors there are.
    pub fn actor_count(&self) -> usize {
        self.group_of.len()
    }

    /// The handle of an event.
    pub fn handle(&self, row: Row) -> Option<Handle> {
        self.events.at(row as usize).map(|(handle, _)| handle)
    }

    /// The row of an event's handle.
    pub fn row(&self, handle: Handle) -> Option<Row> {
        self.events.place(handle).map(as_row)
    }

    /// The place of an actor's handle.
    pub fn actor(&self, handle: Handle) -> Option<Place> {
        place_of(&self.actor_handles, handle)
    }

    /// Where a person has put actors on the map.
    pub fn pins(&self, dataset: &Dataset) -> Vec<(Place, [f64; 2])> {
        on_map(dataset, dataset.pins.iter().map(|p| (&p.actor, p.at)))
    }

    /// Where actors stood on the map when the dataset was saved, those with a pin too.
    pub fn stands(&self, dataset: &Dataset) -> Vec<(Place, [f64; 2])> {
        on_map(dataset, dataset.places.iter().map(|s| (&s.actor, s.at)))
    }

    /// The earliest and the latest known instant of all dated events, if there is any.
    pub fn span(&self) -> Option<(Instant, Instant)> {
        self.span
    }

    /// The earliest and the latest known instant that a date names.
    pub fn named_span(&self) -> Option<(Instant, Instant)> {
        self.named_span
    }

    /// The earliest and the latest known instant.
    fn known_span(&self) -> Option<(Instant, Instant)> {
        let dated = self.reach.iter().filter(|reach| **reach != UNDATED);
        around(
            dated
                .chain(self.inner.iter().map(|(_, inner)| inner))
                .copied(),
        )
    }
}

/// The place of a handle. They rise, unless something was moved.
fn place_of(handles: &[Handle], handle: Handle) -> Option<u32> {
    let found = handles.binary_search(&handle).ok();
    found
        .or_else(|| handles.iter().position(|h| *h == handle))
        .map(as_row)
}

/// What is on the map, with the actors by their places; what is no actor is left out.
fn on_map<'a>(
    dataset: &Dataset,
    all: impl Iterator<Item = (&'a Id, [f64; 2])>,
) -> Vec<(Place, [f64; 2])> {
    let places = places(&dataset.actors);
    all.filter_map(|(actor, at)| Some((*places.get(actor)?, at)))
        .collect()
}

/// Places by id; the first where two have the same.
pub(super) fn places<T: Item>(list: &List<T>) -> ById<'_> {
    let mut places = ById::default();
    for (n, item) in list.iter().enumerate() {
        places.entry(item.id()).or_insert(as_row(n));
    }
    places
}

pub(super) fn share(done: usize, all: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no more")]
    let share = done as f32 / all.max(1) as f32;
    share
}

/// From the first to the last known instant of some ranges.
pub(super) fn around(
    ranges: impl Iterator<Item = (Instant, Instant)>,
) -> Option<(Instant, Instant)> {
    let all = ranges.flat_map(|(a, b)| [a, b]);
    all.filter(|i| !i.is_open())
        .fold(None, |span, i| match span {
            None => Some((i, i)),
            Some((from, to)) => Some((i.min(from), i.max(to))),
        })
}

/// Who acts in an event: the first `from`, else the first who takes part, else the first at all.
pub fn leading_actor(index: &Index, row: Row) -> Place {
    let first = |role| index.participants(row).find(|(_, r)| *r == role);
    first(Role::From)
        .or_else(|| first(Role::Participant))
        .or_else(|| index.participants(row).next())
        .map_or(NOWHERE, |(actor, _)| actor)
}
