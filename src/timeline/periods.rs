//! The periods behind the lanes, and their row under the axis.

use super::View;
use super::axis::Axis;
use super::frame::{SMALL, crisp};
use crate::analysis::{Index, hues};
use crate::dataset::instant::Instant;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::theme::{HUES, mix};
use crate::scene::{Color32, Key, Rect, Scene, Style, Weight, pos2};

/// A title that is cut shows at least this share of it.
const LEAST: f32 = 0.7;
/// Edges that are nearer to each other than this are drawn once.
const APART: f32 = 6.0;

/// Height of the row, and where periods overlap: then they stand in two.
const ONE: f32 = 22.0;
const TWO: f32 = 28.0;
/// Between the window's edge and a title.
const OFF_WINDOW: f32 = 4.0;
/// What is seen of a longer period over a shorter one, and of how many.
const BRIM: f32 = 3.0;
const DEEPEST: u8 = 2;
/// Between two titles of one span.
const BETWEEN: &str = " · ";

/// The periods on the picture.
pub(super) struct Periods {
    /// Where their row is.
    row: Rect,
    /// Where the body begins.
    left: f32,
    /// In how many rows they stand.
    lines: usize,
    /// The shortest first: they stand over the longer ones.
    bands: Vec<Band>,
    /// Where the window begins and ends: no title stands there.
    window: Vec<f32>,
}

/// A period on the picture, or several that cover all of it.
struct Band {
    key: Key,
    title: String,
    /// Its edges; those that are off the picture stand at its edges.
    from: f32,
    to: f32,
    colour: Color32,
    /// Which row it stands in, if there are two.
    line: usize,
    /// How many longer ones it stands over.
    depth: u8,
    /// Where no shorter one stands over it: there is room for its title.
    pieces: Vec<(f32, f32)>,
}

/// How high the row of all periods is, wherever the picture is: panning moves no lane.
pub(super) fn height(index: &Index) -> f32 {
    let mut spans: Vec<(Instant, Instant)> = index
        .periods
        .iter()
        .map(|(_, bounds)| (bounds.earliest_start, bounds.latest_end))
        .collect();
    spans.sort_unstable();
    let mut end = None;
    let overlaps = spans.iter().any(|(from, to)| {
        let overlaps = end.is_some_and(|end| *from < end);
        end = end.max(Some(*to));
        overlaps
    });
    match (spans.is_empty(), overlaps) {
        (true, _) => 0.0,
        (false, false) => ONE,
        (false, true) => TWO,
    }
}

impl Periods {
    /// The periods of a view.
    pub(super) fn new(view: &View<'_>, axis: &Axis, row: Rect) -> Self {
        let mut bands = seen(view, axis);
        // The longest first, each in the row where it hides least.
        bands.sort_by(|a, b| (b.to - b.from).total_cmp(&(a.to - a.from)));
        for n in 0..bands.len() {
            let (above, rest) = bands.split_at_mut(n);
            let Some(band) = rest.first_mut() else {
                break;
            };
            let hides = |line: usize| -> f32 {
                let there = above.iter().filter(|other| other.line == line);
                there
                    .map(|other| other.to.min(band.to) - other.from.max(band.from))
                    .filter(|both| *both > 0.0)
                    .sum()
            };
            band.line = usize::from(hides(1) < hides(0));
        }
        let lines = bands.iter().map(|band| band.line + 1).max().unwrap_or(1);
        for line in 0..lines {
            let here = bands.iter_mut().filter(|band| band.line == line);
            let mut here: Vec<&mut Band> = here.collect();
            cover(&mut here, (axis.left, axis.right));
            stack(&mut here);
            // Neighbours differ, and what stands over another is deeper.
            here.sort_by(|a, b| a.from.total_cmp(&b.from));
            for (n, band) in here.into_iter().enumerate() {
                let share = 0.14 * f32::from(band.depth) + if n % 2 == 0 { 0.10 } else { 0.06 };
                band.colour = mix(view.theme.ground, band.colour, share);
            }
        }
        bands.reverse();
        let edges = view.window.into_iter().flat_map(|(from, to)| [from, to]);
        Self {
            row,
            left: axis.left,
            lines,
            bands,
            window: edges.map(|at| axis.x_from_time(at)).collect(),
        }
    }

    /// Where periods begin and end on the picture; those of the longest first, and none that
    /// stands too close to another.
    pub(super) fn edges(&self) -> Vec<f32> {
        let (left, right) = (self.left, self.row.right());
        let mut edges: Vec<f32> = Vec::new();
        for x in self
            .bands
            .iter()
            .rev()
            .flat_map(|band| [band.from, band.to])
        {
            let is_within = x > left + 1.0 && x < right - 1.0;
            if is_within && edges.iter().all(|known| (known - x).abs() >= APART) {
                edges.push(x);
            }
        }
        edges
    }

