//! Questions that are asked before anything else goes on. Enter does the first thing that a
//! dialog offers, Escape leaves it.

mod data;
mod export;
mod import;
mod look_alikes;
mod preview;
mod recover;
mod shortcuts;

use super::UiContext;
use super::panel::fields::{self, named};
use super::style::font;
use super::widgets::{self, Kind};
use crate::editor::Action;
use crate::editor::action::{Dialog, WantedFile};
use crate::scene::Weight;
use egui::{
    Align, Context, Frame, Id, Key, Layout, Margin, Modal, Response, RichText, ScrollArea,
    TextEdit, Ui, Vec2, vec2,
};
use std::mem::{Discriminant, discriminant};
use std::path::Path;

/// Width of a question.
const NARROW: f32 = 420.0;

/// What a dialog came to.
struct Outcome {
    /// Whether it is shown for the first time: its first field or button gets the keyboard.
    is_new: bool,
    /// Enter was pressed, where no other button had the keyboard.
    is_entered: bool,
    /// Whether the first thing can be done.
    is_ready: bool,
    /// Whether the keyboard is elsewhere already.
    has_field: bool,
    /// What is to be done.
    actions: Vec<Action>,
}

/// The dialog that is shown.
#[derive(Default)]
pub(super) struct DialogState {
    /// Which it is.
    kind: Option<Discriminant<Dialog>>,
    /// The size of an export, as typed.
    size: export::TypedSize,
    /// How large it was drawn last, in points.
    drawn: Vec2,
    /// Whether it was drawn larger or smaller than before: only the next frame has it in the middle.
    pub(super) is_resized: bool,
}

/// Whether there is a question that has not been shown yet.
pub(super) fn is_to_come(state: &super::State, shown: &DialogState) -> bool {
    let kind = state.dialog.as_ref().map(discriminant);
    kind.is_some() && shown.kind != kind
}

/// The question, if there is one.
pub(super) fn show(cx: &mut UiContext<'_>, ctx: &Context) {
    let state = cx.state;
    let Some(dialog) = &state.dialog else {
        cx.window.dialog.kind = None;
        cx.window.dialog.is_resized = false;
        return;
    };
    let kind = discriminant(dialog);
    let is_new = cx.window.dialog.kind.replace(kind) != Some(kind);
    let theme = cx.theme;
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke((1.0, theme.rule))
        .corner_radius(6)
        .inner_margin(Margin::same(20))
        .shadow(ctx.global_style().visuals.popup_shadow);
    let modal = Modal::new(Id::unique(("dialog", kind)))
        .frame(frame)
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            // Enter in an open menu picks from it.
            let is_entered =
                ui.input(|i| i.key_pressed(Key::Enter)) && !egui::Popup::is_any_open(ui.ctx());
            let mut outcome = Outcome {
                is_new,
                is_entered,
                is_ready: true,
                has_field: false,
                actions: Vec::new(),
            };
            content(cx, ui, dialog, &mut outcome);
            outcome.actions
        });
    let size = modal.response.rect.size();
    let is_resized = std::mem::replace(&mut cx.window.dialog.drawn, size) != size;
    cx.window.dialog.is_resized = is_resized;
    if is_resized {
        ctx.request_repaint();
    }
    // A click beside it leaves no question that was answered in part.
    let is_beside = modal.backdrop_response.clicked() && matches!(dialog, Dialog::Import(_));
    if modal.inner.is_empty() && modal.should_close() && !is_beside {
        cx.act(Action::Dialog(None));
        if let Dialog::NotRecovered { journal, rest, .. } | Dialog::ThrowAway(journal, Some(rest)) =
            &dialog
        {
            cx.act(Action::KeepRest(journal.clone(), rest.clone()));
        }
        if matches!(dialog, Dialog::Import(_)) {
            cx.act(Action::StopOpening);
        }
        if *dialog == Dialog::OpenElsewhere {
            cx.act(Action::ReadOnly);
        }
        // What was to follow is given up with the question.
        if matches!(
            dialog,
            Dialog::Path { .. } | Dialog::Replace(..) | Dialog::Changed(..)
        ) {
            cx.act(Action::NothingChosen);
        }
    }
    cx.actions.extend(modal.inner);
}

