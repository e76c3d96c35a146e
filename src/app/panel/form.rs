//! Forms: a row for each field of an item, as the table of fields says what stands in it.

use super::super::menu::ZONES;
use super::super::{Show, widgets};
use super::draft;
use super::fields::{self, Look, choice, menu, name_of, row};
use super::picker::{self, Picked};
use super::rows::{self, counted, hairline, quiet, say};
use crate::dataset::check::{COLOURS, with_article};
use crate::dataset::date::{self, Date};
use crate::dataset::edit::Edit;
use crate::dataset::fields::{
    Field, Held, Need, New, Record, Records, Shape, Word, date_of, field_at,
};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Event, Handle, Id, Kind, Text};
use crate::editor::answers::Version;
use crate::editor::selection::{Of, Selection};
use crate::editor::{Action, entry, words};
use crate::scene::theme::Theme;
use crate::scene::{Style, Weight};
use egui::{Rect, Ui, pos2, vec2};
use std::collections::{BTreeSet, HashMap};

/// A list of up to so many items is a menu; a longer one is looked through by name.
const MENU: usize = 40;

/// What is unfolded on the panel, and what is being chosen by name.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Unfolded {
    /// The parts that show all of their fields.
    all: BTreeSet<(Of, String)>,
    /// The field for which an item is looked for.
    choosing: Option<(Of, String)>,
    /// What ids name in this version of the dataset, as far as it was asked.
    names: (Option<Version>, HashMap<(Kind, Id), Named>),
}

/// The item of an id, and what it is called.
type Named = Option<(Handle, String)>;

/// The item of an id: its list is read once for each version of the dataset.
fn named(show: &mut Show<'_>, dataset: &Dataset, kind: Kind, id: &str) -> Named {
    let version = show.state.version();
    let (of, names) = &mut show.unfolded.names;
    if *of != version {
        (*of, *names) = (version, HashMap::new());
    }
    let name = names.entry((kind, Id::new(id)));
    name.or_insert_with(|| words::find(dataset, kind, id))
        .clone()
}

/// The record that fields are of: an item, or what is said of the dataset.
fn record(dataset: &Dataset, of: Of) -> Option<&dyn Record> {
    match of {
        Some(selection) => dataset.record(selection.item()?),
        None => Some(&dataset.heading),
    }
}

/// Rows of some fields.
pub(super) fn rows(show: &mut Show<'_>, ui: &mut Ui, of: Of, paths: &[&str]) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for path in paths {
        field(show, ui, of, path);
    }
}

