//! The map of a window as a scene: what the plan placed, drawn from back to front, with what a
//! person points at and has selected.

use super::bloc_scene;
use super::blocs::Arrow;
use super::edges::Way;
use super::graph::name_face;
use super::legend::Drawn;
use super::metrics::{LABEL, QUIET_LINE, SIGN_RADIUS, TITLE};
use super::plan::{CROWD, Counts, Figure, MOST_CURVES, Name, Plan, Region, Word};
use super::planning::plan;
use super::ties::{Look, draw_faint, draw_far, draw_tie, lines};
use super::view::{View, actor_hue, key_of, region_hue};
use super::words::{Late, sign_radius};
use crate::analysis::place::NOWHERE;
use crate::analysis::{Place, Tie, Ties};
use crate::dataset::Certainty;
use crate::scene::actors;
use crate::scene::plates::{self, State};
use crate::scene::text::{baseline_drop, one_line};
use crate::scene::theme::{faded, mix};
use crate::scene::{
    BEHIND, Color32, Key, Mark, Pos2, Rect, Scene, Stroke, Style, Theme, Vec2, Weight, pos2, vec2,
};
use std::collections::BTreeSet;

/// The map as a scene, and what it had no room for.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// What it shows, and what it had no room for.
    pub counts: Counts,
    /// Which forms it shows, for its legend.
    pub drawn: Drawn,
    /// The arrows between blocs, the heaviest first; none where it shows the actors.
    pub arrows: Vec<Arrow>,
}

/// Draws the map of a window.
pub fn picture(view: &View<'_>) -> Picture {
    draw(view, &plan(view))
}

/// Draws a plan: of the same view, but for the emphasis and the theme, which it does not depend on.
pub fn draw(view: &View<'_>, plan: &Plan) -> Picture {
    if let Some(blocs) = &plan.blocs {
        return Picture {
            scene: bloc_scene::draw(view, blocs),
            counts: plan.counts,
            drawn: Drawn::of(view, plan),
            arrows: plan.arrows().to_vec(),
        };
    }
    let mut scene = Scene::new(view.size);
    let Late { names, words } = plan.standing_out(view);
    let mut all_words: Vec<Word> = plan.words.clone();
    all_words.resize(plan.ways.len(), Word::default());
    for (n, word) in words {
        if let Some(old) = all_words.get_mut(n) {
            *old = word;
        }
    }
    draw_regions(view, plan, &mut scene);
    draw_leashes(view, plan, &mut scene);
    let late = plan.late_ways(view);
    draw_ties(view, plan, &late, &all_words, &mut scene);
    draw_titles(view, plan, &mut scene);
    draw_blocks(view, plan, &mut scene);
    draw_figures(view, plan, &mut scene);
    let late = names
        .iter()
        .filter_map(|(n, name)| Some((plan.figures.get(*n)?, name)));
    let usual = plan
        .figures
        .iter()
        .filter_map(|f| Some((f, f.name.as_ref()?)));
    for (figure, name) in usual.chain(late) {
        draw_name(view, plan, figure, name, &mut scene);
    }
    draw_labels(view, &plan.ways, &all_words, &mut scene);
    Picture {
        scene,
        counts: plan.counts,
        drawn: Drawn::of(view, plan),
        arrows: Vec::new(),
    }
}

fn draw_regions(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    // A region belongs to what is selected as whoever stands in it does.
    let near = plan
        .figures
        .iter()
        .filter(|figure| !view.emphasis.is_behind(figure.key));
    let near = near.filter_map(|figure| view.graph.nodes.get(figure.place as usize));
    let groups: BTreeSet<Place> = near.map(|node| node.group).collect();
    let lived_in: BTreeSet<Place> = groups
        .into_iter()
        .flat_map(|group| view.graph.lineage(group))
        .collect();
    for region in plan.regions.iter().filter(|region| region.is_of_group()) {
        let hue = region_hue(view, region.group);
        let is_behind =
            view.emphasis.is_behind(title_key(region)) && !lived_in.contains(&region.group);
        let strength = if is_behind { BEHIND } else { 1.0 };
        actors::region(scene, region.key, region.rect, hue, strength, view.theme);
        if view.emphasis.state(title_key(region)) == State::Selected {
            actors::region_ring(scene, region.key, region.rect, view.theme);
        }
    }
}

