//! What stands where at the level of blocs: a plate for each, as large as what is in it, and the arrows
//! between them with their words.

use super::bloc_places::arranged;
use super::bloc_ways::{Run, runs};
use super::bloc_words::{self, Words};
use super::blocs::{Arrow, Bloc, Blocs, Unfolded};
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
use crate::scene::{Color32, Hue, Key, Medium, Pos2, Rect, Style, Vec2, Weight, pos2, vec2};
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// Of each unfolded bloc: what it covers, its title, and its corner.
    pub frames: Vec<Frame>,
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
    /// The corner that unfolds it; none on a page.
    pub corner: Option<Rect>,
}

/// What lies under the actors of an unfolded bloc.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub rect: Rect,
    pub title: (String, Rect),
    pub corner: Option<Rect>,
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
        let more = self.more.as_mut().map(|(_, rect)| rect);
        for rect in more.into_iter().chain(&mut self.corner) {
            *rect = rect.translate(by);
        }
        self
    }
}

impl Plan {
    /// The blocs that are unfolded, as [`Key::Group`] has them.
    pub fn unfolded(&self) -> Vec<u32> {
        let blocs = self.blocs.iter().flat_map(|of| &of.blocs.unfolded);
        blocs.map(|of| of.number).collect()
    }

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
    let with = |first: usize| {
        let blocs = Blocs::new(view, view.unfolded.get(first..)?)?;
        let (plates, frames) = plates(view, &blocs)?;
        Some((blocs, plates, frames))
    };
    // Where there is no room for all that is unfolded, what was unfolded first is folded.
    let (blocs, plates, frames) = (0..=view.unfolded.len()).find_map(with)?;
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
        blocs: outer(&blocs).len(),
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
            frames,
            widths,
            runs,
            words,
        }),
    })
}

/// Which blocs stand together: each alone, those of an unfolded bloc in its frame.
fn outer(blocs: &Blocs) -> Vec<(Range<usize>, Option<&Unfolded>)> {
    let mut all = Vec::new();
    let mut n = 0;
    while n < blocs.blocs.len() {
        let unfolded = blocs.unfolded.iter().find(|of| of.blocs.start == n);
        let end = unfolded.map_or(n + 1, |of| of.blocs.end.max(n + 1));
        all.push((n..end, unfolded));
        n = end;
    }
    all
}

/// The plates on the panel, and the frames of unfolded blocs, in the first look that finds room.
fn plates(view: &View<'_>, blocs: &Blocs) -> Option<(Vec<Plate>, Vec<Frame>)> {
    let initials = initials(view, blocs);
    let anchors = anchors(view, blocs);
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let room = room(view).unwrap_or(panel).shrink(EDGE);
    let outer = outer(blocs);
    let outer_anchors: Vec<Pos2> = outer
        .iter()
        .map(|(of, _)| middle(anchors.get(of.clone()).unwrap_or_default()))
        .collect();
    let (plates, clusters, middles) = LOOKS.iter().find_map(|look| {
        let each = blocs.blocs.iter();
        let plates: Vec<Plate> = each
            .map(|bloc| plate(view, bloc, *look, &initials))
            .collect();
        let clusters = outer.iter().map(|(of, unfolded)| {
            let plates = plates.get(of.clone())?;
            match unfolded {
                None => Some(Cluster::of_one(plates.first()?)),
                Some(of_) => {
                    let anchors = anchors.get(of.clone())?;
                    Cluster::new(view, of_, anchors, plates, look.gap)
                }
            }
        });
        let clusters: Vec<Cluster> = clusters.collect::<Option<_>>()?;
        let sizes: Vec<Vec2> = clusters.iter().map(|cluster| cluster.size).collect();
        let middles = arranged(&outer_anchors, &sizes, room, look.gap)?;
        Some((plates, clusters, middles))
    })?;
    let seen = seen(view);
    let mut plates = plates.into_iter();
    let (mut moved, mut frames) = (Vec::new(), Vec::new());
    for (cluster, middle) in clusters.into_iter().zip(middles) {
        // To the half pixel, as every upright line is.
        let corner = (seen(middle) - cluster.size / 2.0).to_vec2().round() + Vec2::splat(0.5);
        for (at, plate) in cluster.corners.iter().zip(&mut plates) {
            moved.push(plate.moved(corner + at.to_vec2()));
        }
        frames.extend(cluster.frame.map(|frame| frame.moved(corner)));
    }
    Some((moved, frames))
}

fn middle(points: &[Pos2]) -> Pos2 {
    let sum = points.iter().fold(Vec2::ZERO, |sum, at| sum + at.to_vec2());
    #[expect(clippy::cast_precision_loss, reason = "a few blocs")]
    let count = points.len().max(1) as f32;
    (sum / count).to_pos2()
}

/// Plates that stand together, from their own corner: one, or the actors of an unfolded bloc as they
/// stand to each other on the map.
struct Cluster {
    size: Vec2,
    /// Of each plate.
    corners: Vec<Pos2>,
    frame: Option<Frame>,
}

impl Cluster {
    fn of_one(plate: &Plate) -> Self {
        Self {
            size: plate.rect.size(),
            corners: vec![Pos2::ZERO],
            frame: None,
        }
    }

