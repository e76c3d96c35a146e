//! What is to be shown: a bookmark's choices, and those of the command line over them.

use super::Failure;
use super::export_arguments::Export;
use super::near::hint;
use detente::analysis::dimension::{DimensionValue, Values};
use detente::analysis::{ColourBy, Facet, Gaps, Index, LaneBy};
use detente::dataset::check::with_article;
use detente::dataset::count::with_thousands;
use detente::dataset::date::{Date, from_entry};
use detente::dataset::instant::Instant;
use detente::dataset::item::{Note, Selection};
use detente::dataset::list::{Item, List};
use detente::dataset::zone::Zone;
use detente::dataset::{Bookmark, Dataset, Dimension, Filter, Text};
use detente::map::{Level, unfolded_by};
use detente::scene::Key;
use detente::timeline::{self, Span};

/// Seconds in an hour.
const HOUR: i64 = 3600;

/// A range of time.
pub(super) type Range = (Instant, Instant);

/// What is to be shown.
pub(super) struct Choices {
    span: Option<Span>,
    folds: bool,
    pub(super) window: Option<Range>,
    pub(super) filter: Filter,
    pub(super) lanes: LaneBy,
    pub(super) colour_by: ColourBy,
    pub(super) level: Level,
    /// The groups whose blocs are unfolded, by their handles.
    pub(super) unfolded: Vec<u32>,
    pub(super) zone: Zone,
    /// What the bookmark selects.
    pub(super) selected: Option<Key>,
    /// What it says: first, then in a sentence, then beside what it is about.
    pub(super) headline: Option<String>,
    pub(super) caption: Option<String>,
    pub(super) notes: Vec<Note>,
}

fn usage<T>(why: String) -> Result<T, Failure> {
    Err(Failure::Usage(why))
}

impl Choices {
    /// The window's defaults, a bookmark's choices over them, the command line's over those.
    pub(super) fn new(asked: &Export, dataset: &Dataset, index: &Index) -> Result<Self, Failure> {
        // Whoever made the index has asked for it.
        let zone = index.axis.clone();
        let mut choices = Self {
            span: None,
            folds: true,
            window: None,
            filter: Filter::default(),
            lanes: LaneBy::default().fitting(dataset),
            colour_by: ColourBy::default().fitting(dataset),
            level: Level::default(),
            unfolded: Vec::new(),
            zone,
            selected: None,
            headline: None,
            caption: None,
            notes: Vec::new(),
        };
        if let Some(id) = asked.bookmark.as_deref() {
            let Some((_, bookmark)) = dataset.bookmarks.find(id) else {
                return usage(unknown(id, "bookmark", &dataset.bookmarks));
            };
            choices.take_bookmark(bookmark, dataset, index);
        }
        choices.take_times(asked, index)?;
        if let Some(lanes) = asked.lanes {
            choices.lanes = lanes.0;
        }
        if let Some(colour_by) = asked.colour {
            choices.colour_by = colour_by.0;
        }
        if let Some(detail) = asked.detail {
            choices.level.detail = Some(detail.0);
        }
        choices.folds = asked.fold.unwrap_or(choices.folds);
        choices.level.main_ties = asked.ties.or(choices.level.main_ties);
        if !asked.unfold.is_empty() {
            let known = Values::of(Dimension::Group, dataset).all;
            let groups = asked.unfold.iter();
            let groups = groups.map(|word| called(word, Facet::Group, &known, dataset));
            let groups: Vec<&DimensionValue> = groups.collect::<Result<_, _>>()?;
            let handles = groups.iter().filter_map(|group| Some(group.item?.0));
            choices.unfolded = handles.collect();
        }
        if !asked.filter.is_empty() {
            choices.filter = filter(&asked.filter, dataset)?;
        }
        if let Some(matching) = asked.matching {
            choices.filter.matching = matching.0;
            if choices.filter.actors.is_empty() && choices.filter.groups.is_empty() {
                return usage(format!(
                    "--match {} is about nobody: name actors or groups, such as --filter actor={}.",
                    matching.0.word(),
                    example(&Values::of(Dimension::Actor, dataset).all)
                ));
            }
        }
        Ok(choices)
    }

    /// What the axis shows of what passes.
    pub(super) fn span(&self, gaps: &Gaps) -> Span {
        timeline::shown(self.span, gaps, self.folds)
    }

