//! The rows of a table, be they in a text, a workbook or JSON, each with where it stands.

use super::super::problem::Position;
use super::ahead::{LARGE, read_ahead};
use super::at::{At, Met};
use super::lines::Lines;
use super::meaning::Rows;
use super::objects::Objects;
use super::sheet::Sheet;
use std::ops::ControlFlow;

/// Where the rows of a table are.
pub(super) enum Grid<'t> {
    /// In a text.
    Text(Lines<'t>),
    /// In a sheet of a workbook.
    Sheet(&'t Sheet),
    /// In JSON.
    Objects(&'t Objects<'t>),
}

impl Grid<'_> {
    /// The first rows, as they stand.
    pub(super) fn head(&self, count: usize) -> Vec<(Vec<String>, At)> {
        let mut all = Vec::new();
        self.each(None, &mut |met, at| {
            if let Met::Row(row) = met {
                all.push((row.iter().map(str::to_owned).collect(), at));
            }
            if all.len() < count {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        all
    }

    /// The line of the header, where it is none that a person may choose.
    pub(super) fn header(&self) -> Option<usize> {
        match self {
            Self::Sheet(sheet) if sheet.says.is_some() => sheet.rows.first().map(|(line, _)| *line),
            Self::Text(_) | Self::Sheet(_) => None,
            Self::Objects(_) => Some(At::START.line),
        }
    }

    /// What its sheet is called; nothing where it has none.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Sheet(sheet) => &sheet.name,
            Self::Text(_) | Self::Objects(_) => "",
        }
    }

    /// What its rows are and what each column means, where the format says so.
    pub(super) fn says(&self) -> Option<&(Rows, Vec<&'static str>)> {
        match self {
            Self::Sheet(sheet) => sheet.says.as_ref(),
            Self::Text(_) | Self::Objects(_) => None,
        }
    }

    /// Tells every row, until it is told to stop. `width` is how many cells most rows have: a
    /// line of so many is a row, where a quote in it is not closed as it should be.
    pub(super) fn each(
        &self,
        width: Option<usize>,
        tell: &mut dyn FnMut(Met<'_>, At) -> ControlFlow<()>,
    ) {
        let sheet = match self {
            Self::Text(lines) if lines.len() > LARGE => {
                return read_ahead(|tell| lines.each(width, tell), tell);
            }
            Self::Text(lines) => return lines.each(width, tell),
            Self::Objects(objects) if objects.size() > LARGE => {
                return read_ahead(|tell| objects.each(tell), tell);
            }
            Self::Objects(objects) => return objects.each(tell),
            Self::Sheet(sheet) => sheet,
        };
        for (n, (number, cells)) in sheet.rows.iter().enumerate() {
            let mut row = csv::StringRecord::from(cells.as_slice());
            if tell(Met::Row(&mut row), At::row(*number, n)).is_break() {
                return;
            }
        }
    }

    /// Where a row or its cell stands, as editors count.
    pub(super) fn position(&self, at: At) -> Position {
        match self {
            Self::Text(lines) => lines.position(at),
            Self::Objects(objects) => objects.position(at),
            Self::Sheet(sheet) if sheet.says.is_some() => Position::line(at.line),
            Self::Sheet(_) => Position::cell(at.line, at.cell.unwrap_or(0) + 1),
        }
    }

    /// How much stands before a row, from 0 to 1.
    pub(super) fn share(&self, at: At) -> f32 {
        let length = match self {
            Self::Text(lines) => lines.len(),
            Self::Sheet(sheet) => sheet.rows.len(),
            Self::Objects(objects) => objects.len(),
        };
        let thousandths = at.offset.saturating_mul(1000) / length.max(1);
        f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
    }
}

/// Whether nothing stands in a row.
pub(super) fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| is_empty(cell) || is_ruled(cell))
}

/// The same of the cells of one.
pub(super) fn is_blank_row(cells: &[String]) -> bool {
    cells.iter().all(|cell| is_empty(cell) || is_ruled(cell))
}

fn is_empty(cell: &str) -> bool {
    cell.trim().is_empty()
}

/// A line under a header: `-----`.
fn is_ruled(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() > 1
        && cell
            .chars()
            .all(|c| matches!(c, '-' | '=' | '_' | '+' | ':' | '—'))
}
