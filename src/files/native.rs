//! The native format, to and from text.
//!
//! Reading goes three ways over the text. A quick scan finds where the events start and end; what
//! stands around them is read as one; the events are read in blocks on all cores. If any of this
//! fails, the whole text is read once more, step by step, to say where and why.

use super::READING;
use super::input::{Again, Input, Read};
use super::json::{IdSet, Ids, Json as _, Seed, Taken};
use super::locate;
use super::open_error::OpenError;
use super::out::Out;
use super::problem::{Position, Problem};
use super::record::{FORMAT, VERSION, Whole};
use super::scan;
use crate::dataset::Progress;
use crate::dataset::check::{Fault, check, quoted};
use crate::dataset::{Dataset, Event, List};
use rayon::prelude::*;
use serde::de::DeserializeSeed as _;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Events that one core reads at a time.
const BLOCK: usize = 1024;
/// Blocks between two reports of progress.
const BLOCKS: usize = 64;

/// A text from this length on, in bytes, does not stay in memory beside what was read of it, if it can
/// be had again.
const LONG: usize = 64 << 20;

/// Opens a dataset.
///
/// # Errors
/// As [`read`], and if it is not UTF-8; or if it was cancelled.
pub(super) fn open(input: Input<'_>, progress: Progress<'_>) -> Result<Read, OpenError> {
    let Input {
        bytes, file, again, ..
    } = input;
    let reading = |done| progress(done * READING);
    let (dataset, text) = read(super::utf8(bytes, file)?, file, again, &reading)?;
    let checking = |done| progress(READING + done * (1.0 - READING));
    let faults = check(&dataset, &checking).ok_or(OpenError::Cancelled)?;
    let text = match (text, again) {
        (None, Some(again)) if !faults.is_empty() => again()?,
        (text, _) => text.unwrap_or_default(),
    };
    Ok(Read {
        dataset,
        problems: super::problem::located(faults, &text, file),
        import: None,
    })
}

/// The dataset of a text; and the text, unless it was long and can be had again.
///
/// # Errors
/// If it is not JSON, not ours, of a newer version, or of another shape than the format's.
fn read(
    mut text: String,
    file: &Path,
    again: Option<Again<'_>>,
    progress: Progress<'_>,
) -> Result<(Dataset, Option<String>), OpenError> {
    let again = again.filter(|_| text.len() > LONG);
    if let Some(prescan) = prescan(&text) {
        known_version(&text, file, &prescan)?;
        match in_blocks(&mut text, &prescan, again.is_some(), progress) {
            Some(Some(dataset)) => return Ok((dataset, again.is_none().then_some(text))),
            Some(None) => return Err(OpenError::Cancelled),
            None => {}
        }
        if let Some(again) = again {
            text = again()?;
        }
    }
    let dataset = whole(&text, file)?;
    Ok((dataset, Some(text)))
}

/// Whether bytes say that they are a dataset, be they damaged further on.
pub(super) fn says_so(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut says = false;
    scan::each_member(&text, scan::space(&text, 0), |key, at| {
        let end = scan::value(&text, at)?;
        if text.get(key)? != "\"format\"" {
            return Some(end);
        }
        let json = text.get(at..end)?;
        says = json.trim_matches('"') == FORMAT;
        None
    });
    says
}

/// Where the parts are that must be known first.
#[derive(Default)]
struct Prescan {
    format: Option<Range<usize>>,
    version: Option<Range<usize>>,
    /// The list with its brackets, and what stands in it.
    events: Option<(Range<usize>, Vec<Range<usize>>)>,
}

/// Nothing if the text is not one object.
fn prescan(text: &str) -> Option<Prescan> {
    let mut prescan = Prescan::default();
    let end = scan::each_member(text, scan::space(text, 0), |key, at| {
        let name = text.get(key)?;
        if name == "\"events\"" && prescan.events.is_none() && text.get(at..)?.starts_with('[') {
            let (events, end) = scan::elements(text, at)?;
            prescan.events = Some((at..end, events));
            return Some(end);
        }
        let end = scan::value(text, at)?;
        match name {
            "\"format\"" => prescan.format = Some(at..end),
            "\"version\"" => prescan.version = Some(at..end),
            _ => {}
        }
        Some(end)
    })?;
    (scan::space(text, end) == text.len()).then_some(prescan)
}

