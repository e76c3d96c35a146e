//! `detente convert`: a dataset in another format.

use super::reading::{self, Reading};
use super::stages::Stages;
use super::{Failure, export, open, say};
use clap::Args;
use detente::dataset::Kind;
use detente::files::{FORMATS, Format};
use std::path::{Path, PathBuf};

/// What the help says after the options.
fn after() -> String {
    format!(
        "Reads {}; writes {}. A table holds one list: events, each\nwith its first source, or that of “--list”. \
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
    #[arg(long, value_name = "LIST", value_parser = ["events", "actors", "relations", "sources"])]
    list: Option<String>,
    #[command(flatten)]
    reading: Reading,
    /// Tell on stderr how long each stage took
    #[arg(long)]
    timings: bool,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let format = format(&self.output)?;
        let kind = self.kind(format)?;
        let mut stages = Stages::new();
        let opened = open(&self.input, &self.reading.mapping(&self.input)?)?;
        stages.end("open");
        export::save(&self.output, &|out| {
            format.write_to(&opened.dataset, kind, out)
        })?;
        stages.end("write");
        if !format.lists.is_empty() && opened.dataset.count(kind) == 0 {
            say(&format!(
                "{}: there are no {} to be written",
                self.output.display(),
                kind.key()
            ));
        }
        if let Some(left_out) = format.left_out(&opened.dataset, kind) {
            say(&format!("{}: {left_out}", self.output.display()));
        }
        if self.timings {
            stages.tell();
        }
        if let Some(import) = &opened.import {
            let told = import.unread.iter().chain(&import.questions);
            told.for_each(|words| say(words));
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

impl Convert {
    /// Which list is written, where the format holds one.
    fn kind(&self, format: &Format) -> Result<Kind, Failure> {
        let Some(list) = &self.list else {
            return Ok(Kind::Event);
        };
        let mut lists = format.lists.iter().copied();
        lists.find(|kind| kind.key() == list).ok_or_else(|| {
            let output = self.output.display();
            Failure::Usage(format!(
                "{output}: --list is for tables; this format holds all at once."
            ))
        })
    }
}

/// The format that the name of what is to be written says.
fn format(output: &Path) -> Result<&'static Format, Failure> {
    let known = Format::of_name(output);
    let ending = output.extension().unwrap_or_default().to_ascii_lowercase();
    let is_read_alone = |format: &Format| {
        let mut all = format.also_read.iter();
        all.any(|known| ending.to_str() == Some(known))
    };
    let known = known.filter(|format| !is_read_alone(format));
    if let Some(known) = known.filter(|format| format.write.is_some()) {
        return Ok(known);
    }
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
    let also = |format: &'static Format| {
        if is_written {
            &[][..]
        } else {
            format.also_read
        }
    };
    for ending in formats.flat_map(|format| format.extensions.iter().chain(also(format))) {
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
