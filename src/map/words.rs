//! Which texts and signs the plan tries to place, in which order: names of large actors and signs
//! of heavy ties first. What a person points at gets a place in the end, if it has none.

use super::edges::{Spot, Way};
use super::graph::{MOST_IN_FULL, name_face};
use super::ground::Ground;
use super::labels::{self, Along, Room};
use super::plan::{CROWD, Figure, Name, Plan, Region, View, Word, key_of};
use crate::analysis::Tie;
use crate::analysis::index::NOWHERE;
use crate::dataset::Dataset;
use crate::scene::plates::State;
use crate::scene::{Pos2, Rect, Style, Vec2, Weight};
use std::cmp::Reverse;

/// Most names looked at.
const MOST_NAMES: usize = 400;
/// The name of an actor of this radius may break wide ties too, and stand anywhere if it must.
pub(super) const ESSENTIAL: f32 = 14.0;
/// A longer name is cut.
const MOST_NAME_WIDTH: f32 = 190.0;

/// Names in the order of how large their actors are. Gives how many found no room.
pub(super) fn names(
    view: &View<'_>,
    regions: &[Region],
    figures: &mut [Figure],
    ground: &mut Ground,
) -> usize {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let mut order: Vec<&mut Figure> = figures
        .iter_mut()
        .filter(|f| !f.is_ghost && panel.contains(f.spot.centre))
        .collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    let spots: Vec<Spot> = order.iter().map(|f| f.spot).collect();
    let left_out = order.len().saturating_sub(MOST_NAMES);
    order.truncate(MOST_NAMES);
    for figure in &mut order {
        let node = view.graph.nodes.get(figure.place as usize);
        let rooms: &[Room] = match node {
            Some(node) if node.radius >= ESSENTIAL => &[Room::OverTies, Room::Anywhere],
            _ => &[Room::Free],
        };
        figure.name = rooms
            .iter()
            .find_map(|room| name(view, regions, figure, &spots, *room, ground));
    }
    // Who found no free ground breaks a wide tie rather than stay without a name.
    for figure in order.iter_mut().filter(|figure| figure.name.is_none()) {
        figure.name = name(view, regions, figure, &spots, Room::OverTies, ground);
    }
    let is_left_out = |f: &&&mut Figure| f.name.is_none() && !choices(view, f).is_empty();
    left_out + order.iter().filter(is_left_out).count()
}

/// What a figure may be called here.
fn choices<'a>(view: &View<'a>, figure: &Figure) -> Vec<&'a str> {
    let Some((_, actor)) = view.dataset.actors.at(figure.place as usize) else {
        return Vec::new();
    };
    let mut choices = vec![actor.name.as_ref(), actor.short_name()];
    choices.retain(|c| !c.trim().is_empty());
    choices.dedup();
    // Where it is tight a long name costs others theirs: placement kept no room for it.
    let is_tight = view.graph.nodes.len() > MOST_IN_FULL && view.camera.zoom < 1.2;
    if is_tight && choices.len() > 1 {
        choices.remove(0);
    }
    choices
}

fn name(
    view: &View<'_>,
    regions: &[Region],
    figure: &Figure,
    spots: &[Spot],
    room: Room,
    ground: &mut Ground,
) -> Option<Name> {
    let node = view.graph.nodes.get(figure.place as usize);
    let (size, weight) = name_face(node.map_or(0.0, |n| n.radius));
    let style = Style::new(size, weight, view.theme.t1);
    let fitted: Vec<(String, f32)> = choices(view, figure)
        .iter()
        .filter_map(|c| view.measure.fit(c, style, MOST_NAME_WIDTH))
        .map(|(text, width)| (text.to_string(), width))
        .collect();
    let widths: Vec<f32> = fitted.iter().map(|(_, w)| *w).collect();
    let group = node.map_or(NOWHERE, |n| n.group);
    let home = regions.iter().find(|r| r.group == group).map(|r| r.rect);
    let home = home.filter(|h| h.contains(figure.spot.centre));
    let own = figure.spot;
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let around = Rect::from_center_size(own.centre, Vec2::splat(2.0 * (own.reach + widest + 60.0)));
    let others: Vec<Spot> = spots
        .iter()
        .copied()
        .filter(|spot| *spot != own && around.contains(spot.centre))
        .collect();
    let found = labels::name(own, &widths, home, &others, room, ground)?;
    let (text, _) = fitted.get(found.choice)?.clone();
    Some(Name {
        text,
        rect: found.rect,
        breaks_ties: found.breaks_ties,
    })
}

/// The names of the regions, at an edge of what is seen of them. Where one would stand on an
/// actor, it is cut.
pub(super) fn titles(view: &View<'_>, regions: &mut [Region], ground: &mut Ground) {
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let style = Style::new(labels::TITLE, Weight::SemiBold, view.theme.t1);
    for region in regions {
        let Some((_, group)) = view.dataset.groups.at(region.group as usize) else {
            continue;
        };
        let seen = region.rect.intersect(panel);
        let room = seen.width() - 2.0 * labels::TITLE_INSET.x;
        let measure = view.measure;
        let whole = measure.width(&group.name, style.size, style.weight);
        let most = MOST_NAME_WIDTH.max(room);
        let parts = SHARES.iter().map(|share| whole.min(room) * share);
        let mut fitted: Vec<(String, f32)> = std::iter::once(whole.min(most))
            .chain(parts)
            .filter_map(|width| measure.fit(&group.name, style, width))
            .map(|(text, width)| (text.to_string(), width))
            .collect();
        fitted.dedup();
        let widths: Vec<f32> = fitted.iter().map(|(_, width)| *width).collect();
        region.title = labels::title(seen, &widths, ground).and_then(|found| {
            Some(Name {
                text: fitted.get(found.choice)?.0.clone(),
                rect: found.rect,
                breaks_ties: found.breaks_ties,
            })
        });
    }
}

