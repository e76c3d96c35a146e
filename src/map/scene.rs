//! The map of a window as a scene, phase by phase: who stands where, the ways of the ties, names,
//! signs and labels, and then the drawing from back to front.

use super::curve::Curve;
use super::edges::{self, Spot, Way, Wish};
use super::graph::{Graph, MOST_IN_FULL, PROMINENT, initials, name_face};
use super::ground::{Ground, NODE, RIM, TIE, Turned};
use super::labels::{self, Along, LABEL};
use super::placement::{Places, UNIT};
use super::ties::{Look, draw_tie};
use crate::analysis::hues::{EventHue, Hues};
use crate::analysis::index::NOWHERE;
use crate::analysis::{ColourBy, Index, Place, Tie, Ties};
use crate::dataset::{ActorKind, Class, Dataset};
use crate::scene::actors::{self, Node, Shape};
use crate::scene::emphasis::Emphasis;
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::theme::{faded, mix};
use crate::scene::{
    Color32, Hue, Key, Mark, Measure, Pos2, Rect, Scene, Stroke, Style, Theme, Vec2, Weight, pos2,
    vec2,
};
use std::collections::BTreeSet;

/// Which part of the map the panel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What stands in the middle of the panel, in units of the ideal length of a tie.
    pub centre: Pos2,
    /// 1: a unit is [`UNIT`] points long.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            centre: Pos2::ZERO,
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// Where a place of the map stands on a panel.
    pub fn to_panel(&self, size: Vec2, at: Pos2) -> Pos2 {
        (size / 2.0).to_pos2() + (at - self.centre) * (UNIT * self.zoom)
    }

    /// Which place of the map stands at a point of a panel.
    pub fn to_map(&self, size: Vec2, at: Pos2) -> Pos2 {
        self.centre + (at - size / 2.0).to_vec2() / (UNIT * self.zoom.max(1e-6))
    }
}

/// What a picture of the map is made from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Its columns.
    pub index: &'a Index,
    /// The whole dataset as a graph.
    pub graph: &'a Graph,
    /// The ties of the window and filter: only these are drawn.
    pub ties: &'a Ties,
    /// Its hues.
    pub hues: &'a Hues,
    /// What they mean.
    pub colour_by: ColourBy,
    /// Where everyone stands.
    pub places: &'a Places,
    /// Which part is shown.
    pub camera: Camera,
    /// The panel, in points.
    pub size: Vec2,
    /// The colours.
    pub theme: &'a Theme,
    /// Measures text.
    pub measure: &'a Measure,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// Whether actors that are not alive in the window stay, pale and without text.
    pub shows_ghosts: bool,
}

/// The map as a scene, and what it had no room for.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// Actors alive in the window, also those beyond the panel's edge.
    pub actors: usize,
    /// Ties alive in the window, likewise.
    pub ties: usize,
    /// Names that found no room, of actors on the panel.
    pub names_left_out: usize,
    /// Labels of ties that found no room.
    pub labels_left_out: usize,
    /// Signs of ties that found no room.
    pub signs_left_out: usize,
}

/// Past this many ties on the panel they are straight lines without signs and labels.
const MOST_CURVES: usize = 600;
/// Past this many ties weak ones are lighter.
const CROWD: usize = 36;
/// Most names looked at.
const MOST_NAMES: usize = 400;

/// An actor on the panel.
struct Figure {
    place: Place,
    key: Key,
    spot: Spot,
    radius: f32,
    shape: Shape,
    hue: Hue,
    is_unnamed: bool,
    is_pinned: bool,
    is_ghost: bool,
    /// Its text, what it covers, and whether it breaks ties.
    name: Option<(String, Rect, bool)>,
}

