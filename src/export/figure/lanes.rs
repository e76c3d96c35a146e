//! The timeline on a page: all lanes with all they hold where there is room, else with what is most
//! important in each; what has no date below them.

use super::callouts::{self, Callout, NotePlacement, Pen};
use super::input::Figure;
use super::leaders;
use super::legend;
use super::sources::Marks;
use super::undated;
use crate::analysis::{Lane, Lanes, Row};
use crate::dataset::count::with_thousands;
use crate::scene::{Emphasis, Key, Mark, Medium, Rect, Scene, Style, Weight, pos2, vec2};
use crate::timeline;
use crate::timeline::metrics::{LOWEST_LANE, UNBOUNDED};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The line that says how many lanes did not fit.
const MORE_LANES: f32 = 20.0;
/// Ground for a sentence where there are no lanes.
const EMPTY: f32 = 44.0;
/// Most rows of what has no date: where there is room, and where there is less. A low timeline has
/// one.
const MOST_UNDATED: usize = 8;
const FEW_UNDATED: usize = 2;
const HIGH: f32 = 600.0;
/// No timeline of very many events is higher.
const HIGHEST: f32 = 1600.0;
const LOW: f32 = 300.0;
/// Events of a lane that are looked at to tell how important it is.
const LOOKED_AT: usize = 5_000;

/// What a timeline is drawn from. All lengths are in points of the window.
pub(super) struct Timeline<'a> {
    pub(super) of: &'a Figure<'a>,
    /// Those that have something in the span.
    pub(super) lanes: &'a Lanes,
    /// How many there are besides.
    pub(super) more_lanes: usize,
    /// The events of `lanes` in the span, and the undated ones.
    pub(super) rows: &'a [Row],
    /// The numbers of their sources.
    pub(super) marks: &'a Marks,
    /// What each title keeps for them.
    pub(super) note_room: f32,
    pub(super) callouts: &'a [Callout],
    pub(super) width: f32,
    pub(super) has_map: bool,
    /// Whether what has no date stands below.
    pub(super) has_undated: bool,
    /// Whether its marks are explained.
    pub(super) has_legend: bool,
}

/// A timeline with its legend, and under that the notes that stand beside nothing.
pub(super) struct Part {
    pub(super) scene: Scene,
    pub(super) legend: Scene,
    /// How many lanes are seen, and how many are not.
    pub(super) lanes: (usize, usize),
    /// Whether some lanes would be higher if they could.
    pub(super) has_strips: bool,
    /// How many events of each importance, from none to 5, have titles, and how many have none.
    pub(super) named: [(usize, usize); 6],
}

