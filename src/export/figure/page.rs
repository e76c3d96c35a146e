//! Where the parts of a figure stand on its page, and which of them a low page leaves out.

use super::body::{LEAST_VIEWS, TIMELINE, put, under};
use super::map_box::Map;
use super::notes::{Citations, Notes};
use super::{Figure, VIEW, Views, header};
use crate::analysis::{Lane, Lanes, Row};
use crate::dataset::Handle;
use crate::scene::{Key, Scene, Style, Vec2, Weight, pos2, vec2};
use std::borrow::Cow;

/// Ground round views without a frame.
const BARE: f32 = 14.0;
/// Ground under the top edge, and over the bottom edge.
const TOP: f32 = 48.0;
const BOTTOM: f32 = 40.0;
/// Between the introduction and the timeline.
const UNDER_HEADER: f32 = 34.0;
/// Between the last note and the last line.
const OVER_LAST: f32 = 20.0;
/// The last line.
const LAST: f32 = 18.0;
/// Under this height the introduction has two lines at most.
const LOW: f32 = 1260.0;
/// A map lower than this says nothing.
const LOWEST_MAP: f32 = 130.0;
/// As many lanes should be seen where not all can be.
const LEAST_LANES: usize = 3;
/// On a page so much wider than high what explains the map stands beside it,
pub(super) const BESIDE: f32 = 1.25;
/// Narrower pages have no room for it.
const LEAST_WIDTH: f32 = 1000.0;

/// A figure at the size at which look.md describes it.
pub(super) struct Page<'a> {
    pub(super) of: &'a Figure<'a>,
    width: f32,
    pub(super) height: Option<f32>,
    /// Those that have something in the span.
    pub(super) lanes: Cow<'a, Lanes>,
    /// The events on the timeline, in order of time, then the undated ones.
    pub(super) rows: Vec<Row>,
    /// What they and the ties cite; nothing where the figure has no frame.
    pub(super) cited: Citations<'a>,
    pub(super) map: Map<'a>,
    pub(super) kept: Kept,
}

/// Which parts a page holds beside its title and its first view.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) sources: bool,
    pub(super) legends: bool,
    intro: bool,
    pub(super) undated: bool,
    map: bool,
}

impl Kept {
    const ALL: Self = Self::without(0);
    /// How many parts a page can do without.
    const MOST: usize = 5;

