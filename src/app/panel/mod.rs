//! The side panel: what is selected, with everything that is known of it, and where it is edited;
//! the filter; the problems.

mod actor;
pub(super) mod at;
mod blocs;
mod citations;
mod dataset;
pub(super) mod draft;
pub(super) mod drawer;
mod event;
pub(super) mod fields;
mod filter;
mod form;
mod grades;
mod group;
mod items;
pub(super) mod lines;
mod lists;
mod markdown;
mod panel_state;
mod participants;
pub(super) mod picker;
mod problems;
mod references;
mod relation;
mod rows;
mod source;
mod tie;
mod values;

use super::UiContext;
use super::command::Command;
use super::style::font;
use super::widgets::{self, Icon, Kind};
use crate::analysis::tone::Point;
use crate::dataset::Kind as List;
use crate::editor::Action;
use crate::editor::derived::Indexed;
use crate::editor::selection::Selection;
use crate::editor::view::Panel;
use crate::scene::Weight;
use drawer::is_drawer;
use egui::{Align, Context, Frame, Layout, Margin, ScrollArea, Ui, vec2};
pub(super) use panel_state::PanelState;
pub(super) use picker::is_blank;
use std::sync::Arc;

/// Under this width of the window the panel is narrow.
const WIDE: f32 = 1300.0;
/// Under this height it has no foot: what it offers stands in the menus too.
const SHORT: f32 = 320.0;
/// What stands round the panel's content.
const INSET: f32 = 16.0;

/// The panel where it stands beside the views.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    draft::forget_others(cx);
    if cx.state.panel != Panel::Hidden && !is_drawer(cx, &ctx) {
        beside(cx, ui, ctx.content_rect().width());
    }
}

/// At the end of the frame: what is typed is handed in, and a drawer comes and goes.
pub(super) fn settle(cx: &mut UiContext<'_>, ctx: &Context) {
    draft::settle(cx, ctx);
    drawer::follow(cx, ctx);
}

/// At the right, with an edge that drags.
fn beside(cx: &mut UiContext<'_>, ui: &mut Ui, window: f32) {
    // A width of its own for each size of window: one that was dragged stays as it was dragged.
    let (salt, width) = match window {
        w if w < WIDE => ("narrow panel", 304.0),
        w if w < 2200.0 => ("panel", 352.0),
        _ => ("wide panel", 400.0),
    };
    let theme = cx.theme;
    let panel = egui::Panel::right(salt)
        .default_size(width)
        .size_range(280.0..=520.0)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme.panel))
        .show(ui, |ui| content(cx, ui));
    let rect = panel.response.rect;
    ui.painter()
        .vline(rect.left() + 0.5, rect.y_range(), (1.0, theme.rule));
}

fn content(cx: &mut UiContext<'_>, ui: &mut Ui) {
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    let page = match (cx.state.panel, cx.state.selection) {
        (Panel::Filter, _) => Page::Filter,
        (Panel::Problems, _) => Page::Problems,
        (_, Some(selection)) => Page::Item(selection),
        (_, None) => Page::Dataset,
    };
    let indexed = cx.queries.indexed().cloned();
    head(cx, ui, page);
    let is_short = ui.max_rect().height() < SHORT;
    if let Some(height) = page.foot_height().filter(|_| !is_short) {
        foot(cx, ui, page, height);
    }
    // Each page and each item has its own scroll position.
    let area = ScrollArea::vertical()
        .id_salt(page)
        .auto_shrink([false, false]);
    area.show(ui, |ui| {
        #[expect(clippy::cast_possible_truncation, reason = "a few points")]
        let margin = Margin {
            left: INSET as i8,
            right: INSET as i8,
            top: 0,
            bottom: 20,
        };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            keep_height(cx, ui, page);
            match (page, &indexed) {
                (Page::Filter, _) => filter::show(cx, ui),
                (Page::Problems, _) => problems::show(cx, ui),
                (Page::Dataset, _) => dataset::show(cx, ui),
                (Page::Item(selection), Some(indexed)) => item(cx, ui, indexed, selection),
                (Page::Item(_), None) => {}
            }
            store_height(cx, ui, page);
        });
    });
}

