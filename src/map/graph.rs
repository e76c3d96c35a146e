//! What placement needs to know: who stands on the map, how much room each takes, and who is
//! joined to whom how firmly.

use super::lists::{Buckets, are_among, set};
use super::metrics::{LARGEST, NAME_LINE, PROMINENT, SMALLEST, TITLE};
use super::widths::Widths;
use crate::analysis::place::NOWHERE;
use crate::analysis::{Index, Place, Ties};
use crate::dataset::{Actor, ActorKind, Dataset, Id};
use crate::scene::actors::Shape;
use crate::scene::{Measure, Rect, Vec2, Weight, pos2, vec2};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Past this many actors placement keeps no room for names.
pub const MOST_NAMED: usize = 500;
/// So many ties at least are weighed against each other one by one.
const FEWEST_WEIGHED: usize = 24;
/// Past this many actors there is room for short names only.
pub(super) const MOST_IN_FULL: usize = 30;

/// The ground that is kept free round an actor and its name.
const MARGIN: f32 = 5.0;

/// The whole dataset as a graph: its nodes are the actors in the order of their list.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Each actor.
    pub nodes: Vec<Node>,
    /// Each pair that a tie joins, the earlier first, in order.
    pub edges: Vec<Edge>,
    /// The width of each group's name over its region, in points.
    pub titles: Vec<f32>,
    /// The group that each group is a part of; [`NOWHERE`] for none.
    pub parents: Vec<Place>,
    /// How wide the ties are.
    pub widths: Widths,
    /// Of each node: the other end, and the edge.
    neighbours: Buckets<(u32, u32)>,
}

/// An actor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// In points, its area as its part in the whole dataset.
    pub radius: f32,
    /// The size of the name that placement keeps room for below it, in points; zero for none.
    pub name: Vec2,
    /// Its group; [`NOWHERE`] for none.
    pub group: Place,
}

/// All ties of two actors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The earlier.
    pub a: u32,
    /// The later.
    pub b: u32,
    /// How many events and relations join them; a tie of denials alone counts half.
    pub weight: f32,
}

impl Graph {
    /// Of a whole dataset and all its ties, at all times.
    pub fn new(dataset: &Dataset, index: &Index, ties: &Ties, measure: &Measure) -> Self {
        // How much each takes part: its events and relations.
        let mut part = ties.part.clone();
        part.resize(dataset.actors.len(), 0);
        for end in index.relations.iter().flat_map(|r| [r.from, r.to]) {
            if let Some(part) = part.get_mut(end as usize) {
                *part = part.saturating_add(1);
            }
        }
        let most = part.iter().copied().max().unwrap_or(0).max(1);
        let count = dataset.actors.len();
        let nodes = dataset.actors.iter().enumerate().map(|(n, actor)| {
            let share = part.get(n).copied().unwrap_or(0) as f32 / most as f32;
            let radius = (LARGEST * share.sqrt()).max(SMALLEST);
            let name = match count {
                0..=MOST_IN_FULL => actor.name.as_ref(),
                n if n <= MOST_NAMED => actor.short_name(),
                _ => "",
            };
            let (size, weight) = name_face(radius);
            let width = if name.is_empty() {
                0.0
            } else {
                measure.width(name, size, weight).min(WIDEST_NAME)
            };
            Node {
                radius,
                name: vec2(width, if width > 0.0 { NAME_LINE } else { 0.0 }),
                group: index.group_of.get(n).copied().unwrap_or(NOWHERE),
            }
        });
        let mut pairs: BTreeMap<(u32, u32), f32> = BTreeMap::new();
        for tie in &ties.ties {
            let pair = (tie.key.from.min(tie.key.to), tie.key.from.max(tie.key.to));
            let weight = (tie.weight as f32).max(0.5);
            *pairs.entry(pair).or_default() += weight;
        }
        let pairs = pairs.into_iter();
        let edges = pairs.map(|((a, b), weight)| Edge { a, b, weight });
        let titles = dataset.groups.iter().map(|group| {
            let width = measure.width(&group.name, TITLE, Weight::SemiBold);
            width.min(WIDEST_NAME)
        });
        let ids: Vec<&Id> = dataset.groups.iter().map(|g| &g.id).collect();
        let parents = dataset.groups.iter().map(|group| {
            let mut places = (0..).zip(&ids);
            let parent = places.find(|(_, id)| group.parent.as_ref() == Some(**id));
            parent.map_or(NOWHERE, |(place, _)| place)
        });
        Self {
            parents: parents.collect(),
            widths: Widths::of_ties(&ties.ties),
            ..Self::of(nodes.collect(), edges.collect(), titles.collect())
        }
    }

