//! The lanes of the timeline, and quick answers about the events in each.

use super::Progress;
use super::bits::Bits;
use super::colour_by::{ColourBy, has_categories, has_groups};
use super::dimension::Values;
use super::hues::{EventHue, Hues};
use super::index::{Index, share};
use super::lane_order;
use super::parts::{Counts, Parts};
use super::place::{BLOCK, NOWHERE, Place, Row, as_row};
use crate::dataset::instant::Instant;
use crate::dataset::{Dataset, Dimension, Role, Text};
use std::ops::Range;
use std::sync::Arc;

/// What the lanes stand for: the values of a dimension, or all events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LaneBy(pub Option<Dimension>);

impl Default for LaneBy {
    fn default() -> Self {
        Self::GROUP
    }
}

impl LaneBy {
    /// One lane for all.
    pub const NONE: Self = Self(None);
    /// A lane for each category.
    pub const CATEGORY: Self = Self(Some(Dimension::Category));
    /// A lane for each actor.
    pub const ACTOR: Self = Self(Some(Dimension::Actor));
    /// A lane for each group.
    pub const GROUP: Self = Self(Some(Dimension::Group));

    /// In the order of the menu.
    pub fn all() -> impl Iterator<Item = Self> {
        let dimensions = Dimension::ALL.iter().map(|of| Self(Some(*of)));
        dimensions.chain([Self::NONE])
    }

    /// The lanes for a dataset where these were meant: where nobody is in a group, by category;
    /// without categories by actor, if there are few; else one for all.
    #[must_use]
    pub fn fitting(self, dataset: &Dataset) -> Self {
        // Who begins with nothing will have what they add.
        if dataset.events.is_empty() {
            return self;
        }
        let actors = dataset.actors.len();
        let order = [Self::GROUP, Self::CATEGORY, Self::ACTOR];
        if !order.contains(&self) {
            return self;
        }
        let mut rest = order.into_iter().skip_while(|by| *by != self);
        let fits = rest.find(|by| match *by {
            Self::GROUP => has_groups(dataset),
            Self::CATEGORY => has_categories(dataset),
            _ => actors > 0 && (actors <= FEW_ACTORS || self == Self::ACTOR),
        });
        fits.unwrap_or(Self::NONE)
    }

    /// Whether the heads of its lanes tell what these hues mean.
    pub fn tells(self, hues: ColourBy) -> bool {
        self.0 == Some(hues.dimension())
    }

    /// Whether an event may stand in several lanes.
    pub fn has_several(self) -> bool {
        self.0.is_some_and(Dimension::has_several)
    }

    /// The word in a file and on the command line.
    pub fn word(self) -> &'static str {
        self.0.map_or("none", Dimension::word)
    }

    /// What a person reads for it.
    pub fn label(self) -> &'static str {
        self.0.map_or("None", Dimension::label)
    }

    /// The value of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::all().find(|by| by.word() == word)
    }
}

/// No more actors than this have lanes by themselves.
const FEW_ACTORS: usize = 12;

/// The lanes of a dataset, from the top.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// What they stand for.
    pub by: LaneBy,
    /// Those with at least one dated event, in the order of the dataset's list, actors by group and
    /// there near those that they act with; what belongs to none comes last.
    pub lanes: Vec<Lane>,
    /// Rows without a date that pass the filter.
    pub undated: Vec<Row>,
    /// The lane of each value, by its place; [`NOWHERE`] if it has none.
    lane_of: Vec<Place>,
    /// What the lanes tell apart.
    values: Arc<Values>,
}

/// One lane.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// What its head says.
    pub name: String,
    /// What it stands for, as files write it; empty for what belongs to none.
    pub key: Text,
    /// The colour of its head.
    pub hue: EventHue,
    /// Its events.
    pub rows: Rows,
}

