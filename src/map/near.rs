//! Up to some hundred actors, each with room for its name: they stand in their regions without
//! overlap, and are moved and exchanged at random while that shortens ties, uncrosses them and keeps
//! them off other actors (simulated annealing, after Davidson and Harel 1996).

use super::columns::{Boxes, Lines};
use super::graph::Graph;
use super::lists::set;
use super::places::UNIT;
use super::random::SplitMix64;
use super::region_layout::Regions;
use super::stress;
use crate::analysis::Progress;
use crate::scene::path::to_line;
use crate::scene::{Pos2, Rect, Vec2, pos2, vec2};

/// Places are rounded to a hundredth of a unit: boxes that touch would overlap by so much.
const ROUNDED: f32 = UNIT / 200.0 + 0.05;

/// What is placed, and where it may stand.
pub(super) struct Slots<'a> {
    graph: &'a Graph,
    regions: &'a Regions,
    /// Each node's box round its place.
    boxes: Vec<Rect>,
    /// Where each node's box must stay.
    insides: Vec<Rect>,
    /// How much each edge counts.
    pull: Vec<f32>,
    /// How far the lines of each edge reach aside: of strong ties there are several, and they are
    /// wide.
    broad: Vec<f32>,
    /// How long each edge should at least be, in units: strong ties are several, with labels.
    least: Vec<f32>,
    at: Vec<Pos2>,
    /// The edges as straight lines, and everyone's box.
    lines: Lines,
    taken: Boxes,
}

impl<'a> Slots<'a> {
    /// Everyone in the middle of what there is of its region.
    pub(super) fn new(graph: &'a Graph, regions: &'a Regions, insides: &[Rect]) -> Self {
        let n = graph.nodes.len();
        let of_weight = |of: fn(f32) -> f32| graph.edges.iter().map(|e| of(e.weight)).collect();
        let broad: Vec<f32> = of_weight(|weight| (7.0 * weight.max(1.0).ln()).min(24.0));
        let pull: Vec<f32> = of_weight(|weight| 1.0 + 0.5 * weight.ln_1p());
        let mut slots = Self {
            graph,
            regions,
            boxes: (0..n).map(|n| graph.box_of(n).expand(ROUNDED)).collect(),
            insides: regions.of_each(insides).collect(),
            at: vec![Pos2::ZERO; n],
            lines: Lines::new(&pull, &broad),
            taken: Boxes::new(n),
            broad,
            pull,
            least: of_weight(|weight| (0.8 + 0.5 * weight.max(1.0).ln()).min(2.4)),
        };
        for node in 0..n {
            slots.set(node, slots.inside(node).center());
        }
        slots
    }

    /// Where everyone stands.
    pub(super) fn into_places(self) -> Vec<Pos2> {
        self.at
    }

    /// Where the middle of a node may be.
    fn range(&self, node: usize) -> Rect {
        let (inside, own) = (self.inside(node), self.own(node));
        let (min, max) = (own.min.to_vec2(), own.max.to_vec2());
        let range = Rect::from_min_max(inside.min - min, inside.max - max);
        if range.is_negative() {
            Rect::from_center_size(inside.center(), Vec2::ZERO)
        } else {
            range
        }
    }

    fn inside(&self, node: usize) -> Rect {
        self.insides.get(node).copied().unwrap_or(Rect::ZERO)
    }

    fn own(&self, node: usize) -> Rect {
        self.boxes.get(node).copied().unwrap_or(Rect::ZERO)
    }

    fn place(&self, node: usize) -> Pos2 {
        self.at.get(node).copied().unwrap_or(Pos2::ZERO)
    }

    fn box_at(&self, node: usize, at: Pos2) -> Rect {
        self.own(node).translate(at.to_vec2())
    }

