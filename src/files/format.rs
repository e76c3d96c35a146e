//! The formats of datasets: what opens them, what writes them, how they are told apart.

use super::input::{Input, Read};
use super::open_error::OpenError;
use super::problem::Problem;
use super::write::{self, Loss};
use super::{foreign, native, table, zipped};
use crate::dataset::Progress;
use crate::dataset::check::Fault;
use crate::dataset::{Dataset, Kind};
use std::io::{self, Write as _};
use std::path::Path;

type Reader = fn(Input<'_>, Progress<'_>) -> Result<Read, OpenError>;

/// Writes a dataset; one that holds a list alone, that of a kind.
pub type Writer = fn(&Dataset, Kind, &mut dyn io::Write) -> io::Result<()>;

/// How a file says what it says.
#[derive(Debug)]
pub struct Format {
    /// As a dialog names files of it.
    pub name: &'static str,
    /// What a file of it has, in a sentence; empty where it is a list.
    pub about: &'static str,
    /// The endings of its files, the usual one first.
    pub extensions: &'static [&'static str],
    /// Endings of files of it that are only read.
    pub also_read: &'static [&'static str],
    /// Whether its bytes cannot be mistaken, whatever a file is called.
    is_signed: bool,
    /// The lists of a dataset that it has no place for.
    pub leaves_out: &'static [Kind],
    /// What else of a dataset it has no place for.
    pub(super) losses: &'static [Loss],
    /// The lists of which it holds one at a time; none: it holds what it holds at once.
    pub lists: &'static [Kind],
    /// Whether bytes look like it that no ending tells of.
    recognises: fn(&[u8]) -> bool,
    /// Reads a dataset; none: it is only written.
    pub(super) read: Option<Reader>,
    /// Writes a dataset, or as much of it as the format holds; none: it is only read.
    pub write: Option<Writer>,
}

/// What a table of events has no place for. Who takes part, categories and sources stand in its rows.
const EVENTS_ALONE: &[Kind] = &[Kind::Relation, Kind::Group, Kind::Period, Kind::Bookmark];

/// What slides, calendars and such have no place for.
const EVENTS_AND_PERIODS: &[Kind] = &[Kind::Relation, Kind::Group, Kind::Bookmark];

/// What a workbook has no place for.
const NO_SHEET: &[Kind] = &[Kind::Period, Kind::Bookmark];

/// What a network has no place for.
const NO_EDGE: &[Kind] = &[Kind::Category, Kind::Source, Kind::Period, Kind::Bookmark];

/// What tables of actors, relations and sources have no place for.
#[rustfmt::skip]
const BESIDE_ACTORS: &[Kind] =
    &[Kind::Event, Kind::Relation, Kind::Category, Kind::Source, Kind::Period, Kind::Bookmark];
#[rustfmt::skip]
const BESIDE_RELATIONS: &[Kind] =
    &[Kind::Event, Kind::Group, Kind::Category, Kind::Period, Kind::Bookmark];
#[rustfmt::skip]
const BESIDE_SOURCES: &[Kind] = &[
    Kind::Event, Kind::Actor, Kind::Relation, Kind::Group, Kind::Category, Kind::Period, Kind::Bookmark,
];

/// The lists that tables hold one of.
const LISTS: &[Kind] = &[Kind::Event, Kind::Actor, Kind::Relation, Kind::Source];

/// So many bytes are written at once.
const PIECE: usize = 1 << 16;

/// A format that is only read.
const READ_ALONE: Format = Format {
    name: "",
    about: "",
    extensions: &[],
    also_read: &[],
    is_signed: false,
    leaves_out: EVENTS_ALONE,
    losses: &[],
    lists: &[],
    recognises: |_| false,
    read: Some(table::open),
    write: None,
};

/// One that is only written.
const WRITTEN_ALONE: Format = Format {
    read: None,
    ..READ_ALONE
};

