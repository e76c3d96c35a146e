//! The notes of a figure: what each is about, its number in a disc, and the row of those whose words
//! stand beside nothing.

use super::input::{Figure, Views};
use super::names::tie;
use super::words::{LINE, Words};
use crate::analysis::{Row, Tie};
use crate::dataset::Handle;
use crate::dataset::item::{NOTES, Note};
use crate::export::paragraph::first_sentence;
use crate::map;
use crate::scene::text::baseline_drop;
use crate::scene::{
    Key, Measure, Pos2, Rect, Scene, Stroke, Style, Theme, Vec2, Weight, pos2, vec2,
};
use crate::timeline::metrics::to_float;
use emath::Align;
use std::cmp::Reverse;

/// The radius of a number's disc, and the size of the number, in points of the window.
pub(super) const DISC: f32 = 8.0;
const NUMBER: f32 = 10.5;
/// From the left end of a note to its words.
pub(super) const INDENT: f32 = 2.0 * DISC + 5.0;
/// In a row: between columns, between rows, most lines of a note.
const COLUMNS_APART: f32 = 22.0;
const ROWS_APART: f32 = 5.0;
const MOST_LINES: usize = 5;
const NARROWEST: f32 = 150.0;
/// Between a legend and the notes under it.
const OVER_NOTES: f32 = 8.0;

/// A note, and what it is about.
pub(super) struct Callout {
    pub(super) number: usize,
    /// Its first sentence, and the rest.
    strong: String,
    rest: String,
    /// The event, if it is about one.
    pub(super) event: Option<Key>,
    /// What may stand for it on the map, the best first: of an event its ties, the strongest first.
    /// Empty where the map shows none of them.
    pub(super) on_map: Vec<Key>,
    /// Whether its number has a place there.
    pub(super) is_numbered: bool,
}

/// Where a note stands on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotePlacement {
    /// Its number and its words.
    Whole,
    /// Its number.
    Number,
    /// What it is about, without its number.
    Unnumbered,
    /// Nothing of it.
    Not,
}

impl Callout {
    /// What it says: the first sentence, and the rest.
    pub(super) fn said(&self) -> (&str, &str) {
        (self.strong.as_str(), self.rest.as_str())
    }
}

/// What a note is about.
fn about(of: &Figure<'_>, note: &Note) -> Option<Key> {
    if let Some(id) = &note.event {
        let (handle, _) = of.dataset.events.find(id)?;
        return of.index.row(handle).map(|_| Key::Event(handle.0));
    }
    if let Some(tie) = note.tie.as_deref() {
        let (a, b, is_mutual) = of.dataset.actors_of_tie(tie)?;
        return Some(if is_mutual {
            Key::Mutual(a.0.min(b.0), a.0.max(b.0))
        } else {
            Key::Tie(a.0, b.0)
        });
    }
    let (handle, _) = of.dataset.actors.find(note.actor.as_ref()?)?;
    Some(Key::Actor(handle.0))
}

/// The event that a key stands for, if it is an event or a tie; of a tie its weightiest.
fn event_of(of: &Figure<'_>, key: Key) -> Option<Row> {
    if let Key::Event(handle) = key {
        return of.index.row(Handle(handle));
    }
    let importance = |row: &Row| of.index.importance.get(*row as usize).copied();
    let events = tie(of.index, of.ties, key)?.events.iter().copied();
    events.min_by_key(|row| Reverse(importance(row)))
}

fn notes<'a>(of: &Figure<'a>) -> impl Iterator<Item = &'a Note> {
    let is_shown = of.parts.notes;
    of.notes.iter().take(NOTES).filter(move |_| is_shown)
}

/// The events whose sources a reader looks for first: those that the notes and the headline are
/// about.
pub(super) fn events(of: &Figure<'_>) -> Vec<Row> {
    let keys = notes(of).filter_map(|note| about(of, note));
    let keys = keys.chain(of.about);
    keys.filter_map(|key| event_of(of, key)).collect()
}

pub(super) fn callouts(of: &Figure<'_>) -> Vec<Callout> {
    let has_map = of.views != Views::Timeline && of.index.actor_count() > 0;
    let all = (1..).zip(notes(of)).map(|(number, note)| {
        let (strong, rest) = first_sentence(&note.text);
        let (event, on_map) = match about(of, note) {
            Some(key @ Key::Event(_)) => (Some(key), ties_of(of, key)),
            other => (None, other.into_iter().collect()),
        };
        Callout {
            number,
            strong: strong.to_owned(),
            rest: rest.to_owned(),
            event,
            is_numbered: has_map && !on_map.is_empty(),
            on_map: if has_map { on_map } else { Vec::new() },
        }
    });
    all.collect()
}

/// The ties that an event gives, the strongest first.
fn ties_of(of: &Figure<'_>, event: Key) -> Vec<Key> {
    let Some(row) = event_of(of, event) else {
        return Vec::new();
    };
    let has_event = |tie: &&Tie| tie.events.binary_search(&row).is_ok();
    let mut given: Vec<&Tie> = of.ties.ties.iter().filter(has_event).collect();
    given.sort_by(|one, other| other.strength.total_cmp(&one.strength));
    let keys = given.into_iter();
    keys.filter_map(|tie| map::tie_key(of.index, tie.key))
        .collect()
}

