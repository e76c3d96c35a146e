//! How the parts of a figure share the height of its page: timeline, map, legends and sources.

use super::lanes::{Part, Timeline};
use super::notes::{self, Notes};
use super::page::Page;
use super::{VIEW, legend};
use crate::scene::{Key, Scene, Stroke, Vec2, pos2, vec2};
use crate::timeline;

/// Between a view and its legend.
const OVER_LEGEND: f32 = 10.0;
/// Over and under a rule.
const ROUND_RULE: f32 = 22.0;
/// Between a map and what stands beside it.
const GUTTER: f32 = 36.0;
/// A map's width by its height, at most, where the height is not given.
const ASPECT: f32 = 2.2;
/// A map alone.
const ASPECT_ALONE: f32 = 1.6;
/// The timeline gets this much of the height of both views, and more only where lanes would be left
/// out. The map gets the rest.
pub(super) const TIMELINE: [f32; 6] = [0.5, 0.57, 0.64, 0.71, 0.78, 0.85];
/// And this much where they cannot all be seen.
const HOPELESS: f32 = 0.6;
/// Most of a given height that the sources get, while the views can use it.
const MOST_NOTES: f32 = 0.1;
/// Most height of the sources where the height is not given.
const MOST_NOTES_HIGH: f32 = 3000.0;
/// The least height of the views.
pub(super) const LEAST_VIEWS: f32 = 120.0;
/// What stands beside a map is a column of this share of the width, within limits.
const ASIDE: f32 = 0.22;
const NARROWEST: f32 = 300.0;
const WIDEST: f32 = 400.0;
/// Between the legend and the sources below it.
const OVER_NOTES: f32 = 22.0;

/// What stands between the header and the last line: marks, and how high they are.
type Body = Scene;

/// What the parts of a body get that stand one under the other.
pub(super) struct Stack {
    pub(super) part: Option<Part>,
    /// How high the map is with its legend.
    pub(super) map: f32,
    pub(super) notes: Notes,
    pub(super) notes_height: f32,
}

/// A timeline, and what is below it.
pub(super) struct Lower {
    pub(super) part: Part,
    /// How much height it leaves.
    pub(super) band: f32,
    pub(super) notes: Notes,
    /// The width of the column beside the map.
    pub(super) aside: f32,
}