    /// Places everyone: first by stress alone, then in rows, in the order that stress gave. False if
    /// the regions are too small; none if it was stopped.
    pub(super) fn fill(&mut self, random: &mut SplitMix64, progress: Progress<'_>) -> Option<bool> {
        for node in 0..self.at.len() {
            let range = self.range(node);
            let spot = range.min + range.size() * vec2(random.share(), random.share());
            self.set(node, spot);
        }
        let ranges: Vec<Rect> = (0..self.at.len()).map(|n| self.range(n)).collect();
        let mut terms = stress::all_pairs(self.graph, UNIT);
        let mut at = std::mem::take(&mut self.at);
        stress::descend(&mut at, &mut terms, &ranges, random, progress)?;
        self.at = at;
        let mut regions = self.regions.members.iter();
        Some(regions.all(|members| self.fill_region(members)))
    }

    /// Rows from the top, in the order of height; in a row, in the order from the left.
    fn fill_region(&mut self, members: &[usize]) -> bool {
        let Some(first) = members.first() else {
            return true;
        };
        let bounds = self.inside(*first);
        let mut members = members.to_vec();
        members.sort_by(|a, b| self.place(*a).y.total_cmp(&self.place(*b).y).then(a.cmp(b)));
        let mut tries = (1..=members.len()).rev();
        let Some(placed) = tries.find_map(|rows| self.rows(&members, rows, bounds)) else {
            return false;
        };
        for (node, place) in placed {
            self.set(node, place);
        }
        true
    }

    /// Members in a number of rows, if they fit.
    fn rows(&self, members: &[usize], rows: usize, bounds: Rect) -> Option<Vec<(usize, Pos2)>> {
        let width = |n: &usize| self.own(*n).width();
        let full: f32 = members.iter().map(width).sum();
        let share = full / rows as f32;
        let mut lines: Vec<(f32, Vec<usize>)> = vec![(0.0, Vec::new())];
        for node in members {
            let line = lines.last_mut()?;
            let is_full = line.0 + width(node) > bounds.width()
                || (line.0 + width(node) / 2.0 > share && !line.1.is_empty());
            if is_full {
                lines.push((0.0, Vec::new()));
            }
            let line = lines.last_mut()?;
            line.0 += width(node);
            line.1.push(*node);
        }
        let height = |line: &[usize]| {
            let heights = line.iter().map(|n| self.own(*n).height());
            heights.fold(0.0, f32::max)
        };
        let heights: f32 = lines.iter().map(|(_, line)| height(line)).sum();
        if heights > bounds.height() + 0.01 || lines.iter().any(|l| l.0 > bounds.width() + 0.01) {
            return None;
        }
        let lead = (bounds.height() - heights).max(0.0) / lines.len() as f32;
        let mut placed = Vec::new();
        let mut y = bounds.top() + lead / 2.0;
        for (taken, line) in &mut lines {
            line.sort_by(|a, b| self.place(*a).x.total_cmp(&self.place(*b).x).then(a.cmp(b)));
            let space = (bounds.width() - *taken).max(0.0) / line.len() as f32;
            let mut x = bounds.left() + space / 2.0;
            for node in line.iter() {
                let own = self.own(*node);
                placed.push((*node, pos2(x - own.left(), y - own.top())));
                x += own.width() + space;
            }
            y += height(line) + lead;
        }
        Some(placed)
    }

    /// Whether a node's box would touch no other there, but those in `but`.
    fn is_free(&self, node: usize, at: Pos2, but: &[usize]) -> bool {
        let mine = self.box_at(node, at).shrink(0.01);
        let touches = |other: usize| {
            other != node
                && !but.contains(&other)
                && self.box_at(other, self.place(other)).intersects(mine)
        };
        !self.regions.mates(node).iter().any(|n| touches(*n))
    }

