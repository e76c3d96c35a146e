//! The pages of what events and actors are sorted into, and of what is saved of a view: groups,
//! categories, periods, bookmarks; and their lists on the page of the dataset.

use super::super::{UiContext, widgets};
use super::form;
use super::items;
use super::lines::elided;
use super::rows::{self, ROW, counted, hairline};
use super::{fields, group};
use crate::analysis::hues;
use crate::dataset::count::with_thousands;
use crate::dataset::edit::{Listed as _, of_kind};
use crate::dataset::fields::Held;
use crate::dataset::{Handle, Kind};
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::theme::HUES;
use crate::scene::{Style, Weight};
use egui::{Ui, vec2};

/// Items that are shown before the rest is folded away.
const FOLDED: usize = 12;

/// A category: its colour, what it is a part of, and its events.
pub(super) fn category(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let of = Selection::Category(handle);
    fields::title(cx, ui, Some(of), "name");
    form::all(cx, ui, Some(of), &["colour", "parent"], &["name"]);
    events(cx, ui, of, "Events");
}

/// A group: its colour, what it is a part of, who is in it and what joins it to others.
pub(super) fn group(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let of = Some(Selection::Group(handle));
    fields::title(cx, ui, of, "name");
    group::sentence(cx, ui, handle);
    form::all(cx, ui, of, &["colour", "parent"], &["name"]);
    group::show(cx, ui, handle);
}

/// A period: when it was, its colour, and the events in it.
pub(super) fn period(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let of = Selection::Period(handle);
    fields::title(cx, ui, Some(of), "title");
    form::all(cx, ui, Some(of), &["when", "colour"], &["title"]);
    events(cx, ui, of, "Events in it");
}

/// A bookmark: what it says, and what it shows.
pub(super) fn bookmark(cx: &mut UiContext<'_>, ui: &mut Ui, handle: Handle) {
    let of = Some(Selection::Bookmark(handle));
    fields::title(cx, ui, of, "title");
    form::rows(cx, ui, of, &["headline", "caption"]);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let theme = cx.theme;
        if widgets::link(ui, theme, "Show it").clicked() {
            cx.act(Action::Bookmark(handle));
        }
        if widgets::link(ui, theme, "Keep what is shown now").clicked() {
            cx.act(Action::KeepView);
        }
    });
    form::others(cx, ui, of, &["title", "headline", "caption"], &[]);
}

fn events(cx: &mut UiContext<'_>, ui: &mut Ui, of: Selection, title: &str) {
    let Some(listing) = cx.queries.listing(of).cloned() else {
        return;
    };
    hairline(ui, cx.theme);
    counted(ui, cx.theme, title, listing.events.len());
    items::events(cx, ui, listing.tied.indexed(), &listing);
}

/// The items of a list in its order, and a way to add one.
pub(super) fn list(cx: &mut UiContext<'_>, ui: &mut Ui, kind: Kind, title: &str) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let theme = cx.theme;
    let handles: Vec<Handle> =
        of_kind!(kind, T => T::list(dataset).entries().map(|(h, _)| h).collect(), else Vec::new());
    hairline(ui, theme);
    counted(ui, theme, title, handles.len());
    let key = (None, kind.key().to_owned());
    let is_whole = handles.len() <= FOLDED + 1 || cx.window.panel.unfolded.contains(&key);
    let count = if is_whole { handles.len() } else { FOLDED };
    rows::each(ui, count, ROW, |ui, n, rect| {
        let item = handles.get(n).map(|handle| (kind, *handle));
        let Some((selection, item)) = item.and_then(|i| Some((Selection::of_item(i)?, i))) else {
            return;
        };
        let name = words::item(dataset, item).unwrap_or_default();
        let is_selected = cx.state.selection == Some(selection);
        let response = rows::plate(
            ui,
            theme,
            rect,
            ("of a list", item),
            is_selected,
            false,
            &name,
        );
        let colour = dataset.record(item).map(|record| record.get("colour"));
        let hue = match colour {
            Some(Held::Text(colour)) => hues::named(colour, &HUES),
            _ => None,
        };
        let mut left = rect.left_center();
        if let Some(hue) = hue {
            form::swatch(ui, rect, theme.hue(hue.into()));
            left += vec2(16.0, 0.0);
        }
        let style = Style::new(11.5, Weight::Regular, theme.t1);
        elided(ui, left, &name, style, rect.right() - left.x);
        rows::select(cx, response, selection, selection.key());
    });
    let more = format!("{} more", with_thousands(handles.len() - count));
    if !is_whole && rows::more(ui, theme, &more) {
        cx.window.panel.unfolded.insert(key);
    }
    if rows::more(ui, theme, &format!("Add {}", kind.noun())) {
        cx.act(Action::Add(kind));
    }
}
