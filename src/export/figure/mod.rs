//! Timeline, map, or both as one figure: title, time range, filters, legends and numbered sources.
//!
//! The views are those of the window, drawn larger: a figure 1600 points wide has their labels at
//! 13 points (look.md, "Type"). Wider figures are larger in all their parts; narrower ones are not
//! much smaller, so that print stays legible.
//!
//! * [`legend`]: what the marks mean; [`notes`]: the numbered sources; `header`: what stands in
//!   words; `names`: what an exported SVG calls its parts.

mod header;
pub mod legend;
mod names;
pub mod notes;

pub use header::{date_in_words, filter_words};
pub use names::names;

use self::notes::Notes;
use super::size::Size;
use crate::analysis::{Bits, ColourBy, Index, Lanes, Row, Ties, hues::Hues};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Handle};
use crate::map::{self, Camera, Graph, Places};
use crate::scene::{
    Emphasis, Fill, Key, Mark, Measure, Rect, Scene, Stroke, Style, Theme, Vec2, Weight, pos2, vec2,
};
use crate::timeline::{self, Span};

/// Which views a figure holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Views {
    /// Timeline over map.
    #[default]
    Both,
    /// The timeline alone.
    Timeline,
    /// The map alone.
    Map,
}

/// What a figure is made from. Nothing of it is a clock or a file.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Its columns.
    pub index: &'a Index,
    /// Its hues.
    pub hues: &'a Hues,
    /// What they mean.
    pub colour_by: ColourBy,
    /// What is asked for.
    pub filter: &'a Filter,
    /// The events that pass it.
    pub passing: &'a Bits,
    /// The same in lanes.
    pub lanes: &'a Lanes,
    /// What the axis shows.
    pub span: Span,
    /// What is brushed; none: everything.
    pub window: Option<(Instant, Instant)>,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// The ties of the filter and the window.
    pub ties: &'a Ties,
    /// How many ties there are at all times without a filter.
    pub all_ties: usize,
    /// The whole dataset as a graph.
    pub graph: &'a Graph,
    /// Where everyone stands on the map.
    pub places: &'a Places,
    /// Which part of the map is shown; none: all of it.
    pub camera: Option<Camera>,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// Which views it holds.
    pub views: Views,
    /// Whether title, legends and sources stand round the views.
    pub is_framed: bool,
    /// Another title than the dataset's.
    pub title: Option<&'a str>,
    /// Another introduction than the first paragraph of the dataset's description.
    pub intro: Option<&'a str>,
    /// The name of the dataset's file, if it has one.
    pub file: Option<&'a str>,
    /// The date that the last line tells, in words.
    pub date: &'a str,
    /// How large it is.
    pub size: Size,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
}

/// The width at which look.md gives the sizes of a figure's texts.
const NORM: f32 = 1600.0;
/// A lower figure has smaller texts, so that both views find room.
const NORM_HEIGHT: f32 = 1250.0;
/// Narrower figures than this share of [`NORM`] keep its sizes: its least text is then 7 points of
/// print (1/72 inch) high.
const LEAST_SCALE: f32 = 0.8;
/// A page lower than this, at full size, cannot hold a figure: its parts become smaller.
const LEAST_HEIGHT: f32 = 600.0;
/// How much larger the views are than in the window: labels of 13 points instead of 11.5.
const VIEW: f32 = 13.0 / 11.5;
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
/// A map's width by its height, where nothing asks for another.
const ASPECT: f32 = 2.4;
/// A map alone.
const ASPECT_ALONE: f32 = 1.6;
/// Most of the height of both views that the timeline gets.
const MOST_TIMELINE: f32 = 0.55;
/// Most of a given height that the sources get.
const MOST_NOTES: f32 = 0.2;
/// Most height of the sources where the height is not given.
const MOST_NOTES_HIGH: f32 = 3000.0;
/// The least height of a view.
const LEAST_VIEW: f32 = 120.0;
/// Higher than any timeline that is drawn.
const TALL: f32 = 100_000.0;
/// The line that says how many lanes did not fit.
const MORE_LANES: f32 = 20.0;

/// About how much wider than high the map of a figure is: the proportion to seek places for.
pub fn map_aspect(views: Views, size: Size) -> f32 {
    match (views, size.height) {
        (Views::Both, None) => ASPECT,
        (_, None) => ASPECT_ALONE,
        (Views::Both, Some(height)) => (size.width / (0.36 * height)).clamp(0.8, 4.0),
        (_, Some(height)) => (size.width / height).clamp(0.5, 4.0),
    }
}

