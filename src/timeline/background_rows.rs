//! The rows of what lasts longer than most of the picture, below all others of its lane. On a page that
//! is short of height several titles stand on one line that covers all of the picture: each is true of
//! all of it.

use super::View;
use super::background::Background;
use super::doubt;
use super::frame::Frame;
use super::labels::{self, Beside, Label};
use super::metrics::{GAP, TITLE, to_float};
use super::placing::Placing;
use super::shape::Kind;
use crate::dataset::Event;
use crate::dataset::date::{Date, Precision, in_short, lasting_in_short};
use crate::scene::Weight;
use std::collections::BTreeMap;

/// From the end of a line to its title: where it goes on, and where it begins.
const AFTER_HEAD: f32 = 15.0;
const STUB: f32 = 10.0;
/// So much of a line is seen after what is written on it.
const TAIL: f32 = 20.0;
/// Between a title and its dates.
const WORD: f32 = 5.0;
/// Between two of one row.
const APART: f32 = 12.0;
/// So many lines without a title stand in a row, so far from each other.
const IN_A_ROW: usize = 3;
const CLOSE: f32 = 5.0;

/// Puts events in rows from a first one down, the earlier the higher. Those that have their titles
/// in other lanes come last, several in a row.
pub(super) fn in_rows(
    view: &View<'_>,
    frame: &Frame,
    mut marks: Vec<Placing>,
    first: usize,
) -> Vec<Placing> {
    marks.sort_by(|a, b| {
        let start = a.shape.left.total_cmp(&b.shape.left);
        let end = b.shape.right.total_cmp(&a.shape.right);
        a.is_home.cmp(&b.is_home).reverse().then(start).then(end)
    });
    let homes = marks.partition_point(|mark| mark.is_home);
    let (titled, bare) = marks.split_at_mut(homes);
    let rows = packed(view, frame, titled);
    for mark in titled {
        mark.line += first;
    }
    packed(view, frame, bare);
    for mark in bare {
        stand_close(mark, first + rows, mark.line);
    }
    marks
}

/// Puts a line without a title into a row with two others, from a first row down.
fn stand_close(mark: &mut Placing, first: usize, nth: usize) {
    mark.line = first + nth / IN_A_ROW;
    mark.drop = (to_float(nth % IN_A_ROW) - 1.0) * CLOSE;
    mark.title_drop = mark.drop;
}

/// What a line needs to stand in few rows.
pub(super) struct Want {
    /// From where to where it is seen.
    ends: (f32, f32),
    /// What its title needs on a line that covers all of the picture, and its dates besides; none
    /// if it does not cover all of it.
    words: Option<(f32, f32)>,
    is_home: bool,
}

impl Want {
    pub(super) fn new(view: &View<'_>, frame: &Frame, mark: &Placing) -> Self {
        let (ends, goes_on) = seen(frame, mark);
        let event = view.dataset.events.at(mark.row as usize);
        let event = event.map(|(_, event)| event);
        let is_on_line = |event: &&Event| mark.is_home && !event.title.is_empty();
        let words = event.filter(is_on_line).map(|event| {
            let title = view.measure.width(&event.title, TITLE, Weight::SemiBold);
            let note = labels::note_width(view.note(mark.row), view.measure);
            let sign = doubt::width(line_sign(view, mark), view.measure);
            let dates = dates(view, event, mark);
            let dates = view.measure.width(&dates, TITLE, Weight::Regular);
            let round = AFTER_HEAD + sign + TAIL + 2.0;
            (round + title + note, WORD + dates)
        });
        Self {
            ends,
            words: words.filter(|_| goes_on == [true; 2]),
            is_home: mark.is_home,
        }
    }
}

/// What stands in a row that may hold several.
enum Shared {
    /// Lines side by side.
    Ends(Vec<(f32, f32)>),
    /// Titles on one line that covers all of the picture: how much of it they take.
    Words(f32),
    /// So many lines without titles.
    Bare(usize),
}

/// The row of each in no more rows than this; none where there is no room. The first choose first.
pub(super) fn in_few_rows(wants: &[Want], rows: usize, width: f32) -> Vec<Option<usize>> {
    let mut shared: Vec<Shared> = Vec::new();
    let find = |want: &Want| {
        let takes = |row: &mut Shared| match (row, want.words) {
            (Shared::Bare(count), _) if !want.is_home && *count < IN_A_ROW => {
                *count += 1;
                true
            }
            (Shared::Words(taken), Some((words, _))) if *taken + words <= width => {
                *taken += words;
                true
            }
            (Shared::Ends(held), None) if want.is_home => {
                let is_free = are_apart(held, want.ends);
                held.extend(is_free.then_some(want.ends));
                is_free
            }
            _ => false,
        };
        let found = shared.iter_mut().position(takes);
        if found.is_some() || shared.len() == rows {
            return found;
        }
        shared.push(match want.words {
            _ if !want.is_home => Shared::Bare(1),
            Some((words, _)) => Shared::Words(words),
            None => Shared::Ends(vec![want.ends]),
        });
        Some(shared.len() - 1)
    };
    wants.iter().map(find).collect()
}

