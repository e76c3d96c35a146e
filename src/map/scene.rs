//! The map of a window as a scene: what the plan placed, drawn from back to front, with what a
//! person points at and has selected.

use super::bloc_scene;
use super::blocs::Arrow;
use super::drawing::{draw_group, draw_title, height, tone_text};
use super::edges::Way;
use super::graph::name_face;
use super::labels::Name;
use super::legend::Drawn;
use super::lists::set;
use super::metrics::{LABEL, QUIET_LINE, SIGN_RADIUS};
use super::plan::{CROWD, Counts, Figure, LEAST_WITH_INITIALS, MOST_CURVES, Plan, Region, Word};
use super::planning::plan;
use super::ties::{Look, draw_faint, draw_far, draw_tie, lines};
use super::view::View;
use super::words::{Late, sign_radius};
use crate::analysis::{Place, Tie};
use crate::dataset::Certainty;
use crate::scene::actors;
use crate::scene::plates::{self, State};
use crate::scene::text::{baseline_drop, one_line};
use crate::scene::theme::{faded, mix};
use crate::scene::{
    BEHIND, Color32, Key, Mark, Pos2, Scene, Stroke, Style, Theme, Vec2, Weight, pos2, vec2,
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
        set(&mut all_words, n, word);
    }
    draw_regions(view, plan, &mut scene);
    draw_leashes(view, plan, &mut scene);
    let late = plan.late_ways(view);
    draw_ties(view, plan, &late, &all_words, &mut scene);
    draw_titles(view, plan, &mut scene);
    draw_blocks(view, plan, &mut scene);
    draw_figures(view, plan, &mut scene);
    let late = names.iter();
    let late = late.filter_map(|(n, name)| Some((plan.figures.get(*n)?, name)));
    let figures = plan.figures.iter();
    let usual = figures.filter_map(|figure| Some((figure, figure.name.as_ref()?)));
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
    let figures = plan.figures.iter();
    let near = figures.filter(|figure| !view.emphasis.is_behind(figure.key));
    let groups = near.map(|figure| view.graph.node(figure.place as usize).group);
    let lived_in = groups.flat_map(|group| view.graph.lineage(group));
    let lived_in: BTreeSet<Place> = lived_in.collect();
    for region in plan.regions.iter().filter(|region| region.is_of_group()) {
        let title = title_key(region);
        let is_behind = view.emphasis.is_behind(title) && !lived_in.contains(&region.group);
        let look = (region.rect, view.region_hue(region.group));
        draw_group(view, (region.key, title), look, is_behind, scene);
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
        let is_at_rest = view.emphasis.state(key) == State::Rest && !view.emphasis.is_behind(key);
        if let Some(title) = &region.title {
            if is_at_rest {
                draw_break(view, plan, key, title, scene);
            }
            let hue = view.region_hue(region.group);
            draw_title(view, key, hue, (&title.text, title.rect), scene);
        }
        let quiet = Style::new(QUIET_LINE, Weight::Regular, view.theme.t3);
        for line in &region.also {
            if is_at_rest {
                draw_break(view, plan, region.key, line, scene);
            }
            let baseline = line.rect.center().y + baseline_drop(quiet.size);
            let at = pos2(line.rect.left(), baseline);
            scene.text(region.key, at, &line.text, quiet, view.measure);
        }
    }
}

/// A thin line from whoever is pinned outside its region to the region.
fn draw_leashes(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for figure in plan.figures.iter().filter(|f| f.is_pinned) {
        let group = view.graph.node(figure.place as usize).group;
        let Some(region) = plan.regions.iter().find(|r| r.group == group) else {
            continue;
        };
        let centre = figure.spot.centre;
        let near = region.rect.clamp(centre);
        let far = near.distance(centre);
        if far > figure.spot.reach {
            let rim = centre + (near - centre) * (figure.spot.reach / far);
            let hue = view.actor_hue(figure.place);
            let stroke = Stroke::new(1.0, faded(view.theme.hue(hue), 0.55));
            // Not a part of its mark: an actor is pointed at where it stands.
            scene.line(Key::None, rim, near, stroke);
        }
    }
}