/// Checks `format` and `version` before anything else, as another version may look otherwise.
fn known_version(text: &str, file: &Path, prescan: &Prescan) -> Result<(), OpenError> {
    let json = |at: &Option<Range<usize>>| at.clone().and_then(|at| text.get(at));
    let refused = |at: &Option<Range<usize>>, fault: Fault| {
        let start = at.as_ref().map_or(0, |at| at.start);
        let fault = Fault {
            found: json(at).unwrap_or_default().chars().take(60).collect(),
            ..fault
        };
        OpenError::from(Problem::new(file, Some(Position::of(text, start)), fault))
    };
    let format = json(&prescan.format).and_then(|j| serde_json::from_str::<String>(j).ok());
    if format.as_deref() != Some(FORMAT) {
        let expected = format!("\"format\": \"{FORMAT}\"");
        let wrong = if prescan.format.is_some() {
            "is not the format of a Detente dataset"
        } else {
            "this is not a Detente dataset"
        };
        let fault = Fault {
            field: "format".into(),
            wrong: wrong.into(),
            help: Some(format!("A dataset starts with {expected}.")),
            expected,
            ..Fault::default()
        };
        return Err(refused(&prescan.format, fault));
    }
    let version = json(&prescan.version).and_then(super::json::number);
    let ours = f64::from(VERSION);
    if version == Some(ours) {
        return Ok(());
    }
    let newer = version.filter(|version| *version > ours);
    let fault = Fault {
        field: "version".into(),
        noun: "version".into(),
        wrong: match (newer, &prescan.version) {
            (Some(_), _) => format!("is newer than this program, which reads version {VERSION}"),
            (None, Some(_)) => format!("is not a version of the format, such as {VERSION}"),
            (None, None) => "is missing".into(),
        },
        expected: format!("\"version\": {VERSION}"),
        help: newer.map(|newer| {
            format!("Open it with a version of Detente that reads version {newer} of the format.")
        }),
        ..Fault::default()
    };
    Err(refused(&prescan.version, fault))
}

/// Nothing if something is wrong with the text; nothing inside if it was cancelled. Goes from the end to
/// the start, so that what was read of the text can be let go.
fn in_blocks(
    text: &mut String,
    prescan: &Prescan,
    lets_go: bool,
    progress: Progress<'_>,
) -> Option<Option<Dataset>> {
    let Some((list, events)) = &prescan.events else {
        return Some(Some(
            parse::<Whole>(text, &mut Ids::default())?.into_dataset(),
        ));
    };
    let around = [text.get(..list.start)?, "[]", text.get(list.end..)?].concat();
    let mut whole: Whole = parse(&around, &mut Ids::default())?;
    drop(around);
    let mut known = IdSet::default();
    known.extend(whole.dataset.sources.iter().map(|s| s.id.clone()));
    known.extend(whole.dataset.actors.iter().map(|a| a.id.clone()));
    known.extend(whole.dataset.categories.iter().map(|c| c.id.clone()));
    // Each thread has ids of its own: two that copy the same one would wait for each other.
    let threads = rayon::current_num_threads() + 1;
    let ids: Vec<Mutex<Ids<'_>>> = (0..threads).map(|_| Mutex::new(Ids::of(&known))).collect();
    let read = |text: &str, block: &[Range<usize>]| -> Option<Vec<Event>> {
        let thread = rayon::current_thread_index().unwrap_or(threads - 1);
        let mut ids = ids
            .get(thread)?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let event = |at: &Range<usize>| parse(text.get(at.clone())?, &mut ids);
        block.iter().map(event).collect()
    };
    let mut found: Vec<Vec<Event>> = Vec::with_capacity(events.len().div_ceil(BLOCK));
    let length = text.len();
    for blocks in events.chunks(BLOCK * BLOCKS).rev() {
        let all: &str = text;
        let blocks_from_the_end = blocks.par_chunks(BLOCK).rev();
        found.par_extend(blocks_from_the_end.map(|block| read(all, block).unwrap_or_default()));
        let start = blocks.first().map_or(0, |at| at.start);
        if lets_go {
            text.truncate(start);
            text.shrink_to_fit();
        }
        if progress(share(length - start, length)).is_break() {
            return Some(None);
        }
    }
    found.reverse();
    if found.iter().map(Vec::len).sum::<usize>() != events.len() {
        return None;
    }
    whole.dataset.events = List::of_runs(found);
    Some(Some(whole.into_dataset()))
}

/// How much of a whole is done, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a progress bar has few pixels")]
pub(super) fn share(done: usize, of: usize) -> f32 {
    done as f32 / of.max(1) as f32
}

/// Nothing if it is not what it should be.
pub(super) fn parse<T: super::json::Json>(text: &str, ids: &mut Ids<'_>) -> Option<T> {
    let mut from = serde_json::Deserializer::from_str(text);
    match Seed::new(ids).deserialize(&mut from).ok()? {
        Taken::Value(value) => from.end().ok().map(|()| value),
        Taken::Not(_) => None,
    }
}