/// Draws the map of a window.
pub fn picture(view: &View<'_>) -> Picture {
    let mut picture = Picture {
        scene: Scene::new(view.size),
        ties: view.ties.ties.len(),
        ..Picture::default()
    };
    let mut figures = figures(view, &mut picture);
    let mut ground = Ground::new(Rect::from_min_size(Pos2::ZERO, view.size));
    for figure in figures.iter().filter(|f| !f.is_ghost) {
        ground.take_disc(figure.spot.centre, figure.spot.reach + 1.0, NODE);
    }
    let regions = regions(view, &figures);
    for (.., rect) in &regions {
        take_rim(*rect, &mut ground);
    }
    let wishes = wishes(view, &figures);
    let spots: Vec<Spot> = figures.iter().map(|f| f.spot).collect();
    let is_crowded = wishes.len() > MOST_CURVES;
    // First round whoever stands in the way; then names where the ties leave room; then round
    // the names too.
    let ways = if is_crowded {
        straight(&spots, &wishes)
    } else {
        edges::route(&spots, &wishes, &mut ground)
    };
    let titles = titles(view, &regions, &mut ground);
    names(view, &regions, &mut figures, &mut ground, &mut picture);
    let ways = if is_crowded {
        ways
    } else {
        ground.clear(TIE);
        edges::route(&spots, &wishes, &mut ground)
    };
    let words = if is_crowded {
        Vec::new()
    } else {
        words(view, &ways, &mut ground, &mut picture)
    };
    draw_regions(view, &regions, &titles, &mut picture.scene);
    draw_leashes(view, &figures, &mut picture.scene);
    draw_ties(view, &ways, &words, &mut picture.scene);
    draw_figures(view, &figures, &regions, &mut picture.scene);
    draw_words(view, &ways, &words, &mut picture.scene);
    picture
}

/// How a length on the map shrinks or grows with the zoom, where it is a mark's: marks shrink more
/// slowly than distances, until they would touch.
pub(super) fn mark_scale(zoom: f32) -> f32 {
    if zoom >= 1.0 {
        zoom.sqrt().min(1.2)
    } else {
        zoom.sqrt().min(zoom * 1.5).max(0.06)
    }
}

/// Whoever is alive in the window, or stays as a ghost, and is on the panel or joined to it.
fn figures(view: &View<'_>, picture: &mut Picture) -> Vec<Figure> {
    let n = view.graph.nodes.len();
    let mut is_alive: Vec<bool> = (0..n)
        .map(|i| view.ties.part.get(i).is_some_and(|p| *p > 0))
        .collect();
    for end in view.ties.ties.iter().flat_map(|t| [t.key.from, t.key.to]) {
        if let Some(alive) = is_alive.get_mut(end as usize) {
            *alive = true;
        }
    }
    let pinned: BTreeSet<&str> = view.dataset.pins.iter().map(|p| p.actor.as_str()).collect();
    let scale = mark_scale(view.camera.zoom);
    let mut figures = Vec::new();
    let actors = view.dataset.actors.entries();
    let marks = actors.zip(&view.graph.nodes).zip(view.places.at.iter());
    for ((((handle, actor), node), at), (place, alive)) in marks.zip((0u32..).zip(is_alive)) {
        picture.actors += usize::from(alive);
        if !alive && !view.shows_ghosts {
            continue;
        }
        let shape = match actor.kind {
            ActorKind::Person => Shape::Circle,
            ActorKind::State => Shape::Square,
            ActorKind::Organisation => Shape::Hexagon,
            ActorKind::Collective => Shape::Double,
            ActorKind::Place => Shape::Diamond,
        };
        let mut figure = Figure {
            place,
            key: Key::Actor(handle.0),
            spot: Spot {
                centre: view.camera.to_panel(view.size, *at),
                reach: 0.0,
            },
            radius: node.radius * scale,
            shape,
            hue: actor_hue(view, place),
            is_unnamed: actor.unnamed,
            is_pinned: pinned.contains(actor.id.as_str()),
            is_ghost: !alive,
            name: None,
        };
        figure.spot.reach = figure.node(view, "").reach();
        figures.push(figure);
    }
    figures
}

