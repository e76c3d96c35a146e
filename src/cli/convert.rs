//! `detente convert`: a dataset in the native format.

use super::stages::Stages;
use super::{Failure, export, open, say};
use clap::Args;
use detente::files;
use std::path::{Path, PathBuf};

const AFTER: &str = "Reads .detente, .json, .csv and .tsv; writes .detente and .json.
For pictures see “detente export”.

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
        refuse_unknown(&self.output)?;
        let mut stages = Stages::new();
        let opened = open(&self.input)?;
        stages.end("open");
        export::save(&self.output, &|out| files::write_to(&opened.dataset, out))?;
        stages.end("write");
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

fn refuse_unknown(output: &Path) -> Result<(), Failure> {
    let ending = output
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase());
    let why = match ending.as_deref() {
        Some("detente" | "json") => return Ok(()),
        Some("png" | "svg" | "pdf") => {
            format!("{}: for a picture, use “detente export”.", output.display())
        }
        _ => format!(
            "{}: Detente writes .detente and .json, no other format of datasets.",
            output.display()
        ),
    };
    Err(Failure::Usage(why))
}