    /// What it costs that a node stands where it does: the length of its ties, crossings, ties that run
    /// through others or through it, and neighbours that stand close. As soon as it is more than
    /// `most` it is told so far.
    fn cost(&self, node: usize, most: f32) -> f32 {
        let at = self.place(node);
        let mut cost = 0.0;
        for (other, edge) in self.graph.neighbours(node) {
            cost += self.cost_of_tie(node, *other as usize, *edge as usize);
            if cost > most {
                return cost;
            }
        }
        let mine = self.box_at(node, at);
        self.lines.each_through(mine, |n| {
            let Some(edge) = self.graph.edges.get(n) else {
                return;
            };
            let (a, b) = (edge.a as usize, edge.b as usize);
            if a != node && b != node {
                let pull = self.pull.get(n).copied().unwrap_or(1.0);
                let broad = self.broad.get(n).copied().unwrap_or(0.0);
                cost += pull * self.cost_through(node, (self.place(a), self.place(b)), broad);
            }
        });
        for mate in self.regions.mates(node) {
            if *mate != node {
                let theirs = self.box_at(*mate, self.place(*mate));
                let gap = vec2(
                    (mine.left() - theirs.right()).max(theirs.left() - mine.right()),
                    (mine.top() - theirs.bottom()).max(theirs.top() - mine.bottom()),
                );
                let gap = gap.x.max(gap.y);
                cost += CLOSE * (1.0 - gap / CLOSE_AT).max(0.0).powi(2);
            }
        }
        cost
    }

    /// What a tie of a node costs: its length, the ties that it crosses, and the actors through whom it
    /// runs.
    fn cost_of_tie(&self, node: usize, other: usize, edge: usize) -> f32 {
        let (at, to) = (self.place(node), self.place(other));
        let pull = self.pull.get(edge).copied().unwrap_or(1.0);
        let length = at.distance_sq(to).sqrt() / UNIT;
        let least = self.least.get(edge).copied().unwrap_or(0.9);
        let mut cost = length + 3.0 * (least - length).max(0.0).powi(2);
        cost += CROSSING * self.lines.crossed(at, to);
        let broad = self.broad.get(edge).copied().unwrap_or(0.0);
        self.taken.each_met(at, to, broad, |third| {
            if third != node && third != other {
                cost += self.cost_through(third, (at, to), broad);
            }
        });
        pull * cost
    }

    /// What it costs that a tie runs through the box of a node.
    fn cost_through(&self, node: usize, (from, to): (Pos2, Pos2), broad: f32) -> f32 {
        let near = self.graph.node(node).radius + 6.0 + broad;
        if to_line(from, to, self.place(node)).0 < near {
            THROUGH
        } else {
            THROUGH_NAME
        }
    }

