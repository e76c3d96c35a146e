//! The window without a dataset.
use super::Show;
use egui::Ui;
pub(super) fn show(_show: &mut Show<'_>, _ui: &mut Ui) {}
