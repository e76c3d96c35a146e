//! Blocs, and what stands between them: who shares a plate, and what they do to whom. Each event and
//! relation counts once (look.md, “Few things, the important ones”).

use super::lists::set;
use super::view::{View, tie_key};
use crate::analysis::place::NOWHERE;
use crate::analysis::{Index, Place, Row, Sign, Strand, Tie};
use crate::dataset::count::with_thousands;
use crate::dataset::{Certainty, Dataset, Handle, Status};
use crate::scene::{End, Key};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Fewer groups than this are no blocs.
pub(super) const FEWEST: usize = 2;
/// Most plates: of more groups the smallest share one.
const MOST_BLOCS: usize = 12;
/// Most arrows.
const MOST_ARROWS: usize = 16;
/// And where some blocs are unfolded.
const MOST_UNFOLDED_ARROWS: usize = 28;
/// So many actors of an unfolded bloc stand alone.
const MOST_ALONE: usize = 16;
/// Where both ways hold this share of the parts of a sign, in percent, they are one arrow.
const SHARE: usize = 15;
/// With fewer parts than this an arrow is drawn only if one of them is strong,
const FEW_PARTS: usize = 2;
/// which is to say that its tone is so far from zero.
const STRONG: f32 = 4.0;

/// Those who share a plate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bloc {
    /// The outermost group; none for those who are in no group, and for the smallest groups.
    pub group: Option<Place>,
    /// As [`Key::Group`] has it.
    pub number: u32,
    /// Where it is unfolded: its only actor. Where that has very many, the last ones still share a
    /// plate.
    pub alone: Option<Handle>,
    pub name: String,
    /// Whoever is alive, the weightiest first.
    pub actors: Vec<Place>,
    /// How many ties join two of them.
    pub within: usize,
}

/// What one bloc does to another that has one sign, or both do to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Both blocs, as [`Key::Bloc`].
    pub key: Key,
    /// Whether both do it.
    pub is_mutual: bool,
    /// Its sign, how many events and relations, their tone, and how firm they are.
    pub strand: Strand,
    /// What it is, in a few words; empty where nobody says.
    pub words: String,
    /// From which bloc to which, by their places.
    pub(super) ends: (usize, usize),
    /// The ties that give it.
    pub ties: Vec<Key>,
}

impl Bloc {
    fn end(&self) -> End {
        match self.alone {
            Some(actor) => End::Actor(actor.0),
            None => End::Bloc(self.number),
        }
    }
}

/// A bloc whose actors stand alone.
#[derive(Clone, Debug)]
pub(super) struct Unfolded {
    pub group: Option<Place>,
    pub number: u32,
    pub name: String,
    /// Which of the blocs they are.
    pub blocs: Range<usize>,
}

/// The blocs of a window.
#[derive(Clone, Debug)]
pub(super) struct Blocs {
    pub blocs: Vec<Bloc>,
    /// What a person has unfolded of them.
    pub unfolded: Vec<Unfolded>,
    /// The heaviest first.
    pub arrows: Vec<Arrow>,
    /// How many arrows are left out.
    pub left_out: usize,
    /// Where the bloc of each actor is, whether it is alive or not.
    of_actor: Vec<Option<usize>>,
}

impl Blocs {
    /// Of a window; none if there are not enough groups with somebody alive.
    pub(super) fn new(view: &View<'_>, unfolded: &[u32]) -> Option<Self> {
        let homes = homes(view);
        let members = members(view, &homes);
        if groups_of(&members) < FEWEST {
            return None;
        }
        let shared = smallest(&members);
        let mut all = Self {
            blocs: Vec::new(),
            unfolded: Vec::new(),
            arrows: Vec::new(),
            left_out: 0,
            of_actor: vec![None; homes.len()],
        };
        let mut rest = Vec::new();
        for (group, actors) in members {
            if shared.contains(&group) {
                rest.extend(actors);
                continue;
            }
            let bloc = match view.dataset.groups.at(group as usize) {
                Some((handle, _)) => bloc(view, Some(group), handle.0, actors),
                None => bloc(view, None, Key::NO_GROUP, actors),
            };
            let is_of = homes.iter().map(|home| *home == group);
            all.add(view, bloc, unfolded, is_of);
        }
        if !rest.is_empty() {
            let last = bloc(view, None, Key::OTHERS, rest);
            let is_of = homes.iter().map(|home| shared.contains(home));
            all.add(view, last, unfolded, is_of);
        }
        let ways = ways(view, &all.of_actor, &mut all.blocs);
        let most = if all.unfolded.is_empty() {
            MOST_ARROWS
        } else {
            MOST_UNFOLDED_ARROWS
        };
        (all.arrows, all.left_out) = arrows(view, &all.blocs, &ways, most);
        Some(all)
    }

