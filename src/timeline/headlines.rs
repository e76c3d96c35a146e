//! Headlines: titles of what matters most in a strip, in rows above it, each with a stem to its
//! column.

use super::View;
use super::density::{MOST_TITLES, Strip};
use super::doubt;
use super::frame::Frame;
use super::homes::Homes;
use super::labels;
use super::metrics::{GAP, IMPORTANT, MOST_IMPORTANT, PLATE, TITLE, crisp, level_rect};
use super::rows::Side;
use crate::analysis::{Row, Rows};
use crate::dataset::{Event, Role};
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::{Key, Scene, Style, Weight, plates, pos2, vec2};
use std::cmp::Reverse;

/// Of each stretch as wide as this, one event may have a title.
const STRETCH: f32 = 24.0;
/// Between two titles of a row.
const APART: f32 = 6.0;
/// So many that matter most are placed in several orders.
const MOST_TRIED: usize = 12;
/// The middle line of a title, and its left end.
type Place = (f32, f32);
/// At both sides of a stem.
const HALF: f32 = 3.0;

/// A row of titles: where its middle is, and what is held of it, each part with the stem in it.
#[derive(Clone)]
struct Titles {
    y: f32,
    held: Vec<((f32, f32), Option<f32>)>,
}

impl Titles {
    /// Whether a title has room beside the stem of its column, which another may stand at too.
    fn is_free(&self, (from, to): (f32, f32), x: f32) -> bool {
        let mut held = self.held.iter();
        held.all(|((a, b), stem)| {
            let is_across = to <= x + HALF && *a >= x - HALF || from >= x - HALF && *b <= x + HALF;
            to + APART <= *a || from >= *b + APART || *stem == Some(x) && is_across
        })
    }

    /// Whether a stem may pass: titles of one column have one.
    fn lets_pass(&self, x: f32) -> bool {
        let mut held = self.held.iter();
        held.all(|((a, b), stem)| x + APART <= *a || x >= *b + APART || *stem == Some(x))
    }
}

/// A title, before it has a place.
struct Headline<'a> {
    key: Key,
    row: Row,
    event: &'a Event,
    /// The middle of its column.
    x: f32,
    /// The sign of doubt before it, and how wide that is.
    sign: Option<&'static str>,
    before: f32,
}

impl<'a> Headline<'a> {
    fn new(strip: &Strip, view: &View<'a>, frame: &Frame, rows: &Rows, at: usize) -> Option<Self> {
        let (time, row) = (rows.anchors.get(at)?, *rows.rows.get(at)?);
        let (_, event) = view.dataset.events.at(row as usize)?;
        let x = frame.axis.x_from_time(*time);
        let column = strip.column_at(x);
        let traits = view.index.traits(row);
        let sign = traits.and_then(|t| doubt::sign(t.approximate, t.uncertain));
        Some(Self {
            key: Key::Event(view.index.handle(row)?.0),
            row,
            event,
            // Stems end on the middle of a column.
            x: column.map_or(x, |(_, column)| {
                crisp(f32::midpoint(column.x.0, column.x.1))
            }),
            sign,
            before: doubt::width(sign, view.measure),
        })
    }

    /// In the lowest row that has room for all of it, at one side of its stem, else at the other, and
    /// for the stem in the rows below; never over another.
    fn place(
        &self,
        view: &View<'_>,
        frame: &Frame,
        titles: &mut [Titles],
        first: Side,
    ) -> Option<Place> {
        let x = self.x;
        // As wide as when it is selected, so that selecting moves nothing.
        let bold = Weight::SemiBold;
        let title = self.before + view.measure.width(&self.event.title, TITLE, bold);
        let width = title + view.note_room(self.row, self.event);
        let shown = title + labels::note_width(view.note(self.row), view.measure);
        let right = (x - HALF, x + GAP + width + 2.0);
        let left = (x - GAP - width - 2.0, x + HALF);
        let sides = match first {
            Side::Left => [left, right],
            Side::Right | Side::Nowhere => [right, left],
        };
        let body = frame.body;
        let is_seen = |(from, to): (f32, f32)| from >= body.left() && to <= frame.titles_end;
        let reached = titles.iter().skip(1).zip(titles.iter());
        let reached = reached.take_while(|(_, below)| below.lets_pass(x)).count();
        let rows = titles.iter().enumerate().take(reached + 1);
        let (n, place) = rows
            .flat_map(|(n, row)| sides.map(|place| (n, row, place)))
            .find(|(_, row, place)| is_seen(*place) && row.is_free(*place, x))
            .map(|(n, _, place)| (n, place))?;
        for below in titles.iter_mut().take(n) {
            below.held.push(((x, x), Some(x)));
        }
        let row = titles.get_mut(n)?;
        row.held.push((place, Some(x)));
        let is_right = place == right;
        Some((row.y, if is_right { x + GAP } else { x - GAP - shown }))
    }