    /// Whether a node is in no group and joined to nobody.
    pub(super) fn is_alone(&self, node: usize) -> bool {
        self.node(node).group == NOWHERE && self.neighbours(node).is_empty()
    }

    /// Of parts. An edge to nobody, or to oneself, is left out.
    pub fn of(nodes: Vec<Node>, mut edges: Vec<Edge>, titles: Vec<f32>) -> Self {
        edges.retain(|e| e.a != e.b && (e.a.max(e.b) as usize) < nodes.len());
        let ends = (0u32..).zip(&edges).flat_map(|(n, edge)| {
            let (a, b) = (edge.a, edge.b);
            [(a as usize, (b, n)), (b as usize, (a, n))]
        });
        Self {
            neighbours: Buckets::new(nodes.len(), ends),
            parents: vec![NOWHERE; titles.len()],
            widths: Widths::default(),
            nodes,
            edges,
            titles,
        }
    }

    /// A group and all that it is a part of, from the inside out; a loop ends where it would close.
    pub fn lineage(&self, group: Place) -> impl Iterator<Item = Place> + '_ {
        let parent = |group: &Place| {
            let parent = self.parents.get(*group as usize).copied();
            parent.filter(|p| *p != NOWHERE)
        };
        std::iter::successors(Some(group), parent).take(self.parents.len() + 1)
    }

    /// The outermost group that a group is a part of.
    pub(super) fn outermost(&self, group: Place) -> Place {
        let mut seen: Vec<Place> = Vec::new();
        for next in self.lineage(group) {
            if let Some(start) = seen.iter().position(|earlier| *earlier == next) {
                // Groups that are parts of each other: the first in the list.
                return seen.into_iter().skip(start).min().unwrap_or(next);
            }
            seen.push(next);
        }
        seen.last().copied().unwrap_or(group)
    }

    /// An actor; of none, one without a group that takes nothing.
    pub(super) fn node(&self, n: usize) -> Node {
        self.nodes.get(n).copied().unwrap_or(Node {
            group: NOWHERE,
            ..Node::default()
        })
    }

    /// An actor's box round its place: what it covers with its name, and a margin.
    pub(super) fn box_of(&self, n: usize) -> Rect {
        let node = self.node(n);
        let half = node.radius.max(node.name.x / 2.0) + MARGIN;
        // Whoever has many ties needs a choice of sides.
        let above = if node.radius >= PROMINENT {
            node.name.y
        } else {
            0.0
        };
        Rect::from_min_max(
            pos2(-half, -node.radius - above - MARGIN),
            pos2(half, node.radius + node.name.y + MARGIN),
        )
    }

    /// Some of the nodes, in their order, with the edges between them. `numbers` holds a number for
    /// each node of the whole; it is written over.
    pub(super) fn part(&self, nodes: &[usize], numbers: &mut [u32]) -> Self {
        for (number, node) in (0u32..).zip(nodes) {
            set(numbers, *node, number);
        }
        let number = |node: u32| {
            let number = numbers.get(node as usize).copied()?;
            let is_in = nodes.get(number as usize) == Some(&(node as usize));
            is_in.then_some(number)
        };
        let mut edges = Vec::new();
        for node in nodes {
            for (other, edge) in self.neighbours(*node) {
                if let Some(edge) = self.edges.get(*edge as usize)
                    && *node < *other as usize
                    && let (Some(a), Some(b)) = (number(edge.a), number(edge.b))
                {
                    edges.push(Edge { a, b, ..*edge });
                }
            }
        }
        let nodes = nodes.iter().filter_map(|n| self.nodes.get(*n)).copied();
        self.with(nodes.collect(), edges)
    }

    /// The same with the edges that decide what a map says: the strongest of all, and of each node,
    /// one and a half for each. More are hardly seen, and would only cost time.
    pub(super) fn thinned(&self) -> Self {
        let count = self.nodes.len();
        let most = (count * 3 / 2).max(FEWEST_WEIGHED);
        if self.edges.len() <= most {
            return self.clone();
        }
        let weight = |edge: u32| self.edges.get(edge as usize).map_or(0.0, |e| e.weight);
        let stronger = |a: &u32, b: &u32| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b));
        let mut order: Vec<u32> = (0u32..).take(self.edges.len()).collect();
        order.sort_by(stronger);
        let own = |node: usize| self.neighbours(node).iter().map(|(_, edge)| *edge);
        let of_each = (0..count).filter_map(|node| own(node).min_by(|a, b| stronger(a, b)));
        let kept = order.into_iter().take(most).chain(of_each);
        let is_kept = are_among(self.edges.len(), kept.map(|edge| edge as usize));
        let edges = self.edges.iter().zip(is_kept);
        let edges = edges.filter_map(|(edge, is_kept)| is_kept.then_some(*edge));
        self.with(self.nodes.clone(), edges.collect())
    }

    /// Other nodes and edges in the same groups.
    fn with(&self, nodes: Vec<Node>, edges: Vec<Edge>) -> Self {
        Self {
            parents: self.parents.clone(),
            widths: self.widths,
            ..Self::of(nodes, edges, self.titles.clone())
        }
    }

    /// The neighbours of a node, each with its edge.
    pub fn neighbours(&self, node: usize) -> &[(u32, u32)] {
        self.neighbours.of(node..node + 1)
    }
}

