//! The sources of what is drawn, numbered in the order in which they are first cited after a title.
//! Where not all find room, only those that do have numbers; those behind ties and behind events
//! without a title have none, since their number would stand nowhere.

use crate::analysis::Row;
use crate::dataset::date::{Date, in_brief};
use crate::dataset::event::Citation;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle, Source, Text};
use crate::scene::plates::{badge, grade_colour};
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Measure, Pos2, Scene, Style, Theme, Vec2, Weight, pos2, vec2};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A source that drawn events cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// From 1, in the order of first citation; none: it stands after no title.
    pub number: Option<usize>,
    /// The document's title.
    pub title: String,
    /// When it was published and where in it: `15 Aug 2025, para. 1, 3`.
    pub place: String,
    /// Its Admiralty grade with those of its statements: `B2`, `B2–4`.
    pub grade: String,
}

/// The notes of some events, and which of them each event has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// In order.
    pub notes: Vec<Note>,
    /// What stands after an event's title: `1 3`.
    pub marks: BTreeMap<Row, String>,
    /// How many sources are cited, with those that are not listed.
    pub cited: usize,
}

/// More than this many notes of one event are not told after its title, where room is short; then
/// it is those that are cited most.
pub const FEW_MARKS: usize = 3;

/// What is gathered of one source.
#[derive(Default)]
struct Cited<'a> {
    locators: Vec<&'a str>,
    /// The best and the worst credibility of its statements.
    credibility: Option<(u8, u8)>,
    /// How many events and relations cite it.
    count: usize,
}

/// What cites which source.
#[derive(Default)]
pub struct Citations<'a> {
    /// The sources in the order in which a reader meets them, by their places in the dataset.
    sources: Vec<(usize, Cited<'a>)>,
    /// What each event that may have a title cites, by positions in `sources`.
    of_events: Vec<(Row, Vec<usize>)>,
}

impl<'a> Citations<'a> {
    /// Of events in the order in which a reader meets them, then of the events and relations
    /// behind the ties.
    pub fn new(dataset: &'a Dataset, rows: &[Row], behind: &[Row], relations: &[Handle]) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (n, source) in dataset.sources.iter().enumerate() {
            places.entry(source.id.as_str()).or_insert(n);
        }
        let mut met = Met {
            places,
            position_of: HashMap::new(),
            sources: Vec::new(),
        };
        let mut of_events = Vec::new();
        for (row, is_drawn) in rows
            .iter()
            .map(|row| (*row, true))
            .chain(behind.iter().map(|row| (*row, false)))
        {
            let Some((_, event)) = dataset.events.at(row as usize) else {
                continue;
            };
            let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
            let cites = met.take(event.citations.iter().chain(accounts));
            if is_drawn && !cites.is_empty() {
                of_events.push((row, cites));
            }
        }
        for relation in relations.iter().filter_map(|h| dataset.relations.get(*h)) {
            met.take(relation.citations.iter());
        }
        Self {
            sources: met.sources,
            of_events,
        }
    }

    /// Only after the titles of these events numbers find a place. Whether that leaves any out.
    pub fn keep(&mut self, titled: &BTreeSet<Row>) -> bool {
        let before = self.of_events.len();
        self.of_events.retain(|(row, _)| titled.contains(row));
        self.of_events.len() < before
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether nothing is cited.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Lists the sources that are cited most, no more than `most`, those behind titles first, and
    /// numbers those that stand after one, in the order in which they are met; no more than `marks`
    /// of them stand after a title. Times of publication are told in `zone`.
    pub fn notes(&self, most: usize, marks: usize, dataset: &Dataset, zone: &Zone) -> Notes {
        let count = |n: usize| self.sources.get(n).map_or(0, |(_, cited)| cited.count);
        let titled = self.of_events.iter().flat_map(|(_, cites)| cites);
        let titled: BTreeSet<usize> = titled.copied().collect();
        let mut listed: Vec<usize> = (0..self.sources.len()).collect();
        listed.sort_by_key(|n| (!titled.contains(n), Reverse(count(*n))));
        listed.truncate(most);
        listed.sort_unstable();
        // After each title those of its sources that are cited most.
        let told = self.of_events.iter().map(|(row, cites)| {
            let is_listed = |n: &usize| listed.binary_search(n).is_ok();
            let mut cites: Vec<usize> = cites.iter().copied().filter(is_listed).collect();
            cites.sort_by_key(|n| Reverse(count(*n)));
            let has_more = cites.len() > marks;
            cites.truncate(marks);
            (*row, cites, has_more)
        });
        let told: Vec<(Row, Vec<usize>, bool)> = told.collect();
        let numbered: BTreeSet<usize> = told.iter().flat_map(|(_, n, _)| n).copied().collect();
        let number_of: BTreeMap<usize, usize> = numbered.iter().copied().zip(1..).collect();
        let rest = listed.iter().filter(|n| !numbered.contains(n));
        let notes = numbered.iter().chain(rest).filter_map(|n| {
            let (place, cited) = self.sources.get(*n)?;
            let (_, source) = dataset.sources.at(*place)?;
            Some(cited.note(number_of.get(n).copied(), source, zone))
        });
        let marks = told.iter().filter_map(|(row, cites, has_more)| {
            let numbers = cites.iter().filter_map(|n| number_of.get(n).copied());
            let mut numbers: Vec<usize> = numbers.collect();
            numbers.sort_unstable();
            (!numbers.is_empty()).then(|| (*row, mark(&numbers, *has_more)))
        });
        Notes {
            notes: notes.collect(),
            marks: marks.collect(),
            cited: self.sources.len(),
        }
    }
}

