//! What a figure says in words: its title, what it is about, what is shown and what is left out.

use super::{ChartPage, Figure};
use crate::analysis::{Index, Row};
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Matching, Text};
use crate::export::paragraph::{self, first_paragraph};
use crate::map;
use crate::scene::{Key, Measure, Rect, Scene, Stroke, Style, Theme, Weight, pos2, vec2};
use crate::timeline::calendar::with_thousands;
use crate::timeline::words::years_in_words;
use crate::timeline::{Span, fit_all, range_in_words};
use emath::Align;
use std::path::Path;

/// Size of the last line.
pub(super) const LAST_SIZE: f32 = 12.0;
const TITLE: f32 = 34.0;
const TITLE_LINE: f32 = 42.0;
const INTRO: f32 = 16.5;
const INTRO_LINE: f32 = 25.0;
const RANGE: f32 = 17.0;
const SMALL: f32 = 12.5;
const SMALL_LINE: f32 = 20.0;
/// The bar over the title.
const BAR: (f32, f32) = (56.0, 5.0);
/// Between title and introduction: their baselines are 33.5 apart.
const OVER_INTRO: f32 = 5.5;
/// From the top to the title's first line.
const UNDER_BAR: f32 = 17.0;
/// A page narrower than this has no room for two texts side by side.
const NARROW: f32 = 560.0;
/// A longer line is hard to read.
const WIDEST_INTRO: f32 = 990.0;

/// What stands over a figure.
pub(super) struct Head {
    title: String,
    intro: String,
    range: String,
    /// Zone, counts and filters.
    facts: [String; 3],
}

impl Head {
    /// Of a figure that shows these events.
    pub(super) fn of(of: &Figure<'_>, rows: &[Row]) -> Self {
        let described = || {
            let description = of.dataset.heading.description.as_deref();
            description.map(first_paragraph)
        };
        let own = of.intro.map(str::to_owned).or_else(described);
        Self {
            title: title(of.title, of.dataset, of.file),
            intro: own.unwrap_or_default(),
            range: range(of.index, of.span, of.zone),
            facts: [
                zone_words(of.span, of.zone),
                counts(of, rows),
                filter_words(of.filter, of.dataset),
            ],
        }
    }

    /// Of a chart of the events that pass.
    pub(super) fn of_chart(of: &ChartPage<'_>) -> Self {
        let (from, to) = (of.span.from(), of.span.to());
        let rows = of.passing.iter().filter_map(|row| Row::try_from(row).ok());
        let bounds = rows.filter_map(|row| of.index.bounds(row));
        let alive = bounds.filter(|bounds| bounds.possibly_in(from, to));
        Self {
            title: title(of.title, of.dataset, of.file),
            intro: String::new(),
            range: range(of.index, of.span, of.zone),
            facts: [
                zone_words(of.span, of.zone),
                part(alive.count(), of.index.len(), "event", "events"),
                filter_words(of.filter, of.dataset),
            ],
        }
    }