/// How much of a title is written: all of it, if there is room.
const SHARES: [f32; 4] = [1.0, 0.75, 0.55, 0.4];

/// A sign is smaller on a thin tie.
pub(super) fn sign_radius(width: f32) -> f32 {
    if width < 2.0 { 5.5 } else { 6.5 }
}

/// What is written along a tie: the label of that of its relations whose tone is nearest to its own.
pub fn label<'a>(dataset: &'a Dataset, tie: &Tie) -> Option<&'a str> {
    let relations = tie
        .relations
        .iter()
        .filter_map(|n| dataset.relations.at(*n as usize))
        .filter_map(|(_, r)| {
            let label = r.label.as_deref().filter(|l| !l.trim().is_empty())?;
            let off = match (r.tone, tie.tone) {
                (Some(own), Some(all)) => (own - f64::from(all)).abs(),
                _ => 20.0,
            };
            Some((off, label))
        });
    relations
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map(|(_, label)| label)
}

fn sign(view: &View<'_>, way: &Way, tie: &Tie, ground: &mut Ground) -> Option<Pos2> {
    let (width, has_label) = (way.wish.width, label(view.dataset, tie).is_some());
    labels::sign(&way.curve, width, sign_radius(width), has_label, ground)
}

fn along(view: &View<'_>, way: &Way, text: &str, ground: &mut Ground) -> Option<(String, Along)> {
    let along = labels::along(&way.curve, way.wish.width, text, ground, view.measure)?;
    Some((text.to_owned(), along))
}

/// What stands out and had no place: each by its number among the figures or ways.
pub(super) struct Late {
    pub names: Vec<(usize, Name)>,
    pub words: Vec<(usize, Word)>,
}

impl Plan {
    /// Signs, then labels, the heaviest ties first.
    pub(super) fn write_words(&mut self, view: &View<'_>) {
        if self.words.is_empty() {
            let ties = self
                .ways
                .iter()
                .filter_map(|w| view.ties.ties.get(w.wish.tie));
            for tie in ties {
                self.counts.signs_left_out += usize::from(tie.tone.is_some());
                self.counts.labels_left_out += usize::from(label(view.dataset, tie).is_some());
            }
            return;
        }
        let is_crowd = self.ways.len() > CROWD;
        let mut order: Vec<(&Way, &Tie, &mut Word)> = self
            .ways
            .iter()
            .zip(&mut self.words)
            .filter_map(|(way, word)| Some((way, view.ties.ties.get(way.wish.tie)?, word)))
            .collect();
        order.sort_by_key(|(_, tie, _)| Reverse(tie.weight));
        for (way, tie, word) in order.iter_mut().filter(|(_, t, _)| t.tone.is_some()) {
            // In a crowd a tie of one event has its sign when it stands out.
            if !is_crowd || tie.weight > 1 {
                word.sign = sign(view, way, tie, &mut self.ground);
            }
            self.counts.signs_left_out += usize::from(word.sign.is_none());
        }
        for (way, tie, word) in &mut order {
            if let Some(text) = label(view.dataset, tie) {
                word.label = along(view, way, text, &mut self.ground);
                self.counts.labels_left_out += usize::from(word.label.is_none());
            }
        }
    }

    /// Names, signs and labels for what stands out and has none, names over ties if it must be;
    /// nothing else moves.
    pub(super) fn standing_out(&self, view: &View<'_>) -> Late {
        let stands_out = |key| view.emphasis.state(key) != State::Rest;
        let mut ground = None;
        let mut names = Vec::new();
        let spots: Vec<Spot> = self.figures.iter().map(|f| f.spot).collect();
        for (n, figure) in self.figures.iter().enumerate() {
            if figure.name.is_none() && stands_out(figure.key) {
                let ground = ground.get_or_insert_with(|| self.ground.clone());
                if let Some(name) =
                    name(view, &self.regions, figure, &spots, Room::Anywhere, ground)
                {
                    // It is read, whatever runs under it.
                    let breaks_ties = true;
                    names.push((
                        n,
                        Name {
                            breaks_ties,
                            ..name
                        },
                    ));
                }
            }
        }
        let mut words = Vec::new();
        for (n, way) in self.ways.iter().enumerate() {
            let Some(tie) = view.ties.ties.get(way.wish.tie) else {
                continue;
            };
            if !stands_out(key_of(view, tie)) {
                continue;
            }
            let mut word = self.words.get(n).cloned().unwrap_or_default();
            let text = label(view.dataset, tie).filter(|_| word.label.is_none());
            let has_all = text.is_none() && (word.sign.is_some() || tie.tone.is_none());
            if has_all {
                continue;
            }
            let ground = ground.get_or_insert_with(|| self.ground.clone());
            if word.sign.is_none() && tie.tone.is_some() {
                word.sign = sign(view, way, tie, ground);
            }
            if let Some(text) = text {
                word.label = along(view, way, text, ground);
            }
            words.push((n, word));
        }
        Late { names, words }
    }
}