/// Draws a figure.
pub fn figure(of: &Figure<'_>) -> Scene {
    let by_height = of.size.height.map_or(f32::INFINITY, |h| h / NORM_HEIGHT);
    let least = of
        .size
        .height
        .map_or(LEAST_SCALE, |h| LEAST_SCALE.min(h / LEAST_HEIGHT));
    let scale = (of.size.width / NORM).min(by_height).max(least);
    let rows = drawn(of);
    let page = Page {
        of,
        width: of.size.width / scale,
        height: of.size.height.map(|h| h / scale),
        notes: if of.is_framed {
            let (tied, relations) = behind(of, &rows);
            Notes::new(of.dataset, &[&*rows, &*tied].concat(), &relations, of.zone)
        } else {
            Notes::default()
        },
        rows,
    };
    let mut scene = if of.is_framed {
        page.framed()
    } else {
        page.bare()
    }
    .scaled(scale);
    scene.size.x = of.size.width;
    if let Some(height) = of.size.height {
        scene.size.y = height;
    } else {
        scene.size.y = scene.size.y.ceil();
    }
    let mut whole = Scene::new(scene.size);
    let paper = Rect::from_min_size(pos2(0.0, 0.0), scene.size);
    whole.rect(Key::None, paper, 0.0, of.theme.ground, Stroke::NONE);
    whole.items.extend(scene.items);
    whole
}

