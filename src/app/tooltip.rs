//! What is known of what the pointer is on, in a few lines beside it.

use super::UiContext;
use super::style::font;
use crate::analysis::{Place, Sign, Ties};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::{Handle, Status};
use crate::editor::derived::Indexed;
use crate::editor::groups;
use crate::editor::words::{certainty, name, sides, status, when};
use crate::map::{self, Arrow};
use crate::scene::{Key, Weight};
use egui::{AreaState, Pos2, Rect, RectAlign, Response, RichText, Tooltip, Vec2, pos2, vec2};

/// What is known of what the pointer is on, in a few lines beside it.
pub(super) fn tooltip(cx: &UiContext<'_>, response: &Response, key: Key) {
    // A dialog that has come since is not covered.
    let indexed = cx.queries.indexed();
    let Some(indexed) = indexed.filter(|_| cx.state.dialog.is_none()) else {
        return;
    };
    let lines = match key {
        Key::Event(h) => event_lines(cx, indexed, Handle(h)),
        Key::Actor(h) => actor_lines(cx, indexed, Handle(h)),
        Key::Tie(..) | Key::Mutual(..) => tie_lines(cx, indexed, key),
        Key::GroupTitle(h) => {
            let actors = groups::members(&indexed.dataset, &indexed.index, Handle(h)).count();
            Some(vec![plural(actors, "actor", "actors")])
        }
        Key::Bloc(..) => arrow_lines(cx, key),
        Key::Unfold(..) => Some(Vec::new()),
        _ => None,
    };
    let named = match key {
        Key::GroupTitle(h) => Key::Group(h),
        key => key,
    };
    let (Some(title), Some(lines)) = (name(indexed, named), lines) else {
        return;
    };
    let theme = cx.theme;
    let mut tooltip = Tooltip::for_enabled(response);
    let id = Tooltip::next_tooltip_id(&response.ctx, response.id);
    let size = AreaState::load(&response.ctx, id).and_then(|state| state.size);
    let Some(at) = beside(cx.window.pointed, response, key, size.unwrap_or(SIZE)) else {
        return;
    };
    tooltip.popup = tooltip
        .popup
        .anchor(at)
        .gap(0.0)
        .align(RectAlign::BOTTOM_START)
        .align_alternatives(&[]);
    tooltip.show(|ui| {
        ui.set_max_width(WIDTH);
        let loud = RichText::new(title).font(font(12.0, Weight::SemiBold));
        ui.label(loud.color(theme.t1));
        for line in lines {
            let quiet = RichText::new(line).font(font(11.5, Weight::Regular));
            ui.label(quiet.color(theme.t2));
        }
    });
}

/// Most width of a tooltip's text.
const WIDTH: f32 = 300.0;
/// How large a tooltip is before it was shown once.
const SIZE: Vec2 = vec2(WIDTH + 12.0, 80.0);
/// How far a tooltip stands off what it explains.
const OFF: f32 = 14.0;
/// A view lower than this has no room for a tooltip of its own.
const LOW: f32 = 160.0;

/// Where a tooltip of a size stands: under what it explains, over it, or beside it, in its view.
fn beside(pointed: Option<(Key, Rect)>, response: &Response, key: Key, size: Vec2) -> Option<Pos2> {
    let pointer = response.ctx.pointer_hover_pos()?;
    let around = Rect::from_center_size(pointer, vec2(12.0, 12.0));
    // A long title or a tie reaches far: the tooltip stays by the pointer.
    let mark = pointed.filter(|(of, _)| *of == key).map(|(_, mark)| mark);
    let mark = mark.map_or(around, |mark| {
        let by_pointer = around.expand2(vec2(OFF, 0.0));
        mark.intersect(Rect::everything_right_of(by_pointer.left()))
            .union(around)
    });
    let window = response.ctx.content_rect();
    let view = if response.rect.height() < LOW {
        window
    } else {
        response.rect.intersect(window)
    };
    let x = mark.left().min(view.right() - size.x).max(view.left());
    let (over, under) = (mark.top() - OFF - size.y, mark.bottom() + OFF);
    if under + size.y <= view.bottom() {
        return Some(pos2(x, under));
    }
    if over >= view.top() {
        return Some(pos2(x, over));
    }
    let y = (mark.center().y - size.y / 2.0).min(view.bottom() - size.y);
    let right = mark.right() + OFF;
    let x = if right + size.x <= view.right() {
        right
    } else {
        mark.left() - OFF - size.x
    };
    Some(pos2(x, y.max(view.top())))
}