    fn draw(&self, scene: &mut Scene, view: &View<'_>, (y, left): (f32, f32), foot: f32) {
        let Self { key, row, x, .. } = *self;
        let note = view.note(row);
        let state = view.emphasis.state(key);
        let is_alive = view.index.is_alive(row, view.window);
        let colour = labels::colour(view.theme, state, is_alive, false);
        let theme = view.theme;
        let stem = if is_alive { theme.t1 } else { theme.t3 };
        scene.vline(key, x, (y, foot), Stroke::new(1.0, stem));
        let title = &self.event.title;
        let width = view.measure.width(title, TITLE, Weight::SemiBold);
        let right = left + self.before + width + labels::note_width(note, view.measure);
        let plate = level_rect((left - 3.0, right + 3.0), y, PLATE);
        plates::plate(scene, key, plate, state, view.theme);
        scene.disc(key, pos2(x, y), 2.5, stem, Stroke::NONE);
        if let Some(sign) = self.sign {
            let (at, colour) = (pos2(left, y), view.theme.hue_text(view.hue(row)));
            doubt::draw(scene, key, at, sign, colour, view.measure);
        }
        let style = Style::new(TITLE, view.weight(row, key), colour);
        let at = pos2(left + self.before, y + baseline_drop(TITLE));
        let width = scene.text(key, at, title, style, view.measure);
        labels::draw_note(scene, key, at + vec2(width, 0.0), note, view);
    }
}

impl Strip {
    /// Titles of what matters most, in rows above the strip, each with a stem to its column; clear
    /// of what is `taken` of the highest row.
    pub(super) fn draw_titles(
        &self,
        scene: &mut Scene,
        view: &View<'_>,
        frame: &Frame,
        rows: &Rows,
        taken: &[(f32, f32)],
        homes: &Homes,
    ) {
        let lowest_first = self.titles.iter().rev();
        let titles = lowest_first.map(|y| Titles {
            y: *y,
            held: Vec::new(),
        });
        let mut titles: Vec<Titles> = titles.collect();
        if let Some(highest) = titles.last_mut() {
            highest.held = taken.iter().map(|taken| (*taken, None)).collect();
        }
        let may_name = |row: Row| homes.may_name(view, row, self.lane as usize);
        let candidates = candidates(view, frame, rows, &may_name).into_iter();
        let headlines = candidates.filter_map(|at| Headline::new(self, view, frame, rows, at));
        let headlines: Vec<Headline<'_>> = headlines.collect();
        for (headline, place) in placed(&headlines, titles, view, frame) {
            headline.draw(scene, view, place, self.top_of(headline.x));
            homes.name(headline.row);
        }
    }
}