/// The dated events that pass and may be in the span, in order of time.
fn drawn(of: &Figure<'_>) -> Vec<Row> {
    let (from, to) = (of.span.from(), of.span.to());
    let mut rows: Vec<(Instant, Row)> = of
        .lanes
        .lanes
        .iter()
        .flat_map(|lane| {
            let here = lane.rows.in_span(of.index, from, to);
            here.filter_map(|at| Some((*lane.rows.anchors.get(at)?, *lane.rows.rows.get(at)?)))
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|(_, row)| row).collect()
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

/// A figure at the size at which look.md describes it.
struct Page<'a> {
    of: &'a Figure<'a>,
    width: f32,
    height: Option<f32>,
    /// The events on the timeline, in order of time.
    rows: Vec<Row>,
    /// Their sources; none where the figure has no frame.
    notes: Notes,
}

/// How high each part is.
struct Heights {
    timeline: f32,
    map: f32,
    notes: f32,
}

impl Page<'_> {
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

    fn has_map(&self) -> bool {
        self.of.views != Views::Timeline
    }

    /// The views alone.
    fn bare(&self) -> Scene {
        let width = self.width - 2.0 * BARE;
        let heights = self.share(2.0 * BARE, width, 0.0, self.height);
        let mut scene = Scene::new(vec2(self.width, 0.0));
        let mut at = pos2(BARE, BARE);
        if self.has_timeline() {
            let timeline = self.timeline(width, heights.timeline);
            scene.inset_scaled(&timeline, at, VIEW);
            at.y += heights.timeline;
        }
        if self.has_map() {
            let map = self.map(width, heights.map);
            scene.inset_scaled(&map, at, VIEW);
        }
        let all = heights.timeline + heights.map + 2.0 * BARE;
        scene.size.y = self.height.unwrap_or(all);
        scene
    }

    fn framed(&self) -> Scene {
        let of = self.of;
        let (theme, measure) = (of.theme, of.measure);
        let air = self.air();
        let margin = self.margin();
        let width = self.width - 2.0 * margin;
        let header = header::draw(of, self.rows.len(), width);
        let last = header::last_lines(of, width);
        let legends = self.legends(width);
        let fixed = air * TOP
            + header.size.y
            + air * UNDER_HEADER
            + legends
                .iter()
                .flatten()
                .map(|l| l.size.y * VIEW + OVER_LEGEND)
                .sum::<f32>()
            + if of.views == Views::Both {
                2.0 * air * ROUND_RULE
            } else {
                0.0
            }
            + 2.0 * air * ROUND_RULE
            + air * OVER_LAST
            + count(last.len()) * LAST
            + air * BOTTOM;
        let notes = notes::laid_out(&self.notes.notes, width, measure);
        let wanted = notes.height();
        let heights = self.share(fixed, width, wanted, self.height);
        let mut scene = Scene::new(vec2(self.width, 0.0));
        scene.inset(&header, pos2(margin, air * TOP));
        let mut y = air * TOP + header.size.y + air * UNDER_HEADER;
        let [for_timeline, for_map] = legends;
        if self.has_timeline() {
            let timeline = self.timeline(width, heights.timeline);
            scene.inset_scaled(&timeline, pos2(margin, y), VIEW);
            y += heights.timeline;
            y = self.legend(&mut scene, for_timeline, y);
        }
        if of.views == Views::Both {
            y += air * ROUND_RULE;
            let rule = Stroke::new(1.0, theme.rule);
            let (from, to) = (pos2(margin, y), pos2(margin + width, y));
            scene.line(Key::None, from, to, rule);
            y += air * ROUND_RULE;
        }
        if self.has_map() {
            scene.inset_scaled(&self.map(width, heights.map), pos2(margin, y), VIEW);
            y += heights.map;
            y = self.legend(&mut scene, for_map, y);
        }
        y += air * ROUND_RULE;
        let rule = Stroke::new(1.75, theme.axis);
        scene.line(Key::None, pos2(margin, y), pos2(margin + width, y), rule);
        y += air * ROUND_RULE;
        scene.inset(&notes.draw(heights.notes, theme, measure), pos2(margin, y));
        y += heights.notes + air * OVER_LAST;
        let quiet = Style::new(header::LAST_SIZE, Weight::Regular, theme.t3);
        for line in &last {
            scene.text(Key::None, pos2(margin, y + 12.0), line, quiet, measure);
            y += LAST;
        }
        scene.size.y = self.height.unwrap_or(y + air * BOTTOM);
        scene
    }

    /// How high the parts are. `fixed` is what stands round them, `notes` what the sources want.
    fn share(&self, fixed: f32, width: f32, notes: f32, height: Option<f32>) -> Heights {
        let timeline = if self.has_timeline() {
            self.timeline_height(width)
        } else {
            0.0
        };
        let aspect = if self.has_timeline() {
            ASPECT
        } else {
            ASPECT_ALONE
        };
        let map = if self.has_map() { width / aspect } else { 0.0 };
        let Some(height) = height else {
            let notes = notes.min(MOST_NOTES_HIGH);
            return Heights {
                timeline,
                map,
                notes,
            };
        };
        let notes = if notes > 0.0 {
            notes.min((height * MOST_NOTES * self.air()).max(notes::LEAST))
        } else {
            0.0
        };
        let room = (height - fixed - notes).max(LEAST_VIEW);
        match (self.has_timeline(), self.has_map()) {
            (true, true) => {
                let timeline = if timeline <= room * MOST_TIMELINE {
                    timeline
                } else {
                    self.folded_height(width, room * MOST_TIMELINE)
                };
                Heights {
                    timeline,
                    map: room - timeline,
                    notes,
                }
            }
            (true, false) => Heights {
                timeline: room,
                map: 0.0,
                notes,
            },
            (false, _) => Heights {
                timeline: 0.0,
                map: room,
                notes,
            },
        }
    }

    /// The legends of the timeline and of the map, in points of the window.
    fn legends(&self, width: f32) -> [Option<Scene>; 2] {
        let of = self.of;
        let width = width / VIEW;
        let timeline = legend::Timeline {
            dataset: of.dataset,
            index: of.index,
            hues: of.hues,
            colour_by: of.colour_by,
            lanes: of.lanes,
            rows: &self.rows,
            has_weekends: self.has_timeline() && self.has_weekends(width),
        };
        let map = legend::Map {
            dataset: of.dataset,
            ties: of.ties,
        };
        [
            self.has_timeline()
                .then(|| legend::timeline(&timeline, width, of.theme, of.measure)),
            self.has_map()
                .then(|| legend::map(&map, width, of.theme, of.measure)),
        ]
    }

    /// Draws a legend below a view; gives where it ends.
    fn legend(&self, scene: &mut Scene, legend: Option<Scene>, y: f32) -> f32 {
        let Some(legend) = legend else {
            return y;
        };
        let y = y + OVER_LEGEND;
        scene.inset_scaled(&legend, pos2(self.margin(), y), VIEW);
        y + legend.size.y * VIEW
    }

    /// Whether the timeline has columns of weekends.
    fn has_weekends(&self, width: f32) -> bool {
        let scene = self.timeline_picture(vec2(width, LEAST_VIEW), &[]).scene;
        let weekend = self.of.theme.weekend;
        scene.items.iter().any(|item| {
            matches!(&item.mark, Mark::Rect { fill: Fill::Solid(colour), .. } if *colour == weekend)
        })
    }

    /// How high the timeline is if all its lanes are seen.
    fn timeline_height(&self, width: f32) -> f32 {
        let picture = self.timeline_picture(vec2(width / VIEW, TALL), &[]);
        (picture.body.top() + picture.lanes_height) * VIEW
    }

    fn timeline_picture(&self, size: Vec2, folded: &[bool]) -> timeline::Picture {
        let of = self.of;
        timeline::picture(&timeline::View {
            dataset: of.dataset,
            index: of.index,
            lanes: of.lanes,
            hues: of.hues,
            colour_by: of.colour_by,
            span: of.span,
            window: of.window,
            zone: of.zone,
            second_zone: None,
            folded,
            scroll: 0.0,
            size,
            head: if size.x < 1000.0 { 140.0 } else { 164.0 },
            theme: of.theme,
            measure: of.measure,
            emphasis: of.emphasis,
            notes: Some(&self.notes.marks),
        })
    }

    /// The timeline in points of the window. Where not all lanes fit, the highest are folded.
    fn timeline(&self, width: f32, height: f32) -> Scene {
        let size = vec2(width, height) / VIEW;
        let (folded, picture) = self.folded(size);
        self.cut(picture, size, &folded)
    }

    /// How high the timeline is with as many lanes folded as must be.
    fn folded_height(&self, width: f32, most: f32) -> f32 {
        let (_, picture) = self.folded(vec2(width, most) / VIEW);
        ((picture.body.top() + picture.lanes_height) * VIEW).min(most)
    }

    /// Folds the highest lanes until all fit, or all are folded.
    fn folded(&self, size: Vec2) -> (Vec<bool>, timeline::Picture) {
        let mut folded = vec![false; self.of.lanes.lanes.len()];
        loop {
            let picture = self.timeline_picture(size, &folded);
            let fits = picture.body.top() + picture.lanes_height <= size.y + 0.5;
            let open = picture.lane_rects.iter().zip(&folded).enumerate();
            let highest = open
                .filter(|(_, (_, is_folded))| !**is_folded)
                .max_by(|(a, (x, _)), (b, (y, _))| x.height().total_cmp(&y.height()).then(b.cmp(a)))
                .map(|(n, _)| n);
            match highest.and_then(|n| folded.get_mut(n)) {
                Some(fold) if !fits => *fold = true,
                _ => return (folded, picture),
            }
        }
    }

    /// As many lanes as fit, and how many did not.
    fn cut(&self, picture: timeline::Picture, size: Vec2, folded: &[bool]) -> Scene {
        let fits = picture.body.top() + picture.lanes_height <= size.y + 0.5;
        let all = &picture.lane_rects;
        let room = size.y - MORE_LANES;
        let seen = all.iter().take_while(|r| r.bottom() <= room).count();
        let Some(top) = all.get(seen).map(|r| r.top()).filter(|_| !fits) else {
            return picture.scene;
        };
        let mut scene = Scene::new(size);
        let part = self.timeline_picture(vec2(size.x, top), folded);
        scene.inset(&part.scene, pos2(0.0, 0.0));
        let hidden = all.len() - seen;
        let lanes = if hidden == 1 { "lane" } else { "lanes" };
        let text = format!("and {hidden} more {lanes}");
        let style = Style::new(11.5, Weight::Regular, self.of.theme.t3);
        scene.text(
            Key::None,
            pos2(9.0, top + 14.0),
            &text,
            style,
            self.of.measure,
        );
        scene
    }

    /// The map in points of the window.
    fn map(&self, width: f32, height: f32) -> Scene {
        let of = self.of;
        let size = vec2(width, height) / VIEW;
        let camera = of
            .camera
            .unwrap_or_else(|| map::fit(of.places, of.graph, size));
        map::picture(&map::View {
            dataset: of.dataset,
            index: of.index,
            graph: of.graph,
            ties: of.ties,
            hues: of.hues,
            colour_by: of.colour_by,
            places: of.places,
            camera,
            size,
            theme: of.theme,
            measure: of.measure,
            emphasis: of.emphasis,
            shows_ghosts: false,
        })
        .scene
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn count(lines: usize) -> f32 {
    lines as f32
}
