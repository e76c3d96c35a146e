//! What the marks of a map mean: the forms that it draws, and no others. A page and the window say the
//! same; the window has one row for it.

use super::graph::shape;
use super::plan::{MOST_CURVES, Plan};
use super::ties::DISPUTED;
use super::view::View;
use super::widths::Widths;
use crate::analysis::{Strand, Tie};
use crate::dataset::{ActorKind, Certainty, Status};
use crate::scene::actors::{self, Shape};
use crate::scene::legend::{Entry, ROW, Rows};
use crate::scene::{Color32, Dash, Key, Measure, Pos2, Rect, Scene, Stroke, Theme, pos2, vec2};
use std::collections::BTreeSet;

/// The height of the window's row in points.
pub const HEIGHT: f32 = 25.0;
/// The ground at both ends of it.
const INSET: f32 = 12.0;
/// The length of a line.
const LINE: f32 = 24.0;

/// What a map draws: that is what its legend tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Whether a tie has a tone.
    pub has_tone: bool,
    /// Whether a line counts for more or less than its events and relations.
    pub has_weights: bool,
    /// Whether a tie has two sides.
    pub has_two_sides: bool,
    /// The bins of how wide its lines are.
    pub bins: BTreeSet<usize>,
    /// How firm its lines are; nothing where there are too many ties to tell.
    pub certainties: BTreeSet<Certainty>,
    /// Whether they stand for facts, likewise.
    pub statuses: BTreeSet<Status>,
    /// What its actors are.
    pub kinds: BTreeSet<ActorKind>,
    /// Whether sources do not name one of them.
    pub has_unnamed: bool,
    /// How many ties are hardly seen, since they are not main ones.
    pub faint: usize,
    /// Whether somebody is only named.
    pub has_named: bool,
    /// Whether words say that there are more than they say.
    pub has_more: bool,
    /// What the bins mean.
    pub widths: Widths,
}

impl Drawn {
    /// Of a plan for a view.
    pub fn of(view: &View<'_>, plan: &Plan) -> Self {
        if let Some(blocs) = &plan.blocs {
            let strands = blocs.blocs.arrows.iter().map(|arrow| arrow.strand);
            let strands: Vec<Strand> = strands.collect();
            return Self::of_strands(&strands, blocs.widths);
        }
        let ties = plan.ways.iter();
        let ties = ties.filter_map(|way| view.tie(way));
        let ties: Vec<&Tie> = ties.collect();
        let strands: Vec<Strand> = ties.iter().flat_map(|tie| tie.strands()).collect();
        let panel = view.panel();
        let figures = plan.figures.iter();
        let figures = figures.filter(|figure| panel.contains(figure.spot.centre));
        let actors = figures.filter_map(|f| view.dataset.actors.at(f.place as usize));
        let (unnamed, named): (Vec<_>, Vec<_>) = actors.partition(|(_, actor)| actor.unnamed);
        let mut drawn = Self {
            has_two_sides: ties.iter().any(|tie| tie.has_two_sides()),
            kinds: named
                .iter()
                .map(|(_, actor)| actor.kind)
                .filter(|kind| *kind != ActorKind::Unknown)
                .collect(),
            has_unnamed: !unnamed.is_empty(),
            faint: plan.faint.len(),
            has_more: plan.words.iter().any(|word| {
                let block = word.block.as_ref();
                block.is_some_and(|block| block.has_more)
            }),
            has_named: plan.regions.iter().any(|region| !region.also.is_empty()),
            ..Self::of_strands(&strands, view.graph.widths)
        };
        // Very many ties are plain lines.
        if ties.len() > MOST_CURVES {
            drawn.certainties.clear();
            drawn.statuses.clear();
        }
        drawn
    }

    fn of_strands(strands: &[Strand], widths: Widths) -> Self {
        let each = || strands.iter();
        Self {
            has_tone: each().any(|strand| strand.tone.is_some()),
            has_weights: each().any(|strand| strand.strength != strand.weight as f32),
            bins: each().map(|strand| widths.bin(strand.strength)).collect(),
            certainties: each().map(|strand| strand.certainty).collect(),
            statuses: each().map(|strand| strand.status).collect(),
            widths,
            ..Self::default()
        }
    }
}