    /// Without the first parts of those that a low page has no room for.
    const fn without(parts: usize) -> Self {
        Self {
            sources: parts < 1,
            legends: parts < 2,
            intro: parts < 3,
            undated: parts < 4,
            map: parts < 5,
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
}

impl<'a> Page<'a> {
    pub(super) fn new(of: &'a Figure<'a>, width: f32, height: Option<f32>) -> Self {
        let lanes = in_span(of);
        let mut rows = of.drawn();
        rows.extend(&lanes.undated);
        let cited = if of.is_framed {
            let (behind, relations) = behind(of, &rows);
            Citations::new(of.dataset, &rows, &behind, &relations)
        } else {
            Citations::default()
        };
        Self {
            of,
            width,
            height,
            lanes,
            rows,
            cited,
            map: Map::new(of, width / VIEW),
            kept: Kept::ALL,
        }
    }

    fn margin(&self) -> f32 {
        (self.width * 0.04).clamp(24.0, 64.0)
    }

    /// How much of the usual ground there is between the parts: less on a low page.
    pub(super) fn air(&self) -> f32 {
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

    pub(super) fn draw(&mut self) -> Scene {
        if !self.of.is_framed {
            return self.bare();
        }
        if self.height.is_some() {
            self.leave_out();
        }
        self.framed()
    }

    /// Leaves out as little as lets the rest find room: before a lane what is less than a view, and
    /// the map where both views would be too low.
    fn leave_out(&mut self) {
        let mut fits = Vec::new();
        for parts in 0..=Kept::MOST {
            self.kept = Kept::without(parts);
            let fit = self.fit();
            if fit.is_clear && fit.lanes.1 == 0 && parts < Kept::MOST {
                return;
            }
            fits.push(fit);
        }
        // Where there are more lanes than any page holds, nothing else need yield to them.
        let enough = |fit: &Fit| fit.is_clear && fit.lanes.0 >= LEAST_LANES;
        let parts = fits.iter().position(enough).unwrap_or(Kept::MOST);
        self.kept = Kept::without(parts);
    }

    /// The views alone.
    fn bare(&self) -> Scene {
        let width = self.width - 2.0 * BARE;
        let room = self.height.map(|height| height - 2.0 * BARE);
        let mut body = Scene::new(vec2(width, 0.0));
        let notes = Notes::default();
        if self.has_timeline() {
            let room = room.map(|room| {
                if self.has_map() {
                    let map = self.map.height(vec2(width, room) / VIEW) * VIEW;
                    (room * TIMELINE[0]).max(room - map)
                } else {
                    room
                }
            });
            let part = self.timeline(width, room, &notes);
            put(&mut body, &part.scene);
        }
        if self.has_map() {
            let most = room.map_or_else(|| self.most_map(width), |room| room - body.size.y);
            let most = most.max(LEAST_VIEWS / 2.0);
            put(&mut body, &self.map.draw(vec2(width, most) / VIEW));
        }
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&body, pos2(BARE, BARE));
        scene.size.y = self.height.unwrap_or(body.size.y + 2.0 * BARE);
        scene
    }

    /// What stands over and under the body.
    fn header(&self, width: f32) -> Scene {
        let head = header::Head::of(self.of, &self.rows);
        let lines = match self.height {
            _ if !self.kept.intro => None,
            Some(height) if height < LOW => Some(2),
            _ => Some(4),
        };
        head.draw(self.of.theme, self.of.measure, width, lines)
    }

    fn last_lines(&self, width: f32) -> Vec<String> {
        header::last_lines(self.of, self.has_map() && self.kept.legends, width)
    }

    /// Where the body begins, and the ground under it.
    fn round_body(&self, header: &Scene, last: &[String]) -> (f32, f32) {
        let air = self.air();
        (
            air * TOP + header.size.y + air * UNDER_HEADER,
            air * OVER_LAST + count(last.len()) * LAST + air * BOTTOM,
        )
    }

    /// The body's size on a page of a given height.
    fn room(&self) -> Vec2 {
        let width = self.width - 2.0 * self.margin();
        let (above, below) = self.round_body(&self.header(width), &self.last_lines(width));
        vec2(width, self.height.unwrap_or(0.0) - above - below)
    }

    fn fit(&self) -> Fit {
        let Vec2 { x: width, y: room } = self.room();
        let (part, map, is_clear) = if self.stands_beside() {
            let lower = self.lower(width, room);
            let legend = self.map.legend_height(lower.aside / VIEW) * VIEW;
            (Some(lower.part), lower.band, legend <= lower.band)
        } else {
            let stack = self.stack(width, room);
            let needs = stack.part.as_ref().map_or(0.0, under)
                + stack.map
                + stack.notes_height
                + self.rules();
            (stack.part, stack.map, needs <= room + 1.0)
        };
        let is_low = self.has_map() && map < LOWEST_MAP.min(0.5 * room);
        Fit {
            lanes: part.map_or((LEAST_LANES, 0), |part| part.lanes),
            is_clear: is_clear && !is_low,
        }
    }

    fn framed(&self) -> Scene {
        let of = self.of;
        let margin = self.margin();
        let width = self.width - 2.0 * margin;
        let (header, last) = (self.header(width), self.last_lines(width));
        let (above, below) = self.round_body(&header, &last);
        let body = match self.height {
            None => self.flowing(width),
            Some(height) if self.stands_beside() => self.beside(width, height - above - below),
            Some(height) => self.stacked(width, height - above - below),
        };
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&header, pos2(margin, self.air() * TOP));
        scene.inset(&body, pos2(margin, above));
        let height = self.height.unwrap_or(above + body.size.y + below);
        let mut y = height - self.air() * BOTTOM - count(last.len()) * LAST;
        let quiet = Style::new(header::LAST_SIZE, Weight::Regular, of.theme.t3);
        for line in &last {
            scene.text(Key::None, pos2(margin, y + 12.0), line, quiet, of.measure);
            y += LAST;
        }
        scene.size.y = height;
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

/// The lanes that have something in the span.
fn in_span<'a>(of: &Figure<'a>) -> Cow<'a, Lanes> {
    let (from, to) = (of.span.from(), of.span.to());
    let is_empty = |lane: &Lane| lane.rows.in_span(of.index, from, to).next().is_none();
    if !of.lanes.lanes.iter().any(is_empty) {
        return Cow::Borrowed(of.lanes);
    }
    let mut lanes = of.lanes.clone();
    lanes.lanes.retain(|lane| !is_empty(lane));
    Cow::Owned(lanes)
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

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn count(lines: usize) -> f32 {
    lines as f32
}
