//! What the command line says, and what follows from it.
//!
//! Ends with 0; with 1 if `check` or `convert` met problems in a dataset, or something failed; with
//! 2 if the command line itself is wrong. Errors go to stderr.

mod check;
mod choices;
mod convert;
mod export;
mod export_arguments;
mod near;
mod reading;
mod stages;
mod window;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use detente::dataset::TO_THE_END;
use detente::files::table::Mapping;
use detente::files::{self, Opened};
use std::fmt::Display;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLES: &str = "Examples:
  detente summit.detente
      opens the window
  detente export summit.detente --view figure --theme print -o summit.pdf -o summit.png
      draws timeline and map as one figure, for paper
  detente export summit.detente --bookmark the-day --size 3840x2160 -o day.png
      draws what a bookmark shows
  detente export summit.detente --view map --window 2025-08-08/2025-08-18 -o map.svg
      draws who did what to whom in these days
  detente check summit.detente
      lists what is wrong with a dataset, each with line and column
  detente convert events.csv events.detente
      makes a dataset of a table
  detente convert events.csv events.detente --map \"Start Date=when\" --day-first
      says what the program would else find out by itself

Ends with 0; with 1 if check or convert met problems, or something failed; with 2 if the command is
wrong. A picture is drawn of a dataset with problems too.";

/// Shows who did what to whom, when, and according to whom: a dataset of events as a linked
/// timeline and relationship map.
#[derive(Parser)]
#[command(
    name = "detente",
    version,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
struct Arguments {
    /// A dataset to open in the window; without one the bundled Alaska summit opens
    file: Option<PathBuf>,
    /// How the window is drawn [default: wgpu with a graphics processor, else glow]
    #[arg(long, value_enum)]
    renderer: Option<window::Renderer>,
    /// Ask for file names in the window instead of the system's dialogs
    #[arg(long)]
    typed_paths: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Draw a dataset as SVG, PNG or PDF, without a window
    Export(Box<export_arguments::Export>),
    /// List each problem of a dataset with its line, column and field
    Check(check::Check),
    /// Write a dataset, or a file of another program, in another format
    Convert(convert::Convert),
}

/// Why a command did not do what it was asked.
enum Failure {
    /// The command line is wrong.
    Usage(String),
    /// It could not be done.
    Failed(String),
    /// It was done, and there are problems.
    Problems,
}

impl Failure {
    fn failed(why: impl Display) -> Self {
        Self::Failed(why.to_string())
    }
}

/// Does what the command line says.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let done = match arguments.command {
        None => window::show(arguments.file, arguments.renderer, arguments.typed_paths),
        Some(Command::Export(export)) => export.run(),
        Some(Command::Check(check)) => check.run(),
        Some(Command::Convert(convert)) => convert.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Problems) => ExitCode::from(1),
        Err(Failure::Failed(why)) => {
            say(&why);
            ExitCode::from(1)
        }
        Err(Failure::Usage(why)) => {
            say(&format!(
                "{why}\n\nFor more information, try “detente --help”."
            ));
            ExitCode::from(2)
        }
    }
}

/// Help and version go to stdout and end well; errors of the command line go to stderr.
fn refused(error: &clap::Error) -> ExitCode {
    let is_asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if is_asked_for {
        // If nobody listens there is nobody to tell.
        error.print().unwrap_or_default();
        return ExitCode::SUCCESS;
    }
    // `detente exprot FILE` would read as a file that is followed by too much.
    let first = std::env::args_os().nth(1).unwrap_or_default();
    let first = first.to_string_lossy();
    let commands = Arguments::command();
    let names = commands.get_subcommands().map(clap::Command::get_name);
    match near::nearest(&first, names).filter(|name| **name != *first) {
        Some(name) => say(&format!(
            "“{first}” is not a command. Did you mean “detente {name}”?"
        )),
        None => say(error.render().to_string().trim_end()),
    }
    ExitCode::from(2)
}

/// A line to stderr. If nobody listens there is nobody to tell.
fn say(line: &str) {
    writeln!(std::io::stderr().lock(), "{}", shown(line)).unwrap_or_default();
}

/// A line to stdout.
fn tell(line: &str) {
    writeln!(std::io::stdout().lock(), "{}", shown(line)).unwrap_or_default();
}

/// A text without what would command the terminal or turn the order of its letters: names and values
/// come from anybody's file.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        // U+2028 and U+2029 begin a line, the others turn the order of letters.
        let is_order = matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        let is_command = letter.is_control() && !matches!(letter, '\n' | '\t');
        if is_order || is_command {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Opens a dataset, a table by a mapping; `-` is stdin.
fn open(file: &Path, mapping: &Mapping) -> Result<Opened, Failure> {
    let opened = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|e| Failure::Failed(format!("stdin: it could not be read ({e}).")))?;
        files::open_by(bytes, Path::new("stdin"), mapping, TO_THE_END)
    } else {
        files::open_path_by(file, mapping, TO_THE_END)
    };
    opened.map_err(Failure::failed)
}
