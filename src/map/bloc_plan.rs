//! What stands where at the level of blocs: a plate for each, as large as what is in it, and the arrows
//! between them with their words.

use super::bloc_places::arranged;
use super::bloc_ways::{Run, runs};
use super::bloc_words::{self, Words};
use super::blocs::{Arrow, Bloc, Blocs};
use super::camera::{fit, fit_in};
use super::graph::{LARGEST, SMALLEST, distinct_initials, shape};
use super::ground::{Ground, HEAD, NODE, TIE, Turned};
use super::labels::TITLE;
use super::plan::{Counts, Plan, View};
use super::ties::Head;
use super::widths::Widths;
use crate::analysis::Place;
use crate::dataset::Actor;
use crate::scene::actors::Node;
use crate::scene::plates::State;
use crate::scene::{Color32, Hue, Key, Pos2, Rect, Style, Vec2, Weight, pos2, vec2};
use std::collections::BTreeMap;

/// The ground at the panel's edge.
const EDGE: f32 = 6.0;
/// A panel keeps no more than this free at its right for buttons.
const MOST_KEPT: f32 = 60.0;
/// From the rim of a plate to what is in it.
const PAD: f32 = 12.0;
/// Where the lines of a plate have their middles, from its top.
const TITLE_Y: f32 = 16.0;
const DISC_Y: f32 = 48.0;
const NAME_Y: f32 = 79.0;
/// Between two actors, and before how many more there are.
const GAP: f32 = 14.0;
/// The radius of the smallest and the largest actor.
const RADII: (f32, f32) = (11.0, 17.0);
/// Longer titles and names are cut.
const WIDEST_TITLE: f32 = 190.0;
const WIDEST_NAME: f32 = 92.0;
/// No plate is narrower.
const NARROWEST: f32 = 96.0;
/// The height of the chip that says how many more there are.
const CHIP: f32 = 20.0;

/// How the names of actors, what is quiet, and how many more there are is written.
pub(super) const NAME: Style = Style::new(11.5, Weight::Medium, Color32::BLACK);
pub(super) const QUIET: Style = Style::new(10.5, Weight::Regular, Color32::BLACK);
pub(super) const MORE: Style = Style::new(10.5, Weight::SemiBold, Color32::BLACK);
const HEADING: Style = Style::new(TITLE, Weight::SemiBold, Color32::BLACK);

/// How much of a bloc is on its plate.
#[derive(Clone, Copy)]
struct Look {
    /// How many actors have a disc.
    discs: usize,
    is_named: bool,
    /// The ground between two plates, at least.
    gap: Vec2,
}

const fn look(discs: usize, is_named: bool, gap: (f32, f32)) -> Look {
    Look {
        discs,
        is_named,
        gap: vec2(gap.0, gap.1),
    }
}

/// From what reads best to what needs the least room: the first that fits is taken.
const LOOKS: [Look; 9] = [
    look(3, true, (110.0, 60.0)),
    look(2, true, (110.0, 60.0)),
    look(3, true, (72.0, 44.0)),
    look(2, true, (72.0, 44.0)),
    look(2, true, (44.0, 28.0)),
    look(2, false, (44.0, 28.0)),
    look(2, false, (26.0, 18.0)),
    look(0, false, (26.0, 18.0)),
    look(0, false, (14.0, 14.0)),
];
/// Most discs of a plate.
const MOST_DISCS: usize = 3;

/// The level of blocs on a panel.
pub(super) struct BlocPlan {
    pub blocs: Blocs,
    /// Of each bloc.
    pub plates: Vec<Plate>,
    pub widths: Widths,
    /// Of each arrow.
    pub runs: Vec<Option<Run>>,
    pub words: Vec<Option<Words>>,
}

/// A plate with what is in it.
#[derive(Clone, Debug)]
pub(super) struct Plate {
    pub rect: Rect,
    /// Its title, and what that covers.
    pub title: (String, Rect),
    /// How many ties or actors there are in it: its right end, on its middle line.
    pub quiet: Option<(String, Pos2)>,
    pub discs: Vec<Disc>,
    /// How many more actors there are, and its rim.
    pub more: Option<(String, Rect)>,
}

