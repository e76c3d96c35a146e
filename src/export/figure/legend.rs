//! What the marks of a timeline mean, in rows as wide as the figure: the forms that it draws, and no
//! others.

use super::callouts::{DISC, Pen as NotePen};
use super::input::Figure;
use crate::analysis::{ColourBy, Lanes, Row, parts};
use crate::dataset::{Dimension, Handle, Role};
use crate::scene::lasting::{LASTING, Lasting, lasting};
use crate::scene::legend::{Entry, Rows};
use crate::scene::marks::{self, End, POINT, Pen, Standing};
use crate::scene::text::baseline_drop;
use crate::scene::theme::{faded, mix};
use crate::scene::{
    Color32, Dash, Fill, Hue, Item, Key, Mark, Measure, Pos2, Rect, Scene, Segment, Stroke, Style,
    Theme, Weight, pos2, vec2,
};
use crate::timeline::{self, DateForm};
use std::collections::BTreeSet;

/// What a timeline's legend is made from.
pub(super) struct Timeline<'a> {
    pub figure: &'a Figure<'a>,
    pub lanes: &'a Lanes,
    /// The undated ones.
    pub undated: &'a Scene,
    /// The timeline itself.
    pub picture: &'a timeline::Picture,
    /// Whether a map is below it.
    pub has_map: bool,
    /// Whether notes have numbers in it or on the map, and whether each has one in both.
    pub has_notes: bool,
    pub is_in_both: bool,
    /// The numbers of sources that stand after a title; none: after no title.
    pub numbers: Option<&'a str>,
}

impl Timeline<'_> {
    /// The events that have a mark of their own.
    fn drawn(&self) -> Vec<Row> {
        let items = self.picture.scene.items.iter().chain(&self.undated.items);
        let all: BTreeSet<Row> = rows(self.figure, items).collect();
        all.into_iter().collect()
    }

    fn has_weekends(&self, theme: &Theme) -> bool {
        self.picture.scene.items.iter().any(|item| {
            matches!(&item.mark, Mark::Rect { fill: Fill::Solid(colour), .. } if *colour == theme.weekend)
        })
    }

    /// The events of strips whose columns have their hues. Those of a low strip by class have two
    /// of their own, for cooperation and conflict.
    fn in_strips(&self) -> Vec<Row> {
        let by_class = self.figure.colour_by == ColourBy::Class;
        let strips = self.picture.strips.iter();
        let strips = strips.filter(|strip| !(strip.is_folded && by_class));
        let columns = strips.flat_map(|s| s.columns.iter().map(move |c| (s.lane, &c.range)));
        let rows = columns.filter_map(|(lane, range)| {
            let lane = self.lanes.lanes.get(lane as usize)?;
            lane.rows.rows.get(range.clone())
        });
        rows.flatten().copied().collect()
    }

    /// Whether strips are drawn that are folded, or that are not.
    fn has_strips(&self, are_folded: bool) -> bool {
        let mut strips = self.picture.strips.iter();
        strips.any(|strip| strip.is_folded == are_folded && !strip.columns.is_empty())
    }
}

/// The events that items stand for.
fn rows<'a>(
    of: &Figure<'_>,
    items: impl IntoIterator<Item = &'a Item>,
) -> impl Iterator<Item = Row> {
    items.into_iter().filter_map(|item| {
        let Key::Event(handle) = item.key else {
            return None;
        };
        of.index.row(Handle(handle))
    })
}