/// The sources that were met so far.
struct Met<'a> {
    /// The place of each source, by its id.
    places: HashMap<&'a str, usize>,
    /// The position of each place in `sources`.
    position_of: HashMap<usize, usize>,
    sources: Vec<(usize, Cited<'a>)>,
}

impl<'a> Met<'a> {
    /// Takes in what one event or relation cites; gives the positions of those sources that the
    /// dataset has, each once.
    fn take(&mut self, citations: impl Iterator<Item = &'a Citation>) -> Vec<usize> {
        let mut all = Vec::new();
        for citation in citations {
            let Some(place) = self.places.get(citation.source.as_str()) else {
                continue;
            };
            let position = *self.position_of.entry(*place).or_insert_with(|| {
                self.sources.push((*place, Cited::default()));
                self.sources.len() - 1
            });
            if let Some((_, cited)) = self.sources.get_mut(position) {
                cited.take(citation);
                if !all.contains(&position) {
                    cited.count += 1;
                    all.push(position);
                }
            }
        }
        all
    }
}

/// `1 3`, `1 3 …`
fn mark(numbers: &[usize], has_more: bool) -> String {
    let told: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    told.join(" ") + if has_more { " …" } else { "" }
}

impl<'a> Cited<'a> {
    fn take(&mut self, citation: &'a Citation) {
        if let Some(locator) = citation.locator.as_deref()
            && !self.locators.contains(&locator)
        {
            self.locators.push(locator);
        }
        let credibility = citation.credibility.clamp(1, 6);
        let (best, worst) = self.credibility.unwrap_or((credibility, credibility));
        self.credibility = Some((best.min(credibility), worst.max(credibility)));
    }

    fn note(&self, number: Option<usize>, source: &Source, zone: &Zone) -> Note {
        let published = source.published.as_deref().map(|text| in_words(text, zone));
        let parts = published.into_iter().chain(joined(&self.locators));
        let publisher = source.publisher.iter().map(Text::to_string);
        let (best, worst) = self.credibility.unwrap_or((6, 6));
        let letter = source.reliability.word();
        Note {
            number,
            title: source.title.to_string(),
            place: publisher.chain(parts).collect::<Vec<_>>().join(", "),
            grade: if best == worst {
                format!("{letter}{best}")
            } else {
                format!("{letter}{best}–{worst}")
            },
        }
    }
}

/// Locators in one text: `para. 1, 3`, not `para. 3, para. 1`.
fn joined(locators: &[&str]) -> Option<String> {
    let numbered = |locator: &&'_ str| {
        let at = locator.find(|c: char| c.is_ascii_digit())?;
        let (word, number) = locator.split_at_checked(at)?;
        Some((word.to_owned(), number.parse::<u32>().ok()?))
    };
    let all: Option<Vec<(String, u32)>> = locators.iter().map(numbered).collect();
    match all {
        Some(mut all) if all.windows(2).all(|w| matches!(w, [a, b] if a.0 == b.0)) => {
            all.sort_unstable();
            let (word, _) = all.first()?;
            let numbers: Vec<String> = all.iter().map(|(_, n)| n.to_string()).collect();
            Some(format!("{word}{}", numbers.join(", ")))
        }
        _ => Some(locators.join(", ")).filter(|l| !l.is_empty()),
    }
}

fn in_words(text: &str, zone: &Zone) -> String {
    Date::parse(text).map_or_else(|_| text.to_owned(), |date| in_brief(&date, zone, zone))
}

/// How notes are set.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Setting {
    /// Of the text.
    size: f32,
    /// The height of a row of notes that have one line each.
    row: f32,
    /// What a second line adds; none: what has no room in the first is cut.
    second: Option<f32>,
    /// The least width of a column.
    column: f32,
    /// Between two columns.
    gutter: f32,
}

