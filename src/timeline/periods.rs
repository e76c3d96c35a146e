//! The periods behind the lanes, and their rows under the axis. On a page several that cover all of
//! the picture share a line.

use super::View;
use super::axis::Axis;
use super::metrics::{OUTSET, SMALL, crisp, to_float};
use super::overlap::{first_free, overlap_by};
use crate::analysis::hues;
use crate::dataset::date::{Date, lasting_in_short};
use crate::dataset::instant::Instant;
use crate::dataset::{Handle, Period};
use crate::scene::item::{Dash, Stroke};
use crate::scene::lasting::{Lasting, lasting};
use crate::scene::marks::Pen;
use crate::scene::text::baseline_drop;
use crate::scene::theme::{HUES, mix};
use crate::scene::{Color32, Key, Rect, Scene, Style, Weight, pos2};
use emath::Align;
use std::cmp::Reverse;

/// Height of the only row, and of each of several.
const ONE: f32 = 22.0;
const EACH: f32 = 14.0;
/// The window has no more rows than this, whatever overlaps, and a page no more than that.
const MOST: usize = 3;
const MOST_OF_PAGE: usize = 32;
/// A title that is cut shows at least this share of it.
const LEAST: f32 = 0.4;
/// From an end of a period to its title, and beside a title on both sides together.
const INSIDE: f32 = 5.0;
const ROUND: f32 = 2.0 * INSIDE;
/// Edges that are nearer to each other than this are drawn once.
const APART: f32 = 6.0;
/// Between the window's edge and a title.
const OFF_WINDOW: f32 = 4.0;
/// How thick the line of a period is that covers all of the picture, how far its title stands from
/// the picture's edge, and its dates from its title.
const THIN: f32 = 1.25;
const LEAD: f32 = 15.0;
const WORD: f32 = 6.0;

pub(super) struct Periods {
    /// Where their rows are.
    rows: Rect,
    /// Where the body begins.
    left: f32,
    count: usize,
    /// Those that have a row, in order of time.
    bands: Vec<Band>,
    /// Those for which there is none.
    rest: Vec<Handle>,
    /// Where the window begins and ends: no title stands there.
    window: Vec<f32>,
}

struct Band {
    handle: Handle,
    title: String,
    /// Since when it lasts, if it covers all of the picture: it is a thin line then.
    dates: Option<String>,
    start: Instant,
    end: Instant,
    /// Its edges; those that are off the picture stand at its edges, and those of a part of a shared
    /// line beside the next part.
    from: f32,
    to: f32,
    colour: Color32,
    /// Its row, from the top.
    line: usize,
    /// Whether it is the second, the fourth and so on in it: neighbours differ.
    is_second: bool,
}

impl Periods {
    /// The periods of a view, in rows from a height down.
    pub(super) fn new(view: &View<'_>, axis: &Axis, top: f32) -> Self {
        let is_page = view.is_page();
        let most = if is_page { MOST_OF_PAGE } else { MOST };
        let edges = view.window.into_iter().flat_map(|(from, to)| [from, to]);
        let window: Vec<f32> = edges.map(|at| axis.x_from_time(at)).collect();
        let part_end = |band: &Band, from: f32| {
            let title = view.measure.width(&band.title, SMALL, Weight::SemiBold);
            let dates = band.dates.as_deref().unwrap_or_default();
            let dates = view.measure.width(dates, SMALL, Weight::Regular);
            let both = title + WORD + dates;
            let pieces = beside_window(&window, (from + LEAD, band.to - LEAD));
            let first = pieces.into_iter().find(|(a, b)| b - a >= both);
            first.map(|(start, _)| start + both + INSIDE + LEAD + 0.5)
        };
        // In the window panning moves no period to another row.
        let (bands, rest) = placed(seen(view, axis), most, |band, from| {
            part_end(band, from).filter(|_| is_page)
        });
        // A page has the rows of what it shows; the window those of all time, so that panning moves
        // no lane.
        let count = if is_page {
            bands.iter().map(|band| band.line + 1).max().unwrap_or(0)
        } else {
            let periods = view.index.periods.iter();
            let ranges = periods.map(|(_, bounds)| (bounds.earliest_start, bounds.latest_end));
            overlap_by(ranges, Ord::cmp).min(MOST)
        };
        let height = if count == 1 {
            ONE
        } else {
            EACH * to_float(count)
        };
        Self {
            rows: Rect::from_min_max(pos2(0.0, top), pos2(view.size.x, top + height)),
            left: axis.left,
            count,
            bands,
            rest,
            window,
        }
    }

    /// Whether one of them covers all of the picture.
    pub(super) fn are_lasting(&self) -> bool {
        self.bands.iter().any(|band| band.dates.is_some())
    }

    pub(super) fn bottom(&self) -> f32 {
        self.rows.bottom()
    }

