//! The events of a lane: which of them the picture shows, in which rows, and drawn how.

use super::View;
use super::chosen;
use super::density::Strip;
use super::edge::Beyond;
use super::frame::Frame;
use super::labels::{self, Label};
use super::lasting::draw_line;
use super::rows::{Entry, FULL, Side, pack};
use super::shape::{Drawn, Kind, Shape};
use crate::analysis::{Row, Rows};
use crate::dataset::zone::Zone;
use crate::dataset::{Event, Role, Status};
use crate::scene::marks::{self, Pen, Standing};
use crate::scene::plates::{self, State};
use crate::scene::theme::mix;
use crate::scene::{Key, Rect, Scene, Weight, pos2};
use std::cmp::Reverse;

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
const COLUMN: f32 = 24.0;
/// which has no more of them than this: more are a pile that nobody reads.
const MOST_IN_COLUMN: usize = 14;
/// A page has the time to be read, and is as high as it must be.
const MOST_IN_COLUMN_OF_PAGE: usize = 18;
/// No more events than this stand one over the other in a folded lane.
const MOST_ON_A_LINE: usize = 24;
/// There, what is longer than this share of the picture is a thin line below the others, so far
/// below their middle.
const LONG: f32 = 0.4;
const THIN: (f32, f32) = (7.2, 9.0);
/// The narrowest mark, with what parts it from the next.
const LEAST_MARK: f32 = 9.0;
/// Between a mark and its title.
pub(super) const GAP: f32 = 5.0;
/// Beside a title that stands in its mark, on both sides together.
pub(super) const INSIDE: f32 = 16.0;
/// What a query takes after its mark.
const QUERY: f32 = 9.0;

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

/// An event in a lane.
pub(super) struct Placing {
    /// The event.
    pub(super) row: Row,
    /// What it stands for.
    pub(super) key: Key,
    /// What the lane's actors did in it.
    pub(super) role: Role,
    /// Its mark.
    pub(super) shape: Shape,
    /// Its middle line on the picture.
    pub(super) y: f32,
    /// Its title on the picture, if there is room for it.
    pub(super) label: Option<Label>,
    /// Whether the title stands in the mark.
    pub(super) holds_title: bool,
    /// Whether a query follows the mark.
    asks: bool,
    /// Which row of the lane, from the top.
    pub(super) line: usize,
    /// Whether it is a thin line below others: one over the other they would hide each other.
    is_thin: bool,
    side: Side,
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

/// The events of a lane that the picture shows, with their rows. None if they are too many to be
/// told apart.
pub(super) fn marks_of(
    view: &View<'_>,
    frame: &Frame,
    rows: &Rows,
    is_folded: bool,
    is_small: bool,
) -> Option<Vec<Placing>> {
    let most = if is_folded { 1 } else { most_rows(view, frame) };
    let all = positions(view, frame, rows, most, is_small)?;
    let marks = packed(view, frame, rows, all, is_folded).or_else(|| {
        // What is off the picture takes no row from what is on it.
        let span = &frame.axis.span;
        let seen = rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT);
        packed(view, frame, rows, seen.filter(|_| is_small)?, is_folded)
    })?;
    (is_folded || !is_piled(view, frame, &marks)).then_some(marks)
}

/// Events in rows. None if there are not rows enough.
fn packed(
    view: &View<'_>,
    frame: &Frame,
    rows: &Rows,
    positions: Vec<usize>,
    is_folded: bool,
) -> Option<Vec<Placing>> {
    let most = if is_folded { 1 } else { most_rows(view, frame) };
    let candidates: Vec<(Placing, Entry)> = positions
        .into_iter()
        .filter_map(|at| candidate(view, frame, rows, at))
        .collect();
    let entries: Vec<Entry> = candidates
        .iter()
        .map(|(_, entry)| Entry {
            title: if is_folded { 0.0 } else { entry.title },
            ..*entry
        })
        .collect();
    let width = f64::from(frame.axis.width());
    let seen = candidates
        .into_iter()
        .zip(pack(&entries, most))
        .filter(|((placing, _), _)| placing.shape.right > 0.0 && placing.shape.left < width);
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
        // One over the other, the shorter over the longer: where each is says more than how many
        // there are.
        let length = |mark: &Placing| mark.shape.right - mark.shape.left;
        marks.sort_by(|a, b| length(b).total_cmp(&length(a)));
        for mark in &mut marks {
            let (left, right) = mark.shape.seen(&frame.axis);
            (mark.line, mark.asks) = (0, false);
            mark.is_thin = right - left > LONG * frame.axis.width();
        }
    }
    Some(marks)
}

