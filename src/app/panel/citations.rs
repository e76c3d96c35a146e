//! Who says so: how firm a claim is and why, and its citations, with their grades.

use super::super::{UiContext, menu_row, style, widgets};
use super::fields::{self, Look};
use super::grades;
use super::lines;
use super::participants::cross_button;
use super::rows::{heading, say};
use super::{form, picker};
use crate::analysis::certainty::Reason;
use crate::dataset::count::with_thousands;
use crate::dataset::fields::{CREDIBILITIES, New};
use crate::dataset::{Certainty, Citation, Dataset, Handle, Kind, Source, Stance};
use crate::editor::selection::Selection;
use crate::editor::{Action, entry};
use crate::scene::{Dash, Key, Scene, Stroke, Weight};
use egui::{Rect, Sense, Ui, Vec2, pos2, vec2};

/// Why a claim is as firm as it is, in words; `decided` is what a person wrote who decided it.
pub(super) fn words(reason: Reason, decided: Option<&str>) -> String {
    match reason {
        Reason::Decided(_) => decided
            .unwrap_or("So judged by whoever made this dataset.")
            .to_owned(),
        Reason::AccountsDiffer => "Accounts of it differ in substance.".to_owned(),
        Reason::IsDisputed => "A source disputes this.".to_owned(),
        Reason::Uncited => "No source is given.".to_owned(),
        Reason::Unnamed { sources: 1 } => {
            "Only one source says this, and it is unnamed.".to_owned()
        }
        Reason::Unnamed { .. } => "Only an unnamed actor says this.".to_owned(),
        Reason::Weak { sources: 1 } => {
            "Only one source says this, and it is not known to be reliable.".to_owned()
        }
        Reason::Weak { .. } => {
            "Only sources say this that are not known to be reliable.".to_owned()
        }
        Reason::Reliable {
            sources: 1,
            weaker: 0,
        } => "Only one source says this.".to_owned(),
        Reason::Reliable { sources: 1, weaker } => {
            format!("Only one reliable source says this{}.", others(weaker))
        }
        Reason::Reliable { sources, weaker } => format!(
            "{} say this, but they are not known to be independent{}.",
            reliable(sources, weaker),
            others(weaker)
        ),
        Reason::Independent { sources, weaker } => format!(
            "{} say this, and at least two of them are independent{}.",
            reliable(sources, weaker),
            others(weaker)
        ),
    }
}

/// `Two sources`; where there are others, that these are the reliable ones.
fn reliable(sources: usize, weaker: usize) -> String {
    let kind = if weaker == 0 { "" } else { "reliable " };
    format!("{} {kind}sources", spelled(sources))
}

/// `; one weaker source says it too`
fn others(weaker: usize) -> String {
    let count = spelled(weaker).to_lowercase();
    match weaker {
        0 => String::new(),
        1 => format!("; {count} weaker source says it too"),
        _ => format!("; {count} weaker sources say it too"),
    }
}

fn spelled(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| with_thousands(count), |w| (*w).to_owned())
}

/// How firm, drawn as the map draws it, and why.
fn certainty(cx: &UiContext<'_>, ui: &mut Ui, certainty: Certainty, why: &str) {
    let theme = cx.theme;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(28.0, 18.0), Sense::hover());
        let mut scene = Scene::new(Vec2::ZERO);
        let mut line = |dy: f32, width: f32, dash: Dash| {
            let stroke = Stroke::new(width, theme.t2).dashed(dash);
            let (from, to) = (
                rect.left_center() + vec2(0.0, dy),
                rect.right_center() + vec2(0.0, dy),
            );
            scene.line(Key::None, from, to, stroke);
        };
        match certainty {
            Certainty::Confirmed => line(0.0, 2.0, Dash::SOLID),
            Certainty::Single => line(0.0, 2.0, Dash::SINGLE),
            Certainty::Claimed | Certainty::Unsourced => line(0.0, 2.0, Dash::claimed(2.0)),
            Certainty::Disputed => {
                line(-2.0, 1.5, Dash::SOLID);
                line(2.0, 1.5, Dash(4.0, 3.0));
            }
        }
        super::super::paint::paint(&scene, ui.painter(), egui::Pos2::ZERO);
        let word = egui::RichText::new(certainty.label());
        ui.label(
            word.font(style::font(11.5, Weight::SemiBold))
                .color(theme.t1),
        );
    });
    say(ui, why, 11.5, Weight::Regular, theme.t2);
    ui.add_space(4.0);
}

