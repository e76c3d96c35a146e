//! Reading the rows of a table by a plan that is made of them first.

use super::super::READING;
use super::super::input::Read;
use super::super::open_error::OpenError;
use super::super::problem::{Position, Problem};
use super::at::{At, Met, ROWS};
use super::finish::Finished;
use super::grid::Grid;
use super::import::{self, Origin};
use super::items::Table;
use super::mapping::Mapping;
use super::meaning::Rows;
use super::origins::Origins;
use super::plan::{Plan, Unplanned};
use crate::dataset::Progress;
use crate::dataset::check::{Fault, check, quoted};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;

/// A table of a file, as it is given to be read.
pub(super) struct Given<'t> {
    pub(super) grid: Grid<'t>,
    pub(super) origin: Origin,
    /// What was met on the way to it.
    pub(super) told: Vec<(At, Fault)>,
    /// What is said beside the rows, of the whole: paths of keys and texts.
    pub(super) said: Vec<(String, String)>,
}

/// Reads the rows of a table.
pub(super) fn read(
    given: &Given<'_>,
    file: &Path,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Read, OpenError> {
    let grid = &given.grid;
    // Two ways over the rows: one to know what they say together, one to read each.
    let planning = |done| progress(done * READING / 2.0);
    let plan = Plan::of(grid, mapping, &planning).map_err(|why| match why {
        Unplanned::Misfit(wrong) => misfit(file, wrong),
        Unplanned::Stopped => OpenError::Cancelled,
    })?;
    let mut table = Table::new(&plan, mapping.zone.as_deref());
    let said = given.said.iter();
    said.for_each(|(path, text)| table.said(path, text));
    read_rows(grid, &plan, &mut table, progress)?;
    table.tell_whole();
    let Finished {
        mut dataset,
        counts,
        mut faults,
        notes,
        origins,
    } = table.finish();
    let told = given.told.iter().cloned().map(|(at, fault)| {
        let place = origins.item(at);
        let item = place.map(|place| (plan.rows.kind(), place));
        (at, Fault { item, ..fault })
    });
    faults.extend(told);
    // A table has no title: its file's name says what it is about.
    if let Some(stem) = file
        .file_stem()
        .filter(|_| dataset.metadata.title.is_empty())
    {
        dataset.metadata.title = stem.to_string_lossy().into();
    }
    if counts.items == 0 && counts.skipped == 0 && dataset.periods.is_empty() {
        let fault = Fault::new("the table", "has no row below its header");
        faults.push((At::START, fault));
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
    let import = import::told(&plan, grid, given.origin.clone(), mapping, &made);
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

/// Reads the rows below the header.
fn read_rows(
    grid: &Grid<'_>,
    plan: &Plan,
    table: &mut Table<'_>,
    progress: Progress<'_>,
) -> Result<(), OpenError> {
    let header = plan.header.as_ref().map(|header| header.at.offset);
    let groups = plan.header.as_ref().and_then(|header| header.groups);
    let groups = groups.map(|at| at.offset);
    let mut n = 0_usize;
    let mut stopped = false;
    grid.each(Some(plan.columns.len()), &mut |met, at| {
        match met {
            Met::Row(row) if header.is_none_or(|header| at.offset > header) => table.row(row, at),
            Met::Row(_) if groups == Some(at.offset) => {}
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

pub(super) fn misfit(file: &Path, wrong: String) -> OpenError {
    Problem::new(file, None, Fault::new("the mapping does not fit:", wrong)).into()
}

/// A table in which nothing is found that says what happened or when.
fn no_names(file: &Path, grid: &Grid<'_>, plan: &Plan) -> Problem {
    let names = plan.header.as_ref().map(|header| header.names.join(", "));
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
            Rows::Sources => "names no column for the titles or addresses of sources",
        }
        .into(),
        expected: expected.collect::<Vec<_>>().join(", "),
        help: Some(match plan.rows {
            Rows::Events => {
                "Name one column title and one when, or say what the columns are.".into()
            }
            Rows::Relations | Rows::Actors | Rows::Sources => "Say what the columns are.".into(),
        }),
        ..Fault::default()
    };
    let at = plan
        .header
        .as_ref()
        .map_or(Position::line(1), |header| grid.position(header.at));
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