/// Whether so many events begin at the same time that they would be one column: however high the
/// picture is, so that more room never shows less.
fn is_piled(view: &View<'_>, frame: &Frame, marks: &[Placing]) -> bool {
    let most = match view.notes {
        // The only lane may take all of the picture.
        _ if view.lanes.lanes.len() == 1 => MOST,
        Some(_) => MOST_IN_COLUMN_OF_PAGE,
        None => MOST_IN_COLUMN,
    };
    let begin = |mark: &Placing| mark.shape.seen(&frame.axis).0;
    let mut places: Vec<f32> = marks.iter().map(begin).collect();
    places.sort_by(f32::total_cmp);
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

/// Which events are packed. All, if the dataset is small: then no pan moves any. Else those of
/// three screens' width, from a page's edge, so that panning within a page moves none. None if
/// there are more than could be told apart.
fn positions(
    view: &View<'_>,
    frame: &Frame,
    rows: &Rows,
    most: usize,
    is_small: bool,
) -> Option<Vec<usize>> {
    let span = &frame.axis.span;
    if view.notes.is_some() {
        // Nobody pans a page: what is not on it needs no row.
        return rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT);
    }
    if is_small {
        return Some((0..rows.len()).collect());
    }
    let seen = rows.anchored_in(span.from(), span.to());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast to an integer clamps"
    )]
    let distinct = (frame.axis.width() / LEAST_MARK) as usize * most;
    if seen.len() > distinct {
        return None;
    }
    let page = span.since_multiple_of(span.length());
    let (from, to) = (
        span.at(-page - span.length()),
        span.at(-page + 3.0 * span.length()),
    );
    let near = rows.anchored_in(from, to);
    let near = near.start.max(seen.start.saturating_sub(BUFFER))..near.end.min(seen.end + BUFFER);
    // What reaches in from afar comes besides.
    let mut positions = rows.few_in_span(view.index, span.from(), span.to(), LOOKED_AT)?;
    positions.extend(near);
    positions.sort_unstable();
    positions.dedup();
    (positions.len() <= LOOKED_AT).then_some(positions)
}

fn candidate(view: &View<'_>, frame: &Frame, rows: &Rows, at: usize) -> Option<(Placing, Entry)> {
    let (row, role) = (*rows.rows.get(at)?, *rows.roles.get(at)?);
    let bounds = view.index.bounds(row)?;
    let traits = view.index.traits(row)?;
    let handle = view.index.handle(row)?;
    let (at_rest, shift) = frame.at_rest;
    let resting = Shape::new(&bounds, traits, &at_rest);
    let shape = resting.shifted(shift);
    let (_, event) = view.dataset.events.at(row as usize)?;
    // As wide as when it is selected, so that selecting moves nothing.
    let width = view
        .measure
        .width(&event.title, labels::SIZE, Weight::SemiBold);
    let width = f64::from(width + view.note_room(row, event));
    let holds_title = shape.holds(width, f64::from(frame.axis.width()));
    let asks = traits.uncertain || matches!(shape.kind, Kind::UnknownEnd | Kind::UnknownStart);
    let after = f64::from(if asks { QUERY } else { 0.0 });
    let entry = Entry {
        left: resting.left,
        right: resting.right + after,
        title: if holds_title || event.title.is_empty() {
            0.0
        } else {
            width + f64::from(GAP)
        },
        priority: event.importance,
        at_left: view.notes.is_some() && is_at_left(frame, &shape, width + after),
    };
    let placing = Placing {
        row,
        key: Key::Event(handle.0),
        role,
        shape,
        y: 0.0,
        label: None,
        holds_title,
        asks,
        line: 0,
        is_thin: false,
        side: Side::Nowhere,
    };
    Some((placing, entry))
}

/// Whether a title would be cut at the right edge of a page, and has room at the left of its mark.
fn is_at_left(frame: &Frame, shape: &Shape, title: f64) -> bool {
    let (left, right) = shape.seen(&frame.axis);
    let title = title + f64::from(GAP) + 1.0;
    f64::from(right) + title > f64::from(frame.titles_end)
        && f64::from(left) - title >= f64::from(frame.body.left())
}

