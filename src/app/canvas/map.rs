//! The relationship map: the picture under its header, what the pointer does on it, the legend.

use super::travel::{Picture, Travel};
use super::{Wheel, map_header, nodes};
use crate::analysis::{self, ColourBy};
use crate::app::memo::{Memo, Same};
use crate::app::widgets::{self, Icon, Kind};
use crate::app::{UiContext, motion, paint, tooltip};
use crate::dataset::Handle;
use crate::editor::Action;
use crate::editor::derived::TieSet;
use crate::editor::navigate::ZOOM;
use crate::editor::placed::Placed;
use crate::editor::planned::{PlanKey, Planned};
use crate::editor::selection::Selection;
use crate::editor::view::Active;
use crate::map::{self, Camera};
use crate::scene::legend::Entry;
use crate::scene::{Emphasis, Key, Mark, Pos2, Rect, Scene, Vec2, Weight, pos2, vec2};
use crate::timeline::part_colours;
use egui::{Align2, CursorIcon, Id, Modifiers, PointerButton, Sense, Ui};
use std::sync::Arc;

const HEADER: f32 = 30.0;
const LEGEND: f32 = 25.0;
/// How far a mark reaches for the pointer.
const SLACK: f32 = 4.0;
/// Under this height the legend gives its room to the map.
const SHORT: f32 = 250.0;

/// The map in a rectangle.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, all: Rect) {
    let theme = cx.theme;
    let legend = if all.height() < SHORT { 0.0 } else { LEGEND };
    let body = Rect::from_min_max(all.min + vec2(0.0, HEADER), all.max - vec2(0.0, legend));
    map_header::show(
        cx,
        ui,
        Rect::from_min_max(all.min, pos2(all.right(), body.top())),
    );
    picture(cx, ui, body);
    if legend > 0.0 {
        let rect = Rect::from_min_max(pos2(all.left(), body.bottom()), all.max);
        ui.painter().rect_filled(rect, 0.0, theme.ground);
        ui.painter()
            .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.hair));
        legend_row(cx, ui, rect);
    }
}

/// What is drawn, in a row; where not all of that has room, `More…` opens all of it.
fn legend_row(cx: &UiContext<'_>, ui: &mut Ui, rect: Rect) {
    /// What the button takes, and how wide all of it is.
    const BUTTON: f32 = 56.0;
    const WIDE: f32 = 520.0;
    let Some(planned) = cx.queries.planned_now() else {
        return;
    };
    let (heading, hues) = hues(cx);
    let (hues, theme) = ((heading, &*hues), cx.theme);
    let row = |width: f32| planned.legend_row(hues, width, theme, cx.measure);
    let (mut scene, is_cut) = row(rect.width());
    if is_cut {
        (scene, _) = row(rect.width() - BUTTON);
        let place = rect.with_min_x(rect.right() - BUTTON);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
        let button = widgets::link(&mut child, theme, "More…");
        widgets::drop_down(&button, |ui| {
            let all = planned.legend(hues, WIDE, theme, cx.measure);
            let (at, _) = ui.allocate_exact_size(all.size, Sense::hover());
            paint::paint(&all, ui.painter(), at.min);
        });
    }
    paint::paint(&scene, &ui.painter().with_clip_rect(rect), rect.min);
}

/// What the hues of both views mean, unless heads of lanes or the titles of regions tell it.
fn hues(cx: &UiContext<'_>) -> (&'static str, Vec<Entry<'static>>) {
    let (by, lanes) = (cx.state.view.colour_by, cx.state.view.lanes);
    let heading = match by {
        ColourBy::Category => "Category",
        ColourBy::Class => "Class",
        ColourBy::Group => return ("", Vec::new()),
    };
    let Some(indexed) = cx.queries.indexed().filter(|_| !lanes.tells(by)) else {
        return ("", Vec::new());
    };
    let colours = part_colours(&indexed.index, &indexed.hues, by, cx.theme);
    let names = analysis::parts::names(&indexed.dataset, &indexed.index, by);
    let entries = names.iter().filter_map(|(part, name)| {
        let colour = colours.get(*part)?;
        Some(Entry::colour(name, *colour))
    });
    (heading, entries.collect())
}