    /// Moves and exchanges nodes, with a share of the work that a map is worth. None if it was
    /// stopped.
    pub(super) fn improve(
        &mut self,
        share: f32,
        random: &mut SplitMix64,
        progress: Progress<'_>,
    ) -> Option<f32> {
        let movable: Vec<usize> = self.regions.members.iter().flatten().copied().collect();
        let n = movable.len();
        let work = {
            let edges = self.graph.edges.len() as f32;
            let degree = 2.0 * edges / (self.at.len().max(1) as f32);
            (degree + 1.0) * (edges + self.at.len() as f32)
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a budget"
        )]
        let tries = {
            let all = WORK_OF_EACH * n as f32 / work.max(1.0);
            (all.clamp(TRIES.0 * n as f32, TRIES.1 * n as f32) * share) as usize
        };
        for turn in 0..tries {
            let share = turn as f32 / tries as f32;
            if turn % 128 == 0 {
                progress(share).is_continue().then_some(())?;
            }
            let heat = HEAT * (1.0 - share / 0.7).max(0.0).powi(2);
            let Some(node) = movable.get(random.below(n)).copied() else {
                break;
            };
            if random.below(3) == 0 {
                self.try_swap(node, heat, random);
            } else {
                self.try_move(node, 1.0 - share, heat, random);
            }
        }
        let costs = (0..self.at.len()).map(|n| self.cost(n, f32::INFINITY));
        Some(costs.sum())
    }

    fn try_move(&mut self, node: usize, reach: f32, heat: f32, random: &mut SplitMix64) {
        let (range, old) = (self.range(node), self.place(node));
        let reach = (range.size() * reach * reach * 0.7).max(Vec2::splat(8.0));
        let spot = range.clamp(old + reach * vec2(random.signed(), random.signed()));
        if self.is_free(node, spot, &[]) {
            let before = self.cost(node, f32::INFINITY);
            self.set(node, spot);
            let after = self.cost(node, before + bearable(heat, random));
            if !accepts(after - before, heat, random) {
                self.set(node, old);
            }
        }
    }

    fn try_swap(&mut self, node: usize, heat: f32, random: &mut SplitMix64) {
        let mates = self.regions.mates(node);
        let Some(other) = mates.get(random.below(mates.len())).copied() else {
            return;
        };
        if other == node {
            return;
        }
        let (a, b) = (self.place(node), self.place(other));
        let (to_b, to_a) = (self.range(node).clamp(b), self.range(other).clamp(a));
        let (own, theirs) = (self.box_at(node, to_b), self.box_at(other, to_a));
        let apart = !own.shrink(0.01).intersects(theirs);
        if apart && self.is_free(node, to_b, &[other]) && self.is_free(other, to_a, &[node]) {
            let before = self.cost(node, f32::INFINITY) + self.cost(other, f32::INFINITY);
            self.set(node, to_b);
            self.set(other, to_a);
            let most = before + bearable(heat, random);
            let mut after = self.cost(node, most);
            if after <= most {
                after += self.cost(other, most - after);
            }
            if !accepts(after - before, heat, random) {
                self.set(node, a);
                self.set(other, b);
            }
        }
    }

    fn set(&mut self, node: usize, place: Pos2) {
        set(&mut self.at, node, place);
        let own = self.box_at(node, place);
        self.taken.set(node, own);
        for (_, edge) in self.graph.neighbours(node) {
            let n = *edge as usize;
            match self.graph.edges.get(n) {
                Some(edge) if edge.a as usize == node => self.lines.set_from(n, place),
                _ => self.lines.set_to(n, place),
            }
        }
    }
}

/// What two crossing ties cost, beside a length of one unit.
const CROSSING: f32 = 0.30;
/// What it costs that a tie runs through an actor.
const THROUGH: f32 = 2.5;
/// What it costs that a tie runs through a name.
const THROUGH_NAME: f32 = 0.9;
/// What it costs that two boxes touch.
const CLOSE: f32 = 0.8;
/// From here on two boxes are far enough apart.
const CLOSE_AT: f32 = 30.0;
/// How much worse a first step may be.
const HEAT: f32 = 3.0;
/// Tests of two lines against each other for each actor, for all steps together;
const WORK_OF_EACH: f32 = 1.0e5;
/// and how many steps at least and at most for each.
const TRIES: (f32, f32) = (32.0, 240.0);

fn accepts(worse: f32, heat: f32, random: &mut SplitMix64) -> bool {
    worse <= 0.0 || (heat > 0.0 && random.share() < (-worse / heat).exp())
}

/// How much worse than before the next throw of the random would accept, and a little more.
fn bearable(heat: f32, random: &SplitMix64) -> f32 {
    if heat > 0.0 {
        1e-3 - heat * random.clone().share().max(f32::MIN_POSITIVE).ln()
    } else {
        1e-3
    }
}

pub(super) fn do_cross(a: Pos2, b: Pos2, c: Pos2, d: Pos2) -> bool {
    if a.x.max(b.x) < c.x.min(d.x)
        || c.x.max(d.x) < a.x.min(b.x)
        || a.y.max(b.y) < c.y.min(d.y)
        || c.y.max(d.y) < a.y.min(b.y)
    {
        return false;
    }
    let side = |p: Pos2, q: Pos2, r: Pos2| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
