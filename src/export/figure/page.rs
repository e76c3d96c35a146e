//! Where the parts of a figure stand on its page, and which of them a low page leaves out.

use super::callouts::{self, Callout};
use super::foot::{self, Folded, Foot};
use super::header;
use super::input::{Figure, VIEW, Views};
use super::lanes;
use super::map_box::Map;
use super::parts::Parts;
use super::sharing::{LEAST_VIEWS, TIMELINE, highest_map, put, put_legend, under};
use super::sources::{Citations, Marks};
use crate::analysis::{Lane, Lanes, Row};
use crate::dataset::Handle;
use crate::scene::{Scene, Vec2, pos2, vec2};
use crate::timeline::metrics::LOWEST_LANE;
use std::borrow::Cow;

/// Ground round views without a frame.
const MARGIN_ALONE: f32 = 14.0;
/// Ground under the top edge, and over the bottom edge.
const TOP: f32 = 48.0;
const BOTTOM: f32 = 40.0;
/// Between the caption and the timeline.
const UNDER_HEADER: f32 = 34.0;
/// Between the last source and the foot.
const OVER_FOOT: f32 = 20.0;
/// Most lines of the caption.
const CAPTION: usize = 2;
/// A map lower than this says nothing.
const LOWEST_MAP: f32 = 130.0;
/// As many lanes should be seen where not all can be.
const LEAST_LANES: usize = 3;
/// On a page so much wider than high what explains the map stands beside it,
pub(super) const BESIDE: f32 = 1.25;
/// Narrower pages have no room for it.
const LEAST_WIDTH: f32 = 1000.0;

/// So often a page is drawn again at most, because its notes came to say something else.
const TRIES: usize = 3;

/// A figure at the size at which look.md describes it.
pub(super) struct Page<'a> {
    pub(super) of: &'a Figure<'a>,
    width: f32,
    pub(super) height: Option<f32>,
    /// Those that have something in the span.
    pub(super) lanes: Cow<'a, Lanes>,
    /// How many there are besides.
    pub(super) more_lanes: usize,
    /// The events on the timeline, in order of time, then the undated ones.
    pub(super) rows: Vec<Row>,
    /// What they and the ties cite; nothing where no sources are listed.
    pub(super) cited: Citations,
    pub(super) map: Map<'a>,
    callouts: Vec<Callout>,
    pub(super) kept: Kept,
}

/// Which parts a page holds beside its headline and its first view.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) sources: bool,
    pub(super) legends: bool,
    notes: bool,
    caption: bool,
    pub(super) undated: bool,
    map: bool,
}

impl Kept {
    /// How many parts a page can do without, and how many it does without for a map that can be read.
    const MOST: usize = 6;
    const FOR_THE_MAP: usize = 3;

    /// What is asked for, without the first parts of those that a low page has no room for.
    const fn without(parts: usize, asked: Parts) -> Self {
        Self {
            sources: asked.sources && parts < 1,
            legends: asked.key && parts < 2,
            notes: asked.notes && parts < 3,
            caption: parts < 4,
            undated: asked.undated && parts < 5,
            map: parts < 6,
        }
    }
}

/// How well the parts of a page find room.
#[derive(Clone, Copy)]
struct Fit {
    /// Lanes that are seen, and that are not.
    lanes: (usize, usize),
    /// Whether nothing reaches over another, and the map is high enough.
    is_clear: bool,
    /// Whether the map shows what it shows by itself on so small a panel.
    reads: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(of: &'a Figure<'a>, width: f32, height: Option<f32>) -> Self {
        let (lanes, more_lanes) = in_span(of);
        let mut rows = of.drawn();
        rows.extend(&lanes.undated);
        let cited = if of.parts.sources {
            let (behind, relations) = behind(of, &rows);
            let behind = (behind.as_slice(), relations.as_slice());
            Citations::new(of.dataset, &rows, behind, &callouts::events(of))
        } else {
            Citations::default()
        };
        // Its places are drawn out as far as there is room.
        let high = match height {
            None => highest_map(width, 2.0),
            Some(_) => width / 2.0,
        };
        let map = Map::new(of, vec2(width, high) / VIEW);
        Self {
            of,
            width,
            height,
            lanes,
            more_lanes,
            rows,
            cited,
            callouts: callouts::callouts(of),
            map,
            kept: Kept::without(0, of.parts),
        }
    }

    /// How high all lanes are together at least.
    pub(super) fn least_lanes(&self) -> f32 {
        let heights = self.lanes.lanes.iter().map(|_| LOWEST_LANE * VIEW);
        heights.sum()
    }

    /// The notes, unless a low page has no room for them.
    pub(super) fn callouts(&self) -> &[Callout] {
        if self.kept.notes { &self.callouts } else { &[] }
    }

    fn margin(&self) -> f32 {
        (self.width * 0.04).clamp(24.0, 64.0)
    }

