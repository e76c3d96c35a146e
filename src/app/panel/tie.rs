//! What joins two actors: why there is a line on the map.

use super::super::style::font;
use super::super::{UiContext, widgets};
use super::actor::disc;
use super::items;
use super::lines::{elided, wrapped};
use super::rows::{self, counted, hairline, heading, quiet, say};
use super::tone_chart;
use crate::analysis::tone::Way;
use crate::analysis::{Tie, TieKey};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::{Actor, Handle, Status};
use crate::editor::derived::{Indexed, TieSet};
use crate::editor::listing::Listing;
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::map;
use crate::scene::{Style, Weight};
use crate::timeline::in_or_on;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// The tie or the pair that is selected.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, selection: Selection) {
    let Some((a, b)) = selection.ends() else {
        return;
    };
    let actors = &indexed.dataset.actors;
    let (Some(first), Some(second)) = (actors.get(a), actors.get(b)) else {
        return;
    };
    let theme = cx.theme;
    let (word, joint) = match selection {
        Selection::Tie(..) => ("to", Joint::one_way(first, second)),
        _ => ("and", Joint::them()),
    };
    title(cx, ui, indexed, ((a, first), word, (b, second)));
    let Some(listing) = cx.queries.listing(selection).cloned() else {
        return;
    };
    let tied = &listing.tied;
    let version = tied.indexed();
    ui.spacing_mut().item_spacing.y = 0.0;
    say(
        ui,
        "Why is this line here?",
        12.0,
        Weight::SemiBold,
        theme.t1,
    );
    let zone = cx.state.view.zone_of(&version.index);
    let when = tied.window.map(|(from, to)| in_or_on(from, to, zone));
    let sentence = joined(&listing, &joint, when.as_deref());
    say(ui, &sentence, 12.0, Weight::Regular, theme.t2);
    ui.add_space(4.0);
    directions(cx, ui, tied, (a, first), (b, second));
    if !listing.tones.is_empty() {
        tone_chart(cx, ui, version, &listing.tones);
        which_way(cx, ui, &listing, first, second);
    }
    hairline(ui, theme);
    lists(cx, ui, &listing);
}

/// The events and relations that join two sides, and their sources.
pub(super) fn lists(cx: &mut UiContext<'_>, ui: &mut Ui, listing: &Listing) {
    let theme = cx.theme;
    let version = listing.tied.indexed();
    heading(ui, theme, "Events", Some(listing.events.len()), |ui| {
        if !listing.events.is_empty() && widgets::link(ui, theme, "Show on the timeline").clicked()
        {
            cx.act(Action::Reveal);
        }
    });
    items::events(cx, ui, version, listing);
    hairline(ui, theme);
    counted(ui, theme, "Relations", listing.relations.len());
    items::relations(cx, ui, version, listing);
    hairline(ui, theme);
    heading(ui, theme, "Sources", Some(listing.sources.len()), |ui| {
        let text = egui::RichText::new("reliability, credibility");
        ui.label(text.font(font(10.5, Weight::Regular)).color(theme.t3));
    });
    items::sources(cx, ui, version, &listing.sources);
}

/// `10 events and 3 relations join them in 8–18 Aug 2025, 1 more is denied.` Of one way: `1 relation goes from Egypt
/// to Sudan.`, since something else may go back.
pub(super) fn joined(listing: &Listing, joint: &Joint, when: Option<&str>) -> String {
    let index = &listing.tied.indexed().index;
    let is_denied = |status: Option<&Status>| status == Some(&Status::Denied);
    let events = listing.events.iter();
    let denied_events = events
        .filter(|row| is_denied(index.status.get(**row as usize)))
        .count();
    let relations = listing.relations.iter();
    let denied_relations = relations
        .filter(|n| is_denied(index.relations.get(**n as usize).map(|r| &r.status)))
        .count();
    let all = (listing.events.len(), listing.relations.len());
    in_words(all, (denied_events, denied_relations), joint, when)
}

/// The verb of what joins two sides, and whom it joins.
pub(super) struct Joint {
    one: &'static str,
    several: &'static str,
    whom: String,
}

impl Joint {
    /// Whatever way it goes.
    pub(super) fn them() -> Self {
        Self {
            one: "joins",
            several: "join",
            whom: "them".to_owned(),
        }
    }

    /// What the first does to the second.
    fn one_way(from: &Actor, to: &Actor) -> Self {
        Self {
            one: "goes",
            several: "go",
            whom: format!("from {} to {}", from.short_name(), to.short_name()),
        }
    }
}

