//! What a figure says last, in a line or two: how much it shows of what there is, by which filter, and
//! where it comes from.

use super::input::{ChartPage, Figure, Views};
use crate::analysis::{Bits, Row};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::zone::Zone;
use crate::dataset::{Certainty, Dataset, Filter, Id, Matching, Text};
use crate::export::paragraph;
use crate::map::{self, Counts};
use crate::scene::{Color32, Key, Measure, Scene, Style, Theme, Weight, pos2, vec2};
use crate::timeline::metrics::to_float;
use crate::timeline::{Span, folds_in_words, in_or_on};
use emath::Align;

const SIZE: f32 = 12.0;
const LINE: f32 = 18.0;
/// Between what stands at the left and at the right.
const APART: f32 = 40.0;
/// A narrower page has no room for two texts side by side.
const NARROW: f32 = 700.0;
/// More lines than this are not read.
const MOST: usize = 4;

pub(super) struct Foot {
    width: f32,
    shown: Vec<String>,
    source: String,
    /// Whether that stands at the right of the first line.
    is_beside: bool,
}

impl Foot {
    /// What it says, in a width; and what is `folded`: in short where more would take a line from a page that `is_given` its height. A low page has no line for that: the bands tell it.
    /// Of its file it says how many `sources` that has, where they found no room on the page.
    pub(super) fn new(
        shown: &Shown,
        (folded, is_given): (&Folded, bool),
        (file, sources): (Option<&str>, usize),
        width: f32,
        measure: &Measure,
    ) -> Self {
        let style = Style::new(SIZE, Weight::Regular, Color32::BLACK);
        let drawn = "Drawn with Detente";
        let source = match file {
            Some(file) if sources > 0 => {
                let sources = part(sources, sources, "source", "sources");
                let whole = format!("{drawn} from {file}, which has {sources}");
                let fits = measure.width(&whole, SIZE, Weight::Regular) <= width;
                let short = || format!("From {file}, which has {sources}");
                if fits { whole } else { short() }
            }
            Some(file) => format!("{drawn} from {file}"),
            None => drawn.to_owned(),
        };
        let room = width - APART - measure.width(&source, SIZE, Weight::Regular);
        let is_beside = width >= NARROW && room > width * 0.5;
        let room = if is_beside { room } else { width };
        let lines = |text: &str| paragraph::lines(text, style, room, MOST, measure);
        let least = lines(&shown.whole);
        let whole = lines(&format!("{}{}", shown.whole, folded.whole));
        let shown = if !is_given || whole.len() == least.len() {
            whole
        } else {
            let short = lines(&format!("{}{}", shown.short, folded.short));
            let has_room = !is_beside || short.len() <= least.len();
            if has_room { short } else { least }
        };
        Self {
            width,
            shown,
            source,
            is_beside,
        }
    }

    pub(super) fn height(&self) -> f32 {
        let source = usize::from(!self.is_beside || self.shown.is_empty());
        to_float(self.shown.len() + source) * LINE
    }

    pub(super) fn draw(&self, theme: &Theme, measure: &Measure) -> Scene {
        let mut scene = Scene::new(vec2(self.width, self.height()));
        let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
        let mut y = BASELINE;
        for line in &self.shown {
            scene.text(Key::None, pos2(0.0, y), line, quiet, measure);
            y += LINE;
        }
        if self.is_beside {
            let at = pos2(self.width, BASELINE);
            let source = self.source.as_str();
            scene.text_aligned(Key::None, at, Align::Max, source, quiet, measure);
        } else if let Some((source, _)) = measure.fit(&self.source, quiet, self.width) {
            scene.text(Key::None, pos2(0.0, y), &source, quiet, measure);
        }
        scene
    }
}

/// From the top of a line to its baseline.
const BASELINE: f32 = 12.0;

/// What a picture shows, in words.
pub(super) struct Shown {
    whole: String,
    /// Without that nothing is filtered: what says least goes first.
    short: String,
}