/// Reads all in one go, and says what is wrong.
fn whole(text: &str, file: &Path) -> Result<Dataset, OpenError> {
    let mut from = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut from, &mut track);
    let mut ids = Ids::default();
    let error = match Seed::<Whole>::new(&mut ids).deserialize(tracked) {
        Ok(Taken::Value(whole)) => match from.end() {
            Ok(()) => return Ok(whole.into_dataset()),
            Err(error) => error,
        },
        Ok(Taken::Not(_)) => {
            let fault = Fault::new("", "this is not a Detente dataset");
            return Err(Problem::new(file, None, fault).into());
        }
        Err(error) => error,
    };
    Err(in_words(&error, &track.path().to_string(), text, file).into())
}

/// Says what the parser says, in our words.
fn in_words(error: &serde_json::Error, path: &str, text: &str, file: &Path) -> Problem {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let at = offset(text, error.line(), error.column());
    let mut place = Some(at);
    let mut fault = Fault {
        field: path.trim_matches('.').into(),
        ..Fault::default()
    };
    if let Some(key) = message.strip_prefix("duplicate field ") {
        // The parser stands at the end of the key.
        place = text.get(..at).and_then(|before| before.rfind('"'));
        fault.noun = "key".into();
        fault.found = quoted(key.trim_matches('`'));
        fault.wrong = "stands twice".into();
        fault.expected = "one of it".into();
    } else if error.is_data() {
        // The parser stands behind the value; the value itself is what a person looks for.
        let value = locate::offsets(text, &[&fault.field]).first().copied();
        place = value.flatten().or(place);
        let (found, expected) = message.split_once(", expected ").unwrap_or((message, ""));
        if !fault.field.is_empty() {
            fault.noun = format!("in {}:", quoted(&fault.field));
        }
        fault.found = match found.strip_prefix("invalid type: ").unwrap_or(found) {
            "map" => "an object".into(),
            "sequence" => "a list".into(),
            "unit value" => "null".into(),
            found => found.replace('`', "\""),
        };
        fault.expected = expected.into();
        fault.wrong = format!("stands where {expected} belongs");
    } else if text.trim().is_empty() {
        place = None;
        fault.wrong = "the file is empty".into();
        fault.expected = "a dataset".into();
    } else if error.is_eof() {
        fault.wrong = "the file ends too early: it is cut off".into();
        fault.expected = "the rest of the dataset".into();
        fault.help = Some("Look for a whole copy of it.".into());
    } else {
        fault.found = found_at(text, at);
        fault.expected = message.strip_prefix("expected ").unwrap_or("JSON").into();
        fault.wrong = format!("breaks the JSON: {message}");
    }
    Problem::new(file, place.map(|at| Position::of(text, at)), fault)
}

/// The byte of the parser's line and column, which count bytes from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(breaks) => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(breaks)
            .map_or(text.len(), |at| at + 1),
        None => 0,
    };
    (start + column.saturating_sub(1)).min(text.len())
}

/// The character at a byte.
fn found_at(text: &str, at: usize) -> String {
    let at = text.floor_char_boundary(at);
    let rest = text.get(at..).unwrap_or_default();
    let first = rest.chars().next();
    first.map_or_else(String::new, |c| quoted(&c.to_string()))
}

pub(super) fn write(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    Out::laid_out(to, |out| Whole::of(dataset).write(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::TO_THE_END;

    #[test]
    fn a_text_that_is_let_go_says_the_same() {
        let events = (0..5000).map(|n| {
            let day = n % 28 + 1;
            format!(r#"{{"id": "e{n}", "title": "Étape {n}", "when": "2025-01-{day:02}"}}"#)
        });
        let events: Vec<String> = events.collect();
        let text = format!(
            r#"{{"format": "detente", "version": 1, "events": [{}], "title": "After"}}"#,
            events.join(",\n")
        );
        let read = |lets_go| {
            let mut text = text.clone();
            let prescan = prescan(&text).unwrap();
            let dataset = in_blocks(&mut text, &prescan, lets_go, TO_THE_END);
            (dataset.unwrap().unwrap(), text.len())
        };
        let (kept, length) = read(false);
        assert_eq!(length, text.len());
        let (let_go, length) = read(true);
        assert!(length < 100, "{length}");
        assert!(kept == let_go && kept.events.len() == 5000);
        let titles = kept.events.iter().map(|event| &*event.title);
        assert!(titles.eq((0..5000).map(|n| format!("Étape {n}"))));
    }
}
