//! Events as the slides of [TimelineJS](https://timeline.knightlab.com/docs/): its JSON, and the columns of its
//! spreadsheet.

use super::super::table::is_formula;
use super::names::Names;
use super::reach::{Reach, dated};
use crate::dataset::date::{End, Precision, in_words};
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Event, Period};
use serde_json::{Map, Value, json};
use std::io;

/// The columns of the spreadsheet, in its order.
const COLUMNS: [&str; 19] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
];

/// The parts of a moment that a date of a precision says.
#[derive(Default)]
struct Moment {
    year: Option<i64>,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8, u8)>,
}

impl Moment {
    fn of(civil: Civil, precision: Precision) -> Self {
        Self {
            year: Some(civil.year),
            month: (precision <= Precision::Season).then_some(civil.month),
            day: (precision <= Precision::Day).then_some(civil.day),
            time: (precision < Precision::Day).then_some((civil.hour, civil.minute, civil.second)),
        }
    }

    fn json(&self) -> Value {
        let mut all = Map::new();
        let mut put = |key: &str, value: Option<Value>| {
            all.extend(value.map(|value| (key.to_owned(), value)));
        };
        // TimelineJS has no year 0: 1 BCE is −1.
        put("year", self.year.map(without_0).map(Value::from));
        put("month", self.month.map(Value::from));
        put("day", self.day.map(Value::from));
        put("hour", self.time.map(|(hour, ..)| hour.into()));
        put("minute", self.time.map(|(_, minute, _)| minute.into()));
        let second = self.time.filter(|(.., second)| *second > 0);
        put("second", second.map(|(.., second)| second.into()));
        Value::Object(all)
    }

    fn cells(&self) -> [String; 4] {
        let text = |part: Option<u8>| part.map_or_else(String::new, |part| part.to_string());
        let time = self.time.map(|(hour, minute, second)| match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        });
        let year = self.year.map(without_0);
        [
            year.map_or_else(String::new, |year| year.to_string()),
            text(self.month),
            text(self.day),
            time.unwrap_or_default(),
        ]
    }
}

fn without_0(year: i64) -> i64 {
    if year > 0 { year } else { year - 1 }
}

/// The start and the end of a slide, and its date in words where it is more than these.
fn moments(reach: &Reach) -> (Moment, Option<Moment>, Option<String>) {
    let start = Moment::of(reach.first(), reach.precision);
    let end = reach.last().map(|last| Moment::of(last, reach.precision));
    // A day, a month or a year ends with itself.
    let end = end.filter(|end| end.cells() != start.cells());
    let words = reach
        .is_more()
        .then(|| in_words(&reach.date, &reach.zone, &reach.zone));
    (start, end, words)
}

/// From when to when the events of a dataset are.
fn span(all: &[(&Event, Reach)]) -> Option<(Instant, Instant)> {
    let (_, first) = all.first()?;
    let last = all
        .iter()
        .map(|(_, reach)| reach.end.unwrap_or(reach.start));
    Some((first.start, last.max()?))
}

/// The start and the end of an era. TimelineJS shows nothing at all where one has no end, and takes an end that
/// says no more than the start for none: a day is written with its hours. What is open ends with the events.
fn era(period: &Period, span: Option<(Instant, Instant)>) -> Option<(Moment, Moment)> {
    let reach = Reach::of_date(period.when.as_deref()?, Zone::utc())?;
    let is_open = reach.date.traits().start != End::Known;
    let start = span.filter(|_| is_open).map(|(first, _)| first);
    let start = start.map_or(reach.start, |first| first.min(reach.start));
    let end = reach.end.or(span.map(|(_, last)| last))?;
    // A time ends where it says; a day, with its last second.
    let last = if reach.is_timed() { end } else { end.plus(-1) };
    let [first, last] = [start, last].map(|end| reach.zone.civil(end));
    let finer = [reach.precision, Precision::Day, Precision::Second];
    let mut written = finer
        .into_iter()
        .map(|precision| (Moment::of(first, precision), Moment::of(last, precision)));
    let is_some_time = |(start, end): &(Moment, Moment)| start.cells() != end.cells();
    written.find(is_some_time).filter(|_| start < end)
}

