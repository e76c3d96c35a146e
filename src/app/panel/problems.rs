//! What a check found, in words; each row goes to the item.

use super::super::Show;
use super::super::action::Action;
use super::super::state::Selection;
use super::lines::wrapped;
use super::rows::{self, counted, hairline, say};
use crate::dataset::check::Fault;
use crate::dataset::{Dataset, Kind};
use crate::scene::{Style, Weight, text};
use egui::{Ui, pos2};

/// Height of a row: two lines.
const ROW: f32 = 42.0;

/// The problems.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui) {
    let theme = show.theme;
    let Some(document) = &show.state.document else {
        return;
    };
    let dataset = document.history.dataset();
    let faults = show.answers.faults().cloned().unwrap_or_default();
    if faults.is_empty() && document.problems.is_empty() {
        say(
            ui,
            "Nothing is wrong with this dataset.",
            12.0,
            Weight::Regular,
            theme.t2,
        );
        return;
    }
    if !faults.is_empty() {
        counted(ui, theme, "In the dataset", faults.len());
        rows::each(ui, faults.len(), ROW, |ui, n, rect| {
            let Some(fault) = faults.get(n) else { return };
            let (words, selection) = told(dataset, fault);
            if row(show, ui, ("fault", n), &words, rect).clicked()
                && let Some(selection) = selection
            {
                show.act(Action::Select(Some(selection)));
            }
        });
    }
    if !document.problems.is_empty() {
        if !faults.is_empty() {
            hairline(ui, theme);
        }
        counted(
            ui,
            theme,
            "Found when the file was opened",
            document.problems.len(),
        );
        rows::each(ui, document.problems.len(), ROW, |ui, n, rect| {
            let Some(problem) = document.problems.get(n) else {
                return;
            };
            let words = problem.to_string();
            row(show, ui, ("problem", n), &words, rect);
        });
    }
}

fn row(
    show: &Show<'_>,
    ui: &Ui,
    salt: impl egui::AsIdSalt,
    words: &str,
    rect: egui::Rect,
) -> egui::Response {
    let theme = show.theme;
    let response = rows::plate(ui, theme, rect, salt, false, false, words);
    let dot = pos2(rect.left() + 3.0, rect.top() + 12.0);
    ui.painter().circle_filled(dot, 3.0, theme.warn);
    let style = Style::new(11.5, Weight::Regular, theme.t1);
    let width = rect.width() - 14.0;
    for (n, line) in wrapped(ui, words, style, width, 2).iter().enumerate() {
        let mut job = text::job(line, style);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let y = rect.top() + if n == 0 { 4.0 } else { 20.0 };
        ui.painter()
            .galley(pos2(rect.left() + 14.0, y), galley, theme.t1);
    }
    response.on_hover_text(words)
}

/// A fault in words, with whose it is, and what it goes to.
fn told(dataset: &Dataset, fault: &Fault) -> (String, Option<Selection>) {
    let Some((kind, place)) = fault.item else {
        return (format!("Dataset: {fault}"), None);
    };
    let (name, selection) = whose(dataset, kind, place);
    (format!("{name}: {fault}"), selection)
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
            let label = r.label.as_deref().unwrap_or(&r.id);
            (label.to_owned(), Some(Selection::Relation(h)))
        }),
        Kind::Source => dataset.sources.at(place).map_or_else(unknown, |(h, s)| {
            (s.title.to_string(), Some(Selection::Source(h)))
        }),
        Kind::Pin => dataset.pins.at(place).map_or_else(unknown, |(_, pin)| {
            let actor = dataset
                .actors
                .find(&pin.actor)
                .map(|(h, _)| Selection::Actor(h));
            (format!("place of “{}”", pin.actor), actor)
        }),
        Kind::Group | Kind::Category | Kind::Period | Kind::Bookmark => unknown(),
    }
}
