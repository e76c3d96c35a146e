//! The status bar: one sentence of what is shown, what is filtered and how much is hidden.

use super::UiContext;
use super::style::font;
use super::widgets;
use crate::dataset::Filter;
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::editor::Action;
use crate::editor::derived::TieSet;
use crate::editor::view::Panel as SidePanel;
use crate::scene::{Color32, Style, Weight};
use crate::timeline::in_or_on;
use egui::text::LayoutJob;
use egui::{Align, Frame, Layout, Margin, Panel, TextFormat, Ui};

/// The bar.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let frame = Frame::new()
        .fill(theme.chrome)
        .inner_margin(Margin::symmetric(14, 0));
    let bar = Panel::bottom("status")
        .exact_size(26.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                right(cx, ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| left(cx, ui));
            });
        });
    let edge = bar.response.rect.top() + 0.5;
    ui.painter()
        .hline(bar.response.rect.x_range(), edge, (1.0, theme.rule));
}

const SIZE: f32 = 11.5;
/// Between what was done and what is shown.
const GAP: f32 = 12.0;
/// The share of the bar that what was done has at least.
const LEAST: f32 = 0.45;

fn left(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let say = |ui: &mut Ui, text: String, colour| {
        ui.add(
            egui::Label::new(
                egui::RichText::new(text)
                    .font(font(SIZE, Weight::Regular))
                    .color(colour),
            )
            .truncate(),
        );
    };
    if let Some(opening) = &cx.state.opening {
        let text = format!("Opening {}, {} %.", opening.name, percent(opening.share()));
        say(ui, text, theme.t2);
        if widgets::link(ui, theme, "Cancel").clicked() {
            cx.act(Action::StopOpening);
        }
        return;
    }
    let notice = cx.state.notice.as_ref();
    let told = notice.map(|notice| match notice.is_error {
        true => (notice.text.clone(), theme.error),
        false => (notice.text.clone(), theme.t1),
    });
    let trouble = cx.state.trouble.as_ref();
    let trouble = trouble.map(|why| {
        let text = format!("Edits are not kept against a crash {why}. Save them soon.");
        (text, theme.error)
    });
    let told = trouble.or(told);
    match (&cx.state.document, cx.queries.tied()) {
        (None, _) => {
            let nothing = || ("No dataset is open.".to_owned(), theme.t2);
            let (text, colour) = told.unwrap_or_else(nothing);
            say(ui, text, colour);
        }
        (Some(_), None) => {
            let reading = || ("Reading the events.".to_owned(), theme.t2);
            let (text, colour) = told.unwrap_or_else(reading);
            say(ui, text, colour);
        }
        (Some(_), Some(tied)) => {
            let zone = cx.state.view.zone_of(&tied.indexed().index);
            let all_ties = cx.queries.mapped().map(|(placed, _)| placed.all_ties);
            let parts = sentence(tied, all_ties, &cx.state.view.filter, zone);
            let job = said(cx, ui, told, &parts);
            ui.add(egui::Label::new(job).truncate());
        }
    }
}

/// What was just done or went wrong, before what is shown: the first to be cut.
fn said(
    cx: &UiContext<'_>,
    ui: &Ui,
    told: Option<(String, Color32)>,
    parts: &[(String, bool)],
) -> LayoutJob {
    let theme = cx.theme;
    let strong = |is_loud: bool| match is_loud {
        true => Weight::SemiBold,
        false => Weight::Regular,
    };
    let mut job = LayoutJob::default();
    if let Some((text, colour)) = told {
        let widths = parts.iter().map(|(text, is_loud)| {
            let weight = strong(*is_loud);
            cx.measure.width(text, SIZE, weight)
        });
        let whole = ui.available_width();
        let room = (whole - GAP - widths.sum::<f32>()).max(whole * LEAST);
        let style = Style::new(SIZE, Weight::Medium, colour);
        if let Some((text, _)) = cx.measure.fit(&text, style, room) {
            let format = TextFormat::simple(font(SIZE, style.weight), colour);
            job.append(&text, 0.0, format);
        }
    }
    for (n, (text, is_loud)) in parts.iter().enumerate() {
        let before = if n == 0 && !job.is_empty() { GAP } else { 0.0 };
        let colour = if *is_loud { theme.t1 } else { theme.t2 };
        let format = TextFormat::simple(font(SIZE, strong(*is_loud)), colour);
        job.append(text, before, format);
    }
    job
}