/// The legend of a timeline: only what is drawn is explained.
pub(super) fn timeline(of: &Timeline<'_>, width: f32) -> Scene {
    let (theme, measure) = (of.figure.theme, of.figure.measure);
    let mut rows = Rows::new(width, theme, measure);
    let mut coloured = of.drawn();
    coloured.extend(of.in_strips());
    rows.group("", &hue_entries(of, &coloured, theme));
    rows.group("", &status_entries(of, theme));
    rows.group("", &date_entries(of, theme, measure));
    rows.group("", &strip_entries(of, theme));
    rows.group("", &fold_entries(of, theme));
    if of.picture.has_connectors {
        let of_actors = matches!(
            of.lanes.by.0,
            Some(Dimension::Group | Dimension::Actor | Dimension::Kind)
        );
        let word = match of_actors {
            true => "one event, several actors; the arrow points at whom it concerns",
            false => "one event in several lanes",
        };
        let arrow = Entry::new(5.0, word, move |scene: &mut Scene, key, at| {
            let x = at.x + 2.5;
            let tip = pos2(x, at.y + 6.0);
            let line = Stroke::new(1.0, theme.t2);
            scene.line(key, pos2(x, at.y - 6.0), tip, line);
            if of_actors {
                marks::arrowhead(scene, key, tip, vec2(0.0, 1.0), (6.0, 2.5), theme.t2);
            }
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
    rows.group("", &page_entries(of, theme, measure));
    rows.scene
}

/// Where the axis is folded, and what it holds there.
fn fold_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let folds = of.picture.axis.folds();
    let events: usize = folds.iter().map(|(gap, _)| gap.events).sum();
    let word = match (folds.len(), events) {
        (0, _) => return Vec::new(),
        (_, 0) => "folded: no events in this time",
        _ => "folded time, and how many events it holds",
    };
    let band = move |scene: &mut Scene, key, at| {
        let rect = Rect::from_min_size(at - vec2(0.0, 5.5), vec2(14.0, 11.0));
        timeline::draw_fold(scene, key, rect, timeline::fold_fill(theme), theme);
    };
    vec![Entry::new(14.0, word, band)]
}

/// What a figure adds to a timeline: what its map shows, its notes, the numbers of its sources.
fn page_entries<'a>(of: &Timeline<'_>, theme: &'a Theme, measure: &'a Measure) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    if of.figure.window.is_some() && of.has_map {
        let bracket = move |scene: &mut Scene, key, at: Pos2| {
            let corner = |x: f32, y: f32| at + vec2(x, y);
            let way = [
                Segment::Move(corner(1.0, 5.0)),
                Segment::Line(corner(1.0, -4.0)),
                Segment::Line(corner(21.0, -4.0)),
                Segment::Line(corner(21.0, 5.0)),
            ];
            let ink = Stroke::new(1.5, theme.ink);
            scene.path(key, way, Color32::TRANSPARENT, ink);
        };
        entries.push(Entry::new(22.0, "what the map shows", bracket));
    }
    if of.has_notes {
        let word = if of.is_in_both {
            "note, in both views"
        } else {
            "note"
        };
        let disc = move |scene: &mut Scene, key, at: Pos2| {
            let pen = NotePen { theme, measure };
            pen.disc(scene, key, at + vec2(DISC, 0.0), 1);
        };
        entries.push(Entry::new(2.0 * DISC, word, disc));
    }
    if let Some(text) = of.numbers {
        let text = text.to_owned();
        let style = Style::new(NUMBERS, Weight::Regular, theme.t2);
        let wide = measure.width(&text, style.size, style.weight);
        let numbers = move |scene: &mut Scene, key, at: Pos2| {
            let at = at + vec2(0.0, baseline_drop(NUMBERS) - 2.0);
            scene.text(key, at, &text, style, measure);
        };
        entries.push(Entry::new(wide, "sources, listed below", numbers));
    }
    entries
}

/// The size of the numbers after a title.
const NUMBERS: f32 = 10.0;

/// The hues, unless the lanes' heads show them.
fn hue_entries<'a>(of: &Timeline<'_>, drawn: &[Row], theme: &'a Theme) -> Vec<Entry<'a>> {
    if of.lanes.by.tells(of.figure.colour_by) {
        return Vec::new();
    }
    let Figure {
        dataset,
        index,
        hues,
        colour_by,
        ..
    } = *of.figure;
    let parts = drawn.iter().map(|row| parts::part(index, *row, colour_by));
    let used: BTreeSet<u8> = parts.collect();
    let entries = used.into_iter().map(usize::from).filter_map(|part| {
        let name = parts::name(dataset, index, colour_by, part)?;
        let hue = hues.part(index, colour_by, part);
        Some(Entry::colour(&name, theme.hue(hue.into())))
    });
    entries.collect()
}