impl Timeline<'_> {
    /// Draws it, no higher than `room`. With more events than a page tells one by one it does not grow
    /// to a wall either.
    pub(super) fn draw(&self, room: Option<f32>) -> Part {
        let part = self.draw_in(room);
        let is_wall = room.is_none() && part.scene.size.y > HIGHEST;
        if is_wall && self.rows.len() > timeline::MOST_TOLD {
            self.draw_in(Some(HIGHEST))
        } else {
            part
        }
    }

    fn draw_in(&self, room: Option<f32>) -> Part {
        // What cannot be seen however low the lanes are need not be laid out.
        let lowest = vec![LOWEST_LANE; self.lanes.lanes.len()];
        if let (most @ 1.., 1..) = seen(&lowest, room) {
            return self.with_strongest(most, |few| few.draw(room));
        }
        let most = match room {
            _ if !self.has_undated => 0,
            Some(room) if room < LOW => 1,
            Some(room) if room < HIGH => FEW_UNDATED,
            _ => MOST_UNDATED,
        };
        let part = self.draw_with(room, most);
        let part = match part.lanes {
            (_, 0) => return part,
            _ if most > 1 => self.draw_with(room, 1),
            _ => part,
        };
        let (seen @ 1.., 1..) = part.lanes else {
            return part;
        };
        self.with_strongest(seen, |few| few.draw_with(room, 1))
    }

    /// Draws no more lanes than this: those that matter.
    fn with_strongest(&self, most: usize, draw: impl Fn(&Timeline<'_>) -> Part) -> Part {
        let strongest = strongest(self.of, self.lanes, most);
        let hidden = self.lanes.lanes.len() - strongest.lanes.len();
        let part = draw(&Timeline {
            lanes: &strongest,
            more_lanes: self.more_lanes + hidden,
            ..*self
        });
        let (seen, left_out) = part.lanes;
        Part {
            lanes: (seen, left_out + hidden),
            ..part
        }
    }

    /// The same with so many rows of what has no date.
    fn draw_with(&self, room: Option<f32>, undated: usize) -> Part {
        let below = undated::draw(
            self.of,
            &self.lanes.undated,
            (self.marks, self.callouts),
            (self.width, self.head()),
            undated,
        );
        let more = if self.more_lanes > 0 { MORE_LANES } else { 0.0 };
        let room = room.map(|room| room - below.size.y - more);
        let tried = self.picture(room.unwrap_or(UNBOUNDED));
        let top = tried.body.top();
        let heights: Vec<f32> = tried.lane_rects.iter().map(|rect| rect.height()).collect();
        let (seen, hidden) = seen(&heights, room.map(|room| room - top));
        let bottom = top + heights.iter().take(seen).sum::<f32>();
        let picture = self.picture(bottom);
        let mut scene = Scene::new(vec2(self.width, bottom));
        scene.inset(&without_handles(&picture.scene), pos2(0.0, 0.0));
        let quiet = Style::new(11.5, Weight::Regular, self.of.theme.t3);
        let mut say = |text: &str, x: f32, height: f32| {
            let at = pos2(x, scene.size.y + height / 2.0 + 4.0);
            scene.text(Key::None, at, text, quiet, self.of.measure);
            scene.size.y += height;
        };
        let more = hidden + self.more_lanes;
        if more > 0 {
            let lanes = if more == 1 { "lane" } else { "lanes" };
            let text = format!("and {} more {lanes}", with_thousands(more));
            say(&text, 9.0, MORE_LANES);
        }
        if let Some(sentence) = self.emptiness() {
            say(sentence, self.head() + 8.0, EMPTY);
        }
        let at = pos2(0.0, scene.size.y);
        scene.inset(&below, at);
        scene.size.y += below.size.y;
        let area = Rect::from_min_max(picture.body.min, pos2(picture.body.right(), bottom));
        let seen_in = (area, &*picture.lane_rects);
        let told = leaders::on_timeline(&mut scene, seen_in, self.callouts, Pen::of(self.of));
        let is_numbered =
            |told: &NotePlacement| matches!(told, NotePlacement::Whole | NotePlacement::Number);
        let on_timeline = told.iter().map(is_numbered);
        let on_map = self.callouts.iter().map(|c| self.has_map && c.is_numbered);
        let mut places = on_timeline.zip(on_map);
        let has_notes = places.clone().any(|(timeline, map)| timeline || map);
        let of = legend::Timeline {
            figure: self.of,
            lanes: self.lanes,
            undated: &below,
            picture: &picture,
            has_map: self.has_map,
            has_notes,
            is_in_both: places.all(|(timeline, map)| timeline && map),
            numbers: self.numbers(),
        };
        Part {
            legend: self.legend(&of, &told),
            scene,
            lanes: (seen, hidden),
            has_strips: !picture.strips.is_empty(),
            named: [0, 1, 2, 3, 4, 5].map(|importance| self.named(&picture, importance)),
        }
    }

    /// The numbers after one of the titles, of two sources if there is one.
    fn numbers(&self) -> Option<&str> {
        let two = self.marks.values().find(|marks| marks.contains(' '));
        two.or(self.marks.values().next()).map(String::as_str)
    }

    /// How many dated events of an importance have titles in a picture, and how many have none.
    fn named(&self, picture: &timeline::Picture, importance: u8) -> (usize, usize) {
        let index = self.of.index;
        let is_wanted = |row: &&Row| {
            let own = index.importance.get(**row as usize);
            own == Some(&importance) && index.bounds(**row).is_some()
        };
        let all = self.rows.iter().filter(is_wanted);
        let named = all.clone().filter(|row| picture.named.contains(row));
        let (all, named) = (all.count(), named.count());
        (named, all - named)
    }

    /// What the marks mean, and under that the notes that are not told whole beside them.
    fn legend(&self, of: &legend::Timeline<'_>, told: &[NotePlacement]) -> Scene {
        let legend = self.has_legend.then(|| legend::timeline(of, self.width));
        callouts::under_legend(legend, self.callouts, told, self.width, Pen::of(self.of))
    }

    /// What is said where nothing is drawn.
    fn emptiness(&self) -> Option<&'static str> {
        let of = self.of;
        if !self.rows.is_empty() {
            None
        } else if of.index.is_empty() {
            Some("There are no events.")
        } else if of.passing.iter().next().is_none() {
            Some("No event matches the filter.")
        } else {
            Some("No event is in this span.")
        }
    }

    /// The width of the lanes' heads.
    fn head(&self) -> f32 {
        match self.width {
            width if width < 560.0 => 96.0,
            width if width < 1000.0 => 140.0,
            _ => 164.0,
        }
    }

    fn picture(&self, height: f32) -> timeline::Picture {
        let of = self.of;
        let noted: BTreeSet<Key> = self.callouts.iter().filter_map(|c| c.event).collect();
        let emphasis = Emphasis {
            noted: Arc::new(noted),
            ..of.emphasis.clone()
        };
        timeline::page(&timeline::View {
            colour_by: of.colour_by,
            window: of.window,
            zone: of.zone,
            head: self.head(),
            theme: of.theme,
            emphasis: &emphasis,
            medium: Medium::Page,
            notes: Some(self.marks),
            note_room: self.note_room,
            ..timeline::View::new(
                of.dataset,
                of.index,
                self.lanes,
                of.hues,
                of.span,
                vec2(self.width, height),
                of.measure,
            )
        })
    }
}

