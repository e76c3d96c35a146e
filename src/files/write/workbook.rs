//! A dataset as a workbook (Office Open XML, ECMA-376): a sheet each for events, actors, relations and sources.

use super::columns::{Cell, Columns};
use crate::dataset::{Dataset, Kind};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::io;

/// The sheets, and what each is called.
const SHEETS: [(Kind, &str); 4] = [
    (Kind::Event, "Events"),
    (Kind::Actor, "Actors"),
    (Kind::Relation, "Relations"),
    (Kind::Source, "Sources"),
];

/// A cell holds no longer text, in units of UTF-16.
const LONGEST: usize = 32_767;

/// Writes a dataset as a workbook. Texts are texts, whatever they begin with, and numbers stay numbers.
///
/// # Errors
/// If what it is written to does not take it, or a list has more rows than a sheet holds.
pub(in crate::files) fn workbook(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let bytes = written(dataset).map_err(io::Error::other)?;
    to.write_all(&bytes)
}

fn written(dataset: &Dataset) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for (kind, name) in SHEETS {
        if dataset.count(kind) == 0 && kind != Kind::Event {
            continue;
        }
        let columns = Columns::of(dataset, kind);
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(columns.header()) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        for (line, row) in (1..).zip(columns.rows()) {
            for (column, cell) in (0..).zip(columns.row(row)) {
                match cell {
                    cell if cell.is_empty() => {}
                    Cell::Number(number) => {
                        sheet.write_number(line, column, number)?;
                    }
                    cell => {
                        sheet.write_string(line, column, fitting(cell.text()))?;
                    }
                }
            }
        }
    }
    workbook.save_to_buffer()
}

/// As much of a text as a cell holds.
fn fitting(text: String) -> String {
    // Most are short by any measure.
    if text.len() <= LONGEST {
        return text;
    }
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= LONGEST
    };
    text.chars().take_while(fits).collect()
}
