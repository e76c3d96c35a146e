//! What joins two actors in a window: computed and never stored, so that a line on the map explains
//! itself.

use super::Progress;
use super::bits::Bits;
use super::index::Index;
use super::place::{NOWHERE, Place, Row, as_row};
use crate::dataset::instant::Instant;
use crate::dataset::{Certainty, Role, Status};
use rayon::prelude::*;
use std::collections::HashSet;

pub use crate::dataset::event::MOST_MUTUAL;
use crate::dataset::event::each_pair;

/// Which tie: the places of two actors, and whether it goes one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieKey {
    /// Who; of a mutual tie the earlier in the list.
    pub from: Place,
    /// To whom.
    pub to: Place,
    /// `a~b`, not `a>b`.
    pub is_mutual: bool,
}

/// Which of a tie's parts: those whose tone is under 0, those of tone 0 or without one, those whose
/// tone is over 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Under 0.
    Hostile,
    /// 0, or no tone.
    Neutral,
    /// Over 0.
    Friendly,
}

/// The parts of a tie that have one sign, without what is denied.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Side {
    /// How many events and relations.
    pub count: u32,
    /// What they count for: an event 1, a relation its weight.
    pub strength: f32,
    /// The mean of their tones, −10 to +10; 0 if none has one.
    pub mean: f32,
    /// The tone that is farthest from 0.
    pub strongest: f32,
    /// The firmest.
    pub status: Status,
    /// The best.
    pub certainty: Certainty,
}

/// What is drawn of a tie as one line: all of it, or its hostile or its friendly side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand {
    /// The side that it shows; none: all.
    pub side: Option<Sign>,
    /// How many events and relations, without what is denied.
    pub weight: u32,
    /// What they count for: an event 1, a relation its weight.
    pub strength: f32,
    /// The mean of those that have one, −10 to +10; none if none has.
    pub tone: Option<f32>,
    /// The firmest; denied if everything is.
    pub status: Status,
    /// The best.
    pub certainty: Certainty,
}

/// All that joins two actors one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Which.
    pub key: TieKey,
    /// How many events and relations, without what is denied.
    pub weight: u32,
    /// What they count for: an event 1, a relation its weight.
    pub strength: f32,
    /// The mean of those that have one, −10 to +10; none if none has.
    pub tone: Option<f32>,
    /// The firmest; denied if everything is.
    pub status: Status,
    /// The best.
    pub certainty: Certainty,
    /// Its parts whose tone is under 0.
    pub hostile: Side,
    /// Its parts of tone 0, or without one.
    pub neutral: Side,
    /// Its parts whose tone is over 0.
    pub friendly: Side,
    /// How many of its events and relations are denied: they are listed, and count nowhere else.
    pub denied: u32,
    /// The events that give it, in order, those that are denied too.
    pub events: Box<[Row]>,
    /// The relations that give it, in order, those that are denied too.
    pub relations: Box<[u32]>,
}

/// The ties of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// In the order of their keys.
    pub ties: Vec<Tie>,
    /// For each actor in how many events it takes part that are alive in the window.
    pub part: Vec<u32>,
    /// For each actor how many events and relations join it to itself.
    pub to_itself: Vec<u32>,
    /// Events with so many participants that they give no mutual ties.
    pub left_out: Vec<Row>,
    /// Actors that are in no event and no relation at all: like what has no date, they are always
    /// alive.
    pub idle: Vec<Place>,
}

/// What gives a tie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    Event(Row),
    Relation(u32),
}

