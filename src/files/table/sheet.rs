//! A table whose rows were read already: a sheet of a workbook, or what another format says.

use super::super::foreign;
use super::at::At;
use super::meaning::Rows;

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
