//! What the marks of a figure mean, in rows as wide as the figure.

use crate::analysis::{ColourBy, EventHue, Index, LaneBy, Lanes, Row, Ties, hues::Hues};
use crate::dataset::date::{End as Known, Form, Traits};
use crate::dataset::{ActorKind, Certainty, Class, Dataset, Role, Status};
use crate::scene::actors::{self, Shape};
use crate::scene::marks::{self, End, POINT, Pen, Standing};
use crate::scene::text::baseline_drop;
use crate::scene::{
    Color32, Dash, Key, Measure, Pos2, Rect, Scene, Stroke, Style, Theme, Weight, pos2, vec2,
};
use std::collections::BTreeSet;

/// Height of a row.
pub const ROW: f32 = 19.0;
const SIZE: f32 = 10.5;
/// From a sample to its word.
const TO_WORD: f32 = 5.0;
/// Between two entries.
const APART: f32 = 15.0;
/// Between two groups of entries.
const GROUPS_APART: f32 = 26.0;

/// Rows of samples, each with its word.
struct Rows<'a> {
    scene: Scene,
    /// Where the next entry begins, on its middle line.
    at: Pos2,
    /// The number of the next entry.
    next: u32,
    theme: &'a Theme,
    measure: &'a Measure,
}

impl<'a> Rows<'a> {
    fn new(width: f32, theme: &'a Theme, measure: &'a Measure) -> Self {
        Self {
            scene: Scene::new(vec2(width, ROW)),
            at: pos2(0.0, ROW / 2.0),
            next: 0,
            theme,
            measure,
        }
    }

    /// A group of entries with a heading, kept together if a row can hold them.
    fn group(&mut self, heading: &str, entries: &[Entry<'_>]) {
        if entries.is_empty() {
            return;
        }
        let bold = Style::new(SIZE, Weight::SemiBold, self.theme.t1);
        let mut head = 0.0;
        if !heading.is_empty() {
            head = self.measure.width(heading, SIZE, Weight::SemiBold) + 9.0;
        }
        let all: f32 = head
            + entries
                .iter()
                .map(|e| e.width(self.measure) + APART)
                .sum::<f32>();
        if self.at.x > 0.0 {
            self.at.x += GROUPS_APART - APART;
        }
        self.wrap(all - APART);
        if head > 0.0 {
            let key = Key::Legend(self.next);
            let baseline = self.at + vec2(0.0, baseline_drop(SIZE));
            self.scene.text(key, baseline, heading, bold, self.measure);
            self.at.x += head;
        }
        for entry in entries {
            self.entry(entry);
        }
    }

    /// Begins a new row if the rest of this one is narrower.
    fn wrap(&mut self, width: f32) {
        if self.at.x > 0.0 && self.at.x + width > self.scene.size.x {
            self.at = pos2(0.0, self.at.y + ROW);
            self.scene.size.y += ROW;
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        self.wrap(entry.width(self.measure));
        let key = Key::Legend(self.next);
        self.next += 1;
        let mut at = self.at;
        let style = Style::new(SIZE, Weight::Regular, self.theme.t2);
        let drop = vec2(0.0, baseline_drop(SIZE));
        if let Some(before) = entry.before {
            at.x += self.scene.text(key, at + drop, before, style, self.measure) + TO_WORD;
        }
        (entry.draw)(&mut self.scene, key, at);
        at.x += entry.sample + TO_WORD;
        let room = self.scene.size.x - at.x;
        if let Some((word, _)) = self.measure.fit(&entry.word, style, room) {
            self.scene.text(key, at + drop, &word, style, self.measure);
        }
        self.at.x += entry.width(self.measure) + APART;
    }
}

/// A sample with its word.
type Sample<'a> = Box<dyn Fn(&mut Scene, Key, Pos2) + 'a>;

struct Entry<'a> {
    /// A word before the sample.
    before: Option<&'a str>,
    /// The sample's width.
    sample: f32,
    /// The word after it.
    word: String,
    /// Draws the sample: its left end, on its middle line.
    draw: Sample<'a>,
}

impl<'a> Entry<'a> {
    fn new(sample: f32, word: &str, draw: impl Fn(&mut Scene, Key, Pos2) + 'a) -> Self {
        Self {
            before: None,
            sample,
            word: word.to_owned(),
            draw: Box::new(draw),
        }
    }