impl Page<'_> {
    /// One part under the other, as high as they need to be.
    pub(super) fn flowing(&self, width: f32) -> Body {
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

    /// What each part gets where they stand one under the other in a given height: the views what
    /// they can use, the sources what is left, and a little at least.
    pub(super) fn stack(&self, width: f32, room: f32) -> Stack {
        let room = room - self.rules();
        let (wanted, least) = if self.kept.sources {
            let all = self.notes(usize::MAX);
            let wanted = notes::laid_out(&all, width, f32::INFINITY, self.of.measure).height();
            (
                wanted,
                wanted.min((room * MOST_NOTES).max(notes::least(width))),
            )
        } else {
            (0.0, 0.0)
        };
        let views = (room - least).max(LEAST_VIEWS);
        let map = if self.has_map() {
            self.map_height(width, views)
        } else {
            0.0
        };
        let part = |notes: &Notes, most: f32| {
            if self.has_map() {
                self.timeline_over_map(width, most, views - map, notes)
            } else {
                self.timeline_with_legend(width, most, notes)
            }
        };
        let guess = self.some_notes(width, least);
        let first = self.has_timeline().then(|| part(&guess, views));
        let left = views - first.as_ref().map_or(0.0, under);
        let map = if self.has_map() {
            self.map_height(width, left)
        } else {
            0.0
        };
        // What the views cannot use, the sources can.
        let for_notes = wanted.min(least.max(room - (views - left) - map));
        let notes = self.some_notes(width, for_notes);
        let part = first.map(|_| part(&notes, views));
        let map = if self.has_map() {
            room - for_notes - part.as_ref().map_or(0.0, under)
        } else {
            0.0
        };
        Stack {
            part,
            map,
            notes,
            notes_height: for_notes,
        }
    }

    /// One part under the other in a given height.
    pub(super) fn stacked(&self, width: f32, room: f32) -> Body {
        let stack = self.stack(width, room);
        let mut body = Scene::new(vec2(width, 0.0));
        if let Some(part) = &stack.part {
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        self.rule_between(&mut body);
        if self.has_map() {
            let legend = self.legend_height(width);
            let most = stack.map - legend;
            let map = self.map.draw(vec2(width, most.max(1.0)) / VIEW);
            // What nobody can use is ground round the map.
            let ground = (most - map.size.y * VIEW).max(0.0) / 2.0;
            body.size.y += ground;
            put(&mut body, &map);
            if self.kept.legends {
                put_legend(&mut body, &self.map.legend(&map, width / VIEW));
            }
            body.size.y += ground;
        }
        if self.kept.sources {
            self.rule_over_notes(&mut body);
            let at = (0.0, width);
            self.put_notes(&mut body, at, stack.notes_height, &stack.notes);
        }
        body
    }

    /// A timeline with its legend in as much of the height of both views as lets all lanes be seen;
    /// `rest`: what the map cannot use.
    fn timeline_over_map(&self, width: f32, views: f32, rest: f32, notes: &Notes) -> Part {
        let part = |share: f32| self.timeline_with_legend(width, (views * share).max(rest), notes);
        let [first, more @ ..] = TIMELINE;
        let mut best = part(first);
        for share in more {
            if best.lanes.1 == 0 {
                break;
            }
            best = part(share);
        }
        if best.lanes.1 > 0 {
            best = part(HOPELESS);
        }
        best
    }

    /// A timeline that leaves room for its legend.
    fn timeline_with_legend(&self, width: f32, most: f32, notes: &Notes) -> Part {
        let open = self.timeline(width, None, notes);
        if under(&open) <= most {
            return open;
        }
        // What is folded explains itself too, which may take another row.
        let mut legend = if self.kept.legends { legend::ROW } else { 0.0 };
        loop {
            let over = if legend > 0.0 { OVER_LEGEND } else { 0.0 };
            let part = self.timeline(width, Some(most - legend * VIEW - over), notes);
            if part.legend.size.y <= legend + 0.5 {
                return part;
            }
            legend = part.legend.size.y;
        }
    }

    /// The timeline over the whole width, and how much height is left below it for the map and, in
    /// a column beside it, its legend and the sources.
    pub(super) fn lower(&self, width: f32, room: f32) -> Lower {
        let aside = (width * ASIDE).clamp(NARROWEST, WIDEST);
        let legend = self.map.legend_height(aside / VIEW) * VIEW;
        let room = room - 2.0 * self.air() * ROUND_RULE;
        let listed = |band: f32| {
            let height = band - legend - OVER_NOTES;
            if self.kept.sources && height >= notes::least(aside) {
                self.some_notes(aside, height)
            } else {
                Notes::default()
            }
        };
        let part = |notes: &Notes| self.timeline_over_map(width, room, 0.0, notes);
        let band = |part: &Part| room - under(part);
        let first = part(&Notes::default());
        let notes = listed(band(&first));
        // With the numbers of all that are listed.
        let last = part(&notes);
        let (part, notes) = if band(&last) + 0.5 < band(&first) {
            (first, Notes::default())
        } else {
            (last, notes)
        };
        Lower {
            band: band(&part),
            part,
            notes,
            aside,
        }
    }

    /// Map, legend and sources side by side under the timeline.
    pub(super) fn beside(&self, width: f32, room: f32) -> Body {
        let Lower {
            part,
            band,
            notes,
            aside,
        } = self.lower(width, room);
        let mut body = Scene::new(vec2(width, 0.0));
        put(&mut body, &part.scene);
        put_legend(&mut body, &part.legend);
        self.rule_between(&mut body);
        let top = body.size.y;
        let most = vec2(width - aside - GUTTER, band.max(1.0));
        let map = self.map.draw(most / VIEW);
        let ground = (most - map.size * VIEW).max(Vec2::ZERO) / 2.0;
        body.inset_scaled(&map, pos2(ground.x, top + ground.y), VIEW);
        let left = width - aside;
        let legend = self.map.legend(&map, aside / VIEW);
        body.inset_scaled(&legend, pos2(left, top), VIEW);
        if !notes.notes.is_empty() {
            body.size.y = top + legend.size.y * VIEW + OVER_NOTES;
            let height = room - body.size.y;
            self.put_notes(&mut body, (left, aside), height, &notes);
        }
        body.size.y = room;
        body
    }

    fn notes(&self, most: usize) -> Notes {
        // Where the height is free there is room for all numbers of a title.
        let marks = self.height.map_or(usize::MAX, |_| notes::FEW_MARKS);
        self.cited.notes(most, marks, self.of.dataset, self.of.zone)
    }

    /// As many sources as find room; without a list there are no numbers.
    fn some_notes(&self, width: f32, height: f32) -> Notes {
        if !self.kept.sources {
            return Notes::default();
        }
        self.notes(notes::capacity(self.cited.len(), width, height))
    }

    pub(super) fn timeline(&self, width: f32, room: Option<f32>, notes: &Notes) -> Part {
        let timeline = Timeline {
            of: self.of,
            lanes: &self.lanes,
            rows: &self.rows,
            marks: &notes.marks,
            // Where lanes are folded to fit, numbers must not decide which.
            note_room: match self.height {
                Some(_) if self.kept.sources => {
                    timeline::room_for_notes(notes::FEW_MARKS, self.of.measure)
                }
                _ => 0.0,
            },
            width: width / VIEW,
            has_undated: self.kept.undated,
            has_legend: self.kept.legends,
        };
        timeline.draw(room.map(|room| room / VIEW))
    }

    /// How high the map with its legend is, if it gets no more than this.
    pub(super) fn map_height(&self, width: f32, most: f32) -> f32 {
        let legend = self.legend_height(width);
        self.map.height(vec2(width, most - legend) / VIEW) * VIEW + legend
    }

    /// How high the map's legend is, with what parts it from the map.
    pub(super) fn legend_height(&self, width: f32) -> f32 {
        if self.kept.legends {
            self.map.legend_height(width / VIEW) * VIEW + OVER_LEGEND
        } else {
            0.0
        }
    }

    /// How high the map may be where the height is not given.
    pub(super) fn most_map(&self, width: f32) -> f32 {
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
    pub(super) fn rules(&self) -> f32 {
        let between = u8::from(self.has_timeline() && self.has_map());
        let rules = between + u8::from(self.kept.sources);
        f32::from(rules) * 2.0 * self.air() * ROUND_RULE
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
pub(super) fn put(body: &mut Scene, view: &Scene) {
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
pub(super) fn under(part: &Part) -> f32 {
    let legend = if part.legend.items.is_empty() {
        0.0
    } else {
        OVER_LEGEND + part.legend.size.y * VIEW
    };
    part.scene.size.y * VIEW + legend
}
