//! Where the rows of a table stand, and what is met when they are read.

/// Rows between two reports of progress.
pub(super) const ROWS: usize = 4096;

/// How many rows are looked at to know the separator and the header.
pub(super) const FIRST: usize = 40;

/// A row of the text, or a cell of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::files) struct At {
    /// The line on which the row starts.
    pub(super) line: usize,
    /// The byte at which it starts.
    pub(super) offset: usize,
    /// Which of its cells.
    pub(super) cell: Option<usize>,
}

impl At {
    pub(super) const START: Self = Self {
        line: 1,
        offset: 0,
        cell: None,
    };

    /// The row of a number, at a place among those of a sheet.
    pub(super) const fn row(number: usize, place: usize) -> Self {
        Self {
            line: number,
            offset: place,
            cell: None,
        }
    }

    pub(super) fn cell(self, cell: usize) -> Self {
        Self {
            cell: Some(cell),
            ..self
        }
    }
}

/// What was met between rows.
pub(super) enum Met<'r> {
    /// A row, whose memory may be taken for the next.
    Row(&'r mut csv::StringRecord),
    /// A quote that nothing closes, so that its line is read as if it were none.
    Unclosed,
}
