//! Small widgets in the look's own shapes: buttons with icons, a segmented control, menus that
//! show their value, links.

use super::keyboard;
use super::style::{self, font};
use crate::scene::Weight;
use crate::scene::theme::Theme;
use egui::{
    Align2, Color32, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

/// A 14 × 14 drawing of strokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// An arrow back to the left.
    Undo,
    /// An arrow on to the right.
    Redo,
    /// A glass.
    Search,
    /// Lines that narrow.
    Filter,
    /// A crescent.
    Moon,
    /// A disc with rays.
    Sun,
    /// An arrow out of a tray.
    Export,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Away.
    Cross,
    /// On.
    Check,
    /// Downwards.
    Down,
    /// To what is before.
    Up,
    /// More.
    Plus,
    /// Less.
    Minus,
    /// Four corners.
    Fit,
    /// A folder.
    Folder,
    /// A triangle to the right.
    Play,
    /// A bin.
    Bin,
    /// A window with a column at its right.
    Panel,
}

/// Draws an icon about a point.
#[expect(clippy::too_many_lines, reason = "a table of drawings")]
pub(super) fn icon(ui: &Ui, icon: Icon, centre: Pos2, colour: Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.25, colour);
    let at = |x: f32, y: f32| centre + vec2(x, y);
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
    };
    match icon {
        Icon::Undo | Icon::Redo => {
            let s = if icon == Icon::Undo { 1.0 } else { -1.0 };
            line(&[(-2.0 * s, -5.0), (-5.0 * s, -2.0), (-2.0 * s, 1.0)]);
            line(&[
                (-5.0 * s, -2.0),
                (2.0 * s, -2.0),
                (4.0 * s, -1.0),
                (5.0 * s, 1.0),
                (4.0 * s, 3.5),
                (2.0 * s, 4.5),
                (-s, 4.5),
            ]);
        }
        Icon::Search => {
            painter.circle_stroke(at(-1.0, -1.0), 4.0, stroke);
            line(&[(2.0, 2.0), (5.5, 5.5)]);
        }
        Icon::Filter => {
            line(&[(-5.5, -4.0), (5.5, -4.0)]);
            line(&[(-3.5, 0.0), (3.5, 0.0)]);
            line(&[(-1.5, 4.0), (1.5, 4.0)]);
        }
        Icon::Moon => {
            line(&[
                (1.0, -5.5),
                (-2.5, -4.5),
                (-5.0, -1.5),
                (-5.0, 2.0),
                (-2.5, 4.8),
                (1.0, 5.3),
                (4.0, 4.0),
                (5.3, 1.5),
                (2.5, 2.0),
                (0.0, 0.8),
                (-1.0, -1.8),
                (-0.3, -4.0),
                (1.0, -5.5),
            ]);
        }
        Icon::Sun => {
            painter.circle_stroke(centre, 2.6, stroke);
            for n in 0..8u8 {
                let way = Vec2::angled(f32::from(n) * std::f32::consts::FRAC_PI_4);
                painter.line_segment([centre + way * 4.4, centre + way * 6.0], stroke);
            }
        }
        Icon::Export => {
            line(&[(0.0, 2.0), (0.0, -5.5)]);
            line(&[(-2.5, -3.0), (0.0, -5.5), (2.5, -3.0)]);
            line(&[
                (-3.0, -0.5),
                (-5.0, -0.5),
                (-5.0, 5.0),
                (5.0, 5.0),
                (5.0, -0.5),
                (3.0, -0.5),
            ]);
        }
        Icon::Left => line(&[(1.5, -4.0), (-2.0, 0.0), (1.5, 4.0)]),
        Icon::Right => line(&[(-1.5, -4.0), (2.0, 0.0), (-1.5, 4.0)]),
        Icon::Down => line(&[(-3.5, -1.5), (0.0, 2.0), (3.5, -1.5)]),
        Icon::Up => line(&[(-3.5, 2.0), (0.0, -1.5), (3.5, 2.0)]),
        Icon::Check => line(&[(-4.0, 0.5), (-1.0, 3.5), (4.5, -3.0)]),
        Icon::Cross => {
            line(&[(-4.0, -4.0), (4.0, 4.0)]);
            line(&[(4.0, -4.0), (-4.0, 4.0)]);
        }
        Icon::Plus => {
            line(&[(-5.0, 0.0), (5.0, 0.0)]);
            line(&[(0.0, -5.0), (0.0, 5.0)]);
        }
        Icon::Minus => line(&[(-5.0, 0.0), (5.0, 0.0)]),
        Icon::Fit => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                line(&[(x * 5.0, y * 2.0), (x * 5.0, y * 5.0), (x * 2.0, y * 5.0)]);
            }
        }
        Icon::Folder => line(&[
            (-5.5, 4.5),
            (-5.5, -4.5),
            (-1.5, -4.5),
            (0.0, -2.5),
            (5.5, -2.5),
            (5.5, 4.5),
            (-5.5, 4.5),
        ]),
        Icon::Panel => {
            line(&[
                (-6.0, -4.5),
                (6.0, -4.5),
                (6.0, 4.5),
                (-6.0, 4.5),
                (-6.0, -4.5),
            ]);
            line(&[(2.0, -4.5), (2.0, 4.5)]);
        }
        Icon::Play => line(&[(-3.0, -4.5), (4.5, 0.0), (-3.0, 4.5), (-3.0, -4.5)]),
        Icon::Bin => {
            line(&[(-5.0, -3.5), (5.0, -3.5)]);
            line(&[(-1.5, -3.5), (-1.5, -5.5), (1.5, -5.5), (1.5, -3.5)]);
            line(&[(-4.0, -3.5), (-3.2, 5.5), (3.2, 5.5), (4.0, -3.5)]);
        }
    }
}