    /// Adds a bloc, or its actors where it is unfolded; `is_of`: whether each actor belongs to it.
    fn add(
        &mut self,
        view: &View<'_>,
        mut bloc: Bloc,
        unfolded: &[u32],
        is_of: impl Iterator<Item = bool>,
    ) {
        let first = self.blocs.len();
        let is_unfolded = unfolded.contains(&bloc.number) && bloc.actors.len() > 1;
        if is_unfolded {
            let shares = bloc.actors.len().saturating_sub(MOST_ALONE);
            let shares = if shares == 1 { 0 } else { shares };
            let alone = bloc.actors.len() - shares;
            let rest = bloc.actors.split_off(alone);
            for actor in std::mem::replace(&mut bloc.actors, rest) {
                let Some((handle, known)) = view.dataset.actors.at(actor as usize) else {
                    continue;
                };
                let place = self.blocs.len();
                set(&mut self.of_actor, actor as usize, Some(place));
                self.blocs.push(Bloc {
                    alone: Some(handle),
                    name: known.short_name().to_owned(),
                    actors: vec![actor],
                    ..bloc.clone()
                });
            }
        }
        let name = bloc.name.clone();
        let (group, number) = (bloc.group, bloc.number);
        if !bloc.actors.is_empty() {
            let last = self.blocs.len();
            let of_each = self.of_actor.iter_mut().zip(is_of);
            for (of, _) in of_each.filter(|(_, is_of)| *is_of) {
                of.get_or_insert(last);
            }
            if is_unfolded {
                bloc.name = format!("{} more", with_thousands(bloc.actors.len()));
            }
            self.blocs.push(bloc);
        }
        if is_unfolded {
            self.unfolded.push(Unfolded {
                group,
                number,
                name,
                blocs: first..self.blocs.len(),
            });
        }
    }

    /// Where the bloc of an actor is, whether it is alive or not.
    pub(super) fn place_of(&self, actor: Place) -> Option<usize> {
        self.of_actor.get(actor as usize).copied().flatten()
    }
}

/// What an end of an arrow is called; none if there is no such group or actor.
pub fn end_name(dataset: &Dataset, end: End) -> Option<String> {
    match end {
        End::Bloc(number) => bloc_name(dataset, number),
        End::Actor(handle) => {
            let actor = dataset.actors.get(Handle(handle))?;
            Some(actor.short_name().to_owned())
        }
    }
}

/// What a bloc is called, by its number in [`Key::Bloc`]; none if there is no such group.
pub fn bloc_name(dataset: &Dataset, number: u32) -> Option<String> {
    match number {
        Key::NO_GROUP => Some("No group".to_owned()),
        Key::OTHERS => Some("Others".to_owned()),
        handle => {
            let group = dataset.groups.get(Handle(handle))?;
            Some(match group.name.trim() {
                "" => group.id.to_string(),
                name => name.to_owned(),
            })
        }
    }
}

/// How many outermost groups have somebody alive.
pub(super) fn groups(view: &View<'_>) -> usize {
    groups_of(&members(view, &homes(view)))
}

fn groups_of(members: &BTreeMap<Place, Vec<Place>>) -> usize {
    members.keys().filter(|group| **group != NOWHERE).count()
}

/// The outermost group of each actor; [`NOWHERE`] for none.
fn homes(view: &View<'_>) -> Vec<Place> {
    let groups = (0u32..).take(view.graph.titles.len());
    let outermost: Vec<Place> = groups.map(|group| view.graph.outermost(group)).collect();
    let nodes = view.graph.nodes.iter();
    let home = nodes.map(|node| outermost.get(node.group as usize).copied());
    home.map(|home| home.unwrap_or(NOWHERE)).collect()
}