impl Ties {
    /// Of the events and relations that pass and may be alive in the window. None if it was
    /// stopped.
    pub fn new(
        index: &Index,
        events: &Bits,
        relations: &Bits,
        window: Option<(Instant, Instant)>,
        progress: Progress<'_>,
    ) -> Option<Self> {
        let mut grounds: Vec<(TieKey, Evidence)> = Vec::new();
        let mut part = vec![0u32; index.actor_count()];
        let mut to_itself = part.clone();
        let mut left_out = Vec::new();
        let mut roles = Roles::default();
        for (n, row) in events.iter().map(as_row).enumerate() {
            if n % 65_536 == 0 {
                #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no more")]
                let share = row as f32 / index.len().max(1) as f32;
                progress(share).is_continue().then_some(())?;
            }
            if !index.is_alive(row, window) {
                continue;
            }
            roles.read(index, row);
            for actor in roles.all.iter().copied() {
                if let Some(part) = part.get_mut(actor as usize) {
                    *part += 1;
                }
            }
            for actor in roles.acting_on_themselves() {
                if let Some(count) = to_itself.get_mut(*actor as usize) {
                    *count += 1;
                }
            }
            if roles.together.len() > MOST_MUTUAL {
                left_out.push(row);
            }
            each_pair(
                &roles.from,
                &roles.to,
                &roles.together,
                |from, to, is_mutual| {
                    let key = TieKey::new(from, to, is_mutual);
                    grounds.push((key, Evidence::Event(row)));
                },
            );
        }
        for (n, relation) in index.relations.iter().enumerate() {
            let alive = match (relation.bounds, window) {
                (Some(bounds), Some((from, to))) => bounds.possibly_in(from, to),
                _ => true,
            };
            if !alive || !relations.has(n) {
                continue;
            }
            if relation.from == relation.to {
                if let Some(count) = to_itself.get_mut(relation.from as usize) {
                    *count += 1;
                }
            } else if relation.from != NOWHERE && relation.to != NOWHERE {
                let key = TieKey::new(relation.from, relation.to, !relation.directed);
                grounds.push((key, Evidence::Relation(as_row(n))));
            }
        }
        // Sorted in one piece: many small lists that grow would leave holes in memory.
        grounds.par_sort_unstable();
        grounds.dedup();
        let of_ties = grounds.chunk_by(|(a, _), (b, _)| a == b);
        Some(Self {
            ties: of_ties.filter_map(|of| tie(index, of)).collect(),
            part,
            to_itself,
            left_out,
            idle: index.idle_actors(),
        })
    }

    /// The same with nobody but some actors, and only the ties between them.
    #[must_use]
    pub fn within(mut self, inside: &Bits) -> Self {
        let is_in = |actor: Place| inside.has(actor as usize);
        self.ties
            .retain(|tie| is_in(tie.key.from) && is_in(tie.key.to));
        for (actor, part) in self.part.iter_mut().enumerate() {
            if !inside.has(actor) {
                *part = 0;
            }
        }
        self.idle.retain(|actor| is_in(*actor));
        self
    }

    /// Where a tie stands in the list.
    pub fn position(&self, key: TieKey) -> Option<usize> {
        self.ties.binary_search_by_key(&key, |tie| tie.key).ok()
    }

    /// All ties at all times.
    pub fn of_all(index: &Index, progress: Progress<'_>) -> Option<Self> {
        let events = Bits::all(index.len());
        let relations = Bits::all(index.relations.len());
        Self::new(index, &events, &relations, None, progress)
    }

    /// A tie by its key.
    pub fn get(&self, key: TieKey) -> Option<&Tie> {
        self.ties.get(self.position(key)?)
    }

    /// The ties between two actors: at most three.
    pub fn between(&self, a: Place, b: Place) -> impl Iterator<Item = &Tie> {
        let keys = [
            TieKey::new(a, b, false),
            TieKey::new(b, a, false),
            TieKey::new(a, b, true),
        ];
        keys.into_iter().filter_map(|key| self.get(key))
    }

    /// The actors that take part in something or have a tie, and those that never do, rising.
    pub fn alive_actors(&self) -> impl Iterator<Item = Place> {
        let mut alive: Vec<bool> = self.part.iter().map(|n| *n > 0).collect();
        let tied = self.ties.iter().flat_map(|t| [t.key.from, t.key.to]);
        for actor in tied.chain(self.idle.iter().copied()) {
            if let Some(alive) = alive.get_mut(actor as usize) {
                *alive = true;
            }
        }
        let places = alive.into_iter().enumerate();
        places.filter(|(_, alive)| *alive).map(|(n, _)| as_row(n))
    }

    /// The ties that an actor has.
    pub fn of(&self, actor: Place) -> impl Iterator<Item = &Tie> {
        self.ties
            .iter()
            .filter(move |t| t.key.from == actor || t.key.to == actor)
    }
}

impl TieKey {
    /// A key; a mutual one has the earlier actor first.
    pub fn new(from: Place, to: Place, is_mutual: bool) -> Self {
        let swap = is_mutual && from > to;
        Self {
            from: if swap { to } else { from },
            to: if swap { from } else { to },
            is_mutual,
        }
    }

