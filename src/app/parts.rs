//! How many events of each part there are: groups, categories or classes, as the hues mean them.

use super::style::font;
use crate::analysis::ColourBy;
use crate::analysis::largest::REST;
use crate::analysis::parts::Counts;
use crate::chart::part_name;
use crate::dataset::count::with_thousands;
use crate::editor::derived::Indexed;
use crate::scene::Weight;
use crate::scene::theme::Theme;
use crate::timeline::part_colours;
use egui::{RichText, Ui, vec2};

/// How many events of each part there are, in a tooltip.
pub(super) fn lines(ui: &mut Ui, indexed: &Indexed, by: ColourBy, theme: &Theme, counts: &Counts) {
    if counts.iter().take(REST).all(|n| *n == 0) {
        // None is told apart.
        return;
    }
    let colours = part_colours(&indexed.index, &indexed.hues, by, theme);
    for (part, (count, colour)) in counts.iter().zip(colours).enumerate() {
        if *count == 0 {
            continue;
        }
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, 2.0, colour);
            let count = with_thousands(u64::from(*count));
            let name = part_name(&indexed.dataset, &indexed.index, by, part);
            let text = format!("{count} {name}");
            let text = RichText::new(text).font(font(11.5, Weight::Regular));
            ui.label(text.color(theme.t2));
        });
    }
}
