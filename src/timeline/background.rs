//! Background: an event that lasts longer than most of the picture is a thin line with its title
//! and its dates, in a row below all others of its lane.

use super::View;
use super::doubt;
use super::frame::{Frame, crisp};
use super::labels::{self, Beside, Label};
use super::lane::to_float;
use super::metrics::{GAP, TITLE};
use super::placing::Placing;
use super::shape::{Kind, Shape};
use crate::dataset::Event;
use crate::dataset::date::{Date, Precision, Traits, in_short, lasting_in_short};
use crate::scene::item::{Dash, Stroke};
use crate::scene::lasting::{LASTING, Lasting, lasting};
use crate::scene::marks::Pen;
use crate::scene::plates::State;
use crate::scene::{Rect, Scene, Weight, pos2};

/// What is longer than this share of the picture is background, wherever it stands: so panning
/// makes nothing of another kind.
const LONG: f64 = 0.6;
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
/// What lies under a selected line, and under one that belongs to it, is so high.
const UNDER: f32 = 5.0;

/// The line of an event.
pub(super) struct Background {
    /// From where to where it is seen.
    ends: (f32, f32),
    /// Whether it goes on at its left, and at its right.
    goes_on: [bool; 2],
    /// From where to where it breaks for what is written; equal where that stands elsewhere.
    broken: (f32, f32),
    /// The sign of doubt before its title.
    pub(super) sign: Option<Label>,
    /// Its dates, after its title.
    pub(super) dates: Option<Label>,
}

/// Whether an event with such a mark is background.
pub(super) fn is_background(shape: &Shape, frame: &Frame) -> bool {
    shape.kind != Kind::Set && shape.width() > LONG * f64::from(frame.axis.width())
}

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
        let (line, nth) = (mark.line / IN_A_ROW, mark.line % IN_A_ROW);
        mark.line = first + rows + line;
        mark.drop = (to_float(nth) - 1.0) * CLOSE;
        mark.title_drop = mark.drop;
    }
    marks
}

/// Gives each its line, and each the first row that is free there. Gives how many rows there are.
fn packed(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) -> usize {
    // What each row holds: from, to.
    let mut rows: Vec<Vec<(f32, f32)>> = Vec::new();
    for mark in marks {
        let (from, to) = lay_out(view, frame, mark);
        let is_free = |row: &Vec<(f32, f32)>| {
            let mut held = row.iter();
            held.all(|(a, b)| to + APART <= *a || from >= *b + APART)
        };
        let line = rows.iter().position(is_free).unwrap_or(rows.len());
        match rows.get_mut(line) {
            Some(row) => row.push((from, to)),
            None => rows.push(vec![(from, to)]),
        }
        mark.line = line;
    }
    rows.len()
}

/// Finds the places of an event's line, title and dates. Gives what they cover of the width.
fn lay_out(view: &View<'_>, frame: &Frame, mark: &mut Placing) -> (f32, f32) {
    let body = frame.body;
    let (left, right) = mark.shape.seen(&frame.axis);
    let from = left.max(body.left()).min(frame.edge);
    let to = right.min(frame.edge).max(from);
    let goes_on = [left < body.left(), right > body.right()];
    let mut background = Background {
        ends: (from, to),
        goes_on,
        broken: (from, from),
        sign: None,
        dates: None,
    };
    // A line does not fade: what it says of doubt stands before its title, but for an end that
    // nobody knows.
    let traits = view.index.traits(mark.row);
    let sign = traits.and_then(|t| doubt::sign(t.approximate, t.uncertain));
    let room = doubt::width(sign, view.measure);
    let is_unknown = matches!(mark.shape.kind, Kind::UnknownEnd | Kind::UnknownStart);
    mark.sign = doubt::sign(false, is_unknown && mark.is_home);
    mark.sign_width = doubt::width(mark.sign, view.measure);
    let mut taken = (from, to);
    if let Some((label, dates, is_on_line)) = written(view, frame, mark, &background, room) {
        let start = label.rect().left() - room;
        let end = dates.as_ref().unwrap_or(&label).rect().right();
        if is_on_line {
            background.broken = (start, end);
        }
        taken = (from.min(start), to.max(end));
        background.sign = sign.map(|sign| Label::plain(sign, label.start() - room, room));
        background.dates = dates;
        mark.label = Some(label);
    }
    mark.background = Some(background);
    taken
}

