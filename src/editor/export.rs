//! Exporting what is seen: a snapshot of it, and the work on that in the background.

use super::Editor;
use super::action::{Action, Dialog, WantedFile};
use super::derived::{Indexed, LaneSet, TieSet};
use super::export_choices::{DataChoice, ExportChoices, Format, Subject};
use super::host::{Host, Raster, SharedHost};
use super::navigate;
use super::paths;
use super::placed::Placed;
use super::queries::Queries;
use super::selection::Selection;
use super::state::State;
use super::view::View;
use super::waiting::Waiting;
use crate::analysis::hues::Hues;
use crate::analysis::tone::{Point, over_time};
use crate::analysis::{Bits, Lanes, Rows, Ties};
use crate::chart;
use crate::dataset::Progress;
use crate::dataset::instant::Instant;
use crate::dataset::item::Note;
use crate::dataset::{Dataset, Filter, Kind};
use crate::export::{self, ChartPage, ExportError, Figure, Parts, Picture, Views};
use crate::files;
use crate::files::save::{self, SaveOptions};
use crate::scene::theme::ThemeName;
use crate::scene::{Emphasis, Key, Measure, Scene, Theme};
use crate::timeline::{self, Span};
use std::io;
use std::path::Path;
use std::sync::Arc;

impl ExportChoices {
    /// What the picture has beside its views: sources stand in the figure of both.
    fn parts(&self) -> Parts {
        Parts {
            sources: self.parts.sources && self.subject == Subject::Figure,
            ..self.parts
        }
    }

    /// What it says first: what was typed, else what the window shows says.
    fn says<'a>(&'a self, of: &'a Snapshot) -> Option<&'a str> {
        let typed = Some(self.headline.trim()).filter(|text| !text.is_empty());
        let shown = of.headline.as_deref().filter(|_| !self.is_whole);
        typed.or(shown)
    }
}

/// What a picture says first unless something else is typed: what the bookmark says that is shown,
/// else the dataset.
pub(crate) fn headline(state: &State, is_whole: bool) -> String {
    let (Some(dataset), Some(document)) = (state.dataset(), &state.document) else {
        return String::new();
    };
    let bookmark = state.bookmark().filter(|_| !is_whole);
    let says = bookmark.and_then(|bookmark| bookmark.says());
    export::title(says, dataset, Some(&document.name()))
}

/// All that a picture is made from: a snapshot.
struct Snapshot {
    laned: Arc<LaneSet>,
    tied: Arc<TieSet>,
    placed: Arc<Placed>,
    view: View,
    emphasis: Emphasis,
    measure: Arc<Measure>,
    is_dark: bool,
    file: String,
    /// What the bookmark says that is shown: first, in a sentence, and beside what it is about.
    headline: Option<String>,
    caption: Option<String>,
    notes: Vec<Note>,
    /// What it selects.
    about: Option<Key>,
    /// What has a tone over time: its name, and its events.
    tones: Option<(String, Vec<Point>)>,
}

pub(crate) fn apply(editor: &mut Editor, action: Action) -> Vec<Action> {
    let Editor {
        state,
        queries,
        measure,
        host,
        ..
    } = editor;
    match action {
        Action::ExportDialog => {
            let mut choices = state.export.clone();
            choices.headline = headline(state, choices.is_whole);
            state.dialog = Some(Dialog::Export(choices));
        }
        Action::Export(choices) => {
            state.dialog = None;
            paths::ask(state, WantedFile::Export(choices));
        }
        Action::ExportPath(choices, path) => {
            let Some(snapshot) = snapshot(state, queries, measure) else {
                return vec![not_ready()];
            };
            state.settings.export_folder = path.parent().map(Path::to_owned);
            state.wait_for(Some(Waiting::start(host, "Exporting", move |report| {
                vec![write(&snapshot, &choices, &path, report)]
            })));
        }
        Action::DataDialog(choice) => ask_data(state, host, choice),
        Action::LeftOut(choice, words) => {
            if let Some(Dialog::Data(asked, _, left_out)) = &mut state.dialog
                && *asked == choice
            {
                *left_out = Some(words);
            }
        }
        Action::ExportData(choice) => {
            state.dialog = None;
            paths::ask(state, WantedFile::ExportData(choice));
        }
        Action::ExportDataPath(choice, path) => {
            let Some(dataset) = state.dataset().cloned() else {
                return Vec::new();
            };
            state.settings.export_folder = path.parent().map(Path::to_owned);
            state.wait_for(Some(Waiting::start(host, "Exporting", move |_| {
                vec![write_data(&dataset, choice, &path)]
            })));
        }
        Action::CopyImage => {
            let Some(snapshot) = snapshot(state, queries, measure) else {
                return vec![not_ready()];
            };
            let inside = Arc::clone(host);
            state.wait_for(Some(Waiting::start(
                host,
                "Copying the image",
                move |report| vec![copy(&snapshot, &*inside, report)],
            )));
        }
        Action::Exported(says) => return vec![Action::Say(says)],
        _ => {}
    }
    Vec::new()
}

