//! Edits that no file holds: which there are, and what is to become of them.

use super::{Outcome, foot, heading, message, say};
use crate::app::UiContext;
use crate::app::style::font;
use crate::dataset::count::plural;
use crate::editor::Action;
use crate::editor::action::Dialog;
use crate::editor::left_over::{LeftOver, Wanted};
use crate::editor::recovery::capital;
use crate::files::journal::Rest;
use crate::scene::Weight;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Frame, ScrollArea, Ui, vec2};
use std::path::Path;

/// The height of a list, in points.
const LIST: f32 = 132.0;

/// All that is left, one of them in full.
pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (left, at): (&[LeftOver], usize),
    outcome: &mut Outcome,
) {
    heading(cx, ui, "Recover edits that were not saved?");
    let Some(one) = left.get(at).or(left.first()) else {
        foot(cx, ui, outcome, &[("Close", vec![Action::Dialog(None)])]);
        return;
    };
    if left.len() > 1 {
        let all = ScrollArea::vertical().id_salt("journals").max_height(LIST);
        all.auto_shrink([false, true]).show(ui, |ui| {
            for (n, other) in left.iter().enumerate() {
                if ui.selectable_label(n == at, in_a_line(other)).clicked() {
                    let left = left.to_vec();
                    let dialog = Dialog::Recover { left, at: n };
                    outcome.actions.push(Action::Dialog(Some(dialog)));
                }
            }
        });
        ui.add_space(4.0);
    }
    details(cx, ui, one);
    let wanted = |is_copy| {
        Action::Recover(Wanted {
            journal: one.journal.clone(),
            file: None,
            is_copy,
        })
    };
    let first = match one.is_missing {
        true => (
            "Find the file…",
            vec![Action::FindFile(one.journal.clone(), one.folder.clone())],
        ),
        false => ("Recover", vec![wanted(false)]),
    };
    let choices = [
        first,
        ("Open a copy", vec![wanted(true)]),
        ("Ask later", vec![Action::Dialog(None)]),
        ("Throw away…", asked(&one.journal, None)),
    ];
    foot(cx, ui, outcome, &choices);
}

/// `talks.detente, 3 edits, 5 minutes ago`
fn in_a_line(of: &LeftOver) -> String {
    let edits = plural(of.edits.len(), "edit", "edits");
    let name = format!("{}, {edits}, {}", of.name, of.age);
    // The name of a file stays as it is.
    match of.folder {
        Some(_) => name,
        None => capital(&name),
    }
}

/// What cannot be had again is not thrown away by one key.
fn asked(journal: &Path, rest: Option<&Rest>) -> Vec<Action> {
    let dialog = Dialog::ThrowAway(journal.to_owned(), rest.cloned());
    vec![Action::Dialog(Some(dialog))]
}

/// Whether edits are to be thrown away.
pub(super) fn throw_away(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (journal, rest): (&Path, Option<&Rest>),
    outcome: &mut Outcome,
) {
    let keep = rest.map(|rest| Action::KeepRest(journal.to_owned(), rest.clone()));
    let keep = std::iter::once(Action::Dialog(None)).chain(keep);
    let choices = [
        ("Keep", keep.collect()),
        (
            "Throw away",
            vec![Action::ForgetRecovery(journal.to_owned())],
        ),
    ];
    let told = ("Throw these edits away?", "They cannot be had again.");
    message(cx, ui, told, outcome, &choices);
}

const CHANGED: &str = "The file has changed since. What does not fit it any more is listed.";

const BROKEN_OFF: &str = "The file was broken off while it was saved. What was in it before is there \
                          still, and opens with it.";

fn details(cx: &UiContext<'_>, ui: &mut Ui, of: &LeftOver) {
    let edits = match of.edits.len() {
        0 if of.typed.is_some() => "What was being typed".to_owned(),
        0 => "No edit".to_owned(),
        count => plural(count, "edit", "edits"),
    };
    let made = format!("{edits} of {}, written {}.", of.name, of.age);
    say(cx, ui, &made);
    if let Some(folder) = &of.folder {
        say(cx, ui, &format!("In {}", folder.display()));
    }
    list(cx, ui, &of.edits, 1);
    if let Some(typed) = &of.typed {
        let start: String = typed.chars().take(200).collect();
        let rest = if start.len() < typed.len() { "…" } else { "" };
        say(cx, ui, &format!("Being typed: “{start}{rest}”"));
    }
    if of.damaged > 0 {
        let records = plural(of.damaged, "record", "records");
        let rest = match of.edits.len() {
            0 => "",
            _ => " The others can.",
        };
        say(cx, ui, &format!("{records} cannot be read.{rest}"));
    }
    if of.is_broken_off {
        say(cx, ui, BROKEN_OFF);
    } else if of.has_changed {
        say(cx, ui, CHANGED);
    }
    if of.is_missing {
        let why = match of.folder {
            Some(_) => "The file is not there any more.",
            None => "Nothing says any more which file it was.",
        };
        say(cx, ui, why);
    }
}

/// A list whose items have so many lines each; more shows under the pointer.
fn list(cx: &UiContext<'_>, ui: &mut Ui, items: &[String], lines: u8) {
    if items.is_empty() {
        return;
    }
    let frame = Frame::new()
        .stroke((1.0, cx.theme.rule))
        .corner_radius(4)
        .inner_margin(8);
    let height = f32::from(lines) * ui.text_style_height(&egui::TextStyle::Body);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .max_height(LIST)
            .auto_shrink([false, true])
            .show_rows(ui, height, items.len(), |ui, rows| {
                for item in items.get(rows).into_iter().flatten() {
                    let text = capital(&crate::scene::text::one_line(item));
                    let size = vec2(ui.available_width(), height);
                    ui.allocate_ui(size, |ui| {
                        ui.set_min_height(height);
                        ui.add(egui::Label::new(of_lines(cx, &text, lines)).wrap());
                    });
                }
            });
    });
}

/// A text over at most so many lines, with an ellipsis where it is longer.
fn of_lines(cx: &UiContext<'_>, text: &str, lines: u8) -> LayoutJob {
    let style = TextFormat::simple(font(12.0, Weight::Regular), cx.theme.t1);
    let mut job = LayoutJob::single_section(text.to_owned(), style);
    job.wrap = TextWrapping {
        max_rows: lines.into(),
        ..TextWrapping::default()
    };
    job
}

/// What could not be recovered.
pub(super) fn not_recovered(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (journal, missing, rest): (&Path, &[String], &Rest),
    outcome: &mut Outcome,
) {
    heading(cx, ui, "Not everything was recovered");
    let text = "What could be done again is done. This was not:";
    say(cx, ui, text);
    list(cx, ui, missing, 2);
    let copy = Wanted {
        journal: journal.to_owned(),
        file: None,
        is_copy: true,
    };
    let keep = Action::KeepRest(journal.to_owned(), rest.clone());
    let choices = [
        ("Keep for later", vec![Action::Dialog(None), keep]),
        (
            "Open a copy with all",
            vec![Action::Dialog(None), Action::Recover(copy)],
        ),
        ("Throw away…", asked(journal, Some(rest))),
    ];
    foot(cx, ui, outcome, &choices);
}
