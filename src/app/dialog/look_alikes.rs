//! Actors that may be one and the same: for each pair, which of them stays, or that they are two. A pair that a
//! person has chosen is merged or left.

use super::{Foot, Outcome, heading, say};
use crate::app::UiContext;
use crate::app::style::font;
use crate::app::widgets::{self, Kind};
use crate::editor::action::{Action, Dialog};
use crate::editor::look_alikes::{LookAlike, LookAlikes, Side};
use crate::editor::words::plural;
use crate::scene::Weight;
use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

/// The height of the list, in points.
const LIST: f32 = 360.0;

/// The room that the buttons of a pair take.
const BUTTONS: f32 = 180.0;

/// More pairs are not drawn at once: deciding some brings the rest.
const SHOWN: usize = 100;

pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    found: &LookAlikes,
    is_new: bool,
    outcome: &mut Outcome,
) {
    let (name, count) = match found.is_chosen {
        true => ("Merge actors", "Say which name stays".to_owned()),
        false => {
            let count = plural(found.pairs.len(), "pair", "pairs");
            ("Names that look alike", count)
        }
    };
    heading(cx, ui, name);
    say(
        cx,
        ui,
        &format!(
            "{count}. Merging gives the one that stays all events and relations of the other, whose name is kept \
             as an alias. It can be undone."
        ),
    );
    ui.add_space(4.0);
    let list = ScrollArea::vertical().max_height(LIST);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for (n, pair) in found.pairs.iter().enumerate().take(SHOWN) {
            if n > 0 {
                ui.separator();
            }
            pair_row(cx, ui, (n, pair), found, outcome);
        }
    });
    let close = if found.is_chosen { "Cancel" } else { "Close" };
    let close = [(close, vec![Action::Dialog(None)])];
    Foot::new(is_new).show(cx, ui, outcome, &close);
}

fn pair_row(
    cx: &UiContext<'_>,
    ui: &mut Ui,
    (n, pair): (usize, &LookAlike),
    found: &LookAlikes,
    outcome: &mut Outcome,
) {
    let theme = cx.theme;
    ui.horizontal(|ui| {
        let width = ui.available_width() - BUTTONS;
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            let why = RichText::new(pair.why).font(font(11.0, Weight::Regular));
            ui.label(why.color(theme.t3));
            side(cx, ui, &pair.stays, true);
            if side(cx, ui, &pair.goes, false) {
                let mut found = found.clone();
                if let Some(pair) = found.pairs.get_mut(n) {
                    *pair = pair.clone().turned();
                }
                let dialog = Dialog::LookAlikes(found);
                outcome.actions.push(Action::Dialog(Some(dialog)));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (stays, goes) = (pair.stays.actor, pair.goes.actor);
            let of = format!("{} and {}", pair.stays.name, pair.goes.name);
            let mut button = |label: &str, action: Action| {
                let name = format!("{label}: {of}");
                if widgets::button(ui, theme, Kind::Plain, None, label, &name, true).clicked() {
                    outcome.actions.push(action);
                }
            };
            if !found.is_chosen {
                button("Keep apart", Action::KeepApart(stays, goes));
            }
            button("Merge", Action::Merge(stays, goes));
        });
    });
}

/// One of a pair; whether it is to stay now.
fn side(cx: &UiContext<'_>, ui: &mut Ui, side: &Side, stays: bool) -> bool {
    let weight = if stays {
        Weight::SemiBold
    } else {
        Weight::Regular
    };
    let text = format!("{} · {}", side.name, side.part);
    let text = RichText::new(text)
        .font(font(13.0, weight))
        .color(cx.theme.t1);
    let hint = if stays {
        "This name stays"
    } else {
        "Let this name stay instead"
    };
    ui.radio(stays, text).on_hover_text(hint).clicked() && !stays
}