/// Events in order of their anchors, with marks for quick questions.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The events.
    pub rows: Vec<Row>,
    /// Where each stands when it is only a point, rising.
    pub anchors: Vec<Instant>,
    /// What the lane's actors did in each; [`Role::Participant`] in lanes that are not of actors.
    pub roles: Vec<Role>,
    /// For each block of [`BLOCK`] events its earliest start and latest end.
    reach: Vec<(Instant, Instant)>,
    /// For each block the weight and the position of its most important event.
    peaks: Vec<(Weight, u32)>,
    /// By group, category and class.
    parts: [Parts; 3],
}

/// After so many events it is told how far the lanes are.
const ROUND: Row = 1 << 16;
/// Of so many blocks each event is looked at for what is important.
const MANY: usize = 16;

impl Rows {
    /// Events that are dated and pass, each once, whatever lanes they are in.
    pub fn of(index: &Index, passing: &Bits) -> Self {
        let dated = passing.iter().map(as_row);
        let dated = dated.filter(|row| index.reach(*row).is_some());
        Self::new(index, dated.map(|row| (row, Role::Participant)).collect())
    }

    fn new(index: &Index, mut entries: Vec<(Row, Role)>) -> Self {
        let anchor = |row| index.anchor(row).unwrap_or(Instant::MAX);
        // The rows rise, and a stable sort keeps equal dates in the list's order.
        entries.sort_by_cached_key(|(row, _)| anchor(*row));
        let reach = |(row, _): &(Row, Role)| index.reach(*row);
        let reach = entries
            .chunks(BLOCK)
            .map(|block| {
                let earliest = block.iter().filter_map(reach).map(|(first, _)| first).min();
                let latest = block.iter().filter_map(reach).map(|(_, last)| last).max();
                (
                    earliest.unwrap_or(Instant::MAX),
                    latest.unwrap_or(Instant::MIN),
                )
            })
            .collect();
        let rows: Vec<Row> = entries.iter().map(|(row, _)| *row).collect();
        let peaks = rows
            .chunks(BLOCK)
            .enumerate()
            .filter_map(|(n, block)| {
                let weights = block.iter().map(|row| weight(index, *row)).enumerate();
                // The first of the most important.
                let peak = weights.rev().max_by_key(|(_, weight)| *weight)?;
                Some((peak.1, as_row(n * BLOCK + peak.0)))
            })
            .collect();
        Self {
            anchors: rows.iter().map(|row| anchor(*row)).collect(),
            roles: entries.iter().map(|(_, role)| *role).collect(),
            reach,
            peaks,
            parts: [ColourBy::Group, ColourBy::Category, ColourBy::Class]
                .map(|by| Parts::new(index, &rows, by)),
            rows,
        }
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The positions of those that may be in a span, rising. Blocks that cannot touch
    /// it are passed over, so the cost is the hits and one look at each block.
    pub fn in_span<'a>(
        &'a self,
        index: &'a Index,
        from: Instant,
        to: Instant,
    ) -> impl Iterator<Item = usize> + 'a {
        let touching =
            move |&(earliest, latest): &(Instant, Instant)| earliest < to && latest >= from;
        self.reach
            .iter()
            .enumerate()
            .filter(move |(_, reach)| touching(reach))
            .flat_map(|(n, _)| n * BLOCK..((n + 1) * BLOCK).min(self.rows.len()))
            .filter(move |at| {
                self.rows
                    .get(*at)
                    .and_then(|row| index.reach(*row))
                    // What ends where the span begins is not in it, unless it is a moment.
                    .is_some_and(|(first, last)| first < to && (last > from || first >= from))
            })
    }

    /// As [`Rows::in_span`], or none if more than `most` events would have to be looked at.
    pub fn few_in_span(
        &self,
        index: &Index,
        from: Instant,
        to: Instant,
        most: usize,
    ) -> Option<Vec<usize>> {
        let touching = self.reach.iter().filter(|(a, b)| *a < to && *b >= from);
        let blocks = touching.take(most / BLOCK + 2).count();
        (blocks <= most / BLOCK + 1).then(|| self.in_span(index, from, to).collect())
    }

    /// How many events of each part stand in a range of positions.
    pub fn counts(&self, by: ColourBy, range: Range<usize>) -> Counts {
        let [group, category, class] = &self.parts;
        match by {
            ColourBy::Group => group,
            ColourBy::Category => category,
            ColourBy::Class => class,
        }
        .within(range)
    }

    /// Important events in a range, from the earliest: weight and position, all where there are
    /// few, else one for each block of events.
    pub fn important(&self, index: &Index, range: Range<usize>, least: u8) -> Vec<(Weight, usize)> {
        let found: Vec<(Weight, usize)> = if range.len() <= MANY * BLOCK {
            let rows = self.rows.get(range.clone()).unwrap_or_default();
            let weights = rows.iter().map(|row| weight(index, *row));
            weights.zip(range).collect()
        } else {
            let blocks = range.start / BLOCK..range.end.div_ceil(BLOCK);
            let peaks = self.peaks.get(blocks).unwrap_or_default();
            let peaks = peaks.iter().map(|(weight, at)| (*weight, *at as usize));
            peaks.filter(|(_, at)| range.contains(at)).collect()
        };
        found.into_iter().filter(|(w, _)| w.0 >= least).collect()
    }

    /// How many events are at least so important: no more than `most` are counted.
    pub fn count_important(&self, index: &Index, least: u8, most: usize) -> usize {
        let blocks = self.peaks.iter().zip(self.rows.chunks(BLOCK));
        let holding = blocks.filter(|((weight, _), _)| weight.0 >= least);
        let rows = holding.flat_map(|(_, rows)| rows);
        rows.filter(|row| weight(index, **row).0 >= least)
            .take(most)
            .count()
    }

    /// Whether any event is at least so important.
    pub fn has_important(&self, least: u8) -> bool {
        self.peaks.iter().any(|(weight, _)| weight.0 >= least)
    }

    /// The position of an event in the lane, if it is in it.
    pub fn position(&self, index: &Index, row: Row) -> Option<usize> {
        let anchor = index.anchor(row)?;
        // Of those at the same time, the rows rise.
        let start = self.anchors.partition_point(|a| *a < anchor);
        let end = self.anchors.partition_point(|a| *a <= anchor);
        let rows = self.rows.get(start..end).unwrap_or_default();
        Some(start + rows.binary_search(&row).ok()?)
    }

    /// The positions of those whose anchors stand in a span: two searches.
    pub fn anchored_in(&self, from: Instant, to: Instant) -> Range<usize> {
        let start = self.anchors.partition_point(|a| *a < from);
        let end = self.anchors.partition_point(|a| *a < to);
        start..end.max(start)
    }
}

