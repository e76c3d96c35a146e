//! The charts in the window: activity under the lanes, tone in the side panel; what the pointer is on
//! there says what it is.

use super::memo::{self, Same};
use super::style::font;
use super::{UiContext, parts, widgets};
use crate::analysis::tone::Point;
use crate::chart::SMALL;
use crate::chart::activity::{Bars, draw_folds};
use crate::chart::tone::{self, Binned, Tones};
use crate::dataset::count::with_thousands;
use crate::editor::derived::{Indexed, LaneSet};
use crate::editor::{Selection, words};
use crate::scene::{Rect, Weight, pos2, vec2};
use crate::timeline::{Axis, part_colours, range_in_words};
use egui::{Align2, Role, Sense, Ui, WidgetInfo};
use std::sync::Arc;

/// How high the tones are.
const TONES: f32 = 84.0;

/// Activity over time under the lanes, on the timeline's own axis.
pub(super) fn activity(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    rect: Rect,
    laned: &LaneSet,
    axis: &Axis,
) {
    let theme = cx.theme;
    let indexed = laned.indexed();
    ui.painter().rect_filled(rect, 0.0, theme.ground);
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.rule));
    let body = Rect::from_min_max(
        pos2(axis.left, rect.top() + 3.0),
        pos2(axis.right, rect.bottom() - 1.0),
    );
    ui.painter()
        .vline(body.left() - 0.5, rect.y_range(), (1.0, theme.rule));
    let by = cx.state.view.colour_by;
    let zone = cx.state.view.zone_of(&indexed.index);
    let rows = (&*laned.filtered.rows, &indexed.index);
    let bars = Bars::new(rows, by, &axis.span, zone, body.width());
    let colours = part_colours(&indexed.index, &indexed.hues, by, theme);
    bars.plot(ui, body, axis.span.length(), &colours);
    draw_folds(ui, axis, body, theme);
    let line = (1.0, theme.axis);
    ui.painter()
        .hline(body.x_range(), body.bottom() - 0.5, line);
    let most = format!("most {}", with_thousands(bars.highest as usize));
    let (left, right) = (rect.left() + 12.0, body.left() - 8.0);
    let (upper, lower) = (rect.center().y - 7.0, rect.center().y + 8.0);
    let said = |at, align, text: &str, (size, weight, colour)| {
        widgets::text_at(ui, at, align, text, size, weight, colour);
    };
    let name = (11.5, Weight::SemiBold, theme.t1);
    let quiet = (SMALL, Weight::Regular, theme.t3);
    said(pos2(left, upper), Align2::LEFT_CENTER, "Activity", name);
    said(pos2(right, upper), Align2::RIGHT_CENTER, &most, quiet);
    let longer = bars.longer_in_words();
    let width = |text: &str| cx.measure.width(text, SMALL, Weight::Regular);
    let room = right - left - 8.0 - width(&longer);
    let mut steps = bars.step_in_words().into_iter();
    if let Some(step) = steps.find(|step| width(step) <= room) {
        said(pos2(left, lower), Align2::LEFT_CENTER, &step, quiet);
    }
    said(pos2(right, lower), Align2::RIGHT_CENTER, &longer, quiet);
    hover_bar(cx, ui, body, &bars, axis, indexed);
}

fn hover_bar(
    cx: &UiContext<'_>,
    ui: &mut Ui,
    body: Rect,
    bars: &Bars,
    axis: &Axis,
    indexed: &Indexed,
) {
    let id = ui.unique_id().with("activity hover");
    let response = ui.interact(body, id, Sense::hover());
    let by = cx.state.view.colour_by;
    response.widget_info(|| {
        let name = format!("Activity over time, stacked by {}", by.word());
        let name = match bars.longer_in_words() {
            longer if longer.is_empty() => name,
            longer => format!("{name}; {longer} than a bar"),
        };
        WidgetInfo::labeled(Role::Image, true, name)
    });
    let Some(at) = response.hover_pos() else {
        return;
    };
    let Some(((from, to), counts)) = bars.at(axis.seconds_from_x(at.x), &axis.span) else {
        return;
    };
    let zone = cx.state.view.zone_of(&indexed.index);
    let range = range_in_words(from, to, zone);
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(egui::RichText::new(range).font(font(12.0, Weight::SemiBold)));
        parts::lines(ui, indexed, by, cx.theme, counts);
    });
}

/// The tones of the selection's listing in columns of the chart's width.
fn binned(cx: &UiContext<'_>, ui: &Ui, tones: &Tones<'_>, width: f32) -> Arc<Binned> {
    let binned = || Arc::new(Binned::new(tones, width));
    let Some(listing) = cx.state.selection.and_then(|s| cx.queries.listing(s)) else {
        return binned();
    };
    let of = (Same::of(listing), tones.span, width);
    memo::made_of(ui.ctx(), "tone chart", of, binned)
}

/// Tone over time of some events, in order of time, over the timeline's span.
pub(super) fn tone(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, points: &[Point]) {
    let index = &indexed.index;
    let zone = cx.state.view.zone_of(index);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), TONES), Sense::hover());
    let Some(span) = cx.state.shown_span else {
        return;
    };
    let axis = tone::axis(rect, span);
    let tones = Tones::new(points, axis.span);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Tone over time"));
    if tones.points.is_empty() {
        let text = "No event with a tone in what the axis shows.";
        widgets::text_at(
            ui,
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            11.5,
            Weight::Regular,
            cx.theme.t3,
        );
        return;
    }
    let selected = match cx.state.selection {
        Some(Selection::Event(h)) => index.row(h),
        _ => None,
    };
    let frame = tone::tone_frame(ui, rect, &axis, zone, cx.theme, cx.measure);
    let binned = binned(cx, ui, &tones, frame.0.width());
    tone::plot_tone(ui, frame, &tones, &binned, cx.theme, selected);
    let Some(at) = response.hover_pos() else {
        return;
    };
    let near = tones.near(axis.seconds_from_x(at.x));
    let title = near.and_then(|p| {
        let handle = index.handle(p.row)?;
        let event = indexed.dataset.events.get(handle)?;
        Some(format!(
            "{}  {}",
            words::signed(f64::from(p.tone)),
            event.title
        ))
    });
    if let Some(title) = title {
        response.on_hover_text_at_pointer(title);
    }
}