/// Whether the lists of a page are still being gathered.
fn is_waiting(cx: &UiContext<'_>, page: Page) -> bool {
    matches!(page, Page::Item(selection) if cx.queries.listing(selection).is_none())
}

/// Until its lists are there a page is as high as it was, so that it keeps its scroll position.
fn keep_height(cx: &UiContext<'_>, ui: &mut Ui, page: Page) {
    if is_waiting(cx, page) {
        let height = cx.window.panel.heights.get(&page).copied();
        ui.set_min_height(height.unwrap_or(0.0));
    }
}

fn store_height(cx: &mut UiContext<'_>, ui: &Ui, page: Page) {
    if !is_waiting(cx, page) {
        let height = ui.min_rect().height();
        cx.window.panel.heights.insert(page, height);
    }
}

fn item(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Arc<Indexed>, selection: Selection) {
    match selection {
        Selection::Event(handle) => event::show(cx, ui, indexed, handle),
        Selection::Actor(handle) => actor::show(cx, ui, indexed, handle),
        Selection::Tie(..) | Selection::Pair(..) => tie::show(cx, ui, indexed, selection),
        Selection::Blocs(a, b) => blocs::show(cx, ui, indexed, [a, b]),
        Selection::Relation(handle) => relation::show(cx, ui, handle),
        Selection::Source(handle) => source::show(cx, ui, handle),
        Selection::Group(handle) => lists::group(cx, ui, handle),
        Selection::Category(handle) => lists::category(cx, ui, handle),
        Selection::Period(handle) => lists::period(cx, ui, handle),
        Selection::Bookmark(handle) => lists::bookmark(cx, ui, handle),
    }
}

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Page {
    Dataset,
    Item(Selection),
    Filter,
    Problems,
}

impl Page {
    const fn word(self) -> &'static str {
        match self {
            Self::Dataset => "Dataset",
            Self::Filter => "Filter",
            Self::Problems => "Problems",
            Self::Item(Selection::Event(_)) => "Event",
            Self::Item(Selection::Actor(_)) => "Actor",
            Self::Item(Selection::Tie(..) | Selection::Pair(..)) => "Tie",
            Self::Item(Selection::Blocs(..)) => "Blocs",
            Self::Item(Selection::Relation(_)) => "Relation",
            Self::Item(Selection::Source(_)) => "Source",
            Self::Item(Selection::Group(_)) => "Group",
            Self::Item(Selection::Category(_)) => "Category",
            Self::Item(Selection::Period(_)) => "Period",
            Self::Item(Selection::Bookmark(_)) => "Bookmark",
        }
    }

    const fn foot_height(self) -> Option<f32> {
        match self {
            Self::Filter | Self::Problems => None,
            Self::Dataset | Self::Item(_) => Some(44.0),
        }
    }
}

/// What kind of thing it is, small and quiet, and the way back and out.
fn head(cx: &mut UiContext<'_>, ui: &mut Ui, page: Page) {
    let theme = cx.theme;
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let margin = Margin {
        left: INSET as i8,
        right: 8,
        top: 6,
        bottom: 0,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.spacing_mut().item_spacing.x = 0.0;
            let (size, weight, colour) = match page {
                Page::Filter | Page::Problems => (15.0, Weight::SemiBold, theme.t1),
                Page::Dataset | Page::Item(_) => (11.5, Weight::Medium, theme.t3),
            };
            ui.label(
                egui::RichText::new(page.word())
                    .font(font(size, weight))
                    .color(colour),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = widgets::button(
                    ui,
                    theme,
                    Kind::Quiet,
                    Some(Icon::Cross),
                    "",
                    "Close the panel",
                    true,
                );
                if close.clicked() {
                    cx.act(Action::Panel(match page {
                        Page::Filter | Page::Problems if !is_drawer(cx, ui.ctx()) => {
                            Panel::Selection
                        }
                        _ => Panel::Hidden,
                    }));
                }
                if matches!(page, Page::Item(_)) {
                    step(cx, ui, Icon::Right, Command::Forward);
                    step(cx, ui, Icon::Left, Command::Back);
                }
                if page == Page::Filter {
                    ui.add_space(8.0);
                    filter::clear(cx, ui);
                }
            });
        });
    });
}

