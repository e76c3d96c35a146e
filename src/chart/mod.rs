//! Charts, drawn by egui_plot: activity over time, and tone over time. [`scene`] draws both without a
//! window, for exports; the window draws them one by one.
//!
//! * `activity`: bars of counts; `tone`: points and their running mean; `shapes`: what egui laid out,
//!   as a scene.

pub(crate) mod activity;
mod shapes;
pub(crate) mod tone;

use crate::analysis::hues::Hues;
use crate::analysis::largest::PARTS;
use crate::analysis::tone::Point;
use crate::analysis::{ColourBy, Index, Rows, parts};
use crate::dataset::Dataset;
use crate::dataset::zone::Zone;
use crate::scene::theme::Theme;
use crate::scene::{Measure, Rect, Vec2, Weight, pos2, vec2};
use crate::timeline::ticks::Ticks;
use crate::timeline::{Axis, Span, part_colours};
use activity::Bars;
use egui::{Align2, Color32, FontId, Pos2, Ui};
use egui_plot::Plot;

/// The ground at the left and right of a chart.
const BESIDE: f32 = 16.0;
/// The size of text beside a chart.
pub(crate) const SMALL: f32 = 10.5;

/// A plot that only shows: it neither pans nor zooms by itself, since the axis is the timeline's.
fn still(id: &str) -> Plot<'static> {
    Plot::new(id.to_owned())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(Vec2::ZERO)
}

/// What a chart without a window is drawn from.
pub struct Request<'a> {
    /// What the parts of bars are called.
    pub dataset: &'a Dataset,
    /// Its events as columns.
    pub index: &'a Index,
    /// Whose hue is which.
    pub hues: &'a Hues,
    /// The events that pass.
    pub rows: &'a Rows,
    /// What its bars are stacked by.
    pub colour_by: ColourBy,
    /// What the axis shows.
    pub span: Span,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// The tones that are drawn, in order of time; none: only activity.
    pub tones: Option<&'a [Point]>,
    /// Width and height.
    pub size: Vec2,
    /// The colours.
    pub theme: &'a Theme,
    /// How wide a text is.
    pub measure: &'a Measure,
}

/// The charts as a scene: egui lays them out without a window, and its shapes are translated.
pub fn scene(request: &Request<'_>) -> crate::scene::Scene {
    let ctx = egui::Context::default();
    ctx.set_fonts(crate::scene::text::definitions());
    let input = || egui::RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, request.size)),
        ..egui::RawInput::default()
    };
    let mut shapes = Vec::new();
    // egui knows the fonts from the second pass on.
    for _ in 0..2 {
        let mut output = ctx.run_ui(input(), |ui| draw(ui, request));
        // There is no painter to hand the letters' texture to.
        output.textures_delta.clear();
        shapes = output.shapes;
    }
    shapes::scene(&shapes, request.size, request.measure)
}

fn draw(ui: &mut Ui, request: &Request<'_>) {
    let theme = request.theme;
    let all = Rect::from_min_size(Pos2::ZERO, request.size);
    ui.painter().rect_filled(all, 0.0, theme.ground);
    let inside = all.shrink2(vec2(BESIDE, 12.0));
    let (above, below) = match request.tones {
        Some(_) => inside.split_top_bottom_at_fraction(0.6),
        None => (inside, Rect::NOTHING),
    };
    if request.index.span().is_none() {
        let text = "No event has a date.";
        let (at, align) = (all.center(), Align2::CENTER_CENTER);
        text_at(ui, at, align, text, 12.0, theme.t2);
        return;
    }
    let axis = Axis::new(request.span, above.left() + 44.0, above.right());
    let ticks = Ticks::new(&axis, request.zone, SMALL, request.measure);
    let (by, span) = (request.colour_by, &axis.span);
    let rows = (request.rows, request.index);
    let bars = Bars::new(rows, by, span, request.zone, axis.width());
    let [mut said, _] = bars.step_in_words();
    let longer = bars.longer_in_words();
    if !longer.is_empty() {
        said += &format!("; {longer} than one, in none");
    }
    let legend = legend(ui, request, above, &said);
    let body = Rect::from_min_max(
        pos2(axis.left, above.top() + legend),
        pos2(axis.right, above.bottom() - 24.0),
    );
    let top = bars.top();
    for value in nice_steps(bars.highest) {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let y = body.bottom() - body.height() * (f64::from(value) / top) as f32;
        ui.painter()
            .hline(body.x_range(), y.round() + 0.5, (1.0, theme.hair));
        let at = pos2(body.left() - 6.0, y);
        let says = value.to_string();
        text_at(ui, at, Align2::RIGHT_CENTER, &says, SMALL, theme.t3);
    }
    activity::draw_folds(ui, &axis, body, theme);
    let colours = part_colours(request.index, request.hues, request.colour_by, theme);
    bars.plot(ui, body, span.length(), &colours);
    ui.painter()
        .hline(body.x_range(), body.bottom() + 0.5, (1.0, theme.axis));
    time_axis(ui, body, &ticks, theme);
    if let Some(points) = request.tones {
        tone::draw(ui, below, points, request);
    }
}