/// All other fields than some: those in which something stands, and after a click the rest. What is
/// told elsewhere on the panel is among the rest.
pub(super) fn others(show: &mut Show<'_>, ui: &mut Ui, of: Of, but: &[&str], told: &[&str]) {
    let Some(record) = show.state.dataset().and_then(|d| record(d, of)) else {
        return;
    };
    hairline(ui, show.theme);
    part(show, ui, of, ("", record), &|way| match way {
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
    show: &mut Show<'_>,
    ui: &mut Ui,
    of: Of,
    (path, record): (&str, &dyn Record),
    place: &dyn Fn(&str) -> Place,
) {
    let key = (of, path.to_owned());
    let is_whole = show.unfolded.all.contains(&key);
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut has_more = false;
    for (way, field, held) in leaves(record) {
        let is_shown = match place(&way) {
            Place::Elsewhere => continue,
            Place::Rest => false,
            Place::Here => is_there(field, held) || is_asked_for(field, &way),
        };
        if is_whole || is_shown {
            self::field(show, ui, of, &within(path, &way));
        } else {
            has_more = true;
        }
    }
    if has_more && rows::more(ui, show.theme, "More fields") {
        show.unfolded.all.insert(key);
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
pub(super) fn field(show: &mut Show<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(dataset) = show.state.dataset() else {
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
                self::field(show, ui, of, &within(path, field.key));
            }
        }
        (Shape::Records(_), Held::Records(all)) => records(show, ui, at, Some(all)),
        (Shape::Records(_), _) => records(show, ui, at, None),
        (Shape::Flag, held) => {
            let is_on = matches!(held, Held::Flag(true));
            let theme = show.theme;
            let name = at.name();
            let is_pressed = row(show, ui, field.name, |_, ui| {
                fields::tick(theme, ui, is_on, &name)
            });
            if is_pressed {
                at.give(show, &New::Flag(!is_on));
            }
        }
        (Shape::Choice(all), held) => pick(show, ui, at, all, text_of(held), New::Text),
        (Shape::Grade(all), held) => {
            let now = match held {
                Held::Number(number) => number.to_string(),
                _ => String::new(),
            };
            let grade = |word: Text| New::Number(word.parse().unwrap_or(1.0));
            pick(show, ui, at, all, &now, grade);
        }
        (Shape::One(kind), held) => one(show, ui, at, kind, text_of(held)),
        (Shape::Many(kind), Held::Ids(ids)) => many(show, ui, at, kind, ids),
        (Shape::Selection, held) => selection(show, ui, at, held),
        (Shape::Zone, held) => zone(show, ui, at, text_of(held)),
        (Shape::Colour, held) => colour(show, ui, at, text_of(held)),
        (Shape::Date, held) => date(show, ui, at, text_of(held)),
        (Shape::Prose | Shape::Remark, _) => {
            row(show, ui, field.name, |show, ui| {
                fields::text(show, ui, of, path, Look::PARAGRAPHS)
            });
        }
        (Shape::Number(from, _), Held::Number(number)) if from < 0.0 && field.key == "tone" => {
            let step = show.theme.tone_text.get(Theme::tone_step(number));
            let look = Look {
                colour: step.copied(),
                weight: Weight::SemiBold,
                ..Look::VALUE
            };
            row(show, ui, field.name, |show, ui| {
                fields::text(show, ui, of, path, look)
            });
        }
        _ => {
            row(show, ui, field.name, |show, ui| {
                fields::text(show, ui, of, path, Look::VALUE)
            });
        }
    }
}

fn text_of(held: Held<'_>) -> &str {
    match held {
        Held::Text(text) => text,
        _ => "",
    }
}

/// A field of an item, where it is shown.
#[derive(Clone, Copy)]
struct At<'a> {
    of: Of,
    path: &'a str,
    field: &'static Field,
    dataset: &'a Dataset,
}

impl At<'_> {
    /// What a screen reader says.
    fn name(&self) -> String {
        name_of(self.path, self.field.name)
    }

    fn give(&self, show: &mut Show<'_>, new: &New) {
        let edit = entry::given(self.dataset, self.of, self.path, new);
        show.actions.extend(edit.map(Action::Edit));
    }

    /// The list and the id of the item that it is a field of.
    fn own_id(&self) -> Option<(Kind, &str)> {
        let item = self.of?.item()?;
        match self.dataset.record(item)?.get("id") {
            Held::Text(id) => Some((item.0, id)),
            _ => None,
        }
    }

    fn key(&self) -> (Of, String) {
        (self.of, self.path.to_owned())
    }
}

/// One of some words; where it may be left out, none.
fn pick(
    show: &mut Show<'_>,
    ui: &mut Ui,
    at: At<'_>,
    all: &[Word],
    now: &str,
    new: impl Fn(Text) -> New,
) {
    let theme = show.theme;
    let hint = at.field.hint;
    let label = all.iter().find(|(word, _)| *word == now);
    let label = label.map_or(if now.is_empty() { hint } else { now }, |(_, label)| label);
    let name = at.name();
    let picked = row(show, ui, at.field.name, |_, ui| {
        menu(theme, ui, &name, label, |ui| {
            let none = (!hint.is_empty()).then(|| choice(ui, now.is_empty(), hint, New::Nothing));
            let words = all
                .iter()
                .filter_map(|(word, label)| choice(ui, *word == now, label, new((*word).into())));
            words.last().or(none.flatten())
        })
    });
    if let Some(new) = picked {
        at.give(show, &new);
    }
}

