//! A table whose rows were read already: a sheet of a workbook, or what another format says.

use super::super::foreign;
use super::at::At;
use super::meaning::Rows;
use std::collections::HashMap;

/// Rows of cells, the first of which names the columns.
pub(in crate::files) struct Sheet {
    /// What it is called.
    pub(in crate::files) name: String,
    /// The rows in which something stands, each with its number: that of the sheet, or of the line of the
    /// file.
    pub(in crate::files) rows: Vec<(usize, Vec<String>)>,
    /// What the rows are and what each column means, where the format says so.
    pub(in crate::files) says: Option<(Rows, Vec<&'static str>)>,
}

impl Sheet {
    /// The first rows.
    pub(super) fn head(&self, count: usize) -> Vec<(Vec<String>, At)> {
        let rows = self.rows.iter().enumerate().take(count);
        rows.map(|(n, (number, cells))| (cells.clone(), At::row(*number, n)))
            .collect()
    }
}

impl From<foreign::Sheet> for Sheet {
    fn from(sheet: foreign::Sheet) -> Self {
        let (names, meanings): (Vec<String>, Vec<&'static str>) = sheet.columns.into_iter().unzip();
        let mut rows = vec![(1, names)];
        rows.extend(sheet.rows);
        Self {
            name: sheet.name,
            rows,
            says: Some((sheet.kind, meanings)),
        }
    }
}

/// The first of the rows that start on a line of the file, with its sheet, and whether it is the only one.
pub(super) struct Starts(HashMap<usize, (usize, At, bool)>);

impl Starts {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let mut starts: HashMap<usize, (usize, At, bool)> = HashMap::new();
        for (n, sheet) in sheets.iter().enumerate() {
            // The first one names the columns.
            for (place, (line, _)) in sheet.rows.iter().enumerate().skip(1) {
                starts
                    .entry(*line)
                    .and_modify(|(.., is_alone)| *is_alone = false)
                    .or_insert((n, At::row(*line, place), true));
            }
        }
        Self(starts)
    }

    /// The row that something is told of, and its sheet.
    pub(super) fn row(&self, told: &foreign::Told) -> Option<(usize, At)> {
        let (sheet, at, is_alone) = self.0.get(&told.row.unwrap_or(told.line))?;
        (*is_alone || told.row.is_some()).then_some((*sheet, *at))
    }
}