/// A longer name is cut.
const WIDEST_NAME: f32 = 180.0;

/// The size and weight of the name of a node.
pub(super) fn name_face(radius: f32) -> (f32, Weight) {
    if radius >= PROMINENT {
        (12.5, Weight::SemiBold)
    } else {
        (11.5, Weight::Medium)
    }
}

/// The mark of a kind of actor.
pub const fn shape(kind: ActorKind) -> Shape {
    match kind {
        ActorKind::Person | ActorKind::Unknown => Shape::Circle,
        ActorKind::State => Shape::Square,
        ActorKind::Organisation => Shape::Hexagon,
        ActorKind::Collective => Shape::Double,
        ActorKind::Place => Shape::Diamond,
    }
}

/// What stands in an actor's mark: the first letters of up to two words of its name, or its short
/// name if that is an abbreviation (NATO, EU).
pub fn initials(actor: &Actor) -> String {
    if actor.unnamed {
        return "?".to_owned();
    }
    let is_abbreviation =
        |s: &str| (2..=5).contains(&s.chars().count()) && s.chars().all(char::is_uppercase);
    if let Some(short) = actor.short.as_deref()
        && is_abbreviation(short)
    {
        return short.chars().take(2).collect();
    }
    let name = if actor.name.trim().is_empty() {
        actor.short_name()
    } else {
        &actor.name
    };
    let words = name.split(|c: char| c.is_whitespace() || ['-', '’', '\''].contains(&c));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut names: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if names.len() > 2 {
        names.retain(|word| !word.starts_with(char::is_lowercase));
    }
    let letter = |word: &str| word.chars().next().map(|c| c.to_uppercase().to_string());
    // Where all is written in capitals, XI is a name.
    let has_small = |word: &str| word.contains(char::is_lowercase);
    match (names.first(), names.last()) {
        (Some(only), Some(_)) if names.len() == 1 => letter(only).unwrap_or_default(),
        // Half a numeral is another one: Henry VII is no Henry V.
        (Some(first), Some(last)) if is_numeral(last) && has_small(first) => letter(first)
            .into_iter()
            .chain(Some((*last).to_owned()))
            .collect(),
        (Some(first), Some(last)) => letter(first).into_iter().chain(letter(last)).collect(),
        _ => "?".to_owned(),
    }
}

