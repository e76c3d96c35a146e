//! How the parts of a figure share the height of its page: timeline, map, legends and sources.

use super::input::VIEW;
use super::lanes::{Part, Timeline};
use super::page::Page;
use super::sharing::{LEAST_VIEWS, OVER_LEGEND, TIMELINE, highest_map, put, put_legend, under};
use super::source_list::{self, List};
use super::sources::{self, Marks, Sources};
use crate::scene::{Key, Scene, Stroke, Vec2, legend, pos2, vec2};
use crate::timeline;
use crate::timeline::metrics::{WORTH, to_float};

/// Over and under a rule.
const ROUND_RULE: f32 = 20.0;
/// Between a map and what stands beside it.
const GUTTER: f32 = 36.0;
/// A map's width by its height, at most, where the height is not given.
const ASPECT: f32 = 2.2;
/// A map alone.
const ASPECT_ALONE: f32 = 1.6;

/// So much of the height of both views is enough for a timeline if that names what matters; on a low
/// page a little more.
const TO_NAME: f32 = 0.57;
const TO_NAME_LOW: f32 = 0.6;
/// Where it does not, it gets this much on a low page at least, and more as long as that names more and
/// leaves the map this share of the page, which is more on a wide one.
const WITHOUT_NAMES: f32 = 0.47;
const LEAST_MAP: f32 = 0.27;
const LEAST_MAP_WIDE: f32 = 0.4;
/// What names no more than this share more is not worth it.
const HARDLY_MORE: f32 = 0.02;
/// A page of this height has room to name more.
const HIGH: f32 = 1080.0;
/// And this much where they cannot all be seen.
const WITH_LANES_LEFT_OUT: f32 = 0.6;
/// Most of a given height that the sources get while the views can use it, and most of a figure's
/// area that they get at all (look.md).
const FOR_SOURCES: f32 = 0.13;
const MOST_SOURCES: f32 = 0.15;
/// How often sources and the timeline that bears their numbers are fitted to each other.
const TRIES: usize = 4;
/// What stands beside a map is a column of this share of the width, within limits.
const ASIDE: f32 = 0.22;
const NARROWEST: f32 = 300.0;
const WIDEST: f32 = 400.0;
/// Between the legend and the sources below it.
const OVER_SOURCES: f32 = 22.0;

/// What stands between the header and the foot: marks, and how high they are.
type Body = Scene;

/// What the parts of a body get that stand one under the other.
pub(super) struct Stack {
    pub(super) part: Option<Part>,
    /// How high the map is with its legend.
    pub(super) map: f32,
    /// None: there is no room for them.
    sources: Option<Sources>,
    pub(super) sources_height: f32,
}

/// A timeline, and what is below it.
pub(super) struct Lower {
    pub(super) part: Part,
    /// How much height it leaves.
    pub(super) band: f32,
    sources: Option<Sources>,
    /// The width of the column beside the map.
    pub(super) aside: f32,
}

impl Lower {
    /// How much of a width is left to the map.
    pub(super) fn map_width(&self, width: f32) -> f32 {
        width - self.aside - GUTTER
    }
}