/// From where the map is drawn, and from where it is to be.
struct Seen {
    camera: Camera,
    target: Camera,
    /// Whether it shows blocs: on their plates nobody can be moved.
    has_blocs: bool,
    /// Which of them are unfolded.
    unfolded: Vec<u32>,
}

impl Seen {
    fn new(camera: Camera, target: Camera, planned: &Planned) -> Self {
        Self {
            camera,
            target,
            has_blocs: planned.counts().blocs > 0,
            unfolded: planned.unfolded(),
        }
    }
}

fn picture(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect) {
    let [_, id] = super::ids();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    super::keep_arrows(ui, &response);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Relationship map"));
    let Some((placed, tied)) = cx.queries.mapped().cloned() else {
        let busy = cx.queries.busy();
        let text = busy.map(|(what, share)| format!("{what}, {:.0} %.", share * 100.0));
        return match text {
            Some(text) => quiet(cx, ui, rect, &text),
            None => nobody(cx, ui, rect),
        };
    };
    let dragged = cx.window.views.map.dragged;
    let Some(wanted) = wanted(cx, ui, rect, (placed, tied.clone()), dragged) else {
        return;
    };
    let newest = cx.state.dataset();
    let planned = newest.and_then(|newest| cx.queries.planned(&wanted, newest, cx.measure));
    let Some(planned) = planned else { return };
    let drawn = drawn(cx, ui, &planned);
    let shown = &planned.shown;
    let target = wanted.camera.unwrap_or(shown.camera);
    let id = Id::unique(("drawn camera", Arc::as_ptr(&wanted.placed).addr()));
    let camera = motion::eased(cx, ui.ctx(), id, target, motion::ZOOM, motion::cameras);
    let (before, now) = ((shown.camera, shown.size), (camera, rect.size()));
    let scene = if before == now {
        drawn.scene.clone()
    } else {
        Arc::new(map::seen_from(&drawn.scene, before, now))
    };
    let to = |at: Pos2| camera.to_panel(rect.size(), shown.camera.to_map(shown.size, at));
    let anchors = drawn.anchors.iter();
    let mut moved: Vec<(Key, Rect)> = anchors
        .map(|(key, rect)| (*key, Rect::from_center_size(to(rect.center()), rect.size())))
        .collect();
    let to_map = |at: Pos2| camera.to_map(rect.size(), at);
    let picture = Picture::new(drawn.scene.clone(), before, Arc::as_ptr(&planned).addr());
    let travel = Travel::now(cx, ui, picture, to_map, &mut moved);
    let painter = ui.painter().with_clip_rect(rect);
    let scene = travel.paint(scene, &painter, rect.min, now);
    if tied.actors == 0 {
        nobody_here(cx, ui, rect, &tied);
    }
    let now = (target, rect.size());
    if cx.state.shown_map != Some(now) {
        cx.act(Action::ShownNow(None, Some(now)));
    }
    nodes::show_all(cx, ui, &moved, rect.min, rect);
    buttons(cx, ui, rect, target);
    super::take_keys(cx, &response, Active::Map);
    focus_ring(cx, ui, &response, rect);
    let hit = |at: Pos2| scene.hit((at - rect.min).to_pos2(), SLACK);
    let seen = Seen::new(camera, target, &planned);
    pointer(cx, ui, &response, rect, &seen, &hit, dragged);
    if response.has_focus() {
        let selected = cx.state.selection.and_then(Selection::key);
        let bloc = selected.and_then(|key| planned.bloc_of(key));
        keys(cx, ui, rect.size(), &seen, &moved, bloc);
    }
}

/// What the map is planned from.
fn wanted(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    rect: Rect,
    (placed, tied): (Arc<Placed>, Arc<TieSet>),
    dragged: Option<(u32, Pos2)>,
) -> Option<PlanKey> {
    let view = &cx.state.view;
    Some(PlanKey {
        version: cx.state.version()?,
        dragged: dragged.map(|(actor, at)| (Handle(actor), at)),
        ghost: ghost(cx, &tied),
        camera: view.camera,
        level: view.level,
        unfolded: view.unfolded.clone(),
        size: lasting_size(cx, ui, rect),
        covered: under_buttons(rect),
        placed,
        tied,
    })
}