fn not_ready() -> Action {
    Action::Fail("The picture is not ready yet. Try again in a moment.".to_owned())
}

/// What the views show, if that is of the dataset as it is now: what was typed a moment ago belongs
/// in the picture.
fn ready(state: &State, queries: &Queries) -> Option<(Arc<LaneSet>, Arc<TieSet>, Arc<Placed>)> {
    let (laned, (placed, tied)) = (queries.laned()?, queries.mapped()?);
    let is_of = |indexed: &Indexed| Some(indexed.version) == state.version();
    let is_ready = is_of(laned.indexed()) && is_of(tied.indexed());
    is_ready.then(|| (laned.clone(), tied.clone(), placed.clone()))
}

fn snapshot(state: &State, queries: &Queries, measure: &Arc<Measure>) -> Option<Snapshot> {
    let (laned, tied, placed) = ready(state, queries)?;
    // What has a tone over time.
    let toned = state
        .selection
        .filter(|s| s.ends().is_some() || matches!(s, Selection::Actor(_)));
    let tones = toned.map(|selection| {
        let actor = |handle| {
            let actor = tied.indexed().dataset.actors.get(handle);
            actor.map_or_else(String::new, |actor| actor.name.to_string())
        };
        let name = match selection {
            Selection::Actor(handle) => actor(handle),
            Selection::Tie(a, b) => format!("{} to {}", actor(a), actor(b)),
            Selection::Pair(a, b) => format!("{} and {}", actor(a), actor(b)),
            _ => String::new(),
        };
        let rows = tied.passing_events_of(selection);
        let way = |row| tied.way(selection, row);
        (name, over_time(&tied.indexed().index, &rows, way))
    });
    let bookmark = state.bookmark();
    let selected = bookmark.and_then(|b| navigate::selected(&tied.indexed().dataset, b));
    Some(Snapshot {
        headline: bookmark.and_then(|b| b.says()).map(str::to_owned),
        caption: bookmark.and_then(|b| b.caption.as_deref().map(str::to_owned)),
        notes: bookmark.map_or_else(Vec::new, |b| b.notes.clone()),
        about: selected.and_then(Selection::key),
        tied,
        placed,
        view: state.view.clone(),
        emphasis: Emphasis {
            hovered: None,
            near: Arc::default(),
            ..queries.emphasis(state)
        },
        measure: measure.clone(),
        file: state.document.as_ref()?.name(),
        is_dark: state.is_dark,
        tones,
        laned,
    })
}

/// What differs between what is on the screen and the whole dataset.
struct Extent {
    passing: Bits,
    lanes: Lanes,
    ties: Ties,
    filter: Filter,
    span: Span,
    window: Option<(Instant, Instant)>,
    all_ties: usize,
}

fn extent(of: &Snapshot, is_whole: bool, report: Progress<'_>) -> Option<Extent> {
    let indexed = of.laned.indexed();
    let index = &indexed.index;
    let everything = Bits::all(index.len());
    let all_ties = of.placed.all_ties;
    Some(if is_whole {
        let by = of.view.lanes;
        Extent {
            lanes: Lanes::new(
                &indexed.dataset,
                index,
                &indexed.hues,
                &everything,
                by,
                report,
            )?,
            passing: everything,
            ties: Ties::of_all(index, report)?,
            filter: Filter::default(),
            span: timeline::fit(&of.view.gaps(&indexed.gaps)),
            window: None,
            all_ties,
        }
    } else {
        Extent {
            passing: of.laned.filtered.passing.clone(),
            lanes: of.laned.lanes.clone(),
            ties: of.tied.ties.clone(),
            filter: of.view.filter.clone(),
            span: of.view.span_of(&of.laned.filtered.gaps),
            window: of.view.window,
            all_ties,
        }
    })
}

