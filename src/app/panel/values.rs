//! Fields with usual values: a zone, a colour, a date and how it is understood.

use super::super::UiContext;
use super::super::menu::ZONES;
use super::at::At;
use super::draft;
use super::fields::{self, Look, choice, menu, row};
use super::rows::{quiet, say};
use crate::dataset::Event;
use crate::dataset::check::COLOURS;
use crate::dataset::date::{self, Date};
use crate::dataset::fields::{New, date_of};
use crate::dataset::zone::Zone;
use crate::editor::selection::Selection;
use crate::scene::Weight;
use egui::Ui;

/// A zone of the usual ones, or another by its name.
pub(super) fn zone(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
    let usual = match at.of {
        Some(_) => format!("{}, the dataset’s", at.dataset.zone().place()),
        None => Zone::utc().place(),
    };
    let own = Zone::named(now).map_or_else(|| now.to_owned(), |zone| zone.place());
    let zones = ZONES
        .iter()
        .filter_map(|name| Some((*name, Zone::named(name)?.place())));
    let mut all: Vec<(String, String)> = zones
        .map(|(name, place)| (name.to_owned(), place))
        .collect();
    all.retain(|(_, place)| *place != usual);
    of_menu(cx, ui, at, now, (&usual, &own), &all);
}

/// A colour of the palette, or another as `#rrggbb`.
pub(super) fn colour(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
    let names = COLOURS.iter().map(|name| {
        let first = name.chars().next().map(|c| c.to_uppercase().to_string());
        let rest = name.get(1..).unwrap_or_default();
        ((*name).to_owned(), first.unwrap_or_default() + rest)
    });
    let all: Vec<(String, String)> = names.collect();
    let label = all.iter().find(|(name, _)| name == now);
    let label = label.map_or(now, |(_, label)| label).to_owned();
    of_menu(cx, ui, at, now, (at.field.hint, &label), &all);
}

/// A text of the usual ones, or another that is typed.
fn of_menu(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    at: At<'_>,
    now: &str,
    (none, label): (&str, &str),
    all: &[(String, String)],
) {
    let theme = cx.theme;
    let name = at.name();
    let id = fields::field_id(at.of, at.path);
    let is_typed = draft::of_field(cx, ui.ctx(), at.of, at.path).is_some();
    if cx.window.panel.choosing.as_ref() == Some(&at.key()) || is_typed {
        row(cx, ui, at.field.name, |cx, ui| {
            fields::text(cx, ui, at.of, at.path, Look::VALUE)
        });
        if !ui.memory(|m| m.has_focus(id)) && !is_typed {
            cx.window.panel.choosing = None;
        }
        return;
    }
    let value = if now.is_empty() { none } else { label };
    let picked = row(cx, ui, at.field.name, |_, ui| {
        menu(theme, ui, &name, value, |ui| {
            let mut picked = choice(ui, now.is_empty(), none, Some(New::Nothing));
            for (word, label) in all {
                let new = Some(New::Text(word.as_str().into()));
                picked = choice(ui, word == now, label, new).or(picked);
            }
            if !now.is_empty() && all.iter().all(|(word, _)| word != now) {
                picked = choice(ui, true, label, Some(New::Text(now.into()))).or(picked);
            }
            fields::plain_choice(ui, "Another…", None).or(picked)
        })
    });
    match picked {
        Some(Some(new)) => at.give(cx, &new),
        Some(None) => {
            cx.window.panel.choosing = Some(at.key());
            ui.memory_mut(|m| m.request_focus(id));
        }
        None => {}
    }
}

/// The zone that dates of a field are written in.
fn own_zone(at: At<'_>) -> Zone {
    let event = match at.of {
        Some(Selection::Event(handle)) => at.dataset.events.get(handle),
        _ => None,
    };
    let own = event.and_then(Event::own_zone);
    own.unwrap_or_else(|| at.dataset.zone())
}

/// A date as it is written, and how it is understood.
pub(super) fn date(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
    let theme = cx.theme;
    let own = own_zone(at);
    let in_words = |edtf: &str| {
        let date = Date::parse(edtf).ok()?;
        Some(date::in_words(&date, &own, &own))
    };
    // An event's date stands in words under its title, and without one it waits.
    let is_of_event = at.path == "when" && matches!(at.of, Some(Selection::Event(_)));
    row(cx, ui, at.field.name, |cx, ui| {
        let field = fields::text(cx, ui, at.of, at.path, Look::VALUE);
        let typed = draft::of_field(cx, ui.ctx(), at.of, at.path);
        // What is wrong with it is told already.
        if typed.as_ref().is_some_and(|d| d.place.problem.is_some()) {
            return;
        }
        let has_focus = field.is_some_and(|field| field.has_focus());
        let understood = |ui: &mut Ui, words: String| {
            let text = format!("Understood as {words}");
            fields::inset(ui, |ui| say(ui, &text, 11.5, Weight::Regular, theme.ok));
        };
        match typed.map(|d| date_of(&d.typed.text)) {
            Some(Ok(Some(edtf))) => in_words(&edtf).into_iter().for_each(|w| understood(ui, w)),
            Some(Err(problem)) => fields::trouble(theme, ui, &problem),
            Some(Ok(None)) if is_of_event => {
                fields::inset(ui, |ui| {
                    quiet(ui, theme, "Without a date it waits in the tray.")
                });
            }
            Some(Ok(None)) => {}
            None if is_of_event && has_focus => {
                in_words(now)
                    .into_iter()
                    .for_each(|words| understood(ui, words));
            }
            None if is_of_event => {}
            None => in_words(now)
                .into_iter()
                .for_each(|words| fields::inset(ui, |ui| quiet(ui, theme, &words))),
        }
    });
}