fn step(cx: &mut UiContext<'_>, ui: &mut Ui, icon: Icon, command: Command) {
    let action = command.action(cx.state, cx.queries);
    let name = command.entry().name;
    let button = widgets::button(
        ui,
        cx.theme,
        Kind::Quiet,
        Some(icon),
        "",
        name,
        action.is_some(),
    );
    if let Some(action) = action.filter(|_| button.clicked()) {
        cx.act(action);
    }
}

/// What can be done with it, at the bottom.
fn foot(cx: &mut UiContext<'_>, ui: &mut Ui, page: Page, height: f32) {
    let theme = cx.theme;
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let frame = Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin::symmetric(INSET as i8, 8));
    let bar = egui::Panel::bottom("panel foot")
        .exact_size(height)
        .show_separator_line(false)
        .resizable(false);
    let bar = bar.frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| match page {
            Page::Dataset => {
                add(cx, ui, "Add event", Action::Add(List::Event));
                add(cx, ui, "Add actor", Action::Add(List::Actor));
            }
            Page::Item(Selection::Tie(a, b) | Selection::Pair(a, b)) => {
                // Three have room side by side without their signs.
                for (name, action) in [
                    ("Add event", Action::Add(List::Event)),
                    ("Add relation", Action::AddRelation(a, b)),
                    ("Merge…", Action::AskMerge(a, b)),
                ] {
                    offer(cx, ui, None, name, action);
                }
            }
            Page::Item(selection) => {
                let Some((kind, _)) = selection.item() else {
                    return;
                };
                if kind == List::Actor {
                    add(cx, ui, "Add event", Action::Add(List::Event));
                }
                delete(cx, ui, &format!("Delete {}", kind.noun()));
                if matches!(
                    kind,
                    List::Group | List::Category | List::Period | List::Bookmark
                ) {
                    offer(cx, ui, Some(Icon::Up), "Up", Action::Move(-1));
                    offer(cx, ui, Some(Icon::Down), "Down", Action::Move(1));
                }
            }
            Page::Filter | Page::Problems => {}
        });
    });
    let rect = bar.response.rect;
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.hair));
}

fn add(cx: &mut UiContext<'_>, ui: &mut Ui, name: &str, action: Action) {
    offer(cx, ui, Some(Icon::Plus), name, action);
}

fn delete(cx: &mut UiContext<'_>, ui: &mut Ui, name: &str) {
    offer(cx, ui, Some(Icon::Bin), name, Action::Delete);
}

/// Two clicks that are meant as one take no longer, in seconds.
const TWO_CLICKS: f64 = 0.7;

fn offer(cx: &mut UiContext<'_>, ui: &mut Ui, icon: Option<Icon>, name: &str, action: Action) {
    let button = widgets::button(ui, cx.theme, Kind::Plain, icon, name, name, true);
    // The second click of two may meet what the first has brought there.
    let now = ui.input(|i| i.time);
    let is_soon = cx
        .window
        .added
        .is_some_and(|added| now - added < TWO_CLICKS);
    if button.clicked() {
        match action {
            Action::Delete if is_soon => cx.act(Action::TitleWanted),
            action => cx.act(action),
        }
    }
}

/// Tone over time of some events, over the span of the timeline.
fn tone_chart(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, tones: &[Point]) {
    let theme = cx.theme;
    rows::hairline(ui, theme);
    rows::heading(ui, theme, "Tone over time", None, |ui| {
        let text = egui::RichText::new("Goldstein scale, −10 to +10");
        ui.label(text.font(font(10.5, Weight::Regular)).color(theme.t3));
    });
    super::chart::tone(cx, ui, indexed, tones);
}