/// Whoever is selected though not alive in the window: search leads to everybody.
fn ghost(cx: &UiContext<'_>, tied: &TieSet) -> Option<Handle> {
    let Some(Selection::Actor(handle)) = cx.state.selection else {
        return None;
    };
    let place = tied.indexed().index.actor(handle)?;
    (!tied.alive_actors.has(place as usize)).then_some(handle)
}

/// The panel's size; while it changes by itself, the one that it had: no plan is made for what is
/// between.
fn lasting_size(cx: &mut UiContext<'_>, ui: &Ui, rect: Rect) -> Vec2 {
    let before = cx.window.views.map.size;
    let size = before.filter(|_| motion::is_moving(ui.ctx()));
    *cx.window.views.map.size.insert(size.unwrap_or(rect.size()))
}

fn focus_ring(cx: &mut UiContext<'_>, ui: &Ui, response: &egui::Response, rect: Rect) {
    if super::is_focused_by_key(cx, response) {
        let (ring, inside) = ((2.0, cx.theme.focus), egui::StrokeKind::Inside);
        ui.painter()
            .rect_stroke(rect.shrink(2.0), 4.0, ring, inside);
    }
}

/// With the keyboard one goes from actor to actor; Enter brings the selected one to the middle, or
/// unfolds its `bloc` and folds it again where blocs are shown.
fn keys(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    size: Vec2,
    seen: &Seen,
    anchors: &[(Key, Rect)],
    bloc: Option<u32>,
) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to_middle = |at: Pos2| {
        let centre = seen.camera.to_map(size, at);
        let zoom = seen.target.zoom;
        Action::Camera(Some(Camera {
            centre,
            zoom,
            ..seen.target
        }))
    };
    let selected = cx.state.selection.and_then(Selection::key);
    let anchor = anchors.iter().find(|(key, _)| Some(*key) == selected);
    let from = anchor.map(|(_, rect)| rect.center());
    if let Some(bloc) = bloc.filter(|_| seen.has_blocs && pressed(egui::Key::Enter)) {
        cx.act(Action::Unfold(bloc, !seen.unfolded.contains(&bloc)));
    } else if let Some(at) = from.filter(|_| pressed(egui::Key::Enter)) {
        cx.act(to_middle(at));
    }
    let arrows = [
        (egui::Key::ArrowLeft, vec2(-1.0, 0.0)),
        (egui::Key::ArrowRight, vec2(1.0, 0.0)),
        (egui::Key::ArrowUp, vec2(0.0, -1.0)),
        (egui::Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let from = from.unwrap_or((size / 2.0).to_pos2());
    for (_, way) in arrows.into_iter().filter(|(key, _)| pressed(*key)) {
        let Some((key, at)) = next(anchors, from, way) else {
            continue;
        };
        cx.act(Action::Select(Selection::of_key(key)));
        if !Rect::from_min_size(Pos2::ZERO, size).contains(at) {
            cx.act(to_middle(at));
        }
    }
}

/// The nearest actor in a direction: what lies aside is twice as far.
fn next(anchors: &[(Key, Rect)], from: Pos2, way: Vec2) -> Option<(Key, Pos2)> {
    let actors = anchors.iter().filter(|(k, _)| matches!(k, Key::Actor(_)));
    let ahead = actors.filter_map(|(key, rect)| {
        let off = rect.center() - from;
        let along = off.dot(way);
        let far = along + 2.0 * off.dot(way.rot90()).abs();
        (along > 1.0).then_some((far, *key, rect.center()))
    });
    let nearest = ahead.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, key, at)| (key, at))
}

const NOBODY: &str = "Actors will stand here. Add the first one.";
const NOBODY_HERE: &str = "No actor is alive here. Clear the window or the filter to see all.";

/// What the map remembers from frame to frame.
#[derive(Default)]
pub(super) struct MapState {
    /// The actor that is dragged, and where to.
    dragged: Option<(u32, Pos2)>,
    /// The size for which it was planned last.
    size: Option<Vec2>,
}

/// A plan as it is drawn.
struct Drawn {
    scene: Arc<Scene>,
    anchors: Vec<(Key, Rect)>,
}