    /// The actor at the other end.
    pub fn other(self, actor: Place) -> Place {
        if self.from == actor {
            self.to
        } else {
            self.from
        }
    }
}

/// The participants of one event by what they do, each once.
#[derive(Default)]
struct Roles {
    from: Vec<Place>,
    to: Vec<Place>,
    together: Vec<Place>,
    /// All of these, each once.
    all: Vec<Place>,
}

type Places = HashSet<Place, foldhash::fast::FixedState>;

/// Of more participants it is looked up who has come before.
const FEW: usize = 32;

/// Leaves each where it comes first.
fn once(list: &mut Vec<Place>) {
    if list.len() <= FEW {
        for n in (1..list.len()).rev() {
            let (before, rest) = list.split_at(n);
            if rest.first().is_some_and(|last| before.contains(last)) {
                list.remove(n);
            }
        }
        return;
    }
    let mut seen = Places::default();
    list.retain(|actor| seen.insert(*actor));
}

impl Roles {
    fn read(&mut self, index: &Index, row: Row) {
        self.from.clear();
        self.to.clear();
        self.together.clear();
        for (actor, role) in index.participants(row) {
            let list = match role {
                Role::From => &mut self.from,
                Role::To => &mut self.to,
                Role::Participant => &mut self.together,
                Role::Mentioned | Role::Absent => continue,
            };
            list.push(actor);
        }
        self.all.clear();
        for list in [&mut self.from, &mut self.to, &mut self.together] {
            once(list);
            self.all.extend_from_slice(list);
        }
        once(&mut self.all);
    }

    /// Whoever does something to itself.
    fn acting_on_themselves(&self) -> impl Iterator<Item = &Place> {
        let known: Option<Places> =
            (self.to.len() > FEW).then(|| self.to.iter().copied().collect());
        self.from.iter().filter(move |from| match &known {
            Some(known) => known.contains(from),
            None => self.to.contains(from),
        })
    }
}

/// One event or relation of a tie.
#[derive(Clone, Copy)]
struct Part {
    status: Status,
    certainty: Certainty,
    /// None: not a number.
    tone: f32,
    weight: f32,
}

/// Adds up parts.
#[derive(Clone, Copy)]
struct Sum {
    count: u32,
    weights: f64,
    toned: u32,
    tones: f64,
    strongest: f32,
    status: Option<Status>,
    certainty: Option<Certainty>,
}

impl Sum {
    const NONE: Self = Self {
        count: 0,
        weights: 0.0,
        toned: 0,
        tones: 0.0,
        strongest: 0.0,
        status: None,
        certainty: None,
    };

    fn add(&mut self, part: Part) {
        self.count += 1;
        self.weights += f64::from(part.weight);
        self.status = Some(self.status.map_or(part.status, |s| s.min(part.status)));
        let certainty = self
            .certainty
            .map_or(part.certainty, |c| c.min(part.certainty));
        self.certainty = Some(certainty);
        if !part.tone.is_nan() {
            self.toned += 1;
            self.tones += f64::from(part.tone);
            if part.tone.abs() > self.strongest.abs() {
                self.strongest = part.tone;
            }
        }
    }

    fn mean(&self) -> Option<f32> {
        #[expect(clippy::cast_possible_truncation, reason = "a mean needs no more")]
        let mean = (self.toned > 0).then(|| (self.tones / f64::from(self.toned)) as f32);
        mean
    }

    #[expect(clippy::cast_possible_truncation, reason = "a width needs no more")]
    fn strength(&self) -> f32 {
        self.weights as f32
    }

    fn side(&self) -> Side {
        Side {
            count: self.count,
            strength: self.strength(),
            mean: self.mean().unwrap_or(0.0),
            strongest: self.strongest,
            status: self.status.unwrap_or_default(),
            certainty: self.certainty.unwrap_or_default(),
        }
    }
}

impl Sign {
    /// Of a tone; of none where there is none.
    pub fn of(tone: Option<f32>) -> Self {
        match tone {
            Some(tone) if tone < 0.0 => Self::Hostile,
            Some(tone) if tone > 0.0 => Self::Friendly,
            _ => Self::Neutral,
        }
    }

    /// What the parts of it are called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hostile => "hostile",
            Self::Neutral => "neutral",
            Self::Friendly => "friendly",
        }
    }
}