    fn width(&self, measure: &Measure) -> f32 {
        let word = |text: &str| measure.width(text, SIZE, Weight::Regular);
        self.before.map_or(0.0, |b| word(b) + TO_WORD) + self.sample + TO_WORD + word(&self.word)
    }
}

/// What a timeline's legend is made from.
pub struct Timeline<'a> {
    /// The names of categories and groups.
    pub dataset: &'a Dataset,
    /// The columns.
    pub index: &'a Index,
    /// Which hue is whose.
    pub hues: &'a Hues,
    /// What the hues mean.
    pub colour_by: ColourBy,
    /// The lanes.
    pub lanes: &'a Lanes,
    /// The events that are drawn.
    pub rows: &'a [Row],
    /// Whether columns of weekends are drawn.
    pub has_weekends: bool,
}

/// The legend of a timeline: only what is drawn is explained.
pub fn timeline(of: &Timeline<'_>, width: f32, theme: &Theme, measure: &Measure) -> Scene {
    let mut rows = Rows::new(width, theme, measure);
    rows.group("", &hue_entries(of, theme));
    rows.group("", &status_entries(of, theme));
    rows.group("", &date_entries(of, theme));
    if has_connectors(of) {
        let word = "one event, several actors; the arrow points at whom it concerns";
        let arrow = Entry::new(5.0, word, move |scene: &mut Scene, key, at| {
            let x = at.x + 2.5;
            let tip = pos2(x, at.y + 6.0);
            let line = Stroke::new(1.0, theme.t2);
            scene.line(key, pos2(x, at.y - 6.0), tip, line);
            marks::arrowhead(scene, key, tip, vec2(0.0, 1.0), (6.0, 2.5), theme.t2);
        });
        rows.group("", &[arrow]);
    }
    if of.has_weekends {
        let box_of = Entry::new(14.0, "weekends", move |scene: &mut Scene, key, at| {
            let rect = Rect::from_min_size(at - vec2(0.0, 5.5), vec2(14.0, 11.0));
            scene.rect(key, rect, 0.0, theme.weekend, Stroke::new(1.0, theme.hair));
        });
        rows.group("", &[box_of]);
    }
    rows.scene
}

/// The hues, unless the lanes' heads show them.
fn hue_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let is_told = matches!(
        (of.colour_by, of.lanes.by),
        (ColourBy::Group, LaneBy::Group) | (ColourBy::Category, LaneBy::Category)
    );
    if is_told {
        return Vec::new();
    }
    let used: Vec<EventHue> = of
        .rows
        .iter()
        .map(|row| of.hues.event(of.index, *row, of.colour_by))
        .collect();
    let named: Vec<(&str, EventHue)> = match of.colour_by {
        ColourBy::Group => {
            let names = of.dataset.groups.iter().map(|g| &*g.name);
            names.zip(of.hues.groups.iter().copied()).collect()
        }
        ColourBy::Category => {
            let names = of.dataset.categories.iter().map(|c| &*c.name);
            names.zip(of.hues.categories.iter().copied()).collect()
        }
        ColourBy::Class => Class::ALL
            .iter()
            .map(|class| (class.word(), EventHue::Class(*class)))
            .collect(),
    };
    named
        .into_iter()
        .filter(|(_, hue)| used.contains(hue))
        .map(|(name, hue)| {
            let colour = theme.hue(hue.into());
            Entry::new(9.0, name, move |scene: &mut Scene, key, at| {
                let rect = Rect::from_min_size(at - vec2(0.0, 5.0), vec2(9.0, 10.0));
                scene.rect(key, rect, 2.0, colour, Stroke::NONE);
            })
        })
        .collect()
}