    fn take_bookmark(&mut self, bookmark: &Bookmark, dataset: &Dataset, index: &Index) {
        let range = |text: &Option<Text>| {
            let date = text.as_deref().and_then(|text| Date::parse(text).ok())?;
            index.range(&date, index.zones())
        };
        if let Some((from, to)) = range(&bookmark.span) {
            self.span = Some(Span::new(from, to));
        }
        self.folds = bookmark.fold;
        self.window = range(&bookmark.window);
        self.filter = bookmark.filter.clone().unwrap_or_default();
        if let Some(lanes) = bookmark.lanes.as_deref().and_then(LaneBy::of_word) {
            self.lanes = lanes;
        }
        if let Some(by) = bookmark.colour_by.as_deref().and_then(ColourBy::of_word) {
            self.colour_by = by;
        }
        self.level = Level::of_bookmark(bookmark);
        self.unfolded = unfolded_by(bookmark, dataset);
        self.caption = bookmark.caption.as_deref().map(str::to_owned);
        self.headline = bookmark.says().map(str::to_owned);
        self.notes = bookmark.notes.clone();
        self.selected = bookmark.selection.as_ref().and_then(|s| key(s, dataset));
    }

    fn take_times(&mut self, asked: &Export, index: &Index) -> Result<(), Failure> {
        let zone = self.zone.clone();
        let bounds = |text: &str| -> Result<Range, Failure> {
            index
                .range(&date(text)?, &zone)
                .ok_or_else(|| Failure::Usage(format!("“{text}” holds no time.")))
        };
        let from = asked.from.as_deref().map(bounds).transpose()?;
        let to = asked.to.as_deref().map(bounds).transpose()?;
        if from.is_some() || to.is_some() {
            let whole = || index.span().map(|(from, to)| timeline::with_room(from, to));
            // Without dates it is what is asked for, and needs both.
            let span = self.span.or_else(whole);
            let span = span.or_else(|| Some(Span::new(from?.0, to?.1)));
            let Some(span) = span else {
                return usage("No event has a date: a span needs both --from and --to.".to_owned());
            };
            let from = from.map_or(span.from(), |(from, _)| from);
            // A day ends with its last moment, a time of day is when the axis ends.
            let to = to.map_or(span.to(), |(from, to)| {
                if to.0.saturating_sub(from.0) <= HOUR {
                    from
                } else {
                    to
                }
            });
            if from >= to {
                return usage(
                    "The span ends before it begins: --to has to be after --from.".to_owned(),
                );
            }
            self.span = Some(Span::new(from, to));
        }
        if let Some(text) = asked.window.as_deref() {
            let text = interval(text)?;
            if date(&text)?.backwards(&zone) {
                return usage("The window ends before it begins.".to_owned());
            }
            self.window = Some(bounds(&text)?);
        }
        Ok(())
    }
}

/// A date as a person types it. A year of more than four digits needs no `Y` before it here.
fn date(text: &str) -> Result<Date, Failure> {
    let digits = text.trim().trim_start_matches(['-', '−']);
    let is_long = digits.len() > 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let long = is_long.then(|| format!("Y{}", text.trim().replace('−', "-")));
    let entry = from_entry(long.as_deref().unwrap_or(text))
        .map_err(|problem| Failure::Usage(problem.message))?;
    Date::parse(&entry).map_err(|problem| Failure::Usage(problem.message))
}

/// Two dates with a slash between them, each as a person types it, as one; anything else as it is.
fn interval(text: &str) -> Result<String, Failure> {
    let Some((from, to)) = text.split_once('/').filter(|_| Date::parse(text).is_err()) else {
        return Ok(text.to_owned());
    };
    let end = |text: &str| match text.trim() {
        "" | ".." => Ok("..".to_owned()),
        text => from_entry(text).map_err(|problem| Failure::Usage(problem.message)),
    };
    Ok(format!("{}/{}", end(from)?, end(to)?))
}

/// The zone of the axis, if one is asked for.
pub(super) fn zone(asked: &Export) -> Result<Option<Zone>, Failure> {
    asked.zone.as_deref().map(zone_named).transpose()
}

fn zone_named(name: &str) -> Result<Zone, Failure> {
    if let Some(zone) = Zone::named(name) {
        return Ok(zone);
    }
    let all = Zone::all_names();
    // `Anchorage` means `America/Anchorage`.
    let city = |zone: &&String| {
        let place = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        place.eq_ignore_ascii_case(name)
    };
    let near = match all.iter().find(city) {
        Some(zone) => format!(" Did you mean “{zone}”?"),
        None => hint(name, all.iter().map(String::as_str)),
    };
    usage(format!(
        "“{name}” is not a time zone.{near} Zones have names such as America/Anchorage."
    ))
}

fn unknown<T: Item>(id: &str, noun: &str, list: &List<T>) -> String {
    let near = near(id, noun, || list.iter().map(|item| item.id().as_str()));
    format!("“{id}” is not {}.{near}", with_article(noun))
}