/// All that a drawing of the map depends on. It keeps no dataset in memory: a document may close.
#[derive(Clone, PartialEq)]
struct DrawnKey {
    planned: Same<Planned>,
    emphasis: Emphasis,
    is_dark: bool,
    colour_by: ColourBy,
}

/// The picture of a plan; it is drawn anew only if something in it has changed.
fn drawn(cx: &UiContext<'_>, ui: &Ui, planned: &Arc<Planned>) -> Arc<Drawn> {
    let of = DrawnKey {
        planned: Same::of(planned),
        emphasis: cx.emphasis(),
        is_dark: cx.theme.is_dark(),
        colour_by: cx.state.view.colour_by,
    };
    let memo = Memo::<(DrawnKey, Arc<Drawn>)>::new("drawing of the map");
    if let Some((_, drawn)) = memo.get(ui.ctx()).filter(|(last, _)| *last == of) {
        return drawn;
    }
    let scene = planned.scene(of.colour_by, cx.theme, cx.measure, &of.emphasis);
    let mut anchors = scene.anchors();
    let corners = scene
        .items
        .iter()
        .filter_map(|item| match (item.key, &item.mark) {
            (Key::Unfold(..), Mark::Rect { rect, .. }) => Some((item.key, *rect)),
            _ => None,
        });
    anchors.extend(corners);
    // Whoever does not see it hears the actors first.
    anchors.sort_by_key(|(key, _)| !matches!(key, Key::Actor(_)));
    anchors.truncate(nodes::MOST);
    let drawn = Arc::new(Drawn {
        scene: Arc::new(scene),
        anchors,
    });
    memo.keep(ui.ctx(), (of, drawn.clone()));
    drawn
}

fn quiet(cx: &UiContext<'_>, ui: &Ui, rect: Rect, text: &str) {
    widgets::text_at(
        ui,
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        14.0,
        Weight::Regular,
        cx.theme.t2,
    );
}

/// Where nobody is alive: in the window, or at all.
fn nobody_here(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, tied: &TieSet) {
    if tied.indexed().index.actor_count() > 0 {
        quiet(cx, ui, rect, NOBODY_HERE);
    } else {
        nobody(cx, ui, rect);
    }
}

