//! What the window remembers from frame to frame, apart from the editor's state and from caches of
//! what was drawn.

use super::canvas::ViewsState;
use super::dialog::DialogState;
use super::panel::PanelState;
use crate::scene::{Key, Rect};

/// Where things of the window stand.
#[derive(Default)]
pub(super) struct WindowState {
    pub(super) panel: PanelState,
    pub(super) views: ViewsState,
    pub(super) dialog: DialogState,
    /// The open menu of the bar.
    pub(super) open_menu: Option<&'static str>,
    /// Whether a text field had the keyboard in the last frame.
    pub(super) was_typing: bool,
    /// Where the mark or title stands that the pointer is on.
    pub(super) pointed: Option<(Key, Rect)>,
    /// When an item was added last, in seconds of the toolkit's clock.
    pub(super) added: Option<f64>,
}
