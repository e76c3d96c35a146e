//! The events of a lane: which of them the picture shows, in which rows, and drawn how.

use super::View;
use super::background;
use super::chosen;
use super::density::Strip;
use super::doubt;
use super::edge::Beyond;
use super::frame::Frame;
use super::homes::Homes;
use super::labels;
use super::placing::Placing;
use super::rows::{Entry, FULL, Side, pack};
use super::shape::Shape;
use crate::analysis::Rows;
use crate::dataset::Role;
use crate::scene::{Key, Rect, Scene, Weight};

/// Height of a row.
pub(super) const ROW: f32 = 18.0;
/// Above the first row and below the last.
pub(super) const PADDING: f32 = 3.0;
/// However high the picture is, a lane has no more rows than this, and at least [`FEWEST`].
const MOST: usize = 32;
const FEWEST: usize = 24;
/// No more events beside the picture than this are packed, on either side.
const BUFFER: usize = 256;
/// No more events of a lane than this are looked at one by one.
pub(super) const LOOKED_AT: usize = 6000;
/// Events that begin this close together are one column,
const COLUMN: f64 = 24.0;
/// which has no more of them than this: more are a pile that nobody reads.
const MOST_IN_COLUMN: usize = 14;
/// A page has the time to be read, and is as high as it must be.
const MOST_IN_COLUMN_OF_PAGE: usize = 18;
/// No more events than this stand one over the other in a folded lane.
const MOST_ON_A_LINE: usize = 24;
/// There, what is longer than this share of the picture is a thin line below the others.
const LONG: f32 = 0.4;
/// The narrowest mark, with what parts it from the next.
const LEAST_MARK: f32 = 9.0;
/// Between a mark and its title.
pub(super) const GAP: f32 = 5.0;
/// Beside a title that stands in its mark, on both sides together.
pub(super) const INSIDE: f32 = 16.0;

/// A lane as it is laid out.
pub(super) struct Lane {
    /// Its place from the top.
    pub(super) place: u32,
    /// Where it stands, scrolled, with its head.
    pub(super) rect: Rect,
    /// Whether it is folded.
    pub(super) is_folded: bool,
    /// Whether it is on its way to be higher than it is drawn.
    pub(super) is_cut: bool,
    /// Whether its events are too many to be told apart.
    pub(super) is_strip: bool,
    /// Its events on the picture.
    pub(super) marks: Vec<Placing>,
    /// Or, where there are too many of them, how many.
    pub(super) strip: Option<Strip>,
    /// What belongs to the selection and is off the picture.
    pub(super) beyond: Vec<Beyond>,
}

/// How high a lane is that shows each event.
pub(super) fn height_of(marks: &[Placing], beyond: &[Beyond]) -> f32 {
    let lines = marks.iter().map(|m| m.line);
    let lines = lines.chain(beyond.iter().map(|b| b.line)).max();
    to_float(lines.unwrap_or(0) + 1) * ROW + 2.0 * PADDING
}

#[expect(clippy::cast_precision_loss, reason = "a lane has few rows")]
pub(super) fn to_float(n: usize) -> f32 {
    n as f32
}

/// The events of a lane, and what they are laid out with.
pub(super) struct Events<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) frame: &'a Frame,
    pub(super) rows: &'a Rows,
    /// The lane's place from the top.
    pub(super) place: usize,
    /// In which lane each event has its title.
    pub(super) homes: &'a Homes,
    pub(super) is_folded: bool,
    /// Whether all lanes together hold few events.
    pub(super) is_small: bool,
}

