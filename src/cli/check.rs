//! `detente check`: what is wrong with a dataset.

use super::stages::Stages;
use super::{Failure, open, tell};
use clap::Args;
use std::path::PathBuf;

const AFTER: &str = "Ends with 0 if there are no problems, with 1 if there are.";

#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Check {
    /// The dataset; “-” reads stdin
    file: PathBuf,
    /// Tell on stderr how long it took
    #[arg(long)]
    timings: bool,
}

impl Check {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mut stages = Stages::new();
        let opened = open(&self.file)?;
        stages.end("check");
        if self.timings {
            stages.tell();
        }
        for problem in &opened.problems {
            tell(&problem.to_string());
        }
        match opened.problems.len() {
            0 => {
                tell("No problems.");
                Ok(())
            }
            1 => {
                tell("1 problem.");
                Err(Failure::Problems)
            }
            many => {
                tell(&format!("{many} problems."));
                Err(Failure::Problems)
            }
        }
    }
}
