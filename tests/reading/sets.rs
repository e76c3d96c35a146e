//! The sets that are measured, in the style of different people, and the pictures of each.

use crate::made;
use crate::measure::{Dated, MANY, Measures};
use detente::analysis::{ColourBy, LaneBy, TO_THE_END};
use detente::dataset::date::Date;
use detente::dataset::{Bookmark, Dataset, Filter, Text};
use detente::editor::derived::{self, Indexed, LaneSet, TieSet};
use detente::editor::placed::{self, Placed};
use detente::export::{Figure, Parts, Size, Views, figure};
use detente::map::{self, Level};
use detente::scene::text::one_line;
use detente::scene::{Emphasis, Key, Measure, Medium, Scene, Theme, Vec2, vec2};
use detente::timeline::{self, Span};
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock, OnceLock};

static EMPHASIS: LazyLock<Emphasis> = LazyLock::new(Emphasis::default);
static MEASURE: LazyLock<Measure> = LazyLock::new(Measure::new);

/// The sizes of figures; without a height a page is as high as it needs to be.
pub(crate) static SIZES: [(&str, Size); 9] = [
    ("default", sized(1600.0, None)),
    ("1280x720", sized(1280.0, Some(720.0))),
    ("1080x1080", sized(1080.0, Some(1080.0))),
    ("A4", sized(793.7, Some(1122.5))),
    ("1600x1600", sized(1600.0, Some(1600.0))),
    ("960x640", sized(960.0, Some(640.0))),
    ("2560x1440", sized(2560.0, Some(1440.0))),
    ("660", sized(660.0, None)),
    ("375", sized(375.0, None)),
];

const fn sized(width: f32, height: Option<f32>) -> Size {
    Size { width, height }
}

/// Lanes and map in a window of 1440 by 900.
const LANES_PANEL: Vec2 = vec2(1088.0, 290.0);
const MAP_PANEL: Vec2 = vec2(1088.0, 460.0);

/// Which picture of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A figure of some views; with both it has title, legends and sources.
    Figure,
    Timeline,
    Map,
    /// The pictures of the window, whatever the size.
    LanesPanel,
    MapPanel,
}

/// What is shown of a dataset.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) laned: LaneSet,
    pub(crate) tied: TieSet,
    shown: Bookmark,
    filter: Filter,
    colour_by: ColourBy,
    span: Span,
    read: Arc<Read>,
}

/// A dataset that was read, and the places of its actors.
struct Read {
    indexed: Arc<Indexed>,
    placed: OnceLock<Arc<Placed>>,
}

fn read(dataset: Dataset) -> Arc<Read> {
    Arc::new(Read {
        indexed: Arc::new(derived::indexed((0, 0), dataset, None, TO_THE_END).unwrap()),
        placed: OnceLock::new(),
    })
}

impl Set {
    /// As the command line reads a bookmark; an empty one shows everything.
    fn new(name: &str, read: &Arc<Read>, shown: &Bookmark) -> Self {
        let Indexed { dataset, index, .. } = &*read.indexed;
        let range = |text: &Option<Text>| {
            let date = Date::parse(text.as_deref()?).ok()?;
            index.range(&date, &index.zone)
        };
        let lanes = shown.lanes.as_deref().and_then(LaneBy::of_word);
        let lanes = lanes.unwrap_or_else(|| LaneBy::default().fitting(dataset));
        let colour_by = shown.colour_by.as_deref().and_then(ColourBy::of_word);
        let span = range(&shown.span).map(|(from, to)| Span::new(from, to));
        let filter = shown.filter.clone().unwrap_or_default();
        let passed = derived::passed(read.indexed.clone(), &filter, TO_THE_END);
        let passed = Arc::new(passed.unwrap());
        Self {
            name: name.to_owned(),
            laned: derived::laned(passed.clone(), lanes, TO_THE_END).unwrap(),
            tied: derived::tied(passed.clone(), range(&shown.window), TO_THE_END).unwrap(),
            shown: shown.clone(),
            filter,
            colour_by: colour_by.unwrap_or_else(|| ColourBy::default().fitting(dataset)),
            span: timeline::shown(span, &passed.gaps, shown.fold),
            read: read.clone(),
        }
    }

    /// Where the actors stand.
    fn placed(&self) -> &Arc<Placed> {
        let of = &self.read.indexed;
        let place = || placed::placed(of.clone(), &MEASURE, TO_THE_END).unwrap();
        self.read.placed.get_or_init(|| Arc::new(place()))
    }

    fn figure(&self, views: Views, size: Size) -> Scene {
        let of = &*self.read.indexed;
        let placed = self.placed();
        let headline = self.shown.says();
        figure(&Figure {
            dataset: &of.dataset,
            index: &of.index,
            hues: &of.hues,
            colour_by: self.colour_by,
            filter: &self.filter,
            passing: &self.laned.filtered.passing,
            lanes: &self.laned.lanes,
            has_all_lanes: false,
            span: self.span,
            window: self.tied.window,
            zone: &of.index.zone,
            ties: &self.tied.ties,
            all_ties: placed.all_ties,
            graph: &placed.graph,
            places: &placed.places,
            camera: None,
            level: Level::default(),
            unfolded: &[],
            emphasis: &EMPHASIS,
            views,
            parts: if views == Views::Both {
                Parts::ALL
            } else {
                Parts::NONE
            },
            headline: headline.filter(|headline| !headline.is_empty()),
            caption: self.shown.caption.as_deref(),
            notes: &self.shown.notes,
            about: None,
            file: Some("reading.detente"),
            size,
            theme: &Theme::LIGHT,
            measure: &MEASURE,
        })
    }