/// Writes the events of a dataset as JSON of TimelineJS.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn json(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let (all, names) = (dated(dataset), Names::of(dataset));
    let events: Vec<Value> = all
        .iter()
        .map(|(event, reach)| slide(&names, event, reach))
        .collect();
    let span = span(&all);
    let eras = dataset.periods.iter().filter_map(|period| {
        let (start, end) = era(period, span)?;
        Some(json!({
            "start_date": start.json(),
            "end_date": end.json(),
            "text": { "headline": html(&period.title) },
        }))
    });
    let eras: Vec<Value> = eras.collect();
    let metadata = &dataset.metadata;
    let mut whole = json!({
        "title": { "text": {
            "headline": html(&metadata.title),
            "text": html(metadata.description.as_deref().unwrap_or_default()),
        } },
        "events": events,
    });
    if let Some(whole) = whole.as_object_mut().filter(|_| !eras.is_empty()) {
        whole.insert("eras".to_owned(), eras.into());
    }
    // Years beyond those of a calendar are drawn on a scale of their own.
    let is_old = |(_, reach): &(&Event, Reach)| reach.first().year < -270_000;
    if let Some(whole) = whole.as_object_mut().filter(|_| all.iter().any(is_old)) {
        whole.insert("scale".to_owned(), "cosmological".into());
    }
    serde_json::to_writer_pretty(&mut *to, &whole)?;
    to.write_all(b"\n")
}

fn slide(names: &Names<'_>, event: &Event, reach: &Reach) -> Value {
    let (start, end, words) = moments(reach);
    let mut all = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        all.extend(value.map(|value| (key.to_owned(), value)));
    };
    put("start_date", Some(start.json()));
    put("end_date", end.map(|end| end.json()));
    put("display_date", words.map(Value::from));
    put(
        "text",
        Some(json!({
            "headline": html(&event.title),
            "text": html(event.description.as_deref().unwrap_or_default()),
        })),
    );
    put("group", names.category(event).map(Value::from));
    put("unique_id", Some(event.id.as_str().into()));
    let media = event.by_hand.media.first().map(|media| {
        let parts = [
            ("url", media.url.as_ref().or(media.path.as_ref())),
            ("caption", media.caption.as_ref()),
            ("credit", media.credit.as_ref()),
            ("alt", media.alt.as_ref()),
        ];
        let parts = parts.into_iter();
        let parts = parts.filter_map(|(key, text)| Some((key.to_owned(), Value::from(&**text?))));
        Value::Object(parts.collect())
    });
    put("media", media);
    Value::Object(all)
}

/// A text as HTML says it: each paragraph in an element of its own.
fn html(text: &str) -> String {
    let plain = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    match plain.contains("\n\n") {
        true => plain
            .split("\n\n")
            .map(|paragraph| format!("<p>{paragraph}</p>"))
            .collect(),
        false => plain,
    }
}

/// Writes the events of a dataset as the spreadsheet of TimelineJS.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn csv(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(COLUMNS)?;
    let metadata = &dataset.metadata;
    if !metadata.title.is_empty() {
        let description = metadata.description.as_deref().unwrap_or_default();
        let said = [
            ("Headline", &*metadata.title),
            ("Text", description),
            ("Type", "title"),
        ];
        table.write_record(row(&Moment::default(), None, &said))?;
    }
    let names = Names::of(dataset);
    let all = dated(dataset);
    for (event, reach) in &all {
        let (start, end, words) = moments(reach);
        let media = event.by_hand.media.first();
        let url = media.and_then(|media| media.url.as_deref().or(media.path.as_deref()));
        let of_media = |text: fn(&crate::dataset::Media) -> Option<&str>| media.and_then(text);
        let said = [
            ("Display Date", words.as_deref()),
            ("Headline", Some(&*event.title)),
            ("Text", event.description.as_deref()),
            ("Media", url),
            ("Media Credit", of_media(|media| media.credit.as_deref())),
            ("Media Caption", of_media(|media| media.caption.as_deref())),
            ("Alt Text", of_media(|media| media.alt.as_deref())),
            ("Group", names.category(event)),
        ];
        let said = said.map(|(column, text)| (column, text.unwrap_or_default()));
        table.write_record(row(&start, end.as_ref(), &said))?;
    }
    for period in dataset.periods.iter() {
        let Some((start, end)) = era(period, span(&all)) else {
            continue;
        };
        let said = [("Headline", &*period.title), ("Type", "era")];
        table.write_record(row(&start, Some(&end), &said))?;
    }
    table.flush()
}

/// The cells of a row. TimelineJS reads texts as HTML, and a spreadsheet on the way may run formulas.
fn row(start: &Moment, end: Option<&Moment>, said: &[(&str, &str)]) -> Vec<String> {
    let mut cells: Vec<String> = start.cells().into();
    cells.extend(end.map_or_else(Default::default, Moment::cells));
    for column in COLUMNS.get(cells.len()..).unwrap_or_default() {
        let text = said.iter().find(|(name, _)| name == column);
        let text = text.map_or("", |(_, text)| text);
        let text = match *column {
            "Headline" | "Text" => html(text),
            _ => text.to_owned(),
        };
        let is_run = is_formula(text.trim_start_matches('\''));
        cells.push(if is_run { format!("'{text}") } else { text });
    }
    cells
}