/// What a button looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Raised, with a rim.
    Plain,
    /// Ink: the one thing to do.
    Primary,
    /// No rim until it is pointed at.
    Quiet,
    /// Pressed in: what it stands for is on.
    Pressed,
}

/// A button of 28 points with an icon, a label, or both. `name` is what a screen reader says.
pub(super) fn button(
    ui: &mut Ui,
    theme: &Theme,
    kind: Kind,
    picture: Option<Icon>,
    label: &str,
    name: &str,
    enabled: bool,
) -> Response {
    let galley = (!label.is_empty()).then(|| {
        let size = font(12.0, Weight::Medium);
        ui.painter()
            .layout_no_wrap(label.to_owned(), size, theme.t1)
    });
    let text_width = galley.as_ref().map_or(0.0, |g| g.size().x);
    let icon_width = if picture.is_some() { 14.0 } else { 0.0 };
    let gap = if picture.is_some() && galley.is_some() {
        6.0
    } else {
        0.0
    };
    let width =
        (text_width + icon_width + gap + if label.is_empty() { 14.0 } else { 20.0 }).max(28.0);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), sense);
    let is_hot = enabled && (response.hovered() || response.has_focus());
    let (fill, line, text) = match kind {
        Kind::Primary => (theme.ink, theme.ink, theme.on_ink),
        Kind::Pressed => (theme.sunken, theme.axis, theme.t1),
        Kind::Plain if is_hot => (theme.hover, theme.axis, theme.t1),
        Kind::Plain => (theme.raised, theme.rule, theme.t1),
        Kind::Quiet if is_hot => (theme.hover, theme.hover, theme.t1),
        Kind::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, theme.t2),
    };
    let text = if enabled { text } else { theme.disabled };
    let painter = ui.painter();
    painter.rect(rect, 4.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let mut x = rect.center().x - (text_width + icon_width + gap) / 2.0;
    if let Some(picture) = picture {
        icon(ui, picture, pos2(x + 7.0, rect.center().y), text);
        x += icon_width + gap;
    }
    if let Some(galley) = galley {
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, text);
    }
    focus_ring(ui, theme, &response);
    let name = name.to_owned();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, &name));
    if label.is_empty() {
        tip(response.clone(), name);
    }
    response
}

/// Words beside what the pointer rests on. egui would keep them over a dialog that has come since.
pub(super) fn tip(response: Response, words: impl Into<egui::WidgetText>) -> Response {
    let is_free = |m: &egui::Memory| m.is_above_modal_layer(response.layer_id);
    if response.ctx.memory(is_free) {
        response.on_hover_text(words)
    } else {
        response
    }
}

/// A ring round what has the keyboard.
pub(super) fn focus_ring(ui: &Ui, theme: &Theme, response: &Response) {
    if response.has_focus() {
        let rect = response.rect.expand(2.0);
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter()
            .rect_stroke(rect, 5.0, ring, StrokeKind::Middle);
    }
}

/// The same, inside: for what has no room round it.
pub(super) fn inner_focus_ring(ui: &Ui, theme: &Theme, response: &Response) {
    if response.has_focus() {
        let rect = response.rect.shrink2(vec2(1.0, 3.0));
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter()
            .rect_stroke(rect, 4.0, ring, StrokeKind::Inside);
    }
}