fn status_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    let mut standings = of.picture.shown.standings.clone();
    let undated = rows(of.figure, &of.undated.items);
    let statuses = undated.filter_map(|row| of.figure.index.status.get(row as usize));
    standings.extend(statuses.map(|status| timeline::standing(*status, Role::Participant)));
    // That what is drawn happened is said where something else did not.
    if standings
        .iter()
        .all(|standing| *standing == Standing::Happened)
    {
        return Vec::new();
    }
    [
        (Standing::Happened, "happened"),
        (Standing::Planned, "planned"),
        (Standing::Possible, "possible"),
        (Standing::Denied, "denied"),
        (Standing::Absent, "left out"),
    ]
    .into_iter()
    .filter(|(standing, _)| standings.contains(standing))
    .map(|(standing, word)| {
        let pen = Pen::new(theme.t2, theme.ground).standing(standing);
        // A ring reaches a little farther than a disc.
        Entry::new(2.0 * RING, word, move |scene: &mut Scene, key, at| {
            marks::point(scene, key, at + vec2(RING, 0.0), POINT, pen);
        })
    })
    .collect()
}

/// What is approximate, and what was some time in a span, in words; and what the sign beside a sample
/// takes.
const ABOUT_THEN: &str = "about then";
const SOME_TIME: &str = "some time in it";
const SIGN: f32 = 10.0;

/// Half the width of a sample that may be a ring.
const RING: f32 = POINT + 1.5;

fn date_entries<'a>(of: &Timeline<'_>, theme: &'a Theme, measure: &'a Measure) -> Vec<Entry<'a>> {
    let shown = &of.picture.shown;
    let forms = shown.forms.iter();
    let forms = forms.filter_map(|form| form_entry(*form, shown, theme, measure));
    let mut entries: Vec<Entry<'a>> = forms.collect();
    let pen = Pen::new(theme.t2, theme.ground);
    // What fades shows its sign too.
    let is_approximate = shown.is_approximate && !shown.forms.contains(&DateForm::Faded);
    for (is_shown, sign, word, pen) in [
        (is_approximate, "~", ABOUT_THEN, pen),
        (shown.is_uncertain, "?", "date doubted", pen.uncertain()),
    ] {
        let sample = move |scene: &mut Scene, key, at| {
            marks::point(scene, key, at + vec2(POINT, 0.0), POINT, pen);
            let end = at + vec2(2.0 * POINT, 0.0);
            timeline::draw_sign(scene, key, end, sign, theme.t2, measure);
        };
        entries.extend(is_shown.then(|| Entry::new(2.0 * POINT + SIGN, word, sample)));
    }
    entries
}

