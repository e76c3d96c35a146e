//! Widgets that edit one field: text in place, a menu of values, a list to pick from.

use super::super::style::font;
use super::super::widgets::{self, Icon};
use super::super::{UiContext, menu_row};
use super::draft;
use super::lines;
use crate::dataset::fields::{field_at, shown};
use crate::editor::selection::{Of, Selection};
use crate::editor::{Action, words};
use crate::scene::theme::Theme;
use crate::scene::{Style, Weight};
use egui::{
    Align2, Color32, CornerRadius, EventFilter, Frame, Id, Key, Margin, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// Height of a row with a field.
pub(super) const ROW: f32 = 26.0;
/// Width of the words before a field.
const LABEL: f32 = 88.0;
/// What stands round the text of a field.
pub(super) const ROUND: f32 = 6.0;

/// How the text of a field looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// In points.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// Whether it may take several lines.
    pub wraps: bool,
    /// Whether Enter starts a new line.
    pub is_paragraphs: bool,
    /// Another colour than that of main text.
    pub colour: Option<Color32>,
    /// What stands before the text.
    pub icon: Option<Icon>,
}

impl Look {
    /// A value in a row.
    pub(super) const VALUE: Self = Self {
        size: 12.0,
        weight: Weight::Regular,
        wraps: false,
        is_paragraphs: false,
        colour: None,
        icon: None,
    };

    /// The title of the panel.
    pub(super) const TITLE: Self = Self {
        size: 15.0,
        weight: Weight::SemiBold,
        wraps: true,
        is_paragraphs: false,
        colour: None,
        icon: None,
    };

    /// Text of several lines.
    pub(super) const PARAGRAPHS: Self = Self {
        wraps: true,
        is_paragraphs: true,
        ..Self::VALUE
    };
}

/// The id of a field's widget.
pub(super) fn field_id(of: Of, path: &str) -> Id {
    Id::unique((of, path))
}

/// What a person reads for the field that a way leads to: of one of several with its number.
pub(super) fn name_of(path: &str, name: &str) -> String {
    let within = path.rsplit_once('.').map(|(within, _)| within);
    let at = within.and_then(|within| within.strip_suffix(']')?.rsplit_once('['));
    let number = at.and_then(|(_, at)| at.parse::<usize>().ok());
    number.map_or_else(|| name.to_owned(), |at| format!("{name} {}", at + 1))
}

/// The text of the field that a way leads to, edited where it stands. What is typed is handed in as
/// one edit when the field is left or Enter is pressed; Escape gives it up.
pub(super) fn text(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    of: Of,
    path: &str,
    look: Look,
) -> Option<Response> {
    let dataset = cx.state.dataset()?;
    let (field, held) = match of {
        Some(selection) => field_at(dataset.record(selection.item()?)?, path)?,
        None => field_at(&dataset.metadata, path)?,
    };
    let id = field_id(of, path);
    let known = draft::of_field(cx, ui.ctx(), of, path);
    let typed = known.as_ref().map(|d| d.typed.text.clone());
    let mut value = typed.unwrap_or_else(|| shown(field, held));
    let problem = known.and_then(|d| d.place.problem);
    let name = name_of(path, field.name);
    let told = FieldLabel {
        name: &name,
        hint: field.hint,
    };
    let response = edit(cx.theme, ui, id, told, &mut value, look, problem.is_some());
    if response.changed() {
        // What was said of another text is old.
        cx.act(Action::Unsay);
        draft::typed(cx, ui.ctx(), id, of, path, value);
    }
    let (is_escape, is_enter) = keys(ui, &response, look.is_paragraphs);
    if is_escape && look.is_paragraphs {
        draft::give_up(cx);
    } else if is_escape {
        draft::forget(cx);
    }
    if is_escape || is_enter {
        response.surrender_focus();
    }
    if let Some(problem) = problem {
        trouble(cx.theme, ui, &problem);
    }
    Some(response)
}

/// Whether a field with the keyboard is given up, or handed in.
pub(super) fn keys(ui: &Ui, response: &Response, is_paragraphs: bool) -> (bool, bool) {
    if !response.has_focus() {
        return (false, false);
    }
    ui.input(|i| {
        let enter = i.key_pressed(Key::Enter) && (!is_paragraphs || i.modifiers.command);
        (i.key_pressed(Key::Escape), enter)
    })
}

/// Why a text cannot be taken, under its field.
pub(in crate::app) fn trouble(theme: &Theme, ui: &mut Ui, problem: &str) {
    let text = egui::RichText::new(problem)
        .font(font(11.5, Weight::Regular))
        .color(theme.error);
    ui.add(egui::Label::new(text).wrap());
}

/// What a field is called, and what stands in it while it is empty.
#[derive(Clone, Copy)]
pub(in crate::app) struct FieldLabel<'a> {
    /// What a screen reader says.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
}