    /// Where periods begin and end on the picture; those of the longest first, and none that
    /// stands too close to another.
    pub(super) fn edges(&self) -> Vec<f32> {
        let (left, right) = (self.left, self.rows.right());
        let bands = self.bands.iter().filter(|band| band.dates.is_none());
        let mut longest: Vec<&Band> = bands.collect();
        longest.sort_by(|a, b| (b.to - b.from).total_cmp(&(a.to - a.from)));
        let mut edges: Vec<f32> = Vec::new();
        for x in longest.into_iter().flat_map(|band| [band.from, band.to]) {
            let is_within = x > left + 1.0 && x < right - 1.0;
            if is_within && edges.iter().all(|known| (known - x).abs() >= APART) {
                edges.push(x);
            }
        }
        edges
    }

    /// Those for which there is no row, and where it is said how many they are.
    pub(super) fn more(&self, view: &View<'_>) -> Option<(Rect, Vec<Handle>)> {
        if self.rest.is_empty() {
            return None;
        }
        let says = more_in_words(self.rest.len());
        let width = view.measure.width(&says, SMALL, Weight::Regular);
        let right = self.left - OUTSET;
        let rect = self.line(0).with_min_x(right - width).with_max_x(right);
        Some((rect.expand(INSIDE), self.rest.clone()))
    }

    /// The rows: each period from its start to its end, with its title.
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>) {
        if self.count == 0 {
            return;
        }
        let theme = view.theme;
        scene.rect(Key::None, self.rows, 0.0, theme.ground, Stroke::NONE);
        for band in &self.bands {
            if band.dates.is_some() {
                self.draw_lasting(scene, view, band);
            } else {
                self.draw_band(scene, view, band);
            }
        }
        self.draw_head(scene, view);
        let y = crisp(self.rows.bottom() - 1.0);
        let line = Stroke::new(1.0, theme.rule);
        scene.hline(Key::None, (0.0, self.rows.right()), y, line);
    }

    fn draw_head(&self, scene: &mut Scene, view: &View<'_>) {
        let baseline = self.line(0).center().y + baseline_drop(SMALL);
        let quiet = Style::new(SMALL, Weight::Regular, view.theme.t3);
        let at = pos2(view.inset(), baseline);
        scene.text(Key::None, at, "Periods", quiet, view.measure);
        if !self.rest.is_empty() {
            let says = more_in_words(self.rest.len());
            let at = pos2(self.left - OUTSET, baseline);
            scene.text_aligned(Key::None, at, Align::Max, &says, quiet, view.measure);
        }
    }

    /// A period with its title, which begins in it and runs on after it where it is too short and nothing
    /// follows: wholly after it, it would be read as what is there in another row.
    fn draw_band(&self, scene: &mut Scene, view: &View<'_>, band: &Band) {
        let (key, line) = (Key::Period(band.handle.0), self.line(band.line));
        let rect = line.with_min_x(band.from).with_max_x(band.to);
        // Bands are pale, and neighbours differ.
        let share = if band.is_second { 0.18 } else { 0.10 };
        let colour = mix(view.theme.ground, band.colour, share);
        scene.rect(key, rect, 0.0, colour, Stroke::NONE);
        let style = Style::new(SMALL, Weight::SemiBold, view.theme.t2);
        let whole = view.measure.width(&band.title, SMALL, style.weight) + ROUND;
        let next = self.bands.iter().filter(|other| other.line == band.line);
        let next = next.map(|other| other.from).filter(|from| *from >= band.to);
        let end = next.fold(self.rows.right(), f32::min);
        let within = beside_window(&self.window, (band.from, band.to));
        let beyond = beside_window(&self.window, (band.from, end));
        let mut all = within.iter().chain(beyond.first());
        let holds = all.find(|(a, b)| b - a >= whole);
        let widest = || {
            let least = (whole - ROUND) * LEAST + ROUND;
            let wide = within.iter().filter(|(a, b)| b - a >= least);
            wide.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
        };
        let Some((from, to)) = holds.or_else(widest) else {
            return;
        };
        if let Some((text, _)) = view.measure.fit(&band.title, style, to - from - ROUND) {
            let at = pos2(from + INSIDE, line.center().y + baseline_drop(SMALL));
            scene.text(key, at, &text, style, view.measure);
        }
    }

    /// A period that covers all of the picture: a thin line with title and dates.
    fn draw_lasting(&self, scene: &mut Scene, view: &View<'_>, band: &Band) {
        let (theme, measure) = (view.theme, view.measure);
        let (key, line) = (Key::Period(band.handle.0), self.line(band.line));
        let strong = Style::new(SMALL, Weight::SemiBold, theme.t2);
        let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
        let dates = band.dates.as_deref().unwrap_or_default();
        let title = measure.width(&band.title, SMALL, strong.weight);
        let both = title + WORD + measure.width(dates, SMALL, quiet.weight);
        let pieces = beside_window(&self.window, (band.from + LEAD, band.to - LEAD));
        let mut broken = (band.from, band.from);
        let first = |least: f32| pieces.iter().find(move |(a, b)| b - a >= least);
        let baseline = line.center().y + baseline_drop(SMALL);
        if let Some((from, _)) = first(both) {
            let at = pos2(*from, baseline);
            scene.text(key, at, &band.title, strong, measure);
            let at = pos2(from + title + WORD, baseline);
            scene.text(key, at, dates, quiet, measure);
            broken = (from - INSIDE, from + both + INSIDE);
        } else if let Some((from, to)) = first(title).or_else(|| first(title * LEAST))
            && let Some((text, width)) = measure.fit(&band.title, strong, to - from)
        {
            scene.text(key, pos2(*from, baseline), &text, strong, measure);
            broken = (from - INSIDE, from + width + INSIDE);
        }
        // Each goes on at both sides: none follows the one before it.
        let is_last = band.to >= self.rows.right();
        let line = Lasting {
            ends: (band.from, band.to - if is_last { 0.0 } else { APART }),
            goes_on: [true; 2],
            y: crisp(line.center().y),
            title: broken,
            width: THIN,
            dash: Dash::SOLID,
        };
        lasting(scene, key, &line, Pen::new(band.colour, theme.ground));
    }

    /// A row, from the top; of several each has a gap below it.
    fn line(&self, line: usize) -> Rect {
        if self.count < 2 {
            return self.rows;
        }
        let top = self.rows.top() + EACH * to_float(line);
        self.rows.with_min_y(top).with_max_y(top + EACH - 1.0)
    }
}

