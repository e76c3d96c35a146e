//! An actor: what it is, to whom it is joined, and what it takes part in.

use super::super::{UiContext, paint, tooltip, widgets};
use super::items;
use super::lines;
use super::markdown;
use super::rows::{self, counted, hairline, quiet, say};
use super::tone_chart;
use super::{fields, form};
use crate::analysis::{Tie, TieKey};
use crate::app::memo::{self, Same};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::fields::New;
use crate::dataset::{Actor, ActorKind, Dataset, Handle};
use crate::editor::derived::{Indexed, TieSet};
use crate::editor::selection::{Of, Selection};
use crate::editor::{Action, entry, words};
use crate::map;
use crate::map::graph::{initials, shape};
use crate::scene::actors::{Node, node};
use crate::scene::plates::State;
use crate::scene::theme::Theme;
use crate::scene::{Key, Scene, Style, Weight};
use crate::timeline::in_or_on;
use egui::{Pos2, Sense, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

/// Ties that are shown before the rest is folded away.
const FOLDED: usize = 8;

/// The actor.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, handle: Handle) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some(actor) = dataset.actors.get(handle) else {
        return;
    };
    let of = Some(Selection::Actor(handle));
    let theme = cx.theme;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 30.0), Sense::hover());
        disc(cx, ui, indexed, handle, actor, rect.center(), 14.0);
        ui.vertical(|ui| {
            fields::title(cx, ui, of, "name");
        });
    });
    say(
        ui,
        &part(cx, dataset, handle, actor),
        12.0,
        Weight::Regular,
        theme.t2,
    );
    hairline(ui, theme);
    let (first, rest) = (
        ["short", "kind"],
        ["group", "role", "aliases", "url", "unnamed"],
    );
    form::rows(cx, ui, of, &first);
    if actor.kind_guessed {
        guess(cx, ui, of);
    }
    form::rows(cx, ui, of, &rest);
    form::open_address(cx, ui, actor.url.as_deref(), "Open the address");
    let own = ["name", "kind_guessed", "description", "private_note"];
    form::others(cx, ui, of, &[&first[..], &rest, &own].concat(), &[]);
    hairline(ui, theme);
    markdown::field(cx, ui, of, actor.description.as_deref());
    form::remark(cx, ui, of, "private_note");
    let Some(listing) = cx.queries.listing(Selection::Actor(handle)).cloned() else {
        return;
    };
    ties(cx, ui, &listing.tied, handle);
    let version = &listing.tied.indexed();
    if !listing.events.is_empty() {
        tone_chart(cx, ui, version, &listing.tones);
    }
    hairline(ui, theme);
    counted(ui, theme, "Events", listing.events.len());
    items::events(cx, ui, version, &listing);
    if listing.hidden > 0 {
        let text = format!(
            "{} more outside the window or filtered out.",
            with_thousands(listing.hidden)
        );
        quiet(ui, theme, &text);
    }
    if !listing.sources.is_empty() {
        hairline(ui, theme);
        counted(ui, theme, "Sources", listing.sources.len());
        items::sources(cx, ui, version, &listing.sources);
    }
}

/// Says that the kind above is a guess, which a press confirms; to choose another kind says so too.
fn guess(cx: &mut UiContext<'_>, ui: &mut Ui, of: Of) {
    let theme = cx.theme;
    let is_confirmed = fields::row(cx, ui, "", |_, ui| {
        let mut is_confirmed = false;
        fields::inset(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                quiet(ui, theme, "Guessed from the name.");
                let link = widgets::tip(widgets::link(ui, theme, "Confirm"), CONFIRM);
                is_confirmed = link.clicked();
            });
        });
        is_confirmed
    });
    if is_confirmed {
        let given = |dataset| entry::given(dataset, of, "kind_guessed", &New::Flag(false));
        let edit = cx.state.dataset().and_then(given);
        cx.actions.extend(edit.map(Action::Edit));
    }
}

const CONFIRM: &str = "The kind is right. If it is not, choose another one above.";

/// The mark of an actor, as on the map.
pub(super) fn disc(
    cx: &UiContext<'_>,
    ui: &Ui,
    indexed: &Indexed,
    handle: Handle,
    actor: &Actor,
    at: Pos2,
    radius: f32,
) {
    let hue = rows::actor_hue(cx, indexed, handle);
    let letters = initials(actor);
    let drawn = Node {
        key: Key::None,
        centre: at,
        radius: if actor.kind == ActorKind::Collective {
            radius - 4.0
        } else {
            radius
        },
        shape: shape(actor.kind),
        hue: hue.into(),
        is_unnamed: actor.unnamed,
        initials: &letters,
        state: State::Rest,
        is_pinned: false,
        strength: 1.0,
    };
    let on_panel = Theme {
        ground: cx.theme.panel,
        ..*cx.theme
    };
    let mut scene = Scene::new(Vec2::ZERO);
    node(&mut scene, &drawn, &on_panel, cx.measure);
    paint::paint(&scene, ui.painter(), Pos2::ZERO);
}

