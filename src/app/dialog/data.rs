//! Writing the events in a format that other programs read: which, and what it leaves out.

use super::{Foot, Outcome, heading, say};
use crate::app::{UiContext, widgets};
use crate::editor::action::{Action, Dialog};
use crate::editor::recovery::capital;
use crate::files::Format;
use egui::Ui;

pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (chosen, left_out): (&'static Format, &str),
    is_new: bool,
    outcome: &mut Outcome,
) {
    heading(cx, ui, "Export events");
    let names: Vec<(&'static Format, String)> = Format::of_events()
        .map(|format| (format, format.extension().to_uppercase()))
        .collect();
    let names: Vec<(&'static Format, &str)> = names
        .iter()
        .map(|(format, name)| (*format, name.as_str()))
        .collect();
    if let Some(next) = widgets::segments(ui, cx.theme, chosen, &names) {
        let asked = Action::Dialog(Some(Dialog::Data(next, left_out.to_owned())));
        outcome.actions.push(asked);
    }
    let left_out = capital(left_out);
    let rows = "A row for each event, with who takes part and the first source.";
    say(cx, ui, &format!("{rows} {left_out}"));
    let choices = [
        ("Export", vec![Action::ExportData(chosen)]),
        ("Cancel", vec![Action::Dialog(None)]),
    ];
    Foot::new(is_new).show(cx, ui, outcome, &choices);
}