impl Events<'_> {
    /// Those that the picture shows, with their rows. None if they are too many to be told apart.
    pub(super) fn marks(&self) -> Option<Vec<Placing>> {
        let span = &self.frame.axis.span;
        let marks = self.packed(self.positions()?).or_else(|| {
            // What is off the picture takes no row from what is on it.
            let (from, to) = (span.from(), span.to());
            let seen = self.rows.few_in_span(self.view.index, from, to, LOOKED_AT);
            self.packed(seen.filter(|_| self.is_small)?)
        })?;
        let is_piled = !self.is_folded && is_piled(self.view, &marks);
        (!is_piled).then_some(marks)
    }

    /// No more rows than this.
    fn most(&self) -> usize {
        if self.is_folded {
            1
        } else {
            most_rows(self.view, self.frame)
        }
    }

    /// Events in rows. None if there are not rows enough.
    fn packed(&self, positions: Vec<usize>) -> Option<Vec<Placing>> {
        let (view, frame, is_folded) = (self.view, self.frame, self.is_folded);
        let candidates = positions.into_iter().filter_map(|at| self.candidate(at));
        let (lasting, candidates): (Vec<_>, Vec<_>) = candidates
            .partition(|(mark, _)| !is_folded && background::is_background(&mark.shape, frame));
        let entries: Vec<Entry> = candidates
            .iter()
            .map(|(_, entry)| Entry {
                title: if is_folded { 0.0 } else { entry.title },
                ..*entry
            })
            .collect();
        let width = f64::from(frame.axis.width());
        let is_seen = |mark: &Placing| mark.extent.1 > 0.0 && mark.extent.0 < width;
        let seen = candidates
            .into_iter()
            .zip(pack(&entries, self.most()))
            .filter(|((mark, _), _)| is_seen(mark));
        let mut marks: Vec<Placing> = seen
            .map(|((placing, _), at)| Placing {
                line: at.row,
                side: at.side,
                ..placing
            })
            .collect();
        if marks.iter().any(|mark| mark.line == FULL) {
            if !is_folded || marks.len() > MOST_ON_A_LINE {
                return None;
            }
            overlay(frame, &mut marks);
        }
        let lasting = lasting.into_iter().map(|(mark, _)| mark).filter(is_seen);
        let lasting: Vec<Placing> = lasting.collect();
        if lasting.len() > self.most() {
            return None;
        }
        let first = marks.iter().map(|mark| mark.line + 1).max().unwrap_or(0);
        marks.extend(background::in_rows(view, frame, lasting, first));
        Some(marks)
    }

    /// Which events are packed. All, if the dataset is small: then no pan moves any. Else those of
    /// three screens' width, from a page's edge, so that panning within a page moves none. None if
    /// there are more than could be told apart.
    fn positions(&self) -> Option<Vec<usize>> {
        let (view, frame, rows) = (self.view, self.frame, self.rows);
        let span = &frame.axis.span;
        if view.notes.is_some() {
            // Nobody pans a page: what is not on it needs no row.
            return rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT);
        }
        if self.is_small {
            return Some((0..rows.len()).collect());
        }
        let seen = rows.anchored_in(span.from(), span.to());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast to an integer clamps"
        )]
        let distinct = (frame.axis.width() / LEAST_MARK) as usize * self.most();
        if seen.len() > distinct {
            return None;
        }
        let page = span.since_multiple_of(span.length());
        let (from, to) = (
            span.at(-page - span.length()),
            span.at(-page + 3.0 * span.length()),
        );
        let near = rows.anchored_in(from, to);
        let near =
            near.start.max(seen.start.saturating_sub(BUFFER))..near.end.min(seen.end + BUFFER);
        // What reaches in from afar comes besides.
        let mut positions = rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT)?;
        positions.extend(near);
        positions.sort_unstable();
        positions.dedup();
        (positions.len() <= LOOKED_AT).then_some(positions)
    }

    fn candidate(&self, at: usize) -> Option<(Placing, Entry)> {
        let (view, frame) = (self.view, self.frame);
        let (row, role) = (*self.rows.rows.get(at)?, *self.rows.roles.get(at)?);
        let bounds = view.index.bounds(row)?;
        let traits = view.index.traits(row)?;
        let handle = view.index.handle(row)?;
        let (at_rest, shift) = frame.at_rest;
        let resting = Shape::new(&bounds, traits, &at_rest);
        let own = resting.shifted(shift);
        let is_home = self.homes.is_home(view, row, self.place);
        let is_background = background::is_background(&own, frame);
        let shape = if is_home || is_background {
            own
        } else {
            own.elsewhere(role == Role::Absent)
        };
        let (_, event) = view.dataset.events.at(row as usize)?;
        // As wide as when it is selected, so that selecting moves nothing.
        let width = view
            .measure
            .width(&event.title, labels::SIZE, Weight::SemiBold);
        let width = f64::from(width + view.note_room(row, event));
        let holds_title = is_home && shape.holds(width);
        let sign = doubt::sign_after(own.kind, traits);
        let after = doubt::width(sign, view.measure);
        let sign = sign.filter(|_| is_home);
        let has_title = is_home && !holds_title && !event.title.is_empty();
        let entry = Entry {
            // With room for its own mark in each lane, so that its home changes no rows.
            left: resting.left,
            right: resting.right + f64::from(after),
            title: if has_title {
                width + f64::from(GAP)
            } else {
                0.0
            },
            priority: event.importance,
            at_left: view.notes.is_some() && is_at_left(frame, &own, width + f64::from(after)),
        };
        let is_running = is_background && own.left < 0.0;
        let placing = Placing {
            row,
            key: Key::Event(handle.0),
            role,
            shape,
            extent: (own.left, own.right),
            // Where the start of a line is not seen, nothing is joined to it.
            stem: own.seen_stem(&frame.axis).filter(|_| !is_running),
            is_home,
            y: 0.0,
            label: None,
            holds_title,
            sign,
            sign_width: if sign.is_some() { after } else { 0.0 },
            line: 0,
            drop: 0.0,
            background: None,
            is_thin: false,
            side: Side::Nowhere,
        };
        Some((placing, entry))
    }
}

