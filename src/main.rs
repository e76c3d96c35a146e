//! The command line: open the window; or export, check or convert a dataset without one.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
