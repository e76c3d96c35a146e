//! The level of blocs as a scene: plates, the arrows between them, their words, and whoever is on the
//! plates, with what a person points at and has selected.

use super::bloc_plates::{Disc, MORE, NAME, Plate, QUIET, Text, node, radius};
use super::bloc_words::{COUNT, Words};
use super::blocs::{Arrow, Bloc};
use super::drawing::{draw_group, draw_title, height, tone_text};
use super::graph::initials;
use super::metrics::{LABEL, SIGN_RADIUS};
use super::plan::BlocPlan;
use super::ties::{Look, draw_arrow};
use super::view::View;
use crate::analysis::Place;
use crate::dataset::{Certainty, Handle};
use crate::scene::actors::{self, ROUNDED};
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::theme::{faded, mix};
use crate::scene::{
    BEHIND, Color32, Hue, Key, Rect, Scene, Segment, Stroke, Style, Theme, Weight, vec2,
};
use emath::Align;
use std::collections::BTreeSet;

/// Draws blocs: of the same view as their plan, but for the emphasis and the theme.
pub(super) fn draw(view: &View<'_>, plan: &BlocPlan) -> Scene {
    let mut scene = Scene::new(view.size);
    let blocs = || plan.blocs.blocs.iter().zip(&plan.plates);
    let frames = || plan.blocs.unfolded.iter().zip(&plan.frames);
    for (of, frame) in frames() {
        let blocs = plan.blocs.blocs.get(of.blocs.clone()).unwrap_or_default();
        let actors = blocs.iter().flat_map(|bloc| &bloc.actors);
        let of = (of.group, of.number);
        draw_ground(view, of, frame.rect, actors, &mut scene);
    }
    // Where an arrow has no way round a third bloc it runs behind it.
    draw_arrows(view, plan, &mut scene);
    for (bloc, plate) in blocs().filter(|(bloc, _)| bloc.alone.is_none()) {
        let of = (bloc.group, bloc.number);
        let (key, ground) = (Key::Group(bloc.number), view.theme.ground);
        scene.rect(key, plate.rect, ROUNDED, ground, Stroke::NONE);
        draw_ground(view, of, plate.rect, bloc.actors.iter(), &mut scene);
    }
    for (arrow, words) in plan.blocs.arrows.iter().zip(&plan.words) {
        if let Some(words) = words {
            draw_words(view, arrow, words, &mut scene);
        }
    }
    for (of, frame) in frames() {
        draw_name(view, (of.group, of.number), &frame.title, &mut scene);
        draw_corner(view, of.number, frame.corner, true, &mut scene);
    }
    for (n, (bloc, plate)) in blocs().enumerate() {
        draw_name(view, (bloc.group, bloc.number), &plate.title, &mut scene);
        draw_quiet(view, bloc, plate, &mut scene);
        draw_corner(view, bloc.number, plate.corner, false, &mut scene);
        let stand_in = stand_in(view, plan, n, plate);
        let last = plate.discs.len().saturating_sub(1);
        for (place, disc) in plate.discs.iter().enumerate() {
            let disc = stand_in.as_ref().filter(|_| place == last).unwrap_or(disc);
            draw_disc(view, bloc, disc, &mut scene);
        }
        draw_more(view, bloc, plate, &mut scene);
    }
    scene
}

/// What the name of a bloc stands for: of one that is a group, it selects that.
fn title_key((group, number): Of) -> Key {
    match group {
        Some(_) => Key::GroupTitle(number),
        None => Key::Group(number),
    }
}

/// The group of a bloc, and its number.
type Of = (Option<Place>, u32);

fn hue(view: &View<'_>, (group, _): Of) -> Hue {
    group.map_or(Hue::Neutral, |group| view.region_hue(group))
}

fn draw_ground<'a>(
    view: &View<'_>,
    of: Of,
    rect: Rect,
    mut actors: impl Iterator<Item = &'a Place>,
    scene: &mut Scene,
) {
    let key = Key::Group(of.1);
    // A plate belongs to what is selected as whoever is on it does.
    let is_behind = |actor: &Place| {
        let handle = view.index.actor_handles.get(*actor as usize);
        handle.is_none_or(|handle| view.emphasis.is_behind(Key::Actor(handle.0)))
    };
    let title = title_key(of);
    let is_behind = view.emphasis.is_behind(title) && actors.all(is_behind);
    draw_group(view, (key, title), (rect, hue(view, of)), is_behind, scene);
}

/// How an arrow looks: as itself, or as the ties that give it.
fn state(view: &View<'_>, arrow: &Arrow) -> State {
    let own = view.emphasis.state(arrow.key);
    if own != State::Rest {
        return own;
    }
    let ties = arrow.ties.iter().map(|tie| view.emphasis.state(*tie));
    ties.fold(State::Rest, |all, tie| match (all, tie) {
        (State::Selected, _) | (_, State::Selected) => State::Selected,
        (State::Rest, State::Rest) => State::Rest,
        _ => State::Related,
    })
}