/// A few notes.
const ROOMY: Setting = Setting {
    size: 12.5,
    row: 25.0,
    second: Some(17.0),
    column: 400.0,
    gutter: 32.0,
};
/// Many notes, those with a number whole: who says it stands under what.
const WHOLE: Setting = Setting {
    row: 19.0,
    second: Some(14.5),
    ..DENSE
};
/// Many notes where there is less room.
const DENSE: Setting = Setting {
    size: 11.75,
    row: 19.0,
    second: None,
    column: 330.0,
    gutter: 26.0,
};
/// More notes than this are set densely.
const FEW: usize = 30;
/// The heading with the ground under it, and what its hint adds where it stands on a line of its
/// own.
const HEADING: f32 = 34.0;
const HINT: f32 = 17.0;
/// So narrow are notes with such a hint.
const NARROW: f32 = 520.0;
/// The size of the heading.
const SIZE: f32 = 12.5;

/// The least height in a width: the heading and two rows.
pub fn least(width: f32) -> f32 {
    heading(width) + 2.0 * DENSE.row
}

fn heading(width: f32) -> f32 {
    HEADING + if width < NARROW { HINT } else { 0.0 }
}

/// How much larger a grade is than in the window.
const BADGE: f32 = 11.75 / 10.5;
/// In less room a place is not begun.
const LEAST_PLACE: f32 = 40.0;
/// Between a note's title and its place, and before its grade.
const GAP: f32 = 9.0;

impl Setting {
    fn columns(&self, width: f32) -> usize {
        whole((width + self.gutter) / (self.column + self.gutter)).max(1)
    }

    /// How many notes of one line find room.
    fn capacity(&self, width: f32, height: f32) -> usize {
        let rows = whole((height - heading(width) + 0.5) / self.row).max(1);
        rows * self.columns(width)
    }
}

/// Notes in columns, as they are drawn.
pub struct LaidOut<'a> {
    notes: &'a Notes,
    width: f32,
    setting: Setting,
    columns: usize,
    /// The width of a column.
    column: f32,
    /// From a note's number to its title.
    indent: f32,
    /// Whether a note of each row has a second line.
    is_double: Vec<bool>,
}

/// How many notes find room at most, and how high all would be.
pub fn capacity(cited: usize, width: f32, height: f32) -> usize {
    DENSE.capacity(width, height).min(cited)
}

/// Puts notes into as many columns as the width has room for, row by row. Where there is room they
/// have a second line for what is long, and stand loosely if they are few; else densely.
pub fn laid_out<'a>(notes: &'a Notes, width: f32, height: f32, measure: &Measure) -> LaidOut<'a> {
    let settings = if notes.notes.len() <= FEW {
        &[ROOMY, WHOLE][..]
    } else {
        &[WHOLE]
    };
    let mut loose = settings
        .iter()
        .map(|setting| LaidOut::new(notes, width, *setting, measure));
    let fitting = loose.find(|laid_out| laid_out.height() <= height + 0.5);
    fitting.unwrap_or_else(|| LaidOut::new(notes, width, DENSE, measure))
}

/// A number of rows or columns.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast to an integer clamps"
)]
fn whole(n: f32) -> usize {
    n as usize
}

#[expect(clippy::cast_precision_loss, reason = "a few columns")]
fn float(n: usize) -> f32 {
    n as f32
}

impl<'a> LaidOut<'a> {
    fn new(notes: &'a Notes, width: f32, setting: Setting, measure: &Measure) -> Self {
        let wide = |text: &str| measure.width(text, setting.size, Weight::Regular);
        let columns = setting.columns(width);
        let mut laid_out = Self {
            notes,
            width,
            setting,
            columns,
            column: (width - setting.gutter * (float(columns) - 1.0)) / float(columns),
            indent: wide(&notes.notes.len().max(10).to_string()) + 7.0,
            is_double: Vec::new(),
        };
        // Of many, those whose numbers stand on the picture are written whole.
        let may_be_cut = |note: &Note| notes.notes.len() > FEW && note.number.is_none();
        let fits = |note: &Note| {
            setting.second.is_none()
                || may_be_cut(note)
                || wide(&note.title) + GAP + wide(&note.place) <= laid_out.room(note, measure)
        };
        let rows = notes.notes.chunks(columns);
        laid_out.is_double = rows.map(|row| !row.iter().all(fits)).collect();
        laid_out
    }

    /// How high all notes are with their heading.
    pub fn height(&self) -> f32 {
        heading(self.width)
            + self
                .is_double
                .iter()
                .map(|d| self.row_height(*d))
                .sum::<f32>()
    }

    fn row_height(&self, is_double: bool) -> f32 {
        self.setting.row + self.second(is_double).unwrap_or(0.0)
    }

    fn second(&self, is_double: bool) -> Option<f32> {
        self.setting.second.filter(|_| is_double)
    }