/// What the name of a region stands for: unlike its ground it selects the group.
fn title_key(region: &Region) -> Key {
    if let Key::Group(handle) = region.key {
        Key::GroupTitle(handle)
    } else {
        region.key
    }
}

/// The names of the regions, and of those who are only named in them, over the ties.
fn draw_titles(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for region in &plan.regions {
        let key = title_key(region);
        let state = view.emphasis.state(key);
        if let Some(title) = &region.title {
            let around = title.rect.expand2(vec2(4.0, 0.0));
            plates::plate(scene, key, around, state, view.theme);
        }
        let colour = match state {
            State::Rest if view.emphasis.selected.is_some() => view.theme.t3,
            State::Rest | State::Hover => view.theme.hue_text(region_hue(view, region.group)),
            State::Related | State::Selected => view.theme.t1,
        };
        let strong = Style::new(TITLE, Weight::SemiBold, colour);
        let quiet = Style::new(QUIET_LINE, Weight::Regular, view.theme.t3);
        let title = region.title.iter().map(|title| (key, title, strong));
        let also = region.also.iter().map(|line| (region.key, line, quiet));
        for (key, name, style) in title.chain(also) {
            if name.breaks_ties && state == State::Rest {
                let ground = ground_at(view, plan, name.rect.center());
                let plate = name.rect.expand2(LETTERS);
                scene.rect(key, plate, 3.0, ground, Stroke::NONE);
            }
            let drop = baseline_drop(style.size);
            let at = pos2(name.rect.left(), name.rect.center().y + drop);
            scene.text(key, at, &name.text, style, view.measure);
        }
    }
}

/// A thin line from whoever is pinned outside its region to the region.
fn draw_leashes(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for figure in plan.figures.iter().filter(|f| f.is_pinned) {
        let node = view.graph.nodes.get(figure.place as usize);
        let group = node.map_or(NOWHERE, |n| n.group);
        let Some(region) = plan.regions.iter().find(|r| r.group == group) else {
            continue;
        };
        let centre = figure.spot.centre;
        let near = region.rect.clamp(centre);
        let far = near.distance(centre);
        if far > figure.spot.reach {
            let rim = centre + (near - centre) * (figure.spot.reach / far);
            let hue = actor_hue(view, figure.place);
            let stroke = Stroke::new(1.0, faded(view.theme.hue(hue), 0.55));
            // Not a part of its mark: an actor is pointed at where it stands.
            scene.line(Key::None, rim, near, stroke);
        }
    }
}

fn draw_ties(view: &View<'_>, plan: &Plan, late: &[Way], words: &[Word], scene: &mut Scene) {
    let is_crowded = plan.ways.len() > MOST_CURVES;
    let key = |way: &Way| {
        let tie = view.ties.ties.get(way.wish.tie)?;
        Some((tie, key_of(view, tie)))
    };
    // What stands out is drawn over them, as a main tie is.
    let is_late: BTreeSet<usize> = late.iter().map(|way| way.wish.tie).collect();
    for way in plan
        .faint
        .iter()
        .filter(|way| !is_late.contains(&way.wish.tie))
    {
        if let Some((tie, key)) = key(way) {
            draw_faint(scene, &way.curve, tie, key, view.theme);
        }
    }
    let has_dashes = has_dashes(view, &plan.ways);
    let mut order: Vec<&Way> = plan.ways.iter().chain(late).collect();
    let rank = |way: &Way| {
        let state = key(way).map_or(State::Rest, |(_, key)| view.emphasis.state(key));
        let height = match state {
            State::Rest => 0,
            State::Related => 1,
            State::Hover => 2,
            State::Selected => 3,
        };
        (height, key(way).map_or(0, |(tie, _)| tie.weight))
    };
    order.sort_by_key(|way| rank(way));
    for way in order {
        if let Some((tie, key)) = key(way) {
            let look = Look {
                key,
                state: view.emphasis.state(key),
                strength: strength(view, tie, plan.ways.len()),
                width: way.wish.width,
                has_dashes,
            };
            if is_crowded && !is_late.contains(&way.wish.tie) {
                draw_far(scene, &way.curve, tie, look, view.theme);
            } else {
                draw_tie(
                    scene,
                    &way.curve,
                    tie,
                    (look, &view.graph.widths),
                    view.theme,
                );
            }
        }
    }
    // A sign stands over every line, of whichever tie.
    for (way, word) in plan.ways.iter().zip(words) {
        let Some((tie, key)) = key(way) else { continue };
        let lines = lines(tie, &view.graph.widths, way.wish.width);
        for (n, at) in &word.signs {
            let Some(line) = lines.get(*n) else { continue };
            let step = Theme::tone_step(f64::from(line.strand.tone.unwrap_or(0.0)));
            let radius = sign_radius(line.width);
            let strength = sign_strength(view, tie, plan.ways.len());
            actors::tone_sign(scene, key, *at, radius, step, view.theme, strength);
            if lines.len() > 1 && line.strand.certainty == Certainty::Disputed {
                let style = Style::new(LABEL, Weight::SemiBold, view.theme.t2);
                let beside = *at + vec2(radius + 2.0, baseline_drop(LABEL));
                scene.text(key, beside, "?", style, view.measure);
            }
        }
    }
}

