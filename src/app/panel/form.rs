//! Forms: a row for each field of an item, as the table of fields says what stands in it.

use super::super::{UiContext, widgets};
use super::at::{At, named, record, text_of};
use super::fields::{self, Look, choice, menu, row};
use super::picker;
use super::rows::{self, counted, hairline, say};
use super::{references, values};
use crate::dataset::check::is_web_address;
use crate::dataset::fields::{Field, Held, Need, New, Record, Records, Shape, Word, field_at};
use crate::dataset::{Kind, Text};
use crate::editor::selection::Of;
use crate::editor::{Action, entry};
use crate::scene::Weight;
use crate::scene::theme::Theme;
use egui::{Rect, Ui, vec2};

/// Rows of some fields.
pub(super) fn rows(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, paths: &[&str]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for path in paths {
        field(cx, ui, of, path);
    }
}

/// Rows of some fields, and all others than these and what stands elsewhere.
pub(super) fn all(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, first: &[&str], elsewhere: &[&str]) {
    rows(cx, ui, of, first);
    others(cx, ui, of, &[first, elsewhere].concat(), &[]);
}

/// All other fields than some: those in which something stands, and after a click the rest. What is
/// told elsewhere on the panel is among the rest.
pub(super) fn others(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, but: &[&str], told: &[&str]) {
    let Some(record) = cx.state.dataset().and_then(|d| record(d, of)) else {
        return;
    };
    hairline(ui, cx.theme);
    part(cx, ui, of, ("", record), &|way| match way {
        way if but.contains(&way) => Place::Elsewhere,
        way if told.contains(&way) => Place::Rest,
        _ => Place::Here,
    });
}

/// Where a field of a part stands.
enum Place {
    /// In the part, if something stands in it.
    Here,
    /// Among the rest, that a click unfolds.
    Rest,
    /// Not in the part.
    Elsewhere,
}

/// The fields of a record that stands at a way: those in which something stands, and after a click
/// the rest.
fn part(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    of: Of,
    (path, record): (&str, &dyn Record),
    place: &dyn Fn(&str) -> Place,
) {
    let key = (of, path.to_owned());
    let is_whole = cx.window.panel.unfolded.contains(&key);
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut has_more = false;
    for (way, field, held) in leaves(record) {
        let is_shown = match place(&way) {
            Place::Elsewhere => continue,
            Place::Rest => false,
            Place::Here => is_there(field, held) || is_asked_for(field, &way),
        };
        if is_whole || is_shown {
            self::field(cx, ui, of, &within(path, &way));
        } else {
            has_more = true;
        }
    }
    if has_more && rows::more(ui, cx.theme, "More fields") {
        cx.window.panel.unfolded.insert(key);
    }
}

/// The fields of a record with the way to each; of a record within it, its fields.
fn leaves(record: &dyn Record) -> Vec<(String, &'static Field, Held<'_>)> {
    let mut all = Vec::new();
    for (field, held) in record.each() {
        let Shape::Record(inner) = field.shape else {
            all.push((field.key.to_owned(), field, held));
            continue;
        };
        for leaf in inner.fields() {
            let held = match held {
                Held::Record(record) => record.get(leaf.key),
                _ => Held::Nothing,
            };
            all.push((within(field.key, leaf.key), leaf, held));
        }
    }
    all
}