fn event_lines(cx: &UiContext<'_>, indexed: &Indexed, handle: Handle) -> Option<Vec<String>> {
    let event = indexed.dataset.events.get(handle)?;
    let shown = cx.state.view.zone_of(&indexed.index);
    let mut lines = vec![when(event, &indexed.index.zone, shown)];
    if event.status != Status::Happened {
        lines.push(status(event.status).to_owned());
    }
    let row = indexed.index.row(handle)?;
    let firm = indexed.index.certainty.get(row as usize)?;
    lines.push(certainty(*firm).to_owned());
    Some(lines)
}

fn actor_lines(cx: &UiContext<'_>, indexed: &Indexed, handle: Handle) -> Option<Vec<String>> {
    let actor = indexed.dataset.actors.get(handle)?;
    let mut lines: Vec<String> = actor.role.iter().map(ToString::to_string).collect();
    let place = indexed.index.actor(handle)?;
    lines.extend(takes_part(&cx.queries.tied()?.ties, place));
    if let Some(count) = to_itself(cx, place) {
        lines.push(count);
    }
    Some(lines)
}

/// `Takes part in 3 events`; of who is in none, `Has 2 relations`.
pub(super) fn takes_part(ties: &Ties, actor: Place) -> Option<String> {
    let events = *ties.part.get(actor as usize)? as usize;
    let relations: usize = ties.of(actor).map(|tie| tie.relations.len()).sum();
    Some(match (events, relations) {
        (0, 1..) => format!("Has {}", plural(relations, "relation", "relations")),
        _ => format!("Takes part in {}", plural(events, "event", "events")),
    })
}

/// How much joins an actor to itself, in words; none if nothing does.
pub(super) fn to_itself(cx: &UiContext<'_>, actor: Place) -> Option<String> {
    let ties = &cx.queries.tied()?.ties;
    let count = ties.to_itself.get(actor as usize).filter(|n| **n > 0)?;
    let what = plural(*count as usize, "event or relation", "events and relations");
    Some(format!("{what} with itself"))
}

fn tie_lines(cx: &UiContext<'_>, indexed: &Indexed, key: Key) -> Option<Vec<String>> {
    let tie = cx.queries.tie(key)?;
    let said = |side| Some(map::label(&indexed.dataset, &indexed.index, tie, side)?.words);
    let mut lines: Vec<String> = tie
        .strands()
        .filter_map(|strand| said(strand.side))
        .collect();
    let count = tie.weight as usize;
    let mut count = plural(count, "event or relation", "events and relations");
    if tie.strength != tie.weight as f32 {
        count = format!("{count}, weight {}", tie.strength);
    }
    if tie.denied > 0 {
        count = format!("{count}, {} denied", with_thousands(tie.denied as usize));
    }
    lines.push(count);
    lines.extend(sides(tie).map(|sides| format!("{sides}.")));
    lines.push(certainty(tie.certainty).to_owned());
    Some(lines)
}

/// The arrows from one bloc to another, and those of both to each other.
fn arrow_lines(cx: &UiContext<'_>, key: Key) -> Option<Vec<String>> {
    let planned = cx.queries.planned_now()?;
    let arrows = planned.arrows().iter().filter(|arrow| arrow.key == key);
    Some(arrows.map(arrow_in_words).collect())
}

/// `13 hostile (attacks, demands)`, `33 friendly, both ways (talks)`
fn arrow_in_words(arrow: &Arrow) -> String {
    let count = with_thousands(arrow.strand.weight as usize);
    let sign = arrow.strand.side.map_or("", Sign::word);
    let both = if arrow.is_mutual { ", both ways" } else { "" };
    match arrow.words.trim() {
        "" => format!("{count} {sign}{both}"),
        words => format!("{count} {sign}{both} ({words})"),
    }
}