/// What a person asks of the citations.
enum Asked {
    /// To take one out.
    Remove(usize),
    /// To give one of its fields a value.
    Give(usize, &'static str, New),
    /// To write what it says, or a remark.
    Words(usize),
}

/// The citations of an event or relation. How firm it is comes with what a person wrote who decided
/// it.
pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    dataset: &Dataset,
    of: Selection,
    citations: &[Citation],
    firm: Option<(Reason, Option<&str>)>,
) {
    let theme = cx.theme;
    let named = cx.queries.named(of);
    heading(ui, theme, "Who says so", Some(citations.len()), |ui| {
        if !citations.is_empty() {
            let text = egui::RichText::new("reliability, credibility");
            ui.label(
                text.font(style::font(10.5, Weight::Regular))
                    .color(theme.t3),
            );
        }
    });
    if let Some((reason, decided)) = firm {
        certainty(cx, ui, reason.certainty(), &words(reason, decided));
    }
    let mut asked = None;
    for (n, citation) in citations.iter().enumerate() {
        let source = named.sources.find(&dataset.sources, &citation.source);
        asked = one(cx, ui, of, (n, citation), source).or(asked);
        ui.add_space(4.0);
    }
    let mut edit = match asked {
        Some(Asked::Remove(n)) => entry::removed(dataset, Some(of), "citations", n),
        Some(Asked::Give(n, key, new)) => {
            let path = format!("citations[{n}].{key}");
            entry::given(dataset, Some(of), &path, &new)
        }
        Some(Asked::Words(n)) => {
            form::unfold(cx, Some(of), format!("citations[{n}]"));
            None
        }
        None => None,
    };
    let picker = egui::Id::unique(("add source", of));
    let picked = fields::flush(ui, |ui| {
        picker::items(cx, ui, picker, "Add source", dataset, Kind::Source, &[])
    });
    if let Some(picked) = picked {
        edit = picker::with_new(dataset, Kind::Source, picked, |dataset, id| {
            entry::added(dataset, Some(of), "citations", Some(id))
        });
    }
    cx.actions.extend(edit.map(Action::Edit));
}

fn one(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    of: Selection,
    (n, citation): (usize, &Citation),
    source: Option<(Handle, &Source)>,
) -> Option<Asked> {
    let theme = cx.theme;
    let mut asked = None;
    let title = source.map_or_else(
        || format!("{}, which is not a source", citation.source),
        |(_, s)| s.title.to_string(),
    );
    let indent = if n >= 9 { 22.0 } else { 16.0 };
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let y = row.center().y;
    let number = (n + 1).to_string();
    widgets::text_at(
        ui,
        row.left_center(),
        egui::Align2::LEFT_CENTER,
        &number,
        11.5,
        Weight::Regular,
        theme.t3,
    );
    let badge = source.map_or(
        Rect::from_min_size(row.right_center(), Vec2::ZERO),
        |(_, s)| {
            grades::grade(
                cx,
                ui,
                pos2(row.right() - 22.0, y),
                s.reliability,
                citation.credibility,
            )
        },
    );
    if let Some((_, source)) = source {
        asked = grade_menu(cx, ui, badge, (n, citation), source).or(asked);
    }
    let text = Rect::from_x_y_ranges(row.left() + indent..=badge.left() - 6.0, row.y_range());
    source_title(cx, ui, text, n, &title, source.map(|(handle, _)| handle));
    let cross = Rect::from_center_size(pos2(row.right() - 9.0, y), Vec2::splat(24.0));
    if cross_button(
        cx,
        ui,
        cross,
        ("remove citation", n),
        &format!("Remove source {}", n + 1),
    ) {
        asked = Some(Asked::Remove(n));
    }
    detail(cx, ui, of, (n, citation), source.map(|(_, s)| s), indent);
    asked
}