impl Shown {
    /// Counts, by which filter, and the rest.
    fn new(counts: &str, filter: &Filter, dataset: &Dataset, rest: &str) -> Self {
        let whole = format!("{counts}. {}.{rest}", filter_words(filter, dataset));
        let short = if filter_parts(filter, dataset).is_empty() {
            format!("{counts}.{rest}")
        } else {
            whole.clone()
        };
        Self { whole, short }
    }
}

/// What a figure of these events shows: counts, filter, and what its map leaves out.
pub(super) fn shown(of: &Figure<'_>, rows: &[Row], map: Option<Counts>) -> Shown {
    let counts = counts(of, rows, map);
    let mut text = String::new();
    if let Some(map) = map {
        if of.ties.ties.iter().any(|tie| tie.tone.is_some()) {
            text.push_str(" Tone: Goldstein scale, −10 to +10.");
        }
        let most = map::most_drawn(map.actors);
        if map.main > most {
            let most = with_thousands(most);
            text.push_str(&format!(" The {most} heaviest ties are drawn."));
        }
        let many = of.ties.left_out.len();
        if many > 0 {
            let events = part(many, many, "event has", "events have");
            text.push_str(&format!(
                " {events} too many participants for ties between all of them."
            ));
        }
    }
    let mut shown = Shown::new(&counts, of.filter, of.dataset, &text);
    // That some arrows are not there is more than that nothing is filtered.
    if map.is_some_and(|map| map.blocs > 0 && map.arrows_left_out > 0) {
        shown.whole.clone_from(&shown.short);
    }
    shown
}

/// That time is folded: from when to when with what it holds, ` Folded: 2010–14 · no events; 2014–21 · 3
/// events.`, and in short.
#[derive(Default)]
pub(super) struct Folded {
    whole: String,
    short: String,
}

impl Folded {
    /// On an axis.
    pub(super) fn new(span: Span, zone: &Zone) -> Self {
        let (folds, events) = folds_in_words(&span, zone);
        if folds.is_empty() {
            return Self::default();
        }
        let short = match events {
            0 => " Empty time is folded.".to_owned(),
            some => format!(" {} in folded time.", part(some, some, "event", "events")),
        };
        let whole = format!(" Folded: {}.", folds.join("; "));
        Self { whole, short }
    }
}

/// What a chart counts, and by which filter.
pub(super) fn shown_of_chart(of: &ChartPage<'_>) -> Shown {
    let (from, to) = (of.span.from(), of.span.to());
    let bounds = || rows_of(of.passing).map(|row| of.index.bounds(row));
    let alive = bounds().flatten();
    let alive = alive.filter(|bounds| bounds.possibly_in(from, to));
    let mut events = part(alive.count(), of.index.len(), "event", "events");
    match bounds().filter(Option::is_none).count() {
        0 => {}
        1 => events.push_str(" (1 is undated)"),
        some => events.push_str(&format!(" ({} are undated)", with_thousands(some))),
    }
    Shown::new(&events, of.filter, of.dataset, "")
}

fn rows_of(bits: &Bits) -> impl Iterator<Item = Row> {
    bits.iter().filter_map(|row| Row::try_from(row).ok())
}