/// Whether a word is a Roman numeral as rulers have them, up to XXXIX.
fn is_numeral(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    let tens = word.len() - ones.len();
    let known = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    tens <= 3 && !word.is_empty() && known.contains(&ones)
}

/// More actors than this have no letters of their own.
const MOST_DISTINCT: usize = 300;

/// The initials of each actor, longer by a letter where another has the same.
pub(super) fn distinct_initials(actors: &[&Actor]) -> Vec<String> {
    let mut all: Vec<String> = actors.iter().map(|actor| initials(actor)).collect();
    if all.len() > MOST_DISTINCT {
        return all;
    }
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, own) in all.iter().enumerate() {
        groups.entry(own.clone()).or_default().push(n);
    }
    for same in groups.into_values().filter(|same| same.len() > 1) {
        let named = |n: &usize| actors.get(*n).filter(|actor| !actor.unnamed);
        let longer = same
            .iter()
            .filter_map(|n| Some((*n, longer_initials(named(n)?))));
        let longer: Vec<(usize, Vec<String>)> = longer.collect();
        // The letter that tells all of them apart, else the most of them.
        let choices = longer.iter().map(|(_, all)| all.len()).max().unwrap_or(0);
        let differ = |k: usize| {
            let letters = longer.iter().filter_map(|(_, all)| all.get(k));
            letters.collect::<BTreeSet<_>>().len()
        };
        let best = (0..choices).min_by_key(|k| Reverse(differ(*k)));
        for (n, choices) in longer {
            let longer = best.and_then(|k| choices.get(k));
            if let (Some(own), Some(longer)) = (all.get_mut(n), longer) {
                own.clone_from(longer);
            }
        }
    }
    all
}

/// Letters of a word that are tried.
const MOST_LETTERS: usize = 8;