/// The sample of a form, with its word. One word serves for what is a bracket here and a line there.
fn form_entry<'a>(
    form: DateForm,
    shown: &timeline::Shown,
    theme: &'a Theme,
    measure: &'a Measure,
) -> Option<Entry<'a>> {
    let pen = Pen::new(theme.t2, theme.ground);
    let bar = |at: Pos2, width: f32| Rect::from_min_size(at - vec2(0.0, 6.0), vec2(width, 12.0));
    let line = |word, dash: Dash| {
        Entry::new(36.0, word, move |scene: &mut Scene, key, at: Pos2| {
            let line = Lasting {
                ends: (at.x, at.x + 36.0),
                goes_on: [true; 2],
                y: at.y,
                title: (at.x, at.x),
                width: LASTING,
                dash,
            };
            lasting(scene, key, &line, pen);
        })
    };
    let points = |word, is_one_of| {
        Entry::new(33.0, word, move |scene: &mut Scene, key, at: Pos2| {
            let places = [at.x + POINT, at.x + 33.0 - POINT];
            marks::set_of_points(scene, key, &places, at.y, is_one_of, pen);
        })
    };
    let has_sign = shown.is_approximate;
    let faded_bar = move |scene: &mut Scene, key, at: Pos2| {
        let core = (at.x + 13.0, at.x + 23.0);
        marks::faded_bar(scene, key, bar(at, 36.0), core, pen);
        if has_sign {
            let end = at + vec2(36.0, 0.0);
            timeline::draw_sign(scene, key, end, "~", theme.t2, measure);
        }
    };
    let bracket = move |scene: &mut Scene, key, at| {
        marks::bracket(scene, key, bar(at, 30.0), [End::Closed; 2], None, pen);
    };
    let without_end = move |scene: &mut Scene, key, at| {
        let gone = faded(theme.t2, 0.0);
        let fade = [(0.0, theme.t2), (0.3, theme.t2), (1.0, gone)];
        let fade = Fill::Fade(fade.into());
        scene.rect(key, bar(at, 30.0), 2.0, fade, Stroke::NONE);
    };
    Some(match form {
        DateForm::Faded => {
            let width = 36.0 + if has_sign { SIGN } else { 0.0 };
            Entry::new(width, ABOUT_THEN, faded_bar)
        }
        DateForm::Lasting => line("lasts longer", Dash::SOLID),
        DateForm::Bracket => Entry::new(30.0, SOME_TIME, bracket),
        DateForm::LastingBracket if shown.forms.contains(&DateForm::Bracket) => return None,
        DateForm::LastingBracket => line(SOME_TIME, Dash::DOTTED),
        DateForm::Unknown => Entry::new(30.0, "end not known", without_end),
        DateForm::OneOf => points("one of these dates", true),
        DateForm::AllOf => points("all of these dates", false),
    })
}

/// What the columns of lanes say that have too many events, or are folded.
fn strip_entries<'a>(of: &Timeline<'_>, theme: &'a Theme) -> Vec<Entry<'a>> {
    const STEP: f32 = 5.0;
    let mut entries = Vec::new();
    if of.has_strips(false) {
        let columns = move |scene: &mut Scene, key, at: Pos2| {
            for (x, tall) in [(0.0, 3.0), (STEP, 6.0), (2.0 * STEP, 11.0)] {
                let foot = at + vec2(x, 5.5);
                let rect = Rect::from_min_max(foot - vec2(0.0, tall), foot + vec2(4.0, 0.0));
                scene.rect(key, rect, 0.0, theme.t2, Stroke::NONE);
            }
        };
        entries.push(Entry::new(
            3.0 * STEP,
            "the higher, the more events",
            columns,
        ));
    }
    if of.has_strips(true) {
        let (word, halves) = if of.figure.colour_by == ColourBy::Class {
            let colour = |class| theme.hue(Hue::Class(class));
            let halves = vec![(-6.0, 5.5, colour(3)), (0.5, 5.5, colour(0))];
            let word = "lane in short: cooperation above conflict, the deeper, the more events";
            (word, halves)
        } else {
            let word = "lane in short: the deeper, the more events";
            (word, vec![(-5.5, 11.0, theme.t2)])
        };
        let columns = move |scene: &mut Scene, key, at: Pos2| {
            for (top, high, colour) in &halves {
                let mut at = at + vec2(0.0, *top);
                for depth in [0.25, 0.5, 0.75, 1.0] {
                    let rect = Rect::from_min_size(at, vec2(STEP, *high));
                    let fill = mix(theme.ground, *colour, depth);
                    scene.rect(key, rect, 0.0, fill, Stroke::NONE);
                    at.x += STEP;
                }
            }
        };
        entries.push(Entry::new(4.0 * STEP, word, columns));
    }
    let mut strips = of.picture.strips.iter();
    if strips.any(|strip| strip.lines().next().is_some()) {
        let line = move |scene: &mut Scene, key, at| {
            let rect = Rect::from_center_size(at + vec2(7.5, 0.0), vec2(15.0, 2.0));
            scene.rect(key, rect, 0.0, theme.t2, Stroke::NONE);
        };
        entries.push(Entry::new(15.0, "longer", line));
    }
    entries
}
