//! What a figure says first: its headline, what it is about, and which time it shows.

use super::input::{ChartPage, Figure};
use crate::analysis::Index;
use crate::dataset::Dataset;
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;
use crate::export::paragraph::{self, first_paragraph};
use crate::scene::{Color32, Key, Measure, Rect, Scene, Stroke, Style, Theme, Weight, pos2, vec2};
use crate::timeline::words::years_in_words;
use crate::timeline::{Span, range_in_words};
use emath::Align;
use std::path::Path;

const TITLE: f32 = 34.0;
/// A headline in one line is no smaller.
const SMALLEST_TITLE: f32 = 26.0;
/// One that would be cut gets smaller.
const TITLES: [f32; 5] = [TITLE, 30.0, SMALLEST_TITLE, 22.0, 18.0];
const TITLE_LINE: f32 = 42.0;
const CAPTION: f32 = 16.5;
const CAPTION_LINE: f32 = 25.0;
const RANGE: f32 = 17.0;
const SMALL: f32 = 12.5;
const SMALL_LINE: f32 = 20.0;
/// The bar over the title.
const BAR: (f32, f32) = (56.0, 5.0);
/// Between title and caption: their baselines are 33.5 apart.
const OVER_CAPTION: f32 = 5.5;
/// From the top to the title's first line.
const UNDER_BAR: f32 = 17.0;
/// A page narrower than this has no room for two texts side by side.
const NARROW: f32 = 560.0;
/// A longer line is hard to read.
const WIDEST_CAPTION: f32 = 990.0;

/// What stands over a figure.
pub(super) struct Head {
    title: String,
    caption: String,
    range: String,
    zone: String,
}

impl Head {
    pub(super) fn of(of: &Figure<'_>) -> Self {
        let description = of.dataset.metadata.description.as_deref();
        let described = || description.map(first_paragraph).unwrap_or_default();
        Self {
            title: title(of.headline, of.dataset, of.file),
            caption: of.caption.map_or_else(described, str::to_owned),
            range: range(of.span, of.zone),
            zone: zone_words(of.index, of.span, of.zone),
        }
    }

    pub(super) fn of_chart(of: &ChartPage<'_>) -> Self {
        Self {
            title: title(of.headline, of.dataset, of.file),
            caption: String::new(),
            range: range(of.span, of.zone),
            zone: zone_words(of.index, of.span, of.zone),
        }
    }

    /// Bar, title and caption at the left; time range and zone at the right. The caption has so many
    /// lines at most, of whole sentences; none: there is hardly room for the title.
    pub(super) fn draw(
        &self,
        theme: &Theme,
        measure: &Measure,
        width: f32,
        caption: Option<usize>,
    ) -> Scene {
        let mut scene = Scene::new(vec2(width, 0.0));
        let bar = Rect::from_min_size(pos2(0.0, 0.0), vec2(BAR.0, BAR.1));
        scene.rect(Key::None, bar, 0.0, theme.ink, Stroke::NONE);
        let aside = measure
            .width(&self.range, RANGE, Weight::SemiBold)
            .max(measure.width(&self.zone, SMALL, Weight::Regular));
        // On a narrow page all of it stands under the caption.
        let is_narrow = width < NARROW;
        let (aside, room) = if is_narrow {
            (width, width)
        } else {
            let aside = (aside + 1.0).min(width * 0.38);
            (aside, width - aside - 40.0)
        };
        let mut y = UNDER_BAR;
        let most = match caption {
            None => 2,
            Some(_) if is_narrow => 5,
            Some(_) => 3,
        };
        let (size, lines) = self.title_lines(room, most, is_narrow, measure);
        let style = Style::new(size, Weight::SemiBold, theme.t1);
        for line in lines {
            let baseline = y + 32.0 * size / TITLE;
            scene.text(Key::None, pos2(0.0, baseline), &line, style, measure);
            y += TITLE_LINE * size / TITLE;
        }
        let style = Style::new(CAPTION, Weight::Regular, theme.t2);
        let (widest, most) = (room.min(WIDEST_CAPTION), caption.unwrap_or(0));
        let lines = paragraph::whole_sentences(&self.caption, style, widest, most, measure);
        if !lines.is_empty() {
            y += OVER_CAPTION;
        }
        for line in lines {
            scene.text(Key::None, pos2(0.0, y + 18.0), &line, style, measure);
            y += CAPTION_LINE;
        }
        let left = y;
        let mut y = if is_narrow { left } else { UNDER_BAR + 10.0 };
        let (x, align) = if is_narrow {
            (0.0, Align::Min)
        } else {
            (width, Align::Max)
        };
        let strong = Style::new(RANGE, Weight::SemiBold, theme.t1);
        let quiet = Style::new(SMALL, Weight::Regular, theme.t3);
        let zone = caption.map_or("", |_| &*self.zone);
        for (text, style, baseline, height) in [
            (&*self.range, strong, 18.0, CAPTION_LINE),
            (zone, quiet, 15.0, SMALL_LINE),
        ] {
            for line in paragraph::balanced(text, style, aside, 2, measure) {
                let at = pos2(x, y + baseline);
                scene.text_aligned(Key::None, at, align, &line, style, measure);
                y += height;
            }
        }
        scene.size.y = left.max(y);
        scene
    }