/// A dataset without actors: what will stand here, and the way to it.
fn nobody(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect) {
    quiet(cx, ui, rect.translate(vec2(0.0, -10.0)), NOBODY);
    let place = Rect::from_center_size(rect.center() + vec2(0.0, 26.0), vec2(88.0, 28.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    let (label, kind) = ("Add actor", Kind::Primary);
    if widgets::button(&mut child, cx.theme, kind, None, label, label, true).clicked() {
        cx.act(Action::Add(crate::dataset::Kind::Actor));
    }
}

fn pointer(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    response: &egui::Response,
    rect: Rect,
    seen: &Seen,
    hit: &dyn Fn(Pos2) -> Option<Key>,
    dragged: Option<(u32, Pos2)>,
) {
    let camera = seen.camera;
    let at = response.hover_pos().filter(|_| response.contains_pointer());
    let under = at.and_then(hit).filter(|k| k.is_told());
    if under.is_some() {
        cx.act(Action::Hover(under));
    }
    if let Some(key) = under.filter(|_| !response.dragged()) {
        if key.is_selectable() || matches!(key, Key::Unfold(..)) {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        tooltip::tooltip(cx, response, key);
    }
    // What was pressed is dragged, not what the pointer is on once it has moved.
    let origin = ui.input(|i| i.pointer.press_origin());
    let pressed = origin.and_then(hit).filter(|_| !seen.has_blocs);
    if response.drag_started_by(PointerButton::Primary)
        && let (Some(Key::Actor(actor)), Some(at)) = (pressed, response.interact_pointer_pos())
    {
        let at = camera.to_map(rect.size(), (at - rect.min).to_pos2());
        cx.window.views.map.dragged = Some((actor, at));
        // A map that fits itself to where everyone stands would move under the pointer.
        cx.act(Action::Camera(Some(camera)));
    }
    if response.dragged() {
        match (dragged, response.interact_pointer_pos()) {
            (Some((actor, _)), Some(at)) => {
                let at = camera.to_map(rect.size(), (at - rect.min).to_pos2());
                cx.window.views.map.dragged = Some((actor, at));
            }
            _ if matches!(pressed, Some(Key::Actor(_))) => {}
            _ => {
                let centre = camera.centre - camera.of_panel(response.drag_delta());
                cx.act(Action::Camera(Some(Camera { centre, ..camera })));
            }
        }
    }
    if response.drag_stopped() {
        if let Some((actor, at)) = dragged {
            let at = [f64::from(at.x), f64::from(at.y)].map(|v| (v * 100.0).round() / 100.0);
            cx.act(Action::Pin(Handle(actor), Some(at)));
        }
        cx.window.views.map.dragged = None;
    }
    if response.double_clicked() {
        let on = at.and_then(hit);
        match on {
            Some(Key::Actor(actor)) if !seen.has_blocs => {
                cx.act(Action::Pin(Handle(actor), None));
            }
            Some(Key::Group(bloc) | Key::GroupTitle(bloc)) if seen.has_blocs => {
                cx.act(Action::Unfold(bloc, !seen.unfolded.contains(&bloc)));
            }
            _ => {}
        }
    } else if let (true, Some(Key::Unfold(bloc, is_folded))) = (response.clicked(), under) {
        cx.act(Action::Unfold(bloc, is_folded));
    } else if response.clicked_by(PointerButton::Primary) {
        let clicked = under.and_then(Selection::of_key);
        let is_pair = ui.input(|i| i.modifiers.shift || i.modifiers.command);
        cx.act(Action::Select(match (cx.state.selection, clicked) {
            // With Shift: from the first to the second, also where nothing joins them yet.
            (Some(Selection::Actor(a)), Some(Selection::Actor(b))) if is_pair && a != b => {
                Some(Selection::Tie(a, b))
            }
            _ => clicked,
        }));
        response.request_focus();
    }
    wheel(cx, ui, response, rect, seen);
}

/// The wheel zooms about the pointer.
fn wheel(cx: &mut UiContext<'_>, ui: &Ui, response: &egui::Response, rect: Rect, seen: &Seen) {
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else {
        return;
    };
    let wheel = Wheel::turned(ui);
    if !wheel.zooms() && wheel.aside == 0.0 {
        return;
    }
    let zoom = (seen.target.zoom * wheel.zoom).clamp(ZOOM.0, ZOOM.1);
    // What is drawn under the pointer stays there.
    let under = seen.camera.to_map(rect.size(), (at - rect.min).to_pos2());
    let offset: Vec2 = at - rect.center() + vec2(wheel.aside, 0.0);
    let next = Camera {
        zoom,
        ..seen.target
    };
    let centre = under - next.of_panel(offset);
    cx.act(Action::Camera(Some(Camera { centre, ..next })));
}

/// What the buttons cover of the panel; none where it is too low for them.
fn under_buttons(panel: Rect) -> Option<Rect> {
    let place = Rect::from_min_size(
        (panel.size() - vec2(40.0, 104.0)).to_pos2(),
        vec2(28.0, 96.0),
    );
    (panel.height() >= 130.0).then_some(place)
}

fn buttons(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect, camera: Camera) {
    let Some(place) = under_buttons(rect) else {
        return;
    };
    let place = place.translate(rect.min.to_vec2());
    let mut column = ui.new_child(egui::UiBuilder::new().max_rect(place));
    column.spacing_mut().item_spacing.y = 6.0;
    let zoom = |factor: f32| Camera {
        zoom: (camera.zoom * factor).clamp(ZOOM.0, ZOOM.1),
        ..camera
    };
    let all = [
        (Icon::Plus, "Zoom in on the map", Some(zoom(1.4))),
        (Icon::Minus, "Zoom out of the map", Some(zoom(1.0 / 1.4))),
        (Icon::Fit, "Fit the map", None),
    ];
    for (icon, name, camera) in all {
        if widgets::button(
            &mut column,
            cx.theme,
            Kind::Plain,
            Some(icon),
            "",
            name,
            true,
        )
        .clicked()
        {
            cx.act(Action::Camera(camera));
        }
    }
}
