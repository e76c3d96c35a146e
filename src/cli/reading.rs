//! How a table is to be read, as the command line says it.

use super::Failure;
use clap::Args;
use detente::files::table::{Mapping, Rows};
use std::path::{Path, PathBuf};

/// What is not said is read from the table itself.
#[derive(Args)]
#[command(next_help_heading = "How a table is read")]
pub(super) struct Reading {
    /// What a column means: the name of a meaning, “keep” or “leave out”; may be given several times
    #[arg(long, value_name = "COLUMN=MEANING")]
    map: Vec<String>,
    /// A mapping that was saved; what else is said here goes before it [default: FILE.mapping]
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// What the rows are: events, relations or actors
    #[arg(long, value_name = "KIND")]
    rows: Option<String>,
    /// The sheet of a workbook or the list of JSON: its name, or its number from 1
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// The line on which the header starts; 0: there is none
    #[arg(long, value_name = "LINE")]
    header: Option<usize>,
    /// The sign between cells, or “tab”
    #[arg(long, value_name = "SIGN")]
    separator: Option<String>,
    /// The encoding, such as windows-1251
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// In 03/04/2014 the day comes first
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// In 03/04/2014 the month comes first
    #[arg(long)]
    month_first: bool,
    /// The first of the hundred years in which years of two digits lie
    #[arg(long, value_name = "YEAR", allow_hyphen_values = true)]
    century: Option<i64>,
    /// The zone of times without an offset, such as Europe/Kyiv
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Rows without a date have that of the row above, as where cells were merged
    #[arg(long)]
    fill_down: bool,
}

impl Reading {
    /// The mapping for a table.
    pub(super) fn mapping(&self, table: &Path) -> Result<Mapping, Failure> {
        let mut mapping = saved(self.mapping.as_deref(), table)?;
        for said in &self.map {
            let (column, meaning) = said.rsplit_once('=').ok_or_else(|| {
                Failure::Usage(format!(
                    "--map “{said}”: write it as COLUMN=MEANING, such as “Start Date=when”."
                ))
            })?;
            let (column, meaning) = (column.trim().to_owned(), meaning.trim().to_lowercase());
            mapping.columns.insert(column, meaning);
        }
        let word = |option: &Option<String>| option.as_ref().map(|word| word.trim().to_lowercase());
        mapping.rows = word(&self.rows).or(mapping.rows);
        mapping.encoding = word(&self.encoding).or(mapping.encoding);
        mapping.sheet = self.sheet.clone().or(mapping.sheet);
        mapping.header = self.header.or(mapping.header);
        mapping.century = self.century.or(mapping.century);
        mapping.zone = self.zone.clone().or(mapping.zone);
        mapping.fill_down |= self.fill_down;
        if self.day_first || self.month_first {
            mapping.day_first = Some(self.day_first);
        }
        if let Some(separator) = &self.separator {
            mapping.separator = Some(sign(separator)?);
        }
        mapping.checked().map_err(Failure::Usage)?;
        Ok(mapping)
    }
}

/// A mapping that was saved, or else that which stands beside the table.
pub(super) fn saved(mapping: Option<&Path>, table: &Path) -> Result<Mapping, Failure> {
    let found = match mapping {
        Some(file) => Mapping::read(file).map(Some),
        None => Mapping::beside(table),
    };
    Ok(found.map_err(Failure::failed)?.unwrap_or_default())
}

fn sign(word: &str) -> Result<char, Failure> {
    let mut letters = word.chars();
    match (word, letters.next(), letters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(one), None) => Ok(one),
        _ => Err(Failure::Usage(format!(
            "--separator “{word}”: it is one sign, or “tab”."
        ))),
    }
}

/// The names that a column can have in `--map`, for the help.
pub(super) fn names() -> String {
    let of = |rows: Rows| {
        let names = rows.meanings().iter().map(|(name, _)| *name);
        format!(
            "  {}: {}",
            rows.kind().key(),
            names.collect::<Vec<_>>().join(", ")
        )
    };
    Rows::ALL.map(of).join("\n")
}
