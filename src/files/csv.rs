//! Events from a table: CSV with commas, semicolons or tabs, in any usual encoding.
//!
//! The header decides what a column is. Each row is an event; what cannot be read of it is kept as
//! text and told by line. A row that is no event at all is told too, never dropped in silence.

use super::READING;
use super::input::{Input, Read};
use super::problem::{OpenError, Position, Problem};
use super::rows::{At, Column, Origins, Table};
use crate::dataset::check::{Fault, check, quoted};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;

/// Rows between two reports of progress.
const ROWS: usize = 4096;

/// Opens a table.
///
/// # Errors
/// If its header names neither titles nor dates, or if it was cancelled.
pub(super) fn open(
    input: Input<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    let file = input.file;
    let (text, doubt) = decoded(&input.bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        let fault = Fault {
            wrong: "the file is empty".into(),
            expected: "a header with title and when, and a row for each event".into(),
            ..Fault::default()
        };
        return Err(Problem::new(file, None, fault).into());
    }
    let (separator, columns) = header(text);
    if !columns.iter().any(Column::tells) {
        return Err(no_header(text, file).into());
    }
    let mut table = Table::new(columns, separator == b';');
    let mut record = csv::StringRecord::new();
    let mut reader = reader(text, separator);
    let mut last = 0;
    for row in 0.. {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let at = line_at(text, last);
                table.fault(at, &format!("reading stopped after this row ({error})"));
                break;
            }
        }
        let at = start_of(&record, text);
        last = at.offset;
        // The first is the header.
        if row > 0 {
            table.row(&record, at);
        }
        if (row + 1) % ROWS == 0 {
            let done = super::native::share(last, text.len()) * READING;
            if progress(done).is_break() {
                return Err(OpenError::Cancelled);
            }
        }
    }
    if let Some(offset) = unclosed(text, last, separator) {
        let wrong = "a quote is opened and not closed, so the rest of the file is one row";
        table.fault(line_at(text, offset), wrong);
    }
    if let Some(wrong) = doubt {
        let offset = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
        table.fault(line_at(text, offset), &wrong);
    }
    let (mut dataset, skipped, mut faults, origins) = table.finish();
    // A table has no title: its file's name says what it is about.
    if let Some(stem) = file.file_stem() {
        dataset.metadata.title = stem.to_string_lossy().into();
    }
    let checking = |done| progress(READING + done * (1.0 - READING));
    let checked = check(&dataset, &checking).ok_or(OpenError::Cancelled)?;
    merge(&mut faults, checked, &origins);
    let told = faults
        .into_iter()
        .map(|(at, fault)| Problem::new(file, Some(position(text, separator, at)), fault));
    Ok(Read {
        problems: told.collect(),
        dataset,
        skipped,
    })
}

/// The text, and what is in doubt about it: bytes that are not of the encoding that the file names, or
/// an encoding that nothing names.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, encoding, is_damaged) = encoding.decode(bytes);
        let name = encoding.name();
        let wrong = || format!("here are bytes that are not {name}; “\u{fffd}” stands for them");
        return (text, is_damaged.then(wrong));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.into(), None);
    }
    let wrong = "the file is not UTF-8 and was read as Windows-1252";
    (WINDOWS_1252.decode(bytes).0, Some(wrong.to_owned()))
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator under which most columns are known, or else there are most of them.
fn header(text: &str) -> (u8, Vec<Column>) {
    let read = |separator: u8| {
        let mut record = csv::StringRecord::new();
        let mut reader = reader(text, separator);
        let columns = match reader.read_record(&mut record) {
            Ok(_) => Column::all(&record),
            Err(_) => Vec::new(),
        };
        (separator, columns)
    };
    let merit = |(_, columns): &(u8, Vec<Column>)| {
        let is_known = |column: &&Column| !matches!(column, Column::Extra(_));
        (columns.iter().filter(is_known).count(), columns.len())
    };
    // The last of equals wins.
    let all = [b'\t', b';', b','].map(read);
    all.into_iter().max_by_key(merit).unwrap_or_default()
}

