//! What the marks of a timeline mean, in rows as wide as the figure: the forms that it draws, and no
//! others.

use crate::analysis::{ColourBy, EventHue, Index, LaneBy, Lanes, Row, hues::Hues};
use crate::dataset::date::{End as Known, Form};
use crate::dataset::{Class, Dataset, Handle, Role, Status};
use crate::scene::marks::{self, End, POINT, Pen, Standing};
use crate::scene::text::baseline_drop;
use crate::scene::theme::{faded, mix};
use crate::scene::{
    Color32, Fill, Hue, Key, Mark, Measure, Pos2, Rect, Scene, Stroke, Style, Theme, Weight, pos2,
    vec2,
};
use crate::timeline;
use std::collections::{BTreeSet, HashSet};

/// Height of a row.
pub(super) const ROW: f32 = 19.0;
const SIZE: f32 = 10.5;
/// From a sample to its word.
const TO_WORD: f32 = 5.0;
/// Between two entries.
const APART: f32 = 15.0;
/// Between two groups of entries.
const GROUPS_APART: f32 = 26.0;

/// Rows of samples, each with its word.
pub(super) struct Rows<'a> {
    pub(super) scene: Scene,
    /// Where the next entry begins, on its middle line.
    at: Pos2,
    /// The number of the next entry.
    next: u32,
    theme: &'a Theme,
    measure: &'a Measure,
}

impl<'a> Rows<'a> {
    pub(super) fn new(width: f32, theme: &'a Theme, measure: &'a Measure) -> Self {
        Self {
            scene: Scene::new(vec2(width, ROW)),
            at: pos2(0.0, ROW / 2.0),
            next: 0,
            theme,
            measure,
        }
    }

    /// A group of entries with a heading, kept together if a row can hold them.
    pub(super) fn group(&mut self, heading: &str, entries: &[Entry<'_>]) {
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
pub(super) type Sample<'a> = Box<dyn Fn(&mut Scene, Key, Pos2) + 'a>;

pub(super) struct Entry<'a> {
    /// A word before the sample.
    pub(super) before: Option<&'a str>,
    /// The sample's width.
    pub(super) sample: f32,
    /// The word after it.
    pub(super) word: String,
    /// Draws the sample: its left end, on its middle line.
    pub(super) draw: Sample<'a>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(sample: f32, word: &str, draw: impl Fn(&mut Scene, Key, Pos2) + 'a) -> Self {
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
pub(super) struct Timeline<'a> {
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
    /// The undated ones.
    pub undated: &'a Scene,
    /// The timeline itself.
    pub picture: &'a timeline::Picture,
    /// Whether each lane is folded.
    pub folded: &'a [bool],
}

/// A date whose span is narrower than this is a point, as on the timeline.
const COARSE: f64 = 12.0;

/// The form of an event's mark, beside its status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shaped {
    Faded,
    Bracket,
    Open,
    Unknown,
    OneOf,
    AllOf,
}

impl Timeline<'_> {
    /// The events that have a mark of their own.
    fn drawn(&self) -> Vec<Row> {
        let items = self.picture.scene.items.iter().chain(&self.undated.items);
        let rows: BTreeSet<Row> = items
            .filter_map(|item| {
                let Key::Event(handle) = item.key else {
                    return None;
                };
                self.index.row(Handle(handle))
            })
            .collect();
        rows.into_iter().collect()
    }

    /// The form of its mark, unless it is a plain point or bar.
    fn form(&self, row: Row) -> Option<Shaped> {
        let (bounds, traits) = (self.index.bounds(row)?, self.index.traits(row)?);
        match (traits.start, traits.end) {
            (Known::Known, Known::Known) => {}
            (Known::Open, _) | (_, Known::Open) => return Some(Shaped::Open),
            _ => return Some(Shaped::Unknown),
        }
        let after = |at| self.picture.axis.span.after(at);
        let seconds = after(bounds.latest_end) - after(bounds.earliest_start);
        if seconds / self.picture.axis.scale() < COARSE {
            return None;
        }
        match traits.form {
            Form::Interval | Form::Single if traits.approximate => Some(Shaped::Faded),
            Form::Interval => None,
            Form::Single | Form::Span => Some(Shaped::Bracket),
            Form::OneOf => Some(Shaped::OneOf),
            Form::AllOf => Some(Shaped::AllOf),
        }
    }

    fn has_weekends(&self, theme: &Theme) -> bool {
        self.picture.scene.items.iter().any(|item| {
            matches!(&item.mark, Mark::Rect { fill: Fill::Solid(colour), .. } if *colour == theme.weekend)
        })
    }