fn theme(of: &Snapshot, choices: &ExportChoices) -> &'static Theme {
    Theme::named(choices.theme.unwrap_or(if of.is_dark {
        ThemeName::Dark
    } else {
        ThemeName::Light
    }))
}

/// Draws the picture; gives it with the ties that it may show. None if it was stopped.
fn draw(of: &Snapshot, choices: &ExportChoices, report: Progress<'_>) -> Option<(Scene, Ties)> {
    let indexed = of.laned.indexed();
    let zone = of.view.zone_of(&indexed.index);
    let extent = extent(of, choices.is_whole, report)?;
    let at_rest = Emphasis::default();
    if choices.subject == Subject::Chart {
        return Some((draw_chart(of, choices, &extent), extent.ties));
    }
    let scene = export::figure(&Figure {
        dataset: &indexed.dataset,
        index: &indexed.index,
        hues: &indexed.hues,
        colour_by: of.view.colour_by,
        filter: &extent.filter,
        passing: &extent.passing,
        lanes: &extent.lanes,
        has_all_lanes: false,
        span: extent.span,
        window: extent.window,
        zone,
        ties: &extent.ties,
        all_ties: extent.all_ties,
        graph: &of.placed.graph,
        places: &of.placed.places,
        camera: of.view.camera.filter(|_| !choices.is_whole),
        level: of.view.level,
        unfolded: &of.view.unfolded,
        emphasis: if choices.has_selection {
            &of.emphasis
        } else {
            &at_rest
        },
        views: match choices.subject {
            Subject::Figure | Subject::Chart => Views::Both,
            Subject::Timeline => Views::Timeline,
            Subject::Map => Views::Map,
        },
        parts: choices.parts(),
        headline: choices.says(of),
        caption: of.caption.as_deref().filter(|_| !choices.is_whole),
        notes: if choices.is_whole { &[] } else { &of.notes },
        about: of.about.filter(|_| !choices.is_whole),
        file: Some(&of.file),
        size: choices.size,
        theme: theme(of, choices),
        measure: &of.measure,
    });
    Some((scene, extent.ties))
}

/// Draws the charts.
fn draw_chart(of: &Snapshot, choices: &ExportChoices, extent: &Extent) -> Scene {
    let indexed = of.laned.indexed();
    let zone = of.view.zone_of(&indexed.index);
    let rows = Rows::of(&indexed.index, &extent.passing);
    let tones = of.tones.as_ref();
    let page = ChartPage {
        dataset: &indexed.dataset,
        index: &indexed.index,
        filter: &extent.filter,
        passing: &extent.passing,
        colour_by: of.view.colour_by,
        span: extent.span,
        zone,
        tone_of: tones.map(|(name, _)| name.as_str()),
        headline: choices.says(of),
        is_framed: choices.parts.headline,
        file: Some(&of.file),
        size: choices.size,
        theme: theme(of, choices),
        measure: &of.measure,
    };
    let tones = tones.map(|(_, points)| points.as_slice());
    charts(&page, &indexed.hues, &rows, tones)
}

/// A page with the charts of the window.
pub fn charts(page: &ChartPage<'_>, hues: &Hues, rows: &Rows, tones: Option<&[Point]>) -> Scene {
    export::chart_page(page, &|size| {
        chart::scene(&chart::Request {
            dataset: page.dataset,
            index: page.index,
            hues,
            rows,
            colour_by: page.colour_by,
            span: page.span,
            zone: page.zone,
            tones,
            size,
            theme: page.theme,
            measure: page.measure,
        })
    })
}