    /// How much of the usual ground there is between the parts: less on a low page.
    pub(super) fn spacing(&self) -> f32 {
        self.height
            .map_or(1.0, |height| ((height - 600.0) / 900.0).clamp(0.45, 1.0))
    }

    pub(super) fn has_timeline(&self) -> bool {
        self.of.views != Views::Map
    }

    /// Where there are no actors a timeline stands alone.
    pub(super) fn has_map(&self) -> bool {
        match self.of.views {
            Views::Timeline => false,
            Views::Map => true,
            Views::Both => self.kept.map && self.of.index.actor_count() > 0,
        }
    }

    /// Sources are told by their numbers on a timeline.
    pub(super) fn has_sources(&self) -> bool {
        self.kept.sources && self.has_timeline()
    }

    pub(super) fn draw(&mut self) -> Scene {
        if self.of.parts.are_none() {
            return self.views_alone();
        }
        if self.height.is_some() {
            self.leave_out();
        }
        let mut scene = self.framed();
        // What the map shows of them is known once it is drawn.
        for _ in 0..TRIES {
            if !self.kept.notes || !self.map.tell(&mut self.callouts) {
                break;
            }
            scene = self.framed();
        }
        scene
    }

    /// Leaves out as little as lets the rest find room: before a lane what is less than a view, and
    /// the map where both views would be too low. Sources, key and notes yield to a map that can be
    /// read too.
    fn leave_out(&mut self) {
        // Where there are more lanes than the page holds, nothing else need yield to them.
        let least = self.least_lanes();
        let have_room = self.height.is_none_or(|height| least <= height);
        let mut best: Option<((bool, bool), usize)> = None;
        for parts in 0..Kept::MOST {
            let may_read = parts <= Kept::FOR_THE_MAP;
            if best.is_some_and(|((has_all, reads), _)| {
                (has_all || !have_room) && (reads || !may_read)
            }) {
                break;
            }
            self.kept = Kept::without(parts, self.of.parts);
            let fit = self.fit();
            let has_all = fit.lanes.1 == 0;
            if fit.is_clear && (has_all || fit.lanes.0 >= LEAST_LANES) {
                let worth = (has_all, fit.reads && may_read);
                if best.is_none_or(|(most, _)| worth > most) {
                    best = Some((worth, parts));
                }
            }
        }
        let parts = best.map_or(Kept::MOST, |(_, parts)| parts);
        self.kept = Kept::without(parts, self.of.parts);
    }

    fn views_alone(&self) -> Scene {
        let width = self.width - 2.0 * MARGIN_ALONE;
        let room = self.height.map(|height| height - 2.0 * MARGIN_ALONE);
        let mut body = Scene::new(vec2(width, 0.0));
        let marks = Marks::new();
        if self.has_timeline() {
            let part = match room {
                Some(room) if self.has_map() => {
                    let map = self.map.height(vec2(width, room) / VIEW) * VIEW;
                    let room = (room * TIMELINE[0]).max(room - map);
                    self.timeline_with_legend(width, room, &marks)
                }
                Some(room) => self.timeline_with_legend(width, room, &marks),
                None => self.timeline(width, None, &marks),
            };
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        if self.has_map() {
            let most = room.map_or_else(|| self.most_map(width), |room| room - body.size.y);
            let most = most.max(LEAST_VIEWS / 2.0);
            let most = (most - self.legend_height(width)).max(1.0);
            self.put_map(&mut body, vec2(width, most));
        }
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&body, pos2(MARGIN_ALONE, MARGIN_ALONE));
        scene.size.y = self.height.unwrap_or(body.size.y + 2.0 * MARGIN_ALONE);
        scene
    }

    /// What stands over the body; nothing where no headline is asked for.
    fn header(&self, width: f32) -> Scene {
        if !self.of.parts.headline {
            return Scene::new(vec2(width, 0.0));
        }
        let head = header::Head::of(self.of);
        let caption = self.kept.caption.then_some(CAPTION);
        head.draw(self.of.theme, self.of.measure, width, caption)
    }

    /// What stands under it.
    fn foot(&self, width: f32, has_sources: bool) -> Foot {
        let of = self.of;
        let left_out = if has_sources || of.file.is_none() {
            0
        } else {
            of.dataset.sources.len()
        };
        let map = self.has_map().then(|| self.map.counts());
        let shown = foot::shown(of, &self.rows, map);
        let folded = match of.views {
            Views::Map => Folded::default(),
            Views::Both | Views::Timeline => Folded::new(of.span, of.zone),
        };
        let folded = (&folded, self.height.is_some());
        let file = (of.file, left_out);
        Foot::new(&shown, folded, file, width, of.measure)
    }

    /// Where the body begins, and the ground under it.
    fn round_body(&self, header: &Scene, foot: &Foot) -> (f32, f32) {
        let spacing = self.spacing();
        let under_header = if header.items.is_empty() {
            0.0
        } else {
            spacing * UNDER_HEADER
        };
        (
            spacing * TOP + header.size.y + under_header,
            spacing * OVER_FOOT + foot.height() + spacing * BOTTOM,
        )
    }

