//! What stands where on the map's panel, planned in the background: a frame draws the newest plan
//! there is, moved as the camera has moved since.

use super::derived::{TieSet, Version};
use super::placed::Placed;
use crate::analysis::ColourBy;
use crate::dataset::{Dataset, Handle};
use crate::map::{self, Arrow, Camera, Counts, Drawn, Level, Places, Plan, View};
use crate::scene::legend::Entry;
use crate::scene::{Emphasis, Key, Measure, Medium, Pos2, Rect, Scene, Theme, Vec2};
use std::sync::Arc;

/// All that a plan depends on: pointing, selecting and colouring need no new one.
#[derive(Clone)]
pub(crate) struct PlanKey {
    pub placed: Arc<Placed>,
    pub tied: Arc<TieSet>,
    /// The newest version: its pins hold before places are made with them.
    pub version: Version,
    /// Whom a person drags, and where to.
    pub dragged: Option<(Handle, Pos2)>,
    /// Which part is shown; none: all.
    pub camera: Option<Camera>,
    pub size: Vec2,
    /// How much of the ties is shown.
    pub level: Level,
    /// Which blocs are unfolded.
    pub unfolded: Vec<u32>,
    /// Who is selected though not alive in the window.
    pub ghost: Option<Handle>,
    /// What of the panel buttons cover: where all is shown nobody stands there or above it.
    pub covered: Option<Rect>,
}

impl PartialEq for PlanKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.placed, &other.placed)
            && Arc::ptr_eq(&self.tied, &other.tied)
            && self.version == other.version
            && self.dragged == other.dragged
            && self.ghost == other.ghost
            && self.level == other.level
            && self.unfolded == other.unfolded
            && self.camera == other.camera
            && self.size == other.size
            && self.covered == other.covered
    }
}

/// What a panel shows.
pub(crate) struct Shown {
    placed: Arc<Placed>,
    tied: Arc<TieSet>,
    places: Places,
    ghost: Option<Handle>,
    level: Level,
    unfolded: Vec<u32>,
    pub camera: Camera,
    pub size: Vec2,
    covered: Option<Rect>,
}

/// A plan, with what it was made from.
pub(crate) struct Planned {
    pub shown: Shown,
    plan: Plan,
    drawn: Drawn,
}

impl Shown {
    fn view<'a>(
        &'a self,
        colour_by: ColourBy,
        theme: &'a Theme,
        measure: &'a Measure,
        emphasis: &'a Emphasis,
    ) -> View<'a> {
        let of = self.tied.indexed();
        View {
            dataset: &of.dataset,
            index: &of.index,
            graph: &self.placed.graph,
            ties: &self.tied.ties,
            hues: &of.hues,
            colour_by,
            places: &self.places,
            camera: self.camera,
            size: self.size,
            covered: self.covered,
            theme,
            measure,
            emphasis,
            ghost: self.ghost,
            level: self.level,
            unfolded: &self.unfolded,
            medium: Medium::Screen,
        }
    }
}

impl Planned {
    /// As it looks at the plan's own place.
    pub(crate) fn scene(
        &self,
        colour_by: ColourBy,
        theme: &Theme,
        measure: &Measure,
        emphasis: &Emphasis,
    ) -> Scene {
        let view = self.shown.view(colour_by, theme, measure, emphasis);
        map::draw(&view, &self.plan).scene
    }

    /// What its marks mean, in a row of a width, and whether some of it has no room there.
    pub(crate) fn legend_row(
        &self,
        hues: (&str, &[Entry<'_>]),
        width: f32,
        theme: &Theme,
        measure: &Measure,
    ) -> (Scene, bool) {
        map::legend_row(&self.drawn, hues, width, theme, measure)
    }

    /// All of it, in rows of a width.
    pub(crate) fn legend(
        &self,
        hues: (&str, &[Entry<'_>]),
        width: f32,
        theme: &Theme,
        measure: &Measure,
    ) -> Scene {
        map::legend(&self.drawn, hues, width, theme, measure)
    }

    /// What it shows, and what it had no room for.
    pub(crate) fn counts(&self) -> Counts {
        self.plan.counts
    }

    /// The blocs that are unfolded, by the handles of their groups.
    pub(crate) fn unfolded(&self) -> Vec<u32> {
        self.plan.unfolded()
    }

    /// The bloc of what is selected: an actor or a group.
    pub(crate) fn bloc_of(&self, key: Key) -> Option<u32> {
        match key {
            Key::Actor(handle) => {
                let index = &self.shown.tied.indexed().index;
                self.plan.bloc_of(index.actor(Handle(handle))?)
            }
            Key::GroupTitle(handle) => Some(handle),
            _ => None,
        }
    }

    /// The arrows between blocs; none at another level.
    pub(crate) fn arrows(&self) -> &[Arrow] {
        self.plan.arrows()
    }
}

/// Between the buttons on a panel and what is shown of the map.
const BESIDE_BUTTONS: f32 = 12.0;

/// Finds a place for everything on a panel. `newest` is the dataset of the version.
pub(crate) fn planned(of: &PlanKey, newest: &Dataset, measure: &Measure) -> Planned {
    let index = &of.tied.indexed().index;
    let mut pins = index.pins(newest);
    pins.extend(of.dragged.and_then(|(actor, at)| {
        let at = [f64::from(at.x), f64::from(at.y)];
        Some((index.actor(actor)?, at))
    }));
    let places = of.placed.places.pinned(&pins);
    let panel = Rect::from_min_size(Pos2::ZERO, of.size);
    let left = of.covered.map(|covered| covered.left() - BESIDE_BUTTONS);
    let room = left.map_or(panel, |left| panel.with_max_x(left));
    let fitting = || map::fit_in(&places, &of.placed.graph, of.size, room);
    let shown = Shown {
        placed: of.placed.clone(),
        tied: of.tied.clone(),
        camera: of.camera.unwrap_or_else(fitting),
        size: of.size,
        covered: of.covered,
        ghost: of.ghost,
        level: of.level,
        unfolded: of.unfolded.clone(),
        places,
    };
    // Of the colours and of what stands out a plan knows nothing.
    let emphasis = Emphasis::default();
    let view = shown.view(ColourBy::Group, &Theme::LIGHT, measure, &emphasis);
    let plan = map::plan(&view);
    let drawn = Drawn::of(&view, &plan);
    Planned { shown, plan, drawn }
}
