//! Events to a scene.
//!
//! [`picture`] and [`page`] draw the axis, the periods and the lanes; [`overview()`] the whole time
//! at a glance; [`tray()`] what has no date. Each takes values and gives a [`Scene`]. A picture
//! costs what it shows, not what the dataset holds: nothing is kept between two but the [`Heights`]
//! of lanes.
//!
//! * [`span`]: what an axis shows; [`axis`]: instants to points and back; [`calendar`] and
//!   [`ticks`]: what stands on the axis.
//! * `frame`: the rows at the top (`periods`), ground; `heads`: of lanes; `layout`: all lanes,
//!   `heights`: those out of sight.
//! * `lane`: what stands in one; `events`: which events those are; `placing`: an event in a lane,
//!   `drawing`: how it is drawn; `shape`: a date's mark, `doubt`: its sign; `rows` and `overlap`:
//!   what stands in which row, `folded`: of a folded lane; `background`: what lasts longer than the
//!   picture, `background_rows`: in which rows; `titles` and `labels`; `homes` and `connectors`: one
//!   event in several lanes; `short`: what a page leaves out.
//! * `density`: where there are too many to tell apart, counted in [`bars`], `columns`: how they are
//!   drawn; `headlines`: titles there, `lasting`: what is longer than a column; `selected`: what is
//!   selected there; `off_screen`: what is selected and off the picture, `scrolled_away`: in a lane
//!   that is scrolled away.
//! * `shown`: which forms of marks a legend has to explain.
#![warn(clippy::indexing_slicing)]

pub mod axis;
mod background;
mod background_rows;
pub mod bars;
pub mod calendar;
mod columns;
mod connectors;
pub mod density;
mod doubt;
mod drawing;
mod events;
mod folded;
mod folds;
mod frame;
mod headlines;
mod heads;
mod heights;
mod homes;
mod labels;
mod lane;
mod lasting;
mod layout;
pub mod metrics;
mod off_screen;
mod overlap;
pub mod overview;
mod periods;
mod placing;
mod rows;
mod scrolled_away;
mod selected;
mod shape;
mod short;
mod shown;
pub mod span;
pub mod step;
pub mod ticks;
mod titles;
pub mod tray;
pub mod words;

pub use axis::Axis;
pub use density::{Column, Strip, part_colours};
pub use doubt::draw as draw_sign;
pub use folds::{
    all_in_words as folds_in_words, draw_fold, fill as fold_fill, in_words as fold_in_words,
};
pub use heads::wanted_head;
pub use heights::Heights;
pub use labels::room_for_notes;
pub use layout::MOST_TOLD;
pub use overview::{Whole, overview};
pub use placing::standing;
pub use shown::{DateForm, Shown};
pub use span::{Span, fit, shown, with_room, with_room_on};
pub use step::{Direction, step};
pub use tray::tray;
pub use words::{in_or_on, range_in_words};

use crate::analysis::{ColourBy, EventHue, Index, Lanes, Row, hues::Hues};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Class, Dataset, Event, Handle};
use crate::scene::{
    Emphasis, Hue, Key, Mark, Measure, Medium, Rect, Scene, Theme, Vec2, Weight, vec2,
};
use metrics::{INSET, PADDING, ROW};
use std::collections::{BTreeMap, BTreeSet};

/// What a timeline shows, and how.
pub struct View<'a> {
    /// The events' titles, the periods.
    pub dataset: &'a Dataset,
    /// The same as columns.
    pub index: &'a Index,
    /// The events that pass the filter, in lanes.
    pub lanes: &'a Lanes,
    /// Whose hue is which.
    pub hues: &'a Hues,
    /// What the hues of events mean.
    pub colour_by: ColourBy,
    /// What the axis shows.
    pub span: Span,
    /// What is brushed; none: everything.
    pub window: Option<(Instant, Instant)>,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// Another, in a row below.
    pub second_zone: Option<&'a Zone>,
    /// Whether each lane, by its place, is folded. What is missing is open.
    pub folded: &'a [bool],
    /// How far the lanes are scrolled, in points.
    pub scroll: f32,
    /// Width and height of the picture.
    pub size: Vec2,
    /// Width of the lane heads; 164 holds most names.
    pub head: f32,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
    /// What is selected and hovered.
    pub emphasis: &'a Emphasis,
    /// Where it is seen: on the screen lanes have something to be folded by, and can be scrolled.
    pub medium: Medium,
    /// What stands after each event's title: the numbers of its sources.
    pub notes: Option<&'a BTreeMap<Row, String>>,
    /// So many points every title of an event that cites something keeps for its numbers at least:
    /// which of them have some does not change where anything stands.
    pub note_room: f32,
}

