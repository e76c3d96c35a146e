//! One date of a start and an end that stand in two columns.

use super::super::Date;
use super::cause::{Cause, Unread};
use super::note::Note;
use super::{Hints, Reading, from_text, words};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;

/// What a start and an end say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The date in EDTF; none where neither says one. What can be read is here even if the other end
    /// cannot.
    pub edtf: Option<String>,
    /// What is worth telling of it.
    pub notes: Vec<Note>,
    /// Why the start cannot be read.
    pub start_problem: Option<Unread>,
    /// Why the end cannot be read, or cannot stand after the start.
    pub end_problem: Option<Unread>,
}

/// The start or the end, as far as it can be read.
#[derive(Clone, Debug)]
enum End {
    Blank,
    /// `present`, `ongoing`
    Open,
    /// `unknown`
    Unknown,
    At(String),
    Not(Unread),
}

/// Reads the two texts and makes one date of them: an end may be a time alone (`12:00`), open
/// (`present`), unknown, blank, or a range of its own, of which the outer end is kept. A start is
/// never lost because of its end.
#[must_use]
pub fn from_ends(start: &str, end: &str, start_hints: &Hints, end_hints: &Hints) -> Ends {
    let mut notes = Vec::new();
    let mut first = read(start, start_hints, &mut notes);
    let mut last = read(end, end_hints, &mut notes);
    if needs_other(&first, &last) || needs_other(&last, &first) {
        let together = format!("{} to {}", start.trim(), end.trim());
        let hints = if matches!(first, End::Not(_)) {
            end_hints
        } else {
            start_hints
        };
        if let Ok(Reading {
            edtf: Some(edtf),
            notes: more,
        }) = from_text(&together, hints)
        {
            notes.extend(more);
            return told(Some(edtf), notes);
        }
    }
    if matches!(first, End::Open) && !matches!(last, End::Blank) {
        first = End::Unknown;
    }
    let is_same = start.trim() == end.trim();
    let mut found = Ends::default();
    for (end, problem) in [
        (&mut first, &mut found.start_problem),
        (&mut last, &mut found.end_problem),
    ] {
        if let End::Not(unread) = end {
            *problem = Some(unread.clone());
            *end = End::Blank;
        }
    }
    // “present” alone says no start.
    if matches!((&first, &last), (End::Open, End::Blank)) && found.end_problem.is_none() {
        found.start_problem = Some(Unread::at(0, Cause::Unclear));
    }
    let edtf = match (first, last) {
        (End::At(start), End::At(_)) if is_same => Some(start),
        (End::At(start), End::At(end)) => match joined(&start, &end, &mut notes) {
            Some(edtf) => Some(edtf),
            None => {
                found.end_problem = Some(Unread::at(0, Cause::EndsBeforeStart));
                Some(start)
            }
        },
        (End::At(start), End::Blank) => Some(start),
        (End::At(start), End::Open) => Some(format!("{}/..", outer(&start, true, &mut notes))),
        (End::At(start), End::Unknown) => Some(format!("{}/", outer(&start, true, &mut notes))),
        (_, End::At(end)) => Some(format!("/{}", outer(&end, false, &mut notes))),
        _ => None,
    };
    // An end that is open already stays as it is.
    found.edtf = edtf.filter(|edtf| Date::parse(edtf).is_ok());
    found.notes = notes;
    found
}

fn told(edtf: Option<String>, notes: Vec<Note>) -> Ends {
    Ends {
        edtf,
        notes,
        ..Ends::default()
    }
}

fn read(text: &str, hints: &Hints, notes: &mut Vec<Note>) -> End {
    match text.trim() {
        "" => return End::Blank,
        ".." => return End::Open,
        plain if words::says_present(plain) => return End::Open,
        _ => {}
    }
    match from_text(text, hints) {
        Ok(Reading {
            edtf: Some(edtf),
            notes: more,
        }) => {
            notes.extend(more);
            End::At(edtf)
        }
        Ok(_) => End::Unknown,
        Err(unread) => End::Not(unread),
    }
}

/// Whether one end is only whole with what the other says, as a time alone is.
fn needs_other(end: &End, other: &End) -> bool {
    let is_part = matches!(
        end,
        End::Not(Unread {
            cause: Cause::NoYear | Cause::BareNumber,
            ..
        })
    );
    is_part && matches!(other, End::At(_))
}

/// From the start of one date to the end of another; none if that is backwards.
fn joined(start: &str, end: &str, notes: &mut Vec<Note>) -> Option<String> {
    let first = outer(start, true, notes);
    let last = outer(end, false, notes);
    if first == last {
        return Some(first);
    }
    let edtf = format!("{first}/{last}");
    let date = Date::parse(&edtf).ok()?;
    (!date.backwards(&Zone::utc())).then_some(edtf)
}

/// The start or the end of a date, as the end of an interval.
fn outer(edtf: &str, is_start: bool, notes: &mut Vec<Note>) -> String {
    if let Some((start, end)) = edtf.split_once('/') {
        notes.push(Note::OuterEnds);
        return (if is_start { start } else { end }).to_owned();
    }
    let Some(members) = edtf
        .strip_prefix(['[', '{'])
        .and_then(|rest| rest.strip_suffix([']', '}']))
    else {
        return edtf.to_owned();
    };
    notes.push(Note::OuterEnds);
    let edge = |member: &str| -> String {
        match member.split_once("..") {
            None => member.to_owned(),
            Some(("", last)) if is_start => format!("..{last}"),
            Some((first, _)) if is_start => first.to_owned(),
            Some((first, "")) => format!("{first}.."),
            Some((_, last)) => last.to_owned(),
        }
    };
    let place = |member: &&str| {
        let date = Date::parse(&format!("[{member}]"));
        let (first, last) =
            date.map_or((Instant::MIN, Instant::MAX), |date| date.core(&Zone::utc()));
        if is_start { first } else { last }
    };
    let members = members.split(',');
    let member = if is_start {
        members.min_by_key(place)
    } else {
        members.max_by_key(place)
    };
    edge(member.unwrap_or(edtf))
}
