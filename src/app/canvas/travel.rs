//! Actors on their way to new places on the map: they travel, and what joins them comes up where it
//! will be.

use super::eases;
use crate::app::{Show, motion, paint};
use crate::scene::{Key, Pos2, Rect, Scene, Vec2};
use egui::{Id, Painter, Ui};
use std::collections::BTreeMap;
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
}

/// What is kept from frame to frame.
#[derive(Clone, Default)]
struct Kept {
    travel: Travel,
    /// Where actors stand on the map.
    places: Arc<Places>,
    /// Where they were drawn last on the panel.
    drawn: Arc<Places>,
}

impl Travel {
    /// Where all are on their way, as `anchors` of the map are on the panel now; they are moved.
    pub(super) fn now(
        show: &Show<'_>,
        ui: &Ui,
        to_map: impl Fn(Pos2) -> Pos2,
        anchors: &mut [(Key, Rect)],
    ) -> Self {
        let id = eases(show, ui, "actors");
        let kept: Kept = ui.data(|d| d.get_temp(id)).unwrap_or_default();
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
        travel.share = motion::share(show, ui.ctx(), of, travel.times, motion::PLACES);
        travel.off.clear();
        for (key, rect) in anchors.iter_mut().filter(|_| travel.share < 1.0) {
            let Some(from) = travel.from.get(key) else {
                continue;
            };
            let off = (*from - rect.center()) * (1.0 - travel.share);
            travel.off.insert(*key, off);
            *rect = rect.translate(off);
        }
        let actors = anchors.iter().filter(|(key, _)| is_actor(*key));
        let drawn = actors.map(|(key, rect)| (*key, rect.center())).collect();
        let kept = Kept {
            travel: travel.clone(),
            places: Arc::new(places),
            drawn: Arc::new(drawn),
        };
        ui.data_mut(|d| d.insert_temp(id, kept));
        travel
    }

    /// Paints the picture with the actors where they are now. Gives it as it was painted.
    pub(super) fn paint(&self, scene: Arc<Scene>, painter: &Painter, at: Pos2) -> Arc<Scene> {
        if self.off.is_empty() {
            paint::paint(&scene, painter, at);
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

fn is_actor(key: Key) -> bool {
    matches!(key, Key::Actor(_))
}