    /// The events of strips whose columns have their hues. Those of a folded lane by class have two
    /// of their own, for cooperation and conflict.
    fn in_strips(&self) -> Vec<Row> {
        let is_told = |lane: u32| {
            let is_folded = self.folded.get(lane as usize).copied().unwrap_or(false);
            !is_folded || self.colour_by != ColourBy::Class
        };
        let strips = self.picture.strips.iter().filter(|s| is_told(s.lane));
        let columns = strips.flat_map(|s| s.columns.iter().map(move |c| (s.lane, &c.range)));
        let rows = columns.filter_map(|(lane, range)| {
            let lane = self.lanes.lanes.get(lane as usize)?;
            lane.rows.rows.get(range.clone())
        });
        rows.flatten().copied().collect()
    }

    /// Whether strips of two sorts are drawn: open ones, folded ones.
    fn strips(&self) -> (bool, bool) {
        let strips = self.picture.strips.iter().filter(|s| !s.columns.is_empty());
        let folded = |lane: u32| self.folded.get(lane as usize).copied().unwrap_or(false);
        strips.fold((false, false), |(open, shut), strip| {
            let is_folded = folded(strip.lane);
            (open || !is_folded, shut || is_folded)
        })
    }
}

/// The legend of a timeline: only what is drawn is explained.
pub(super) fn timeline(of: &Timeline<'_>, width: f32, theme: &Theme, measure: &Measure) -> Scene {
    let mut rows = Rows::new(width, theme, measure);
    let drawn = of.drawn();
    let strips = of.strips();
    let mut coloured = drawn.clone();
    coloured.extend(of.in_strips());
    rows.group("", &hue_entries(of, &coloured, theme));
    rows.group("", &status_entries(of, &drawn, theme));
    rows.group("", &date_entries(of, &drawn, theme, measure));
    let has_classes = of.colour_by == ColourBy::Class;
    let mut in_strips = strip_entries(strips, has_classes, theme);
    if of
        .picture
        .strips
        .iter()
        .any(|strip| strip.lines().next().is_some())
    {
        in_strips.push(Entry::new(
            15.0,
            "longer",
            move |scene: &mut Scene, key, at| {
                let rect = Rect::from_center_size(at + vec2(7.5, 0.0), vec2(15.0, 2.0));
                scene.rect(key, rect, 0.0, theme.t2, Stroke::NONE);
            },
        ));
    }
    rows.group("", &in_strips);
    if has_connectors(of, &drawn) {
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
    if of.has_weekends(theme) {
        let box_of = Entry::new(14.0, "weekends", move |scene: &mut Scene, key, at| {
            let rect = Rect::from_min_size(at - vec2(0.0, 5.5), vec2(14.0, 11.0));
            scene.rect(key, rect, 0.0, theme.weekend, Stroke::new(1.0, theme.hair));
        });
        rows.group("", &[box_of]);
    }
    rows.scene
}

/// The hues, unless the lanes' heads show them.
fn hue_entries<'a>(of: &Timeline<'_>, drawn: &[Row], theme: &'a Theme) -> Vec<Entry<'a>> {
    let is_told = matches!(
        (of.colour_by, of.lanes.by),
        (ColourBy::Group, LaneBy::Group) | (ColourBy::Category, LaneBy::Category)
    );
    if is_told {
        return Vec::new();
    }
    let used: HashSet<EventHue> = drawn
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

fn status_entries<'a>(of: &Timeline<'_>, drawn: &[Row], theme: &'a Theme) -> Vec<Entry<'a>> {
    let statuses: BTreeSet<Status> = drawn
        .iter()
        .filter_map(|row| of.index.status.get(*row as usize).copied())
        .collect();
    let is_by_actor = matches!(of.lanes.by, LaneBy::Actor | LaneBy::Group);
    let leaves_out = is_by_actor
        && drawn.iter().any(|row| {
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
        // A ring reaches a little farther than a disc.
        Entry::new(2.0 * RING, word, move |scene: &mut Scene, key, at| {
            marks::point(scene, key, at + vec2(RING, 0.0), POINT, pen);
        })
    })
    .collect()
}

/// Half the width of a sample that may be a ring.
const RING: f32 = POINT + 1.5;

fn date_entries<'a>(
    of: &Timeline<'_>,
    drawn: &[Row],
    theme: &'a Theme,
    measure: &'a Measure,
) -> Vec<Entry<'a>> {
    let forms: BTreeSet<Shaped> = drawn.iter().filter_map(|row| of.form(*row)).collect();
    let has = |form| forms.contains(&form);
    let pen = Pen::new(theme.t2, theme.ground);
    let mut entries = Vec::new();
    let bar = |at: Pos2, width: f32| Rect::from_min_size(at - vec2(0.0, 6.0), vec2(width, 12.0));
    if has(Shaped::Faded) {
        entries.push(Entry::new(
            36.0,
            "date in doubt",
            move |scene: &mut Scene, key, at| {
                let core = (at.x + 13.0, at.x + 23.0);
                marks::faded_bar(scene, key, bar(at, 36.0), core, None, pen);
            },
        ));
    }
    if has(Shaped::Bracket) {
        entries.push(Entry::new(
            30.0,
            "some time in it",
            move |scene: &mut Scene, key, at| {
                marks::bracket(scene, key, bar(at, 30.0), [End::Closed; 2], None, pen);
            },
        ));
    }
    if has(Shaped::Open) {
        entries.push(Entry::new(
            32.0,
            "continues",
            move |scene: &mut Scene, key, at| {
                let rect = bar(at, 32.0);
                marks::titled_bar(scene, key, rect, [End::Closed, End::Open], theme, pen);
            },
        ));
    }
    if has(Shaped::Unknown) {
        entries.push(Entry::new(
            30.0,
            "end not known",
            move |scene: &mut Scene, key, at| {
                let gone = faded(theme.t2, 0.0);
                let fade = [(0.0, theme.t2), (0.3, theme.t2), (1.0, gone)];
                let fade = Fill::Fade(fade.into());
                scene.rect(key, bar(at, 30.0), 2.0, fade, Stroke::NONE);
            },
        ));
    }
    for (form, is_one_of, word) in [
        (Shaped::OneOf, true, "one of these dates"),
        (Shaped::AllOf, false, "all of these dates"),
    ] {
        if has(form) {
            entries.push(Entry::new(33.0, word, move |scene: &mut Scene, key, at| {
                let places = [at.x + POINT, at.x + 33.0 - POINT];
                marks::set_of_points(scene, key, &places, at.y, is_one_of, pen);
            }));
        }
    }
    let is_uncertain = |row: &Row| of.index.traits(*row).is_some_and(|t| t.uncertain);
    if drawn.iter().any(is_uncertain) {
        entries.push(Entry::new(
            19.0,
            "date doubted",
            move |scene: &mut Scene, key, at| {
                marks::point(scene, key, at + vec2(POINT, 0.0), POINT, pen.uncertain());
                let after = at + vec2(2.0 * POINT + 3.0, 0.0);
                marks::query(scene, key, after, theme.t2, measure);
            },
        ));
    }
    entries
}

