//! The relationship map: its header, the picture, what the pointer does on it, the legend.

use super::nodes;
use super::timeline::is_lasting;
use crate::analysis::ColourBy;
use crate::app::Show;
use crate::app::action::Action;
use crate::app::answers::{Placed, Tied};
use crate::app::navigate::ZOOM;
use crate::app::state::Selection;
use crate::app::status::plural;
use crate::app::widgets::{self, Icon, Kind};
use crate::app::{paint, words};
use crate::dataset::Handle;
use crate::map::{self, Camera, Places, UNIT};
use crate::scene::{Key, Pos2, Rect, Vec2, Weight, pos2, vec2};
use crate::timeline::calendar::with_thousands;
use crate::timeline::range_in_words;
use egui::{Align2, CursorIcon, Id, PointerButton, Sense, Ui};
use std::sync::Arc;

const HEADER: f32 = 30.0;
const LEGEND: f32 = 25.0;
/// How much wider or higher than what places were made for a panel is before they are made anew.
const FAR_ASPECT: f32 = 1.7;
/// How far a mark reaches for the pointer.
const SLACK: f32 = 4.0;
/// Under this height the legend gives its room to the map.
const SHORT: f32 = 250.0;

/// The map in a rectangle.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, all: Rect) {
    let theme = show.theme;
    let legend = if all.height() < SHORT { 0.0 } else { LEGEND };
    let body = Rect::from_min_max(all.min + vec2(0.0, HEADER), all.max - vec2(0.0, legend));
    header(
        show,
        ui,
        Rect::from_min_max(all.min, pos2(all.right(), body.top())),
    );
    picture(show, ui, body);
    if legend > 0.0 {
        let rect = Rect::from_min_max(pos2(all.left(), body.bottom()), all.max);
        ui.painter().rect_filled(rect, 0.0, theme.ground);
        ui.painter()
            .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.hair));
        let scene = map::legend(theme, show.measure, rect.width());
        paint::paint(&scene, &ui.painter().with_clip_rect(rect), rect.min);
    }
}

fn header(show: &Show<'_>, ui: &Ui, rect: Rect) {
    let theme = show.theme;
    let at = pos2(rect.left() + 12.0, rect.center().y);
    let left = Align2::LEFT_CENTER;
    let title = widgets::text_at(
        ui,
        at,
        left,
        "Relationship map",
        11.5,
        Weight::SemiBold,
        theme.t1,
    );
    let Some(tied) = show.answers.tied() else {
        return;
    };
    let (actors, ties) = (
        plural(tied.actors, "actor", "actors"),
        plural(tied.ties.ties.len(), "tie", "ties"),
    );
    let mut text = format!("{actors}, {ties}");
    if let Some((from, to)) = tied.window {
        let zone = show
            .state
            .view
            .zone
            .as_ref()
            .unwrap_or(&tied.of.of.index.zone);
        text = format!("{text} alive in {}", range_in_words(from, to, zone));
    }
    if !tied.ties.left_out.is_empty() {
        let events = plural(tied.ties.left_out.len(), "event has", "events have");
        text = format!("{text}. {events} too many participants for ties between all of them");
    }
    let most = map::most_drawn(tied.actors);
    if tied.ties.ties.len() > most {
        let most = with_thousands(most);
        text = format!("{text}. The {most} heaviest are drawn, and what is selected");
    }
    let at = pos2(title.right() + 10.0, rect.center().y);
    widgets::text_at(ui, at, left, &text, 11.5, Weight::Regular, theme.t3);
}

