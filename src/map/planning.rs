//! Finding what stands where on a panel: whoever is alive there, their ties, names, signs and words.

use super::also::{self, Named};
use super::bloc_planning;
use super::blocs;
use super::curve::Curve;
use super::edges::{self, Spot, Way, Wish};
use super::graph::{distinct_initials, shape};
use super::labels;
use super::lists::{are_among, set};
use super::main_ties;
use super::metrics::SMALLEST;
use super::occupancy::{BROAD, HEAD, NODE, OccupancyGrid, RIM, RING, TEXT, TIE, Turned};
use super::plan::{Figure, LEAST_WITH_INITIALS, MOST_CURVES, Plan, Region, Word, snapped};
use super::size::{mark_scale, radii};
use super::ties::Head;
use super::view::View;
use super::words::{self, ESSENTIAL};
use crate::analysis::place::NOWHERE;
use crate::analysis::{Place, Tie, TieKey};
use crate::dataset::{Actor, Handle};
use crate::scene::actors::{Node, radius_for};
use crate::scene::plates::State;
use crate::scene::{Hue, Key, Medium, Pos2, Rect};
use std::collections::BTreeSet;

/// However many actors, no more ties than this are drawn on a panel.
const MOST_LINES: usize = 20_000;
/// An actor's share of the ties that are drawn where there are very many.
const LINES_OF_EACH: usize = 3;
/// Past this many ties all are thinner, so that they leave as much ground free.
const MOST_WIDE: usize = 150;

/// Whether blocs are shown, if they find room.
pub fn shows_blocs(view: &View<'_>) -> bool {
    main_ties::shows_blocs(view, blocs::groups(view))
}

/// Finds a place for everything that the panel shows.
pub fn plan(view: &View<'_>) -> Plan {
    let groups = blocs::groups(view);
    if main_ties::shows_blocs(view, groups)
        && let Some(plan) = bloc_planning::plan(view, groups)
    {
        return plan;
    }
    let is_main = main_ties::main_ties(view);
    let named = Named::new(view, &is_main);
    let figures = figures(view, &named);
    let mut grid = OccupancyGrid::new(view.panel());
    if let Some(covered) = view.covered {
        grid.take(&Turned::upright(covered.expand(4.0)), NODE);
    }
    for figure in &figures {
        let Spot { centre, reach } = figure.spot;
        grid.take_disc(centre, reach + 1.0, NODE);
        grid.take_disc(centre, reach + RING_OFF, RING);
    }
    let mut regions = regions(view, &figures, &named);
    also::fit(view, &figures, &named, &mut regions, &mut grid);
    for region in regions.iter().filter(|region| region.is_of_group()) {
        take_rim(region.rect, &mut grid);
    }
    let is_of_main = |tie: usize| is_main.get(tie).copied().unwrap_or(false);
    let is_drawn = |tie: usize| view.medium == Medium::Screen || is_of_main(tie);
    let all = wishes(view, &figures, is_drawn);
    let (wishes, faint): (Vec<Wish>, Vec<Wish>) =
        all.into_iter().partition(|wish| is_of_main(wish.tie));
    let spots: Vec<Spot> = figures.iter().map(|f| f.spot).collect();
    let mut plan = Plan::new(view, grid);
    plan.faint = straight(&spots, &faint);
    plan.figures = figures;
    plan.counts.groups = groups;
    plan.counts.main = is_main.iter().filter(|is_main| **is_main).count();
    if wishes.len() > MOST_CURVES {
        plan.ways = straight(&spots, &wishes);
        words::titles(view, &mut regions, &mut plan.grid);
        plan.regions = regions;
        plan.write_names(view);
    } else {
        plan.regions = regions;
        plan.route(view, &spots, &wishes, &named);
    }
    plan.write_words(view);
    plan
}

