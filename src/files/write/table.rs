//! A list of a dataset as a table of text: CSV, JSON Lines, Markdown.

use super::super::table::{in_markdown, is_formula};
use super::columns::{Cell, Columns};
use crate::dataset::{Dataset, Kind};
use std::borrow::Cow;
use std::io;

/// Writes a list of a dataset, with a separator between cells.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn csv(
    dataset: &Dataset,
    kind: Kind,
    separator: u8,
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let columns = Columns::of(dataset, kind);
    let mut table = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(to);
    table.write_record(columns.header().map(|name| defused(name).into_owned()))?;
    for row in columns.rows() {
        let cells = columns.row(row).map(|cell| match cell {
            // A number below 0 is none of a formula.
            Cell::Number(number) => number.to_string(),
            cell => defused(&cell.text()).into_owned(),
        });
        table.write_record(cells)?;
    }
    table.flush()
}

/// Writes a list of a dataset as JSON Lines: an object for each item, under the names of the columns.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn json_lines(
    dataset: &Dataset,
    kind: Kind,
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let columns = Columns::of(dataset, kind);
    for row in columns.rows() {
        let cells = columns.header().zip(columns.row(row));
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        let members = cells.map(|(name, cell)| (name.to_owned(), serde_json::Value::from(cell)));
        let object: serde_json::Map<_, _> = members.collect();
        serde_json::to_writer(&mut *to, &object)?;
        to.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes a list of a dataset as a table of Markdown (GitHub's, section 4.10).
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn markdown(
    dataset: &Dataset,
    kind: Kind,
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let columns = Columns::of(dataset, kind);
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells = cells.map(|cell| in_markdown(&cell));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let header = line(&mut columns.header().map(str::to_owned));
    let rule = line(&mut columns.header().map(|_| "---".to_owned()));
    write!(to, "{header}{rule}")?;
    for row in columns.rows() {
        to.write_all(line(&mut columns.row(row).map(Cell::text)).as_bytes())?;
    }
    Ok(())
}

/// A text as a spreadsheet shows it: what would be taken for a formula has an apostrophe before it, as a
/// person would type it (OWASP, CSV injection).
pub(super) fn defused(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
