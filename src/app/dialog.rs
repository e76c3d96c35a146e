//! Questions.
use super::Show;
pub(super) fn show(_show: &mut Show<'_>, _ctx: &egui::Context) {}