    /// The body's size on a page of a given height.
    fn room(&self) -> Vec2 {
        let width = self.width - 2.0 * self.margin();
        let (above, below) = self.round_body(&self.header(width), &self.foot(width, true));
        vec2(width, self.height.unwrap_or(0.0) - above - below)
    }

    fn fit(&self) -> Fit {
        let Vec2 { x: width, y: room } = self.room();
        let (part, map, is_clear) = if self.stands_beside() {
            let lower = self.lower(width, room);
            let legend = self.map_legend_height(lower.aside);
            let map = vec2(lower.map_width(width), lower.band);
            (Some(lower.part), map, legend <= lower.band)
        } else {
            let stack = self.stack(width, room);
            let needs = stack.part.as_ref().map_or(0.0, under)
                + stack.map
                + stack.sources_height
                + self.rules();
            let map = vec2(width, stack.map - self.legend_height(width));
            (stack.part, map, needs <= room + 1.0)
        };
        let is_low = self.has_map() && map.y < LOWEST_MAP.min(0.5 * room);
        Fit {
            lanes: part.map_or((LEAST_LANES, 0), |part| part.lanes),
            is_clear: is_clear && !is_low,
            reads: !self.has_map() || is_low || self.map.finds_room(map / VIEW),
        }
    }

    fn framed(&self) -> Scene {
        let of = self.of;
        let margin = self.margin();
        let width = self.width - 2.0 * margin;
        let header = self.header(width);
        let (above, below) = self.round_body(&header, &self.foot(width, true));
        let (body, has_sources) = match self.height {
            None => self.flowing(width, above + below),
            Some(height) if self.stands_beside() => self.beside(width, height - above - below),
            Some(height) => self.stacked(width, height - above - below),
        };
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&header, pos2(margin, self.spacing() * TOP));
        scene.inset(&body, pos2(margin, above));
        scene.size.y = self.height.unwrap_or(above + body.size.y + below);
        // What the map shows is known once it is drawn.
        let foot = self.foot(width, true);
        let telling = self.foot(width, has_sources || !of.parts.sources);
        let has_room = telling.height() <= foot.height();
        let foot = if has_room { telling } else { foot };
        let foot = foot.draw(of.theme, of.measure);
        let top = scene.size.y - self.spacing() * BOTTOM - foot.size.y;
        scene.inset(&foot, pos2(margin, top));
        scene
    }

    /// Whether what explains the map stands beside it.
    fn stands_beside(&self) -> bool {
        let is_wide = self.height.is_some_and(|h| self.width > BESIDE * h);
        is_wide
            && self.width >= LEAST_WIDTH
            && self.has_timeline()
            && self.has_map()
            && self.kept.legends
    }
}

/// No page draws more lanes than this by itself.
const MOST_LANES: usize = 200;

/// The lanes that have something in the span, as far as a page draws them; and how many more
/// there are.
fn in_span<'a>(of: &Figure<'a>) -> (Cow<'a, Lanes>, usize) {
    let lanes = with_events(of);
    match lanes.lanes.len().saturating_sub(MOST_LANES) {
        more if more > 0 && !of.has_all_lanes => {
            let strongest = lanes::strongest(of, &lanes, MOST_LANES);
            (Cow::Owned(strongest), more)
        }
        _ => (lanes, 0),
    }
}

fn with_events<'a>(of: &Figure<'a>) -> Cow<'a, Lanes> {
    let (from, to) = (of.span.from(), of.span.to());
    let is_empty = |lane: &Lane| lane.rows.in_span(of.index, from, to).next().is_none();
    if !of.lanes.lanes.iter().any(is_empty) {
        return Cow::Borrowed(of.lanes);
    }
    Cow::Owned(of.lanes.kept(|_, lane| !is_empty(lane)))
}

/// The events and relations behind the ties that the map draws, without the events that stand on
/// the timeline.
fn behind(of: &Figure<'_>, rows: &[Row]) -> (Vec<Row>, Vec<Handle>) {
    if of.views == Views::Timeline {
        return (Vec::new(), Vec::new());
    }
    let ties = || of.ties.ties.iter();
    let mut tied: Vec<Row> = ties().flat_map(|tie| tie.events.iter().copied()).collect();
    tied.sort_unstable();
    tied.dedup();
    let mut drawn = rows.to_vec();
    drawn.sort_unstable();
    tied.retain(|row| drawn.binary_search(row).is_err());
    let mut relations: Vec<u32> = ties()
        .flat_map(|tie| tie.relations.iter().copied())
        .collect();
    relations.sort_unstable();
    relations.dedup();
    let handle = |n: u32| of.index.relations.get(n as usize).map(|r| r.handle);
    (tied, relations.into_iter().filter_map(handle).collect())
}
