//! The command line: open the window; or export, check or convert a dataset without one.

#![warn(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