/// What makes one event stand out more than another: importance, then how far the tone is from
/// neutral, in tenths.
pub type Weight = (u8, u8);

fn weight(index: &Index, row: Row) -> Weight {
    let at = row as usize;
    let tone = index.tone.get(at).copied().unwrap_or(f32::NAN).abs() * 10.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast to an integer clamps; no tone is 0"
    )]
    let tone = tone as u8;
    (index.importance.get(at).copied().unwrap_or(0), tone)
}

impl Lanes {
    /// Puts the events that pass into lanes. None if it was stopped.
    pub fn new(
        dataset: &Dataset,
        index: &Index,
        hues: &Hues,
        passing: &Bits,
        by: LaneBy,
        progress: Progress<'_>,
    ) -> Option<Self> {
        let reached = |part, done| progress(0.5 * (part + done)).is_continue().then_some(());
        let values = Values::new(by.0, dataset, index, hues);
        let none = values.all.len();
        let mut entries: Vec<Vec<(Row, Role)>> = vec![Vec::new(); none + 1];
        let mut of_event: Vec<(usize, Role)> = Vec::new();
        let mut undated = Vec::new();
        for row in passing.iter().map(as_row) {
            if row % ROUND == 0 {
                reached(0.0, share(row as usize, index.len()))?;
            }
            if index.reach(row).is_none() {
                undated.push(row);
                continue;
            }
            of_event.clear();
            values.of_event(index, row, |lane, role| of_event.push((lane, role)));
            // Each once, with the strongest role: who acts or is acted on before who was left out.
            of_event.sort_unstable();
            of_event.dedup_by_key(|(lane, _)| *lane);
            if of_event.is_empty() {
                of_event.push((none, Role::Participant));
            }
            for (lane, role) in &of_event {
                if let Some(lane) = entries.get_mut(*lane) {
                    lane.push((row, *role));
                }
            }
        }
        let rest = Lane {
            name: rest_name(by),
            ..Lane::default()
        };
        let heads = values.all.iter().map(|value| Lane {
            name: value.name.clone(),
            key: value.key.clone(),
            hue: value.hue,
            rows: Rows::default(),
        });
        let heads = heads.chain(std::iter::once(rest));
        let mut all: Vec<_> = (0..).zip(heads.zip(entries)).collect();
        all.retain(|(_, (_, entries))| !entries.is_empty());
        if by == LaneBy::ACTOR {
            let rank = ranks(index, none);
            // What has no actor has no rank, and stays last.
            all.sort_by_key(|(head, _)| rank.get(*head).copied().unwrap_or(usize::MAX));
        }
        let mut lane_of = vec![NOWHERE; none + 1];
        let mut lanes = Vec::with_capacity(all.len());
        let is_alone = all.len() == 1;
        for (n, (head, (mut lane, entries))) in all.into_iter().enumerate() {
            // A lone lane is no rest.
            if is_alone && lane.key.is_empty() {
                lane.name = rest_name(LaneBy::NONE);
            }
            reached(1.0, share(n, none + 1))?;
            if let Some(place) = lane_of.get_mut(head) {
                *place = as_row(n);
            }
            lanes.push(Lane {
                rows: Rows::new(index, entries),
                ..lane
            });
        }
        Some(Self {
            by,
            lanes,
            undated,
            lane_of,
            values: Arc::new(values),
        })
    }

