//! Writing a dataset in a format that other programs read: which, which list, and what it leaves out.

use super::{Outcome, foot, heading, say};
use crate::app::panel::fields;
use crate::app::{UiContext, widgets};
use crate::dataset::Kind;
use crate::editor::action::Action;
use crate::editor::export_choices::DataChoice;
use crate::editor::recovery::capital;
use crate::files::Format;
use egui::Ui;

pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (chosen, lists, left_out): (DataChoice, &[Kind], Option<&str>),
    outcome: &mut Outcome,
) {
    heading(cx, ui, "Export data");
    let mut next = chosen;
    let now = chosen.format.named();
    let picked = fields::framed_menu(cx.theme, ui, "Format", &now, |ui| {
        let all = Format::for_others();
        let picked = all.filter_map(|format| {
            fields::choice(ui, *format == *chosen.format, &format.named(), format)
        });
        picked.last()
    });
    if let Some(format) = picked {
        next.format = format;
    }
    if lists.len() > 1 {
        ui.add_space(8.0);
        let names: Vec<(Kind, String)> = lists
            .iter()
            .map(|kind| (*kind, capital(kind.key())))
            .collect();
        let names: Vec<(Kind, &str)> = names
            .iter()
            .map(|(kind, name)| (*kind, name.as_str()))
            .collect();
        if let Some(kind) = widgets::segments(ui, cx.theme, chosen.kind, &names) {
            next.kind = kind;
        }
    }
    if next != chosen {
        outcome.actions.push(Action::DataDialog(Some(next)));
    }
    ui.add_space(8.0);
    let left_out = left_out.map_or("What it leaves out is being looked up.".to_owned(), capital);
    say(cx, ui, &format!("{} {left_out}", holds(chosen)));
    let choices = [
        ("Export", vec![Action::ExportData(chosen)]),
        ("Cancel", vec![Action::Dialog(None)]),
    ];
    foot(cx, ui, outcome, &choices);
}

/// What a file of a format has, in a sentence.
fn holds(choice: DataChoice) -> String {
    match (choice.format.lists, choice.kind) {
        ([], _) => choice.format.about.to_owned(),
        (_, Kind::Event) => {
            "A row for each event, with who takes part and the first source.".to_owned()
        }
        (_, kind) => format!("A row for each {}.", kind.noun()),
    }
}