/// How strong what belongs to an arrow is: what is not selected steps back.
fn strength(view: &View<'_>, state: State) -> f32 {
    if view.emphasis.selected.is_some() && state == State::Rest {
        BEHIND
    } else {
        1.0
    }
}

fn draw_arrows(view: &View<'_>, plan: &BlocPlan, scene: &mut Scene) {
    let arrows = plan.blocs.arrows.iter().zip(&plan.runs);
    let arrows = arrows.filter_map(|(arrow, run)| Some((arrow, run.as_ref()?)));
    let mut drawn: Vec<_> = arrows.map(|(a, run)| (a, run, state(view, a))).collect();
    let firm = drawn.iter().map(|(arrow, ..)| arrow.strand.certainty);
    // Dashes tell nothing where all are equally firm (look.md, “Never less than the truth”).
    let has_dashes = firm.collect::<BTreeSet<Certainty>>().len() > 1;
    drawn.sort_by(|(one, _, its), (other, _, others)| {
        let by_height = height(*its).cmp(&height(*others));
        by_height.then(one.strand.strength.total_cmp(&other.strand.strength))
    });
    let behind = drawn
        .iter()
        .filter(|(.., state)| strength(view, *state) < 1.0)
        .count();
    for (n, (arrow, run, state)) in drawn.into_iter().enumerate() {
        // The ground of words that have stepped back hides nothing of what is selected.
        if n == behind && n > 0 {
            let words = plan.blocs.arrows.iter().zip(&plan.words);
            for (arrow, words) in words.filter_map(|(a, words)| Some((a, words.as_ref()?))) {
                if words.count.is_some() && strength(view, self::state(view, arrow)) < 1.0 {
                    let ground = view.theme.ground;
                    scene.rect(arrow.key, words.plate(), 3.0, ground, Stroke::NONE);
                }
            }
        }
        let look = Look {
            key: arrow.key,
            state,
            strength: strength(view, state),
            width: run.width,
            has_dashes,
        };
        let line = (arrow.strand, run.side, arrow.is_mutual);
        draw_arrow(scene, &run.curve, line, look, view.theme);
    }
}

/// The point of a leader line on its arrow.
const LEADER_END: f32 = 2.0;

fn draw_words(view: &View<'_>, arrow: &Arrow, words: &Words, scene: &mut Scene) {
    let (theme, key) = (view.theme, arrow.key);
    let state = state(view, arrow);
    let fill = state.ground(theme).unwrap_or(theme.ground);
    let strength = strength(view, state);
    if let Some([from, to]) = words.leader {
        let line = mix(theme.ground, theme.axis, strength);
        scene.line(key, from, to, Stroke::new(1.0, line));
        scene.disc(key, to, LEADER_END, line, Stroke::NONE);
    }
    // What has stepped back has its ground under what is selected.
    if words.count.is_some() && strength == 1.0 {
        scene.rect(key, words.plate(), 3.0, fill, Stroke::NONE);
    }
    if let Some((at, step)) = words.sign {
        actors::tone_sign(scene, key, at, SIGN_RADIUS, step, theme, strength);
    }
    let step = arrow.strand.tone.map(|t| Theme::tone_step(f64::from(t)));
    let colour = |at_rest: Color32| mix(theme.ground, at_rest, strength);
    let style = Style::new(LABEL, Weight::Medium, colour(tone_text(step, theme)));
    for (line, at) in &words.lines {
        scene.text(key, *at, line, style, view.measure);
    }
    if let Some((count, at)) = &words.count {
        let style = coloured(COUNT, colour(theme.t1));
        scene.text(key, *at, count, style, view.measure);
    }
}

const fn coloured(style: Style, colour: Color32) -> Style {
    Style::new(style.size, style.weight, colour)
}

fn draw_name(view: &View<'_>, of: Of, (text, rect): &Text, scene: &mut Scene) {
    if !text.is_empty() {
        draw_title(view, title_key(of), hue(view, of), (text, *rect), scene);
    }
}

/// How many ties or actors there are.
fn draw_quiet(view: &View<'_>, bloc: &Bloc, plate: &Plate, scene: &mut Scene) {
    if let Some((text, at)) = &plate.quiet {
        let style = coloured(QUIET, view.theme.t3);
        let at = *at + vec2(0.0, baseline_drop(QUIET.size));
        let key = Key::Group(bloc.number);
        scene.text_aligned(key, at, Align::Max, text, style, view.measure);
    }
}