/// Whoever is alive in the window, or stays as a ghost, and is on the panel or joined to it; without
/// those who are only named.
fn figures(view: &View<'_>, named: &Named) -> Vec<Figure> {
    let alive = view.ties.alive_actors().map(|actor| actor as usize);
    let is_alive = are_among(view.graph.nodes.len(), alive);
    let pinned: BTreeSet<&str> = view.dataset.pins.iter().map(|p| p.actor.as_str()).collect();
    let radii = radii(view.places, view.graph, &view.camera);
    let crowd = crowd(view);
    let mut figures = Vec::new();
    let entries = view.dataset.actors.entries();
    let marks = entries.zip(radii).zip(view.places.at.iter());
    for ((((handle, actor), radius), at), (place, alive)) in marks.zip((0u32..).zip(is_alive)) {
        if named.has(place) || (!alive && view.ghost != Some(handle)) {
            continue;
        }
        figures.push(Figure {
            place,
            key: Key::Actor(handle.0),
            spot: Spot {
                centre: view.camera.to_panel(view.size, *at),
                reach: 0.0,
            },
            radius: radius * in_crowd(view.graph.node(place as usize).radius, crowd),
            shape: shape(actor.kind),
            is_unnamed: actor.unnamed,
            is_pinned: pinned.contains(actor.id.as_str()),
            is_ghost: !alive,
            initials: String::new(),
            name: None,
        });
    }
    let actor = |figure: &Figure| view.dataset.actors.at(figure.place as usize);
    let actors: Vec<&Actor> = figures.iter().filter_map(actor).map(|(_, a)| a).collect();
    for (figure, initials) in figures.iter_mut().zip(distinct_initials(&actors)) {
        if figure.radius >= LEAST_WITH_INITIALS {
            figure.radius = radius_for(&initials, figure.shape, figure.radius, view.measure);
        }
        figure.initials = initials;
        figure.spot.reach = figure.node(Hue::Neutral, State::Rest, "").reach();
    }
    figures
}

/// From so many actors on the panel on those who take part little are smaller, past so many they are
/// dots: the letters of so many tell nothing, and names need the ground, those of the heaviest first.
const CROWDED: [f32; 2] = [80.0, 160.0];
/// The radius of a dot beside actors as large as where there is room.
const DOT: f32 = 5.0;

/// How crowded the panel is, from 0 to 1.
fn crowd(view: &View<'_>) -> f32 {
    let [from, to] = CROWDED;
    let on_panel = view.ties.alive_actors().count() as f32 * main_ties::share(view);
    ((on_panel - from) / (to - from)).clamp(0.0, 1.0)
}

/// What an actor's radius is multiplied by in a crowd; those who must have names stay as large.
fn in_crowd(radius: f32, crowd: f32) -> f32 {
    let lesser = (ESSENTIAL - radius) / (ESSENTIAL - SMALLEST);
    let small = DOT + (ESSENTIAL - DOT) * (1.0 - lesser);
    1.0 - crowd * (1.0 - (small / radius).min(1.0))
}

impl Figure {
    pub(super) fn node<'a>(&self, hue: Hue, state: State, initials: &'a str) -> Node<'a> {
        Node {
            key: self.key,
            centre: self.spot.centre,
            radius: self.radius,
            shape: self.shape,
            hue,
            is_unnamed: self.is_unnamed,
            initials,
            state,
            is_pinned: self.is_pinned,
            strength: if self.is_ghost { 0.35 } else { 1.0 },
        }
    }
}

/// The regions with somebody in them, also if only by name: the group, its key, where.
fn regions(view: &View<'_>, figures: &[Figure], named: &Named) -> Vec<Region> {
    let group = |figure: &Figure| view.graph.node(figure.place as usize).group;
    let mut lived_in: BTreeSet<Place> = BTreeSet::new();
    for group in figures.iter().map(group).chain(named.groups()) {
        if lived_in.insert(group) {
            lived_in.extend(view.graph.lineage(group));
        }
    }
    let regions = view.places.regions.iter();
    let has_free = named.groups().any(|group| group == NOWHERE);
    let page = has_free.then(|| Region::new(NOWHERE, Key::None, view.panel()));
    let on_panel = |at: Pos2| view.camera.to_panel(view.size, at);
    let lived_in = regions.filter(|(group, _)| lived_in.contains(group));
    let of_groups = lived_in.filter_map(|(group, rect)| {
        let (handle, _) = view.dataset.groups.at(*group as usize)?;
        let rect = Rect::from_min_max(on_panel(rect.min), on_panel(rect.max));
        Some(Region::new(*group, Key::Group(handle.0), snapped(rect)))
    });
    of_groups.chain(page).collect()
}

/// Round an actor, where the ring of a selected one stands.
const RING_OFF: f32 = 5.5;

fn take_rim(rect: Rect, grid: &mut OccupancyGrid) {
    let corners = [
        (rect.left_top(), rect.right_top()),
        (rect.right_top(), rect.right_bottom()),
        (rect.left_bottom(), rect.right_bottom()),
        (rect.left_top(), rect.left_bottom()),
    ];
    for (from, to) in corners {
        grid.take(&Turned::upright(Rect::from_two_pos(from, to)), RIM);
    }
}

