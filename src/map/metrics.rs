//! The lengths that several parts of the map share, in points at size 1.

use crate::scene::{Vec2, vec2};

/// The widths of the bins.
pub const WIDTHS: [f32; 5] = [1.25, 2.5, 4.0, 6.0, 9.0];
/// The ground between the two strands of a tie.
pub(super) const STRANDS_APART: f32 = 3.0;

/// Radius of the actor that takes part most.
pub const LARGEST: f32 = 25.0;
/// Radius of one that takes part little.
pub const SMALLEST: f32 = 11.0;
/// From here on a name is larger and bolder.
pub const PROMINENT: f32 = 17.0;
/// The height of a name's line.
pub const NAME_LINE: f32 = 15.0;

/// The size of a region's title.
pub(super) const TITLE: f32 = 11.0;
/// Between a region's rim and its title.
pub(super) const TITLE_INSET: Vec2 = vec2(10.0, 6.0);
/// The size of a tie's label.
pub(super) const LABEL: f32 = 11.0;

/// The radius of a sign that leads words, or stands on a thin tie.
pub(super) const SIGN_RADIUS: f32 = 5.5;

/// The size of the line of those who are only named.
pub(super) const QUIET_LINE: f32 = 10.5;