/// The title of an event and its dates: on its line, else after it, else before it, with room for a
/// sign of doubt before them; and whether they stand on the line. Where there is no room for all of
/// it, it is cut where there is most.
fn written(
    view: &View<'_>,
    frame: &Frame,
    mark: &Placing,
    line: &Background,
    sign: f32,
) -> Option<(Label, Option<Label>, bool)> {
    let (_, event) = view.dataset.events.at(mark.row as usize)?;
    if event.title.is_empty() || !mark.is_home {
        return None;
    }
    let measure = view.measure;
    let weight = view.emphasis.state(mark.key).weight();
    let beside = |mark_at: (f32, f32), end: f32| Beside {
        title: &event.title,
        note: view.note(mark.row),
        room: f32::INFINITY,
        weight,
        mark: mark_at,
        body: (frame.body.left(), end),
        y: mark.y,
    };
    let [goes_on_before, goes_on_after] = line.goes_on;
    let lead = if goes_on_before { AFTER_HEAD } else { STUB };
    let start = line.ends.0 + lead + sign - GAP;
    let on_line = beside((start, start), line.ends.1 - TAIL).right(measure);
    let end = line.ends.1 + mark.sign_width + sign;
    let outside = beside((line.ends.0, end), frame.titles_end);
    let after = (!goes_on_after).then(|| outside.right(measure)).flatten();
    let before = (!goes_on_before && sign == 0.0).then(|| outside.left(measure));
    let before = before.flatten();
    // Where dates may reach to; none before the line.
    let places = [
        (on_line, Some(line.ends.1 - TAIL), true),
        (after, Some(frame.titles_end), false),
        (before, None, false),
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
    let words = dates(view, event, mark);
    let width = measure.width(&words, TITLE, Weight::Regular);
    // As far off as when it is selected, so that selecting moves nothing.
    let title = measure.width(&event.title, TITLE, Weight::SemiBold);
    let note = labels::note_width(view.note(mark.row), measure);
    let x = label.start() + title + note + WORD;
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

impl Background {
    /// Draws the line and its dates.
    pub(super) fn draw(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        mark: &Placing,
        traits: Traits,
        pen: Pen,
    ) {
        let state = view.emphasis.state(mark.key);
        let under = match state {
            State::Selected => Some(view.theme.mark),
            State::Related => Some(view.theme.mark2),
            State::Hover | State::Rest => None,
        };
        if let Some(colour) = under {
            let ((from, to), (stop, go)) = (self.ends, self.broken);
            // Not behind what is written.
            for (from, to) in [(from, stop), (go, to)] {
                let rect = Rect::from_min_max(
                    pos2(from, mark.y - UNDER / 2.0),
                    pos2(to, mark.y + UNDER / 2.0),
                );
                scene.rect(mark.key, rect, 2.0, colour, Stroke::NONE);
            }
        }
        let line = Lasting {
            ends: self.ends,
            goes_on: self.goes_on,
            y: crisp(mark.y) - 0.5,
            title: self.broken,
            width: LASTING,
            dash: self.dash(mark, traits),
        };
        lasting(scene, mark.key, &line, pen);
        if let Some(sign) = &self.sign {
            let colour = mark.sign_colour(view);
            sign.draw(scene, mark.key, State::Rest, colour, view);
        }
        if let Some(dates) = &self.dates {
            let colour = view.theme.t3;
            dates.draw(scene, mark.key, State::Rest, colour, view);
        }
    }

    /// What is known of the dates is solid.
    fn dash(&self, mark: &Placing, traits: Traits) -> Dash {
        if mark.shape.kind == Kind::Bracket {
            Dash(1.5, 2.5)
        } else if traits.approximate || traits.uncertain {
            Dash::APPROXIMATE
        } else {
            Dash::SOLID
        }
    }
}