/// What the columns of lanes say that have too many events, or are folded.
fn strip_entries((open, folded): (bool, bool), has_classes: bool, theme: &Theme) -> Vec<Entry<'_>> {
    const STEP: f32 = 5.0;
    let mut entries = Vec::new();
    if open {
        let word = "the higher, the more events";
        entries.push(Entry::new(
            3.0 * STEP,
            word,
            move |scene: &mut Scene, key, at| {
                let mut x = at.x;
                for tall in [3.0, 6.0, 11.0] {
                    let rect =
                        Rect::from_min_max(pos2(x, at.y + 5.5 - tall), pos2(x + 4.0, at.y + 5.5));
                    scene.rect(key, rect, 0.0, theme.t2, Stroke::NONE);
                    x += STEP;
                }
            },
        ));
    }
    if folded {
        let word = if has_classes {
            "lane in short: cooperation above conflict, the deeper, the more events"
        } else {
            "lane in short: the deeper, the more events"
        };
        let halves: Vec<(f32, f32, Color32)> = if has_classes {
            let colour = |class| theme.hue(Hue::Class(class));
            vec![(-6.0, 5.5, colour(3)), (0.5, 5.5, colour(0))]
        } else {
            vec![(-5.5, 11.0, theme.t2)]
        };
        entries.push(Entry::new(
            4.0 * STEP,
            word,
            move |scene: &mut Scene, key, at| {
                for (top, high, colour) in &halves {
                    let mut x = at.x;
                    for depth in [0.25, 0.5, 0.75, 1.0] {
                        let at = pos2(x, at.y + top);
                        let rect = Rect::from_min_size(at, vec2(STEP, *high));
                        let fill = mix(theme.ground, *colour, depth);
                        scene.rect(key, rect, 0.0, fill, Stroke::NONE);
                        x += STEP;
                    }
                }
            },
        ));
    }
    entries
}

/// Whether an event that is drawn stands in several lanes.
fn has_connectors(of: &Timeline<'_>, drawn: &[Row]) -> bool {
    let drawn: BTreeSet<Row> = drawn.iter().copied().collect();
    let is_open = |lane: &usize| !of.folded.get(*lane).copied().unwrap_or(false);
    let mut seen = BTreeSet::new();
    let lanes = of.lanes.lanes.iter().enumerate();
    let mut rows = lanes
        .filter(|(n, _)| is_open(n))
        .flat_map(|(_, lane)| &lane.rows.rows);
    rows.any(|row| drawn.contains(row) && !seen.insert(*row))
}
