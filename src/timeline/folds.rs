//! Where empty time is folded: a band with torn edges, and what it holds in words in the axis' row.

use super::View;
use super::axis::Axis;
use super::calendar::{month_in_words, year_in_words};
use super::metrics::{AXIS, SMALL};
use super::span::Span;
use super::ticks::Ticks;
use super::words::{days_in_words, years_in_words};
use crate::analysis::{Gap, Rows};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::instant::Civil;
use crate::dataset::zone::Zone;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::theme::{Theme, mix};
use crate::scene::{Color32, Key, Rect, Scene, Segment, Style, Weight, pos2, vec2};

/// How far the torn edges reach to either side, and how high a tooth of them is.
const TORN: f32 = 2.0;
const TOOTH: f32 = 4.0;
/// Round the words, at either side.
const AIR: f32 = 4.0;

/// What holds fewer whole years tells its months too: years alone would make more of it than it is.
const YEARS_ALONE: i64 = 10;

/// `2010–21 · 5 events`
pub fn in_words(gap: &Gap, zone: &Zone) -> String {
    let events = match gap.events {
        0 => "no events".to_owned(),
        some => plural(some, "event", "events"),
    };
    format!("{} · {events}", when_in_words(gap, zone))
}

/// `Mar–Sep 2021`, `Feb 2015 – Jan 2018`; of whole years, and of what is far longer, `2010–21`; of less
/// than a month its days. Of one without events the months that have none: those at its ends may have
/// some before it or after.
fn when_in_words(gap: &Gap, zone: &Zone) -> String {
    let (from, to) = (zone.civil(gap.from), zone.civil(gap.to.plus(-1)));
    let next = zone.civil(gap.to);
    let (begins_month, ends_month) = (from.day == 1, next.month != to.month);
    let (mut first, mut last) = ((from.year, from.month), (to.year, to.month));
    if gap.events == 0 {
        let moved = |(year, month), by: i64| {
            let moved = Civil::midnight(year, month, 1).plus_months(by);
            (moved.year, moved.month)
        };
        first = moved(first, i64::from(!begins_month));
        last = moved(last, -i64::from(!ends_month));
    }
    if first > last {
        return days_in_words(&from, &to);
    }
    let with_year = |(year, month)| format!("{} {}", month_in_words(month), year_in_words(year));
    // Of a long one the years that lie in it: its first and its last hold something else too.
    let begins = begins_month && from.month == 1;
    let ends = ends_month && to.month == 12;
    let (first_year, last_year) = match begins && ends {
        true => (from.year, to.year),
        false => (from.year + i64::from(!begins), to.year - i64::from(!ends)),
    };
    if first == last {
        with_year(first)
    } else if first.0 == last.0 && !(begins && ends) {
        format!("{}–{}", month_in_words(first.1), with_year(last))
    } else if !(begins && ends) && last_year - first_year < YEARS_ALONE {
        format!("{} – {}", with_year(first), with_year(last))
    } else if first_year == last_year {
        year_in_words(first_year)
    } else if first_year >= 1000 && first_year / 100 == last_year / 100 {
        format!("{first_year}–{:02}", last_year % 100)
    } else {
        years_in_words(first_year, last_year)
    }
}

/// What the folds of a span hold, for where nobody can point at them: `2010–14 · no events`; and how many
/// events that are.
pub fn all_in_words(span: &Span, zone: &Zone) -> (Vec<String>, usize) {
    let is_seen = |gap: &&Gap| gap.from < span.to() && gap.to > span.from();
    let mut folds: Vec<&Gap> = span.folds().filter(is_seen).collect();
    folds.sort_by_key(|gap| gap.from);
    let events = folds.iter().map(|gap| gap.events).sum();
    let words = folds.into_iter().map(|gap| in_words(gap, zone));
    (words.collect(), events)
}

/// The colour of a fold.
pub fn fill(theme: &Theme) -> Color32 {
    mix(theme.ground, theme.axis, 0.16)
}

fn key(axis: &Axis, gap: &Gap) -> Key {
    let mut gaps = (0..).zip(axis.span.gaps().iter());
    let place = gaps.find(|(_, other)| *other == gap);
    place.map_or(Key::None, |(place, _)| Key::Fold(place))
}