/// Gives marks their titles. One that the picture's edge would cut goes to another side of its
/// mark, if nothing stands there: so no mark moves. Where there is no room at all it has none.
pub(super) fn title(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) {
    for mark in marks.iter_mut() {
        let inside = mark.holds_title;
        mark.label = label_of(view, frame, mark, (!inside).then_some(mark.side));
    }
    for at in 0..marks.len() {
        let Some(mark) = marks.get(at) else {
            return;
        };
        let is_cut = mark.label.as_ref().is_none_or(|label| label.is_cut);
        if !is_cut {
            continue;
        }
        let sides = match mark.side {
            _ if mark.holds_title => [Side::Left, Side::Right],
            side => [side.other(); 2],
        };
        let others = sides
            .into_iter()
            .filter_map(|side| label_of(view, frame, mark, Some(side)));
        let other = others.into_iter().find(|other| {
            let rect = other.rect();
            let mut beside = marks.iter().enumerate();
            !other.is_cut
                && beside.all(|(n, there)| {
                    n == at || there.line != mark.line || there.is_clear(frame, rect)
                })
        });
        if let (Some(other), Some(mark)) = (other, marks.get_mut(at)) {
            mark.label = Some(other);
        }
    }
}

/// In a folded lane what is selected has a title, on a page also the others, first the most
/// important: where there is room beside all marks.
pub(super) fn title_folded(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) {
    let is_selected = |mark: &Placing| Some(mark.row) == frame.selected;
    let is_titled = |mark: &Placing| !mark.is_thin && (view.notes.is_some() || is_selected(mark));
    let all = marks.iter().enumerate().filter(|(_, mark)| is_titled(mark));
    let mut order: Vec<(bool, u8, usize)> = all
        .map(|(at, mark)| {
            let importance = view.index.importance.get(mark.row as usize);
            (is_selected(mark), importance.copied().unwrap_or(0), at)
        })
        .collect();
    order.sort_by_key(|(is_selected, importance, at)| (Reverse((*is_selected, *importance)), *at));
    for (.., at) in order {
        let label = marks.get(at).and_then(|mark| {
            let inside = mark.holds_title.then(|| label_of(view, frame, mark, None));
            let sides =
                [Side::Right, Side::Left].map(|side| label_of(view, frame, mark, Some(side)));
            let all = inside.into_iter().chain(sides).flatten();
            all.filter(|label| !label.is_cut).find(|label| {
                let others = marks.iter().enumerate();
                let mut others = others.filter(|(n, there)| *n != at && !there.is_thin);
                others.all(|(_, there)| there.is_clear(frame, label.rect()))
            })
        });
        if let Some(mark) = marks.get_mut(at) {
            mark.label = label;
        }
    }
}

/// A mark's title at one of its sides; none: in it.
fn label_of(view: &View<'_>, frame: &Frame, mark: &Placing, side: Option<Side>) -> Option<Label> {
    let (_, event) = view.dataset.events.at(mark.row as usize)?;
    if event.title.is_empty() {
        return None;
    }
    let state = view.emphasis.state(mark.key);
    let after = if mark.asks { QUERY } else { 0.0 };
    let (left, right) = mark.shape.seen(&frame.axis);
    let beside = labels::Beside {
        title: &event.title,
        note: view.note(mark.row),
        note_room: view.note_room(mark.row, event),
        weight: state.weight(),
        mark: (left, right + after),
        body: (frame.body.left(), frame.titles_end),
        y: mark.y,
    };
    match side {
        None => beside.within(view.measure),
        Some(Side::Right) => beside.right(view.measure),
        Some(Side::Left) => beside.left(view.measure),
        Some(Side::Nowhere) => None,
    }
}

impl Placing {
    /// Whether neither the mark nor its title, placed or still to be placed, reaches into the
    /// width of a rectangle.
    pub(super) fn is_clear(&self, frame: &Frame, rect: Rect) -> bool {
        let (mut from, mut to) = self.shape.seen(&frame.axis);
        if self.asks {
            to += QUERY;
        }
        if let Some(label) = &self.label {
            from = from.min(label.rect().left());
            to = to.max(label.rect().right());
        }
        to + 2.0 <= rect.left() || from - 2.0 >= rect.right()
    }

    /// From where to where its title stands in it; nothing where it is not seen.
    fn title_within(&self) -> (f32, f32) {
        let rect = self.label.as_ref().map(Label::rect);
        rect.map_or((0.0, 0.0), |rect| (rect.left(), rect.right()))
    }