/// All of them. What no ending tells is of the first that recognises it.
pub static FORMATS: [Format; 18] = [
    Format {
        name: "Detente dataset",
        extensions: &["detente", "json"],
        leaves_out: &[],
        recognises: |bytes| {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let opens = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
            opens && (native::says_so(bytes) || !table::are_objects(bytes))
        },
        read: Some(native::open),
        write: Some(|dataset, _, to| native::write(dataset, to)),
        ..READ_ALONE
    },
    Format {
        name: "JSON with rows",
        extensions: &["json", "geojson"],
        recognises: table::are_objects,
        read: Some(table::open_objects),
        ..READ_ALONE
    },
    Format {
        name: "JSON Lines",
        extensions: &["jsonl", "ndjson"],
        losses: write::OF_TABLE,
        lists: LISTS,
        read: Some(table::open_objects),
        write: Some(write::json_lines),
        ..READ_ALONE
    },
    Format {
        name: "Zip with one of these",
        extensions: &["zip"],
        is_signed: true,
        recognises: zipped::is_zip,
        read: Some(open_zipped),
        ..READ_ALONE
    },
    Format {
        name: "Workbook",
        about: "A sheet each for events, actors, relations and sources.",
        extensions: &["xlsx"],
        also_read: &["xls", "ods", "xlsb", "xlsm"],
        is_signed: true,
        leaves_out: NO_SHEET,
        losses: write::OF_WORKBOOK,
        recognises: |bytes| {
            // A zip of its own kind, and Microsoft's compound files.
            bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
        },
        read: Some(table::open_workbook),
        write: Some(|dataset, _, to| write::workbook(dataset, to)),
        ..READ_ALONE
    },
    Format {
        name: "Parquet",
        extensions: &["parquet"],
        is_signed: true,
        recognises: |bytes| bytes.starts_with(table::PARQUET),
        read: Some(table::open_parquet),
        ..READ_ALONE
    },
    Format {
        name: "Calendar",
        about: "An entry for each event that has a date.",
        extensions: &["ics"],
        also_read: &["vcs"],
        is_signed: true,
        leaves_out: EVENTS_ALONE,
        recognises: |bytes| foreign::is_of(bytes, foreign::is_calendar),
        read: Some(|input, progress| {
            let bytes = foreign::mended(&input.bytes);
            let input = Input { bytes, ..input };
            table::open_foreign(input, ("iCalendar", foreign::calendar), progress)
        }),
        losses: write::OF_CALENDAR,
        write: Some(|dataset, _, to| write::calendar(dataset, to)),
        ..READ_ALONE
    },
    Format {
        name: "Network of Gephi",
        about: "A node for each actor, and an edge with its times for what joins two of them.",
        extensions: &["gexf"],
        is_signed: true,
        recognises: |bytes| foreign::is_of(bytes, foreign::is_gexf),
        read: Some(|input, progress| table::open_foreign(input, ("GEXF", foreign::gexf), progress)),
        leaves_out: NO_EDGE,
        losses: write::OF_NETWORK,
        write: Some(|dataset, _, to| write::gexf(dataset, to)),
        ..READ_ALONE
    },
    Format {
        name: "Network",
        about: "A node for each actor, and an edge for what joins two of them.",
        extensions: &["graphml"],
        is_signed: true,
        recognises: |bytes| foreign::is_of(bytes, foreign::is_graphml),
        read: Some(|input, progress| {
            table::open_foreign(input, ("GraphML", foreign::graphml), progress)
        }),
        leaves_out: NO_EDGE,
        losses: write::OF_NETWORK,
        write: Some(|dataset, _, to| write::graphml(dataset, to)),
        ..READ_ALONE
    },
    Format {
        name: "Timeline",
        extensions: &["timeline"],
        is_signed: true,
        recognises: |bytes| foreign::is_of(bytes, foreign::is_timeline_project),
        read: Some(|input, progress| {
            table::open_foreign(input, ("Timeline", foreign::timeline_project), progress)
        }),
        ..READ_ALONE
    },
    Format {
        name: "Markwhen",
        extensions: &["mw"],
        recognises: |bytes| foreign::is_of(bytes, foreign::is_markwhen),
        read: Some(|input, progress| {
            table::open_foreign(input, ("markwhen", foreign::markwhen), progress)
        }),
        ..READ_ALONE
    },
    Format {
        name: "Chronicle in plain text",
        extensions: &["txt"],
        also_read: &["md"],
        recognises: |bytes| foreign::is_of(bytes, foreign::is_chronicle),
        read: Some(|input, progress| {
            table::open_foreign(input, ("chronicle", foreign::chronicle), progress)
        }),
        ..READ_ALONE
    },
    Format {
        name: "Table",
        extensions: &["csv"],
        losses: write::OF_TABLE,
        lists: LISTS,
        recognises: |_| true,
        write: Some(|dataset, kind, to| write::csv(dataset, kind, b',', to)),
        ..READ_ALONE
    },
    Format {
        name: "Table with tabs",
        extensions: &["tsv", "tab"],
        losses: write::OF_TABLE,
        lists: LISTS,
        write: Some(|dataset, kind, to| write::csv(dataset, kind, b'\t', to)),
        ..READ_ALONE
    },
    Format {
        name: "Table of Markdown",
        extensions: &["md"],
        losses: write::OF_TABLE,
        lists: LISTS,
        recognises: |bytes| bytes.contains(&b'|'),
        write: Some(write::markdown),
        ..READ_ALONE
    },
    Format {
        name: "Slides of TimelineJS",
        about: "A slide for each event that has a date, and the periods.",
        extensions: &["timelinejs.json"],
        leaves_out: EVENTS_AND_PERIODS,
        losses: write::OF_SLIDES,
        write: Some(|dataset, _, to| write::slides_json(dataset, to)),
        ..WRITTEN_ALONE
    },
    Format {
        name: "Sheet of TimelineJS",
        about: "A row for each event that has a date, and for each period.",
        extensions: &["timelinejs.csv"],
        leaves_out: EVENTS_AND_PERIODS,
        losses: write::OF_SLIDES,
        write: Some(|dataset, _, to| write::slides_csv(dataset, to)),
        ..WRITTEN_ALONE
    },
    Format {
        name: "Timeline of Mermaid",
        about: "The events that have a date, for a page of Markdown.",
        extensions: &["mmd"],
        losses: write::OF_MERMAID,
        write: Some(|dataset, _, to| write::mermaid(dataset, to)),
        ..WRITTEN_ALONE
    },
];