/// How notes are drawn.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) theme: &'a Theme,
    pub(super) measure: &'a Measure,
}

impl<'a> Pen<'a> {
    /// Those of a figure.
    pub(super) fn of(figure: &Figure<'a>) -> Self {
        Self {
            theme: figure.theme,
            measure: figure.measure,
        }
    }

    pub(super) fn disc(self, scene: &mut Scene, key: Key, at: Pos2, number: usize) {
        scene.disc(key, at, DISC, self.theme.ink, Stroke::NONE);
        let style = Style::new(NUMBER, Weight::SemiBold, self.theme.on_ink);
        let at = at + vec2(0.0, baseline_drop(NUMBER));
        let number = number.to_string();
        scene.text_aligned(key, at, Align::Center, &number, style, self.measure);
    }

    pub(super) fn line(self, scene: &mut Scene, points: &[Pos2]) {
        let stroke = Stroke::new(1.0, self.theme.t2);
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            scene.line(Key::None, *from, *to, stroke);
        }
    }

    /// A note from a corner at the left top: its number and its words.
    pub(super) fn note(self, scene: &mut Scene, corner: Pos2, number: usize, words: &Words) {
        let disc = corner + vec2(DISC, LINE / 2.0);
        self.disc(scene, Key::None, disc, number);
        let at = corner + vec2(INDENT, 0.0);
        words.draw(scene, at, self.theme, self.measure);
    }
}

/// What a disc covers.
pub(super) fn square(disc: Pos2) -> Rect {
    Rect::from_center_size(disc, Vec2::splat(2.0 * DISC))
}

/// A legend, if there is one, and under it the notes that are not told whole on the timeline.
pub(super) fn under_legend(
    legend: Option<Scene>,
    callouts: &[Callout],
    told: &[NotePlacement],
    width: f32,
    pen: Pen<'_>,
) -> Scene {
    let over = if legend.is_some() { OVER_NOTES } else { 0.0 };
    let mut legend = legend.unwrap_or_default();
    let notes = row(callouts, told, width, pen);
    if !notes.items.is_empty() {
        let top = legend.size.y + over;
        legend.inset(&notes, pos2(0.0, top));
        legend.size = vec2(width, top + notes.size.y);
    }
    legend
}

/// The notes in the columns in which they are lowest: of those that cut least, the fewest.
fn row(callouts: &[Callout], told: &[NotePlacement], width: f32, pen: Pen<'_>) -> Scene {
    let left = callouts.iter().zip(told);
    let left = left.filter(|(_, told)| **told != NotePlacement::Whole);
    let notes: Vec<(usize, &str, String)> = left
        .map(|(callout, told)| {
            let mut rest = callout.rest.clone();
            let has_number = *told == NotePlacement::Number || !callout.on_map.is_empty();
            if !has_number {
                rest.push_str(" (Not marked here.)");
            }
            (callout.number, callout.strong.as_str(), rest)
        })
        .collect();
    let most = most_columns(width).min(notes.len()).max(1);
    let all = (1..=most).map(|columns| {
        let room = column_width(width, columns) - INDENT;
        let words = notes.iter().map(|(_, strong, rest)| {
            Words::new((strong, rest.as_str()), room, MOST_LINES, pen.measure)
        });
        let words: Vec<Words> = words.collect();
        let rows = words.chunks(columns);
        let heights: Vec<f32> = rows.map(|row| height(row) + ROWS_APART).collect();
        let cut = words.iter().filter(|words| words.is_cut).count();
        (columns, words, heights, cut)
    });
    let lowest = all.min_by(|a, b| {
        let height = |heights: &[f32]| heights.iter().sum::<f32>();
        let cut = a.3.cmp(&b.3);
        cut.then(height(&a.2).total_cmp(&height(&b.2)))
    });
    let mut scene = Scene::new(vec2(width, 0.0));
    let Some((columns, words, heights, _)) = lowest else {
        return scene;
    };
    let rows = notes.chunks(columns).zip(words.chunks(columns));
    for ((notes, words), height) in rows.zip(heights) {
        for (n, ((number, ..), words)) in notes.iter().zip(words).enumerate() {
            let left = to_float(n) * (column_width(width, columns) + COLUMNS_APART);
            let corner = pos2(left, scene.size.y);
            pen.note(&mut scene, corner, *number, words);
        }
        scene.size.y += height;
    }
    scene
}

/// How high the highest of some words is.
fn height(words: &[Words]) -> f32 {
    let heights = words.iter().map(|words| words.size.y);
    heights.fold(0.0, f32::max)
}

fn column_width(width: f32, columns: usize) -> f32 {
    (width - COLUMNS_APART * to_float(columns - 1)) / to_float(columns)
}

/// In how many columns a width has room for words.
fn most_columns(width: f32) -> usize {
    let has_room = |columns: &usize| column_width(width, *columns) >= NARROWEST;
    (2..=NOTES).rev().find(has_room).unwrap_or(1)
}
