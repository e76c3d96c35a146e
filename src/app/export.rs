//! Exporting what is seen.
use super::action::Action;
use super::App;
pub(super) fn apply(_app: &mut App, _ctx: &egui::Context, _action: Action) -> Vec<Action> {
    Vec::new()
}
