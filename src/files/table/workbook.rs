//! Workbooks: the cells of a sheet as a person would type them.

use super::at::FIRST;
use super::header;
use super::sheet::Sheet;
use calamine::{Data, Dimensions, ExcelDateTime, Range, Reader as _, SheetVisible, Sheets};
use std::io::Cursor;

/// More cells than this are not held in memory.
const MOST_CELLS: u64 = 40_000_000;

/// The sheets of a workbook.
pub(super) struct Workbook {
    /// The names of all.
    pub(super) names: Vec<String>,
    /// Those that have cells.
    pub(super) sheets: Vec<Sheet>,
    /// Which of these is wanted, or else looks most like a table.
    pub(super) main: usize,
}

/// Reads a workbook: of its sheets the one that is wanted, by its name or its number from 1, or else the
/// one whose header has most names that are known, comes first.
///
/// # Errors
///
/// In words, if it is none or has no such sheet.
pub(super) fn opened(bytes: &[u8], wanted: Option<&str>) -> Result<Workbook, String> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("this is no workbook that can be read ({error})"))?;
    let names = book.sheet_names();
    let mut chosen = None;
    if let Some(wanted) = wanted {
        let by_name = names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(wanted));
        let number = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let place = by_name.or(number.filter(|n| *n < names.len()));
        let Some(name) = place.and_then(|place| names.get(place)) else {
            let all = names.join(", ");
            return Err(format!("there is no sheet “{wanted}”; there are {all}"));
        };
        chosen = Some(name.clone());
        read(&mut book, name)?;
    }
    let hidden: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    // A sheet of charts has no cells.
    let all = names.iter().filter_map(|name| read(&mut book, name).ok());
    let sheets: Vec<Sheet> = all.collect();
    let merit = |sheet: &Sheet| {
        let known = header::known(&sheet.head(FIRST));
        let is_chosen = chosen.as_ref() == Some(&sheet.name);
        (
            is_chosen,
            !hidden.contains(&sheet.name),
            known,
            sheet.rows.len().min(9_999),
        )
    };
    let places = (0..sheets.len()).rev();
    let main = places.max_by_key(|place| sheets.get(*place).map(merit));
    Ok(Workbook {
        main: main.ok_or("there is no sheet with cells in it")?,
        sheets,
        names,
    })
}

fn read(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Sheet, String> {
    if let Sheets::Xlsx(book) = book {
        let cells = book.worksheet_cells_reader(name);
        let size = cells.map(|cells| cells.dimensions().len()).unwrap_or(0);
        if size > MOST_CELLS {
            return Err(format!(
                "the sheet “{name}” is too large: it has {size} cells"
            ));
        }
    }
    let range = book
        .worksheet_range(name)
        .map_err(|error| format!("the sheet “{name}” cannot be read ({error})"))?;
    let merged = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = Vec::with_capacity(range.height());
    for (n, cells) in range.rows().enumerate() {
        let number = usize::try_from(top).unwrap_or(0) + n + 1;
        // Columns are counted from the first of the sheet, as a person sees them.
        let before = usize::try_from(left).unwrap_or(0);
        let mut row = vec![String::new(); before];
        row.extend(cells.iter().map(text_of));
        rows.push((number, row));
    }
    for area in merged {
        fill(&mut rows, &range, area);
    }
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    Ok(Sheet {
        name: name.to_owned(),
        rows,
        says: None,
    })
}

/// A cell that was merged over rows holds for each of them.
fn fill(rows: &mut [(usize, Vec<String>)], range: &Range<Data>, area: Dimensions) {
    let (from, column) = area.start;
    let (to, _) = area.end;
    let Some(value) = range.get_value((from, column)).map(text_of) else {
        return;
    };
    let first = rows.first().map_or(1, |(number, _)| *number);
    let place = |number: u32| {
        usize::try_from(number)
            .ok()?
            .checked_add(1)?
            .checked_sub(first)
    };
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    for number in from.saturating_add(1)..=to {
        let row = place(number).and_then(|place| rows.get_mut(place));
        if let Some(cell) = row.and_then(|(_, row)| row.get_mut(column)) {
            cell.clone_from(&value);
        }
    }
}

/// What a person would type into the cell.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(is_true) => if *is_true { "yes" } else { "no" }.to_owned(),
        Data::DateTime(moment) => moment_of(moment),
        Data::Error(error) => error.to_string(),
    }
}

/// A day, a day with a time, or a time alone.
fn moment_of(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let seconds = if second == 0 && milli == 0 {
        String::new()
    } else {
        format!(":{second:02}")
    };
    let time = format!("{hour:02}:{minute:02}{seconds}");
    let value = moment.as_f64();
    if moment.is_duration() && value >= 1.0 {
        let minutes = (value * 24.0 * 60.0).round();
        let hours = (minutes / 60.0).floor();
        return format!("{hours:.0}:{:02.0}", minutes - hours * 60.0);
    }
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if value.fract() == 0.0 {
        day
    } else {
        format!("{day} {time}")
    }
}