/// Whether the ending of a name says no more than that there is text in it, be it a table or a chronicle.
fn is_plain_text(name: &Path) -> bool {
    let ending = name.extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}

/// Opens the file that is in a zip.
fn open_zipped(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let is_known = |name: &Path| Format::of_name(name).is_some();
    let unpacked = zipped::unpacked(&input.bytes, is_known);
    let (bytes, name) = unpacked.map_err(|wrong| {
        let fault = Fault {
            expected: "one dataset or one table".into(),
            help: Some("Unpack it, and open the file that you want.".into()),
            ..Fault::new("the zip", wrong)
        };
        Problem::new(input.file, None, fault)
    })?;
    let format = Format::of(&bytes, &name);
    let Some(read) = format.read else {
        return Err(unread(format, input.file).into());
    };
    let unpacked = Input {
        bytes,
        file: &name,
        // The file has the zip.
        again: None,
        mapping: input.mapping,
    };
    read(unpacked, progress)
}

/// A file of a format that is only written.
pub(super) fn unread(format: &Format, file: &Path) -> Problem {
    let noun = format!("a {}", format.name.to_lowercase());
    let fault = Fault {
        help: Some("Open the dataset that it was made from.".into()),
        ..Fault::new(&noun, "can be written, but not opened")
    };
    Problem::new(file, None, fault)
}

impl Format {
    /// Whether it holds all of a dataset: what was opened from it is saved to it.
    pub const fn holds_all(&self) -> bool {
        self.leaves_out.is_empty()
    }

    /// Writes a dataset, or a list of it, in pieces of some size.
    ///
    /// # Errors
    /// If what it is written to does not take it.
    pub fn write_to(
        &self,
        dataset: &Dataset,
        kind: Kind,
        to: &mut dyn io::Write,
    ) -> io::Result<()> {
        let Some(write) = self.write else {
            return Ok(());
        };
        let mut to = io::BufWriter::with_capacity(PIECE, to);
        write(dataset, kind, &mut to)?;
        to.flush()
    }