fn content(cx: &mut UiContext<'_>, ui: &mut Ui, dialog: &Dialog, outcome: &mut Outcome) {
    if !matches!(
        dialog,
        Dialog::Export(_) | Dialog::Shortcuts | Dialog::Import(_)
    ) {
        ui.set_width(NARROW);
    }
    match dialog {
        Dialog::Unsaved(next) => unsaved(cx, ui, next, outcome),
        Dialog::Path {
            wanted,
            text,
            trouble,
        } => path(cx, ui, (wanted, text, trouble.as_deref()), outcome),
        Dialog::Export(choices) => export::show(cx, ui, choices, outcome),
        Dialog::Data(choice, lists, left_out) => {
            data::show(cx, ui, (*choice, lists, left_out.as_deref()), outcome);
        }
        Dialog::Message { title, text } => {
            let close = [("Close", vec![Action::Dialog(None)])];
            message(cx, ui, (title, text), outcome, &close);
        }
        Dialog::NotSaved(why) => {
            let choices = [
                ("Save as", vec![Action::Dialog(None), Action::SaveAs]),
                ("Close", vec![Action::Dialog(None)]),
            ];
            let told = ("The dataset was not saved", &**why);
            message(cx, ui, told, outcome, &choices);
        }
        Dialog::Recover { left, at } => recover::show(cx, ui, (left, *at), outcome),
        Dialog::NotRecovered {
            journal,
            missing,
            rest,
        } => recover::not_recovered(cx, ui, (journal, missing, rest), outcome),
        Dialog::Replace(action, path) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            let title = format!("Replace {}?", name.to_string_lossy());
            let choices = [
                ("Cancel", vec![Action::Dialog(None), Action::NothingChosen]),
                ("Replace", vec![Action::Dialog(None), (**action).clone()]),
            ];
            message(cx, ui, (&title, REPLACED), outcome, &choices);
        }
        Dialog::Changed(document, path) => changed(cx, ui, *document, path, outcome),
        Dialog::OpenElsewhere => open_elsewhere(cx, ui, outcome),
        Dialog::ThrowAway(journal, rest) => {
            recover::throw_away(cx, ui, (journal, rest.as_ref()), outcome);
        }
        Dialog::Shortcuts => {
            heading(cx, ui, "Keyboard shortcuts");
            shortcuts::show(cx, ui);
            foot(cx, ui, outcome, &[("Close", vec![Action::Dialog(None)])]);
        }
        Dialog::About => about(cx, ui, outcome),
        Dialog::Import(importing) => import::show(cx, ui, importing, outcome),
        Dialog::LookAlikes(asked) => look_alikes::show(cx, ui, asked, outcome),
    }
}

fn message(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (title, text): (&str, &str),
    outcome: &mut Outcome,
    choices: &[(&str, Vec<Action>)],
) {
    heading(cx, ui, title);
    ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| say(cx, ui, text));
    foot(cx, ui, outcome, choices);
}

const UNSAVED: &str = "What you changed since it was last saved is lost if you discard it.";
const REPLACED: &str = "There is a file of this name. What is in it is lost if you replace it.";
const CHANGED: &str = "It is not as it was when it was opened or saved here. What is in it now \
                       is lost if you save over it.";
const READ_ONLY: &str = "It is only read here. What was saved there since it was opened here is lost \
                         if you save over it.";
const OPEN_ELSEWHERE: &str = "is open in another window";
const NOT_OWN: &str = "What is in it is lost if you save over it. The other window keeps its changes, and \
                       saves them as a copy.";
const ELSEWHERE: &str = "Read only: what you change here is saved as a copy. Take over: the other \
                         window keeps its changes, and saves them as a copy.";

fn changed(cx: &mut UiContext<'_>, ui: &mut Ui, document: u64, path: &Path, outcome: &mut Outcome) {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let of = cx.state.document.as_ref();
    let (what, why) = match of.is_some_and(|of| of.path.as_deref() == Some(path)) {
        false => (OPEN_ELSEWHERE, NOT_OWN),
        true if of.is_some_and(|of| of.is_read_only) => (OPEN_ELSEWHERE, READ_ONLY),
        true => ("was changed by another program or window", CHANGED),
    };
    let over = Action::SaveOver(document, path.to_owned());
    let choices = [
        ("Save as", vec![Action::Dialog(None), Action::SaveAs]),
        ("Save over it", vec![Action::Dialog(None), over]),
        ("Cancel", vec![Action::Dialog(None), Action::NothingChosen]),
    ];
    message(cx, ui, (&format!("{name} {what}"), why), outcome, &choices);
}

fn open_elsewhere(cx: &mut UiContext<'_>, ui: &mut Ui, outcome: &mut Outcome) {
    let name = cx.state.document.as_ref().map(|d| d.name());
    let name = name.unwrap_or_default();
    let title = format!("{name} {OPEN_ELSEWHERE}");
    let choices = [
        ("Read only", vec![Action::ReadOnly]),
        ("Take over", vec![Action::TakeOver]),
    ];
    message(cx, ui, (&title, ELSEWHERE), outcome, &choices);
}

/// The title of a dialog.
fn heading(cx: &UiContext<'_>, ui: &mut Ui, text: &str) {
    let text = RichText::new(text)
        .font(font(15.0, Weight::SemiBold))
        .color(cx.theme.t1);
    ui.add(egui::Label::new(text).wrap());
}

