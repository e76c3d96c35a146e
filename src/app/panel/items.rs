//! Rows of events, relations and sources: what was gathered for a selection, or is linked to it.

use super::super::{UiContext, paint, widgets};
use super::grades;
use super::lines::elided;
use super::rows::{ROW, each, more, plate, right, select};
use crate::analysis::Row;
use crate::dataset::count::with_thousands;
use crate::dataset::date::{self, Date};
use crate::dataset::zone::Zone;
use crate::dataset::{Event, Handle, Role, Status};
use crate::editor::derived::Indexed;
use crate::editor::listing::{Cited, Listing};
use crate::editor::selection::Selection;
use crate::editor::words;
use crate::map;
use crate::scene::marks::{self, Pen};
use crate::scene::theme::Theme;
use crate::scene::{Key, Scene, Style, Weight};
use crate::timeline;
use egui::{Align2, Pos2, Rect, Sense, Ui, Vec2, pos2, vec2};
use std::borrow::Cow;

/// The mark of an event: filled, hollow, dashed or struck, in its hue.
pub(super) fn event_mark(
    cx: &UiContext<'_>,
    ui: &Ui,
    indexed: &Indexed,
    row: Row,
    status: Status,
    at: Pos2,
) {
    let hue = indexed
        .hues
        .event(&indexed.index, row, cx.state.view.colour_by);
    let standing = timeline::standing(status, Role::Participant);
    let theme = cx.theme;
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
fn shown_zone(cx: &UiContext<'_>, indexed: &Indexed) -> Zone {
    let chosen = cx.state.view.zone.clone();
    chosen.unwrap_or_else(|| indexed.index.zone.clone())
}

/// Events that are shown before the rest is folded away.
const FOLDED: usize = 7;

/// Events in order, each with its date, mark, title, tone and the numbers of its sources.
pub(super) fn events(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, listing: &Listing) {
    let zone = shown_zone(cx, indexed);
    let all = listing.events.len();
    let (of, part) = (Some(listing.selection), "list of events");
    let is_unfolded = cx.window.panel.is_unfolded(of, part);
    let count = if is_unfolded || all <= FOLDED + 1 {
        all
    } else {
        FOLDED
    };
    each(ui, count, ROW, |ui, n, rect| {
        if let Some(row) = listing.events.get(n) {
            event(cx, ui, indexed, listing, &zone, *row, rect);
        }
    });
    if count < all {
        ui.add_space(-ui.spacing().item_spacing.y);
        let text = format!("{} more", with_thousands(all - count));
        if more(ui, cx.theme, &text) {
            cx.window.panel.unfold(of, part);
        }
    }
}

fn event(
    cx: &mut UiContext<'_>,
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
    let theme = cx.theme;
    let (key, selection) = (Key::Event(handle.0), Selection::Event(handle));
    let is_selected = cx.state.selection == Some(selection);
    let is_lit = cx.state.hovered == Some(key);
    let salt = ("event", handle);
    let response = plate(ui, theme, rect, salt, is_selected, is_lit, &event.title);
    let y = rect.center().y;
    let dates = if listing.year.is_some() { 48.0 } else { 74.0 };
    let date = short_date(indexed, event, zone, listing.year);
    let quiet = Style::new(11.5, Weight::Regular, theme.t2);
    elided(ui, rect.left_center(), &date, quiet, dates);
    let mark = pos2(rect.left() + dates + 7.0, y);
    event_mark(cx, ui, indexed, row, event.status, mark);
    let cites = cited(cx, &listing.numbers(&event.citations));
    let colour = if is_selected { theme.t2 } else { theme.t3 };
    right(
        ui,
        rect.right_center(),
        &cites,
        10.5,
        Weight::Regular,
        colour,
    );
    let mut end = rect.right() - NUMBERS - GAP;
    if let Some(tone) = event.tone.get() {
        let tone = tone_text(ui, theme, pos2(end, y), tone);
        end = tone.left() - GAP + 4.0;
    }
    let weight = if is_selected {
        Weight::SemiBold
    } else {
        Weight::Regular
    };
    let left = pos2(rect.left() + dates + 16.0, y);
    let style = Style::new(11.5, weight, theme.t1);
    let title = title(indexed, listing.selection, event);
    elided(ui, left, &title, style, end - left.x - 4.0);
    select(cx, response, selection, Some(key));
}

/// The title of an event, without the names that the heading of a tie says already.
fn title<'a>(indexed: &Indexed, selection: Selection, event: &'a Event) -> Cow<'a, str> {
    let actors = &indexed.dataset.actors;
    let ends = selection
        .ends()
        .and_then(|(a, b)| Some([actors.get(a)?, actors.get(b)?]));
    let is_one_way = matches!(selection, Selection::Tie(..));
    ends.map_or(Cow::Borrowed(&*event.title), |ends| {
        Cow::Owned(map::title_between(event, ends, is_one_way))
    })
}