/// An actor on a plate.
#[derive(Clone, Debug)]
pub(super) struct Disc {
    pub actor: Place,
    pub centre: Pos2,
    pub radius: f32,
    pub initials: String,
    /// Its name, and the middle of its line.
    pub name: Option<(String, Pos2)>,
    /// How wide a name may be.
    pub room: f32,
}

impl Plate {
    fn moved(mut self, by: Vec2) -> Self {
        self.rect = self.rect.translate(by);
        self.title.1 = self.title.1.translate(by);
        if let Some((_, at)) = &mut self.quiet {
            *at += by;
        }
        for disc in &mut self.discs {
            disc.centre += by;
            if let Some((_, at)) = &mut disc.name {
                *at += by;
            }
        }
        if let Some((_, rect)) = &mut self.more {
            *rect = rect.translate(by);
        }
        self
    }
}

impl Plan {
    /// The arrows between blocs; none at another level.
    pub fn arrows(&self) -> &[Arrow] {
        let arrows = self.blocs.as_ref().map(|of| of.blocs.arrows.as_slice());
        arrows.unwrap_or_default()
    }

    /// How wide these arrows are; none at another level.
    pub fn arrow_widths(&self) -> Option<Widths> {
        self.blocs.as_ref().map(|of| of.widths)
    }
}

/// Finds a place for every bloc that the panel shows; none if there is no room for them, or there are
/// not enough.
pub(super) fn plan(view: &View<'_>, groups: usize) -> Option<Plan> {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let blocs = Blocs::new(view)?;
    let plates = plates(view, &blocs)?;
    let weights = || blocs.arrows.iter().map(|arrow| arrow.strand.weight);
    let (least, most) = (weights().min().unwrap_or(1), weights().max().unwrap_or(1));
    let widths = Widths::new(least, most);
    let rects: Vec<Rect> = plates.iter().map(|plate| plate.rect).collect();
    let runs = runs(&blocs.arrows, &widths, &rects, panel);
    let mut ground = Ground::new(panel);
    for rect in &rects {
        ground.take(&Turned::upright(rect.expand(2.0)), NODE);
    }
    if let Some(room) = room(view).filter(|room| room.right() < panel.right() - 1.0) {
        // There the buttons stand.
        let rest = panel.with_min_x(room.right());
        ground.take(&Turned::upright(rest), NODE);
    }
    for (run, arrow) in runs.iter().zip(&blocs.arrows) {
        let Some(run) = run else { continue };
        ground.take_curve(&run.curve, run.width + 1.0, TIE);
        let back = arrow.is_mutual.then(|| run.curve.turned_round());
        for curve in std::iter::once(run.curve).chain(back) {
            ground.take(&Head::of(&curve, run.width).shape(), HEAD);
        }
    }
    let words = bloc_words::placed(&blocs.arrows, &runs, &mut ground, view.measure);
    let drawn = runs.iter().flatten().count();
    let written = words.iter().flatten().filter(|words| words.count.is_some());
    let written = written.count();
    let counts = Counts {
        actors: blocs.blocs.iter().map(|bloc| bloc.actors.len()).sum(),
        ties: view.ties.ties.len(),
        groups,
        blocs: blocs.blocs.len(),
        arrows: drawn,
        arrows_left_out: blocs.left_out + runs.len() - drawn,
        labels_left_out: drawn - written,
        ..Counts::default()
    };
    Some(Plan {
        figures: Vec::new(),
        regions: Vec::new(),
        ways: Vec::new(),
        faint: Vec::new(),
        words: Vec::new(),
        ground,
        counts,
        blocs: Some(BlocPlan {
            blocs,
            plates,
            widths,
            runs,
            words,
        }),
    })
}