/// ` There are: a, b and 3 more.`
fn some_of<'a>(noun: &str, all: impl Iterator<Item = &'a str>) -> String {
    const SAID: usize = 8;
    let all: Vec<&str> = all.collect();
    match all.split_at_checked(SAID) {
        Some((first, rest)) if !rest.is_empty() => {
            let more = with_thousands(rest.len());
            format!(" There are: {} and {more} more.", first.join(", "))
        }
        _ if all.is_empty() => format!(" The dataset has no {noun}."),
        _ => format!(" There are: {}.", all.join(", ")),
    }
}

/// The filters of the command line: `category=talks,meeting`, `actor=putin`, `text=…`.
fn filter(asked: &[String], dataset: &Dataset) -> Result<Filter, Failure> {
    let mut filter = Filter::default();
    for text in asked {
        let Some((key, values)) = text.split_once('=') else {
            return usage(format!(
                "“{text}” is not a filter: expected KEY=VALUE, such as category=talks."
            ));
        };
        let names_nothing =
            |expected: &str| usage(format!("“{text}” names nothing: expected {expected}."));
        let words: Vec<&str> = values
            .split(',')
            .map(str::trim)
            .filter(|v| !v.is_empty())
            .collect();
        let facet = Facet::ALL
            .into_iter()
            .find(|facet| facet.word() == key.trim());
        match (key.trim(), facet) {
            ("text", _) if words.is_empty() => {
                return names_nothing("words to look for, such as text=ceasefire");
            }
            ("text", _) => filter.text = Some(values.trim().into()),
            (_, Some(facet)) => {
                let known = Values::of(facet.dimension(), dataset).all;
                if words.is_empty() {
                    let example = format!("{}={}", facet.word(), example(&known));
                    return names_nothing(&format!("what to let through, such as {example}"));
                }
                for word in words {
                    facet.ask(&mut filter, &called(word, facet, &known, dataset)?.key);
                }
            }
            (key, None) => {
                let keys = || Facet::ALL.iter().map(|facet| facet.word()).chain(["text"]);
                let near = near(key, "key", keys);
                return usage(format!("“{key}” is not a key of a filter.{near}"));
            }
        }
    }
    Ok(filter)
}

/// Values that may be asked for: one of a list of items, all of few words.
fn example(known: &[DimensionValue]) -> String {
    let all: Vec<&str> = known.iter().map(|value| &*value.key).collect();
    match known.first() {
        None => "…".to_owned(),
        Some(first) if first.item.is_some() => first.key.to_string(),
        Some(_) => all.get(..5).unwrap_or(&all).join(","),
    }
}

/// The value that a word stands for: its key, or what it is called.
fn called<'a>(
    word: &str,
    facet: Facet,
    known: &'a [DimensionValue],
    dataset: &Dataset,
) -> Result<&'a DimensionValue, Failure> {
    let is_called = |value: &DimensionValue| {
        let actor = value.item.filter(|_| facet == Facet::Actor);
        let actor = actor
            .and_then(|actor| dataset.actors.get(actor))
            .into_iter();
        let names = actor.flat_map(|actor| actor.names());
        [&*value.key, &value.name]
            .into_iter()
            .chain(names)
            .any(|name| name.eq_ignore_ascii_case(word))
    };
    let exactly = known.iter().find(|value| value.key == *word);
    match exactly.or_else(|| known.iter().find(|value| is_called(value))) {
        Some(value) => Ok(value),
        None => {
            let near = near(word, facet.word(), || known.iter().map(|value| &*value.key));
            usage(format!(
                "“{word}” is not {}.{near}",
                with_article(facet.word())
            ))
        }
    }
}

/// The nearest of some words, or which there are.
fn near<'a, I: Iterator<Item = &'a str>>(word: &str, noun: &str, all: impl Fn() -> I) -> String {
    match hint(word, all()) {
        near if near.is_empty() => some_of(noun, all()),
        near => near,
    }
}

/// What a bookmark selects, in a picture.
fn key(selection: &Selection, dataset: &Dataset) -> Option<Key> {
    let actor = |id: &str| dataset.actors.find(id).map(|(handle, _)| handle.0);
    match selection {
        Selection::Event(id) => dataset
            .events
            .find(id)
            .map(|(handle, _)| Key::Event(handle.0)),
        Selection::Actor(id) => actor(id).map(Key::Actor),
        Selection::Relation(id) => {
            let (_, relation) = dataset.relations.find(id)?;
            let (from, to) = (actor(&relation.from)?, actor(&relation.to)?);
            Some(tie(from, to, !relation.directed))
        }
        Selection::Tie(pair) => {
            let (a, b, is_mutual) = dataset.actors_of_tie(pair)?;
            Some(tie(a.0, b.0, is_mutual))
        }
    }
}

fn tie(from: u32, to: u32, is_mutual: bool) -> Key {
    if is_mutual {
        Key::Mutual(from.min(to), from.max(to))
    } else {
        Key::Tie(from, to)
    }
}