/// So many lanes at most: those with most of what is important, in the order that they have.
pub(super) fn strongest(of: &Figure<'_>, lanes: &Lanes, most: usize) -> Lanes {
    let (from, to) = (of.span.from(), of.span.to());
    let weight = |lane: &Lane| {
        let here = lane.rows.in_span(of.index, from, to).take(LOOKED_AT);
        let rows = here.filter_map(|at| lane.rows.rows.get(at));
        let mut counts = [0usize; 3];
        for importance in rows.filter_map(|row| of.index.importance.get(*row as usize)) {
            counts[0] += usize::from(*importance == 5);
            counts[1] += usize::from(*importance == 4);
            counts[2] += 1;
        }
        counts
    };
    let mut order: Vec<([usize; 3], usize)> = lanes.lanes.iter().map(weight).zip(0..).collect();
    order.sort_by_key(|(weight, n)| (Reverse(*weight), *n));
    let kept: BTreeSet<usize> = order.into_iter().take(most).map(|(_, n)| n).collect();
    lanes.kept(|n, _| kept.contains(&n))
}

/// How many lanes from the top fit, and how many do not.
fn seen(heights: &[f32], room: Option<f32>) -> (usize, usize) {
    let all: f32 = heights.iter().sum();
    let Some(room) = room.filter(|room| all > *room + 0.5) else {
        return (heights.len(), 0);
    };
    let mut left = room - MORE_LANES;
    let seen = heights.iter().take_while(|height| {
        left -= **height;
        left >= 0.0
    });
    let seen = seen.count();
    (seen, heights.len() - seen)
}

/// A page has nothing to take the window by.
fn without_handles(scene: &Scene) -> Scene {
    let mut scene = scene.clone();
    scene.items.retain(|item| {
        let is_edge = matches!(item.key, Key::Window(1 | 2));
        !(is_edge && matches!(item.mark, Mark::Rect { .. }))
    });
    scene
}
