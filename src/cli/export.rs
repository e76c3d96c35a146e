//! `detente export`: a dataset as a picture, without a window.

use super::choices::{self, Choices};
use super::reading;
use super::stages::Stages;
use super::{Failure, open, say};
use clap::builder::{
    BoolishValueParser, OsStringValueParser, PossibleValue, TypedValueParser as _,
};
use clap::{Args, ValueEnum};
use detente::analysis::{ColourBy, LaneBy, TO_THE_END};
use detente::chart;
use detente::dataset::{Dataset, Detail, Matching};
use detente::editor::Selection;
use detente::editor::derived::{self, Filtered, LaneSet, TieSet};
use detente::editor::placed::{self, Placed};
use detente::export::{
    self, ChartPage, Figure, Name, Parts, Picture, Size, Views, figure, names, names_with_ties,
};
use detente::files::save::{self, Body, SaveOptions};
use detente::scene::theme::ThemeName;
use detente::scene::{Emphasis, Key, Measure, Scene, Theme};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
    file: PathBuf,
    /// How a table is read, as it was saved [default: FILE.mapping]
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// What to draw
    #[arg(long, value_enum, default_value_t = View::Figure)]
    view: View,
    /// What the lanes of the timeline stand for [default: group; category where nobody is in one]
    #[arg(long, value_enum)]
    pub(super) lanes: Option<By<LaneBy>>,
    /// Draw all lanes, however many, and not only the 200 whose events matter most
    #[arg(long)]
    all_lanes: bool,
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
    selection: bool,
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
    size: Option<Size>,
    /// Pixels of a PNG for each point of the size
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = scale, allow_negative_numbers = true)]
    scale: f32,
    /// The colours
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// The headline [default: the bookmark's, else the dataset's title]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Leave parts out, with commas between them: headline, notes, key, sources, undated
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = part)]
    without: Vec<String>,
    /// The view alone, with nothing round it
    #[arg(long)]
    bare: bool,
    /// The picture to write, .png, .svg or .pdf; may be given several times
    #[arg(short, long = "output", value_name = "FILE", required = true, value_parser = OsStringValueParser::new().try_map(output))]
    output: Vec<Output>,
    /// Tell on stderr how long each stage took
    #[arg(long)]
    timings: bool,
}

/// What to draw.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum View {
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
enum Colours {
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
enum Format {
    Png,
    Svg,
    Pdf,
}

#[derive(Clone)]
struct Output {
    path: PathBuf,
    format: Format,
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

/// What the pictures are made from: the window's answers.
struct Answers {
    laned: LaneSet,
    tied: TieSet,
    placed: Placed,
}

impl Export {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let mut stages = Stages::new();
        self.look_for_folders()?;
        let mapping = reading::saved(self.mapping.as_deref(), &self.file)?;
        let opened = open(&self.file, &mapping)?;
        stages.end("open");
        match opened.problems.len() {
            0 => {}
            1 => say("1 problem in the dataset; “detente check” tells it."),
            many => say(&format!(
                "{many} problems in the dataset; “detente check” lists them."
            )),
        }
        let dataset = opened.dataset;
        let measure = Measure::new();
        let zone = choices::zone(self)?;
        let indexed = derived::indexed((0, 0), dataset, zone, TO_THE_END);
        let indexed = indexed.ok_or_else(stopped)?;
        let choices = Choices::new(self, &indexed.dataset, &indexed.index)?;
        let indexed = Arc::new(indexed);
        let passed = derived::passed(indexed.clone(), &choices.filter, TO_THE_END);
        let passed = Arc::new(passed.ok_or_else(stopped)?);
        if passed.passing.iter().next().is_none() && !indexed.index.is_empty() {
            say("No event matches the filter.");
        }
        if self.view == View::Chart {
            stages.end("index");
            let scene = self.chart(&passed, &choices, &measure);
            stages.end("draw");
            let names = names(&indexed.dataset, &choices.zone);
            self.write(&indexed.dataset, &scene, (&choices, &names), &measure)?;
        } else {
            let answers = self.answers(passed, &choices, &measure, &mut stages)?;
            let scene = self.draw(&answers, &choices, &measure);
            stages.end("draw");
            let wants_blocs = choices.level.detail == Some(Detail::Blocs);
            let is_bloc = |key: Key| matches!(key, Key::Bloc(..) | Key::Unfold(..));
            let has_blocs = scene.items.iter().any(|item| is_bloc(item.key));
            if wants_blocs && self.view != View::Timeline && !has_blocs {
                say("Blocs need two groups, and room for them: the main ties are drawn.");
            }
            let (index, ties) = (&indexed.index, &answers.tied.ties);
            let names = names_with_ties(&indexed.dataset, &choices.zone, index, ties);
            self.write(&indexed.dataset, &scene, (&choices, &names), &measure)?;
        }
        stages.end("write");
        if self.timings {
            stages.tell();
        }
        Ok(())
    }

