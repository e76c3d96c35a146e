//! Where the parts of a figure stand on its page, and how they share its height.

use super::lanes::{Part, Timeline};
use super::map_box::Map;
use super::notes::{self, Citations, Notes};
use super::{Figure, VIEW, Views, header};
use crate::analysis::{Lane, Lanes, Row};
use crate::dataset::Handle;
use crate::scene::{Key, Scene, Stroke, Style, Weight, pos2, vec2};
use std::borrow::Cow;

/// Ground round views without a frame.
const BARE: f32 = 14.0;
/// Ground under the top edge, and over the bottom edge.
const TOP: f32 = 48.0;
const BOTTOM: f32 = 40.0;
/// Between the introduction and the timeline.
const UNDER_HEADER: f32 = 34.0;
/// Between a view and its legend.
const OVER_LEGEND: f32 = 10.0;
/// Over and under a rule.
const ROUND_RULE: f32 = 22.0;
/// Between the last note and the last line.
const OVER_LAST: f32 = 20.0;
/// The last line.
const LAST: f32 = 18.0;
/// Between a map and the sources beside it.
const GUTTER: f32 = 48.0;
/// A map's width by its height, at most, where the height is not given.
const ASPECT: f32 = 2.2;
/// A map alone.
const ASPECT_ALONE: f32 = 1.6;
/// Most of the height of both views that the timeline gets. The map gets the rest.
const MOST_TIMELINE: f32 = 0.6;
/// Most of a given height that the sources get, while the views can use it.
const MOST_NOTES: f32 = 0.2;
/// Most height of the sources where the height is not given.
const MOST_NOTES_HIGH: f32 = 3000.0;
/// The least height of the views.
const LEAST_VIEWS: f32 = 120.0;
/// On a page so much wider than high the sources stand beside the map, if there are so many.
pub(super) const BESIDE: f32 = 1.3;
const MANY_NOTES: usize = 7;
/// Most of the width that the map then gets.
const MOST_MAP: f32 = 0.66;
/// And the least that its legend gets.
const LEAST_MAP: f32 = 0.4;

/// A figure at the size at which look.md describes it.
pub(super) struct Page<'a> {
    of: &'a Figure<'a>,
    width: f32,
    height: Option<f32>,
    /// Those that have something in the span.
    lanes: Cow<'a, Lanes>,
    /// The events on the timeline, in order of time, then the undated ones.
    rows: Vec<Row>,
    /// What they and the ties cite; nothing where the figure has no frame.
    cited: Citations<'a>,
    map: Map<'a>,
}

