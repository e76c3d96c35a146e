//! A field that finds things by their names, and lists what it found.

use super::super::UiContext;
use super::super::widgets::{self, Icon};
use super::fields::{self, ROUND};
use super::lines::elided;
use crate::analysis::search::{Words, folded};
use crate::app::memo;
use crate::dataset::edit::{Edit, Listed as _, of_kind};
use crate::dataset::fields::{Held, Record, Shape, shown};
use crate::dataset::list::Item as _;
use crate::dataset::zone::Zone;
use crate::dataset::{self, Dataset, Kind};
use crate::editor::derived::Version;
use crate::editor::{entry, words};
use crate::scene::theme::Theme;
use crate::scene::{Style, Weight};
use egui::{Context, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// What a picker offers.
#[derive(Clone)]
pub(super) struct Offer<T> {
    /// What is picked.
    pub value: T,
    /// Its name.
    pub name: String,
    /// More about it, quietly.
    pub detail: String,
}

/// What a picker of items gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// One that there is.
    Known(dataset::Id),
    /// A new one of this name.
    New(String),
}

/// A field that finds items of a list by their names, and offers to make one of a new name; `but`
/// are left out.
pub(super) fn items(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    id: Id,
    name: &str,
    dataset: &Dataset,
    kind: Kind,
    but: &[dataset::Id],
) -> Option<Picked> {
    picker(cx, ui, id, name, |query, most| {
        let words = Words::new(query);
        let mut found: Vec<Offer<Picked>> = Vec::new();
        let mut is_known = false;
        let wanted = folded(query.trim());
        of_kind!(kind, T => {
            for (handle, item) in T::list(dataset).entries() {
                let name = words::item(dataset, (kind, handle)).unwrap_or_default();
                is_known |= folded(&name) == wanted;
                let is_left = found.len() < most && !but.contains(item.id());
                if is_left && words.as_ref().is_none_or(|words| words.are_in(&said(item, &name))) {
                    found.push(Offer {
                        value: Picked::Known(item.id().clone()),
                        name,
                        detail: detail(item),
                    });
                }
            }
        }, else {});
        let new = (!wanted.is_empty() && !is_known).then(|| Offer {
            value: Picked::New(query.trim().to_owned()),
            name: format!("New {} “{}”", kind.noun(), query.trim()),
            detail: String::new(),
        });
        found.extend(new);
        found
    })
}

/// A field that finds a time zone by its name.
pub(in crate::app) fn zone(cx: &mut UiContext<'_>, ui: &mut Ui, id: Id) -> Option<String> {
    let plain = |text: &str| text.replace(['/', '_'], " ");
    picker(cx, ui, id, "Find a zone", |query, most| {
        let words = Words::new(&plain(query));
        let is_it = |name: &String| {
            let mut words = words.iter();
            words.all(|words| words.are_in(&plain(name)))
        };
        let found = Zone::all_names().into_iter().filter(is_it).take(most);
        let offers = found.map(|name| Offer {
            value: name.clone(),
            name,
            detail: String::new(),
        });
        offers.collect()
    })
}

/// What an item is found by: what it is called, and the lines and names of it that search reads.
fn said(item: &dyn Record, name: &str) -> String {
    let mut all = name.to_owned();
    for (field, held) in item.each().filter(|(field, _)| field.is_searched) {
        if matches!(field.shape, Shape::Line | Shape::Names) {
            all.push('\n');
            all.push_str(&shown(field, held));
        }
    }
    all
}