/// Puts events in rows as they were found for them, from a first one down.
pub(super) fn in_shared_rows(
    view: &View<'_>,
    frame: &Frame,
    marks: Vec<(Placing, Want, usize)>,
    first: usize,
    width: f32,
) -> Vec<Placing> {
    let mut rows: BTreeMap<usize, Vec<(Placing, Want)>> = BTreeMap::new();
    for (mark, want, row) in marks {
        rows.entry(row).or_default().push((mark, want));
    }
    let place = |(row, marks): (usize, Vec<(Placing, Want)>)| {
        let parts = parts(frame, &marks, width);
        let place = move |(nth, (mut mark, _)): (usize, (Placing, Want))| {
            lay_out(view, frame, &mut mark, parts.get(nth));
            mark.line = first + row;
            if !mark.is_home {
                stand_close(&mut mark, first + row, nth);
            }
            mark
        };
        marks.into_iter().enumerate().map(place)
    };
    rows.into_iter().flat_map(place).collect()
}

/// A part of a line that several titles stand on.
struct Part {
    ends: (f32, f32),
    /// Where what is written ends at the latest.
    words_end: f32,
}

/// The parts of the line that several share; none of one that is alone. Dates are written where
/// there is room beside all titles, the first first.
fn parts(frame: &Frame, marks: &[(Placing, Want)], width: f32) -> Vec<Part> {
    let words = marks.iter().map(|(_, want)| want.words);
    let Some(words) = words.collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    if words.len() < 2 {
        return Vec::new();
    }
    let mut free = width - words.iter().map(|(title, _)| title).sum::<f32>();
    let mut from = frame.body.left();
    let last = words.len() - 1;
    let part = |(nth, (title, dates)): (usize, (f32, f32))| {
        let mut to = from + title;
        if dates <= free {
            free -= dates;
            to += dates;
        }
        let words_end = to - TAIL;
        let ends = (from, if nth == last { frame.edge } else { to - GAP });
        from = to;
        Part { ends, words_end }
    };
    words.into_iter().enumerate().map(part).collect()
}

/// Gives each its line, and each the first row that is free there. Gives how many rows there are.
fn packed(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) -> usize {
    // What each row holds: from, to.
    let mut rows: Vec<Vec<(f32, f32)>> = Vec::new();
    for mark in marks {
        let own = lay_out(view, frame, mark, None);
        let free = rows.iter().position(|row| are_apart(row, own));
        let line = free.unwrap_or(rows.len());
        match rows.get_mut(line) {
            Some(row) => row.push(own),
            None => rows.push(vec![own]),
        }
        mark.line = line;
    }
    rows.len()
}

/// Whether a line has room beside those that a row holds.
fn are_apart(row: &[(f32, f32)], (from, to): (f32, f32)) -> bool {
    let mut held = row.iter();
    held.all(|(a, b)| to + APART <= *a || from >= *b + APART)
}

/// From where to where a line is seen, and whether it goes on at its left and at its right.
fn seen(frame: &Frame, mark: &Placing) -> ((f32, f32), [bool; 2]) {
    let body = frame.body;
    let (left, right) = mark.shape.seen(&frame.axis);
    let from = left.max(body.left()).min(frame.edge);
    let to = right.min(frame.edge).max(from);
    ((from, to), [left < body.left(), right > body.right()])
}

