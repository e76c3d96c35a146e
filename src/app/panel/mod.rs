//! The side panel: what is selected, with everything that is known of it, and where it is edited;
//! the filter; the problems.

mod actor;
pub(super) mod at;
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
mod participants;
mod picker;
mod problems;
mod references;
mod relation;
mod rows;
mod source;
mod tie;
mod values;

use super::Show;
use super::command::Command;
use super::style::font;
use super::widgets::{self, Icon, Kind};
use crate::analysis::tone::Point;
use crate::dataset::Kind as List;
use crate::editor::Action;
use crate::editor::answers::Indexed;
use crate::editor::selection::Selection;
use crate::editor::view::Panel;
use crate::scene::Weight;
use drawer::is_drawer;
use egui::{Align, Context, Frame, Layout, Margin, ScrollArea, Ui, vec2};
pub(super) use picker::is_blank;
use std::sync::Arc;

/// Under this width of the window the panel is narrow.
const WIDE: f32 = 1300.0;
/// Under this height it has no foot: what it offers stands in the menus too.
const SHORT: f32 = 320.0;
/// What stands round the panel's content.
const INSET: f32 = 16.0;

/// The panel where it stands beside the views.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui) {
    let ctx = ui.ctx().clone();
    draft::forget_others(show);
    if show.state.panel != Panel::Hidden && !is_drawer(show, &ctx) {
        beside(show, ui, ctx.content_rect().width());
    }
}

/// At the end of the frame: what is typed is handed in, and a drawer comes and goes.
pub(super) fn settle(show: &mut Show<'_>, ctx: &Context) {
    draft::settle(show, ctx);
    drawer::follow(show, ctx);
}

/// At the right, with an edge that drags.
fn beside(show: &mut Show<'_>, ui: &mut Ui, window: f32) {
    // A width of its own for each size of window: one that was dragged stays as it was dragged.
    let (salt, width) = match window {
        w if w < WIDE => ("narrow panel", 304.0),
        w if w < 2200.0 => ("panel", 352.0),
        _ => ("wide panel", 400.0),
    };
    let theme = show.theme;
    let panel = egui::Panel::right(salt)
        .default_size(width)
        .size_range(280.0..=520.0)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme.panel))
        .show(ui, |ui| content(show, ui));
    let rect = panel.response.rect;
    ui.painter()
        .vline(rect.left() + 0.5, rect.y_range(), (1.0, theme.rule));
}

fn content(show: &mut Show<'_>, ui: &mut Ui) {
    ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
    let page = match (show.state.panel, show.state.selection) {
        (Panel::Filter, _) => Page::Filter,
        (Panel::Problems, _) => Page::Problems,
        (_, Some(selection)) => Page::Item(selection),
        (_, None) => Page::Dataset,
    };
    let indexed = show.answers.indexed().cloned();
    head(show, ui, page);
    let is_short = ui.max_rect().height() < SHORT;
    if let Some(height) = page.foot_height().filter(|_| !is_short) {
        foot(show, ui, page, height);
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
            keep_height(show, ui, page);
            match (page, &indexed) {
                (Page::Filter, _) => filter::show(show, ui),
                (Page::Problems, _) => problems::show(show, ui),
                (Page::Dataset, _) => dataset::show(show, ui),
                (Page::Item(selection), Some(indexed)) => item(show, ui, indexed, selection),
                (Page::Item(_), None) => {}
            }
            store_height(show, ui, page);
        });
    });
}

/// Whether the lists of a page are still being gathered.
fn is_waiting(show: &Show<'_>, page: Page) -> bool {
    matches!(page, Page::Item(selection) if show.answers.listing(selection).is_none())
}

/// Until its lists are there a page is as high as it was, so that it keeps its scroll position.
fn keep_height(show: &Show<'_>, ui: &mut Ui, page: Page) {
    if is_waiting(show, page) {
        let height = ui.data(|d| d.get_temp(height_key(page)));
        ui.set_min_height(height.unwrap_or(0.0));
    }
}

fn store_height(show: &Show<'_>, ui: &Ui, page: Page) {
    if !is_waiting(show, page) {
        let height: f32 = ui.min_rect().height();
        ui.data_mut(|d| d.insert_temp(height_key(page), height));
    }
}

fn height_key(page: Page) -> egui::Id {
    egui::Id::unique(("height of the panel", page))
}

