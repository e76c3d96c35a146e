//! What the marks of a map mean: the forms that it draws, and no others.

use super::legend::{Entry, Rows};
use crate::analysis::{Index, Tie, Ties};
use crate::dataset::{Actor, ActorKind, Certainty, Dataset, Status};
use crate::map::graph::shape;
use crate::map::widths::WIDTHS;
use crate::map::{self, Arrow, Widths};
use crate::scene::actors;
use crate::scene::{
    Color32, Dash, Key, Mark, Measure, Pos2, Rect, Scene, Segment, Stroke, Theme, pos2, vec2,
};
use std::collections::BTreeSet;

/// What a map's legend is made from.
pub(super) struct Map<'a> {
    /// The kinds of actors.
    pub dataset: &'a Dataset,
    /// The columns.
    pub index: &'a Index,
    /// The ties that may be drawn.
    pub ties: &'a Ties,
    /// The map itself.
    pub scene: &'a Scene,
    /// The arrows between blocs that it shows, in place of ties.
    pub arrows: &'a [Arrow],
}

/// What a map draws.
struct Seen<'a> {
    ties: Vec<&'a Tie>,
    /// Whether lines tell certainty and status: where there are very many they do not.
    has_dashes: bool,
    actors: Vec<&'a Actor>,
}

impl<'a> Map<'a> {
    fn seen(&self) -> Seen<'a> {
        let items = &self.scene.items;
        let keys: BTreeSet<Key> = items.iter().map(|item| item.key).collect();
        let is_drawn =
            |tie: &&Tie| map::tie_key(self.index, tie.key).is_some_and(|k| keys.contains(&k));
        let is_tie = |key: Key| matches!(key, Key::Tie(..) | Key::Mutual(..));
        let ties: Vec<&Tie> = self.ties.ties.iter().filter(is_drawn).collect();
        // Far ties are plain straight lines.
        let has_dashes = items.iter().any(|item| {
            is_tie(item.key)
                && match &item.mark {
                    Mark::Path {
                        stroke,
                        segments,
                        fill,
                    } => {
                        stroke.dash.is_dashed()
                            || fill.a() > 0
                            || segments.iter().any(|s| matches!(s, Segment::Quad(..)))
                    }
                    Mark::Disc { .. } | Mark::Text { .. } | Mark::Rect { .. } => true,
                    Mark::Columns(_) | Mark::Clip(_) => false,
                }
        });
        let actors = self.dataset.actors.entries();
        let actors = actors.filter(|(handle, _)| keys.contains(&Key::Actor(handle.0)));
        Seen {
            ties,
            has_dashes,
            actors: actors.map(|(_, actor)| actor).collect(),
        }
    }
}

/// The legend of a map.
pub(super) fn legend(of: &Map<'_>, width: f32, theme: &Theme, measure: &Measure) -> Scene {
    let mut rows = Rows::new(width, theme, measure);
    let seen = of.seen();
    let has_tone = of.arrows.iter().any(|arrow| arrow.strand.tone.is_some());
    if has_tone || seen.ties.iter().any(|tie| tie.tone.is_some()) {
        rows.group("Tone", &[tone_entry(theme)]);
    }
    if of.arrows.is_empty() {
        rows.group("Weight", &weight_entries(&seen, theme));
    } else {
        rows.group("Weight", &arrow_entries(of.arrows, theme));
        let firm = of.arrows.iter().map(|arrow| arrow.strand.certainty);
        let firm: BTreeSet<Certainty> = firm.collect();
        // Where all are equally firm there are no dashes.
        if firm.len() > 1 {
            rows.group("Certainty", &certainty_entries(&firm, theme));
        }
    }
    if seen.has_dashes {
        let firm = seen.ties.iter().map(|tie| tie.certainty).collect();
        rows.group("Certainty", &certainty_entries(&firm, theme));
        rows.group("", &tie_status_entries(&seen, theme));
    }
    rows.group("Actor", &actor_entries(&seen, theme));
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

/// The thinnest, the middle and the widest line that are drawn.
fn weight_entries(seen: &Seen<'_>, theme: &Theme) -> Vec<Entry<'static>> {
    const WIDTHS: [(u32, f32, &str); 5] = [
        (1, 1.25, "1"),
        (3, 2.5, "2–3"),
        (6, 4.0, "4–6"),
        (11, 6.0, "7–11"),
        (u32::MAX, 9.0, "12 or more"),
    ];
    let class = |tie: &&Tie| WIDTHS.iter().position(|(most, ..)| tie.weight <= *most);
    let drawn: BTreeSet<usize> = seen.ties.iter().filter_map(class).collect();
    let (first, last) = (drawn.first(), drawn.last());
    let middle = drawn.iter().nth(drawn.len() / 2);
    let told: BTreeSet<&usize> = [first, middle, last].into_iter().flatten().collect();
    told.into_iter()
        .filter_map(|n| WIDTHS.get(*n))
        .map(|(_, width, word)| line_entry(word, Stroke::new(*width, theme.t2)))
        .collect()
}

/// The thinnest, the middle and the widest arrow between blocs that are drawn.
fn arrow_entries(arrows: &[Arrow], theme: &Theme) -> Vec<Entry<'static>> {
    let weights = || arrows.iter().map(|arrow| arrow.strand.weight);
    let (least, most) = (weights().min().unwrap_or(1), weights().max().unwrap_or(1));
    let widths = Widths::new(least, most);
    let drawn: BTreeSet<usize> = weights().map(|weight| widths.bin(weight)).collect();
    let (first, last) = (drawn.first(), drawn.last());
    let middle = drawn.iter().nth(drawn.len() / 2);
    let told: BTreeSet<&usize> = [first, middle, last].into_iter().flatten().collect();
    told.into_iter()
        .filter_map(|n| Some((widths.words(*n), WIDTHS.get(*n).copied()?)))
        .map(|(word, width)| line_entry(&word, Stroke::new(width, theme.t2)))
        .collect()
}

fn line_entry(word: &str, stroke: Stroke) -> Entry<'static> {
    Entry::new(24.0, word, move |scene: &mut Scene, key, at| {
        scene.line(key, at, at + vec2(24.0, 0.0), stroke);
    })
}

fn certainty_entries<'a>(drawn: &BTreeSet<Certainty>, theme: &'a Theme) -> Vec<Entry<'a>> {
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
fn tie_status_entries<'a>(seen: &Seen<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let has = |status| seen.ties.iter().any(|t| t.status == status);
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

fn actor_entries<'a>(seen: &Seen<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let drawn = &seen.actors;
    let kinds = ActorKind::ALL.iter();
    let mut entries: Vec<Entry<'_>> = kinds
        .filter(|kind| drawn.iter().any(|a| a.kind == **kind && !a.unnamed))
        .map(|kind| {
            let shape = shape(*kind);
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
