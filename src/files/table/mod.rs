//! Tables of events, relations or actors, as people have them: with the columns, the dates and the
//! names of anybody.
//!
//! `text` decodes the bytes and `grid` has the rows: `lines` those of a text, `workbook` and `objects` those of
//! workbooks and of JSON. `header` finds the names of the columns; from
//! these (`words`) and from the cells (`cells`), `assign` says what each column means. A [`Mapping`] is
//! what a person says instead. `plan` puts it together and reads the columns of dates as a whole;
//! `items` makes items of the rows by it. Each row is an item, or is told with its reason and its text:
//! nothing is dropped in silence.

mod assign;
mod at;
mod cells;
mod dates;
mod download;
mod found;
mod grid;
mod header;
pub(super) mod import;
mod items;
mod lines;
pub(super) mod mapping;
mod meaning;
mod names;
#[cfg(test)]
mod names_tests;
mod number;
mod object_cells;
mod object_lists;
mod objects;
mod origins;
mod plan;
mod row;
mod text;
mod titles;
mod when;
mod words;
mod workbook;

pub use assign::Ground;
pub use import::{ColumnOf, Import, Origin, PreviewRow};
pub use items::Counts;
pub(super) use lines::BAR;
pub use mapping::Mapping;
pub use meaning::{Meaning, Part, Rows, Side};
pub(super) use number::is_formula;

use super::READING;
use super::input::{Input, Read};
use super::open_error::OpenError;
use super::problem::{Position, Problem};
use crate::dataset::check::{Fault, check, quoted};
use at::{At, Met, ROWS};
use grid::Grid;
use items::{Finished, Table};
use lines::Lines;
use objects::Objects;
use origins::Origins;
use plan::{Plan, Unplanned};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use text::{Decoded, decoded};
use workbook::Workbook;

/// How many spoilt letters are told one by one.
const SPOILT: usize = 50;

/// Opens a table with separators.
///
/// # Errors
/// If nothing in it says what happened or when, if the mapping does not fit it, or if it was cancelled.
pub(super) fn open(
    input: Input<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let decoded = decoded(&input.bytes, mapping.known_encoding());
    let text = &*decoded.text;
    if text.trim().is_empty() {
        let fault = Fault {
            wrong: "the file is empty".into(),
            expected: "a header with title and when, and a row for each event".into(),
            ..Fault::default()
        };
        return Err(Problem::new(file, None, fault).into());
    }
    if !is_text(text) {
        return Err(no_text(file).into());
    }
    let separator = mapping.separator.and_then(|c| u8::try_from(c).ok());
    let lines = Lines::of(text, separator);
    let origin = Origin {
        separator: Some(char::from(lines.separator)),
        encoding: Some(text::name_of(decoded.encoding)),
        ..Origin::default()
    };
    let mut faults = Vec::new();
    tell_text(&decoded, &lines, &mut faults);
    read(&Grid::Text(lines), origin, faults, file, mapping, progress)
}

/// Whether bytes are JSON with rows in it.
pub(super) fn are_objects(bytes: &[u8]) -> bool {
    object_lists::are_in(&decoded(bytes, None).text)
}

/// Opens a list of objects, or objects one after the other.
///
/// # Errors
/// As [`open()`], and if there is no such list.
pub(super) fn open_objects(
    input: Input<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let decoded = decoded(&input.bytes, mapping.known_encoding());
    let objects = Objects::of(&decoded.text, mapping.sheet.as_deref());
    let mut objects = objects.map_err(|(at, wrong)| {
        let fault = Fault {
            wrong,
            expected: "a list of objects, or objects line by line".into(),
            ..Fault::default()
        };
        Problem::new(file, Some(at), fault)
    })?;
    let origin = Origin {
        encoding: Some(text::name_of(decoded.encoding)),
        sheet: objects.list.clone().filter(|list| !list.is_empty()),
        sheets: objects.lists.clone(),
        are_objects: true,
        ..Origin::default()
    };
    let mut faults = std::mem::take(&mut objects.faults);
    tell_text(&decoded, &Lines::of(&decoded.text, Some(b',')), &mut faults);
    read(
        &Grid::Objects(&objects),
        origin,
        faults,
        file,
        mapping,
        progress,
    )
}