    fn answers(
        &self,
        passed: Arc<Filtered>,
        choices: &Choices,
        measure: &Measure,
        stages: &mut Stages,
    ) -> Result<Answers, Failure> {
        let indexed = passed.indexed.clone();
        let laned = derived::laned(passed.clone(), choices.lanes, TO_THE_END);
        let laned = laned.ok_or_else(stopped)?;
        let tied = derived::tied(passed, choices.window, TO_THE_END).ok_or_else(stopped)?;
        stages.end("index");
        let placed = if self.view == View::Timeline {
            Placed::nobody(indexed)
        } else {
            placed::placed(indexed, measure, TO_THE_END).ok_or_else(stopped)?
        };
        stages.end("place");
        Ok(Answers {
            laned,
            tied,
            placed,
        })
    }

    const fn views(&self) -> Views {
        match self.view {
            View::Figure | View::Chart => Views::Both,
            View::Timeline => Views::Timeline,
            View::Map => Views::Map,
        }
    }

    /// What stands round the views.
    fn parts(&self) -> Parts {
        let mut parts = match self.view {
            _ if self.bare => Parts::NONE,
            View::Figure => Parts::ALL,
            View::Timeline | View::Map | View::Chart => Parts::OF_A_VIEW,
        };
        for (word, is_there) in parts.each() {
            *is_there &= !self.without.iter().any(|without| without == word);
        }
        parts
    }

    /// What the picture says first.
    fn headline<'a>(&'a self, choices: &'a Choices) -> Option<&'a str> {
        self.title.as_deref().or(choices.headline.as_deref())
    }

    /// Activity over time.
    fn chart(&self, passed: &Filtered, choices: &Choices, measure: &Measure) -> Scene {
        let theme = Theme::named(self.theme.name());
        let file = self.file_name();
        let span = choices.span(&passed.gaps);
        let page = ChartPage {
            dataset: &passed.indexed.dataset,
            index: &passed.indexed.index,
            filter: &choices.filter,
            passing: &passed.passing,
            colour_by: choices.colour_by,
            span,
            zone: &choices.zone,
            tone_of: None,
            headline: self.headline(choices),
            is_framed: !self.parts().are_none(),
            file: file.as_deref(),
            size: self.size.unwrap_or_default(),
            theme,
            measure,
        };
        export::chart_page(&page, &|size| {
            chart::scene(&chart::Request {
                dataset: &passed.indexed.dataset,
                index: &passed.indexed.index,
                hues: &passed.indexed.hues,
                rows: &passed.rows,
                colour_by: choices.colour_by,
                span,
                zone: &choices.zone,
                tones: None,
                size,
                theme,
                measure,
            })
        })
    }

    /// A picture takes a while: whether it can be written is asked first.
    fn look_for_folders(&self) -> Result<(), Failure> {
        let has_folder = |path: &Path| {
            let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
            folder.is_none_or(Path::is_dir)
        };
        match self.output.iter().find(|output| !has_folder(&output.path)) {
            Some(output) => Err(Failure::Failed(format!(
                "{}: there is no such folder.",
                output.path.display()
            ))),
            None => Ok(()),
        }
    }

