//! The map on a page: all that it draws, in a box no larger than it needs.

use super::callouts::{self, Callout, NotePlacement, Pen};
use super::input::{Figure, Views};
use super::map_numbers;
use super::occupancy::covered;
use crate::dataset::Detail;
use crate::map::{self, Camera, Counts, Drawn, Level, Picture};
use crate::scene::{Key, Mark, Medium, Pos2, Rect, Scene, Style, Vec2, Weight, pos2, vec2};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Ground round what is drawn.
const EDGE: f32 = 6.0;
/// The least height.
const LEAST: f32 = 60.0;
/// Larger maps are drawn once more, not several times.
const MANY: usize = 500;

/// A box of blocs gets lower where that makes it so much lower.
const MUCH_LOWER: f32 = 0.8;
/// The most that a map is enlarged: a few actors fill their box too.
const LARGEST: f32 = 8.0;

/// The map of a figure. All lengths are in points of the window.
pub(super) struct Map<'a> {
    of: &'a Figure<'a>,
    /// Drawn once to know how large it is, and what its marks are; without blocs, which fill what
    /// they get and have fewer marks to explain.
    pub(super) first: Picture,
    /// What its marks cover there, and the zoom; none: it fills what it gets.
    extent: Option<(Vec2, f32)>,
    /// What was drawn last, in which box: a figure is drawn until its numbers agree with its titles.
    last: RefCell<Option<(Vec2, Picture)>>,
    /// The notes that were about something on it then, and whether the number of each had a place.
    numbers: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Map<'a> {
    /// Of a figure that has about so much room for it.
    pub(super) fn new(of: &'a Figure<'a>, size: Vec2) -> Self {
        let mut map = Self {
            of,
            first: Picture::default(),
            extent: None,
            last: RefCell::default(),
            numbers: RefCell::default(),
        };
        if of.views != Views::Timeline && !map.is_empty() {
            let camera = map.fit(size);
            map.first = map.picture(camera, size, of.level.without_blocs());
            let ink = ink(&map.first.scene).filter(|_| of.camera.is_none());
            map.extent = ink.map(|ink| (ink.size(), camera.zoom));
        }
        map
    }

    fn is_empty(&self) -> bool {
        self.of.ties.alive_actors().next().is_none()
    }

    /// About how high it is in a box of at most this size.
    pub(super) fn height(&self, most: Vec2) -> f32 {
        if self.is_empty() {
            return LEAST;
        }
        if self.wants_blocs(most) {
            return self.known(most, |picture| picture.scene.size.y);
        }
        let Some((ink, zoom)) = self.extent else {
            return most.y.max(LEAST);
        };
        let room = most - Vec2::splat(2.0 * EDGE);
        let scale = (room.x / ink.x).min(room.y / ink.y).min(LARGEST / zoom);
        (ink.y * scale.max(0.0) + 2.0 * EDGE).max(LEAST)
    }

    /// Draws it in a box of at most this size, with the numbers of the notes. Where all of it is shown
    /// the box is no higher than what is drawn: curves go round actors farther than places tell.
    pub(super) fn draw(&self, most: Vec2, callouts: &[Callout]) -> Scene {
        self.known(most, |picture| {
            let mut scene = picture.scene.clone();
            let pen = Pen::of(self.of);
            let numbers = map_numbers::on_map(&mut scene, &picture.arrows, callouts, pen);
            self.numbers.replace(numbers);
            scene
        })
    }

    /// Whether what it shows by itself in a box of this size finds room in it.
    pub(super) fn finds_room(&self, size: Vec2) -> bool {
        !self.wants_blocs(size) || self.known(size, |picture| picture.counts.blocs > 0)
    }

    /// What is asked of the map in a box, which it draws unless it did so last.
    fn known<R>(&self, most: Vec2, ask: impl FnOnce(&Picture) -> R) -> R {
        let known = self.last.take().filter(|(of, _)| *of == most);
        let picture = known.map_or_else(|| self.drawn(most), |(_, picture)| picture);
        let answer = ask(&picture);
        self.last.replace(Some((most, picture)));
        answer
    }

    /// Tells the notes what it showed of them as it was drawn last; gives whether some did not know.
    pub(super) fn tell(&self, callouts: &mut [Callout]) -> bool {
        let numbers = self.numbers.borrow();
        let mut is_news = false;
        for callout in callouts {
            // What found no room for its number is on the map, but nobody could tell which it is.
            let is_numbered = numbers.get(&callout.number) == Some(&true);
            is_news |= is_numbered != callout.is_numbered;
            callout.is_numbered = is_numbered;
            if !is_numbered {
                is_news |= !callout.on_map.is_empty();
                callout.on_map.clear();
            }
        }
        is_news
    }

    /// How much of the ties it draws, as it was drawn last.
    pub(super) fn counts(&self) -> Counts {
        self.newest(|picture| picture.counts)
    }

    /// What is asked of the map as it was drawn last.
    fn newest<R>(&self, ask: impl Fn(&Picture) -> R) -> R {
        match &*self.last.borrow() {
            Some((_, picture)) => ask(picture),
            None => ask(&self.first),
        }
    }

    fn drawn(&self, most: Vec2) -> Picture {
        if self.is_empty() {
            return Picture {
                scene: self.sentence(most.x, "No actor takes part in what is shown."),
                ..Picture::default()
            };
        }
        let mut camera = self.fit(most);
        let mut size = most;
        let mut picture = self.picture(camera, size, self.of.level);
        if let Some(lower) = self.lower_blocs(&picture, most) {
            picture = lower;
        }
        // A box that gets lower does not come to show blocs.
        let level = self.of.level.without_blocs();
        let tries = match self.of {
            // They fill it.
            _ if picture.counts.blocs > 0 => 0,
            of if of.camera.is_some() => 0,
            of if of.graph.nodes.len() > MANY => 1,
            _ => 3,
        };
        for n in 0..tries {
            let Some(ink) = ink(&picture.scene) else {
                break;
            };
            let room = most - Vec2::splat(2.0 * EDGE);
            // The first was fitted by places: what is drawn may be larger, or not reach as far.
            let most_scale = if n == 0 { LARGEST / camera.zoom } else { 1.0 };
            let scale = (room.x / ink.width()).min(room.y / ink.height());
            let scale = scale.min(most_scale);
            let height = (ink.height() * scale + 2.0 * EDGE).ceil();
            let wanted = vec2(most.x, height.clamp(LEAST.min(most.y), most.y));
            let aside = (ink.center() - (size / 2.0).to_pos2()).abs();
            if (scale - 1.0).abs() < 0.005
                && (wanted.y - size.y).abs() < 2.0
                && aside.max_elem() < 2.0
            {
                break;
            }
            camera = Camera {
                centre: camera.to_map(size, ink.center()),
                zoom: camera.zoom * scale,
                ..camera
            };
            size = wanted;
            picture = self.picture(camera, size, level);
        }
        Picture {
            scene: within(&picture.scene, self.of.camera.is_some()),
            ..picture
        }
    }

    /// Blocs in a box no higher than they need, with all that they showed in a higher one.
    fn lower_blocs(&self, picture: &Picture, most: Vec2) -> Option<Picture> {
        let is_all = picture.counts.blocs > 0 && self.of.camera.is_none();
        let ink = ink(&picture.scene).filter(|_| is_all)?;
        let size = vec2(most.x, (ink.height() + 2.0 * EDGE).max(LEAST));
        if size.y > MUCH_LOWER * most.y {
            return None;
        }
        let level = Level {
            detail: Some(Detail::Blocs),
            ..self.of.level
        };
        let lower = self.picture(self.fit(size), size, level);
        (lower.counts == picture.counts).then_some(lower)
    }

    /// What its marks mean, as it was drawn last, in rows of a width, if that is asked for; of a map
    /// alone also the notes.
    pub(super) fn legend(&self, width: f32, callouts: &[Callout], has_key: bool) -> Scene {
        self.newest(|picture| self.legend_of(&picture.drawn, width, callouts, has_key))
    }

    /// How high its legend is at most: with fewer ties in a smaller box somebody may be only named.
    pub(super) fn legend_height(&self, width: f32, callouts: &[Callout], has_key: bool) -> f32 {
        let drawn = Drawn {
            has_named: self.first.counts.blocs == 0,
            ..self.first.drawn.clone()
        };
        self.legend_of(&drawn, width, callouts, has_key).size.y
    }

    /// How high its legend is at most beside a box of this size: blocs need less of one than ties.
    pub(super) fn legend_height_beside(
        &self,
        most: Vec2,
        width: f32,
        callouts: &[Callout],
        has_key: bool,
    ) -> f32 {
        if self.is_empty() || !self.wants_blocs(most) {
            return self.legend_height(width, callouts, has_key);
        }
        self.known(most, |picture| {
            self.legend_of(&picture.drawn, width, callouts, has_key)
                .size
                .y
        })
    }

    fn legend_of(&self, drawn: &Drawn, width: f32, callouts: &[Callout], has_key: bool) -> Scene {
        let of = self.of;
        let legend = has_key.then(|| map::legend(drawn, ("", &[]), width, of.theme, of.measure));
        let is_alone = of.views == Views::Map;
        let callouts = if is_alone { callouts } else { &[] };
        let told = vec![NotePlacement::Not; callouts.len()];
        callouts::under_legend(legend, callouts, &told, width, Pen::of(of))
    }

    fn fit(&self, size: Vec2) -> Camera {
        let fit = || map::fit(self.of.places, self.of.graph, size);
        self.of.camera.unwrap_or_else(fit)
    }

    /// Whether it shows blocs in a box of this size, if they find room.
    fn wants_blocs(&self, size: Vec2) -> bool {
        map::shows_blocs(&self.view(self.fit(size), size, self.of.level))
    }

    fn picture(&self, camera: Camera, size: Vec2, level: Level) -> Picture {
        map::picture(&self.view(camera, size, level))
    }

    fn view(&self, camera: Camera, size: Vec2, level: Level) -> map::View<'a> {
        let of = self.of;
        map::View {
            dataset: of.dataset,
            index: of.index,
            graph: of.graph,
            ties: of.ties,
            hues: of.hues,
            colour_by: of.colour_by,
            places: of.places,
            camera,
            size,
            covered: None,
            theme: of.theme,
            measure: of.measure,
            emphasis: of.emphasis,
            ghost: None,
            level,
            unfolded: of.unfolded,
            medium: Medium::Page,
        }
    }

    fn sentence(&self, width: f32, text: &str) -> Scene {
        let of = self.of;
        let mut scene = Scene::new(vec2(width, LEAST));
        let quiet = Style::new(11.5, Weight::Regular, of.theme.t3);
        let at = pos2(0.0, LEAST / 2.0 + 4.0);
        if let Some((text, _)) = of.measure.fit(text, quiet, width) {
            scene.text(Key::None, at, &text, quiet, of.measure);
        }
        scene
    }
}