    /// Whether a file of it can be opened.
    pub const fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// Those in which a person may have a dataset for other programs, those that hold most kinds of people's
    /// data first.
    pub fn for_others() -> impl Iterator<Item = &'static Self> {
        const FIRST: [&str; 2] = ["csv", "xlsx"];
        let all = FORMATS.iter();
        let mut all: Vec<&Self> = all
            .filter(|format| format.write.is_some() && !format.holds_all())
            .collect();
        let place = |format: &&Self| FIRST.iter().position(|first| *first == format.extension());
        all.sort_by_key(|format| place(format).unwrap_or(FIRST.len()));
        all.into_iter()
    }

    /// Its name, with the ending of its files: `Table (.csv)`.
    pub fn named(&self) -> String {
        format!("{} (.{})", self.name, self.extension())
    }

    /// The usual ending of its files.
    pub fn extension(&self) -> &'static str {
        self.extensions.first().copied().unwrap_or_default()
    }

    /// What of a dataset it has no place for, in a sentence without its capital; where it holds one list, of
    /// which kind that is.
    pub fn left_out(&self, dataset: &Dataset, kind: Kind) -> Option<String> {
        let is_there = |kind: &&Kind| dataset.count(**kind) > 0;
        let left_out = match (self.lists, kind) {
            ([], _) | (_, Kind::Event) => self.leaves_out,
            (_, Kind::Actor) => BESIDE_ACTORS,
            (_, Kind::Relation) => BESIDE_RELATIONS,
            _ => BESIDE_SOURCES,
        };
        let lists = left_out.iter().filter(is_there);
        let mut there: Vec<&str> = lists.map(|kind| kind.key()).collect();
        let is_of_events = self.lists.is_empty() || kind == Kind::Event;
        let losses = self.losses.iter();
        let losses = losses.filter(|loss| is_of_events && (loss.is_there)(dataset));
        there.extend(losses.map(|loss| loss.what));
        let (last, others) = there.split_last()?;
        let all = match others {
            [] => (*last).to_owned(),
            others => format!("{} and {last}", others.join(", ")),
        };
        Some(format!("this leaves out {all}."))
    }

    /// The native format.
    pub fn native() -> &'static Self {
        let [native, ..] = &FORMATS;
        native
    }

    /// The format that the ending of a name says; of several the first. Of two endings, as in
    /// `.timelinejs.json`, both count.
    pub fn of_name(name: &Path) -> Option<&'static Self> {
        let whole = name.file_name()?.to_string_lossy().to_lowercase();
        let is_both =
            |ending: &&str| ending.contains('.') && whole.ends_with(&format!(".{ending}"));
        let mut all = FORMATS.iter();
        let both = all.find(|format| format.extensions.iter().any(&is_both));
        both.or_else(|| Self::all_of_name(name).next())
    }

    /// Those whose ending is the last of a name; those that are only read by it stand last.
    fn all_of_name(name: &Path) -> impl Iterator<Item = &'static Self> {
        let ending = name.extension().and_then(|ending| ending.to_str());
        let has = move |all: &[&str]| {
            ending.is_some_and(|ending| all.iter().any(|known| known.eq_ignore_ascii_case(ending)))
        };
        let own = FORMATS.iter().filter(move |format| has(format.extensions));
        own.chain(FORMATS.iter().filter(move |format| has(format.also_read)))
    }

    /// The format that the bytes say where they cannot be mistaken, that a name says, or else the bytes.
    /// Where several have the ending, the bytes say which.
    pub(super) fn of(bytes: &[u8], name: &Path) -> &'static Self {
        let is_it = |format: &&Self| (format.recognises)(bytes);
        let is_signed = |format: &&Self| format.is_signed && is_it(format);
        // What is in a zip may be a workbook or not: its name tells.
        let is_named = || Self::all_of_name(name).any(|format| format.is_signed);
        let is_workbook = |format: &Self| format.extension() == "xlsx";
        let signed = FORMATS.iter().find(is_signed);
        if let Some(signed) = signed.filter(|signed| !is_workbook(signed) || !is_named()) {
            return signed;
        }
        let mut named = Self::all_of_name(name).filter(|_| !is_plain_text(name));
        match (named.next(), named.next()) {
            (Some(only), None) => only,
            (Some(first), Some(_)) => Self::all_of_name(name).find(is_it).unwrap_or(first),
            (None, _) => FORMATS.iter().find(is_it).unwrap_or(Self::native()),
        }
    }

    /// The endings of all formats that are read.
    pub fn all_extensions() -> Vec<&'static str> {
        let mut all: Vec<&str> = Vec::new();
        let read = FORMATS.iter().filter(|format| format.read.is_some());
        for ending in read.flat_map(|format| format.extensions.iter().chain(format.also_read)) {
            if !all.contains(ending) {
                all.push(ending);
            }
        }
        all
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