/// Initials that are longer by a letter: of the short name after what stands there already, else of
/// the last word, then of the first.
fn longer_initials(actor: &Actor) -> Vec<String> {
    let own: Vec<char> = initials(actor).chars().collect();
    let with = |letters: &mut dyn Iterator<Item = char>, at: usize| -> Vec<String> {
        let letters = letters.filter(|c| c.is_alphanumeric()).take(MOST_LETTERS);
        let (before, after) = own.split_at(at.min(own.len()));
        let longer = letters.map(|letter| [before, &[letter], after].concat());
        let mut all: Vec<String> = longer.map(String::from_iter).collect();
        // Words of different lengths are told apart by the same letter, or by none.
        all.resize(MOST_LETTERS, own.iter().collect());
        all
    };
    let short: Vec<char> = actor.short_name().trim().chars().collect();
    if let Some(rest) = short.strip_prefix(&*own) {
        return with(&mut rest.iter().copied(), own.len());
    }
    let words = || {
        let words = actor.name.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let rest = |word: Option<&str>| word.unwrap_or_default().chars().skip(1).collect::<Vec<_>>();
    let mut all = with(&mut rest(words().next_back()).into_iter(), own.len());
    all.extend(with(&mut rest(words().next()).into_iter(), 1));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initials_of(name: &str, short: Option<&str>, kind: ActorKind) -> String {
        initials(&Actor {
            name: name.into(),
            short: short.map(Into::into),
            kind,
            ..Actor::default()
        })
    }

    #[test]
    fn initials_are_read_from_names_in_any_script() {
        use ActorKind::{Organisation, Person, State};
        assert_eq!(initials_of("Donald Trump", Some("Trump"), Person), "DT");
        assert_eq!(initials_of("Ursula von der Leyen", None, Person), "UL");
        assert_eq!(
            initials_of("North Atlantic Treaty", Some("NATO"), Organisation),
            "NA"
        );
        assert_eq!(initials_of("Russia", None, State), "R");
        assert_eq!(
            initials_of("European Union", Some("EU"), Organisation),
            "EU"
        );
        assert_eq!(initials_of("Владимир Путин", None, Person), "ВП");
        assert_eq!(initials_of("毛泽东", None, Person), "毛");
        assert_eq!(initials_of("  ", None, Person), "?");
        for (name, own) in [
            ("Henry VII", "HVII"),
            ("Henry VI", "HVI"),
            ("Louis XIV of France", "LF"),
            ("Louis XI", "LXI"),
            ("Malcolm X", "MX"),
            ("LIU XI", "LX"),
        ] {
            assert_eq!(initials_of(name, None, Person), own);
        }
        let unnamed = Actor {
            name: "Kremlin insider".into(),
            unnamed: true,
            ..Actor::default()
        };
        assert_eq!(initials(&unnamed), "?");
    }

    #[test]
    fn initials_tell_actors_apart() {
        let actor = |name: &str, short: Option<&str>| Actor {
            name: name.into(),
            short: short.map(Into::into),
            ..Actor::default()
        };
        let all = [
            actor("Marco Rubio", Some("Rubio")),
            actor("Mark Rutte", None),
            actor("Russia", None),
            actor("Rosneft", None),
            actor("Donald Trump", None),
            actor("European Union", Some("EU")),
        ];
        let of = |all: &[Actor]| distinct_initials(&all.iter().collect::<Vec<_>>());
        assert_eq!(of(&all), ["MRb", "MRt", "Ru", "Ro", "DT", "EU"]);
        let family = [actor("Alois Zgraggen", None), actor("Agnes Zgraggen", None)];
        assert_eq!(of(&family), ["AlZ", "AgZ"]);
        let same = [actor("Anna", None), actor("Anna", None)];
        assert_eq!(of(&same).len(), 2, "two of one name stay alike");
    }

    #[test]
    fn neighbours_are_those_of_the_edges() {
        let edge = |a, b| Edge { a, b, weight: 1.0 };
        let edges = vec![edge(0, 1), edge(0, 2), edge(1, 1), edge(2, 9)];
        let graph = Graph::of(vec![Node::default(); 3], edges, vec![]);
        assert_eq!(graph.edges.len(), 2);
        assert_eq!(graph.neighbours(0), [(1, 0), (2, 1)]);
        assert_eq!(graph.neighbours(2), [(0, 1)]);
        assert!(graph.neighbours(7).is_empty());
    }

    #[test]
    fn a_thicket_is_thinned_to_the_strongest_of_each() {
        // Everyone is joined to everyone, the more firmly the nearer their numbers are.
        let pairs = (0..30u32).flat_map(|a| (a + 1..30).map(move |b| (a, b)));
        let edges = pairs.map(|(a, b)| Edge {
            a,
            b,
            weight: 30.0 - f32::from(u16::try_from(b - a).unwrap()),
        });
        let whole = Graph::of(vec![Node::default(); 30], edges.collect(), vec![]);
        let thin = whole.thinned();
        assert!(
            (45..=75).contains(&thin.edges.len()),
            "{}",
            thin.edges.len()
        );
        assert!((0..30).all(|node| !thin.neighbours(node).is_empty()));
        assert!(thin.edges.iter().all(|e| e.b - e.a <= 2));
    }
}
