//! What the parts of counts are called and coloured: groups, categories or classes, as the hues
//! mean them.

use super::answers::Indexed;
use super::style::font;
use crate::analysis::ColourBy;
use crate::analysis::parts::{self, Counts, PARTS, REST};
use crate::scene::Weight;
use crate::scene::theme::Theme;
use crate::timeline::calendar::with_thousands;
use crate::timeline::part_colours;
use egui::{Color32, RichText, Ui, vec2};

/// The colour of each part.
pub(super) fn colours(indexed: &Indexed, by: ColourBy, theme: &Theme) -> [Color32; PARTS] {
    part_colours(&indexed.index, &indexed.hues, by, theme)
}

/// What a part is called.
pub(super) fn name(indexed: &Indexed, by: ColourBy, part: usize) -> String {
    let Some(name) = parts::name(&indexed.dataset, &indexed.index, by, part) else {
        return format!("No {}", by.word());
    };
    // A class is a word, the others are names.
    match (by, name.split_at_checked(1)) {
        (ColourBy::Class, Some((first, rest))) => first.to_uppercase() + rest,
        _ => name,
    }
}

/// How many events of each part there are, in a tooltip.
pub(super) fn lines(ui: &mut Ui, indexed: &Indexed, by: ColourBy, theme: &Theme, counts: &Counts) {
    if counts.iter().take(REST).all(|n| *n == 0) {
        // None is told apart.
        return;
    }
    let colours = colours(indexed, by, theme);
    for (part, (count, colour)) in counts.iter().zip(colours).enumerate() {
        if *count == 0 {
            continue;
        }
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, 2.0, colour);
            let count = with_thousands(u64::from(*count));
            let text = format!("{count} {}", name(indexed, by, part));
            let text = RichText::new(text).font(font(11.5, Weight::Regular));
            ui.label(text.color(theme.t2));
        });
    }
}