/// A map that keeps to its box: what a person chose to see is cut there, all else is moved, and
/// made smaller by the little that curves reach farther than they did when it was measured.
fn within(scene: &Scene, is_part: bool) -> Scene {
    let size = scene.size;
    let mut kept = Scene::new(size);
    let whole = Rect::from_min_size(Pos2::ZERO, size);
    if is_part {
        kept.add(Key::None, Mark::Clip(Some(whole)));
        kept.items.extend(scene.items.iter().cloned());
        kept.add(Key::None, Mark::Clip(None));
        return kept;
    }
    let Some(ink) = ink(scene).filter(|ink| !whole.contains_rect(*ink)) else {
        return scene.clone();
    };
    let scale = (size.x / ink.width()).min(size.y / ink.height()).min(1.0);
    let by = (size / 2.0) - ink.center().to_vec2() * scale;
    let items = scene.items.iter();
    kept.items = items.map(|item| item.scaled(scale, by)).collect();
    kept
}

/// What all marks cover together.
fn ink(scene: &Scene) -> Option<Rect> {
    let rects = scene.items.iter();
    let rects = rects.filter(|item| !matches!(item.mark, Mark::Columns(_)));
    let rects = rects.filter_map(|item| covered(&item.mark));
    let all = rects.fold(Rect::NOTHING, |all, rect| all.union(rect));
    all.is_positive().then_some(all)
}
