//! The sources of what is drawn, numbered in the order in which they are first cited.

use crate::analysis::Row;
use crate::dataset::date::{Date, in_brief};
use crate::dataset::event::Citation;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle, Source, Text};
use crate::export::paragraph;
use crate::scene::plates::{badge, grade_colour};
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Measure, Pos2, Scene, Style, Theme, Weight, pos2, vec2};
use std::collections::{BTreeMap, HashMap};

/// A source that drawn events cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// From 1, in the order of first citation.
    pub number: usize,
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
}

/// More than this many notes of one event are not told after its title.
const MOST_MARKS: usize = 4;

/// What is gathered of one source.
#[derive(Default)]
struct Cited<'a> {
    locators: Vec<&'a str>,
    /// The best and the worst credibility of its statements.
    credibility: Option<(u8, u8)>,
}

impl Notes {
    /// Of events in the order in which a reader meets them, then of relations. Times of publication
    /// are told in `zone`.
    pub fn new(dataset: &Dataset, rows: &[Row], relations: &[Handle], zone: &Zone) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (n, source) in dataset.sources.iter().enumerate() {
            places.entry(source.id.as_str()).or_insert(n);
        }
        let mut all = Numbering {
            places,
            number_of: HashMap::new(),
            cited: Vec::new(),
        };
        let mut marks = BTreeMap::new();
        for row in rows {
            let Some((_, event)) = dataset.events.at(*row as usize) else {
                continue;
            };
            let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
            let citations = event.citations.iter().chain(accounts);
            let mut numbers: Vec<usize> = citations.filter_map(|c| all.take(c)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            if !numbers.is_empty() {
                marks.insert(*row, mark(&numbers));
            }
        }
        for relation in relations.iter().filter_map(|h| dataset.relations.get(*h)) {
            for citation in &relation.citations {
                all.take(citation);
            }
        }
        let notes = all
            .cited
            .iter()
            .enumerate()
            .filter_map(|(n, (place, cited))| {
                let (_, source) = dataset.sources.at(*place)?;
                Some(cited.note(n + 1, source, zone))
            });
        Self {
            notes: notes.collect(),
            marks,
        }
    }
}

/// The numbers given out so far.
struct Numbering<'a> {
    /// The place of each source, by its id.
    places: HashMap<&'a str, usize>,
    /// The number of each place.
    number_of: HashMap<usize, usize>,
    /// In order of their numbers.
    cited: Vec<(usize, Cited<'a>)>,
}

impl<'a> Numbering<'a> {
    /// Takes a citation in; gives its source's number, if the dataset has the source.
    fn take(&mut self, citation: &'a Citation) -> Option<usize> {
        let place = *self.places.get(citation.source.as_str())?;
        let number = *self.number_of.entry(place).or_insert_with(|| {
            self.cited.push((place, Cited::default()));
            self.cited.len()
        });
        if let Some((_, cited)) = self.cited.get_mut(number - 1) {
            cited.take(citation);
        }
        Some(number)
    }
}

fn mark(numbers: &[usize]) -> String {
    let told: Vec<String> = numbers
        .iter()
        .take(MOST_MARKS)
        .map(ToString::to_string)
        .collect();
    let more = if numbers.len() > MOST_MARKS {
        " …"
    } else {
        ""
    };
    told.join(" ") + more
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

    fn note(&self, number: usize, source: &Source, zone: &Zone) -> Note {
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

/// A row of notes that have one line each; a second line makes it higher.
const ROW: f32 = 25.0;
const SECOND: f32 = 17.0;
/// The least height: the heading and one row.
pub const LEAST: f32 = HEADING + ROW + SECOND;
/// The heading with the ground under it.
const HEADING: f32 = 34.0;
/// Between two columns.
const GUTTER: f32 = 32.0;
/// Least width of a column.
const LEAST_COLUMN: f32 = 400.0;
/// The size of a note.
const SIZE: f32 = 12.5;
/// Between a note's title and its place, and before its grade.
const GAP: f32 = 9.0;

/// Notes in columns, as they are drawn.
pub struct LaidOut<'a> {
    notes: &'a [Note],
    width: f32,
    columns: usize,
    /// The width of a column.
    column: f32,
    /// From a note's number to its title.
    indent: f32,
    /// Whether a note of each row has a second line.
    is_double: Vec<bool>,
}

/// Puts notes into as many columns as the width has room for, row by row.
pub fn laid_out<'a>(notes: &'a [Note], width: f32, measure: &Measure) -> LaidOut<'a> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few columns"
    )]
    let columns = (((width + GUTTER) / (LEAST_COLUMN + GUTTER)) as usize).max(1);
    let wide = |text: &str| measure.width(text, SIZE, Weight::Regular);
    let mut laid_out = LaidOut {
        notes,
        width,
        columns,
        column: (width - GUTTER * (float(columns) - 1.0)) / float(columns),
        indent: wide(&notes.len().max(10).to_string()) + 7.0,
        is_double: Vec::new(),
    };
    let fits =
        |note: &Note| wide(&note.title) + GAP + wide(&note.place) <= laid_out.room(note, measure);
    let rows = notes.chunks(columns);
    laid_out.is_double = rows.map(|row| !row.iter().all(fits)).collect();
    laid_out
}