fn draw_ties(view: &View<'_>, plan: &Plan, late: &[Way], words: &[Word], scene: &mut Scene) {
    let is_crowded = plan.ways.len() > MOST_CURVES;
    let key = |way: &Way| {
        let tie = view.tie(way)?;
        Some((tie, view.key_of(tie)))
    };
    // What stands out is drawn over them, as a main tie is.
    let is_late: BTreeSet<usize> = late.iter().map(|way| way.wish.tie).collect();
    let faint = plan.faint.iter();
    for way in faint.filter(|way| !is_late.contains(&way.wish.tie)) {
        if let Some((tie, key)) = key(way) {
            draw_faint(scene, &way.curve, tie, key, view.theme);
        }
    }
    let has_dashes = has_dashes(view, &plan.ways);
    let mut order: Vec<&Way> = plan.ways.iter().chain(late).collect();
    let rank = |way: &Way| {
        let state = key(way).map_or(State::Rest, |(_, key)| view.emphasis.state(key));
        (height(state), key(way).map_or(0.0, |(tie, _)| tie.strength))
    };
    order.sort_by(|one, other| {
        let ((height, strength), (its, others)) = (rank(one), rank(other));
        height.cmp(&its).then(strength.total_cmp(&others))
    });
    let is_behind = |way: &&Way| key(way).is_some_and(|(_, key)| view.emphasis.is_behind(key));
    let behind = order.iter().take_while(|way| is_behind(way)).count();
    for (n, way) in order.into_iter().enumerate() {
        if n == behind {
            draw_plates_behind(view, plan, scene);
        }
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
                let look = (look, &view.graph.widths);
                draw_tie(scene, &way.curve, tie, look, view.theme);
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
            let own = strength(view, tie, plan.ways.len());
            let is_behind = view.emphasis.is_behind(key);
            let strength = if is_behind { own } else { own.max(0.7) };
            actors::tone_sign(scene, key, *at, radius, step, view.theme, strength);
            if lines.len() > 1 && line.strand.certainty == Certainty::Disputed {
                let style = Style::new(LABEL, Weight::SemiBold, view.theme.t2);
                let beside = *at + vec2(radius + 2.0, baseline_drop(LABEL));
                scene.text(key, beside, "?", style, view.measure);
            }
        }
    }
}

/// The ground of words that have stepped back: over the ties that have too, but hiding nothing of what is
/// selected.
fn draw_plates_behind(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for (way, word) in plan.ways.iter().zip(&plan.words) {
        let key = view.tie(way).map_or(Key::None, |tie| view.key_of(tie));
        if let Some(block) = word.block.as_ref().filter(|_| view.emphasis.is_behind(key)) {
            let ground = ground_at(view, plan, block.rect.center());
            scene.rect(key, block.plate(), 3.0, ground, Stroke::NONE);
        }
    }
}

/// Whether dashes tell anything: not where all main ties are equally firm (look.md, “Never less than
/// the truth”).
fn has_dashes(view: &View<'_>, ways: &[Way]) -> bool {
    let ties = ways.iter().filter_map(|way| view.tie(way));
    let firm = ties.flat_map(Tie::strands).map(|strand| strand.certainty);
    firm.collect::<BTreeSet<Certainty>>().len() > 1
}

/// Weak ties are lighter in a crowd; what does not belong to the selection steps back.
fn strength(view: &View<'_>, tie: &Tie, ties: usize) -> f32 {
    let key = view.key_of(tie);
    let stands_out = view.emphasis.state(key) != State::Rest;
    let share = CROWD as f32 / ties.max(CROWD) as f32;
    // Of what is weighed, the least of its own range is weak.
    let weak = match view.graph.widths.bin(tie.strength) {
        _ if tie.strength == tie.weight as f32 => [tie.weight < 2, tie.weight < 4],
        bin => [bin == 0, bin < 3],
    };
    let in_crowd = match weak {
        _ if stands_out => 1.0,
        _ if ties > MOST_CURVES => (4.0 * share).clamp(0.10, 0.5),
        [true, _] => share.max(0.45),
        [_, true] => share.sqrt().max(0.6),
        _ => 1.0,
    };
    if view.emphasis.is_behind(key) {
        in_crowd.min(BEHIND)
    } else {
        in_crowd
    }
}

