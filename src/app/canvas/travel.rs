//! What changes on the map: actors travel to new places, and what looks different comes up where it will
//! be, while what was there fades.

use super::eases;
use crate::app::memo::Memo;
use crate::app::{UiContext, motion, paint};
use crate::map::{self, Camera};
use crate::scene::{Key, Mark, Pos2, Rect, Scene, Vec2};
use egui::{Id, Painter, Ui};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Less than this, in units of the map, is no other place.
const NEAR: f32 = 0.02;

type Places = BTreeMap<Key, Pos2>;

/// Where actors come from.
#[derive(Clone, Default)]
pub(super) struct Travel {
    /// How often places have changed.
    times: u32,
    /// Where they stood on the panel when places changed last.
    from: Arc<Places>,
    share: f32,
    /// How far from its new place each is still drawn.
    off: BTreeMap<Key, Vec2>,
    /// The picture that is replaced, since when, and how far the new one is there.
    before: Option<Picture>,
    since: Option<f64>,
    there: f32,
    /// What looks different in the two.
    changed: Arc<BTreeSet<Key>>,
}

/// What each key stands for in a picture, apart from where: a number that tells one look from another.
type Looks = BTreeMap<Key, u64>;

/// What was drawn of a plan, for one camera and panel.
#[derive(Clone)]
pub(super) struct Picture {
    scene: Arc<Scene>,
    drawn_for: (Camera, Vec2),
    /// Which plan: the same one looks different at once, where something else is selected.
    plan: usize,
}

impl Picture {
    pub(super) fn new(scene: Arc<Scene>, drawn_for: (Camera, Vec2), plan: usize) -> Self {
        Self {
            scene,
            drawn_for,
            plan,
        }
    }
}

/// What is kept from frame to frame.
#[derive(Clone, Default)]
struct Kept {
    travel: Travel,
    /// Where actors stand on the map.
    places: Arc<Places>,
    /// Where they were drawn last on the panel.
    drawn: Arc<Places>,
    /// What was drawn last.
    picture: Option<Picture>,
}

impl Travel {
    /// Where all are on their way, as `anchors` of the map are on the panel now; they are moved.
    pub(super) fn now(
        cx: &UiContext<'_>,
        ui: &Ui,
        picture: Picture,
        to_map: impl Fn(Pos2) -> Pos2,
        anchors: &mut [(Key, Rect)],
    ) -> Self {
        let id = eases(cx, ui, "actors");
        let memo = Memo::<Kept>::new(id);
        let kept = memo.get(ui.ctx()).unwrap_or_default();
        let actors = anchors.iter().filter(|(key, _)| is_actor(*key));
        let places = actors.map(|(key, rect)| (*key, to_map(rect.center())));
        let places: Places = places.collect();
        let mut travel = kept.travel;
        let has_moved = places.iter().any(|(key, at)| {
            let before = kept.places.get(key);
            before.is_some_and(|before| before.distance(*at) > NEAR)
        });
        if has_moved {
            travel.times += 1;
            travel.from = kept.drawn;
        }
        let of = Id::unique(("travel", id));
        travel.share = motion::share(cx, ui.ctx(), of, travel.times, motion::PLACES);
        travel.off.clear();
        for (key, rect) in anchors.iter_mut().filter(|_| travel.share < 1.0) {
            let Some(from) = travel.from.get(key) else {
                continue;
            };
            let off = (*from - rect.center()) * (1.0 - travel.share);
            travel.off.insert(*key, off);
            *rect = rect.translate(off);
        }
        travel.change(cx, ui, &picture, kept.picture);
        let actors = anchors.iter().filter(|(key, _)| is_actor(*key));
        let drawn = actors.map(|(key, rect)| (*key, rect.center())).collect();
        let kept = Kept {
            travel: travel.clone(),
            places: Arc::new(places),
            drawn: Arc::new(drawn),
            picture: Some(picture),
        };
        memo.keep(ui.ctx(), kept);
        travel
    }

    /// Another plan than the last one comes up, where it looks different.
    fn change(&mut self, cx: &UiContext<'_>, ui: &Ui, now: &Picture, last: Option<Picture>) {
        let is_other = |last: &Picture| last.plan != now.plan && !cx.state.is_fresh;
        if let Some(last) = last.filter(is_other) {
            let (old, new) = (looks(&last.scene), looks(&now.scene));
            let keys = old.keys().chain(new.keys());
            let changed: BTreeSet<Key> =
                keys.filter(|k| old.get(k) != new.get(k)).copied().collect();
            if !changed.is_empty() {
                self.since = Some(ui.input(|i| i.time));
                self.before = Some(last);
                self.changed = Arc::new(changed);
            }
        }
        let since = self.since.filter(|_| self.before.is_some());
        self.there = since.map_or(1.0, |since| motion::come_up(cx, ui.ctx(), since));
        if self.there >= 1.0 {
            self.before = None;
        }
    }

    /// Paints the picture with the actors where they are now, as a camera sees it. Gives it as it was
    /// painted.
    pub(super) fn paint(
        &self,
        scene: Arc<Scene>,
        painter: &Painter,
        at: Pos2,
        seen: (Camera, Vec2),
    ) -> Arc<Scene> {
        if self.off.is_empty() {
            let Some(before) = &self.before else {
                paint::paint(&scene, painter, at);
                return scene;
            };
            let is_kept = |key| !self.changed.contains(&key);
            let old = map::seen_from(&before.scene, before.drawn_for, seen);
            paint::paint_faint(&old, painter, at, |key| match is_kept(key) {
                true => 0.0,
                false => 1.0 - self.there,
            });
            paint::paint_faint(&scene, painter, at, |key| match is_kept(key) {
                true => 1.0,
                false => self.there,
            });
            return scene;
        }
        let (mut actors, mut others) = (Scene::new(scene.size), Scene::new(scene.size));
        for item in &scene.items {
            match self.off.get(&item.key) {
                Some(off) => actors.items.push(item.scaled(1.0, *off)),
                None => others.items.push(item.clone()),
            }
        }
        let mut faint = painter.clone();
        faint.set_opacity(self.share);
        paint::paint(&others, &faint, at);
        paint::paint(&actors, painter, at);
        others.items.extend(actors.items);
        Arc::new(others)
    }
}

/// How each key looks, wherever it stands: what is written, and of which width lines are.
fn looks(scene: &Scene) -> Looks {
    let mut looks: BTreeMap<Key, DefaultHasher> = BTreeMap::new();
    for item in &scene.items {
        let look = looks.entry(item.key).or_default();
        let width = match &item.mark {
            Mark::Text { text, .. } => {
                text.hash(look);
                0.0
            }
            Mark::Path { stroke, .. } | Mark::Rect { stroke, .. } | Mark::Disc { stroke, .. } => {
                stroke.width
            }
            Mark::Columns(_) | Mark::Clip(_) => 0.0,
        };
        // Half a point more or less is no other line.
        (width + 0.5).floor().to_bits().hash(look);
    }
    looks
        .into_iter()
        .map(|(key, look)| (key, look.finish()))
        .collect()
}

fn is_actor(key: Key) -> bool {
    matches!(key, Key::Actor(_))
}
