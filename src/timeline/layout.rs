//! All lanes, one below the other: which of them are laid out, how high each is, where they stand.

use super::View;
use super::density::{self, Grid, Strip};
use super::events::{Events, most_rows};
use super::folded;
use super::frame::Frame;
use super::heights::Heights;
use super::homes::Homes;
use super::lane::{Lane, height_of};
use super::metrics::{HIGHEST_STRIP, PADDING, ROW, UNBOUNDED, to_float};
use super::off_screen::{self, OffScreenEvents};
use super::short::{self, Candidates, Choice, Shares};
use super::titles::{title, title_folded};
use crate::analysis::{self, Row};
use crate::scene::{Rect, pos2, vec2};
use std::collections::BTreeSet;

/// All lanes together are small if they hold no more events than this.
const SMALL: usize = 2000;
/// A page that shows no more events than this tells each by itself; so does a lane of a page that is
/// short of height.
pub const MOST_TOLD: usize = 300;

/// All lanes, from the top.
pub(super) struct Layout {
    pub(super) lanes: Vec<Lane>,
    /// Which of its lanes each event has its title in.
    pub(super) homes: Homes,
    /// How far they are scrolled, so that what is seen stays where it was.
    pub(super) scroll: f32,
    /// Whether the heights of all lanes are known.
    pub(super) is_settled: bool,
    /// How high they are together before strips take the room that is left.
    pub(super) least_height: f32,
}

/// Lays out the lanes. Of a large dataset only those that are seen, and a few others. Those of a
/// page whose height `is_given` are no higher than it, if they can be.
pub(super) fn laid_out(
    view: &View<'_>,
    frame: &Frame,
    heights: &mut Heights,
    is_given: bool,
) -> Layout {
    let all = view.lanes.lanes.iter();
    let is_small = all.map(|l| l.rows.len()).sum::<usize>() <= SMALL;
    let most_rows = if tells_all(view, frame) {
        MOST_TOLD
    } else {
        most_rows(view, frame)
    };
    if !is_small {
        heights.turn_to(view, frame, most_rows);
    }
    let mut laying = Laying {
        view,
        frame,
        most_rows,
        off: OffScreenEvents::new(view, frame),
        homes: Homes::new(closed(view, &[], heights)),
        is_small,
    };
    let mut left = heights.unseen();
    let mut scroll = view.scroll;
    if !is_small {
        scroll += laying.settle_above(heights, &mut left);
    }
    let (mut lanes, mut is_settled) = laying.all(heights, scroll, &mut left);
    // Now it is known which lanes are strips: no event is at home there that has another lane.
    let closed = closed(view, &lanes, heights);
    if Homes::matter(view) && closed != laying.homes.closed {
        laying.homes = Homes::new(closed);
        (lanes, is_settled) = laying.all(heights, scroll, &mut left);
    }
    if is_given {
        laying.shorten(&mut lanes);
    }
    let least_height = lanes.iter().map(|lane| lane.rect.height()).sum();
    laying.grow(&mut lanes, least_height);
    fold(&mut lanes, heights);
    laying.place(&mut lanes);
    Layout {
        lanes,
        homes: laying.homes,
        scroll,
        is_settled,
        least_height,
    }
}

/// Whether what is drawn is a page that shows no more than [`MOST_TOLD`] events.
fn tells_all(view: &View<'_>, frame: &Frame) -> bool {
    let (from, to) = (frame.axis.span.from(), frame.axis.span.to());
    let mut told = BTreeSet::new();
    let holds_few = |lane: &analysis::Lane| {
        let few = lane.rows.few_in_span(view.index, from, to, MOST_TOLD);
        let is_few = few.as_ref().is_some_and(|few| few.len() <= MOST_TOLD);
        let rows = few.into_iter().flatten();
        told.extend(rows.filter_map(|at| lane.rows.rows.get(at).copied()));
        is_few && told.len() <= MOST_TOLD
    };
    view.is_page() && view.lanes.lanes.iter().all(holds_few)
}

/// Whether each lane shows no event by itself: it is folded, or a strip as far as is known.
fn closed(view: &View<'_>, lanes: &[Lane], heights: &Heights) -> Vec<bool> {
    let is_closed = |place: usize| {
        let is_folded = view.is_folded(place);
        let is_strip = lanes.get(place).is_some_and(|lane| lane.is_strip);
        is_folded || is_strip || heights.is_strip(place)
    };
    (0..view.lanes.lanes.len()).map(is_closed).collect()
}