/// `−4.6` in the colour of its step, ending at a place.
pub(super) fn tone_text(ui: &Ui, theme: &Theme, at: Pos2, tone: f64) -> Rect {
    let colour = theme
        .tone_text
        .get(Theme::tone_step(tone))
        .copied()
        .unwrap_or(theme.t2);
    right(ui, at, &words::signed(tone), 11.5, Weight::SemiBold, colour)
}

/// Width of the column of numbers of sources.
const NUMBERS: f32 = 34.0;
/// Between two columns.
const GAP: f32 = 8.0;

/// `5 7 +1`: the numbers of sources, the first two if there is room for them, and how many more.
fn cited(cx: &UiContext<'_>, numbers: &[usize]) -> String {
    let told = |most: usize| {
        let shown: Vec<String> = numbers.iter().take(most).map(ToString::to_string).collect();
        match numbers.len().saturating_sub(most) {
            0 => shown.join(" "),
            more => format!("{} +{}", shown.join(" "), with_thousands(more)),
        }
    };
    let both = told(2);
    if cx.measure.width(&both, 10.5, Weight::Regular) <= NUMBERS {
        both
    } else {
        told(1)
    }
}

/// Relations, each with its label, when it holds, its tone and the numbers of its sources.
pub(super) fn relations(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, listing: &Listing) {
    let zone = shown_zone(cx, indexed);
    each(ui, listing.relations.len(), ROW, |ui, n, rect| {
        let Some((handle, relation)) = listing
            .relations
            .get(n)
            .and_then(|row| indexed.dataset.relations.at(*row as usize))
        else {
            return;
        };
        let theme = cx.theme;
        let selection = Selection::Relation(handle);
        let is_selected = cx.state.selection == Some(selection);
        let label = relation.words().unwrap_or("relation without a label");
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
        let room = rect.width() - NUMBERS - GAP - 34.0;
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
            &cited(cx, &listing.numbers(&relation.citations)),
            10.5,
            Weight::Regular,
            theme.t3,
        );
        if let Some(tone) = relation.tone {
            tone_text(ui, theme, pos2(rect.right() - NUMBERS - GAP, y), tone);
        }
        let response = widgets::tip(response, label);
        select(cx, response, selection, None);
    });
}

/// Height of a row of a source.
const SOURCE: f32 = 32.0;

/// Numbered sources: title, where in it or who published it, grade.
pub(super) fn sources(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, sources: &[Cited]) {
    each(ui, sources.len(), SOURCE, |ui, n, rect| {
        let Some((cited, source)) = sources
            .get(n)
            .and_then(|c| Some((c, indexed.dataset.sources.get(c.handle)?)))
        else {
            return;
        };
        let theme = cx.theme;
        let selection = Selection::Source(cited.handle);
        let is_selected = cx.state.selection == Some(selection);
        let response = plate(
            ui,
            theme,
            rect,
            ("source", cited.handle),
            is_selected,
            false,
            &source.title,
        );
        let first = rect.top() + 9.0;
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
            cx,
            ui,
            pos2(rect.right(), first + 2.0),
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
            pos2(left, rect.top() + 23.5),
            &detail.join(", "),
            quiet,
            room,
        );
        let response = response.on_hover_ui(|ui| {
            ui.set_max_width(320.0);
            ui.label(&*source.title);
            ui.label(grades::words(source.reliability, cited.credibility));
        });
        select(cx, response, selection, None);
    });
}

/// An event that is linked to, as a row that selects it.
pub(super) fn link(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    word: &str,
    handle: Handle,
) {
    let Some(event) = indexed.dataset.events.get(handle) else {
        return;
    };
    let theme = cx.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 2.0), Sense::hover());
    let key = Key::Event(handle.0);
    let is_lit = cx.state.hovered == Some(key);
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
            cx,
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
    select(cx, response, Selection::Event(handle), Some(key));
}