/// `75 of 132 events possibly in 8–18 Aug 2025 (12 of them undated), 38 of 49 actors, 24 of 89 ties,
/// the strongest`
fn counts(of: &Figure<'_>, shown: &[Row], map: Option<Counts>) -> String {
    let events = match of.window {
        // What has no date is always alive.
        Some(_) => rows_of(of.passing)
            .filter(|row| of.index.is_alive(*row, of.window))
            .count(),
        // Nor has a map a span.
        None if of.views == Views::Map => of.passing.count(),
        None => shown.len(),
    };
    let is_part = !of.span.shows_all() && of.views != Views::Map;
    let span = Some((of.span.from(), of.span.to())).filter(|_| is_part);
    let when = of.window.or(span).map_or_else(String::new, |(from, to)| {
        format!(" possibly {}", in_or_on(from, to, of.zone))
    });
    let undated = match of.lanes.undated.len() {
        0 => String::new(),
        count => format!(" ({} of them undated)", with_thousands(count)),
    };
    let events = part(events, of.index.len(), "event", "events");
    let Some(map) = map else {
        return format!("{events}{when}{undated}");
    };
    let actors = part(map.actors, of.index.actor_count(), "actor", "actors");
    let ties = if map.blocs > 0 {
        let ties = part(map.ties, of.all_ties, "tie", "ties");
        match map.arrows_left_out {
            0 => format!("{ties} in {}", part(map.blocs, map.blocs, "bloc", "blocs")),
            // That some are not there is told, how many blocs there are can be counted.
            more => {
                let all = map.arrows + more;
                format!("{ties} in {}", part(map.arrows, all, "arrow", "arrows"))
            }
        }
    } else if map.main < map.ties {
        let ties = part(map.main, map.ties, "tie", "ties");
        format!("{ties}, the strongest")
    } else {
        part(map.ties, of.all_ties, "tie", "ties")
    };
    // Without a window the map shows more than the span.
    let apart = if of.window.is_none() && span.is_some() {
        "; at any time "
    } else {
        ", "
    };
    format!("{events}{when}{undated}{apart}{actors}, {ties}")
}

/// `31 of 74 events`, `74 events`
fn part(some: usize, all: usize, one: &str, many: &str) -> String {
    match plural(all, one, many) {
        whole if some == all => whole,
        whole => format!("{} of {whole}", with_thousands(some)),
    }
}

/// `Category: Talks, Sanctions. Actor: only between Putin, Trump`, `No filter`
pub fn filter_words(filter: &Filter, dataset: &Dataset) -> String {
    match filter_parts(filter, dataset) {
        parts if parts.is_empty() => "No filter".to_owned(),
        parts => parts.join(". "),
    }
}

fn filter_parts(filter: &Filter, dataset: &Dataset) -> Vec<String> {
    let mut parts = Vec::new();
    let mut say = |what: &str, names: Vec<String>| {
        if !names.is_empty() {
            parts.push(format!("{what}: {}", names.join(", ")));
        }
    };
    let names = |ids: &[Id], name: &dyn Fn(&str) -> Option<String>| {
        let named = |id: &Id| name(id).unwrap_or_else(|| id.to_string());
        ids.iter().map(named).collect::<Vec<_>>()
    };
    let category = |id: &str| Some(dataset.categories.find(id)?.1.name.to_string());
    let group = |id: &str| Some(dataset.groups.find(id)?.1.name.to_string());
    let actor = |id: &str| Some(dataset.actors.find(id)?.1.name.to_string());
    let words = |words: &[Text]| words.iter().map(Text::to_string).collect::<Vec<_>>();
    say("Category", names(&filter.categories, &category));
    let (who, how) = people_words(filter);
    let mut people = names(&filter.groups, &group);
    people.extend(names(&filter.actors, &actor));
    if let Some(first) = people.first_mut() {
        first.insert_str(0, how);
    }
    say(who, people);
    say("Tag", words(&filter.tags));
    say("Status", words(&filter.statuses));
    let certainty = |word: &Text| match Certainty::of_word(word) {
        Some(certainty) => certainty.name().to_owned(),
        None => word.to_string(),
    };
    say(
        "Certainty",
        filter.certainties.iter().map(certainty).collect(),
    );
    say(
        "Text",
        filter.text.iter().map(|t| format!("“{t}”")).collect(),
    );
    parts
}

/// Whom a filter is about, and how many of them have to act.
fn people_words(filter: &Filter) -> (&'static str, &'static str) {
    let who = match (filter.groups.is_empty(), filter.actors.is_empty()) {
        (false, true) => "Group",
        (false, false) => "Group or actor",
        (true, _) => "Actor",
    };
    let how = match filter.matching {
        Matching::Any => "",
        Matching::All => "all of ",
        Matching::Between => "only between ",
    };
    (who, how)
}