fn say(cx: &UiContext<'_>, ui: &mut Ui, text: &str) {
    let text = RichText::new(text)
        .font(font(12.0, Weight::Regular))
        .color(cx.theme.t2);
    ui.add(egui::Label::new(text).wrap());
}

/// The buttons at the bottom, the first thing at the right: it is what Enter does.
fn foot(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    outcome: &mut Outcome,
    choices: &[(&str, Vec<Action>)],
) {
    let theme = cx.theme;
    ui.add_space(8.0);
    let mut is_on_other = false;
    let mut is_pressed = false;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 28.0),
        Layout::right_to_left(Align::Center),
        |ui| {
            for (n, (name, actions)) in choices.iter().enumerate() {
                let kind = if n == 0 { Kind::Primary } else { Kind::Plain };
                let is_ready = n > 0 || outcome.is_ready;
                let button = widgets::button(ui, theme, kind, None, name, name, is_ready);
                if n == 0 && outcome.is_new && !outcome.has_field {
                    button.request_focus();
                }
                is_on_other |= n > 0 && button.has_focus();
                if button.clicked() && is_ready {
                    is_pressed = true;
                    outcome.actions.clone_from(actions);
                }
            }
        },
    );
    let is_free = !is_on_other && !egui::Popup::is_any_open(ui.ctx()) && !outcome.is_new;
    if let Some((_, actions)) = choices.first()
        && outcome.is_entered
        && !is_pressed
        && is_free
        && outcome.is_ready
    {
        outcome.actions.clone_from(actions);
    }
}

fn unsaved(cx: &mut UiContext<'_>, ui: &mut Ui, next: &Action, outcome: &mut Outcome) {
    let name = cx.state.document.as_ref().map(|d| d.name());
    let title = format!("Save changes to {}?", name.unwrap_or_default());
    let choices = [
        ("Save", vec![Action::SaveThen(Box::new(next.clone()))]),
        ("Discard", vec![Action::Discard(Box::new(next.clone()))]),
        ("Cancel", vec![Action::Dialog(None)]),
    ];
    message(cx, ui, (&title, UNSAVED), outcome, &choices);
}

fn path(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (wanted, text, trouble): (&WantedFile, &str, Option<&str>),
    outcome: &mut Outcome,
) {
    let (title, verb) = match wanted {
        WantedFile::Open => ("Open a file", "Open"),
        WantedFile::Save(_) => ("Save the dataset", "Save"),
        WantedFile::Export(_) => ("Export an image", "Export"),
        WantedFile::ExportData(_) => ("Export data", "Export"),
        WantedFile::Recover(..) => ("Where is the file now?", "Recover"),
    };
    heading(cx, ui, title);
    say(
        cx,
        ui,
        "Without a file dialog of the system, a path is typed.",
    );
    let mut typed = text.to_owned();
    let field = field(ui, "Path", &mut typed, "Path", outcome.is_new);
    if field.changed() {
        let text = typed.clone();
        outcome.actions.push(Action::Dialog(Some(Dialog::Path {
            wanted: wanted.clone(),
            text,
            trouble: None,
        })));
    }
    if let Some(trouble) = trouble {
        fields::trouble(cx.theme, ui, trouble);
        // Enter took the keyboard out of the field.
        if ui.memory(|m| m.focused().is_none()) {
            field.request_focus();
        }
    }
    outcome.has_field = true;
    // Why a folder is none is said.
    outcome.is_ready = !typed.trim().is_empty();
    let choices = [
        (verb, vec![Action::PathTyped(wanted.clone(), typed)]),
        ("Cancel", vec![Action::Dialog(None), Action::NothingChosen]),
    ];
    foot(cx, ui, outcome, &choices);
}

/// A text field over the whole width, with its cursor at the end.
fn field(ui: &mut Ui, name: &str, text: &mut String, hint: &str, wants_focus: bool) -> Response {
    let field = TextEdit::singleline(text)
        .id(Id::unique(("field of a dialog", name)))
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(8, 6));
    let response = ui.add(field);
    named(ui, &response, name);
    if wants_focus {
        response.request_focus();
        // What is suggested is replaced by what is typed.
        fields::select_all(ui, &response, text);
    }
    response
}

fn about(cx: &mut UiContext<'_>, ui: &mut Ui, outcome: &mut Outcome) {
    heading(cx, ui, &format!("Detente {}", env!("CARGO_PKG_VERSION")));
    say(
        cx,
        ui,
        "Who did what to whom, when, and according to whom: one dataset of events as a timeline and as a map of the actors.",
    );
    say(cx, ui, "Licensed under MIT or Apache-2.0, at your option.");
    say(
        cx,
        ui,
        "The typeface is Inter with tabular figures, under the SIL Open Font License 1.1, here named Detente Sans.",
    );
    say(
        cx,
        ui,
        "It opens no network connection. A link opens in your browser, and only when you click it.",
    );
    foot(cx, ui, outcome, &[("Close", vec![Action::Dialog(None)])]);
}
