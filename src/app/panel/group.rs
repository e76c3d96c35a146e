//! A group: who is in it, and what joins it to others.

use super::super::UiContext;
use super::lines::elided;
use super::rows::{self, ROW, counted, hairline, quiet};
use crate::dataset::Handle;
use crate::dataset::count::{plural, with_thousands};
use crate::editor::derived::Indexed;
use crate::editor::selection::Selection;
use crate::map::bloc_name;
use crate::scene::{Key, Style, Weight};
use crate::timeline::range_in_words;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// How many ties it has.
pub(super) fn sentence(cx: &UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let Some(listing) = cx.queries.listing(Selection::Group(handle)) else {
        return;
    };
    let (tied, Some(group)) = (&listing.tied, &listing.of_group) else {
        return;
    };
    let zone = cx.state.view.zone_of(&tied.indexed().index);
    let when = tied.window.map(|(from, to)| range_in_words(from, to, zone));
    let when = when.map_or_else(String::new, |when| format!(" in {when}"));
    let to_others: usize = group.others.iter().map(|(_, count)| count).sum();
    let sentence = format!(
        "{} within it and {with} to others{when}.",
        plural(group.within, "tie", "ties"),
        with = with_thousands(to_others),
    );
    quiet(ui, cx.theme, &sentence);
}

/// Who is in it, and its ties.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let theme = cx.theme;
    let Some(listing) = cx.queries.listing(Selection::Group(handle)).cloned() else {
        return;
    };
    let (tied, Some(group)) = (&listing.tied, &listing.of_group) else {
        return;
    };
    let version = tied.indexed();
    let to_others: usize = group.others.iter().map(|(_, count)| count).sum();
    ui.spacing_mut().item_spacing.y = 0.0;
    hairline(ui, theme);
    counted(ui, theme, "Actors", group.actors.len());
    rows::each(ui, group.actors.len(), ROW, |ui, n, rect| {
        let place = group.actors.get(n).copied();
        let known = place.and_then(|place| version.dataset.actors.at(place as usize));
        let Some((place, (actor, item))) = place.zip(known) else {
            return;
        };
        let part = tied.ties.part.get(place as usize).copied().unwrap_or(0);
        let events = plural(part as usize, "event", "events");
        let key = Key::Actor(actor.0);
        row(
            cx,
            ui,
            rect,
            &item.name,
            &events,
            (Selection::Actor(actor), key),
        );
    });
    hairline(ui, theme);
    counted(ui, theme, "Ties", group.within + to_others);
    if group.within > 0 {
        still(cx, ui, "Within it", group.within);
    }
    for (other, count) in &group.others {
        match other {
            Some(other) => to_group(cx, ui, version, *other, *count),
            None => still(cx, ui, "To who is in no group", *count),
        }
    }
}

/// A row that selects another group.
fn to_group(cx: &mut UiContext<'_>, ui: &mut Ui, version: &Indexed, other: Handle, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let Some(name) = bloc_name(&version.dataset, other.0) else {
        return;
    };
    let (count, key) = (with_thousands(count), Key::GroupTitle(other.0));
    row(cx, ui, rect, &name, &count, (Selection::Group(other), key));
}

fn row(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    rect: Rect,
    name: &str,
    count: &str,
    (selection, key): (Selection, Key),
) {
    let theme = cx.theme;
    let is_lit = cx.state.hovered == Some(key);
    let salt = ("of a group", selection);
    let said = format!("{name}, {count}");
    let response = rows::plate(ui, theme, rect, salt, false, is_lit, &said);
    write(cx, ui, rect, name, count);
    rows::select(cx, response, selection, Some(key));
}

/// A row that nothing follows from.
fn still(cx: &UiContext<'_>, ui: &mut Ui, name: &str, count: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    write(cx, ui, rect, name, &with_thousands(count));
}

fn write(cx: &UiContext<'_>, ui: &Ui, rect: Rect, name: &str, count: &str) {
    let theme = cx.theme;
    let right = rows::right(
        ui,
        rect.right_center(),
        count,
        11.5,
        Weight::Regular,
        theme.t2,
    );
    let style = Style::new(11.5, Weight::Regular, theme.t1);
    let left = pos2(rect.left(), rect.center().y);
    elided(ui, left, name, style, right.left() - 8.0 - left.x);
}