/// As many rows of a width as are needed. First what the `hues` mean, where nothing else tells it.
pub fn legend(
    drawn: &Drawn,
    (heading, hues): (&str, &[Entry<'_>]),
    width: f32,
    theme: &Theme,
    measure: &Measure,
) -> Scene {
    let mut rows = Rows::new(width, theme, measure);
    rows.group(heading, hues);
    fill(&mut rows, drawn, theme);
    rows.scene
}

/// The same in one row, 25 high, as far as the width goes; a part that does not fit is left out whole.
/// Gives whether one is.
pub fn legend_row(
    drawn: &Drawn,
    (heading, hues): (&str, &[Entry<'_>]),
    width: f32,
    theme: &Theme,
    measure: &Measure,
) -> (Scene, bool) {
    let mut rows = Rows::one((width - 2.0 * INSET).max(0.0), theme, measure);
    rows.group(heading, hues);
    fill(&mut rows, drawn, theme);
    let mut scene = Scene::new(vec2(width, HEIGHT));
    let by = vec2(INSET, (HEIGHT - ROW) / 2.0);
    let items = rows.scene.items.iter();
    scene.items.extend(items.map(|item| item.scaled(1.0, by)));
    (scene, rows.is_cut)
}

fn fill(rows: &mut Rows<'_>, drawn: &Drawn, theme: &Theme) {
    if drawn.has_tone {
        rows.group("Tone", &[tone(theme)]);
    }
    let told = if drawn.has_weights {
        "Weight"
    } else {
        "Events and relations"
    };
    rows.group(told, &lines(drawn, theme));
    if drawn.has_two_sides {
        rows.group("", &[two_sides(theme)]);
    }
    rows.group("Certainty", &certainties(drawn, theme));
    rows.group("", &statuses(drawn, theme));
    let kinds = kinds(drawn, theme);
    rows.group("Actor", &kinds);
    if !kinds.is_empty() {
        let size = "Size: how many events and relations.";
        rows.group("", &[Entry::sentence(size)]);
    }
    if drawn.faint > 0 {
        let faint = Stroke::new(1.0, theme.rule);
        rows.group("", &[line("weaker ties", faint)]);
    }
    if drawn.has_named {
        let named = "Without a tie among the strongest: named only.";
        rows.group("", &[Entry::sentence(named)]);
    }
    if drawn.has_more {
        rows.group("", &[Entry::sentence("+2: and two more")]);
    }
}

fn tone(theme: &Theme) -> Entry<'_> {
    const STEP: f32 = 11.0;
    let steps = move |scene: &mut Scene, key, at: Pos2| {
        let left = at.x + 15.0;
        let mut x = left;
        for tone in theme.tone {
            let rect = Rect::from_min_size(pos2(x, at.y - 3.0), vec2(STEP, 6.0));
            scene.rect(key, rect, 0.0, tone, Stroke::NONE);
            x += STEP;
        }
        actors::tone_sign(scene, key, pos2(left - 7.5, at.y), 5.5, 0, theme, 1.0);
        actors::tone_sign(scene, key, pos2(x + 7.5, at.y), 5.5, 6, theme, 1.0);
    };
    Entry::new(7.0 * STEP + 30.0, "friendly", steps).after("hostile")
}

fn line(word: &str, stroke: Stroke) -> Entry<'static> {
    Entry::new(LINE, word, move |scene: &mut Scene, key, at: Pos2| {
        scene.line(key, at, at + vec2(LINE, 0.0), stroke);
    })
}

/// The thinnest, the middle and the widest line that are drawn.
fn lines(drawn: &Drawn, theme: &Theme) -> Vec<Entry<'static>> {
    let bins = &drawn.bins;
    let middle = bins.iter().nth(bins.len() / 2);
    let told = [bins.first(), middle, bins.last()].into_iter().flatten();
    let told: BTreeSet<&usize> = told.collect();
    let entries = told.into_iter().map(|bin| {
        let stroke = Stroke::new(drawn.widths.of_bin(*bin), theme.t2);
        line(&drawn.widths.words(*bin), stroke)
    });
    entries.collect()
}

/// Two lines side by side, their middles so far from that of both.
fn twins(word: &str, off: f32, strokes: [Stroke; 2]) -> Entry<'static> {
    Entry::new(LINE, word, move |scene: &mut Scene, key, at: Pos2| {
        for (y, stroke) in [-off, off].into_iter().zip(strokes) {
            let from = at + vec2(0.0, y);
            scene.line(key, from, from + vec2(LINE, 0.0), stroke);
        }
    })
}