fn actor_hue(view: &View<'_>, actor: Place) -> Hue {
    match view.colour_by {
        ColourBy::Group => hue(view.hues.actor(view.index, actor)),
        ColourBy::Category | ColourBy::Class => Hue::Neutral,
    }
}

/// The theme's hue of an answer.
fn hue(of: EventHue) -> Hue {
    match of {
        EventHue::Neutral => Hue::Neutral,
        EventHue::Slot(slot) => Hue::Slot(slot),
        EventHue::Own([r, g, b]) => Hue::Own(r, g, b),
        EventHue::Class(class) => Hue::Class(match class {
            Class::MaterialConflict => 0,
            Class::VerbalConflict => 1,
            Class::VerbalCooperation => 2,
            Class::MaterialCooperation => 3,
        }),
    }
}

impl Figure {
    fn node<'a>(&self, view: &View<'_>, initials: &'a str) -> Node<'a> {
        Node {
            key: self.key,
            centre: self.spot.centre,
            radius: self.radius,
            shape: self.shape,
            hue: self.hue,
            is_unnamed: self.is_unnamed,
            initials,
            state: view.emphasis.state(self.key),
            is_pinned: self.is_pinned,
            strength: if self.is_ghost { 0.35 } else { 1.0 },
        }
    }
}

/// The regions with somebody in them: the group, its key, where.
fn regions(view: &View<'_>, figures: &[Figure]) -> Vec<(Place, Key, Rect)> {
    let group = |f: &Figure| view.graph.nodes.get(f.place as usize).map(|n| n.group);
    let lived_in: BTreeSet<Place> = figures.iter().filter_map(group).collect();
    let regions = view.places.regions.iter();
    regions
        .filter(|(group, _)| lived_in.contains(group))
        .filter_map(|(group, rect)| {
            let (handle, _) = view.dataset.groups.at(*group as usize)?;
            let rect = Rect::from_min_max(
                view.camera.to_panel(view.size, rect.min),
                view.camera.to_panel(view.size, rect.max),
            );
            // To the half pixel, as every upright line is.
            let snap = |p: Pos2| pos2(p.x.round() + 0.5, p.y.round() + 0.5);
            let rect = Rect::from_min_max(snap(rect.min), snap(rect.max));
            Some((*group, Key::Group(handle.0), rect))
        })
        .collect()
}

fn take_rim(rect: Rect, ground: &mut Ground) {
    let corners = [
        (rect.left_top(), rect.right_top()),
        (rect.right_top(), rect.right_bottom()),
        (rect.left_bottom(), rect.right_bottom()),
        (rect.left_top(), rect.left_bottom()),
    ];
    for (from, to) in corners {
        ground.take(&Turned::upright(Rect::from_two_pos(from, to)), RIM);
    }
}

/// The ties as wishes, pair by pair.
fn wishes(view: &View<'_>, figures: &[Figure]) -> Vec<Wish> {
    let mut spot_of = vec![None; view.graph.nodes.len()];
    for (n, figure) in figures.iter().enumerate() {
        if let Some(spot) = spot_of.get_mut(figure.place as usize) {
            *spot = Some(n);
        }
    }
    let spot = |place: Place| spot_of.get(place as usize).copied().flatten();
    let panel = Rect::from_min_size(Pos2::ZERO, view.size).expand(60.0);
    let scale = mark_scale(view.camera.zoom).min(1.0);
    let mut wishes: Vec<Wish> = Vec::new();
    for (n, tie) in view.ties.ties.iter().enumerate() {
        let (Some(from), Some(to)) = (spot(tie.key.from), spot(tie.key.to)) else {
            continue;
        };
        let ends = [from, to].map(|s| figures.get(s).map_or(Pos2::ZERO, |f| f.spot.centre));
        if !panel.intersects(Rect::from_two_pos(ends[0], ends[1])) {
            continue;
        }
        wishes.push(Wish {
            tie: n,
            from,
            to,
            is_mutual: tie.key.is_mutual,
            width: super::ties::width(tie.weight) * scale.max(0.4),
        });
    }
    wishes.sort_by_key(|w| (w.from.min(w.to), w.from.max(w.to), w.tie));
    wishes
}