/// Lanes that are being folded or unfolded take what they have now of their height.
fn fold(lanes: &mut [Lane], heights: &Heights) {
    let mut by = 0.0;
    for (place, lane) in lanes.iter_mut().enumerate() {
        lane.rect = lane.rect.translate(vec2(0.0, by));
        let height = lane.rect.height();
        let drawn = heights.drawn(place, height);
        lane.is_cut = drawn < height;
        lane.rect.max.y += drawn - height;
        by += drawn - height;
    }
}

/// What lanes are laid out with.
struct Laying<'a> {
    view: &'a View<'a>,
    frame: &'a Frame,
    off: OffScreenEvents,
    homes: Homes,
    is_small: bool,
    /// No lane has more rows than this.
    most_rows: usize,
}

impl Laying<'_> {
    /// All lanes, and whether the heights of all of them are known.
    fn all(&self, heights: &mut Heights, scroll: f32, left: &mut usize) -> (Vec<Lane>, bool) {
        let (all, body) = (&self.view.lanes.lanes, self.frame.body);
        let mut top = body.top() - scroll;
        let mut is_settled = true;
        let mut lanes = Vec::with_capacity(all.len());
        for (place, lane) in all.iter().enumerate() {
            let (height, is_known) = heights.of(place);
            let is_off = top + height <= body.top() || top >= body.bottom();
            let lane = if self.is_small || !is_off || (!is_known && *left > 0) {
                *left -= usize::from(!self.is_small && is_off);
                let lane = self.lane(place, lane, top);
                heights.set(place, lane.rect.height(), lane.is_strip);
                lane
            } else {
                is_settled &= is_known;
                self.unseen(place, top, height)
            };
            top = lane.rect.bottom();
            lanes.push(lane);
        }
        (lanes, is_settled)
    }

    /// Looks at a few of the lanes above the picture whose heights are a guess. Gives how much
    /// higher they are together.
    fn settle_above(&self, heights: &mut Heights, left: &mut usize) -> f32 {
        let (mut bottom, mut higher) = (0.0, 0.0);
        for (place, lane) in self.view.lanes.lanes.iter().enumerate() {
            let (height, is_known) = heights.of(place);
            bottom += height;
            if bottom > self.view.scroll || *left == 0 {
                break;
            }
            if !is_known {
                *left -= 1;
                let lane = self.lane(place, lane, f32::MIN / 2.0);
                let now = lane.rect.height();
                heights.set(place, now, lane.is_strip);
                higher += now - height;
            }
        }
        higher
    }

    /// One lane: which marks it has, in which rows, with which titles.
    fn lane(&self, place: usize, lane: &analysis::Lane, top: f32) -> Lane {
        let (view, frame) = (self.view, self.frame);
        let is_folded = view.is_folded(place);
        let events = self.events(place, lane);
        let mut marks = events.marks();
        let mut off_screen = Vec::new();
        if let Some(marks) = marks.as_mut().filter(|_| !is_folded) {
            let nearest = self.off.nearest(view, &lane.rows);
            // Titles do not change how high a lane is, unless something must find room beside
            // them: of a lane off the picture they are not looked for.
            let bottom = top + height_of(marks, &off_screen);
            let is_seen = bottom >= frame.body.top() && top <= frame.body.bottom();
            if is_seen || nearest.iter().any(Option::is_some) {
                title(view, frame, marks);
                off_screen = off_screen::in_free_rows(view, frame, nearest, marks);
            }
        } else {
            let selected = self.off.selected(view, &lane.rows);
            let shown = marks.as_deref().unwrap_or_default();
            off_screen = off_screen::in_free_rows(view, frame, selected, shown);
            // Of a folded lane there is one row.
            off_screen.retain(|there| there.line == 0);
            if let Some(marks) = &mut marks {
                title_folded(view, frame, marks);
            }
        }
        let height = match &marks {
            Some(marks) if is_folded => folded::height(marks) + 2.0 * PADDING,
            Some(marks) => height_of(marks, &off_screen),
            None => density::height(view, &lane.rows, is_folded),
        };
        Lane {
            is_strip: marks.is_none(),
            is_folded,
            marks: marks.unwrap_or_default(),
            off_screen,
            ..self.unseen(place, top, height)
        }
    }

    fn events<'a>(&'a self, place: usize, lane: &'a analysis::Lane) -> Events<'a> {
        Events {
            view: self.view,
            frame: self.frame,
            rows: &lane.rows,
            place,
            homes: &self.homes,
            is_folded: self.view.is_folded(place),
            is_small: self.is_small,
            has_dots: self.view.is_page(),
            most_rows: self.most_rows,
        }
    }

    /// Where lanes are higher than the page together, each shows what is most important in it; a
    /// strip does that too, unless it has very many events.
    fn shorten(&mut self, lanes: &mut [Lane]) {
        let (view, room) = (self.view, self.frame.body.height());
        // What rounding makes of equal heights is no lack.
        if lanes.iter().map(|lane| lane.rect.height()).sum::<f32>() <= room + 0.1 {
            return;
        }
        let (from, to) = (self.frame.axis.span.from(), self.frame.axis.span.to());
        for (lane, of) in lanes.iter_mut().zip(&view.lanes.lanes) {
            let few = of.rows.few_in_span(view.index, from, to, MOST_TOLD);
            lane.is_strip = few.is_none_or(|few| few.len() > MOST_TOLD);
        }
        // Nor is an event at home in a lane that the page has no room for.
        let mut least = 0.0;
        let mut closed = Vec::with_capacity(lanes.len());
        for (lane, of) in lanes.iter().zip(&view.lanes.lanes) {
            least += short::least_height(view, lane, &of.rows);
            closed.push(lane.is_strip || least > room + 0.1);
        }
        self.homes = Homes::new(closed);
        let choices = self.choices(lanes);
        let Shares {
            lanes: shares,
            padding,
            row_height,
        } = short::share_rows(&choices, room);
        let order = short::most_crowded_first(&choices, &shares);
        drop(choices);
        let mut top = self.frame.body.top();
        for (lane, (rows, height)) in lanes.iter_mut().zip(&shares) {
            (lane.padding, lane.row_height) = (padding, row_height);
            if lane.is_strip {
                lane.is_folded = *rows == 1;
                lane.marks.clear();
            }
            lane.rect.min.y = top;
            top += height;
            lane.rect.max.y = top;
        }
        // What finds no room in a crowded lane may find some in another.
        let mut is_full = vec![false; lanes.len()];
        let mut lent = Vec::new();
        let rows = |place: usize| shares.get(place).map_or(1, |(rows, _)| *rows);
        for place in order {
            if let Some(lane) = lanes.get_mut(place).filter(|lane| !lane.is_strip) {
                let moved = self.fill(place, lane, rows(place), &is_full);
                lent.extend(moved.into_iter().map(|row| (row, place)));
            }
            if let Some(is_full) = is_full.get_mut(place) {
                *is_full = true;
            }
        }
        for place in self.returned(lanes, &lent) {
            if let Some(lane) = lanes.get_mut(place) {
                self.fill(place, lane, rows(place), &is_full);
            }
        }
        // What has no room in one lane and some in another is not left out.
        let marks = lanes.iter().flat_map(|lane| &lane.marks);
        let drawn: BTreeSet<Row> = marks.map(|mark| mark.row).collect();
        for lane in lanes {
            lane.left_out.retain(|row| !drawn.contains(row));
        }
    }

    /// What was drawn without a title and is not at home where it was moved to goes back: to these
    /// lanes.
    fn returned(&self, lanes: &[Lane], lent: &[(Row, usize)]) -> BTreeSet<usize> {
        let marks = lanes.iter().flat_map(|lane| &lane.marks);
        let at_home: BTreeSet<Row> = marks.filter(|m| m.is_home).map(|m| m.row).collect();
        let mut back = BTreeSet::new();
        for (row, place) in lent.iter().filter(|(row, _)| !at_home.contains(row)) {
            self.homes.move_to(*row, *place);
            back.insert(*place);
        }
        back
    }

    /// What each lane may be.
    fn choices<'a>(&'a self, lanes: &[Lane]) -> Vec<Choice<'a>> {
        let of = lanes.iter().zip(&self.view.lanes.lanes).enumerate();
        let choice = |(place, (lane, of)): (usize, (&Lane, &'a analysis::Lane))| {
            if lane.is_strip {
                let height = |is_low| density::height(self.view, &of.rows, is_low);
                return Choice::Strip([height(true), height(false)], of.rows.len());
            }
            let candidates = Candidates::new(self.events(place, of));
            Choice::Rows(candidates, self.most_rows)
        };
        of.map(choice).collect()
    }

    /// Gives a lane its most important events in so many rows. Those without a title there may have
    /// one in a lane that is not full; gives those of them that were drawn.
    fn fill(&self, place: usize, lane: &mut Lane, rows: usize, is_full: &[bool]) -> Vec<Row> {
        let Some(of) = self.view.lanes.lanes.get(place) else {
            return Vec::new();
        };
        let may = |lane: usize| is_full.get(lane) == Some(&false);
        let may_title = |lane: usize| may(lane) && self.homes.closed.get(lane) == Some(&false);
        let mut lent = Vec::new();
        // Once more with the room that those have left; what is drawn then stays at home.
        for is_last in [false, true] {
            let (marks, left_out) = Candidates::new(self.events(place, of)).in_rows(rows);
            lane.marks = marks;
            lane.left_out.clone_from(&left_out);
            title(self.view, self.frame, &mut lane.marks);
            let left_out = left_out.into_iter();
            let moved = left_out.filter(|row| self.homes.move_on(self.view, *row, place, may));
            let moved = moved.count();
            if !is_last {
                let untitled = lane.marks.iter().filter(|mark| mark.label.is_none());
                let untitled = untitled.map(|mark| mark.row);
                let move_on = |row: &Row| self.homes.move_on(self.view, *row, place, may_title);
                lent.extend(untitled.filter(move_on));
            }
            if moved + lent.len() == 0 {
                break;
            }
        }
        lent
    }

    fn unseen(&self, place: usize, top: f32, height: f32) -> Lane {
        Lane {
            place: u32::try_from(place).unwrap_or(u32::MAX),
            rect: Rect::from_min_size(pos2(0.0, top), vec2(self.view.size.x, height)),
            is_strip: false,
            is_folded: self.view.is_folded(place),
            is_cut: false,
            padding: PADDING,
            row_height: ROW,
            marks: Vec::new(),
            strip: None,
            off_screen: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Open strips take the room that is left below the lanes, where there is an end of it.
    fn grow(&self, lanes: &mut [Lane], height: f32) {
        let free = self.frame.body.height() - height;
        let open = lanes.iter().filter(|l| l.is_strip && !l.is_folded).count();
        if free <= 0.0 || open == 0 || self.view.size.y >= UNBOUNDED {
            return;
        }
        let each = (free / to_float(open)).floor();
        let mut by = 0.0;
        for lane in lanes {
            lane.rect = lane.rect.translate(vec2(0.0, by));
            if lane.is_strip && !lane.is_folded {
                let more = each.min(HIGHEST_STRIP - lane.rect.height()).max(0.0);
                lane.rect.max.y += more;
                by += more;
            }
        }
    }

    /// Where everything in the lanes stands.
    fn place(&self, lanes: &mut [Lane]) {
        let strips = lanes.iter().zip(&self.view.lanes.lanes);
        let strips = strips.zip(&self.homes.closed).enumerate();
        let strips = strips.filter(|(place, ((lane, _), is_closed))| {
            lane.is_strip || **is_closed && !self.view.is_folded(*place)
        });
        let strips = strips.map(|(_, ((_, of), _))| &of.rows);
        let grid = Grid::new(self.view, &self.frame.axis, strips);
        for lane in lanes.iter_mut() {
            let middle = lane.middles();
            for mark in &mut lane.marks {
                mark.move_to(middle(mark.line));
            }
            for there in &mut lane.off_screen {
                there.label.y = middle(there.line);
            }
            let rows = self.view.lanes.lanes.get(lane.place as usize);
            if lane.is_strip
                && self.frame.body.intersects(lane.rect)
                && let Some(of) = rows
            {
                let strip = density::strip(
                    self.view,
                    self.frame,
                    (lane.place, lane.rect, lane.is_folded),
                    &of.rows,
                    &grid,
                );
                lane.strip = Some(strip);
            }
        }
        let mut strips: Vec<&mut Strip> =
            lanes.iter_mut().filter_map(|l| l.strip.as_mut()).collect();
        density::share_scale(&mut strips);
    }
}