fn in_words(
    (all_events, all_relations): (usize, usize),
    (denied_events, denied_relations): (usize, usize),
    joint: &Joint,
    when: Option<&str>,
) -> String {
    let counted = |events, relations| {
        let events = (events > 0).then(|| plural(events, "event", "events"));
        let relations = (relations > 0).then(|| plural(relations, "relation", "relations"));
        let both: Vec<String> = events.into_iter().chain(relations).collect();
        both.join(" and ")
    };
    let (events, relations) = (
        all_events - denied_events.min(all_events),
        all_relations - denied_relations.min(all_relations),
    );
    let Joint { one, several, whom } = joint;
    let when = when.map(|w| format!(" {w}")).unwrap_or_default();
    let denied = denied_events + denied_relations;
    match (events + relations, denied) {
        (0, 0) => format!("Nothing {one} {whom}{when}."),
        // Nothing else is there, but what is denied is listed.
        (0, _) => {
            let denied = counted(denied_events, denied_relations);
            format!("All that {one} {whom}{when} is denied: {denied}.")
        }
        (count, denied) => {
            let verb = if count == 1 { one } else { several };
            let denied = match denied {
                0 => String::new(),
                1 => ", 1 more is denied".to_owned(),
                n => format!(", {} more are denied", with_thousands(n)),
            };
            format!(
                "{} {verb} {whom}{when}{denied}.",
                counted(events, relations)
            )
        }
    }
}

/// Both actors, as on the map, with their names and groups.
fn title(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    (a, joint, b): ((Handle, &Actor), &str, (Handle, &Actor)),
) {
    let theme = cx.theme;
    let groups: Vec<&str> = [a.1, b.1]
        .iter()
        .filter_map(|actor| indexed.dataset.groups.find(actor.group.as_ref()?))
        .map(|(_, group)| &*group.name)
        .collect();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let (rect, _) = ui.allocate_exact_size(vec2(52.0, 38.0), Sense::hover());
        for ((handle, actor), x) in [(a, 13.0), (b, 39.0)] {
            let at = pos2(rect.left() + x, rect.center().y);
            disc(cx, ui, indexed, handle, actor, at, 12.0);
            let spot = Rect::from_center_size(at, vec2(26.0, 26.0));
            let response = ui.interact(spot, ui.unique_id().with(("disc", handle)), Sense::click());
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*actor.name));
            widgets::focus_ring(ui, theme, &response);
            let response = widgets::tip(response, &*actor.name);
            rows::select(cx, response, Selection::Actor(handle), None);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let names = format!("{} {joint} {}", a.1.short_name(), b.1.short_name());
            say(ui, &names, 15.0, Weight::SemiBold, theme.t1);
            let groups = match groups.as_slice() {
                [one, other] if one == other => (*one).to_owned(),
                all => all.join(", "),
            };
            quiet(ui, theme, &groups);
        });
    });
}

/// The marks of the chart in words, where what each of the two does stands apart.
fn which_way(cx: &UiContext<'_>, ui: &mut Ui, listing: &Listing, first: &Actor, second: &Actor) {
    let has = |way| listing.tones.iter().any(|point| point.way == way);
    if !has(Way::Forth) && !has(Way::Back) {
        return;
    }
    let (one, other) = (first.short_name(), second.short_name());
    let ways = [
        (Way::Forth, format!("▶ {one} to {other}")),
        (Way::Back, format!("◀ {other} to {one}")),
        (Way::Both, "● together".to_owned()),
    ];
    let said: Vec<String> = ways
        .into_iter()
        .filter(|(way, _)| has(*way))
        .map(|(_, said)| said)
        .collect();
    say(ui, &said.join("   "), 10.5, Weight::Regular, cx.theme.t3);
}

/// The height of a row that says how two are joined, and what their relations or events say.
const WAY: f32 = 36.0;
/// Between the names and the sides: how many there are in all.
const BEFORE_SIDES: f32 = 34.0;
/// Long names have lines of their own, of this height and no more than these.
const LINE: f32 = 16.0;
const MOST_LINES: usize = 3;

fn sides(tie: &Tie) -> String {
    words::sides(tie).unwrap_or_else(|| "no tone".to_owned())
}