    /// The name of the dataset's file; none: it came from stdin.
    fn file_name(&self) -> Option<String> {
        let name = self
            .file
            .file_name()
            .filter(|_| self.file != Path::new("-"))?;
        Some(name.to_string_lossy().into_owned())
    }

    fn draw(&self, answers: &Answers, choices: &Choices, measure: &Measure) -> Scene {
        let file = self.file_name();
        let passed = &answers.tied.filtered;
        let indexed = &passed.indexed;
        let selected = choices.selected.filter(|_| self.selection);
        figure(&Figure {
            dataset: &indexed.dataset,
            index: &indexed.index,
            hues: &indexed.hues,
            colour_by: choices.colour_by,
            filter: &choices.filter,
            passing: &passed.passing,
            lanes: &answers.laned.lanes,
            has_all_lanes: self.all_lanes,
            span: choices.span(&passed.gaps),
            window: choices.window,
            zone: &choices.zone,
            ties: &answers.tied.ties,
            all_ties: answers.placed.all_ties,
            graph: &answers.placed.graph,
            places: &answers.placed.places,
            camera: None,
            level: choices.level,
            unfolded: &choices.unfolded,
            emphasis: &Emphasis {
                selected,
                near: Arc::default(),
                related: selected
                    .and_then(Selection::of_key)
                    .map(|of| Arc::new(answers.tied.related(of)))
                    .unwrap_or_default(),
                ..Emphasis::default()
            },
            views: self.views(),
            parts: self.parts(),
            headline: self.headline(choices),
            caption: choices.caption.as_deref(),
            notes: &choices.notes,
            about: choices.selected,
            file: file.as_deref(),
            size: self.size.unwrap_or_default(),
            theme: Theme::named(self.theme.name()),
            measure,
        })
    }

    fn write(
        &self,
        dataset: &Dataset,
        scene: &Scene,
        (choices, names): (&Choices, &dyn Fn(Key) -> Option<Name>),
        measure: &Measure,
    ) -> Result<(), Failure> {
        let file = self.file_name();
        let title = export::title(self.headline(choices), dataset, file.as_deref());
        let picture = Picture {
            scene,
            title: &title,
            language: dataset.metadata.language.as_deref(),
            names,
            measure,
        };
        for output in &self.output {
            let bytes = match output.format {
                Format::Svg => Ok(export::svg(&picture).into_bytes()),
                Format::Png => export::png(&picture, self.scale, TO_THE_END),
                Format::Pdf => export::pdf(&picture),
            };
            let bytes = bytes
                .map_err(|why| Failure::Failed(format!("{}: {why}", output.path.display())))?;
            save(&output.path, &|out| out.write_all(&bytes))?;
        }
        Ok(())
    }
}

impl Colours {
    const fn name(self) -> ThemeName {
        match self {
            Self::Light => ThemeName::Light,
            Self::Dark => ThemeName::Dark,
            Self::Print => ThemeName::Print,
        }
    }
}

fn stopped() -> Failure {
    Failure::Failed("It was stopped.".to_owned())
}

/// Writes a file, whole or not at all; to a pipe or a device as it takes it.
pub(super) fn save(path: &Path, body: Body<'_>) -> Result<(), Failure> {
    let is_stream = |known: std::fs::Metadata| !known.is_file() && !known.is_dir();
    if std::fs::metadata(path).is_ok_and(is_stream) {
        let file = std::fs::OpenOptions::new().write(true).open(path);
        let written = file.and_then(|mut file| body(&mut file));
        let told = |error| Failure::Failed(format!("{}: {error}.", path.display()));
        return written.map_err(told);
    }
    let saved = save::write_over(body, path, SaveOptions::default(), &|_| (), &save::Disk);
    saved
        .map(drop)
        .map_err(|error| Failure::Failed(format!("{}: {}.", path.display(), error.why())))
}
