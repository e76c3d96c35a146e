//! Finding what stands where at the level of blocs: a plate for each, as large as what is in it, and the
//! arrows between them with their words.

use super::arrange::bounds;
use super::bloc_places::arranged;
use super::bloc_plates::{
    CORNER, GAP, HEADING, LOOKS, PAD, Plate, TITLE_Y, WIDEST_TITLE, corner, fitted, initials, plate,
};
use super::bloc_ways::runs;
use super::bloc_words;
use super::blocs::{Blocs, Unfolded};
use super::camera::{fit, fit_in};
use super::occupancy::{HEAD, NODE, OccupancyGrid, TIE, Turned};
use super::places::middle;
use super::plan::{BlocPlan, Counts, Frame, Plan};
use super::ties::Head;
use super::view::View;
use super::widths::Widths;
use crate::analysis::Place;
use crate::scene::{Medium, Pos2, Rect, Vec2, pos2, vec2};
use std::ops::Range;

/// The ground at the panel's edge; a page has a margin of its own.
const EDGE: f32 = 6.0;
const EDGE_OF_PAGE: f32 = 2.0;
/// A panel keeps no more than this free at its right for buttons.
const MOST_KEPT: f32 = 60.0;
/// Finds a place for every bloc that the panel shows; none if there is no room for them, or there are
/// not enough.
pub(super) fn plan(view: &View<'_>, groups: usize) -> Option<Plan> {
    let panel = view.panel();
    let with = |first: usize| {
        let blocs = Blocs::new(view, view.unfolded.get(first..)?)?;
        let (plates, frames) = plates(view, &blocs)?;
        Some((blocs, plates, frames))
    };
    // Where there is no room for all that is unfolded, what was unfolded first is folded.
    let (blocs, plates, frames) = (0..=view.unfolded.len()).find_map(with)?;
    let strengths = blocs.arrows.iter().map(|arrow| arrow.strand.strength);
    let widths = Widths::of(strengths).on(view.size);
    let mut rects: Vec<Rect> = plates.iter().map(|plate| plate.rect).collect();
    for frame in &frames {
        rects.extend(frame.corner.into_iter().chain([frame.title.1]));
    }
    let runs = runs(&blocs.arrows, &widths, &rects, panel);
    let mut grid = OccupancyGrid::new(panel);
    for rect in &rects {
        grid.take(&Turned::upright(rect.expand(2.0)), NODE);
    }
    if let Some(covered) = view.covered {
        grid.take(&Turned::upright(covered.expand(4.0)), NODE);
    }
    for (run, arrow) in runs.iter().zip(&blocs.arrows) {
        let Some(run) = run else { continue };
        grid.take_curve(&run.curve, run.width + 1.0, TIE);
        let back = arrow.is_mutual.then(|| run.curve.turned_round());
        for curve in std::iter::once(run.curve).chain(back) {
            grid.take(&Head::of(&curve, run.width).shape(), HEAD);
        }
    }
    let words = bloc_words::placed(&blocs.arrows, &runs, &mut grid, view.measure);
    let drawn = runs.iter().flatten().count();
    let written = words.iter().flatten();
    let written = written.filter(|words| words.count.is_some()).count();
    let mut plan = Plan::new(view, grid);
    plan.counts = Counts {
        groups,
        blocs: outer(&blocs).len(),
        arrows: drawn,
        arrows_left_out: blocs.left_out + runs.len() - drawn,
        labels_left_out: drawn - written,
        ..plan.counts
    };
    plan.blocs = Some(BlocPlan {
        blocs,
        plates,
        frames,
        widths,
        runs,
        words,
    });
    Some(plan)
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
    let panel = view.panel();
    let room = match view.medium {
        Medium::Screen => part_in_view(view).unwrap_or(panel).shrink(EDGE),
        Medium::Page => panel.shrink(EDGE_OF_PAGE),
    };
    let outer = outer(blocs);
    let of_each = outer.iter().map(|(of, _)| anchors.get(of.clone()));
    let middles = of_each.map(|of| middle(of?)).map(Option::unwrap_or_default);
    let outer_anchors: Vec<Pos2> = middles.collect();
    // Only what is unfolded has a shape to choose.
    let shapes = if blocs.unfolded.is_empty() {
        1
    } else {
        ASPECTS.len()
    };
    let mut tried = LOOKS.iter().flat_map(|look| {
        let aspects = ASPECTS.iter().take(shapes);
        aspects.map(move |aspect| (look, *aspect))
    });
    let (plates, clusters, middles) = tried.find_map(|(look, aspect)| {
        let each = blocs.blocs.iter();
        let plates = each.map(|bloc| plate(view, bloc, *look, &initials));
        let plates: Vec<Plate> = plates.collect();
        let clusters = outer.iter().map(|(of, unfolded)| {
            let plates = plates.get(of.clone())?;
            match unfolded {
                None => Some(Cluster::of_one(plates.first()?)),
                Some(unfolded) => {
                    let anchors = anchors.get(of.clone())?;
                    Cluster::new(view, unfolded, anchors, plates, (look.gap, aspect))
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
        (gap, aspect): (Vec2, f32),
    ) -> Option<Self> {
        let gap = gap * GAP_WITHIN;
        let sizes: Vec<Vec2> = plates.iter().map(|plate| plate.rect.size()).collect();
        let spaces = sizes.iter().map(|size| *size + gap);
        let area: f32 = spaces.map(|space| space.x * space.y).sum();
        let mut areas = ROOMIER.iter().map(|more| {
            let height = (area * more / aspect).sqrt();
            Rect::from_min_size(Pos2::ZERO, vec2(height * aspect, height))
        });
        let middles = areas.find_map(|area| arranged(anchors, &sizes, area, gap))?;
        let rects = middles.iter().zip(&sizes);
        let rects = rects.map(|(middle, size)| Rect::from_center_size(*middle, *size));
        let rects: Vec<Rect> = rects.collect();
        let all = bounds(&rects);
        let (title, width) = fitted(view, &of.name, HEADING, WIDEST_TITLE);
        let has_corner = view.medium == Medium::Screen;
        let corner_width = if has_corner { CORNER } else { 0.0 };
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
/// How much more ground than their own they are tried to find room on, and its width by its height:
/// the first that finds room.
const ROOMIER: [f32; 7] = [1.0, 1.25, 1.6, 2.1, 2.8, 4.0, 6.0];
const ASPECTS: [f32; 4] = [1.5, 2.6, 0.9, 4.5];

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
fn part_in_view(view: &View<'_>) -> Option<Rect> {
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
    let is_fitting = part_in_view(view).is_some();
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