fn within(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

/// Whether a field stands there to be filled in; not the id, which a new item has.
fn is_asked_for(field: &Field, way: &str) -> bool {
    field.need == Need::Yes && !matches!(field.shape, Shape::Id) && !way.contains('.')
}

/// Whether something stands in a field.
fn is_there(field: &Field, held: Held<'_>) -> bool {
    match held {
        Held::Nothing => false,
        Held::Text(text) => !text.is_empty() && !matches!(field.shape, Shape::Id),
        Held::Texts(texts) => !texts.is_empty(),
        Held::Ids(ids) => !ids.is_empty(),
        Held::Records(all) => all.count() > 0,
        Held::Record(record) => !record.is_blank(),
        Held::Flag(is_so) => is_so,
        Held::Number(_) | Held::Selection(_) => true,
    }
}

/// A row with the field that a way leads to.
pub(super) fn field(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some((field, held)) = record(dataset, of).and_then(|record| field_at(record, path)) else {
        return;
    };
    let at = At {
        of,
        path,
        field,
        dataset,
    };
    match (field.shape, held) {
        (Shape::Record(inner), _) => {
            for field in inner.fields() {
                self::field(cx, ui, of, &within(path, field.key));
            }
        }
        (Shape::Records(_), Held::Records(all)) => records(cx, ui, at, Some(all)),
        (Shape::Records(_), _) => records(cx, ui, at, None),
        (Shape::Flag, held) => {
            let is_on = matches!(held, Held::Flag(true));
            let theme = cx.theme;
            let name = at.name();
            let is_pressed = row(cx, ui, field.name, |_, ui| {
                fields::tick(theme, ui, is_on, &name)
            });
            if is_pressed {
                at.give(cx, &New::Flag(!is_on));
            }
        }
        (Shape::Choice(all), held) => pick(cx, ui, at, all, text_of(held), New::Text),
        (Shape::Grade(all), held) => {
            let now = match held {
                Held::Number(number) => number.to_string(),
                _ => String::new(),
            };
            let grade = |word: Text| New::Number(word.parse().unwrap_or(1.0));
            pick(cx, ui, at, all, &now, grade);
        }
        (Shape::One(kind), held) => references::one(cx, ui, at, kind, text_of(held)),
        (Shape::Many(kind), Held::Ids(ids)) => references::many(cx, ui, at, kind, ids),
        (Shape::Selection, held) => selection(cx, ui, at, held),
        (Shape::Zone, held) => values::zone(cx, ui, at, text_of(held)),
        (Shape::Colour, held) => values::colour(cx, ui, at, text_of(held)),
        (Shape::Date, held) => values::date(cx, ui, at, text_of(held)),
        (Shape::Prose | Shape::Remark, _) => {
            row(cx, ui, field.name, |cx, ui| {
                fields::text(cx, ui, of, path, Look::PARAGRAPHS)
            });
        }
        (Shape::Number(from, _), Held::Number(number)) if from < 0.0 && field.key == "tone" => {
            let step = cx.theme.tone_text.get(Theme::tone_step(number));
            let look = Look {
                colour: step.copied(),
                weight: Weight::SemiBold,
                ..Look::VALUE
            };
            row(cx, ui, field.name, |cx, ui| {
                fields::text(cx, ui, of, path, look)
            });
        }
        _ => {
            row(cx, ui, field.name, |cx, ui| {
                fields::text(cx, ui, of, path, Look::VALUE)
            });
        }
    }
}

/// One of some words; where it may be left out, none.
fn pick(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    at: At<'_>,
    all: &[Word],
    now: &str,
    new: impl Fn(Text) -> New,
) {
    let theme = cx.theme;
    let hint = at.field.hint;
    let label = all.iter().find(|(word, _)| *word == now);
    let label = label.map_or(if now.is_empty() { hint } else { now }, |(_, label)| label);
    let name = at.name();
    let picked = row(cx, ui, at.field.name, |_, ui| {
        menu(theme, ui, &name, label, |ui| {
            let none = (!hint.is_empty()).then(|| choice(ui, now.is_empty(), hint, New::Nothing));
            let words = all
                .iter()
                .filter_map(|(word, label)| choice(ui, *word == now, label, new((*word).into())));
            words.last().or(none.flatten())
        })
    });
    if let Some(new) = picked {
        at.give(cx, &new);
    }
}

/// A citation's own words and a remark on it, where there are some or a person wants to write them.
pub(super) fn words_of(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(record) = cx.state.dataset().and_then(|d| record(d, of)) else {
        return;
    };
    let is_whole = cx.window.panel.unfolded.contains(&(of, path.to_owned()));
    for key in ["quote", "note"] {
        let path = within(path, key);
        let held = field_at(record, &path);
        if is_whole || held.is_some_and(|(field, held)| is_there(field, held)) {
            field(cx, ui, of, &path);
        }
    }
}

/// Shows all fields of a record that stands at a way.
pub(super) fn unfold(cx: &mut UiContext<'_>, of: Of, path: String) {
    cx.window.panel.unfolded.insert((of, path));
}

/// Several records: each with its fields, and a way to add one and to take one out.
fn records(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, all: Option<&dyn Records>) {
    let theme = cx.theme;
    let count = all.map_or(0, |all| all.count());
    hairline(ui, theme);
    counted(ui, theme, at.field.name, count);
    let mut edit = None;
    for (n, one) in (0..count).filter_map(|n| Some((n, all?.at(n)?))) {
        let path = format!("{}[{n}]", at.path);
        ui.push_id(&path, |ui| {
            part(cx, ui, at.of, (&path, one), &|_| Place::Here);
            let words = format!("Remove {} {}", at.field.name.to_lowercase(), n + 1);
            if widgets::link(ui, theme, "Remove")
                .on_hover_text(&words)
                .clicked()
            {
                edit = entry::removed(at.dataset, at.of, at.path, n);
            }
        });
        ui.add_space(6.0);
    }
    let Shape::Records(inner) = at.field.shape else {
        return;
    };
    let first = inner.fields().iter().find_map(|field| match field.shape {
        Shape::One(kind) => Some(kind),
        _ => None,
    });
    let is_full = count >= at.field.most;
    match first.filter(|_| {
        inner
            .fields()
            .first()
            .is_some_and(|f| matches!(f.shape, Shape::One(_)))
    }) {
        _ if is_full => {}
        Some(kind) => {
            let hint = format!("Add to {}", at.field.name.to_lowercase());
            let picked = fields::flush(ui, |ui| {
                picker::items(
                    cx,
                    ui,
                    references::picker_id(at),
                    &hint,
                    at.dataset,
                    kind,
                    &[],
                )
            });
            if let Some(picked) = picked {
                edit = picker::with_new(at.dataset, kind, picked, |dataset, id| {
                    entry::added(dataset, at.of, at.path, Some(id))
                });
            }
        }
        None => {
            let words = format!("Add to {}", at.field.name.to_lowercase());
            if widgets::link(ui, theme, &words).clicked() {
                edit = entry::added(at.dataset, at.of, at.path, None);
            }
        }
    }
    cx.actions.extend(edit.map(Action::Edit));
}

/// What a bookmark selects. It is chosen in the views.
fn selection(cx: &mut UiContext<'_>, ui: &mut Ui, at: At<'_>, held: Held<'_>) {
    use crate::dataset::Selection as Selected;
    let theme = cx.theme;
    let mut name = |kind, id: &str| {
        let found = named(cx, at.dataset, kind, id);
        found.map_or_else(|| id.to_owned(), |(_, name)| name)
    };
    let told = match held {
        Held::Selection(Selected::Event(id)) => name(Kind::Event, id),
        Held::Selection(Selected::Actor(id)) => name(Kind::Actor, id),
        Held::Selection(Selected::Relation(id)) => name(Kind::Relation, id),
        Held::Selection(Selected::Tie(tie)) => tie.to_string(),
        _ => "Nothing".to_owned(),
    };
    let is_there = matches!(held, Held::Selection(_));
    let lets_go = row(cx, ui, at.field.name, |_, ui| {
        ui.add_space(5.0);
        say(ui, &told, 12.0, Weight::Regular, theme.t1);
        is_there && widgets::link(ui, theme, "Select nothing").clicked()
    });
    if lets_go {
        at.give(cx, &New::Nothing);
    }
}

/// A part of the panel with a heading of its own for a remark of several lines.
pub(super) fn remark(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some((field, _)) = record(dataset, of).and_then(|record| field_at(record, path)) else {
        return;
    };
    hairline(ui, cx.theme);
    rows::plain_heading(ui, cx.theme, field.name);
    fields::flush(ui, |ui| fields::text(cx, ui, of, path, Look::PARAGRAPHS));
}

/// What opens the address of a field.
pub(super) fn open_address(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    address: Option<&str>,
    words: &str,
) {
    let Some(address) = address.filter(|address| is_web_address(address)) else {
        return;
    };
    let link = widgets::link(ui, cx.theme, words).on_hover_text(address);
    if link.clicked() {
        cx.act(Action::OpenLink(address.to_owned()));
    }
}

/// A row of colour that stands for an item in the views.
pub(super) fn swatch(ui: &Ui, rect: Rect, colour: egui::Color32) {
    let square = Rect::from_center_size(rect.left_center() + vec2(4.5, 0.0), vec2(9.0, 9.0));
    ui.painter().rect_filled(square, 2.0, colour);
}
