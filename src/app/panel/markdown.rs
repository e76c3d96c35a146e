//! Markdown as text on the panel: paragraphs, lists, emphasis, links. Pictures are not fetched;
//! their words stand for them.

use super::super::style::font;
use super::super::{UiContext, widgets};
use super::citations::is_web;
use super::fields::{self, Look, flush};
use super::lines;
use super::rows::{heading, line_height, say};
use crate::editor::Action;
use crate::editor::selection::Of;
use crate::scene::Weight;
use egui::{Color32, RichText, Ui};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A description: read, and after “Edit” a field.
pub(super) fn field(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of, now: Option<&str>) {
    let theme = cx.theme;
    let mut is_edited = cx.window.panel.described == Some(of);
    let mut wants_focus = false;
    heading(ui, theme, "Description", None, |ui| {
        if !is_edited && widgets::link(ui, theme, "Edit").clicked() {
            is_edited = true;
            wants_focus = true;
        }
    });
    if is_edited {
        let field = flush(ui, |ui| {
            fields::text(cx, ui, of, "description", Look::PARAGRAPHS)
        });
        let Some(field) = field else { return };
        if wants_focus {
            field.request_focus();
        } else if !field.has_focus() {
            is_edited = false;
        }
    } else {
        match now {
            Some(text) => show(cx, ui, text, 12.0, theme.t1),
            None => {
                say(ui, "None yet.", 12.0, Weight::Regular, theme.t3);
            }
        }
    }
    match is_edited {
        true => cx.window.panel.described = Some(of),
        false if cx.window.panel.described == Some(of) => cx.window.panel.described = None,
        false => {}
    }
}

/// A piece of a paragraph.
struct Piece {
    text: String,
    is_strong: bool,
    link: Option<String>,
}

/// Markdown.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, text: &str, size: f32, colour: Color32) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut strong = 0usize;
    let mut link: Option<String> = None;
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut mark: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Heading { .. }) => strong += 1,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => strong = strong.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.to_string()),
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::List(first)) => {
                paragraph(cx, ui, &mut pieces, &mut mark, lists.len(), size, colour);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                mark = Some(match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                });
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                pieces.push(Piece {
                    text: text.to_string(),
                    is_strong: strong > 0,
                    link: link.clone(),
                })
            }
            Event::SoftBreak => pieces.push(Piece {
                text: " ".to_owned(),
                is_strong: strong > 0,
                link: None,
            }),
            Event::HardBreak | Event::Rule => {
                paragraph(cx, ui, &mut pieces, &mut mark, lists.len(), size, colour)
            }
            Event::End(TagEnd::Heading(_)) => {
                strong = strong.saturating_sub(1);
                paragraph(cx, ui, &mut pieces, &mut mark, lists.len(), size, colour);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock,
            ) => {
                paragraph(cx, ui, &mut pieces, &mut mark, lists.len(), size, colour);
            }
            _ => {}
        }
    }
    paragraph(cx, ui, &mut pieces, &mut mark, 0, size, colour);
}

fn paragraph(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    pieces: &mut Vec<Piece>,
    mark: &mut Option<String>,
    depth: usize,
    size: f32,
    colour: Color32,
) {
    if pieces.is_empty() {
        return;
    }
    let pieces = std::mem::take(pieces);
    let mark = mark.take();
    let plain: String = pieces.iter().map(|p| p.text.as_str()).collect();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if depth > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a few levels")]
            let indent = (depth.min(6) - 1) as f32 * 14.0;
            ui.add_space(indent);
            let (rect, _) =
                ui.allocate_exact_size(egui::vec2(16.0, size + 4.0), egui::Sense::hover());
            let text = mark.unwrap_or_default();
            widgets::text_at(
                ui,
                rect.left_center(),
                egui::Align2::LEFT_CENTER,
                &text,
                size,
                Weight::Regular,
                cx.theme.t3,
            );
        }
        if lines::is_right_to_left(&plain) {
            say(ui, &plain, size, Weight::Regular, colour);
            return;
        }
        // The layout takes the height of its first row from here.
        ui.spacing_mut().interact_size.y = line_height(size);
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        ui.horizontal_wrapped(|ui| {
            for piece in pieces {
                run(cx, ui, piece, size, colour);
            }
        });
    });
    ui.add_space(2.0);
}

fn run(cx: &mut UiContext<'_>, ui: &mut Ui, piece: Piece, size: f32, colour: Color32) {
    let weight = if piece.is_strong {
        Weight::SemiBold
    } else {
        Weight::Regular
    };
    let text = RichText::new(&piece.text)
        .line_height(Some(line_height(size)))
        .font(font(size, weight))
        .color(colour);
    match piece.link.filter(|address| is_web(address)) {
        Some(address) => {
            let label = egui::Label::new(text.underline()).sense(egui::Sense::click());
            let response = ui
                .add(label)
                .on_hover_text(&address)
                .on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.clicked() {
                cx.act(Action::OpenLink(address));
            }
        }
        None => {
            ui.label(text);
        }
    }
}