    /// The title in at most so many lines, and its size.
    fn title_lines(
        &self,
        room: f32,
        most: usize,
        is_narrow: bool,
        measure: &Measure,
    ) -> (f32, Vec<String>) {
        // A little smaller rather than a second line.
        let whole = measure.width(&self.title, TITLE, Weight::SemiBold);
        let one_line = TITLE * (room / whole.max(1.0)).min(1.0) - 0.01;
        let lines = |size: f32, most: usize| {
            let style = Style::new(size, Weight::SemiBold, Color32::BLACK);
            paragraph::balanced(&self.title, style, room, most, measure)
        };
        if one_line >= SMALLEST_TITLE {
            return (one_line, lines(one_line, most));
        }
        let sizes = TITLES.into_iter();
        let mut sizes = sizes.filter(|size| !is_narrow || *size <= SMALLEST_TITLE);
        let [.., smallest] = TITLES;
        let size = sizes.find(|size| lines(*size, most + 1).len() <= most);
        let size = size.unwrap_or(smallest);
        (size, lines(size, most))
    }
}

/// What a picture is called: as somebody asks, else as the dataset is; a table has no title of its
/// own, so its file's name says what it is.
pub fn title(asked: Option<&str>, dataset: &Dataset, file: Option<&str>) -> String {
    let own = Some(&*dataset.metadata.title).filter(|title| !title.trim().is_empty());
    let named = || Path::new(file?).file_stem()?.to_str();
    asked.or(own).or_else(named).unwrap_or_default().to_owned()
}

/// What a span is told as: where it shows everything, from the first date to the last, without the
/// room that the axis leaves on both sides. Nothing where there are no dates.
fn range(span: Span, zone: &Zone) -> String {
    told(span).map_or_else(String::new, |(from, to)| span_in_words(from, to, zone))
}

fn told(span: Span) -> Option<(Instant, Instant)> {
    match span.shows_all() {
        true => span.gaps().named,
        false => Some((span.from(), span.to())),
    }
}

/// A range as words; past three days it is told by the days that it touches, past five years by
/// the years.
fn span_in_words(from: Instant, to: Instant, zone: &Zone) -> String {
    let length = to.0.saturating_sub(from.0);
    if length < 3 * DAY {
        return range_in_words(from, to, zone);
    }
    let (first, last) = (zone.civil(from), zone.civil(to.plus(-1)));
    if length > 5 * 366 * DAY {
        return years_in_words(first.year, last.year);
    }
    let midnight = |c: Civil| zone.instant(&Civil::midnight(c.year, c.month, c.day));
    let day_after = zone.civil(midnight(last).plus(36 * 3600));
    range_in_words(midnight(first), midnight(day_after), zone)
}

/// `all times Anchorage (AKDT)`, if any are told.
fn zone_words(index: &Index, span: Span, zone: &Zone) -> String {
    if !index.has_times {
        return String::new();
    }
    let (from, to) = told(span).unwrap_or((span.from(), span.to()));
    format!("all times {}", zone.in_words(from, to))
}
