//! What stands between two blocs of the map: why there are arrows.

use super::super::UiContext;
use super::lines::elided;
use super::rows::{self, hairline, say};
use super::tie;
use crate::editor::derived::Indexed;
use crate::editor::selection::Selection;
use crate::editor::words;
use crate::map::end_name;
use crate::scene::{End, Style, Weight};
use crate::timeline::in_or_on;
use egui::{Sense, Ui, pos2, vec2};

/// The blocs that are selected: how many of each side, each way, and what they are.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, [a, b]: [End; 2]) {
    let named = |end| end_name(&indexed.dataset, end);
    let (Some(one), Some(other)) = (named(a), named(b)) else {
        return;
    };
    let theme = cx.theme;
    ui.spacing_mut().item_spacing.y = 0.0;
    let heading = format!("{one} and {other}");
    say(ui, &heading, 15.0, Weight::SemiBold, theme.t1);
    let Some(listing) = cx.queries.listing(Selection::Blocs(a, b)).cloned() else {
        return;
    };
    let tied = &listing.tied;
    let zone = cx.state.view.zone.as_ref();
    let zone = zone.unwrap_or(&tied.indexed().index.zone);
    let when = tied.window.map(|(from, to)| in_or_on(from, to, zone));
    let sentence = tie::joined(&listing, &tie::Joint::them(), when.as_deref());
    say(ui, &sentence, 12.0, Weight::Regular, theme.t2);
    ui.add_space(4.0);
    for (name, ends, is_back) in [
        (format!("{one} → {other}"), [a, b], false),
        (format!("{other} → {one}"), [b, a], false),
        ("Both ways, each once".to_owned(), [a, b], true),
    ] {
        let sides = words::signs(tied.sides_between(ends, is_back));
        if !sides.is_empty() {
            way(cx, ui, &name, &sides);
        }
    }
    hairline(ui, theme);
    tie::lists(cx, ui, &listing);
}

/// What goes one way: the names, and how many of each side under them.
fn way(cx: &UiContext<'_>, ui: &mut Ui, name: &str, sides: &str) {
    let theme = cx.theme;
    let size = vec2(ui.available_width(), 2.0 * rows::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = format!("{name}: {sides}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    for (n, text, weight, colour) in [
        (0.5, name, Weight::Medium, theme.t1),
        (1.4, sides, Weight::Regular, theme.t2),
    ] {
        let at = pos2(rect.left(), rect.top() + n * rows::ROW);
        elided(ui, at, text, Style::new(11.5, weight, colour), rect.width());
    }
}