/// The bands, from top to bottom of a rectangle.
pub(super) fn draw(scene: &mut Scene, view: &View<'_>, axis: &Axis, rect: Rect) {
    let theme = view.theme;
    let selected = view.emphasis.selected.and_then(|key| view.row_of(key));
    let selected = selected.and_then(|row| view.index.reach(row));
    for (gap, (left, right)) in axis.folds() {
        let key = key(axis, gap);
        let band = rect.with_min_x(left).with_max_x(right);
        let colour = if selected.is_some_and(|reach| gap.holds(reach)) {
            theme.mark
        } else {
            fill(theme)
        };
        draw_fold(scene, key, band, colour, theme);
    }
}

/// A band of a colour with torn edges.
pub fn draw_fold(scene: &mut Scene, key: Key, band: Rect, colour: Color32, theme: &Theme) {
    scene.rect(key, band, 0.0, colour, Stroke::NONE);
    for x in [band.left(), band.right()] {
        draw_torn(scene, key, (x, band.top(), band.bottom()), theme.rule);
    }
}

/// How many events a lane has in each band, where there are any and a place for that is free: the middle
/// line of such a place between two ends.
pub(super) fn draw_counts(
    scene: &mut Scene,
    view: &View<'_>,
    axis: &Axis,
    rows: &Rows,
    place: &dyn Fn((f32, f32)) -> Option<f32>,
) {
    /// More are not looked at in every frame.
    const MOST: usize = 4096;
    let style = Style::new(SMALL, Weight::Regular, view.theme.t3);
    for (gap, ends) in axis.folds().iter().filter(|(gap, _)| gap.events > 0) {
        let near = rows.few_in_span(view.index, gap.from, gap.to, MOST);
        let reach = |at: usize| view.index.reach(*rows.rows.get(at)?);
        let within = near.into_iter().flatten().filter_map(reach);
        let count = within.filter(|reach| gap.holds(*reach)).count();
        if let Some(middle) = place(*ends).filter(|_| count > 0) {
            let x = f32::midpoint(ends.0, ends.1);
            let at = pos2(x, middle + baseline_drop(SMALL));
            let text = with_thousands(count as u64);
            let middle = emath::Align::Center;
            scene.text_aligned(key(axis, gap), at, middle, &text, style, view.measure);
        }
    }
}

fn draw_torn(scene: &mut Scene, key: Key, (x, top, bottom): (f32, f32, f32), colour: Color32) {
    let mut points = vec![pos2(x, top)];
    let (mut y, mut side) = (top, TORN);
    while y < bottom {
        y = (y + TOOTH).min(bottom);
        points.push(pos2(x + side, y));
        side = -side;
    }
    let (way, line) = (Segment::polyline(points), Stroke::new(1.0, colour));
    scene.path(key, way, Color32::TRANSPARENT, line);
}

/// What each holds, in the axis' row where the ticks leave room for it; and there its band too.
pub(super) fn draw_words(scene: &mut Scene, view: &View<'_>, axis: &Axis, ticks: &Ticks) {
    let (theme, measure) = (view.theme, view.measure);
    let style = Style::new(SMALL, Weight::Regular, theme.t3);
    let labels = ticks.ticks.iter().filter(|tick| tick.label.is_some());
    let labels = labels.map(|tick| (tick.x.min(tick.label_x), tick.label_end()));
    let mut taken: Vec<(f32, f32)> = labels.collect();
    for (gap, (left, right)) in axis.folds() {
        let key = key(axis, gap);
        let rect = Rect::from_min_max(pos2(left, 0.0), pos2(right, AXIS));
        scene.rect(key, rect, 0.0, Color32::TRANSPARENT, Stroke::NONE);
        let text = in_words(gap, view.zone);
        let width = measure.width(&text, SMALL, Weight::Regular);
        let middle = f32::midpoint(left, right);
        let places = [middle - width / 2.0, left - AIR, right + AIR - width];
        let is_free = |x: &f32| {
            let (from, to) = (x - AIR, x + width + AIR);
            let is_within = *x >= axis.left + AIR && to <= axis.right;
            is_within && taken.iter().all(|(a, b)| *a >= to || *b <= from)
        };
        let Some(x) = places.into_iter().find(is_free) else {
            draw_slashes(scene, key, middle, theme.axis);
            continue;
        };
        taken.push((x, x + width));
        let y = AXIS / 2.0 + 1.0 + baseline_drop(SMALL);
        scene.text(key, pos2(x, y), &text, style, measure);
    }
}

/// Two strokes across the axis' line.
fn draw_slashes(scene: &mut Scene, key: Key, x: f32, colour: Color32) {
    for x in [x - 2.0, x + 2.0] {
        let by = vec2(2.0, -5.0);
        let foot = pos2(x, AXIS - 1.0) - by * 0.5;
        scene.line(key, foot, foot + by, Stroke::new(1.0, colour));
    }
}
