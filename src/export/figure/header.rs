//! What a figure says in words: its title, what it is about, what is shown and what is left out.

use super::{Figure, Views};
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Filter, Text};
use crate::export::paragraph::{self, first_paragraph};
use crate::map;
use crate::scene::{Key, Rect, Scene, Stroke, Style, Weight, pos2, vec2};
use crate::timeline::calendar::with_thousands;
use crate::timeline::range_in_words;
use crate::timeline::words::years_in_words;
use emath::Align;

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
/// From the top to the title's first line.
const UNDER_BAR: f32 = 17.0;
/// A longer line is hard to read.
const WIDEST_INTRO: f32 = 990.0;

/// Bar, title and introduction at the left; time range, zone, counts and filters at the right.
pub(super) fn draw(of: &Figure<'_>, events: usize, width: f32) -> Scene {
    let (theme, measure) = (of.theme, of.measure);
    let mut scene = Scene::new(vec2(width, 0.0));
    let bar = Rect::from_min_size(pos2(0.0, 0.0), vec2(BAR.0, BAR.1));
    scene.rect(Key::None, bar, 0.0, theme.ink, Stroke::NONE);
    let style = Style::new(SMALL, Weight::Regular, theme.t3);
    let facts = [
        zone_words(of),
        counts(of, events),
        filter_words(of.filter, of.dataset),
    ];
    // As wide as the counts, so that they stay on one line.
    let aside = measure.width(&facts[1], style.size, style.weight);
    let aside = (aside + 1.0).clamp(width * 0.25, width * 0.38);
    let room = width - aside - 40.0;
    let mut y = UNDER_BAR;
    let style = Style::new(TITLE, Weight::SemiBold, theme.t1);
    // A table has no title of its own: its file's name says what it is.
    let own = Some(&*of.dataset.heading.title).filter(|title| !title.trim().is_empty());
    let title = of.title.or(own).or(of.file).unwrap_or_default();
    for line in paragraph::lines(title, style, room, 3, measure) {
        scene.text(Key::None, pos2(0.0, y + 32.0), &line, style, measure);
        y += TITLE_LINE;
    }
    let style = Style::new(INTRO, Weight::Regular, theme.t2);
    let described = || {
        of.dataset
            .heading
            .description
            .as_deref()
            .map(first_paragraph)
    };
    let intro = of
        .intro
        .map(str::to_owned)
        .or_else(described)
        .unwrap_or_default();
    for line in paragraph::lines(&intro, style, room.min(WIDEST_INTRO), 4, measure) {
        scene.text(Key::None, pos2(0.0, y + 18.0), &line, style, measure);
        y += INTRO_LINE;
    }
    let left = y;
    let mut y = UNDER_BAR + 10.0;
    let style = Style::new(RANGE, Weight::SemiBold, theme.t1);
    let range = span_in_words(of.span.from(), of.span.to(), of.zone);
    for line in paragraph::lines(&range, style, aside, 2, measure) {
        let at = pos2(width, y + 18.0);
        scene.text_aligned(Key::None, at, Align::Max, &line, style, measure);
        y += INTRO_LINE;
    }
    let style = Style::new(SMALL, Weight::Regular, theme.t3);
    for line in facts
        .iter()
        .flat_map(|fact| paragraph::lines(fact, style, aside, 4, measure))
    {
        let at = pos2(width, y + 15.0);
        scene.text_aligned(Key::None, at, Align::Max, &line, style, measure);
        y += SMALL_LINE;
    }
    scene.size.y = left.max(y);
    scene
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
fn zone_words(of: &Figure<'_>) -> String {
    let place = of.zone.place();
    let name = |at| of.zone.abbreviation_at(at);
    let (first, last) = (name(of.span.from()), name(of.span.to()));
    if first.is_empty() || first == place {
        format!("all times {place}")
    } else if first == last {
        format!("all times {place} ({first})")
    } else {
        format!("all times {place} ({first}, {last})")
    }
}

/// `31 of 74 events, 16 of 25 actors, 22 of 48 ties`
fn counts(of: &Figure<'_>, drawn: usize) -> String {
    let events = match of.window {
        Some(_) => of
            .passing
            .iter()
            .filter(|row| u32::try_from(*row).is_ok_and(|r| of.index.is_alive(r, of.window)))
            .count(),
        None => drawn,
    };
    let actors = of.ties.alive_actors().count();
    let all = [
        part(events, of.index.len(), "event", "events"),
        part(actors, of.index.actor_count(), "actor", "actors"),
        part(of.ties.ties.len(), of.all_ties, "tie", "ties"),
    ];
    let all = all.join(", ");
    match of.window {
        Some((from, to)) if !is_span(of, from, to) => {
            format!("{all} in {}", range_in_words(from, to, of.zone))
        }
        _ => all,
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

/// `Category: Talks, Sanctions. Actor: Putin.`, `no filter`
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
    say("Group", names(&filter.groups, &group));
    say("Actor", names(&filter.actors, &actor));
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

/// Where the figure comes from, and what its map shows.
pub(super) fn last_lines(of: &Figure<'_>, width: f32) -> Vec<String> {
    let from = of
        .file
        .map_or_else(String::new, |file| format!(" from {file}"));
    let mut text = format!("Drawn with Detente{from}, {}.", of.date);
    if of.views != Views::Timeline {
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