fn no_header(text: &str, file: &Path) -> Problem {
    let mut beginning = text.chars().take(1_000);
    let is_text = !beginning.any(|c| c.is_control() && !c.is_whitespace());
    if !is_text {
        let fault = Fault {
            noun: "this file".into(),
            wrong: "is neither a dataset nor a table".into(),
            expected: "a .detente or .csv file".into(),
            help: Some("Open a .detente file, or a table saved as .csv.".into()),
            ..Fault::default()
        };
        return Problem::new(file, None, fault);
    }
    let line = text.lines().next().unwrap_or_default();
    let names = super::rows::columns().into_iter().map(|(name, _)| name);
    let fault = Fault {
        noun: "header".into(),
        found: quoted(line.trim()),
        wrong: "names no column for titles or dates".into(),
        expected: names.collect::<Vec<_>>().join(", "),
        help: Some("Name one column title and one when, in the first line.".into()),
        ..Fault::default()
    };
    Problem::new(file, Some(Position::START), fault)
}

/// A place that is no row's.
fn line_at(text: &str, offset: usize) -> At {
    At {
        line: Position::of(text, offset).line,
        offset,
        cell: None,
    }
}

/// Where a row starts. The reader counts from the end of the row before, so empty lines between are
/// to be skipped.
fn start_of(record: &csv::StringRecord, text: &str) -> At {
    let Some(position) = record.position() else {
        return line_at(text, 0);
    };
    let offset = usize::try_from(position.byte()).unwrap_or(text.len());
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    let is_break = |b: &&u8| matches!(b, b'\n' | b'\r');
    let blank = rest.iter().take_while(is_break).count();
    let skipped = rest.get(..blank).unwrap_or_default();
    let breaks = memchr::memchr_iter(b'\n', skipped).count();
    let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
    At {
        line: line.saturating_add(breaks),
        offset: offset + blank,
        cell: None,
    }
}

/// Where a row or its cell stands, as editors count.
fn position(text: &str, separator: u8, at: At) -> Position {
    let row = text.as_bytes().get(at.offset..).unwrap_or_default();
    let in_row = |cell| start_of_cell(row, separator, cell);
    let skipped = at.cell.map_or(0, in_row);
    // A row starts its line; what stands elsewhere is counted from there.
    let before = text.as_bytes().get(..at.offset).unwrap_or_default();
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
    let upto = text
        .get(line_start..at.offset + skipped)
        .unwrap_or_default();
    let breaks = memchr::memchr_iter(b'\n', upto.as_bytes()).count();
    let line = upto.rsplit('\n').next().unwrap_or_default();
    Position {
        line: at.line + breaks,
        column: line.chars().count() + 1,
    }
}

/// How many bytes of a row stand before a cell.
fn start_of_cell(row: &[u8], separator: u8, cell: usize) -> usize {
    let (mut left, mut is_quoted, mut starts) = (cell, false, true);
    for (n, byte) in row.iter().enumerate() {
        if left == 0 {
            return n;
        }
        match *byte {
            // One that is doubled closes and opens again.
            b'"' if is_quoted => (is_quoted, starts) = (false, true),
            b'"' if starts => (is_quoted, starts) = (true, false),
            _ if is_quoted => {}
            b'\n' => break,
            byte if byte == separator => (left, starts) = (left - 1, true),
            _ => starts = false,
        }
    }
    0
}

/// The byte at which the last row opens a quote that nothing closes.
fn unclosed(text: &str, last: usize, separator: u8) -> Option<usize> {
    let row = text.as_bytes().get(last..)?;
    let mut open = None;
    let mut start = true;
    let mut at = 0;
    while let Some(b) = row.get(at) {
        match (open, *b) {
            (Some(_), b'"') if row.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => open = None,
            (None, b'"') if start => open = Some(at),
            _ => {}
        }
        start = *b == separator || *b == b'\n' || *b == b'\r';
        at += 1;
    }
    open.map(|at| last + at)
}

/// Adds what the check found, in place of less that is said of the same field.
fn merge(faults: &mut Vec<(At, Fault)>, checked: Vec<Fault>, origins: &Origins) {
    let known: HashSet<_> = faults
        .iter()
        .map(|(_, fault)| (fault.item, fault.field.clone()))
        .collect();
    for fault in checked {
        if !known.contains(&(fault.item, fault.field.clone())) {
            let first = At {
                line: 1,
                ..At::default()
            };
            let at = origins.of(&fault).unwrap_or(first);
            faults.push((at, fault));
        }
    }
    faults.sort_by_key(|(at, _)| *at);
}