fn right(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let quiet = |ui: &mut Ui, text: String| {
        ui.label(
            egui::RichText::new(text)
                .font(font(SIZE, Weight::Regular))
                .color(theme.t3),
        );
    };
    if cx.state.document.is_none() {
        quiet(ui, "Help: F1".to_owned());
        return;
    }
    let problems = cx.queries.problems().map_or(0, |f| f.len());
    if problems > 0 {
        let text = plural(problems, "problem", "problems");
        let text = egui::RichText::new(text)
            .font(font(SIZE, Weight::Medium))
            .color(theme.warn);
        let response = ui.add(egui::Label::new(text).sense(egui::Sense::click()));
        widgets::focus_ring(ui, theme, &response);
        if widgets::tip(response, "Show the problems").clicked() {
            cx.act(Action::Panel(SidePanel::Problems));
        }
        ui.add_space(10.0);
    }
    if let Some((what, share)) = cx.queries.busy().filter(|(_, share)| *share > 0.0) {
        if widgets::link(ui, theme, "Cancel").clicked() {
            cx.act(Action::StopWork);
        }
        quiet(ui, format!("{what}, {} %.", percent(share)));
    } else if cx.queries.is_stopped() {
        if widgets::link(ui, theme, "Go on").clicked() {
            cx.act(Action::GoOn);
        }
        quiet(ui, "Stopped: not all is shown.".to_owned());
    } else if let Some(waiting) = cx.state.waiting.first() {
        let share = waiting.share();
        if share > 0.0 {
            if widgets::link(ui, theme, "Cancel").clicked() {
                cx.act(Action::StopWork);
            }
            quiet(ui, format!("{}, {} %.", waiting.what, percent(share)));
        } else {
            quiet(ui, waiting.what.to_owned());
        }
    } else if let Some(indexed) = cx.queries.indexed().filter(|of| of.index.has_times) {
        let zone = cx.state.view.zone_of(&indexed.index);
        let shown = cx.state.shown_span.map(|span| (span.from(), span.to()));
        let shown = shown.or(indexed.index.named_span());
        let (from, to) = shown.unwrap_or((Instant(0), Instant(0)));
        quiet(ui, format!("All times {}", zone.in_words(from, to)));
    }
}

/// What is shown, what is filtered, how much is hidden; the loud parts are true.
pub(super) fn sentence(
    tied: &TieSet,
    all_ties: Option<usize>,
    filter: &Filter,
    zone: &Zone,
) -> Vec<(String, bool)> {
    let passed = &tied.filtered;
    let all = passed.indexed.index.len();
    let passing = passed.count;
    let of = |count, whole: String| (format!("{} of {whole}", with_thousands(count)), true);
    let quiet = |text: &str| (text.to_owned(), false);
    let events = plural(all, "event", "events");
    let actors = plural(passed.indexed.index.actor_count(), "actor", "actors");
    let left_out = passed
        .indexed
        .index
        .actor_count()
        .saturating_sub(tied.actors);
    let ties = tied.ties.ties.len();
    // An edit may have made more since they were counted.
    let all_ties = all_ties.unwrap_or(ties).max(ties);
    let some_ties = || of(ties, plural(all_ties, "tie", "ties"));
    let mut parts = match tied.window {
        Some((from, to)) => vec![
            of(tied.alive, events),
            quiet(&format!(" possibly {}. ", in_or_on(from, to, zone))),
            of(tied.actors, actors),
            quiet(" and "),
            some_ties(),
            quiet(" are alive in it. "),
        ],
        None if passing < all => vec![
            of(passing, events),
            quiet(", "),
            of(tied.actors, actors),
            quiet(" and "),
            some_ties(),
            quiet(" pass the filter. "),
        ],
        None => vec![
            (events, true),
            quiet(", "),
            if left_out > 0 {
                of(tied.actors, actors)
            } else {
                (actors, true)
            },
            quiet(" and "),
            (plural(ties, "tie", "ties"), true),
            quiet(". Nothing is filtered. "),
        ],
    };
    if tied.window.is_none() && passing == all && left_out > 0 {
        let who = plural(left_out, "actor is", "actors are");
        parts.push(quiet(&format!("{who} only mentioned, not on the map. ")));
    }
    let mut hidden = Vec::new();
    if tied.window.is_some() {
        hidden.push((passing.saturating_sub(tied.alive), "outside the window"));
    }
    if *filter != Filter::default() {
        hidden.push((all - passing, "filtered out"));
    }
    hidden.push((tied.undated, "undated"));
    let clauses = hidden.into_iter().filter(|(count, _)| *count > 0);
    let clauses = clauses.map(|(count, what)| format!("{} {what}", are(count)));
    let clauses: Vec<String> = clauses.collect();
    if !clauses.is_empty() {
        parts.push((clauses.join(", ") + ".", false));
    }
    parts
}

fn are(count: usize) -> String {
    format!(
        "{} {}",
        with_thousands(count),
        if count == 1 { "is" } else { "are" }
    )
}

fn percent(share: f32) -> String {
    format!("{:.0}", share * 100.0)
}