    /// What its query covers, if it has one and that is on the picture.
    pub(super) fn query(&self, frame: &Frame) -> Option<Rect> {
        let (_, right) = self.shape.seen(&frame.axis);
        let rect = Rect::from_min_max(
            pos2(right, self.y - ROW / 2.0),
            pos2(right + QUERY, self.y + ROW / 2.0),
        );
        let is_seen = right >= frame.body.left() && rect.right() <= frame.body.right();
        (self.asks && is_seen).then_some(rect)
    }

    fn draw_thin(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        let (left, right) = self.shape.seen(&frame.axis);
        let (top, bottom) = (self.y + THIN.0, self.y + THIN.1);
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        draw_line(scene, view, (self.key, self.row), rect);
        if view.emphasis.state(self.key) == State::Selected {
            plates::bar_ring(scene, self.key, rect, view.theme);
        }
    }

    /// How the event is drawn in this lane.
    fn pen(&self, view: &View<'_>, is_alive: bool, is_uncertain: bool) -> Pen {
        let hue = view.hues.event(view.index, self.row, view.colour_by);
        let theme = view.theme;
        let colour = theme.hue(hue.into());
        let colour = if is_alive {
            colour
        } else {
            mix(theme.ground, colour, 0.5)
        };
        let status = view.index.status.get(self.row as usize);
        let pen = Pen::new(colour, theme.ground)
            .standing(standing(status.copied().unwrap_or_default(), self.role));
        if is_uncertain { pen.uncertain() } else { pen }
    }
}

/// What a mark says of whether it took place; who was left out goes before.
pub(super) fn standing(status: Status, role: Role) -> Standing {
    match (role, status) {
        (Role::Absent, _) => Standing::Absent,
        (_, Status::Happened) => Standing::Happened,
        (_, Status::Planned) => Standing::Planned,
        (_, Status::Possible) => Standing::Possible,
        (_, Status::Denied) => Standing::Denied,
    }
}

/// An event's own zone, if it has one.
fn zone_of(event: &Event) -> Option<Zone> {
    event.own_zone()
}

impl Lane {
    /// Draws the marks, then the titles.
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
        for mark in &self.marks {
            self.draw_mark(scene, view, frame, mark);
        }
        let rows = view.lanes.lanes.get(self.place as usize);
        if let (Some(strip), Some(lane)) = (&self.strip, rows) {
            strip.draw_under(scene, view, frame, &lane.rows);
            strip.draw(scene, view, frame);
            let taken = chosen::taken(view, &self.beyond);
            strip.draw_titles(scene, view, frame, &lane.rows, taken);
            strip.draw_chosen(scene, view, frame, &lane.rows);
        }
        for there in &self.beyond {
            there.draw(scene, view, frame);
        }
    }

    fn draw_mark(&self, scene: &mut Scene, view: &View<'_>, frame: &Frame, mark: &Placing) {
        let Some(traits) = view.index.traits(mark.row) else {
            return;
        };
        let Some((_, event)) = view.dataset.events.at(mark.row as usize) else {
            return;
        };
        let (theme, state) = (view.theme, view.emphasis.state(mark.key));
        if mark.is_thin {
            mark.draw_thin(scene, view, frame);
            return;
        }
        let is_alive = view.index.is_alive(mark.row, view.window);
        let pen = mark.pen(view, is_alive, traits.uncertain);
        let own_zone = zone_of(event);
        let zone = own_zone.as_ref().unwrap_or(&view.index.zone);
        let drawn = Drawn {
            key: mark.key,
            shape: mark.shape,
            y: mark.y,
            within: mark.holds_title.then(|| mark.title_within()),
            pen,
            when: event.when.as_deref().map(|when| (when, zone)),
            traits,
        };
        let covered = drawn.draw(scene, &frame.axis, theme);
        if mark.query(frame).is_some() {
            let hue = view.hues.event(view.index, mark.row, view.colour_by);
            let colour = theme.hue_text(hue.into());
            let at = pos2(covered.right() + 2.0, mark.y);
            marks::query(scene, mark.key, at, colour, view.measure);
        }
        if state == State::Selected {
            match mark.shape.kind {
                Kind::Point => {
                    let centre = covered.center();
                    plates::point_ring(scene, mark.key, centre, marks::POINT, theme);
                }
                _ => plates::bar_ring(scene, mark.key, covered, theme),
            }
        }
        if let Some(label) = &mark.label {
            let is_quiet = view.emphasis.selected.is_some();
            label.draw(
                scene,
                mark.key,
                state,
                labels::colour(theme, state, is_alive, is_quiet),
                view,
            );
        }
    }
}
