//! Parquet ([Apache](https://parquet.apache.org/docs/file-format)): the rows of a file, each value as a
//! person would type it. A struct has a column for each of its parts: `place.name`.

use super::super::several;
use super::sheet::Sheet;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};
use std::panic::{self, AssertUnwindSafe};

/// More cells than this are not held in memory.
const MOST_CELLS: u64 = 40_000_000;

/// A column, or a struct of several.
struct Column {
    name: String,
    /// The columns of a struct.
    parts: Vec<Self>,
    /// Of moments, whether they are written in nanoseconds, and whether they are of UTC.
    is_nanos: bool,
    is_utc: bool,
    /// Whether it holds times of a day in nanoseconds.
    is_time: bool,
}

/// Reads the rows of a file.
///
/// # Errors
///
/// In words, if it is damaged, or too large.
pub(super) fn opened(bytes: Vec<u8>) -> Result<Sheet, String> {
    // What reads it stops with a panic where a schema says what no program should have written.
    let read = panic::catch_unwind(AssertUnwindSafe(|| read(bytes)));
    let read = read.unwrap_or_else(|_| Err("its schema makes no sense".to_owned()));
    read.map_err(|why| format!("is no Parquet that can be read ({why})"))
}

fn read(bytes: Vec<u8>) -> Result<Sheet, String> {
    let in_words = |error: ParquetError| error.to_string();
    let reader = SerializedFileReader::new(Bytes::from(bytes)).map_err(in_words)?;
    let file = reader.metadata().file_metadata();
    let fields = file.schema_descr().root_schema().get_fields();
    let columns: Vec<Column> = fields.iter().map(Column::of).collect();
    let mut names = Vec::new();
    columns
        .iter()
        .for_each(|column| column.tell("", &mut names));
    let rows = u64::try_from(file.num_rows()).unwrap_or(0);
    let width = u64::try_from(names.len()).unwrap_or(u64::MAX);
    if rows.saturating_mul(width) > MOST_CELLS {
        return Err(format!(
            "it is too large: it has {rows} rows of {width} columns"
        ));
    }
    let mut all = vec![(1, names)];
    for (n, row) in reader.get_row_iter(None).map_err(in_words)?.enumerate() {
        let mut cells = Vec::new();
        cells_of(&columns, Some(&row.map_err(in_words)?), &mut cells);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            all.push((n + 2, cells));
        }
    }
    Ok(Sheet {
        name: String::new(),
        rows: all,
        says: None,
    })
}

impl Column {
    fn of(field: &TypePtr) -> Self {
        let info = field.get_basic_info();
        let kind = info.logical_type_ref();
        let is_list = matches!(kind, Some(LogicalType::List | LogicalType::Map));
        let parts = match &**field {
            Type::GroupType { fields, .. } if !is_list => fields.iter().map(Self::of).collect(),
            _ => Vec::new(),
        };
        let (is_nanos, is_utc) = match kind {
            Some(LogicalType::Timestamp(moment)) => {
                (moment.unit == TimeUnit::NANOS, moment.is_adjusted_to_u_t_c)
            }
            _ => (false, false),
        };
        Self {
            name: info.name().to_owned(),
            parts,
            is_nanos,
            is_utc,
            is_time: matches!(kind, Some(LogicalType::Time(time)) if time.unit == TimeUnit::NANOS),
        }
    }

    /// Tells the names of its columns, within what it is a part of.
    fn tell(&self, within: &str, names: &mut Vec<String>) {
        let name = format!("{within}{}", self.name);
        if self.parts.is_empty() {
            names.push(name);
            return;
        }
        let within = format!("{name}.");
        self.parts.iter().for_each(|part| part.tell(&within, names));
    }

    fn text(&self, field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes
                    .data()
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect(),
            },
            Field::Bool(is_true) => if *is_true { "yes" } else { "no" }.to_owned(),
            Field::Float16(number) => number.to_string(),
            Field::Float(number) => number.to_string(),
            Field::Double(number) => number.to_string(),
            Field::Date(days) => day(*days).unwrap_or_else(|| days.to_string()),
            Field::TimeMillis(millis) => time(i64::from(*millis) * 1_000_000),
            Field::TimeMicros(micros) => time(micros.saturating_mul(1_000)),
            Field::TimestampMillis(millis) => self.moment(*millis, 1_000_000),
            Field::TimestampMicros(micros) => self.moment(*micros, 1_000),
            Field::Long(nanos) if self.is_time => time(*nanos),
            Field::Long(nanos) if self.is_nanos => self.moment(*nanos, 1),
            Field::ListInternal(list) => {
                let texts = list.elements().iter().map(|field| self.text(field));
                let texts: Vec<String> = texts.collect();
                several::joined(texts.iter().map(String::as_str))
            }
            Field::MapInternal(map) => {
                let pairs = map
                    .entries()
                    .iter()
                    .map(|(key, value)| format!("{}: {}", self.text(key), self.text(value)));
                let pairs: Vec<String> = pairs.collect();
                several::joined(pairs.iter().map(String::as_str))
            }
            other => other.to_string(),
        }
    }

    /// A moment of so many units since 1970, each of so many nanoseconds. A midnight of no zone is a day.
    fn moment(&self, units: i64, nanos: i128) -> String {
        let Ok(moment) = Timestamp::from_nanosecond(i128::from(units) * nanos) else {
            return units.to_string();
        };
        if self.is_utc {
            return in_minutes(&moment.to_string());
        }
        let civil = TimeZone::UTC.to_datetime(moment);
        if civil.time() == civil::Time::midnight() {
            civil.date().to_string()
        } else {
            in_minutes(&civil.to_string())
        }
    }
}

/// The texts of a row, in the order of the columns; of a struct that is not there, blanks.
fn cells_of(columns: &[Column], row: Option<&Row>, cells: &mut Vec<String>) {
    let mut fields = row.map(Row::get_column_iter);
    for column in columns {
        let field = fields
            .as_mut()
            .and_then(Iterator::next)
            .map(|(_, field)| field);
        match (&*column.parts, field) {
            ([], field) => cells.push(field.map_or_else(String::new, |field| column.text(field))),
            (parts, Some(Field::Group(row))) => cells_of(parts, Some(row), cells),
            (parts, _) => cells_of(parts, None, cells),
        }
    }
}

/// A day of so many days since 1970.
fn day(days: i32) -> Option<String> {
    let first = civil::date(1970, 1, 1);
    let day = first.checked_add(jiff::Span::new().try_days(days).ok()?);
    day.ok().map(|day| day.to_string())
}

/// A time of so many nanoseconds since midnight.
fn time(nanos: i64) -> String {
    let since = jiff::Span::new().try_nanoseconds(nanos);
    let time = since.and_then(|since| civil::Time::midnight().checked_add(since));
    time.map_or_else(|_| nanos.to_string(), |time| in_minutes(&time.to_string()))
}

/// A time without its seconds, where there are none.
fn in_minutes(text: &str) -> String {
    let (time, zone) = match text.strip_suffix('Z') {
        Some(time) => (time, "Z"),
        None => (text, ""),
    };
    format!("{}{zone}", time.strip_suffix(":00").unwrap_or(time))
}
