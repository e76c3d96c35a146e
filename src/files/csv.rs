//! Events from a table: CSV with commas, semicolons or tabs, in any usual encoding.
//!
//! The header decides what a column is. Each row is an event; what cannot be read of it is kept as
//! text and told by line. A row that is no event at all is told too, never dropped in silence.

use super::problem::{OpenError, Position, Problem};
use super::rows::{Column, Table};
use super::{Format, Opened, READING};
use crate::dataset::Kind;
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
    bytes: Vec<u8>,
    file: &Path,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Opened, OpenError> {
    let (text, guessed) = decoded(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        let mut problem = Problem::of_file(file, "the file is empty");
        problem.fault.expected = "a header with title and when, and a row for each event".into();
        return Err(problem.into());
    }
    let (separator, columns) = header(text);
    if !columns
        .iter()
        .any(|column| matches!(column, Column::Title | Column::When | Column::Start))
    {
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
                let line = Position::of(text, last).line;
                table.fault(line, &format!("reading stopped after this row ({error})"));
                break;
            }
        }
        let (line, offset) = start_of(&record, text);
        last = offset;
        if rows > 0 {
            table.row(&record, line);
        }
        rows += 1;
        if rows % ROWS == 0 {
            let done = super::native::share(offset, text.len()) * READING;
            progress(done)
                .is_continue()
                .then_some(())
                .ok_or(OpenError::Cancelled)?;
        }
    }
    if let Some(line) = unclosed(text, last, separator) {
        table.fault(
            line,
            "a quote is opened and not closed, so the rest of the file is one row",
        );
    }
    if guessed {
        table.fault(1, "the file is not UTF-8 and was read as Windows-1252");
    }
    let (dataset, skipped, mut faults, lines) = table.finish();
    let checking = |done| progress(READING + done * (1.0 - READING));
    let checked = check(&dataset, &checking).ok_or(OpenError::Cancelled)?;
    merge(&mut faults, checked, &lines);
    Ok(Opened {
        problems: told(faults, file),
        dataset,
        skipped,
        format: Format::Csv,
    })
}

/// The text, and whether its encoding is a guess.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.decode(bytes).0, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), false),
        Err(_) => (WINDOWS_1252.decode(bytes).0, true),
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
    Problem {
        file: file.to_owned(),
        at: Some(Position { line: 1, column: 1 }),
        fault: Fault {
            noun: "header".into(),
            found: quoted(line.trim()),
            wrong: "names no column for titles or dates".into(),
            expected:
                "title, when, start, end, zone, category, actors, from, to, description, tags, \
                       place, lat, lon, status, importance, tone, action, source, locator, url"
                    .into(),
            help: Some("Name one column title and one when, in the first line.".into()),
            ..Fault::default()
        },
    }
}

/// The line and the byte at which a row starts. The reader counts from the end of the row before,
/// so empty lines between are to be skipped.
fn start_of(record: &csv::StringRecord, text: &str) -> (usize, usize) {
    let Some(position) = record.position() else {
        return (1, 0);
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
    (line.saturating_add(breaks), offset + blank)
}

/// The line on which the last row opens a quote that nothing closes.
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
    open.map(|at| Position::of(text, last + at).line)
}

/// Adds what the check found, in place of less that is said of the same field.
fn merge(faults: &mut Vec<(usize, Fault)>, checked: Vec<Fault>, lines: &[usize]) {
    let known: HashSet<_> = faults
        .iter()
        .map(|(_, fault)| (fault.item, fault.field.clone()))
        .collect();
    for fault in checked {
        let line = match fault.item {
            Some((Kind::Event, place)) => lines.get(place).copied(),
            _ => None,
        };
        if !known.contains(&(fault.item, fault.field.clone())) {
            faults.push((line.unwrap_or(1), fault));
        }
    }
    faults.sort_by_key(|(line, _)| *line);
}

fn told(faults: Vec<(usize, Fault)>, file: &Path) -> Vec<Problem> {
    let told = faults.into_iter().map(|(line, fault)| Problem {
        file: file.to_owned(),
        at: Some(Position { line, column: 1 }),
        fault,
    });
    told.collect()
}