/// A button that says what is chosen and opens a menu. It keeps room for all of some values.
pub(super) fn choice<R>(
    ui: &mut Ui,
    theme: &Theme,
    (label, value): (&str, &str),
    all: &[&str],
    menu: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let painter = ui.painter();
    let strong =
        |text: &str| painter.layout_no_wrap(text.to_owned(), font(12.0, Weight::Medium), theme.t1);
    let quiet = painter.layout_no_wrap(label.to_owned(), font(12.0, Weight::Regular), theme.t2);
    let loud = strong(value);
    let room = all.iter().map(|value| strong(value).size().x);
    let room = room.fold(loud.size().x, f32::max);
    let width = quiet.size().x + room + 6.0 + 14.0 + 26.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let fill = if response.hovered() {
        theme.hover
    } else {
        theme.raised
    };
    let painter = ui.painter();
    let rim = Stroke::new(1.0, theme.rule);
    painter.rect(rect, 4.0, fill, rim, StrokeKind::Inside);
    let y = rect.center().y;
    let x = rect.left() + 10.0;
    let after = x + quiet.size().x + 6.0;
    painter.galley(pos2(x, y - quiet.size().y / 2.0), quiet, theme.t2);
    painter.galley(pos2(after, y - loud.size().y / 2.0), loud, theme.t1);
    icon(ui, Icon::Down, pos2(rect.right() - 14.0, y), theme.t2);
    focus_ring(ui, theme, &response);
    let name = format!("{label}: {value}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    drop_down(&response, menu)
}

/// A menu that a press opens, before everything else: the place of one in the order of layers is
/// remembered, and a dialog may have come since.
pub(super) fn drop_down<R>(button: &Response, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    // What picks a row closes it: a field in it may be clicked.
    let menu = egui::Popup::menu(button).style(style::menu);
    let menu = menu.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let shown = menu.show(add)?;
    button.ctx.move_to_top(shown.response.layer_id);
    return_keys(button);
    let is_open = egui::Popup::is_id_open(&button.ctx, egui::Popup::default_response_id(button));
    if !is_open && !shown.response.clicked_elsewhere() {
        // What was chosen by a key leaves the keyboard at the button; Tab goes on from there anyway.
        if button.ctx.input(|i| i.pointer.any_click()) {
            keyboard::tab_from(&button.ctx, button.id);
        } else {
            button.request_focus();
        }
    }
    Some(shown.inner)
}

/// A menu that Escape closes gives the keyboard back to its button.
pub(super) fn return_keys(button: &Response) {
    if button.ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
        button.request_focus();
    }
}

/// A row of choices of which one holds. Gives the one that was pressed.
pub(super) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    now: T,
    all: &[(T, &str)],
) -> Option<T> {
    let mut pressed = None;
    let galleys: Vec<_> = all
        .iter()
        .map(|(value, label)| {
            let weight = if *value == now {
                Weight::SemiBold
            } else {
                Weight::Medium
            };
            ui.painter()
                .layout_no_wrap((*label).to_owned(), font(12.0, weight), theme.t2)
        })
        .collect();
    let width: f32 = galleys.iter().map(|g| g.size().x + 20.0).sum::<f32>() + 4.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
    ui.painter().rect(
        rect,
        4.0,
        theme.sunken,
        Stroke::new(1.0, theme.rule),
        StrokeKind::Inside,
    );
    let mut x = rect.left() + 2.0;
    for ((value, label), galley) in all.iter().zip(galleys) {
        let cell = Rect::from_min_size(
            pos2(x, rect.top() + 2.0),
            vec2(galley.size().x + 20.0, 24.0),
        );
        x = cell.right();
        let response = ui.interact(cell, ui.unique_id().with(label), Sense::click());
        let is_now = *value == now;
        if is_now {
            ui.painter().rect(
                cell,
                3.0,
                theme.raised,
                Stroke::new(1.0, theme.rule),
                StrokeKind::Inside,
            );
        }
        let colour = if is_now || response.hovered() {
            theme.t1
        } else {
            theme.t2
        };
        let at = cell.center() - galley.size() / 2.0;
        ui.painter()
            .galley_with_override_text_color(at, galley, colour);
        focus_ring(ui, theme, &response);
        response
            .widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, is_now, *label));
        if response.clicked() {
            pressed = Some(*value);
        }
    }
    pressed
}

/// Underlined text that does something.
pub(super) fn link(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let galley =
        ui.painter()
            .layout_no_wrap(text.to_owned(), font(12.0, Weight::Regular), theme.t1);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    ui.painter().galley(rect.min, galley, theme.t1);
    let colour = if response.hovered() {
        theme.t1
    } else {
        theme.axis
    };
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 1.5,
        Stroke::new(1.0, colour),
    );
    focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A line of text at a place, for parts that lay themselves out.
pub(super) fn text_at(
    ui: &Ui,
    at: Pos2,
    align: Align2,
    text: &str,
    size: f32,
    weight: Weight,
    colour: Color32,
) -> Rect {
    ui.painter()
        .text(at, align, text, font(size, weight), colour)
}