    /// The width of a note's text.
    fn room(&self, note: &Note, measure: &Measure) -> f32 {
        let grade = measure.width(&note.grade, 10.5, Weight::SemiBold) + 10.0;
        self.column - self.indent - GAP - grade * BADGE
    }

    /// Draws them.
    pub fn draw(&self, theme: &Theme, measure: &Measure) -> Scene {
        let mut scene = Scene::new(vec2(self.width, self.height()));
        self.draw_heading(&mut scene, theme, measure);
        let mut y = heading(self.width);
        let all = self.notes.notes.chunks(self.columns).zip(&self.is_double);
        for (notes, is_double) in all {
            for (column, note) in notes.iter().enumerate() {
                let x = float(column) * (self.column + self.setting.gutter);
                let at = pos2(x, y + self.setting.row / 2.0);
                let second = self.second(*is_double);
                self.draw_note(&mut scene, note, at, second, theme, measure);
            }
            y += self.row_height(*is_double);
        }
        scene
    }

    fn draw_heading(&self, scene: &mut Scene, theme: &Theme, measure: &Measure) {
        let strong = Style::new(SIZE, Weight::SemiBold, theme.t1);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let (listed, cited) = (self.notes.notes.len(), self.notes.cited);
        let heading = if listed < cited {
            format!("{listed} of {cited} sources, the most cited")
        } else {
            "Sources".to_owned()
        };
        let Some((heading, wide)) = measure.fit(&heading, strong, self.width) else {
            return;
        };
        scene.text(Key::None, pos2(0.0, 14.0), &heading, strong, measure);
        let (x, y) = if self.width < NARROW {
            (0.0, 14.0 + HINT)
        } else {
            (14.0 + wide, 14.0)
        };
        let hints = if cited == 0 {
            ["What is drawn cites no source."; 2]
        } else {
            [
                "Letter: reliability of the source, A to F. Figure: credibility of the statement, 1 to 6.",
                "Letter: reliability. Figure: credibility.",
            ]
        };
        let of_ties = self.notes.notes.iter().any(|note| note.number.is_none());
        let hints = hints.map(|hint| {
            let more = " Without a number: behind ties, or events without a title.";
            format!("{hint}{}", if of_ties { more } else { "" })
        });
        // A hint is said whole or not at all.
        let room = self.width - x;
        let fits = |hint: &&String| measure.width(hint, quiet.size, quiet.weight) <= room;
        if let Some(hint) = hints.iter().find(fits) {
            scene.text(Key::None, pos2(x, y), hint, quiet, measure);
        }
    }

    fn draw_note(
        &self,
        scene: &mut Scene,
        note: &Note,
        at: Pos2,
        second: Option<f32>,
        theme: &Theme,
        measure: &Measure,
    ) {
        let size = self.setting.size;
        let main = Style::new(size, Weight::Regular, theme.t1);
        let quiet = Style::new(size, Weight::Regular, theme.t3);
        let drop = vec2(0.0, baseline_drop(size));
        let number = note.number.map_or_else(String::new, |n| n.to_string());
        scene.text(Key::None, at + drop, &number, main, measure);
        let room = self.room(note, measure);
        let grade = at + vec2(self.indent + room + GAP, 0.0);
        let colour = grade_colour(&note.grade, theme);
        let mut plate = Scene::new(Vec2::ZERO);
        badge(
            &mut plate,
            Key::None,
            Pos2::ZERO,
            &note.grade,
            colour,
            measure,
        );
        let items = plate.items.iter();
        scene
            .items
            .extend(items.map(|item| item.scaled(BADGE, grade.to_vec2())));
        let mut at = at + vec2(self.indent, 0.0);
        let wide = |text: &str| measure.width(text, size, Weight::Regular);
        let (title, place) = (wide(&note.title), wide(&note.place));
        let is_whole = title + GAP + place <= room;
        let (for_title, for_place) = if is_whole || second.is_some() {
            (room, room)
        } else {
            // Both are cut, the place more; in a narrow column first of all the place.
            let share = if self.width < NARROW { 1.0 } else { 0.62 };
            let for_title = title.min((room - GAP - place).max(room * share));
            let left = room - GAP - for_title;
            (for_title, if left < LEAST_PLACE { 0.0 } else { left })
        };
        let mut told = 0.0;
        if let Some((text, width)) = measure.fit(&note.title, main, for_title) {
            scene.text(Key::None, at + drop, &text, main, measure);
            told = width;
        }
        match second {
            Some(second) if !is_whole => at.y += second,
            _ => at.x += told + GAP,
        }
        if let Some((text, _)) = measure.fit(&note.place, quiet, for_place) {
            scene.text(Key::None, at + drop, &text, quiet, measure);
        }
    }
}
