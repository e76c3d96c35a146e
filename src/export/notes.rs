//! The sources of what is drawn, numbered in the order in which they are first cited.

use super::paragraph;
use crate::analysis::Row;
use crate::dataset::date::{Date, in_brief};
use crate::dataset::event::Citation;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Reliability, Source, Text};
use crate::scene::plates::badge;
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Measure, Scene, Style, Theme, Weight, pos2, vec2};
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
    /// How reliable it is.
    pub reliability: Reliability,
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
    /// Of events in the order in which a reader meets them. Times of publication are told in
    /// `zone`.
    pub fn new(dataset: &Dataset, rows: &[Row], zone: &Zone) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (n, source) in dataset.sources.iter().enumerate() {
            places.entry(source.id.as_str()).or_insert(n);
        }
        let mut number_of: HashMap<usize, usize> = HashMap::new();
        let mut cited: Vec<(usize, Cited<'_>)> = Vec::new();
        let mut marks = BTreeMap::new();
        for row in rows {
            let Some((_, event)) = dataset.events.at(*row as usize) else {
                continue;
            };
            let mut numbers = Vec::new();
            let accounts = event.more.accounts.iter().flat_map(|a| &a.citations);
            for citation in event.citations.iter().chain(accounts) {
                let Some(place) = places.get(citation.source.as_str()) else {
                    continue;
                };
                let n = *number_of.entry(*place).or_insert_with(|| {
                    cited.push((*place, Cited::default()));
                    cited.len()
                });
                if let Some((_, cited)) = n.checked_sub(1).and_then(|n| cited.get_mut(n)) {
                    cited.take(citation);
                }
                numbers.push(n);
            }
            numbers.sort_unstable();
            numbers.dedup();
            if !numbers.is_empty() {
                marks.insert(*row, mark(&numbers));
            }
        }
        let notes = cited.iter().enumerate().filter_map(|(n, (place, cited))| {
            let (_, source) = dataset.sources.at(*place)?;
            Some(cited.note(n + 1, source, zone))
        });
        Self {
            notes: notes.collect(),
            marks,
        }
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
        let parts = published
            .into_iter()
            .chain(self.locators.iter().map(|l| (*l).to_owned()));
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
            reliability: source.reliability,
        }
    }
}

fn in_words(text: &str, zone: &Zone) -> String {
    Date::parse(text).map_or_else(|_| text.to_owned(), |date| in_brief(&date, zone, zone))
}

/// The colour of a grade.
pub fn grade_colour(reliability: Reliability, theme: &Theme) -> Color32 {
    match reliability {
        Reliability::A | Reliability::B => theme.ok,
        Reliability::C => theme.t2,
        Reliability::D | Reliability::E => theme.warn,
        Reliability::F => theme.error,
    }
}

/// From one note to the next.
pub const LINE: f32 = 25.0;
/// The least height: the heading and one row.
pub const LEAST: f32 = HEADING + LINE;
/// The heading with the ground under it.
const HEADING: f32 = 40.0;
/// Between two columns.
const GUTTER: f32 = 32.0;
/// Least width of a column.
const LEAST_COLUMN: f32 = 400.0;
/// Of a note's number.
const NUMBER: f32 = 12.5;

fn columns(width: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few columns"
    )]
    let columns = ((width + GUTTER) / (LEAST_COLUMN + GUTTER)) as usize;
    columns.max(1)
}

/// How high the notes are, `width` wide, if all are told.
pub fn height(count: usize, width: f32) -> f32 {
    if count == 0 {
        return HEADING;
    }
    HEADING + lines(count.div_ceil(columns(width)))
}

#[expect(clippy::cast_precision_loss, reason = "not that many notes")]
fn lines(rows: usize) -> f32 {
    rows as f32 * LINE
}

/// Draws as many notes as there is room for, and says how many there are more.
pub fn draw(notes: &[Note], size: crate::scene::Vec2, theme: &Theme, measure: &Measure) -> Scene {
    let mut scene = Scene::new(size);
    let strong = Style::new(12.5, Weight::SemiBold, theme.t1);
    let quiet = Style::new(12.5, Weight::Regular, theme.t3);
    let x = scene.text(Key::None, pos2(0.0, 17.0), "Sources", strong, measure);
    let hint = if notes.is_empty() {
        "What is drawn cites no source."
    } else {
        "Letter: reliability of the source, A to F. Figure: credibility of the statement, 1 to 6."
    };
    let room = size.x - x - 16.0;
    if let Some(line) = paragraph::lines(hint, quiet, room, 1, measure).first() {
        scene.text(Key::None, pos2(x + 16.0, 17.0), line, quiet, measure);
    }
    let columns = columns(size.x);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of lines"
    )]
    let rows =
        (((size.y - HEADING) / LINE + 0.01).max(0.0) as usize).min(notes.len().div_ceil(columns));
    let places = rows * columns;
    // The last place says how many did not fit.
    let told = if notes.len() > places {
        places.saturating_sub(1)
    } else {
        notes.len()
    };
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let width = (size.x - GUTTER * (columns - 1) as f32) / columns as f32;
    for place in 0..places {
        let at = pos2(
            share(place % columns) * (width + GUTTER),
            HEADING + lines(place / columns) + LINE / 2.0,
        );
        match notes.get(place).filter(|_| place < told) {
            Some(note) => draw_note(&mut scene, note, at, width, theme, measure),
            None if place == told && told < notes.len() => {
                let more = notes.len() - told;
                let text = format!("and {more} more");
                let at = at + vec2(0.0, baseline_drop(NUMBER));
                scene.text(Key::None, at, &text, quiet, measure);
            }
            None => {}
        }
    }
    scene
}

#[expect(clippy::cast_precision_loss, reason = "a few columns")]
fn share(n: usize) -> f32 {
    n as f32
}

fn draw_note(
    scene: &mut Scene,
    note: &Note,
    at: crate::scene::Pos2,
    width: f32,
    theme: &Theme,
    measure: &Measure,
) {
    let title = Style::new(NUMBER, Weight::Regular, theme.t1);
    let quiet = Style::new(NUMBER, Weight::Regular, theme.t3);
    let drop = vec2(0.0, baseline_drop(NUMBER));
    let number = note.number.to_string();
    let wide = measure.width("00", NUMBER, Weight::Regular);
    let own = scene.text(Key::None, at + drop, &number, title, measure);
    let mut x = own.max(wide) + 7.0;
    let colour = grade_colour(note.reliability, theme);
    let chip = measure.width(&note.grade, 10.5, Weight::SemiBold) + 10.0;
    let right = at + vec2(width - chip, 0.0);
    badge(scene, Key::None, right, &note.grade, colour, measure);
    let room = width - chip - 12.0;
    // The place keeps a third of the line if the title leaves it no more.
    let place = measure.width(&note.place, NUMBER, Weight::Regular);
    let for_place = place.min((room - x) / 3.0) + 8.0;
    if let Some((text, _)) = measure.fit(&note.title, title, room - x - for_place) {
        x += scene.text(Key::None, at + drop + vec2(x, 0.0), &text, title, measure) + 8.0;
    }
    if let Some((text, _)) = measure.fit(&note.place, quiet, room - x) {
        scene.text(Key::None, at + drop + vec2(x, 0.0), &text, quiet, measure);
    }
}
