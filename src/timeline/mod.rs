//! Events to a scene.

pub mod axis;
pub mod calendar;
mod shape;
pub mod ticks;

use crate::analysis::EventHue;
use crate::dataset::Class;
use crate::scene::Hue;

/// How the answer of which colour becomes one of a theme's. It stands here for both views, since
/// `analysis` knows no themes and `scene` no answers.
impl From<EventHue> for Hue {
    fn from(hue: EventHue) -> Self {
        match hue {
            EventHue::Neutral => Self::Neutral,
            EventHue::Slot(slot) => Self::Slot(slot),
            EventHue::Own([r, g, b]) => Self::Own(r, g, b),
            EventHue::Class(Class::MaterialConflict) => Self::Class(0),
            EventHue::Class(Class::VerbalConflict) => Self::Class(1),
            EventHue::Class(Class::VerbalCooperation) => Self::Class(2),
            EventHue::Class(Class::MaterialCooperation) => Self::Class(3),
        }
    }
}
