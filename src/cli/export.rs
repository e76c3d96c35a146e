//! `detente export`: a dataset as a picture, without a window.

use super::choices::{self, Choices};
use super::export_arguments::{Export, Format, View};
use super::reading;
use super::stages::Stages;
use super::{Failure, open, say};
use detente::dataset::count::with_thousands;
use detente::dataset::{Dataset, Detail, TO_THE_END};
use detente::editor::Selection;
use detente::editor::derived::{self, Filtered, LaneSet, TieSet};
use detente::editor::export::charts;
use detente::editor::placed::{self, Placed};
use detente::export::{
    self, ChartPage, Figure, Name, Parts, Picture, Views, figure, names, names_with_ties,
};
use detente::files::save::{self, Body, SaveOptions};
use detente::scene::{Emphasis, Key, Measure, Scene, Theme};
use std::path::Path;
use std::sync::Arc;

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
                "{} problems in the dataset; “detente check” lists them.",
                with_thousands(many)
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
        charts(&page, &passed.indexed.hues, &passed.rows, None)
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