fn item(show: &mut Show<'_>, ui: &mut Ui, indexed: &Arc<Indexed>, selection: Selection) {
    match selection {
        Selection::Event(handle) => event::show(show, ui, indexed, handle),
        Selection::Actor(handle) => actor::show(show, ui, indexed, handle),
        Selection::Tie(..) | Selection::Pair(..) => tie::show(show, ui, indexed, selection),
        Selection::Relation(handle) => relation::show(show, ui, indexed, handle),
        Selection::Source(handle) => source::show(show, ui, indexed, handle),
        Selection::Group(handle) => lists::group(show, ui, handle),
        Selection::Category(handle) => lists::category(show, ui, handle),
        Selection::Period(handle) => lists::period(show, ui, handle),
        Selection::Bookmark(handle) => lists::bookmark(show, ui, handle),
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
fn head(show: &mut Show<'_>, ui: &mut Ui, page: Page) {
    let theme = show.theme;
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
                    show.act(Action::Panel(match page {
                        Page::Filter | Page::Problems if !is_drawer(show, ui.ctx()) => {
                            Panel::Selection
                        }
                        _ => Panel::Hidden,
                    }));
                }
                if matches!(page, Page::Item(_)) {
                    step(show, ui, Icon::Right, Command::Forward);
                    step(show, ui, Icon::Left, Command::Back);
                }
                if page == Page::Filter {
                    ui.add_space(8.0);
                    filter::clear(show, ui);
                }
            });
        });
    });
}

fn step(show: &mut Show<'_>, ui: &mut Ui, icon: Icon, command: Command) {
    let action = command.action(show.state, show.answers);
    let name = command.entry().name;
    let button = widgets::button(
        ui,
        show.theme,
        Kind::Quiet,
        Some(icon),
        "",
        name,
        action.is_some(),
    );
    if let Some(action) = action.filter(|_| button.clicked()) {
        show.act(action);
    }
}

/// What can be done with it, at the bottom.
fn foot(show: &mut Show<'_>, ui: &mut Ui, page: Page, height: f32) {
    let theme = show.theme;
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
                add(show, ui, "Add event", Action::Add(List::Event));
                add(show, ui, "Add actor", Action::Add(List::Actor));
            }
            Page::Item(Selection::Tie(a, b) | Selection::Pair(a, b)) => {
                add(show, ui, "Add event", Action::Add(List::Event));
                add(show, ui, "Add relation", Action::AddRelation(a, b));
            }
            Page::Item(selection) => {
                let Some((kind, _)) = selection.item() else {
                    return;
                };
                if kind == List::Actor {
                    add(show, ui, "Add event", Action::Add(List::Event));
                }
                delete(show, ui, &format!("Delete {}", kind.noun()));
                if matches!(
                    kind,
                    List::Group | List::Category | List::Period | List::Bookmark
                ) {
                    offer(show, ui, Icon::Up, "Up", Action::Move(-1));
                    offer(show, ui, Icon::Down, "Down", Action::Move(1));
                }
            }
            Page::Filter | Page::Problems => {}
        });
    });
    let rect = bar.response.rect;
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, (1.0, theme.hair));
}

fn add(show: &mut Show<'_>, ui: &mut Ui, name: &str, action: Action) {
    offer(show, ui, Icon::Plus, name, action);
}

fn delete(show: &mut Show<'_>, ui: &mut Ui, name: &str) {
    offer(show, ui, Icon::Bin, name, Action::Delete);
}

/// Two clicks that are meant as one take no longer, in seconds.
const TWO_CLICKS: f64 = 0.7;

fn offer(show: &mut Show<'_>, ui: &mut Ui, icon: Icon, name: &str, action: Action) {
    let button = widgets::button(ui, show.theme, Kind::Plain, Some(icon), name, name, true);
    // The second click of two may meet what the first has brought there.
    let now = ui.input(|i| i.time);
    let is_soon = show.added.is_some_and(|added| now - added < TWO_CLICKS);
    if button.clicked() {
        match action {
            Action::Delete if is_soon => show.act(Action::TitleWanted),
            action => show.act(action),
        }
    }
}

/// Tone over time of some events, over the span of the timeline.
fn tone_chart(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, tones: &[Point]) {
    let theme = show.theme;
    rows::hairline(ui, theme);
    rows::heading(ui, theme, "Tone over time", None, |ui| {
        let text = egui::RichText::new("Goldstein scale, −10 to +10");
        ui.label(text.font(font(10.5, Weight::Regular)).color(theme.t3));
    });
    super::chart::tone(show, ui, indexed, tones);
}
