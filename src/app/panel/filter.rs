//! The filter: which events pass, with how many each choice would leave.

use super::super::{UiContext, widgets};
use super::fields::{self, tick_box};
use super::lines::elided;
use super::rows::{self, hairline, plain_heading, say};
use crate::analysis::Facet;
use crate::analysis::filter::Choice;
use crate::app::memo::{self, Same};
use crate::dataset::count::with_thousands;
use crate::dataset::{Filter, Matching, Text};
use crate::editor::Action;
use crate::editor::derived::Filtered;
use crate::scene::{Color32, Style, Theme, Weight};
use egui::{Rect, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Height of a choice.
const ROW: f32 = 23.0;
/// Choices of a facet before the rest is folded away.
const FOLDED: usize = 8;

/// Lets everything pass again.
pub(super) fn clear(cx: &mut UiContext<'_>, ui: &mut Ui) {
    if cx.state.view.filter != Filter::default() && widgets::link(ui, cx.theme, "Clear").clicked() {
        cx.act(Action::ClearFilter);
    }
}

/// The filter.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    text(cx, ui);
    let Some(passed) = cx.queries.passed().cloned() else {
        return;
    };
    let (passing, all) = (passed.count, passed.passing.len());
    let words = if passing == all {
        format!("All {} events pass.", with_thousands(all))
    } else {
        format!(
            "{} of {} events pass.",
            with_thousands(passing),
            with_thousands(all)
        )
    };
    say(ui, &words, 11.5, Weight::Regular, theme.t2);
    for (facet, name) in &passed.criteria.unknown {
        let text = format!(
            "The filter asks for {} “{name}”, which is not here.",
            noun(*facet)
        );
        say(ui, &text, 11.5, Weight::Regular, theme.warn);
    }
    if passing == 0 && all > 0 {
        ui.add_space(4.0);
        if widgets::button(
            ui,
            theme,
            widgets::Kind::Plain,
            None,
            "Clear filter",
            "Clear filter",
            true,
        )
        .clicked()
        {
            cx.act(Action::ClearFilter);
        }
    }
    let orders = orders(ui, &passed);
    for ((facet, choices), order) in passed.facets.facets.iter().zip(orders.iter()) {
        if order.is_worth_showing {
            hairline(ui, theme);
            one(cx, ui, (*facet, choices), order);
        }
        // Below both lists of whom it is about: what is being chosen from keeps its place.
        if *facet == Facet::Actor {
            matching(cx, ui);
        }
    }
}

/// The choices of a facet as they are listed.
struct Order {
    /// By their places.
    places: Vec<usize>,
    /// How many of them are chosen.
    chosen: usize,
    /// The highest count.
    most: usize,
    /// Whether a choice leaves anything, or is made.
    is_worth_showing: bool,
}

impl Order {
    /// Those of a long facet stand with the chosen first, then by how many they leave.
    fn new(facet: Facet, choices: &[Choice]) -> Self {
        let is_there = |c: &Choice| c.count > 0 || c.is_chosen;
        let mut order: Vec<(usize, &Choice)> = choices.iter().enumerate().collect();
        let is_long = choices.len() > FOLDED + 1;
        if is_long || matches!(facet, Facet::Actor | Facet::Tag) {
            order.retain(|(_, c)| is_there(c));
            order.sort_by_key(|(_, c)| (!c.is_chosen, std::cmp::Reverse(c.count)));
        }
        Self {
            chosen: order.iter().filter(|(_, c)| c.is_chosen).count(),
            most: choices.iter().map(|c| c.count).max().unwrap_or(0).max(1),
            is_worth_showing: choices.iter().any(is_there),
            places: order.into_iter().map(|(place, _)| place).collect(),
        }
    }
}

/// The orders of all facets, made once for each answer.
fn orders(ui: &Ui, passed: &Arc<Filtered>) -> Arc<Vec<Order>> {
    let name = "order of the facets";
    memo::made_of(ui.ctx(), name, Same::of(passed), || {
        let facets = passed.facets.facets.iter();
        Arc::new(facets.map(|(f, c)| Order::new(*f, c)).collect())
    })
}

const fn noun(facet: Facet) -> &'static str {
    facet.word()
}

fn text(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    let mut text = cx
        .state
        .view
        .filter
        .text
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    let field = TextEdit::singleline(&mut text)
        .id(egui::Id::unique("text of the filter"))
        .hint_text(egui::RichText::new("Words in events").color(theme.t3))
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field);
    widgets::focus_ring(ui, theme, &response);
    fields::named(ui, &response, "Words in events");
    if response.changed() {
        let mut filter = cx.state.view.filter.clone();
        filter.text = Some(Text::from(text)).filter(|t| !t.is_empty());
        cx.act(Action::Filter(filter));
    }
}