/// The ticks under a chart.
fn time_axis(ui: &Ui, body: Rect, ticks: &Ticks, theme: &Theme) {
    for tick in &ticks.ticks {
        let ends = body.bottom()..=body.bottom() + 4.0;
        if !tick.is_covered() {
            ui.painter().vline(tick.x, ends, (1.0, theme.axis));
        }
        let fits = tick.label_end() <= body.right() + BESIDE;
        if let Some(label) = tick.label.as_ref().filter(|_| fits) {
            let text = format!("{} {}", label.quiet, label.strong);
            let at = pos2(tick.label_under(), body.bottom() + 12.0);
            text_at(ui, at, Align2::LEFT_CENTER, text.trim(), SMALL, theme.t2);
        }
    }
}

/// The series in a row; gives the height that it takes.
fn legend(ui: &Ui, request: &Request<'_>, above: Rect, bar: &str) -> f32 {
    let theme = request.theme;
    let mut at = pos2(above.left() + 44.0, above.top() + 8.0);
    let rows = request.rows;
    let counts = rows.counts(request.colour_by, 0..rows.len());
    let colours = part_colours(request.index, request.hues, request.colour_by, theme);
    for part in (0..PARTS).filter(|part| counts.get(*part).is_some_and(|n| *n > 0)) {
        let name = part_name(request.dataset, request.index, request.colour_by, part);
        let colour = colours.get(part).copied().unwrap_or(theme.t3);
        let width = request.measure.width(&name, SMALL, Weight::Regular) + 30.0;
        if at.x + width > above.right() {
            at = pos2(above.left() + 44.0, at.y + 16.0);
        }
        let square = Rect::from_center_size(pos2(at.x + 5.0, at.y), vec2(10.0, 10.0));
        ui.painter().rect_filled(square, 2.0, colour);
        let to_name = pos2(at.x + 15.0, at.y);
        text_at(ui, to_name, Align2::LEFT_CENTER, &name, SMALL, theme.t2);
        at.x += width;
    }
    let width = request.measure.width(bar, SMALL, Weight::Regular);
    if at.x + width > above.right() {
        at = pos2(above.left() + 44.0, at.y + 16.0);
    }
    text_at(ui, at, Align2::LEFT_CENTER, bar, SMALL, theme.t3);
    at.y - above.top() + 20.0
}

/// What a part of the counts is called.
pub(crate) fn part_name(dataset: &Dataset, index: &Index, by: ColourBy, part: usize) -> String {
    let Some(name) = parts::name(dataset, index, by, part) else {
        return format!("No {}", by.word());
    };
    // A class is a word, the others are names.
    match (by, name.split_at_checked(1)) {
        (ColourBy::Class, Some((first, rest))) => first.to_uppercase() + rest,
        _ => name,
    }
}

/// A line of text at a place.
fn text_at(ui: &Ui, at: Pos2, align: Align2, text: &str, size: f32, colour: Color32) {
    let font = FontId::new(size, Weight::Regular.family());
    ui.painter().text(at, align, text, font, colour);
}

/// Up to five whole numbers from 0 to the highest, evenly apart.
fn nice_steps(highest: u32) -> Vec<u32> {
    let rough = (highest / 4).max(1);
    let tens = 10u32.pow(rough.ilog10());
    let steps = [1, 2, 5, 10].map(|n| n * tens);
    let step = steps.into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    (0..=highest / step).map(|n| n * step).collect()
}