/// Whoever is alive, by outermost groups.
fn members(view: &View<'_>, homes: &[Place]) -> BTreeMap<Place, Vec<Place>> {
    let mut members: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for actor in view.ties.alive_actors() {
        if let Some(home) = homes.get(actor as usize) {
            members.entry(*home).or_default().push(actor);
        }
    }
    members
}

/// The groups that share a plate, if there are too many: those of the fewest actors, the last in the
/// list among equals.
fn smallest(members: &BTreeMap<Place, Vec<Place>>) -> BTreeSet<Place> {
    let room = MOST_BLOCS - usize::from(members.contains_key(&NOWHERE));
    let groups = members.iter().filter(|(group, _)| **group != NOWHERE);
    let mut order: Vec<(usize, Place)> = groups.map(|(group, of)| (of.len(), *group)).collect();
    if order.len() <= room {
        return BTreeSet::new();
    }
    order.sort_by_key(|(count, group)| (Reverse(*count), *group));
    order.into_iter().skip(room - 1).map(|(_, g)| g).collect()
}

fn bloc(view: &View<'_>, group: Option<Place>, number: u32, mut actors: Vec<Place>) -> Bloc {
    let weight = |actor: Place| {
        let part = view.ties.part.get(actor as usize).copied();
        (view.graph.node(actor as usize).radius, part.unwrap_or(0))
    };
    actors.sort_by(|one, other| {
        let ((radius, part), (others, its)) = (weight(*one), weight(*other));
        let by_radius = others.total_cmp(&radius);
        by_radius.then(its.cmp(&part)).then(one.cmp(other))
    });
    Bloc {
        group,
        number,
        alone: None,
        name: bloc_name(view.dataset, number).unwrap_or_default(),
        actors,
        within: 0,
    }
}

/// All that one bloc does to another.
#[derive(Default)]
struct Way {
    /// Each once, those that are denied too.
    parts: Vec<Part>,
    /// The ties that they are in, by their places.
    ties: Vec<usize>,
}

/// From which bloc to which.
type Ways = BTreeMap<(usize, usize), Way>;

/// An event or a relation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Event(Row),
    Relation(u32),
}

/// What is known of a part.
struct Known {
    tone: Option<f32>,
    weight: f32,
    status: Status,
    certainty: Certainty,
}

impl Part {
    fn known(self, index: &Index) -> Option<Known> {
        let (tone, weight, status, certainty) = match self {
            Self::Event(row) => {
                let at = row as usize;
                let certainty = *index.certainty.get(at)?;
                (*index.tone.get(at)?, 1.0, *index.status.get(at)?, certainty)
            }
            Self::Relation(n) => {
                let of = index.relations.get(n as usize)?;
                (of.tone, of.weight, of.status, of.certainty)
            }
        };
        Some(Known {
            tone: (!tone.is_nan()).then_some(tone),
            weight,
            status,
            certainty,
        })
    }

    fn is_in(self, tie: &Tie) -> bool {
        match self {
            Self::Event(row) => tie.events.binary_search(&row).is_ok(),
            Self::Relation(n) => tie.relations.binary_search(&n).is_ok(),
        }
    }
}

/// What each bloc does to each other one; a mutual tie counts both ways. Ties within a bloc are only
/// counted.
fn ways(view: &View<'_>, bloc_of: &[Option<usize>], blocs: &mut [Bloc]) -> Ways {
    let mut ways = Ways::new();
    let bloc = |actor: Place| bloc_of.get(actor as usize).copied().flatten();
    let ties = view.ties.ties.iter().enumerate();
    // A tie of denials alone is none here.
    for (n, tie) in ties.filter(|(_, tie)| tie.weight > 0) {
        let (Some(from), Some(to)) = (bloc(tie.key.from), bloc(tie.key.to)) else {
            continue;
        };
        if from == to {
            if let Some(bloc) = blocs.get_mut(from) {
                bloc.within += 1;
            }
            continue;
        }
        let back = tie.key.is_mutual.then_some((to, from));
        for ends in std::iter::once((from, to)).chain(back) {
            let way = ways.entry(ends).or_default();
            way.ties.push(n);
            let events = tie.events.iter().map(|row| Part::Event(*row));
            let relations = tie.relations.iter().map(|n| Part::Relation(*n));
            way.parts.extend(events.chain(relations));
        }
    }
    for way in ways.values_mut() {
        way.parts.sort_unstable();
        way.parts.dedup();
    }
    ways
}