fn draw_figures(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    let panel = view.panel().expand(40.0);
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
        let hue = view.actor_hue(figure.place);
        let mut node = figure.node(hue, view.emphasis.state(figure.key), letters);
        if view.emphasis.is_behind(figure.key) {
            node.strength = node.strength.min(BEHIND);
        }
        actors::node(scene, &node, view.theme, view.measure);
    }
}

/// Where a text breaks ties, it does so just as far as its letters reach into its line.
const LETTERS: Vec2 = vec2(2.0, -1.5);

/// The ground behind a text under which ties run.
fn draw_break(view: &View<'_>, plan: &Plan, key: Key, name: &Name, scene: &mut Scene) {
    if name.breaks_ties {
        let ground = ground_at(view, plan, name.rect.center());
        let plate = name.rect.expand2(LETTERS);
        scene.rect(key, plate, 3.0, ground, Stroke::NONE);
    }
}

fn draw_name(view: &View<'_>, plan: &Plan, figure: &Figure, name: &Name, scene: &mut Scene) {
    let (size, weight) = name_face(view.graph.node(figure.place as usize).radius);
    let (theme, state) = (view.theme, view.emphasis.state(figure.key));
    let is_behind = view.emphasis.is_behind(figure.key);
    let colour = if is_behind { theme.t3 } else { theme.t1 };
    let style = Style::new(size, weight.max(state.weight()), colour);
    let at = name.rect.center() + vec2(0.0, baseline_drop(style.size));
    if !is_behind {
        draw_break(view, plan, figure.key, name, scene);
    }
    if state == State::Hover {
        let around = name.rect.expand2(vec2(4.0, 0.0));
        plates::plate(scene, figure.key, around, state, view.theme);
    }
    let align = emath::Align::Center;
    scene.text_aligned(figure.key, at, align, &name.text, style, view.measure);
}

/// The words of the strongest ties, on plates that break them.
fn draw_blocks(view: &View<'_>, plan: &Plan, scene: &mut Scene) {
    for (way, word) in plan.ways.iter().zip(&plan.words) {
        let (Some(tie), Some(block)) = (view.tie(way), &word.block) else {
            continue;
        };
        let key = view.key_of(tie);
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
        // What has stepped back has its ground under what is selected.
        if !is_behind {
            let fill = view.emphasis.state(key).ground(theme).unwrap_or(ground);
            scene.rect(key, block.plate(), 3.0, fill, Stroke::NONE);
        }
        for line in &block.lines {
            if let (Some(at), Some(step)) = (line.sign, line.step) {
                let strength = if is_behind { BEHIND } else { 1.0 };
                actors::tone_sign(scene, key, at, SIGN_RADIUS, step, theme, strength);
            }
            let colour = at_rest(tone_text(line.step, theme));
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
        let hue = view.theme.hue(view.region_hue(region.group));
        mix(under, hue, share)
    })
}

fn draw_labels(view: &View<'_>, ways: &[Way], words: &[Word], scene: &mut Scene) {
    for (way, word) in ways.iter().zip(words) {
        let (Some(tie), Some((text, along))) = (view.tie(way), &word.label) else {
            continue;
        };
        let key = view.key_of(tie);
        let step = tie.tone.map(|tone| Theme::tone_step(f64::from(tone)));
        let colour = tone_text(step, view.theme);
        let colour = if view.emphasis.is_behind(key) {
            mix(view.theme.ground, colour, BEHIND)
        } else {
            colour
        };
        let style = Style::new(LABEL, Weight::Medium, colour);
        let mark = Mark::Text {
            at: along.at,
            angle: along.angle,
            text: one_line(text).as_ref().into(),
            style,
            width: view.measure.width(text, style.size, style.weight),
        };
        scene.add(key, mark);
    }
}