/// Whether dashes tell anything: not where all ties are equally firm (look.md, “Never less than the
/// truth”).
fn has_dashes(view: &View<'_>, ways: &[Way]) -> bool {
    certainties(view.ties, ways).len() > 1
}

/// How firm the main ties are.
pub(super) fn certainties(ties: &Ties, ways: &[Way]) -> BTreeSet<Certainty> {
    let ties = ways.iter().filter_map(|way| ties.ties.get(way.wish.tie));
    ties.flat_map(Tie::strands)
        .map(|strand| strand.certainty)
        .collect()
}

fn sign_strength(view: &View<'_>, tie: &Tie, ties: usize) -> f32 {
    let own = strength(view, tie, ties);
    if view.emphasis.is_behind(key_of(view, tie)) {
        own
    } else {
        own.max(0.7)
    }
}

/// Weak ties are lighter in a crowd; what does not belong to the selection steps back.
fn strength(view: &View<'_>, tie: &Tie, ties: usize) -> f32 {
    let key = key_of(view, tie);
    let stands_out = view.emphasis.state(key) != State::Rest;
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = CROWD as f32 / ties.max(CROWD) as f32;
    let in_crowd = match tie.weight {
        _ if stands_out => 1.0,
        _ if ties > MOST_CURVES => (4.0 * share).clamp(0.10, 0.5),
        0 | 1 => share.max(0.45),
        2 | 3 => share.sqrt().max(0.6),
        _ => 1.0,
    };
    if view.emphasis.is_behind(key) {
        in_crowd.min(BEHIND)
    } else {
        in_crowd
    }
}

/// Under this radius an actor is a dot without initials.
const LEAST_WITH_INITIALS: f32 = 7.0;

fn draw_figures(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size).expand(40.0);
    let figures = plan.figures.iter();
    let mut order: Vec<&Figure> = figures.filter(|f| panel.contains(f.spot.centre)).collect();
    // The heaviest are drawn over the others.
    order.sort_by(|a, b| a.radius.total_cmp(&b.radius));
    for figure in order {
        let letters = if figure.is_ghost || figure.radius < LEAST_WITH_INITIALS {
            ""
        } else {
            figure.initials.as_str()
        };
        let hue = actor_hue(view, figure.place);
        let mut node = figure.node(hue, view.emphasis.state(figure.key), letters);
        if view.emphasis.is_behind(figure.key) {
            node.strength = node.strength.min(BEHIND);
        }
        actors::node(scene, &node, view.theme, view.measure);
    }
}

/// Where a text breaks ties, it does so just as far as its letters reach into its line.
const LETTERS: Vec2 = vec2(2.0, -1.5);

