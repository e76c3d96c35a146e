//! `detente check`: what is wrong with a dataset.

use super::reading::Reading;
use super::stages::Stages;
use super::{Failure, open, tell};
use clap::Args;
use detente::dataset::count::plural;
use std::path::PathBuf;

fn after() -> String {
    format!(
        "Of a table it tells what each column is taken for. Ends with 0 if there are no problems, \
         with 1 if there are.\n\nWhat a column can mean, beside “keep” and “leave out”:\n{}",
        super::reading::names()
    )
}

#[derive(Args)]
#[command(after_help = after())]
pub(super) struct Check {
    /// The dataset; “-” reads stdin
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Tell on stderr how long it took
    #[arg(long)]
    timings: bool,
}

impl Check {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mut stages = Stages::new();
        let opened = open(&self.file, &self.reading.mapping(&self.file)?)?;
        stages.end("check");
        if self.timings {
            stages.tell();
        }
        for line in opened.import.iter().flat_map(|import| import.lines()) {
            tell(&line);
        }
        for problem in &opened.problems {
            tell(&problem.to_string());
        }
        match opened.problems.len() {
            0 => {
                tell("No problems.");
                Ok(())
            }
            count => {
                tell(&format!("{}.", plural(count, "problem", "problems")));
                Err(Failure::Problems)
            }
        }
    }
}