/// The corner that unfolds a bloc, or folds it again.
fn draw_corner(
    view: &View<'_>,
    number: u32,
    corner: Option<Rect>,
    is_unfolded: bool,
    scene: &mut Scene,
) {
    let Some(rect) = corner else { return };
    let (theme, key) = (view.theme, Key::Unfold(number, !is_unfolded));
    let fill = match view.emphasis.state(key) {
        // What is seen through is under the pointer all the same.
        State::Rest => faded(theme.ground, 0.01),
        _ => theme.hover,
    };
    scene.rect(key, rect, 3.0, fill, Stroke::NONE);
    let (at, deep) = (rect.center(), if is_unfolded { -2.0 } else { 2.0 });
    let way = [
        Segment::Move(at + vec2(-4.0, -deep)),
        Segment::Line(at + vec2(0.0, deep)),
        Segment::Line(at + vec2(4.0, -deep)),
    ];
    scene.path(key, way, Color32::TRANSPARENT, Stroke::new(1.25, theme.t2));
}

/// Whoever is selected and has no disc takes the place of the last one: search leads to everybody.
fn stand_in(view: &View<'_>, plan: &BlocPlan, n: usize, plate: &Plate) -> Option<Disc> {
    let Some(Key::Actor(handle)) = view.emphasis.selected else {
        return None;
    };
    let place = view.index.actor(Handle(handle))?;
    let last = plate.discs.last()?;
    let has_disc = plate.discs.iter().any(|disc| disc.actor == place);
    let is_alone = plan.blocs.blocs.get(n)?.alone.is_some();
    if has_disc || is_alone || plan.blocs.place_of(place) != Some(n) {
        return None;
    }
    let (_, actor) = view.dataset.actors.at(place as usize)?;
    let name = last.name.as_ref().and_then(|(_, at)| {
        let (name, _) = view.measure.fit(actor.short_name(), NAME, last.room)?;
        Some((name, *at))
    });
    Some(Disc {
        actor: place,
        radius: radius(view, place),
        initials: initials(actor),
        name,
        ..*last
    })
}

fn draw_disc(view: &View<'_>, bloc: &Bloc, disc: &Disc, scene: &mut Scene) {
    let Some(mut node) = node(view, disc) else {
        return;
    };
    let state = view.emphasis.state(node.key);
    (node.hue, node.state) = (view.actor_hue(disc.actor), state);
    // Whoever is not alive in the window is pale.
    if !bloc.actors.contains(&disc.actor) {
        node.strength = GHOST;
    }
    let is_behind = view.emphasis.is_behind(node.key);
    if is_behind {
        node.strength = node.strength.min(BEHIND);
    }
    actors::node(scene, &node, view.theme, view.measure);
    let Some((name, middle)) = disc.name.as_ref().filter(|(name, _)| !name.is_empty()) else {
        return;
    };
    let colour = if is_behind {
        view.theme.t3
    } else {
        view.theme.t1
    };
    let style = Style::new(NAME.size, NAME.weight.max(state.weight()), colour);
    if state == State::Hover {
        let width = view.measure.width(name, style.size, style.weight);
        let around = Rect::from_center_size(*middle, vec2(width + 8.0, 15.0));
        plates::plate(scene, node.key, around, state, view.theme);
    }
    let at = *middle + vec2(0.0, baseline_drop(style.size));
    scene.text_aligned(node.key, at, Align::Center, name, style, view.measure);
}

/// How strong the mark of somebody is who is selected though not alive in the window.
const GHOST: f32 = 0.35;

/// How many more there are; it stands out where one of them does.
fn draw_more(view: &View<'_>, bloc: &Bloc, plate: &Plate, scene: &mut Scene) {
    let Some((text, rect)) = &plate.more else {
        return;
    };
    let theme = view.theme;
    let stands_out = |actor: &Place| {
        let handle = view.index.actor_handles.get(*actor as usize);
        let state = handle.map(|handle| view.emphasis.state(Key::Actor(handle.0)));
        // Whoever is selected stands in for another.
        matches!(state, Some(State::Hover | State::Related))
    };
    let mut hidden = bloc.actors.iter().skip(plate.discs.len());
    let (fill, rim) = if hidden.any(stands_out) {
        (theme.mark2, theme.mark_line)
    } else {
        (theme.ground, theme.rule)
    };
    let key = Key::Group(bloc.number);
    let radius = rect.height() / 2.0 - 0.5;
    scene.rect(key, rect.shrink(0.5), radius, fill, Stroke::new(1.0, rim));
    let at = rect.center() + vec2(0.0, baseline_drop(MORE.size));
    let style = coloured(MORE, theme.t2);
    scene.text_aligned(key, at, Align::Center, text, style, view.measure);
}