fn draw_name(view: &View<'_>, plan: &Plan, figure: &Figure, name: &Name, scene: &mut Scene) {
    let style = name_style(view, figure);
    let state = view.emphasis.state(figure.key);
    let at = name.rect.center() + vec2(0.0, baseline_drop(style.size));
    if name.breaks_ties {
        let ground = ground_at(view, plan, name.rect.center());
        let plate = name.rect.expand2(LETTERS);
        scene.rect(figure.key, plate, 3.0, ground, Stroke::NONE);
    }
    if state == State::Hover {
        let around = name.rect.expand2(vec2(4.0, 0.0));
        plates::plate(scene, figure.key, around, state, view.theme);
    }
    let align = emath::Align::Center;
    scene.text_aligned(figure.key, at, align, &name.text, style, view.measure);
}

fn name_style(view: &View<'_>, figure: &Figure) -> Style {
    let radius = view
        .graph
        .nodes
        .get(figure.place as usize)
        .map_or(0.0, |n| n.radius);
    let (size, weight) = name_face(radius);
    let state = view.emphasis.state(figure.key);
    let colour = if view.emphasis.is_behind(figure.key) {
        view.theme.t3
    } else {
        view.theme.t1
    };
    Style::new(size, weight.max(state.weight()), colour)
}

/// The words of the strongest ties, on plates that break them.
fn draw_blocks(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for (way, word) in plan.ways.iter().zip(&plan.words) {
        let (Some(tie), Some(block)) = (view.ties.ties.get(way.wish.tie), &word.block) else {
            continue;
        };
        let key = key_of(view, tie);
        let theme = view.theme;
        let ground = ground_at(view, plan, block.rect.center());
        let is_behind = view.emphasis.is_behind(key);
        let at_rest = |colour: Color32| match is_behind {
            true => mix(ground, colour, BEHIND),
            false => colour,
        };
        if let Some([from, to]) = block.leader {
            scene.line(key, from, to, Stroke::new(1.0, at_rest(theme.axis)));
        }
        let fill = match view.emphasis.state(key) {
            State::Rest => ground,
            State::Hover => theme.hover,
            State::Related => theme.mark2,
            State::Selected => theme.mark,
        };
        scene.rect(key, block.plate(), 3.0, fill, Stroke::NONE);
        for line in &block.lines {
            if let (Some(at), Some(step)) = (line.sign, line.step) {
                let strength = if is_behind { BEHIND } else { 1.0 };
                actors::tone_sign(scene, key, at, SIGN_RADIUS, step, theme, strength);
            }
            let toned = line
                .step
                .and_then(|step| theme.tone_text.get(step))
                .copied();
            let colour = at_rest(toned.unwrap_or(theme.t2));
            let style = Style::new(LABEL, Weight::Medium, colour);
            scene.text(key, line.at, &line.text, style, view.measure);
        }
    }
}

/// What lies under everything at a point: the ground, and the regions on it.
fn ground_at(view: &View<'_>, plan: &Plan, at: Pos2) -> Color32 {
    let share = if view.theme.is_dark() { 0.11 } else { 0.07 };
    let regions = plan.regions.iter();
    let regions = regions.filter(|r| r.is_of_group() && r.rect.contains(at));
    regions.fold(view.theme.ground, |under, region| {
        let hue = view.theme.hue(region_hue(view, region.group));
        mix(under, hue, share)
    })
}

fn draw_labels(view: &View<'_>, ways: &[Way], words: &[Word], scene: &mut Scene) {
    for (way, word) in ways.iter().zip(words) {
        let (Some(tie), Some((text, along))) = (view.ties.ties.get(way.wish.tie), &word.label)
        else {
            continue;
        };
        let key = key_of(view, tie);
        let colour = tie.tone.map_or(view.theme.t2, |tone| {
            let step = Theme::tone_step(f64::from(tone));
            view.theme
                .tone_text
                .get(step)
                .copied()
                .unwrap_or(view.theme.t2)
        });
        let colour = if view.emphasis.is_behind(key) {
            mix(view.theme.ground, colour, BEHIND)
        } else {
            colour
        };
        let style = Style::new(LABEL, Weight::Medium, colour);
        scene.add(
            key,
            Mark::Text {
                at: along.at,
                angle: along.angle,
                text: one_line(text).as_ref().into(),
                style,
                width: view.measure.width(text, style.size, style.weight),
            },
        );
    }
}