/// How much it takes part.
fn part(cx: &UiContext<'_>, dataset: &Dataset, handle: Handle, actor: &Actor) -> String {
    let group = actor
        .group
        .as_ref()
        .and_then(|id| dataset.groups.find(id))
        .map(|(_, g)| g.name.to_string());
    let mut text = [actor.role.as_deref().map(str::to_owned), group]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let counted = cx.queries.tied().and_then(|tied| {
        let place = tied.indexed().index.actor(handle)?;
        let takes_part = tooltip::takes_part(&tied.ties, place)?;
        Some((tied, takes_part, *tied.ties.part.get(place as usize)?))
    });
    if let Some((tied, takes_part, count)) = counted {
        let zone = cx.state.view.zone_of(&tied.indexed().index);
        let when = tied
            .window
            .map(|(from, to)| format!(" {}", in_or_on(from, to, zone)));
        let when = when.unwrap_or_default();
        let mentions = cx.queries.listing(Selection::Actor(handle));
        let mentions = mentions.map_or(0, |listing| listing.events.len());
        let sentence = if count == 0 && mentions > 0 {
            let events = plural(mentions, "event", "events");
            format!("Is only mentioned, in {events}{when}.")
        } else {
            format!("{takes_part}{when}.")
        };
        text = if text.is_empty() {
            sentence
        } else {
            format!("{text}. {sentence}")
        };
    }
    text
}

/// The ties of an actor, the strongest first: put in order once for each answer.
fn in_order(ui: &Ui, tied: &Arc<TieSet>, handle: Handle, me: u32) -> Ordered {
    let of = (Same::of(tied), handle);
    memo::made_of(ui.ctx(), "ties in order", of, || {
        let mut all: Vec<&Tie> = tied.ties.of(me).collect();
        all.sort_by(|one, other| {
            let by_strength = other.strength.total_cmp(&one.strength);
            by_strength.then(one.key.cmp(&other.key))
        });
        Ordered {
            ties: all.iter().map(|t| t.key).collect(),
            strands: if all.iter().any(|tie| tie.has_two_sides()) {
                2
            } else {
                1
            },
        }
    })
}

/// Ties in order, and for how many signs each has room: two where opposites meet in one.
#[derive(Clone)]
struct Ordered {
    ties: Arc<[TieKey]>,
    strands: u8,
}

/// To whom it is joined, the strongest first.
fn ties(cx: &mut UiContext<'_>, ui: &mut Ui, tied: &Arc<TieSet>, handle: Handle) {
    let theme = cx.theme;
    let index = &tied.indexed().index;
    let Some(me) = index.actor(handle) else {
        return;
    };
    let Ordered { ties: all, strands } = in_order(ui, tied, handle, me);
    if all.is_empty() {
        return;
    }
    hairline(ui, theme);
    let (of, part) = (Some(Selection::Actor(handle)), "list of ties");
    let is_unfolded = cx.window.panel.is_unfolded(of, part);
    counted(ui, theme, "Ties", all.len());
    let count = if is_unfolded || all.len() <= FOLDED + 1 {
        all.len()
    } else {
        FOLDED
    };
    rows::each(ui, count, rows::ROW, |ui, n, rect| {
        if let Some(tie) = all.get(n).and_then(|key| tied.ties.get(*key)) {
            tie_row(cx, ui, tied, (me, tie), strands, rect);
        }
    });
    if count < all.len() {
        let more = format!("{} more", with_thousands(all.len() - count));
        if rows::more(ui, theme, &more) {
            cx.window.panel.unfold(of, part);
        }
    }
}

/// What a sign and its tone take.
const SIGN: f32 = 50.0;

fn tie_row(
    cx: &mut UiContext<'_>,
    ui: &Ui,
    tied: &TieSet,
    (me, tie): (u32, &Tie),
    strands: u8,
    rect: egui::Rect,
) {
    let theme = cx.theme;
    let indexed = tied.indexed();
    let other = tie.key.other(me);
    let Some((other, actor)) = indexed.dataset.actors.at(other as usize) else {
        return;
    };
    let (word, preposition) = match (tie.key.is_mutual, tie.key.from == me) {
        (true, _) => ("with", "with"),
        (false, true) => ("→", "to"),
        (false, false) => ("←", "from"),
    };
    let mut name = format!("Tie {preposition} {}", actor.short_name());
    let sides = words::sides(tie).filter(|_| tie.has_two_sides());
    name.extend(sides.map(|sides| format!(", {sides}")));
    let key = map::tie_key(&indexed.index, tie.key);
    let is_lit = key.is_some() && cx.state.hovered == key;
    let response = rows::plate(
        ui,
        theme,
        rect,
        ("tie", tie.key.from, tie.key.to, tie.key.is_mutual),
        false,
        is_lit,
        &name,
    );
    let y = rect.center().y;
    let quiet = Style::new(11.5, Weight::Regular, theme.t3);
    lines::elided(ui, rect.left_center(), word, quiet, 30.0);
    let left = pos2(rect.left() + 32.0, y);
    let width = lines::elided(
        ui,
        left,
        actor.short_name(),
        Style::new(11.5, Weight::Medium, theme.t1),
        108.0,
    );
    let label = map::label(&indexed.dataset, &indexed.index, tie, None);
    let label = label.map(|label| label.words).unwrap_or_default();
    let at = pos2(left.x + width + 8.0, y);
    let signs = rect.right() - SIGN * f32::from(strands);
    lines::elided(ui, at, &label, quiet, signs - 42.0 - at.x);
    let count = with_thousands(tie.weight as usize);
    let at = pos2(signs - 14.0, y);
    rows::right(ui, at, &count, 11.5, Weight::Regular, theme.t2);
    // Opposites stand side by side, as on the map.
    let tones = tie.strands().filter_map(|strand| strand.tone);
    for (n, tone) in (0u8..).zip(tones) {
        let left = pos2(signs + SIGN * f32::from(n), y);
        rows::tone_sign(ui, theme, left, f64::from(tone));
    }
    let Some(mine) = indexed.index.actor_handles.get(me as usize).copied() else {
        return;
    };
    let selection = match (tie.key.is_mutual, tie.key.from == me) {
        (true, _) => Selection::pair(mine, other),
        (false, true) => Selection::Tie(mine, other),
        (false, false) => Selection::Tie(other, mine),
    };
    rows::select(cx, response, selection, key);
}
