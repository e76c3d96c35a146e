//! The timeline on a page: all lanes open where there is room for them, else those folded that lose
//! least; what has no date below them.

use super::callouts::{self, Callout, Pen, Told};
use super::undated::After;
use super::{Figure, leaders, legend, undated};
use crate::analysis::{Lanes, Row};
use crate::scene::{Key, Mark, Rect, Scene, Style, Weight, pos2, vec2};
use crate::timeline;
use crate::timeline::calendar::with_thousands;
use std::collections::BTreeMap;

/// Higher than any timeline that is drawn.
const TALL: f32 = 100_000.0;
/// The line that says how many lanes did not fit.
const MORE_LANES: f32 = 20.0;
/// Between the legend and the notes under it.
const OVER_NOTES: f32 = 8.0;
/// Ground for a sentence where there are no lanes.
const EMPTY: f32 = 44.0;
/// Most rows of what has no date: where there is room, and where there is less. A low timeline has
/// one.
const MOST_UNDATED: usize = 8;
const FEW_UNDATED: usize = 2;
const HIGH: f32 = 600.0;
const LOW: f32 = 300.0;

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
    pub(super) marks: &'a BTreeMap<Row, String>,
    /// What each title keeps for them.
    pub(super) note_room: f32,
    /// The notes of the figure.
    pub(super) callouts: &'a [Callout],
    pub(super) width: f32,
    /// Whether a map stands below.
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
}

/// How high the lanes are.
struct Laid {
    /// Where the first begins.
    top: f32,
    heights: Vec<f32>,
    folded: Vec<bool>,
    /// Whether lanes show their most important rows only.
    is_short: bool,
}