/// A line does not fade: what it says of doubt stands before its title, but for an end that nobody
/// knows.
fn line_sign(view: &View<'_>, mark: &Placing) -> Option<&'static str> {
    let traits = view.index.traits(mark.row);
    traits.and_then(|t| doubt::sign(t.approximate, t.uncertain))
}

/// Finds the places of an event's line, title and dates. Gives what they cover of the width.
fn lay_out(view: &View<'_>, frame: &Frame, mark: &mut Placing, part: Option<&Part>) -> (f32, f32) {
    let (whole, mut goes_on) = seen(frame, mark);
    let (from, to) = part.map_or(whole, |part| part.ends);
    if part.is_some() {
        goes_on = [from <= whole.0, to >= whole.1];
    }
    let mut background = Background {
        ends: (from, to),
        goes_on,
        broken: (from, from),
        sign: None,
        dates: None,
    };
    let sign = line_sign(view, mark);
    let room = doubt::width(sign, view.measure);
    let is_unknown = matches!(mark.shape.kind, Kind::UnknownEnd | Kind::UnknownStart);
    mark.sign = doubt::sign(false, is_unknown && mark.is_home);
    mark.sign_width = doubt::width(mark.sign, view.measure);
    let mut taken = (from, to);
    if let Some((label, dates, is_on_line)) = written(view, frame, mark, &background, part) {
        let start = label.rect().left() - room;
        let end = dates.as_ref().unwrap_or(&label).rect().right();
        if is_on_line {
            background.broken = (start, end);
        }
        taken = (from.min(start), to.max(end));
        background.sign = sign.map(|sign| Label::plain(sign, label.x - room, room));
        background.dates = dates;
        mark.label = Some(label);
    }
    mark.background = Some(background);
    taken
}

/// The title of an event and its dates: on its line, else after it, else before it, with room for a
/// sign of doubt before them; and whether they stand on the line. Where there is no room for all of
/// it, it is cut where there is most. On a part of a line they stand nowhere else.
fn written(
    view: &View<'_>,
    frame: &Frame,
    mark: &Placing,
    line: &Background,
    part: Option<&Part>,
) -> Option<(Label, Option<Label>, bool)> {
    let (_, event) = view.dataset.events.at(mark.row as usize)?;
    if event.title.is_empty() || !mark.is_home {
        return None;
    }
    let measure = view.measure;
    let sign = doubt::width(line_sign(view, mark), measure);
    let weight = view.weight(mark.row, mark.key);
    let beside = |ends: (f32, f32), end: f32| Beside {
        note: view.note(mark.row),
        ..Beside::new(&event.title, weight, ends, (frame.body.left(), end), mark.y)
    };
    let [goes_on_before, goes_on_after] = line.goes_on;
    let lead = if goes_on_before { AFTER_HEAD } else { STUB };
    let start = line.ends.0 + lead + sign - GAP;
    let words_end = part.map_or(line.ends.1 - TAIL, |part| part.words_end);
    let on_line = beside((start, start), words_end).right(measure);
    let end = line.ends.1 + mark.sign_width + sign;
    let outside = beside((line.ends.0, end), frame.titles_end);
    let is_alone = part.is_none();
    let after = (is_alone && !goes_on_after).then(|| outside.right(measure));
    let before = (is_alone && !goes_on_before && sign == 0.0).then(|| outside.left(measure));
    // Where dates may reach to; none before the line.
    let places = [
        (on_line, Some(words_end), true),
        (after.flatten(), Some(frame.titles_end), false),
        (before.flatten(), None, false),
    ];
    let found = places.into_iter().filter_map(|(label, end, is_on_line)| {
        let label = label?;
        let rank = if label.is_cut {
            -label.rect().width()
        } else {
            f32::NEG_INFINITY
        };
        Some((rank, label, end, is_on_line))
    });
    let (_, label, end, is_on_line) = found.min_by(|a, b| a.0.total_cmp(&b.0))?;
    // Of what was some time in it the ends are all there is to tell, and the axis tells them.
    let is_told = mark.shape.kind == Kind::Bracket && line.goes_on == [false; 2];
    let words = match is_told {
        true => String::new(),
        false => dates(view, event, mark),
    };
    let width = measure.width(&words, TITLE, Weight::Regular);
    // As far off as when it is selected, so that selecting moves nothing.
    let title = measure.width(&event.title, TITLE, Weight::SemiBold);
    let note = labels::note_width(view.note(mark.row), measure);
    let x = label.x + title + note + WORD;
    let has_room = end.is_some_and(|end| x + width <= end) && !label.is_cut;
    let dates = (has_room && !words.is_empty()).then(|| Label::plain(&words, x, width));
    Some((label, dates, is_on_line))
}

/// `since 24 Feb 2022`, `2025 to 15 Aug`; of what was some time in it `some time in 2025`.
fn dates(view: &View<'_>, event: &Event, mark: &Placing) -> String {
    let when = event.when.as_deref();
    let Some(date) = when.and_then(|when| Date::parse(when).ok()) else {
        return String::new();
    };
    let own_zone = event.own_zone();
    let zone = own_zone.as_ref().unwrap_or(&view.index.zone);
    if mark.shape.kind != Kind::Bracket {
        return lasting_in_short(&date, zone, view.zone);
    }
    let is_in_a_day = date.traits().precision <= Precision::Day;
    let word = if is_in_a_day { "on" } else { "in" };
    let date = in_short(&date, zone, view.zone, None);
    format!("some time {word} {date}")
}