/// A text field in the look's own shape.
pub(super) fn edit(
    theme: &Theme,
    ui: &mut Ui,
    id: Id,
    told: FieldLabel<'_>,
    value: &mut String,
    look: Look,
    is_wrong: bool,
) -> Response {
    let is_typing = ui.memory(|m| m.has_focus(id));
    let is_hovered = ui.ctx().read_response(id).is_some_and(|r| r.hovered());
    let (fill, line) = match (is_typing, is_hovered) {
        (true, _) => (theme.ground, theme.focus),
        (false, true) => (theme.hover, theme.rule),
        (false, false) => (Color32::TRANSPARENT, Color32::TRANSPARENT),
    };
    let line = if is_wrong { theme.error } else { line };
    let pad = (ROW - look.size - 5.0) / 2.0;
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let mut margin = Margin::symmetric(ROUND as i8, pad.round() as i8);
    if look.icon.is_some() {
        margin.left += 18;
    }
    let frame = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(4));
    let colour = look.colour.unwrap_or(theme.t1);
    let is_turned = !is_typing && lines::is_right_to_left(value);
    let style = Style::new(look.size, look.weight, colour);
    let most = if look.wraps { 20 } else { 1 };
    let room = ui.available_width() - f32::from(margin.left) - f32::from(margin.right);
    let is_cut = !is_typing && !look.wraps && lines::width(ui, value, style) > room;
    // At rest a text is read: in the order of its script, and with an ellipsis if it is cut.
    let mut at_rest = |ui: &Ui, text: &dyn egui::TextBuffer, _: f32| {
        if is_turned {
            lines::ordered(ui, text.as_str(), style, room, most)
        } else {
            lines::cut(ui, text.as_str(), style, room)
        }
    };
    let mut field = match look.wraps {
        true => TextEdit::multiline(value),
        false => TextEdit::singleline(value),
    };
    if !look.is_paragraphs {
        field = field.return_key(None);
    }
    if is_turned || is_cut {
        field = field.layouter(&mut at_rest);
    }
    let field = field
        .id(id)
        .font(font(look.size, look.weight))
        .text_color(colour)
        .hint_text(egui::RichText::new(told.hint).color(theme.t3))
        .desired_rows(if look.is_paragraphs { 3 } else { 1 })
        .desired_width(f32::INFINITY)
        .frame(frame.inner_margin(margin))
        .event_filter(EventFilter {
            escape: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        });
    let response = ui.add(field);
    named(ui, &response, told.name);
    let ring = Stroke::new(if is_typing { 2.0 } else { 0.0 }, line);
    let painter = ui.painter();
    painter.rect_stroke(response.rect, 4.0, ring, StrokeKind::Inside);
    if let Some(icon) = look.icon {
        let at = response.rect.left_center() + vec2(ROUND + 6.0, 0.0);
        widgets::icon(ui, icon, at, theme.t3);
    }
    if is_cut {
        return widgets::tip(response, value.as_str());
    }
    response
}

/// What a screen reader says for a widget that has its own text.
pub(in crate::app) fn named(ui: &Ui, response: &Response, name: &str) {
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A row: a word, and what stands after it.
pub(super) fn row<R>(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    word: &str,
    add: impl FnOnce(&mut UiContext<'_>, &mut Ui) -> R,
) -> R {
    // What stands above may come and go: what has the keyboard in a row keeps it.
    let own = UiBuilder::new().scope_id(ui.scope_id().with(("row", word)));
    let in_row = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, ROW), Sense::hover());
        widgets::text_at(
            ui,
            rect.left_center(),
            Align2::LEFT_CENTER,
            word,
            11.5,
            Weight::Regular,
            cx.theme.t3,
        );
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            add(cx, ui)
        })
        .inner
    };
    let inner = ui.scope_builder(own, |ui| ui.horizontal_top(in_row).inner);
    inner.inner
}

/// Where the text of a field stands.
pub(super) fn inset<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let margin = Margin {
        left: ROUND as i8 + 1,
        ..Margin::ZERO
    };
    Frame::new().inner_margin(margin).show(ui, add);
}

/// Lets what follows reach over the inset, so that text of a field stands in line with headings.
pub(super) fn flush<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let wide = room.expand2(vec2(ROUND, 0.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(wide));
    let inner = add(&mut child);
    // The panel itself does not get wider by it.
    let used = Rect::from_x_y_ranges(room.x_range(), child.min_rect().y_range());
    ui.advance_cursor_after_rect(used);
    inner
}

/// A value with a menu of others. Gives what the menu gives.
pub(super) fn menu<R>(
    theme: &Theme,
    ui: &mut Ui,
    name: &str,
    value: &str,
    add: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    let width = ui.available_width().max(40.0);
    menu_of(theme, ui, name, value, width, add)
}

