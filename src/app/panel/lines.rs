//! Lines of text: cut, wrapped, and in the order in which they are read. epaint shapes each script
//! but does not order words that read from right to left (UAX 9).

use super::super::style::font;
use crate::scene::{Style, breaks, text as scene_text};
use egui::Ui;
use egui::pos2;

/// A line of text that is cut with an ellipsis where it does not fit, from the middle of its left
/// side. Gives its width.
pub(in crate::app) fn elided(
    ui: &Ui,
    left: egui::Pos2,
    text: &str,
    style: Style,
    room: f32,
) -> f32 {
    let galley = cut(ui, text, style, room);
    let width = galley.size().x;
    let at = pos2(left.x, left.y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, style.colour);
    width
}

/// Whether some of a text reads from right to left: epaint does not order it (UAX 9).
pub(super) fn is_right_to_left(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::BidiInfo::new(text, None).has_rtl()
}

/// The lines of a text that wraps at a width; the last of `most` is cut with an ellipsis. Each is
/// still in the order in which it is written.
pub(super) fn wrapped(ui: &Ui, text: &str, style: Style, width: f32, most: usize) -> Vec<String> {
    let mut lines = breaks::lines(text, width, most, |line| self::width(ui, line, style));
    if lines.len() > most {
        lines.truncate(most);
        // No room: the ellipsis says so.
        lines.last_mut().into_iter().for_each(|line| line.push('…'));
    }
    lines
}

/// A text that reads from right to left, its words in the order in which they are read.
pub(super) fn ordered(
    ui: &Ui,
    text: &str,
    style: Style,
    width: f32,
    most: usize,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::default();
    let plain = egui::TextFormat::simple(font(style.size, style.weight), style.colour);
    for (n, line) in wrapped(ui, text, style, width, most).iter().enumerate() {
        if n > 0 {
            job.append("\n", 0.0, plain.clone());
        }
        job.sections
            .extend(shifted(scene_text::job(line, style), &mut job.text));
    }
    ui.fonts_mut(|f| f.layout_job(job))
}

fn shifted(job: egui::text::LayoutJob, all: &mut String) -> Vec<egui::text::LayoutSection> {
    let by = all.len();
    all.push_str(&job.text);
    let moved = job.sections.into_iter().map(|mut section| {
        section.byte_range = section.byte_range.start + by..section.byte_range.end + by;
        section
    });
    moved.collect()
}

/// A line of text that is cut with an ellipsis where it does not fit.
pub(super) fn cut(ui: &Ui, text: &str, style: Style, room: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = scene_text::job(text, style);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    ui.fonts_mut(|f| f.layout_job(job))
}

/// How wide a line of text is.
pub(in crate::app) fn width(ui: &Ui, text: &str, style: Style) -> f32 {
    let job = scene_text::job(text, style);
    ui.fonts_mut(|f| f.layout_job(job)).size().x
}