impl Timeline<'_> {
    /// Draws it, no higher than `room`.
    pub(super) fn draw(&self, room: Option<f32>) -> Part {
        let most = match room {
            _ if !self.has_undated => 0,
            Some(room) if room < LOW => 1,
            Some(room) if room < HIGH => FEW_UNDATED,
            _ => MOST_UNDATED,
        };
        let part = self.draw_with(room, most);
        if part.lanes.1 > 0 && most > 1 {
            return self.draw_with(room, 1);
        }
        part
    }

    /// The same with so many rows of what has no date.
    fn draw_with(&self, room: Option<f32>, undated: usize) -> Part {
        let below = undated::draw(
            self.of,
            &self.lanes.undated,
            After {
                marks: self.marks,
                callouts: self.callouts,
            },
            (self.width, self.head()),
            undated,
        );
        let Laid {
            top,
            heights,
            folded,
            is_short,
        } = self.laid(room.map(|room| room - below.size.y));
        let more = if self.more_lanes > 0 { MORE_LANES } else { 0.0 };
        let room = room.map(|room| room - below.size.y - top - more);
        let (seen, hidden) = seen(&heights, room);
        let bottom = top + sum(heights.get(..seen).unwrap_or_default());
        let picture = if is_short {
            self.with_view(bottom, &folded, timeline::page)
        } else {
            self.picture(bottom, &folded)
        };
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
            let more = with_thousands(more as u64);
            say(&format!("and {more} more {lanes}"), 9.0, MORE_LANES);
        }
        if let Some(sentence) = self.emptiness() {
            say(sentence, self.head() + 8.0, EMPTY);
        }
        let at = pos2(0.0, scene.size.y);
        scene.inset(&below, at);
        scene.size.y += below.size.y;
        let area = Rect::from_min_max(picture.body.min, pos2(picture.body.right(), bottom));
        let told = leaders::on_timeline(&mut scene, area, self.callouts, self.pen());
        let has_notes = told.iter().any(|told| *told != Told::Not)
            || self.callouts.iter().any(|c| c.on_map.is_some());
        let of = legend::Timeline {
            figure: self.of,
            lanes: self.lanes,
            undated: &below,
            picture: &picture,
            folded: &folded,
            has_map: self.has_map,
            has_notes,
            has_sources: !self.marks.is_empty(),
        };
        Part {
            legend: self.legend(&of, &told),
            scene,
            lanes: (seen, hidden),
        }
    }

    fn pen(&self) -> Pen<'_> {
        Pen {
            theme: self.of.theme,
            measure: self.of.measure,
        }
    }

    /// What the marks mean, and under that the notes that are not told whole beside them.
    fn legend(&self, of: &legend::Timeline<'_>, told: &[Told]) -> Scene {
        let mut legend = if self.has_legend {
            legend::timeline(of, self.width)
        } else {
            Scene::default()
        };
        let notes = callouts::row(self.callouts, told, self.width, self.pen());
        if !notes.items.is_empty() {
            let over = if self.has_legend { OVER_NOTES } else { 0.0 };
            let top = legend.size.y + over;
            legend.inset(&notes, pos2(0.0, top));
            legend.size = vec2(self.width, top + notes.size.y);
        }
        legend
    }

    /// How high each lane is: open, with its most important rows where not all would fit, or folded
    /// where not even those would.
    fn laid(&self, room: Option<f32>) -> Laid {
        let open = self.picture(TALL, &[]);
        let heights = |picture: &timeline::Picture| -> Vec<f32> {
            let rects = picture.lane_rects.iter();
            rects.map(|rect| rect.height()).collect()
        };
        let mut laid = Laid {
            top: open.body.top(),
            heights: heights(&open),
            folded: vec![false; open.lane_rects.len()],
            is_short: false,
        };
        let fits = |room: &f32| laid.top + sum(&laid.heights) <= *room + 0.5;
        let Some(room) = room.filter(|room| !fits(room)) else {
            return laid;
        };
        let short = heights(&self.with_view(room, &[], timeline::page));
        if laid.top + sum(&short) <= room + 0.5 {
            laid.heights = short;
            laid.is_short = true;
            return laid;
        }
        let all = vec![true; laid.heights.len()];
        let low = heights(&self.picture(TALL, &all));
        let (mut wanted, values) = (laid.heights.clone(), self.values());
        for _ in 0..=wanted.len().min(MOST_TRIED) {
            let folded = fold(&wanted, &low, &values, room - laid.top);
            if folded == laid.folded && folded.contains(&true) {
                break;
            }
            laid.folded = folded;
            laid.heights = heights(&self.picture(TALL, &laid.folded));
            if laid.top + sum(&laid.heights) <= room + 0.5 {
                break;
            }
            // Titles that a folded lane had stand in another, which may be higher for it.
            let lanes = wanted.iter_mut().zip(&laid.heights).zip(&laid.folded);
            for ((wanted, height), _) in lanes.filter(|(_, is_folded)| !**is_folded) {
                *wanted = wanted.max(*height);
            }
        }
        laid
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

    /// What each lane says: its events in the span, more for the important ones.
    fn values(&self) -> Vec<f32> {
        let of = self.of;
        let (from, to) = (of.span.from(), of.span.to());
        let value = |row: &Row| {
            let importance = of.index.importance.get(*row as usize);
            1.0 + f32::from(importance.copied().unwrap_or(0))
        };
        let lanes = self.lanes.lanes.iter();
        lanes
            .map(|lane| {
                let here = lane.rows.in_span(of.index, from, to);
                here.filter_map(|at| lane.rows.rows.get(at))
                    .map(value)
                    .sum()
            })
            .collect()
    }

    fn picture(&self, height: f32, folded: &[bool]) -> timeline::Picture {
        self.with_view(height, folded, timeline::picture)
    }

    fn with_view(
        &self,
        height: f32,
        folded: &[bool],
        draw: impl Fn(&timeline::View<'_>) -> timeline::Picture,
    ) -> timeline::Picture {
        let of = self.of;
        draw(&timeline::View {
            dataset: of.dataset,
            index: of.index,
            lanes: self.lanes,
            hues: of.hues,
            colour_by: of.colour_by,
            span: of.span,
            window: of.window,
            zone: of.zone,
            second_zone: None,
            folded,
            scroll: 0.0,
            size: vec2(self.width, height),
            head: self.head(),
            theme: of.theme,
            measure: of.measure,
            emphasis: of.emphasis,
            notes: Some(self.marks),
            note_room: self.note_room,
        })
    }
}

/// So often other lanes are folded, as those that stay become higher.
const MOST_TRIED: usize = 3;

fn sum(heights: &[f32]) -> f32 {
    heights.iter().sum()
}

/// Folds lanes until the others fit: first those that say least for their height. What then still
/// fits open is opened again, first what says most.
fn fold(open: &[f32], low: &[f32], values: &[f32], room: f32) -> Vec<bool> {
    let mut saved: Vec<(usize, f32, f32)> = open
        .iter()
        .zip(low)
        .zip(values)
        .enumerate()
        .map(|(n, ((open, low), value))| (n, open - low, *value))
        .filter(|(_, saved, _)| *saved > 0.5)
        .collect();
    saved.sort_by(|(_, a, x), (_, b, y)| (x / a).total_cmp(&(y / b)));
    let mut folded = vec![false; open.len()];
    let mut set = |n: usize, to: bool| {
        if let Some(fold) = folded.get_mut(n) {
            *fold = to;
        }
    };
    let mut height = sum(open);
    let mut shut = Vec::new();
    for (n, saved, _) in saved {
        if height <= room {
            break;
        }
        set(n, true);
        height -= saved;
        shut.push((n, saved));
    }
    for (n, saved) in shut.into_iter().rev() {
        if height + saved <= room {
            set(n, false);
            height += saved;
        }
    }
    folded
}

/// How many lanes from the top fit, and how many do not.
fn seen(heights: &[f32], room: Option<f32>) -> (usize, usize) {
    let Some(room) = room.filter(|room| sum(heights) > *room + 0.5) else {
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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn as_few_lanes_are_folded_as_must_be() {
        let (open, low) = ([200.0, 60.0, 24.0], [24.0, 24.0, 24.0]);
        let values = [60.0, 9.0, 1.0];
        assert_eq!(fold(&open, &low, &values, 300.0), [false; 3]);
        assert_eq!(fold(&open, &low, &values, 250.0), [false, true, false]);
        // What was folded first is opened again where the last made room for it.
        assert_eq!(fold(&open, &low, &values, 120.0), [true, false, false]);
        assert_eq!(fold(&open, &low, &values, 80.0), [true, true, false]);
    }
}
