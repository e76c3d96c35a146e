//! The search field: how many match, and what is said where none does.

use super::super::UiContext;
use super::super::command::Command;
use super::super::style::font;
use super::super::widgets::{self, Icon};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::{Filter, Kind};
use crate::editor::derived::TieSet;
use crate::editor::{Action, Found};
use crate::scene::{Theme, Weight};
use egui::text::CCursorRange;
use egui::{
    Align2, Area, Frame, Id, Margin, Order, Response, RichText, Stroke, StrokeKind, TextEdit, Ui,
    pos2, vec2,
};

/// What stands left of the text.
const LEFT: i8 = 27;
/// What stands right of it: the keys, or how many match.
const RIGHT: f32 = 52.0;

/// The field.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let is_open = cx.state.document.is_some();
    let mut query = cx.state.find.query.clone();
    let hint = if is_open {
        "Find events, actors, sources"
    } else {
        "Nothing to find yet"
    };
    let told = told(cx, &query);
    let tail = told.as_ref().map_or(RIGHT, |told| {
        cx.measure.width(told, 10.5, Weight::Regular) + 16.0
    });
    let width = (ui.available_width() * 0.26).clamp(244.0, 252.0);
    let id = Id::unique("find");
    let is_wanted = cx.actions.contains(&Action::FocusFind);
    if is_wanted {
        // Still in this frame, so that nothing is lost of what is typed right after the keys.
        ui.memory_mut(|memory| memory.request_focus(id));
        // What is typed replaces what was looked for before.
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let everything = CCursorRange::select_all_str(&query);
        state.cursor.set_char_range(Some(everything));
        state.store(ui.ctx(), id);
    }
    let field = TextEdit::singleline(&mut query)
        .id(id)
        .hint_text(RichText::new(hint).color(theme.t3))
        .desired_width(width)
        .font(font(12.0, Weight::Regular))
        .min_size(vec2(0.0, 28.0))
        .align(Align2::LEFT_CENTER)
        .frame(ground(theme, tail.max(RIGHT)));
    let response = ui.add_enabled(is_open, field);
    if is_wanted {
        // The click on a menu's row took it away again.
        response.request_focus();
    }
    let rect = response.rect;
    widgets::icon(
        ui,
        Icon::Search,
        pos2(rect.left() + 15.0, rect.center().y),
        theme.t3,
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, is_open, "Find"));
    match &told {
        Some(told) => {
            let right = pos2(rect.right() - 8.0, rect.center().y);
            let side = Align2::RIGHT_CENTER;
            widgets::text_at(ui, right, side, told, 10.5, Weight::Regular, theme.t3);
        }
        None if is_open && query.is_empty() => keys(ui, theme, &response),
        None => {}
    }
    if response.has_focus() {
        say_where(cx, ui, &response);
    }
    if response.changed() {
        cx.act(Action::Find(query));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        let is_back = ui.input(|i| i.modifiers.shift);
        cx.act(Action::FindStep(if is_back { -1 } else { 1 }));
        response.request_focus();
    }
}

/// What the text stands on, with room right of it.
fn ground(theme: &Theme, tail: f32) -> Frame {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let margin = Margin {
        left: LEFT,
        right: tail as i8,
        top: 5,
        bottom: 5,
    };
    Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.rule))
        .corner_radius(4)
        .inner_margin(margin)
}

/// `3 of 24`, `24`: which match is selected, of how many.
fn told(cx: &UiContext<'_>, query: &str) -> Option<String> {
    let found = cx.queries.found(query).filter(|_| !query.is_empty())?;
    let count = with_thousands(found.count);
    if cx.state.find.is_stepping && found.count > 0 {
        let at = with_thousands(cx.state.find.at + 1);
        Some(format!("{at} of {count}"))
    } else {
        Some(count)
    }
}

/// The keys that lead here, on a chip.
fn keys(ui: &Ui, theme: &Theme, field: &Response) {
    let Some(keys) = Command::Find.keys_text(ui.ctx()) else {
        return;
    };
    let text = ui.painter().layout_no_wrap(
        keys.replace('+', " "),
        font(10.5, Weight::Regular),
        theme.t3,
    );
    let rect = field.rect;
    let size = vec2(text.size().x + 10.0, 16.0);
    let chip = egui::Rect::from_min_size(
        pos2(rect.right() - 6.0 - size.x, rect.center().y - size.y / 2.0),
        size,
    );
    ui.painter()
        .rect(chip, 3.0, theme.chrome, Stroke::NONE, StrokeKind::Inside);
    let at = chip.center() - text.size() / 2.0;
    ui.painter().galley(at, text, theme.t3);
}

/// Under the field: that nothing matches, or nothing that is shown.
fn say_where(cx: &UiContext<'_>, ui: &Ui, field: &Response) {
    let query = &cx.state.find.query;
    let (Some(found), Some(tied)) = (cx.queries.found(query), cx.queries.tied()) else {
        return;
    };
    if query.trim().is_empty() {
        return;
    }
    let filter = &cx.state.view.filter;
    let Some(words) = words(query, &counts(found, tied), tied.window.is_some(), filter) else {
        return;
    };
    let theme = cx.theme;
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.rule))
        .corner_radius(4)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(10, 7));
    Area::new(field.id.with("what was found"))
        .order(Order::Foreground)
        .interactable(false)
        .fixed_pos(field.rect.left_bottom() + vec2(0.0, 3.0))
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_max_width(360.0);
                let text = RichText::new(words).font(font(11.5, Weight::Regular));
                ui.label(text.color(theme.t1));
            });
        });
}

/// How many events of a search are shown, how many are not, and what else matches.
struct Counts {
    inside: usize,
    outside: usize,
    others: usize,
}

fn counts(found: &Found, tied: &TieSet) -> Counts {
    let (passed, index) = (&tied.filtered, &tied.indexed().index);
    let events = found.matches.iter().filter(|m| m.kind == Kind::Event);
    let rows = events.clone().filter_map(|m| index.row(m.handle));
    let is_inside =
        |row: &u32| passed.passing.has(*row as usize) && index.is_alive(*row, tied.window);
    let inside = rows.filter(is_inside).count();
    let all = events.count();
    Counts {
        inside,
        outside: all - inside,
        // Past what is listed, nobody counts what they are.
        others: found.count - all,
    }
}

/// `No event matches “truce” in this window. 2 do outside it.`; nothing where one is shown.
fn words(query: &str, counts: &Counts, has_window: bool, filter: &Filter) -> Option<String> {
    let query = crate::dataset::check::quoted(query.trim());
    let is_filtered = *filter != Filter::default();
    let (here, there) = match (has_window, is_filtered) {
        (true, false) => (" in this window", "outside it"),
        (false, true) => (" under this filter", "without it"),
        (true, true) => (" in this window and filter", "outside them"),
        (false, false) => ("", ""),
    };
    match *counts {
        Counts { inside: 1.., .. } => None,
        Counts {
            outside: 0,
            others: 0,
            ..
        } => Some(format!("Nothing matches {query}.")),
        Counts {
            outside: 0, others, ..
        } => {
            let others = plural(others, "actor or source does", "actors and sources do");
            Some(format!("No event matches {query}. {others}."))
        }
        Counts { outside, .. } => {
            let outside = plural(outside, "does", "do");
            Some(format!(
                "No event matches {query}{here}. {outside} {there}."
            ))
        }
    }
}