    /// The same with some of its lanes.
    #[must_use]
    pub fn kept(&self, is_kept: impl Fn(usize, &Lane) -> bool) -> Self {
        let mut lanes = Vec::new();
        let mut places = Vec::with_capacity(self.lanes.len());
        for (n, lane) in self.lanes.iter().enumerate() {
            let is_kept = is_kept(n, lane);
            places.push(if is_kept {
                as_row(lanes.len())
            } else {
                NOWHERE
            });
            lanes.extend(is_kept.then(|| lane.clone()));
        }
        let place = |lane: &Place| places.get(*lane as usize).copied().unwrap_or(NOWHERE);
        Self {
            by: self.by,
            lanes,
            undated: self.undated.clone(),
            lane_of: self.lane_of.iter().map(place).collect(),
            values: self.values.clone(),
        }
    }

    /// The lanes that an event stands in, with what those did there whom the lane is of; none where
    /// an event stands in one lane at most.
    pub fn of_event(&self, index: &Index, row: Row) -> Vec<(usize, Role)> {
        let mut all = Vec::new();
        if self.by.has_several() {
            self.values.of_event(index, row, |value, role| {
                let lane = self.lane_of.get(value).filter(|lane| **lane != NOWHERE);
                all.extend(lane.map(|lane| (*lane as usize, role)));
            });
        }
        all
    }
}

/// Where each actor's lane stands among the others.
fn ranks(index: &Index, actors: usize) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; actors];
    for (n, actor) in lane_order::of_actors(index).into_iter().enumerate() {
        if let Some(rank) = ranks.get_mut(actor) {
            *rank = n;
        }
    }
    ranks
}

fn rest_name(by: LaneBy) -> String {
    by.0.map_or_else(|| "All events".to_owned(), Dimension::without)
}
