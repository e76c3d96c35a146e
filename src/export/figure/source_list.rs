//! The list of sources: numbered, whole, in columns, with what their grades mean.

use super::sources::{Listed, Sources};
use crate::dataset::count::with_thousands;
use crate::export::paragraph;
use crate::scene::plates::{badge, grade_colour};
use crate::scene::{Color32, Key, Measure, Pos2, Scene, Style, Theme, Vec2, Weight, pos2, vec2};
use crate::timeline::metrics::to_float;
use std::slice::Chunks;

const SIZE: f32 = 12.5;
/// From one line to the next, and from one source to the next.
const LINE: f32 = 16.0;
const APART: f32 = 9.0;
/// The heading with the ground under it, and what its hint adds where that stands on lines of its own.
const HEADING: f32 = 32.0;
const HINT: f32 = 17.0;
/// Between two columns, and from a text to its grade.
const GUTTER: f32 = 44.0;
const GAP: f32 = 10.0;
/// Lists at least as wide have three columns, two.
const THREE: f32 = 960.0;
const TWO: f32 = 600.0;
/// Most lines of a title, and of who published it: nearly all need one or two.
const MOST_LINES: usize = 4;
/// How much larger a grade is than in the window.
const BADGE: f32 = 11.75 / 10.5;

/// What the grades mean, at length and in short.
const HINTS: [&str; 3] = [
    "Letter: reliability of the source, A to F. Number: best credibility of what is cited from it, 1 to 6. A title \
     without a number has its sources in the dataset.",
    "Letter: reliability of the source, A to F. Number: best credibility of what is cited from it, 1 to 6.",
    "Letter: reliability. Number: credibility.",
];
const NOTHING: &str = "What is drawn cites no source.";

/// A list of sources, laid out.
pub(super) struct List<'a> {
    sources: &'a Sources,
    width: f32,
    /// How many there are, and how wide each is.
    columns: usize,
    column: f32,
    /// From a source's number to its title.
    indent: f32,
    entries: Vec<Entry<'a>>,
    measure: &'a Measure,
}

/// A source in lines.
struct Entry<'a> {
    source: &'a Listed,
    title: Vec<String>,
    place: Vec<String>,
}

impl Entry<'_> {
    fn height(&self) -> f32 {
        to_float(self.title.len() + self.place.len()) * LINE + APART
    }
}

