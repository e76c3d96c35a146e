//! What lists of the panel are made of: headings, rows of events, relations and sources. A long
//! list lays out only the rows that are in view.

use super::super::Show;
use super::super::action::Action;
use super::super::answers::Indexed;
use super::super::paint;
use super::super::state::Selection;
use super::super::style::font;
use super::super::widgets;
use super::super::words;
use super::grades;
use super::lines::elided;
use super::listing::{Cited, Listing};
use crate::analysis::Row;
use crate::dataset::date::{self, Date};
use crate::dataset::zone::Zone;
use crate::dataset::{Event, Handle, Status};
use crate::scene::marks::{self, Pen, Standing};
use crate::scene::theme::Theme;
use crate::scene::{Key, Scene, Style, Weight, actors};
use crate::timeline::calendar::with_thousands;
use egui::{
    Align, Align2, Color32, Layout, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

/// Height of a row of a list.
pub(super) const ROW: f32 = 20.0;
/// How far a row's plate reaches over the inset.
const OVER: f32 = 8.0;

/// A hairline over the whole panel, with room round it.
pub(super) fn hairline(ui: &mut Ui, theme: &Theme) {
    ui.add_space(8.0);
    let y = ui.cursor().top().floor() + 0.5;
    ui.painter()
        .hline(ui.clip_rect().x_range(), y, Stroke::new(1.0, theme.hair));
    ui.add_space(10.0);
}

/// The head of a section, with how many there are, and what stands at its right.
pub(super) fn heading(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    count: Option<usize>,
    right: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
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
    ui.add_space(2.0);
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
    mut show: impl FnMut(&mut Ui, usize, Rect),
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
        show(ui, n, row);
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

/// The mark of an event: filled, hollow, dashed or struck, in its hue.
pub(super) fn event_mark(
    show: &Show<'_>,
    ui: &Ui,
    indexed: &Indexed,
    row: Row,
    status: Status,
    at: Pos2,
) {
    let hue = indexed
        .hues
        .event(&indexed.index, row, show.state.view.colour_by);
    let standing = match status {
        Status::Happened => Standing::Happened,
        Status::Planned => Standing::Planned,
        Status::Possible => Standing::Possible,
        Status::Denied => Standing::Denied,
    };
    let theme = show.theme;
    let pen = Pen::new(theme.hue(hue.into()), theme.panel).standing(standing);
    let mut scene = Scene::new(Vec2::ZERO);
    marks::point(&mut scene, Key::None, at, marks::POINT - 1.0, pen);
    paint::paint(&scene, ui.painter(), Pos2::ZERO);
}

/// The date of an event in a list: `15 Aug`, `~14 Aug`, `undated`.
fn short_date(indexed: &Indexed, event: &Event, shown_in: &Zone, year: Option<i64>) -> String {
    let Some(when) = event.when.as_deref() else {
        return "undated".to_owned();
    };
    let own = event.own_zone();
    let own = own.as_ref().unwrap_or(&indexed.index.zone);
    // In the zone of the place where it was, a day is the day that people there call it.
    match Date::parse(when) {
        Ok(date) => date::in_short(&date, own, shown_in, year),
        Err(_) => when.to_owned(),
    }
}

/// The zone that dates are shown in.
fn shown_zone(show: &Show<'_>, indexed: &Indexed) -> Zone {
    let chosen = show.state.view.zone.clone();
    chosen.unwrap_or_else(|| indexed.index.zone.clone())
}

/// Events in order, each with its date, mark, title, tone and the numbers of its sources.
pub(super) fn events(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, listing: &Listing) {
    let zone = shown_zone(show, indexed);
    each(ui, listing.events.len(), ROW, |ui, n, rect| {
        if let Some(row) = listing.events.get(n) {
            event(show, ui, indexed, listing, &zone, *row, rect);
        }
    });
}

fn event(
    show: &mut Show<'_>,
    ui: &Ui,
    indexed: &Indexed,
    listing: &Listing,
    zone: &Zone,
    row: Row,
    rect: Rect,
) {
    let Some((handle, event)) = indexed.dataset.events.at(row as usize) else {
        return;
    };
    let theme = show.theme;
    let (key, selection) = (Key::Event(handle.0), Selection::Event(handle));
    let is_selected = show.state.selection == Some(selection);
    let is_lit = show.state.hovered == Some(key);
    let salt = ("event", handle);
    let response = plate(ui, theme, rect, salt, is_selected, is_lit, &event.title);
    let y = rect.center().y;
    let dates = if listing.year.is_some() { 58.0 } else { 82.0 };
    let date = short_date(indexed, event, zone, listing.year);
    let quiet = Style::new(11.5, Weight::Regular, theme.t2);
    elided(ui, rect.left_center(), &date, quiet, dates - 4.0);
    let mark = pos2(rect.left() + dates + 4.0, y);
    event_mark(show, ui, indexed, row, event.status, mark);
    let (numbers, most) = number_column(rect.width());
    let cites = listing.numbers(&event.citations, most);
    let colour = if is_selected { theme.t2 } else { theme.t3 };
    right(
        ui,
        rect.right_center(),
        &cites,
        10.5,
        Weight::Regular,
        colour,
    );
    let mut end = rect.right() - numbers - 28.0;
    match event.tone {
        Some(tone) => tone_text(ui, theme, pos2(rect.right() - numbers, y), tone),
        None => end = rect.right() - numbers,
    }
    let weight = if is_selected {
        Weight::SemiBold
    } else {
        Weight::Regular
    };
    let left = pos2(rect.left() + dates + 14.0, y);
    let style = Style::new(11.5, weight, theme.t1);
    elided(ui, left, &event.title, style, end - left.x - 4.0);
    select(show, response, selection, Some(key));
}

/// A pressed row selects; one that is pointed at lights up in the views.
pub(super) fn select(
    show: &mut Show<'_>,
    response: Response,
    selection: Selection,
    key: Option<Key>,
) {
    if response.hovered() && key.is_some() {
        show.act(Action::Hover(key));
    }
    if response.clicked() {
        show.act(Action::Select(Some(selection)));
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

/// `−4.6` in the colour of its step, ending at a place.
pub(super) fn tone_text(ui: &Ui, theme: &Theme, at: Pos2, tone: f64) {
    let colour = theme
        .tone_text
        .get(Theme::tone_step(tone))
        .copied()
        .unwrap_or(theme.t2);
    right(ui, at, &words::signed(tone), 11.5, Weight::SemiBold, colour);
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

/// Width of the column of numbers of sources, and how many stand in it.
fn number_column(width: f32) -> (f32, usize) {
    if width < 300.0 { (40.0, 2) } else { (56.0, 3) }
}

/// Relations, each with its label, when it holds, its tone and the numbers of its sources.
pub(super) fn relations(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, listing: &Listing) {
    let zone = shown_zone(show, indexed);
    let (numbers, most) = number_column(ui.available_width());
    each(ui, listing.relations.len(), ROW, |ui, n, rect| {
        let Some((handle, relation)) = listing
            .relations
            .get(n)
            .and_then(|row| indexed.dataset.relations.at(*row as usize))
        else {
            return;
        };
        let theme = show.theme;
        let selection = Selection::Relation(handle);
        let is_selected = show.state.selection == Some(selection);
        let label = relation
            .label
            .as_deref()
            .or(relation.kind.as_deref())
            .unwrap_or("relation without a label");
        let response = plate(
            ui,
            theme,
            rect,
            ("relation", handle),
            is_selected,
            false,
            label,
        );
        let y = rect.center().y;
        let room = rect.width() - numbers - 28.0;
        let width = elided(
            ui,
            rect.left_center(),
            label,
            Style::new(11.5, Weight::Regular, theme.t1),
            room,
        );
        let when = match relation.when.as_deref().map(|w| (w, Date::parse(w))) {
            None => "at all times".to_owned(),
            Some((_, Ok(date))) => date::in_short(&date, &indexed.index.zone, &zone, None),
            Some((text, Err(_))) => text.to_owned(),
        };
        if room - width > 40.0 {
            let at = pos2(rect.left() + width + 8.0, y);
            elided(
                ui,
                at,
                &when,
                Style::new(11.5, Weight::Regular, theme.t3),
                room - width - 12.0,
            );
        }
        right(
            ui,
            rect.right_center(),
            &listing.numbers(&relation.citations, most),
            10.5,
            Weight::Regular,
            theme.t3,
        );
        if let Some(tone) = relation.tone {
            tone_text(ui, theme, pos2(rect.right() - numbers, y), tone);
        }
        let response = response.on_hover_text(label);
        select(show, response, selection, None);
    });
}

/// Height of a row of a source.
const SOURCE: f32 = 36.0;

/// Numbered sources: title, where in it or who published it, grade.
pub(super) fn sources(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, sources: &[Cited]) {
    each(ui, sources.len(), SOURCE, |ui, n, rect| {
        let Some((cited, source)) = sources
            .get(n)
            .and_then(|c| Some((c, indexed.dataset.sources.get(c.handle)?)))
        else {
            return;
        };
        let theme = show.theme;
        let selection = Selection::Source(cited.handle);
        let is_selected = show.state.selection == Some(selection);
        let response = plate(
            ui,
            theme,
            rect,
            ("source", cited.handle),
            is_selected,
            false,
            &source.title,
        );
        let first = rect.top() + 10.0;
        let number = (n + 1).to_string();
        widgets::text_at(
            ui,
            pos2(rect.left(), first),
            Align2::LEFT_CENTER,
            &number,
            11.5,
            Weight::Regular,
            theme.t3,
        );
        let badge = grades::grade(
            show,
            ui,
            pos2(rect.right(), rect.center().y),
            source.reliability,
            cited.credibility,
        );
        let left =
            rect.left() + 16.0 + if n >= 9 { 6.0 } else { 0.0 } + if n >= 99 { 6.0 } else { 0.0 };
        let room = badge.left() - left - 8.0;
        elided(
            ui,
            pos2(left, first),
            &source.title,
            Style::new(11.5, Weight::Regular, theme.t1),
            room,
        );
        let mut detail: Vec<&str> = Vec::new();
        if cited.disputes {
            detail.push("disputes it");
        }
        detail.extend(cited.locators.iter().map(|l| &**l));
        if detail.is_empty() {
            detail.extend(source.publisher.as_deref().or(source.published.as_deref()));
        }
        let quiet = Style::new(10.5, Weight::Regular, theme.t3);
        elided(
            ui,
            pos2(left, rect.top() + 25.0),
            &detail.join(", "),
            quiet,
            room,
        );
        let response = response.on_hover_ui(|ui| {
            ui.set_max_width(320.0);
            ui.label(&*source.title);
            ui.label(grades::words(source.reliability, cited.credibility));
        });
        select(show, response, selection, None);
    });
}

/// An event that is linked to, as a row that selects it.
pub(super) fn link(
    show: &mut Show<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    word: &str,
    handle: Handle,
) {
    let Some(event) = indexed.dataset.events.get(handle) else {
        return;
    };
    let theme = show.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 2.0), Sense::hover());
    let key = Key::Event(handle.0);
    let is_lit = show.state.hovered == Some(key);
    let response = plate(
        ui,
        theme,
        rect,
        ("link", word, handle),
        false,
        is_lit,
        &event.title,
    );
    elided(
        ui,
        rect.left_center(),
        word,
        Style::new(11.5, Weight::Regular, theme.t3),
        82.0,
    );
    if let Some(row) = indexed.index.row(handle) {
        event_mark(
            show,
            ui,
            indexed,
            row,
            event.status,
            pos2(rect.left() + 94.0, rect.center().y),
        );
    }
    let left = pos2(rect.left() + 104.0, rect.center().y);
    elided(
        ui,
        left,
        &event.title,
        Style::new(11.5, Weight::Regular, theme.t1),
        rect.right() - left.x,
    );
    select(show, response, Selection::Event(handle), Some(key));
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
