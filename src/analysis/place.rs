//! Positions in the lists of a dataset.

/// The place of an event in its list.
pub type Row = u32;

/// The place of an actor, group, category or relation in its list; [`NOWHERE`] for none.
pub type Place = u32;

/// No place: nothing was named, or nothing has that id.
pub const NOWHERE: Place = u32::MAX;

/// Events in a block.
pub const BLOCK: usize = 128;

/// A place in a list as a row number. A list cannot hold more: its handles are as wide.
pub(super) fn as_row(n: usize) -> Row {
    Row::try_from(n).unwrap_or(NOWHERE)
}