/// Opens a sheet of a workbook.
///
/// # Errors
/// As [`open()`], and if there is no such sheet.
pub(super) fn open_workbook(
    input: Input<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let opened = workbook::opened(&input.bytes, mapping.sheet.as_deref());
    let Workbook { names, sheet } = opened.map_err(|wrong| {
        let fault = Fault {
            wrong,
            ..Fault::default()
        };
        Problem::new(file, None, fault)
    })?;
    let origin = Origin {
        sheet: Some(sheet.name.clone()),
        sheets: names,
        ..Origin::default()
    };
    read(
        &Grid::Sheet(&sheet),
        origin,
        Vec::new(),
        file,
        mapping,
        progress,
    )
}

/// Reads the rows of a table.
fn read(
    grid: &Grid<'_>,
    origin: Origin,
    told: Vec<(At, Fault)>,
    file: &Path,
    mapping: &Mapping,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Read, OpenError> {
    // Two ways over the rows: one to know what they say together, one to read each.
    let planning = |done| progress(done * READING / 2.0);
    let plan = Plan::of(grid, mapping, &planning).map_err(|why| match why {
        Unplanned::Misfit(wrong) => misfit(file, wrong),
        Unplanned::Stopped => OpenError::Cancelled,
    })?;
    let mut table = Table::new(&plan, mapping.zone.as_deref());
    if let Grid::Objects(objects) = grid {
        let said = objects.said.iter();
        said.for_each(|(path, text)| table.said(path, text));
    }
    read_rows(grid, &plan, &mut table, progress)?;
    table.tell_whole();
    table.found.faults.extend(told);
    let Finished {
        mut dataset,
        counts,
        mut faults,
        notes,
        origins,
    } = table.finish();
    // A table has no title: its file's name says what it is about.
    if let Some(stem) = file
        .file_stem()
        .filter(|_| dataset.metadata.title.is_empty())
    {
        dataset.metadata.title = stem.to_string_lossy().into();
    }
    let checking = |done| progress(READING + done * (1.0 - READING));
    let checked = check(&dataset, &checking).ok_or(OpenError::Cancelled)?;
    merge(&mut faults, checked, &origins);
    let made = import::Made {
        dataset: &dataset,
        origins: &origins,
        faults: &faults,
        notes: &notes,
        counts,
    };
    let import = import::told(&plan, grid, origin, mapping, &made);
    if !plan.tells() {
        let problem = no_names(file, grid, &plan);
        return Err(OpenError::Unclear(Box::new(problem), Box::new(import)));
    }
    let told = faults
        .into_iter()
        .map(|(at, fault)| Problem::new(file, Some(grid.position(at)), fault));
    Ok(Read {
        problems: told.collect(),
        dataset,
        import: Some(Box::new(import)),
    })
}

impl Mapping {
    /// The file in which the mapping of a table stands, beside it: `events.csv.mapping`.
    #[must_use]
    pub fn file_of(table: &Path) -> PathBuf {
        let mut name = table.as_os_str().to_owned();
        name.push(".mapping");
        name.into()
    }

    /// The mapping that stands beside a table, if there is one.
    ///
    /// # Errors
    ///
    /// If its file is there and is none.
    pub fn beside(table: &Path) -> Result<Option<Self>, OpenError> {
        let file = Self::file_of(table);
        if file.is_file() {
            let mapping = Self::read(&file)?;
            Ok(Some(Self {
                is_remembered: true,
                ..mapping
            }))
        } else {
            Ok(None)
        }
    }

    /// The mapping of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is none.
    pub fn read(file: &Path) -> Result<Self, OpenError> {
        let text = std::fs::read_to_string(file);
        let text = text.map_err(|error| OpenError::Reading(file.to_owned(), error))?;
        Self::from_json(&text).map_err(|wrong| {
            let fault = Fault {
                noun: "this is no mapping of a table:".into(),
                wrong: wrong.trim_end_matches('.').into(),
                ..Fault::default()
            };
            Problem::new(file, None, fault).into()
        })
    }
}

/// Reads the rows below the header.
fn read_rows(
    grid: &Grid<'_>,
    plan: &Plan,
    table: &mut Table<'_>,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<(), OpenError> {
    let header = plan.header.as_ref().map(|(at, _)| at.offset);
    let mut n = 0_usize;
    let mut stopped = false;
    grid.each(Some(plan.columns.len()), &mut |met, at| {
        match met {
            Met::Row(row) if header.is_none_or(|header| at.offset > header) => table.row(row, at),
            Met::Row(row) if header.is_some_and(|header| at.offset < header) => {
                table.above(row);
            }
            Met::Row(_) => {}
            Met::Unclosed => table.found.fault(
                at,
                "a quote is opened and not closed, so it was read as none",
            ),
        }
        n += 1;
        if n.is_multiple_of(ROWS) {
            stopped = progress(READING * (1.0 + grid.share(at)) / 2.0).is_break();
        }
        if stopped {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    if stopped {
        Err(OpenError::Cancelled)
    } else {
        Ok(())
    }
}

/// Tells how the bytes were read where that is a guess, and each letter that they spoil.
fn tell_text(decoded: &Decoded<'_>, lines: &Lines<'_>, faults: &mut Vec<(At, Fault)>) {
    let name = text::name_of(decoded.encoding);
    let mut tell = |at: At, wrong: String| {
        let fault = Fault {
            wrong,
            ..Fault::default()
        };
        faults.push((at, fault));
    };
    if decoded.is_guessed {
        tell(
            At::START,
            format!("the file is not UTF-8 and was read as {name}"),
        );
    }
    if !decoded.is_damaged {
        return;
    }
    let mut all = decoded.text.match_indices(char::REPLACEMENT_CHARACTER);
    let mut last = None;
    for (offset, _) in all.by_ref().take(SPOILT) {
        let at = lines.at(offset);
        if last != Some(at.line) {
            tell(
                at,
                format!("here are bytes that are not {name}; “\u{fffd}” stands for them"),
            );
        }
        last = Some(at.line);
    }
    if let Some((offset, _)) = all.next() {
        let more = all.count() + 1;
        tell(
            lines.at(offset),
            format!("from here on are {more} more bytes that are not {name}"),
        );
    }
}

fn misfit(file: &Path, wrong: String) -> OpenError {
    let fault = Fault {
        noun: "the mapping does not fit:".into(),
        wrong,
        ..Fault::default()
    };
    Problem::new(file, None, fault).into()
}

/// Whether it is text and no picture or program. A table has such a sign by accident, not in every line.
fn is_text(text: &str) -> bool {
    let beginning = text.chars().take(1_000);
    let odd = beginning.filter(|c| c.is_control() && !c.is_whitespace());
    odd.count() <= 1 + text.len().min(1_000) / 50
}

fn no_text(file: &Path) -> Problem {
    let fault = Fault {
        noun: "this file".into(),
        wrong: "is neither a dataset nor a table".into(),
        expected: "a dataset or a table".into(),
        help: Some("Open a .detente file, or a table such as .csv or .xlsx.".into()),
        ..Fault::default()
    };
    Problem::new(file, None, fault)
}

/// A table in which nothing is found that says what happened or when.
fn no_names(file: &Path, grid: &Grid<'_>, plan: &Plan) -> Problem {
    let names = plan.header.as_ref().map(|(_, names)| names.join(", "));
    let names = names.unwrap_or_default();
    let expected = plan.rows.meanings().iter().map(|(name, _)| *name);
    let fault = Fault {
        noun: "header".into(),
        found: quoted(names.trim()),
        wrong: match plan.rows {
            Rows::Events => "names no column for titles or dates, and no cells look like them",
            Rows::Relations => {
                "names no column for who a tie starts from, or none for whom it goes to"
            }
            Rows::Actors => "names no column for the names of actors",
        }
        .into(),
        expected: expected.collect::<Vec<_>>().join(", "),
        help: Some(match plan.rows {
            Rows::Events => {
                "Name one column title and one when, or say what the columns are.".into()
            }
            Rows::Relations | Rows::Actors => "Say what the columns are.".into(),
        }),
        ..Fault::default()
    };
    let at = plan
        .header
        .as_ref()
        .map_or(Position::START, |(at, _)| grid.position(*at));
    Problem::new(file, Some(at), fault)
}

/// Adds what the check found, in place of less that is said of the same field.
fn merge(faults: &mut Vec<(At, Fault)>, checked: Vec<Fault>, origins: &Origins<'_>) {
    let known: HashSet<_> = faults
        .iter()
        .map(|(_, fault)| (fault.item, fault.field.clone()))
        .collect();
    for fault in checked {
        if !known.contains(&(fault.item, fault.field.clone())) {
            let at = origins.of(&fault).unwrap_or(At::START);
            faults.push((at, fault));
        }
    }
    faults.sort_by_key(|(at, _)| *at);
}
