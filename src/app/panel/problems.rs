//! What is wrong, in words; each row goes to the item, and says where in the file it stands that was read.

use super::super::UiContext;
use super::form;
use super::lines::wrapped;
use super::rows::{self, say};
use crate::dataset::check::{Fault, quoted};
use crate::dataset::count::with_thousands;
use crate::dataset::fields::{Shape, field_at};
use crate::dataset::{Dataset, Kind};
use crate::editor::selection::{Of, Selection};
use crate::editor::{Action, words};
use crate::files::Position;
use crate::scene::{Style, Weight, text};
use egui::{Sense, Ui, pos2, vec2};
use std::collections::HashSet;

/// Most lines of a problem.
const LINES: usize = 4;
/// Height of a line.
const LINE: f32 = 16.0;
/// Problems that are shown before the rest is folded away, and how many more at a time.
const FOLDED: usize = 100;

/// The problems.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let Some(document) = &cx.state.document else {
        return;
    };
    let all = cx.queries.problems().cloned().unwrap_or_default();
    if all.is_empty() {
        let text = "Nothing is wrong with this dataset.";
        say(ui, text, 12.0, Weight::Regular, theme.t2);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let most = FOLDED + cx.window.panel.more_problems;
    let dataset = document.history.dataset();
    let mut met = HashSet::new();
    for (n, problem) in all.iter().take(most).enumerate() {
        let (words, selection) = told(dataset, &problem.fault);
        let is_clicked = row(cx, ui, n, &words, problem.at);
        let mended =
            selection.and_then(|selection| mended_here(dataset, selection, &problem.fault));
        if let Some((of, path)) = mended.filter(|field| met.insert(*field)) {
            form::rows(cx, ui, of, &[path]);
            ui.add_space(6.0);
        }
        if let Some(selection) = selection.filter(|_| is_clicked) {
            cx.act(Action::Select(Some(selection)));
        }
    }
    if all.len() > most {
        let text = format!("{} more", with_thousands(all.len() - most));
        if rows::more(ui, theme, &text) {
            cx.window.panel.more_problems += FOLDED;
        }
    }
}

/// A row, as high as its words need.
fn row(cx: &UiContext<'_>, ui: &mut Ui, n: usize, words: &str, at: Option<Position>) -> bool {
    let theme = cx.theme;
    let style = Style::new(11.5, Weight::Regular, theme.t1);
    let width = ui.available_width() - 14.0;
    let mut lines: Vec<(String, Style)> = wrapped(ui, words, style, width, LINES)
        .into_iter()
        .map(|line| (line, style))
        .collect();
    if let Some(at) = at {
        let quiet = Style::new(10.5, Weight::Regular, theme.t3);
        lines.push((crate::editor::recovery::capital(&at.to_string()), quiet));
    }
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = lines.len() as f32 * LINE + 10.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return false;
    }
    let name: Vec<&str> = match at {
        Some(_) => [words]
            .into_iter()
            .chain(lines.last().map(|(line, _)| &**line))
            .collect(),
        None => vec![words],
    };
    let name = name.join(" ");
    let response = rows::plate(ui, theme, rect, ("problem", n), false, false, &name);
    let dot = pos2(rect.left() + 3.0, rect.top() + 5.0 + LINE / 2.0);
    ui.painter().circle_filled(dot, 3.0, theme.warn);
    let mut y = rect.top() + 5.0;
    for (line, style) in &lines {
        let mut job = text::job(line, *style);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let at = pos2(rect.left() + 14.0, y + (LINE - galley.size().y) / 2.0);
        ui.painter().galley(at, galley, style.colour);
        y += LINE;
    }
    response.clicked()
}

/// A fault in words, with whose it is, and what it goes to.
fn told(dataset: &Dataset, fault: &Fault) -> (String, Option<Selection>) {
    match fault.item {
        Some((kind, place)) => {
            let (name, selection) = whose(dataset, kind, place);
            // A reader may have named it already.
            let words = match fault.to_string() {
                words if words.starts_with(&quoted(&name)) => words,
                words => format!("{name}: {words}"),
            };
            (words, selection)
        }
        None if fault.field.is_empty() => (fault.to_string(), None),
        None => (format!("Dataset: {fault}"), None),
    }
}

/// The field that a problem is of, where it can be mended without going to its item.
fn mended_here<'f>(
    dataset: &Dataset,
    selection: Selection,
    fault: &'f Fault,
) -> Option<(Of, &'f str)> {
    let item = selection.item()?;
    // What is said of a place on the map is no field of the actor that it goes to.
    let (kind, _) = fault.item?;
    let record = dataset.record(item).filter(|_| kind == item.0)?;
    let (field, _) = field_at(record, &fault.field)?;
    let is_text = matches!(
        field.shape,
        Shape::Id
            | Shape::Date
            | Shape::Number(..)
            | Shape::Address
            | Shape::Choice(_)
            | Shape::Line
            | Shape::Zone
    );
    is_text.then_some((Some(selection), &*fault.field))
}

fn place_of(actor: &str) -> String {
    format!("place of “{actor}”")
}

fn actor(dataset: &Dataset, id: &str) -> Option<Selection> {
    let (handle, _) = dataset.actors.find(id)?;
    Some(Selection::Actor(handle))
}

fn whose(dataset: &Dataset, kind: Kind, place: usize) -> (String, Option<Selection>) {
    let unknown = || (kind.noun().to_owned(), None);
    match kind {
        Kind::Event => dataset.events.at(place).map_or_else(unknown, |(h, e)| {
            (e.title.to_string(), Some(Selection::Event(h)))
        }),
        Kind::Actor => dataset.actors.at(place).map_or_else(unknown, |(h, a)| {
            (a.name.to_string(), Some(Selection::Actor(h)))
        }),
        Kind::Relation => dataset.relations.at(place).map_or_else(unknown, |(h, r)| {
            let label = words::relation(dataset, r);
            (label, Some(Selection::Relation(h)))
        }),
        Kind::Source => dataset.sources.at(place).map_or_else(unknown, |(h, s)| {
            (s.title.to_string(), Some(Selection::Source(h)))
        }),
        Kind::Pin => dataset.pins.at(place).map_or_else(unknown, |(_, pin)| {
            (place_of(&pin.actor), actor(dataset, &pin.actor))
        }),
        Kind::Stand => dataset.places.at(place).map_or_else(unknown, |(_, stand)| {
            (place_of(&stand.actor), actor(dataset, &stand.actor))
        }),
        Kind::Group | Kind::Category | Kind::Period | Kind::Bookmark => unknown(),
    }
}