/// More about an item: a role, a publisher, a date.
fn detail(item: &dyn Record) -> String {
    let text = |key| match item.get(key) {
        Held::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    let known = ["role", "publisher", "when"].into_iter().find_map(text);
    known.unwrap_or_default()
}

/// An edit with an item that was found by name; one that is new is made in the same edit.
pub(super) fn with_new(
    dataset: &Dataset,
    kind: Kind,
    picked: Picked,
    edit: impl FnOnce(&Dataset, &dataset::Id) -> Option<Edit>,
) -> Option<Edit> {
    match picked {
        Picked::Known(id) => edit(dataset, &id),
        Picked::New(name) => {
            let (id, new) = entry::new_item(dataset, kind, &name)?;
            let mut edit = edit(dataset, &id)?;
            edit.changes.extend(new.changes);
            Some(edit)
        }
    }
}

/// Most offers of a picker.
const OFFERS: usize = 7;

/// What is looked for by name.
#[derive(Default)]
pub(super) struct Looking {
    /// As typed.
    query: String,
    /// Where what was found is listed, while it is.
    reach: Option<Rect>,
}

/// A field that finds things by their names, and lists what it found. Gives what was picked. All
/// names are looked through anew only when the query or the version of the dataset is another.
pub(super) fn picker<T: Clone + Send + Sync + 'static>(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    id: Id,
    name: &str,
    find: impl FnOnce(&str, usize) -> Vec<Offer<T>>,
) -> Option<T> {
    let theme = cx.theme;
    let Looking { mut query, reach } = cx.window.panel.looking.remove(&id).unwrap_or_default();
    let look = fields::Look {
        icon: Some(Icon::Plus),
        ..fields::Look::VALUE
    };
    let told = fields::FieldLabel { name, hint: name };
    let response = fields::edit(theme, ui, id, told, &mut query, look, false);
    let (is_escape, is_enter) = fields::keys(ui, &response, false);
    if is_escape {
        response.surrender_focus();
        query.clear();
    }
    let is_pressed = ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
    let is_on_list = reach
        .zip(ui.input(|i| i.pointer.interact_pos()))
        .is_some_and(|(r, p)| r.contains(p));
    let mut picked = None;
    let mut reach = None;
    if response.has_focus() || (is_pressed && is_on_list) || is_enter {
        let offers = offers(ui, id, (&query, cx.state.version()), find);
        let top = ui.cursor().min;
        if offers.is_empty() {
            super::rows::quiet(ui, theme, "Nothing has this name.");
        }
        for (n, offer) in offers.iter().enumerate() {
            if offer_row(theme, ui, id.with(n), offer)
                || (is_enter && n == 0 && !query.trim().is_empty())
            {
                picked = Some(offer.value.clone());
            }
        }
        let bottom = pos2(ui.max_rect().right(), ui.cursor().min.y);
        reach = Some(Rect::from_min_max(top, bottom));
    }
    if is_enter {
        response.request_focus();
    }
    if picked.is_some() {
        query.clear();
    }
    if reach.is_some() || !query.is_empty() {
        let looking = Looking { query, reach };
        cx.window.panel.looking.insert(id, looking);
    }
    picked
}

/// Whether the keyboard is in a picker in which nothing is typed: undo then means the dataset.
pub(in crate::app) fn is_blank(cx: &UiContext<'_>, ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let looking = focused.and_then(|id| cx.window.panel.looking.get(&id));
    looking.is_some_and(|looking| looking.query.is_empty())
}

/// What was found last, if the same is asked.
fn offers<T: Clone + Send + Sync + 'static>(
    ui: &Ui,
    id: Id,
    (query, version): (&str, Option<Version>),
    find: impl FnOnce(&str, usize) -> Vec<Offer<T>>,
) -> Arc<Vec<Offer<T>>> {
    let asked = (query.to_owned(), version);
    memo::made_of(ui.ctx(), ("offers", id), asked, || {
        Arc::new(find(query, OFFERS))
    })
}

fn offer_row<T>(theme: &Theme, ui: &mut Ui, id: Id, offer: &Offer<T>) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 3.0, theme.hover);
    }
    widgets::inner_focus_ring(ui, theme, &response);
    let style = Style::new(12.0, Weight::Regular, theme.t1);
    let left = pos2(rect.left() + ROUND, rect.center().y);
    let width = elided(ui, left, &offer.name, style, rect.width() - 2.0 * ROUND);
    let room = rect.width() - width - 3.0 * ROUND;
    if room > 40.0 && !offer.detail.is_empty() {
        let quiet = Style::new(11.5, Weight::Regular, theme.t3);
        elided(
            ui,
            left + vec2(width + ROUND, 0.0),
            &offer.detail,
            quiet,
            room - ROUND,
        );
    }
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &offer.name));
    response.clicked()
}