/// What stands between the header and the last line: marks, and how high they are.
type Body = Scene;

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
        }
    }

    fn margin(&self) -> f32 {
        (self.width * 0.04).clamp(24.0, 64.0)
    }

    /// How much of the usual ground there is between the parts: less on a low page.
    fn air(&self) -> f32 {
        self.height
            .map_or(1.0, |height| ((height - 600.0) / 900.0).clamp(0.45, 1.0))
    }

    fn has_timeline(&self) -> bool {
        self.of.views != Views::Map
    }

    /// Where there are no actors a timeline stands alone.
    fn has_map(&self) -> bool {
        match self.of.views {
            Views::Timeline => false,
            Views::Map => true,
            Views::Both => self.of.index.actor_count() > 0,
        }
    }

    pub(super) fn draw(&self) -> Scene {
        if self.of.is_framed {
            self.framed()
        } else {
            self.bare()
        }
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
                    (room * MOST_TIMELINE).max(room - map)
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

    fn framed(&self) -> Scene {
        let of = self.of;
        let (theme, measure) = (of.theme, of.measure);
        let (air, margin) = (self.air(), self.margin());
        let width = self.width - 2.0 * margin;
        let head = header::Head::of(of, &self.rows);
        let header = head.draw(theme, measure, width);
        let last = header::last_lines(of, self.has_map(), width);
        let above = air * TOP + header.size.y + air * UNDER_HEADER;
        let last_height = count(last.len()) * LAST;
        let below = air * OVER_LAST + last_height + air * BOTTOM;
        let body = match self.height {
            None => self.flowing(width),
            Some(height) => {
                let room = (height - above - below).max(LEAST_VIEWS);
                if self.stands_beside() {
                    self.beside(width, room)
                } else {
                    self.stacked(width, room)
                }
            }
        };
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&header, pos2(margin, air * TOP));
        scene.inset(&body, pos2(margin, above));
        let height = self.height.unwrap_or(above + body.size.y + below);
        let mut y = height - air * BOTTOM - last_height;
        let quiet = Style::new(header::LAST_SIZE, Weight::Regular, theme.t3);
        for line in &last {
            scene.text(Key::None, pos2(margin, y + 12.0), line, quiet, measure);
            y += LAST;
        }
        scene.size.y = height;
        scene
    }

    /// Whether the sources stand beside the map.
    fn stands_beside(&self) -> bool {
        let is_wide = self.height.is_some_and(|h| self.width > BESIDE * h);
        is_wide && self.has_timeline() && self.has_map() && self.cited.len() >= MANY_NOTES
    }

    /// One part under the other, as high as they need to be.
    fn flowing(&self, width: f32) -> Body {
        let mut body = Scene::new(vec2(width, 0.0));
        let most = notes::capacity(self.cited.len(), width, MOST_NOTES_HIGH);
        let notes = self.notes(most);
        if self.has_timeline() {
            let part = self.timeline(width, None, &notes);
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        self.rule_between(&mut body);
        if self.has_map() {
            let map = self.map.draw(vec2(width, self.most_map(width)) / VIEW);
            put(&mut body, &map);
            put_legend(&mut body, &self.map.legend(&map, width / VIEW));
        }
        self.rule_over_notes(&mut body);
        self.put_notes(&mut body, (0.0, width), MOST_NOTES_HIGH, &notes);
        body
    }

    /// One part under the other in a given height: the views get what they can use, the sources
    /// what is left, and always a little.
    fn stacked(&self, width: f32, room: f32) -> Body {
        let rules = self.rules();
        let all = self.notes(usize::MAX);
        let wanted = notes::laid_out(&all, width, f32::INFINITY, self.of.measure).height();
        let at_least = wanted.min((room * MOST_NOTES).max(notes::LEAST));
        // Sources get what the views cannot use.
        let for_views = (room - rules - at_least).max(LEAST_VIEWS);
        let notes = self.some_notes(width, at_least);
        let mut used = 0.0;
        if self.has_timeline() {
            used += under(&self.timeline_over_map(width, for_views, &notes));
        }
        if self.has_map() {
            used += self.map_height(width, for_views - used);
        }
        let for_notes = wanted.min((room - rules - used).max(at_least));
        let notes = self.some_notes(width, for_notes);
        let for_views = (room - rules - for_notes).max(LEAST_VIEWS);
        let mut body = Scene::new(vec2(width, 0.0));
        if self.has_timeline() {
            let part = self.timeline_over_map(width, for_views, &notes);
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        // What nobody can use is ground round the map.
        let mut ground = 0.0;
        let mut map = Scene::default();
        if self.has_map() {
            let legend = self.map.legend_height(width / VIEW) * VIEW + OVER_LEGEND;
            let most = (for_views - body.size.y - legend).max(LEAST_VIEWS / 2.0);
            map = self.map.draw(vec2(width, most) / VIEW);
            ground = (most - map.size.y * VIEW).max(0.0) / 2.0;
        }
        self.rule_between(&mut body);
        if self.has_map() {
            body.size.y += ground;
            put(&mut body, &map);
            put_legend(&mut body, &self.map.legend(&map, width / VIEW));
            body.size.y += ground;
        }
        self.rule_over_notes(&mut body);
        self.put_notes(&mut body, (0.0, width), for_notes, &notes);
        body
    }

    /// A timeline with its legend in what it may have of the height of both views.
    fn timeline_over_map(&self, width: f32, room: f32, notes: &Notes) -> Part {
        let most = if self.has_map() {
            let legend = self.map.legend_height(width / VIEW) * VIEW + OVER_LEGEND;
            ((room - legend) * MOST_TIMELINE).max(room - self.map_height(width, room))
        } else {
            room
        };
        self.timeline_with_legend(width, most, notes)
    }

    /// A timeline that leaves room for its legend.
    fn timeline_with_legend(&self, width: f32, most: f32, notes: &Notes) -> Part {
        let open = self.timeline(width, None, notes);
        if under(&open) <= most {
            return open;
        }
        // What is folded explains itself too, which may take another row.
        let mut legend = open.legend.size.y;
        let mut part = open;
        for _ in 0..2 {
            let room = most - legend * VIEW - OVER_LEGEND;
            part = self.timeline(width, Some(room), notes);
            if part.legend.size.y <= legend {
                break;
            }
            legend = part.legend.size.y;
        }
        part
    }

    /// The timeline over the whole width, below it the map and, beside it, the sources.
    fn beside(&self, width: f32, room: f32) -> Body {
        let rule = 2.0 * self.air() * ROUND_RULE;
        let for_map = MOST_MAP * width;
        let most = (room - rule) * MOST_TIMELINE;
        let guess = self.some_notes(width - for_map - GUTTER, room - rule - most);
        let band = |part: &Part| room - rule - under(part);
        let first = band(&self.timeline_with_legend(width, most, &guess));
        let map = |band: f32, over: f32| {
            let legend = self.map.legend_height(over / VIEW) * VIEW + OVER_LEGEND;
            let most = (band - legend).max(LEAST_VIEWS / 2.0);
            self.map.narrow(vec2(for_map, most) / VIEW)
        };
        let wide = map(first, for_map).size.x * VIEW;
        let left = wide.max(width * LEAST_MAP) + GUTTER;
        let notes = self.some_notes(width - left, first);
        let part = self.timeline_with_legend(width, most, &notes);
        let mut body = Scene::new(vec2(width, 0.0));
        put(&mut body, &part.scene);
        put_legend(&mut body, &part.legend);
        self.rule_between(&mut body);
        let top = body.size.y;
        let map = map(band(&part), left - GUTTER);
        let mut lower = Scene::new(vec2(left - GUTTER, 0.0));
        put(&mut lower, &map);
        let legend = self.map.legend(&map, lower.size.x / VIEW);
        put_legend(&mut lower, &legend);
        body.inset(&lower, pos2(0.0, top));
        self.put_notes(&mut body, (left, width - left), room - top, &notes);
        body.size.y = body.size.y.max(top + lower.size.y);
        body
    }

    fn notes(&self, most: usize) -> Notes {
        self.cited.notes(most, self.of.dataset, self.of.zone)
    }

    /// As many sources as find room.
    fn some_notes(&self, width: f32, height: f32) -> Notes {
        self.notes(notes::capacity(self.cited.len(), width, height))
    }

    fn timeline(&self, width: f32, room: Option<f32>, notes: &Notes) -> Part {
        let timeline = Timeline {
            of: self.of,
            lanes: &self.lanes,
            rows: &self.rows,
            marks: &notes.marks,
            width: width / VIEW,
        };
        timeline.draw(room.map(|room| room / VIEW))
    }

    /// How high the map with its legend is, if it gets no more than this.
    fn map_height(&self, width: f32, most: f32) -> f32 {
        let legend = self.map.legend_height(width / VIEW) * VIEW + OVER_LEGEND;
        self.map.height(vec2(width, most - legend) / VIEW) * VIEW + legend
    }

    /// How high the map may be where the height is not given.
    fn most_map(&self, width: f32) -> f32 {
        let aspect = if self.has_timeline() {
            ASPECT
        } else {
            ASPECT_ALONE
        };
        width / aspect
    }

    fn put_notes(&self, body: &mut Body, (x, width): (f32, f32), height: f32, notes: &Notes) {
        let notes = notes::laid_out(notes, width, height, self.of.measure);
        let scene = notes.draw(self.of.theme, self.of.measure);
        body.inset(&scene, pos2(x, body.size.y));
        body.size.y += scene.size.y;
    }

    /// How high the rules are with their ground.
    fn rules(&self) -> f32 {
        let rule = 2.0 * self.air() * ROUND_RULE;
        if self.has_timeline() && self.has_map() {
            2.0 * rule
        } else {
            rule
        }
    }

    /// A rule between the views, if there are two.
    fn rule_between(&self, body: &mut Body) {
        if self.has_timeline() && self.has_map() {
            self.rule(body, Stroke::new(1.0, self.of.theme.rule));
        }
    }

    fn rule_over_notes(&self, body: &mut Body) {
        self.rule(body, Stroke::new(1.75, self.of.theme.axis));
    }

    fn rule(&self, body: &mut Body, stroke: Stroke) {
        body.size.y += self.air() * ROUND_RULE;
        let (from, to) = (pos2(0.0, body.size.y), pos2(body.size.x, body.size.y));
        body.line(Key::None, from, to, stroke);
        body.size.y += self.air() * ROUND_RULE;
    }
}

/// Adds a view, in points of the window, below what is there.
fn put(body: &mut Scene, view: &Scene) {
    body.inset_scaled(view, pos2(0.0, body.size.y), VIEW);
    body.size.y += view.size.y * VIEW;
}

/// Draws a legend below a view.
fn put_legend(body: &mut Body, legend: &Scene) {
    if !legend.items.is_empty() {
        body.size.y += OVER_LEGEND;
        put(body, legend);
    }
}

/// How high a timeline is with its legend.
fn under(part: &Part) -> f32 {
    let legend = if part.legend.items.is_empty() {
        0.0
    } else {
        OVER_LEGEND + part.legend.size.y * VIEW
    };
    part.scene.size.y * VIEW + legend
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