impl<'a> View<'a> {
    /// On a screen of a size, in the light theme and the dataset's own zone: no lane is folded,
    /// nothing is selected or brushed.
    pub fn new(
        dataset: &'a Dataset,
        index: &'a Index,
        lanes: &'a Lanes,
        hues: &'a Hues,
        span: Span,
        size: Vec2,
        measure: &'a Measure,
    ) -> Self {
        Self {
            dataset,
            index,
            lanes,
            hues,
            colour_by: ColourBy::default(),
            span,
            window: None,
            zone: &index.zone,
            second_zone: None,
            folded: &[],
            scroll: 0.0,
            size,
            head: 164.0,
            theme: &Theme::LIGHT,
            measure,
            emphasis: Emphasis::none(),
            medium: Medium::Screen,
            notes: None,
            note_room: 0.0,
        }
    }
}

impl View<'_> {
    fn is_page(&self) -> bool {
        self.medium == Medium::Page
    }

    fn is_folded(&self, place: usize) -> bool {
        self.folded.get(place) == Some(&true)
    }

    /// The event that a key stands for.
    fn row_of(&self, key: Key) -> Option<Row> {
        let Key::Event(handle) = key else { return None };
        self.index.row(Handle(handle))
    }

    fn hue(&self, row: Row) -> Hue {
        self.hues.event(self.index, row, self.colour_by).into()
    }

    /// What stands after an event's title.
    fn note(&self, row: Row) -> &str {
        let notes = self.notes.and_then(|notes| notes.get(&row));
        notes.map_or("", String::as_str)
    }

    /// What is kept for it, in points, with the gap before it.
    fn note_room(&self, row: Row, event: &Event) -> f32 {
        let own = labels::note_width(self.note(row), self.measure);
        let cites = !event.citations.is_empty();
        own.max(if cites { self.note_room } else { 0.0 })
    }

    /// How bold an event's title is: what matters most stands out, and what a note is about.
    fn weight(&self, row: Row, key: Key) -> Weight {
        let own = self.emphasis.state(key).weight();
        if self.index.is_main(row) || self.emphasis.noted.contains(&key) {
            own.max(Weight::SemiBold)
        } else {
            own
        }
    }

    /// How far texts in the heads stand from the picture's left end: on a page they begin where
    /// all of it does.
    fn inset(&self) -> f32 {
        if self.is_page() { 0.0 } else { INSET }
    }
}

/// A timeline as a picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// How the body's width stands for time.
    pub axis: Axis,
    /// Where the lanes are seen.
    pub body: Rect,
    /// How high all lanes are together: what is more than the body is scrolled.
    pub lanes_height: f32,
    /// The same before strips take the room that is left.
    pub least_height: f32,
    /// How far the lanes are scrolled: as in the view, unless lanes above turned out to be higher.
    pub scroll: f32,
    /// How far the lanes are to be scrolled so that what is selected is seen, if none in sight shows
    /// it.
    pub away: Option<f32>,
    /// Whether the heights of all lanes are known; else drawing again finds more of them.
    pub is_settled: bool,
    /// Where each lane stands, scrolled, with its head.
    pub lane_rects: Vec<Rect>,
    /// The strips of those lanes that have more events than can be told apart.
    pub strips: Vec<Strip>,
    /// On a page, the events that have their titles in the lanes.
    pub named: BTreeSet<Row>,
    /// On a page, which forms of marks there are.
    pub shown: Shown,
    /// Whether lines join events to their other lanes.
    pub has_connectors: bool,
    /// The periods for which there is no row, and where it is said how many they are.
    pub more_periods: Option<(Rect, Vec<Handle>)>,
}

impl Picture {
    /// Where the lanes may end without cutting a row, counted from the top of the first lane; up to
    /// a height.
    pub fn whole_rows(&self, most: f32) -> Vec<f32> {
        let by = self.scroll - self.body.top();
        let mut ends = Vec::new();
        for (place, rect) in (0u32..).zip(&self.lane_rects) {
            let rect = rect.translate(vec2(0.0, by));
            if rect.top() > most {
                break;
            }
            let is_strip = self.strips.iter().any(|strip| strip.lane == place);
            let mut row = rect.top() + PADDING + ROW;
            while !is_strip && row < rect.bottom() - ROW {
                ends.push(row);
                row += ROW;
            }
            ends.push(rect.bottom());
        }
        ends
    }
}

/// How the answer of which colour becomes one of a theme's. It stands here for both views, since
/// `analysis` knows no themes and `scene` no answers.
impl From<EventHue> for Hue {
    fn from(hue: EventHue) -> Self {
        match hue {
            EventHue::Neutral => Self::Neutral,
            EventHue::Slot(slot) => Self::Slot(slot),
            EventHue::Own([r, g, b]) => Self::Own(r, g, b),
            EventHue::Class(Class::MaterialConflict) => Self::Class(0),
            EventHue::Class(Class::VerbalConflict) => Self::Class(1),
            EventHue::Class(Class::VerbalCooperation) => Self::Class(2),
            EventHue::Class(Class::MaterialCooperation) => Self::Class(3),
        }
    }
}