/// Straight ways, for a map with very many ties.
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
    ways.collect()
}

/// Names in the order of how large their actors are.
fn names(
    view: &View<'_>,
    regions: &[(Place, Key, Rect)],
    figures: &mut [Figure],
    ground: &mut Ground,
    picture: &mut Picture,
) {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.retain(|n| {
        figures
            .get(*n)
            .is_some_and(|f| !f.is_ghost && panel.contains(f.spot.centre))
    });
    let stands_out = |f: &Figure| view.emphasis.state(f.key) != State::Rest;
    order.sort_by(|a, b| {
        let rank = |n: &usize| {
            figures
                .get(*n)
                .map_or((false, 0.0), |f| (stands_out(f), f.radius))
        };
        let (a, b) = (rank(a), rank(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    picture.names_left_out += order.len().saturating_sub(MOST_NAMES);
    for n in order.into_iter().take(MOST_NAMES) {
        let Some(figure) = figures.get_mut(n) else {
            continue;
        };
        let Some((_, actor)) = view.dataset.actors.at(figure.place as usize) else {
            continue;
        };
        let style = name_style(view, figure);
        let mut choices = vec![actor.name.as_ref(), actor.short_name()];
        choices.retain(|c| !c.trim().is_empty());
        choices.dedup();
        // Where it is tight a long name costs others theirs.
        if is_tight(view) && choices.len() > 1 {
            choices.remove(0);
        }
        let fitted: Vec<(String, f32)> = choices
            .iter()
            .filter_map(|c| view.measure.fit(c, style, MOST_NAME_WIDTH))
            .map(|(text, width)| (text.to_string(), width))
            .collect();
        let widths: Vec<f32> = fitted.iter().map(|(_, w)| *w).collect();
        let node = view.graph.nodes.get(figure.place as usize);
        let group = node.map_or(NOWHERE, |n| n.group);
        let is_prominent = node.is_some_and(|n| n.radius >= PROMINENT);
        let home = regions.iter().find(|(g, ..)| *g == group).map(|(.., r)| *r);
        let home = home.filter(|h| h.contains(figure.spot.centre));
        let spot = (figure.spot.centre, figure.spot.reach);
        match labels::name(spot, &widths, home, is_prominent, ground) {
            Some(name) => {
                figure.name = fitted
                    .get(name.choice)
                    .map(|(text, _)| (text.clone(), name.rect, name.breaks_ties));
            }
            None => picture.names_left_out += usize::from(!fitted.is_empty()),
        }
    }
}

/// Whether there is room for short names only: placement kept none for more.
fn is_tight(view: &View<'_>) -> bool {
    view.graph.nodes.len() > MOST_IN_FULL && view.camera.zoom < 1.2
}

/// A longer name is cut.
const MOST_NAME_WIDTH: f32 = 190.0;

fn name_style(view: &View<'_>, figure: &Figure) -> Style {
    let radius = view
        .graph
        .nodes
        .get(figure.place as usize)
        .map_or(0.0, |n| n.radius);
    let (size, weight) = name_face(radius);
    let state = view.emphasis.state(figure.key);
    let rests = state == State::Rest && view.emphasis.selected.is_some();
    let colour = if rests { view.theme.t2 } else { view.theme.t1 };
    Style::new(size, weight.max(state.weight()), colour)
}

/// What is written and signed on one tie.
struct Word {
    sign: Option<Pos2>,
    label: Option<(String, Along)>,
}

/// Signs and labels, the heaviest ties first.
fn words(view: &View<'_>, ways: &[Way], ground: &mut Ground, picture: &mut Picture) -> Vec<Word> {
    let mut words: Vec<Word> = ways
        .iter()
        .map(|_| Word {
            sign: None,
            label: None,
        })
        .collect();
    let tie = |way: &Way| view.ties.ties.get(way.wish.tie);
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by_key(|n| {
        let weight = ways.get(*n).and_then(tie).map_or(0, |t| t.weight);
        std::cmp::Reverse(weight)
    });
    for n in &order {
        let (Some(way), Some(word)) = (ways.get(*n), words.get_mut(*n)) else {
            continue;
        };
        let Some(tie) = tie(way).filter(|t| t.tone.is_some()) else {
            continue;
        };
        let has_label = label(view, tie).is_some();
        // In a crowd a weak tie has its sign only where nothing crosses it.
        let crossed = if ways.len() > CROWD && tie.weight < 2 {
            0.0
        } else {
            1.0
        };
        let radius = sign_radius(way.wish.width);
        let (curve, width) = (&way.curve, way.wish.width);
        word.sign = labels::sign(curve, width, radius, (has_label, crossed), ground);
        picture.signs_left_out += usize::from(word.sign.is_none());
    }
    for n in &order {
        let (Some(way), Some(word)) = (ways.get(*n), words.get_mut(*n)) else {
            continue;
        };
        let Some(text) = tie(way).and_then(|t| label(view, t)) else {
            continue;
        };
        word.label = labels::along(&way.curve, way.wish.width, text, ground, view.measure)
            .map(|along| (text.to_owned(), along));
        picture.labels_left_out += usize::from(word.label.is_none());
    }
    words
}

fn sign_radius(width: f32) -> f32 {
    if width < 2.0 { 5.5 } else { 6.5 }
}

/// What is written along a tie: the label of that of its relations whose tone is nearest to its own.
fn label<'a>(view: &View<'a>, tie: &Tie) -> Option<&'a str> {
    let relations = tie
        .relations
        .iter()
        .filter_map(|n| view.dataset.relations.at(*n as usize))
        .filter_map(|(_, r)| {
            let label = r.label.as_deref().filter(|l| !l.trim().is_empty())?;
            let off = match (r.tone, tie.tone) {
                (Some(own), Some(all)) => (own - f64::from(all)).abs(),
                _ => 20.0,
            };
            Some((off, label))
        });
    relations
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map(|(_, label)| label)
}

fn titles(
    view: &View<'_>,
    regions: &[(Place, Key, Rect)],
    ground: &mut Ground,
) -> Vec<Option<(String, Rect)>> {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let titles = regions.iter().map(|(group, _, rect)| {
        let (_, group) = view.dataset.groups.at(*group as usize)?;
        // Of a region that is partly beyond the edge, the corners that are seen.
        let seen = rect.intersect(panel);
        let style = Style::new(11.0, Weight::SemiBold, view.theme.t1);
        let (text, width) = view.measure.fit(&group.name, style, seen.width() - 20.0)?;
        let title = (seen.height() > 30.0).then(|| labels::title(seen, width, ground))??;
        Some((text.to_string(), title))
    });
    titles.collect()
}

fn draw_regions(
    view: &View<'_>,
    regions: &[(Place, Key, Rect)],
    titles: &[Option<(String, Rect)>],
    scene: &mut Scene,
) {
    for ((group, key, rect), title) in regions.iter().zip(titles) {
        let hue = region_hue(view, *group);
        actors::region(scene, *key, *rect, hue, view.theme);
        if let Some((text, rect)) = title {
            let style = Style::new(11.0, Weight::SemiBold, view.theme.hue_text(hue));
            let at = pos2(rect.left(), rect.center().y + baseline_drop(style.size));
            scene.text(*key, at, text, style, view.measure);
        }
    }
}

fn region_hue(view: &View<'_>, group: Place) -> Hue {
    match view.colour_by {
        ColourBy::Group => view
            .hues
            .groups
            .get(group as usize)
            .map_or(Hue::Neutral, |h| hue(*h)),
        ColourBy::Category | ColourBy::Class => Hue::Neutral,
    }
}

/// A thin line from whoever is pinned outside its region to the region.
fn draw_leashes(view: &View<'_>, figures: &[Figure], scene: &mut Scene) {
    let every = regions(view, figures);
    for figure in figures.iter().filter(|f| f.is_pinned) {
        let group = view
            .graph
            .nodes
            .get(figure.place as usize)
            .map_or(NOWHERE, |n| n.group);
        let Some((.., rect)) = every.iter().find(|(g, ..)| *g == group) else {
            continue;
        };
        let centre = figure.spot.centre;
        let near = rect.clamp(centre);
        let far = near.distance(centre);
        if far > figure.spot.reach {
            let rim = centre + (near - centre) * (figure.spot.reach / far);
            let stroke = Stroke::new(1.0, faded(view.theme.hue(figure.hue), 0.55));
            scene.line(figure.key, rim, near, stroke);
        }
    }
}

fn draw_ties(view: &View<'_>, ways: &[Way], words: &[Word], scene: &mut Scene) {
    let mut order: Vec<(usize, &Way)> = ways.iter().enumerate().collect();
    let rank = |way: &Way| {
        let tie = view.ties.ties.get(way.wish.tie);
        let state = tie.map_or(State::Rest, |t| view.emphasis.state(tie_key(view, t)));
        let height = match state {
            State::Rest => 0,
            State::Related => 1,
            State::Hover => 2,
            State::Selected => 3,
        };
        (height, tie.map_or(0, |t| t.weight))
    };
    order.sort_by_key(|(_, way)| rank(way));
    for (_, way) in order {
        if let Some(tie) = view.ties.ties.get(way.wish.tie) {
            let key = tie_key(view, tie);
            let look = Look {
                key,
                state: view.emphasis.state(key),
                strength: strength(view, tie, ways.len()),
                width: way.wish.width,
            };
            draw_tie(scene, &way.curve, tie, look, view.theme);
        }
    }
    // A sign stands over every line, of whichever tie.
    for (way, word) in ways.iter().zip(words) {
        let (Some(tie), Some(at)) = (view.ties.ties.get(way.wish.tie), word.sign) else {
            continue;
        };
        let step = Theme::tone_step(f64::from(tie.tone.unwrap_or(0.0)));
        let (key, radius) = (tie_key(view, tie), sign_radius(way.wish.width));
        let strength = strength(view, tie, ways.len()).max(0.7);
        actors::tone_sign(scene, key, at, radius, step, view.theme, strength);
    }
}

/// Weak ties are lighter in a crowd; whatever is not selected steps back a little.
fn strength(view: &View<'_>, tie: &Tie, ties: usize) -> f32 {
    let stands_out = view.emphasis.state(tie_key(view, tie)) != State::Rest;
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = CROWD as f32 / ties.max(CROWD) as f32;
    let in_crowd = match tie.weight {
        _ if stands_out => 1.0,
        0 | 1 => share.sqrt().max(0.35),
        2 | 3 => share.sqrt().sqrt(),
        _ => 1.0,
    };
    let behind = match view.emphasis.selected {
        Some(_) if !stands_out && view.theme.is_dark() => 0.80,
        Some(_) if !stands_out => 0.85,
        _ => 1.0,
    };
    in_crowd * behind
}

/// A tie's key: by the handles of its actors.
pub(super) fn tie_key(view: &View<'_>, tie: &Tie) -> Key {
    let handle = |place: Place| view.index.actor_handles.get(place as usize).map(|h| h.0);
    match (handle(tie.key.from), handle(tie.key.to)) {
        (Some(a), Some(b)) if tie.key.is_mutual => Key::Mutual(a.min(b), a.max(b)),
        (Some(a), Some(b)) => Key::Tie(a, b),
        _ => Key::None,
    }
}

/// Under this radius an actor is a dot without initials.
const LEAST_WITH_INITIALS: f32 = 8.0;

fn draw_figures(
    view: &View<'_>,
    figures: &[Figure],
    regions: &[(Place, Key, Rect)],
    scene: &mut Scene,
) {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size).expand(40.0);
    let seen = || figures.iter().filter(|f| panel.contains(f.spot.centre));
    for figure in seen() {
        let actor = view.dataset.actors.at(figure.place as usize);
        let letters = if figure.is_ghost || figure.radius < LEAST_WITH_INITIALS {
            String::new()
        } else {
            actor.map_or_else(String::new, |(_, a)| initials(a))
        };
        actors::node(
            scene,
            &figure.node(view, &letters),
            view.theme,
            view.measure,
        );
        if view.emphasis.focused == Some(figure.key) {
            let around =
                Rect::from_center_size(figure.spot.centre, Vec2::splat(2.0 * figure.spot.reach));
            plates::focus_ring(scene, around, view.theme);
        }
    }
    for figure in seen() {
        if let Some((text, rect, breaks)) = &figure.name {
            let style = name_style(view, figure);
            let state = view.emphasis.state(figure.key);
            let at = pos2(rect.center().x, rect.center().y + baseline_drop(style.size));
            if *breaks {
                let ground = ground_at(view, regions, rect.center());
                scene.rect(
                    figure.key,
                    rect.expand2(vec2(2.0, -0.5)),
                    3.0,
                    ground,
                    Stroke::NONE,
                );
            }
            if state == State::Hover {
                let around = rect.expand2(vec2(4.0, 0.0));
                plates::plate(scene, figure.key, around, state, view.theme);
            }
            let align = emath::Align::Center;
            scene.text_aligned(figure.key, at, align, text, style, view.measure);
        }
    }
}

/// What lies under everything at a point: the ground, or a region's.
fn ground_at(view: &View<'_>, regions: &[(Place, Key, Rect)], at: Pos2) -> Color32 {
    let region = regions.iter().find(|(.., rect)| rect.contains(at));
    region.map_or(view.theme.ground, |(group, ..)| {
        let share = if view.theme.is_dark() { 0.11 } else { 0.07 };
        mix(
            view.theme.ground,
            view.theme.hue(region_hue(view, *group)),
            share,
        )
    })
}

fn draw_words(view: &View<'_>, ways: &[Way], words: &[Word], scene: &mut Scene) {
    for (way, word) in ways.iter().zip(words) {
        let (Some(tie), Some((text, along))) = (view.ties.ties.get(way.wish.tie), &word.label)
        else {
            continue;
        };
        let key = tie_key(view, tie);
        let step = Theme::tone_step(f64::from(tie.tone.unwrap_or(0.0)));
        let colour = if tie.tone.is_some() {
            view.theme
                .tone_text
                .get(step)
                .copied()
                .unwrap_or(view.theme.t2)
        } else {
            view.theme.t2
        };
        let style = Style::new(LABEL, Weight::Medium, colour);
        scene.add(
            key,
            Mark::Text {
                at: along.at,
                angle: along.angle,
                text: crate::scene::text::one_line(text).as_ref().into(),
                style,
                width: view.measure.width(text, style.size, style.weight),
            },
        );
    }
}

/// The camera that shows everyone.
pub fn fit(places: &Places, graph: &Graph, size: Vec2) -> Camera {
    let mut all = Rect::NOTHING;
    for (_, rect) in places.regions.iter() {
        all = all.union(*rect);
    }
    for (at, node) in places.at.iter().zip(&graph.nodes) {
        let half = vec2(
            node.radius.max(node.name.x / 2.0),
            node.radius + node.name.y,
        ) / UNIT;
        all = all.union(Rect::from_center_size(*at, 2.0 * half));
    }
    if !all.is_positive() {
        return Camera::default();
    }
    let room = (size - Vec2::splat(2.0 * EDGE)).max(Vec2::splat(20.0));
    let zoom = (room.x / all.width()).min(room.y / all.height()) / UNIT;
    Camera {
        centre: all.center(),
        zoom: zoom.clamp(0.001, 2.0),
    }
}

/// The ground at the panel's edge.
const EDGE: f32 = 14.0;