impl Page<'_> {
    /// One part under the other, as high as they need to be; the sources in their share of a figure
    /// whose header and foot are so high. Gives whether there are any.
    pub(super) fn flowing(&self, width: f32, others: f32) -> (Body, bool) {
        if !self.has_sources() {
            return (self.views(width, marks(None)), false);
        }
        let all = Some(self.sources(usize::MAX));
        let mut body = self.views(width, marks(all.as_ref()));
        let others = others + body.size.y + self.rules();
        let sources = self.fitting(width, others * MOST_SOURCES / (1.0 - MOST_SOURCES));
        if sources != all {
            body = self.views(width, marks(sources.as_ref()));
        }
        self.put_sources(&mut body, width, sources.as_ref());
        (body, sources.is_some())
    }

    /// Timeline and map with their legends, as high as they need to be.
    fn views(&self, width: f32, marks: &Marks) -> Body {
        let mut body = Scene::new(vec2(width, 0.0));
        if self.has_timeline() {
            let part = self.timeline(width, None, marks);
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        self.rule_between(&mut body);
        if self.has_map() {
            self.put_map(&mut body, vec2(width, self.most_map(width)));
        }
        body
    }

    /// The map with its legend in a given height. What a legend that is lower than it may be leaves,
    /// the map takes.
    fn map_with_legend(&self, width: f32, room: f32) -> Scene {
        let drawn = |legend: f32| {
            let mut map = Scene::new(vec2(width, 0.0));
            self.put_map(&mut map, vec2(width, (room - legend).max(1.0)));
            map
        };
        // That of the map as it was drawn last, then that of the map as it is drawn with it.
        let own = || self.map_legend(width).size.y * VIEW + OVER_LEGEND;
        let at_most = self.legend_height(width);
        let mut legend = own().min(at_most);
        for _ in 0..2 {
            let map = drawn(legend);
            let now = own().min(at_most);
            if map.size.y <= room + 0.5 && now + 1.0 > legend {
                return map;
            }
            legend = now;
        }
        drawn(at_most)
    }

    pub(super) fn put_map(&self, body: &mut Body, most: Vec2) {
        let map = self.map.draw(most / VIEW, self.callouts());
        put(body, &map);
        put_legend(body, &self.map_legend(most.x));
    }

    /// What the marks of the map mean, in a width.
    fn map_legend(&self, width: f32) -> Scene {
        let has_key = self.kept.legends;
        self.map.legend(width / VIEW, self.callouts(), has_key)
    }

    /// What each part gets where they stand one under the other in a given height: the views what
    /// they can use, the sources what is left, and a little at least.
    pub(super) fn stack(&self, width: f32, room: f32) -> Stack {
        let room = room - self.rules();
        let most = self.height.unwrap_or(0.0) * MOST_SOURCES;
        let wanted = self.list_height(width, self.fitting(width, most).as_ref());
        let least = wanted.min(room * FOR_SOURCES);
        let views = (room - least).max(LEAST_VIEWS);
        // However little the timeline gets.
        let rest = views - self.map_height(width, views * (1.0 - TIMELINE[0]));
        let below_map = self.legend_height(width);
        let part = |sources: Option<&Sources>| match (self.has_timeline(), self.has_map()) {
            (false, _) => None,
            (true, true) => {
                Some(self.timeline_over_map(width, views, (rest, below_map), marks(sources)))
            }
            (true, false) => Some(self.timeline_with_legend(width, views, marks(sources))),
        };
        let height = |part: &Option<Part>| part.as_ref().map_or(0.0, under);
        let left = views - height(&part(self.fitting(width, least).as_ref()));
        let map = self.map_height(width, left);
        // What the views cannot use, the sources can.
        let for_sources = wanted.min(least.max(room - (views - left) - map));
        let sources = self.fitting(width, for_sources);
        let sources_height = self.list_height(width, sources.as_ref());
        let part = part(sources.as_ref());
        let map = if self.has_map() {
            room - sources_height - height(&part)
        } else {
            0.0
        };
        Stack {
            part,
            map,
            sources,
            sources_height,
        }
    }

    /// One part under the other in a given height, and whether sources are among them.
    pub(super) fn stacked(&self, width: f32, room: f32) -> (Body, bool) {
        let stack = self.stack(width, room);
        let mut body = Scene::new(vec2(width, 0.0));
        if let Some(part) = &stack.part {
            put(&mut body, &part.scene);
            put_legend(&mut body, &part.legend);
        }
        self.rule_between(&mut body);
        if self.has_map() {
            let top = body.size.y;
            let map = self.map_with_legend(width, stack.map);
            // What nobody can use is ground round the map.
            let ground = (stack.map - map.size.y).max(0.0);
            body.inset(&map, pos2(0.0, top + ground / 2.0));
            body.size.y = top + map.size.y + ground;
        }
        self.put_sources(&mut body, width, stack.sources.as_ref());
        (body, stack.sources.is_some())
    }

    /// A timeline with its legend in as much of the height of both views as lets all lanes be seen and
    /// what matters be named, and in the `rest`, which the map cannot use. Below the map there is more
    /// that is so high.
    fn timeline_over_map(
        &self,
        width: f32,
        views: f32,
        (rest, below_map): (f32, f32),
        marks: &Marks,
    ) -> Part {
        let room = |share: f32| (views * share).max(rest);
        let part = |share: f32| self.timeline_with_legend(width, room(share), marks);
        let [.., highest] = TIMELINE;
        if self.least_lanes() > room(highest) {
            return part(WITH_LANES_LEFT_OUT);
        }
        let height = self.height.unwrap_or(views);
        let least_map = if width > height {
            LEAST_MAP_WIDE
        } else {
            LEAST_MAP
        };
        let is_low = height < HIGH;
        let (least, to_name) = if is_low {
            (WITHOUT_NAMES, TO_NAME_LOW)
        } else {
            (TO_NAME, TO_NAME)
        };
        let most = 1.0 - (least_map * height + below_map) / views;
        let most = most.clamp(least, highest);
        let within = TIMELINE.into_iter().filter(|share| *share < most);
        let beyond = TIMELINE.into_iter();
        let beyond = beyond.filter(|share| *share > most && *share <= to_name);
        let mut with_all_lanes: Vec<Part> = Vec::new();
        for share in within.chain([most]).chain(beyond) {
            let part = part(share);
            if part.lanes.1 > 0 {
                continue;
            }
            if names_enough(&part, is_low) {
                return part;
            }
            if (least..=most).contains(&share) {
                with_all_lanes.push(part);
            }
        }
        let most_named = with_all_lanes.iter().map(worth).fold(0.0, f32::max);
        let mut with_all_lanes = with_all_lanes.into_iter();
        let names_most = |part: &Part| worth(part) * (1.0 + HARDLY_MORE) >= most_named;
        let found = with_all_lanes.find(names_most);
        // Where some lane is left out in all of these, it gets what shows all lanes.
        let mut more = TIMELINE.into_iter().filter(|share| *share > most).map(part);
        let found = found.or_else(|| more.find(|part| part.lanes.1 == 0));
        found.unwrap_or_else(|| part(WITH_LANES_LEFT_OUT))
    }

    /// A timeline that leaves room for its legend.
    pub(super) fn timeline_with_legend(&self, width: f32, most: f32, marks: &Marks) -> Part {
        let open = self.timeline(width, None, marks);
        if under(&open) <= most {
            return if open.has_strips {
                let legend = under(&open) - open.scene.size.y * VIEW;
                self.timeline(width, Some(most - legend), marks)
            } else {
                open
            };
        }
        // What is folded explains itself too, which may take another row.
        let mut legend = if self.kept.legends { legend::ROW } else { 0.0 };
        loop {
            let over = if legend > 0.0 { OVER_LEGEND } else { 0.0 };
            let part = self.timeline(width, Some(most - legend * VIEW - over), marks);
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
        let area = self.height.unwrap_or(0.0) * width;
        let room = room - 2.0 * self.spacing() * ROUND_RULE;
        let listed = |band: f32| {
            let most = area * MOST_SOURCES / aside;
            let map = vec2(width - aside - GUTTER, band.max(1.0));
            let legend = self.legend_height_beside(map, aside);
            self.fitting(aside, most.min(band - legend - OVER_SOURCES))
        };
        let part = |sources: Option<&Sources>| {
            self.timeline_over_map(width, room, (0.0, 0.0), marks(sources))
        };
        let band = |part: &Part| room - under(part);
        // With the numbers of all that are listed, which the legend explains in a row of its own.
        let mut sources = listed(band(&part(None)));
        let mut agreed = None;
        for _ in 0..TRIES {
            let with_numbers = part(sources.as_ref());
            let again = listed(band(&with_numbers));
            if again == sources {
                agreed = Some(with_numbers);
                break;
            }
            sources = again;
        }
        let (part, sources) = match agreed {
            Some(part) => (part, sources),
            None => (part(None), None),
        };
        Lower {
            band: band(&part),
            part,
            sources,
            aside,
        }
    }

    /// Map, legend and sources side by side under the timeline, and whether there are sources.
    pub(super) fn beside(&self, width: f32, room: f32) -> (Body, bool) {
        let lower = self.lower(width, room);
        let mut body = Scene::new(vec2(width, 0.0));
        put(&mut body, &lower.part.scene);
        put_legend(&mut body, &lower.part.legend);
        self.rule_between(&mut body);
        let top = body.size.y;
        let most = vec2(lower.map_width(width), lower.band.max(1.0));
        let map = self.map.draw(most / VIEW, self.callouts());
        let ground = (most - map.size * VIEW).max(Vec2::ZERO) / 2.0;
        body.inset_scaled(&map, pos2(ground.x, top + ground.y), VIEW);
        let left = width - lower.aside;
        let legend = self.map_legend(lower.aside);
        body.inset_scaled(&legend, pos2(left, top), VIEW);
        if let Some(sources) = &lower.sources {
            let top = top + legend.size.y * VIEW + OVER_SOURCES;
            let list = List::new(sources, lower.aside, self.of.measure);
            body.inset(&list.draw(self.of.theme), pos2(left, top));
        }
        body.size.y = room;
        (body, lower.sources.is_some())
    }

    fn sources(&self, most: usize) -> Sources {
        self.cited.sources(most, self.of.dataset, self.of.zone)
    }

    /// As many sources as find room; without a list there are no numbers.
    fn fitting(&self, width: f32, height: f32) -> Option<Sources> {
        let list = |most| self.sources(most);
        let fitting = || source_list::fitting(list, (width, height), self.of.measure);
        self.has_sources().then(fitting).flatten()
    }

    fn list_height(&self, width: f32, sources: Option<&Sources>) -> f32 {
        let list = sources.map(|sources| List::new(sources, width, self.of.measure));
        list.map_or(0.0, |list| list.height())
    }

    fn put_sources(&self, body: &mut Body, width: f32, sources: Option<&Sources>) {
        let Some(sources) = sources else { return };
        self.rule(body, Stroke::new(1.75, self.of.theme.axis));
        let list = List::new(sources, width, self.of.measure);
        let scene = list.draw(self.of.theme);
        body.inset(&scene, pos2(0.0, body.size.y));
        body.size.y += scene.size.y;
    }

    pub(super) fn timeline(&self, width: f32, room: Option<f32>, marks: &Marks) -> Part {
        let timeline = Timeline {
            of: self.of,
            lanes: &self.lanes,
            more_lanes: self.more_lanes,
            rows: &self.rows,
            marks,
            // Where lanes are folded to fit, numbers must not decide which.
            note_room: if self.height.is_some() && self.has_sources() {
                timeline::room_for_notes(sources::MARKS, self.of.measure)
            } else {
                0.0
            },
            callouts: self.callouts(),
            width: width / VIEW,
            has_map: self.has_map(),
            has_undated: self.kept.undated,
            has_legend: self.kept.legends,
        };
        timeline.draw(room.map(|room| room / VIEW))
    }

    /// How high the map with its legend is, if it gets no more than this and there is one.
    fn map_height(&self, width: f32, most: f32) -> f32 {
        if !self.has_map() {
            return 0.0;
        }
        let legend = self.legend_height(width);
        self.map.height(vec2(width, most - legend) / VIEW) * VIEW + legend
    }

    /// How high the map's legend is, in a width.
    pub(super) fn map_legend_height(&self, width: f32) -> f32 {
        let (map, has_key) = (&self.map, self.kept.legends);
        map.legend_height(width / VIEW, self.callouts(), has_key) * VIEW
    }

    /// The same in a column beside a map of at most this size.
    fn legend_height_beside(&self, most: Vec2, width: f32) -> f32 {
        let (map, has_key) = (&self.map, self.kept.legends);
        map.legend_height_beside(most / VIEW, width / VIEW, self.callouts(), has_key) * VIEW
    }

    /// How high the map's legend is, with what parts it from the map.
    pub(super) fn legend_height(&self, width: f32) -> f32 {
        match self.map_legend_height(width) {
            height if height > 0.0 => height + OVER_LEGEND,
            _ => 0.0,
        }
    }

    /// How high the map may be where the height is not given.
    pub(super) fn most_map(&self, width: f32) -> f32 {
        if self.has_timeline() {
            highest_map(width, ASPECT)
        } else {
            highest_map(width, ASPECT_ALONE)
        }
    }

    /// How high the rules are with their ground.
    pub(super) fn rules(&self) -> f32 {
        let between = u8::from(self.has_timeline() && self.has_map());
        let rules = between + u8::from(self.has_sources());
        f32::from(rules) * 2.0 * self.spacing() * ROUND_RULE
    }

    fn rule_between(&self, body: &mut Body) {
        if self.has_timeline() && self.has_map() {
            self.rule(body, Stroke::new(1.0, self.of.theme.rule));
        }
    }

    fn rule(&self, body: &mut Body, stroke: Stroke) {
        body.size.y += self.spacing() * ROUND_RULE;
        let (from, to) = (pos2(0.0, body.size.y), pos2(body.size.x, body.size.y));
        body.line(Key::None, from, to, stroke);
        body.size.y += self.spacing() * ROUND_RULE;
    }
}

/// The numbers after titles: without a list of sources there are none.
fn marks(sources: Option<&Sources>) -> &Marks {
    const NONE: &Marks = &Marks::new();
    sources.map_or(NONE, |sources| &sources.marks)
}

/// Whether a timeline names all events of importance 5, on a high page also four in five of
/// importance 4, and two in three of all.
fn names_enough(part: &Part, is_low: bool) -> bool {
    let [.., (named, unnamed), (_, most_important)] = part.named;
    let all = part.named.iter().map(|(named, _)| named).sum::<usize>();
    let others = part.named.iter().map(|(_, unnamed)| unnamed).sum::<usize>();
    most_important == 0 && (is_low || named >= 4 * unnamed && all >= 2 * others)
}

/// What all titles of a timeline are worth together.
fn worth(part: &Part) -> f32 {
    let named = part.named.iter().zip(WORTH);
    named
        .map(|((named, _), worth)| to_float(*named) * worth)
        .sum()
}