/// Axis, periods and lanes.
pub fn picture(view: &View<'_>) -> Picture {
    next_picture(view, &mut Heights::all_at_once())
}

/// The same for a page of the view's height: lanes that need more together show their most
/// important rows and say how many events they leave out.
pub fn page(view: &View<'_>) -> Picture {
    drawn(view, &mut Heights::all_at_once(), true)
}

/// The same from one frame to the next: of very many lanes out of sight it looks at a few, and
/// keeps what it learned of them.
pub fn next_picture(view: &View<'_>, heights: &mut Heights) -> Picture {
    drawn(view, heights, false)
}

fn drawn(view: &View<'_>, heights: &mut Heights, is_given: bool) -> Picture {
    let frame = frame::Frame::new(view);
    let laid = layout::laid_out(view, &frame, heights, is_given);
    let lanes = laid.lanes;
    let lanes_height = lanes.iter().map(|lane| lane.rect.height()).sum();
    let away = scrolled_away::ScrolledAway::new(view, &frame, &lanes);

    let seen = away.as_ref().map_or(frame.body, |away| away.rest(&frame));
    let mut scene = Scene::new(view.size);
    frame.draw_ground(&mut scene, view);
    clip(&mut scene, Some(seen));
    frame.draw_lane_lines(&mut scene, view, &lanes);
    frame.draw_folded(&mut scene, view, &lanes);
    let has_connectors = connectors::draw(&mut scene, view, &frame, &lanes);
    let in_sight = || lanes.iter().filter(|lane| seen.intersects(lane.rect));
    let shown = shown_on(view, &frame, in_sight());
    for lane in in_sight() {
        if lane.is_cut {
            clip(&mut scene, Some(seen.intersect(lane.rect)));
        }
        draw_lane(lane, &mut scene, view, &frame, &laid.homes);
        if lane.is_cut {
            clip(&mut scene, Some(seen));
        }
    }
    if let Some(away) = &away {
        clip(&mut scene, Some(frame.body));
        away.draw(&mut scene, view, &frame);
    }
    clip(&mut scene, Some(frame.heads()));
    frame.draw_heads(&mut scene, view, &lanes);
    clip(&mut scene, None);
    frame.draw_axis(&mut scene, view);
    frame.periods.draw(&mut scene, view);
    frame.draw_window(&mut scene, view);
    Picture {
        scene,
        away: away.map(|away| away.scroll(&frame, laid.scroll, lanes_height)),
        axis: frame.axis,
        body: frame.body,
        lanes_height,
        least_height: laid.least_height,
        scroll: laid.scroll,
        is_settled: laid.is_settled,
        named: if view.is_page() {
            laid.homes.all_named(&lanes)
        } else {
            BTreeSet::new()
        },
        shown,
        has_connectors,
        lane_rects: lanes.iter().map(|lane| lane.rect).collect(),
        strips: lanes.into_iter().filter_map(|lane| lane.strip).collect(),
        more_periods: frame.periods.more(view),
    }
}

/// Draws the marks of a lane, then the titles.
fn draw_lane(
    lane: &lane::Lane,
    scene: &mut Scene,
    view: &View<'_>,
    frame: &frame::Frame,
    homes: &homes::Homes,
) {
    for mark in &lane.marks {
        mark.draw(scene, view, frame);
    }
    let rows = view.lanes.lanes.get(lane.place as usize);
    if let (Some(strip), Some(of)) = (&lane.strip, rows) {
        strip.draw_under(scene, view, frame, &of.rows);
        strip.draw(scene, view, frame);
        let taken = selected::taken(view, &lane.off_screen);
        strip.draw_titles(scene, view, frame, &of.rows, &taken, homes);
        strip.draw_selected(scene, view, frame, &of.rows);
    }
    for there in &lane.off_screen {
        there.draw(scene, view, frame);
    }
    short::draw_more(lane, scene, view, frame);
}

/// What a page has to explain: nobody asks it of the window in each frame.
fn shown_on<'a>(
    view: &View<'_>,
    frame: &frame::Frame,
    lanes: impl Iterator<Item = &'a lane::Lane>,
) -> Shown {
    if !view.is_page() {
        return Shown::default();
    }
    let mut shown = Shown::new(view, lanes);
    if frame.periods.are_lasting() {
        shown.forms.insert(DateForm::Lasting);
    }
    shown
}

fn clip(scene: &mut Scene, rect: Option<Rect>) {
    scene.add(Key::None, Mark::Clip(rect));
}
