//! What lists of the panel are made of: headings, plates, what unfolds. A long list lays out only the
//! rows that are in view.

use super::super::style::font;
use super::super::{UiContext, paint, widgets};
use crate::analysis::ColourBy;
use crate::analysis::hues::EventHue;
use crate::dataset::Handle;
use crate::dataset::count::with_thousands;
use crate::editor::derived::Indexed;
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::theme::Theme;
use crate::scene::{Key, Scene, Style, Weight, actors};
use egui::{
    Align, Align2, Color32, Layout, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

/// Height of a row of a list.
pub(super) const ROW: f32 = 19.0;
/// How far a row's plate reaches over the inset.
const OVER: f32 = 8.0;

/// A hairline over the whole panel, with room round it.
pub(super) fn hairline(ui: &mut Ui, theme: &Theme) {
    ui.add_space(7.0);
    let y = ui.cursor().top().floor() + 0.5;
    ui.painter()
        .hline(ui.clip_rect().x_range(), y, Stroke::new(1.0, theme.hair));
    ui.add_space(4.0);
}

/// The head of a section, with how many there are, and what stands at its right.
pub(super) fn heading(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    count: Option<usize>,
    right: impl FnOnce(&mut Ui),
) {
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(ROW);
        ui.spacing_mut().item_spacing.x = 8.0;
        let text = egui::RichText::new(title)
            .font(font(11.5, Weight::SemiBold))
            .color(theme.t1);
        ui.label(text);
        if let Some(count) = count {
            ui.label(
                egui::RichText::new(with_thousands(count))
                    .font(font(11.5, Weight::Regular))
                    .color(theme.t3),
            );
        }
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
    // What follows is as near as its own rows are to each other.
    ui.add_space(-ui.spacing().item_spacing.y);
}

/// The height of a line of text of a size (look.md, “Type”).
pub(super) fn line_height(size: f32) -> f32 {
    (size * 1.39).round()
}

/// Text that wraps.
pub(super) fn say(ui: &mut Ui, text: &str, size: f32, weight: Weight, colour: Color32) -> Response {
    let style = Style::new(size, weight, colour);
    if super::lines::is_right_to_left(text) {
        let lines = super::lines::wrapped(ui, text, style, ui.available_width(), 200);
        return ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for line in lines {
                    let galley =
                        ui.fonts_mut(|f| f.layout_job(crate::scene::text::job(&line, style)));
                    ui.label(galley);
                }
            })
            .response;
    }
    let text = egui::RichText::new(text)
        .font(font(size, weight))
        .line_height(Some(line_height(size)))
        .color(colour);
    ui.add(egui::Label::new(text).wrap())
}

/// Rows of one height, of which only those in view are shown.
pub(super) fn each(
    ui: &mut Ui,
    count: usize,
    height: f32,
    mut show_row: impl FnMut(&mut Ui, usize, Rect),
) {
    #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
    let tall = count as f32 * height;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    let clip = ui.clip_rect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the list"
    )]
    let place = |y: f32| ((y - rect.top()) / height).clamp(0.0, 1e9) as usize;
    for n in place(clip.top())..(place(clip.bottom()) + 1).min(count) {
        #[expect(clippy::cast_precision_loss, reason = "a height on the screen")]
        let top = rect.top() + n as f32 * height;
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        show_row(ui, n, row);
    }
}

/// A row that can be pressed, with its plate.
pub(super) fn plate(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    salt: impl egui::AsIdSalt,
    is_selected: bool,
    is_lit: bool,
    name: &str,
) -> Response {
    let response = ui.interact(rect, ui.unique_id().with(salt), Sense::click());
    let wide = rect.expand2(vec2(OVER, 0.0));
    let fill = match (is_selected, response.hovered() || is_lit) {
        (true, _) => Some(theme.mark),
        (false, true) => Some(theme.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(wide, 3.0, fill);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter()
            .rect_stroke(wide, 4.0, ring, StrokeKind::Inside);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// A pressed row selects; one that is pointed at lights up in the views.
pub(super) fn select(
    cx: &mut UiContext<'_>,
    response: Response,
    selection: Selection,
    key: Option<Key>,
) {
    if response.hovered() && key.is_some() {
        cx.act(Action::Hover(key));
    }
    if response.clicked() {
        cx.act(Action::Select(Some(selection)));
    }
}

/// Text that ends at a place.
pub(super) fn right(
    ui: &Ui,
    at: Pos2,
    text: &str,
    size: f32,
    weight: Weight,
    colour: Color32,
) -> Rect {
    widgets::text_at(ui, at, Align2::RIGHT_CENTER, text, size, weight, colour)
}

/// The ring with − · + of a tone, and its value after it.
pub(super) fn tone_sign(ui: &Ui, theme: &Theme, left: Pos2, tone: f64) {
    let mut scene = Scene::new(Vec2::ZERO);
    let step = Theme::tone_step(tone);
    let on_panel = Theme {
        ground: theme.panel,
        ..*theme
    };
    actors::tone_sign(
        &mut scene,
        Key::None,
        left + vec2(6.5, 0.0),
        6.0,
        step,
        &on_panel,
        1.0,
    );
    paint::paint(&scene, ui.painter(), Pos2::ZERO);
    let colour = theme.tone_text.get(step).copied().unwrap_or(theme.t2);
    let at = left + vec2(17.0, 0.0);
    widgets::text_at(
        ui,
        at,
        Align2::LEFT_CENTER,
        &words::signed(tone),
        11.5,
        Weight::SemiBold,
        colour,
    );
}

/// The colour of an actor's group, while colours mean groups: one hue, one meaning.
pub(super) fn actor_hue(cx: &UiContext<'_>, indexed: &Indexed, actor: Handle) -> EventHue {
    let place = indexed.index.actor(actor);
    let place = place.filter(|_| cx.state.view.colour_by == ColourBy::Group);
    place.map_or(EventHue::Neutral, |place| {
        indexed.hues.actor(&indexed.index, place)
    })
}

/// What unfolds the rest of a list.
pub(super) fn more(ui: &mut Ui, theme: &Theme, text: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    let colour = if response.hovered() {
        theme.t1
    } else {
        theme.t3
    };
    widgets::text_at(
        ui,
        rect.left_center(),
        Align2::LEFT_CENTER,
        text,
        11.5,
        Weight::Regular,
        colour,
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}

/// The head of a section.
pub(super) fn plain_heading(ui: &mut Ui, theme: &Theme, title: &str) {
    heading(ui, theme, title, None, |_| {});
}

/// The head of a list.
pub(super) fn counted(ui: &mut Ui, theme: &Theme, title: &str, count: usize) {
    heading(ui, theme, title, Some(count), |_| {});
}

/// A remark.
pub(super) fn quiet(ui: &mut Ui, theme: &Theme, text: &str) {
    say(ui, text, 11.5, Weight::Regular, theme.t3);
}
