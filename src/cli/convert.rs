//! `detente convert`: a dataset in another format.

use super::stages::Stages;
use super::{Failure, export, open, say};
use clap::Args;
use detente::dataset::Dataset;
use detente::files::Format;
use std::path::{Path, PathBuf};

const AFTER: &str =
    "Reads and writes .detente, .json, .csv, .tsv and .tab. A table holds events alone, each
with its first source. For pictures see “detente export”.

The dataset is written even if the input has problems: each is told on stderr, and it ends with 1.";

#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Convert {
    /// A dataset or a table of events; “-” reads stdin
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The dataset to write
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Tell on stderr how long each stage took
    #[arg(long)]
    timings: bool,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let format = format(&self.output)?;
        let mut stages = Stages::new();
        let opened = open(&self.input)?;
        stages.end("open");
        export::save(&self.output, &|out| (format.write)(&opened.dataset, out))?;
        stages.end("write");
        if let Some(left_out) = left_out(format, &opened.dataset) {
            say(&format!("{}: {left_out}", self.output.display()));
        }
        if self.timings {
            stages.tell();
        }
        for problem in &opened.problems {
            say(&problem.to_string());
        }
        if opened.problems.is_empty() {
            Ok(())
        } else {
            Err(Failure::Problems)
        }
    }
}

/// What a table does not hold, in a sentence.
fn left_out(format: &Format, dataset: &Dataset) -> Option<String> {
    let counts = [
        (dataset.relations.len(), "relations"),
        (dataset.groups.len(), "groups"),
        (dataset.periods.len(), "periods"),
        (dataset.bookmarks.len(), "bookmarks"),
    ];
    let there = counts.iter().filter(|(count, _)| *count > 0);
    let there: Vec<&str> = there.map(|(_, name)| *name).collect();
    let lacks = !format.holds_all && !there.is_empty();
    lacks.then(|| {
        format!(
            "a table holds events alone, without the {}.",
            there.join(", ")
        )
    })
}

/// The format that the name of what is to be written says.
fn format(output: &Path) -> Result<&'static Format, Failure> {
    if let Some(format) = Format::of_name(output) {
        return Ok(format);
    }
    let ending = output.extension().unwrap_or_default().to_ascii_lowercase();
    let why = match ending.to_str() {
        Some("png" | "svg" | "pdf") => {
            format!("{}: for a picture, use “detente export”.", output.display())
        }
        _ => format!(
            "{}: Detente writes {}, no other format of datasets.",
            output.display(),
            endings()
        ),
    };
    Err(Failure::Usage(why))
}

/// `.detente, .json and .csv`
fn endings() -> String {
    let all: Vec<String> = Format::all_extensions()
        .iter()
        .map(|e| format!(".{e}"))
        .collect();
    match all.as_slice() {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}