impl<'a> List<'a> {
    pub(super) fn new(sources: &'a Sources, width: f32, measure: &'a Measure) -> Self {
        let columns = match width {
            width if width >= THREE => 3,
            width if width >= TWO => 2,
            _ => 1,
        };
        let mut list = Self {
            sources,
            width,
            columns,
            column: (width - GUTTER * to_float(columns - 1)) / to_float(columns),
            indent: measure.width("88", SIZE, Weight::Regular) + 8.0,
            entries: Vec::new(),
            measure,
        };
        let style = Style::new(SIZE, Weight::Regular, Color32::BLACK);
        let entry = |source: &'a Listed| {
            let room = list.room(source);
            let lines = |text: &str| paragraph::lines(text, style, room, MOST_LINES, measure);
            Entry {
                source,
                title: lines(&source.title),
                place: lines(&source.place),
            }
        };
        list.entries = sources.listed.iter().map(entry).collect();
        list
    }

    /// The width of a source's text.
    fn room(&self, source: &Listed) -> f32 {
        let grade = self.measure.width(&source.grade, 10.5, Weight::SemiBold) + 10.0;
        (self.column - self.indent - GAP - grade * BADGE).max(1.0)
    }

    fn in_columns(&self) -> Chunks<'_, Entry<'a>> {
        let each = self.entries.len().div_ceil(self.columns).max(1);
        self.entries.chunks(each)
    }

    pub(super) fn height(&self) -> f32 {
        let high = |entries: &[Entry<'_>]| entries.iter().map(Entry::height).sum::<f32>();
        let heights: Vec<f32> = self.in_columns().map(high).collect();
        let last = heights.last().copied().unwrap_or(0.0);
        let rest = if self.sources.more > 0 { LINE } else { 0.0 };
        self.heading() + heights.into_iter().fold(last + rest, f32::max)
    }

    /// How high the heading is.
    fn heading(&self) -> f32 {
        let hint = self.hint();
        let is_beside = hint.len() == 1 && self.beside() + self.wide(&hint) <= self.width;
        if is_beside || hint.is_empty() {
            HEADING
        } else {
            HEADING + HINT * to_float(hint.len())
        }
    }

    /// Where a hint begins beside the heading.
    fn beside(&self) -> f32 {
        self.measure.width("Sources", SIZE, Weight::SemiBold) + 14.0
    }

    fn wide(&self, lines: &[String]) -> f32 {
        let width = |line: &String| self.measure.width(line, SIZE, Weight::Regular);
        lines.iter().map(width).fold(0.0, f32::max)
    }

    /// What the grades mean: beside the heading, else in lines of their own.
    fn hint(&self) -> Vec<String> {
        let nothing = self.sources.listed.is_empty() && self.sources.more == 0;
        let hints = if nothing { &[NOTHING][..] } else { &HINTS };
        let room = self.width - self.beside();
        let fits = |hint: &&&str| self.measure.width(hint, SIZE, Weight::Regular) <= room;
        if let Some(hint) = hints.iter().find(fits) {
            return vec![(*hint).to_owned()];
        }
        let style = Style::new(SIZE, Weight::Regular, Color32::BLACK);
        let shortest = hints.last().copied().unwrap_or_default();
        paragraph::lines(shortest, style, self.width, 3, self.measure)
    }

    pub(super) fn draw(&self, theme: &Theme) -> Scene {
        let mut scene = Scene::new(vec2(self.width, self.height()));
        self.draw_heading(&mut scene, theme);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let mut at = pos2(0.0, self.heading());
        for (column, entries) in self.in_columns().enumerate() {
            at = pos2(to_float(column) * (self.column + GUTTER), self.heading());
            for entry in entries {
                self.draw_entry(&mut scene, entry, at, theme);
                at.y += entry.height();
            }
        }
        if self.sources.more > 0 {
            let more = with_thousands(self.sources.more);
            let more = format!("and {more} more in the dataset");
            let room = self.column - self.indent;
            if let Some((more, _)) = self.measure.fit(&more, quiet, room) {
                let at = at + vec2(self.indent, BASELINE);
                scene.text(Key::None, at, &more, quiet, self.measure);
            }
        }
        scene
    }

    fn draw_heading(&self, scene: &mut Scene, theme: &Theme) {
        let strong = Style::new(SIZE, Weight::SemiBold, theme.t1);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        scene.text(Key::None, pos2(0.0, 14.0), "Sources", strong, self.measure);
        let hint = self.hint();
        let mut at = if self.heading() > HEADING {
            pos2(0.0, 14.0 + HINT)
        } else {
            pos2(self.beside(), 14.0)
        };
        for line in hint {
            scene.text(Key::None, at, &line, quiet, self.measure);
            at.y += HINT;
        }
    }

    fn draw_entry(&self, scene: &mut Scene, entry: &Entry<'_>, at: Pos2, theme: &Theme) {
        let measure = self.measure;
        let main = Style::new(SIZE, Weight::Regular, theme.t1);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let number = entry.source.number.to_string();
        let baseline = at + vec2(0.0, BASELINE);
        scene.text(Key::None, baseline, &number, main, measure);
        let mut line = baseline + vec2(self.indent, 0.0);
        let title = entry.title.iter().map(|text| (text, main));
        let place = entry.place.iter().map(|text| (text, quiet));
        for (text, style) in title.chain(place) {
            scene.text(Key::None, line, text, style, measure);
            line.y += LINE;
        }
        let grade = &entry.source.grade;
        let mut plate = Scene::new(Vec2::ZERO);
        let colour = grade_colour(grade, theme);
        badge(&mut plate, Key::None, Pos2::ZERO, grade, colour, measure);
        let x = self.indent + self.room(entry.source) + GAP;
        let by = at.to_vec2() + vec2(x, LINE / 2.0);
        let items = plate.items.iter();
        scene.items.extend(items.map(|item| item.scaled(BADGE, by)));
    }
}

/// The most sources, of those that `list` gives, whose list is no higher than this; none where there
/// is not room for two: one alone of several would be read as the only one.
pub(super) fn fitting(
    list: impl Fn(usize) -> Sources,
    (width, height): (f32, f32),
    measure: &Measure,
) -> Option<Sources> {
    let fits = |sources: &Sources| List::new(sources, width, measure).height() <= height;
    let whole = list(usize::MAX);
    if fits(&whole) {
        return Some(whole);
    }
    let mut fewer = (2..whole.listed.len()).rev().map(list);
    fewer.find(fits)
}

/// From the top of a line to its baseline.
const BASELINE: f32 = 12.5;