fn picture(show: &mut Show<'_>, ui: &mut Ui, rect: Rect) {
    let [_, id] = super::ids();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    super::keep_arrows(ui, &response);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Relationship map"));
    tell_aspect(show, ui, rect);
    let Some((placed, tied)) = show.answers.mapped().cloned() else {
        let busy = show.answers.busy();
        let text = busy.map(|(what, share)| format!("{what}, {:.0} %.", share * 100.0));
        quiet(show, ui, rect, &text.unwrap_or_else(|| NOBODY.to_owned()));
        return;
    };
    let indexed = &tied.of.of;
    let dragged: Option<(u32, Pos2)> = ui.data(|d| d.get_temp(id));
    let dragged_to = dragged.and_then(|(actor, at)| {
        let place = indexed.index.actor(Handle(actor))?;
        Some((place, [f64::from(at.x), f64::from(at.y)]))
    });
    let places = match dragged_to {
        Some(pin) => placed.places.pinned(&[pin]),
        None => placed.places.clone(),
    };
    let camera = show
        .state
        .view
        .camera
        .unwrap_or_else(|| map::fit(&places, &placed.graph, rect.size()));
    let picture = draw(
        show,
        ui,
        &Ground {
            placed: &placed,
            tied: &tied,
            places: &places,
            dragged,
            camera,
            size: rect.size(),
        },
    );
    paint::paint(&picture.scene, &ui.painter().with_clip_rect(rect), rect.min);
    if tied.actors == 0 {
        let has_actors = indexed.index.actor_count() > 0;
        quiet(
            show,
            ui,
            rect,
            if has_actors { NOBODY_HERE } else { NOBODY },
        );
    }
    if show.state.shown_camera != Some(camera) {
        show.act(Action::ShownNow(None, Some(camera)));
    }
    nodes::show(show, ui, &picture.scene, rect.min, rect);
    buttons(show, ui, rect, camera);
    if super::is_focused_by_key(ui, &response) {
        ui.painter().rect_stroke(
            rect.shrink(2.0),
            4.0,
            (2.0, show.theme.focus),
            egui::StrokeKind::Inside,
        );
    }
    let hit = |at: Pos2| picture.scene.hit((at - rect.min).to_pos2(), SLACK);
    pointer(show, ui, &response, rect, camera, &hit, dragged);
}

const NOBODY: &str = "Actors will stand here once there are some.";
const NOBODY_HERE: &str = "No actor is alive here. Clear the window or the filter to see all.";

/// Says for which proportion places are to be made, once the panel has its lasting height: when the
/// lanes above it stand.
fn tell_aspect(show: &mut Show<'_>, ui: &Ui, rect: Rect) {
    let by = show.answers.laned().map(|laned| laned.lanes.by);
    let has_settled = !show.state.is_fresh && by == Some(show.state.view.lanes) && is_lasting(ui);
    let id = Id::unique("the map's panel");
    let before: Option<Rect> = ui.data(|d| d.get_temp(id));
    if before != Some(rect) {
        ui.data_mut(|d| d.insert_temp(id, rect));
        ui.ctx().request_repaint();
        return;
    }
    let aspect = rect.width() / rect.height().max(1.0);
    // A panel of a very different shape gets places of its own.
    let is_far = |placed: f32| (placed / aspect).max(aspect / placed) > FAR_ASPECT;
    if has_settled && show.state.map_aspect.is_none_or(is_far) {
        show.act(Action::MapAspect(aspect));
        ui.ctx().request_repaint();
    }
}

/// All that a plan of the map depends on: pointing and selecting need no new one.
#[derive(Clone)]
struct Inputs {
    placed: Arc<Placed>,
    tied: Arc<Tied>,
    dragged: Option<(u32, Pos2)>,
    camera: Camera,
    size: Vec2,
    colour_by: ColourBy,
}

impl Inputs {
    fn is_for(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.placed, &other.placed)
            && Arc::ptr_eq(&self.tied, &other.tied)
            && self.dragged == other.dragged
            && self.camera == other.camera
            && self.size == other.size
            && self.colour_by == other.colour_by
    }
}

/// What the map is drawn from.
struct Ground<'a> {
    placed: &'a Arc<Placed>,
    tied: &'a Arc<Tied>,
    places: &'a Places,
    dragged: Option<(u32, Pos2)>,
    camera: Camera,
    size: Vec2,
}

fn draw(show: &Show<'_>, ui: &Ui, of: &Ground<'_>) -> map::Picture {
    let indexed = &of.tied.of.of;
    let view = map::View {
        dataset: &indexed.dataset,
        index: &indexed.index,
        graph: &of.placed.graph,
        ties: &of.tied.ties,
        hues: &indexed.hues,
        colour_by: show.state.view.colour_by,
        places: of.places,
        camera: of.camera,
        size: of.size,
        theme: show.theme,
        measure: show.measure,
        emphasis: &words::emphasis(show),
        shows_ghosts: false,
    };
    let wanted = Inputs {
        placed: of.placed.clone(),
        tied: of.tied.clone(),
        dragged: of.dragged,
        camera: of.camera,
        size: of.size,
        colour_by: show.state.view.colour_by,
    };
    let id = Id::unique("plan of the map");
    let kept: Option<(Inputs, Arc<map::Plan>)> = ui.data(|d| d.get_temp(id));
    let kept = kept.filter(|(inputs, _)| inputs.is_for(&wanted));
    let plan = kept.map_or_else(|| Arc::new(map::plan(&view)), |(_, plan)| plan);
    ui.data_mut(|d| d.insert_temp(id, (wanted, plan.clone())));
    map::draw(&view, &plan)
}