fn one(cx: &mut UiContext<'_>, ui: &mut Ui, (facet, choices): (Facet, &[Choice]), order: &Order) {
    let theme = cx.theme;
    plain_heading(ui, theme, facet.name());
    let part = format!("choices of {}", noun(facet));
    let is_unfolded = cx.window.panel.is_unfolded(None, &part);
    let all = order.places.len();
    let count = match all {
        n if is_unfolded || n <= FOLDED + 1 => n,
        n => FOLDED.max(order.chosen).min(n),
    };
    rows::each(ui, count, ROW, |ui, n, rect| {
        if let Some(choice) = order.places.get(n).and_then(|place| choices.get(*place)) {
            let square = square(cx, facet, choice);
            choice_row(cx, ui, facet, choice, square, order.most, rect);
        }
    });
    if count < all && rows::more(ui, theme, &format!("{} more", with_thousands(all - count))) {
        cx.window.panel.unfold(None, &part);
    }
}

/// The colour that a choice has in the views, where it is by this that they are coloured.
fn square(cx: &UiContext<'_>, facet: Facet, choice: &Choice) -> Option<Color32> {
    let is_told = facet.dimension() == cx.state.view.colour_by.dimension();
    is_told.then(|| cx.theme.hue(choice.hue.into()))
}

fn choice_row(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    facet: Facet,
    choice: &Choice,
    square: Option<Color32>,
    most: usize,
    rect: Rect,
) {
    let theme = cx.theme;
    let response = ui.interact(
        rect,
        ui.unique_id().with((facet, &choice.value)),
        Sense::click(),
    );
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(8.0, 0.0)), 3.0, theme.hover);
    }
    let y = rect.center().y;
    let tick = Rect::from_center_size(pos2(rect.left() + 7.0, y), vec2(13.0, 13.0));
    tick_box(theme, ui, tick, choice.is_chosen, response.hovered());
    let mut left = rect.left() + 22.0;
    if let Some(colour) = square {
        let swatch = Rect::from_center_size(pos2(left + 5.0, y), vec2(10.0, 10.0));
        ui.painter().rect_filled(swatch, 2.0, colour);
        left += 17.0;
    }
    let colour = if choice.count == 0 {
        theme.t3
    } else {
        theme.t1
    };
    let count = with_thousands(choice.count);
    let number = rows::right(
        ui,
        pos2(rect.right(), y),
        &count,
        11.5,
        Weight::Regular,
        if choice.count == 0 {
            theme.t3
        } else {
            theme.t2
        },
    );
    let room = number.left() - 8.0 - left;
    elided(
        ui,
        pos2(left, y),
        &choice.name,
        Style::new(12.0, Weight::Regular, colour),
        room,
    );
    if choice.count > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a bar's length")]
        let share = choice.count as f32 / most as f32;
        let length = (share * (rect.right() - left - 52.0)).max(2.0);
        let bar = Rect::from_min_size(pos2(left, rect.bottom() - 2.5), vec2(length, 1.5));
        ui.painter().rect_filled(bar, 0.0, theme.axis);
    }
    widgets::focus_ring(ui, theme, &response);
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, choice.is_chosen, &choice.name));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_value(count.as_str()));
    if response.clicked() {
        cx.act(Action::Filter(toggled(
            &cx.state.view.filter,
            facet,
            &choice.value,
        )));
    }
}

/// How many of the chosen actors and groups have to act, where several are chosen.
fn matching(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let filter = &cx.state.view.filter;
    if !filter.chooses_several() {
        return;
    }
    let (theme, now) = (cx.theme, filter.matching);
    let mut pressed = None;
    ui.add_space(2.0);
    rows::each(ui, Matching::ALL.len(), ROW, |ui, n, rect| {
        if let Some(one) = Matching::ALL.get(n).copied()
            && matching_row(theme, ui, one.label(), one == now, rect)
        {
            pressed = Some(one);
        }
    });
    if let Some(matching) = pressed {
        let mut filter = cx.state.view.filter.clone();
        filter.matching = matching;
        filter.kept.forget("match");
        cx.act(Action::Filter(filter));
    }
}

/// One of several choices of which one holds; whether it was pressed.
fn matching_row(theme: &Theme, ui: &Ui, name: &str, is_now: bool, rect: Rect) -> bool {
    let response = ui.interact(rect, ui.unique_id().with(name), Sense::click());
    let is_hovered = response.hovered();
    let painter = ui.painter();
    if is_hovered {
        painter.rect_filled(rect.expand2(vec2(8.0, 0.0)), 3.0, theme.hover);
    }
    let y = rect.center().y;
    let dot = pos2(rect.left() + 7.0, y);
    let line = match (is_now, is_hovered) {
        (true, _) => theme.ink,
        (false, true) => theme.t2,
        (false, false) => theme.axis,
    };
    painter.circle(dot, 6.0, theme.raised, Stroke::new(1.0, line));
    if is_now {
        painter.circle_filled(dot, 3.5, theme.ink);
    }
    elided(
        ui,
        pos2(rect.left() + 22.0, y),
        name,
        Style::new(12.0, Weight::Regular, theme.t1),
        rect.width() - 22.0,
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_now, name));
    response.clicked()
}

/// The filter with one more choice, or one less. Several of one facet: any of them, unless it says
/// otherwise of actors and groups.
fn toggled(filter: &Filter, facet: Facet, value: &str) -> Filter {
    let mut filter = filter.clone();
    facet.toggle(&mut filter, value);
    if !filter.chooses_several() {
        filter.matching = Matching::default();
    }
    filter
}
