//! `detente convert`: a dataset in another format.

use super::reading::{self, Reading};
use super::stages::Stages;
use super::{Failure, export, open, say};
use clap::Args;
use detente::dataset::Kind;
use detente::files::{FORMATS, Format, Writer};
use std::path::{Path, PathBuf};

/// What the help says after the options.
fn after() -> String {
    format!(
        "Reads {}; writes {}. A table holds events alone, each\nwith its first source. \
         For pictures see “detente export”.\n\n\
         The dataset is written even if the input has problems: each is told on stderr, \
         and it ends with 1.\n\n\
         What a column of a table can mean, beside “keep” and “leave out”:\n{}",
        endings(false),
        endings(true),
        reading::names()
    )
}

#[derive(Args)]
#[command(after_help = after())]
pub(super) struct Convert {
    /// A dataset or a table of events; “-” reads stdin
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The file to write; its ending says the format
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Which list a table is of
    #[arg(long, value_name = "LIST", value_parser = ["events", "actors", "relations", "sources"], default_value = "events")]
    list: String,
    #[command(flatten)]
    reading: Reading,
    /// Tell on stderr how long each stage took
    #[arg(long)]
    timings: bool,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let (format, write) = format(&self.output)?;
        let lists = format.lists.iter();
        let kind = lists.copied().find(|kind| kind.key() == self.list);
        let kind = kind.unwrap_or(Kind::Event);
        let mut stages = Stages::new();
        let opened = open(&self.input, &self.reading.mapping(&self.input)?)?;
        stages.end("open");
        export::save(&self.output, &|out| write(&opened.dataset, kind, out))?;
        stages.end("write");
        if let Some(left_out) = format.left_out(&opened.dataset, kind) {
            say(&format!("{}: {left_out}", self.output.display()));
        }
        if self.timings {
            stages.tell();
        }
        let import = opened.import.iter();
        for question in import.flat_map(|import| &import.questions) {
            say(question);
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

/// The format that the name of what is to be written says.
fn format(output: &Path) -> Result<(&'static Format, Writer), Failure> {
    let known = Format::of_name(output);
    if let Some(known) = known.and_then(|format| Some((format, format.write?))) {
        return Ok(known);
    }
    let ending = output.extension().unwrap_or_default().to_ascii_lowercase();
    let why = match ending.to_str() {
        Some("png" | "svg" | "pdf") => {
            format!("{}: for a picture, use “detente export”.", output.display())
        }
        _ => format!(
            "{}: Detente writes {}, no other format of datasets.",
            output.display(),
            endings(true)
        ),
    };
    Err(Failure::Usage(why))
}

/// `.detente, .json, .csv, .tsv and .tab`: what is written, or all that is read.
fn endings(is_written: bool) -> String {
    let formats = FORMATS.iter().filter(|format| match is_written {
        true => format.write.is_some(),
        false => format.is_read(),
    });
    let mut all: Vec<String> = Vec::new();
    for ending in formats.flat_map(|format| format.extensions) {
        let ending = format!(".{ending}");
        if !all.contains(&ending) {
            all.push(ending);
        }
    }
    match all.as_slice() {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}