/// A row for each way in which they are joined: it selects that way.
fn directions(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    tied: &TieSet,
    a: (Handle, &Actor),
    b: (Handle, &Actor),
) {
    let index = &tied.indexed().index;
    let (Some(from), Some(to)) = (index.actor(a.0), index.actor(b.0)) else {
        return;
    };
    let (one, other) = (a.1.short_name(), b.1.short_name());
    let both = Selection::pair(a.0, b.0);
    let ways = [
        (
            format!("{one} → {other}"),
            Selection::Tie(a.0, b.0),
            TieKey::new(from, to, false),
        ),
        (
            format!("{other} → {one}"),
            Selection::Tie(b.0, a.0),
            TieKey::new(to, from, false),
        ),
        ("both".to_owned(), both, TieKey::new(from, to, true)),
    ];
    let widest = ways
        .iter()
        .map(|(name, ..)| cx.measure.width(name, 11.5, Weight::Medium))
        .fold(60.0, f32::max);
    // Long names have lines of their own: without their end nobody knows which way it goes.
    let own = ways.iter().filter_map(|(.., key)| tied.ties.get(*key));
    let own = own.map(|tie| cx.measure.width(&sides(tie), 11.5, Weight::Regular));
    let is_stacked = widest + BEFORE_SIDES + own.fold(0.0, f32::max) > ui.available_width();
    let room = (!is_stacked).then_some(widest);
    for (name, selection, key) in ways {
        let tie = tied.ties.get(key);
        // The whole pair can be selected too where the two do nothing together.
        if tie.is_some() || selection == both {
            direction(cx, ui, tied, (&name, selection, tie), room);
        }
    }
}

/// One way, in so much room for its name; without that in lines of its own.
fn direction(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    tied: &TieSet,
    (name, selection, tie): (&str, Selection, Option<&Tie>),
    room: Option<f32>,
) {
    let theme = cx.theme;
    let strong = Style::new(11.5, Weight::Medium, theme.t1);
    let quiet = Style::new(11.5, Weight::Regular, theme.t2);
    let lines = match room {
        Some(_) => vec![name.to_owned()],
        None => wrapped(ui, name, strong, ui.available_width(), MOST_LINES),
    };
    let under = LINE * lines.len() as f32;
    let height = match (tie, room) {
        (None, _) => rows::ROW,
        (Some(_), Some(_)) => WAY,
        (Some(_), None) => under + WAY,
    };
    let size = vec2(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let drawn = selection.key();
    let is_lit = drawn.is_some() && cx.state.hovered == drawn;
    let is_selected = cx.state.selection == Some(selection);
    let said = tie.map(|tie| said(tied, tie)).unwrap_or_default();
    let info = match tie {
        Some(tie) => format!("{name}: {}, {said}", with_thousands(tie.weight as usize)),
        None => name.to_owned(),
    };
    let salt = ("way", selection);
    let response = rows::plate(ui, theme, rect, salt, is_selected, is_lit, &info);
    let mut left = pos2(rect.left(), rect.top() + rows::ROW / 2.0);
    for (n, line) in lines.iter().enumerate() {
        let at = left + vec2(0.0, LINE * n as f32);
        elided(ui, at, line, strong, rect.width());
    }
    let Some(tie) = tie else {
        rows::select(cx, response, selection, drawn);
        return;
    };
    let (count, sides) = (with_thousands(tie.weight as usize), sides(tie));
    if let Some(widest) = room {
        let at = left + vec2(widest + BEFORE_SIDES, 0.0);
        let end = at - vec2(10.0, 0.0);
        rows::right(ui, end, &count, 11.5, Weight::Regular, theme.t2);
        elided(ui, at, &sides, quiet, rect.right() - at.x);
    } else {
        left.y += under;
        elided(ui, left, &format!("{count}: {sides}"), quiet, rect.width());
    }
    left.y += rows::ROW - 3.0;
    elided(ui, left, &said, quiet, rect.width());
    let tip = format!("{said}\n{}", words::certainty(tie.certainty));
    rows::select(cx, widgets::tip(response, tip), selection, drawn);
}

/// What a tie says: `threatens harsher measures; pushes for a truce`.
fn said(tied: &TieSet, tie: &Tie) -> String {
    let indexed = tied.indexed();
    let said = |side| Some(map::label(&indexed.dataset, &indexed.index, tie, side)?.words);
    let strands = tie.strands().filter_map(|strand| said(strand.side));
    let said = strands.collect::<Vec<_>>().join("; ");
    match tie.status {
        Status::Happened => said,
        status => format!("{}: {said}", words::status(status).to_lowercase()),
    }
}