fn status_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let statuses: BTreeSet<Status> = of
        .rows
        .iter()
        .filter_map(|row| of.index.status.get(*row as usize).copied())
        .collect();
    let is_by_actor = matches!(of.lanes.by, LaneBy::Actor | LaneBy::Group);
    let leaves_out = is_by_actor
        && of.rows.iter().any(|row| {
            of.index
                .participants(*row)
                .any(|(_, role)| role == Role::Absent)
        });
    let has = |status| statuses.contains(&status);
    [
        (has(Status::Happened), Standing::Happened, "happened"),
        (has(Status::Planned), Standing::Planned, "planned"),
        (has(Status::Possible), Standing::Possible, "possible"),
        (has(Status::Denied), Standing::Denied, "denied"),
        (leaves_out, Standing::Absent, "left out"),
    ]
    .into_iter()
    .filter(|(is_drawn, ..)| *is_drawn)
    .map(|(_, standing, word)| {
        let pen = Pen::new(theme.t2, theme.ground).standing(standing);
        Entry::new(2.0 * POINT, word, move |scene: &mut Scene, key, at| {
            marks::point(scene, key, at + vec2(POINT, 0.0), POINT, pen);
        })
    })
    .collect()
}

fn date_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let traits: Vec<Traits> = of
        .rows
        .iter()
        .filter_map(|row| of.index.traits(*row))
        .collect();
    let pen = Pen::new(theme.t2, theme.ground);
    let mut entries = Vec::new();
    let bar = |at: Pos2, width: f32| Rect::from_min_size(at - vec2(0.0, 6.0), vec2(width, 12.0));
    if traits.iter().any(|t| t.approximate || t.uncertain) {
        entries.push(Entry::new(
            36.0,
            "date in doubt",
            move |scene: &mut Scene, key, at| {
                let core = (at.x + 13.0, at.x + 23.0);
                marks::faded_bar(scene, key, bar(at, 36.0), core, None, pen);
            },
        ));
    }
    if traits.iter().any(|t| t.form == Form::Span) {
        entries.push(Entry::new(
            30.0,
            "some time in it",
            move |scene: &mut Scene, key, at| {
                marks::bracket(scene, key, bar(at, 30.0), [End::Closed; 2], None, pen);
            },
        ));
    }
    if traits
        .iter()
        .any(|t| t.start == Known::Open || t.end == Known::Open)
    {
        entries.push(Entry::new(
            32.0,
            "continues",
            move |scene: &mut Scene, key, at| {
                let rect = bar(at, 32.0);
                marks::titled_bar(scene, key, rect, [End::Closed, End::Open], theme, pen);
            },
        ));
    }
    entries
}

/// Whether an event that is drawn stands in several lanes.
fn has_connectors(of: &Timeline<'_>) -> bool {
    let drawn: BTreeSet<Row> = of.rows.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut rows = of.lanes.lanes.iter().flat_map(|lane| &lane.rows.rows);
    rows.any(|row| drawn.contains(row) && !seen.insert(*row))
}

/// What a map's legend is made from.
pub struct Map<'a> {
    /// The kinds of actors.
    pub dataset: &'a Dataset,
    /// The ties that are drawn.
    pub ties: &'a Ties,
}

/// The legend of a map: only what is drawn is explained.
pub fn map(of: &Map<'_>, width: f32, theme: &Theme, measure: &Measure) -> Scene {
    let mut rows = Rows::new(width, theme, measure);
    if !of.ties.ties.is_empty() {
        rows.group("Tone", &[tone_entry(theme)]);
        rows.group("Weight", &weight_entries(theme));
        rows.group("Certainty", &certainty_entries(of, theme));
        rows.group("", &tie_status_entries(of, theme));
    }
    rows.group("Actor", &actor_entries(of, theme));
    rows.scene
}

fn tone_entry(theme: &Theme) -> Entry<'_> {
    const STEP: f32 = 11.0;
    let word = "supportive";
    Entry {
        before: Some("opposed"),
        ..Entry::new(
            7.0 * STEP + 30.0,
            word,
            move |scene: &mut Scene, key, at| {
                let left = at.x + 15.0;
                let mut x = left;
                for tone in theme.tone {
                    let rect = Rect::from_min_size(pos2(x, at.y - 3.0), vec2(STEP, 6.0));
                    scene.rect(key, rect, 0.0, tone, Stroke::NONE);
                    x += STEP;
                }
                actors::tone_sign(scene, key, pos2(left - 7.5, at.y), 5.5, 0, theme, 1.0);
                actors::tone_sign(scene, key, pos2(x + 7.5, at.y), 5.5, 6, theme, 1.0);
            },
        )
    }
}

fn weight_entries(theme: &Theme) -> Vec<Entry<'_>> {
    [(1.25, "1"), (4.0, "5"), (9.0, "12 or more")]
        .into_iter()
        .map(|(width, word)| line_entry(word, Stroke::new(width, theme.t2)))
        .collect()
}