fn quiet(show: &Show<'_>, ui: &Ui, rect: Rect, text: &str) {
    widgets::text_at(
        ui,
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        14.0,
        Weight::Regular,
        show.theme.t2,
    );
}

fn pointer(
    show: &mut Show<'_>,
    ui: &Ui,
    response: &egui::Response,
    rect: Rect,
    camera: Camera,
    hit: &dyn Fn(Pos2) -> Option<Key>,
    dragged: Option<(u32, Pos2)>,
) {
    let at = response.hover_pos().filter(|_| response.contains_pointer());
    let under = at.and_then(hit).filter(|k| k.is_selectable());
    if under.is_some() {
        show.act(Action::Hover(under));
    }
    if let Some(key) = under.filter(|_| !response.dragged()) {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        words::tooltip(show, response, key);
    }
    let id = response.id;
    // What was pressed is dragged, not what the pointer is on once it has moved.
    let origin = ui.input(|i| i.pointer.press_origin());
    let pressed = origin.and_then(hit);
    if response.drag_started_by(PointerButton::Primary)
        && let (Some(Key::Actor(actor)), Some(at)) = (pressed, response.interact_pointer_pos())
    {
        let at = camera.to_map(rect.size(), (at - rect.min).to_pos2());
        ui.data_mut(|d| d.insert_temp(id, (actor, at)));
    }
    if response.dragged() {
        match (dragged, response.interact_pointer_pos()) {
            (Some((actor, _)), Some(at)) => {
                let at = camera.to_map(rect.size(), (at - rect.min).to_pos2());
                ui.data_mut(|d| d.insert_temp(id, (actor, at)));
            }
            _ if matches!(pressed, Some(Key::Actor(_))) => {}
            _ => {
                let centre = camera.centre - response.drag_delta() / (UNIT * camera.zoom);
                show.act(Action::Camera(Some(Camera { centre, ..camera })));
            }
        }
    }
    if response.drag_stopped() {
        if let Some((actor, at)) = dragged {
            let at = [f64::from(at.x), f64::from(at.y)].map(|v| (v * 100.0).round() / 100.0);
            show.act(Action::Pin(Handle(actor), Some(at)));
        }
        ui.data_mut(|d| d.remove_temp::<(u32, Pos2)>(id));
    }
    if response.double_clicked() {
        if let Some(Key::Actor(actor)) = under {
            show.act(Action::Pin(Handle(actor), None));
        }
    } else if response.clicked() {
        let clicked = under.and_then(Selection::of_key);
        let is_pair = ui.input(|i| i.modifiers.shift || i.modifiers.command);
        show.act(Action::Select(match (show.state.selection, clicked) {
            // With Shift a second actor makes a pair, also where nothing joins them yet.
            (Some(Selection::Actor(a)), Some(Selection::Actor(b))) if is_pair && a != b => {
                Some(Selection::Tie(a.min(b), a.max(b)))
            }
            _ => clicked,
        }));
        response.request_focus();
    }
    wheel(show, ui, response, rect, camera);
}

/// The wheel zooms about the pointer.
fn wheel(show: &mut Show<'_>, ui: &Ui, response: &egui::Response, rect: Rect, camera: Camera) {
    let Some(at) = response.hover_pos().filter(|_| response.contains_pointer()) else {
        return;
    };
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let factor = (scroll.y / 300.0).exp() * pinch;
    if (factor - 1.0).abs() < 1e-4 && scroll.x == 0.0 {
        return;
    }
    let zoom = (camera.zoom * factor).clamp(ZOOM.0, ZOOM.1);
    let offset: Vec2 = at - rect.center();
    // What is under the pointer stays there.
    let centre = camera.centre + offset / (UNIT * camera.zoom)
        - offset / (UNIT * zoom)
        - vec2(scroll.x / (UNIT * zoom), 0.0);
    show.act(Action::Camera(Some(Camera { centre, zoom })));
}

fn buttons(show: &mut Show<'_>, ui: &mut Ui, rect: Rect, camera: Camera) {
    let at = rect.right_bottom() - vec2(40.0, 104.0);
    let place = Rect::from_min_size(at, vec2(28.0, 96.0));
    if rect.height() < 130.0 {
        return;
    }
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
            show.theme,
            Kind::Plain,
            Some(icon),
            "",
            name,
            true,
        )
        .clicked()
        {
            show.act(Action::Camera(camera));
        }
    }
}