/// The plates on the panel, in the first look that finds room.
fn plates(view: &View<'_>, blocs: &Blocs) -> Option<Vec<Plate>> {
    let initials = initials(view, blocs);
    let anchors = anchors(view, blocs);
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let room = room(view).unwrap_or(panel).shrink(EDGE);
    let (plates, middles) = LOOKS.iter().find_map(|look| {
        let each = blocs.blocs.iter();
        let plates: Vec<Plate> = each
            .map(|bloc| plate(view, bloc, *look, &initials))
            .collect();
        let sizes: Vec<Vec2> = plates.iter().map(|plate| plate.rect.size()).collect();
        let middles = arranged(&anchors, &sizes, room, look.gap)?;
        Some((plates, middles))
    })?;
    let seen = seen(view);
    let moved = plates.into_iter().zip(middles).map(|(plate, middle)| {
        let corner = seen(middle) - plate.rect.size() / 2.0;
        // To the half pixel, as every upright line is.
        plate.moved(corner.to_vec2().round() + Vec2::splat(0.5))
    });
    Some(moved.collect())
}

/// The part of the panel in which everything is in view; none where a person looks closer or
/// elsewhere. A panel may keep room for buttons at its right.
fn room(view: &View<'_>) -> Option<Rect> {
    let whole = fit(view.places, view.graph, view.size);
    let middle = view.camera.to_panel(view.size, whole.centre);
    let off = middle - (view.size / 2.0).to_pos2();
    let kept = -2.0 * off.x;
    if off.y.abs() > 0.5 || !(-0.5..=MOST_KEPT).contains(&kept) {
        return None;
    }
    let size = view.size - vec2(kept.max(0.0), 0.0);
    let room = Rect::from_min_size(Pos2::ZERO, size);
    let fitting = fit_in(view.places, view.graph, view.size, room);
    let is_fitting = (fitting.zoom / view.camera.zoom - 1.0).abs() < 0.01;
    is_fitting.then_some(room)
}

/// Where a place of the panel on which everything is in view is seen: closer than that, plates stand
/// farther apart.
fn seen(view: &View<'_>) -> impl Fn(Pos2) -> Pos2 {
    let is_fitting = room(view).is_some();
    let whole = fit(view.places, view.graph, view.size);
    let middle = (view.size / 2.0).to_pos2();
    let moved = view.camera.to_panel(view.size, whole.centre);
    let closer = (view.camera.zoom / whole.zoom.max(1e-6)).max(1.0);
    move |at| {
        if is_fitting {
            at
        } else {
            moved + (at - middle) * closer
        }
    }
}

/// Where each bloc is on the map: in the middle of its group's region, else of its actors, whether
/// they are alive or not.
fn anchors(view: &View<'_>, blocs: &Blocs) -> Vec<Pos2> {
    let mut sums = vec![(Vec2::ZERO, 0.0f32); blocs.blocs.len()];
    for (actor, at) in (0u32..).zip(view.places.at.iter()) {
        let place = blocs.place_of(view, actor);
        if let Some((sum, count)) = place.and_then(|place| sums.get_mut(place)) {
            *sum += at.to_vec2();
            *count += 1.0;
        }
    }
    let region = |group: Place| {
        let mut regions = view.places.regions.iter();
        regions.find(|(own, _)| *own == group)
    };
    let each = blocs.blocs.iter().zip(sums);
    each.map(|(bloc, (sum, count))| {
        let region = bloc.group.and_then(region);
        region.map_or((sum / count.max(1.0)).to_pos2(), |(_, r)| r.center())
    })
    .collect()
}

/// Letters for whoever may have a disc.
fn initials(view: &View<'_>, blocs: &Blocs) -> BTreeMap<Place, String> {
    let discs = blocs
        .blocs
        .iter()
        .flat_map(|bloc| bloc.actors.iter().take(MOST_DISCS));
    let actor = |place: &Place| {
        let (_, actor) = view.dataset.actors.at(*place as usize)?;
        Some((*place, actor))
    };
    let (places, actors): (Vec<Place>, Vec<&Actor>) = discs.filter_map(actor).unzip();
    places.into_iter().zip(distinct_initials(&actors)).collect()
}

