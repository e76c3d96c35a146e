//! What the command line says of `detente export`.

use clap::builder::{
    BoolishValueParser, OsStringValueParser, PossibleValue, TypedValueParser as _,
};
use clap::{Args, ValueEnum};
use detente::analysis::{ColourBy, LaneBy};
use detente::dataset::{Detail, Matching};
use detente::export::{Parts, Size};
use detente::scene::theme::ThemeName;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::LazyLock;

const AFTER: &str = "Filters: category=ID, actor=ID, group=ID, tag=WORD, status=WORD, certainty=WORD, text=WORDS.
Several values of one key let through what has any of them; several keys, what has all.
Actors and groups count as one key, of which --match says how many have to act: any of them, all
of them, or two or more, and then only what is between them.

A figure has a headline, notes beside what they are about, a key to its marks, numbered sources, and
what has no date: --without leaves some of it out. A view alone has no sources, with --bare nothing
but itself.

Sizes: figure (1600 wide), hd, full-hd, 4k, square, a4, a4-landscape, letter, letter-landscape.
Without a height a picture is as high as it needs to be.

Examples:
  detente export summit.detente --theme print --size a4 -o summit.pdf
  detente export summit.detente --bookmark the-day --without notes,sources -o day.png
  detente export summit.detente --view timeline --lanes actor --from 2025-08-06 --to 2025-08-20 -o days.svg
  detente export summit.detente --filter actor=putin,trump --match between -o between.svg
  detente export summit.detente --filter actor=putin,trump --filter status=planned -o plans.png --scale 2";

#[derive(Args)]
#[command(after_help = AFTER)]
pub(super) struct Export {
    /// A dataset or a table; “-” reads stdin
    pub(super) file: PathBuf,
    /// How a table is read, as it was saved [default: FILE.mapping]
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// What to draw
    #[arg(long, value_enum, default_value_t = View::Figure)]
    pub(super) view: View,
    /// What the lanes of the timeline stand for [default: group; category where nobody is in one]
    #[arg(long, value_enum)]
    pub(super) lanes: Option<By<LaneBy>>,
    /// Draw all lanes, however many, and not only the 200 whose events matter most
    #[arg(long)]
    pub(super) all_lanes: bool,
    /// What the hues stand for [default: group]
    #[arg(long, value_enum)]
    pub(super) colour: Option<By<ColourBy>>,
    /// Where the axis begins [default: before the first event]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) from: Option<String>,
    /// Where the axis ends [default: after the last event]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) to: Option<String>,
    /// The days whose ties the map draws; the timeline dims the others [default: all]
    #[arg(long, value_name = "DATE/DATE", allow_hyphen_values = true)]
    pub(super) window: Option<String>,
    /// Fold time in which hardly anything happens [default: yes, or as the bookmark says]
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, default_missing_value = "yes", value_parser = BoolishValueParser::new())]
    pub(super) fold: Option<bool>,
    /// Show what a bookmark shows; other options go before it
    #[arg(long, value_name = "ID")]
    pub(super) bookmark: Option<String>,
    /// Make what the bookmark selects stand out
    #[arg(long, requires = "bookmark")]
    pub(super) selection: bool,
    /// How much the map shows [default: what can be read]
    #[arg(long, value_enum)]
    pub(super) detail: Option<By<Detail>>,
    /// How many ties are main ties, the strongest [default: what can be read]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) ties: Option<u32>,
    /// Unfold the bloc of a group, so that its actors are seen; may be given several times
    #[arg(long, value_name = "GROUP")]
    pub(super) unfold: Vec<String>,
    /// Let through only what matches; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    pub(super) filter: Vec<String>,
    /// How many of the filter's actors and groups have to act [default: any]
    #[arg(long = "match", value_enum, value_name = "HOW")]
    pub(super) matching: Option<By<Matching>>,
    /// The time zone of the axis, such as Europe/Kyiv [default: the dataset's]
    #[arg(long, value_name = "ZONE")]
    pub(super) zone: Option<String>,
    /// Width, or width and height such as 1280x720, or a name [default: figure]
    #[arg(long, value_name = "SIZE", value_parser = Size::of_text, allow_hyphen_values = true)]
    pub(super) size: Option<Size>,
    /// Pixels of a PNG for each point of the size
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = scale, allow_negative_numbers = true)]
    pub(super) scale: f32,
    /// The colours
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    pub(super) theme: Colours,
    /// The headline [default: the bookmark's, else the dataset's title]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// Leave parts out, with commas between them: headline, notes, key, sources, undated
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = part)]
    pub(super) without: Vec<String>,
    /// The view alone, with nothing round it
    #[arg(long)]
    pub(super) bare: bool,
    /// The picture to write, .png, .svg or .pdf; may be given several times
    #[arg(short, long = "output", value_name = "FILE", required = true, value_parser = OsStringValueParser::new().try_map(output))]
    pub(super) output: Vec<Output>,
    /// Tell on stderr how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

/// What to draw.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// The timeline alone
    Timeline,
    /// The map alone
    Map,
    /// Timeline and map with headline, notes, key and sources
    Figure,
    /// How many events there are over time
    Chart,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colours {
    Light,
    Dark,
    Print,
}

/// A choice by its own word.
#[derive(Clone, Copy)]
pub(super) struct By<T>(pub(super) T);

macro_rules! by_word {
    ($($choice:ty: $all:expr),+ $(,)?) => {$(
        impl ValueEnum for By<$choice> {
            fn value_variants<'a>() -> &'a [Self] {
                static ALL: LazyLock<Vec<By<$choice>>> = LazyLock::new(|| $all.map(By).collect());
                &ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.0.word()))
            }
        }
    )+};
}
by_word!(
    LaneBy: LaneBy::all(),
    ColourBy: ColourBy::ALL.into_iter(),
    Matching: Matching::ALL.iter().copied(),
    Detail: Detail::ALL.iter().copied(),
);

/// How a picture is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Svg,
    Pdf,
}

#[derive(Clone)]
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) format: Format,
}

fn output(name: OsString) -> Result<Output, String> {
    let path = PathBuf::from(name);
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let format = match ending.as_deref() {
        Some("png") => Format::Png,
        Some("svg") => Format::Svg,
        Some("pdf") => Format::Pdf,
        _ => return Err("expected a name that ends in .png, .svg or .pdf".to_owned()),
    };
    Ok(Output { path, format })
}

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse::<f32>().ok();
    scale
        .filter(|scale| (0.1..=16.0).contains(scale))
        .ok_or_else(|| "expected a number from 0.1 to 16".to_owned())
}

/// The word of a part of a figure.
fn part(text: &str) -> Result<String, String> {
    let word = text.trim();
    let mut all = Parts::ALL;
    let words = all.each().map(|(word, _)| word);
    if words.contains(&word) {
        Ok(word.to_owned())
    } else {
        Err(format!("expected some of {}", words.join(", ")))
    }
}

impl Colours {
    pub(super) const fn name(self) -> ThemeName {
        match self {
            Self::Light => ThemeName::Light,
            Self::Dark => ThemeName::Dark,
            Self::Print => ThemeName::Print,
        }
    }
}
