//! The periods for which the timeline has no row: their count tells which they are.

use super::zone;
use crate::app::UiContext;
use crate::app::style::font;
use crate::dataset::Handle;
use crate::dataset::count::plural;
use crate::dataset::date::{Date, lasting_in_short};
use crate::editor::derived::LaneSet;
use crate::scene::{Rect, Weight};
use egui::{RichText, Role, Sense, Ui, WidgetInfo};

/// What the pointer gets to know on the count of periods without a row.
pub(super) fn show_more(cx: &UiContext<'_>, ui: &Ui, at: Rect, rest: &[Handle], laned: &LaneSet) {
    let id = ui.unique_id().with("more periods");
    let response = ui.interact(at, id, Sense::hover());
    let name = plural(rest.len(), "more period", "more periods");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    // A dialog that has come since is not covered.
    if cx.state.dialog.is_some() {
        return;
    }
    let indexed = laned.indexed();
    let (written_in, shown_in) = (&indexed.index.zone, zone(cx, laned));
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        let periods = rest.iter().filter_map(|h| indexed.dataset.periods.get(*h));
        for period in periods {
            let title = RichText::new(period.title.as_str());
            let title = title.font(font(11.5, Weight::SemiBold));
            ui.label(title.color(cx.theme.t1));
            let when = period.when.as_deref().and_then(|w| Date::parse(w).ok());
            if let Some(when) = when {
                let dates = RichText::new(lasting_in_short(&when, written_in, shown_in));
                let dates = dates.font(font(11.5, Weight::Regular));
                ui.label(dates.color(cx.theme.t2));
            }
        }
    });
}