/// The item that an id names, and others to choose from, or to make on the spot.
fn one(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, kind: Kind, now: &str) {
    let theme = show.theme;
    let noun = kind.noun();
    let name = at.name();
    if show.unfolded.choosing.as_ref() == Some(&at.key()) {
        row(show, ui, at.field.name, |show, ui| {
            choose(show, ui, at, kind)
        });
        return;
    }
    let found = named(show, at.dataset, kind, now);
    let value = match &found {
        _ if now.is_empty() && at.field.need == Need::Yes => "Choose…".to_owned(),
        _ if now.is_empty() => "None".to_owned(),
        Some((_, name)) => name.clone(),
        None => format!("{now}, which is not {}", with_article(noun)),
    };
    enum Picked {
        Give(New),
        Show(Selection),
        Choose,
    }
    let items = words::items(at.dataset, kind, MENU);
    let picked = row(show, ui, at.field.name, |_, ui| {
        menu(theme, ui, &name, &value, |ui| {
            let mut picked = None;
            let selection = found.and_then(|(handle, _)| Selection::of_item((kind, handle)));
            if let Some(selection) = selection {
                let words = format!("Show “{value}”");
                picked = fields::plain_choice(ui, &words, Picked::Show(selection)).or(picked);
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
        Some(Picked::Give(new)) => at.give(show, &new),
        Some(Picked::Show(selection)) => show.act(Action::Select(Some(selection))),
        Some(Picked::Choose) => {
            show.unfolded.choosing = Some(at.key());
            ui.memory_mut(|m| m.request_focus(picker_id(at)));
        }
        None => {}
    }
}

fn picker_id(at: At<'_>) -> egui::Id {
    egui::Id::unique(("choosing", at.of, at.path))
}

/// A citation's own words and a remark on it, where there are some or a person wants to write them.
pub(super) fn words_of(show: &mut Show<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(record) = show.state.dataset().and_then(|d| record(d, of)) else {
        return;
    };
    let is_whole = show.unfolded.all.contains(&(of, path.to_owned()));
    for key in ["quote", "note"] {
        let path = within(path, key);
        let held = field_at(record, &path);
        if is_whole || held.is_some_and(|(field, held)| is_there(field, held)) {
            field(show, ui, of, &path);
        }
    }
}

/// Shows all fields of a record that stands at a way.
pub(super) fn unfold(show: &mut Show<'_>, of: Of, path: String) {
    show.unfolded.all.insert((of, path));
}

/// A field that finds items by their names, and makes one of a new name.
fn choose(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, kind: Kind) {
    let id = picker_id(at);
    let hint = format!("Name of {}", with_article(kind.noun()));
    let picked = picker::items(show, ui, id, &hint, at.dataset, kind, &[]);
    if let Some(picked) = picked {
        let edit = with_new(at.dataset, kind, picked, |dataset, id| {
            let new = New::Text(id.as_str().into());
            entry::given(dataset, at.of, at.path, &new)
        });
        show.actions.extend(edit.map(Action::Edit));
        show.unfolded.choosing = None;
    } else if !ui.memory(|m| m.has_focus(id)) && !ui.input(|i| i.pointer.any_down()) {
        show.unfolded.choosing = None;
    }
}

/// An edit with an item that was found by name; one that is new is made in the same edit.
pub(super) fn with_new(
    dataset: &Dataset,
    kind: Kind,
    picked: Picked,
    edit: impl FnOnce(&Dataset, &Id) -> Option<Edit>,
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

/// Several items, and a field to add one.
fn many(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, kind: Kind, ids: &[Id]) {
    let theme = show.theme;
    counted(ui, theme, at.field.name, ids.len());
    let texts =
        |ids: &mut dyn Iterator<Item = &Id>| New::Texts(ids.map(|id| id.as_str().into()).collect());
    let mut gone = None;
    rows::each(ui, ids.len(), rows::ROW, |ui, n, rect| {
        let Some(id) = ids.get(n) else { return };
        let found = named(show, at.dataset, kind, id);
        let name = found.map_or_else(|| id.to_string(), |(_, name)| name);
        let style = Style::new(11.5, Weight::Regular, theme.t1);
        super::lines::elided(ui, rect.left_center(), &name, style, rect.width() - 28.0);
        let cross = pos2(rect.right() - 9.0, rect.center().y);
        let cross = Rect::from_center_size(cross, vec2(24.0, 24.0));
        let remove = format!("Remove {name}");
        if super::participants::cross_button(show, ui, cross, ("remove", at.path, n), &remove) {
            gone = Some(n);
        }
    });
    if let Some(gone) = gone {
        let mut kept = ids
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != gone)
            .map(|(_, id)| id);
        at.give(show, &texts(&mut kept));
    }
    let hint = format!("Add {}", kind.noun());
    let picked = fields::flush(ui, |ui| {
        picker::items(show, ui, picker_id(at), &hint, at.dataset, kind, ids)
    });
    if let Some(picked) = picked {
        let edit = with_new(at.dataset, kind, picked, |dataset, id| {
            let all = texts(&mut ids.iter().chain([id]));
            entry::given(dataset, at.of, at.path, &all)
        });
        show.actions.extend(edit.map(Action::Edit));
    }
}

/// Several records: each with its fields, and a way to add one and to take one out.
fn records(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, all: Option<&dyn Records>) {
    let theme = show.theme;
    let count = all.map_or(0, |all| all.count());
    hairline(ui, theme);
    counted(ui, theme, at.field.name, count);
    let mut edit = None;
    for (n, one) in (0..count).filter_map(|n| Some((n, all?.at(n)?))) {
        let path = format!("{}[{n}]", at.path);
        ui.push_id(&path, |ui| {
            part(show, ui, at.of, (&path, one), &|_| Place::Here);
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
                picker::items(show, ui, picker_id(at), &hint, at.dataset, kind, &[])
            });
            if let Some(picked) = picked {
                edit = with_new(at.dataset, kind, picked, |dataset, id| {
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
    show.actions.extend(edit.map(Action::Edit));
}

/// What a bookmark selects. It is chosen in the views.
fn selection(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, held: Held<'_>) {
    use crate::dataset::Selection as Selected;
    let theme = show.theme;
    let mut name = |kind, id: &str| {
        let found = named(show, at.dataset, kind, id);
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
    let lets_go = row(show, ui, at.field.name, |_, ui| {
        ui.add_space(5.0);
        say(ui, &told, 12.0, Weight::Regular, theme.t1);
        is_there && widgets::link(ui, theme, "Select nothing").clicked()
    });
    if lets_go {
        at.give(show, &New::Nothing);
    }
}

/// A zone of the usual ones, or another by its name.
fn zone(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
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
    of_menu(show, ui, at, now, (&usual, &own), &all);
}

/// A colour of the palette, or another as `#rrggbb`.
fn colour(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
    let names = COLOURS.iter().map(|name| {
        let first = name.chars().next().map(|c| c.to_uppercase().to_string());
        let rest = name.get(1..).unwrap_or_default();
        ((*name).to_owned(), first.unwrap_or_default() + rest)
    });
    let all: Vec<(String, String)> = names.collect();
    let label = all.iter().find(|(name, _)| name == now);
    let label = label.map_or(now, |(_, label)| label).to_owned();
    of_menu(show, ui, at, now, (at.field.hint, &label), &all);
}

/// A text of the usual ones, or another that is typed.
fn of_menu(
    show: &mut Show<'_>,
    ui: &mut Ui,
    at: At<'_>,
    now: &str,
    (none, label): (&str, &str),
    all: &[(String, String)],
) {
    let theme = show.theme;
    let name = at.name();
    let id = fields::field_id(at.of, at.path);
    let is_typed = draft::of_field(show, ui.ctx(), at.of, at.path).is_some();
    if show.unfolded.choosing.as_ref() == Some(&at.key()) || is_typed {
        row(show, ui, at.field.name, |show, ui| {
            fields::text(show, ui, at.of, at.path, Look::VALUE)
        });
        if !ui.memory(|m| m.has_focus(id)) && !is_typed {
            show.unfolded.choosing = None;
        }
        return;
    }
    let value = if now.is_empty() { none } else { label };
    let picked = row(show, ui, at.field.name, |_, ui| {
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
        Some(Some(new)) => at.give(show, &new),
        Some(None) => {
            show.unfolded.choosing = Some(at.key());
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
fn date(show: &mut Show<'_>, ui: &mut Ui, at: At<'_>, now: &str) {
    let theme = show.theme;
    let own = own_zone(at);
    let in_words = |edtf: &str| {
        let date = Date::parse(edtf).ok()?;
        Some(date::in_words(&date, &own, &own))
    };
    // An event's date stands in words under its title, and without one it waits.
    let is_of_event = at.path == "when" && matches!(at.of, Some(Selection::Event(_)));
    row(show, ui, at.field.name, |show, ui| {
        let field = fields::text(show, ui, at.of, at.path, Look::VALUE);
        let typed = draft::of_field(show, ui.ctx(), at.of, at.path);
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

/// A part of the panel with a heading of its own for a remark of several lines.
pub(super) fn remark(show: &mut Show<'_>, ui: &mut Ui, of: Of, path: &str) {
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let Some((field, _)) = record(dataset, of).and_then(|record| field_at(record, path)) else {
        return;
    };
    hairline(ui, show.theme);
    rows::plain_heading(ui, show.theme, field.name);
    fields::flush(ui, |ui| fields::text(show, ui, of, path, Look::PARAGRAPHS));
}

/// What opens the address of a field.
pub(super) fn open_address(show: &mut Show<'_>, ui: &mut Ui, address: Option<&str>, words: &str) {
    let Some(address) = address.filter(|address| super::citations::is_web(address)) else {
        return;
    };
    let link = widgets::link(ui, show.theme, words).on_hover_text(address);
    if link.clicked() {
        show.act(Action::OpenLink(address.to_owned()));
    }
}

/// A row of colour that stands for an item in the views.
pub(super) fn swatch(ui: &Ui, rect: Rect, colour: egui::Color32) {
    let square = Rect::from_center_size(rect.left_center() + vec2(4.5, 0.0), vec2(9.0, 9.0));
    ui.painter().rect_filled(square, 2.0, colour);
}