/// The title of a source, which selects it.
fn source_title(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    rect: Rect,
    n: usize,
    title: &str,
    source: Option<Handle>,
) {
    let theme = cx.theme;
    let colour = if source.is_some() {
        theme.t1
    } else {
        theme.error
    };
    let response = ui.interact(rect, ui.unique_id().with(("citation", n)), Sense::click());
    let style = crate::scene::Style::new(11.5, Weight::Regular, colour);
    let width = lines::elided(ui, rect.left_center(), title, style, rect.width());
    if response.hovered() && source.is_some() {
        let under = egui::Stroke::new(1.0, theme.axis);
        ui.painter().hline(
            rect.left()..=rect.left() + width,
            rect.bottom() - 3.5,
            under,
        );
    }
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, source.is_some(), title));
    let response = response
        .on_hover_text(title)
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    if let Some(handle) = source.filter(|_| response.clicked()) {
        cx.act(Action::Select(Some(Selection::Source(handle))));
    }
}

/// Locator, address, and the source's own words.
fn detail(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    of: Selection,
    (n, citation): (usize, &Citation),
    source: Option<&Source>,
    indent: f32,
) {
    let theme = cx.theme;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(indent);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if citation.stance == Stance::Disputes {
                say(ui, "Disputes it", 11.5, Weight::Medium, theme.error);
            }
            ui.horizontal(|ui| {
                let url = source.and_then(|s| s.url.as_deref()).filter(|u| is_web(u));
                let room = ui.available_width() - if url.is_some() { 44.0 } else { 0.0 };
                let look = Look {
                    size: 11.5,
                    colour: Some(theme.t2),
                    ..Look::VALUE
                };
                ui.allocate_ui(vec2(room, 22.0), |ui| {
                    fields::flush(ui, |ui| {
                        let path = format!("citations[{n}].locator");
                        fields::text(cx, ui, Some(of), &path, look)
                    })
                });
                if let Some(url) = url {
                    let link = widgets::link(ui, theme, "Open").on_hover_text(url);
                    if link.clicked() {
                        cx.act(Action::OpenLink(url.to_owned()));
                    }
                }
            });
            form::words_of(cx, ui, Some(of), &format!("citations[{n}]"));
        });
    });
}

/// Only these are opened.
pub(super) fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

fn grade_menu(
    cx: &UiContext<'_>,
    ui: &Ui,
    badge: Rect,
    (n, citation): (usize, &Citation),
    source: &Source,
) -> Option<Asked> {
    let theme = cx.theme;
    let hit = badge.expand2(vec2(3.0, 4.0));
    let response = ui.interact(hit, ui.unique_id().with(("grade", n)), Sense::click());
    let name = format!("Credibility of source {}", n + 1);
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let picked = widgets::drop_down(&response, |ui| {
        let grades = CREDIBILITIES.iter().filter_map(|(word, label)| {
            let grade: u8 = word.parse().unwrap_or_default();
            let new = New::Number(f64::from(grade));
            let asked = Asked::Give(n, "credibility", new);
            fields::choice(ui, citation.credibility == grade, label, asked)
        });
        let grade = grades.last();
        menu_row::line(ui);
        let stances = Stance::ALL.iter().filter_map(|stance| {
            let asked = Asked::Give(n, "stance", New::Text(stance.word().into()));
            fields::choice(ui, citation.stance == *stance, stance.label(), asked)
        });
        let asked = stances.last().or(grade);
        menu_row::line(ui);
        fields::plain_choice(ui, "Quote and note…", Asked::Words(n)).or(asked)
    });
    widgets::tip(
        response,
        grades::words(source.reliability, citation.credibility),
    );
    picked?
}
