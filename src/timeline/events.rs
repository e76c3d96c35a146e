//! The events of a lane: which of them the picture shows, in which rows, and drawn how.

use super::View;
use super::axis::Axis;
use super::background::is_background;
use super::background_rows;
use super::doubt;
use super::folded;
use super::frame::Frame;
use super::homes::Homes;
use super::metrics::{GAP, LOOKED_AT, ROW, SELECTED, TITLE};
use super::placing::{Placing, row_count};
use super::rows::{Entry, FULL, Rank, Side, pack};
use super::shape::{Kind, Shape};
use crate::analysis::{Row, Rows};
use crate::dataset::date::Bounds;
use crate::dataset::{Event, Role};
use crate::scene::{Key, Weight};

/// However high the picture is, a lane has no more rows than this, and at least [`FEWEST`].
const MOST: usize = 32;
const FEWEST: usize = 24;
/// No more events beside the picture than this are packed, on either side.
const BUFFER: usize = 256;
/// Events that begin this close together are one column,
const COLUMN: f64 = 24.0;
/// which has no more of them than this: more are a pile that nobody reads.
const MOST_IN_COLUMN: usize = 14;
/// Between a title and the end of a page.
const EDGE: f32 = 1.5;
/// A title that is cut is at least so wide.
const LEAST_TITLE: f32 = 40.0;
/// The narrowest mark, with what parts it from the next.
const LEAST_MARK: f32 = 9.0;

