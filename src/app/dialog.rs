//! Questions.
use super::Show;
/// How to export.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportChoices {
    /// As which file.
    pub format: Format,
}
/// As which file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
}
impl Format {
    /// In a menu.
    pub const fn name(self) -> &'static str {
        "PNG"
    }
    /// Of a file.
    pub const fn extension(self) -> &'static str {
        "png"
    }
}
pub(super) fn show(_show: &mut Show<'_>, _ctx: &egui::Context) {}
