//! The periods behind the lanes, and their row under the axis.

use super::View;
use super::axis::Axis;
use super::frame::{SMALL, crisp};
use crate::analysis::hues;
use crate::dataset::Text;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::theme::{HUES, mix};
use crate::scene::{Color32, Key, Rect, Scene, Style, Weight, pos2};

/// A title that is cut shows at least this share of it.
const LEAST: f32 = 0.7;
/// Edges that are nearer to each other than this are drawn once.
const APART: f32 = 6.0;

/// The periods on the picture.
pub(super) struct Periods {
    /// Where their row is.
    row: Rect,
    /// Where the body begins.
    left: f32,
    bands: Vec<Band>,
}

/// A period on the picture.
struct Band {
    key: Key,
    title: Text,
    /// Its edges; those that are off the picture stand at its edges.
    from: f32,
    to: f32,
    colour: Color32,
    /// Where it is not covered by a shorter one.
    pieces: Vec<(f32, f32)>,
}

impl Periods {
    /// The periods of a view, the shortest first: they stand over the longer ones.
    pub(super) fn new(view: &View<'_>, axis: &Axis, row: Rect) -> Self {
        let theme = view.theme;
        let periods = view.index.periods.iter().filter_map(|(handle, bounds)| {
            let period = view.dataset.periods.get(*handle)?;
            let (start, end) = (bounds.earliest_start, bounds.latest_end);
            let is_seen = start < axis.span.to() && end > axis.span.from();
            let hue = period.colour.as_deref().and_then(|c| hues::named(c, &HUES));
            is_seen.then(|| {
                let x = |time| axis.x_from_time(time).clamp(axis.left, axis.right);
                let length = end.0.saturating_sub(start.0);
                let colour = hue.map_or(theme.t3, |hue| theme.hue(hue.into()));
                let band = Band {
                    key: Key::Period(handle.0),
                    title: period.title.clone(),
                    from: x(start),
                    to: x(end),
                    colour,
                    pieces: Vec::new(),
                };
                (start, length, band)
            })
        });
        let mut periods: Vec<_> = periods.collect();
        // Neighbours differ in depth, whatever their lengths.
        periods.sort_by_key(|(start, ..)| *start);
        for (n, (_, _, band)) in periods.iter_mut().enumerate() {
            let share = if n % 2 == 0 { 0.15 } else { 0.08 };
            band.colour = mix(theme.ground, band.colour, share);
        }
        periods.sort_by_key(|(_, length, _)| *length);
        let mut free = vec![(axis.left, axis.right)];
        let mut bands = Vec::with_capacity(periods.len());
        for (_, _, mut band) in periods {
            for (from, to) in std::mem::take(&mut free) {
                let (a, b) = (band.from.max(from), band.to.min(to));
                if a >= b {
                    free.push((from, to));
                    continue;
                }
                band.pieces.push((a, b));
                free.extend([(from, a), (b, to)].into_iter().filter(|(a, b)| b > a));
            }
            bands.push(band);
        }
        Self {
            row,
            left: axis.left,
            bands,
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

    /// The row: each band where no shorter one covers it, with its title once.
    pub(super) fn draw(&self, scene: &mut Scene, view: &View<'_>) {
        let (theme, measure) = (view.theme, view.measure);
        if self.row.height() <= 0.0 {
            return;
        }
        scene.rect(Key::None, self.row, 0.0, theme.ground, Stroke::NONE);
        let baseline = self.row.center().y + baseline_drop(SMALL);
        for band in &self.bands {
            for (from, to) in &band.pieces {
                let rect = self.row.with_min_x(*from).with_max_x(*to);
                scene.rect(band.key, rect, 0.0, band.colour, Stroke::NONE);
            }
        }
        let style = Style::new(SMALL, Weight::SemiBold, theme.t2);
        for band in &self.bands {
            let whole = measure.width(&band.title, style.size, style.weight) + 10.0;
            let holds = band.pieces.iter().find(|(a, b)| b - a >= whole);
            let widest = || {
                let least = (whole - 10.0) * LEAST + 10.0;
                let wide = band.pieces.iter().filter(|(a, b)| b - a >= least);
                wide.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
            };
            let Some((from, to)) = holds.or_else(widest) else {
                continue;
            };
            if let Some((text, _)) = measure.fit(&band.title, style, to - from - 10.0) {
                scene.text(band.key, pos2(from + 5.0, baseline), &text, style, measure);
            }
        }
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
}