/// Pieces of a range without the ground that the window's edges take.
fn beside_window(window: &[f32], range: (f32, f32)) -> Vec<(f32, f32)> {
    let mut free = vec![range];
    for x in window {
        let (left, right) = (x - OFF_WINDOW, x + OFF_WINDOW);
        free = free
            .into_iter()
            .flat_map(|(a, b)| [(a, b.min(left)), (a.max(right), b)])
            .filter(|(a, b)| b > a)
            .collect();
    }
    free
}

/// `+2`
fn more_in_words(count: usize) -> String {
    format!("+{count}")
}

/// The periods that the picture shows, in order of time; of equal starts the longest first.
fn seen(view: &View<'_>, axis: &Axis) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (handle, bounds) in &view.index.periods {
        let (start, end) = (bounds.earliest_start, bounds.latest_end);
        let is_seen = start < axis.span.to() && end > axis.span.from();
        let Some(period) = view.dataset.periods.get(*handle).filter(|_| is_seen) else {
            continue;
        };
        let x = |time| axis.x_from_time(time).clamp(axis.left, axis.right);
        let hue = period.colour.as_deref().and_then(|c| hues::named(c, &HUES));
        let (from, to) = (x(start), x(end));
        let goes_on = from <= axis.left && to >= axis.right;
        bands.push(Band {
            handle: *handle,
            title: period.title.to_string(),
            dates: goes_on.then(|| dates(view, period)),
            start,
            end,
            from,
            to,
            colour: hue.map_or(view.theme.t3, |hue| view.theme.hue(hue.into())),
            line: 0,
            is_second: false,
        });
    }
    bands.sort_by_key(|band| (band.start, Reverse(band.end)));
    bands
}

/// `since 24 Feb 2022`
fn dates(view: &View<'_>, period: &Period) -> String {
    let when = period.when.as_deref();
    let date = when.and_then(|when| Date::parse(when).ok());
    let words = date.map(|date| lasting_in_short(&date, &view.index.zone, view.zone));
    words.unwrap_or_default()
}

/// Periods in rows, as many as they overlap: first those that begin or end on the picture, the
/// earlier the higher, then those that cover all of it, the last to begin first: as many of these
/// in a row as there is room for, if `part_end` says where the part of one ends that begins
/// somewhere. What finds no row is given besides.
fn placed(
    seen: Vec<Band>,
    most: usize,
    part_end: impl Fn(&Band, f32) -> Option<f32>,
) -> (Vec<Band>, Vec<Handle>) {
    let (mut covering, bands): (Vec<Band>, Vec<Band>) =
        seen.into_iter().partition(|band| band.dates.is_some());
    let mut ends = Vec::new();
    let (mut placed, mut rest): (Vec<Band>, Vec<Handle>) = (Vec::new(), Vec::new());
    for band in bands {
        let line = first_free(&mut ends, band.start, band.end);
        if line >= most {
            rest.push(band.handle);
            continue;
        }
        let before = placed.iter().rfind(|other| other.line == line);
        let is_second = before.is_some_and(|before| !before.is_second);
        placed.push(Band {
            line,
            is_second,
            ..band
        });
    }
    covering.reverse();
    let mut next = ends.len().min(most);
    // Where the words of the last line end, if another part may follow.
    let mut end: Option<f32> = None;
    for band in covering {
        let shared = end.and_then(|from| Some((from, part_end(&band, from)?)));
        if let (Some((from, to)), Some(last)) = (shared, placed.last_mut()) {
            last.to = from;
            let line = last.line;
            placed.push(Band { line, from, ..band });
            end = Some(to);
        } else if next < most {
            end = part_end(&band, band.from);
            placed.push(Band { line: next, ..band });
            next += 1;
        } else {
            rest.push(band.handle);
        }
    }
    (placed, rest)
}