    /// None if they find no room.
    fn new(
        view: &View<'_>,
        of: &Unfolded,
        anchors: &[Pos2],
        plates: &[Plate],
        gap: Vec2,
    ) -> Option<Self> {
        let gap = gap * GAP_WITHIN;
        let sizes: Vec<Vec2> = plates.iter().map(|plate| plate.rect.size()).collect();
        let area: f32 = sizes
            .iter()
            .map(|size| *size + gap)
            .map(|s| s.x * s.y)
            .sum();
        let rooms = ROOMIER.iter().map(|more| {
            let height = (area * more / ASPECT).sqrt();
            Rect::from_min_size(Pos2::ZERO, vec2(height * ASPECT, height))
        });
        let middles = rooms
            .into_iter()
            .find_map(|room| arranged(anchors, &sizes, room, gap))?;
        let rects = middles.iter().zip(&sizes);
        let rects: Vec<Rect> = rects
            .map(|(middle, size)| Rect::from_center_size(*middle, *size))
            .collect();
        let all = rects.iter().copied().fold(Rect::NOTHING, Rect::union);
        let (title, width) = view
            .measure
            .fit(&of.name, HEADING, WIDEST_TITLE)
            .map_or((String::new(), 0.0), |(text, width)| {
                (text.to_string(), width)
            });
        let corner_width = if view.medium == Medium::Screen {
            CORNER
        } else {
            0.0
        };
        let head = 2.0 * TITLE_Y - 6.0;
        let inner = all.width().max(width + corner_width + GAP);
        let size = vec2(inner + 2.0 * PAD, all.height() + head + PAD).ceil();
        let by = vec2(PAD + (inner - all.width()) / 2.0, head) - all.min.to_vec2();
        let line = pos2(PAD, TITLE_Y - 7.0);
        let rect = Rect::from_min_size(Pos2::ZERO, size);
        Some(Self {
            size,
            corners: rects.iter().map(|rect| rect.min + by).collect(),
            frame: Some(Frame {
                rect,
                title: (title, Rect::from_min_size(line, vec2(width, 14.0))),
                corner: corner(view, rect),
            }),
        })
    }
}

/// The ground between two actors of an unfolded bloc, as a share of that between two blocs.
const GAP_WITHIN: f32 = 0.7;
/// How much more ground than their own they are tried to find room on, and its width by its height.
const ROOMIER: [f32; 7] = [1.0, 1.25, 1.6, 2.1, 2.8, 4.0, 6.0];
const ASPECT: f32 = 1.5;
/// The side of the corner that unfolds a bloc.
const CORNER: f32 = 18.0;

/// The corner that unfolds a bloc, at the end of its title's line; none on a page.
fn corner(view: &View<'_>, plate: Rect) -> Option<Rect> {
    let at = pos2(plate.right() - 8.0 - CORNER / 2.0, plate.top() + TITLE_Y);
    let rect = Rect::from_center_size(at, Vec2::splat(CORNER));
    (view.medium == Medium::Screen).then_some(rect)
}

impl Frame {
    fn moved(mut self, by: Vec2) -> Self {
        self.rect = self.rect.translate(by);
        self.title.1 = self.title.1.translate(by);
        self.corner = self.corner.map(|corner| corner.translate(by));
        self
    }
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
        let place = blocs.place_of(actor);
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
        let region = bloc.group.filter(|_| bloc.alone.is_none()).and_then(region);
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
    if let (Some(_), Some(actor)) = (bloc.alone, bloc.actors.first()) {
        return alone(view, *actor, initials);
    }
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
    // Whoever is one of few has nothing to unfold.
    let has_corner = view.medium == Medium::Screen && bloc.actors.len() > 1;
    let corner_width = if has_corner { CORNER - 4.0 } else { 0.0 };
    let quiet_width = quiet.as_ref().map_or(0.0, |quiet| {
        GAP + measure.width(quiet, QUIET.size, QUIET.weight)
    });
    let quiet_width = quiet_width + corner_width;
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
        quiet: quiet.map(|quiet| (quiet, pos2(rect.right() - PAD - corner_width, TITLE_Y))),
        corner: corner(view, rect).filter(|_| has_corner),
        rect,
        discs,
        more,
    }
}

/// An actor of an unfolded bloc with its name, its corner in the origin.
fn alone(view: &View<'_>, actor: Place, initials: &BTreeMap<Place, String>) -> Plate {
    let mut disc = Disc {
        actor,
        centre: Pos2::ZERO,
        radius: radius(view, actor),
        initials: initials.get(&actor).cloned().unwrap_or_default(),
        name: None,
        room: WIDEST_NAME,
    };
    let reach = node(view, &disc).map_or(disc.radius, |node| node.reach());
    let known = view.dataset.actors.at(actor as usize);
    let fitted =
        known.and_then(|(_, actor)| view.measure.fit(actor.short_name(), NAME, WIDEST_NAME));
    let (name, width) = fitted.map_or((String::new(), 0.0), |(name, width)| {
        (name.to_string(), width)
    });
    let size = vec2(width.max(2.0 * reach) + 6.0, 2.0 * reach + 20.0).ceil();
    disc.centre = pos2(size.x / 2.0, reach + 2.0);
    disc.name = Some((name, pos2(size.x / 2.0, size.y - 9.0)));
    Plate {
        rect: Rect::from_min_size(Pos2::ZERO, size),
        title: (String::new(), Rect::from_min_size(Pos2::ZERO, Vec2::ZERO)),
        quiet: None,
        discs: vec![disc],
        more: None,
        corner: None,
    }
}