/// The ties that are drawn as wishes, pair by pair.
fn wishes(view: &View<'_>, figures: &[Figure], is_drawn: impl Fn(usize) -> bool) -> Vec<Wish> {
    let mut spot_of = vec![None; view.graph.nodes.len()];
    for (n, figure) in figures.iter().enumerate() {
        set(&mut spot_of, figure.place as usize, Some(n));
    }
    let spot = |place: Place| spot_of.get(place as usize).copied().flatten();
    let panel = view.panel().expand(60.0);
    let mut wishes: Vec<Wish> = Vec::new();
    let ties = view.ties.ties.iter().enumerate();
    for (n, tie) in ties.filter(|(n, _)| is_drawn(*n)) {
        let (Some(from), Some(to)) = (spot(tie.key.from), spot(tie.key.to)) else {
            continue;
        };
        let [a, b] = [from, to].map(|s| figures.get(s).map_or(Pos2::ZERO, |f| f.spot.centre));
        if !panel.intersects(Rect::from_two_pos(a, b)) {
            continue;
        }
        wishes.push(wish(view, n, tie, (from, to)));
    }
    let most = most_drawn(figures.iter().filter(|f| !f.is_ghost).count());
    if wishes.len() > most {
        let strength = |w: &Wish| view.ties.ties.get(w.tie).map_or(0.0, |tie| tie.strength);
        // Of those that weigh the same any, not the first actors' only.
        let shuffled = |w: &Wish| w.tie.wrapping_mul(0x9E37_79B9) & 0xFFFF_FFFF;
        wishes.select_nth_unstable_by(most, |one, other| {
            let by_strength = strength(other).total_cmp(&strength(one));
            by_strength.then((shuffled(one), one.tie).cmp(&(shuffled(other), other.tie)))
        });
        wishes.truncate(most);
    }
    wishes.sort_by_key(|w| (edges::pair_of(w), w.tie));
    let scale = tie_scale(view, wishes.len());
    for wish in &mut wishes {
        wish.width *= scale;
    }
    wishes
}

/// How many ties are drawn of a map of so many actors, the heaviest, besides those that stand out.
/// More would be a mat of one colour, at a cost that grows with the dataset and not with the panel.
pub fn most_drawn(actors: usize) -> usize {
    let all = actors.saturating_mul(LINES_OF_EACH);
    all.clamp(MOST_CURVES, MOST_LINES)
}

/// What the widths of so many ties are multiplied by.
pub(super) fn tie_scale(view: &View<'_>, drawn: usize) -> f32 {
    let share = MOST_WIDE as f32 / drawn.max(MOST_WIDE) as f32;
    mark_scale(view.camera.zoom).clamp(0.6, 1.0) * share.sqrt().max(0.5)
}

/// As wide as a tie is among few.
fn wish(view: &View<'_>, n: usize, tie: &Tie, (from, to): (usize, usize)) -> Wish {
    Wish {
        tie: n,
        from,
        to,
        is_mutual: tie.key.is_mutual,
        width: view.graph.widths.of_tie(tie),
    }
}

impl Plan {
    /// The main ties round whoever stands in the way; words of the strongest; names where the ties
    /// leave room; then the other ties round names and words too.
    fn route(&mut self, view: &View<'_>, spots: &[Spot], wishes: &[Wish], named: &Named) {
        self.ways = edges::route(spots, wishes, &mut self.grid);
        self.take_ways();
        self.words = vec![Word::default(); self.ways.len()];
        words::titles(view, &mut self.regions, &mut self.grid);
        self.write_strongest(view);
        self.write_names(view);
        // Ties whose words have a place stay, and with them what joins the same two.
        let written = self.ways.iter().zip(&self.words);
        let written = written.filter(|(_, word)| word.block.is_some());
        let pairs = written.map(|(way, _)| edges::pair_of(&way.wish));
        let pairs: BTreeSet<(usize, usize)> = pairs.collect();
        let stays = |wish: &Wish| pairs.contains(&edges::pair_of(wish));
        let others: Vec<Wish> = wishes.iter().copied().filter(|wish| !stays(wish)).collect();
        let ways = std::mem::take(&mut self.ways).into_iter();
        let kept = ways.zip(std::mem::take(&mut self.words));
        let kept = kept.filter(|(way, _)| stays(&way.wish));
        let mut all: Vec<(Way, Word)> = kept.collect();
        self.grid.clear(TIE | BROAD | HEAD);
        for (way, _) in &all {
            edges::take(way, &mut self.grid);
        }
        let routed = edges::route(spots, &others, &mut self.grid).into_iter();
        all.extend(routed.map(|way| (way, Word::default())));
        all.sort_by_key(|(way, _)| way.wish.tie);
        (self.ways, self.words) = all.into_iter().unzip();
        edges::spread_ends(spots, &mut self.ways);
        self.grid.clear(TIE | BROAD);
        self.take_ways();
        // And a last look at words and names: a tie that found no way round them may have come near.
        self.grid.clear(TEXT);
        self.take_titles();
        self.words = vec![Word::default(); self.ways.len()];
        self.write_strongest(view);
        self.write_names(view);
        self.mend(view, spots, named);
    }