fn line_entry(word: &str, stroke: Stroke) -> Entry<'static> {
    Entry::new(24.0, word, move |scene: &mut Scene, key, at| {
        scene.line(key, at, at + vec2(24.0, 0.0), stroke);
    })
}

fn certainty_entries<'a>(of: &Map<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let drawn: BTreeSet<Certainty> = of.ties.ties.iter().map(|t| t.certainty).collect();
    let line = Stroke::new(1.75, theme.t2);
    let mut entries: Vec<Entry<'_>> = [
        (Certainty::Confirmed, "two sources", Dash::SOLID),
        (Certainty::Single, "one", Dash::SINGLE),
        (Certainty::Claimed, "claimed", Dash::claimed(1.75)),
    ]
    .into_iter()
    .filter(|(certainty, ..)| drawn.contains(certainty))
    .map(|(_, word, dash)| line_entry(word, line.dashed(dash)))
    .collect();
    if drawn.contains(&Certainty::Disputed) {
        entries.push(Entry::new(
            24.0,
            "disputed",
            move |scene: &mut Scene, key, at| {
                let end = vec2(24.0, 0.0);
                let (up, down) = (at - vec2(0.0, 2.0), at + vec2(0.0, 2.0));
                scene.line(key, up, up + end, line);
                scene.line(key, down, down + end, line.dashed(Dash::SINGLE));
            },
        ));
    }
    entries
}

/// A hollow tube, struck where it is denied.
fn tie_status_entries<'a>(of: &Map<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let has = |status| of.ties.ties.iter().any(|t| t.status == status);
    let tube = move |scene: &mut Scene, key, at: Pos2| {
        let rect = Rect::from_min_size(at - vec2(0.0, 2.5), vec2(24.0, 5.0));
        let rim = Stroke::new(1.25, theme.t2);
        scene.rect(key, rect, 2.5, Color32::TRANSPARENT, rim);
    };
    let mut entries = Vec::new();
    if has(Status::Planned) || has(Status::Possible) {
        entries.push(Entry::new(24.0, "planned or possible", tube));
    }
    if has(Status::Denied) {
        entries.push(Entry::new(
            24.0,
            "denied",
            move |scene: &mut Scene, key, at| {
                tube(scene, key, at);
                let middle = at + vec2(12.0, 0.0);
                let (from, to) = (middle + vec2(-4.0, 5.5), middle + vec2(4.0, -5.5));
                scene.line(key, from, to, Stroke::new(1.5, theme.t2));
            },
        ));
    }
    entries
}

fn actor_entries<'a>(of: &Map<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let ends = of.ties.ties.iter().flat_map(|t| [t.key.from, t.key.to]);
    let mut alive: BTreeSet<usize> = ends.map(|place| place as usize).collect();
    let parts = of.ties.part.iter().enumerate();
    alive.extend(parts.filter(|(_, part)| **part > 0).map(|(n, _)| n));
    let drawn: Vec<_> = of
        .dataset
        .actors
        .iter()
        .enumerate()
        .filter(|(n, _)| alive.contains(n))
        .map(|(_, actor)| actor)
        .collect();
    let mut entries: Vec<Entry<'_>> = [
        (ActorKind::Person, Shape::Circle),
        (ActorKind::State, Shape::Square),
        (ActorKind::Organisation, Shape::Hexagon),
        (ActorKind::Collective, Shape::Double),
        (ActorKind::Place, Shape::Diamond),
    ]
    .into_iter()
    .filter(|(kind, _)| drawn.iter().any(|a| a.kind == *kind && !a.unnamed))
    .map(|(kind, shape)| {
        Entry::new(10.0, kind.word(), move |scene: &mut Scene, key, at| {
            actors::shape(scene, key, at + vec2(5.0, 0.0), 4.5, shape, theme);
        })
    })
    .collect();
    if drawn.iter().any(|a| a.unnamed) {
        entries.push(Entry::new(
            11.0,
            "not named",
            move |scene: &mut Scene, key, at| {
                let rim = Stroke::new(1.5, theme.t2).dashed(Dash::APPROXIMATE);
                scene.disc(key, at + vec2(5.5, 0.0), 5.0, Color32::TRANSPARENT, rim);
            },
        ));
    }
    entries
}