const SIGNS: [Sign; 3] = [Sign::Hostile, Sign::Neutral, Sign::Friendly];

/// The heaviest arrows, and how many more there are.
fn arrows(view: &View<'_>, blocs: &[Bloc], ways: &Ways, most: usize) -> (Vec<Arrow>, usize) {
    let pairs = ways.keys().map(|(a, b)| (*a.min(b), *a.max(b)));
    let pairs: BTreeSet<(usize, usize)> = pairs.collect();
    let mut all: Vec<(Arrow, Vec<Part>)> = Vec::new();
    for (a, b) in pairs {
        for sign in SIGNS {
            let forth = of_sign(view.index, ways.get(&(a, b)), sign);
            let back = of_sign(view.index, ways.get(&(b, a)), sign);
            let mut both = [forth.as_slice(), back.as_slice()].concat();
            both.sort_unstable();
            both.dedup();
            let is_share = |way: &[Part]| !way.is_empty() && way.len() * 100 >= both.len() * SHARE;
            let drawn = if is_share(&forth) && is_share(&back) {
                vec![((a, b), true, both)]
            } else {
                vec![((a, b), false, forth), ((b, a), false, back)]
            };
            for (ends, is_mutual, parts) in drawn {
                let both = [ends.0, ends.1].map(|n| blocs.get(n).map(Bloc::end));
                // Between two actors it is a tie, which needs no second part.
                let is_tie = both.iter().all(|end| matches!(end, Some(End::Actor(_))));
                let few = if is_tie { 1 } else { FEW_PARTS };
                let strand = strand(view.index, sign, &parts, few);
                if let (Some(strand), [Some(from), Some(to)]) = (strand, both) {
                    let arrow = Arrow {
                        key: Key::Bloc(from, to),
                        is_mutual,
                        strand,
                        words: String::new(),
                        ends,
                        ties: Vec::new(),
                    };
                    all.push((arrow, parts));
                }
            }
        }
    }
    let far = |arrow: &Arrow| arrow.strand.tone.map_or(0.0, f32::abs);
    all.sort_by(|(one, _), (other, _)| {
        let by_strength = other.strand.strength.total_cmp(&one.strand.strength);
        by_strength.then(far(other).total_cmp(&far(one)))
    });
    let left_out = all.len().saturating_sub(most);
    all.truncate(most);
    let arrows = all.into_iter().map(|(arrow, parts)| {
        let ties = ties_of(view, &arrow, ways);
        let keys = ties.iter().filter_map(|tie| tie_key(view.index, tie.key));
        Arrow {
            ties: keys.collect(),
            words: words(view, &arrow, &parts, &ties),
            ..arrow
        }
    });
    (arrows.collect(), left_out)
}

/// The parts of a way that have a sign, without what is denied.
fn of_sign(index: &Index, way: Option<&Way>, sign: Sign) -> Vec<Part> {
    let parts = way.iter().flat_map(|way| way.parts.iter().copied());
    let has_sign = |part: &Part| {
        let known = part.known(index);
        known.is_some_and(|k| k.status != Status::Denied && Sign::of(k.tone) == sign)
    };
    parts.filter(has_sign).collect()
}

/// What is drawn of parts; none if they are too few.
fn strand(index: &Index, sign: Sign, parts: &[Part], few: usize) -> Option<Strand> {
    let known: Vec<Known> = parts.iter().filter_map(|p| p.known(index)).collect();
    let (mut sum, mut toned, mut is_strong) = (0.0, 0.0, false);
    for tone in known.iter().filter_map(|known| known.tone) {
        sum += f64::from(tone);
        toned += 1.0;
        is_strong |= tone.abs() >= STRONG;
    }
    if known.is_empty() || (known.len() < few && !is_strong) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a mean needs no more")]
    let tone = (toned > 0.0).then(|| (sum / toned) as f32);
    Some(Strand {
        side: Some(sign),
        weight: u32::try_from(known.len()).unwrap_or(u32::MAX),
        strength: known.iter().map(|known| known.weight).sum(),
        tone,
        status: known.iter().map(|known| known.status).min()?,
        certainty: known.iter().map(|known| known.certainty).min()?,
    })
}