#[expect(clippy::cast_precision_loss, reason = "a few columns")]
fn float(n: usize) -> f32 {
    n as f32
}

impl LaidOut<'_> {
    /// How high all notes are with their heading.
    pub fn height(&self) -> f32 {
        HEADING + self.is_double.iter().map(|d| row_height(*d)).sum::<f32>()
    }

    /// The width of a note's text.
    fn room(&self, note: &Note, measure: &Measure) -> f32 {
        let grade = measure.width(&note.grade, 10.5, Weight::SemiBold) + 10.0;
        self.column - self.indent - GAP - grade
    }

    /// Draws as many notes as a height has room for, and says how many there are more.
    pub fn draw(&self, height: f32, theme: &Theme, measure: &Measure) -> Scene {
        let mut scene = Scene::new(vec2(self.width, height));
        self.draw_heading(&mut scene, theme, measure);
        let mut rows = 0;
        let mut y = HEADING;
        for is_double in &self.is_double {
            y += row_height(*is_double);
            if y > height + 0.5 {
                break;
            }
            rows += 1;
        }
        let places = rows * self.columns;
        // The last place says how many did not fit.
        let told = if self.notes.len() > places {
            places.saturating_sub(1)
        } else {
            self.notes.len()
        };
        let mut y = HEADING;
        let all = self.notes.chunks(self.columns).zip(&self.is_double);
        for (row, (notes, is_double)) in all.take(rows).enumerate() {
            for (column, note) in notes.iter().enumerate() {
                let x = float(column) * (self.column + GUTTER);
                let at = pos2(x, y + ROW / 2.0);
                let place = row * self.columns + column;
                if place < told {
                    self.draw_note(&mut scene, note, at, theme, measure);
                } else if place == told {
                    let text = format!("and {} more", self.notes.len() - told);
                    let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
                    let at = at + vec2(0.0, baseline_drop(SIZE));
                    scene.text(Key::None, at, &text, quiet, measure);
                }
            }
            y += row_height(*is_double);
        }
        scene
    }

    fn draw_heading(&self, scene: &mut Scene, theme: &Theme, measure: &Measure) {
        let strong = Style::new(SIZE, Weight::SemiBold, theme.t1);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let x = 14.0 + scene.text(Key::None, pos2(0.0, 14.0), "Sources", strong, measure);
        let hint = if self.notes.is_empty() {
            "What is drawn cites no source."
        } else {
            "Letter: reliability of the source, A to F. Figure: credibility of the statement, 1 to 6."
        };
        for line in paragraph::lines(hint, quiet, self.width - x, 1, measure) {
            scene.text(Key::None, pos2(x, 14.0), &line, quiet, measure);
        }
    }

    fn draw_note(
        &self,
        scene: &mut Scene,
        note: &Note,
        at: Pos2,
        theme: &Theme,
        measure: &Measure,
    ) {
        let main = Style::new(SIZE, Weight::Regular, theme.t1);
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let drop = vec2(0.0, baseline_drop(SIZE));
        let number = note.number.to_string();
        scene.text(Key::None, at + drop, &number, main, measure);
        let room = self.room(note, measure);
        let grade = at + vec2(self.indent + room + GAP, 0.0);
        let colour = grade_colour(&note.grade, theme);
        badge(scene, Key::None, grade, &note.grade, colour, measure);
        let mut at = at + vec2(self.indent, 0.0);
        let wide = |text: &str| measure.width(text, SIZE, Weight::Regular);
        let (title, place) = (wide(&note.title), wide(&note.place));
        if let Some((text, _)) = measure.fit(&note.title, main, room) {
            scene.text(Key::None, at + drop, &text, main, measure);
        }
        if title + GAP + place <= room {
            at.x += title + GAP;
        } else {
            at.y += SECOND;
        }
        if let Some((text, _)) = measure.fit(&note.place, quiet, room) {
            scene.text(Key::None, at + drop, &text, quiet, measure);
        }
    }
}

fn row_height(is_double: bool) -> f32 {
    if is_double { ROW + SECOND } else { ROW }
}