fn with_picture<R>(
    of: &Snapshot,
    choices: &ExportChoices,
    (scene, ties): &(Scene, Ties),
    write: impl FnOnce(&Picture<'_>) -> R,
) -> R {
    let indexed = of.laned.indexed();
    let heading = &indexed.dataset.metadata;
    let zone = of.view.zone_of(&indexed.index);
    write(&Picture {
        scene,
        title: &export::title(choices.says(of), &indexed.dataset, Some(&of.file)),
        language: heading.language.as_deref(),
        names: &export::names_with_ties(&indexed.dataset, zone, &indexed.index, ties),
        measure: &of.measure,
    })
}

/// The picture as it will be, in the background and within so many pixels; the newest there is.
pub(crate) fn preview(
    (state, queries, measure): (&State, &Queries, &Arc<Measure>),
    choices: &ExportChoices,
    pixels: (u32, u32),
) -> Option<Arc<Raster>> {
    let choices = ExportChoices {
        // The pixels are the same for every kind of file.
        format: Format::Png,
        scale: 1.0,
        ..choices.clone()
    };
    let key = (
        state.version()?,
        choices.clone(),
        state.view.clone(),
        state.selection,
        state.is_dark,
        pixels,
    );
    // What is not ready yet is asked again in the next frame.
    ready(state, queries)?;
    queries.preview(&key, || {
        let snapshot = snapshot(state, queries, measure);
        move |report: Progress<'_>| {
            let of = snapshot?;
            let drawn = draw(&of, &choices, report)?;
            let size = drawn.0.size;
            let scale = (size_of(pixels.0) / size.x).min(size_of(pixels.1) / size.y);
            let raster = |picture: &Picture<'_>| export::raster(picture, scale, report);
            Some(pixels_of(with_picture(&of, &choices, &drawn, raster).ok()?))
        }
    })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the pixels of a preview are few"
)]
fn size_of(pixels: u32) -> f32 {
    pixels.max(1) as f32
}

const NOT_EXPORTED: &str = "The image was not exported";
const NO_DATA: &str = "The events were not exported";

fn write(of: &Snapshot, choices: &ExportChoices, path: &Path, report: Progress<'_>) -> Action {
    let Some(drawn) = draw(of, choices, report) else {
        return Action::Say("The export was cancelled.".to_owned());
    };
    let bytes = with_picture(of, choices, &drawn, |picture| match choices.format {
        Format::Svg => Ok(export::svg(picture).into_bytes()),
        Format::Pdf => export::pdf(picture),
        Format::Png => export::png(picture, choices.scale, report),
    });
    match bytes {
        Ok(bytes) => match save::save(&bytes, path, &save::Disk) {
            Ok(()) => Action::Exported(format!("Exported to {}.", path.display())),
            Err(error) => Action::NotDone(NOT_EXPORTED, error.to_string()),
        },
        Err(ExportError::Cancelled) => Action::Say("The export was cancelled.".to_owned()),
        Err(error) => Action::NotDone(NOT_EXPORTED, error.to_string()),
    }
}

/// Asks in which format a dataset is to be written for other programs.
fn ask_data(state: &mut State, host: &SharedHost, choice: Option<DataChoice>) {
    let first = || {
        let format = files::Format::for_others().next()?;
        let kind = Kind::Event;
        Some(DataChoice { format, kind })
    };
    let Some((choice, dataset)) = choice.or_else(first).zip(state.dataset().cloned()) else {
        return;
    };
    let choice = choice.fitting(&dataset);
    state.dialog = Some(Dialog::Data(choice, choice.lists(&dataset), None));
    // All events are looked through.
    state.wait_for(Some(Waiting::start(
        host,
        "Looking at what is left out",
        move |_| {
            let left_out = choice.format.left_out(&dataset, choice.kind);
            vec![Action::LeftOut(choice, left_out.unwrap_or_default())]
        },
    )));
}

/// Writes a dataset for other programs.
fn write_data(dataset: &Dataset, choice: DataChoice, path: &Path) -> Action {
    let body = |out: &mut dyn io::Write| choice.format.write_to(dataset, choice.kind, out);
    let over = SaveOptions::default();
    match save::write_over(&body, path, over, &|_| (), &save::Disk) {
        Ok(_) => Action::Exported(format!("Exported to {}.", path.display())),
        Err(error) => Action::NotDone(NO_DATA, error.to_string()),
    }
}

/// Puts the figure on the clipboard, at twice its size so that it stays sharp.
fn copy(of: &Snapshot, host: &dyn Host, report: Progress<'_>) -> Action {
    let choices = ExportChoices::default();
    let Some(drawn) = draw(of, &choices, report) else {
        return Action::Say("The copy was cancelled.".to_owned());
    };
    let raster = |picture: &Picture<'_>| export::raster(picture, 2.0, report);
    match with_picture(of, &choices, &drawn, raster) {
        Ok(picture) => {
            host.copy(pixels_of(picture));
            Action::Exported("The image is on the clipboard.".to_owned())
        }
        Err(error) => Action::Fail(error.to_string()),
    }
}

fn pixels_of((width, height, rgba): (u32, u32, Vec<u8>)) -> Raster {
    Raster {
        size: [width as usize, height as usize],
        rgba,
    }
}
