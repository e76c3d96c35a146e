//! A line under the toolbar: what was made of the table that was opened, and a way to change it.

use super::UiContext;
use super::style::font;
use super::widgets;
use crate::dataset::count::plural;
use crate::editor::Action;
use crate::editor::action::Dialog;
use crate::editor::look_alikes::Reviewing;
use crate::editor::view::Panel as SidePanel;
use crate::files::table::{Import, Meaning};
use crate::scene::Weight;
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Ui};

pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let Some(document) = cx.state.document.as_ref().filter(|_| cx.state.tells_import) else {
        return;
    };
    let Some(import) = &document.import else {
        return;
    };
    let theme = cx.theme;
    let dataset = document.history.dataset();
    let open = cx.queries.look_alikes().map_or(0, |pairs| {
        let open = pairs.iter().filter(|pair| pair.is_open(dataset));
        open.count()
    });
    let alike = (open > 0).then(|| {
        let pairs = plural(open, "pair of names", "pairs of names");
        format!(
            "{pairs} {} alike.",
            if open == 1 { "looks" } else { "look" }
        )
    });
    // After an edit what was counted in the file is true no more.
    let counted = (document.history.revision() == 0).then(|| import.counted());
    let said = counted.into_iter().chain(alike).chain(columns(import));
    let text = said.collect::<Vec<_>>().join(" ");
    let has_problems = cx.queries.problems().is_some_and(|all| !all.is_empty());
    let frame = Frame::new()
        .fill(theme.sunken)
        .inner_margin(Margin::symmetric(14, 2));
    let mut actions = Vec::new();
    let bar = Panel::top("imported")
        .exact_size(32.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                if widgets::link(ui, theme, "Dismiss").clicked() {
                    actions.push(Action::LeaveImport);
                }
                if widgets::link(ui, theme, "Change…").clicked() {
                    actions.push(Action::ChangeImport);
                }
                if open > 0 && widgets::link(ui, theme, "Review names…").clicked() {
                    let dialog = Dialog::LookAlikes(Reviewing::default());
                    actions.push(Action::Dialog(Some(dialog)));
                }
                if has_problems && widgets::link(ui, theme, "Show problems").clicked() {
                    actions.push(Action::Panel(SidePanel::Problems));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(&text)
                        .font(font(12.0, Weight::Regular))
                        .color(theme.t2);
                    ui.add(Label::new(words).truncate())
                        .on_hover_text(import.lines().join("\n"));
                });
            });
        });
    let edge = bar.response.rect.bottom() - 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, theme.rule));
    cx.actions.extend(actions);
}

/// A word, and which meanings it is for.
type Kind = (&'static str, fn(Meaning) -> bool);

/// What the columns are taken for that matter most: `When: Year, Month.`, `Title: Headline.`
fn columns(import: &Import) -> Vec<String> {
    let kinds: [Kind; 5] = [
        ("When", |meaning| meaning.when().is_some()),
        ("Title", |meaning| is_field(meaning, "title")),
        ("Who", |meaning| {
            matches!(meaning, Meaning::Actors(_) | Meaning::PartOfName(_))
        }),
        ("Where", |meaning| {
            let is_place = matches!(meaning, Meaning::Field { inner: Some(_), field, .. } if field.key == "name");
            is_place || meaning == Meaning::Coordinates
        }),
        ("Source", |meaning| {
            matches!(meaning, Meaning::Source | Meaning::Url)
        }),
    ];
    let mut all = Vec::new();
    for (word, is_it) in kinds {
        let columns = import.columns.iter().filter(|column| is_it(column.meaning));
        let names: Vec<&str> = columns.map(|column| column.name.as_str()).collect();
        if !names.is_empty() {
            all.push(format!("{word}: {}.", names.join(", ")));
        }
    }
    all
}

fn is_field(meaning: Meaning, key: &str) -> bool {
    matches!(meaning, Meaning::Field { field, .. } if field.key == key)
}
