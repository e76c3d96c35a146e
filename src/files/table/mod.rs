//! Tables of events, relations or actors, as people have them: with the columns, the dates and the
//! names of anybody.
//!
//! `text` decodes the bytes and `grid` has the rows: `lines` those of a text, `workbook` and `objects` those of
//! workbooks and of JSON. `header` finds the names of the columns; from
//! these (`words`) and from the cells (`cells`), `assign` says what each column means. A [`Mapping`] is
//! what a person says instead. `plan` puts it together and reads the columns of dates as a whole;
//! `items` makes items of the rows by it. Each row is an item, or is told with its reason and its text:
//! nothing is dropped in silence.

mod affixes;
mod ahead;
mod assign;
mod assigned;
mod at;
mod beside;
mod by_cells;
mod cells;
mod dates;
mod decided;
mod download;
mod family_first;
mod finish;
mod found;
mod grid;
mod header;
pub(super) mod import;
mod items;
mod kept_cells;
mod kinds;
mod lines;
pub(super) mod mapping;
mod meaning;
mod name_parts;
mod names;
#[cfg(test)]
mod names_tests;
mod network;
mod not_dates;
mod number;
mod object_cells;
mod object_lists;
mod objects;
mod origins;
#[cfg(feature = "parquet")]
mod parquet;
mod plan;
mod read;
mod remembered;
mod row;
mod settle;
mod sheet;
mod text;
mod ties;
mod titles;
mod together;
mod units;
mod vocabulary;
mod when;
pub(super) mod words;
mod workbook;

pub use assigned::Ground;
pub(super) use cells::dated as says_date;
pub use import::{ColumnOf, Import, Origin, PreviewRow};
pub use items::Counts;
pub(super) use lines::in_markdown;
pub use mapping::Mapping;
pub use meaning::{Meaning, NamePart, Part, Rows, Side};
pub(super) use number::is_formula;
pub(super) use titles::of_text as title_of;
pub(super) use words::known as known_names;

use super::foreign::{Sheets, Unreadable};
use super::input::{Input, Read};
use super::open_error::OpenError;
use super::problem::{Position, Problem};
use crate::dataset::Progress;
use crate::dataset::check::Fault;
use crate::dataset::count::with_thousands;
use at::At;
use grid::Grid;
use import::OBJECTS;
use lines::Lines;
use objects::Objects;
use read::{Given, misfit, read};
use sheet::{Sheet, Starts};
use std::path::Path;
use text::{Decoded, decoded};
use together::{MOST, read_all};
use workbook::Workbook;

/// How many spoilt letters are told one by one.
const SPOILT: usize = 50;