    /// Bar, title and introduction at the left; time range, counts, zone and filters at the right.
    /// The introduction has so many lines at most; none: there is hardly room for the title.
    pub(super) fn draw(
        &self,
        theme: &Theme,
        measure: &Measure,
        width: f32,
        intro: Option<usize>,
    ) -> Scene {
        let mut scene = Scene::new(vec2(width, 0.0));
        let bar = Rect::from_min_size(pos2(0.0, 0.0), vec2(BAR.0, BAR.1));
        scene.rect(Key::None, bar, 0.0, theme.ink, Stroke::NONE);
        // As wide as the counts, so that they stay on one line.
        let [_, counts, _] = &self.facts;
        let aside = match intro {
            Some(_) => measure
                .width(counts, SMALL, Weight::Regular)
                .max(width * 0.25),
            None => measure.width(&self.range, RANGE, Weight::SemiBold),
        };
        // On a narrow page all of it stands under the introduction.
        let is_narrow = width < NARROW;
        let (aside, room) = if is_narrow {
            (width, width)
        } else {
            let aside = (aside + 1.0).min(width * 0.38);
            (aside, width - aside - 40.0)
        };
        let mut y = UNDER_BAR;
        let style = Style::new(TITLE, Weight::SemiBold, theme.t1);
        let most = if intro.is_some() { 3 } else { 2 };
        for line in paragraph::balanced(&self.title, style, room, most, measure) {
            scene.text(Key::None, pos2(0.0, y + 32.0), &line, style, measure);
            y += TITLE_LINE;
        }
        if let Some(most) = intro {
            let style = Style::new(INTRO, Weight::Regular, theme.t2);
            let intro = paragraph::lines(&self.intro, style, room.min(WIDEST_INTRO), most, measure);
            if !intro.is_empty() {
                y += OVER_INTRO;
            }
            for line in intro {
                scene.text(Key::None, pos2(0.0, y + 18.0), &line, style, measure);
                y += INTRO_LINE;
            }
        }
        let left = y;
        let mut y = if is_narrow { left } else { UNDER_BAR + 10.0 };
        let (x, align) = if is_narrow {
            (0.0, Align::Min)
        } else {
            (width, Align::Max)
        };
        let style = Style::new(RANGE, Weight::SemiBold, theme.t1);
        for line in paragraph::balanced(&self.range, style, aside, 2, measure) {
            let at = pos2(x, y + 18.0);
            scene.text_aligned(Key::None, at, align, &line, style, measure);
            y += INTRO_LINE;
        }
        let style = Style::new(SMALL, Weight::Regular, theme.t3);
        let [zone, counts, filter] = &self.facts;
        let joined = format!("{zone}, {filter}");
        let mut facts = vec![counts];
        if measure.width(&joined, style.size, style.weight) <= aside {
            facts.push(&joined);
        } else {
            facts.extend([zone, filter]);
        }
        facts.retain(|_| intro.is_some());
        for line in facts
            .into_iter()
            .flat_map(|fact| paragraph::balanced(fact, style, aside, 4, measure))
        {
            let at = pos2(x, y + 15.0);
            scene.text_aligned(Key::None, at, align, &line, style, measure);
            y += SMALL_LINE;
        }
        scene.size.y = left.max(y);
        scene
    }
}

/// What a picture is called: as somebody asks, else as the dataset is; a table has no title of its
/// own, so its file's name says what it is.
pub fn title(asked: Option<&str>, dataset: &Dataset, file: Option<&str>) -> String {
    let own = Some(&*dataset.heading.title).filter(|title| !title.trim().is_empty());
    let named = || {
        let stem = Path::new(file?).file_stem()?;
        Some(stem.to_string_lossy().into_owned())
    };
    let told = asked.or(own).map(str::to_owned);
    told.or_else(named).unwrap_or_default()
}

/// What a span is told as: where it shows everything, from the first date to the last, without the
/// room that the axis leaves on both sides. Nothing where there are no dates.
fn range(index: &Index, span: Span, zone: &Zone) -> String {
    let told = if span == fit_all(index) {
        index.span()
    } else {
        Some((span.from(), span.to()))
    };
    told.map_or_else(String::new, |(from, to)| span_in_words(from, to, zone))
}

/// A range as words; past three days it is told by the days that it touches, past five years by
/// the years.
fn span_in_words(from: Instant, to: Instant, zone: &Zone) -> String {
    let length = to.0.saturating_sub(from.0);
    if length < 3 * DAY {
        return range_in_words(from, to, zone);
    }
    let (first, last) = (zone.civil(from), zone.civil(to.plus(-1)));
    if length > 5 * 366 * DAY {
        return years_in_words(first.year, last.year);
    }
    let midnight = |c: Civil| zone.instant(&Civil::midnight(c.year, c.month, c.day));
    let day_after = zone.civil(midnight(last).plus(36 * 3600));
    range_in_words(midnight(first), midnight(day_after), zone)
}

/// The date that a zone's calendar shows: `24 Nov 2026`.
pub fn date_in_words(at: Instant, zone: &Zone) -> String {
    let civil = zone.civil(at);
    let midnight = zone.instant(&Civil::midnight(civil.year, civil.month, civil.day));
    range_in_words(midnight, midnight, zone)
}