/// The same with a frame, over the width that there is.
pub(in crate::app) fn framed_menu<R>(
    theme: &Theme,
    ui: &mut Ui,
    name: &str,
    value: &str,
    add: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    let size = vec2(ui.available_width(), 28.0);
    menu_in(theme, ui, name, value, (size, true), add)
}

/// The same at a width.
pub(super) fn menu_of<R>(
    theme: &Theme,
    ui: &mut Ui,
    name: &str,
    value: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    menu_in(theme, ui, name, value, (vec2(width, ROW), false), add)
}

fn menu_in<R>(
    theme: &Theme,
    ui: &mut Ui,
    name: &str,
    value: &str,
    (size, is_framed): (Vec2, bool),
    add: impl FnOnce(&mut Ui) -> Option<R>,
) -> Option<R> {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&response));
    let is_hot = response.hovered() || is_open;
    if is_hot || is_framed {
        let fill = if is_hot { theme.hover } else { theme.raised };
        let line = Stroke::new(1.0, theme.rule);
        ui.painter().rect(rect, 4.0, fill, line, StrokeKind::Inside);
    }
    let style = Style::new(12.0, Weight::Regular, theme.t1);
    let room = rect.width() - 2.0 * ROUND - 16.0;
    let width = lines::elided(
        ui,
        pos2(rect.left() + ROUND + 1.0, rect.center().y),
        value,
        style,
        room,
    );
    let after = if is_framed {
        rect.right() - 14.0
    } else {
        rect.left() + ROUND + width + 12.0
    };
    let at = pos2(after, rect.center().y);
    widgets::icon(ui, Icon::Down, at, theme.t3);
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_value(value));
    widgets::drop_down(&response, |ui| {
        ui.set_min_width(140.0);
        ScrollArea::vertical().max_height(320.0).show(ui, add).inner
    })?
}

/// One value of a menu.
pub(in crate::app) fn choice<T>(ui: &mut Ui, is_now: bool, name: &str, value: T) -> Option<T> {
    let told = menu_row::MenuRow {
        name,
        mark: Some(is_now),
        is_there: true,
        ..menu_row::MenuRow::default()
    };
    menu_row::row(ui, told).clicked().then(|| {
        ui.close();
        value
    })
}

/// A row of a menu that does something else than to choose a value.
pub(super) fn plain_choice<T>(ui: &mut Ui, name: &str, value: T) -> Option<T> {
    let told = menu_row::MenuRow {
        name,
        is_there: true,
        ..menu_row::MenuRow::default()
    };
    menu_row::row(ui, told).clicked().then(|| {
        ui.close();
        value
    })
}

/// A tick box with a name.
pub(super) fn tick(theme: &Theme, ui: &mut Ui, is_on: bool, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, ROW), Sense::click());
    tick_box(
        theme,
        ui,
        Rect::from_center_size(rect.center() - vec2(5.0, 0.0), vec2(13.0, 13.0)),
        is_on,
        response.hovered(),
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    response.clicked()
}

/// The box of a tick.
pub(in crate::app) fn tick_box(theme: &Theme, ui: &Ui, rect: Rect, is_on: bool, is_hovered: bool) {
    let painter = ui.painter();
    if is_on {
        painter.rect_filled(rect, 3.0, theme.ink);
        let at = |x: f32, y: f32| rect.center() + vec2(x, y);
        let line = Stroke::new(1.75, theme.on_ink);
        painter.line(vec![at(-3.0, 0.2), at(-0.9, 2.4), at(3.2, -2.4)], line);
    } else {
        let line = if is_hovered { theme.t2 } else { theme.axis };
        painter.rect(
            rect,
            3.0,
            theme.raised,
            Stroke::new(1.0, line),
            StrokeKind::Inside,
        );
    }
}

/// Selects all of a field's text, so that typing replaces it.
pub(in crate::app) fn select_all(ui: &Ui, response: &Response, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
    let range = egui::text::CCursorRange::two(
        egui::text::CCursor::default(),
        egui::text::CCursor::new(text.chars().count()),
    );
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), response.id);
}

/// Most height of a title: about six lines.
const TITLE_MOST: f32 = 126.0;

/// The title of the panel. A new item's is selected, so that typing replaces it.
pub(super) fn title(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, path: &str) {
    let response = flush(ui, |ui| {
        // A very long one scrolls by itself: the fields below stay at hand.
        let scrolled = ScrollArea::vertical().id_salt(path).max_height(TITLE_MOST);
        let scrolled = scrolled.show(ui, |ui| text(cx, ui, of, path, Look::TITLE));
        scrolled.inner
    });
    let Some(response) = response.filter(|_| cx.state.wants_title && of.is_some()) else {
        return;
    };
    response.request_focus();
    let dataset = cx.state.dataset();
    let item = of.and_then(Selection::item);
    let now = dataset.zip(item).and_then(|(d, item)| words::item(d, item));
    select_all(ui, &response, &now.unwrap_or_default());
    cx.act(Action::TitleFocused);
}