/// Opens a table with separators.
///
/// # Errors
/// If nothing in it says what happened or when, if the mapping does not fit it, or if it was cancelled.
pub(super) fn open(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let decoded = decoded(&input.bytes, mapping.known_encoding());
    let text = &*decoded.text;
    if text.trim().is_empty() {
        let fault = Fault {
            expected: "a header with title and when, and a row for each event".into(),
            ..Fault::new("", "the file is empty")
        };
        return Err(Problem::new(file, None, fault).into());
    }
    if !is_text(text) {
        return Err(no_text(file).into());
    }
    if let Some(name) = markup(text) {
        return Err(no_table(file, name).into());
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
    let given = Given {
        grid: Grid::Text(lines),
        origin,
        told: faults,
        said: Vec::new(),
    };
    read(&given, file, mapping, progress)
}

/// Whether bytes are JSON with rows in it.
pub(super) fn are_objects(bytes: &[u8]) -> bool {
    object_lists::are_in(&decoded(bytes, None).text)
}

/// Opens a list of objects, or objects one after the other.
///
/// # Errors
/// As [`open()`], and if there is no such list.
pub(super) fn open_objects(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let decoded = decoded(&input.bytes, mapping.known_encoding());
    let no_objects = |(at, wrong)| {
        let fault = Fault {
            expected: "a list of objects, or objects line by line".into(),
            ..Fault::new("", wrong)
        };
        Problem::new(file, Some(at), fault)
    };
    let main = Objects::of(&decoded.text, mapping.sheet.as_deref()).map_err(no_objects)?;
    let (list, lists) = (main.list.clone(), main.lists.clone());
    let place = lists.iter().position(|path| Some(path) == list.as_ref());
    let mut all = vec![main];
    for (n, path) in lists.iter().enumerate().take(MOST) {
        if Some(n) != place {
            all.push(Objects::of(&decoded.text, Some(path)).map_err(no_objects)?);
        }
    }
    let given = all.iter_mut().map(|objects| {
        let origin = Origin {
            encoding: Some(text::name_of(decoded.encoding)),
            sheet: objects.list.clone().filter(|list| !list.is_empty()),
            sheets: lists.clone(),
            format: Some(OBJECTS),
            ..Origin::default()
        };
        let told = std::mem::take(&mut objects.faults);
        Given {
            grid: Grid::Objects(objects),
            origin,
            told,
            said: objects.said.clone(),
        }
    });
    let mut given: Vec<Given<'_>> = given.collect();
    if let Some(main) = given.first_mut() {
        let lines = Lines::of(&decoded.text, Some(b','));
        tell_text(&decoded, &lines, &mut main.told);
    }
    read_all(&given, 0, file, mapping, progress)
}

/// Reads the text of a file of another program into tables.
type ForeignReader = fn(&str) -> Result<Sheets, Unreadable>;

/// Opens a file of another program, by what reads it into tables.
///
/// # Errors
/// As [`open()`], and if it cannot be read.
pub(super) fn open_foreign(
    input: Input<'_>,
    (format, read): (&'static str, ForeignReader),
    progress: Progress<'_>,
) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    let decoded = decoded(&input.bytes, mapping.known_encoding());
    let problem = |(line, fault)| Problem::new(file, Some(Position::line(line)), fault);
    let unread = |(line, wrong): Unreadable| problem((line, Fault::new("", wrong)));
    let Sheets { all, said, told } = read(&decoded.text).map_err(unread)?;
    let names: Vec<String> = all.iter().map(|sheet| sheet.name.clone()).collect();
    let sheets: Vec<Sheet> = all.into_iter().map(Sheet::from).collect();
    let place = |wanted: &String| {
        let by_name = names.iter().position(|name| name == wanted);
        by_name.or_else(|| wanted.parse::<usize>().ok()?.checked_sub(1))
    };
    let main = mapping.sheet.as_ref().and_then(place).unwrap_or(0);
    let given = sheets.iter().map(|sheet| Given {
        grid: Grid::Sheet(sheet),
        origin: Origin {
            encoding: Some(text::name_of(decoded.encoding)),
            sheet: Some(sheet.name.clone()),
            sheets: names.clone(),
            format: Some(format),
            ..Origin::default()
        },
        told: Vec::new(),
        said: said.clone(),
    });
    let mut given: Vec<Given<'_>> = given.collect();
    if given.is_empty() {
        return Err(unread((1, "there is nothing in the file".to_owned())).into());
    }
    let rows = Starts::of(&sheets);
    let mut of_whole = Vec::new();
    for told in told {
        match rows
            .row(&told)
            .and_then(|(sheet, at)| Some((given.get_mut(sheet)?, at)))
        {
            Some((given, at)) => given.told.push((at, told.fault)),
            None => of_whole.push((told.line, told.fault)),
        }
    }
    let mut read = read_all(&given, main.min(given.len() - 1), file, mapping, progress)?;
    let mut faults = Vec::new();
    tell_text(&decoded, &Lines::of(&decoded.text, Some(b',')), &mut faults);
    let text = faults.into_iter().map(|(at, fault)| (at.line, fault));
    let told = text.chain(of_whole).map(problem);
    read.problems.splice(0..0, told);
    read.problems
        .sort_by_key(|problem| problem.at.map(|at| at.line));
    Ok(read)
}

/// Opens a workbook: a sheet of it, and those that belong to it.
///
/// # Errors
/// As [`open()`], and if there is no such sheet.
pub(super) fn open_workbook(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    // Programs of the web call a page of HTML a workbook.
    let start = input.bytes.get(..200).unwrap_or(&input.bytes);
    if let Some(name) = markup(&String::from_utf8_lossy(start)) {
        return Err(no_table(file, name).into());
    }
    let opened = workbook::opened(&input.bytes, mapping.sheet.as_deref());
    let Workbook {
        names,
        sheets,
        main,
    } = opened.map_err(|wrong| Problem::new(file, None, Fault::new("", wrong)))?;
    let given = sheets.iter().map(|sheet| Given {
        grid: Grid::Sheet(sheet),
        origin: Origin {
            sheet: Some(sheet.name.clone()),
            sheets: names.clone(),
            ..Origin::default()
        },
        told: Vec::new(),
        said: Vec::new(),
    });
    read_all(&given.collect::<Vec<_>>(), main, file, mapping, progress)
}

/// How files of it begin and end.
pub(super) const PARQUET: &[u8] = b"PAR1";

/// Opens a file of Parquet.
///
/// # Errors
/// As [`open()`], if it cannot be read, and where the program was built without the feature for it.
pub(super) fn open_parquet(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let (file, mapping) = (input.file, input.mapping);
    mapping.checked().map_err(|wrong| misfit(file, wrong))?;
    #[cfg(feature = "parquet")]
    let (opened, help) = (parquet::opened(input.bytes), None);
    #[cfg(not(feature = "parquet"))]
    let (opened, help): (Result<Sheet, String>, _) = (
        Err("is Parquet, which this build of Detente does not open".to_owned()),
        Some("Save it as CSV, or build Detente with --features parquet.".to_owned()),
    );
    let sheet = opened.map_err(|wrong| {
        let fault = Fault {
            help,
            ..Fault::new("the file", wrong)
        };
        Problem::new(file, None, fault)
    })?;
    let given = Given {
        grid: Grid::Sheet(&sheet),
        origin: Origin {
            format: Some("Parquet"),
            ..Origin::default()
        },
        told: Vec::new(),
        said: Vec::new(),
    };
    read(&given, file, mapping, progress)
}

/// Tells how the bytes were read where that is a guess, and each letter that they spoil.
fn tell_text(decoded: &Decoded<'_>, lines: &Lines<'_>, faults: &mut Vec<(At, Fault)>) {
    let name = text::name_of(decoded.encoding);
    let mut tell = |at: At, wrong: String| {
        faults.push((at, Fault::new("", wrong)));
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
        let more = with_thousands(all.count() + 1);
        tell(
            lines.at(offset),
            format!("from here on are {more} more bytes that are not {name}"),
        );
    }
}

/// Whether it is text and no picture or program. A table has such a sign by accident, not in every line.
fn is_text(text: &str) -> bool {
    let beginning = text.chars().take(1_000);
    let odd = beginning.filter(|c| c.is_control() && !c.is_whitespace());
    odd.count() <= 1 + text.len().min(1_000) / 50
}

/// What a text is that no table is: one in angle brackets, a document, or a tree of a family.
fn markup(text: &str) -> Option<&'static str> {
    if text.starts_with("%PDF-") {
        return Some("a document (PDF)");
    }
    if text.trim_start_matches('\u{feff}').starts_with("0 HEAD") {
        return Some("a family tree (GEDCOM)");
    }
    let start: String = text.trim_start().chars().take(200).collect();
    let start = start.to_lowercase();
    let begins = |all: &[&str]| all.iter().any(|word| start.starts_with(word));
    if begins(&[
        "<!doctype html",
        "<html",
        "<table",
        "<body",
        "<head",
        "<meta",
        "<div",
    ]) {
        return Some("a web page (HTML)");
    }
    let is_xml = begins(&["<?xml"]) || begins(&["<"]) && text.trim_end().ends_with('>');
    is_xml.then_some("XML of a kind that is not known here")
}

/// Says of such a text what can be done with it.
fn no_table(file: &Path, name: &str) -> Problem {
    let fault = Fault {
        expected: "a dataset or a table".into(),
        help: Some(
            "Open it in the program that it is of or in a spreadsheet, and save its table as CSV."
                .into(),
        ),
        ..Fault::new("this file", format!("is {name}, and no table"))
    };
    Problem::new(file, None, fault)
}

fn no_text(file: &Path) -> Problem {
    let fault = Fault {
        expected: "a dataset or a table".into(),
        help: Some("Open a .detente file, or a table such as .csv or .xlsx.".into()),
        ..Fault::new("this file", "is neither a dataset nor a table")
    };
    Problem::new(file, None, fault)
}