    /// The row: each band from its start to its end, shorter ones over the lower part of longer
    /// ones, with its title once.
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>) {
        let (theme, measure) = (view.theme, view.measure);
        if self.row.height() <= 0.0 {
            return;
        }
        scene.rect(Key::None, self.row, 0.0, theme.ground, Stroke::NONE);
        for band in self.bands.iter().rev() {
            let line = self.line(band);
            let top = line.top() + BRIM * f32::from(band.depth);
            let rect = line.with_min_x(band.from).with_max_x(band.to);
            scene.rect(
                band.key,
                rect.with_min_y(top),
                0.0,
                band.colour,
                Stroke::NONE,
            );
        }
        let style = Style::new(SMALL, Weight::SemiBold, theme.t2);
        for band in &self.bands {
            let pieces = self.beside_window(&band.pieces);
            let whole = measure.width(&band.title, style.size, style.weight) + 10.0;
            let holds = pieces.iter().find(|(a, b)| b - a >= whole);
            let widest = || {
                let least = (whole - 10.0) * LEAST + 10.0;
                let wide = pieces.iter().filter(|(a, b)| b - a >= least);
                wide.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
            };
            let Some((from, to)) = holds.or_else(widest) else {
                continue;
            };
            if let Some((text, _)) = measure.fit(&band.title, style, to - from - 10.0) {
                let baseline = self.line(band).center().y + baseline_drop(SMALL);
                scene.text(band.key, pos2(from + 5.0, baseline), &text, style, measure);
            }
        }
        let baseline = self.row.center().y + baseline_drop(SMALL);
        let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
        scene.text(
            Key::None,
            pos2(view.inset(), baseline),
            "Periods",
            quiet,
            measure,
        );
        let y = crisp(self.row.bottom() - 1.0);
        let line = Stroke::new(1.0, theme.rule);
        scene.line(Key::None, pos2(0.0, y), pos2(self.row.right(), y), line);
    }

    /// The row of a band.
    fn line(&self, band: &Band) -> Rect {
        if self.lines < 2 {
            return self.row;
        }
        let middle = self.row.center().y.round();
        if band.line == 0 {
            self.row.with_max_y(middle - 1.0)
        } else {
            self.row.with_min_y(middle)
        }
    }

    /// Pieces without the ground that the window's edges take.
    fn beside_window(&self, pieces: &[(f32, f32)]) -> Vec<(f32, f32)> {
        let mut free = pieces.to_vec();
        for x in &self.window {
            let (left, right) = (x - OFF_WINDOW, x + OFF_WINDOW);
            free = free
                .into_iter()
                .flat_map(|(a, b)| [(a, b.min(left)), (a.max(right), b)])
                .filter(|(a, b)| b > a)
                .collect();
        }
        free
    }
}

/// The periods that the picture shows; those that cover all of it are one band.
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
        let band = Band {
            key: Key::Period(handle.0),
            title: period.title.to_string(),
            from: x(start),
            to: x(end),
            colour: hue.map_or(view.theme.t3, |hue| view.theme.hue(hue.into())),
            line: 0,
            depth: 0,
            pieces: Vec::new(),
        };
        let is_whole = |band: &Band| band.from <= axis.left && band.to >= axis.right;
        match bands.iter_mut().find(|b| is_whole(b) && is_whole(&band)) {
            Some(whole) => {
                whole.title.push_str(BETWEEN);
                whole.title.push_str(&band.title);
            }
            None => bands.push(band),
        }
    }
    bands
}

/// How many longer ones of its row each stands over, the longest first.
fn stack(bands: &mut [&mut Band]) {
    for n in 0..bands.len() {
        let (longer, rest) = bands.split_at_mut(n);
        let Some(band) = rest.first_mut() else { break };
        let under = longer
            .iter()
            .filter(|other| other.to.min(band.to) - other.from.max(band.from) > 0.5);
        band.depth = under
            .map(|other| (other.depth + 1).min(DEEPEST))
            .max()
            .unwrap_or(0);
    }
}

/// Where titles have room on the bands of one row, the longest first: a shorter one covers a longer.
fn cover(bands: &mut [&mut Band], whole: (f32, f32)) {
    let mut free = vec![whole];
    for band in bands.iter_mut().rev() {
        for (from, to) in std::mem::take(&mut free) {
            let (a, b) = (band.from.max(from), band.to.min(to));
            if a >= b {
                free.push((from, to));
                continue;
            }
            band.pieces.push((a, b));
            free.extend([(from, a), (b, to)].into_iter().filter(|(a, b)| b > a));
        }
    }
}