/// `all times Anchorage (AKDT)`: the name is that at the end of the span, since a year has two.
fn zone_words(span: Span, zone: &Zone) -> String {
    let place = zone.place();
    let name = |at| zone.abbreviation_at(at);
    let (first, last) = (name(span.from()), name(span.to()));
    if first.is_empty() || first == place {
        format!("all times {place}")
    } else if first == last {
        format!("all times {place} ({first})")
    } else {
        format!("all times {place} ({first}, {last})")
    }
}

/// `31 of 74 events (4 undated), 16 of 25 actors, 22 of 48 ties`
fn counts(of: &Figure<'_>, shown: &[Row]) -> String {
    let events = match of.window {
        // What has no date is always alive.
        Some(_) => of
            .passing
            .iter()
            .filter(|row| u32::try_from(*row).is_ok_and(|r| of.index.is_alive(r, of.window)))
            .count(),
        None => shown.len(),
    };
    let undated = of.lanes.undated.len();
    let undated = if undated > 0 {
        format!(" ({} undated)", with_thousands(undated as u64))
    } else {
        String::new()
    };
    let actors = of.ties.alive_actors().count();
    let events = part(events, of.index.len(), "event", "events") + &undated;
    let actors = part(actors, of.index.actor_count(), "actor", "actors");
    let ties = part(of.ties.ties.len(), of.all_ties, "tie", "ties");
    match of.window {
        Some((from, to)) if !is_span(of, from, to) => {
            let when = range_in_words(from, to, of.zone);
            format!("{events}, {actors}, {ties} in {when}")
        }
        // The map shows more than the span.
        None if of.span != fit_all(of.index) => {
            format!("{events}; at any time {actors}, {ties}")
        }
        _ => format!("{events}, {actors}, {ties}"),
    }
}

fn is_span(of: &Figure<'_>, from: Instant, to: Instant) -> bool {
    (from, to) == (of.span.from(), of.span.to())
}

/// `31 of 74 events`, `74 events`
fn part(some: usize, all: usize, one: &str, many: &str) -> String {
    let noun = if all == 1 { one } else { many };
    if some == all {
        format!("{} {noun}", with_thousands(all))
    } else {
        format!("{} of {} {noun}", with_thousands(some), with_thousands(all))
    }
}

/// `Category: Talks, Sanctions. Actor: only between Putin, Trump`, `no filter`
pub fn filter_words(filter: &Filter, dataset: &Dataset) -> String {
    let mut parts = Vec::new();
    let mut say = |what: &str, names: Vec<String>| {
        if !names.is_empty() {
            parts.push(format!("{what}: {}", names.join(", ")));
        }
    };
    let names = |ids: &[crate::dataset::Id], name: &dyn Fn(&str) -> Option<String>| {
        let named = ids
            .iter()
            .map(|id| name(id).unwrap_or_else(|| id.to_string()));
        named.collect::<Vec<_>>()
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
    say("Certainty", words(&filter.certainties));
    let text = filter.text.iter().map(|t| format!("“{t}”"));
    say("Text", text.collect());
    if parts.is_empty() {
        "no filter".to_owned()
    } else {
        parts.join(". ")
    }
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

/// `Drawn with Detente from summit.detente, 15 Aug 2025.`
pub(super) fn drawn_with(file: Option<&str>, date: &str) -> String {
    let from = file.map_or_else(String::new, |file| format!(" from {file}"));
    format!("Drawn with Detente{from}, {date}.")
}

/// Where the figure comes from, and what its map shows.
pub(super) fn last_lines(of: &Figure<'_>, has_map: bool, width: f32) -> Vec<String> {
    let mut text = drawn_with(of.file, of.date);
    if has_map {
        let when = match of.window {
            Some((from, to)) => format!("in {}", range_in_words(from, to, of.zone)),
            None => "at any time".to_owned(),
        };
        text.push_str(
            " Tone: Goldstein scale, −10 to +10. A tie needs at least one event or relation ",
        );
        text.push_str(&when);
        text.push_str("; its width is their number.");
        let most = map::most_drawn(of.ties.alive_actors().count());
        if of.ties.ties.len() > most {
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
    let style = Style::new(LAST_SIZE, Weight::Regular, of.theme.t3);
    paragraph::lines(&text, style, width, 3, of.measure)
}
