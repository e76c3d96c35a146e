//! Events from a table: CSV with commas, semicolons or tabs, in any usual encoding.
//!
//! The header decides what a column is. Each row is an event; what cannot be read of it is kept as
//! text and told by line. A row that is no event at all is told too, never dropped in silence.

use super::READING;
use super::input::{Input, Read};
use super::problem::{OpenError, Position, Problem};
use super::rows::{At, Column, Origins, Table};
use crate::dataset::Dataset;
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
    let (text, encoding) = decoded(&input.bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        let mut problem = Problem::of_file(file, "the file is empty");
        problem.fault.expected = "a header with title and when, and a row for each event".into();
        return Err(problem.into());
    }
    let (separator, columns) = header(text);
    if !columns.iter().any(Column::tells) {
        return Err(no_header(text, file).into());
    }
    let mut table = Table::new(columns, separator == b';');
    let mut record = csv::StringRecord::new();
    let mut reader = reader(text, separator);
    let mut last = 0;
    let mut rows = 0;
    loop {
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
        if rows > 0 {
            table.row(&record, at);
        }
        rows += 1;
        if rows % ROWS == 0 {
            let done = super::native::share(last, text.len()) * READING;
            progress(done)
                .is_continue()
                .then_some(())
                .ok_or(OpenError::Cancelled)?;
        }
    }
    if let Some(offset) = unclosed(text, last, separator) {
        table.fault(
            line_at(text, offset),
            "a quote is opened and not closed, so the rest of the file is one row",
        );
    }
    tell_of_bytes(&mut table, text, encoding);
    let (mut dataset, skipped, mut faults, origins) = table.finish();
    name_after(&mut dataset, file);
    let checking = |done| progress(READING + done * (1.0 - READING));
    let checked = check(&dataset, &checking).ok_or(OpenError::Cancelled)?;
    merge(&mut faults, checked, &origins);
    let told = faults.into_iter().map(|(at, fault)| Problem {
        file: file.to_owned(),
        at: Some(position(text, separator, at)),
        fault,
    });
    Ok(Read {
        problems: told.collect(),
        dataset,
        skipped,
    })
}

/// A table has no title: its file's name says what it is about.
fn name_after(dataset: &mut Dataset, file: &Path) {
    if let Some(stem) = file.file_stem() {
        dataset.metadata.title = stem.to_string_lossy().as_ref().into();
    }
}

/// How sure it is what the bytes mean.
#[derive(Clone, Copy)]
enum Decoded {
    Surely,
    /// Nothing says which encoding it is.
    Guessed,
    /// Some bytes are not of the encoding that the file names.
    Damaged(&'static str),
}

fn tell_of_bytes(table: &mut Table, text: &str, read: Decoded) {
    match read {
        Decoded::Surely => {}
        Decoded::Guessed => {
            let wrong = "the file is not UTF-8 and was read as Windows-1252";
            table.fault(line_at(text, 0), wrong);
        }
        Decoded::Damaged(name) => {
            let offset = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
            let wrong = format!("here are bytes that are not {name}; “\u{fffd}” stands for them");
            table.fault(line_at(text, offset), &wrong);
        }
    }
}

/// The text, and how sure it is.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, Decoded) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, encoding, is_damaged) = encoding.decode(bytes);
        let read = if is_damaged {
            Decoded::Damaged(encoding.name())
        } else {
            Decoded::Surely
        };
        return (text, read);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), Decoded::Surely),
        Err(_) => (WINDOWS_1252.decode(bytes).0, Decoded::Guessed),
    }
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
    let merit = |columns: &[Column]| {
        let known = columns
            .iter()
            .filter(|column| !matches!(column, Column::Extra(_)));
        (known.count(), columns.len())
    };
    let mut best = read(b',');
    for separator in [b';', b'\t'] {
        let other = read(separator);
        if merit(&other.1) > merit(&best.1) {
            best = other;
        }
    }
    best
}

fn no_header(text: &str, file: &Path) -> Problem {
    let line = text.lines().next().unwrap_or_default();
    let names: Vec<&str> = super::rows::columns()
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let mut beginning = text.chars().take(1_000);
    let is_text = !beginning.any(|c| c.is_control() && !c.is_whitespace());
    if !is_text {
        return Problem {
            file: file.to_owned(),
            at: None,
            fault: Fault {
                noun: "this file".into(),
                wrong: "is neither a dataset nor a table".into(),
                expected: "a .detente or .csv file".into(),
                help: Some("Open a .detente file, or a table saved as .csv.".into()),
                ..Fault::default()
            },
        };
    }
    Problem {
        file: file.to_owned(),
        at: Some(Position { line: 1, column: 1 }),
        fault: Fault {
            noun: "header".into(),
            found: quoted(line.trim()),
            wrong: "names no column for titles or dates".into(),
            expected: names.join(", "),
            help: Some("Name one column title and one when, in the first line.".into()),
            ..Fault::default()
        },
    }
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
    let blank = rest
        .iter()
        .take_while(|b| matches!(b, b'\n' | b'\r'))
        .count();
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
    let skipped = at
        .cell
        .map_or(0, |cell| start_of_cell(row, separator, cell));
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
