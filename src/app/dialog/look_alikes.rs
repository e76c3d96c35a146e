//! Actors that may be one and the same: for each pair, which of them stays, or that they are two. A pair that a
//! person has chosen is merged or left.

use super::{Outcome, foot, heading, say};
use crate::app::UiContext;
use crate::app::command::{Command, keys_text};
use crate::app::style::font;
use crate::app::widgets::{self, Kind};
use crate::dataset::count::plural;
use crate::editor::action::{Action, Dialog};
use crate::editor::look_alikes::{LookAlike, Reviewing, Side};
use crate::scene::Weight;
use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

/// The height of the list, in points.
const LIST: f32 = 360.0;

/// The room that the buttons of a pair take.
const BUTTONS: f32 = 172.0;

/// More pairs are not drawn at once: deciding some brings the rest.
const SHOWN: usize = 100;

pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, asked: &Reviewing, outcome: &mut Outcome) {
    let found = cx.queries.look_alikes().cloned();
    let found = match &asked.chosen {
        Some(pair) => Some(std::slice::from_ref(pair)),
        None => found.as_deref().map(Vec::as_slice),
    };
    let dataset = cx.state.dataset();
    let is_open = |pair: &&LookAlike| {
        asked.chosen.is_some() || dataset.is_some_and(|dataset| pair.is_open(dataset))
    };
    let open: Option<Vec<&LookAlike>> = found.map(|all| all.iter().filter(is_open).collect());
    let name = match asked.chosen {
        Some(_) => "Merge actors",
        None => "Names that look alike",
    };
    heading(cx, ui, name);
    say(cx, ui, &told(ui, asked, open.as_deref()));
    ui.add_space(4.0);
    let list = ScrollArea::vertical().max_height(LIST);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for (n, pair) in open.iter().flatten().enumerate().take(SHOWN) {
            if n > 0 {
                ui.separator();
            }
            pair_row(cx, ui, pair, asked, outcome);
        }
    });
    let close = match asked.chosen {
        Some(_) => "Cancel",
        None => "Close",
    };
    let close = [(close, vec![Action::Dialog(None)])];
    foot(cx, ui, outcome, &close);
}

/// How many pairs there are, and what merging does.
fn told(ui: &Ui, asked: &Reviewing, open: Option<&[&LookAlike]>) -> String {
    let undo = Command::Undo.entry().keys.first();
    let undo = undo.map(|(modifiers, key)| keys_text(ui.ctx(), *modifiers, *key));
    let (first, last) = match (open, undo) {
        _ if asked.chosen.is_some() => (
            "Say which name stays".to_owned(),
            "It can be undone.".to_owned(),
        ),
        (None, _) => return "Looking for names that look alike.".to_owned(),
        (Some([]), _) => return "No two actors look alike.".to_owned(),
        (Some(open), undo) => {
            let undo = undo.unwrap_or_default();
            (
                plural(open.len(), "pair", "pairs"),
                format!("{undo} undoes it."),
            )
        }
    };
    format!(
        "{first}. Merging gives the one that stays all events and relations of the other, whose name is kept as an \
         alias. {last}"
    )
}

fn pair_row(
    cx: &UiContext<'_>,
    ui: &mut Ui,
    pair: &LookAlike,
    asked: &Reviewing,
    outcome: &mut Outcome,
) {
    let theme = cx.theme;
    let is_turned = asked.is_turned(pair);
    let (stays, goes) = match is_turned {
        true => (&pair.goes, &pair.stays),
        false => (&pair.stays, &pair.goes),
    };
    ui.horizontal(|ui| {
        let width = ui.available_width() - BUTTONS;
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            let why = RichText::new(pair.why).font(font(11.0, Weight::Regular));
            ui.label(why.color(theme.t3));
            // Both keep their places, whichever is chosen.
            let is_other =
                side(cx, ui, &pair.stays, !is_turned) || side(cx, ui, &pair.goes, is_turned);
            if is_other {
                let dialog = Dialog::LookAlikes(asked.clone().turned(pair));
                outcome.actions.push(Action::Dialog(Some(dialog)));
            }
        });
        // From the left, so that Tab comes to Merge first.
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let of = format!("{} and {}", stays.name, goes.name);
            let mut button = |label: &str, action: Action| {
                let name = format!("{label}: {of}");
                if widgets::button(ui, theme, Kind::Plain, None, label, &name, true).clicked() {
                    outcome.actions.push(action);
                }
            };
            let (stays, goes) = (stays.actor, goes.actor);
            button("Merge", Action::Merge(stays, goes));
            if asked.chosen.is_none() {
                button("Keep apart", Action::KeepApart(stays, goes));
            }
        });
    });
}

/// One of a pair; whether it is to stay from now on.
fn side(cx: &UiContext<'_>, ui: &mut Ui, side: &Side, stays: bool) -> bool {
    // A weight of its own for the chosen one would move what is wrapped.
    let text = format!("{} · {}", side.name, side.part);
    let text = RichText::new(text)
        .font(font(13.0, Weight::Regular))
        .color(cx.theme.t1);
    let hint = if stays {
        "This name stays"
    } else {
        "Let this name stay instead"
    };
    ui.radio(stays, text).on_hover_text(hint).clicked() && !stays
}