fn two_sides(theme: &Theme) -> Entry<'static> {
    let [_, hostile, .., friendly, _] = theme.tone;
    let strokes = [hostile, friendly].map(|colour| Stroke::new(2.0, colour));
    twins("hostile and friendly in one tie", 2.5, strokes)
}

/// How firm lines are: by dashes where they differ, else in words.
fn certainties(drawn: &Drawn, theme: &Theme) -> Vec<Entry<'static>> {
    let all: Vec<Certainty> = drawn.certainties.iter().copied().collect();
    if let [only] = all.as_slice() {
        let words = match only {
            Certainty::Confirmed | Certainty::Single => format!("all by {}", only.name()),
            Certainty::Claimed | Certainty::Disputed => format!("all {}", only.name()),
            Certainty::Unsourced => only.name().to_owned(),
        };
        return vec![Entry::sentence(&words)];
    }
    let own = Stroke::new(1.75, theme.t2);
    // These two look the same.
    let has = |certainty| drawn.certainties.contains(&certainty);
    let is_both = has(Certainty::Claimed) && has(Certainty::Unsourced);
    let all = all.into_iter();
    let all = all.filter(|certainty| !(is_both && *certainty == Certainty::Unsourced));
    let entries = all.map(|certainty| {
        let dash = match certainty {
            Certainty::Confirmed => Dash::SOLID,
            Certainty::Single => Dash::SINGLE,
            Certainty::Claimed if is_both => {
                let words = format!("claimed, or {}", Certainty::Unsourced.name());
                return line(&words, own.dashed(Dash::claimed(own.width)));
            }
            Certainty::Claimed | Certainty::Unsourced => Dash::claimed(own.width),
            Certainty::Disputed => {
                let strokes = [Dash::SOLID, DISPUTED].map(|dash| own.dashed(dash));
                return twins(certainty.name(), 2.0, strokes);
            }
        };
        line(certainty.name(), own.dashed(dash))
    });
    entries.collect()
}

/// A hollow tube, struck where it is denied.
fn statuses(drawn: &Drawn, theme: &Theme) -> Vec<Entry<'static>> {
    let has = |status| drawn.statuses.contains(&status);
    let (rim, strike) = (Stroke::new(1.25, theme.t2), Stroke::new(1.5, theme.t2));
    let tube = move |scene: &mut Scene, key: Key, at: Pos2| {
        let rect = Rect::from_min_size(at - vec2(0.0, 2.5), vec2(LINE, 5.0));
        scene.rect(key, rect, 2.5, Color32::TRANSPARENT, rim);
    };
    let mut entries = Vec::new();
    let word = match (has(Status::Planned), has(Status::Possible)) {
        (true, true) => Some("planned or possible"),
        (true, false) => Some("planned"),
        (false, true) => Some("possible"),
        (false, false) => None,
    };
    entries.extend(word.map(|word| Entry::new(LINE, word, tube)));
    if has(Status::Denied) {
        let denied = move |scene: &mut Scene, key: Key, at: Pos2| {
            tube(scene, key, at);
            let middle = at + vec2(LINE / 2.0, 0.0);
            let (from, to) = (middle + vec2(-4.0, 5.5), middle + vec2(4.0, -5.5));
            scene.line(key, from, to, strike);
        };
        entries.push(Entry::new(LINE, "denied", denied));
    }
    entries
}

fn kinds<'a>(drawn: &Drawn, theme: &'a Theme) -> Vec<Entry<'a>> {
    let sample = |kind: &ActorKind| {
        let shape: Shape = shape(*kind);
        let mark = move |scene: &mut Scene, key: Key, at: Pos2| {
            actors::shape(scene, key, at + vec2(6.5, 0.0), 4.5, shape, theme);
        };
        Entry::new(13.0, kind.word(), mark)
    };
    let mut entries: Vec<Entry<'a>> = drawn.kinds.iter().map(sample).collect();
    if drawn.has_unnamed {
        let mark = move |scene: &mut Scene, key: Key, at: Pos2| {
            let rim = Stroke::new(1.5, theme.t2).dashed(Dash::APPROXIMATE);
            scene.disc(key, at + vec2(5.5, 0.0), 5.0, Color32::TRANSPARENT, rim);
        };
        entries.push(Entry::new(11.0, "not named", mark));
    }
    entries
}