/// From this share of its parts on a side is drawn by itself where both have it, in percent.
const SHARE: u64 = 15;
/// From here on one part is enough, where the mean has the other sign.
const STRONG: f32 = 4.0;

impl Tie {
    /// Whether opposites meet in it, so that a mean would hide one of them (look.md, “Never less than
    /// the truth”).
    pub fn has_two_sides(&self) -> bool {
        let is_share = |side: &Side| u64::from(side.count) * 100 >= u64::from(self.weight) * SHARE;
        let (hostile, friendly) = (&self.hostile, &self.friendly);
        let mean = self.tone.unwrap_or(0.0);
        hostile.count > 0
            && friendly.count > 0
            && (is_share(hostile) && is_share(friendly)
                || hostile.strongest <= -STRONG && mean >= 0.0
                || friendly.strongest >= STRONG && mean <= 0.0)
    }

    /// What is drawn of it: one line, or its hostile and its friendly side.
    pub fn strands(&self) -> impl Iterator<Item = Strand> + use<> {
        let of_side = |side, of: Side| Strand {
            side: Some(side),
            weight: of.count,
            strength: of.strength,
            tone: Some(of.mean),
            status: of.status,
            certainty: of.certainty,
        };
        let both = if self.has_two_sides() {
            [
                Some(of_side(Sign::Hostile, self.hostile)),
                Some(of_side(Sign::Friendly, self.friendly)),
            ]
        } else {
            let whole = Strand {
                side: None,
                weight: self.weight,
                strength: self.strength,
                tone: self.tone,
                status: self.status,
                certainty: self.certainty,
            };
            [Some(whole), None]
        };
        both.into_iter().flatten()
    }

    /// Its sides that have parts: hostile, neutral, friendly.
    pub fn sides(&self) -> impl Iterator<Item = (Sign, Side)> + use<> {
        [
            (Sign::Hostile, self.hostile),
            (Sign::Neutral, self.neutral),
            (Sign::Friendly, self.friendly),
        ]
        .into_iter()
        .filter(|(_, side)| side.count > 0)
    }
}

/// The tie of some grounds, the events first. An event that is evidence for a relation of the same
/// tie stands here once, as an event.
fn tie(index: &Index, grounds: &[(TieKey, Evidence)]) -> Option<Tie> {
    let (key, _) = *grounds.first()?;
    let parts = grounds.iter().filter_map(|(_, ground)| match ground {
        Evidence::Event(row) => {
            let at = *row as usize;
            Some(Part {
                status: index.status.get(at).copied().unwrap_or_default(),
                certainty: index.certainty.get(at).copied().unwrap_or_default(),
                tone: index.tone.get(at).copied().unwrap_or(f32::NAN),
                weight: 1.0,
            })
        }
        Evidence::Relation(n) => {
            let relation = index.relations.get(*n as usize)?;
            Some(Part {
                status: relation.status,
                certainty: relation.certainty,
                tone: relation.tone,
                weight: relation.weight,
            })
        }
    });
    let (mut all, mut denied) = (Sum::NONE, Sum::NONE);
    let [mut hostile, mut neutral, mut friendly] = [Sum::NONE; 3];
    for part in parts {
        if part.status == Status::Denied {
            denied.add(part);
            continue;
        }
        all.add(part);
        match Sign::of((!part.tone.is_nan()).then_some(part.tone)) {
            Sign::Hostile => hostile.add(part),
            Sign::Neutral => neutral.add(part),
            Sign::Friendly => friendly.add(part),
        }
    }
    let is_event = |(_, ground): &(_, Evidence)| matches!(ground, Evidence::Event(_));
    let (events, relations) = grounds.split_at(grounds.partition_point(is_event));
    let numbers = |grounds: &[(TieKey, Evidence)]| -> Box<[u32]> {
        let number = |(_, ground): &(TieKey, Evidence)| match ground {
            Evidence::Event(n) | Evidence::Relation(n) => *n,
        };
        grounds.iter().map(number).collect()
    };
    Some(Tie {
        key,
        weight: all.count,
        strength: all.strength(),
        tone: all.mean(),
        status: all.status.unwrap_or(Status::Denied),
        certainty: all.certainty.or(denied.certainty).unwrap_or_default(),
        hostile: hostile.side(),
        neutral: neutral.side(),
        friendly: friendly.side(),
        denied: denied.count,
        events: numbers(events),
        relations: numbers(relations),
    })
}
