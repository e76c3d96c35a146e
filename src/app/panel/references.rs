//! Fields that name other items: chosen from a menu or by name, and made on the spot.

use super::super::UiContext;
use super::at::{At, named};
use super::fields::{self, choice, menu, row};
use super::participants::cross_button;
use super::picker;
use super::rows::{self, counted};
use crate::dataset::check::with_article;
use crate::dataset::fields::{Need, New};
use crate::dataset::{Id, Kind};
use crate::editor::selection::Selection;
use crate::editor::{Action, entry, words};
use crate::scene::{Style, Weight};
use egui::{Rect, Ui, pos2, vec2};

/// A list of up to so many items is a menu; a longer one is looked through by name.
const MENU: usize = 40;

/// The item that an id names, and others to choose from, or to make on the spot.
pub(super) fn one(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, kind: Kind, now: &str) {
    let theme = cx.theme;
    let noun = kind.noun();
    let name = at.name();
    if cx.window.panel.choosing.as_ref() == Some(&at.key()) {
        row(cx, ui, at.field.name, |cx, ui| choose(cx, ui, at, kind));
        return;
    }
    let found = named(cx, at.dataset, kind, now);
    let value = match &found {
        _ if now.is_empty() && at.field.need == Need::Yes => "Choose…".to_owned(),
        _ if now.is_empty() => "None".to_owned(),
        Some((_, name)) => name.clone(),
        None => format!("{now}, which is not {}", with_article(noun)),
    };
    enum Picked {
        Give(New),
        UiContext(Selection),
        Choose,
    }
    let items = words::items(at.dataset, kind, MENU);
    let picked = row(cx, ui, at.field.name, |_, ui| {
        menu(theme, ui, &name, &value, |ui| {
            let mut picked = None;
            let selection = found.and_then(|(handle, _)| Selection::of_item((kind, handle)));
            if let Some(selection) = selection {
                let words = format!("Show “{value}”");
                picked = fields::plain_choice(ui, &words, Picked::UiContext(selection)).or(picked);
            }
            if at.field.need != Need::Yes {
                let none = Picked::Give(New::Nothing);
                picked = choice(ui, now.is_empty(), "None", none).or(picked);
            }
            // Nothing is a part of itself.
            let own = at.own_id();
            for (id, name) in items
                .iter()
                .flatten()
                .filter(|(id, _)| own != Some((kind, &**id)))
            {
                let new = Picked::Give(New::Text(id.as_str().into()));
                picked = choice(ui, **id == *now, name, new).or(picked);
            }
            let words = match items {
                Some(_) => format!("New {noun}…"),
                None => format!("Find or add {}…", with_article(noun)),
            };
            fields::plain_choice(ui, &words, Picked::Choose).or(picked)
        })
    });
    match picked {
        Some(Picked::Give(new)) => at.give(cx, &new),
        Some(Picked::UiContext(selection)) => cx.act(Action::Select(Some(selection))),
        Some(Picked::Choose) => {
            cx.window.panel.choosing = Some(at.key());
            ui.memory_mut(|m| m.request_focus(picker_id(at)));
        }
        None => {}
    }
}

pub(super) fn picker_id(at: At<'_>) -> egui::Id {
    egui::Id::unique(("choosing", at.of, at.path))
}

/// A field that finds items by their names, and makes one of a new name.
fn choose(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, kind: Kind) {
    let id = picker_id(at);
    let hint = format!("Name of {}", with_article(kind.noun()));
    let picked = picker::items(cx, ui, id, &hint, at.dataset, kind, &[]);
    if let Some(picked) = picked {
        let edit = picker::with_new(at.dataset, kind, picked, |dataset, id| {
            let new = New::Text(id.as_str().into());
            entry::given(dataset, at.of, at.path, &new)
        });
        cx.actions.extend(edit.map(Action::Edit));
        cx.window.panel.choosing = None;
    } else if !ui.memory(|m| m.has_focus(id)) && !ui.input(|i| i.pointer.any_down()) {
        cx.window.panel.choosing = None;
    }
}

/// Several items, and a field to add one.
pub(super) fn many(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, kind: Kind, ids: &[Id]) {
    let theme = cx.theme;
    counted(ui, theme, at.field.name, ids.len());
    let texts =
        |ids: &mut dyn Iterator<Item = &Id>| New::Texts(ids.map(|id| id.as_str().into()).collect());
    let mut gone = None;
    rows::each(ui, ids.len(), rows::ROW, |ui, n, rect| {
        let Some(id) = ids.get(n) else { return };
        let found = named(cx, at.dataset, kind, id);
        let name = found.map_or_else(|| id.to_string(), |(_, name)| name);
        let style = Style::new(11.5, Weight::Regular, theme.t1);
        super::lines::elided(ui, rect.left_center(), &name, style, rect.width() - 28.0);
        let cross = pos2(rect.right() - 9.0, rect.center().y);
        let cross = Rect::from_center_size(cross, vec2(24.0, 24.0));
        let remove = format!("Remove {name}");
        if cross_button(cx, ui, cross, ("remove", at.path, n), &remove) {
            gone = Some(n);
        }
    });
    if let Some(gone) = gone {
        let mut kept = ids
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != gone)
            .map(|(_, id)| id);
        at.give(cx, &texts(&mut kept));
    }
    let hint = format!("Add {}", kind.noun());
    let picked = fields::flush(ui, |ui| {
        picker::items(cx, ui, picker_id(at), &hint, at.dataset, kind, ids)
    });
    if let Some(picked) = picked {
        let edit = picker::with_new(at.dataset, kind, picked, |dataset, id| {
            let all = texts(&mut ids.iter().chain([id]));
            entry::given(dataset, at.of, at.path, &all)
        });
        cx.actions.extend(edit.map(Action::Edit));
    }
}
