//! A chart on a page: what is counted, in which range, and by which filter.

use super::foot::{self, Folded, Foot};
use super::header;
use super::input::{ChartPage, NORM, VIEW, on_paper, size_scale};
use crate::analysis::ColourBy;
use crate::export::paragraph;
use crate::scene::{Key, Scene, Style, Vec2, Weight, pos2, vec2};

impl ChartPage<'_> {
    /// What the chart counts.
    fn what(&self) -> &'static str {
        match self.colour_by {
            by if !by.tells(self.dataset) => "Number of events",
            ColourBy::Group => "Number of events, by group",
            ColourBy::Category => "Number of events, by category",
            ColourBy::Class => "Number of events, by class",
        }
    }
}

/// A chart's height by its width, where nothing asks for another.
const SHARE: f32 = 0.4;
/// The least height of a chart, in points of the window.
const LEAST: f32 = 80.0;
/// The chart's own ground at its left and right.
const INSET: f32 = 16.0;
const SIZE: f32 = 12.5;
const LINE: f32 = 18.0;
const TOP: f32 = 48.0;
const MARGIN: f32 = 64.0;
const UNDER_HEADER: f32 = 22.0;
const OVER_FOOT: f32 = 6.0;

/// Draws a page round what `chart` draws in a width and height, in points of the window.
pub fn chart_page(of: &ChartPage<'_>, chart: &dyn Fn(Vec2) -> Scene) -> Scene {
    let scale = size_scale(of.size);
    let (theme, measure) = (of.theme, of.measure);
    let size = vec2(
        of.size.width / scale,
        of.size.height.map_or(NORM * SHARE, |h| h / scale),
    );
    let mut scene = Scene::new(size);
    let (margin, top) = if of.is_framed {
        ((size.x * 0.04).clamp(24.0, MARGIN), TOP.min(size.y * 0.05))
    } else {
        (INSET, INSET / 2.0)
    };
    let width = size.x - 2.0 * margin;
    let mut y = top;
    if of.is_framed {
        let header = header::Head::of_chart(of).draw(theme, measure, width, Some(0));
        scene.inset(&header, pos2(margin, y));
        y += header.size.y + UNDER_HEADER.min(size.y * 0.03);
    }
    let quiet = Style::new(SIZE, Weight::Regular, theme.t3);
    let strong = Style::new(SIZE, Weight::SemiBold, theme.t2);
    for line in paragraph::lines(of.what(), strong, width, 1, measure) {
        scene.text(Key::None, pos2(margin, y + 13.0), &line, strong, measure);
        y += LINE;
    }
    let below = of.tone_of.map_or_else(String::new, |name| {
        format!("Below: tone of {name}, from −10 (hostile) to +10 (friendly), and the mean of the last five.")
    });
    let mut end = size.y - top;
    if of.is_framed {
        let folded = Folded::new(of.span, of.zone);
        let shown = foot::shown_of_chart(of);
        let foot = Foot::new(&shown, (&folded, false), (of.file, 0), width, measure);
        end -= foot.height();
        scene.inset(&foot.draw(theme, measure), pos2(margin, end));
        end -= OVER_FOOT;
    }
    let below = paragraph::lines(&below, quiet, width, 2, measure);
    for line in below.iter().rev() {
        scene.text(Key::None, pos2(margin, end - 4.0), line, quiet, measure);
        end -= LINE;
    }
    // The chart has its own ground beside it.
    let room = vec2(width + 2.0 * INSET, (end - y).max(LEAST * VIEW));
    let drawn = chart(room / VIEW);
    scene.inset_scaled(&drawn, pos2(margin - INSET, y), VIEW);
    on_paper(&scene, of.size, theme)
}