    fn lanes_panel(&self) -> Scene {
        let of = &*self.read.indexed;
        let view = timeline::View {
            colour_by: self.colour_by,
            window: self.tied.window,
            ..timeline::View::new(
                &of.dataset,
                &of.index,
                &self.laned.lanes,
                &of.hues,
                self.span,
                LANES_PANEL,
                &MEASURE,
            )
        };
        timeline::picture(&view).scene
    }

    fn map_panel(&self) -> Scene {
        let of = &*self.read.indexed;
        let placed = self.placed();
        let view = map::View {
            dataset: &of.dataset,
            index: &of.index,
            graph: &placed.graph,
            ties: &self.tied.ties,
            hues: &of.hues,
            colour_by: self.colour_by,
            places: &placed.places,
            camera: map::fit(&placed.places, &placed.graph, MAP_PANEL),
            size: MAP_PANEL,
            covered: None,
            theme: &Theme::LIGHT,
            measure: &MEASURE,
            emphasis: &EMPHASIS,
            ghost: None,
            level: Level::default(),
            unfolded: &[],
            medium: Medium::Screen,
        };
        map::picture(&view).scene
    }

    /// A picture.
    pub(crate) fn drawn(&self, what: What, size: Size) -> Scene {
        match what {
            What::Figure => self.figure(Views::Both, size),
            What::Timeline => self.figure(Views::Timeline, size),
            What::Map => self.figure(Views::Map, size),
            What::LanesPanel => self.lanes_panel(),
            What::MapPanel => self.map_panel(),
        }
    }

    /// Draws a picture and measures it.
    pub(crate) fn measured(&self, what: What, size: Size) -> Measures {
        let scene = self.drawn(what, size);
        Measures::of(&scene, &self.dated(), &self.strongest(), &MEASURE)
    }

    /// The dated events that pass, may be in the span, and stand in no fold.
    pub(crate) fn dated(&self) -> Vec<Dated> {
        let Indexed { dataset, index, .. } = &*self.read.indexed;
        let (from, to) = (self.span.from(), self.span.to());
        let rows = self.laned.filtered.passing.iter();
        let dated = rows.filter_map(|row| {
            let (handle, event) = dataset.events.at(row)?;
            let row = u32::try_from(row).ok()?;
            let (first, last) = index.reach(row)?;
            // As in the lanes: what ends where the span begins is not in it, unless it is a moment.
            let is_in = first < to && (last > from || first >= from);
            let is_in = is_in && self.span.fold_of((first, last)).is_none();
            let share = self.span.after(index.anchor(row)?) / self.span.length();
            is_in.then(|| Dated {
                handle: handle.0,
                title: one_line(&event.title).into_owned(),
                importance: event.importance,
                share: share.clamp(0.0, 1.0) as f32,
            })
        });
        dated.collect()
    }

    /// The ties from the heaviest, with their weights.
    fn strongest(&self) -> Vec<(Key, u32)> {
        let index = &self.read.indexed.index;
        let ties = self.tied.ties.ties.iter();
        let keys = ties.filter_map(|tie| Some((map::tie_key(index, tie.key)?, tie.weight)));
        let mut keys: Vec<(Key, u32)> = keys.collect();
        keys.sort_by_key(|(_, weight)| Reverse(*weight));
        keys
    }
}

pub(crate) const SUMMIT: &str = "summit, all";
pub(crate) const TWO_WEEKS: &str = "summit, two-weeks-in-august";
/// Ends the name of a set with lanes by actor.
const BY_ACTOR: &str = ", lanes by actor";

/// Every set.
pub(crate) static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let all = Bookmark::default();
    let by_actor = |shown: &Bookmark| Bookmark {
        lanes: Some("actor".into()),
        ..shown.clone()
    };
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
    let summit = read(made::opened(std::fs::read(path).unwrap()));
    let mut sets = vec![Set::new(SUMMIT, &summit, &all)];
    for shown in summit.indexed.dataset.bookmarks.iter() {
        let name = format!("summit, {}", shown.id);
        sets.push(Set::new(&name, &summit, shown));
        if name == TWO_WEEKS {
            sets.push(Set::new(&(name + BY_ACTOR), &summit, &by_actor(shown)));
        }
    }
    for made in made::all() {
        let (name, dataset) = (made.0, read(made.dataset()));
        sets.push(Set::new(name, &dataset, &all));
        let [events, actors, _, categories] = made.1;
        if actors > 0 && categories == 0 {
            let name = name.to_owned() + BY_ACTOR;
            sets.push(Set::new(&name, &dataset, &by_actor(&all)));
        }
        let spans = ["2024-03-11/2024-03-17", "2024-03-14"];
        for span in spans.into_iter().filter(|_| events > MANY) {
            let shown = Bookmark {
                span: Some(span.into()),
                ..Bookmark::default()
            };
            sets.push(Set::new(&format!("{name} in {span}"), &dataset, &shown));
        }
    }
    sets
});