    /// Takes the ground under what stands in the regions.
    pub(super) fn take_titles(&mut self) {
        for title in self.regions.iter().filter_map(|r| r.title.as_ref()) {
            labels::take_title(title.rect, &mut self.grid);
        }
        also::take(&mut self.regions, &mut self.grid);
    }

    /// Takes the ground under the ties and their arrowheads.
    pub(super) fn take_ways(&mut self) {
        for way in &self.ways {
            edges::take(way, &mut self.grid);
            if !way.wish.is_mutual {
                let head = Head::of(&way.curve, way.wish.width);
                self.grid.take(&head.shape(), HEAD);
            }
        }
    }

    fn write_names(&mut self, view: &View<'_>) {
        let left_out = words::names(view, &self.regions, &mut self.figures, &mut self.grid);
        self.counts.names_left_out = left_out;
    }

    /// The ways of ties that stand out and are not drawn as main ones at rest.
    pub(super) fn late_ways(&self, view: &View<'_>) -> Vec<Way> {
        if view.ties.ties.len() == self.ways.len() {
            return Vec::new();
        }
        let emphasis = view.emphasis;
        let keys = emphasis.selected.iter().chain(&emphasis.hovered);
        let keys = keys.chain(emphasis.related.iter());
        let keys: BTreeSet<Key> = keys.chain(emphasis.near.iter()).copied().collect();
        let actor = |handle| view.index.actor(Handle(handle));
        let figure = |place| self.figures.binary_search_by_key(&place, |f| f.place).ok();
        let scale = tie_scale(view, self.ways.len());
        let wishes = keys.into_iter().filter_map(|key| {
            let key = match key {
                Key::Tie(a, b) => TieKey::new(actor(a)?, actor(b)?, false),
                Key::Mutual(a, b) => TieKey::new(actor(a)?, actor(b)?, true),
                _ => return None,
            };
            let n = view.ties.position(key)?;
            let is_drawn = self.ways.binary_search_by_key(&n, |w| w.wish.tie).is_ok();
            let tie = view.ties.ties.get(n).filter(|_| !is_drawn)?;
            let ends = (figure(key.from)?, figure(key.to)?);
            let wish = wish(view, n, tie, ends);
            let width = wish.width * scale;
            Some(Wish { width, ..wish })
        });
        let mut wishes: Vec<Wish> = wishes.collect();
        let spots: Vec<Spot> = self.figures.iter().map(|f| f.spot).collect();
        if wishes.len() > MOST_LATE {
            return straight(&spots, &wishes);
        }
        wishes.sort_by_key(|w| (edges::pair_of(w), w.tie));
        edges::route(&spots, &wishes, &mut self.grid.clone())
    }
}

/// More ties than this that stand out are straight lines.
const MOST_LATE: usize = 60;

/// Straight ways in the order of their ties, for a map with very many.
fn straight(spots: &[Spot], wishes: &[Wish]) -> Vec<Way> {
    let ways = wishes.iter().filter_map(|wish| {
        let (a, b) = (spots.get(wish.from)?, spots.get(wish.to)?);
        let length = a.centre.distance(b.centre);
        let room = length - a.reach - b.reach;
        (room > 1.0).then(|| {
            let whole = Curve::bent(a.centre, b.centre, 0.0);
            let curve = whole.part(a.reach / length, 1.0 - b.reach / length);
            Way { wish: *wish, curve }
        })
    });
    let mut ways: Vec<Way> = ways.collect();
    ways.sort_by_key(|way| way.wish.tie);
    ways
}