/// Places titles one by one, the most important first. Those that matter most are placed in several
/// orders, of which one names most of them.
fn placed<'h, 'a>(
    headlines: &'h [Headline<'a>],
    titles: Vec<Titles>,
    view: &View<'_>,
    frame: &Frame,
) -> Vec<(&'h Headline<'a>, Place)> {
    let matters = |headline: &&Headline<'_>| {
        let is_selected = frame.selected == Some(headline.row);
        is_selected
            || frame.noted.contains(&headline.row)
            || headline.event.importance >= MOST_IMPORTANT
    };
    let most = headlines.iter().take_while(matters).count().min(MOST_TRIED);
    let (most, others) = headlines.split_at(most);
    let from_left = |a: &&Headline<'_>, b: &&Headline<'_>| a.x.total_cmp(&b.x);
    let mut rising: Vec<&Headline<'_>> = most.iter().collect();
    rising.sort_by(from_left);
    let falling = rising.iter().rev().copied().collect();
    let orders = [most.iter().collect(), falling, rising];
    let mut best: Option<(Vec<Titles>, Vec<_>)> = None;
    for order in &orders {
        for side in [Side::Right, Side::Left] {
            let mut titles = titles.clone();
            let placed = order.iter().filter_map(|headline| {
                let place = headline.place(view, frame, &mut titles, side)?;
                Some((*headline, place))
            });
            let placed: Vec<_> = placed.collect();
            let is_better = |(_, best): &(_, Vec<_>)| placed.len() > best.len();
            if best.as_ref().is_none_or(is_better) {
                best = Some((titles, placed));
            }
        }
    }
    let (mut titles, mut placed) = best.unwrap_or_default();
    for headline in others {
        if let Some(place) = headline.place(view, frame, &mut titles, Side::Right) {
            placed.push((headline, place));
        }
    }
    placed
}

/// What may have a title above a strip: what is selected, then the most important of each stretch,
/// the most important first, and last what the pointer is on, where that moves no other.
fn candidates(
    view: &View<'_>,
    frame: &Frame,
    rows: &Rows,
    may_name: &dyn Fn(Row) -> bool,
) -> Vec<usize> {
    let axis = &frame.axis;
    let seen = rows.anchored_in(axis.span.from(), axis.span.to());
    let place = |row: Option<Row>| {
        let at = rows.position(view.index, row?)?;
        seen.contains(&at).then_some(at)
    };
    let (selected, hovered) = (place(frame.selected), place(frame.hovered));
    let noted = frame.noted.iter().filter_map(|row| place(Some(*row)));
    let mut candidates: Vec<usize> = selected.into_iter().collect();
    candidates.extend(noted.filter(|at| Some(*at) != selected));
    let stretch = |at: usize| {
        let x = rows.anchors.get(at).map(|time| axis.x_from_time(*time));
        x.map(|x| (x / STRETCH).floor())
    };
    let mut important = rows.important(view.index, seen.clone(), IMPORTANT);
    // Who was left out is no actor of it, and one title is enough.
    important.retain(|(_, at)| rows.roles.get(*at) != Some(&Role::Absent));
    important.retain(|(_, at)| rows.rows.get(*at).is_some_and(|row| may_name(*row)));
    // By importance, then by citations, then by how far the tone is from neutral.
    let rank = |((importance, tone), at): ((u8, u8), usize)| {
        let row = rows.rows.get(at).map_or(usize::MAX, |row| *row as usize);
        let event = view.dataset.events.at(row);
        let citations = event.map_or(0, |(_, event)| event.citations.len());
        (Reverse((importance, citations, tone)), at)
    };
    // Of a stretch two, one at either side of their stems; of what matters most as many as rows hold.
    let together = important.chunk_by(|a, b| stretch(a.1) == stretch(b.1));
    let best = together.flat_map(|together| {
        let mut together: Vec<_> = together.iter().copied().map(rank).collect();
        together.sort_unstable();
        let all = together.into_iter().take(2 * MOST_TITLES).enumerate();
        all.filter(|(n, (Reverse((importance, ..)), _))| *n < 2 || *importance >= MOST_IMPORTANT)
            .map(|(_, ranked)| ranked)
    });
    let mut best: Vec<_> = best.collect();
    best.sort_unstable();
    let best = best.into_iter().map(|(_, at)| at);
    let first = candidates.clone();
    candidates.extend(best.filter(|at| !first.contains(at)));
    let is_new = |at: &usize| !candidates.contains(at);
    let hovered: Vec<usize> = hovered.into_iter().filter(is_new).collect();
    candidates.extend(hovered);
    candidates
}