/// The events of a lane, and what they are laid out with.
pub(super) struct Events<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) frame: &'a Frame,
    pub(super) rows: &'a Rows,
    pub(super) place: usize,
    /// In which lane each event has its title.
    pub(super) homes: &'a Homes,
    pub(super) is_folded: bool,
    /// Whether all lanes together hold few events.
    pub(super) is_small: bool,
    /// Whether those that have their titles in other lanes may share a row.
    pub(super) has_dots: bool,
    /// No more rows than this, unless it is folded.
    pub(super) most_rows: usize,
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
        let is_piled = !self.is_folded && self.is_piled(&marks);
        (!is_piled).then_some(marks)
    }

    /// Whether so many events begin at the same time that they would be one column: however high
    /// the picture is, so that more room never shows less.
    fn is_piled(&self, marks: &[Placing]) -> bool {
        // A page has the time to be read. The only lane may take all of the picture.
        let most = match self.view.lanes.lanes.len() {
            _ if self.view.is_page() => self.most_rows,
            1 => MOST,
            _ => MOST_IN_COLUMN,
        };
        // From the picture's left end on.
        let begin = |mark: &Placing| mark.extent.0.max(0.0);
        let short = marks.iter().filter(|mark| mark.background.is_none());
        let mut places: Vec<f64> = short.map(begin).collect();
        places.sort_by(f64::total_cmp);
        let after = places.iter().skip(most);
        places.iter().zip(after).any(|(a, b)| b - a <= COLUMN)
    }

    /// No more rows than this.
    fn most(&self) -> usize {
        if self.is_folded {
            folded::MOST
        } else {
            self.most_rows
        }
    }

    /// Events in rows. None if there are not rows enough.
    fn packed(&self, positions: Vec<usize>) -> Option<Vec<Placing>> {
        let (view, frame) = (self.view, self.frame);
        let [lasting, candidates] = self.candidates_of(positions);
        let entries: Vec<Entry> = candidates.iter().map(|(_, entry)| *entry).collect();
        let packed = candidates.into_iter().zip(pack(&entries, self.most()));
        let seen = packed.filter(|((mark, _), _)| self.is_seen(mark));
        let seen = seen.map(|((mark, entry), at)| mark.at(&entry, at));
        let mut marks: Vec<Placing> = seen.collect();
        if marks.iter().any(|mark| mark.line == FULL) {
            return None;
        }
        let lasting = lasting.into_iter().map(|(mark, _)| mark);
        let lasting: Vec<Placing> = lasting.filter(|mark| self.is_seen(mark)).collect();
        if self.is_folded {
            return folded::in_low_rows(marks, lasting);
        }
        if lasting.len() > self.most() {
            return None;
        }
        let first = row_count(&marks);
        marks.extend(background_rows::in_rows(view, frame, lasting, first));
        Some(marks)
    }

    /// Those that a page shows, without rows: what lasts longer than the picture, and the others.
    pub(super) fn candidates(&self) -> [Vec<(Placing, Entry)>; 2] {
        let mut both = self.candidates_of(self.positions().unwrap_or_default());
        for candidates in &mut both {
            candidates.retain(|(mark, _)| self.is_seen(mark));
        }
        both
    }

    fn is_seen(&self, mark: &Placing) -> bool {
        mark.extent.1 > 0.0 && mark.extent.0 < f64::from(self.frame.axis.width())
    }

    fn candidates_of(&self, positions: Vec<usize>) -> [Vec<(Placing, Entry)>; 2] {
        let ground = self.ground();
        let all = positions.into_iter();
        let candidates = all.filter_map(|at| self.candidate(at, ground));
        let is_lasting = |(mark, _): &(Placing, Entry)| is_background(&mark.shape, self.frame);
        candidates.partition::<Vec<_>, _>(is_lasting).into()
    }

    /// Which events are packed. All, if the dataset is small: then no pan moves any. Else those of
    /// three screens' width, from a page's edge, so that panning within a page moves none. None if
    /// there are more than could be told apart.
    fn positions(&self) -> Option<Vec<usize>> {
        let (view, frame, rows) = (self.view, self.frame, self.rows);
        let span = &frame.axis.span;
        if view.is_page() {
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
        let from = span.at(-page - span.length());
        let near = rows.anchored_in(from, span.at(-page + 3.0 * span.length()));
        let first = near.start.max(seen.start.saturating_sub(BUFFER));
        let near = first..near.end.min(seen.end + BUFFER);
        // What reaches in from afar comes besides.
        let mut positions = rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT)?;
        positions.extend(near);
        positions.sort_unstable();
        positions.dedup();
        (positions.len() <= LOOKED_AT).then_some(positions)
    }

    /// Where titles may stand, on the axis at rest: as far as a page goes. In the window, where
    /// panning moves no event, as far as a person sees who looks at everything.
    fn ground(&self) -> (f64, f64) {
        let (view, frame) = (self.view, self.frame);
        let (at_rest, shift) = frame.at_rest;
        if view.is_page() {
            let end = f64::from(frame.titles_end - frame.axis.left - EDGE);
            return (f64::from(EDGE) - shift, end - shift);
        }
        let whole = |extent| Axis::new(view.span.whole(extent), frame.axis.left, frame.axis.right);
        let extent = view.span.gaps().seen.or(view.index.span());
        let all = extent.map(|extent| whole(extent).span);
        // Who looks at more than everything sees ground on both sides.
        let all = all.filter(|all| frame.axis.span.length() <= all.length() * 1.001);
        let Some(all) = all else {
            return (f64::NEG_INFINITY, f64::INFINITY);
        };
        let x = |time| at_rest.span.after(time) / at_rest.scale();
        let bar = f64::from(frame.axis.right - frame.titles_end + EDGE);
        (x(all.from()) + f64::from(EDGE), x(all.to()) - bar)
    }

    /// Importance, citations, and how long it lasted at least. What a page is asked to mark is on it;
    /// in the window selecting moves nothing.
    fn rank(&self, event: &Event, row: Row, bounds: &Bounds) -> Rank {
        let (start, end) = (bounds.latest_start, bounds.earliest_end);
        let length = end.0.saturating_sub(start.0).max(0);
        let citations = u32::try_from(event.citations.len()).unwrap_or(u32::MAX);
        let frame = self.frame;
        let is_marked = frame.selected == Some(row) || frame.noted.contains(&row);
        let importance = if is_marked && self.view.is_page() {
            SELECTED
        } else {
            event.importance
        };
        (importance, citations, length)
    }

    fn candidate(&self, at: usize, ground: (f64, f64)) -> Option<(Placing, Entry)> {
        let (view, frame) = (self.view, self.frame);
        let (row, role) = (*self.rows.rows.get(at)?, *self.rows.roles.get(at)?);
        let bounds = view.index.bounds(row)?;
        let reach = (bounds.earliest_start, bounds.latest_end);
        if frame.axis.span.fold_of(reach).is_some() {
            return None;
        }
        let traits = view.index.traits(row)?;
        let handle = view.index.handle(row)?;
        let (at_rest, shift) = frame.at_rest;
        let resting = Shape::new(&bounds, traits, &at_rest);
        let own = resting.shifted(shift);
        let is_home = self.homes.is_home(view, row, self.place);
        let is_long = is_background(&own, frame);
        let shape = if is_home || is_long {
            own
        } else {
            own.elsewhere(role == Role::Absent)
        };
        let (_, event) = view.dataset.events.at(row as usize)?;
        // As wide as when it is selected, so that selecting moves nothing.
        let width = view.measure.width(&event.title, TITLE, Weight::SemiBold);
        let note = view.note_room(row, event);
        let width = f64::from(width + note);
        let holds_title = is_home && shape.holds(width);
        let sign = doubt::sign_after(own.kind, traits);
        let after = doubt::width(sign, view.measure);
        let sign = sign.filter(|_| is_home);
        let has_title = is_home && !holds_title && !self.is_folded && !event.title.is_empty();
        let beside = width + f64::from(GAP);
        let title = if has_title { beside } else { 0.0 };
        let is_dot = self.has_dots && shape.kind == Kind::Dot;
        // With room for its own mark in each lane, so that its home changes no rows.
        let own_ends = (resting.left, resting.right + f64::from(after));
        let dot_ends = (shape.left - shift, shape.right - shift);
        let (left, right) = if is_dot { dot_ends } else { own_ends };
        let entry = Entry {
            left,
            right,
            title,
            least: title.min(f64::from(GAP + note + LEAST_TITLE)),
            rank: self.rank(event, row, &bounds),
            is_home,
            is_dot,
            ground,
        };
        let is_running = is_long && own.left < 0.0;
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
            title_drop: 0.0,
            background: None,
            is_thin: false,
            is_low: false,
            side: Side::Nowhere,
            room: 0.0,
        };
        Some((placing, entry))
    }
}

/// As many rows as the picture has room for. A page is as high as its lanes need.
pub(super) fn most_rows(view: &View<'_>, frame: &Frame) -> usize {
    if view.is_page() {
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