/// How large an actor is on its plate.
pub(super) fn radius(view: &View<'_>, actor: Place) -> f32 {
    let node = view.graph.nodes.get(actor as usize);
    let share = node.map_or(0.0, |n| (n.radius - SMALLEST) / (LARGEST - SMALLEST));
    RADII.0 + (RADII.1 - RADII.0) * share.clamp(0.0, 1.0)
}

/// An actor's mark at rest.
pub(super) fn node<'a>(view: &View<'_>, disc: &'a Disc) -> Option<Node<'a>> {
    let (handle, actor) = view.dataset.actors.at(disc.actor as usize)?;
    Some(Node {
        key: Key::Actor(handle.0),
        centre: disc.centre,
        radius: disc.radius,
        shape: shape(actor.kind),
        hue: Hue::Neutral,
        is_unnamed: actor.unnamed,
        initials: &disc.initials,
        state: State::Rest,
        is_pinned: false,
        strength: 1.0,
    })
}

/// What a bloc's plate holds, its corner in the origin.
fn plate(view: &View<'_>, bloc: &Bloc, look: Look, initials: &BTreeMap<Place, String>) -> Plate {
    let measure = view.measure;
    let fit = |text: &str, style: Style, room: f32| {
        let fitted = measure.fit(text, style, room);
        fitted.map_or((String::new(), 0.0), |(text, width)| {
            (text.to_string(), width)
        })
    };
    let mut discs: Vec<Disc> = Vec::new();
    let mut x = PAD;
    for actor in bloc.actors.iter().take(look.discs) {
        let mut disc = Disc {
            actor: *actor,
            centre: pos2(0.0, DISC_Y),
            radius: radius(view, *actor),
            initials: initials.get(actor).cloned().unwrap_or_default(),
            name: None,
            room: 0.0,
        };
        let reach = node(view, &disc).map_or(disc.radius, |node| node.reach());
        let known = view.dataset.actors.at(*actor as usize);
        let name = known.filter(|_| look.is_named);
        let name = name.map(|(_, actor)| fit(actor.short_name(), NAME, WIDEST_NAME));
        let width = name
            .as_ref()
            .map_or(0.0, |(_, width)| *width)
            .max(2.0 * reach);
        disc.centre.x = x + width / 2.0;
        disc.room = width;
        disc.name = name.map(|(name, _)| (name, pos2(disc.centre.x, NAME_Y)));
        discs.push(disc);
        x += width + GAP;
    }
    let rest = bloc.actors.len() - discs.len();
    let mut more = None;
    if rest > 0 && !discs.is_empty() {
        let text = format!("+{rest}");
        let width = measure.width(&text, MORE.size, MORE.weight) + 16.0;
        let rim = Rect::from_min_size(pos2(x, DISC_Y - CHIP / 2.0), vec2(width, CHIP));
        more = Some((text, rim));
        x += width + GAP;
    }
    let row = (x - GAP - PAD).max(0.0);
    let (title, title_width) = fit(&bloc.name, HEADING, WIDEST_TITLE);
    let quiet = match (discs.is_empty(), bloc.actors.len(), bloc.within) {
        (true, 1, _) => Some("1 actor".to_owned()),
        (true, actors, _) => Some(format!("{actors} actors")),
        (false, _, 0) => None,
        (false, _, 1) => Some("1 tie".to_owned()),
        (false, _, ties) => Some(format!("{ties} ties")),
    };
    let quiet_width = quiet.as_ref().map_or(0.0, |quiet| {
        GAP + measure.width(quiet, QUIET.size, QUIET.weight)
    });
    let width = (2.0 * PAD + row.max(title_width + quiet_width)).max(NARROWEST);
    let height = match (discs.is_empty(), look.is_named) {
        (true, _) => 2.0 * TITLE_Y,
        (false, true) => NAME_Y + 13.0,
        (false, false) => DISC_Y + RADII.1 + 9.0,
    };
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(width, height).ceil());
    let line = pos2(PAD, TITLE_Y - 7.0);
    Plate {
        title: (title, Rect::from_min_size(line, vec2(title_width, 14.0))),
        quiet: quiet.map(|quiet| (quiet, pos2(rect.right() - PAD, TITLE_Y))),
        rect,
        discs,
        more,
    }
}