/// Events of a folded lane one over the other, the shorter over the longer: where each is says more
/// than how many there are.
fn overlay(frame: &Frame, marks: &mut [Placing]) {
    let length = |mark: &Placing| mark.shape.right - mark.shape.left;
    marks.sort_by(|a, b| length(b).total_cmp(&length(a)));
    for mark in marks {
        let (left, right) = mark.shape.seen(&frame.axis);
        mark.line = 0;
        (mark.sign, mark.sign_width) = (None, 0.0);
        mark.is_thin = right - left > LONG * frame.axis.width();
    }
}

/// Whether so many events begin at the same time that they would be one column: however high the
/// picture is, so that more room never shows less.
fn is_piled(view: &View<'_>, marks: &[Placing]) -> bool {
    let most = match view.notes {
        // The only lane may take all of the picture.
        _ if view.lanes.lanes.len() == 1 => MOST,
        Some(_) => MOST_IN_COLUMN_OF_PAGE,
        None => MOST_IN_COLUMN,
    };
    // From the picture's left end on.
    let begin = |mark: &Placing| mark.extent.0.max(0.0);
    let short = marks.iter().filter(|mark| mark.background.is_none());
    let mut places: Vec<f64> = short.map(begin).collect();
    places.sort_by(f64::total_cmp);
    let after = places.iter().skip(most);
    places.iter().zip(after).any(|(a, b)| b - a <= COLUMN)
}

/// As many rows as the picture has room for. A page is as high as its lanes need.
pub(super) fn most_rows(view: &View<'_>, frame: &Frame) -> usize {
    if view.notes.is_some() {
        return MOST;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast to an integer clamps"
    )]
    let fitting = (frame.body.height() / ROW) as usize;
    fitting.clamp(FEWEST, MOST)
}

/// Whether a title would be cut at the right edge of a page, and has room at the left of its mark.
fn is_at_left(frame: &Frame, shape: &Shape, title: f64) -> bool {
    let (left, right) = shape.seen(&frame.axis);
    let title = title + f64::from(GAP) + 1.0;
    f64::from(right) + title > f64::from(frame.titles_end)
        && f64::from(left) - title >= f64::from(frame.body.left())
}

impl Lane {
    /// Draws the marks, then the titles.
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame, homes: &Homes) {
        for mark in &self.marks {
            mark.draw(scene, view, frame);
        }
        let rows = view.lanes.lanes.get(self.place as usize);
        if let (Some(strip), Some(lane)) = (&self.strip, rows) {
            strip.draw_under(scene, view, frame, &lane.rows);
            strip.draw(scene, view, frame);
            let taken = chosen::taken(view, &self.beyond);
            strip.draw_titles(scene, view, frame, &lane.rows, taken, homes);
            strip.draw_chosen(scene, view, frame, &lane.rows);
        }
        for there in &self.beyond {
            there.draw(scene, view, frame);
        }
    }
}