/// The ties that have parts in an arrow.
fn ties_of<'a>(view: &View<'a>, arrow: &Arrow, ways: &Ways) -> Vec<&'a Tie> {
    let (from, to) = arrow.ends;
    let back = arrow.is_mutual.then_some((to, from));
    let ends = std::iter::once((from, to)).chain(back);
    let places = ends.filter_map(|ends| ways.get(&ends));
    let mut places: Vec<usize> = places.flat_map(|way| way.ties.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    let ties = places.into_iter().filter_map(|n| view.ties.ties.get(n));
    let has_sign = |tie: &&Tie| {
        let mut sides = tie.sides();
        sides.any(|(sign, _)| Some(sign) == arrow.strand.side)
    };
    ties.filter(has_sign).collect()
}

/// What an arrow says: the own words of a part that is the only one, else nouns for the two kinds of
/// acts that are the commonest, else, of a network, what its relations say. Nothing is said that belongs to
/// the other side, that is less firm than the arrow is drawn, or that few of its parts are: there the count
/// says it alone.
fn words(view: &View<'_>, arrow: &Arrow, parts: &[Part], ties: &[&Tie]) -> String {
    let strand = &arrow.strand;
    if let [only] = parts {
        let tie = ties.iter().find(|tie| only.is_in(tie));
        let own = tie.and_then(|tie| view.label(tie, strand.side));
        if let Some(own) = own {
            return own.words;
        }
    }
    let is_firm = |part: &&Part| {
        let known = part.known(view.index);
        known.is_some_and(|known| known.status == strand.status)
    };
    let firm: Vec<Part> = parts.iter().filter(is_firm).copied().collect();
    let acts = firm.iter().filter_map(|part| {
        let Part::Event(row) = part else { return None };
        let (_, event) = view.dataset.events.at(*row as usize)?;
        noun(&event.more.action.as_ref()?.kind, strand.side)
    });
    let said = firm.iter().filter_map(|part| {
        let Part::Relation(n) = part else { return None };
        let (_, relation) = view.dataset.relations.at(*n as usize)?;
        let kind = relation.kind.as_deref().map(str::trim);
        kind.filter(|kind| !kind.is_empty()).or(relation.words())
    });
    let (acts, said): (Vec<&str>, Vec<&str>) = (acts.collect(), said.collect());
    let tell_most = |told: &Vec<&str>| !told.is_empty() && told.len() * 3 > firm.len();
    let told = [acts, said].into_iter().find(tell_most).unwrap_or_default();
    let two: Vec<&str> = commonest(told.into_iter()).into_iter().take(2).collect();
    two.join(", ")
}

/// What acts of one of PLOVER's types are called; none where that is not what one does of this side.
fn noun(kind: &str, side: Option<Sign>) -> Option<&'static str> {
    let (own, noun) = match kind {
        "AGREE" | "CONSULT" => (Sign::Friendly, "talks"),
        "SUPPORT" | "COOPERATE" => (Sign::Friendly, "support"),
        "AID" => (Sign::Friendly, "aid"),
        "CONCEDE" | "RETREAT" => (Sign::Friendly, "concessions"),
        // Who mediates asks as a friend.
        "REQUEST" if side == Some(Sign::Friendly) => (Sign::Friendly, "appeals"),
        "REQUEST" => (Sign::Hostile, "demands"),
        "ACCUSE" => (Sign::Hostile, "accusations"),
        "REJECT" => (Sign::Hostile, "refusals"),
        "THREATEN" => (Sign::Hostile, "threats"),
        "PROTEST" => (Sign::Hostile, "protests"),
        "SANCTION" => (Sign::Hostile, "sanctions"),
        "MOBILIZE" => (Sign::Hostile, "mobilisation"),
        "COERCE" => (Sign::Hostile, "pressure"),
        "ASSAULT" => (Sign::Hostile, "attacks"),
        _ => return None,
    };
    let is_of_side = side.is_none_or(|side| side == own || side == Sign::Neutral);
    is_of_side.then_some(noun)
}

/// Each once, the commonest first, among equals that which comes first.
fn commonest<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (n, one) in all.enumerate() {
        counts.entry(one).or_insert((0, n)).0 += 1;
    }
    let mut order: Vec<(T, (usize, usize))> = counts.into_iter().collect();
    order.sort_by_key(|(_, (count, first))| (Reverse(*count), *first));
    order.into_iter().map(|(one, _)| one).collect()
}
